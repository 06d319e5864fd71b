//! The kinds of file that can be saved.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SaveFormat {
    /// The figure in pixels.
    Png,
    /// The figure in lines and text.
    Svg,
    /// The figure in lines and text, as many pages as its sources need.
    Pdf,
    /// Events as a table.
    Csv,
    /// Events as one JSON value.
    Json,
    /// Events, one JSON value a line.
    Jsonl,
    /// Events for TimelineJS.
    TimelineJs,
    /// Events as a calendar.
    Ics,
    /// Events as a list in Markdown.
    Markdown,
    /// Events as a page.
    Html,
    /// The project with the texts of its documents, to hand over.
    Bundle,
    /// The project with the quoted sentences alone.
    QuoteBundle,
}

impl SaveFormat {
    /// Kinds that hold the figure.
    pub const PICTURES: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];
    /// Kinds that hold the events.
    pub const TABLES: [Self; 9] = [
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::TimelineJs,
        Self::Ics,
        Self::Markdown,
        Self::Html,
        Self::Bundle,
        Self::QuoteBundle,
    ];

    /// Its name on screen.
    pub fn text(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Jsonl => "JSONL",
            Self::TimelineJs => "TimelineJS",
            Self::Ics => "Calendar",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Bundle => "Bundle",
            Self::QuoteBundle => "Bundle of quotes",
        }
    }

    /// The usual end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Json | Self::TimelineJs => "json",
            Self::Jsonl => "jsonl",
            Self::Ics => "ics",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Bundle | Self::QuoteBundle => "zip",
        }
    }
}
