//! Bytes on disk → [`Document`]: the only reader of documents.
//!
//! [`find`] lists what there is, [`read`] reads one thing of it, [`settle`] does what only the whole
//! corpus shows. What is wrong with one file is a warning in words; it never ends a run.

mod archive;
mod articles;
mod assemble;
mod boilerplate;
mod bytes;
mod chat;
mod copies;
mod dct;
mod digits;
mod email;
mod encoding;
mod extract;
mod folder;
mod glance;
mod heading;
mod html;
mod language;
mod notice;
mod office;
mod open;
mod parts;
mod pdf;
mod plain;
mod rtf;
pub mod sample;
mod settle;
mod sniff;
mod table;
mod warc;
mod worker;

use crate::model::{Date, Document, Warning};
use copies::print::Print;
use serde::{Deserialize, Serialize};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

pub use bytes::{Bytes, Stamp};
pub use glance::{Glance, glance};
pub use settle::settle;
pub use worker::{WORKER_COMMAND, isolate, serve};

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
    /// What the user knows it by; the id of its document.
    pub label: String,
    source: Source,
    stated: Stated,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Source {
    /// A file of its own.
    File(PathBuf),
    /// A list of events.
    List(PathBuf),
    /// Text inside a manifest.
    Inline(Arc<str>),
    /// An entry of a zip archive.
    Entry {
        /// The archive.
        archive: archive::OnDisk,
        /// Its number in it, from 0.
        index: usize,
        /// Its bytes, as the archive states them.
        size: u64,
    },
}

/// What a manifest says about a document; it beats what the document says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
struct Stated {
    date: Option<String>,
    language: Option<String>,
    url: Option<String>,
    title: Option<String>,
    author: Option<String>,
    /// The date in use and how it was found, in a bundle.
    dct: Option<FoundDate>,
    /// Page chrome in code points, where a bundle says what was found to be some.
    chrome: Option<Vec<(u32, u32)>>,
    /// Beginning in code points, unit and number of the parts of its file.
    locators: Vec<(u32, String, u32)>,
}

/// A document's date as a bundle keeps it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct FoundDate {
    date: String,
    method: String,
    evidence: String,
    score: f32,
}

/// What reading one origin gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The documents in it; none where it could not be read.
    pub documents: Vec<Document>,
    /// What went half wrong.
    pub warnings: Vec<Warning>,
    /// What the documents are compared by, one each.
    prints: Vec<Print>,
    /// Whether another try may give something else: the file could not be opened, or its reader broke
    /// down or ran out of time.
    may_change: bool,
}

/// A path that cannot be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// Nothing stands there.
    #[error("Could not find the folder or file\n{}", .0.display())]
    Missing(PathBuf),
}

/// Lists what there is to read under `paths`, in order of id, without reading it.
///
/// # Errors
/// Only where nothing stands at a path; an empty folder is a warning.
pub fn find(paths: &[PathBuf]) -> Result<(Vec<Origin>, Vec<Warning>), IngestError> {
    let mut origins = Vec::new();
    let mut warnings = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder::walk(path, &mut origins, &mut warnings);
        } else if path.symlink_metadata().is_err() {
            return Err(IngestError::Missing(path.clone()));
        } else if table::list::is_list(path) {
            let label = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let source = Source::List(path.clone());
            origins.push(Origin { label, source, stated: Stated::default() });
        } else if table::manifest::is_manifest(path) {
            table::manifest::rows(path, &mut origins, &mut warnings);
        } else {
            folder::single(path, &mut origins, &mut warnings);
        }
    }
    origins.sort_by(|a, b| a.label.cmp(&b.label));
    Ok((origins, warnings))
}

/// Reads one origin; never fails, but may warn.
pub fn read(origin: &Origin, options: &Options) -> Reading {
    read_bytes(origin, origin.bytes(), options)
}

/// Reads one origin whose bytes are known.
pub fn read_bytes(origin: &Origin, bytes: io::Result<Bytes<'_>>, options: &Options) -> Reading {
    let read = || {
        let mut reading = open::origin(origin, bytes, options);
        reading.prints = reading.documents.iter().map(Print::of).collect();
        reading
    };
    // A panic of one reader must not end the reading of all others.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Reading {
        warnings: vec![open::broken_down(&origin.label)],
        may_change: true,
        ..Reading::default()
    })
}

