//! Rows that marks keep from one level of zoom to the next.
//!
//! Naive form: each level deals its rows out anew. Then two notches of the wheel throw marks up and down, and who
//! looks at one of them has lost it. So a mark stays in its row while that is free there, and the others find theirs
//! beside it. Rows that emptied are filled again by what finds room much higher up:
//!
//! ```text
//!  row 0  ▪ Treaty signed                       ▪ Treaty signed
//!  row 1                                                          ▪ Talks fail
//!  …                             zoom in →
//!  row 5             ▪ Talks fail               ↑ worth the way
//! ```
//! What was laid out at the level before is taken over when the level changes, and not looked at again: within a
//! level a row depends on no pan.

use super::rows::Item;
use super::space::Space;
use std::ops::Range;

/// How many rows higher up a mark goes at once; it stays where it is for fewer.
const WORTH_ROWS: usize = 4;

/// Rows by the place of the event in its lane, rising.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<(usize, usize)>);

impl Kept {
    /// No rows.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// Those of marks that stand for one event; those at the foot of a lane have rows of another kind.
    pub(super) fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let single = items.filter(|item| item.count() == 1 && !item.is_long);
        let mut rows: Vec<_> = single.map(|item| (item.places.first(), item.row)).collect();
        rows.sort_unstable();
        Self(rows)
    }

    /// The row that a mark keeps, if that is one of these; the range is empty where it keeps none.
    pub(super) fn row(&self, item: &Item, rows: &Range<usize>) -> Range<usize> {
        let place = item.places.first();
        let at = self.0.binary_search_by_key(&place, |(place, _)| *place);
        let row = at.ok().and_then(|at| self.0.get(at)).map(|(_, row)| *row);
        let row = row.filter(|row| item.count() == 1 && rows.contains(row));
        row.map_or(0..0, |row| row..row + 1)
    }
}

/// Lets marks go up that find room at least so far above them, the topmost first.
pub(super) fn rise<'a>(
    items: impl Iterator<Item = &'a mut Item>,
    space: &mut impl Space,
    first_row: usize,
) {
    let is_low = |item: &&mut Item| item.count() == 1 && first_row + WORTH_ROWS <= item.row;
    let mut low: Vec<&mut Item> = items.filter(is_low).collect();
    low.sort_by_key(|item| (item.row, item.rank));
    for item in low {
        let above = first_row..item.row + 1 - WORTH_ROWS;
        if let Some(row) = space.free(item.left, item.end, above) {
            space.leave(item.row, item.left, item.end);
            space.take(row, item.left, item.end);
            item.row = row;
        }
    }
}
