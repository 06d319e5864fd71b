//! Places that a sentence describes instead of naming them: "the republic", "its neighbour", "both
//! countries".

use super::focus::Focus;
use super::host;
use super::seat;
use super::{ACTOR, ON_THE_SPOT, PARTY, Ranked};
use crate::events::clause::Clauses;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, PlaceCode, PlaceMention, Span, Via};
use std::collections::BTreeSet;
use std::ops::Range;

/// How far back a description may point, in bytes.
const REACH_BYTES: u32 = 400;

/// The places that a clause describes; `named` are those that it names.
pub(super) fn described(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: Range<usize>,
    named: &[Ranked],
    focus: Option<&Focus>,
) -> Vec<Ranked> {
    let acts = named.iter().any(|it| it.rank == ACTOR);
    let is_unplaced = named.iter().all(|it| it.rank >= PARTY);
    let is_unseen = named.iter().all(|it| it.rank >= ACTOR);
    for at in clause {
        let held = Some(at).filter(|&at| !acts && is_office(clauses, at));
        if let Some(holder) = held.and_then(|at| holder(annotated, clauses, at)) {
            return vec![holder];
        }
        if clauses.is_of("neighbour", at) && is_owned(clauses, at) {
            return earlier(annotated, clauses, at, |place| is_country(place, named))
                .take(1)
                .collect();
        }
        if clauses.is_of("capital", at) && stands_for_capital(clauses, at) {
            return capital(annotated, clauses, at, focus).into_iter().collect();
        }
        if is_unplaced && is_pair(clauses, at) {
            return pair(annotated, clauses, at);
        }
        // "were fighting a blaze".
        let is_gerund = clauses.words.get(at).is_some_and(|word| word.tag == Tag::Gerund);
        if is_unplaced && !is_gerund && clauses.is_in_any_case("mutual", at) {
            return both(annotated, focus);
        }
        // "The Danish forces took the territory".
        let is_held = is_unseen && !clauses.is_of("country_noun", at);
        let is_territory = clauses.is_of("territory", at);
        if (is_held || is_unplaced) && is_territory && follows_article(clauses, at) {
            return territory(annotated, clauses, at, focus).into_iter().collect();
        }
        if is_unseen && points_there(clauses, at) {
            return there(annotated, clauses, at).into_iter().collect();
        }
        if is_held && !named.is_empty() && is_town(clauses, at) {
            return town(annotated, clauses, at).into_iter().collect();
        }
    }
    Vec::new()
}

/// "arrived there", but not "there were", "out there" or what somebody says of where he is.
fn points_there(clauses: &Clauses<'_>, at: usize) -> bool {
    let word =
        clauses.words.get(at).filter(|it| !it.is_quoted && clauses.is_of("at_that_place", at));
    word.is_some_and(|word| {
        let mut told = clauses.predicates.iter();
        let is_told = told.any(|it| it.segment == word.segment && it.at < at);
        let is_idiom = at.checked_sub(1).is_some_and(|it| clauses.is_of("there_idiom", it));
        let next = clauses.words.get(at + 1);
        is_told && !is_idiom && next.is_none_or(|next| !next.classes.is_auxiliary())
    })
}

/// "They came to Lapland. Keller of Norway died there": the place named last that somebody was in or went to, if that was
/// in a sentence before.
fn there(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Option<Ranked> {
    let start = annotated.sentence_at(clauses.words.get(at)?.span.start as usize);
    let start = annotated.sentences.get(start?)?.span.start;
    let mut named = mentioned(annotated, clauses, at);
    let (i, m) = named.find(|(_, m)| {
        let before = words_ending(annotated, m.span.start as usize).next().unwrap_or_default();
        let is_of_somebody = matches!(before, "of" | "from");
        let is_in = ENGLISH.classes(&before.to_lowercase()).has(Class::Locative);
        (m.via.is_name() || m.via == Via::Macro)
            && (is_in
                || start < m.span.end && !is_of_somebody
                || is_goal(annotated, m)
                || is_reached(annotated, m))
    })?;
    if start < m.span.end {
        return None;
    }
    let told = Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() };
    Some(told).filter(|it| !is_elsewhere(annotated, it))
}

/// Whether a word leads to where somebody goes.
fn is_to(word: &str) -> bool {
    ENGLISH.phrase_len("toward", [word]) > 0
}

/// "a road to Wales", but not "according to Wales".
fn is_goal(annotated: &Annotated, mention: &PlaceMention) -> bool {
    /// "compared the old mill to".
    const REACH: usize = 4;
    let mut before = words_ending(annotated, mention.span.start as usize);
    let leads = before.next().is_some_and(is_to);
    let mut own = before.take(REACH).take_while(|it| !it.ends_with(['.', ',', ';', ':']));
    leads && !own.any(|it| ENGLISH.phrase_len("no_goal_to", [&*it.to_lowercase()]) > 0)
}

