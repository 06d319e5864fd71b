//! The figure: SVG, PNG and PDF from one drawing.

mod block;
mod figure;
mod legend;
mod moved;
mod page;
pub mod pdf;
pub mod png;
mod sources;
pub mod svg;

use crate::model::Chronology;
use crate::view::{ColourBy, Filter, LaneBy, Placing, ThemeName};

/// What to draw and how.
#[derive(Clone, Debug, Default)]
pub struct PictureOptions {
    /// Kind of file.
    pub format: PictureFormat,
    /// Size of the page in pixels of 1/96 inch.
    pub size_px: (f32, f32),
    /// Pixels of a PNG to one pixel of the page.
    pub scale: f32,
    /// Colours.
    pub theme: ThemeName,
    /// Which events are shown.
    pub filter: Filter,
    /// First second to draw; `None` starts where the shown events do.
    pub from_secs: Option<f64>,
    /// Second to stop at; `None` stops where the shown events do.
    pub to_secs: Option<f64>,
    /// What lanes stand for.
    pub lanes: LaneBy,
    /// How lanes are placed by hand.
    pub placing: Placing,
    /// What colours stand for.
    pub colour: ColourBy,
    /// Heading; empty for none.
    pub title: String,
    /// Line under the heading; empty for none.
    pub subtitle: String,
    /// Line under the figure; empty for none.
    pub caption: String,
    /// Blocks of the page beside the figure.
    pub parts: Parts,
    /// Name of the corpus, for the footer; empty for none.
    pub corpus: String,
}

/// Blocks of the page beside the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Explains the marks that are drawn.
    pub legend: bool,
    /// Numbers the marks and lists their sources.
    pub sources: bool,
    /// Says how many events are shown of how many.
    pub footer: bool,
}

/// Kind of picture file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Pixels.
    #[default]
    Png,
    /// Vectors, one page; text is text.
    Svg,
    /// Vectors, as many pages as the sources need; text can be selected.
    Pdf,
}

/// A paper size in pixels of 1/96 inch, landscape.
pub const A4_PX: (f32, f32) = (1_123.0, 794.0);
/// ISO A3, landscape.
pub const A3_PX: (f32, f32) = (1_587.0, 1_123.0);
/// US Letter, landscape.
pub const LETTER_PX: (f32, f32) = (1_056.0, 816.0);

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Too large or empty.
    #[error("The picture would be {width:.0} × {height:.0} pixels; choose another size or scale")]
    Size {
        /// Width in pixels.
        width: f64,
        /// Height in pixels.
        height: f64,
    },
    /// The drawing library refused it.
    #[error("The picture could not be drawn: {0}")]
    Draw(String),
}

/// The figure as the bytes of a file; the same options give the same bytes.
pub fn render(chronology: &Chronology, options: &PictureOptions) -> Result<Vec<u8>, ExportError> {
    let pages = page::pages(chronology, options);
    let name = if options.title.is_empty() { "Chronology" } else { &options.title };
    let svg = |draws: &Vec<_>| svg::svg(draws, options.size_px, name);
    let first = || pages.first().map(svg).unwrap_or_default();
    match options.format {
        PictureFormat::Svg => Ok(first().into_bytes()),
        PictureFormat::Png => png::png(&first(), options.scale.max(0.1)),
        PictureFormat::Pdf => pdf::pdf(&pages.iter().map(svg).collect::<Vec<_>>(), name),
    }
}

/// The kind of picture that a file name asks for; `None` for any other ending.
pub fn format_of(file_name: &str) -> Option<PictureFormat> {
    let (_, ending) = file_name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "png" => Some(PictureFormat::Png),
        "svg" => Some(PictureFormat::Svg),
        "pdf" => Some(PictureFormat::Pdf),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    fn options(format: PictureFormat) -> PictureOptions {
        PictureOptions {
            format,
            size_px: A4_PX,
            scale: 1.0,
            title: "Centre and regions: how the sources date the events of three decades, and \
                    what they leave open to a reader of long titles"
                .to_owned(),
            parts: Parts { legend: true, sources: true, footer: true },
            corpus: "Notes".to_owned(),
            ..PictureOptions::default()
        }
    }

    #[test]
    fn two_runs_give_the_same_bytes() {
        let chronology = sample::encodings();
        for format in [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf] {
            let options = options(format);
            let first = render(&chronology, &options).unwrap();
            assert_eq!(first, render(&chronology, &options).unwrap(), "{format:?}");
        }
    }

    #[test]
    fn a_png_has_the_size_that_was_asked_for() {
        let options = PictureOptions { scale: 2.0, ..options(PictureFormat::Png) };
        let bytes = render(&sample::encodings(), &options).unwrap();
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((number(16), number(20)), (2_246, 1_588));
    }

    #[test]
    fn the_page_says_what_it_shows() {
        let page = render(&sample::encodings(), &options(PictureFormat::Svg)).unwrap();
        let page = String::from_utf8(page).unwrap();
        for words in [
            "reader of long titles</text>",
            "20 of 21 events shown",
            "1 undated",
            "sources disagree",
            ">1 · until 25 December 1993: Old constitution in force<",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("several events"), "no cluster is drawn");
    }

    #[test]
    fn every_text_lies_inside_the_page() {
        let measure = crate::view::fonts::ShippedMeasure::default();
        for size_px in [A4_PX, (A4_PX.1, A4_PX.0), (640.0, 480.0)] {
            let options = PictureOptions { size_px, ..options(PictureFormat::Svg) };
            for draw in page::pages(&sample::encodings(), &options).concat() {
                let crate::view::Draw::Text { at, text, font, align, .. } = draw else { continue };
                let width = crate::view::Measure::width_px(&measure, &text, font);
                let left = match align {
                    crate::view::draw::Align::Left => at.x,
                    crate::view::draw::Align::Middle => at.x - width / 2.0,
                    crate::view::draw::Align::Right => at.x - width,
                };
                assert!(0.0 <= left && left + width <= size_px.0, "{text} in {size_px:?}");
                assert!(0.0 <= at.y && at.y <= size_px.1, "{text} in {size_px:?}");
            }
        }
    }

    #[test]
    fn an_empty_chronology_gives_an_empty_page() {
        let options = options(PictureFormat::Png);
        assert!(render(&Chronology::default(), &options).is_ok());
    }
}
