//! Whether a name takes part in what its clause tells, or only describes somebody or something.

use super::outsider::is_people;
use crate::events::clause::{Clauses, Opener};
use crate::events::people::claim::subject_of;
use crate::events::predicate::Predicate;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::PlaceMention;

/// How far an aside reaches, in words.
const ASIDE_WORDS: usize = 8;

/// "against the Russian attack", "fought with the Ukrainians": an adjective that says who took part, not
/// one that only says of which people the subject is.
pub(super) fn is_party(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let is_described = |word: &crate::events::words::Word| {
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
    let tells = |predicate: &Predicate| Some(predicate.segment) == segment && predicate.at < at;
    clauses.predicates.iter().any(tells) || follows_participle(clauses, at)
}

/// "killing three Russian soldiers", "taken from Russian soldiers".
fn follows_participle(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let start = clauses.segments.get(segment.unwrap_or(0)).map_or(0, |it| it.words.start);
    (start..at).any(|at| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && matches!(it.tag, Tag::Participle | Tag::Gerund))
    })
}

/// "The Russian painter, | Ivan Petrov, | left": the adjective or seat that says whose act it is, before an
/// apposition that the clause at a word begins with.
pub(super) fn introduction(clauses: &Clauses<'_>, start: usize) -> Option<usize> {
    let segment = clauses.words.get(start)?.segment;
    let before = clauses.segments.get(segment.checked_sub(1)?)?;
    let is_name = |at: usize| {
        clauses.words.get(at).is_some_and(|word| word.is_plain() && word.is_capitalised)
    };
    let own = clauses.content_start(segment);
    let is_apart = clauses.opener(segment) == Opener::Comma && !clauses.is_finite(segment - 1);
    if !is_apart || !is_name(own) || !is_name(own + 1) {
        return None;
    }
    let last = before.words.end.checked_sub(1)?;
    let is_noun =
        |at: usize| clauses.words.get(at).is_some_and(|word| word.is_plain() && word.tag.is_noun());
    let mut phrase = before.words.clone().rev().take_while(|&at| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.mark.is_none() && !it.is_preposition())
    });
    let is_place = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.place.is_some());
    phrase.find(is_place).filter(|&at| at < last && is_noun(last))
}

/// "the Norwegian army said | its ships had sunk": the adjective or name of who says what he himself did.
pub(super) fn reporter(clauses: &Clauses<'_>, start: usize) -> Option<usize> {
    let segment = clauses.words.get(start)?.segment;
    let is_own = matches!(clauses.word_text(start), "it" | "its" | "they" | "their");
    if !is_own || clauses.opener(segment) != Opener::Complement {
        return None;
    }
    let mut earlier = clauses.predicates.iter().rev().filter(|it| it.segment < segment);
    let report = earlier.next().filter(|it| it.is_reporting())?;
    let mut subject = subject_of(clauses, report);
    subject.find(|&at| clauses.words.get(at).is_some_and(|word| word.place.is_some()))
}

/// "Norwegian President", "her Swedish counterpart", "the Danish navy": who acts for a state.
pub(super) fn is_of_state(clauses: &Clauses<'_>, at: usize) -> bool {
    /// "the Russian first deputy prime minister".
    const REACH: usize = 4;
    let is_joined = |at: &usize| {
        clauses.words.get(*at).is_some_and(|word| {
            word.is_plain() && (word.tag.is_noun() || word.tag == Tag::Adjective)
        })
    };
    let mut phrase = (at + 1..=at + REACH).take_while(is_joined);
    let held = phrase.find(|&at| clauses.is_in_any_case("state_office", at));
    if held.is_none() && is_raider(clauses, at) {
        return true;
    }
    // "the Russian president of the club", "a Danish army surgeon".
    let is_one = at.checked_sub(1).is_some_and(|it| clauses.is_of("one_of", it));
    held.is_some_and(|at| clauses.word_text(at + 1) != "of" && !(is_one && is_service(clauses, at)))
}

/// "Danish bombers raided": whether what is armed and of a people at a word is itself the subject of a deed of war.
pub(super) fn is_raider(clauses: &Clauses<'_>, at: usize) -> bool {
    /// "Danish dive bombers".
    const REACH: usize = 3;
    let mut told = clauses.predicates.iter().filter(|it| at < it.first);
    told.next().is_some_and(|it| {
        it.first <= at + REACH
            && !it.is_passive(&clauses.words)
            && clauses.is_of("raiding", it.at)
            && it.first.checked_sub(1).is_some_and(|head| clauses.is_in_any_case("armed", head))
    })
}

/// "The French president promised help": whether who acts for a state at a word does something that others are
/// dealt with by.
pub(super) fn deals(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|it| it.segment);
    let mut told = clauses.predicates.iter().filter(|it| Some(it.segment) == segment);
    told.any(|it| clauses.is_of("dealing_verb", it.at))
}

