//! The course of a narrative: the year of each month that is named without one.
//!
//! A story mostly moves forward, by small steps; asides ("a report declassified in 2005") and plans
//! ("by late 2008") name years where it does not stand. Which year a bare "July" belongs to shows
//! often only later, so the years of a whole document are chosen together: the cheapest course
//! through all of its dates, by the algorithm of Viterbi (IEEE Transactions on Information Theory
//! 13, 1967) over the points in time at which the story may stand.

use super::clock::{WINTER, season_month};
use crate::model::Date;
use crate::model::calendar::days_in_month;
use crate::temporal::entry::section::Section;
use crate::temporal::meaning::expression::{Base, Calendar, Expression, Period, TimeUnit};
use crate::temporal::recognize::{Found, Lead, Side, Tense};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Where the story stands when it comes to a month without a year, or counts years from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The year of the month, or the year that "the following year" means.
    pub year: i32,
    /// The expression with the year from which it was counted.
    pub anchor: usize,
}

/// Where an expression stands in its document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whether it is the first of its paragraph.
    pub opens_paragraph: bool,
    /// Whether its sentence begins with it: "In 1940 it did not".
    pub opens_sentence: bool,
    /// Whether it stands in a heading.
    pub is_heading: bool,
    /// The years of the latest heading with a year.
    pub section: Option<Section>,
    /// The year named last in its sentence: "the first snow of 2008 fell on 12 October".
    pub beside: Option<Point>,
    /// The month with its year on which the sentence before dwells: "In January 1976 they held. In December".
    pub just_told: Option<Point>,
    /// The year and month with which a season of two years begins that was told of right before: "the 2011–12 season".
    pub season: Option<(i32, u8)>,
    /// Whether it comes second in the first sentence with a date: "it began in May 1846 and ended in June 1848".
    pub is_opening: bool,
}

/// One expression on the way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    what: What,
    setting: Setting,
    /// Whether it only describes something: "his 1982-83 rule".
    is_beside: bool,
    /// Cost of leaving the story where it stands, though a year is named here.
    aside: f32,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// A year, and its month where that is known.
    Dated(Point),
    /// A month without a year, with its day and the day of the week where they are said, and whether
    /// what is told of it was over by then ("the strike had begun in May"). A winter begins in December.
    Open { month: u8, day: Option<u8>, weekday: Option<u8>, is_over: bool, is_winter: bool },
    /// "The next spring", "that autumn": the month in which it begins, of this year or the next.
    Turn { month: u8, is_next: bool },
    /// "The following year", "two years later"; below nought what lies behind, which does not move
    /// the story.
    Years(i32),
}

/// A year and, where it is known, a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Point {
    pub year: i32,
    month: Option<u8>,
}

impl Point {
    pub(super) fn of_year(year: i32) -> Self {
        Self { year, month: None }
    }

    pub(super) fn of_month(year: i32, month: u8) -> Self {
        Self { year, month: Some(month) }
    }

    /// Year and month in one number, for quick comparison.
    fn key(self) -> i64 {
        i64::from(self.year) * 16 + i64::from(self.month.unwrap_or(0))
    }
}

/// One way in which the story may have come to a point. Kept small, because rows of them are sorted.
#[derive(Clone, Copy, Debug)]
struct State {
    point: Point,
    cost: f32,
    /// The year that the expression means on this way.
    year: i32,
    /// The expression whose year is counted from.
    anchor: u32,
    /// Whether that year began its sentence.
    opens_sentence: bool,
    /// Index of the state before, in the row before; of no meaning in the first row.
    before: u32,
}

/// Points kept at each step; the rest cost too much to come back.
const BEAM: usize = 24;
/// What costs so much more than the cheapest does not come back either: no step costs as much.
const MARGIN: f32 = 4.0;

/// A year in which a sentence begins is where the story stands rather than named in passing: "In 1940".
const FRONT: f32 = 0.4;

/// The most that it costs to go on to a month with its year in which a sentence begins.
const FRONT_MONTH: f32 = 1.0;

/// A month ahead of where the story stands, though what is told of it was over by then.
const AHEAD: f32 = 0.8;

/// A month outside the season told of right before.
const OFF_SEASON: f32 = 1.2;

/// A month in another year than the one that its sentence has just named: more than an aside.
const BESIDE: f32 = 1.2;

/// The same where it has named a month: "after the vote of November 1917 it met on 6 December".
const BESIDE_MONTH: f32 = 1.8;

