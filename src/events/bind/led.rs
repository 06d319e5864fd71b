//! What the words that lead to a date say of it: "since the war of 1994", "until the fall of the empire in 1917", "as
//! of", "of"; and which noun it is the date of.

use crate::events::clause::Clauses;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Resolution, Shape};

/// Whether a date stands in a phrase that "since" opens: "since the start of the war in 2014".
pub(crate) fn is_since(clauses: &Clauses<'_>, time: usize) -> bool {
    is_led_by(clauses, time, |at| clauses.word_text(at).eq_ignore_ascii_case("since"))
}

/// Whether a date stands in a phrase that "until" opens: "until the fall of the empire in 1917".
pub(crate) fn is_until(clauses: &Clauses<'_>, time: usize) -> bool {
    let is_apart = |at: usize| clauses.words.get(at + 1).is_some_and(|next| next.time.is_none());
    // "until the revolution of 1917 swept him away": the date is that of a clause.
    let date = clauses.word_of_time(time).unwrap_or_default();
    let is_noun = clauses.words.get(date + 1).is_some_and(|it| it.is_plain() && it.tag.is_noun());
    let behind = date + 1 + usize::from(is_noun);
    let opens = |at: usize| {
        let segment = clauses.words.get(at).map(|word| word.segment);
        clauses.predicates.iter().any(|it| it.first == behind && Some(it.segment) == segment)
    };
    let bounds = |at: usize| clauses.phrase_len("bound_until", at) > 0;
    is_led_by(clauses, time, |at| bounds(at) && is_apart(at) && !opens(at))
}

/// "not until 1905": whether "not" stands at a word and "until" behind it.
pub(crate) fn is_not_until(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.word_text(at).eq_ignore_ascii_case("not")
        && clauses.phrase_len("bound_until", at + 1) > 0
}

/// "It was not until 1905 that they came": whether what is told came with the date.
pub(crate) fn is_late(clauses: &Clauses<'_>, time: usize) -> bool {
    const NEAR: usize = 3;
    let at = clauses.word_of_time(time).unwrap_or_default();
    let is_it = clauses.word_text(0).eq_ignore_ascii_case("it");
    is_it && (at.saturating_sub(NEAR)..at).any(|at| is_not_until(clauses, at))
}

/// Whether such a word stands before a date, with no verb or mark between.
fn is_led_by(clauses: &Clauses<'_>, time: usize, is_it: impl Fn(usize) -> bool) -> bool {
    let Some(at) = clauses.word_of_time(time) else {
        return false;
    };
    let mut before = (0..at).rev().take(12).take_while(|&i| {
        let is_told = clauses.predicates.iter().any(|p| (p.first..=p.at).contains(&i));
        let is_cut = clauses.words.get(i).is_some_and(|word| word.mark.is_some_and(|m| m != '-'));
        !is_told && !is_cut
    });
    before.any(is_it)
}

/// "as of 28 January": whether the words before a date say that it is when something is found to be so.
pub(crate) fn is_as_of(clauses: &Clauses<'_>, time: usize) -> bool {
    let at = clauses.word_of_time(time).unwrap_or_default();
    let leads = |list: &str, from: usize| clauses.phrase_len(list, from) == at - from && from < at;
    clauses.phrase_len("as_of", at) > 0 || leads("as_of", at.saturating_sub(2))
}

/// "the treaty of 1994": the "of" before a date.
fn of_before(clauses: &Clauses<'_>, time: usize) -> Option<usize> {
    let at = clauses.word_of_time(time).unwrap_or_default();
    at.checked_sub(1).filter(|&of| clauses.word_text(of) == "of")
}

/// "the treaty of 1994", "the fall of 1994".
pub(crate) fn follows_of(clauses: &Clauses<'_>, time: usize) -> bool {
    of_before(clauses, time).is_some()
}

/// "the demands of 1994": whether a date says which thing is meant.
pub(crate) fn is_of_thing(clauses: &Clauses<'_>, time: usize) -> bool {
    let thing = of_before(clauses, time).and_then(|of| of.checked_sub(1));
    let thing = thing.and_then(|thing| clauses.words.get(thing));
    thing.is_some_and(|word| {
        // "in the months of May and June".
        let is_time = word.is_of("part_of_time", clauses.text);
        word.is_plain() && word.tag.is_noun() && !word.has(Class::EventNoun) && !is_time
    })
}

/// "a 1962 judgment", "the old 17th-century chancel": whether a date describes a thing.
pub(crate) fn describes_thing(clauses: &Clauses<'_>, time: usize) -> bool {
    let at = clauses.word_of_time(time).unwrap_or_default();
    let is_adjective = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && it.tag == Tag::Adjective)
    };
    let opens = at.checked_sub(1).filter(is_adjective).unwrap_or(at);
    let before = opens.checked_sub(1).and_then(|before| clauses.words.get(before));
    let is_led = before.is_some_and(|word| word.is_plain() && word.has(Class::Determiner));
    let next = clauses.words.get(at + 1);
    is_led
        && next.is_some_and(|next| {
            next.is_plain() && next.tag.is_noun() && !next.has(Class::EventNoun)
        })
}

/// "since the start of the war in 2014", "after the fall of the empire": what the date is that of.
pub(crate) fn begun(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    time: usize,
) -> Option<usize> {
    let mention = annotated.times.get(time)?;
    let when = mention.when.as_ref()?;
    let named = mention.span.of(&annotated.document.text).split(' ').skip(1);
    let is_turn = mention.resolution == Resolution::Named
        && matches!(when.shape, Shape::After | Shape::Since)
        && ENGLISH.phrase_len("turning", named) > 0
        && clauses.word_text(at + 1) == "of";
    if is_turn {
        return Some(at);
    }
    if when.shape != Shape::Within || !is_since(clauses, time) {
        return None;
    }
    let since = (0..at).rev().find(|&i| clauses.word_text(i).eq_ignore_ascii_case("since"))?;
    (since + 1..at).find(|&i| clauses.words.get(i).is_some_and(|it| it.has(Class::EventNoun)))
}
