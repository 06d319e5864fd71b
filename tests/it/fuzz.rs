//! The inputs of the fuzz target, read with an ordinary build.

use crate::repository;

#[path = "../../fuzz/dates.rs"]
mod dates;

#[test]
fn every_input_of_the_corpus_can_be_read() {
    let folder = std::fs::read_dir(repository::path("fuzz/corpus/dates")).unwrap();
    let mut inputs: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    inputs.sort();
    assert!(inputs.len() > 10);
    for input in inputs {
        dates::read(&std::fs::read(input).unwrap());
    }
}
