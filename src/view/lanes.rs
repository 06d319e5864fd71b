//! Which lane and which colour an event gets.
//!
//! Both are worked out from the whole chronology, never from what the filter shows, so that a
//! filter neither moves nor recolours anything.

use super::{ColourBy, LaneBy};
use crate::model::{Chronology, DateStatus, Event, PlaceCode, PlaceKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

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

/// Lanes from top to bottom and the place of every event in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arrangement {
    pub(super) lanes: Vec<LaneHead>,
    /// Lane of each event.
    pub(super) lane_of: Vec<usize>,
    /// Colour of each event.
    pub(super) hue_of: Vec<Option<usize>>,
    /// What each colour stands for.
    pub(super) hue_names: Vec<String>,
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
        let ranked = |keys: &[String], by: LaneBy| {
            let (hues, ranked) = ranked_hues(keys);
            (hues, ranked.iter().map(|key| name(chronology, key, by)).collect())
        };
        let (hue_of, hue_names) = match colour {
            ColourBy::Region => ranked(&countries(chronology), LaneBy::Region),
            ColourBy::Document => ranked(&keys(chronology, document_of), LaneBy::Document),
            ColourBy::Status => (
                chronology.events.iter().map(status_hue).collect(),
                DateStatus::ALL.map(|status| capitalised(status.word())).into(),
            ),
        };
        let labels = match lanes {
            LaneBy::Region => region_lanes(chronology),
            LaneBy::Document => keys(chronology, document_of),
            LaneBy::Status => keys(chronology, |_, event| event.date_status.word().to_owned()),
            LaneBy::None => vec![String::new(); chronology.events.len()],
        };
        let order = lane_order(chronology, &labels, lanes);
        let mut arrangement = Self { hue_of, hue_names, ..Self::default() };
        arrangement.fill(chronology, &labels, &order, lanes);
        arrangement
    }

    fn fill(&mut self, chronology: &Chronology, labels: &[String], order: &[&str], by: LaneBy) {
        let own = if order.len() > MOST_LANES + 1 { MOST_LANES } else { order.len() };
        let rank: BTreeMap<&str, usize> =
            order.iter().enumerate().map(|(i, key)| (*key, i.min(own))).collect();
        self.lane_of =
            labels.iter().map(|key| rank.get(key.as_str()).copied().unwrap_or(own)).collect();
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
        for (i, lane) in self.lanes.iter_mut().enumerate() {
            let members = self.lane_of.iter().zip(&self.hue_of).filter(|(lane, _)| **lane == i);
            let mut hues = members.map(|(_, hue)| *hue);
            let first = hues.next().flatten();
            lane.hue = first.filter(|_| hues.all(|hue| hue == first));
        }
    }
}

fn keys(chronology: &Chronology, key: impl Fn(&Chronology, &Event) -> String) -> Vec<String> {
    chronology.events.iter().map(|event| key(chronology, event)).collect()
}

fn document_of(chronology: &Chronology, event: &Event) -> String {
    let source = event.sources.first();
    let document = source.and_then(|source| chronology.document_of(source));
    document.map_or_else(String::new, |doc| doc.document.id.as_str().to_owned())
}

fn status_hue(event: &Event) -> Option<usize> {
    DateStatus::ALL.iter().position(|status| *status == event.date_status)
}

/// The code of the country, state of the past or, failing these, whatever place each event is first
/// told of; empty for none.
fn countries(chronology: &Chronology) -> Vec<String> {
    let mut known: BTreeMap<&PlaceCode, String> = BTreeMap::new();
    let mut country =
        |place| known.entry(place).or_insert_with(|| country_of(chronology, place)).clone();
    let events = chronology.events.iter();
    events.map(|event| event.places.first().map_or_else(String::new, &mut country)).collect()
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
fn region_lanes(chronology: &Chronology) -> Vec<String> {
    let countries = countries(chronology);
    let counts = tally(&countries);
    let all = countries.iter().filter(|key| !key.is_empty()).count().max(1);
    let is_big = |country: &str| {
        let count = counts.get(country).copied().unwrap_or(0);
        count >= 12 && count as f64 >= BIG_SHARE * all as f64
    };
    let region = |event: &Event| {
        let place = chronology.places.get(event.places.first()?)?;
        place.region.clone().or_else(|| {
            let chain = chronology.places.with_ancestors(&place.code);
            chain.into_iter().find(|code| {
                chronology.places.get(code).is_some_and(|place| place.kind == PlaceKind::Admin1)
            })
        })
    };
    let regions: Vec<String> = chronology
        .events
        .iter()
        .zip(&countries)
        .map(|(event, country)| {
            let own = is_big(country).then(|| region(event)).flatten();
            own.map_or_else(String::new, |code| code.as_str().to_owned())
        })
        .collect();
    let enough = all.div_ceil(REGION_PART).max(LEAST_EVENTS);
    let region_counts = tally(&regions);
    let mut largest: Vec<(&str, usize)> = region_counts.into_iter().collect();
    largest.retain(|(key, count)| !key.is_empty() && *count >= enough);
    largest.sort_by_key(|(key, count)| (Reverse(*count), *key));
    let few = if counts.len() <= 3 { 8 } else { 4 };
    let promoted: Vec<&str> = largest.into_iter().take(few).map(|(key, _)| key).collect();
    let choose = |(country, region): (&String, &String)| {
        if promoted.contains(&region.as_str()) { region.clone() } else { country.clone() }
    };
    countries.iter().zip(&regions).map(choose).collect()
}

fn tally(keys: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key.as_str()).or_insert(0) += 1;
    }
    counts
}

/// The most frequent keys get the colours in order; no key, no colour. Gives the colour of each, and
/// the keys by colour.
fn ranked_hues(keys: &[String]) -> (Vec<Option<usize>>, Vec<&str>) {
    let mut ranked: Vec<(&str, usize)> = tally(keys).into_iter().collect();
    ranked.retain(|(key, _)| !key.is_empty());
    ranked.sort_by_key(|(key, count)| (Reverse(*count), *key));
    let ranked: Vec<&str> = ranked.iter().take(MOST_HUES).map(|(key, _)| *key).collect();
    let hues: BTreeMap<&str, usize> =
        ranked.iter().enumerate().map(|(hue, key)| (*key, hue)).collect();
    (keys.iter().map(|key| hues.get(key.as_str()).copied()).collect(), ranked)
}

/// Largest first; a region follows its country, a lane without a place comes last, statuses keep
/// their own order.
fn lane_order<'a>(chronology: &Chronology, labels: &'a [String], by: LaneBy) -> Vec<&'a str> {
    let counts = tally(labels);
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
