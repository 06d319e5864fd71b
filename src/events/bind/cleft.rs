//! Sentences that pick out what they tell: "It was the storm of 1994 which closed the harbour".

use super::led;
use crate::events::clause::Clauses;
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::lexicon::Class;

/// "Thirty years have passed since the end of the war": the end was thirty years ago.
pub(super) fn is_passing<'a>(clauses: &'a Clauses<'_>, at: usize) -> Option<&'a Predicate> {
    clauses.predicates.iter().find(|predicate| {
        let is_past = clauses.is_of("passing", predicate.at);
        is_past && predicate.first == at + 1 && predicate.tense == Tense::Perfect
    })
}

/// "What we see now is the end of an age": what is seen tells it.
pub(super) fn cleft(clauses: &Clauses<'_>, i: usize) -> Option<usize> {
    let asked = clauses.predicates.get(i)?;
    let first = (0..asked.first).find(|&at| {
        let word = clauses.words.get(at);
        word.is_some_and(|word| word.is_plain() && !word.has(Class::Coordinator))
    })?;
    let copula = clauses.predicates.get(i + 1).filter(|next| next.is_copula)?;
    let is_what = clauses.word_text(first).eq_ignore_ascii_case("what");
    let is_noun =
        |&at: &usize| clauses.words.get(at).is_some_and(|word| word.has(Class::EventNoun));
    (copula.at + 1..copula.at + 5).find(is_noun).filter(|_| is_what)
}

/// "It was the storm of 1994 | which closed the harbour": what closed it tells it.
pub(super) fn picked_out(clauses: &Clauses<'_>, i: usize) -> Option<usize> {
    let copula = clauses.predicates.get(i).filter(|it| it.is_copula)?;
    // "It was not until 1905 | that the town had a school": in 1905.
    let is_late =
        led::is_not_until(clauses, copula.at + 1) || led::is_not_until(clauses, copula.at);
    if copula.is_negated && !is_late {
        return None;
    }
    let is_it = copula
        .first
        .checked_sub(1)
        .is_some_and(|at| clauses.word_text(at).eq_ignore_ascii_case("it"));
    let told = clauses.predicates.get(i + 1).filter(|_| is_it)?;
    let opens = clauses.segments.get(told.segment).map_or(0, |segment| segment.words.start);
    let follows = told.segment == copula.segment + 1
        && clauses.is_of("picking", opens)
        && (is_late || opens + 1 == told.first || led::is_when(clauses, copula.at + 1..opens));
    follows.then_some(i + 1)
}
