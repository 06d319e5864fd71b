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

/// A search through a text.
#[derive(Debug)]
pub(super) struct Search<'a> {
    marks: &'static Marks,
    text: &'a str,
    /// Where none of the first bytes of each group stands before; it is searched anew only behind that, so that a text
    /// without any of a group is searched for it once.
    next: [usize; GROUPS],
}

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

    /// Looks for them in a text.
    pub(super) fn of<'a>(&'static self, text: &'a str) -> Search<'a> {
        Search { marks: self, text, next: [0; GROUPS] }
    }
}

impl Search<'_> {
    /// The first of them at or behind a byte, which is none before one that was asked for, and where it stands.
    pub(super) fn next(&mut self, from: usize) -> Option<(usize, char)> {
        let mut at = from;
        loop {
            let rest = self.text.as_bytes().get(at..)?;
            for (next, &[a, b, c]) in self.next.iter_mut().zip(&self.marks.begins) {
                if *next < at {
                    *next = at + memchr3(a, b, c, rest).unwrap_or(rest.len());
                }
            }
            at = self.next.into_iter().min()?;
            let c = self.text.get(at..)?.chars().next()?;
            if self.marks.has(c) {
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
            static MARKS: Marks = Marks::new(&['.', '!', '…', '€']);
            let mut marks = MARKS.of(&text);
            let mut found = Vec::new();
            while let Some((at, c)) = marks.next(found.last().map_or(0, |&(at, c): &(usize, char)| at + c.len_utf8())) {
                found.push((at, c));
            }
            let expected: Vec<_> = text.char_indices().filter(|(_, c)| ".!…€".contains(*c)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
