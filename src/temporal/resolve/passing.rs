//! Whether what names no year goes on from the time told before it, in a text that was written on a known day: news
//! names years gone by in passing, and tells of some at length.

use super::clock::Told;
use super::{Completed, Resolver};
use crate::model::{Date, Span};
use crate::temporal::language::tables::Language;
use crate::temporal::meaning::expression::{Base, Calendar, Expression, Period, TimeUnit};
use crate::temporal::recognize::{Found, Lead, Side, Tense};

/// The words of a text.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

/// Whether a word is one of those, however it is written.
pub(super) fn is_one_of(words: &[String], word: &str) -> bool {
    words.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// The value of "every year".
const YEARLY: &str = "P1Y";
/// Days after those told last in a story long gone by, on which it may go on without a year.
const STRETCH_DAYS: i64 = 92;
/// Tokens between "every year" and the day that it is.
const NEAR: usize = 3;

impl Resolver<'_> {
    /// Whether news named a time only to say which thing it means or since when something has been
    /// ("the bombing of May 1988", "her first since June 1995"), or has come back to its own days since.
    pub(super) fn is_in_passing(&self, told: &Told, found: &Found) -> bool {
        let at = self.number_at(told.span.start);
        let between = self.found.get(at..self.number_at(found.span.start));
        let Some((from, between)) = between.and_then(<[Found]>::split_first) else { return false };
        let is_season = self.season_of(at).is_some();
        let is_beside = !matches!(from.side, Side::None | Side::Life) && !is_season;
        let is_since = from.lead == Lead::Since && !self.is_from(from);
        let is_aside = is_beside || is_since || self.is_in_relative_clause(from, found);
        !told.is_heading
            && (is_aside
                || between.iter().any(|it| it.points_at_now() && !self.is_of_story_of(told, it)))
    }

    /// "It began on 2 January 2022, after prices had doubled overnight. By 4 January": whether what may point at the day of
    /// writing is of the year that is told of.
    fn is_of_story_of(&self, told: &Told, found: &Found) -> bool {
        let is_same = self.told_by(found).is_some_and(|own| {
            own.calendar.day.is_some() && own.calendar.year == told.calendar.year
        });
        is_same && told.calendar.year < self.year || self.is_of_month_told(found)
    }

    /// "On 25 June 2022 a draft was published. Gatherings began on 1 July": whether the sentence before begins with a day
    /// or month of a year gone by, which is no aside then, however far from what the text tells else.
    pub(super) fn is_dwelt_on(&self, told: &Told, found: &Found) -> bool {
        let is_right_before = told.sentence + 1 == found.sentence
            && self.paragraph(told.sentence) == self.paragraph(found.sentence);
        let is_gone_by = told.calendar.month.is_some() && told.calendar.year < self.year;
        is_right_before
            && is_gone_by
            && found.tense == Tense::Past
            && self.found_at(told).is_some_and(|it| {
                tells_on(it)
                    && (self.heads_clause(it) || !it.is_of_birth && is_soon_after(told, found))
            })
    }

    /// "On 12 May 2009 he was jailed. It rained. He wept. On the Sunday he was moved. On 14 September the court let him
    /// go": whether the last told is a day of the week, sentences behind the story, and the other lies months behind it.
    pub(super) fn is_far_from_weekday(&self, found: &Found) -> bool {
        /// Sentences within which a story goes on by itself.
        const NEAR: usize = 2;
        let is_weekday = |it: &Found| it.points_at_now() && it.calendar().is_some();
        let [.., before, told] = self.told.as_slice() else { return false };
        let is_reached = before.sentence + NEAR < told.sentence;
        let is_last = is_reached && self.found_at(told).is_some_and(is_weekday);
        let first = told.calendar.date().filter(|_| is_last);
        let named = found.calendar().and_then(|it| Some((it.month?, it.day.unwrap_or(1))));
        first.zip(named).is_some_and(|(first, (month, day))| {
            let date = Date::new(first.year, month, day);
            date.is_some_and(|date| STRETCH_DAYS < date.days() - first.days())
        })
    }

    /// "October 1990: Volunteers set out. Soldiers arrive on 26 October": whether a paragraph begins with a time gone by and
    /// a colon, and tells of it in the present.
    pub(super) fn labels_item(&self, told: &Told, found: &Found) -> bool {
        let next = self.document.text.as_bytes().get(told.span.end as usize);
        next == Some(&b':')
            && told.calendar.year < self.year
            && self.paragraph(told.sentence) == self.paragraph(found.sentence)
            && self.opens_paragraph(self.number_at(told.span.start))
    }

    /// "4 October. The assembly votes. By nightfall thousands are on the square": the day that stands above what a
    /// paragraph tells, or one told since that follows it; none where another has been told since.
    pub(super) fn day_of_item(&self, found: &Found) -> Option<Told> {
        /// Times told before, among which it is looked for.
        const REACH: usize = 12;
        const NEXT_DAYS: i64 = 3;
        let here = self.paragraph(found.sentence);
        let before = self.told.iter().rev().take(REACH);
        let before = before.take_while(|told| self.paragraph(told.sentence) == here);
        let head = *before.clone().last()?;
        let day = head.calendar.date()?;
        let at = self.number_at(head.span.start);
        let next = self.document.text.as_bytes().get(head.span.end as usize);
        let sentence = self.sentences.get(head.sentence)?;
        let names_day = self.found.get(at)?.calendar().is_some_and(|it| it.day.is_some());
        let is_label = names_day
            && matches!(next, Some(b'.' | b':'))
            && sentence.span.start == head.span.start
            && self.opens_paragraph(at);
        let follows = |told: &Told| {
            let days = told.calendar.date().map(|it| it.days() - day.days());
            self.paragraph(told.sentence) == here
                && days.is_some_and(|days| (0..=NEXT_DAYS).contains(&days))
        };
        // "5 May 2019: … On 3 May he left at 8 a.m."
        let is_other = |told: &Told| {
            let is_aside = |it: &Found| it.is_of_birth || it.is_before_story || it.is_subordinate;
            let is_beside = told.sentence == found.sentence && told.calendar.date() != Some(day);
            told.calendar.date().is_some()
                && (is_beside || !follows(told) && !self.found_at(told).is_some_and(is_aside))
        };
        let since = self.clock.current_day().filter(follows);
        (is_label && !before.into_iter().any(is_other)).then_some(since.unwrap_or(head))
    }

    /// "On 16 July 1993 the city voted. … On the Sunday we knew. On 11 August the court declared the vote void": whether a
    /// sentence begins with a month or day that goes on from a day long gone by with which one began before it in its
    /// paragraph, whose year has not been left, and not long after what was told last.
    pub(super) fn is_in_stretch(&self, found: &Found) -> bool {
        /// Times told before, among which one is looked for.
        const REACH: usize = 12;
        /// Sentences from the last of them.
        const NEAR: usize = 2;
        /// Years from that day to the day of writing.
        const LEAST_AGO: i32 = 2;
        if found.tense != Tense::Past || found.is_of_saying || !self.opens_sentence(found) {
            return false;
        }
        let here = self.paragraph(found.sentence);
        let is_head = |told: &&Told| {
            let heads = |it: &Found| tells_on(it) && !it.is_of_birth && self.opens_sentence(it);
            told.calendar.day.is_some() && self.found_at(told).is_some_and(heads)
        };
        let last = self.told.last().filter(|told| told.sentence + NEAR >= found.sentence);
        let year = last.and_then(|told| told.calendar.year);
        let before = self.told.iter().rev().take(REACH);
        let mut before = before.take_while(|told| self.paragraph(told.sentence) == here);
        let head = before.find(is_head).filter(|head| head.calendar.year == year);
        let named = found.calendar().and_then(|it| Some((it.month?, it.day.unwrap_or(28))));
        let head = head.and_then(|told| told.calendar.date()).zip(named);
        head.is_some_and(|(first, (month, day))| {
            self.year.is_some_and(|now| first.year + LEAST_AGO <= now)
                && Date::new(first.year, month, day).is_some_and(|date| {
                    let last = last.and_then(|told| told.calendar.first_day());
                    first <= date && last.is_none_or(|it| date.days() - it.days() <= STRETCH_DAYS)
                })
        })
    }

    /// "One year ago today the attack began. … On 18 September bread had come. On the 21st they sat and talked", written on
    /// 19 September: the year of a story a year old, where a day that follows would lie ahead of the day of writing.
    pub(super) fn year_of_anniversary(&self, at: usize, calendar: Calendar) -> Option<Completed> {
        /// Times told before, and expressions behind, among which one is looked for.
        const REACH: usize = 12;
        const NEAR_DAYS: i64 = 31;
        let found = self.found.get(at).filter(|it| it.tense == Tense::Past)?;
        let now = self.now.as_ref().filter(|now| now.has_day() && !now.is_entry)?.date;
        let day = Date::new(now.year, calendar.month?, calendar.day?).filter(|day| *day <= now)?;
        let is_near = |told: &&Told| {
            let date = told.calendar.date().filter(|date| date.year + 1 == now.year);
            let same = date.and_then(|date| Date::new(now.year, date.month, date.day));
            same.is_some_and(|same| (same.days() - day.days()).abs() <= NEAR_DAYS)
                && self.found_at(told).is_some_and(|it| it.expression.looks_back())
        };
        let told = *self.told.iter().rev().take(REACH).find(is_near)?;
        let here = self.paragraph(found.sentence);
        let behind = self.found.get(at + 1..)?.iter().take(REACH);
        let mut behind = behind.take_while(|it| self.paragraph(it.sentence) == here);
        behind
            .find(|it| {
                let named = it.calendar().filter(|it| it.year.is_none() && it.month.is_none());
                let next = named.and_then(|it| Date::new(day.year, day.month, it.day?));
                it.tense == Tense::Past && next.is_some_and(|next| now < next)
            })
            .map(|_| {
                let calendar = Calendar { year: Some(now.year - 1), ..calendar };
                let why =
                    "what follows it would lie ahead, so it is of the year that is looked back on";
                self.counted_from(&told, calendar, why, 0.75)
            })
    }

    /// "On 25 June 2016 it was published; a crowd came on 1 July. | An emergency was declared on 3 July": the year of the
    /// day told right before, which it follows within days: in its paragraph or, where that day took its year from one
    /// before it too, in the one above. What came anew, or stands beside the days of the news, is of those.
    pub(super) fn year_right_before(&self, found: &Found, calendar: Calendar) -> Option<Completed> {
        const NEXT_DAYS: i64 = 14;
        /// Days before that of writing which are rather of the news.
        const LATELY_DAYS: i64 = 60;
        let now = self.now.as_ref().filter(|now| now.has_month() && !now.is_entry)?;
        let told = *self.told.last().filter(|_| found.tense == Tense::Past)?;
        let first = told.calendar.date()?;
        let date = Date::new(first.year, calendar.month?, calendar.day.unwrap_or(1))?;
        let is_next = (1..=NEXT_DAYS).contains(&(date.days() - first.days()));
        let (here, above) = (self.paragraph(found.sentence), self.paragraph(told.sentence));
        let is_in_chain = || {
            let names_no_year = |it: &Calendar| it.year.is_none() && it.month.is_some();
            let before = self.found_at(&told).and_then(Found::calendar);
            above.map(|it| it + 1) == here && before.is_some_and(names_no_year)
        };
        let is_beside = above == here || is_in_chain();
        let is_ahead = now.last_day() < date;
        let is_news = [now.date.year, now.date.year - 1].into_iter().any(|year| {
            let date = Date::new(year, date.month, date.day);
            let age = date.map(|date| now.last_day().days() - date.days());
            age.is_some_and(|age| (0..=LATELY_DAYS).contains(&age)) && first.year < year
        });
        let is_told = self.found_at(&told).is_some_and(|it| tells_on(it) && !it.is_of_birth);
        let may_be =
            is_next && is_beside && is_told && !is_ahead && !is_news && !found.is_of_saying;
        let is_new = || self.comes_anew(found) || self.is_beside_own_days(found);
        (may_be && !is_new()).then(|| {
            let calendar = Calendar { year: Some(first.year), ..calendar };
            self.counted_from(&told, calendar, "soon after the day told right before", 0.8)
        })
    }

    /// "A second meeting was held on 25 August", "re-elected on 24 April": whether a sentence tells of a later thing of the
    /// same kind.
    fn comes_anew(&self, found: &Found) -> bool {
        let Language { anew, anew_beginnings, .. } = self.language;
        let is_anew = |word: &str| {
            let begins =
                |it: &String| word.get(..it.len()).is_some_and(|w| w.eq_ignore_ascii_case(it));
            is_one_of(anew, word) || anew_beginnings.iter().any(begins)
        };
        self.words_of_sentence(found).any(is_anew)
    }

    /// "It began on 7 March and is expected to end in July": whether its sentence names a time that lies ahead, or one by
    /// the day of writing.
    fn is_beside_own_days(&self, found: &Found) -> bool {
        let at = self.number_at(found.span.start);
        let (before, behind) = self.found.split_at_checked(at).unwrap_or_default();
        let is_here = |it: &&Found| it.sentence == found.sentence;
        let before = before.iter().rev().take_while(is_here);
        let is_own = |it: &Found| {
            let is_ahead = it.tense == Tense::Future || it.is_expected;
            it.span != found.span && (is_ahead || it.points_at_now())
        };
        before.chain(behind.iter().take_while(is_here)).any(is_own)
    }

    /// The words of the sentence in which an expression stands.
    pub(super) fn words_of_sentence(&self, found: &Found) -> impl Iterator<Item = &str> {
        let sentence = self.sentences.get(found.sentence);
        let said = sentence.map_or("", |it| it.span.of(&self.document.text));
        words_of(said)
    }

    /// Whether a sentence, or what stands behind its colon, begins with an expression and the word that leads to it.
    fn heads_clause(&self, found: &Found) -> bool {
        let before = self.document.text.get(..found.span.range().start).unwrap_or_default();
        let opens = before.trim_end().rsplit_once(' ').map(|(opens, _)| opens);
        self.opens_sentence(found) || opens.is_some_and(|it| it.ends_with(':'))
    }

    /// "From 15 June nobody was let through": what began then is told, which "since" takes for known.
    pub(super) fn is_from(&self, found: &Found) -> bool {
        let before = self.document.text.get(..found.span.range().start).unwrap_or_default();
        let word = before.trim_end().rsplit(char::is_whitespace).next();
        found.tense == Tense::Past && word.is_some_and(|word| word.eq_ignore_ascii_case("from"))
    }

    /// "She, who was elected in May 2023, had been held since 25 March": the clause that says who it was is over.
    fn is_in_relative_clause(&self, from: &Found, found: &Found) -> bool {
        let text = &self.document.text;
        let Some(sentence) = self.sentences.get(from.sentence) else { return false };
        let before = Span { start: sentence.span.start, end: from.span.start }.of(text);
        let opens = before.rfind(',').and_then(|at| before.get(at + 1..));
        let relative = opens.and_then(|clause| clause.split_whitespace().next());
        found.lead == Lead::Since
            && from.sentence == found.sentence
            && from.is_subordinate
            && relative.is_some_and(|word| matches!(word, "who" | "which" | "whose"))
            && text.get(from.span.range().end..).is_some_and(|behind| behind.starts_with(','))
    }

    /// "In February they voted. Riots followed at the end of the month": of the month told right before it in its paragraph.
    pub(super) fn is_of_month_told(&self, found: &Found) -> bool {
        let is_of_month = matches!(
            found.expression,
            Expression::Period { period: Period::Unit(TimeUnit::Month), step: 0, .. }
        );
        let may_be =
            is_of_month && found.tense == Tense::Past && !found.says_this(&self.document.text);
        let told = self.clock.last.filter(|told| may_be && told.calendar.month.is_some());
        told.is_some_and(|told| {
            // "They left on 5 March 2022. That lasted until the end of the month".
            let is_day_gone_by = told.calendar.day.is_some()
                && told.calendar.year < self.year
                && found.lead == Lead::Until;
            let is_dwelt_on = |it: &Found| {
                let is_told = it.side == Side::None && !it.is_subordinate && !it.is_before_story;
                self.opens_sentence(it) || is_day_gone_by && is_told
            };
            self.found_at(&told).is_some_and(is_dwelt_on)
                && told.sentence + 1 >= found.sentence
                && self.paragraph(told.sentence) == self.paragraph(found.sentence)
                && !self.lies_ahead(&told.calendar)
        })
    }

    /// "Last year in May he left", "Next year, on a mild day in May": of the year with which the sentence opens.
    pub(super) fn year_just_pointed_at(&self, at: usize, calendar: Calendar) -> Option<Completed> {
        let found = self.found.get(at)?;
        let before = self.found.get(..at)?.iter().rev().take(2);
        let year = before.take_while(|it| it.sentence == found.sentence).find(|it| {
            let is_whole = matches!(
                it.expression,
                Expression::Period { period: Period::Unit(TimeUnit::Year), step, base: Base::Speech, inner }
                    if step != 0 && inner.is_empty()
            );
            is_whole && self.opens_sentence(it)
        })?;
        let between = Span { start: year.span.end, end: found.span.start };
        let is_beside = leads_to_part(between.of(&self.document.text));
        let told = self.told_by(year).filter(|_| is_beside)?;
        let calendar = Calendar { year: told.calendar.year, ..calendar };
        let why = "in the year with which the sentence opens";
        Some(self.counted_from(&told, calendar, why, 0.9))
    }

    /// "Every year on 1 September a bell rings": on that day of each year.
    pub(super) fn comes_each_year(&self, at: usize, found: &Found) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.found.get(before));
        before.is_some_and(|before| {
            let is_yearly =
                matches!(&before.expression, Expression::Set { value } if value == YEARLY);
            is_yearly && before.sentence == found.sentence && before.gap <= NEAR
        })
    }

    /// "War broke out in 1992. A village fell on 25 February. The ceasefire came in 1994": between two years gone by of
    /// one paragraph, neither named in passing, nothing is of the day of writing.
    pub(super) fn is_between_years(&self, told: &Told, found: &Found) -> bool {
        /// Expressions looked through, so that long paragraphs take no longer.
        const REACH: usize = 12;
        /// Years from the second to the day of writing: news compares itself with the year before.
        const LEAST_AGO: i32 = 2;
        let here = self.paragraph(found.sentence);
        let (Some(first), Some(now)) = (told.calendar.year, self.year) else { return false };
        let is_here = self.paragraph(told.sentence) == here;
        let is_above = || {
            let above = self.paragraph(told.sentence).map(|it| it + 1);
            above == here && told.calendar.day.is_some() && found.tense == Tense::Past
        };
        if !is_here && !is_above() {
            return false;
        }
        let at = self.number_at(found.span.start + 1);
        let behind = self.found.get(at..).unwrap_or_default().iter().take(REACH);
        let mut behind = behind.take_while(|other| self.paragraph(other.sentence) == here);
        let next =
            behind.find(|it| it.points_at_now() || it.names().is_some_and(|it| it.year.is_some()));
        next.is_some_and(|next| {
            let year = next.names().and_then(|it| it.year);
            next.sentence != found.sentence
                && year.is_some_and(|year| first <= year && year + LEAST_AGO <= now)
                && (is_here || is_next_day(next, first))
                && tells_on(next)
        })
    }
}

