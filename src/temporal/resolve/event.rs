//! Expressions that count from named times, and parts and lengths of periods.

use super::{Completed, Placed, Resolver, said, unresolved, with_lead};
use crate::model::edtf::{Partial, Unit};
use crate::model::{Anchor, Bounds, Date, Edtf, Granularity, Resolution, Timex, TimexType, When};
use crate::temporal::language::feast::nth_weekday;
use crate::temporal::meaning::expression::{
    Amount, Base, Calendar, DayPart, Expression, MOST_YEARS, MonthsOf, TimeUnit,
};
use crate::temporal::normalize;
use crate::temporal::recognize::{Found, Lead, Side, Tense};
use smallvec::smallvec;

impl Resolver<'_> {
    pub(super) fn named_day(&self, named: usize, step: i32) -> Option<Date> {
        let bounds = self.language.named.get(named)?.edtf.bounds();
        let seconds = if step > 0 { bounds.latest.or(bounds.earliest) } else { bounds.earliest }?;
        Some(crate::model::DateTime::from_seconds(seconds).date)
    }

    pub(super) fn place_day_of_event(
        &self,
        at: usize,
        found: &Found,
        number: i32,
        unit: TimeUnit,
        event: Option<usize>,
    ) -> Placed {
        let not_found = "which war is meant is not clear";
        let spoken_of = || {
            let sentence = self.sentences.get(found.sentence);
            let event = sentence.and_then(|sentence| self.subject.event(sentence));
            event.or_else(|| self.event_going_on(number))
        };
        let is_told_past = self.is_narrative || self.clock.year().is_some_and(|year| year < 2000);
        let event = event
            .or_else(|| if is_told_past || unit != TimeUnit::Day { None } else { spoken_of() });
        let Some(named) = event.and_then(|event| self.language.named.get(event)) else {
            let other = self.found.get(at + 1).filter(|next| next.sentence == found.sentence);
            let year = other.and_then(Found::calendar).and_then(|c| c.year).or(self.clock.year());
            return match year.filter(|_| unit == TimeUnit::Year) {
                Some(year) => Self::finish(
                    found,
                    said(
                        Calendar::of_year(year + number - 1),
                        "counted from the year of the event",
                        0.6,
                    ),
                ),
                None => Self::open(found, Calendar::default(), not_found),
            };
        };
        let Some(start) = named.edtf.bounds().earliest else {
            return Self::open(found, Calendar::default(), not_found);
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
            edtf: named.edtf.to_string().into(),
            span: None,
            label: format!("{} ({})", named.name, named.edtf).into(),
        };
        let reason = format!("counted from the first day of {}, {start}", named.name);
        Self::finish(
            found,
            Completed {
                resolution: Resolution::Named,
                anchor: Some(anchor),
                ..said(calendar, reason, 0.93)
            },
        )
    }

    /// The event whose day of that number lies nearest to the document's date.
    fn event_going_on(&self, number: i32) -> Option<usize> {
        let now = self.now.as_ref()?.date.days();
        let events = self.language.named.iter().enumerate().filter(|(_, named)| named.is_day_one);
        let distances = events.filter_map(|(event, named)| {
            let start = crate::model::DateTime::from_seconds(named.edtf.bounds().earliest?).date;
            (start.days() <= now)
                .then(|| ((start.days() + i64::from(number) - 1 - now).abs(), event))
        });
        distances.min().map(|(_, event)| event)
    }

    pub(super) fn place_nth(
        &self,
        at: usize,
        found: &Found,
        (number, unit): (i32, TimeUnit),
        of: Calendar,
        whole: TimeUnit,
    ) -> Placed {
        /// Days from the first of a week to the one whose ISO week holds most of it.
        const MIDDLE: i64 = 3;
        let (is_weekend, weekday) = (of.is_weekend, of.weekday);
        let of = Calendar { is_weekend: false, weekday: None, ..of };
        let whole = if of.is_empty() {
            let spoken_of = self.reference(Base::Narrative, found);
            let is_known = |from: &Calendar| whole == TimeUnit::Year || from.month.is_some();
            spoken_of.filter(|(from, _)| is_known(from)).map(|(from, told)| {
                let calendar = match whole {
                    TimeUnit::Year => from.year.map_or(from, Calendar::of_year),
                    _ => Calendar { day: None, ..from },
                };
                self.counted(told, calendar, "in the period spoken of", 0.7)
            })
        } else {
            self.complete(at, found, of)
        };
        let Some(whole) = whole else {
            return Self::open(found, Calendar::default(), "the period is not known");
        };
        let bounds = whole.calendar.partial().map(Partial::bounds);
        let Some((Some(first), Some(last))) = bounds.map(|b| (b.earliest, b.latest)) else {
            return Self::open(found, Calendar::default(), "the period is not known");
        };
        let day = |seconds: i64| crate::model::DateTime::from_seconds(seconds).date;
        let (first, last) = (day(first), day(last));
        let calendar = match unit {
            TimeUnit::Month => {
                let month = if number < 0 { 12 } else { number };
                Calendar::of_month(first.year, month.clamp(1, 12) as u8)
            }
            TimeUnit::Day if let Some(weekday) = weekday => {
                let Some(day) = nth_weekday(number, weekday, first, last) else {
                    return Self::open(found, Calendar::default(), "it has no such day");
                };
                Calendar::of_day(day)
            }
            TimeUnit::Day if number < 0 => Calendar::of_day(last),
            TimeUnit::Day => Calendar::of_day(first.plus_days(i64::from(number) - 1)),
            _ => {
                let day = first_of_week(number, first, last);
                let (year, week) = day.plus_days(if is_weekend { 0 } else { MIDDLE }).iso_week();
                let calendar = Calendar { week: Some(week), is_weekend, ..Calendar::of_year(year) };
                let placed = Self::finish(found, Completed { calendar, ..whole });
                if is_weekend {
                    return placed;
                }
                return Placed {
                    when: Some(with_lead(normalize::week_from(day), found)),
                    ..placed
                };
            }
        };
        Self::finish(found, Completed { calendar, ..whole })
    }

    pub(super) fn place_week_of(&self, at: usize, found: &Found, calendar: Calendar) -> Placed {
        let is_weekend = calendar.is_weekend;
        let calendar = Calendar { is_weekend: false, ..calendar };
        let day = self.week_near(calendar).or_else(|| self.complete(at, found, calendar));
        let Some((completed, date)) = day.and_then(|c| c.calendar.date().map(|date| (c, date)))
        else {
            return Self::open(found, calendar, "the day is not known");
        };
        let (year, week) = date.iso_week();
        let calendar = Calendar { week: Some(week), is_weekend, ..Calendar::of_year(year) };
        Self::finish(found, Completed { calendar, ..completed })
    }

    /// A day without a year, in news: the one near the day of writing, whatever the verbs say.
    fn week_near(&self, calendar: Calendar) -> Option<Completed> {
        const NEAR_DAYS: i64 = 60;
        let now = self.now.as_ref().filter(|now| !self.is_narrative && now.has_day())?;
        let (None, Some(month), Some(day)) = (calendar.year, calendar.month, calendar.day) else {
            return None;
        };
        let years = [now.date.year - 1, now.date.year, now.date.year + 1];
        let days = years.into_iter().filter_map(|year| Date::new(year, month, day));
        let near = days.min_by_key(|date| (date.days() - now.date.days()).abs())?;
        let is_near = (near.days() - now.date.days()).abs() <= NEAR_DAYS;
        let calendar = Calendar { year: Some(near.year), ..calendar };
        is_near.then(|| Self::said_now_with(now, calendar, "the week near the document date", 0.88))
    }

    pub(super) fn place_duration(
        &self,
        found: &Found,
        value: &str,
        years: Option<i32>,
        step: Option<i32>,
    ) -> Placed {
        let mut placed = unresolved(TimexType::Duration, value);
        placed.timex.modifier = found.modifier;
        placed.trail = smallvec!["a length of time, not a date".into()];
        let now = self.now.as_ref().filter(|_| !self.is_narrative);
        let years = years.filter(|years| years.unsigned_abs() <= MOST_YEARS / 2);
        if let (Some(years), Some(-1), Some(now)) = (years, step, now) {
            let (start, end) = (
                normalize::plain_year(now.date.year - years),
                normalize::plain_year(now.date.year),
            );
            placed.when = Some(When::from_edtf(Edtf::interval(start, end)));
            placed.resolution = Resolution::Dct;
            placed.anchor = Some(now.anchor());
            placed.confidence = 0.7;
            placed.trail = smallvec![format!("counted back from the {}", now.label).into()];
        }
        placed
    }

    /// "They will vote in three weeks": a length that says how far off it is, but not "on 3 June he said that he
    /// would go in three weeks".
    pub(super) fn place_ahead(
        &self,
        at: usize,
        found: &Found,
        value: &str,
        (amount, unit): (Amount, TimeUnit),
    ) -> Option<Placed> {
        const RECENT_DAYS: i64 = 31;
        let now = self.now.as_ref();
        let now = now.filter(|_| found.tense == Tense::Future && !self.is_narrative)?;
        // "He was jailed in 1991. They told him that he would be free in two years."
        let reach = usize::from(!found.is_foreseen);
        let told = self.clock.last.filter(|told| told.sentence + reach >= found.sentence);
        let told = told.and_then(|told| told.calendar.first_day());
        let is_of_then = told.is_some_and(|day| day.plus_days(RECENT_DAYS) < now.date);
        if is_of_then && !found.is_foreseen {
            return None;
        }
        let mut placed = self.place_offset(at, found, amount, unit, 1, Base::Speech);
        placed.timex =
            Timex { kind: TimexType::Duration, value: value.into(), modifier: found.modifier };
        // Told from here, it is no time that the text goes on from.
        placed.calendar = None;
        placed.when.is_some().then_some(placed)
    }

    pub(super) fn place_named(&self, found: &Found, named: usize) -> Placed {
        let Some(named) = self.language.named.get(named) else {
            return unresolved(TimexType::Date, "");
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
        let Some(edge) = edge else { return unresolved(TimexType::Date, "") };
        let exact = edge;
        // "The last days of the Soviet Union" are none that can be counted.
        let is_near_edge = found.modifier.is_some();
        let edge = if value_year_only || is_near_edge {
            Partial::new(edge.year, Unit::Year)
        } else {
            edge
        };
        let calendar = calendar_of(edge);
        let whole = When::from_edtf(named.edtf.clone());
        let when = match found.lead {
            Lead::None | Lead::During if is_near_edge => When::from_edtf(Edtf::Point(edge.about())),
            // "ruined by the Great Depression" tells who did it, and so when.
            Lead::None | Lead::During | Lead::Perhaps | Lead::By => whole,
            _ => {
                let said = with_lead(When::from_edtf(Edtf::Point(edge)), found);
                When { bounds: beside(exact, &said, found), ..said }
            }
        };
        let anchor = Anchor {
            edtf: named.edtf.to_string().into(),
            span: None,
            label: format!("{} ({})", named.name, named.edtf).into(),
        };
        Placed {
            timex: Timex {
                kind: TimexType::Date,
                value: normalize::value(&calendar),
                modifier: found.modifier,
            },
            when: Some(when),
            resolution: Resolution::Named,
            trail: smallvec![format!("{} is known: {}", named.name, named.edtf).into()],
            anchor: Some(anchor),
            event: None,
            confidence: 0.9,
            alternatives: Vec::new(),
            calendar: story_time(found, edge),
        }
    }

    /// The calendar meaning of an expression, that of a holiday included: its month and, where it has the
    /// same in all years, its day.
    pub(super) fn names(&self, found: &Found) -> Option<Calendar> {
        const SAMPLES: [i32; 2] = [2001, 2002];
        let Expression::Holiday { holiday, year, of: None, .. } = found.expression else {
            return found.names();
        };
        let day = |year: i32| self.holiday_in(holiday, year);
        let (one, other) = (day(year.unwrap_or(SAMPLES[0]))?, day(SAMPLES[1])?);
        let is_fixed = (one.month, one.day) == (other.month, other.day);
        let day = (is_fixed || year.is_some()).then_some(one.day);
        Some(Calendar { year, month: Some(one.month), day, ..Calendar::default() })
    }

    pub(super) fn holiday_in(&self, holiday: usize, year: i32) -> Option<Date> {
        self.language.holidays.get(holiday)?.in_year(year)
    }

    pub(super) fn place_holiday(
        &self,
        at: usize,
        found: &Found,
        holiday: usize,
        (year, of, part): (Option<i32>, Option<TimeUnit>, Option<DayPart>),
    ) -> Placed {
        let of_date = |date| Calendar { part, ..days_of(date, of) };
        if year.is_none()
            && let Some(placed) = self.place_rare_day(found, holiday, of_date)
        {
            return placed;
        }
        if let Some(year) = year {
            let completed = match self.holiday_in(holiday, year) {
                Some(day) => said(of_date(day), "the day of the holiday in that year", 0.95),
                None => said(Calendar::of_year(year), "its day in that year is not known", 0.6),
            };
            return self.for_its_days(holiday, Self::finish(found, completed));
        }
        let sample = self.language.holidays.get(holiday).and_then(|it| it.day.in_year(2001));
        let Some(sample) = sample else { return unresolved(TimexType::Date, "") };
        let partial =
            Calendar { month: Some(sample.month), day: Some(sample.day), ..Calendar::default() };
        match self.complete(at, found, partial) {
            Some(completed) => {
                let date = completed.calendar.year.and_then(|year| self.holiday_in(holiday, year));
                let calendar = date.map_or(completed.calendar, of_date);
                let placed = Self::finish(found, Completed { calendar, ..completed });
                self.for_its_days(holiday, placed)
            }
            None => Self::open(found, partial, "nothing says which year"),
        }
    }

    /// "On Super Tuesday", which not every year has: that of the year of the story, else the last one or the
    /// next as the verb says; `None` for a holiday of every year.
    fn place_rare_day(
        &self,
        found: &Found,
        holiday: usize,
        of_date: impl Fn(Date) -> Calendar,
    ) -> Option<Placed> {
        let days = || self.language.holidays.get(holiday).into_iter().flat_map(|it| it.day.days());
        days().next()?;
        let told = self.clock.last.filter(|_| self.is_told_here(found));
        let in_story =
            told.and_then(|told| Some((told, self.holiday_in(holiday, told.calendar.year?)?)));
        let now = self.now.as_ref().filter(|now| now.has_day());
        let completed = match (in_story, now) {
            (Some((told, day)), _) => {
                self.counted_from(&told, of_date(day), "the one in the year spoken of", 0.8)
            }
            (None, Some(now)) => {
                let day = match found.tense {
                    Tense::Future => days().find(|&day| now.date <= day),
                    Tense::Past | Tense::Unknown => {
                        days().take_while(|&day| day <= now.date).last()
                    }
                };
                let why = "not every year has one; the nearest on the side that the verb says";
                Self::said_now_with(now, of_date(day?), why, 0.85)
            }
            (None, None) => {
                let why = "nothing says which year";
                return Some(Self::open(found, Calendar::default(), why));
            }
        };
        Some(Self::finish(found, completed))
    }

    /// A holiday of several days is all of them.
    fn for_its_days(&self, holiday: usize, mut placed: Placed) -> Placed {
        let days = self.language.holidays.get(holiday).map_or(1, |feast| i64::from(feast.lasts));
        if let (2.., Some(first)) = (days, placed.calendar.and_then(|calendar| calendar.date()))
            && placed.when.as_ref().is_some_and(|when| matches!(when.edtf, Edtf::Point(_)))
        {
            let (first, last) = (Partial::day(first), Partial::day(first.plus_days(days - 1)));
            placed.when = Some(When::from_edtf(Edtf::interval(first, last)));
            placed.trail.push(format!("it lasts {days} days").into());
        }
        placed
    }
}

