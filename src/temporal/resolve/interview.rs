//! What an interview asks and tells: of the time of its questions, or of one long past.

use super::Resolver;
use super::clock::Told;
use super::course::Step;
use super::passing::{is_one_of, words_of};
use crate::model::Sentence;
use crate::temporal::infer;
use crate::temporal::language::tables::Language;
use crate::temporal::meaning::expression::{Base, Calendar, Expression, Reference};
use crate::temporal::recognize::{Found, Tense};
use smallvec::SmallVec;
use std::ops::Range;

impl Resolver<'_> {
    /// "In July they said no", answered by somebody who is asked about a time long past.
    pub(super) fn recalls(&self, found: &Found) -> bool {
        found.tense == Tense::Past && self.is_asked_of_the_past()
    }

    /// The day long past that an answer tells of: the latest told in it or the answer before, if the talk has not come
    /// back to now since, and it is no day of birth.
    pub(super) fn day_recalled(&self, found: &Found) -> Option<Told> {
        const REACH: usize = 16;
        const LONG_AGO_DAYS: i64 = 60;
        let now = self.now.as_ref().filter(|now| now.has_day() && self.recalls(found))?;
        let told = self.clock.current_day().filter(|it| it.sentence + REACH >= found.sentence)?;
        let is_long_ago =
            told.calendar.date().is_some_and(|day| day.plus_days(LONG_AGO_DAYS) < now.date);
        let asks = |it: &&Sentence| it.span.of(&self.document.text).ends_with('?');
        let since = self.sentences.get(told.sentence + 1..found.sentence).unwrap_or_default();
        let is_of_now = || self.question_of_now(told.sentence + 1..found.sentence).is_some();
        let is_near = match since.iter().filter(asks).collect::<SmallVec<[_; 2]>>().as_slice() {
            [] => true,
            [question] => {
                let goes_on = self.asks_on(question) || self.points_at_story(found);
                goes_on && !is_of_now()
            }
            _ => false,
        };
        let is_now = |it: &Found| {
            matches!(
                it.expression,
                Expression::Reference(Reference::Present) | Expression::Deictic { days: 0, .. }
            )
        };
        let between = self.number_at(told.span.end)..self.number_at(found.span.start);
        let comes_back = self.found.get(between).is_some_and(|it| it.iter().any(is_now));
        let is_birth = self.found_at(&told).is_some_and(|it| it.is_of_birth);
        (is_long_ago && is_near && !comes_back && !is_birth).then_some(told)
    }

    /// "And then?", "What happened next?": whether a question asks for no more than what came of it.
    fn asks_on(&self, question: &Sentence) -> bool {
        const FEW: usize = 4;
        const BARE: usize = 2;
        let words = || words_of(question.span.of(&self.document.text));
        let has_next = || words().any(|word| is_one_of(&self.language.asking_on, word));
        let count = words().count();
        count <= BARE || count <= FEW && has_next()
    }

    /// "On the Tuesday", "on Friday, the 14th": days that go on from a story, whatever is asked between.
    fn points_at_story(&self, found: &Found) -> bool {
        let before = self.document.text.get(..found.span.range().start).unwrap_or_default();
        let has_article = before.ends_with(" the ");
        let calendar = found.calendar();
        calendar.is_some_and(|it| it.day.is_some() || has_article && it.weekday.is_some())
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
    fn what_is_answered_goes_on_from_the_day_asked_about() {
        check_prose(
            "Where were you on the evening of 9 August 2020?\nIn the school. I was a teacher. We carried the boxes out. \
             I went home, and at midnight the lines were dead.\nAnd then?\nOn the Tuesday a friend was beaten. On Friday, \
             the 14th, we stood in the yard. On Monday we went to the square. On 18 August it was allowed.\n\
             When did you leave?\nThat was in October. We had to pay by the 25th. Now I drive a bus.",
            true,
            "the evening of 9 August 2020 = 2020-08-09; midnight = 2020-08-09; Tuesday = 2020-08-11; \
             Friday, the 14th = 2020-08-14; Monday = 2020-08-17; 18 August = 2020-08-18; October = 2020-10; \
             the 25th = ../2020-10-25; Now = PRESENT_REF",
        );
        check_prose(
            "Who are you?\nI keep the mill. I was born on 4 May 1960.\nWhat happened?\nOn Friday the mill burned.\n\
             Who did it?\nYou know who.",
            true,
            "4 May 1960 = 1960-05-04; Friday = 2022-10-28",
        );
        check_prose(
            "What did you do then?\nOn 4 May 2015 I was fired.\nAnd now?\nNow I teach. On Monday we had an exam.\nDo you \
             like it?\nYes.",
            true,
            "4 May 2015 = 2015-05-04; now = PRESENT_REF; Now = PRESENT_REF; Monday = 2022-10-31",
        );
        check_prose(
            "How did it start?\nThe firm was sold on 9 March 2015.\nAnd today?\nToday I keep the mill. On Friday we were \
             full.\nWho came?\nYou did.",
            true,
            "9 March 2015 = 2015-03-09; today = 2022-11-02; Today = 2022-11-02; Friday = 2022-10-28",
        );
    }

    #[test]
    fn what_is_asked_anew_is_not_of_the_day_told_before() {
        check_prose(
            "Who founded the firm?\nMy father founded it on 9 August 1964.\nWhat did the tax office say?\nThey wrote to us \
             on Friday.\nAnd?\nWe pay.",
            true,
            "9 August 1964 = 1964-08-09; Friday = 2022-10-28",
        );
        check_prose(
            "How did you become a coach?\nI was injured on 9 August 2014. That was it.\nHow is the team?\nWe are fine. We \
             beat Hull on Sunday.\nWill you win?\nYes.",
            true,
            "9 August 2014 = 2014-08-09; Sunday = 2022-10-30",
        );
        check_prose(
            "What did you see?\nThey took him on 9 August 2014 at home.\nWhat happened next?\nOn Monday he was free.\n\
             Who helped?\nYou did.",
            true,
            "9 August 2014 = 2014-08-09; Monday = 2014-08-11",
        );
    }

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
