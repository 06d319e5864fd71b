//! A time that goes on being told in the sentences after its own.

use super::wording::points_back;
use super::{Clauses, Reader};
use crate::events::bind::Binding;
use crate::events::clause::Opener;
use crate::events::dating;
use crate::events::dating::news::Telling;
use crate::events::people::claim;
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, Classes};
use crate::events::words::tagger::Tag;
use crate::model::calendar::DAY_SECS;
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
            let is_apart = bindings.iter().any(|it| {
                let head = it.head.predicate(clauses).filter(|_| it.time != time);
                head.is_some_and(|it| is_main(clauses, it))
            });
            told.any(|it| {
                let told = it.head.predicate(clauses);
                told.is_none_or(|it| is_main(clauses, it) || !is_apart && is_news(clauses, it))
            })
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
        // What is told of the document's day leads back to it, and what is told of no time leads elsewhere, but for
        // "This vote meant more".
        let goes_on = |event: &Event| event.sources.iter().any(|source| source.time.is_some());
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

    /// Whether the story has come to years that a news item only looks back at.
    pub(super) fn tells_of_long_ago(&self) -> bool {
        const LONG_SECS: i64 = 5 * 366 * DAY_SECS;
        let end = self.thread.as_ref().and_then(|it| it.when.bounds.latest);
        let written = self.written.and_then(|it| it.bounds.earliest);
        end.zip(written).is_some_and(|(end, written)| end < written - LONG_SECS)
    }

    /// "Lula thanked his voters", behind what the generals did: whether the subject is a name that the paragraph has not told
    /// of yet.
    pub(super) fn is_newcomer(
        &self,
        number: usize,
        clauses: &Clauses<'_>,
        told: &Predicate,
    ) -> bool {
        let Some(sentence) = self.annotated.sentences.get(number) else { return false };
        let before = self.annotated.sentences.iter().take(number);
        let start = before.rev().take_while(|it| it.paragraph == sentence.paragraph).last();
        let earlier = start.map_or("", |it| {
            Span { end: sentence.span.start, ..it.span }.of(&self.annotated.document.text)
        });
        // "Lula", "Ann Dahl", but not "Police", "Workers", "They".
        let is_name = |at: &usize| {
            clauses.words.get(*at).is_some_and(|it| {
                let is_crowd = it.classes.has_any(&[Class::People, Class::Pronoun]);
                let is_name =
                    it.tag == Tag::Name || it.tag != Tag::Nouns && it.classes == Classes::default();
                it.is_plain() && it.is_capitalised && !is_crowd && is_name
            })
        };
        let is_known = |at: usize| {
            let name = clauses.word_text(at);
            earlier.split(|it: char| !it.is_alphanumeric()).any(|it| it == name)
        };
        // "The trial of Ann Dahl" is not she.
        let is_head = |at: &usize| !clauses.words.get(*at).is_some_and(Word::is_preposition);
        let head = claim::subject_of(clauses, told).take_while(is_head);
        let mut names = head.filter(is_name).peekable();
        names.peek().is_some() && !names.any(is_known)
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

/// Whether a clause that is part of another one says what is new: "It is known that they left in 1945", "Because the
/// bank failed in 1931", and not ", which had failed in 1931", "forgot that it failed in 1931".
fn is_news(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let begun = clauses.begun(predicate.segment);
    let opens = clauses.segments.get(begun).map_or(0, |it| it.words.start);
    let is_comma = |at: usize| clauses.words.get(at).is_some_and(|it| it.mark == Some(','));
    let follows_comma = is_comma(opens) || opens.checked_sub(1).is_some_and(is_comma);
    let in_passing = match clauses.opener(begun) {
        Opener::Relative => follows_comma,
        Opener::Complement => {
            let main = clauses.predicates.iter().rfind(|it| it.at < opens);
            main.is_some_and(|it| clauses.is_of("known_before", it.at))
        }
        Opener::Subordinate => {
            clauses.phrase_len("by_the_way", opens + usize::from(is_comma(opens))) > 0
        }
        Opener::Conditional => true,
        Opener::Start
        | Opener::Comma
        | Opener::Stop
        | Opener::Bracket
        | Opener::Simultaneous
        | Opener::Coordinate
        | Opener::Return => false,
    };
    !in_passing && !predicate.is_pluperfect(&clauses.words)
}

/// Whether what is told after a time is likely to be of that time: not after "now", "soon" or a length.
fn opens_thread(annotated: &Annotated, time: usize) -> bool {
    annotated.times.get(time).is_some_and(|mention| {
        let has_date = mention.when.is_some() || mention.range.is_some();
        let is_recent = mention.timex.value == "PAST_REF";
        let is_date = matches!(mention.timex.kind, TimexType::Date | TimexType::Time);
        has_date && is_date || is_recent
    })
}

#[cfg(test)]
mod tests {
    use crate::events::detect;
    use crate::events::fixture::{dated, document};

    /// Whether the last event of a text without a date is of the year that one sentence told.
    fn is_of(year: &str, text: &str) -> bool {
        let events = detect(0, &document(text, None));
        let when = events.last().and_then(|event| event.when.as_ref());
        when.is_some_and(|when| when.edtf.to_string() == year)
    }

    #[test]
    fn an_old_story_goes_on_but_not_with_somebody_new() {
        let year = |last: &str| {
            let text = format!(
                "Moe lost the vote in <NO|Oslo> on {{2022-10-25|Tuesday}}.\nThe generals of <SE|Sweden> seized power in {{1964|1964}}. {last}"
            );
            let events = detect(0, &dated(&text));
            let when = events.last().and_then(|it| it.when.as_ref());
            when.map_or(String::new(), |it| it.edtf.to_string())
        };
        assert_eq!(year("They jailed thousands in <SE|Stockholm>."), "1964");
        assert_ne!(year("Dahl thanked his voters in <SE|Stockholm>."), "1964");
    }

    #[test]
    fn what_is_said_or_caused_in_a_year_is_gone_on_about() {
        for told in [
            "It is known that the company crossed the river in {1745|1745}.",
            "Because the bank failed in {1745|1745}, the mill stopped paying wages.",
            "It was here that the monk wrote his chronicle in {1745|1745}.",
            "The play that opened in {1745|1745} was a hit.",
        ] {
            assert!(is_of("1745", &format!("{told} The weavers struck.")), "{told}");
        }
        assert!(is_of(
            "1745",
            "In {1745|1745} the bombs fell. On {?|Saturday} the church burned. Two men died.",
        ));
    }

    #[test]
    fn what_is_told_in_passing_is_not() {
        for told in [
            "The bridge, which fell in {1745|1745}, was dear to the mayor.",
            "Although the king died in {1745|1745}, the war went on.",
            "People forget that he retired in {1745|1745}.",
        ] {
            assert!(!is_of("1745", &format!("{told} The weavers struck.")), "{told}");
        }
    }
}
