//! Expressions → places on the axis: from the text itself, the document's date, or the narrative.

pub(super) mod ancient;
pub(super) mod clock;
mod course;
pub(super) mod dateline;
mod day;
mod elapsed;
mod event;
mod interview;
mod passing;
mod placed;
mod recall;
mod reference;
mod relative;
pub(super) mod shift;
pub(super) mod story;
pub(super) mod subject;
mod year;

use super::entry;
use super::entry::entry_year::EntryYear;
use super::entry::section::Section;
use super::language::tables::Language;
use super::meaning::expression::{
    Base, Calendar, DayPart, Expression, Period, Reference, TimeUnit,
};
use super::normalize;
use super::recognize::{Found, Side};
use crate::model::{Anchor, Document, Resolution, Sentence, Timex, TimexType};
use clock::{Floor, NarrativeClock, Now, Told, WINTER};
use course::{Point, Setting, Standing, Step};
use event::place_months;
use smallvec::smallvec;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use story::{moves_the_story, tells_of_the_past};
use subject::Subject;
use year::on_a_real_day;

pub(super) use placed::{Completed, Placed, place_reference, said, unresolved, with_lead};

/// What is known of when a document was written.
#[derive(Clone, Debug, Default)]
pub(super) struct Time {
    /// Its date.
    pub now: Option<Now>,
    /// What it was not written before, where it has no date.
    pub floor: Option<Floor>,
}

impl Time {
    /// The year of its date, or the first in which it can have been written.
    pub(super) fn year(&self) -> Option<i32> {
        let now = self.now.as_ref().map(|now| now.date.year);
        now.or_else(|| self.floor.map(|floor| floor.year))
    }
}

