//! Dates in words, as people write them: "30 October 2022", "since 1991", "480 BC".

use crate::model::calendar::{DAY_SECS, days_in_month};
use crate::model::edtf::{End, Partial, Unit};
use crate::model::timex::group_from_code;
use crate::model::{Date, DateTime, Edtf, Event, Granularity, Part, Shape, When, year_in_words};

/// English month names.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Three-letter weekday names, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A number in groups of three digits.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if 0 < i && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The full name of a month, 1–12; empty for any other number.
pub fn month(number: u8) -> &'static str {
    MONTHS.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("")
}

/// The first three letters of a month's name.
pub fn short_month(number: u8) -> &'static str {
    month(number).get(..3).unwrap_or("")
}

/// A day: `30 October 2022`.
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day, month(date.month), year_in_words(date.year))
}

/// A second on the axis as its day.
pub fn day_at(seconds: i64) -> String {
    day(DateTime::from_seconds(seconds).date)
}

/// A date in words: `1992`, `since 1991`, `by 30 October 2022`, `1453 or later`, `about 1580`.
pub fn when(when: &When) -> String {
    match when.shape {
        Shape::Within if when.part.is_some() => the_end(when),
        Shape::Within | Shape::Interval => plain(&when.edtf),
        Shape::Circa | Shape::FuzzyInterval => format!("about {}", plain(&when.edtf)),
        Shape::Since => one_ended("since", when),
        Shape::Until => one_ended("until", when),
        Shape::Before if leaves_out_its_end(when) => one_ended("before", when),
        Shape::Before => one_ended("by", when),
        Shape::After if holds_its_start(when) => format!("{} or later", the_end(when)),
        Shape::After => one_ended("after", when),
    }
}

/// The date of an event in words; `no date` for an undated one.
pub fn event_date(event: &Event) -> String {
    event.when.as_ref().map_or_else(|| "no date".to_owned(), when)
}

/// Date and what is not known about it: `1992, year only`.
pub fn with_precision(date: &When) -> String {
    match precision(date) {
        "" => when(date),
        words => format!("{}, {words}", when(date)),
    }
}

/// What a date leaves open: `year only`; empty for a day or finer, for a part of a
/// period, and where the words say it.
pub fn precision(date: &When) -> &'static str {
    if date.shape != Shape::Within || date.part.is_some() {
        return "";
    }
    match date.granularity {
        Granularity::Second | Granularity::Minute | Granularity::Hour | Granularity::Day => "",
        Granularity::DayPart => "part of day only",
        Granularity::Weekend => "weekend only",
        Granularity::Week => "week only",
        Granularity::Month => "month only",
        Granularity::Quarter => "quarter only",
        Granularity::Season => "season only",
        Granularity::Half => "half-year only",
        Granularity::Year => "year only",
        Granularity::Decade => "decade only",
        Granularity::Century => "century only",
        Granularity::Millennium => "millennium only",
    }
}

/// Title, date in words and number of sources: for tooltips and screen readers.
pub fn description(event: &Event) -> String {
    let sources = match event.sources.len() {
        0 | 1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    };
    let date = event.when.as_ref().map_or_else(|| "no date".to_owned(), with_precision);
    let reality = if event.factuality.is_real() { "" } else { event.factuality.word() };
    let extra = if reality.is_empty() { String::new() } else { format!(", {reality}") };
    format!("{}, {date}{extra}, {sources}", event.title)
}

/// The years that seconds on the axis span: `1991–1995`, `44 BC–14`, `1991`.
pub fn years_between(from: i64, to: i64) -> String {
    let (first, last) = (year_at(from), year_at(to));
    if first == last {
        year_in_words(first)
    } else {
        format!("{}–{}", year_in_words(first), year_in_words(last))
    }
}

fn year_at(seconds: i64) -> i32 {
    Date::from_days(seconds.div_euclid(DAY_SECS)).year
}

/// "Before 1917" ends with 1916, "by 1917" with 1917.
fn leaves_out_its_end(when: &When) -> bool {
    when.told().is_some_and(|(_, told)| when.bounds.latest < told.latest)
}

