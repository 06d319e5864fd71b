//! How many events each box of the filter panel stands for, in all and as filtered.
//!
//! `traits` are read of every event once; `tally` counts them under a filter in one pass, `seeking` looks for words on
//! another thread, and `summary` says the filter in words.

pub(crate) mod document_days;
pub(crate) mod seeking;
pub(crate) mod summary;
mod tally;
mod traits;

use crate::model::{Chronology, Claims, Coverage, Place, PlaceCode, PlaceKind, Via};
use crate::view::Filter;
use crate::view::search::Haystack;
use document_days::DocumentDay;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};
use tally::{Question, Tally, place_in};
use traits::Traits;

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
    /// Whose claims on disputed places the tree shows.
    pub(crate) claims: Claims,
    /// Countries that claim some of the places, in order of their names.
    pub claimants: Vec<PlaceCode>,
    /// Events without any place.
    pub no_region: Count,
    /// Events that name a place so, in order of [`Via::LOOSE`].
    pub vias: [Count; 2],
    /// In order of [`DateStatus::ALL`](crate::model::DateStatus::ALL).
    pub statuses: [Count; 6],
    /// In order of [`Factuality::ALL`](crate::model::Factuality::ALL).
    pub factualities: [Count; 7],
    /// In order of [`ReviewState::ALL`](crate::model::ReviewState::ALL).
    pub reviews: [Count; 4],
    /// Events that such a source tells, in order of [`SourceType::ALL`](crate::model::SourceType::ALL).
    pub source_types: [Count; 8],
    /// Starred events.
    pub starred: Count,
    /// Events that two or more documents tell.
    pub several_documents: Count,
    /// By tag, in order.
    pub tags: BTreeMap<String, Count>,
    /// In order of the chronology's documents.
    pub documents: Vec<Count>,
    /// In order of the chronology's actors.
    pub actors: Vec<Count>,
    /// Events that name nobody.
    pub no_actor: Count,
    /// The actors by number, those with most events first.
    pub actors_by_count: Vec<u32>,
    /// Events by tenth of confidence, in all.
    pub confidence: [usize; 10],
    /// Which events pass the whole filter, in order of the chronology.
    pub shown: Vec<u32>,
    /// Which events pass all facets but the regions, where these are filtered.
    anywhere: Vec<u32>,
    /// Counts up with every new count, so that what is made of `shown` knows when it is old.
    pub count_number: u64,
    /// Counts up when other events pass.
    pub shown_number: u64,
    traits: Traits,
    /// Ways of naming a place that do not count in the totals; `None` before anything was counted.
    totals_without: Option<BTreeSet<Via>>,
    /// The filter that was counted last.
    pub(crate) filter: Filter,
    /// The text of all events, made when something is sought for the first time.
    pub(crate) text: Arc<OnceLock<Haystack>>,
    /// Whether somebody else makes the text and looks for words in it.
    pub(crate) is_search_aside: bool,
    /// Which events hold the searched words; `None` where nothing is sought.
    pub(crate) found: Option<Vec<bool>>,
    /// The words that were searched for that.
    pub(crate) found_for: String,
    /// What became of the sentences and dates of each document, in order, counted when it is first asked
    /// for.
    coverage: OnceLock<Vec<Coverage>>,
    /// The dates of the documents, in order of time, listed when they are first asked for.
    document_days: OnceLock<Vec<DocumentDay>>,
}

/// Most rows of the region tree before anybody opens more.
const ROWS_AT_FIRST: usize = 26;

impl Facets {
    /// The tree of a chronology with everybody's claims on disputed places, counted without a filter.
    pub fn new(chronology: &Chronology) -> Self {
        Self::under(chronology, &Claims::All)
    }

    /// The tree of a chronology with such claims on disputed places, counted without a filter.
    pub fn under(chronology: &Chronology, claims: &Claims) -> Self {
        let used = used_places(chronology);
        let index: BTreeMap<&PlaceCode, usize> =
            used.iter().enumerate().map(|(i, code)| (*code, i)).collect();
        let mut facets = Self {
            claims: claims.clone(),
            claimants: claimants(chronology, &used),
            ..Self::default()
        };
        facets.regions = used.iter().map(|code| region_node(chronology, code)).collect();
        facets.link(chronology, claims, &index);
        // Events know all that contains their places, whoever claims it.
        let above = (*claims != Claims::All).then(|| facets.above());
        facets.traits = Traits::of(chronology, &used, above.as_deref());
        facets.count(chronology, &Filter::default());
        facets.sort_by_count();
        facets.sort_actors();
        facets.open_to_countries();
        facets
    }

