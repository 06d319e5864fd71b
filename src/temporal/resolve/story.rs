//! What a text tells of: whether of the past, and which times its story goes on from.

use super::clock::{Floor, Now, Told, narrative_year};
use super::course::{Point, Step};
use super::passing::is_one_of;
use super::{Completed, Resolver, Time};
use crate::model::calendar::DAY_SECS;
use crate::model::{Date, Document, Span};
use crate::temporal::meaning::expression::{Base, Calendar, Expression, Period, TimeUnit};
use crate::temporal::recognize::{Found, Join, Lead, Side, Tense};

/// Whether the story goes on from a time: not from what lies back ("two years earlier"), nor from the day of
/// a paper that is read.
pub(crate) fn moves_the_story(found: &Found) -> bool {
    if found.side == Side::Paper {
        return false;
    }
    match &found.expression {
        // "Last night the ship sank": what is told next is of that night.
        Expression::Period { period, step, base, .. } => {
            matches!((period, base), (Period::Part(_), Base::Speech)) || *step >= 0
        }
        Expression::Offset { step, .. } => *step >= 0,
        Expression::Calendar(calendar) => calendar.decade.is_none() && calendar.century.is_none(),
        // "The day before he had called for a march. That evening": of the day told before it.
        Expression::FromEvent { step, .. } => *step >= 0 || !found.is_before_story,
        Expression::Deictic { .. }
        | Expression::DayOfEvent { .. }
        | Expression::Nth { .. }
        | Expression::WeekOf(_)
        | Expression::Named(_)
        | Expression::Holiday { .. } => true,
        Expression::Duration { within, .. } => within.is_some(),
        Expression::Set { .. }
        | Expression::Reference(_)
        | Expression::Ago { .. }
        | Expression::SameTime { .. } => false,
    }
}

