//! Dates that are printed on a web page in elements which tell by their kind, name or attributes that
//! they hold one.

use super::Page;
use super::main_text::Article;
use super::meta::{attribute, name_words};
use crate::ingest::dct::byline::is_byline;
use crate::ingest::dct::date_line::{self, MAX_LINE_BYTES, Says, date_line};
use crate::ingest::dct::printed_date::{
    Order, PrintedDate, dates_in, day_of_epoch, field, field_in, short_named_day,
};
use crate::ingest::dct::weigh::line_of;
use crate::ingest::dct::{dct, named_date};
use crate::model::{Dct, DctMethod, Edtf, Granularity, Span};
use html5gum::emitters::default::StartTag;

/// Elements with dates that are looked at.
const MAX_CLOCKS: usize = 60;

/// Elements behind one that may stand in it.
const MAX_INNER: usize = 5;

/// Longest text, in bytes, of an element that holds a date.
const MAX_PRINTED_BYTES: usize = 160;

/// Words of a line that says what the date below it is; titles have more.
const MAX_LABEL_WORDS: usize = 3;

/// Words of an element that shows a date to those who point at it: "about 2 hours ago".
const MAX_POINTED_WORDS: usize = 6;

/// Digits of the moment at which a web archive fetched a page, in an address.
const CAPTURE_DIGITS: usize = 14;

/// Bytes between a title and a date that stands beside it.
const NEAR_BYTES: u32 = 250;

/// Bytes between a title and the date of its article above it.
const RIGHT_ABOVE_BYTES: u32 = 60;

/// Attributes in which elements give a time as a number since 1970.
const EPOCHS: [&str; 6] =
    ["data-timestamp", "data-time", "data-unixtime", "data-utime", "data-epoch", "time"];

/// An element that tells by its kind or name that it holds a date.
#[derive(Debug)]
pub(crate) struct Clock {
    /// Where its text stands.
    pub(super) span: Span,
    /// The date in its attributes; empty where there is none.
    value: String,
    /// What its names say.
    hint: Hint,
    /// Whether it is a `<time>`.
    is_time: bool,
    /// Whether it is a link, which may lead to another article.
    is_link: bool,
    /// Whether nothing but an instant for those who point at it tells that it holds a date.
    is_pointed_at: bool,
    /// Where a link in it leads; its day counts where none is printed.
    address: String,
}

/// What the names of an element say about the date in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hint {
    /// That the text was published then.
    Published,
    /// That it was changed then.
    Updated,
    /// That it is a date.
    Date,
    /// Nothing.
    Nothing,
}

impl Clock {
    /// An element whose text begins at a span, if it is a `<time>` or its names speak of dates.
    pub(super) fn new(tag: &StartTag<()>, span: Span) -> Option<Self> {
        let is_time =
            matches!(tag.name.as_slice(), b"time" | b"relative-time" | b"local-time" | b"time-ago");
        if is_container(&tag.name) || !is_time && tag.attributes.is_empty() {
            return None;
        }
        let names: [&[u8]; 6] =
            [b"itemprop", b"property", b"class", b"id", b"data-testid", b"data-hook"];
        let names = names.iter().filter_map(|name| attribute(tag, name));
        let names = names.collect::<Vec<_>>().join(" ");
        let epoch = EPOCHS.iter().find_map(|name| day_of_epoch(&attribute(tag, name.as_bytes())?));
        let has_pubdate = tag.attributes.contains_key(b"pubdate".as_slice());
        let published = published_attribute(tag);
        let read_aloud = attribute(tag, b"aria-label").filter(|label| field(label).is_some());
        let is_published = has_pubdate || published.is_some();
        let hint = if is_published { Hint::Published } else { said(&names) };
        // "2 hours ago", and the day itself for those who point at it.
        let title = attribute(tag, b"title");
        let title = title.as_deref().filter(|title| is_date_line_or_instant(title));
        if title.is_some_and(|title| leads_to_capture(tag, title)) {
            return None;
        }
        let is_nothing = hint == Hint::Nothing;
        let hint = if is_nothing && title.is_some() { Hint::Date } else { hint };
        // "Published: 9:09 p.m. ET Sep 3, 2019", for those who have the page read out.
        let hint = match read_aloud.as_deref().map(date_line::says) {
            Some(Says::Published) if hint == Hint::Nothing => Hint::Published,
            _ => hint,
        };
        if !is_time && epoch.is_none() && hint == Hint::Nothing {
            return None;
        }
        let values: [&[u8]; 6] =
            [b"datetime", b"content", b"data-datetime", b"data-date", b"data-timestamp", b"title"];
        let value = values.iter().filter_map(|name| attribute(tag, name));
        let value = published.or_else(|| value.into_iter().find(|value| field(value).is_some()));
        let value = value.or_else(|| Some(epoch?.to_string())).or(read_aloud).unwrap_or_default();
        Some(Self {
            span,
            value,
            hint,
            is_time,
            is_link: tag.name.as_slice() == b"a",
            is_pointed_at: !is_time && is_nothing && title.is_some_and(is_instant),
            address: String::new(),
        })
    }

