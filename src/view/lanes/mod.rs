//! Which lane and which colour an event gets.
//!
//! Both are worked out from the whole chronology, never from what the filter shows, so that a
//! filter neither moves nor recolours anything.

pub(super) mod events;
pub(super) mod in_view;
pub(super) mod key;
pub(super) mod sharing;

use super::rows::columns::Columns;
use super::scene::HueHead;
use super::{ColourBy, LaneBy, Sorting};
use crate::model::{Chronology, Claims, DateStatus, Event, PlaceCode, PlaceKind};
use key::LaneKey;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    pub(super) hue_heads: Arc<[HueHead]>,
}

/// What each event is sorted by first: a number, of its place or document or whatever else.
struct Numbers<'a> {
    of: Cow<'a, [u32]>,
    /// Events of each number.
    counts: Vec<usize>,
}

/// What each event is sorted by in the end: several numbers may stand for the same key.
struct Keys<'a> {
    numbers: &'a Numbers<'a>,
    /// Place of each number's key among the distinct ones.
    of_number: Vec<u32>,
    distinct: Vec<String>,
    /// Events of each.
    counts: Vec<usize>,
}

/// A lane's name and colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LaneHead {
    pub(super) key: LaneKey,
    pub(super) name: String,
    pub(super) hue: Option<usize>,
}

impl Arrangement {
    /// Arranges all events of a chronology.
    pub(super) fn new(chronology: &Chronology, columns: &Columns, sorting: &Sorting) -> Self {
        let Sorting { lanes, colour, claims } = sorting;
        let lanes = *lanes;
        let ranked = |keys: &Keys<'_>, by: LaneBy| {
            let (hues, ranked) = keys.ranked_hues(by);
            (hues, ranked.into_iter().map(|key| hue_head(chronology, key, by)).collect())
        };
        let (hue_of, hue_heads) = match *colour {
            ColourBy::Region => {
                let places = first_places(columns);
                ranked(&Keys::new(&places, &countries(chronology, columns, claims)), LaneBy::Region)
            }
            ColourBy::Document => {
                let (numbers, keys) = documents(chronology);
                ranked(&Keys::new(&numbers, &keys), LaneBy::Document)
            }
            ColourBy::Tag => {
                let (numbers, keys) = tags(chronology);
                ranked(&Keys::new(&numbers, &keys), LaneBy::Tag)
            }
            ColourBy::Actor => {
                let (numbers, keys) = actors(chronology);
                ranked(&Keys::new(&numbers, &keys), LaneBy::Actor)
            }
            ColourBy::Status => (
                chronology.events.par_iter().map(status_of).collect(),
                DateStatus::ALL
                    .into_iter()
                    .map(|status| hue_head(chronology, status.word(), LaneBy::Status))
                    .collect(),
            ),
        };
        let (numbers, keys) = match lanes {
            LaneBy::Region => {
                let places = first_places(columns);
                let lanes = region_lanes(chronology, (columns, claims), &places);
                (places, lanes)
            }
            LaneBy::Document => documents(chronology),
            LaneBy::Tag => tags(chronology),
            LaneBy::Actor => actors(chronology),
            LaneBy::Status => statuses(chronology),
            LaneBy::None => {
                let all = vec![0; chronology.events.len()];
                (Numbers::new(Cow::Owned(all), 1), vec![String::new()])
            }
        };
        let keys = Keys::new(&numbers, &keys);
        let order = lane_order(chronology, &keys, sorting);
        let mut arrangement = Self { hue_of, hue_heads, ..Self::default() };
        arrangement.fill(chronology, &keys, &order, lanes);
        arrangement
    }

    fn fill(&mut self, chronology: &Chronology, keys: &Keys<'_>, order: &[&str], by: LaneBy) {
        // Hundreds take part: what names nobody stands below them all, and not among the tail.
        let is_apart = by == LaneBy::Actor && order.last() == Some(&"");
        let (named, apart) = order.split_at(order.len() - usize::from(is_apart));
        let own = own_lanes(named.len());
        let rest = usize::from(own < named.len());
        let ranks = named.iter().enumerate().map(|(i, key)| (*key, i.min(own)));
        let rank: BTreeMap<&str, usize> =
            ranks.chain(apart.iter().map(|key| (*key, own + rest))).collect();
        let lane = |key: &String| rank.get(key.as_str()).copied().unwrap_or(own) as u8;
        let lanes: Vec<u8> = keys.distinct.iter().map(lane).collect();
        self.lane_of = keys.each(&lanes, own as u8);
        let head = |key: &&str| {
            let name = name(chronology, key, by);
            LaneHead { key: LaneKey::of(key, by), name, hue: None }
        };
        self.lanes = named.iter().take(own).map(head).collect();
        if own < named.len() {
            let name = format!("Other ({})", named.len() - own);
            self.lanes.push(LaneHead { key: LaneKey::Rest, name, hue: None });
        }
        self.lanes.extend(apart.iter().map(head));
        self.colour_heads();
    }

    /// A lane whose events all have one colour has it too.
    fn colour_heads(&mut self) {
        let none = || vec![None; self.lanes.len()];
        let pieces = self.lane_of.par_chunks(CHUNK).zip(self.hue_of.par_chunks(CHUNK));
        let own = pieces.map(|(lanes, hues)| {
            let mut own = none();
            for (lane, hue) in lanes.iter().zip(hues) {
                if let Some(known) = own.get_mut(usize::from(*lane)) {
                    *known = common(*known, Some(*hue));
                }
            }
            own
        });
        let both = |mut all: Vec<Option<u8>>, more: Vec<Option<u8>>| {
            all.iter_mut().zip(more).for_each(|(all, more)| *all = common(*all, more));
            all
        };
        let hues = own.reduce(none, both);
        for (lane, hue) in self.lanes.iter_mut().zip(hues) {
            lane.hue = hue.filter(|hue| *hue != NO_HUE).map(usize::from);
        }
    }
}

