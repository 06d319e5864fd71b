//! Hits → places: which of the places of a name is meant.
//!
//! Naively the largest place of a name wins. Here every reading starts with that weight, and gains
//! by what else the document speaks of: its country, its region, places near it, a region named
//! right after it. A name means the same place throughout a document, unless its own words say
//! otherwise (one sense per discourse: Gale, Church and Yarowsky 1992).

use super::context::{Context, Standing};
use super::format::{class, how};
use super::gazetteer::{PlaceNumber, is_of};
use super::recognize::{Hit, Reading};
use super::words::{Glue, Word};
use crate::model::PlaceKind;
use std::collections::BTreeMap;

/// What a hit was resolved to.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    /// Number of the hit.
    pub hit: usize,
    /// What the hit is.
    pub standing: Standing,
    /// All readings with their scores, best first; never empty.
    pub ranked: Vec<Scored>,
    /// The region or country right after it that says which one is meant.
    pub qualifier: Option<usize>,
    /// Whether a word for a region follows: "oblast", "county".
    pub suffix: Option<Suffix>,
    /// Whether it counts as evidence for other names.
    pub is_evidence: bool,
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

/// A reading with what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    /// The reading.
    pub reading: Reading,
    /// Sum of all that speaks for it.
    pub score: f32,
    /// Other mentions of its country in the document.
    pub country_mentions: u32,
    /// Other mentions of its region.
    pub region_mentions: u32,
    /// Kilometres to the nearest other place of the document.
    pub nearest_km: Option<f32>,
}

/// Hits of one name that share one sense.
type Sense = (u64, Option<Suffix>, Option<usize>);

