//! Bytes on disk → [`Document`]: the only reader of documents.

use crate::model::{Date, Document, Warning};
use std::path::PathBuf;

/// What the user asked for, beyond the paths.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Document date where none is found.
    pub default_dct: Option<Date>,
    /// Language where none is found, as a BCP 47 tag.
    pub language: Option<String>,
}

/// Something to read: a file, a row of a manifest, an entry of an archive.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What the user knows it by.
    pub label: String,
}

/// What reading one origin gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// The documents in it; none where it could not be read.
    pub documents: Vec<Document>,
    /// What went half wrong.
    pub warnings: Vec<Warning>,
}

/// A path that cannot be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// Nothing stands there.
    #[error("Could not find the folder or file\n{}", .0.display())]
    Missing(PathBuf),
}

/// Lists what there is to read under `paths`, in order of id, without reading it.
pub fn find(paths: &[PathBuf]) -> Result<(Vec<Origin>, Vec<Warning>), IngestError> {
    match paths.first() {
        Some(path) => Err(IngestError::Missing(path.clone())),
        None => Ok((Vec::new(), Vec::new())),
    }
}

/// Reads one origin; never fails, but may warn.
pub fn read(_origin: &Origin, _options: &Options) -> Reading {
    Reading::default()
}

/// What only the whole corpus shows: chrome that repeats, duplicates. Sorts by id.
pub fn settle(_documents: &mut Vec<Document>) {}
