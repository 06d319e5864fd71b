//! iCalendar (RFC 5545) for calendar programs.
//!
//! Calendars know only whole days from the year 1 on, so an event is entered over all days that it
//! may have happened on, with its date in EDTF in the description. Undated events, open ends without
//! any bound and years before 1 AD are left out.

use super::outline;
use crate::model::{Chronology, Date, DateTime, Event};
use std::fmt::Write as _;

/// A line of content holds at most this many bytes before it is folded.
const LINE_BYTES: usize = 75;
/// From here on a line is folded within a word: some readers lose a space where a line begins.
const WORD_FOLD_BYTES: usize = 60;

/// Every dated event that a calendar can hold.
pub fn events(chronology: &Chronology) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Annals//Annals//EN");
    for event in &chronology.events {
        entry(&mut out, event, chronology);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn entry(out: &mut String, event: &Event, chronology: &Chronology) -> Option<()> {
    let when = event.when.as_ref()?;
    let start = when.bounds.earliest.or(when.bounds.latest)?;
    let end = when.bounds.latest.unwrap_or(start);
    let [start, end] = [start, end].map(|seconds| DateTime::from_seconds(seconds).date);
    let after = end.plus_days(1);
    if start.year < 1 || after.year > 9_999 {
        return None;
    }
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@annals", event.id));
    // The format asks for a stamp; a fixed one keeps two exports of the same corpus equal.
    line(out, "DTSTAMP:19700101T000000Z");
    line(out, &format!("DTSTART;VALUE=DATE:{}", basic(start)));
    line(out, &format!("DTEND;VALUE=DATE:{}", basic(after)));
    line(out, &format!("SUMMARY:{}", escaped(&event.title)));
    let mut description = format!("Date: {}", when.edtf);
    let who = outline::who(event, chronology);
    if !who.is_empty() {
        // Writing to a string cannot fail.
        _ = write!(description, "\nWho: {who}");
    }
    for source in &event.sources {
        let Some(annotated) = chronology.document_of(source) else { continue };
        let sentence = source.sentence.of(&annotated.document.text);
        _ = write!(description, "\n{sentence} ({})", annotated.document.label());
    }
    line(out, &format!("DESCRIPTION:{}", escaped(&description)));
    if let Some(place) = event.places.first() {
        line(out, &format!("LOCATION:{}", escaped(&chronology.places.path(place))));
    }
    line(out, "END:VEVENT");
    Some(())
}

fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year, date.month, date.day)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            _ => out.push(c),
        }
    }
    out
}

/// One content line, folded between characters: each further line starts with a space.
fn line(out: &mut String, text: &str) {
    let mut width = 0;
    let mut last = ' ';
    for c in text.chars() {
        let is_in_word = last != ' ' && c != ' ';
        let most = if is_in_word { WORD_FOLD_BYTES } else { LINE_BYTES };
        if width + c.len_utf8() > most {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
        last = c;
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_long_lines_between_characters() {
        let mut out = String::new();
        line(&mut out, &"ж".repeat(80));
        assert!(out.split("\r\n").all(|piece| piece.len() <= LINE_BYTES));
        assert_eq!(out.replace("\r\n ", "").trim_end(), "ж".repeat(80));
    }

    #[test]
    fn escapes_what_the_format_uses() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
