//! The lines of a crawl below its text and between its paragraphs: comments, links, what it says of
//! its author.

use super::cue;
use super::page_head::{is_signing, may_be_title};
use super::{Line, MIN_TITLE_WORDS, SENTENCE_BYTES, body, ends_as_sentence, is_body};
use crate::ingest::dct::date_line::{Says, date_line, is_signed, says};
use crate::ingest::dct::printed_date::{Order, PrintedDate, dates_in};
use crate::model::Span;
use std::collections::BTreeSet;

/// Words of the name of an author, and of the line below it that says what they are.
const AUTHOR_WORDS: usize = 5;

/// Titles below a line inside the text from which on they are a list of links.
const MIN_LINKS: usize = 2;

/// Lines between the text and what a paper says of itself, and the share of all that this has at most.
const BEHIND_LINES: usize = 5;
const BEHIND_SHARE: usize = 6;

/// Bytes of the lines above the text, the nearest first, in which the name of its author is looked for.
const SIGNED_BYTES: usize = 10_000;

/// Longest note, in bytes, about an author whom nothing above it names.
const MAX_BIO_BYTES: usize = 400;

/// Notes without a heading from which on they are some.
const MIN_NOTES: usize = 2;

/// Bytes behind the date of a line of a chronicle.
const MIN_TOLD_BYTES: usize = 12;

/// Lines that say when a post of a live blog was written from which on a page is one.
const MIN_STAMPS: usize = 3;

/// Words of such a line before its first hour, and behind that.
const LABEL_WORDS: usize = 2;
const STAMP_WORDS: usize = 6;

/// Notes begin behind this share of the lines' bytes at least: one part of so many.
const NOTES_SHARE: usize = 2;

/// Readers' comments: after a line that opens them, or a numbered list at the end whose items have
/// several paragraphs, as blogs print comments.
pub(super) fn mark_comments(lines: &mut [Line<'_>]) {
    let Some((first, _)) = body(lines) else { return };
    let all: usize = lines.iter().filter(|line| line.is_prose).map(|line| line.text.len()).sum();
    let mut before = 0;
    let opening = lines.iter().enumerate().position(|(i, line)| {
        // A button within the text opens none: a page puts comments into elements of their own.
        let may_open = i > first && !line.is_known;
        let opens = may_open && line.cues.opens_comments && before * 3 >= all;
        before += if line.is_prose { line.text.len() } else { 0 };
        opens
    });
    let start = opening.or_else(|| numbered_comments(lines, first));
    if let Some(comments) = start.and_then(|start| lines.get_mut(start..)) {
        for line in comments {
            line.is_chrome = true;
        }
    }
}

/// A list that begins with an indented `1.` after two blank lines and runs, indented, to the end.
fn numbered_comments(lines: &[Line<'_>], first: usize) -> Option<usize> {
    let start = lines
        .iter()
        .rposition(|line| line.indent >= 1 && line.blanks >= 2 && line.text.starts_with("1. "))?;
    let items = lines.get(start..)?;
    let is_item = |line: &Line<'_>| {
        let number = line.text.split('.').next().unwrap_or("");
        !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())
    };
    let indent = items.first()?.indent;
    let is_list = items.iter().all(|line| is_item(line) || line.indent > indent || line.is_chrome);
    let has_paragraphs = items.iter().any(|line| !is_item(line) && line.blanks >= 1);
    (start > first && is_list && has_paragraphs).then_some(start)
}

