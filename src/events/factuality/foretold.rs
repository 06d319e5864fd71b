//! What a story tells ahead of its own time: "The feud would lead to a war fourteen years later".

use crate::events::clause::{Clauses, Opener};
use crate::events::people::claim;
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Shape, When};

/// Words from the opening of a sentence to the book or film that it tells of.
const OPENING: usize = 5;

/// Whether what "would" tells is over by the day of the document, and was so as far as anybody can see. "The bill would ban
/// it", "would have fallen", "it would fall, he thought" tell of nothing that was.
pub(super) fn came_later(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    when: Option<&When>,
    document_date: Option<&When>,
) -> bool {
    let end = when.filter(|it| it.shape != Shape::After).and_then(|it| it.bounds.latest);
    // Nobody knows what a text without a date looks back on.
    let today = document_date.filter(|it| !it.is_open()).and_then(|it| it.bounds.earliest);
    let is_past = end.zip(today).is_some_and(|(end, day)| end < day);
    let is_would = clauses.word_text(predicate.first).eq_ignore_ascii_case("would");
    let is_have = |at: usize| clauses.words.get(at).is_some_and(|it| it.has(Class::HavePresent));
    is_past
        && is_would
        && !(predicate.first..predicate.at).any(is_have)
        && !is_of_plan(clauses, predicate)
        && !is_supposed(clauses, predicate)
        && !is_thought(clauses, predicate)
}

/// "The proposed line would open", "A yes vote would mean", "Selling the stake would raise", "The act would ban": whether
/// the subject is something that need not come to be.
fn is_of_plan(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let subject = claim::subject_of(clauses, predicate);
    // "In 1912 a fire would destroy it": a story.
    let is_story = (0..subject.start).any(|at| clauses.is_time(at));
    let opens = |at: usize| {
        !is_story && clauses.is_in_any_case("any_such", at)
            || clauses.words.get(at).is_some_and(|it| it.tag == Tag::Gerund)
    };
    let is_active = !predicate.is_passive(&clauses.words);
    let is_plan = |at: usize| {
        clauses.is_in_any_case("proposed", at)
            || is_active && clauses.is_in_any_case("standing_text", at)
    };
    opens(subject.start)
        || opens(clauses.content_start(predicate.segment))
        || (subject.start..predicate.first).any(is_plan)
}

/// "Without the loan, the bank would fail", "In the film, he would return": whether the sentence says on what condition, or
/// in which book.
fn is_supposed(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let first = |segment: usize| {
        let words = clauses.segments.get(segment).map_or(0..0, |it| it.words.clone());
        words.into_iter().find(|&at| clauses.words.get(at).is_some_and(|it| it.mark.is_none()))
    };
    let is_condition = |at: usize| clauses.phrase_len("supposing", at) > 0;
    let is_time = |at: usize| clauses.is_time(at);
    let in_book = |at: usize| {
        let is_book = |it: usize| clauses.is_of("fiction", it);
        let mut behind = (at + 1..predicate.first.min(at + OPENING)).take_while(|it| !is_time(*it));
        clauses.words.get(at).is_some_and(Word::is_preposition) && behind.any(is_book)
    };
    (0..=predicate.segment).filter_map(first).any(|at| is_condition(at) || in_book(at))
}

/// "It would close, the owners said", "Lincoln feared he would lose": whether somebody says or thinks so, without "that".
fn is_thought(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let thinks = |word: &Word, at: usize| {
        word.classes.has_any(&[Class::Reporting, Class::Belief, Class::Planning])
            || clauses.is_of("settling", at)
            || clauses.is_of("foreseeing", at)
    };
    // ", the owners said", ", said Dahl,".
    let is_aside = |it: &Predicate| {
        let is_last =
            clauses.segments.get(it.segment).is_some_and(|own| own.words.end == it.at + 1);
        predicate.at < it.at || is_last || clauses.content_start(it.segment) == it.at
    };
    let says = |it: &Predicate| clauses.words.get(it.at).is_some_and(|word| thinks(word, it.at));
    let is_beside = clauses.predicates.iter().any(|it| {
        it.segment != predicate.segment
            && clauses.opener(it.segment) == Opener::Comma
            && is_aside(it)
            && says(it)
    });
    let before = clauses.content_start(predicate.segment)..predicate.first;
    let is_before = before.into_iter().any(|at| {
        let verb = clauses.words.get(at).filter(|it| {
            it.is_plain() && matches!(it.tag, Tag::Past | Tag::Participle | Tag::Third)
        });
        verb.is_some_and(|it| thinks(it, at))
    });
    is_beside || is_before
}

#[cfg(test)]
mod tests {
    use crate::events;
    use crate::events::fixture::{dated, told};
    use crate::model::Factuality;

    fn is_told(marked: &str) -> bool {
        let found = events::detect(0, &dated(marked));
        found.iter().any(|it| it.when.is_some() && it.factuality == Factuality::Happened)
    }

    #[test]
    fn what_a_story_tells_ahead_has_happened() {
        for marked in [
            "He would die in {1849|1849}, alone and in debt.",
            "The company would go bankrupt in {2001|2001}.",
            "The ship would sail for <NO|Oslo> on {1912-04-10|10 April 1912} under Captain Dahl.",
            "In {1912|1912} a fire would destroy the church.",
            "The novel would win the prize in {1954|1954}.",
        ] {
            assert!(is_told(marked), "{marked}");
        }
    }

    #[test]
    fn what_would_be_if_need_not_have_happened() {
        for marked in [
            "The reform would cut pensions in {2013|2013}, unions said.",
            "A general strike on {1926-05-03|3 May 1926} would paralyse the country, Dahl warned.",
            "The bridge would be finished in {1894|1894}, the engineers believed.",
            "Without the loan, the bank would fail in {2008|2008}.",
            "Under the proposal, the tax would rise in {2015|2015}.",
            "At worst, the dam would burst in {2011|2011}.",
            "The proposed line would open in {2018|2018}.",
            "In Dahl's novel <NO|Norway> would win the war in {1947|1947}.",
            "A yes vote would mean independence in {2016-03|March 2016}.",
            "Selling the stake would raise 2 million in {2015|2015}.",
            "Dahl feared he would lose the election of {1864|1864}.",
            "The answer, the firm said, would follow in {2021|2021}.",
            "The new law would ban smoking in bars in {2005|2005}.",
        ] {
            assert!(!is_told(marked), "{marked}");
        }
    }

    #[test]
    fn a_text_without_a_date_may_look_ahead() {
        let events = told("The tunnel would open in {2035|2035}.");
        assert!(events.iter().all(|(_, told)| *told == Factuality::Hypothetical), "{events:?}");
    }
}
