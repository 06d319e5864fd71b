//! The whole corpus at a glance: how many events each piece of its time has.
//!
//! Lanes stand in order of time, so all is counted by searches in them, and nothing is read event by event.

use super::Prepared;
use super::lanes::events::LaneEvents;
use std::sync::Arc;

/// Pieces of the whole time.
const PIECES: usize = 160;
const DAY_SECS: f64 = crate::model::calendar::DAY_SECS as f64;
/// Parts of the shown events that may be left out as far from all others, least first.
const FAR_SHARES: [f64; 4] = [0.01, 0.02, 0.05, 0.1];
/// Shown events below which none counts as far.
const LEAST_SHOWN: usize = 30;
/// How many times wider the others must stand without those left out.
const LEAST_GAIN: f64 = 5.0;
/// The part of the events that is worth twice the width for all others.
const DOUBLING_SHARE: f64 = 0.035;
/// Ways to leave out some at the beginning and the others at the end.
const CUTS: usize = 4;

/// How many events each piece of the whole time has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// First and last second, with a margin.
    pub span_secs: (f64, f64),
    /// All events by the piece that they are counted in.
    pub all: Vec<usize>,
    /// Those that pass the filter.
    pub shown: Vec<usize>,
    /// The time of most of the shown events; `None` where none is shown.
    pub most: Option<Most>,
}

/// The time of all shown events but the outermost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Most {
    /// First and last second at which any of them is counted.
    pub span_secs: (i64, i64),
    /// How many events are left out.
    pub left_out: usize,
    /// The same as a part of all, 0–1.
    pub share: f64,
    /// Whether those left out are few and far from all others, so that they make the view wide.
    pub is_heap: bool,
}

impl Overview {
    /// The second at which the piece of a number begins.
    pub fn piece_secs(&self, number: f64) -> f64 {
        let (first, last) = self.span_secs;
        first + number / PIECES as f64 * (last - first)
    }

    /// The same over other events.
    fn counted(&self, lanes: &[Arc<LaneEvents>]) -> Vec<usize> {
        // What lies on the very edge belongs to a piece too.
        let edge = |piece: usize| match piece {
            0 => f64::NEG_INFINITY,
            PIECES => f64::INFINITY,
            other => self.piece_secs(other as f64),
        };
        let begun: Vec<usize> = (0..=PIECES).map(|piece| before(lanes, edge(piece))).collect();
        begun
            .windows(2)
            .map(|ends| ends.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0))
            .collect()
    }
}

impl Prepared {
    /// Counts what was arranged last; `None` where no event has a date.
    pub fn overview(&self) -> Option<Overview> {
        let (first, last) = self.columns.extent?;
        let (first, last) = (first as f64, last as f64);
        let margin = ((last - first) * 0.01).max(DAY_SECS);
        let mut overview =
            Overview { span_secs: (first - margin, last + margin), ..Overview::default() };
        let (all, shown) = self.lane_events();
        (overview.all, overview.shown) = (overview.counted(all), overview.counted(shown));
        overview.most = most(shown);
        Some(overview)
    }
}

/// How many events are counted before a second.
fn before(lanes: &[Arc<LaneEvents>], secs: f64) -> usize {
    lanes.iter().map(|lane| lane.before(secs, 1.0)).sum()
}

