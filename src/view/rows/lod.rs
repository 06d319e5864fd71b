//! Level of detail: which events stand alone at a zoom and which share a count.
//!
//! Naive form: two events merge when their marks are closer than four pixels. But then pills
//! pile up as dots did, and every pan would merge anew. So time is cut into buckets that are
//! anchored to second 0 at each half-octave of zoom, 64 px wide and halved down to 4 px:
//!
//! ```text
//!  64 px  |        12 events: too many for the rows        | → one pill
//!  64 px  |   3    |   2    | → halve → … → single marks
//! ```
//! A bucket is halved while its marks fit the rows of a lane; what does not fit becomes one pill,
//! narrower than its bucket. Nothing depends on where the view stands, so panning changes nothing.
//!
//! What weighs most is never in a pill: of every [`PEAK_PX`] the weightiest events stand for themselves,
//! and pills hold the others.

use crate::model::calendar::DAY_SECS;
use crate::view::form::Form;
use std::ops::Range;

/// Widest and narrowest bucket in pixels at the coarsest zoom of a level.
pub(crate) const WIDEST_PX: f64 = 64.0;
const NARROWEST_PX: f64 = 4.0;
/// Stretch of whole buckets whose weightiest events stand for themselves: about the width of a label.
pub(crate) const PEAK_PX: f64 = 4.0 * WIDEST_PX;
/// Rows for each of them: the others are for what has room anyway.
const ROWS_A_PEAK: usize = 3;
/// Room that the smallest mark needs.
const MARK_PX: f64 = 14.0;
/// Marks at least this wide are told apart by zooming in on them: they stack high before merging.
const WIDE_PX: f64 = 96.0;
/// A widest bucket whose events are at most this part of the rows is never merged: each of them
/// finds a row of its own, even where all share one day.
const SPARSE: f64 = 0.6;
/// How high wide marks stack, in parts of the rows, and at least.
const WIDE_STACK: (f64, f64) = (2.0, 6.0);
/// Marks at least this wide fill the view: whoever zooms in so far wants to see them all.
const FILLING_PX: f64 = 900.0;
/// How high marks stack that fill the view.
pub(crate) const FILLING_STACK: f64 = 200.0;
/// Width of a bar of a collapsed lane at the coarsest zoom of a level.
const STRIP_BAR_PX: f64 = 8.0;

/// A half-octave of zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Level(i32);

impl Level {
    /// The level of a zoom.
    pub(crate) fn of(secs_per_px: f64) -> Self {
        Self((secs_per_px.log2() * 2.0).floor() as i32)
    }

    /// Its number: two for each doubling of the zoom.
    pub(crate) fn number(self) -> i32 {
        self.0
    }

    /// How many levels it is away from another.
    pub(crate) fn steps_from(self, other: Self) -> u32 {
        self.0.abs_diff(other.0)
    }

    /// Whether a day fills the view.
    pub(crate) fn is_day_filling(self) -> bool {
        FILLING_PX * self.coarsest() <= DAY_SECS as f64
    }

    /// Seconds to a pixel where the level's marks stand closest: its coarsest zoom.
    pub(crate) fn coarsest(self) -> f64 {
        (f64::from(self.0 + 1) / 2.0).exp2()
    }

    /// Seconds of a bar of a collapsed lane.
    pub(crate) fn bar_secs(self) -> f64 {
        self.coarsest() * STRIP_BAR_PX
    }
}

/// Splits events, given by their places sorted by anchor, into groups: one for each mark. `rows` is how
/// many rows a lane should have at most.
pub(crate) fn groups(places: &[(f64, f64)], rows: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    Splitter { places, rows: rows as f64 }.split(0..places.len(), WIDEST_PX, &mut found);
    found
}

/// The same for the events of one widest bucket.
pub(crate) fn groups_of_bucket(places: &[(f64, f64)], rows: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    Splitter { places, rows: rows as f64 }.bucket(0..places.len(), WIDEST_PX, &mut found);
    found
}

/// Most events of a widest bucket that can stand apart in so many rows.
pub(crate) fn most_apart(rows: usize, level: Level) -> usize {
    let least =
        if level.is_day_filling() { rows as f64 / FILLING_STACK } else { MARK_PX / WIDEST_PX };
    (rows as f64 / least + 1e-9) as usize
}

/// How many of the weightiest events of a stretch stand for themselves.
pub(crate) fn peak_count(rows: usize) -> usize {
    (rows / ROWS_A_PEAK).max(1)
}

/// Anchor and width in pixels.
pub(crate) fn place(form: &Form, level: Level) -> (f64, f64) {
    let (left, right) = form.extent_px(level.coarsest());
    // Where a day fills the view, so does whatever stands on it, be it drawn as wide or not.
    let width = if level.is_day_filling() { FILLING_PX } else { right - left };
    (form.anchor() / level.coarsest(), width)
}

struct Splitter<'p> {
    places: &'p [(f64, f64)],
    rows: f64,
}

impl Splitter<'_> {
    fn split(&self, range: Range<usize>, width_px: f64, out: &mut Vec<Range<usize>>) {
        let mut start = range.start;
        while let Some((anchor, _)) = self.places.get(start).filter(|_| start < range.end) {
            let bucket_end = ((anchor / width_px).floor() + 1.0) * width_px;
            let places = self.places.get(start..range.end).unwrap_or_default();
            let len = places.partition_point(|(x, _)| *x < bucket_end).max(1);
            self.bucket(start..start + len, width_px, out);
            start += len;
        }
    }

    fn bucket(&self, range: Range<usize>, width_px: f64, out: &mut Vec<Range<usize>>) {
        let apart = |range: Range<usize>| range.map(|at| at..at + 1);
        let is_narrowest = width_px <= NARROWEST_PX;
        let is_sparse = width_px >= WIDEST_PX && range.len() as f64 <= self.rows * SPARSE;
        if is_sparse {
            out.extend(apart(range));
        } else if range.len() > 1 && !self.fits(range.clone(), width_px) {
            out.push(range);
        } else if range.len() == 1 || is_narrowest {
            out.extend(apart(range));
        } else {
            self.split(range, width_px / 2.0, out);
        }
    }

    /// Whether the marks of a bucket fit its rows side by side.
    fn fits(&self, range: Range<usize>, width_px: f64) -> bool {
        let limit = match width_px {
            narrow if narrow <= NARROWEST_PX => self.rows.min(3.0),
            narrow if narrow < MARK_PX => self.rows.min(4.0),
            _ => self.rows,
        };
        let load = |width: f64| {
            if width >= FILLING_PX {
                limit / FILLING_STACK
            } else if width >= WIDE_PX {
                limit / (WIDE_STACK.0 * self.rows).max(WIDE_STACK.1)
            } else {
                (width.max(MARK_PX) / width_px).min(1.0)
            }
        };
        let places = self.places.get(range).unwrap_or_default();
        places.iter().map(|(_, width)| load(*width)).sum::<f64>() <= limit + 1e-9
    }
}
