//! The words that a title keeps, written out as a line.

use crate::events::clause::Clauses;
use crate::events::words::Word;
use crate::events::words::tagger::Tag;
use crate::model::Span;
use crate::phrase::note;
use std::borrow::Cow;
use std::ops::Range;

/// Longest title in characters.
pub(crate) const MAX_CHARS: usize = 80;

/// Whether a line is short enough.
pub(crate) fn fits(line: &str) -> bool {
    line.len() <= MAX_CHARS || line.chars().count() <= MAX_CHARS
}

/// The line that the kept words make.
pub(crate) fn line(clauses: &Clauses<'_>, kept: &[usize], antecedent: Option<&str>) -> String {
    finished(written(clauses, kept, antecedent))
}

/// The line of a relative clause: what its pronoun means stands in brackets, as its object.
pub(crate) fn line_with_object(
    clauses: &Clauses<'_>,
    (before, after): (&[usize], &[usize]),
    object: Range<usize>,
    antecedent: Option<&str>,
) -> String {
    let object = clauses.span_of(object).of(clauses.text);
    let object = object.strip_prefix("The ").map_or(object.to_owned(), |it| format!("the {it}"));
    let (before, after) = (written(clauses, before, antecedent), written(clauses, after, None));
    finished(format!("{before} [{object}] {after}"))
}

/// The kept words with their own spacing.
fn written(clauses: &Clauses<'_>, kept: &[usize], antecedent: Option<&str>) -> String {
    let whole = kept.first().zip(kept.last()).map_or(0..0, |(&first, &last)| first..last + 1);
    let mut line = String::with_capacity(clauses.span_of(whole).len());
    let mut last: Option<usize> = None;
    for (i, &at) in kept.iter().enumerate() {
        let Some(word) = clauses.words.get(at) else { continue };
        if let Some(last) = last {
            write_gap(clauses, last, at, &mut line);
        }
        match antecedent.filter(|_| i == 0) {
            Some(name) => line.push_str(name),
            // "Sued by its tenants, the council": the council sued.
            None if last.is_some_and(|last| at < last) && !is_name(word) => {
                line.push_str(&word.span.of(clauses.text).to_lowercase());
            }
            None => line.push_str(word.span.of(clauses.text)),
        }
        last = Some(at);
    }
    if last.and_then(|at| clauses.words.get(at)).is_some_and(|word| word.is_possessive) {
        line.push_str("’s");
    }
    line
}

fn is_name(word: &Word) -> bool {
    word.place.is_some() || word.tag == Tag::Name
}

/// Writes what stands between two words that follow each other in the line.
fn write_gap(clauses: &Clauses<'_>, left: usize, right: usize, line: &mut String) {
    let (Some(a), Some(b)) = (clauses.words.get(left), clauses.words.get(right)) else {
        return line.push(' ');
    };
    let has_space = if left + 1 == right {
        // Nearly always a space, or nothing before a mark.
        match (Span { start: a.span.end, end: b.span.start.max(a.span.end) }).of(clauses.text) {
            " " => true,
            "" => false,
            _ => write_between(clauses, a, b, line),
        }
    } else {
        line.push_str(if a.is_possessive { "’s" } else { "" });
        !(b.mark.is_some_and(closes) || a.mark.is_some_and(opens))
    };
    if has_space {
        line.push(' ');
    }
}

/// Writes what stands between two neighbours but for notes and white space; whether there is any of that.
fn write_between(clauses: &Clauses<'_>, a: &Word, b: &Word, line: &mut String) -> bool {
    let behind = note::skip(clauses.text, a.span.end as usize) as u32;
    let text = Span { start: behind, end: b.span.start.max(behind) }.of(clauses.text);
    // "upheld | [court report] | the ban".
    let is_note = text.trim_start().starts_with('[') && text.trim_end().ends_with(']');
    if !is_note {
        line.push_str(text.trim());
    }
    text.chars().any(char::is_whitespace)
}

fn closes(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '.' | '!' | '?' | '”' | '’' | ')' | ']' | '%')
}

fn opens(mark: char) -> bool {
    matches!(mark, '“' | '‘' | '(' | '[' | '«' | '$' | '€' | '£')
}

/// White space set right, quotation marks in pairs, the first letter upper case.
fn finished(mut line: String) -> String {
    const ENDS: [char; 7] = [' ', ',', ';', ':', '–', '—', '.'];
    if !is_even(&line) {
        line = spaced(&line);
    }
    // Curly marks are beyond ASCII.
    if !line.is_ascii() || memchr::memchr3(b'[', b'(', b'"', line.as_bytes()).is_some() {
        line = paired(line);
    }
    line.truncate(line.trim_end_matches(ENDS).len());
    line.drain(..line.len() - line.trim_start_matches(ENDS).len());
    capitalise(&mut line);
    if line.contains(" ,") { line.replace(" ,", ",") } else { line }
}

/// The first letter behind the marks that a line opens with, in upper case.
fn capitalise(line: &mut String) {
    let is_word = |c: char| !matches!(c, '“' | '‘' | '"' | '«' | '[');
    let opening = line.char_indices().find(|&(_, c)| is_word(c)).or(line.char_indices().next());
    if let Some((at, first)) = opening.filter(|(_, first)| first.is_lowercase()) {
        let upper: String = first.to_uppercase().collect();
        line.replace_range(at..at + first.len_utf8(), &upper);
    }
}

/// Whether all white space of a line is single spaces, as in most lines.
fn is_even(line: &str) -> bool {
    // All bytes are looked at, many at once, since most lines are even.
    let may_be_odd = |odd: bool, byte: u8| odd | !byte.is_ascii() | matches!(byte, b'\t'..=b'\r');
    let is_odd = |c: char| c != ' ' && c.is_whitespace();
    let has_odd = line.bytes().fold(false, may_be_odd) && line.contains(is_odd);
    let pairs = line.bytes().zip(line.bytes().skip(1));
    let is_wide = |wide: bool, pair: (u8, u8)| wide | matches!(pair, (b' ', b' '));
    !has_odd && !pairs.fold(false, is_wide)
}

/// The words of a text with one space between them.
pub(crate) fn with_single_spaces(text: &str) -> Cow<'_, str> {
    if is_even(text) { Cow::Borrowed(text.trim_matches(' ')) } else { Cow::Owned(spaced(text)) }
}

/// The same of a line that is not written so.
fn spaced(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(word);
    }
    text
}

/// Quotation marks and brackets that stand alone go.
fn paired(mut text: String) -> String {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('‘', '’'), ('[', ']'), ('(', ')')];
    let mut counts = [(0, 0); PAIRS.len()];
    for c in text.chars().filter(|&c| matches!(c, '[' | ']' | '(' | ')' | '‘'..='”')) {
        for ((open, close), (opens, closes)) in PAIRS.into_iter().zip(&mut counts) {
            *opens += usize::from(c == open);
            *closes += usize::from(c == close);
        }
    }
    for ((open, close), (opens, closes)) in PAIRS.into_iter().zip(counts) {
        if opens > closes || close == '”' && closes > opens {
            text.retain(|c| c != open && (close != '”' || c != close));
        }
    }
    if text.bytes().filter(|&b| b == b'"').count() % 2 == 1 {
        text.retain(|c| c != '"');
    }
    text
}
