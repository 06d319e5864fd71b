//! Any bytes, read as a document: `cargo +nightly fuzz run places`.

#![no_main]

#[path = "../places.rs"]
mod places;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| places::read(bytes));
