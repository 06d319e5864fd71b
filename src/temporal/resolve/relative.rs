//! Expressions that count from a time: "last month", "two days later", "a week before …".

use super::clock::{Told, season_month};
use super::shift::{season_period, shift};
use super::{Completed, Placed, Resolver, place_reference, said, unresolved};
use crate::model::calendar::DAY_SECS;
use crate::model::edtf::Partial;
use crate::model::{Bounds, Date, Edtf, Modifier, Resolution, Shape, Span, TimexType, When};
use crate::temporal::meaning::expression::{
    Amount, Base, Calendar, Expression, Period, Reference, TimeUnit,
};
use crate::temporal::recognize::{Found, Lead, Tense};
use smallvec::smallvec;

impl Resolver<'_> {
    pub(super) fn counted(
        &self,
        told: Option<Told>,
        calendar: Calendar,
        why: &'static str,
        confidence: f32,
    ) -> Completed {
        match (told, &self.now) {
            (Some(told), _) => Completed {
                resolution: Resolution::Anaphora,
                ..self.counted_from(&told, calendar, why, confidence)
            },
            (None, Some(now)) => Self::said_now_with(now, calendar, why, confidence),
            (None, None) => said(calendar, why, confidence),
        }
    }

    pub(super) fn place_period(
        &self,
        at: usize,
        found: &Found,
        period: Period,
        step: i32,
        base: Base,
        inner: Calendar,
    ) -> Placed {
        if let (Period::Unit(TimeUnit::Year), Base::Narrative) = (period, base)
            && let Some((told, calendar)) = self
                .year_of_range_start(at, inner)
                .or_else(|| self.year_counted_in_story(at, inner))
        {
            let why = "counted from where the story stands";
            return Self::finish(found, self.counted(Some(told), calendar, why, 0.75));
        }
        let reference = self.long_period_before(found, period, base);
        let reference = reference.or_else(|| self.reference(base, found));
        let Some((from, told)) =
            reference.or_else(|| self.period_of_story(found).filter(|_| step == 0))
        else {
            return Self::open(found, inner, "nothing to count from");
        };
        if told.is_some() && step == 0 && self.is_compared(found) {
            return Self::open(found, inner, "the time of something that the text does not date");
        }
        let day = self.day_of(&from, told);
        let step = match (period, day) {
            (Period::Unit(TimeUnit::Weekend), Some(day)) if step == 0 => {
                self.weekend_near(found, day, told.is_some())
            }
            _ => step,
        };
        let calendar = match period {
            Period::Unit(unit) => Self::unit_period(unit, step, &from, day, inner),
            Period::Month(month) => Self::month_period(month, step, &from, inner)
                .map(|it| if step == 0 { self.not_ahead(found, it, month, &from) } else { it }),
            Period::Season(season) => season_period(season, step, &from).map(|year| Calendar {
                year: Some(year),
                group: Some(season),
                ..inner
            }),
            Period::Weekday(weekday) => day
                .map(|day| Self::weekday_period(weekday, (step, base), day, found))
                .map(|date| date.plus_days(7 * i64::from(inner.week.unwrap_or(0))))
                .map(|date| inner.on(date)),
            Period::Part(part) => self
                .part_day(step, base, day, told.is_some())
                .map(|date| Calendar { part: Some(part), ..inner.on(date) }),
            Period::TurnOf(unit) => from.year.map(|year| {
                let year = year.saturating_add(SOON_YEARS);
                Calendar::of_year(first_by_digits(year, (unit.months() / 12).max(1)))
            }),
            Period::Holiday(holiday) => {
                self.holiday_near(holiday, step, &from).map(Calendar::of_day)
            }
        };
        // What has been is no "next day" after the day of writing.
        let is_open = told.is_none() && base != Base::Speech && found.tense == Tense::Past;
        let calendar = calendar.filter(|it| !is_open || !self.lies_ahead(it));
        // "In November they beat him; on the following Thursday he was fined": some day of the month.
        let is_of_month = step > 0 && base != Base::Speech && from.month.is_some();
        let nearby = match period {
            Period::Unit(unit) if !is_open => self.roughly(found, &from, told, unit),
            Period::Weekday(_) if is_of_month => self.roughly(found, &from, told, TimeUnit::Day),
            _ => None,
        };
        match (calendar, nearby) {
            (Some(calendar), _) => {
                let why = "counted by calendar units";
                let confidence = if told.is_some() { 0.75 } else { 0.92 };
                let placed = Self::finish(found, self.counted(told, calendar, why, confidence));
                let is_now = told.is_none() && step == 0 && base == Base::Speech;
                if is_now { self.beside_now(found, placed) } else { placed }
            }
            (None, Some(nearby)) => nearby,
            (None, None) => {
                Self::open(found, inner, "what it counts from is not known exactly enough")
            }
        }
    }

    /// "Later this year" lies after the day of writing, "earlier this year" before it: surely so, and
    /// not about that year.
    fn beside_now(&self, found: &Found, mut placed: Placed) -> Placed {
        let whole = placed.calendar.and_then(|calendar| calendar.partial()).map(Partial::bounds);
        let whole = whole.and_then(|whole| whole.earliest.zip(whole.latest));
        let now = self.now.as_ref().filter(|now| now.has_day());
        let Some(((start, end), now)) = whole.zip(now) else { return placed };
        let today = Bounds::new(now.date.start(), now.date.start() + DAY_SECS - 1);
        let bounds = match self.first_word(found).to_ascii_lowercase().as_str() {
            "later" => Bounds { earliest: today.latest.map(|s| s + 1), latest: Some(end) },
            "earlier" => Bounds { earliest: Some(start), latest: today.earliest.map(|s| s - 1) },
            _ => return placed,
        };
        if let Some(when) = placed.when.as_mut().filter(|_| bounds.earliest <= bounds.latest)
            && let (Edtf::Point(date), Shape::Within) = (&mut when.edtf, when.shape)
        {
            date.approximate = false;
            when.bounds = bounds;
        }
        placed
    }

    /// "The same day as the election".
    fn is_compared(&self, found: &Found) -> bool {
        let text = &self.document.text;
        !found.says_this(text)
            && text.get(found.span.range().end..).is_some_and(|rest| rest.starts_with(" as "))
    }

    fn first_word(&self, found: &Found) -> &str {
        found.span.of(&self.document.text).split_whitespace().next().unwrap_or("")
    }

    /// "Over the weekend", said on a weekday, was the one before; "that weekend" is the nearest to the day told.
    fn weekend_near(&self, found: &Found, day: Date, is_told: bool) -> i32 {
        const TUESDAY: u8 = 2;
        const FRIDAY: u8 = 5;
        let is_bare = !found.says_this(&self.document.text);
        let is_before = if is_told {
            day.weekday() <= TUESDAY
        } else {
            is_bare && day.weekday() <= FRIDAY && found.tense != Tense::Future
        };
        -i32::from(is_before)
    }

    /// Some day, week or month of the month or year that is counted from, where no more of that is
    /// known: "the next day" in a story that has come to May 1916.
    fn roughly(
        &self,
        found: &Found,
        from: &Calendar,
        told: Option<Told>,
        unit: TimeUnit,
    ) -> Option<Placed> {
        let year = from.year?;
        let month = from.month.filter(|_| unit == TimeUnit::Day);
        let unknown = match (unit, month) {
            (TimeUnit::Day, Some(_)) | (TimeUnit::Month, _) => "-XX",
            (TimeUnit::Day, None) => "-XX-XX",
            (TimeUnit::Week, _) => "-WXX",
            _ => return None,
        };
        let calendar = Calendar { month, ..Calendar::of_year(year) };
        let why = "what it counts from is known no more exactly";
        let mut placed = Self::finish(found, self.counted(told, calendar, why, 0.4));
        placed.timex.value = [&placed.timex.value, unknown].into_iter().collect();
        placed.calendar = None;
        Some(placed)
    }

    /// The day counted from: of a told time the latest day told within it.
    pub(super) fn day_of(&self, from: &Calendar, told: Option<Told>) -> Option<Date> {
        match told {
            None => from.date(),
            Some(_) => from.date().or_else(|| self.clock.current_day()?.calendar.date()),
        }
    }

    /// "Last Easter", "next Easter", "that Easter".
    fn holiday_near(&self, holiday: usize, step: i32, from: &Calendar) -> Option<Date> {
        let (year, here) = from.year.zip(from.first_day())?;
        let mut days = (year - 1..=year + 1).filter_map(|year| self.holiday_in(holiday, year));
        match step {
            -1 => days.filter(|&day| day < here).max(),
            1 => days.find(|&day| day > here),
            _ => self.holiday_in(holiday, year),
        }
    }

    /// "It had voted against it that October", told of a January: the one before, as where a verb in the past
    /// would tell of a month still to come.
    fn not_ahead(&self, found: &Found, it: Calendar, month: u8, from: &Calendar) -> Calendar {
        let Some(year) = it.year else { return it };
        let is_to_come = self.now.as_ref().is_some_and(|now| {
            found.tense == Tense::Past
                && now.has_month()
                && (now.date.year, now.date.month) < (year, month)
        });
        let is_ahead = found.is_before_story && from.month.is_some_and(|here| here < month);
        Calendar { year: Some(year - i32::from(is_to_come || is_ahead)), ..it }
    }

    /// "Last May", "next May": of a month the one before or after the time counted from; of a year alone that
    /// of the year before or after.
    pub(super) fn month_period(
        month: u8,
        step: i32,
        from: &Calendar,
        inner: Calendar,
    ) -> Option<Calendar> {
        let here = from.month.or_else(|| from.group.and_then(season_month));
        let years = match step {
            -1 if here.is_none_or(|here| month >= here) => -1,
            1 if here.is_none_or(|here| month <= here) => 1,
            _ => 0,
        };
        Some(Calendar { year: Some(from.year? + years), month: Some(month), ..inner })
    }

    pub(super) fn unit_period(
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
                let quarter = from.group.filter(|group| (33..=36).contains(group));
                let month = from.month.or_else(|| quarter.and_then(season_month))?;
                let month = Date::new(year, month, 1)?.plus_months(3 * step);
                Some(Calendar {
                    group: Some(33 + (month.month - 1) / 3),
                    ..Calendar::of_year(month.year)
                })
            }
            TimeUnit::Day => Some(inner.on(day?.plus_days(i64::from(step)))),
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
                Some(Calendar { decade: Some(first_by_digits(year + 10 * step, 10)), ..inner })
            }
            TimeUnit::Century => {
                Some(Calendar { century: Some(first_by_digits(year + 100 * step, 100)), ..inner })
            }
            TimeUnit::Second
            | TimeUnit::Minute
            | TimeUnit::Hour
            | TimeUnit::Fortnight
            | TimeUnit::QuarterCentury
            | TimeUnit::Millennium => None,
        }
    }

    fn weekday_period(weekday: u8, (step, base): (i32, Base), day: Date, found: &Found) -> Date {
        let ahead = (i64::from(weekday) - i64::from(day.weekday())).rem_euclid(7);
        // "The Friday before last".
        let beyond = 7 * i64::from(step - step.signum());
        let days = match step {
            // "Last Tuesday", said on a Wednesday, is not yesterday.
            ..=-1 if ahead == 6 && base != Base::Narrative => ahead - 14 + beyond,
            ..=-1 => ahead - 7 + beyond,
            1.. if ahead == 0 => 7 + beyond,
            1.. => ahead + beyond,
            // "This Thursday", said on a Wednesday, is tomorrow, whatever is told of it.
            _ if found.tense == Tense::Past && (weekday < day.weekday() || weekday == 7) => {
                ahead - 7
            }
            _ => ahead,
        };
        day.plus_days(days)
    }

    /// The day of "last night", the night before, and of "this morning" and "that night".
    fn part_day(&self, step: i32, base: Base, day: Option<Date>, is_told: bool) -> Option<Date> {
        let from = match (base, is_told) {
            (Base::Speech, false) => self.now.as_ref().filter(|now| now.has_day())?.date,
            _ => day?,
        };
        Some(from.plus_days(i64::from(step)))
    }

    pub(crate) fn place_offset(
        &self,
        at: usize,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
        step: i32,
        base: Base,
    ) -> Placed {
        let vague = place_reference(if step < 0 { Reference::Past } else { Reference::Future });
        if amount == Amount::Vague {
            return self.some_time_from(found, vague, unit, step, base);
        }
        let next = Span { start: found.span.end, end: found.span.end + 5 };
        if step > 0 && next.of(&self.document.text) == " from" {
            return self.place_on_from_event(at, found, amount, unit);
        }
        if base == Base::Narrative
            && let Some((told, calendar)) = self.year_counted_in_story(at, Calendar::default())
        {
            let why = "counted from where the story stands";
            return Self::finish(found, self.counted(Some(told), calendar, why, 0.75));
        }
        if step < 0
            && let Some((calendar, told)) = self.quarter_a_year_ago(found, amount, unit)
        {
            let why = "the same part of the year before";
            return Self::finish(found, self.counted(Some(told), calendar, why, 0.8));
        }
        // "He graduated three years later" is not counted from the day of writing.
        let is_later = step > 0 && base == Base::Narrative;
        let is_to_come = is_later && found.tense == Tense::Past;
        let beside = self.period_beside(at, found, unit);
        let beside = beside.filter(|_| step < 0 && base == Base::Narrative);
        let beside = beside.map(|told| (told.calendar, Some(told)));
        let reference = beside.or_else(|| self.reference(base, found));
        let has_been = || self.told_before_plan(found, reference.as_ref()?.1).filter(|_| is_later);
        let reference = has_been().map(|told| (told.calendar, Some(told))).or(reference);
        let Some((from, told)) = reference.filter(|(_, told)| told.is_some() || !is_to_come) else {
            return Self::open(found, Calendar::default(), "nothing to count from");
        };
        let start = match self.day_of(&from, told) {
            Some(day) if unit.months() < 12 && from.day.is_none() && unit.days() > 0 => {
                Calendar::of_day(day)
            }
            _ => from,
        };
        // "In March it had been shut; it opened three weeks later", told after a later day.
        let shifted = shift(&start, amount, unit, step);
        if let Some(placed) = self.place_at_now(found, shifted.as_ref(), unit, step) {
            return placed;
        }
        let shifted = shifted.filter(|it| !is_to_come || !self.lies_ahead(it)).map(|calendar| {
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
                let confidence = if told.is_some() { 0.75 } else { 0.9 };
                let placed = Self::finish(found, self.counted(told, calendar, why, confidence));
                let is_rough = step < 0 && unit == TimeUnit::Year && is_rounded(amount, found);
                match calendar.partial().filter(|_| is_rough) {
                    Some(year) => placed.about(year, "a round number of years"),
                    None => placed,
                }
            }
            None => self.roughly(found, &from, told, unit).unwrap_or(vague),
        }
    }

    /// "On 23 May they let him stay until his term ends in 2025; a month later they dropped it": what has been is counted
    /// from a time that has been, not from one still to come that was told since.
    fn told_before_plan(&self, found: &Found, told: Option<Told>) -> Option<Told> {
        let plan =
            told.filter(|it| found.tense != Tense::Future && self.lies_ahead(&it.calendar))?;
        let before = self.told.iter().rev().take_while(|it| it.sentence + 1 >= plan.sentence);
        let has_been = |it: &&Told| !self.lies_ahead(&it.calendar);
        before.copied().find(|it| has_been(&it))
    }

    /// In news the period told just before in the same sentence, which "the year before" and "a year
    /// earlier" count from: "in the first half from 12 a year earlier", "last year and the year before".
    fn period_beside(&self, at: usize, found: &Found, unit: TimeUnit) -> Option<Told> {
        let before = self.found.get(at.checked_sub(1)?)?;
        let Expression::Period { period: Period::Unit(told), step: ..0, .. } = before.expression
        else {
            return None;
        };
        let is_same = before.sentence == found.sentence && told == unit && !self.is_narrative;
        self.told.last().filter(|told| is_same && told.span == before.span).copied()
    }

    /// "A few days later": some time after the day, month or year that was told.
    fn some_time_from(
        &self,
        found: &Found,
        vague: Placed,
        unit: TimeUnit,
        step: i32,
        base: Base,
    ) -> Placed {
        let told = self.reference(base, found).and_then(|(_, told)| told);
        let Some(told) = told.filter(|told| told.calendar.week.is_none()) else { return vague };
        let day = told.calendar.date();
        if matches!(unit, TimeUnit::Hour | TimeUnit::Minute) {
            let Some(day) = day.map(Calendar::of_day) else { return vague };
            let why = "some time of the day spoken of";
            let mut placed = Self::finish(found, self.counted(Some(told), day, why, 0.5));
            placed.timex.kind = TimexType::Time;
            placed.timex.value = [&placed.timex.value, "TXX"].into_iter().collect();
            return placed;
        }
        let Some(time) = day.map(Partial::day).or_else(|| told.calendar.partial()) else {
            return vague;
        };
        let (when, side) =
            if step < 0 { (When::before(time), "before") } else { (When::after(time), "after") };
        let anchor = self.anchor_of(&told);
        Placed {
            when: Some(when),
            resolution: Resolution::Anaphora,
            confidence: 0.5,
            trail: smallvec![format!("some time {side}: {}", anchor.label).into()],
            anchor: Some(anchor),
            ..vague
        }
    }

    /// "A week before the referendum of 1 October": counted from the date nearby; without one it
    /// is only a length of time, and "the day after" counts from the day spoken of.
    pub(super) fn place_from_event(
        &self,
        at: usize,
        found: &Found,
        amount: Amount,
        unit: TimeUnit,
        step: i32,
    ) -> Placed {
        if let Some(told) = self.said_beside(at, found) {
            let why = "the same day, told from another event";
            let placed = Self::finish(found, self.counted(Some(told), told.calendar, why, 0.9));
            return placed.counted_from(shift(&told.calendar, amount, unit, -step), found);
        }
        let next =
            self.found.get(at + 1).filter(|next| next.sentence == found.sentence && found.gap <= 8);
        let event = next.and_then(|next| match &next.expression {
            Expression::Calendar(calendar) => {
                self.complete(at + 1, next, *calendar).map(|c| (c.calendar, next.span))
            }
            Expression::Named(named) => {
                self.named_day(*named, step).map(|date| (Calendar::of_day(date), next.span))
            }
            Expression::Holiday { .. } => {
                self.place(at + 1, next).calendar.map(|calendar| (calendar, next.span))
            }
            // "The day before last Friday": right behind it, for "a week before the vote this year" is not so.
            Expression::Period { .. } if matches!(next.lead, Lead::Before | Lead::After) => {
                self.place(at + 1, next).calendar.map(|calendar| (calendar, next.span))
            }
            _ => None,
        });
        let words = found.span.of(&self.document.text).to_lowercase();
        // Not "the eve of the revolution".
        let is_neighbour =
            (words.starts_with("the ") || words.starts_with("day ")) && !words.ends_with(" of");
        let told = event.map(|(calendar, span)| Told {
            calendar,
            span,
            sentence: found.sentence,
            is_heading: false,
        });
        let shifted = |told: &Told| {
            let shifted = shift(&told.calendar, amount, unit, step)?;
            let is_to_come = found.tense == Tense::Past && self.lies_ahead(&shifted);
            (!is_to_come).then_some(shifted)
        };
        let recalled = || self.told_event(found, |told| shifted(told).is_some());
        // "Up from 94 the year before", right after "last year".
        let beside = || self.period_beside(at, found, unit).filter(|_| step < 0);
        // "Two years before, they had refused": counted from the time spoken of.
        let next = Span { start: found.span.end, end: found.span.end + 1 };
        // And so is "the year before it had been nine", which says no event.
        let is_closed = matches!(next.of(&self.document.text), "" | "," | "." | ";" | ")");
        let is_alone =
            found.event_start == found.span.end && (is_closed || words.ends_with(" before"));
        let spoken_of = || {
            beside().or_else(|| self.reference(Base::Narrative, found).and_then(|(_, told)| told))
        };
        // "An hour after they met" is no day.
        let is_day = unit.days() > 0 || unit.months() > 0;
        let recalled = || recalled().filter(|_| is_day);
        let is_neighbour = is_neighbour && is_day;
        let told = told
            .or_else(recalled)
            .or_else(|| spoken_of().filter(|_| is_alone))
            .or_else(|| self.clock.current_day().filter(|_| is_neighbour));
        // "They had left the year before": in news counted from the day of writing.
        let now = self.now.as_ref().filter(|_| is_alone && step < 0 && !self.is_narrative);
        let from_now = || shift(&now?.calendar(), amount, unit, step);
        if let Some((told, calendar)) = told.and_then(|told| Some((told, shifted(&told)?))) {
            let confidence = if event.is_some() { 0.85 } else { 0.5 };
            let why = "counted from that event";
            Self::finish(found, self.counted(Some(told), calendar, why, confidence))
        } else if let Some(calendar) = from_now() {
            Self::finish(found, self.counted(None, calendar, "counted from there", 0.5))
        } else {
            let mut placed = unresolved(TimexType::Duration, unit.length(amount));
            placed.trail =
                smallvec!["the date of the event it counts from is not in the text".into()];
            placed
        }
    }
}

