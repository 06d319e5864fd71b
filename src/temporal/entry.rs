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
use crate::model::{Document, Granularity, Sentence};

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

impl Resolver<'_> {
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
    fn one_day_above_a_text_makes_no_entries() {
        check(
            "4 March 1941\n5 March 1941\nIt burned yesterday.",
            "4 March 1941 = 1941-03-04; 5 March 1941 = 1941-03-05; yesterday = 2022-11-01",
        );
    }
}
