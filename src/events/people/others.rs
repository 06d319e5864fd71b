//! Whom "they" cannot mean: those of a sentence before, where other people act in this one.

use super::claim::People;
use crate::events::clause::{Clauses, Opener, extent};
use crate::events::predicate::Predicate;
use crate::events::title::prune::is_one_of;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use std::ops::Range;

impl People {
    /// "Fighters of the league, a northern party, fired as they left": the clause before a pronoun tells of people for
    /// whom no short name is found, and none told of earlier are meant.
    pub(super) fn has_other_people(&self, clauses: &Clauses<'_>, at: usize) -> bool {
        let Some(here) = clauses.words.get(at).map(|word| word.segment) else { return false };
        let mut before = clauses.predicates.iter().filter(|it| it.at < at);
        let is_known = before.any(|it| self.subject(clauses, it).is_some_and(|it| it.is_plural));
        let head_of = |start: usize| {
            let rest = clauses.words.iter().skip(start);
            let is_phrase = |it: &&Word| it.is_plain() && !it.is_preposition() && !it.tag.is_verb();
            rest.take_while(is_phrase).last()
        };
        let opens = |segment: usize| head_of(clauses.content_start(segment));
        let is_people = |word: &Word| {
            let form = word.span.of(clauses.text).to_lowercase();
            word.tag == Tag::Nouns
                && (word.has(Class::People) || ENGLISH.ends_like("people_ending", &form))
        };
        let last = clauses.predicates.iter().rev().find(|it| it.at < at && !it.is_reporting());
        let is_last = |it: &Predicate| {
            self.subject(clauses, it).is_none()
                && head_of(extent::subject(clauses, it).start).is_some_and(is_people)
        };
        last.is_some_and(is_last)
            || !is_known && (0..here).any(|segment| opens(segment).is_some_and(is_people))
    }
}

/// "The bridge opened in 1907": whether a sentence names nothing but a subject, so that "it" can mean nothing else.
pub(super) fn is_alone(clauses: &Clauses<'_>, subject: &Range<usize>) -> bool {
    let is_named = |word: &Word| {
        word.time.is_none() && (word.place.is_some() || word.is_plain() && word.tag.is_noun())
    };
    clauses.words.iter().enumerate().all(|(at, word)| subject.contains(&at) || !is_named(word))
}

/// "It rained", "it turned out that", "it took two years to rebuild it": whether "it" at a word stands for nothing.
pub(super) fn stands_for_nothing(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(told) = clauses.predicates.iter().find(|it| at < it.at) else { return false };
    let opens_next = |opener: Opener| clauses.opener(told.segment + 1) == opener;
    let is_verb = |at: usize| clauses.words.get(at).is_some_and(|it| it.tag == Tag::Base);
    let mut behind = told.at + 1..told.at + 4;
    let is_said = told.is_copula || told.is_passive(&clauses.words);
    clauses.phrase_len("impersonal", told.at) > 0
        || clauses.is_of("taking_time", told.at)
            && clauses.words.get(told.at + 1).is_some_and(|it| it.time.is_some())
        || is_said && opens_next(Opener::Complement)
        || (told.at..told.at + 3).any(|at| clauses.is_of("of_a_deed", at))
            && behind.any(|at| is_one_of(clauses, at, &["to"]) && is_verb(at + 1))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn where_nothing_else_is_named_it_is_the_subject() {
        check(
            "The bridge opened in {1907|1907}. It closed in {1952|1952}.",
            &[("1907", "Bridge opened"), ("1952", "[Bridge] closed")],
        );
    }

    #[test]
    fn those_of_the_sentence_before_are_not_they_where_others_act() {
        check(
            "The judges met in {1904|1904}. The union alleges that fighters of the league, a largely northern party, \
             committed crimes as they fought against the fleet in {1905|1905}.",
            &[("1904", "Judges met"), ("1905", "They fought against the fleet")],
        );
    }

    #[test]
    fn it_of_the_weather_is_nobody() {
        check(
            "The strike ended in {1989|1989}. It rained in {1990|1990}.",
            &[("1989", "Strike ended")],
        );
        check(
            "The airport opened in {1990|1990}. In {1995|1995} it turned out that the land was stolen.",
            &[("1990", "Airport opened"), ("1995", "It turned out that the land was stolen")],
        );
    }
}
