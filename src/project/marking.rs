//! Decisions about single events, applied where the events stand: nothing else is replayed.

use super::decision::{Decision, EventName};
use super::replay::{Documents, meant};
use crate::model::{Chronology, Review};
use std::collections::{BTreeMap, BTreeSet};

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

/// The events that decisions about single events mean, one for each; `told_by` gives those that some
/// documents tell.
///
/// `None` where one of them means no event, or says more than a mark; also where another event answers to a
/// name just as well: then the order of reading decides, which a replay knows. The events are gone through
/// once, however many decisions there are.
pub fn marked_events(
    chronology: &Chronology,
    documents: &Documents,
    decisions: &[Decision],
    told_by: impl FnOnce(&BTreeSet<usize>) -> Vec<usize>,
) -> Option<Vec<usize>> {
    let named = decisions.iter().map(|decision| {
        let [name] = decision.events() else { return None };
        Some((name, documents.find(&name.document).filter(|_| decision.is_mark())?))
    });
    let named: Vec<(&EventName, (usize, bool))> = named.collect::<Option<_>>()?;
    let place = |name: &EventName, (document, is_same_text): (usize, bool)| {
        (document, is_same_text.then_some(name.sentence))
    };
    let mut told: BTreeMap<(usize, Option<u32>), Vec<usize>> =
        named.iter().map(|(name, document)| (place(name, *document), Vec::new())).collect();
    for index in told_by(&named.iter().map(|(_, (document, _))| *document).collect()) {
        for source in chronology.events.get(index).into_iter().flat_map(|it| &it.sources) {
            for sentence in [Some(source.sentence.start), None] {
                if let Some(told) = told.get_mut(&(source.document, sentence))
                    && told.last() != Some(&index)
                {
                    told.push(index);
                }
            }
        }
    }
    let event = |index: &usize| Some((*index, chronology.events.get(*index)?));
    let meant = named.into_iter().map(|(name, document)| {
        let told = told.get(&place(name, document))?;
        let meant = meant(chronology, name, document, told.iter().filter_map(event))?;
        (!meant.is_tied).then_some(meant.event)
    });
    meant.collect()
}
