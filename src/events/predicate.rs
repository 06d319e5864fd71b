//! Finite predicates, found by word lists and endings.
//!
//! "was threatened", "has been fighting", "will collapse" start at an auxiliary; "went" can only be
//! a past tense; "adopted" is a past tense unless something stronger stands in its segment or it
//! reads as a participle ("adopted by", "the adopted law").

use super::clause::{Opener, Segment};
use super::lexicon::{Class, Classes};
use super::words::Word;

/// Tense and mood of a predicate, as far as factuality needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "rolled", "was told", "had rolled".
    Past,
    /// "rolls", "is rolling".
    Present,
    /// "has rolled".
    Perfect,
    /// "will roll".
    Future,
    /// "would roll".
    Conditional,
    /// "may roll", "could roll".
    Possible,
    /// "is to roll".
    Arranged,
}

/// A finite predicate of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Predicate {
    /// Index of its main word.
    pub at: usize,
    /// Index of its first word, the first auxiliary where there is one.
    pub first: usize,
    /// Tense and mood.
    pub tense: Tense,
    /// Whether it is in the -ing form after be.
    pub is_progressive: bool,
    /// Whether a negation stands in it.
    pub is_negated: bool,
    /// Classes of the main word; of a copula those of be.
    pub classes: Classes,
    /// Whether it is be or have alone.
    pub is_copula: bool,
    /// Number of its segment.
    pub segment: usize,
}

impl Predicate {
    /// Whether it tells that somebody says something.
    pub(super) fn is_reporting(&self) -> bool {
        self.classes.has(Class::Reporting)
    }

    /// Whether it tells what came before something else in the past: "had rolled".
    pub(super) fn is_pluperfect(&self, words: &[Word]) -> bool {
        self.tense == Tense::Past
            && !self.is_copula
            && words.get(self.first).is_some_and(|word| word.has(Class::HavePast))
    }

    /// Whether it describes a state.
    pub(super) fn is_stative(&self) -> bool {
        self.is_copula || self.classes.has(Class::Stative)
    }
}

/// How sure a word is to be a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Plural,
    Present,
    Participial,
    Past,
    Certain,
}

/// The finite predicates of a sentence in order.
pub(super) fn find(text: &str, words: &[Word], segments: &[Segment]) -> Vec<Predicate> {
    let mut found = Vec::new();
    let mut doubtful = Vec::new();
    for segment in segments {
        let candidates = candidates(text, words, segment);
        let best = candidates.iter().map(|&(strength, _)| strength).max();
        let mut chosen = candidates.iter().filter(|&&(strength, _)| Some(strength) == best);
        match best {
            Some(Strength::Certain) => {
                let sure = |(strength, _): &&(Strength, Predicate)| *strength == Strength::Certain;
                found.extend(candidates.iter().filter(sure).map(|&(_, predicate)| predicate));
            }
            Some(Strength::Past | Strength::Present) => {
                found.extend(chosen.next().map(|&(_, predicate)| predicate));
            }
            Some(Strength::Participial | Strength::Plural) => {
                doubtful.extend(chosen.next().map(|&(_, predicate)| predicate));
            }
            None => {}
        }
    }
    if found.is_empty() {
        // Nothing better in the whole sentence: the first participle or plural verb is what it tells.
        found.extend(doubtful.first());
    }
    found.sort_by_key(|predicate| predicate.at);
    found
}

fn candidates(text: &str, words: &[Word], segment: &Segment) -> Vec<(Strength, Predicate)> {
    let mut found = Vec::new();
    let mut at = segment.words.start;
    while at < segment.words.end {
        let Some(word) = words.get(at) else { break };
        let before = before(words, at, segment);
        if !word.is_plain() {
            at += 1;
        } else if word.classes.is_auxiliary() && !is_noun_position(before) {
            let (predicate, end) = group(text, words, at, segment.words.end);
            if let Some(predicate) = predicate {
                found.push((Strength::Certain, predicate));
            }
            at = end.max(at + 1);
        } else {
            found.extend(simple(text, words, at, before, segment));
            at += 1;
        }
    }
    found
}

/// The nearest word before `at` in its segment that is not an adverb.
fn before<'a>(words: &'a [Word], at: usize, segment: &Segment) -> Option<&'a Word> {
    let earlier = words.get(segment.words.start..at)?;
    earlier.iter().rev().find(|word| !(word.is_plain() && is_adverb(word)))
}

fn is_adverb(word: &Word) -> bool {
    word.has(Class::Adverb) && !word.classes.is_verb()
}

/// Whether what follows `before` must be a noun or adjective.
fn is_noun_position(before: Option<&Word>) -> bool {
    before.is_some_and(|word| {
        word.is_possessive
            || word.is_plain()
                && word.has(Class::Determiner)
                && !word.classes.has_any(&[Class::Complement, Class::Pronoun])
    })
}