impl Resolver<'_> {
    /// "Three years ago today crowds filled the square", "on 27 September of last year they voted", and what an interview
    /// asks about, "And three years ago?": counted back from the day of writing to a time that is then told of.
    pub(super) fn goes_back_to(&self, found: &Found, calendar: &Calendar) -> bool {
        let is_day = calendar.day.is_some() && found.tense == Tense::Past;
        match &found.expression {
            Expression::Ago { .. } => is_day && self.opens_sentence(found),
            Expression::Period {
                period: Period::Unit(TimeUnit::Year),
                step: ..0,
                base: Base::Speech,
                ..
            } => is_day && found.side == Side::None,
            Expression::Offset { step: ..0, base: Base::Speech, .. } => self.is_asked(found),
            _ => false,
        }
    }

    /// Whether a month or day may go on from a time: from one counted back from the day of writing only forward, and not
    /// to a day that has just been ("six years ago today the bridge fell. A court jailed ten men on 8 June").
    pub(super) fn goes_on_from(&self, told: &Told, found: &Found) -> bool {
        const LATELY_DAYS: i64 = 14;
        let looks_back = self.found_at(told).is_some_and(|it| it.expression.looks_back());
        let named = found.calendar().and_then(|it| Some((it.month?, it.day)));
        let Some(((month, day), first)) = named.zip(told.calendar.date()).filter(|_| looks_back)
        else {
            return true;
        };
        let of_year = |year: i32| Date::new(year, month, day.unwrap_or(28));
        let has_just_been = self.now.as_ref().is_some_and(|now| {
            let age = of_year(now.date.year).map(|date| now.date.days() - date.days());
            day.is_some() && age.is_some_and(|age| (0..=LATELY_DAYS).contains(&age))
        });
        !has_just_been && of_year(first.year).is_some_and(|date| first <= date)
    }

    /// "Ten years ago it burned. The next day", "last Monday it rose. A day later": what lies back goes on from
    /// what was told right before, though elsewhere no story does.
    pub(crate) fn told_right_before(&self, found: &Found) -> Option<Told> {
        let now = self.now.as_ref().filter(|_| found.tense == Tense::Past)?;
        let told = self.told.last().filter(|told| told.sentence + 1 >= found.sentence)?;
        let lies_back = told.calendar.first_day().is_some_and(|day| day < now.date);
        let goes_on = found.expression.goes_on() && self.found_at(told)?.expression.looks_back();
        (lies_back && goes_on).then_some(*told)
    }

    /// "Today" in the sense of nowadays: a general present, "no longer", "still".
    pub(crate) fn is_nowadays(&self, found: &Found) -> bool {
        const NEAR_BYTES: usize = 400;
        let Some(sentence) = self.sentences.get(found.sentence) else { return false };
        let text = &self.document.text;
        let from = text.floor_char_boundary(found.span.range().start.saturating_sub(NEAR_BYTES));
        let to = text.floor_char_boundary(found.span.range().end.saturating_add(NEAR_BYTES));
        let (from, to) = (from.max(sentence.span.range().start), to.min(sentence.span.range().end));
        let words = Span::new(from, to).of(text).to_lowercase();
        let is_general =
            ["no longer", " still ", "nowadays", " exists ", "these days", "of today", "today's"]
                .iter()
                .any(|cue| words.contains(cue));
        is_general && found.tense != Tense::Future
    }

    /// Whether the paragraph has come back to the day of writing: "Today the mill is shut. In April its owner left."
    pub(crate) fn is_back_at_now(&self, found: &Found) -> bool {
        /// Expressions looked through, so that long paragraphs take no longer.
        const REACH: usize = 12;
        let here = self.paragraph(found.sentence);
        let at = self.number_at(found.span.start);
        let before = self.found.get(..at).unwrap_or_default().iter().rev().take(REACH);
        let mut before = before.take_while(|other| {
            self.paragraph(other.sentence)
                .is_some_and(|it| Some(it) == here || Some(it + 1) == here)
        });
        let names_year = |it: &Found| it.names().is_some_and(|named| named.year.is_some());
        // "Today a stone marks the place. | In April the king": a new paragraph may leave today's sights for the story.
        let is_at_now = |it: &Found| {
            let is_here = self.paragraph(it.sentence) == here;
            is_here && it.is_of_these_days()
                || !is_here && it.is_of_last_year()
                || is_here
                    && it.points_at_now()
                    && self.goes_on_from_late(it, found)
                    && !self.is_aside_of_writing(it)
        };
        let last = before.find(|it| is_at_now(it) || names_year(it));
        let is_dated = self.now.as_ref().is_some_and(Now::has_month);
        is_dated
            && (last.is_some_and(is_at_now)
                || last.is_none_or(|it| self.paragraph(it.sentence) != here)
                    && self.leads_to_now(at, found))
    }

    /// "On 26 September he had been named. Three days later people came out, and last Sunday they came again": whether
    /// the paragraph goes on step by step, or in that sentence, from a day of the last weeks to what has just been, before
    /// it tells of a year gone by. Those who lay a wreath look back from far.
    fn leads_to_now(&self, at: usize, found: &Found) -> bool {
        const REACH: usize = 6;
        const LATE_DAYS: i64 = 60;
        let now = self.now.as_ref().filter(|now| now.has_day() && !now.is_entry);
        let day = found.calendar().and_then(|it| it.month.zip(it.day));
        let is_late = now.zip(day).is_some_and(|(now, (month, day))| {
            let year = now.date.year - i32::from((month, day) > (now.date.month, now.date.day));
            let date = Date::new(year, month, day);
            date.is_some_and(|date| now.date.days() - date.days() <= LATE_DAYS)
        });
        if !is_late || found.tense != Tense::Past {
            return false;
        }
        let here = self.paragraph(found.sentence);
        let is_aside = |it: &&Found| it.is_subordinate || it.side != Side::None;
        let behind = self.found.get(at + 1..).unwrap_or_default().iter().take(REACH);
        let mut behind =
            behind.take_while(|it| self.paragraph(it.sentence) == here).filter(|it| !is_aside(it));
        let is_named = |it: &Found| it.names().is_some_and(|named| named.year.is_some());
        let mut has_step = false;
        let next = behind.find(|it| {
            has_step |= it.expression.goes_on();
            is_named(it) || self.is_of_writing(it)
        });
        let looks_back = |it: &Found| {
            let cues = &self.language.looking_back;
            self.words_of_sentence(it).any(|word| is_one_of(cues, word))
        };
        next.is_some_and(|it| {
            let is_joined = has_step || it.sentence == found.sentence;
            let is_late = it.expression.counts_days() && self.is_of_writing(it);
            is_joined && is_late && !looks_back(it)
        })
    }

    /// "On 27 June this year it was shut. It opened on 5 October": whether a sentence begins with a time of the year before
    /// the day of writing, and a month or day may be between the two.
    fn goes_on_from_late(&self, late: &Found, found: &Found) -> bool {
        const YEAR_DAYS: i64 = 366;
        let told = self.told_by(late);
        let now = self.now.as_ref().filter(|now| now.has_month() && !now.is_entry);
        let ends = told.and_then(|told| told.calendar.first_day()).zip(now);
        let named = found.calendar().and_then(|it| Some((it.month?, it.day.unwrap_or(28))));
        let is_between = ends.zip(named).is_some_and(|((first, now), (month, day))| {
            let is_past = (month, day) <= (now.date.month, now.date.day);
            let year = now.date.year - i32::from(!is_past);
            let is_late = (0..=YEAR_DAYS).contains(&(now.date.days() - first.days()));
            is_late && Date::new(year, month, day).is_some_and(|date| first <= date)
        });
        is_between && !found.is_before_story && self.opens_sentence(late)
    }

    /// Whether the text is news of the days in which it was written: it points at them where it begins, before it names
    /// a year. "Today" does where something was done, a range of weekdays ("open Tuesday to Sunday") and what somebody
    /// is quoted with do not.
    pub(crate) fn opens_with_own_days(&self) -> bool {
        const REACH: usize = 4;
        let is_own = |found: &&Found| {
            !self.document.is_chrome(found.span) && found.sentence >= self.first_body
        };
        let names_year = |found: &Found| found.names().is_some_and(|named| named.year.is_some());
        let points = |found: &Found| {
            let is_today = matches!(found.expression, Expression::Deictic { days: 0, part: None });
            is_of_own_days(self.document, found)
                && found.join != Join::Range
                && (found.tense == Tense::Past || !is_today)
                && !is_quoted(&self.document.text, found.span)
        };
        let opens = || {
            let own = self.found.iter().filter(is_own);
            let mut opening = own
                .take_while(|found| found.sentence < self.first_body + REACH && !names_year(found));
            opening.any(points)
        };
        *self.opens_with_own_days.get_or_init(opens)
    }

    /// A month of the latest year that the text tells of, where nobody knows when it was written. News tells that
    /// of its own days instead ("on Tuesday", "last month"), and an event of years and the end of a long range
    /// ("Notes 1914–1918") say no year of another.
    pub(crate) fn year_from_floor(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        const SHORT_YEARS: i32 = 2;
        const LEAP_YEAR_DAYS: i64 = 366;
        let Floor { year, span } = self.floor.filter(|_| !self.opens_with_own_days())?;
        let at = self.found.binary_search_by_key(&span.start, |found| found.span.start).ok()?;
        let before = at.checked_sub(1).and_then(|before| self.found.get(before));
        let begin = before.filter(|before| before.join == Join::Range).and_then(Found::calendar);
        if begin.and_then(|begin| begin.year).is_some_and(|begin| begin + SHORT_YEARS < year) {
            return None;
        }
        let is_told = match &self.found.get(at)?.expression {
            Expression::Named(named) => {
                let event = self.language.named.get(*named)?;
                let bounds = event.edtf.bounds();
                let ends = bounds.earliest.zip(bounds.latest);
                ends.is_none_or(|(first, last)| last - first <= LEAP_YEAR_DAYS * DAY_SECS)
            }
            Expression::Calendar(calendar) => calendar.year == Some(year),
            _ => false,
        };
        if !is_told {
            return None;
        }
        let told = Told {
            calendar: Calendar::of_year(year),
            span,
            sentence: found.sentence,
            is_heading: false,
        };
        let calendar = Calendar { year: Some(year), ..calendar };
        let why = "no year in the text; it is the latest year that the text tells of";
        Some(self.counted_from(&told, calendar, why, 0.35))
    }

    /// "The season began in December and ended on 13 May": news that names a month before one that has no year either
    /// means the latest, where neither verb nor heading says that it goes back, nor the month is right before.
    pub(crate) fn turns_back(&self, told: &Told, month: u8, year: i32, found: &Found) -> bool {
        const RIGHT_BEFORE: u8 = 2;
        let Calendar { year: told_year, month: told_month, .. } = told.calendar;
        let is_far_back = told_year == Some(year)
            && told_month.is_some_and(|told_month| month + RIGHT_BEFORE < told_month);
        let is_news = self.now.as_ref().is_some_and(Now::has_month) && !self.is_of_story(found);
        let is_past = found.tense == Tense::Past && !(found.is_before_story || found.is_flashback);
        let is_open =
            || self.found_at(told).is_some_and(|it| it.names().is_some_and(|it| it.year.is_none()));
        let is_structured = told.is_heading || self.has_entries || self.begins_entry(found);
        is_far_back && is_news && is_past && !is_structured && is_open()
    }

    /// The year of a month seen from where the story stands, which never lies before the end of what it comes after:
    /// "After the Great War he came home. In February".
    pub(crate) fn narrative_year(&self, told: &Told, month: u8, is_flashback: bool) -> Option<i32> {
        let year = narrative_year(&told.calendar, month, is_flashback)?;
        let is_after = self.found_at(told).is_some_and(|it| {
            it.lead == Lead::After && matches!(it.expression, Expression::Named(_))
        });
        let is_before_end = told.calendar.year == Some(year)
            && told.calendar.month.is_some_and(|told_month| month < told_month);
        Some(year + i32::from(is_after && is_before_end))
    }

    /// "In January 1976 the dykes held. | In December they broke": the month with its year that the sentence before
    /// begins with.
    pub(crate) fn month_just_told(&self, at: usize, found: &Found) -> Option<Point> {
        let before = self.found.get(at.checked_sub(1)?)?;
        let goes_on = before.sentence + 1 == found.sentence
            && self.paragraph(before.sentence) == self.paragraph(found.sentence)
            && self.opens_sentence(found);
        let is_ahead = before.tense == Tense::Future || before.is_expected;
        let is_told = goes_on && before.side == Side::None && !is_ahead;
        let named = self.names(before).filter(|_| is_told && self.opens_sentence(before))?;
        Some(Point::of_month(named.year?, named.month?))
    }

    /// The first month of a year that an expression ends, where it names two as one: August 2011 for "the 2011–12 season",
    /// September 1962 for "the winter of 1962–63".
    pub(crate) fn season_of(&self, at: usize) -> Option<(i32, u8)> {
        const FIGURES: u32 = 2;
        const FIRST_MONTH: u8 = 8;
        const FIRST_MONTH_OF_WINTER: u8 = 9;
        let found = self.found.get(at)?;
        let first = self.found.get(at.checked_sub(1)?).filter(|it| it.join == Join::Range)?;
        let Calendar { year, group, .. } = *first.calendar()?;
        // "Won the league in 2011–12. In August".
        let is_thing = first.lead != Lead::After && (group.is_some() || !first.follows_in);
        let year = year.filter(|_| is_thing)?;
        let is_short = found.span.end - found.span.start <= FIGURES && first.gap <= 1;
        let is_next = found.calendar() == Some(&Calendar::of_year(year + 1));
        let month = if group.is_some() { FIRST_MONTH_OF_WINTER } else { FIRST_MONTH };
        (is_short && is_next).then_some((year, month))
    }

    /// The season told of right before what follows an expression, with its sentence: none once a month of its second
    /// year has been told ("The 2011–12 season ended in May. In August a new one began").
    pub(crate) fn season_after(
        &self,
        at: usize,
        found: &Found,
        step: &Step,
        season: Option<(usize, (i32, u8))>,
    ) -> Option<(usize, (i32, u8))> {
        if step.year().is_some() {
            return self.season_of(at).map(|first| (found.sentence, first));
        }
        season.filter(|_| !step.is_late_in_season())
    }

    /// Whether a year holds for the rest of its sentence: "In 1968 she came in May", "her year was 1968: in May".
    pub(crate) fn sets_the_year(&self, told: &Told) -> bool {
        let next = self.document.text.as_bytes().get(told.span.end as usize);
        next == Some(&b':') || self.found_at(told).is_some_and(|found| self.opens_sentence(found))
    }

    /// Whether a time begins after the day of writing. The day above an entry of a chronicle is none: "3 May. They
    /// rested. The next day the mill burned."
    pub(crate) fn lies_ahead(&self, calendar: &Calendar) -> bool {
        let now = self.now.as_ref().filter(|now| !now.is_entry).zip(calendar.first_day());
        now.is_some_and(|(now, day)| now.date < day)
    }
}

