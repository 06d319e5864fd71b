//! EDTF: the Extended Date/Time Format of ISO 8601-2, as far as chronologies need it.
//!
//! Level 0 and 1 dates, intervals, seasons, unspecified digits and qualifiers; of level 2 the
//! sets "one of" and the subdivisions 21–41. Absent: partial qualification (`1606-?05`), exponents,
//! significant digits, masks inside a month.

use super::calendar::{Bounds, Date, DateTime, Granularity, Written, days_in_month};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// A date, an interval or a choice of dates.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edtf {
    /// One date of some precision.
    Point(Partial),
    /// `start/end`.
    Interval {
        /// Where it begins.
        start: End,
        /// Where it ends.
        end: End,
    },
    /// `[a,b]`: one of these.
    OneOf(Vec<Partial>),
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum End {
    /// `..`: goes on for ever, or is not stated.
    Open,
    /// Empty: there is an end, nobody knows where.
    Unknown,
    /// A date.
    At(Partial),
}

/// A date known to some unit, with its qualifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Partial {
    /// Astronomical year; the first of them for a decade or a century (1990 for `199X`).
    pub year: i32,
    /// The unit that is known.
    pub unit: Unit,
    /// `~`: the source says "about".
    pub approximate: bool,
    /// `?`: the source says "perhaps".
    pub uncertain: bool,
}

/// The finest unit of a [`Partial`], with its value within the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// `18XX`.
    Century,
    /// `199X`.
    Decade,
    /// `1992`.
    Year,
    /// Sub-year grouping of ISO 8601-2: 21–24 seasons, 33–36 quarters, 40–41 halves.
    Group(u8),
    /// `1992-03`.
    Month(u8),
    /// `1992-03-21`.
    Day(u8, u8),
    /// `1992-03-21T05`, with minute and second where known.
    Time {
        /// Month and day.
        day: (u8, u8),
        /// Hour.
        hour: u8,
        /// Minute; `None` where only the hour is known.
        minute: Option<u8>,
        /// Second; `None` where only the minute is known.
        second: Option<u8>,
    },
}

/// Text that is not EDTF, or not of the part that is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date in EDTF: {0:?}")]
pub struct ParseEdtfError(pub String);

impl Partial {
    /// A date of `unit` without qualifiers.
    pub fn new(year: i32, unit: Unit) -> Self {
        Self { year, unit, approximate: false, uncertain: false }
    }

    /// A calendar day.
    pub fn day(date: Date) -> Self {
        Self::new(date.year, Unit::Day(date.month, date.day))
    }

    /// The same date, said to be approximate.
    pub fn about(self) -> Self {
        Self { approximate: true, ..self }
    }

    /// First to last second of the date as written; qualifiers do not widen it.
    pub fn bounds(self) -> Bounds {
        let year = self.year;
        match self.unit {
            Unit::Century => Bounds::of_years(year, year + 99),
            Unit::Decade => Bounds::of_years(year, year + 9),
            Unit::Year => Bounds::of_years(year, year),
            Unit::Group(code) => group_bounds(year, code),
            Unit::Month(month) => Bounds::of_months(year, month, month),
            Unit::Day(month, day) => Date { year, month, day }.bounds(),
            Unit::Time { day: (month, day), hour, minute, second } => {
                let date = Date { year, month, day };
                let at = |minute, second| DateTime { date, hour, minute, second }.seconds();
                Bounds::new(
                    at(minute.unwrap_or(0), second.unwrap_or(0)),
                    at(minute.unwrap_or(59), second.unwrap_or(59)),
                )
            }
        }
    }

    /// The unit that is known.
    pub fn granularity(self) -> Granularity {
        match self.unit {
            Unit::Century => Granularity::Century,
            Unit::Decade => Granularity::Decade,
            Unit::Year => Granularity::Year,
            Unit::Group(33..=36) => Granularity::Quarter,
            Unit::Group(40 | 41) => Granularity::Half,
            Unit::Group(_) => Granularity::Season,
            Unit::Month(_) => Granularity::Month,
            Unit::Day(..) => Granularity::Day,
            Unit::Time { minute: None, .. } => Granularity::Hour,
            Unit::Time { second: None, .. } => Granularity::Minute,
            Unit::Time { .. } => Granularity::Second,
        }
    }
}

/// Seasons are those of the northern hemisphere by month: spring is March to May, and the winter of
/// a year begins in its December.
fn group_bounds(year: i32, code: u8) -> Bounds {
    match code {
        21..=23 => {
            let first = (code - 21) * 3 + 3;
            Bounds::of_months(year, first, first + 2)
        }
        24 => Bounds::of_months(year, 12, 12).hull(Bounds::of_months(year + 1, 2, 2)),
        33..=36 => {
            let first = (code - 33) * 3 + 1;
            Bounds::of_months(year, first, first + 2)
        }
        40 => Bounds::of_months(year, 1, 6),
        41 => Bounds::of_months(year, 7, 12),
        _ => Bounds::of_years(year, year),
    }
}

