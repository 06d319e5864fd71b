//! How alike two tellings are: TF-IDF vectors of word stems.

use super::hash::ByHash;
use super::lexicon::{Class, Classes, ENGLISH};
use crate::model::{Annotated, Event, Span};
use crate::phrase::fold::{fold, hash_of};
use crate::phrase::stem::stem_hash;
use crate::phrase::token::{self, Token, TokenKind};
use rayon::prelude::*;
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
    /// Terms of the title for what befalls anybody once, sorted: "died".
    pub once: Vec<u32>,
    /// Terms of the names before what befell them, in their order: "Ann Keller died".
    pub befallen: Vec<u32>,
    /// What happens once to a region or a person, where the title tells that.
    pub turn: Option<Turn>,
    /// Whether it takes the side against something, or for it.
    pub side: Side,
    /// Whether it says no: "no country recognises".
    pub is_negative: bool,
    /// Whether a list tells it: two rows of lists are two events.
    pub is_listed: bool,
}

/// What happens once, however it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The term of what shakes a whole region: "the quake struck".
    Upheaval(u32),
    /// The terms of what befell a person, and of the last name: "Ann Keller died".
    Fate(u32, u32),
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
///
/// Every thread reads a share of the events with a vocabulary of its own. Put together in the order of the
/// events, these number the terms as one reader of all would, however many threads there are.
pub(super) fn tellings(documents: &[Arc<Annotated>], events: &[Event]) -> Vec<Telling> {
    let share = events.len().div_ceil(rayon::current_num_threads()).max(LEAST_SHARE);
    let read = |events: &[Event]| {
        let mut vocabulary = Vocabulary::default();
        let count = |event| vocabulary.count(documents, event);
        let tellings: Vec<Telling> = events.iter().map(count).collect();
        (vocabulary.stems, tellings)
    };
    let mut shares: Vec<(Stems, Vec<Telling>)> = events.par_chunks(share).map(read).collect();
    let mut all = Stems::default();
    for (stems, tellings) in &mut shares {
        let numbers: Vec<u32> = stems.in_order.iter().map(|&stem| all.number(stem)).collect();
        tellings.par_iter_mut().for_each(|telling| telling.renumber(&numbers));
    }
    let mut tellings: Vec<Telling> = shares.into_iter().flat_map(|(_, it)| it).collect();
    let total = events.len() as f32;
    // A word that all have still says something: of three documents on one event it is in each.
    let rarity = |&count: &u32| (1.0 + (1.0 + total) / count.max(1) as f32).ln();
    let rarity: Vec<f32> = spread(&tellings).iter().map(rarity).collect();
    tellings.par_iter_mut().for_each(|telling| telling.weigh(&rarity));
    tellings
}

/// Events that are worth a thread and a vocabulary of its own.
const LEAST_SHARE: usize = 256;

impl Telling {
    /// Gives its terms other numbers.
    fn renumber(&mut self, numbers: &[u32]) {
        let renumber =
            |term: &mut u32| *term = numbers.get(*term as usize).copied().unwrap_or(*term);
        self.weights.iter_mut().for_each(|(term, _)| renumber(term));
        self.weights.sort_unstable_by_key(|&(term, _)| term);
        for terms in [&mut self.title, &mut self.names, &mut self.once] {
            terms.iter_mut().for_each(renumber);
            terms.sort_unstable();
        }
        self.befallen.iter_mut().for_each(renumber);
        match &mut self.turn {
            Some(Turn::Upheaval(term)) => renumber(term),
            Some(Turn::Fate(term, name)) => [term, name].into_iter().for_each(renumber),
            None => {}
        }
    }

    /// Weighs its terms by how rare they are, to a length of 1.
    fn weigh(&mut self, rarity: &[f32]) {
        for (term, weight) in &mut self.weights {
            *weight *= rarity.get(*term as usize).copied().unwrap_or_default();
        }
        let length = self.weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut self.weights {
                *weight /= length;
            }
        }
    }
}

/// A telling laid out by the numbers of its terms, for others to be compared with.
#[derive(Debug, Default)]
pub(super) struct Measure {
    by_term: Vec<Said>,
    /// The terms that are laid out.
    terms: Vec<u32>,
}

/// What the telling says of a term.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    weight: f32,
    in_title: bool,
    is_name: bool,
}

impl Measure {
    /// Lays out another telling.
    pub(super) fn lay(&mut self, telling: &Telling) {
        for term in std::mem::take(&mut self.terms) {
            self.change(term, |said| *said = Said::default());
        }
        for &(term, weight) in &telling.weights {
            self.change(term, |said| said.weight = weight);
        }
        for &term in &telling.title {
            self.change(term, |said| said.in_title = true);
        }
        for &term in &telling.names {
            self.change(term, |said| said.is_name = true);
        }
        // Titles and names are among the weights.
        self.terms.extend(telling.weights.iter().map(|&(term, _)| term));
    }

    fn change(&mut self, term: u32, change: impl FnOnce(&mut Said)) {
        let at = term as usize;
        if self.by_term.len() <= at {
            self.by_term.resize(at + 1, Said::default());
        }
        if let Some(said) = self.by_term.get_mut(at) {
            change(said);
        }
    }

    fn said(&self, term: u32) -> Said {
        self.by_term.get(term as usize).copied().unwrap_or_default()
    }

    /// Cosine with another telling, 0–1.
    pub(super) fn cosine(&self, other: &Telling) -> f32 {
        // Terms that only one has add nothing.
        other.weights.iter().fold(0.0, |sum, &(term, weight)| sum + self.said(term).weight * weight)
    }

    /// How many terms the titles share.
    pub(super) fn shared_title(&self, other: &Telling) -> usize {
        other.title.iter().filter(|&&term| self.said(term).in_title).count()
    }