/// A month of the same year that lies far before the one that its sentence has just named.
const TURNED_BACK: f32 = 1.0;
/// Months between the two.
const FAR_BACK: u8 = 6;

/// A month in another year than the one on which the sentence before has dwelt.
const JUST_TOLD: f32 = 1.0;

/// A day that the first sentence with a date names after that date: mostly when all ended, before the story
/// begins.
const OPENING: f32 = -1.2;

impl Step {
    /// Whether it is a month that says no year, of the second year of the season told of right before.
    pub(super) fn is_late_in_season(&self) -> bool {
        let first = self.setting.season.map_or(0, |(_, first)| first);
        matches!(self.what, What::Open { month, .. } if month < first)
    }

    /// What an expression, which names a time or none, says to the course; `None` where it says nothing.
    pub(super) fn new(found: &Found, names: Option<Calendar>, setting: Setting) -> Option<Self> {
        let what = match &found.expression {
            Expression::Period {
                period: Period::Unit(TimeUnit::Year),
                step: step @ (..=-1 | 1..),
                base: Base::Narrative,
                ..
            } => What::Years(*step),
            Expression::Period { period, step, base: Base::Narrative, .. }
                if let Some(month) = period.first_month().filter(|_| matches!(step, 0 | 1)) =>
            {
                What::Turn { month, is_next: *step == 1 }
            }
            Expression::Offset { amount, unit, step, base: Base::Narrative } => {
                What::Years(amount.years(*unit)?.checked_mul(*step)?)
            }
            Expression::Duration { within: Some(months), .. } => {
                What::Dated(Point { year: months.year, month: Some(months.to) })
            }
            _ => What::of_calendar(&names?, found.is_before_story)?,
        };
        // A year alone is sooner named in passing than a day; plans and ends look away.
        let named = names.unwrap_or_default();
        let has_month = named.month.is_some() || named.group.is_some();
        let is_edge = matches!(found.lead, Lead::Since | Lead::Until | Lead::By | Lead::Before);
        let is_ahead = found.tense == Tense::Future || found.is_expected;
        let base = match (has_month, named.day) {
            (_, Some(_)) => 1.7,
            (true, None) => 1.2,
            (false, None) => 0.8,
        };
        let looks_away = is_edge || is_ahead || found.is_flashback;
        let away = match found.side {
            Side::Limit | Side::Life => -0.8,
            Side::Description | Side::Paper => -0.5,
            Side::None if looks_away => -0.5,
            Side::None => 0.0,
        };
        let is_front = setting.opens_sentence && !looks_away && found.side == Side::None;
        let head = if setting.opens_paragraph {
            0.6
        } else if is_front && !has_month {
            FRONT
        } else {
            0.0
        };
        let is_end = setting.is_opening && named.day.is_some();
        let opening = if is_end { OPENING } else { 0.0 };
        let is_beside = found.side == Side::Description;
        Some(Self { what, setting, is_beside, aside: base + away + head + opening })
    }

    /// The year that it names.
    pub(super) fn year(&self) -> Option<i32> {
        self.point().map(|point| point.year)
    }

    /// The year that it names, and the month.
    pub(super) fn point(&self) -> Option<Point> {
        match self.what {
            What::Dated(point) => Some(point),
            What::Open { .. } | What::Years(_) | What::Turn { .. } => None,
        }
    }

    /// How many years it leads on from the one named before it: "a year later, on 15 July".
    pub(super) fn counts_years(&self) -> Option<i32> {
        match self.what {
            What::Years(years) => Some(years),
            What::Dated(_) | What::Open { .. } | What::Turn { .. } => None,
        }
    }

    /// Whether the course says its year.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.what, What::Open { .. } | What::Years(_))
    }
}

