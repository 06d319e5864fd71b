//! The words by which press databases mark what they write (`assets/boilerplate/databases.toml`).

use crate::ingest::boilerplate::Line;
use crate::ingest::dct::byline::is_byline;
use crate::ingest::dct::date_line::is_signed;
use crate::model::{Date, Edtf, Span};
use memchr::memmem;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Longest label before a colon, in bytes.
const MAX_LABEL_BYTES: usize = 30;

/// Longest line without a label that may be a mark, in bytes.
const MAX_MARK_BYTES: usize = 60;

/// Lengths of the code by which a database knows an article: `Document ABCD000020221030eiau0001x`.
const CODE_BYTES: RangeInclusive<usize> = 20..=34;

/// Its digits begin with four that count, then the day.
const CODE_DIGITS: RangeInclusive<usize> = 12..=16;

/// What a label speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of the article.
    Title,
    /// Who wrote it.
    Author,
    /// When it was published.
    Date,
    /// The issue in which it was, whose name may hold the day.
    Issue,
    /// Its address.
    Url,
    /// Its language.
    Language,
    /// Its text.
    Text,
    /// Something else.
    Other,
}

/// A line with a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled<'a> {
    pub(super) kind: Kind,
    /// What stands behind the label.
    pub(super) value: &'a str,
    /// Where.
    pub(super) span: Span,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    title: BTreeSet<String>,
    author: BTreeSet<String>,
    date: BTreeSet<String>,
    issue: BTreeSet<String>,
    url: BTreeSet<String>,
    language: BTreeSet<String>,
    text: BTreeSet<String>,
    head: BTreeSet<String>,
    tail: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Databases {
    marks: Vec<String>,
    begins: BTreeSet<String>,
    ends: BTreeSet<String>,
    body: BTreeSet<String>,
    head: BTreeSet<String>,
    cover: Vec<String>,
    labels: Labels,
    tags: Labels,
}

static DATABASES: LazyLock<Option<Databases>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/boilerplate/databases.toml")).ok()
});

/// Where labels stand: below the text most of them say nothing of the article.
#[derive(Clone, Copy)]
enum Place {
    Above,
    Below,
}

impl Labels {
    fn kind(&self, word: &str, place: Place) -> Option<Kind> {
        let named = [
            (&self.title, Kind::Title),
            (&self.author, Kind::Author),
            (&self.date, Kind::Date),
            (&self.issue, Kind::Issue),
            (&self.url, Kind::Url),
            (&self.language, Kind::Language),
            (&self.text, Kind::Text),
            (&self.head, Kind::Other),
        ];
        let named = named.into_iter().find(|(words, _)| words.contains(word));
        let named = named.map(|(_, kind)| kind);
        match place {
            Place::Above => named,
            Place::Below => named.or_else(|| self.tail.contains(word).then_some(Kind::Other)),
        }
    }
}

/// Whether a text may hold marks of a database.
pub(super) fn may_mark(text: &str) -> bool {
    let mut marks = DATABASES.iter().flat_map(|databases| &databases.marks);
    marks.any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
}

/// Whether a line begins an article.
pub(super) fn begins(line: &str) -> bool {
    is_one_of(line, |databases| &databases.begins)
}

/// Whether a line ends an article.
pub(super) fn ends(line: &str) -> bool {
    is_one_of(line, |databases| &databases.ends) || code(line).is_some()
}

/// Whether a line says that the text begins below it.
pub(super) fn is_body(line: &str) -> bool {
    is_one_of(line, |databases| &databases.body)
}

/// Whether a line belongs to the page before the first article.
pub(super) fn is_cover(line: &str) -> bool {
    let line = pattern(line.get(..line.floor_char_boundary(MAX_MARK_BYTES)).unwrap_or(line));
    let mut words = DATABASES.iter().flat_map(|databases| &databases.cover);
    words.any(|begin| line.starts_with(begin.as_str()))
}

/// What a line above the text is labelled as.
pub(super) fn above<'a>(line: &Line<'a>) -> Option<Labelled<'a>> {
    labelled(line, Place::Above)
}

/// What a line below the text is labelled as.
pub(super) fn below<'a>(line: &Line<'a>) -> Option<Labelled<'a>> {
    labelled(line, Place::Below)
}

