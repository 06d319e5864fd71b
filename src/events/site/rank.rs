//! How loosely a place belongs to an event: where it happened, who did it, who took part, what is only named.

use super::place_list::{list_end, list_start};
use super::{described, host, party, seat, spot, word_of};
use crate::events::clause::{Clauses, Opener};
use crate::events::words::lexicon::Class;
use crate::model::{Annotated, PlaceCode, PlaceMention, Via};
use std::ops::Range;

/// Names up to this rank say where something happened.
pub(super) const ON_THE_SPOT: u8 = 1;
/// A name of this rank does what happened.
pub(super) const ACTOR: u8 = 3;
/// Names up to this rank take part in what happened.
pub(super) const PARTY: u8 = 4;
/// From this rank on a name only describes somebody or something.
pub(super) const ASIDE: u8 = 5;

/// The place that a mention stands for: "the Kremlin decided" is told of its country, "at the Kremlin"
/// of where it stands.
pub(super) fn meant(mention: &PlaceMention, rank: u8) -> PlaceCode {
    let acts = mention.via == Via::Metonym && rank > ON_THE_SPOT;
    match mention.place.as_str().split_once('-') {
        Some((country, _)) if acts => PlaceCode::new(country),
        _ => mention.place.clone(),
    }
}

/// A place of an event, in order of how surely it happened there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    /// How loosely it belongs to the event; 0 for where it happened.
    pub rank: u8,
    /// Index of its mention.
    pub mention: usize,
    /// What the mention stands for.
    pub place: PlaceCode,
}

/// The places named within some words, the place of the event first. Adjectives and organisations
/// stay away where a name is given.
pub(super) fn ranked(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    range: Range<usize>,
) -> Vec<Ranked> {
    let words = range.clone().zip(clauses.words.get(range.clone()).unwrap_or(&[]));
    let first = clauses.words.get(range.start).map_or(0, |word| word.segment);
    let mut found: Vec<Ranked> = Vec::new();
    for (at, word) in words {
        let Some(index) = word.place else { continue };
        let Some(mention) = annotated.places.get(index).filter(|m| !m.in_chrome) else { continue };
        if spot::is_namesake(annotated, clauses, at, mention) || spot::is_aim(clauses, at) {
            continue;
        }
        let government = seat::government(annotated, clauses, at, mention);
        let rank = match government {
            Some(_) => ACTOR,
            None => rank_of(annotated, clauses, at, mention),
        };
        // "those who gained it in Spain are coming home": an aside.
        let is_relative = word.segment != first && clauses.opener(word.segment) == Opener::Relative;
        let is_aside = is_relative
            || party::is_aside(clauses, at, mention)
            || described::is_measured_from(annotated, mention);
        let rank = if is_aside { rank.max(ASIDE) } else { rank };
        let place = government.unwrap_or_else(|| meant(mention, rank));
        found.push(Ranked { rank, mention: index, place });
    }
    if found.is_empty() {
        return found;
    }
    // "Chechen fighters were sent across Ukraine": where it happened is told.
    let via = |it: &Ranked| annotated.places.get(it.mention).map(|mention| mention.via);
    // A landscape of several countries has that rank only behind "in".
    let is_wide = |it: &Ranked| {
        annotated
            .places
            .get(it.mention)
            .is_some_and(|it| it.via == Via::Macro && it.country.is_none())
    };
    let is_located = found.iter().any(|it| it.rank == 0 || it.rank == 1 && is_wide(it));
    // "The Kenyan President and his Chadian counterpart met in Oslo": they act for their states.
    let is_state = |it: &Ranked| {
        let at = word_of(clauses, it);
        at.is_some_and(|at| party::is_of_state(clauses, at))
    };
    // "shot the Austrian heir in Sarajevo".
    let is_one = |it: &Ranked| {
        it.rank == PARTY && word_of(clauses, it).is_some_and(|at| party::is_somebody(clauses, at))
    };
    found.retain(|it| {
        let is_people =
            (it.rank == ACTOR || it.rank >= ASIDE || is_one(it)) && via(it) == Some(Via::Demonym);
        !is_located || !is_people || is_state(it)
    });
    let has_scene = found.iter().any(|it| it.rank <= ON_THE_SPOT);
    found.retain(|it| !(2..4).contains(&it.rank) || !has_scene || !it.place.is_town());
    let has_name = found.iter().any(|it| it.rank <= PARTY);
    // "They shelled the forts of the Dardanelles": who acts does not say where.
    let is_region = |it: &Ranked| via(it) == Some(Via::Macro) && !has_scene;
    found.retain(|it| it.rank <= PARTY || !has_name || is_region(it) || is_state(it));
    found.sort_unstable();
    found
}