    /// The date in its attributes; empty where there is none.
    pub(super) fn value(&self) -> &str {
        &self.value
    }

    /// Whether its names say that something was changed then.
    pub(super) fn is_of_change(&self) -> bool {
        self.hint == Hint::Updated
    }

    /// Takes the address of a link in it.
    pub(super) fn point(&mut self, address: String) {
        self.address = address;
    }

    /// The date that it states, else the day in the address that it leads to: `/2020/02/11/`.
    fn date(&self, text: &str, order: Option<Order>) -> Option<Edtf> {
        let in_address = || {
            let date = named_date::in_name(&self.address)?;
            let is_day = date.partial.granularity() == Granularity::Day;
            is_day.then_some(Edtf::Point(date.partial))
        };
        let written = self.written(text);
        let short = || Some(Edtf::Point(short_named_day(written)?.partial));
        field_in(written, order).or_else(short).or_else(in_address)
    }

    /// What it says of its date, where the words in and before it say more than its names; `None`
    /// where it is the date of something else.
    fn hint_beside(&self, page: &str) -> Option<Hint> {
        if !matches!(self.hint, Hint::Date | Hint::Nothing) {
            return Some(self.hint);
        }
        // The name of a large part of the page, as `day`, says nothing about a word in it.
        let own = if self.span.len() <= MAX_LINE_BYTES { self.span.of(page) } else { "" };
        let said = match date_line::says(own) {
            Says::Nothing => date_line::says_before(label_before(page, self.span)),
            said => said,
        };
        match said {
            Says::Other => None,
            Says::Updated => Some(Hint::Updated),
            Says::Published => Some(Hint::Published),
            Says::Nothing => Some(self.hint),
        }
    }

    /// Whether it is a few words without a link in it.
    fn is_brief(&self, page: &str) -> bool {
        let words = self.span.of(page).split_whitespace().count();
        self.address.is_empty() && (1..=MAX_POINTED_WORDS).contains(&words)
    }

    /// Whether its text is the days from which to which something was.
    fn is_span_of_days(&self, page: &str) -> bool {
        self.value.is_empty()
            && self.span.len() <= MAX_PRINTED_BYTES
            && date_line::is_span_of_days(self.span.of(page))
    }

    /// Whether the words in and before it say that the text was first published then.
    fn is_of_first(&self, page: &str) -> bool {
        let own = if self.span.len() <= MAX_LINE_BYTES { self.span.of(page) } else { "" };
        [own, label_before(page, self.span)].into_iter().any(date_line::is_of_first)
    }

    /// What it says: the date in its attributes, else its text where that is short.
    fn written<'a>(&'a self, text: &'a str) -> &'a str {
        let printed = self.span.trimmed(text).of(text);
        let is_printed = self.value.is_empty() && printed.len() <= MAX_PRINTED_BYTES;
        if is_printed { printed } else { &self.value }
    }
}

