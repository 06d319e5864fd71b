//! Expressions → places on the axis: from the text itself, the document's date, or the narrative.

use super::clock::{NarrativeClock, Now, Told, narrative_year, season_month, years_of_weekday};
use super::expression::{Amount, Base, Calendar, DayPart, Expression, Period, Reference, TimeUnit};
use super::language::{Holiday, Language};
use super::normalize::{self, easter};
use super::recognize::{Found, Join, Lead, Tense};
use crate::model::edtf::{End, Partial, Unit};
use crate::model::{
    Alternative, Anchor, Date, Document, Edtf, Granularity, Resolution, Sentence, Shape, Timex,
    TimexType, When,
};

/// An expression with its value.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub timex: Timex,
    pub when: Option<When>,
    pub resolution: Resolution,
    pub anchor: Option<Anchor>,
    pub confidence: f32,
    pub trail: Vec<String>,
    pub alternatives: Vec<Alternative>,
    /// The completed calendar meaning, for what follows in the text.
    pub calendar: Option<Calendar>,
}

/// A completed calendar with its reasons.
#[derive(Clone, Debug)]
struct Completed {
    calendar: Calendar,
    resolution: Resolution,
    anchor: Option<Anchor>,
    confidence: f32,
    reason: String,
    alternatives: Vec<Alternative>,
}

