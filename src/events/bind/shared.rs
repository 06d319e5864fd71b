//! Predicates that share a date with the one that it stands beside: "when it fell in 1994, the army left".

use super::opened::opened_by;
use crate::events::clause::{Clauses, Opener};
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::TimeMention;
use std::ops::Range;

/// How the time of a predicate lies to the date that it shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// It is of that date.
    At,
    /// "before it fell in 1994", "had left when it fell in 1994".
    Before,
    /// "after it fell in 1994".
    After,
    /// "until it fell in 1994".
    Until,
    /// "on 10 May 1994, four days after it fell": it is what the time counts from.
    Counted,
}

/// Other predicates that share a date with `main`, which has it: a "when" clause and main clauses joined by
/// "and" a leading date, the main clause that of a "when" clause.
pub(crate) fn shared(clauses: &Clauses<'_>, at: usize, main: usize) -> Vec<(usize, Bound)> {
    let from = clauses.words.get(at).map_or(0, |word| word.segment);
    let Some(main) = clauses.predicates.get(main) else { return Vec::new() };
    if main.segment == from
        && let Some(bound) = bound(clauses, from)
    {
        let is_first = clauses.predicates.first().is_some_and(|first| first.at == main.at);
        let other = if is_first { leads_to(clauses, from) } else { hangs_on(clauses, from) };
        let shares = |&i: &usize| clauses.predicates.get(i).is_some_and(|it| has_time(clauses, it));
        return other
            .filter(shares)
            .map(|i| (i, bound_of(clauses, i, bound)))
            .into_iter()
            .collect();
    }
    if let Some(pair) = paired(clauses, at, main) {
        return vec![(pair, Bound::At)];
    }
    // "The war was over, and in May she was there when the truce was signed": what stands before has another date.
    let leads = opened_by(clauses, at) == Some(main.segment)
        || clauses.predicates.first().is_none_or(|predicate| at < predicate.first);
    if !leads || clauses.is_finite(from) && from != main.segment {
        return Vec::new();
    }
    let shares = |predicate: &Predicate| {
        if predicate.segment == main.segment || predicate.is_reporting() || predicate.at < at {
            return false;
        }
        // "In May it was tabled, but it has not been passed yet": not in May.
        let is_of_now = predicate.tense == Tense::Perfect && main.tense == Tense::Past;
        if has_date(clauses, predicate.segment) || is_of_now {
            return false;
        }
        match clauses.opener(predicate.segment) {
            Opener::Simultaneous => predicate.segment == from + 1,
            Opener::Coordinate => {
                let has_subject = clauses.content_start(predicate.segment) < predicate.first;
                let goes_on = || goes_on(clauses, main, predicate);
                (has_subject || goes_on()) && coordinates(clauses, predicate.segment, main.segment)
            }
            Opener::Start
            | Opener::Comma
            | Opener::Stop
            | Opener::Bracket
            | Opener::Subordinate
            | Opener::Conditional
            | Opener::Relative
            | Opener::Complement
            | Opener::Return => false,
        }
    };
    let others = clauses.predicates.iter().enumerate();
    others.filter(|(_, it)| shares(it)).map(|(i, _)| (i, Bound::At)).collect()
}

/// "In 1905 he sold the mill | and moved to Oslo": what the same people did soon after, and not "and later became a
/// judge", "and had nine children", "and won three titles".
fn goes_on(clauses: &Clauses<'_>, main: &Predicate, predicate: &Predicate) -> bool {
    const REACH: usize = 7;
    let opens = clauses.segments.get(predicate.segment).map_or(0, |it| it.words.start);
    let is_of = |at: usize, list: &str| clauses.is_of(list, at);
    let is_later = (opens..=predicate.at).any(|at| is_of(at, "later_on") || is_of(at, "over_time"));
    let words = clauses.segment_words(predicate.segment).iter();
    let end = clauses.words.get(predicate.at).map_or(0, |it| it.span.end);
    let mut behind = words.filter(|it| end <= it.span.start).peekable();
    // "and sold it", "and left her": what became of it in the end.
    let is_of_known = behind.peek().is_some_and(|it| it.is_plain() && it.tag == Tag::Pronoun);
    let is_counted = behind.any(|it| it.is_number || it.tag == Tag::Number);
    predicate.at.checked_sub(main.at).is_some_and(|gap| gap <= REACH)
        && predicate.tense == Tense::Past
        && main.tense == Tense::Past
        && !predicate.is_stative()
        && !predicate.is_negated
        && !is_later
        && !is_of_known
        && !is_counted
}