/// "1453 or later" begins with 1453, "after 1453" with 1454.
fn holds_its_start(when: &When) -> bool {
    let is_long = when.granularity >= Granularity::Year;
    is_long && when.told().is_some_and(|(_, told)| when.bounds.earliest == told.earliest)
}

fn one_ended(word: &str, when: &When) -> String {
    format!("{word} {}", the_end(when))
}

/// The end that is known of a date with one end.
fn the_end(when: &When) -> String {
    match (when.told(), when.part) {
        (Some((date, _)), Some(part)) => part_of(&date, part),
        (Some((date, _)), None) if date.approximate => format!("about {}", point(&date)),
        (Some((date, _)), None) => point(&date),
        (None, _) => plain(&when.edtf),
    }
}

/// A part of a single date: `the late 14th century`, `mid-1994`, `early March 1990`.
fn part_of(date: &Partial, part: Part) -> String {
    let whole = point(date);
    let (article, whole) = match whole.strip_prefix("the ") {
        Some(whole) => ("the ", whole),
        None => ("", whole.as_str()),
    };
    let between = if part == Part::Mid { "-" } else { " " };
    format!("{article}{}{between}{whole}", part.word())
}

fn plain(edtf: &Edtf) -> String {
    match edtf {
        Edtf::Point(date) => point(date),
        Edtf::Interval { start: End::At(a), end: End::At(b) } => range(a, b),
        Edtf::Interval { start: End::At(a), .. } => format!("since {}", point(a)),
        Edtf::Interval { end: End::At(b), .. } => format!("until {}", point(b)),
        Edtf::Interval { .. } => "at an unknown time".to_owned(),
        Edtf::OneOf(dates) => dates.iter().map(point).collect::<Vec<_>>().join(" or "),
    }
}

/// What seconds on the axis span, as exactly as it takes: `1991–1995`, `May–June 1991`, `12–13 May 1991`.
pub fn time_between(from: i64, to: i64) -> String {
    let (first, last) = (DateTime::from_seconds(from).date, DateTime::from_seconds(to).date);
    let is_whole = first.day == 1 && last.day == days_in_month(last.year, last.month);
    let is_year = is_whole && first.month == 1 && last.month == 12;
    if first.year != last.year || is_year {
        return years_between(from, to);
    }
    let (first, last) = if is_whole {
        let of_month = |date: Date| Partial::new(date.year, Unit::Month(date.month));
        (of_month(first), of_month(last))
    } else {
        (Partial::day(first), Partial::day(last))
    };
    if first == last { point(&first) } else { range(&first, &last) }
}

/// The decade or century that a date names, or begins in: `1990s`, `19th century`; `None` where it is known better.
pub fn period(edtf: &Edtf) -> Option<String> {
    let (Edtf::Point(start) | Edtf::Interval { start: End::At(start), .. }) = edtf else {
        return None;
    };
    match start.unit {
        Unit::Century => Some(century(start.year)),
        Unit::Decade => Some(decade(start.year)),
        _ => None,
    }
}

/// A single date. The article stands where English wants one: `the 1990s`, `the 19th century`.
fn point(date: &Partial) -> String {
    let written = year_in_words(date.year);
    match date.unit {
        Unit::Century => format!("the {}", century(date.year)),
        Unit::Decade => format!("the {}", decade(date.year)),
        Unit::Year => written,
        Unit::Group(code) => format!("{} {written}", group(code)),
        Unit::Month(m) => format!("{} {written}", month(m)),
        Unit::Day(m, d) => format!("{d} {} {written}", month(m)),
        Unit::Time { day: (m, d), hour, minute, second } => {
            let clock = match (minute, second) {
                (None, _) => format!("{hour:02} h"),
                (Some(minute), None) => format!("{hour:02}:{minute:02}"),
                (Some(minute), Some(second)) => format!("{hour:02}:{minute:02}:{second:02}"),
            };
            format!("{d} {} {written}, {clock}", month(m))
        }
    }
}

/// A TIMEX3 value in words, where it is a date or a time of day: `the morning of 25 April 1916`; else as
/// it is.
pub fn timex(value: &str) -> String {
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let Some(date) = calendar(date) else { return value.to_owned() };
    match (time, part_of_day(time)) {
        ("", _) => date,
        (_, "") => format!("{date}, {time}"),
        (_, part) => format!("the {part} of {date}"),
    }
}

