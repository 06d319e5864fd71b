//! A few characters that are looked for in a text.

use memchr::memchr3;

/// The characters, and the bytes with which they begin in UTF-8.
#[derive(Debug)]
pub(super) struct Marks {
    chars: &'static [char],
    /// Three by three, as the searcher takes them; some of them twice.
    begins: [[u8; 3]; GROUPS],
}

/// Groups of three first bytes.
const GROUPS: usize = 2;

/// Bytes that are searched at once. One search after another goes through them, so that they are few: a
/// text full of one mark and without another is still searched once.
const WINDOW: usize = 256;

impl Marks {
    pub(super) const fn new(chars: &'static [char]) -> Self {
        let mut utf8 = [0; 4];
        chars[0].encode_utf8(&mut utf8);
        let mut begins = [[utf8[0]; 3]; GROUPS];
        let (mut at, mut count) = (1, 1);
        while at < chars.len() {
            let before = utf8[0];
            chars[at].encode_utf8(&mut utf8);
            // Characters of one first byte stand together.
            if utf8[0] != before {
                begins[count / 3][count % 3] = utf8[0];
                count += 1;
            }
            at += 1;
        }
        Self { chars, begins }
    }

    /// Whether a character is among them.
    pub(super) fn has(&self, c: char) -> bool {
        self.chars.contains(&c)
    }

    /// The first of them at or behind a byte, and where it stands.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<(usize, char)> {
        let mut at = from;
        loop {
            let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
            let window = rest.get(..WINDOW).unwrap_or(rest);
            let first = self.begins.iter().fold(window, |before, &[a, b, c]| {
                let end = memchr3(a, b, c, before).unwrap_or(before.len());
                before.get(..end).unwrap_or_default()
            });
            at += first.len();
            if first.len() == window.len() {
                continue;
            }
            let c = text.get(at..)?.chars().next()?;
            if self.has(c) {
                return Some((at, c));
            }
            at += c.len_utf8();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_each_mark_and_nothing_else(text in "([a-z ]|[-.!\u{1}]|[…‥ж€]|\\PC|[a-z ]{90}){0,60}") {
            let marks = Marks::new(&['.', '!', '…', '€']);
            let mut found = Vec::new();
            while let Some((at, c)) = marks.next(&text, found.last().map_or(0, |&(at, c): &(usize, char)| at + c.len_utf8())) {
                found.push((at, c));
            }
            let expected: Vec<_> = text.char_indices().filter(|(_, c)| ".!…€".contains(*c)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
