//! [`Document`] → [`Sentence`]s.
//!
//! Lines become passages (`layout`), passages become sentences (`split`), and short lines of their
//! own become headings.

mod abbreviation;
mod layout;
mod split;

use crate::model::{Document, Sentence, Span};
use layout::Passage;

/// Longest heading in bytes.
const MAX_HEADING_BYTES: usize = 160;

/// Longest heading in bytes that ends in a question or exclamation mark.
const MAX_QUESTION_BYTES: usize = 100;

/// Longest title in bytes: titles of news pages run on.
const MAX_TITLE_BYTES: usize = 240;

/// The sentences, headings and list items of a document, in order, disjoint.
pub fn sentences(document: &Document) -> Vec<Sentence> {
    let text: &str = &document.text;
    let mut found = Vec::new();
    let mut title_is_due = true;
    for passage in layout::passages(text, &document.chrome) {
        let in_chrome = document.is_chrome(passage.span);
        let is_title = title_is_due && !in_chrome;
        title_is_due = title_is_due && in_chrome;
        let limit = if is_title { MAX_TITLE_BYTES } else { MAX_HEADING_BYTES };
        if passage.stands_alone && is_heading(&passage, text, limit, is_title) {
            let paragraph = passage.paragraph;
            found.push(Sentence { span: passage.span, paragraph, is_heading: true, in_chrome });
            continue;
        }
        split::split(text, passage.span, |span| {
            let paragraph = passage.paragraph;
            found.push(Sentence { span, paragraph, is_heading: false, in_chrome });
        });
    }
    found
}

/// A line of its own that does not end as running text does.
fn is_heading(passage: &Passage, text: &str, limit: usize, is_title: bool) -> bool {
    let line = passage.span.of(text);
    if passage.is_item || line.len() > limit || !line.chars().any(char::is_alphanumeric) {
        return false;
    }
    let ending = line.trim_end_matches(['”', '"', '’', '»', ')', ']', '*', '_', '#']);
    let runs_on = ending.ends_with(['.', '…', ',', ';', ':', '。']);
    let asks = ending.ends_with(['?', '!']);
    if is_numbered_heading(line) {
        return true;
    }
    let is_short_enough = is_title || !asks || line.len() <= MAX_QUESTION_BYTES;
    !runs_on
        && is_short_enough
        && !layout::ends_in_linking_word(ending)
        && split::count(text, passage.span) == 1
}

/// `IV.` or `3.` alone: the number of a chapter.
fn is_numbered_heading(line: &str) -> bool {
    line.len() <= 6
        && line.ends_with('.')
        && line.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || "IVXLC".contains(c))
}

/// The whole text as one span.
fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}
