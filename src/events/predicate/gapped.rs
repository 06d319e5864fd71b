//! Deeds whose verb is left out because the clause before has it: "Wales followed in 1990 and Ulster in 1991",
//! "the firm opened a branch in Cork in 1930 and Derry the following year".

use super::{Predicate, Tense};
use crate::events::bind::mention_at;
use crate::events::clause::Clauses;
use crate::events::people::claim;
use crate::events::people::whom::Sex;
use crate::events::title::prune;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::Annotated;
use std::ops::Range;

/// Words of what stands for a whole clause, at most.
const LONGEST: usize = 5;

/// A clause of which only a noun phrase and its date are written.
#[derive(Clone, Debug)]
pub(crate) struct Gap {
    /// Index of the predicate that is to be thought again.
    pub predicate: usize,
    /// What is written.
    pub rest: Range<usize>,
    /// The predicate, with what belongs to it in both clauses.
    pub verb: Range<usize>,
    /// Whether what is written is the subject.
    pub is_subject: bool,
}

/// The last word of a gapped clause that the date at `date` ends or opens.
pub(crate) fn of_date(annotated: &Annotated, clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    if let Some(last) = behind_date(clauses, date) {
        return Some(last);
    }
    // "retreated to Wales until May, Ulster until June" is one way.
    let is_led = |at: &usize| prune::is_one_of(clauses, *at, &["in", "on", "at"]);
    let last = (0..date).rev().find(|at| !is_led(at))?;
    let ends = clauses
        .words
        .get(date + 1)
        .is_none_or(|next| next.mark.is_some() || next.is_plain() && next.has(Class::Coordinator));
    let gap = gap(clauses, last).filter(|_| ends)?;
    may_be_then(annotated, clauses, &gap, date).then_some(last)
}

/// "arrested Dahl in 1988, a student in 1985 and a teacher in 1987": what a comma parts from a later date describes.
fn may_be_then(annotated: &Annotated, clauses: &Clauses<'_>, gap: &Gap, date: usize) -> bool {
    let told = gap.verb.start..gap.rest.start;
    let has_comma = clauses
        .words
        .get(told.clone())
        .is_some_and(|words| words.iter().any(|word| word.mark == Some(',')));
    let is_named =
        clauses.words.get(gap.rest.start).is_some_and(|it| it.place.is_some() || it.is_capitalised);
    let starts = |at: usize| mention_at(annotated, clauses, at)?.when.as_ref()?.bounds.earliest;
    let goes_back = |at: usize| starts(at).zip(starts(date)).is_some_and(|(it, date)| date < it);
    is_named || !has_comma || !told.into_iter().any(goes_back)
}

/// "The army took the town on 3 May and, four days later, | the pass": where the phrase ends that a date behind "and"
/// stands before.
pub(crate) fn behind_date(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let joint = joint_of_date(clauses, date)?;
    let rest = date + 1 + usize::from(is_comma(clauses, date + 1));
    let phrase = (rest..clauses.words.len()).take(LONGEST).take_while(|&at| is_part(clauses, at));
    let last = phrase.last()?;
    // "the pass | above it", but not "the town | fell".
    let ends =
        clauses.words.get(last + 1).is_none_or(|it| it.mark.is_some() || it.is_preposition());
    let is_stop = |at: &usize| clauses.words.get(*at).is_none_or(|it| it.mark == Some(';'));
    let tells = |at: usize| clauses.words.get(at).is_some_and(|it| it.tag.is_verb());
    let is_told = (last + 1..clauses.words.len()).take_while(|at| !is_stop(at)).any(tells);
    let is_new = clauses
        .words
        .get(rest)
        .is_some_and(|it| it.place.is_some() || it.is_capitalised || it.has(Class::Determiner));
    let is_gap = gap(clauses, last).is_some_and(|it| !it.is_subject && it.rest.start == rest);
    (joint < date && ends && is_new && !is_told && is_gap).then_some(last)
}

/// "and, | four days later", "and in | 1994": the joining word before a date.
fn joint_of_date(clauses: &Clauses<'_>, date: usize) -> Option<usize> {
    let led = (0..date).rev().find(|&at| !prune::is_one_of(clauses, at, &["in", "on", "at"]))?;
    let joint = if is_comma(clauses, led) { led.checked_sub(1)? } else { led };
    Some(joint).filter(|&at| clauses.is_time(date) && joins(clauses, at))
}

