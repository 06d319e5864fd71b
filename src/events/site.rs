//! Where an event happened: the place that its clause puts it in, before places merely named.

use super::clause::{Clauses, Opener, Segment};
use super::lexicon::{Class, ENGLISH};
use crate::model::{Annotated, PlaceCode, PlaceMention, PlaceRef, PlaceScope, Span, Via};
use std::collections::BTreeMap;
use std::ops::Range;

const MAX_PLACES: usize = 4;
/// Names up to this rank say where something happened.
const ON_THE_SPOT: u8 = 1;
/// Names up to this rank take part in what happened.
const PARTY: u8 = 4;
/// How far back "the republic" may point, in bytes.
const REACH_BYTES: u32 = 400;

/// The places of an event, where it happened first.
///
/// Those of its clause; where it has none those of its sentence, else of its paragraph, else what
/// the document is about.
pub(super) fn places(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    number: usize,
    about: About<'_>,
) -> Vec<PlaceRef> {
    let start = clause.start;
    let clause_segment = clauses.words.get(start).map_or(0, |word| word.segment);
    let clause = with_whole(clauses, clause);
    let mut inside = ranked(annotated, clauses, clause.clone());
    inside.extend(described(annotated, clauses, clause, &inside));
    if !inside.is_empty() {
        inside.extend(scene(annotated, clauses, start));
        inside.sort_unstable();
        let mut found = refs(inside, PlaceScope::Clause);
        if about.tells_one {
            let rest = refs(elsewhere(annotated, clauses), PlaceScope::Sentence);
            let is_new = |it: &PlaceRef| found.iter().all(|known| known.place != it.place);
            let rest: Vec<PlaceRef> = rest.into_iter().filter(is_new).collect();
            found.extend(rest);
            found.truncate(MAX_PLACES);
        }
        return found;
    }
    let around = nearest(annotated, clauses, clause_segment);
    if !around.is_empty() {
        return refs(around, PlaceScope::Sentence);
    }
    let near = of_paragraph(annotated, number);
    if !near.is_empty() {
        return refs(near, PlaceScope::Paragraph);
    }
    let focus = about.focus.cloned();
    focus
        .map(|place| PlaceRef { place, mention: None, scope: PlaceScope::Document })
        .into_iter()
        .collect()
}

/// What is known of an event beyond its clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct About<'a> {
    /// The place that the document is about.
    pub focus: Option<&'a PlaceCode>,
    /// Whether its sentence tells no other event.
    pub tells_one: bool,
}

/// "in Vilnius, Lithuania": what only names the country of the town before it belongs to it.
fn with_whole(clauses: &Clauses<'_>, clause: Range<usize>) -> Range<usize> {
    let ends_in_place = clause.end.checked_sub(1).and_then(|last| clauses.words.get(last));
    let follows = |at: usize| clauses.words.get(at);
    let is_whole = ends_in_place.is_some_and(|word| word.place.is_some())
        && follows(clause.end).is_some_and(|word| word.mark == Some(','))
        && follows(clause.end + 1).is_some_and(|word| word.place.is_some())
        && follows(clause.end + 2).is_none_or(|word| word.mark.is_some());
    clause.start..if is_whole { clause.end + 2 } else { clause.end }
}

