//! Stems of words, by which forms of one word are told to be alike.

use rust_stemmers::{Algorithm, Stemmer};
use std::sync::LazyLock;

/// The stem of an English word in lower case (Snowball).
pub fn stem(word: &str) -> String {
    static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));
    STEMMER.stem(word).into_owned()
}
