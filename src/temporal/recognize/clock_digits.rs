//! Times of day in four digits, which look like years: "at 1103 GMT", "1040 on 25 June".

use super::guard::Around;
use crate::phrase::token::TokenKind;
use crate::temporal::entry::log::Entries;
use crate::temporal::language::class;

/// From here on a bare number is more often a year than a time of day.
pub(super) const YEARS_FROM: u32 = 1_500;

/// Whether a clock may show a number.
pub(super) fn is_clock(number: u32) -> bool {
    number < 2_400 && number % 100 < 60
}

impl Around<'_> {
    /// Whether the last word is a time of day in four digits: "at 1103 GMT", "1040 on 25 June", and
    /// "1124 The UN says" at the head of an entry of a log. Outside a log numbers from 1500 on need the
    /// zone or the day, for they are more often years.
    pub(super) fn is_clock_reading(&self, start: usize, end: usize) -> bool {
        let Some((last, number)) = self.clock_digits(end) else { return false };
        if self.entries == Entries::Log && (last == 0 || self.opens_sentence(start, end)) {
            return true;
        }
        let is_before_years = number < YEARS_FROM;
        let opens_entry = last == 0
            && !self.entries.are_years()
            && (self.is_capitalised(end) || self.is_quote(end));
        let follows_at = self.follows_at(start) || self.follows_weekday(start);
        self.has(end, class::ZONE)
            || is_before_years && (opens_entry || follows_at)
            || self.is_told_again(end)
            || self.has_day_behind(start, end)
    }

    /// "Saturdays, 1130", in a programme.
    fn follows_weekday(&self, start: usize) -> bool {
        let Some(day) = start.checked_sub(2) else { return false };
        let is_day = self.has(day, class::WEEKDAY) || self.has(day, class::WEEKDAYS);
        is_day && self.word(start - 1) == Some(",")
    }

    /// "at 1100", "at about 1100".
    pub(super) fn follows_at(&self, start: usize) -> bool {
        let is_about = self.has_before(start, class::APPROX);
        self.has_before(start, class::CLOCKLEAD)
            || is_about && self.has_before(start - 1, class::CLOCKLEAD)
    }

    /// "By 0615", "from about 1800 on 18 September": no year stands so.
    pub(super) fn follows_time_lead(&self, start: usize) -> bool {
        let about = start.checked_sub(1).filter(|&before| self.has(before, class::APPROX));
        let start = about.unwrap_or(start);
        self.is_led(start) && !self.has_before(start, class::YEARLEAD)
    }

    /// "19 January, 1815 GMT": a day and a time of day, not the year 1815.
    pub(super) fn is_clock_with_zone(&self, end: usize) -> bool {
        self.clock_digits(end).is_some() && self.has(end, class::ZONE) && self.is_capitalised(end)
    }

    /// The last word where its four digits may be a time of day.
    fn clock_digits(&self, end: usize) -> Option<(usize, u32)> {
        let last = end.checked_sub(1)?;
        let number = self.four_digits(last)?;
        is_clock(number).then_some((last, number))
    }

    /// Whether a day follows, as in "1040 on 25 June", "around 1800 yesterday" and "sitting 1275 on 3
    /// March 1900": years stand behind their day, or in "in 1815 on 18 June".
    pub(super) fn has_day_behind(&self, start: usize, end: usize) -> bool {
        if self.has_before(start, class::YEARLEAD) {
            return false;
        }
        let is_on = self.has(end, class::CLOCKDAY);
        let is_number = self.kind(end + 1) == Some(TokenKind::Number);
        let is_day = self.has(end + 1, class::WEEKDAY)
            || self.has(end + 1, class::MONTH)
            || is_number && self.has(end + 2, class::MONTH);
        start + 1 >= end.saturating_sub(1) && (is_on && is_day || self.has(end, class::DEICTIC))
    }

    /// "1653 (2153 GMT)": the same time in another zone.
    fn is_told_again(&self, end: usize) -> bool {
        self.word(end) == Some("(")
            && self.four_digits(end + 1).is_some()
            && self.has(end + 2, class::ZONE)
    }

    /// Whether a number stands where a sentence might begin: no preposition leads to it, and a
    /// capital follows.
    fn opens_sentence(&self, start: usize, end: usize) -> bool {
        let is_led = self.has_before(start, class::NUMBERLEAD)
            || self.word_before(start).is_some_and(|word| word.len() < 2);
        start + 1 == end && !is_led && self.is_capitalised(end)
    }
}
