//! The closed set of meanings: the slots of a phrase → an [`Expression`].

mod ago;
mod century;
pub(super) mod expression;
mod hour;
mod length;
mod range;

use super::language::class;
use super::language::tables::Meaning;
use super::recognize::guard::Around;
use super::recognize::number::unpack_day_time;
use crate::model::timex::group_from_code;
use crate::model::{Date, Modifier};
use crate::phrase::grammar::{Match, Slot};
use crate::phrase::lexicon::{ClassId, ClassSet};
use expression::{
    Amount, Base, Calendar, DayPart, Expression, Period, Reference, Share, TimeUnit,
    modifier_from_word,
};

/// One expression of a phrase: its tokens, its meaning, its modifier.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub first: usize,
    pub end: usize,
    pub expression: Expression,
    pub modifier: Option<Modifier>,
}

/// What a phrase means: a second piece where it is a range.
pub(super) type Pieces = (Piece, Option<Piece>);

/// Builds what a phrase means; `None` where its parts do not fit.
pub(super) fn build(
    around: Around<'_>,
    means: Meaning,
    start: usize,
    found: &Match<'_>,
) -> Option<Pieces> {
    let classes = found.slots.iter().map(|slot| slot.arc.class);
    let classes = classes.fold(ClassSet::default(), ClassSet::with);
    let slots = Slots { around, filled: found.slots, classes, start, end: found.end };
    match means {
        Meaning::Calendar | Meaning::AncientYear => {
            slots.one(slots.calendar().map(Expression::Calendar))
        }
        Meaning::Period => slots.one(slots.period(Base::Speech)),
        Meaning::LastQuarter => slots.one(Some(Expression::Period {
            period: Period::Unit(TimeUnit::Quarter),
            step: -1,
            base: Base::Speech,
            inner: Calendar::default(),
        })),
        Meaning::NarrativePeriod => slots.one(slots.period(Base::Narrative)),
        Meaning::NearbyPeriod => slots.one(slots.period(Base::Nearby)),
        Meaning::Century => slots.one(slots.century()),
        Meaning::TwoCenturies => slots.two_centuries(),
        Meaning::YearPair | Meaning::YearRange => slots.year_range(),
        Meaning::Fiscal => slots.one(slots.fiscal()),
        Meaning::WeekOf => slots.one(slots.nth(TimeUnit::Week)),
        Meaning::DayOf => slots.one(slots.nth(TimeUnit::Day)),
        Meaning::Deictic => slots.one(slots.deictic()),
        Meaning::Daypart => slots.one(slots.day_part()),
        Meaning::Offset => slots.one(slots.offset()),
        Meaning::DeepTime => slots.one(slots.deep_time()),
        Meaning::AgoOf => slots.one(slots.ago_of()),
        Meaning::SameAgo => slots.one(slots.same_a_year_ago()),
        Meaning::CountedPeriods => slots.one(slots.counted_periods()),
        Meaning::WeekdayWeek => slots.one(slots.day_of_next_week()),
        Meaning::EventOffset => slots.one(Some(slots.event_offset())),
        Meaning::WarDay => slots.one(slots.day_of_event()),
        Meaning::Duration => slots.one(slots.duration()),
        // "For" leads to the length.
        Meaning::ForPeriod => {
            let (piece, _) = slots.one(slots.duration())?;
            Some((Piece { first: start + 1, ..piece }, None))
        }
        Meaning::Set => slots.one(Some(slots.set())),
        Meaning::Reference => slots.one(Some(slots.reference())),
        Meaning::SameTime => slots.one(Some(Expression::SameTime { is_then: false })),
        Meaning::Then => slots.one(Some(Expression::SameTime { is_then: true })),
        Meaning::Named => slots.one(slots.named().map(Expression::Named)),
        Meaning::Holiday => slots.one(slots.number(class::HOLIDAY).map(|n| Expression::Holiday {
            holiday: n as usize,
            year: slots.number(class::YEAR),
            of: slots.unit(),
            part: slots.part(),
        })),
        Meaning::DayRange => slots.day_range(),
        Meaning::ClockPair => slots.clock_pair(),
        Meaning::MonthRange => slots.month_range(),
        Meaning::OldStyle => slots.old_style(),
    }
}

