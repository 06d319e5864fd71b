//! Files into which a press database wrote the articles of a search, one after another: each becomes a
//! document with its own title and date (`assets/boilerplate/databases.toml`).
//!
//! ```text
//!  cover    what was searched for             ← chrome of the first article
//!  begin    1 of 20 DOCUMENTS
//!  head     title, paper, day, LENGTH: …      ← title and date; otherwise chrome
//!  text
//!  tail     LOAD-DATE: …, Subject: …          ← chrome
//!  end      End of Document
//! ```

use super::labels::{self, Kind, Labelled};
use crate::ingest::boilerplate::cue::is_copyright;
use crate::ingest::boilerplate::{self, Line};
use crate::ingest::dct::dct;
use crate::ingest::dct::printed_date::{dates, field};
use crate::ingest::parts::Parts;
use crate::model::{Dct, DctMethod, Edtf, Format, Granularity, Locator, Span};
use std::ops::Range;

/// Labels from which on a file may be one of a database.
const MIN_LABELS: usize = 2;

/// Lines of an article in which its head may end, where no line says so.
const HEAD_LINES: usize = 25;

/// Lines in which a label below the text is followed by another one.
const TAIL_LINES: usize = 6;

/// How far the day in the head of an article can be trusted, and one that only its issue or its code names.
const IN_HEAD: f32 = 0.96;
const IN_ISSUE: f32 = 0.9;

/// The documents in a text: itself, or the articles that a database wrote into it.
pub(crate) fn articles(parts: Parts) -> Vec<Parts> {
    if !labels::may_mark(&parts.text) {
        return vec![parts];
    }
    let lines = boilerplate::lines(&parts.text);
    let ranges = ranges(&lines);
    let articles = ranges.into_iter().filter_map(|range| Article::new(lines.get(range)?));
    let found: Vec<Parts> = articles.map(|article| article.parts(&parts)).collect();
    if found.is_empty() { vec![parts] } else { found }
}

/// The lines of each article; none where this is no such file.
fn ranges(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let has_code = || lines.iter().any(|line| labels::code(line.text).is_some());
    let labelled = lines.iter().filter(|line| labels::above(line).is_some());
    if labelled.take(MIN_LABELS).count() < MIN_LABELS && !has_code() {
        return Vec::new();
    }
    let at = |is_mark: fn(&str) -> bool| -> Vec<usize> {
        let marked = lines.iter().enumerate().filter(|(_, line)| is_mark(line.text));
        marked.map(|(at, _)| at).collect()
    };
    // What stands before the first article and behind the last one goes with them.
    let mut cuts = at(labels::begins);
    if cuts.is_empty() {
        cuts = at(labels::ends).into_iter().map(|end| end + 1).collect();
        cuts.pop();
        if cuts.is_empty() && at(labels::ends).is_empty() {
            return Vec::new();
        }
    } else {
        cuts.remove(0);
    }
    let mut from = 0;
    let mut found = Vec::new();
    for to in cuts.into_iter().chain([lines.len()]) {
        found.push(from..to);
        from = to;
    }
    found
}

/// One article by its lines.
struct Article<'a> {
    lines: &'a [Line<'a>],
    /// Its lines above the text.
    head: Range<usize>,
    /// Its text.
    body: Span,
    /// Its lines below the text.
    tail: Range<usize>,
}

