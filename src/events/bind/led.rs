//! What the words around a date say of it: those that lead to it ("since the war of 1994", "as of", "of"), the
//! bracket that it stands in ("Ann Dahl (1920–1988)"), and which noun it is the date of, so that a predicate
//! outside takes a better date where there is one.

use super::bindable::is_bindable;
use super::{head_of, is_outer, mention_at};
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Granularity, Resolution, Shape};
use std::ops::Range;

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

/// "It was not until 1905 that they came", "Not until 1905 did they come": whether what is told came with the date.
pub(crate) fn is_late(clauses: &Clauses<'_>, time: usize) -> bool {
    const NEAR: usize = 3;
    let at = clauses.word_of_time(time).unwrap_or_default();
    let is_it = clauses.word_text(0).eq_ignore_ascii_case("it") || is_not_until(clauses, 0);
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

/// "It was | only in May 1999 | that wages rose": whether words say no more than when, or when and where.
pub(crate) fn is_when(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let is_seldom = words.clone().any(|at| clauses.is_of("seldom", at));
    let words = clauses.words.get(words).unwrap_or(&[]);
    let says_when = |word: &Word| {
        word.time.is_some()
            || word.place.is_some()
            || word.mark.is_some()
            || word.is_preposition()
            || word.is_plain() && word.classes.has_any(&[Class::Adverb, Class::Temporal])
    };
    !is_seldom && words.iter().any(|word| word.time.is_some()) && words.iter().all(says_when)
}

/// "On 3 October | the minutes of the meeting of 5 September were approved", "Ann Dahl (1920–1988) | joined the
/// party in 1938": whether the date at a word tells which thing or person is meant, so that a predicate outside
/// has another date where one stands beside it.
pub(crate) fn is_of_named(clauses: &Clauses<'_>, at: usize, predicate: &Predicate) -> bool {
    let is_time = |word: &Word| word.time.is_some();
    let Some(time) = clauses.words.get(at).and_then(|word| word.time) else { return false };
    let opens = clauses.segments.get(predicate.segment).map_or(0, |it| it.words.start);
    let is_behind_date = clauses.words.get(opens.min(at)..at).unwrap_or(&[]).iter().any(is_time);
    let is_named = |of: usize| {
        let noun = of.checked_sub(1).and_then(|noun| clauses.words.get(noun));
        noun.is_some_and(|it| it.is_plain() && it.tag.is_noun())
            && !clauses.is_of("part_of_time", of - 1)
    };
    let is_led = of_before(clauses, time).is_some_and(|of| {
        is_of_thing(clauses, time) || is_behind_date && at < predicate.first && is_named(of)
    });
    let is_apart = is_in_bracket(clauses, at)
        && !is_in_bracket(clauses, predicate.at)
        && !is_told_twice(clauses, at);
    is_led || is_apart
}

/// "died on Monday | (5 May 1990)": whether the bracket around a date says the time before it once more.
fn is_told_twice(clauses: &Clauses<'_>, at: usize) -> bool {
    let opens =
        (0..at).rev().find(|&at| clauses.words.get(at).is_some_and(|it| it.mark == Some('(')));
    opens
        .and_then(|opens| clauses.words.get(opens.checked_sub(1)?))
        .is_some_and(|word| word.time.is_some())
}

/// Whether another date than the one at a word says when its head was.
pub(super) fn has_better(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    head: Head,
) -> bool {
    let is_better = |other: usize, time: usize| {
        let when = |at| mention_at(annotated, clauses, at).and_then(|it| it.when.as_ref());
        // "at 1653 (2153 GMT) on Tuesday".
        let is_day = |at| when(at).is_some_and(|it| Granularity::Day <= it.granularity);
        is_day(at)
            && when(other).is_some()
            && other != at
            && !is_outer(annotated, time)
            && !says_until(clauses, other)
            && !head.predicate(clauses).is_some_and(|it| is_of_named(clauses, other, it))
            && is_bindable(annotated, clauses, other, time)
            && head_of(annotated, clauses, other).is_some_and(|(of, _)| of == head)
    };
    let words = clauses.words.iter().enumerate();
    words
        .filter_map(|(other, word)| Some((other, word.time?)))
        .any(|(at, time)| is_better(at, time))
}

/// "(1990) lasted | until Monday", "(2019) | retrieved 20 January 2020": whether the time at a word says how long
/// something went on, or tells of the page.
fn says_until(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_bound = |at: usize| clauses.phrase_len("bound_until", at) > 0;
    let is_led = at
        .checked_sub(1)
        .is_some_and(|led| clauses.is_of("going_on", led) || clauses.is_of("of_the_page", led));
    let time = clauses.words.get(at).and_then(|word| word.time);
    is_led || time.is_some_and(|time| is_led_by(clauses, time, is_bound))
}

/// Whether a bracket has opened before a word and closes behind it.
pub(crate) fn is_in_bracket(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut before = clauses.words.get(..at).unwrap_or(&[]).iter().rev();
    before.find_map(|word| word.mark.filter(|mark| matches!(mark, '(' | ')'))) == Some('(')
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

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn the_date_of_what_is_named_leaves_the_verb_to_another() {
        check(
            "On {2012-10-03|3 October} the minutes of the meeting of {2012-09-05|5 September} were approved.",
            &[("2012-10-03", "Minutes of the meeting approved")],
        );
        check(
            "Ann Dahl ({1920/1988|1920–1988}) joined the party in {1938|1938}.",
            &[("1938", "Ann Dahl joined the party")],
        );
        check(
            "The war ({1914/1918|1914–1918}) ruined the town.",
            &[("1914/1918", "War ruined the town")],
        );
        check(
            "The fair ({1990/1994|1990–1994}) drew crowds until its end in {1994|1994}.",
            &[("1990/1994", "Fair drew crowds until its end")],
        );
        check(
            "On {1990-06-04|Whit Monday} ({1990-05-05|5 May 1990}) the bridge fell.",
            &[("1990-05-05", "Bridge fell")],
        );
    }

    #[test]
    fn what_only_says_when_is_told_without_it() {
        check(
            "It was in {1977-04|April 1977} that the court struck down the law.",
            &[("1977-04", "Court struck down the law")],
        );
        check(
            "It was scarcely in {1977-04|April 1977} that the court sat.",
            &[("1977-04", "It was scarcely that the court sat")],
        );
    }
}
