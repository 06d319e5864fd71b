//! What the reader of one file takes out of it: plain values that can pass from one process to another.

use super::boilerplate::page_head::without_site;
use super::boilerplate::{self, Marked};
use super::dct::date_line::is_of_template;
use super::dct::stated;
use super::parts::Parts;
use crate::model::{DctMethod, Format, Locator, LocatorUnit, Metadata, Span};
use serde::{Deserialize, Serialize};

/// Bytes of text that are taken from one file at most: 32 MiB, the length of forty long novels.
pub(super) const MAX_TEXT_BYTES: usize = 32 << 20;

/// Text, and what the file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Extract {
    /// The text: paragraphs apart by blank lines.
    pub(super) text: String,
    /// Running heads, page numbers and the like as pairs of bytes, in order.
    pub(super) chrome: Vec<(u32, u32)>,
    /// First byte and number of each page, row or chapter, in order.
    pub(super) locators: Vec<(u32, u32)>,
    /// Where its notes begin, which are read behind the text.
    pub(super) notes: Option<u32>,
    /// Its title.
    pub(super) title: Option<String>,
    /// Who wrote it.
    pub(super) author: Option<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// The address of the web page that a browser printed into it, maybe shortened.
    pub(super) printed_from: Option<String>,
    /// Dates that it states.
    pub(super) dates: Vec<StatedDate>,
    /// Whether the end was left out, because there was too much of it.
    pub(super) is_cut: bool,
}

/// A date as the file writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct StatedDate {
    /// The field, in words that its user knows.
    pub(super) field: String,
    /// Its value.
    pub(super) value: String,
    /// How far it can be trusted, 0–1.
    pub(super) score: f32,
}

/// Why a file gave no text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub(super) enum Refusal {
    /// Its bytes are not what they claim to be.
    #[error("The file is damaged: {0}")]
    Damaged(String),
    /// It asks for a password.
    #[error("The file is locked with a password")]
    Locked,
    /// It is far larger when unpacked than any honest one.
    #[error("The file expands so much that it looks like an attack")]
    Expands,
    /// It holds pictures of pages and no text.
    #[error("The file holds no text, only pictures of it")]
    Pictures,
    /// Reading it ended the process that did so.
    #[error("The file could not be read: its reader broke down or ran out of memory")]
    Crashed,
    /// Reading it took too long.
    #[error("The file could not be read in time")]
    Slow,
}

impl Refusal {
    /// What the user can do about it.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Damaged(_) => "Open it in its program; if it opens there, save it anew",
            Self::Locked => "Open it in its program and save it without a password",
            Self::Expands => "Leave it out, or unpack it with care",
            Self::Pictures => "Have its text recognised (OCR) and add the result",
            Self::Crashed | Self::Slow => "Open it in its program and save its text, or split it",
        }
    }
}

impl Extract {
    /// Adds a paragraph; nothing once the text is full.
    pub(super) fn paragraph(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() || self.is_full(text.len()) {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    /// Notes that part `number` begins with the next paragraph.
    pub(super) fn begin_part(&mut self, number: usize) {
        let gap = if self.text.is_empty() { 0 } else { 2 };
        let start = (self.text.len() + gap) as u32;
        if self.locators.last().is_some_and(|last| last.0 == start) {
            self.locators.pop();
        }
        self.locators.push((start, number as u32));
    }

    /// The text ends here; notes follow.
    pub(super) fn begin_notes(&mut self) {
        self.notes.get_or_insert(self.text.len() as u32);
    }

    /// Whether `more` bytes do not fit any more; then the text counts as cut.
    pub(super) fn is_full(&mut self, more: usize) -> bool {
        self.is_cut |= self.text.len() + more > MAX_TEXT_BYTES;
        self.is_cut
    }

    /// Takes a date that the file states.
    pub(super) fn date(&mut self, field: &str, value: &str, score: f32) {
        if !value.trim().is_empty() && !is_of_template(value.trim()) {
            let (field, value) = (field.to_owned(), value.trim().to_owned());
            self.dates.push(StatedDate { field, value, score });
        }
    }

    /// The parts of a document. Only the format itself knows its chrome, unless a browser printed it: the
    /// cues of web pages would take a report's last pages for it.
    pub(super) fn into_parts(self, format: Format, unit: LocatorUnit) -> Parts {
        let known: Vec<Span> =
            self.chrome.iter().map(|&(start, end)| Span { start, end }).collect();
        let Marked { chrome, title: headline, .. } = match self.printed_from {
            Some(_) => boilerplate::marked(&self.text, &known, None),
            None => Marked { chrome: known, ..Marked::default() },
        };
        let end = self.text.len() as u32;
        let locators = self.locators.iter().filter(|&&(start, _)| start < end);
        let locators = locators.map(|&(start, number)| Locator { start, unit, number }).collect();
        let dates = self.dates.iter().filter_map(|date| {
            let evidence = format!("{}: {}", date.field, date.value);
            stated(&date.value, DctMethod::Metadata, &evidence, None, date.score)
        });
        let is_whole = |address: &String| !address.contains('…');
        let title = match self.printed_from {
            Some(_) => self.title.map(|title| without_site(&title).to_owned()),
            None => self.title,
        };
        let metadata = Metadata {
            title: worth(title),
            author: worth(self.author.map(|author| name(&author).to_owned())),
            url: self.printed_from.filter(is_whole),
            language: worth(self.language),
        };
        let (notes, dates) = (self.notes, dates.collect());
        let text = self.text;
        Parts { text, chrome, headline, notes, locators, metadata, dates, ..Parts::empty(format) }
    }
}

/// An author without the address of mail that some write behind the name.
fn name(author: &str) -> &str {
    let address = author.trim_end().strip_suffix('>').and_then(|author| author.rsplit_once('<'));
    let name = address.filter(|(name, address)| address.contains('@') && !name.trim().is_empty());
    name.map_or(author, |(name, _)| name)
}

/// A field that says something.
fn worth(field: Option<String>) -> Option<String> {
    let field = field?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!field.is_empty()).then_some(field)
}
