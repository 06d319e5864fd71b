//! A chronology without the names of files and folders, for pages that go to others.

use crate::model::{Annotated, Chronology, DocumentId};
use crate::view::{Filter, LaneKey, Placing};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Gives every document a number in place of its id and path; titles and web addresses stay.
pub(super) fn redacted(chronology: &Chronology) -> Chronology {
    let documents = chronology.documents.iter().zip(1..).map(|(annotated, number)| {
        let mut annotated = Annotated::clone(annotated);
        let document = &mut annotated.document;
        document.id = DocumentId::new(&name(number));
        document.path = None;
        let is_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        document.metadata.url = document.metadata.url.take().filter(is_web);
        Arc::new(annotated)
    });
    let documents = documents.collect();
    Chronology { documents, warnings: Vec::new(), ..chronology.clone() }
}

/// The names of documents once they are redacted.
fn numbers(chronology: &Chronology) -> BTreeMap<&DocumentId, DocumentId> {
    let documents = chronology.documents.iter().zip(1..);
    documents
        .map(|(annotated, number)| (&annotated.document.id, DocumentId::new(&name(number))))
        .collect()
}

/// Lanes placed by hand, so that they stand as they did once the chronology is redacted.
pub(super) fn redacted_placing(placing: &Placing, chronology: &Chronology) -> Placing {
    let numbers = numbers(chronology);
    let key = |key: &LaneKey| match key {
        LaneKey::Document(id) => {
            LaneKey::Document(numbers.get(id).cloned().unwrap_or_else(|| id.clone()))
        }
        LaneKey::Place(_)
        | LaneKey::NoPlace
        | LaneKey::NoDocument
        | LaneKey::Tag(_)
        | LaneKey::NoTag
        | LaneKey::Actor(_)
        | LaneKey::NoActor
        | LaneKey::Status(_)
        | LaneKey::All
        | LaneKey::Rest => key.clone(),
    };
    Placing {
        order: placing.order.iter().map(key).collect(),
        collapsed: placing.collapsed.iter().map(key).collect(),
    }
}

/// A filter of a chronology that fits it once it is redacted.
pub(super) fn redacted_filter(filter: &Filter, chronology: &Chronology) -> Filter {
    let numbers = numbers(chronology);
    let hidden = filter.hidden_documents.iter();
    let hidden_documents = hidden.filter_map(|id| numbers.get(id).cloned()).collect();
    Filter { hidden_documents, ..filter.clone() }
}

fn name(number: usize) -> String {
    format!("Document {number}")
}
