//! One decision, in the form in which the project file holds it.

use crate::geo;
use crate::model::{Bounds, Edtf, Part, PlaceCode, PlaceTable, Shape, When};
use crate::view::words;
use serde::{Deserialize, Serialize};

/// How a date is to be read that something happened before or on.
const BY: &str = "by";
/// The same of one that something happened on or after.
const FROM: &str = "from";

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The event is as it should be.
    Accept(EventName),
    /// The event is none, or does not belong here.
    Dismiss(EventName),
    /// Neither accepted nor dismissed any more.
    Reopen(EventName),
    /// The event is starred.
    Star(EventName),
    /// The event is starred no more.
    Unstar(EventName),
    /// The event has this date; without one, the date that was found.
    Date {
        /// Which event.
        event: EventName,
        /// The date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<StatedDate>,
    },
    /// A sentence tells an event that was not found there.
    Add {
        /// What it is called, and its sentence.
        event: EventName,
        /// Its date; `None` where it is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<StatedDate>,
    },
    /// The event happened at these places, the first before all; without any list, where it was found to.
    Place {
        /// Which event.
        event: EventName,
        /// The places; an empty list for no place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        places: Option<Vec<StatedPlace>>,
    },
    /// These take part in the event, by name; without any list, those whom its sources name.
    Actors {
        /// Which event.
        event: EventName,
        /// The names; an empty list for nobody.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        actors: Option<Vec<String>>,
    },
    /// The event has this title; without one, the title that was found.
    Title {
        /// Which event.
        event: EventName,
        /// The title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// The event has this tag.
    Tag {
        /// Which event.
        event: EventName,
        /// The tag.
        tag: String,
    },
    /// The event has this tag no more.
    Untag {
        /// Which event.
        event: EventName,
        /// The tag.
        tag: String,
    },
    /// The event has this note; empty takes it away.
    Note {
        /// Which event.
        event: EventName,
        /// The note.
        note: String,
    },
    /// These events are one; title and date are those of the first.
    Merge(Vec<EventName>),
    /// These events are not one, though they look so; nobody is asked again.
    Apart(Vec<EventName>),
    /// Every source of the event tells an event of its own.
    Split(EventName),
    /// The event's one source that is named tells an event of its own.
    SplitOff(EventName),
    /// The document has this date; without one, the date that was found.
    DocumentDate {
        /// Which document.
        document: DocumentName,
        /// The date in EDTF.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        date: Option<String>,
    },
}

/// An event by one of its sources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventName {
    /// Its title when this was decided, for readers, and to tell two events of one clause apart.
    pub title: String,
    /// The document of the source.
    #[serde(flatten)]
    pub document: DocumentName,
    /// First byte of the source's sentence.
    pub sentence: u32,
    /// The bytes of the clause that tells the event.
    pub clause: (u32, u32),
    /// How the sentence begins: what is left where the document is gone, and finds it where the
    /// document was edited.
    pub quote: String,
}

/// A document by its text, or, where that was edited, by its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentName {
    /// The document's id.
    pub doc: String,
    /// Hash of its text in hexadecimal digits.
    pub hash: String,
}

/// A date that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// The date in EDTF.
    pub edtf: String,
    /// The part of it that is meant: `early`, `mid`, `late`; `None` for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// How it is to be read, where EDTF alone does not say so: `before`, `by`, `after`, `from`.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
}

/// A place that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedPlace {
    /// Its code.
    pub code: String,
    /// Its usual name, for readers.
    pub name: String,
}

impl StatedPlace {
    /// The place of a code, one of those that documents name or any other; `None` where there is none.
    pub fn new(code: &PlaceCode, named: &PlaceTable) -> Option<Self> {
        let name = match named.get(code) {
            Some(place) => place.name.clone(),
            None => geo::table([code.clone()]).get(code)?.name.clone(),
        };
        Some(Self { code: code.as_str().to_owned(), name })
    }

    /// Its code.
    pub fn code(&self) -> PlaceCode {
        PlaceCode::new(&self.code)
    }
}

impl StatedDate {
    /// A date in the form of the file.
    pub fn new(when: &When) -> Self {
        let plain = When::from_edtf(when.edtf.clone());
        let told = when.told().map(|(_, told)| told);
        let shape = match when.shape {
            Shape::Before if when.bounds.latest == told.and_then(|told| told.latest) => Some(BY),
            Shape::After if when.bounds.earliest == told.and_then(|told| told.earliest) => {
                Some(FROM)
            }
            Shape::Within if when.part.is_some() => None,
            shape if shape == plain.shape => None,
            shape => Some(shape.word()),
        };
        Self {
            edtf: when.edtf.to_string(),
            part: when.part.map(|part| part.word().to_owned()),
            shape: shape.map(str::to_owned),
        }
    }