fn is_comma(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.mark == Some(','))
}

fn joins(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator))
}

/// The gapped clause whose phrase ends at a word.
pub(crate) fn gap(clauses: &Clauses<'_>, last: usize) -> Option<Gap> {
    let is_comma = |at: usize| is_comma(clauses, at);
    let length = (0..=last).rev().take(LONGEST).take_while(|&at| is_part(clauses, at)).count();
    let rest = last + 1 - length..last + 1;
    let joint = rest.start.checked_sub(1).filter(|_| !rest.is_empty())?;
    let date = if is_comma(joint) { joint.checked_sub(1)? } else { joint };
    let of_date = joint_of_date(clauses, date);
    let joint = of_date.unwrap_or(joint);
    let joins = |at: usize| joins(clauses, at);
    let opens = clauses.words.get(rest.start)?;
    // "opened in 1990, a gift of the king": no other deed.
    let is_named = opens.place.is_some() || opens.is_capitalised;
    let is_other = || is_named || is_listed(clauses, last + 1) || is_like(clauses, &rest, joint);
    if !(joins(joint) || is_comma(joint) && is_other()) {
        return None;
    }
    let before = joint.checked_sub(1)?;
    let has_comma = is_comma(before);
    let before = if has_comma { before.checked_sub(1)? } else { before };
    let predicate = clauses.predicates.iter().rposition(|it| it.at < before)?;
    let told = clauses.predicates.get(predicate).filter(|it| may_be_left_out(it))?;
    let first = (told.at + 1..=before)
        .find(|&at| clauses.is_time(at))
        .filter(|_| clauses.is_time(before))
        // "In 1990 he met the king and, two years later, the queen".
        .or_else(|| of_date.filter(|_| is_comma(rest.start - 1)))?;
    let between = told.at + 1..first;
    // "They moved on, taking Cork in March and Derry in June": they did not move Derry.
    let is_other = |at: usize| clauses.words.get(at).is_some_and(|it| it.tag == Tag::Gerund);
    if between.clone().any(is_other) {
        return None;
    }
    let is_said = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| !it.has(Class::Temporal) && it.tag != Tag::Adverb)
    };
    let end = between.clone().rev().find(is_said).map_or(between.start, |at| at + 1);
    let object = object(clauses, between.start..end, rest.start, has_comma)
        .filter(|_| !is_another_doer(clauses, told, &rest, between.start..end));
    let verb = told.first..object.unwrap_or(end);
    Some(Gap { predicate, rest, verb, is_subject: object.is_none() })
}

/// "His brother was killed in 1994, | his father", "The school was opened in 1990, | the mill": whether a phrase behind a
/// comma is like the subject of the clause, which has no object.
fn is_like(clauses: &Clauses<'_>, rest: &Range<usize>, joint: usize) -> bool {
    let Some(told) = clauses.predicates.iter().rfind(|it| it.at < joint) else { return false };
    let subject = claim::subject_of(clauses, told);
    let has_object = clauses
        .words
        .get(told.at + 1)
        .is_none_or(|next| next.time.is_none() && !(next.is_plain() && next.has(Class::Temporal)));
    let opens_with = |at: usize| clauses.word_text(at).to_lowercase();
    let is_noun = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && it.tag.is_noun())
            && !clauses.is_of("part_of_time", at)
            && !prune::is_one_of(clauses, at, &["time", "times"])
    };
    let opens = opens_with(rest.start);
    let is_same = opens == opens_with(subject.start) || is_owner(&opens);
    let is_led = opens == "the" || is_owner(&opens);
    let is_owned = !is_owner(&opens) || is_owner(&opens_with(subject.start));
    rest.len() == 2 && is_led && is_same && is_owned && is_noun(rest.start + 1) && !has_object
}

/// "his", "their".
fn is_owner(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their" | "my" | "our")
}

