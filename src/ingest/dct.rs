//! Candidates for the document creation time (DCT), ranked, each with its evidence.
//!
//! What is stated beats what is printed near the title, which beats what the address and the name of
//! the file say. A date in page chrome is listed, and used only beside the title or where nothing else
//! dates a web page (`weigh`); the time of a file on disk is never looked at, since it is the time of a copy.

use super::boilerplate::{self, Line};
use super::byline::is_byline;
use super::date_line::{
    MAX_LINE_BYTES, Says, date_line, date_line_in, is_clock, is_signed, is_stamp, published_at,
    says, says_before,
};
use super::parts::Parts;
use super::printed_date::{self, Order, PrintedDate, dates_in, field};
use super::{Options, Stated, weigh};
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span, When};

/// Below this a candidate is listed and not used.
const THRESHOLD: f32 = 0.3;

/// From this on a candidate may make a better one finer.
const FINER_SCORE: f32 = 0.5;

/// How far the day in an address that is printed at the top can be trusted.
const PRINTED_ADDRESS: f32 = 0.6;

/// Lines at the top of the article in which a date of publication may stand.
const TOP_LINES: usize = 8;

/// Lines at its end in which one may stand.
const END_LINES: usize = 4;

/// Lines above and below the title in which its date may stand among other particulars.
const TITLE_LINES: usize = 4;

/// Bytes of a line of page chrome that is looked at.
const MAX_CHROME_LINE_BYTES: usize = 120;

/// Bytes from which a line may be the title that the head of a page states.
const MIN_TITLE_BYTES: usize = 12;

/// Words of a place before the day of a dateline.
const MAX_PLACE_WORDS: usize = 3;

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
    weigh::strengthen(&mut found);
    if parts.is_page() && found.iter().all(|dct| dct.score < THRESHOLD) {
        found.extend(weigh::last_resort(&found, &parts.text));
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
    let order = parts.order();
    let is_chrome = |line: &Line<'_>| {
        let next = parts.chrome.partition_point(|span| span.end <= line.span.start);
        parts.chrome.get(next).is_some_and(|span| span.contains(line.span))
    };
    let title = parts.metadata.title.as_deref();
    // The head of a page adds the name of the site to its title.
    let is_title = |line: &Line<'_>| {
        title.is_some_and(|title| {
            title == line.text || line.text.len() >= MIN_TITLE_BYTES && title.starts_with(line.text)
        })
    };
    let title = lines.iter().position(is_title);
    for (number, line) in lines.iter().enumerate() {
        if line.text.len() <= MAX_CHROME_LINE_BYTES && is_chrome(line) {
            let lines = title.map(|title| number.cast_signed() - title.cast_signed());
            let from_title = lines.filter(|lines| lines.unsigned_abs() <= TITLE_LINES);
            found.extend(chrome_candidate(line, from_title, order));
        }
    }
    let article: Vec<&Line<'_>> = lines.iter().filter(|line| !is_chrome(line)).collect();
    let is_date = |line: &&&Line<'_>| date_line(line.text).is_some();
    let is_chronicle = article.iter().filter(is_date).count() >= CHRONICLE_LINES;
    let mut is_top = true;
    let first_body = article.iter().position(|line| line.is_prose).unwrap_or(article.len());
    let title_start = title.and_then(|title| lines.get(title)).map(|title| title.span.start);
    let below = title.into_iter().flat_map(|title| lines.iter().skip(title + 1).take(TITLE_LINES));
    let is_dated_below =
        below.take_while(|line| !line.is_prose).any(|line| dates_page(line, order));
    for (number, line) in article.iter().take(TOP_LINES.min(first_body + 2)).enumerate() {
        let next = if number == 0 { article.get(1).copied() } else { None };
        let before = number.checked_sub(1).and_then(|before| article.get(before)).copied();
        let is_above_title = title_start.is_some_and(|title| line.span.start < title);
        let place = Top {
            is_above_body: is_top && !(is_above_title && is_dated_below),
            is_below_title: parts.is_page() && title_start.is_some() && !is_above_title,
            is_chronicle,
            before,
            next,
            order,
        };
        found.extend(top_candidate(line, &place));
        is_top &= !line.is_prose;
    }
    let end = article.len().saturating_sub(END_LINES).max(first_body + 2);
    for line in article.iter().skip(end) {
        found.extend(end_candidate(line, is_chronicle, order));
    }
}

