//! What expressions count from: the document's date and the narrative's clock.

use crate::model::calendar::days_in_month;
use crate::model::{Anchor, Date, Dct, DctMethod, Granularity, Span};
use crate::temporal::entry::section::Section;
use crate::temporal::meaning::expression::Calendar;
use smol_str::SmolStr;
use std::sync::Arc;

/// The document's date in the form that counting needs.
#[derive(Clone, Debug)]
pub(crate) struct Now {
    /// Its first day.
    pub date: Date,
    /// How exactly it is known.
    pub granularity: Granularity,
    /// The words for it: "document date 2022-10-30 (dateline)".
    pub label: Arc<str>,
    /// Where it stands in the text.
    pub span: Option<Span>,
    /// Its EDTF.
    pub edtf: SmolStr,
    /// How far to trust it, 0–1.
    pub trust: f32,
    /// Whether it is the day of one entry of the document.
    pub is_entry: bool,
}

impl Now {
    /// From a document creation time; `None` where it has no start or an open end: of "1453 or later"
    /// nothing can be counted.
    pub(crate) fn new(dct: &Dct) -> Option<Self> {
        if dct.when.is_open() {
            return None;
        }
        let how = match dct.method {
            DctMethod::User => "set by you",
            DctMethod::Manifest => "from the list of documents",
            DctMethod::Metadata => "from the page's own record",
            DctMethod::Dateline => "dateline",
            DctMethod::Url => "from its address",
            DctMethod::Inferred => "worked out from the text",
            DctMethod::Default => "given for documents without a date",
            DctMethod::FileName => "from the file's name",
            DctMethod::Chrome => "from page chrome",
        };
        let trust = match dct.method {
            DctMethod::User | DctMethod::Manifest | DctMethod::Metadata => 1.0,
            DctMethod::Dateline | DctMethod::Url => 0.95,
            DctMethod::Inferred => 0.2 + 0.8 * dct.score,
            DctMethod::Default | DctMethod::FileName => 0.8,
            DctMethod::Chrome => 0.4,
        };
        let edtf = dct.when.edtf.to_string();
        Some(Self {
            date: dct.first_day()?,
            granularity: dct.when.granularity,
            label: format!("document date {edtf} ({how})").into(),
            span: dct.span,
            edtf: edtf.into(),
            trust,
            is_entry: false,
        })
    }

    /// The document's date as an anchor.
    pub(crate) fn anchor(&self) -> Anchor {
        Anchor { edtf: self.edtf.clone(), span: self.span, label: Arc::clone(&self.label) }
    }

    /// Whether its day is known.
    pub(crate) fn has_day(&self) -> bool {
        self.granularity <= Granularity::Day
    }

    /// Whether its month is known.
    pub(crate) fn has_month(&self) -> bool {
        self.granularity <= Granularity::Month
    }

    /// The last day that its date may mean.
    pub(crate) fn last_day(&self) -> Date {
        let Date { year, month, day } = self.date;
        match (self.has_month(), self.has_day()) {
            (_, true) => Date { year, month, day },
            (true, false) => Date { year, month, day: days_in_month(year, month) },
            (false, false) => Date { year, month: 12, day: 31 },
        }
    }

    /// The year in which a day that has just been fell on a day of the week.
    pub(crate) fn year_lately(&self, month: u8, day: u8, weekday: u8) -> Option<i32> {
        const LATE_DAYS: i64 = 40;
        let years = [self.date.year, self.date.year - 1].into_iter().filter(|_| self.has_day());
        let mut dates = years.filter_map(|year| Date::new(year, month, day));
        let is_late = |date: &Date| (0..=LATE_DAYS).contains(&(self.date.days() - date.days()));
        let date = dates.find(|date| is_late(date) && date.weekday() == weekday);
        date.map(|date| date.year)
    }

    /// The document's date as far as it is known.
    pub(crate) fn calendar(&self) -> Calendar {
        match (self.has_month(), self.has_day()) {
            (_, true) => Calendar::of_day(self.date),
            (true, false) => Calendar::of_month(self.date.year, self.date.month),
            (false, false) => Calendar::of_year(self.date.year),
        }
    }
}

/// The latest time that a text tells of, where nothing else says when it was written: then or later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Floor {
    /// Its year.
    pub year: i32,
    /// Where it stands.
    pub span: Span,
}

impl Floor {
    /// From a document creation time with an open end that the text gave.
    pub(crate) fn new(dct: &Dct) -> Option<Self> {
        let (span, day) = (dct.span?, dct.first_day()?);
        dct.when.is_open().then_some(Self { year: day.year, span })
    }
}

/// A time that the text has told of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Told {
    /// The time.
    pub calendar: Calendar,
    /// Where it stands.
    pub span: Span,
    /// The number of its sentence.
    pub sentence: usize,
    /// Whether it came from a heading.
    pub is_heading: bool,
}

/// The time that a narrative has come to.
///
/// An aside ("a publication declassified in 2005 … there was no attack on 4 August") names a year
/// far off, so the clock stands still until a second time near it is told, or a new paragraph
/// begins with it. A heading with a year says where its section plays.
#[derive(Clone, Debug, Default)]
pub(crate) struct NarrativeClock {
    /// The latest time told, asides included: what "that year" means.
    pub last: Option<Told>,
    /// The latest time told to the day.
    pub last_day: Option<Told>,
    /// The time that the story has come to.
    main: Option<Told>,
    /// The latest month of the story.
    main_month: Option<Told>,
    /// The years of the section.
    section: Option<Section>,
    /// A far year told once.
    doubt: Option<i32>,
}

