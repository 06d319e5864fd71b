//! Rows of a lane with many events: laid out tile by tile, as they come into view.
//!
//! ```text
//!  row 0   (1.2k)  (310)     (8)                  what is too dense, one pill a bucket of 64 px
//!  row 1        ▪ Referendum held     ▪ Tanks enter the city
//!  row 2   ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬ War ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬
//!          |        tile        | edge |        tile        |
//! ```
//! A greedy pass over the whole lane would cost the whole lane at every level of zoom. So time is cut
//! into tiles, anchored to second 0. What crosses the edge of a tile gets its row first, edge by edge;
//! then what stands inside a tile gets one beside it. Two edges never see one another, for a tile is
//! wider than what reaches across them. A mark too long for that belongs to tiles twice as wide, or
//! four times, …, whose rows are dealt out before. So a row depends on a bounded piece of time, and
//! not on which of the pieces was looked at first: panning moves nothing.
//!
//! A lane has a fixed number of rows at a level. What finds none stands with its neighbours in the
//! pill of its bucket, which is counted exactly.

use super::foot::{Foot, Stack};
use super::kept::rise;
use super::lod::{FILLING_STACK, WIDEST_PX, most_apart, peak_count};
use super::space::{Grid, Space as _, Taken};
use super::tile_marks::{
    Class, HEAVY, LABEL_REACH_PX, TILE_PX, buckets, classes_of, fillers, marks,
};
use super::{Item, Lane};
use crate::view::Measure;
use crate::view::form::Form;
use crate::view::places::Places;
use std::collections::BTreeMap;
use std::ops::Range;

/// Buckets that a lane is searched for marks of their own; with more it is taken to have some.
const SEARCHED: i64 = 512;
/// Tiles of a lane whose height is looked for; a longer one has all its rows.
const SHORT_TILES: f64 = 4.0;
/// Rows of a foot in which marks find a place; the others stand in the pills of their buckets.
const FOOT_ROWS: usize = 64;
/// Pieces that are kept of a lane before it is laid out anew.
const MOST_KEPT: usize = 4_096;

/// The pieces of one lane at one level that were laid out so far.
#[derive(Debug, Default)]
pub(crate) struct Tiles {
    /// Rows that the lane was given.
    budget: usize,
    /// Rows below the one of the pills that marks may stand in.
    rows: usize,
    stack: Stack,
    foot: Foot,
    /// Numbers of the classes of its marks, rising; the narrowest is always among them.
    classes: Vec<usize>,
    /// Marks by class and tile, not yet in rows.
    marks: BTreeMap<(usize, i64), Vec<Item>>,
    /// Marks in their rows, by class and part.
    seats: BTreeMap<(usize, Part), Vec<Item>>,
    /// Pills by tile of the narrowest class.
    pills: BTreeMap<i64, Vec<Item>>,
}

/// A piece of a class: the surroundings of a tile's left edge, or what stands inside a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Edge(i64),
    Inside(i64),
}

impl Class {
    /// The stretch that the marks of a part keep to.
    fn stretch(self, part: Part) -> (f64, f64) {
        let from = match part {
            Part::Edge(tile) => (tile as f64 - 0.5) * self.tile_px,
            Part::Inside(tile) => tile as f64 * self.tile_px,
        };
        (from, from + self.tile_px)
    }

    /// The stretch that the marks of some tiles and of their edges keep to.
    fn around(self, tiles: &Range<i64>) -> (f64, f64) {
        ((tiles.start as f64 - 0.5) * self.tile_px, (tiles.end as f64 + 0.5) * self.tile_px)
    }

    /// Tiles whose marks may be drawn in a span: labels without their marks in view are not.
    fn tiles_drawn(self, span: (f64, f64)) -> Range<i64> {
        self.tiles((span.0 + LABEL_REACH_PX, span.1))
    }
}

/// The parts of some tiles: their edges first.
fn parts(tiles: Range<i64>) -> impl Iterator<Item = Part> {
    let edges = (tiles.start..=tiles.end).map(Part::Edge);
    edges.chain(tiles.map(Part::Inside))
}

/// Whether a mark or its label reaches across the left edge of a tile.
fn crosses(item: &Item, edge: f64) -> bool {
    item.left < edge && edge < item.right + LABEL_REACH_PX
}

