//! A few bytes of every event, read once: what a filter asks of it.

use crate::model::{Chronology, DateStatus, Event, Factuality, PlaceCode, ReviewState, Via};
use crate::view::filter::{told_for, via_of};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Pieces that events are cut into, and the least number of events in one.
const PIECES: usize = 8;
const LEAST_PIECE: usize = 1 << 14;

/// Marks a node that is a place of the event itself, not one that contains it.
pub(crate) const OWN: u32 = 1 << 31;

/// What a filter asks of every event.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Traits {
    pub(crate) events: Vec<Trait>,
    /// First and last second in which each event may lie; the first after the last where it has no date.
    spans: Vec<(i64, i64)>,
    /// Nodes of the places of each event and of all that contains them; where each event's end.
    node_ends: Vec<u32>,
    nodes: Vec<u32>,
    /// Documents that tell each event, each once; where each event's end.
    document_ends: Vec<u32>,
    documents: Vec<u32>,
    /// Those who take part in each event, each once; where each event's end.
    actor_ends: Vec<u32>,
    actors: Vec<u32>,
    /// The starred events: whoever stars one of millions waits for no look at the others.
    starred: BTreeSet<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Trait {
    pub(crate) confidence: f32,
    pub(crate) documents: u16,
    /// Places in [`DateStatus::ALL`], [`Factuality::ALL`] and [`ReviewState::ALL`].
    pub(crate) status: u8,
    pub(crate) factuality: u8,
    pub(crate) review: u8,
    /// A bit for each of [`SourceType::ALL`](crate::model::SourceType::ALL) that tells it.
    pub(crate) source_types: u8,
    /// [`STARRED`], [`TAGGED`], and a bit for each of [`Via::LOOSE`].
    pub(crate) bits: u8,
}

pub(crate) const LOOSE: u8 = 1;
pub(crate) const STARRED: u8 = 4;
pub(crate) const TAGGED: u8 = 8;

/// Pieces of so many events, in order; the same ones on any number of cores.
pub(crate) fn pieces(count: usize) -> Vec<Range<usize>> {
    let size = count.div_ceil(PIECES).max(LEAST_PIECE);
    (0..count.div_ceil(size)).map(|i| i * size..((i + 1) * size).min(count)).collect()
}

impl Traits {
    /// Reads every event once. `codes` are the places of the region tree, in order; `above` holds each
    /// with all that contains it, `None` where that is what the events say.
    pub(crate) fn of(
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
            let actors = traits.actors.len() as u32;
            traits.actor_ends.extend(piece.actor_ends.into_iter().map(|end| end + actors));
            traits.actors.extend(piece.actors);
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
            traits.actors.extend(chronology.actors.of(event));
            traits.actor_ends.push(traits.actors.len() as u32);
        }
        traits
    }

    /// Reads an event again whose places, sources and date are as before.
    pub(crate) fn read_again(&mut self, chronology: &Chronology, index: usize) {
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
    pub(crate) fn starred(&self) -> &BTreeSet<usize> {
        &self.starred
    }

    /// The events that some documents tell, in order, each once.
    pub(crate) fn told_by(&self, documents: &BTreeSet<usize>) -> Vec<usize> {
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
    pub(crate) fn is_within(&self, index: usize, (from, to): (i64, i64)) -> bool {
        let span = self.spans.get(index).filter(|(first, last)| first <= last);
        span.is_some_and(|(first, last)| *first <= to && from <= *last)
    }

    pub(crate) fn nodes(&self, index: usize) -> &[u32] {
        slice(&self.nodes, &self.node_ends, index)
    }

    pub(crate) fn documents(&self, index: usize) -> &[u32] {
        slice(&self.documents, &self.document_ends, index)
    }

    pub(crate) fn actors(&self, index: usize) -> &[u32] {
        slice(&self.actors, &self.actor_ends, index)
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

/// The types of the sources that tell an event, as bits in order of [`SourceType::ALL`](crate::model::SourceType::ALL).
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
