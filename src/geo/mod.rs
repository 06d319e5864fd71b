//! Sentences → [`PlaceMention`]s: recognise and resolve against the gazetteer.

use crate::model::{Document, PlaceCode, PlaceMention, PlaceTable, Sentence};

/// Finds the place names of a document and resolves each to a place.
pub fn tag(_document: &Document, _sentences: &[Sentence]) -> Vec<PlaceMention> {
    Vec::new()
}

/// The places of `codes` with all that contains them.
pub fn table(_codes: impl IntoIterator<Item = PlaceCode>) -> PlaceTable {
    PlaceTable::default()
}
