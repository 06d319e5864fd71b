//! Silences: long times between two events of a lane in which nothing can have happened.
//!
//! A date that is known to the year covers its whole year, so that no silence stands where an event may
//! lie. What is only known to be before or after something covers the known end alone.

use crate::model::Chronology;

/// A silence shorter than this part of the time that its lane tells of is none.
const LEAST_SHARE: i64 = 20;
/// The shortest silence of any lane.
const LEAST_SECS: i64 = 86_400;

/// A silence between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The last second that the event before it may have.
    pub from_secs: i64,
    /// The first second that the event after it may have.
    pub to_secs: i64,
    /// The event before it, by index.
    pub before: usize,
    /// The event after it, by index.
    pub after: usize,
}

impl Gap {
    /// How long it is in seconds.
    pub fn secs(&self) -> i64 {
        self.to_secs.saturating_sub(self.from_secs)
    }
}

/// The silences among some events, in order of time.
pub fn gaps(chronology: &Chronology, events: impl Iterator<Item = usize>) -> Vec<Gap> {
    let span = |i: usize| {
        let bounds = chronology.events.get(i)?.bounds();
        let start = bounds.earliest.or(bounds.latest)?;
        Some((start, bounds.latest.unwrap_or(start).max(start), i))
    };
    let mut spans: Vec<(i64, i64, usize)> = events.filter_map(span).collect();
    spans.sort_unstable();
    let (Some(first), Some(last)) = (spans.first(), spans.iter().map(|span| span.1).max()) else {
        return Vec::new();
    };
    let least = (last.saturating_sub(first.0) / LEAST_SHARE).max(LEAST_SECS);
    let (mut until, mut before) = (first.1, first.2);
    let mut found = Vec::new();
    for (start, end, event) in spans {
        let gap = Gap { from_secs: until, to_secs: start, before, after: event };
        if least <= gap.secs() {
            found.push(gap);
        }
        if until < end {
            (until, before) = (end, event);
        }
    }
    found
}

/// How long a silence is, in the largest unit that it fills twice: `12 years`, `7 months`, `40 days`.
pub fn length(secs: i64) -> String {
    let days = secs / 86_400;
    let (number, one, many) = if 730 <= days {
        ((days * 100 + 18_262) / 36_525, "year", "years")
    } else if 61 <= days {
        ((days * 100 + 1_522) / 3_044, "month", "months")
    } else {
        (days, "day", "days")
    };
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", super::words::grouped(number as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::Sample;
    use proptest::prelude::*;

    fn found(sample: Sample) -> Vec<String> {
        let chronology = sample.build();
        let all = 0..chronology.events.len();
        let title = |index: usize| chronology.events[index].title.clone();
        let words = |gap: Gap| {
            format!("{} – {}: {}", title(gap.before), title(gap.after), length(gap.secs()))
        };
        gaps(&chronology, all).into_iter().map(words).collect()
    }

    #[test]
    fn a_silence_stands_between_what_may_be_last_and_what_may_be_first() {
        let sample = Sample::default().event("a", "1900", "").event("b", "1950", "");
        assert_eq!(found(sample), ["a – b: 49 years"]);
        let sample = Sample::default().event("a", "2020-01-01", "").event("b", "2020-03-01", "");
        assert_eq!(found(sample), ["a – b: 59 days"]);
    }

    #[test]
    fn a_long_event_leaves_no_silence_and_an_open_end_does() {
        let long = || Sample::default().event("a", "1900", "").event("b", "1950", "");
        assert_eq!(found(long().event("c", "1899/1960", "")), Vec::<String>::new());
        let open = long().event("c", "1901/..", "");
        assert_eq!(found(open).len(), 1);
    }

    #[test]
    fn short_silences_of_a_long_story_are_none() {
        let sample = (0..40).fold(Sample::default(), |sample, i| {
            sample.event(&i.to_string(), &format!("{}", 1900 + 2 * i), "")
        });
        assert_eq!(found(sample), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_event_may_lie_in_a_silence(years in proptest::collection::vec((1i32..2000, 0i32..90), 2..30)) {
            let sample = years.iter().fold(Sample::default(), |sample, (from, length)| {
                sample.event("", &format!("{from:04}/{:04}", from + length), "")
            });
            let chronology = sample.build();
            for gap in gaps(&chronology, 0..chronology.events.len()) {
                for event in &chronology.events {
                    let bounds = event.bounds();
                    prop_assert!(
                        bounds.latest.unwrap() <= gap.from_secs || gap.to_secs <= bounds.earliest.unwrap()
                    );
                }
            }
        }
    }
}
