//! What a document speaks of, by the readings that are best so far.

use super::Suffix;
use super::rank::{Found, Scored};
use super::sphere::{Direction, Positions};
use crate::geo::gazetteer::PlaceNumber;
use crate::geo::gazetteer::format::class;
use crate::geo::recognize::Hit;
use crate::geo::recognize::context::Standing;
use crate::geo::recognize::words::{Glue, Words};
use crate::model::PlaceKind;

/// What hits of one name share: name, suffix, and itself for one that a qualifier settles.
pub(super) type Sense = (usize, Option<Suffix>, Option<usize>);

/// Most places that distances are measured to.
const MOST_POSITIONS: usize = 200;
/// Names in the same sentence and country beyond which more say nothing more.
const MOST_NEIGHBOURS: usize = 3;

/// What the document speaks of.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// How often each country and region is meant.
    pub countries: Tally,
    pub regions: Tally,
    /// Where its towns and regions lie.
    positions: Positions,
    /// Names with places that a qualifier has settled, in order.
    pub settled: Vec<(usize, PlaceNumber)>,
    /// What each resolved hit speaks for.
    best: Vec<Best>,
    /// What it spoke for before.
    before: Vec<Best>,
    /// The number of each name's position among these.
    noted: Vec<Option<usize>>,
}

/// What the best reading of a hit speaks for.
#[derive(Clone, Copy, Debug)]
struct Best {
    place: PlaceNumber,
    /// Whether it is far ahead of the next one.
    is_sure: bool,
    sentence: u32,
    is_evidence: bool,
    country: Option<PlaceNumber>,
    region: Option<PlaceNumber>,
    amount: f32,
    /// Kinds of the places that "and" joins to it, before and after.
    peers: [Option<PlaceKind>; 2],
}

impl Evidence {
    /// Reads the best readings anew; whether they are others than before.
    pub(crate) fn read(&mut self, found: &mut Found, hits: &[Hit], words: &Words<'_>) -> bool {
        let Found { resolved, scored } = found;
        self.countries.clear(resolved.len());
        self.regions.clear(resolved.len());
        self.positions.clear();
        self.settled.clear();
        self.noted.clear();
        self.noted.resize(hits.len(), None);
        std::mem::swap(&mut self.best, &mut self.before);
        self.best.clear();
        self.best.reserve(resolved.len());
        for resolved in resolved {
            let ranked = scored.get_mut(resolved.ranked.clone()).unwrap_or_default();
            let next = ranked.get(1).map(|next| next.score);
            let (Some(best), Some(hit)) = (ranked.first_mut(), hits.get(resolved.hit)) else {
                continue;
            };
            let spoken = Best {
                place: best.reading.place,
                is_sure: next.is_none_or(|next| best.score - next > 1.0),
                sentence: hit.sentence,
                is_evidence: resolved.is_evidence,
                country: best.country,
                region: best.region,
                amount: if resolved.standing == Standing::Own { 1.0 } else { 0.5 },
                peers: [None; 2],
            };
            self.best.push(spoken);
            if !spoken.is_evidence {
                continue;
            }
            if let Some(country) = spoken.country {
                self.countries.add(country, spoken.amount);
            }
            if let Some(region) = spoken.region {
                self.regions.add(region, spoken.amount);
            }
            if spoken.is_sure {
                self.note_position(best, hit.name);
            }
            if resolved.qualifier.is_some() {
                self.settled.push((hit.name, spoken.place));
            }
        }
        self.settled.sort_unstable();
        self.note_peers(found, hits, words);
        let says = |best: &Best| (best.place, best.is_sure);
        !self.before.iter().map(says).eq(self.best.iter().map(says))
    }

    /// Notes where a name's place lies, once for each name.
    fn note_position(&mut self, best: &mut Scored, name: usize) {
        let is_spot = matches!(best.kind, PlaceKind::City | PlaceKind::Admin1 | PlaceKind::Admin2);
        let Some(noted) = self.noted.get_mut(name).filter(|noted| noted.is_none()) else {
            return;
        };
        if !is_spot || self.positions.len() >= MOST_POSITIONS {
            return;
        }
        if let Some(direction) = best.direction() {
            *noted = Some(self.positions.len());
            self.positions.push(direction);
        }
    }

    /// How near the nearest place of another name is.
    pub(super) fn closest(&self, name: usize, here: Direction) -> Option<f32> {
        self.positions.closest(self.noted.get(name).copied().flatten(), here)
    }

    /// Whether there is a place that distances are measured to.
    pub(super) fn has_positions(&self) -> bool {
        self.positions.len() > 0
    }

