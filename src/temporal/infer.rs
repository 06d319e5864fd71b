//! A document date worked out from what the text says, where the document has none.

use super::expression::{Expression, TimeUnit};
use super::language::Language;
use super::recognize::{Found, Tense};
use crate::model::{DateTime, Dct, DctMethod, Document, Edtf, Sentence, Span, When};

/// The best guess at when the document was written; `None` where the text gives no ground.
pub(super) fn infer(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
    found: &[Found],
) -> Option<Dct> {
    let text = Told { language, document, sentences, found };
    text.day_of_event()
        .or_else(|| text.years_since())
        .or_else(|| text.years_later())
        .or_else(|| text.latest_year())
}

struct Told<'a> {
    language: &'a Language,
    document: &'a Document,
    sentences: &'a [Sentence],
    found: &'a [Found],
}

impl Told<'_> {
    fn dct(&self, when: When, span: Span, score: f32) -> Dct {
        let evidence = span.of(&self.document.text).to_owned();
        Dct { when, method: DctMethod::Inferred, evidence, span: Some(span), score }
    }

    fn sentence_text(&self, found: &Found) -> &str {
        self.sentences
            .get(found.sentence)
            .map_or("", |sentence| sentence.span.of(&self.document.text))
    }

    fn own(&self) -> impl Iterator<Item = (usize, &Found)> {
        self.found.iter().enumerate().filter(|(_, found)| !self.document.is_chrome(found.span))
    }

    /// "The 459th day of the full-scale invasion": counted from its first day.
    fn day_of_event(&self) -> Option<Dct> {
        let latest = self.own().filter_map(|(_, found)| {
            let Expression::DayOfEvent { number, unit: TimeUnit::Day, event } = &found.expression
            else {
                return None;
            };
            let named = match event {
                Some(event) => self.language.named.get(*event),
                None => self.language.named.iter().find(|named| named.is_day_one),
            };
            let named = named.filter(|named| named.is_day_one)?;
            let start = DateTime::from_seconds(named.edtf.bounds().earliest?).date;
            (*number > 0).then(|| (start.plus_days(i64::from(*number) - 1), found.span))
        });
        let (date, span) = latest.max_by_key(|(date, _)| *date)?;
        Some(self.dct(When::day(date), span, 0.9))
    }

    /// "25 years have passed since 1991".
    fn years_since(&self) -> Option<Dct> {
        let sum = self.own().find_map(|(at, found)| {
            let Expression::Duration { years: Some(years), .. } = &found.expression else {
                return None;
            };
            let next = self
                .found
                .get(at + 1)
                .filter(|next| next.sentence == found.sentence && found.gap <= 6)?;
            let start = match &next.expression {
                Expression::Calendar(calendar) => calendar.year?,
                Expression::Named(named) => {
                    let bounds = self.language.named.get(*named)?.edtf.bounds();
                    DateTime::from_seconds(bounds.latest.or(bounds.earliest)?).date.year
                }
                _ => return None,
            };
            let words = self.sentence_text(found).to_lowercase();
            let has_passed = [
                "have passed since",
                "has passed since",
                "have elapsed since",
                "years since",
                "decades since",
            ];
            let is_since = has_passed.iter().any(|cue| words.contains(cue));
            is_since.then(|| (start + years, found.span.join(next.span)))
        });
        let (year, span) = sum?;
        Some(self.dct(When::from_edtf(Edtf::year(year)), span, 0.7))
    }

    /// "In 1994 … Thirty years later" told as the present.
    fn years_later(&self) -> Option<Dct> {
        let sum = self.own().find_map(|(at, found)| {
            let Expression::Offset { amount, unit, step: 1, .. } = &found.expression else {
                return None;
            };
            let years =
                amount.whole()?.checked_mul(unit.months() / 12).filter(|years| *years >= 5)?;
            let before = self.found.get(..at)?.iter().rev();
            let year = before.filter_map(|found| found.calendar()?.year).next()?;
            let words = self.sentence_text(found).to_lowercase();
            let is_present = [" is ", " are ", " has ", " have ", " remains ", " still ", " now "]
                .iter()
                .any(|cue| words.contains(cue));
            (is_present && found.tense != Tense::Past).then_some((year + years, found.span))
        });
        let (year, span) = sum?;
        Some(self.dct(When::from_edtf(Edtf::year(year)), span, 0.5))
    }

    /// The latest year that the text tells of in the past: it was written then or later.
    fn latest_year(&self) -> Option<Dct> {
        let years = self.own().filter(|(_, found)| found.tense == Tense::Past);
        let latest = years.filter_map(|(_, found)| Some((found.calendar()?.year?, found.span)));
        let (year, span) = latest.max_by_key(|(year, _)| *year)?;
        Some(self.dct(When::from_edtf(Edtf::year(year)), span, 0.2))
    }
}
