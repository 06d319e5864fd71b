//! How close rows stand.

/// How close rows stand, and what a lane has beside them.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_field_names, reason = "a unit stands last in a name")]
pub(crate) struct Pitch {
    /// Height of a row.
    pub(in crate::view) row_px: f32,
    /// Space above the first and below the last row of a lane.
    pad_px: f32,
    /// Least height of a lane: room for its name and count.
    least_px: f32,
}

impl Default for Pitch {
    /// That of the window, where rows are hit with a pointer.
    fn default() -> Self {
        Self { row_px: 22.0, pad_px: 6.0, least_px: 44.0 }
    }
}

impl Pitch {
    /// That of a page on which letters would be small otherwise: no pill of a row reaches into the next.
    pub(in crate::view) const DENSE: Self = Self { row_px: 19.0, pad_px: 4.0, least_px: 38.0 };

    /// Height of a lane of so many rows.
    pub(in crate::view) fn lane_px(self, rows: usize) -> f32 {
        (rows as f32 * self.row_px + 2.0 * self.pad_px).max(self.least_px)
    }

    /// Top of a row below that of its lane.
    pub(in crate::view) fn top_px(self, row: usize) -> f32 {
        self.pad_px + row as f32 * self.row_px
    }
}
