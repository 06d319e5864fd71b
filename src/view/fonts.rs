//! The fonts that ship with Annals, and the width of text in them.
//!
//! Window and exports draw with the same faces, so a picture has the line breaks of the screen.

use super::Measure;
use super::draw::{Face, Font};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use ttf_parser::GlyphId;

/// Family name of the first face.
pub const FAMILY: &str = "Noto Sans";

/// Noto Sans Regular: Latin, Greek and Cyrillic.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans Bold.
pub const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");
/// Noto Sans Italic.
pub const ITALIC: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Italic.ttf");
/// Noto Sans Georgian Regular, where the others have no glyph.
pub const GEORGIAN: &[u8] = include_bytes!("../../assets/fonts/NotoSansGeorgian-Regular.ttf");
/// Noto Sans Armenian Regular, where the others have no glyph.
pub const ARMENIAN: &[u8] = include_bytes!("../../assets/fonts/NotoSansArmenian-Regular.ttf");

/// Every face, in order of fallback.
pub const ALL: [&[u8]; 5] = [REGULAR, BOLD, ITALIC, GEORGIAN, ARMENIAN];

/// Whether a shipped face has a letter: what pictures can draw.
pub fn has(letter: char) -> bool {
    static FACES: LazyLock<Vec<ttf_parser::Face<'static>>> = LazyLock::new(|| {
        ALL.iter().filter_map(|file| ttf_parser::Face::parse(file, 0).ok()).collect()
    });
    FACES.iter().any(|face| face.glyph_index(letter).is_some_and(|glyph| glyph != GlyphId(0)))
}

/// How far the baseline lies below the middle between ascent and descent, in parts of the size:
/// (1069 − 293) / 2 thousandths.
pub const BASELINE: f32 = 0.388;

/// Width of a character that no face has, in parts of the size.
const MISSING: f32 = 0.6;

/// Widths of the shipped fonts, from their advance tables. Kerning is left out: it would make
/// most lines narrower by less than a pixel, never wider than measured.
#[derive(Debug)]
pub struct ShippedMeasure {
    faces: [Advances; 3],
}

/// The widths of the shipped fonts, read once.
pub fn widths() -> &'static ShippedMeasure {
    static WIDTHS: LazyLock<ShippedMeasure> = LazyLock::new(ShippedMeasure::default);
    &WIDTHS
}

/// Advance widths of one face with its fallbacks, in parts of the size.
#[derive(Debug)]
struct Advances {
    /// Basic Latin to Cyrillic, by code point; the bulk of all text.
    low: Vec<f32>,
    /// Every other character that a face has.
    high: BTreeMap<char, f32>,
}

/// Code points below this are kept in an array.
const LOW: u32 = 0x600;

impl Default for ShippedMeasure {
    fn default() -> Self {
        Self { faces: [Advances::of(REGULAR), Advances::of(BOLD), Advances::of(ITALIC)] }
    }
}

impl Measure for ShippedMeasure {
    fn width_px(&self, text: &str, font: Font) -> f32 {
        let [regular, bold, italic] = &self.faces;
        let advances = match font.face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Italic => italic,
        };
        text.chars().map(|c| advances.width(c)).sum::<f32>() * font.size_px
    }
}

impl Advances {
    fn of(bytes: &'static [u8]) -> Self {
        let files = [bytes, REGULAR, GEORGIAN, ARMENIAN];
        let faces: Vec<_> =
            files.iter().filter_map(|file| ttf_parser::Face::parse(file, 0).ok()).collect();
        let width = |c: char| {
            faces.iter().find_map(|face| {
                let glyph = face.glyph_index(c).filter(|glyph| *glyph != GlyphId(0))?;
                let advance = face.glyph_hor_advance(glyph)?;
                Some(f32::from(advance) / f32::from(face.units_per_em()))
            })
        };
        let at = |code: u32| char::from_u32(code).and_then(width).unwrap_or(MISSING);
        let low = (0..LOW).map(at).collect();
        let rest = (LOW..0x3000).filter_map(char::from_u32);
        let high = rest.filter_map(|c| Some((c, width(c)?))).collect();
        Self { low, high }
    }

    fn width(&self, c: char) -> f32 {
        let low = self.low.get(c as usize).copied();
        low.or_else(|| self.high.get(&c).copied()).unwrap_or(MISSING)
    }
}