/// "150 years ago" is hardly that very year, nor is "more than five years ago".
fn is_rounded(amount: Amount, found: &Found) -> bool {
    let is_round = matches!(amount, Amount::Tenths(tenths) if tenths >= 200 && tenths % 100 == 0);
    is_round || matches!(found.modifier, Some(Modifier::MoreThan | Modifier::LessThan))
}

/// How long before its first year a century is spoken of as near.
const SOON_YEARS: i32 = 15;

/// First year of the decade or century that the digits of a year name: −0145 is one of `-01XX`, −199 to −100.
fn first_by_digits(year: i32, length: i32) -> i32 {
    let first = year / length * length;
    if year < 0 { first - length + 1 } else { first }
}

#[cfg(test)]
mod tests {
    use crate::model::{Bounds, Date};
    use crate::temporal::tests::{check, check_prose, check_undated, seen, tagged};

    #[test]
    fn what_has_been_a_month_later_is_not_counted_from_a_plan() {
        check(
            "On 23 May 2022 they let him stay until his term ends in 2025; a month later they dropped it.",
            "23 May 2022 = 2022-05-23; 2025 = 2025; a month later = 2022-06",
        );
        check(
            "On 23 May 2022 they agreed to meet in March 2025. A month later they will vote.",
            "23 May 2022 = 2022-05-23; March 2025 = 2025-03; A month later = 2025-04",
        );
    }

