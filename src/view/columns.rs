//! What placing asks of each event: a few bytes, read once from its date.
//!
//! ```text
//!  events    ──once──→ columns: anchor, length, sources, place   (19 bytes an event)
//!  columns + shown ──once a filter──→ lanes: events by anchor, by length, sums  (17 bytes)
//! ```
//! So no filter and no zoom looks at the events themselves, and a count of any span of time is the
//! difference of two places in a sorted list.

use super::form::Form;
use crate::model::{Chronology, Event, PlaceCode};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Kinds of length: half-octaves of seconds.
pub(super) const HALVES: usize = 91;
/// Events that are read together, and those of them that the nearest memory holds at a time.
const CHUNK: usize = 1 << 14;
const NEAR: usize = 1 << 8;
/// Events that share one running sum, or one step of a search.
const STRIDE: usize = 64;
/// Colours that are counted apart; the last is grey.
pub(super) const HUES: usize = 8;
const GREY: usize = HUES - 1;

/// A column an event, in the order of the chronology.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The second that it is counted at; NaN without a date.
    pub(super) anchors: Vec<f64>,
    /// How long it lasts, in half-octaves of seconds.
    pub(super) halves: Vec<u8>,
    /// How many sources tell it.
    pub(super) sources: Vec<u16>,
    /// Its first place, as a place in `places`; one beyond the last for none.
    pub(super) first_places: Vec<u32>,
    /// Every place that an event is first told of.
    pub(super) places: Vec<PlaceCode>,
    /// The dated events by anchor.
    pub(super) order: Vec<u32>,
}

impl Columns {
    /// Reads every event once, on all cores.
    pub(super) fn of(chronology: &Chronology) -> Self {
        let count = chronology.events.len();
        let mut anchors = vec![f64::NAN; count];
        let mut halves = vec![0; count];
        let mut sources = vec![0; count];
        let mut first_places = vec![u32::MAX; count];
        let pieces = (
            anchors.par_chunks_mut(CHUNK),
            halves.par_chunks_mut(CHUNK),
            sources.par_chunks_mut(CHUNK),
            first_places.par_chunks_mut(CHUNK),
            chronology.events.par_chunks(CHUNK),
        );
        let pieces = pieces.into_par_iter().map(|(anchors, halves, sources, firsts, events)| {
            let mut places = FirstPlaces::default();
            let mut columns = anchors.iter_mut().zip(halves).zip(sources);
            for (events, firsts) in events.chunks(NEAR).zip(firsts.chunks_mut(NEAR)) {
                for (event, ((anchor, half), told)) in events.iter().zip(&mut columns) {
                    *told = u16::try_from(event.sources.len()).unwrap_or(u16::MAX);
                    let dated = Form::of(chronology, event);
                    (*anchor, *half) = dated
                        .map_or((f64::NAN, 0), |form| (form.anchor(), half_of(form.length_secs())));
                }
                places.number(events, firsts);
            }
            places.distinct
        });
        let pieces: Vec<Vec<&str>> = pieces.collect();
        let places = join_places(&mut first_places, &pieces);
        let dated = anchors.iter().enumerate().filter(|(_, anchor)| !anchor.is_nan());
        let mut order: Vec<u32> = dated.map(|(i, _)| i as u32).collect();
        let anchor = |i: &u32| anchors.get(*i as usize).copied().unwrap_or(0.0);
        order.par_sort_by(|a, b| anchor(a).total_cmp(&anchor(b)).then(a.cmp(b)));
        Self { anchors, halves, sources, first_places, places, order }
    }

    pub(super) fn anchor(&self, event: usize) -> f64 {
        self.anchors.get(event).copied().filter(|anchor| !anchor.is_nan()).unwrap_or(0.0)
    }
}

/// The first places of some events.
#[derive(Default)]
struct FirstPlaces<'e> {
    known: HashMap<&'e str, u32>,
    /// In order of their numbers.
    distinct: Vec<&'e str>,
}

