//! Periods counted from a period of now: "ten years ago this week", "two summers ago", "on Monday week".

use super::Slots;
use super::expression::{Amount, Base, Calendar, DayPart, Expression, Period, TimeUnit};
use crate::model::Date;
use crate::model::timex::group_from_code;
use crate::phrase::grammar::Slot;
use crate::phrase::lexicon::ClassSet;
use crate::temporal::language::class;
use crate::temporal::recognize::Found;
use crate::temporal::resolve::clock::Told;
use crate::temporal::resolve::{Completed, Placed, Resolver, said};

impl<'a> Slots<'a> {
    /// "Ten years ago this week": a length, and the period of now that it counts back from.
    pub(super) fn ago_of(&self) -> Option<Expression> {
        let ago = self.filled.iter().position(|slot| slot.arc.class == class::AGO)?;
        let (length, period) = self.filled.split_at_checked(ago)?;
        let (length, period) = (self.of(length), self.of(period.get(1..)?));
        let of = match (period.number(class::DEICTIC), period.step()) {
            (Some(days), _) => Expression::Deictic { days, part: None },
            (None, Some(_)) => period.period(Base::Speech)?,
            (None, None) => Expression::Calendar(period.calendar()?),
        };
        let (amount, unit) = (length.amount()?, length.unit()?);
        Some(Expression::Ago { amount, unit, of: Box::new(of) })
    }

    /// "The same month last year", "that week a year ago".
    pub(super) fn same_a_year_ago(&self) -> Option<Expression> {
        let at = self.filled.iter().position(|slot| slot.arc.class == class::YEARWORD)?;
        let period = self.of(self.filled.get(..at.checked_sub(1)?)?);
        let of = Box::new(period.period(Base::Narrative)?);
        Some(Expression::Ago { amount: Amount::Tenths(10), unit: TimeUnit::Year, of })
    }

    /// Some of the slots, by themselves.
    fn of(&self, filled: &'a [Slot]) -> Self {
        let classes = filled.iter().map(|slot| slot.arc.class);
        let classes = classes.fold(ClassSet::default(), ClassSet::with);
        Slots { filled, classes, around: self.around, start: self.start, end: self.end }
    }

    /// "Two summers ago", "three Fridays later".
    pub(super) fn counted_periods(&self) -> Option<Expression> {
        let count = self.amount()?.whole().filter(|count| (1..1_000).contains(count))?;
        let season = self.value(class::SEASONS).and_then(group_from_code).map(Period::Season);
        let weekday = self.number(class::WEEKDAYS).map(|day| Period::Weekday(day as u8));
        let period = season.or(weekday)?;
        let (step, base) = if self.has(class::AGO) {
            (-count, Base::Speech)
        } else if self.has(class::EARLIER) {
            (-count, Base::Narrative)
        } else {
            (count, Base::Narrative)
        };
        Some(Expression::Period { period, step, base, inner: Calendar::default() })
    }

    /// "On Monday week": a week after the next Monday.
    pub(super) fn day_of_next_week(&self) -> Option<Expression> {
        let period = Period::Weekday(self.number(class::WEEKDAY)? as u8);
        let inner = Calendar { week: Some(1), ..Calendar::default() };
        Some(Expression::Period { period, step: 1, base: Base::Speech, inner })
    }
}

impl Resolver<'_> {
    /// Places the period of now, then counts back from it.
    pub(crate) fn place_ago(
        &self,
        at: usize,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
        of: &Expression,
    ) -> Placed {
        // However old the story, the period is one of the day of writing.
        let is_foreseen = !matches!(of, Expression::Calendar(_));
        let period = Found { expression: of.clone(), is_foreseen, ..found.clone() };
        let period = self.place(at, &period);
        let Some(calendar) = period.calendar.and_then(|from| back(&from, amount, unit)) else {
            return self.place_offset(at, found, amount, unit, -1, Base::Speech);
        };
        Self::moved(found, period, calendar, "counted back from there")
    }

    /// In news the quarter or half told in the same sentence, a year before it: "third-quarter profit rose from
    /// 3 a year earlier"; "in the year-ago quarter" looks back to the sentences before as well.
    pub(crate) fn quarter_a_year_ago(
        &self,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
    ) -> Option<(Calendar, Told)> {
        const NEAR: usize = 3;
        if self.is_narrative || amount != Amount::Tenths(10) || unit != TimeUnit::Year {
            return None;
        }
        let is_adjective = found.span.of(&self.document.text).contains('-');
        let reach = if is_adjective { NEAR } else { 0 };
        let near = |told: &&Told| told.sentence + reach >= found.sentence;
        let mut told = self.told.iter().rev().take_while(near);
        let is_quarter = |told: &&Told| {
            let is_named = self.found_at(told).is_some_and(|found| found.calendar().is_some());
            is_named && matches!(told.calendar.group, Some(33..=36 | 40 | 41))
        };
        let told = told.find(is_quarter)?;
        Some((back(&told.calendar, amount, unit)?, *told))
    }

    /// "The night before the vote": of that day, its part.
    pub(crate) fn in_part(found: &Found, day: Placed, part: Option<DayPart>) -> Placed {
        let date = day.calendar.and_then(|calendar| calendar.date());
        let Some((date, part)) = date.zip(part) else { return day };
        let calendar = Calendar { part: Some(part), ..Calendar::of_day(date) };
        Self::moved(found, day, calendar, "that part of the day")
    }

    /// A time that was placed, with another calendar meaning, for a further reason.
    fn moved(found: &Found, placed: Placed, calendar: Calendar, why: &'static str) -> Placed {
        let Placed { resolution, anchor, confidence, trail, alternatives: _, .. } = placed;
        let counted = said(calendar, why, confidence);
        let mut placed = Self::finish(found, Completed { resolution, anchor, ..counted });
        placed.trail.insert_many(0, trail);
        placed
    }
}