/// "Georgia signed the pact in 2006 and | Russia | a year later", "Dahl won the race in 1990, | Berg | in 1991": whether a
/// name stands for the subject, which is one, beside a verb whose object is a thing.
fn is_another_doer(
    clauses: &Clauses<'_>,
    told: &Predicate,
    rest: &Range<usize>,
    behind: Range<usize>,
) -> bool {
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|it| it.place.is_some());
    let is_name =
        |at: usize| clauses.words.get(at).is_some_and(|it| it.place.is_some() || it.is_capitalised);
    let subject = claim::subject_of(clauses, told);
    let last = |it: &Range<usize>| it.end.saturating_sub(1);
    let (doer, other) = (last(&subject), last(rest));
    // "joined the club in 1999 and Arsenal in 2003": of two names that are no places only people are alike.
    let is_person =
        |it: &Range<usize>| 1 < it.len() && Sex::of_given(clauses.word_text(it.start)).is_some();
    let are_people = is_person(&subject) && is_person(rest);
    clauses.is_of("done_to_things", told.at)
        && (is_place(doer) || are_people && !clauses.is_of("done_to_works", told.at))
        && !subject.is_empty()
        && is_name(doer)
        && is_name(rest.start)
        && is_place(doer) == is_place(other)
        && !behind.clone().any(|at| is_name(at) && is_place(at) == is_place(other))
}

/// "gold in 1988, silver | in 1992 and bronze in 1996": whether behind its date another such phrase follows with "and".
fn is_listed(clauses: &Clauses<'_>, behind: usize) -> bool {
    let word = |at: usize| clauses.words.get(at);
    let is_time = |at: usize| word(at).is_some_and(|it| it.time.is_some());
    let Some(date) = (behind..behind + 2).find(|&at| is_time(at)) else { return false };
    let joint = date + 1 + usize::from(word(date + 1).is_some_and(|it| it.mark == Some(',')));
    let next = (joint + 1..=joint + LONGEST).take_while(|&at| is_part(clauses, at)).last();
    let ends = next.is_some_and(|last| (last + 1..last + 3).any(is_time));
    word(joint).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator)) && ends
}

/// Where the words behind a verb begin that the phrase at `rest` stands for; `None` where it is the subject.
fn object(
    clauses: &Clauses<'_>,
    behind: Range<usize>,
    rest: usize,
    has_comma: bool,
) -> Option<usize> {
    let is_name =
        |at: usize| clauses.words.get(at).is_some_and(|it| it.place.is_some() || it.is_capitalised);
    let opens = clauses.words.get(rest)?;
    let is_whole = opens.is_plain() && (opens.has(Class::Determiner) || opens.tag == Tag::Owner);
    // "a branch in | Cork", "a | mill".
    let phrase = behind.end - behind.clone().rev().take_while(|&at| is_part(clauses, at)).count();
    let led = phrase.checked_sub(1).and_then(|at| clauses.words.get(at));
    let is_there = led.is_some_and(|it| it.is_plain() && it.has(Class::Locative));
    let is_like = is_name(rest) && is_name(phrase) || opens.place.is_some() && is_there;
    match clauses.words.get(behind.start).is_some_and(Word::is_preposition) {
        _ if behind.is_empty() => None,
        // "fell to the fleet in 1510, and the fort in 1511": the fort fell. "Was hit by Ann in 1990 and Eva in
        // 1992": by Eva.
        true => Some(phrase).filter(|_| is_like || !has_comma),
        false if is_whole => Some(behind.start),
        false => Some(phrase),
    }
}

fn may_be_left_out(predicate: &Predicate) -> bool {
    predicate.tense == Tense::Past
        && !predicate.is_copula
        && !predicate.is_negated
        && !predicate.is_reporting()
}

