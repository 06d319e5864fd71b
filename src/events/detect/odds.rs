//! Dates that do not fit what is told beside them.

use super::{Clauses, Opener, Reader};
use crate::events::bind::Binding;
use crate::events::dating::Dated;
use crate::events::dating::news::News;
use crate::events::factuality;
use crate::events::people::claim;
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::calendar::DAY_SECS;
use crate::model::{DctMethod, Factuality, Granularity, Resolution, Shape, When};

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

    /// Whether a date is at least a year before the document's: what a fresh decree says is news.
    pub(super) fn has_stood(&self, when: &When) -> bool {
        const YEAR_SECS: i64 = 365 * DAY_SECS;
        let written = self.written.and_then(|it| it.bounds.earliest);
        when.bounds.latest.zip(written).is_some_and(|(end, start)| end + YEAR_SECS < start)
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
    /// The date of what is told as so real at a time mention: none where it is not said to have been or to come then.
    pub(super) fn placed(
        &self,
        clauses: &Clauses<'_>,
        (told, time): (Option<&Predicate>, Option<usize>),
        factuality: Factuality,
        dated: Dated,
    ) -> Dated {
        let date = time.and_then(|time| clauses.word_of_time(time));
        let place = date.and_then(|date| clauses.words.get(date)).map(|word| word.segment);
        let is_beside = told.is_some_and(|it| Some(it.segment) == place);
        let is_settled =
            |it: &Predicate| self.is_settled(clauses, it, dated.when().filter(|_| is_beside));
        let is_ahead = || factuality::is_after(dated.when(), self.written);
        // "The museum will not reopen until September": it will then.
        let is_bound =
            || dated.when().is_some_and(|it| matches!(it.shape, Shape::Before | Shape::Until));
        let is_placed = dated.when().is_some();
        match factuality {
            // "The court must rule by 5 May": that day is set.
            Factuality::Hypothetical if is_placed && !told.is_some_and(is_settled) => {
                Dated::Unknown(ONLY_THOUGHT.to_owned())
            }
            Factuality::Opinion if is_ahead() => Dated::Unknown(ONLY_THOUGHT.to_owned()),
            // "The trial will not begin in May", but not the vote of May that has been called off.
            Factuality::Denied | Factuality::Predicted
                if told.is_some_and(|it| it.is_negated) && is_ahead() && !is_bound() =>
            {
                Dated::Unknown("said not to come then".to_owned())
            }
            _ if is_placed && told.is_some_and(|it| is_figure(clauses, it)) => {
                Dated::Unknown(FIGURE.to_owned())
            }
            _ => dated,
        }
    }

    /// "must rule", "should hand it in by June", "may have died in Monday's quake", "in 1774 ships might pass": what has to be
    /// done, is set by somebody, or is over and may well have been so. `beside` is a date in its own clause: "split up in 1997
    /// | but could reform" has none.
    fn is_settled(&self, clauses: &Clauses<'_>, told: &Predicate, beside: Option<&When>) -> bool {
        let is_first = |word: &str| clauses.word_text(told.first).eq_ignore_ascii_case(word);
        let is_have = |at: usize| clauses.word_text(at).eq_ignore_ascii_case("have");
        let is_quoted = clauses.words.get(told.at).is_some_and(|it| it.is_quoted);
        let is_said = || clauses.opener(told.segment) == Opener::Complement || is_quoted;
        let is_if =
            || (0..clauses.segments.len()).any(|it| clauses.opener(it) == Opener::Conditional);
        let is_past = || {
            beside.is_some_and(|when| {
                self.written.is_none() || factuality::is_before(when, self.written)
            })
        };
        // "could no longer walk", "we could finally leave", "could hear voices": what somebody tells of himself, or saw.
        let sees = clauses.is_of("perceiving", told.at);
        let was_lived = || {
            let mut subject = claim::subject_of(clauses, told);
            let is_own = is_quoted && subject.any(|at| clauses.is_in_any_case("first_person", at));
            let is_so = |at: usize| clauses.phrase_len("could_so", at) > 0;
            is_own || told.is_negated || is_so(told.first + 1)
        };
        let has_seen = || {
            let now = self.written.and_then(|it| it.bounds.latest);
            let end = beside.and_then(|it| it.bounds.latest);
            sees && end.is_some_and(|end| now.is_none_or(|now| end <= now))
        };
        let may = told.tense == Tense::Possible;
        let was = || {
            (told.first..told.at).any(is_have)
                || is_first("could") && !is_if() && (has_seen() || is_past() && was_lived())
                || (is_first("could") || is_first("might")) && !is_said() && !is_if() && is_past()
        };
        let is_bound = |it: &When| matches!(it.shape, Shape::Before | Shape::Until);
        let is_due = || is_first("should") && beside.is_some_and(is_bound);
        // "may not join before 2030".
        let is_opened = || told.is_negated && beside.is_some_and(is_bound);
        is_first("must") || may && was() || is_due() || is_opened() || is_set(clauses, told)
    }
}

