//! Days of feasts and holidays, by computation.
//!
//! Islamic days follow the tabular calendar, from which the sighting of the moon may differ by a day.
//! New Year in China and Vietnam follows the sun and the moon (Meeus, "Astronomical Algorithms", 1998,
//! chapters 25 and 49), which is good to some minutes from 1900 to 2100.

use crate::model::Date;
use crate::model::calendar::days_in_month;
use serde::{Deserialize, Serialize};

/// How the day of a holiday is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// Month and day in the Julian calendar, as Orthodox churches keep them.
    Julian(u8, u8),
    /// Days from Easter Sunday.
    Easter(i64),
    /// Days from Easter Sunday of the Orthodox churches.
    OrthodoxEaster(i64),
    /// The nth weekday of a month and days from it: month, weekday, which (−1 the last), days.
    Nth(u8, u8, i8, i64),
    /// Month and day in the tabular Islamic calendar.
    Islamic(u8, u8),
    /// Days from New Year in the Jewish calendar; negative before the New Year of that autumn.
    Jewish(i64),
    /// 25 Kislev.
    Hanukkah,
    /// The first day of the lunar year, at so many hours east of Greenwich.
    LunarNewYear(u8),
    /// The spring equinox as Iran counts it: the day of the noon after it.
    Nowruz,
    /// Some days, each of its year: year, month and day.
    On(Vec<(i32, u8, u8)>),
}

impl Holiday {
    /// Its first day in a year of the Gregorian calendar; `None` where the year has none, or where
    /// it is not known.
    pub(crate) fn in_year(&self, year: i32) -> Option<Date> {
        match *self {
            Self::Fixed(month, day) => Date::new(year, month, day),
            Self::Julian(month, day) => [year - 1, year]
                .into_iter()
                .filter_map(|of| Date::from_julian(of, month, day))
                .find(|date| date.year == year),
            Self::Easter(days) if year < REFORM => Some(old_easter(year)?.plus_days(days)),
            Self::Easter(days) => Some(easter(year)?.plus_days(days)),
            Self::OrthodoxEaster(days) => Some(orthodox_easter(year)?.plus_days(days)),
            Self::Nth(month, weekday, which, days) => {
                let first = Date::new(year, month, 1)?;
                let last = Date::new(year, month, days_in_month(year, month))?;
                Some(nth_weekday(which.into(), weekday, first, last)?.plus_days(days))
            }
            Self::Islamic(month, day) => {
                let near = (f64::from(year - 622) * 365.2425 / 354.367).round() as i32;
                (near - 1..=near + 2).map(|of| islamic(of, month, day)).find(|it| it.year == year)
            }
            Self::Jewish(days) => Some(jewish_new_year(year)?.plus_days(days)),
            Self::Hanukkah => {
                let (new_year, next) = (jewish_new_year(year)?, jewish_new_year(year + 1)?);
                // A full year has a day more in its second month.
                let is_full = (next.days() - new_year.days()) % 10 == 5;
                Some(new_year.plus_days(if is_full { 84 } else { 83 }))
            }
            Self::LunarNewYear(hours) => lunar_new_year(year, f64::from(hours) / 24.0),
            Self::Nowruz => nowruz(year),
            Self::On(_) => self.days().find(|day| day.year == year),
        }
    }

    /// The days of one that not every year has; none for any other.
    pub(crate) fn days(&self) -> impl Iterator<Item = Date> {
        let days = if let Self::On(days) = self { days.as_slice() } else { &[] };
        days.iter().filter_map(|&(year, month, day)| Date::new(year, month, day))
    }
}

/// The nth such weekday from `first` to `last`; the last for a number below nought.
pub(crate) fn nth_weekday(number: i32, weekday: u8, first: Date, last: Date) -> Option<Date> {
    let days = |from: u8, to: u8| i64::from((7 + to - from) % 7);
    let day = if number < 0 {
        last.plus_days(-days(weekday, last.weekday()))
    } else {
        first.plus_days(days(first.weekday(), weekday) + 7 * (i64::from(number) - 1))
    };
    (first <= day && day <= last).then_some(day)
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876, as given by
/// Meeus, "Astronomical Algorithms").
fn easter(year: i32) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year, (sum / 31) as u8, (sum % 31 + 1) as u8)
}

/// The first year whose Easter the western churches reckoned by the Gregorian calendar.
const REFORM: i32 = 1583;

/// Easter Sunday of the Julian calendar, as a Gregorian day.
fn orthodox_easter(year: i32) -> Option<Date> {
    let (month, day) = julian_easter(year);
    Date::from_julian(year, month, day)
}

/// Easter Sunday before the reform, by the calendar of its day, in which histories tell it.
fn old_easter(year: i32) -> Option<Date> {
    let (month, day) = julian_easter(year);
    Date::new(year, month, day)
}