/// How many expressions stand before the first year of a text that tells of the past and opens with news: "The painter
/// Ann Lee died on Saturday. Born in 1920, she …". None where a story begins at once.
pub(crate) fn opening(document: &Document, found: &[Found], first_body: usize, now: &Now) -> usize {
    const REACH: usize = 3;
    /// Years that news goes back to: to the births of old people and the beginnings of firms and buildings.
    const BACKGROUND: i32 = 150;
    let is_own = |found: &Found| !document.is_chrome(found.span) && found.sentence >= first_body;
    let names_year =
        |found: &Found| is_own(found) && found.calendar().is_some_and(|it| it.year.is_some());
    let first_year = found.iter().position(names_year).unwrap_or_default();
    let named = found.get(first_year).and_then(Found::calendar).and_then(|it| it.year);
    let is_background = named.is_some_and(|year| now.date.year < year + BACKGROUND);
    let mut before = found.iter().take(first_year);
    let is_news = before.any(|found| {
        let is_short = found.span.of(&document.text).contains('.');
        is_own(found)
            && (found.points_at_now() || is_just_before(found, now, is_background || is_short))
            && found.tense == Tense::Past
            && found.sentence < first_body + REACH
    });
    if is_news { first_year } else { 0 }
}

/// "On Sunday, 8 November", written on 9 November: a day without a year that has just been, whose day of the week
/// agrees, or on which somebody said something, or that `is_late` because it is written as news is ("Nov. 8") or what
/// follows is no older than the background of news. Any other may be of another year: "Guy Fawkes was caught on 5 November".
fn is_just_before(found: &Found, now: &Now, is_late: bool) -> bool {
    const NEAR_DAYS: i64 = 10;
    const LATE_DAYS: i64 = 40;
    let calendar = found.calendar().filter(|it| it.year.is_none() && now.has_day());
    let Some((weekday, (month, day))) =
        calendar.and_then(|it| Some((it.weekday, it.month.zip(it.day)?)))
    else {
        return false;
    };
    let is_late = is_late && !found.is_of_birth;
    if weekday.is_none() && !found.is_of_saying && !is_late {
        return false;
    }
    let dates = [now.date.year, now.date.year - 1]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day));
    let ages = dates.map(|date| (now.date.days() - date.days(), date.weekday()));
    let most = if weekday.is_some() || is_late { LATE_DAYS } else { NEAR_DAYS };
    ages.into_iter()
        .any(|(age, of_week)| (0..=most).contains(&age) && weekday.is_none_or(|it| it == of_week))
}

