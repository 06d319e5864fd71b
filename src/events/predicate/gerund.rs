//! Deeds that an -ing form tells behind a main clause: "closed the road on 15 June, reopening for lorries on the 25th",
//! "signed a decree dissolving the councils by 1 January".

use super::Predicate;
use crate::events::bind::mention_at;
use crate::events::bind::shared::Bound;
use crate::events::clause::{Clauses, Opener, extent, noun};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Granularity};
use std::ops::Range;

/// The -ing form that the date at a word belongs to; `None` where the date is that of the main clause as well.
pub(crate) fn of_date(annotated: &Annotated, clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    behind_comma(annotated, clauses, date)
        .or_else(|| set_by(clauses, date))
        .or_else(|| behind_joint(annotated, clauses, date))
}

/// Who does so or what is to do so, and the form with what belongs to it.
pub(crate) fn phrase(clauses: &Clauses<'_>, at: usize) -> (Range<usize>, Range<usize>) {
    let subject = match doer(clauses, at) {
        Some(main) => extent::subject(clauses, main),
        None => noun::phrase_up_to(clauses, at),
    };
    (subject, rest(clauses, at))
}

/// The clause before a form that stands behind a comma or behind "before" or "after", of whose subject it is told.
pub(crate) fn doer<'a>(clauses: &'a Clauses<'_>, at: usize) -> Option<&'a Predicate> {
    if joint(clauses, at).is_some() {
        return clauses.predicates.iter().rfind(|it| it.at < at);
    }
    let segment = clauses.words.get(at).filter(|_| is_gerund(clauses, at))?.segment;
    let main = clauses.predicates.iter().rfind(|it| it.at < at)?;
    (main.segment < segment && clauses.content_start(segment) == at).then_some(main)
}

/// The main clause before a form that a date belongs to, where it has no date of its own: it was done before then.
pub(crate) fn done_before(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
) -> Option<usize> {
    let order = || clauses.predicates.iter().rfind(|it| it.at < at && it.is_done());
    let main = doer(clauses, at).or_else(|| order().filter(|_| is_set(clauses, at)))?;
    let is_dated = has_own_date(annotated, clauses, main, at);
    clauses.predicates.iter().position(|it| it.at == main.at).filter(|_| !is_dated)
}

fn rest(clauses: &Clauses<'_>, at: usize) -> Range<usize> {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    at..clauses.segments.get(segment).map_or(at + 1, |it| it.words.end)
}

/// Whether the word at `at` is such a form.
pub(crate) fn is_gerund(clauses: &Clauses<'_>, at: usize) -> bool {
    let joins = |it: &Word| it.classes.has_any(&[Class::Preposition, Class::EventNoun]);
    clauses.words.get(at).is_some_and(|it| {
        it.is_plain() && it.tag == Tag::Gerund && it.has(Class::Gerund) && !joins(it)
    })
}

/// ", reopening | on 25 June": where the main clause has an earlier date of its own, or what is told can only come later.
fn behind_comma(annotated: &Annotated, clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let segment = clauses.words.get(date)?.segment;
    let at = clauses.content_start(segment);
    let before = segment.checked_sub(1)?;
    let start = |at: usize| mention_at(annotated, clauses, at)?.when.as_ref()?.bounds.earliest;
    let own = start(date)?;
    let main = clauses.segments.get(before)?.words.clone().find_map(start);
    let is_later = clauses.is_of("later_deed", at);
    // "He won a cap, retiring in 2003": without a name for him the clause before keeps the date.
    let is_named = || {
        let subject = doer(clauses, at).map_or(0..0, |it| extent::subject(clauses, it));
        let first = clauses.words.get(subject.start).filter(|_| !subject.is_empty());
        // "It was sold to a widow, dying in 1912": she died.
        let last = clauses.segments.get(before).and_then(|it| it.words.end.checked_sub(1));
        let is_another = last.is_some_and(|last| clauses.is_of("somebody", last));
        let is_name = |it: &Word| it.place.is_some() || it.is_plain() && it.tag != Tag::Pronoun;
        !is_another && first.is_some_and(is_name)
    };
    let is_sequel = main.map_or_else(
        || is_later && is_named(),
        |main| main < own && (is_later || clauses.is_of("next_deed", at)),
    );
    // "leaving a will made in 1899", "citing the flood in 1989": the date is that of another deed.
    let is_other =
        |word: &Word| word.has(Class::Relative) || matches!(word.tag, Tag::Participle | Tag::Past);
    let way = clauses.words.get(at + 1..date)?;
    let event = date.checked_sub(2).and_then(|event| clauses.words.get(event));
    // "winning the cup of 1911", "reaching a town older than that of 1911", "returning for a vote due in 1911".
    let is_of_noun = (at + 1..date).any(|at| clauses.is_of("dates_noun", at))
        || date.checked_sub(1).is_some_and(|joint| clauses.is_of("leads_noun_date", joint));
    let is_apart = clauses.opener(segment) == Opener::Comma
        && !clauses.is_finite(segment)
        && clauses.is_finite(before)
        && is_gerund(clauses, at)
        && !is_of_noun
        && !way.iter().any(is_other)
        && !event.is_some_and(|it| it.has(Class::EventNoun));
    (is_apart && is_sequel).then_some(at)
}