/// "It was agreed that elections would be held", "Residents may return on Monday, the mayor announced": whether who can says
/// that it shall be so.
fn is_set(clauses: &Clauses<'_>, told: &Predicate) -> bool {
    let sets = |segment: usize| {
        let words = clauses.segments.get(segment).map_or(0..0, |it| it.words.clone());
        words.into_iter().any(|at| clauses.is_of("settling", at))
    };
    // "announced that troops | whose tours had been extended | would leave": one clause may stand between.
    let that = (told.segment.saturating_sub(1)..=told.segment)
        .rev()
        .find(|it| clauses.opener(*it) == Opener::Complement);
    let before = that.and_then(|that| that.checked_sub(1));
    let behind = (told.segment + 1..clauses.segments.len())
        .find(|it| clauses.opener(*it) == Opener::Comma && clauses.is_finite(*it));
    before.is_some_and(sets) || behind.is_some_and(sets)
}

/// Why what might be has no place.
pub(super) const ONLY_THOUGHT: &str = "only thought of, not said to be so";

/// Why a figure has no place.
pub(super) const FIGURE: &str = "says how many there were, and nothing that happened";

/// "The town had some 50,000 inhabitants", "The lake covered 500 square miles", "who had numbered 300": how many or how
/// much of something there was. "The rally numbered 500", "The town had 12 murders" tell what happened.
pub(super) fn is_figure(clauses: &Clauses<'_>, told: &Predicate) -> bool {
    let is_about = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && it.tag == Tag::Adverb)
            || clauses.is_of("about_as_many", *at)
    };
    let Some(next) = (told.at + 1..clauses.words.len()).find(|at| !is_about(at)) else {
        return false;
    };
    let is_times = clauses.phrase_len("times_as_many", next) > 0;
    let is_count = clauses.word_text(next).starts_with(|it: char| it.is_ascii_digit());
    let subject = claim::subject_of(clauses, told);
    let is_event = |at: usize| {
        clauses.words.get(at).is_some_and(|it| it.has(Class::EventNoun))
            || clauses.is_in_any_case("gathering", at)
    };
    let is_land = |at: usize| {
        clauses.words.get(at).is_some_and(|it| it.place.is_some())
            || clauses.is_of("has_people", at)
    };
    let is_it = |at: usize| clauses.word_text(at).eq_ignore_ascii_case("it");
    let near = next + 1..next + 4;
    let has_near = |list: &str| near.clone().any(|at| clauses.phrase_len(list, at) > 0);
    // "had three men shot".
    let is_done = || {
        let ends = |it: &Word| matches!(it.tag, Tag::Participle | Tag::Base | Tag::Plural);
        near.clone().any(|at| clauses.words.get(at).is_some_and(ends))
    };
    let has = clauses.is_of("having", told.at)
        && (subject.clone().any(is_land) && has_near("dwellers")
            || subject.clone().any(is_it) && is_times)
        && !is_done();
    let is_active = !told.is_passive(&clauses.words);
    let measures = clauses.is_of("measuring", told.at);
    let covers = clauses.is_of("covering", told.at) && has_near("of_area");
    !matches!(told.tense, Tense::Future | Tense::Arranged)
        && (is_count || is_times)
        && !subject.clone().any(is_event)
        && ((measures || covers) && is_active || has)
}