/// `text` cut to `max_px` with an ellipsis, at a space where one is near; whole where it fits.
pub fn elided(text: &str, max_px: f32, font: Font, measure: &dyn Measure) -> String {
    if measure.width_px(text, font) <= max_px {
        return text.to_owned();
    }
    let room = max_px - measure.width_px("…", font);
    let mut width = 0.0;
    let mut end = 0;
    let mut last_space = None;
    let mut letter = [0_u8; 4];
    for (at, c) in text.char_indices() {
        width += measure.width_px(c.encode_utf8(&mut letter), font);
        if width > room {
            break;
        }
        if c == ' ' {
            last_space = Some(at);
        }
        end = at + c.len_utf8();
    }
    let end = last_space.filter(|space| end * 3 <= space * 4).unwrap_or(end);
    let kept = text.get(..end).unwrap_or("").trim_end_matches([' ', ',', '.', ';', ':', '–', '-']);
    format!("{kept}…")
}

/// `text` broken at spaces into lines of at most `max_px`; a longer word is broken where it must be.
pub fn wrapped(text: &str, max_px: f32, font: Font, measure: &dyn Measure) -> Vec<String> {
    let space = measure.width_px(" ", font);
    let mut lines: Vec<(String, f32)> = Vec::new();
    for word in text.split_whitespace() {
        let width = measure.width_px(word, font);
        match lines.last_mut() {
            Some((line, used)) if *used + space + width <= max_px => {
                line.push(' ');
                line.push_str(word);
                *used += space + width;
            }
            _ if width <= max_px => lines.push((word.to_owned(), width)),
            _ => lines.extend(broken(word, max_px, font, measure)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// A word in pieces of at most `max_px`, one character each at least, with their widths; it is parted behind a hyphen
/// where it has one.
fn broken(word: &str, max_px: f32, font: Font, measure: &dyn Measure) -> Vec<(String, f32)> {
    let mut pieces: Vec<(String, f32)> = Vec::new();
    let mut letter = [0_u8; 4];
    for c in word.chars() {
        let width = measure.width_px(c.encode_utf8(&mut letter), font);
        match pieces.last_mut() {
            Some((piece, used)) if *used + width <= max_px => {
                piece.push(c);
                *used += width;
            }
            last => {
                let mut rest = String::new();
                let hyphen = |piece: &str| piece.trim_end_matches('-').rfind('-');
                if let Some((piece, used)) = last
                    && let Some(hyphen) = hyphen(piece)
                {
                    rest = piece.split_off(hyphen + 1);
                    *used = measure.width_px(piece, font);
                }
                rest.push(c);
                let width = measure.width_px(&rest, font);
                pieces.push((rest, width));
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font { face: Face::Regular, size_px: 10.0 };

    #[test]
    fn every_script_of_the_shipped_faces_has_a_width() {
        let measure = ShippedMeasure::default();
        for word in
            ["Annals", "Україна", "Ελλάδα", "საქართველო", "Հայաստան", "Саха Өрөспүүбүлүкэтэ"]
        {
            let letters = word.chars().count() as f32;
            let width = measure.width_px(word, FONT) / letters;
            assert!((3.0..9.0).contains(&width), "{word}: {width} a letter");
        }
        let bold = Font { face: Face::Bold, ..FONT };
        assert!(measure.width_px("Annals", bold) > measure.width_px("Annals", FONT));
    }

    #[test]
    fn digits_are_equally_wide() {
        let measure = ShippedMeasure::default();
        let widths: Vec<_> =
            "0123456789".chars().map(|c| measure.width_px(&c.to_string(), FONT)).collect();
        assert!(widths.iter().all(|w| (w - 5.72).abs() < 0.01), "{widths:?}");
    }

    #[test]
    fn long_text_is_cut_at_a_word_and_wraps_without_loss() {
        let measure = ShippedMeasure::default();
        assert_eq!(elided("Congress", 100.0, FONT, &measure), "Congress");
        let cut = elided("Congress of the people, held in the city", 120.0, FONT, &measure);
        assert_eq!(cut, "Congress of the people…");
        let lines = wrapped("Congress of the people held in the city", 80.0, FONT, &measure);
        assert_eq!(lines.join(" "), "Congress of the people held in the city");
        assert!(lines.iter().all(|line| measure.width_px(line, FONT) <= 80.0));
        assert_eq!(wrapped("Nagorno-Karabakh", 60.0, FONT, &measure), ["Nagorno-", "Karabakh"]);
        let address = "https://example.org/a/very/long/address/of/a/page";
        let lines = wrapped(address, 80.0, FONT, &measure);
        assert_eq!(lines.concat(), address);
        assert!(lines.iter().all(|line| measure.width_px(line, FONT) <= 80.0));
    }
}