/// The slots of a phrase, found by the name of their class.
pub(super) struct Slots<'a> {
    pub around: Around<'a>,
    pub filled: &'a [Slot],
    /// Their classes: most of those that are asked for are not there.
    pub classes: ClassSet,
    pub start: usize,
    pub end: usize,
}

impl<'a> Slots<'a> {
    pub(super) fn all(&self, class: ClassId) -> impl Iterator<Item = &'a Slot> + use<'a> {
        let filled = if self.classes.may_hold(class) { self.filled } else { &[] };
        filled.iter().filter(move |slot| slot.arc.class == class)
    }

    pub(super) fn number(&self, class: ClassId) -> Option<i32> {
        self.all(class).next().map(|slot| slot.arc.number)
    }

    pub(super) fn value(&self, class: ClassId) -> Option<&'a str> {
        let language = self.around.language;
        self.all(class).next().map(|slot| language.lexicon.value(slot.arc.value))
    }

    pub(super) fn has(&self, class: ClassId) -> bool {
        self.all(class).next().is_some()
    }

    /// Days of the month in order, however they are written.
    pub(super) fn days(&self) -> impl Iterator<Item = &'a Slot> + use<'a> {
        let around = self.around;
        let is_day = move |slot: &&Slot| {
            [class::DAY, class::DAYORD].contains(&slot.arc.class) || is_day_in_words(around, slot)
        };
        self.filled.iter().filter(is_day)
    }

    pub(super) fn one(&self, expression: Option<Expression>) -> Option<Pieces> {
        let modifier = self.modifier();
        let expression = expression?;
        Some((Piece { first: self.start, end: self.end, expression, modifier }, None))
    }

    pub(super) fn modifier(&self) -> Option<Modifier> {
        let classes = [
            class::PARTADJ,
            class::PARTNOUN,
            class::EDGEDAYS,
            class::LATERIN,
            class::EARLIERIN,
            class::MORE,
            class::LESS,
            class::APPROX,
            class::CIRCA,
            class::ODDWORD,
            class::TURNOF,
        ];
        classes.into_iter().find_map(|class| modifier_from_word(self.value(class)?))
    }

    pub(super) fn unit(&self) -> Option<TimeUnit> {
        let classes = [
            class::UNIT,
            class::UNITS,
            class::YEARWORD,
            class::MONTHWORD,
            class::WEEK,
            class::WEEKEND,
            class::DAYWORD,
            class::DAYSWORD,
            class::CENTURYWORD,
            class::MILLENNIUMWORD,
            class::DECADEUNIT,
            class::QUARTER,
        ];
        classes.into_iter().find_map(|class| TimeUnit::from_code(self.value(class)?))
    }

    pub(super) fn amount(&self) -> Option<Amount> {
        let is_half = |slot: &Slot| {
            // "Half a dozen" is six.
            slot.arc.class != class::COUNT && self.word(slot).eq_ignore_ascii_case("half")
        };
        let has_half = self.filled.iter().any(is_half);
        let half = if has_half { 5 } else { 0 };
        if let Some(tenths) = self.number(class::COUNT) {
            return Some(Amount::Tenths(tenths + half));
        }
        if self.has(class::VAGUE) {
            return Some(Amount::Vague);
        }
        match (self.has(class::ARTICLE), has_half) {
            (true, true) if self.filled.iter().any(|slot| self.word(slot) == "and") => {
                Some(Amount::Tenths(15))
            }
            (_, true) => Some(Amount::Tenths(5)),
            // "A months-long siege".
            (true, false) if self.has_plural_unit() => Some(Amount::Vague),
            (true, false) => Some(Amount::Tenths(10)),
            (false, false) => None,
        }
    }

    pub(super) fn word(&self, slot: &Slot) -> &'a str {
        let Around { text, tokens, .. } = self.around;
        tokens.get(slot.at).map_or("", |token| token.span.of(text))
    }

    pub(super) fn era(&self, year: i32) -> i32 {
        if self.has(class::BC) { 1 - year } else { year }
    }

    pub(super) fn year(&self) -> Option<i32> {
        self.number(class::YEAR)
            .or_else(|| self.number(class::SMALLYEAR))
            .or_else(|| self.number(class::OLDYEAR))
            .map(|year| self.era(year))
            .or_else(|| self.number(class::ERAYEAR))
    }

    /// "30 January 1648/9", where a year began in March for some.
    fn has_two_years(&self) -> bool {
        self.year().is_some() && (self.has(class::YEAR1) || self.has(class::YEAR2))
    }

    /// The later of two such years; `None` where they are no pair.
    fn later_of_two(&self) -> Option<i32> {
        const LAST_MONTH: i32 = 3;
        let next = self.year()?.checked_add(1)?;
        let tail = |class, size| self.number(class).map(|tail| (tail, size));
        let (tail, size) = tail(class::YEAR1, 10).or_else(|| tail(class::YEAR2, 100))?;
        let is_pair = next.rem_euclid(size) == tail && self.number(class::MONTH)? <= LAST_MONTH;
        is_pair.then_some(next)
    }

    pub(super) fn season(&self) -> Option<u8> {
        group_from_code(self.value(class::SEASON).or_else(|| self.value(class::FALLSEASON))?)
    }

    pub(super) fn part(&self) -> Option<DayPart> {
        // "An October morning": of no day that is known.
        let is_of_some_day =
            self.has(class::MONTH) && !self.has(class::WEEKDAY) && self.days().next().is_none();
        if is_of_some_day {
            return None;
        }
        let code = self.value(class::DAYPART).or_else(|| self.value(class::DAYPARTS));
        DayPart::from_code(code?)
    }

    /// What is said about day, month and year, and the rest.
    pub(super) fn calendar(&self) -> Option<Calendar> {
        let year = if self.has_two_years() { Some(self.later_of_two()?) } else { self.year() };
        let mut calendar = Calendar {
            year,
            short_year: self.number(class::YEAR2).filter(|_| year.is_none()).map(|year| year as u8),
            is_julian: year != self.year(),
            month: self.number(class::MONTH).map(|month| month as u8),
            day: self.days().next().map(|slot| slot.arc.number as u8),
            // "A Friday in March" is some Friday.
            weekday: self
                .number(class::WEEKDAY)
                .filter(|_| !self.has(class::ARTICLE))
                .map(|day| day as u8),
            part: self.part(),
            clock: self.clock(),
            is_either_half: self.is_either_half(),
            decade: self.decade(),
            deictic: self.number(class::DEICTIC).or_else(|| self.number(class::TONIGHT)),
            group: self.season(),
            ..Calendar::default()
        };
        if let Some(date) = self.number(class::ISO).or_else(|| self.number(class::DMY)) {
            let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
            calendar = Calendar {
                year: Some(year),
                month: Some(month as u8),
                day: Some(day as u8),
                ..calendar
            };
        }
        if let Some(packed) = self.number(class::ISO_TIME) {
            let (date, clock) = unpack_day_time(packed);
            let weekday = calendar.weekday;
            calendar = Calendar { clock: Some(clock), weekday, ..Calendar::of_day(date) };
        }
        if let Some(month) = self.number(class::MONTH_YEAR) {
            calendar.year = Some(month / 100);
            calendar.month = Some((month % 100) as u8);
        }
        // "The 1700s" are a century, "the 1900s", "the 2000s" and "the 1790s and 1800s" rather ten years.
        let is_century = |year: &i32| (1_000..1_900).contains(year) && year % 100 == 0;
        if let Some(first) =
            calendar.decade.filter(is_century).filter(|_| !self.around.follows_decade(self.start))
        {
            (calendar.decade, calendar.century) = (None, Some(first));
        }
        self.quarter_and_half(&mut calendar);
        if let Some(ordinal) = self
            .number(class::ORDINAL)
            .filter(|_| calendar.part.is_some() && calendar.day.is_none())
        {
            calendar.day = Some(u8::try_from(ordinal).ok()?);
        }
        let fits = match (calendar.year, calendar.month, calendar.day) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).is_some(),
            (None, Some(month), Some(day)) => Date::new(2000, month, day).is_some(),
            _ => true,
        };
        (fits && !calendar.is_empty()).then_some(calendar)
    }

    pub(super) fn decade(&self) -> Option<i32> {
        // The 470s BC hold 479–470 BC; by their digits `-047X`, years −479 to −470.
        let bc = self.number(class::DECADE3).map(|decade| -(decade + 9));
        let written = [class::DECADE, class::DECADE2, class::DECADEWORD];
        bc.or_else(|| written.into_iter().find_map(|class| self.number(class)))
    }

    /// "The third quarter".
    fn ordinal_quarter(&self) -> Option<u8> {
        let ordinal = self.ordinal_of(4).filter(|_| self.has(class::QUARTER))?;
        (1..=4).contains(&ordinal).then_some(32 + ordinal as u8)
    }

    pub(super) fn quarter_and_half(&self, calendar: &mut Calendar) {
        let code = self.number(class::QCODE).filter(|quarter| (1..=4).contains(quarter));
        let group = self.ordinal_quarter().or_else(|| code.map(|quarter| 32 + quarter as u8));
        calendar.group = group.or(calendar.group);
        let half = self.number(class::HALFOF).or_else(|| self.number(class::HCODE));
        if let Some(half @ 1..=2) = half {
            let has_years = calendar.decade.is_some() || calendar.century.is_some();
            if has_years || calendar.month.is_some() {
                calendar.share = Some(Share { number: half as u8, of: 2 });
            } else {
                calendar.group = Some(39 + half as u8);
            }
        }
    }

    pub(super) fn step(&self) -> Option<i32> {
        let classes = [
            class::THISREL,
            class::LASTREL,
            class::PASTWORD,
            class::LATEST,
            class::NEXTREL,
            class::AFTERREL,
            class::BEFOREREL,
            class::BEFOREWORD,
            class::AFTERWORD,
            class::SAMEREL,
            class::BEYOND,
            class::INSTANT,
        ];
        classes.into_iter().find_map(|class| self.number(class))
    }

    /// "Last month", "the following day", "June of that year", "the end of the year".
    pub(super) fn period(&self, base: Base) -> Option<Expression> {
        let unit = self.unit().or_else(|| self.has(class::INSTANT).then_some(TimeUnit::Month));
        if self.has(class::FROMDAY) {
            return self.long_from();
        }
        let has_plural = self.filled.iter().any(|slot| {
            let word = self.word(slot);
            unit.is_some() && word.ends_with('s') && self.around.lattice.has(slot.at, class::UNITS)
        });
        if has_plural || matches!(unit, Some(TimeUnit::Second | TimeUnit::Minute)) {
            return None;
        }
        if unit == Some(TimeUnit::Hour) {
            return self.duration();
        }
        let inner = Calendar {
            month: self.number(class::MONTH).map(|m| m as u8),
            day: self.days().next().map(|slot| slot.arc.number as u8),
            weekday: self.number(class::WEEKDAY).map(|d| d as u8),
            group: self.season().or_else(|| self.ordinal_quarter()).or_else(|| {
                let half = self.number(class::HALFOF);
                half.map(|half| 39 + half as u8)
            }),
            part: self.part(),
            clock: self.clock(),
            ..Calendar::default()
        };
        let step = self.step().unwrap_or(0);
        let base = match () {
            // "Next day" is never tomorrow.
            () if unit == Some(TimeUnit::Day) && self.has(class::NEXTREL) => Base::Narrative,
            () if self.has(class::THISREL)
                || self.has(class::LASTREL)
                || self.has(class::NEXTREL) =>
            {
                Base::Speech
            }
            () if self.has(class::INQUESTION) => Base::Mentioned,
            () if self.has(class::SAMEREL) => Base::Narrative,
            () => base,
        };
        let (period, inner) = match unit {
            Some(unit) if self.has(class::TURNOF) => (Period::TurnOf(unit), inner),
            Some(unit) => (Period::Unit(unit), inner),
            None => match (inner.month, inner.group, inner.weekday, self.number(class::HOLIDAY)) {
                (Some(month), _, _, _) => (Period::Month(month), Calendar { month: None, ..inner }),
                (None, Some(season), _, _) => {
                    (Period::Season(season), Calendar { group: None, ..inner })
                }
                (None, None, Some(weekday), _) => {
                    (Period::Weekday(weekday), Calendar { weekday: None, ..inner })
                }
                (None, None, None, Some(holiday)) => (Period::Holiday(holiday as usize), inner),
                (None, None, None, None) => return None,
            },
        };
        Some(Expression::Period { period, step, base, inner })
    }

    /// "A week from Friday": so many weeks after the next such day; "ten days from tomorrow".
    fn long_from(&self) -> Option<Expression> {
        let (amount, unit) = (self.amount()?.whole()?, self.unit()?);
        if let Some(day) = self.number(class::DEICTIC) {
            let days = i32::try_from(unit.days()).ok().filter(|&days| days > 0)?;
            let days = amount.checked_mul(days)?.checked_add(day)?;
            return Some(Expression::Deictic { days, part: None });
        }
        let weeks = Some(amount).filter(|_| unit == TimeUnit::Week)?;
        let period = Period::Weekday(self.number(class::WEEKDAY)? as u8);
        let inner = Calendar { week: u8::try_from(weeks).ok(), ..Calendar::default() };
        Some(Expression::Period { period, step: 1, base: Base::Speech, inner })
    }

    pub(super) fn fiscal(&self) -> Option<Expression> {
        let year = self
            .number(class::YEAR)
            .or_else(|| self.number(class::FYCODE))
            .or_else(|| self.number(class::YEAR2).map(|year| 2000 + year))?;
        Some(Expression::Calendar(Calendar { is_fiscal: true, ..Calendar::of_year(year) }))
    }

    pub(super) fn nth(&self, unit: TimeUnit) -> Option<Expression> {
        let ordinal = self.number(class::ORDINAL).or_else(|| self.number(class::LASTWORD));
        let calendar = self.calendar_without_ordinal()?;
        let Some(number) = ordinal else { return Some(Expression::WeekOf(calendar)) };
        if calendar.weekday.is_some() && number > 5 {
            return None;
        }
        let unit = if unit == TimeUnit::Day && self.has(class::MONTHWORD) && self.has(class::YEAR) {
            TimeUnit::Month
        } else {
            unit
        };
        let is_year = self.has(class::YEARWORD);
        let whole = if is_year { TimeUnit::Year } else { TimeUnit::Month };
        Some(Expression::Nth { number, unit, of: calendar, whole })
    }

    pub(super) fn calendar_without_ordinal(&self) -> Option<Calendar> {
        let calendar = Calendar {
            year: self.year(),
            month: self.number(class::MONTH).map(|m| m as u8),
            day: self.days().next().map(|slot| slot.arc.number as u8),
            is_weekend: self.has(class::WEEKEND),
            weekday: self.number(class::WEEKDAY).map(|day| day as u8),
            ..Calendar::default()
        };
        match self.number(class::ISO).or_else(|| self.number(class::DMY)) {
            Some(date) => Date::new(date / 10_000, (date / 100 % 100) as u8, (date % 100) as u8)
                .map(Calendar::of_day),
            None => match self.number(class::MONTH_YEAR) {
                Some(month) => Some(Calendar::of_month(month / 100, (month % 100) as u8)),
                None => Some(calendar),
            },
        }
    }

    pub(super) fn deictic(&self) -> Option<Expression> {
        if let Some(days) = self.number(class::TONIGHT) {
            return Some(Expression::Deictic { days, part: Some(DayPart::Night) });
        }
        Some(Expression::Deictic { days: self.number(class::DEICTIC)?, part: self.part() })
    }

    pub(super) fn day_part(&self) -> Option<Expression> {
        let is_overnight =
            self.filled.iter().any(|slot| self.word(slot).eq_ignore_ascii_case("overnight"));
        let part = if is_overnight { DayPart::Night } else { self.part()? };
        let Some(step) = self.step() else {
            return Some(Expression::Calendar(Calendar {
                part: Some(part),
                ..Calendar::default()
            }));
        };
        let of_now = [class::THISREL, class::LASTREL, class::BEYOND];
        let base = if of_now.into_iter().any(|class| self.has(class)) {
            Base::Speech
        } else {
            Base::Narrative
        };
        let inner = Calendar { clock: self.clock(), ..Calendar::default() };
        Some(Expression::Period { period: Period::Part(part), step, base, inner })
    }

    pub(super) fn offset(&self) -> Option<Expression> {
        // The third day is two days after the first.
        let nth = self.number(class::ORDINAL).map(|n| Amount::Tenths((n - 1) * 10));
        // "The year-ago period" is one year ago, "years ago" some.
        let one = (self.has(class::YEARWORD) || self.has(class::DET)).then_some(Amount::Tenths(10));
        let (amount, unit) = match self.two_lengths() {
            Some(both) => both,
            None => (self.amount().or(nth).or(one).unwrap_or(Amount::Vague), self.unit()?),
        };
        let said =
            |word: &str| self.filled.iter().any(|slot| self.word(slot).eq_ignore_ascii_case(word));
        let is_ago = self.has(class::AGO)
            || self.has(class::LASTREL)
            || ["ago", "prior", "previous"].into_iter().any(said);
        let (step, base) = if is_ago {
            (-1, Base::Speech)
        } else if self.has(class::HENCE) {
            (1, Base::Speech)
        } else if self.has(class::EARLIER)
            || said("earlier")
            || said("before")
            || said("previously")
        {
            (-1, Base::Narrative)
        } else {
            (1, Base::Narrative)
        };
        Some(Expression::Offset { amount, unit, step, base })
    }

    pub(super) fn event_offset(&self) -> Expression {
        let amount = self.amount().unwrap_or(Amount::Tenths(10));
        let unit = self.unit().unwrap_or(TimeUnit::Day);
        let step =
            self.number(class::BEFOREWORD).or_else(|| self.number(class::AFTERWORD)).unwrap_or(-1);
        Expression::FromEvent { amount, unit, step, part: self.part() }
    }

    pub(super) fn day_of_event(&self) -> Option<Expression> {
        let number =
            self.number(class::ORDINAL).or_else(|| self.number(class::COUNT).map(|n| n / 10))?;
        let event = self.number(class::NAMED).map(|named| named as usize);
        Some(Expression::DayOfEvent { number, unit: self.unit()?, event })
    }

    /// The named time, or its beginning or end where it has one.
    fn named(&self) -> Option<usize> {
        let classes = [class::NAMED, class::NAMED_CLAUSE, class::NAMED_STATE];
        let named = classes.into_iter().find_map(|class| self.number(class))? as usize;
        let part = self.modifier();
        let is_part = |of: Modifier| part == Some(of);
        let edge =
            if self.has(class::BEGINNINGOF) || self.has(class::BEGUN) || is_part(Modifier::Start) {
                1
            } else if self.has(class::ENDOF) || self.has(class::ENDED) || is_part(Modifier::End) {
                2
            } else {
                0
            };
        let edges = self.around.language.named.get(named)?.edges;
        (edge <= edges).then_some(named + edge)
    }

    pub(super) fn reference(&self) -> Expression {
        let reference = if self.has(class::PRESENT) {
            Reference::Present
        } else if self.has(class::FORMERSTATE) {
            Reference::Former
        } else if self.has(class::PAST) {
            Reference::Past
        } else {
            Reference::Future
        };
        Expression::Reference(reference)
    }
}

/// "The twenty-third of August".
fn is_day_in_words(around: Around<'_>, slot: &Slot) -> bool {
    let of = slot.at + usize::from(slot.arc.tokens);
    slot.arc.class == class::ORDINAL
        && (1..=31).contains(&slot.arc.number)
        && around.word(of) == Some("of")
        && around.lattice.has(of + 1, class::MONTH)
        && !around.word(of + 2).is_some_and(|word| word.starts_with(['\'', '’']))
}
