//! A small, strict reader of printed dates, for lines and fields that hold nothing else of interest.
//!
//! It reads what pages and file names print: `October 30, 2022`, `30 Oct. 2022`, `2022-10-30`,
//! `30.10.2022`, `October 2022`. Everything looser is the business of `temporal`.

use super::date_line;
use crate::ingest::digits;
use crate::model::edtf::{Partial, Unit};
use crate::model::{Date, Edtf, Span};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words between a day and its year behind a time: hour, minute, second, part of day, zone.
const MAX_TIME_WORDS: usize = 6;

/// Bytes of a line that may show how its page writes dates.
const MAX_SHOWING_BYTES: usize = 160;

/// Marks between the numbers of a page that are looked at for that.
const MAX_MARKS: usize = 400;

/// Numbers of seconds that lie before it are something else.
pub(crate) const FIRST_YEAR_OF_WEB: i32 = 1990;

/// A date and where it stands in the text that was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PrintedDate {
    /// The date: a day or a month.
    pub(crate) partial: Partial,
    /// Its bytes.
    pub(crate) span: Span,
}

/// Names of months in the languages of pages, by name.
static MONTHS: LazyLock<BTreeMap<String, u8>> = LazyLock::new(|| {
    /// The file as it is written.
    #[derive(Deserialize)]
    struct File {
        names: Vec<Vec<String>>,
    }
    let text = include_str!("../../../assets/boilerplate/months.toml");
    let names = toml::from_str::<File>(text).map(|file| file.names).unwrap_or_default();
    let numbered = names.into_iter().zip(1..);
    numbered.flat_map(|(names, month)| names.into_iter().map(move |name| (name, month))).collect()
});

/// Which number of `05/06/2022` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The first, as in the United States.
    MonthFirst,
    /// The second, as nearly everywhere else.
    DayFirst,
}

impl Order {
    /// How the readers of a language write numeric dates; `None` where the language is not enough to tell.
    pub(crate) fn of_language(tag: Option<&str>) -> Option<Self> {
        let tag = tag?.trim().to_lowercase().replace('_', "-");
        match tag.as_str() {
            "en-us" => Some(Self::MonthFirst),
            "en" | "" => None,
            _ => Some(Self::DayFirst),
        }
    }

    /// How a page writes numeric dates, by its language and, for English, by the country of its address:
    /// most English pages that name none are American.
    pub(crate) fn of_page(language: Option<&str>, url: Option<&str>) -> Self {
        let host = url.and_then(|url| url.split_once("://")?.1.split(['/', ':', '?']).next());
        let top = host.and_then(|host| host.rsplit('.').next());
        Self::of_language(language).unwrap_or(match top {
            Some(country) if country.len() == 2 && country != "us" => Self::DayFirst,
            _ => Self::MonthFirst,
        })
    }

    /// The order that a date in a field shows.
    pub(crate) fn shown_by(text: &str) -> Option<Self> {
        Self::shown(text, &words(text))
    }