    #[test]
    fn the_next_day_of_a_month_is_some_day_of_it() {
        let text = "The strike spread in March 1902. The next day the yards closed.";
        let seen = seen(&tagged(text), text);
        assert!(seen.contains("The next day = 1902-03"), "{seen}");
    }

    #[test]
    fn the_following_thursday_of_a_month_is_some_day_of_it() {
        let text = "The strike spread in March 1902. On the following Thursday the yards closed.";
        let seen = seen(&tagged(text), text);
        assert!(seen.contains("the following Thursday = 1902-03"), "{seen}");
        check_undated(
            "The strike spread in 1902. On the following Thursday the yards closed.",
            "1902 = 1902; the following Thursday = XXXX",
        );
    }

    #[test]
    fn a_few_days_later_is_after_the_day_told() {
        let text = "The bridge was blown up on 4 April 1861. A few days later the council met.";
        let mentions = tagged(text);
        let later = mentions.last().and_then(|mention| mention.when.as_ref());
        assert_eq!(later.map(|when| when.edtf.to_string()).as_deref(), Some("1861-04-04/.."));
    }

    #[test]
    fn what_lies_back_goes_on_from_what_was_told_right_before() {
        let text = "Ten years ago a mill burned down. The next day its owner left.";
        let last = tagged(text).pop().unwrap().timex.value;
        assert_eq!(last, "2012-XX-XX");
        check(
            "Last Monday the river rose. The next day the bridge fell.",
            "Last Monday = 2022-10-31; The next day = 2022-11-01",
        );
        check(
            "Last year the bridge fell. It will be built again next month.",
            "Last year = 2021; next month = 2022-12",
        );
    }

