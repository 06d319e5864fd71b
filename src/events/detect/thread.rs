//! A time that goes on being told in the sentences after its own.

use super::super::bind::Binding;
use super::super::clause::Opener;
use super::super::dating;
use super::super::news::Telling;
use super::super::predicate::Predicate;
use super::super::wording::points_back;
use super::{Clauses, Reader};
use crate::model::{Annotated, Event, Granularity, Sentence, Shape, Span, TimexType, When};

/// Sentences after a dated one that go on about its time: a year holds more of a story than a day.
fn thread_reach(when: &When) -> usize {
    match when.granularity {
        unit if unit <= Granularity::Day => 1,
        unit if unit <= Granularity::Month => 2,
        _ => 3,
    }
}

/// A time that was told, and goes on being told: "In 1994 tanks rolled in. The town fell."
#[derive(Clone, Debug)]
pub(super) struct Thread {
    /// The time mention.
    time: usize,
    /// What it gave to what was told with it.
    when: When,
    /// The sentence that it stands in.
    number: usize,
    /// The paragraph that tells of it.
    paragraph: u32,
    /// Whether somebody is quoted with it, as then he goes on.
    is_claimed: bool,
    /// Whether the story moved on to it, rather than looked at it in passing.
    is_reached: bool,
}

impl Thread {
    /// Whether an event is of another time.
    pub(super) fn lacks(&self, event: &Event) -> bool {
        event.when.as_ref().is_some_and(|it| !self.when.bounds.contains(it.bounds))
    }

    /// The time, where the paragraph of a sentence named it behind the date that heads it, and the story had moved
    /// on to it from there: "He had been freed in 1990" only looks back.
    pub(super) fn named_behind(
        &self,
        (time, day): (usize, &When),
        number: usize,
        reader: &Reader<'_>,
    ) -> Option<When> {
        let paragraph = reader.annotated.sentences.get(number)?.paragraph;
        let ends = day.bounds.latest.zip(self.when.bounds.earliest);
        let is_later =
            self.when.shape == Shape::Within && ends.is_some_and(|(end, start)| end < start);
        let is_behind = paragraph == self.paragraph && time < self.time;
        (is_behind && is_later && self.is_reached).then(|| self.when.clone())
    }
}

impl Reader<'_> {
    /// The time that the next sentence goes on about, after one that told the events from `before` on.
    pub(super) fn thread_after(
        &self,
        number: usize,
        before: usize,
        clauses: &Clauses<'_>,
        bindings: &[Binding],
    ) -> Option<Thread> {
        // "He had been freed in 1990", "a mill burned in 1906": the story does not move on to that.
        let reaches = |time: usize| {
            let told = bindings.iter().filter(|it| it.time == time);
            let mut told = told.filter_map(|it| it.head.predicate(clauses));
            told.any(|it| !it.is_pluperfect(&clauses.words))
        };
        // "The minister said the mill had burned in 1906", "People forget that he retired in 1990": nor to what is only
        // told in passing.
        let leads = |time: usize| {
            let mut told = bindings.iter().filter(|it| it.time == time);
            told.any(|it| it.head.predicate(clauses).is_none_or(|it| is_main(clauses, it)))
        };
        let told = self.events.get(before..).unwrap_or(&[]);
        let own = told.iter().rev().find_map(|event| {
            let source = event.sources.first()?;
            let time = source.time.filter(|time| !time.is_inherited)?.mention;
            let when = event.when.clone().filter(|_| event.factuality.is_real())?;
            let is_claimed = source.claimed_by.is_some();
            let paragraph = self.annotated.sentences.get(number)?.paragraph;
            let is_reached = reaches(time);
            let thread = Thread { time, when, number, paragraph, is_claimed, is_reached };
            let is_open_end =
                matches!(thread.when.shape, Shape::Before | Shape::After | Shape::Until);
            let opens = opens_thread(self.annotated, time) && (is_claimed || leads(time));
            (opens && !is_open_end).then_some(thread)
        });
        // What is told of the document's day leads back to it, and what is told of no time, or of one that is not known,
        // leads elsewhere, but for "This vote meant more".
        let goes_on = |event: &Event| {
            let has_time = event.sources.iter().any(|source| source.time.is_some());
            has_time && event.when.is_some()
        };
        let points_back = |thread: &Thread| {
            let told = self.annotated.sentences.get(thread.number);
            let start = clauses.sentence.start;
            told.is_some_and(|it| points_back(clauses, Span { end: start, ..it.span }))
        };
        let goes_on = |thread: &Thread| told.iter().all(goes_on) || points_back(thread);
        own.or_else(|| self.thread.clone().filter(goes_on))
    }

    /// A paragraph that opens with "this referendum" or "they" goes on about what the one before told.
    pub(super) fn follow_thread(&mut self, sentence: Sentence, clauses: &Clauses<'_>) {
        let Some(thread) = self.thread.as_mut() else { return };
        let Some(told) = self.annotated.sentences.get(thread.number) else { return };
        let until = Span { end: sentence.span.start, ..told.span };
        if sentence.paragraph != thread.paragraph && points_back(clauses, until) {
            thread.paragraph = sentence.paragraph;
        }
    }

    /// The time of a sentence that tells on without a date, in the paragraph of the one that has it.
    pub(super) fn continued(
        &self,
        number: usize,
        telling: Telling,
        is_quoted: bool,
    ) -> Option<(usize, When)> {
        let thread = self.thread.as_ref()?;
        let paragraph = self.annotated.sentences.get(number)?.paragraph;
        let reach = match telling {
            Telling::Done => thread_reach(&thread.when),
            // "The deal has run since 2018. He told the press": not since then.
            Telling::Said if thread.when.shape != Shape::Since => 1,
            Telling::Said => return None,
            Telling::Current | Telling::Before | Telling::Repeated | Telling::Foretold => {
                return None;
            }
        };
        let reaches = number <= thread.number + reach && paragraph == thread.paragraph;
        let when = dating::about_month(&thread.when);
        (reaches && (thread.is_claimed || !is_quoted)).then_some((thread.time, when))
    }
}

/// Whether a clause is neither part of another one nor what somebody says or thinks.
fn is_main(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let begun = clauses.begun(predicate.segment);
    !clauses.depends(begun) && clauses.opener(begun) != Opener::Complement
}

/// Whether what is told after a time is likely to be of that time: not after "now", "soon" or a length.
fn opens_thread(annotated: &Annotated, time: usize) -> bool {
    annotated.times.get(time).is_some_and(|mention| {
        let has_date = mention.when.is_some() || mention.range.is_some();
        let is_recent = mention.timex.value == "PAST_REF";
        has_date && mention.timex.kind == TimexType::Date || is_recent
    })
}