impl<'e> FirstPlaces<'e> {
    /// Numbers those of more events.
    fn number(&mut self, events: &'e [Event], numbers: &mut [u32]) {
        // The codes stand all over memory: asked for one after another with nothing between, many of
        // them are on their way at a time.
        let codes: Vec<Option<&str>> =
            events.iter().map(|event| event.places.first().map(PlaceCode::as_str)).collect();
        for (number, code) in numbers.iter_mut().zip(codes) {
            let Some(code) = code else { continue };
            *number = *self.known.entry(code).or_insert_with(|| {
                self.distinct.push(code);
                self.distinct.len() as u32 - 1
            });
        }
    }
}

/// Makes the numbers of each chunk those of all places together, and gives these.
fn join_places(numbers: &mut [u32], chunks: &[Vec<&str>]) -> Vec<PlaceCode> {
    let (mut known, mut places) = (HashMap::new(), Vec::new());
    let mut number = |code: &str| {
        *known.entry(code.to_owned()).or_insert_with(|| {
            places.push(PlaceCode::new(code));
            places.len() as u32 - 1
        })
    };
    let joined: Vec<Vec<u32>> =
        chunks.iter().map(|own| own.iter().map(|code| number(code)).collect()).collect();
    let none = places.len() as u32;
    numbers.par_chunks_mut(CHUNK).zip(&joined).for_each(|(numbers, joined)| {
        for number in numbers {
            *number = joined.get(*number as usize).copied().unwrap_or(none);
        }
    });
    places
}

/// The half-octave of a length.
pub(super) fn half_of(secs: f64) -> u8 {
    ((secs.max(1.0).log2() * 2.0) as u8).min(HALVES as u8 - 1)
}

/// The shown and dated events of one lane.
#[derive(Clone, Debug, Default)]
pub(super) struct LaneEvents {
    /// By anchor, then by index.
    pub(super) order: Arc<Vec<u32>>,
    /// The anchor of each.
    pub(super) anchors: Vec<f64>,
    /// Every 64th anchor, and every 64th of those: a search keeps to them as long as it can, for each
    /// look into millions of anchors waits for memory.
    steps: [Vec<f64>; 2],
    /// Places in `order`, rising, of the events of each length.
    by_half: Vec<Vec<u32>>,
    /// Of all before every [`STRIDE`]th: events of each colour, and sources.
    sums: Vec<([u32; HUES], u32)>,
    /// Most events that are counted on one day.
    pub(super) most_a_day: usize,
}

impl LaneEvents {
    /// A lane of these events, which stand in order; `hues` are the colours of all events.
    pub(super) fn new(order: Vec<u32>, columns: &Columns, hues: &[u8]) -> Self {
        let anchors = order.iter().map(|event| columns.anchor(*event as usize)).collect();
        let mut lane = Self { anchors, by_half: vec![Vec::new(); HALVES], ..Self::default() };
        lane.steps = [STRIDE, STRIDE * STRIDE]
            .map(|step| lane.anchors.iter().step_by(step).copied().collect());
        let mut sum = ([0; HUES], 0);
        let (mut day, mut on_day) = (f64::MIN, 0);
        for (at, event) in order.iter().enumerate() {
            if at.is_multiple_of(STRIDE) {
                lane.sums.push(sum);
            }
            let event = *event as usize;
            add(&mut sum, event, columns, hues);
            let half = columns.halves.get(event).copied().unwrap_or_default();
            if let Some(same) = lane.by_half.get_mut(usize::from(half)) {
                same.push(at as u32);
            }
            let now = (columns.anchor(event) / 86_400.0).floor();
            on_day = if now.total_cmp(&day).is_eq() { on_day + 1 } else { 1 };
            (day, lane.most_a_day) = (now, lane.most_a_day.max(on_day));
        }
        if order.len().is_multiple_of(STRIDE) {
            lane.sums.push(sum);
        }
        lane.order = Arc::new(order);
        lane
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The event at a place in the lane.
    pub(super) fn event(&self, at: usize) -> usize {
        self.order.get(at).map_or(usize::MAX, |event| *event as usize)
    }

    pub(super) fn anchor(&self, at: usize) -> f64 {
        self.anchors.get(at).copied().unwrap_or(0.0)
    }

    /// How many events are counted before `px` pixels from second 0.
    pub(super) fn before(&self, px: f64, secs_per_px: f64) -> usize {
        let [fine, coarse] = &self.steps;
        let mut at = coarse.partition_point(|anchor| anchor / secs_per_px < px);
        for anchors in [fine, &self.anchors] {
            // What begins at the last step before it holds the place sought.
            let from = at.saturating_sub(1) * STRIDE;
            let block = anchors.get(from..).unwrap_or_default();
            let block = block.get(..STRIDE).unwrap_or(block);
            at = from + block.partition_point(|anchor| anchor / secs_per_px < px);
        }
        at
    }

    /// Where an event of this lane stands.
    pub(super) fn place_of(&self, event: usize, columns: &Columns) -> Option<usize> {
        let key = (columns.anchor(event), event as u32);
        let less = |at: usize| self.anchor(at).total_cmp(&key.0).then(self.event(at).cmp(&event));
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if less(middle).is_lt() { from = middle + 1 } else { to = middle }
        }
        (self.event(from) == event).then_some(from)
    }

