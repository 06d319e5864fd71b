//! Sizes of pages.

use serde::{Deserialize, Serialize};

/// Pixels of 1/96 inch to a millimetre.
pub(super) const PX_PER_MM: f32 = 96.0 / 25.4;

/// A usual size of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// ISO A5.
    A5,
    /// ISO A4.
    #[default]
    A4,
    /// ISO A3.
    A3,
    /// US Letter.
    Letter,
    /// US Legal.
    Legal,
    /// A slide of 16:9.
    Slide,
    /// Any width and height.
    Free,
}

impl Paper {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 7] =
        [Self::A5, Self::A4, Self::A3, Self::Letter, Self::Legal, Self::Slide, Self::Free];

    /// Those with a size of their own.
    pub const SIZED: [Self; 6] =
        [Self::A5, Self::A4, Self::A3, Self::Letter, Self::Legal, Self::Slide];

    /// The word used on the command line and in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::A5 => "a5",
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::Letter => "letter",
            Self::Legal => "legal",
            Self::Slide => "slide",
            Self::Free => "free",
        }
    }

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::A5 => "A5",
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::Letter => "Letter",
            Self::Legal => "Legal",
            Self::Slide => "Slide 16:9",
            Self::Free => "Width × height",
        }
    }

    /// Width and height in pixels of 1/96 inch, landscape; `None` where it has none of its own.
    pub fn landscape_px(self) -> Option<(f32, f32)> {
        match self {
            Self::A5 => Some((794.0, 559.0)),
            Self::A4 => Some((1_123.0, 794.0)),
            Self::A3 => Some((1_587.0, 1_123.0)),
            Self::Letter => Some((1_056.0, 816.0)),
            Self::Legal => Some((1_344.0, 816.0)),
            Self::Slide => Some((1_280.0, 720.0)),
            Self::Free => None,
        }
    }
}
