//! Letters that no font has, by the name of their script: so that boxes are explained.

use std::collections::BTreeSet;

/// First and last letter of the scripts that readers are likely to meet.
const SCRIPTS: [(u32, u32, &str); 22] = [
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "Armenian"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x077F, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0D80, 0x0DFF, "Sinhala"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0F00, 0x0FFF, "Tibetan"),
    (0x1000, 0x109F, "Burmese"),
    (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x137F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"),
    (0x3040, 0x30FF, "Japanese"),
    (0x3400, 0x9FFF, "Chinese"),
    (0xAC00, 0xD7AF, "Korean"),
    (0xFB50, 0xFEFF, "Arabic"),
    (0x20000, 0x3FFFF, "Chinese"),
];

/// The scripts of letters in some texts that a font lacks, in order of name.
pub fn lacking<'a>(
    texts: impl Iterator<Item = &'a str>,
    mut has: impl FnMut(char) -> bool,
) -> Vec<&'static str> {
    let letters: BTreeSet<char> = texts
        .filter(|text| !text.is_ascii())
        .flat_map(str::chars)
        .filter(|c| !c.is_ascii() && c.is_alphabetic())
        .collect();
    let lacking: BTreeSet<&str> = letters.into_iter().filter(|c| !has(*c)).map(script).collect();
    lacking.into_iter().collect()
}

fn script(letter: char) -> &'static str {
    let code = u32::from(letter);
    let script = SCRIPTS.iter().find(|(first, last, _)| *first <= code && code <= *last);
    script.map_or("other scripts", |(_, _, name)| name)
}

/// Whether a letter is written from right to left.
pub fn is_right_to_left(letter: char) -> bool {
    matches!(u32::from(letter), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fonts;

    #[test]
    fn shipped_fonts_have_european_scripts_and_the_others_are_named() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(lacking(std::iter::once(text), fonts::has), expected, "{text}");
        };
        check("Łódź, Αθήνα, Қазақстан, თბილისი, Երևան", &[]);
        check("東京 and 서울", &["Chinese", "Korean"]);
        check("בגדאד بغداد 3 – €", &["Arabic", "Hebrew"]);
    }
}
