//! What the reader of one format makes of a file.

use super::dct::printed_date::Order;
use super::html::posts::Post;
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
    /// Where a page tells of other stories, each with its own day, and nothing else.
    pub(super) others: Vec<Span>,
    /// The posts of a page that is a channel.
    pub(super) posts: Vec<Post>,
    /// Where the title of a page stands of which only the text is left.
    pub(super) headline: Option<Span>,
    /// Where notes begin that some formats keep behind the text.
    pub(super) notes: Option<u32>,
    /// Numbered parts of the file by their beginning, in order.
    pub(super) locators: Vec<Locator>,
    /// Title, author, address, language.
    pub(super) metadata: Metadata,
    /// Dates that the format states.
    pub(super) dates: Vec<Dct>,
}

impl Parts {
    /// Nothing yet.
    pub(super) fn empty(format: Format) -> Self {
        let (text, chrome, others, posts, headline, notes) = Default::default();
        let (locators, metadata, dates) = Default::default();
        Self { format, text, chrome, others, posts, headline, notes, locators, metadata, dates }
    }

    /// Whether it was made for a browser: then much of what is printed stands around the article.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.format, Format::Html | Format::Mhtml | Format::Warc)
    }

    /// Whether it is a page, or all the words of one.
    pub(super) fn is_of_page(&self) -> bool {
        self.is_page() || self.headline.is_some()
    }

    /// How it writes numeric dates; for a page its address may tell.
    pub(super) fn order(&self) -> Option<Order> {
        let language = self.metadata.language.as_deref();
        if self.is_page() {
            Some(Order::of_page(language, self.metadata.url.as_deref()))
        } else {
            Order::of_language(language)
        }
    }
}
