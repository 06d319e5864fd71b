//! Chronology + filter + viewport → [`Scene`]: pure, and free of egui.

pub mod bands;
mod bits;
mod caption;
#[cfg(test)]
pub(crate) mod contrast;
pub mod draw;
#[cfg(test)]
mod edges;
pub mod filter;
pub mod fonts;
mod form;
pub mod gaps;
pub mod geometry;
mod known;
mod labels;
mod lanes;
pub mod map;
mod marks;
pub mod members;
pub mod overview;
pub mod paint;
mod places;
mod prepared;
#[cfg(test)]
mod properties;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
pub mod scene;
pub mod scripts;
pub mod search;
pub mod theme;
mod ticks;
pub mod viewport;
pub mod words;

pub use bands::Band;
pub use caption::compact;
pub use draw::Draw;
pub use filter::Filter;
pub use geometry::{Point, Rect};
pub use lanes::key::LaneKey;
pub use members::Members;
pub use overview::Overview;
pub use paint::{paint, paint_over};
pub use prepared::Prepared;
pub use rows::{Weight, weight};
pub use scene::{Mark, Scene, Target};
pub use theme::{Theme, ThemeName};
pub use viewport::Viewport;

use crate::model::{Chronology, Claims};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Width of text in the font that will draw it; the one thing the scene must ask of its painter.
pub trait Measure {
    /// Advance width in pixels of one line.
    fn width_px(&self, text: &str, font: draw::Font) -> f32;
}

/// What the scene is made from, beside the chronology.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Which events are shown.
    pub filter: &'a Filter,
    /// The events that pass the filter, in order, where somebody has looked already, and a number that
    /// changes with them.
    pub shown: Option<(&'a [u32], u64)>,
    /// Visible time.
    pub viewport: Viewport,
    /// Size of the canvas with axis, lane heads and lanes.
    pub size_px: (f32, f32),
    /// Width and height that lanes deal their rows out by: those of the canvas, or others where a panel that
    /// comes and goes should not move any mark.
    pub rows_px: (f32, f32),
    /// How far the lanes are scrolled down.
    pub scroll_px: f32,
    /// What lanes and colours stand for.
    pub sorting: &'a Sorting,
    /// How lanes are placed by hand.
    pub placing: &'a Placing,
    /// The selected events, by index.
    pub selected: &'a BTreeSet<usize>,
    /// Annotations, in their order.
    pub bands: &'a [Band],
    /// How high lanes are on screen; one that is not among them is as high as all its rows.
    pub heights_px: &'a BTreeMap<LaneKey, f32>,
}

/// How events are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorting {
    /// What lanes stand for.
    pub lanes: LaneBy,
    /// What colours stand for.
    pub colour: ColourBy,
    /// Whose claims say which country a disputed place counts with.
    pub claims: Claims,
}

impl Sorting {
    /// Whether lanes or colours change with what is decided about an event.
    pub fn is_by_tag(&self) -> bool {
        self.lanes == LaneBy::Tag || self.colour == ColourBy::Tag
    }
}

/// How lanes are placed by hand; a lane is known by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placing {
    /// Lanes that stand first, in this order; the others follow as usual.
    pub order: Vec<LaneKey>,
    /// Lanes that are collapsed to a strip.
    pub collapsed: BTreeSet<LaneKey>,
}

/// How the lane and the box of events are called that name nobody who takes part.
pub const NOBODY: &str = "Nobody named";

/// What lanes stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LaneBy {
    /// Top-level region that covers the corpus.
    #[default]
    Region,
    /// Document.
    Document,
    /// The first of an event's tags.
    Tag,
    /// The first of those who take part in an event.
    Actor,
    /// Date status.
    Status,
    /// One lane for all.
    None,
}

/// What colours stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ColourBy {
    /// The lane's region.
    #[default]
    Region,
    /// Document.
    Document,
    /// The first of an event's tags.
    Tag,
    /// The first of those who take part in an event.
    Actor,
    /// Date status.
    Status,
}

impl LaneBy {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 6] =
        [Self::Region, Self::Document, Self::Tag, Self::Actor, Self::Status, Self::None];

    /// The word used on the command line and in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Document => "document",
            Self::Tag => "tag",
            Self::Actor => "actor",
            Self::Status => "status",
            Self::None => "none",
        }
    }
}

impl ColourBy {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 5] = [Self::Region, Self::Document, Self::Tag, Self::Actor, Self::Status];

    /// The word used on the command line and in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Document => "document",
            Self::Tag => "tag",
            Self::Actor => "actor",
            Self::Status => "status",
        }
    }
}

/// Which marks of a picture have their titles beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Labels {
    /// All whose titles find room.
    #[default]
    All,
    /// Those of starred events.
    Starred,
    /// None.
    None,
}

impl Labels {
    /// All of them, in the order of menus.
    pub const ALL: [Self; 3] = [Self::All, Self::Starred, Self::None];

    /// The word used on the command line and in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Starred => "starred",
            Self::None => "none",
        }
    }

    /// Their name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::All => "All that find room",
            Self::Starred => "Of starred events",
            Self::None => "None",
        }
    }
}

/// Width of the lane heads at the left.
pub const HEAD_WIDTH_PX: f32 = 132.0;
/// Height of the two axis rows at the top.
pub const AXIS_HEIGHT_PX: f32 = 42.0;

/// Lays out everything that is visible, once; keep a [`Prepared`] to do so again and again.
pub fn scene(chronology: &Chronology, request: &Request<'_>, measure: &dyn Measure) -> Scene {
    Prepared::new(chronology).scene(chronology, request, measure)
}

/// Width of the time area on a canvas: what a [`Viewport`] maps to.
pub fn plot_width_px(size_px: (f32, f32)) -> f32 {
    plot_rect(size_px, &[]).width()
}

/// The time area below the axis and the ribbon of these annotations.
fn plot_rect((width, height): (f32, f32), bands: &[Band]) -> Rect {
    let ribbon_px = bands::ribbon_px(bands, height - AXIS_HEIGHT_PX);
    let (left, top) = (HEAD_WIDTH_PX, AXIS_HEIGHT_PX + ribbon_px);
    Rect { left, top, right: width.max(left + 1.0), bottom: height.max(top + 1.0) }
}
