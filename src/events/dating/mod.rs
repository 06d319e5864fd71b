//! What date a time mention, or the document alone, gives to an event.

pub(super) mod dateline;
pub(super) mod entry;
pub(super) mod headed;
pub(super) mod news;
pub(super) mod programme;

use super::bind::shared::Bound;
use super::factuality;
use super::predicate::Predicate;
use super::words::lexicon::ENGLISH;
use crate::model::calendar::Date;
use crate::model::edtf::{End, Partial, Unit};
use crate::model::{
    Annotated, Dct, DctMethod, Edtf, Granularity, Shape, Span, TimeMention, TimexType, When,
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
        ("PRESENT_REF", Some(dct)) if !dct.when.is_open() => Dated::At(present(dct)),
        ("PRESENT_REF", _) => Dated::Nothing,
        ("PAST_REF", Some(dct)) => recently(dct, words),
        ("FUTURE_REF", _) => Dated::Unknown(format!("“{words}” names no date")),
        _ => Dated::Unknown(reason(mention, words)),
    }
}

/// The number of the first time mention that begins in a sentence or behind it.
pub(super) fn first_time(annotated: &Annotated, sentence: Span) -> usize {
    annotated.times.partition_point(|it| it.span.start < sentence.start)
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

/// "now" is the day of the document; where that is known only roughly, "now" is about then.
pub(super) fn present(dct: &Dct) -> When {
    let is_rough = dct.when.granularity > Granularity::Day || dct.method == DctMethod::Inferred;
    match dct.when.edtf {
        Edtf::Point(date) if is_rough => When::from_edtf(Edtf::Point(date.about())),
        _ => dct.when.clone(),
    }
}

/// "recently" is about the month of the document; other words for the past give no date.
fn recently(dct: &Dct, words: &str) -> Dated {
    let lower = words.to_lowercase();
    let is_long = lower.split(' ').any(|word| ENGLISH.phrase_len("long_past", [word]) > 0);
    let is_near =
        !is_long && ["recent", "lately", "just now"].iter().any(|near| lower.contains(near));
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

/// "For thirty years he has tried": from about then to the document's date. A vague length has no
/// start to be placed at; "over the next four years" and "a million a year" date nothing.
pub(super) fn lasting(annotated: &Annotated, mention: &TimeMention) -> Dated {
    let words = mention.span.of(&annotated.document.text);
    if !runs_up_to_now(annotated, mention) {
        return Dated::Nothing;
    }
    match until_now(annotated, mention) {
        Some(when) => Dated::At(when),
        None if mention.timex.kind == TimexType::Duration => {
            Dated::Unknown(format!("“{words}” says how long, not since when"))
        }
        None => Dated::Nothing,
    }
}

/// "Thirty years have passed since the end of the war": about when it ended.
pub(super) fn ago(annotated: &Annotated, mention: &TimeMention) -> Dated {
    let start = until_now(annotated, mention).and_then(|when| match when.edtf {
        Edtf::Interval { start: End::At(start), .. } => Some(start),
        _ => None,
    });
    match start.filter(|_| runs_up_to_now(annotated, mention)) {
        Some(start) => Dated::At(When::from_edtf(Edtf::Point(start))),
        None => Dated::Nothing,
    }
}

/// Words before "in 200 years" among which a superlative ranks something over that time.
const RANK_REACH: usize = 6;

fn runs_up_to_now(annotated: &Annotated, mention: &TimeMention) -> bool {
    let text = &*annotated.document.text;
    let words = mention.span.of(text).to_lowercase();
    let before = text.get(..mention.span.start as usize).unwrap_or_default();
    let mut before = before.split_whitespace().rev().map(str::to_lowercase);
    let lead = before.next().unwrap_or_default();
    // "25 years have passed".
    let after = text.get(mention.span.end as usize..).unwrap_or_default();
    let has_run = matches!(after.split_whitespace().next(), Some("have" | "has"));
    let is = |list: &str, word: &str| ENGLISH.phrase_len(list, [word]) > 0;
    let has = |list: &str| words.split_whitespace().any(|word| is(list, word));
    // "The worst quake in 200 years" struck once in that time.
    let is_rank = lead == "in" && before.take(RANK_REACH).any(|word| is("superlative", &word));
    !has("to_come") && !is_rank && (has_run || has("lasting_past") || is("lasting", &lead))
}

/// `None` where the length is vague, shorter than a day, or there is no document date.
fn until_now(annotated: &Annotated, mention: &TimeMention) -> Option<When> {
    let dct = annotated.document.dct.as_ref()?;
    let today = dct.first_day()?;
    let length = mention.timex.value.strip_prefix('P')?;
    let digits = length.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = length.split_at_checked(digits)?;
    let count: i32 = count.parse().ok().filter(|count| (1..10_000).contains(count))?;
    let (first, start_unit): (Date, fn(Date) -> Unit) = match unit {
        "DE" => (today.plus_years(-10 * count), |_| Unit::Year),
        "Y" => (today.plus_years(-count), |_| Unit::Year),
        "M" => (today.plus_months(-count), |first| Unit::Month(first.month)),
        "W" => (today.plus_days(-7 * i64::from(count)), |first| Unit::Day(first.month, first.day)),
        "D" => (today.plus_days(-i64::from(count)), |first| Unit::Day(first.month, first.day)),
        _ => return None,
    };
    let Edtf::Point(end) = dct.when.edtf else { return None };
    let start = End::At(Partial::new(first.year, start_unit(first)).about());
    Some(When::from_edtf(Edtf::Interval { start, end: End::At(end) }))
}

/// What is told after something of a day is of about then: of its month. Other dates stay as they are.
pub(super) fn about_month(when: &When) -> When {
    match when.edtf {
        Edtf::Point(date) if when.granularity <= Granularity::Day => match date.unit {
            Unit::Day(month, _) | Unit::Time { day: (month, _), .. } => {
                When::from_edtf(Edtf::Point(Partial::new(date.year, Unit::Month(month)).about()))
            }
            _ => when.clone(),
        },
        _ => when.clone(),
    }
}

/// The same date, said to be about then.
pub(super) fn about(when: &When) -> When {
    match when.edtf {
        Edtf::Point(date) => When::from_edtf(Edtf::Point(date.about())),
        _ => when.clone(),
    }
}

/// "Since the invasion of 2014": a date that opens a time without an end.
pub(super) fn since(when: &When) -> When {
    match when.edtf {
        Edtf::Point(date) => {
            When::from_edtf(Edtf::Interval { start: End::At(date), end: End::Open })
        }
        _ => when.clone(),
    }
}

/// "Since 1991, when the union fell", "until 1991, when it fell": the date at the end of a time that has no
/// other end; others as they are.
pub(super) fn turning(when: &When) -> When {
    match when.edtf {
        Edtf::Interval { start: End::At(date), end: End::Open }
        | Edtf::Interval { start: End::Open, end: End::At(date) } => {
            When::from_edtf(Edtf::Point(date))
        }
        _ => when.clone(),
    }
}

/// What lies so to a date, of which only a point bounds anything. "Ruled it out before his term ends in 2026"
/// says nothing of when that was done.
pub(super) fn bounded(
    annotated: &Annotated,
    when: &When,
    bound: Bound,
    predicate: Option<&Predicate>,
) -> Dated {
    let Edtf::Point(date) = when.edtf else { return Dated::At(when.clone()) };
    let bounded = match bound {
        Bound::At | Bound::Counted => when.clone(),
        Bound::Before => of_event(When::before(date)),
        Bound::After => of_event(When::after(date)),
        Bound::Until => {
            of_event(When::from_edtf(Edtf::Interval { start: End::Open, end: End::At(date) }))
        }
    };
    let day = annotated.document.dct.as_ref().map(|dct| &dct.when);
    let is_done = predicate.is_some_and(Predicate::is_done);
    let says_nothing = is_done && factuality::is_after(Some(&bounded), day);
    if says_nothing { Dated::Nothing } else { Dated::At(bounded) }
}

/// Whether a date lies more than a month before the document's: the sentences after it are likely
/// to go on about that time.
pub(super) fn is_old(annotated: &Annotated, dated: &Dated) -> bool {
    let document_date = annotated.document.dct.as_ref().and_then(|dct| dct.when.bounds.earliest);
    let latest = dated.when().and_then(|when| when.bounds.latest);
    document_date.zip(latest).is_some_and(|(day, latest)| latest < day - 31 * DAY_SECS)
}