impl<'a> Article<'a> {
    /// Nothing where it has no text.
    fn new(lines: &'a [Line<'a>]) -> Option<Self> {
        let begin = lines.iter().position(|line| labels::begins(line.text));
        let opened = begin.map(|at| at + 1);
        let start = opened.or_else(|| below_cover(lines)).unwrap_or(0);
        let (head_end, text) = body(lines, start);
        let tail = (head_end..lines.len()).find(|&at| is_tail(lines, at));
        let tail = tail.unwrap_or(lines.len());
        let last = lines.get(head_end..tail)?.last()?;
        let body = Span { start: text?, end: last.span.end };
        Some(Self { lines, head: start..head_end, body, tail: tail..lines.len() })
    }

    fn head_lines(&self) -> &'a [Line<'a>] {
        self.lines.get(self.head.clone()).unwrap_or_default()
    }

    /// What a label says, above the text or below it.
    fn stated(&self, kind: Kind) -> Option<&'a str> {
        let above = self.head_lines().iter().filter_map(labels::above);
        let below = self.lines.get(self.tail.clone()).unwrap_or_default();
        let below = below.iter().filter_map(labels::below);
        let said = above.chain(below).filter(|found: &Labelled<'a>| found.kind == kind);
        said.map(|found| found.value).find(|value| !value.is_empty())
    }

    /// Where its title stands: behind a label, at the top where paper, day and notice of copyright
    /// follow, else right above the first label.
    fn title(&self) -> Option<Span> {
        let head = self.head_lines();
        let labelled = head.iter().filter_map(labels::above);
        if let Some(title) = labelled.into_iter().find(|found| found.kind == Kind::Title) {
            return Some(title.span);
        }
        let is_label = |line: &Line<'_>| labels::above(line).is_some();
        let is_copyright = |line: &Line<'_>| is_copyright(line.text);
        let is_free =
            |line: &Line<'_>| !is_label(line) && !is_copyright(line) && day_of(line).is_none();
        let label = head.iter().position(is_label).unwrap_or(head.len());
        let day = head.iter().position(|line| day_of(line).is_some()).unwrap_or(0);
        let copyright = head.iter().rposition(is_copyright);
        if day < label && copyright.is_some_and(|copyright| day < copyright) {
            return head.iter().find(|line| is_free(line)).map(|line| line.span);
        }
        let last = head.get(..label)?.iter().rposition(is_free)?;
        let mut first = last;
        // A long title goes on in the next line.
        while head.get(first).is_some_and(|line| line.blanks == 0)
            && let Some(before) = first.checked_sub(1)
            && head.get(before).is_some_and(is_free)
        {
            first = before;
        }
        Some(head.get(first)?.span.join(head.get(last)?.span))
    }

    /// When it was published, best first.
    fn date(&self) -> Option<Dct> {
        let meta = DctMethod::Metadata;
        let labelled = || {
            let value = self.stated(Kind::Date)?;
            Some(dct(field(value)?, meta, value, None, IN_HEAD))
        };
        let printed = || {
            let mut days = self.head_lines().iter().filter(|line| labels::above(line).is_none());
            let (line, edtf) = days.find_map(|line| Some((line, day_of(line)?)))?;
            Some(dct(edtf, meta, line.text, None, IN_HEAD))
        };
        let in_issue = || {
            let value = self.stated(Kind::Issue)?;
            let date = dates(value).into_iter().next_back()?;
            Some(dct(Edtf::Point(date.partial), meta, value, None, IN_ISSUE))
        };
        let in_code = || {
            let code = self.lines.iter().find_map(|line| labels::code(line.text))?;
            Some(dct(labels::day_of_code(code)?, meta, code, None, IN_ISSUE))
        };
        labelled().or_else(printed).or_else(in_issue).or_else(in_code)
    }

    /// Its own text, and what is known about it; `parts` is the whole file.
    fn parts(&self, parts: &Parts) -> Parts {
        let whole = self.lines.iter().fold(self.body, |whole, line| whole.join(line.span));
        let title = self.title();
        let text = whole.of(&parts.text).to_owned();
        let chrome = self.chrome(whole, title, parts);
        let mut found = Parts { text, chrome, ..Parts::empty(parts.format) };
        let title = title.map(|title| title.of(&parts.text)).or_else(|| self.stated(Kind::Title));
        found.metadata.title = title.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
        found.metadata.author = self.stated(Kind::Author).map(|it| labels::name(it).to_owned());
        found.metadata.url = self.stated(Kind::Url).map(str::to_owned);
        found.metadata.language.clone_from(&parts.metadata.language);
        found.dates.extend(self.date());
        found.locators = within(&parts.locators, whole);
        found
    }

    /// All but its title and its text, and what of that is chrome by its words.
    fn chrome(&self, whole: Span, title: Option<Span>, parts: &Parts) -> Vec<Span> {
        let kept = title.into_iter().filter(|title| title.end <= self.body.start);
        let mut chrome = Vec::new();
        let mut from = whole.start;
        for span in kept.chain([self.body]) {
            chrome.push(Span { start: from, end: span.start });
            from = span.end;
        }
        chrome.push(Span { start: from, end: whole.end });
        if parts.format == Format::Pdf {
            // Running heads are told by the layout.
            chrome.extend(parts.chrome.iter().filter(|span| self.body.contains(**span)));
        }
        let in_article = |span: Span| {
            let span = span.trimmed(&parts.text);
            let start = span.start.saturating_sub(whole.start);
            Span { start, end: span.end.saturating_sub(whole.start) }
        };
        let mut chrome: Vec<Span> = chrome.into_iter().map(in_article).collect();
        chrome.retain(|span| !span.is_empty());
        chrome.sort_unstable();
        // The label of a text stands on its first line, which is none.
        let labels = self.lines.iter().filter_map(|line| {
            let found = labels::above(line).filter(|found| found.kind == Kind::Text)?;
            Some(in_article(Span { start: line.span.start, end: found.span.start }))
        });
        let labels: Vec<Span> = labels.filter(|span| !span.is_empty()).collect();
        chrome.retain_mut(|span| {
            let label = labels.iter().find(|label| span.contains(**label));
            span.end = label.map_or(span.end, |label| label.start);
            !span.is_empty()
        });
        let mut chrome = boilerplate::chrome_beside(whole.of(&parts.text), &chrome, None);
        chrome.extend(labels);
        chrome.sort_unstable();
        chrome
    }
}

