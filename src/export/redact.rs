//! A chronology without the names of files and folders, for pages that go to others.

use crate::model::{Annotated, Chronology, DocumentId};
use crate::view::Filter;
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

/// A filter of a chronology that fits it once it is redacted.
pub(super) fn redacted_filter(filter: &Filter, chronology: &Chronology) -> Filter {
    let numbers: BTreeMap<&DocumentId, DocumentId> = chronology
        .documents
        .iter()
        .zip(1..)
        .map(|(annotated, number)| (&annotated.document.id, DocumentId::new(&name(number))))
        .collect();
    let hidden = filter.hidden_documents.iter();
    let hidden_documents = hidden.filter_map(|id| numbers.get(id).cloned()).collect();
    Filter { hidden_documents, ..filter.clone() }
}

fn name(number: usize) -> String {
    format!("Document {number}")
}
