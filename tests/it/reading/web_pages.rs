//! Web pages of many builds: their article is told from what stands around it, and they are dated.
//!
//! Each page in `web/` states its date in its first line. The paragraphs of its article, and nothing
//! else on it, name Sarybel.

use crate::repository;
use annals::ingest::{self, Options};
use annals::model::{Document, Span};
use std::fs;

/// The pages with their dates.
fn pages() -> Vec<(Document, String)> {
    let folder = repository::path("tests/it/reading/web");
    let (origins, warnings) = ingest::find(std::slice::from_ref(&folder)).unwrap();
    assert_eq!(warnings, []);
    let read = |origin| {
        let document = ingest::read(origin, &Options::default()).documents.remove(0);
        // The first document of a thread stands for its page.
        let name = document.id.as_str().split('#').next().unwrap();
        let html = fs::read_to_string(folder.join(name)).unwrap();
        let date = html.lines().next().unwrap().trim_matches(['<', '!', '-', '>', ' ']);
        (document, date.to_owned())
    };
    origins.iter().map(read).collect()
}

#[test]
fn pages_are_dated() {
    let mut wrong = String::new();
    for (document, date) in pages() {
        let found = document.dct.map_or("none".to_owned(), |dct| dct.when.edtf.to_string());
        if found != date {
            wrong.push_str(&format!("{}: {found}, not {date}\n", document.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn articles_are_told_from_what_stands_around_them() {
    let mut wrong = String::new();
    let (mut kept, mut right) = (0, 0);
    for (document, _) in pages() {
        let mut at = 0;
        for part in document.text.split_inclusive('\n') {
            let span = Span::new(at, at + part.len()).trimmed(&document.text);
            at += part.len();
            let is_article = part.contains("Sarybel");
            let is_kept = !span.is_empty() && !document.is_chrome(span);
            if is_article && !is_kept {
                wrong.push_str(&format!("{}: lost {part}", document.id));
            }
            kept += if is_kept { span.len() } else { 0 };
            right += if is_kept && is_article { span.len() } else { 0 };
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    // Times of entries and what is no date in a byline may stay.
    assert!(right * 100 >= kept * 98, "{right} of {kept} bytes belong to the articles");
}
