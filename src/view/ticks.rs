//! The two rows of the time axis.
//!
//! Each row is one step of a ladder from five thousand years to a second; the finer row is the finest
//! step whose labels have room, the coarser is the step that groups it. The coarser row's label is
//! pinned to the left edge, so that the year can always be read. Lines of the next finer step fade
//! in as they move apart. There is no year 0: 1 BC is followed by 1.

use super::scene::Tick;
use super::words;
use super::words::{WEEKDAYS, century, decade, ordinal, short_month};
use super::{Rect, Viewport};
use crate::model::calendar::DAY_SECS;
use crate::model::{Date, DateTime, year_in_words};

/// A step of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Years(i32),
    Months(u8),
    Week,
    Day,
    /// So many seconds, a divisor of a day.
    Seconds(i64),
}

/// Finest first: the step, the least pixels between two labels, more where these are longer, and the
/// step of the coarser row.
const LADDER: [(Step, f64, Option<Major>); 20] = [
    (Step::Seconds(1), 62.0, Some(Major::Minute)),
    (Step::Seconds(10), 62.0, Some(Major::Minute)),
    (Step::Seconds(60), 46.0, Some(Major::Day)),
    (Step::Seconds(300), 46.0, Some(Major::Day)),
    (Step::Seconds(900), 46.0, Some(Major::Day)),
    (Step::Seconds(3_600), 46.0, Some(Major::Day)),
    (Step::Seconds(21_600), 46.0, Some(Major::Day)),
    (Step::Day, 30.0, Some(Major::Month)),
    (Step::Week, 30.0, Some(Major::Month)),
    (Step::Months(1), 34.0, Some(Major::Year)),
    (Step::Months(3), 30.0, Some(Major::Year)),
    (Step::Years(1), 42.0, Some(Major::Decade)),
    (Step::Years(5), 42.0, Some(Major::Century)),
    (Step::Years(10), 42.0, Some(Major::Century)),
    (Step::Years(20), 42.0, Some(Major::Century)),
    (Step::Years(50), 56.0, Some(Major::Century)),
    (Step::Years(100), 56.0, Some(Major::Millennium)),
    (Step::Years(500), 64.0, Some(Major::Era)),
    (Step::Years(1_000), 64.0, Some(Major::Era)),
    (Step::Years(5_000), 0.0, Some(Major::Era)),
];

/// What the coarser row groups by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Major {
    Minute,
    Day,
    Month,
    Year,
    Decade,
    Century,
    Millennium,
    Era,
}

/// Ticks stop here: no picture is wider than so many pixels.
const MOST_TICKS: usize = 20_000;
/// Pixels between lines of the finer step at which they begin to show, and stand in full.
const FAINT_PX: f64 = 5.0;
const CLEAR_PX: f64 = 20.0;
/// Room of a label for each letter, and what it keeps from the next one.
const LETTER_PX: f32 = 7.2;
const LABEL_GAP_PX: f32 = 4.0;

/// The coarser and the finer row for a view, from left to right.
pub(super) fn ticks(viewport: Viewport, plot: Rect) -> (Vec<Tick>, Vec<Tick>) {
    let ends = [viewport.start_secs, viewport.end_secs(plot.width())];
    let fits = |(step, least_px, _): &(Step, f64, Option<Major>)| {
        let step_px = step.secs() / viewport.secs_per_px;
        // Years before Christ have the longest labels.
        let needed_px = |secs: f64| f64::from(room_px(&step.label(secs as i64, step_px)));
        ends.into_iter().map(needed_px).fold(*least_px, f64::max) <= step_px
    };
    let at = LADDER.iter().position(fits).unwrap_or(LADDER.len() - 1);
    let Some((step, _, group)) = LADDER.get(at) else { return (Vec::new(), Vec::new()) };
    let mut minor = minor_ticks(*step, viewport, plot);
    let mut finer = LADDER.iter().take(at).rev().map(|(finer, _, _)| finer);
    if let Some(finer) = finer.find(|finer| finer.divides(*step)) {
        let spacing = finer.secs() / viewport.secs_per_px;
        let strength = ((spacing - FAINT_PX) / (CLEAR_PX - FAINT_PX)).clamp(0.0, 1.0) as f32;
        if strength > 0.0 {
            let lines = lines(*finer, viewport, plot).map(|(x_px, _)| x_px);
            let lines = between(lines, &minor);
            let line = |x_px| Tick { x_px, label: String::new(), strength: strength * 0.6 };
            minor.extend(lines.into_iter().map(line));
            minor.sort_by(|a, b| a.x_px.total_cmp(&b.x_px));
        }
    }
    let major = group.map_or_else(Vec::new, |group| major_ticks(group, viewport, plot));
    (major, minor)
}

