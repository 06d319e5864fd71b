//! What the filter panel counts, from columns, so that another filter is one pass over them, on all cores.

use super::traits::{LOOSE, OWN, STARRED, TAGGED, Trait, Traits, pieces};
use super::{Count, RegionNode};
use crate::model::{Chronology, DateStatus, Event, Factuality, PlaceCode, ReviewState, SourceType};
use crate::view::Filter;
use crate::view::filter::{Cast, Sieve};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::mem::take;
use std::ops::Range;

const REGION: u16 = 1;
const STATUS: u16 = 2;
const FACTUALITY: u16 = 4;
const DOCUMENT: u16 = 8;
const CONFIDENCE: u16 = 16;
const QUERY: u16 = 32;
const REVIEW: u16 = 64;
const STAR: u16 = 128;
const TAG: u16 = 256;
const DOCUMENTS: u16 = 512;
const TIME: u16 = 1024;
const SOURCE_TYPE: u16 = 2048;
const ACTOR: u16 = 4096;

/// Puts an event into a list in order, or takes it out; whether the list is another one now.
pub(crate) fn place_in(list: &mut Vec<u32>, index: usize, is_in: bool) -> bool {
    let index = index as u32;
    match (is_in, list.binary_search(&index)) {
        (false, Ok(at)) => _ = list.remove(at),
        (true, Err(at)) => list.insert(at, index),
        _ => return false,
    }
    true
}

/// A filter made ready for columns.
pub(crate) struct Question<'a> {
    chronology: &'a Chronology,
    filter: &'a Filter,
    sieve: Sieve<'a>,
    tree: &'a [RegionNode],
    /// Nodes of the tree that are ticked; `None` where all are.
    ticked: Option<Vec<bool>>,
    is_document_hidden: Option<Vec<bool>>,
    /// Those of whom one must take part; `None` where nobody in particular must.
    cast: Option<Cast>,
    statuses: [bool; 6],
    factualities: [bool; 7],
    reviews: [bool; 4],
    /// Source types that are shown, as bits; `None` where all are.
    source_types: Option<u8>,
    /// First and last second that are asked for; `None` where every time is.
    span: Option<(i64, i64)>,
    /// Which events hold the searched words; `None` where nothing is sought.
    found: Option<&'a [bool]>,
    /// Whether events are counted in all too; else only those that match.
    counts_totals: bool,
}

impl<'a> Question<'a> {
    pub(crate) fn new(
        chronology: &'a Chronology,
        filter: &'a Filter,
        tree: &'a [RegionNode],
        found: Option<&'a [bool]>,
    ) -> Self {
        let ticked = filter
            .regions
            .as_ref()
            .map(|choice| tree.iter().map(|node| choice.ticked.contains(&node.code)).collect());
        let hidden = &filter.hidden_documents;
        let is_hidden = || chronology.documents.iter().map(|it| hidden.contains(&it.document.id));
        Self {
            chronology,
            filter,
            sieve: Sieve::new(chronology, filter),
            tree,
            ticked,
            is_document_hidden: (!hidden.is_empty()).then(|| is_hidden().collect()),
            cast: Cast::of(chronology, filter),
            statuses: DateStatus::ALL.map(|it| !filter.hidden_statuses.contains(&it)),
            factualities: Factuality::ALL.map(|it| !filter.hidden_factualities.contains(&it)),
            reviews: ReviewState::ALL.map(|it| !filter.hidden_reviews.contains(&it)),
            source_types: (!filter.hidden_source_types.is_empty()).then(|| {
                filter.hidden_source_types.iter().fold(u8::MAX, |all, it| all & !(1 << *it as u8))
            }),
            span: filter.time.as_ref().map(|time| time.bounds.sort_key()),
            found,
            counts_totals: true,
        }
    }

    /// The same where it is known how many events each box stands for in all: then an event that fails
    /// two facets counts nowhere, and one that fails one only there.
    #[must_use]
    pub(crate) fn of_matching(self) -> Self {
        Self { counts_totals: false, ..self }
    }

    /// Whether an event that fails these facets is counted by one of them.
    fn counts(&self, fails: u16, facet: u16) -> bool {
        self.counts_totals || fails & !facet == 0
    }

    /// The facets that an event does not pass, as bits.
    fn failures(&self, traits: &Traits, index: usize, known: Trait) -> u16 {
        let filter = self.filter;
        let is = |all: &[bool], at: u8| all.get(usize::from(at)).copied().unwrap_or(true);
        let is_visible = |hidden: &Vec<bool>| {
            let own = traits.documents(index);
            own.iter().any(|it| !hidden.get(*it as usize).copied().unwrap_or(false))
        };
        let mut fails = 0;
        for (passes, bit) in [
            (self.is_in_region(traits, index), REGION),
            (is(&self.statuses, known.status), STATUS),
            (is(&self.factualities, known.factuality), FACTUALITY),
            (self.is_document_hidden.as_ref().is_none_or(is_visible), DOCUMENT),
            (self.source_types.is_none_or(|shown| known.source_types & shown != 0), SOURCE_TYPE),
            (filter.min_confidence <= known.confidence, CONFIDENCE),
            (self.found.is_none_or(|found| found.get(index).copied().unwrap_or(true)), QUERY),
            (is(&self.reviews, known.review), REVIEW),
            (!filter.starred_only || known.bits & STARRED != 0, STAR),
            (filter.tags.is_empty() || self.has_tag(index, known), TAG),
            (self.cast.as_ref().is_none_or(|it| it.holds(traits.actors(index))), ACTOR),
            (filter.min_documents <= usize::from(known.documents), DOCUMENTS),
            (self.span.is_none_or(|span| traits.is_within(index, span)), TIME),
        ] {
            fails |= if passes { 0 } else { bit };
        }
        fails
    }

