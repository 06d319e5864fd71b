//! Civil dates on one axis of seconds.
//!
//! The axis counts `i64` seconds from 1970-01-01T00:00:00 in the proleptic Gregorian calendar,
//! without leap seconds and without a zone: the time that a source states is the time that is
//! kept. Years are astronomical: 1 BC is year 0, 480 BC is year −479.
//!
//! The arithmetic is done here, because it must not end where [`chrono`]'s years do and every stage
//! asks for it without an error to handle; [`chrono`] says which days exist, and the tests hold one to
//! the other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::fmt;

/// Seconds in a day.
pub const DAY_SECS: i64 = 86_400;

/// A civil date of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Astronomical year; year 0 is 1 BC.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31, never more than the month has.
    pub day: u8,
}

/// A civil date with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59.
    pub second: u8,
}

impl Date {
    /// The date, or `None` where the calendar has no such day, or it lies outside the years that
    /// [`chrono`] counts (about ±262,000).
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = NaiveDate::from_ymd_opt(year, month.into(), day.into());
        known.map(|_| Self { year, month, day })
    }

    /// The Gregorian date of a day of the Julian calendar ("Old Style"); `None` where that calendar
    /// has no such day. Fliegel and Van Flandern's reckoning, with a leap day every fourth year.
    pub fn from_julian(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_leap = year.rem_euclid(4) == 0;
        let length = if month == 2 && is_leap { 29 } else { days_in_month(1, month) };
        if !(1..=length).contains(&day) {
            return None;
        }
        let months = (i64::from(month) + 9) % 12;
        let years = i64::from(year) - i64::from(month <= 2);
        let day_of_year = (153 * months + 2) / 5 + i64::from(day) - 1;
        // 1 March of the year 0 in the Julian calendar is 28 February in the Gregorian.
        let days = years * 365 + years.div_euclid(4) + day_of_year - 719_470;
        Some(Self::from_days(days))
    }

    /// Days since 1970-01-01.
    ///
    /// Counts whole 400-year cycles of 146,097 days from 0000-03-01, so that the leap day is the
    /// last of its year (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2014).
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let cycle = year.div_euclid(400);
        let year_of_cycle = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_cycle = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100;
        cycle * 146_097 + day_of_cycle + day_of_year - 719_468
    }

    /// The date `days` after 1970-01-01: the inverse of [`Date::days`].
    pub fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let cycle = shifted.div_euclid(146_097);
        let day = shifted.rem_euclid(146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
        let civil_month = if month < 10 { month + 3 } else { month - 9 };
        let civil_year = year + cycle * 400 + i64::from(civil_month <= 2);
        Self { year: civil_year as i32, month: civil_month as u8, day: day_of_month as u8 }
    }

    /// First second of the day.
    pub fn start(self) -> i64 {
        self.days() * DAY_SECS
    }

    /// First to last second of the day.
    pub fn bounds(self) -> Bounds {
        Bounds::new(self.start(), self.start() + DAY_SECS - 1)
    }

    /// The date `days` later (earlier where negative).
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days() + days)
    }

    /// The same day `months` later; the last day of the month where that day is missing.
    pub fn plus_months(self, months: i32) -> Self {
        let total = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let year = total.div_euclid(12) as i32;
        let month = total.rem_euclid(12) as u8 + 1;
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// The same day `years` later; 28 February where 29 February is missing.
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// Day of the week, 1 = Monday … 7 = Sunday.
    pub fn weekday(self) -> u8 {
        (self.days() + 3).rem_euclid(7) as u8 + 1
    }

    /// ISO 8601 week: its year and number, 1–53.
    pub fn iso_week(self) -> (i32, u8) {
        let thursday = self.plus_days(4 - i64::from(self.weekday()));
        let new_year = Self { year: thursday.year, month: 1, day: 1 };
        (thursday.year, ((thursday.days() - new_year.days()) / 7) as u8 + 1)
    }

    /// The Monday of an ISO 8601 week.
    pub fn from_iso_week(year: i32, week: u8) -> Self {
        let fourth = Self { year, month: 1, day: 4 };
        fourth.plus_days(1 - i64::from(fourth.weekday()) + 7 * (i64::from(week) - 1))
    }
}

impl fmt::Display for Date {
    /// ISO 8601, with a sign for years outside 0–9999.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Written::day(self.year, self.month, self.day).put(f)
    }
}

/// A date in ISO 8601, put together before it is written: every event and every mention has some, and a
/// text that gets them part by part grows part by part.
pub(super) struct Written(SmallVec<[u8; 24]>);