/// "The republic is occupied": the place named last that is one.
fn described(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    named: &[Ranked],
) -> Option<Ranked> {
    if named.iter().any(|it| it.rank < PARTY) {
        return None;
    }
    let at = clause.clone().find(|&at| {
        let follows_article = at.checked_sub(1).is_some_and(|before| {
            matches!(clauses.word_text(before), "the" | "The" | "this" | "This")
        });
        let is_owner = matches!(clauses.word_text(at + 1), "of");
        follows_article && !is_owner && ENGLISH.phrase_len("territory", [clauses.word_text(at)]) > 0
    })?;
    let noun = clauses.word_text(at);
    let here = clauses.words.get(at)?.span.start;
    let until = annotated.places.partition_point(|place| place.span.start < here);
    let is_country = ENGLISH.phrase_len("country_noun", [noun]) > 0;
    let fits = |place: &PlaceCode| match place.as_str() {
        code if code.starts_with('G') || code.starts_with("M:") => false,
        code if is_country => !code.contains('-'),
        code => code.contains('-') || code.starts_with("H:"),
    };
    let earlier = annotated.places.iter().enumerate().take(until).rev();
    let mut names = earlier.take_while(|(_, m)| here - m.span.end < REACH_BYTES);
    let is_name = |m: &PlaceMention| matches!(m.via, Via::Name | Via::Historic) && !m.in_chrome;
    let found = names.find(|(_, m)| is_name(m)).filter(|(_, m)| fits(&m.place))?;
    Some(Ranked { rank: ON_THE_SPOT, mention: found.0, place: found.1.place.clone() })
}

/// The places of the whole sentence, without asides and what was at another time.
fn elsewhere(annotated: &Annotated, clauses: &Clauses<'_>) -> Vec<Ranked> {
    let pieces = clauses.segments.iter().filter(|segment| {
        let is_said = segment.opener == Opener::Complement;
        !segment.opener.is_dependent() && !is_said && !is_other_time(clauses, segment)
    });
    let mut found: Vec<Ranked> =
        pieces.flat_map(|piece| ranked(annotated, clauses, piece.words.clone())).collect();
    found.retain(|it| it.rank < PARTY);
    found.sort_unstable();
    found
}

/// "In June, at a forum in Russia, …": what stands before the first predicate sets the scene for
/// every clause after it.
fn scene(annotated: &Annotated, clauses: &Clauses<'_>, until: usize) -> Vec<Ranked> {
    let first = clauses.predicates.first().map_or(0, |predicate| predicate.segment);
    let end = clauses.segments.get(first).map_or(0, |segment| segment.words.start).min(until);
    let mut found = Vec::new();
    for segment in clauses.segments.iter().filter(|segment| segment.words.end <= end) {
        if !is_other_time(clauses, segment) {
            found.extend(ranked(annotated, clauses, segment.words.clone()));
        }
    }
    found.retain(|it| it.rank == 0);
    found
}

/// "after the invasion of France": that was elsewhere.
fn is_other_time(clauses: &Clauses<'_>, segment: &Segment) -> bool {
    segment.words.clone().any(|at| {
        let text = clauses.word_text(at);
        ["after", "before", "since", "until", "following"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
    })
}

/// The places of the piece of the sentence that is nearest to a clause: those before it first, asides last.
fn nearest(annotated: &Annotated, clauses: &Clauses<'_>, segment: usize) -> Vec<Ranked> {
    let order = || (0..segment).rev().chain(segment..clauses.segments.len());
    let is_aside = |at: &usize| matches!(clauses.opener(*at), Opener::Relative | Opener::Bracket);
    // "In Wales, which belongs to Britain, they voted": Wales before Britain.
    let order = order().filter(|at| !is_aside(at)).chain(order().filter(is_aside));
    let pieces = order.filter_map(|segment| clauses.segments.get(segment));
    let mut found = pieces.map(|piece| ranked(annotated, clauses, piece.words.clone()));
    found.find(|places| !places.is_empty()).unwrap_or_default()
}

/// The place that a document names most, outside page chrome; the first of equals.
pub(super) fn focus(annotated: &Annotated) -> Option<PlaceCode> {
    let mut counts: BTreeMap<&PlaceCode, (usize, usize)> = BTreeMap::new();
    for (i, mention) in annotated.places.iter().enumerate().filter(|(_, m)| !m.in_chrome) {
        let weight = match mention.via {
            Via::Name | Via::Historic => 2,
            Via::Demonym | Via::Metonym => 1,
            Via::Macro | Via::Organisation => 0,
        };
        let entry = counts.entry(&mention.place).or_insert((0, usize::MAX - i));
        entry.0 += weight;
    }
    let best = counts.into_iter().max_by_key(|&(_, rank)| rank)?;
    (best.1.0 >= 3).then(|| best.0.clone())
}

fn refs(found: Vec<Ranked>, scope: PlaceScope) -> Vec<PlaceRef> {
    let mut refs: Vec<PlaceRef> = Vec::new();
    for Ranked { mention, place, .. } in found {
        if refs.len() < MAX_PLACES && refs.iter().all(|known| known.place != place) {
            refs.push(PlaceRef { place, mention: Some(mention), scope });
        }
    }
    refs
}

/// The place that a mention stands for: "the Kremlin decided" is told of its country, "at the Kremlin"
/// of where it stands.
fn meant(mention: &PlaceMention, rank: u8) -> PlaceCode {
    let acts = mention.via == Via::Metonym && rank > ON_THE_SPOT;
    match mention.place.as_str().split_once('-') {
        Some((country, _)) if acts => PlaceCode::new(country),
        _ => mention.place.clone(),
    }
}

/// A place of an event, in order of how surely it happened there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    rank: u8,
    mention: usize,
    place: PlaceCode,
}

