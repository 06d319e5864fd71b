//! Dates that the text tells elsewhere: in brackets, just before, or of the event that is counted from
//! ("two days after the fall of Girona").
//!
//! Of such an event the words after "after" or "before" are looked for in the sentences told before
//! with their dates; the sentence that holds most of them says when the event was.

use super::clock::Told;
use super::{Completed, Placed, Resolver};
use crate::model::{Edtf, Span, When};
use crate::phrase::stem::stem_hash;
use crate::phrase::token::{self, Token};
use crate::temporal::language::tables::{Edge, Language, Meaning};
use crate::temporal::meaning::expression::{Base, Calendar, Expression, TimeUnit};
use crate::temporal::recognize::{Found, Join, Side, Tense};

/// Dates looked back over; a bound on the work.
const LOOK_BACK: usize = 200;
/// Sentences back to the one that tells of the only deed of a doer that can be meant.
const NEAR: usize = 3;
/// Words of an event's name that are looked for.
const NAME_WORDS: usize = 12;
/// Shortest word that tells one event from another, in bytes.
const SHORTEST: usize = 4;

/// A word of an event's name.
struct NameWord {
    /// What it is known by.
    root: Root,
    /// Its first letter.
    letter: Option<char>,
    /// Names say more than other words.
    weight: u32,
}

/// What words of the same meaning share.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    /// The hash of their stem.
    Stem(u64),
    /// "Start", "began".
    Edge(Edge),
}

impl Root {
    fn of(language: &Language, word: &str, hash: u64) -> Self {
        language.edge(hash).map_or_else(|| Self::Stem(stem_hash(word, hash)), Self::Edge)
    }
}

