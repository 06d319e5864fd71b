//! The forms in which a list of events is written.

use super::{csv, html, ics, json, markdown, timelinejs};
use crate::model::Chronology;
use crate::view::Band;

/// A form of a list of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventFormat {
    /// One JSON value a line.
    Jsonl,
    /// A table.
    Csv,
    /// One JSON value.
    Json,
    /// One JSON value, as TimelineJS reads it.
    TimelineJs,
    /// A calendar.
    Ics,
    /// A list in Markdown.
    Markdown,
    /// A page.
    Html,
}

impl EventFormat {
    /// All of them, in the order of the command line.
    pub const ALL: [Self; 7] = [
        Self::Jsonl,
        Self::Csv,
        Self::Json,
        Self::TimelineJs,
        Self::Ics,
        Self::Markdown,
        Self::Html,
    ];

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::TimelineJs => "timelinejs",
            Self::Ics => "ics",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::Jsonl => "JSONL",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::TimelineJs => "TimelineJS",
            Self::Ics => "Calendar",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
        }
    }

    /// The usual end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Json | Self::TimelineJs => "json",
            Self::Ics => "ics",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    /// The events in this form, with their annotations where it has room for them.
    pub fn written(self, chronology: &Chronology, bands: &[Band]) -> String {
        match self {
            Self::Jsonl => json::event_lines(chronology, bands),
            Self::Csv => csv::events(chronology, bands),
            Self::Json => json::events(chronology, bands),
            Self::TimelineJs => timelinejs::events(chronology, bands),
            Self::Ics => ics::events(chronology),
            Self::Markdown => markdown::events(chronology),
            Self::Html => html::events(chronology),
        }
    }
}
