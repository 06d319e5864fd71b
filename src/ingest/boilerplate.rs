//! Which lines of a plain text are the page around the article.
//!
//! ```text
//!  head   clock, breadcrumb, cookie note   ← chrome up to the title
//!  title
//!  body   first to last long paragraph     ← chrome only where the words are beyond doubt
//!  tail   share, related, comments         ← chrome from the first cue on, up to a long paragraph
//! ```
//! Chrome is short, carries cues, and stands outside the run of long paragraphs: shallow text
//! features in the sense of Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow
//! Text Features", WSDM 2010. Everything stays in the text; only spans are marked.

use super::byline::is_byline;
use super::cue::{self, Cues, Insert, SHORT_BYTES, cues};
use super::date_line::{date_line, is_clock};
use super::heading::heading;
use super::printed_date::Order;
use crate::model::Span;
use std::collections::BTreeSet;

/// Characters from which a line with a full stop counts as a paragraph of running text.
const PROSE_CHARS: usize = 100;

/// Bytes from which a line counts as wide in a paragraph that was wrapped by hand.
const WRAPPED_BYTES: usize = 45;

/// Bytes from which a line that ends with a full stop counts as a sentence.
const SENTENCE_BYTES: usize = 50;

/// Bytes from which a line is looked at sentence by sentence.
const LONG_LINE_BYTES: usize = 300;

/// One sentence in so many with a strong cue makes a whole long line chrome.
const CHROME_SHARE: usize = 4;

/// Words up to which a line above the title may be the name of the site or of a section.
const NAME_WORDS: usize = 5;

/// Lines between a title and the line that says who published it and when.
const SIGNED_LINES: usize = 4;

/// Lines from the first to the last of what is put into the text.
const INSERT_LINES: usize = 12;

/// Bytes of a title that is known by a line which has it, too.
const TITLE_BYTES: usize = 20;

/// Words of a title that is known by the line below it.
const MIN_TITLE_WORDS: usize = 3;

/// Words of the name of an author, and of the line below it that says what they are.
const AUTHOR_WORDS: usize = 5;

/// A line that is not blank, with what decides about it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Where it stands, trimmed.
    pub(super) span: Span,
    /// Its text.
    pub(super) text: &'a str,
    /// Characters of white space in front of it.
    indent: usize,
    /// Blank lines before it.
    pub(super) blanks: usize,
    cues: Cues,
    /// Whether it is running text.
    pub(super) is_prose: bool,
    /// Whether it is chrome.
    pub(super) is_chrome: bool,
    /// Whether the page itself says so.
    is_known: bool,
    /// Sentences of chrome in a line that is none: some crawls put a whole page on one line.
    parts: Vec<Span>,
}

/// What of a plain text is page.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The spans of page chrome: sorted, disjoint.
    pub(super) chrome: Vec<Span>,
    /// The title, where a page shows it: printed twice, or above the line that says who wrote it and when.
    pub(super) title: Option<Span>,
    /// What the text is called: its title, else the heading it begins with.
    pub(super) heading: Option<Span>,
}

/// The spans of page chrome in a plain text: sorted, disjoint.
pub(super) fn chrome(text: &str) -> Vec<Span> {
    marked(text, &[]).chrome
}

/// The spans of page chrome in a text of which some, sorted and disjoint, are known already.
pub(super) fn chrome_beside(text: &str, known_spans: &[Span]) -> Vec<Span> {
    marked(text, known_spans).chrome
}

/// What of a text is page, of which some spans, sorted and disjoint, are known already.
pub(super) fn marked(text: &str, known_spans: &[Span]) -> Marked {
    let mut lines = lines(text);
    let mut known = known_spans.iter().peekable();
    for line in &mut lines {
        line.cues = cues(line.text);
        while known.next_if(|span| span.end <= line.span.start).is_some() {}
        line.is_chrome = known.peek().is_some_and(|span| span.overlaps(line.span));
        line.is_known = line.is_chrome;
    }
    mark_by_words(&mut lines);
    let is_crawl = lines.iter().any(|line| line.is_chrome);
    let signed = if is_crawl { signed_title(&lines) } else { None };
    mark_inserts(&mut lines);
    mark_comments(&mut lines);
    mark_link_lists(&mut lines, signed);
    mark_contents(&mut lines);
    let title = mark_head(&mut lines, signed, is_crawl);
    let is_page = !known_spans.is_empty();
    if is_crawl {
        mark_author(&mut lines);
    }
    mark_tail(&mut lines, if is_page { Tail::Parted } else { Tail::Whole });
    let heading = title.or_else(|| heading(&lines));
    Marked { chrome: spans(&lines), title, heading }
}

