//! Pieces of all the repository's own prose, put together anew: text that no test was written for.
//!
//! Whole sentences, and halves of two sentences joined at a word, in documents with and without a date. What is
//! read from them makes no sense, but it must be in order: nothing panics, every span slices, titles only leave
//! words out, and the number of threads shows nowhere.

use crate::repository;
use annals::model::{Annotated, Event};
use annals::pipeline::{self, Options};
use std::fmt::Write as _;
use std::path::Path;
use walkdir::WalkDir;

const DOCUMENTS: usize = 150;
const PIECES_EACH: usize = 24;

#[test]
fn any_mixture_of_sentences_is_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mixed.jsonl");
    std::fs::write(&path, documents(&sentences())).unwrap();
    let read = |threads| {
        let options = Options { threads, ..Options::default() };
        pipeline::run(std::slice::from_ref(&path), &options, &()).unwrap().chronology
    };
    let chronology = read(1);
    assert!(chronology.documents.len() >= DOCUMENTS);
    assert!(chronology.events.len() > DOCUMENTS, "only {} events", chronology.events.len());
    for document in &chronology.documents {
        assert_mentions(document);
    }
    for event in &chronology.events {
        assert_event(event, &chronology.documents);
    }
    assert_eq!(chronology.events, read(2).events);
}

/// The spans of every mention slice the text, and its bounds are in order.
fn assert_mentions(annotated: &Annotated) {
    let text: &str = &annotated.document.text;
    for time in &annotated.times {
        let said = time.span.of(text);
        assert!(!said.is_empty());
        assert!(time.phrase.contains(time.span), "{said}: its phrase leaves it out");
        assert!((0.0..=1.0).contains(&time.confidence), "{said}: {}", time.confidence);
        if let Some(when) = &time.when {
            let ends = when.bounds.earliest.zip(when.bounds.latest);
            assert!(ends.is_none_or(|(from, to)| from <= to), "{said}: {when:?}");
        }
    }
    for place in &annotated.places {
        assert!(!place.span.of(text).is_empty());
    }
}

/// Its sources lie within their sentences, and its title has no word but theirs.
fn assert_event(event: &Event, documents: &[std::sync::Arc<Annotated>]) {
    let title = &event.title;
    assert!(!event.sources.is_empty(), "{title}: without a source");
    assert!(title.chars().count() <= 80, "{title}: too long");
    assert_eq!(event.when.is_some(), event.undated_reason.is_none(), "{title}: dated or said why");
    let mut told = String::new();
    for source in &event.sources {
        let annotated = &documents[source.document];
        let within = |span| source.sentence.contains(span);
        assert!(within(source.clause) && source.head.is_none_or(within), "{title}: {source:?}");
        assert!(source.time.is_none_or(|time| time.mention < annotated.times.len()));
        _ = write!(told, "{} ", source.sentence.of(&annotated.document.text).to_lowercase());
    }
    let outside_brackets = title.split('[').map(|it| it.split_once(']').map_or(it, |it| it.1));
    for word in outside_brackets.flat_map(|it| it.split(|c: char| !c.is_alphanumeric())) {
        assert!(told.contains(&word.to_lowercase()), "{title}: {word:?} is not in {told:?}");
    }
}

/// A manifest of documents, drawn by a plain multiplicative sequence: the same in every run.
fn documents(sentences: &[String]) -> String {
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut lines = String::new();
    for number in 0..DOCUMENTS {
        let mut text = String::new();
        for _ in 0..PIECES_EACH {
            let (first, second) =
                (&sentences[draw(sentences.len())], &sentences[draw(sentences.len())]);
            match draw(3) {
                0 => text.push_str(first),
                _ => _ = write!(text, "{}{}", half(first, draw(99)).0, half(second, draw(99)).1),
            }
            text.push_str([" ", " ", " ", "\n\n", "\n", "\n\n## "][draw(6)]);
        }
        let date = format!("{}-{:02}-{:02}", 1850 + draw(180), 1 + draw(12), 1 + draw(28));
        let row = match number % 3 {
            0 => serde_json::json!({ "id": format!("d{number}"), "text": text }),
            _ => serde_json::json!({ "id": format!("d{number}"), "text": text, "date": date }),
        };
        _ = writeln!(lines, "{row}");
    }
    lines
}

/// What stands before and after a word of a sentence.
fn half(sentence: &str, word: usize) -> (&str, &str) {
    let cuts: Vec<_> = sentence.match_indices(' ').map(|(at, _)| at).collect();
    match cuts.get(word % cuts.len().max(1)) {
        Some(&at) => sentence.split_at(at),
        None => (sentence, sentence),
    }
}

/// The texts of the repository: what stands in quotation marks in its source and rules, if it has five words.
fn sentences() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["src", "assets/lang/en"] {
        for file in WalkDir::new(repository::path(folder)).sort_by_file_name() {
            let file = file.unwrap();
            if file.path().extension().is_some_and(|it| it == "rs" || it == "toml") {
                quoted(file.path(), &mut found);
            }
        }
    }
    assert!(found.len() > 5_000, "only {} sentences", found.len());
    found
}

/// Adds the texts of a file.
fn quoted(file: &Path, found: &mut Vec<String>) {
    let text = std::fs::read_to_string(file).unwrap();
    for line in text.lines() {
        let texts = line.split('"').skip(1).step_by(2);
        // Square brackets in a title stand around what a pronoun means.
        let texts = texts.filter(|it| it.split(' ').count() >= 5 && !it.contains('['));
        found.extend(texts.map(|it| it.replace("\\n", "\n").replace('\\', "")));
    }
}
