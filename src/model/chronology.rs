//! All events of a corpus, merged and in order, with the documents they came from.

use super::{ActorTable, Annotated, Event, PlaceTable, Source, TimeMention, Warning};
use rayon::prelude::*;
use std::sync::Arc;

/// A corpus read to the end.
#[derive(Clone, Debug, Default)]
pub struct Chronology {
    /// Every document, in order of id.
    pub documents: Vec<Arc<Annotated>>,
    /// Every event, in order of [`Event::sort_key`].
    pub events: Vec<Event>,
    /// Every place that an event or a mention names, with all that contains it.
    pub places: PlaceTable,
    /// Everybody who takes part in the events.
    pub actors: ActorTable,
    /// What went half wrong, in order of document.
    pub warnings: Vec<Warning>,
    /// Files that were found; those that could not be read are among the warnings.
    pub file_count: usize,
}

impl Chronology {
    /// The document of a source.
    pub fn document_of(&self, source: &Source) -> Option<&Annotated> {
        self.documents.get(source.document).map(AsRef::as_ref)
    }

    /// The time expression that dates a source.
    pub fn time_of(&self, source: &Source) -> Option<&TimeMention> {
        self.document_of(source)?.times.get(source.time?.mention)
    }

    /// The same with these of its events alone, by index, in the order given.
    pub fn only(&self, indices: impl Iterator<Item = usize>) -> Self {
        let events = indices.filter_map(|index| self.events.get(index)).cloned().collect();
        Self { events, ..self.clone_without_events() }
    }

    /// The same without its events.
    pub fn clone_without_events(&self) -> Self {
        Self {
            documents: self.documents.clone(),
            events: Vec::new(),
            places: self.places.clone(),
            actors: self.actors.clone(),
            warnings: self.warnings.clone(),
            file_count: self.file_count,
        }
    }

    /// How many events have a date.
    pub fn dated_count(&self) -> usize {
        self.events.partition_point(|event| event.when.is_some())
    }

    /// Earliest and latest known bound of all dated events; `None` where there is none.
    pub fn extent(&self) -> Option<(i64, i64)> {
        Self::extent_of(self.events.par_iter())
    }

    /// The same of some events.
    pub fn extent_of<'a>(events: impl ParallelIterator<Item = &'a Event>) -> Option<(i64, i64)> {
        let span = |event: &Event| {
            let bounds = event.bounds();
            Some((bounds.earliest.or(bounds.latest)?, bounds.latest.or(bounds.earliest)?))
        };
        let wider = |a: (i64, i64), b: (i64, i64)| (a.0.min(b.0), a.1.max(b.1));
        events.filter_map(span).reduce_with(wider)
    }
}
