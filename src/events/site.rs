//! Where an event happened: the place that its clause puts it in, before places merely named.

use super::clause::Clauses;
use super::lexicon::Class;
use crate::model::{Annotated, PlaceCode, PlaceMention, PlaceRef, PlaceScope, Span, Via};
use std::collections::BTreeMap;
use std::ops::Range;

const MAX_PLACES: usize = 4;
/// Names up to this rank say where something happened.
const ON_THE_SPOT: u8 = 1;

/// The places of an event, where it happened first.
///
/// Those of its clause; where it has none those of its sentence, else of its paragraph, else what
/// the document is about.
pub(super) fn places(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    number: usize,
    focus: Option<&PlaceCode>,
) -> Vec<PlaceRef> {
    let inside = ranked(annotated, clauses, clause);
    if !inside.is_empty() {
        return refs(annotated, inside, PlaceScope::Clause);
    }
    let around = ranked(annotated, clauses, 0..clauses.words.len());
    if !around.is_empty() {
        return refs(annotated, around, PlaceScope::Sentence);
    }
    let near = of_paragraph(annotated, number);
    if !near.is_empty() {
        return refs(annotated, near, PlaceScope::Paragraph);
    }
    let focus = focus.cloned();
    focus
        .map(|place| PlaceRef { place, mention: None, scope: PlaceScope::Document })
        .into_iter()
        .collect()
}

/// The place that a document names most, outside page chrome; the first of equals.
pub(super) fn focus(annotated: &Annotated) -> Option<PlaceCode> {
    let mut counts: BTreeMap<&PlaceCode, (usize, usize)> = BTreeMap::new();
    for (i, mention) in annotated.places.iter().enumerate().filter(|(_, m)| !m.in_chrome) {
        let weight = match mention.via {
            Via::Name | Via::Historic => 2,
            Via::Demonym | Via::Metonym => 1,
            Via::Macro | Via::Organisation => 0,
        };
        let entry = counts.entry(&mention.place).or_insert((0, usize::MAX - i));
        entry.0 += weight;
    }
    let best = counts.into_iter().max_by_key(|&(_, rank)| rank)?;
    (best.1.0 >= 3).then(|| best.0.clone())
}

fn refs(annotated: &Annotated, mentions: Vec<(u8, usize)>, scope: PlaceScope) -> Vec<PlaceRef> {
    let mut found: Vec<PlaceRef> = Vec::new();
    for (rank, mention) in mentions {
        let Some(place) = annotated.places.get(mention).map(|m| meant(m, rank)) else { continue };
        if found.len() < MAX_PLACES && found.iter().all(|known| known.place != place) {
            found.push(PlaceRef { place, mention: Some(mention), scope });
        }
    }
    found
}

/// The place that a mention stands for: "the Kremlin decided" is told of its country, "at the Kremlin"
/// of where it stands.
fn meant(mention: &PlaceMention, rank: u8) -> PlaceCode {
    let acts = mention.via == Via::Metonym && rank > ON_THE_SPOT;
    match mention.place.as_str().split_once('-') {
        Some((country, _)) if acts => PlaceCode::new(country),
        _ => mention.place.clone(),
    }
}

/// Mentions within some words, each with its rank, the place of the event first. Adjectives and
/// organisations stay away where a name is given.
fn ranked(annotated: &Annotated, clauses: &Clauses<'_>, range: Range<usize>) -> Vec<(u8, usize)> {
    let words = range.clone().zip(clauses.words.get(range).unwrap_or(&[]));
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (at, word) in words {
        let Some(index) = word.place else { continue };
        let Some(mention) = annotated.places.get(index).filter(|m| !m.in_chrome) else { continue };
        let is_located = at.checked_sub(1).is_some_and(|before| is_locative(clauses, before));
        let rank = match mention.via {
            Via::Name | Via::Historic if is_actor(clauses, at) => 3,
            Via::Name | Via::Historic if is_located => 0,
            Via::Name | Via::Historic => 1,
            Via::Macro | Via::Metonym if is_located => 1,
            Via::Demonym => 5,
            Via::Metonym | Via::Macro => 6,
            Via::Organisation => 7,
        };
        found.push((rank, index));
    }
    let has_scene = found.iter().any(|&(rank, _)| rank <= ON_THE_SPOT);
    let is_town = |index: usize| {
        annotated.places.get(index).is_some_and(|m| m.place.as_str().starts_with('G'))
    };
    found.retain(|&(rank, index)| !(2..4).contains(&rank) || !has_scene || !is_town(index));
    let has_name = found.iter().any(|&(rank, _)| rank < 4);
    found.retain(|&(rank, _)| rank < 4 || !has_name);
    found.sort_unstable();
    found
}

/// Whether a name does something: it stands before a predicate, or something is its own.
fn is_actor(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    let acts = clauses.predicates.iter().any(|predicate| {
        predicate.segment == word.segment && (at + 1..=at + 2).contains(&predicate.first)
    });
    let is_located = at.checked_sub(1).is_some_and(|before| is_locative(clauses, before));
    !is_located && (acts || word.is_possessive)
}

/// "in", "near", or "in the (capital of the) republic of".
fn is_locative(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut before = (0..=at).rev().take(5).filter_map(|i| clauses.words.get(i));
    let Some(word) = before.next() else { return false };
    let locates = |word: &crate::events::words::Word| word.is_plain() && word.has(Class::Locative);
    if locates(word) {
        return true;
    }
    let steps_over = word.is_plain() && word.has(Class::Determiner)
        || word.span.of(clauses.text) == "of"
        || word.mark == Some(',');
    steps_over && before.any(locates)
}

/// The places of the nearest earlier sentence of the paragraph that names any.
fn of_paragraph(annotated: &Annotated, number: usize) -> Vec<(u8, usize)> {
    let Some(here) = annotated.sentences.get(number) else { return Vec::new() };
    let earlier = annotated.sentences.get(..number).unwrap_or(&[]).iter().rev();
    for sentence in earlier.take_while(|sentence| sentence.paragraph == here.paragraph) {
        let found = names_in(annotated, sentence.span);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn names_in(annotated: &Annotated, span: Span) -> Vec<(u8, usize)> {
    let first = annotated.places.partition_point(|place| place.span.end <= span.start);
    let mentions = annotated.places.iter().enumerate().skip(first);
    mentions
        .take_while(|(_, mention)| mention.span.start < span.end)
        .filter(|(_, m)| !m.in_chrome && matches!(m.via, Via::Name | Via::Historic))
        .map(|(i, _)| (ON_THE_SPOT, i))
        .take(2)
        .collect()
}