fn labelled<'a>(line: &Line<'a>, place: Place) -> Option<Labelled<'a>> {
    let databases = DATABASES.as_ref()?;
    let found = |kind, label: usize| {
        let rest = Span::new(label, line.text.len()).of(line.text);
        let value = rest.trim_start_matches([':', ' ', '\t', '|']);
        let start = line.span.end - value.len() as u32;
        Labelled { kind, value, span: Span { start, end: line.span.end } }
    };
    let colon = line.text.bytes().take(MAX_LABEL_BYTES).position(|byte| byte == b':');
    let by_label = colon.and_then(|colon| {
        let label = Span::new(0, colon).of(line.text).trim().to_lowercase();
        Some(found(databases.labels.kind(&label, place)?, colon))
    });
    let by_tag = || {
        let end = line.text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.text.len());
        let rest = Span::new(end, line.text.len()).of(line.text);
        let is_apart =
            rest.is_empty() || ["\t", "  ", " |"].iter().any(|gap| rest.starts_with(gap));
        let kind = databases.tags.kind(Span::new(0, end).of(line.text), place)?;
        is_apart.then(|| found(kind, end))
    };
    let by_words = || {
        let is_head = is_one_of(line.text, |databases| &databases.head);
        let is_signed = is_signed(line.text) && is_byline(line.text, None);
        match place {
            Place::Above if is_head => Some(found(Kind::Other, 0)),
            Place::Above if is_signed => Some(found(Kind::Author, 0)),
            Place::Below if databases.labels.tail.contains(&line.text.to_lowercase()) => {
                Some(found(Kind::Other, 0))
            }
            Place::Above | Place::Below => None,
        }
    };
    by_label.or_else(by_tag).or_else(by_words)
}

/// The name in the line of an author: `By Jane Doe` → `Jane Doe`.
pub(super) fn name(line: &str) -> &str {
    let (first, rest) = line.split_once(' ').unwrap_or(("", line));
    if first.eq_ignore_ascii_case("by") { rest.trim() } else { line }
}

/// The code of an article: letters, digits with the day among them, and more.
pub(super) fn code(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().rev().take(3);
    let code = words.next()?;
    let is_named = words.next().is_some_and(|word| word.eq_ignore_ascii_case("document"));
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_code = CODE_BYTES.contains(&code.len())
        && letters > 1
        && CODE_DIGITS.contains(&digits(code).len())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_named && is_code && line.len() <= MAX_MARK_BYTES).then_some(code)
}

/// The day in such a code.
pub(super) fn day_of_code(code: &str) -> Option<Edtf> {
    let number: i32 = digits(code).get(4..12)?.parse().ok()?;
    let date = Date::new(number / 10_000, (number / 100 % 100) as u8, (number % 100) as u8)?;
    Some(Edtf::day(date))
}

fn digits(code: &str) -> &str {
    let rest = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    Span::new(0, end).of(rest)
}

fn is_one_of(line: &str, words: fn(&Databases) -> &BTreeSet<String>) -> bool {
    line.len() <= MAX_MARK_BYTES
        && DATABASES.as_ref().is_some_and(|databases| words(databases).contains(&pattern(line)))
}

/// The words of a line in lower case, each number as `#`: `1 of 20 DOCUMENTS` → `# of # documents`.
fn pattern(line: &str) -> String {
    let mut found = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !found.is_empty() {
            found.push(' ');
        }
        let mut was_digit = false;
        for c in word.chars() {
            let is_digit = c.is_ascii_digit() || c == ',' && was_digit;
            if !is_digit {
                found.extend(c.to_lowercase());
            } else if !was_digit {
                found.push('#');
            }
            was_digit = is_digit;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_loads() {
        assert!(DATABASES.is_some());
    }

    #[test]
    fn marks_are_whole_lines() {
        assert!(begins("12 of 100 DOCUMENTS") && begins("Document 3 of 20"));
        assert!(ends("End of Document") && ends("Document ABCD000020221030eiau0001x"));
        assert!(!begins("Document 3 of the annex") && !ends("At the end of document B"));
        assert!(!ends("Document 1234567890123456789012"));
        let day = code("Document ABCD000020221030eiau0001x").and_then(day_of_code);
        assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2022-10-30"));
    }
}
