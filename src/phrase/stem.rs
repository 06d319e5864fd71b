//! Stems of words, by which forms of one word are told to be alike.

use super::fold::{hash_of, in_lower_case};
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::Cell;
use std::sync::LazyLock;

/// The stem of an English word in lower case (Snowball).
pub fn stem(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    STEMMER.stem(word).into_owned()
}

/// Words whose stems are remembered.
const REMEMBERED: usize = 4096;

thread_local! {
    /// The hashes of the words that were stemmed last and of their stems: a stem takes as long as reading a
    /// line, and a text has the same words over and over.
    static STEMS: [Cell<(u64, u64)>; REMEMBERED] = const { [const { Cell::new((0, 0)) }; REMEMBERED] };
}

/// The hash of the stem of a word in any case; `hash` is that of its token.
pub fn stem_hash(word: &str, hash: u64) -> u64 {
    let new = || hash_of(&stem(&in_lower_case(word)));
    STEMS.with(|known| {
        let Some(slot) = known.get((hash >> 32) as usize % REMEMBERED) else { return new() };
        if slot.get().0 != hash {
            slot.set((hash, new()));
        }
        slot.get().1
    })
}