/// Where a step begins within the plot, in pixels and in seconds.
fn lines(step: Step, viewport: Viewport, plot: Rect) -> impl Iterator<Item = (f32, i64)> {
    let first = step.floor(viewport.start_secs as i64);
    let starts = std::iter::successors(Some(first), move |at| Some(step.next(*at)));
    starts
        .map(move |at| (viewport.x_from_time(at as f64) as f32 + plot.left, at))
        .take(MOST_TICKS)
        .take_while(move |(x, _)| *x <= plot.right)
        .filter(move |(x, _)| plot.left <= *x)
}

/// Those of some lines that do not stand on a tick; both rise.
fn between(lines: impl Iterator<Item = f32>, ticks: &[Tick]) -> Vec<f32> {
    let mut ticks = ticks.iter().map(|tick| tick.x_px).peekable();
    let is_new = |x: &f32| {
        while ticks.next_if(|tick| *tick <= x - 1.0).is_some() {}
        ticks.peek().is_none_or(|tick| x + 1.0 <= *tick)
    };
    lines.filter(is_new).collect()
}

fn minor_ticks(step: Step, viewport: Viewport, plot: Rect) -> Vec<Tick> {
    let step_px = step.secs() / viewport.secs_per_px;
    let tick = |(x_px, at)| Tick { x_px, label: step.label(at, step_px), strength: 1.0 };
    let mut ticks: Vec<Tick> = lines(step, viewport, plot).map(tick).collect();
    clear_crowded(&mut ticks, plot.right);
    ticks
}

/// Starts of groups; the first is pinned to the left edge, pushed out by the second.
fn major_ticks(group: Major, viewport: Viewport, plot: Rect) -> Vec<Tick> {
    let mut ticks: Vec<Tick> = Vec::new();
    let mut at = group.floor(viewport.start_secs as i64);
    while ticks.len() < MOST_TICKS {
        let x = viewport.x_from_time(at as f64) as f32 + plot.left;
        if x > plot.right {
            break;
        }
        ticks.push(Tick { x_px: x.max(plot.left), label: group.label(at), strength: 1.0 });
        at = group.next(at);
    }
    clear_crowded(&mut ticks, plot.right);
    ticks
}

/// Takes the labels that reach into the next one, or over the right edge.
fn clear_crowded(ticks: &mut [Tick], right: f32) {
    let mut end = right;
    for tick in ticks.iter_mut().rev() {
        if end < tick.x_px + room_px(&tick.label) {
            tick.label.clear();
        }
        end = tick.x_px;
    }
}

/// What a label takes, with what it keeps from the next one.
fn room_px(label: &str) -> f32 {
    label.chars().count() as f32 * LETTER_PX + LABEL_GAP_PX
}

fn date_at(seconds: i64) -> Date {
    Date::from_days(seconds.div_euclid(DAY_SECS))
}

fn year_start(year: i32) -> i64 {
    Date { year, month: 1, day: 1 }.start()
}

/// The last multiple of `step` in the years that people count, not after an astronomical year.
/// 1 stands for the multiple 0, which no year has.
fn floor_year(year: i32, step: i32) -> i32 {
    if step == 1 {
        return year;
    }
    if year > 0 {
        return (year - year % step).max(1);
    }
    let before_christ = 1 - year;
    1 - (before_christ + step - 1) / step * step
}

fn next_year(year: i32, step: i32) -> i32 {
    match year {
        _ if step == 1 => year + 1,
        1 => step,
        year if year > 0 => year + step,
        year if 1 - year <= step => 1,
        year => year + step,
    }
}

impl Step {
    /// Mean length in seconds.
    fn secs(self) -> f64 {
        let year = super::viewport::YEAR_SECS;
        match self {
            Self::Years(years) => year * f64::from(years),
            Self::Months(months) => year * f64::from(months) / 12.0,
            Self::Week => 7.0 * DAY_SECS as f64,
            Self::Day => DAY_SECS as f64,
            Self::Seconds(seconds) => seconds as f64,
        }
    }

    /// Whether each beginning of a coarser step is one of this step too.
    fn divides(self, coarser: Self) -> bool {
        match (self, coarser) {
            (Self::Years(years), Self::Years(coarser)) => coarser % years == 0,
            _ => true,
        }
    }

    fn floor(self, seconds: i64) -> i64 {
        let date = date_at(seconds);
        match self {
            Self::Years(years) => year_start(floor_year(date.year, years)),
            Self::Months(months) => {
                let month = (date.month - 1) / months * months + 1;
                Date { month, day: 1, ..date }.start()
            }
            Self::Week => date.plus_days(1 - i64::from(date.weekday())).start(),
            Self::Day => date.start(),
            Self::Seconds(step) => seconds.div_euclid(step) * step,
        }
    }

