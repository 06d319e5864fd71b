//! A project to hand over: one zip with the project and the texts, or the quotes alone.
//!
//! ```text
//!  project.annals    decisions, filters, views, pages
//!  NAME.jsonl        a manifest with the texts, dates and page chrome of the documents; or
//!  NAME.json         the events with the sentences that they quote, decisions done
//! ```

use super::file::{Project, ProjectError};
use crate::export::json;
use crate::model::span::CharOffsets;
use crate::model::{Chronology, DctMethod, Document, ReviewState};
use serde_json::json;
use std::fs::{self, File};
use std::io::{self, Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The project within a bundle.
const PROJECT: &str = "project.annals";
/// Bytes that are unpacked at most.
const MAX_BYTES: u64 = 1 << 30;

/// What is handed over of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contents {
    /// Their whole texts.
    Texts,
    /// The sentences that events quote.
    Quotes,
}

/// The bytes of a bundle of this name. `read` is the chronology without decisions, `decided` the one
/// with them.
///
/// # Errors
/// Where the archive grows too large for its form.
pub fn bundle(
    project: &Project,
    (read, decided): (&Chronology, &Chronology),
    name: &str,
    contents: Contents,
) -> io::Result<Vec<u8>> {
    let name = plain_name(name);
    let (list, text) = match contents {
        Contents::Texts => (format!("{name}.jsonl"), manifest(read)),
        Contents::Quotes => {
            let mut kept = decided.clone();
            kept.events.retain(|event| event.review_state() != ReviewState::Dismissed);
            (format!("{name}.json"), json::events(&kept, &[]))
        }
    };
    let mut project = Project { roots: vec![PathBuf::from(&list)], ..project.clone() };
    if contents == Contents::Quotes {
        // Its events have the decisions in them.
        project.log.clear();
        project.files.clear();
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [(PROJECT, project.to_text()), (list.as_str(), text)] {
        zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

/// A name that is a file name everywhere.
fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { '-' };
    let name: String = name.chars().map(plain).take(60).collect();
    let name = name.trim_matches(['-', ' ']).to_owned();
    if name.is_empty() { "documents".to_owned() } else { name }
}

/// The documents with their texts as a manifest.
fn manifest(chronology: &Chronology) -> String {
    let row = |document: &Document| {
        let offsets = CharOffsets::new(&document.text);
        let chrome = document.chrome.iter();
        let chrome: Vec<_> =
            chrome.map(|span| (offsets.char_of(span.start), offsets.char_of(span.end))).collect();
        let locators = document.locators.iter();
        let locators: Vec<_> =
            locators.map(|it| (offsets.char_of(it.start), it.unit.word(), it.number)).collect();
        let metadata = &document.metadata;
        // What follows from the text follows from it again.
        let dct = document.dct.as_ref().filter(|dct| dct.method != DctMethod::Inferred);
        let dct = dct.map(|dct| {
            json!({
                "date": dct.when.edtf.to_string(),
                "method": dct.method.word(),
                "evidence": dct.evidence,
                "score": dct.score,
            })
        });
        let row = json!({
            "id": document.id.as_str(),
            "dct": dct,
            "title": metadata.title,
            "author": metadata.author,
            "url": metadata.url,
            "language": metadata.language,
            "chrome": chrome,
            "locators": locators,
            "text": &*document.text,
        });
        format!("{row}\n")
    };
    chronology.documents.iter().map(|annotated| row(&annotated.document)).collect()
}

/// Whether a file is a bundle: a zip with a project in it.
pub fn is_bundle(path: &Path) -> bool {
    let is_zip = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    is_zip && archive(path).is_ok_and(|zip| zip.index_for_name(PROJECT).is_some())
}

/// Unpacks a bundle into a folder, which is made; gives the project in it. A project that stands there
/// already is one that somebody worked on, and is taken as it is.
///
/// # Errors
/// Where it is no bundle, the folder cannot be written to, or holds another file of a name in the bundle.
pub fn unpack(path: &Path, folder: &Path) -> Result<PathBuf, ProjectError> {
    let project = folder.join(PROJECT);
    if project.exists() {
        return Ok(project);
    }
    let unread = |why: io::Error| ProjectError::Read { path: path.to_owned(), why };
    let mut zip = archive(path).map_err(unread)?;
    let mut left = MAX_BYTES;
    // The project comes last, so that a folder with one is whole.
    let mut order: Vec<usize> = (0..zip.len()).collect();
    let last = zip.index_for_name(PROJECT);
    order.sort_by_key(|index| Some(*index) == last);
    for index in order {
        let entry = zip.by_index(index).map_err(|why| unread(io::Error::other(why)))?;
        let Some(name) = entry.enclosed_name().filter(|name| name.components().count() == 1) else {
            continue;
        };
        let mut bytes = Vec::new();
        entry.take(left + 1).read_to_end(&mut bytes).map_err(unread)?;
        let size = bytes.len() as u64;
        if left < size {
            return Err(unread(io::Error::other("it is too large")));
        }
        left -= size;
        let target = folder.join(name);
        let unwritten = |why| ProjectError::Write { path: target.clone(), why };
        if target.exists() {
            if fs::read(&target).is_ok_and(|known| known == bytes) {
                continue;
            }
            let why = "another file of this name is there; move it, or unpack elsewhere";
            return Err(unwritten(io::Error::new(io::ErrorKind::AlreadyExists, why)));
        }
        fs::create_dir_all(folder).map_err(unwritten)?;
        crate::export::file::write(&target, &bytes).map_err(unwritten)?;
    }
    Ok(project)
}

/// The folder beside a bundle into which a window unpacks it.
pub fn folder_of(path: &Path) -> PathBuf {
    path.with_extension("")
}

fn archive(path: &Path) -> io::Result<ZipArchive<File>> {
    ZipArchive::new(File::open(path)?).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn names_are_file_names_everywhere() {
        assert_eq!(plain_name("letters, 1911/1914.pdf"), "letters- 1911-1914-pdf");
        assert_eq!(plain_name("../.."), "documents");
    }

    #[test]
    fn a_file_of_the_user_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::from_text(&Project::default().to_text()).unwrap();
        let chronology = Chronology::default();
        let both = (&chronology, &chronology);
        let bytes = bundle(&project, both, "letters", Contents::Texts).unwrap();
        let (zip, own) = (folder.path().join("letters.zip"), folder.path().join("letters"));
        fs::write(&zip, bytes).unwrap();
        fs::create_dir(&own).unwrap();
        fs::write(own.join("letters.jsonl"), "mine").unwrap();
        let why = unpack(&zip, &own).unwrap_err().to_string();
        assert!(why.contains("another file of this name"), "{why}");
        assert_eq!(fs::read_to_string(own.join("letters.jsonl")).unwrap(), "mine");
        fs::remove_file(own.join("letters.jsonl")).unwrap();
        assert!(unpack(&zip, &own).unwrap().exists());
    }

    #[test]
    fn a_manifest_row_holds_the_text() {
        let document = Document::of_text("a", "Ökumene met.");
        let annotated = crate::model::Annotated {
            document,
            sentences: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
        };
        let chronology = Chronology { documents: vec![annotated.into()], ..Chronology::default() };
        let row: Value = serde_json::from_str(&manifest(&chronology)).unwrap();
        assert_eq!(row["text"], "Ökumene met.");
    }
}
