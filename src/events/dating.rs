//! What date a time mention, or the document alone, gives to an event.

use crate::model::edtf::{Partial, Unit};
use crate::model::{
    Annotated, Dct, DctMethod, Edtf, Granularity, Shape, TimeMention, TimexType, When,
};

/// What a time mention is worth to an event.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Dated {
    /// A place on the axis.
    At(When),
    /// A time that cannot be placed, and why.
    Unknown(String),
    /// No time of an event: a duration, a habit.
    Nothing,
}

impl Dated {
    /// The place on the axis.
    pub(super) fn when(&self) -> Option<&When> {
        match self {
            Self::At(when) => Some(when),
            Self::Unknown(_) | Self::Nothing => None,
        }
    }
}

const DAY_SECS: i64 = crate::model::calendar::DAY_SECS;

/// The date that a mention gives.
pub(super) fn dated(annotated: &Annotated, mention: &TimeMention) -> Dated {
    if let Some(range) = &mention.range {
        return Dated::At(of_event(range.whole.clone()));
    }
    if let Some(when) = &mention.when {
        return Dated::At(of_event(when.clone()));
    }
    if matches!(mention.timex.kind, TimexType::Duration | TimexType::Set) {
        return Dated::Nothing;
    }
    let words = mention.span.of(&annotated.document.text);
    let document_date = annotated.document.dct.as_ref();
    match (mention.timex.value.as_str(), document_date) {
        ("PRESENT_REF", Some(dct)) => Dated::At(dct.when.clone()),
        ("PRESENT_REF", None) => Dated::Nothing,
        ("PAST_REF", Some(dct)) => recently(dct, words),
        ("FUTURE_REF", _) => Dated::Unknown(format!("“{words}” names no date")),
        _ => Dated::Unknown(reason(mention, words)),
    }
}

/// What happened "before Tuesday" is known to no day, whatever the unit of its bound: to the year at
/// the finest. What lasts since a day is known to begin on it.
fn of_event(when: When) -> When {
    match when.shape {
        Shape::Before | Shape::After | Shape::Until => {
            When { granularity: when.granularity.max(Granularity::Year), ..when }
        }
        Shape::Within | Shape::Interval | Shape::FuzzyInterval | Shape::Circa | Shape::Since => {
            when
        }
    }
}

/// "recently" is about the month of the document; other words for the past give no date.
fn recently(dct: &Dct, words: &str) -> Dated {
    let lower = words.to_lowercase();
    let is_near = ["recent", "lately", "just now"].iter().any(|near| lower.contains(near));
    let Edtf::Point(date) = dct.when.edtf else {
        return Dated::Unknown(format!("“{words}” names no date"));
    };
    if !is_near {
        return Dated::Unknown(format!("“{words}” names no date"));
    }
    let unit = match date.unit {
        Unit::Day(month, _) | Unit::Time { day: (month, _), .. } => Unit::Month(month),
        other => other,
    };
    let about = Partial::new(date.year, unit).about();
    Dated::At(When::from_edtf(Edtf::Point(about)))
}

/// Why a mention has no value, in words.
fn reason(mention: &TimeMention, words: &str) -> String {
    let value = mention.timex.value.as_str();
    if value.starts_with("XXXX-W") {
        format!("{words}, week unknown")
    } else if value.starts_with("XXXX") {
        format!("{words}, year unknown")
    } else {
        format!("“{words}”: no document date to count from")
    }
}

/// The date of what a news item tells without a date; `None` where the document has no date to the
/// day, or is about other times than its own.
///
/// A date that the reader or the archive states is the item's day; one that had to be found in the
/// page is only about it.
pub(super) fn news_date(annotated: &Annotated) -> Option<When> {
    let dct = annotated.document.dct.as_ref()?;
    if dct.when.granularity > Granularity::Day || !tells_news(annotated, dct) {
        return None;
    }
    let is_stated = match dct.method {
        DctMethod::User | DctMethod::Manifest => true,
        DctMethod::Metadata | DctMethod::Dateline | DctMethod::Url => false,
        DctMethod::Inferred | DctMethod::Default | DctMethod::FileName | DctMethod::Chrome => {
            return None;
        }
    };
    let day = Partial::day(dct.first_day()?);
    let edtf = Edtf::Point(if is_stated { day } else { day.about() });
    Some(When { shape: Shape::Circa, ..When::from_edtf(edtf) })
}

/// Whether at least a third of the dates lie within two months of the document's.
fn tells_news(annotated: &Annotated, dct: &Dct) -> bool {
    let Some(day) = dct.when.bounds.earliest else { return false };
    let dates = annotated.times.iter().filter(|mention| !mention.in_chrome);
    let starts = dates.filter_map(|mention| mention.when.as_ref()?.bounds.earliest);
    let (mut near, mut all) = (0_usize, 0_usize);
    for start in starts {
        all += 1;
        near += usize::from((start - day).abs() <= 62 * DAY_SECS);
    }
    all < 4 || near * 3 >= all
}

/// Whether a date lies more than a month before the document's: the sentences after it are likely
/// to go on about that time.
pub(super) fn is_old(annotated: &Annotated, dated: &Dated) -> bool {
    let document_date = annotated.document.dct.as_ref().and_then(|dct| dct.when.bounds.earliest);
    let latest = dated.when().and_then(|when| when.bounds.latest);
    document_date.zip(latest).is_some_and(|(day, latest)| latest < day - 31 * DAY_SECS)
}
