//! Where the same people did something before: "He studied in Oslo and | died in Vik".

use super::rank::{ON_THE_SPOT, Ranked};
use super::whole::is_whole;
use super::word_of;
use crate::events::clause::Clauses;
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::Annotated;

/// "He studied in Oslo, came home and | died in Vik": where the same people did something else before is no place of what
/// has a place of its own.
pub(super) fn give_way(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    verb: Option<usize>,
    inside: &mut Vec<Ranked>,
) {
    let Some(verb) = verb else { return };
    let segment_of = |at: usize| clauses.words.get(at).map(|word| word.segment);
    let own = segment_of(verb);
    let is_own = |it: &&Ranked| {
        it.rank <= ON_THE_SPOT
            && word_of(clauses, it)
                .is_some_and(|at| segment_of(at) == own && is_done(clauses, verb, at))
    };
    let Some(there) = inside.iter().find(is_own).cloned() else { return };
    // "was born in Lagos and | raised in Nigeria".
    let lies_there = |it: &Ranked| {
        let country = annotated.places.get(it.mention).and_then(|it| it.country.as_ref());
        country == Some(&there.place) || is_whole(&there.place, std::slice::from_ref(&it.place))
    };
    let is_earlier = |it: &Ranked| {
        let told = |at: usize| {
            let mut others = clauses.predicates.iter();
            let is_before = |other: &Predicate| other.at < at && at < verb;
            others.any(|other| is_before(other) && Some(other.segment) == segment_of(at))
        };
        let at = word_of(clauses, it);
        at.is_some_and(|at| segment_of(at) != own && told(at)) && !lies_there(it)
    };
    inside.retain(|it| !is_earlier(it));
}

/// "was shot | in Warsaw", "moved | to Berlin", "married a doctor | in Cork", but not "condemned the attack in Cork":
/// whether a place stands behind a verb, and not behind something that may be there without those who act.
fn is_done(clauses: &Clauses<'_>, verb: usize, place: usize) -> bool {
    let word = |at: usize| clauses.words.get(at);
    let is_led = |at: &usize| {
        word(*at).is_some_and(|it| {
            it.place.is_some() || it.time.is_some() || it.is_plain() && it.has(Class::Determiner)
        })
    };
    let Some(joint) = (verb + 1..place).rev().find(|at| !is_led(at)) else { return false };
    let told = clauses.predicates.iter().find(|it| it.at == verb);
    // "was handed | to Norway".
    let is_passive = told.is_some_and(|it| it.is_passive(&clauses.words));
    let is_new = matches!(clauses.word_text(verb + 1), "a" | "an");
    let is_idle = |it: &Word| it.time.is_some() || it.is_plain() && it.has(Class::Adverb);
    let is_object = |it: &Word| {
        let is_thing = it.tag.is_noun() && !it.has(Class::EventNoun);
        is_new && it.is_plain() && (is_thing || matches!(it.tag, Tag::Determiner | Tag::Adjective))
    };
    let is_there = word(joint).is_some_and(|it| it.is_plain() && it.has(Class::Locative))
        || clauses.word_text(joint) == "to" && (is_passive || clauses.is_of("goes_to", verb));
    let mut between = verb + 1..joint;
    let is_free = between.all(|at| word(at).is_some_and(|it| is_idle(it) || is_object(it)));
    is_there && is_free && !told.is_some_and(Predicate::is_reporting)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places as check;

    #[test]
    fn where_the_same_people_did_something_before_is_elsewhere() {
        check(
            "Dahl was born in <SE|Lund>, came home in {1950|1950} and died in <NO-03|Oslo> in {1990|1990}.",
            "NO-03",
        );
        check("Dahl met Berg in <SE|Lund> and moved to <NO-03|Oslo> in {1990|1990}.", "NO-03 SE");
        check(
            "The island was held by <SE|Sweden> and was handed to <NO|Norway> in {1990|1990}.",
            "NO SE",
        );
        check(
            "Dahl grew up in <SE|Lund> and married a doctor in <NO-03|Oslo> in {1990|1990}.",
            "NO-03 SE",
        );
    }

    #[test]
    fn what_people_spoke_of_is_not_where_they_went() {
        for rest in [
            "condemned the attack in <NO-03|Oslo>",
            "agreed on a truce in <NO-03|Oslo>",
            "voted to keep troops in <NO-03|Oslo>",
            "called for peace in <NO-03|Oslo>",
        ] {
            let told = format!("The leaders met in <SE|Lund> in {{1990|1990}} and {rest}.");
            check(&told, "SE NO-03");
        }
    }

    #[test]
    fn a_land_does_not_stand_for_its_towns() {
        check("Dahl was seized in <NO-03|Oslo> and died in <NO|Norway> in {1990|1990}.", "NO-03");
    }
}
