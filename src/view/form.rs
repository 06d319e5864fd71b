//! What an event looks like at any zoom: its ends in time, before any pixel.
//!
//! Bounds go in as the source gives them and come out as a span of pixels; a partial date never
//! shrinks to its first day.

use crate::model::calendar::DAY_SECS;
use crate::model::edtf::End;
use crate::model::{Bounds, Chronology, DateStatus, Edtf, Event, Granularity, Shape, When};

/// Width up to which a day is drawn as a dot.
pub(super) const DOT_PX: f64 = 12.0;
/// Least width of a bracket, so that its two ends stay apart.
const BRACKET_PX: f64 = 9.0;
/// Least width of a bar.
const BAR_PX: f64 = 8.0;
/// Least width of the whisker of an approximate date.
const CIRCA_PX: f64 = 30.0;
/// Length of a whisker whose other end is unknown, and of the fading end of a bar.
pub(super) const OPEN_PX: f64 = 44.0;

/// The ends of an event in seconds on the axis; every `to` is one past the last second.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// A day or finer.
    Point { from: f64, to: f64 },
    /// Once within a longer span.
    Bracket { from: f64, to: f64 },
    /// From a known day to a known day.
    Bar { from: f64, to: f64 },
    /// From about `from` to about `to`, for certain within `core`.
    Fuzzy { from: f64, to: f64, core: (f64, f64) },
    /// About this time.
    Circa { from: f64, to: f64 },
    /// From `from` on; sources reach as far as `evidence`.
    Since { from: f64, evidence: f64 },
    /// Up to `to`.
    Until { to: f64 },
    /// Once, not later than `to`.
    Before { to: f64 },
    /// Once, not earlier than `from`.
    After { from: f64 },
    /// Several dates, in order of time.
    Conflict { claims: Vec<Dated> },
}

/// One claimed date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dated {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) is_point: bool,
    pub(super) is_chosen: bool,
}

impl Form {
    /// The form of an event; `None` where it has no date or no known end.
    pub(super) fn of(chronology: &Chronology, event: &Event) -> Option<Self> {
        let when = event.when.as_ref()?;
        if event.date_status == DateStatus::Conflict
            && let Some(conflict) = conflict(event, when)
        {
            return Some(conflict);
        }
        single(chronology, event, when)
    }

    /// Left and right edge at a zoom, in pixels from the second 0 of the axis.
    pub(super) fn extent_px(&self, secs_per_px: f64) -> (f64, f64) {
        let span = |from: f64, to: f64, least_px: f64| span_px((from, to), least_px, secs_per_px);
        match self {
            Self::Point { from, to } => span(*from, *to, DOT_PX),
            Self::Bracket { from, to } | Self::Fuzzy { from, to, .. } => {
                span(*from, *to, BRACKET_PX)
            }
            Self::Bar { from, to } => span(*from, *to, BAR_PX),
            Self::Circa { from, to } => span(*from, *to, CIRCA_PX),
            Self::Since { from, evidence } => {
                (from / secs_per_px, from.max(*evidence) / secs_per_px + OPEN_PX)
            }
            Self::Until { to } => (to / secs_per_px - 2.0 * OPEN_PX, to / secs_per_px),
            Self::Before { to } => (to / secs_per_px - OPEN_PX, to / secs_per_px),
            Self::After { from } => (from / secs_per_px, from / secs_per_px + OPEN_PX),
            Self::Conflict { claims } => {
                let ends = claims.iter().map(|claim| claim.extent_px(secs_per_px));
                ends.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
            }
        }
    }

    /// The same with the date that was chosen alone, where there are several.
    pub(super) fn chosen(self) -> Self {
        let Self::Conflict { claims } = &self else { return self };
        match claims.iter().find(|claim| claim.is_chosen).or(claims.first()) {
            Some(Dated { from, to, is_point: true, .. }) => Self::Point { from: *from, to: *to },
            Some(Dated { from, to, .. }) => Self::Bracket { from: *from, to: *to },
            None => self,
        }
    }

    /// How long its mark is where that is not a matter of pixels.
    pub(super) fn length_secs(&self) -> f64 {
        match self {
            Self::Point { from, to }
            | Self::Bracket { from, to }
            | Self::Bar { from, to }
            | Self::Fuzzy { from, to, .. }
            | Self::Circa { from, to } => to - from,
            Self::Since { from, evidence } => (evidence - from).max(0.0),
            Self::Until { .. } | Self::Before { .. } | Self::After { .. } => 0.0,
            Self::Conflict { claims } => {
                let first = claims.iter().map(|claim| claim.from).fold(f64::MAX, f64::min);
                let last = claims.iter().map(|claim| claim.to).fold(f64::MIN, f64::max);
                last - first
            }
        }
    }

