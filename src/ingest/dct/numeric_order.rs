//! How a document writes numeric dates: whether `07/06/2022` is a day in June or in July.

use super::date_line::{MAX_LINE_BYTES, names_american_time};
use super::printed_date::{Order, dates_in};
use crate::ingest::boilerplate::Line;
use crate::ingest::parts::Parts;
use crate::model::Edtf;
use crate::model::edtf::{Partial, Unit};

/// From this on a date is one that the head of a page states.
const STATED: f32 = 0.85;

/// Short lines that are asked in which order they write their dates.
const NAMED_LINES: usize = 300;

/// How a document writes numeric dates, by what is stated and printed, best evidence first; `None` where nothing tells.
pub(super) fn of(parts: &Parts, lines: &[Line<'_>]) -> Option<Order> {
    let order = stated_order(parts).or_else(|| Order::shown_on(&parts.text));
    let order = order.or(parts.order()).or_else(|| named_order(lines));
    order.or_else(|| american_order(lines))
}

/// How numeric dates are written on a page that prints the day which its head states: `07/06/2022`
/// beside `2022-06-07`.
fn stated_order(parts: &Parts) -> Option<Order> {
    let mut stated = parts.dates.iter().filter(|dct| dct.score >= STATED && dct.span.is_none());
    stated.find_map(|dct| {
        let Edtf::Point(Partial { year, unit: Unit::Day(month, day), .. }) = &dct.when.edtf else {
            return None;
        };
        let is_printed = |first, second| {
            let date = format!("{first:02}/{second:02}/{year}");
            parts.text.contains(&date)
        };
        match (is_printed(day, month), is_printed(month, day)) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

/// How numeric dates are written where every short line that names its month has the day before it, or
/// every one behind it: `06 May 2024`, `May 6, 2024`.
fn named_order(lines: &[Line<'_>]) -> Option<Order> {
    let is_short = |line: &&Line<'_>| line.text.len() <= MAX_LINE_BYTES && !line.is_prose;
    let short = || lines.iter().filter(is_short);
    // Few texts have a date with two strokes.
    short().find(|line| line.text.bytes().filter(|&byte| byte == b'/').nth(1).is_some())?;
    let mut orders = short().take(NAMED_LINES).flat_map(|line| {
        let dates = dates_in(line.text, None).into_iter();
        dates.filter_map(|date| Order::named(date.span.of(line.text))).collect::<Vec<_>>()
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// Months stand first where a line names a time of the United States or a place with its postal code:
/// `8:00 AM EST`, `Springfield, IL 62701`.
fn american_order(lines: &[Line<'_>]) -> Option<Order> {
    let short = lines.iter().filter(|line| line.text.len() <= MAX_LINE_BYTES);
    let mut short = short.map(|line| line.text);
    short
        .any(|line| names_american_time(line) || has_postal_code(line))
        .then_some(Order::MonthFirst)
}

/// Whether a line has the letters of a state with a postal code behind them: `IL 62701`.
fn has_postal_code(line: &str) -> bool {
    const DIGITS: usize = 5;
    // Most lines have no digit, and few a number of so many.
    if !line.bytes().fold(false, |any, byte| any | byte.is_ascii_digit()) {
        return false;
    }
    let mut numbers = line.as_bytes().split(|byte| !byte.is_ascii_digit());
    if !numbers.any(|number| number.len() == DIGITS) {
        return false;
    }
    let mut words = line.split_whitespace();
    let mut last = words.next().unwrap_or_default();
    words.any(|word| {
        let state = std::mem::replace(&mut last, word);
        let code = word.trim_end_matches(',');
        let is_state = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
        is_state && code.len() == DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())
    })
}
