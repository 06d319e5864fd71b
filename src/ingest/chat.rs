//! Chats that a messenger wrote into one text: the messages of a day become a document of that day.
//!
//! ```text
//!  24/02/2022, 05:09 - Anna: The bridge is gone.       WhatsApp, Signal
//!  [24.02.22, 05:09:12] Anna: The bridge is gone.      WhatsApp on an iPhone
//!  Anna, [24.02.2022 05:09]                            Telegram, copied
//!  The bridge is gone.
//!  └─ stamp: chrome ─┘
//!
//!  24 February 2022                                    Telegram, exported as a page
//!  05:09
//!  Anna
//!  The bridge is gone.
//! ```

use super::boilerplate::cue;
use super::dct::date_line::date_line;
use super::dct::dct;
use super::dct::printed_date::{Order, dates_in};
use super::html::posts;
use super::parts::Parts;
use crate::model::edtf::{Partial, Unit};
use crate::model::{Date, DctMethod, Edtf, Locator, LocatorUnit, Metadata, Span};
use std::collections::BTreeMap;

/// Stamps of messages from which on a text is a chat.
const MIN_STAMPS: usize = 3;

/// Lines at the top in which the first stamp stands.
const HEAD_LINES: usize = 5;

/// Bytes of the name of a sender at most.
const MAX_NAME_BYTES: usize = 60;

/// How far the day of a stamp can be trusted.
const STAMPED: f32 = 0.97;

/// What messengers write in front of a line to set its direction.
const DIRECTIONS: [char; 3] = ['\u{200e}', '\u{200f}', '\u{feff}'];

/// The title of every page that Telegram exports.
const TELEGRAM: &str = "Exported Data";

/// The documents in a text: itself, or the days of the chat that it is.
pub(super) fn days(parts: Parts) -> Vec<Parts> {
    if !parts.posts.is_empty() {
        return posts::days(&parts);
    }
    let is_telegram = parts.is_page() && parts.metadata.title.as_deref() == Some(TELEGRAM);
    let stamps = if is_telegram { telegram(&parts.text) } else { stamps(&parts.text) };
    let order = order(&stamps);
    let dated: Vec<(Date, &Stamp<'_>)> =
        stamps.iter().filter_map(|stamp| Some((stamp.date(order)?, stamp))).collect();
    // A log writes its lines like that too, and nobody sends them; or an office reports in each.
    let is_sent = |stamp: &Stamp<'_>| !stamp.is_notice && !stamp.is_of_office;
    let sent = dated.iter().filter(|(_, stamp)| is_sent(stamp)).count();
    if sent < MIN_STAMPS || sent * 2 < dated.len() {
        return vec![parts];
    }
    let days = dated.chunk_by(|(day, _), (next, _)| day == next);
    let starts = days.clone().skip(1).filter_map(|day| Some(day.first()?.1.span.start));
    let ends = starts.chain([parts.text.len() as u32]);
    let mut start = 0;
    let mut number = 1;
    let mut found = Vec::new();
    for (day, end) in days.zip(ends) {
        found.push(document(&parts, Span { start, end }, day, number));
        number += day.len() as u32;
        start = end;
    }
    found
}

/// The beginning of a message.
#[derive(Debug)]
struct Stamp<'a> {
    /// From the beginning of its line to its text.
    span: Span,
    /// Its day, as it is written.
    day: &'a str,
    /// Whether its hours are those of half a day.
    has_halves: bool,
    /// Whether it has no sender: the messenger itself speaks, to the end of the line.
    is_notice: bool,
    /// Whether its sender is none who sends messages, but one whose reports a log keeps: `Police`.
    is_of_office: bool,
}

impl Stamp<'_> {
    fn date(&self, order: Order) -> Option<Date> {
        let date = dates_in(self.day, Some(order)).into_iter().next()?;
        let Partial { year, unit: Unit::Day(month, day), .. } = date.partial else { return None };
        Date::new(year, month, day)
    }
}

/// The stamps of a text; none where its first lines have none.
fn stamps(text: &str) -> Vec<Stamp<'_>> {
    let stamp = |line: Span| stamp(text, line);
    if !Span::lines_of(text).take(HEAD_LINES).any(|line| stamp(line).is_some()) {
        return Vec::new();
    }
    Span::lines_of(text).filter_map(stamp).collect()
}

/// The stamps of a page by Telegram: the day stands above its first message, the hour and the sender above each.
fn telegram(text: &str) -> Vec<Stamp<'_>> {
    let lines: Vec<Span> = Span::lines_of(text).collect();
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    // Who goes on speaking is not named again: a sender stands below two hours at least.
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, below) in pairs().filter(|(hour, _)| is_bare_hour(hour.of(text))) {
        *named.entry(below.of(text)).or_default() += 1;
    }
    let mut found = Vec::new();
    let (mut day, mut start) = (None, None);
    for (line, below) in pairs() {
        let words = line.of(text);
        if date_line(words).is_some() {
            (day, start) = (Some(words), Some(line.start));
        } else if let Some(day) = day.filter(|_| is_bare_hour(words)) {
            let is_sender = named.get(below.of(text)).is_some_and(|times| *times >= 2);
            let end = if is_sender { below.end } else { line.end };
            let span = Span { start: start.take().unwrap_or(line.start), end };
            found.push(Stamp {
                span,
                day,
                has_halves: false,
                is_notice: false,
                is_of_office: false,
            });
        }
    }
    found
}

