//! The lines of a crawl below its text and between its paragraphs: comments, links, what it says of
//! its author.

use super::boilerplate::{Line, MIN_TITLE_WORDS, SENTENCE_BYTES, body, ends_as_sentence};
use super::page_head::{is_signing, may_be_title};

/// Words of the name of an author, and of the line below it that says what they are.
const AUTHOR_WORDS: usize = 5;

/// Readers' comments: after a line that opens them, or a numbered list at the end whose items have
/// several paragraphs, as blogs print comments.
pub(super) fn mark_comments(lines: &mut [Line<'_>]) {
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
pub(super) fn mark_link_lists(lines: &mut [Line<'_>], title: Option<usize>) {
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

/// What a page says of its author below the text: the name that stands above the text, too, then a
/// paragraph that begins with it.
pub(super) fn mark_author(lines: &mut [Line<'_>]) {
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
        is_tail |= line.is_chrome && !line.is_known;
        let is_sentence = ends_as_sentence(line.text) && line.text.len() >= SENTENCE_BYTES;
        line.is_chrome |= is_tail && !(tail == Tail::Parted && is_sentence);
    }
}
