//! The marks of a tile before any of them has a row: which events stand apart, and which share the pill of
//! their bucket.
//!
//! Marks are sorted by width into classes, each with tiles twice as wide as those of the one before. Of the
//! narrowest class the buckets of a tile say who stands apart; a wider mark stands for itself.

use super::columns::HALVES;
use super::lod::{PEAK_PX, WIDEST_PX, groups_of_bucket, most_apart, place};
use super::{Item, Lane};
use crate::view::places::{Places, within};
use std::ops::Range;

/// Width of a tile of the narrowest class.
pub(super) const TILE_PX: f64 = 2_048.0;
/// More than the width of any mark of the narrowest class.
const REACH_PX: f64 = 352.0;
/// More than the width of any label with badge, signs and gaps.
pub(super) const LABEL_REACH_PX: f64 = 410.0;
/// Half-octaves of pixels below which a mark is of the narrowest class.
const NARROW_HALVES: i32 = 16;
/// A bucket of more events is one pill but for its peaks, without a look at any other.
pub(super) const HEAVY: usize = 200;
/// Marks of a wide class in a tile beyond which all of them stand in pills, for each row.
const WIDE_MARKS: usize = 8;

/// Widths of a class, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Class {
    /// From 0 for the narrowest.
    pub(super) number: usize,
    /// Width of its tiles.
    pub(super) tile_px: f64,
    /// More than the width of its marks.
    pub(super) reach_px: f64,
}

impl Class {
    /// The class of a number.
    pub(super) fn of(number: usize) -> Self {
        let scale = (number as f64).exp2();
        Self { number, tile_px: TILE_PX * scale, reach_px: REACH_PX * scale }
    }

    /// The tile that a pixel is in.
    pub(super) fn tile(self, px: f64) -> i64 {
        (px / self.tile_px).floor() as i64
    }

    /// Tiles whose marks may reach into a span with their labels.
    pub(super) fn tiles(self, (from, to): (f64, f64)) -> Range<i64> {
        self.tile(from - self.reach_px - LABEL_REACH_PX)..self.tile(to + self.reach_px) + 1
    }
}

/// The buckets of a tile of the narrowest class.
pub(super) fn buckets(tile: i64) -> Range<i64> {
    let count = (TILE_PX / WIDEST_PX) as i64;
    tile * count..(tile + 1) * count
}

/// Numbers of the classes that a lane has marks of, and of the narrowest, rising.
pub(super) fn classes_of(lane: &Lane<'_>) -> Vec<usize> {
    let mut classes = vec![0];
    classes.extend(lane.events.halves().map(|(half, _)| class_of(half, lane)));
    classes.dedup();
    classes
}

/// The narrowest class all of whose marks are at least so wide.
pub(super) fn class_beyond(px: f64) -> usize {
    // The narrowest marks of class 1 are so many half-octaves wide.
    let octaves = px.log2() - f64::from(NARROW_HALVES) / 2.0;
    1 + octaves.max(0.0).ceil() as usize
}

fn class_at(lane: &Lane<'_>, at: usize) -> usize {
    class_of(lane.events.half(at), lane)
}

fn class_of(half: usize, lane: &Lane<'_>) -> usize {
    let half = i32::try_from(half).unwrap_or(i32::MAX);
    let beyond = half - lane.level.number() - NARROW_HALVES;
    usize::try_from(beyond).unwrap_or(0).div_ceil(2)
}

/// The marks of a tile: of the narrowest class by bucket, of the others each for itself.
pub(super) fn marks(lane: &Lane<'_>, class: Class, tile: i64, rows: usize) -> Vec<Item> {
    if class.number == 0 {
        let places = lane.in_buckets(buckets(tile));
        let peaks = lane.peaks(places.clone());
        let marks = |(_, range): (i64, Range<usize>)| {
            marks_of_bucket(lane, range.clone(), within(&peaks, &range), rows)
        };
        return lane.filled_buckets(places).flat_map(marks).collect();
    }
    let px = (tile as f64 * class.tile_px, (tile + 1) as f64 * class.tile_px);
    let number = i32::try_from(class.number).unwrap_or(i32::MAX / 2);
    let first = lane.level.number() + NARROW_HALVES + 2 * number - 1;
    let halves = [first, first + 1].into_iter().filter_map(|half| usize::try_from(half).ok());
    let of = |half: usize| lane.events.of_half(half, px, lane.level.coarsest());
    let places: Vec<&[u32]> = halves.filter(|half| *half < HALVES).map(of).collect();
    if places.iter().map(|part| part.len()).sum::<usize>() > WIDE_MARKS * rows.max(1) {
        return Vec::new();
    }
    let places = places.into_iter().flatten().map(|at| *at as usize);
    let places = places.filter(|at| !lane.is_heavy(*at) || lane.is_lifted(*at));
    places.map(|at| lane.single(at, lane.form(at))).collect()
}

