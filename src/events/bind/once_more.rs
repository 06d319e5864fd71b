//! Dates in a row on each of which the same was done: "won the league in 1931, 1935 and 1948".

use super::{Binding, mention_at, order};
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::events::people::claim::subject_of;
use crate::events::title::prune::is_one_of;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Granularity, Shape, When, calendar::DAY_SECS};
use std::iter::successors;
use std::ops::Range;

/// Dates in a row of which each is that of a deed, where there are no more than two that may be one stretch.
const LEAST_LISTED: usize = 3;

/// "struck in 1998 and again | in 2007", "won in 1931, | 1935 and | 1948": done once more on the date at a word, where
/// the date before it in the row is one of the same deed.
pub(super) fn repeats(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    head: Head,
    found: &[Binding],
) -> bool {
    let Some((joint, first)) = date_before(clauses, at) else { return false };
    let opens = successors(Some(first), |&it| Some(date_before(clauses, it)?.1)).last();
    let row = opens.unwrap_or(first)..last_of_row(clauses, at) + 1;
    let is_known = |at: usize| {
        let time = clauses.words.get(at).and_then(|word| word.time);
        found.iter().any(|it| it.head == head && Some(it.time) == time)
    };
    // "between 1994 and | 1996 | and again from 1999": one stretch, known by its beginning.
    if !(row.start..at).any(is_known) {
        return false;
    }
    let is_listed = LEAST_LISTED <= row.clone().filter(|&at| clauses.is_time(at)).count();
    let says_again = (joint.end..at).any(|at| is_again(clauses, at));
    let is_other = || {
        let of = |at: usize| mention_at(annotated, clauses, at)?.when.as_ref();
        of(first).zip(of(at)).is_some_and(|(first, next)| lies_apart(first, next, is_listed))
    };
    (is_listed || joint.len() == 1)
        && !is_shared_out(clauses, head)
        && !is_of_insertion(clauses, &row, head)
        && !opens_clause(clauses, joint.end..at)
        && (says_again || dates_deeds(clauses, &row) && is_other())
}

/// Whether a word joins dates in a row.
fn is_joint(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_plain = |word: &Word| word.is_plain() && word.has(Class::Coordinator);
    clauses.words.get(at).is_some_and(|it| it.mark == Some(',') || is_plain(it))
}

/// Whether a word stands between the joint and the date: "and | again in | 1994".
fn is_led(clauses: &Clauses<'_>, at: usize) -> bool {
    let word = clauses.words.get(at);
    word.is_some_and(|it| it.is_plain() && it.has(Class::Temporal)) || is_again(clauses, at)
}

/// "again in 1994", "twice in 1994", but not "twice the sum in 1994".
fn is_again(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_measure =
        is_one_of(clauses, at, &["twice"]) && is_one_of(clauses, at + 1, &["as", "that", "the"]);
    clauses.is_of("once_more", at) && !is_measure
}

/// What joins the date at a word to the one before it in its row, and where that stands.
fn date_before(clauses: &Clauses<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    let end = (0..at).rev().find(|&at| !is_led(clauses, at))? + 1;
    let start = (0..end).rev().find(|&at| !is_joint(clauses, at))? + 1;
    let is_date = clauses.words.get(start - 1)?.time.is_some();
    (start < end && end - start <= 2 && is_date).then_some((start..end, start - 1))
}

/// The last date of the row that the date at a word is part of.
fn last_of_row(clauses: &Clauses<'_>, at: usize) -> usize {
    let next = |&at: &usize| {
        let next = (at + 1..clauses.words.len()).find(|&at| clauses.is_time(at))?;
        date_before(clauses, next).filter(|(_, before)| *before == at).map(|_| next)
    };
    successors(Some(at), next).last().unwrap_or(at)
}

/// "In 1990 and 1994", but not "in 1990 or 1994", "than in 1990 and 1991", "the 1904 and 1907 pacts", nor "in 1990 and
/// 1994 respectively".
fn dates_deeds(clauses: &Clauses<'_>, row: &Range<usize>) -> bool {
    let joins_more = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && it.has(Class::Coordinator))
            && !is_one_of(clauses, at, &["and"])
    };
    let led = row.start.checked_sub(1).filter(|&at| is_led(clauses, at));
    let likens = led.is_none_or(|led| {
        clauses.phrase_len("span_opener", led) > 0
            || led.checked_sub(1).is_some_and(|at| clauses.phrase_len("likening", at) > 0)
    });
    // "1994 being an election year", "in 1990 and | 1994 saw his death".
    let is_subject = clauses.words.get(row.end).is_some_and(|it| it.tag == Tag::Gerund)
        || clauses.predicates.iter().any(|it| it.first == row.end);
    let mut rest = row.end..clauses.words.len();
    !row.clone().any(joins_more)
        && !likens
        && !is_subject
        && !rest.any(|at| clauses.is_of("each_its_own", at))
}