    /// How many names and numbers both have.
    pub(super) fn shared_names(&self, other: &Telling) -> usize {
        other.names.iter().filter(|&&term| self.said(term).is_name).count()
    }

    /// Whether the titles share a name and what befalls anybody once.
    pub(super) fn shares_once(&self, other: &Telling) -> bool {
        let is_shared = |term: &&u32| self.said(**term).in_title;
        let named = other.title.iter().filter(is_shared).filter(|&&term| self.said(term).is_name);
        other.once.iter().any(|term| is_shared(&term)) && named.count() > 0
    }

    /// Whether the titles share a term that is no name in both.
    pub(super) fn shares_a_word(&self, other: &Telling) -> bool {
        let is_name = |term: &u32| other.names.binary_search(term).is_ok();
        other.title.iter().any(|term| {
            let said = self.said(*term);
            said.in_title && !(said.is_name && is_name(term))
        })
    }
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

/// Stems of words by number, in the order in which they are met.
#[derive(Default)]
struct Stems {
    /// By the hash of the stem.
    numbers: HashMap<u64, u32, ByHash>,
    /// The hashes.
    in_order: Vec<u64>,
}

impl Stems {
    /// The number of a stem with this hash.
    fn number(&mut self, stem: u64) -> u32 {
        *self.numbers.entry(stem).or_insert_with(|| {
            self.in_order.push(stem);
            self.in_order.len() as u32 - 1
        })
    }
}

/// The words of some tellings, each looked up once.
#[derive(Default)]
struct Vocabulary {
    /// By the hash of the folded word.
    words: HashMap<u64, Known, ByHash>,
    stems: Stems,
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
    is_by: bool,
    is_negative: bool,
    is_once: bool,
    is_upheaval: bool,
    classes: Classes,
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
        let said: Vec<Known> = said.map(|(hash, word)| self.known(hash, word)).collect();
        let befell = said.iter().position(|known| known.is_once).unwrap_or(0);
        let befallen = said.iter().take(befell).filter_map(|known| known.term);
        let befallen: Vec<u32> = befallen.filter(|term| names.contains(term)).collect();
        let turn = upheaval(&said).or_else(|| fate(&said, befell, *befallen.last()?));
        let mut title: Vec<u32> = said.iter().filter_map(|known| known.term).collect();
        let once = said.iter().filter(|known| known.is_once).filter_map(|known| known.term);
        let mut once: Vec<u32> = once.collect();
        for list in [&mut names, &mut title, &mut once] {
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
        let mut weights = Vec::with_capacity(terms.len());
        weights.extend(counts.filter_map(weigh));
        (self.terms, self.tokens) = (terms, tokens);
        let is_listed = document.is_some_and(|it| !it.document.told.is_empty());
        Telling { weights, title, names, once, befallen, turn, side, is_negative, is_listed }
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
        let term = (!is_empty).then(|| self.stems.number(ENGLISH.alike(stem_hash(word, hash))));
        let known = Known {
            term,
            is_against: classes.has(Class::Against),
            is_alongside: lower == "for" || lower == "alongside",
            is_by: lower == "by",
            is_negative: classes.has(Class::Negation) || lower == "no",
            is_once: ENGLISH.phrase_len("once", [lower.as_str()]) > 0,
            is_upheaval: ENGLISH.phrase_len("upheaval", [lower.as_str()]) > 0,
            classes,
        };
        self.words.insert(hash, known);
        known
    }
}

/// What shakes a whole region, where it is the subject of a title, or that by which something was done:
/// "the quake struck", "homes flattened by the quake", but not "the rescue of quake victims".
fn upheaval(title: &[Known]) -> Option<Turn> {
    let at = title.iter().position(|known| known.is_upheaval)?;
    let joins = |known: &Known| {
        let of_verb = known.classes.is_auxiliary() || known.classes.has(Class::Past);
        of_verb || known.classes.has_any(&[Class::Preposition, Class::Coordinator])
    };
    let is_head = title.get(at + 1).is_none_or(joins);
    let lead = title.get(..at)?.iter().rev().find(|known| joins(known));
    let acts = lead.is_none_or(|known| known.is_by);
    title.get(at)?.term.filter(|_| is_head && acts).map(Turn::Upheaval)
}

/// "Ann Keller | died": what the title tells to have befallen whom it names right before.
fn fate(title: &[Known], befell: usize, name: u32) -> Option<Turn> {
    let told = title.get(befell).filter(|known| known.classes.has(Class::Past))?;
    let named = befell.checked_sub(1).and_then(|at| title.get(at))?;
    told.term.filter(|_| named.term == Some(name)).map(|term| Turn::Fate(term, name))
}

/// Words and numbers of a text, with the hashes of their folded text. A compound of three or more, such
/// as "Port-au-Prince" and "ten-year-old", and one that opens with a syllable, as "co-ordinate", is one of
/// them: its parts alone say nothing.
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
    let is_one = |first: &Token| 2 < parts || parts == 2 && first.span.len() <= 2;
    let Some(((first_part, _), (last, _))) = ends.filter(|((first, _), _)| is_one(first)) else {
        return;
    };
    let whole = Token { span: first_part.span.join(last.span), ..*first_part };
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
    fn a_compound_whose_parts_say_nothing_is_one_word() {
        check("In Port-au-Prince, 2010", &["In", "Port-au-Prince", "2010"]);
        check("a well-known ten-year-old - left", &["a", "well", "known", "ten-year-old", "left"]);
        check("state-of-the-art", &["state-of-the-art"]);
        check("to co-ordinate", &["to", "co-ordinate"]);
    }
}
