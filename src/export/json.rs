//! JSON and JSON Lines of records.

use super::record;
use crate::model::{Chronology, Coverage};
use serde::Serialize;

/// One record a line.
pub fn lines<T: Serialize>(records: &[T]) -> String {
    let mut out = String::new();
    for record in records {
        // A record holds only strings, numbers and lists, which always serialise.
        out.push_str(&serde_json::to_string(record).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// Every document, one a line.
pub fn document_lines(chronology: &Chronology) -> String {
    let coverage = Coverage::of(chronology);
    let all = chronology.documents.iter().zip(&coverage);
    lines(&all.map(|(annotated, found)| record::document(annotated, found)).collect::<Vec<_>>())
}

/// Every mention of every document, one a line.
pub fn mention_lines(chronology: &Chronology) -> String {
    let all = chronology.documents.iter();
    all.map(|annotated| lines(&record::mentions(annotated, &chronology.places))).collect()
}

/// Every event, one a line.
pub fn event_lines(chronology: &Chronology) -> String {
    lines(&record::events(chronology))
}

/// Every event as one indented list.
pub fn events(chronology: &Chronology) -> String {
    let mut out = serde_json::to_string_pretty(&record::events(chronology)).unwrap_or_default();
    out.push('\n');
    out
}
