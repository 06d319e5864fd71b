//! How alike two tellings are: TF-IDF vectors of word stems.

use super::hash::ByText;
use super::lexicon::{Class, ENGLISH};
use crate::model::{Annotated, Event, Span};
use crate::phrase::stem::stem;
use crate::phrase::token::{Token, TokenKind, tokens};
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
    let mut spread = vec![0_u32; vocabulary.size()];
    for (term, _) in tellings.iter().flat_map(|telling| &telling.weights) {
        if let Some(count) = spread.get_mut(*term as usize) {
            *count += 1;
        }
    }
    let rarity = |term: u32| {
        let count = spread.get(term as usize).copied().unwrap_or(1).max(1);
        ((1.0 + total) / count as f32).ln()
    };
    for Telling { weights, .. } in &mut tellings {
        for (term, weight) in weights.iter_mut() {
            *weight *= rarity(*term);
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

#[derive(Default)]
struct Vocabulary {
    stems: HashMap<String, Option<u32>, ByText>,
    numbers: HashMap<String, u32, ByText>,
}

impl Vocabulary {
    fn size(&self) -> usize {
        self.numbers.len()
    }

    fn count(&mut self, documents: &[Arc<Annotated>], event: &Event) -> Telling {
        let mut terms: Vec<u32> = Vec::new();
        let mut lower = String::new();
        let mut names = Vec::new();
        let (mut against, mut alongside, mut is_negative) = (false, false, false);
        let source = event.sources.first();
        let document = source.and_then(|source| documents.get(source.document));
        if let (Some(source), Some(annotated)) = (source, document) {
            let text: &str = &annotated.document.text;
            for token in words(text, source.clause) {
                if is_in_time(annotated, token.span) {
                    continue;
                }
                lower_case(token.span.of(text), &mut lower);
                let classes = ENGLISH.classes(&lower);
                against |= classes.has(Class::Against);
                is_negative |= classes.has(Class::Negation) || lower == "no";
                alongside |= lower == "for" || lower == "alongside";
                let Some(term) = self.term(&lower) else { continue };
                terms.push(term);
                if token.is_capitalised(text) || token.kind == TokenKind::Number {
                    names.push(term);
                }
            }
        }
        let mut title: Vec<u32> = Vec::new();
        for token in words(&event.title, Span::new(0, event.title.len())) {
            lower_case(token.span.of(&event.title), &mut lower);
            title.extend(self.term(&lower));
        }
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
        Telling { weights, title, names, side, is_negative, is_listed: false }
    }

    /// The number of a word's stem; `None` for words that say nothing.
    fn term(&mut self, lower: &str) -> Option<u32> {
        if let Some(&known) = self.stems.get(lower) {
            return known;
        }
        let classes = ENGLISH.classes(lower);
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
            let next = self.numbers.len() as u32;
            *self.numbers.entry(stem(lower)).or_insert(next)
        });
        self.stems.insert(lower.to_owned(), term);
        term
    }
}

/// Words and numbers of a text. A compound of three or more, such as "Port-au-Prince" and
/// "ten-year-old", is one of them: its parts alone say nothing.
fn words(text: &str, span: Span) -> Vec<Token> {
    let all = tokens(text, span);
    let is_word = |token: &Token| token.is_word() || token.kind == TokenKind::Number;
    let mut found = Vec::with_capacity(all.len());
    let mut at = 0;
    while let Some(first) = all.get(at) {
        at += 1;
        if !is_word(first) {
            continue;
        }
        let mut whole = first.span;
        let after = all.get(at..).unwrap_or_default().chunks_exact(2);
        let links = after.take_while(|pair| {
            let [dash, part] = pair else { return false };
            let is_link = dash.span.start == whole.end
                && dash.span.of(text) == "-"
                && part.span.start == dash.span.end
                && is_word(part);
            if is_link {
                whole = whole.join(part.span);
            }
            is_link
        });
        let links = links.count();
        if links < 2 {
            found.push(*first);
        } else {
            found.push(Token { span: whole, kind: first.kind });
            at += 2 * links;
        }
    }
    found
}

/// Writes a word in lower case.
fn lower_case(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&word.to_lowercase());
    }
}

fn is_in_time(annotated: &Annotated, span: Span) -> bool {
    let next = annotated.times.partition_point(|time| time.span.end <= span.start);
    annotated.times.get(next).is_some_and(|time| time.span.overlaps(span))
}
