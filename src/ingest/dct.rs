//! Candidates for the document creation time, ranked, each with its evidence.

use super::printed_date::{dates, field};
use super::{Options, Stated};
use crate::model::{Dct, DctMethod, Edtf, Metadata, Span, When};

/// Below this a candidate is listed and not used.
const THRESHOLD: f32 = 0.3;

/// Lines near the top among which a printed date is looked for.
const TOP_LINES: usize = 12;

/// The candidate in use; `None` where none is good enough.
pub(super) fn best(candidates: &[Dct]) -> Option<Dct> {
    candidates.iter().find(|dct| dct.score >= THRESHOLD && dct.method != DctMethod::Chrome).cloned()
}

/// All candidates, best first.
pub(super) fn candidates(
    text: &str,
    stated: &Stated,
    metadata: &Metadata,
    label: &str,
    options: &Options,
) -> Vec<Dct> {
    let mut found = Vec::new();
    if let Some(date) = stated.date.as_deref() {
        if let Some(edtf) = field(date) {
            found.push(dct(edtf, DctMethod::Manifest, date, None, 1.0));
        }
    }
    found.extend(printed_line(text));
    if let Some(url) = metadata.url.as_deref() {
        found.extend(date_in(url, DctMethod::Url, 0.8));
    }
    if let Some(date) = options.default_dct {
        found.push(dct(Edtf::day(date), DctMethod::Default, "--dct", None, 0.5));
    }
    found.extend(date_in(label, DctMethod::FileName, 0.4));
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found
}

fn dct(edtf: Edtf, method: DctMethod, evidence: &str, span: Option<Span>, score: f32) -> Dct {
    Dct { when: When::from_edtf(edtf), method, evidence: evidence.to_owned(), span, score }
}

fn date_in(name: &str, method: DctMethod, score: f32) -> Option<Dct> {
    let date = dates(name).into_iter().next()?;
    Some(dct(Edtf::Point(date.partial), method, name, None, score))
}

/// A line near the top that holds a date and nothing else.
fn printed_line(text: &str) -> Option<Dct> {
    let mut offset = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        seen += 1;
        if seen > TOP_LINES {
            break;
        }
        let first = dates(line).into_iter().next().filter(|_| trimmed.len() <= 40);
        if let Some(date) = first.filter(|date| date.span.len() * 10 >= trimmed.len() * 6) {
            let span = Span::new(start + date.span.start as usize, start + date.span.end as usize);
            let is_clock = trimmed.contains(':') && seen == 1;
            let method = if is_clock { DctMethod::Chrome } else { DctMethod::Dateline };
            let score = if is_clock { 0.1 } else { 0.9 };
            return Some(dct(Edtf::Point(date.partial), method, trimmed, Some(span), score));
        }
    }
    None
}
