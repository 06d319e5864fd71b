//! Verbs before their subject: "Four years later came the war".

use super::{Predicate, Tense};
use crate::events::clause::{Clauses, Opener};
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// The subject that stands behind a verb, and the verb, where only a time stands before it.
pub(crate) fn parts(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
) -> Option<(Range<usize>, Range<usize>)> {
    let at = predicate.at;
    let opener = clauses.opener(predicate.segment);
    let is_led = matches!(opener, Opener::Start | Opener::Stop);
    let is_simple = predicate.first == at && predicate.tense == Tense::Past && !predicate.is_copula;
    if !is_led || !is_simple || !clauses.is_of("inverting", at) {
        return None;
    }
    let words = clauses.segments.get(predicate.segment)?.words.clone();
    let sets_time = |at: usize| {
        clauses.words.get(at).is_some_and(|word| {
            word.mark.is_some()
                || word.time.is_some()
                || word.is_preposition()
                || word.tag == Tag::Adverb
        })
    };
    let opens = clauses.words.get(at + 1)?;
    let is_subject = opens.place.is_some()
        || opens.is_plain()
            && (opens.tag.is_noun()
                || matches!(
                    opens.tag,
                    Tag::Determiner | Tag::Owner | Tag::Number | Tag::Adjective
                ));
    let is_when = |at: usize| {
        clauses.words.get(at).is_some_and(|it| it.time.is_some() || it.tag == Tag::Adverb)
    };
    let is_first = (words.start..at).all(sets_time) && (words.start..at).any(is_when);
    let is_word = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.mark.is_none());
    let last = words.clone().rev().find(is_word)?;
    (is_first && is_subject).then_some((at + 1..last + 1, at..at + 1))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_subject_may_stand_behind_its_verb() {
        check("In {1945|1945} came the end of the war.", &[("1945", "End of the war came")]);
        check("Then in {1952|1952} began a long siege.", &[("1952", "Long siege began")]);
    }

    #[test]
    fn what_stands_behind_other_verbs_is_no_subject() {
        check("In {1945|1945} he came the long way.", &[("1945", "He came the long way")]);
        check("In {1945|1945} the war came to Wales.", &[("1945", "War came to Wales")]);
        let ended = "The siege, begun in {1990|1990}, ended the war in {1991|1991}.";
        check(ended, &[("1990", "Siege begun"), ("1991", "Siege ended the war")]);
    }
}
