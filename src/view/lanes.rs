//! Which lane and which colour an event gets.
//!
//! Both are worked out from the whole chronology, never from what the filter shows, so that a
//! filter neither moves nor recolours anything.

use super::{ColourBy, LaneBy};
use crate::model::{Chronology, DateStatus, Event, PlaceCode, PlaceKind};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Lanes of their own; the tail shares one.
const MOST_LANES: usize = 12;
/// Colours of their own; the tail is grey.
const MOST_HUES: usize = 6;
/// A country with at least this share of all events may give lanes to its regions.
const BIG_SHARE: f64 = 0.3;
/// A region with a lane of its own holds at least one event in so many, and no fewer than
/// [`LEAST_EVENTS`].
const REGION_PART: usize = 8;
const LEAST_EVENTS: usize = 3;

/// The colour of an event that has none.
pub(super) const NO_HUE: u8 = u8::MAX;
/// Events that one task looks at.
const CHUNK: usize = 1 << 16;

/// Lanes from top to bottom and the place of every event in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arrangement {
    pub(super) lanes: Vec<LaneHead>,
    /// Lane of each event.
    pub(super) lane_of: Vec<u8>,
    /// Colour of each event; [`NO_HUE`] for none.
    pub(super) hue_of: Vec<u8>,
    /// What each colour stands for.
    pub(super) hue_names: Vec<String>,
}

/// What each event is sorted by: the number of a key among the distinct ones.
struct Keys {
    of: Vec<u32>,
    distinct: Vec<String>,
    /// Events of each.
    counts: Vec<usize>,
}

/// A lane's name and colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LaneHead {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) hue: Option<usize>,
}

impl Arrangement {
    /// Arranges all events of a chronology.
    pub(super) fn new(chronology: &Chronology, lanes: LaneBy, colour: ColourBy) -> Self {
        let ranked = |keys: &Keys, by: LaneBy| {
            let (hues, ranked) = keys.ranked_hues();
            (hues, ranked.iter().map(|key| name(chronology, key, by)).collect())
        };
        let is_by_region = lanes == LaneBy::Region || colour == ColourBy::Region;
        let firsts = if is_by_region { first_places(chronology) } else { FirstPlaces::default() };
        let (hue_of, hue_names) = match colour {
            ColourBy::Region => ranked(&countries(chronology, &firsts), LaneBy::Region),
            ColourBy::Document => ranked(&documents(chronology), LaneBy::Document),
            ColourBy::Status => (
                chronology.events.par_iter().map(status_of).collect(),
                DateStatus::ALL.map(|status| capitalised(status.word())).into(),
            ),
        };
        let keys = match lanes {
            LaneBy::Region => region_lanes(chronology, &firsts),
            LaneBy::Document => documents(chronology),
            LaneBy::Status => statuses(chronology),
            LaneBy::None => Keys::new(vec![0; chronology.events.len()], &[String::new()]),
        };
        let order = lane_order(chronology, &keys, lanes);
        let mut arrangement = Self { hue_of, hue_names, ..Self::default() };
        arrangement.fill(chronology, &keys, &order, lanes);
        arrangement
    }

    fn fill(&mut self, chronology: &Chronology, keys: &Keys, order: &[&str], by: LaneBy) {
        let own = if order.len() > MOST_LANES + 1 { MOST_LANES } else { order.len() };
        let rank: BTreeMap<&str, usize> =
            order.iter().enumerate().map(|(i, key)| (*key, i.min(own))).collect();
        let lane = |key: &String| rank.get(key.as_str()).copied().unwrap_or(own) as u8;
        let lanes: Vec<u8> = keys.distinct.iter().map(lane).collect();
        let own_lane = |key: &u32| lanes.get(*key as usize).copied().unwrap_or(own as u8);
        self.lane_of = keys.of.par_iter().map(own_lane).collect();
        self.lanes = order
            .iter()
            .take(own)
            .map(|key| LaneHead {
                key: (*key).to_owned(),
                name: name(chronology, key, by),
                hue: None,
            })
            .collect();
        if own < order.len() {
            let tail = order.len() - own;
            let name = format!("Other ({tail})");
            self.lanes.push(LaneHead { key: "other".to_owned(), name, hue: None });
        }
        self.colour_heads();
    }

