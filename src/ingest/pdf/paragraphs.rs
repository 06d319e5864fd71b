//! Lines → paragraphs: joined over line ends, columns and pages, with words that were parted put
//! together again.

use super::lines::{BULLETS, Line, usual_size};
use crate::ingest::boilerplate;
use crate::ingest::dct::{byline, date_line};
use crate::ingest::extract::Extract;
use std::collections::BTreeSet;

/// Distance of two baselines, against the usual one, from which a paragraph ends.
const PARAGRAPH_GAP: f64 = 1.35;

/// Share of the column's width below which a line that ends a sentence ends its paragraph.
const SHORT_LINE: f64 = 0.8;

/// How far a line is indented, in sizes of the font, if it begins a paragraph.
const INDENT: f64 = 0.8;

/// The text of all lines.
pub(super) fn join(lines: &[Line]) -> Extract {
    let words = words(lines);
    let leading = usual_leading(lines);
    let mut writer = Writer::new(&words);
    let mut before: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.is_chrome {
            writer.aside.push(line.text.clone());
            continue;
        }
        let begins = before.is_none_or(|before| begins_paragraph(lines, (before, index), leading));
        if begins {
            writer.end_paragraph();
        }
        writer.line(line);
        if writer.extract.is_cut {
            break;
        }
        before = Some(index);
    }
    writer.end_paragraph();
    writer.extract
}

/// Puts lines together.
#[derive(Debug)]
struct Writer<'a> {
    extract: Extract,
    paragraph: String,
    /// Bytes of the open paragraph at which pages begin.
    pages: Vec<(usize, u32)>,
    page: u32,
    /// Heads and feet, which wait for the paragraph to end.
    aside: Vec<String>,
    words: &'a BTreeSet<String>,
}

impl<'a> Writer<'a> {
    fn new(words: &'a BTreeSet<String>) -> Self {
        Self {
            extract: Extract::default(),
            paragraph: String::new(),
            pages: Vec::new(),
            page: 0,
            aside: Vec::new(),
            words,
        }
    }

    fn line(&mut self, line: &Line) {
        let mut text = line.text.as_str();
        if let Some(first_half) = parted(&self.paragraph)
            && line.text.starts_with(char::is_lowercase)
        {
            let end = line.text.find(|c: char| !c.is_alphabetic()).unwrap_or(line.text.len());
            let (second_half, rest) = line.text.split_at_checked(end).unwrap_or((text, ""));
            let keeps_hyphen = keeps_hyphen(first_half, second_half, self.words);
            if !keeps_hyphen {
                self.paragraph.pop();
            }
            self.paragraph.push_str(second_half);
            text = rest;
        } else if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        if line.page != self.page {
            self.page = line.page;
            self.pages.push((self.paragraph.len(), line.page));
        }
        self.paragraph.push_str(text);
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.extract.paragraph(&paragraph);
        let start = self.extract.text.len().saturating_sub(paragraph.trim().len());
        for (at, page) in std::mem::take(&mut self.pages) {
            self.extract.locators.push(((start + at) as u32, page));
        }
        for text in std::mem::take(&mut self.aside) {
            self.extract.paragraph(&text);
            let end = self.extract.text.len();
            let start = end.saturating_sub(text.trim().len());
            if start < end {
                self.extract.chrome.push((start as u32, end as u32));
            }
        }
    }
}

/// The first half of a word that the end of a line parted.
fn parted(paragraph: &str) -> Option<&str> {
    let before = paragraph.strip_suffix(['-', '‐'])?;
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    (word.chars().count() >= 2).then_some(word)
}

/// `co-` + `operate` loses its hyphen unless the document writes it so elsewhere.
fn keeps_hyphen(first: &str, second: &str, words: &BTreeSet<String>) -> bool {
    let whole = format!("{first}{second}").to_lowercase();
    let hyphenated = format!("{first}-{second}").to_lowercase();
    words.contains(&hyphenated) && !words.contains(&whole)
}

/// All words of the document that stand whole on a line, in lower case.
fn words(lines: &[Line]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in lines {
        for word in line.text.split(|c: char| !c.is_alphabetic() && c != '-') {
            if word.len() > 3 && !word.ends_with('-') {
                words.insert(word.to_lowercase());
            }
        }
    }
    words
}

/// The usual distance of baselines, in sizes of the font.
fn usual_leading(lines: &[Line]) -> f64 {
    let size = usual_size(lines);
    let mut leadings: Vec<f64> = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(a, b)| {
            a.page == b.page && (a.size - size).abs() < 0.5 && (b.size - size).abs() < 0.5
        })
        .map(|(a, b)| (b.baseline - a.baseline) / size)
        .filter(|leading| (0.8..2.6).contains(leading))
        .collect();
    leadings.sort_by(f64::total_cmp);
    leadings.get(leadings.len() * 2 / 5).copied().unwrap_or(1.2)
}

/// The column that a line stands in, from its left to its right end: those of the lines around it.
fn column(lines: &[Line], index: usize) -> (f64, f64) {
    let Some(line) = lines.get(index) else { return (0.0, 0.0) };
    let around = lines.get(index.saturating_sub(12)..(index + 12).min(lines.len()));
    let fellows = around.unwrap_or_default().iter().filter(|other| {
        let is_near = (other.start - line.start).abs() < 3.0 * line.size;
        other.page == line.page && !other.is_chrome && is_near
    });
    fellows.fold((line.start, line.end), |(start, end), other| {
        (start.min(other.start), end.max(other.end))
    })
}

/// Whether the second line begins a paragraph after the first.
fn begins_paragraph(lines: &[Line], (first, second): (usize, usize), leading: f64) -> bool {
    let (Some(before), Some(line)) = (lines.get(first), lines.get(second)) else { return true };
    let size = before.size.max(line.size);
    if (before.size - line.size).abs() > 0.12 * size || before.turns != line.turns {
        return true;
    }
    if parted(&before.text).is_some() && line.text.starts_with(char::is_lowercase) {
        return false;
    }
    let ends_sentence = boilerplate::ends_as_sentence(&before.text);
    let (left, right) = column(lines, first);
    let is_short = before.end - left < SHORT_LINE * (right - left);
    let distance = line.baseline - before.baseline;
    if before.page != line.page || distance < -0.5 * size || distance > 8.0 * size {
        // The text goes on in the next column or on the next page, unless a sentence is over.
        let goes_on = line.text.starts_with(|c: char| c.is_lowercase() || c == '(');
        return ends_sentence || (is_short && !goes_on);
    }
    let is_far = distance > PARAGRAPH_GAP * leading * size;
    let is_beside = distance.abs() < 0.3 * size;
    let is_in = |from: f64| line.start - from > INDENT * size;
    let is_indented = is_in(before.start) && is_in(column(lines, second).0);
    let is_item = line.text.starts_with(BULLETS);
    let is_heading = before.end - before.start < 0.5 * (right - left)
        && line.text.starts_with(char::is_uppercase);
    // Lines of a letter stand at the right, each with its own beginning.
    let is_apart = is_short || (before.start - line.start).abs() > INDENT * size;
    let is_dated = |line: &Line| date_line::date_line(&line.text).is_some();
    let is_signed = is_short && byline::is_byline(&before.text, None)
        || is_apart && (is_dated(before) || is_dated(line));
    is_far
        || is_beside
        || is_item
        || is_heading
        || is_signed
        || (ends_sentence && (is_short || is_indented))
}
