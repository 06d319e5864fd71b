//! A date as somebody types it to go there: `1992`, `c. 1850`, `44 BC`, `2022-02-24 05:00`.

use crate::model::edtf::{End, Partial, Unit};
use crate::model::timex::GROUPS;
use crate::model::{Bounds, Date, Edtf, Granularity, Part, When};
use crate::view::words;

/// Autumn in the numbers of EDTF.
const AUTUMN: u8 = 23;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Bytes of a date that is looked at; what is longer was pasted, and is none.
const MAX_BYTES: usize = 400;

/// First and last second of what was typed; `None` where it is not understood.
pub fn parse(typed: &str) -> Option<(f64, f64)> {
    let bounds = edtf(Some(typed).filter(|typed| typed.len() <= MAX_BYTES)?)?.bounds();
    Some((bounds.earliest? as f64, bounds.latest? as f64))
}

/// The date of an event as somebody types it: a date as above, `before 1917`, `by May 1936`,
/// `since 1991`, `1914–1918`, `3 May 2004 to 9 May 2004`, or EDTF. `None` where it is not understood.
pub fn when(typed: &str) -> Option<When> {
    let text = Some(typed.trim()).filter(|typed| typed.len() <= MAX_BYTES)?.to_lowercase();
    let one_ended = |words: &[&str]| {
        let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
        single(rest.trim())
    };
    if let Some((date, when)) = one_ended(&["before "]) {
        let latest = when.bounds.earliest.map(|first| first - 1);
        return Some(open(Bounds { earliest: None, latest }, &when, When::before(date)));
    }
    if let Some((date, when)) = one_ended(&["by ", "not later than "]) {
        let bounds = Bounds { earliest: None, ..when.bounds };
        return Some(open(bounds, &when, When::before(date)));
    }
    let later = text.strip_suffix(" or later").and_then(|rest| single(rest.trim()));
    if let Some((date, when)) = later.or_else(|| one_ended(&["not before "])) {
        let bounds = Bounds { latest: None, ..when.bounds };
        return Some(open(bounds, &when, When::after(date)));
    }
    if let Some((date, when)) = one_ended(&["after "]) {
        // A day holds what followed on it, a year does not.
        let next = when.bounds.latest.map(|last| last + 1);
        let is_long = date.granularity() >= Granularity::Month;
        let earliest = if is_long { next } else { when.bounds.earliest };
        return Some(open(Bounds { earliest, latest: None }, &when, When::after(date)));
    }
    if let Some((date, when)) = one_ended(&["since "]) {
        let since = Edtf::Interval { start: End::At(date), end: End::Open };
        let bounds = Bounds { latest: None, ..when.bounds };
        return Some(open(bounds, &when, When::from_edtf(since)));
    }
    if let Some((date, when)) = one_ended(&["until ", "till "]) {
        let until = Edtf::Interval { start: End::Open, end: End::At(date) };
        let bounds = Bounds { earliest: None, ..when.bounds };
        return Some(open(bounds, &when, When::from_edtf(until)));
    }
    if let Some(part) = part(&text) {
        return Some(part);
    }
    let either = || text.contains(" or ").then(|| either(&text)).flatten();
    edtf(&text).or_else(|| range(&text)).or_else(either).map(When::from_edtf)
}

/// A single date or a part of one, and what it covers.
fn single(text: &str) -> Option<(Partial, When)> {
    let when = part(text).or_else(|| Some(When::from_edtf(Edtf::Point(point(text)?))))?;
    Some((when.told()?.0, when))
}

/// `early 1994`, `the mid-14th century`, `late March 1990`.
fn part(text: &str) -> Option<When> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let of = |part: Part| Some((part, text.strip_prefix(part.word())?));
    let (part, rest) = Part::ALL.into_iter().find_map(of)?;
    let date = point(rest.strip_prefix([' ', '-'])?.trim())?;
    (Granularity::Day < date.granularity()).then(|| When::part_of(date, part))
}

/// A date that is open to one side, of one that is not.
fn open(bounds: Bounds, of: &When, when: When) -> When {
    When { bounds, part: of.part, ..when }
}