/// Walks a document in order and closes what expressions leave open.
pub(super) struct Resolver<'a> {
    pub language: &'a Language,
    pub document: &'a Document,
    pub sentences: &'a [Sentence],
    pub found: &'a [Found],
    pub now: Option<Now>,
    /// Whether the document as a whole tells of a time before its own.
    pub is_narrative: bool,
    pub clock: NarrativeClock,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        language: &'a Language,
        document: &'a Document,
        sentences: &'a [Sentence],
        found: &'a [Found],
        now: Option<Now>,
    ) -> Self {
        let is_narrative = tells_of_the_past(document, found, now.as_ref());
        let clock = NarrativeClock::default();
        Self { language, document, sentences, found, now, is_narrative, clock }
    }

    /// Places every expression, in order.
    pub(super) fn run(mut self) -> Vec<Placed> {
        (0..self.found.len()).map(|at| self.place_and_tell(at)).collect()
    }

    fn place_and_tell(&mut self, at: usize) -> Placed {
        let Some(found) = self.found.get(at) else {
            return unresolved(TimexType::Date, String::new());
        };
        let placed = self.place(at, found);
        let is_chrome = self.document.is_chrome(found.span);
        if let (Some(calendar), false) = (placed.calendar, is_chrome) {
            let is_heading = self.sentences.get(found.sentence).is_some_and(|s| s.is_heading);
            let told = Told { calendar, span: found.span, sentence: found.sentence, is_heading };
            if moves_the_story(found) || is_heading {
                self.clock.tell(told, self.opens_paragraph(at));
            }
        }
        placed
    }

    /// Whether an expression is the first of its paragraph.
    fn opens_paragraph(&self, at: usize) -> bool {
        let paragraph = |found: &Found| self.sentences.get(found.sentence).map(|s| s.paragraph);
        let before = at.checked_sub(1).and_then(|before| self.found.get(before)).map(paragraph);
        before != self.found.get(at).map(paragraph)
    }

    fn place(&self, at: usize, found: &Found) -> Placed {
        match &found.expression {
            Expression::Calendar(calendar) => self.place_calendar(at, found, *calendar),
            Expression::Deictic { days, part } => self.place_deictic(found, *days, *part),
            Expression::Period { period, step, base, inner } => {
                self.place_period(found, *period, *step, *base, *inner)
            }
            Expression::Offset { amount, unit, step, base } => {
                self.place_offset(found, *amount, *unit, *step, *base)
            }
            Expression::FromEvent { amount, unit, step } => {
                self.place_from_event(at, found, *amount, *unit, *step)
            }
            Expression::DayOfEvent { number, unit, event } => {
                self.place_day_of_event(at, found, *number, *unit, *event)
            }
            Expression::Nth { number, unit, of } => self.place_nth(at, found, *number, *unit, *of),
            Expression::WeekOf(calendar) => self.place_week_of(at, found, *calendar),
            Expression::Duration { value, years, step } => {
                self.place_duration(found, value, *years, *step)
            }
            Expression::Set { value } => unresolved(TimexType::Set, value.clone()),
            Expression::Reference(reference) => place_reference(*reference),
            Expression::Named(named) => self.place_named(found, *named),
            Expression::Holiday { holiday, year } => self.place_holiday(at, found, *holiday, *year),
            Expression::SameTime => unresolved(TimexType::Date, String::new()),
        }
    }

    fn finish(&self, found: &Found, completed: Completed) -> Placed {
        let Completed { calendar, resolution, anchor, confidence, reason, alternatives } =
            completed;
        let when = half_of_decade(&calendar).or_else(|| normalize::when(&calendar, found.modifier));
        Placed {
            timex: Timex {
                kind: normalize::kind(&calendar),
                value: normalize::value(&calendar),
                modifier: found.modifier,
            },
            when: when.map(|when| with_lead(when, found)),
            resolution,
            anchor,
            confidence,
            trail: vec![reason],
            alternatives,
            calendar: Some(calendar),
        }
    }

    /// Where the expression leaves something open that nothing closes.
    fn open(&self, found: &Found, calendar: Calendar, reason: &str) -> Placed {
        Placed {
            timex: Timex {
                kind: normalize::kind(&calendar),
                value: normalize::value(&calendar),
                modifier: found.modifier,
            },
            when: None,
            resolution: Resolution::None,
            anchor: None,
            confidence: 0.3,
            trail: vec![reason.to_owned()],
            alternatives: Vec::new(),
            calendar: None,
        }
    }

    fn place_calendar(&self, at: usize, found: &Found, calendar: Calendar) -> Placed {
        match self.complete(at, found, calendar) {
            Some(completed) => self.finish(found, completed),
            None => self.open(
                found,
                calendar,
                "nothing in the text or about the document says which year",
            ),
        }
    }

    /// Fills in what a calendar expression leaves open.
    fn complete(&self, at: usize, found: &Found, calendar: Calendar) -> Option<Completed> {
        if let Some(days) = calendar.deictic {
            let now = self.now.as_ref().filter(|now| now.has_day())?;
            let date = now.date.plus_days(i64::from(days));
            let day =
                Calendar { clock: calendar.clock, part: calendar.part, ..Calendar::of_day(date) };
            return Some(self.from_now(now, day, "counted from the document date"));
        }
        if let Some(decade @ 0..100) = calendar.decade {
            let century = self.spoken_year().unwrap_or(1950).div_euclid(100) * 100;
            let near = self.now.as_ref().map_or(century + 99, |now| now.date.year);
            let full =
                [century + decade, century - 100 + decade].into_iter().find(|&d| d <= near)?;
            let calendar = Calendar { decade: Some(full), ..calendar };
            return Some(said(
                calendar,
                "the decade, with the century of the time spoken of",
                0.85,
            ));
        }
        if let (None, Some(short)) = (calendar.year, calendar.short_year) {
            return Some(self.complete_short_year(calendar, short));
        }
        if calendar.is_absolute() {
            return Some(self.complete_absolute(at, found, calendar));
        }
        let has_month = calendar.month.is_some() || calendar.group.is_some();
        if has_month {
            return self.complete_year(at, found, calendar);
        }
        if calendar.weekday.is_some() {
            return self.complete_weekday(found, calendar);
        }
        if calendar.day.is_some() {
            return self.complete_month(calendar);
        }
        if calendar.clock.is_some() || calendar.part.is_some() {
            return self.complete_day(found, calendar);
        }
        None
    }

    fn complete_short_year(&self, calendar: Calendar, short: u8) -> Completed {
        let near = self.spoken_year().unwrap_or(1950);
        let century = near.div_euclid(100) * 100;
        let last = self.now.as_ref().map_or(i32::MAX, |now| now.date.year);
        let candidates = [century, century - 100, century + 100].map(|c| c + i32::from(short));
        let year = candidates
            .into_iter()
            .filter(|&year| year <= last)
            .min_by_key(|year| (year - near).abs())
            .unwrap_or(century + i32::from(short));
        said(
            Calendar { year: Some(year), short_year: None, ..calendar },
            "two figures of a year, with the century of the time spoken of",
            0.85,
        )
    }

    /// A year that a neighbour makes BC, and a weekday that does not fit.
    fn complete_absolute(&self, at: usize, found: &Found, calendar: Calendar) -> Completed {
        let mut completed = said(calendar, "the text says all of it", 0.98);
        if let (Some(date), Some(weekday)) = (calendar.date(), calendar.weekday)
            && date.weekday() != weekday
        {
            completed.confidence = 0.8;
            completed.reason =
                format!("the text says all of it, but {date} was not that day of the week");
        }
        let is_next_bc = found.join == Join::Range
            && self
                .found
                .get(at + 1)
                .and_then(Found::calendar)
                .and_then(|c| c.year)
                .is_some_and(|y| y <= 0);
        if let Some(year @ 1..) = calendar.year.filter(|_| is_next_bc) {
            completed.calendar.year = Some(1 - year);
        }
        completed
    }

    /// The year that the text is about, at this point.
    fn spoken_year(&self) -> Option<i32> {
        self.clock.year().or_else(|| self.now.as_ref().map(|now| now.date.year))
    }

    /// Whether what has been told, rather than the document's date, is the time spoken of here.
    fn is_told_here(&self, found: &Found) -> bool {
        let Some(now) = &self.now else { return true };
        if self.is_narrative {
            return true;
        }
        let Some(told) = self.clock.story(found.sentence) else { return false };
        let Some(year) = told.calendar.year else { return false };
        let paragraph = |sentence: usize| self.sentences.get(sentence).map(|s| s.paragraph);
        let is_near = told.is_heading
            || told.sentence + 2 >= found.sentence
                && paragraph(told.sentence) == paragraph(found.sentence);
        // News names past years in passing ("a law of 1982"); only a dated story carries its year.
        let is_story = told.is_heading || told.calendar.month.is_some();
        year != now.date.year && is_near && is_story && found.tense != Tense::Future
    }

    fn complete_year(&self, at: usize, found: &Found, calendar: Calendar) -> Option<Completed> {
        let month = calendar.month.or_else(|| calendar.group.and_then(season_month))?;
        if let Some(completed) = self.year_from_neighbour(at, calendar, month) {
            return Some(completed);
        }
        if let (Some(day), Some(weekday)) = (calendar.day, calendar.weekday)
            && let Some(near) = self.guess_year(found, month)
        {
            let years = years_of_weekday(month, day, weekday, near);
            if let Some(&year) = years.first().filter(|&&year| (year - near).abs() <= 1) {
                let resolution =
                    if year == near { self.year_resolution(found) } else { Resolution::Weekday };
                return Some(Completed {
                    resolution,
                    ..said(
                        Calendar { year: Some(year), ..calendar },
                        &format!(
                            "no year in the text; in {year} this day falls on that day of the week"
                        ),
                        0.93,
                    )
                });
            }
        }
        if self.is_told_here(found)
            && let Some(told) = self.clock.story(found.sentence)
        {
            return self.year_from_told(found, calendar, month, &told);
        }
        let now = self.now.as_ref()?;
        Some(self.year_from_now(now, found, calendar, month))
    }

    fn year_resolution(&self, found: &Found) -> Resolution {
        if self.is_told_here(found) { Resolution::Narrative } else { Resolution::Dct }
    }

    fn guess_year(&self, found: &Found, month: u8) -> Option<i32> {
        if self.is_told_here(found)
            && let Some(told) = self.clock.story(found.sentence)
        {
            return narrative_year(&told.calendar, month, found.is_flashback);
        }
        self.now.as_ref().map(|now| now.date.year)
    }

    /// "Between March and May 1995": the year stands at the other end.
    fn year_from_neighbour(&self, at: usize, calendar: Calendar, month: u8) -> Option<Completed> {
        let mut next = at;
        while self.found.get(next).is_some_and(|found| found.join != Join::None) {
            next += 1;
            let other = self.found.get(next)?.calendar()?;
            if let Some(year) = other.year {
                let other_month = other.month.or_else(|| other.group.and_then(season_month))?;
                let year = if month <= other_month { year } else { year - 1 };
                let words = self.found.get(next)?.span.of(&self.document.text);
                let reason = format!("no year of its own; it shares the year of “{words}”");
                return Some(said(Calendar { year: Some(year), ..calendar }, &reason, 0.93));
            }
            if other.month.is_none() && other.group.is_none() {
                break;
            }
        }
        let before = at.checked_sub(1)?;
        let previous = self.found.get(before).filter(|found| found.join == Join::Range)?;
        let told = self.clock.last.filter(|told| told.span == previous.span)?;
        let year = told.calendar.year?;
        let is_over_new_year = told.calendar.month.is_some_and(|m| month < m);
        let year = if is_over_new_year { year + 1 } else { year };
        let words = previous.span.of(&self.document.text);
        let reason = format!("no year of its own; the range begins with “{words}”");
        Some(said(Calendar { year: Some(year), ..calendar }, &reason, 0.9))
    }

    fn year_from_told(
        &self,
        found: &Found,
        calendar: Calendar,
        month: u8,
        told: &Told,
    ) -> Option<Completed> {
        let year = narrative_year(&told.calendar, month, found.is_flashback)?;
        let anchor = told.anchor(&self.document.text);
        let reason = if Some(year) == told.calendar.year {
            format!("no year in the text; {} has come to {year}", anchor.label)
        } else {
            format!(
                "no year in the text; {} has come to {}, and the story moves on to the next year",
                anchor.label,
                year - 1
            )
        };
        let other = if Some(year) == told.calendar.year { year + 1 } else { year - 1 };
        let calendar = Calendar { year: Some(year), ..calendar };
        Some(Completed {
            resolution: if told.is_heading { Resolution::Heading } else { Resolution::Narrative },
            anchor: Some(anchor),
            alternatives: vec![Alternative {
                value: normalize::value(&Calendar { year: Some(other), ..calendar }),
                reason: "if the story does not go on where it stood".to_owned(),
                confidence: 0.15,
            }],
            ..said(calendar, &reason, 0.8)
        })
    }

    /// A day or month of the document's year or a neighbouring one. What lies close ahead is meant
    /// rather than what lies most of a year back, unless a past tense says otherwise.
    fn year_from_now(&self, now: &Now, found: &Found, calendar: Calendar, month: u8) -> Completed {
        const CLOSE_DAYS: i64 = 75;
        let year = now.date.year;
        let day = calendar.day.unwrap_or(now.date.day);
        let is_ahead = (month, day) > (now.date.month, now.date.day);
        let ahead = Date::new(if is_ahead { year } else { year + 1 }, month, day.min(28))
            .map_or(i64::MAX, |date| date.days() - now.date.days());
        let is_close = ahead <= CLOSE_DAYS && !found.is_told_as_past;
        let (why, is_next) = match found.tense {
            _ if matches!(found.lead, Lead::By | Lead::Until) && is_close => ("close ahead", true),
            Tense::Future => ("the verb looks ahead", true),
            Tense::Past if is_close => ("close ahead of it", true),
            Tense::Past => ("the verb is in the past", false),
            Tense::Unknown if is_close => ("close ahead of it", true),
            Tense::Unknown => ("no tense to go by", false),
        };
        let is_same = (month, day) == (now.date.month, now.date.day);
        let chosen = match (is_next, is_ahead) {
            _ if is_same || !now.has_month() => year,
            (true, true) | (false, false) => year,
            (true, false) => year + 1,
            (false, true) => year - 1,
        };
        let other = match (chosen == year, is_ahead) {
            (true, true) => year - 1,
            (true, false) => year + 1,
            (false, _) => year,
        };
        let calendar = Calendar { year: Some(chosen), ..calendar };
        let reason = format!("no year in the text; the {}, {why}", now.label);
        Completed {
            alternatives: vec![Alternative {
                value: normalize::value(&Calendar { year: Some(other), ..calendar }),
                reason: "the same day of another year".to_owned(),
                confidence: 0.1,
            }],
            ..self.from_now_with(now, calendar, &reason, 0.88)
        }
    }

    fn complete_weekday(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        let weekday = i64::from(calendar.weekday?);
        let with_day = |date: Date| Calendar {
            part: calendar.part,
            clock: calendar.clock,
            ..Calendar::of_day(date)
        };
        if self.is_narrative {
            let told = self.clock.current_day()?;
            let day = told.calendar.date()?;
            let ahead = (weekday - i64::from(day.weekday())).rem_euclid(7);
            let date = day.plus_days(ahead);
            return Some(self.from_told(&told, with_day(date), "the next such day after it", 0.6));
        }
        let now = self.now.as_ref().filter(|now| now.has_day())?;
        let ahead = (weekday - i64::from(now.date.weekday())).rem_euclid(7);
        let is_deadline = matches!(found.lead, Lead::By | Lead::Until) || found.is_expected;
        let (days, why) = match found.tense {
            _ if found.is_owner => {
                (ahead - 7, "named as something that has been, so the last such day")
            }
            _ if is_deadline && !found.is_told_as_past => (ahead, "a day still to come"),
            Tense::Future => (ahead, "the verb looks ahead, so the next such day"),
            Tense::Past | Tense::Unknown if ahead == 0 => {
                (0, "the day of writing is that day of the week")
            }
            Tense::Past => (ahead - 7, "the verb is in the past, so the last such day"),
            Tense::Unknown => (ahead - 7, "no tense to go by, so the last such day"),
        };
        let days = if days == -7 { 0 } else { days };
        let other = if days > 0 { days - 7 } else { days + 7 };
        let mut completed = self.from_now_with(now, with_day(now.date.plus_days(days)), why, 0.88);
        completed.alternatives.push(Alternative {
            value: now.date.plus_days(other).to_string(),
            reason: "the same day of the week on the other side".to_owned(),
            confidence: 0.1,
        });
        Some(completed)
    }

    /// "The 20th" in the month that was told.
    fn complete_month(&self, calendar: Calendar) -> Option<Completed> {
        let told = self.clock.story_month()?;
        let filled = Calendar { year: told.calendar.year, month: told.calendar.month, ..calendar };
        filled.date()?;
        Some(self.from_told(&told, filled, "the month spoken of", 0.7))
    }

    /// A clock time or part of a day, on the day spoken of.
    fn complete_day(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        let on = |date: Date| Calendar {
            part: calendar.part,
            clock: calendar.clock,
            ..Calendar::of_day(date)
        };
        let told = self.clock.current_day().filter(|told| told.sentence + 1 >= found.sentence);
        if let Some(told) = told
            && let Some(date) = told.calendar.date()
            && (self.is_narrative || calendar.clock.is_some())
        {
            return Some(self.from_told(&told, on(date), "the day spoken of", 0.75));
        }
        if calendar.clock.is_none() || self.is_narrative {
            return None;
        }
        let now = self.now.as_ref().filter(|now| now.has_day())?;
        Some(self.from_now_with(now, on(now.date), "a time of day on the document date", 0.7))
    }

    fn place_deictic(&self, found: &Found, days: i32, part: Option<DayPart>) -> Placed {
        let words = found.span.of(&self.document.text).to_lowercase();
        let Some(now) = self.now.as_ref().filter(|now| now.has_day()) else {
            let calendar = Calendar { part, ..Calendar::default() };
            if days == 0 && part.is_none() {
                return place_reference(Reference::Present);
            }
            return self.open(found, calendar, "the document has no date to count from");
        };
        let is_nowadays =
            words == "today" && part.is_none() && (self.is_narrative || self.is_nowadays(found));
        if is_nowadays {
            return place_reference(Reference::Present);
        }
        let date = now.date.plus_days(i64::from(days));
        let calendar = Calendar { part, ..Calendar::of_day(date) };
        let completed = self.from_now(now, calendar, "counted from the document date");
        self.finish(found, completed)
    }

    /// "Today" in the sense of nowadays: a general present, "no longer", "still".
    fn is_nowadays(&self, found: &Found) -> bool {
        let Some(sentence) = self.sentences.get(found.sentence) else { return false };
        let words = sentence.span.of(&self.document.text).to_lowercase();
        let is_general =
            ["no longer", " still ", "nowadays", " exists ", "these days", "of today", "today's"]
                .iter()
                .any(|cue| words.contains(cue));
        is_general && found.tense != Tense::Future
    }

    /// The day from which a relative expression counts, and its anchor.
    fn reference(&self, base: Base, found: &Found) -> Option<(Calendar, Option<Told>)> {
        let now = self.now.as_ref().map(Now::calendar);
        let told = self.clock.last;
        match base {
            Base::Speech if !self.is_narrative => now.map(|now| (now, None)),
            Base::Speech => {
                told.map(|told| (told.calendar, Some(told))).or(now.map(|now| (now, None)))
            }
            Base::Narrative => {
                let is_near = told
                    .is_some_and(|told| self.is_narrative || told.sentence + 6 >= found.sentence);
                match told.filter(|_| is_near) {
                    Some(told) => Some((told.calendar, Some(told))),
                    None => now.map(|now| (now, None)),
                }
            }
        }
    }

    fn counted(
        &self,
        told: Option<Told>,
        calendar: Calendar,
        why: &str,
        confidence: f32,
    ) -> Completed {
        match (told, &self.now) {
            (Some(told), _) => Completed {
                resolution: Resolution::Anaphora,
                ..self.from_told(&told, calendar, why, confidence)
            },
            (None, Some(now)) => self.from_now_with(now, calendar, why, confidence),
            (None, None) => said(calendar, why, confidence),
        }
    }

    fn place_period(
        &self,
        found: &Found,
        period: Period,
        step: i32,
        base: Base,
        inner: Calendar,
    ) -> Placed {
        let Some((from, told)) = self.reference(base, found) else {
            return self.open(found, inner, "nothing to count from");
        };
        let day = self.day_of(&from, told);
        let calendar = match period {
            Period::Unit(unit) => self.unit_period(unit, step, &from, day, inner),
            Period::Month(month) => from.year.map(|year| {
                let now_month = from.month.unwrap_or(if step < 0 { 13 } else { 0 });
                let year = match step {
                    -1 => {
                        if month < now_month {
                            year
                        } else {
                            year - 1
                        }
                    }
                    1 => {
                        if month > now_month {
                            year
                        } else {
                            year + 1
                        }
                    }
                    _ => year,
                };
                Calendar { year: Some(year), month: Some(month), ..inner }
            }),
            Period::Season(season) => season_period(season, step, &from).map(|year| Calendar {
                year: Some(year),
                group: Some(season),
                ..inner
            }),
            Period::Weekday(weekday) => day
                .and_then(|day| self.weekday_period(weekday, step, day, found))
                .map(|date| Calendar { part: inner.part, ..Calendar::of_day(date) }),
            Period::Part(part) => self.part_period(part, step, base, day, told.is_some()),
            Period::Holiday(holiday) => from
                .year
                .and_then(|year| {
                    let here = from.first_day()?;
                    let years = [year - 1, year, year + 1];
                    let mut days =
                        years.into_iter().filter_map(|year| self.holiday_in(holiday, year));
                    match step {
                        -1 => days.filter(|&day| day < here).max(),
                        1 => days.find(|&day| day > here),
                        _ => self.holiday_in(holiday, year),
                    }
                })
                .map(Calendar::of_day),
        };
        match calendar {
            Some(calendar) => {
                let why = "counted by calendar units";
                self.finish(
                    found,
                    self.counted(told, calendar, why, if told.is_some() { 0.75 } else { 0.92 }),
                )
            }
            None => self.open(found, inner, "what it counts from is not known exactly enough"),
        }
    }

    /// The day counted from: of a told time the latest day told within it.
    fn day_of(&self, from: &Calendar, told: Option<Told>) -> Option<Date> {
        match told {
            None => from.date(),
            Some(_) => from.date().or_else(|| self.clock.current_day()?.calendar.date()),
        }
    }

    fn unit_period(
        &self,
        unit: TimeUnit,
        step: i32,
        from: &Calendar,
        day: Option<Date>,
        inner: Calendar,
    ) -> Option<Calendar> {
        let year = from.year?;
        match unit {
            TimeUnit::Year => Some(Calendar { year: Some(year + step), ..inner }),
            TimeUnit::Month => {
                let month = Date::new(year, from.month?, 1)?.plus_months(step);
                Some(Calendar { day: inner.day, ..Calendar::of_month(month.year, month.month) })
            }
            TimeUnit::Quarter => {
                let month = Date::new(year, from.month?, 1)?.plus_months(3 * step);
                Some(Calendar {
                    group: Some(33 + (month.month - 1) / 3),
                    ..Calendar::of_year(month.year)
                })
            }
            TimeUnit::Day => Some(Calendar {
                part: inner.part,
                ..Calendar::of_day(day?.plus_days(i64::from(step)))
            }),
            TimeUnit::Week | TimeUnit::Weekend => {
                let date = day?.plus_days(7 * i64::from(step));
                let (year, week) = date.iso_week();
                if let Some(weekday) = inner.weekday {
                    let date = Date::from_iso_week(year, week).plus_days(i64::from(weekday) - 1);
                    return Some(Calendar::of_day(date));
                }
                Some(Calendar {
                    week: Some(week),
                    is_weekend: unit == TimeUnit::Weekend,
                    ..Calendar::of_year(year)
                })
            }
            TimeUnit::Decade => {
                Some(Calendar { decade: Some((year.div_euclid(10) + step) * 10), ..inner })
            }
            TimeUnit::Century => {
                Some(Calendar { century: Some((year.div_euclid(100) + step) * 100), ..inner })
            }
            TimeUnit::Second
            | TimeUnit::Minute
            | TimeUnit::Hour
            | TimeUnit::Fortnight
            | TimeUnit::Millennium => None,
        }
    }

    fn weekday_period(&self, weekday: u8, step: i32, day: Date, found: &Found) -> Option<Date> {
        let ahead = (i64::from(weekday) - i64::from(day.weekday())).rem_euclid(7);
        let days = match step {
            -1 => ahead - 7,
            1 if ahead == 0 => 7,
            1 => ahead,
            _ if found.tense == Tense::Past && ahead > 0 => ahead - 7,
            _ => ahead,
        };
        Some(day.plus_days(days))
    }

    fn part_period(
        &self,
        part: DayPart,
        step: i32,
        base: Base,
        day: Option<Date>,
        is_told: bool,
    ) -> Option<Calendar> {
        let step = i64::from(step);
        // "Last night" is the night before; "this morning" and "that night" are of the day itself.
        let date = match (base, is_told) {
            (Base::Speech, false) => {
                self.now.as_ref().filter(|now| now.has_day())?.date.plus_days(step)
            }
            _ => day?.plus_days(step),
        };
        Some(Calendar { part: Some(part), ..Calendar::of_day(date) })
    }

    fn place_offset(
        &self,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
        step: i32,
        base: Base,
    ) -> Placed {
        let vague = if step < 0 { Reference::Past } else { Reference::Future };
        if amount == Amount::Vague {
            return place_reference(vague);
        }
        let Some((from, told)) = self.reference(base, found) else {
            return self.open(found, Calendar::default(), "nothing to count from");
        };
        let start = match self.day_of(&from, told) {
            Some(day) if unit.months() < 12 && from.day.is_none() && unit.days() > 0 => {
                Calendar::of_day(day)
            }
            _ => from,
        };
        let shifted = shift(&start, amount, unit, step).map(|calendar| {
            // Seen from today "six weeks ago" is a week; in a story "a week later" is a day.
            let is_week = unit == TimeUnit::Week && told.is_none();
            match calendar.date().filter(|_| is_week) {
                Some(date) => {
                    let (year, week) = date.iso_week();
                    Calendar { week: Some(week), ..Calendar::of_year(year) }
                }
                None => calendar,
            }
        });
        match shifted {
            Some(calendar) => {
                let why = "counted from there";
                self.finish(
                    found,
                    self.counted(told, calendar, why, if told.is_some() { 0.75 } else { 0.9 }),
                )
            }
            None => place_reference(vague),
        }
    }

    /// "A week before the referendum of 1 October": counted from the date nearby; without one it
    /// is only a length of time, and "the day after" counts from the day spoken of.
    fn place_from_event(
        &self,
        at: usize,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
        step: i32,
    ) -> Placed {
        let next =
            self.found.get(at + 1).filter(|next| next.sentence == found.sentence && found.gap <= 8);
        let event = next.and_then(|next| match &next.expression {
            Expression::Calendar(calendar) => {
                self.complete(at + 1, next, *calendar).map(|c| (c.calendar, next.span))
            }
            Expression::Named(named) => {
                self.named_day(*named, step).map(|date| (Calendar::of_day(date), next.span))
            }
            _ => None,
        });
        let words = found.span.of(&self.document.text).to_lowercase();
        let is_neighbour = words.starts_with("the ") || words.starts_with("day ");
        let told = event
            .map(|(calendar, span)| Told {
                calendar,
                span,
                sentence: found.sentence,
                is_heading: false,
            })
            .or_else(|| self.clock.current_day().filter(|_| is_neighbour));
        let shifted =
            told.and_then(|told| Some((told, shift(&told.calendar, amount, unit, step)?)));
        match shifted {
            Some((told, calendar)) => {
                let confidence = if event.is_some() { 0.85 } else { 0.5 };
                let why = "counted from that event";
                self.finish(found, self.counted(Some(told), calendar, why, confidence))
            }
            None => {
                let mut placed = unresolved(TimexType::Duration, unit.length(amount));
                placed.trail =
                    vec!["the date of the event it counts from is not in the text".to_owned()];
                placed
            }
        }
    }

    fn named_day(&self, named: usize, step: i32) -> Option<Date> {
        let bounds = self.language.named.get(named)?.edtf.bounds();
        let seconds = if step > 0 { bounds.latest.or(bounds.earliest) } else { bounds.earliest }?;
        Some(crate::model::DateTime::from_seconds(seconds).date)
    }

    fn place_day_of_event(
        &self,
        at: usize,
        found: &Found,
        number: i32,
        unit: TimeUnit,
        event: Option<usize>,
    ) -> Placed {
        let not_found = "which war is meant is not clear";
        let now = self.now.as_ref();
        let ongoing = || {
            self.language.named.iter().position(|named| {
                named.is_day_one
                    && now.is_none_or(|now| {
                        named.edtf.bounds().earliest.is_some_and(|start| start <= now.date.start())
                    })
            })
        };
        let is_told_past = self.is_narrative || self.clock.year().is_some_and(|year| year < 2000);
        let event =
            event.or_else(|| if is_told_past || unit != TimeUnit::Day { None } else { ongoing() });
        let Some(named) = event.and_then(|event| self.language.named.get(event)) else {
            let other = self.found.get(at + 1).filter(|next| next.sentence == found.sentence);
            let year = other.and_then(Found::calendar).and_then(|c| c.year).or(self.clock.year());
            return match year.filter(|_| unit == TimeUnit::Year) {
                Some(year) => self.finish(
                    found,
                    said(
                        Calendar::of_year(year + number - 1),
                        "counted from the year of the event",
                        0.6,
                    ),
                ),
                None => self.open(found, Calendar::default(), not_found),
            };
        };
        let Some(start) = named.edtf.bounds().earliest else {
            return self.open(found, Calendar::default(), not_found);
        };
        let start = crate::model::DateTime::from_seconds(start).date;
        let calendar = match unit {
            TimeUnit::Day => Calendar::of_day(start.plus_days(i64::from(number) - 1)),
            TimeUnit::Month => {
                let month = start.plus_months(number - 1);
                Calendar::of_month(month.year, month.month)
            }
            _ => Calendar::of_year(start.year + number - 1),
        };
        let anchor = Anchor {
            edtf: named.edtf.to_string(),
            span: None,
            label: format!("{} ({})", named.name, named.edtf),
        };
        let reason = format!("counted from the first day of {}, {start}", named.name);
        self.finish(
            found,
            Completed {
                resolution: Resolution::Named,
                anchor: Some(anchor),
                ..said(calendar, &reason, 0.93)
            },
        )
    }

    fn place_nth(
        &self,
        at: usize,
        found: &Found,
        number: i32,
        unit: TimeUnit,
        of: Calendar,
    ) -> Placed {
        let is_weekend = of.is_weekend;
        let of = Calendar { is_weekend: false, ..of };
        let whole = if of.is_empty() {
            self.reference(Base::Narrative, found).map(|(from, told)| {
                let calendar = Calendar { day: None, ..from };
                self.counted(told, calendar, "in the period spoken of", 0.7)
            })
        } else {
            self.complete(at, found, of)
        };
        let Some(whole) = whole else {
            return self.open(found, Calendar::default(), "the period is not known");
        };
        let bounds = whole.calendar.partial().map(Partial::bounds);
        let Some((Some(first), Some(last))) = bounds.map(|b| (b.earliest, b.latest)) else {
            return self.open(found, Calendar::default(), "the period is not known");
        };
        let day = |seconds: i64| crate::model::DateTime::from_seconds(seconds).date;
        let (first, last) = (day(first), day(last));
        let calendar = match unit {
            TimeUnit::Month => {
                let month = if number < 0 { 12 } else { number };
                Calendar::of_month(first.year, month.clamp(1, 12) as u8)
            }
            TimeUnit::Day if number < 0 => Calendar::of_day(last),
            TimeUnit::Day => Calendar::of_day(first.plus_days(i64::from(number) - 1)),
            _ => {
                // The last week is the last that lies wholly inside; the first holds the first day.
                let inside = if number < 0 {
                    last.plus_days(-6)
                } else {
                    first.plus_days(7 * (i64::from(number) - 1))
                };
                let (year, week) = if number < 0 && last.weekday() == 7 {
                    last.iso_week()
                } else {
                    inside.iso_week()
                };
                Calendar { week: Some(week), is_weekend, ..Calendar::of_year(year) }
            }
        };
        self.finish(found, Completed { calendar, ..whole })
    }

    fn place_week_of(&self, at: usize, found: &Found, calendar: Calendar) -> Placed {
        let day = self.complete(at, found, calendar);
        let Some((completed, date)) = day.and_then(|c| c.calendar.date().map(|date| (c, date)))
        else {
            return self.open(found, calendar, "the day is not known");
        };
        let (year, week) = date.iso_week();
        let calendar = Calendar { week: Some(week), ..Calendar::of_year(year) };
        self.finish(found, Completed { calendar, ..completed })
    }

    fn place_duration(
        &self,
        found: &Found,
        value: &str,
        years: Option<i32>,
        step: Option<i32>,
    ) -> Placed {
        let mut placed = unresolved(TimexType::Duration, value.to_owned());
        placed.timex.modifier = found.modifier;
        placed.trail = vec!["a length of time, not a date".to_owned()];
        let now = self.now.as_ref().filter(|_| !self.is_narrative);
        if let (Some(years), Some(-1), Some(now)) = (years, step, now) {
            let (start, end) = (
                normalize::plain_year(now.date.year - years),
                normalize::plain_year(now.date.year),
            );
            placed.when = Some(When::from_edtf(Edtf::interval(start, end)));
            placed.resolution = Resolution::Dct;
            placed.anchor = Some(now.anchor());
            placed.confidence = 0.7;
            placed.trail = vec![format!("counted back from the {}", now.label)];
        }
        placed
    }

    fn place_named(&self, found: &Found, named: usize) -> Placed {
        let Some(named) = self.language.named.get(named) else {
            return unresolved(TimexType::Date, String::new());
        };
        let is_after = matches!(found.lead, Lead::Since | Lead::After);
        let (edge, value_year_only) = match &named.edtf {
            Edtf::Interval { start, end } => {
                let edge = if is_after { end.date().or(start.date()) } else { start.date() };
                (edge, end.date().is_some())
            }
            Edtf::Point(partial) => (Some(*partial), false),
            Edtf::OneOf(dates) => (dates.first().copied(), false),
        };
        let Some(edge) = edge else { return unresolved(TimexType::Date, String::new()) };
        let edge = if value_year_only { Partial::new(edge.year, Unit::Year) } else { edge };
        let calendar = calendar_of(edge);
        let whole = When::from_edtf(named.edtf.clone());
        let when = match found.lead {
            Lead::None | Lead::During | Lead::Perhaps => whole,
            _ => with_lead(When::from_edtf(Edtf::Point(edge)), found),
        };
        let anchor = Anchor {
            edtf: named.edtf.to_string(),
            span: None,
            label: format!("{} ({})", named.name, named.edtf),
        };
        Placed {
            timex: Timex {
                kind: TimexType::Date,
                value: normalize::value(&calendar),
                modifier: found.modifier,
            },
            when: Some(when),
            resolution: Resolution::Named,
            trail: vec![format!("{} is known: {}", named.name, named.edtf)],
            anchor: Some(anchor),
            confidence: 0.9,
            alternatives: Vec::new(),
            calendar: None,
        }
    }

    fn holiday_in(&self, holiday: usize, year: i32) -> Option<Date> {
        match self.language.holidays.get(holiday)? {
            Holiday::Fixed(month, day) => Date::new(year, *month, *day),
            Holiday::Easter(days) => easter(year).map(|sunday| sunday.plus_days(*days)),
            Holiday::Nth(month, weekday, which) => {
                let first = Date::new(year, *month, 1)?;
                let ahead = (i64::from(*weekday) - i64::from(first.weekday())).rem_euclid(7);
                let first_such = first.plus_days(ahead);
                if *which > 0 {
                    return Some(first_such.plus_days(7 * (i64::from(*which) - 1)));
                }
                (0..5).map(|n| first_such.plus_days(7 * n)).filter(|day| day.month == *month).last()
            }
        }
    }

    fn place_holiday(&self, at: usize, found: &Found, holiday: usize, year: Option<i32>) -> Placed {
        let sample = self.holiday_in(holiday, year.unwrap_or(2001));
        let Some(sample) = sample else { return unresolved(TimexType::Date, String::new()) };
        if year.is_some() {
            let completed =
                said(Calendar::of_day(sample), "the day of the holiday in that year", 0.95);
            return self.finish(found, completed);
        }
        let partial =
            Calendar { month: Some(sample.month), day: Some(sample.day), ..Calendar::default() };
        match self.complete(at, found, partial) {
            Some(completed) => {
                let date = completed.calendar.year.and_then(|year| self.holiday_in(holiday, year));
                let calendar = date.map_or(completed.calendar, Calendar::of_day);
                self.finish(found, Completed { calendar, ..completed })
            }
            None => self.open(found, partial, "nothing says which year"),
        }
    }

    fn from_now(&self, now: &Now, calendar: Calendar, why: &str) -> Completed {
        self.from_now_with(now, calendar, why, 0.96)
    }

    fn from_now_with(
        &self,
        now: &Now,
        calendar: Calendar,
        why: &str,
        confidence: f32,
    ) -> Completed {
        let reason =
            if why.contains(&now.label) { why.to_owned() } else { format!("{why}: {}", now.label) };
        Completed {
            calendar,
            resolution: Resolution::Dct,
            anchor: Some(now.anchor()),
            confidence: confidence * now.trust,
            reason,
            alternatives: Vec::new(),
        }
    }

    fn from_told(&self, told: &Told, calendar: Calendar, why: &str, confidence: f32) -> Completed {
        let anchor = told.anchor(&self.document.text);
        Completed {
            calendar,
            resolution: if told.is_heading { Resolution::Heading } else { Resolution::Narrative },
            confidence,
            reason: format!("{why}: {}", anchor.label),
            anchor: Some(anchor),
            alternatives: Vec::new(),
        }
    }
}