/// The colour that two sets of events have in common, where neither is empty; [`NO_HUE`] for none.
fn common(one: Option<u8>, other: Option<u8>) -> Option<u8> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => Some(NO_HUE),
        (one, other) => one.or(other),
    }
}

impl<'a> Numbers<'a> {
    /// So many numbers, one for each event.
    fn new(of: Cow<'a, [u32]>, many: usize) -> Self {
        let none = || vec![0; many];
        let count = |mut counts: Vec<usize>, numbers: &[u32]| {
            for number in numbers {
                if let Some(count) = counts.get_mut(*number as usize) {
                    *count += 1;
                }
            }
            counts
        };
        let both = |mut all: Vec<usize>, more: Vec<usize>| {
            all.iter_mut().zip(more).for_each(|(all, more)| *all += more);
            all
        };
        let counts = of.par_chunks(CHUNK).fold(none, count).reduce(none, both);
        Self { of, counts }
    }
}

impl<'a> Keys<'a> {
    /// The keys of all numbers, in order.
    fn new(numbers: &'a Numbers<'a>, keys: &[String]) -> Self {
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        let mut distinct = Vec::new();
        let of_number: Vec<u32> = keys
            .iter()
            .map(|key| {
                *known.entry(key).or_insert_with(|| {
                    distinct.push(key.clone());
                    distinct.len() as u32 - 1
                })
            })
            .collect();
        let mut counts = vec![0; distinct.len()];
        for (key, more) in of_number.iter().zip(&numbers.counts) {
            if let Some(count) = counts.get_mut(*key as usize) {
                *count += more;
            }
        }
        Self { numbers, of_number, distinct, counts }
    }

    /// A value for each event, of those of the distinct keys.
    fn each(&self, of_key: &[u8], otherwise: u8) -> Vec<u8> {
        let of = |key: &u32| of_key.get(*key as usize).copied().unwrap_or(otherwise);
        let values: Vec<u8> = self.of_number.iter().map(of).collect();
        let value = |number: &u32| values.get(*number as usize).copied().unwrap_or(otherwise);
        self.numbers.of.par_iter().map(value).collect()
    }