impl Tiles {
    /// A lane of which nothing is laid out yet but what tells its height: one that is only a few tiles long
    /// is no higher than its marks stand. Once one stands in the last row, no other can change that.
    pub(crate) fn new(lane: &Lane<'_>, measure: &dyn Measure) -> Self {
        let rows = rows(lane);
        let classes = classes_of(lane);
        let foot = lane.foot;
        let stack = Stack::new(rows + 1, lane.long_count().min(FOOT_ROWS), foot);
        let mut tiles = Self { budget: lane.rows, rows, stack, foot, classes, ..Self::default() };
        let last = lane.events.len().saturating_sub(1);
        let span = (lane.anchor_px(0), lane.anchor_px(last));
        if span.1 - span.0 <= SHORT_TILES * TILE_PX {
            tiles.stack.head = 1;
            for tile in Class::of(0).tiles_drawn(span) {
                tiles.seat_tiles(lane, tile..tile + 1, measure);
                let head = tiles.seats.values().flatten().filter(|item| !item.is_long);
                tiles.stack.head = head.map(|item| item.row).max().unwrap_or(0) + 1;
                if rows < tiles.stack.head {
                    break;
                }
            }
        }
        tiles
    }

    /// Rows that the lane was given.
    pub(crate) fn budget(&self) -> usize {
        self.budget
    }

    /// What stands at its foot.
    pub(crate) fn foot(&self) -> Foot {
        self.foot
    }

    /// Its rows, with that of the pills.
    pub(crate) fn stack(&self) -> Stack {
        self.stack
    }

    /// The mark that holds the event at a place of the lane, as far as it is laid out.
    pub(crate) fn item_of(&self, place: usize) -> Option<&Item> {
        let mut items = self.seats.values().chain(self.pills.values()).flatten();
        items.find(|item| item.places.holds(place))
    }

    /// The marks that have rows, as far as it is laid out.
    pub(crate) fn seated_items(&self) -> impl Iterator<Item = &Item> {
        self.seats.values().flatten()
    }

    /// Lays out what is in view and not laid out yet.
    pub(crate) fn look_at(&mut self, lane: &Lane<'_>, span: (f64, f64), measure: &dyn Measure) {
        if self.seats.len() > MOST_KEPT {
            self.marks.clear();
            self.seats.clear();
            self.pills.clear();
        }
        let narrow = Class::of(0);
        self.seat_tiles(lane, narrow.tiles_drawn(span), measure);
        for tile in narrow.tile(span.0)..=narrow.tile(span.1) {
            if !self.pills.contains_key(&tile) {
                let pills = self.pills_of(lane, tile, measure);
                self.pills.insert(tile, pills);
            }
        }
    }

    /// Gives the marks of some tiles of the narrowest class their rows, where they have none yet, after the
    /// wider ones that may stand there.
    fn seat_tiles(&mut self, lane: &Lane<'_>, tiles: Range<i64>, measure: &dyn Measure) {
        let narrow = Class::of(0);
        let mut reached = narrow.around(&tiles);
        let mut needed = vec![(narrow, tiles)];
        for class in self.classes_of(1..usize::MAX) {
            let tiles = class.tiles(reached);
            reached = class.around(&tiles);
            needed.push((class, tiles));
        }
        for (class, tiles) in needed.into_iter().rev() {
            for tile in tiles.start - 1..=tiles.end {
                if !self.marks.contains_key(&(class.number, tile)) {
                    let marks = marks(lane, class, tile, self.rows_for(class));
                    self.marks.insert((class.number, tile), marks);
                }
            }
            for part in parts(tiles) {
                if !self.seats.contains_key(&(class.number, part)) {
                    let seats = self.seated(lane, class, part, measure);
                    self.seats.insert((class.number, part), seats);
                }
            }
        }
    }

    /// How many rows the marks of a class may fill.
    fn rows_for(&self, class: Class) -> usize {
        if self.foot.holds(class.number) { FOOT_ROWS / 2 } else { self.rows }
    }

