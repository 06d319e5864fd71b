//! Candidates for the document creation time (DCT), ranked, each with its evidence.
//!
//! What is stated beats what is printed near the title, which beats what the address and the name of
//! the file say. A date in page chrome is listed and never used; the time of a file on disk is never
//! looked at, since it is the time of a copy.

use super::boilerplate::{self, Line};
use super::date_line::{
    MAX_LINE_BYTES, Says, date_line, date_line_in, is_clock, is_signed, published_at, says,
};
use super::parts::Parts;
use super::printed_date::{self, Order, PrintedDate, dates_in, field};
use super::{Options, Stated};
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span, When};

/// Below this a candidate is listed and not used.
const THRESHOLD: f32 = 0.3;

/// From this on a candidate may make a better one finer.
const FINER_SCORE: f32 = 0.5;

/// Lines at the top of the article in which a date of publication may stand.
const TOP_LINES: usize = 8;

/// Lines at its end in which one may stand.
const END_LINES: usize = 4;

/// Lines above and below the title in which its date may stand among other particulars.
const TITLE_LINES: usize = 4;

/// Bytes of a line of page chrome that is looked at.
const MAX_CHROME_LINE_BYTES: usize = 120;

/// Date lines from which on they are the headings of a chronicle.
const CHRONICLE_LINES: usize = 3;

/// The candidate in use; `None` where none is good enough. A day that another one states within a month
/// or a year is better than that.
pub(super) fn best(candidates: &[Dct]) -> Option<Dct> {
    let mut good =
        candidates.iter().filter(|dct| dct.score >= THRESHOLD && dct.method != DctMethod::Chrome);
    let first = good.next()?;
    let is_finer = |dct: &&Dct| {
        let granularity = dct.when.edtf.granularity();
        dct.score >= FINER_SCORE
            && granularity < first.when.edtf.granularity()
            && first.when.bounds.contains(dct.when.bounds)
    };
    Some(good.find(is_finer).unwrap_or(first).clone())
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
    let title = parts.metadata.title.as_deref();
    let title = lines.iter().position(|line| title == Some(line.text));
    for (number, line) in lines.iter().enumerate() {
        if line.text.len() <= MAX_CHROME_LINE_BYTES && is_chrome(line) {
            let lines = title.map(|title| number.cast_signed() - title.cast_signed());
            let from_title = lines.filter(|lines| lines.unsigned_abs() <= TITLE_LINES);
            found.extend(chrome_candidate(line, from_title));
        }
    }
    let article: Vec<&Line<'_>> = lines.iter().filter(|line| !is_chrome(line)).collect();
    let is_date = |line: &&&Line<'_>| date_line(line.text).is_some();
    let is_chronicle = article.iter().filter(is_date).count() >= CHRONICLE_LINES;
    let mut is_top = true;
    let first_body = article.iter().position(|line| line.is_prose).unwrap_or(article.len());
    for (number, line) in article.iter().take(TOP_LINES.min(first_body + 2)).enumerate() {
        let next = if number == 0 { article.get(1).copied() } else { None };
        let order = Order::of_language(parts.metadata.language.as_deref());
        let before = number.checked_sub(1).and_then(|before| article.get(before)).copied();
        let place = Top { is_above_body: is_top, is_chronicle, before, next, order };
        found.extend(top_candidate(line, &place));
        is_top &= !line.is_prose;
    }
    let end = article.len().saturating_sub(END_LINES).max(first_body + 2);
    for line in article.iter().skip(end) {
        found.extend(end_candidate(line, is_chronicle));
    }
}

/// A date in page chrome is used only beside the title: where its line says that the text was published
/// then, or holds nothing else and stands above it. `from_title` counts lines, where they are few.
fn chrome_candidate(line: &Line<'_>, from_title: Option<isize>) -> Option<Dct> {
    let dates = dates_in(line.text, None);
    let word = published_at(line.text).filter(|_| from_title.is_some());
    let said = word.and_then(|word| dates.iter().find(|date| word <= date.span.start as usize));
    if let Some(date) = said {
        return Some(at(line, date, DctMethod::Dateline, 0.6));
    }
    let date = dates.first()?;
    let is_above = from_title.is_some_and(|lines| lines < 0);
    let is_bare = is_above && date_line(line.text).is_some() && is_bare(line.text);
    Some(if is_bare {
        at(line, date, DctMethod::Dateline, 0.5)
    } else {
        at(line, date, DctMethod::Chrome, 0.05)
    })
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
    /// The line before.
    before: Option<&'a Line<'a>>,
    /// The line after the first one.
    next: Option<&'a Line<'a>>,
    /// How numeric dates are written where it was printed.
    order: Option<Order>,
}