/// Whether a day without a year, in that of a day told, follows it soon.
fn is_soon_after(told: &Told, found: &Found) -> bool {
    const SOON_DAYS: i64 = 60;
    let named = found.calendar().and_then(|it| it.month.zip(it.day));
    let days = told.calendar.date().zip(named).and_then(|(first, (month, day))| {
        Some(Date::new(first.year, month, day)?.days() - first.days())
    });
    days.is_some_and(|days| (0..=SOON_DAYS).contains(&days))
}

/// Whether it is a day of a year or the next one.
fn is_next_day(found: &Found, year: i32) -> bool {
    let named = found.names().filter(|it| it.day.is_some()).and_then(|it| it.year);
    named.is_some_and(|named| (year..=year + 1).contains(&named))
}

/// Whether what a year dates is told in its turn, not recalled, planned or named to describe something.
fn tells_on(found: &Found) -> bool {
    found.tense == Tense::Past
        && found.side == Side::None
        && found.lead != Lead::Since
        && !(found.is_before_story || found.is_flashback || found.is_subordinate)
}

/// Whether what stands between a year and a month or day says that this is one of the year: " in ", ", on a mild day in ".
fn leads_to_part(between: &str) -> bool {
    const LEADS: [&str; 4] = ["in", "on", "from", "until"];
    const LONGEST: usize = 5;
    let mut words = between.trim_start_matches(',').split_whitespace();
    let (first, rest) = (words.next(), words.collect::<Vec<_>>());
    let is_some_day =
        || rest.first() == Some(&"a") && rest.contains(&"day") && rest.last() == Some(&"in");
    first.is_some_and(|it| LEADS.contains(&it))
        && (rest.is_empty() || rest.len() <= LONGEST && is_some_day())
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check_prose;

    #[test]
    fn what_comes_every_year_is_of_no_year() {
        check_prose(
            "Every year on 1 September a bell rings. It rang on 1 March too.",
            true,
            "Every year = P1Y; 1 September = XXXX-09-01; 1 March = 2022-03-01",
        );
        check_prose(
            "They have met every year since 1990, and on 1 September they sang.",
            true,
            "every year = P1Y; 1990 = 1990/..; 1 September = 2022-09-01",
        );
    }

    #[test]
    fn days_between_two_years_gone_by_are_of_the_first() {
        check_prose(
            "They met on Tuesday.\n\nWar broke out in 1992. The mill fell on 25 February. A ceasefire ended it in May 1994.",
            true,
            "Tuesday = 2022-11-01; 1992 = 1992; 25 February = 1992-02-25; May 1994 = 1994-05",
        );
        check_prose(
            "They met on Tuesday.\n\nIt was founded in 1992. On 25 February it said that sales rose. They had last risen in 2019.",
            true,
            "Tuesday = 2022-11-01; 1992 = 1992; 25 February = 2022-02-25; 2019 = 2019",
        );
        check_prose(
            "They met on Tuesday.\n\nIt was founded in 1992. On 25 February it closed. In 2021 it lost money.",
            true,
            "Tuesday = 2022-11-01; 1992 = 1992; 25 February = 2022-02-25; 2021 = 2021",
        );
    }

    #[test]
    fn a_clause_that_says_who_it_was_is_over_behind_its_comma() {
        check_prose(
            "Holm, who was elected in May 2020, had been held since 25 March. She came home on 9 April.",
            true,
            "May 2020 = 2020-05; 25 March = 2022-03-25/..; 9 April = 2022-04-09",
        );
    }

    #[test]
    fn a_month_behind_last_year_is_of_that_year() {
        check_prose(
            "Last year in May he left. Last year sales fell. In May they rose.",
            true,
            "Last year = 2021; May = 2021-05; Last year = 2021; May = 2022-05",
        );
        check_prose(
            "Last year, on a mild day in May, he left.",
            true,
            "Last year = 2021; May = 2021-05",
        );
    }

    #[test]
    fn the_end_of_the_month_is_that_of_a_day_long_gone_by() {
        check_prose(
            "They came into the city on 1 March 2020. On 5 March people went out. That lasted until the end of the month. \
             On 26 April it was over.",
            true,
            "1 March 2020 = 2020-03-01; 5 March = 2020-03-05; the end of the month = ../2020-03~ END; 26 April = 2020-04-26",
        );
    }

    #[test]
    fn a_paragraph_goes_on_from_the_day_above_where_the_next_year_follows_in_it() {
        check_prose(
            "She came home on Tuesday.\n\nOn 14 August 1992, a Friday, the guards crossed the bridge. Four days later they left.\n\n\
             Their luck turned in the autumn. A ceasefire of 27 July 1993 was broken on 16 September.",
            true,
            "Tuesday = 2022-11-01; 14 August 1992 = 1992-08-14; Four days later = 1992-08-18; the autumn = 1992-23; \
             27 July 1993 = 1993-07-27; 16 September = 1993-09-16",
        );
    }

    #[test]
    fn a_day_with_which_the_sentence_before_begins_is_no_aside() {
        check_prose(
            "The reply came on 3 June. It ran: in May 2011 the men went on strike. In August a lawyer was jailed.",
            true,
            "3 June = 2022-06-03; May 2011 = 2011-05; August = 2011-08",
        );
        check_prose(
            "Sales rose in June. The firm was founded in May 2011. In August they fell.",
            true,
            "June = 2022-06; May 2011 = 2011-05; August = 2022-08",
        );
        check_prose(
            "The reply came on 3 June. The strike began on 2 January 2011, it says. By 4 January the town was full.",
            true,
            "3 June = 2022-06-03; 2 January 2011 = 2011-01-02; 4 January = ../2011-01-04",
        );
    }

    #[test]
    fn a_paragraph_that_began_with_a_day_long_gone_by_stays_in_its_year() {
        check_prose(
            "They met on Tuesday.\n\nOn 16 July 1993 the city voted. Many came. It was hot. Few slept. They knew on the \
             Sunday evening that all was lost. On 11 October the court declared the vote void.",
            true,
            "Tuesday = 2022-11-01; 16 July 1993 = 1993-07-16; Sunday evening = 1993-07-18; 11 October = 1993-10-11",
        );
        check_prose(
            "On 3 March 2010 he founded the club. It grew. It won cups. On 2 October the club was sold to a bank.",
            true,
            "3 March 2010 = 2010-03-03; 2 October = 2022-10-02",
        );
    }

    #[test]
    fn a_day_is_of_the_year_looked_back_on_where_the_next_would_lie_ahead() {
        let opening = "A year ago today the attack began. They came in the morning.";
        let told = "A year ago today = 2021-11-02; the morning = XXXX-XX-XXTMO";
        check_prose(
            &format!("{opening}\n\nOn 1 November the shops had bread. On the 4th we had none."),
            true,
            &format!("{told}; 1 November = 2021-11-01; the 4th = 2021-11-04"),
        );
        check_prose(
            &format!(
                "{opening}\n\nOn 1 November a court jailed two men. It will sit again on the 4th."
            ),
            true,
            &format!("{told}; 1 November = 2022-11-01; the 4th = 2022-11-04"),
        );
    }

    #[test]
    fn a_day_goes_on_from_the_one_told_right_before_it() {
        check_prose(
            "A draft was published on 25 June 2016. A crowd came on 1 July.\n\nAn emergency was declared on 3 July.",
            true,
            "25 June 2016 = 2016-06-25; 1 July = 2016-07-01; 3 July = 2016-07-03",
        );
        check_prose(
            "The treaty was signed on 20 October 2016.\n\nOn 30 October the ministers met to renew it.",
            true,
            "20 October 2016 = 2016-10-20; 30 October = 2022-10-30",
        );
        check_prose(
            "The crowd came on 8 January this year. The troops began to leave on 13 January.",
            true,
            "8 January this year = 2022-01-08; 13 January = 2022-01-13",
        );
    }

    #[test]
    fn a_day_goes_on_into_the_next_paragraph_only_from_a_chain_of_days() {
        for (told, next) in [
            ("Merkel visited on 4 May 2015.", "Scholz visited on 9 May."),
            ("A man was stabbed here on 4 May 2015.", "A second man was stabbed on 9 May."),
            ("The previous record was set on 4 May 2015.", "The new record was set on 9 May."),
            ("It sank on 4 May 2015.", "Divers found it on 9 May."),
            ("A first hearing was held on 4 May 2015.", "The trial began on 9 May."),
        ] {
            let text = format!("{told}\n\n{next}");
            check_prose(&text, true, "4 May 2015 = 2015-05-04; 9 May = 2022-05-09");
        }
        check_prose(
            "He was first elected on 24 April 2017.\n\nHe was re-elected on 24 April.",
            true,
            "24 April 2017 = 2017-04-24; 24 April = 2022-04-24",
        );
    }

    #[test]
    fn what_comes_anew_or_beside_the_days_of_the_news_is_not_of_a_day_long_gone_by() {
        let chain = "The treaty was signed on 1 August 2017. It came into force on 10 August.";
        let told = "1 August 2017 = 2017-08-01; 10 August = 2017-08-10";
        check_prose(
            &format!("{chain}\n\nThe parliament ratified it on 12 August."),
            true,
            &format!("{told}; 12 August = 2017-08-12"),
        );
        check_prose(
            &format!("{chain}\n\nThe parliament ratified a second treaty on 12 August."),
            true,
            &format!("{told}; 12 August = 2022-08-12"),
        );
        check_prose(
            &format!(
                "{chain}\n\nThe parliament ratified it on 12 August, the ministry said on Tuesday."
            ),
            true,
            &format!("{told}; 12 August = 2022-08-12; Tuesday = 2022-11-01"),
        );
    }

    #[test]
    fn a_day_months_behind_the_sunday_of_a_stretch_is_of_the_news() {
        check_prose(
            "Reed spoke to reporters on Tuesday.\n\nOn 12 May 2009 Reed was sentenced to life. It was raining. He wept. \
             Nobody came. On the Sunday he was moved to Hull. On 14 September the court quashed the conviction.",
            true,
            "Tuesday = 2022-11-01; 12 May 2009 = 2009-05-12; Sunday = 2009-05-17; 14 September = 2022-09-14",
        );
    }

    #[test]
    fn what_a_dated_item_tells_in_the_present_is_of_its_year() {
        check_prose(
            "They met on Tuesday.\n\nOctober 1990: Volunteers set out. Soldiers arrive on 26 October and stand between them.",
            true,
            "Tuesday = 2022-11-01; October 1990 = 1990-10; 26 October = 1990-10-26",
        );
    }

    #[test]
    fn a_night_of_the_story_does_not_lead_out_of_it() {
        check_prose(
            "They met on Tuesday.\n\nIt began on 2 January 2020, after prices had doubled overnight. By 4 January the town was full.",
            true,
            "Tuesday = 2022-11-01; 2 January 2020 = 2020-01-02; overnight = 2020-01-02; 4 January = ../2020-01-04",
        );
    }

    #[test]
    fn what_began_at_a_time_goes_on_from_it() {
        check_prose(
            "The road was closed in December 2019. From 15 June nobody was let through. By late August bread was rationed.",
            true,
            "December 2019 = 2019-12; 15 June = 2020-06-15/..; late August = ../2020-08~ END",
        );
    }

    #[test]
    fn the_end_of_the_month_is_that_of_the_month_just_told() {
        check_prose(
            "In February 1988 they voted. Riots followed at the end of the month.",
            true,
            "February 1988 = 1988-02; the end of the month = 1988-02~ END",
        );
        check_prose(
            "They voted in February 1988. The shop closes at the end of the month.",
            true,
            "February 1988 = 1988-02; the end of the month = 2022-11~ END",
        );
    }
}
