//! The edges of a picture: near the right one, words have room left of their marks alone.
//!
//! Naive form: rows keep room for words right of every mark. Then, of a corpus with all its weight in the last
//! of five centuries, what weighs most stands at the edge, and lighter marks before it take its room.

use super::Item;
use crate::view::Viewport;

/// What words keep free of an edge.
const MARGIN_PX: f64 = 4.0;

/// What a picture holds, which nobody pans, in pixels from second 0 at its zoom.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_field_names, reason = "a unit stands last in a name")]
pub(crate) struct Frame {
    secs_per_px: f64,
    left_px: f64,
    right_px: f64,
}

impl Frame {
    /// That of a picture of so many pixels.
    pub(crate) fn of(viewport: Viewport, width_px: f32) -> Self {
        let secs_per_px = viewport.secs_per_px;
        let px = |secs: f64| secs / secs_per_px;
        Self {
            secs_per_px,
            left_px: px(viewport.start_secs) + MARGIN_PX,
            right_px: px(viewport.end_secs(width_px)) - MARGIN_PX,
        }
    }

    /// Whether words so wide have room left of a mark, and none between it and the right edge.
    pub(super) fn ends_before(self, item: &Item, words_px: f64) -> bool {
        let (left, right) = item.extent_px(self.secs_per_px);
        right < self.right_px && self.right_px < right + words_px && self.left_px <= left - words_px
    }
}
