//! What must hold when any bytes are read as a document. Used by the fuzz target and, on its corpus, by
//! the tests.
//!
//! The first byte names the format, so that the parsers of ours and around ours are all reached: the
//! rest is what stands inside it.

use annals::ingest::{self, Bytes, Options, Origin, Reading};
use annals::model::Document;
use std::io::{Cursor, Write as _};

/// Reads bytes in the format that the first of them names.
pub(crate) fn read(bytes: &[u8]) {
    let Some((&format, rest)) = bytes.split_first() else { return };
    match format {
        b'l' => list("list.jsonl", rest),
        b'c' => list("list.csv", rest),
        b'm' => document("a.md", rest),
        b'a' => document("a.json", &[b"[", rest].concat()),
        b'b' => document("a.mbox", &[b"From a@b Mon Jan  3 10:00:00 2022\n", rest].concat()),
        b'e' => document("a.eml", &[b"From: a@b\r\nSubject: x\r\n", rest].concat()),
        b'h' => document("a.html", &[b"<html>", rest].concat()),
        b'p' => document("a.pdf", &[b"%PDF-1.7\n", rest].concat()),
        b'r' => document("a.rtf", &[b"{\\rtf1 ", rest].concat()),
        b't' => document("a.csv", &[b"date,title\n", rest].concat()),
        b'w' => document("a.warc", &[b"WARC/1.0\r\n", rest].concat()),
        b'd' => document("a.docx", &package("[Content_Types].xml", "word/document.xml", rest)),
        b'o' => document("a.odt", &package("mimetype", "content.xml", rest)),
        b'z' => document("a.zip", &package("a.txt", "b.html", rest)),
        _ => document("a", rest),
    }
}

/// An archive with one entry of these bytes, and another one that says what the archive is.
fn package(first: &str, second: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let told: &[u8] = b"application/vnd.oasis.opendocument.text";
    for (name, bytes) in [(first, told), (second, bytes)] {
        zip.start_file(name, stored).expect("a name fits");
        zip.write_all(bytes).expect("memory takes everything");
    }
    zip.finish().expect("memory takes everything").into_inner()
}

/// A file of these bytes, read twice.
fn document(name: &str, bytes: &[u8]) {
    let once = || {
        let origin = Origin::named(name);
        ingest::read_bytes(&origin, Ok(Bytes::of(bytes)), &Options::default())
    };
    let reading = once();
    check(&reading);
    assert_eq!(reading, once());
}

/// A list of documents; what it names is not there.
fn list(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("there is room for a file");
    let (origins, _) = ingest::find(&[path]).expect("the file stands there");
    for origin in &origins {
        for document in &ingest::read(origin, &Options::default()).documents {
            check_spans(document);
        }
    }
}

fn check(reading: &Reading) {
    assert!(reading.is_lasting(), "{:?}", reading.warnings);
    for document in &reading.documents {
        check_spans(document);
    }
}

/// Everything that points into the text points at something, in order.
fn check_spans(document: &Document) {
    let text = &document.text;
    assert!(!text.trim().is_empty());
    let mut end = 0;
    for span in &document.chrome {
        assert!(end <= span.start && span.start < span.end && text.get(span.range()).is_some());
        end = span.end;
    }
    for dct in &document.dct_candidates {
        assert!(dct.span.is_none_or(|span| text.get(span.range()).is_some()));
        assert!((0.0..=1.0).contains(&dct.score));
    }
    let starts: Vec<usize> = document.locators.iter().map(|it| it.start as usize).collect();
    assert!(starts.is_sorted() && starts.iter().all(|&start| start < text.len()));
}