    fn next(self, at: i64) -> i64 {
        match self {
            Self::Years(years) => year_start(next_year(date_at(at).year, years)),
            Self::Months(months) => date_at(at).plus_months(i32::from(months)).start(),
            Self::Week => at + 7 * DAY_SECS,
            Self::Day => at + DAY_SECS,
            Self::Seconds(step) => at + step,
        }
    }

    /// `width_px` is the room that one step has.
    fn label(self, at: i64, width_px: f64) -> String {
        let time = DateTime::from_seconds(at);
        let date = time.date;
        match self {
            Self::Years(_) => year_in_words(date.year),
            Self::Months(3) => format!("Q{}", (date.month - 1) / 3 + 1),
            Self::Months(_) => short_month(date.month).to_owned(),
            Self::Week => date.day.to_string(),
            Self::Day if width_px < 52.0 => date.day.to_string(),
            Self::Day => format!("{} {}", weekday(date), date.day),
            Self::Seconds(60..) => format!("{:02}:{:02}", time.hour, time.minute),
            Self::Seconds(_) => format!("{:02}:{:02}:{:02}", time.hour, time.minute, time.second),
        }
    }
}

impl Major {
    fn floor(self, seconds: i64) -> i64 {
        let date = date_at(seconds);
        match self {
            Self::Minute => Step::Seconds(60).floor(seconds),
            Self::Day => date.start(),
            Self::Month => Date { day: 1, ..date }.start(),
            Self::Year => year_start(date.year),
            Self::Decade => year_start(floor_group(date.year, 10)),
            Self::Century => year_start(floor_group(date.year, 100)),
            Self::Millennium => year_start(floor_group(date.year, 1_000)),
            Self::Era if date.year > 0 => year_start(1),
            Self::Era => year_start(-20_000),
        }
    }

    fn next(self, at: i64) -> i64 {
        let group = |size: i32| {
            let year = date_at(at).year;
            let next = if year == 1 { size } else { year + size };
            year_start(if year < 1 && next > 0 { 1 } else { next })
        };
        match self {
            Self::Minute => at + 60,
            Self::Day => at + DAY_SECS,
            Self::Month => date_at(at).plus_months(1).start(),
            Self::Year => year_start(date_at(at).year + 1),
            Self::Decade => group(10),
            Self::Century => group(100),
            Self::Millennium => group(1_000),
            Self::Era if date_at(at).year < 1 => year_start(1),
            Self::Era => year_start(20_000),
        }
    }

    fn label(self, at: i64) -> String {
        let time = DateTime::from_seconds(at);
        let date = time.date;
        match self {
            Self::Minute => {
                format!("{} {:02}:{:02}", words::day(date), time.hour, time.minute)
            }
            Self::Day => format!("{} {}", weekday(date), words::day(date)),
            Self::Month => format!("{} {}", words::month(date.month), year_in_words(date.year)),
            Self::Year => year_in_words(date.year),
            Self::Decade if date.year == 1 => "1–9".to_owned(),
            Self::Decade => decade(date.year),
            Self::Century => century(date.year),
            Self::Millennium => millennium(date.year),
            Self::Era if date.year > 0 => "AD".to_owned(),
            Self::Era => "BC".to_owned(),
        }
    }
}

/// The first astronomical year of a decade, century or millennium. Those after Christ start at a
/// round year, the first at 1; those before Christ end at one: 499–490 BC is the 490s BC.
fn floor_group(year: i32, size: i32) -> i32 {
    if year > 0 {
        return (year - year % size).max(1);
    }
    let before_christ = 1 - year;
    if size == 10 {
        return (1 - (before_christ - before_christ % 10 + 9)).min(0);
    }
    1 - (before_christ + size - 1) / size * size
}

fn millennium(first_year: i32) -> String {
    if first_year > 0 {
        format!("{} millennium", ordinal(i64::from(first_year) / 1_000 + 1))
    } else {
        format!("{} millennium BC", ordinal((1 - i64::from(first_year)) / 1_000))
    }
}