/// A time as somebody could type it: in words where they are understood as this time, else in EDTF.
pub fn typed(time: &When) -> String {
    let said = words::when(time);
    let is_same = when(&said).is_some_and(|other| other.bounds == time.bounds);
    if is_same { said } else { time.edtf.to_string() }
}

/// EDTF as it is, else a single date.
fn edtf(typed: &str) -> Option<Edtf> {
    let typed = typed.trim();
    // A bare number of any length is a year here.
    let is_number = typed.parse::<i32>().is_ok();
    let exact = typed.to_uppercase().parse::<Edtf>().ok().filter(|_| !is_number);
    exact.or_else(|| point(&typed.to_lowercase()).map(Edtf::Point))
}

/// `3 March 1911 or 4 March 1911`.
fn either(text: &str) -> Option<Edtf> {
    let dates = text.split(" or ").map(|date| point(date.trim()));
    dates.collect::<Option<Vec<_>>>().map(Edtf::OneOf)
}

/// `1914–1918`, `from 1914 to 1918`, `1914-1918`, `about 1914–1918`.
fn range(text: &str) -> Option<Edtf> {
    if let Some(rest) = after_about(text) {
        return match range(rest)? {
            Edtf::Interval { start: End::At(start), end: End::At(end) } => {
                Some(Edtf::interval(start.about(), end.about()))
            }
            _ => None,
        };
    }
    let text = text.strip_prefix("from ").unwrap_or(text);
    let ends = ["–", " - ", " to ", "-"].iter().find_map(|between| text.split_once(between))?;
    let end = point(ends.1.trim())?;
    let start = beginning(ends.0.trim(), &end)?;
    Some(Edtf::interval(start, end)).filter(Edtf::is_in_order)
}

/// The first date of a range: "3" and "3 May" take month and year from "9 May 2004", and 479 its era from "431 BC".
fn beginning(text: &str, end: &Partial) -> Option<Partial> {
    let day = text.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    match (day, end.unit) {
        (Some(day), Unit::Day(month, _)) => Date::new(end.year, month, day).map(Partial::day),
        _ if end.year <= 0 => point(&format!("{text} {} bc", 1 - end.year))
            .or_else(|| point(&format!("{text} bc")))
            .or_else(|| point(text)),
        _ => point(text).or_else(|| point(&format!("{text} {}", end.year))),
    }
}

/// One date in lower case, with its time of day where it has one.
fn point(text: &str) -> Option<Partial> {
    if let Some((day, clock)) = text.rsplit_once([' ', 't']).filter(|it| it.1.contains(':')) {
        return timed(&point(day.trim_end_matches([',', ' ']))?, clock);
    }
    if let Some(rest) = after_about(text) {
        return point(rest).map(Partial::about);
    }
    let text = text.strip_prefix("the ").unwrap_or(text);
    let year = |year: i32| Partial::new(year, Unit::Year);
    if let Some(before) = before_christ(text) {
        return Some(year(1 - before));
    }
    if let Some(part) = century(text).or_else(|| decade_before_christ(text)) {
        return Some(part);
    }
    if let Some(part) = part_of_year(text).or_else(|| hour(text)) {
        return Some(part);
    }
    if without_bc(text).is_some() {
        return named_month(text);
    }
    let text = text.trim_end_matches("ce").trim_end_matches("ad").trim();
    let text = text.strip_prefix("ad ").unwrap_or(text);
    if let Some(decade) = text.strip_suffix('s').and_then(|decade| decade.parse::<i32>().ok()) {
        return (decade % 10 == 0).then(|| Partial::new(decade, Unit::Decade));
    }
    if let Ok(number) = text.parse::<i32>() {
        return (-200_000..=200_000).contains(&number).then(|| year(number));
    }
    named_month(text).or_else(|| in_numbers(text)).or_else(|| match text.parse::<Edtf>().ok()? {
        Edtf::Point(date) => Some(date),
        Edtf::Interval { .. } | Edtf::OneOf(_) => None,
    })
}

/// What is only about so.
fn after_about(text: &str) -> Option<&str> {
    let about = ["circa ", "about ", "around ", "ca. ", "c. ", "ca ", "c ", "ca.", "c."];
    about.iter().find_map(|about| text.strip_prefix(about)).map(str::trim)
}