/// The time of most events: the shortest without as few as make all others stand in a heap.
///
/// Each part that may be left out is weighed against the width that the others win by it, so that a few
/// more go where that shows the others far better, and none where they would stand hardly wider.
fn most(lanes: &[Arc<LaneEvents>]) -> Option<Most> {
    let count: usize = lanes.iter().map(|lane| lane.len()).sum();
    let ends = |lane: &Arc<LaneEvents>| (lane.anchor(0), lane.anchor(lane.len() - 1));
    let whole = lanes.iter().filter(|lane| !lane.is_empty()).map(ends);
    let whole = whole.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let whole = (whole.0.floor() as i64, whole.1.ceil() as i64);
    let length = |(from, to): (i64, i64)| to.saturating_sub(from).max(1);
    let but = |left_out: usize| {
        let cut = |step: usize| {
            let first = left_out * step / CUTS;
            let last = (count + first).saturating_sub(left_out + 1).max(first);
            (nth_secs(lanes, first, whole), nth_secs(lanes, last, whole))
        };
        (0..=CUTS).map(cut).min_by_key(|span| length(*span)).unwrap_or(whole)
    };
    let most = |share: f64, left_out: usize, is_heap| Most {
        span_secs: but(left_out),
        left_out,
        share,
        is_heap,
    };
    let gain = |most: &Most| length(whole) as f64 / length(most.span_secs) as f64;
    let worth = |most: &Most| gain(most).log2() - most.share / DOUBLING_SHARE;
    let far = FAR_SHARES.map(|share| ((count as f64 * share) as usize, share));
    let far = far.into_iter().filter(|(left_out, _)| LEAST_SHOWN <= count && 0 < *left_out);
    let heaps = far.map(|(left_out, share)| most(share, left_out, true));
    let heaps = heaps.filter(|most| LEAST_GAIN <= gain(most) && 0.0 < worth(most));
    // Of two that are worth the same, the one that leaves fewer out.
    let best = heaps.reduce(|a, b| if worth(&a) < worth(&b) { b } else { a });
    let usual = || most(FAR_SHARES[0], (count as f64 * FAR_SHARES[0]).ceil() as usize, false);
    Some(best.unwrap_or_else(usual))
}

/// The second, rounded down, at which the event of a number is counted, from 0 in order of time.
fn nth_secs(lanes: &[Arc<LaneEvents>], number: usize, (first, last): (i64, i64)) -> i64 {
    let (mut from, mut to) = (first, last);
    while from < to {
        let middle = from + (to - from) / 2;
        if number < before(lanes, (middle + 1) as f64) { to = middle } else { from = middle + 1 }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::Sample;
    use crate::view::{Filter, Sorting};
    use proptest::prelude::*;

    fn of(sample: Sample, shown: &[u32]) -> Overview {
        let chronology = sample.build();
        let mut prepared = Prepared::new(&chronology);
        let by = Sorting::default();
        prepared.arrange(&chronology, &by, &Filter::default(), Some((shown, 1)));
        prepared.overview().unwrap()
    }

    #[test]
    fn a_heap_beside_a_few_far_events_can_be_shown_alone() {
        let check = |far: usize, heap: usize, expected: Option<f64>| {
            let far = (0..far).map(|i| (1000 + i).to_string());
            let heap = (0..heap).map(|i| format!("2010-01-{:02}", 1 + i % 28));
            let sample = far.chain(heap).fold(Sample::default(), |sample, date| {
                sample.event("Something happened", &date, "RU")
            });
            let all: Vec<u32> = (0..500).collect();
            let most = of(sample, &all).most.unwrap();
            assert_eq!(most.is_heap.then_some(most.share), expected, "{expected:?}");
            let year = (most.span_secs.0 as f64 / crate::view::viewport::YEAR_SECS) as i32 + 1970;
            assert!(!most.is_heap || year == 2010, "{year}: the heap is in view");
        };
        check(1, 400, Some(0.01));
        check(6, 400, Some(0.02));
        check(30, 400, Some(0.1));
        check(60, 400, None);
        check(1, 20, None);
    }

    #[test]
    fn a_history_without_a_heap_is_shown_whole() {
        let check = |first: i32, step: i32| {
            let years = (0..120).map(|i| (first + i * step).to_string());
            let sample = years.fold(Sample::default(), |sample, date| {
                sample.event("Something happened", &date, "RU")
            });
            let all: Vec<u32> = (0..120).collect();
            let most = of(sample, &all).most.unwrap();
            assert!(!most.is_heap, "{first} by {step}: {most:?}");
        };
        check(1000, 8);
        check(1900, 1);
    }

    proptest! {
        #[test]
        fn every_dated_event_is_counted_once(
            years in prop::collection::vec((1000..2020_i32, 0..3_usize), 1..60), hidden in 0..60_u32,
        ) {
            let sample = years.iter().fold(Sample::default(), |sample, (year, region)| {
                sample.event("Something happened", &year.to_string(), ["RU", "UA", ""][*region])
            });
            let count = years.len() as u32;
            let shown: Vec<u32> = (0..count).filter(|event| *event != hidden).collect();
            let overview = of(sample, &shown);
            prop_assert_eq!(overview.all.iter().sum::<usize>(), years.len());
            prop_assert_eq!(overview.shown.iter().sum::<usize>(), shown.len());
            prop_assert!(overview.shown.iter().zip(&overview.all).all(|(shown, all)| shown <= all));
        }
    }
}
