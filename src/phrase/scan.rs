//! One pass over the bytes of a text that finds trigger words.
//!
//! The naive form looks up every word of a text. Most words begin no phrase, so one automaton
//! (Aho and Corasick, "Efficient string matching", 1975) reads the bytes once and stops only at
//! words that do.

use crate::model::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Finds whole words of a list, in any case of ASCII letters, and optionally every digit.
#[derive(Debug)]
pub struct Scanner {
    automaton: Option<AhoCorasick>,
    first_digit: usize,
}

impl Scanner {
    /// A scanner for `words`, and for any run of digits.
    pub fn with_digits<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut patterns: Vec<String> = words.into_iter().map(str::to_lowercase).collect();
        patterns.sort();
        patterns.dedup();
        let first_digit = patterns.len();
        patterns.extend((0..10).map(|digit| digit.to_string()));
        Self { automaton: build(&patterns), first_digit }
    }

    /// A scanner for `words` only.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut patterns: Vec<String> = words.into_iter().map(str::to_lowercase).collect();
        patterns.sort();
        patterns.dedup();
        Self { automaton: build(&patterns), first_digit: patterns.len() }
    }

    /// The trigger words of a text in order; a run of digits may give several hits.
    pub fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter_map(move |hit| {
            let is_digit = hit.pattern().as_usize() >= self.first_digit;
            let stands_alone = is_digit || is_whole_word(text.as_bytes(), hit.start(), hit.end());
            stands_alone.then(|| Span::new(hit.start(), hit.end()))
        })
    }
}

fn build(patterns: &[String]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(patterns)
        .ok()
}

/// Whether no letter or digit touches `start..end`. Bytes beyond ASCII count as letters unless they
/// begin or end general punctuation (curly quotes, dashes: `E2 80 xx`) or a no-break space.
fn is_whole_word(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let after = bytes.get(end).copied().unwrap_or(b' ');
    let is_mark_before = match before {
        0x80.. => {
            let lead = start.checked_sub(3).and_then(|at| bytes.get(at..at + 2));
            let pair = start.checked_sub(2).and_then(|at| bytes.get(at..start));
            lead == Some(&[0xE2, 0x80]) || pair == Some(&[0xC2, 0xA0])
        }
        ascii => !ascii.is_ascii_alphanumeric(),
    };
    let is_mark_after = match after {
        0x80.. => {
            bytes.get(end..end + 2) == Some(&[0xE2, 0x80])
                || bytes.get(end..end + 2) == Some(&[0xC2, 0xA0])
        }
        ascii => !ascii.is_ascii_alphabetic(),
    };
    is_mark_before && is_mark_after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let scanner = Scanner::with_digits(["May", "sun", "week"]);
        let found: Vec<_> = scanner.hits(text).map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_whole_words_only() {
        check("Dismay: the sunny week of MAY", &["week", "MAY"]);
        check("mid-week “week” naïveweek", &["week", "week"]);
        check("7 May", &["7", "May"]);
    }
}
