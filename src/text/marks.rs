//! A few characters that are looked for in a text, past all others by one look into a table a byte.

/// The characters, and the bytes with which they begin in UTF-8.
#[derive(Debug)]
pub(super) struct Marks {
    chars: &'static [char],
    begins: [bool; 256],
}

impl Marks {
    pub(super) const fn new(chars: &'static [char]) -> Self {
        let mut begins = [false; 256];
        let mut at = 0;
        while at < chars.len() {
            let mut utf8 = [0; 4];
            chars[at].encode_utf8(&mut utf8);
            begins[utf8[0] as usize] = true;
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
            let rest = text.as_bytes().get(at..)?;
            at += rest.iter().position(|&byte| self.begins[byte as usize])?;
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
        fn finds_each_mark_and_nothing_else(text in "([a-z ]|[-.!\u{1}]|[…‥ж€]|\\PC){0,60}") {
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
