//! Expressions with their values, before they are linked: what the resolver makes of a calendar that is complete, of
//! one that stays open, and of the word of time that leads to it.

use crate::model::edtf::{End, Partial};
use crate::model::{
    Alternative, Anchor, Bounds, Edtf, Granularity, Reasons, Resolution, Shape, Timex, TimexType,
    When,
};
use crate::temporal::meaning::expression::{Calendar, Reference};
use crate::temporal::normalize;
use crate::temporal::recognize::{Found, Join, Lead};
use smallvec::smallvec;
use smol_str::SmolStr;
use std::borrow::Cow;

/// An expression with its value.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub timex: Timex,
    pub when: Option<When>,
    pub resolution: Resolution,
    pub anchor: Option<Anchor>,
    /// When the event was that it counts from, where its own date is told beside it.
    pub event: Option<When>,
    pub confidence: f32,
    pub trail: Reasons,
    pub alternatives: Vec<Alternative>,
    /// The completed calendar meaning, for what follows in the text.
    pub calendar: Option<Calendar>,
}

impl Placed {
    /// The same, but only about that time.
    pub(crate) fn about(mut self, time: Partial, why: &'static str) -> Self {
        self.when = Some(When::from_edtf(Edtf::Point(time.about())));
        self.trail.push(why.into());
        self
    }
}

/// A completed calendar with its reasons.
#[derive(Clone, Debug)]
pub(crate) struct Completed {
    pub calendar: Calendar,
    pub resolution: Resolution,
    pub anchor: Option<Anchor>,
    pub confidence: f32,
    pub reason: Cow<'static, str>,
    pub alternatives: Vec<Alternative>,
}

/// A calendar that the text says in full.
pub(crate) fn said(
    calendar: Calendar,
    why: impl Into<Cow<'static, str>>,
    confidence: f32,
) -> Completed {
    Completed {
        calendar,
        resolution: Resolution::Explicit,
        anchor: None,
        confidence,
        reason: why.into(),
        alternatives: Vec::new(),
    }
}

pub(crate) fn unresolved(kind: TimexType, value: impl Into<SmolStr>) -> Placed {
    Placed {
        timex: Timex { kind, value: value.into(), modifier: None },
        when: None,
        resolution: Resolution::None,
        anchor: None,
        event: None,
        confidence: 0.8,
        trail: smallvec!["it names no place on the calendar".into()],
        alternatives: Vec::new(),
        calendar: None,
    }
}

pub(crate) fn place_reference(reference: Reference) -> Placed {
    let value = match reference {
        Reference::Past | Reference::Former => "PAST_REF",
        Reference::Present => "PRESENT_REF",
        Reference::Future => "FUTURE_REF",
    };
    unresolved(TimexType::Date, value)
}

/// What the word of time before an expression makes of its date: "since 1991" is open to the right.
///
/// "Until", "by" and "since" hold the unit that follows, "before" and "after" leave it out.
pub(crate) fn with_lead(when: When, found: &Found) -> When {
    if found.join == Join::Range {
        return when;
    }
    let (Some(first), Some(last)) = (normalize::edge(&when), normalize::last_edge(&when)) else {
        return when;
    };
    let (granularity, part) = (when.granularity, when.part);
    let of_end = when.bounds;
    let bounds = Bounds { earliest: None, latest: of_end.latest };
    let bounds_open_left = |when: When| When { bounds, granularity, part, ..when };
    match found.lead {
        Lead::Since => {
            let edtf = Edtf::Interval { start: End::At(first), end: End::Open };
            // Since late 2022 is not since January.
            let bounds = Bounds { earliest: of_end.earliest, latest: None };
            When { bounds, granularity, part, shape: Shape::Since, ..When::from_edtf(edtf) }
        }
        Lead::Until => {
            let edtf = Edtf::Interval { start: End::Open, end: End::At(last) };
            bounds_open_left(When { shape: Shape::Until, ..When::from_edtf(edtf) })
        }
        Lead::By => bounds_open_left(When::before(last)),
        // The value keeps the unit that the text says; the bounds leave it out.
        Lead::Before => {
            let bounds = Bounds { earliest: None, latest: of_end.earliest.map(|s| s - 1) };
            When { bounds, granularity, part, ..When::before(last) }
        }
        Lead::After if granularity >= Granularity::DayPart => {
            let bounds = Bounds { earliest: of_end.latest.map(|s| s + 1), latest: None };
            When { bounds, granularity, part, ..When::after(first) }
        }
        Lead::After | Lead::NotBefore => When { granularity, ..When::after(first) },
        Lead::Perhaps => match &when.edtf {
            Edtf::Point(partial) => {
                let edtf = Edtf::Point(Partial { uncertain: true, ..*partial });
                When { bounds: of_end, granularity, part, ..When::from_edtf(edtf) }
            }
            _ => when,
        },
        Lead::None | Lead::During => when,
    }
}
