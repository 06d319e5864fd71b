//! What only the whole corpus shows: order, unique ids, duplicates.

use crate::model::{Document, DocumentId};
use std::collections::{BTreeMap, BTreeSet};

/// What only the whole corpus shows: chrome that repeats, duplicates. Sorts by id.
pub fn settle(documents: &mut Vec<Document>) {
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    number_equal_ids(documents);
    mark_duplicates(documents);
}

/// The second document of an id becomes `id#2`.
fn number_equal_ids(documents: &mut [Document]) {
    let mut used: BTreeSet<DocumentId> = BTreeSet::new();
    for document in documents.iter_mut() {
        let first = document.id.clone();
        let mut number = 2;
        while !used.insert(document.id.clone()) {
            document.id = DocumentId::new(&format!("{first}#{number}"));
            number += 1;
        }
    }
    documents.sort_by(|a, b| a.id.cmp(&b.id));
}

/// The first document of a text is the original, by order of id.
fn mark_duplicates(documents: &mut [Document]) {
    let mut first: BTreeMap<[u8; 32], DocumentId> = BTreeMap::new();
    for document in documents.iter_mut() {
        match first.get(&document.hash) {
            Some(original) => document.duplicate_of = Some(original.clone()),
            None => {
                first.insert(document.hash, document.id.clone());
            }
        }
    }
}
