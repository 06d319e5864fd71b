//! "Lima is a city in Allen County, Ohio": a sentence that says which place of a name is meant.

use super::contained;
use crate::geo::gazetteer::format::{class, how};
use crate::geo::recognize::words::{Glue, Word, Words};
use crate::geo::recognize::{Hit, Reading, Readings};
use crate::model::PlaceKind;
use smallvec::smallvec;

/// A name that a document introduces, with what it means from there on.
pub(super) struct Introduction {
    /// Number of the hit.
    pub hit: usize,
    /// Number of its name.
    pub name: usize,
    /// The place; where the gazetteer lacks it, the region that it lies in.
    pub readings: Readings,
}

/// Words between "is a" and the noun that says what kind of place it is.
const MOST_BEFORE_KIND: usize = 8;
/// Words of a remark between a name and its verb: how it is spoken, what it is called elsewhere.
const LONGEST_REMARK: usize = 24;

/// The first introduction of each name of a document, in the order of the names.
pub(super) fn introductions(words: &Words<'_>, hits: &[Hit]) -> Vec<Introduction> {
    let starting = hits.iter().enumerate().filter(|(_, hit)| starts_sentence(words, hit));
    let mut found: Vec<Introduction> = starting
        .filter_map(|(number, hit)| {
            let kind = kind_after(words, hit)?;
            let readings = located(words, hits.get(number + 1..)?, hit, kind)?;
            Some(Introduction { hit: number, name: hit.name, readings })
        })
        .collect();
    found.sort_by_key(|introduction| introduction.name);
    found.dedup_by_key(|introduction| introduction.name);
    found
}

fn starts_sentence(words: &Words<'_>, hit: &Hit) -> bool {
    !hit.is_demonym && words.get(hit.first).is_some_and(|word| word.glue == Glue::Start)
}

/// Where the noun stands that says what kind of place a name is: "is a small city".
fn kind_after(words: &Words<'_>, hit: &Hit) -> Option<usize> {
    let ahead = |at: usize| words.get(at).filter(|word| word.glue != Glue::Start);
    let first = ahead(hit.last + 1)?;
    let is_verb = |word: Word<'_>| word.is_small(class::BEING);
    let verb = if is_verb(first) {
        hit.last + 1
    } else if matches!(first.glue, Glue::Bracket | Glue::Comma) {
        let ends = |at: &usize| {
            ahead(*at).is_some_and(|w| matches!(w.glue, Glue::Mark | Glue::Comma) && is_verb(w))
        };
        (hit.last + 2..hit.last + 2 + LONGEST_REMARK).find(ends)?
    } else {
        return None;
    };
    let article = ahead(verb + 1)?;
    if !article.is_small(class::INTRODUCER) {
        return None;
    }
    (verb + 2..verb + 2 + MOST_BEFORE_KIND).find(|at| {
        ahead(*at).is_some_and(|word| {
            word.is_of(class::TOWN | class::COUNTY | class::HOLDER) && !word.is_capitalised
        })
    })
}

/// What a name may mean, if it lies where the rest of its sentence says.
fn located(words: &Words<'_>, later: &[Hit], hit: &Hit, kind: usize) -> Option<Readings> {
    let sentence = words.get(hit.first)?.sentence;
    let is_here = |other: &&Hit| words.get(other.first).is_some_and(|w| w.sentence == sentence);
    let around = later.iter().take_while(is_here).filter(|other| kind < other.first);
    let mut readings = Readings::new();
    let mut region: Option<Reading> = None;
    for other in around {
        let from = if readings.is_empty() { &hit.readings } else { &readings };
        let (inner, _) = contained(from, &other.readings);
        if !inner.is_empty() {
            readings = inner;
        } else if region.is_none() {
            region = only_region(other);
        }
    }
    let unknown = region.filter(|_| readings.is_empty()).map(|region| smallvec![region]);
    unknown.or_else(|| Some(readings).filter(|readings| !readings.is_empty()))
}

/// The one region or country that a name may mean.
fn only_region(hit: &Hit) -> Option<Reading> {
    let holds = |reading: &&Reading| {
        let kind = reading.place.kind();
        matches!(kind, PlaceKind::Admin1 | PlaceKind::Country) && reading.how <= how::ALIAS
    };
    let mut readings = hit.readings.iter().filter(holds);
    let only = readings.next()?;
    readings.next().is_none().then_some(Reading { place: only.place, how: how::WITHIN })
}
