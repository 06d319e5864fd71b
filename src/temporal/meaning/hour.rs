//! Slots → times of day.

use super::expression::{Calendar, DayPart, Expression};
use super::{Pieces, Slots};
use crate::phrase::grammar::Slot;
use crate::phrase::lexicon::ClassId;
use crate::temporal::language::class;

/// Classes of words that say how many minutes lie between an hour and the time that is meant.
const TURNS: [ClassId; 3] = [class::CLOCKTURN, class::CLOCKUNTIL, class::CLOCKSHORT];

impl Slots<'_> {
    /// Hour, up to 24, and minute; `None` where no time of day is said, or one that no clock shows.
    pub(super) fn clock(&self) -> Option<(u8, u8)> {
        let written = [
            class::CLOCK,
            class::CLOCK_DOT,
            class::CLOCK_DIGITS,
            class::CLOCK_ZERO,
            class::CLOCK_SHORT_DIGITS,
            class::NOON,
            class::HOUR,
            class::HOUR_AMPM,
        ]
        .into_iter()
        .find_map(|class| self.number(class))
        .or_else(|| {
            let signs = [class::OCLOCK, class::DAYPART, class::HOURTURN];
            let is_alone = self.filled.len() == 1;
            let is_hour = is_alone || signs.into_iter().chain(TURNS).any(|sign| self.has(sign));
            self.number(class::CARDINAL).filter(|_| is_hour).map(|n| n * 100)
        })?;
        let minutes = Some(written % 100).filter(|minute| (0..60).contains(minute))?;
        let turn = TURNS.into_iter().find_map(|turn| self.number(turn));
        let turn = turn.or_else(|| self.counted_turn()).unwrap_or(0);
        // Past midnight a new day has begun.
        let hours = if turn > 0 { written / 100 % 24 } else { written / 100 };
        let minutes = hours * 60 + minutes + turn;
        let (mut hour, minute) = (minutes / 60, minutes % 60);
        let part = self.part();
        let is_late = match part {
            Some(DayPart::Afternoon) => hour < 12,
            // "01:58 GMT Wednesday evening".
            Some(DayPart::Evening) => (4..12).contains(&hour),
            Some(DayPart::Night) => (6..12).contains(&hour) && !self.has(class::AMPM),
            None if self.has(class::TONIGHT) => (4..12).contains(&hour) && !self.has(class::AMPM),
            Some(DayPart::Morning | DayPart::Daytime) | None => false,
        };
        let is_pm = self.value(class::AMPM) == Some("pm") || is_late;
        if is_pm && hour < 12 {
            hour += 12;
        }
        if self.value(class::AMPM) == Some("am") && hour == 12 {
            hour = 0;
        }
        (minutes >= 0 && hour <= 24).then_some((hour as u8, minute as u8))
    }

    /// Whether a time of day says no half of the day: "seven o'clock", "7:30", but not "7 p.m.", "07:30".
    pub(super) fn is_either_half(&self) -> bool {
        const HALVES: [ClassId; 6] = [
            class::AMPM,
            class::HOUR_AMPM,
            class::NOON,
            class::ZONE,
            class::DAYPART,
            class::TONIGHT,
        ];
        let has_zero = || self.filled.iter().any(|slot| self.word(slot).starts_with('0'));
        let has_half = || HALVES.into_iter().any(|half| self.has(half));
        self.clock().is_some() && !has_half() && !has_zero()
    }

    /// "19 minutes past" the hour that follows, "a minute to".
    fn counted_turn(&self) -> Option<i32> {
        let way = self.number(class::HOURTURN).or_else(|| self.number(class::NOONTURN))?;
        let minutes = self.amount()?.whole().filter(|minutes| (0..60).contains(minutes))?;
        Some(way * minutes)
    }

    /// "Between 8 and 9 p.m.", "from 10 to 4 pm": the first hour is the last one before the second.
    pub(super) fn clock_pair(&self) -> Option<Pieces> {
        const HALF: i32 = 12 * 60;
        let classes =
            [class::HOUR, class::CARDINAL, class::CLOCK, class::CLOCK_DOT, class::HOUR_AMPM];
        let is_time = |slot: &&Slot| classes.contains(&slot.arc.class);
        let [first, second] =
            self.filled.iter().filter(is_time).collect::<Vec<_>>().try_into().ok()?;
        let minutes = |slot: &Slot| {
            let number = slot.arc.number;
            let (hour, minute) = match slot.arc.class {
                class::CARDINAL => (number, 0),
                _ => (number / 100, number % 100),
            };
            (hour <= 12 && minute < 60).then_some(hour % 12 * 60 + minute)
        };
        let end = match (second.arc.class, self.value(class::AMPM)) {
            (class::HOUR_AMPM, _) => second.arc.number / 100 * 60,
            (_, Some("pm")) => minutes(second)? + HALF,
            _ => minutes(second)?,
        };
        let start = minutes(first)?;
        let start = if start + HALF < end { start + HALF } else { start };
        let calendar = self.calendar().filter(|_| start < end)?;
        let at = |minutes: i32| {
            let clock = Some(((minutes / 60) as u8, (minutes % 60) as u8));
            Expression::Calendar(Calendar { clock, ..calendar })
        };
        Some(self.two(at(start), first, at(end), second))
    }
}
