//! Lines → passages: which line breaks end a paragraph, and which only fill a page.
//!
//! ```text
//!  Title                      ← stands alone: blank lines around it
//!
//!  The first line of a hard-
//!  wrapped paragraph goes on  ← the next word would not have fitted: the line was wrapped
//!  here. It ends early.
//!  • an item                  ← begins a passage of its own
//! ```

use super::abbreviation::english;
use super::marks::Marks;
use crate::model::Span;

/// What ends a line.
static BREAKS: Marks =
    Marks::new(&['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);

/// Widest column, in characters, to which people wrap text by hand.
const MAX_COLUMN: usize = 140;

/// Narrowest column that is taken for one.
const MIN_COLUMN: usize = 38;

/// Text that is split into sentences on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Where it stands, without white space and bullets.
    pub(super) span: Span,
    /// Number of its paragraph, from 0.
    pub(super) paragraph: u32,
    /// Whether it is a line of its own, as titles are.
    pub(super) stands_alone: bool,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Without white space at the ends and without a bullet.
    span: Span,
    /// Columns that its bullet takes.
    bullet: usize,
    /// White space in front of it, in characters.
    indent: usize,
    /// Whether a blank line or the start of the text stands before it.
    follows_blank: bool,
    /// Whether page chrome begins or ends between it and the line before.
    follows_edge: bool,
    is_item: bool,
}

impl Line {
    /// How wide it is, in characters.
    fn width(&self, text: &str) -> usize {
        self.span.of(text).chars().count() + self.bullet
    }
}

/// The passages of a text in order, disjoint; none holds a blank line or an edge of chrome.
pub(super) fn passages(text: &str, chrome: &[Span]) -> Vec<Passage> {
    let lines = lines(text, chrome);
    let column = column(&lines, text);
    let mut found: Vec<Passage> = Vec::new();
    let mut paragraph = 0;
    for (i, line) in lines.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| lines.get(i));
        let goes_on = before.is_some_and(|before| goes_on(before, line, column, text));
        match found.last_mut() {
            Some(last) if goes_on => {
                last.span = last.span.join(line.span);
                last.stands_alone = false;
            }
            _ => {
                paragraph += u32::from(before.is_some());
                found.push(Passage {
                    span: line.span,
                    paragraph,
                    stands_alone: true,
                    is_item: line.is_item,
                });
            }
        }
    }
    found
}

/// Whether `line` continues the paragraph of the line before it.
fn goes_on(before: &Line, line: &Line, column: Option<usize>, text: &str) -> bool {
    if line.is_item || line.follows_edge {
        return false;
    }
    let (start, end) = (line.span.of(text), before.span.of(text));
    let closes_quote = start.starts_with(['”', '’', '»', ')', ']']);
    if line.follows_blank {
        // Crawlers tear closing quotes off their sentence.
        return closes_quote && !line.follows_edge && start.chars().nth(1) == Some(' ');
    }
    let speaks_on = start.starts_with(['–', '—', '-']) && end.ends_with([',', '?', '!', '”']);
    let first = start.chars().next().unwrap_or(' ');
    if closes_quote || speaks_on || first.is_lowercase() || end.ends_with([',', '—', '–']) {
        return true;
    }
    if ends_in_linking_word(end) {
        return true;
    }
    let was_wrapped = column.is_some_and(|column| is_full(before, line, column, text));
    let is_new_paragraph = line.indent >= before.indent + 2 && ends_sentence(end);
    was_wrapped && !is_new_paragraph
}

/// The column at which the text is wrapped by hand; `None` where it is not.
///
/// In hand-wrapped text, the lines that end in the middle of a sentence are those into which the
/// next word did not fit.
fn column(lines: &[Line], text: &str) -> Option<usize> {
    let inner = || {
        lines.windows(2).filter_map(|pair| match pair {
            [line, next] if !next.follows_blank && !next.is_item => Some((line, next)),
            _ => None,
        })
    };
    let mut widths: Vec<usize> = inner().map(|(line, _)| line.width(text)).collect();
    widths.sort_unstable();
    let widest = *widths.get(widths.len() * 19 / 20)?;
    if !(MIN_COLUMN..=MAX_COLUMN).contains(&widest) {
        return None;
    }
    // Ragged lines are a little shorter than the widest.
    let column = widest.saturating_sub(3);
    let broken = || inner().filter(|(line, _)| !ends_sentence(line.span.of(text)));
    let full = broken().filter(|(line, next)| is_full(line, next, column, text)).count();
    let all = broken().count();
    (all >= 2 && full * 10 >= all * 7).then_some(column)
}

/// Whether the first word of the next line would not have fitted.
fn is_full(line: &Line, next: &Line, column: usize, text: &str) -> bool {
    let word = next.span.of(text).split_whitespace().next().unwrap_or("");
    line.width(text) + 1 + word.chars().count() > column
}

/// `… the`: no sentence and no heading ends like that.
pub(super) fn ends_in_linking_word(line: &str) -> bool {
    english().is_linking(line.rsplit(char::is_whitespace).next().unwrap_or(""))
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '…', ':'])
}

