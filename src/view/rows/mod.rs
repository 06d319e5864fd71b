//! Rows of a lane at one level of zoom: a function of its events, the level, and the rows that its marks had at
//! the level before, if it was a near one ([`kept`]). No pan, and nothing that is only in view, changes them.
//!
//! ```text
//!  row 0   ▪ Referendum held      ▪ Tanks enter the city
//!  row 1     ▪ Treaty signed                (12)
//! ```
//! Marks take rows in order of weight: pills first, then events by salience. Each takes the first
//! row in which mark and label are free; where no row has room for its label, the first in which
//! the mark is. Marks are never dropped. Worked out where the level's marks stand closest, so that
//! nothing collides anywhere within the level.

pub(super) mod columns;
pub(super) mod foot;
pub(super) mod frame;
pub(super) mod kept;
pub(super) mod lod;
mod pitch;
pub(super) mod space;
mod tile_marks;
pub(super) mod tiles;

use super::caption::{LABEL_FONT, Number, Words, caption, pill_px, widths};
use super::form::Form;
use super::known::Known;
use super::lanes::events::LaneEvents;
use super::marks::Group;
use super::places::{Places, within};
use super::scene::Cut;
use super::{Labels, Measure};
use crate::model::{Chronology, Event};
use foot::{Foot, Stack};
use frame::Frame;
use kept::{Kept, rise};
use lod::{Level, PEAK_PX, groups, peak_count, place};
use space::{Space, Taken, pixels};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::Range;
use std::sync::OnceLock;

pub(crate) use pitch::Pitch;

/// Space between a mark and its label.
pub(super) const LABEL_GAP_PX: f32 = 8.0;
/// Width of a full label, of one that found no room in full, and of one that is better than none.
const LABEL_PX: f32 = 280.0;
pub(super) const LABELS_PX: [f32; 3] = [LABEL_PX, 150.0, 90.0];
/// Width of a label that no room is kept for.
const SPARE_LABEL_PX: f32 = LABELS_PX[1];
/// How many of these widths any event may try; the last is for those that were lifted out of a pill.
const USUAL_WIDTHS: usize = 2;
/// Room without which no label is tried.
const LEAST_LABEL_PX: f64 = 24.0;
/// Least width of a mark that is cut for want of room.
const LEAST_CUT_PX: f64 = 9.0;
/// Least width of a mark with a label over it alone.
const INSIDE_PX: f64 = 90.0;
/// Items that share one entry of [`Rows::reach_px`].
const BLOCK: usize = 64;
/// Lanes with more marks than this label only their weightiest.
const MOST_LABELS: usize = 20_000;
/// The same for words that only the view may find room for.
const MOST_SPARE_LABELS: usize = 2_000;

/// Marks of a lane with their rows, by left edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub(super) items: Vec<Item>,
    pub(super) stack: Stack,
    /// Farthest right edge of each [`BLOCK`] of items, so that one long bar does not make a view
    /// look at all that began after it.
    pub(super) reach_px: Vec<f64>,
    /// Events in `items` before each of them.
    pub(super) before: Vec<usize>,
}

/// One mark of a lane.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Where its events stand in the lane's list.
    pub(super) places: Places,
    /// Its form, where it stands for one event.
    pub(super) form: Option<Form>,
    /// The second in the middle of several.
    middle_secs: f64,
    /// Half the width of the pill of several.
    pub(super) half_px: f64,
    /// What a mark between pills keeps to; `None` where nothing is in its way.
    pub(super) room: Option<Room>,
    /// Its row, from the upper edge of the lane or, where it is long, from the lower.
    pub(super) row: usize,
    /// Whether it is longer than the view, and stands at the foot of its lane.
    pub(super) is_long: bool,
    pub(super) label: Option<Words>,
    /// Whether the label has room over the mark alone.
    pub(super) is_inside: bool,
    /// Whether no room is kept for the label: it may stand left of the mark where that happens to be free.
    pub(super) is_spare: bool,
    /// What its events have in common, where there are several; looked up when it is first drawn.
    pub(super) group: OnceLock<Group>,
    /// Position in order of weight, among those laid out with it.
    pub(super) rank: usize,
    /// What its first event weighs.
    pub(super) weight: Weight,
    /// Whether it outweighs those that it would share a pill with.
    is_peak: bool,
    /// Left and right edge at the level's coarsest zoom, in pixels from second 0.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Left and right edge of mark and label.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Whether its label has room left of it: right of it, the picture ends.
    pub(super) is_left: bool,
}