impl What {
    fn of_calendar(calendar: &Calendar, is_over: bool) -> Option<Self> {
        let month = calendar.month.or_else(|| calendar.group.and_then(season_month));
        if let Some(year) = calendar.year {
            return Some(Self::Dated(Point { year, month }));
        }
        if calendar.short_year.is_some() {
            return None;
        }
        let Calendar { day, weekday, group, .. } = *calendar;
        Some(Self::Open { month: month?, day, weekday, is_over, is_winter: group == Some(WINTER) })
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
    // "In May he was tried for crimes of his 1982-83 rule", written on a known day: that year is not the story's.
    let leads = |step: &Step| last_year.is_none() || !step.is_beside;
    let mut leading = steps.iter().filter(|(_, step)| leads(step));
    let first = leading.find_map(|(at, step)| Some((*at, step.year()?)));
    let Some((anchor, year)) = first else { return found };
    let point = Point { year, month: None };
    // All rows in one piece of memory, and where each of them stands.
    let mut states = Vec::with_capacity((steps.len() + 1) * BEAM / 2);
    states.push(State {
        point,
        cost: 0.0,
        year,
        anchor: anchor as u32,
        opens_sentence: false,
        before: 0,
    });
    let mut row = 0..1;
    let mut rows = Vec::with_capacity(steps.len());
    let mut best = Best::default();
    for (at, step) in steps {
        onward(states.get(row).unwrap_or_default(), *at, step, last_year, &mut best);
        row = states.len()..states.len() + best.states.len();
        states.extend_from_slice(&best.states);
        rows.push(row.clone());
    }
    let mut at = cheapest(&best.states);
    for (row, (expression, step)) in rows.into_iter().zip(steps).rev() {
        let Some(state) = states.get(row.start + at) else { break };
        if step.is_open() {
            let anchor = state.anchor as usize;
            found.insert(*expression, Standing { year: state.year, anchor });
        }
        at = state.before as usize;
    }
    found
}

fn cheapest(row: &[State]) -> usize {
    let costs = row.iter().enumerate();
    costs.min_by(|(_, a), (_, b)| a.cost.total_cmp(&b.cost)).map_or(0, |(at, _)| at)
}

/// The cheapest state at each point, found by the point's hash.
struct Best {
    states: Vec<State>,
    /// What costs more is dropped in the end.
    limit: f32,
    /// 1 more than the index of a state; 0 where there is none.
    places: [u8; PLACES],
}

/// More than the states that one step can reach.
const PLACES: usize = 128;

impl Default for Best {
    fn default() -> Self {
        Self { states: Vec::with_capacity(3 * BEAM), limit: f32::INFINITY, places: [0; PLACES] }
    }
}

impl Best {
    fn clear(&mut self) {
        self.states.clear();
        self.limit = f32::INFINITY;
        self.places = [0; PLACES];
    }

