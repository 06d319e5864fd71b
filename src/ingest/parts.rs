//! What the reader of one format makes of a file.

use crate::model::{Dct, Format, Locator, Metadata, Span};

/// Text and everything that the format itself says about it.
#[derive(Debug)]
pub(super) struct Parts {
    /// The kind of file.
    pub(super) format: Format,
    /// The final text.
    pub(super) text: String,
    /// Page chrome: sorted, disjoint.
    pub(super) chrome: Vec<Span>,
    /// Numbered parts of the file by their beginning, in order.
    pub(super) locators: Vec<Locator>,
    /// Title, author, address, language.
    pub(super) metadata: Metadata,
    /// Dates that the format states.
    pub(super) dates: Vec<Dct>,
}
