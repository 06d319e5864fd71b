//! Which of the words before "said" name who says it.

use super::claim;
use crate::events::clause::{Clauses, Opener};
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// The name or description of a speaker among some words: without a quotation before it, without where he is, and
/// for whom a description gives his name behind a comma the name. `None` where they name nobody: "It, believe it
/// or not, fell".
pub(crate) fn cited(clauses: &Clauses<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let start = behind_clause(clauses, behind_quotation(clauses, words.clone())..words.end);
    let end = before_whereabouts(clauses, start..words.end);
    let inside = clauses.words.get(start..end)?;
    let opens = inside.first()?;
    let tells = |word: &Word| word.mark.is_none() && word.tag.is_finite();
    let is_doing = opens.tag == Tag::Gerund && !opens.is_capitalised;
    let is_pair = 1 < inside.len() && opens.has(Class::SubjectPronoun);
    let names = !inside.iter().any(tells) && !is_doing && !is_pair;
    let is_aim = is_aim(clauses, start..end);
    (names && !is_aim).then(|| named_behind(clauses, start..end).unwrap_or(start..end))
}

/// "“The town needs food” | Governor Dahl said": where the words behind a quotation that tells something begin.
fn behind_quotation(clauses: &Clauses<'_>, words: Range<usize>) -> usize {
    let is_mark =
        |at: usize| clauses.words.get(at).is_some_and(|word| matches!(word.mark, Some('”' | '"')));
    let Some(close) = words.clone().rev().find(|&at| is_mark(at)) else { return words.start };
    let told = clauses.words.get(words.start..close).unwrap_or(&[]);
    let next = clauses.words.get(close + 1);
    let leads_name = next.is_some_and(|word| word.is_capitalised || word.tag == Tag::Pronoun);
    let tells = told.iter().any(|word| word.tag.is_finite());
    if tells && leads_name { close + 1 } else { words.start }
}

/// "Aid came as | the council said".
fn behind_clause(clauses: &Clauses<'_>, words: Range<usize>) -> usize {
    let is_as = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && it.has(Class::Simultaneous)) && words.start < *at
    };
    words.clone().rev().find(is_as).map_or(words.start, |joint| joint + 1)
}

/// "Ola Dahl | in Bergen said": where the name of a person ends before where he is.
fn before_whereabouts(clauses: &Clauses<'_>, words: Range<usize>) -> usize {
    let is_name =
        |at: usize| clauses.words.get(at).is_some_and(|it| it.is_plain() && it.is_capitalised);
    let is_place = |&at: &usize| {
        let word = clauses.words.get(at);
        let leads = word.is_some_and(|it| it.is_preposition() && it.has(Class::Locative));
        let is_person = || {
            let name = clauses.span_of(words.start..at).of(clauses.text);
            !claim::is_institution(name)
        };
        leads && words.start + 1 < at && is_name(at - 1) && is_name(at - 2) && is_person()
    };
    words.clone().find(is_place).unwrap_or(words.end)
}

/// "Efforts to get aid to the town": what is to be done, of which nobody is told; not "workers trying to get".
fn is_aim(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let inside = clauses.words.get(words).unwrap_or(&[]);
    let is_next = |pair: &[Word]| match pair {
        [head, to, verb] => {
            let form = head.span.of(clauses.text).to_lowercase();
            let is_people = ENGLISH.ends_like("people_ending", &form) || claim::is_somebody(&form);
            head.tag.is_noun() && !is_people && to.tag == Tag::To && verb.tag == Tag::Base
        }
        _ => false,
    };
    inside.windows(3).any(is_next)
}

