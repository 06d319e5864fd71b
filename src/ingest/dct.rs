//! Candidates for the document creation time (DCT), ranked, each with its evidence.
//!
//! What is stated beats what is printed near the title, which beats what the address and the name of
//! the file say. A date in page chrome is listed and never used; the time of a file on disk is never
//! looked at, since it is the time of a copy.

use super::boilerplate::{self, Line};
use super::parts::Parts;
use super::printed_date::{self, Order, PrintedDate, dates_in, field};
use super::{Options, Stated};
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span, When};
use serde::Deserialize;
use std::sync::LazyLock;

/// Below this a candidate is listed and not used.
const THRESHOLD: f32 = 0.3;

/// Lines at the top of the article in which a date of publication may stand.
const TOP_LINES: usize = 8;

/// Lines at its end in which one may stand.
const END_LINES: usize = 4;

/// Date lines from which on they are the headings of a chronicle.
const CHRONICLE_LINES: usize = 3;

/// Words that stand beside a date.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    published: Vec<String>,
    updated: Vec<String>,
    by: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/boilerplate/dates.toml")).unwrap_or_default()
});

/// Whether a text in lower case has one of the words.
fn says(lower: &str, words: &[String]) -> bool {
    words.iter().any(|word| lower.contains(word.as_str()))
}

/// The candidate in use; `None` where none is good enough.
pub(super) fn best(candidates: &[Dct]) -> Option<Dct> {
    candidates.iter().find(|dct| dct.score >= THRESHOLD && dct.method != DctMethod::Chrome).cloned()
}

/// A candidate.
pub(super) fn dct(
    edtf: Edtf,
    method: DctMethod,
    evidence: &str,
    span: Option<Span>,
    score: f32,
) -> Dct {
    let evidence = evidence.split_whitespace().collect::<Vec<_>>().join(" ");
    let evidence = evidence.chars().take(120).collect();
    Dct { when: When::from_edtf(edtf), method, evidence, span, score }
}

/// A candidate from a field that holds a date; `None` where it holds none.
pub(super) fn stated(
    value: &str,
    method: DctMethod,
    evidence: &str,
    span: Option<Span>,
    score: f32,
) -> Option<Dct> {
    field(value).map(|edtf| dct(edtf, method, evidence, span, score))
}

/// All candidates, best first.
pub(super) fn candidates(
    parts: &Parts,
    manifest: &Stated,
    label: &str,
    options: &Options,
) -> Vec<Dct> {
    let mut found = parts.dates.clone();
    if let Some(date) = manifest.date.as_deref() {
        found.extend(stated(date, DctMethod::Manifest, date, None, 1.0));
    }
    printed(parts, &mut found);
    if let Some(url) = manifest.url.as_deref().or(parts.metadata.url.as_deref()) {
        found.extend(in_address(url));
    }
    if let Some(date) = options.default_dct {
        let evidence = "the date given for documents without one";
        found.push(dct(Edtf::day(date), DctMethod::Default, evidence, None, 0.45));
    }
    if let Some(date) = printed_date::in_name(label) {
        found.push(dct(Edtf::Point(date.partial), DctMethod::FileName, label, None, 0.4));
    }
    // A stable sort: of equal scores the first found stays first.
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.dedup_by(|later, first| {
        later.when == first.when && later.method == first.method && later.evidence == first.evidence
    });
    found
}

/// When a web archive fetched a page: some time after it was published. Listed, never used.
pub(super) fn fetched(value: &str) -> Option<Dct> {
    stated(value, DctMethod::Chrome, &format!("fetched {value}"), None, 0.1)
}

/// `/2022/10/30/`, `/2022-10-30-title`, `/20221030/`, and the month of `/2022/10/`.
fn in_address(url: &str) -> Option<Dct> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let date = printed_date::in_name(path)?;
    let is_day = date.partial.granularity() == Granularity::Day;
    // Addresses keep the day of publication when the page itself is changed later.
    let score = if is_day { 0.96 } else { 0.5 };
    Some(dct(Edtf::Point(date.partial), DctMethod::Url, url, None, score))
}

