//! Fills in what a calendar expression leaves open of its day: a weekday, a day of the month, a time of day.

use super::clock::{Now, Told};
use super::{Completed, Resolver, said};
use crate::model::{Alternative, Date, Span};
use crate::temporal::meaning::expression::{Calendar, DayPart, Expression, Period, TimeUnit};
use crate::temporal::recognize::{Found, Join, Lead, Side, Tense};
use smol_str::ToSmolStr as _;
use std::cmp::Ordering;

impl Resolver<'_> {
    /// The day to come that a list or range of days begins with: "by Thursday or Friday".
    fn day_listed_before(&self, at: usize, now: &Now) -> Option<Date> {
        let before = self.found.get(at.checked_sub(1)?).filter(|found| found.join != Join::None)?;
        before.calendar().filter(|calendar| calendar.weekday.is_some())?;
        let told = self.told.last().filter(|told| told.span == before.span)?;
        told.calendar.date().filter(|&date| date > now.date || before.is_expected)
    }

    /// "From Monday to Thursday", told on a Monday: the end of a range of days that is over.
    fn range_end_before_now(&self, at: usize, found: &Found) -> Option<Calendar> {
        let is_over = found.join == Join::Range && found.tense == Tense::Past;
        let next = self.found.get(at + 1).filter(|next| is_over && next.tense == Tense::Past)?;
        let end = next.calendar().filter(|it| it.weekday.is_some() && it.month.is_none())?;
        let end = self.complete_weekday(at + 1, next, *end)?.calendar;
        Some(end).filter(|end| !self.lies_ahead(end))
    }

    pub(super) fn complete_weekday(
        &self,
        at: usize,
        found: &Found,
        calendar: Calendar,
    ) -> Option<Completed> {
        let weekday = i64::from(calendar.weekday?);
        let told = self.clock.current_day();
        // "On 5 September one followed, another in May 2018. | On Tuesday the ministry said": the story has left its days.
        let has_left_days = || {
            let year = |told: Option<Told>| told.and_then(|told| told.calendar.year);
            self.opens_paragraph(at) && year(self.clock.last) != year(told)
        };
        let told_of = self.weekday_it_was(found, calendar);
        if let Some(completed) = told_of.or_else(|| self.weekday_of_day_told(found, calendar)) {
            return Some(completed);
        }
        let is_of_now = self.now.as_ref().is_some_and(Now::has_day) && has_left_days();
        let is_story = self.is_of_story(found) && !is_of_now
            || self.now.is_none()
            || self.day_recalled(found).is_some();
        if is_story && (told.is_some() || !self.has_come_to_now()) {
            let told = told?;
            let day = told.calendar.date()?;
            // From the day of writing, at the head of the text, it may lie back as well.
            if self.now.as_ref().is_none_or(|now| now.date != day) {
                let ahead = (weekday - i64::from(day.weekday())).rem_euclid(7);
                let (days, why) = if found.is_before_story && ahead > 0 {
                    (ahead - 7, "it was over by then, so the last such day")
                } else {
                    (ahead, "the next such day after it")
                };
                let date = day.plus_days(days);
                return Some(self.counted_from(&told, calendar.on(date), why, 0.6));
            }
        }
        let now = self.now.as_ref().filter(|now| now.has_day())?;
        if let Some(day) = self.day_listed_before(at, now) {
            let date = day.plus_days((weekday - i64::from(day.weekday())).rem_euclid(7));
            let why = "listed with a day still to come";
            return Some(Self::said_now_with(now, calendar.on(date), why, 0.88));
        }
        if let Some(end) = self.range_end_before_now(at, found) {
            let day = end.date()?;
            let date = day.plus_days(-(i64::from(day.weekday()) - weekday).rem_euclid(7));
            let why = "the last such day before the one that ends the range";
            return Some(Self::said_now_with(now, calendar.on(date), why, 0.88));
        }
        if let Some((date, why)) = self.weekday_of_text(at, found, weekday, now) {
            return Some(Self::said_now_with(now, calendar.on(date), why, 0.88));
        }
        let ahead = (weekday - i64::from(now.date.weekday())).rem_euclid(7);
        let is_deadline = matches!(found.lead, Lead::By | Lead::Until) || found.is_expected;
        let (days, why) = match found.tense {
            _ if found.is_announced => (ahead, "it names something still to come"),
            _ if found.is_owner => {
                (ahead - 7, "named as something that has been, so the last such day")
            }
            _ if is_deadline && !found.is_told_as_past => (ahead, "a day still to come"),
            Tense::Future => (ahead, "the verb looks ahead, so the next such day"),
            Tense::Past | Tense::Unknown if ahead == 0 => {
                (0, "the day of writing is that day of the week")
            }
            Tense::Past => (ahead - 7, "the verb is in the past, so the last such day"),
            Tense::Unknown if calendar.clock.is_some() => (ahead, "a time of day still to come"),
            Tense::Unknown => (ahead - 7, "no tense to go by, so the last such day"),
        };
        let days = if days == -7 { 0 } else { days };
        let other = if days > 0 { days - 7 } else { days + 7 };
        let mut completed =
            Self::said_now_with(now, calendar.on(now.date.plus_days(days)), why, 0.88);
        completed.alternatives.push(Alternative {
            value: now.date.plus_days(other).to_smolstr(),
            reason: "the same day of the week on the other side".into(),
            confidence: 0.1,
        });
        Some(completed)
    }

    /// "On 30 September they sign. It is a Sunday evening": of the day told right before, where it is that day of the week.
    fn weekday_it_was(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        let before = self.document.text.get(..found.span.range().end)?;
        let words = found.span.of(&self.document.text);
        let is_any = words.starts_with("a ")
            || before.strip_suffix(words).is_some_and(|it| it.ends_with(" a "));
        let told = *self.told.last().filter(|told| {
            is_any
                && found.tense != Tense::Future
                && !found.is_expected
                && told.sentence + 1 >= found.sentence
                && self.paragraph(told.sentence) == self.paragraph(found.sentence)
        })?;
        let names_day = self.found_at(&told)?.calendar().is_some_and(|it| it.day.is_some());
        let day = told.calendar.date().filter(|_| names_day)?;
        (calendar.weekday == Some(day.weekday())).then(|| {
            let why = "the day of the week of the day told right before";
            self.counted_from(&told, calendar.on(day), why, 0.85)
        })
    }

    /// "They voted on 16 July 1993. I knew on the Sunday evening": the next day of that name after the day long gone by
    /// that the paragraph has just told.
    fn weekday_of_day_told(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        const LONG_AGO_DAYS: i64 = 60;
        const REACH: usize = 2;
        /// "The Sunday" is looked for farther.
        const FAR: usize = 5;
        let before = self.document.text.get(..found.span.range().start).unwrap_or_default();
        let is_pointed_at = before.ends_with(" the ") && found.tense == Tense::Past;
        let reach = if is_pointed_at { FAR } else { REACH };
        let now = self.now.as_ref().filter(|_| found.lead != Lead::Until)?;
        let told = self.clock.current_day().filter(|told| {
            self.paragraph(told.sentence) == self.paragraph(found.sentence)
                && told.sentence + reach >= found.sentence
        })?;
        let day = told.calendar.date().filter(|day| day.plus_days(LONG_AGO_DAYS) < now.date)?;
        let from = self.found_at(&told).filter(|it| it.side == Side::None && !it.is_of_birth)?;
        // "Three years ago today they gathered after Friday prayers".
        let is_its_day = calendar.weekday == Some(day.weekday())
            && matches!(from.expression, Expression::Ago { .. })
            && told.sentence == found.sentence;
        let points = |it: &Found| it.points_at_now() && it.span != found.span;
        let between = self.number_at(told.span.end)..self.number_at(found.span.start);
        let between = self.found.get(between);
        if !is_pointed_at && !is_its_day || between.is_some_and(|it| it.iter().any(points)) {
            return None;
        }
        let ahead = (i64::from(calendar.weekday?) - i64::from(day.weekday())).rem_euclid(7);
        let days = if found.is_before_story && ahead > 0 { ahead - 7 } else { ahead };
        let why = "the day of that name beside it";
        Some(self.counted_from(&told, calendar.on(day.plus_days(days)), why, 0.6))
    }

    /// "They play on Sunday … Sunday's match", "this week is all about the vote on Friday": the day that the text has
    /// named before, or that of the week it names, where no verb says which.
    fn weekday_of_text(
        &self,
        at: usize,
        found: &Found,
        weekday: i64,
        now: &Now,
    ) -> Option<(Date, &'static str)> {
        const NEAR_DAYS: i64 = 7;
        /// Times told before, among which one is looked for.
        const REACH: usize = 32;
        let is_open = found.tense == Tense::Unknown
            && !found.is_expected
            && matches!(found.lead, Lead::None | Lead::During);
        if found.is_announced || !found.is_owner && !is_open {
            return None;
        }
        let is_same = |told: &&Told| {
            let from = self.found_at(told).and_then(Found::calendar);
            from.is_some_and(|from| from.weekday.is_some_and(|it| i64::from(it) == weekday))
        };
        let told = self
            .told
            .iter()
            .rev()
            .take(REACH)
            .filter(is_same)
            .find_map(|told| told.calendar.date());
        // "Opens on Monday. Shares fell after Monday's attack": what has been is no day to come.
        let has_been = found.tense == Tense::Past && found.lead != Lead::Before;
        let told = told.filter(|date| {
            let days = date.days() - now.date.days();
            days.abs() <= NEAR_DAYS && !(has_been && days > 0)
        });
        let is_this_week = |other: &Found| {
            let week = Period::Unit(TimeUnit::Week);
            matches!(other.expression, Expression::Period { period, step: 0, .. } if period == week)
        };
        let this_week = || {
            let monday = now.date.plus_days(1 - i64::from(now.date.weekday()));
            let date = monday.plus_days(weekday - 1);
            let before = self.found.get(..at).unwrap_or_default().iter().rev();
            let mut beside = before.take_while(|other| other.sentence == found.sentence);
            beside.any(is_this_week).then_some((date, "a day of this week"))
        };
        told.map(|date| (date, "the day of that name told before"))
            .or_else(|| this_week().filter(|_| is_open))
    }

    /// "The 20th" in the month that was told, else near the day of writing.
    pub(super) fn complete_month(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        if let Some(completed) = self.day_of_entry(found, calendar) {
            return Some(completed);
        }
        let Some(told) = self.month_spoken_of(found) else {
            let now = self.now.as_ref().filter(|now| now.has_day())?;
            let months = match (found.tense, calendar.day?.cmp(&now.date.day)) {
                (_, Ordering::Equal)
                | (Tense::Future, Ordering::Greater)
                | (Tense::Past | Tense::Unknown, Ordering::Less) => 0,
                (Tense::Future, Ordering::Less) => 1,
                (Tense::Past | Tense::Unknown, Ordering::Greater) => -1,
            };
            let month = Date::new(now.date.year, now.date.month, 1)?.plus_months(months);
            let filled = in_month_near(calendar, month, |_| true)?;
            return Some(Self::said_now_with(now, filled, "the nearest such day", 0.6));
        };
        let month = Date::new(told.calendar.year?, told.calendar.month?, 1)?;
        // "They left on Sunday, the 24th" is of no month to come.
        let has_been = found.is_told_as_past && found.follows_on;
        let filled = in_month_near(calendar, month, |it| !has_been || !self.lies_ahead(it))?;
        Some(self.counted_from(&told, filled, "the month spoken of", 0.7))
    }

    /// "21st. Sailed." below "4 January. Anchored.", "3rd. At sea." below that: the next such day after that of the
    /// entry before.
    fn day_of_entry(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        let opens_line = |span: Span| {
            let before = self.document.text.get(..span.start as usize).unwrap_or_default();
            before.trim_end_matches(' ').ends_with('\n') || before.is_empty()
        };
        let is_entry = |told: &&Told| told.calendar.month.is_some() && opens_line(told.span);
        let told = *self.told.iter().rev().find(is_entry).filter(|_| opens_line(found.span))?;
        let month = Date::new(told.calendar.year?, told.calendar.month?, 1)?;
        let months = i32::from(calendar.day? <= told.calendar.day?);
        let filled = in_month_near(calendar, month.plus_months(months), |_| true)?;
        Some(self.counted_from(&told, filled, "the next such day after it", 0.8))
    }

    /// The month told just before, aside or not, else that of the story.
    fn month_spoken_of(&self, found: &Found) -> Option<Told> {
        const REACH: usize = 2;
        let last = self.clock.last.filter(|told| {
            told.calendar.month.is_some() && told.sentence + REACH >= found.sentence
        });
        last.or_else(|| self.clock.story_month())
    }

    /// A clock time or part of a day, on the day spoken of.
    pub(super) fn complete_day(
        &self,
        at: usize,
        found: &Found,
        calendar: Calendar,
    ) -> Option<Completed> {
        if self.recurs(found) {
            return None;
        }
        if let Some(completed) = self.day_of_range_end(at, found, calendar) {
            return Some(completed);
        }
        let session = calendar.clock.and_then(|_| self.session(found));
        let item = self.day_of_item(found);
        let told = session.or(item).or_else(|| self.day_spoken_of(found));
        if let Some(told) = told.or_else(|| self.day_recalled(found))
            && let Some(date) = told.calendar.date()
            && (self.is_narrative
                || self.now.is_none()
                || item.is_some()
                || calendar.clock.is_some()
                || told.sentence == found.sentence && !self.is_any_night(found))
        {
            // "Called on Monday night. The shop had opened at nine".
            let is_earlier = found.is_before_story && told.sentence != found.sentence;
            let calendar = if is_earlier { calendar } else { late_in_the_day(calendar, &told) };
            let days = i64::from(is_after_midnight(&calendar, &told.calendar));
            let calendar = calendar.on(date.plus_days(days));
            return Some(self.counted_from(&told, calendar, "the day spoken of", 0.75));
        }
        if self.is_narrative || found.is_on_day_of_event {
            return None;
        }
        let now = self.now.as_ref().filter(|now| now.has_day())?;
        if calendar.clock.is_none() {
            return self.overnight(now, found, calendar);
        }
        let why = "a time of day on the document date";
        Some(Self::said_now_with(now, calendar.on(now.date), why, 0.7))
    }

    /// "From dawn to dusk on 11 June", "from 10 p.m. to 2 a.m. on 5 May": the day stands at the other end.
    fn day_of_range_end(&self, at: usize, found: &Found, calendar: Calendar) -> Option<Completed> {
        let next = self.found.get(at + 1).filter(|_| found.join == Join::Range)?;
        let has_day = |it: &&Calendar| it.month.is_some() || it.weekday.is_some();
        let is_time = |it: &&Calendar| it.clock.is_some() || it.part.is_some();
        let end = next.calendar().filter(is_time).filter(has_day)?;
        let day = self.complete(at + 1, next, *end)?.calendar.date()?;
        let is_eve = calendar.clock.zip(end.clock).is_some_and(|(first, last)| first > last);
        let words = next.span.of(&self.document.text);
        let reason = format!("no day of its own; it shares the day of “{words}”");
        Some(said(calendar.on(day.plus_days(-i64::from(is_eve))), reason, 0.9))
    }

    /// "It sits Mondays to Thursdays, 10 a.m. to 4 p.m.", "open until 8 pm on Thursdays": on each of these days.
    fn recurs(&self, found: &Found) -> bool {
        let at = self.number_at(found.span.start);
        let before = self.found.get(..at).unwrap_or_default().iter().rev();
        let mut before = before.take_while(|other| other.sentence == found.sentence);
        let is_set = |other: &Found| matches!(other.expression, Expression::Set { .. });
        let behind = self.found.get(at + 1).filter(|other| other.sentence == found.sentence);
        before.any(is_set)
            || behind.is_some_and(|other| is_set(other) && self.recurs_on(found, other))
    }

    /// "At 8 pm on Thursdays", "at 8 am daily.", but not "at 5 pm daily trains stopped", "at 8 am on Sundays' busiest
    /// road", "at 7 pm monthly talks began".
    fn recurs_on(&self, found: &Found, days: &Found) -> bool {
        let behind = self.document.text.get(days.span.end as usize..).unwrap_or_default();
        let is_cut = behind.trim_end_matches(' ').is_empty()
            || behind.starts_with(['.', ',', ';', ':', '!', '?', ')', '\n', '\r']);
        match found.gap {
            0 => is_cut && days.recurs_within_week(),
            1 => (is_cut || behind.starts_with(' ')) && days.names_weekdays() && days.follows_on,
            _ => false,
        }
    }

    /// "Guarded at night", which is every night.
    fn is_any_night(&self, found: &Found) -> bool {
        found.span.of(&self.document.text).eq_ignore_ascii_case("night")
    }

    /// The day of the latest time of day in the paragraph, where what was told since is a plan, a paper or
    /// what was over by then: "Opened at 7.30 … a letter of 1 March … to meet on the 18th. Closed at 9.05".
    fn session(&self, found: &Found) -> Option<Told> {
        let here = self.paragraph(found.sentence);
        let is_aside = |told: &&Told| {
            let from = self.found_at(told);
            told.calendar.date().is_none()
                || from.is_some_and(|from| {
                    from.tense == Tense::Future
                        || matches!(from.side, Side::Description | Side::Paper)
                        || from.is_before_story
                })
        };
        let mut told =
            self.told.iter().rev().take_while(|told| self.paragraph(told.sentence) == here);
        told.find(|told| !is_aside(told)).filter(|told| told.calendar.clock.is_some()).copied()
    }

    /// The expression that told a time.
    pub(crate) fn found_at(&self, told: &Told) -> Option<&Found> {
        self.found.get(self.number_at(told.span.start))
    }

    /// The number of the first expression that begins at a byte of the text or behind it.
    pub(crate) fn number_at(&self, start: u32) -> usize {
        self.found.partition_point(|found| found.span.start < start)
    }

    /// The latest day told shortly before. In news rather one on which something was than one since or
    /// until which it was ("idle since 5 May") or on which it was told ("police said Monday"), and none
    /// that is over for what is still to come.
    fn day_spoken_of(&self, found: &Found) -> Option<Told> {
        const REACH: usize = 3;
        const SOON_DAYS: i64 = 31;
        let is_near = |told: &Told| told.sentence + REACH >= found.sentence;
        let latest = self.clock.current_day().filter(is_near);
        if self.is_narrative {
            return latest;
        }
        let is_of_story = |told: &&Told| {
            self.found_at(told).is_none_or(|from| {
                !from.is_of_saying && matches!(from.lead, Lead::None | Lead::After | Lead::During)
            })
        };
        let days = || {
            let told = self.told.iter().rev().take_while(|told| is_near(told));
            told.filter(|told| told.calendar.date().is_some())
        };
        // "Since Wednesday morning, when he left at 7 a.m."
        let part_beside = days().find(|told| {
            let holds = |hour: u8| told.calendar.part.is_some_and(|part| part.holds(hour));
            let clock = found.calendar().and_then(|calendar| calendar.clock);
            told.sentence == found.sentence && clock.is_some_and(|(hour, _)| holds(hour))
        });
        let chosen = part_beside.or_else(|| days().find(is_of_story)).copied().or(latest);
        let today = self.now.as_ref().map(|now| now.date);
        chosen.filter(|told| {
            told.calendar.date().zip(today).is_none_or(|(day, today)| match found.tense {
                // "Held at the port, waiting for a ferry due at 9 p.m."
                Tense::Future => {
                    today <= day || told.sentence == found.sentence && !found.is_foreseen
                }
                Tense::Past => day <= today || told.sentence == found.sentence,
                // A contract that ends years ahead is not the day of "10 a.m. to 4 p.m.".
                Tense::Unknown => {
                    told.sentence == found.sentence || day <= today.plus_days(SOON_DAYS)
                }
            })
        })
    }

    /// "It rained overnight", told by day: the night before it, or the one to come.
    fn overnight(&self, now: &Now, found: &Found, calendar: Calendar) -> Option<Completed> {
        let words = found.span.of(&self.document.text);
        let days = match found.tense {
            _ if !words.eq_ignore_ascii_case("overnight") => return None,
            Tense::Past => -1,
            Tense::Future => 0,
            Tense::Unknown => return None,
        };
        let why = "the night beside the document date";
        Some(Self::said_now_with(now, calendar.on(now.date.plus_days(days)), why, 0.7))
    }
}

