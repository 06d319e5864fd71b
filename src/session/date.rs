//! A date as somebody types it to go there: `1992`, `c. 1850`, `44 BC`, `2022-02-24 05:00`.

use crate::model::edtf::{Partial, Unit};
use crate::model::{Bounds, Date, Edtf};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// First and last second of what was typed; `None` where it is not understood.
pub fn parse(typed: &str) -> Option<(f64, f64)> {
    let bounds = bounds(typed)?;
    Some((bounds.earliest? as f64, bounds.latest? as f64))
}

fn bounds(typed: &str) -> Option<Bounds> {
    let text = typed.trim().to_lowercase();
    let text = ["circa", "about", "around", "ca.", "c.", "ca ", "c "]
        .iter()
        .find_map(|about| text.strip_prefix(about))
        .unwrap_or(&text)
        .trim();
    if let Some(year) = before_christ(text) {
        return Some(Bounds::of_years(1 - year, 1 - year));
    }
    let text = text.trim_end_matches("ce").trim_end_matches("ad").trim();
    let text = text.strip_prefix("ad ").unwrap_or(text);
    if let Some(decade) = text.strip_suffix('s').and_then(|decade| decade.parse::<i32>().ok()) {
        return Some(Bounds::of_years(decade, decade + 9));
    }
    if let Ok(year) = text.parse::<i32>() {
        return (-200_000..=200_000).contains(&year).then(|| Bounds::of_years(year, year));
    }
    named_month(text).or_else(|| iso(text))
}

/// The year of `44 BC`, counted from 1.
fn before_christ(text: &str) -> Option<i32> {
    let year = ["bce", "b.c.e.", "b.c.", "bc"].iter().find_map(|bc| text.strip_suffix(bc))?;
    year.trim().parse().ok().filter(|year| (1..=200_000).contains(year))
}

/// `24 February 2022`, `Feb 24, 2022`, `February 2022`.
fn named_month(text: &str) -> Option<Bounds> {
    let words = || text.split([' ', ',']).filter(|word| !word.is_empty());
    let month = words().find_map(|word| {
        let start = word.get(..3)?;
        MONTHS.iter().position(|month| *month == start)
    })? as u8
        + 1;
    let mut numbers = words().filter_map(|word| word.parse::<i32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(year), None) => Some(Bounds::of_months(year, month, month)),
        (Some(day), Some(year)) => Some(Date::new(year, month, u8::try_from(day).ok()?)?.bounds()),
        (None, _) => None,
    }
}

/// ISO 8601, with a space or a `T` before the time.
fn iso(text: &str) -> Option<Bounds> {
    let (day, time) = match text.split_once([' ', 't']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let bounds = day.parse::<Edtf>().ok()?.bounds();
    let Some(time) = time else { return Some(bounds) };
    let mut date = day.split('-').map(str::parse::<i32>);
    let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let mut parts = time.split(':').map(str::parse::<u8>);
    let hour = parts.next()?.ok().filter(|hour| *hour < 24)?;
    let minute = parts.next().and_then(Result::ok).filter(|minute| *minute < 60);
    let second = parts.next().and_then(Result::ok).filter(|second| *second < 60);
    let unit = Unit::Time { day: (date.month, date.day), hour, minute, second };
    Some(Partial::new(date.year, unit).bounds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateTime;

    fn check(typed: &str, expected: Option<(&str, &str)>) {
        let found = bounds(typed).and_then(|bounds| {
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
        check("1 bce", Some(("0000-01-01T00:00:00", "0000-12-31T23:59:59")));
        check("1990s", Some(("1990-01-01T00:00:00", "1999-12-31T23:59:59")));
        check("2022-02", Some(("2022-02-01T00:00:00", "2022-02-28T23:59:59")));
        check("2022-02-24", Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        check("2022-02-24 05:00", Some(("2022-02-24T05:00:00", "2022-02-24T05:00:59")));
        check("24 February 2022", Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        check("Feb 24, 2022", Some(("2022-02-24T00:00:00", "2022-02-24T23:59:59")));
        check("March 1953", Some(("1953-03-01T00:00:00", "1953-03-31T23:59:59")));
    }

    #[test]
    fn says_no_to_what_is_no_date() {
        for typed in ["", "soon", "30 February 2022", "2022-13", "BC", "2022-02-24 25:00"] {
            check(typed, None);
        }
    }
}
