//! Words as the lexicon compares them: lower case, one apostrophe, one hyphen.

use std::borrow::Cow;

/// Lower case, with one apostrophe and one hyphen for their many signs.
pub fn fold(word: &str) -> Cow<'_, str> {
    let mark = fold_mark(word);
    if mark.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        mark.into()
    } else {
        word.to_lowercase().into()
    }
}

/// One apostrophe and one hyphen for their many signs; anything else as it is.
pub fn fold_mark(mark: &str) -> &str {
    match mark {
        "’" | "‘" | "`" | "ʼ" => "'",
        "–" | "—" | "‑" | "−" => "-",
        _ => mark,
    }
}

/// The hash of a folded word.
pub fn hash_of(folded: &str) -> u64 {
    let mut hash = WordHash::default();
    folded.bytes().for_each(|byte| hash.push(byte));
    hash.finish()
}

/// Hashes a folded word byte by byte.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHash {
    hash: u64,
    /// The bytes that are not yet in the hash, the first one lowest.
    eight: u64,
    count: u32,
}

impl WordHash {
    /// Adds a byte.
    pub fn push(&mut self, byte: u8) {
        self.eight |= u64::from(byte) << (8 * self.count);
        self.count += 1;
        if self.count == 8 {
            *self = Self { hash: mixed(self.hash, self.eight), ..Self::default() };
        }
    }

    /// The hash of all bytes.
    pub fn finish(self) -> u64 {
        if self.count == 0 { self.hash } else { mixed(self.hash, self.eight) }
    }
}

/// A hash with eight more bytes, or the last ones of a word with zeros behind them: Knuth's multiplier
/// for 64 bits. No two words of up to eight bytes share a hash.
#[inline]
pub const fn mixed(hash: u64, eight: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::phrase::token;

    #[test]
    fn a_token_has_the_hash_of_its_folded_text() {
        let text = "May “ÉTÉ” of 1916’s 18th ‑ ` [İstanbul] ǅ naïve\u{301} Ⅷ {Netherlands} Czechoslovakia 1,000";
        token::each(text, Span::new(0, text.len()), |token, hash| {
            let word = token.span.of(text);
            assert_eq!(hash, hash_of(&fold(word)), "{word}");
        });
    }
}
