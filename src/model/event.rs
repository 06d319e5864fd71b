//! Something that a source says happened, is going on, or will happen.

use super::mention::Resolution;
use super::place::PlaceCode;
use super::review::Review;
use super::when::{Shape, When};
use super::{Bounds, Granularity, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An event's name: made of its content, so that re-reading the same text gives it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId(pub u64);

/// One event, told by one or more sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub id: EventId,
    /// One line of at most 80 characters, made of its source's words.
    pub title: String,
    /// Its date; `None` for an undated event.
    pub when: Option<When>,
    /// Why it has no date, in words; `None` for a dated event.
    pub undated_reason: Option<String>,
    /// The kind of date.
    pub date_status: DateStatus,
    /// Whether it happened.
    pub factuality: Factuality,
    /// How sure date, place and factuality are together, 0–1.
    pub confidence: f32,
    /// How much it deserves a label, 0–1.
    pub salience: f32,
    /// Where it happened first, then other places it names.
    pub places: Vec<PlaceCode>,
    /// The places with all that contains them, each once, in order of code.
    pub regions: Vec<PlaceCode>,
    /// Every sentence that tells it, in order of document and offset. Never empty.
    pub sources: Vec<Source>,
    /// What was decided about it; `None` where nothing was.
    #[serde(skip)]
    pub review: Option<Box<Review>>,
}

/// One sentence that tells an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Index of its document in the chronology.
    pub document: usize,
    /// The whole sentence.
    pub sentence: Span,
    /// The clause of it that tells the event.
    pub clause: Span,
    /// The word of it that says what happened; `None` where only the whole says so.
    pub head: Option<Span>,
    /// The time expression that dates it; `None` where only the document's date does.
    pub time: Option<TimeRef>,
    /// The date that this source gives.
    pub when: Option<When>,
    /// How that date was found.
    pub resolution: Resolution,
    /// Where this source places it, the place of the event first.
    pub places: Vec<PlaceRef>,
    /// Who is quoted as saying so; `None` where the document itself says it.
    pub claimed_by: Option<String>,
    /// The people and organisations that it names as taking part: who acts, whom it befell, who says so. By the
    /// fullest name that its document has for each, in order of the text.
    pub actors: Vec<String>,
    /// Whether this source says that it happened.
    pub factuality: Factuality,
}

impl Source {
    /// The date that it states; `None` where only the document's date places it.
    pub fn stated(&self) -> Option<&When> {
        let is_stated = self.time.is_some() || self.resolution != Resolution::Dct;
        self.when.as_ref().filter(|_| is_stated)
    }

    /// Whether what it tells cannot have been at this time. Where only the document's date places it, it
    /// was that day or before.
    pub fn contradicts(&self, when: &When) -> bool {
        let Some(claimed) = &self.when else { return false };
        if self.stated().is_some() {
            return !claimed.bounds.overlaps(when.bounds);
        }
        let (written, begun) = (claimed.bounds.latest, when.bounds.earliest);
        written.zip(begun).is_some_and(|(written, begun)| written < begun)
    }
}

/// A time mention of the source's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRef {
    /// Index among the document's time mentions.
    pub mention: usize,
    /// Whether the mention stands in another sentence and is inherited from there.
    pub is_inherited: bool,
}

/// A place given to a source of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// The place.
    pub place: PlaceCode,
    /// Index among the document's place mentions; `None` where the document's focus gave it.
    pub mention: Option<usize>,
    /// How near it stands.
    pub scope: PlaceScope,
}

/// Where the place of an event was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceScope {
    /// In its clause.
    Clause,
    /// Elsewhere in its sentence.
    Sentence,
    /// Elsewhere in its paragraph.
    Paragraph,
    /// It is what the document is about.
    Document,
    /// An army, a party or a movement that the sentence names belongs to it.
    Body,
}

/// The kind of date that an event has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateStatus {
    /// A day or finer, or an interval of such days.
    Exact,
    /// A month, season, year, decade, ….
    Partial,
    /// About, perhaps, computed or inferred.
    Approximate,
    /// Since, until, before, after.
    Open,
    /// None.
    Undated,
    /// The sources disagree.
    Conflict,
}

/// Whether a source says that an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Factuality {
    /// It happened.
    Happened,
    /// It is going on.
    Ongoing,
    /// Somebody intends it.
    Planned,
    /// Somebody expects it.
    Predicted,
    /// It is only thought of: if, might, could.
    Hypothetical,
    /// Somebody says that it did not happen.
    Denied,
    /// A view, not an event.
    Opinion,
}

impl DateStatus {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 6] =
        [Self::Exact, Self::Partial, Self::Approximate, Self::Open, Self::Undated, Self::Conflict];

    /// The status of a single date.
    pub fn of(when: Option<&When>) -> Self {
        let Some(when) = when else { return Self::Undated };
        match when.shape {
            Shape::Since | Shape::Until | Shape::Before | Shape::After => Self::Open,
            Shape::Circa | Shape::FuzzyInterval => Self::Approximate,
            Shape::Within | Shape::Interval if when.granularity <= Granularity::Day => Self::Exact,
            Shape::Within | Shape::Interval => Self::Partial,
        }
    }

    /// The status of an event: whether its sources agree with its date, else that of the date.
    pub fn of_event(event: &Event) -> Self {
        let disputes = |when| event.sources.iter().any(|source| source.contradicts(when));
        match &event.when {
            Some(when) if disputes(when) => Self::Conflict,
            when => Self::of(when.as_ref()),
        }
    }

    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Partial => "partial",
            Self::Approximate => "approximate",
            Self::Open => "open",
            Self::Undated => "undated",
            Self::Conflict => "conflict",
        }
    }
}

impl Factuality {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 7] = [
        Self::Happened,
        Self::Ongoing,
        Self::Planned,
        Self::Predicted,
        Self::Hypothetical,
        Self::Denied,
        Self::Opinion,
    ];

    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Predicted => "predicted",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
            Self::Opinion => "opinion",
        }
    }

    /// Whether the source takes the event for real.
    pub fn is_real(self) -> bool {
        matches!(self, Self::Happened | Self::Ongoing)
    }
}

impl Event {
    /// Gives it a date, beside which no reason for having none stays; `None` keeps that.
    pub fn set_when(&mut self, when: Option<When>) {
        if when.is_some() {
            self.undated_reason = None;
        }
        self.when = when;
    }

    /// The event's bounds; open at both ends where it is undated.
    pub fn bounds(&self) -> Bounds {
        self.when.as_ref().map_or_else(Bounds::default, |when| when.bounds)
    }

    /// Documents that tell it, each once: two sentences of one document do not confirm each other.
    pub fn document_count(&self) -> usize {
        match self.sources.as_slice() {
            [_] => 1,
            sources => {
                let mut documents: Vec<usize> = sources.iter().map(|it| it.document).collect();
                documents.sort_unstable();
                documents.dedup();
                documents.len()
            }
        }
    }

    /// Order of lists: dated before undated, earliest bound, latest bound, id.
    pub fn sort_key(&self) -> (bool, i64, i64, EventId) {
        let (earliest, latest) = self.bounds().sort_key();
        (self.when.is_none(), earliest, latest, self.id)
    }

    /// Where people look for it in time: as [`Event::sort_key`], but what is open to the past stands at the end
    /// that is known, not before all others.
    pub fn time_key(&self) -> (bool, i64, i64) {
        let Bounds { earliest, latest } = self.bounds();
        let (earliest, latest) = Bounds { earliest: earliest.or(latest), latest }.sort_key();
        (self.when.is_none(), earliest, latest)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