    /// Every key that an event has, with the number of its events, in order of the keys.
    fn tally(&self) -> BTreeMap<&str, usize> {
        let counted = self.distinct.iter().zip(&self.counts).filter(|(_, count)| 0 < **count);
        counted.map(|(key, count)| (key.as_str(), *count)).collect()
    }

    /// The most frequent keys get the colours in order; no key, no colour. Gives the colour of each
    /// event, and the keys by colour.
    fn ranked_hues(&self, by: LaneBy) -> (Vec<u8>, Vec<&str>) {
        let mut ranked: Vec<(&str, usize)> = self.tally().into_iter().collect();
        ranked.retain(|(key, _)| !key.is_empty());
        ranked.sort_by_key(|(key, count)| (Reverse(*count), *key));
        let mut ranked: Vec<&str> = ranked.iter().take(MOST_HUES).map(|(key, _)| *key).collect();
        if by == LaneBy::Tag {
            ranked.sort_unstable();
        }
        let place = |key: &String| ranked.iter().position(|other| other == key);
        let hue = |key: &String| place(key).map_or(NO_HUE, |hue| hue as u8);
        let hues: Vec<u8> = self.distinct.iter().map(hue).collect();
        (self.each(&hues, NO_HUE), ranked)
    }
}

/// The number of each event's first source's document, and the ids by number; empty for none.
fn documents(chronology: &Chronology) -> (Numbers<'static>, Vec<String>) {
    let mut keys: Vec<String> =
        chronology.documents.iter().map(|doc| doc.document.id.as_str().to_owned()).collect();
    let none = keys.len();
    keys.push(String::new());
    let document = |event: &Event| event.sources.first().map_or(none, |source| source.document);
    let of = chronology.events.par_iter().map(|event| document(event).min(none) as u32);
    (Numbers::new(Cow::Owned(of.collect()), keys.len()), keys)
}

/// The number of each event's first tag, and the tags by number; empty for none.
fn tags(chronology: &Chronology) -> (Numbers<'static>, Vec<String>) {
    let first = |event: &Event| event.tags().next().map(str::to_owned);
    let known: BTreeSet<String> = chronology.events.par_iter().filter_map(first).collect();
    let mut keys: Vec<String> = known.into_iter().collect();
    let none = keys.len();
    let number = |event: &Event| {
        let tag = event.tags().next();
        tag.and_then(|tag| keys.binary_search_by(|key| key.as_str().cmp(tag)).ok()).unwrap_or(none)
    };
    let of = chronology.events.par_iter().map(|event| number(event) as u32).collect();
    keys.push(String::new());
    (Numbers::new(Cow::Owned(of), keys.len()), keys)
}

/// The number of the one whom each event names first, and the names by number; empty for nobody.
fn actors(chronology: &Chronology) -> (Numbers<'static>, Vec<String>) {
    let names = chronology.actors.all().iter().map(|actor| actor.name.clone());
    let keys: Vec<String> = names.chain([String::new()]).collect();
    let none = keys.len() as u32 - 1;
    let first = |event: &Event| chronology.actors.first_of(event).unwrap_or(none);
    let of = chronology.events.par_iter().map(first).collect();
    (Numbers::new(Cow::Owned(of), keys.len()), keys)
}

fn hue_head(chronology: &Chronology, key: &str, by: LaneBy) -> HueHead {
    HueHead { key: LaneKey::of(key, by), name: name(chronology, key, by) }
}

fn statuses(chronology: &Chronology) -> (Numbers<'static>, Vec<String>) {
    let keys = DateStatus::ALL.map(|status| status.word().to_owned());
    let of = chronology.events.par_iter().map(|event| u32::from(status_of(event))).collect();
    (Numbers::new(Cow::Owned(of), keys.len()), keys.into())
}

fn status_of(event: &Event) -> u8 {
    let place = DateStatus::ALL.iter().position(|status| *status == event.date_status);
    place.map_or(NO_HUE, |place| place as u8)
}

/// The number of each event's first place; one more stands for none.
fn first_places(columns: &Columns) -> Numbers<'_> {
    Numbers::new(Cow::Borrowed(&columns.first_places), columns.places.len() + 1)
}

