//! Dates that do not fit what is told beside them.

use super::{Clauses, Reader};
use crate::events::bind::Binding;
use crate::events::dating::news::News;
use crate::events::factuality;
use crate::events::dating::Dated;
use crate::events::predicate::{Predicate, Tense};
use crate::model::{DctMethod, Factuality, Granularity, Resolution, When};

impl Reader<'_> {
    /// Whether what a binding tells as done would lie behind the day of the document.
    pub(super) fn is_to_come(&self, clauses: &Clauses<'_>, binding: Binding, when: &When) -> bool {
        let written = self.annotated.document.dct.as_ref().map(|dct| &dct.when);
        let now = written.filter(|written| !written.is_open()).and_then(|it| it.bounds.latest);
        let is_later = now.zip(when.bounds.earliest).is_some_and(|(now, start)| now < start);
        // "On 20 August 1944 they attacked": a day told as past tells more of when the text was written than a day found in it.
        let mention = self.annotated.times.get(binding.time);
        let is_sure = when.granularity <= Granularity::Day
            && mention.is_some_and(|it| it.resolution == Resolution::Explicit);
        let is_found = self
            .annotated
            .document
            .dct
            .as_ref()
            .is_some_and(|dct| !matches!(dct.method, DctMethod::User | DctMethod::Manifest));
        let at = clauses.word_of_time(binding.time).unwrap_or_default();
        let leads = clauses.predicates.first().is_some_and(|first| at < first.first);
        if is_sure && is_found && leads {
            return false;
        }
        let told = binding.head.predicate(clauses).filter(|_| is_later);
        let said = self.annotated.times.get(binding.time).map_or("", |it| it.timex.value.as_str());
        told.is_some_and(|told| {
            factuality::of_predicate(clauses, told, Some(when), written, said).is_real()
        })
    }

    /// Whether somebody said so in a history, where "now" was then.
    pub(super) fn is_quoted_then(
        &self,
        clauses: &Clauses<'_>,
        predicate: Option<&Predicate>,
    ) -> bool {
        let word = predicate.and_then(|predicate| clauses.words.get(predicate.at));
        let is_quoted = word.is_some_and(|word| word.is_quoted);
        is_quoted && self.has_stated_day() && self.news.as_ref().is_some_and(News::is_history)
    }
}

impl Reader<'_> {
    /// The date of what is told as so real: none where it is not said to have been or to come then.
    pub(super) fn placed(
        &self,
        clauses: &Clauses<'_>,
        told: Option<&Predicate>,
        factuality: Factuality,
        dated: Dated,
    ) -> Dated {
        let is_ahead = || factuality::is_after(dated.when(), self.written);
        let is_placed = dated.when().is_some();
        match factuality {
            // "The court must rule by 5 May": that day is set.
            Factuality::Hypothetical if is_placed && !told.is_some_and(|it| is_settled(clauses, it)) => {
                Dated::Unknown(ONLY_THOUGHT.to_owned())
            }
            Factuality::Opinion if is_ahead() => Dated::Unknown(ONLY_THOUGHT.to_owned()),
            // "The trial will not begin before May", but not the vote of May that has been called off.
            Factuality::Denied | Factuality::Predicted
                if told.is_some_and(|it| it.is_negated) && is_ahead() =>
            {
                Dated::Unknown("said not to come then".to_owned())
            }
            _ => dated,
        }
    }
}

/// Why what might be has no place.
pub(super) const ONLY_THOUGHT: &str = "only thought of, not said to be so";

/// "must rule", "may have died in Monday's quake": what has to be done, or is over and most likely was so.
fn is_settled(clauses: &Clauses<'_>, told: &Predicate) -> bool {
    let is_have = |at: usize| clauses.word_text(at).eq_ignore_ascii_case("have");
    let is_over = told.tense == Tense::Possible && (told.first..told.at).any(is_have);
    is_over || clauses.word_text(told.first).eq_ignore_ascii_case("must")
}

/// "could return", "does not explain", "repeals": what is told is no deed of a date that it names.
pub(super) fn is_unreal(
    clauses: &Clauses<'_>,
    tense: Tense,
    predicate: Option<&Predicate>,
) -> bool {
    match tense {
        // "The 1888 murders could not be solved".
        Tense::Possible => predicate.is_none_or(|it| !it.is_negated),
        Tense::Conditional => true,
        // "repeals the law of 1994": not then, while "passes the law of 1994" tells of then.
        Tense::Present => predicate.is_some_and(|it| {
            let looks_back = || clauses.is_of("looks_back", it.at);
            it.is_negated || it.is_stative() && !it.is_progressive || looks_back()
        }),
        Tense::Past | Tense::Perfect | Tense::Future | Tense::Arranged => false,
    }
}