/// Whether the story goes on from a time: not from what lies back ("two years earlier").
fn moves_the_story(found: &Found) -> bool {
    match &found.expression {
        Expression::Period { step, .. } | Expression::Offset { step, .. } => *step >= 0,
        Expression::Calendar(calendar) => calendar.decade.is_none() && calendar.century.is_none(),
        Expression::FromEvent { .. }
        | Expression::Deictic { .. }
        | Expression::DayOfEvent { .. }
        | Expression::Nth { .. }
        | Expression::WeekOf(_)
        | Expression::Holiday { .. } => true,
        Expression::Duration { .. }
        | Expression::Set { .. }
        | Expression::Reference(_)
        | Expression::Named(_)
        | Expression::SameTime => false,
    }
}

/// A calendar that the text says in full.
fn said(calendar: Calendar, why: &str, confidence: f32) -> Completed {
    Completed {
        calendar,
        resolution: Resolution::Explicit,
        anchor: None,
        confidence,
        reason: why.to_owned(),
        alternatives: Vec::new(),
    }
}

fn unresolved(kind: TimexType, value: String) -> Placed {
    Placed {
        timex: Timex { kind, value, modifier: None },
        when: None,
        resolution: Resolution::None,
        anchor: None,
        confidence: 0.8,
        trail: vec!["it names no place on the calendar".to_owned()],
        alternatives: Vec::new(),
        calendar: None,
    }
}