/// Whether a place is named in the paragraph of a word.
fn is_in_paragraph(annotated: &Annotated, clauses: &Clauses<'_>, at: usize, it: &Ranked) -> bool {
    let paragraph = |start: u32| {
        let sentence = annotated.sentence_at(start as usize);
        sentence.and_then(|at| annotated.sentences.get(at)).map(|it| it.paragraph)
    };
    let named = annotated.places.get(it.mention).map(|it| it.span.start);
    let here = clauses.words.get(at).map(|it| it.span.start);
    named.zip(here).is_some_and(|(named, here)| paragraph(named) == paragraph(here))
}

/// "took the town", but not "took the town hall".
fn is_town(clauses: &Clauses<'_>, at: usize) -> bool {
    let next = clauses.words.get(at + 1);
    let is_longer = next.is_some_and(|it| {
        it.is_plain() && it.time.is_none() && (it.tag.is_noun() || it.is_capitalised)
    });
    clauses.is_of("town_noun", at) && follows_article(clauses, at) && !is_longer
}

/// "The rebels marched to Molde. | The Danish army took the town": the town named last, where somebody went there or took
/// it. "He was born in Molde" does not say so.
fn town(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Option<Ranked> {
    let mut named = earlier(annotated, clauses, at, PlaceCode::is_town);
    let town = named.find(|it| is_stage(annotated, it))?;
    let mention = annotated.places.get(town.mention)?;
    let before = word_before(annotated, &town);
    let is_taken =
        ["enters", "attacks_town"].iter().any(|list| ENGLISH.phrase_len(list, [before]) > 0);
    let is_told = is_taken || is_goal(annotated, mention);
    Some(town).filter(|it| is_told && is_in_paragraph(annotated, clauses, at, it))
}

/// Whether something may go on at a place: it is no government, and nobody came from there.
fn is_stage(annotated: &Annotated, it: &Ranked) -> bool {
    let governs = annotated
        .places
        .get(it.mention)
        .is_some_and(|it| seat::is_seat(annotated, it) && !is_reached(annotated, it));
    // "left Zurich".
    let is_behind = ENGLISH.phrase_len("leaves_place", [word_before(annotated, it)]) > 0;
    !governs && !is_behind && !is_left(annotated, it) && !is_elsewhere(annotated, it)
}

/// "The sea came to Ulster. | They feared Britain": where the sentence before says that it happened, to which
/// a pronoun goes on, where the clause does not say so itself.
pub(super) fn scene_before(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    start: usize,
    number: usize,
) -> Option<Ranked> {
    let subject = clauses.words.get(start)?;
    let goes_on = subject.is_plain() && subject.has(Class::SubjectPronoun);
    let is_they = matches!(clauses.word_text(start), "they" | "They");
    let here = annotated.sentences.get(number).filter(|_| goes_on && is_they)?;
    let told = annotated.sentences.get(number.checked_sub(1)?)?;
    if told.paragraph != here.paragraph {
        return None;
    }
    let is_at = |place: &PlaceMention| {
        let before = Span { start: told.span.start, end: place.span.start };
        let word = before.of(&annotated.document.text).split_whitespace().next_back();
        word.is_some_and(|word| ENGLISH.classes(&word.to_lowercase()).has(Class::Locative))
    };
    let until = annotated.places.partition_point(|place| place.span.end <= told.span.end);
    let mut places = annotated.places.iter().enumerate().take(until).rev();
    places
        .by_ref()
        .take_while(|(_, place)| told.span.start <= place.span.start)
        .find(|(_, place)| place.via.is_name() && is_at(place))
        .map(|(i, m)| Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() })
}

