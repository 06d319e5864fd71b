//! Places that commas and "and" join: "British and French armies", "in Bergen, Voss and Odda".

use crate::events::clause::{Clauses, Opener};
use crate::events::words::lexicon::Class;
use std::ops::Range;

/// "in Georgia and | Armenia fell silent", "for Wales, Ulster, | and Ireland": names in a row stay together,
/// and "Vilnius, | Lithuania" is one place.
pub(super) fn with_list(clauses: &Clauses<'_>, clause: Range<usize>) -> Range<usize> {
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|word| word.place.is_some());
    let is_link = |at: usize| is_link(clauses, at);
    let segment_of = |at: usize| clauses.words.get(at).map_or(0, |word| word.segment);
    let opens = clauses.segments.get(segment_of(clause.start));
    let mut range = clause;
    if let Some(segment) = opens.filter(|segment| segment.opener == Opener::Coordinate) {
        let mut link = segment.words.start;
        while is_link(link) && is_place(link + 1) {
            let Some(place) = link.checked_sub(1).filter(|&at| is_place(at)) else { break };
            range.start = place;
            link = place.saturating_sub(1);
        }
    }
    while range.end.checked_sub(1).is_some_and(is_place) && is_link(range.end) {
        let next = range.end + 1 + usize::from(is_link(range.end + 1));
        if !is_place(next) || clauses.is_finite(segment_of(next)) {
            break;
        }
        range.end = next + 1;
    }
    range
}

/// "British and French armies": the first and the last of names that "and" and commas join.
pub(super) fn list_start(clauses: &Clauses<'_>, at: usize) -> usize {
    match at.checked_sub(2).filter(|&first| is_listed(clauses, first)) {
        Some(first) => list_start(clauses, first),
        None => at,
    }
}

pub(super) fn list_end(clauses: &Clauses<'_>, at: usize) -> usize {
    if is_listed(clauses, at) { list_end(clauses, at + 2) } else { at }
}

/// Whether the place at `at` is joined to the one after it.
fn is_listed(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|word| word.place.is_some());
    is_place(at) && is_place(at + 2) && is_link(clauses, at + 1)
}

fn is_link(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| {
        word.mark == Some(',') || word.is_plain() && word.has(Class::Coordinator)
    })
}