    /// The marks that reach into a span that was looked at.
    pub(crate) fn reaching(&self, span: (f64, f64)) -> Vec<&Item> {
        let narrow = Class::of(0);
        let tiles = narrow.tile(span.0)..=narrow.tile(span.1);
        let pills = self.pills.range(tiles).flat_map(|(_, pills)| pills);
        let singles = self.near(0..usize::MAX, (span.0 + LABEL_REACH_PX, span.1));
        let reaches = |item: &&Item| span.0 <= item.right && item.left <= span.1;
        let mut found: Vec<&Item> = pills.chain(singles).filter(reaches).collect();
        found.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.row.cmp(&b.row)));
        found
    }

    /// Classes of its marks, of some numbers.
    fn classes_of(&self, numbers: Range<usize>) -> impl Iterator<Item = Class> {
        let own = self.classes.iter().copied();
        own.filter(move |number| numbers.contains(number)).map(Class::of)
    }

    /// What stands with its label in a span, of some classes.
    fn overlapping(&self, classes: Range<usize>, span: (f64, f64)) -> impl Iterator<Item = &Item> {
        let near = self.near(classes, span);
        near.filter(move |item| item.left <= span.1 && span.0 <= item.end)
    }

    /// What stands in the tiles that reach into a span with their labels, of some classes.
    fn near(&self, classes: Range<usize>, span: (f64, f64)) -> impl Iterator<Item = &Item> {
        let parts = self
            .classes_of(classes)
            .flat_map(move |class| parts(class.tiles(span)).map(move |part| (class.number, part)));
        parts.filter_map(|key| self.seats.get(&key)).flatten()
    }

    /// Gives the marks of a part their rows: pills first, then events by weight.
    fn seated(
        &self,
        lane: &Lane<'_>,
        class: Class,
        part: Part,
        measure: &dyn Measure,
    ) -> Vec<Item> {
        let own = |tile: i64| self.marks.get(&(class.number, tile)).into_iter().flatten();
        let edge = |tile: i64| tile as f64 * class.tile_px;
        let mut items: Vec<Item> = match part {
            Part::Edge(tile) => {
                let near = own(tile - 1).chain(own(tile));
                near.filter(|item| crosses(item, edge(tile))).cloned().collect()
            }
            Part::Inside(tile) => own(tile)
                .filter(|item| !crosses(item, edge(tile)) && !crosses(item, edge(tile + 1)))
                .cloned()
                .collect(),
        };
        if items.is_empty() {
            return Vec::new();
        }
        Lane::sort_by_weight(&mut items);
        let (mut long, short): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|item| item.is_long);
        if !long.is_empty() {
            let mut taken = self.taken_at_foot(class, part);
            long.retain_mut(|item| lane.seat_at_foot(item, &mut taken, 0..FOOT_ROWS, measure));
        }
        if !short.is_empty() {
            let grid = self.free_of_others(class, part);
            let (mut seated, grid) = self.seat(lane, short, (class, grid), measure);
            if let (0, Part::Inside(tile)) = (class.number, part) {
                let others = self.around(class, part).filter(|item| !item.is_long);
                let depth = others.chain(&seated).map(|item| item.row).max().unwrap_or_default();
                let fillers = self.fill(lane, tile, (depth, grid), measure);
                seated.extend(fillers);
            }
            long.extend(seated);
        }
        long
    }

    /// Lets the weightiest of what would stand in pills stand for itself where its words find room in the rows that
    /// others take, down to one.
    fn fill(
        &self,
        lane: &Lane<'_>,
        tile: i64,
        (depth, mut grid): (usize, Grid),
        measure: &dyn Measure,
    ) -> Vec<Item> {
        let marks = self.marks.get(&(0, tile)).map_or(&[][..], Vec::as_slice);
        let mut items = fillers(lane, tile, marks);
        let edges = [tile as f64 * TILE_PX, (tile + 1) as f64 * TILE_PX];
        items.retain_mut(|item| {
            let is_inside = !edges.into_iter().any(|edge| crosses(item, edge));
            is_inside && lane.seat_labelled(item, &mut grid, 1..depth + 1, measure)
        });
        items
    }

    /// What stands in the rows of the foot where a part is to have its own.
    fn taken_at_foot(&self, class: Class, part: Part) -> Taken {
        let mut taken = Taken::default();
        for item in self.around(class, part).filter(|item| item.is_long) {
            let (left, right) = item.claim_at_foot();
            taken.take(item.row, left, right);
        }
        taken
    }

    /// What has its row already where a part is to have its own: wider marks, and what crosses the edges of a part
    /// within a tile.
    fn around(&self, class: Class, part: Part) -> impl Iterator<Item = &Item> {
        let wider = self.overlapping(class.number + 1..usize::MAX, class.stretch(part));
        let edges = match part {
            Part::Edge(_) => 0..0,
            Part::Inside(tile) => tile..tile + 2,
        };
        let seats = edges.filter_map(move |tile| self.seats.get(&(class.number, Part::Edge(tile))));
        wider.chain(seats.flatten())
    }

    /// The stretch of a part, less what stands there already.
    fn free_of_others(&self, class: Class, part: Part) -> Grid {
        let stretch = class.stretch(part);
        let cell_px = class.tile_px / TILE_PX;
        let mut grid = Grid::new(self.rows + 1, stretch.0, cell_px, TILE_PX as usize);
        for item in self.around(class, part).filter(|item| !item.is_long) {
            grid.take(item.row, item.left, item.end);
        }
        grid
    }

    /// What finds no row is left out; gives what room is left, too.
    fn seat(
        &self,
        lane: &Lane<'_>,
        items: Vec<Item>,
        (class, mut grid): (Class, Grid),
        measure: &dyn Measure,
    ) -> (Vec<Item>, Grid) {
        // Wide marks leave rows to the others, but for those that many others would have hidden.
        let rows = |item: &Item| {
            let has_all = class.number == 0 || lane.is_lifted(item.places.first());
            let most = if has_all { self.rows } else { self.rows.div_ceil(2) };
            1..most + 1
        };
        let (mut seated, mut others, mut late) = (Vec::new(), Vec::new(), Vec::new());
        for (rank, mut item) in items.into_iter().enumerate() {
            item.rank = rank;
            let row = lane.kept.row(&item, &rows(&item));
            if lane.seat_labelled(&mut item, &mut grid, row, measure) {
                seated.push(item);
            } else {
                others.push(item);
            }
        }
        for mut item in others {
            let is_single = item.count() == 1;
            let own = rows(&item);
            if is_single && lane.seat_labelled(&mut item, &mut grid, own, measure) {
                seated.push(item);
            } else {
                late.push(item);
            }
        }
        late.sort_by(|a, b| {
            let pills = (a.count() == 1).cmp(&(b.count() == 1));
            pills.then(a.left.total_cmp(&b.left)).then(a.rank.cmp(&b.rank))
        });
        for mut item in late {
            let own = rows(&item);
            let kept = grid.free(item.left, item.right, lane.kept.row(&item, &own));
            if let Some(row) = kept.or_else(|| grid.free(item.left, item.right, own)) {
                item.row = row;
                grid.take(row, item.left, item.right);
                item.end = item.right;
                seated.push(item);
            }
        }
        rise(seated.iter_mut(), &mut grid, 1);
        for item in seated.iter_mut().filter(|item| item.label.is_none()) {
            lane.label_late(item, &mut grid, measure);
        }
        (seated, grid)
    }

    /// The pills of a tile: one for each bucket with events that stand nowhere else. A single one stands for
    /// itself, with its words where there is room for them, and reaches into no bucket that has a pill.
    fn pills_of(&self, lane: &Lane<'_>, tile: i64, measure: &dyn Measure) -> Vec<Item> {
        let homeless = self.homeless(lane, tile);
        let first_px = buckets(tile).start as f64 * WIDEST_PX;
        let edge = |bucket: usize| first_px + bucket as f64 * WIDEST_PX;
        let is_free = |at: &usize| homeless.get(*at).is_some_and(|places| places.len() == 0);
        let filled = homeless.iter().enumerate().filter(|(_, places)| places.len() > 0);
        let mut items: Vec<Item> = Vec::new();
        for (at, places) in filled {
            items.push(if places.len() > 1 {
                lane.many(places.clone()).within((edge(at), edge(at + 1)), lane)
            } else {
                // What stands before it may reach beyond its own bucket.
                let from = items.last().map_or(edge(0), |item| item.right);
                let free = (at + 1..homeless.len()).take_while(is_free).count();
                let room = (from, edge(at + 1 + free));
                lane.single(places.first(), lane.form(places.first())).kept_to(room, lane)
            });
        }
        let mut grid = Grid::new(1, edge(0), 1.0, TILE_PX as usize);
        for item in &items {
            grid.take(0, item.left, item.right);
        }
        // Words stay within the tile: nothing is known of what stands beyond it.
        grid.take(0, edge(homeless.len()) - 1.0, edge(homeless.len()));
        for item in &mut items {
            lane.label_late(item, &mut grid, measure);
        }
        items
    }

    /// The events of a tile that stand nowhere else, by bucket.
    fn homeless(&self, lane: &Lane<'_>, tile: i64) -> Vec<Places> {
        let mut filled = lane.filled_buckets(lane.in_buckets(buckets(tile))).peekable();
        if filled.peek().is_none() {
            return Vec::new();
        }
        let seated = self.seated_places(tile);
        let is_seated = |at: &usize| seated.binary_search(&(*at as u32)).is_ok();
        let mut homeless = vec![Places::Some(Vec::new()); buckets(tile).count()];
        let first = buckets(tile).start;
        for (bucket, range) in filled {
            let number = usize::try_from(bucket - first).unwrap_or(usize::MAX);
            let Some(places) = homeless.get_mut(number) else { continue };
            *places = if range.len() > HEAVY {
                let begin = |end: usize| seated.partition_point(|at| (*at as usize) < end);
                let own = seated.get(begin(range.start)..begin(range.end)).unwrap_or_default();
                let own: Vec<usize> = own.iter().map(|at| *at as usize).collect();
                Places::less(range, &own)
            } else {
                let homeless = range.filter(|at| !is_seated(at));
                Places::Some(homeless.map(|at| at as u32).collect())
            };
        }
        homeless
    }

    /// Places of the events with marks in rows that are counted in a tile, rising; and of others.
    fn seated_places(&self, tile: i64) -> Vec<u32> {
        let px = tile as f64 * TILE_PX;
        let mut places = Vec::new();
        for class in self.classes_of(0..usize::MAX) {
            let tile = class.tile(px);
            let seats = parts(tile..tile + 1).filter_map(|it| self.seats.get(&(class.number, it)));
            for item in seats.flatten() {
                match &item.places {
                    Places::Run(range) | Places::Less(range, _) => {
                        let held = range.clone().filter(|at| item.places.holds(*at));
                        places.extend(held.map(|at| at as u32));
                    }
                    Places::Some(some) => places.extend(some),
                }
            }
        }
        places.sort_unstable();
        places
    }
}

