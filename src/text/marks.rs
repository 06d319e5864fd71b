//! A few characters that are looked for in a text, past all others eight bytes at a time.

use crate::phrase::block::Block;

/// The characters; those of ASCII are found without decoding what stands before them.
#[derive(Debug)]
pub(super) struct Marks {
    ascii: &'static [u8],
    others: &'static [char],
}

impl Marks {
    pub(super) const fn new(ascii: &'static [u8], others: &'static [char]) -> Self {
        Self { ascii, others }
    }

    /// Whether a character is among them.
    pub(super) fn has(&self, c: char) -> bool {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => self.ascii.contains(&byte),
            _ => self.others.contains(&c),
        }
    }

    /// The first of them at or behind a byte, and where it stands.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<(usize, char)> {
        let bytes = text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            let block = Block::at(bytes, at);
            let marks = self.ascii.iter().fold(0, |marks, &mark| marks | block.equal(mark));
            let before = Block::length_before(marks | block.beyond_ascii());
            at += before;
            if before < Block::BYTES {
                let c = text.get(at..)?.chars().next()?;
                if self.has(c) {
                    return Some((at, c));
                }
                at += c.len_utf8();
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_each_mark_and_nothing_else(text in "([a-z ]|[-.!\u{1}]|[…‥ж€]|\\PC){0,60}") {
            let marks = Marks::new(b".!", &['…', '€']);
            let mut found = Vec::new();
            while let Some((at, c)) = marks.next(&text, found.last().map_or(0, |&(at, c): &(usize, char)| at + c.len_utf8())) {
                found.push((at, c));
            }
            let expected: Vec<_> = text.char_indices().filter(|(_, c)| ".!…€".contains(*c)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
