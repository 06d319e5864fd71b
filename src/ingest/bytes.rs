//! What lies under an origin: its bytes, and how to tell without reading them whether they changed.

use super::open;
use super::{Options, Origin, Source, Stated};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// The bytes of an origin as far as they are read.
#[derive(Debug)]
pub struct Bytes<'a> {
    /// They themselves.
    pub(super) all: Cow<'a, [u8]>,
    /// Whether there are more of them than are read.
    pub(super) is_cut: bool,
}

/// What the system says of a file: whoever changes the file changes this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes of the file.
    pub size: u64,
    /// When its content was last changed, as far as the system knows.
    pub modified: SystemTime,
    /// Its number on the disk, and when anything about it was last changed; 0 where the system
    /// counts neither.
    change: (u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file; `None` where it cannot be asked.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = path.metadata().ok()?;
        let modified = metadata.modified().ok()?;
        Some(Self { size: metadata.len(), modified, change: change(&metadata) })
    }
}

impl<'a> Bytes<'a> {
    /// Bytes that lie in memory.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self { all: Cow::Borrowed(bytes), is_cut: false }
    }
}

impl Origin {
    /// A file of this name whose bytes are known from elsewhere.
    pub fn named(name: &str) -> Self {
        let (label, source) = (name.to_owned(), Source::File(name.into()));
        Self { label, source, stated: Stated::default() }
    }

    /// The stamp of the file that it is or lies in; `None` for what lies in none.
    pub fn stamp(&self) -> Option<Stamp> {
        Stamp::of(self.path()?)
    }

    /// Its bytes as far as is known without reading them; 0 where its file cannot be asked.
    pub fn size(&self) -> u64 {
        match &self.source {
            Source::File(path) | Source::List(path) => {
                path.metadata().map_or(0, |metadata| metadata.len())
            }
            Source::Inline(text) => text.len() as u64,
            Source::Entry { size, .. } => *size,
        }
    }

    /// The file that it is or lies in.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) | Source::List(path) => Some(path),
            Source::Entry { archive, .. } => Some(archive.path()),
            Source::Inline(_) => None,
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn bytes(&self) -> io::Result<Bytes<'_>> {
        let (bytes, is_cut) = match &self.source {
            Source::Inline(text) => (Cow::Borrowed(text.as_bytes()), false),
            Source::File(path) | Source::List(path) => {
                let (bytes, is_cut) = open::first_bytes(path)?;
                (Cow::Owned(bytes), is_cut)
            }
            Source::Entry { archive, index, size: _ } => {
                let (bytes, is_cut) = archive.bytes(*index)?;
                (Cow::Owned(bytes), is_cut)
            }
        };
        Ok(Bytes { all: bytes, is_cut })
    }

    /// The name of what reading it under `options` gives, as far as that depends on where it lies.
    pub fn place_key(&self, options: &Options) -> [u8; 32] {
        let mut key = self.key(options);
        if let Some(path) = self.path() {
            key.update(path.as_os_str().as_encoded_bytes());
        }
        if let Source::Entry { index, .. } = &self.source {
            key.update(&(*index as u64).to_le_bytes());
        }
        *key.finalize().as_bytes()
    }

    /// The name of what reading it under `options` gives, wherever it lies: the same for the same bytes
    /// under the same label.
    pub fn content_key(&self, bytes: &Bytes<'_>, options: &Options) -> [u8; 32] {
        let mut key = self.key(options);
        key.update(blake3::hash(&bytes.all).as_bytes());
        // Large archives are read further than their bytes here reach.
        if let Some(stamp) = self.stamp().filter(|_| bytes.is_cut) {
            key.update(format!("{stamp:?}").as_bytes());
        }
        *key.finalize().as_bytes()
    }

    fn key(&self, options: &Options) -> blake3::Hasher {
        let kind = match self.source {
            Source::File(_) => "file",
            Source::List(_) => "list",
            Source::Inline(_) => "text",
            Source::Entry { .. } => "entry",
        };
        let mut key = blake3::Hasher::new();
        let Self { label, source: _, stated } = self;
        key.update(format!("{kind} {label:?} {stated:?} {options:?}").as_bytes());
        key
    }
}

#[cfg(unix)]
fn change(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn change(_metadata: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
