//! Decisions about single events, applied where the events stand: nothing else is replayed.

use super::decision::Decision;
use super::replay::{Documents, meant};
use crate::model::{Chronology, Review};

/// How an event was before it was marked.
#[derive(Clone, Debug)]
pub struct Unmarked {
    /// Its index.
    pub event: usize,
    title: String,
    review: Option<Box<Review>>,
}

impl Unmarked {
    /// An event as it is now.
    pub fn of(chronology: &Chronology, event: usize) -> Option<Self> {
        let it = chronology.events.get(event)?;
        Some(Self { event, title: it.title.clone(), review: it.review.clone() })
    }

    /// Makes the event what it was.
    pub fn restore(self, chronology: &mut Chronology) {
        if let Some(event) = chronology.events.get_mut(self.event) {
            (event.title, event.review) = (self.title, self.review);
        }
    }
}

/// The event that a decision about one event means; `told_by` gives those that a document tells.
///
/// `None` also where another event answers to the name just as well: then the order of reading decides,
/// which a replay knows.
pub fn marked_event(
    chronology: &Chronology,
    documents: &Documents,
    decision: &Decision,
    told_by: impl Fn(usize) -> Vec<usize>,
) -> Option<usize> {
    let [name] = decision.events() else { return None };
    let document = documents.find(&name.document).filter(|_| decision.is_mark())?;
    let event = |index: usize| Some((index, chronology.events.get(index)?));
    let told = told_by(document.0).into_iter().filter_map(event);
    meant(chronology, name, document, told).filter(|meant| !meant.is_tied).map(|meant| meant.event)
}