/// Month and day of Easter Sunday in the Julian calendar (Meeus, "Astronomical Algorithms").
fn julian_easter(year: i32) -> (u8, u8) {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let sum = d + e + 114;
    ((sum / 31) as u8, (sum % 31 + 1) as u8)
}

/// A day of the tabular Islamic calendar with the leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and
/// 29 of thirty (Reingold and Dershowitz, "Calendrical Calculations").
fn islamic(year: i32, month: u8, day: u8) -> Date {
    /// The day before 1 Muharram of the year 1, counted from 1970.
    const EPOCH: i64 = -492_149;
    let (year, month) = (i64::from(year), i64::from(month));
    let months = (59 * (month - 1) + 1) / 2;
    let years = (year - 1) * 354 + (3 + 11 * year).div_euclid(30);
    Date::from_days(EPOCH + years + months + i64::from(day))
}

/// 1 Tishri in the autumn of a year (Reingold and Dershowitz, "Calendrical Calculations").
fn jewish_new_year(year: i32) -> Option<Date> {
    /// The day from which the molad is counted, from 1970.
    const EPOCH: i64 = -2_092_590;
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let of = i64::from(year) + 3_761;
    let (before, this, next) = (elapsed(of - 1), elapsed(of), elapsed(of + 1));
    let delay = match (next - this, this - before) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    (1..=9_999).contains(&year).then(|| Date::from_days(EPOCH + this + delay))
}

/// Julian day number of 1970-01-01T00:00.
const UNIX_EPOCH: f64 = 2_440_587.5;

