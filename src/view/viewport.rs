//! Visible time and its mapping to pixels.

use crate::model::calendar::DAY_SECS;

/// Seconds in a mean Gregorian year.
pub const YEAR_SECS: f64 = 365.2425 * DAY_SECS as f64;

/// Farthest second that can be shown, on either side of 1970: 12,000 years.
const FARTHEST_SECS: f64 = 12_000.0 * YEAR_SECS;

/// Finest zoom: a second is twenty pixels wide.
const FINEST_SECS_PER_PX: f64 = 0.05;

/// Space that a fit leaves free on either side of a wide window, and of a narrow one.
const FIT_MARGIN_PX: f64 = 56.0;
const LEAST_MARGIN_PX: f64 = 20.0;

/// Least piece of time that a fit shows, so that a single day does not fill the window.
const LEAST_FIT_SECS: f64 = DAY_SECS as f64;

/// The visible piece of the time axis. Kept in `f64` so that a year at 1,000 AD and a minute in
/// 2022 map to pixels without a visible error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Second on the axis at the left edge of the time area.
    pub start_secs: f64,
    /// Seconds to a pixel; positive.
    pub secs_per_px: f64,
}

impl Default for Viewport {
    /// The years 1900 to 2026 in 1,000 pixels: what an empty window shows.
    fn default() -> Self {
        let secs_per_px = 126.0 * YEAR_SECS / 1_000.0;
        Self { start_secs: -70.0 * YEAR_SECS, secs_per_px }
    }
}

impl Viewport {
    /// Shows `from..=to` (seconds on the axis) in `width_px` pixels, with a margin at both sides
    /// that is wide enough for marks whose other end is open.
    pub fn fit(from: i64, to: i64, width_px: f32) -> Self {
        let (from, to) = (from.min(to) as f64, from.max(to) as f64);
        let width = f64::from(width_px.max(1.0));
        let span = (to - from).max(LEAST_FIT_SECS);
        let middle = f64::midpoint(from, to);
        let margin = (width / 16.0).clamp(LEAST_MARGIN_PX, FIT_MARGIN_PX).min(width / 8.0);
        let secs_per_px = span / (width - 2.0 * margin);
        let start_secs = middle - span / 2.0 - secs_per_px * margin;
        Self { start_secs, secs_per_px }.limited(width_px)
    }

    /// Shows exactly `from..to` in `width_px` pixels.
    pub fn exactly(from_secs: f64, to_secs: f64, width_px: f32) -> Self {
        let width = f64::from(width_px.max(1.0));
        let secs_per_px = (to_secs - from_secs).abs() / width;
        Self { start_secs: from_secs.min(to_secs), secs_per_px }.limited(width_px)
    }

    /// The pixel, counted from the left edge, at which a second stands.
    pub fn x_from_time(&self, seconds: f64) -> f64 {
        (seconds - self.start_secs) / self.secs_per_px
    }

    /// The second that stands at a pixel.
    pub fn time_from_x(&self, x_px: f64) -> f64 {
        self.start_secs + x_px * self.secs_per_px
    }

    /// The second at the right edge of `width_px` pixels.
    pub fn end_secs(&self, width_px: f32) -> f64 {
        self.time_from_x(f64::from(width_px))
    }

    /// Magnified `factor` times (below 1: seen from farther away); the second under `x_px` stays
    /// where it is.
    pub fn zoomed(self, factor: f64, x_px: f64, width_px: f32) -> Self {
        let secs_per_px = limit_zoom(self.secs_per_px / factor, width_px);
        let start_secs = self.time_from_x(x_px) - x_px * secs_per_px;
        Self { start_secs, secs_per_px }.limited(width_px)
    }

    /// Moved by pixels; positive shows later times.
    pub fn panned(self, by_px: f64, width_px: f32) -> Self {
        Self { start_secs: self.time_from_x(by_px), ..self }.limited(width_px)
    }

    /// The same zoom with `seconds` in the middle.
    pub fn centred(self, seconds: f64, width_px: f32) -> Self {
        let start_secs = seconds - self.secs_per_px * f64::from(width_px) / 2.0;
        Self { start_secs, ..self }.limited(width_px)
    }

    /// Kept within ±12,000 years and above a twentieth of a second a pixel.
    fn limited(self, width_px: f32) -> Self {
        let secs_per_px = limit_zoom(self.secs_per_px, width_px);
        let last_start = FARTHEST_SECS - secs_per_px * f64::from(width_px);
        let start_secs = self.start_secs.clamp(-FARTHEST_SECS, last_start.max(-FARTHEST_SECS));
        Self { start_secs, secs_per_px }
    }
}

fn limit_zoom(secs_per_px: f64, width_px: f32) -> f64 {
    let coarsest = 2.0 * FARTHEST_SECS / f64::from(width_px.max(1.0));
    secs_per_px.clamp(FINEST_SECS_PER_PX, coarsest.max(FINEST_SECS_PER_PX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn zooming_in_and_out_returns_the_event_under_the_pointer(
            start in -1e11..1e11_f64, x in 0.0..1000.0_f64, steps in 1..20_i32,
        ) {
            let viewport = Viewport { start_secs: start, secs_per_px: 1e6 };
            let under = viewport.time_from_x(x);
            let mut moved = viewport;
            for _ in 0..steps { moved = moved.zoomed(1.2, x, 1000.0); }
            prop_assert!((moved.x_from_time(under) - x).abs() < 0.01);
            for _ in 0..steps { moved = moved.zoomed(1.0 / 1.2, x, 1000.0); }
            prop_assert!((moved.x_from_time(under) - x).abs() < 1.0);
        }

        #[test]
        fn never_leaves_twelve_thousand_years(by in -1e9..1e9_f64, factor in 1e-9..1e9_f64) {
            let viewport = Viewport::default().zoomed(factor, 500.0, 1000.0).panned(by, 1000.0);
            prop_assert!(-FARTHEST_SECS <= viewport.start_secs);
            prop_assert!(viewport.end_secs(1000.0) <= FARTHEST_SECS * 1.000_001);
            prop_assert!(viewport.secs_per_px >= FINEST_SECS_PER_PX);
        }
    }

    #[test]
    fn a_fit_shows_both_ends() {
        let viewport = Viewport::fit(0, 1_000_000_000, 800.0);
        let left = viewport.x_from_time(0.0);
        let right = viewport.x_from_time(1e9);
        assert!(20.0 < left && left < 60.0, "{left}");
        assert!(650.0 < right && right < 760.0, "{right}");
    }

    #[test]
    fn a_fit_to_a_moment_shows_a_day() {
        let viewport = Viewport::fit(0, 0, 1_000.0);
        assert!((80.0..120.0).contains(&viewport.secs_per_px), "{}", viewport.secs_per_px);
    }
}