    fn has_tag(&self, index: usize, known: Trait) -> bool {
        known.bits & TAGGED != 0
            && self.chronology.events.get(index).is_some_and(|event| self.sieve.has_tag(event))
    }

    /// Whether every way of naming a place counts, so that columns know the places.
    fn counts_all(&self) -> bool {
        self.filter.hidden_vias.is_empty()
    }

    fn is_in_region(&self, traits: &Traits, index: usize) -> bool {
        let Some(ticked) = &self.ticked else { return true };
        if !self.counts_all() {
            let event = self.chronology.events.get(index);
            return event.is_some_and(|event| self.sieve.is_in_region(event));
        }
        let own = || traits.nodes(index).iter().filter(|node| **node & OWN != 0);
        let is_ticked = |node: &u32| ticked.get((node & !OWN) as usize).copied().unwrap_or(false);
        let no_region = self.filter.regions.as_ref().is_some_and(|choice| choice.no_region);
        own().any(is_ticked) || no_region && own().next().is_none()
    }

    /// Nodes of the places of an event that count, with all that contains them, each once; and whether no
    /// place of it counts.
    fn some_nodes(&self, index: usize) -> (Vec<usize>, bool) {
        let Some(event) = self.chronology.events.get(index) else { return (Vec::new(), true) };
        let node = |code: &PlaceCode| self.tree.binary_search_by(|node| node.code.cmp(code)).ok();
        let mut places: Vec<usize> = self.sieve.places(event).filter_map(node).collect();
        places.sort_unstable();
        let holds = |at: &usize| {
            let below = self.tree.get(*at).map_or(&[][..], |node| &node.below);
            below.iter().any(|it| places.binary_search(it).is_ok())
        };
        let own = event.regions.iter().filter_map(node).filter(holds).collect();
        (own, self.sieve.places(event).next().is_none())
    }
}

/// Counts of everything in the filter panel, over some events.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tally {
    pub(crate) regions: Vec<Count>,
    pub(crate) no_region: Count,
    pub(crate) vias: [Count; 2],
    pub(crate) statuses: [Count; 6],
    pub(crate) factualities: [Count; 7],
    pub(crate) reviews: [Count; 4],
    pub(crate) source_types: [Count; SourceType::ALL.len()],
    pub(crate) starred: Count,
    pub(crate) several_documents: Count,
    pub(crate) tags: BTreeMap<String, Count>,
    pub(crate) documents: Vec<Count>,
    pub(crate) actors: Vec<Count>,
    pub(crate) no_actor: Count,
    pub(crate) confidence: [usize; 10],
    /// Which events pass the whole filter.
    pub(crate) shown: Vec<u32>,
    /// Which pass all of it but the regions, where it asks for regions.
    pub(crate) anywhere: Vec<u32>,
}

impl Tally {
    /// Counts all events, in pieces side by side.
    pub(crate) fn of(question: &Question<'_>, traits: &Traits) -> Self {
        let count = |piece: Range<usize>| {
            let mut tally = Self::empty(question);
            tally.shown.reserve_exact(piece.len());
            for index in piece {
                tally.put(question, traits, index, 1);
            }
            tally
        };
        let mut tallies: Vec<Self> =
            pieces(traits.events.len()).into_par_iter().map(count).collect();
        let shown = tallies.iter_mut().map(|tally| take(&mut tally.shown)).collect();
        let anywhere = tallies.iter_mut().map(|tally| take(&mut tally.anywhere)).collect();
        let all = tallies.iter().fold(Self::empty(question), Self::and);
        Self { shown: joined(shown), anywhere: joined(anywhere), ..all }
    }

    pub(crate) fn empty(question: &Question<'_>) -> Self {
        Self {
            regions: vec![Count::default(); question.tree.len()],
            documents: vec![Count::default(); question.chronology.documents.len()],
            actors: vec![Count::default(); question.chronology.actors.all().len()],
            ..Self::default()
        }
    }