    /// A lane whose events all have one colour has it too.
    fn colour_heads(&mut self) {
        let mut hues: Vec<Option<u8>> = vec![None; self.lanes.len()];
        for (lane, hue) in self.lane_of.iter().zip(&self.hue_of) {
            let Some(known) = hues.get_mut(usize::from(*lane)) else { continue };
            let is_same = known.is_none_or(|known| known == *hue);
            *known = Some(if is_same { *hue } else { NO_HUE });
        }
        for (lane, hue) in self.lanes.iter_mut().zip(hues) {
            lane.hue = hue.filter(|hue| *hue != NO_HUE).map(usize::from);
        }
    }
}

impl Keys {
    /// Keys of events that are sorted by `ids` first; each id stands for one of `keys`, and several may
    /// stand for the same.
    fn new(ids: Vec<u32>, keys: &[String]) -> Self {
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        let mut distinct = Vec::new();
        let of_id: Vec<u32> = keys
            .iter()
            .map(|key| {
                *known.entry(key).or_insert_with(|| {
                    distinct.push(key.clone());
                    distinct.len() as u32 - 1
                })
            })
            .collect();
        let mut of = ids;
        of.par_iter_mut().for_each(|id| *id = of_id.get(*id as usize).copied().unwrap_or(0));
        let mut counts = vec![0; distinct.len()];
        for key in &of {
            if let Some(count) = counts.get_mut(*key as usize) {
                *count += 1;
            }
        }
        Self { of, distinct, counts }
    }

    /// Every key that an event has, with the number of its events, in order of the keys.
    fn tally(&self) -> BTreeMap<&str, usize> {
        let counted = self.distinct.iter().zip(&self.counts).filter(|(_, count)| 0 < **count);
        counted.map(|(key, count)| (key.as_str(), *count)).collect()
    }

    /// The most frequent keys get the colours in order; no key, no colour. Gives the colour of each
    /// event, and the keys by colour.
    fn ranked_hues(&self) -> (Vec<u8>, Vec<&str>) {
        let mut ranked: Vec<(&str, usize)> = self.tally().into_iter().collect();
        ranked.retain(|(key, _)| !key.is_empty());
        ranked.sort_by_key(|(key, count)| (Reverse(*count), *key));
        let ranked: Vec<&str> = ranked.iter().take(MOST_HUES).map(|(key, _)| *key).collect();
        let place = |key: &String| ranked.iter().position(|other| other == key);
        let hue = |key: &String| place(key).map_or(NO_HUE, |hue| hue as u8);
        let hues: Vec<u8> = self.distinct.iter().map(hue).collect();
        let of = |key: &u32| hues.get(*key as usize).copied().unwrap_or(NO_HUE);
        (self.of.par_iter().map(of).collect(), ranked)
    }
}

/// The id of each event's first source's document; empty for none.
fn documents(chronology: &Chronology) -> Keys {
    let mut keys: Vec<String> =
        chronology.documents.iter().map(|doc| doc.document.id.as_str().to_owned()).collect();
    let none = keys.len();
    keys.push(String::new());
    let document = |event: &Event| event.sources.first().map_or(none, |source| source.document);
    let ids = chronology.events.par_iter().map(|event| document(event).min(none) as u32).collect();
    Keys::new(ids, &keys)
}

fn statuses(chronology: &Chronology) -> Keys {
    let keys = DateStatus::ALL.map(|status| status.word().to_owned());
    let ids = chronology.events.par_iter().map(|event| u32::from(status_of(event))).collect();
    Keys::new(ids, &keys)
}