/// `publishdate="2019-06-02T09:01:00Z"`, as elements of a site's own have it.
fn published_attribute(tag: &StartTag<()>) -> Option<String> {
    let names =
        ["publishdate", "publish-date", "data-publishdate", "data-publish-date", "data-published"];
    names
        .iter()
        .find_map(|name| attribute(tag, name.as_bytes()).filter(|value| field(value).is_some()))
}

/// Whether the title of an element is a date with little beside it, or an instant.
fn is_date_line_or_instant(title: &str) -> bool {
    date_line(title).is_some() || is_instant(title)
}

/// `2021-03-04T09:10:00Z` and nothing else.
fn is_instant(title: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let Some((day, time)) = title.trim().split_once('T') else { return false };
    let Some((hour, rest)) = time.split_once(':') else { return false };
    let is_zone = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z');
    let is_day = day.len() == 10 && field(day).is_some();
    is_day && is_digits(hour) && hour.len() == 2 && !rest.is_empty() && rest.chars().all(is_zone)
}

/// Whether a link with a day as its title leads to the page as a web archive fetched it on that day:
/// `/20210304101112/https://…`, as the banner of an archive does.
fn leads_to_capture(link: &StartTag<()>, title: &str) -> bool {
    let address = attribute(link, b"href").unwrap_or_default();
    let Some((before, _)) = address.rsplit_once("/http") else { return false };
    let moment = before.rsplit('/').next().unwrap_or_default();
    let day = moment.get(..8).filter(|_| moment.len() == CAPTURE_DIGITS).and_then(field);
    let is_number = moment.bytes().all(|byte| byte.is_ascii_digit());
    is_number && day.is_some() && day == field(title)
}

/// Elements that hold the whole page, whatever their names say.
fn is_container(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body" | b"main" | b"article" | b"form" | b"input" | b"img")
}

/// What names of classes and the like say, word by word: `entry-date`, `postDate`, `dtModified`.
pub(super) fn said(names: &str) -> Hint {
    let mut hint = Hint::Nothing;
    let mut is_sure = false;
    let mut is_event = false;
    for word in name_words(names) {
        match word.as_str() {
            "updated" | "update" | "modified" | "modify" | "modifydate" | "edited" | "revised"
            | "lastmod"
                if !is_sure =>
            {
                hint = Hint::Updated;
            }
            // The day of what the page announces.
            "event" | "events" => is_event = true,
            // The day of the visit.
            "today" | "now" | "clock" | "current" | "currentdate" | "todaydate" | "hoy"
            | "heute" | "oggi" | "hoje" => return Hint::Nothing,
            // `published updated`: not changed since.
            "published" | "datepublished" | "publishedtime" | "firstpublishedtime" => {
                (hint, is_sure) = (Hint::Published, true);
            }
            "publish" | "pubdate" | "pubtime" | "publishtime" | "publishdate" | "posted"
            | "submitted" | "dateline" | "created" | "datecreated" | "pub" | "publication"
            | "issued" | "createdate"
                if hint != Hint::Updated =>
            {
                hint = Hint::Published;
            }
            "date" | "datetime" | "time" | "timestamp" | "postdate" | "entrydate" | "day"
            | "articledate" | "byline" | "dates" | "datestamp" | "datum" | "fecha" | "dato"
            | "stand"
                if hint == Hint::Nothing =>
            {
                hint = Hint::Date;
            }
            _ => {}
        }
    }
    if is_event && !is_sure { Hint::Nothing } else { hint }
}