    #[test]
    fn what_was_later_than_a_month_is_not_counted_from_a_later_day() {
        let text = "They agreed on 28 October. In March the mill had been shut. It opened three weeks later.";
        let last = tagged(text).pop().unwrap().timex.value;
        assert_eq!(last, "2022-WXX");
    }

    #[test]
    fn what_has_been_is_no_next_day_after_the_day_of_writing() {
        check("The firm closed the next day.", "the next day = XXXX");
        check("The firm will close the next day.", "the next day = 2022-11-03");
    }

    #[test]
    fn what_was_promised_to_somebody_long_ago_is_counted_from_then() {
        let asked = "Who are you?\nI keep the mill.\nWhere is it?\nBy the sea.\n\
            When did you move in?\nIn October 2006. ";
        let last = |answer: &str| tagged(&format!("{asked}{answer}")).pop().unwrap().timex.value;
        assert_eq!(last("They said next year there would be a road."), "2007");
        assert_eq!(last("The mayor says next year there will be a road."), "2023");
    }

    #[test]
    fn a_range_that_ends_in_the_following_year_begins_there() {
        check_undated(
            "It was sold in 1917. The strike lasted from January to May of the following year.",
            "1917 = 1917; January = 1918-01 [1918-01/1918-05]; May of the following year = 1918-05",
        );
        check_undated(
            "It was sold in 1917. The strike lasted from November to May of the following year.",
            "1917 = 1917; November = 1917-11 [1917-11/1918-05]; May of the following year = 1918-05",
        );
    }

