//! The course of a narrative: the year of each month that is named without one.
//!
//! A story mostly moves forward, by small steps; asides ("a report declassified in 2005") and plans
//! ("by late 2008") name years where it does not stand. Which year a bare "July" belongs to shows
//! often only later, so the years of a whole document are chosen together: the cheapest course
//! through all of its dates, by the algorithm of Viterbi (IEEE Transactions on Information Theory
//! 13, 1967) over the points in time at which the story may stand.

use super::clock::{season_month, years_of_weekday};
use super::expression::{Base, Calendar, Expression, Period, TimeUnit};
use super::recognize::{Found, Lead, Tense};
use std::collections::BTreeMap;

/// Where the story stands when it comes to a month without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The year of the month.
    pub year: i32,
    /// The expression with the year from which it was counted.
    pub anchor: usize,
}

/// One expression on the way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    what: What,
    /// Whether it is the first of its paragraph.
    opens_paragraph: bool,
    is_heading: bool,
    /// Cost of leaving the story where it stands, though a year is named here.
    aside: f32,
    /// First and last year of the headings above it.
    section: Option<(i32, i32)>,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// A year, and its month where that is known.
    Dated(Point),
    /// A month without a year; the weekday and the day where both are said.
    Open { month: u8, weekday: Option<(u8, u8)> },
    /// "The following year", "two years later".
    Years(i32),
}

/// A year and, where it is known, a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    year: i32,
    month: Option<u8>,
}

/// One way in which the story may have come to a point.
#[derive(Clone, Copy, Debug)]
struct State {
    point: Point,
    cost: f32,
    /// The expression whose year is counted from.
    anchor: usize,
    /// The year given to the expression here.
    year: i32,
    /// Index of the state before, in the row before; of no meaning in the first row.
    before: usize,
}

/// Points kept at each step; the rest cost too much to come back.
const BEAM: usize = 24;

impl Step {
    /// What an expression says to the course; `None` where it says nothing.
    pub(super) fn new(
        found: &Found,
        opens_paragraph: bool,
        is_heading: bool,
        section: Option<(i32, i32)>,
    ) -> Option<Self> {
        let what = match &found.expression {
            Expression::Calendar(calendar) => What::of_calendar(calendar)?,
            Expression::Period {
                period: Period::Unit(TimeUnit::Year),
                step: step @ 1..,
                base: Base::Narrative,
                ..
            } => What::Years(*step),
            Expression::Offset { amount, unit, step: step @ 1.., base: Base::Narrative } => {
                What::Years(amount.years(*unit)?.checked_mul(*step)?)
            }
            _ => return None,
        };
        let is_ahead = found.tense == Tense::Future || found.is_expected;
        let is_edge = matches!(found.lead, Lead::Since | Lead::Until | Lead::Before);
        let looks_away = is_ahead || found.is_flashback || is_edge;
        let aside = aside(found, opens_paragraph, looks_away);
        Some(Self { what, opens_paragraph, is_heading, aside, section })
    }

    /// The years that a heading names.
    pub(super) fn year(&self) -> Option<i32> {
        match self.what {
            What::Dated(point) => Some(point.year),
            What::Open { .. } | What::Years(_) => None,
        }
    }

    fn is_open(&self) -> bool {
        matches!(self.what, What::Open { .. })
    }
}

impl What {
    fn of_calendar(calendar: &Calendar) -> Option<Self> {
        let month = calendar.month.or_else(|| calendar.group.and_then(season_month));
        if let Some(year) = calendar.year {
            return Some(Self::Dated(Point { year, month }));
        }
        if calendar.short_year.is_some() {
            return None;
        }
        Some(Self::Open { month: month?, weekday: calendar.weekday.zip(calendar.day) })
    }
}

/// The years of the months without one: by expression, in the order of `steps`.
///
/// `last_year` is that of the document, beyond which a story does not go. Months before the first
/// year of the text count from that year.
pub(super) fn follow(steps: &[(usize, Step)], last_year: Option<i32>) -> BTreeMap<usize, Standing> {
    let mut found = BTreeMap::new();
    if !steps.iter().any(|(_, step)| step.is_open()) {
        return found;
    }
    let first = steps.iter().find_map(|(at, step)| Some((*at, step.year()?)));
    let Some((anchor, year)) = first else { return found };
    let point = Point { year, month: None };
    let mut rows = vec![vec![State { point, cost: 0.0, anchor, year, before: 0 }]];
    for (at, step) in steps {
        let Some(row) = rows.last() else { break };
        rows.push(onward(row, *at, step, last_year));
    }
    let Some(last) = rows.last() else { return found };
    let mut at = cheapest(last);
    for (row, (expression, step)) in rows.iter().skip(1).zip(steps).rev() {
        let Some(state) = row.get(at) else { break };
        if step.is_open() {
            found.insert(*expression, Standing { year: state.year, anchor: state.anchor });
        }
        at = state.before;
    }
    found
}

