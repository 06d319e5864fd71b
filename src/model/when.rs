//! A place on the time axis, with everything that is not known about it.

use super::calendar::{Bounds, Date, Granularity};
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
        Self { bounds: edtf.bounds(), granularity: edtf.granularity(), edtf, shape }
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

    /// Whether an end is open or unknown.
    pub fn is_open(&self) -> bool {
        self.bounds.earliest.is_none() || self.bounds.latest.is_none()
    }
}
