//! Words of a title that stand for a clause of another date: "Oslo was taken in 1940, | and Bergen | in 1941".

use super::prune::is_mark;
use crate::events::clause::Clauses;
use crate::events::predicate::{Predicate, gapped};
use crate::events::words::lexicon::Class;

/// "Unions struck | and again": what stood before a second date.
pub(super) fn drop_repeats(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let is_word = |at: &&usize| clauses.words.get(**at).is_some_and(|word| word.mark.is_none());
    let is_last = kept.iter().rev().find(is_word).copied();
    let another = is_last.and_then(|last| done_to_another(clauses, last));
    if let Some(joint) = another.filter(|joint| kept.contains(joint)) {
        kept.retain(|&at| at < joint);
        return;
    }
    if let Some(joint) = deed_of_another(clauses, kept) {
        kept.retain(|&at| at < joint);
        return;
    }
    let Some(again) = is_last.filter(|&at| clauses.is_of("once_more", at)) else { return };
    let joint = again.checked_sub(1).filter(|&at| {
        clauses.words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator))
    });
    if let Some(joint) = joint {
        kept.retain(|at| !(joint..=again).contains(at));
    }
}

/// "Oslo was taken in 1940, | and Bergen | in 1941": where what was done to another at another date begins, of
/// a title that ends with it.
fn done_to_another(clauses: &Clauses<'_>, last: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let is_joint = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && it.has(Class::Coordinator))
    };
    let joint = (0..=last).rev().take(LONGEST).find(is_joint)?;
    let before = (0..joint).rev().find(|&at| !is_mark(clauses, at, &[',']))?;
    let is_told = |it: &Predicate| (joint..=last).contains(&it.at);
    let is_dated = clauses.is_time(last + 1)
        || is_joint_of_date(clauses, last + 1) && clauses.is_time(last + 2);
    let is_other = clauses.is_time(before) && is_dated && !clauses.predicates.iter().any(is_told);
    is_other.then_some(joint)
}

/// "Two were closed in April | and another two on 5 May, in spite of protests", "took the town on 3 May | and, four days
/// later, the pass": where words begin that stand for a clause with another date.
fn deed_of_another(clauses: &Clauses<'_>, kept: &[usize]) -> Option<usize> {
    let mut dates = (0..clauses.words.len()).filter(|&at| clauses.is_time(at));
    let first = dates.next()?;
    dates.find_map(|date| {
        let led = (first..date).rev().find(|&at| !is_joint_of_date(clauses, at))?;
        let of_behind = || gapped::behind_date(clauses, date);
        let told = gapped::gap(clauses, led).filter(|it| it.rest.end == led + 1);
        let told = told.or_else(|| gapped::gap(clauses, of_behind()?))?;
        let verb = clauses.predicates.get(told.predicate)?.at;
        let joint = (verb..told.rest.start).rev().find(|&at| {
            clauses.words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator))
        })?;
        let is_told = kept.contains(&verb) && kept.iter().any(|&at| joint < at);
        (first < joint && is_told).then_some(joint)
    })
}

/// "in", before a date.
fn is_joint_of_date(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.is_plain() && word.has(Class::Temporal))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_title_ends_where_a_clause_of_another_date_begins() {
        check(
            "Two mills were closed in {2016-04|April 2016} and another two on {2017-03-05|5 March 2017}, in spite of protests.",
            &[("2016-04", "Two mills were closed"), ("2017-03-05", "Another two were closed")],
        );
    }
}
