//! How many events each box of the filter panel stands for, in all and as filtered.

use crate::model::{
    Chronology, Coverage, DateStatus, Event, Factuality, Place, PlaceCode, PlaceKind, ReviewState,
    Via,
};
use crate::view::Filter;
use crate::view::filter::{Sieve, via_of};
use crate::view::search::Haystack;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Events behind one box of the filter panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Events that pass all other facets, whether or not this box is ticked.
    pub matching: usize,
    /// Events in all.
    pub total: usize,
}

/// How a box of the region tree is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// It and all that it contains.
    On,
    /// Neither it nor what it contains.
    Off,
    /// Some of it.
    Mixed,
}

/// One place of the region tree.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionNode {
    /// Its code.
    pub code: PlaceCode,
    /// Its name, with years for a place of the past: `USSR (1922–1991)`.
    pub name: String,
    /// Whether it is a state or region of the past.
    pub is_historic: bool,
    /// Whether it is a country of today.
    pub is_country: bool,
    /// Whether it is a part of the world or a group of states: wider than any country.
    pub is_wide: bool,
    /// Whether its parts are in view before anybody opens or closes it.
    pub is_open: bool,
    /// Its parts, by index, most events first. A place may stand under several others.
    pub children: Vec<usize>,
    /// Itself and everything below, by index, each once.
    pub below: Vec<usize>,
    /// Events here or below.
    pub count: Count,
}

/// Counts for the whole filter panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// Places with at least one event.
    pub regions: Vec<RegionNode>,
    /// Places that nothing contains, most events first.
    pub roots: Vec<usize>,
    /// Events without any place.
    pub no_region: Count,
    /// Events that name a place so, in order of [`Via::LOOSE`].
    pub vias: [Count; 2],
    /// In order of [`DateStatus::ALL`].
    pub statuses: [Count; 6],
    /// In order of [`Factuality::ALL`].
    pub factualities: [Count; 7],
    /// In order of [`ReviewState::ALL`].
    pub reviews: [Count; 4],
    /// Starred events.
    pub starred: Count,
    /// Events that two or more sources tell.
    pub many_sources: Count,
    /// By tag, in order.
    pub tags: BTreeMap<String, Count>,
    /// In order of the chronology's documents.
    pub documents: Vec<Count>,
    /// Events by tenth of confidence, in all.
    pub confidence: [usize; 10],
    /// Which events pass the whole filter, in order of the chronology.
    pub shown: Vec<usize>,
    /// Which events pass all facets but the regions, in order of the chronology.
    pub anywhere: Vec<usize>,
    /// Counts up with every new count, so that what is made of `shown` knows when it is old.
    pub count_number: u64,
    /// Nodes of every event, by event: where its slice of `nodes` ends.
    ends: Vec<usize>,
    nodes: Vec<usize>,
    /// Whether each event names a place so, in order of [`Via::LOOSE`].
    loose: Vec<[bool; 2]>,
    /// The text of all events, made when something is sought for the first time.
    haystack: OnceLock<Haystack>,
    /// Which events hold the searched words; `None` where nothing is sought.
    found: Option<Vec<bool>>,
    /// What became of the sentences and dates of each document, in order, counted when it is first asked
    /// for.
    coverage: OnceLock<Vec<Coverage>>,
}

/// Most rows of the region tree before anybody opens more.
const ROWS_AT_FIRST: usize = 26;

const REGION: u16 = 1;
const STATUS: u16 = 2;
const FACTUALITY: u16 = 4;
const DOCUMENT: u16 = 8;
const CONFIDENCE: u16 = 16;
const QUERY: u16 = 32;
const REVIEW: u16 = 64;
const STAR: u16 = 128;
const TAG: u16 = 256;
const SOURCES: u16 = 512;