/// The part of the axis that a mark keeps to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// From its first second to its last.
    secs: (f64, f64),
    /// Whether the mark is wider at the level's coarsest zoom. Then it is cut at every other zoom of the level
    /// too: moved into the room once it fits, it would stand where the next mark begins.
    is_narrow: bool,
}

/// What rows are laid out from.
#[derive(Clone, Copy)]
pub(crate) struct Lane<'a> {
    pub(super) chronology: &'a Chronology,
    /// Events of the lane that are shown and dated.
    pub(super) events: &'a LaneEvents,
    pub(super) level: Level,
    /// How many rows the lane should have at most.
    pub(super) rows: usize,
    pub(super) foot: Foot,
    /// Where its starred events stand, rising.
    pub(super) starred: &'a [usize],
    /// The number of its first event, where marks are numbered.
    pub(super) first_number: Option<usize>,
    /// Which of its marks have their titles beside them.
    pub(super) labels: Labels,
    pub(super) known: &'a RefCell<Known>,
    /// The rows that its marks had at the level before.
    pub(super) kept: &'a Kept,
    /// The edges of a picture; a window is panned and has none.
    pub(super) frame: Option<Frame>,
}

impl Item {
    /// Left and right edge at a zoom, in pixels from second 0. A mark that keeps to some room is moved
    /// into it, or, where it is wider, cut.
    pub(super) fn extent_px(&self, secs_per_px: f64) -> (f64, f64) {
        let Some(form) = &self.form else {
            let middle = self.middle_px(secs_per_px);
            return (middle - self.half_px, middle + self.half_px);
        };
        let (left, right) = form.extent_px(secs_per_px);
        let Some(room) = self.room else { return (left, right) };
        let (from, to) = room.px(secs_per_px);
        if room.is_narrow {
            let left = left.max(from).min(to - LEAST_CUT_PX);
            return (left, right.min(to).max(left + LEAST_CUT_PX));
        }
        let by = (from - left).max(0.0) + (to - right).min(0.0);
        (left + by, right + by)
    }

    /// Which ends of its form lie outside the room that it keeps to.
    pub(super) fn cut(&self, secs_per_px: f64) -> Cut {
        let narrow = self.room.filter(|room| room.is_narrow).map(|room| room.px(secs_per_px));
        let whole = self.form.as_ref().map(|form| form.extent_px(secs_per_px));
        let cut = whole.zip(narrow);
        cut.map_or_else(Cut::default, |((left, right), (from, to))| Cut {
            left: left < from,
            right: to < right,
        })
    }

    /// Keeps its mark between two pixels of a zoom, the coarsest of a level.
    pub(super) fn keep_to(&mut self, (from, to): (f64, f64), secs_per_px: f64) {
        let is_narrow = to - from < self.right - self.left;
        self.room = Some(Room { secs: (from * secs_per_px, to * secs_per_px), is_narrow });
    }

    /// The middle of several, in pixels from second 0.
    pub(super) fn middle_px(&self, secs_per_px: f64) -> f64 {
        self.middle_secs / secs_per_px
    }

    /// Moves the middle of several.
    pub(super) fn move_to(&mut self, middle_secs: f64) {
        self.middle_secs = middle_secs;
    }

    /// The same lifted out of a pill.
    pub(super) fn lifted(self) -> Self {
        Self { is_peak: true, ..self }
    }

    /// How many widths its label may try.
    fn widths(&self) -> usize {
        if self.is_peak { LABELS_PX.len() } else { USUAL_WIDTHS }
    }

    /// How many events it stands for.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }
}