/// Below the last line of the page before the first article.
fn below_cover(lines: &[Line<'_>]) -> Option<usize> {
    let label = lines.iter().position(|line| labels::above(line).is_some() || line.is_prose)?;
    let last = lines.get(..label)?.iter().rposition(|line| labels::is_cover(line.text))?;
    Some(last + 1)
}

/// The first line of the text, and its first byte: below the line that says so or behind its label; else
/// below the last line of the head.
fn body(lines: &[Line<'_>], start: usize) -> (usize, Option<u32>) {
    let at = |at: usize| {
        // A cell that holds nothing else begins with a bar.
        let bar =
            |line: &Line<'_>| line.text.len() - line.text.trim_start_matches(['|', ' ']).len();
        (at, lines.get(at).map(|line| line.span.start + bar(line) as u32))
    };
    let head = || lines.iter().enumerate().skip(start).take(HEAD_LINES);
    for (number, line) in head() {
        if labels::is_body(line.text) {
            return at(number + 1);
        }
        if let Some(found) = labels::above(line).filter(|found| found.kind == Kind::Text) {
            return if found.value.is_empty() {
                at(number + 1)
            } else {
                (number, Some(found.span.start))
            };
        }
    }
    let is_head = |line: &Line<'_>| {
        labels::above(line).is_some() || is_copyright(line.text) || day_of(line).is_some()
    };
    let head = head().take_while(|(_, line)| !line.is_prose || is_head(line));
    let last = head.filter(|(_, line)| is_head(line)).last();
    at(last.map_or(start, |(number, _)| number + 1))
}

/// Whether the lines below the text begin at a line: one that ends the article, or a label with another
/// one below it.
fn is_tail(lines: &[Line<'_>], at: usize) -> bool {
    let is_end = |line: &Line<'_>| labels::ends(line.text);
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1..)) else { return false };
    let is_label = |line: &Line<'_>| {
        labels::below(line).is_some_and(|found| found.kind != Kind::Text) || is_end(line)
    };
    let is_followed = || next.len() < TAIL_LINES || next.iter().take(TAIL_LINES).any(is_label);
    is_end(line) || is_label(line) && is_followed()
}

/// The day or month on a short line of the head.
fn day_of(line: &Line<'_>) -> Option<Edtf> {
    if line.is_prose || is_copyright(line.text) {
        return None;
    }
    let date = dates(line.text).into_iter().next()?;
    let is_first = date.span.start as usize <= line.text.len() / 2;
    let is_fine = date.partial.granularity() <= Granularity::Month;
    (is_first && is_fine).then_some(Edtf::Point(date.partial))
}

/// The places in the file that lie within an article, by its own bytes.
fn within(locators: &[Locator], article: Span) -> Vec<Locator> {
    let first = locators.iter().rev().find(|locator| locator.start <= article.start);
    let inner = locators
        .iter()
        .filter(|locator| article.start < locator.start && locator.start < article.end);
    let moved = |locator: &Locator| Locator {
        start: locator.start.saturating_sub(article.start),
        ..*locator
    };
    first.into_iter().chain(inner).map(moved).collect()
}
