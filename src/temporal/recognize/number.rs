//! Numbers as readings: days, years, clock times and dates written in figures, and number words.

use super::clock_digits::is_clock;
use crate::model::{Date, Span};
use crate::phrase::lattice::Behind;
use crate::phrase::lexicon::{Arc, ClassId};
use crate::phrase::token::{Token, TokenKind};
use crate::temporal::language::class;
use crate::temporal::language::tables::{DateOrder, Endings};

/// Years of our era end before these.
const OLD_YEARS: std::ops::Range<i32> = 2_200..100_000;

/// Whether a number is no date by itself: too short or too long for a year, and nothing touches it but
/// the mark that ends its phrase, further figures of an amount ("50,000"), "%" or "$".
pub(crate) fn is_mere_amount(text: &str, number: Span) -> bool {
    const THOUSANDS: usize = 3;
    let bytes = text.as_bytes();
    let is_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let (start, end) = (number.range().start, number.range().end);
    let digits_at = |at: usize| {
        let behind = bytes.get(at..).unwrap_or_default();
        behind.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let ends = match bytes.get(end) {
        Some(b',') if digits_at(end + 1) == THOUSANDS => number.len() <= THOUSANDS,
        Some(b'.' | b',' | b';') => is_space(bytes.get(end + 1)),
        Some(b'%') => true,
        after => is_space(after),
    };
    let begins = match start.checked_sub(1).and_then(|at| bytes.get(at)) {
        Some(b',') => {
            let before = start.checked_sub(2).and_then(|at| bytes.get(at));
            number.len() == THOUSANDS && before.is_some_and(u8::is_ascii_digit)
        }
        Some(b'$') => true,
        before => is_space(before),
    };
    number.len() != 4 && ends && begins
}

/// Whether a word is one of a list, in any case.
fn is_one_of(list: &[String], word: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// The readings of figures that begin at token `at`.
pub(crate) fn figures(
    text: &str,
    tokens: &[Token],
    at: usize,
    (order, endings): (DateOrder, &Endings),
    arcs: &mut Vec<Arc>,
) {
    let Some(token) = tokens.get(at) else { return };
    if !matches!(token.kind, TokenKind::Number | TokenKind::Mixed) {
        return;
    }
    let word = token.span.of(text);
    if !word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        arcs.extend(fiscal_year(word, endings));
        return;
    }
    let bytes = text.as_bytes();
    let start = token.span.start as usize;
    let glue = Glue::before(bytes, start);
    if glue == Glue::Stuck {
        return;
    }
    let mut push = |class, number, end: usize| {
        let count = tokens.iter().skip(at).take_while(|t| (t.span.end as usize) <= end).count();
        arcs.push(Arc { class, tokens: count.max(1) as u8, number, value: None });
    };
    if let Some((class, number, end)) = cluster(text, start, order, endings) {
        push(class, number, end);
        return;
    }
    if let Some((tenths, end)) = with_half(bytes, start) {
        push(class::COUNT, tenths, end);
        return;
    }
    let end = token.span.end as usize;
    if token.kind != TokenKind::Number {
        mixed(text, token.span, endings, &mut push);
        return;
    }
    let Ok(number) = word.parse::<i32>() else { return };
    if let Some((tenths, end)) = fraction_or_thousands(bytes, start, end) {
        push(class::COUNT, tenths, end);
        old_year(tenths / 10, end, &mut push);
        return;
    }
    if is_followed_by_figures(bytes, end) {
        return;
    }
    if let Some(minute_end) = clock_with_dot(bytes, start, end) {
        let (hour, half_end) = half_of_day(text, number, minute_end, endings);
        // "7.30pm" can be nothing else.
        let class = if half_end > minute_end { class::CLOCK } else { class::CLOCK_DOT };
        push(class, hour * 100 + two_digits(bytes, end + 1), half_end);
    }
    let digits = word.len();
    let is_year = digits == 4 && (1000..2200).contains(&number);
    if is_year {
        push(class::YEAR, number, end);
        if number % 10 == 0 && is_decade_ending(text, tokens, at, endings) {
            let s_end = tokens.get(at + 2).map_or(end, |t| t.span.end as usize);
            push(class::DECADE, number, s_end);
        }
    }
    old_year(number, end, &mut push);
    if glue == Glue::Hyphenated {
        return;
    }
    if digits <= 4 {
        push(class::COUNT, number * 10, end);
    }
    if digits == 4 && is_clock(number.unsigned_abs()) && !counts_hours(text, tokens, at, endings) {
        push(class::CLOCK_DIGITS, number, end);
        if word.starts_with('0') {
            push(class::CLOCK_ZERO, number, end);
        }
    }
    short(number, digits, end, &mut push);
}

/// A year that only "BC" can make of a number.
fn old_year(number: i32, end: usize, push: &mut impl FnMut(ClassId, i32, usize)) {
    if OLD_YEARS.contains(&number) {
        push(class::OLDYEAR, number, end);
    }
}

/// Up to three digits: a year of old, a day, the end of a year, an hour.
fn short(number: i32, digits: usize, end: usize, push: &mut impl FnMut(ClassId, i32, usize)) {
    if digits == 3 && is_clock(number.unsigned_abs()) {
        push(class::CLOCK_SHORT_DIGITS, number, end);
    }
    if digits <= 3 && 0 < number {
        push(class::SMALLYEAR, number, end);
    }
    if digits <= 2 && (1..=31).contains(&number) {
        push(class::DAY, number, end);
    }
    match digits {
        1 => push(class::YEAR1, number, end),
        2 => push(class::YEAR2, number, end),
        _ => {}
    }
    if digits <= 2 && number <= 24 {
        push(class::HOUR, number * 100, end);
    }
}

/// `FY2017`, `FY17`.
fn fiscal_year(word: &str, endings: &Endings) -> Option<Arc> {
    let digits = endings.fiscal.iter().find_map(|lead| word.strip_prefix(lead.as_str()))?;
    let written: i32 = digits.parse().ok()?;
    let number = match digits.len() {
        2 => 2_000 + written,
        4 if (1_900..2_200).contains(&written) => written,
        _ => return None,
    };
    Some(Arc { class: class::FYCODE, tokens: 1, number, value: None })
}

/// Whether `2d` or `23d` is the second or the 23rd, as old papers write.
fn is_short_ordinal(number: i32, tail: &str, endings: &Endings) -> bool {
    let ends_so = matches!(number % 10, 2 | 3) && !matches!(number, 12 | 13);
    ends_so && endings.short_ordinal.iter().any(|one| one == tail)
}

/// `18th`, `1990s`, `90s`, `480BC`, `5am`.
fn mixed(text: &str, span: Span, endings: &Endings, push: &mut impl FnMut(ClassId, i32, usize)) {
    if let Some((class, number, end)) = hour_of_half(text, span.start as usize, endings) {
        push(class, number, end);
        return;
    }
    let (word, end) = (span.of(text), span.end as usize);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(figures), Some(tail)) = (word.get(..digits), word.get(digits..)) else { return };
    let Ok(number) = figures.parse::<i32>() else { return };
    let is_ordinal = is_one_of(&endings.ordinal, tail) || is_short_ordinal(number, tail, endings);
    if is_ordinal && digits <= 4 {
        push(class::ORDINAL, number, end);
        if (1..=31).contains(&number) {
            push(class::DAYORD, number, end);
        }
    } else if is_one_of(&endings.decade, tail) && number % 10 == 0 {
        match digits {
            4 => push(class::DECADE, number, end),
            3 => push(class::DECADE3, number, end),
            2 => push(class::DECADE2, number, end),
            _ => {}
        }
    } else if (2..=4).contains(&digits) && endings.before_christ.iter().any(|era| era == tail) {
        push(class::ERAYEAR, 1 - number, end);
    } else if (3..=4).contains(&digits) && endings.after_christ.iter().any(|era| era == tail) {
        push(class::ERAYEAR, number, end);
    }
}

