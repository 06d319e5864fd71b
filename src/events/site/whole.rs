//! A country and its parts: "the separation of Wales from Britain" was in Wales, and Britain is told of only where it
//! does something.

use super::{ACTOR, ASIDE, PARTY, Ranked, word_of};
use crate::events::clause::Clauses;
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, PlaceCode, PlaceMention};

/// "the separation of Wales from Britain", "in Florence, Italy": the part says where, and its country only
/// what it is a part of, unless it acts.
pub(super) fn drop_wholes(annotated: &Annotated, clauses: &Clauses<'_>, found: &mut Vec<Ranked>) {
    for it in found.iter_mut() {
        let part = led_part(annotated, clauses, it);
        if let Some((mention, part)) = part.zip(part.and_then(|it| annotated.places.get(it))) {
            *it = Ranked { rank: it.rank, mention, place: part.place.clone() };
        }
    }
    let parts: Vec<PlaceCode> =
        found.iter().filter(|it| it.rank < ASIDE).map(|it| region_of(annotated, it)).collect();
    let located = located(annotated, clauses, found);
    found.retain(|it| !is_whole(&it.place, &parts) || acts(annotated, clauses, it, &located));
}

/// The same for `others`, the places of the rest of a sentence, beside those of a clause.
pub(super) fn drop_others(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    inside: &[Ranked],
    others: &mut Vec<Ranked>,
) {
    let named = inside.iter().chain(others.iter().filter(|it| it.rank < ASIDE));
    let known: Vec<PlaceCode> = named.map(|it| region_of(annotated, it)).collect();
    let mut told = located(annotated, clauses, inside);
    told.extend(located(annotated, clauses, others));
    others.retain(|it| !is_whole(&it.place, &known) || acts(annotated, clauses, it, &told));
}

/// The regions in which something is said to have happened.
fn located(annotated: &Annotated, clauses: &Clauses<'_>, found: &[Ranked]) -> Vec<PlaceCode> {
    // "the court ruled on Vestland".
    let is_spoken_of = |it: &Ranked| {
        let on = word_of(clauses, it).and_then(|at| at.checked_sub(1));
        on.filter(|&on| clauses.word_text(on) == "on")
            .and_then(|on| on.checked_sub(1))
            .is_some_and(|before| clauses.is_of("decides_on", before))
    };
    let located = found.iter().filter(|it| it.rank == 0 && !is_spoken_of(it));
    located.map(|it| region_of(annotated, it)).collect()
}

/// The region that a place of an event lies in; itself for a country, and for one that stands for its government.
fn region_of(annotated: &Annotated, it: &Ranked) -> PlaceCode {
    let mention = annotated.places.get(it.mention);
    let named = mention.filter(|place| place.country.as_ref() != Some(&it.place));
    named.and_then(|place| place.region.clone()).unwrap_or_else(|| it.place.clone())
}

/// "Bergen, Norway, declared": the country only says where the name before it lies.
fn follows_part(annotated: &Annotated, clauses: &Clauses<'_>, it: &Ranked) -> bool {
    let before = word_of(clauses, it).and_then(|at| at.checked_sub(2));
    let part = before.and_then(|at| annotated.places.get(clauses.words.get(at)?.place?));
    let is_comma = before.is_some_and(|at| matches!(clauses.word_text(at + 1), "," | "/"));
    let is_part =
        |part: &PlaceMention| part.country.as_ref() == Some(&it.place) && part.place != it.place;
    is_comma && part.is_some_and(is_part)
}

/// "Norwegian counties, such as": what it is a part of is named by its parts.
pub(super) fn names_parts(clauses: &Clauses<'_>, it: &Ranked) -> bool {
    let Some(at) = word_of(clauses, it) else { return false };
    let mut rest = at + 2..clauses.words.len();
    clauses.is_of("territory", at + 1) && rest.any(|at| clauses.phrase_len("such_as", at) > 0)
}

/// Whether a place is a country that others are regions of.
pub(super) fn is_whole(place: &PlaceCode, others: &[PlaceCode]) -> bool {
    let mut parts = others.iter().filter_map(|other| other.as_str().split_once('-'));
    parts.any(|(country, _)| country == place.as_str())
}

/// Whether a place does something, or something is done by it, or in all of it; `located` are the regions in which
/// something is said to have happened.
fn acts(annotated: &Annotated, clauses: &Clauses<'_>, it: &Ranked, located: &[PlaceCode]) -> bool {
    let Some(mention) = annotated.places.get(it.mention) else { return false };
    let at = word_of(clauses, it);
    let before =
        |back: usize| at.and_then(|at| at.checked_sub(back)).map_or("", |at| clauses.word_text(at));
    let is_doer = matches!(before(1), "by" | "with" | "against")
        || before(2) == "by" && before(1) == "the"
        || at.is_some_and(|at| is_last_of_lands(annotated, clauses, at));
    let is_named = mention.via.is_name();
    // "in the north and in Italy as a whole", but not "in Florence, Italy", or "in Florence in southern Italy".
    let is_beside = at.is_some_and(|at| is_joined(clauses, at));
    let is_all = is_beside || !is_whole(&it.place, located);
    let is_located = it.rank == 0 && !matches!(before(1), "," | "/" | "of") && is_all;
    // "other regions of Russia will follow": not Russia itself.
    let is_of_part = at
        .and_then(|at| at.checked_sub(2))
        .is_some_and(|before| clauses.phrase_len("part_of", before) > 0);
    let is_actor = it.rank == ACTOR && !is_of_part && !follows_part(annotated, clauses, it);
    let leads_part = led_part(annotated, clauses, it).is_some();
    let is_party = is_located || is_actor || !is_named && it.rank == PARTY;
    is_doer || is_party && !leads_part
}

