//! What placing asks of each event: a few bytes, read once from its date.
//!
//! ```text
//!  events    ──once──→ columns: anchor, length, sources   (15 bytes an event)
//!  columns + shown ──once a filter──→ lanes: events by anchor, by length, sums  (17 bytes)
//! ```
//! So no filter and no zoom looks at the events themselves, and a count of any span of time is the
//! difference of two places in a sorted list.

use super::form::Form;
use crate::model::Chronology;
use rayon::prelude::*;
use std::sync::Arc;

/// Kinds of length: half-octaves of seconds.
pub(super) const HALVES: usize = 91;
/// Events that share one running sum.
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
        (&mut anchors, &mut halves, &mut sources, &chronology.events).into_par_iter().for_each(
            |(anchor, half, told, event)| {
                *told = u16::try_from(event.sources.len()).unwrap_or(u16::MAX);
                if let Some(form) = Form::of(chronology, event) {
                    *anchor = form.anchor();
                    *half = half_of(form.length_secs());
                }
            },
        );
        let dated = anchors.iter().enumerate().filter(|(_, anchor)| !anchor.is_nan());
        let mut order: Vec<u32> = dated.map(|(i, _)| i as u32).collect();
        let anchor = |i: &u32| anchors.get(*i as usize).copied().unwrap_or(0.0);
        order.par_sort_by(|a, b| anchor(a).total_cmp(&anchor(b)).then(a.cmp(b)));
        Self { anchors, halves, sources, order }
    }

    pub(super) fn anchor(&self, event: usize) -> f64 {
        self.anchors.get(event).copied().filter(|anchor| !anchor.is_nan()).unwrap_or(0.0)
    }
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
        self.anchors.partition_point(|anchor| anchor / secs_per_px < px)
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
        let Some(all) = self.by_half.get(half) else { return &[] };
        let begin =
            |px: f64| all.partition_point(|at| self.anchor(*at as usize) / secs_per_px < px);
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
