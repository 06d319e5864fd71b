//! One spelling for every way of writing a name: lower case, no accents, no apostrophes.
//!
//! The build script folds the names of the gazetteer, the reader folds the text: both by this file.

use crate::phrase::fold::WordHash;

/// Letters that fold to the same one; the first is what they fold to.
const SAME: &[&str] = &[
    "aàáâãäåāăąǎạảấầẩẫậắằẳẵặḁ",
    "bḃḅḇ",
    "cçćĉċč",
    "dďđḍḏḑð",
    "eèéêëēĕėęěẹẻẽếềểễệə",
    "fḟ",
    "gĝğġģǧḡ",
    "hĥħḥḧḩḫ",
    "iìíîïĩīĭįıǐịỉ",
    "jĵ",
    "kķḳḵǩ",
    "lĺļľŀłḷḹḻ",
    "mḿṁṃ",
    "nñńņňŉŋṅṇṉ",
    "oòóôõöøōŏőǒơọỏốồổỗộớờởỡợ",
    "pṕṗ",
    "rŕŗřṙṛṝṟ",
    "sśŝşšșṡṣ",
    "tţťŧțṫṭṯ",
    "uùúûüũūŭůűųǔưụủứừửữự",
    "vṽṿ",
    "wŵẁẃẅẇẉ",
    "xẋẍ",
    "yýÿŷỳỵỷỹ",
    "zźżžẑẓẕ",
    "её",
];

/// Letters that fold to two.
const TWO: &[(char, &str)] = &[('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('þ', "th")];

/// Gives `each` the folded letters of `c`: none, one or two.
pub(crate) fn fold(c: char, mut each: impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            each(c.to_ascii_lowercase());
        }
        return;
    }
    if !c.is_alphanumeric() || is_combining(c) || is_apostrophe(c) {
        return;
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    if let Some((_, letters)) = TWO.iter().find(|(from, _)| *from == lower) {
        letters.chars().for_each(each);
        return;
    }
    let row = SAME.iter().find(|row| row.contains(lower));
    each(row.and_then(|row| row.chars().next()).unwrap_or(lower));
}

/// A hash of a word's folded letters: for letters of ASCII that of the word's token. Unlike words share
/// one so seldom that tables keep no letters.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hash = WordHash::default();
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|byte| hash.push(byte.to_ascii_lowercase()));
    } else {
        let mut utf8 = [0; 4];
        for c in word.chars() {
            fold(c, |folded| {
                folded.encode_utf8(&mut utf8).bytes().for_each(|byte| hash.push(byte));
            });
        }
    }
    hash.finish()
}

/// Combining accents vanish with the accents of composed letters.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Marks within a word that a name may be written with or without.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ')
}