impl Edtf {
    /// A calendar day.
    pub fn day(date: Date) -> Self {
        Self::Point(Partial::day(date))
    }

    /// A calendar year.
    pub fn year(year: i32) -> Self {
        Self::Point(Partial::new(year, Unit::Year))
    }

    /// The interval from one date to another.
    pub fn interval(start: Partial, end: Partial) -> Self {
        Self::Interval { start: End::At(start), end: End::At(end) }
    }

    /// Whether it can end no earlier than it can begin.
    pub fn is_in_order(&self) -> bool {
        let Bounds { earliest, latest } = self.bounds();
        earliest.zip(latest).is_none_or(|(earliest, latest)| earliest <= latest)
    }

    /// Earliest and latest second; open and unknown ends are `None`.
    pub fn bounds(&self) -> Bounds {
        match self {
            Self::Point(date) => date.bounds(),
            Self::Interval { start, end } => Bounds {
                earliest: start.date().and_then(|date| date.bounds().earliest),
                latest: end.date().and_then(|date| date.bounds().latest),
            },
            Self::OneOf(dates) => {
                let mut all = dates.iter().map(|date| date.bounds());
                all.next().map_or_else(Bounds::default, |first| all.fold(first, Bounds::hull))
            }
        }
    }

    /// The unit that is known: of an interval the coarser of its ends'.
    pub fn granularity(&self) -> Granularity {
        match self {
            Self::Point(date) => date.granularity(),
            Self::Interval { start, end } => {
                let units = [start, end].into_iter().filter_map(|end| end.date());
                units.map(Partial::granularity).max().unwrap_or(Granularity::Millennium)
            }
            Self::OneOf(dates) => {
                let units = dates.iter().map(|date| date.granularity());
                units.max().unwrap_or(Granularity::Millennium)
            }
        }
    }

    /// Whether any part is qualified by `~` or `?`.
    pub fn is_qualified(&self) -> bool {
        let qualified = |date: &Partial| date.approximate || date.uncertain;
        match self {
            Self::Point(date) => qualified(date),
            Self::Interval { start, end } => {
                [start, end].into_iter().filter_map(|end| end.date()).any(|date| qualified(&date))
            }
            Self::OneOf(dates) => dates.iter().any(qualified),
        }
    }
}

impl End {
    /// The date, where the end has one.
    pub fn date(self) -> Option<Partial> {
        match self {
            Self::At(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(date) => date.fmt(f),
            Self::Interval { start, end } => {
                start.fmt(f)?;
                f.write_char('/')?;
                end.fmt(f)
            }
            Self::OneOf(dates) => {
                for (i, date) in dates.iter().enumerate() {
                    write!(f, "{}{date}", if i == 0 { "[" } else { "," })?;
                }
                f.write_str("]")
            }
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
            Self::At(date) => date.fmt(f),
        }
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = Written::year(self.year);
        match self.unit {
            Unit::Century => write!(f, "{}XX", masked(self.year, 100, 2))?,
            Unit::Decade => write!(f, "{}X", masked(self.year, 10, 3))?,
            Unit::Year => year.put(f)?,
            Unit::Group(code) => year.with(b'-', code).put(f)?,
            Unit::Month(month) => year.with(b'-', month).put(f)?,
            Unit::Day(month, day) => year.with(b'-', month).with(b'-', day).put(f)?,
            Unit::Time { day: (month, day), hour, minute, second } => {
                let mut written = year.with(b'-', month).with(b'-', day).with(b'T', hour);
                for part in [minute, second].into_iter().flatten() {
                    written = written.with(b':', part);
                }
                written.put(f)?;
            }
        }
        match (self.approximate, self.uncertain) {
            (false, false) => Ok(()),
            (true, false) => f.write_str("~"),
            (false, true) => f.write_str("?"),
            (true, true) => f.write_str("%"),
        }
    }
}

/// The leading digits of a decade or century, with a sign where the years are negative.
///
/// `-04XX` holds the years −499 to −400, so the group that starts at −499 is written by its end.
fn masked(first_year: i32, size: i32, digits: usize) -> String {
    if first_year < 0 {
        let last = first_year + size - 1;
        format!("-{:0digits$}", last.unsigned_abs() / size.unsigned_abs())
    } else {
        format!("{:0digits$}", first_year / size)
    }
}

impl FromStr for Edtf {
    type Err = ParseEdtfError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseEdtfError(text.to_owned());
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let dates: Option<Vec<_>> = inner.split(',').map(partial).collect();
            return dates.map(Self::OneOf).ok_or_else(error);
        }
        if let Some((start, end)) = text.split_once('/') {
            let (Some(start), Some(end)) = (interval_end(start), interval_end(end)) else {
                return Err(error());
            };
            let interval = Self::Interval { start, end };
            return Some(interval).filter(Self::is_in_order).ok_or_else(error);
        }
        partial(text).map(Self::Point).ok_or_else(error)
    }
}

fn interval_end(text: &str) -> Option<End> {
    match text {
        ".." => Some(End::Open),
        "" => Some(End::Unknown),
        date => partial(date).map(End::At),
    }
}

