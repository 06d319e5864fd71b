//! Slots → centuries, and the parts of them that have no code of their own.

use super::expression::{Base, Calendar, Expression, Period, Share, TimeUnit, modifier_from_word};
use super::{Pieces, Slots};
use crate::phrase::grammar::Slot;
use crate::temporal::language::class;
use crate::temporal::recognize::Found;
use crate::temporal::resolve::Resolver;
use crate::temporal::resolve::clock::Told;

/// Millennia whose value has one digit, as centuries have two.
const MOST_MILLENNIA: i32 = 10;

impl Slots<'_> {
    pub(super) fn century(&self) -> Option<Expression> {
        // "The first quarter of the 20th century": the century is the last number.
        let ordinal = self.all(class::ORDINAL).last().map(|slot| slot.arc.number);
        let calendar = self.century_of(ordinal.or_else(|| self.number(class::ROMAN))?)?;
        let calendar = match calendar.century.filter(|_| self.has(class::TURNOF)) {
            Some(first) => Calendar::of_year(first),
            None => calendar,
        };
        Some(Expression::Calendar(calendar))
    }

    pub(super) fn century_of(&self, number: i32) -> Option<Calendar> {
        if self.has(class::MILLENNIUMWORD) {
            return self.millennium(number);
        }
        if !(1..=30).contains(&number) {
            return None;
        }
        // The 5th century BC holds 500–401 BC; by its digits `-04XX`, years −499 to −400.
        let first = if self.has(class::BC) { -(number - 1) * 100 - 99 } else { (number - 1) * 100 };
        if self.has(class::DECADEUNIT) {
            let decade = self.ordinal_of(10).filter(|decade| (1..=10).contains(decade))?;
            return Some(Calendar {
                decade: Some(first + 10 * (decade - 1)),
                ..Calendar::default()
            });
        }
        let share = self.share()?;
        let share = (share != Share::WHOLE).then_some(share);
        Some(Calendar { century: Some(first), share, ..Calendar::default() })
    }

    /// The half, third or quarter that is said, else the whole; `None` where there is no such part.
    fn share(&self) -> Option<Share> {
        let of = self.number(class::THIRDPART).or_else(|| self.has(class::QUARTER).then_some(4));
        let (number, of) = match (self.number(class::HALFOF), of) {
            (Some(half), _) => (half, 2),
            (None, Some(of)) => (self.ordinal_of(of)?, of),
            (None, None) => return Some(Share::WHOLE),
        };
        (1..=of).contains(&number).then_some(Share { number: number as u8, of: of as u8 })
    }

    /// The 3rd millennium BC holds 3000–2001 BC, as the 3rd of our era 2000–2999.
    fn millennium(&self, number: i32) -> Option<Calendar> {
        if !(1..=MOST_MILLENNIA).contains(&number) {
            return None;
        }
        let first = if self.has(class::BC) { 1 - number * 1_000 } else { (number - 1) * 1_000 };
        let (century, share) = (Some(first), Some(self.share()?));
        Some(Calendar { century, is_millennium: true, share, ..Calendar::default() })
    }

    pub(super) fn two_centuries(&self) -> Option<Pieces> {
        let [first, second] = self.all(class::ORDINAL).collect::<Vec<_>>().try_into().ok()?;
        // "The turn of the 18th and 19th centuries" is one.
        if self.has(class::TURNOF) {
            let first = self.century_of(second.arc.number)?.century?;
            return self.one(Some(Expression::Calendar(Calendar::of_year(first))));
        }
        let expression = |slot: &Slot| self.century_of(slot.arc.number).map(Expression::Calendar);
        let (mut one, other) = self.two(expression(first)?, first, expression(second)?, second);
        let mut other = other?;
        // "The late 19th and early 20th centuries".
        let part = |from: usize, to: usize| {
            self.all(class::PARTADJ).find(|slot| (from..to).contains(&slot.at))
        };
        let modifier =
            |slot: &Slot| modifier_from_word(self.around.language.lexicon.value(slot.arc.value));
        one.modifier = part(self.start, first.at).and_then(modifier);
        if let Some(slot) = part(first.at, second.at) {
            (other.first, other.modifier) = (slot.at, modifier(slot));
        }
        Some((one, Some(other)))
    }

    /// "Third", and "last" of so many.
    pub(super) fn ordinal_of(&self, all: i32) -> Option<i32> {
        let last = self.has(class::LASTWORD).then_some(all);
        last.or_else(|| self.number(class::ORDINAL))
    }
}

impl Resolver<'_> {
    /// What "the following decade" and "the next century" count from: the decade or century told right before,
    /// which is no time that a story goes on from; but what will be then lies after the day of writing.
    pub(crate) fn long_period_before(
        &self,
        found: &Found,
        period: Period,
        base: Base,
    ) -> Option<(Calendar, Option<Told>)> {
        let Period::Unit(unit @ (TimeUnit::Decade | TimeUnit::Century)) = period else {
            return None;
        };
        if let Some(now) = self.now.as_ref().filter(|_| found.is_foreseen) {
            return Some((now.calendar(), None));
        }
        let told = self.told.last().filter(|told| told.sentence + 1 >= found.sentence)?;
        let of_unit = match unit {
            TimeUnit::Decade => told.calendar.decade,
            _ => told.calendar.century,
        };
        let first = of_unit.filter(|_| base == Base::Narrative)?;
        Some((Calendar::of_year(first), Some(*told)))
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_undated};

    #[test]
    fn parts_of_a_century_are_its_years() {
        check_undated(
            "It stood in the last third of the 19th century, and in the first quarter of the 20th century.",
            "the last third of the 19th century = 1866/1899; the first quarter of the 20th century = 1900/1924",
        );
        check_undated(
            "It fell in the last quarter of the 5th century BC.",
            "the last quarter of the 5th century BC = -0424/-0400",
        );
    }

    #[test]
    fn a_millennium_is_a_thousand_years() {
        check_undated(
            "Farmers came in the sixth millennium BC, potters in the early 3rd millennium BC.",
            "the sixth millennium BC = -5999/-5000; the early 3rd millennium BC = -2999/-2000 START",
        );
        check_undated(
            "They left in the second half of the second millennium BC.",
            "the second half of the second millennium BC = -1499/-1000",
        );
        check_undated(
            "It fell in the last quarter of the third millennium BC.",
            "the last quarter of the third millennium BC = -2249/-2000",
        );
        check_undated("The third millennium began.", "The third millennium = 2000/2999");
    }

    #[test]
    fn the_next_decade_counts_from_the_one_told_before() {
        check_undated(
            "The city was French until 1871.\nIn the 1730s the walls were rebuilt; in the following decade the barracks.",
            "1871 = ../1871; the 1730s = 173X; the following decade = 174X",
        );
        check_undated(
            "In the 16th century it grew. In the next century it shrank. In 1871 it burned, and in the next decade rose.",
            "the 16th century = 15XX; the next century = 16XX; 1871 = 1871; the next decade = 188X",
        );
        check(
            "She led it in the 1990s.\nIn the next decade prices will fall.",
            "the 1990s = 199X; the next decade = 203X",
        );
    }

    #[test]
    fn the_turn_of_the_century_is_the_nearest() {
        check_undated(
            "She was born in 1898. At the turn of the century they moved.",
            "1898 = 1898; the turn of the century = 1900~ APPROX",
        );
        check_undated(
            "The mill closed in 2016. Since the turn of the century it had lost money.",
            "2016 = 2016; the turn of the century = 2000~/.. APPROX",
        );
    }
}
