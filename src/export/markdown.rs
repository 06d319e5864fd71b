//! A chronology to read and to edit: Markdown, one event a paragraph, with its sources.

use super::outline::{self, Entry};
use crate::model::Chronology;

/// All events, undated ones last.
pub fn events(chronology: &Chronology) -> String {
    let mut out = String::from("# Chronology\n");
    for section in outline::sections(chronology) {
        out.push_str(&format!("\n## {}\n", section.title));
        for entry in section.entries {
            paragraph(&mut out, &entry);
        }
    }
    out
}

fn paragraph(out: &mut String, entry: &Entry<'_>) {
    out.push_str(&format!("\n**{}** — {}", entry.date, plain(&entry.event.title)));
    let notes = entry.notes();
    if !notes.is_empty() {
        out.push_str(&format!(" *({})*", plain(&notes)));
    }
    out.push('\n');
    for source in &entry.sources {
        out.push_str(&format!("\n> {} — {}\n", plain(source.sentence), plain(source.label)));
    }
}

/// Text on one line, with the marks of Markdown taken literally.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '#' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
