//! Lines that hold a date and little else, and the words that stand beside dates on a page.

use super::printed_date::{Order, PrintedDate, dates_in, is_day_of_some_year};
use crate::model::{Edtf, Granularity, Span};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Longest such line, in bytes.
const MAX_BYTES: usize = 60;

/// Lines with nothing but a date from which on they are the headings of a chronicle.
pub(crate) const CHRONICLE_LINES: usize = 3;

/// Bytes of a line that may say when the text was published.
pub(crate) const MAX_LINE_BYTES: usize = 160;

/// Words behind the hour in which its zone stands.
const MAX_ZONE_WORDS: usize = 4;

/// Marks between a date and the names beside it.
const MARKS: [char; 7] = [',', ' ', '|', '·', '-', '–', '—'];

/// Words that stand beside a date, in the languages of pages.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    published: Sought,
    labels: BTreeSet<String>,
    of_itself: Sought,
    first: Sought,
    updated: Sought,
    stamps: Sought,
    other: Sought,
    facts: BTreeSet<String>,
    lives: BTreeSet<String>,
    coming: BTreeSet<String>,
    of_day: Sought,
    by: Vec<String>,
    beside: BTreeSet<String>,
    american_zones: BTreeSet<String>,
    templates: Vec<String>,
    unset: Vec<String>,
}

/// Words that are looked for together, by one pass over a line.
#[derive(Default, Deserialize)]
#[serde(from = "Vec<String>")]
struct Sought(Option<AhoCorasick>);

impl From<Vec<String>> for Sought {
    fn from(words: Vec<String>) -> Self {
        // Few lines are read by it: what matters is how soon it is there.
        let kind = Some(AhoCorasickKind::NoncontiguousNFA);
        let mut builder = AhoCorasick::builder();
        Self(builder.match_kind(MatchKind::LeftmostFirst).kind(kind).build(words).ok())
    }
}

impl Sought {
    /// Where the first of them stands in a line in lower case.
    fn first_in(&self, lower: &str) -> Option<usize> {
        self.0.as_ref()?.find(lower).map(|found| found.start())
    }

    /// Where they stand in it, one after another.
    fn all_in<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.0.iter().flat_map(move |words| words.find_iter(lower)).map(|found| found.range())
    }

    /// Where the last of them stands in it.
    fn last_in(&self, lower: &str) -> Option<Range<usize>> {
        self.all_in(lower).last()
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/boilerplate/dates.toml")).unwrap_or_default()
});

/// What a line says about the date in it or below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// That the text was published then.
    Published,
    /// That it was changed then.
    Updated,
    /// That something else was then: an author joined, a licence ended.
    Other,
    /// Nothing.
    Nothing,
}

/// What the words of a line say about the date in it; publishing counts before changing.
pub(crate) fn says(line: &str) -> Says {
    let lower = line.to_lowercase();
    let published = published_in(&lower);
    let is_first = |other: usize| published.is_none_or(|published| other < published);
    match () {
        () if WORDS.other.first_in(&lower).is_some_and(is_first) => Says::Other,
        () if is_fact(&lower) || is_of_life(line, &lower) => Says::Other,
        () if published.is_some() => Says::Published,
        () if WORDS.updated.first_in(&lower).is_some() => Says::Updated,
        () => Says::Nothing,
    }
}

/// What the words right before a date say about it: of several the last ones count.
pub(crate) fn says_before(text: &str) -> Says {
    let lower = text.to_lowercase();
    let begins = |words: &Sought| words.last_in(&lower).map(|found| found.start);
    let (published, updated) = (begins(&WORDS.published), begins(&WORDS.updated));
    let other = WORDS.other.last_in(&lower).map(|found| found.end);
    match () {
        // "Join date:" says nothing of publishing.
        () if other.is_some() && other >= published.max(updated) => Says::Other,
        () if is_fact(&lower) || is_of_life(text, &lower) => Says::Other,
        () if published > updated => Says::Published,
        () if updated.is_some() => Says::Updated,
        () => Says::Nothing,
    }
}