/// What stands before `BC`.
fn without_bc(text: &str) -> Option<&str> {
    let bc = ["bce", "b.c.e.", "b.c.", "bc"];
    bc.iter().find_map(|bc| text.strip_suffix(bc)).map(str::trim)
}

/// `19th century`, `5th century BC`.
fn century(text: &str) -> Option<Partial> {
    let number = |text: &str| {
        let number = text.strip_suffix("century")?.trim().trim_end_matches(char::is_alphabetic);
        number.parse::<i32>().ok().filter(|number| (1..=2_000).contains(number))
    };
    let first = match without_bc(text) {
        Some(before) => 1 - number(before)? * 100,
        None => (number(text)? - 1) * 100,
    };
    Some(Partial::new(first, Unit::Century))
}

/// `490s BC`.
fn decade_before_christ(text: &str) -> Option<Partial> {
    let decade = without_bc(text)?.strip_suffix('s')?.parse::<i32>().ok()?;
    let is_decade = decade % 10 == 0 && (10..=200_000).contains(&decade);
    is_decade.then(|| Partial::new(-decade - 9, Unit::Decade))
}

/// `summer 1910`, `first quarter of 2022`.
fn part_of_year(text: &str) -> Option<Partial> {
    let of = |code: u8| Some((text.strip_prefix(words::group(code))?, code));
    let fall = || Some((text.strip_prefix("fall")?, AUTUMN));
    let (year, code) = GROUPS.into_iter().find_map(of).or_else(fall)?;
    let year = point(year.strip_prefix(' ')?.trim_start_matches("of ").trim())?;
    (year.unit == Unit::Year).then_some(Partial { unit: Unit::Group(code), ..year })
}

/// `24 February 2022, 05 h`.
fn hour(text: &str) -> Option<Partial> {
    let (day, hour) = text.strip_suffix(" h")?.rsplit_once(' ')?;
    let day = point(day.trim_end_matches([',', ' ']))?;
    let Unit::Day(month, number) = day.unit else { return None };
    let hour = hour.parse().ok().filter(|hour| *hour < 24)?;
    let unit = Unit::Time { day: (month, number), hour, minute: None, second: None };
    Some(Partial::new(day.year, unit))
}

/// The year of `44 BC`, counted from 1.
fn before_christ(text: &str) -> Option<i32> {
    let year = without_bc(text)?;
    year.parse().ok().filter(|year| (1..=200_000).contains(year))
}

/// `24 February 2022`, `Feb 24, 2022`, `February 2022`, `15 March 44 BC`; not `24 February`, which lacks its year.
fn named_month(text: &str) -> Option<Partial> {
    let before = without_bc(text);
    let text = before.unwrap_or(text);
    let counted = |year: i32| match before {
        Some(_) => (1 <= year).then_some(1 - year),
        None => Some(year),
    };
    let words = || text.split([' ', ',']).map(cardinal).filter(|word| !is_filler(word));
    if 3 < words().count() {
        return None;
    }
    let month = words().find_map(|word| {
        let start = word.get(..3)?;
        MONTHS.iter().position(|month| *month == start)
    })? as u8
        + 1;
    let mut numbers = words().filter_map(|word| word.parse::<i32>().ok());
    if numbers.clone().count() + 1 != words().count() {
        return None;
    }
    match (numbers.next(), numbers.next()) {
        (Some(year), None) if before.is_none() && year <= 31 => None,
        (Some(year), None) => Some(Partial::new(counted(year)?, Unit::Month(month))),
        (Some(day), Some(year)) => {
            Date::new(counted(year)?, month, u8::try_from(day).ok()?).map(Partial::day)
        }
        (None, _) => None,
    }
}

/// What tells nothing of a date that its other words do not: "Friday, 13 of March 1992".
fn is_filler(word: &str) -> bool {
    let is_weekday = |day: &&str| word.starts_with(*day) && word.ends_with("day");
    word.is_empty() || word == "of" || WEEKDAYS.iter().any(is_weekday)
}

/// `13` of `13th`.
fn cardinal(word: &str) -> &str {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    number.filter(|number| number.parse::<u8>().is_ok()).unwrap_or(word)
}

