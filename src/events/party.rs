//! Whether a name takes part in what its clause tells, or only describes somebody or something.

use super::clause::Clauses;
use super::lexicon::{Class, ENGLISH};

/// How far an aside reaches, in words.
const ASIDE_WORDS: usize = 8;

/// "against the Russian attack", "fought with the Ukrainians": an adjective that says who took part, not
/// one that only says of which people the subject is.
pub(super) fn is_party(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let is_described = |word: &super::words::Word| {
        word.is_plain() && Some(word.segment) == segment && !word.has(Class::Preposition)
    };
    // "the Russian full-scale military invasion": adjectives may stand between.
    let mut phrase =
        clauses.words.iter().skip(at + 1).take(4).take_while(|word| is_described(word));
    if phrase.any(|word| word.has(Class::EventNoun)) {
        return true;
    }
    // "the Russian oblasts": of what country they are.
    if clauses.is_of("territory", at + 1) {
        return false;
    }
    clauses
        .predicates
        .iter()
        .any(|predicate| Some(predicate.segment) == segment && predicate.at < at)
}

/// "a Russian citizen": of what people somebody is.
pub(super) fn is_national(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.is_of("nationals", at + 1)
}

/// "police at Scotland Yard said": whoever speaks from a seat speaks for it.
pub(super) fn speaks_from(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let speaks = clauses.predicates.iter().any(|predicate| {
        predicate.segment == segment && at < predicate.first && predicate.is_reporting()
    });
    let mut before = (2..=3).filter_map(|back| clauses.words.get(at.checked_sub(back)?));
    let is_people = |word: &super::words::Word| {
        let form = word.span.of(clauses.text).to_lowercase();
        word.is_plain() && (word.has(Class::People) || ENGLISH.ends_like("people_ending", &form))
    };
    speaks && before.any(is_people)
}

/// "a unit based in Ukraine", "oblasts bordering Ukraine", "due to the events in Ukraine": that is not where
/// it happened.
pub(super) fn is_aside(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let start = clauses.segments.get(segment.unwrap_or(0)).map_or(0, |it| it.words.start);
    let is_predicate = |at: usize| clauses.predicates.iter().any(|it| it.at == at);
    let opens = |list: &str, at: usize| clauses.phrase_len(list, at) > 0;
    let mut origin = (2..=3).filter_map(|back| at.checked_sub(back)).filter(|&at| start <= at);
    if origin.any(|at| !is_predicate(at) && opens("origin", at)) {
        return true;
    }
    let is_beside = at.checked_sub(1).is_some_and(|beside| {
        let before = beside.checked_sub(1).and_then(|before| clauses.words.get(before));
        let stands_alone =
            before.is_some_and(|word| word.mark.is_some() || word.is_plain() && word.tag.is_noun());
        stands_alone && !is_predicate(beside) && opens("beside", beside)
    });
    // "a part of Russia", "other regions of Russia": the whole that something is of.
    let is_of_part =
        at.checked_sub(2).filter(|&at| start <= at).is_some_and(|at| opens("part_of", at));
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|word| word.place.is_some());
    if is_of_part && (start..at).any(is_place) {
        return true;
    }
    let mut causes = (start.max(at.saturating_sub(ASIDE_WORDS))..at).rev();
    is_beside
        || causes
            .find(|&at| is_predicate(at) || opens("cause", at))
            .is_some_and(|at| !is_predicate(at))
}