fn weekday(date: Date) -> &'static str {
    WEEKDAYS.get(usize::from(date.weekday()).wrapping_sub(1)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Labels of both rows for a view of so many seconds from a date, 800 px wide.
    fn rows(date: (i32, u8, u8), secs: f64) -> (String, String) {
        let start = Date { year: date.0, month: date.1, day: date.2 }.start();
        let viewport = Viewport { start_secs: start as f64, secs_per_px: secs / 800.0 };
        let plot = Rect::from_size(0.0, 0.0, 800.0, 100.0);
        let (major, minor) = ticks(viewport, plot);
        let words = |ticks: &[Tick]| {
            let labels =
                ticks.iter().map(|tick| tick.label.as_str()).filter(|label| !label.is_empty());
            labels.take(9).collect::<Vec<_>>().join(" ")
        };
        (words(&major), words(&minor))
    }

    fn check(date: (i32, u8, u8), secs: f64, major: &str, minor: &str) {
        assert_eq!(rows(date, secs), (major.to_owned(), minor.to_owned()), "{date:?} {secs}");
    }

    const DAY: f64 = DAY_SECS as f64;
    const YEAR: f64 = crate::view::viewport::YEAR_SECS;

    #[test]
    fn labels_are_right_at_each_step() {
        check(
            (1990, 1, 1),
            16.5 * YEAR,
            "1990s 2000s",
            "1990 1991 1992 1993 1994 1995 1996 1997 1998",
        );
        check(
            (1985, 6, 1),
            60.0 * YEAR,
            "20th century 21st century",
            "1990 1995 2000 2005 2010 2015 2020 2025 2030",
        );
        check(
            (1780, 1, 1),
            180.0 * YEAR,
            "19th century 20th century",
            "1780 1790 1800 1810 1820 1830 1840 1850 1860",
        );
        check(
            (1900, 1, 1),
            300.0 * YEAR,
            "20th century 21st century 22nd century",
            "1900 1920 1940 1960 1980 2000 2020 2040 2060",
        );
        check(
            (1500, 1, 1),
            600.0 * YEAR,
            "16th century 17th century 18th century 19th century 20th century 21st century",
            "1500 1550 1600 1650 1700 1750 1800 1850 1900",
        );
        check((2022, 1, 1), 365.0 * DAY, "2022", "Jan Feb Mar Apr May Jun Jul Aug Sep");
        check((2022, 2, 1), 60.0 * DAY, "February 2022 March 2022", "7 14 21 28 7 14 21 28");
        check(
            (2022, 2, 20),
            8.0 * DAY,
            "February 2022",
            "Sun 20 Mon 21 Tue 22 Wed 23 Thu 24 Fri 25 Sat 26 Sun 27",
        );
        check((2022, 2, 24), DAY, "Thu 24 February 2022", "00:00 06:00 12:00 18:00");
        check(
            (2022, 2, 24),
            3_600.0,
            "Thu 24 February 2022",
            "00:00 00:05 00:10 00:15 00:20 00:25 00:30 00:35 00:40",
        );
        check(
            (2022, 2, 24),
            60.0,
            "24 February 2022 00:00",
            "00:00:00 00:00:10 00:00:20 00:00:30 00:00:40 00:00:50",
        );
    }

    proptest! {
        #[test]
        fn no_two_labels_of_a_row_overlap(
            year in -10_000.0..14_000.0_f64, octave in -4.3..34.0_f64, width in 400.0..3_000.0_f32,
        ) {
            let secs = octave.exp2() * f64::from(width);
            let start = (year - 1_970.0) * YEAR;
            let viewport = Viewport::exactly(start, start + secs, width);
            let (major, minor) = ticks(viewport, Rect::from_size(0.0, 0.0, width, 100.0));
            // Steps follow so closely that labels never stand more than 320 px apart.
            prop_assert!(minor.iter().any(|tick| !tick.label.is_empty()));
            for row in [major, minor] {
                let labelled: Vec<&Tick> = row.iter().filter(|it| !it.label.is_empty()).collect();
                let starts = labelled.iter().map(|it| it.x_px).skip(1).chain([width]);
                for (tick, next) in labelled.iter().zip(starts) {
                    // What a letter of this size takes on average.
                    let end = tick.x_px + 6.6 * tick.label.chars().count() as f32;
                    prop_assert!(end <= next, "{} ends at {end}, next at {next}", tick.label);
                }
            }
        }
    }

    #[test]
    fn fine_lines_reach_the_end_of_the_widest_picture() {
        let viewport = Viewport { start_secs: 0.0, secs_per_px: DAY / 6.0 };
        let (_, minor) = ticks(viewport, Rect::from_size(0.0, 0.0, 20_000.0, 100.0));
        assert!(minor.last().is_some_and(|tick| 19_990.0 < tick.x_px));
    }

    #[test]
    fn there_is_no_year_0() {
        check((-3, 1, 1), 8.2 * YEAR, "0s BC 1–9", "4 BC 3 BC 2 BC 1 BC 1 2 3 4 5");
        check(
            (-299, 1, 1),
            700.0 * YEAR,
            "3rd century BC 2nd century BC 1st century BC 1st century 2nd century 3rd century 4th century",
            "300 BC 250 BC 200 BC 150 BC 100 BC 50 BC 1 50 100",
        );
        check(
            (-3999, 1, 1),
            7_000.0 * YEAR,
            "BC AD",
            "4000 BC 3000 BC 2000 BC 1000 BC 1 1000 2000",
        );
        let year_secs = |year| year_start(year);
        assert_eq!(year_secs(1) - year_secs(0), 366 * DAY_SECS);
    }
}