impl Room {
    /// Its ends at a zoom, in pixels from second 0.
    fn px(self, secs_per_px: f64) -> (f64, f64) {
        (self.secs.0 / secs_per_px, self.secs.1 / secs_per_px)
    }
}

impl Rows {
    /// The mark that holds the event at a place of the lane.
    pub(super) fn item_of(&self, place: usize) -> Option<&Item> {
        self.items.iter().find(|item| item.places.holds(place))
    }

    /// The first `end` items but for those that end left of `from` (pixels from second 0).
    pub(super) fn reaching(&self, from: f64, end: usize) -> impl Iterator<Item = &Item> {
        let begun = self.items.get(..end).unwrap_or_default();
        let blocks = begun.chunks(BLOCK).zip(&self.reach_px);
        blocks
            .filter(move |(_, reach)| from <= **reach)
            .flat_map(|(block, _)| block)
            .filter(move |item| from <= item.right)
    }
}

impl Lane<'_> {
    /// Lays the lane out.
    pub(super) fn layout(&self, measure: &dyn Measure) -> Rows {
        let mut items = self.items();
        Self::sort_by_weight(&mut items);
        for (rank, item) in items.iter_mut().enumerate() {
            item.rank = rank;
        }
        let (long, short): (Vec<&mut Item>, Vec<&mut Item>) =
            items.iter_mut().partition(|item| item.is_long);
        let mut foot = Taken::default();
        for item in long {
            self.seat_at_foot(item, &mut foot, 0..usize::MAX, measure);
        }
        let stack = Stack::new(self.seat_all(short, measure), foot.count(), self.foot);
        items.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.row.cmp(&b.row)));
        let reach_px = farthest_ends(&items);
        let mut sum = 0;
        let before = items.iter().map(|item| {
            sum += item.count();
            sum - item.count()
        });
        let before = before.collect();
        Rows { items, stack, reach_px, before }
    }

    /// Gives marks in order of weight their rows beside each other; how many rows these are.
    fn seat_all(&self, mut items: Vec<&mut Item>, measure: &dyn Measure) -> usize {
        let mut taken = Taken::default();
        let (mut late, mut others, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        let count = items.iter().take_while(|item| 1 < item.count()).count();
        let (pills, single) = items.split_at_mut(count);
        let (heavy, light) = single.split_at_mut(self.rows.min(single.len()));
        // What weighs most is looked at while words are typed: no new pill pushes it out of its row.
        for item in heavy.iter_mut().map(|item| &mut **item) {
            let row = self.kept.row(item, &(1..self.rows));
            if !self.seat(item, &mut taken, row, measure) {
                late.push(item);
            }
        }
        for pill in pills {
            self.seat_pill(pill, &mut taken, measure);
        }
        for item in late.into_iter().chain(light.iter_mut().map(|item| &mut **item)) {
            let row = self.kept.row(item, &(0..self.rows));
            if !self.seat(item, &mut taken, row, measure) {
                others.push(item);
            }
        }
        for item in others {
            if !self.seat(item, &mut taken, 0..self.rows, measure) {
                rest.push(item);
            }
        }
        self.stack(rest, &mut taken, measure);
        rise(items.iter_mut().map(|item| &mut **item), &mut taken, 0);
        let places = taken.close_up();
        for item in &mut items {
            item.row = places.get(item.row).copied().unwrap_or(item.row);
        }
        for item in items.iter_mut().filter(|item| item.label.as_ref().is_none_or(Words::is_bare)) {
            self.label_late(item, &mut taken, measure);
        }
        taken.count()
    }

    /// Sorts into the order in which items choose their rows.
    pub(super) fn sort_by_weight(items: &mut [Item]) {
        items.sort_by_cached_key(|item| {
            (item.count() == 1, Reverse(item.weight), item.places.first())
        });
    }

    fn items(&self) -> Vec<Item> {
        let mut forms: Vec<Option<Form>> = (0..self.events.len()).map(|at| self.form(at)).collect();
        let place =
            |form: &Option<Form>| form.as_ref().map_or((0.0, 0.0), |it| place(it, self.level));
        let places: Vec<(f64, f64)> = forms.iter().map(place).collect();
        let mut single = |at: usize| self.single(at, forms.get_mut(at).and_then(Option::take));
        let peaks = self.peaks(0..self.events.len());
        let mut items = Vec::new();
        for range in groups(&places, self.rows) {
            if range.len() == 1 {
                items.push(single(range.start));
                continue;
            }
            let own = within(&peaks, &range);
            items.extend(own.iter().map(|at| single(*at).lifted()));
            let others = Places::less(range, own);
            match others.len() {
                0 => {}
                1 => items.push(single(others.first())),
                _ => items.push(self.many(others)),
            }
        }
        items
    }

    /// The events at some places that are starred or weigh most where they stand, and so are in no pill; rising.
    pub(super) fn peaks(&self, places: Range<usize>) -> Vec<usize> {
        self.heaviest(places, peak_count(self.rows))
    }

    /// The same of so many in every stretch.
    pub(super) fn heaviest(&self, places: Range<usize>, count: usize) -> Vec<usize> {
        let stretch =
            |at: usize| (self.events.anchor(at) / self.level.coarsest() / PEAK_PX).floor();
        let (mut peaks, mut at) = (Vec::new(), places.start);
        while at < places.end {
            let beyond = (stretch(at) + 1.0) * PEAK_PX;
            let end = self.events.before(beyond, self.level.coarsest()).min(places.end);
            let stretch = at..end.max(at + 1);
            at = stretch.end;
            let starred = within(self.starred, &stretch).iter().copied();
            let mut own: BTreeSet<usize> = starred.take(self.rows).collect();
            let others = count.saturating_sub(own.len());
            own.extend(self.events.weightiest(stretch, others));
            peaks.extend(own);
        }
        peaks
    }

    /// The form of the event at a place of the lane.
    pub(super) fn form(&self, at: usize) -> Option<Form> {
        let event = self.chronology.events.get(self.events.event(at))?;
        Form::of(self.chronology, event)
    }

    /// A mark of one event, not yet in a row.
    pub(super) fn single(&self, at: usize, form: Option<Form>) -> Item {
        // What is told of a day, though of others too, is looked for on that day.
        let is_dated_once = !matches!(form, Some(Form::Conflict { .. }));
        let item = self.item(Places::Run(at..at + 1), form, self.events.anchor(at));
        Item { is_long: is_dated_once && self.is_long(at), ..item }
    }

    /// A mark of several events, not yet in a row.
    pub(super) fn many(&self, places: Places) -> Item {
        let (first, last) = (places.first(), places.last());
        let middle = f64::midpoint(self.events.anchor(first), self.events.anchor(last));
        self.item(places, None, middle)
    }

    fn item(&self, places: Places, form: Option<Form>, middle_secs: f64) -> Item {
        let half_px = if form.is_none() { pill_px(places.len()) / 2.0 } else { 0.0 };
        let mut item = Item {
            places,
            form,
            middle_secs,
            half_px,
            room: None,
            row: 0,
            is_long: false,
            label: None,
            is_inside: false,
            is_spare: false,
            group: OnceLock::new(),
            rank: 0,
            weight: Weight::default(),
            is_peak: false,
            left: 0.0,
            right: 0.0,
            start: 0.0,
            end: 0.0,
            is_left: false,
        };
        item.weight = self.event(&item).map(weight).unwrap_or_default();
        (item.left, item.right) = item.extent_px(self.level.coarsest());
        (item.start, item.end) = (item.left, item.right);
        item
    }

    fn event(&self, item: &Item) -> Option<&Event> {
        self.chronology.events.get(self.events.event(item.places.first()))
    }

    /// Gives a pill the first row in which it is free.
    fn seat_pill(&self, item: &mut Item, taken: &mut Taken, measure: &dyn Measure) {
        let end = self.number_bare(item, measure);
        item.row = taken.free(item.left, end, 0..usize::MAX).unwrap_or(0);
        taken.take(item.row, item.left, end);
        item.end = end;
    }

    /// Gives an event the first of these rows in which its label is free too; whether it got one.
    fn seat(
        &self,
        item: &mut Item,
        taken: &mut Taken,
        rows: Range<usize>,
        measure: &dyn Measure,
    ) -> bool {
        let is_labelled = item.rank < MOST_LABELS && self.may_be_labelled(item);
        is_labelled && self.seat_labelled(item, taken, rows, measure)
    }

    /// Whether its title may stand beside a mark, where there is room.
    fn may_be_labelled(&self, item: &Item) -> bool {
        match self.labels {
            Labels::All => true,
            Labels::Starred => self.event(item).is_some_and(Event::is_starred),
            Labels::None => false,
        }
    }

    /// Gives an event the first of these rows in which its label is free too; whether there is one.
    pub(super) fn seat_labelled(
        &self,
        item: &mut Item,
        space: &mut impl Space,
        rows: Range<usize>,
        measure: &dyn Measure,
    ) -> bool {
        let (left, right) = (item.left, item.right);
        let has_room = space.free(left, right + LEAST_LABEL_PX, rows.clone()).is_some();
        let Some(event) = self.event(item).filter(|_| has_room) else { return false };
        let widths = self.widths(item, event, measure);
        for (room, width) in LABELS_PX.into_iter().zip(widths).take(item.widths()) {
            let words_px = f64::from(width + LABEL_GAP_PX);
            let is_left = self.frame.is_some_and(|frame| frame.ends_before(item, words_px));
            let (start, end) =
                if is_left { (left - words_px, right) } else { (left, right + words_px) };
            if let Some(row) = space.free(start, end, rows.clone()) {
                let words = caption(event, self.number(item, measure), room, measure);
                (item.row, item.label, item.is_left) = (row, Some(words), is_left);
                (item.start, item.end) = (start, end);
                space.take(row, start, end);
                return true;
            }
        }
        false
    }

    /// Width of an event's words in full and short.
    fn widths(&self, item: &Item, event: &Event, measure: &dyn Measure) -> [f32; LABELS_PX.len()] {
        if let Some(number) = self.number(item, measure) {
            let numbered = |room| caption(event, Some(number.clone()), room, measure);
            return LABELS_PX.map(|room| numbered(room).width_px);
        }
        let measured = || widths(event, LABELS_PX, measure);
        self.known.borrow_mut().widths(self.events.event(item.places.first()), measured)
    }

    /// Gives each mark that found no room for its label the first row in which it is free itself.
    ///
    /// From left to right, so that a row beyond those of the labels is free once the mark before has
    /// ended: a look at every row would cost the square of a deep stack.
    fn stack(&self, mut marks: Vec<&mut Item>, taken: &mut Taken, measure: &dyn Measure) {
        marks.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.rank.cmp(&b.rank)));
        let first = taken.count().max(self.rows);
        let (mut deep, mut free, mut busy) = (first, BTreeSet::new(), BinaryHeap::new());
        for item in marks {
            let right = self.number_bare(item, measure);
            let (left, end) = pixels(item.left, right);
            while busy.peek().is_some_and(|Reverse((until, _))| *until <= left) {
                free.extend(busy.pop().map(|Reverse((_, row))| row));
            }
            let kept = taken.free(item.left, right, self.kept.row(item, &(0..first)));
            let shared = kept.or_else(|| taken.free(item.left, right, 0..first));
            item.row = shared.unwrap_or_else(|| {
                let row = free.pop_first().unwrap_or(deep);
                deep = deep.max(row + 1);
                busy.push(Reverse((end, row)));
                row
            });
            taken.take(item.row, item.left, right);
            item.end = right;
        }
    }

    /// Gives a mark its number alone, in a numbered picture; where the mark ends with it.
    fn number_bare(&self, item: &mut Item, measure: &dyn Measure) -> f64 {
        item.label = self.number(item, measure).map(Words::bare);
        let words_px = item.label.as_ref().map_or(0.0, |words| words.width_px + LABEL_GAP_PX);
        item.right + f64::from(words_px)
    }

    /// The number of an item, or the first and last of each run of its events.
    fn number(&self, item: &Item, measure: &dyn Measure) -> Option<Number> {
        let number = self.first_number?;
        let run = |run: Range<usize>| match (number + run.start, number + run.end - 1) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}–{last}"),
        };
        let runs: Vec<String> = item.places.runs().into_iter().map(run).collect();
        let text = runs.join(", ");
        let width_px = measure.width_px(&text, LABEL_FONT);
        Some(Number { text: text.into(), width_px })
    }

    /// Its words in full, or its number alone where it is to have none.
    pub(super) fn words(&self, item: &Item, measure: &dyn Measure) -> Option<Words> {
        let number = self.number(item, measure);
        let is_labelled = item.rank < MOST_LABELS && self.may_be_labelled(item);
        match self.event(item).filter(|_| is_labelled) {
            Some(event) => Some(caption(event, number, LABEL_PX, measure)),
            None => number.map(Words::bare),
        }
    }

    /// Labels a mark that got its row without one: right of it where that row happens to be free, else
    /// over it where it is wide enough; what is neither stands left of it where the view has room.
    pub(super) fn label_late(
        &self,
        item: &mut Item,
        space: &mut impl Space,
        measure: &dyn Measure,
    ) {
        if item.count() != 1 || item.rank >= MOST_LABELS || !self.may_be_labelled(item) {
            return;
        }
        let Some(event) = self.event(item) else { return };
        let room = space.room(item.row, item.left);
        if item.right + LEAST_LABEL_PX <= room {
            let widths = self.widths(item, event, measure);
            for (most, width) in LABELS_PX.into_iter().zip(widths).take(item.widths()) {
                let end = item.right + f64::from(width + LABEL_GAP_PX);
                if space.widen(item.row, item.left, item.right, end) {
                    let words = caption(event, self.number(item, measure), most, measure);
                    (item.label, item.end) = (Some(words), end);
                    return;
                }
            }
        }
        if item.right - item.left >= INSIDE_PX {
            item.label = Some(caption(event, self.number(item, measure), LABEL_PX, measure));
            item.is_inside = true;
        } else if self.first_number.is_none() && item.rank < MOST_SPARE_LABELS {
            item.label = Some(caption(event, None, SPARE_LABEL_PX, measure));
            item.is_spare = true;
        }
    }
}