/// `5am`, `5p.m.`, `930am`: class, hours and minutes packed, end byte.
fn hour_of_half(text: &str, start: usize, endings: &Endings) -> Option<(ClassId, i32, usize)> {
    let figures = text.get(start..)?;
    let digits = figures.bytes().take_while(u8::is_ascii_digit).count();
    let number: i32 = figures.get(..digits)?.parse().ok()?;
    let (hour, minute) = if digits <= 2 { (number, 0) } else { (number / 100, number % 100) };
    let end = start + digits;
    let (turned, length) = half(text.get(end..)?, hour, endings)?;
    let is_hour = digits <= 4 && (1..=12).contains(&hour) && minute < 60;
    let class = if digits <= 2 { class::HOUR_AMPM } else { class::CLOCK };
    is_hour.then_some((class, turned * 100 + minute, end + length))
}

/// Several groups of figures that make one date or time: class, packed value, end byte.
fn cluster(
    text: &str,
    start: usize,
    order: DateOrder,
    endings: &Endings,
) -> Option<(ClassId, i32, usize)> {
    let bytes = text.as_bytes();
    let groups = Groups::read(bytes, start)?;
    let iso = |date: Date| date.year * 10_000 + i32::from(date.month) * 100 + i32::from(date.day);
    match groups.shape() {
        ([4, 1 | 2, 1 | 2], [b'-' | b'/' | b'.', _]) if groups.same_mark() => {
            let date = Date::new(groups.value(0), groups.value(1) as u8, groups.value(2) as u8)?;
            match iso_time(bytes, groups.end) {
                Some((time, end)) => Some((class::ISO_TIME, pack_day_time(date, time), end)),
                None => Some((class::ISO, iso(date), groups.end)),
            }
        }
        ([1 | 2, 1 | 2, 4 | 2], [mark @ (b'.' | b'/' | b'-'), _]) if groups.same_mark() => {
            let year = match groups.lengths()[2] {
                4 => groups.value(2),
                _ if mark == b'-' => return None,
                _ if groups.value(2) < 50 => 2000 + groups.value(2),
                _ => 1900 + groups.value(2),
            };
            let (first, second) = (groups.value(0) as u8, groups.value(1) as u8);
            let day_first = Date::new(year, second, first);
            let month_first = Date::new(year, first, second);
            let is_day_first = mark == b'.' || order == DateOrder::DayFirst;
            let date =
                if is_day_first { day_first.or(month_first) } else { month_first.or(day_first) };
            Some((class::DMY, iso(date?), groups.end))
        }
        ([1 | 2, 4, 0], [b'/', 0]) if (1..=12).contains(&groups.value(0)) => {
            let year = groups.value(1);
            (1000..2200).contains(&year).then_some((
                class::MONTH_YEAR,
                year * 100 + groups.value(0),
                groups.end,
            ))
        }
        ([1 | 2, 2, 0], [b':', 0]) | ([1 | 2, 2, 2], [b':', b':']) => {
            let (hour, minute) = (groups.value(0), groups.value(1));
            let (hour, end) = half_of_day(text, hour, groups.end, endings);
            let fits = hour <= 24 && minute < 60;
            fits.then_some((class::CLOCK, hour * 100 + minute, end))
        }
        _ => None,
    }
}

