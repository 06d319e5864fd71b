//! Which of the words before "said" name who says it.

use super::clause::Clauses;
use super::lexicon::Class;
use super::tagger::Tag;
use super::words::Word;
use std::ops::Range;

/// The name or description of a speaker among some words: without a quotation before it, without where he is, and
/// for whom a description gives his name behind a comma the name. `None` where they name nobody: "It, believe it
/// or not, fell".
pub(super) fn cited(clauses: &Clauses<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let word = |at: usize| clauses.words.get(at);
    let is_mark = |at: usize, mark: char| word(at).is_some_and(|word| word.mark == Some(mark));
    // "“The town needs food” Governor Dahl | said".
    let quoted = words.clone().rev().find(|&at| is_mark(at, '”') || is_mark(at, '"'));
    let start = quoted.map_or(words.start, |quote| quote + 1);
    // "Aid came as the council | said".
    let is_as = |&at: &usize| {
        word(at).is_some_and(|it| it.is_plain() && it.has(Class::Simultaneous)) && start < at
    };
    let start = (start..words.end).rev().find(is_as).map_or(start, |joint| joint + 1);
    let is_name = |at: usize| word(at).is_some_and(|it| it.is_plain() && it.is_capitalised);
    // "Ola Dahl in Bergen": he says it.
    let is_place = |&at: &usize| {
        let leads = word(at).is_some_and(|it| it.is_preposition() && it.has(Class::Locative));
        leads && start + 1 < at && is_name(at - 1) && is_name(at - 2)
    };
    let end = (start..words.end).find(is_place).unwrap_or(words.end);
    let inside = clauses.words.get(start..end)?;
    let tells = |word: &Word| word.mark.is_none() && (word.tag.is_finite() || word.tag == Tag::To);
    let opens = inside.first()?;
    let is_somebody = |opens: &Word| {
        let is_doing = opens.tag == Tag::Gerund && !opens.is_capitalised;
        let is_pair = 1 < inside.len() && opens.has(Class::SubjectPronoun);
        !is_doing && !is_pair
    };
    let names = !inside.iter().any(tells) && is_somebody(opens);
    names.then(|| named_behind(clauses, end).filter(|_| !is_name(end - 1)).unwrap_or(start..end))
}

/// "the mayor, | Ola Dahl, |": the full name that a comma joins to a description.
fn named_behind(clauses: &Clauses<'_>, end: usize) -> Option<Range<usize>> {
    let word = |at: usize| clauses.words.get(at);
    let is_name = |at: &usize| {
        word(*at).is_some_and(|it| it.is_plain() && it.is_capitalised && it.tag == Tag::Name)
    };
    let opens = Some(end).filter(|&at| word(at).is_some_and(|it| it.mark == Some(',')))? + 1;
    let close = (opens..=clauses.words.len()).find(|at| !is_name(at))?;
    let ends = word(close).is_none_or(|it| it.mark.is_some());
    (ends && opens + 1 < close).then_some(opens..close)
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
    fn what_names_nobody_is_no_speaker() {
        check("The dam, believe it or not, burst in {1905|1905}.", None);
        check(
            "Efforts to get aid to the town continue, said that the dam burst in {1905|1905}.",
            None,
        );
    }
}
