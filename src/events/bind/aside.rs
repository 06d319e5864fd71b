//! Dates at odds with the verb that they stand beside: "relief is picking up speed after the floods in 2008".
//! The event named beside the date is what it dates.

use super::led;
use crate::events::bind;
use crate::events::clause::{Clauses, Opener, noun};
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Shape};
use std::ops::Range;

/// Words between a date and the event that it describes, at most: "Tuesday's most devastating earthquake".
const REACH: usize = 3;

/// The noun that the date at a word belongs to where its predicate is of another time; `None` where the two
/// agree or no event is named.
pub(crate) fn of_date(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    date: usize,
    predicate: &Predicate,
) -> Option<usize> {
    if !is_at_odds(annotated, clauses, date, predicate) {
        return None;
    }
    led_by_event(clauses, date).or_else(|| describes_event(clauses, date))
}

/// The words that name the event.
pub(crate) fn phrase(clauses: &Clauses<'_>, noun: usize) -> Range<usize> {
    noun::phrase_up_to(clauses, noun + 1).start..noun + 1
}

/// Whether what is told in the present lies before the document's day.
fn is_at_odds(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    date: usize,
    predicate: &Predicate,
) -> bool {
    let mention = bind::mention_at(annotated, clauses, date);
    let when = mention.and_then(|mention| mention.when.as_ref());
    let when = when.filter(|when| matches!(when.shape, Shape::Within | Shape::Circa));
    let written = annotated.document.dct.as_ref().map(|dct| dct.when.bounds);
    let Some((told, written)) = when.map(|when| when.bounds).zip(written) else { return false };
    let is_before = told.latest.zip(written.earliest).is_some_and(|(told, day)| told < day);
    match predicate.tense {
        // "has not been seen since the flood on Tuesday".
        Tense::Perfect => is_before && !is_since(clauses, date),
        Tense::Present | Tense::Future | Tense::Arranged => is_before,
        // "recalled the agreement of 12 May 1994".
        Tense::Past => {
            let is_led = is_of(clauses, date);
            let looks_back = || {
                ["reacting", "recalling"].iter().any(|it| clauses.phrase_len(it, predicate.at) > 0)
            };
            is_before && is_led && predicate.at < date && looks_back()
        }
        // "said the vote on Monday would be fair" is told of that Monday.
        Tense::Conditional | Tense::Possible => false,
    }
}

/// "the floods | in 2008", "the earthquake | of 2005".
fn led_by_event(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let (lead, event) = (date.checked_sub(1)?, date.checked_sub(2)?);
    let is_led = clauses.is_of("date_of_event", lead);
    clauses.words.get(event).filter(|word| is_led && is_event(word)).map(|_| event)
}

/// "Tuesday's | devastating earthquake", "the 1999 | Turkey earthquake".
fn describes_event(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let before = date.checked_sub(1).and_then(|at| clauses.words.get(at));
    let text = clauses.word_text(date);
    let is_owner = text.ends_with("’s") || text.ends_with("'s");
    let is_led =
        before.is_some_and(|it| it.is_possessive || it.is_plain() && it.has(Class::Determiner));
    if !is_owner && !is_led {
        return None;
    }
    let is_part = |at: &usize| {
        clauses.words.get(*at).is_some_and(|word| {
            word.place.is_some()
                || word.is_plain() && (word.tag.is_noun() || word.tag == Tag::Adjective)
        })
    };
    let mut phrase = (date + 1..clauses.words.len()).take(REACH).take_while(is_part);
    phrase.find(|&at| clauses.words.get(at).is_some_and(is_event))
}

/// "The treaty of 1921 was", "his father having died in 1899, he", "the law, due to take effect in 1990, was": whether
/// a date is that of a subject, of a form or of what stands between a subject and its verb.
pub(crate) fn tells_of_subject(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    let opens = clauses.segments.get(segment).map_or(at, |it| it.words.start);
    let mut before = clauses.words.get(opens..at).unwrap_or(&[]).iter();
    let is_apart = 0 < segment
        && clauses.opener(segment) == Opener::Comma
        && clauses
            .segment_words(segment - 1)
            .last()
            .is_some_and(|it| it.is_plain() && it.tag.is_noun());
    is_of(clauses, at)
        || is_apart
        || before.any(|it| it.is_plain() && it.has(Class::Participle) && it.tag.is_verb())
}

/// Whether a date follows "of".
fn is_of(clauses: &Clauses<'_>, date: usize) -> bool {
    let time = clauses.words.get(date).and_then(|word| word.time);
    time.is_some_and(|time| led::follows_of(clauses, time))
}

fn is_since(clauses: &Clauses<'_>, date: usize) -> bool {
    clauses
        .words
        .get(date)
        .and_then(|word| word.time)
        .is_some_and(|time| led::is_since(clauses, time))
}

fn is_event(word: &Word) -> bool {
    word.is_plain() && word.has(Class::EventNoun)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_date_of_another_time_than_the_verb_is_that_of_the_event_beside_it() {
        check(
            "Relief is gaining speed after the great floods in {2008|2008}.",
            &[
                ("2008", "Great floods"),
                ("2022-10-30", "Relief gaining speed after the great floods"),
            ],
        );
        check(
            "Veterans of the {1999|1999} <TR|Turkey> earthquake have been stopped by snow.",
            &[
                ("1999", "Turkey earthquake"),
                ("2022-10-30", "Veterans of the Turkey earthquake have been stopped by snow"),
            ],
        );
    }

    #[test]
    fn what_is_recalled_has_a_date_of_its_own() {
        check(
            "The members recalled the peace agreement of {1994-05-12|12 May 1994}.",
            &[("1994-05-12", "Peace agreement")],
        );
        check(
            "The army crushed the revolt of {1994-05-12|12 May 1994}.",
            &[("1994-05-12", "Army crushed the revolt")],
        );
    }

    #[test]
    fn a_date_of_the_same_time_is_that_of_the_verb() {
        check(
            "The boat has not been seen since the great floods in {2008|2008}.",
            &[
                ("2008/..", "Boat has not been seen since the great floods"),
                ("2008", "Great floods"),
            ],
        );
        check("The town was hit by floods in {2008|2008}.", &[("2008", "Town was hit by floods")]);
        check("In {2008|2008}, floods hit the town.", &[("2008", "Floods hit the town")]);
    }
}