/// Number words that begin at a token, from the cardinal and ordinal words among its readings, which
/// are those from `start` on. `is_hyphenated` tells whether a hyphen follows.
pub(crate) fn words(
    arcs: &mut Vec<Arc>,
    start: usize,
    behind: Behind<'_>,
    is_hyphenated: impl Fn() -> bool,
) {
    let (mut ordinal, mut counted, mut cardinal, mut own_scale) = (None, None, None, None);
    for &arc in arcs.iter().skip(start) {
        let slot = match arc.class {
            class::ORDWORD => &mut ordinal,
            class::COUNT => &mut counted,
            class::CARDINAL => &mut cardinal,
            class::SCALE => &mut own_scale,
            _ => continue,
        };
        slot.get_or_insert(arc);
    }
    let push = |arcs: &mut Vec<Arc>, class, number, tokens: usize| {
        arcs.push(Arc { class, tokens: tokens as u8, number, value: None });
    };
    if let Some(ordinal) = ordinal {
        push(arcs, class::ORDINAL, ordinal.number, 1);
    }
    if let Some(cardinal) = cardinal {
        let (mut number, mut tokens) = (cardinal.number, cardinal.tokens as usize);
        if number >= 20 {
            let next = 1 + usize::from(is_hyphenated());
            let unit = |class| behind.find(arcs, next, class).filter(|unit| unit.number < 10);
            if let Some(unit) = unit(class::CARDINAL) {
                number += unit.number;
                tokens = 1 + next;
            } else if let Some(unit) = unit(class::ORDWORD) {
                push(arcs, class::ORDINAL, number + unit.number, 1 + next);
            }
        }
        if let Some(scale) = behind.find(arcs, tokens, class::SCALE) {
            push(arcs, class::COUNT, number * scale.number * 10, tokens + 1);
        }
        push(arcs, class::COUNT, number * 10, tokens);
    } else if let Some(scale) = own_scale {
        push(arcs, class::COUNT, scale.number * 10, 1);
    } else if let Some(count) = counted
        && let Some(scale) = behind.find(arcs, count.tokens as usize, class::SCALE)
    {
        let number = count.number.saturating_mul(scale.number);
        push(arcs, class::COUNT, number, count.tokens as usize + 1);
    }
}