    /// The order that a date in the text shows: `17/02/2013` has no month 17, and the weekday of
    /// `Wed, 05/06/2022` fits one order only.
    fn shown(text: &str, words: &[Word<'_>]) -> Option<Self> {
        let weekday = || words.iter().find_map(|word| weekday(word.text));
        words.windows(3).find_map(|three| {
            let [first, second, year] = slashed(text, three).or_else(|| hyphened(text, three))?;
            let is_date = |order: &Self| {
                let date = order.date(first, second, year);
                date.is_some_and(|date| weekday().is_none_or(|day| date.weekday() == day))
            };
            let mut fits = [Self::MonthFirst, Self::DayFirst].into_iter().filter(is_date);
            let same = first == second;
            fits.next().filter(|_| !same && fits.next().is_none())
        })
    }

    /// The order that the dates of a page show: every one whose order is clear, clocks and comments
    /// included, is written in it. `None` where none is clear, or not all agree.
    pub(crate) fn shown_on(page: &str) -> Option<Self> {
        let bytes = page.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let marks = memchr::memchr2_iter(b'/', b'-', bytes);
        let between =
            marks.filter(|&at| is_digit(at + 1) && at.checked_sub(1).is_some_and(is_digit));
        let mut shown = None;
        let mut end = 0;
        for at in between.take(MAX_MARKS) {
            if at < end {
                continue;
            }
            let line = line_around(page, at);
            end = line.end as usize;
            let short = (line.len() <= MAX_SHOWING_BYTES).then(|| line.of(page));
            let Some(order) = short.and_then(Self::shown_by) else { continue };
            if shown.is_some_and(|other| other != order) {
                return None;
            }
            shown = Some(order);
        }
        shown
    }

    /// The order of a date that names its month: `6 May 2024`, `May 6, 2024`.
    pub(crate) fn named(date: &str) -> Option<Self> {
        let first = words(date).into_iter().find(|word| weekday(word.text).is_none())?;
        let is_day = first.is_number() && first.text.len() <= 2;
        let has_month = date.contains(char::is_alphabetic);
        match () {
            () if is_day && has_month => Some(Self::DayFirst),
            () if month(first.text).is_some() => Some(Self::MonthFirst),
            () => None,
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::MonthFirst => Self::DayFirst,
            Self::DayFirst => Self::MonthFirst,
        }
    }

    /// The date of its three numbers.
    fn date(self, first: i32, second: i32, year: i32) -> Option<Date> {
        let (month, day) = match self {
            Self::MonthFirst => (first, second),
            Self::DayFirst => (second, first),
        };
        Date::new(year, month as u8, day as u8)
    }
}

/// The numbers of `05/06/2022` and `05/06/22`.
fn slashed(text: &str, words: &[Word<'_>]) -> Option<[i32; 3]> {
    let [a, b, c] = words.get(..3)? else { return None };
    let is_slashed = gap(text, a, b) == "/" && gap(text, b, c) == "/";
    let is_short = a.text.len() <= 2 && b.text.len() <= 2;
    (is_slashed && is_short).then_some([number(a)?, number(b)?, year(c).or_else(|| short_year(c))?])
}

/// The numbers of `05-06-2022`.
fn hyphened(text: &str, words: &[Word<'_>]) -> Option<[i32; 3]> {
    let [a, b, c] = words.get(..3)? else { return None };
    let is_hyphened = gap(text, a, b) == "-" && gap(text, b, c) == "-";
    let is_short = a.text.len() <= 2 && b.text.len() <= 2;
    (is_hyphened && is_short).then_some([number(a)?, number(b)?, year(c)?])
}

/// The line that a byte stands in.
fn line_around(page: &str, at: usize) -> Span {
    let bytes = page.as_bytes();
    let start = bytes.get(..at).and_then(|before| memchr::memrchr(b'\n', before));
    let end = bytes.get(at..).and_then(|after| memchr::memchr(b'\n', after));
    Span::new(start.map_or(0, |start| start + 1), end.map_or(page.len(), |end| at + end))
}

/// Whether a line names a day of the week in English.
pub(crate) fn names_weekday(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic()).any(|word| {
        let is_day = word.len() <= 4 || word.to_lowercase().ends_with("day");
        is_day && weekday(word).is_some()
    })
}

/// The number of a weekday in English, 1 for Monday.
fn weekday(word: &str) -> Option<u8> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let head = word.get(..3)?;
    (1..).zip(DAYS).find(|(_, day)| head.eq_ignore_ascii_case(day)).map(|(number, _)| number)
}

/// A run of letters or of digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Word<'_> {
    pub(crate) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// All dates in a short text, in order, disjoint; those like `05/06/2022` only where another one shows
/// which of its numbers is the month.
pub(crate) fn dates(text: &str) -> Vec<PrintedDate> {
    dates_in(text, None)
}

/// The same where it may be known how numeric dates are written; what the text itself shows comes first.
pub(crate) fn dates_in(text: &str, order: Option<Order>) -> Vec<PrintedDate> {
    if let Some(western) = digits::western(text) {
        let mut found = dates_in(&western, order);
        digits::lead_back(text, found.iter_mut().map(|date| &mut date.span));
        return found;
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let words = words(text);
    let order = Order::shown(text, &words).or(order);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        match date_at(text, rest, order) {
            Some((partial, used)) => {
                let start = rest.first().map_or(0, |word| word.start);
                let end = rest.get(used - 1).map_or(start, |word| word.end);
                found.push(PrintedDate { partial, span: Span::new(start, end) });
                at += used;
            }
            None => at += 1,
        }
    }
    found
}

/// The date that an ISO 8601 or EDTF field starts with: a day, a month or a year.
pub(crate) fn field(text: &str) -> Option<Edtf> {
    field_in(text, None)
}

/// The same where it may be known how numeric dates are written.
pub(crate) fn field_in(text: &str, order: Option<Order>) -> Option<Edtf> {
    let text = text.trim();
    let day = text.get(..10).and_then(|day| day.parse::<Edtf>().ok());
    let compact = || {
        let digits = words(text).into_iter().next().filter(|word| word.start == 0)?;
        compact_day(&digits).map(|date| Edtf::Point(date.partial))
    };
    let whole = || text.parse::<Edtf>().ok();
    let printed = || dates_in(text, order).first().map(|date| Edtf::Point(date.partial));
    let month = || month_of_field(text).map(Edtf::Point);
    let dated = day.or_else(compact).or_else(whole).or_else(printed);
    dated.or_else(month).or_else(|| day_of_epoch(text))
}

/// `2021/6`, `2021/06`: the month of an issue, as catalogues of papers write it.
fn month_of_field(text: &str) -> Option<Partial> {
    let (year, month) = text.split_once('/')?;
    let is_number = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(year, 4) || !is_number(month, 2) {
        return None;
    }
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    let is_date = is_plausible_year(year) && (1..=12).contains(&month);
    is_date.then(|| Partial::new(year, Unit::Month(month)))
}

/// The day of a number of seconds or milliseconds since 1970, from the age of the web on.
pub(crate) fn day_of_epoch(value: &str) -> Option<Edtf> {
    let (digits, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        9 | 10 => number,
        12 | 13 => number / 1_000,
        _ => return None,
    };
    let date = Date::from_days(seconds.div_euclid(86_400));
    (date.year >= FIRST_YEAR_OF_WEB).then(|| Edtf::day(date))
}

/// Eight digits that are a day.
pub(crate) fn compact_day(word: &Word<'_>) -> Option<PrintedDate> {
    let digits =
        Some(word.text).filter(|d| d.len() == 8 && d.bytes().all(|b| b.is_ascii_digit()))?;
    let number: i32 = digits.parse().ok()?;
    let (year, rest) = (number / 10_000, number % 10_000);
    let date = Date::new(year, (rest / 100) as u8, (rest % 100) as u8)?;
    is_plausible_year(year)
        .then(|| PrintedDate { partial: Partial::day(date), span: Span::new(word.start, word.end) })
}

fn date_at(text: &str, words: &[Word<'_>], order: Option<Order>) -> Option<(Partial, usize)> {
    if words.first()?.is_number() {
        let numbers = || numeric(text, words, order).or_else(|| east_asian(words));
        let named = || day_month_year(text, words).or_else(|| year_month_day(text, words));
        return numbers().or_else(named);
    }
    month_day_year(text, words)
}

/// `2022-10-30`, `2022/10/30`, `2022_10_30`, `30.10.2022`, `10-30-2022`, `30.10.22`, `10/30/2022` where its
/// order is known, and `10.30.22` where it is no number of a version.
fn numeric(text: &str, words: &[Word<'_>], order: Option<Order>) -> Option<(Partial, usize)> {
    if let Some([first, second, year]) = slashed(text, words) {
        let same = Order::DayFirst.date(first, second, year).filter(|_| first == second);
        let day = same.or_else(|| order?.date(first, second, year))?;
        return Some((Partial::day(day), 3));
    }
    let [a, b, c] = words.get(..3)? else { return None };
    let mark = gap(text, a, b);
    if mark != gap(text, b, c) || !matches!(mark, "-" | "/" | "." | "_" | ". ") {
        return None;
    }
    let [x, y, z] = [number(a)?, number(b)?, number(c)?];
    let day = match (a.text.len(), b.text.len(), c.text.len()) {
        (4, 1..=2, 1..=2) => Date::new(x, y as u8, z as u8)?,
        (1..=2, 1..=2, 4) if mark == "-" => {
            let order = order.unwrap_or(Order::DayFirst);
            order.date(x, y, z).or_else(|| order.other().date(x, y, z))?
        }
        (1..=2, 1..=2, 4) => Order::DayFirst.date(x, y, z)?,
        (2, 2, 2) if mark == "." => {
            let year = short_year(c)?;
            let is_said = || date_line::says_day(text, Span::new(a.start, c.end));
            let month_first = || Order::MonthFirst.date(x, y, year).filter(|_| is_said());
            Order::DayFirst.date(x, y, year).or_else(month_first)?
        }
        _ => return None,
    };
    is_plausible_year(day.year).then(|| (Partial::day(day), 3))
}

/// `2022年10月30日`, `2022년 10월 30일`.
fn east_asian(words: &[Word<'_>]) -> Option<(Partial, usize)> {
    let [y, year_sign, m, month_sign, d, day_sign, ..] = words else { return None };
    let signs = [year_sign.text, month_sign.text, day_sign.text];
    let is_dated = matches!(signs, ["年", "月", "日"] | ["년", "월", "일"]);
    let date = Date::new(year(y)?, number(m)? as u8, number(d)? as u8)?;
    is_dated.then(|| (Partial::day(date), 6))
}

/// "Policy Brief No. 12, June 2021": the number of an issue.
fn is_of_issue(text: &str, word: &Word<'_>) -> bool {
    let before = text.get(..word.start).unwrap_or_default().trim_end();
    ["No.", "no.", "Nr.", "№", "Vol.", "Issue"].iter().any(|counted| before.ends_with(counted))
}

/// `30 October 2022`, `30th of Oct. 2022`, `30-Oct-2022`.
fn day_month_year(text: &str, words: &[Word<'_>]) -> Option<(Partial, usize)> {
    let is_counted = |word: &&Word<'_>| is_of_section(text, word) || is_of_issue(text, word);
    let first = words.first().filter(|word| !is_counted(word))?;
    let day = number(first).filter(|_| first.text.len() <= 2)?;
    let mut at = 1;
    if words.get(at).is_some_and(|word| is_ordinal_ending(word.text)) {
        at += 1;
    }
    if words.get(at).is_some_and(is_link) {
        at += 1;
    }
    let (month, used) = month_of_words(words.get(at..)?)?;
    at += used - 1;
    // "12 آذار/مارس 2021" names the month twice.
    let is_again = |word: &Word<'_>| self::month(word.text) == Some(month);
    if words.get(at + 1).is_some_and(|word| is_link(word) || is_again(word)) {
        at += 1;
    }
    let year_word = words.get(at + 1)?;
    let Some(year) = year(year_word) else {
        // "3 April, 10:48 2016".
        let is_close = is_close(gap(text, words.get(at - 1)?, words.get(at)?));
        let (year, used) = year_behind_time(text, words, at + 1).filter(|_| is_close)?;
        return Some((Partial::day(Date::new(year, month, day as u8)?), used));
    };
    let is_close = words.get(..at + 2)?.windows(2).all(|pair| match pair {
        [a, b] => is_close(gap(text, a, b)),
        _ => true,
    });
    let date = Date::new(year, month, day as u8)?;
    is_close.then(|| (Partial::day(date), at + 2))
}

/// Whether a number is the last one of a chapter's: `4.13.1. July 2000`.
fn is_of_section(text: &str, word: &Word<'_>) -> bool {
    let before = Span::new(0, word.start).of(text);
    before.strip_suffix('.').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
}

/// `2022 October 30`, `2022. október 30.`, `/2022/oct/30/`.
fn year_month_day(text: &str, words: &[Word<'_>]) -> Option<(Partial, usize)> {
    let [first, second, third] = words.get(..3)? else { return None };
    let date = Date::new(year(first)?, month(second.text)?, number(third)? as u8)?;
    let is_close = is_close(gap(text, first, second)) && is_close(gap(text, second, third));
    (is_close && third.text.len() <= 2).then(|| (Partial::day(date), 3))
}

/// `October 30, 2022`, `Oct. 30 2022`, `April 24. 2024`, and `October 2022`.
fn month_day_year(text: &str, words: &[Word<'_>]) -> Option<(Partial, usize)> {
    let (first, second) = (words.first()?, words.get(1)?);
    // Most words are followed by another one, so that they need not be looked up.
    if !second.is_number() || !is_close(gap(text, first, second)) {
        return None;
    }
    let month = month(first.text)?;
    if let Some(year) = year(second) {
        return Some((Partial::new(year, Unit::Month(month)), 2));
    }
    let day = number(second).filter(|_| second.text.len() <= 2)?;
    let mut at = 2;
    if words.get(at).is_some_and(|word| is_ordinal_ending(word.text)) {
        at += 1;
    }
    let before = words.get(at - 1)?;
    let year_word = words.get(at)?;
    let next = year(year_word).filter(|_| is_close(gap(text, before, year_word)));
    let (year, used) = match next.or_else(|| apostrophe_year(text, before, year_word)) {
        Some(year) => (year, at + 1),
        None => year_behind_time(text, words, at)?,
    };
    Some((Partial::day(Date::new(year, month, day as u8)?), used))
}

/// The year of `Mar 4 '14`.
fn apostrophe_year(text: &str, before: &Word<'_>, word: &Word<'_>) -> Option<i32> {
    let mark = gap(text, before, word).trim_start_matches([' ', ',']);
    short_year(word).filter(|_| matches!(mark, "'" | "’"))
}

/// The year of `Mar  4 10:22:11 UTC 2014`, where a time begins at word `at`, and the words used.
fn year_behind_time(text: &str, words: &[Word<'_>], at: usize) -> Option<(i32, usize)> {
    let (hour, minute) = (words.get(at)?, words.get(at + 1)?);
    let is_time = number(hour)? < 24 && gap(text, hour, minute) == ":";
    let rest = words.get(at..)?.iter().zip(at..).take(MAX_TIME_WORDS);
    let (year, last) = rest.skip(2).find_map(|(word, at)| Some((year(word)?, at)))?;
    let is_short = |word: &Word<'_>| word.text.len() <= 4 && word.text.is_ascii();
    let are_short = words.get(at..last)?.iter().all(is_short);
    (is_time && are_short).then_some((year, last + 1))
}

/// The month that words begin with, and how many of them name it: in Arabic some have two.
fn month_of_words(words: &[Word<'_>]) -> Option<(u8, usize)> {
    let first = words.first()?.text;
    let two = || {
        let second = words.get(1).filter(|_| !first.is_ascii())?.text;
        Some((month(&format!("{first} {second}"))?, 2))
    };
    month(first).map(|month| (month, 1)).or_else(two)
}

/// The day with a year of two digits that a line of particulars begins with: `12 May 15 | 10:30`. The number in "12 May
/// 10:30", "12 May 10 am" and "12 May 10 – 18" is an hour.
pub(crate) fn short_named_day(line: &str) -> Option<PrintedDate> {
    let words = words(line);
    let at = usize::from(words.first().is_some_and(|word| weekday(word.text).is_some()));
    let [day, month_word, year] = words.get(at..at + 3)? else { return None };
    let is_spaced = gap(line, day, month_word) == " " && gap(line, month_word, year) == " ";
    let is_first = words.first()?.start == 0 && day.text.len() <= 2;
    let after = Span::new(year.end, line.len()).of(line).trim_start();
    let has_time = || {
        let time = after.trim_start_matches([',', '-', '–', '—', ' ']);
        let digits = time.bytes().take_while(u8::is_ascii_digit).count();
        let is_time = (1..=2).contains(&digits) && time.as_bytes().get(digits) == Some(&b':');
        after.starts_with([',', '-', '–', '—']) && is_time
    };
    // "12 May 15 | Hall 3" is an hour and a place.
    let mut parts = after.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty());
    let is_particular = |part: &str| {
        let is_time = !part.contains(char::is_alphabetic) && part.contains(':');
        is_time || date_line::is_signed(part)
    };
    let is_parted = after.starts_with(['|', '·', '•']) && parts.all(is_particular);
    let ends = after.is_empty() || is_parted || has_time();
    let date = Date::new(short_year(year)?, month(month_word.text)?, number(day)? as u8)?;
    (is_spaced && is_first && ends && FIRST_YEAR_OF_WEB <= date.year)
        .then(|| PrintedDate { partial: Partial::day(date), span: Span::new(day.start, year.end) })
}

/// Whether a line is a day without its year: `23 August`, `August 23-26`.
pub(crate) fn is_day_of_some_year(line: &str) -> bool {
    const MOST_WORDS: usize = 4;
    const LONGEST: usize = 24;
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words = words(line);
    let months = words.iter().filter(|word| month(word.text).is_some()).count();
    let days = words.iter().filter_map(number).filter(|day| (1..=31).contains(day)).count();
    months == 1 && 1 <= days && months + days == words.len() && words.len() <= MOST_WORDS
}

fn month(word: &str) -> Option<u8> {
    // Few words are as short or as long as a month's name.
    if !(3..=33).contains(&word.len()) {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return MONTHS.get(word).copied();
    }
    MONTHS.get(&word.to_lowercase()).copied()
}

pub(crate) fn year(word: &Word<'_>) -> Option<i32> {
    let year = number(word).filter(|_| word.text.len() == 4)?;
    is_plausible_year(year).then_some(year)
}

/// The year of two digits: pages are younger than 1970.
pub(crate) fn short_year(word: &Word<'_>) -> Option<i32> {
    let year = number(word).filter(|_| word.text.len() == 2)?;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// Documents are dated from the age of print to a little beyond today.
fn is_plausible_year(year: i32) -> bool {
    (1450..=2100).contains(&year)
}

pub(crate) fn number(word: &Word<'_>) -> Option<i32> {
    (word.text.len() <= 4).then(|| word.text.parse().ok())?
}

fn is_ordinal_ending(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "er" | "º" | "°")
}

/// `of` in `30th of October`, `de` in `30 de octubre de 2022`.
fn is_link(word: &Word<'_>) -> bool {
    matches!(word.text, "of" | "de" | "del" | "di")
}

fn is_close(gap: &str) -> bool {
    gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | ',' | '.' | '-' | '/' | '\u{a0}'))
}

pub(crate) fn gap<'a>(text: &'a str, before: &Word<'_>, after: &Word<'_>) -> &'a str {
    Span::new(before.end, after.start).of(text)
}

/// Runs of letters and runs of digits.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word<'_>> = Vec::new();
    let mut start = None;
    let mut was_digit = false;
    for (at, c) in text.char_indices() {
        // Marks above Thai letters are parts of their words, though no letters.
        let is_part =
            c.is_ascii_digit() || c.is_alphabetic() || ('\u{e47}'..='\u{e4e}').contains(&c);
        if let Some(from) = start
            && (!is_part || c.is_ascii_digit() != was_digit)
        {
            found.push(Word { text: Span::new(from, at).of(text), start: from, end: at });
            start = None;
        }
        if is_part && start.is_none() {
            start = Some(at);
            was_digit = c.is_ascii_digit();
        }
    }
    if let Some(from) = start {
        found.push(Word {
            text: Span::new(from, text.len()).of(text),
            start: from,
            end: text.len(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> =
            dates(text).iter().map(|date| Edtf::Point(date.partial).to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_printed_dates() {
        check("October 30, 2022", &["2022-10-30"]);
        check("Published: Sunday 30th of Oct. 2022 at 14:05", &["2022-10-30"]);
        check("April 24. 2024. 9:44", &["2024-04-24"]);
        check("2010-01-12_001.txt", &["2010-01-12"]);
        check("30.10.2022 / 2022/10/31", &["2022-10-30", "2022-10-31"]);
        check("30/10/2022", &["2022-10-30"]);
        check("June 2016", &["2016-06"]);
        check("Sept. 1, 1939", &["1939-09-01"]);
        check("30. Oktober 2022, 1er août 2021", &["2022-10-30", "2021-08-01"]);
        check("Publicado el 30 de octubre de 2022", &["2022-10-30"]);
        check("30 октября 2022", &["2022-10-30"]);
        check("2022年10月30日 / 2022년 10월 31일", &["2022-10-30", "2022-10-31"]);
        check("30.10.22", &["2022-10-30"]);
        check("By Jane Doe | published 10.30.22 09:15", &["2022-10-30"]);
        check("Posted on Sunday, 10.30.22", &["2022-10-30"]);
        check("10.30.22, 9:15 am", &["2022-10-30"]);
        check("Published 05.06.22 09:15", &["2022-06-05"]);
        check("10-30-2022, 06:12 PM / 30-10-2022", &["2022-10-30", "2022-10-30"]);
        check(
            "Sun Oct 30 10:22:11 UTC 2022, October 31, @08:15AM, 2022",
            &["2022-10-30", "2022-10-31"],
        );
        check("Oct 30 '22 at 9:00", &["2022-10-30"]);
        check("03 April, 10:48 2016, 3 May at 9 2016 were", &["2016-04-03"]);
        check("4.13.1. July 2000: the bridge", &["2000-07"]);
        check(
            "12 آذار/مارس 2021، ٧ أيار ٢٠٢٤، 3 كانون الأول 2020",
            &["2021-03-12", "2024-05-07", "2020-12-03"],
        );
        check("/2022/oct/30/ 2022. október 31.", &["2022-10-30", "2022-10-31"]);
    }

    #[test]
    fn the_order_of_numbers_may_be_known_from_elsewhere() {
        let read = |text, order| field_in(text, order).map(|edtf| edtf.to_string());
        let (month, day) = (Some(Order::MonthFirst), Some(Order::DayFirst));
        assert_eq!(read("on 05/06/2022", month).as_deref(), Some("2022-05-06"));
        assert_eq!(read("5/6/98", month).as_deref(), Some("1998-05-06"));
        assert_eq!(read("05/06/2022 09:00", day).as_deref(), Some("2022-06-05"));
        assert_eq!(read("Sunday, 05/06/2022", None).as_deref(), Some("2022-06-05"));
        assert_eq!(read("3/2/2013, updated 17/2/2013", month).as_deref(), Some("2013-02-03"));
        assert_eq!(read("5 of 6", day), None);
        let of = |language, url| Some(Order::of_page(Some(language), Some(url)));
        assert_eq!(of("en", "https://paper.example.co.uk/news"), day);
        assert_eq!(of("en", "https://paper.example.com/uk"), month);
        assert_eq!(of("fr", "https://paper.example.com/fr"), day);
    }

    #[test]
    fn a_year_of_two_digits_ends_a_line_or_stands_before_a_mark() {
        for line in ["12 May 15 | 10:30 | by Jane Doe", "Tue 12 May 15", "12 May 15, 10:30"] {
            let date = short_named_day(line).map(|date| Edtf::Point(date.partial).to_string());
            assert_eq!(date.as_deref(), Some("2015-05-12"), "{line}");
        }
        for line in [
            "12 May 10:30",
            "12 May 10 am",
            "12 May 10h",
            "12 May 10 – 18",
            "12 May 10, 11 and 12",
            "12 May 15 | Hall 3 | Concert",
            "May 12 14 people",
            "12 May 14 people | Tura",
            "On 12 May 15 | Tura",
            "12 May 2015",
            "12 May 75",
        ] {
            assert_eq!(short_named_day(line), None, "{line}");
        }
    }

    #[test]
    fn leaves_alone_what_is_no_date_or_not_clear() {
        for text in [
            "05/06/2022",
            "May voters",
            "1.2.3",
            "10.30.22",
            "Released with runtime 10.30.22",
            "Published 10.30.22.4",
            "Released 10.30.22 of the runtime",
            "Update 10.30.22 09:15",
            "10.30.22 ran for 9:15 hours",
            "February 30, 2022",
            "10 Downing 2022",
            "2022",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn reads_fields() {
        let read = |text| field(text).map(|edtf| edtf.to_string());
        assert_eq!(read("1998-12-05T09:42").as_deref(), Some("1998-12-05"));
        assert_eq!(read("2009-12-19T17:00:00").as_deref(), Some("2009-12-19"));
        assert_eq!(read("20091219").as_deref(), Some("2009-12-19"));
        assert_eq!(read("2020-05").as_deref(), Some("2020-05"));
        assert_eq!(read("1994").as_deref(), Some("1994"));
        assert_eq!(read("Wed, 2 Nov 2022 09:00:00 +0000").as_deref(), Some("2022-11-02"));
        assert_eq!(read("1425340800").as_deref(), Some("2015-03-03"));
        assert_eq!(read("2021/6").as_deref(), Some("2021-06"));
        assert_eq!(read("2021/13"), None);
        assert_eq!(read("6/21"), None);
        assert_eq!(read("4 กุมภาพันธ์ 2021").as_deref(), Some("2021-02-04"));
        assert_eq!(read("123456789"), None);
        assert_eq!(read("unknown"), None);
    }
}
