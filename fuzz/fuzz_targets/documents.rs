//! Any bytes, read as a file of any format: `cargo +nightly fuzz run documents`.

#![no_main]

#[path = "../documents.rs"]
mod documents;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| documents::read(bytes));
