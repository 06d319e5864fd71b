//! The lines of a crawl above its text: which of them is the title, and what stands around it.

use super::cue;
use super::{Line, MIN_TITLE_WORDS, SENTENCE_BYTES, body, ends_as_sentence};
use crate::ingest::dct::byline::is_byline;
use crate::ingest::dct::date_line::{date_line, is_dates, is_page_clock};
use crate::ingest::dct::printed_date::Order;
use crate::model::Span;
use std::collections::BTreeSet;

/// Words up to which a line above the title may be the name of the site or of a section.
const NAME_WORDS: usize = 5;

/// Marks between the title of a page and the name of its site.
const SITE_MARKS: [char; 9] = ['–', '—', '-', '|', '·', '•', ':', '«', '»'];

/// Words of a line between the title and the text that says nothing of it.
const BRIEF_WORDS: usize = 3;

/// Lines between a title and the line that says who published it and when.
const SIGNED_LINES: usize = 4;

/// Bytes of a title that is known by a line which has it, too.
const TITLE_BYTES: usize = 20;

/// The lines above the title: the page's clock, its name, its sections. Gives the title where it is sure.
pub(crate) fn mark_head(
    lines: &mut [Line<'_>],
    signed: Option<usize>,
    is_crawl: bool,
) -> Option<Span> {
    let (first, _) = body(lines)?;
    let head = lines.get_mut(..first)?;
    if is_crawl {
        mark_labels(head);
    }
    if let Some(title) = repeated_title(head) {
        for line in head.iter_mut().take(title) {
            line.is_chrome = true;
        }
        mark_until_again(head, title);
        return head.get(title).map(|line| line.span);
    }
    let title = signed.or_else(|| likely_title(head))?;
    let has_chrome = signed.is_some() || head.iter().take(title).any(|line| line.is_chrome);
    let names = head.iter().take(title).filter(|line| !line.is_chrome && is_name(line)).count();
    let begins_with_clock = head.first().is_some_and(|line| {
        let is_date = date_line(line.text).is_some();
        (is_page_clock(line.text) && title >= 2) || (is_date && names >= 3)
    });
    let is_dated = title
        .checked_sub(1)
        .and_then(|above| head.get(above))
        .is_some_and(|line| is_signing(line.text));
    let sure = signed.or(Some(title).filter(|_| is_crawl && is_dated));
    if !(has_chrome || begins_with_clock || is_crawl && names >= 3) {
        return sure.and_then(|title| head.get(title)).map(|line| line.span);
    }
    for (i, line) in head.iter_mut().enumerate().take(title) {
        // A plain date at the top, or any right above the title, may be the article's own.
        let is_date = date_line(line.text).is_some();
        let is_plain_top = i == 0 && is_date && !is_page_clock(line.text) && names < 3;
        let is_right_above = i + 1 == title || 0 < i && i + 2 == title;
        let may_be_dateline = is_plain_top || is_date && is_right_above;
        line.is_chrome |= is_name(line) && !may_be_dateline;
    }
    sure.and_then(|title| head.get(title)).map(|line| line.span)
}

/// Labels and the line below each: `Source`, `The Herald`. What is a date is left to be read.
fn mark_labels(head: &mut [Line<'_>]) {
    let mut is_value = false;
    for line in head {
        let is_label = line.cues.is_label;
        let is_short = line.text.split_whitespace().nth(NAME_WORDS + 1).is_none();
        line.is_chrome |= is_label || is_value && is_short && !is_signing(line.text);
        is_value = is_label;
    }
}

/// What stands between a title and the same line again, and that line: buttons and the names of
/// sections. What right below it is the same line is left.
fn mark_until_again(head: &mut [Line<'_>], title: usize) {
    let Some(text) = head.get(title).map(|line| line.text) else { return };
    let again = head.iter().skip(title + 2).position(|line| line.text == text);
    let Some(between) = again else { return };
    for line in head.iter_mut().skip(title + 1).take(between + 2) {
        line.is_chrome |= !is_signing(line.text);
    }
}

/// A word or three between the title and the text, where other chrome or the line stands that says who
/// published it and when: the name of the author, their place, a count, a button.
pub(crate) fn mark_below(lines: &mut [Line<'_>], title: Option<Span>) {
    let (Some((first, _)), Some(title)) = (body(lines), title) else { return };
    let below = || lines.iter().take(first).skip_while(|line| line.span.start <= title.start);
    if !below().any(|line| line.is_chrome || is_signing(line.text)) {
        return;
    }
    let named = lines.iter().find(|line| line.span == title).map_or("", |line| line.text);
    let head = lines.iter_mut().take(first);
    for line in head.skip_while(|line| line.span.start <= title.start) {
        let is_brief = line.text.split_whitespace().nth(BRIEF_WORDS).is_none();
        line.is_chrome |= is_brief && !is_signing(line.text) && !ends_as_sentence(line.text)
            || cue::is_button_of(line.text, named);
    }
}

/// The title right above a line that says who wrote the text or when it was published; `None` where no such
/// line has one.
pub(crate) fn signed_title(lines: &[Line<'_>]) -> Option<usize> {
    let (first, _) = body(lines)?;
    let head = lines.get(..first)?;
    let is_title = |at: &usize| {
        head.get(*at).is_some_and(|line| {
            may_be_title(line) && line.text.split_whitespace().nth(MIN_TITLE_WORDS - 1).is_some()
        })
    };
    let is_date = |at: &usize| head.get(*at).is_some_and(|line| date_line(line.text).is_some());
    let signed = head.iter().enumerate().filter(|(_, line)| is_signing(line.text));
    let groups: Vec<(usize, Vec<usize>)> = signed
        .map(|(at, _)| {
            let above = (at.saturating_sub(SIGNED_LINES)..at).rev();
            (at, above.take_while(|line| !is_date(line)).filter(is_title).collect())
        })
        .collect();
    let length = |at: &usize| head.get(*at).map_or(0, |line| line.text.len().min(120));
    // The titles of the last group are the lowest.
    let lowest = groups.iter().rev().map(|(_, group)| group).find(|group| !group.is_empty());
    // What stands above a clock that a title follows is the name of the site.
    let is_site = |(at, group): &(usize, Vec<usize>)| {
        let are_names = || group.iter().all(|line| head.get(*line).is_some_and(is_name));
        let has_signed = || lowest.is_some_and(|lowest| lowest.iter().all(|line| at < line));
        let next = at + 1;
        let has_longer =
            || is_title(&next) && group.iter().all(|line| length(line) < length(&next));
        is_date(at) && are_names() && (has_signed() || has_longer())
    };
    let own = groups.iter().filter(|group| !is_site(group));
    let candidates: BTreeSet<usize> = own.flat_map(|(_, group)| group).copied().collect();
    // That of an answer is longer than the title of its thread.
    let is_own = |at: &usize| head.get(*at).is_some_and(|line| !cue::is_answer(line.text));
    candidates.into_iter().rev().max_by_key(|at| (is_own(at), length(at)))
}

/// No date, byline, way to the page, or sentence.
pub(crate) fn may_be_title(line: &Line<'_>) -> bool {
    let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
    !line.is_chrome
        && !is_sentence
        && !line.text.contains(" | ")
        && !line.text.starts_with("- ")
        && date_line(line.text).is_none()
        && !is_dates(line.text)
        && !is_signing(line.text)
}

/// A line that says who published the text and when, in whichever order it writes its numbers.
pub(crate) fn is_signing(line: &str) -> bool {
    is_byline(line, Some(Order::DayFirst))
}

/// Few words, or words with bars between them: the name of a site or a section.
fn is_name(line: &Line<'_>) -> bool {
    let is_short = line.text.split_whitespace().count() <= NAME_WORDS;
    (is_short || line.text.contains(" | ")) && !line.is_prose
}

/// The line of the head that is most likely its title: long, apart, and no date or byline.
fn likely_title(head: &[Line<'_>]) -> Option<usize> {
    let score = |(i, line): &(usize, &Line<'_>)| {
        let is_apart = line.blanks > 0 && head.get(i + 1).is_none_or(|next| next.blanks > 0);
        line.text.chars().count().min(120) + if is_apart { 20 } else { 0 }
    };
    let candidates = head.iter().enumerate().filter(|(_, line)| may_be_title(line));
    // Of equal scores the first counts: subtitles follow their title.
    candidates.rev().max_by_key(score).map(|(i, _)| i)
}

/// The title that a page states, without the name of its site behind a mark: `A vote – The Herald`.
pub(crate) fn without_site(stated: &str) -> &str {
    let mut marks = stated.match_indices(SITE_MARKS).map(|(at, _)| at);
    let apart = marks.find(|at| stated.get(..*at).is_some_and(|title| title.ends_with(' ')));
    apart.and_then(|at| stated.get(..at)).unwrap_or(stated).trim()
}

/// The first of two equal lines, or the line that a line above it ends with: titles are printed twice.
fn repeated_title(head: &[Line<'_>]) -> Option<usize> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut repeated = None;
    for line in head {
        let is_title = line.text.split_whitespace().count() > NAME_WORDS - 2 && !line.is_chrome;
        if is_title && !seen.insert(line.text) {
            repeated = Some(line.text);
            break;
        }
    }
    let in_crumb = || {
        let crumb = head.iter().find(|line| line.is_chrome && line.cues.is_strong)?;
        let below = head.iter().find(|line| {
            !line.is_chrome && line.text.len() >= TITLE_BYTES && crumb.text.contains(line.text)
        });
        below.map(|line| line.text)
    };
    // The title in the head of the page has the name of the site behind it.
    let in_head = || {
        let first = head.first()?.text;
        let mut below = head.iter().skip(1).filter(|line| line.text.len() >= TITLE_BYTES);
        let named = below.find(|line| {
            let rest = first.strip_prefix(line.text).map(str::trim_start);
            let before = first.strip_suffix(line.text).map(str::trim_end);
            rest.is_some_and(|rest| rest.starts_with(SITE_MARKS))
                || before.is_some_and(|before| before.ends_with(SITE_MARKS))
        });
        named.map(|line| line.text)
    };
    let title = repeated.or_else(in_crumb).or_else(in_head)?;
    head.iter().position(|line| line.text == title)
}
