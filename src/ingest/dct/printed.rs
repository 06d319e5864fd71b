//! Dates printed in a document: above and below its title, at the beginning and end of its text, and in
//! the page chrome around it.

use super::byline::is_byline;
use super::date_line::{
    CHRONICLE_LINES, MAX_LINE_BYTES, Says, date_line, date_line_in, is_label_of_date, is_of_itself,
    is_page_clock, is_signed, is_span_of_days, is_stamp, names_day, published_at, says,
    says_before,
};
use super::dct;
use super::lead::{LEAD, is_latest_year, is_place_and_month, is_short_lead, opens_text};
use super::named_date;
use super::numeric_order;
use super::printed_date::{self, Order, PrintedDate, dates_in, names_weekday, short_named_day};
use crate::ingest::boilerplate::{self, Line, cue};
use crate::ingest::parts::Parts;
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span};

/// How far the day in an address that is printed at the top can be trusted.
const PRINTED_ADDRESS: f32 = 0.6;

/// From this on an element of a page says that its date is that of publishing.
const SAID_PUBLISHED: f32 = 0.91;

/// How far the day in the line of an author below the text can be trusted.
const SIGNED: f32 = 0.52;

/// How far a row of a table of facts can be trusted: it is listed, and used where nothing else is there.
const FACT: f32 = 0.29;

/// How far a title can be trusted that names the day of what it tells of, and the month.
const DAY_OF_TITLE: f32 = 0.65;
const MONTH_OF_TITLE: f32 = 0.5;

/// The same of a month behind a place or a signature in a line of its own.
const MONTH_BEHIND_PLACE: f32 = 0.6;

/// Lines at the top of the article in which a date of publication may stand.
const TOP_LINES: usize = 8;

/// Lines above the text in which one may stand below a label.
const HEAD_LINES: usize = 30;

/// Lines at its end in which one may stand.
const END_LINES: usize = 4;

/// Lines above and below the title in which its date may stand among other particulars.
const TITLE_LINES: usize = 4;

/// Lines right above the title in which its own date may stand below the page's clock.
const CLOCK_LINES: usize = 2;

/// Bytes of a line of page chrome that is looked at.
const MAX_CHROME_LINE_BYTES: usize = 120;

/// Bytes of one in which a page speaks of itself.
const MAX_OF_ITSELF_BYTES: usize = 400;

/// Bytes from which a line may be the title that the head of a page states.
const MIN_TITLE_BYTES: usize = 12;

/// Words of a line below the text that says where and when it was published, at most.
const IMPRINT_WORDS: usize = 8;

/// Dates printed in the text: in chrome, at the top, at the end.
pub(super) fn dates(parts: &Parts, found: &mut Vec<Dct>) {
    let lines = boilerplate::lines(&parts.text);
    let page = Printed::new(parts, &lines);
    for dct in found.iter_mut().filter(|dct| dct.score < SAID_PUBLISHED) {
        if dct.span.is_some_and(|span| page.is_clock_above(span)) {
            (dct.method, dct.score) = (DctMethod::Chrome, 0.1);
        }
    }
    page.around(found);
    let is_text = |line: &&Line<'_>| {
        let is_before_notes = parts.notes.is_none_or(|notes| line.span.start < notes);
        is_before_notes && !page.is_chrome(line) && !page.is_of_others(line)
    };
    let article: Vec<&Line<'_>> = lines.iter().filter(is_text).collect();
    let is_date = |line: &&&Line<'_>| {
        date_line(line.text).is_some() || printed_date::is_day_of_some_year(line.text)
    };
    let is_chronicle = article.iter().filter(is_date).count() >= CHRONICLE_LINES;
    let first_body = page.first_body(&article);
    page.head(&article, first_body + 2, is_chronicle, found);
    let end = article.len().saturating_sub(END_LINES).max(first_body + 2);
    for (number, line) in article.iter().enumerate().skip(end) {
        let below = article.len() - number - 1;
        found.extend(end_candidate(line, below, is_chronicle, page.order));
    }
}