/// `05:09` and nothing else.
fn is_bare_hour(line: &str) -> bool {
    let is_part = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    line.split_once(':').is_some_and(|(hour, minute)| is_part(hour) && is_part(minute))
}

/// How the days of a chat are written: as one of them shows, else as the hours of its country are.
fn order(stamps: &[Stamp<'_>]) -> Order {
    let is_american = stamps.iter().any(|stamp| stamp.has_halves && stamp.day.contains('/'));
    let usual = if is_american { Order::MonthFirst } else { Order::DayFirst };
    stamps.iter().find_map(|stamp| Order::shown_by(stamp.day)).unwrap_or(usual)
}

/// The stamp that a line begins with.
fn stamp(text: &str, line: Span) -> Option<Stamp<'_>> {
    let inner = line.of(text);
    let plain = inner.trim_start_matches(DIRECTIONS);
    let bracketed = plain.strip_prefix('[');
    let copied = || {
        // "Anna, [24.02.2022 05:09]", alone on its line.
        let (name, rest) =
            plain.split_once(", [").filter(|(name, _)| name.len() <= MAX_NAME_BYTES)?;
        let (day, has_halves, rest) = moment(rest)?;
        let is_alone = !name.is_empty() && matches!(rest, "]" | "]:");
        is_alone.then_some(Stamp {
            span: line,
            day,
            has_halves,
            is_notice: false,
            is_of_office: false,
        })
    };
    let Some((day, has_halves, rest)) = moment(bracketed.unwrap_or(plain)) else { return copied() };
    let sent = match bracketed {
        Some(_) => rest.strip_prefix("] ")?,
        None => [" - ", " – ", ": "].iter().find_map(|mark| rest.strip_prefix(mark))?,
    };
    let named = sent.split_once(": ").filter(|(name, _)| name.len() <= MAX_NAME_BYTES);
    let message = named.map_or("", |(_, message)| message);
    let end = line.end - message.len() as u32;
    let span = Span { start: line.start, end };
    let is_of_office = named.is_some_and(|(name, _)| cue::is_office(name));
    Some(Stamp { span, day, has_halves, is_notice: named.is_none(), is_of_office })
}

/// A day in figures and a time behind it, with what follows both: `24/02/2022, 05:09`, `2/24/22, 5:09 AM`.
fn moment(text: &str) -> Option<(&str, bool, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-');
    let behind = text.trim_start_matches(is_part);
    let day = text.get(..text.len() - behind.len()).filter(|day| (6..=10).contains(&day.len()))?;
    let time = behind.strip_prefix(',').unwrap_or(behind).strip_prefix(' ')?;
    let rest = time.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let clock = time.get(..time.len() - rest.len())?;
    if !(4..=8).contains(&clock.len()) || !clock.contains(':') {
        return None;
    }
    let half = rest.trim_start_matches([' ', '\u{202f}', '\u{a0}']);
    let halves = ["AM", "PM", "am", "pm", "a.m.", "p.m."];
    let behind_half = halves.iter().find_map(|it| half.strip_prefix(it));
    Some((day, behind_half.is_some(), behind_half.unwrap_or(rest)))
}

