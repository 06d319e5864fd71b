//! One origin → one document.

use super::notice::{doubtful, note, skipped};
use super::{Options, Origin, Source, boilerplate, dct, encoding};
use crate::model::{Document, DocumentId, Format, Metadata, Warning};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of one file that are read at most: 64 MiB.
const MAX_BYTES: u64 = 64 << 20;

/// Bytes and where they came from.
struct Raw {
    bytes: Vec<u8>,
    path: Option<PathBuf>,
    is_cut: bool,
}

/// Reads and assembles one document; what cannot be read is one warning.
pub(super) fn document(origin: &Origin, options: &Options) -> Result<Document, Box<Warning>> {
    let label = origin.label.as_str();
    let raw = raw(origin)?;
    if raw.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Box::new(skipped(label, "The file is empty", "")));
    }
    let decoded = encoding::decode(&raw.bytes);
    let mut warnings = Vec::new();
    if raw.is_cut {
        warnings.push(doubtful(
            label,
            "Only the first 64 MB were read, because the file is larger",
            "Split the file into smaller ones",
        ));
    }
    if decoded.is_damaged {
        warnings.push(note(
            label,
            &format!("Some characters are not valid {} and show as �", decoded.encoding),
            "Save the file as UTF-8",
        ));
    }
    let stated = &origin.stated;
    let metadata = Metadata {
        title: stated.title.clone(),
        author: stated.author.clone(),
        url: stated.url.clone(),
        language: stated.language.clone().or_else(|| options.language.clone()),
    };
    let text: Arc<str> = Arc::from(decoded.text);
    let chrome = boilerplate::chrome(&text);
    let dct_candidates = dct::candidates(&text, stated, &metadata, label, options);
    Ok(Document {
        id: DocumentId::new(label),
        format: if raw.path.is_some() { Format::Text } else { Format::Inline },
        path: raw.path,
        hash: *blake3::hash(text.as_bytes()).as_bytes(),
        text,
        metadata,
        dct: dct::best(&dct_candidates),
        dct_candidates,
        chrome,
        duplicate_of: None,
        warnings,
    })
}

fn raw(origin: &Origin) -> Result<Raw, Box<Warning>> {
    match &origin.source {
        Source::Inline(text) => {
            Ok(Raw { bytes: text.as_bytes().to_vec(), path: None, is_cut: false })
        }
        Source::File(path) => {
            let (bytes, is_cut) =
                first_bytes(path).map_err(|error| Box::new(unreadable(&origin.label, &error)))?;
            Ok(Raw { bytes, path: Some(path.clone()), is_cut })
        }
    }
}

fn first_bytes(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let is_cut = bytes.len() as u64 > MAX_BYTES;
    bytes.truncate(MAX_BYTES as usize);
    Ok((bytes, is_cut))
}

fn unreadable(label: &str, error: &io::Error) -> Warning {
    match error.kind() {
        io::ErrorKind::NotFound => {
            skipped(label, "The file is not there", "Check the path, or whether the file was moved")
        }
        io::ErrorKind::PermissionDenied => {
            skipped(label, "The file may not be read", "Give yourself permission to read the file")
        }
        _ => skipped(
            label,
            &format!("The file could not be read: {error}"),
            "Check that the disk is connected and the file is whole",
        ),
    }
}
