//! Deeds that an -ing form tells behind a main clause: "closed the road on 15 June, reopening for lorries on the 25th",
//! "signed a decree dissolving the councils by 1 January".

use super::bind::mention_at;
use super::clause::{Clauses, Opener};
use super::extent;
use super::lexicon::Class;
use super::tagger::Tag;
use super::words::Word;
use crate::model::Annotated;
use std::ops::Range;

/// The -ing form that the date at a word belongs to; `None` where the date is that of the main clause as well.
pub(super) fn of_date(annotated: &Annotated, clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    behind_comma(annotated, clauses, date).or_else(|| set_by(clauses, date))
}

/// Who does so, where the form stands behind a clause, and the form with what belongs to it.
pub(super) fn phrase(clauses: &Clauses<'_>, at: usize) -> (Range<usize>, Range<usize>) {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    let main = clauses.predicates.iter().rfind(|it| it.at < at);
    let main = main.filter(|it| it.segment < segment && clauses.content_start(segment) == at);
    let subject = main.map_or(at..at, |it| extent::subject(clauses, it));
    (subject, rest(clauses, at))
}

fn rest(clauses: &Clauses<'_>, at: usize) -> Range<usize> {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    at..clauses.segments.get(segment).map_or(at + 1, |it| it.words.end)
}

/// Whether the word at `at` is such a form.
pub(super) fn is_gerund(clauses: &Clauses<'_>, at: usize) -> bool {
    let joins = |it: &Word| it.classes.has_any(&[Class::Preposition, Class::EventNoun]);
    clauses.words.get(at).is_some_and(|it| {
        it.is_plain() && it.tag == Tag::Gerund && it.has(Class::Gerund) && !joins(it)
    })
}

/// ", reopening | on 25 June": where the main clause has an earlier date of its own, or what is told can only come later.
fn behind_comma(annotated: &Annotated, clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let segment = clauses.words.get(date)?.segment;
    let at = clauses.content_start(segment);
    let before = segment.checked_sub(1)?;
    let start = |at: usize| mention_at(annotated, clauses, at)?.when.as_ref()?.bounds.earliest;
    let own = start(date)?;
    let main = clauses.segments.get(before)?.words.clone().find_map(start);
    let is_sequel = main.map_or_else(|| clauses.is_of("sequel", at), |main| main < own);
    // "leaving a will made in 1899", "citing the flood in 1989": the date is that of another deed.
    let is_other =
        |word: &Word| word.has(Class::Relative) || matches!(word.tag, Tag::Participle | Tag::Past);
    let way = clauses.words.get(at + 1..date)?;
    let event = date.checked_sub(2).and_then(|event| clauses.words.get(event));
    let is_apart = clauses.opener(segment) == Opener::Comma
        && !clauses.is_finite(segment)
        && clauses.is_finite(before)
        && is_gerund(clauses, at)
        && !way.iter().any(is_other)
        && !event.is_some_and(|it| it.has(Class::EventNoun));
    (is_apart && is_sequel).then_some(at)
}

/// "a decree dissolving the councils | by 1 January": what is to be done by a day.
fn set_by(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    const REACH: usize = 10;
    let by = date.checked_sub(1).filter(|&by| clauses.word_text(by) == "by")?;
    let told = |at: usize| clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&at));
    let is_way = |at: &usize| {
        clauses.words.get(*at).is_some_and(|word| word.mark.is_none_or(|mark| mark == '-'))
            && !told(*at)
    };
    let at = (0..by).rev().take(REACH).take_while(is_way).find(|&at| is_gerund(clauses, at))?;
    let noun = at.checked_sub(1)?;
    let is_told = clauses.predicates.iter().any(|it| it.at < at && it.is_done());
    (is_told && clauses.is_of("order_to_do", noun)).then_some(at)
}

/// Whether an -ing form says what was to be done by a day.
pub(super) fn is_set(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_date = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.time.is_some());
    is_gerund(clauses, at)
        && rest(clauses, at).filter(is_date).any(|date| set_by(clauses, date) == Some(at))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_came_later_has_the_later_date() {
        check(
            "The council closed the road on {1905-06-15|15 June}, reopening it for carts on {1905-06-25|25 June}.",
            &[
                ("1905-06-15", "Council closed the road"),
                ("1905-06-25", "Council reopening it for carts"),
            ],
        );
    }

    #[test]
    fn what_was_done_at_once_shares_the_date() {
        check(
            "The fleet shelled the port, killing nine men on {1905-06-15|15 June}.",
            &[("1905-06-15", "Fleet shelled the port")],
        );
    }

    #[test]
    fn what_was_to_be_done_by_a_day_was_planned() {
        check(
            "In {1905|May 1905} the king signed a decree dissolving the northern councils by {1906-01-01|1 January}.",
            &[
                ("1905", "King signed a decree dissolving the northern councils"),
                ("1906-01-01", "Dissolving the northern councils"),
            ],
        );
    }
}