/// "taught in Cork before settling in Oslo | in 1894": what a form behind "before" or "after" tells, where the clause
/// before has a date of its own or tells what lasted. "Sank after hitting a rock in 1894" and "died before finishing the
/// tower in 1894" are of one time.
fn behind_joint(annotated: &Annotated, clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    const REACH: usize = 10;
    let is_told = |at: usize| clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&at));
    let is_way = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.mark.is_none_or(|mark| mark == '-') && it.time.is_none())
            && !is_told(*at)
    };
    let mut way = (0..date).rev().take(REACH).take_while(is_way);
    let at = way.find(|&at| joint(clauses, at).is_some())?;
    // "before leaving for the war of 1905", "after learning of a plan made in 1905".
    let is_other =
        |it: &Word| it.has(Class::Relative) || matches!(it.tag, Tag::Participle | Tag::Past);
    let is_of_noun = date.checked_sub(1).is_some_and(|it| clauses.is_of("leads_noun_date", it));
    let is_other = clauses.words.get(at + 2..date)?.iter().any(is_other);
    let when = mention_at(annotated, clauses, date)?.when.as_ref()?;
    let main = doer(clauses, at).filter(|it| it.is_done())?;
    let lasts = clauses.is_of("lasting_deed", main.at) && Granularity::Day < when.granularity;
    let is_apart = lasts || has_own_date(annotated, clauses, main, at);
    let has_subject = !extent::subject(clauses, main).is_empty();
    (is_apart && has_subject && !is_of_noun && !is_other).then_some(at)
}

/// Whether a clause has a date before the form at a word that hangs on it, and behind any clause before.
fn has_own_date(annotated: &Annotated, clauses: &Clauses<'_>, main: &Predicate, at: usize) -> bool {
    let before = clauses.predicates.iter().rfind(|it| it.at < main.at).map_or(0, |it| it.at);
    // "for ten years" is none.
    let is_date = |at| mention_at(annotated, clauses, at).is_some_and(|it| it.when.is_some());
    (before..at).any(is_date)
}

/// How the clause before a form behind "before" or "after" lies to it.
pub(crate) fn joint(clauses: &Clauses<'_>, at: usize) -> Option<Bound> {
    let before = at.checked_sub(1).filter(|_| is_gerund(clauses, at))?;
    match clauses.word_text(before) {
        "before" => Some(Bound::Before),
        "after" => Some(Bound::After),
        _ => None,
    }
}

/// "a decree dissolving the councils | by 1 January": what is to be done by a day.
fn set_by(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    const REACH: usize = 10;
    let by = date.checked_sub(1).filter(|&by| clauses.word_text(by) == "by")?;
    let told = |at: usize| clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&at));
    let is_way = |at: &usize| {
        clauses.words.get(*at).is_some_and(|word| {
            let is_participle = matches!(word.tag, Tag::Participle | Tag::Past);
            word.mark.is_none_or(|mark| mark == '-') && !is_participle
        }) && !told(*at)
    };
    let at = (0..by).rev().take(REACH).take_while(is_way).find(|&at| is_gerund(clauses, at))?;
    let is_stative = clauses.words.get(at).is_some_and(|it| it.has(Class::Stative));
    let order = at.checked_sub(1)?;
    let is_told = clauses.predicates.iter().any(|it| it.at < at && it.is_done());
    (is_told && !is_stative && clauses.is_of("order_to_do", order)).then_some(at)
}