/// Dates printed in the text: in chrome, at the top, at the end.
fn printed(parts: &Parts, found: &mut Vec<Dct>) {
    let text = parts.text.as_str();
    let lines = boilerplate::lines(text);
    let is_chrome = |line: &Line<'_>| {
        let next = parts.chrome.partition_point(|span| span.end <= line.span.start);
        parts.chrome.get(next).is_some_and(|span| span.contains(line.span))
    };
    for line in lines.iter().filter(|line| line.text.len() <= 120 && is_chrome(line)) {
        if let Some(date) = dates_in(line.text, None).into_iter().next() {
            found.push(at(line, &date, DctMethod::Chrome, 0.05));
        }
    }
    let article: Vec<&Line<'_>> = lines.iter().filter(|line| !is_chrome(line)).collect();
    let is_date = |line: &&&Line<'_>| boilerplate::date_line(line.text).is_some();
    let is_chronicle = article.iter().filter(is_date).count() >= CHRONICLE_LINES;
    let mut is_top = true;
    let first_body = article.iter().position(|line| line.is_prose).unwrap_or(article.len());
    for (number, line) in article.iter().take(TOP_LINES.min(first_body + 2)).enumerate() {
        let next = if number == 0 { article.get(1).copied() } else { None };
        let order = Order::of_language(parts.metadata.language.as_deref());
        let place = Top { is_above_body: is_top, is_chronicle, next, order };
        found.extend(top_candidate(line, &place));
        is_top &= !line.is_prose;
    }
    let end = article.len().saturating_sub(END_LINES).max(first_body + 2);
    for line in article.iter().skip(end) {
        found.extend(end_candidate(line, is_chronicle));
    }
}

fn at(line: &Line<'_>, date: &PrintedDate, method: DctMethod, score: f32) -> Dct {
    let start = line.span.start;
    let span = Span { start: start + date.span.start, end: start + date.span.end };
    let evidence: String = line.text.chars().take(80).collect();
    dct(Edtf::Point(date.partial), method, &evidence, Some(span), score)
}

/// Where a line near the top stands.
struct Top<'a> {
    /// Whether no running text stands before it.
    is_above_body: bool,
    /// Whether date lines are the headings of a chronicle.
    is_chronicle: bool,
    /// The line after the first one.
    next: Option<&'a Line<'a>>,
    /// How numeric dates are written where it was printed.
    order: Option<Order>,
}

/// A date line, a byline with a date, or the dateline of an agency.
fn top_candidate(line: &Line<'_>, place: &Top<'_>) -> Option<Dct> {
    let &Top { is_above_body, is_chronicle, next, order } = place;
    let lower = line.text.get(..line.text.len().min(200)).unwrap_or(line.text).to_lowercase();
    let words = &*WORDS;
    if let Some(date) = boilerplate::date_line_in(line.text, order) {
        let is_clock_above_title =
            boilerplate::is_clock(line.text) && next.is_some_and(|next| !next.is_prose);
        let score = match () {
            () if says(&lower, &words.published) => 0.95,
            () if says(&lower, &words.updated) => 0.55,
            () if is_chronicle => 0.2,
            () if is_clock_above_title => 0.6,
            () if is_above_body => 0.9,
            () => 0.45,
        };
        return Some(at(line, &date, DctMethod::Dateline, score));
    }
    let dates = dates_in(&head_of(line.text, 160), order);
    // "Updated … , published …": the date behind the word of publishing.
    let after_word = words.published.iter().filter_map(|word| lower.find(word.as_str())).min();
    let after =
        |date: &&PrintedDate| after_word.is_none_or(|word| word <= date.span.start as usize);
    let date = dates.iter().find(after).or(dates.first())?;
    if !line.is_prose && line.text.len() <= 160 {
        let is_day = date.partial.granularity() == Granularity::Day;
        let is_short = lower.split_whitespace().count() <= 8;
        let is_byline = words.by.iter().any(|by| lower.starts_with(by.as_str()))
            || line.text.contains(['|', '·', '•'])
            || (lower.contains(" by ") && is_short);
        let score = match () {
            () if says(&lower, &words.published) => 0.95,
            () if says(&lower, &words.updated) => 0.55,
            () if is_chronicle => 0.2,
            () if is_above_body && is_byline && is_day && !ends_as_sentence(line.text) => 0.75,
            () => return None,
        };
        return Some(at(line, date, DctMethod::Dateline, score));
    }
    is_dateline(line.text, date).then(|| at(line, date, DctMethod::Dateline, 0.88))
}

/// `KYIV, Oct. 30, 2022 (Agency) —`, or a byline that was glued to the text: date and time near the start.
fn is_dateline(text: &str, date: &PrintedDate) -> bool {
    let before = Span { start: 0, end: date.span.start }.of(text);
    let after = Span::new(date.span.end as usize, text.len()).of(text);
    let rest = after.trim_start_matches([',', ' ', '.', ')']);
    let is_upper = before
        .split(|c: char| !c.is_alphabetic())
        .find(|word| word.len() > 2)
        .is_some_and(|word| word.chars().all(char::is_uppercase));
    let dashes = ["—", "–", "-", "/", "_", "("].iter().any(|dash| rest.starts_with(dash));
    let has_time = rest.as_bytes().iter().take(6).any(|&b| b == b':')
        && rest.starts_with(|c: char| c.is_ascii_digit());
    // Names of authors and papers, not a sentence.
    let words = || before.split_whitespace();
    let lower = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let is_near = before.len() <= 100 && lower * 4 <= words().count();
    is_near && ((is_upper || before.is_empty()) && dashes || has_time)
}

