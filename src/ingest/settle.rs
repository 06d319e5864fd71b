//! What only the whole corpus shows: order, unique ids, lines that every page repeats, copies.

use super::boilerplate;
use super::cue::cues;
use crate::model::{Document, DocumentId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Lines at the top and at the bottom of a document that may be repeated chrome.
const EDGE_LINES: usize = 16;

/// Longest repeated line, in bytes.
const MAX_LINE_BYTES: usize = 240;

/// Documents that must share a line.
const MIN_SHARED: usize = 3;

/// One document in so many must share a line that is a whole sentence.
const SENTENCE_SHARE: usize = 10;

/// One document in so many, and [`MIN_TITLES`] at least, must share a line that may be a title.
const TITLE_SHARE: usize = 20;

/// Documents that must share a line that may be a title.
const MIN_TITLES: usize = 5;

/// Words up to which a line is rather a name than a title.
const NAME_WORDS: usize = 4;

/// More of a document than one part in so many is no chrome: then the documents are copies.
const MAX_MARKED: usize = 3;

/// Words below which two equal texts are no copies of each other.
const MIN_COPIED_WORDS: usize = 12;

/// What only the whole corpus shows: chrome that repeats, duplicates. Sorts by id.
#[expect(clippy::ptr_arg, reason = "documents that repeat others may one day be removed here")]
pub fn settle(documents: &mut Vec<Document>) {
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    number_equal_ids(documents);
    mark_duplicates(documents);
    mark_repeated_lines(documents);
}

/// The second document of an id becomes `id#2`.
fn number_equal_ids(documents: &mut [Document]) {
    let mut used: BTreeSet<DocumentId> = BTreeSet::new();
    for document in documents.iter_mut() {
        let first = document.id.clone();
        let mut number = 2;
        while !used.insert(document.id.clone()) {
            document.id = DocumentId::new(&format!("{first}#{number}"));
            number += 1;
        }
    }
    documents.sort_by(|a, b| a.id.cmp(&b.id));
}

/// Of documents with the same words outside page chrome, the first by id is the original.
fn mark_duplicates(documents: &mut [Document]) {
    let mut by_text: BTreeMap<[u8; 32], DocumentId> = BTreeMap::new();
    let mut by_words: BTreeMap<[u8; 32], DocumentId> = BTreeMap::new();
    for document in documents.iter_mut() {
        let words = hash_of_words(document);
        let original = by_text
            .get(&document.hash)
            .or_else(|| words.and_then(|words| by_words.get(&words)))
            .cloned();
        document.duplicate_of.clone_from(&original);
        if original.is_none() {
            by_text.insert(document.hash, document.id.clone());
            if let Some(words) = words {
                by_words.insert(words, document.id.clone());
            }
        }
    }
}

/// Hash of the words outside page chrome, without regard to case, marks and line breaks; `None` where
/// they are too few to tell.
fn hash_of_words(document: &Document) -> Option<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    let mut count = 0;
    let mut at = 0;
    let end = Span::new(document.text.len(), document.text.len());
    for chrome in document.chrome.iter().chain([&end]) {
        let article = Span { start: at, end: chrome.start }.of(&document.text);
        for word in article.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            hasher.update(word.to_lowercase().as_bytes());
            hasher.update(b" ");
            count += 1;
        }
        at = chrome.end;
    }
    (count >= MIN_COPIED_WORDS).then(|| *hasher.finalize().as_bytes())
}

/// A line near an edge of a document.
struct Edge {
    key: u64,
    span: Span,
    is_sentence: bool,
    is_name: bool,
    /// Whether it may be repeated chrome at all: short, without a digit, which a date
    /// needs, and not the dateline of an agency.
    may_repeat: bool,
}

/// Marks the lines that several documents begin or end with.
fn mark_repeated_lines(documents: &mut [Document]) {
    let mut shared: BTreeMap<u64, usize> = BTreeMap::new();
    let mut originals = 0;
    for document in documents.iter().filter(|document| document.duplicate_of.is_none()) {
        originals += 1;
        let (top, bottom) = edges(&document.text);
        let may_repeat = top.iter().chain(&bottom).filter(|edge| edge.may_repeat);
        let keys: BTreeSet<u64> = may_repeat.map(|edge| edge.key).collect();
        for key in keys {
            *shared.entry(key).or_default() += 1;
        }
    }
    shared.retain(|_, count| *count >= MIN_SHARED);
    if shared.is_empty() {
        return;
    }
    let is_repeated = |edge: &Edge| {
        let count = shared.get(&edge.key).copied().unwrap_or(0);
        let needed = match () {
            () if edge.is_sentence => originals / SENTENCE_SHARE,
            () if edge.is_name => 0,
            () => MIN_TITLES.max(originals / TITLE_SHARE),
        };
        edge.may_repeat && count >= MIN_SHARED.max(needed)
    };
    for document in documents.iter_mut() {
        let (top, bottom) = edges(&document.text);
        let run = |edges: &[Edge]| -> Vec<Span> {
            let held =
                edges.iter().take_while(|edge| is_repeated(edge) || document.is_chrome(edge.span));
            held.map(|edge| edge.span).collect()
        };
        let mut spans = run(&top);
        spans.extend(run(&bottom));
        let marked: usize = spans.iter().map(|span| span.len()).sum();
        if !spans.is_empty() && marked * MAX_MARKED <= document.text.len() {
            document.chrome = joined(&document.chrome, spans);
        }
    }
}