impl Facets {
    /// The tree of a chronology, counted without a filter.
    pub fn new(chronology: &Chronology) -> Self {
        let used: BTreeSet<&PlaceCode> =
            chronology.events.iter().flat_map(|event| &event.regions).collect();
        let index: BTreeMap<&PlaceCode, usize> =
            used.iter().enumerate().map(|(i, code)| (*code, i)).collect();
        let mut facets = Self::default();
        for event in &chronology.events {
            facets.nodes.extend(event.regions.iter().filter_map(|code| index.get(code)));
            facets.ends.push(facets.nodes.len());
            facets.loose.push(Via::LOOSE.map(|via| names_so(chronology, event, via)));
        }
        facets.regions = used.iter().map(|code| region_node(chronology, code)).collect();
        facets.link(chronology, &index);
        facets.documents = vec![Count::default(); chronology.documents.len()];
        facets.count(chronology, &Filter::default());
        facets.sort_by_count();
        facets.open_to_countries();
        facets
    }

    /// Joins parents and children, and lists what is below each.
    fn link(&mut self, chronology: &Chronology, index: &BTreeMap<&PlaceCode, usize>) {
        for (child, code) in index.values().zip(index.keys()) {
            let parents = chronology.places.get(code).map_or(&[][..], |place| &place.parents);
            let parents: Vec<usize> =
                parents.iter().filter_map(|parent| index.get(parent)).copied().collect();
            if parents.is_empty() {
                self.roots.push(*child);
            }
            for parent in parents {
                if let Some(node) = self.regions.get_mut(parent) {
                    node.children.push(*child);
                }
            }
        }
        for start in 0..self.regions.len() {
            let mut seen = BTreeSet::from([start]);
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                let children = self.regions.get(at).map_or(&[][..], |node| &node.children);
                open.extend(children.iter().filter(|child| seen.insert(**child)));
            }
            if let Some(node) = self.regions.get_mut(start) {
                node.below = seen.into_iter().collect();
            }
        }
    }

    fn sort_by_count(&mut self) {
        let key: Vec<_> = self
            .regions
            .iter()
            .map(|node| (node.is_historic, std::cmp::Reverse(node.count.total), node.name.clone()))
            .collect();
        let sort = |list: &mut Vec<usize>| list.sort_by_key(|i| key.get(*i).cloned());
        sort(&mut self.roots);
        for node in &mut self.regions {
            sort(&mut node.children);
        }
    }

    /// Opens parts of the world so that the countries are in view, each preferably once: a part
    /// most of whose countries stand in one that is open already stays closed. Those with most
    /// events come first, until the tree would push all else out of the panel.
    fn open_to_countries(&mut self) {
        let mut in_view = BTreeSet::new();
        let mut waiting: BTreeSet<_> = self.roots.iter().map(|root| self.by_total(*root)).collect();
        let mut rows = waiting.len();
        while let Some((_, at)) = waiting.pop_first() {
            let Some(node) = self.regions.get(at).filter(|node| node.is_wide) else { continue };
            let countries: BTreeSet<usize> =
                node.below.iter().copied().filter(|below| self.is_country(*below)).collect();
            let known = countries.intersection(&in_view).count();
            if node.children.is_empty() || (0 < known && countries.len() <= known * 2) {
                continue;
            }
            let children = node.children.clone();
            rows += children.len();
            if ROWS_AT_FIRST < rows {
                return;
            }
            in_view.extend(children.iter().filter(|child| countries.contains(child)));
            waiting.extend(children.iter().map(|child| self.by_total(*child)));
            if let Some(node) = self.regions.get_mut(at) {
                node.is_open = true;
            }
        }
    }

    /// A node with its place in the order of most events first.
    fn by_total(&self, index: usize) -> (std::cmp::Reverse<usize>, usize) {
        (std::cmp::Reverse(self.regions.get(index).map_or(0, |node| node.count.total)), index)
    }

    /// Whether a node is a country of today.
    fn is_country(&self, index: usize) -> bool {
        self.regions.get(index).is_some_and(|node| node.is_country)
    }

    /// Counts again for a filter: one pass over the events.
    pub fn count(&mut self, chronology: &Chronology, filter: &Filter) {
        self.reset();
        self.count_number += 1;
        let is_sought = !filter.query.trim().is_empty() && !chronology.events.is_empty();
        let haystack = || self.haystack.get_or_init(|| Haystack::of(chronology));
        let found = is_sought.then(|| haystack().found(&filter.query));
        let sieve = Sieve::new(chronology, filter).knowing(found.as_deref());
        let counts_all = filter.hidden_vias.is_empty();
        let mut start = 0;
        for (i, event) in chronology.events.iter().enumerate() {
            let fails = failures(&sieve, filter, (i, event));
            let end = self.ends.get(i).copied().unwrap_or(start);
            let all = self.nodes.get(start..end).unwrap_or_default();
            let some = (!counts_all).then(|| self.nodes_of(&sieve, event));
            for node in some.as_deref().unwrap_or(all) {
                if let Some(node) = self.regions.get_mut(*node) {
                    node.count.add(fails, REGION);
                }
            }
            start = end;
            let loose = self.loose.get(i).copied().unwrap_or_default();
            for (count, _) in self.vias.iter_mut().zip(loose).filter(|(_, is_so)| *is_so) {
                count.add(fails, REGION);
            }
            if sieve.places(event).next().is_none() {
                self.no_region.add(fails, REGION);
            }
            self.count_event(event, fails);
            if fails & !REGION == 0 {
                self.anywhere.push(i);
            }
            if fails == 0 {
                self.shown.push(i);
            }
        }
        self.found = found;
    }

    /// What became of the sentences and dates of each document of the chronology, in order.
    pub fn coverage(&self, chronology: &Chronology) -> &[Coverage] {
        self.coverage.get_or_init(|| Coverage::of(chronology))
    }

    /// Which events hold the searched words, in order of the chronology; `None` where nothing is sought.
    pub fn found(&self) -> Option<&[bool]> {
        self.found.as_deref()
    }

    /// Nodes of the places of an event that count, with all that contains them, each once.
    fn nodes_of(&self, sieve: &Sieve<'_>, event: &Event) -> Vec<usize> {
        let index = |code: &PlaceCode| self.regions.binary_search_by(|node| node.code.cmp(code));
        let places: BTreeSet<usize> = sieve.places(event).filter_map(|it| index(it).ok()).collect();
        let holds = |node: &RegionNode| node.below.iter().any(|below| places.contains(below));
        let own = event.regions.iter().filter_map(|code| index(code).ok());
        own.filter(|at| self.regions.get(*at).is_some_and(holds)).collect()
    }

    /// Everything but the regions.
    fn count_event(&mut self, event: &Event, fails: u16) {
        let status = DateStatus::ALL.iter().position(|status| *status == event.date_status);
        if let Some(count) = status.and_then(|status| self.statuses.get_mut(status)) {
            count.add(fails, STATUS);
        }
        let kind = Factuality::ALL.iter().position(|kind| *kind == event.factuality);
        if let Some(count) = kind.and_then(|kind| self.factualities.get_mut(kind)) {
            count.add(fails, FACTUALITY);
        }
        let state = event.review_state();
        let state = ReviewState::ALL.iter().position(|other| *other == state);
        if let Some(count) = state.and_then(|state| self.reviews.get_mut(state)) {
            count.add(fails, REVIEW);
        }
        if event.is_starred() {
            self.starred.add(fails, STAR);
        }
        if 2 <= event.sources.len() {
            self.many_sources.add(fails, SOURCES);
        }
        for tag in event.tags() {
            self.tags.entry(tag.to_owned()).or_default().add(fails, TAG);
        }
        for (i, source) in event.sources.iter().enumerate() {
            // A document counts once, however often it tells the event.
            let mut before = event.sources.iter().take(i);
            let is_new = before.all(|other| other.document != source.document);
            if let Some(count) = self.documents.get_mut(source.document).filter(|_| is_new) {
                count.add(fails, DOCUMENT);
            }
        }
        if let Some(tenth) = self.confidence.get_mut(((event.confidence * 10.0) as usize).min(9)) {
            *tenth += 1;
        }
    }

    fn reset(&mut self) {
        for node in &mut self.regions {
            node.count = Count::default();
        }
        self.no_region = Count::default();
        self.vias = Default::default();
        self.anywhere.clear();
        self.statuses = Default::default();
        self.factualities = Default::default();
        self.reviews = Default::default();
        self.starred = Count::default();
        self.many_sources = Count::default();
        self.tags.clear();
        self.documents.fill(Count::default());
        self.confidence = Default::default();
        self.shown.clear();
    }

    /// How a region's box is ticked under a filter.
    pub fn tick(&self, node: &RegionNode, filter: &Filter) -> Tick {
        let Some(choice) = &filter.regions else { return Tick::On };
        let codes = node.below.iter().filter_map(|i| self.regions.get(*i)).map(|node| &node.code);
        let ticked = codes.filter(|code| choice.ticked.contains(code)).count();
        match ticked {
            0 => Tick::Off,
            all if all == node.below.len() => Tick::On,
            _ => Tick::Mixed,
        }
    }

    /// A region and all that it contains.
    pub fn subtree(&self, code: &PlaceCode) -> BTreeSet<PlaceCode> {
        let node = self.regions.iter().find(|node| node.code == *code);
        let below = node.map_or(&[][..], |node| &node.below);
        below.iter().filter_map(|i| self.regions.get(*i)).map(|node| node.code.clone()).collect()
    }

    /// Every region.
    pub fn all(&self) -> BTreeSet<PlaceCode> {
        self.regions.iter().map(|node| node.code.clone()).collect()
    }
}

