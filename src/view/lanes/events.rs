//! The dated events of one lane: all of them, and those that a filter shows.
//!
//! What is asked of an event stands in order of time here, so that a filter reads each lane from front to
//! back and keeps the places of what passes, and no more.

use crate::view::bits::Bits;
use crate::view::rows::columns::{Columns, HALVES};
use crate::view::rows::lod::Level;
use std::ops::Range;
use std::sync::Arc;

/// Events that share one running sum, or one step of a search.
const STRIDE: usize = 64;
/// Colours that are counted apart; the last is grey.
pub(crate) const HUES: usize = 8;
const GREY: usize = HUES - 1;
const DAY_SECS: f64 = crate::model::calendar::DAY_SECS as f64;

/// Events of each colour, and how many sources tell them.
pub(crate) type Sum = ([u32; HUES], u32);

/// Events of one lane, all of them or those that are shown, with what finds them by time and length.
#[derive(Clone, Debug, Default)]
pub(crate) struct LaneEvents {
    all: Arc<All>,
    /// Places in `all`, rising, of those that are shown; `None` where all are.
    kept: Option<Vec<u32>>,
    /// By anchor, then by index.
    pub(crate) order: Arc<Vec<u32>>,
    /// Every 64th anchor, and every 64th of those: a search keeps to them as long as it can, for each
    /// look into millions of anchors waits for memory.
    steps: [Vec<f64>; 2],
    /// Places in `order`, rising, of the events of each length.
    by_half: Vec<Vec<u32>>,
    /// Of all before every [`STRIDE`]th.
    sums: Vec<Sum>,
    /// The greatest weight of each [`STRIDE`], so that the weightiest are found without a look at all.
    peaks: Vec<u16>,
    /// Most events that are counted on one day.
    pub(crate) most_a_day: usize,
}

/// What is asked of every event of a lane, shown or not, by anchor.
#[derive(Debug, Default)]
struct All {
    /// The second that it is counted at.
    anchors: Vec<f64>,
    traits: Vec<Trait>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Trait {
    /// Its length in half-octaves of seconds.
    half: u8,
    /// Its colour, below [`HUES`].
    hue: u8,
    /// How many sources tell it.
    sources: u16,
    /// How much it deserves a mark of its own.
    weight: u16,
}

impl LaneEvents {
    /// All events of a lane, which stand in order; `hues` are the colours of all events.
    pub(crate) fn all(order: Vec<u32>, columns: &Columns, hues: &[u8]) -> Self {
        let events = || order.iter().map(|event| *event as usize);
        let anchors = events().map(|event| columns.anchor(event)).collect();
        let traits = events().map(|event| Trait {
            half: columns.halves.get(event).copied().unwrap_or_default(),
            hue: hues.get(event).copied().unwrap_or(u8::MAX).min(GREY as u8),
            sources: columns.sources.get(event).copied().unwrap_or_default(),
            weight: columns.weights.get(event).copied().unwrap_or_default(),
        });
        let all = All { anchors, traits: traits.collect() };
        let mut of_half = vec![0; HALVES];
        for known in &all.traits {
            if let Some(count) = of_half.get_mut(usize::from(known.half)) {
                *count += 1;
            }
        }
        let mut lane = Self { all: Arc::new(all), order: Arc::new(order), ..Self::default() };
        lane.index(0..lane.order.len(), &of_half);
        lane
    }

    /// Those of all events of a lane that pass.
    pub(crate) fn passing(&self, passes: &Bits) -> Self {
        // Every event is written and only some stay: a processor cannot guess which pass.
        let (mut kept, mut order) = (vec![0; self.len()], vec![0; self.len()]);
        let mut count = 0;
        for (at, event) in (0..).zip(self.order.iter()) {
            if let (Some(place), Some(own)) = (kept.get_mut(count), order.get_mut(count)) {
                (*place, *own) = (at, *event);
            }
            count += usize::from(passes.has(*event as usize));
        }
        kept.truncate(count);
        order.truncate(count);
        let of_half: Vec<usize> = self.by_half.iter().map(Vec::len).collect();
        let mut lane =
            Self { all: Arc::clone(&self.all), order: Arc::new(order), ..Self::default() };
        lane.index(kept.iter().map(|place| *place as usize), &of_half);
        lane.kept = Some(kept);
        lane
    }