impl Written {
    /// A year: four digits, a sign outside 0–9999 (`-0479` is 480 BC).
    pub(super) fn year(year: i32) -> Self {
        Self(match year {
            0..=9_999 => [1_000, 100, 10, 1].into_iter().map(|it| digit(year / it)).collect(),
            ..0 => format!("-{:04}", year.unsigned_abs()).into_bytes().into(),
            _ => format!("+{year}").into_bytes().into(),
        })
    }

    /// A year, a month and a day.
    pub(super) fn day(year: i32, month: u8, day: u8) -> Self {
        Self::year(year).with(b'-', month).with(b'-', day)
    }

    /// With a month, day, hour, minute or second behind its mark, in two digits.
    pub(super) fn with(mut self, mark: u8, part: u8) -> Self {
        let part = i32::from(part);
        self.0.extend([mark, digit(part / 10), digit(part)]);
        self
    }

    /// Writes it.
    pub(super) fn put(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.0).unwrap_or_default())
    }
}

/// The last digit of a number that is not negative.
fn digit(number: i32) -> u8 {
    b'0' + (number % 10) as u8
}

impl DateTime {
    /// Seconds on the axis.
    pub fn seconds(self) -> i64 {
        let of_day =
            i64::from(self.hour) * 3_600 + i64::from(self.minute) * 60 + i64::from(self.second);
        self.date.start() + of_day
    }

    /// The civil time at `seconds` on the axis.
    pub fn from_seconds(seconds: i64) -> Self {
        let of_day = seconds.rem_euclid(DAY_SECS);
        Self {
            date: Date::from_days(seconds.div_euclid(DAY_SECS)),
            hour: (of_day / 3_600) as u8,
            minute: (of_day / 60 % 60) as u8,
            second: (of_day % 60) as u8,
        }
    }
}

impl fmt::Display for DateTime {
    /// ISO 8601 without a zone, to the second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.date;
        let date = Written::day(year, month, day);
        date.with(b'T', self.hour).with(b':', self.minute).with(b':', self.second).put(f)
    }
}

/// A year as people write it: astronomical −479 is `480 BC`, 0 is `1 BC`.
pub fn year_in_words(year: i32) -> String {
    if year <= 0 { format!("{} BC", 1 - i64::from(year)) } else { year.to_string() }
}

/// Whether a proleptic Gregorian year has 366 days.
pub fn is_leap_year(year: i32) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// Days of a month, 28–31; 0 for a month outside 1–12.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(is_leap_year(year)),
        _ => 0,
    }
}

/// The unit in which a source states a date, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Granularity {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// Morning, afternoon, evening, night.
    DayPart,
    /// A calendar day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// An ISO week.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season: three months.
    Season,
    /// A half of a year.
    Half,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years or more.
    Millennium,
}

impl Granularity {
    /// How long such a unit is, about, in seconds.
    pub fn about_secs(self) -> i64 {
        let days = |days: i64| days * DAY_SECS;
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::DayPart => days(1) / 4,
            Self::Day => days(1),
            Self::Weekend => days(2),
            Self::Week => days(7),
            Self::Month => days(30),
            Self::Quarter | Self::Season => days(91),
            Self::Half => days(183),
            Self::Year => days(365),
            Self::Decade => days(3_652),
            Self::Century => days(36_524),
            Self::Millennium => days(365_242),
        }
    }

    /// The word used in exports: `day`, `month`, `year`, ….
    pub fn word(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayPart => "daypart",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Half => "half",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }
}

/// Earliest and latest second, both inside, that a date allows.
///
/// `None` is an open or unknown end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// First possible second on the axis.
    pub earliest: Option<i64>,
    /// Last possible second on the axis.
    pub latest: Option<i64>,
}

impl Bounds {
    /// Both ends known; put in order where they are not.
    pub fn new(earliest: i64, latest: i64) -> Self {
        Self { earliest: Some(earliest.min(latest)), latest: Some(earliest.max(latest)) }
    }

    /// From the start of one to the end of the other.
    pub fn hull(self, other: Self) -> Self {
        let earliest = self.earliest.zip(other.earliest).map(|(a, b)| a.min(b));
        let latest = self.latest.zip(other.latest).map(|(a, b)| a.max(b));
        Self { earliest, latest }
    }