/// Rows of a lane below that of its pills: few where nothing could stand there but what weighs most.
fn rows(lane: &Lane<'_>) -> usize {
    if lane.level.is_day_filling() {
        return lane.events.most_a_day.clamp(lane.rows, FILLING_STACK as usize);
    }
    let count = lane.events.len();
    if count == 0 || lane.bucket_of(count - 1) - lane.bucket_of(0) > SEARCHED {
        return lane.rows;
    }
    let most = most_apart(lane.rows, lane.level);
    let has_room = lane.filled_buckets(0..count).any(|(_, range)| range.len() <= most);
    if has_room { lane.rows } else { lane.rows.min(2 * peak_count(lane.rows)) }
}

impl Item {
    /// The same kept between two pixels: where it does not fit between them, by its chosen date alone.
    fn kept_to(mut self, (from, to): (f64, f64), lane: &Lane<'_>) -> Self {
        let secs_per_px = lane.level.coarsest();
        if self.left < from || to < self.right {
            self.form = self.form.map(Form::chosen);
            (self.left, self.right) = self.extent_px(secs_per_px);
            self.keep_to((from, to), secs_per_px);
            (self.left, self.right) = self.extent_px(secs_per_px);
            (self.start, self.end) = (self.left, self.right);
        }
        self
    }

