//! One spelling for every way of writing a name: lower case, no accents, no apostrophes.
//!
//! The build script folds the names of the gazetteer, the reader folds the text: both by this file.

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

/// A hash of a word's folded letters. Unlike words share one so seldom that tables keep no letters.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hash = 0;
    if word.is_ascii() {
        for byte in word.bytes().filter(u8::is_ascii_alphanumeric) {
            hash = mixed(hash, byte.to_ascii_lowercase());
        }
    } else {
        let mut utf8 = [0; 4];
        for c in word.chars() {
            fold(c, |folded| hash = folded.encode_utf8(&mut utf8).bytes().fold(hash, mixed));
        }
    }
    // The upper bits choose the place in a table, so every letter must reach them.
    (hash ^ (hash >> 29)).wrapping_mul(MULTIPLIER)
}

/// An odd number whose bits look random: that of Firefox's hash.
const MULTIPLIER: u64 = 0x517c_c1b7_2722_0a95;

fn mixed(hash: u64, byte: u8) -> u64 {
    (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(MULTIPLIER)
}

/// Combining accents vanish with the accents of composed letters.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Marks within a word that a name may be written with or without.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ')
}