/// "ministers of Norway, Sweden and Finland": whether a country ends a list of others.
fn is_last_of_lands(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> bool {
    let own = clauses.words.get(at).and_then(|word| annotated.places.get(word.place?));
    let before = at.checked_sub(2).and_then(|before| clauses.words.get(before));
    let before = before.and_then(|word| annotated.places.get(word.place?));
    clauses.word_text(at.saturating_sub(1)) == "and"
        && own.zip(before).is_some_and(|(own, before)| {
            before.country.as_ref() == Some(&before.place) && before.country != own.country
        })
}

/// "and in Italy", "but also in southern Italy": whether what stands before a place puts it beside another one.
fn is_joined(clauses: &Clauses<'_>, at: usize) -> bool {
    /// Words between the two, at most: "and all over the whole of".
    const REACH: usize = 6;
    let is_between = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| {
            it.is_plain() && it.place.is_none() && !it.tag.is_verb() && !it.is_capitalised
        })
    };
    let mut before = (at.saturating_sub(REACH)..at).rev().take_while(is_between);
    before.any(|at| clauses.is_of("joins_place", at))
}

/// "the Ukrainian capital Kyiv", "Ukraine's Kherson region", "the Indian state of Goa", "in Ethiopia's capital, Addis
/// Ababa": the mention of the part of a country that stands behind it, where the country only says where that lies.
fn led_part(annotated: &Annotated, clauses: &Clauses<'_>, it: &Ranked) -> Option<usize> {
    /// Words between the two, at most: "the Indian border state of".
    const REACH: usize = 4;
    let at = word_of(clauses, it)?;
    let is_owner = clauses.words.get(at).is_some_and(|word| word.is_possessive);
    let is_named = annotated.places.get(it.mention).is_some_and(|mention| mention.via.is_name());
    if is_named && !is_owner {
        return None;
    }
    let part = |at: usize| {
        let mention = clauses.words.get(at)?.place?;
        let part = annotated.places.get(mention)?;
        let is_part = part.country.as_ref() == Some(&it.place) && part.place != it.place;
        is_part.then_some(mention)
    };
    let is_kind = |at: usize| clauses.is_of("part_kind", at);
    let joins = |at: &usize| {
        let is_joint = matches!(clauses.word_text(*at), "of" | ",") && is_kind(at - 1);
        let word = clauses.words.get(*at);
        is_joint || is_kind(*at) || word.is_some_and(|it| it.is_plain() && it.tag == Tag::Adjective)
    };
    // The ending of a possessive is a word of its own.
    let first = at + 1 + usize::from(matches!(clauses.word_text(at + 1), "'s" | "’s"));
    let kinds = (first..first + REACH).take_while(joins).count();
    (first..=first + 1).find_map(part).or_else(|| part(first + kinds))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places;

    #[test]
    fn a_country_that_owns_its_part_says_where_that_is() {
        check_places("<NO|Norway>'s <NO-46|Vestland> region flooded in {1990|1990}.", "NO-46");
        check_places("<NO|Norway>'s king sailed to <SE|Sweden> in {1990|1990}.", "SE NO");
        check_places("Keller died in <NO-46|Vestland> / <NO|Norway> in {1990|1990}.", "NO-46");
        check_places("In <NO|Norway> a mill burned in <NO-46|Vik> in {1990|1990}.", "NO-46");
        check_places(
            "It rained in <NO-46|Vik> and in <NO|Norway> as a whole in {1990|1990}.",
            "NO-46 NO",
        );
        check_places(
            "A court in <NO|Norway> ruled on <NO-46|Vestland> in {1990|1990}.",
            "NO NO-46",
        );
        check_places(
            "It was banned in <NO-46|Vik>, then in <NO|Norway> in {1990|1990}.",
            "NO-46 NO",
        );
        check_places(
            "A ferry sank in the <~NO|Norwegian> county of <NO-46|Vestland> in {1990|1990}.",
            "NO-46",
        );
        check_places(
            "A tram burned in <NO|Norway>'s capital, <NO-03|Oslo>, in {1990|1990}.",
            "NO-03",
        );
        check_places(
            "The <~NO|Norwegian> government left the capital, <NO-03|Oslo>, in {1990|1990}.",
            "NO NO-03",
        );
    }

    #[test]
    fn a_country_whose_code_is_like_that_of_a_town_is_none() {
        check_places("<GB-SCT|Scotland> voted to leave <GB|Britain> in {2014|2014}.", "GB-SCT");
        check_places("<GH|Ghana> sent ships to <SE|Sweden> in {1990|1990}.", "SE GH");
    }
}
