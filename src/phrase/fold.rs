//! Words as the lexicon compares them: lower case, one apostrophe, one hyphen.

use std::borrow::Cow;

/// Lower case, with one apostrophe and one hyphen for their many signs.
pub fn fold(word: &str) -> Cow<'_, str> {
    match word {
        "’" | "‘" | "`" | "ʼ" => "'".into(),
        "–" | "—" | "‑" | "−" => "-".into(),
        _ if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) => word.into(),
        _ => word.to_lowercase().into(),
    }
}

/// Whether a word as written folds to `folded`.
pub fn folds_to(word: &str, folded: &str) -> bool {
    let is_same = word.len() == folded.len()
        && word.bytes().zip(folded.bytes()).all(|(a, b)| a.to_ascii_lowercase() == b);
    is_same || (!word.is_ascii() || word == "`") && fold(word) == folded
}

/// The hash of a folded word.
pub fn hash_of(folded: &str) -> u32 {
    folded.bytes().fold(0, mixed)
}

/// One step of the hash, the same for both cases of a letter of ASCII (after FNV-1a by Fowler, Noll
/// and Vo, with Knuth's multiplier).
pub const fn mixed(hash: u32, byte: u8) -> u32 {
    (hash.rotate_left(5) ^ (byte | 0x20) as u32).wrapping_mul(0x9E37_79B1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::phrase::token;

    #[test]
    fn a_token_has_the_hash_of_its_folded_text() {
        let text = "May “ÉTÉ” of 1916’s 18th ‑ ` İstanbul ǅ naïve\u{301} Ⅷ";
        token::each(text, Span::new(0, text.len()), |token, hash| {
            let word = token.span.of(text);
            assert_eq!(hash, hash_of(&fold(word)), "{word}");
            assert!(folds_to(word, &fold(word)), "{word}");
        });
    }
}
