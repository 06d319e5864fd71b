//! Words as the lexicon compares them: lower case, one apostrophe, one hyphen.

use std::borrow::Cow;

/// Lower case, with one apostrophe and one hyphen for their many signs.
pub fn fold(word: &str) -> Cow<'_, str> {
    in_lower_case(fold_mark(word))
}

/// The same without regard to apostrophes and hyphens: most words are in lower case already.
pub fn in_lower_case(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        word.into()
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
    hash_with(0, folded.as_bytes())
}

/// The hash of an ASCII word in any case: that of its folded text. Of words with other letters, and of
/// marks, at least that all ways to write them have the same.
pub fn hash_in_any_case(word: &str) -> u64 {
    const LOWER: u64 = 0x2020_2020_2020_2020;
    word.as_bytes().chunks(8).fold(0, |hash, bytes| {
        let beyond = LOWER.checked_shl(8 * bytes.len() as u32).unwrap_or(0);
        mixed(hash, eight(bytes) | LOWER & !beyond)
    })
}

/// A hash with more bytes.
pub fn hash_with(hash: u64, bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(hash, |hash, bytes| mixed(hash, eight(bytes)))
}

/// Up to eight bytes as a number, the first one lowest.
#[inline]
fn eight(bytes: &[u8]) -> u64 {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let one = |at: usize| bytes.get(at).map_or(0, |&byte| u64::from(byte) << (8 * at));
    match (bytes.first_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(eight), _, _) => u64::from_le_bytes(*eight),
        // The two may share bytes, which stand in the same place of both.
        (None, Some(first), Some(last)) => four(first) | four(last) << (8 * (bytes.len() - 4)),
        _ => one(0) | one(1) | one(2),
    }
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
            if token.is_word() && word.is_ascii() {
                assert_eq!(hash, hash_in_any_case(word), "{word}");
            }
        });
    }
}
