//! Subjects of several: what "and" joins to the noun phrase before a verb, and the rest of a list.

use super::extent::{after_dates, is_attribution, is_comma, is_insertion, words_of};
use super::{Clauses, Opener};
use crate::events::predicate::Predicate;
use crate::events::title::prune::{is_mark, is_one_of};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// "The ministry and the army agreed", "Norway, Sweden and Wales agreed": what "and" joins to a subject belongs to
/// it, and so does the rest of a list.
pub(crate) fn with_partners(
    clauses: &Clauses<'_>,
    segment: usize,
    own: Range<usize>,
) -> Range<usize> {
    let Some(before) = segment.checked_sub(1) else { return own };
    let has_mark = clauses.segment_words(segment).first().is_some_and(|word| word.mark.is_some());
    let joins = clauses.opener(segment) == Opener::Coordinate
        && !clauses.is_finite(before)
        && !matches!(clauses.opener(before), Opener::Relative | Opener::Bracket);
    if !joins {
        return own;
    }
    let listed = list_before(clauses, before);
    if let Some(start) = listed {
        return start..own.end;
    }
    match partner(clauses, before).filter(|_| !has_mark) {
        Some(words) => words.start..own.end,
        None => own,
    }
}

/// "The tie between Oslo, | which fell in May, | and Bergen has broken": where a subject begins that a relative
/// clause splits before its last part.
pub(crate) fn split_pair(clauses: &Clauses<'_>, predicate: &Predicate) -> Option<usize> {
    let inside = predicate.segment.checked_sub(1)?;
    let opens = inside.checked_sub(1)?;
    let range = words_of(clauses, opens);
    let is_split = clauses.opener(predicate.segment) == Opener::Coordinate
        && is_mark(clauses, words_of(clauses, predicate.segment).start, &[','])
        && clauses.opener(inside) == Opener::Relative
        && matches!(clauses.opener(opens), Opener::Start | Opener::Complement)
        && !clauses.is_finite(opens);
    let pairs = range.clone().any(|at| is_one_of(clauses, at, &["between", "both"]));
    (is_split && pairs).then(|| clauses.content_start(opens))
}

/// "the port of Cork, | Ireland was taken": where a subject opens of which a land alone stands before the verb.
pub(crate) fn place_of(clauses: &Clauses<'_>, own: &Range<usize>) -> Option<usize> {
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|word| word.place.is_some());
    let comma = own.start.checked_sub(1).filter(|&at| is_comma(clauses, at))?;
    let town = comma.checked_sub(1).filter(|&at| is_place(at))?;
    let segment = clauses.words.get(town)?.segment;
    let opens = clauses.content_start(segment);
    // "Cheered on by thousands from Cork, Wales won", "After the raid on Cork, Wales left".
    let is = |at: usize, is: &dyn Fn(&Word) -> bool| clauses.words.get(at).is_some_and(is);
    let leads_on = |it: &Word| it.has(Class::Subordinator) || it.is_preposition();
    let hangs = opens.checked_sub(1).is_some_and(|before| is(before, &leads_on));
    let is_named = !hangs
        && is(opens, &|it| it.is_plain() && it.has(Class::Determiner))
        && is(opens + 1, &|it| it.is_plain() && it.tag.is_noun() && it.time.is_none());
    let is_alone = is_named && own.len() == 1 && is_place(own.start) && !clauses.is_finite(segment);
    let is_opening =
        matches!(clauses.opener(segment), Opener::Start | Opener::Complement | Opener::Comma);
    (is_alone && is_opening && opens <= town && !is_insertion(clauses, opens)).then_some(opens)
}

/// What a piece gives to the subject behind it: "On 7 June envoys of Wales | and Ulster met".
fn partner(clauses: &Clauses<'_>, segment: usize) -> Option<Range<usize>> {
    let words = clauses.content_start(segment)..words_of(clauses, segment).end;
    let words = after_dates(clauses, words);
    // "In the end neither Wales | nor Ulster agreed".
    let pair = words.clone().find(|&at| clauses.phrase_len("pairing", at) > 0);
    let words = pair.unwrap_or(words.start)..words.end;
    (!words.is_empty() && !is_insertion(clauses, words.start)).then_some(words)
}