impl Resolver<'_> {
    /// When the event was whose name follows an expression ("two days after …"), as far as `fits`;
    /// `None` where nothing told before shares enough of its words.
    pub(super) fn told_event(&self, found: &Found, fits: impl Fn(&Told) -> bool) -> Option<Told> {
        let text = &*self.document.text;
        let sentence = self.sentences.get(found.sentence)?;
        let name = self.event_name(Span { start: found.event_start, end: sentence.span.end });
        // "After Norway had declared its own": a doer alone does not say which of his deeds is meant.
        let is_deed = name.iter().any(|word| word.weight == 1) && self.had_done(found);
        let whole: u32 = name.iter().map(|word| word.weight).sum();
        let mut best: Option<(u32, Told)> = None;
        let mut last: Option<(usize, Vec<(Root, Span)>)> = None;
        for told in self.told.iter().rev().take(LOOK_BACK).filter(|told| fits(told)) {
            if last.as_ref().is_none_or(|(sentence, _)| *sentence != told.sentence) {
                let span = self.sentences.get(told.sentence)?.span;
                last = Some((told.sentence, roots(self.language, text, span, &name)));
            }
            let Some((_, words)) = &last else { continue };
            let held = |name: &&NameWord| words.iter().any(|(root, _)| *root == name.root);
            let score: u32 = name.iter().filter(held).map(|word| word.weight).sum();
            // Half of the words, and more than one of the common kind.
            let is_far = |told: &Told| told.sentence + NEAR < found.sentence;
            let tells_deed = || name.iter().any(|word| word.weight == 1 && held(&word));
            if score < 2 || score * 2 < whole || is_deed && is_far(told) && !tells_deed() {
                continue;
            }
            let is_better = best.is_none_or(|(high, known)| {
                let is_closer = || {
                    let near = |told: &Told| distance(&name, words, told.span);
                    known.sentence == told.sentence && near(told) < near(&known)
                };
                score > high || score == high && is_closer()
            });
            if is_better {
                best = Some((score, *told));
            }
        }
        best.map(|(_, told)| told)
    }

    /// "Two years later (218 BC)": the brackets say what is counted to.
    pub(super) fn said_in_brackets(&self, at: usize, found: &Found) -> Option<Placed> {
        let is_counted = matches!(
            found.expression,
            Expression::Period { .. }
                | Expression::Offset { .. }
                | Expression::FromEvent { .. }
                | Expression::SameTime { .. }
        );
        let next =
            self.found.get(at + 1).filter(|next| is_counted && next.sentence == found.sentence)?;
        let calendar = next.calendar().filter(|calendar| calendar.is_absolute())?;
        let between = Span { start: found.span.end, end: next.span.start };
        if between.of(&self.document.text).trim() != "(" {
            return None;
        }
        let completed = self.complete(at + 1, next, *calendar)?;
        let words = next.span.of(&self.document.text);
        let reason = format!("the text says which time that is: “{words}”").into();
        Some(Self::finish(found, Completed { reason, ..completed }))
    }

    /// "1 August 1952 (Friday)": the day of the week of that date.
    pub(super) fn weekday_in_brackets(&self, at: usize, found: &Found) -> Option<Placed> {
        let calendar = found.calendar().filter(|it| it.month.is_none() && it.clock.is_none())?;
        let told = self.told.last()?;
        let before = self.found.get(at.checked_sub(1)?).filter(|it| it.span == told.span)?;
        let between = Span { start: before.span.end, end: found.span.start };
        let is_bracketed = between.of(&self.document.text).trim() == "(";
        let day = told.calendar.date().filter(|_| is_bracketed)?;
        if calendar.weekday != Some(day.weekday()) {
            return None;
        }
        let calendar = Calendar { part: calendar.part, ..Calendar::of_day(day) };
        let why = "the day of the week of that date";
        Some(Self::finish(found, self.counted(Some(*told), calendar, why, 0.95)))
    }

    /// "The first winter of the war": it does not say where the story stands.
    pub(super) fn is_season_of_thing(&self, found: &Found) -> bool {
        let is_season = found.calendar().is_some_and(|it| it.group.is_some() && it.year.is_none());
        let behind = Span { start: found.span.end, end: found.span.end + 4 };
        is_season && behind.of(&self.document.text) == " of "
    }

    /// "25 October (7 November) 1917": the story goes on in the calendar of the first.
    pub(super) fn is_second_name(&self, at: usize, found: &Found) -> bool {
        let rule = self.language.rules.get(found.rule);
        let first = at.checked_sub(1).and_then(|before| self.found.get(before));
        rule.is_some_and(|rule| rule.means == Meaning::OldStyle)
            && first.is_some_and(|first| {
                first.rule == found.rule && first.sentence == found.sentence && first.gap <= 2
            })
    }

    /// "On the eve of Pentecost": the story stands at the eve.
    pub(super) fn is_counted_from(&self, at: usize) -> bool {
        let before =
            at.checked_sub(1).and_then(|before| self.found.get(before).zip(self.found.get(at)));
        before.is_some_and(|(before, found)| {
            let is_counted = matches!(before.expression, Expression::FromEvent { .. });
            is_counted && before.sentence == found.sentence && before.gap == 0
        })
    }

    /// "Freed on 18 January were two who had been held on the 15th. The next day": the story stays with what the main
    /// clause told, where that is the later time.
    ///
    /// The same of "in May for crimes of his 1982-83 rule. Ten days later".
    pub(super) fn is_recalled(&self, found: &Found, calendar: &Calendar) -> bool {
        let is_beside = found.is_subordinate || found.side == Side::Description;
        let main = self.clock.last.filter(|main| main.sentence == found.sentence);
        let main = main.filter(|main| is_beside && !main.is_heading);
        main.and_then(|main| main.calendar.first_day().zip(calendar.first_day()))
            .is_some_and(|(main, recalled)| recalled < main)
    }

    /// "He had said, the day before, that he would hold a march on the 5th. That evening": nor does what was planned in a
    /// sentence that lies back.
    pub(super) fn is_planned_before(&self, at: usize, found: &Found) -> bool {
        let is_plan = found.is_subordinate || found.is_expected || found.tense == Tense::Future;
        let before = at.checked_sub(1).and_then(|before| self.found.get(before));
        is_plan
            && before.is_some_and(|it| {
                let lies_back = matches!(it.expression, Expression::FromEvent { step: ..0, .. });
                lies_back && it.is_before_story && it.sentence == found.sentence
            })
    }

    /// "Her father James (1870–1924)": the years of a life are none of the story's, but those with which a
    /// text or a paragraph begins are, the first of them: "The Northern War (1700–1721) was".
    pub(super) fn is_life_in_passing(&self, at: usize, found: &Found) -> bool {
        if found.side != Side::Life {
            return false;
        }
        let before = at.checked_sub(1).and_then(|before| self.found.get(before));
        let is_end = before.is_some_and(|it| it.side == Side::Life && it.join == Join::Range);
        is_end || !self.opens_paragraph(at)
    }

    /// "In 1909, a hundred years later, …": that year, told in two ways.
    pub(super) fn said_in_passing(&self, at: usize, found: &Found) -> Option<Placed> {
        let Expression::Offset { base: Base::Narrative, .. } = found.expression else {
            return None;
        };
        let told = self.told.last()?;
        let before =
            self.found.get(at.checked_sub(1)?).filter(|before| before.span == told.span)?;
        let between = Span { start: before.span.end, end: found.span.start };
        let next = Span { start: found.span.end, end: found.span.end + 1 };
        let text = &self.document.text;
        let ends = matches!(next.of(text), "," | ".");
        let is_passing = matches!(between.of(text).trim(), "," | ", a") && ends;
        let why = "the same time, told from another";
        is_passing.then(|| Self::finish(found, self.counted(Some(*told), told.calendar, why, 0.85)))
    }

    /// The day that is told in two ways.
    pub(super) fn said_beside(&self, at: usize, found: &Found) -> Option<Told> {
        self.said_just_before(at, found).or_else(|| self.said_just_after(at, found))
    }

    /// "Two weeks before the vote, on 18 September …", "fourteen years after his death, in 1823".
    fn said_just_after(&self, at: usize, found: &Found) -> Option<Told> {
        const LONGEST_EVENT: usize = 6;
        let next = self.found.get(at + 1)?;
        let between = Span { start: found.span.end, end: next.span.start }.of(&self.document.text);
        let (event, lead) = between.trim().rsplit_once(',')?;
        let has_year = next.calendar().is_some_and(|calendar| calendar.year.is_some());
        let counts_years = counts_years(found);
        let is_year = lead.trim() == "in" && has_year && counts_years;
        let is_same = (is_year || matches!(lead.trim(), "on" | "on the"))
            && !event.contains([',', ';', ':', '.'])
            && event.split_whitespace().count() <= LONGEST_EVENT;
        let calendar = *next.calendar().filter(|_| is_same)?;
        let calendar = self.complete(at + 1, next, calendar)?.calendar;
        let sentence = found.sentence;
        if !is_year {
            calendar.date()?;
        }
        Some(Told { calendar, span: next.span, sentence, is_heading: false })
    }

    /// "On 27 June 1950, two days after …", "in 1950, two years after …", but not "in 1950, two years after which",
    /// "two years after this he".
    fn said_just_before(&self, at: usize, found: &Found) -> Option<Told> {
        let told = self.told.last()?;
        let before = self.found.get(at.checked_sub(1)?)?;
        let text = &self.document.text;
        let next = text.get(found.length_end as usize..)?;
        // "Four years | after the storm", but not "four years | before, he had left".
        let (link, event) = next.trim_start().split_once(' ')?;
        let tells = next.starts_with(' ')
            && link.ends_with(char::is_alphabetic)
            && !["which ", "this ", "that "].iter().any(|other| event.starts_with(other));
        let is_exact = told.calendar.date().is_some()
            || tells && counts_years(found) && told.calendar.year.is_some()
            || tells && counts_months(found) && told.calendar.month.is_some();
        let is_same = before.span == told.span && is_exact;
        let between = Span { start: before.span.end, end: found.span.start };
        let marks = between.of(text).trim();
        (is_same && matches!(marks, "," | "(" | "-" | "–" | "—")).then_some(*told)
    }

    /// Whether the event is told in a clause of its own: "three weeks after Norway had declared".
    fn had_done(&self, found: &Found) -> bool {
        /// "Norway's new government had".
        const LONGEST_DOER: usize = 4;
        let words = self.document.text.get(found.event_start as usize..).unwrap_or_default();
        words.split_whitespace().take(LONGEST_DOER + 1).any(|word| word == "had")
    }

    /// The words of the event named in a stretch of text, up to the end of its clause.
    fn event_name(&self, span: Span) -> Vec<NameWord> {
        let text = &*self.document.text;
        let (mut name, mut is_over) = (Vec::new(), false);
        token::each(text, span, |token, hash| {
            let word = token.span.of(text);
            is_over |= matches!(word, "," | ";" | ":" | "(" | "and" | "but" | "when");
            let is_telling = says_something(text, &token) || self.language.edge(hash).is_some();
            if !is_over && name.len() < NAME_WORDS && is_telling {
                name.push(NameWord {
                    root: Root::of(self.language, word, hash),
                    letter: first_letter(word),
                    weight: if token.is_capitalised(text) { 2 } else { 1 },
                });
            }
        });
        name
    }
}

