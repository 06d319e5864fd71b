//! A document as read: text that never changes again, and what is known about it.

use super::mention::{PlaceMention, TimeMention};
use super::when::When;
use super::{Date, DateStatus, EventId, Factuality, Locator, LocatorUnit, Review, Span, Warning};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// A document's name within its corpus: the manifest's id, else its relative path with `/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentId(#[serde(with = "super::stored::shared")] pub Arc<str>);

/// The kind of file a document came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, read as text.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// An e-mail message.
    Email,
    /// A portable document (PDF).
    Pdf,
    /// A Word document (Office Open XML).
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// Rich text (RTF).
    Rtf,
    /// An electronic book (EPUB).
    Epub,
    /// A workbook of a spreadsheet program.
    Spreadsheet,
    /// A table of comma-separated values.
    Csv,
    /// An article as a JSON object.
    Json,
    /// A page saved with its parts in one file (MHTML).
    Mhtml,
    /// A record of a web archive (WARC).
    Warc,
    /// Text given inline in a manifest.
    Inline,
}

/// What a document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title; `None` where it has none.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
}

/// How a document creation time was found, most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DctMethod {
    /// The user said so.
    User,
    /// The manifest's `date`.
    Manifest,
    /// Metadata of the page or message: JSON-LD, OpenGraph, `<time>`, mail header.
    Metadata,
    /// A printed line near the title, or a dateline or byline.
    Dateline,
    /// The address of the page.
    Url,
    /// Worked out from what the text says ("the 459th day of the war").
    Inferred,
    /// `--dct`, for documents without a date of their own.
    Default,
    /// The name of the file.
    FileName,
    /// A date in page chrome: a page clock, a copyright line. Listed, never used.
    Chrome,
}

/// A candidate for the document creation time (DCT), what "yesterday" counts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dct {
    /// The date: a day, or a month or year where no more is known.
    pub when: When,
    /// How it was found.
    pub method: DctMethod,
    /// The words or field it was found in, as the user would recognise them.
    pub evidence: String,
    /// Where in the text, if it is there.
    pub span: Option<Span>,
    /// How far it can be trusted, 0–1.
    pub score: f32,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its name within the corpus.
    pub id: DocumentId,
    /// Its file; `None` for inline text. Not kept with the document, which may lie elsewhere by then.
    #[serde(skip)]
    pub path: Option<PathBuf>,
    /// The kind of file.
    pub format: Format,
    /// The text that all spans index. Never changes after ingest.
    #[serde(with = "super::stored::shared")]
    pub text: Arc<str>,
    /// Title, author, address, language.
    pub metadata: Metadata,
    /// The DCT in use; `None` where no candidate is good enough.
    pub dct: Option<Dct>,
    /// All candidates, best first; the one in use among them.
    pub dct_candidates: Vec<Dct>,
    /// Page chrome: sorted, disjoint.
    pub chrome: Vec<Span>,
    /// Numbered parts of its file (pages, rows, …) by their beginning, in order; empty where the format has none.
    pub locators: Vec<Locator>,
    /// BLAKE3 of the text.
    pub hash: [u8; 32],
    /// The document whose text this one repeats.
    pub duplicate_of: Option<DocumentId>,
    /// Events that it lists as such; nothing else is looked for in it then.
    pub told: Vec<Told>,
    /// What went half wrong while reading.
    pub warnings: Vec<Warning>,
}

/// An event that a document lists as such: a row of a hand-made chronology.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Its name; rows of several documents under one name tell one event.
    pub id: EventId,
    /// The sentence that tells it.
    pub sentence: Span,
    /// Its title.
    pub title: String,
    /// Its date; `None` where the list gives none.
    pub when: Option<When>,
    /// The date that this sentence gives it; `None` where the list does not tell.
    pub said: Option<When>,
    /// The kind of date; `None` is that of its date.
    pub date_status: Option<DateStatus>,
    /// Whether it happened.
    pub factuality: Factuality,
    /// How sure the list is, 0–1.
    pub confidence: f32,
    /// Codes or names of places, the place of the event first.
    pub places: Vec<String>,
    /// Who is quoted as saying so.
    pub claimed_by: Option<String>,
    /// People and organisations that take part, those named first first.
    pub actors: Vec<String>,
    /// What somebody decided about it before it was listed; `None` where nothing was.
    pub review: Option<Box<Review>>,
}

