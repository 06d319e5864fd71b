//! Any bytes, read as a document: `cargo +nightly fuzz run dates`.

#![no_main]

#[path = "../dates.rs"]
mod dates;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dates::read(bytes));
