//! JSON and JSON Lines of records.

use super::record;
use crate::model::{Chronology, Coverage};
use crate::view::Band;
use rayon::prelude::*;
use serde::Serialize;

/// Documents or events that one thread writes in a row.
const SHARE: usize = 64;

/// One record a line: those of all items, in order, written by all cores.
fn lines<'a, T: Sync, R: Serialize>(
    items: &'a [T],
    records: impl Fn(&'a T) -> Vec<R> + Sync,
) -> String {
    let write = |items: &'a [T]| {
        let mut out = Vec::new();
        for record in items.iter().flat_map(&records) {
            // A record holds only strings, numbers and lists, which always serialise.
            _ = serde_json::to_writer(&mut out, &record);
            out.push(b'\n');
        }
        String::from_utf8(out).unwrap_or_default()
    };
    let shares: Vec<String> = items.par_chunks(SHARE).map(write).collect();
    shares.concat()
}

/// Every document, one a line.
pub fn document_lines(chronology: &Chronology) -> String {
    let coverage = Coverage::of(chronology);
    let all: Vec<_> = chronology.documents.iter().zip(&coverage).collect();
    lines(&all, |&(annotated, found)| vec![record::document(annotated, found)])
}

/// Every mention of every document, one a line.
pub fn mention_lines(chronology: &Chronology) -> String {
    lines(&chronology.documents, |annotated| record::mentions(annotated, &chronology.places))
}

/// Every event with its annotations, one a line.
pub fn event_lines(chronology: &Chronology, bands: &[Band]) -> String {
    let offsets = record::offsets(chronology);
    lines(&chronology.events, |event| vec![record::event(event, &offsets, (chronology, bands))])
}

/// Every event with its annotations as one indented list.
pub fn events(chronology: &Chronology, bands: &[Band]) -> String {
    let records = record::events(chronology, bands);
    let mut out = serde_json::to_string_pretty(&records).unwrap_or_default();
    out.push('\n');
    out
}