/// "Kennedy and King were shot in 1963 and 1968": what is done but once, of several.
fn is_shared_out(clauses: &Clauses<'_>, head: Head) -> bool {
    let Some(predicate) = head.predicate(clauses) else { return false };
    let own = subject_of(clauses, predicate);
    let is_several = |word: &Word| {
        word.tag == Tag::Nouns
            || word.has(Class::Coordinator)
            || word.is_of("several", clauses.text)
    };
    let at = order(clauses, head);
    let is_once = clauses.is_of("done_once", at)
        || predicate.is_passive(&clauses.words) && clauses.is_of("done_to_once", at);
    // "Kennedy and | King".
    let opens = own.start.saturating_sub(1);
    let mut subject = clauses.words.get(opens..own.end).unwrap_or(&[]).iter();
    is_once && subject.any(is_several)
}

/// "was bombed in 1940 and | in 1945, | the Allies took it": a date of the clause behind it.
fn opens_clause(clauses: &Clauses<'_>, led: Range<usize>) -> bool {
    let comma = led.end + 1;
    let is_comma = clauses.words.get(comma).is_some_and(|it| it.mark == Some(','));
    let opens = |word: &Word| {
        word.place.is_some()
            || word.is_plain()
                && (word.tag.is_noun()
                    || matches!(word.tag, Tag::Determiner | Tag::Pronoun | Tag::Owner))
    };
    let has_verb = clauses.predicates.iter().any(|it| {
        let before = clauses.words.get(comma + 1..it.first).unwrap_or(&[]);
        !before.is_empty() && before.iter().all(|word| word.mark.is_none())
    });
    !led.is_empty() && is_comma && clauses.words.get(comma + 1).is_some_and(opens) && has_verb
}

/// "Dahl, jailed in 1990 and 1994, fled": dates of something else than the verb behind them, unless they open the
/// clause.
fn is_of_insertion(clauses: &Clauses<'_>, row: &Range<usize>, head: Head) -> bool {
    let led = (0..row.start).rev().find(|&at| !is_led(clauses, at));
    let is_plain = |word: &Word| word.is_plain() && !word.has(Class::Coordinator);
    row.end <= order(clauses, head)
        && led.and_then(|at| clauses.words.get(at)).is_some_and(is_plain)
}

/// "In 1990 and 1994", "on 3 May and 9 June", but not "in May and June" nor "in 1348 and 1349", which may be one
/// stretch, unless more of them are listed.
fn lies_apart(first: &When, next: &When, is_listed: bool) -> bool {
    const DAYS_OF_ONE: i64 = 2;
    let length =
        first.bounds.latest.zip(first.bounds.earliest).map_or(0, |(end, start)| end - start);
    let gap = next.bounds.earliest.zip(first.bounds.latest).map(|(next, end)| next - end);
    let least = match first.granularity {
        it if it < Granularity::Year => DAYS_OF_ONE * DAY_SECS,
        _ if is_listed => 0,
        _ => length / 2,
    };
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
            "He sold cars in {1974|1974} and twice the number in {1975|1975}.",
            &[("1974", "He sold cars")],
        );
        check(
            "The police searched her flat in {1974|1974} and twice in {1983|1983}.",
            &[("1974", "Police searched her flat"), ("1983", "Police searched her flat")],
        );
        check(
            "The court met on {1911-05-03|3 May 1911} and {1911-05-04|4 May 1911}.",
            &[("1911-05-03", "Court met")],
        );
    }

    #[test]
    fn a_date_of_something_else_is_not_one_more() {
        check(
            "Dahl died in {2000|2000} after strokes in {1990|1990} and {1994|1994}.",
            &[("2000", "Dahl died")],
        );
        check(
            "The town was bombed in {1940|1940} and in {1945|1945}, the Allies took it.",
            &[("1940", "Town was bombed"), ("1945", "Allies took it")],
        );
        check(
            "The king signed the {1904|1904} and {1907|1907} agreements.",
            &[("1904", "King signed the agreements")],
        );
    }

    #[test]
    fn two_years_side_by_side_may_be_one_stretch() {
        check("The church was built in {1911|1911} and {1912|1912}.", &[("1911", "Church built")]);
        check(
            "The club won in {1911|1911}, {1912|1912} and {1913|1913}.",
            &[("1911", "Club won"), ("1912", "Club won"), ("1913", "Club won")],
        );
    }

    #[test]
    fn what_happens_once_to_each_of_several_is_told_once() {
        check(
            "Berg and Holm were shot in {1963|1963} and {1968|1968}.",
            &[("1963", "Berg and Holm were shot")],
        );
    }
}
