//! Where the names of a sentence stand: runs of capitalised words, with small words and marks within them.
//!
//! ```text
//! Ann O’Dahl met Ludwig van Berg of the Ministry of Trade.
//! ^^^^^^^^^^     ^^^^^^^^^^^^^^^        ^^^^^^^^^^^^^^^^^
//! ```

use super::actor::{is_acronym, is_title};
use super::own_name;
use super::whom::Sex;
use crate::events::clause::Clauses;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// Runs of capitalised words, with the small ones that join them.
pub(super) fn runs(clauses: &Clauses<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !opens_name(clauses, at) {
            at += 1;
            continue;
        }
        // "Save the Children".
        let known = clauses.written_len("called", at).min(range.end - at);
        let mut end = at + known.max(1);
        while let Some(next) = goes_on(clauses, end).filter(|&next| next <= range.end) {
            end = next;
        }
        found.push(at..end);
        at = end;
    }
    found
}

/// Whether most words of a sentence are capitalised, so that a capital makes no name.
pub(super) fn is_headline(clauses: &Clauses<'_>) -> bool {
    const LONG: usize = 4;
    // "Ann Dahl met Prime Minister Ola Berg in Bergen" has many names, and a small verb.
    let is_small_verb = |word: &Word| {
        word.is_plain()
            && !word.is_capitalised
            && (word.tag.is_finite() || word.classes.is_auxiliary())
    };
    if clauses.words.iter().any(is_small_verb) {
        return false;
    }
    let long = clauses.words.iter().filter(|word| word.is_plain());
    let long = long.filter(|word| word.span.of(clauses.text).chars().nth(LONG - 1).is_some());
    let (large, all) =
        long.fold((0, 0), |(large, all), word| (large + usize::from(word.is_capitalised), all + 1));
    5 < all && all * 7 < large * 10
}

/// Whether a word is capitalised as parts of names are.
fn is_part(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    let is_small = word.classes.has_any(&[
        Class::Pronoun,
        Class::Preposition,
        Class::Determiner,
        Class::Subordinator,
        Class::Coordinator,
        Class::Connective,
    ]) || word.classes.is_auxiliary();
    let is_plain = word.is_plain() && !word.is_number && word.tag != Tag::Number && !is_small;
    word.is_capitalised && (word.place.is_some() || is_plain)
}

/// Whether a name may begin at a word. The first word of a sentence is capitalised whatever it is.
fn opens_name(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at).filter(|_| is_part(clauses, at)) else { return false };
    let text = clauses.word_text(at);
    let opens = at.checked_sub(1).is_none_or(|before| {
        let mark = clauses.words.get(before).and_then(|word| word.mark);
        mark.is_some_and(|mark| matches!(mark, '“' | '"' | '‘' | ':' | '.' | '-' | '–' | '—' | '…'))
    });
    let may_be = match word.tag {
        Tag::Name => true,
        Tag::Noun | Tag::Nouns | Tag::Adjective => is_part(clauses, at + 1),
        _ => word.place.is_some(),
    };
    let is_number = || own_name::is_number(&text.to_lowercase());
    let is_known = || is_acronym(text) || 1 < clauses.written_len("called", at);
    !opens || (may_be || is_known()) && !is_number()
}

/// Where a name ends that goes on behind its last word: at a capital, over a small word or the point of an initial.
fn goes_on(clauses: &Clauses<'_>, end: usize) -> Option<usize> {
    let last = clauses.words.get(end.checked_sub(1)?)?;
    // "Bergen Coroner’s Office".
    let is_head = clauses.is_of("body_head", end) || clauses.is_of("body_of", end);
    if last.is_possessive && !is_head {
        return None;
    }
    if is_part(clauses, end) {
        return Some(end + 1);
    }
    let before = last.span.of(clauses.text);
    if let Some(next) = over_mark(clauses, end).or_else(|| as_name(clauses, end, before)) {
        return Some(next);
    }
    let is_initial = || before.chars().count() == 1 || last.is_of("rank", clauses.text);
    let is_point = clauses.words.get(end).is_some_and(|word| word.mark == Some('.'));
    if is_point && is_initial() && is_part(clauses, end + 1) {
        return Some(end + 2);
    }
    let joint = clauses.word_text(end);
    let joins_field = matches!(joint, "of" | "for");
    let is_of = joins_field && last.is_of("body_of", clauses.text);
    let is_small = last.place.is_none() && clauses.is_of("name_joint", end);
    let next = match clauses.word_text(end + 1) {
        "the" if is_of => end + 2,
        _ if is_small && clauses.is_of("name_joint", end + 1) => end + 2,
        _ => end + 1,
    };
    // "Secretary of State".
    let is_field = joins_field && is_title(before) && clauses.is_of("office_of", next);
    let joins = (is_of || is_small || is_field) && last.is_plain();
    (joins && is_part(clauses, next)).then_some(next + 1)
}

/// Where a name ends that goes on behind a mark within it: "O’Neill", "Inter-American", "Dahl & Berg".
fn over_mark(clauses: &Clauses<'_>, end: usize) -> Option<usize> {
    let [last, mark, next] = clauses.words.get(end.checked_sub(1)?..end + 2)? else { return None };
    let touches = last.span.end == mark.span.start && mark.span.end == next.span.start;
    let joins = match mark.mark? {
        '’' | '\'' | '-' | '‐' => touches,
        '&' => true,
        _ => false,
    };
    (joins && is_part(clauses, end + 1)).then_some(end + 2)
}

/// Where a name ends that goes on with a word which is none elsewhere: "Mrs May", "Charles I", "Saif al-Dahl".
fn as_name(clauses: &Clauses<'_>, end: usize, before: &str) -> Option<usize> {
    let word = clauses.words.get(end).filter(|word| word.mark.is_none())?;
    let text = clauses.word_text(end);
    let is_led = || Sex::of_given(before).is_some() || is_title(before);
    let is_month = clauses.is_of("name_too", end);
    if word.is_capitalised && (is_month || own_name::is_numeral(text)) && is_led() {
        return Some(end + 1);
    }
    let is_article = |word: &str| ENGLISH.phrase_len("name_joint", [word]) > 0;
    if text
        .split_once('-')
        .is_some_and(|(small, own)| is_article(small) && own.starts_with(char::is_uppercase))
    {
        return Some(end + 1);
    }
    let is_joined =
        clauses.is_of("name_joint", end) && clauses.words.get(end + 1)?.mark == Some('-');
    (is_joined && is_part(clauses, end + 2)).then_some(end + 3)
}