/// The lines at the top from above, and those at the bottom from below.
fn edges(text: &str) -> (Vec<Edge>, Vec<Edge>) {
    let lines = || {
        let mut at = 0;
        text.split_inclusive('\n').filter_map(move |line| {
            let span = Span::new(at, at + line.len()).trimmed(text);
            at += line.len();
            (!span.is_empty()).then_some(span)
        })
    };
    let all: Vec<Span> = lines().collect();
    let edge = |span: &Span| edge(text, *span);
    let top = all.iter().take(EDGE_LINES).map(edge).collect();
    let bottom = all.iter().rev().take(EDGE_LINES).map(edge).collect();
    (top, bottom)
}

fn edge(text: &str, span: Span) -> Edge {
    let line = span.of(text);
    let hash = blake3::hash(line.as_bytes());
    let key = hash.as_bytes().iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte));
    Edge {
        key,
        span,
        is_sentence: boilerplate::ends_as_sentence(line),
        is_name: line.split_whitespace().count() <= NAME_WORDS || cues(line).is_weak,
        may_repeat: line.len() <= MAX_LINE_BYTES
            && !line.bytes().any(|b| b.is_ascii_digit())
            && !line.ends_with(['_', '-', '–', '—']),
    }
}

/// Two sets of spans as one: sorted, disjoint.
fn joined(old: &[Span], new: Vec<Span>) -> Vec<Span> {
    let mut all = new;
    all.extend_from_slice(old);
    all.sort_unstable();
    let mut found: Vec<Span> = Vec::new();
    for span in all {
        match found.last_mut() {
            Some(last) if span.start < last.end => *last = last.join(span),
            _ => found.push(span),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Origin, Source, Stated, read};
    use super::*;
    use std::sync::Arc;

    fn settled(texts: &[(&str, &str)]) -> Vec<Document> {
        let origin = |(id, text): &(&str, &str)| Origin {
            label: (*id).to_owned(),
            source: Source::Inline(Arc::from(*text)),
            stated: Stated::default(),
        };
        let mut documents: Vec<_> = texts
            .iter()
            .flat_map(|text| read(&origin(text), &Options::default()).documents)
            .collect();
        settle(&mut documents);
        documents
    }

    #[test]
    fn copies_point_to_the_first_of_them() {
        let story = "The deputies of the district met in the town hall and agreed to hold the vote in spring.";
        let copy = format!("{}\n\nShare\n\nCopyright © 2024", story.replace(" and ", "\nand "));
        let documents =
            settled(&[("b", &copy), ("a", story), ("c", "Another story."), ("c", "A third one.")]);
        let marks: Vec<_> = documents
            .iter()
            .map(|d| (d.id.to_string(), d.duplicate_of.as_ref().map(ToString::to_string)))
            .collect();
        let mark = |id: &str, of: Option<&str>| (id.to_owned(), of.map(str::to_owned));
        assert_eq!(
            marks,
            [mark("a", None), mark("b", Some("a")), mark("c", None), mark("c#2", None)]
        );
    }

    #[test]
    fn lines_that_all_pages_begin_with_are_chrome() {
        let page = |title: &str, story: &str| {
            format!("The Valley Gazette\n\n{title}\n\n{story}\n\nKeep the valley informed")
        };
        let story = |word: &str| {
            format!("The deputies of the {word} district met in the town hall on Monday and agreed, after long debate, to vote. ").repeat(2)
        };
        let pages = ["northern", "southern", "eastern"].map(|word| page(word, &story(word)));
        let documents = settled(&[("a", &pages[0]), ("b", &pages[1]), ("c", &pages[2])]);
        for document in &documents {
            let chrome: Vec<_> =
                document.chrome.iter().map(|span| span.of(&document.text)).collect();
            assert_eq!(chrome, ["The Valley Gazette", "Keep the valley informed"]);
        }
    }
}
