//! A place on the time axis, with everything that is not known about it.

use super::calendar::{Bounds, DAY_SECS, Date, Granularity};
use super::edtf::{Edtf, End, Partial};
use serde::{Deserialize, Serialize};

/// Where something stands in time, as its source says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// The date as ISO 8601-2 text would write it.
    pub edtf: Edtf,
    /// Earliest and latest second; finer than `edtf` where the text is ("in the evening").
    pub bounds: Bounds,
    /// The unit that the source says.
    pub granularity: Granularity,
    /// How the bounds are to be read, and so drawn.
    pub shape: Shape,
    /// The part of a single date, or of the end that is known, that is meant; `None` for all of it.
    pub part: Option<Part>,
}

/// A part of a period that has no spelling in EDTF: "the late 14th century" is `13XX~`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Its beginning.
    Early,
    /// Its middle.
    Mid,
    /// Its end.
    Late,
}

/// What the bounds of a [`When`] mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// It happened once, somewhere within the bounds.
    Within,
    /// It lasted from one bound to the other.
    Interval,
    /// It lasted from about one bound to about the other.
    FuzzyInterval,
    /// It happened at about this time.
    Circa,
    /// It lasts from the earliest bound on; the end is open.
    Since,
    /// It lasted up to the latest bound; the start is open.
    Until,
    /// It happened once, at some time up to the latest bound.
    Before,
    /// It happened once, at some time from the earliest bound on.
    After,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Within,
        Self::Interval,
        Self::FuzzyInterval,
        Self::Circa,
        Self::Since,
        Self::Until,
        Self::Before,
        Self::After,
    ];

    /// The word used in project files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Interval => "interval",
            Self::FuzzyInterval => "fuzzy-interval",
            Self::Circa => "circa",
            Self::Since => "since",
            Self::Until => "until",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Early, Self::Mid, Self::Late];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }

    /// This part of a period: a generous two fifths of it, in whole days, or in whole hours of a single day.
    #[must_use]
    pub fn of(self, period: Bounds) -> Bounds {
        let (Some(earliest), Some(latest)) = (period.earliest, period.latest) else {
            return period;
        };
        let span_secs = latest + 1 - earliest;
        let step_secs = if span_secs > 3 * DAY_SECS { DAY_SECS } else { 3_600 };
        let steps = span_secs / step_secs;
        let part_secs = (steps * 2 / 5).max(1) * step_secs;
        match self {
            Self::Early => Bounds::new(earliest, earliest + part_secs - 1),
            Self::Mid => {
                let start = earliest + (steps * 3 / 10) * step_secs;
                Bounds::new(start, start + part_secs - 1)
            }
            Self::Late => Bounds::new(latest + 1 - part_secs, latest),
        }
    }
}

impl When {
    /// The reading of an EDTF value on its own: a point lies within, an interval lasts.
    pub fn from_edtf(edtf: Edtf) -> Self {
        let shape = match &edtf {
            Edtf::Point(_) | Edtf::OneOf(_) if edtf.is_qualified() => Shape::Circa,
            Edtf::Point(_) | Edtf::OneOf(_) => Shape::Within,
            Edtf::Interval { end: End::Open | End::Unknown, .. } => Shape::Since,
            Edtf::Interval { start: End::Open | End::Unknown, .. } => Shape::Until,
            Edtf::Interval { .. } if edtf.is_qualified() => Shape::FuzzyInterval,
            Edtf::Interval { .. } => Shape::Interval,
        };
        let (bounds, granularity) = (edtf.bounds(), edtf.granularity());
        Self { edtf, bounds, granularity, shape, part: None }
    }

    /// A part of a single date: "mid-1994".
    pub fn part_of(date: Partial, part: Part) -> Self {
        let whole = Self::from_edtf(Edtf::Point(date.about()));
        Self { bounds: part.of(whole.bounds), shape: Shape::Within, part: Some(part), ..whole }
    }

    /// A calendar day.
    pub fn day(date: Date) -> Self {
        Self::from_edtf(Edtf::day(date))
    }

    /// A single date, `before` or on which it happened.
    pub fn before(date: Partial) -> Self {
        let edtf = Edtf::Interval { start: End::Open, end: End::At(date) };
        Self { shape: Shape::Before, ..Self::from_edtf(edtf) }
    }

    /// A single date, on or `after` which it happened.
    pub fn after(date: Partial) -> Self {
        let edtf = Edtf::Interval { start: End::At(date), end: End::Open };
        Self { shape: Shape::After, ..Self::from_edtf(edtf) }
    }

    /// The single date that is told, or the end that is known, with the time that it covers; `None` where
    /// there are two.
    pub fn told(&self) -> Option<(Partial, Bounds)> {
        let date = match &self.edtf {
            Edtf::Point(date) => *date,
            Edtf::Interval { start: End::At(_), end: End::At(_) } | Edtf::OneOf(_) => return None,
            Edtf::Interval { start, end } => start.date().or_else(|| end.date())?,
        };
        let whole = date.bounds();
        Some((date, self.part.map_or(whole, |part| part.of(whole))))
    }

    /// Whether an end is open or unknown.
    pub fn is_open(&self) -> bool {
        self.bounds.earliest.is_none() || self.bounds.latest.is_none()
    }
}
