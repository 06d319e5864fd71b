//! Mentions → [`Event`]s → one merged list.

use crate::model::{Annotated, Event, PlaceTable};
use std::sync::Arc;

/// The events that one document tells, each with one source; `index` is the document's number in
/// the chronology. Regions and salience are left empty: they need the whole corpus.
pub fn detect(_index: usize, _annotated: &Annotated) -> Vec<Event> {
    Vec::new()
}

/// One list out of all documents' events: same events merged, regions and salience filled in, in
/// order of [`Event::sort_key`].
pub fn merge(
    _documents: &[Arc<Annotated>],
    events: Vec<Event>,
    _places: &PlaceTable,
) -> Vec<Event> {
    events
}