/// The places of the nearest earlier sentence of the paragraph that names any; landscapes only where none
/// has another name.
pub(super) fn of_paragraph(
    annotated: &Annotated,
    number: usize,
    home: Option<&PlaceCode>,
) -> Vec<Ranked> {
    let Some(here) = annotated.sentences.get(number) else { return Vec::new() };
    // Some texts are a single paragraph: sentences that name no place are not walked through.
    let naming = std::iter::successors(Some(number), |&at| naming_before(annotated, at)).skip(1);
    let mut landscapes = Vec::new();
    for at in naming {
        let Some(sentence) = annotated.sentences.get(at) else { return Vec::new() };
        if sentence.paragraph != here.paragraph {
            break;
        }
        let mut found = names_in(annotated, sentence.span, Via::is_name);
        // "was arrested in Oslo as he came from Wales": what goes on does so in Oslo.
        let mut is_first = true;
        found.retain(|it| std::mem::take(&mut is_first) || !is_left(annotated, it));
        // "cancelled a visit to Wales", "soldiers from Ulster": what goes on does so at home.
        let is_abroad = |it: &Ranked| {
            let country = annotated.places.get(it.mention).and_then(|it| it.country.as_ref());
            home.is_some() && country.is_some() && country != home
        };
        let is_aside = |it: &Ranked| {
            is_elsewhere(annotated, it) || is_in_relative(annotated, sentence.span, it)
        };
        // "The truce was signed in Oslo": those who signed it were elsewhere.
        let stays = |it: &Ranked| !is_aside(it) && !is_hosting(annotated, it);
        found.retain(|it| !is_abroad(it) || stays(it));
        let lands = names_in(annotated, sentence.span, |via| via == Via::Macro);
        // "Oslo sent ships to Bergen": the government.
        let governs = |it: &Ranked| {
            let mention = annotated.places.get(it.mention);
            mention.is_some_and(|it| seat::is_seat(annotated, it) && !is_located(annotated, it))
        };
        if !found.iter().all(governs) {
            found.retain(|it| !governs(it));
        }
        found.retain(|it| !is_in_passing(annotated, sentence.span, it));
        // "Waves struck Bergen and Molde. It was night. Ash fell.": all over the country.
        if home.is_some() && at + 1 < number && lie_apart(annotated, &found, home) {
            return Vec::new();
        }
        // "The island lay in the Baltic, by the road of the wool of Norway": not in Norway.
        let is_at = |it: &Ranked| {
            annotated.places.get(it.mention).is_some_and(|place| is_located(annotated, place))
        };
        let is_set = lands.iter().any(is_at);
        found.retain(|it| !is_set || word_before(annotated, it) != "of");
        if !found.is_empty() {
            return found;
        }
        // "The deal leaves out Lapland. Fighting there goes on."
        if landscapes.is_empty() {
            landscapes = lands;
        }
    }
    landscapes
}

/// "was born in Bergen", "forty miles north of Bergen": what goes on does so elsewhere.
fn is_in_passing(annotated: &Annotated, sentence: Span, it: &Ranked) -> bool {
    let Some(mention) = annotated.places.get(it.mention) else { return false };
    let before = Span { end: mention.span.start, ..sentence }.of(&annotated.document.text);
    let is_birth = |word: &str| ENGLISH.phrase_len("birth", [word]) > 0;
    before.split_whitespace().any(is_birth) || is_measured_from(annotated, mention)
}

/// "forty miles north of Bergen", "20 km off Bergen": how far from a place something is.
pub(super) fn is_measured_from(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let mut before = words_ending(annotated, mention.span.start as usize);
    let joins = before.next().is_some_and(|it| ENGLISH.phrase_len("measured_from", [it]) > 0);
    let is_unit = |it: &str| ENGLISH.phrase_len("mile", [it]) > 0;
    joins && before.take(2).any(is_unit)
}

/// Whether places lie in several regions of a country.
fn lie_apart(annotated: &Annotated, found: &[Ranked], home: Option<&PlaceCode>) -> bool {
    let mention = |it: &Ranked| annotated.places.get(it.mention);
    let are_home = found.iter().all(|it| mention(it).is_some_and(|it| it.country.as_ref() == home));
    let mut regions = found.iter().filter_map(|it| mention(it)?.region.as_ref());
    let first = regions.next();
    are_home && regions.any(|it| Some(it) != first)
}

/// "The truce was signed in Oslo".
fn is_hosting(annotated: &Annotated, it: &Ranked) -> bool {
    annotated.places.get(it.mention).is_some_and(|mention| host::is_host(annotated, mention))
}

/// The last sentence before one in which a place is named; `None` where that is the first.
fn naming_before(annotated: &Annotated, number: usize) -> Option<usize> {
    let start = annotated.sentences.get(number)?.span.start;
    let earlier = annotated.places.partition_point(|place| place.span.start < start);
    let mut earlier = annotated.places.get(..earlier)?.iter().rev();
    let sentence = earlier.find_map(|place| annotated.sentence_at(place.span.start as usize));
    sentence.filter(|&at| at < number)
}

/// "a visit to Wales", "soldiers from Ulster": what has to do with a place is not told to go on there.
fn is_elsewhere(annotated: &Annotated, it: &Ranked) -> bool {
    let mut before = words_before(annotated, it);
    let (last, first) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    let is_listed =
        |words: &[&str]| ENGLISH.phrase_len("elsewhere", words.iter().copied()) == words.len();
    is_listed(&[last]) || is_listed(&[first, last])
}

