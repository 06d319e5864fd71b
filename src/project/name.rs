//! Names that hold when documents are read again.

use super::decision::{DocumentName, EventName};
use crate::model::{Chronology, Document, Event, Source, Span};

/// Digits of a hash that are kept: enough for any corpus, short enough to read past.
const HASH_DIGITS: usize = 32;
/// Characters of a sentence that are kept.
const QUOTE_CHARS: usize = 120;

/// The first digits of the hash of a document's text.
pub fn text_hash(document: &Document) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    let digits = document.hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.take(HASH_DIGITS).collect()
}

/// The name of a document.
pub fn document_name(document: &Document) -> DocumentName {
    DocumentName { doc: document.id.as_str().to_owned(), hash: text_hash(document) }
}

/// The name of an event by its first source; `None` where it has none.
pub fn event_name(chronology: &Chronology, event: &Event) -> Option<EventName> {
    source_name(chronology, event, event.sources.first()?)
}

/// The name of an event by one of its sources.
pub fn source_name(chronology: &Chronology, event: &Event, source: &Source) -> Option<EventName> {
    let document = &chronology.document_of(source)?.document;
    let found = event.review.as_ref().and_then(|review| review.found_title.as_ref());
    Some(EventName {
        title: found.unwrap_or(&event.title).clone(),
        document: document_name(document),
        sentence: source.sentence.start,
        clause: (source.clause.start, source.clause.end),
        quote: quote(source.sentence.of(&document.text)),
    })
}

/// The name of an event that a whole sentence tells.
pub fn sentence_name(document: &Document, sentence: Span, title: String) -> EventName {
    EventName {
        title,
        document: document_name(document),
        sentence: sentence.start,
        clause: (sentence.start, sentence.end),
        quote: quote(sentence.of(&document.text)),
    }
}

/// How a sentence begins, on one line.
pub(super) fn quote(sentence: &str) -> String {
    let line = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(QUOTE_CHARS).collect()
}
