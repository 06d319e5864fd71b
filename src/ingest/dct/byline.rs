//! Lines between the title of a page and its text that say who published it and when: `Posted on 19
//! July 2016 by Jane Doe`. The date in them is taken first; then they are page chrome.

use super::date_line::{
    CHRONICLE_LINES, Says, date_line_in, is_beside_dates, is_signed, is_stamp, names_place, says,
};
use super::printed_date::{self, Order, PrintedDate};
use crate::ingest::boilerplate::{cue, ends_as_sentence};
use crate::ingest::parts::Parts;
use crate::model::{Granularity, Span};

/// Lines that may stand before the text, the title among them.
const HEAD_LINES: usize = 10;

/// Lines behind the text that may say who published it.
const END_LINES: usize = 3;

/// Longest such line, in bytes.
const MAX_BYTES: usize = 140;

/// Bytes from which a line is text.
const TEXT_BYTES: usize = 160;

/// Words of names that may stand in such a line.
const MAX_NAME_WORDS: usize = 5;

/// Marks them as chrome.
pub(crate) fn mark(parts: &mut Parts) {
    if !parts.is_of_page() {
        return;
    }
    let text = parts.text.as_str();
    let lines: Vec<Span> = Span::lines_of(text).collect();
    let is_free = |span: &Span| {
        let next = parts.chrome.partition_point(|chrome| chrome.end <= span.start);
        parts.chrome.get(next).is_none_or(|chrome| !chrome.overlaps(*span))
    };
    let free = || lines.iter().copied().filter(is_free);
    let is_head = |span: &Span| span.len() < TEXT_BYTES;
    let head = free().take(HEAD_LINES).take_while(is_head);
    // What is a date is one in any order.
    let order = parts.order().or(Some(Order::DayFirst));
    // "ELISTA, March 3, 2021": of a text the place is kept.
    let is_kept = |line: &str| !parts.is_page() && names_place(line, order);
    let is_signing_head = |line: &str| is_byline(line, order) && !is_kept(line);
    let mut found: Vec<Span> = head.filter(|span| is_signing_head(span.of(text))).collect();
    let is_date = |span: &Span| date_line_in(span.of(text), order).is_some();
    // The name of the author above the day.
    let title = parts.metadata.title.as_deref();
    let is_author = |span: &Span| is_name(span.of(text)) && title != Some(span.of(text));
    let top: Vec<Span> = free().take(HEAD_LINES).take_while(is_head).collect();
    let pairs = top.windows(2).filter_map(|pair| match pair {
        [name, day] if parts.is_page() && is_date(day) => Some(*name),
        _ => None,
    });
    found.extend(pairs.filter(is_author));
    // Above the text several dates may say when it was published and changed.
    let is_above = |span: &Span| is_head(span) && !ends_as_sentence(span.of(text));
    let in_text = free().skip_while(is_above).filter(is_date).take(CHRONICLE_LINES).count();
    if in_text + 1 >= CHRONICLE_LINES {
        return;
    }
    // The date of another story below the link to it.
    let below = lines.windows(2).filter_map(|pair| match *pair {
        [before, line] if !is_free(&before) && is_free(&line) => Some(line),
        _ => None,
    });
    found.extend(below.filter(|span| parts.is_page() && is_date(span)));
    // "Posted by Jane on May 3, 2006" below the text.
    let end = free().rev().take(END_LINES).take_while(is_head);
    let is_signing = |text: &str| says(text) != Says::Nothing && is_byline(text, order);
    found.extend(end.filter(|span| is_stamp(span.of(text)) || is_signing(span.of(text))));
    if found.is_empty() {
        return;
    }
    found.sort_unstable();
    found.dedup();
    parts.chrome.extend(found);
    parts.chrome.sort_unstable();
}

