//! Matters of a whole country: "The new government was sworn in", behind a visit to a factory in Milan.

use super::clause::Clauses;
use super::lexicon::{Class, ENGLISH};
use super::tagger::Tag;
use crate::model::{Annotated, PlaceCode, PlaceRef, PlaceScope, Via};
use std::ops::Range;

/// What an event that names no place of its own takes over from the text before it is the country of a town where
/// it is told of that: "Parliament passed the budget". A text that names the region of the town may speak of the
/// region's own parliament.
pub(super) fn widen(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: &Range<usize>,
    found: &mut Vec<PlaceRef>,
) {
    let is_taken_over =
        |it: &PlaceRef| matches!(it.scope, PlaceScope::Paragraph | PlaceScope::Document);
    let is_open = !found.is_empty() && found.iter().all(is_taken_over);
    let Some(matter) = matter(clauses, clause).filter(|_| is_open) else { return };
    let names = |code: &PlaceCode| {
        let mut named = annotated.places.iter().filter(|it| !it.in_chrome);
        named.any(|it| it.place == *code && it.via != Via::Metonym)
    };
    for place in found.iter_mut() {
        let town = annotated.places.iter().find(|it| it.place == place.place && it.place.is_town());
        let Some(country) = town.and_then(|town| town.country.clone()) else { continue };
        let has_parliaments = ENGLISH.phrase_len("federation", [country.as_str()]) > 0;
        let is_of_region = match matter {
            Matter::OfCountry => false,
            Matter::OfAnyLand => {
                has_parliaments || town.and_then(|it| it.region.as_ref()).is_none_or(names)
            }
        };
        if !is_of_region {
            place.place = country;
        }
    }
    let mut known: Vec<PlaceCode> = Vec::new();
    found.retain(|it| {
        let is_new = !known.contains(&it.place);
        known.push(it.place.clone());
        is_new
    });
}

/// Whose matter something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matter {
    /// Only a country has such a body.
    OfCountry,
    /// Some regions have one as well.
    OfAnyLand,
}

/// "The new government was sworn in", but not "the government of the club resigned": whether a clause tells what those
/// who govern a country do as such, or what becomes of them.
fn matter(clauses: &Clauses<'_>, clause: &Range<usize>) -> Option<Matter> {
    let mut told = clauses.predicates.iter().zip(&clauses.subjects);
    told.find_map(|(it, subject)| {
        // "local government", "the city's parliament": somebody else's.
        let is_open = |at: usize| {
            let word = clauses.words.get(at);
            let is_article = word.is_some_and(|it| it.has(Class::Determiner) && !it.is_possessive);
            is_article || clauses.is_of("of_whole_nation", at)
        };
        let is_vote = |at: usize| clauses.phrase_len("national_vote", at) > 0;
        let head = subject.clone().find(|&at| is_vote(at) || governs(clauses, at).is_some())?;
        let is_deed = clauses.is_of("national_deed", it.at);
        let is_told = clause.contains(&it.at) && (subject.start..head).all(is_open);
        match governs(clauses, head).filter(|_| is_told) {
            Some((used, matter)) => {
                (is_deed && is_alone(clauses, head + used..subject.end)).then_some(matter)
            }
            None => (is_told && is_vote(head)).then_some(Matter::OfCountry),
        }
    })
}

/// How many words at a word name who governs a country, and whether only countries have such a body.
fn governs(clauses: &Clauses<'_>, at: usize) -> Option<(usize, Matter)> {
    let lists = [("national_body", Matter::OfCountry), ("governing_body", Matter::OfAnyLand)];
    let found = lists.map(|(list, matter)| (clauses.phrase_len(list, at), matter));
    found.into_iter().find(|(used, _)| *used > 0)
}

/// Whether nothing but a name stands between who governs and what he does: no "of the club".
fn is_alone(clauses: &Clauses<'_>, mut words: Range<usize>) -> bool {
    words.all(|at| {
        let word = clauses.words.get(at);
        word.is_some_and(|it| it.is_plain() && it.is_capitalised && it.tag != Tag::Adjective)
    })
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places;

    #[track_caller]
    fn check(told: &str, place: &str) {
        check_places(&format!("They met in <G1@NO-46|Voss>. {told} in {{1931|1931}}."), place);
    }

    #[test]
    fn what_a_government_does_is_told_of_its_country() {
        check("Parliament passed the budget", "NO");
        check("The new government was sworn in", "NO");
        check("The president of the club resigned", "G1");
        check("The local government resigned", "G1");
        check("President Keller resigned", "G1");
        check("Prime Minister Keller visited the mill", "G1");
        check("The mill was burned", "G1");
    }

    #[test]
    fn a_region_that_is_named_may_have_a_parliament_of_its_own() {
        let region = "<NO-46|Vestland> wept. They met in <G1@NO-46|Voss>.";
        check_places(&format!("{region} Parliament passed the budget in {{1931|1931}}."), "G1");
        let abroad = "They met in <G1@DE-BY|Aalen>.";
        check_places(&format!("{abroad} Parliament passed the budget in {{1931|1931}}."), "G1");
        check_places(&format!("{abroad} A general election was held in {{1931|1931}}."), "DE");
    }
}