/// The lines of a text with what is known of them.
struct Printed<'a> {
    parts: &'a Parts,
    lines: &'a [Line<'a>],
    /// How numeric dates are written in it.
    order: Option<Order>,
    /// Which line is the title.
    title: Option<usize>,
    /// The date above the title that stands below the page's clock.
    below_clock: Option<Span>,
}

impl<'a> Printed<'a> {
    fn new(parts: &'a Parts, lines: &'a [Line<'a>]) -> Self {
        let order = numeric_order::of(parts, lines);
        let title = parts.metadata.title.as_deref();
        // The head of a page adds the name of the site to its title.
        let is_title = |line: &Line<'_>| {
            title.is_some_and(|title| {
                title == line.text
                    || line.text.len() >= MIN_TITLE_BYTES && title.starts_with(line.text)
            })
        };
        let is_headline = |line: &Line<'_>| parts.headline == Some(line.span);
        let title = lines.iter().position(|line| is_title(line) || is_headline(line));
        // Of a crawl the title is a guess: there the dates stand above the text.
        let (end, count) = if parts.is_page() || parts.chrome.is_empty() {
            (title, CLOCK_LINES)
        } else {
            (lines.iter().position(|line| line.is_prose), TITLE_LINES)
        };
        // The days of answers are nearer to the text where the first post of a thread is brief.
        let is_answer = |line: &Line<'_>| cue::is_answer(line.text);
        let end = end.map(|end| {
            let above = lines.get(1..end).unwrap_or_default();
            above.iter().position(is_answer).map_or(end, |at| at + 1)
        });
        let above = end.and_then(|end| lines.get(..end)).unwrap_or_default();
        let below_clock = below_clock(above, count, order);
        Self { parts, lines, order, title, below_clock }
    }

    fn is_chrome(&self, line: &Line<'_>) -> bool {
        let chrome = &self.parts.chrome;
        let next = chrome.partition_point(|span| span.end <= line.span.start);
        chrome.get(next).is_some_and(|span| span.contains(line.span))
    }

    fn is_of_others(&self, line: &Line<'_>) -> bool {
        self.parts.others.iter().any(|row| row.contains(line.span))
    }

    /// Whether a span stands above the title, where another date is nearer to it.
    fn is_clock_above(&self, span: Span) -> bool {
        self.below_clock.is_some_and(|nearer| span.end <= nearer.start)
    }

    /// Dates in page chrome.
    fn around(&self, found: &mut Vec<Dct>) {
        let body_end = self.lines.iter().rposition(|line| line.is_prose && !self.is_chrome(line));
        for (number, line) in self.lines.iter().enumerate() {
            let is_own = self.is_chrome(line) && !self.is_of_others(line);
            let is_looked_at = || {
                line.text.len() <= MAX_CHROME_LINE_BYTES
                    || line.text.len() <= MAX_OF_ITSELF_BYTES && is_of_itself(line.text)
            };
            if !is_own || !is_looked_at() || self.is_fact(number) {
                continue;
            }
            let lines = self.title.map(|title| number.cast_signed() - title.cast_signed());
            let from_title = lines.filter(|lines| lines.unsigned_abs() <= TITLE_LINES);
            let below = body_end.and_then(|end| number.checked_sub(end));
            let place = match from_title {
                _ if self.below_clock == Some(line.span) => Beside::BelowClock,
                Some(lines) => Beside::Title(lines),
                None if below.is_some_and(|lines| lines <= END_LINES) => Beside::End,
                None => Beside::Nothing,
            };
            found.extend(chrome_candidate(line, place, self.order));
        }
    }