/// A whole date, or "by", with nothing beside it but words of bylines and names.
pub(crate) fn is_byline(line: &str, order: Option<Order>) -> bool {
    if line.len() > MAX_BYTES || line.ends_with(['?', '!']) {
        return false;
    }
    let is_whole_day = |date: &PrintedDate| date.partial.granularity() <= Granularity::Day;
    if date_line_in(line, order).as_ref().is_some_and(is_whole_day) {
        return true;
    }
    let dates = printed_date::dates_in(line, order);
    let is_day = dates.iter().any(is_whole_day);
    let is_in_date = |at: usize| dates.iter().any(|date| date.span.contains_offset(at));
    let mut at = 0;
    let (mut names, mut others, mut known) = (0, 0, 0);
    // "Post by bakerman", "Editor: tollkeeper", "by anna_s » Sun": some write their names small.
    let mut is_user = false;
    let is_post = line.contains(" » ");
    let mut was_number = false;
    for piece in line.split_inclusive(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let start = at;
        at += piece.len();
        // "21pm" of "8:21pm".
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_unit = || is_beside_dates(unit) || cue::is_byline_word(unit);
        let is_number = unit.is_empty() || unit.len() < word.len() && is_unit();
        if word.is_empty() || is_in_date(start) || is_number {
            was_number = is_number && !is_in_date(start) && !word.is_empty();
            continue;
        }
        // "0 Comments glacier, villages": what the text is about stands behind the count.
        if is_day && was_number && cue::is_counted(word) && !ends_as_sentence(line) {
            known += 1;
            break;
        }
        was_number = false;
        match () {
            () if cue::is_byline_word(word) || is_beside_dates(word) => known += 1,
            () if is_user || word.starts_with(char::is_uppercase) => names += 1,
            () => others += 1,
        }
        is_user = piece.ends_with(':') && cue::is_byline_word(word)
            || (known >= 2 || is_post) && names + others == 0 && word == "by"
            || is_user && piece.ends_with('_');
    }
    // "By Jane Doe", "Words by Jane Doe", "Von Jan Weber".
    let mut first = line.split_whitespace().take(2).map(|word| word.trim_end_matches(':'));
    let has_by = first.any(|word| word.eq_ignore_ascii_case("by"));
    let is_signed = has_by || is_signed(line);
    // "Sun, 17/02/2008 - 14:11 — tollkeeper".
    let is_users = others == 1 && names == 0 && is_day && line.contains(':');
    // "Web posted at: 8:20 p.m. EST", below the day.
    let is_hour = || known > names && has_time(line) && says(line) == Says::Published;
    // "Jane Doe/Newswire World May 3, 2012": the paper and its section stand beside the author.
    let is_shared = || line.contains(['/', '|', '·', '•']) && date_ends(line, &dates);
    let is_named = || names <= 3 || 0 < known || is_shared();
    (others == 0 || is_users)
        && names <= MAX_NAME_WORDS
        && (is_day && is_named() || is_signed || is_hour())
}

/// Whether a line begins or ends with one of the dates in it.
fn date_ends(line: &str, dates: &[PrintedDate]) -> bool {
    let is_last = |date: &PrintedDate| date.span.end as usize == line.trim_end().len();
    dates.iter().any(|date| date.span.start == 0 || is_last(date))
}

/// Two words or three that may be the name of a person, and nothing else.
fn is_name(line: &str) -> bool {
    let is_of_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '’' | '\''))
    };
    let words = line.split_whitespace().count();
    (2..=3).contains(&words) && line.split_whitespace().all(is_of_name) && !line.ends_with('.')
}

/// Whether a line has a time of day: `8:20`.
fn has_time(line: &str) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    line.as_bytes().windows(4).any(|four| match four {
        [hour, b':', minute @ ..] => hour.is_ascii_digit() && digits(minute),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(is_byline(line, None), expected, "{line}");
    }

    #[test]
    fn bylines_are_dates_and_names_alone() {
        check("Posted on July 19, 2016 by Jane Doe", true);
        check("Published: 3 May 2012, last updated 7 June 2015 at 10:15 am", true);
        check("30.09.2010 Jane Doe", true);
        check("November 12, 1999", true);
        check("By Jane Doe and John Roe", true);
        check("Words by Jane Doe", true);
        check("Text by: NEWS WIRES", true);
        check("Post by tollkeeper » Fri May 20, 2011 10:14 pm", true);
        check("Jane Doe Oct 5, 2018", true);
        check("Posted on March 6, 2014 by admin in Politics // 14 Comments", true);
        check("Source: Newswire| 2019-06-13 22:11:43|Editor: tollkeeper", true);
        check("Sun, 17/02/2008 - 14:11 — tollkeeper", true);
        check("Jane Doe/Newswire World May 3, 2012", true);
        check("Jane Doe Meets Town Mayor May 3, 2012", false);
        check("by anna_s » Sun Aug 10, 2008 10:02 am", true);
        check("by the old ford » Sun Aug 10, 2008 10:02 am", false);
        check("July 2, 2019 editor 0 Comments glacier, villages", true);
        check("July 2, 2019 editor glacier, villages", false);
        check("On July 2, 2019, 14 comments were struck out.", false);
        check("Hit by hail on 3 May 2011", false);
        check("By JANE DOE, Staff Writer – Mon Jun 15, 7:21 pm ET", true);
        check("dimanche 5 juin 2011, par Jeanne D.", true);
        check("By the end of the war the town was empty", false);
        check("Votes were counted on July 19, 2016", false);
        check("Web posted at: 8:20 p.m. EST (0120 GMT)", true);
        check("Train leaves at 8:20 p.m.", false);
        check("Posted Thu 3 Mar 2016 at 8:21pm Thursday 3 Mar 2016 at 8:21pm", true);
        check("By Jane Doe, political reporter", true);
        check("Flood of 1997", false);
        check("May", false);
    }
}
