//! Spans of text with a value: time expressions and place names.

use super::Span;
use super::place::{PlaceCode, PlaceKind};
use super::timex::Timex;
use super::when::When;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::sync::Arc;

/// The name of a rule, as the data states it. (Under a name of its own, because serde would take a plain
/// `&'static str` for text of its input.)
pub type RuleName = &'static str;

/// Steps of an explanation; most have one.
pub type Reasons = SmallVec<[Cow<'static, str>; 1]>;

/// A time expression in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeMention {
    /// The expression: prepositions outside, determiners and modifiers inside.
    pub span: Span,
    /// The expression with the preposition of the event that it counts from ("a week before the
    /// vote"), and with its possessive ending: the words that go with it in their sentence.
    pub phrase: Span,
    /// Its TIMEX3 type, value and modifier.
    pub timex: Timex,
    /// Its place on the axis; `None` for what has none: durations, sets, vague references, and
    /// relative expressions without anything to count from. Open ends that a preposition gives
    /// ("since 1991") are in here, not in the value.
    pub when: Option<When>,
    /// How the value was found.
    pub resolution: Resolution,
    /// What it counts from; `None` where it says everything itself.
    pub anchor: Option<Anchor>,
    /// When the event was that it counts from, where that follows from the date which it tells in another way:
    /// 6 May in "left on 10 May, four days after the vote". `None` for all others.
    pub event: Option<Box<When>>,
    /// The part it plays in a range of two mentions.
    pub range: Option<Box<RangeRole>>,
    /// Name of the rule that recognised it.
    #[serde(with = "super::stored::name")]
    pub rule: RuleName,
    /// How sure the value is, 0–1.
    pub confidence: f32,
    /// Whether it stands in page chrome.
    pub in_chrome: bool,
    /// Whether its value is a day of the Julian calendar ("Old Style"). Its place on the axis is that of
    /// the Gregorian day.
    pub is_julian: bool,
    /// Why it has this value; [`Self::trail`] begins with what was found.
    #[serde(with = "super::stored::words::all")]
    pub reasons: Reasons,
    /// Readings that were weighed and not chosen, best first.
    pub alternatives: Vec<Alternative>,
}

impl TimeMention {
    /// How it got its value, one step a line, in words a journalist understands; `text` is the document's.
    pub fn trail(&self, text: &str) -> Vec<Cow<'_, str>> {
        let found = format!("“{}” ({})", self.span.of(text), self.rule.replace('-', " "));
        let reasons = self.reasons.iter().map(|reason| Cow::Borrowed(&**reason));
        std::iter::once(found.into()).chain(reasons).collect()
    }
}

/// How a relative or partial expression got its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Resolution {
    /// It says everything itself.
    Explicit,
    /// Counted from the document creation time.
    Dct,
    /// Completed from the narrative's time.
    Narrative,
    /// Counted from an earlier expression ("thirty years later").
    Anaphora,
    /// Completed from a heading.
    Heading,
    /// From a named period or event ("since World War II").
    Named,
    /// From a weekday that agrees with one candidate only.
    Weekday,
    /// Not resolved.
    None,
}

/// What an expression counts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// The date counted from, in EDTF.
    pub edtf: SmolStr,
    /// Where that date stands in the text; `None` for metadata and named events.
    pub span: Option<Span>,
    /// The words for it: "document date 2022-10-30 (dateline)".
    #[serde(with = "super::stored::shared")]
    pub label: Arc<str>,
}

/// The part that a mention plays in "from … to …".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RangeRole {
    /// Index of the other end among the document's time mentions.
    pub other: usize,
    /// Whether this one is the first end.
    pub is_start: bool,
    /// The whole range.
    pub whole: When,
}

/// A reading that was weighed and not chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The value or code.
    pub value: SmolStr,
    /// Why it was possible, and why not chosen.
    #[serde(with = "super::stored::words")]
    pub reason: Cow<'static, str>,
    /// How sure it would have been, 0–1.
    pub confidence: f32,
}