/// Whether a word may be of the phrase: a name or noun with what describes it.
fn is_part(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_told = clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&at));
    let describes = |tag: Tag| {
        tag.is_noun() || matches!(tag, Tag::Adjective | Tag::Number | Tag::Determiner | Tag::Owner)
    };
    clauses.words.get(at).is_some_and(|word| {
        word.place.is_some()
            || word.is_plain()
                && !word.has(Class::Coordinator)
                && (word.is_number || describes(word.tag))
                && !is_told
    })
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_subject_stands_for_its_clause() {
        check(
            "<GB-WLS|Wales> followed in {1990-09|September 1990}, <IE|Ireland> in {1991|1991} and <NO|Norway> in {1992|1992}.",
            &[
                ("1990-09", "Wales followed"),
                ("1991", "Ireland followed"),
                ("1992", "Norway followed"),
            ],
        );
        check(
            "The school was opened in {1990|1990} and the library in {1991|1991}.",
            &[("1990", "School was opened"), ("1991", "Library was opened")],
        );
    }

    #[test]
    fn an_object_stands_for_its_clause() {
        check(
            "The firm opened a branch in <IE|Cork> in {1930|1930} and <GB-NIR|Derry> {1931|the following year}.",
            &[("1930", "Firm opened a branch in Cork"), ("1931", "Firm opened a branch in Derry")],
        );
        check(
            "The town was hit by Storm Ann in {1930|1930} and Storm Eva in {1931|1931}.",
            &[("1930", "Town was hit by Storm Ann"), ("1931", "Town was hit by Storm Eva")],
        );
        check(
            "The town built a mill in {1930|1930} and a school in {1931|1931}.",
            &[("1930", "Town built a mill"), ("1931", "Town built a school")],
        );
    }

    #[test]
    fn what_is_told_beside_a_verb_is_not_told_again() {
        check(
            "The fleet moved on, taking <IE|Cork> in {1930|1930} and <GB-NIR|Derry> in {1931|1931}.",
            &[("1930", "Fleet moved on")],
        );
        check(
            "The court stayed at <IE|Cork> until {../1930|1930}, <GB-NIR|Derry> until {../1931|1931}.",
            &[("../1930", "Court stayed at Cork")],
        );
    }

    #[test]
    fn what_has_a_verb_or_describes_stands_for_nothing() {
        check(
            "The town built a mill in {1930|1930} and the school burned in {1931|1931}.",
            &[("1930", "Town built a mill"), ("1931", "School burned")],
        );
        check(
            "The choir had 900 singers in {1930|1930} and 800 in {1931|1931}.",
            &[("1930", "Choir had 900 singers")],
        );
    }

    #[test]
    fn what_describes_with_an_earlier_date_stands_for_nothing() {
        check(
            "Police arrested Dahl in {1988|1988}, a student in {1985|1985} and a teacher in {1987|1987}.",
            &[("1988", "Police arrested Dahl")],
        );
    }

    #[test]
    fn a_date_may_stand_before_what_stands_for_a_clause() {
        check(
            "The army took the town on {1993-05-03|3 May 1993} and, {1993-05-07|four days later}, the pass above it.",
            &[("1993-05-03", "Army took the town"), ("1993-05-07", "Army took the pass")],
        );
        check(
            "The army took the town in {1990|1990}, and in {1994|1994} the mayor of the town, Ola Dahl, left.",
            &[("1990", "Army took the town"), ("1994", "Ola Dahl left")],
        );
    }

    #[test]
    fn who_signs_as_another_did_stands_for_the_subject() {
        check(
            "<NO|Norway> signed the pact in {2006-05-15|May 2006}, <SE|Sweden> {2006-05-16|one day later}.",
            &[("2006-05-15", "Norway signed the pact"), ("2006-05-16", "Sweden signed the pact")],
        );
        check(
            "Ann Dahl won the title in {1990|1990} and Eva Berg in {1991|1991}.",
            &[("1990", "Ann Dahl won the title"), ("1991", "Eva Berg won the title")],
        );
        check(
            "Dahl joined the club in {1990|1990} and Arsenal in {1991|1991}.",
            &[("1990", "Dahl joined the club"), ("1991", "Dahl joined Arsenal")],
        );
        check(
            "Dahl published the essay in {1990|1990} and Lohengrin in {1991|1991}.",
            &[("1990", "Dahl published the essay"), ("1991", "Dahl published Lohengrin")],
        );
        check(
            "<NO|Norway> took the fort in {1812|1812} and <SE|Sweden> in {1813|1813}.",
            &[("1812", "Norway took the fort"), ("1813", "Norway took Sweden")],
        );
    }

    #[test]
    fn what_is_like_the_subject_stands_for_it_behind_a_comma() {
        check(
            "His brother was killed in {1994|1994}, his father {1996|two years later}.",
            &[("1994", "His brother killed"), ("1996", "His father was killed")],
        );
        check(
            "The school was opened in {1990|1990}, the library in {1992|1992}.",
            &[("1990", "School was opened"), ("1992", "Library was opened")],
        );
        check(
            "The school was opened in {1990|1990}, the third time in {1992|1992}.",
            &[("1990", "School was opened")],
        );
    }
}