/// The verb group that starts with the auxiliary `first`, and where it ends.
fn group(text: &str, words: &[Word], first: usize, end: usize) -> (Option<Predicate>, usize) {
    let Some(auxiliary) = words.get(first) else { return (None, first + 1) };
    let mut last_auxiliary = first;
    let mut is_negated = auxiliary.has(Class::Negation);
    let mut main = None;
    let mut has_to = false;
    let mut at = first + 1;
    while at < end {
        let Some(word) = words.get(at).filter(|word| word.is_plain()) else { break };
        let previous = words.get(last_auxiliary).map(|word| word.classes).unwrap_or_default();
        if word.span.of(text) == "to" && may_take_to(previous) && !has_to {
            has_to = true;
        } else if word.classes.is_auxiliary() && !word.has(Class::May) {
            last_auxiliary = at;
        } else if word.has(Class::Negation) {
            is_negated = true;
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
    let is_gerund = words.get(main_at).is_some_and(|word| word.has(Class::Gerund));
    let tense = tense(auxiliary.classes, main.map(|_| ()), has_to);
    let mut classes = words.get(main_at).map(|word| word.classes).unwrap_or_default();
    if main.is_none() {
        classes.add(Class::Stative);
    }
    // A bare infinitive or gerund ("being", "having been") is not finite.
    let is_finite = !auxiliary.classes.has_any(&[Class::BeOther, Class::HaveOther]);
    let predicate = Predicate {
        at: main_at,
        first,
        tense,
        is_progressive: is_gerund,
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

/// A verb without an auxiliary.
fn simple(
    text: &str,
    words: &[Word],
    at: usize,
    before: Option<&Word>,
    segment: &Segment,
) -> Option<(Strength, Predicate)> {
    let word = words.get(at)?;
    if !word.classes.is_verb() || is_noun_position(before) || word.is_possessive {
        return None;
    }
    let next = words.get(at + 1);
    let next_text = next.map_or("", |word| word.span.of(text));
    let follows_preposition =
        before.is_some_and(|word| word.is_plain() && word.has(Class::Preposition));
    if follows_preposition || word.is_capitalised && at > 0 && before.is_some() {
        return None;
    }
    let (strength, tense) = if word.has(Class::Past) {
        let is_sure = !word.has(Class::Participle) && !word.has(Class::Base);
        let follows_mark = segment.opener == Opener::Comma && is_first(words, at, segment);
        let reads_as_participle =
            next_text == "by" || follows_mark || at == 0 || segment.opener == Opener::Bracket;
        match (is_sure, reads_as_participle) {
            (true, _) | (false, false) => (Strength::Past, Tense::Past),
            (false, true) => (Strength::Participial, Tense::Past),
        }
    } else if word.has(Class::Third) {
        is_present(word, before, next).then_some((Strength::Present, Tense::Present))?
    } else if word.has(Class::Base) {
        let subject = before?;
        let ends_in_s = subject.is_plain() && subject.span.of(text).ends_with('s');
        let is_plural = subject.is_plain()
            && (subject.has(Class::SubjectPronoun) && !subject.has(Class::Person)
                || word.has(Class::Reporting) && ends_in_s);
        if is_plural {
            (Strength::Present, Tense::Present)
        } else {
            let opens = words.get(segment.words.start).is_some_and(|w| w.span == subject.span);
            let is_noun = ends_in_s && (opens || !subject.classes.is_verb());
            let may_be_verb = is_noun || closes_insertion(words, at);
            let takes_object = next.is_some_and(|next| starts_phrase(next) || is_adjectival(next));
            (may_be_verb && takes_object).then_some((Strength::Plural, Tense::Present))?
        }
    } else {
        return None;
    };
    let predicate = Predicate {
        at,
        first: at,
        tense,
        is_progressive: false,
        is_negated: false,
        classes: word.classes,
        is_copula: false,
        segment: 0,
    };
    Some((strength, predicate))
}

/// Whether only marks and adverbs stand before `at` in its segment.
fn is_first(words: &[Word], at: usize, segment: &Segment) -> bool {
    let earlier = words.get(segment.words.start..at).unwrap_or(&[]);
    earlier.iter().all(|word| word.mark.is_some() || is_adverb(word))
}

/// Whether an object may start with a word.
fn starts_phrase(word: &Word) -> bool {
    word.place.is_some()
        || word.time.is_some()
        || word.is_capitalised
        || word.is_number
        || word.is_plain() && word.classes.has_any(&[Class::Determiner, Class::Complement])
}

/// Whether a word may stand before a noun: nothing that joins or tells.
fn is_adjectival(word: &Word) -> bool {
    const JOINTS: [Class; 4] =
        [Class::Preposition, Class::Coordinator, Class::Subordinator, Class::Adverb];
    word.is_plain() && !word.classes.has_any(&JOINTS) && !word.classes.is_auxiliary()
}

/// Whether the comma before `at` closes an insertion: "many, including him, see a chance".
fn closes_insertion(words: &[Word], at: usize) -> bool {
    let Some(comma) = at.checked_sub(1).filter(|&i| is_comma(words, i)) else { return false };
    (0..comma).rev().take(12).any(|i| is_comma(words, i))
}

fn is_comma(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.mark == Some(','))
}

/// Whether a form in -s reads as a verb rather than as a plural noun.
fn is_present(word: &Word, before: Option<&Word>, next: Option<&Word>) -> bool {
    let Some(subject) = before else { return false };
    let is_subject = subject.place.is_some()
        || subject.is_capitalised
        || subject.is_plain() && !subject.has(Class::Adverb) && !subject.is_number;
    let takes_object = next.is_some_and(starts_phrase);
    is_subject && subject.mark.is_none() && (!word.has(Class::EventNoun) || takes_object)
}