/// "The constitution of 1994 promises it", "The law of 25 May has not been amended": a text that is named by its date does
/// or undergoes something today. "In the act of 1624 the king promises peace" tells of him.
pub(super) fn is_of_standing_text(clauses: &Clauses<'_>, time: usize, told: &Predicate) -> bool {
    let at = clauses.word_of_time(time).unwrap_or_default();
    let text = at.checked_sub(2).filter(|_| clauses.word_text(at - 1) == "of");
    let is_named = text.is_some_and(|text| {
        // "The Law “On Assemblies” of 25 May": the noun stands before its title.
        let opens = clauses.content_start(told.segment);
        let is_led = clauses.words.get(opens).is_some_and(Word::is_preposition);
        !is_led && (opens..=text).any(|at| clauses.is_in_any_case("standing_text", at))
    });
    let is_subject = at < told.first;
    is_named
        && is_subject
        && matches!(told.tense, Tense::Present | Tense::Perfect)
        && !told.is_progressive
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

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_might_be_has_no_place() {
        for (marked, title) in [
            ("The king may visit <NO|Oslo> in {2023-07|July}.", "King may visit Oslo"),
            ("If <NO|Norway> votes in {2023|2023}, the law may fall.", "Norway votes"),
            ("The trial will not begin in {2023|2023}.", "Trial will not begin"),
            ("The bill would ban strikes in {2021|2021}.", "Bill would ban strikes"),
        ] {
            check(marked, &[("", title)]);
        }
        for (marked, date, title) in [
            ("The court must rule by {2023-07-05|5 July}.", "2023-07-05", "Court must rule"),
            (
                "Dahl may have died in the quake of {2010|2010}.",
                "2010",
                "Dahl may have died in the quake",
            ),
            (
                "In {1774|1774} ships might pass the straits.",
                "1774",
                "Ships might pass the straits",
            ),
            ("In {1990|1990} the feud would lead to a war.", "1990", "Feud would lead to a war"),
            (
                "It was agreed that elections would be held on {2023-10-05|5 October}.",
                "2023-10-05",
                "Elections would be held",
            ),
            (
                "Students should submit their theses {../2023-06-30|by 30 June}.",
                "../2023-06-30",
                "Students should submit their theses",
            ),
            (
                "The museum will not reopen {../2023-09|until September}.",
                "../2023-09",
                "Museum will not reopen",
            ),
            (
                "“On {2022-10-29|Saturday} we could hear voices,” she said.",
                "2022-10-29",
                "We could hear voices",
            ),
            (
                "She said that in {2015|2015} she could no longer walk.",
                "2015",
                "She could no longer walk",
            ),
        ] {
            check(marked, &[(date, title)]);
        }
    }

    #[test]
    fn a_figure_is_no_event() {
        check(
            "The town had 50,000 inhabitants in {1989|1989}.",
            &[("", "Town had 50,000 inhabitants")],
        );
        check(
            "The lake covered some 500 square miles in {1960|1960}.",
            &[("", "Lake covered some 500 square miles")],
        );
        for (marked, title) in [
            ("The earthquake measured 7.2 in {1989|1989}.", "Earthquake measured 7.2"),
            ("The march numbered 20,000 in {1989|1989}.", "March numbered 20,000"),
            ("The team covered 12 miles in {1989|1989}.", "Team covered 12 miles"),
            ("The country had 12 murders in {1989|1989}.", "Country had 12 murders"),
            ("The town had three earthquakes in {1989|1989}.", "Town had three earthquakes"),
            ("The clerk covered 3 wars in {1989|1989}.", "Clerk covered 3 wars"),
        ] {
            check(marked, &[("1989", title)]);
        }
    }

    #[test]
    fn a_text_named_by_its_date_does_nothing_then() {
        check("The constitution of {1994|1994} promises the island a vote.", &[]);
        check("The treaty of {1921|1921} ended the war.", &[("1921", "Treaty ended the war")]);
        check(
            "The decree of {2022-10-03|3 October} bans gatherings.",
            &[("2022-10-03", "Decree bans gatherings")],
        );
        check(
            "In the act of {1624|1624} the king promises his subjects peace.",
            &[("1624", "King promises his subjects peace")],
        );
    }
}
