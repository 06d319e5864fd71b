//! What the filter panel counts, from columns: what a filter asks of an event is a few bytes of it,
//! read once, so that another filter is one pass over columns, on all cores.

use super::facets::{Count, RegionNode};
use crate::model::{
    Chronology, DateStatus, Event, Factuality, PlaceCode, ReviewState, SourceType, Via,
};
use crate::view::Filter;
use crate::view::filter::{Sieve, told_for, via_of};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// Marks a node that is a place of the event itself, not one that contains it.
const OWN: u32 = 1 << 31;
/// Pieces that a count is cut into, and the least number of events in one.
const PIECES: usize = 8;
const LEAST_PIECE: usize = 1 << 14;

/// What a filter asks of every event.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Traits {
    events: Vec<Trait>,
    /// First and last second in which each event may lie; the first after the last where it has no date.
    spans: Vec<(i64, i64)>,
    /// Nodes of the places of each event and of all that contains them; where each event's end.
    node_ends: Vec<u32>,
    nodes: Vec<u32>,
    /// Documents that tell each event, each once; where each event's end.
    document_ends: Vec<u32>,
    documents: Vec<u32>,
    /// The starred events: whoever stars one of millions waits for no look at the others.
    starred: BTreeSet<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Trait {
    confidence: f32,
    documents: u16,
    /// Places in [`DateStatus::ALL`], [`Factuality::ALL`] and [`ReviewState::ALL`].
    status: u8,
    factuality: u8,
    review: u8,
    /// A bit for each of [`SourceType::ALL`] that tells it.
    source_types: u8,
    /// [`STARRED`], [`TAGGED`], and a bit for each of [`Via::LOOSE`].
    bits: u8,
}

const LOOSE: u8 = 1;
const STARRED: u8 = 4;
const TAGGED: u8 = 8;

impl Traits {
    /// Reads every event once. `codes` are the places of the region tree, in order; `above` holds each
    /// with all that contains it, `None` where that is what the events say.
    pub(super) fn of(
        chronology: &Chronology,
        codes: &[&PlaceCode],
        above: Option<&[Vec<u32>]>,
    ) -> Self {
        let index: HashMap<&PlaceCode, u32> =
            codes.iter().enumerate().map(|(i, code)| (*code, i as u32)).collect();
        let pieces: Vec<Self> = pieces(chronology.events.len())
            .into_par_iter()
            .map(|piece| Self::of_piece(chronology, &index, above, piece))
            .collect();
        let mut traits = Self::default();
        for piece in pieces {
            let (nodes, documents) = (traits.nodes.len() as u32, traits.documents.len() as u32);
            let first = traits.events.len();
            traits.starred.extend(piece.starred.into_iter().map(|event| event + first));
            traits.events.extend(piece.events);
            traits.spans.extend(piece.spans);
            traits.node_ends.extend(piece.node_ends.into_iter().map(|end| end + nodes));
            traits.nodes.extend(piece.nodes);
            traits.document_ends.extend(piece.document_ends.into_iter().map(|end| end + documents));
            traits.documents.extend(piece.documents);
        }
        traits
    }

    fn of_piece(
        chronology: &Chronology,
        index: &HashMap<&PlaceCode, u32>,
        above: Option<&[Vec<u32>]>,
        piece: Range<usize>,
    ) -> Self {
        let mut traits = Self::default();
        for (at, event) in chronology.events.get(piece).unwrap_or_default().iter().enumerate() {
            traits.events.push(Trait::of(chronology, event));
            traits.spans.push(span_of(event));
            if event.is_starred() {
                traits.starred.insert(at);
            }
            match above {
                Some(above) => traits.nodes.extend(nodes_under(event, index, above)),
                None => traits.nodes.extend(event.regions.iter().filter_map(|code| {
                    let own = if event.places.contains(code) { OWN } else { 0 };
                    index.get(code).map(|node| node | own)
                })),
            }
            traits.node_ends.push(traits.nodes.len() as u32);
            let first = traits.documents.len();
            for source in &event.sources {
                let document = source.document as u32;
                let known = traits.documents.get(first..).unwrap_or_default();
                if !known.contains(&document) {
                    traits.documents.push(document);
                }
            }
            traits.document_ends.push(traits.documents.len() as u32);
        }
        traits
    }

    /// Reads an event again whose places, sources and date are as before.
    pub(super) fn read_again(&mut self, chronology: &Chronology, index: usize) {
        let event = chronology.events.get(index);
        if let Some((known, event)) = self.events.get_mut(index).zip(event) {
            *known = Trait::of(chronology, event);
            if event.is_starred() {
                self.starred.insert(index);
            } else {
                self.starred.remove(&index);
            }
        }
    }

    /// The starred events.
    pub(super) fn starred(&self) -> &BTreeSet<usize> {
        &self.starred
    }

    /// The events that some documents tell, in order, each once.
    pub(super) fn told_by(&self, documents: &BTreeSet<usize>) -> Vec<usize> {
        let most = documents.last().map_or(0, |last| last + 1);
        let is_meant: Vec<bool> = (0..most).map(|it| documents.contains(&it)).collect();
        let told = self.documents.iter().enumerate();
        let told = told.filter(|(_, it)| is_meant.get(**it as usize) == Some(&true));
        let event = |at: usize| self.document_ends.partition_point(|end| *end as usize <= at);
        let mut events: Vec<usize> = told.map(|(at, _)| event(at)).collect();
        events.dedup();
        events
    }

    /// Whether an event may lie from one second to another.
    fn is_within(&self, index: usize, (from, to): (i64, i64)) -> bool {
        let span = self.spans.get(index).filter(|(first, last)| first <= last);
        span.is_some_and(|(first, last)| *first <= to && from <= *last)
    }