    /// The first line of running text: a long title in capitals that ends in an abbreviation, as "… HOLDINGS LTD.",
    /// is none where text in mixed letters follows. A digest of several agencies' items, each with its own day,
    /// begins where it does.
    fn first_body(&self, article: &[&Line<'_>]) -> usize {
        let body = || article.iter().enumerate().filter(|(_, line)| line.is_prose);
        let first = body().next().map_or(article.len(), |(at, _)| at);
        let mixed = body().find(|(_, line)| line.text.contains(char::is_lowercase));
        let Some((mixed, _)) = mixed.filter(|(at, _)| *at < TOP_LINES && first < *at) else {
            return first;
        };
        let is_digest = self.is_digest(article.get(first + 1..).unwrap_or_default());
        let above = article.get(first..mixed).unwrap_or_default();
        let is_title = above.iter().all(|line| !line.is_prose || is_in_capitals(line.text));
        if is_title && !is_digest { mixed } else { first }
    }

    /// Whether several paragraphs open with datelines of different days.
    fn is_digest(&self, article: &[&Line<'_>]) -> bool {
        let mut days = article.iter().filter_map(|line| {
            let head = head_of(line.text, MAX_LINE_BYTES);
            let date = dates_in(head, self.order).into_iter().next()?;
            let is_lead = line.is_prose || is_short_lead(line.text, &date);
            (is_lead && opens_text(line.text, &date)).then_some(date.partial)
        });
        let day = days.next();
        days.any(|other| Some(other) != day)
    }

    /// Whether the line above says that this one tells of something else.
    fn is_fact(&self, number: usize) -> bool {
        let above = number.checked_sub(1).and_then(|above| self.lines.get(above));
        above.is_some_and(|above| is_label(above) && says(above.text) == Says::Other)
    }

    /// Dates in the first lines of the article.
    fn head(&self, article: &[&Line<'_>], count: usize, is_chronicle: bool, found: &mut Vec<Dct>) {
        let title = self.title.and_then(|title| self.lines.get(title));
        let title_start = title.map(|title| title.span.start);
        let below = self.title.and_then(|title| self.lines.get(title + 1..)).unwrap_or_default();
        let below = below.iter().take(TITLE_LINES).take_while(|line| !line.is_prose);
        let is_dated_below = below.into_iter().any(|line| dates_page(line, self.order));
        let mut is_top = true;
        let first_body = self.first_body(article);
        for (number, line) in article.iter().enumerate().take(count.min(HEAD_LINES)) {
            let after = article.get(number + 1).copied();
            let before = number.checked_sub(1).and_then(|before| article.get(before)).copied();
            // Further down a label must say what the date is.
            let is_labelled = || {
                let label = before.filter(|before| is_label(before));
                let is_published = label.is_some_and(|label| says(label.text) == Says::Published);
                is_published && date_line_in(line.text, self.order).is_some()
            };
            if TOP_LINES <= number && !is_labelled() {
                continue;
            }
            let is_above_title = title_start.is_some_and(|title| line.span.start < title);
            let is_item = |line: &Line<'_>| line.text.starts_with('•');
            let place = Top {
                is_above_body: is_top
                    && !(is_above_title && is_dated_below)
                    && !self.is_clock_above(line.span),
                is_below_title: self.parts.is_of_page() && title.is_some() && !is_above_title,
                is_chronicle,
                is_of_digest: &|| self.is_digest(article),
                is_latest: &|year| is_latest_year(article, year),
                is_fact: is_row(line) && (before.is_some_and(is_row) || after.is_some_and(is_row)),
                is_item: is_item(line) && [before, after].into_iter().flatten().any(is_item),
                before,
                next: after.filter(|_| number == 0),
                order: self.order,
            };
            found.extend(top_candidate(line, &place));
            is_top &= !line.is_prose || number < first_body;
        }
    }
}

/// What a line of page chrome stands beside.
#[derive(Clone, Copy)]
enum Beside {
    /// The title, so many lines below it.
    Title(isize),
    /// The title, right above it; further above stands the page's clock.
    BelowClock,
    /// The end of the text, some lines below it.
    End,
    /// Neither.
    Nothing,
}

/// A date in page chrome is used only beside the title: where its line says that the text was published
/// then, where it holds nothing else and stands above it, or where it begins or signs a line below it;
/// and below the text in a line that begins with the name of its author.
fn chrome_candidate(line: &Line<'_>, place: Beside, order: Option<Order>) -> Option<Dct> {
    let dates = dates_in(line.text, order);
    let short = || short_named_day(line.text).filter(|_| matches!(place, Beside::Title(0..=2)));
    if let Some(date) = dates.is_empty().then(short).flatten() {
        return Some(at(line, &date, DctMethod::Dateline, 0.5));
    }
    let date = dates.first()?;
    let is_published = matches!(place, Beside::Title(_)) && says(line.text) == Says::Published;
    let is_published = is_published || is_of_itself(line.text);
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
    // "July 1916 – February 1917" is how long something was.
    let is_day = date.partial.granularity() == Granularity::Day;
    let is_length = !is_day && dates.len() > 1 || is_span_of_days(line.text);
    let score = match (place, said) {
        _ if is_length => None,
        (Beside::Nothing, _) | (_, Says::Other) => None,
        (Beside::Title(_), Says::Updated) => Some(0.4),
        (Beside::BelowClock, _) => Some(0.5),
        (Beside::Title(..0), _) if is_alone() && is_bare(line.text) => Some(0.5),
        // The way to the page ends with its day.
        (Beside::Title(-1), _) if is_alone() && !line.text.contains(':') => Some(0.4),
        // A page's clock shows the weekday.
        (Beside::Title(-1), _) if is_alone() && !names_weekday(line.text) => Some(0.35),
        (Beside::Title(-1), _) if !line.text.contains(':') && is_byline(line.text, order) => {
            Some(0.35)
        }
        (Beside::Title(0..), _) if is_alone() => Some(0.6),
        (Beside::Title(0..), _) if is_signing() => Some(0.5),
        (Beside::Title(0..=2), _) if is_byline(line.text, order) => Some(0.5),
        (Beside::End, Says::Nothing | Says::Published) if is_signed(line.text) => Some(SIGNED),
        _ => None,
    };
    let method = if score.is_some() { DctMethod::Dateline } else { DctMethod::Chrome };
    Some(at(line, date, method, score.unwrap_or(0.05)))
}

fn at(line: &Line<'_>, date: &PrintedDate, method: DctMethod, score: f32) -> Dct {
    let start = line.span.start;
    let span = Span { start: start + date.span.start, end: start + date.span.end };
    dct(Edtf::Point(date.partial), method, head_of(line.text, 80), Some(span), score)
}

/// Where a line near the top stands.
struct Top<'a> {
    /// Whether no running text stands before it, nor a title with a better date below it.
    is_above_body: bool,
    /// Whether it stands below the title of a page.
    is_below_title: bool,
    /// Whether date lines are the headings of a chronicle.
    is_chronicle: bool,
    /// Whether several paragraphs of the text have datelines of their own; all of them are read for it.
    is_of_digest: &'a dyn Fn() -> bool,
    /// Whether the text names hardly any year after one; all of it is read for it.
    is_latest: &'a dyn Fn(i32) -> bool,
    /// Whether it is a row of a table among others.
    is_fact: bool,
    /// Whether it is an item of a list of several.
    is_item: bool,
    /// The line before.
    before: Option<&'a Line<'a>>,
    /// The line after the first one.
    next: Option<&'a Line<'a>>,
    /// How numeric dates are written where it was printed.
    order: Option<Order>,
}

/// How far a date alone on its line can be trusted; `None` where the line says what else was then.
fn score_of_line(said: Says, place: &Top<'_>, is_clock_above_title: bool) -> Option<f32> {
    Some(match said {
        Says::Other => return None,
        Says::Published => 0.95,
        Says::Updated => 0.55,
        Says::Nothing if place.is_chronicle => 0.2,
        Says::Nothing if place.is_fact => FACT,
        Says::Nothing if is_clock_above_title => 0.6,
        Says::Nothing if place.is_above_body => 0.9,
        Says::Nothing => 0.45,
    })
}

/// A date line, a byline with a date, or the dateline of an agency.
fn top_candidate(line: &Line<'_>, place: &Top<'_>) -> Option<Dct> {
    let &Top { is_above_body, is_below_title, is_chronicle, before, next, order, .. } = place;
    let head = head_of(line.text, MAX_LINE_BYTES);
    let label = before.filter(|before| is_label(before));
    if let Some(printed) = address_in(line.text).filter(|_| !place.is_item) {
        return Some(printed);
    }
    if let Some(date) = date_line_in(line.text, order) {
        let is_clock_above_title =
            is_page_clock(line.text) && next.is_some_and(|next| !next.is_prose);
        let said = match says(head) {
            Says::Nothing => label.map_or(Says::Nothing, |label| says(label.text)),
            said => said,
        };
        let score = score_of_line(said, place, is_clock_above_title)?;
        return Some(at(line, &date, DctMethod::Dateline, score));
    }
    let dates = dates_in(head, order);
    let is_apart = is_below_title && is_above_body && !line.is_prose && !is_chronicle;
    if let Some(date) = short_named_day(line.text).filter(|_| dates.is_empty() && is_apart) {
        return Some(at(line, &date, DctMethod::Dateline, 0.75));
    }
    // "Updated … , published …": the date behind the word of publishing.
    let after_word = published_at(head);
    let after =
        |date: &&PrintedDate| after_word.is_none_or(|word| word <= date.span.start as usize);
    let date = dates.iter().find(after).or(dates.first())?;
    if is_in_address(head, date) {
        return None;
    }
    let label = Span { start: 0, end: date.span.start }.of(head);
    let is_day = date.partial.granularity() == Granularity::Day;
    let is_free = is_above_body && before.is_none();
    if is_free && is_day && is_label_of_date(label, date.span.of(head)) {
        return Some(at(line, date, DctMethod::Dateline, 0.9));
    }
    let is_lead = line.is_prose || is_short_lead(line.text, date) && !(place.is_of_digest)();
    if !is_lead && line.text.len() <= MAX_LINE_BYTES {
        let score = score_of_short_line(line, date, head, place)?;
        return Some(at(line, date, DctMethod::Dateline, score));
    }
    opens_text(line.text, date).then(|| at(line, date, DctMethod::Dateline, LEAD))
}

/// How far a date in a short line can be trusted that holds other words too: a byline, a title, a row of facts. `None`
/// where it dates nothing.
fn score_of_short_line(
    line: &Line<'_>,
    date: &PrintedDate,
    head: &str,
    place: &Top<'_>,
) -> Option<f32> {
    let &Top { is_above_body, is_below_title, is_chronicle, is_fact, before, order, .. } = place;
    let label = Span { start: 0, end: date.span.start }.of(head);
    let is_day = date.partial.granularity() == Granularity::Day;
    let is_short = head.split_whitespace().count() <= 8;
    let is_row_of_facts = is_fact && label.is_empty() || says(label) == Says::Other;
    // The last word may be an initial with its full stop.
    let is_named = is_before_name(line.text, date) && is_byline(line.text, order);
    let is_byline = is_signed(head)
        || line.text.contains(['|', '·', '•'])
        || (head.contains(" by ") && is_short)
        || is_short && is_before_time(line.text, date)
        || is_named
        || (is_below_title || before.is_some()) && is_byline(line.text, order);
    Some(match says(head) {
        Says::Published => 0.95,
        Says::Updated => 0.55,
        Says::Nothing if is_chronicle => 0.2,
        Says::Nothing if is_row_of_facts => FACT,
        Says::Nothing
            if is_above_body && is_byline && is_day && (is_named || !ends_with_stop(line.text)) =>
        {
            0.75
        }
        Says::Nothing
            if is_above_body
                && before.is_some()
                && is_place_and_month(line.text, date)
                && (place.is_latest)(date.partial.year) =>
        {
            MONTH_BEHIND_PLACE
        }
        Says::Nothing if is_above_body && names_day(head) => {
            if is_day {
                DAY_OF_TITLE
            } else {
                MONTH_OF_TITLE
            }
        }
        Says::Nothing | Says::Other => return None,
    })
}

/// The nearer of two lines with a date above the title or the text, so many lines at most: it is the
/// article's, the other the page's clock. `None` where no line or only one has a date.
fn below_clock(above: &[Line<'_>], count: usize, order: Option<Order>) -> Option<Span> {
    let is_dated = |line: &&Line<'_>| {
        !line.is_prose && line.text.len() <= MAX_LINE_BYTES && dates_page(line, order)
    };
    let near = above.get(above.len().saturating_sub(count)..)?;
    let nearer = near.iter().rfind(is_dated)?;
    let mut further = above.iter().take_while(|line| line.span.start < nearer.span.start);
    further.find(is_dated).map(|_| nearer.span)
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

/// Whether a line begins with a date and goes on behind a mark: `3 April 2018 - Jane Doe`.
fn is_before_name(line: &str, date: &PrintedDate) -> bool {
    let after = Span::new(date.span.end as usize, line.len()).of(line).trim_start();
    date.span.start == 0 && after.starts_with(['-', '–', '—', '/', ','])
}

/// A date with nothing beside it, unlike a page's clock with its weekday and its time.
fn is_bare(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    !line.contains(':') && words.nth(1).is_none()
}

/// Whether a line is written in capitals, in letters that have them.
fn is_in_capitals(line: &str) -> bool {
    line.contains(char::is_uppercase) && !line.contains(char::is_lowercase)
}

/// A row of a table: its cells stand apart.
fn is_row(line: &Line<'_>) -> bool {
    line.text.contains(" | ") && !line.is_prose
}

/// `Published`, `Last updated:` on a line of its own: says what the date below it is.
fn is_label(line: &Line<'_>) -> bool {
    let words = line.text.split_whitespace().count();
    words <= 3 && !line.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a date is a part of an address, which leads elsewhere.
fn is_in_address(line: &str, date: &PrintedDate) -> bool {
    let before = Span { start: 0, end: date.span.start }.of(line);
    before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"))
}

/// The day in an address that is printed at the top, as on pages made for printing.
fn address_in(line: &str) -> Option<Dct> {
    let address = line.split_once("://")?.1.split_whitespace().next()?;
    let date = named_date::in_name(address)?;
    Some(dct(Edtf::Point(date.partial), DctMethod::Url, address, None, PRINTED_ADDRESS))
}

/// `Published March 3, 2021` below the article, with so many lines below it.
fn end_candidate(
    line: &Line<'_>,
    below: usize,
    is_chronicle: bool,
    order: Option<Order>,
) -> Option<Dct> {
    let stamp = || {
        let is_short = line.text.len() <= MAX_LINE_BYTES && is_stamp(line.text);
        is_short.then(|| dates_in(line.text, order).into_iter().next())?
    };
    // "Published on 24 June 2023 in Rostov."
    let imprint = || {
        let is_brief = line.text.split_whitespace().nth(IMPRINT_WORDS).is_none();
        if !is_brief || published_at(line.text) != Some(0) {
            return None;
        }
        let mut dates = dates_in(line.text, order).into_iter();
        dates.find(|date| date.partial.granularity() == Granularity::Day)
    };
    let date = date_line_in(line.text, order).or_else(stamp).or_else(imprint)?;
    let is_day = date.partial.granularity() == Granularity::Day;
    let score = match says(line.text) {
        Says::Published => 0.8,
        Says::Updated => 0.45,
        Says::Other => return None,
        Says::Nothing if is_chronicle => 0.15,
        Says::Nothing if is_day || below == 0 => 0.5,
        // A month above further lines is rather a heading.
        Says::Nothing => 0.15,
    };
    Some(at(line, &date, DctMethod::Dateline, score))
}

/// The first so many characters of a text.
pub(super) fn head_of(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |(end, _)| end);
    Span::new(0, end).of(text)
}

/// Whether a line ends with a stop that is none of an initial: "By Zarema B." may sign a text.
pub(super) fn ends_with_stop(line: &str) -> bool {
    let mut last = line.trim_end_matches('.').chars().rev();
    let is_initial = last.next().is_some_and(char::is_uppercase)
        && !last.next().is_some_and(char::is_alphanumeric);
    line.ends_with(['.', '!', '?', '”']) && !is_initial
}