/// Years for which sun and moon are computed.
const COMPUTED: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Longitude of the sun in degrees at a Julian day, good to a hundredth (Meeus, chapter 25).
fn sun_longitude(julian_day: f64) -> f64 {
    let t = (julian_day - 2_451_545.0) / 36_525.0;
    let mean = 280.466_46 + t * (36_000.769_83 + t * 0.000_303_2);
    let anomaly = (357.529_11 + t * (35_999.050_29 - t * 0.000_153_7)).to_radians();
    let centre = (1.914_602 - t * (0.004_817 + t * 0.000_014)) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1_934.136 * t).to_radians();
    (mean + centre - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// Julian day of new moon number `k`, 0 being that of 2000-01-06 (Meeus, chapter 49, with the terms
/// above half a minute).
fn new_moon(k: f64) -> f64 {
    let t = k / 1_236.85;
    let mean = 2_451_550.097_66 + 29.530_588_861 * k + t * t * (0.000_154_37 - 0.000_000_15 * t);
    let e = 1.0 - t * (0.002_516 + 0.000_007_4 * t);
    let sun = (2.553_4 + 29.105_356_7 * k - 0.000_001_4 * t * t).to_radians();
    let moon = (201.564_3 + 385.816_935_28 * k + 0.010_758_2 * t * t).to_radians();
    let node = (160.710_8 + 390.670_502_84 * k - 0.001_611_8 * t * t).to_radians();
    let terms = [
        (-0.407_20, moon),
        (0.172_41 * e, sun),
        (0.016_08, 2.0 * moon),
        (0.010_39, 2.0 * node),
        (0.007_39 * e, moon - sun),
        (-0.005_14 * e, moon + sun),
        (0.002_08 * e * e, 2.0 * sun),
        (-0.001_11, moon - 2.0 * node),
        (-0.000_57, moon + 2.0 * node),
        (0.000_56 * e, 2.0 * moon + sun),
        (-0.000_42, 3.0 * moon),
        (0.000_42 * e, sun + 2.0 * node),
        (0.000_38 * e, sun - 2.0 * node),
    ];
    mean + terms.iter().map(|(size, angle)| size * angle.sin()).sum::<f64>()
}

/// The first day of the first lunar month, `east` days ahead of Greenwich: the second month after the
/// one with the winter solstice, or the third where a leap month comes between.
fn lunar_new_year(year: i32, east: f64) -> Option<Date> {
    if !COMPUTED.contains(&year) {
        return None;
    }
    let first = ((f64::from(year - 2000)) * 12.368_5).floor() - 3.0;
    // The first days of months, and the sign that the sun stands in as they begin.
    let day = |number: f64| (new_moon(first + number) - UNIX_EPOCH + east).floor();
    let sign = |number: f64| (sun_longitude(day(number) + UNIX_EPOCH - east) / 30.0).floor() as i32;
    let has_no_term = |number: f64| sign(number) == sign(number + 1.0);
    // The month in which the sun comes to 270 degrees.
    let solstice = |mut number: f64| {
        while !((3..=8).contains(&sign(number)) && sign(number + 1.0) >= 9) {
            number += 1.0;
        }
        number
    };
    let eleventh = solstice(0.0);
    let has_leap_month = solstice(eleventh + 6.0) - eleventh > 12.0;
    let leap_before =
        has_leap_month && [1.0, 2.0].iter().any(|after| has_no_term(eleventh + after));
    let new_year = eleventh + if leap_before { 3.0 } else { 2.0 };
    Some(Date::from_days(day(new_year) as i64))
}

/// The first day of the Iranian year: that of the equinox, or the next where it comes after noon in
/// Tehran.
fn nowruz(year: i32) -> Option<Date> {
    const TEHRAN: f64 = 3.5 / 24.0;
    let days = (19..=22).filter_map(|day| Date::new(year, 3, day));
    let has_begun = |date: &Date| {
        let noon = date.days() as f64 + 0.5 + UNIX_EPOCH - TEHRAN;
        sun_longitude(noon) < 180.0
    };
    days.into_iter().filter(|_| COMPUTED.contains(&year)).find(has_begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(holiday: &Holiday, published: &[&str]) {
        for day in published {
            let year = day.get(..4).and_then(|year| year.parse().ok()).unwrap();
            let found = holiday.in_year(year).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some(*day), "{holiday:?}");
        }
    }

    #[test]
    fn easter_falls_where_the_churches_say() {
        check(&Holiday::Easter(0), &["1916-04-23", "2000-04-23", "2023-04-09", "2024-03-31"]);
        check(
            &Holiday::OrthodoxEaster(0),
            &["1917-04-15", "2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05", "2025-04-20"],
        );
        check(&Holiday::Julian(12, 25), &["1917-01-07", "1899-01-06", "2024-01-07", "2101-01-08"]);
        check(&Holiday::Easter(49), &["2024-05-19"]);
    }

    #[test]
    fn weekdays_of_a_month_are_counted() {
        check(&Holiday::Nth(11, 4, 4, 0), &["1941-11-27", "2022-11-24", "2024-11-28"]);
        check(
            &Holiday::Nth(11, 1, 1, 1),
            &["2000-11-07", "2016-11-08", "2020-11-03", "2024-11-05"],
        );
        check(&Holiday::Nth(5, 1, -1, 0), &["2021-05-31", "2024-05-27"]);
        check(&Holiday::Nth(1, 1, 3, 0), &["2009-01-19", "2024-01-15"]);
    }

    #[test]
    fn lunar_days_are_those_of_published_calendars() {
        let ramadan = Holiday::Islamic(9, 1);
        check(&ramadan, &["2021-04-13", "2023-03-23", "2024-03-11"]);
        check(&Holiday::Islamic(10, 1), &["2021-05-13", "2022-05-03", "2024-04-10"]);
        check(&Holiday::Islamic(12, 10), &["2023-06-29", "2024-06-17"]);
        check(&Holiday::Islamic(1, 10), &["2024-07-17"]);
        check(
            &Holiday::LunarNewYear(8),
            &[
                "1985-02-20",
                "2000-02-05",
                "2008-02-07",
                "2010-02-14",
                "2012-01-23",
                "2014-01-31",
                "2015-02-19",
                "2016-02-08",
                "2017-01-28",
                "2018-02-16",
                "2019-02-05",
                "2020-01-25",
                "2021-02-12",
                "2022-02-01",
                "2023-01-22",
                "2024-02-10",
                "2025-01-29",
                "2026-02-17",
                "2034-02-19",
            ],
        );
        check(&Holiday::LunarNewYear(7), &["1985-01-21", "2007-02-17", "2023-01-22", "2024-02-10"]);
        check(&Holiday::Nowruz, &["2022-03-21", "2023-03-21", "2024-03-20", "2025-03-21"]);
    }

    #[test]
    fn a_listed_day_is_in_the_years_that_have_it() {
        let holiday = Holiday::parse("on 2008-02-05 2024-03-05").unwrap();
        assert_eq!(holiday.in_year(2009), None);
        check(&holiday, &["2008-02-05", "2024-03-05"]);
        assert_eq!(Holiday::parse("on 2008-02-05 2024-03"), None);
    }

    #[test]
    fn jewish_days_are_those_of_published_calendars() {
        check(
            &Holiday::Jewish(0),
            &["1973-09-27", "2021-09-07", "2022-09-26", "2023-09-16", "2024-10-03"],
        );
        check(&Holiday::Jewish(9), &["1973-10-06", "2023-09-25", "2024-10-12"]);
        check(&Holiday::Jewish(-163), &["2022-04-16", "2023-04-06", "2024-04-23"]);
        check(&Holiday::Hanukkah, &["2021-11-29", "2022-12-19", "2023-12-08", "2024-12-26"]);
    }
}
