//! One origin → one document.

use super::notice::{doubtful, note, skipped};
use super::parts::Parts;
use super::sniff::{self, Kind};
use super::{
    Options, Origin, Source, Stated, archive, dct, email, encoding, html, language, plain,
};
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
    let mut warnings = Vec::new();
    if raw.is_cut {
        warnings.push(doubtful(
            label,
            "Only the first 64 MB were read, because the file is larger",
            "Split the file into smaller ones",
        ));
    }
    let mut parts = parts(&raw, origin, &mut warnings)?;
    overlay(&mut parts.metadata, &origin.stated, options);
    name_language(&mut parts, label, &mut warnings);
    let dct_candidates = dct::candidates(&parts, &origin.stated, label, options);
    if origin.stated.date.is_some() && dct_candidates.first().is_none_or(|dct| dct.score < 1.0) {
        warnings.push(doubtful(
            label,
            "The date that the manifest gives could not be understood",
            "Write it as 2022-10-30, 2022-10 or 2022",
        ));
    }
    let text: Arc<str> = Arc::from(parts.text);
    Ok(Document {
        id: DocumentId::new(label),
        path: raw.path,
        format: parts.format,
        hash: *blake3::hash(text.as_bytes()).as_bytes(),
        text,
        metadata: parts.metadata,
        dct: dct::best(&dct_candidates),
        dct_candidates,
        chrome: parts.chrome,
        duplicate_of: None,
        warnings,
    })
}

/// The reader for what the bytes are.
fn parts(raw: &Raw, origin: &Origin, warnings: &mut Vec<Warning>) -> Result<Parts, Box<Warning>> {
    let label = origin.label.as_str();
    if let Source::Inline(text) = &origin.source {
        return Ok(Parts { format: Format::Inline, ..plain::text(text.to_string()) });
    }
    let refuse = |message: &str, advice: &str| Err(Box::new(skipped(label, message, advice)));
    let name = raw
        .path
        .as_deref()
        .map_or_else(|| label.to_owned(), |path| path.to_string_lossy().into_owned());
    let parts = match sniff::kind(&raw.bytes, &name) {
        Kind::Empty => return refuse("The file is empty", ""),
        Kind::Binary => {
            return refuse(
                "The file holds no text",
                "Leave it out, or save its content as text or HTML",
            );
        }
        Kind::Foreign(what, advice) => {
            return refuse(&format!("This is {what}, which is not read"), advice);
        }
        Kind::Zip => {
            return refuse(
                "An archive inside an archive is not opened",
                "Unpack it and open the folder",
            );
        }
        Kind::Email => {
            email::read(&raw.bytes).unwrap_or_else(|| plain::text(decode(raw, label, warnings)))
        }
        Kind::Html => html::read(&capped(decode(raw, label, warnings), label, warnings)),
        Kind::Markdown => plain::markdown(decode(raw, label, warnings)),
        Kind::Text => plain::text(decode(raw, label, warnings)),
    };
    if parts.text.trim().is_empty() {
        return refuse("No text was found in the file", "Open it to see whether it holds any");
    }
    Ok(parts)
}

fn decode(raw: &Raw, label: &str, warnings: &mut Vec<Warning>) -> String {
    let decoded = encoding::decode(&raw.bytes);
    if decoded.is_damaged {
        warnings.push(note(
            label,
            &format!("Some characters are not valid {} and show as �", decoded.encoding),
            "Save the file as UTF-8",
        ));
    }
    decoded.text
}

/// HTML up to the limit.
fn capped(mut html: String, label: &str, warnings: &mut Vec<Warning>) -> String {
    if html.len() > html::MAX_BYTES {
        let mut end = html::MAX_BYTES;
        while !html.is_char_boundary(end) {
            end -= 1;
        }
        html.truncate(end);
        warnings.push(doubtful(
            label,
            "Only the first 16 MB of the page were read, because it is larger",
            "Split the page into smaller ones",
        ));
    }
    html
}

/// What the manifest and the user say beats what the document says.
fn overlay(metadata: &mut Metadata, stated: &Stated, options: &Options) {
    let fields = [
        (&mut metadata.title, &stated.title),
        (&mut metadata.author, &stated.author),
        (&mut metadata.url, &stated.url),
        (&mut metadata.language, &stated.language),
    ];
    for (field, value) in fields {
        if value.is_some() {
            field.clone_from(value);
        }
    }
    if metadata.language.is_none() {
        metadata.language.clone_from(&options.language);
    }
}

/// Pages often claim a language that they are not in, so their text is asked too.
fn name_language(parts: &mut Parts, label: &str, warnings: &mut Vec<Warning>) {
    let guess = language::guess(&parts.text);
    let language = parts.metadata.language.clone().or_else(|| guess.map(str::to_owned));
    let is_english = |tag: &str| tag.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    let spoken = guess.or(language.as_deref());
    if let Some(other) = spoken.filter(|tag| !is_english(tag)) {
        warnings.push(doubtful(
            label,
            &format!("The text seems to be in another language than English ({other}), so dates and places in it may be missed"),
            "Add an English translation of it",
        ));
    }
    parts.metadata.language = language;
}

fn raw(origin: &Origin) -> Result<Raw, Box<Warning>> {
    let failed = |error: io::Error| Box::new(unreadable(&origin.label, &error));
    match &origin.source {
        Source::Inline(_) => Ok(Raw { bytes: Vec::new(), path: None, is_cut: false }),
        Source::File(path) => {
            let (bytes, is_cut) = first_bytes(path).map_err(failed)?;
            Ok(Raw { bytes, path: Some(path.clone()), is_cut })
        }
        Source::Entry { archive, index } => {
            let (bytes, is_cut) = archive::bytes(archive, *index).map_err(failed)?;
            Ok(Raw { bytes, path: None, is_cut })
        }
    }
}

fn first_bytes(path: &Path) -> io::Result<(Vec<u8>, bool)> {
    // A manifest may name anything; a pipe would never end.
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
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