fn status_of(event: &Event) -> u8 {
    let place = DateStatus::ALL.iter().position(|status| *status == event.date_status);
    place.map_or(NO_HUE, |place| place as u8)
}

/// The first place of each event as a number, and the places by number; one more stands for none.
type FirstPlaces<'a> = (Vec<u32>, Vec<&'a PlaceCode>);

fn first_places(chronology: &Chronology) -> FirstPlaces<'_> {
    let local: Vec<(Vec<u32>, Vec<&PlaceCode>)> =
        chronology.events.par_chunks(CHUNK).map(numbered).collect();
    let mut known: HashMap<&PlaceCode, u32> = HashMap::new();
    let mut places = Vec::new();
    let mut ids = Vec::with_capacity(chronology.events.len());
    for (own, distinct) in local {
        let of: Vec<u32> =
            distinct.into_iter().map(|code| number(&mut known, &mut places, code)).collect();
        ids.extend(own.into_iter().map(|id| of.get(id as usize).copied().unwrap_or(u32::MAX)));
    }
    let none = places.len() as u32;
    ids.par_iter_mut().for_each(|id| *id = (*id).min(none));
    (ids, places)
}

/// The same for some events, in the order in which the places come; none is beyond the last.
fn numbered(events: &[Event]) -> (Vec<u32>, Vec<&PlaceCode>) {
    let (mut known, mut places) = (HashMap::new(), Vec::new());
    let ids = events.iter().map(|event| {
        event.places.first().map_or(u32::MAX, |code| number(&mut known, &mut places, code))
    });
    (ids.collect(), places)
}

fn number<'a>(
    known: &mut HashMap<&'a PlaceCode, u32>,
    places: &mut Vec<&'a PlaceCode>,
    code: &'a PlaceCode,
) -> u32 {
    *known.entry(code).or_insert_with(|| {
        places.push(code);
        places.len() as u32 - 1
    })
}

/// The code of the country, state of the past or, failing these, whatever place each event is first
/// told of; empty for none.
fn countries(chronology: &Chronology, (ids, places): &FirstPlaces<'_>) -> Keys {
    let country = |place: &&PlaceCode| country_of(chronology, place);
    let keys: Vec<String> = places.iter().map(country).chain([String::new()]).collect();
    Keys::new(ids.clone(), &keys)
}

fn country_of(chronology: &Chronology, place: &PlaceCode) -> String {
    let chain = chronology.places.with_ancestors(place);
    let kind = |code: &PlaceCode| chronology.places.get(code).map(|place| place.kind);
    let is_country = |code: &&PlaceCode| kind(code) == Some(PlaceKind::Country);
    if kind(place) == Some(PlaceKind::Historic) {
        let root = historic_root(chronology, place);
        let chain = chronology.places.with_ancestors(root);
        let country = chain.iter().find(is_country).filter(|_| root != place);
        return country.unwrap_or(root).as_str().to_owned();
    }
    chain.iter().find(is_country).unwrap_or(place).as_str().to_owned()
}

/// A region of the past counts with the country it lies in, a state of the past for itself.
fn historic_root<'a>(chronology: &'a Chronology, place: &'a PlaceCode) -> &'a PlaceCode {
    let mut at = place;
    for _ in 0..8 {
        let parents = chronology.places.get(at).map_or(&[][..], |place| &place.parents);
        let is_land = |code: &&PlaceCode| {
            let kind = chronology.places.get(code).map(|place| place.kind);
            matches!(kind, Some(PlaceKind::Country | PlaceKind::Admin1))
        };
        match parents {
            [parent] if is_land(&parent) => at = parent,
            _ => break,
        }
    }
    at
}

