//! Datelines that open a text: `KYIV, Oct. 30, 2022 (Agency) — The`.

use super::printed::ends_with_stop;
use super::printed_date::PrintedDate;
use crate::ingest::boilerplate::Line;
use crate::model::{Granularity, Span};

/// How far the dateline that opens the text can be trusted.
pub(super) const LEAD: f32 = 0.88;

/// Words of a place before the day of a dateline.
const MAX_PLACE_WORDS: usize = 3;

/// `KYIV, Oct. 30, 2022 (Agency) —`, `(Geneva, October 30, 2022) –`, the head of a paper, or a byline that was
/// glued to the text: a date near the start.
pub(super) fn opens_text(text: &str, date: &PrintedDate) -> bool {
    let before = Span { start: 0, end: date.span.start }.of(text);
    let after = Span::new(date.span.end as usize, text.len()).of(text);
    let rest = after.trim_start_matches([',', ' ', '.', ')']);
    let is_upper = before
        .split(|c: char| !c.is_alphabetic())
        .find(|word| word.len() > 2)
        .is_some_and(|word| word.chars().all(char::is_uppercase));
    let dashes = ["—", "–", "-", "/", "_", "("].iter().any(|dash| rest.starts_with(dash));
    let has_time = rest.as_bytes().iter().take(6).any(|&b| b == b':')
        && rest.starts_with(|c: char| c.is_ascii_digit());
    // Names of authors and papers, not a sentence.
    let words = || before.split_whitespace();
    let lower = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_near = before.len() <= 100 && lower * 4 <= words().count();
    // The head of a paper in capital letters: `THE HERALD. FRIDAY, MAY 9, 1902. `.
    let through = Span { start: 0, end: date.span.end }.of(text);
    let is_head = before.ends_with(", ") && !through.contains(char::is_lowercase);
    // A place and a day in brackets before a dash, or without them: `Geneva, 30 October 2022 – `.
    let is_bracketed = before.starts_with('(') && after.starts_with(')');
    let is_apart = [", ", "- ", "– ", "— "].iter().any(|mark| before.ends_with(mark));
    let names = words().filter(|word| word.contains(char::is_alphabetic)).count();
    let is_placed = is_apart && names <= MAX_PLACE_WORDS;
    let is_plain = lower == 0 && (is_bracketed || is_placed) && dashes;
    is_near && ((is_upper || before.is_empty()) && dashes || is_plain || has_time || is_head)
}

/// `LEEDS, 14 March 2023 - The mill will close, it said.`: a first paragraph of one short sentence. What begins with its
/// day is rather an entry of a list.
pub(super) fn is_short_lead(line: &str, date: &PrintedDate) -> bool {
    /// Words behind the day, as a sentence has them.
    const LEAST_WORDS: usize = 5;
    let after = Span::new(date.span.end as usize, line.len()).of(line);
    let words = after.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let is_day = date.partial.granularity() == Granularity::Day;
    let is_sentence = is_day && ends_with_stop(line) && words.count() >= LEAST_WORDS;
    is_sentence && date.span.start > 0 && opens_text(line, date)
}

/// `Almaty / Geneva, January 2024`, `Ann Lee | March 2019`: a line of names that ends with its month.
pub(super) fn is_place_and_month(line: &str, date: &PrintedDate) -> bool {
    const MAX_WORDS: usize = 6;
    let before = Span { start: 0, end: date.span.start }.of(line);
    let is_end = Span::new(date.span.end as usize, line.len()).of(line).trim().is_empty();
    let is_apart = [", ", "| ", "· ", "– ", "— "].iter().any(|mark| before.ends_with(mark));
    let words = || before.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let lower = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_named = (1..=MAX_WORDS).contains(&words().count()) && lower <= 1;
    let is_month = date.partial.granularity() == Granularity::Month;
    is_month && is_end && is_apart && is_named && !before.contains(|c: char| c.is_ascii_digit())
}

/// Whether hardly any year that lines name comes after one, so that it may be that of writing: what is to come is
/// named seldom.
pub(super) fn is_latest_year(lines: &[&Line<'_>], year: i32) -> bool {
    const SELDOM: usize = 4;
    let words = lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()));
    let years = words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    let (mut all, mut later) = (0, 0);
    for named in years.filter(|year| (1000..2100).contains(year)) {
        all += 1;
        later += usize::from(named > year);
    }
    later * SELDOM <= all
}