/// Dates in elements whose kind or name says so.
pub(super) fn dates(page: &Page, article: &Article, order: Order) -> Vec<Dct> {
    let mut found: Vec<Dct> = Vec::new();
    let around = Around { page, article, order: Some(order) };
    let is_own = |clock: &&Clock| !article.others.iter().any(|row| row.contains(clock.span));
    let clocks = || page.head.clocks.iter().take(MAX_CLOCKS).filter(is_own);
    let has_below = clocks().any(|clock| around.is_below_title(clock)) || around.is_signed_below();
    // Of several above the title the last one is the article's, and the others are the page's clock.
    let above = clocks().filter(|clock| around.is_above_title(clock)).map(|clock| clock.span);
    let last_above = above.max_by_key(|span| span.start);
    let posted = clocks().position(|clock| around.says_posted(clock));
    let is_only_published = clocks().filter(|it| it.hint == Hint::Published).take(2).count() == 1;
    let mut is_first = true;
    let mut is_first_published = true;
    for (number, clock) in clocks().enumerate() {
        let written = clock.written(&page.text);
        // What holds two other dates says nothing that these do not say better.
        let is_inner = |other: &Clock| {
            !other.value.is_empty() && !other.span.is_empty() && clock.span.contains(other.span)
        };
        if clock.value.is_empty()
            && clocks().skip(number + 1).take(MAX_INNER).filter(|it| is_inner(it)).nth(1).is_some()
        {
            continue;
        }
        if written.is_empty() || clock.is_link && date_line(written).is_none() {
            continue;
        }
        if clock.is_pointed_at && !clock.is_brief(&page.text) || clock.is_span_of_days(&page.text) {
            continue;
        }
        let span = clock.span.trimmed(&page.text);
        let Some(hint) = clock.hint_beside(&page.text) else { continue };
        let is_above = article.title.is_some_and(|title| span.end <= title.start);
        let is_outside = around.is_chrome(clock) && !around.is_near(span);
        let score = match (hint, is_outside) {
            _ if is_above && has_below && clock.hint != Hint::Published => None,
            _ if clock.hint != Hint::Published
                && last_above.is_some_and(|last| clock.span.end <= last.start)
                && is_above =>
            {
                None
            }
            _ if around.is_of_other(clock) => None,
            (Hint::Updated, false) => Some(0.5),
            (Hint::Published, true) if is_only_published => Some(0.6),
            (_, true) if posted == Some(number) => Some(0.55),
            (Hint::Date, true) if is_first && around.is_in_article(clock) => Some(0.5),
            (_, true) => None,
            (Hint::Published, false) if clock.is_of_first(&page.text) => Some(0.94),
            (Hint::Published, false) => Some(if is_first_published { 0.91 } else { 0.45 }),
            (Hint::Date | Hint::Nothing, false) if !is_first => Some(0.4),
            (Hint::Date, false) if !clock.is_time => Some(0.8),
            (Hint::Date | Hint::Nothing, false) => Some(0.84),
        };
        let method = if score.is_some() { DctMethod::Metadata } else { DctMethod::Chrome };
        let evidence = format!("{} {written}", if clock.is_time { "<time>" } else { "printed" });
        let place = (!span.is_empty()).then_some(span);
        if let Some(edtf) = clock.date(&page.text, around.order) {
            is_first &= score.is_none() || hint == Hint::Updated;
            is_first_published &= score.is_none() || hint != Hint::Published;
            found.push(dct(edtf, method, &evidence, place, score.unwrap_or(0.1)));
        }
    }
    found
}

/// What stands around a date on its page.
struct Around<'a> {
    page: &'a Page,
    article: &'a Article,
    /// How numeric dates are written there.
    order: Option<Order>,
}

