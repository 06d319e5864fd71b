//! Fills in the year that a calendar expression leaves open; [`day`](super::day) fills in the rest.

use super::clock::{Now, Told, season_month};
use super::course::Standing;
use super::dateline::{YEARS, is_day_of_dateline};
use super::{Completed, Resolver, said};
use crate::model::calendar::year_in_words;
use crate::model::{Alternative, Date, Resolution, Span};
use crate::temporal::entry::entry_year::EntryYear;
use crate::temporal::entry::log::BEYOND_YEARS;
use crate::temporal::meaning::expression::{Base, Calendar, Expression, Period, TimeUnit};
use crate::temporal::normalize;
use crate::temporal::recognize::{Found, Join, Lead, Tense};
use std::cmp::Ordering;

/// The last year in which a state (Greece) kept the old calendar.
const LAST_JULIAN_YEAR: i32 = 1923;

impl Resolver<'_> {
    /// "'71": in the century of the time spoken of; what is told as past is of no year to come.
    pub(super) fn complete_short_year(
        &self,
        found: &Found,
        calendar: Calendar,
        short: u8,
    ) -> Completed {
        let near = self.spoken_year().filter(|year| *year > 0).unwrap_or(1950);
        let century = near.div_euclid(100) * 100;
        let latest = if found.tense == Tense::Past { BEYOND_YEARS } else { i32::MAX };
        let last = self.now.as_ref().map_or(latest, |now| now.date.year);
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
    pub(super) fn complete_absolute(
        &self,
        at: usize,
        found: &Found,
        calendar: Calendar,
    ) -> Completed {
        let mut completed = said(calendar, "as written, with nothing added", 0.98);
        if let (Some(date), Some(weekday)) = (calendar.date(), calendar.weekday)
            && date.weekday() != weekday
        {
            completed.confidence = 0.8;
            completed.reason =
                format!("as written, but {date} was not that day of the week").into();
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
    pub(super) fn spoken_year(&self) -> Option<i32> {
        self.clock.year().or(self.year)
    }

    /// Whether a story of older times has come to the day of writing, as the life of somebody who died "on
    /// Thursday" has: from then on "last summer" is counted from that day.
    pub(super) fn has_come_to_now(&self) -> bool {
        const NEAR_YEARS: i32 = 2;
        let now = self.now.as_ref().filter(|now| now.has_day());
        now.zip(self.clock.year()).is_some_and(|(now, told)| told + NEAR_YEARS >= now.date.year)
    }

    /// Whether the document tells of older times here, not of what its own day looks ahead to.
    pub(super) fn is_of_story(&self, found: &Found) -> bool {
        let is_dated = self.now.as_ref().is_some_and(Now::has_month);
        self.is_narrative && !(found.is_foreseen && is_dated) && !self.is_back_at_now(found)
    }

    /// Whether what has been told, rather than the document's date, is the time spoken of here.
    pub(super) fn is_told_here(&self, found: &Found) -> bool {
        const FAR: usize = 12;
        let Some(now) = self.year else { return true };
        // The days above the entries of a chronicle go on from each other.
        if self.clock.last.is_some() && self.begins_entry(found) {
            return true;
        }
        if self.is_back_at_now(found) || self.is_own_dateline(found) {
            return false;
        }
        if self.is_of_story(found) {
            // "The fair opens on 8 October. Its founder died in June 2009": no story has begun yet.
            let is_own = |told: &Told| {
                self.found_at(told).is_some_and(|it| self.is_own_date(it, Some(told.calendar)))
            };
            let told = self.clock.last.filter(|told| !is_own(told));
            let is_of_now = found.tense != Tense::Past && told.is_none();
            return !is_of_now;
        }
        let Some(told) = self.story_before(found) else { return false };
        let Some(year) = told.calendar.year else { return false };
        if !self.goes_on_from(&told, found) {
            return false;
        }
        // "He leaves next April. Orders in August fell": what has been is of no time to come.
        if found.tense == Tense::Past && self.lies_ahead(&told.calendar) {
            return false;
        }
        // The latest year told is no day of writing: what has told a day, a month or a season goes on from there.
        let has_month = told.calendar.month.is_some() || told.calendar.group.is_some();
        // "It had been founded in the autumn of 1921": not where another paragraph goes on.
        let is_background = || {
            self.found_at(&told).is_some_and(|it| it.is_before_story)
                && self.paragraph(told.sentence) != self.paragraph(found.sentence)
        };
        if self.now.is_none()
            && has_month
            && told.sentence + FAR >= found.sentence
            && !is_background()
        {
            return true;
        }
        let is_asked = self.is_asked_before(&told, found);
        let is_between = || self.is_between_years(&told, found);
        let is_near = told.is_heading
            || is_asked
            || self.recalls(found)
            || told.sentence + 2 >= found.sentence
                && self.paragraph(told.sentence) == self.paragraph(found.sentence)
            || is_between()
            || self.is_in_stretch(found);
        // News names past years in passing ("a law of 1982"); only a dated story carries its year.
        let is_set = || told.sentence == found.sentence && self.sets_the_year(&told);
        let goes_on = || self.is_counted_before(found);
        let is_told = told.is_heading || is_asked || has_month || self.now.is_none();
        let is_story = is_told || is_set() || goes_on() || is_between();
        // "The lowest since May", told right after a year that has passed.
        let is_up_to_now = found.lead == Lead::Since
            && !found.is_before_story
            && !self.is_from(found)
            && told.sentence != found.sentence;
        (year != now || self.now.is_none())
            && !is_up_to_now
            && is_near
            && is_story
            && (found.tense != Tense::Future || self.labels_item(&told, found))
            && !self.is_in_passing(&told, found)
            && !self.is_far_from_weekday(found)
    }

    /// Whether it is the day of the document before its news: "OSLO, June 9 – The mill", of 9 June.
    fn is_own_dateline(&self, found: &Found) -> bool {
        const NEAR_DAYS: i64 = 3;
        let of_now = self.now.as_ref().filter(|now| now.has_month()).map(|now| now.date);
        let named = found.calendar().and_then(|it| it.month.zip(it.day)).zip(of_now);
        let is_near = named.is_some_and(|((month, day), now)| {
            let date = Date::new(now.year, month, day);
            date.is_some_and(|date| (date.days() - now.days()).abs() <= NEAR_DAYS)
        });
        is_near && is_day_of_dateline(&self.document.text, found.span)
    }

    /// The time that the story has come to, seen from an expression.
    fn story_before(&self, found: &Found) -> Option<Told> {
        let last = self.clock.last;
        if self.is_counted_before(found) || last.is_some_and(|told| self.is_dwelt_on(&told, found))
        {
            last
        } else {
            self.clock.story(found.sentence)
        }
    }

    /// Whether what stands right before counts from the story: "two months later, on 17 September".
    fn is_counted_before(&self, found: &Found) -> bool {
        /// Tokens between the two.
        const NEAR: usize = 3;
        let at = self.number_at(found.span.start);
        let before = at.checked_sub(1).and_then(|before| self.found.get(before));
        before.is_some_and(|before| {
            let base = match before.expression {
                Expression::Offset { step: 1.., base, .. } => Some(base),
                _ => None,
            };
            base == Some(Base::Narrative) && before.sentence == found.sentence && before.gap <= NEAR
        })
    }

    pub(super) fn complete_year(
        &self,
        at: usize,
        found: &Found,
        calendar: Calendar,
    ) -> Option<Completed> {
        if self.comes_each_year(at, found) {
            return None;
        }
        let month = calendar.month.or_else(|| calendar.group.and_then(season_month))?;
        let beside = self.year_from_neighbour(at, calendar, month);
        if let Some(completed) = beside.or_else(|| self.year_just_pointed_at(at, calendar)) {
            return Some(completed);
        }
        if let (Some(day), Some(weekday)) = (calendar.day, calendar.weekday)
            && let Some(near) = self.guess_year(at, found, month)
        {
            let lately = self.now.as_ref().and_then(|now| now.year_lately(month, day, weekday));
            let years = self.clock.years_of_weekday((month, day, weekday), near, lately);
            let is_near = |year: &&i32| (*year - near).abs() <= 1 || lately == Some(**year);
            // Of a text without a date it is the first that fits from the latest year told of on, in today's calendar.
            let is_next =
                |year: &&i32| LAST_JULIAN_YEAR < near && (near..=near + YEARS).contains(*year);
            let is_open = self.now.is_none() && !self.is_told_here(found);
            let next = || years.iter().filter(|_| is_open).find(is_next);
            if let Some(&year) = years.first().filter(is_near).or_else(next) {
                let resolution =
                    if year == near { self.year_resolution(found) } else { Resolution::Weekday };
                return Some(Completed {
                    resolution,
                    ..said(
                        Calendar { year: Some(year), ..calendar },
                        format!(
                            "no year in the text; in {year} this day falls on that day of the week"
                        ),
                        0.93,
                    )
                });
            }
        }
        if let Some(entry) = self.entry_year(at, found) {
            return self.year_of_entry(entry, calendar);
        }
        let kept = self.year_of_anniversary(at, calendar);
        if let Some(completed) = kept.or_else(|| self.year_right_before(found, calendar)) {
            return Some(completed);
        }
        if let Some((told, year)) = self.story_at(at, found, month) {
            return self.year_of_story(&told, year, calendar);
        }
        match &self.now {
            Some(now) if self.ends_ahead(at, now, month) => {
                let calendar = Calendar { year: Some(now.date.year - 1), ..calendar };
                let why = "no year in the text; the last such range that was over by then";
                Some(Self::said_now_with(now, calendar, why, 0.85))
            }
            Some(now) => Some(Self::year_from_now(now, found, calendar, month)),
            None => {
                let ahead = self.year_ahead(at, found, calendar);
                ahead.or_else(|| self.year_from_floor(found, calendar))
            }
        }
    }

    /// "Crowds gathered from April to June", told in May: in this year the range would end after the day of writing.
    fn ends_ahead(&self, at: usize, now: &Now, month: u8) -> bool {
        let is_over = |found: &&Found| found.tense == Tense::Past && found.lead != Lead::Until;
        let first = self.found.get(at).filter(is_over).filter(|it| it.join == Join::Range);
        let last = first.and_then(|_| self.found.get(at + 1)).and_then(Found::calendar);
        // "Closed the border from 5 May to 20 June": of what was decided days are told.
        let last = last.filter(|last| last.year.is_none() && last.day.is_none());
        let here = now.date.month;
        let last = last.and_then(|last| last.month);
        now.has_month() && last.is_some_and(|last| month < here && here < last)
    }

    /// "In May and, at last, in June 1831", "they met on 7 October. The beginning of 1646 found them", of which nobody
    /// knows when it was written: by the year that follows.
    fn year_ahead(&self, at: usize, found: &Found, calendar: Calendar) -> Option<Completed> {
        const REACH: usize = 3;
        let Standing { year, anchor } = self.standing(at).filter(|it| at < it.anchor)?;
        let reach = if self.opens_with_own_days() { 0 } else { REACH };
        let ahead = self.told_at(anchor).filter(|told| told.sentence <= found.sentence + reach)?;
        self.year_of_story(&ahead, year, calendar)
    }

    pub(super) fn year_resolution(&self, found: &Found) -> Resolution {
        if self.is_told_here(found) { Resolution::Narrative } else { Resolution::Dct }
    }

    /// The year of a month in the story, and the date that says where the story stands: by its
    /// course or, where that says nothing, by the latest time told. `None` where the month is not
    /// the story's.
    fn story_at(&self, at: usize, found: &Found, month: u8) -> Option<(Told, i32)> {
        if !self.is_told_here(found) {
            return None;
        }
        let told = self.story_before(found);
        let spoken = told.as_ref().and_then(|told| told.calendar.year);
        // In news a story that starts long ago does not reach to where the text stands.
        let is_to_come = |year: i32| {
            let now = self.now.as_ref().filter(|now| now.has_month() && found.tense == Tense::Past);
            let day = found.calendar().and_then(|it| it.day).unwrap_or(1);
            now.is_some_and(|now| now.last_day() < Date { year, month, day })
        };
        let is_near = |it: Option<i32>, year: i32| it.is_none_or(|it| (year - it).abs() <= 1);
        let is_here = |year: i32| {
            self.is_of_story(found)
                || self.begins_entry(found)
                || !told.as_ref().is_some_and(|told| self.is_asked_before(told, found))
                    && !is_to_come(year)
                    && [spoken, self.clock.year()].iter().any(|it| is_near(*it, year))
        };
        let turns_back = |told: &Told, year| self.turns_back(told, month, year, found);
        if let Some(Standing { year, anchor }) = self.standing(at).filter(|s| is_here(s.year)) {
            let is_news = told.is_some_and(|told| turns_back(&told, year));
            return self.told_at(anchor).filter(|_| !is_news).map(|told| (told, year));
        }
        let told = told?;
        let year = self.narrative_year(&told, month, found.is_flashback)?;
        let year = year - i32::from(is_to_come(year));
        (!turns_back(&told, year)).then_some((told, year))
    }

    pub(super) fn guess_year(&self, at: usize, found: &Found, month: u8) -> Option<i32> {
        let entry = self.entry_year(at, found).map(|entry| entry.year);
        let story = || self.story_at(at, found, month).map(|(_, year)| year);
        entry.or_else(story).or(self.year)
    }

    /// An entry of a chronicle: its year is counted from the heading that says one, or from the entry above it.
    fn year_of_entry(&self, entry: EntryYear, calendar: Calendar) -> Option<Completed> {
        let above =
            || self.clock.last.filter(|told| told.is_heading && told.calendar.year.is_some());
        let said = entry.said_at.map_or_else(above, |at| {
            self.told_at(at).or_else(|| self.told_by(self.found.get(at)?))
        });
        if let Some(told) = said {
            return self.year_of_story(&told, entry.year, calendar);
        }
        let calendar = Calendar { year: Some(entry.year), ..calendar };
        self.now.as_ref().map(|now| {
            let why = ["no year in the text; the entries lie around the ", &now.label].concat();
            Self::said_now_with(now, calendar, &why, 0.85)
        })
    }

    /// "Between March and May 1995": the year stands at the other end.
    pub(super) fn year_from_neighbour(
        &self,
        at: usize,
        calendar: Calendar,
        month: u8,
    ) -> Option<Completed> {
        /// The longest list of months and days that shares a year.
        const LONGEST: usize = 40;
        let mut next = at;
        while next < at + LONGEST
            && self.found.get(next).is_some_and(|found| found.join != Join::None)
        {
            next += 1;
            let other = self.found.get(next)?;
            let other = other.calendar().copied().or_else(|| self.month_of_some_year(other))?;
            if let Some(year) = other.year {
                let other_month = other.month.or_else(|| other.group.and_then(season_month))?;
                let year = if month <= other_month { year } else { year - 1 };
                let words = self.found.get(next)?.span.of(&self.document.text);
                let reason = format!("no year of its own; it shares the year of “{words}”");
                return Some(said(Calendar { year: Some(year), ..calendar }, reason, 0.93));
            }
            if other.month.is_none() && other.group.is_none() {
                break;
            }
        }
        if let Some(completed) = self.year_of_name(at, calendar) {
            return Some(completed);
        }
        let before = at.checked_sub(1)?;
        let is_joined = |it: &&Found| {
            let month = it.calendar().and_then(|it| it.month);
            let is_of_month = month.is_some() && month == calendar.month;
            it.join == Join::Range || it.join == Join::List && it.gap <= 1 && is_of_month
        };
        let previous = self.found.get(before).filter(is_joined)?;
        let told = self.clock.last.filter(|told| told.span == previous.span)?;
        let year = told.calendar.year?;
        let is_over_new_year = told.calendar.month.is_some_and(|m| month < m);
        let year = if is_over_new_year { year + 1 } else { year };
        let words = previous.span.of(&self.document.text);
        let reason = format!("no year of its own; the range begins with “{words}”");
        Some(said(Calendar { year: Some(year), ..calendar }, reason, 0.9))
    }

    /// The month that "July last year" says.
    fn month_of_some_year(&self, found: &Found) -> Option<Calendar> {
        let Expression::Period { period: Period::Unit(TimeUnit::Year), step, base, inner } =
            found.expression
        else {
            return None;
        };
        let (from, _) = self.reference(base, found)?;
        Some(Calendar { year: Some(from.year?.checked_add(step)?), ..inner })
    }

    /// "The Spring Offensive of 1918": the year stands at the end of the name.
    fn year_of_name(&self, at: usize, calendar: Calendar) -> Option<Completed> {
        const LONGEST: usize = 3;
        let (here, next) = (self.found.get(at)?, self.found.get(at + 1)?);
        let between = Span { start: here.span.end, end: next.span.start }.of(&self.document.text);
        let is_name = here.sentence == next.sentence
            && here.gap <= LONGEST
            && between.ends_with(" of ")
            && between
                .split_whitespace()
                .all(|word| word == "of" || word.starts_with(char::is_alphabetic));
        let year = next.calendar()?;
        let year = year.year.filter(|&own| is_name && *year == Calendar::of_year(own))?;
        let words = next.span.of(&self.document.text);
        let reason = format!("no year of its own; it shares the year of “{words}”");
        Some(said(Calendar { year: Some(year), ..calendar }, reason, 0.93))
    }

    /// "The following year" at the head of a paragraph counts from where the story stands; elsewhere
    /// from the date before it.
    pub(super) fn year_counted_in_story(
        &self,
        at: usize,
        inner: Calendar,
    ) -> Option<(Told, Calendar)> {
        let standing = if self.is_narrative { self.standing(at) } else { None }?;
        let told = self.told_at(standing.anchor)?;
        self.opens_paragraph(at).then_some((told, Calendar { year: Some(standing.year), ..inner }))
    }

    /// "From January to May of the following year": the first month has taken the year of the second already.
    pub(super) fn year_of_range_start(
        &self,
        at: usize,
        inner: Calendar,
    ) -> Option<(Told, Calendar)> {
        let before = self.found.get(at.checked_sub(1)?).filter(|it| it.join == Join::Range)?;
        let start = before.calendar().filter(|it| it.year.is_none() && it.month.is_some())?;
        let told = *self.told.last().filter(|told| told.span == before.span)?;
        let is_over_new_year = inner.month? < start.month?;
        let year = told.calendar.year?.checked_add(i32::from(is_over_new_year))?;
        Some((told, Calendar { year: Some(year), ..inner }))
    }

    /// The date that says in which year the story stands.
    fn told_at(&self, anchor: usize) -> Option<Told> {
        let from = self.found.get(anchor)?;
        let Some(calendar) = self.names(from) else { return self.told_by(from) };
        Some(Told {
            calendar,
            span: from.span,
            sentence: from.sentence,
            is_heading: self.is_in_heading(from),
        })
    }

    /// What an expression was placed at before: "two years ago".
    pub(super) fn told_by(&self, found: &Found) -> Option<Told> {
        let at = self.told.partition_point(|told| told.span.start < found.span.start);
        self.told.get(at).filter(|told| told.span == found.span).copied()
    }

    /// A month of the year in which the story stands, counted from the date that says it.
    fn year_of_story(&self, told: &Told, year: i32, calendar: Calendar) -> Option<Completed> {
        let told_year = told.calendar.year?;
        let why = match year.cmp(&told_year) {
            Ordering::Equal => "no year in the text; it is the year of the story here",
            Ordering::Greater => "no year in the text; the story has moved on to a later year",
            Ordering::Less => "no year in the text; what follows shows that it lies before",
        };
        let calendar = Calendar { year: Some(year), ..calendar };
        let other = if year == told_year { year + 1 } else { told_year };
        Some(Completed {
            alternatives: vec![Alternative {
                value: normalize::value(&Calendar { year: Some(other), ..calendar }),
                reason: "if the story does not go on where it stood".into(),
                confidence: 0.15,
            }],
            ..self.counted_from(told, calendar, &format!("{why} ({})", year_in_words(year)), 0.8)
        })
    }

    /// A day or month of the document's year or a neighbouring one. What lies close ahead is meant
    /// rather than what lies most of a year back, unless a past tense says otherwise.
    pub(super) fn year_from_now(
        now: &Now,
        found: &Found,
        calendar: Calendar,
        month: u8,
    ) -> Completed {
        const CLOSE_DAYS: i64 = 75;
        /// The same for what something must be done by.
        const DUE_DAYS: i64 = 120;
        let year = now.date.year;
        if let Some(completed) = Self::nearest_quarter(now, found, calendar, month) {
            return completed;
        }
        let day = calendar.day.unwrap_or(now.date.day);
        let is_ahead = (month, day) > (now.date.month, now.date.day);
        let ahead = Date::new(if is_ahead { year } else { year + 1 }, month, day.min(28))
            .map_or(i64::MAX, |date| date.days() - now.date.days());
        // An entry of a chronicle goes on to the days after its own.
        let is_close = ahead <= CLOSE_DAYS && (!found.is_told_as_past || now.is_entry);
        let is_due = ahead <= DUE_DAYS && !found.is_told_as_past;
        let (why, is_next) = match found.tense {
            _ if matches!(found.lead, Lead::By | Lead::Until) && is_close => ("close ahead", true),
            _ if matches!(found.lead, Lead::By | Lead::Until | Lead::Before) && is_due => {
                ("it must be done by then", true)
            }
            _ if found.lead == Lead::NotBefore => ("it will not be before then", true),
            // "The talks, planned for 12 July, were put off", said on 30 July.
            Tense::Future if found.is_past_plan(ahead) => {
                ("a plan for a time that has passed", false)
            }
            Tense::Future => ("the verb looks ahead", true),
            Tense::Past | Tense::Unknown if is_close => ("close ahead of it", true),
            Tense::Unknown if is_due && found.is_expected => {
                ("it is named for what is to be", true)
            }
            Tense::Past => ("the verb is in the past", false),
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
        let reason = ["no year in the text; the ", &now.label, ", ", why].concat();
        Completed {
            alternatives: vec![Alternative {
                value: normalize::value(&Calendar { year: Some(other), ..calendar }),
                reason: "the same day of another year".into(),
                confidence: 0.1,
            }],
            ..Self::said_now_with(now, calendar, &reason, 0.88)
        }
    }

    /// "Second-quarter profit", whatever the tense: the quarter nearest to the day of writing.
    fn nearest_quarter(
        now: &Now,
        found: &Found,
        calendar: Calendar,
        month: u8,
    ) -> Option<Completed> {
        calendar.group.filter(|group| (33..=36).contains(group))?;
        let here = now.date.year * 12 + i32::from(now.date.month);
        let months = |year: i32| year * 12 + i32::from(month);
        let years = [now.date.year, now.date.year - 1, now.date.year + 1].into_iter();
        let mut known = years.filter(|&year| !found.is_told_as_past || months(year) <= here);
        let first = known.next()?;
        let away = |year: i32| (months(year) + 1 - here).abs();
        let year =
            known.fold(first, |best, year| if away(year) < away(best) { year } else { best });
        let why = "no year in the text; the nearest such quarter";
        let calendar = Calendar { year: Some(year), ..calendar };
        now.has_month().then(|| Self::said_now_with(now, calendar, why, 0.85))
    }

    /// "The middle of the month", where nobody knows when it was written: of the time told last.
    pub(super) fn period_of_story(&self, found: &Found) -> Option<(Calendar, Option<Told>)> {
        let told = self.clock.last.filter(|_| !found.says_this(&self.document.text))?;
        Some((told.calendar, Some(told)))
    }
}

/// 29 February of a year that has none is that of the last leap year before it.
pub(super) fn on_a_real_day(completed: Completed) -> Completed {
    let Calendar { year: Some(year), month: Some(2), day: Some(29), .. } = completed.calendar
    else {
        return completed;
    };
    let leap = (year - 8..=year).rev().find(|&year| Date::new(year, 2, 29).is_some());
    Completed { calendar: Calendar { year: leap, ..completed.calendar }, ..completed }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tag;
    use crate::temporal::tests::{check, check_undated, document, seen, tagged};

    #[test]
    fn a_range_that_is_over_ends_before_the_day_of_writing() {
        check(
            "The army held the town from September to December.",
            "September = 2021-09 [2021-09/2021-12]; December = 2021-12",
        );
        check(
            "The army held the town from May to September.",
            "May = 2022-05 [2022-05/2022-09]; September = 2022-09",
        );
        check(
            "The army will hold the town from September to December.",
            "September = 2023-09 [2023-09/2023-12]; December = 2023-12",
        );
    }

    #[test]
    fn a_story_without_a_date_counts_from_what_it_told_last() {
        check_undated(
            "The siege began on 3 October 1854.\nBy the middle of the month it rained.",
            "3 October 1854 = 1854-10-03; the middle of the month = ../1854-10~ MID",
        );
        check_undated(
            "In 218 BC they crossed the river.\nThe next year, in June, they won.\nPeace was made in 201 BC.",
            "218 BC = -0217; The next year = -0216; June = -0216-06; 201 BC = -0200",
        );
    }

    const HISTORY: &str = "In May 1990 the mill was built. It burned in 1991. It burned in 1992. \
        It was sold in 1993. It closed in 1994. It burned in 1995. It was sold in 1996. \
        It burned in June 1998.\n";
    const TOLD: &str = "May 1990 = 1990-05; 1991 = 1991; 1992 = 1992; 1993 = 1993; 1994 = 1994; \
        1995 = 1995; 1996 = 1996; June 1998 = 1998-06";

    #[test]
    fn a_history_that_comes_back_to_its_own_day_counts_from_there() {
        check(
            &format!("{HISTORY}Today its hall is shut. In April the owner left."),
            &format!("{TOLD}; Today = PRESENT_REF; April = 2022-04"),
        );
        check(
            &format!(
                "{HISTORY}Today its hall is shut. In 1999 it was sold. In April the owner left."
            ),
            &format!("{TOLD}; Today = PRESENT_REF; 1999 = 1999; April = 1999-04"),
        );
        check(&format!("{HISTORY}In August the owner left."), &format!("{TOLD}; August = 1998-08"));
    }

    #[test]
    fn what_is_to_come_before_a_story_begins_is_of_the_day_of_writing() {
        let past = "Its founder died in June 2009. It was left out in May 2010.";
        let tail = "June 2009 = 2009-06; May 2010 = 2010-05";
        check(
            &format!("The fair takes place on 8 December. {past}"),
            &format!("8 December = 2022-12-08; {tail}"),
        );
        check(
            &format!("The army came on 8 August. {past}"),
            &format!("8 August = 2009-08-08; {tail}"),
        );
    }

    #[test]
    fn the_dateline_of_a_history_is_of_its_own_day() {
        check(
            &format!("Oslo, November 2 – {HISTORY}"),
            &format!("November 2 = 2022-11-02; {TOLD}"),
        );
    }

    #[test]
    fn holidays_carry_the_year_of_the_story() {
        check_undated(
            "The feast was kept until 1752. The organ came on Whit Monday 1844, and it was counted on 31 May \
             and sold at Easter.",
            "1752 = ../1752; Whit Monday 1844 = 1844-05-27; 31 May = 1844-05-31; Easter = 1844-04-07",
        );
    }

    #[test]
    fn what_has_been_is_of_no_time_to_come() {
        check(
            "He will retire next April. Orders in August fell.",
            "next April = 2023-04; August = 2022-08",
        );
        check(
            "He will retire next April. In June he will sail.",
            "next April = 2023-04; June = 2023-06",
        );
    }

    #[test]
    fn since_a_month_in_news_is_up_to_now() {
        let text = "Demand fell in March 2011.\nYields are the lowest since May.";
        let (document, mut sentences) = document(text, Some((2022, 11, 2)));
        for sentence in &mut sentences {
            sentence.paragraph = 0;
        }
        let mentions = tag(&document, &sentences).mentions;
        assert_eq!(seen(&mentions, text), "March 2011 = 2011-03; May = 2022-05/..");
    }

    #[test]
    fn a_time_told_in_two_ways_is_one() {
        check(
            "In 1909, a hundred years later, a stone was put up.",
            "1909 = 1909; a hundred years later = 1909",
        );
        check(
            "He was freed in May 1990, two years later.",
            "May 1990 = 1990-05; two years later = 1990-05",
        );
    }

    #[test]
    fn nothing_that_was_later_is_counted_from_the_day_of_writing() {
        check("He graduated three years later.", "three years later = XXXX");
        check("It will open three years later.", "three years later = 2025");
    }

    #[test]
    fn news_that_names_a_year_in_passing_stays_in_its_own_days() {
        let check_last = |text: &str, expected: &str| {
            let seen = seen(&tagged(text), text);
            assert!(seen.ends_with(expected), "{text}: {seen}");
        };
        check_last("The May 5, 2011, blast killed 20. A court met in April.", "April = 2022-04");
        check_last("It is his first since June 2011. A flood came in April.", "April = 2022-04");
        check_last("He fled in May 2011. Last month he fell ill in April.", "April = 2022-04");
        check_last("He fled in May 2011. He was freed in August.", "August = 2011-08");
        check_last("Her year was 1968: in May she mapped the rim.", "May = 1968-05");
        check_last("In 1968 she sailed, and in May she came back.", "May = 1968-05");
        check_last("The talks, planned for 30 October, were put off.", "October = 2022-10-30");
        check_last(
            "It met on Friday. In 2006 a vote was called. Two months later, on 17 September, it was won.",
            "17 September = 2006-09-17",
        );
        check_last("He was born on 29 February.", "29 February = 2020-02-29");
        check_last("He, jailed in 2010, was freed in April.", "April = 2022-04");
        check_last("A law of 1982 was changed in April.", "April = 2022-04");
    }

    #[test]
    fn a_day_that_is_appointed_is_not_of_the_year_before() {
        check("The mayor declared 3 November a holiday.", "3 November = 2022-11-03");
        check("The mayor declared 3 October a holiday.", "3 October = 2022-10-03");
        check("9 January is set as the date of the vote.", "9 January = 2023-01-09");
        check("She died on 3 December.", "3 December = 2021-12-03");
    }

    #[test]
    fn what_is_not_before_a_month_lies_ahead() {
        check("The next flight is not before late March.", "late March = 2023-03~/.. END");
    }

    #[test]
    fn what_must_be_done_by_a_day_lies_ahead() {
        let told = "It was agreed to ask the county for a meeting before Christmas.";
        check(told, "Christmas = ../2022-12-25");
    }

    #[test]
    fn two_figures_of_a_year_are_of_none_to_come() {
        check_undated(
            "We talked in 2005. I was born in '38. In '71 I left for Hull.",
            "2005 = 2005; '38 = 1938; '71 = 1971",
        );
        check_undated(
            "The treaty runs out in '36. It was signed in 2006.",
            "'36 = 2036; 2006 = 2006",
        );
    }
}
