//! Mentions → [`Event`]s → one merged list.

mod bind;
mod claim;
mod clause;
mod dating;
mod detect;
mod factuality;
#[cfg(test)]
mod fixture;
mod lexicon;
mod predicate;
mod site;
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
pub fn merge(
    _documents: &[Arc<Annotated>],
    mut events: Vec<Event>,
    places: &PlaceTable,
) -> Vec<Event> {
    for event in &mut events {
        let mut regions: Vec<_> =
            event.places.iter().flat_map(|place| places.with_ancestors(place)).collect();
        regions.sort();
        regions.dedup();
        event.regions = regions;
    }
    events.sort_by_key(Event::sort_key);
    events
}