    /// "Georgia and Armenia": what "and" or "or" joins is most often of one kind.
    fn note_peers(&mut self, found: &Found, hits: &[Hit], words: &Words<'_>) {
        let resolved = &found.resolved;
        for (number, (left, right)) in resolved.iter().zip(resolved.iter().skip(1)).enumerate() {
            let (Some(before), Some(after)) = (hits.get(left.hit), hits.get(right.hit)) else {
                continue;
            };
            if before.last + 2 != after.first {
                continue;
            }
            let is_joined = words.get(before.last + 1).is_some_and(|joint| {
                matches!(joint.glue, Glue::Space | Glue::Comma) && joint.is_small(class::JOINT)
            });
            let is_near = words.get(after.first).is_some_and(|word| word.glue == Glue::Space);
            let best = found.ranked(left).first().zip(found.ranked(right).first());
            let Some((one, other)) = best.filter(|_| is_joined && is_near) else { continue };
            if let Some(best) = self.best.get_mut(number) {
                best.peers[1] = Some(other.kind);
            }
            if let Some(best) = self.best.get_mut(number + 1) {
                best.peers[0] = Some(one.kind);
            }
        }
    }

    /// Whether a qualifier has settled a name somewhere.
    pub(crate) fn is_settled(&self, name: usize) -> bool {
        let first = self.settled.partition_point(|(settled, _)| *settled < name);
        self.settled.get(first).is_some_and(|(settled, _)| *settled == name)
    }

    /// Whether "and" joins a resolved hit to a place of a kind.
    pub(super) fn is_peer(&self, number: usize, kind: PlaceKind) -> bool {
        self.best.get(number).is_some_and(|best| best.peers.contains(&Some(kind)))
    }

    /// How much of what speaks for a country and a region comes from hits of one sense.
    pub(super) fn seen_by(
        &self,
        members: &[(Sense, usize)],
        country: Option<PlaceNumber>,
        region: Option<PlaceNumber>,
    ) -> (f32, f32) {
        #[cfg(test)]
        crate::model::work::done(members.len());
        let mut seen = (0.0, 0.0);
        let best = members.iter().filter_map(|(_, member)| self.best.get(*member));
        for best in best.filter(|best| best.is_evidence) {
            if country.is_some() && best.country == country {
                seen.0 += best.amount;
            }
            if region.is_some() && best.region == region {
                seen.1 += best.amount;
            }
        }
        seen
    }

    /// Other names in the sentence of a hit that lie in a country: the most of any of `members`, up
    /// to three.
    pub(super) fn neighbours(&self, members: &[(Sense, usize)], country: PlaceNumber) -> usize {
        let is_there = |best: &Best| best.is_evidence && best.country == Some(country);
        let mut most = 0;
        // The sentence that was counted last, with what lies in the country, itself included.
        let mut counted: Option<(u32, usize)> = None;
        for (_, member) in members {
            let Some(here) = self.best.get(*member) else { continue };
            let all = match counted {
                Some((sentence, all)) if sentence == here.sentence => all,
                _ => self.in_sentence(*member, here.sentence).filter(|it| is_there(it)).count(),
            };
            counted = Some((here.sentence, all));
            most = most.max(all - usize::from(is_there(here)));
            if MOST_NEIGHBOURS <= most {
                return MOST_NEIGHBOURS;
            }
        }
        most
    }

    /// What all hits in the sentence of one speak for.
    fn in_sentence(&self, member: usize, sentence: u32) -> impl Iterator<Item = &Best> {
        let is_near = move |best: &&Best| {
            #[cfg(test)]
            crate::model::work::done(1);
            best.sentence == sentence
        };
        let before = self.best.get(..member).unwrap_or_default().iter().rev();
        let after = self.best.get(member..).unwrap_or_default().iter();
        before.take_while(is_near).chain(after.take_while(is_near))
    }
}

/// How often the country that is meant most is meant.
pub(super) fn most_of_a_country(found: &Found) -> f32 {
    let mut countries = Tally::default();
    countries.clear(found.resolved.len());
    for resolved in found.resolved.iter().filter(|resolved| resolved.is_evidence) {
        let country = found.ranked(resolved).first().and_then(|best| best.country);
        let amount = if resolved.standing == Standing::Own { 1.0 } else { 0.5 };
        if let Some(country) = country {
            countries.add(country, amount);
        }
    }
    countries.slots.iter().map(|(_, amount)| *amount).fold(0.0, f32::max)
}

/// Amounts of places: a hash table with open addressing, never more than half full.
#[derive(Debug, Default)]
pub(super) struct Tally {
    slots: Vec<(Option<PlaceNumber>, f32)>,
}

impl Tally {
    /// Empties it, with room for so many places.
    fn clear(&mut self, most: usize) {
        self.slots.clear();
        self.slots.resize((2 * most).next_power_of_two().max(8), (None, 0.0));
    }

    /// The slot of a place, or the free one that it would take.
    fn slot(&self, place: PlaceNumber) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = (place.0.wrapping_mul(0x9E37_79B1) >> 12) as usize & mask;
        while self.slots.get(at).is_some_and(|(key, _)| key.is_some_and(|key| key != place)) {
            at = (at + 1) & mask;
        }
        at
    }

    fn add(&mut self, place: PlaceNumber, amount: f32) {
        let at = self.slot(place);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (Some(place), slot.1 + amount);
        }
    }

    /// The amount of a place; 0 where there is none.
    pub(crate) fn get(&self, place: PlaceNumber) -> f32 {
        self.slots.get(self.slot(place)).map_or(0.0, |(_, amount)| *amount)
    }
}
