//! Datelines that open a text: `KYIV, Oct. 30, 2022 (Agency) — The`.

use super::printed::ends_with_stop;
use super::printed_date::PrintedDate;
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
