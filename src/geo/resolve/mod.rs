//! Hits → places: which of the places of a name is meant.
//!
//! Naively the largest place of a name wins. Here every reading starts with that weight, and gains
//! by what else the document speaks of: its country, its region, places near it, a region named
//! right after it. A name means the same place throughout a document, unless its own words say
//! otherwise (one sense per discourse: Gale, Church and Yarowsky 1992).

mod doubtful;
mod evidence;
mod introduction;
pub(super) mod rank;
mod sphere;

use super::gazetteer::PlaceNumber;
use super::gazetteer::format::{class, how};
use super::recognize::context::{Context, Standing};
use super::recognize::words::{Glue, Words};
use super::recognize::{Hit, Reading, Readings};
use crate::model::PlaceKind;
use doubtful::{
    leave_actors_out, leave_directions_of_strangers_out, leave_far_hamlets_out, settle_doubtful,
};
use introduction::{Introduction, introductions};
use rank::{Found, improve};
use smallvec::smallvec;
use sphere::{Direction, km_of};
use std::ops::Range;

/// What a hit was resolved to.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// Number of the hit.
    pub hit: usize,
    /// What the hit is.
    pub standing: Standing,
    /// Where its readings stand among all of [`Found::scored`]; never empty.
    pub ranked: Range<usize>,
    /// The region or country right after it that says which one is meant.
    pub qualifier: Option<usize>,
    /// Whether a word for a region follows: "oblast", "county".
    pub suffix: Option<Suffix>,
    /// Whether it counts as evidence for other names.
    pub is_evidence: bool,
    /// Whether it is named as who acts, and not as where: "Washington imposed duties".
    pub is_actor: bool,
}

/// A word after a name that says what kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suffix {
    /// Oblast, region, province, state.
    Region,
    /// County, parish.
    County,
    /// City, town, village.
    Town,
}

/// Resolves all hits; those that name no place are left out.
pub(super) fn resolve(
    words: &Words<'_>,
    hits: &[Hit],
    context: &mut Context<'_>,
    is_chrome: &dyn Fn(&Hit) -> bool,
) -> Found {
    for (hit, next) in hits.iter().zip(hits.iter().skip(1)) {
        let is_within = || {
            !contained(&hit.readings, &next.readings).0.is_empty()
                || region_of_unknown(hit, next).is_some()
        };
        if qualifies(words, hit, next) && is_within() {
            context.note_located(hit);
            context.note_located(next);
        }
    }
    let introduced = introductions(words, hits);
    for hit in introduced.iter().filter_map(|introduction| hits.get(introduction.hit)) {
        context.note_introduced(hit);
    }
    let context = &*context;
    let mut found = first_guess(words, hits, context, &introduced, is_chrome);
    improve(&mut found, hits, words);
    settle_doubtful(&mut found, hits, words, is_chrome);
    leave_actors_out(&mut found, hits, context);
    leave_far_hamlets_out(&mut found, hits, context);
    leave_directions_of_strangers_out(&mut found, hits, context);
    found
}

/// Every hit that is a place, with its readings by weight and qualifier alone.
fn first_guess(
    words: &Words<'_>,
    hits: &[Hit],
    context: &Context<'_>,
    introduced: &[Introduction],
    is_chrome: &dyn Fn(&Hit) -> bool,
) -> Found {
    let mut found = Found::default();
    found.resolved.reserve(hits.len());
    // Most names mean one to three things.
    found.scored.reserve(3 * hits.len());
    // The last mention of each name that may mean all that the name means.
    let mut last: Vec<Option<usize>> = vec![None; hits.len()];
    // What the hit before allows this one to mean.
    let mut allowed: Option<Readings> = None;
    let mut unknown: Vec<(usize, Reading)> = Vec::new();
    for (number, hit) in hits.iter().enumerate() {
        let after = hits.get(number + 1).filter(|next| qualifies(words, hit, next));
        let within = |next: &Hit| contained(&hit.readings, &next.readings);
        let pairs = after.map(within).filter(|pairs| !pairs.0.is_empty());
        let mut qualifier = pairs.as_ref().map(|_| number + 1);
        let mut narrowed = allowed.take();
        let is_qualifier = narrowed.is_some();
        if let Some((inner, outer)) = pairs {
            allowed = Some(outer);
            narrowed.get_or_insert(inner);
        } else if let Some(region) = after.and_then(|next| region_of_unknown(hit, next)) {
            narrowed = Some(smallvec![region]);
            qualifier = Some(number + 1);
            unknown.push((hit.name, region));
        } else if let Ok(known) = introduced.binary_search_by_key(&hit.name, |known| known.name) {
            let readings =
                || introduced.get(known).map_or_else(Readings::new, |it| it.readings.clone());
            narrowed.get_or_insert_with(readings);
        }
        let is_narrowed = narrowed.is_some();
        let readings = narrowed.as_deref().unwrap_or(&hit.readings);
        let standing = context.standing(hit, qualifier.is_some() || is_qualifier);
        if standing == Standing::Not || readings.is_empty() {
            continue;
        }
        let suffix = suffix_of(context, hit);
        let same = last.get_mut(hit.name).filter(|_| !is_narrowed);
        let same = same.and_then(|last| found.resolved.get(last.replace(found.resolved.len())?));
        let is_same = |before: &&Resolved| {
            before.suffix == suffix
                && hits.get(before.hit).is_some_and(|before| before.readings == hit.readings)
        };
        let ranked = match same.filter(is_same) {
            Some(before) => before.ranked.clone(),
            None => found.add(readings, suffix),
        };
        let is_evidence = standing != Standing::Doubtful && !is_chrome(hit);
        let is_actor = !context.is_located(hit)
            && !context.is_after_preposition(hit)
            && context.before(hit).is_none_or(|before| !before.is_small(class::OF | class::JOINT));
        found.resolved.push(Resolved {
            hit: number,
            standing,
            ranked,
            qualifier,
            suffix,
            is_evidence,
            is_actor,
        });
    }
    if !unknown.is_empty() {
        for number in 0..found.resolved.len() {
            let open = found.resolved.get(number).filter(|resolved| resolved.qualifier.is_none());
            let name = open.and_then(|resolved| Some(hits.get(resolved.hit)?.name));
            let last = unknown.iter().rev().find(|(known, _)| Some(*known) == name);
            if let Some((_, region)) = last {
                found.add_last(number, *region);
            }
        }
    }
    found
}

