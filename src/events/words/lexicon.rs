//! What English words say about events: the word lists of `assets/lang/en/events.toml`, packed by the build
//! script.

use std::sync::LazyLock;

pub(crate) use super::word_lists::{Class, Classes, Lexicon, Lists};

/// The word lists, taken up once.
pub(crate) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/events.bin"));
    postcard::from_bytes(packed).unwrap_or_default()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, expected: Class) {
        assert!(ENGLISH.classes(form).has(expected), "{form} is not {expected:?}");
    }

    #[test]
    fn knows_regular_and_irregular_forms() {
        check("said", Class::Past);
        check("said", Class::Reporting);
        check("rolled", Class::Past);
        check("banned", Class::Participle);
        check("occurred", Class::Past);
        check("occupied", Class::Participle);
        check("dying", Class::Gerund);
        check("launches", Class::Third);
        check("written", Class::Participle);
        check("decamped", Class::Past);
    }

    #[test]
    fn guesses_unknown_words_by_their_ending() {
        check("bamboozled", Class::Past);
        check("quietly", Class::Adverb);
        assert!(!ENGLISH.classes("breed").is_verb());
        assert!(!ENGLISH.classes("family").has(Class::Adverb));
    }

    #[test]
    fn finds_the_longest_phrase() {
        let words = ["at", "the", "same", "time", "the", "king"];
        assert_eq!(ENGLISH.phrase_len("back_reference", words.into_iter()), 4);
        assert_eq!(ENGLISH.phrase_len("back_reference", ["never"].into_iter()), 0);
    }
}