    /// Whether the two share a second.
    pub fn overlaps(self, other: Self) -> bool {
        let starts_before_end = |a: Self, b: Self| match (a.earliest, b.latest) {
            (Some(earliest), Some(latest)) => earliest <= latest,
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        let from = match (self.earliest, other.earliest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(its)) => mine <= its,
        };
        let to = match (self.latest, other.latest) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(its)) => its <= mine,
        };
        from && to
    }

    /// Seconds from the first to the last, both counted; `None` where an end is open.
    pub fn span_secs(self) -> Option<i64> {
        Some(self.latest? - self.earliest? + 1)
    }

    /// Order of lists: earliest bound, then latest; an open start first, an open end last.
    pub fn sort_key(self) -> (i64, i64) {
        (self.earliest.unwrap_or(i64::MIN), self.latest.unwrap_or(i64::MAX))
    }

    /// All days of the months `from..=to` of a year.
    pub fn of_months(year: i32, from: u8, to: u8) -> Self {
        let first = Date { year, month: from, day: 1 };
        let last = Date { year, month: to, day: days_in_month(year, to) };
        Self::new(first.start(), last.start() + DAY_SECS - 1)
    }

    /// All days of the years `from..=to`.
    pub fn of_years(from: i32, to: i32) -> Self {
        Self::of_months(from, 1, 1).hull(Self::of_months(to, 12, 12))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike as _;

    #[test]
    fn the_julian_calendar_runs_behind() {
        let old = |year, month, day| Date::from_julian(year, month, day).map(|it| it.to_string());
        assert_eq!(old(1917, 10, 25).as_deref(), Some("1917-11-07"));
        assert_eq!(old(1905, 1, 9).as_deref(), Some("1905-01-22"));
        assert_eq!(old(1825, 12, 14).as_deref(), Some("1825-12-26"));
        assert_eq!(old(1900, 2, 29).as_deref(), Some("1900-03-13"));
        assert_eq!(old(1752, 9, 2).as_deref(), Some("1752-09-13"));
        assert_eq!(old(1582, 10, 5).as_deref(), Some("1582-10-15"));
        assert_eq!(old(250, 3, 1).as_deref(), Some("0250-03-01"));
        assert_eq!(old(1917, 2, 29), None);
        assert_eq!(old(1917, 13, 1), None);
    }

    #[test]
    fn days_go_there_and_back() {
        for days in (-800_000..800_000).step_by(97) {
            assert_eq!(Date::from_days(days).days(), days);
        }
        assert_eq!(Date { year: 1970, month: 1, day: 1 }.days(), 0);
        assert_eq!(Date { year: 0, month: 1, day: 1 }.days(), -719_528);
    }

    #[test]
    fn agrees_with_chrono() {
        for days in (-90_000_000..90_000_000).step_by(10_007) {
            let (ours, theirs) = (Date::from_days(days), day_of_chrono(days));
            let parts = (theirs.year(), theirs.month() as u8, theirs.day() as u8);
            assert_eq!((ours.year, ours.month, ours.day), parts);
            assert_eq!(u32::from(ours.weekday()), theirs.weekday().number_from_monday());
            let week = theirs.iso_week();
            assert_eq!(ours.iso_week(), (week.year(), week.week() as u8));
        }
    }

    fn day_of_chrono(days: i64) -> NaiveDate {
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        epoch + chrono::TimeDelta::days(days)
    }

    #[test]
    fn year_one_follows_one_bc_without_a_gap() {
        let last_bc = Date { year: 0, month: 12, day: 31 };
        assert_eq!(last_bc.plus_days(1), Date { year: 1, month: 1, day: 1 });
    }

    #[test]
    fn weeks_follow_iso_8601() {
        assert_eq!(Date { year: 2022, month: 2, day: 24 }.weekday(), 4);
        assert_eq!(Date { year: 2021, month: 1, day: 3 }.iso_week(), (2020, 53));
        assert_eq!(Date::from_iso_week(2020, 53), Date { year: 2020, month: 12, day: 28 });
    }

    #[test]
    fn months_end_where_they_end() {
        let leap = Date { year: 2024, month: 2, day: 29 };
        assert_eq!(leap.plus_years(-1), Date { year: 2023, month: 2, day: 28 });
        assert_eq!(leap.plus_months(-2), Date { year: 2023, month: 12, day: 29 });
        assert!(Date::new(2023, 2, 29).is_none());
    }

    #[test]
    fn years_are_written_with_a_sign_outside_four_digits() {
        assert_eq!(Date { year: -479, month: 9, day: 1 }.to_string(), "-0479-09-01");
        assert_eq!(Date { year: 12_000, month: 1, day: 2 }.to_string(), "+12000-01-02");
    }
}