/// Resolves all hits; those that name no place are left out.
pub(super) fn resolve(
    words: &[Word<'_>],
    hits: &[Hit],
    context: &mut Context<'_, '_>,
    is_chrome: &dyn Fn(&Hit) -> bool,
) -> Vec<Resolved> {
    for (hit, next) in hits.iter().zip(hits.iter().skip(1)) {
        if qualifies(words, hit, next) && !contained(hit, next).0.is_empty() {
            context.note_located(hit.name);
            context.note_located(next.name);
        }
    }
    let context = &*context;
    let mut found = first_guess(words, hits, context, is_chrome);
    for _ in 0..2 {
        let evidence = Evidence::of(&found, hits, words);
        improve(&mut found, hits, &evidence);
    }
    settle_weak_metonyms(&mut found, hits, words, context);
    let evidence = Evidence::of(&found, hits, words);
    let most = evidence.countries.values().copied().fold(0.0, f32::max);
    found.retain(|resolved| !is_far_hamlet(resolved, hits, context, most));
    found
}

/// Every hit that is a place, with its readings by weight and qualifier alone.
fn first_guess(
    words: &[Word<'_>],
    hits: &[Hit],
    context: &Context<'_, '_>,
    is_chrome: &dyn Fn(&Hit) -> bool,
) -> Vec<Resolved> {
    let mut found = Vec::new();
    let mut allowed: BTreeMap<usize, Vec<Reading>> = BTreeMap::new();
    let mut unknown: BTreeMap<u64, Reading> = BTreeMap::new();
    for (number, hit) in hits.iter().enumerate() {
        let after = hits.get(number + 1).filter(|next| qualifies(words, hit, next));
        let pairs = after.map(|next| contained(hit, next)).filter(|pairs| !pairs.0.is_empty());
        let mut qualifier = pairs.as_ref().map(|_| number + 1);
        let is_qualifier = allowed.contains_key(&number);
        let mut readings = allowed.remove(&number).unwrap_or_else(|| hit.readings.clone());
        if let Some((inner, outer)) = pairs {
            allowed.insert(number + 1, outer);
            if !is_qualifier {
                readings = inner;
            }
        } else if let Some(region) = after.and_then(|next| region_of_unknown(hit, next)) {
            readings = vec![region];
            qualifier = Some(number + 1);
            unknown.insert(hit.name, region);
        }
        let standing = context.standing(hit, qualifier.is_some() || is_qualifier);
        let suffix = suffix_of(context, hit);
        if standing == Standing::Not || readings.is_empty() {
            continue;
        }
        let mut ranked: Vec<_> = readings.into_iter().map(|r| Scored::new(r, suffix)).collect();
        sort(&mut ranked);
        let is_evidence = !is_chrome(hit);
        found.push(Resolved { hit: number, standing, ranked, qualifier, suffix, is_evidence });
    }
    for resolved in found.iter_mut().filter(|resolved| resolved.qualifier.is_none()) {
        let name = hits.get(resolved.hit).map(|hit| hit.name);
        if let Some(region) = name.and_then(|name| unknown.get(&name)) {
            resolved.ranked.push(Scored::new(*region, resolved.suffix));
        }
    }
    found
}

/// Whether `next` stands where a qualifier stands: "Moscow, Idaho", "Moscow (Idaho)".
fn qualifies(words: &[Word<'_>], hit: &Hit, next: &Hit) -> bool {
    let glue = words.get(next.first).map(|word| word.glue);
    let is_beside = next.first == hit.last + 1;
    let is_abbreviation = next.is_abbreviation() && glue == Some(Glue::Space);
    is_beside && (matches!(glue, Some(Glue::Comma | Glue::Bracket)) || is_abbreviation)
}

/// The readings of `hit` that lie in a reading of `next`, and those that hold one.
fn contained(hit: &Hit, next: &Hit) -> (Vec<Reading>, Vec<Reading>) {
    let holds = |outer: &Reading, inner: &Reading| {
        outer.how != how::DEMONYM
            && inner.how != how::DEMONYM
            && outer.place != inner.place
            && outer.place.kind() != PlaceKind::City
            && (inner.place.region() == Some(outer.place)
                || inner.place.country() == Some(outer.place)
                || is_county_of(outer.place, inner.place))
    };
    let inner = hit.readings.iter().filter(|r| next.readings.iter().any(|outer| holds(outer, r)));
    let outer = next.readings.iter().filter(|r| hit.readings.iter().any(|inner| holds(r, inner)));
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

fn suffix_of(context: &Context<'_, '_>, hit: &Hit) -> Option<Suffix> {
    let next = context.after(hit).filter(|next| next.glue == Glue::Space)?;
    if is_of(next.stem, class::COUNTY) {
        Some(Suffix::County)
    } else if is_of(next.stem, class::REGION) {
        Some(Suffix::Region)
    } else if is_of(next.stem, class::TOWN) {
        Some(Suffix::Town)
    } else {
        None
    }
}

impl Scored {
    fn new(reading: Reading, suffix: Option<Suffix>) -> Self {
        let mut scored =
            Self { reading, score: 0.0, country_mentions: 0, region_mentions: 0, nearest_km: None };
        scored.score = scored.base(suffix);
        scored
    }

    /// The score without the rest of the document.
    fn base(&self, suffix: Option<Suffix>) -> f32 {
        let place = self.reading.place;
        let kind = place.kind();
        let by_suffix = match (suffix, kind) {
            (Some(Suffix::Region), PlaceKind::Admin1)
            | (Some(Suffix::County), PlaceKind::Admin2) => 3.0,
            (Some(Suffix::Town), PlaceKind::City) => 1.5,
            (Some(Suffix::Region | Suffix::County | Suffix::Town) | None, _) => 0.0,
        };
        let by_other_name =
            if self.reading.how == how::ALIAS && kind == PlaceKind::City { -0.5 } else { 0.0 };
        place.weight() + by_suffix + by_other_name
    }
}

fn sort(ranked: &mut [Scored]) {
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.reading.place.cmp(&b.reading.place)));
}

/// What the document speaks of, by the readings that are best so far.
struct Evidence {
    countries: BTreeMap<PlaceNumber, f32>,
    regions: BTreeMap<PlaceNumber, f32>,
    /// Sentence → the hits in it with their countries.
    sentences: BTreeMap<usize, Vec<(usize, PlaceNumber)>>,
    /// Where its towns and regions lie, with the name that says so.
    positions: Vec<(u64, Direction)>,
    /// Name → places that a qualifier has settled.
    settled: BTreeMap<u64, Vec<PlaceNumber>>,
    /// Number of sentence of each hit.
    sentence_of: Vec<usize>,
    /// Hit → kinds of the places that "and" joins to it.
    peers: BTreeMap<usize, Vec<PlaceKind>>,
}

impl Evidence {
    fn of(found: &[Resolved], hits: &[Hit], words: &[Word<'_>]) -> Self {
        let sentence_of = hits.iter().map(|hit| words.get(hit.first).map_or(0, |w| w.sentence));
        let mut evidence = Self {
            countries: BTreeMap::new(),
            regions: BTreeMap::new(),
            sentences: BTreeMap::new(),
            positions: Vec::new(),
            settled: BTreeMap::new(),
            sentence_of: sentence_of.collect(),
            peers: peers(found, hits, words),
        };
        for resolved in found.iter().filter(|resolved| resolved.is_evidence) {
            evidence.add(resolved, hits);
        }
        evidence
    }

    fn add(&mut self, resolved: &Resolved, hits: &[Hit]) {
        let (Some(best), Some(hit)) = (resolved.ranked.first(), hits.get(resolved.hit)) else {
            return;
        };
        let place = best.reading.place;
        let amount = if resolved.standing == Standing::Own { 1.0 } else { 0.5 };
        if let Some(country) = place.country() {
            *self.countries.entry(country).or_default() += amount;
            let sentence = self.sentence_of.get(resolved.hit).copied().unwrap_or(0);
            self.sentences.entry(sentence).or_default().push((resolved.hit, country));
        }
        if let Some(region) = place.region() {
            *self.regions.entry(region).or_default() += amount;
        }
        let is_sure = resolved.ranked.get(1).is_none_or(|next| best.score - next.score > 1.0);
        match place.kind() {
            PlaceKind::City | PlaceKind::Admin1 | PlaceKind::Admin2 if is_sure => {
                let known = self.positions.iter().any(|(name, _)| *name == hit.name);
                if let Some(position) =
                    place.position().filter(|_| !known && self.positions.len() < 200)
                {
                    self.positions.push((hit.name, Direction::of(position)));
                }
            }
            _ => {}
        }
        if resolved.qualifier.is_some() {
            self.settled.entry(hit.name).or_default().push(place);
        }
    }
}

/// "Georgia and Armenia": what "and" or "or" joins is most often of one kind.
fn peers(found: &[Resolved], hits: &[Hit], words: &[Word<'_>]) -> BTreeMap<usize, Vec<PlaceKind>> {
    let mut peers: BTreeMap<usize, Vec<PlaceKind>> = BTreeMap::new();
    for (left, right) in found.iter().zip(found.iter().skip(1)) {
        let (Some(before), Some(after)) = (hits.get(left.hit), hits.get(right.hit)) else {
            continue;
        };
        let joint = words.get(before.last + 1).filter(|_| before.last + 2 == after.first);
        let is_joined = joint.is_some_and(|word| {
            matches!(word.text, "and" | "or") && matches!(word.glue, Glue::Space | Glue::Comma)
        });
        let is_near = words.get(after.first).is_some_and(|word| word.glue == Glue::Space);
        let kinds = left.ranked.first().zip(right.ranked.first());
        let Some((one, other)) = kinds.filter(|_| is_joined && is_near) else { continue };
        peers.entry(left.hit).or_default().push(other.reading.place.kind());
        peers.entry(right.hit).or_default().push(one.reading.place.kind());
    }
    peers
}

/// Ranks the readings of every sense anew, by what the rest of the document speaks of.
fn improve(found: &mut [Resolved], hits: &[Hit], evidence: &Evidence) {
    let mut senses: BTreeMap<Sense, Vec<usize>> = BTreeMap::new();
    for (number, resolved) in found.iter().enumerate() {
        if let Some(hit) = hits.get(resolved.hit) {
            let own = resolved.qualifier.map(|_| resolved.hit);
            senses.entry((hit.name, resolved.suffix, own)).or_default().push(number);
        }
    }
    for ((name, suffix, _), members) in senses {
        let mentions: Vec<_> = members.iter().filter_map(|i| found.get(*i)).collect();
        let Some(first) = mentions.first() else { continue };
        let mut ranked: Vec<_> = first.ranked.clone();
        for scored in &mut ranked {
            let seen = Seen::by(&mentions, scored.reading.place);
            rate(scored, name, suffix, &seen, &mentions, evidence);
        }
        sort(&mut ranked);
        prefer_town(&mut ranked, suffix);
        for member in members {
            if let Some(resolved) = found.get_mut(member) {
                adopt(resolved, &ranked);
            }
        }
    }
}

/// Takes over the scores of a sense, for the readings that the mention itself allows.
fn adopt(resolved: &mut Resolved, ranked: &[Scored]) {
    let own: Vec<_> = ranked
        .iter()
        .filter(|scored| resolved.ranked.iter().any(|r| r.reading.place == scored.reading.place))
        .copied()
        .collect();
    if own.len() == resolved.ranked.len() {
        resolved.ranked = own;
    }
}

/// How much of the evidence comes from the mentions that are being resolved.
struct Seen {
    country: f32,
    region: f32,
}

impl Seen {
    fn by(mentions: &[&Resolved], place: PlaceNumber) -> Self {
        let mut seen = Self { country: 0.0, region: 0.0 };
        for resolved in mentions.iter().filter(|resolved| resolved.is_evidence) {
            let amount = if resolved.standing == Standing::Own { 1.0 } else { 0.5 };
            let Some(best) = resolved.ranked.first().map(|best| best.reading.place) else {
                continue;
            };
            if best.country().is_some() && best.country() == place.country() {
                seen.country += amount;
            }
            if best.region().is_some() && best.region() == place.region() {
                seen.region += amount;
            }
        }
        seen
    }
}

fn rate(
    scored: &mut Scored,
    name: u64,
    suffix: Option<Suffix>,
    seen: &Seen,
    mentions: &[&Resolved],
    evidence: &Evidence,
) {
    let place = scored.reading.place;
    let count = |of: &BTreeMap<PlaceNumber, f32>, key: Option<PlaceNumber>, own: f32| {
        key.and_then(|key| of.get(&key)).map_or(0.0, |count| (count - own).max(0.0))
    };
    let country = count(&evidence.countries, place.country(), seen.country);
    let region = count(&evidence.regions, place.region(), seen.region);
    let neighbours = mentions.iter().map(|m| neighbours(m.hit, place, evidence)).max().unwrap_or(0);
    let others = evidence.positions.iter().filter(|(other, _)| *other != name);
    let here = place.position().filter(|_| place.kind() != PlaceKind::Country);
    let here = here.map(Direction::of);
    let nearest = here.and_then(|here| {
        let closeness = others.map(|(_, there)| here.closeness(there));
        closeness.max_by(f32::total_cmp).map(km_of)
    });
    let is_peer = mentions.iter().filter_map(|m| evidence.peers.get(&m.hit)).any(|kinds| {
        matches!(place.kind(), PlaceKind::Country | PlaceKind::Admin1)
            && kinds.contains(&place.kind())
    });
    let is_settled = evidence.settled.get(&name).is_some_and(|places| places.contains(&place));
    scored.country_mentions = country as u32;
    scored.region_mentions = region as u32;
    scored.nearest_km = nearest;
    scored.score = scored.base(suffix)
        + (0.9 * (1.0 + country).log2()).min(3.0)
        + 0.5 * (1.0 + region).log2()
        + 0.3 * neighbours.min(3) as f32
        + scored.nearest_km.map_or(0.0, |km| 1.2 * (-km / 400.0).exp())
        + if is_peer { 1.5 } else { 0.0 }
        + if is_settled { 3.0 } else { 0.0 };
}

/// Other names in the same sentence that lie in the same country.
fn neighbours(hit: usize, place: PlaceNumber, evidence: &Evidence) -> usize {
    let Some(country) = place.country() else { return 0 };
    let sentence = evidence.sentence_of.get(hit).copied().unwrap_or(0);
    let here = evidence.sentences.get(&sentence).map_or(&[][..], Vec::as_slice);
    here.iter().filter(|(other, there)| *other != hit && *there == country).count()
}

/// A region and its main town often share a name; without a word that says "region", the town is
/// meant. The region is tagged with it anyway, since it contains the town.
fn prefer_town(ranked: &mut Vec<Scored>, suffix: Option<Suffix>) {
    let Some(best) = ranked.first().filter(|best| best.reading.place.kind() == PlaceKind::Admin1)
    else {
        return;
    };
    let (region, score, is_name) = (best.reading.place, best.score, best.reading.how == how::NAME);
    let town = ranked.iter().position(|scored| {
        let place = scored.reading.place;
        place.kind() == PlaceKind::City
            && place.region() == Some(region)
            && place.weight() > if is_name { 5.5 } else { 4.4 }
    });
    if let (None | Some(Suffix::Town), Some(town)) = (suffix, town) {
        let mut chosen = ranked.remove(town);
        chosen.score = score;
        ranked.insert(0, chosen);
    }
}

/// Weak metonyms give way to any other place that their sentence names, unless they are buildings
/// that something happens at; those that stay stand for their country.
fn settle_weak_metonyms(
    found: &mut Vec<Resolved>,
    hits: &[Hit],
    words: &[Word<'_>],
    context: &Context<'_, '_>,
) {
    let is_weak = |resolved: &Resolved| {
        let is_at = hits.get(resolved.hit).is_some_and(|hit| context.is_after_preposition(hit));
        let how = resolved.ranked.first().map(|best| best.reading.how);
        how == Some(how::WEAK_METONYM) && !is_at
    };
    let sentence = |resolved: &Resolved| {
        let first = hits.get(resolved.hit).map_or(0, |hit| hit.first);
        words.get(first).map_or(0, |word| word.sentence)
    };
    let strong: std::collections::BTreeSet<_> =
        found.iter().filter(|resolved| !is_weak(resolved)).map(sentence).collect();
    found.retain(|resolved| !is_weak(resolved) || !strong.contains(&sentence(resolved)));
    for resolved in found.iter_mut().filter(|resolved| is_weak(resolved)) {
        if let Some(reading) = resolved.ranked.first_mut().map(|best| &mut best.reading) {
            reading.place = reading.place.country().unwrap_or(reading.place);
        }
    }
}

/// Whether a small town is named out of nowhere: nothing else in the document lies in its country,
/// and no word says that a place is meant, or many other countries do.
fn is_far_hamlet(
    resolved: &Resolved,
    hits: &[Hit],
    context: &Context<'_, '_>,
    others: f32,
) -> bool {
    const HAMLET: f32 = 4.1;
    const MANY: f32 = 4.0;
    const DOUBTFUL: f32 = 6.6;
    let (Some(best), Some(hit)) = (resolved.ranked.first(), hits.get(resolved.hit)) else {
        return false;
    };
    let is_near = best.nearest_km.is_some_and(|km| km < 100.0);
    let is_small =
        best.reading.place.kind() == PlaceKind::City && best.reading.place.weight() < HAMLET;
    let is_direction = best.reading.place.kind() != PlaceKind::Macro && context.is_direction(hit);
    let is_doubtful = !best.reading.place.is_capital()
        && matches!(best.reading.place.kind(), PlaceKind::City | PlaceKind::Admin1)
        && best.reading.place.weight() < DOUBTFUL
        && context.is_doubtful(hit);
    (is_small || is_direction || is_doubtful)
        && resolved.qualifier.is_none()
        && (best.country_mentions == 0 || best.country_mentions == 1 && others >= MANY)
        && !is_near
        && (!context.is_after_preposition(hit) && !context.is_located(hit) || others >= MANY)
}

/// A place on the unit sphere: comparing distances takes three products each.
#[derive(Clone, Copy, Debug)]
struct Direction([f32; 3]);

impl Direction {
    fn of((latitude, longitude): (f32, f32)) -> Self {
        let (sin, cos) = latitude.to_radians().sin_cos();
        let (east, front) = longitude.to_radians().sin_cos();
        Self([cos * front, cos * east, sin])
    }

    /// Minus the square of the chord to another place: nearer is greater.
    fn closeness(self, other: &Self) -> f32 {
        -self.0.iter().zip(other.0).map(|(a, b)| (a - b) * (a - b)).sum::<f32>()
    }
}

/// Great-circle distance of a closeness, on a sphere of the mean radius.
fn km_of(closeness: f32) -> f32 {
    const RADIUS_KM: f32 = 6_371.0;
    2.0 * RADIUS_KM * ((-closeness).sqrt() / 2.0).min(1.0).asin()
}