/// A date in page chrome is used only beside the title: where its line says that the text was published
/// then, where it holds nothing else and stands above it, or where it begins or signs a line below it.
/// `from_title` counts lines, where they are few.
fn chrome_candidate(
    line: &Line<'_>,
    from_title: Option<isize>,
    order: Option<Order>,
) -> Option<Dct> {
    let dates = dates_in(line.text, order);
    let date = dates.first()?;
    let is_published = from_title.is_some() && says(line.text) == Says::Published;
    let word = published_at(line.text).filter(|_| is_published);
    let said = word.and_then(|word| dates.iter().find(|date| word <= date.span.start as usize));
    if let Some(date) = said {
        return Some(at(line, date, DctMethod::Dateline, 0.6));
    }
    let before = Span { start: 0, end: date.span.start }.of(line.text);
    let said = match says_before(before) {
        Says::Nothing => says(line.text),
        said => said,
    };
    let is_alone = || date_line_in(line.text, order).is_some();
    let is_signing = || before.trim().is_empty() || is_signed(line.text);
    let score = match (from_title, said) {
        (None, _) | (_, Says::Other) => None,
        (Some(_), Says::Updated) => Some(0.4),
        (Some(..0), _) if is_alone() && is_bare(line.text) => Some(0.5),
        // The way to the page ends with its day.
        (Some(-1), _) if is_alone() && !line.text.contains(':') => Some(0.4),
        (Some(0..), _) if is_alone() => Some(0.6),
        (Some(0..), _) if is_signing() => Some(0.5),
        _ => None,
    };
    let method = if score.is_some() { DctMethod::Dateline } else { DctMethod::Chrome };
    Some(at(line, date, method, score.unwrap_or(0.05)))
}

fn at(line: &Line<'_>, date: &PrintedDate, method: DctMethod, score: f32) -> Dct {
    let start = line.span.start;
    let span = Span { start: start + date.span.start, end: start + date.span.end };
    let evidence: String = line.text.chars().take(80).collect();
    dct(Edtf::Point(date.partial), method, &evidence, Some(span), score)
}

/// Where a line near the top stands.
struct Top<'a> {
    /// Whether no running text stands before it, nor a title with a better date below it.
    is_above_body: bool,
    /// Whether it stands below the title of a page.
    is_below_title: bool,
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
    let &Top { is_above_body, is_below_title, is_chronicle, before, next, order } = place;
    let head = head_of(line.text, MAX_LINE_BYTES);
    let label = before.filter(|before| is_label(before));
    if let Some(printed) = address_in(line.text) {
        return Some(printed);
    }
    if let Some(date) = date_line_in(line.text, order) {
        let is_clock_above_title = is_clock(line.text) && next.is_some_and(|next| !next.is_prose);
        let said = match says(&head) {
            Says::Nothing => label.map_or(Says::Nothing, |label| says(label.text)),
            said => said,
        };
        let score = match () {
            () if said == Says::Other => return None,
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
            || (head.contains(" by ") && is_short)
            || is_short && is_before_time(line.text, date)
            || is_below_title && is_byline(line.text, order);
        let score = match says(&head) {
            Says::Published => 0.95,
            Says::Updated => 0.55,
            Says::Nothing if is_chronicle => 0.2,
            Says::Nothing
                if is_above_body && is_byline && is_day && !ends_as_sentence(line.text) =>
            {
                0.75
            }
            Says::Nothing | Says::Other => return None,
        };
        return Some(at(line, date, DctMethod::Dateline, score));
    }
    is_dateline(line.text, date).then(|| at(line, date, DctMethod::Dateline, 0.88))
}

/// Whether a line says when its page was published: a date alone or beside the names of those who did.
fn dates_page(line: &Line<'_>, order: Option<Order>) -> bool {
    let is_dated = || date_line_in(line.text, order).is_some() || is_byline(line.text, order);
    let has_day = || {
        let dates = dates_in(line.text, order);
        dates.iter().any(|date| date.partial.granularity() == Granularity::Day)
    };
    has_day() && is_dated() && !matches!(says(line.text), Says::Updated | Says::Other)
}

/// Whether a time of day follows a date: `2012-11-08 10:23:33`.
fn is_before_time(line: &str, date: &PrintedDate) -> bool {
    let after = Span::new(date.span.end as usize, line.len()).of(line);
    let time = after.trim_start_matches([',', ' ', '-', '–', '|']).as_bytes();
    let colon = time.iter().position(|&b| b == b':');
    time.first().is_some_and(u8::is_ascii_digit) && colon.is_some_and(|at| at <= 2)
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
    // A place and a day in brackets before a dash, or without them: `Geneva, 30 October 2022 – `.
    let is_bracketed = before.starts_with('(') && after.starts_with(')');
    let is_placed = before.ends_with(", ") && words().count() <= MAX_PLACE_WORDS;
    let is_plain = lower == 0 && (is_bracketed || is_placed) && dashes;
    is_near && ((is_upper || before.is_empty()) && dashes || is_plain || has_time)
}

/// The day in an address that is printed at the top, as on pages made for printing.
fn address_in(line: &str) -> Option<Dct> {
    let (_, rest) = line.split_once("://")?;
    let address = rest.split_whitespace().next()?;
    let date = printed_date::in_name(address)?;
    Some(dct(Edtf::Point(date.partial), DctMethod::Url, address, None, PRINTED_ADDRESS))
}

/// `Published March 3, 2021` below the article.
fn end_candidate(line: &Line<'_>, is_chronicle: bool, order: Option<Order>) -> Option<Dct> {
    let stamp = || {
        let is_short = line.text.len() <= MAX_LINE_BYTES && is_stamp(line.text);
        dates_in(line.text, order).into_iter().next().filter(|_| is_short)
    };
    let date = date_line_in(line.text, order).or_else(stamp)?;
    let score = match says(line.text) {
        Says::Published => 0.8,
        Says::Updated => 0.45,
        Says::Other => return None,
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