/// "said prices soared | and wages fell in May": what is said first, where it is no more than a subject and a verb.
fn paired(clauses: &Clauses<'_>, at: usize, main: &Predicate) -> Option<usize> {
    let before = main.segment.checked_sub(1)?;
    let last = clauses.segments.get(before)?.words.end.checked_sub(1)?;
    let is_pair = main.at < at
        && clauses.opener(main.segment) == Opener::Coordinate
        && clauses.opener(before) == Opener::Complement
        && clauses.content_start(main.segment) < main.first
        && !has_date(clauses, before);
    let mut told = clauses.predicates.iter();
    told.position(|it| it.segment == before && it.at == last && it.tense == main.tense)
        .filter(|_| is_pair)
}

/// What the word that opens a clause says of the time of the clause that it hangs on.
fn bound(clauses: &Clauses<'_>, segment: usize) -> Option<Bound> {
    let opener = clauses.opener(segment);
    if !matches!(opener, Opener::Simultaneous | Opener::Subordinate) {
        return None;
    }
    let start = clauses.segments.get(segment)?.words.start;
    let is_word = |&at: &usize| clauses.words.get(at).is_some_and(|it| it.mark.is_none());
    let opens = (start..clauses.words.len()).find(is_word)?;
    let is_bound = |list: &str| clauses.phrase_len(list, opens) > 0;
    match opener {
        _ if is_bound("bound_before") => Some(Bound::Before),
        _ if is_bound("bound_after") => Some(Bound::After),
        _ if is_bound("bound_until") => Some(Bound::Until),
        Opener::Simultaneous => Some(Bound::At),
        _ => is_bound("bound_at").then_some(Bound::At),
    }
}

/// "The guests had left when the roof fell": before that.
fn bound_of(clauses: &Clauses<'_>, i: usize, bound: Bound) -> Bound {
    let is_before =
        clauses.predicates.get(i).is_some_and(|predicate| predicate.is_pluperfect(&clauses.words));
    if bound == Bound::At && is_before { Bound::Before } else { bound }
}

/// "When it fell, | the army left": the main clause after a dependent one.
fn leads_to(clauses: &Clauses<'_>, from: usize) -> Option<usize> {
    let main = clauses.predicates.iter().position(|it| {
        let is_main = matches!(clauses.opener(it.segment), Opener::Comma | Opener::Return);
        it.segment > from && is_main
    });
    main.filter(|&i| clauses.predicates.get(i).is_some_and(|it| !it.is_reporting()))
}

/// "The army left | when it fell": the clause right before a dependent one, unless it depends itself.
fn hangs_on(clauses: &Clauses<'_>, from: usize) -> Option<usize> {
    let i = clauses.predicates.iter().rposition(|it| it.segment < from)?;
    let main = clauses.predicates.get(i)?;
    let is_told = !clauses.depends(main.segment)
        && !main.is_reporting()
        && !main.is_stative()
        && !main.is_negated;
    let is_next = (main.segment + 1..from).all(|it| {
        matches!(clauses.opener(it), Opener::Comma | Opener::Coordinate) && !clauses.is_finite(it)
    });
    (is_told && is_next).then_some(i)
}

/// Whether a predicate may take its time from another clause: it has none.
fn has_time(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    !has_date(clauses, predicate.segment)
}