/// The spans of all lines that are chrome, neighbours joined.
pub(super) fn spans(lines: &[Line<'_>]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut was_chrome = false;
    for line in lines {
        match found.last_mut() {
            Some(last) if line.is_chrome && was_chrome => *last = last.join(line.span),
            _ if line.is_chrome => found.push(line.span),
            _ => {
                found.extend(&line.parts);
                found.extend(
                    cue::button_behind(line.text)
                        .map(|len| Span { start: line.span.end - len as u32, end: line.span.end }),
                );
            }
        }
        was_chrome = line.is_chrome;
    }
    found
}

/// The lines of a text that are not blank; what their words say is not looked at yet.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut blanks = 0;
    for raw in text.split_inclusive('\n') {
        let span = Span::new(at, at + raw.len()).trimmed(text);
        let indent = Span { start: at as u32, end: span.start }.of(text).chars().count();
        at += raw.len();
        if span.is_empty() {
            blanks += 1;
            continue;
        }
        let line = span.of(text);
        found.push(Line {
            span,
            text: line,
            indent,
            blanks,
            cues: Cues::default(),
            is_prose: is_prose(line),
            is_chrome: false,
            is_known: false,
            parts: Vec::new(),
        });
        blanks = 0;
    }
    mark_wrapped_prose(&mut found);
    found
}

/// Running text: long, with a full stop followed by a space or by nothing.
fn is_prose(line: &str) -> bool {
    let long = line.len() >= PROSE_CHARS && line.chars().count() >= PROSE_CHARS;
    let ending = line.trim_end_matches(['”', '"', '’', '»', ')', ' ']);
    long && (ending.ends_with(['.', '!', '…', ',', ':']) || line.contains(". "))
}

/// Paragraphs that were wrapped by hand: three wide lines or more, with a full stop among them.
fn mark_wrapped_prose(lines: &mut [Line<'_>]) {
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.iter().skip(start + 1);
        let end = start + 1 + rest.take_while(|line| line.blanks == 0).count();
        if let Some(block) = lines.get_mut(start..end) {
            let wide = block.iter().filter(|line| line.text.len() >= WRAPPED_BYTES).count();
            let has_stop =
                block.iter().any(|line| line.text.contains(". ") || line.text.ends_with('.'));
            // Lists of headlines are as wide, but every line of them begins with a capital.
            let goes_on =
                block.iter().filter(|line| line.text.starts_with(char::is_lowercase)).count();
            if wide >= 3
                && has_stop
                && wide * 4 >= block.len() * 3
                && goes_on * 5 >= block.len() * 2
            {
                for line in block {
                    line.is_prose = true;
                }
            }
        }
        start = end;
    }
}

fn mark_by_words(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| line.cues.is_strong) {
        if let Some(parts) = chrome_sentences(line) {
            line.parts = parts;
            line.cues.is_strong = false;
        }
    }
    let Some((first, last)) = body(lines) else {
        for line in lines.iter_mut() {
            line.is_chrome |= line.cues.is_strong;
        }
        return;
    };
    for (i, line) in lines.iter_mut().enumerate() {
        let is_outside = i < first || last < i;
        let is_short = line.text.len() <= SHORT_BYTES && !ends_as_sentence(line.text);
        // A whole sentence may use such words in the article's own name.
        let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
        line.is_chrome |=
            line.cues.is_strong || (line.cues.is_weak && !is_sentence && (is_outside || is_short));
    }
}

/// The sentences of a long line that carry strong cues; `None` where they make up most of it.
fn chrome_sentences(line: &Line<'_>) -> Option<Vec<Span>> {
    if line.text.len() < LONG_LINE_BYTES {
        return None;
    }
    let mut parts: Vec<Span> = Vec::new();
    let mut at = line.span.start as usize;
    let mut count = 0;
    for sentence in line.text.split_inclusive(['.', '!', '?']) {
        let start = at + sentence.len() - sentence.trim_start().len();
        at += sentence.len();
        count += 1;
        if cues(sentence.trim()).is_strong {
            parts.push(Span::new(start, start + sentence.trim().len()));
        }
    }
    (parts.len() * CHROME_SHARE < count).then_some(parts)
}