/// A date line, a byline with a date, or the dateline of an agency.
fn top_candidate(line: &Line<'_>, place: &Top<'_>) -> Option<Dct> {
    let &Top { is_above_body, is_chronicle, before, next, order } = place;
    let head = head_of(line.text, MAX_LINE_BYTES);
    let label = before.filter(|before| is_label(before));
    if let Some(date) = date_line_in(line.text, order) {
        let is_clock_above_title = is_clock(line.text) && next.is_some_and(|next| !next.is_prose);
        let said = match says(&head) {
            Says::Nothing => label.map_or(Says::Nothing, |label| says(label.text)),
            said => said,
        };
        let score = match () {
            () if said == Says::Published => 0.95,
            () if said == Says::Updated => 0.55,
            () if is_chronicle => 0.2,
            () if is_clock_above_title => 0.6,
            () if is_above_body => 0.9,
            () => 0.45,
        };
        return Some(at(line, &date, DctMethod::Dateline, score));
    }
    let dates = dates_in(&head, order);
    // "Updated … , published …": the date behind the word of publishing.
    let after_word = published_at(&head);
    let after =
        |date: &&PrintedDate| after_word.is_none_or(|word| word <= date.span.start as usize);
    let date = dates.iter().find(after).or(dates.first())?;
    if !line.is_prose && line.text.len() <= MAX_LINE_BYTES {
        let is_day = date.partial.granularity() == Granularity::Day;
        let is_short = head.split_whitespace().count() <= 8;
        let is_byline = is_signed(&head)
            || line.text.contains(['|', '·', '•'])
            || (head.contains(" by ") && is_short);
        let score = match says(&head) {
            Says::Published => 0.95,
            Says::Updated => 0.55,
            Says::Nothing if is_chronicle => 0.2,
            Says::Nothing
                if is_above_body && is_byline && is_day && !ends_as_sentence(line.text) =>
            {
                0.75
            }
            Says::Nothing => return None,
        };
        return Some(at(line, date, DctMethod::Dateline, score));
    }
    is_dateline(line.text, date).then(|| at(line, date, DctMethod::Dateline, 0.88))
}

/// A date with nothing beside it, unlike a page's clock with its weekday and its time.
fn is_bare(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    !line.contains(':') && words.nth(1).is_none()
}

/// `Published`, `Last updated:` on a line of its own: says what the date below it is.
fn is_label(line: &Line<'_>) -> bool {
    let words = line.text.split_whitespace().count();
    words <= 3 && !line.text.contains(|c: char| c.is_ascii_digit())
}

/// `KYIV, Oct. 30, 2022 (Agency) —`, `(Geneva, October 30, 2022) –`, or a byline that was glued to the text: date and time near the start.
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
    // A place and a day in brackets before a dash.
    let is_bracketed = before.starts_with('(') && lower == 0 && after.starts_with(')') && dashes;
    is_near && ((is_upper || before.is_empty()) && dashes || is_bracketed || has_time)
}

/// `Published March 3, 2021` below the article.
fn end_candidate(line: &Line<'_>, is_chronicle: bool) -> Option<Dct> {
    let date = date_line(line.text)?;
    let score = match says(line.text) {
        Says::Published => 0.8,
        Says::Updated => 0.45,
        Says::Nothing if is_chronicle => 0.15,
        Says::Nothing => 0.5,
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
        check("(Tura, March 3, 2021) – @", Some(("2021-03-03", line)));
        check(
            "A vote\n\nPublished\n3 March 2021\n\nUpdated\n5 March 2021\n\n@",
            Some(("2021-03-03", line)),
        );
        check(
            "March 2021 in the north\n\nMarch 2021\n\n@\n\nPublished: 4 March 2021",
            Some(("2021-03-04", line)),
        );
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