/// Walks a document in order and closes what expressions leave open.
pub(super) struct Resolver<'a> {
    pub language: &'a Language,
    pub document: &'a Document,
    pub sentences: &'a [Sentence],
    pub found: &'a [Found],
    pub now: Option<Now>,
    pub floor: Option<Floor>,
    /// The year of either.
    pub year: Option<i32>,
    /// Whether the document, from here on, tells of a time before its own.
    pub is_narrative: bool,
    /// Whether any of it does.
    pub tells_of_past: bool,
    /// How many expressions stand in the news with which such a document opens.
    opening: usize,
    /// Whether days in headings part it.
    pub has_entries: bool,
    /// The number of the first sentence of the text itself.
    pub first_body: usize,
    pub clock: NarrativeClock,
    /// All times told so far.
    pub told: Vec<Told>,
    /// What "the war" is here.
    pub subject: Subject<'a>,
    /// The years in which the story stands at months without one, by expression, once the first is asked for.
    course: OnceCell<BTreeMap<usize, Standing>>,
    /// The years of entries that name none, by expression; followed when the first of them is asked for.
    pub entry_years: OnceCell<BTreeMap<usize, EntryYear>>,
    last_anchor: RefCell<Option<(Told, Anchor)>>,
    /// Whether the text is news of the days in which it was written, once somebody asks.
    pub opens_with_own_days: OnceCell<bool>,
    /// The sentence with the first question of an interview, looked for when somebody asks.
    pub first_question: OnceCell<Option<usize>>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        language: &'a Language,
        document: &'a Document,
        sentences: &'a [Sentence],
        found: &'a [Found],
        time: Time,
    ) -> Self {
        let is_past = tells_of_the_past(document, found, &time);
        let is_body = |sentence: &Sentence| !sentence.is_heading && !sentence.in_chrome;
        let first_body = sentences.iter().position(is_body).unwrap_or(sentences.len());
        let opening_before = |now| story::opening(document, found, first_body, now);
        let opening = time.now.as_ref().filter(|_| is_past).map_or(0, opening_before);
        let year = time.year();
        let Time { now, floor } = time;
        Self {
            language,
            document,
            sentences,
            found,
            now,
            floor,
            year,
            is_narrative: is_past && opening == 0,
            tells_of_past: is_past,
            opening,
            has_entries: entry::are_in(document, sentences, found),
            first_body,
            clock: NarrativeClock::default(),
            told: Vec::with_capacity(found.len()),
            subject: Subject::new(language, document),
            course: OnceCell::new(),
            entry_years: OnceCell::new(),
            last_anchor: RefCell::default(),
            opens_with_own_days: OnceCell::new(),
            first_question: OnceCell::new(),
        }
    }

    /// Where the story stands at an expression; `None` where its course does not say.
    pub(crate) fn standing(&self, at: usize) -> Option<Standing> {
        self.course.get_or_init(|| self.follow()).get(&at).copied()
    }

    /// Follows the story through the whole document, whatever has been placed.
    fn follow(&self) -> BTreeMap<usize, Standing> {
        /// Sentences in which the months of a season may be named.
        const SEASON_SENTENCES: usize = 2;
        let (mut section, mut season): (Option<Section>, _) = (None, None);
        let mut steps = Vec::new();
        let (mut last_year, mut named_year, mut has_year) = (None, None, false);
        let mut first_dated = None;
        // The sentence up to which answers are of the time that was asked about.
        let mut asked: Option<usize> = None;
        for (at, found) in self.found.iter().enumerate() {
            if self.document.is_chrome(found.span)
                || self.is_of_telling(found)
                || self.is_own_date(found, self.names(found))
                || self.is_season_of_thing(found)
            {
                continue;
            }
            let is_heading = self.is_in_heading(found);
            let opens_paragraph = self.opens_paragraph(at);
            let opens_sentence = self.opens_sentence(found);
            let beside = last_year.filter(|(sentence, _)| *sentence == found.sentence);
            let beside = beside.map(|(_, point)| point);
            section = section.filter(|section| found.sentence < section.end);
            let is_opening = beside.is_some() && first_dated == Some(found.sentence);
            season = season.filter(|(sentence, _)| found.sentence <= sentence + SEASON_SENTENCES);
            let setting = Setting {
                season: season.map(|(_, first)| first),
                opens_paragraph,
                opens_sentence,
                is_heading,
                section,
                beside: beside.filter(|_| season.is_none()),
                is_opening,
                just_told: self.month_just_told(at, found),
            };
            if !is_heading && has_year && self.is_life_in_passing(at, found) {
                continue;
            }
            let names = self.names_in_story(at, found, named_year);
            let Some(step) = Step::new(found, names, setting) else { continue };
            if self.is_back_from_question(found, &step, &mut asked) {
                continue;
            }
            has_year |= step.year().is_some();
            season = self.season_after(at, found, &step, season);
            if step.year().is_some() && !is_heading {
                first_dated = first_dated.or(Some(found.sentence));
            }
            if let Some(point) = step.point().filter(|_| found.side == Side::None) {
                last_year = Some((found.sentence, point));
                named_year = Some(point.year);
            } else if let Some(years) = step.counts_years() {
                // "Five years later he died, and in September": counted from the year named last.
                named_year = named_year.and_then(|year| year.checked_add(years));
                let point = named_year.filter(|_| years > 0).map(Point::of_year);
                last_year = point.map(|point| (found.sentence, point));
            }
            // The day above one entry says no year of those below it.
            let heads_section = is_heading && !self.begins_entry(found);
            if let Some(year) = step.year().filter(|_| heads_section) {
                let is_same = section.is_some_and(|section| section.heading == found.sentence);
                let end = self.section_end(found.sentence);
                section = Some(Section::with(section, year, found.sentence, end));
                // "Northern Expedition (1926–1928)": the story begins with the first year.
                if is_same {
                    continue;
                }
            }
            steps.push((at, step));
        }
        // The latest year told of is no end, nor is that of an entry: the text may go on into the next one.
        let written = self.now.as_ref().filter(|now| !now.is_entry);
        course::follow(&steps, written.map(|now| now.date.year))
    }

    /// What an expression names on the course of the story, where `year` was named last: beside dates "October of that
    /// year", "last August", and the time about which an interview asks ("And three years ago?").
    fn names_in_story(&self, at: usize, found: &Found, year: Option<i32>) -> Option<Calendar> {
        self.names(found)
            .or_else(|| self.named_from_writing(found).filter(|_| self.leads_on(at, found)))
            .or_else(|| month_of_that_year(found, year))
            .or_else(|| self.asked_year(found))
    }

    /// Places every expression, in order.
    pub(super) fn run(mut self) -> Vec<Placed> {
        (0..self.found.len()).map(|at| self.place_and_tell(at)).collect()
    }

    pub(super) fn place_and_tell(&mut self, at: usize) -> Placed {
        let Some(found) = self.found.get(at) else {
            return unresolved(TimexType::Date, "");
        };
        self.is_narrative |= self.opening > 0 && at == self.opening;
        let placed = self.place(at, found);
        let is_silent = self.document.is_chrome(found.span)
            || self.is_second_name(at, found)
            || self.is_of_telling(found);
        if let (Some(calendar), false) = (placed.calendar, is_silent) {
            let is_heading = self.is_in_heading(found) && !self.is_own_date(found, Some(calendar));
            let told = Told { calendar, span: found.span, sentence: found.sentence, is_heading };
            self.told.push(told);
            let is_life = self.clock.last.is_some() && self.is_life_in_passing(at, found);
            let is_past =
                is_life || self.is_recalled(found, &calendar) || self.is_planned_before(at, found);
            let moves = moves_the_story(found) || self.goes_back_to(found, &calendar);
            if moves && !is_past && !self.is_counted_from(at) || is_heading {
                self.clock.tell(told, self.opens_paragraph(at), self.section_end(found.sentence));
            }
            if let Some(now) = self.entry(found, calendar) {
                self.year = Some(now.date.year);
                self.now = Some(now);
                self.is_narrative = false;
            }
        }
        placed
    }

    /// The number of the paragraph in which a sentence stands.
    pub(super) fn paragraph(&self, sentence: usize) -> Option<u32> {
        self.sentences.get(sentence).map(|it| it.paragraph)
    }

    /// Whether an expression is the first of its paragraph.
    pub(super) fn opens_paragraph(&self, at: usize) -> bool {
        let paragraph = |found: &Found| self.paragraph(found.sentence);
        let before = at.checked_sub(1).and_then(|before| self.found.get(before)).map(paragraph);
        before != self.found.get(at).map(paragraph)
    }

    /// Whether a sentence begins with an expression and the word that leads to it.
    pub(super) fn opens_sentence(&self, found: &Found) -> bool {
        const LEAD_BYTES: u32 = 4;
        let sentence = self.sentences.get(found.sentence);
        sentence.is_some_and(|it| found.span.start <= it.span.start + LEAD_BYTES)
    }

    pub(super) fn place(&self, at: usize, found: &Found) -> Placed {
        let beside = self.said_in_brackets(at, found).or_else(|| self.said_in_passing(at, found));
        let beside = beside.or_else(|| self.weekday_in_brackets(at, found));
        if let Some(placed) = beside {
            return placed;
        }
        match &found.expression {
            Expression::Calendar(calendar) => self.place_calendar(at, found, *calendar),
            Expression::Deictic { days, part } => self.place_deictic(found, *days, *part),
            Expression::Period { period, step, base, inner } => {
                self.place_period(at, found, *period, *step, *base, *inner)
            }
            Expression::Offset { amount, unit, step, base } => {
                self.place_offset(at, found, *amount, *unit, *step, *base)
            }
            Expression::Ago { amount, unit, of } => self.place_ago(at, found, *amount, *unit, of),
            Expression::FromEvent { amount, unit, step, part } => {
                let day = self.place_from_event(at, found, *amount, *unit, *step);
                Self::in_part(found, day, *part)
            }
            Expression::DayOfEvent { number, unit, event } => {
                self.place_day_of_event(at, found, *number, *unit, *event)
            }
            Expression::Nth { number, unit, of, whole } => {
                self.place_nth(at, found, (*number, *unit), *of, *whole)
            }
            Expression::WeekOf(calendar) => self.place_week_of(at, found, *calendar),
            Expression::Duration { value, within: Some(months), .. } => {
                place_months(found, value, *months)
            }
            Expression::Duration { value, years, step, ahead, within: None } => {
                let ahead = ahead.and_then(|length| self.place_ahead(at, found, value, length));
                ahead.unwrap_or_else(|| self.place_duration(found, value, *years, *step))
            }
            Expression::Set { value } => unresolved(TimexType::Set, value.clone()),
            Expression::Reference(reference) => place_reference(*reference),
            Expression::Named(named) => self.place_named(found, *named),
            Expression::Holiday { holiday, year, of, part } => {
                self.place_holiday(at, found, *holiday, (*year, *of, *part))
            }
            Expression::SameTime { .. } => unresolved(TimexType::Date, ""),
        }
    }

    pub(super) fn finish(found: &Found, completed: Completed) -> Placed {
        let Completed { calendar, resolution, anchor, confidence, reason, alternatives } =
            completed;
        let when = normalize::when(&calendar, found.modifier);
        let gregorian = calendar.date().filter(|_| calendar.is_julian).map(|date| {
            format!("by the Julian calendar (Old Style); by the Gregorian it is {date}").into()
        });
        Placed {
            timex: Timex {
                kind: normalize::kind(&calendar),
                value: timex_value(found, &calendar, resolution),
                modifier: found.modifier,
            },
            when: when.map(|when| with_lead(when, found)),
            resolution,
            anchor,
            event: None,
            confidence,
            trail: std::iter::once(reason).chain(gregorian).collect(),
            alternatives,
            calendar: Some(calendar),
        }
    }

    /// Where the expression leaves something open that nothing closes.
    pub(super) fn open(found: &Found, calendar: Calendar, reason: &'static str) -> Placed {
        Placed {
            timex: Timex {
                kind: normalize::kind(&calendar),
                value: normalize::value(&calendar),
                modifier: found.modifier,
            },
            when: None,
            resolution: Resolution::None,
            anchor: None,
            event: None,
            confidence: 0.3,
            trail: smallvec![reason.into()],
            alternatives: Vec::new(),
            calendar: None,
        }
    }

    pub(super) fn place_calendar(&self, at: usize, found: &Found, calendar: Calendar) -> Placed {
        match self.complete(at, found, calendar) {
            Some(completed) => Self::finish(found, completed),
            None => Self::open(
                found,
                calendar,
                "nothing in the text or about the document says which year",
            ),
        }
    }

    /// Fills in what a calendar expression leaves open.
    pub(super) fn complete(
        &self,
        at: usize,
        found: &Found,
        calendar: Calendar,
    ) -> Option<Completed> {
        if let Some(days) = calendar.deictic {
            let now = self.now.as_ref().filter(|now| now.has_day())?;
            let date = now.date.plus_days(i64::from(days));
            let day =
                Calendar { clock: calendar.clock, part: calendar.part, ..Calendar::of_day(date) };
            return Some(Self::said_now(now, day, "counted from the document date"));
        }
        if let Some(decade @ 0..100) = calendar.decade {
            let spoken = self.spoken_year().filter(|year| *year > 0);
            let century = spoken.unwrap_or(1950).div_euclid(100) * 100;
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
            return Some(self.complete_short_year(found, calendar, short));
        }
        if calendar.is_absolute() {
            return Some(self.complete_absolute(at, found, calendar));
        }
        let has_month = calendar.month.is_some() || calendar.group.is_some();
        if has_month {
            return self.complete_year(at, found, calendar).map(on_a_real_day);
        }
        if calendar.weekday.is_some() && calendar.day.is_none() {
            return self.complete_weekday(at, found, calendar);
        }
        if calendar.day.is_some() {
            return self.complete_month(found, calendar);
        }
        if calendar.clock.is_some() || calendar.part.is_some() {
            return self.complete_day(at, found, calendar);
        }
        None
    }

    pub(super) fn place_deictic(&self, found: &Found, days: i32, part: Option<DayPart>) -> Placed {
        let words = found.span.of(&self.document.text).to_lowercase();
        if !self.now.as_ref().is_some_and(Now::has_day) {
            let calendar = Calendar { part, ..Calendar::default() };
            if days == 0 && part.is_none() {
                return place_reference(Reference::Present);
            }
            return Self::open(found, calendar, "the document has no date to count from");
        }
        let is_nowadays =
            words == "today" && part.is_none() && (self.is_narrative || self.is_nowadays(found));
        if is_nowadays {
            return place_reference(Reference::Present);
        }
        // "I am announcing tonight", said by someone in a story of the past, counts from the story.
        let from = self.reference(Base::Speech, found);
        let Some((date, told)) = from.and_then(|(from, told)| Some((from.date()?, told))) else {
            let calendar = Calendar { part, ..Calendar::default() };
            return Self::open(found, calendar, "the story has not said which day this is");
        };
        let date = date.plus_days(i64::from(days));
        let calendar = Calendar { part, ..Calendar::of_day(date) };
        let (why, confidence) = match told {
            Some(_) => ("counted from where the story stands", 0.6),
            None => ("counted from the document date", 0.96),
        };
        Self::finish(found, self.counted(told, calendar, why, confidence))
    }

    pub(super) fn said_now(now: &Now, calendar: Calendar, why: &str) -> Completed {
        Self::said_now_with(now, calendar, why, 0.96)
    }

    pub(super) fn said_now_with(
        now: &Now,
        calendar: Calendar,
        why: &str,
        confidence: f32,
    ) -> Completed {
        let names_it = why.len() >= now.label.len() && why.contains(&*now.label);
        let of_entry = || why.replace("document date", "day of its entry");
        let why = if now.is_entry { Cow::Owned(of_entry()) } else { Cow::Borrowed(why) };
        let reason = if names_it { why.into_owned() } else { [&*why, ": ", &now.label].concat() };
        Completed {
            calendar,
            resolution: if now.is_entry { Resolution::Heading } else { Resolution::Dct },
            anchor: Some(now.anchor()),
            confidence: confidence * now.trust,
            reason: reason.into(),
            alternatives: Vec::new(),
        }
    }

    /// A time told as an anchor: many expressions in a row count from the same one.
    pub(super) fn anchor_of(&self, told: &Told) -> Anchor {
        let mut last = self.last_anchor.borrow_mut();
        let known = last.take().filter(|(known, _)| known == told);
        let (_, anchor) =
            last.insert(known.unwrap_or_else(|| (*told, told.anchor(&self.document.text))));
        anchor.clone()
    }

    pub(super) fn counted_from(
        &self,
        told: &Told,
        calendar: Calendar,
        why: &str,
        confidence: f32,
    ) -> Completed {
        let anchor = self.anchor_of(told);
        Completed {
            calendar,
            resolution: if told.is_heading { Resolution::Heading } else { Resolution::Narrative },
            confidence,
            reason: [why, ": ", &anchor.label].concat().into(),
            anchor: Some(anchor),
            alternatives: Vec::new(),
        }
    }
}

/// "In October of that year they were moved": the month, of the year named last.
fn month_of_that_year(found: &Found, year: Option<i32>) -> Option<Calendar> {
    let Expression::Period {
        period: Period::Unit(TimeUnit::Year),
        step: 0,
        base: Base::Mentioned | Base::Narrative,
        inner,
    } = found.expression
    else {
        return None;
    };
    year.filter(|_| inner.month.is_some()).map(|year| Calendar { year: Some(year), ..inner })
}

/// The TIMEX3 value of a completed calendar. TIMEX3 has one year for a winter: of a story that does not say
/// it those who annotate take the year of its January, in which most of it lies. EDTF and bounds keep December.
fn timex_value(found: &Found, calendar: &Calendar, resolution: Resolution) -> SmolStr {
    let is_winter = |said: &Calendar| said.year.is_none() && said.group == Some(WINTER);
    let is_of_story = matches!(resolution, Resolution::Narrative | Resolution::Heading);
    if !is_of_story || !found.calendar().is_some_and(is_winter) {
        return normalize::value(calendar);
    }
    normalize::value(&Calendar { year: calendar.year.map(|year| year + 1), ..*calendar })
}