    /// Counts one event once more, or once less.
    pub(crate) fn put(
        &mut self,
        question: &Question<'_>,
        traits: &Traits,
        index: usize,
        by: isize,
    ) {
        let Some(known) = traits.events.get(index).copied() else { return };
        let fails = question.failures(traits, index, known);
        if !question.counts_totals && 1 < fails.count_ones() {
            return;
        }
        let add = |count: Option<&mut Count>, own: u16| {
            if let Some(count) = count {
                count.add(fails & !own == 0, by);
            }
        };
        if question.counts(fails, REGION) {
            self.put_places(question, traits, (index, known), |count| add(count, REGION));
        }
        add(self.statuses.get_mut(usize::from(known.status)), STATUS);
        add(self.factualities.get_mut(usize::from(known.factuality)), FACTUALITY);
        add(self.reviews.get_mut(usize::from(known.review)), REVIEW);
        // Nearly always one.
        let mut types = known.source_types;
        while types != 0 {
            add(self.source_types.get_mut(types.trailing_zeros() as usize), SOURCE_TYPE);
            types &= types - 1;
        }
        if known.bits & STARRED != 0 {
            add(Some(&mut self.starred), STAR);
        }
        if 2 <= known.documents {
            add(Some(&mut self.several_documents), DOCUMENTS);
        }
        if known.bits & TAGGED != 0 && question.counts(fails, TAG) {
            let event = question.chronology.events.get(index);
            for tag in event.into_iter().flat_map(Event::tags) {
                add(Some(self.tags.entry(tag.to_owned()).or_default()), TAG);
            }
        }
        if question.counts(fails, DOCUMENT) {
            for document in traits.documents(index) {
                add(self.documents.get_mut(*document as usize), DOCUMENT);
            }
        }
        if question.counts(fails, ACTOR) {
            let actors = traits.actors(index);
            for actor in actors {
                add(self.actors.get_mut(*actor as usize), ACTOR);
            }
            if actors.is_empty() {
                add(Some(&mut self.no_actor), ACTOR);
            }
        }
        if question.counts_totals {
            let tenth = ((known.confidence * 10.0) as usize).min(9);
            if let Some(count) = self.confidence.get_mut(tenth) {
                *count = count.wrapping_add_signed(by);
            }
        }
        if fails == 0 {
            self.shown.push(index as u32);
        }
        if question.ticked.is_some() && fails & !REGION == 0 {
            self.anywhere.push(index as u32);
        }
    }

    /// Counts the places of an event and how they are named.
    fn put_places(
        &mut self,
        question: &Question<'_>,
        traits: &Traits,
        (index, known): (usize, Trait),
        add: impl Fn(Option<&mut Count>),
    ) {
        let is_nowhere = if question.counts_all() {
            let nodes = traits.nodes(index);
            for node in nodes {
                add(self.regions.get_mut((node & !OWN) as usize));
            }
            nodes.iter().all(|node| node & OWN == 0)
        } else {
            let (nodes, is_nowhere) = question.some_nodes(index);
            for node in nodes {
                add(self.regions.get_mut(node));
            }
            is_nowhere
        };
        if is_nowhere {
            add(Some(&mut self.no_region));
        }
        for (i, count) in self.vias.iter_mut().enumerate() {
            if known.bits & (LOOSE << i) != 0 {
                add(Some(count));
            }
        }
    }

    /// This and another, but for the lists of events.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        self.with(other, Count::join);
        for (count, more) in self.confidence.iter_mut().zip(other.confidence) {
            *count = count.wrapping_add(more);
        }
        self.tags.retain(|_, count| 0 < count.total);
        self
    }

    /// The same with another's numbers of events in all.
    pub(crate) fn with_totals_of(mut self, other: &Self) -> Self {
        self.with(other, |count, known| count.total = known.total);
        Self { confidence: other.confidence, ..self }
    }

    /// Does something to each count with another's.
    fn with(&mut self, other: &Self, act: fn(&mut Count, Count)) {
        let each = |counts: &mut [Count], others: &[Count]| {
            counts.iter_mut().zip(others).for_each(|(count, other)| act(count, *other));
        };
        each(&mut self.regions, &other.regions);
        each(&mut self.documents, &other.documents);
        each(&mut self.actors, &other.actors);
        act(&mut self.no_actor, other.no_actor);
        each(&mut self.vias, &other.vias);
        each(&mut self.statuses, &other.statuses);
        each(&mut self.factualities, &other.factualities);
        each(&mut self.reviews, &other.reviews);
        each(&mut self.source_types, &other.source_types);
        act(&mut self.no_region, other.no_region);
        act(&mut self.starred, other.starred);
        act(&mut self.several_documents, other.several_documents);
        for (tag, count) in &other.tags {
            act(self.tags.entry(tag.clone()).or_default(), *count);
        }
    }
}

/// Lists one after another as one, copied on all cores.
fn joined(lists: Vec<Vec<u32>>) -> Vec<u32> {
    let mut all = vec![0; lists.iter().map(Vec::len).sum()];
    let mut rest = all.as_mut_slice();
    let pieces = lists.into_iter().map(|list| {
        let (own, after) = take(&mut rest).split_at_mut(list.len());
        rest = after;
        (own, list)
    });
    let pieces: Vec<_> = pieces.collect();
    pieces.into_par_iter().for_each(|(own, list)| own.copy_from_slice(&list));
    all
}