    /// The second that the event is counted at when it stands among others: the middle of what is
    /// possible, or the one end that is known.
    pub(super) fn anchor(&self) -> f64 {
        match self {
            Self::Point { from, to }
            | Self::Bracket { from, to }
            | Self::Bar { from, to }
            | Self::Fuzzy { from, to, .. }
            | Self::Circa { from, to } => f64::midpoint(*from, *to),
            Self::Since { from, .. } | Self::After { from } => *from,
            Self::Until { to } | Self::Before { to } => to - 1.0,
            Self::Conflict { claims } => {
                let chosen = claims.iter().find(|claim| claim.is_chosen).or(claims.first());
                chosen.map_or(0.0, |claim| f64::midpoint(claim.from, claim.to))
            }
        }
    }
}

impl Dated {
    /// Left and right edge of its mark.
    pub(super) fn extent_px(&self, secs_per_px: f64) -> (f64, f64) {
        let least_px = if self.is_point { DOT_PX } else { BRACKET_PX };
        span_px((self.from, self.to), least_px, secs_per_px)
    }
}

/// Left and right edge of a span of seconds that is so wide at least, around its middle.
fn span_px((from, to): (f64, f64), least_px: f64, secs_per_px: f64) -> (f64, f64) {
    let half = ((to - from) / secs_per_px).max(least_px) / 2.0;
    let middle = f64::midpoint(from, to) / secs_per_px;
    (middle - half, middle + half)
}

fn single(chronology: &Chronology, event: &Event, when: &When) -> Option<Form> {
    let from = when.bounds.earliest.map(|second| second as f64);
    let to = when.bounds.latest.map(|second| (second + 1) as f64);
    let evidence = || last_evidence(chronology, event).unwrap_or(f64::MIN);
    let form = match (when.shape, from, to) {
        (Shape::Since, Some(from), _) => Form::Since { from, evidence: evidence() },
        (Shape::After, Some(from), _) => Form::After { from },
        (Shape::Until, _, Some(to)) => Form::Until { to },
        (Shape::Before, _, Some(to)) => Form::Before { to },
        (_, Some(from), Some(to)) => closed(when, from, to),
        (_, Some(from), None) => Form::Since { from, evidence: evidence() },
        (_, None, Some(to)) => Form::Until { to },
        (_, None, None) => return None,
    };
    Some(form)
}

fn closed(when: &When, from: f64, to: f64) -> Form {
    let is_point = to - from <= DAY_SECS as f64;
    match when.shape {
        Shape::Circa => Form::Circa { from, to },
        Shape::Interval if when.granularity <= Granularity::Day => Form::Bar { from, to },
        Shape::Interval | Shape::FuzzyInterval => {
            Form::Fuzzy { from, to, core: core(&when.edtf, from, to) }
        }
        _ if is_point => Form::Point { from, to },
        _ => Form::Bracket { from, to },
    }
}

/// What an interval covers for certain: from the end of its first date to the start of its last;
/// a single second in the middle of all that is possible where these cross.
fn core(edtf: &Edtf, earliest: f64, latest: f64) -> (f64, f64) {
    let middle = f64::midpoint(earliest, latest);
    let Edtf::Interval { start: End::At(start), end: End::At(end) } = edtf else {
        return (middle, middle);
    };
    let from = start.bounds().latest.map(|second| second as f64 + 1.0);
    let to = end.bounds().earliest.map(|second| second as f64);
    from.zip(to).filter(|(from, to)| from < to).unwrap_or((middle, middle))
}

/// The last second of which a source could know: the latest document date among its sources.
fn last_evidence(chronology: &Chronology, event: &Event) -> Option<f64> {
    let documents = event.sources.iter().filter_map(|source| chronology.document_of(source));
    let bounds = documents.filter_map(|doc| Some(doc.document.dct.as_ref()?.when.bounds));
    let dates = bounds.filter_map(|bounds| bounds.latest.or(bounds.earliest));
    dates.max().map(|second| second as f64)
}

/// The distinct closed dates that an event's sources claim; `None` where fewer than two differ. The day
/// of a document is no claim, unless it was written before.
fn conflict(event: &Event, chosen: &When) -> Option<Form> {
    let of = |when: &When| closed_bounds(when.bounds);
    let claims = event.sources.iter().filter(|it| it.stated().is_some() || it.contradicts(chosen));
    let mut spans: Vec<(i64, i64)> =
        claims.filter_map(|source| of(source.when.as_ref()?)).collect();
    let chosen = of(chosen)?;
    spans.push(chosen);
    spans.sort_unstable();
    spans.dedup();
    if spans.len() < 2 {
        return None;
    }
    let claims = spans.into_iter().map(|span| Dated {
        from: span.0 as f64,
        to: span.1 as f64,
        is_point: span.1 - span.0 <= DAY_SECS,
        is_chosen: span == chosen,
    });
    Some(Form::Conflict { claims: claims.collect() })
}

fn closed_bounds(bounds: Bounds) -> Option<(i64, i64)> {
    Some((bounds.earliest?, bounds.latest? + 1))
}