/// The places named within some words, the place of the event first. Adjectives and organisations
/// stay away where a name is given.
fn ranked(annotated: &Annotated, clauses: &Clauses<'_>, range: Range<usize>) -> Vec<Ranked> {
    let words = range.clone().zip(clauses.words.get(range.clone()).unwrap_or(&[]));
    let first = clauses.words.get(range.start).map_or(0, |word| word.segment);
    let mut found: Vec<Ranked> = Vec::new();
    for (at, word) in words {
        let Some(index) = word.place else { continue };
        let Some(mention) = annotated.places.get(index).filter(|m| !m.in_chrome) else { continue };
        let is_located = at.checked_sub(1).is_some_and(|before| is_locative(clauses, before));
        let government = government(annotated, clauses, at, mention);
        let rank = match mention.via {
            _ if government.is_some() => 3,
            _ if is_inside_name(clauses, at) => 7,
            Via::Name | Via::Historic if is_actor(clauses, at) => 3,
            Via::Name | Via::Historic if is_located => 0,
            Via::Name | Via::Historic => 1,
            Via::Macro | Via::Metonym if is_located => 1,
            // "the Russian Legion" is a name.
            Via::Demonym if is_capitalised(clauses, at + 1) => 6,
            Via::Demonym if mention.place.as_str().starts_with("M:") => 6,
            Via::Demonym if is_party(clauses, at) => PARTY,
            Via::Demonym | Via::Metonym if opens_subject(clauses, at) => 3,
            Via::Demonym => 5,
            Via::Metonym | Via::Macro => 6,
            Via::Organisation => 7,
        };
        // "those who gained it in Spain are coming home": an aside.
        let is_aside = word.segment != first && clauses.opener(word.segment) == Opener::Relative;
        let rank = if is_aside { rank.max(5) } else { rank };
        let place = government.unwrap_or_else(|| meant(mention, rank));
        found.push(Ranked { rank, mention: index, place });
    }
    // "Chechen fighters were sent across Ukraine": where it happened is told.
    let via = |it: &Ranked| annotated.places.get(it.mention).map(|mention| mention.via);
    let is_located =
        found.iter().any(|it| it.rank == 0 || it.rank == 1 && via(it) == Some(Via::Macro));
    found.retain(|it| {
        !is_located || it.rank < 3 || it.rank == PARTY || via(it) != Some(Via::Demonym)
    });
    let has_scene = found.iter().any(|it| it.rank <= ON_THE_SPOT);
    let is_town = |place: &PlaceCode| place.as_str().starts_with('G');
    found.retain(|it| !(2..4).contains(&it.rank) || !has_scene || !is_town(&it.place));
    let has_name = found.iter().any(|it| it.rank <= PARTY);
    found.retain(|it| it.rank <= PARTY || !has_name);
    found.sort_unstable();
    found
}