/// Whether a document tells of the past rather than of its own days: most of its years lie well
/// before its date, and few of its words ("Tuesday", "yesterday") point at it.
pub(crate) fn tells_of_the_past(document: &Document, found: &[Found], time: &Time) -> bool {
    const YEARS_A_POINTER: usize = 6;
    let Some(now) = time.year() else { return true };
    let own = || found.iter().filter(|found| !document.is_chrome(found.span));
    let (mut old, mut all) = (0, 0);
    let mut goes_on = false;
    for found in own() {
        let is_listed = std::mem::replace(&mut goes_on, found.join == Join::List && found.gap <= 1);
        let Some(year) = found.calendar().and_then(|calendar| calendar.year) else { continue };
        // "In 1860, 1770 and 1684": a list of years tells no story.
        if is_listed && found.calendar() == Some(&Calendar::of_year(year)) {
            continue;
        }
        all += 1;
        old += usize::from(year < now);
    }
    let pointers = own().filter(|found| is_of_own_days(document, found)).count();
    // Where only the latest year told of is known, few years say little.
    let least = if pointers == 0 && time.now.is_some() { 2 } else { 4 };
    old >= least && old * 10 >= all * 6 && old > YEARS_A_POINTER * pointers
}

/// Whether a place in a text stands within quotation marks of its line.
pub(super) fn is_quoted(text: &str, span: Span) -> bool {
    let before = text.get(..span.range().start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_open = line.rfind('“') > line.rfind('”');
    is_open || line.matches('"').count() % 2 == 1
}

/// Whether an expression points at the days in which its text was written: "Tuesday", "yesterday", "last month".
fn is_of_own_days(document: &Document, found: &Found) -> bool {
    match &found.expression {
        Expression::Calendar(calendar) => calendar.weekday.is_some() && calendar.month.is_none(),
        Expression::Deictic { .. } => true,
        // "By the end of the year" counts from wherever the text stands.
        Expression::Period { base: Base::Speech, step: 0, .. } => found.says_this(&document.text),
        Expression::Period { base: Base::Speech, step, .. } => *step < 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_prose, check_undated};

    #[test]
    fn news_of_a_day_counts_from_it_whatever_years_its_background_names() {
        check(
            "The town fell on Saturday, 29 October. The fighting began on 27 September.\nThe dispute arose in 1988. \
             It was settled in 1991, until the riots of 1994.",
            "Saturday, 29 October = 2022-10-29; 27 September = 2022-09-27; 1988 = 1988; 1991 = 1991; 1994 = 1994",
        );
    }

    #[test]
    fn a_text_about_an_anniversary_tells_of_its_own_years() {
        check(
            "The treaty was signed on 30 October. In 1648 the war ended. In 1650 the troops left, and in 1655 the king died.",
            "30 October = 1648-10-30; 1648 = 1648; 1650 = 1650; 1655 = 1655",
        );
    }

    #[test]
    fn news_that_names_an_earlier_month_than_one_without_a_year_means_the_latest() {
        check_prose(
            "The season began in December and ended on 13 May.",
            true,
            "December = 2021-12; 13 May = 2022-05-13",
        );
        check_prose(
            "Sales fell in September 2021. In July they rose.",
            true,
            "September 2021 = 2021-09; July = 2021-07",
        );
        check_prose(
            "The man fled in December. In October he bought the gun.",
            true,
            "December = 2021-12; October = 2021-10",
        );
    }

    #[test]
    fn those_who_look_back_last_sunday_leave_the_day_in_its_story() {
        let history = "The mill was built in 1852, burned in 1870, was sold in 1873 and in 1880, shut in 1884, opened in 1890 and \
             was razed in 1896.";
        for (told, values) in [
            (
                "On 12 October he was shot. His widow got no pension. Last Saturday his grandson laid a wreath.",
                "12 October = 1896-10-12; Last Saturday = 2022-10-29",
            ),
            (
                "On 10 October the treaty was signed. It held for ten years. Last Monday they celebrated it.",
                "10 October = 1896-10-10; ten years = P10Y; Last Monday = 2022-10-31",
            ),
            (
                "On 25 October the last ship left. Its log was found last Monday.",
                "25 October = 1896-10-25; last Monday = 2022-10-31",
            ),
            (
                "On 20 October a storm took the roof, and last Sunday the village marked the day.",
                "20 October = 1896-10-20; last Sunday = 2022-10-30",
            ),
        ] {
            check_prose(
                &format!("{history}\n\n{told}"),
                true,
                &format!(
                    "1852 = 1852; 1870 = 1870; 1873 = 1873; 1880 = 1880; 1884 = 1884; 1890 = 1890; 1896 = 1896; {values}"
                ),
            );
        }
    }

    #[test]
    fn a_day_that_would_lie_ahead_is_not_of_the_year_of_last_sunday() {
        check_prose(
            "The war began in 1914. In 1915 he was wounded at Ypres. In 1916 he lost a brother. In 1917 he was made a \
             captain. The last Sunday of the war was quiet. On 11 November the guns stopped.",
            true,
            "1914 = 1914; 1915 = 1915; 1916 = 1916; 1917 = 1917; The last Sunday = 2022-10-30; 11 November = 2021-11-11",
        );
    }

    #[test]
    fn an_election_that_has_been_set_is_ahead_of_whoever_writes_of_it() {
        let history = "The strike of 1905 spread. In 1906 the Duma met; in 1907 it was dissolved. In 1911 he was shot.";
        let years = "1905 = 1905; 1906 = 1906; 1907 = 1907; 1911 = 1911";
        check_prose(
            &format!("{history} An election has been set for September."),
            true,
            &format!("{years}; September = 2023-09"),
        );
        check_prose(
            &format!("{history} A new election, wrote the envoy, has been set for September."),
            true,
            &format!("{years}; September = 1911-09"),
        );
    }

    #[test]
    fn a_paragraph_that_comes_to_last_sunday_tells_of_the_last_weeks() {
        let history = "The temple was built in 1861, burned in 1877 and was rebuilt in 1905.";
        check_prose(
            &format!(
                "{history}\n\nOn 26 September the mayor had been named: Paul Reed, who in 2018 had led the guard. \
                 Three days later people came out, and last Sunday they came again. A march has been called for \
                 7 November."
            ),
            true,
            "1861 = 1861; 1877 = 1877; 1905 = 1905; 26 September = 2022-09-26; 2018 = 2018; \
             Three days later = 2022-09-29; last Sunday = 2022-10-30; 7 November = 2022-11-07",
        );
        check_prose(
            &format!(
                "{history} On 26 September the mayor had fled. In 1912 he came back. Last Sunday it was shut."
            ),
            true,
            "1861 = 1861; 1877 = 1877; 1905 = 1905; 26 September = 1905-09-26; 1912 = 1912; Last Sunday = 2022-10-30",
        );
    }

    #[test]
    fn a_paragraph_that_has_come_to_the_last_months_goes_on_from_them() {
        check_prose(
            "The mill was built in 1960, burned in 1971 and again in 1985. Two gates were shut in March 2017. On 27 June \
             this year the last was shut. It was to be opened on 1 August. It opened on 5 October.",
            true,
            "1960 = 1960; 1971 = 1971; 1985 = 1985; March 2017 = 2017-03; 27 June this year = 2022-06-27; \
             1 August = 2022-08-01; 5 October = 2022-10-05",
        );
    }

    #[test]
    fn a_story_goes_on_from_a_day_counted_back_from_the_day_of_writing() {
        check_prose(
            "Two years ago today crowds gathered. By the next day they had left, and on 5 November a law was signed.",
            true,
            "Two years ago today = 2020-11-02; the next day = ../2020-11-03; 5 November = 2020-11-05",
        );
        check_prose(
            "On 27 September of last year they voted. Three days after that it was signed, and on 12 October condemned.",
            true,
            "27 September of last year = 2021-09-27; Three days after that = 2021-09-30; 12 October = 2021-10-12",
        );
    }

    #[test]
    fn a_season_of_two_years_begins_in_the_first() {
        check_prose(
            "The 1951–52 season began on 18 August and ended on 3 May.",
            false,
            "1951 = 1951 [1951/1952]; 52 = 1952; 18 August = 1951-08-18; 3 May = 1952-05-03",
        );
        check_prose(
            "The 1951–52 season ended in May. In August a new one began.",
            false,
            "1951 = 1951 [1951/1952]; 52 = 1952; May = 1952-05; August = 1952-08",
        );
        check_prose(
            "After the 1951–52 season he left. In August he sailed.",
            false,
            "1951 = 1951 [1951/1952]; 52 = 1952; August = 1952-08",
        );
        check_prose(
            "They won the cup in 1951–52. In August he sailed.",
            false,
            "1951 = 1951 [1951/1952]; 52 = 1952; August = 1952-08",
        );
        check_prose(
            "The winter of 1962–63 was cold. In December it snowed. In July it was forgotten.",
            false,
            "The winter of 1962 = 1962-24 [1962-24/1963]; 63 = 1963; December = 1962-12; July = 1963-07",
        );
    }

    #[test]
    fn a_day_that_has_just_been_is_news_whatever_years_follow() {
        check_prose(
            "Ann Lee died on 20 October. Born in 1940, she went to sea in 1960. In May 1975 she came back.",
            true,
            "20 October = 2022-10-20; 1940 = 1940; 1960 = 1960; May 1975 = 1975-05",
        );
        check_prose(
            "The mill was shut on Oct. 3. It opened in 1793 and burned in 1862.",
            true,
            "Oct. 3 = 2022-10-03; 1793 = 1793; 1862 = 1862",
        );
        check_prose(
            "The mill was built in 1920 and burned in 1985. On Saturday 29 October it burned again.",
            true,
            "1920 = 1920; 1985 = 1985; Saturday 29 October = 2022-10-29",
        );
        check_prose(
            "In December 1984 the mill was sold. On Saturday 29 October it burned.",
            true,
            "December 1984 = 1984-12; Saturday 29 October = 2022-10-29",
        );
    }

    #[test]
    fn the_news_that_opens_a_life_counts_from_its_own_day() {
        const LIFE: &str = "Born in 1920, she went to sea in 1939. She married in 1955, left in 1964 and came back in 1987.
Her maps came out in 1991.
She won a prize in 1999.";
        check(
            &format!(
                "Ann Lee, who mapped the coast, died on Saturday.\nShe had been ill since Christmas.\n{LIFE}"
            ),
            "Saturday = 2022-10-29; Christmas = 2021-12-25/..; 1920 = 1920; 1939 = 1939; 1955 = 1955; 1964 = 1964; \
             1987 = 1987; 1991 = 1991; 1999 = 1999",
        );
    }

    #[test]
    fn a_month_of_a_text_without_a_date_goes_on_from_the_story() {
        check_undated(
            "The strike of 1922 was unlike that of 2022.\nWages fell in summer 1922.\nMen met in the yards.\n\
             On June 20 they voted.",
            "1922 = 1922; 2022 = 2022; summer 1922 = 1922-22; June 20 = 1922-06-20",
        );
        check_undated(
            "It broke out at Leith in November and at Hull in December 1831, and again in 1834.",
            "November = 1831-11; December 1831 = 1831-12; 1834 = 1834",
        );
        check_undated(
            "Corn failed in 1916.\nMen went hungry.\nThe poor left.\nThe mill stood still.\nIn May bread came.",
            "1916 = 1916; May = 1916-05",
        );
    }

    #[test]
    fn news_without_a_date_tells_no_month_of_the_latest_year_that_it_names() {
        check_undated(
            "A clerk died on Tuesday.\nHe had been asked about the letters of 2001.\nMen came.\nA judge sat.\n\
             A plea was made in July.",
            "Tuesday = XXXX-WXX-2; 2001 = 2001; July = XXXX-07",
        );
        check_undated(
            "August 8: Guards took the town.\nAugust 9: They fear no new Cold War.",
            "August 8 = XXXX-08-08; August 9 = XXXX-08-09",
        );
    }

    #[test]
    fn a_day_of_the_week_says_the_year_of_a_text_without_a_date() {
        check_undated(
            "Judges on Friday, 2 May, heard the case.\nIt had begun in March.\nMen came.\nThe law of 2023 was new.",
            "Friday, 2 May = 2025-05-02; March = 2025-03; 2023 = 2023",
        );
    }

    #[test]
    fn a_story_without_a_date_keeps_its_year_whatever_weekday_it_names() {
        check_undated(
            "In 1926 the miners struck. A pit closed on Friday. Men came.\nA judge sat.\nIn June the owners gave in.",
            "1926 = 1926; Friday = XXXX-WXX-5; June = 1926-06",
        );
        check_undated(
            "“I came yesterday,” she said.\nThe mill burned in 1926.\nMen came.\nA judge sat.\nIt shut in May.",
            "yesterday = XXXX; 1926 = 1926; May = 1926-05",
        );
        check_undated(
            "The siege of 1648–1649 was long.\nFood was short.\nMen died.\nIn August it gave up.",
            "1648 = 1648 [1648/1649]; 1649 = 1649; August = 1649-08",
        );
    }

    #[test]
    fn a_month_after_an_event_is_never_before_its_end() {
        check_prose(
            "After the moon landing he left. In March he bought a farm. In 1980 he sold it.",
            false,
            "the moon landing = 1969-07-20/..; March = 1970-03; 1980 = 1980",
        );
    }

    #[test]
    fn old_days_of_the_week_say_no_year() {
        check_undated(
            "In 1666 the town burned.\nThe wind blew.\nMen fled.\nOn Sunday, 2 September, a baker woke.",
            "1666 = 1666; Sunday, 2 September = 1666-09-02",
        );
    }

    #[test]
    fn a_month_goes_on_from_the_one_on_which_the_sentence_before_dwells() {
        check_prose(
            "The dykes were built in 1950. In January 1976 the dykes held. In December they broke.",
            false,
            "1950 = 1950; January 1976 = 1976-01; December = 1976-12",
        );
        check_prose(
            "He was born in 1870. The statue stood there until May 1953. In June he went to school.",
            false,
            "1870 = 1870; May 1953 = ../1953-05; June = 1870-06",
        );
    }
}