/// What weighs most of a tile beside `marks` of the narrowest class, those first: where rows stay empty, it need not
/// stand in a pill.
pub(super) fn fillers(lane: &Lane<'_>, tile: i64, marks: &[Item]) -> Vec<Item> {
    let heaviest = lane.heaviest(lane.in_buckets(buckets(tile)), lane.rows);
    let is_free =
        |at: &usize| class_at(lane, *at) == 0 && !marks.iter().any(|item| item.places.holds(*at));
    let mut items: Vec<Item> =
        heaviest.into_iter().filter(is_free).map(|at| lane.single(at, lane.form(at))).collect();
    Lane::sort_by_weight(&mut items);
    items
}

fn marks_of_bucket(
    lane: &Lane<'_>,
    range: Range<usize>,
    peaks: &[usize],
    rows: usize,
) -> Vec<Item> {
    let peaks: Vec<usize> = peaks.iter().copied().filter(|at| class_at(lane, *at) == 0).collect();
    let apart = |at: &usize| lane.single(*at, lane.form(*at)).lifted();
    let alone = || peaks.iter().map(apart).collect();
    if range.len() > HEAVY {
        return alone();
    }
    let narrow: Vec<usize> = range.filter(|at| class_at(lane, *at) == 0).collect();
    if narrow.len() > most_apart(rows, lane.level).max(1) {
        return alone();
    }
    let mut forms: Vec<_> = narrow.iter().map(|at| lane.form(*at)).collect();
    let place = |form: &Option<_>| form.as_ref().map_or((0.0, 0.0), |it| place(it, lane.level));
    let places: Vec<(f64, f64)> = forms.iter().map(place).collect();
    let groups = groups_of_bucket(&places, rows);
    if let ([whole], 2..) = (groups.as_slice(), narrow.len())
        && whole.len() == narrow.len()
    {
        return alone();
    }
    let mut items = Vec::new();
    for group in groups {
        let own = narrow.get(group.clone()).unwrap_or_default();
        if let [at] = own {
            items.push(lane.single(*at, forms.get_mut(group.start).and_then(Option::take)));
            continue;
        }
        let (high, others): (Vec<usize>, Vec<usize>) =
            own.iter().partition(|at| peaks.binary_search(at).is_ok());
        items.extend(high.iter().map(apart));
        match others.as_slice() {
            [] => {}
            [at] => items.push(lane.single(*at, lane.form(*at))),
            _ => items.push(lane.many(Places::Some(others.iter().map(|at| *at as u32).collect()))),
        }
    }
    items
}

impl Lane<'_> {
    pub(super) fn anchor_px(&self, at: usize) -> f64 {
        self.events.anchor(at) / self.level.coarsest()
    }

    /// Places of the events that are counted in some widest buckets.
    pub(super) fn in_buckets(&self, buckets: Range<i64>) -> Range<usize> {
        self.begin(buckets.start)..self.begin(buckets.end)
    }

    /// The place from which on events are counted in a widest bucket or after it.
    fn begin(&self, bucket: i64) -> usize {
        self.events.before(bucket as f64 * WIDEST_PX, self.level.coarsest())
    }

    /// The widest bucket that the event at a place is counted in.
    pub(super) fn bucket_of(&self, at: usize) -> i64 {
        (self.anchor_px(at) / WIDEST_PX).floor() as i64
    }

    /// The widest buckets of some events, each with the places that are counted in it.
    pub(super) fn filled_buckets(
        &self,
        mut places: Range<usize>,
    ) -> impl Iterator<Item = (i64, Range<usize>)> {
        std::iter::from_fn(move || {
            let from = places.next()?;
            let bucket = self.bucket_of(from);
            let range = from..self.begin(bucket + 1);
            places.start = range.end.max(places.start);
            Some((bucket, range))
        })
    }

    /// Whether the event at a place stands in a bucket with too many for all to stand apart, and is starred
    /// or outweighs all others of its stretch. Where a day fills the view, its weightiest have all rows.
    pub(super) fn is_lifted(&self, at: usize) -> bool {
        let bucket = self.bucket_of(at);
        let near = self.in_buckets(bucket..bucket + 1).len();
        if near <= most_apart(self.rows, self.level) {
            return false;
        }
        let buckets_a_stretch = (PEAK_PX / WIDEST_PX) as i64;
        let first = bucket.div_euclid(buckets_a_stretch) * buckets_a_stretch;
        let stretch = self.in_buckets(first..first + buckets_a_stretch);
        let most = if self.level.is_day_filling() { self.rows } else { 1 };
        self.starred.binary_search(&at).is_ok()
            || self.events.weightiest(stretch, most).binary_search(&at).is_ok()
    }

    /// Whether the mark of the event at a place is longer than the view.
    pub(super) fn is_long(&self, at: usize) -> bool {
        self.foot.holds(class_at(self, at))
    }

    /// How many of its marks are.
    pub(super) fn long_count(&self) -> usize {
        let is_long = |half: usize| self.foot.holds(class_of(half, self));
        let long = self.events.halves().filter(|(half, _)| is_long(*half));
        long.map(|(_, count)| count).sum()
    }

    /// Whether the event at a place stands in a bucket that is one pill.
    fn is_heavy(&self, at: usize) -> bool {
        let bucket = self.bucket_of(at);
        self.in_buckets(bucket..bucket + 1).len() > HEAVY
    }
}