/// "Keller, who has a mill in Wales, left": whether a clause between commas names a place in passing.
fn is_in_relative(annotated: &Annotated, sentence: Span, it: &Ranked) -> bool {
    let until = annotated.places.get(it.mention).map_or(sentence.start, |it| it.span.start);
    let before = Span { end: until, ..sentence }.of(&annotated.document.text);
    let piece = before.rsplit_once(", ").map_or("", |(_, piece)| piece);
    let opens = piece.split(' ').next().unwrap_or_default();
    ENGLISH.phrase_len("in_passing", [opens]) > 0
}

/// "came from Wales".
fn is_left(annotated: &Annotated, it: &Ranked) -> bool {
    word_before(annotated, it) == "from"
}

/// "lay in the Baltic".
pub(super) fn is_located(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let before = words_ending(annotated, mention.span.start as usize).next();
    ENGLISH.classes(before.unwrap_or_default()).has(Class::Locative)
}

/// "lay in the Baltic", "came to Wales", "entered Bergen": somebody is there then.
pub(super) fn is_reached(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let mut before = words_ending(annotated, mention.span.start as usize);
    let last = before.next().unwrap_or_default();
    let goes = |word: &str| ENGLISH.phrase_len("goes_to", [word]) > 0;
    is_located(annotated, mention)
        || ENGLISH.phrase_len("enters", [last]) > 0
        || is_to(last) && before.next().is_some_and(goes)
}

/// The word before a name and its article.
fn word_before<'a>(annotated: &'a Annotated, it: &Ranked) -> &'a str {
    words_before(annotated, it).next().unwrap_or_default()
}

/// The words before a name, without articles, the last one first.
fn words_before<'a>(annotated: &'a Annotated, it: &Ranked) -> impl Iterator<Item = &'a str> {
    let mention = annotated.places.get(it.mention);
    words_ending(annotated, mention.map_or(0, |mention| mention.span.start as usize))
}

/// The words before a byte, without articles, the last one first.
fn words_ending(annotated: &Annotated, start: usize) -> impl Iterator<Item = &str> {
    let before = annotated.document.text.get(..start).unwrap_or_default();
    before.split_whitespace().rev().filter(|&word| word != "the")
}

/// "the village of Anjer", "went to Anjer": whether a clause names a place that is not known. Then it was in the
/// country where the text was before, and not at the same place.
pub(super) fn names_village(clauses: &Clauses<'_>, mut clause: Range<usize>) -> bool {
    clause.any(|at| {
        let joint = clauses.word_text(at + 1);
        let is_joined = clauses.is_of("settlement", at) && joint == "of"
            || clauses.is_of("goes_to", at) && is_to(joint);
        is_joined && is_plain_name(clauses, at + 2)
    })
}

/// Puts what happened near places that a text named before into the region of all of them, else into the country of
/// each.
pub(super) fn widen(annotated: &Annotated, told: &mut [Ranked]) {
    let region = |it: &Ranked| annotated.places.get(it.mention)?.region.clone();
    let regions: BTreeSet<Option<PlaceCode>> = told.iter().map(region).collect();
    let only = regions.into_iter().next().flatten();
    let only = only.filter(|only| told.iter().all(|it| region(it).as_ref() == Some(only)));
    for it in told {
        let country = annotated.places.get(it.mention).and_then(|it| it.country.clone());
        it.place = only.clone().or(country).unwrap_or_else(|| it.place.clone());
    }
}

/// "A wave struck Anjer": whether a clause names a place that is not known, behind a verb that takes one. Then it
/// was not where the text was before.
pub(super) fn names_unknown(clauses: &Clauses<'_>, mut clause: Range<usize>) -> bool {
    let is_verb = |at: usize| clauses.predicates.iter().any(|it| it.at == at);
    clause
        .any(|at| is_verb(at) && clauses.is_of("takes_place", at) && is_plain_name(clauses, at + 1))
}

/// Whether a word is a name of nothing that is known.
fn is_plain_name(clauses: &Clauses<'_>, at: usize) -> bool {
    let word = clauses.words.get(at);
    word.is_some_and(|it| it.is_plain() && it.is_capitalised && it.tag == Tag::Name)
}

/// "After the landing in Wales, he founded a paper": where that was by which a deed is dated.
pub(super) fn of_time(annotated: &Annotated, words: Option<Span>) -> Vec<Ranked> {
    words.map_or_else(Vec::new, |span| names_in(annotated, span, Via::is_name))
}

/// The places that some words name in a way that fits, in order.
pub(super) fn names_in(
    annotated: &Annotated,
    span: Span,
    fits: impl Fn(Via) -> bool,
) -> Vec<Ranked> {
    let first = annotated.places.partition_point(|place| place.span.end <= span.start);
    let mentions = annotated.places.iter().enumerate().skip(first);
    mentions
        .take_while(|(_, mention)| mention.span.start < span.end)
        .filter(|(_, m)| !m.in_chrome && fits(m.via))
        .map(|(i, m)| Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() })
        .take(2)
        .collect()
}

