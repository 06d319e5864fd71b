//! Entries: of a diary or a log each part counts from the day in its heading.
//!
//! ```text
//!  24 February 2022                      ← begins an entry
//!  The bridge fell in the morning.
//!  25 February 2022
//!  Yesterday evening the mill burned.    ← on 24 February
//! ```

use super::clock::{Now, Told};
use super::expression::Calendar;
use super::recognize::Found;
use super::resolve::Resolver;
use crate::model::calendar::days_in_month;
use crate::model::{Date, Document, Granularity, Sentence};
use std::collections::BTreeMap;

/// Headings from which on a text is one of entries.
const MIN_ENTRIES: usize = 2;

/// Bytes of a heading beside its day: the weekday, the place.
const MAX_BESIDE_BYTES: usize = 24;

/// How far the day of an entry can be trusted.
const TRUST: f32 = 0.95;

/// Whether headings that name a day part the text, with sentences below each.
pub(super) fn are_in(document: &Document, sentences: &[Sentence], found: &[Found]) -> bool {
    let mut headings = found.iter().filter(|found| heads_entry(document, sentences, found));
    let is_body = |sentence: &Sentence| !sentence.is_heading && !document.is_chrome(sentence.span);
    let mut last: Option<usize> = None;
    let parts = headings.by_ref().filter(|heading| {
        let before = last.replace(heading.sentence);
        let between = before.and_then(|before| sentences.get(before..heading.sentence));
        between.is_none_or(|between| between.iter().any(is_body))
    });
    parts.take(MIN_ENTRIES).count() == MIN_ENTRIES
}

/// Whether an expression is a day that a heading consists of.
fn heads_entry(document: &Document, sentences: &[Sentence], found: &Found) -> bool {
    let is_day = found.calendar().is_some_and(|it| {
        it.month.is_some() && it.day.is_some() && it.clock.is_none() && it.part.is_none()
    });
    is_day
        && !document.is_chrome(found.span)
        && sentences.get(found.sentence).is_some_and(|sentence| {
            sentence.is_heading
                && sentence.span.len().saturating_sub(found.span.len()) <= MAX_BESIDE_BYTES
        })
}

/// The year of an entry, and the expression that says it; `None` where the entries only lead up to the day of
/// writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryYear {
    pub year: i32,
    pub said_at: Option<usize>,
}

/// The years of entries that name none, by expression. `headings` are those of the entries and what else stands in
/// headings with a year or month, in order.
///
/// They go on from each other, forward or back, whatever years the sentences below them name; where no heading names
/// a year, they lead up to the day of writing. Empty where nothing says a year.
pub(super) fn years(
    headings: &[(usize, Calendar)],
    now: Option<&Now>,
) -> BTreeMap<usize, EntryYear> {
    let mut years = BTreeMap::new();
    let sign = if runs_back(headings) { -1 } else { 1 };
    let mut go_on = |from: (Calendar, Option<usize>),
                     sign: i64,
                     next: &mut dyn Iterator<Item = &(usize, Calendar)>| {
        let (mut last, said_at) = from;
        for &(at, calendar) in next {
            let Some(year) = next_year(&last, &calendar, sign) else { continue };
            last = Calendar { year: Some(year), ..calendar };
            years.insert(at, EntryYear { year, said_at });
        }
    };
    let is_open = |(_, calendar): &&(usize, Calendar)| calendar.year.is_none();
    let Some(first) = headings.iter().position(|(_, calendar)| calendar.year.is_some()) else {
        let Some(now) = now.filter(|now| now.has_month()) else { return years };
        let own = Calendar::of_day(now.date);
        if sign < 0 {
            go_on((own, None), sign, &mut headings.iter());
        } else {
            go_on((own, None), -sign, &mut headings.iter().rev());
        }
        return years;
    };
    let (before, rest) = headings.split_at(first);
    for (i, &(at, calendar)) in rest.iter().enumerate() {
        if calendar.year.is_some() {
            let mut open = rest.iter().skip(i + 1).take_while(is_open);
            go_on((calendar, Some(at)), sign, &mut open);
        }
    }
    if let Some(&(at, calendar)) = rest.first() {
        go_on((calendar, Some(at)), -sign, &mut before.iter().rev());
    }
    years
}

/// Whether most entries are of days before those of the entries above them.
fn runs_back(headings: &[(usize, Calendar)]) -> bool {
    const HALF_A_YEAR: i32 = 183;
    let day = |calendar: &Calendar| {
        let (month, day) = calendar.month.zip(calendar.day)?;
        Some(i32::from(month) * 31 + i32::from(day))
    };
    let days = headings.iter().filter_map(|(_, calendar)| day(calendar));
    let steps = days.clone().zip(days.skip(1)).map(|(one, next)| next - one);
    let steps = steps.filter(|step| step.abs() < HALF_A_YEAR);
    steps.map(i32::signum).sum::<i32>() < 0
}

/// The year of the entry after another one, where the entries go on in the direction of `sign`: a small step the
/// other way is sooner meant than one of most of a year.
fn next_year(last: &Calendar, next: &Calendar, sign: i64) -> Option<i32> {
    const OTHER_WAY: i64 = 8;
    let (year, month) = (last.year?, next.month?);
    if last.month.is_none() {
        return Some(year);
    }
    let first_day = |year: i32, calendar: &Calendar| {
        let month = calendar.month?;
        let day = calendar.day.unwrap_or(1).min(days_in_month(year, month));
        Some(Date::new(year, month, day)?.days())
    };
    let from = first_day(year, last)?;
    let cost = |&year: &i32| {
        let step = first_day(year, &Calendar { month: Some(month), ..*next });
        let step = step.map_or(i64::MAX / OTHER_WAY, |day| (day - from) * sign);
        if step < 0 { -step * OTHER_WAY } else { step }
    };
    [year, year - 1, year + 1].into_iter().min_by_key(cost)
}

