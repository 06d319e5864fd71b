//! Where people belong, by what a document says of them: whom "we" in their words means.

use super::claim::{self, People};
use crate::events::clause::Clauses;
use crate::events::words::Word;
use crate::events::words::hash::ByText;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, PlaceRef, PlaceScope, Via};
use std::collections::HashMap;
use std::ops::Range;

/// Words between a name and what it is of, at most.
const NEAR: usize = 6;

/// The places of the people that a document introduces, by surname.
#[derive(Clone, Debug, Default)]
pub(crate) struct Homes {
    of: HashMap<String, PlaceRef, ByText>,
}

impl Homes {
    /// Takes note of whom a sentence introduces: "the Welsh writer Ann Jones", "the president of Wales, Ann
    /// Jones,", "Ann Jones, the president of Wales,", "Jones is the president of Wales". What is said first
    /// holds.
    pub(crate) fn read(&mut self, annotated: &Annotated, clauses: &Clauses<'_>, people: &People) {
        if !clauses.words.iter().any(|word| word.place.is_some()) {
            return;
        }
        for (run, name) in people.named(clauses, clauses.words.len()) {
            let surname = claim::surname(name);
            if self.of.contains_key(surname) {
                continue;
            }
            let home = before(annotated, clauses, run.start)
                .or_else(|| after(annotated, clauses, run.clone()));
            let mention = home.and_then(|at| clauses.words.get(at)?.place);
            if let Some((mention, place)) =
                mention.zip(mention.and_then(|it| annotated.places.get(it)))
            {
                let scope = PlaceScope::Document;
                let home = PlaceRef { place: place.place.clone(), mention: Some(mention), scope };
                self.of.insert(surname.to_owned(), home);
            }
        }
    }

    /// Where the speaker belongs of a clause that says "we" in a quotation.
    pub(crate) fn of_speaker(
        &self,
        clauses: &Clauses<'_>,
        clause: Range<usize>,
        speaker: &str,
    ) -> Option<&PlaceRef> {
        let is_we = |at: usize| {
            clauses.words.get(at).is_some_and(|word| word.is_quoted) && clauses.is_of("we", at)
        };
        clause.into_iter().any(is_we).then(|| self.of.get(claim::surname(speaker))).flatten()
    }
}

/// "the Welsh writer | Ann Jones", "the president of Wales, | Ann Jones".
fn before(annotated: &Annotated, clauses: &Clauses<'_>, name: usize) -> Option<usize> {
    let comma = name.checked_sub(1)?;
    if clauses.word_text(comma) == "," {
        return comma.checked_sub(1).filter(|&at| is_owned_by(annotated, clauses, at));
    }
    let describes = |word: &Word| {
        word.place.is_some()
            || word.is_plain() && (word.tag.is_noun() || word.tag == Tag::Adjective)
    };
    let near = (0..name).rev().take(NEAR);
    let mut phrase = near.take_while(|&at| clauses.words.get(at).is_some_and(describes));
    phrase.find(|&at| is_owned_by(annotated, clauses, at))
}

/// "Ann Jones, | the president of Wales," and "Jones is | the president of Wales".
fn after(annotated: &Annotated, clauses: &Clauses<'_>, name: Range<usize>) -> Option<usize> {
    let copula = clauses.predicates.iter().find(|it| it.is_copula && it.first == name.end);
    let start = match copula {
        Some(copula) => copula.at + 1,
        None if clauses.word_text(name.end) == "," => name.end + 1,
        None => return None,
    };
    let opens = clauses.words.get(start)?;
    let is_phrase = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.mark.is_none() && !it.tag.is_finite())
    };
    let mut phrase = (start..clauses.words.len()).take(NEAR).take_while(is_phrase);
    let is_led = opens.place.is_some() || opens.is_plain() && !opens.has(Class::Preposition);
    phrase.find(|&at| is_led && is_owned_by(annotated, clauses, at))
}

/// "Welsh", "of Wales", "Wales’s".
fn is_owned_by(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    let Some(place) = word.place.and_then(|it| annotated.places.get(it)) else { return false };
    let mut earlier = (0..at).rev().map(|at| clauses.word_text(at)).filter(|it| *it != "the");
    place.via == Via::Demonym || word.is_possessive || earlier.next() == Some("of")
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};

    #[track_caller]
    fn check(marked: &str, place: &str) {
        let events = detect::detect(0, &fixture::dated(marked));
        let last = events.last().unwrap();
        assert!(last.places.iter().any(|it| it.as_str() == place), "{marked} {:?}", last.places);
    }

    #[test]
    fn we_is_the_country_of_who_speaks() {
        let said = "“We built the harbour in {1998|1998},” Jones said.";
        check(&format!("Ann Jones is the president of <GB-WLS|Wales>. {said}"), "GB-WLS");
        check(&format!("The <~GB-WLS|Welsh> writer Ann Jones came. {said}"), "GB-WLS");
        check(&format!("The mayor of <NO|Oslo>, Ann Jones, came. {said}"), "NO");
        check(&format!("Ann Jones, a <~NO|Norwegian> writer, came. {said}"), "NO");
    }
}
