//! Visible time and its mapping to pixels.

/// The visible piece of the time axis. Kept in `f64` so that a year at 1,000 AD and a minute in
/// 2022 map to pixels without a visible error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Second on the axis at the left edge.
    pub start_secs: f64,
    /// Seconds to a pixel; positive.
    pub secs_per_px: f64,
}

impl Viewport {
    /// The pixel, counted from the left edge, at which a second stands.
    pub fn x_from_time(&self, seconds: f64) -> f64 {
        (seconds - self.start_secs) / self.secs_per_px
    }

    /// The second that stands at a pixel.
    pub fn time_from_x(&self, x_px: f64) -> f64 {
        self.start_secs + x_px * self.secs_per_px
    }
}
