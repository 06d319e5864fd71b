//! Mentions → [`Event`]s → one merged list.

mod bind;
mod clause;
mod dating;
mod detect;
mod factuality;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod invariants;
mod merge;
mod people;
mod predicate;
mod site;
#[cfg(test)]
mod tests;
mod title;
mod told;
mod words;

use crate::model::{ActorTable, Annotated, Event, PlaceCode, PlaceTable};
use std::sync::Arc;

pub use merge::near::Near;

/// The events that one document tells, each with one source; `index` is its number in the chronology.
///
/// Regions and salience are left empty: they need the whole corpus. A document that lists events as
/// such has none beside them.
pub fn detect(index: usize, annotated: &Annotated) -> Vec<Event> {
    if !annotated.document.told.is_empty() {
        return Vec::new();
    }
    detect::detect(index, annotated)
}

/// The events that documents list as such, each with all its sources. `place` knows codes and names.
pub fn told(documents: &[Arc<Annotated>], place: &dyn Fn(&str) -> Option<PlaceCode>) -> Vec<Event> {
    told::told(documents, place)
}

/// One list out of all documents' events: same events merged, regions and salience filled in, in
/// order of [`Event::sort_key`].
///
/// The order of `events` does not matter. What an earlier merge gave, which has a salience, is settled:
/// only new events are compared with it, so merging a merged list changes nothing.
pub fn merge(documents: &[Arc<Annotated>], events: Vec<Event>, places: &PlaceTable) -> Vec<Event> {
    merge::merge(documents, events, places)
}

/// Everybody who takes part in merged events, each with all that sources call them.
pub fn actors(events: &[Event]) -> ActorTable {
    people::actors::table(events)
}

/// Pairs among merged events that may be one, for a person to judge; most alike first.
pub fn near(documents: &[Arc<Annotated>], events: &[Event]) -> Vec<Near> {
    merge::near::near(documents, events)
}

/// An event and the others of its time, in order, by index: all that it can be one with.
pub fn around(events: &[Event], index: usize) -> Vec<usize> {
    merge::near::around(events, index)
}

/// The pairs of one event with others among `events`, which are those of its time; most alike first.
pub fn near_to(documents: &[Arc<Annotated>], events: &[Event], index: usize) -> Vec<Near> {
    merge::near::near_to(documents, events, index)
}