    fn reach(&mut self, state: State) {
        if state.cost > self.limit {
            return;
        }
        self.limit = self.limit.min(state.cost + MARGIN);
        let key = state.point.key();
        let start = (key ^ (key >> 4)) as usize;
        let places = (0..PLACES).map(|step| (start + step) % PLACES);
        for place in places {
            let Some(place) = self.places.get_mut(place) else { return };
            let Some(known) = usize::from(*place).checked_sub(1) else {
                self.states.push(state);
                *place = self.states.len() as u8;
                return;
            };
            let Some(known) = self.states.get_mut(known) else { return };
            if known.point.key() == key {
                if state.cost < known.cost {
                    *known = state;
                }
                return;
            }
        }
    }
}

/// The states after one more expression, the cheapest first.
fn onward(row: &[State], at: usize, step: &Step, last_year: Option<i32>, best: &mut Best) {
    best.clear();
    match step.what {
        What::Dated(point) => toward(point, row, at as u32, step, best),
        What::Open { .. } | What::Years(_) | What::Turn { .. } => {
            for (before, from) in (0..).zip(row) {
                ahead(from, before, step, last_year, |state| best.reach(state));
            }
        }
    }
    let best = &mut best.states;
    // A year named in passing leaves them in order.
    if !best.is_sorted_by(|a, b| a.order(b).is_le()) {
        best.sort_unstable_by(State::order);
    }
    let limit = MARGIN + best.first().map_or(0.0, |cheapest| cheapest.cost);
    best.truncate(best.partition_point(|state| state.cost <= limit).min(BEAM));
}

/// The states once a year is named: the story comes to it, or stays where it stands. All ways lead to
/// that point or to their own, so that none is looked up.
fn toward(point: Point, row: &[State], at: u32, step: &Step, best: &mut Best) {
    let Setting { is_heading, opens_paragraph, .. } = step.setting;
    // A leap is easier at the head of a paragraph, and where a heading makes it.
    let ease = match (is_heading, opens_paragraph) {
        (true, _) => 0.0,
        (false, true) => 0.5,
        (false, false) => 1.0,
    };
    let mut arrived: Option<State> = None;
    for (before, from) in (0..).zip(row) {
        let stays = point.month.is_none() && point.year == from.point.year;
        let here = if stays { from.point } else { point };
        let passed = between_years(from, point, step).unwrap_or_else(|| passage(from.point, point));
        let opens_sentence = step.setting.opens_sentence;
        let is_front = opens_sentence && point.month.is_some() && from.point < point;
        let passed = if is_front { passed.min(FRONT_MONTH) } else { passed };
        let passed = passed * ease + outside(step, from.point, point);
        let there = State { opens_sentence, ..from.onto(before, here, at, passed) };
        let aside = from.onto(before, from.point, from.anchor, step.aside);
        let arrives = if here == from.point {
            // Both ways lead to one point.
            let way = if !is_heading && aside.cost < there.cost { aside } else { there };
            if here != point {
                best.states.push(way);
                continue;
            }
            way
        } else {
            best.states.extend((!is_heading).then_some(aside));
            there
        };
        if arrived.is_none_or(|known| arrives.cost < known.cost) {
            arrived = Some(arrives);
        }
    }
    if let Some(arrived) = arrived {
        let at = best.states.partition_point(|state| state.order(&arrived).is_le());
        best.states.insert(at, arrived);
    }
}

/// Gives `reach` the states after one where a year is open: a month without one, or years counted on.
fn ahead(
    from: &State,
    before: u32,
    step: &Step,
    last_year: Option<i32>,
    mut reach: impl FnMut(State),
) {
    let go = |point: Point, cost: f32| from.onto(before, point, from.anchor, cost);
    match step.what {
        What::Open { month, day, weekday, is_over, is_winter } => {
            // Told in January, it is the winter that goes on, and the story stands where it is.
            if is_winter && from.point.month.is_some_and(|month| month <= 2) {
                reach(State { year: from.point.year - 1, ..go(from.point, 0.0) });
            }
            for year in from.point.year - 1..=from.point.year + 1 {
                let point = Point { year, month: Some(month) };
                let is_after_the_end = last_year.is_some_and(|last| year > last);
                let misses = day.is_some_and(|day| {
                    let is_other = |weekday| Date { year, month, day }.weekday() != weekday;
                    day > days_in_month(year, month) || weekday.is_some_and(is_other)
                });
                let ease = if step.setting.opens_paragraph { 0.75 } else { 1.0 };
                // Within a year of which no month is told nothing lies ahead.
                let is_ahead =
                    from.point < point && (from.point.month.is_some() || from.point.year < year);
                let cost = passage(from.point, point) * ease
                    + outside(step, from.point, point)
                    + if is_after_the_end { 2.0 } else { 0.0 }
                    + leap(from.point, point)
                    + if is_over && is_ahead { AHEAD } else { 0.0 }
                    + if misses { 1.5 } else { 0.0 }
                    + apart(step, year, month)
                    + off_season(step, year, month);
                reach(go(point, cost));
            }
        }
        What::Years(years) => {
            let year = from.point.year.saturating_add(years);
            let moved = Point { year, month: None };
            let aside = if years > 0 { 0.6 } else { 0.0 };
            reach(State { year, ..go(from.point, aside) });
            if years > 0 {
                reach(go(moved, 0.1 + outside(step, from.point, moved)));
            }
        }
        What::Turn { month, is_next } => {
            let has_passed = from.point.month.is_none_or(|here| month <= here);
            let year = from.point.year.saturating_add(i32::from(is_next && has_passed));
            let moved = Point { year, month: Some(month) };
            reach(go(from.point, 0.6));
            reach(go(moved, 0.1 + outside(step, from.point, moved)));
        }
        What::Dated(_) => {}
    }
}

impl State {
    /// The cheaper first; of equal ones that at the earlier point.
    fn order(&self, other: &Self) -> Ordering {
        self.cost.total_cmp(&other.cost).then_with(|| self.point.cmp(&other.point))
    }