impl Around<'_> {
    fn is_chrome(&self, clock: &Clock) -> bool {
        self.article.chrome.iter().any(|span| span.overlaps(clock.span))
    }

    /// A byline right below or above the title is the article's, whatever its classes say; where no
    /// title is known, one right above the text.
    fn is_near(&self, span: Span) -> bool {
        let gap = match self.article.title {
            Some(title) if span.end <= title.start => Some(title.start - span.end),
            Some(title) => Some(span.start.saturating_sub(title.end)),
            None => self.article.text.and_then(|text| text.checked_sub(span.end)),
        };
        gap.is_some_and(|gap| gap <= NEAR_BYTES)
    }

    /// A date below the title is the article's; then one above it may be that of another story.
    fn is_below_title(&self, clock: &Clock) -> bool {
        let gap = self.article.title.and_then(|title| clock.span.start.checked_sub(title.end));
        gap.is_some_and(|gap| gap <= NEAR_BYTES)
            && !matches!(clock.hint_beside(&self.page.text), None | Some(Hint::Updated))
            && clock.date(&self.page.text, self.order).is_some()
    }

    /// Whether a line right below the title names who wrote the text, and the day.
    fn is_signed_below(&self) -> bool {
        let text = &self.page.text;
        let Some(title) = self.article.title else { return false };
        let end = text.floor_char_boundary((title.end + NEAR_BYTES) as usize);
        let end = self.article.text.map_or(end, |start| end.min(start as usize));
        let below = Span { start: title.end, end: (end as u32).max(title.end) }.of(text);
        let mut lines = below.lines().filter(|line| line.len() <= MAX_LINE_BYTES);
        lines.any(|line| {
            let dates = dates_in(line, self.order);
            let is_day = |it: &PrintedDate| it.partial.granularity() == Granularity::Day;
            dates.iter().any(is_day)
                && is_byline(line, self.order)
                && date_line::says(line) != Says::Updated
        })
    }

    /// Right above the title.
    fn is_above_title(&self, clock: &Clock) -> bool {
        let gap = self.article.title.and_then(|title| title.start.checked_sub(clock.span.end));
        gap.is_some_and(|gap| gap <= RIGHT_ABOVE_BYTES)
            && !clock.span.is_empty()
            && !matches!(clock.hint_beside(&self.page.text), None | Some(Hint::Updated))
            && clock.date(&self.page.text, self.order).is_some()
    }

    /// Behind the beginning of the text, on a short line with words that are no byline: what is
    /// announced there, or another story.
    fn is_of_other(&self, clock: &Clock) -> bool {
        let is_behind = self.article.text.is_some_and(|text| text < clock.span.start);
        if !is_behind || clock.hint == Hint::Published || clock.span.is_empty() {
            return false;
        }
        // An hour alone, with the day in its attributes, is that of the post which it stands in.
        let printed = clock.span.of(&self.page.text);
        if !clock.value.is_empty()
            && !printed.contains(char::is_alphabetic)
            && printed.contains(':')
        {
            return false;
        }
        let line = line_of(&self.page.text, clock.span).trim_start_matches('•').trim();
        line.len() <= MAX_LINE_BYTES
            && date_line(line).is_none()
            && !is_byline(line, self.order)
            && date_line::says(line) == Says::Nothing
    }

    /// Blogs say below the article, among other chrome, when it was posted; comments stand further down.
    fn says_posted(&self, clock: &Clock) -> bool {
        let is_after = self.article.title.is_some_and(|title| title.end <= clock.span.start);
        let line = line_of(&self.page.text, clock.span);
        let is_short = line.len() <= MAX_LINE_BYTES;
        is_after && is_short && date_line::says(line) == Says::Published
    }

    /// What says that it is the article may hold what stands around its text, too.
    fn is_in_article(&self, clock: &Clock) -> bool {
        let Some(text) = self.article.text else { return false };
        let mut mains = self.page.regions.iter().filter(|region| region.evidence.is_main());
        mains.any(|main| main.span.contains_offset(text as usize) && main.span.contains(clock.span))
    }
}

/// What stands before a span on its line; where nothing does, the few words above it.
fn label_before(text: &str, span: Span) -> &str {
    let before = Span { start: 0, end: span.trimmed(text).start }.of(text);
    let is_beside = !before.ends_with('\n');
    let label = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let is_short = label.len() <= MAX_LINE_BYTES;
    let is_label = || is_short && label.split_whitespace().nth(MAX_LABEL_WORDS).is_none();
    if is_beside && is_short || is_label() { label } else { "" }
}
