//! A light guess of the language: enough to warn where the rules of English will not do.

use crate::model::Span;
use crate::phrase::fold::{fold, hash_of};
use crate::phrase::token;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Bytes that are looked at.
const SAMPLE_BYTES: usize = 12_000;

/// Bytes of the longest word below.
const LONGEST: usize = 5;

/// Words too few to tell.
const MIN_WORDS: usize = 8;

/// Words that make up a fifth of running text, by language; none stands in two lists.
const COMMON: [(&str, &[&str]); 6] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "was", "that", "is", "for", "with", "by", "were", "it",
            "from", "this", "have", "has", "be", "are", "his", "they", "which",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "ist", "nicht", "den", "von", "mit", "dem", "ein", "eine",
            "für", "auf", "sich", "wurde",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "et", "des", "est", "dans", "une", "pour", "qui", "du", "sur", "pas",
            "il", "avec", "été",
        ],
    ),
    (
        "es",
        &["el", "los", "las", "del", "por", "una", "con", "para", "su", "se", "fue", "como", "más"],
    ),
    (
        "it",
        &["il", "di", "che", "della", "gli", "sono", "nel", "per", "è", "dei", "anche", "stato"],
    ),
    ("pt", &["os", "uma", "não", "em", "do", "da", "dos", "foi", "ao", "pelo", "são"]),
];

/// The languages of every word above, as bits in their order, by the hash of the word: those whose hashes begin
/// with the same byte stand together, and few do.
static LANGUAGES: LazyLock<Vec<Vec<(u64, u8)>>> = LazyLock::new(|| {
    let mut languages = BTreeMap::<u64, u8>::new();
    for (number, (_, words)) in COMMON.iter().enumerate() {
        for word in *words {
            *languages.entry(hash_of(&fold(word))).or_default() |= 1 << number;
        }
    }
    let mut groups = vec![Vec::new(); 256];
    for (word, bits) in languages {
        if let Some(group) = groups.get_mut((word >> 56) as usize) {
            group.push((word, bits));
        }
    }
    groups
});

/// The languages that a word is common in, as bits, by its hash.
fn languages(word: u64) -> u8 {
    let group = LANGUAGES.get((word >> 56) as usize).map_or(&[][..], Vec::as_slice);
    group.iter().find(|&&(known, _)| known == word).map_or(0, |&(_, bits)| bits)
}

/// The language of a text as a BCP 47 tag; `None` where it cannot be told.
pub(super) fn guess(text: &str) -> Option<&'static str> {
    let mut counts = [0_usize; COMMON.len()];
    let mut words = 0;
    let mut cyrillic = 0;
    let mut ukrainian = 0;
    let sample = Span::new(0, text.floor_char_boundary(SAMPLE_BYTES));
    token::each(text, sample, |token, hash| {
        if !token.is_word() {
            return;
        }
        words += 1;
        let word = || token.span.of(text);
        if !token.is_ascii && word().chars().all(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
            cyrillic += 1;
            ukrainian += usize::from(word().contains(['і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є']));
            return;
        }
        let bits = if token.span.len() <= LONGEST { languages(hash) } else { 0 };
        if bits == 0 {
            return;
        }
        for (number, count) in counts.iter_mut().enumerate() {
            *count += usize::from(bits >> number & 1);
        }
    });
    if words < MIN_WORDS {
        return None;
    }
    if cyrillic * 2 > words {
        return Some(if ukrainian * 10 > cyrillic { "uk" } else { "ru" });
    }
    let (best, (language, _)) = counts.iter().zip(COMMON).max_by_key(|(count, _)| **count)?;
    (best * 12 >= words).then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(guess(text), expected, "{text}");
    }

    #[test]
    fn tells_languages_apart() {
        check("The council of the district met in the hall and agreed to the vote.", Some("en"));
        check(
            "Der Rat des Kreises trat in der Halle zusammen und die Wahl wurde nicht verschoben.",
            Some("de"),
        );
        check(
            "Le conseil du district est réuni dans la salle pour les élections et des débats.",
            Some("fr"),
        );
        check(
            "Съезд народных депутатов открылся утром в столице республики при полном зале",
            Some("ru"),
        );
        check(
            "З'їзд відкрився вранці і його учасники підтримали її незалежність у столиці",
            Some("uk"),
        );
        check("Elista", None);
    }

    #[test]
    fn no_common_word_is_too_long_to_be_looked_up() {
        let words = || COMMON.iter().flat_map(|(_, words)| *words);
        assert_eq!(words().map(|word| word.len()).max(), Some(LONGEST));
    }
}