    /// Shows other claims on disputed places; which events pass stays as it is.
    pub(crate) fn show_claims(
        &mut self,
        chronology: &Chronology,
        claims: &Claims,
        filter: &Filter,
    ) {
        let Self { regions, roots, claims, claimants, traits, .. } =
            Self::under(chronology, claims);
        let kept = std::mem::take(self);
        *self = Self { regions, roots, claims, claimants, traits, totals_without: None, ..kept };
        self.count(chronology, filter);
    }

    /// Each node with all that contains it, in order.
    fn above(&self) -> Vec<Vec<u32>> {
        let mut above = vec![Vec::new(); self.regions.len()];
        for (number, node) in (0..).zip(&self.regions) {
            for below in &node.below {
                if let Some(above) = above.get_mut(*below) {
                    above.push(number);
                }
            }
        }
        above
    }

    /// Joins parents and children, and lists what is below each.
    fn link(
        &mut self,
        chronology: &Chronology,
        claims: &Claims,
        index: &BTreeMap<&PlaceCode, usize>,
    ) {
        for (child, code) in index.values().zip(index.keys()) {
            let parents = chronology.places.parents_under(code, claims);
            let parents: Vec<usize> =
                parents.into_iter().filter_map(|parent| index.get(parent)).copied().collect();
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

    fn sort_actors(&mut self) {
        let total = |number: &u32| self.actors.get(*number as usize).map_or(0, |it| it.total);
        let mut numbers: Vec<u32> = (0..self.actors.len() as u32).collect();
        numbers.sort_by_key(|number| (std::cmp::Reverse(total(number)), *number));
        self.actors_by_count = numbers;
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

    /// Counts again for a filter: one pass over columns.
    pub fn count(&mut self, chronology: &Chronology, filter: &Filter) {
        self.count_number += 1;
        self.shown_number += 1;
        self.filter.clone_from(filter);
        self.seek(chronology);
        let question = Question::new(chronology, filter, &self.regions, self.found());
        let knows_totals = self.totals_without.as_ref() == Some(&filter.hidden_vias);
        let question = if knows_totals { question.of_matching() } else { question };
        let mut tally = Tally::of(&question, &self.traits);
        if knows_totals {
            tally = tally.with_totals_of(&self.counts());
        }
        self.totals_without = Some(filter.hidden_vias.clone());
        self.set(tally);
    }

    /// How many events would pass a filter that seeks the same words as the last one, or none.
    pub(crate) fn passing(&self, chronology: &Chronology, filter: &Filter) -> usize {
        let found = self.found().filter(|_| !filter.query.is_empty());
        let question = Question::new(chronology, filter, &self.regions, found).of_matching();
        Tally::of(&question, &self.traits).shown.len()
    }

    /// Which events pass all facets but the regions, in order of the chronology.
    pub fn anywhere(&self) -> &[u32] {
        if self.filter.regions.is_some() { &self.anywhere } else { &self.shown }
    }

    /// Which events pass the whole filter, in order of the chronology.
    pub fn shown_events(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.shown.iter().map(|event| *event as usize)
    }

    /// Counts an event once less, before its review changes.
    pub(crate) fn leave(&mut self, chronology: &Chronology, filter: &Filter, index: usize) {
        let (tally, _) = self.tally_of(chronology, filter, index, -1);
        let all = self.counts().and(&tally);
        self.set_counts(all);
    }

    /// Counts it again, after its review changed.
    pub(crate) fn enter(&mut self, chronology: &Chronology, filter: &Filter, index: usize) {
        self.traits.read_again(chronology, index);
        let (tally, passed) = self.tally_of(chronology, filter, index, 1);
        let all = self.counts().and(&tally);
        self.set_counts(all);
        self.count_number += 1;
        let is_other = place_in(&mut self.shown, index, passed.all);
        self.shown_number += u64::from(is_other);
        if filter.regions.is_some() {
            place_in(&mut self.anywhere, index, passed.anywhere);
        }
    }

    fn tally_of(
        &self,
        chronology: &Chronology,
        filter: &Filter,
        index: usize,
        by: isize,
    ) -> (Tally, Passed) {
        let question = Question::new(chronology, filter, &self.regions, self.found());
        let mut tally = Tally::empty(&question);
        tally.put(&question, &self.traits, index, by);
        let all = !std::mem::take(&mut tally.shown).is_empty();
        let anywhere = !std::mem::take(&mut tally.anywhere).is_empty();
        (tally, Passed { all, anywhere })
    }

    /// Counts anew after the reviews of many events changed.
    pub(crate) fn count_again(
        &mut self,
        chronology: &Chronology,
        filter: &Filter,
        events: &BTreeSet<usize>,
    ) {
        for index in events {
            self.traits.read_again(chronology, *index);
        }
        self.totals_without = None;
        self.count(chronology, filter);
    }

    /// The starred events.
    pub fn starred_events(&self) -> &BTreeSet<usize> {
        self.traits.starred()
    }

    /// The events that some documents tell, in order.
    pub(crate) fn told_by(&self, documents: &BTreeSet<usize>) -> Vec<usize> {
        self.traits.told_by(documents)
    }

    /// The counts, taken out to be changed.
    fn counts(&mut self) -> Tally {
        Tally {
            regions: self.regions.iter().map(|node| node.count).collect(),
            no_region: self.no_region,
            vias: self.vias,
            statuses: self.statuses,
            factualities: self.factualities,
            reviews: self.reviews,
            source_types: self.source_types,
            starred: self.starred,
            several_documents: self.several_documents,
            tags: std::mem::take(&mut self.tags),
            documents: std::mem::take(&mut self.documents),
            actors: std::mem::take(&mut self.actors),
            no_actor: self.no_actor,
            confidence: self.confidence,
            ..Tally::default()
        }
    }

    fn set(&mut self, mut tally: Tally) {
        self.shown = std::mem::take(&mut tally.shown);
        self.anywhere = std::mem::take(&mut tally.anywhere);
        self.set_counts(tally);
    }

    fn set_counts(&mut self, tally: Tally) {
        for (node, count) in self.regions.iter_mut().zip(tally.regions) {
            node.count = count;
        }
        self.no_region = tally.no_region;
        self.vias = tally.vias;
        self.statuses = tally.statuses;
        self.factualities = tally.factualities;
        self.reviews = tally.reviews;
        self.source_types = tally.source_types;
        self.starred = tally.starred;
        self.several_documents = tally.several_documents;
        self.tags = tally.tags;
        self.documents = tally.documents;
        self.actors = tally.actors;
        self.no_actor = tally.no_actor;
        self.confidence = tally.confidence;
    }

    /// What became of the sentences and dates of each document of the chronology, in order.
    pub fn coverage(&self, chronology: &Chronology) -> &[Coverage] {
        self.coverage.get_or_init(|| Coverage::of(chronology))
    }

    /// The dates of the documents, in order of time.
    pub fn document_days(&self, chronology: &Chronology) -> &[DocumentDay] {
        self.document_days.get_or_init(|| DocumentDay::of(chronology))
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
    /// Counts one more, or one less.
    pub(crate) fn add(&mut self, is_matching: bool, by: isize) {
        self.total = self.total.wrapping_add_signed(by);
        if is_matching {
            self.matching = self.matching.wrapping_add_signed(by);
        }
    }

    /// Adds another count.
    pub(crate) fn join(&mut self, other: Self) {
        self.total = self.total.wrapping_add(other.total);
        self.matching = self.matching.wrapping_add(other.matching);
    }
}

/// Whether an event passed a filter, and whether it passed all of it but the regions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passed {
    all: bool,
    anywhere: bool,
}

/// Every place that an event has or that contains one, in order of code.
fn used_places(chronology: &Chronology) -> Vec<&PlaceCode> {
    let pieces = chronology.events.par_chunks(1 << 14);
    let used: Vec<HashSet<&PlaceCode>> =
        pieces.map(|events| events.iter().flat_map(|event| &event.regions).collect()).collect();
    let all: BTreeSet<&PlaceCode> = used.into_iter().flatten().collect();
    all.into_iter().collect()
}

/// Countries that claim some of the places, in order of their names.
fn claimants(chronology: &Chronology, used: &[&PlaceCode]) -> Vec<PlaceCode> {
    let places = used.iter().filter_map(|code| chronology.places.get(code));
    let claims = places.flat_map(|place| &place.claims).filter(|claim| claim.claims);
    let countries: BTreeSet<(&str, &PlaceCode)> =
        claims.map(|claim| (chronology.places.name(&claim.by), &claim.by)).collect();
    countries.into_iter().map(|(_, country)| country.clone()).collect()
}

fn region_node(chronology: &Chronology, code: &PlaceCode) -> RegionNode {
    let place = chronology.places.get(code);
    RegionNode {
        code: code.clone(),
        name: place.map_or_else(|| code.to_string(), Place::name_with_years),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Annotated, Document, Format, PlaceGrounds, PlaceMention, PlaceRef, PlaceScope, Source,
        SourceType, Span,
    };
    use crate::session::chips;
    use crate::view::filter::Sieve;
    use crate::view::sample::Sample;
    use proptest::prelude::*;
    use std::sync::Arc;

    const CODES: [&str; 9] =
        ["M:EU", "RU", "RU-TA", "RU-CE", "RU-KL", "UA", "KZ", "H:SUHH", "UA-43"];

    /// The claims that a tree may show.
    fn claims_of(number: usize) -> Claims {
        match number {
            0 => Claims::All,
            1 => Claims::Held,
            2 => Claims::By(PlaceCode::new("UA")),
            _ => Claims::By(PlaceCode::new("KZ")),
        }
    }

    #[test]
    fn a_disputed_place_stands_where_the_claims_that_are_shown_put_it() {
        let chronology = Sample::default().event("A bridge opens", "1999", "UA-43").build();
        let check = |claims: Claims, expected: [usize; 2]| {
            let facets = Facets::under(&chronology, &claims);
            let total = |code: &str| {
                let node = facets.regions.iter().find(|node| node.code.as_str() == code);
                node.map_or(0, |node| node.count.total)
            };
            assert_eq!([total("UA"), total("RU")], expected, "{claims:?}");
            assert_eq!(facets.claimants, [PlaceCode::new("RU"), PlaceCode::new("UA")]);
        };
        check(Claims::All, [1, 1]);
        check(Claims::Held, [0, 1]);
        check(Claims::By(PlaceCode::new("UA")), [1, 0]);
        check(Claims::By(PlaceCode::new("RU")), [0, 1]);
        // Who claims nothing here sees who holds it.
        check(Claims::By(PlaceCode::new("KZ")), [0, 1]);
    }

    /// Two events: one names Chechnya by its people, one by its name.
    fn of_two_ways() -> Chronology {
        let mut chronology = Sample::default()
            .event("Chechens are deported", "1944", "RU-CE")
            .event("A bridge opens in Chechnya", "1999", "RU-CE")
            .build();
        let mention = |via| PlaceMention {
            span: Span::new(0, 3),
            place: PlaceCode::new("RU-CE"),
            country: Some(PlaceCode::new("RU")),
            region: Some(PlaceCode::new("RU-CE")),
            via,
            confidence: 0.9,
            in_chrome: false,
            past: None,
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

    #[test]
    fn what_only_a_hidden_kind_of_source_tells_is_hidden() {
        let mut chronology = Sample::default()
            .event("A mail arrives", "1999", "RU")
            .event("A paper reports", "1999", "RU")
            .event("Both tell of a bridge", "1999", "RU")
            .build();
        let mail = Arc::clone(&chronology.documents[0]);
        let document = Document { format: Format::Email, ..mail.document.clone() };
        chronology.documents.push(Arc::new(Annotated { document, ..Annotated::clone(&mail) }));
        chronology.events[0].sources[0].document = 1;
        let other = Source { document: 1, ..chronology.events[2].sources[0].clone() };
        chronology.events[2].sources.push(other);
        let mut facets = Facets::new(&chronology);
        let counts = |facets: &Facets| {
            [SourceType::Article, SourceType::Mail].map(|it| facets.source_types[it as usize])
        };
        assert_eq!(counts(&facets).map(|count| (count.matching, count.total)), [(2, 2), (2, 2)]);
        let hidden_source_types = [SourceType::Mail].into();
        let filter =
            Filter { hidden_source_types, query: "bridge".to_owned(), ..Filter::default() };
        facets.count(&chronology, &filter);
        assert_eq!(counts(&facets).map(|count| (count.matching, count.total)), [(1, 2), (1, 2)]);
        let filter = Filter { query: String::new(), ..filter };
        facets.count(&chronology, &filter);
        assert_eq!(facets.shown, [1, 2]);
        let sieve = Sieve::new(&chronology, &filter);
        let passing = chronology.events.iter().map(|event| sieve.passes(event));
        assert_eq!(passing.collect::<Vec<_>>(), [false, true, true]);
        let chips = chips(&chronology, &facets, &filter);
        assert_eq!(chips.iter().map(|chip| &*chip.text).collect::<Vec<_>>(), ["article"]);
    }

    proptest! {
        #[test]
        fn a_region_counts_the_union_of_its_parts_and_its_own_events(
            places in proptest::collection::vec(proptest::collection::btree_set(0usize..9, 0..4), 1..30),
            hidden in proptest::collection::btree_set(0usize..9, 0..9),
            hides in any::<bool>(),
            claims in (0usize..4).prop_map(claims_of),
        ) {
            let mut sample = Sample::default();
            for (number, own) in places.iter().enumerate() {
                sample = sample.event(&format!("{number}"), "1992", "").with(|event| {
                    event.places = own.iter().map(|i| PlaceCode::new(CODES[*i])).collect();
                });
            }
            let chronology = sample.build();
            let mut facets = Facets::under(&chronology, &claims);
            let ticked = (0..9).filter(|i| !hidden.contains(i)).map(|i| PlaceCode::new(CODES[i]));
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
