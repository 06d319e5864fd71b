//! What may follow the words that tell an event, where there is room for it in a title.

use super::{Clauses, Opener};
use crate::events::predicate::Predicate;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// Where a second verb of the same subject ends that "and" joins to the predicate, with what it says.
pub(crate) fn compound(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    body: &Range<usize>,
) -> Option<usize> {
    let next = clauses.predicates.iter().find(|it| it.first >= body.end)?;
    let segment = clauses.segments.get(next.segment).filter(|it| it.words.start == body.end)?;
    let is_joined = segment.opener == Opener::Coordinate
        && clauses.words.get(segment.words.start).is_some_and(|word| word.mark.is_none())
        && clauses.content_start(next.segment) == next.first
        && next.tense == predicate.tense
        // "confirmed that there was a search but said": the saying goes on, not what is said.
        && !(next.is_reporting()
            && (predicate.is_reporting() || clauses.predicates.iter().any(|p| p.at < predicate.at)))
        && !next.is_copula;
    let mut end = segment.words.end;
    let said = clauses.segments.iter().skip(next.segment + 1);
    for segment in said.take_while(|segment| segment.opener == Opener::Complement) {
        end = segment.words.end;
    }
    let dates_itself = (body.end..end).any(|at| clauses.is_time(at));
    (is_joined && !dates_itself).then_some(end)
}

/// "in exile, | mostly in Wales": where the piece ends that only says where.
pub(crate) fn whereabouts(clauses: &Clauses<'_>, end: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let segment = clauses.words.get(end)?.segment;
    let words = clauses.segments.get(segment).map(|it| it.words.clone())?;
    let inside = clauses.words.get(words.clone())?;
    let opens = inside.iter().skip(1).find(|it| !(it.is_plain() && it.tag == Tag::Adverb))?;
    let says_where = opens.is_plain() && opens.has(Class::Locative) && opens.tag != Tag::Adverb;
    let is_alone = clauses.opener(segment) == Opener::Comma
        && words.start == end
        && !clauses.is_finite(segment)
        && !inside.iter().any(|word| word.time.is_some())
        && clauses.words.get(words.end).is_none_or(|next| next.mark.is_some());
    let names = inside.iter().any(|word| word.place.is_some());
    (says_where && is_alone && names && words.len() <= LONGEST).then_some(words.end)
}

/// "was the only mill | that paid": where the clause ends without which the praise would be of everything.
pub(crate) fn restriction(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    end: usize,
) -> Option<usize> {
    let segment = clauses.words.get(end)?.segment;
    let words = clauses.segments.get(segment).map(|it| it.words.clone())?;
    let opens = words.start == end && clauses.opener(segment) == Opener::Relative;
    let is_one = |at: usize| clauses.is_of("only_one", at);
    // "the only one who knew": a state.
    let told = clauses.predicates.iter().find(|it| it.segment == segment);
    let is_deed = told.is_some_and(|it| !it.is_stative());
    let is_only = predicate.is_copula && is_deed && (predicate.at + 1..end).any(is_one);
    (is_only && opens && clauses.words.get(end)?.mark.is_none()).then_some(words.end)
}

/// "was simple: | we stay": what a colon explains after a verb that says nothing by itself.
pub(crate) fn explanation(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
    body: &Range<usize>,
) -> Option<Range<usize>> {
    let said = clauses.words.get(predicate.at + 1..body.end)?.iter();
    let mut said = said.filter(|word| word.mark.is_none());
    let is_thin = predicate.is_copula
        && !predicate.is_negated
        && said.next().is_some_and(|word| word.is_plain() && word.tag == Tag::Adjective)
        && said.next().is_none();
    let is_colon = clauses.words.get(body.end).is_some_and(|word| word.mark == Some(':'));
    (is_thin && is_colon).then_some(body.end..clauses.words.len())
}