    /// The same with all of the pill between two pixels, where it is no wider.
    fn within(mut self, (from, to): (f64, f64), lane: &Lane<'_>) -> Self {
        let secs_per_px = lane.level.coarsest();
        let (from, to) = (from + self.half_px, to - self.half_px);
        self.move_to((self.middle_px(secs_per_px)).clamp(from, to.max(from)) * secs_per_px);
        (self.left, self.right) = self.extent_px(secs_per_px);
        (self.start, self.end) = (self.left, self.right);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Chronology, Shape};
    use crate::view::known::Known;
    use crate::view::properties::{EvenMeasure, drawn};
    use crate::view::rows::kept::Kept;
    use crate::view::rows::lod::Level;
    use crate::view::sample::Sample;
    use crate::view::scene::Glyph;
    use crate::view::{Filter, Prepared, Sorting, Viewport};
    use std::cell::RefCell;

    /// So many events of sixty years, of all lengths.
    fn meetings(count: usize) -> Chronology {
        let event = |sample: Sample, i: usize| {
            let year = 1_950 + i * i % 61;
            let date = match i % 4 {
                0 => format!("{year}"),
                1 => format!("{year}/{}", year + i % 9),
                2 => format!("{year}~"),
                _ => format!("{year}-{:02}-{:02}", i % 12 + 1, i % 28 + 1),
            };
            sample.event("A meeting of delegates", &date, "RU")
        };
        (0..count).fold(Sample::default(), event).build()
    }

