//! A calendar expression → its TIMEX3 value and its place on the axis.

use super::meaning::expression::{Calendar, DayPart};
use crate::model::calendar::{DAY_SECS, days_in_month};
use crate::model::edtf::{Partial, Unit};
use crate::model::timex::group_code;
use crate::model::{Bounds, Date, Edtf, Granularity, Modifier, Part, Shape, TimexType, When};
use smol_str::SmolStr;

/// The TIMEX3 value: what is not known is `X`.
pub(super) fn value(calendar: &Calendar) -> SmolStr {
    let mut text = String::with_capacity(16);
    push_value(&mut text, calendar);
    text.into()
}

fn push_value(text: &mut String, calendar: &Calendar) {
    if let (Some(first), false) = (calendar.century, calendar.is_fiscal) {
        push_before_christ(text, first);
        let (length, digits) = if calendar.is_millennium { (1_000, 1) } else { (100, 2) };
        push_number(text, first.unsigned_abs() / length, digits);
        return;
    }
    if let (Some(decade), false) = (calendar.decade, calendar.is_fiscal) {
        push_before_christ(text, decade);
        push_number(text, decade.unsigned_abs() / 10, 3);
        return;
    }
    if calendar.is_fiscal {
        text.push_str("FY");
        push_year(text, calendar.year);
        return;
    }
    push_day(text, calendar);
    let has_time = calendar.clock.is_some() || calendar.part.is_some();
    if has_time && text.len() <= 4 {
        text.push_str("-XX-XX");
    }
    match (calendar.clock, calendar.part) {
        (Some((hour, minute)), _) => {
            text.push('T');
            push_number(text, hour.into(), 2);
            text.push(':');
            push_number(text, minute.into(), 2);
        }
        (None, Some(part)) => {
            text.push('T');
            text.push_str(part.code());
        }
        (None, None) => {}
    }
}

/// Year and day, as far as they are said.
fn push_day(text: &mut String, calendar: &Calendar) {
    if let (None, Some(weekday)) = (calendar.day, calendar.weekday) {
        text.push_str("XXXX-WXX-");
        push_number(text, weekday.into(), 1);
        return;
    }
    push_year(text, calendar.year);
    match (calendar.month, calendar.day) {
        (Some(month), day) => {
            text.push('-');
            push_number(text, month.into(), 2);
            if let Some(day) = day {
                text.push('-');
                push_number(text, day.into(), 2);
            }
        }
        (None, Some(day)) => {
            text.push_str("-XX-");
            push_number(text, day.into(), 2);
        }
        (None, None) => match (calendar.group, calendar.week) {
            (Some(group), _) => {
                text.push('-');
                text.push_str(group_code(group));
            }
            (None, Some(week)) => {
                text.push_str("-W");
                push_number(text, week.into(), 2);
                text.push_str(if calendar.is_weekend { "-WE" } else { "" });
            }
            (None, None) => {}
        },
    }
}

fn push_year(text: &mut String, year: Option<i32>) {
    match year {
        None => text.push_str("XXXX"),
        Some(year) if year <= 0 => {
            text.push_str("BC");
            push_number(text, year.unsigned_abs() + 1, 4);
        }
        Some(year) => push_number(text, year.unsigned_abs(), 4),
    }
}

fn push_before_christ(text: &mut String, year: i32) {
    text.push_str(if year < 0 { "BC" } else { "" });
}

