//! How alike two tellings are: TF-IDF vectors of word stems.

use super::hash::{ByHash, ByText};
use super::lexicon::{Class, ENGLISH};
use crate::model::{Annotated, Event, Span};
use crate::phrase::fold::{fold, hash_of};
use crate::phrase::stem::stem;
use crate::phrase::token::{self, Token, TokenKind};
use std::collections::HashMap;
use std::sync::Arc;

/// What an event's words say, reduced to what can be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    /// (term, weight), in order of terms, of length 1.
    pub weights: Vec<(u32, f32)>,
    /// Terms of the title, sorted: the head of the event is among them.
    pub title: Vec<u32>,
    /// Names and numbers, sorted.
    pub names: Vec<u32>,
    /// Whether it takes the side against something, or for it.
    pub side: Side,
    /// Whether it says no: "no country recognises".
    pub is_negative: bool,
    /// Whether a list tells it: two rows of lists are two events.
    pub is_listed: bool,
}

/// The side that a telling takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// It names none, or both.
    #[default]
    None,
    /// "against".
    Against,
    /// "for", "alongside".
    Alongside,
}

impl Side {
    /// Whether one telling is against what the other is for.
    pub(super) fn is_opposite(self, other: Self) -> bool {
        matches!((self, other), (Self::Against, Self::Alongside) | (Self::Alongside, Self::Against))
    }
}

/// The tellings of all events, in their order.
pub(super) fn tellings(documents: &[Arc<Annotated>], events: &[Event]) -> Vec<Telling> {
    let mut vocabulary = Vocabulary::default();
    let mut tellings: Vec<Telling> =
        events.iter().map(|event| vocabulary.count(documents, event)).collect();
    for (telling, event) in tellings.iter_mut().zip(events) {
        let document = event.sources.first().and_then(|source| documents.get(source.document));
        telling.is_listed = document.is_some_and(|it| !it.document.told.is_empty());
    }
    let total = events.len() as f32;
    let rarity = |&count: &u32| ((1.0 + total) / count.max(1) as f32).ln();
    let rarity: Vec<f32> = spread(&tellings).iter().map(rarity).collect();
    for Telling { weights, .. } in &mut tellings {
        for (term, weight) in weights.iter_mut() {
            *weight *= rarity.get(*term as usize).copied().unwrap_or_default();
        }
        let length = weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in weights.iter_mut() {
                *weight /= length;
            }
        }
    }
    tellings
}

/// Cosine of two tellings, 0–1.
pub(super) fn cosine(a: &Telling, b: &Telling) -> f32 {
    let (mut left, mut right) = (a.weights.iter().peekable(), b.weights.iter().peekable());
    let mut sum = 0.0;
    while let (Some(&&(i, x)), Some(&&(j, y))) = (left.peek(), right.peek()) {
        if i == j {
            sum += x * y;
        }
        if i <= j {
            left.next();
        }
        if j <= i {
            right.next();
        }
    }
    sum
}

/// How many terms two sorted lists share.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|term| b.binary_search(term).is_ok()).count()
}

/// Whether the titles of two tellings share a term that is no name in both.
pub(super) fn share_a_word(a: &Telling, b: &Telling) -> bool {
    let is_name = |telling: &Telling, term: &u32| telling.names.binary_search(term).is_ok();
    let mut common = a.title.iter().filter(|term| b.title.binary_search(term).is_ok());
    common.any(|term| !(is_name(a, term) && is_name(b, term)))
}

/// How many tellings have each term, by its number.
pub(super) fn spread(tellings: &[Telling]) -> Vec<u32> {
    let terms = || tellings.iter().flat_map(|telling| &telling.weights).map(|&(term, _)| term);
    let mut spread = vec![0_u32; terms().max().map_or(0, |last| last as usize + 1)];
    for term in terms() {
        if let Some(count) = spread.get_mut(term as usize) {
            *count += 1;
        }
    }
    spread
}

/// The words of all tellings, each looked up once.
#[derive(Default)]
struct Vocabulary {
    /// By the hash of the folded word.
    words: HashMap<u64, Known, ByHash>,
    stems: HashMap<String, u32, ByText>,
    /// Memory to work in.
    tokens: Vec<(Token, u64)>,
    terms: Vec<u32>,
}

/// What a word says.
#[derive(Clone, Copy)]
struct Known {
    /// The number of its stem; `None` for words that say nothing.
    term: Option<u32>,
    is_against: bool,
    is_alongside: bool,
    is_negative: bool,
}