/// The messages of one day, of which the first has a number in the whole chat.
fn document(parts: &Parts, whole: Span, day: &[(Date, &Stamp<'_>)], number: u32) -> Parts {
    let whole = whole.trimmed(&parts.text);
    let text = whole.of(&parts.text);
    let mut found = Parts { text: text.to_owned(), ..Parts::empty(parts.format) };
    for ((_, stamp), number) in day.iter().zip(number..) {
        let line =
            Span { start: stamp.span.start - whole.start, end: stamp.span.end - whole.start };
        let message = Span { start: line.end, end: whole.len() as u32 }.of(text);
        let message = message.split('\n').next().unwrap_or_default();
        // "<Media omitted>", "image omitted" beside a mark of direction.
        let is_left_out = message.starts_with(['<', '\u{200e}']);
        let is_chrome = stamp.is_notice || is_left_out;
        let end = line.end + if is_chrome { message.len() as u32 } else { 0 };
        found.chrome.push(Span { start: line.start, end });
        found.locators.push(Locator { start: line.start, unit: LocatorUnit::Message, number });
    }
    found.chrome = found.chrome.iter().map(|span| span.trimmed(text)).collect();
    if let Some((date, stamp)) = day.first() {
        let evidence = stamp.span.of(&parts.text);
        found.dates.push(dct(Edtf::day(*date), DctMethod::Metadata, evidence, None, STAMPED));
        let day = stamp.day.to_owned();
        let whole = &parts.metadata;
        // Every page of Telegram has one title.
        let title = whole.title.as_deref().filter(|title| *title != TELEGRAM);
        let title = Some(title.map_or(day.clone(), |title| format!("{title}, {day}")));
        found.metadata = Metadata { title, ..whole.clone() };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        check_parts(Parts { text: text.to_owned(), ..Parts::empty(Format::Text) }, expected);
    }

    /// Days with what is left of their text without chrome.
    #[track_caller]
    fn check_parts(parts: Parts, expected: &[(&str, &str)]) {
        let days = days(parts);
        let told = days.iter().map(|day| {
            let date = day.dates.first().map(|dct| dct.when.edtf.to_string());
            let mut left = String::new();
            let mut at = 0;
            let end = Span::new(day.text.len(), day.text.len());
            for span in day.chrome.iter().chain([&end]) {
                left.push_str(Span { start: at, end: span.start }.of(&day.text));
                at = span.end;
            }
            (date.unwrap_or_default(), left.split_whitespace().collect::<Vec<_>>().join(" "))
        });
        let told: Vec<_> = told.collect();
        let told: Vec<_> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_messages_of_a_day_are_a_document() {
        check(
            "24/02/2022, 05:07 - Messages and calls are encrypted.\n24/02/2022, 05:09 - Anna K: The bridge is gone.\nWe saw it.\n\
             24/02/2022, 05:15 - Oleh: <Media omitted>\n25/02/2022, 09:01 - Oleh: Yesterday the mill burned.\n",
            &[
                ("2022-02-24", "The bridge is gone. We saw it."),
                ("2022-02-25", "Yesterday the mill burned."),
            ],
        );
        check(
            "2/3/22, 5:07 AM - Anna: One.\n2/3/22, 5:09 PM - Anna: Two.\n2/4/22, 5:09 PM - Anna: Three.\n",
            &[("2022-02-03", "One. Two."), ("2022-02-04", "Three.")],
        );
        check(
            "[03.02.22, 05:07:11] Anna: One.\n\u{200e}[03.02.22, 05:08:11] Anna: \u{200e}image omitted\n[04.02.22, 05:09:11] Anna: Two.\n",
            &[("2022-02-03", "One."), ("2022-02-04", "Two.")],
        );
        check(
            "Anna, [03.02.2022 05:07]\nOne.\n\nOleh, [03.02.2022 05:08]\nTwo.\n\nAnna, [04.02.2022 05:09]\nThree.\n",
            &[("2022-02-03", "One. Two."), ("2022-02-04", "Three.")],
        );
    }

    #[test]
    fn a_page_by_telegram_is_parted_by_its_days() {
        let text = "Mill Watch\n\n3 February 2022\n\n05:07\n\nAnna\n\nOne.\n\n05:08\n\nTwo.\n\n05:09\n\nAnna\n\nThree.\n\n\
                    4 February 2022\n\n06:00\n\nFour.\n";
        let mut parts = Parts { text: text.to_owned(), ..Parts::empty(Format::Html) };
        parts.metadata.title = Some(TELEGRAM.to_owned());
        check_parts(
            parts,
            &[("2022-02-03", "Mill Watch One. Two. Three."), ("2022-02-04", "Four.")],
        );
    }

    #[test]
    fn the_days_of_a_chat_keep_what_is_known_of_it() {
        let text = "24/02/2022, 05:09 - Anna: One.\n24/02/2022, 05:10 - Oleh: Two.\n25/02/2022, 05:11 - Anna: Three.\n";
        let mut parts = Parts { text: text.to_owned(), ..Parts::empty(Format::Text) };
        parts.metadata.title = Some("Mill Watch".to_owned());
        parts.metadata.language = Some("uk".to_owned());
        let days = days(parts);
        let titles: Vec<_> = days.iter().filter_map(|day| day.metadata.title.as_deref()).collect();
        assert_eq!(titles, ["Mill Watch, 24/02/2022", "Mill Watch, 25/02/2022"]);
        assert!(days.iter().all(|day| day.metadata.language.as_deref() == Some("uk")));
    }

    #[test]
    fn what_is_no_chat_stays_whole() {
        let log = "24/02/2022, 05:07 the bridge fell.\n24/02/2022, 05:09 it rained.\n24/02/2022, 06:00 they came.";
        check(log, &[("", log)].map(|(day, _)| (day, "24/02/2022, 05:07 the bridge fell. 24/02/2022, 05:09 it rained. 24/02/2022, 06:00 they came.")));
        check("24/02/2022, 05:07 - Anna: One.", &[("", "24/02/2022, 05:07 - Anna: One.")]);
        let log = "24/02/2022 05:07 - The bridge fell. 24/02/2022 06:10 - It rained. 25/02/2022 09:30 - They came.";
        check(&log.replace(". 2", ".\n2"), &[("", log)]);
        let log = "[24.02.22 05:07] Police: the bridge fell. [24.02.22 06:10] City council: it burned. [25.02.22 09:30] Police: they came.";
        check(&log.replace(". [", ".\n["), &[("", log)]);
        let log = "24/02/2022 05:07 - Police: the bridge fell. 24/02/2022 06:10 - Fire brigade: it burned. 25/02/2022 09:30 - Police: they came.";
        check(&log.replace(". 2", ".\n2"), &[("", log)]);
    }
}
