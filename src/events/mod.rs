//! Mentions → [`Event`]s → one merged list.

mod actor;
mod actors;
mod apart;
mod around;
mod aside;
mod bind;
mod bindable;
mod body;
mod byline;
mod called_off;
mod cited;
mod claim;
mod clause;
mod cluster;
mod copies;
mod dateline;
mod dating;
mod described;
mod detect;
mod extent;
mod factuality;
#[cfg(test)]
mod fixture;
mod focus;
mod full_name;
mod gap;
mod gapped;
mod gerund;
mod hash;
mod head;
mod headed;
mod home;
mod host;
#[cfg(test)]
mod invariants;
mod inverted;
mod led;
mod lexicon;
mod likeness;
mod line;
mod listed;
#[cfg(test)]
mod load;
mod main_verb;
mod mend;
mod merge;
mod name_run;
mod near;
mod news;
mod noun;
mod once_more;
mod others;
mod outsider;
mod own_name;
mod paired;
mod participle;
mod partner;
mod party;
mod past;
mod place_list;
mod predicate;
mod prune;
mod rank;
mod refuted;
mod seat;
mod section;
mod shared;
mod shorten;
mod similarity;
mod site;
mod spot;
#[expect(dead_code, reason = "the build script writes what is read here by place")]
mod tag_format;
mod tagger;
#[cfg(test)]
mod tests;
mod title;
#[cfg(test)]
mod titles;
mod told;
mod told_time;
mod trailing;
mod verb_group;
mod verb_row;
mod verbatim;
mod vocabulary;
mod whole;
mod whom;
mod word_lists;
mod wording;
mod words;

use crate::model::{ActorTable, Annotated, Event, PlaceCode, PlaceTable};
use std::sync::Arc;

pub use near::Near;

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
    actors::table(events)
}

/// Pairs among merged events that may be one, for a person to judge; most alike first.
pub fn near(documents: &[Arc<Annotated>], events: &[Event]) -> Vec<Near> {
    near::near(documents, events)
}

/// An event and the others of its time, in order, by index: all that it can be one with.
pub fn around(events: &[Event], index: usize) -> Vec<usize> {
    near::around(events, index)
}

/// The pairs of one event with others among `events`, which are those of its time; most alike first.
pub fn near_to(documents: &[Arc<Annotated>], events: &[Event], index: usize) -> Vec<Near> {
    near::near_to(documents, events, index)
}
