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

use super::form::Form;
use crate::model::calendar::DAY_SECS;

/// Widest and narrowest bucket in pixels at the coarsest zoom of a level.
const WIDEST_PX: f64 = 64.0;
const NARROWEST_PX: f64 = 4.0;
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
const FILLING_STACK: f64 = 200.0;

/// A half-octave of zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Level(i32);

impl Level {
    /// The level of a zoom.
    pub(super) fn of(secs_per_px: f64) -> Self {
        Self((secs_per_px.log2() * 2.0).floor() as i32)
    }

    /// Seconds to a pixel where the level's marks stand closest: its coarsest zoom.
    pub(super) fn coarsest(self) -> f64 {
        (f64::from(self.0 + 1) / 2.0).exp2()
    }
}

/// Splits events, sorted by anchor, into groups: one for each mark. `rows` is how many rows a lane
/// should have at most.
pub(super) fn groups<'a>(
    events: &'a [usize],
    forms: &[Option<Form>],
    level: Level,
    rows: usize,
) -> Vec<&'a [usize]> {
    let places: Vec<(f64, f64)> = events.iter().map(|event| place(forms, *event, level)).collect();
    let mut found = Vec::new();
    Splitter { events, places: &places, rows: rows as f64 }.split(
        0..events.len(),
        WIDEST_PX,
        &mut found,
    );
    found
}

/// Anchor and width in pixels.
fn place(forms: &[Option<Form>], event: usize, level: Level) -> (f64, f64) {
    let Some(Some(form)) = forms.get(event) else { return (0.0, 0.0) };
    let (left, right) = form.extent_px(level.coarsest());
    // Where a day fills the view, so does whatever stands on it, be it drawn as wide or not.
    let is_day_filling = FILLING_PX * level.coarsest() <= DAY_SECS as f64;
    let width = if is_day_filling { FILLING_PX } else { right - left };
    (form.anchor() / level.coarsest(), width)
}

struct Splitter<'a, 'p> {
    events: &'a [usize],
    places: &'p [(f64, f64)],
    rows: f64,
}

impl<'a> Splitter<'a, '_> {
    fn split(&self, range: std::ops::Range<usize>, width_px: f64, out: &mut Vec<&'a [usize]>) {
        let mut start = range.start;
        while let Some((anchor, _)) = self.places.get(start).filter(|_| start < range.end) {
            let bucket_end = ((anchor / width_px).floor() + 1.0) * width_px;
            let places = self.places.get(start..range.end).unwrap_or_default();
            let len = places.partition_point(|(x, _)| *x < bucket_end).max(1);
            self.bucket(start..start + len, width_px, out);
            start += len;
        }
    }

    fn bucket(&self, range: std::ops::Range<usize>, width_px: f64, out: &mut Vec<&'a [usize]>) {
        let events = self.events.get(range.clone()).unwrap_or_default();
        let is_narrowest = width_px <= NARROWEST_PX;
        let is_sparse = width_px >= WIDEST_PX && range.len() as f64 <= self.rows * SPARSE;
        if is_sparse {
            out.extend(events.chunks(1));
        } else if range.len() > 1 && !self.fits(range.clone(), width_px) {
            out.push(events);
        } else if range.len() == 1 || is_narrowest {
            out.extend(events.chunks(1));
        } else {
            self.split(range, width_px / 2.0, out);
        }
    }

    /// Whether the marks of a bucket fit its rows side by side.
    fn fits(&self, range: std::ops::Range<usize>, width_px: f64) -> bool {
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