    /// The state at a point to which the story goes on from here, at that cost.
    fn onto(&self, before: u32, point: Point, anchor: u32, cost: f32) -> Self {
        Self { point, cost: self.cost + cost, year: point.year, anchor, before, ..*self }
    }
}

/// Cost of a month without a year more than eleven months on: who leaps so far says the year.
fn leap(from: Point, to: Point) -> f32 {
    let months = from.month.zip(to.month).map(|(first, last)| {
        to.year.saturating_sub(from.year).saturating_mul(12) + i32::from(last) - i32::from(first)
    });
    if months.is_some_and(|months| months > 11) { 0.4 } else { 0.0 }
}

/// Cost of a month in another year than its sentence, or the one before, has just named, unless the months have come
/// round.
fn apart(step: &Step, year: i32, month: u8) -> f32 {
    let is_near = |beside: Point| {
        let has_turned = beside.month.is_some_and(|before| month < before);
        beside.year == year || has_turned && beside.year + 1 == year
    };
    let Setting { beside, just_told, .. } = step.setting;
    // "In October they were moved, and it opened on 17 January": not the January before.
    let turns_back = |beside: Point| {
        let is_over = matches!(step.what, What::Open { is_over: true, .. });
        !is_over && beside.year == year && beside.month.is_some_and(|it| month + FAR_BACK < it)
    };
    if beside.is_some_and(turns_back) {
        return TURNED_BACK;
    }
    match beside.filter(|&beside| !is_near(beside)) {
        Some(Point { month: Some(_), .. }) => BESIDE_MONTH,
        Some(Point { month: None, .. }) => BESIDE,
        None if just_told.is_some_and(|told| !is_near(told)) => JUST_TOLD,
        None => 0.0,
    }
}

/// Cost of a month outside the season of two years told of right before.
fn off_season(step: &Step, year: i32, month: u8) -> f32 {
    let own = |(first, begins): (i32, u8)| if month < begins { first + 1 } else { first };
    if step.setting.season.is_some_and(|season| own(season) != year) { OFF_SEASON } else { 0.0 }
}

/// Cost of leaving the years that the headings above name.
fn outside(step: &Step, from: Point, to: Point) -> f32 {
    let is_outside =
        |point: Point| step.setting.section.is_some_and(|section| section.is_far(point.year));
    if is_outside(to) && !is_outside(from) { 1.5 } else { 0.0 }
}

/// Cost of going on to a later year while no month has been told, which is easy: "born in 1967, moved to Oslo in
/// 1971", "born in 1880. In May 1902 she married". `None` where a month has, and where a story that opened with its
/// year names one far off behind what it tells: "In 1912 the ship sank. The wreck was found in 1985."
fn between_years(from: &State, to: Point, step: &Step) -> Option<f32> {
    const FAR: i32 = 15;
    let years = to.year.saturating_sub(from.point.year);
    let is_later = years > 0 && from.point.month.is_none();
    let is_far = years > FAR && from.opens_sentence && !step.setting.opens_sentence;
    (is_later && !is_far).then(|| (0.5 + 0.05 * years as f32).min(0.75))
}

/// Cost of moving the story from one point to another. A month ahead costs next to nothing, and the
/// year stays what it is rather than changes: after June, March is of the same year and January of
/// the next.
fn passage(from: Point, to: Point) -> f32 {
    let years = to.year.saturating_sub(from.year);
    let (Some(first), Some(last)) = (from.month, to.month) else {
        return match years {
            0 => 0.0,
            1.. => (0.6 + 0.1 * years as f32).min(1.6),
            _ => (0.6 + 0.2 * -years as f32).min(3.0),
        };
    };
    let months = years.saturating_mul(12) + i32::from(last) - i32::from(first);
    let near = months.clamp(-12, 12) as f32;
    let far = (months.abs() - 12).max(0) as f32 / 12.0;
    match (months >= 0, years) {
        (true, 0) => 0.04 * near,
        (true, _) => (0.2 + 0.04 * near + 0.1 * far).min(1.8),
        (false, 0) => 0.25 - 0.05 * near,
        (false, _) => (0.75 - 0.05 * near + 0.15 * far).min(2.2),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Document;
    use crate::temporal::tests::{check, check_prose, check_undated, tagged};

    #[test]
    fn a_story_without_a_date_goes_on_into_a_year_that_it_does_not_name() {
        check_undated(
            "In March 1916 they sailed. In May they landed. In September they rested. In January they came home.",
            "March 1916 = 1916-03; May = 1916-05; September = 1916-09; January = 1917-01",
        );
    }

    #[test]
    fn the_next_year_begins_behind_october_of_that_year() {
        check_undated(
            "They were held on 9 February 2012. In October of that year they were moved, and the hearings opened on \
             17 January.",
            "9 February 2012 = 2012-02-09; October of that year = 2012-10; 17 January = 2013-01-17",
        );
    }

    /// The month in the last sentence of a paragraph.
    fn last_month(text: &str) -> String {
        let document = Document::of_text("test", text);
        let sentences = crate::text::sentences(&document);
        let mentions = crate::temporal::tag(&document, &sentences).mentions;
        mentions.last().map(|it| it.timex.value.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_month_is_of_the_year_named_last_where_the_story_moves_on() {
        let mill =
            "The mill opened in 1907 and burned down in 1971. In August work began on a new one.";
        assert_eq!(last_month(mill), "1971-08");
        let life = "In 1925 he was born in Lund. In 1946 he moved to Oslo. In May he married.";
        assert_eq!(last_month(life), "1946-05");
        let ship = "In 1912 the ship sank. The wreck was found in 1985. In April hundreds died.";
        assert_eq!(last_month(ship), "1912-04");
    }

    #[test]
    fn a_story_goes_on_from_a_month_years_after_its_first_year() {
        check_prose(
            "Ida was born in 1880. In May 1902 she married. In July they sailed.",
            false,
            "1880 = 1880; May 1902 = 1902-05; July = 1902-07",
        );
        check_prose(
            "The canal was begun in April 1859. In August 1869 the waters met. On 17 November it was opened.",
            false,
            "April 1859 = 1859-04; August 1869 = 1869-08; 17 November = 1869-11-17",
        );
        check_prose(
            "The killings took place in July 1995. He was caught on 26 May 2011. In June he refused to plead.",
            false,
            "July 1995 = 1995-07; 26 May 2011 = 2011-05-26; June = 2011-06",
        );
        let ship = "In 1912 the ship sank. The wreck was found in September 1985. In April hundreds had died.";
        assert_eq!(last_month(ship), "1912-04");
    }

    #[test]
    fn a_story_begins_where_its_first_sentence_does() {
        check_undated(
            "The war began on 30 November 1939 and ended on 13 March 1940.\nThe league met on 14 December.\n\
             In January it rained.",
            "30 November 1939 = 1939-11-30; 13 March 1940 = 1940-03-13; 14 December = 1939-12-14; January = 1940-01",
        );
    }

    #[test]
    fn a_day_is_of_the_month_that_its_sentence_has_named() {
        check_undated(
            "The road was closed on 4 May 1940 and on 3 July 1940.\n\
             After the rising of November 1917, a council met on 6 December.\nIt was opened on 2 May 1941.",
            "4 May 1940 = 1940-05-04; 3 July 1940 = 1940-07-03; November 1917 = 1917-11; \
             6 December = 1917-12-06; 2 May 1941 = 1941-05-02",
        );
    }

    #[test]
    fn the_winter_told_of_in_january_has_begun_in_the_year_before() {
        check_undated(
            "In January 1951 they crossed the river. The winter was hard. In March they rested.",
            "January 1951 = 1951-01; The winter = 1950-24; March = 1951-03",
        );
        check_undated(
            "In October 1950 they crossed the river. The winter was hard. In March they rested.",
            "October 1950 = 1950-10; The winter = 1950-24; March = 1951-03",
        );
    }

    #[test]
    fn the_timex_of_a_winter_without_a_year_is_of_its_january() {
        let value = |text: &str| tagged(text).pop().unwrap().timex.value;
        assert_eq!(
            value(
                "In May 1775 they came. In the autumn of 1776 they rested. They stayed over the winter."
            ),
            "1777-WI"
        );
        assert_eq!(value("They rested in 1776. They stayed over the winter of 1776."), "1776-WI");
        assert_eq!(value("They stayed over the winter."), "2021-WI");
    }

    #[test]
    fn a_day_is_of_the_year_that_its_sentence_has_named() {
        check_undated(
            "Wages came in May 1995.\nThe first snow of 2008 fell on 12 October.",
            "May 1995 = 1995-05; 2008 = 2008; 12 October = 2008-10-12",
        );
        check_prose(
            "They met in November 2021. The lines came back only in March. The rally had begun on 25 November. It ended in May 2022.",
            false,
            "November 2021 = 2021-11; March = 2022-03; 25 November = 2021-11-25; May 2022 = 2022-05",
        );
        check_undated(
            "The upper town fell in June 1098, and the lower a year later, on 15 July. It was rebuilt in 1120.",
            "June 1098 = 1098-06; a year later = 1099; 15 July = 1099-07-15; 1120 = 1120",
        );
        check(
            "In November 1943 the Karachays left, in December the Kalmyks, in February the Chechens.",
            "November 1943 = 1943-11; December = 1943-12; February = 1944-02",
        );
    }
}