/// The bounds of what was before, since, until or after a named time whose beginning or end is
/// `exact`. A day is left out by "before" and "after"; of a month or year that it began or ended in
/// either side may be meant.
fn beside(exact: Partial, said: &When, found: &Found) -> Bounds {
    let edge = exact.bounds();
    let is_day = exact.granularity() <= Granularity::Day;
    let latest = if is_day && found.lead == Lead::Before {
        edge.earliest.map(|s| s - 1)
    } else {
        edge.latest
    };
    let earliest = if is_day && found.lead == Lead::After {
        edge.latest.map(|s| s + 1)
    } else {
        edge.earliest
    };
    Bounds { earliest: said.bounds.earliest.and(earliest), latest: said.bounds.latest.and(latest) }
}

/// Where a story stands after a named time: "on D-Day", "after the war" in the month of its end, but not "the worst
/// war since then".
fn story_time(found: &Found, edge: Partial) -> Option<Calendar> {
    match (found.lead, edge.unit) {
        _ if found.side != Side::None => None,
        (Lead::After, _) => Some(Calendar { day: None, ..calendar_of(edge) }),
        (Lead::None | Lead::During, Unit::Day(..)) if found.follows_on => Some(calendar_of(edge)),
        _ => None,
    }
}

pub(super) fn calendar_of(partial: Partial) -> Calendar {
    match partial.unit {
        Unit::Day(month, day) => {
            Calendar { month: Some(month), day: Some(day), ..Calendar::of_year(partial.year) }
        }
        Unit::Month(month) => Calendar::of_month(partial.year, month),
        _ => Calendar::of_year(partial.year),
    }
}