/// "an army surgeon": whether an army at a word only says in whose service somebody is.
pub(super) fn is_service(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_person = is_people(clauses, at + 1) || clauses.is_of("somebody", at + 1);
    clauses.is_of("service", at) && is_person
}

/// "the Austrian heir", but not "the Austrian envoy": one person of a people, who stands for no state.
pub(super) fn is_somebody(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.is_of("somebody", at + 1) && !clauses.is_of("legation", at + 1)
}

/// "according to Wales", "according to police in Wales", but not "according to Welsh law": whether what stands behind
/// such words, up to a place and the next word, is somebody.
fn is_speaker(clauses: &Clauses<'_>, cause: usize, at: usize) -> bool {
    let first = cause + clauses.phrase_len("attribution", cause);
    let is_noun = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && it.tag.is_noun() && it.place.is_none())
    };
    first == at && !is_noun(at + 1)
        || (first..=at + 1).any(|at| {
            is_people(clauses, at)
                || clauses.is_in_any_case("state_office", at)
                || clauses.phrase_len("press", at) > 0
        })
}

/// "ties with Wales", "a war against Wales": whom something is done with, and not where.
pub(super) fn is_dealt_with(clauses: &Clauses<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| clauses.is_of("dealing", before))
}

/// "a Russian citizen": of what people somebody is.
pub(super) fn is_national(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.is_of("nationals", at + 1)
}

/// "a reporter with a Russian station went": whose service the subject is in.
pub(super) fn is_employer(clauses: &Clauses<'_>, at: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let mut before = (0..at).rev().filter(|&at| {
        clauses.words.get(at).is_some_and(|it| !(it.is_plain() && it.has(Class::Determiner)))
    });
    let joins =
        before.next().is_some_and(|at| matches!(clauses.word_text(at), "with" | "at" | "for"));
    let is_noun =
        |at: usize| clauses.words.get(at).is_some_and(|word| word.is_plain() && word.tag.is_noun());
    let is_told = |it: &Predicate| Some(it.segment) == segment && at < it.first;
    joins && before.next().is_some_and(is_noun) && clauses.predicates.iter().any(is_told)
}

/// "police at Scotland Yard said": whoever speaks from a seat speaks for it.
pub(super) fn speaks_from(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let speaks = clauses.predicates.iter().any(|predicate| {
        predicate.segment == segment && at < predicate.first && predicate.is_reporting()
    });
    let mut before = (2..=3).filter_map(|back| clauses.words.get(at.checked_sub(back)?));
    let is_people = |word: &crate::events::words::Word| {
        let form = word.span.of(clauses.text).to_lowercase();
        word.is_plain() && (word.has(Class::People) || ENGLISH.ends_like("people_ending", &form))
    };
    speaks && before.any(is_people)
}

/// "a unit based in Ukraine", "oblasts bordering Ukraine", "due to the events in Ukraine": that is not where
/// it happened.
pub(super) fn is_aside(clauses: &Clauses<'_>, at: usize, mention: &PlaceMention) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    let start = clauses.segments.get(segment.unwrap_or(0)).map_or(0, |it| it.words.start);
    let is_predicate = |at: usize| clauses.predicates.iter().any(|it| it.at == at);
    let opens = |list: &str, at: usize| clauses.phrase_len(list, at) > 0;
    let mut origin = (2..=3).filter_map(|back| at.checked_sub(back)).filter(|&at| start <= at);
    if origin.any(|at| !is_predicate(at) && opens("origin", at)) {
        return true;
    }
    // "the Danish-backed rebels".
    if clauses.word_text(at + 1) == "-" && clauses.is_of("compound", at + 2) {
        return true;
    }
    let is_beside = at.checked_sub(1).is_some_and(|beside| {
        let before = beside.checked_sub(1).and_then(|before| clauses.words.get(before));
        let stands_alone =
            before.is_some_and(|word| word.mark.is_some() || word.is_plain() && word.tag.is_noun());
        stands_alone && !is_predicate(beside) && opens("beside", beside)
    });
    // "a part of Russia", "other regions of Russia": the whole that something is of; but "the regions of Tuva and".
    let is_of_part = mention.region.is_none()
        && at.checked_sub(2).filter(|&at| start <= at).is_some_and(|at| opens("part_of", at));
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|word| word.place.is_some());
    if is_of_part && (start..at).any(is_place) {
        return true;
    }
    let mut causes = (start.max(at.saturating_sub(ASIDE_WORDS))..at).rev();
    is_beside
        || causes
            .find(|&at| is_predicate(at) || opens("cause", at) || opens("attribution", at))
            .is_some_and(|cause| {
                !is_predicate(cause) && (opens("cause", cause) || is_speaker(clauses, cause, at))
            })
}