/// Years that a story may leap within one paragraph.
const LEAP: i32 = 3;

impl NarrativeClock {
    /// Moves to a time that was told; `is_first` where it opens its paragraph. What a heading tells holds
    /// before the sentence `end`.
    pub(crate) fn tell(&mut self, told: Told, is_first: bool, end: usize) {
        let Some(year) = told.calendar.year else { return };
        self.section = self.section.filter(|section| told.sentence < section.end);
        if told.calendar.day.is_some() {
            self.last_day = Some(told);
        }
        self.last = Some(told);
        if told.is_heading {
            self.section = Some(Section::with(self.section, year, told.sentence, end));
        }
        if told.is_heading || !self.is_aside(year, is_first) {
            self.main = Some(told);
            if told.calendar.month.is_some() {
                self.main_month = Some(told);
            }
        }
    }

    fn is_aside(&mut self, year: i32, is_first: bool) -> bool {
        if self.section.is_some_and(|section| section.is_far(year)) {
            return true;
        }
        let is_far = self
            .main
            .and_then(|main| main.calendar.year)
            .is_some_and(|main| (year - main).abs() > LEAP);
        if !is_far || is_first {
            self.doubt = None;
            return false;
        }
        let is_second = self.doubt.is_some_and(|doubt| (year - doubt).abs() <= LEAP);
        self.doubt = if is_second { None } else { Some(year) };
        !is_second
    }

    /// The year, if any.
    pub(crate) fn year(&self) -> Option<i32> {
        self.last?.calendar.year
    }

    /// The time that the story has come to, seen from a sentence; of a year alone the month told
    /// shortly before is kept.
    pub(crate) fn story(&self, sentence: usize) -> Option<Told> {
        let last = self.last?;
        let main = self.main.unwrap_or(last);
        let told = if last.sentence == sentence { last } else { main };
        let is_year = told.calendar.month.is_none() && told.calendar.group.is_none();
        let month = self.main_month.filter(|month| {
            is_year
                && month.calendar.year == told.calendar.year
                && month.sentence + 3 >= told.sentence
        });
        Some(month.unwrap_or(told))
    }

    /// The latest month told in the story.
    pub(crate) fn story_month(&self) -> Option<Told> {
        self.main_month
    }

    /// Years in which a weekday falls on the day of a month, near a year: the nearest first, but before them the one in
    /// which the day has just been. Where a story of months goes on, its own year comes first.
    pub(crate) fn years_of_weekday(
        &self,
        (month, day, weekday): (u8, u8, u8),
        near: i32,
        lately: Option<i32>,
    ) -> Vec<i32> {
        let mut years: Vec<i32> = (near - 6..=near + 6)
            .filter(|&year| day <= days_in_month(year, month))
            .filter(|&year| Date { year, month, day }.weekday() == weekday)
            .chain(lately)
            .collect();
        let told = self.last.filter(|told| told.calendar.month.is_some());
        let goes_on = told.is_some_and(|told| told.calendar.year <= Some(near));
        let is_own = |year: i32| goes_on && year == near;
        years.sort_by_key(|&year| (!is_own(year), lately != Some(year), (year - near).abs(), year));
        years
    }

    /// The latest day told, where it lies in the latest time told.
    pub(crate) fn current_day(&self) -> Option<Told> {
        let (last, day) = (self.last?, self.last_day?);
        // A week is no aside: a day outside it is not where the story stands.
        if last.calendar.week.is_some() {
            let week = last.calendar.first_day()?.iso_week();
            return (day.calendar.date()?.iso_week() == week).then_some(day);
        }
        let is_inside = last.calendar.year == day.calendar.year
            && (last.calendar.month.is_none() || last.calendar.month == day.calendar.month);
        (is_inside || day.sentence + 2 >= last.sentence).then_some(day)
    }
}

impl Told {
    /// The time told as an anchor.
    pub(crate) fn anchor(&self, text: &str) -> Anchor {
        let edtf = self.calendar.partial().map_or_else(String::new, |partial| partial.to_string());
        let words = self.span.of(text);
        let place = if self.is_heading { "” in the heading" } else { "” in the text" };
        let label = ["“", words, place].concat();
        Anchor { edtf: edtf.into(), span: Some(self.span), label: label.into() }
    }
}

/// The year of a month and day seen from a narrative that has come to `told`.
///
/// A narrative moves forward: a month far behind the last one belongs to the next year, unless the
/// words look back. A month just behind is a step aside in the same year.
pub(crate) fn narrative_year(told: &Calendar, month: u8, is_flashback: bool) -> Option<i32> {
    const FAR_BEHIND: u8 = 6;
    let year = told.year?;
    let Some(last_month) = told.month.or_else(|| told.group.and_then(season_month)) else {
        return Some(year);
    };
    let is_far_behind = month + FAR_BEHIND <= last_month;
    if is_far_behind && !is_flashback {
        return Some(year + 1);
    }
    Some(year)
}

/// Winter among the seasons, as ISO 8601-2 numbers them.
pub(crate) const WINTER: u8 = 24;

/// The first month of a season, quarter or half.
pub(crate) fn season_month(group: u8) -> Option<u8> {
    match group {
        21..=WINTER => Some((group - 20) * 3),
        33..=36 => Some((group - 33) * 3 + 1),
        40 => Some(1),
        41 => Some(7),
        _ => None,
    }
}