impl Placed {
    /// The same, counted from an event of that date.
    pub(super) fn counted_from(mut self, event: Option<Calendar>, found: &Found) -> Self {
        let event = event.and_then(|calendar| calendar.partial());
        self.event = event.map(|date| {
            let date = if found.modifier.is_some() { date.about() } else { date };
            self.trail.push(format!("so that event was on or in {date}").into());
            When::from_edtf(Edtf::Point(date))
        });
        self
    }
}

/// "Four years after the storm".
fn counts_years(found: &Found) -> bool {
    let year = TimeUnit::Year.months();
    matches!(found.expression, Expression::FromEvent { unit, .. } if unit.months() >= year)
}

/// "Two months after the declaration".
fn counts_months(found: &Found) -> bool {
    matches!(found.expression, Expression::FromEvent { unit: TimeUnit::Month, .. })
}

/// A stem keeps it, whatever else it loses.
fn first_letter(word: &str) -> Option<char> {
    word.chars().next().map(|c| c.to_ascii_lowercase())
}

/// Whether a word may tell one event from another.
fn says_something(text: &str, token: &Token) -> bool {
    const EMPTY: [&str; 23] = [
        "the", "and", "for", "his", "her", "its", "had", "was", "that", "this", "they", "their",
        "been", "were", "with", "from", "which", "have", "into", "after", "before", "when",
        "during",
    ];
    let word = token.span.of(text);
    let shortest = if token.is_capitalised(text) { SHORTEST - 1 } else { SHORTEST };
    token.is_word()
        && word.len() >= shortest
        && !EMPTY.iter().any(|empty| empty.eq_ignore_ascii_case(word))
}

