//! Where in its file a piece of text stands, as a citation names it: `p. 12`, `row 7`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What the parts of a file are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LocatorUnit {
    /// A printed page.
    Page,
    /// A paragraph, heading, item or cell.
    Paragraph,
    /// A chapter of a book.
    Chapter,
    /// A row of a table, counted as spreadsheets do, with the header.
    Row,
    /// A message of a mailbox.
    Message,
    /// A record of a list or of a web archive.
    Record,
}

impl LocatorUnit {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Page, Self::Paragraph, Self::Chapter, Self::Row, Self::Message, Self::Record];

    /// The word used in bundles.
    pub fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Paragraph => "paragraph",
            Self::Chapter => "chapter",
            Self::Row => "row",
            Self::Message => "message",
            Self::Record => "record",
        }
    }
}

/// The beginning of a numbered part of a document's file; it reaches to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Locator {
    /// First byte of the part in the document's text.
    pub start: u32,
    /// What is counted.
    pub unit: LocatorUnit,
    /// Its number, from 1.
    pub number: u32,
}

impl Locator {
    /// The part of a document that begins at byte `start` of its text.
    pub fn new(start: usize, unit: LocatorUnit, number: usize) -> Self {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), unit, number }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            LocatorUnit::Page => "p.",
            LocatorUnit::Paragraph => "para.",
            LocatorUnit::Chapter => "ch.",
            LocatorUnit::Row => "row",
            LocatorUnit::Message => "message",
            LocatorUnit::Record => "record",
        };
        write!(f, "{unit} {}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_a_citation() {
        assert_eq!(Locator::new(0, LocatorUnit::Page, 12).to_string(), "p. 12");
        assert_eq!(Locator::new(0, LocatorUnit::Row, 7).to_string(), "row 7");
    }
}
