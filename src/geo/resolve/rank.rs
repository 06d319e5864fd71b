//! The readings of each name, ranked by what else the document speaks of.

use super::evidence::{Evidence, Sense, Tally};
use super::sphere::{Direction, km_of};
use super::{Resolved, Suffix};
use crate::geo::gazetteer::PlaceNumber;
use crate::geo::gazetteer::format::how;
use crate::geo::recognize::context::LARGE_REGION;
use crate::geo::recognize::words::Words;
use crate::geo::recognize::{Hit, Reading};
use crate::model::PlaceKind;
use std::ops::Range;

/// All hits that are places, in order, with their readings.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The hits.
    pub resolved: Vec<Resolved>,
    /// Their readings; mentions of one sense share theirs.
    pub scored: Vec<Scored>,
}

/// A reading with what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scored {
    /// The reading.
    pub reading: Reading,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The country it lies in.
    pub country: Option<PlaceNumber>,
    /// The first-level region it lies in.
    pub region: Option<PlaceNumber>,
    /// What speaks for it without the rest of the document.
    base: f32,
    /// Sum of all that speaks for it.
    pub score: f32,
    /// Other mentions of its country in the document; doubtful ones count half.
    in_country: f32,
    /// Other mentions of its region.
    in_region: f32,
    /// Kilometres to the nearest other place of the document.
    pub nearest_km: Option<f32>,
    /// How close that is as [`Direction::closeness`] says it.
    closeness: Option<f32>,
    /// What that speaks for it.
    by_nearest: f32,
    /// Where it lies, once that was asked for.
    direction: Option<Direction>,
}

impl Found {
    /// All readings of a hit with their scores, best first.
    pub(crate) fn ranked(&self, resolved: &Resolved) -> &[Scored] {
        self.scored.get(resolved.ranked.clone()).unwrap_or_default()
    }

    /// Keeps the hits of which `keep`, told their readings, says so.
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&mut Resolved, &[Scored]) -> bool) {
        let scored = &self.scored;
        self.resolved.retain_mut(|resolved| {
            let ranked = scored.get(resolved.ranked.clone()).unwrap_or_default();
            keep(resolved, ranked)
        });
    }

    /// Adds readings, ranked by what speaks for each by itself; tells where they stand.
    pub(super) fn add(&mut self, readings: &[Reading], suffix: Option<Suffix>) -> Range<usize> {
        let first = self.scored.len();
        self.scored.extend(readings.iter().map(|reading| Scored::new(*reading, suffix)));
        if let Some(added) = self.scored.get_mut(first..) {
            sort(added);
        }
        first..self.scored.len()
    }

    /// Adds a last reading to those of a hit alone.
    pub(super) fn add_last(&mut self, number: usize, reading: Reading) {
        let Some(resolved) = self.resolved.get_mut(number) else { return };
        let first = self.scored.len();
        self.scored.extend_from_within(resolved.ranked.clone());
        self.scored.push(Scored::new(reading, resolved.suffix));
        resolved.ranked = first..self.scored.len();
    }
}

impl Scored {
    fn new(reading: Reading, suffix: Option<Suffix>) -> Self {
        let place = reading.place;
        let kind = place.kind();
        let by_suffix = match (suffix, kind) {
            (Some(Suffix::Region), PlaceKind::Admin1)
            | (Some(Suffix::County), PlaceKind::Admin2) => 3.0,
            (Some(Suffix::Town), PlaceKind::City) => 1.5,
            (Some(Suffix::Region | Suffix::County | Suffix::Town) | None, _) => 0.0,
        };
        let by_other_name =
            if reading.how == how::ALIAS && kind == PlaceKind::City { -0.5 } else { 0.0 };
        let base = place.weight() + by_suffix + by_other_name;
        Self {
            reading,
            kind,
            country: place.country(),
            region: place.region(),
            base,
            score: base,
            in_country: 0.0,
            in_region: 0.0,
            nearest_km: None,
            closeness: None,
            by_nearest: 0.0,
            direction: None,
        }
    }

    /// Other mentions of its country in the document.
    pub(crate) fn country_mentions(&self) -> u32 {
        self.in_country as u32
    }

    /// Other mentions of its region in the document.
    pub(crate) fn region_mentions(&self) -> u32 {
        self.in_region as u32
    }

    /// Where its place lies; `None` where that is not known.
    pub(super) fn direction(&mut self) -> Option<Direction> {
        if self.direction.is_none() {
            self.direction = self.reading.place.position().map(Direction::of);
        }
        self.direction
    }
}

fn sort(ranked: &mut [Scored]) {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.reading.place.cmp(&b.reading.place)));
}

