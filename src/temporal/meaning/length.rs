//! Slots → lengths of time and recurrences.

use super::Slots;
use super::expression::{Amount, Calendar, Expression, MonthsOf, Reference, TimeUnit};
use crate::phrase::grammar::Slot;
use crate::phrase::lexicon::ClassId;
use crate::temporal::language::class;
use crate::temporal::language::feast::Holiday;
use smallvec::SmallVec;
use smol_str::format_smolstr;

impl Slots<'_> {
    pub(super) fn duration(&self) -> Option<Expression> {
        let units: SmallVec<[TimeUnit; 4]> = self
            .filled
            .iter()
            .filter_map(|slot| {
                TimeUnit::from_code(self.around.language.lexicon.value(slot.arc.value))
            })
            .collect();
        let (unit, first_unit) = (*units.last()?, *units.first()?);
        let counts = self.all(class::COUNT).map(|slot| slot.arc.number);
        let counts: SmallVec<[i32; 4]> = counts.collect();
        // "The sixth straight month" is the last of six.
        let nth = self.number(class::ORDINAL).map(|n| Amount::Tenths(n * 10));
        let mut amount = self.amount().or(nth).unwrap_or(Amount::Vague);
        // "Two hours and ten minutes".
        let compound = |first: i32, second: i32| {
            let second = unit.length(Amount::Tenths(second));
            let tail = second.trim_start_matches("PT").trim_start_matches('P');
            format_smolstr!("{}{tail}", first_unit.length(Amount::Tenths(first)))
        };
        let value = match counts.as_slice() {
            [first, second] if units.len() == 2 && first_unit != unit => compound(*first, *second),
            [second] if units.len() == 2 && first_unit != unit && self.has(class::ARTICLE) => {
                compound(10, *second)
            }
            [_, second] => {
                amount = Amount::Tenths(*second);
                unit.length(amount)
            }
            _ => {
                if amount == Amount::Vague && !self.has_plural_unit() && !self.has(class::VAGUE) {
                    amount = Amount::Tenths(10);
                }
                unit.length(amount)
            }
        };
        let years = amount.years(unit);
        let within = self.months_of(amount, unit);
        let is_bound = self.has(class::LESS) || self.has(class::MORE);
        let is_counted = units.len() == 1 && amount.whole().is_some() && !is_bound;
        let is_counted = is_counted && (unit.days() > 0 || unit.months() > 0);
        let ahead = Some((amount, unit)).filter(|_| is_counted && self.may_lie_ahead());
        Some(Expression::Duration { value, years, step: self.step(), within, ahead })
    }

    /// "In six months", "the first vote will be in six months", but not "will be the first in six months", "in six
    /// months of war", and not "will not be built in a day", which says how long it takes.
    fn may_lie_ahead(&self) -> bool {
        const REACH: usize = 8;
        const LENGTHS: [ClassId; 4] =
            [class::ORDINAL, class::LASTWORD, class::RANK, class::NEGATION];
        const VERBS: [ClassId; 2] = [class::WILL, class::BEPRESENT];
        let Some(lead) = self.start.checked_sub(1) else { return false };
        let is_of = |at: usize, classes: &[ClassId]| {
            classes.iter().any(|&class| self.around.has(at, class))
        };
        let mut between =
            (lead.saturating_sub(REACH)..lead).rev().take_while(|&at| !is_of(at, &VERBS));
        let goes_on = self.around.word(self.end) == Some("of");
        self.around.has(lead, class::INWORD) && !goes_on && !between.any(|at| is_of(at, &LENGTHS))
    }

    /// "Two years and four months", counted in the smaller unit; `None` where one length stands alone, or
    /// the units are not of one kind.
    pub(super) fn two_lengths(&self) -> Option<(Amount, TimeUnit)> {
        let units: Vec<TimeUnit> = self
            .all(class::UNIT)
            .filter_map(|slot| {
                TimeUnit::from_code(self.around.language.lexicon.value(slot.arc.value))
            })
            .collect();
        let [large, small] = units.as_slice() else { return None };
        let is_count = |slot: &&Slot| [class::COUNT, class::ARTICLE].contains(&slot.arc.class);
        let tenths = |slot: &Slot| {
            if slot.arc.class == class::COUNT { slot.arc.number } else { 10 }
        };
        let counts: Vec<i32> = self.filled.iter().filter(is_count).map(tenths).collect();
        let [first, second] = counts.as_slice() else { return None };
        let in_small = match (large.months(), small.months()) {
            (0, 0) => i32::try_from(large.days().checked_div(small.days())?).ok()?,
            (months, smaller) => months.checked_div(smaller)?,
        };
        let whole = first.checked_mul(in_small)?.checked_add(*second)?;
        (in_small > 1).then_some((Amount::Tenths(whole), *small))
    }

    /// "The first nine months of 2022", "the last two months of 1941".
    pub(super) fn months_of(&self, amount: Amount, unit: TimeUnit) -> Option<MonthsOf> {
        let year = self.year()?;
        let months = amount.whole().filter(|n| unit == TimeUnit::Month && (1..=12).contains(n))?;
        let months = months as u8;
        if self.number(class::LASTWORD).is_some() {
            return Some(MonthsOf { year, from: 13 - months, to: 12 });
        }
        let is_first = self.number(class::ORDINAL) == Some(1)
            || self.filled.iter().any(|slot| self.word(slot) == "first");
        is_first.then_some(MonthsOf { year, from: 1, to: months })
    }

    pub(super) fn has_plural_unit(&self) -> bool {
        self.filled.iter().any(|slot| self.around.lattice.has(slot.at, class::UNITS))
    }

    /// "Every third night".
    fn every_so_many_nights(&self) -> Option<i32> {
        let is_other = self.around.word(self.start + 1) == Some("other");
        let nth = self.number(class::ORDINAL).or(is_other.then_some(2));
        nth.filter(|&nth| nth > 1 && self.has(class::DAYPART) && !self.has(class::WEEKDAY))
    }

    /// "12 million years ago", "the past 485 million years": beyond what a calendar counts.
    pub(super) fn deep_time(&self) -> Option<Expression> {
        if self.has(class::AGO) {
            return Some(Expression::Reference(Reference::Past));
        }
        let years =
            i64::from(self.number(class::COUNT)?) * i64::from(self.number(class::BIGSCALE)?) / 10;
        let value = format_smolstr!("P{years}Y");
        Some(Expression::Duration { value, years: None, step: None, within: None, ahead: None })
    }

    pub(super) fn set(&self) -> Expression {
        let feast = self.number(class::HOLIDAY).and_then(|feast| usize::try_from(feast).ok());
        let value = if let Some(value) = self.value(class::FREQUENCY) {
            value.into()
        } else if let Some(feast) = feast.and_then(|at| self.around.language.holidays.get(at)) {
            if let Holiday::Fixed(month, day) = feast.day {
                let (month, day) = (Some(month), Some(day));
                crate::temporal::normalize::value(&Calendar { month, day, ..Calendar::default() })
            } else {
                TimeUnit::Year.length(Amount::Tenths(10))
            }
        } else if let Some(unit) = self.unit() {
            let is_alternate = self.around.word(self.start + 1) == Some("other");
            let other = is_alternate.then_some(Amount::Tenths(20));
            // "Every third week", but "the third Tuesday of every month".
            let nth = self.number(class::ORDINAL).filter(|_| !self.has(class::WEEKDAY));
            let ordinal = nth.map(|n| Amount::Tenths(n * 10)).or(other);
            // "Three times a week" is every week.
            let is_often = self.around.word(self.start + 1) == Some("times");
            unit.length(
                self.amount()
                    .filter(|_| !is_often)
                    .or(ordinal)
                    .filter(|a| a.whole() != Some(0))
                    .unwrap_or(Amount::Tenths(10)),
            )
        } else if let Some(nth) = self.every_so_many_nights() {
            TimeUnit::Day.length(Amount::Tenths(nth * 10))
        } else {
            let calendar = Calendar {
                weekday: self
                    .number(class::WEEKDAY)
                    .or_else(|| self.number(class::WEEKDAYS))
                    .map(|d| d as u8),
                month: self.number(class::MONTH).map(|m| m as u8),
                group: self.season(),
                part: self.part(),
                ..Calendar::default()
            };
            crate::temporal::normalize::value(&calendar)
        };
        Expression::Set { value }
    }
}