impl Resolver<'_> {
    /// The year of the entry that an expression begins; `None` where it begins none, or nothing says the year.
    pub(super) fn entry_year(&self, at: usize, found: &Found) -> Option<EntryYear> {
        let years = || self.entry_years.get_or_init(|| self.follow_entries());
        if self.begins_entry(found) { years().get(&at).copied() } else { None }
    }

    /// The years of the entries, which the headings of days say, and other headings with a month or year.
    fn follow_entries(&self) -> BTreeMap<usize, EntryYear> {
        let is_heading =
            |found: &Found| self.is_in_heading(found) && !self.document.is_chrome(found.span);
        let named = self.found.iter().enumerate().filter_map(|(at, found)| {
            let calendar = found.calendar().filter(|_| is_heading(found))?;
            let is_period = calendar.day.is_none() && calendar.year.is_some();
            (is_period || self.begins_entry(found)).then_some((at, *calendar))
        });
        let headings: Vec<(usize, Calendar)> = named.collect();
        years(&headings, self.now.as_ref())
    }

    /// Whether an entry counts from an expression.
    pub(super) fn begins_entry(&self, found: &Found) -> bool {
        self.has_entries && heads_entry(self.document, self.sentences, found)
    }

    /// What an entry counts from that begins with a day.
    pub(super) fn entry(&self, found: &Found, calendar: Calendar) -> Option<Now> {
        let date = calendar.date().filter(|_| self.begins_entry(found))?;
        let told = Told { calendar, span: found.span, sentence: found.sentence, is_heading: true };
        let anchor = told.anchor(&self.document.text);
        Some(Now {
            date,
            granularity: Granularity::Day,
            label: anchor.label,
            span: anchor.span,
            edtf: anchor.edtf,
            trust: TRUST,
            is_entry: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_undated};

    #[test]
    fn an_entry_counts_from_the_day_above_it() {
        let diary = "4 March 1941\nThe bridge fell this morning.\nTuesday, 11 March 1941\n\
                     Yesterday evening the mill burned. On Friday we leave.";
        let told = "4 March 1941 = 1941-03-04; this morning = 1941-03-04; \
                    Tuesday, 11 March 1941 = 1941-03-11; Yesterday evening = 1941-03-10; Friday = 1941-03-14";
        check(diary, told);
        check_undated(diary, told);
    }

    #[test]
    fn an_entry_may_go_on_to_later_days() {
        let told = "3 May 1941 = 1941-05-03; The next day = 1941-05-04; 9 May 1941 = 1941-05-09; \
                    Two days later = 1941-05-11";
        let chronicle = "3 May 1941\nThey rested. The next day the mill burned.\n\
                         9 May 1941\nThe river rose. Two days later the bridge fell.";
        check(chronicle, told);
        check_undated(chronicle, told);
    }

    #[test]
    fn days_above_entries_go_on_from_each_other() {
        let told = "26 August 1941 = 1941-08-26; 18 October = 1941-10-18; 5 January = 1942-01-05; 3 June = 1942-06-03";
        let chronicle = "26 August 1941\nTalks began.\n18 October\nA table was set up.\n5 January\nThe talks broke down.\n\
                         3 June\nPeace was signed.";
        check(chronicle, told);
        check_undated(chronicle, told);
    }

    #[test]
    fn years_that_an_entry_names_are_not_those_of_the_next_one() {
        let told = "30 December = 2021-12-30; 2015 = 2015; 2 January = 2022-01-02; 28 October = 2022-10-28";
        check(
            "30 December\nShe, jailed in 2015, was freed.\n2 January\nThe talks began.\n28 October\nThey ended.",
            told,
        );
        let told = "1914 = 1914; 27 May = 1914-05-27; 1920 = 1920; 16 June = 1920-06-16";
        let chronicle = "1. The years of 1914\n27 May\nA law was read.\n2. The years of 1920\n16 June\nIt was passed.";
        check_undated(chronicle, told);
        let told = "February 1914 = 1914-02; 19 February = 1914-02-19; March 1920 = 1920-03; \
                    23 February = 1914-02-23; 1 March = 1914-03-01";
        let chronicle = "February 1914\n19 February\nA law, changed in March 1920, was read.\n\
                         23 February\nThe crowd came back.\n1 March\nIt was passed.";
        check(chronicle, told);
        check_undated(chronicle, told);
    }

    #[test]
    fn the_latest_entry_may_stand_first() {
        check(
            "5 January\nThe talks ended.\n30 December\nThey began.\n2 November\nA table was set up.",
            "5 January = 2022-01-05; 30 December = 2021-12-30; 2 November = 2021-11-02",
        );
    }

    #[test]
    fn one_day_above_a_text_makes_no_entries() {
        check(
            "4 March 1941\n5 March 1941\nIt burned yesterday.",
            "4 March 1941 = 1941-03-04; 5 March 1941 = 1941-03-05; yesterday = 2022-11-01",
        );
    }
}
