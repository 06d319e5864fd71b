//! Dates of amounts, of likenings and of deadlines, on which nothing that is told happened.

use super::{led, mention_at, nearest_predicate};
use crate::events::clause::{Clauses, Opener};
use crate::events::factuality;
use crate::events::predicate::Tense;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::Annotated;

/// "The output, | 83,000 tonnes in 1990, | has fallen": how much there was, where what follows is of another time.
pub(super) fn is_of_amount(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let Some(before) = segment.checked_sub(1) else { return false };
    let is_about = |at: &usize| clauses.is_of("about_as_many", *at);
    let opens = clauses.content_start(segment);
    let first = (opens..at).find(|at| !is_about(at));
    let is_number = first
        .and_then(|at| clauses.words.get(at))
        .is_some_and(|it| it.time.is_none() && (it.is_number || it.tag == Tag::Number));
    let is_whole = clauses.segments.get(segment).is_some_and(|it| it.words.end == at + 1);
    let noun = clauses.segment_words(before).last();
    // "83,000 tonnes | in 1990", but not "10 kilometres from Kabul in 1990" nor "20,000 strong in 1812".
    let is_year = clauses.word_text(at).bytes().all(|it| it.is_ascii_digit());
    let is_measured = is_year
        && at.checked_sub(2).is_some_and(|unit| {
            clauses.word_text(unit + 1) == "in" && clauses.is_of("measured_in", unit)
        });
    let is_elsewhere = |date: usize| {
        let when = mention_at(annotated, clauses, date).and_then(|it| it.when.as_ref());
        when.is_some() && clauses.words.get(date).is_some_and(|it| it.segment != segment)
    };
    let is_apart = || {
        let is_now = |tense| matches!(tense, Tense::Perfect | Tense::Present);
        let mut told = clauses.predicates.iter().filter(|it| it.segment == segment + 1);
        (0..clauses.words.len()).any(is_elsewhere) || told.any(|it| is_now(it.tense))
    };
    is_number
        && is_whole
        && is_measured
        && is_apart()
        && clauses.opener(segment) == Opener::Comma
        && matches!(clauses.opener(segment + 1), Opener::Comma | Opener::Return)
        && !clauses.is_finite(segment)
        && clauses.is_finite(segment + 1)
        && noun.is_some_and(|it| it.time.is_none() && (it.place.is_some() || it.tag.is_noun()))
}

/// "Sales were higher than in 2019", "older than 1990", but not "no later than on 5 May".
pub(crate) fn is_likened(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_led = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.is_plain() && (it.has(Class::Temporal) || it.is_preposition()))
            && clauses.word_text(*at) != "than"
    };
    let than = (0..at).rev().take(2).find(|at| !is_led(at));
    than.is_some_and(|than| {
        let is_bound = than.checked_sub(1).is_some_and(|at| clauses.is_of("bounds_than", at));
        clauses.word_text(than) == "than" && !is_bound
    })
}

/// A last day that is over when the text is written, where another date says when it was set; one that is still to come
/// is worth a place.
pub(super) fn is_past_deadline(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let written = annotated.document.dct.as_ref().map(|dct| &dct.when);
    let when = || mention_at(annotated, clauses, at).and_then(|it| it.when.as_ref());
    let told = |date: usize| nearest_predicate(annotated, clauses, date).map(|(_, told)| told);
    let sets = |date: usize| {
        let other = mention_at(annotated, clauses, date).and_then(|it| it.when.as_ref());
        date != at
            && other.is_some()
            && !is_likened(clauses, date)
            && !is_deadline(clauses, date)
            && told(date) == told(at)
    };
    is_deadline(clauses, at)
        && !factuality::is_after(when(), written)
        && (0..clauses.words.len()).any(sets)
}

/// "was given until 1 July to reply", "gave the mill until May to pay": the last day for something else.
pub(crate) fn is_deadline(clauses: &Clauses<'_>, at: usize) -> bool {
    /// Words of whom the time is given to.
    const LONGEST: usize = 4;
    let Some(until) = at.checked_sub(1) else { return false };
    let is_until = clauses.phrase_len("bound_until", until) > 0 && !led::is_in_bracket(clauses, at);
    let is_plain = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.time.is_none() && it.mark.is_none())
    };
    let gives = (0..until).rev().take(LONGEST + 1).take_while(is_plain);
    let gives = gives.into_iter().find(|&at| clauses.is_of("gives_until", at));
    let is_word = |at: usize, is: fn(&Word) -> bool| clauses.words.get(at).is_some_and(is);
    let to_do =
        is_word(at + 1, |it| it.tag == Tag::To) && is_word(at + 2, |it| it.classes.is_verb());
    // "gave the lectures until 1990 to earn money".
    let is_year = clauses.word_text(at).bytes().all(|it| it.is_ascii_digit());
    is_until && gives.is_some_and(|gives| gives + 1 == until || to_do && !is_year)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn how_much_there_was_dates_nothing() {
        check(
            "The output of the mill, 83,000 tonnes in {1990|1990}, fell in {2019|2019}.",
            &[("2019", "Output of the mill fell")],
        );
        check(
            "In {1990|1990}, 300 miners, 20 of them women, marched.",
            &[("1990", "300 miners marched")],
        );
        check("The mill, on {1990-05-03|3 May 1990}, burned.", &[("1990-05-03", "Mill burned")]);
        check(
            "The raid, 10 kilometres from <NO|Vik> on {2019-05-03|3 May 2019}, killed ten.",
            &[("2019-05-03", "Raid killed ten")],
        );
        check(
            "The army, 20,000 strong in {1812|1812}, crossed the river.",
            &[("1812", "Army crossed the river")],
        );
    }

    #[test]
    fn what_something_is_likened_to_dates_nothing() {
        check(
            "In {2021|2021} more ships sank there than in {2019|2019}.",
            &[("2021", "More ships sank there than in 2019")],
        );
        check(
            "The mill closed no later than in {2019|2019}.",
            &[("2019", "Mill closed no later than")],
        );
    }

    #[test]
    fn the_last_day_for_something_is_not_when_it_was_given() {
        check(
            "In {2019|2019} the court gave the mill until {2021-05|May 2021} to pay.",
            &[("2019", "Court gave the mill until May 2021 to pay")],
        );
        check(
            "The court gave the mill until {2023-05|May 2023} to pay.",
            &[("2022-10-30", "Court gave the mill until May 2023 to pay")],
        );
        check(
            "Rebels were given until {../1990-05-03|3 May 1990} to lay down their arms.",
            &[("../1990-05-03", "Rebels given until 3 May 1990 to lay down their arms")],
        );
        check("She gave lessons until {1990|1990}.", &[("1990", "She gave lessons")]);
        check(
            "She gave the lessons until {1990|1990} to earn money.",
            &[("1990", "She gave the lessons to earn money")],
        );
    }
}