fn place_reference(reference: Reference) -> Placed {
    let value = match reference {
        Reference::Past | Reference::Former => "PAST_REF",
        Reference::Present => "PRESENT_REF",
        Reference::Future => "FUTURE_REF",
    };
    unresolved(TimexType::Date, value.to_owned())
}

/// A date so many units later or earlier; `None` where it is not known exactly enough.
pub(super) fn shift(
    from: &Calendar,
    amount: Amount,
    unit: TimeUnit,
    step: i32,
) -> Option<Calendar> {
    let count = amount.whole()?.saturating_mul(step);
    if unit.months() >= 12 {
        let years = count.checked_mul(unit.months() / 12)?;
        return Some(Calendar::of_year(from.year?.checked_add(years)?));
    }
    if unit.months() > 0 {
        let month =
            Date::new(from.year?, from.month?, 1)?.plus_months(count.checked_mul(unit.months())?);
        return Some(Calendar::of_month(month.year, month.month));
    }
    if unit.days() > 0 {
        return Some(Calendar::of_day(
            from.date()?.plus_days(i64::from(count).checked_mul(unit.days())?),
        ));
    }
    Some(Calendar::of_day(from.date()?))
}

/// The year of "last summer" and its like.
fn season_period(season: u8, step: i32, from: &Calendar) -> Option<i32> {
    let year = from.year?;
    let Some(month) = from.month.or_else(|| from.group.and_then(season_month)) else {
        return Some(year + step);
    };
    let first = season_month(season)?;
    // The winter of January and February began in the December before.
    let this = if season == 24 && month <= 2 { year - 1 } else { year };
    let has_ended = if season == 24 { month > 2 } else { month > first + 2 };
    let has_begun = month >= first || season == 24 && month <= 2;
    Some(match step {
        -1 if season == 24 => {
            if month == 12 {
                year - 1
            } else if month <= 2 {
                year - 2
            } else {
                year - 1
            }
        }
        -1 => {
            if has_ended {
                year
            } else {
                year - 1
            }
        }
        1 => {
            if has_begun {
                this + 1
            } else {
                year
            }
        }
        _ => this,
    })
}

