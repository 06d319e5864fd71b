//! Slots → the two ends of a range, and the two names of one day.

use super::expression::{Base, Calendar, Expression, Period, TimeUnit};
use super::{Piece, Pieces, Slots};
use crate::model::Date;
use crate::phrase::grammar::Slot;
use crate::temporal::language::class;

impl Slots<'_> {
    /// Two pieces: up to the end of the first slot, and from the second slot on.
    pub(super) fn two(
        &self,
        one: Expression,
        first: &Slot,
        other: Expression,
        second: &Slot,
    ) -> Pieces {
        let end = first.at + first.arc.tokens as usize;
        let second = Piece { first: second.at, end: self.end, expression: other, modifier: None };
        (Piece { first: self.start, end, expression: one, modifier: None }, Some(second))
    }

    pub(super) fn year_range(&self) -> Option<Pieces> {
        let classes = [class::YEAR, class::SMALLYEAR, class::OLDYEAR, class::YEAR2, class::YEAR1];
        let [first, second] = self
            .filled
            .iter()
            .filter(|slot| classes.contains(&slot.arc.class))
            .collect::<Vec<_>>()
            .try_into()
            .ok()?;
        let start = self.era(first.arc.number);
        let end = match second.arc.class {
            class::YEAR2 => {
                let end = start - start.rem_euclid(100) + second.arc.number;
                if end < start { end + 100 } else { end }
            }
            class::YEAR1 => start - start.rem_euclid(10) + second.arc.number,
            _ => self.era(second.arc.number),
        };
        if end <= start {
            return None;
        }
        let one = Calendar { group: self.season(), ..Calendar::of_year(start) };
        Some(self.two(
            Expression::Calendar(one),
            first,
            Expression::Calendar(Calendar::of_year(end)),
            second,
        ))
    }

    pub(super) fn day_range(&self) -> Option<Pieces> {
        let [first, second] = self.days().collect::<Vec<_>>().try_into().ok()?;
        let months: Vec<u8> = self.all(class::MONTH).map(|slot| slot.arc.number as u8).collect();
        let (month, year) = (*months.first()?, self.year());
        let fits = |day: i32| Date::new(year.unwrap_or(2000), month, day as u8).is_some();
        if !fits(first.arc.number) || !fits(second.arc.number) {
            return None;
        }
        let calendar = |slot: &Slot| Calendar {
            year,
            month: Some(month),
            day: Some(slot.arc.number as u8),
            ..Calendar::default()
        };
        let one = Calendar { part: self.part(), ..calendar(first) };
        // "19-20 February last year".
        let step = self.step().filter(|_| self.has(class::YEARWORD));
        let say = |inner: Calendar| match step {
            Some(step) => Expression::Period {
                period: Period::Unit(TimeUnit::Year),
                step,
                base: Base::Speech,
                inner,
            },
            None => Expression::Calendar(inner),
        };
        Some(self.two(say(one), first, say(calendar(second)), second))
    }

    pub(super) fn month_range(&self) -> Option<Pieces> {
        let [first, second] = self.all(class::MONTH).collect::<Vec<_>>().try_into().ok()?;
        let year = self.number(class::YEAR);
        let first_year =
            year.map(|year| if first.arc.number > second.arc.number { year - 1 } else { year });
        let calendar = |slot: &Slot, year| Calendar {
            year,
            month: Some(slot.arc.number as u8),
            ..Calendar::default()
        };
        Some(self.two(
            Expression::Calendar(calendar(first, first_year)),
            first,
            Expression::Calendar(calendar(second, year)),
            second,
        ))
    }

    /// "25 October (7 November) 1917": the same day in the Julian and the Gregorian calendar, in either
    /// order; `None` where the two are not the same day.
    pub(super) fn old_style(&self) -> Option<Pieces> {
        let [first, second] = self.days().collect::<Vec<_>>().try_into().ok()?;
        let months: Vec<u8> = self.all(class::MONTH).map(|slot| slot.arc.number as u8).collect();
        let (month, other_month) = (*months.first()?, *months.last()?);
        let year = self.number(class::YEAR)?;
        let calendar = |year, month, slot: &Slot, is_julian| Calendar {
            year: Some(year),
            month: Some(month),
            day: Some(slot.arc.number as u8),
            is_julian,
            ..Calendar::default()
        };
        // Around New Year one of the two lies in another year.
        let years = [(year, year), (year, year + 1), (year - 1, year), (year, year - 1)];
        let readings = years.into_iter().flat_map(|(one, other)| {
            [true, false].map(|is_julian| {
                let old = calendar(one, month, first, is_julian);
                (old, calendar(other, other_month, second, !is_julian))
            })
        });
        let is_same = |(old, new): &(Calendar, Calendar)| {
            old.date().is_some_and(|date| Some(date) == new.date())
        };
        let (one, other) = readings.into_iter().find(is_same)?;
        let said = |slot: &&Slot| {
            [class::DAY, class::DAYORD, class::MONTH, class::YEAR].contains(&slot.arc.class)
        };
        let end = |slot: &Slot| slot.at + slot.arc.tokens as usize;
        let opening = self.all(class::OPEN).next()?.at;
        let first_end =
            self.filled.iter().filter(said).filter(|slot| slot.at < opening).map(end).max()?;
        let second_start = self
            .filled
            .iter()
            .filter(said)
            .filter(|slot| slot.at > opening)
            .map(|slot| slot.at)
            .min()?;
        let second_end = self.filled.iter().filter(said).map(end).max()?;
        let piece = |first, end, calendar| Piece {
            first,
            end,
            expression: Expression::Calendar(calendar),
            modifier: None,
        };
        let second = piece(second_start, second_end, other);
        Some((piece(self.start, first_end, one), Some(second)))
    }
}