/// Whether an -ing form says what was to be done by a day.
pub(crate) fn is_set(clauses: &Clauses<'_>, at: usize) -> bool {
    is_gerund(clauses, at)
        && rest(clauses, at)
            .filter(|&at| clauses.is_time(at))
            .any(|date| set_by(clauses, date) == Some(at))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_somebody_did_before_or_after_has_its_own_date() {
        check(
            "Ola Dahl worked in <NO|Vik> before moving to <NO|Oslo> in {1994|1994}.",
            &[
                ("../1994", "Ola Dahl worked in Vik before moving to Oslo"),
                ("1994", "Ola Dahl moving to Oslo"),
            ],
        );
        check(
            "The barn stood empty for {P10Y|ten years} before being bought by Keller in {1901|1901}.",
            &[
                ("../1901", "Barn stood empty before being bought by Keller"),
                ("1901", "Barn bought by Keller"),
            ],
        );
        check(
            "She worked in <NO|Vik> before moving to <NO|Oslo> in {1994|1994}.",
            &[("../1994", "She worked in Vik before moving to Oslo")],
        );
        check(
            "Ola Dahl stepped down in {1990|1990} after being voted out in {1988|1988}.",
            &[
                ("1990", "Ola Dahl stepped down after being voted out"),
                ("1988", "Ola Dahl voted out"),
            ],
        );
        check(
            "Ola Dahl lived in <NO|Vik> after leaving <NO|Oslo> in {1994|1994}.",
            &[
                ("1994/..", "Ola Dahl lived in Vik after leaving Oslo"),
                ("1994", "Ola Dahl leaving Oslo"),
            ],
        );
        check(
            "The king left after signing the treaty of {1905|1905}.",
            &[("1905", "King left after signing the treaty")],
        );
    }

    #[test]
    fn what_was_done_in_one_go_keeps_the_date() {
        check(
            "The ship sank after hitting a rock on {2022-10-24|Monday}.",
            &[("2022-10-24", "Ship sank after hitting a rock")],
        );
        check(
            "The clerk was jailed after admitting the fraud in {2009-03|March 2009}.",
            &[("2009-03", "Clerk jailed after admitting the fraud")],
        );
        check(
            "The barge hit a pier before sinking in {1989-03|March 1989}.",
            &[("1989-03", "Barge hit a pier before sinking")],
        );
        check(
            "The mason died before finishing the tower in {1307|1307}.",
            &[("1307", "Mason died before finishing the tower")],
        );
    }

    #[test]
    fn what_came_later_has_the_later_date() {
        check(
            "The council closed the road on {1905-06-15|15 June}, reopening it for carts on {1905-06-25|25 June}.",
            &[
                ("1905-06-15", "Council closed the road"),
                ("1905-06-25", "Council reopening it for carts"),
            ],
        );
    }

    #[test]
    fn what_was_done_at_once_shares_the_date() {
        check(
            "The fleet shelled the port, killing nine men on {1905-06-15|15 June}.",
            &[("1905-06-15", "Fleet shelled the port")],
        );
    }

    #[test]
    fn what_was_to_be_done_by_a_day_was_planned() {
        check(
            "In {1905|May 1905} the king signed a decree dissolving the northern councils by {1906-01-01|1 January}.",
            &[
                ("1905", "King signed a decree dissolving the northern councils"),
                ("1906-01-01", "Decree dissolving the northern councils"),
            ],
        );
        check(
            "The union signed an agreement ending the strike by {1948-05-04|4 May 1948}.",
            &[
                ("../1948-05-04", "Union signed an agreement ending the strike"),
                ("1948-05-04", "Agreement ending the strike"),
            ],
        );
    }

    #[test]
    fn the_clause_before_keeps_a_date() {
        check(
            "The general was shot, dying of his wounds on {1863-05-10|10 May 1863}.",
            &[("../1863-05-10", "General was shot"), ("1863-05-10", "General dying of his wounds")],
        );
        check("He won a cap, retiring in {2003|2003}.", &[("2003", "He won a cap")]);
        check(
            "Ann Keller toured Wales in {1990|1990}. She sang in <NO|Oslo> in {1991|1991}, retiring in {2003|2003}.",
            &[
                ("1990", "Ann Keller toured Wales"),
                ("1991", "[Keller] sang in Oslo"),
                ("2003", "[Keller] retiring"),
            ],
        );
    }

    #[test]
    fn what_is_wished_or_belongs_to_a_noun_is_no_deed() {
        for sentence in [
            "The king spoke on {1905-05-04|4 May 1905}, promising a vote on {1905-06-09|9 June 1905}.",
            "The king spoke on {1905-05-04|4 May 1905}, losing the vote of {1905-06-09|9 June 1905}.",
            "The king spoke on {1905-05-04|4 May 1905}, according to a report of {1905-06-09|9 June 1905}.",
        ] {
            check(sentence, &[("1905-05-04", "King spoke")]);
        }
    }
}