/// How loosely a mention at a word belongs to the event of its clause.
fn rank_of(annotated: &Annotated, clauses: &Clauses<'_>, at: usize, mention: &PlaceMention) -> u8 {
    let is_located = at.checked_sub(1).is_some_and(|before| is_locative(clauses, before));
    match spot::taken_as(clauses, at, mention, is_located) {
        _ if is_inside_name(clauses, at) || host::names_deal(annotated, mention) => 7,
        Via::Name if mention.place.is_town() && seat::befalls(clauses, at) => ON_THE_SPOT,
        Via::Name | Via::Historic if is_actor(clauses, at) => ACTOR,
        Via::Name | Via::Historic if is_located => 0,
        Via::Name | Via::Historic if party::is_dealt_with(clauses, at) => PARTY,
        Via::Name | Via::Historic => 1,
        Via::Metonym if is_located && party::speaks_from(clauses, at) => ACTOR,
        Via::Macro | Via::Metonym if is_located => 1,
        // "the Russian Legion" is a name.
        Via::Demonym if is_capitalised(clauses, at + 1) => {
            if opens_subject(clauses, at) {
                PARTY
            } else {
                6
            }
        }
        Via::Demonym if mention.place.is_macro() => 6,
        Via::Demonym if party::is_national(clauses, at) => 6,
        Via::Demonym if party::is_employer(clauses, at) => 6,
        Via::Demonym if party::is_party(clauses, at) => PARTY,
        Via::Demonym | Via::Metonym if opens_subject(clauses, at) => ACTOR,
        Via::Demonym => 5,
        Via::Metonym | Via::Macro => 6,
        Via::Organisation => 7,
    }
}

fn is_capitalised(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.is_capitalised && word.is_plain())
}

/// "Free Russia Forum": the name of something else, with capitals on both sides.
fn is_inside_name(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_name = |at: usize| {
        let word = clauses.words.get(at);
        word.is_some_and(|word| word.is_capitalised && word.is_plain())
    };
    let before = match clauses.word_text(at.saturating_sub(1)) {
        "-" => at.checked_sub(2),
        _ => at.checked_sub(1),
    };
    before.is_some_and(|before| before > 0 && is_name(before)) && is_name(at + 1)
}

/// "The Ukrainian parliament has recognised", "the Kremlin is using": an adjective or seat that
/// says whose act it is.
fn opens_subject(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    let before = list_start(clauses, at).checked_sub(1).and_then(|at| clauses.words.get(at));
    let opens = before.is_none_or(|word| {
        word.mark.is_some()
            || word.time.is_some()
            || word.has(Class::Determiner)
            || word.segment != segment
            || word.has(Class::Subordinator)
            || word.has(Class::Simultaneous)
    });
    let is_described = clauses.opener(segment + 1) == Opener::Relative
        && clauses.words.get(at + 1).is_some_and(|word| word.segment == segment + 1);
    opens && (is_described || is_before_predicate(clauses, list_end(clauses, at), 3))
}

/// Whether a predicate of the word's segment begins within so many words after it.
fn is_before_predicate(clauses: &Clauses<'_>, at: usize, reach: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    clauses.predicates.iter().any(|predicate| {
        Some(predicate.segment) == segment && (at + 1..=at + reach).contains(&predicate.first)
    })
}

/// Whether a name does something: it stands before a predicate, or something is its own.
pub(super) fn is_actor(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    let is_located = at.checked_sub(1).is_some_and(|before| is_locative(clauses, before));
    !is_located && (word.is_possessive || is_before_predicate(clauses, list_end(clauses, at), 2))
}

/// "in", "near", or "in the capital of the republic of": back over determiners, names after a comma,
/// and nouns that "of" hangs on.
pub(super) fn is_locative(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut is_inside_of = false;
    for i in (0..=at).rev().take(6) {
        let Some(word) = clauses.words.get(i) else { return false };
        if word.is_plain() && word.has(Class::Locative) {
            return true;
        }
        let is_of = word.span.of(clauses.text) == "of";
        let is_noun = word.is_plain() && is_inside_of && !word.classes.is_auxiliary();
        let is_name_before_comma = word.mark == Some(',')
            && i.checked_sub(1)
                .and_then(|i| clauses.words.get(i))
                .is_some_and(|w| w.place.is_some());
        let steps_over = is_of
            || is_noun
            || is_name_before_comma
            || word.place.is_some()
            || word.is_plain() && word.has(Class::Determiner);
        if !steps_over {
            return false;
        }
        is_inside_of |= is_of;
    }
    false
}
