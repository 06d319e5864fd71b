//! Byte ranges of a document's text: the only place that slices text.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A half-open range of bytes, `start..end`, of a document's final text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; an inverted pair becomes the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text under the span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        #[cfg(test)]
        super::work::done(1 + self.len().min(text.len()));
        text.get(self.range()).unwrap_or("")
    }

    /// The span as a range for indexing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte offset lies inside.
    pub fn contains_offset(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its two ends.
    pub fn trimmed(self, text: &str) -> Self {
        let inner = self.of(text);
        // Most have none, which two bytes tell.
        let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if is_bare(inner.as_bytes().first()) && is_bare(inner.as_bytes().last()) {
            return self;
        }
        let start = self.start as usize + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }

    /// The lines of a text that are not blank, in order, each without white space at its ends.
    pub fn lines_of(text: &str) -> impl Iterator<Item = Self> + '_ {
        let mut at = 0;
        text.split_inclusive('\n').filter_map(move |line| {
            let span = Self::new(at, at + line.len()).trimmed(text);
            at += line.len();
            (!span.is_empty()).then_some(span)
        })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Turns byte offsets of one text into offsets in Unicode code points.
///
/// Built once a document; each look-up is a binary search.
#[derive(Clone, Debug)]
pub struct CharOffsets {
    /// (byte, characters before it) after every character that is longer than one byte.
    steps: Vec<(u32, u32)>,
}

impl CharOffsets {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        /// Bytes of which it is asked at once whether all are of ASCII, as most are: 14 instructions for each byte
        /// become 2.
        const WINDOW: usize = 64;
        let mut steps = Vec::new();
        let mut chars = 0_u32;
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let bytes = rest.as_bytes();
            let windows = bytes.chunks(WINDOW).take_while(|window| window.is_ascii());
            let plain: usize = windows.map(<[u8]>::len).sum();
            let more = bytes.iter().skip(plain).take_while(|byte| byte.is_ascii()).count();
            (at, chars) = (at + plain + more, chars + (plain + more) as u32);
            if let Some(long) = rest.get(plain + more..).and_then(|rest| rest.chars().next()) {
                (at, chars) = (at + long.len_utf8(), chars + 1);
                steps.push((at as u32, chars));
            }
        }
        Self { steps }
    }

    /// Code points before `byte`.
    pub fn char_of(&self, byte: u32) -> u32 {
        let after = self.steps.partition_point(|&(at, _)| at <= byte);
        match after.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(at, chars)) => chars + (byte - at),
            None => byte,
        }
    }

    /// The byte at which code point number `chars` starts.
    pub fn byte_of(&self, chars: u32) -> u32 {
        let after = self.steps.partition_point(|&(_, count)| count <= chars);
        match after.checked_sub(1).and_then(|i| self.steps.get(i)) {
            Some(&(at, count)) => at + (chars - count),
            None => chars,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_only_whole_characters() {
        assert_eq!(Span::new(0, 2).of("Ж!"), "Ж");
        assert_eq!(Span::new(1, 2).of("Ж!"), "");
        assert_eq!(Span::new(5, 9).of("Ж!"), "");
    }

    #[test]
    fn trims_white_space_at_both_ends() {
        assert_eq!(Span::new(0, 6).trimmed(" ab\n c").of(" ab\n c"), "ab\n c");
        assert!(Span::new(0, 3).trimmed("   ").is_empty());
    }

    #[test]
    fn counts_code_points() {
        let text = "aЖ“b";
        let offsets = CharOffsets::new(text);
        let pairs: Vec<_> = text.char_indices().map(|(b, _)| offsets.char_of(b as u32)).collect();
        assert_eq!(pairs, [0, 1, 2, 3]);
        assert_eq!(offsets.char_of(text.len() as u32), 4);
        for (i, (b, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.byte_of(i as u32), b as u32);
        }
    }
}