/// The same day, week, month or season so much earlier; `None` where it is not known exactly enough.
fn back(from: &Calendar, amount: Amount, unit: TimeUnit) -> Option<Calendar> {
    let Amount::Tenths(tenths) = amount else { return None };
    let count = (tenths % 10 == 0).then_some(-tenths / 10)?;
    let months = count.checked_mul(unit.months())?;
    let days = i64::from(count).checked_mul(unit.days())?;
    if months == 0 && days == 0 {
        return None;
    }
    let earlier = |date: Date| date.plus_months(months).plus_days(days);
    if from.week.is_some() {
        let (year, week) = earlier(from.first_day()?).iso_week();
        return Some(Calendar { week: Some(week), ..Calendar::of_year(year) });
    }
    match (from.date(), from.month) {
        (Some(date), _) => Some(from.on(earlier(date))),
        (None, Some(month)) if days == 0 => {
            let month = Date::new(from.year?, month, 1)?.plus_months(months);
            Some(Calendar::of_month(month.year, month.month))
        }
        (None, None) if days == 0 && months % 12 == 0 => {
            Some(Calendar { year: Some(from.year?.checked_add(months / 12)?), ..*from })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, tagged};

    #[test]
    fn years_ago_this_week_count_back_from_this_week() {
        check("It fell ten years ago today.", "ten years ago today = 2012-11-02");
        check("It closed a week ago today.", "a week ago today = 2022-10-26");
        check("They left two years ago last July.", "two years ago last July = 2020-07");
        check("He was shot three weeks ago Monday.", "three weeks ago Monday = 2022-10-10");
        check("Five years ago this month it was sold.", "Five years ago this month = 2017-11");
        check("It opened a century ago this spring.", "a century ago this spring = 1922-21");
    }

    #[test]
    fn years_ago_today_count_back_from_the_day_of_writing_in_a_story_too() {
        let told = "The wall of 1904 stood until 1905. In 1911 it fell. Ten years ago yesterday it was built again.";
        check(
            told,
            "1904 = 1904; 1905 = ../1905; 1911 = 1911; Ten years ago yesterday = 2012-11-01",
        );
    }

    #[test]
    fn the_night_before_is_a_night() {
        let text = "They voted on 3 May 1920. They had met the night before.";
        let mentions = tagged(text);
        let value = mentions.last().map(|mention| mention.timex.value.clone());
        assert_eq!(value.as_deref(), Some("1920-05-02TNI"));
    }

    #[test]
    fn a_year_before_a_quarter_is_that_quarter() {
        check(
            "Profit for the third quarter rose to 4 from 3 a year earlier.\nIt was 2 in the year-ago quarter.",
            "the third quarter = 2022-35; a year earlier = 2021-35; the year-ago quarter = 2021-35",
        );
        check(
            "Profit rose in the third quarter.\nIt had been sold a year earlier.",
            "the third quarter = 2022-35; a year earlier = 2021",
        );
    }

    #[test]
    fn seasons_and_days_of_the_week_are_counted() {
        check("It burned two summers ago.", "two summers ago = 2021-22");
        check("It burned three winters ago.", "three winters ago = 2019-24");
        check(
            "They met on Monday, 3 May 1920. Two Fridays later they voted.",
            "Monday, 3 May 1920 = 1920-05-03; Two Fridays later = 1920-05-14",
        );
    }
}
