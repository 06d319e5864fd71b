//! A zip package: its parts by name, unpacked up to a limit.

use crate::ingest::extract::Refusal;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of one part that are unpacked at most: 64 MiB of XML.
const MAX_PART_BYTES: u64 = 64 << 20;

/// Bytes of all parts together at most.
const MAX_TOTAL_BYTES: u64 = 128 << 20;

/// What a zip archive is, by the parts in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Packed {
    /// A Word document.
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// An electronic book.
    Epub,
    /// A workbook: Excel or `OpenDocument`.
    Workbook,
    /// A presentation or another office file that is not read.
    Foreign,
    /// A plain archive of files.
    Archive,
}

/// What a zip archive in memory is, by the parts in it.
pub(in crate::ingest) fn kind(bytes: &[u8]) -> Packed {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Packed::Archive };
    kind_of(archive)
}

fn kind_of(mut archive: ZipArchive<Cursor<&[u8]>>) -> Packed {
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        return Packed::Docx;
    }
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        return Packed::Workbook;
    }
    if has("META-INF/container.xml") {
        return Packed::Epub;
    }
    let is_office = has("[Content_Types].xml");
    let has_content = has("content.xml");
    let mut mimetype = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A type that cannot be read is no type.
        _ = part.take(200).read_to_string(&mut mimetype);
    }
    match mimetype.trim() {
        "application/epub+zip" => Packed::Epub,
        "application/vnd.oasis.opendocument.spreadsheet" => Packed::Workbook,
        kind if kind.starts_with("application/vnd.oasis.opendocument.text") => Packed::Odt,
        kind if kind.starts_with("application/vnd.") => Packed::Foreign,
        _ if is_office => Packed::Foreign,
        _ if has_content && mimetype.contains("opendocument") => Packed::Odt,
        _ => Packed::Archive,
    }
}

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a package in memory.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(refusal)?;
        Ok(Self { archive, left: MAX_TOTAL_BYTES })
    }

    /// The text of a part; `None` where the package has none of that name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        Ok(Some(crate::ingest::encoding::decode(&bytes).text))
    }

    fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refusal(error)),
        };
        let limit = MAX_PART_BYTES.min(self.left);
        let mut bytes = Vec::new();
        let read = part.take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(Refusal::Expands);
        }
        // What a damaged part gave before the damage is still worth reading.
        if let Err(error) = read
            && bytes.is_empty()
        {
            return Err(Refusal::Damaged(error.to_string()));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::Locked,
        other => Refusal::Damaged(other.to_string()),
    }
}