/// Some months of a year: a length with a place on the axis.
pub(super) fn place_months(found: &Found, value: &str, months: MonthsOf) -> Placed {
    let MonthsOf { year, from, to } = months;
    let end = |month| Partial::new(year, Unit::Month(month));
    let mut placed = unresolved(TimexType::Duration, value);
    placed.timex.modifier = found.modifier;
    placed.when = Some(When::from_edtf(Edtf::interval(end(from), end(to))));
    placed.resolution = Resolution::Explicit;
    placed.confidence = 0.95;
    placed.trail = smallvec!["these months of the year that the text names".into()];
    placed.calendar = Some(Calendar::of_year(year));
    placed
}

/// A holiday, or the week or the weekend that it makes: that of a Monday is the one before it.
fn days_of(date: Date, of: Option<TimeUnit>) -> Calendar {
    let is_weekend = match of {
        None => return Calendar::of_day(date),
        Some(unit) => unit == TimeUnit::Weekend,
    };
    let is_early = is_weekend && date.weekday() <= 2;
    let (year, week) = (if is_early { date.plus_days(-3) } else { date }).iso_week();
    Calendar { week: Some(week), is_weekend, ..Calendar::of_year(year) }
}

/// The first day of a week of a month or year, whose first week is its first seven days, the last its last seven.
fn first_of_week(number: i32, first: Date, last: Date) -> Date {
    match number {
        ..0 => last.plus_days(-6),
        _ => first.plus_days(7 * (i64::from(number) - 1)),
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check;

    #[test]
    fn a_holiday_stands_before_who_did_something_on_it() {
        check("On Boxing Day Conor Reid scored.", "Boxing Day = 2021-12-26");
        check("On Boxing Day Massacre he said nothing.", "");
    }

    #[test]
    fn super_tuesday_is_of_a_year_with_primaries() {
        check("On Super Tuesday she won.", "Super Tuesday = 2020-03-03");
        check("On Super Tuesday she will win.", "Super Tuesday = 2024-03-05");
        check("On Super Tuesday 2008 she won.", "Super Tuesday 2008 = 2008-02-05");
        check("On Black Tuesday shares fell.", "");
    }
}