/// A sentence, heading or list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands, without white space at the ends.
    pub span: Span,
    /// Number of its paragraph, from 0.
    pub paragraph: u32,
    /// Whether it is a heading or title rather than running text.
    pub is_heading: bool,
    /// Whether it stands in page chrome.
    pub in_chrome: bool,
}

/// A document with everything that was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotated {
    /// The document.
    pub document: Document,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// Its time expressions in order.
    pub times: Vec<TimeMention>,
    /// Its place names in order.
    pub places: Vec<PlaceMention>,
}

impl DocumentId {
    /// An id from its text.
    pub fn new(id: &str) -> Self {
        Self(Arc::from(id))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Format {
    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Email => "email",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Epub => "epub",
            Self::Spreadsheet => "spreadsheet",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Mhtml => "mhtml",
            Self::Warc => "warc",
            Self::Inline => "inline",
        }
    }
}

impl DctMethod {
    /// All of them, most trusted first.
    pub const ALL: [Self; 9] = [
        Self::User,
        Self::Manifest,
        Self::Metadata,
        Self::Dateline,
        Self::Url,
        Self::Inferred,
        Self::Default,
        Self::FileName,
        Self::Chrome,
    ];

    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Manifest => "manifest",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Url => "url",
            Self::Inferred => "inferred",
            Self::Default => "default",
            Self::FileName => "filename",
            Self::Chrome => "chrome",
        }
    }
}

impl Dct {
    /// The first day that the date allows.
    pub fn first_day(&self) -> Option<Date> {
        let earliest = self.when.bounds.earliest?;
        Some(super::DateTime::from_seconds(earliest).date)
    }
}

impl Document {
    /// A text of which nothing else is known; its hash is left at nought.
    pub fn of_text(id: &str, text: &str) -> Self {
        Self {
            id: DocumentId::new(id),
            path: None,
            format: Format::Inline,
            text: text.into(),
            metadata: Metadata::default(),
            dct: None,
            dct_candidates: Vec::new(),
            chrome: Vec::new(),
            locators: Vec::new(),
            hash: [0; 32],
            duplicate_of: None,
            told: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Whether a span touches page chrome.
    pub fn is_chrome(&self, span: Span) -> bool {
        let next = self.chrome.partition_point(|chrome| chrome.end <= span.start);
        self.chrome.get(next).is_some_and(|chrome| chrome.overlaps(span))
    }

    /// The numbered part of the file in which a span begins.
    pub fn locator(&self, span: Span) -> Option<Locator> {
        let after = self.locators.partition_point(|locator| locator.start <= span.start);
        after.checked_sub(1).and_then(|last| self.locators.get(last)).copied()
    }

    /// What to call the document on screen: its title, else its id.
    pub fn label(&self) -> &str {
        self.metadata.title.as_deref().unwrap_or_else(|| self.id.as_str())
    }
}

impl Annotated {
    /// Where in its file a span begins: the part that the format numbers, else the paragraph.
    pub fn locator(&self, span: Span) -> Option<Locator> {
        self.document.locator(span).or_else(|| {
            let sentence = self.sentences.get(self.sentence_at(span.start as usize)?)?;
            let number = sentence.paragraph as usize + 1;
            Some(Locator::new(span.start as usize, LocatorUnit::Paragraph, number))
        })
    }

    /// The number of the sentence that holds a byte offset.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|s| (s.span.end as usize) <= offset);
        self.sentences.get(next).filter(|s| s.span.contains_offset(offset)).map(|_| next)
    }
}