/// `13.3.1992`; with slashes, where only one order makes a date: `13/03/1992`, `03/13/1992`.
fn in_numbers(text: &str) -> Option<Partial> {
    let mark = ['.', '/'].into_iter().find(|mark| text.contains(*mark))?;
    let numbers: Vec<i32> =
        text.split(mark).map(|it| it.trim().parse().ok()).collect::<Option<_>>()?;
    let [first, second, year] = *numbers.as_slice() else { return None };
    let date = |day: i32, month: i32| {
        Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(Partial::day)
    };
    match (date(first, second), date(second, first)) {
        (Some(day), _) if mark == '.' || first == second => Some(day),
        (Some(day), None) | (None, Some(day)) if mark == '/' => Some(day),
        _ => None,
    }
}

/// A day at `05:00` or `05:00:30`.
fn timed(day: &Partial, clock: &str) -> Option<Partial> {
    let Unit::Day(month, number) = day.unit else { return None };
    let parts: Vec<u8> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute, second) = match *parts.as_slice() {
        [hour, minute] => (hour, minute, None),
        [hour, minute, second] => (hour, minute, Some(second)),
        _ => return None,
    };
    let is_clock = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
    let unit = Unit::Time { day: (month, number), hour, minute: Some(minute), second };
    is_clock.then(|| Partial::new(day.year, unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateTime;

    fn check(typed: &str, expected: Option<(&str, &str)>) {
        let found = edtf(typed).and_then(|edtf| {
            let bounds = edtf.bounds();
            let text = |secs| DateTime::from_seconds(secs).to_string();
            Some((text(bounds.earliest?), text(bounds.latest?)))
        });
        let expected = expected.map(|(from, to)| (from.to_owned(), to.to_owned()));
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn reads_what_people_type() {
        check("1992", Some(("1992-01-01T00:00:00", "1992-12-31T23:59:59")));
        check(" c. 1850 ", Some(("1850-01-01T00:00:00", "1850-12-31T23:59:59")));
        check("44 BC", Some(("-0043-01-01T00:00:00", "-0043-12-31T23:59:59")));
        check("15 March 44 BC", Some(("-0043-03-15T00:00:00", "-0043-03-15T23:59:59")));
        check("Sept. 7 BCE", Some(("-0006-09-01T00:00:00", "-0006-09-30T23:59:59")));
        check("29 February 1 BC, 05:00", Some(("0000-02-29T05:00:00", "0000-02-29T05:00:59")));
        check("29 February 2 BC", None);
        check("March 0 BC", None);
        check("1 bce", Some(("0000-01-01T00:00:00", "0000-12-31T23:59:59")));
        check("1990s", Some(("1990-01-01T00:00:00", "1999-12-31T23:59:59")));
        check("2022-02", Some(("2022-02-01T00:00:00", "2022-02-28T23:59:59")));
        check("2022-02-24", Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        check("2022-02-24 05:00", Some(("2022-02-24T05:00:00", "2022-02-24T05:00:59")));
        check("27 August 1883 05:30", Some(("1883-08-27T05:30:00", "1883-08-27T05:30:59")));
        check("24 February 2022, 05:00", Some(("2022-02-24T05:00:00", "2022-02-24T05:00:59")));
        check("24 February 2022", Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        check("Feb 24, 2022", Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        for typed in ["Thursday, 24 February 2022", "24th of February 2022", "February 24th, 2022"]
        {
            check(typed, Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        }
        for typed in ["24.2.2022", "24. 02. 2022", "24/02/2022", "02/24/2022"] {
            check(typed, Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        }
        check("March 1953", Some(("1953-03-01T00:00:00", "1953-03-31T23:59:59")));
    }

    #[test]
    fn says_no_to_what_is_no_date() {
        for typed in [
            "",
            "soon",
            "30 February 2022",
            "2022-13",
            "BC",
            "2022-02-24 25:00",
            "2022-02-24 05:99",
            "3 May",
            "1992 05:00",
            "02/03/2022",
            "31.2.2022",
            "1.2",
            "Friday",
        ] {
            check(typed, None);
        }
    }

    #[test]
    fn what_the_window_writes_can_be_typed() {
        for edtf in [
            "1992",
            "-0043",
            "199X",
            "-049X",
            "18XX",
            "-04XX",
            "1910-22",
            "2022-33",
            "2022-41",
            "1580~",
            "199X~",
            "1994~/2024~",
            "1914/1918",
            "2022-02-24T05",
            "2022-02-24T05:00",
            "2022-02-24T05:00:30",
            "199X/..",
            "../13XX",
            "[1911-03-04,1911-03-05]",
        ] {
            let date = When::from_edtf(edtf.parse().unwrap());
            let said = words::when(&date);
            assert_eq!(when(&said), Some(date), "{edtf}: {said}");
        }
        assert_eq!(when("fall 1910"), when("autumn 1910"));
        for typed in ["summer", "summer of may 1910", "0th century", "495s BC", "1992 05 h"] {
            assert_eq!(when(typed), None, "{typed}");
        }
        let pasted = "about ".repeat(200_000);
        assert_eq!((when(&pasted), parse(&pasted)), (None, None));
    }

    #[test]
    fn a_date_that_was_typed_is_the_same_when_the_project_is_opened_again() {
        use crate::project::StatedDate;
        for typed in [
            "1992",
            "about 1580",
            "the late 14th century",
            "by early 1990",
            "before mid-1994",
            "since the late 1960s",
            "until the early 1990s",
            "after the mid-14th century",
            "after 1453",
            "1453 or later",
            "after 9 May 2004",
            "before 1917",
            "by about 1400",
            "1914–1918",
        ] {
            let date = when(typed).unwrap_or_else(|| panic!("{typed} is not understood"));
            assert_eq!(words::when(&date), typed);
            let kept = StatedDate::new(&date).when();
            assert_eq!(kept, Some(date), "{typed}");
        }
    }

    #[test]
    fn reads_the_dates_of_events() {
        let check = |typed: &str, edtf: &str, words: &str| {
            let found = when(typed).unwrap_or_else(|| panic!("{typed} is not understood"));
            let said = words::when(&found);
            assert_eq!((found.edtf.to_string().as_str(), said.as_str()), (edtf, words), "{typed}");
        };
        check("1992", "1992", "1992");
        check("c. 1850", "1850~", "about 1850");
        check("44 BC", "-0043", "44 BC");
        check("1990s", "199X", "the 1990s");
        check("4 March 1911", "1911-03-04", "4 March 1911");
        check("before 1917", "../1917", "before 1917");
        check("by May 1936", "../1936-05", "by May 1936");
        check("after 9 May 2004", "2004-05-09/..", "after 9 May 2004");
        check("after 1917", "1917/..", "after 1917");
        check("1453 or later", "1453/..", "1453 or later");
        check("since 1991", "1991/..", "since 1991");
        check("until 1993", "../1993", "until 1993");
        check("1914–1918", "1914/1918", "1914–1918");
        check("1914-1918", "1914/1918", "1914–1918");
        check("44–43 BC", "-0043/-0042", "44–43 BC");
        check("from 479 to 431 BCE", "-0478/-0430", "479–431 BC");
        check("44 BC – 14", "-0043/0014", "44 BC–14");
        check("31 BC – 30 BC", "-0030/-0029", "31–30 BC");
        check("March – May 44 BC", "-0043-03/-0043-05", "March–May 44 BC");
        check("15–17 March 44 BC", "-0043-03-15/-0043-03-17", "15–17 March 44 BC");
        check("from 3 May 2004 to 9 May 2004", "2004-05-03/2004-05-09", "3–9 May 2004");
        check("3 May to 9 May 2004", "2004-05-03/2004-05-09", "3–9 May 2004");
        check("3–9 May 2004", "2004-05-03/2004-05-09", "3–9 May 2004");
        check("May to July 2004", "2004-05/2004-07", "May–July 2004");
        check("1580~", "1580~", "about 1580");
        check("the late 14th century", "13XX~", "the late 14th century");
        check("by the early 1990s", "../199X~", "by the early 1990s");
        check("since mid-1994", "1994~/..", "since mid-1994");
        check("before late March 1990", "../1990-03~", "before late March 1990");
        check("until about 1580", "../1580~", "until about 1580");
        check("2022-02-24 05:00", "2022-02-24T05:00", "24 February 2022, 05:00");
    }
}