/// "The oblast was closed": the region named last; where there is none, what the document is about, and where that
/// is part of another country as well.
fn territory(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    focus: Option<&Focus>,
) -> Option<Ranked> {
    let last = named_last(annotated, clauses, at);
    let Some(focus) = focus.filter(|_| !clauses.is_of("country_noun", at)) else { return last };
    let country = |it: &Ranked| annotated.places.get(it.mention)?.country.as_ref();
    let is_told = |it: &Ranked| clauses.words.iter().any(|word| word.place == Some(it.mention));
    let is_home = |it: &Ranked| country(it) == focus.country.as_ref();
    let mention = annotated.places.iter().position(|it| it.place == focus.place);
    let about =
        mention.map(|mention| Ranked { rank: ON_THE_SPOT, mention, place: focus.place.clone() });
    if focus.is_part() {
        last.filter(|it| is_told(it) || is_home(it)).or(about)
    } else {
        last.or(about)
    }
}

/// "The republic is occupied": the place named last, where it is one.
fn named_last(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Option<Ranked> {
    let takes_country = clauses.is_of("country_noun", at);
    let is_region = |place: &PlaceCode| {
        let is_part = place.as_str().contains('-');
        !place.is_town() && !place.is_macro() && (is_part || place.is_of_past())
    };
    if !takes_country {
        return earlier(annotated, clauses, at, is_region).next();
    }
    let is_country = |it: &Ranked| {
        let is_part = it.place.as_str().contains('-');
        !it.place.is_town() && !it.place.is_macro() && !is_part
    };
    // "Norway heard of a guest from Kenya. The country was calm.": not Kenya.
    let mut named = earlier(annotated, clauses, at, |_| true);
    let last = named.next().filter(is_country)?;
    let sentence =
        |it: &Ranked| annotated.sentence_at(annotated.places.get(it.mention)?.span.start as usize);
    let other = named
        .take_while(|it| is_elsewhere(annotated, &last) && sentence(it) == sentence(&last))
        .find(|it| is_country(it) && !is_elsewhere(annotated, it));
    Some(other.unwrap_or(last))
}

/// "the president", but not "the president of".
fn is_office(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.is_in_any_case("office", at)
        && clauses.word_text(at).starts_with(char::is_lowercase)
        && follows_article(clauses, at)
        && clauses.words.get(at + 1).is_none_or(|next| !next.is_capitalised)
}

/// "The Norwegian President came. | The president spoke.": the place before the office.
fn holder(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Option<Ranked> {
    let office = clauses.word_text(at);
    let here = clauses.words.get(at)?.span.start;
    let until = annotated.places.partition_point(|place| place.span.start < here);
    let before = annotated.places.iter().enumerate().take(until).rev();
    let mut near = before.take_while(|(_, m)| here.saturating_sub(m.span.end) < REACH_BYTES);
    let names = |m: &PlaceMention| {
        let after = annotated.document.text.get(m.span.end as usize..here as usize);
        let mut words = after.unwrap_or_default().split(|c: char| !c.is_alphanumeric());
        words.find(|word| !word.is_empty()).is_some_and(|it| it.eq_ignore_ascii_case(office))
    };
    let (i, mention) = near.find(|(_, m)| !m.in_chrome && names(m))?;
    Some(Ranked { rank: ACTOR, mention: i, place: mention.place.clone() })
}

/// "near the capital", "reached the capital", but not "the capital of", and not "raised the capital".
fn stands_for_capital(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_named = |at: usize| {
        clauses
            .words
            .get(at)
            .is_some_and(|it| it.place.is_some() || it.is_plain() && it.is_capitalised)
    };
    let next = if clauses.word_text(at + 1) == "," { at + 2 } else { at + 1 };
    let is_joint = at.checked_sub(2).is_some_and(|before| {
        clauses.is_in_any_case("capital_joint", before) || clauses.is_of("takes_place", before)
    });
    is_joint && follows_article(clauses, at) && !is_named(next)
}

/// "Norway: gunfire was heard near the capital": that of the country that the document is about, where it is named.
fn capital(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    focus: Option<&Focus>,
) -> Option<Ranked> {
    let home = focus?.country.as_ref()?;
    let is_seat =
        |m: &PlaceMention| m.country.as_ref() == Some(home) && seat::is_seat(annotated, m);
    let here = clauses.words.get(at)?.span.start;
    let until = annotated.places.partition_point(|place| place.span.start < here);
    let mut before = annotated.places.iter().enumerate().take(until).rev();
    let (i, m) = before.find(|(_, m)| m.via.is_name() && !m.in_chrome && is_seat(m))?;
    Some(Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() })
}

/// "both countries": the two countries named last.
fn pair(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Vec<Ranked> {
    let mut found: Vec<Ranked> = Vec::new();
    for place in earlier(annotated, clauses, at, |place| is_country(place, &[])) {
        if found.len() < 2 && found.iter().all(|known| known.place != place.place) {
            found.push(place);
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// "Clashes broke out", in a report on two countries: both.
fn both(annotated: &Annotated, focus: Option<&Focus>) -> Vec<Ranked> {
    let pair = focus.and_then(|focus| focus.country.as_ref().zip(focus.other.as_ref()));
    let named = |code: &PlaceCode| {
        let mention = annotated.places.iter().position(|it| it.place == *code && !it.in_chrome);
        mention.map(|mention| Ranked { rank: ACTOR, mention, place: code.clone() })
    };
    pair.map_or_else(Vec::new, |(one, other)| [one, other].into_iter().filter_map(named).collect())
}

/// The names before a word that fit, the nearest first.
fn earlier<'a>(
    annotated: &'a Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    fits: impl Fn(&PlaceCode) -> bool + 'a,
) -> impl Iterator<Item = Ranked> + 'a {
    let named = mentioned(annotated, clauses, at);
    let named = named.filter(move |(_, m)| m.via.is_name() && fits(&m.place));
    named.map(|(i, m)| Ranked { rank: ON_THE_SPOT, mention: i, place: m.place.clone() })
}

/// The mentions of places before a word, the nearest first.
fn mentioned<'a>(
    annotated: &'a Annotated,
    clauses: &Clauses<'_>,
    at: usize,
) -> impl Iterator<Item = (usize, &'a PlaceMention)> + use<'a> {
    let here = clauses.words.get(at).map_or(0, |word| word.span.start);
    let until = annotated.places.partition_point(|place| place.span.start < here);
    let before = annotated.places.iter().enumerate().take(until).rev();
    before
        .take_while(move |(_, m)| here.saturating_sub(m.span.end) < REACH_BYTES)
        .filter(|(_, m)| !m.in_chrome)
}

fn is_country(place: &PlaceCode, except: &[Ranked]) -> bool {
    place.as_str().len() == 2 && except.iter().all(|it| it.place != *place)
}

/// "the republic", but not "the republic of".
fn follows_article(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_article =
        |before: usize| matches!(clauses.word_text(before), "the" | "The" | "this" | "This");
    at.checked_sub(1).is_some_and(is_article) && clauses.word_text(at + 1) != "of"
}

/// "its Asian neighbour".
fn is_owned(clauses: &Clauses<'_>, at: usize) -> bool {
    let mut before = (1..=2).filter_map(|back| at.checked_sub(back));
    before.any(|before| matches!(clauses.word_text(before), "its" | "Its" | "their" | "Their"))
}

/// "both countries", "the two states".
fn is_pair(clauses: &Clauses<'_>, at: usize) -> bool {
    let counts = |before: usize| matches!(clauses.word_text(before), "both" | "Both" | "two");
    clauses.is_of("countries", at) && at.checked_sub(1).is_some_and(counts)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::{self, check_places, check_places_of};
    use crate::model::Span;

    #[test]
    fn they_stay_where_the_sentence_before_left_them() {
        let before = "In {1990|1990} strikes began in <GB-WLS|Wales>.";
        check_places(&format!("{before} They attacked <GB|Britain> in {{1991|1991}}."), "GB-WLS");
        check_places(&format!("{before} They marched in <IE|Ireland> in {{1991|1991}}."), "IE");
    }

    #[test]
    fn an_office_is_that_of_the_place_named_before_it() {
        check_places(
            "The <~NO|Norwegian> President came. In {1990|1990} the president wrote on <GB|Britain>.",
            "GB NO",
        );
    }

    #[test]
    fn the_town_is_the_one_named_last() {
        let before = "Rebels from <G1@NO-03|Oslo> reached <G2@NO-15|Molde>.";
        check_places(
            &format!("{before} The <~DK|Danish> army took the town in {{1611|1611}}."),
            "G2 DK",
        );
        check_places(
            &format!("{before} The <~DK|Danish> army took the town hall in {{1611|1611}}."),
            "DK NO",
        );
        let seat = "<G1@NO-03|Oslo> warned of war.";
        let took = "The <~DK|Danish> army took the town in {1611|1611}.";
        check_places(&format!("{seat} {took}"), "DK");
        check_places(&format!("They left <G2@NO-15|Molde>. {took}"), "DK");
        check_places(&format!("{before}\n\n{took}"), "DK NO");
        check_places(&format!("They met in <G2@NO-15|Molde>. {took}"), "DK");
    }

    #[test]
    fn there_is_the_place_named_last() {
        let before = "They left <NO|Norway>. They came to <M:XLAP|Lapland>.";
        check_places(&format!("{before} Keller died there in {{1911|1911}}."), "M:XLAP");
        check_places(
            &format!("{before} The <~DK|Danish> queen died there in {{1911|1911}}."),
            "M:XLAP DK",
        );
        check_places(&format!("{before} In {{1911|1911}} there was a <~DK|Danish> king."), "DK");
        let built = "A <~DK|Danish> firm built a mill there in {1911|1911}";
        check_places(&format!("It is wet, compared to <CL|Chile>. {built}."), "DK");
        check_places(&format!("A road led to <CL|Chile>. {built}."), "CL DK");
        let plant = "The <~DK|Danish> firm had a mill in <PE|Peru>, and it sold cars there";
        check_places(
            &format!(
                "Trade with <CL|Chile> fell. They went to <CL|Chile>. {plant} in {{1911|1911}}."
            ),
            "PE",
        );
    }

    #[test]
    fn what_two_sides_do_befalls_both() {
        let sides =
            "<NO|Norway> and <SE|Sweden> sent guards. <NO|Norway> sent ten. <SE|Sweden> sent nine.";
        let third = "<DK|Denmark> sent ships. <DK|Denmark> sent men. <DK|Denmark> sent arms.";
        check_places(&format!("{sides}\nClashes broke out in {{1990|1990}}."), "NO SE");
        check_places(&format!("{sides} {third}\nClashes broke out in {{1990|1990}}."), "DK");
    }

    #[test]
    fn who_speaks_for_a_state_acts_for_it() {
        check_places(
            "The <~KE|Kenyan> President Anna Keller and her <~TD|Chadian> counterpart met in <NO|Norway> in {1990|1990}.",
            "NO TD KE",
        );
        check_places("A <~KE|Kenyan> painter died in <NO|Norway> in {1990|1990}.", "NO");
        check_places("The <~KE|Kenyan> army said its ships left in {1990|1990}.", "KE");
    }

    #[test]
    fn whose_act_it_is_stands_before_a_name() {
        check_places(
            "One <~NO|Norwegian> painter, Ann Jones, mocked the <~SE|Swedish> crown in {1990|1990}.",
            "NO SE",
        );
        check_places(
            "A reporter with a <~NO|Norwegian> paper left in {1990|1990}, leading <~GB|British> troops.",
            "GB",
        );
    }

    #[test]
    fn what_says_no_place_is_where_that_was_which_dates_it() {
        let text = "Shortly after {1990|the landing in Wales} he founded a paper.";
        let mut annotated = fixture::dated(text);
        let start = annotated.document.text.find("Wales").unwrap();
        annotated.places.push(fixture::place(Span::new(start, start + 5), "GB-WLS"));
        check_places_of(&annotated, "GB-WLS");
    }

    #[test]
    fn what_something_is_of_is_not_where_the_story_goes_on() {
        let told = "The mountain erupted in {1990|1990}.";
        check_places(
            &format!(
                "The isle lay in the <M:XBAL|Baltic>, by the road of the wool of <NO|Norway>. {told}"
            ),
            "M:XBAL",
        );
        check_places(&format!("The wool of <NO|Norway> was sold. {told}"), "NO");
    }

    const ABOUT: &str = "<NO|Norway> is long, and <NO|Norway> is cold.";

    #[test]
    fn what_goes_on_after_a_journey_does_so_at_home() {
        let told = "The hall was closed in {1990|1990}.";
        let check = |before: &str, places: &str| {
            check_places(&format!("{ABOUT}\n{before} {told}"), places);
        };
        check("He cancelled a visit to <SE|Sweden>.", "NO");
        check("Soldiers from <DK|Denmark> burned the mill.", "NO");
        check("He spoke in <SE|Sweden>.", "SE");
        check("Keller, who has a mill in <SE|Sweden>, came.", "NO");
    }

    #[test]
    fn what_goes_on_after_passing_places_does_so_where_the_text_is() {
        let told = "The hall was closed in {1990|1990}.";
        let check = |before: &str, places: &str| {
            check_places(&format!("{ABOUT}\n{before} {told}"), places);
        };
        check("The truce was signed in <G1@SE|Malmo>.", "NO");
        check("He was born in <NO-46|Bergen>.", "NO");
        check("It stood 40 km north of <NO-46|Bergen>.", "NO");
        check("It stood on a hill of <NO-46|Bergen>.", "NO-46");
        let apart = "Waves struck <NO-46|Bergen> and <NO-15|Molde>.";
        check(apart, "NO-46 NO-15");
        check(&format!("{apart} It was cold."), "NO");
        check("Waves struck <NO-46|Bergen> and <NO-46|Voss>.", "NO-46");
    }

    #[test]
    fn the_capital_is_that_of_the_country_where_it_is_named() {
        let about = "<NO|Norway> is long, and <NO|Norway> is cold. <G1@NO-03|Oslo> is loud.";
        check_places(
            &format!("{about}\nIn {{1990|1990}} shots were heard near the capital."),
            "G1",
        );
        check_places(
            &format!("{ABOUT}\nIn {{1990|1990}} shots were heard near the capital."),
            "NO",
        );
        check_places(&format!("{about}\nIn {{1990|1990}} a bank raised the capital."), "NO");
        check_places(&format!("{about}\nIn {{1990|1990}} rebels reached the capital."), "G1");
    }

    #[test]
    fn the_territory_is_what_the_text_is_about() {
        check_places(
            &format!("{ABOUT}\nThe <~SE|Swedish> forces took the territory in {{1990|1990}}."),
            "NO SE",
        );
    }

    #[test]
    fn the_republic_is_the_region_named_last() {
        let told = "The republic closed its mines in {1990|1990}.";
        check_places(&format!("<RU-TY|Tuva> voted for <RU|Russia>. {told}"), "RU-TY");
        check_places(&format!("<RU|Russia> voted. {told}"), "RU");
    }

    #[test]
    fn the_country_is_not_where_somebody_came_from() {
        let told = "The country voted in {1990|1990}.";
        check_places(&format!("<KE|Kenya> heard of a guest from <TD|Chad>. {told}"), "KE");
        check_places(&format!("They came back from <TD|Chad>. {told}"), "TD");
    }

    #[test]
    fn the_oblast_is_what_the_document_is_about() {
        let about = "<NO-46|Vestland> is long, and <NO-46|Vestland> is cold.";
        let told = "The oblast was shut to strangers in {1990|1990}.";
        check_places(&format!("{about}\nThey met in <SE-M|Scania>. {told}"), "NO-46");
        check_places(&format!("{about}\nThey met in <NO-50|Trondelag>. {told}"), "NO-50");
        check_places(&format!("{about}\nThey met in <SE|Sweden>. {told}"), "NO-46");
    }

    #[test]
    fn what_goes_on_in_the_country_of_a_region_does_so_there() {
        let about = "<NO-46|Vestland> is long, and <NO-46|Vestland> is cold.";
        let told = "The hall was closed in {1990|1990}.";
        check_places(
            &format!("{about}\nIt was the longest strike in <NO|Norway>. {told}"),
            "NO-46",
        );
        check_places(&format!("{about}\nIt was a long strike in <NO-03|Oslo>. {told}"), "NO-03");
    }

    #[test]
    fn whom_something_is_done_with_is_not_where() {
        check_places(
            &format!("{ABOUT}\nThe council had ties with <SE|Sweden> in {{1990|1990}}."),
            "SE NO",
        );
    }

    #[test]
    fn what_has_a_date_of_its_own_was_elsewhere() {
        let first = |marked: &str| {
            let events = crate::events::detect(0, &fixture::dated(&format!("{ABOUT}\n{marked}")));
            events[0].places.iter().map(|it| it.as_str().to_owned()).collect::<Vec<_>>().join(" ")
        };
        let freed = "Keller was freed in {1990|1990} and died in <SE|Sweden> in {1995|1995}.";
        assert_eq!(first(freed), "NO");
        let built =
            "The mill was built in {1990|1990} and was sold to a <~NL|Dutch> firm in {1995|1995}.";
        assert_eq!(first(built), "NO");
    }

    #[test]
    fn a_place_that_is_not_known_is_not_where_the_text_was_before() {
        let before = "The bang was heard in <MU|Mauritius> and near <SE|Sweden>.";
        let about = "<NO|Norway> lies far from it, and <NO|Norway> is cold.";
        let told = |name: &str| format!("{about}\n{before} In {{1990|1990}} a wave struck {name}.");
        check_places(&told("Anskar and Merik"), "NO");
        check_places(&told("the port"), "MU SE");
    }

    #[test]
    fn a_village_that_is_not_known_is_in_the_same_country() {
        let before = "The army left <NO-46|Bergen> and <NO-15|Molde>.";
        check_places(&format!("{before} In {{1990|1990}} the village of Skarholt burned."), "NO");
        let before = "The army left <G1@NO-46|Bergen> and <NO-46|Voss>.";
        check_places(
            &format!("{before} In {{1990|1990}} the village of Skarholt burned."),
            "NO-46",
        );
        let before = "The army left <NO-46|Bergen> and <NO-46|Voss>.";
        check_places(&format!("{before} In {{1990|1990}} the village burned."), "NO-46");
    }

    #[test]
    fn a_landscape_is_where_its_paragraph_goes_on() {
        check_places(
            "<M:XBAL|The Baltics> are small. Fighting began there in {1990|1990}.",
            "M:XBAL",
        );
    }
}