/// The farthest right edge of each [`BLOCK`].
fn farthest_ends(items: &[Item]) -> Vec<f64> {
    let farthest = |block: &[Item]| block.iter().map(|item| item.right).fold(f64::MIN, f64::max);
    items.chunks(BLOCK).map(farthest).collect()
}

/// What an event weighs among others: starred ones first, then by thousandths of salience, then by sources.
pub type Weight = (bool, u32, usize);

/// The weight of an event.
pub fn weight(event: &Event) -> Weight {
    (event.is_starred(), (event.salience * 1_000.0) as u32, event.sources.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_view_finds_every_mark_that_reaches_into_it(
            mut spans in prop::collection::vec((0..9_000_u32, 0..300_u32), 0..400),
            long in 0..9_000_u32, from in 0..9_000_u32, end in 0..400_usize,
        ) {
            spans.push((0, long));
            spans.sort_unstable();
            let item = |(left, width): &(u32, u32)| Item {
                places: Places::Run(0..1),
                form: None,
                middle_secs: 0.0,
                half_px: 0.0,
                room: None,
                row: 0,
                is_long: false,
                label: None,
                is_inside: false,
                is_spare: false,
                group: OnceLock::new(),
                rank: 0,
                weight: Weight::default(),
                is_peak: false,
                left: f64::from(*left),
                right: f64::from(left + width),
                start: f64::from(*left),
                end: f64::from(left + width),
                is_left: false,
            };
            let items: Vec<Item> = spans.iter().map(item).collect();
            let (from, end) = (f64::from(from), end.min(items.len()));
            let naive = items[..end].iter().filter(|item| from <= item.right).count();
            let rows = Rows { reach_px: farthest_ends(&items), items, ..Rows::default() };
            prop_assert_eq!(rows.reaching(from, end).count(), naive);
        }
    }
}
