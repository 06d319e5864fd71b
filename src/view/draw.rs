//! The drawing itself, as a flat list that any painter can follow in order.
//!
//! One list feeds the window, SVG, PNG and PDF, so they cannot drift apart.

use super::geometry::{Point, Rect};
use smallvec::SmallVec;
use std::sync::Arc;

/// Points of a line or shape. Most have few, and a picture has many of them.
pub type Points = SmallVec<[Point; 5]>;

/// A colour with alpha, not premultiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgba(pub [u8; 4]);

/// A face and size of the shipped fonts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Which face.
    pub face: Face,
    /// Size in pixels.
    pub size_px: f32,
}

/// A face of the shipped fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Running text.
    Regular,
    /// Headings, the selected event.
    Bold,
    /// What did not happen: planned, hypothetical.
    Italic,
}

/// A line's width, colour and pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Width in pixels.
    pub width_px: f32,
    /// Colour.
    pub colour: Rgba,
    /// Lengths of dash and gap in pixels; `None` is a solid line.
    pub dash: Option<(f32, f32)>,
}

/// How text stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// The point is at the left end.
    Left,
    /// The point is in the middle.
    Middle,
    /// The point is at the right end.
    Right,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    /// A box.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of the corners in pixels.
        corner_px: f32,
        /// Inside; `None` is empty.
        fill: Option<Rgba>,
        /// Outline, centred on the edge; `None` is none.
        stroke: Option<Stroke>,
    },
    /// A box whose colour runs from left to right.
    Gradient {
        /// Where.
        rect: Rect,
        /// Colour at the left edge.
        from: Rgba,
        /// Colour at the right edge.
        to: Rgba,
    },
    /// A circle.
    Circle {
        /// Where.
        centre: Point,
        /// Radius in pixels.
        radius_px: f32,
        /// Inside; `None` is empty.
        fill: Option<Rgba>,
        /// Outline; `None` is none.
        stroke: Option<Stroke>,
    },
    /// An open line through points.
    Line {
        /// Two or more points.
        points: Points,
        /// Its stroke.
        stroke: Stroke,
    },
    /// A closed convex shape.
    Polygon {
        /// Three or more corners.
        points: Points,
        /// Inside; `None` is empty.
        fill: Option<Rgba>,
        /// Outline; `None` is none.
        stroke: Option<Stroke>,
    },
    /// One line of text; `at` is the middle of its height (half-way between ascent and descent).
    Text {
        /// Where.
        at: Point,
        /// How it stands to that point.
        align: Align,
        /// The words.
        text: Arc<str>,
        /// The font.
        font: Font,
        /// The colour.
        colour: Rgba,
    },
    /// What follows is painted only inside this box, until the next `Clip`.
    Clip(Rect),
}