/// The lines of the text that are not blank, cut at the edges of page chrome.
fn lines(text: &str, chrome: &[Span]) -> Vec<Line> {
    let mut edges: Vec<usize> =
        chrome.iter().flat_map(|span| [span.start as usize, span.end as usize]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut edges = edges.into_iter().peekable();
    let mut found = Vec::new();
    let mut follows_blank = true;
    let mut follows_edge = false;
    let mut start = 0;
    for (at, width) in breaks(text) {
        let mut from = start;
        while let Some(edge) = edges.next_if(|&edge| edge <= at) {
            let edge = edge.clamp(from, at);
            push_line(
                text,
                Span::new(from, edge),
                (&mut follows_blank, &mut follows_edge),
                &mut found,
            );
            follows_edge = true;
            from = edge;
        }
        let is_blank = Span::new(from, at).of(text).trim().is_empty();
        push_line(text, Span::new(from, at), (&mut follows_blank, &mut follows_edge), &mut found);
        follows_blank = follows_blank || (is_blank && from == start);
        start = at + width;
    }
    found
}

fn push_line(
    text: &str,
    span: Span,
    (follows_blank, follows_edge): (&mut bool, &mut bool),
    found: &mut Vec<Line>,
) {
    let trimmed = span.trimmed(text);
    if trimmed.is_empty() {
        return;
    }
    let indent = Span { start: span.start, end: trimmed.start }.of(text).chars().count();
    let bullet = bullet_bytes(trimmed.of(text));
    let inner = Span { start: trimmed.start + bullet.unwrap_or(0) as u32, end: trimmed.end };
    let is_item = bullet.is_some() || is_numbered(trimmed.of(text));
    if !inner.is_empty() {
        found.push(Line {
            span: inner,
            bullet: bullet.unwrap_or(0).min(2),
            indent,
            follows_blank: *follows_blank,
            follows_edge: *follows_edge,
            is_item,
        });
        (*follows_blank, *follows_edge) = (false, false);
    }
}

/// Bytes of a bullet with the space behind it; `None` where the line has none.
fn bullet_bytes(line: &str) -> Option<usize> {
    let mark = line.chars().next()?;
    if !matches!(mark, '•' | '·' | '*' | '‣' | '▪' | '■' | '●' | '◦' | '○' | '►' | '▶' | '✓' | '-')
    {
        return None;
    }
    let rest = line.get(mark.len_utf8()..)?;
    let inner = rest.trim_start();
    let is_apart = inner.len() < rest.len() && inner.starts_with(char::is_alphanumeric)
        || (!matches!(mark, '*' | '-' | '·') && !inner.is_empty());
    is_apart.then(|| line.len() - inner.len())
}

/// `1. `, `12) `, `a) `: the number is part of the item's text.
fn is_numbered(line: &str) -> bool {
    // Most lines go on without such a mark, so that no more than the first bytes are looked at.
    let mark = line.bytes().take(3).position(|byte| matches!(byte, b'.' | b')'));
    let parts = mark.and_then(|mark| line.get(..mark).zip(line.get(mark + 1..)));
    let Some((number, rest)) = parts else { return false };
    let is_short = rest.starts_with([' ', '\t']);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_letter = number.len() == 1 && line.starts_with(|c: char| c.is_ascii_lowercase());
    let is_letter_item = is_letter && line.get(1..2) == Some(")");
    is_short && (is_number || is_letter_item)
}

/// Byte offset and length of every line break, and one of no length at the end of the text.
fn breaks(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut from = 0;
    let mut marks = BREAKS.of(text);
    let found = std::iter::from_fn(move || {
        let (at, mark) = marks.next(from)?;
        let is_pair = mark == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
        let length = if is_pair { 2 } else { mark.len_utf8() };
        from = at + length;
        Some((at, length))
    });
    found.chain([(text.len(), 0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = passages(text, &[]).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_and_plain_lines_end_passages() {
        check(
            "Title here\n\nFirst line.\r\nSecond line.\n",
            &["Title here", "First line.", "Second line."],
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The council met in the old town hall on Monday and heard the\n\
                    Minister of Transport, who had come from the capital to speak to\n\
                    Members about the new line. Nobody voted.\n\
                    Later the square was full of people who had come to hear from the\n\
                    Mayor what had been said inside.";
        assert_eq!(passages(text, &[]).len(), 2);
    }

    #[test]
    fn torn_quotes_belong_to_their_sentence() {
        check(
            "The vote was held,\n” the mayor\nsaid.",
            &["The vote was held,\n” the mayor\nsaid."],
        );
        check("It is a risk,\n– she noted.", &["It is a risk,\n– she noted."]);
    }

    #[test]
    fn items_are_passages_without_their_bullets() {
        check(
            "• One thing\n• Another\n- third\n1. Fourth",
            &["One thing", "Another", "third", "1. Fourth"],
        );
        check("-5 degrees", &["-5 degrees"]);
    }

    #[test]
    fn chrome_ends_a_passage_inside_a_line() {
        let text = "Share this The talks began.";
        let found: Vec<_> =
            passages(text, &[Span::new(0, 10)]).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(found, ["Share this", "The talks began."]);
    }
}