/// `Published March 3, 2021` below the article.
fn end_candidate(line: &Line<'_>, is_chronicle: bool) -> Option<Dct> {
    let date = boilerplate::date_line(line.text)?;
    let lower = line.text.to_lowercase();
    let words = &*WORDS;
    let score = match () {
        () if says(&lower, &words.published) => 0.8,
        () if says(&lower, &words.updated) => 0.45,
        () if is_chronicle => 0.15,
        () => 0.5,
    };
    Some(at(line, &date, DctMethod::Dateline, score))
}

fn head_of(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

fn ends_as_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::plain;

    const PROSE: &str = "The deputies of the northern district met in the town hall on Monday and agreed, \
                         after six hours of debate, to hold the vote in spring.";

    /// `@` stands for running text; expected is the date in use and how it was found.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, DctMethod)>) {
        check_named(text, "a.txt", expected);
    }

    #[track_caller]
    fn check_named(text: &str, name: &str, expected: Option<(&str, DctMethod)>) {
        let parts = plain::text(text.replace('@', PROSE));
        let found = candidates(&parts, &Stated::default(), name, &Options::default());
        let best = best(&found).map(|dct| (dct.when.edtf.to_string(), dct.method));
        assert_eq!(best, expected.map(|(date, method)| (date.to_owned(), method)), "{text}");
        for dct in &found {
            if let Some(span) = dct.span {
                assert!(!span.of(&parts.text).is_empty());
            }
        }
    }

    #[test]
    fn dates_near_the_title() {
        let line = DctMethod::Dateline;
        check("A vote in the north\n\nMarch 3, 2021\n\n@", Some(("2021-03-03", line)));
        check("March 3, 2021\n\n@", Some(("2021-03-03", line)));
        check(
            "A vote in the north\nBy Jane Doe | 3 March 2021 | 4 min\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "A vote\nPublished: 3 March 2021, last updated: 5 March 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "A vote\nLast updated 5 March 2021\n\n@\n\n@\n\nPublished 3 March 2021",
            Some(("2021-03-03", line)),
        );
        check("ELISTA, March 3, 2021 (Agency) — @", Some(("2021-03-03", line)));
        check("TURA, KY--(Newswire - March 3, 2021) - @", Some(("2021-03-03", line)));
        check("Jane R. Doe, The Herald March 3, 2021 2:36 pm. @", Some(("2021-03-03", line)));
    }

    #[test]
    fn clocks_copyright_and_related_stories_are_not_used() {
        check(
            "April 4. 2023. 9:44\n\nThe Herald\n\nAll the World\n\nDeputies in the north agree on a vote\n\n@",
            None,
        );
        check("A vote\n\n@\n\nCopyright © 2024", None);
        check("A vote\n\n@\n\nRelated posts\nTalks in the south, May 5, 2020", None);
        check(
            "The treaty of March 3, 1921 was signed in the town hall, and it was kept for a long time by both of them. Much came of it.",
            None,
        );
    }

    #[test]
    fn date_lines_of_a_chronicle_date_what_follows_them() {
        check("The war\n\nMarch 3, 1921\n\n@\n\nMarch 4, 1921\n\n@\n\nMarch 7, 1921\n\n@", None);
    }

    #[test]
    fn names_of_files_are_the_last_resort() {
        let name = DctMethod::FileName;
        check_named("@", "2010-01-12_001.txt", Some(("2010-01-12", name)));
        check_named("@", "news/20100112-quake.txt", Some(("2010-01-12", name)));
        check_named("@", "000123456789.txt", None);
        check_named(
            "A vote\n\nMarch 3, 2021\n\n@",
            "2010-01-12.txt",
            Some(("2021-03-03", DctMethod::Dateline)),
        );
    }

    #[test]
    fn addresses_count_by_their_day() {
        let parts = plain::text(PROSE.to_owned());
        let manifest = Stated {
            url: Some("https://example.org/2021/03/03/vote.html".to_owned()),
            ..Stated::default()
        };
        let found = candidates(&parts, &manifest, "a.txt", &Options::default());
        assert_eq!(best(&found).unwrap().when.edtf.to_string(), "2021-03-03");
    }
}
