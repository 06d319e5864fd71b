//! Which pixels of which rows are taken.

use std::collections::BTreeMap;
use std::ops::Range;

/// Space that stays free right of a mark or label.
pub(crate) const CLEAR_PX: f64 = 10.0;

/// Rows in which spans of pixels are taken.
pub(crate) trait Space {
    /// The first of these rows in which a span is free.
    fn free(&self, left: f64, right: f64, rows: Range<usize>) -> Option<usize>;
    /// How far a span that begins at `left` could reach in a row.
    fn room(&self, row: usize, left: f64) -> f64;
    /// Lengthens a taken span to the right if nothing stands there; whether it could.
    fn widen(&mut self, row: usize, left: f64, right: f64, end: f64) -> bool;
    /// Takes a span.
    fn take(&mut self, row: usize, left: f64, right: f64);
    /// Gives up a span that was taken.
    fn leave(&mut self, row: usize, left: f64, right: f64);
}

/// As many rows as are wanted, of any length: left edge → right edge.
#[derive(Default)]
pub(crate) struct Taken {
    rows: Vec<BTreeMap<i64, i64>>,
}

impl Taken {
    /// How many rows there are.
    pub(crate) fn count(&self) -> usize {
        self.rows.len()
    }

    /// Takes out rows in which nothing stands any more; for each row that there was, its new place.
    pub(crate) fn close_up(&mut self) -> Vec<usize> {
        let mut count = 0;
        let places = self.rows.iter().map(|row| {
            let place = count;
            count += usize::from(!row.is_empty());
            place
        });
        let places = places.collect();
        self.rows.retain(|row| !row.is_empty());
        places
    }
}

impl Space for Taken {
    fn free(&self, left: f64, right: f64, rows: Range<usize>) -> Option<usize> {
        let (left, right) = pixels(left, right);
        let is_free = |row: &BTreeMap<i64, i64>| {
            row.range(..right).next_back().is_none_or(|(_, end)| *end <= left)
        };
        let limit = rows.end;
        let found = self.rows.iter().take(limit).skip(rows.start).position(is_free);
        let found = found.map_or(self.rows.len().max(rows.start), |at| at + rows.start);
        (found < limit).then_some(found)
    }

    fn room(&self, row: usize, left: f64) -> f64 {
        let from = left.floor() as i64 + 1;
        let next = self.rows.get(row).and_then(|row| row.range(from..).next());
        next.map_or(f64::MAX, |(start, _)| *start as f64 - CLEAR_PX)
    }

    fn widen(&mut self, row: usize, left: f64, right: f64, end: f64) -> bool {
        let (from, to) = (pixels(left, right), pixels(left, end));
        let Some(row) = self.rows.get_mut(row) else { return false };
        let is_free = row.range(from.0 + 1..to.1).next().is_none();
        if is_free {
            row.insert(to.0, to.1);
        }
        is_free
    }

    fn take(&mut self, row: usize, left: f64, right: f64) {
        if row >= self.rows.len() {
            self.rows.resize(row + 1, BTreeMap::new());
        }
        let (left, right) = pixels(left, right);
        if let Some(row) = self.rows.get_mut(row) {
            row.insert(left, right);
        }
    }

    fn leave(&mut self, row: usize, left: f64, _right: f64) {
        if let Some(row) = self.rows.get_mut(row) {
            row.remove(&(left.floor() as i64));
        }
    }
}

/// Whole pixels, with the space that stays free on the right.
pub(crate) fn pixels(left: f64, right: f64) -> (i64, i64) {
    (left.floor() as i64, (right + CLEAR_PX).ceil() as i64)
}