/// A number with at least so many digits.
fn push_number(text: &mut String, number: u32, least: usize) {
    if number >= 10 || least > 1 {
        push_number(text, number / 10, least.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// The type of a calendar expression.
pub(super) fn kind(calendar: &Calendar) -> TimexType {
    if calendar.clock.is_some() || calendar.part.is_some() {
        TimexType::Time
    } else {
        TimexType::Date
    }
}

/// Its place on the axis; `None` where its year is open.
pub(super) fn when(calendar: &Calendar, modifier: Option<Modifier>) -> Option<When> {
    let part = part(modifier);
    if let Some(mut share) = share(calendar) {
        // "The early third millennium".
        if let Some(part) = part.filter(|_| calendar.is_millennium) {
            share.bounds = part.of(share.bounds);
        }
        return Some(share);
    }
    if let (Some(year), Some(week)) = (calendar.year, calendar.week) {
        return Some(week_when(year, week, calendar.is_weekend));
    }
    let mut partial = calendar.partial()?;
    partial.approximate = matches!(modifier, Some(Modifier::Approx));
    let mut when = match part {
        // "Early on Thursday" is some hours of a day that is known.
        Some(part) if calendar.day.is_some() => {
            let when = When::from_edtf(Edtf::Point(partial));
            let bounds = part.of(when.bounds);
            When { bounds, granularity: Granularity::DayPart, shape: Shape::Within, ..when }
        }
        Some(part) => When::part_of(partial, part),
        None => When::from_edtf(Edtf::Point(partial)),
    };
    if calendar.day.is_some()
        && calendar.clock.is_none()
        && let (Some(hours), Some(date)) = (calendar.part, calendar.date())
    {
        when.bounds = part_bounds(date, hours);
        when.granularity = Granularity::DayPart;
    }
    if let (Some((24, 0)), Some(date)) = (calendar.clock, calendar.date()) {
        let midnight = date.start() + DAY_SECS;
        when.bounds = Bounds::new(midnight - 60, midnight - 1);
        when.granularity = Granularity::Minute;
    }
    Some(when)
}

/// "The second half of the 1990s", "the last third of the 19th century", "the first half of May", and a whole
/// millennium: what ISO 8601-2 has no code for.
fn share(calendar: &Calendar) -> Option<When> {
    let share = calendar.share?;
    let (number, of) = (i32::from(share.number), i32::from(share.of));
    let part = |length: i32| ((number - 1) * length / of, number * length / of - 1);
    let years = |first: i32, length: i32| {
        let (from, to) = part(length);
        Edtf::interval(plain_year(first + from), plain_year(first + to))
    };
    let (edtf, granularity) =
        match (calendar.decade, calendar.century, calendar.year, calendar.month) {
            (Some(decade), ..) => (years(decade, 10), Granularity::Decade),
            (None, Some(first), ..) if calendar.is_millennium => {
                (years(first, 1_000), Granularity::Millennium)
            }
            (None, Some(first), ..) => (years(first, 100), Granularity::Century),
            (None, None, Some(year), Some(month)) => {
                let (from, to) = part(i32::from(days_in_month(year, month)));
                let first = Date::new(year, month, 1)?;
                let day = |days: i32| Partial::day(first.plus_days(i64::from(days)));
                (Edtf::interval(day(from), day(to)), Granularity::Month)
            }
            _ => return None,
        };
    Some(When { shape: Shape::Within, granularity, ..When::from_edtf(edtf) })
}

fn part_bounds(date: Date, part: DayPart) -> Bounds {
    let (from, to) = part.hours();
    Bounds::new(date.start() + from * 3_600, date.start() + to * 3_600 - 1)
}

/// The part of a period that a modifier means.
fn part(modifier: Option<Modifier>) -> Option<Part> {
    match modifier? {
        Modifier::Start => Some(Part::Early),
        Modifier::Mid => Some(Part::Mid),
        Modifier::End => Some(Part::Late),
        Modifier::Before
        | Modifier::After
        | Modifier::OnOrBefore
        | Modifier::OnOrAfter
        | Modifier::LessThan
        | Modifier::MoreThan
        | Modifier::EqualOrLess
        | Modifier::EqualOrMore
        | Modifier::Approx => None,
    }
}

/// A week has no spelling in EDTF, so it is the interval of its days.
fn week_when(year: i32, week: u8, is_weekend: bool) -> When {
    let monday = Date::from_iso_week(year, week);
    if is_weekend {
        let saturday = monday.plus_days(5);
        return When { granularity: Granularity::Weekend, ..days_from(saturday, 2) };
    }
    week_from(monday)
}

/// Seven days that begin with one.
pub(super) fn week_from(first: Date) -> When {
    When { granularity: Granularity::Week, ..days_from(first, 7) }
}

/// Some time within as many days.
fn days_from(first: Date, days: i64) -> When {
    let last = first.plus_days(days - 1);
    let edtf = Edtf::interval(Partial::day(first), Partial::day(last));
    When { shape: Shape::Within, ..When::from_edtf(edtf) }
}

/// The edge of a [`When`] that an open interval starts or ends at.
pub(super) fn edge(when: &When) -> Option<Partial> {
    match &when.edtf {
        Edtf::Point(partial) => Some(*partial),
        Edtf::OneOf(dates) => dates.first().copied(),
        Edtf::Interval { start, end } => start.date().or(end.date()),
    }
}

/// The end of a [`When`], for ranges.
pub(super) fn last_edge(when: &When) -> Option<Partial> {
    match &when.edtf {
        Edtf::Point(partial) => Some(*partial),
        Edtf::OneOf(dates) => dates.last().copied(),
        Edtf::Interval { start, end } => end.date().or(start.date()),
    }
}

/// A year or coarser, without qualifiers.
pub(super) fn plain_year(year: i32) -> Partial {
    Partial::new(year, Unit::Year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_part_of_a_day_lies_within_the_day() {
        let calendar =
            Calendar { year: Some(2023), month: Some(5), day: Some(18), ..Calendar::default() };
        let early = when(&calendar, Some(Modifier::Start)).unwrap();
        let day = When::from_edtf(early.edtf.clone());
        assert_eq!(early.edtf.to_string(), "2023-05-18");
        assert!(day.bounds.contains(early.bounds), "{:?}", early.bounds);
        assert_eq!(early.bounds.span_secs(), Some(9 * 3_600));
    }

    #[test]
    fn values_say_what_is_unknown() {
        let mut calendar = Calendar { month: Some(2), day: Some(24), ..Calendar::default() };
        assert_eq!(value(&calendar), "XXXX-02-24");
        calendar.part = Some(DayPart::Night);
        calendar.year = Some(2022);
        assert_eq!(value(&calendar), "2022-02-24TNI");
        assert_eq!(value(&Calendar { century: Some(-499), ..Calendar::default() }), "BC04");
    }
}
