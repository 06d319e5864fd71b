//! Packs the words, rules and named times of a language, its word lists and its given names. What is wrong
//! with one of its files ends the build, with the file and the line.

use super::Failure;
use super::phrase::fold::hash_of;
use super::temporal;
use super::words;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Writes the tables of English; `assets` is the folder of its files.
pub(crate) fn write(assets: &Path, out: &Path) -> Result<(), Failure> {
    fs::write(out.join("english.bin"), temporal::load::packed()?)?;
    fs::write(out.join("events.bin"), words::load::packed()?)?;
    let given = fs::read_to_string(assets.join("given.tsv"))?;
    write_given(&given, "he", &out.join("given_he.bin"))?;
    write_given(&given, "she", &out.join("given_she.bin"))
}

/// Writes the hashes of the names that go with a pronoun, eight bytes each, in order.
fn write_given(rows: &str, pronoun: &str, file: &Path) -> Result<(), Failure> {
    let rows = rows.lines().filter_map(|row| row.split_once('\t'));
    let names = rows.filter(|(_, of)| *of == pronoun).map(|(name, _)| hash_of(name));
    let hashes: BTreeSet<u64> = names.collect();
    let bytes: Vec<u8> = hashes.into_iter().flat_map(u64::to_le_bytes).collect();
    Ok(fs::write(file, bytes)?)
}