    fn nodes(&self, index: usize) -> &[u32] {
        slice(&self.nodes, &self.node_ends, index)
    }

    fn documents(&self, index: usize) -> &[u32] {
        slice(&self.documents, &self.document_ends, index)
    }
}

/// First and last second in which an event may lie.
fn span_of(event: &Event) -> (i64, i64) {
    event.when.as_ref().map_or((i64::MAX, i64::MIN), |when| told_for(when).sort_key())
}

/// The nodes of an event's places and of all that contains them in the tree, each once.
fn nodes_under(
    event: &Event,
    index: &HashMap<&PlaceCode, u32>,
    above: &[Vec<u32>],
) -> BTreeSet<u32> {
    let own: Vec<u32> = event.places.iter().filter_map(|code| index.get(code)).copied().collect();
    let all = own.iter().filter_map(|node| above.get(*node as usize)).flatten();
    all.map(|node| if own.contains(node) { node | OWN } else { *node }).collect()
}

/// The values of one event, of all of them one after another.
fn slice<'a>(all: &'a [u32], ends: &[u32], index: usize) -> &'a [u32] {
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(index).copied().unwrap_or(start);
    all.get(start as usize..end as usize).unwrap_or_default()
}

/// Puts an event into a list in order, or takes it out; whether the list is another one now.
pub(super) fn place_in(list: &mut Vec<u32>, index: usize, is_in: bool) -> bool {
    let index = index as u32;
    match (is_in, list.binary_search(&index)) {
        (false, Ok(at)) => _ = list.remove(at),
        (true, Err(at)) => list.insert(at, index),
        _ => return false,
    }
    true
}

/// Pieces of so many events, in order; the same ones on any number of cores.
fn pieces(count: usize) -> Vec<Range<usize>> {
    let size = count.div_ceil(PIECES).max(LEAST_PIECE);
    (0..count.div_ceil(size)).map(|i| i * size..((i + 1) * size).min(count)).collect()
}

impl Trait {
    fn of(chronology: &Chronology, event: &Event) -> Self {
        let place = |place: Option<usize>| place.map_or(u8::MAX, |place| place as u8);
        let review = event.review_state();
        let loose = |bits: u8, (i, via): (usize, &Via)| {
            bits | u8::from(names_so(chronology, event, *via)) << i
        };
        let mut bits = Via::LOOSE.iter().enumerate().fold(0, loose) * LOOSE;
        bits |= if event.is_starred() { STARRED } else { 0 };
        bits |= if event.tags().next().is_some() { TAGGED } else { 0 };
        Self {
            confidence: event.confidence,
            documents: u16::try_from(event.document_count()).unwrap_or(u16::MAX),
            status: place(DateStatus::ALL.iter().position(|it| *it == event.date_status)),
            factuality: place(Factuality::ALL.iter().position(|it| *it == event.factuality)),
            review: place(ReviewState::ALL.iter().position(|it| *it == review)),
            source_types: source_types_of(chronology, event),
            bits,
        }
    }
}

/// The types of the sources that tell an event, as bits in order of [`SourceType::ALL`].
fn source_types_of(chronology: &Chronology, event: &Event) -> u8 {
    let documents = event.sources.iter().filter_map(|source| chronology.document_of(source));
    documents.fold(0, |bits, document| bits | 1 << document.source_type() as u8)
}

/// Whether a source of an event names one of its places so.
fn names_so(chronology: &Chronology, event: &Event, via: Via) -> bool {
    // A place that somebody gave is named by them.
    let mut sources = event.sources.iter().filter(|_| !event.is_placed_by_hand());
    sources.any(|source| {
        source.places.iter().any(|place| via_of(chronology, source, place) == Some(via))
    })
}

/// A filter made ready for columns.
pub(super) struct Question<'a> {
    chronology: &'a Chronology,
    filter: &'a Filter,
    sieve: Sieve<'a>,
    tree: &'a [RegionNode],
    /// Nodes of the tree that are ticked; `None` where all are.
    ticked: Option<Vec<bool>>,
    is_document_hidden: Option<Vec<bool>>,
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
    pub(super) fn new(
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
    pub(super) fn of_matching(self) -> Self {
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
pub(super) struct Tally {
    pub(super) regions: Vec<Count>,
    pub(super) no_region: Count,
    pub(super) vias: [Count; 2],
    pub(super) statuses: [Count; 6],
    pub(super) factualities: [Count; 7],
    pub(super) reviews: [Count; 4],
    pub(super) source_types: [Count; SourceType::ALL.len()],
    pub(super) starred: Count,
    pub(super) several_documents: Count,
    pub(super) tags: BTreeMap<String, Count>,
    pub(super) documents: Vec<Count>,
    pub(super) confidence: [usize; 10],
    /// Which events pass the whole filter.
    pub(super) shown: Vec<u32>,
    /// Which pass all of it but the regions, where it asks for regions.
    pub(super) anywhere: Vec<u32>,
}

impl Tally {
    /// Counts all events, in pieces side by side.
    pub(super) fn of(question: &Question<'_>, traits: &Traits) -> Self {
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

    pub(super) fn empty(question: &Question<'_>) -> Self {
        Self {
            regions: vec![Count::default(); question.tree.len()],
            documents: vec![Count::default(); question.chronology.documents.len()],
            ..Self::default()
        }
    }

    /// Counts one event once more, or once less.
    pub(super) fn put(
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
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.with(other, Count::join);
        for (count, more) in self.confidence.iter_mut().zip(other.confidence) {
            *count = count.wrapping_add(more);
        }
        self.tags.retain(|_, count| 0 < count.total);
        self
    }

    /// The same with another's numbers of events in all.
    pub(super) fn with_totals_of(mut self, other: &Self) -> Self {
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