/// The date of a TIMEX3 value in words; `None` where something of it is not known.
fn calendar(value: &str) -> Option<String> {
    let before_christ = value.strip_prefix("BC").and_then(|rest| rest.split_at_checked(4));
    let value = match before_christ {
        Some((written, rest)) => format!("{}{rest}", Edtf::year(1 - written.parse::<i32>().ok()?)),
        None => value.to_owned(),
    };
    let coded =
        value.rsplit_once('-').and_then(|(year, code)| Some((year, group_from_code(code)?)));
    let value = coded.map_or_else(|| value.clone(), |(year, code)| format!("{year}-{code}"));
    value.parse().ok().map(|edtf| plain(&edtf))
}

fn part_of_day(code: &str) -> &'static str {
    match code {
        "MO" => "morning",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "day",
        _ => "",
    }
}

/// A season, quarter or half as it stands before its year.
pub fn group(code: u8) -> &'static str {
    match code {
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        24 => "winter",
        33 => "first quarter of",
        34 => "second quarter of",
        35 => "third quarter of",
        36 => "fourth quarter of",
        40 => "first half of",
        41 => "second half of",
        _ => "part of",
    }
}

/// The decade that starts at an astronomical year: `1990s`, `490s BC`.
pub fn decade(first_year: i32) -> String {
    if first_year < 0 {
        let last = 1 - (i64::from(first_year) + 9);
        format!("{}s BC", last - last.rem_euclid(10))
    } else {
        format!("{}s", first_year - first_year % 10)
    }
}

/// The century that starts at an astronomical year: `19th century`, `5th century BC`.
pub fn century(first_year: i32) -> String {
    if first_year < 0 {
        let number = (1 - i64::from(first_year) + 99) / 100;
        format!("{} century BC", ordinal(number))
    } else {
        format!("{} century", ordinal(i64::from(first_year) / 100 + 1))
    }
}

