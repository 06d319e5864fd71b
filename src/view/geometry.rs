//! Points and boxes in pixels, y downwards.

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Pixels from the left.
    pub x: f32,
    /// Pixels from the top.
    pub y: f32,
}

/// A box with `left ≤ right` and `top ≤ bottom`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl Rect {
    /// A box from its corner and size.
    pub fn from_size(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// Width in pixels.
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    /// Height in pixels.
    pub fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// The box made larger at every side: by `x` at the left and right, by `y` above and below.
    pub fn grown(self, x: f32, y: f32) -> Self {
        let Self { left, top, right, bottom } = self;
        Self { left: left - x, top: top - y, right: right + x, bottom: bottom + y }
    }

    /// Whether a point lies inside.
    pub fn contains(self, point: Point) -> bool {
        self.left <= point.x && point.x < self.right && self.top <= point.y && point.y < self.bottom
    }

    /// Whether two boxes share an area.
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}