    #[test]
    fn a_lane_is_as_high_as_its_marks_though_not_all_are_laid_out() {
        let (mut short, mut spared) = (0, 0);
        for count in [3, 40, 600] {
            let chronology = meetings(count);
            let mut prepared = Prepared::new(&chronology);
            prepared.arrange(&chronology, &Sorting::default(), &Filter::default(), None);
            let [events] = prepared.lane_events().1 else { panic!("one region, one lane") };
            let (known, starred, first_number) = (&RefCell::new(Known::default()), &[], None);
            let labels = crate::view::Labels::All;
            for (rows, half) in [1, 4, 14].into_iter().flat_map(|it| (30..54).map(move |h| (it, h)))
            {
                let level = Level::of((f64::from(half) / 2.0).exp2());
                let chronology = &chronology;
                let lane = Lane {
                    chronology,
                    events,
                    level,
                    rows,
                    foot: Foot::of(rows, 4),
                    starred,
                    first_number,
                    labels,
                    known,
                    kept: &Kept::none(),
                    frame: None,
                };
                let span = (lane.anchor_px(0), lane.anchor_px(events.len() - 1));
                let mut tiles = Tiles::new(&lane, &EvenMeasure);
                let (count, first_seats) = (tiles.stack.head, tiles.seats.len());
                let foot = tiles.foot;
                let mut whole = Tiles { budget: rows, rows: tiles.rows, foot, ..Tiles::default() };
                whole.classes = tiles.classes.clone();
                for tiles in [&mut whole, &mut tiles] {
                    tiles.look_at(&lane, span, &EvenMeasure);
                }
                let rows_of = |tiles: &Tiles| {
                    let marks = tiles.reaching(span).into_iter();
                    marks.map(|it| (it.places.clone(), it.row, it.end)).collect::<Vec<_>>()
                };
                assert_eq!(rows_of(&tiles), rows_of(&whole), "{rows} rows at {half}");
                let head = whole.seats.values().flatten().filter(|item| !item.is_long);
                let highest = head.map(|item| item.row).max();
                if span.1 - span.0 <= SHORT_TILES * TILE_PX {
                    assert_eq!(count, highest.unwrap_or(0) + 1, "{rows} rows at {half}");
                    short += usize::from(count <= rows);
                    spared += usize::from(first_seats < whole.seats.len());
                } else {
                    assert!(highest.is_none_or(|row| row < count));
                }
            }
        }
        assert!(0 < short && 0 < spared, "{short} with rows to spare, {spared} not laid out whole");
    }

    #[test]
    fn rows_are_filled_with_what_would_stand_in_pills() {
        // A hundred a month: every bucket is one pill but for what stands for itself.
        let event = |sample: Sample, i: usize| {
            let day = format!("{}-{:02}-{:02}", 1_990 + i % 8, i * 7 % 12 + 1, i * 11 % 28 + 1);
            sample.event("A meeting of delegates", &day, "RU")
        };
        let chronology = (0..9_600).fold(Sample::default(), event).build();
        let mut prepared = Prepared::tiled(&chronology);
        prepared.arrange(&chronology, &Sorting::default(), &Filter::default(), None);
        let [events] = prepared.lane_events().1 else { panic!("one region, one lane") };
        let lane = Lane {
            chronology: &chronology,
            events,
            level: Level::of(15.0_f64.exp2()),
            rows: 12,
            foot: Foot::of(12, 4),
            starred: &[],
            first_number: None,
            labels: crate::view::Labels::All,
            known: &RefCell::new(Known::default()),
            kept: &Kept::none(),
            frame: None,
        };
        let mut tiles = Tiles::new(&lane, &EvenMeasure);
        let tile = Class::of(0).tile(lane.anchor_px(events.len() / 2));
        let span = (tile as f64 * TILE_PX, (tile + 1) as f64 * TILE_PX);
        tiles.look_at(&lane, span, &EvenMeasure);
        let singles = tiles.reaching(span).into_iter().filter(|item| item.count() == 1).count();
        let peaks = peak_count(lane.rows) * (TILE_PX / crate::view::rows::lod::PEAK_PX) as usize;
        assert!(peaks * 3 / 2 < singles, "{singles} beside {peaks} that weigh most");
    }

