//! The dateline of a news agency, which leaves the year out: "BAKU, Sept 27 (Agency) - Guards on
//! Wednesday …".
//!
//! The day of the week on which the news happened and the latest year that the text tells of say which year
//! it is.

use crate::model::{Date, Document, Sentence, Span};
use crate::temporal::entry::log::BEYOND_YEARS;
use crate::temporal::meaning::expression::Calendar;
use crate::temporal::recognize::{Found, Tense};

/// Years after the latest one told of in which a text about it was written.
pub(crate) const YEARS: i32 = 3;

/// Lines of the text among which a dateline stands.
const LINES: usize = 6;

/// Bytes of the place before the day, and of the name of the agency behind it.
const MAX_BYTES: usize = 48;

/// Sentences from the dateline on in which the day of the week may be named.
const SENTENCES: usize = 3;

/// The day of a dateline without a year, and where it stands: in the first year from `bound`, the latest one
/// told of as past, on in which it fits the day of the week that the news names. `None` where there is no
/// such dateline, or nothing that says the year.
pub(crate) fn day_of_dateline(
    document: &Document,
    sentences: &[Sentence],
    found: &[Found],
    bound: i32,
) -> Option<(Date, Span)> {
    let text = &*document.text;
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((*end, line))
    });
    let head = lines.filter(|(_, line)| !line.trim().is_empty()).take(LINES).last();
    let head = head.map_or(0, |(end, _)| end);
    let head = found.iter().take_while(|found| found.span.range().end <= head);
    let (at, dateline) =
        head.enumerate().find(|(_, found)| is_day_of_dateline(text, found.span))?;
    if sentences.get(dateline.sentence).is_none_or(|sentence| sentence.in_chrome) {
        return None;
    }
    let Calendar { year: None, month: Some(month), day: Some(day), .. } = *dateline.calendar()?
    else {
        return None;
    };
    let told = found.get(at + 1..)?.iter();
    let near = told.take_while(|found| found.sentence < dateline.sentence + SENTENCES);
    let weekday = near.filter(|found| found.tense != Tense::Future).find_map(|found| {
        let calendar = found.calendar().filter(|calendar| calendar.month.is_none())?;
        calendar.weekday
    })?;
    let of_bound = found.iter().filter(|found| found.tense != Tense::Future);
    let of_bound =
        of_bound.filter_map(|found| found.calendar().filter(|it| it.year == Some(bound)));
    let told_last = of_bound.filter_map(|calendar| calendar.month).max();
    let first = bound + i32::from(told_last.is_some_and(|last| month < last));
    let days = (first..=bound + YEARS).filter_map(|year| Date::new(year, month, day));
    // What happened on a Wednesday is told on that day or the next.
    let mut fitting = days.filter(|date| [weekday, weekday % 7 + 1].contains(&date.weekday()));
    Some((fitting.next()?, dateline.span))
}

/// The day of the stamp with which an agency ends its news, and where it stands: "AP-NY-05-18-93 0912EDT", month first.
/// `openings` are what such lines open with.
pub(crate) fn day_of_stamp(text: &str, openings: &[String]) -> Option<(Date, Span)> {
    let text = text.trim_end();
    let start = text.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..)?.trim_start();
    let beside = openings.iter().find_map(|opening| line.strip_prefix(opening.as_str()))?;
    // "AP-12-10-55" may be a part of a pump.
    let is_capital = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_clock = |it: &str| {
        let zone = it.trim_start_matches(|c: char| c.is_ascii_digit());
        it.len() == zone.len() + 4 && zone.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let is_led = beside.split('-').next().is_some_and(is_capital);
    if !is_led && !line.split(' ').any(is_clock) {
        return None;
    }
    let figures =
        line.split(['-', ' ']).skip_while(|it| !it.starts_with(|c: char| c.is_ascii_digit()));
    let mut figures = figures.filter(|it| it.len() == 2).map_while(|it| it.parse::<u8>().ok());
    let (month, day, short) = (figures.next()?, figures.next()?, figures.next()?);
    let years = [1900, 2000].into_iter().map(|century| century + i32::from(short));
    let year = years.filter(|&year| year < BEYOND_YEARS).max()?;
    Some((Date::new(year, month, day)?, Span::new(text.len() - line.len(), text.len())))
}

/// Whether a day stands between the place that begins its line and the dash that opens the news.
pub(crate) fn is_day_of_dateline(text: &str, day: Span) -> bool {
    let (before, after) = (text.get(..day.range().start), text.get(day.range().end..));
    let Some((before, after)) = before.zip(after) else { return false };
    // Some texts are a single line: no more of it is looked at than a place may have.
    let near = before.get(before.floor_char_boundary(before.len().saturating_sub(MAX_BYTES + 2))..);
    let near = near.unwrap_or_default();
    let place = match near.rsplit_once('\n') {
        Some((_, place)) => place.trim_end(),
        None if near.len() == before.len() => near.trim_end(),
        None => return false,
    };
    let is_place = place.is_empty()
        || place.len() <= MAX_BYTES
            && place.ends_with([',', '.'])
            && place.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let agency = after.trim_start_matches(['.', ',', ' ']);
    let behind = match agency.strip_prefix('(') {
        Some(agency) => agency.split_once(')').filter(|(name, _)| name.len() <= MAX_BYTES),
        None if place.is_empty() => None,
        None => Some(("", after)),
    };
    is_place && behind.is_some_and(|(_, rest)| rest.trim_start().starts_with(['-', '–', '—', '_']))
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check_written;

    const NEWS: &str = "Guards on Wednesday held a man who led the town from November 2022.";

    #[test]
    fn the_year_of_a_dateline_is_that_in_which_its_day_of_the_week_fits() {
        check_written(&format!("BAKU, Sept 27 (Wire) - {NEWS}"), "2023-09-27");
        check_written(&format!("A title\n\nSept. 28 (Wire) -- {NEWS}"), "2023-09-28");
        check_written(&format!("MOSCOW. September 27 (Wire) - {NEWS}"), "2023-09-27");
    }

    #[test]
    fn a_day_that_fits_no_year_near_is_left_open() {
        check_written("BAKU, Sept 27 (Wire) - Guards fled in November 2022.", "2022/..");
        check_written(&format!("On Sept 27 - a cold day - they met. {NEWS}"), "2022/..");
        check_written("BAKU, Sept 27 (Wire) - Guards on Wednesday held a man.", "unknown");
    }
}