/// Ranks the readings of every sense anew, up to three times, by what the rest of the document speaks of.
pub(super) fn improve(found: &mut Found, hits: &[Hit], words: &Words<'_>) {
    let name_of = |resolved: &Resolved| hits.get(resolved.hit).map_or(0, |hit| hit.name);
    let mut senses: Vec<(Sense, usize)> = Vec::with_capacity(found.resolved.len());
    for (number, resolved) in found.resolved.iter().enumerate() {
        let own = resolved.qualifier.map(|_| resolved.hit);
        senses.push(((name_of(resolved), resolved.suffix, own), number));
    }
    senses.sort_unstable();
    let mut evidence = Evidence::default();
    let mut is_new = true;
    for is_last in [false, false, true] {
        // What was ranked by the same evidence is ranked.
        is_new = is_new && evidence.read(found, hits, words);
        for members in senses.chunk_by(|one, other| one.0 == other.0) {
            // A single reading is only told what supports it, once all is settled.
            let first = members.first().and_then(|(_, first)| found.resolved.get(*first));
            let is_single = first.is_some_and(|first| first.ranked.len() == 1);
            if if is_single { is_last } else { is_new } {
                rank_sense(found, members, &evidence);
            }
        }
    }
}

/// What speaks for a capital where its name stands for a government.
const CAPITAL_ACTS: f32 = 3.0;

/// Ranks the readings of hits of one sense.
fn rank_sense(found: &mut Found, members: &[(Sense, usize)], evidence: &Evidence) {
    let Found { resolved, scored } = found;
    let Some(((name, suffix, _), first)) = members.first().copied() else { return };
    let Some(of_sense) = resolved.get(first).map(|first| first.ranked.clone()) else { return };
    let Some(ranked) = scored.get_mut(of_sense.clone()) else { return };
    // Singapore is a country before it is a capital.
    let has_country = ranked.iter().any(|it| it.kind == PlaceKind::Country);
    let acts = |member: usize| {
        resolved.get(member).is_some_and(|resolved| resolved.is_actor)
            && !evidence.is_peer(member, PlaceKind::Admin1)
    };
    let is_actor =
        !has_country && suffix.is_none() && members.iter().all(|(_, member)| acts(*member));
    let is_single = ranked.len() == 1;
    // Readings of one country, which often follow each other, have the same neighbours.
    let mut last = (None, 0);
    for scored in &mut *ranked {
        support(scored, name, members, evidence);
        // A single reading is compared with none.
        if is_single {
            break;
        }
        if let Some(country) = scored.country.filter(|_| scored.country != last.0) {
            last = (Some(country), evidence.neighbours(members, country));
        }
        let neighbours = if scored.country.is_some() { last.1 } else { 0 };
        rate(scored, name, members, evidence, neighbours);
        if is_actor && scored.reading.place.is_capital() {
            scored.score += CAPITAL_ACTS;
        }
    }
    sort(ranked);
    prefer_town(ranked, suffix);
    if suffix.is_none() && !evidence.is_settled(name) {
        prefer_famous(ranked);
    }
    for (_, member) in members.iter().skip(1) {
        let own = resolved.get(*member).map(|member| member.ranked.clone());
        if let Some(own) = own.filter(|own| *own != of_sense) {
            adopt(scored, &of_sense, own);
        }
    }
}

/// Takes over the scores of a sense, for the readings that the mention itself allows.
fn adopt(scored: &mut [Scored], of_sense: &Range<usize>, own: Range<usize>) {
    let slice = |range: Range<usize>| scored.get(range).unwrap_or_default();
    let allowed = slice(own.clone());
    let is_allowed =
        |scored: &&Scored| allowed.iter().any(|own| own.reading.place == scored.reading.place);
    let adopted: Vec<_> = slice(of_sense.clone()).iter().filter(is_allowed).copied().collect();
    if let Some(own) = scored.get_mut(own).filter(|own| own.len() == adopted.len()) {
        own.copy_from_slice(&adopted);
    }
}

/// Notes what else in the document speaks for a reading.
fn support(scored: &mut Scored, name: usize, members: &[(Sense, usize)], evidence: &Evidence) {
    let seen = evidence.seen_by(members, scored.country, scored.region);
    let count = |of: &Tally, key: Option<PlaceNumber>, own: f32| {
        key.map_or(0.0, |key| (of.get(key) - own).max(0.0))
    };
    scored.in_country = count(&evidence.countries, scored.country, seen.0);
    scored.in_region = count(&evidence.regions, scored.region, seen.1);
    let is_measured = scored.kind != PlaceKind::Country && evidence.has_positions();
    let here = if is_measured { scored.direction() } else { None };
    let closeness = here.and_then(|here| evidence.closest(name, here));
    // The nearest is seldom another than in the ranking before.
    if closeness != scored.closeness {
        scored.closeness = closeness;
        scored.nearest_km = closeness.map(km_of);
        scored.by_nearest = scored.nearest_km.map_or(0.0, |km| 1.2 * (-km / 400.0).exp());
    }
}

