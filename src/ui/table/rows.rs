//! Rows of a table: the keys that lead from one to another, and the chosen one kept in sight.

use crate::session::Page;
use crate::ui::context::Cx;
use egui::scroll_area::ScrollAreaOutput;
use egui::{EventFilter, Id, Key, Ui};

/// How a table stood in the frame before.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stand {
    /// What of the rows is scrolled away above, in pixels.
    top_px: f32,
    /// What is seen of them, in pixels; 0 before the first frame.
    height_px: f32,
    /// What was chosen when the table last scrolled to it.
    followed: Option<usize>,
}

impl Stand {
    /// Where the table scrolls to, so that what is chosen is in sight; `None` where it is, or has been since it was
    /// chosen. `row` is its row, `None` where it has none.
    pub(crate) fn follow(
        &mut self,
        chosen: Option<usize>,
        row: impl FnOnce() -> Option<usize>,
        row_px: f32,
    ) -> Option<f32> {
        if self.followed == chosen || self.height_px <= 0.0 {
            return None;
        }
        self.followed = chosen;
        let top = row()? as f32 * row_px;
        let (above, below) = (self.top_px - top, top + row_px - self.top_px - self.height_px);
        // What is far away comes to the middle, so that one sees what stands around it.
        let middle = || (top - (self.height_px - row_px) / 2.0).max(0.0);
        match () {
            () if self.height_px < above.max(below) => Some(middle()),
            () if 0.0 < above => Some(top),
            () if 0.0 < below => Some(self.top_px + below),
            () => None,
        }
    }

    /// Remembers how it stands now. Of a table that is higher or lower than before other rows are in sight.
    pub(crate) fn keep<T>(&mut self, ui: &Ui, drawn: &ScrollAreaOutput<T>) {
        let height_px = drawn.inner_rect.height();
        if self.height_px.total_cmp(&height_px).is_ne() {
            self.followed = None;
            ui.ctx().request_repaint();
        }
        (self.top_px, self.height_px) = (drawn.state.clamped_offset().y, height_px);
    }

    /// The rows are others, or stand in another order.
    pub(crate) fn forget(&mut self) {
        self.followed = None;
    }

    /// How many whole rows are seen.
    pub(crate) fn page(&self, row_px: f32) -> usize {
        ((self.height_px / row_px) as usize).max(1)
    }
}

/// The row that a key leads to from the chosen one, of so many; `None` where the key does not move, or there is
/// no row.
pub(crate) fn row_of(key: Key, at: Option<usize>, count: usize, page: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let row = match (key, at) {
        (Key::Home, _) | (Key::ArrowDown | Key::PageDown, None) => 0,
        (Key::End, _) | (Key::ArrowUp | Key::PageUp, None) => last,
        (Key::ArrowDown, Some(at)) => at + 1,
        (Key::ArrowUp, Some(at)) => at.saturating_sub(1),
        (Key::PageDown, Some(at)) => at + page,
        (Key::PageUp, Some(at)) => at.saturating_sub(page),
        _ => return None,
    };
    Some(row.min(last))
}

/// Keeps the arrow keys for the rows of a panel while it has the keyboard itself, and no button in it.
pub(crate) fn keyboard(cx: &mut Cx<'_>, ui: &Ui, panel: Id) {
    let has_focus = ui.memory(|memory| memory.has_focus(panel));
    cx.memory.has_canvas_focus = has_focus;
    if has_focus {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(panel, filter));
    }
}

/// Chooses the row of the table in the middle that a key leads to; whether the key was for the table.
pub(crate) fn step(cx: &mut Cx<'_>, key: Key) -> bool {
    match cx.state.page {
        Page::Timeline => false,
        Page::List => super::list::step(cx, key),
        Page::Documents => super::documents::step(cx, key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_from_row_to_row_and_not_beyond_the_ends() {
        let check = |key, at, expected| assert_eq!(row_of(key, at, 10, 4), expected, "{key:?}");
        check(Key::ArrowDown, Some(3), Some(4));
        check(Key::ArrowDown, Some(9), Some(9));
        check(Key::ArrowDown, None, Some(0));
        check(Key::ArrowUp, Some(0), Some(0));
        check(Key::ArrowUp, None, Some(9));
        check(Key::PageDown, Some(3), Some(7));
        check(Key::PageUp, Some(3), Some(0));
        check(Key::Home, Some(3), Some(0));
        check(Key::End, None, Some(9));
        check(Key::ArrowLeft, Some(3), None);
        assert_eq!(row_of(Key::ArrowDown, None, 0, 4), None);
    }

    #[test]
    fn a_table_scrolls_no_further_than_to_see_the_row() {
        let offset = |top_px: f32, row: usize| {
            let mut stand = Stand { top_px, height_px: 100.0, followed: None };
            stand.follow(Some(row), || Some(row), 20.0)
        };
        assert_eq!(offset(0.0, 4), None);
        assert_eq!(offset(0.0, 5), Some(20.0), "the next row");
        assert_eq!(offset(40.0, 1), Some(20.0), "the row before");
        assert_eq!(offset(0.0, 50), Some(960.0), "the middle");
        let mut stand = Stand { top_px: 0.0, height_px: 100.0, followed: None };
        stand.follow(Some(50), || Some(50), 20.0);
        assert_eq!(stand.follow(Some(50), || Some(50), 20.0), None, "who scrolls away is let go");
    }
}
