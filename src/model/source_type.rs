//! What a source is to somebody who reads it, whatever file it lies in.

use super::{Annotated, Document, Format, LocatorUnit};

/// A source type: a kind of source, by what people call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceType {
    /// An article or a page of the web.
    Article,
    /// An e-mail message.
    Mail,
    /// A day of an exported chat.
    Chat,
    /// A PDF document.
    Pdf,
    /// A document of a word processor.
    Office,
    /// A book.
    Book,
    /// A table.
    Table,
    /// Plain text.
    Text,
}

impl SourceType {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 8] = [
        Self::Article,
        Self::Mail,
        Self::Chat,
        Self::Pdf,
        Self::Office,
        Self::Book,
        Self::Table,
        Self::Text,
    ];

    /// The word used in scripts and projects.
    pub fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Mail => "mail",
            Self::Chat => "chat",
            Self::Pdf => "pdf",
            Self::Office => "office",
            Self::Book => "book",
            Self::Table => "table",
            Self::Text => "text",
        }
    }

    /// The type of a document. Chats come as plain text that is cut into messages.
    fn of(document: &Document) -> Self {
        let is_message = |first: &super::Locator| first.unit == LocatorUnit::Message;
        match document.format {
            Format::Email => Self::Mail,
            Format::Text | Format::Markdown
                if document.locators.first().is_some_and(is_message) =>
            {
                Self::Chat
            }
            Format::Text | Format::Markdown => Self::Text,
            Format::Html | Format::Mhtml | Format::Warc | Format::Json | Format::Inline => {
                Self::Article
            }
            Format::Pdf => Self::Pdf,
            Format::Docx | Format::Odt | Format::Rtf => Self::Office,
            Format::Epub => Self::Book,
            Format::Spreadsheet | Format::Csv => Self::Table,
        }
    }
}

impl Annotated {
    /// What it is to somebody who reads it.
    pub fn source_type(&self) -> SourceType {
        SourceType::of(&self.document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Locator;

    #[test]
    fn a_chat_is_plain_text_in_messages_and_a_mailbox_is_mail() {
        let check = |format, unit: Option<LocatorUnit>, expected| {
            let locators = unit.map(|unit| Locator::new(0, unit, 1)).into_iter().collect();
            let document = Document { format, locators, ..Document::of_text("a", "Text") };
            assert_eq!(SourceType::of(&document), expected, "{format:?} {unit:?}");
        };
        check(Format::Text, None, SourceType::Text);
        check(Format::Text, Some(LocatorUnit::Message), SourceType::Chat);
        check(Format::Email, Some(LocatorUnit::Message), SourceType::Mail);
        check(Format::Html, None, SourceType::Article);
        check(Format::Csv, Some(LocatorUnit::Row), SourceType::Table);
    }
}
