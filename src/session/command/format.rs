//! The kinds of file that can be saved.

use crate::export::EventFormat;
use crate::export::picture::PictureFormat;
use crate::project::Contents;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SaveFormat {
    /// The figure.
    Picture(PictureFormat),
    /// The events.
    Events(EventFormat),
    /// The project with its texts, or what events quote of them, to hand over.
    Bundle(Contents),
}

impl SaveFormat {
    /// Kinds that hold the figure.
    pub const PICTURES: [Self; 3] = [
        Self::Picture(PictureFormat::Png),
        Self::Picture(PictureFormat::Svg),
        Self::Picture(PictureFormat::Pdf),
    ];
    /// Kinds that hold the events.
    pub const TABLES: [Self; 9] = [
        Self::Events(EventFormat::Csv),
        Self::Events(EventFormat::Json),
        Self::Events(EventFormat::Jsonl),
        Self::Events(EventFormat::TimelineJs),
        Self::Events(EventFormat::Ics),
        Self::Events(EventFormat::Markdown),
        Self::Events(EventFormat::Html),
        Self::Bundle(Contents::Texts),
        Self::Bundle(Contents::Quotes),
    ];

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::Picture(format) => format.text(),
            Self::Events(format) => format.text(),
            Self::Bundle(Contents::Texts) => "Bundle",
            Self::Bundle(Contents::Quotes) => "Bundle of quotes",
        }
    }

    /// The usual end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Picture(format) => format.extension(),
            Self::Events(format) => format.extension(),
            Self::Bundle(_) => "zip",
        }
    }
}
