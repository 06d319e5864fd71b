//! Verbs before their subject: "Four years later came the war".

use super::verb_row::first_word;
use super::{Predicate, Tense};
use crate::events::clause::{Clauses, Opener, Segment};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// "Only in 1996 | did | the army withdraw": the verb behind the subject that such an opening puts behind its
/// auxiliary, the word at `auxiliary`.
pub(super) fn main_behind(
    text: &str,
    words: &[Word],
    auxiliary: usize,
    segment: &Segment,
) -> Option<usize> {
    use Class::{Base, BePast, DoPast, HavePast, Participle};
    let helps = words.get(auxiliary)?;
    let form = match helps.classes {
        it if it.has(DoPast) => Base,
        it if it.has_any(&[BePast, HavePast]) => Participle,
        _ => return None,
    };
    // Hardly any auxiliary stands right behind a time.
    words.get(auxiliary.checked_sub(1)?).filter(|it| it.time.is_some())?;
    let is_opened = first_word(words, segment)
        .and_then(|at| words.get(at))
        .is_some_and(|it| it.is_of("putting_behind", text));
    let is_verb = |at: &usize| {
        words.get(*at).is_some_and(|it| it.is_plain() && it.has(form) && it.tag.is_verb())
    };
    let first = (auxiliary + 2..segment.words.end).find(is_verb)?;
    // "was | the man accused of murder | tried".
    let is_joint = |at: usize| words.get(at).is_some_and(|it| it.has(Class::Coordinator));
    let last =
        (first..segment.words.end).rev().find(|&at| words.get(at).is_some_and(Word::is_plain));
    let is_last = |at: &usize| form == Participle && is_verb(at) && !(first..*at).any(is_joint);
    let main = last.filter(is_last).unwrap_or(first);
    // "did he learn | that": what he learned is told.
    if words.get(main + 1).is_some_and(|it| it.has(Class::Complement)) {
        return None;
    }
    let mut subject = words.get(auxiliary + 1..main)?.iter();
    let is_named =
        subject.all(|it| it.mark.is_none() && it.time.is_none() && !it.classes.is_auxiliary());
    (segment.opener == Opener::Start && is_opened && is_named).then_some(main)
}

/// The auxiliary that stands before the subject of a verb: "did | the army withdraw".
pub(crate) fn auxiliary(clauses: &Clauses<'_>, predicate: &Predicate) -> Option<usize> {
    let segment = clauses.segments.get(predicate.segment)?;
    if segment.opener != Opener::Start {
        return None;
    }
    let is_of =
        |at: &usize| main_behind(clauses.text, &clauses.words, *at, segment) == Some(predicate.at);
    (segment.words.start..predicate.first).find(is_of)
}

/// The subject that stands behind a verb, and the verb, where only a time stands before it.
pub(crate) fn parts(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
) -> Option<(Range<usize>, Range<usize>)> {
    let at = predicate.at;
    if let Some(auxiliary) = auxiliary(clauses, predicate) {
        let end = clauses.segments.get(predicate.segment)?.words.end;
        return Some((auxiliary + 1..predicate.first, predicate.first..end));
    }
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
    fn a_subject_may_stand_behind_its_auxiliary() {
        check(
            "Only in {1996|1996} did the army leave the valley.",
            &[("1996", "Army did leave the valley")],
        );
        check("Not until {../1999|1999} was the bridge opened.", &[("1999", "Bridge was opened")]);
        check(
            "Only in {1996|1996} was the man accused of murder tried.",
            &[("1996", "Man accused of murder was tried")],
        );
    }

    #[test]
    fn what_somebody_learned_late_is_told_without_the_learning() {
        check(
            "Only in {1996|1996} did he learn that his father had died in {1944|1944}.",
            &[("1944", "Father died")],
        );
    }

    #[test]
    fn what_stands_behind_other_verbs_is_no_subject() {
        check("In {1945|1945} he came the long way.", &[("1945", "He came the long way")]);
        check("In {1945|1945} the war came to Wales.", &[("1945", "War came to Wales")]);
        let ended = "The siege, begun in {1990|1990}, ended the war in {1991|1991}.";
        check(ended, &[("1990", "Siege begun"), ("1991", "Siege ended the war")]);
    }
}