/// `1st`, `2nd`, `3rd`, `11th`, `21st`.
pub fn ordinal(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Two ends, with what they share said once: `12–14 March 2019`, `March–May 2019`, `1941–1945`.
fn range(a: &Partial, b: &Partial) -> String {
    let same_year = a.year == b.year;
    match (a.unit, b.unit) {
        (Unit::Day(m, d), Unit::Day(n, e)) if same_year && m == n => {
            format!("{d}–{e} {} {}", month(m), year_in_words(a.year))
        }
        (Unit::Day(m, d), Unit::Day(n, e)) if same_year => {
            format!("{d} {} – {e} {} {}", month(m), month(n), year_in_words(a.year))
        }
        (Unit::Month(m), Unit::Month(n)) if same_year => {
            format!("{}–{} {}", month(m), month(n), year_in_words(a.year))
        }
        (Unit::Year, Unit::Year) if a.year <= 0 && b.year <= 0 => {
            format!("{}–{}", 1 - i64::from(a.year), year_in_words(b.year))
        }
        (Unit::Year, Unit::Year) => format!("{}–{}", year_in_words(a.year), year_in_words(b.year)),
        _ => format!("{} – {}", point(a), point(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Bounds;

    fn check(edtf: &str, expected: &str) {
        let when = When::from_edtf(edtf.parse().unwrap());
        assert_eq!(with_precision(&when), expected, "{edtf}");
    }

    #[test]
    fn what_is_spanned_is_told_as_exactly_as_it_takes() {
        let check = |from: &str, to: &str, expected: &str| {
            let bounds = |edtf: &str| When::from_edtf(edtf.parse().unwrap()).bounds;
            let (from, to) = (bounds(from).earliest.unwrap(), bounds(to).latest.unwrap());
            assert_eq!(time_between(from, to), expected);
        };
        check("1991", "1995", "1991–1995");
        check("2010", "2010", "2010");
        check("2010-01", "2010-01", "January 2010");
        check("2010-01", "2010-02", "January–February 2010");
        check("2010-01-12", "2010-01-12", "12 January 2010");
        check("2010-01-12", "2010-01-13", "12–13 January 2010");
        check("2010-01-12", "2010-02-03", "12 January – 3 February 2010");
        check("2009-12-30", "2010-01-02", "2009–2010");
    }

    #[test]
    fn says_dates_as_people_write_them() {
        check("1992", "1992, year only");
        check("2022-10-30", "30 October 2022");
        check("2022-10", "October 2022, month only");
        check("2022-02-24T05:07", "24 February 2022, 05:07");
        check("1991/..", "since 1991");
        check("../1991", "until 1991");
        check("2019-03-12/2019-03-14", "12–14 March 2019");
        check("2019-03-30/2019-04-02", "30 March – 2 April 2019");
        check("2019-03/2019-05", "March–May 2019");
        check("1941/1945", "1941–1945");
        check("199X", "the 1990s, decade only");
        check("18XX", "the 19th century, century only");
        check("-0479", "480 BC, year only");
        check("-0478/-0430", "479–431 BC");
        check("0000", "1 BC, year only");
        check("1580~", "about 1580");
        let year = Partial::new(1453, Unit::Year);
        assert_eq!(when(&When::after(year)), "1453 or later");
        check("1943-22", "summer 1943, season only");
        check("[1917,1918]", "1917 or 1918, year only");
    }

    #[test]
    fn says_values_of_time_expressions() {
        assert_eq!(timex("1916-04-25TMO"), "the morning of 25 April 1916");
        assert_eq!(timex("1916-04-25T14:30"), "25 April 1916, 14:30");
        assert_eq!(timex("BC0218-06-21"), "21 June 218 BC");
        assert_eq!(timex("BC0001-SP"), "spring 1 BC");
        assert_eq!(timex("1868-FA"), "autumn 1868");
        assert_eq!(timex("2022-10"), "October 2022");
        assert_eq!(timex("XXXX-WXX-1"), "XXXX-WXX-1");
    }

    #[test]
    fn says_one_sided_dates() {
        let date = Partial::day(Date::new(2022, 10, 30).unwrap());
        assert_eq!(when(&When::before(date)), "by 30 October 2022");
        assert_eq!(when(&When::after(date)), "after 30 October 2022");
        let day_before = Date::new(2022, 10, 29).unwrap().bounds();
        let bounds = Bounds { earliest: None, latest: day_before.latest };
        let sooner = When { bounds, ..When::before(date) };
        assert_eq!(when(&sooner), "before 30 October 2022");
    }

    #[test]
    fn says_which_part_of_a_period_is_meant_and_what_is_only_about_so() {
        let date = |edtf: &str| match edtf.parse().unwrap() {
            Edtf::Point(date) => date,
            other => panic!("{other} is no single date"),
        };
        let check = |edtf: &str, part, expected: &str| {
            assert_eq!(with_precision(&When::part_of(date(edtf), part)), expected);
        };
        check("13XX", Part::Late, "the late 14th century");
        check("199X", Part::Mid, "the mid-1990s");
        check("1994", Part::Early, "early 1994");
        check("1990-03", Part::Late, "late March 1990");
        check("1943-22", Part::Early, "early summer 1943");
        let late = When::part_of(date("13XX"), Part::Late);
        let with = |bounds, shape: When| {
            when(&When { bounds, granularity: late.granularity, part: late.part, ..shape })
        };
        let Bounds { earliest, latest } = late.bounds;
        let century = date("13XX").about();
        let by = Bounds { earliest: None, latest };
        assert_eq!(with(by, When::before(century)), "by the late 14th century");
        let before = Bounds { earliest: None, latest: earliest.map(|first| first - 1) };
        assert_eq!(with(before, When::before(century)), "before the late 14th century");
        let after = Bounds { earliest: latest.map(|last| last + 1), latest: None };
        assert_eq!(with(after, When::after(century)), "after the late 14th century");
        assert_eq!(when(&When::before(date("1400").about())), "by about 1400");
    }

    #[test]
    fn groups_years_before_christ_as_people_do() {
        assert_eq!(decade(-498), "490s BC");
        assert_eq!(century(-499), "5th century BC");
        assert_eq!(century(-99), "1st century BC");
        assert_eq!(ordinal(21), "21st");
        assert_eq!(ordinal(112), "112th");
    }
}
