//! Which of two dates keeps what both may belong to.

use super::shared::Bound;
use super::{Binding, FOREIGN_CLAUSE_COST};
use crate::events::clause::Clauses;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Granularity, Shape};

/// The nearer date keeps the head, but for one that the other lies in: "in 2004 they signed it on 4 May".
pub(super) fn add(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    found: &mut Vec<Binding>,
    binding: Binding,
) {
    let known = found.iter().filter(|known| known.head == binding.head);
    let Some(&known) = known.min_by_key(|known| known.cost) else {
        found.push(binding);
        return;
    };
    // "began on 2 January, | after wages had been cut on the 1st": a day of its own says more than a bound.
    let is_bound = |it: Binding| matches!(it.bound, Bound::Before | Bound::After | Bound::Until);
    // "ruled until 1910 when Dahl followed him, | taking office in 1911": that is Dahl's.
    let is_form = |it: Binding| {
        let date = clauses.word_of_time(it.time);
        date.and_then(|date| clauses.words.get(date)).is_some_and(|word| {
            let opens = clauses.words.get(clauses.content_start(word.segment));
            opens.is_some_and(|it| it.tag == Tag::Gerund)
        })
    };
    let is_own =
        |it: Binding| it.bound == Bound::At && it.cost <= 2 * FOREIGN_CLAUSE_COST && !is_form(it);
    let is_nearer = if is_bound(known) && is_own(binding) {
        true
    } else if is_bound(binding) && is_own(known) {
        false
    } else {
        binding.cost < known.cost
    };
    let is_finer = is_part(annotated, binding.time, known.time);
    if is_finer || is_nearer && !is_part(annotated, known.time, binding.time) {
        found.retain(|known| known.head != binding.head);
        found.push(binding);
    }
}

/// Whether a date is a day or month of another one.
fn is_part(annotated: &Annotated, time: usize, of: usize) -> bool {
    let when = |time: usize| annotated.times.get(time)?.when.as_ref();
    let (Some(part), Some(whole)) = (when(time), when(of)) else { return false };
    part.shape == Shape::Within
        && whole.shape == Shape::Within
        && part.granularity < whole.granularity
        && Granularity::Day < whole.granularity
        && whole.bounds.contains(part.bounds)
}