/// Whether a label in lower case is of what a page tells of: `When`, `Signed:`.
fn is_fact(lower: &str) -> bool {
    WORDS.facts.contains(lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line tells when and where somebody was born or died: `Born: Eisenach, 21 March 1685`, but not
/// `Born: a prince | 22 July 2013`. `lower` is the line in lower case.
fn is_of_life(line: &str, lower: &str) -> bool {
    let label = lower.split_once(':').map(|(label, _)| label);
    let place = line.split_once(':').map_or("", |(_, rest)| rest);
    let place = place.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    !place.contains(['|', '•', '·'])
        && label.is_some_and(|label| {
            WORDS.lives.contains(label.trim_matches(|c: char| !c.is_alphanumeric()))
        })
}

/// Whether a text is the label of a date and nothing else: `Date:`, `date` before `2021-03-04`. "Data 4 March 1997
/// shows" has none.
pub(crate) fn is_label_of_date(text: &str, date: &str) -> bool {
    let is_marked = text.trim_end().ends_with(':') || date.contains('-');
    let lower = text.to_lowercase();
    is_marked && WORDS.labels.contains(lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line is the heading of a list of what is to come.
pub(crate) fn announces(line: &str) -> bool {
    let lower = line.to_lowercase();
    WORDS.coming.contains(lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line says of itself that it is the stamp of a page: "This page was last updated on…".
pub(crate) fn is_stamp(line: &str) -> bool {
    WORDS.stamps.first_in(&line.to_lowercase()).is_some()
}

/// Whether a title tells of what belongs to one day, as minutes do.
pub(crate) fn names_day(title: &str) -> bool {
    WORDS.of_day.first_in(&title.to_lowercase()).is_some()
}

/// Where the first word of publishing stands in a line.
pub(crate) fn published_at(line: &str) -> Option<usize> {
    published_in(&line.to_lowercase())
}

/// The same in a line in lower case; the "date:" of "update:" is none.
fn published_in(lower: &str) -> Option<usize> {
    let mut starts = WORDS.published.all_in(lower).map(|found| found.start);
    starts.find(|start| {
        let mut changed = WORDS.updated.all_in(lower);
        !changed.any(|found| found.start < *start && *start < found.end)
    })
}

/// Whether a line says that three numbers in it are a day: a word of publishing stands right before them, or nothing
/// but a time beside them. "Runtime 10.30.22" is none.
pub(crate) fn says_day(line: &str, numbers: Span) -> bool {
    let before = Span { start: 0, end: numbers.start }.of(line).to_lowercase();
    let after = Span::new(numbers.end as usize, line.len()).of(line);
    let are_beside = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        !text.contains(|c: char| c.is_ascii_digit()) && words.all(is_beside_dates)
    };
    let is_said = || {
        let word = WORDS.published.last_in(&before).and_then(|word| before.get(word.end..));
        word.is_some_and(|rest| are_beside(rest.trim_start_matches(char::is_alphabetic)))
    };
    let time = after.trim_start_matches(MARKS);
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let is_timed = matches!(digits, 1..=2) && time.as_bytes().get(digits) == Some(&b':');
    let has_time_alone = || {
        is_timed && are_beside(time.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':'))
    };
    // "Released 10.30.22 of the runtime".
    let rest = after.trim_start();
    let is_apart = is_timed || rest.is_empty() || rest.starts_with(|c: char| MARKS.contains(&c));
    is_apart && is_said() || !before.contains(char::is_alphanumeric) && has_time_alone()
}

/// Whether a line says that a text was first published then, and perhaps again since.
pub(crate) fn is_of_first(line: &str) -> bool {
    WORDS.first.first_in(&line.to_lowercase()).is_some()
}

/// Whether a line says of its own page when it was published.
pub(crate) fn is_of_itself(line: &str) -> bool {
    WORDS.of_itself.first_in(&line.to_lowercase()).is_some()
}

/// Whether a line begins with "by", in any of the languages.
pub(crate) fn is_signed(line: &str) -> bool {
    let lower = line.to_lowercase();
    WORDS.by.iter().any(|by| lower.starts_with(by.as_str()))
}

/// Whether a line has a time of day in a zone of the United States: `8:00 AM EST`.
pub(crate) fn names_american_time(line: &str) -> bool {
    let Some((_, after)) = line.split_once(':') else { return false };
    let is_zone = |word: &str| WORDS.american_zones.contains(word);
    after.starts_with(|c: char| c.is_ascii_digit())
        && after.split(|c: char| !c.is_alphanumeric()).take(MAX_ZONE_WORDS).any(is_zone)
}

/// Whether a moment is the one that a program writes into each file which it makes from its template.
pub(crate) fn is_of_template(moment: &str) -> bool {
    WORDS.templates.iter().any(|template| moment.starts_with(template.as_str()))
}

/// Whether a date is the one that programs write where none was set.
pub(crate) fn is_unset(date: &Edtf) -> bool {
    let written = date.to_string();
    WORDS.unset.iter().any(|unset| written.starts_with(unset.as_str()))
}

/// Whether a word may stand on the line of a date and belong to it.
pub(crate) fn is_beside_dates(word: &str) -> bool {
    WORDS.beside.contains(&word.to_lowercase())
}

/// A date alone on its line, with a weekday, a time, a place before it, a name behind it or a word of
/// publishing at most.
pub(crate) fn date_line(line: &str) -> Option<PrintedDate> {
    date_line_in(line, None)
}

/// The same where it may be known how numeric dates are written.
pub(crate) fn date_line_in(line: &str, order: Option<Order>) -> Option<PrintedDate> {
    if line.len() > MAX_BYTES {
        return None;
    }
    let mut dates = dates_in(line, order).into_iter();
    let date = dates.next()?;
    let is_day = date.partial.granularity() == Granularity::Day;
    // "July 1916 – February 1917" is how long something was.
    if !is_day && dates.next().is_some() {
        return None;
    }
    let before = Span { start: 0, end: date.span.start }.of(line);
    let after = Span::new(date.span.end as usize, line.len()).of(line);
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.filter(|word| !is_beside_dates(word)).count()
    };
    let names_place = before_weekday(before).ends_with([',', '–', '—', '|', '·']);
    let is_labelled = || {
        let label = before.trim_end();
        label.ends_with(':') && !matches!(says_before(label), Says::Nothing | Says::Other)
    };
    let fits = match (words(before), words(after)) {
        (0, 0) => true,
        (_, 0) if is_labelled() => true,
        (0, 1..=5) => is_day && is_signed(after.trim_start_matches(MARKS)),
        (1..=3, 0) => is_day && names_place,
        _ => false,
    };
    fits.then_some(date)
}

/// What stands before a date, without its day of the week: "The Courier, | Friday".
fn before_weekday(before: &str) -> &str {
    let before = before.trim_end();
    match before.rsplit_once(' ') {
        Some((rest, word)) if is_beside_dates(word) => rest.trim_end(),
        _ => before,
    }
}

/// Whether names stand before the date on its line, as the place in `ELISTA, March 3, 2021`.
pub(crate) fn names_place(line: &str, order: Option<Order>) -> bool {
    let Some(date) = date_line_in(line, order) else { return false };
    let before = Span { start: 0, end: date.span.start }.of(line);
    let mut words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "First published: October 10, 2020" names none.
    says_before(before) == Says::Nothing && words.any(|word| !is_beside_dates(word))
}

/// Whether a line holds dates and nothing else: `May 1991 – August 1993`.
pub(crate) fn is_dates(line: &str) -> bool {
    let dates = if line.len() <= MAX_BYTES { dates_in(line, None) } else { Vec::new() };
    let mut at = 0;
    let mut words = line.split_inclusive(|c: char| !c.is_alphanumeric()).filter(|word| {
        let start = at;
        at += word.len();
        !dates.iter().any(|date| date.span.contains_offset(start))
    });
    let is_word_beside = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        !word.contains(char::is_alphabetic) || is_beside_dates(word)
    };
    !dates.is_empty() && words.all(is_word_beside)
}

/// Whether a line holds two days with nothing but a dash between them, of which the first may be without its year:
/// `3 May – 9 May 2021`, but not `3 May 2021 – updated 9 May 2021`.
pub(crate) fn is_span_of_days(line: &str) -> bool {
    const DASHES: [char; 7] = ['-', '–', '—', '~', '〜', '～', '−'];
    let is_day = |date: &PrintedDate| date.partial.granularity() == Granularity::Day;
    let dates = dates_in(line, None);
    let between = |from: u32, to: u32| Span { start: from, end: to }.of(line).trim();
    let is_dash = |text: &str| {
        let mut chars = text.chars();
        chars.next().is_some_and(|c| DASHES.contains(&c)) && chars.next().is_none()
    };
    let are_joined = |pair: &[PrintedDate]| matches!(pair, [a, b] if is_day(a) && is_day(b) && is_dash(between(a.span.end, b.span.start)));
    // Some day of the same year stands before the dash.
    let follows_day = |date: &PrintedDate| {
        let before = between(0, date.span.start);
        let day = before.strip_suffix(DASHES).map(str::trim_end).unwrap_or_default();
        let mut words = day.rsplit(|c: char| c.is_whitespace());
        let (last, first) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        is_day(date) && is_day_of_some_year(&format!("{first} {last}"))
    };
    dates.windows(2).any(are_joined) || dates.first().is_some_and(follows_day)
}

/// A date with a time of day and nothing else: what a page prints as the time of the visit.
pub(crate) fn is_page_clock(line: &str) -> bool {
    let Some(date) = date_line(line) else { return false };
    let after = Span::new(date.span.end as usize, line.len()).of(line);
    let has_time =
        after.bytes().zip(after.bytes().skip(1)).any(|(a, b)| a.is_ascii_digit() && b == b':');
    has_time && after.chars().filter(|c| c.is_alphabetic()).count() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_joined_by_a_dash_alone_are_a_span() {
        for line in [
            "Most read (updated: 3 May – 9 May 2021)",
            "3 May 2021 ~ 9 May 2021",
            "May 3 - May 9, 2021",
            "2021-05-03 – 2021-05-09",
        ] {
            assert!(is_span_of_days(line), "{line}");
        }
        for line in [
            "Published 3 May 2021 – updated 5 May 2021",
            "published 3 May – updated 5 May 2021",
            "3 May 2021 – 14:02",
            "Tura – 3 May 2021 – By Jane Doe",
            "2021-05-03",
            "Part 3 – 9 May 2021",
            "",
        ] {
            assert!(!is_span_of_days(line), "{line}");
        }
    }

    #[test]
    fn a_line_of_dates_holds_nothing_else() {
        for line in ["May 1991 – August 1993", "3 May 2019", "Monday, 3 May 2019 – 4 May 2019"]
        {
            assert!(is_dates(line), "{line}");
        }
        for line in ["The vote of May 1991", "Home", "", "1 of 12"] {
            assert!(!is_dates(line), "{line}");
        }
    }
}