/// A fixed number of rows over a fixed stretch, a bit for each cell.
#[derive(Debug)]
pub(crate) struct Grid {
    from: f64,
    cell_px: f64,
    cells: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Grid {
    /// Free rows over the `cells` cells that begin at `from`.
    pub(crate) fn new(rows: usize, from: f64, cell_px: f64, cells: usize) -> Self {
        let words = cells.div_ceil(64);
        Self { from, cell_px, cells, words, bits: vec![0; words * rows] }
    }

    /// The cells that a span touches, cut to the stretch.
    fn cells(&self, left: f64, right: f64) -> Range<usize> {
        let cell = |px: f64| ((px - self.from) / self.cell_px).clamp(0.0, self.cells as f64);
        cell(left).floor() as usize..cell(right).ceil() as usize
    }

    /// The words of a row with the bits of each that a range of cells covers.
    fn masks(range: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
        (range.start / 64..range.end.div_ceil(64)).map(move |word| {
            let from = range.start.saturating_sub(word * 64);
            let to = (range.end - word * 64).min(64);
            let ones = |count: usize| if count >= 64 { u64::MAX } else { (1 << count) - 1 };
            (word, ones(to) & !ones(from))
        })
    }

    fn row(&self, row: usize) -> &[u64] {
        self.bits.get(row * self.words..(row + 1) * self.words).unwrap_or_default()
    }

    /// The first cell from `start` on that is taken, or free.
    fn next(&self, row: usize, start: usize, taken: bool) -> usize {
        let words = self.row(row).iter().enumerate().skip(start / 64);
        let found = words.map(|(word, bits)| {
            let sought = if taken { *bits } else { !bits };
            let from = start.saturating_sub(word * 64);
            (word, sought >> from << from)
        });
        let mut found = found.filter(|(_, bits)| *bits != 0);
        let first = found.next().map(|(word, bits)| word * 64 + bits.trailing_zeros() as usize);
        first.unwrap_or(self.cells).min(self.cells)
    }

    fn is_free(&self, row: usize, range: Range<usize>) -> bool {
        let row = self.row(row);
        Self::masks(range).all(|(word, mask)| row.get(word).is_some_and(|bits| bits & mask == 0))
    }
}

impl Space for Grid {
    fn free(&self, left: f64, right: f64, rows: Range<usize>) -> Option<usize> {
        let range = self.cells(left, right + CLEAR_PX);
        rows.into_iter().find(|row| self.is_free(*row, range.clone()))
    }

    fn room(&self, row: usize, left: f64) -> f64 {
        // The mark itself stands in its row: what follows it counts.
        let own_end = self.next(row, self.cells(left, left).start, false);
        let next = self.next(row, own_end, true);
        let px = self.from + next as f64 * self.cell_px - CLEAR_PX;
        if next < self.cells { px } else { f64::MAX }
    }

    fn widen(&mut self, row: usize, _left: f64, right: f64, end: f64) -> bool {
        let own = self.cells(right, right + CLEAR_PX).end;
        let range = own..self.cells(right, end + CLEAR_PX).end.max(own);
        let is_free = self.is_free(row, range);
        if is_free {
            self.take(row, right, end);
        }
        is_free
    }

    fn take(&mut self, row: usize, left: f64, right: f64) {
        let range = self.cells(left, right + CLEAR_PX);
        let words = self.words;
        let Some(row) = self.bits.get_mut(row * words..(row + 1) * words) else { return };
        for (word, mask) in Self::masks(range) {
            if let Some(bits) = row.get_mut(word) {
                *bits |= mask;
            }
        }
    }

    fn leave(&mut self, row: usize, left: f64, right: f64) {
        let range = self.cells(left, right + CLEAR_PX);
        let words = self.words;
        let Some(row) = self.bits.get_mut(row * words..(row + 1) * words) else { return };
        for (word, mask) in Self::masks(range) {
            if let Some(bits) = row.get_mut(word) {
                *bits &= !mask;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_grid_and_a_list_find_the_same_rows(
            spans in prop::collection::vec((0..900_u32, 1..200_u32), 0..80),
        ) {
            let mut grid = Grid::new(6, 0.0, 1.0, 1_200);
            let mut list = Taken::default();
            for (left, width) in spans {
                let (left, right) = (f64::from(left), f64::from(left + width));
                let row = grid.free(left, right, 1..6);
                prop_assert_eq!(row, list.free(left, right, 1..6));
                if let Some(row) = row {
                    grid.take(row, left, right);
                    list.take(row, left, right);
                }
            }
        }
    }
}