/// First and last line of running text without a cue; `None` where there is none.
fn body(lines: &[Line<'_>]) -> Option<(usize, usize)> {
    let is_body = |line: &Line<'_>| line.is_prose && !line.cues.is_strong && !line.is_chrome;
    Some((lines.iter().position(is_body)?, lines.iter().rposition(is_body)?))
}

/// What is put into the text between two lines that say so: `Skip past …`, `After …`.
fn mark_inserts(lines: &mut [Line<'_>]) {
    let mut opened: Option<usize> = None;
    for at in 0..lines.len() {
        let is_near = |start: &usize| at - start <= INSERT_LINES;
        match lines.get(at).and_then(|line| line.cues.insert) {
            // What lies further back was never closed.
            Some(Insert::Opens) => opened = opened.filter(is_near).or(Some(at)),
            Some(Insert::Closes) => {
                let start = opened.take().filter(is_near);
                let insert = start.and_then(|start| lines.get_mut(start..=at));
                for line in insert.into_iter().flatten() {
                    line.is_chrome = true;
                }
            }
            None => {}
        }
    }
}

/// Readers' comments: after a line that opens them, or a numbered list at the end whose items have
/// several paragraphs, as blogs print comments.
fn mark_comments(lines: &mut [Line<'_>]) {
    let Some((first, _)) = body(lines) else { return };
    let prose = |lines: &[Line<'_>]| -> usize {
        lines.iter().filter(|line| line.is_prose).map(|line| line.text.len()).sum()
    };
    let all = prose(lines);
    let opening = lines.iter().enumerate().position(|(i, line)| {
        let before = lines.get(..i).map_or(0, prose);
        i > first && line.cues.opens_comments && before * 3 >= all
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
fn mark_link_lists(lines: &mut [Line<'_>], title: Option<usize>) {
    let mut is_list = false;
    let Some((first, last)) = body(lines) else { return };
    // Above the text a list ends with the title.
    let is_long = |line: &Line<'_>| line.text.split_whitespace().nth(MIN_TITLE_WORDS - 1).is_some();
    let head = lines.get(..first).unwrap_or_default();
    let title = title.or_else(|| head.iter().rposition(|line| may_be_title(line) && is_long(line)));
    for (i, line) in lines.iter_mut().enumerate() {
        let is_inside = first < i && i < last;
        // Inside the article only the line itself: a heading or a short paragraph may follow.
        let is_end = line.is_prose || is_inside || title == Some(i);
        is_list = (is_list && !is_end) || line.cues.opens_links;
        line.is_chrome |= is_list && !ends_as_sentence(line.text);
    }
}

/// The numbered headings below "Contents", which the text has again.
fn mark_contents(lines: &mut [Line<'_>]) {
    let mut is_list = false;
    for line in lines {
        let number = line.text.split(' ').next().unwrap_or_default();
        let is_item = number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && line.text.len() <= SHORT_BYTES;
        is_list = is_list && is_item || line.cues.opens_contents;
        line.is_chrome |= is_list;
    }
}

/// What a page says of its author below the text: the name that stands above the text, too, then a
/// paragraph that begins with it.
fn mark_author(lines: &mut [Line<'_>]) {
    let Some((first, last)) = body(lines) else { return };
    let is_short = |line: &Line<'_>| line.text.split_whitespace().count() <= AUTHOR_WORDS;
    let Some(bio) = lines.get(last).map(|line| line.text) else { return };
    let begins = |name: &str| {
        let surname = name.split_whitespace().next_back().unwrap_or(name);
        bio.starts_with(name) || bio.strip_prefix(surname).is_some_and(|rest| rest.starts_with(' '))
    };
    let is_signed = |name: &str| {
        let head = lines.iter().take(first);
        let mut signed =
            head.filter(|line| line.text.ends_with(name) || line.text.starts_with(name));
        signed.any(|line| is_short(line) || is_signing(line.text))
    };
    let from = last.saturating_sub(2).max(first + 1);
    let is_name = |at: &usize| {
        lines
            .get(*at)
            .is_some_and(|line| is_short(line) && begins(line.text) && is_signed(line.text))
    };
    let Some(name) = (from..last).find(is_name) else { return };
    for line in lines.iter_mut().skip(name) {
        line.is_chrome = true;
    }
}

/// The lines above the title: the page's clock, its name, its sections. Gives the title where it is sure.
fn mark_head(lines: &mut [Line<'_>], signed: Option<usize>, is_crawl: bool) -> Option<Span> {
    let (first, _) = body(lines)?;
    let head = lines.get_mut(..first)?;
    if let Some(title) = repeated_title(head) {
        for line in head.iter_mut().take(title) {
            line.is_chrome = true;
        }
        return head.get(title).map(|line| line.span);
    }
    let title = signed.or_else(|| likely_title(head))?;
    let has_chrome = signed.is_some() || head.iter().take(title).any(|line| line.is_chrome);
    let names = head.iter().take(title).filter(|line| !line.is_chrome && is_name(line)).count();
    let begins_with_clock = head.first().is_some_and(|line| {
        let is_date = date_line(line.text).is_some();
        (is_clock(line.text) && title >= 2) || (is_date && names >= 3)
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
        let is_plain_top = i == 0 && is_date && !is_clock(line.text) && names < 3;
        let is_right_above = i + 1 == title || 0 < i && i + 2 == title;
        let may_be_dateline = is_plain_top || is_date && is_right_above;
        line.is_chrome |= is_name(line) && !may_be_dateline;
    }
    sure.and_then(|title| head.get(title)).map(|line| line.span)
}

/// The title right above a line that says who wrote the text or when it was published.
fn signed_title(lines: &[Line<'_>]) -> Option<usize> {
    let (first, _) = body(lines)?;
    let head = lines.get(..first)?;
    let is_title = |at: &usize| {
        head.get(*at).is_some_and(|line| {
            may_be_title(line) && line.text.split_whitespace().nth(MIN_TITLE_WORDS - 1).is_some()
        })
    };
    let signed = head.iter().enumerate().filter(|(_, line)| is_signing(line.text));
    let above = signed.flat_map(|(at, _)| (at.saturating_sub(SIGNED_LINES)..at).filter(is_title));
    let length = |at: &usize| head.get(*at).map_or(0, |line| line.text.len().min(120));
    let above: BTreeSet<usize> = above.collect();
    above.into_iter().rev().max_by_key(length)
}

/// No date, byline, way to the page, or sentence.
fn may_be_title(line: &Line<'_>) -> bool {
    let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
    !line.is_chrome
        && !is_sentence
        && !line.text.contains(" | ")
        && !line.text.starts_with("- ")
        && date_line(line.text).is_none()
        && !is_signing(line.text)
}

/// A line that says who published the text and when, in whichever order it writes its numbers.
fn is_signing(line: &str) -> bool {
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
            rest.is_some_and(|rest| rest.starts_with(['–', '—', '-', '|', '·', '•', ':']))
        });
        named.map(|line| line.text)
    };
    let title = repeated.or_else(in_crumb).or_else(in_head)?;
    head.iter().position(|line| line.text == title)
}

/// What may stand below the last running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    /// Nothing more of the article once chrome has begun.
    Whole,
    /// Sentences between chrome: the page itself says what else is none of the article.
    Parted,
}

/// Below the last running text, everything from the first chrome on; what the page itself calls chrome
/// may stand between two short paragraphs.
fn mark_tail(lines: &mut [Line<'_>], tail: Tail) {
    let Some((_, last)) = body(lines) else { return };
    let Some(below) = lines.get_mut(last + 1..) else { return };
    let mut is_tail = false;
    for line in below {
        is_tail |= line.is_chrome && !line.is_known;
        let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
        line.is_chrome |= is_tail && !(tail == Tail::Parted && is_sentence);
    }
}

/// Whether a line ends with a full stop, a question or exclamation mark.
pub(super) fn ends_as_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The deputies of the northern district met in the town hall on Monday and \
                         agreed, after six hours of debate, to hold the vote in spring.";

    /// Lines marked with `#` are chrome; `@` stands for a paragraph of running text.
    #[track_caller]
    fn check(marked: &str) {
        let page: Vec<String> = marked.lines().map(|line| line.replace('@', PROSE)).collect();
        let text = page.iter().map(|l| l.trim_start_matches('#')).collect::<Vec<_>>().join("\n");
        let chrome = chrome(&text);
        let mut at = 0;
        for line in &page {
            let bare = line.trim_start_matches('#');
            let span = Span::new(at, at + bare.len()).trimmed(&text);
            let is_chrome = chrome.iter().any(|c| c.overlaps(span));
            if !span.is_empty() {
                assert_eq!(is_chrome, line.starts_with('#'), "{bare}");
            }
            at += bare.len() + 1;
        }
    }

    #[test]
    fn a_chapter_on_a_response_opens_no_comments() {
        check(
            "The flood\n\n@\n\n@\n\nResponse to the flood\n\n@\n\n2014 response to the drought\n\n@",
        );
        check("The flood\n\n@\n\n@\n\n#14 responses to “The flood”\n\n#@");
    }

    #[test]
    fn an_article_alone_has_no_chrome() {
        check("A vote in the north\n\nMarch 3, 2021\n\n@\n\n@\n\nWhat comes next\n\n@");
    }

    #[test]
    fn head_of_a_page_up_to_its_title() {
        check(
            "#April 4. 2023. 9:44\n\n#The Herald\n\n#All the World Today\n\n\
             Deputies in the north agree on a vote in spring\n\n@\n\n@",
        );
        check(
            "#Copyright © 2024\n\n#The Herald is supported by its readers\n\nA vote in the north in spring\n\n\
             A vote in the north in spring\nEdited by: A. B.\n\n@\n\n@",
        );
        check("#Home » News » A vote in the north\n\nA vote in the north\n\n@");
    }

    #[test]
    fn the_first_line_of_a_crawl_is_the_title_with_the_name_of_the_site() {
        check(
            "#A vote in the north in spring – The Herald\n#The Herald\n#News\nA vote in the north in spring\n@\n@",
        );
        check("A vote in the north – and what follows\n\n@\n\n@");
    }

    #[test]
    fn what_is_put_into_a_text_is_marked_between_its_two_lines() {
        check(
            "A vote\n\n@\n\n#skip past newsletter promotion\n\n#@\n\n#after newsletter promotion\n\n@",
        );
        check("A vote\n\n@\n\nEnd of the road\n\n@");
        let far = "@\n\n".repeat(INSERT_LINES);
        check(&format!(
            "A vote\n\n@\n\nSkip past the mill\n\n{far}#skip past newsletter promotion\n\n#@\n\n#after newsletter promotion\n\n@"
        ));
    }

    #[test]
    fn a_title_is_known_by_the_line_that_signs_it() {
        check(
            "#Skip to content\n#Latest news\nA vote in the north\n\nApril 3, 2019 15:22 GMT\nBy the agency\n\nA landing of the ferry by night\n\n@",
        );
        check(
            "#Home\n#Sport\n#Menu\n#The Herald\n\nA vote in the north\nJane Doe May 3, 2018\n\n@",
        );
        let text = format!("Menu\n\nA vote in the north\nJane Doe May 3, 2018\n\n{PROSE}");
        assert_eq!(marked(&text, &[]).title.map(|it| it.of(&text)), Some("A vote in the north"));
        assert_eq!(marked(&format!("A vote\n\n{PROSE}"), &[]).title, None);
    }

    #[test]
    fn what_a_page_says_of_its_author_is_none_of_the_text() {
        check(
            "#Menu\n\nA vote in the north\nBy Jane Doe\n\n@\n\n#Jane Doe\n\n#Doe is a reporter of the paper who has written about the north and its \
             rivers since 2016, and lives there.",
        );
        check("#Menu\n\nA vote in the north\nBy Jane Doe\n\n@\n\nThe north\n\n@");
    }

    #[test]
    fn wikis_add_contents_and_buttons() {
        check(
            "#Jump to content\n\nA vote\n\n@\n\n#Contents\n#1 The north\n#1.1 Its towns\n\nThe north\n\n@",
        );
        let text = format!("A vote\n\nThe north[edit]\n\n{PROSE}");
        let chrome: Vec<_> = chrome(&text).into_iter().map(|span| span.of(&text)).collect();
        assert_eq!(chrome, ["[edit]"]);
    }

    #[test]
    fn tail_of_a_page() {
        check("A vote\n\n@\n\n@\n\n#Leave a Comment\n\n#Nice words. I agree with them all.\n\n#@");
        check("A vote\n\n@\n\n#Related Posts\n#Talks in the south\n#A storm is coming");
        check("A vote\n\n@\n\n#The post A vote appeared first on The Herald.");
        check("A vote\n\n@\n\n\n#  1. I never liked them.\n\n#    @\n\n#    Now they will see.");
    }

    #[test]
    fn a_numbered_list_at_the_end_belongs_to_the_article() {
        check("A vote\n\n@\n\n\n  1. The north votes.\n  2. The south waits.");
    }

    #[test]
    fn a_page_on_one_line_is_marked_by_the_sentence() {
        let text = format!(
            "{} The Herald. All rights reserved.",
            PROSE.repeat(6).replace(".The", ". The")
        );
        let chrome = chrome(&text);
        assert_eq!(
            chrome.iter().map(|span| span.of(&text).trim()).collect::<Vec<_>>(),
            ["All rights reserved."]
        );
    }

    #[test]
    fn articles_may_speak_of_cookies_and_donations() {
        check("A vote\n\n@ Privacy policy and donations were debated too.\n\n@");
    }
}
