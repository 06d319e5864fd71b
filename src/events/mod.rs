//! Mentions → [`Event`]s → one merged list.

mod bind;
mod claim;
mod clause;
mod copies;
mod dating;
mod detect;
mod extent;
mod factuality;
#[cfg(test)]
mod fixture;
mod gap;
#[cfg(test)]
mod invariants;
mod lexicon;
mod merge;
mod news;
mod predicate;
mod prune;
mod rank;
mod shorten;
mod similarity;
mod site;
mod tagger;
mod title;
mod words;

use crate::model::{Annotated, Event, PlaceTable};
use std::sync::Arc;

/// The events that one document tells, each with one source; `index` is the document's number in
/// the chronology. Regions and salience are left empty: they need the whole corpus.
pub fn detect(index: usize, annotated: &Annotated) -> Vec<Event> {
    detect::detect(index, annotated)
}

/// One list out of all documents' events: same events merged, regions and salience filled in, in
/// order of [`Event::sort_key`].
pub fn merge(documents: &[Arc<Annotated>], events: Vec<Event>, places: &PlaceTable) -> Vec<Event> {
    merge::merge(documents, events, places)
}