fn cheapest(row: &[State]) -> usize {
    let costs = row.iter().enumerate();
    costs.min_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost)).map_or(0, |(at, _)| at)
}

/// The states after one more expression.
fn onward(row: &[State], at: usize, step: &Step, last_year: Option<i32>) -> Vec<State> {
    let mut best: BTreeMap<Point, State> = BTreeMap::new();
    let mut reach = |state: State| {
        let known = best.entry(state.point).or_insert(state);
        if state.cost < known.cost {
            *known = state;
        }
    };
    for (before, from) in row.iter().enumerate() {
        let go = |point: Point, anchor: usize, cost: f32| State {
            point,
            cost: from.cost + cost,
            anchor,
            year: point.year,
            before,
        };
        match step.what {
            What::Dated(point) => {
                let stays = point.month.is_none() && point.year == from.point.year;
                let here = if stays { from.point } else { point };
                let ease = if step.is_heading { 0.0 } else { ease(step) };
                let cost = passage(from.point, point) * ease + outside(step, from.point, point);
                reach(go(here, at, cost));
                if !step.is_heading {
                    reach(go(from.point, from.anchor, step.aside));
                }
            }
            What::Open { month, weekday } => {
                for year in from.point.year - 1..=from.point.year + 1 {
                    let point = Point { year, month: Some(month) };
                    let is_after_the_end = last_year.is_some_and(|last| year > last);
                    let misses = weekday.is_some_and(|(weekday, day)| {
                        !years_of_weekday(month, day, weekday, year).contains(&year)
                    });
                    let cost = passage(from.point, point) * ease(step)
                        + outside(step, from.point, point)
                        + if is_after_the_end { 2.0 } else { 0.0 }
                        + if misses { 1.0 } else { 0.0 };
                    reach(go(point, from.anchor, cost));
                }
            }
            What::Years(years) => {
                let year = from.point.year.saturating_add(years);
                let moved = Point { year, month: None };
                reach(go(moved, from.anchor, 0.1 + outside(step, from.point, moved)));
                reach(go(from.point, from.anchor, 0.6));
            }
        }
    }
    let mut row: Vec<State> = best.into_values().collect();
    row.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.point.cmp(&b.point)));
    row.truncate(BEAM);
    row
}

/// How much easier a leap is at the head of a paragraph.
fn ease(step: &Step) -> f32 {
    if step.opens_paragraph { 0.5 } else { 1.0 }
}

/// A year alone is sooner named in passing than a day.
fn aside(found: &Found, opens_paragraph: bool, looks_away: bool) -> f32 {
    let has_month = found.calendar().is_some_and(|calendar| calendar.month.is_some());
    let base = if has_month { 1.2 } else { 0.8 };
    let away = if looks_away { -0.5 } else { 0.0 };
    let head = if opens_paragraph { 0.6 } else { 0.0 };
    base + away + head
}

/// Cost of leaving the years that the headings above name.
fn outside(step: &Step, from: Point, to: Point) -> f32 {
    let is_outside = |point: Point| {
        step.section.is_some_and(|(first, last)| point.year < first - 1 || last + 1 < point.year)
    };
    if is_outside(to) && !is_outside(from) { 1.0 } else { 0.0 }
}

/// Cost of moving the story from one point to another. A month or two ahead costs next to nothing;
/// five months back are as dear as seven ahead.
fn passage(from: Point, to: Point) -> f32 {
    let (Some(first), Some(last)) = (from.month, to.month) else {
        return match to.year - from.year {
            0 => 0.0,
            years @ 1.. => (0.6 + 0.1 * years as f32).min(1.6),
            years => (0.6 + 0.2 * -years as f32).min(2.0),
        };
    };
    let months = (to.year - from.year) * 12 + i32::from(last) - i32::from(first);
    let years = (months.abs() - 12) as f32 / 12.0;
    match months {
        0..=12 => 0.08 * months as f32,
        13.. => (0.96 + 0.1 * years).min(1.8),
        -12..=-1 => 0.3 + 0.06 * -months as f32,
        _ => (1.02 + 0.15 * years).min(2.0),
    }
}
