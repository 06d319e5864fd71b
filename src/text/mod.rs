//! [`Document`] → [`Sentence`]s.
//!
//! Lines become passages (`layout`), passages become sentences (`split`), rows of a chronicle (`rows`) and what
//! follows a caption (`glued`), and short lines of their own become headings.

mod abbreviation;
mod glued;
mod layout;
mod marks;
mod rows;
mod split;
mod ticker;

use crate::model::{Document, Sentence};
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
    let mut found = Vec::with_capacity(text.len() / 64);
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
    ticker::drop_clocks(text, &mut found);
    found
}

/// A line of its own that does not end as running text does.
fn is_heading(passage: &Passage, text: &str, limit: usize, is_title: bool) -> bool {
    let line = passage.span.of(text);
    if passage.is_item || line.len() > limit || !line.chars().any(char::is_alphanumeric) {
        return false;
    }
    let ending = line.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']', '*', '_', '#']);
    let runs_on = ending.ends_with(['.', '…', ',', ';', ':', '。']);
    // A dateline stands before its story: "GROZNY (Agency) --".
    if line.ends_with(['_', '–', '—']) || line.ends_with("--") {
        return false;
    }
    let asks = ending.ends_with(['?', '!']);
    if is_numbered_heading(line) {
        return true;
    }
    let is_short_enough = is_title || !asks || line.len() <= MAX_QUESTION_BYTES;
    !runs_on && is_short_enough && split::count(text, passage.span) == 1
}

/// `IV.` or `3.` alone: the number of a chapter.
fn is_numbered_heading(line: &str) -> bool {
    line.len() <= 6
        && line.ends_with('.')
        && line.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || "IVXLC".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use proptest::prelude::*;

    fn document(text: &str, chrome: Vec<Span>) -> Document {
        Document { chrome, ..Document::of_text("a", text) }
    }

    /// One line a sentence: its paragraph, `H` for headings, `#` for chrome, its words.
    fn show(text: &str, chrome: Vec<Span>) -> String {
        let mut shown = String::new();
        for sentence in sentences(&document(text, chrome)) {
            let heading = if sentence.is_heading { "H" } else { " " };
            let chrome = if sentence.in_chrome { "#" } else { " " };
            let words = sentence.span.of(text).replace('\n', "⏎");
            shown.push_str(
                &[&sentence.paragraph.to_string(), heading, chrome, " ", &words, "\n"].concat(),
            );
        }
        shown
    }

    #[test]
    fn an_article_becomes_headings_and_sentences() {
        let text = "Share\n\nWhat did the council decide?\n\nGROZNY (Agency) --\n\nThe council met on Jan. 27. It \
                    agreed,\n” the chairman said.\n\nWhat comes next\n\n• A vote\n• A count. Then silence.\n\nNothing is certain.";
        insta::assert_snapshot!(show(text, vec![Span::new(0, 5)]), @r"
        0H# Share
        1H  What did the council decide?
        2   GROZNY (Agency) --
        3   The council met on Jan. 27.
        3   It agreed,⏎” the chairman said.
        4H  What comes next
        5   A vote
        6   A count.
        6   Then silence.
        7   Nothing is certain.
        ");
    }

    #[test]
    fn lines_of_one_sentence_each_are_sentences() {
        insta::assert_snapshot!(show("The hall was full.\nThe vote began (it was the third\ntry.) It failed", vec![]), @r"
        0   The hall was full.
        1   The vote began (it was the third⏎try.)
        1   It failed
        ");
    }

    proptest! {
        #[test]
        fn spans_are_ordered_disjoint_and_trimmed(
            text in "([a-zA-Zéж]{1,6}|[.!?…,:;]|[“”\"'()–-]|[ \t]|\r?\n|[0-9]{1,4}|• |\u{2028}|\u{a0}){0,120}",
            edges in proptest::collection::vec(0_usize..300, 0..4),
        ) {
            let mut edges: Vec<usize> =
                edges.into_iter().filter(|&edge| text.is_char_boundary(edge)).collect();
            edges.sort_unstable();
            edges.dedup();
            let chrome = edges.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect();
            let document = document(&text, chrome);
            let mut end = 0;
            let mut paragraph = 0;
            for sentence in sentences(&document) {
                let words = sentence.span.of(&text);
                prop_assert!(sentence.span.start >= end && !words.is_empty() && words.trim() == words);
                prop_assert!(sentence.paragraph >= paragraph);
                prop_assert_eq!(sentence.in_chrome, document.is_chrome(sentence.span));
                (end, paragraph) = (sentence.span.end, sentence.paragraph);
            }
            // Nothing but white space, bullets and figures of notes is lost.
            let mut lost = text.clone();
            for sentence in sentences(&document).iter().rev() {
                lost.replace_range(sentence.span.range(), "|");
            }
            let is_mark = |c: char| !c.is_alphanumeric();
            for gap in lost.split('|') {
                let rest = gap.trim_start_matches(|c: char| c.is_ascii_digit());
                prop_assert!(gap.len() - rest.len() <= 2 && rest.chars().all(is_mark), "{gap:?} is lost");
            }
        }
    }
}
