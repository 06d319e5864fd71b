//! What a document is compared by: its first and last lines, its words, and a sketch of their order.
//!
//! ```text
//!  words outside page chrome ─→ every four in a row, hashed ─→ the least of each of 128 bins
//!     "a b c d e"                 abcd, bcde                     MinHash by one permutation
//! ```
//! Two documents share about as many bins as they share fours of words.

use crate::ingest::boilerplate;
use crate::ingest::boilerplate::cue::cues;
use crate::model::{Document, Span};
use crate::phrase::fold::hash_of;
use crate::phrase::token::{self, TokenKind};
use serde::{Deserialize, Serialize};

/// Lines at the top and at the bottom of a document that may be repeated chrome.
const EDGE_LINES: usize = 16;

/// Longest repeated line, in bytes.
const MAX_LINE_BYTES: usize = 240;

/// Words up to which a line is rather a name than a title.
const NAME_WORDS: usize = 4;

/// Words below which two equal texts are no copies of each other.
const MIN_COPIED_WORDS: usize = 12;

/// Words in a row that are compared.
pub(crate) const ROW: usize = 4;

/// Bins of a sketch.
const BINS: usize = 128;

/// What is compared of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Print {
    /// Hash of the words outside page chrome, without regard to case, marks and line breaks; `None`
    /// where they are too few to tell.
    pub(crate) words: Option<[u8; 32]>,
    /// The least hash of each bin; empty where the words are too few.
    pub(crate) sketch: Vec<u32>,
    /// The lines at the top, from above.
    pub(crate) top: Vec<Edge>,
    /// The lines at the bottom, from below.
    pub(crate) bottom: Vec<Edge>,
}

/// A line near an edge of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Edge {
    pub(crate) key: u64,
    pub(crate) span: Span,
    pub(crate) is_sentence: bool,
    /// Whether it is no sentence, and short or with a cue.
    pub(crate) is_name: bool,
    /// Whether it may be repeated chrome at all: short, without a digit, which a date
    /// needs, and not the dateline of an agency.
    pub(crate) may_repeat: bool,
}

impl Print {
    /// The print of a document with the chrome that it shows by itself.
    pub(crate) fn of(document: &Document) -> Self {
        let text = &document.text;
        let top = Span::lines_of(text).take(EDGE_LINES).map(|span| edge(text, span)).collect();
        let bottom = lines_from_below(text).take(EDGE_LINES).map(|span| edge(text, span)).collect();
        let words = words_of(document);
        let (words, sketch) = if words.len() < MIN_COPIED_WORDS {
            (None, Vec::new())
        } else {
            let mut keys = Vec::with_capacity(words.len() * size_of::<u64>());
            keys.extend(words.iter().flat_map(|word| word.key.to_le_bytes()));
            (Some(*blake3::hash(&keys).as_bytes()), sketch(&words))
        };
        Self { words, sketch, top, bottom }
    }
}

/// A word of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Word {
    /// Hash of its letters, without regard to case.
    pub(crate) key: u64,
    pub(crate) has_digits: bool,
}

/// The words of a document outside page chrome, in order.
pub(crate) fn words_of(document: &Document) -> Vec<Word> {
    let text = &document.text;
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut start = 0;
    let end = Span::new(text.len(), text.len());
    for chrome in document.chrome.iter().chain([&end]) {
        token::each(text, Span { start, end: chrome.start.max(start) }, |token, key| {
            let has_digits = match token.kind {
                TokenKind::Lower | TokenKind::Title | TokenKind::Upper => false,
                TokenKind::Mixed => token.span.of(text).bytes().any(|byte| byte.is_ascii_digit()),
                TokenKind::Number => true,
                TokenKind::Mark | TokenKind::Break => return,
            };
            found.push(Word { key, has_digits });
        });
        start = chrome.end;
    }
    found
}

/// Hashes of every four words in a row.
pub(crate) fn rows(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words.windows(ROW).map(|row| {
        mixed(row.iter().fold(0, |key: u64, word| {
            key.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word.key
        }))
    })
}

/// The least hash of each bin. A bin that nothing fell into borrows from another one, the same in
/// every document, so that short documents can be compared too.
fn sketch(words: &[Word]) -> Vec<u32> {
    let mut bins = vec![u32::MAX; BINS];
    for row in rows(words) {
        if let Some(bin) = bins.get_mut(row as usize % BINS) {
            *bin = (*bin).min((row >> 32) as u32);
        }
    }
    let filled = bins.clone();
    for (number, bin) in bins.iter_mut().enumerate() {
        let mut attempts =
            (1..).map(|attempt| mixed((number as u64) << 32 | attempt) as usize % BINS);
        while *bin == u32::MAX {
            let lender = attempts.next().and_then(|lender| filled.get(lender));
            // There are words enough for one filled bin at least, and every bin is tried in time.
            *bin = lender.copied().unwrap_or(0);
        }
    }
    bins
}

/// Spreads what differs in few bits over all of them.
pub(crate) fn mixed(key: u64) -> u64 {
    let key = (key ^ key >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let key = (key ^ key >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    key ^ key >> 33
}

/// Lines with something on them, from below.
fn lines_from_below(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut end = text.len();
    text.rsplit('\n').filter_map(move |line| {
        let span = Span::new(end - line.len(), end).trimmed(text);
        end = (end - line.len()).saturating_sub(1);
        (!span.is_empty()).then_some(span)
    })
}

fn edge(text: &str, span: Span) -> Edge {
    let line = span.of(text);
    let may_repeat = line.len() <= MAX_LINE_BYTES
        && !line.bytes().any(|b| b.is_ascii_digit())
        && !line.ends_with(['_', '-', '–', '—']);
    if !may_repeat {
        return Edge { key: 0, span, is_sentence: false, is_name: false, may_repeat };
    }
    let is_sentence = boilerplate::ends_as_sentence(line);
    // A sentence is asked for nothing else.
    let is_name =
        !is_sentence && (line.split_whitespace().nth(NAME_WORDS).is_none() || cues(line).is_weak);
    Edge { key: mixed(hash_of(line)), span, is_sentence, is_name, may_repeat }
}