/// "The second half of the 1990s": years that ISO 8601-2 has no code for.
fn half_of_decade(calendar: &Calendar) -> Option<When> {
    let half = i32::from(calendar.half?);
    let (first, length) = match (calendar.decade, calendar.century) {
        (Some(decade), _) => (decade, 10),
        (None, Some(century)) => (century, 100),
        (None, None) => return None,
    };
    let start = first + (half - 1) * length / 2;
    let years =
        Edtf::interval(normalize::plain_year(start), normalize::plain_year(start + length / 2 - 1));
    let granularity = if length == 10 { Granularity::Decade } else { Granularity::Century };
    Some(When { shape: Shape::Within, granularity, ..When::from_edtf(years) })
}

fn calendar_of(partial: Partial) -> Calendar {
    match partial.unit {
        Unit::Day(month, day) => {
            Calendar { month: Some(month), day: Some(day), ..Calendar::of_year(partial.year) }
        }
        Unit::Month(month) => Calendar::of_month(partial.year, month),
        _ => Calendar::of_year(partial.year),
    }
}

/// What the word of time before an expression makes of its date: "since 1991" is open to the right.
fn with_lead(when: When, found: &Found) -> When {
    if found.join == Join::Range {
        return when;
    }
    let (Some(first), Some(last)) = (normalize::edge(&when), normalize::last_edge(&when)) else {
        return when;
    };
    let granularity = when.granularity;
    let of_end = when.bounds;
    let bounds_open_left = |when: When| When { granularity, ..when };
    match found.lead {
        Lead::Since => {
            let edtf = Edtf::Interval { start: End::At(first), end: End::Open };
            When { granularity, shape: Shape::Since, ..When::from_edtf(edtf) }
        }
        Lead::Until => {
            let edtf = Edtf::Interval { start: End::Open, end: End::At(last) };
            bounds_open_left(When { shape: Shape::Until, ..When::from_edtf(edtf) })
        }
        Lead::Before | Lead::By => bounds_open_left(When::before(last)),
        Lead::After => When { granularity, ..When::after(first) },
        Lead::Perhaps => match &when.edtf {
            Edtf::Point(partial) => {
                let edtf = Edtf::Point(Partial { uncertain: true, ..*partial });
                When { bounds: of_end, granularity, ..When::from_edtf(edtf) }
            }
            _ => when,
        },
        Lead::None | Lead::During => when,
    }
}

/// Whether a document tells of the past rather than of its own days: most of its years lie well
/// before its date, and few of its words ("Tuesday", "yesterday") point at it.
pub(super) fn tells_of_the_past(document: &Document, found: &[Found], now: Option<&Now>) -> bool {
    const YEARS_A_POINTER: usize = 6;
    let Some(now) = now else { return true };
    let own = || found.iter().filter(|found| !document.is_chrome(found.span));
    let (mut old, mut all) = (0, 0);
    for year in own().filter_map(|found| found.calendar()?.year) {
        all += 1;
        old += usize::from(year < now.date.year);
    }
    let pointers = own().filter(|found| match &found.expression {
        Expression::Calendar(calendar) => calendar.weekday.is_some() && calendar.month.is_none(),
        Expression::Deictic { .. } => true,
        Expression::Period { base: Base::Speech, step, .. } => *step <= 0,
        _ => false,
    });
    old >= 4 && old * 10 >= all * 6 && old > YEARS_A_POINTER * pointers.count()
}
