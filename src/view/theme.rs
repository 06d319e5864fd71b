//! Roles → colours, read from `assets/theme`.

use super::draw::{Rgba, Stroke};
use serde::{Deserialize, Serialize};

/// A shipped theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeName {
    /// Dark ink on warm white.
    #[default]
    Light,
    /// Pale ink on near black.
    Dark,
    /// Greys and patterns, for print.
    Greyscale,
    /// Black on white with outlines that stand out.
    ContrastLight,
    /// White on black with outlines that stand out.
    ContrastDark,
}

/// The colour of every role in a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Behind everything.
    pub background: Rgba,
    /// Pills and badges.
    pub surface: Rgba,
    /// Axis and lane heads.
    pub panel: Rgba,
    /// Fine lines.
    pub grid: Rgba,
    /// Lines of the coarser axis row, borders.
    pub grid_strong: Rgba,
    /// Text.
    pub ink: Rgba,
    /// Text of less weight.
    pub muted: Rgba,
    /// What is wrong.
    pub error: Rgba,
    /// What can be pressed or is chosen.
    pub accent: Rgba,
    /// Whether hues are told apart by pattern.
    pub is_patterned: bool,
    /// Opacity of what is only possible: the inside of a bracket, 0–1.
    pub fill_alpha: f32,
    /// Colour of what has no hue.
    pub other: Hue,
    /// The palette.
    pub hues: Vec<Hue>,
}

/// One colour of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hue {
    /// Inside of a mark.
    pub fill: Rgba,
    /// Its outline, readable on the background.
    pub stroke: Rgba,
}

impl ThemeName {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Light, Self::Dark, Self::Greyscale, Self::ContrastLight, Self::ContrastDark];
    /// Those for pictures; the others are for the screen.
    pub const OF_PICTURES: [Self; 3] = [Self::Light, Self::Dark, Self::Greyscale];

    /// The word used on the command line and in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Greyscale => "greyscale",
            Self::ContrastLight => "contrast-light",
            Self::ContrastDark => "contrast-dark",
        }
    }

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Greyscale => "Greys and patterns",
            Self::ContrastLight => "Light with high contrast",
            Self::ContrastDark => "Dark with high contrast",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::Light => include_str!("../../assets/theme/light.toml"),
            Self::Dark => include_str!("../../assets/theme/dark.toml"),
            Self::Greyscale => include_str!("../../assets/theme/greyscale.toml"),
            Self::ContrastLight => include_str!("../../assets/theme/contrast-light.toml"),
            Self::ContrastDark => include_str!("../../assets/theme/contrast-dark.toml"),
        }
    }
}

impl Theme {
    /// A shipped theme.
    pub fn named(name: ThemeName) -> Self {
        let saved: SavedTheme = toml::from_str(name.source()).unwrap_or_default();
        Self::from(saved)
    }

    /// The palette's colour for a hue; the grey of the others for `None`.
    pub fn hue(&self, hue: Option<usize>) -> Hue {
        hue.and_then(|hue| self.hues.get(hue)).copied().unwrap_or(self.other)
    }
}

impl Rgba {
    /// The same colour with another opacity, 0–1.
    pub fn faded(self, alpha: f32) -> Self {
        let Self([r, g, b, a]) = self;
        Self([r, g, b, (f32::from(a) * alpha.clamp(0.0, 1.0)).round() as u8])
    }
}

impl Stroke {
    /// A solid line.
    pub fn solid(width_px: f32, colour: Rgba) -> Self {
        Self { width_px, colour, dash: None }
    }

    /// A dashed line.
    pub fn dashed(width_px: f32, colour: Rgba, dash_px: f32, gap_px: f32) -> Self {
        Self { width_px, colour, dash: Some((dash_px, gap_px)) }
    }
}

/// A theme as its file says it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedTheme {
    background: String,
    surface: String,
    panel: String,
    grid: String,
    grid_strong: String,
    ink: String,
    muted: String,
    error: String,
    accent: String,
    patterned: bool,
    fill_alpha: f32,
    other: SavedHue,
    hue: Vec<SavedHue>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedHue {
    fill: String,
    stroke: String,
}

impl From<SavedTheme> for Theme {
    fn from(saved: SavedTheme) -> Self {
        let hue = |hue: &SavedHue| Hue { fill: colour(&hue.fill), stroke: colour(&hue.stroke) };
        Self {
            background: colour(&saved.background),
            surface: colour(&saved.surface),
            panel: colour(&saved.panel),
            grid: colour(&saved.grid),
            grid_strong: colour(&saved.grid_strong),
            ink: colour(&saved.ink),
            muted: colour(&saved.muted),
            error: colour(&saved.error),
            accent: colour(&saved.accent),
            is_patterned: saved.patterned,
            fill_alpha: saved.fill_alpha,
            other: hue(&saved.other),
            hues: saved.hue.iter().map(hue).collect(),
        }
    }
}

/// `#RRGGBB`; black where it is anything else, which the tests of the themes rule out.
fn colour(text: &str) -> Rgba {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).unwrap_or(0);
    let [_, r, g, b] = number.to_be_bytes();
    Rgba([r, g, b, 255])
}