/// "the mayor, | Ola Dahl": the full name that a comma joins to the description of one person, where nothing is told
/// of that name: not "According to the mayor, Ola Dahl moved".
fn named_behind(clauses: &Clauses<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let word = |at: usize| clauses.words.get(at);
    let described = word(words.end.checked_sub(1)?)?;
    let form = described.span.of(clauses.text).to_lowercase();
    let is_one = described.is_plain() && !described.is_capitalised && claim::is_somebody(&form);
    let is_comma = |at: usize| word(at).is_some_and(|it| it.mark == Some(','));
    let is_name = |at: &usize| {
        word(*at).is_some_and(|it| it.is_plain() && it.is_capitalised && it.tag == Tag::Name)
    };
    let opens = Some(words.end).filter(|&at| is_one && is_comma(at))? + 1;
    let close = (opens..=clauses.words.len()).find(|at| !is_name(at))?;
    let ends = word(close).is_none_or(|it| matches!(it.mark, Some('.')))
        // "The mayor, Ola Dahl, | said".
        || is_comma(close)
            && clauses.predicates.iter().any(|it| it.first == close + 1 && it.is_reporting());
    (ends && opens + 1 < close).then_some(opens..close)
}

/// "Officers say Dr Keller, | who was treating him, | gave him a drug", "say Ola Dahl, | 26, | of Cork, | was
/// held": of whom they say so.
pub(crate) fn told_of(
    clauses: &Clauses<'_>,
    report: &Predicate,
    predicate: &Predicate,
) -> Option<Range<usize>> {
    let end = clauses.segments.get(report.segment)?.words.end;
    let between = report.segment + 1..predicate.segment;
    let is_resumed = matches!(clauses.opener(predicate.segment), Opener::Comma | Opener::Return)
        && !between.is_empty()
        && between
            .clone()
            .all(|it| clauses.opener(it) == Opener::Relative || !clauses.is_finite(it));
    let mut words = (report.at + 1..end).filter_map(|at| clauses.words.get(at));
    let is_named = words.next().is_some_and(|it| it.is_plain() && it.is_capitalised);
    (report.is_reporting() && is_resumed && is_named).then_some(report.at + 1..end)
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};

    #[track_caller]
    fn check(marked: &str, claimed_by: Option<&str>) {
        let events = detect(0, &fixture::dated(marked));
        let claims: Vec<_> =
            events.iter().map(|event| event.sources[0].claimed_by.as_deref()).collect();
        assert_eq!(claims.last().copied().flatten(), claimed_by, "{marked}: {events:?}");
    }

    #[test]
    fn a_speaker_is_named_without_what_stands_around() {
        check(
            "“The town has no food” Governor Ola Dahl said that the dam had burst in {1905|1905}.",
            Some("Governor Ola Dahl"),
        );
        check("Ola Dahl in Bergen said that the dam had burst in {1905|1905}.", Some("Ola Dahl"));
        check(
            "The head of the port in Bergen said that the dam had burst in {1905|1905}.",
            Some("head of the port in Bergen"),
        );
        check(
            "The dam had burst in {1905|1905}, according to the tall young clerk, Ola Dahl.",
            Some("Ola Dahl"),
        );
    }

    #[test]
    fn who_is_told_of_is_no_speaker() {
        check(
            "According to the mayor, Ola Dahl, who denies it, moved the gold in {1905|1905}.",
            Some("mayor"),
        );
        check(
            "According to prosecutors, Ola Dahl, a former clerk, moved the gold in {1905|1905}.",
            Some("prosecutors"),
        );
    }

    #[test]
    fn what_stands_in_the_name_of_a_speaker_stays() {
        check(
            "The ambassador to the council said that the dam had burst in {1905|1905}.",
            Some("ambassador to the council"),
        );
        check(
            "Aid workers trying to reach the camp said that the dam had burst in {1905|1905}.",
            Some("Aid workers trying to reach the camp"),
        );
        check(
            "The newspaper “Ny Tid” in Oslo said that the dam had burst in {1905|1905}.",
            Some("newspaper “Ny Tid” in Oslo"),
        );
    }

    #[test]
    fn what_names_nobody_is_no_speaker() {
        check("The dam, believe it or not, burst in {1905|1905}.", None);
        check(
            "Efforts to get aid to the town continue, said that the dam burst in {1905|1905}.",
            None,
        );
    }
}