/// Short lines after "Related posts" and the like, up to the title or the next running text.
pub(super) fn mark_link_lists(lines: &mut [Line<'_>], title: Option<usize>) {
    let mut is_list = false;
    let Some((first, last)) = body(lines) else { return };
    // Above the text a list ends with the title.
    let is_long = |line: &Line<'_>| line.text.split_whitespace().nth(MIN_TITLE_WORDS - 1).is_some();
    let head = lines.get(..first).unwrap_or_default();
    let title = title.or_else(|| head.iter().rposition(|line| may_be_title(line) && is_long(line)));
    let is_page = lines.iter().any(|line| line.is_known);
    // Where the links end that were marked last.
    let mut listed = 0;
    for at in 0..lines.len() {
        let is_inside = first < at && at < last;
        let Some(line) = lines.get_mut(at) else { return };
        // Inside the article only the line itself where one more follows: that may be a heading.
        let is_end = line.is_prose || is_inside || title == Some(at);
        is_list = (is_list && !is_end) || line.cues.opens_links;
        line.is_chrome |= is_list && !ends_as_sentence(line.text);
        if is_inside && is_list && line.is_chrome && listed <= at {
            // In a crawl that parts all its lines the titles stand apart, too.
            let apart = lines.get(at + 1).filter(|_| !is_page).map_or(0, |line| line.blanks);
            let links = at + 1..at + 1 + links_below(lines, at, apart);
            // "See also:" leads to one.
            let least = if lines.get(at).is_some_and(|line| line.text.ends_with(':')) {
                1
            } else {
                MIN_LINKS
            };
            if least <= links.len() {
                listed = links.end;
                for link in lines.get_mut(links).unwrap_or_default() {
                    link.is_chrome = true;
                }
            }
        }
    }
}

/// Between the posts of a live blog: `Posted at 12:55 24 Jun`, and the hour again alone on its line. Hours
/// alone are the headings of a log.
pub(super) fn mark_stamps(lines: &mut [Line<'_>]) {
    let is_labelled = |line: &&Line<'_>| stamp(line.text) == Some(Stamp::Labelled);
    if lines.iter().filter(is_labelled).count() < MIN_STAMPS {
        return;
    }
    for line in lines {
        line.is_chrome |= stamp(line.text).is_some();
    }
}

/// What stands in a line with an hour and nothing but a day beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stamp {
    /// `Posted at 12:55 24 Jun`.
    Labelled,
    /// `12:55`, `12:55 24 Jun`, `12:55 BST`.
    Bare,
}

fn stamp(line: &str) -> Option<Stamp> {
    // Few lines have an hour.
    if !line.contains(':') {
        return None;
    }
    // A year says when the page itself was published.
    let is_number = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_hour = |word: &str| {
        let parts = word.split_once(':');
        parts.is_some_and(|(hour, minute)| is_number(hour) && is_number(minute))
    };
    let is_name = |word: &str| {
        word.len() <= 9 && word.starts_with(char::is_uppercase) && !word.ends_with('.')
    };
    let words: Vec<&str> = line.split_whitespace().take(LABEL_WORDS + STAMP_WORDS + 1).collect();
    let first = words.iter().position(|word| is_hour(word))?;
    let (label, rest) = words.split_at_checked(first)?;
    let is_half = |word: &str| ["am", "pm", "a.m.", "p.m."].contains(&word);
    let is_of_time =
        |word: &&str| is_hour(word) || is_number(word) || is_name(word) || is_half(word);
    if label.len() > LABEL_WORDS || rest.len() > STAMP_WORDS || !rest.iter().all(is_of_time) {
        return None;
    }
    match label {
        [] => Some(Stamp::Bare),
        _ => (says(&label.join(" ")) == Says::Published).then_some(Stamp::Labelled),
    }
}

/// Between the posts of a thread: who wrote the next one and when, and its title again above that, behind
/// a mark of answers.
pub(super) fn mark_posts(lines: &mut [Line<'_>]) {
    let Some((first, _)) = body(lines) else { return };
    mark_posters(lines, first);
    for at in first + 1..lines.len() {
        let Some(line) = lines.get_mut(at) else { return };
        let has_day = || !dates_in(line.text, Some(Order::DayFirst)).is_empty();
        let is_stamp = !line.is_prose && line.text.contains(':') && has_day();
        // A day and an hour with nobody beside them may be the heading of an entry.
        if !is_stamp || !is_signing(line.text) || date_line(line.text).is_some() {
            continue;
        }
        line.is_chrome = true;
        if let Some(title) = lines.get_mut(at - 1).filter(|line| cue::is_answer(line.text)) {
            title.is_chrome = true;
        }
    }
}

/// The name of who wrote a post, alone on its line below it: `by karim » Mon Jun 14, 2010 9:31 pm` has it above.
fn mark_posters(lines: &mut [Line<'_>], first: usize) {
    let is_stamp = |line: &&Line<'_>| !line.is_prose && line.text.contains(':');
    let stamps = lines.iter().filter(is_stamp);
    let named = stamps.filter_map(|line| line.text.split_once(" » "));
    let names: BTreeSet<String> = named.filter_map(|(by, _)| name_behind_by(by)).collect();
    for line in lines.iter_mut().skip(first) {
        line.is_chrome |= names.contains(line.text);
    }
}

/// `Post by karim` → `karim`.
fn name_behind_by(line: &str) -> Option<String> {
    let mut rest = line;
    while let Some((word, behind)) = rest.split_once(' ') {
        if rest.get(..=word.len()).is_some_and(is_signed) {
            return Some(behind.to_owned());
        }
        rest = behind;
    }
    None
}

/// Titles that follow each other right below a line, each with so many blank lines before it at most.
fn links_below(lines: &[Line<'_>], at: usize, blanks: usize) -> usize {
    let below = lines.iter().skip(at + 1);
    let is_title = |line: &&Line<'_>| {
        let is_long = line.text.split_whitespace().nth(MIN_TITLE_WORDS - 1).is_some();
        line.blanks <= blanks && is_long && !line.is_prose && !ends_as_sentence(line.text)
    };
    below.take_while(is_title).count()
}

/// What a page says of its author below the text: the name that stands above the text, too, then a
/// paragraph that begins with it.
pub(super) fn mark_author(lines: &mut [Line<'_>]) {
    mark_headed_bios(lines);
    let Some((first, last)) = body(lines) else { return };
    let Some(bio) = lines.get(last).map(|line| line.text) else { return };
    let begins = |name: &str| {
        let surname = name.split_whitespace().next_back().unwrap_or(name);
        bio.starts_with(name) || bio.strip_prefix(surname).is_some_and(|rest| rest.starts_with(' '))
    };
    let is_signed = |name: &str| {
        let head = lines.iter().take(first);
        let mut signed =
            head.filter(|line| line.text.ends_with(name) || line.text.starts_with(name));
        signed.any(may_sign)
    };
    let from = last.saturating_sub(2).max(first + 1);
    let is_name = |at: &usize| {
        lines
            .get(*at)
            .is_some_and(|line| is_brief(line) && begins(line.text) && is_signed(line.text))
    };
    let Some(name) = (from..last).find(is_name) else { return };
    for line in lines.iter_mut().skip(name) {
        line.is_chrome = true;
    }
}

/// Whether a line above the text may name its author: names alone, or one beside words of bylines.
fn may_sign(line: &Line<'_>) -> bool {
    is_brief(line) || is_signing(line.text)
}

/// Whether a line is no more than the name of an author may be, with words of bylines beside it.
fn is_bare_name(line: &Line<'_>) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || cue::is_byline_word(word);
    is_brief(line) && line.text.split_whitespace().all(is_name)
}

/// Whether a line is no longer than the name of an author with their calling.
fn is_brief(line: &Line<'_>) -> bool {
    line.text.split_whitespace().nth(AUTHOR_WORDS).is_none()
}

/// The line below `About the author`, where some of the text stands above that.
fn mark_headed_bios(lines: &mut [Line<'_>]) {
    let Some((first, _)) = body(lines) else { return };
    let mut is_bio = false;
    for line in lines.iter_mut().skip(first + 1) {
        line.is_chrome |= is_bio || line.cues.opens_bio;
        is_bio = line.cues.opens_bio;
    }
}

/// What a page says of its author without a name above it: `Jane Doe is a reporter of the paper.`
/// in the second half of the text, where the page states that name or a line above the text has it: a byline,
/// or a name alone. The title is neither: it may name whom the text is about.
pub(super) fn mark_bio(lines: &mut [Line<'_>], title: Option<Span>, author: Option<&str>) {
    let Some((first, last)) = body(lines) else { return };
    let (head, rest) = lines.split_at_mut(first);
    let top = head.iter().position(|line| !line.is_chrome).unwrap_or(first);
    let signs = |(at, line): &(usize, &Line<'_>)| {
        is_signing(line.text) || top < *at && title != Some(line.span) && is_bare_name(line)
    };
    let signed = head.iter().enumerate().rev().filter(signs).map(|(_, line)| line.text);
    let mut room = SIGNED_BYTES;
    let signed = signed.take_while(|text| {
        room = room.saturating_sub(text.len());
        room > 0
    });
    let signed = signed.chain(author).collect::<Vec<_>>().join("\n").to_lowercase();
    let is_bio = |line: &Line<'_>| {
        name_of_bio(line.text).is_some_and(|name| signed.contains(&name.to_lowercase()))
    };
    // Nobody but an author is named for the first time in the last paragraph, with a calling of theirs.
    let nameless = (first < last).then(|| rest.get(last - first)).flatten().filter(|line| {
        let name = name_of_bio(line.text).filter(|_| line.text.len() <= MAX_BIO_BYTES);
        let is_named = |name: &str| rest.iter().take(last - first).any(|it| it.text.contains(name));
        let surname = name.and_then(|name| name.split(' ').next_back());
        surname.is_some_and(|surname| !is_named(surname)) && cue::names_calling(line.text)
    });
    let nameless = nameless.map(|line| line.span);
    // The first paragraph of the text is never one.
    for line in rest.iter_mut().skip((last - first).div_ceil(2).max(1)) {
        line.is_chrome |= is_bio(line) || nameless == Some(line.span);
    }
}

/// The name before the word that says what somebody is: two words or more with capitals; `None` where a line
/// does not begin so.
fn name_of_bio(line: &str) -> Option<&str> {
    let mut end = 0;
    for (names, word) in line.split(' ').enumerate() {
        if names >= 2 && cue::is_bio_word(word) {
            return line.get(..end - 1);
        }
        if !word.starts_with(char::is_uppercase) || names >= AUTHOR_WORDS {
            return None;
        }
        end += word.len() + 1;
    }
    None
}

/// What a paper says of itself or puts below its lists: a last paragraph far below the text, with short
/// lines and a cue between them; then the one above that, and so on.
pub(super) fn mark_behind(lines: &mut [Line<'_>]) {
    let is_text = |line: &Line<'_>| line.is_prose && !line.is_chrome;
    let length = |lines: &[Line<'_>]| -> usize {
        lines.iter().filter(|line| is_text(line)).map(|line| line.text.len()).sum()
    };
    let all = length(lines);
    let Some((first, _)) = body(lines) else { return };
    let mut end = lines.len();
    while let Some(last) = lines.get(..end).and_then(|rest| rest.iter().rposition(is_body)) {
        let before = lines.get(..last).and_then(|above| above.iter().rposition(is_text));
        let Some(before) = before.filter(|before| first <= *before) else { return };
        let behind = lines.get(last..end).map_or(0, length);
        let between = lines.get(before + 1..last).unwrap_or_default();
        let opens = |line: &Line<'_>| line.is_chrome || line.cues.is_weak || line.cues.opens_links;
        let cue = between.iter().position(opens);
        let Some(cue) = cue.filter(|_| between.len() >= BEHIND_LINES) else { return };
        if behind * BEHIND_SHARE > all {
            return;
        }
        let from = before + 1 + cue;
        for line in lines.get_mut(from..end).unwrap_or_default() {
            line.is_chrome = true;
        }
        end = from;
    }
}

/// Notes below the text: what stands below their heading, or each behind its number in brackets or the mark
/// that leads back to it, `[1]`, `^`, and the few words that head them.
pub(super) fn mark_notes(lines: &mut [Line<'_>]) {
    let all: usize = lines.iter().map(|line| line.text.len()).sum();
    let mut before = 0;
    let first = lines.iter().position(|line| {
        let is_behind = before * NOTES_SHARE >= all;
        before += line.text.len();
        is_behind && (begins_notes(line.text) || cue::opens_references(line.text))
    });
    let Some(first) = first else { return };
    let is_headed = lines.get(first).is_some_and(|line| cue::opens_references(line.text));
    let is_note = |line: &Line<'_>| is_note(line.text);
    let last = if is_headed {
        end_of_references(lines, first)
    } else {
        lines.iter().rposition(is_note).unwrap_or(first)
    };
    let notes = lines.get_mut(first..=last).unwrap_or_default();
    let count = notes.iter().filter(|line| is_note(line)).count();
    if !is_headed && (count < MIN_NOTES || count * 2 < notes.len()) {
        return;
    }
    for line in notes {
        line.is_chrome = true;
    }
    let heading = first.checked_sub(1).and_then(|above| lines.get_mut(above));
    let heading = heading.filter(|line| is_brief(line) && !ends_as_sentence(line.text));
    if let Some(heading) = heading.filter(|_| !is_headed) {
        heading.is_chrome = true;
    }
}

/// The last line below the heading of what a text names: all, up to the heading of a chronicle or of more text.
/// The lines of a chronicle are text from then on, however short.
fn end_of_references(lines: &mut [Line<'_>], heading: usize) -> usize {
    let last = lines.len() - 1;
    let is_next = |at: &usize| {
        let two = lines.get(at + 1..at + 3).unwrap_or_default();
        let is_heading = |line: &Line<'_>| {
            is_brief(line)
                && !line.is_chrome
                && !line.cues.opens_bio
                && !line.cues.opens_links
                && !ends_as_sentence(line.text)
                && !line.text.contains(|c: char| c.is_ascii_digit())
        };
        lines.get(*at).is_some_and(is_heading)
            && two.len() == 2
            && (two.iter().all(is_dated) || two.iter().all(|line| is_body(line) && !has_year(line)))
    };
    let Some(next) = (heading + 2..=last).find(is_next) else { return last };
    let told = lines.iter_mut().skip(next + 1).take_while(|line| is_dated(line));
    for line in told {
        line.is_prose = true;
    }
    next - 1
}

/// Whether a line begins with a date, and more stands behind it.
fn is_dated(line: &Line<'_>) -> bool {
    let text = line.text.trim_start_matches(['•', '-', '*', '–', ' ']);
    let dates = dates_in(text, Some(Order::DayFirst));
    let is_first = |date: &PrintedDate| {
        date.span.start == 0 && (date.span.end as usize) + MIN_TOLD_BYTES <= text.len()
    };
    dates.first().is_some_and(is_first)
}

/// Whether a line has a year in it, as what names a book or paper has.
fn has_year(line: &Line<'_>) -> bool {
    let mut numbers = line.text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|number| number.len() == 4 && number.starts_with(['1', '2']))
}

/// Whether a line is a note, and may be the first one.
fn begins_notes(line: &str) -> bool {
    let line = line.trim_start_matches("• ");
    line.starts_with("[1] ") || is_led_back(line)
}

fn is_note(line: &str) -> bool {
    let line = line.trim_start_matches("• ");
    let number = line.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    let is_number = |number: &str| {
        (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    number.is_some_and(|(number, _)| is_number(number)) || is_led_back(line)
}

/// Whether a line begins with the mark of an encyclopaedia that leads back to the text.
fn is_led_back(line: &str) -> bool {
    ["^ ", "↑ "].iter().any(|mark| line.starts_with(mark))
}

/// What may stand below the last running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing more of the article once chrome has begun.
    Whole,
    /// Sentences between chrome: the page itself says what else is none of the article.
    Parted,
}

/// Below the last running text, everything from the first chrome on; what the page itself calls chrome
/// may stand between two short paragraphs.
pub(super) fn mark_tail(lines: &mut [Line<'_>], tail: Tail) {
    let Some((_, last)) = body(lines) else { return };
    let Some(below) = lines.get_mut(last + 1..) else { return };
    let mut is_tail = false;
    for line in below {
        // A page says by its elements what are its labels.
        let is_label = tail == Tail::Whole && line.cues.is_label;
        is_tail |= line.is_chrome && !line.is_known || is_label;
        let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
        line.is_chrome |= is_tail && !(tail == Tail::Parted && is_sentence);
    }
}