/// Day and time of day in one number: minutes since 1970-01-01.
fn pack_day_time(date: Date, time: i32) -> i32 {
    let minutes = time / 100 * 60 + time % 100;
    (date.days() as i32).saturating_mul(1_440).saturating_add(minutes)
}

/// The inverse of what is packed for class `isotime`.
pub(crate) fn unpack_day_time(packed: i32) -> (Date, (u8, u8)) {
    let minutes = packed.rem_euclid(1_440);
    (
        Date::from_days(i64::from(packed.div_euclid(1_440))),
        ((minutes / 60) as u8, (minutes % 60) as u8),
    )
}

/// What touches a number on its left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Glue {
    /// Nothing that matters.
    Free,
    /// Lower-case letters and a hyphen, as in "mid-1943".
    Hyphenated,
    /// A currency sign, a decimal point, letters: it is part of something else.
    Stuck,
}

impl Glue {
    /// "mid-1943", "September-12", "Su-27": the word before a hyphen decides.
    fn after_hyphen(bytes: &[u8], hyphen: usize) -> Self {
        let before = bytes.get(..hyphen).unwrap_or(&[]);
        let length = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let first = before.get(before.len() - length).copied().unwrap_or(b' ');
        match (first.is_ascii_uppercase(), length) {
            (true, 3..) => Self::Free,
            (true, _) => Self::Stuck,
            (false, _) => Self::Hyphenated,
        }
    }

    fn before(bytes: &[u8], start: usize) -> Self {
        let at = |back: usize| {
            start.checked_sub(back).and_then(|i| bytes.get(i)).copied().unwrap_or(b' ')
        };
        match at(1) {
            b'$' | b'#' | b'+' | b'@' | b'_' | b'=' | b'%' | b'*' | b'\\' => Self::Stuck,
            b'/' if is_next_year(bytes, start) || is_next_day(bytes, start) => Self::Free,
            b'.' | b',' | b':' | b'/' if at(2).is_ascii_digit() => Self::Stuck,
            b'/' if at(2).is_ascii_alphabetic() => Self::Stuck,
            b'-' if at(2).is_ascii_lowercase() => Self::after_hyphen(bytes, start - 1),
            b'-' if at(2).is_ascii_uppercase() => Self::Stuck,
            0xA3 | 0xA5 if at(2) == 0xC2 => Self::Stuck,
            0xAC if at(2) == 0x82 && at(3) == 0xE2 => Self::Stuck,
            byte if byte.is_ascii_alphanumeric() => Self::Stuck,
            _ => Self::Free,
        }
    }
}

/// Whether a slash leads from a year to the next: "2015/16", "1999/2000", "1648/9".
fn is_next_year(bytes: &[u8], start: usize) -> bool {
    let run = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold((0, 0), |(length, number): (usize, u32), digit| {
            (length + 1, number.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')))
        })
    };
    let Some(first) = start.checked_sub(5) else { return false };
    let is_alone = first
        .checked_sub(1)
        .and_then(|at| bytes.get(at))
        .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b'['));
    let ((first_length, year), (length, next)) = (run(first), run(start));
    let goes_on = matches!(bytes.get(start + length), Some(b'/' | b'-'));
    let follows = match length {
        1 => next == (year + 1) % 10,
        2 => next == (year + 1) % 100,
        4 => next == year + 1,
        _ => false,
    };
    is_alone && first_length == 4 && follows && !goes_on
}