/// Countries, but the regions of a country that dominates the corpus stand for themselves where
/// they have enough events.
fn region_lanes(chronology: &Chronology, (ids, places): &FirstPlaces<'_>) -> Keys {
    let country = |place: &&PlaceCode| country_of(chronology, place);
    let countries: Vec<String> = places.iter().map(country).chain([String::new()]).collect();
    let by_country = Keys::new(ids.clone(), &countries);
    let counts = by_country.tally();
    let all = counts.iter().filter(|(key, _)| !key.is_empty()).map(|(_, count)| count);
    let all = all.sum::<usize>().max(1);
    let is_big = |country: &str| {
        let count = counts.get(country).copied().unwrap_or(0);
        count >= 12 && count as f64 >= BIG_SHARE * all as f64
    };
    let region = |code: &PlaceCode| {
        let place = chronology.places.get(code)?;
        place.region.clone().or_else(|| {
            let chain = chronology.places.with_ancestors(&place.code);
            chain.into_iter().find(|code| {
                chronology.places.get(code).is_some_and(|place| place.kind == PlaceKind::Admin1)
            })
        })
    };
    let own = |(code, country): (&&PlaceCode, &String)| {
        let own = is_big(country).then(|| region(code)).flatten();
        own.map_or_else(String::new, |code| code.as_str().to_owned())
    };
    let regions: Vec<String> =
        places.iter().zip(&countries).map(own).chain([String::new()]).collect();
    let enough = all.div_ceil(REGION_PART).max(LEAST_EVENTS);
    let by_region = Keys::new(ids.clone(), &regions);
    let mut largest: Vec<(&str, usize)> = by_region.tally().into_iter().collect();
    largest.retain(|(key, count)| !key.is_empty() && *count >= enough);
    largest.sort_by_key(|(key, count)| (Reverse(*count), *key));
    let few = if counts.len() <= 3 { 8 } else { 4 };
    let promoted: Vec<&str> = largest.into_iter().take(few).map(|(key, _)| key).collect();
    let choose = |(country, region): (&String, &String)| {
        if promoted.contains(&region.as_str()) { region.clone() } else { country.clone() }
    };
    let chosen: Vec<String> = countries.iter().zip(&regions).map(choose).collect();
    Keys::new(ids.clone(), &chosen)
}

/// Largest first; a region follows its country, a lane without a place comes last, statuses keep
/// their own order.
fn lane_order<'a>(chronology: &Chronology, keys: &'a Keys, by: LaneBy) -> Vec<&'a str> {
    let counts = keys.tally();
    let mut order: Vec<&str> = counts.keys().copied().collect();
    if by == LaneBy::Status {
        let rank = |key: &str| DateStatus::ALL.iter().position(|status| status.word() == key);
        order.sort_by_key(|key| rank(key));
        return order;
    }
    let count = |key: &str| counts.get(key).copied().unwrap_or(0);
    let parent = |key: &str| {
        let place = chronology.places.get(&PlaceCode::new(key)).filter(|_| by == LaneBy::Region);
        let country = place.and_then(|place| place.country.clone());
        country.map_or_else(|| key.to_owned(), |code| code.as_str().to_owned())
    };
    let mut family: BTreeMap<String, usize> = BTreeMap::new();
    for key in &order {
        *family.entry(parent(key)).or_insert(0) += count(key);
    }
    order.sort_by_cached_key(|key| {
        let parent = parent(key);
        let size = family.get(&parent).copied().unwrap_or(0);
        let is_child = *key != parent;
        (key.is_empty(), Reverse(size), parent, is_child, Reverse(count(key)), (*key).to_owned())
    });
    order
}

fn name(chronology: &Chronology, key: &str, by: LaneBy) -> String {
    match by {
        LaneBy::Region if key.is_empty() => "No region".to_owned(),
        LaneBy::Region => chronology.places.name(&PlaceCode::new(key)).to_owned(),
        LaneBy::Document => {
            let mut documents = chronology.documents.iter();
            let document = documents.find(|doc| doc.document.id.as_str() == key);
            document.map_or("No document", |doc| doc.document.label()).to_owned()
        }
        LaneBy::Status => capitalised(key),
        LaneBy::None => "All events".to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