/// Where a list begins whose last but one item a piece is: "Norway, | Sweden | and Wales".
fn list_before(clauses: &Clauses<'_>, last: usize) -> Option<usize> {
    let is_next = |segment: &usize| {
        clauses.opener(*segment) == Opener::Comma
            && is_thing(clauses, words_behind_mark(clauses, *segment))
    };
    let next = (1..=last).rev().take_while(is_next).last()?;
    let first = next.checked_sub(1)?;
    let behind = words_behind_mark(clauses, next);
    if next < last && is_scene(clauses, first) && !has_place(clauses, behind.clone()) {
        return Some(behind.start);
    }
    let may_open =
        matches!(clauses.opener(first), Opener::Start | Opener::Complement | Opener::Stop);
    let words = partner(clauses, first).filter(|_| may_open && !clauses.is_finite(first))?;
    is_thing(clauses, words.clone()).then_some(words.start)
}

/// "In Bergen, | fishermen, | bakers | and clerks struck": where or when, before the list.
fn is_scene(clauses: &Clauses<'_>, segment: usize) -> bool {
    let opens = clauses.words.get(clauses.content_start(segment));
    clauses.opener(segment) == Opener::Start
        && !clauses.is_finite(segment)
        && opens.is_some_and(Word::is_preposition)
}

fn has_place(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    clauses.words.get(words).unwrap_or(&[]).iter().any(|word| word.place.is_some())
}

/// A piece without the mark that opens it.
fn words_behind_mark(clauses: &Clauses<'_>, segment: usize) -> Range<usize> {
    let words = words_of(clauses, segment);
    words.start + 1..words.end
}

/// Whether words name somebody or something, and no time, deed or circumstance.
fn is_thing(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let inside = clauses.words.get(words.clone()).unwrap_or(&[]);
    let is_name = |word: &Word| {
        word.place.is_some() || word.is_plain() && (word.tag.is_noun() || word.tag == Tag::Number)
    };
    // "Backed by the army, Keller and Holm left": the capital is that of the sentence.
    let opens = inside.first().map_or(0, |word| word.span.start);
    let is_verb = |word: &Word| {
        word.is_plain() && word.tag.is_verb() && (!word.is_capitalised || word.span.start == opens)
    };
    let fits = |word: &Word| word.mark.is_none() && word.time.is_none() && !is_verb(word);
    inside.last().is_some_and(is_name)
        && inside.iter().all(fits)
        && !is_insertion(clauses, words.start)
        && !is_attribution(clauses, words.start)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_land_behind_a_town_acts_where_no_subject_stands_before() {
        check(
            "The bishop of <NO|Vik>, <NO|Norway> was jailed in {1905|1905}.",
            &[("1905", "Bishop of Vik, Norway jailed")],
        );
        check(
            "Angered by the pirates from <NO|Vik>, <WLS|Wales> sent a fleet in {1905|1905}.",
            &[("1905", "Wales sent a fleet")],
        );
    }

    #[test]
    fn a_list_behind_a_place_keeps_its_first_part() {
        check(
            "In Bergen, miners, bakers and clerks struck on {1905-06-05|5 June 1905}.",
            &[("1905-06-05", "Miners, bakers and clerks struck")],
        );
    }

    #[test]
    fn a_pair_split_by_a_relative_clause_is_one_subject() {
        check(
            "Trade between Wales, which is poor, and Ulster ceased in {1905|1905}.",
            &[("1905", "Trade between Wales, which is poor, and Ulster ceased")],
        );
    }

    #[test]
    fn what_there_was_is_no_subject_of_what_hangs_on_it() {
        check(
            "There was a march against the toll that took effect in {1905|1905}.",
            &[("1905", "Toll took effect")],
        );
    }
}