/// Whether a slash before `start` leads from a day to the next, with the month behind it: "2/3 June".
fn is_next_day(bytes: &[u8], start: usize) -> bool {
    let before = bytes.get(..start.saturating_sub(1)).unwrap_or_default();
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (head, first) = before.split_at(before.len() - length);
    let rest = bytes.get(start..).unwrap_or_default();
    let next = rest.get(..rest.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let next = next.unwrap_or_default();
    let is_alone = head.last().is_none_or(u8::is_ascii_whitespace);
    let has_month = rest.get(next.len()) == Some(&b' ')
        && rest.get(next.len() + 1).is_some_and(u8::is_ascii_uppercase);
    let (first, second) = (value_of(first), value_of(next));
    // A run of digits may be any number.
    let follows = (1..=30).contains(&first) && second == first + 1
        || (28..=31).contains(&first) && second == 1;
    is_alone && has_month && follows
}

/// Up to three groups of figures with marks between.
struct Groups {
    values: [i32; 3],
    lengths: [usize; 3],
    marks: [u8; 2],
    end: usize,
}

impl Groups {
    fn read(bytes: &[u8], start: usize) -> Option<Self> {
        let mut groups = Self { values: [0; 3], lengths: [0; 3], marks: [0; 2], end: start };
        for i in 0..3 {
            let rest = bytes.get(groups.end..)?;
            let length = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            let value =
                rest.iter().take(length.min(6)).fold(0, |n, b| n * 10 + i32::from(b - b'0'));
            *groups.values.get_mut(i)? = value;
            *groups.lengths.get_mut(i)? = length;
            groups.end += length;
            let mark = bytes.get(groups.end).copied().unwrap_or(b' ');
            let goes_on = bytes.get(groups.end + 1).is_some_and(u8::is_ascii_digit);
            let is_mark = matches!(mark, b'-' | b'/' | b'.' | b':') && goes_on;
            if i == 2 && is_mark && mark != b':' {
                return None;
            }
            if i == 2 || !is_mark {
                break;
            }
            // A date keeps its mark: in `24.02.2022:5` the colon begins something else.
            if i == 1 && mark != groups.marks[0] {
                return None;
            }
            *groups.marks.get_mut(i)? = mark;
            groups.end += 1;
        }
        let after = bytes.get(groups.end).copied().unwrap_or(b' ');
        let is_loose = !after.is_ascii_alphanumeric() || b"ThZapAP".contains(&after);
        (groups.lengths[1] > 0 && is_loose).then_some(groups)
    }

    fn shape(&self) -> ([usize; 3], [u8; 2]) {
        (self.lengths, self.marks)
    }

    fn lengths(&self) -> [usize; 3] {
        self.lengths
    }

    fn same_mark(&self) -> bool {
        self.marks[0] == self.marks[1]
    }

    fn value(&self, at: usize) -> i32 {
        self.values.get(at).copied().unwrap_or(0)
    }
}

/// The hour of a clock time of 24 hours, and the end of what is written right behind it: `5:30PM`, `2:30p.m.`,
/// `05:30hrs`.
fn half_of_day(text: &str, hour: i32, end: usize, endings: &Endings) -> (i32, usize) {
    let tail = text.get(end..).unwrap_or_default();
    if let Some((hour, length)) = half(tail, hour, endings) {
        return (hour, end + length);
    }
    let length = endings.clock.iter().filter_map(|one| length_of(tail, one)).max();
    (hour, end + length.unwrap_or_default())
}

/// The hour of 24 that an hour of 12 is by the half of the day written right behind it, and the bytes of that.
fn half(tail: &str, hour: i32, endings: &Endings) -> Option<(i32, usize)> {
    let length = |list: &[String]| list.iter().filter_map(|one| length_of(tail, one)).max();
    let morning = || Some((hour % 12, length(&endings.morning)?));
    let evening = || Some((hour % 12 + 12, length(&endings.evening)?));
    if hour <= 12 { morning().or_else(evening) } else { None }
}

/// The length of a word in bytes where it is what a text begins with, in letters of any size.
fn length_of(text: &str, word: &str) -> Option<usize> {
    let is_here = text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let next = text.get(word.len()..).and_then(|rest| rest.chars().next());
    (is_here && !next.is_some_and(char::is_alphanumeric)).then_some(word.len())
}

/// `T14:05` or ` 14:05` after an ISO date: hours and minutes packed, end byte.
fn iso_time(bytes: &[u8], at: usize) -> Option<(i32, usize)> {
    let is_sign = matches!(bytes.get(at)?, b'T' | b't' | b' ');
    let time = bytes.get(at + 1..at + 6)?;
    let is_time =
        time.iter().enumerate().all(|(i, b)| if i == 2 { *b == b':' } else { b.is_ascii_digit() });
    if !is_sign || !is_time {
        return None;
    }
    let (hour, minute) = (two_digits(bytes, at + 1), two_digits(bytes, at + 4));
    let rest = bytes.get(at + 6..).unwrap_or(&[]);
    let tail = rest.iter().take_while(|b| matches!(b, b':' | b'0'..=b'9' | b'Z')).count();
    (hour < 24 && minute < 60).then_some((hour * 100 + minute, at + 6 + tail))
}

fn two_digits(bytes: &[u8], at: usize) -> i32 {
    let pair = bytes.get(at..at + 2).unwrap_or(b"00");
    pair.iter().fold(0, |n, b| n * 10 + i32::from(b.saturating_sub(b'0')))
}

/// The number that some digits write.
fn value_of(digits: &[u8]) -> i32 {
    digits.iter().fold(0, |n: i32, b| n.saturating_mul(10).saturating_add(i32::from(b - b'0')))
}

/// `5 1/2`, `5½` and `5 ½` as tenths with their end byte.
fn with_half(bytes: &[u8], start: usize) -> Option<(i32, usize)> {
    let rest = bytes.get(start..)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = value_of(rest.get(..digits).filter(|_| digits <= 3)?);
    let gap = usize::from(rest.get(digits) == Some(&b' '));
    let half = rest.get(digits + gap..)?;
    let length = ["½", "1/2"]
        .into_iter()
        .find(|sign| half.starts_with(sign.as_bytes()) && (gap == 1 || !sign.is_ascii()))?
        .len();
    let is_whole = !half.get(length).is_some_and(u8::is_ascii_digit);
    is_whole.then_some((whole * 10 + 5, start + digits + gap + length))
}

/// `1,944` and `2.5` as tenths with their end byte.
fn fraction_or_thousands(bytes: &[u8], start: usize, end: usize) -> Option<(i32, usize)> {
    let mark = bytes.get(end)?;
    let rest = bytes.get(end + 1..)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = value_of(bytes.get(start..end)?);
    match (mark, digits) {
        (b',', 3) if end - start <= 3 => {
            let number = whole * 1_000 + value_of(rest.get(..3)?);
            Some((number.saturating_mul(10), end + 4))
        }
        (b'.', 1) if end - start <= 3 => {
            Some((whole.saturating_mul(10) + i32::from(rest.first()? - b'0'), end + 2))
        }
        _ => None,
    }
}

fn clock_with_dot(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let is_dot = bytes.get(end) == Some(&b'.') && end - start <= 2;
    let digits = bytes.get(end + 1..)?.iter().take_while(|b| b.is_ascii_digit()).count();
    (is_dot && digits == 2).then_some(end + 3)
}

/// Whether more figures follow that make this part of a longer number: `19.91`, `3:15:2`, `20%`.
fn is_followed_by_figures(bytes: &[u8], end: usize) -> bool {
    match bytes.get(end) {
        Some(b'%') => true,
        Some(b'.' | b':') => {
            let digits = bytes
                .get(end + 1..)
                .unwrap_or(&[])
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            digits > 0 && !(bytes.get(end) == Some(&b'.') && digits == 2 && end > 0)
        }
        _ => false,
    }
}

/// "After 1500 hours of work": no time of day, as in "at 1530 hours" and "0530 hours".
fn counts_hours(text: &str, tokens: &[Token], at: usize, endings: &Endings) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    let before = at.checked_sub(1).map_or("", word);
    is_one_of(&endings.clock, word(at + 1))
        && !word(at).starts_with('0')
        && !is_one_of(&endings.clock_lead, before)
}

/// "The 1990's".
fn is_decade_ending(text: &str, tokens: &[Token], at: usize, endings: &Endings) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    matches!(word(at + 1), "'" | "’") && is_one_of(&endings.decade, word(at + 2))
}