impl Count {
    fn add(&mut self, fails: u16, own: u16) {
        self.total += 1;
        self.matching += usize::from(fails & !own == 0);
    }
}

fn region_node(chronology: &Chronology, code: &PlaceCode) -> RegionNode {
    let place = chronology.places.get(code);
    RegionNode {
        code: code.clone(),
        name: place.map_or_else(|| code.to_string(), name_with_years),
        is_historic: place.is_some_and(|place| place.years != (None, None)),
        is_country: place.is_some_and(|place| place.kind == PlaceKind::Country),
        is_wide: place
            .is_some_and(|place| matches!(place.kind, PlaceKind::Macro | PlaceKind::Organisation)),
        is_open: false,
        children: Vec::new(),
        below: Vec::new(),
        count: Count::default(),
    }
}

fn name_with_years(place: &Place) -> String {
    let year = |year: i32| if year <= 0 { format!("{} BC", 1 - year) } else { year.to_string() };
    match place.years {
        (None, None) => place.name.clone(),
        (from, to) => {
            let (from, to) = (from.map(year).unwrap_or_default(), to.map(year).unwrap_or_default());
            format!("{} ({from}–{to})", place.name)
        }
    }
}

/// The facets that an event does not pass, as bits.
fn failures(sieve: &Sieve<'_>, filter: &Filter, (index, event): (usize, &Event)) -> u16 {
    let mut fails = 0;
    for (passes, bit) in [
        (sieve.is_in_region(event), REGION),
        (!filter.hidden_statuses.contains(&event.date_status), STATUS),
        (!filter.hidden_factualities.contains(&event.factuality), FACTUALITY),
        (sieve.is_in_document(event), DOCUMENT),
        (filter.min_confidence <= event.confidence, CONFIDENCE),
        (sieve.holds_query_at(index, event), QUERY),
        (!filter.hidden_reviews.contains(&event.review_state()), REVIEW),
        (!filter.starred_only || event.is_starred(), STAR),
        (sieve.has_tag(event), TAG),
        (filter.min_sources <= event.sources.len(), SOURCES),
    ] {
        fails |= if passes { 0 } else { bit };
    }
    fails
}

