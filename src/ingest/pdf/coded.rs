//! Letters of fonts made of pictures, as TeX wrote them for years: they have codes and no names. The codes
//! are those of TeX's own encodings, and which of them is told by the letters that it has.

use super::glyphs::Glyph;

/// Gap, in sizes of the font, up to which two letters are of one word.
const WORD_GAP: f64 = 0.17;

/// Letters of other scripts are what most codes of a text in them stand for: one in so many.
const FOREIGN_SHARE: usize = 3;

/// A glyph of which only the code in its font is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coded {
    /// Its place among all glyphs.
    pub(super) at: usize,
    /// Its code.
    pub(super) code: u8,
}

/// The encodings of TeX (LaTeX's `encguide`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    /// The first one: `OT1`.
    Old,
    /// European letters: `T1`.
    Cork,
    /// Cyrillic letters: `T2A`.
    Cyrillic,
}

/// Gives the coded glyphs their letters; drops those that have none.
pub(super) fn name(glyphs: &mut Vec<Glyph>, coded: &[Coded]) {
    let Some(encoding) = encoding(coded) else { return drop_unnamed(glyphs, coded) };
    let is_word = |a: Option<&Glyph>, b: Option<&Glyph>| {
        let (Some(a), Some(b)) = (a, b) else { return false };
        a.page == b.page && (b.start - a.end).abs() < WORD_GAP * a.size
    };
    let mut named = Vec::new();
    for (i, it) in coded.iter().enumerate() {
        // Fonts of signs use the low codes for bullets and arrows.
        let is_letter = |other: Option<&Coded>, at: Option<usize>| {
            other.is_some_and(|other| Some(other.at) == at && other.code.is_ascii_alphabetic())
        };
        let (before, after) = (it.at.checked_sub(1), it.at + 1);
        let at = |at: Option<usize>| at.and_then(|at| glyphs.get(at));
        let here = glyphs.get(it.at);
        let follows = is_letter(i.checked_sub(1).and_then(|i| coded.get(i)), before)
            && is_word(at(before), here);
        let leads = is_letter(coded.get(i + 1), Some(after)) && is_word(here, glyphs.get(after));
        let is_in_word = it.code >= 0x20 || follows || leads;
        named.push(if is_in_word { letter(encoding, it.code) } else { String::new() });
    }
    for (it, text) in coded.iter().zip(named) {
        if let Some(glyph) = glyphs.get_mut(it.at) {
            glyph.text = text.into_boxed_str();
        }
    }
    drop_unnamed(glyphs, coded);
}

fn drop_unnamed(glyphs: &mut Vec<Glyph>, coded: &[Coded]) {
    if !coded.is_empty() {
        glyphs.retain(|glyph| !glyph.text.is_empty());
    }
}

/// The encoding of codes most of which are letters; `None` where they are none, as those of a drawing.
fn encoding(coded: &[Coded]) -> Option<Encoding> {
    let count = |is_so: fn(u8) -> bool| coded.iter().filter(|it| is_so(it.code)).count();
    let latin = count(|code| code.is_ascii_alphabetic());
    let high = count(|code| code >= 0xc0);
    if (latin + high) * 2 <= coded.len() {
        return None;
    }
    if high * FOREIGN_SHARE > coded.len() {
        return Some(Encoding::Cyrillic);
    }
    // Where the one has "fi" and its like, the other has quotation marks and signs.
    let (old, cork) = (count(|code| (0x0b..=0x0f).contains(&code)), count(|code| code >= 0x80));
    let ligatures = count(|code| (0x1b..=0x1f).contains(&code));
    Some(if old > cork + ligatures { Encoding::Old } else { Encoding::Cork })
}

fn letter(encoding: Encoding, code: u8) -> String {
    const OLD_LOW: [&str; 21] = [
        "ff", "fi", "fl", "ffi", "ffl", "ı", "ȷ", "`", "´", "ˇ", "˘", "¯", "˚", "¸", "ß", "æ", "œ",
        "ø", "Æ", "Œ", "Ø",
    ];
    const NEW_LOW: [&str; 16] =
        ["“", "”", "„", "«", "»", "–", "—", "", "", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl"];
    const CORK_HIGH: &str = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£";
    let nth = |list: &[&str], from: u8| {
        let at = code.checked_sub(from).map(usize::from);
        at.and_then(|at| list.get(at)).copied().unwrap_or_default().to_owned()
    };
    match (encoding, code) {
        (Encoding::Old, 0x0b..=0x1f) => nth(&OLD_LOW, 0x0b),
        (Encoding::Old, b'"') => "”".to_owned(),
        (Encoding::Old, b'\\') => "“".to_owned(),
        (Encoding::Old, 0x7b) => "–".to_owned(),
        (Encoding::Old, 0x7c) => "—".to_owned(),
        (Encoding::Old, 0x7f) => "¨".to_owned(),
        (Encoding::Cork | Encoding::Cyrillic, 0x10..=0x1f) => nth(&NEW_LOW, 0x10),
        (_, b'\'') => "’".to_owned(),
        (_, b'`') => "‘".to_owned(),
        (Encoding::Cork, 0x80..=0xbf) => {
            CORK_HIGH.chars().nth(usize::from(code - 0x80)).map(String::from).unwrap_or_default()
        }
        (Encoding::Cork, 0xd7) => "Œ".to_owned(),
        (Encoding::Cork, 0xf7) => "œ".to_owned(),
        (Encoding::Cork, 0xdf) => "SS".to_owned(),
        (Encoding::Cork, 0xff) => "ß".to_owned(),
        (_, 0x21..=0x7e) | (Encoding::Cork, 0xc0..) => char::from(code).to_string(),
        (Encoding::Cyrillic, 0x9c) => "Ё".to_owned(),
        (Encoding::Cyrillic, 0xbc) => "ё".to_owned(),
        (Encoding::Cyrillic, 0xc0..) => {
            encoding_rs::WINDOWS_1251.decode_without_bom_handling(&[code]).0.into_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What codes become; a zero stands for a gap.
    #[track_caller]
    fn check(codes: &[u8], expected: &str) {
        let mut glyphs = Vec::new();
        let mut coded = Vec::new();
        let mut start = 0.0;
        for &code in codes {
            if code == 0 {
                start += 5.0;
                continue;
            }
            coded.push(Coded { at: glyphs.len(), code });
            let (text, end) = (Box::default(), start + 5.0);
            glyphs.push(Glyph { text, page: 1, start, end, baseline: 0.0, size: 10.0, turns: 0 });
            start = end;
        }
        name(&mut glyphs, &coded);
        let text: String = glyphs.iter().map(|glyph| &*glyph.text).collect();
        assert_eq!(text, expected);
    }

    #[test]
    fn ligatures_tell_the_encoding() {
        check(b"a\x0crstof\x0ece", "afirstofffice");
        check(b"a\x1crstna\xefvecaf\xe9", "afirstnaïvecafé");
        let russian = encoding_rs::WINDOWS_1251.encode("Мостзакрыт").0;
        check(&russian, "Мостзакрыт");
    }

    #[test]
    fn signs_of_other_fonts_are_no_ligatures() {
        check(b"\x0f\0the\0\x0crst", "thefirst");
    }

    #[test]
    fn codes_that_are_no_letters_stay_unread() {
        check(&[2, 3, 4, 5, 6, 7, b'a', 9, 8], "");
    }
}
