//! The day of an instant: pages state it in UTC and print the day of the place where they were written.

use super::date_line::{Says, says_before};
use super::printed_date::{Order, dates_in, field, field_in};
use crate::model::edtf::{Partial, Unit};
use crate::model::{Date, Edtf, Span};

/// Bytes above and below a title in which its day is printed.
const NEAR_BYTES: u32 = 300;

/// Hours of UTC in which it is still the day before somewhere in America.
const HOURS_BEHIND: u8 = 11;

/// Hours of UTC from which on it is the next day somewhere in Asia.
const HOURS_AHEAD: u8 = 10;

/// A day that is printed beside a title, and the minute where a time stands beside it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Printed {
    day: Date,
    minute: Option<u8>,
}

/// The days beside a title that are not said to be those of a change.
pub(crate) fn printed(text: &str, title: Option<Span>, order: Order) -> Vec<Printed> {
    let Some(title) = title else { return Vec::new() };
    let near = Span {
        start: title.start.saturating_sub(NEAR_BYTES),
        end: title.end.saturating_add(NEAR_BYTES),
    };
    let lines = Span::lines_of(text).skip_while(|line| line.end < near.start);
    let near = lines.take_while(|line| line.start <= near.end).filter(|line| *line != title);
    let near = near.map(|line| line.of(text)).filter(|line| line.len() <= NEAR_BYTES as usize);
    near.flat_map(|line| {
        let days = dates_in(line, Some(order)).into_iter();
        days.filter_map(|date| {
            let before = Span { start: 0, end: date.span.start }.of(line);
            let after = Span::new(date.span.end as usize, line.len()).of(line);
            let minute = minute_in(after).or_else(|| minute_in(before));
            let is_own = matches!(says_before(before), Says::Published | Says::Nothing);
            let day = day(&Edtf::Point(date.partial)).filter(|_| is_own)?;
            Some(Printed { day, minute })
        })
        .collect::<Vec<_>>()
    })
    .collect()
}

/// The day in a field: a page that prints the 4th of March beside its title means it by `04/03/2021`, too.
pub(crate) fn day_of_field(value: &str, order: Order, printed: &[Printed]) -> Option<Edtf> {
    let is_printed = |edtf: &Edtf| day(edtf).is_some_and(|it| printed.iter().any(|p| p.day == it));
    let read = field_in(value, Some(order))?;
    let other = field_in(value, Some(order.other())).filter(is_printed);
    Some(if is_printed(&read) { read } else { other.unwrap_or(read) })
}

/// The day of an instant where the page prints another one: `2022-10-31T01:12:00Z` is the evening of
/// the 30th where "October 30" stands beside the title, and `2022-11-11T21:00Z` the morning of the 12th
/// where "November 12, 06:00" does. `None` where it is as it is stated.
pub(crate) fn local_day(stated: &str, printed: &[Printed]) -> Option<Edtf> {
    let stated = stated.trim();
    let is_utc = stated.ends_with('Z') || stated.ends_with("+00:00") || stated.ends_with("+0000");
    let (_, time) = stated.split_once('T').filter(|_| is_utc)?;
    let hour: u8 = time.get(..2)?.parse().ok()?;
    let minute: u8 = time.get(3..5)?.parse().ok()?;
    let utc = day(&field(stated)?)?;
    if printed.iter().any(|printed| printed.day == utc) {
        return None;
    }
    let days = |printed: &Printed| printed.day.days() - utc.days();
    let is_local = |printed: &&Printed| match days(printed) {
        -1 => hour <= HOURS_BEHIND,
        1 => HOURS_AHEAD <= hour && printed.minute == Some(minute),
        _ => false,
    };
    printed.iter().find(is_local).map(|printed| Edtf::day(printed.day))
}

fn day(edtf: &Edtf) -> Option<Date> {
    let Edtf::Point(Partial { year, unit: Unit::Day(month, day), .. }) = edtf else { return None };
    Date::new(*year, *month, *day)
}

/// The minute of the first time of day in a line: `06:00`, `18.33`.
fn minute_in(line: &str) -> Option<u8> {
    let bytes = line.as_bytes();
    let minute = |five: &[u8]| match *five {
        [before, b':' | b'.', tens @ b'0'..=b'5', ones @ b'0'..=b'9', after]
            if before.is_ascii_digit() && !after.is_ascii_digit() =>
        {
            Some((tens - b'0') * 10 + (ones - b'0'))
        }
        _ => None,
    };
    let ended = [bytes, b" "].concat();
    ended.windows(5).find_map(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stated: &str, line: &str, expected: Option<&str>) {
        let text = format!("A vote in the north\n\n{line}\n\nThe deputies met.");
        let printed = printed(&text, Some(Span::new(0, 19)), Order::MonthFirst);
        let day = local_day(stated, &printed).map(|day| day.to_string());
        assert_eq!(day.as_deref(), expected, "{stated} {line}");
    }

    #[test]
    fn an_instant_is_of_the_day_that_the_page_prints() {
        check("2022-10-31T01:12:44.000Z", "Oct. 30, 2022", Some("2022-10-30"));
        check("2022-11-11T21:00:00Z", "November 12, 2022 06:00 JST", Some("2022-11-12"));
        let both = "November 12, 2022 06:00 JST, updated on November 13, 2022 10:09 JST";
        check("2022-11-11T21:00:00Z", both, Some("2022-11-12"));
        check("2022-11-11T21:00:00Z", "12 November 2022 - 06:00 (GMT+9)", Some("2022-11-12"));
        check("2022-10-31T01:12:44.000Z", "Oct. 31, 2022", None);
        check("2022-10-31T01:12:44-04:00", "Oct. 30, 2022", None);
        check("2022-10-31T15:12:44Z", "Oct. 30, 2022", None);
        check("2022-10-31T15:12:44Z", "Nov. 1, 2022", None);
        check("2022-10-31T15:12:44Z", "Updated Nov. 1, 2022 at 00:12", None);
    }
}
