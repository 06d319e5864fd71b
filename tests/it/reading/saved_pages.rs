//! Saved web pages of many content systems beside what a reader sees of them: how much of each is found.
//!
//! `saved_pages/NN.html` is a page, `NN.json` its text, title and date, and where that stands.

use crate::repository;
use annals::ingest::{self, Options};
use annals::model::{Document, Span};
use std::collections::HashMap;
use std::fs;

/// The least F1 of the words of the texts, on average.
const LEAST_F1: f64 = 0.985;
/// Pages whose date is found, at least.
const LEAST_DATED: usize = 37;

#[test]
fn most_of_what_a_reader_sees_is_found() {
    let folder = repository::path("tests/it/reading/saved_pages");
    let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|it| it == "html"));
    let (mut sum, mut dated, mut lines) = (0.0, 0, Vec::new());
    for page in &names {
        let known = fs::read_to_string(page.with_extension("json")).unwrap();
        let known: serde_json::Value = serde_json::from_str(&known).unwrap();
        let (origins, _) = ingest::find(std::slice::from_ref(page)).unwrap();
        let read = ingest::read(&origins[0], &Options::default()).documents;
        let text: Vec<String> = read.iter().map(body).collect();
        let title = known["title"].as_str().unwrap_or_default();
        let f1 =
            f1(&words(&text.join("\n"), title), &words(known["text"].as_str().unwrap(), title));
        let date = read.first().and_then(|it| it.dct.as_ref()).map(|it| it.when.edtf.to_string());
        let is_dated = date.as_deref() == known["date"].as_str();
        sum += f1;
        dated += usize::from(is_dated);
        lines.push(format!("{}: F1 {f1:.3}, dated {is_dated}", page.display()));
    }
    let average = sum / names.len() as f64;
    let found = format!("F1 {average:.4}, {dated} of {} dated", names.len());
    assert!(LEAST_F1 <= average && LEAST_DATED <= dated, "{found}\n{}", lines.join("\n"));
}

/// The text of a document without page chrome.
fn body(document: &Document) -> String {
    let (text, mut at, mut body) = (&*document.text, 0, String::new());
    for span in &document.chrome {
        body.push_str(Span::new(at, span.start as usize).of(text));
        body.push('\n');
        at = span.end as usize;
    }
    body + Span::new(at, text.len()).of(text)
}

/// The words of a text in lower case, without the title that it may open with.
fn words(text: &str, title: &str) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        let words = text.split(|it: char| !it.is_alphanumeric() && it != '_');
        words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
    };
    let (words, title) = (split(text), split(title));
    words.strip_prefix(title.as_slice()).map_or(words.clone(), <[String]>::to_vec)
}

/// How far the words of two texts are the same, whatever their order.
fn f1(found: &[String], known: &[String]) -> f64 {
    let mut counts: HashMap<&str, i32> = HashMap::new();
    for word in known {
        *counts.entry(word).or_default() += 1;
    }
    let mut same = 0;
    for word in found {
        let left = counts.entry(word).or_default();
        same += usize::from(0 < *left);
        *left -= 1;
    }
    2.0 * same as f64 / (found.len() + known.len()).max(1) as f64
}