impl Vocabulary {
    fn count(&mut self, documents: &[Arc<Annotated>], event: &Event) -> Telling {
        let mut terms = std::mem::take(&mut self.terms);
        let mut tokens = std::mem::take(&mut self.tokens);
        terms.clear();
        let mut names = Vec::new();
        let (mut against, mut alongside, mut is_negative) = (false, false, false);
        let source = event.sources.first();
        let document = source.and_then(|source| documents.get(source.document));
        if let (Some(source), Some(annotated)) = (source, document) {
            let text: &str = &annotated.document.text;
            let times = &annotated.times;
            let mut next = times.partition_point(|time| time.span.end <= source.clause.start);
            words(text, source.clause, &mut tokens);
            for &(token, hash) in &tokens {
                while times.get(next).is_some_and(|time| time.span.end <= token.span.start) {
                    next += 1;
                }
                if times.get(next).is_some_and(|time| time.span.overlaps(token.span)) {
                    continue;
                }
                let known = self.known(hash, token.span.of(text));
                against |= known.is_against;
                alongside |= known.is_alongside;
                is_negative |= known.is_negative;
                let Some(term) = known.term else { continue };
                terms.push(term);
                if token.is_capitalised(text) || token.kind == TokenKind::Number {
                    names.push(term);
                }
            }
        }
        words(&event.title, Span::new(0, event.title.len()), &mut tokens);
        let said = tokens.iter().map(|&(token, hash)| (hash, token.span.of(&event.title)));
        let mut title: Vec<u32> =
            said.filter_map(|(hash, word)| self.known(hash, word).term).collect();
        for list in [&mut names, &mut title] {
            list.sort_unstable();
            list.dedup();
        }
        terms.extend(&title);
        terms.sort_unstable();
        let side = match (against, alongside) {
            (true, false) => Side::Against,
            (false, true) => Side::Alongside,
            _ => Side::None,
        };
        let counts = terms.chunk_by(|one, other| one == other);
        let weigh = |same: &[u32]| Some((*same.first()?, 1.0 + (same.len() as f32).ln()));
        let weights = counts.filter_map(weigh).collect();
        (self.terms, self.tokens) = (terms, tokens);
        Telling { weights, title, names, side, is_negative, is_listed: false }
    }

    /// What is known of a word, by the hash of its folded text.
    fn known(&mut self, hash: u64, word: &str) -> Known {
        if let Some(known) = self.words.get(&hash) {
            return *known;
        }
        let lower = word.to_lowercase();
        let classes = ENGLISH.classes_of_word(&lower, hash);
        let is_empty = classes.is_auxiliary()
            || classes.has_any(&[
                Class::Trailing,
                Class::Determiner,
                Class::Preposition,
                Class::Pronoun,
                Class::Connective,
                Class::Reporting,
            ])
            || lower.len() < 2;
        let term = (!is_empty).then(|| {
            let next = self.stems.len() as u32;
            *self.stems.entry(stem(&lower)).or_insert(next)
        });
        let known = Known {
            term,
            is_against: classes.has(Class::Against),
            is_alongside: lower == "for" || lower == "alongside",
            is_negative: classes.has(Class::Negation) || lower == "no",
        };
        self.words.insert(hash, known);
        known
    }
}

/// Words and numbers of a text, with the hashes of their folded text. A compound of three or more, such
/// as "Port-au-Prince" and "ten-year-old", is one of them: its parts alone say nothing.
fn words(text: &str, span: Span, found: &mut Vec<(Token, u64)>) {
    found.clear();
    // Parts of the compound that the last words may be, and where the text goes on behind its hyphen.
    let (mut parts, mut joint) = (0, None);
    token::each(text, span, |token, hash| {
        if token.is_word() || token.kind == TokenKind::Number {
            if joint != Some(token.span.start) {
                join(text, found, parts);
                parts = 0;
            }
            found.push((token, hash));
            (parts, joint) = (parts + 1, None);
            return;
        }
        let follows = found.last().is_some_and(|(last, _)| last.span.end == token.span.start);
        joint = (follows && token.span.of(text) == "-").then_some(token.span.end);
        if joint.is_none() {
            join(text, found, parts);
            parts = 0;
        }
    });
    join(text, found, parts);
}

/// Makes one word of the last ones, where there are enough of them.
fn join(text: &str, found: &mut Vec<(Token, u64)>, parts: usize) {
    let first = found.len().saturating_sub(parts);
    let ends = found.get(first).zip(found.last());
    let Some(((first_part, _), (last, _))) = ends.filter(|_| 2 < parts) else { return };
    let whole = Token { span: first_part.span.join(last.span), kind: first_part.kind };
    found.truncate(first);
    found.push((whole, hash_of(&fold(whole.span.of(text)))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        let said: Vec<&str> = found.iter().map(|(token, _)| token.span.of(text)).collect();
        assert_eq!(said, expected);
        for (token, hash) in found {
            assert_eq!(hash, hash_of(&fold(token.span.of(text))));
        }
    }

    #[test]
    fn a_compound_of_three_or_more_is_one_word() {
        check("In Port-au-Prince, 2010", &["In", "Port-au-Prince", "2010"]);
        check("a well-known ten-year-old - left", &["a", "well", "known", "ten-year-old", "left"]);
        check("state-of-the-art", &["state-of-the-art"]);
    }
}