    /// Its place on the axis; `None` where the text is no date.
    pub fn when(&self) -> Option<When> {
        let plain = When::from_edtf(self.edtf.parse::<Edtf>().ok()?);
        let part = Part::ALL.into_iter().find(|part| Some(part.word()) == self.part.as_deref());
        let plain = When { part, ..plain };
        let told = plain.told().map_or(plain.bounds, |(_, told)| told);
        let named = |shape: &Shape| self.shape.as_deref() == Some(shape.word());
        let shape = match self.shape.as_deref() {
            Some(BY) => Shape::Before,
            Some(FROM) => Shape::After,
            _ if part.is_some() && plain.shape == Shape::Circa => Shape::Within,
            _ => Shape::ALL.into_iter().find(named).unwrap_or(plain.shape),
        };
        let is_whole = matches!(self.shape.as_deref(), Some(BY | FROM));
        let bounds = match shape {
            Shape::Before if is_whole => Bounds { earliest: None, ..told },
            Shape::Before => {
                Bounds { earliest: None, latest: told.earliest.map(|first| first - 1) }
            }
            Shape::After if is_whole => Bounds { latest: None, ..told },
            Shape::After => Bounds { earliest: told.latest.map(|last| last + 1), latest: None },
            Shape::Since => Bounds { latest: None, ..told },
            Shape::Until => Bounds { earliest: None, ..told },
            Shape::Within | Shape::Interval | Shape::FuzzyInterval | Shape::Circa => told,
        };
        Some(When { bounds, shape, ..plain })
    }
}

impl Decision {
    /// Whether it changes which sources belong to which event.
    pub fn is_structural(&self) -> bool {
        matches!(self, Self::Merge(_) | Self::Split(_) | Self::SplitOff(_))
    }

    /// Whether it leaves dates, sources and documents as they are, so that one event changes, and stays
    /// where it is.
    pub fn is_mark(&self) -> bool {
        match self {
            Self::Accept(_)
            | Self::Dismiss(_)
            | Self::Reopen(_)
            | Self::Star(_)
            | Self::Unstar(_)
            | Self::Title { .. }
            | Self::Tag { .. }
            | Self::Untag { .. }
            | Self::Note { .. } => true,
            Self::Date { .. }
            | Self::Place { .. }
            | Self::Actors { .. }
            | Self::Add { .. }
            | Self::Merge(_)
            | Self::Apart(_)
            | Self::Split(_)
            | Self::SplitOff(_)
            | Self::DocumentDate { .. } => false,
        }
    }

    /// The events that it speaks of.
    pub fn events(&self) -> &[EventName] {
        match self {
            Self::Merge(events) | Self::Apart(events) => events,
            Self::Accept(event)
            | Self::Dismiss(event)
            | Self::Reopen(event)
            | Self::Star(event)
            | Self::Unstar(event)
            | Self::Date { event, .. }
            | Self::Place { event, .. }
            | Self::Actors { event, .. }
            | Self::Add { event, .. }
            | Self::Title { event, .. }
            | Self::Tag { event, .. }
            | Self::Untag { event, .. }
            | Self::Note { event, .. }
            | Self::Split(event)
            | Self::SplitOff(event) => std::slice::from_ref(event),
            Self::DocumentDate { .. } => &[],
        }
    }

    /// What was decided, in words: `Dismissed`, `Tagged “dam”`.
    pub fn words(&self) -> String {
        match self {
            Self::Accept(_) => "Accepted".to_owned(),
            Self::Dismiss(_) => "Dismissed".to_owned(),
            Self::Reopen(_) => "Reopened".to_owned(),
            Self::Star(_) => "Starred".to_owned(),
            Self::Unstar(_) => "Star taken away".to_owned(),
            Self::Date { date: Some(date), .. } => {
                let said = date.when().map_or_else(|| date.edtf.clone(), |when| words::when(&when));
                format!("Dated {said}")
            }
            Self::Date { date: None, .. } => "Date as found".to_owned(),
            Self::Place { places: None, .. } => "Place as found".to_owned(),
            Self::Place { places: Some(places), .. } if places.is_empty() => "No place".to_owned(),
            Self::Place { places: Some(places), .. } => {
                let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
                format!("Placed at {}", names.join(", "))
            }
            Self::Actors { actors: None, .. } => "Who takes part as found".to_owned(),
            Self::Actors { actors: Some(names), .. } if names.is_empty() => {
                "Nobody named".to_owned()
            }
            Self::Actors { actors: Some(names), .. } => match names.as_slice() {
                [name] => format!("{name} takes part"),
                _ => format!("{} take part", names.join(", ")),
            },
            Self::Add { .. } => "Added".to_owned(),
            Self::Title { title: Some(title), .. } => format!("Called “{title}”"),
            Self::Title { title: None, .. } => "Title as found".to_owned(),
            Self::Tag { tag, .. } => format!("Tagged “{tag}”"),
            Self::Untag { tag, .. } => format!("Tag “{tag}” taken away"),
            Self::Note { note, .. } if note.is_empty() => "Note taken away".to_owned(),
            Self::Note { .. } => "Note".to_owned(),
            Self::Merge(events) => format!("Merged {} events", events.len()),
            Self::Apart(_) => "Kept apart".to_owned(),
            Self::Split(_) => "Split".to_owned(),
            Self::SplitOff(_) => "Source split off".to_owned(),
            Self::DocumentDate { date: Some(date), .. } => format!("Document dated {date}"),
            Self::DocumentDate { date: None, .. } => "Document date as found".to_owned(),
        }
    }
}