/// The code of the country, state of the past or, failing these, whatever place each event is first
/// told of, by number of the place; empty for none.
fn countries(chronology: &Chronology, columns: &Columns, claims: &Claims) -> Vec<String> {
    let country = |place: &PlaceCode| country_of(chronology, place, claims);
    columns.places.iter().map(country).chain([String::new()]).collect()
}

fn country_of(chronology: &Chronology, place: &PlaceCode, claims: &Claims) -> String {
    let chain = chronology.places.with_ancestors_under(place, claims);
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
/// they have enough events; by number of the first place.
fn region_lanes(
    chronology: &Chronology,
    (columns, claims): (&Columns, &Claims),
    firsts: &Numbers<'_>,
) -> Vec<String> {
    let countries = countries(chronology, columns, claims);
    let by_country = Keys::new(firsts, &countries);
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
    let own = |(code, country): (&PlaceCode, &String)| {
        let own = is_big(country).then(|| region(code)).flatten();
        own.map_or_else(String::new, |code| code.as_str().to_owned())
    };
    let regions: Vec<String> =
        columns.places.iter().zip(&countries).map(own).chain([String::new()]).collect();
    let enough = all.div_ceil(REGION_PART).max(LEAST_EVENTS);
    let by_region = Keys::new(firsts, &regions);
    let mut largest: Vec<(&str, usize)> = by_region.tally().into_iter().collect();
    largest.retain(|(key, count)| !key.is_empty() && *count >= enough);
    largest.sort_by_key(|(key, count)| (Reverse(*count), *key));
    let few = if counts.len() <= 3 { 8 } else { 4 };
    let promoted: Vec<&str> = largest.into_iter().take(few).map(|(key, _)| key).collect();
    let choose = |(country, region): (&String, &String)| {
        if promoted.contains(&region.as_str()) { region.clone() } else { country.clone() }
    };
    countries.iter().zip(&regions).map(choose).collect()
}

/// Largest first; a region follows its country, a lane without a place comes last, statuses keep
/// their own order.
fn lane_order<'a>(
    chronology: &Chronology,
    keys: &'a Keys<'_>,
    Sorting { lanes: by, claims, .. }: &Sorting,
) -> Vec<&'a str> {
    let by = *by;
    let counts = keys.tally();
    let mut order: Vec<&str> = counts.keys().copied().collect();
    if by == LaneBy::Status {
        let rank = |key: &str| DateStatus::ALL.iter().position(|status| status.word() == key);
        order.sort_by_key(|key| rank(key));
        return order;
    }
    let count = |key: &str| counts.get(key).copied().unwrap_or(0);
    if by == LaneBy::Tag {
        order.sort_by_key(|key| (key.is_empty(), Reverse(count(key)), *key));
        by_name(&mut order);
        return order;
    }
    let parent = |key: &str| {
        let place = chronology.places.get(&PlaceCode::new(key)).filter(|_| by == LaneBy::Region);
        let country = place.and_then(|place| {
            let is_disputed = !place.claims.is_empty();
            let claimed = || country_of(chronology, &place.code, claims);
            if is_disputed { Some(claimed()) } else { Some(place.country.as_ref()?.to_string()) }
        });
        country.unwrap_or_else(|| key.to_owned())
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

/// How many of so many keys have a lane of their own: a tail of one needs none to share.
fn own_lanes(keys: usize) -> usize {
    if keys > MOST_LANES + 1 { MOST_LANES } else { keys }
}

/// Puts the tags with lanes of their own into the order of the alphabet, none last: whoever gives tags sees no lane
/// and no colour change place whenever one is used more than another.
fn by_name(tags: &mut [&str]) {
    let own = own_lanes(tags.len());
    if let Some(own) = tags.get_mut(..own) {
        own.sort_by_key(|key| (key.is_empty(), *key));
    }
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
        LaneBy::Tag if key.is_empty() => "No tag".to_owned(),
        LaneBy::Actor if key.is_empty() => super::NOBODY.to_owned(),
        LaneBy::Tag | LaneBy::Actor => key.to_owned(),
        LaneBy::Status => capitalised(key),
        LaneBy::None => "All events".to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