/// The words of a sentence that may be words of a name, with their places.
fn roots(language: &Language, text: &str, span: Span, name: &[NameWord]) -> Vec<(Root, Span)> {
    let has_edge = name.iter().any(|named| matches!(named.root, Root::Edge(_)));
    let mut roots = Vec::new();
    token::each(text, span, |token, hash| {
        let word = token.span.of(text);
        let letter = first_letter(word);
        let is_edge = has_edge && language.edge(hash).is_some();
        let may_be_named = letter.is_some_and(|letter| !letter.is_ascii())
            || name.iter().any(|named| named.letter == letter);
        if is_edge || may_be_named && says_something(text, &token) {
            roots.push((Root::of(language, word, hash), token.span));
        }
    });
    roots
}

/// Bytes between a date and the last word of a name that stands in its sentence.
fn distance(name: &[NameWord], words: &[(Root, Span)], date: Span) -> u32 {
    let held = name.iter().rev().find_map(|name| {
        words
            .iter()
            .filter(|(root, _)| *root == name.root)
            .map(|(_, span)| span.start.abs_diff(date.start))
            .min()
    });
    held.unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_prose, seen, tagged};

    #[track_caller]
    fn check_last(text: &str, expected: &str) {
        let seen = seen(&tagged(text), text);
        assert!(seen.ends_with(expected), "{text}: {seen}");
    }

    #[test]
    fn a_doer_alone_does_not_say_which_of_his_deeds_is_counted_from() {
        check_prose(
            "On 19 September 2021 Norway closed its ports. They stayed shut. Few came. Nobody knew why. A union was proclaimed in May 1991, three weeks after Norway \
             had declared its own, and was confirmed that December.",
            true,
            "19 September 2021 = 2021-09-19; May 1991 = 1991-05; three weeks = P3W; that December = 1991-12",
        );
    }

    #[test]
    fn a_month_is_told_in_two_ways() {
        check(
            "In April 2008, two months after the island's declaration, they met. They left on the 16th.",
            "April 2008 = 2008-04; two months after the island's declaration = 2008-04; the 16th = 2008-04-16",
        );
    }

    #[test]
    fn what_comes_after_that_is_told_in_a_clause() {
        check(
            "On 10 May 1989 thousands met in Leeds. Two weeks after that thousands marched on Leeds.",
            "10 May 1989 = 1989-05-10; Two weeks after that = 1989-05-24",
        );
    }

    #[test]
    fn a_story_stays_with_the_later_time_of_the_main_clause() {
        check(
            "On 18 January 1921 the court jailed two men after finding that they had met on 15 January. A day earlier \
             the mill had burned.",
            "18 January 1921 = 1921-01-18; 15 January = 1921-01-15; A day earlier = 1921-01-17",
        );
        check(
            "In 1940 she married the painter, whose father had died in 1938. Two years later she left.",
            "1940 = 1940; 1938 = 1938; Two years later = 1942",
        );
        check(
            "In 1940 she married, and in 1945 she left. Two years later she died.",
            "1940 = 1940; 1945 = 1945; Two years later = 1947",
        );
    }

    #[test]
    fn what_had_been_the_day_before_is_no_evening_of_the_story() {
        check_last(
            "On 1 July 2020 he was dragged from his house. He had said, the day before, that he would ask for a march on \
             the 5th. They let him go that evening.",
            "that evening = 2020-07-01",
        );
        check_last(
            "On 1 July 2020 he was freed. On the eve of the vote of 3 June 2020 they met. They let him go that evening.",
            "that evening = 2020-06-02",
        );
    }

    #[test]
    fn the_story_stands_at_the_eve_of_a_feast() {
        check_last(
            "On the eve of Christmas 1262 they burned it. Ten days later he came.",
            "Ten days later = 1263-01-03",
        );
    }

    #[test]
    fn years_after_an_event_are_the_year_that_is_told_beside_them() {
        check_last(
            "He died in 1810. They brought him home fourteen years after his death, in 1823.",
            "fourteen years after his death = 1823; 1823 = 1823",
        );
    }

    #[test]
    fn years_after_an_event_are_the_year_that_is_told_before_them() {
        check(
            "The church was built in 1879, four years after a storm had struck the first.",
            "1879 = 1879; four years = 1879",
        );
        check(
            "On 5 May 1950, two years before the mill burned, it was sold.",
            "5 May 1950 = 1950-05-05; two years = 1950-05-05",
        );
        check(
            "The mill burned in 1879, four years after which he left.",
            "1879 = 1879; four years = P4Y",
        );
        check(
            "The mill burned in 1879, four years after this he left.",
            "1879 = 1879; four years = P4Y",
        );
    }

    #[test]
    fn a_day_of_the_week_in_brackets_is_that_of_the_date_before_it() {
        check_last("It burned on 1 August 1952 (Friday).", "Friday = 1952-08-01");
        check_last("It burned on 1 August 1952 (Monday).", "Monday = 2022-10-31");
    }

    #[test]
    fn what_a_time_counts_from_is_dated_by_the_day_beside_it() {
        let event = |text: &str| {
            let mentions = tagged(text);
            mentions.iter().find_map(|it| it.event.as_ref()).map(|when| when.edtf.to_string())
        };
        let told = |end: &str| event(&format!("He left on 10 May 1902, {end}"));
        assert_eq!(told("four days after the mill burned.").as_deref(), Some("1902-05-06"));
        assert_eq!(told("two weeks before the mill burned.").as_deref(), Some("1902-05-24"));
        assert_eq!(told("two months after the mill burned.").as_deref(), Some("1902-03"));
        assert_eq!(
            told("more than two weeks after the mill burned.").as_deref(),
            Some("1902-04-26~")
        );
        assert_eq!(told("and came back four days later."), None);
        assert_eq!(event("Four days after the mill burned he left."), None);
    }

    #[test]
    fn the_start_of_what_began_is_when_it_began() {
        let trial = "The trial began on 3 March 1921.";
        check_last(
            &format!("{trial}\nHe fled two weeks after the start of the trial."),
            "two weeks = 1921-03-17",
        );
        check_last(
            &format!("{trial}\nThey left ten days after the start of the siege."),
            "ten days = P10D",
        );
        check_last(
            "The mill closed on 4 May 1902.\nTwo days after the end of the mill he died.",
            "Two days = 1902-05-06",
        );
    }
}