/// "has been shut since 1994, | when the dam broke": what the date is known by.
pub(crate) fn told_with(clauses: &Clauses<'_>, at: usize) -> Option<usize> {
    let next = clauses.words.get(at)?.segment + 1;
    let words = clauses.segments.get(next)?.words.clone();
    let is_mark = |at: usize| clauses.words.get(at).is_some_and(|word| word.mark.is_some());
    let opens = words.clone().find(|&at| !is_mark(at))?;
    let is_when = clauses.opener(next) == Opener::Simultaneous
        && clauses.word_text(opens) == "when"
        && (at + 1..opens).all(is_mark)
        && !has_date(clauses, next);
    // "since 1994, | the year | in which the dam broke".
    let is_led = words.end.checked_sub(1).and_then(|at| clauses.words.get(at));
    let is_led = is_led.is_some_and(|it| it.is_plain() && it.has(Class::Temporal));
    let is_which = matches!((clauses.word_text(words.end), is_led), ("which", true) | ("when", _))
        && clauses.opener(next) == Opener::Comma
        && clauses.opener(next + 1) == Opener::Relative
        && is_name_of_time(clauses, opens..words.end)
        && (at + 1..opens).all(is_mark)
        && !has_date(clauses, next + 1);
    let told = if is_which { next + 1 } else { next };
    let is_it = is_when || is_which;
    clauses.predicates.iter().position(|it| is_it && it.segment == told)
}

/// "the year in".
fn is_name_of_time(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let mut named = words.clone().filter(|&at| clauses.is_of("part_of_time", at));
    let is_other = |at: usize| {
        clauses.words.get(at).is_none_or(|it| {
            !it.is_plain()
                || !it.classes.has_any(&[Class::Determiner, Class::Temporal])
                    && !clauses.is_of("part_of_time", at)
        })
    };
    named.next().is_some() && !words.into_iter().any(is_other)
}

/// "left on Tuesday, four days | after crowds stormed the hall": what is told by the clause that a time counts
/// from, where that has no date of its own.
pub(crate) fn counted_from(clauses: &Clauses<'_>, at: usize, time: &TimeMention) -> Option<usize> {
    let next = clauses.words.get(at)?.segment + 1;
    // "Six days later, after his release, | he left": it is counted from what was told before.
    let is_apart = clauses.words.get(at + 1).is_some_and(|it| it.mark.is_some());
    let is_next = clauses.segments.get(next).is_some_and(|it| it.words.start == at + 1);
    let is_next = is_next && !is_apart;
    let is_counted = time.event.is_some()
        && is_next
        && matches!(bound(clauses, next), Some(Bound::Before | Bound::After))
        && !has_date(clauses, next);
    clauses.predicates.iter().position(|it| is_counted && it.segment == next)
}

pub(crate) fn has_date(clauses: &Clauses<'_>, segment: usize) -> bool {
    clauses.segment_words(segment).iter().any(|word| word.time.is_some())
}