    #[test]
    fn a_pill_of_one_year_says_the_year() {
        let event = |sample: Sample, _| sample.event("A meeting of delegates", "1991", "RU");
        let chronology = (0..600).fold(Sample::default(), event).build();
        let viewport = Viewport { start_secs: 6e8, secs_per_px: 1e6 };
        let mut prepared = Prepared::new(&chronology);
        let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
        let pills = || scene.marks.iter().filter(|it| matches!(it.glyph, Glyph::Cluster { .. }));
        assert_ne!(pills().count(), 0);
        for pill in pills() {
            assert!(pill.description.ends_with("events, 1991"), "{}", pill.description);
        }
    }

    #[test]
    fn an_event_alone_is_a_mark_and_never_a_pill() {
        let chronology = meetings(600);
        let (mut prepared, mut between) = (Prepared::tiled(&chronology), 0);
        for half in 30..54 {
            let secs_per_px = (f64::from(half) / 2.0).exp2();
            for step in 0..20 {
                let start_secs = -631_152_000.0 + f64::from(step) * 500.0 * secs_per_px;
                let viewport = Viewport { start_secs, secs_per_px };
                let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
                for (i, mark) in scene.marks.iter().enumerate() {
                    let is_pill = matches!(mark.glyph, Glyph::Cluster { .. });
                    assert_eq!(is_pill, mark.target.count() > 1, "at {secs_per_px}: {mark:?}");
                    between += usize::from(!is_pill && mark.row == 0);
                    let others = scene.marks.iter().skip(i + 1);
                    let over = others.clone().find(|other| other.rect.overlaps(mark.rect));
                    assert!(over.is_none(), "at {secs_per_px}: {mark:?} {over:?}");
                }
            }
        }
        assert!(0 < between, "some stand between pills");
    }

    /// Days, and what is known of one end alone, close together in two regions.
    fn open_ends(count: usize) -> Chronology {
        let event = |sample: Sample, i: usize| {
            let day =
                format!("{}-{:02}-{:02}", 1_990 + i * i % 23, i * 5 % 12 + 1, i * 11 % 28 + 1);
            let sample =
                |date: &str| sample.event("A meeting", date, if i % 7 < 2 { "RU" } else { "" });
            match i % 5 {
                0 => sample(&format!("../{day}")),
                1 => sample(&format!("../{day}")).shape(Shape::Before),
                2 => sample(&format!("{day}/..")).shape(Shape::After),
                3 => sample(&format!("{day}/{}", 2_020 + i % 9)),
                _ => sample(&day),
            }
        };
        (0..count).fold(Sample::default(), event).build()
    }

    #[test]
    fn marks_cut_between_pills_stay_clear_of_each_other_within_a_level() {
        let mut cut = 0;
        for count in [40, 160] {
            let chronology = open_ends(count);
            let mut prepared = Prepared::tiled(&chronology);
            for step in 0..240 {
                let secs_per_px = (18.0 + f64::from(step) / 40.0).exp2();
                let viewport = Viewport { start_secs: 1e9 - 500.0 * secs_per_px, secs_per_px };
                let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
                for (i, mark) in scene.marks.iter().enumerate() {
                    let mut others = scene.marks.iter().skip(i + 1);
                    let over = others.find(|other| other.rect.overlaps(mark.rect));
                    assert!(over.is_none(), "at {secs_per_px}: {mark:?} {over:?}");
                    let (plot, rect) = (scene.plot, mark.rect);
                    let is_whole = plot.left < rect.left && rect.right < plot.right;
                    assert!(8.9 < rect.width() || !is_whole, "at {secs_per_px}: {mark:?}");
                    cut += usize::from(is_whole && (mark.cut.left || mark.cut.right));
                }
            }
        }
        assert!(0 < cut, "some are cut");
    }
}
