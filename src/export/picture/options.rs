//! What to draw, and the page around it.

use super::paper::{PX_PER_MM, Paper};
use crate::view::{Band, Filter, Labels, Placing, Sorting, ThemeName};
use serde::{Deserialize, Serialize};

/// What to draw and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PictureOptions {
    /// Kind of file.
    pub format: PictureFormat,
    /// The page around the figure.
    pub page: PageOptions,
    /// Which events are shown.
    pub filter: Filter,
    /// The filter in words; empty where everything is shown.
    pub filter_words: String,
    /// First second to draw; `None` starts where the shown events do.
    pub from_secs: Option<f64>,
    /// Second to stop at; `None` stops where the shown events do.
    pub to_secs: Option<f64>,
    /// What lanes and colours stand for.
    pub sorting: Sorting,
    /// How lanes are placed by hand.
    pub placing: Placing,
    /// Annotations, in their order.
    pub bands: Vec<Band>,
    /// Name of the corpus, for the footer; empty for none.
    pub corpus: String,
}

/// The page around the figure, in the form in which a project file keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageOptions {
    /// Size of the page.
    pub paper: Paper,
    /// Whether it stands upright.
    pub is_portrait: bool,
    /// Width and height in pixels of 1/96 inch where the paper is [`Paper::Free`].
    pub free_px: (u32, u32),
    /// Space at every edge in millimetres.
    pub margin_mm: f32,
    /// How large text and marks are; 1 is usual.
    pub text_size: f32,
    /// Pixels of a PNG to one pixel of the page.
    pub scale: f32,
    /// Colours.
    pub theme: ThemeName,
    /// Heading; empty for none.
    pub title: String,
    /// Line under the heading; empty for none.
    pub subtitle: String,
    /// Line under the figure; empty for none.
    pub caption: String,
    /// Blocks of the page beside the figure.
    pub parts: Parts,
    /// Which marks have their titles beside them.
    pub labels: Labels,
    /// Which pieces of time get a page of their own.
    pub split: Split,
    /// Whether names of files and folders are left out.
    pub hides_paths: bool,
    /// Whether an SVG has the outlines of letters in place of text.
    pub has_outlined_text: bool,
    /// When it was drawn, in words, for the footer; empty for none, so that the bytes repeat.
    #[serde(skip)]
    pub drawn_on: String,
}

impl Default for PageOptions {
    /// A landscape A4 page with everything that explains the figure.
    fn default() -> Self {
        Self {
            paper: Paper::A4,
            is_portrait: false,
            free_px: (1_440, 900),
            margin_mm: 7.5,
            text_size: 1.0,
            scale: 2.0,
            theme: ThemeName::Light,
            title: String::new(),
            subtitle: String::new(),
            caption: String::new(),
            parts: Parts::ALL,
            labels: Labels::All,
            split: Split::None,
            hides_paths: false,
            has_outlined_text: false,
            drawn_on: String::new(),
        }
    }
}

impl PageOptions {
    /// Width and height of the page in pixels of 1/96 inch.
    pub fn size_px(&self) -> (f32, f32) {
        let free = (self.free_px.0 as f32, self.free_px.1 as f32);
        let (width, height) = self.paper.landscape_px().unwrap_or(free);
        let is_turned = self.is_portrait && self.paper != Paper::Free;
        if is_turned { (height, width) } else { (width, height) }
    }

    /// How large text and marks are, within sensible bounds.
    pub(super) fn text_scale(&self) -> f32 {
        if self.text_size.is_finite() { self.text_size.clamp(0.5, 3.0) } else { 1.0 }
    }

    /// Space at every edge in pixels of the page as it is laid out; a small page has less.
    pub(super) fn margin_px(&self) -> f32 {
        let (width, height) = self.size_px();
        let wanted = if self.margin_mm.is_finite() { self.margin_mm.max(0.0) } else { 0.0 };
        (wanted * PX_PER_MM).min(width.min(height) / 5.0) / self.text_scale()
    }
}

/// Blocks of the page beside the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parts {
    /// Explains the marks that are drawn.
    pub legend: bool,
    /// A bar of a known piece of time.
    pub scale_bar: bool,
    /// Says in words what the filter lets through.
    pub filter: bool,
    /// Numbers the marks and lists their sources.
    pub sources: bool,
    /// Says how many events are shown of how many.
    pub footer: bool,
}

impl Parts {
    /// Everything.
    pub const ALL: Self =
        Self { legend: true, scale_bar: true, filter: true, sources: true, footer: true };
}

/// Which pieces of time get a page of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// All of it stands in one figure.
    #[default]
    None,
    /// Years with an event.
    Year,
    /// Decades with an event.
    Decade,
    /// Centuries with an event.
    Century,
}

impl Split {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [Self::None, Self::Year, Self::Decade, Self::Century];

    /// The word used on the command line and in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::None => "One page",
            Self::Year => "A page a year",
            Self::Decade => "A page a decade",
            Self::Century => "A page a century",
        }
    }
}

/// Kind of picture file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// Pixels.
    #[default]
    Png,
    /// Vectors; text is text.
    Svg,
    /// Vectors, all pages in one file; text can be selected.
    Pdf,
}

impl PictureFormat {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
        }
    }

    /// The usual end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }
}