/// "against the Russian attack", "fought with the Ukrainians": an adjective that says who took part, not
/// one that only says of which people the subject is.
fn is_party(clauses: &Clauses<'_>, at: usize) -> bool {
    let next = clauses.words.get(at + 1);
    let is_deed = next.is_some_and(|word| word.is_plain() && word.has(Class::EventNoun));
    let segment = clauses.words.get(at).map(|word| word.segment);
    let is_object = clauses
        .predicates
        .iter()
        .any(|predicate| Some(predicate.segment) == segment && predicate.at < at);
    is_deed || is_object
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
    let before = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    let opens = before.is_none_or(|word| {
        word.mark.is_some() || word.has(Class::Determiner) || word.segment != segment
    });
    let is_described = clauses.opener(segment + 1) == Opener::Relative
        && clauses.words.get(at + 1).is_some_and(|word| word.segment == segment + 1);
    opens && (is_described || is_before_predicate(clauses, at, 3))
}

/// Whether a predicate of the word's segment begins within so many words after it.
fn is_before_predicate(clauses: &Clauses<'_>, at: usize, reach: usize) -> bool {
    let segment = clauses.words.get(at).map(|word| word.segment);
    clauses.predicates.iter().any(|predicate| {
        Some(predicate.segment) == segment && (at + 1..=at + reach).contains(&predicate.first)
    })
}

/// Whether a name does something: it stands before a predicate, or something is its own.
fn is_actor(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    let is_located = at.checked_sub(1).is_some_and(|before| is_locative(clauses, before));
    !is_located && (word.is_possessive || is_before_predicate(clauses, at, 2))
}

/// "in", "near", or "in the capital of the republic of": back over determiners, names after a comma,
/// and nouns that "of" hangs on.
fn is_locative(clauses: &Clauses<'_>, at: usize) -> bool {
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

/// The country whose government a capital's name stands for, as in "declared by Moscow" and
/// "Washington warned"; `None` where the town itself is meant.
fn government(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    mention: &PlaceMention,
) -> Option<PlaceCode> {
    let name = mention.span.of(&annotated.document.text).to_lowercase();
    let country = ENGLISH.seat(&name)?;
    let is_of_country = match mention.place.as_str().split_once('-') {
        Some((of, _)) => of == country,
        None => mention.place.as_str().starts_with('G'),
    };
    let before = at.checked_sub(1).and_then(|before| clauses.words.get(before));
    let is_dealt_with = before.is_some_and(|word| {
        let text = word.span.of(clauses.text);
        word.is_plain() && matches!(text, "by" | "with" | "against") || text == "-"
    });
    (is_of_country && (is_dealt_with || is_actor(clauses, at))).then(|| PlaceCode::new(country))
}

/// The places of the nearest earlier sentence of the paragraph that names any.
fn of_paragraph(annotated: &Annotated, number: usize) -> Vec<Ranked> {
    let Some(here) = annotated.sentences.get(number) else { return Vec::new() };
    let earlier = annotated.sentences.get(..number).unwrap_or(&[]).iter().rev();
    for sentence in earlier.take_while(|sentence| sentence.paragraph == here.paragraph) {
        let found = names_in(annotated, sentence.span);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn names_in(annotated: &Annotated, span: Span) -> Vec<Ranked> {
    let first = annotated.places.partition_point(|place| place.span.end <= span.start);
    let mentions = annotated.places.iter().enumerate().skip(first);
    mentions
        .take_while(|(_, mention)| mention.span.start < span.end)
        .filter(|(_, m)| !m.in_chrome && matches!(m.via, Via::Name | Via::Historic))
        .map(|(i, m)| Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() })
        .take(2)
        .collect()
}