/// Whether a source of an event names one of its places so.
fn names_so(chronology: &Chronology, event: &Event, via: Via) -> bool {
    event.sources.iter().any(|source| {
        source.places.iter().any(|place| via_of(chronology, source, place) == Some(via))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotated, PlaceGrounds, PlaceMention, PlaceRef, PlaceScope, Span};
    use crate::view::sample::Sample;
    use proptest::prelude::*;
    use std::sync::Arc;

    const CODES: [&str; 8] = ["M:EU", "RU", "RU-TA", "RU-CE", "RU-KL", "UA", "KZ", "H:SUHH"];

    /// Two events: one names Chechnya by its people, one by its name.
    fn of_two_ways() -> Chronology {
        let mut chronology = Sample::default()
            .event("Chechens are deported", "1944", "RU-CE")
            .event("A bridge opens in Chechnya", "1999", "RU-CE")
            .build();
        let mention = |via| PlaceMention {
            span: Span::new(0, 3),
            place: PlaceCode::new("RU-CE"),
            via,
            confidence: 0.9,
            in_chrome: false,
            grounds: PlaceGrounds::default(),
        };
        let documents = chronology.documents.iter().map(|it| {
            let places = vec![mention(Via::Demonym), mention(Via::Name)];
            Arc::new(Annotated { places, ..Annotated::clone(it) })
        });
        chronology.documents = documents.collect();
        for (number, event) in chronology.events.iter_mut().enumerate() {
            event.sources[0].places = vec![PlaceRef {
                place: PlaceCode::new("RU-CE"),
                mention: Some(number),
                scope: PlaceScope::Clause,
            }];
        }
        chronology
    }

    #[test]
    fn a_place_that_only_its_people_name_can_be_left_out() {
        let chronology = of_two_ways();
        let mut facets = Facets::new(&chronology);
        let total = |facets: &Facets, code: &str| {
            facets.regions.iter().find(|node| node.code.as_str() == code).unwrap().count.total
        };
        assert_eq!((total(&facets, "RU"), facets.no_region.total), (2, 0));
        assert_eq!(facets.vias.map(|count| count.total), [1, 0]);
        let filter = Filter { hidden_vias: [Via::Demonym].into(), ..Filter::default() };
        facets.count(&chronology, &filter);
        assert_eq!((total(&facets, "RU"), facets.no_region.total), (1, 1));
        assert_eq!((total(&facets, "RU-CE"), facets.shown.len()), (1, 2));
    }

    proptest! {
        #[test]
        fn a_region_counts_the_union_of_its_parts_and_its_own_events(
            places in proptest::collection::vec(proptest::collection::btree_set(0usize..8, 0..4), 1..30),
            hidden in proptest::collection::btree_set(0usize..8, 0..8),
            hides in any::<bool>(),
        ) {
            let mut sample = Sample::default();
            for (number, own) in places.iter().enumerate() {
                sample = sample.event(&format!("{number}"), "1992", "").with(|event| {
                    event.places = own.iter().map(|i| PlaceCode::new(CODES[*i])).collect();
                });
            }
            let chronology = sample.build();
            let mut facets = Facets::new(&chronology);
            let ticked = (0..8).filter(|i| !hidden.contains(i)).map(|i| PlaceCode::new(CODES[i]));
            let choice = crate::view::filter::RegionChoice { ticked: ticked.collect(), no_region: true };
            facets.count(&chronology, &Filter { regions: hides.then_some(choice), ..Filter::default() });
            for node in &facets.regions {
                let below: BTreeSet<&PlaceCode> =
                    node.below.iter().map(|i| &facets.regions[*i].code).collect();
                let union = chronology.events.iter().filter(|event| {
                    event.places.iter().any(|place| below.contains(place))
                });
                prop_assert_eq!(node.count.total, union.count(), "{}", node.code);
                let children: usize =
                    node.children.iter().map(|i| facets.regions[*i].count.total).sum();
                let most = children + chronology.events.iter().filter(|e| e.places.contains(&node.code)).count();
                prop_assert!(node.count.matching <= node.count.total && node.count.total <= most);
            }
            let nowhere = chronology.events.iter().filter(|event| event.places.is_empty()).count();
            prop_assert_eq!(facets.no_region.total, nowhere);
        }
    }
}
