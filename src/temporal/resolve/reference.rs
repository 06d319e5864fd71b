//! What relative expressions count from: the day of writing, where the story stands, or what was said last.

use super::Resolver;
use super::clock::{Now, Told};
use super::passing::{is_one_of, words_of};
use super::shift::season_period;
use super::story::is_quoted;
use crate::model::Granularity;
use crate::temporal::meaning::expression::{Base, Calendar, Expression, Period, TimeUnit};
use crate::temporal::recognize::{Found, Tense};

impl Resolver<'_> {
    /// The day from which a relative expression counts, and its anchor.
    pub(super) fn reference(&self, base: Base, found: &Found) -> Option<(Calendar, Option<Told>)> {
        let now = self.now.as_ref().map(Now::calendar);
        let told = self.clock.last;
        match base {
            Base::Speech if self.is_said_then(found) || self.is_of_month_told(found) => {
                told.map(|told| (told.calendar, Some(told)))
            }
            Base::Speech if !self.is_of_story(found) || self.points_out_of_story(found) => {
                now.map(|now| (now, None))
            }
            Base::Speech => {
                // "Next week" is said on some day: of a story that has come to a year it tells nothing, and
                // nothing of what lay years before the text was written.
                let told = told.filter(|told| {
                    if self.floor.is_some_and(|floor| told.calendar.year < Some(floor.year)) {
                        return false;
                    }
                    let is_known = told.calendar.month.is_some() || told.calendar.week.is_some();
                    is_known
                        || !found.expression.counts_days()
                        || self.day_of(&told.calendar, Some(*told)).is_some()
                });
                told.map(|told| (told.calendar, Some(told))).or(now.map(|now| (now, None)))
            }
            Base::Mentioned => {
                let is_day = found.expression.counts_days();
                let is_meant = |told: &&Told| !is_day || told.calendar.day.is_some();
                let last = self.told.iter().rev().find(is_meant);
                last.map(|told| (told.calendar, Some(*told)))
            }
            Base::Nearby => {
                let is_near = |told: &Told| {
                    let is_right_before = told.sentence + 1 >= found.sentence;
                    self.is_narrative || told.calendar.day.is_some() && is_right_before
                };
                let near = told.filter(is_near).or_else(|| self.told_right_before(found));
                near.map(|told| (told.calendar, Some(told))).or(now.map(|now| (now, None)))
            }
            Base::Narrative => {
                let is_near = told.is_some_and(|told| {
                    let is_near = told.sentence + 6 >= found.sentence;
                    self.is_narrative || is_near || self.is_asked_of_the_past()
                });
                let right_before = self.told_right_before(found);
                // "Ten years ago it was sold; it opened a year later", told after older times.
                let is_of_now =
                    |told: &Told| self.found_at(told).is_some_and(|it| self.is_of_writing(it));
                let ago = right_before.filter(|told| self.is_narrative && is_of_now(told));
                let near = ago.or(told.filter(|_| is_near)).or(right_before);
                near.map(|told| (told.calendar, Some(told))).or(now.map(|now| (now, None)))
            }
        }
    }

    /// "Last summer", told in a life that has come to the day of writing, but not "by the end of the year",
    /// nor what a sentence that says its time looks ahead to: "in 2007 they hoped to leave by next summer".
    fn points_out_of_story(&self, found: &Found) -> bool {
        let is_dated = self.clock.last.is_some_and(|told| told.sentence == found.sentence);
        let is_beside = match found.expression {
            Expression::Period { step: ..=-1, .. } => true,
            Expression::Period { step: 1.., .. } | Expression::Deictic { .. } => !is_dated,
            _ => found.says_this(&self.document.text) && !is_dated,
        };
        // "Next month she marks sixty years".
        let is_ahead = found.expression.goes_on()
            && found.tense == Tense::Unknown
            && found.is_in_present
            && self.opens_sentence(found)
            && self.now.as_ref().is_some_and(Now::has_month);
        is_beside && (is_ahead || self.has_come_to_now())
            || self.is_of_writing(found)
            || self.is_day_of_this_year(found)
    }

    /// "Last autumn she sold it": whoever tells of times long past says "the autumn before" of those, unless another
    /// is quoted ("wrote that last autumn had been hot") or writes day by day, or what is told is held against that time
    /// ("worse than last year").
    pub(super) fn is_of_writing(&self, found: &Found) -> bool {
        let is_last = matches!(
            found.expression,
            Expression::Period { step: ..=-1, .. }
                | Expression::Offset { step: ..=-1, base: Base::Speech, .. }
        );
        let known = if found.expression.counts_days() {
            Now::has_day
        } else {
            |now: &Now| now.granularity <= Granularity::Year
        };
        let written = self.now.as_ref().filter(|now| known(now) && !now.is_entry);
        is_last
            && written.is_some()
            && found.expression.looks_back()
            && found.tense == Tense::Past
            && !(found.is_subordinate || found.is_before_story || found.is_flashback)
            && !self.has_entries
            && !is_quoted(&self.document.text, found.span)
            && !self.is_compared_with(found)
            && !self.is_ago_of_story(found)
    }

    /// "In 1880 he sold what he had bought two years ago", "the boy of four years ago", "as two years ago": counted from
    /// the story, not from the day of writing.
    fn is_ago_of_story(&self, found: &Found) -> bool {
        let is_ago = |it: &Found| {
            matches!(it.expression, Expression::Offset { step: ..=-1, base: Base::Speech, .. })
        };
        let at = self.number_at(found.span.start);
        let before = self.found.get(..at).unwrap_or_default().iter().rev();
        let mut beside = before.take_while(|it| it.sentence == found.sentence);
        let text = self.document.text.get(..found.span.range().start).unwrap_or_default();
        let word = text.trim_end().rsplit(char::is_whitespace).next();
        let is_held_against = word.is_some_and(|word| is_one_of(&self.language.likening_ago, word));
        is_ago(found) && (is_held_against || beside.any(|it| !is_ago(it)))
    }

    /// "The worst since last year", "worse than last year".
    fn is_compared_with(&self, found: &Found) -> bool {
        let before = self.document.text.get(..found.span.range().start).unwrap_or_default();
        let word = before.trim_end().rsplit(char::is_whitespace).next();
        word.is_some_and(|word| is_one_of(&self.language.comparing, word))
    }

    /// "Last spring a film of it was shown", in a story of older times that stays there.
    pub(super) fn is_aside_of_writing(&self, found: &Found) -> bool {
        self.is_narrative
            && !self.has_come_to_now()
            && self.is_of_writing(found)
            && !self.leads_on(self.number_at(found.span.start), found)
    }

    /// "Last year the mill was sold. In May its owner left": whether what is told next goes on from a time that counts
    /// from the day of writing, rather than from the story in which it stands as an aside: "last year a film of it was
    /// shown. In May he was tried". It opens its sentence, or that tells of somebody known; and whom the next sentence
    /// means by "he" stands in it.
    pub(super) fn leads_on(&self, at: usize, found: &Found) -> bool {
        /// Expressions behind, among which the next is looked for.
        const REACH: usize = 6;
        let is_doer = |word: &str| is_one_of(&self.language.doers, word);
        let opens =
            self.opens_sentence(found) || self.words_of_sentence(found).next().is_some_and(is_doer);
        let here = self.paragraph(found.sentence);
        let is_open = |it: &&Found| it.calendar().is_some_and(|it| it.year.is_none());
        let behind = self.found.get(at + 1..).unwrap_or_default().iter().take(REACH);
        let mut behind = behind.take_while(|it| self.paragraph(it.sentence) == here);
        let next = behind.find(is_open).filter(|it| it.sentence != found.sentence);
        let doer = next.and_then(|next| {
            let behind = next.span.range().end;
            let sentence = self.sentences.get(next.sentence)?.span.range();
            let behind = self.document.text.get(behind..sentence.end)?;
            let first = self.words_of_sentence(next).next().filter(|word| is_doer(word));
            first.or_else(|| words_of(behind).next().filter(|word| is_doer(word)))
        });
        let is_known =
            |doer: &str| self.words_of_sentence(found).any(|it| it.eq_ignore_ascii_case(doer));
        opens && doer.is_none_or(is_known)
    }

    /// The year, with its month or season, that such words name.
    pub(super) fn named_from_writing(&self, found: &Found) -> Option<Calendar> {
        let Expression::Period { period, step, inner, .. } = found.expression else { return None };
        let now = self.now.as_ref().filter(|_| self.tells_of_past && self.is_of_writing(found))?;
        let (year, here) = (now.date.year, now.calendar());
        match period {
            Period::Unit(TimeUnit::Year) => Some(Calendar { year: Some(year + step), ..inner }),
            Period::Month(month) => Self::month_period(month, step, &here, inner),
            Period::Season(season) => season_period(season, step, &here).map(|year| Calendar {
                year: Some(year),
                group: Some(season),
                ..inner
            }),
            _ => None,
        }
    }

    /// "Re-elected on 8 September this year", told after a year gone by: of the year of writing, where "that year" or
    /// "the same year" would be the story's.
    fn is_day_of_this_year(&self, found: &Found) -> bool {
        let is_day = matches!(
            found.expression,
            Expression::Period { period: Period::Unit(TimeUnit::Year), step: 0, inner, .. }
                if inner.day.is_some()
        );
        let written = self.now.as_ref().filter(|now| now.has_day() && !now.is_entry);
        is_day
            && found.says_this(&self.document.text)
            && written.is_some()
            && !is_quoted(&self.document.text, found.span)
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check_prose;

    #[test]
    fn a_life_goes_on_from_last_autumn_whatever_years_lie_behind() {
        check_prose(
            "She was born in 1931, taught from 1951 and wrote a book in 1999.\n\nLast December, from the first week on, \
             she sang in the yard. On 15 December the police came, and a trial followed in January. She left on 3 March.\n\n\
             She died on 20 October. Her funeral on Monday was quiet.",
            true,
            "1931 = 1931; 1951 = 1951/..; 1999 = 1999; Last December = 2021-12; 15 December = 2021-12-15; \
             January = 2022-01; 3 March = 2022-03-03; 20 October = 2022-10-20; Monday = 2022-10-31",
        );
        check_prose(
            "The mill was built in 1852, burned in 1870, was sold in 1873 and in 1880, shut in 1884, opened in 1890 and \
             was razed in 1896. He wrote: \"Last summer we were rich.\"",
            true,
            "1852 = 1852; 1870 = 1870; 1873 = 1873; 1880 = 1880; 1884 = 1884; 1890 = 1890; 1896 = 1896; \
             Last summer = 1895-22",
        );
    }

    #[test]
    fn years_ago_are_counted_from_the_day_of_writing() {
        let history = "The mill was built in 1852, burned in 1870 and was sold in 1873.";
        check_prose(
            &format!("{history} Ten years ago its owner left; it was opened again a year later."),
            true,
            "1852 = 1852; 1870 = 1870; 1873 = 1873; Ten years ago = 2012; a year later = 2013",
        );
        check_prose(
            &format!("{history} He wrote: \"Two years ago we were rich.\""),
            true,
            "1852 = 1852; 1870 = 1870; 1873 = 1873; Two years ago = 1871",
        );
        let war = "The war ended in 1918. In 1919 wages were";
        check_prose(
            &format!("{war} lower than a year ago. In 1920 they rose."),
            true,
            "1918 = 1918; 1919 = 1919; a year ago = 1918; 1920 = 1920",
        );
        check_prose(
            &format!("{war} no more those of four years ago. In 1920 they rose."),
            true,
            "1918 = 1918; 1919 = 1919; four years ago = 1915; 1920 = 1920",
        );
        check_prose(
            "He was king from 1805. In 1809 he lost. The man of four years ago was dead. In 1812 he left.",
            true,
            "1805 = 1805/..; 1809 = 1809; four years ago = 1805; 1812 = 1812",
        );
    }

    #[test]
    fn what_is_told_beside_an_aside_of_last_year_is_of_the_story() {
        let history = "The war began in 1914. In 1915 he was wounded at Ypres. In 1916 he lost a brother. In 1917 he was \
                       made a captain. In 1919 he came home, in 1920 he married, and in 1923 he bought the farm.";
        let years = "1914 = 1914; 1915 = 1915; 1916 = 1916; 1917 = 1917; 1919 = 1919; 1920 = 1920; 1923 = 1923";
        for (told, values) in [
            (
                "The grave was found last year. In May he was tried. In June he was hanged.",
                "last year = 2021; May = 1923-05; June = 1923-06",
            ),
            (
                "A play about him ran in London last winter. In May he was tried.",
                "last winter = 2021-24; May = 1923-05",
            ),
            (
                "Last year the archive was opened. It holds his letters. On 8 June he wrote to his brother.",
                "Last year = 2021; 8 June = 1923-06-08",
            ),
            (
                "Last spring the archive was opened. It holds his letters. On 8 June he wrote to his brother.",
                "Last spring = 2022-21; 8 June = 1923-06-08",
            ),
            (
                "The harvest was the worst since last year. In September people starved.",
                "last year = 1922/..; September = 1923-09",
            ),
            (
                "Things were worse than last year. In May the rain stopped.",
                "last year = 1922; May = 1923-05",
            ),
            (
                "Last August the site was sold to a bank. In September the old owner died.",
                "Last August = 2022-08; September = 2022-09",
            ),
        ] {
            check_prose(&format!("{history}\n\n{told}"), true, &format!("{years}; {values}"));
        }
    }

    #[test]
    fn a_day_of_this_year_is_of_the_year_of_writing() {
        check_prose(
            "The mill was built in 1990 and burned in 1996. Ann Lee ran it from 2004. Elected mayor in August 2014 and \
             again on 8 September this year, she has sold it.",
            true,
            "1990 = 1990; 1996 = 1996; 2004 = 2004/..; August 2014 = 2014-08; 8 September this year = 2022-09-08",
        );
    }

    #[test]
    fn a_month_beside_is_the_one_before_or_after_what_was_told() {
        check_prose(
            "He was shot on 19 May 2016. The guard was sentenced in the January after; they had met the Friday before.",
            true,
            "19 May 2016 = 2016-05-19; the January after = 2017-01; the Friday before = 2016-05-13",
        );
    }

    #[test]
    fn what_is_in_question_was_said_last() {
        check_prose(
            "The court found on Tuesday that two planes bombed the place which burned on 7 October 1999.\n\n\
             At about 1.30 p.m. on the day in question they came back. Four days later it rained.",
            true,
            "Tuesday = 2022-11-01; 7 October 1999 = 1999-10-07; \
             1.30 p.m. on the day in question = 1999-10-07T13:30; Four days later = 1999-10-11",
        );
    }
}