impl Reading {
    /// Whether reading the same bytes again gives the same.
    pub fn is_lasting(&self) -> bool {
        !self.may_change
    }

    /// Notes where the documents lie: the same bytes may be read in another place.
    pub fn place_at(&mut self, origin: &Origin) {
        for document in &mut self.documents {
            document.path = origin.path().map(ToOwned::to_owned);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DctMethod;
    use std::fs;
    use std::path::Path;

    fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    pub(super) fn read_all(path: &Path) -> (Vec<Document>, Vec<String>) {
        let (origins, mut warnings) = find(&[path.to_owned()]).unwrap();
        let readings = origins.iter().map(|origin| read(origin, &Options::default()));
        let (documents, more) = settle(readings);
        warnings.extend(more);
        let said = warnings.iter().map(|w| format!("{}: {}", w.document, w.message)).collect();
        (documents, said)
    }

    pub(super) fn ids(documents: &[Document]) -> Vec<&str> {
        documents.iter().map(|document| document.id.as_str()).collect()
    }

    #[test]
    fn reads_a_folder_in_order_of_id_and_leaves_hidden_files_alone() {
        let folder = folder_with(&[
            ("b.txt", b"Second text."),
            ("a/c.txt", b"First text."),
            (".hidden.txt", b"Not for us."),
            ("manifest.jsonl", b"\n"),
        ]);
        let (documents, warnings) = read_all(folder.path());
        assert_eq!(ids(&documents), ["a/c.txt", "b.txt"]);
        assert_eq!(warnings, Vec::<String>::new());
    }

    #[test]
    fn keeps_plain_text_as_it_is_in_the_file() {
        let folder = folder_with(&[("a.txt", "One\r\ntwo – three\r\n".as_bytes())]);
        let (documents, _) = read_all(folder.path());
        assert_eq!(&*documents[0].text, "One\r\ntwo – three\r\n");
    }

    #[test]
    fn reads_the_rows_of_a_manifest() {
        let folder = folder_with(&[
            ("texts/a.txt", b"The talks began yesterday."),
            (
                "list.jsonl",
                br#"{"id":"x","file":"texts/a.txt","date":"2022-11-02","title":"Talks"}
{"text":"Inline words.","id":"y","date":"1998-12-05T09:42"}
{"id":"z","file":"missing.txt"}
"#,
            ),
        ]);
        let (documents, warnings) = read_all(&folder.path().join("list.jsonl"));
        assert_eq!(ids(&documents), ["x", "y"]);
        let dct = documents[0].dct.as_ref().unwrap();
        assert_eq!(
            (dct.when.edtf.to_string().as_str(), dct.method),
            ("2022-11-02", DctMethod::Manifest)
        );
        let dct = documents[1].dct.as_ref().unwrap();
        assert_eq!(dct.when.edtf.to_string(), "1998-12-05");
        assert_eq!(documents[0].metadata.title.as_deref(), Some("Talks"));
        assert_eq!(warnings, ["z: The file is not there"]);
    }

    #[test]
    fn a_folder_is_read_under_the_dates_of_its_manifest() {
        let folder = folder_with(&[
            ("a.txt", b"The talks began yesterday."),
            ("more/b.txt", b"They ended yesterday."),
            (
                "manifest.jsonl",
                br#"{"id":"x","file":"a.txt","date":"2022-11-02","title":"Talks"}
{"file":"./more/b.txt","date":"2022-11-05"}
{"file":"gone.txt","date":"2022-11-07"}
"#,
            ),
        ]);
        let (documents, warnings) = read_all(folder.path());
        // What a document is called is where it lies, as in any folder.
        let said = vec!["manifest.jsonl: 1 of 3 rows name no file here".to_owned()];
        assert_eq!((ids(&documents), warnings), (vec!["a.txt", "more/b.txt"], said));
        let dates = documents.iter().map(|it| {
            let dct = it.dct.as_ref().unwrap();
            (dct.when.edtf.to_string(), dct.method)
        });
        let expected =
            ["2022-11-02", "2022-11-05"].map(|date| (date.to_owned(), DctMethod::Manifest));
        assert!(dates.eq(expected));
        assert_eq!(documents[0].metadata.title.as_deref(), Some("Talks"));
    }

    #[test]
    fn rows_of_other_programs_keep_their_dates() {
        let rows = br#"{"id":"1","created_at":"2022-03-05T06:02:00Z","text":"The bridge is closed.","source":"https://x.example/1"}
{"id":"2","created_at":"Mon Mar 07 06:02:00 +0000 2022","text":"The mayor resigned.","author":{"name":"Jane Doe"}}
"#;
        let folder = folder_with(&[("posts.jsonl", rows)]);
        let (documents, warnings) = read_all(&folder.path().join("posts.jsonl"));
        let day = |at: usize| documents[at].dct.as_ref().unwrap().when.edtf.to_string();
        assert_eq!((day(0).as_str(), day(1).as_str()), ("2022-03-05", "2022-03-07"));
        assert_eq!((ids(&documents), warnings), (vec!["1", "2"], Vec::new()));
    }

    #[test]
    fn reads_a_manifest_in_csv() {
        let folder = folder_with(&[
            ("a.txt", b"Words."),
            ("list.csv", b"\xef\xbb\xbffile,date,author\na.txt,2020-05,\"Doe, Jane\"\n"),
        ]);
        let (documents, _) = read_all(&folder.path().join("list.csv"));
        assert_eq!(ids(&documents), ["a.txt"]);
        assert_eq!(documents[0].metadata.author.as_deref(), Some("Doe, Jane"));
        assert_eq!(documents[0].dct.as_ref().unwrap().when.edtf.to_string(), "2020-05");
    }

    #[test]
    fn names_a_missing_path_and_says_that_a_folder_is_empty() {
        let missing = find(&[PathBuf::from("no/such/folder")]).unwrap_err();
        assert_eq!(missing.to_string(), "Could not find the folder or file\nno/such/folder");
        let folder = tempfile::tempdir().unwrap();
        let (documents, warnings) = read_all(folder.path());
        assert!(documents.is_empty());
        assert_eq!(warnings.len(), 1);
    }

    #[test]
    fn what_is_no_text_is_one_plain_warning() {
        let folder = folder_with(&[
            ("a.txt", b"\0\x01\x02\x03\x04abc\0\0"),
            ("b.txt", b"  \n"),
            ("c.txt", b"%PDF-1.7 \0"),
            ("d.txt", b"W\0o\0r\0d\0s\0"),
        ]);
        let (documents, warnings) = read_all(folder.path());
        assert_eq!(ids(&documents), ["d.txt"]);
        insta::assert_snapshot!(warnings.join("\n"), @r#"
    a.txt: The file holds no text
    b.txt: The file is empty
    c.txt: The file is damaged: it is no whole PDF
    "#);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_run_in_a_circle_are_not_followed() {
        let folder = folder_with(&[("a/b.txt", b"Some words.")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
        std::os::unix::fs::symlink("/nowhere/at/all", folder.path().join("broken.txt")).unwrap();
        let (documents, warnings) = read_all(folder.path());
        assert_eq!(ids(&documents), ["a/b.txt"]);
        assert_eq!(warnings.len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..600)) {
            check_spans(&bytes);
        }

        #[test]
        fn any_page_is_read(text in "(©|2024|March 3, 2021|Home » |Share|Comments|\\. |[a-zA-Zé ]{1,20}|\r?\n|<p>|From: |1\\. ){0,80}") {
            check_spans(text.as_bytes());
        }
    }

    /// Chrome is sorted, disjoint and inside the text; evidence stands where it says.
    fn check_spans(bytes: &[u8]) {
        let folder = folder_with(&[("a.txt", bytes)]);
        let (documents, warnings) = read_all(folder.path());
        assert_eq!(documents.len() + warnings.len(), 1);
        for document in &documents {
            let mut end = 0;
            for span in &document.chrome {
                assert!(end <= span.start && !span.of(&document.text).is_empty());
                end = span.end;
            }
            for dct in &document.dct_candidates {
                assert!(dct.span.is_none_or(|span| !span.of(&document.text).is_empty()));
            }
        }
    }
}
