//! Verb groups: "was threatened", "has been fighting", "is to be sold".

use super::{Predicate, Tense, is_adverb, is_not_only, starts_phrase};
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, Classes};
use crate::events::words::tagger::Tag;

/// The verb group that starts with the auxiliary `first`, and where it ends.
pub(super) fn group(
    text: &str,
    words: &[Word],
    first: usize,
    end: usize,
) -> (Option<Predicate>, usize) {
    let Some(auxiliary) = words.get(first) else { return (None, first + 1) };
    let mut last_auxiliary = first;
    let mut is_negated = auxiliary.has(Class::Negation);
    let mut main = None;
    let mut has_to = false;
    let mut at = first + 1;
    while at < end {
        let Some(word) = words.get(at) else { break };
        // "have recently made": a date may stand between.
        if word.time.is_some() && main.is_none() {
            at += 1;
            continue;
        }
        if !word.is_plain() {
            break;
        }
        let previous = words.get(last_auxiliary).map(|word| word.classes).unwrap_or_default();
        if word.span.of(text) == "to" && may_take_to(previous) && !has_to {
            has_to = true;
        } else if word.classes.is_auxiliary() && !word.has(Class::May) {
            last_auxiliary = at;
        } else if word.has(Class::Negation) {
            is_negated |= !is_not_only(text, words, at);
        } else if fits_after(previous, has_to, word.classes) {
            main = Some(at);
            break;
        } else if !is_adverb(word) {
            break;
        }
        at += 1;
    }
    // "to" that no verb follows is a preposition.
    let has_to = has_to && (main.is_some() || last_auxiliary != first);
    let main_at = main.unwrap_or(last_auxiliary);
    // "is building", "is being built".
    let is_gerund = |at: usize| words.get(at).is_some_and(|word| word.has(Class::Gerund));
    let is_progressive = is_gerund(main_at) || last_auxiliary != first && is_gerund(last_auxiliary);
    let tense = tense(auxiliary.classes, main.map(|_| ()), has_to);
    let mut classes = words.get(main_at).map(|word| word.classes).unwrap_or_default();
    if main.is_none() {
        classes.add(Class::Stative);
    }
    // A bare infinitive or gerund ("being", "having been") is not finite.
    let follows_to =
        first.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| word.tag == Tag::To);
    let is_infinite = follows_to || auxiliary.classes.has_any(&[Class::BeOther, Class::HaveOther]);
    // "as the others did" only stands for another verb.
    let stands_for = main.is_none()
        && auxiliary.classes.has_any(&[Class::DoPast, Class::DoPresent])
        && !words.get(main_at + 1).is_some_and(starts_phrase);
    let is_finite = !is_infinite && !stands_for;
    let predicate = Predicate {
        at: main_at,
        first,
        tense,
        is_progressive,
        is_negated,
        classes,
        is_copula: main.is_none(),
        segment: 0,
    };
    (is_finite.then_some(predicate), main_at + 1)
}

fn may_take_to(auxiliary: Classes) -> bool {
    use Class::{BePast, BePresent, HavePast, HavePresent};
    auxiliary.has_any(&[BePresent, BePast, HavePresent, HavePast])
}

/// Whether a verb form may be the main verb after an auxiliary.
fn fits_after(auxiliary: Classes, has_to: bool, form: Classes) -> bool {
    use Class::{
        Base, BeOther, BePast, BePresent, Gerund, HaveOther, HavePast, HavePresent, Participle,
    };
    if has_to {
        return form.has(Base);
    }
    if auxiliary.has_any(&[BePresent, BePast, BeOther]) {
        return form.has_any(&[Participle, Gerund]);
    }
    if auxiliary.has_any(&[HavePresent, HavePast, HaveOther]) {
        return form.has(Participle);
    }
    form.has(Base)
}

fn tense(auxiliary: Classes, main: Option<()>, has_to: bool) -> Tense {
    use Class::{BePresent, HavePresent, May, Will, Would};
    if auxiliary.has(Will) {
        Tense::Future
    } else if auxiliary.has(Would) {
        Tense::Conditional
    } else if auxiliary.has(May) {
        Tense::Possible
    } else if has_to && auxiliary.has_any(&[BePresent, Class::BePast]) {
        Tense::Arranged
    } else if auxiliary.has(HavePresent) && !has_to {
        if main.is_some() { Tense::Perfect } else { Tense::Present }
    } else if auxiliary.has_any(&[BePresent, HavePresent, Class::DoPresent]) {
        Tense::Present
    } else {
        Tense::Past
    }
}