    #[test]
    fn the_day_before_last_friday_counts_from_that() {
        check(
            "It was quiet on 1 May. The mill closed the day before last Friday.",
            "1 May = 2022-05-01; the day = 2022-10-27; last Friday = ../2022-10-28",
        );
    }

    #[test]
    fn later_this_year_is_surely_this_year() {
        let later = tagged("It will open later this year.");
        let when = later[0].when.clone().unwrap();
        assert_eq!(when.edtf.to_string(), "2022");
        let start = |year, month, day| Date { year, month, day }.start();
        assert_eq!(when.bounds, Bounds::new(start(2022, 11, 3), start(2023, 1, 1) - 1));
    }

    #[test]
    fn the_year_before_is_counted_from_the_period_beside_it() {
        let told = "last year = 2021; the year before = 2020";
        check("It fell to 12 last year from 14 the year before.", told);
        check("It fell to 12 from 14 the year before.", "the year before = 2021");
        check(
            "It earned 3 last year, 4 a year earlier.",
            "last year = 2021; a year earlier = 2020",
        );
    }

    #[test]
    fn the_previous_month_of_a_year_alone_is_of_the_year_before() {
        let told = "In 1939 she left.";
        for (month, value) in [("March", "1938-03"), ("December", "1938-12")] {
            let text = format!("{told} The previous {month} she had sold it.");
            let expected = format!("1939 = 1939; The previous {month} = {value}");
            check(&text, &expected);
        }
        check(
            "She left in May 1939. The previous March she had sold it.",
            "May 1939 = 1939-05; The previous March = 1939-03",
        );
    }

    #[test]
    fn what_is_to_be_next_month_is_of_no_story() {
        check_prose(
            "The mill was built in 1852, burned in 1870 and was sold in 1873. Next month it marks its birthday.",
            true,
            "1852 = 1852; 1870 = 1870; 1873 = 1873; Next month = 2022-12",
        );
        check_prose(
            "The mill was built in 1852, burned in 1870 and was sold in 1873. Next year it was shut.",
            true,
            "1852 = 1852; 1870 = 1870; 1873 = 1873; Next year = 1874",
        );
    }

    #[test]
    fn the_year_before_it_had_been_is_of_the_story() {
        check(
            "In 1665 they buried 61; the year before it had been nine.",
            "1665 = 1665; the year before = 1664",
        );
    }

    #[test]
    fn last_tuesday_is_not_yesterday() {
        check("They met last Tuesday.", "last Tuesday = 2022-10-25");
        check("They met last Monday.", "last Monday = 2022-10-31");
    }
}
