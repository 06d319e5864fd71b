//! Places that a sentence describes instead of naming them: "the republic", "its neighbour", "both
//! countries".

use super::clause::Clauses;
use super::site::{ON_THE_SPOT, PARTY, Ranked};
use crate::model::{Annotated, PlaceCode, PlaceMention, Via};
use std::ops::Range;

/// How far back a description may point, in bytes.
const REACH_BYTES: u32 = 400;

/// The places that a clause describes; `named` are those that it names.
pub(super) fn described(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    named: &[Ranked],
) -> Vec<Ranked> {
    for at in clause {
        if clauses.is_of("neighbour", at) && is_owned(clauses, at) {
            return earlier(annotated, clauses, at, |place| is_country(place, named))
                .take(1)
                .collect();
        }
        let is_unplaced = named.iter().all(|it| it.rank >= PARTY);
        if is_unplaced && is_pair(clauses, at) {
            return pair(annotated, clauses, at);
        }
        let is_territory = clauses.is_of("territory", at);
        if is_unplaced && is_territory && follows_article(clauses, at) {
            return named_last(annotated, clauses, at).into_iter().collect();
        }
    }
    Vec::new()
}

/// "The republic is occupied": the place named last, where it is one.
fn named_last(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Option<Ranked> {
    let takes_country = clauses.is_of("country_noun", at);
    let last = earlier(annotated, clauses, at, |_| true).next()?;
    let fits = match last.place.as_str() {
        code if code.starts_with('G') || code.starts_with("M:") => false,
        code if takes_country => !code.contains('-'),
        code => code.contains('-') || code.starts_with("H:"),
    };
    fits.then_some(last)
}

/// "both countries": the two countries named last.
fn pair(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Vec<Ranked> {
    let mut found: Vec<Ranked> = Vec::new();
    for place in earlier(annotated, clauses, at, |place| is_country(place, &[])) {
        if found.len() < 2 && found.iter().all(|known| known.place != place.place) {
            found.push(place);
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// The names before a word that fit, the nearest first.
fn earlier<'a>(
    annotated: &'a Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    fits: impl Fn(&PlaceCode) -> bool + 'a,
) -> impl Iterator<Item = Ranked> + 'a {
    let here = clauses.words.get(at).map_or(0, |word| word.span.start);
    let until = annotated.places.partition_point(|place| place.span.start < here);
    let is_name = |m: &PlaceMention| matches!(m.via, Via::Name | Via::Historic) && !m.in_chrome;
    let before = annotated.places.iter().enumerate().take(until).rev();
    before
        .take_while(move |(_, m)| here.saturating_sub(m.span.end) < REACH_BYTES)
        .filter(move |(_, m)| is_name(m) && fits(&m.place))
        .map(|(i, m)| Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() })
}

fn is_country(place: &PlaceCode, except: &[Ranked]) -> bool {
    place.as_str().len() == 2 && except.iter().all(|it| it.place != *place)
}

/// "the republic", but not "the republic of".
fn follows_article(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_article =
        |before: usize| matches!(clauses.word_text(before), "the" | "The" | "this" | "This");
    at.checked_sub(1).is_some_and(is_article) && clauses.word_text(at + 1) != "of"
}

/// "its Asian neighbour".
fn is_owned(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut before = (1..=2).filter_map(|back| at.checked_sub(back));
    before.any(|before| matches!(clauses.word_text(before), "its" | "Its" | "their" | "Their"))
}

/// "both countries", "the two states".
fn is_pair(clauses: &Clauses<'_>, at: usize) -> bool {
    let counts = |before: usize| matches!(clauses.word_text(before), "both" | "Both" | "two");
    clauses.is_of("countries", at) && at.checked_sub(1).is_some_and(counts)
}