/// Whether the clause that "and" opens goes on after `main` or after a clause of the same date.
fn coordinates(clauses: &Clauses<'_>, segment: usize, main: usize) -> bool {
    let before = (0..segment).rev().find(|&earlier| clauses.is_finite(earlier));
    before.is_some_and(|before| {
        before == main || clauses.opener(before) == Opener::Simultaneous && before < main
    })
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_main_clause_takes_the_date_of_its_when_clause() {
        check(
            "The tram will wear new colours when it arrives on {2022-11-11|11 November}.",
            &[("2022-11-11", "Tram will wear new colours"), ("2022-11-11", "[Tram] arrives")],
        );
        check(
            "Ann Dahl won her first title when she beat Eva Berg on {2022-10-23|Sunday}.",
            &[
                ("2022-10-23", "Ann Dahl won her first title"),
                ("2022-10-23", "[Dahl] beat Eva Berg"),
            ],
        );
    }

    #[test]
    fn a_verb_before_the_dated_one_shares_nothing_with_it() {
        check(
            "Telling of the plan on {1994|Monday}, Ola Dahl, chief of the Mill Union, which owns and operates the \
             mill, said the “very special” plan would pay for the port and benefit the town.",
            &[(
                "1994",
                "Ola Dahl said the “very special” plan would pay for port and benefit town",
            )],
        );
    }

    #[test]
    fn before_after_and_until_bound_the_main_clause() {
        check(
            "The crew left the hall before the roof fell in {1994|1994}.",
            &[("../1994", "Crew left the hall"), ("1994", "Roof fell")],
        );
        check(
            "After the roof fell in {1994|1994}, the crew left the town.",
            &[("1994", "Roof fell"), ("1994/..", "Crew left the town")],
        );
        check(
            "When the roof fell in {1994|1994}, the crew had left the town.",
            &[("1994", "Roof fell"), ("../1994", "Crew left the town")],
        );
    }

    #[test]
    fn a_bound_after_the_document_says_nothing_of_what_was_done() {
        check(
            "The mayor barred a third vote before her term ends in {2026|2026}.",
            &[("2026", "[Mayor’s] term ends")],
        );
    }

    #[test]
    fn what_a_time_counts_from_was_so_long_before_or_after() {
        let told = |end: &str| format!("The mayor left on {{1994-05-10|10 May 1994}}, {end}");
        check(
            &told("{1994-05-10<1994-05-06|four days} after crowds stormed the hall."),
            &[
                ("1994-05-10", "Mayor left after crowds stormed the hall"),
                ("1994-05-06", "Crowds stormed the hall"),
            ],
        );
        check(
            &told("{1994-05-10<1994-05-11|a day} before the roof fell."),
            &[("1994-05-10", "Mayor left before the roof fell"), ("1994-05-11", "Roof fell")],
        );
        check(
            &told("{1994-05-10<1994-05-06|four days} after the vote."),
            &[("1994-05-10", "Mayor left")],
        );
        check(
            &told("{1994-05-10|four days} after crowds stormed the hall."),
            &[("1994-05-10", "Mayor left after crowds stormed the hall")],
        );
    }

    #[test]
    fn what_was_done_next_has_the_leading_date() {
        check(
            "In {1905|1905} Keller sold the mill and moved to <NO|Oslo>.",
            &[("1905", "Keller sold the mill and moved to Oslo")],
        );
        check(
            "In {1905|1905} Keller bought the mill beside the bridge of the lower town and moved the looms there.",
            &[("1905", "Keller bought the mill beside the bridge of the lower town")],
        );
        for rest in [
            "died as its warden in the end",
            "won three titles for the town",
            "left her for the nurse",
        ] {
            let told = format!(
                "In {{1905|1905}} Keller joined the old club of the miners of the lower town and {rest}."
            );
            check(&told, &[("1905", "Keller joined the old club of the miners of the lower town")]);
        }
    }

    #[test]
    fn of_two_things_said_at_once_both_have_the_date() {
        check(
            "Officials said prices soared and wages fell in {1994|1994}.",
            &[("1994", "Prices soared"), ("1994", "Wages fell")],
        );
    }

    #[test]
    fn a_main_clause_keeps_its_own_date() {
        check(
            "The crew left the hall in {1993|1993} before the roof fell in {1994|1994}.",
            &[("1993", "Crew left the hall"), ("1994", "Roof fell")],
        );
        check("The hall was old when the roof fell in {1994|1994}.", &[("1994", "Roof fell")]);
    }

    #[test]
    fn what_a_date_is_known_by_ends_what_lasted_until_then() {
        check(
            "The town was shut until {1994|1994}, when the army took the bridge.",
            &[("1994", "Town was shut"), ("1994", "Army took the bridge")],
        );
    }

    #[test]
    fn what_a_year_is_named_after_is_told() {
        check(
            "The ship sailed in {1994|1994}, the year in which the war ended.",
            &[("1994", "Ship sailed, the year in which the war ended"), ("1994", "War ended")],
        );
    }

    #[test]
    fn a_when_clause_shares_the_date_of_a_clause_behind_and() {
        check(
            "The war was over, and in {1988-10|October 1988} Dahl sat in the hall when the league was founded.",
            &[
                ("1988-10", "Dahl sat in the hall when the league was founded"),
                ("1988-10", "League founded"),
            ],
        );
    }
}