fn partial(text: &str) -> Option<Partial> {
    let (text, approximate, uncertain) = match text.as_bytes().last()? {
        b'~' => (text.strip_suffix('~')?, true, false),
        b'?' => (text.strip_suffix('?')?, false, true),
        b'%' => (text.strip_suffix('%')?, true, true),
        _ => (text, false, false),
    };
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let (sign, digits) = match date.as_bytes().first()? {
        b'-' => (-1, date.get(1..)?),
        b'+' => (1, date.get(1..)?),
        _ => (1, date),
    };
    let mut parts = digits.split('-');
    let year_text = parts.next()?;
    let (year, mut unit) = year_and_unit(year_text, sign)?;
    if let Some(second) = parts.next() {
        let second = two_digits(second)?;
        unit = match (unit, second, parts.next()) {
            (Unit::Year, 1..=12, None) => Unit::Month(second),
            (Unit::Year, 21..=24 | 33..=36 | 40 | 41, None) => Unit::Group(second),
            (Unit::Year, 1..=12, Some(day)) => {
                let day = two_digits(day)?;
                let fits = (1..=days_in_month(year, second)).contains(&day);
                fits.then_some(Unit::Day(second, day))?
            }
            _ => return None,
        };
    }
    if parts.next().is_some() {
        return None;
    }
    if let Some(time) = time {
        let Unit::Day(month, day) = unit else { return None };
        unit = time_of_day(time, (month, day))?;
    }
    Some(Partial { year, unit, approximate, uncertain })
}

fn year_and_unit(text: &str, sign: i32) -> Option<(i32, Unit)> {
    let (digits, size, unit) = if let Some(century) = text.strip_suffix("XX") {
        (century, 100, Unit::Century)
    } else if let Some(decade) = text.strip_suffix('X') {
        (decade, 10, Unit::Decade)
    } else {
        (text, 1, Unit::Year)
    };
    let is_number =
        text.len() >= 4 && text.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = is_number.then(|| digits.parse().ok())??;
    let near = number * size;
    let year = if sign < 0 { -(near + size - 1) } else { near };
    Some((year, unit))
}

fn two_digits(text: &str) -> Option<u8> {
    let is_number = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}

fn time_of_day(text: &str, day: (u8, u8)) -> Option<Unit> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let mut parts = text.split(':').map(two_digits);
    let hour = parts.next()??;
    let minute = parts.next().map(|part| part.ok_or(())).transpose().ok()?;
    let second = parts.next().map(|part| part.ok_or(())).transpose().ok()?;
    let fits = hour < 24 && minute.is_none_or(|m| m < 60) && second.is_none_or(|s| s < 60);
    (fits && parts.next().is_none()).then_some(Unit::Time { day, hour, minute, second })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, earliest: &str, latest: &str) {
        let edtf: Edtf = text.parse().unwrap();
        assert_eq!(edtf.to_string(), text);
        let show = |seconds: Option<i64>| {
            seconds.map_or("open".to_owned(), |s| DateTime::from_seconds(s).to_string())
        };
        let bounds = edtf.bounds();
        assert_eq!(
            (show(bounds.earliest).as_str(), show(bounds.latest).as_str()),
            (earliest, latest)
        );
    }

    #[test]
    fn reads_writes_and_bounds() {
        check("2022-10-30", "2022-10-30T00:00:00", "2022-10-30T23:59:59");
        check("1992", "1992-01-01T00:00:00", "1992-12-31T23:59:59");
        check("199X", "1990-01-01T00:00:00", "1999-12-31T23:59:59");
        check("15XX~", "1500-01-01T00:00:00", "1599-12-31T23:59:59");
        check("-0479", "-0479-01-01T00:00:00", "-0479-12-31T23:59:59");
        check("-04XX", "-0499-01-01T00:00:00", "-0400-12-31T23:59:59");
        check("2014-21", "2014-03-01T00:00:00", "2014-05-31T23:59:59");
        check("2021-24", "2021-12-01T00:00:00", "2022-02-28T23:59:59");
        check("2022-35", "2022-07-01T00:00:00", "2022-09-30T23:59:59");
        check("2023-40", "2023-01-01T00:00:00", "2023-06-30T23:59:59");
        check("../1917", "open", "1917-12-31T23:59:59");
        check("2014/..", "2014-01-01T00:00:00", "open");
        check("1995-03/1995-05", "1995-03-01T00:00:00", "1995-05-31T23:59:59");
        check("[1223,1224]", "1223-01-01T00:00:00", "1224-12-31T23:59:59");
        check("2022-02-24T05:07", "2022-02-24T05:07:00", "2022-02-24T05:07:59");
        check("1606-05?", "1606-05-01T00:00:00", "1606-05-31T23:59:59");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "X",
            "199",
            "2022-13",
            "2023-02-29",
            "2022-1-1",
            "2022-10-30T25",
            "a/b",
            "[]",
            "1918/1914",
            "2022-03-02/2022-03-01",
        ] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }
}