/// A place name in a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceMention {
    /// The name, without "the" and without a possessive ending.
    pub span: Span,
    /// The place it was resolved to.
    pub place: PlaceCode,
    /// The country of today that it lies in, itself for one; `None` where it lies in several or in none.
    pub country: Option<PlaceCode>,
    /// The first-level region of today that it lies in, itself for one; `None` where it lies in several or in none.
    pub region: Option<PlaceCode>,
    /// How the words name the place.
    pub via: Via,
    /// How sure, 0–1.
    pub confidence: f32,
    /// Whether it stands in page chrome.
    pub in_chrome: bool,
    /// How a state or region of the past ended; `None` for one that lasts, and for all other places.
    pub past: Option<Box<Past>>,
    /// What speaks for it and for others; `geo::trail` and `geo::alternatives` put it into words.
    pub grounds: PlaceGrounds,
}

/// The end of a state or region of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// Its last year.
    pub until: i32,
    /// Where that is which its name means of later years: a place of the same name there, or its only
    /// successor. `None` where it has several.
    pub since: Option<PlaceCode>,
}

/// What speaks for the place of a mention, kept short: words are made when somebody asks why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceGrounds {
    /// How the name names it, as numbered in the gazetteer.
    pub how: u8,
    /// How many other places of the name there are.
    pub others: u32,
    /// The region or country right after it that says which one is meant.
    pub qualifier: Option<Span>,
    /// The kind of place that the next word says: "oblast", "county", "city".
    pub said_kind: Option<PlaceKind>,
    /// Other mentions of its country in the document.
    pub country_mentions: u32,
    /// Other mentions of its region in the document.
    pub region_mentions: u32,
    /// Kilometres to the nearest other place of the document.
    pub nearest_km: Option<f32>,
    /// How far it is ahead of the best other place that lies elsewhere; about a unit for each ten
    /// times the people.
    pub lead: f32,
    /// What the other documents of the corpus speak of, where that was weighed.
    pub beside: Option<Beside>,
    /// Whether it is part of a longer name.
    pub is_embedded: bool,
    /// The best of the other places.
    pub rivals: Vec<Rival>,
}

/// How many of the other documents of a corpus speak of where a place lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The other documents.
    pub documents: u32,
    /// Those that speak of its country.
    pub of_country: u32,
    /// Those that speak of its region.
    pub of_region: u32,
}

/// Another place of a name, that was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// Its number in the gazetteer of this build.
    pub number: u32,
    /// How the name names it, as numbered in the gazetteer.
    pub how: u8,
    /// How far it is behind the chosen one; 0 and less for one that a rule took back.
    pub behind: f32,
    /// What it lacks.
    pub lack: Lack,
}

/// What a place lacks that another place of its name has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    /// The document speaks of its country less often.
    Country,
    /// It is less known.
    Fame,
    /// Less in the document speaks for it.
    Signs,
    /// Fewer of the other documents speak of where it lies.
    Corpus,
}

/// How words name a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Via {
    /// Its name.
    Name,
    /// Its people or an adjective: Chechen, Kalmyks.
    Demonym,
    /// Something that stands for it: the Kremlin.
    Metonym,
    /// The name of a state or region of the past.
    Historic,
    /// A part of the world.
    Macro,
    /// An alliance or organisation.
    Organisation,
}

impl Resolution {
    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Dct => "dct",
            Self::Narrative => "narrative",
            Self::Anaphora => "anaphora",
            Self::Heading => "heading",
            Self::Named => "named",
            Self::Weekday => "weekday",
            Self::None => "none",
        }
    }
}

impl Via {
    /// Whether it is the name of the place itself, now or in the past.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Historic)
    }

    /// Ways of naming a place that a reader may not want to count.
    pub const LOOSE: [Self; 2] = [Self::Demonym, Self::Metonym];

    /// The word used in exports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Demonym => "demonym",
            Self::Metonym => "metonym",
            Self::Historic => "historic",
            Self::Macro => "macro",
            Self::Organisation => "organisation",
        }
    }
}