    /// Reads the events at some places of `all`; `of_half` says how many of each length there are at most.
    fn index(&mut self, places: impl ExactSizeIterator<Item = usize>, of_half: &[usize]) {
        let count = places.len();
        self.by_half = of_half.iter().map(|most| Vec::with_capacity(*most)).collect();
        self.sums.reserve_exact(count / STRIDE + 1);
        self.peaks = vec![0; count.div_ceil(STRIDE)];
        let [mut fine, mut coarse] =
            [STRIDE, STRIDE * STRIDE].map(|step| Vec::with_capacity(count.div_ceil(step)));
        let mut sum = Sum::default();
        let (mut day_end, mut on_day) = (f64::MIN, 0);
        for (at, place) in places.enumerate() {
            let anchor = self.all.anchors.get(place).copied().unwrap_or_default();
            let known = self.all.traits.get(place).copied().unwrap_or_default();
            if at.is_multiple_of(STRIDE) {
                self.sums.push(sum);
                fine.push(anchor);
                if at.is_multiple_of(STRIDE * STRIDE) {
                    coarse.push(anchor);
                }
            }
            known.add_to(&mut sum);
            if let Some(peak) = self.peaks.get_mut(at / STRIDE) {
                *peak = known.weight.max(*peak);
            }
            if let Some(same) = self.by_half.get_mut(usize::from(known.half)) {
                same.push(at as u32);
            }
            if day_end <= anchor {
                day_end = ((anchor / DAY_SECS).floor() + 1.0) * DAY_SECS;
                on_day = 0;
            }
            on_day += 1;
            self.most_a_day = self.most_a_day.max(on_day);
        }
        if count.is_multiple_of(STRIDE) {
            self.sums.push(sum);
        }
        self.steps = [fine, coarse];
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The event at a place in the lane.
    pub(crate) fn event(&self, at: usize) -> usize {
        self.order.get(at).map_or(usize::MAX, |event| *event as usize)
    }

    /// The second that the event at a place is counted at.
    pub(crate) fn anchor(&self, at: usize) -> f64 {
        self.place(at).and_then(|place| self.all.anchors.get(place)).copied().unwrap_or(0.0)
    }

    /// How long the event at a place lasts, in half-octaves of seconds.
    pub(crate) fn half(&self, at: usize) -> usize {
        usize::from(self.known(at).half)
    }

    fn known(&self, at: usize) -> Trait {
        self.place(at).and_then(|place| self.all.traits.get(place)).copied().unwrap_or_default()
    }

    /// The place in `all` of what stands at a place in the lane.
    fn place(&self, at: usize) -> Option<usize> {
        match &self.kept {
            None => Some(at),
            Some(kept) => kept.get(at).map(|place| *place as usize),
        }
    }

    /// How many events are counted before `px` pixels from second 0.
    pub(crate) fn before(&self, px: f64, secs_per_px: f64) -> usize {
        let [fine, coarse] = &self.steps;
        let is_before = |anchor: f64| anchor / secs_per_px < px;
        let at = coarse.partition_point(|anchor| is_before(*anchor));
        // What begins at the last step before it holds the place sought.
        let from = at.saturating_sub(1) * STRIDE;
        let block = fine.get(from..).unwrap_or_default();
        let block = block.get(..STRIDE).unwrap_or(block);
        let at = from + block.partition_point(|anchor| is_before(*anchor));
        let from = at.saturating_sub(1) * STRIDE;
        first_where(from..(from + STRIDE).min(self.len()), |at| !is_before(self.anchor(at)))
    }

    /// Where an event of this lane stands.
    pub(crate) fn place_of(&self, event: usize, columns: &Columns) -> Option<usize> {
        let anchor = columns.anchor(event);
        let is_reached =
            |at: usize| self.anchor(at).total_cmp(&anchor).then(self.event(at).cmp(&event)).is_ge();
        let at = first_where(0..self.len(), is_reached);
        (self.event(at) == event).then_some(at)
    }

    /// Places of the events of a length that are counted within a span of pixels.
    pub(crate) fn of_half(&self, half: usize, px: (f64, f64), secs_per_px: f64) -> &[u32] {
        let Some(all) = self.by_half.get(half).filter(|all| !all.is_empty()) else { return &[] };
        let begin = |px: f64| {
            let place = self.before(px, secs_per_px);
            all.partition_point(|at| (*at as usize) < place)
        };
        all.get(begin(px.0)..begin(px.1)).unwrap_or_default()
    }

    /// The half-octaves of its events, rising, and how many events are of each.
    pub(crate) fn halves(&self) -> impl Iterator<Item = (usize, usize)> {
        let all = self.by_half.iter().map(Vec::len).enumerate();
        all.filter(|(_, count)| 0 < *count)
    }

    /// The weightiest events at some places, at most so many; their places, rising. Of those that weigh
    /// the same the first.
    pub(crate) fn weightiest(&self, places: Range<usize>, most: usize) -> Vec<usize> {
        let mut best: Vec<(u16, usize)> = Vec::with_capacity(most + 1);
        let mut at = places.start;
        while at < places.end.min(self.len()) {
            let end = ((at / STRIDE + 1) * STRIDE).min(places.end).min(self.len());
            let peak = self.peaks.get(at / STRIDE).copied().unwrap_or_default();
            let is_beaten = |best: &[(u16, usize)], weight: u16| {
                best.len() == most && best.last().is_none_or(|(least, _)| weight <= *least)
            };
            // What stands later must weigh more than what it takes the place of.
            if is_beaten(&best, peak) {
                at = end;
                continue;
            }
            for at in at..end {
                let weight = self.known(at).weight;
                if !is_beaten(&best, weight) {
                    let place = best.partition_point(|(other, _)| weight <= *other);
                    best.insert(place, (weight, at));
                    best.truncate(most);
                }
            }
            at = end;
        }
        let mut places: Vec<usize> = best.into_iter().map(|(_, at)| at).collect();
        places.sort_unstable();
        places
    }

    /// Events of the fullest bar of the lane, collapsed.
    pub(crate) fn most_a_bar(&self, level: Level) -> usize {
        let bars = self.bars(0..self.len(), level.bar_secs());
        bars.map(|members| members.len()).max().unwrap_or(0)
    }

    /// Places of the events of each bar that has any, of bars so many seconds wide.
    pub(crate) fn bars(
        &self,
        places: Range<usize>,
        bar_secs: f64,
    ) -> impl Iterator<Item = Range<usize>> {
        let mut at = places.start;
        std::iter::from_fn(move || {
            let start = at;
            let bar = (start < places.end).then(|| self.bar_of(start, bar_secs))?;
            let is_after = |other: usize| bar < self.bar_of(other, bar_secs);
            // In steps that double: bars of one event each are passed as quickly as full ones.
            let mut step = 1;
            while start + step < places.end && !is_after(start + step) {
                step *= 2;
            }
            at = first_where(start + step / 2 + 1..places.end.min(start + step), is_after);
            Some(start..at)
        })
    }

    /// The number of the bar that the event at a place is counted in.
    pub(crate) fn bar_of(&self, at: usize, bar_secs: f64) -> i64 {
        (self.anchor(at) / bar_secs).floor() as i64
    }

    /// Events of each colour, and sources that tell any of them, from one place to another.
    pub(crate) fn sum(&self, range: Range<usize>) -> Sum {
        let before = |end: usize| {
            let mut sum = self.sums.get(end / STRIDE).copied().unwrap_or_default();
            (end / STRIDE * STRIDE..end).for_each(|at| self.known(at).add_to(&mut sum));
            sum
        };
        let (mut all, less) = (before(range.end), before(range.start));
        all.0.iter_mut().zip(less.0).for_each(|(all, less)| *all -= less);
        (all.0, all.1 - less.1)
    }

    /// Events of each colour, and sources, of the events at some places.
    pub(crate) fn sum_of(&self, places: &[u32]) -> Sum {
        let mut sum = Sum::default();
        for at in places {
            self.known(*at as usize).add_to(&mut sum);
        }
        sum
    }
}

/// The first of some places from which on something holds; their end where it never does.
pub(crate) fn first_where(places: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (places.start, places.end);
    while from < to {
        let middle = usize::midpoint(from, to);
        if holds(middle) { to = middle } else { from = middle + 1 }
    }
    from
}

impl Trait {
    fn add_to(self, (hues, sources): &mut Sum) {
        if let Some(count) = hues.get_mut(usize::from(self.hue)) {
            *count += 1;
        }
        *sources += u32::from(self.sources);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Reverse;

    /// A lane of events at some days, in order.
    fn lane(days: &[u32]) -> (LaneEvents, Columns) {
        let anchors: Vec<f64> = days.iter().map(|day| f64::from(*day) * DAY_SECS).collect();
        let halves = days.iter().map(|day| (day % 7) as u8).collect();
        let sources = days.iter().map(|day| (day % 5) as u16).collect();
        let weights = days.iter().map(|day| (day * 7 % 31) as u16).collect();
        let columns = Columns { anchors, halves, sources, weights, ..Columns::default() };
        let hues: Vec<u8> = days.iter().map(|day| (day % 11) as u8).collect();
        (LaneEvents::all((0..days.len() as u32).collect(), &columns, &hues), columns)
    }

    proptest! {
        #[test]
        fn a_search_by_steps_finds_what_a_plain_one_finds(
            mut days in prop::collection::vec(0..400_u32, 0..9_000), sought in 0..420_u32,
        ) {
            days.sort_unstable();
            let plain = days.partition_point(|day| *day < sought);
            prop_assert_eq!(lane(&days).0.before(f64::from(sought), DAY_SECS), plain);
        }

        #[test]
        fn the_weightiest_are_those_that_a_look_at_all_finds(
            mut days in prop::collection::vec(0..400_u32, 0..900),
            from in 0..900_usize, count in 0..900_usize, most in 1..6_usize,
        ) {
            days.sort_unstable();
            let from = from.min(days.len());
            let to = (from + count).min(days.len());
            let mut plain: Vec<usize> = (from..to).collect();
            plain.sort_by_key(|at| (Reverse(days[*at] * 7 % 31), *at));
            plain.truncate(most);
            plain.sort_unstable();
            prop_assert_eq!(lane(&days).0.weightiest(from..to, most), plain);
        }

        #[test]
        fn those_that_pass_are_a_lane_of_their_own(
            mut days in prop::collection::vec((0..400_u32, any::<bool>()), 0..900),
            sought in 0..420_u32,
        ) {
            days.sort_unstable();
            let (all, columns) = lane(&days.iter().map(|it| it.0).collect::<Vec<_>>());
            let passing: Vec<u32> =
                (0..).zip(&days).filter(|(_, it)| it.1).map(|(event, _)| event).collect();
            let part = all.passing(&Bits::of(days.len(), &passing));
            let own = lane(&days.iter().filter(|it| it.1).map(|it| it.0).collect::<Vec<_>>()).0;
            prop_assert_eq!(&*part.order, &passing);
            prop_assert_eq!(part.most_a_day, own.most_a_day);
            prop_assert_eq!(&part.by_half, &own.by_half);
            prop_assert_eq!(&part.steps, &own.steps);
            let at = part.before(f64::from(sought), DAY_SECS);
            prop_assert_eq!(at, own.before(f64::from(sought), DAY_SECS));
            prop_assert_eq!(part.sum(at..part.len()), own.sum(at..own.len()));
            for (at, event) in passing.iter().enumerate() {
                prop_assert_eq!(part.place_of(*event as usize, &columns), Some(at));
            }
        }
    }
}
