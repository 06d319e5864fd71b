//! Chronology + filter + viewport → [`Scene`]: pure, and free of egui.

pub mod draw;
pub mod filter;
pub mod geometry;
pub mod scene;
pub mod viewport;
pub mod words;

pub use draw::Draw;
pub use filter::Filter;
pub use geometry::{Point, Rect};
pub use scene::{Mark, Scene, Target};
pub use viewport::Viewport;

use crate::model::Chronology;

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
    /// Visible time.
    pub viewport: Viewport,
    /// Size of the canvas with axis, lane heads and lanes.
    pub size_px: (f32, f32),
    /// How far the lanes are scrolled down.
    pub scroll_px: f32,
    /// What lanes stand for.
    pub lanes: LaneBy,
    /// What colours stand for.
    pub colour: ColourBy,
    /// The selected event, by index.
    pub selected: Option<usize>,
}

/// What lanes stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LaneBy {
    /// Top-level region that covers the corpus.
    #[default]
    Region,
    /// Document.
    Document,
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
    /// Date status.
    Status,
}

/// Lays out everything that is visible.
pub fn scene(_chronology: &Chronology, _request: &Request<'_>, _measure: &dyn Measure) -> Scene {
    Scene::default()
}
