//! Documents that repeat another one tell the same events: each is told once, with every source.

use crate::events::words::hash::ByText;
use crate::model::{Annotated, DocumentId, Event};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The words of a source: document that is repeated, sentence, clause.
type Telling<'a> = (&'a str, &'a str, &'a str);

/// Gives what a copy tells in the same words to the event of its original. A copy that dates it
/// otherwise, because it came out on another day, keeps an event of its own; merging decides.
pub(super) fn joined(documents: &[Arc<Annotated>], events: Vec<Event>) -> Vec<Event> {
    if documents.iter().all(|it| it.document.duplicate_of.is_none()) {
        return events;
    }
    let copied = documents.iter().filter_map(|it| it.document.duplicate_of.as_ref());
    let copied: HashSet<&str, ByText> = copied.map(DocumentId::as_str).collect();
    let mut told: HashMap<Telling<'_>, Vec<usize>, ByText> = HashMap::default();
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let (copies, originals): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(|event| is_copy(documents, event));
    for event in originals {
        let telling = telling(documents, &event);
        if let Some(telling) = telling.filter(|(document, ..)| copied.contains(document)) {
            told.entry(telling).or_default().push(kept.len());
        }
        kept.push(event);
    }
    for event in copies {
        let telling = telling(documents, &event);
        let same = telling.and_then(|telling| told.get(&telling)).and_then(|same| {
            same.iter()
                .copied()
                .find(|&index| kept.get(index).is_some_and(|it| is_same(it, &event)))
        });
        if let Some(original) = same.and_then(|index| kept.get_mut(index)) {
            original.sources.extend(event.sources);
            continue;
        }
        if let Some(telling) = telling {
            told.entry(telling).or_default().push(kept.len());
        }
        kept.push(event);
    }
    kept
}

fn is_copy(documents: &[Arc<Annotated>], event: &Event) -> bool {
    let document = event.sources.first().and_then(|source| documents.get(source.document));
    document.is_some_and(|it| it.document.duplicate_of.is_some())
}

fn telling<'a>(documents: &'a [Arc<Annotated>], event: &Event) -> Option<Telling<'a>> {
    let source = event.sources.first()?;
    let document = &documents.get(source.document)?.document;
    let original = document.duplicate_of.as_ref().unwrap_or(&document.id).as_str();
    Some((original, source.sentence.of(&document.text), source.clause.of(&document.text)))
}

/// Two tellings in the same words, under the same title and date.
fn is_same(original: &Event, copy: &Event) -> bool {
    let is_dated_so = copy.when.is_none() || copy.when == original.when;
    original.title == copy.title && is_dated_so && original.factuality == copy.factuality
}
