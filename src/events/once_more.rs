//! Dates in a row on each of which the same was done: "won the league in 1931, 1935 and 1948".

use super::bind::mention_at;
use super::clause::Clauses;
use super::lexicon::Class;
use crate::model::{Annotated, Granularity, Shape, When, calendar::DAY_SECS};

/// "struck in 1998 and again | in 2007", "won in 1931, | 1935 and | 1948": done once more.
pub(super) fn repeats(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let is_joint = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.mark == Some(',') || it.is_plain() && it.has(Class::Coordinator))
    };
    let is_led = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && it.has(Class::Temporal))
            || clauses.is_of("once_more", *at)
    };
    let mut before = (0..at).rev().skip_while(is_led).peekable();
    let says_again = (0..at).rev().take_while(is_led).any(|at| clauses.is_of("once_more", at));
    let joint = before.next().filter(|&at| is_joint(at));
    let Some(first) = before.next().filter(|_| joint.is_some()) else { return false };
    let is_other = || {
        let of = |at: usize| mention_at(annotated, clauses, at)?.when.as_ref();
        of(first).zip(of(at)).is_some_and(|(first, next)| lies_apart(first, next))
    };
    clauses.words.get(first).is_some_and(|word| word.time.is_some()) && (says_again || is_other())
}

/// "In 1990 and 1994", "on 3 May and 9 June", but not "in May and June", which may be one stretch.
fn lies_apart(first: &When, next: &When) -> bool {
    const DAYS_OF_ONE: i64 = 2;
    let gap = next.bounds.earliest.zip(first.bounds.latest).map(|(next, end)| next - end);
    let least = if Granularity::Year <= first.granularity { 0 } else { DAYS_OF_ONE * DAY_SECS };
    first.granularity == next.granularity
        && first.shape == Shape::Within
        && next.shape == Shape::Within
        && gap.is_some_and(|gap| least < gap)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_is_done_on_each_of_several_dates_is_told_of_each() {
        check(
            "The club won the league in {1931|1931}, {1935|1935} and {1948|1948}.",
            &[
                ("1931", "Club won the league"),
                ("1935", "Club won the league"),
                ("1948", "Club won the league"),
            ],
        );
        check(
            "The court met on {1911-05-03|3 May 1911} and {1911-05-04|4 May 1911}.",
            &[("1911-05-03", "Court met")],
        );
    }
}