/// Whether `next` stands where a qualifier stands: "Moscow, Idaho", "Moscow (Idaho)", "Moscow in Idaho".
fn qualifies(words: &Words<'_>, hit: &Hit, next: &Hit) -> bool {
    if next.first == hit.last + 2 {
        let joint = words.get(hit.last + 1).filter(|joint| joint.glue == Glue::Space);
        let follows = words.get(next.first).is_some_and(|word| word.glue == Glue::Space);
        return follows && joint.is_some_and(|joint| joint.text() == "in");
    }
    let glue = words.get(next.first).map(|word| word.glue);
    let is_beside = next.first == hit.last + 1;
    let is_abbreviation = next.is_abbreviation() && glue == Some(Glue::Space);
    is_beside && (matches!(glue, Some(Glue::Comma | Glue::Bracket)) || is_abbreviation)
}

/// The readings of a name that lie in one of the next name, and those of the next that hold one.
pub(super) fn contained(name: &[Reading], next: &[Reading]) -> (Readings, Readings) {
    let holds = |outer: &Reading, inner: &Reading| {
        outer.how != how::DEMONYM
            && inner.how != how::DEMONYM
            && outer.place != inner.place
            && outer.place.kind() != PlaceKind::City
            && (inner.place.region() == Some(outer.place)
                || inner.place.country() == Some(outer.place)
                || is_county_of(outer.place, inner.place))
    };
    // "In Russia, U.S. officials said": no town called Russia.
    let is_country = |all: &[Reading]| all.iter().any(|r| r.place.kind() == PlaceKind::Country);
    if is_country(name) && is_country(next) {
        return Default::default();
    }
    let inner = name.iter().filter(|r| next.iter().any(|outer| holds(outer, r)));
    let outer = next.iter().filter(|r| name.iter().any(|inner| holds(r, inner)));
    (inner.copied().collect(), outer.copied().collect())
}

/// Whether a town may lie in a second-level region, by the way to its middle.
fn is_county_of(county: PlaceNumber, town: PlaceNumber) -> bool {
    const REACH_KM: f32 = 80.0;
    let positions = county.position().zip(town.position());
    county.kind() == PlaceKind::Admin2
        && town.kind() == PlaceKind::City
        && county.region() == town.region()
        && positions.is_some_and(|(there, here)| {
            km_of(Direction::of(there).closeness(&Direction::of(here))) < REACH_KM
        })
}

/// The state of a town that the gazetteer lacks, though it knows others of the name: "LONDON, Ky."
///
/// Only abbreviations count, since they stand after a town alone; "London, Ontario and Quebec" may
/// be a list.
fn region_of_unknown(hit: &Hit, next: &Hit) -> Option<Reading> {
    let is_town = hit.readings.iter().any(|r| r.place.kind() == PlaceKind::City);
    let reading = next.readings.first().filter(|_| is_town && next.is_abbreviation())?;
    Some(Reading { place: reading.place, how: how::WITHIN })
}

fn suffix_of(context: &Context<'_>, hit: &Hit) -> Option<Suffix> {
    let next = context.after(hit).filter(|next| next.glue == Glue::Space)?;
    if next.is_of(class::COUNTY) {
        Some(Suffix::County)
    } else if next.is_of(class::REGION) {
        Some(Suffix::Region)
    } else if next.is_of(class::TOWN) {
        Some(Suffix::Town)
    } else {
        None
    }
}
