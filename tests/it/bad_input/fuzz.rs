//! The inputs of the fuzz targets, read with an ordinary build.

use crate::repository;

#[path = "../../../fuzz/dates.rs"]
mod dates;
#[path = "../../../fuzz/documents.rs"]
mod documents;
#[path = "../../../fuzz/places.rs"]
mod places;

/// Reads every input of a target's corpus.
fn read_all(target: &str, read: impl Fn(&[u8])) {
    let folder = std::fs::read_dir(repository::path(&format!("fuzz/corpus/{target}"))).unwrap();
    let mut inputs: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(inputs.len() > 10);
    for input in inputs {
        read(&std::fs::read(input).unwrap());
    }
}

#[test]
fn dates_are_read_from_every_input() {
    read_all("dates", dates::read);
}

#[test]
fn places_are_read_from_every_input() {
    read_all("places", places::read);
}

#[test]
fn every_document_can_be_read() {
    read_all("documents", documents::read);
}

#[test]
fn documents_may_end_anywhere() {
    read_all("documents", |bytes| {
        for length in (0..bytes.len()).step_by(1 + bytes.len() / 16) {
            documents::read(&bytes[..length]);
        }
    });
}