/// "Last night … had left at 8:19": of the evening, where nothing says which half of the day.
fn late_in_the_day(calendar: Calendar, told: &Told) -> Calendar {
    let is_second_half = |hour: u8| match told.calendar.part {
        Some(DayPart::Afternoon) => (1..12).contains(&hour),
        _ => is_evening(&told.calendar) && (6..12).contains(&hour),
    };
    match calendar.clock {
        Some((hour, minute)) if calendar.is_either_half && is_second_half(hour) => {
            Calendar { clock: Some((hour + 12, minute)), is_either_half: false, ..calendar }
        }
        _ => calendar,
    }
}

/// Whether a time lies in the evening or at night.
fn is_evening(calendar: &Calendar) -> bool {
    let is_part = matches!(calendar.part, Some(DayPart::Evening | DayPart::Night));
    calendar.clock.map_or(is_part, |(hour, _)| hour >= 18)
}

/// "At 9:20 p.m. … at 12:20 a.m.": the story has gone past midnight.
fn is_after_midnight(here: &Calendar, told: &Calendar) -> bool {
    is_evening(told) && here.clock.is_some_and(|(hour, _)| hour < 6)
}

/// A day in a month, or in the nearest one in which it falls on the day of the week that is said. `None` where it
/// `may_be` in none of these.
fn in_month_near(
    calendar: Calendar,
    month: Date,
    may_be: impl Fn(&Calendar) -> bool,
) -> Option<Calendar> {
    const MONTHS: [i32; 7] = [0, -1, 1, -2, 2, -3, 3];
    let in_month = |months| {
        let month = month.plus_months(months);
        Calendar { year: Some(month.year), month: Some(month.month), ..calendar }
    };
    let agrees = |calendar: &Calendar| {
        let weekday = calendar.date().map(Date::weekday);
        calendar.weekday.is_some() && calendar.weekday == weekday
    };
    let mut near = MONTHS.into_iter().map(in_month).filter(agrees).peekable();
    if near.peek().is_some() {
        return near.find(may_be);
    }
    Some(in_month(0)).filter(|calendar| calendar.date().is_some())
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_prose, check_undated, tagged};

    #[test]
    fn the_weekday_of_a_paragraph_that_tells_of_long_ago_is_beside_its_day() {
        check_prose(
            "It came on Tuesday. On 16 July 1993 the city voted. They knew on the Sunday evening that all was lost. \
             On 11 August the vote was declared void.",
            true,
            "Tuesday = 2022-11-01; 16 July 1993 = 1993-07-16; Sunday evening = 1993-07-18; 11 August = 1993-08-11",
        );
        check_prose(
            "Born on 29 August 1958, he was the son of a smith. The autopsy on Friday found nothing.",
            true,
            "29 August 1958 = 1958-08-29; Friday = 2022-10-28",
        );
    }

    #[test]
    fn it_was_a_sunday() {
        check_prose(
            "On 3 May 2020 the deal was signed. It was a Sunday, and the town was asleep.",
            true,
            "3 May 2020 = 2020-05-03; a Sunday = 2020-05-03",
        );
        check_prose(
            "She died on 31 October 2022. Her funeral is to be held on a Monday.",
            true,
            "31 October 2022 = 2022-10-31; a Monday = 2022-11-07",
        );
        check_prose(
            "The deal was signed on 3 May 2020. He was shot on Monday.",
            true,
            "3 May 2020 = 2020-05-03; Monday = 2022-10-31",
        );
    }

    #[test]
    fn times_of_day_are_of_the_day_that_stands_above_them() {
        check_prose(
            "4 October. The council votes by secret ballot. Bottles fly. By nightfall thousands are on the square.\n\n\
             26 March 2019. The bill is back. There are more people than ever. The permit expires at 18:00. Shortly \
             after six the next morning the guard attacks. In the afternoon the crowd leaves.",
            true,
            "4 October = 2022-10-04; nightfall = ../2022-10-04; 26 March 2019 = 2019-03-26; \
             18:00 = 2019-03-26T18:00; the next morning = 2019-03-27; the afternoon = 2019-03-27",
        );
        check_prose(
            "On 4 October the council voted. Thousands stay on the square until nightfall.",
            true,
            "4 October = 2022-10-04; nightfall = XXXX-XX-XXTNI",
        );
        check_prose(
            "5 May 2019: The minister spoke in Leeds on 2 May. At noon he met the mayor. On 3 May he left at 8 a.m. for York.",
            true,
            "5 May 2019 = 2019-05-05; 2 May = 2019-05-02; noon = 2019-05-02T12:00; 3 May = 2019-05-03; \
             8 a.m. = 2019-05-03T08:00",
        );
    }

    #[test]
    fn a_time_of_day_is_of_the_day_told_above_it_and_not_of_the_news() {
        check_prose(
            "The suspect was arrested at 9 a.m. on Wednesday.\n\nThe bank was robbed on 20 October.\n\nThree men entered \
             at 11 a.m. and fled in a van.",
            true,
            "9 a.m. on Wednesday = 2022-11-02T09:00; 20 October = 2022-10-20; 11 a.m. = 2022-10-20T11:00",
        );
    }

    #[test]
    fn both_days_of_a_range_are_of_the_month_spoken_of() {
        check(
            "In August 2014 they crossed it. Hundreds died between the 24th and the 29th.",
            "August 2014 = 2014-08; the 24th = 2014-08-24 [2014-08-24/2014-08-29]; the 29th = 2014-08-29",
        );
        check("In May 2014 they lived between the 24th and the 29th floor.", "May 2014 = 2014-05");
        check(
            "They met on 30 August. They left on Sunday, the 24th.",
            "30 August = 2022-08-30; Sunday, the 24th = 2022-07-24",
        );
    }

    #[test]
    fn a_time_of_day_is_on_the_day_whose_part_its_sentence_names() {
        check(
            "They met on Monday. It has been out since Tuesday morning, when a line fell at 7 a.m.",
            "Monday = 2022-10-31; Tuesday morning = 2022-11-01/..; 7 a.m. = 2022-11-01T07:00",
        );
        check(
            "They met on Monday. Out since Tuesday morning, it was left there at 7 p.m.",
            "Monday = 2022-10-31; Tuesday morning = 2022-11-01/..; 7 p.m. = 2022-10-31T19:00",
        );
    }

    #[test]
    fn a_range_of_days_that_is_over_ends_after_it_began() {
        check(
            "They met from Wednesday to Friday.",
            "Wednesday = 2022-10-26 [2022-10-26/2022-10-28]; Friday = 2022-10-28",
        );
        check(
            "They will meet from Wednesday to Friday.",
            "Wednesday = 2022-11-02 [2022-11-02/2022-11-04]; Friday = 2022-11-04",
        );
    }

    #[test]
    fn what_was_at_a_time_of_day_was_on_no_day_to_come() {
        check(
            "The fair falls on December 23.\nThey left at 8 p.m. in the rain.",
            "December 23 = 2022-12-23; 8 p.m. = 2022-11-02T20:00",
        );
    }

    #[test]
    fn a_time_of_day_shares_the_day_of_the_one_up_to_which_it_goes() {
        check_undated(
            "They met on 3 May 1865. The guns were heard from dawn to dusk on 11 June 1865.",
            "3 May 1865 = 1865-05-03; dawn = 1865-06-11 [1865-06-11/1865-06-11]; dusk on 11 June 1865 = 1865-06-11",
        );
        check_undated(
            "They met on 3 May 1865. It rained from 10 p.m. to 2 a.m. on 12 June.",
            "3 May 1865 = 1865-05-03; 10 p.m. = 1865-06-11T22:00 [1865-06-11T22:00/1865-06-12T02:00]; \
             2 a.m. on 12 June = 1865-06-12T02:00",
        );
    }

    #[test]
    fn a_weekday_beside_the_date_of_a_history_is_of_the_week_of_writing() {
        let years = ["1921", "1924", "1930", "1938", "1946", "1951", "1963", "1977"];
        let told: Vec<_> = years.iter().map(|year| format!("It was sold in {year}.")).collect();
        let text =
            format!("2 November 2022\nThe mill burned down on Tuesday.\n{}", told.join("\n"));
        let tuesday = tagged(&text).into_iter().find(|it| it.span.of(&text) == "Tuesday").unwrap();
        assert_eq!(tuesday.when.unwrap().edtf.to_string(), "2022-11-01");
    }

    #[test]
    fn a_life_told_up_to_now_ends_in_the_days_of_writing() {
        let life = "She was born in 1931 and came to Leeds in 1949. She taught from 1951 until 1986, wrote a book \
            in 1999 and another in 2008. A stroke in March 2022 left her blind; last summer she moved. \
            She died on Monday.";
        let mentions = tagged(life);
        let places =
            mentions.iter().rev().take(2).map(|it| it.when.clone().unwrap().edtf.to_string());
        assert_eq!(places.collect::<Vec<_>>(), ["2022-10-31", "2022-22"]);
    }

    #[test]
    fn a_ferry_due_at_night_is_that_of_the_day_told() {
        check(
            "He was held at the port on Monday, waiting for a ferry due to sail at 9 p.m.",
            "Monday = 2022-10-31; 9 p.m. = 2022-10-31T21:00",
        );
    }

    #[test]
    fn an_hour_alone_is_of_the_half_of_the_day_told() {
        check_undated(
            "The shift of 11 June 1972 began at ten in the evening, and at eleven it burned. By two in the morning \
             the roof had gone, by four the hall.",
            "11 June 1972 = 1972-06-11; ten in the evening = 1972-06-11T22:00; eleven = 1972-06-11T23:00; \
             two in the morning = ../1972-06-12T02:00; four = ../1972-06-12T04:00",
        );
    }

    #[test]
    fn a_weekday_lies_where_the_verb_looks() {
        check("The ministers met on Monday.", "Monday = 2022-10-31");
        check("The ministers will meet on Monday.", "Monday = 2022-11-07");
        check(
            "Miners planned a march on Saturday and were planning a strike.",
            "Saturday = 2022-11-05",
        );
        check("The court postponed until Friday any ruling.", "Friday = ../2022-11-04");
        check("The vote was scheduled for Thursday.", "Thursday = 2022-11-03");
        check(
            "The mills will open on Monday. Prices fell after Monday's fire.",
            "Monday = 2022-11-07; Monday = 2022-10-31/..",
        );
    }

    #[test]
    fn what_had_been_before_a_night_was_not_of_it() {
        check(
            "They were called on Monday night.\nThe shop had opened at nine o'clock.",
            "Monday night = 2022-10-31; nine o'clock = 2022-10-31T09:00",
        );
    }

    #[test]
    fn a_day_alone_is_of_the_month_told_just_before() {
        check_undated(
            "It was built in 1868 and opened in May 1869.\nA poet came in June 1773. He left on the 21st.",
            "1868 = 1868; May 1869 = 1869-05; June 1773 = 1773-06; the 21st = 1773-06-21",
        );
        check(
            "It began on 14 October. On the 17th patrols met no one.",
            "14 October = 2022-10-14; the 17th = 2022-10-17",
        );
    }

    #[test]
    fn a_meeting_opens_and_closes_on_its_day() {
        let minutes = "Minutes of Tuesday, 4 March 1902.\nOpened at 7.30 p.m. The boat had come in on Sunday, \
            a letter of 1 March was read, and it was resolved to meet again on the 18th. Closed at 9.05 p.m.";
        let told = "Tuesday, 4 March 1902 = 1902-03-04; 7.30 p.m. = 1902-03-04T19:30; Sunday = 1902-03-02; \
            1 March = 1902-03-01; the 18th = 1902-03-18; 9.05 p.m. = 1902-03-04T21:05";
        check_undated(minutes, told);
        check_undated(
            "Minutes of Friday, 9 June 1905.\nA letter of 30 May was read, the pump had failed on Monday, and it was \
             decided to meet on the 23rd.",
            "Friday, 9 June 1905 = 1905-06-09; 30 May = 1905-05-30; Monday = 1905-06-05; the 23rd = 1905-06-23",
        );
        check_undated(
            "In a letter of 3 May 1917 he asked for help.\nThe next day he left.",
            "3 May 1917 = 1917-05-03; The next day = 1917-05-04",
        );
        check_undated(
            "They met at 9 p.m. on 4 March 1902 and left on 6 March. At 5 p.m. they came.",
            "9 p.m. on 4 March 1902 = 1902-03-04T21:00; 6 March = 1902-03-06; 5 p.m. = 1902-03-06T17:00",
        );
    }

    #[test]
    fn a_part_of_a_day_is_of_the_day_of_its_sentence() {
        check("On Monday they attacked at dawn.", "Monday = 2022-10-31; dawn = 2022-10-31");
        check(
            "In the camp I saw on Monday they are guarded at night.",
            "Monday = 2022-10-31; night = XXXX-XX-XXTNI",
        );
    }

    #[test]
    fn a_time_of_day_on_which_days_of_the_week_follow_is_of_none() {
        check(
            "The shop is open until 8 pm on Thursdays. The ferry sails at 6.15 am every Monday.",
            "8 pm = XXXX-XX-XXT20:00; Thursdays = XXXX-WXX-4; 6.15 am = XXXX-XX-XXT06:15; every Monday = XXXX-WXX-1",
        );
        check("At 5 pm the weekly meeting began.", "5 pm = 2022-11-02T17:00; weekly = P1W");
        check("At 5 pm daily trains stopped.", "5 pm = 2022-11-02T17:00; daily = P1D");
    }

    #[test]
    fn a_time_of_day_on_the_day_of_an_event_is_not_of_the_day_of_writing() {
        check(
            "She was last seen at 10.40 am on the day of her death.",
            "10.40 am = XXXX-XX-XXT10:40",
        );
        check("A man was stabbed at 2 am on the night bus.", "2 am = 2022-11-02T02:00");
        check_prose(
            "He died on 4 June 1901. At 9 am on the day of his death he wrote to her.",
            false,
            "4 June 1901 = 1901-06-04; 9 am = 1901-06-04T09:00",
        );
    }

    #[test]
    fn the_last_day_of_somebody_is_not_yesterday() {
        check("On our last day it snowed.", "");
        check("It snowed in the last week.", "the last week = 2022-10-24/2022-10-30");
    }
}