/// Sums up what speaks for a reading, with so many `neighbours` in its country.
fn rate(
    scored: &mut Scored,
    name: usize,
    members: &[(Sense, usize)],
    evidence: &Evidence,
    neighbours: usize,
) {
    let (place, kind) = (scored.reading.place, scored.kind);
    let is_peer = matches!(kind, PlaceKind::Country | PlaceKind::Admin1)
        && members.iter().any(|(_, member)| evidence.is_peer(*member, kind));
    let is_settled = evidence.settled.binary_search(&(name, place)).is_ok();
    // A paper of a county means its towns.
    let is_local = scored.in_region >= 3.0 && scored.nearest_km.is_some_and(|km| km < 50.0);
    scored.score = scored.base
        + (1.1 * doublings(scored.in_country)).min(3.0)
        + 0.5 * doublings(scored.in_region)
        + 0.3 * neighbours as f32
        + scored.by_nearest
        + if is_local { 1.0 } else { 0.0 }
        + if is_peer { 1.5 } else { 0.0 }
        + if is_settled { 3.0 } else { 0.0 };
}

/// How often one is doubled by so many more; most readings have none.
fn doublings(more: f32) -> f32 {
    if more == 0.0 { 0.0 } else { (1.0 + more).log2() }
}

/// A region and its main town often share a name; without a word that says "region", the town is
/// meant. The region is tagged with it anyway, since it contains the town.
fn prefer_town(ranked: &mut [Scored], suffix: Option<Suffix>) {
    let Some(best) = ranked.first().filter(|best| best.kind == PlaceKind::Admin1) else {
        return;
    };
    let (region, score, is_name) = (best.reading.place, best.score, best.reading.how == how::NAME);
    let town = ranked.iter().position(|scored| {
        scored.kind == PlaceKind::City
            && scored.region == Some(region)
            && scored.reading.place.weight() > if is_name { 5.5 } else { 4.4 }
    });
    if let (None | Some(Suffix::Town), Some(town)) = (suffix, town) {
        put_first(ranked, town, score);
    }
}

/// Puts a reading before all others.
fn put_first(ranked: &mut [Scored], at: usize, score: f32) {
    if let Some(first) = ranked.get_mut(..=at) {
        first.rotate_right(1);
    }
    if let Some(chosen) = ranked.first_mut() {
        chosen.score = score;
    }
}

/// "Concerts in London", in a paper that is all of Los Angeles: a country, a great region or a capital of
/// millions is meant, and no lesser town of the name far from what else is spoken of; nor one in a
/// region that nothing else speaks of, where there is a great town of the name.
fn prefer_famous(ranked: &mut [Scored]) {
    /// Of some six hundred thousand people, for a capital.
    const FAMOUS_CAPITAL: f32 = 6.6;
    /// Of four hundred thousand.
    const GREAT_TOWN: f32 = 5.7;
    /// Of forty thousand.
    const SMALL_TOWN: f32 = 4.5;
    /// Some twenty times the people.
    const MUCH: f32 = 1.5;
    const NEAR_KM: f32 = 120.0;
    let Some(best) = ranked.first().copied().filter(|best| best.kind == PlaceKind::City) else {
        return;
    };
    let place = best.reading.place;
    let is_near = best.region_mentions() >= 2 && best.nearest_km.is_some_and(|km| km < NEAR_KM);
    // The town of a name before what another is called besides.
    let is_own = best.reading.how == how::NAME;
    if place.weight() >= GREAT_TOWN || is_near && is_own {
        return;
    }
    // Not the Netherlands for "Holland", nor Harare for "Salisbury", as it was called once.
    let is_namesake = |famous: PlaceNumber| !is_own || famous.name() == place.name();
    let is_famous = |scored: &Scored| {
        let famous = scored.reading.place;
        let is_great = famous.weight() >= GREAT_TOWN
            && place.weight() < SMALL_TOWN
            && best.region_mentions() == 0;
        let is_known = match scored.kind {
            PlaceKind::Country => true,
            PlaceKind::Admin1 => famous.weight() >= LARGE_REGION && best.region != Some(famous),
            PlaceKind::City => {
                (famous.is_capital() && famous.weight() >= FAMOUS_CAPITAL || is_great)
                    && famous.weight() >= place.weight() + MUCH
            }
            _ => false,
        };
        is_known && scored.reading.how == how::NAME && is_namesake(famous)
    };
    if let Some(famous) = ranked.iter().position(is_famous) {
        put_first(ranked, famous, best.score);
    }
}
