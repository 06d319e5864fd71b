//! [`Document`] → [`Sentence`]s.

use crate::model::{Document, Sentence};

/// The sentences, headings and list items of a document, in order, disjoint.
pub fn sentences(_document: &Document) -> Vec<Sentence> {
    Vec::new()
}
