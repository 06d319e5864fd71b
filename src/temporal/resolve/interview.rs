//! What an interview asks and tells: of the time of its questions, or of one long past.

use super::Resolver;
use super::clock::Told;
use super::course::Step;
use super::passing::{is_one_of, words_of};
use crate::temporal::infer;
use crate::temporal::language::tables::Language;
use crate::temporal::meaning::expression::{Base, Calendar, Expression};
use crate::temporal::recognize::{Found, Tense};
use std::ops::Range;

impl Resolver<'_> {
    /// "In July they said no", answered by somebody who is asked about a time long past.
    pub(super) fn recalls(&self, found: &Found) -> bool {
        found.tense == Tense::Past && self.is_asked_of_the_past()
    }

    /// Whether an interview tells of a time long past here.
    pub(super) fn is_asked_of_the_past(&self) -> bool {
        let is_past = self.clock.year().zip(self.year).is_some_and(|(told, now)| told < now);
        is_past && self.asks_questions()
    }

    /// "Thirty-five years later, we asked": when the answers of an interview were given, not what they tell of.
    pub(super) fn is_of_telling(&self, found: &Found) -> bool {
        let span = self.now.as_ref().and_then(|now| now.span);
        span.is_some_and(|span| span.contains(found.span)) && self.asks_questions()
    }

    /// Whether the text is an interview.
    fn asks_questions(&self) -> bool {
        let first = || infer::first_question(self.language, self.document, self.sentences);
        self.first_question.get_or_init(first).is_some()
    }

    /// "What comes next year?" — "In January we sail."
    pub(super) fn is_asked_before(&self, told: &Told, found: &Found) -> bool {
        let question = self.sentences.get(told.sentence);
        told.sentence + 1 == found.sentence
            && question.is_some_and(|it| it.span.of(&self.document.text).ends_with('?'))
    }

    /// Whether an interview asks about a time: its question is of little else.
    pub(super) fn is_asked(&self, found: &Found) -> bool {
        const LONGEST: usize = 24;
        let question = self.sentences.get(found.sentence).map(|it| it.span.of(&self.document.text));
        let is_question = |it: &str| it.ends_with('?') && it.len() <= found.span.len() + LONGEST;
        question.is_some_and(is_question) && self.asks_questions()
    }

    /// The year of "and three years ago?", of which the answers tell.
    pub(super) fn asked_year(&self, found: &Found) -> Option<Calendar> {
        let Expression::Offset { amount, unit, step: step @ ..0, base: Base::Speech } =
            found.expression
        else {
            return None;
        };
        let years = amount.years(unit)?.checked_mul(step)?;
        let now = self.now.as_ref().filter(|_| self.is_asked(found))?;
        now.date.year.checked_add(years).map(Calendar::of_year)
    }

    /// "And three years ago?" — "In August they came." — "Where do you live now?" — "In June my sister came": whether a
    /// month without a year is no longer of the year asked about, of which answers are up to the sentence `asked`.
    pub(super) fn is_back_from_question(
        &self,
        found: &Found,
        step: &Step,
        asked: &mut Option<usize>,
    ) -> bool {
        if step.year().is_some() {
            *asked = self.asked_year(found).map(|_| found.sentence);
        }
        let open = asked.filter(|last| step.is_open() && *last < found.sentence);
        let Some(last) = open else { return false };
        let question = self.question_of_now(last + 1..found.sentence + 1);
        *asked = question.map_or(Some(found.sentence), |question| question.checked_sub(1));
        question.is_some()
    }

    /// "Where do you live now?": the first of these sentences that asks of the present, in which the answers then are.
    fn question_of_now(&self, sentences: Range<usize>) -> Option<usize> {
        let Language { asking_now, asking_then, .. } = self.language;
        let is_of_now = |asked: &str| {
            let has = |words: &[String]| words_of(asked).any(|word| is_one_of(words, word));
            asked.ends_with('?') && has(asking_now) && !has(asking_then)
        };
        let first = sentences.start;
        let asked = self.sentences.get(sentences).unwrap_or_default();
        let at = asked.iter().position(|it| is_of_now(it.span.of(&self.document.text)));
        at.map(|at| first + at)
    }

    /// "They said next year", answered by somebody who is asked about a time long past.
    pub(super) fn is_said_then(&self, found: &Found) -> bool {
        let is_said = found.is_of_saying && found.is_told_as_past;
        is_said && found.expression.goes_on() && self.is_asked_of_the_past()
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check_prose;

    #[test]
    fn a_question_about_the_present_ends_the_year_asked_about() {
        check_prose(
            "Where were you born?\nIn a village.\nAnd three years ago?\nI was still in Kabul. In August they came.\n\
             Where do you live now?\nI live in Graz. In March I found work. In June my sister came.",
            true,
            "three years ago = 2019; August = 2019-08; now = PRESENT_REF; March = 2022-03; June = 2022-06",
        );
    }

    #[test]
    fn months_answered_are_of_the_year_asked_about() {
        check_prose(
            "What do you do now?\nI keep the mill.\nAnd two years ago?\nOn August 19 they signed a paper. I was \
             dismissed in November.\nWhen did they come?\nThey came on 21 September 2021.\nAnd then?\nI left.",
            true,
            "now = PRESENT_REF; two years ago = 2020; August 19 = 2020-08-19; November = 2020-11; \
             21 September 2021 = 2021-09-21",
        );
    }
}
