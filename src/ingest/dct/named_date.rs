//! Dates in the names of files and in addresses: `20221030.txt`, `/2022/10/30/`.

use super::printed_date::{
    FIRST_YEAR_OF_WEB, PrintedDate, Word, compact_day, dates, gap, number, short_year, words, year,
};
use crate::model::edtf::{Partial, Unit};
use crate::model::{Date, Span};

/// Folders of a day with a section between its year and its month.
const SECTIONED_FOLDERS: usize = 4;

/// Since when pages lie in folders of their day.
const FIRST_YEAR_OF_FOLDERS: i32 = 1995;

/// The first date in the name of a file or the path of an address: also `20221030` and `/2022/10/`.
pub(crate) fn in_name(name: &str) -> Option<PrintedDate> {
    let words = words(name);
    let compact = || words.iter().find_map(compact_day);
    let month = || words.windows(3).find_map(|three| month_of_path(name, three));
    let sectioned = || words.windows(5).find_map(|five| day_below_section(name, five));
    dates(name).into_iter().next().or_else(compact).or_else(sectioned).or_else(month)
}

/// The day of the moment in the name of a picture: `kiln-20221030141502.jpg`. One before an address is that at which a
/// web archive fetched it.
pub(crate) fn moment_in_name(address: &str) -> Option<PrintedDate> {
    let name_start = address.rfind('/').map_or(0, |at| at + 1);
    let name = address.get(name_start..)?;
    words(name).iter().find_map(|word| {
        let (day, time) = word.text.split_at_checked(8).filter(|_| word.text.len() == 14)?;
        let most = [23, 59, 59];
        let is_time = (0..).step_by(2).zip(most).all(|(at, most)| {
            let part: Option<u8> = time.get(at..at + 2).and_then(|part| part.parse().ok());
            part.is_some_and(|part| part <= most)
        });
        let start = name_start + word.start;
        let day = Word { text: day, start, end: start + day.len() };
        let is_of_web = |date: &PrintedDate| is_year_of_web(date.partial.year);
        compact_day(&day).filter(|date| is_time && is_of_web(date))
    })
}

/// The day of `/2010/world/08/13/`: some sites put the section between the year and the month.
fn day_below_section(name: &str, words: &[Word<'_>]) -> Option<PrintedDate> {
    let [before, a, section, b, c] = words else { return None };
    let is_pair = |word: &Word<'_>| word.text.len() == 2 && word.is_number();
    let is_path = gap(name, before, a).ends_with('/')
        && [(a, section), (section, b), (b, c)].iter().all(|(x, y)| gap(name, x, y) == "/")
        && name.get(c.end..).is_some_and(|rest| rest.starts_with('/'));
    if !is_path || section.is_number() || !is_pair(b) || !is_pair(c) {
        return None;
    }
    let year = year(a).filter(|&year| FIRST_YEAR_OF_FOLDERS <= year)?;
    let date = Date::new(year, number(b)? as u8, number(c)? as u8)?;
    Some(PrintedDate { partial: Partial::day(date), span: Span::new(a.start, c.end) })
}

/// Whether a date in an address has a section between its year and its month, which may be the name of anything:
/// `/2010/photos/08/13/`.
pub(crate) fn is_around_section(path: &str, date: &PrintedDate) -> bool {
    date.span.of(path).split('/').count() == SECTIONED_FOLDERS
}

/// The day of `/22/10/30/` in an address: folders go from the large to the small. Behind the digits of a year or of
/// a day such numbers are those of a page or an hour.
pub(crate) fn short_day_in_path(path: &str) -> Option<PrintedDate> {
    words(path).windows(4).find_map(|four| short_day_of_path(path, four))
}

/// Whether a short day in an address can also be read from its end: `/05/11/22/`.
pub(crate) fn is_either_way(path: &str, date: &PrintedDate) -> bool {
    let written = words(date.span.of(path));
    let day = written.get(2).and_then(short_year);
    let (Some(year), Some(day)) = (day, written.first().and_then(number)) else { return false };
    let month = written.get(1).and_then(number).unwrap_or_default();
    is_year_of_web(year) && Date::new(year, month as u8, day as u8).is_some()
}

fn is_year_of_web(year: i32) -> bool {
    (FIRST_YEAR_OF_WEB..FIRST_YEAR_OF_WEB + 60).contains(&year)
}

fn short_day_of_path(name: &str, words: &[Word<'_>]) -> Option<PrintedDate> {
    let [before, a, b, c] = words else { return None };
    let is_pair = |word: &&Word<'_>| word.text.len() == 2 && word.is_number();
    let is_path = gap(name, before, a) == "/" && gap(name, a, b) == "/" && gap(name, b, c) == "/";
    let is_path = is_path && !before.is_number();
    let ends = name.get(c.end..).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if !is_path || !ends || ![a, b, c].iter().all(is_pair) {
        return None;
    }
    let date = Date::new(short_year(a)?, number(b)? as u8, number(c)? as u8)?;
    is_year_of_web(date.year)
        .then(|| PrintedDate { partial: Partial::day(date), span: Span::new(a.start, c.end) })
}

/// Whether a date in an address may be its day: in a query eight digits of an earlier age are a number of the page.
pub(crate) fn is_of_web(path: &str, date: &PrintedDate) -> bool {
    let is_compact = date.span.of(path).bytes().all(|byte| byte.is_ascii_digit());
    let before = path.get(..date.span.start as usize).unwrap_or_default();
    let is_of_query = before.contains('?') || before.ends_with('=');
    !is_compact || !is_of_query || FIRST_YEAR_OF_WEB <= date.partial.year
}

/// `/2022/10/`.
fn month_of_path(name: &str, words: &[Word<'_>]) -> Option<PrintedDate> {
    let [before, a, b] = words else { return None };
    let (year, month) = (year(a)?, number(b).filter(|_| b.text.len() == 2)?);
    let is_path = gap(name, before, a).ends_with('/') && gap(name, a, b) == "/";
    let is_month = is_path && (1..=12).contains(&month);
    is_month.then(|| PrintedDate {
        partial: Partial::new(year, Unit::Month(month as u8)),
        span: Span::new(a.start, b.end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_picture_may_hold_a_moment() {
        let day = |address: &str| {
            let date = moment_in_name(address)?;
            Some(date.span.of(address).to_owned())
        };
        assert_eq!(
            day("https://example.org/img/kiln-20221030141502.jpg").as_deref(),
            Some("20221030")
        );
        assert_eq!(day("https://example.org/20221030141502_b.png").as_deref(), Some("20221030"));
        for other in [
            "https://example.org/web/20221030141502/https://example.com/kiln.jpg",
            "https://example.org/img/20221030256102.jpg",
            "https://example.org/img/20221330141502.jpg",
            "https://example.org/img/16671394281234.jpg",
            "https://example.org/img/1667139428123.jpg",
            "https://example.org/img/202210301415021.jpg",
        ] {
            assert_eq!(day(other), None, "{other}");
        }
    }
}