    /// Places of the events of a length that are counted within a span of pixels.
    pub(super) fn of_half(&self, half: usize, px: (f64, f64), secs_per_px: f64) -> &[u32] {
        let Some(all) = self.by_half.get(half).filter(|all| !all.is_empty()) else { return &[] };
        let begin = |px: f64| {
            let place = self.before(px, secs_per_px);
            all.partition_point(|at| (*at as usize) < place)
        };
        all.get(begin(px.0)..begin(px.1)).unwrap_or_default()
    }

    /// The longest half-octave of any event.
    pub(super) fn longest(&self) -> usize {
        self.by_half.iter().rposition(|same| !same.is_empty()).unwrap_or(0)
    }

    /// Events of each colour, and sources that tell any of them, from one place to another.
    pub(super) fn sum(
        &self,
        range: std::ops::Range<usize>,
        columns: &Columns,
        hues: &[u8],
    ) -> ([u32; HUES], u32) {
        let before = |end: usize| {
            let mut sum = self.sums.get(end / STRIDE).copied().unwrap_or_default();
            for event in self.order.get(end / STRIDE * STRIDE..end).unwrap_or_default() {
                add(&mut sum, *event as usize, columns, hues);
            }
            sum
        };
        let (mut all, less) = (before(range.end), before(range.start));
        all.0.iter_mut().zip(less.0).for_each(|(all, less)| *all -= less);
        (all.0, all.1 - less.1)
    }
}

impl LaneEvents {
    /// Events of each colour, and sources, of the events at some places.
    pub(super) fn sum_of(
        &self,
        places: &[u32],
        columns: &Columns,
        hues: &[u8],
    ) -> ([u32; HUES], u32) {
        let mut sum = ([0; HUES], 0);
        for at in places {
            add(&mut sum, self.event(*at as usize), columns, hues);
        }
        sum
    }
}

fn add(sum: &mut ([u32; HUES], u32), event: usize, columns: &Columns, hues: &[u8]) {
    let hue = hues.get(event).copied().map_or(GREY, usize::from).min(GREY);
    if let Some(count) = sum.0.get_mut(hue) {
        *count += 1;
    }
    sum.1 += u32::from(columns.sources.get(event).copied().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_search_by_steps_finds_what_a_plain_one_finds(
            mut anchors in prop::collection::vec(0..400_u32, 0..9_000), px in 0..420_u32,
        ) {
            anchors.sort_unstable();
            let anchors: Vec<f64> = anchors.into_iter().map(f64::from).collect();
            let columns = Columns { anchors: anchors.clone(), ..Columns::default() };
            let lane = LaneEvents::new((0..anchors.len() as u32).collect(), &columns, &[]);
            let plain = anchors.partition_point(|anchor| *anchor < f64::from(px));
            prop_assert_eq!(lane.before(f64::from(px), 1.0), plain);
        }
    }
}
