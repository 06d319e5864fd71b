//! Armies, parties and movements that stand for the land that they belong to: what the Storting votes on is told of
//! Norway.

use super::MAX_PLACES;
use super::byline::offset;
use super::outsider::is_people;
use crate::events::clause::Clauses;
use crate::events::people::whom::Sex;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, Classes, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, PlaceCode, PlaceMention, PlaceRef, PlaceScope, Span, Via};
use crate::phrase::each_capital;
use std::ops::Range;

/// A land that a document speaks of by one of its bodies.
#[derive(Debug)]
pub(super) struct Land {
    /// The country or region.
    pub place: PlaceCode,
    /// Its country, itself for one.
    pub country: PlaceCode,
    /// Number of the first place mention behind the body.
    pub at: usize,
    /// Whether it says of which land a text speaks: a parliament or a party at home, but no army, and no league or
    /// office, which foreigners join or which help abroad.
    pub is_at_home: bool,
}

/// The lands of the bodies that a document names, outside page chrome, in order.
pub(super) fn lands(annotated: &Annotated) -> Vec<Land> {
    let mut found = Vec::new();
    for sentence in annotated.sentences.iter().filter(|it| !it.in_chrome) {
        in_span(annotated, sentence.span, &mut found);
    }
    found
}

/// Which bodies some words are searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Parliaments, offices and parties, which sit in their own land, whatever is told of them.
    Chambers,
    /// Those, and whoever may fight anywhere, where they do something.
    All,
}

/// Adds the lands of the bodies that do something in some words of a sentence, where no place known already lies
/// there.
pub(super) fn add_lands(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    words: Range<usize>,
    which: Which,
    found: &mut Vec<PlaceRef>,
) {
    for at in words {
        let used = clauses.written_len("body", at);
        if used == 0 || found.len() == MAX_PLACES {
            continue;
        }
        let name: Vec<&str> = (at..at + used).map(|at| clauses.word_text(at)).collect();
        let Some((place, country)) = ENGLISH.body(&name.join(" ")) else { continue };
        let is_chamber = clauses.written_len("chamber", at) == used;
        // "Keller of the NBA opened a hall in Norway".
        if !found.is_empty() && clauses.written_len("league", at) == used {
            continue;
        }
        let is_meant = match which {
            Which::Chambers => is_chamber && !is_topic(clauses, at),
            Which::All => acts(clauses, at, used),
        };
        let named = clauses.words.get(at).zip(clauses.words.get(at + used - 1));
        let span = named
            .map_or(Span::new(0, 0), |(first, last)| Span { end: last.span.end, ..first.span });
        if !is_meant || is_other(annotated, span) {
            continue;
        }
        let is_there = |it: &PlaceRef| {
            let named = match it.mention {
                Some(mention) => annotated.places.get(mention),
                None => annotated.places.iter().find(|mention| mention.place == it.place),
            };
            let lies_in = named.and_then(|mention| mention.country.as_ref());
            let code = lies_in.unwrap_or(&it.place).as_str();
            code.split_once('-').map_or(code, |(of, _)| of) == country
        };
        if !found.iter().any(is_there) {
            let place = PlaceCode::new(place);
            found.push(PlaceRef { place, mention: None, scope: PlaceScope::Body });
        }
    }
}

/// "a book about the Storting": only spoken about.
fn is_topic(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.word_text(head_start(clauses, at)) == "about"
}

/// The word before a noun and its articles and adjectives; the noun itself where it opens its sentence.
fn head_start(clauses: &Clauses<'_>, at: usize) -> usize {
    let is_joined = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| {
            it.is_plain() && (it.has(Class::Determiner) || it.tag == Tag::Adjective)
        })
    };
    (0..at).rev().find(|at| !is_joined(at)).unwrap_or(at)
}

/// Whether an army or a movement does something, or something is done by it or to it in a fight: it is the subject,
/// or stands behind "by", "with" or "against".
fn acts(clauses: &Clauses<'_>, at: usize, used: usize) -> bool {
    let is_people = |at: usize| {
        is_people(clauses, at) || clauses.is_of("somebody", at) || clauses.is_of("state_office", at)
    };
    let is_noun = |at: usize| {
        let is_verb = clauses.predicates.iter().any(|it| (it.first..=it.at).contains(&at));
        let word = clauses.words.get(at);
        !is_verb && word.is_some_and(|it| it.is_plain() && it.time.is_none() && it.tag.is_noun())
    };
    // "a Luftwaffe jacket".
    if is_noun(at + used) && !is_people(at + used) {
        return false;
    }
    let before = head_start(clauses, at);
    let is_led = before < at && clauses.words.get(before).is_some_and(Word::is_preposition);
    if is_led && matches!(clauses.word_text(before), "by" | "By" | "with" | "against" | "Against") {
        return true;
    }
    // "members of the Taliban".
    let is_part = clauses.word_text(before) == "of" && before.checked_sub(1).is_some_and(is_people);
    // "Keller, a Mossad agent", "a former Mossad agent": of whom somebody is or was.
    let is_apart = before < at && clauses.words.get(before).is_some_and(|it| it.mark.is_some());
    let is_past =
        |at: usize| ENGLISH.classes_in_any_case(clauses.word_text(at)).has(Class::TimeAdjective);
    let is_one = (before..at).any(|at| clauses.is_of("one_of", at));
    let is_one = is_one && (is_apart || (before..at).any(is_past));
    let Some(segment) = clauses.words.get(at).map(|it| it.segment) else { return false };
    let mut told = clauses.predicates.iter().filter(|it| it.segment == segment);
    let is_subject = told.next().is_some_and(|it| at < it.first);
    is_subject && !is_one && (!is_led || is_part)
}

/// "Turkish Hizbullah", "Eva Stasi", "the Revolutionary Guard of Libya": whether a body is part of another name, or is
/// of another land than the one that it mostly belongs to.
fn is_other(annotated: &Annotated, span: Span) -> bool {
    let text: &str = &annotated.document.text;
    let (start, end) = (span.start as usize, span.end as usize);
    let line = text.get(..start).and_then(|it| it.rsplit(['\n', '.', '?', '!', ':']).next());
    let mut before = line.unwrap_or_default().split_whitespace().rev();
    let last = before.next().unwrap_or_default();
    let is_first = before.next().is_none();
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let is_before = |it: &Span| it.end + 1 == span.start;
    let places = &annotated.places;
    let place_at = places.partition_point(|it| it.span.start < span.start);
    let place_before = place_at.checked_sub(1).and_then(|at| places.get(at));
    let is_demonym = place_before.is_some_and(|it| is_before(&it.span) && it.via == Via::Demonym);
    let time_at = annotated.times.partition_point(|it| it.span.start < span.start);
    let time_before = time_at.checked_sub(1).and_then(|at| annotated.times.get(at));
    let is_dated = time_before.is_some_and(|it| is_before(&it.span));
    let classes = ENGLISH.classes(&last.to_lowercase());
    let is_function = classes.has(Class::Determiner) || classes.has(Class::Preposition);
    // A word that opens its sentence is a name only where it is no word.
    let is_word = is_function || is_first && classes != Classes::default();
    let is_joined = last.ends_with(char::is_alphanumeric);
    let is_behind_name = is_name(last) && is_joined && !is_word && !is_dated;
    let named = span.of(text);
    // "NBA Finals".
    let is_league = ENGLISH.phrase_len("league", named.split(' ')) > 0;
    let needs_article = ENGLISH.phrase_len("with_article", named.split(' ')) > 0;
    let behind = text.get(end..).unwrap_or_default();
    let next = behind.strip_prefix(' ').and_then(|it| it.split_whitespace().next());
    let place_behind = places.get(places.partition_point(|it| it.span.start < span.end));
    let joint = place_behind.and_then(|it| text.get(end..it.span.start as usize));
    let is_of = matches!(joint, Some(" of " | " of the "));
    is_demonym
        || is_behind_name
        || is_surname(text, named, places)
        || needs_article && !last.eq_ignore_ascii_case("the")
        || next.is_some_and(is_name) && !is_league
        || is_of
}

/// "Hassan Fatah … Fatah said": whether a text calls somebody what a body is called as well, by a given name that is
/// no place.
fn is_surname(text: &str, named: &str, places: &[PlaceMention]) -> bool {
    let is_borne = |at: usize| {
        let before = text.get(..at).and_then(|it| it.strip_suffix(' ')).unwrap_or_default();
        let given = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_place = places.iter().any(|it| it.span.end as usize == before.len());
        !is_place && Sex::of_given(given).is_some()
    };
    ENGLISH.phrase_len("surname", [named]) > 0
        && text.match_indices(named).any(|(at, _)| is_borne(at))
}

fn in_span(annotated: &Annotated, span: Span, found: &mut Vec<Land>) {
    let text = span.of(&annotated.document.text);
    // Where the words begin that have not been read yet. Most are written small, and begin no body: only those with a
    // capital are looked at.
    let mut unread = 0;
    each_capital(text.as_bytes(), |capital| {
        if capital < unread {
            return;
        }
        let before = text.get(..capital).unwrap_or_default();
        let start = before.rfind(|it: char| it.is_ascii_whitespace()).map_or(0, |space| space + 1);
        let mut words = text.get(start..).unwrap_or_default().split_ascii_whitespace();
        let rest = words.clone().map(trimmed);
        let Some(whole) = words.next() else { return };
        unread = start + whole.len();
        let word = trimmed(whole);
        if !ENGLISH.begun(word).may_have("body") {
            return;
        }
        let used = ENGLISH.phrase_len("body", rest.clone());
        let name = rest.take(used).collect::<Vec<_>>().join(" ");
        let last = words.take(used.saturating_sub(1)).last().unwrap_or(whole);
        let body = ENGLISH.body(&name).filter(|_| {
            let start = span.start + offset(text, word) as u32;
            let last = trimmed(last);
            let end = span.start + (offset(text, last) + last.len()) as u32;
            !is_other(annotated, Span { start, end })
        });
        if let Some((place, country)) = body {
            let at = annotated.places.partition_point(|it| it.span.end <= span.start);
            let is_at_home = ENGLISH.phrase_len("chamber", name.split(' ')) == used;
            let (place, country) = (PlaceCode::new(place), PlaceCode::new(country));
            found.push(Land { place, country, at, is_at_home });
            unread = offset(text, last) + last.len();
        }
    });
}

/// A word without the marks around it, and without the ending of a possessive.
fn trimmed(word: &str) -> &str {
    let word = word.trim_matches(|it: char| !it.is_alphanumeric());
    word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places;

    #[test]
    fn a_body_stands_for_its_land() {
        check_places("The Storting voted in {1911|1911}.", "NO");
        check_places("<SE|Sweden> talked with the Storting in {1911|1911}.", "SE NO");
        check_places("The <~NO|Norwegian> army left the Storting in {1911|1911}.", "NO");
        check_places("Keller was elected to the Storting in {1911|1911}.", "NO");
        check_places("A book about the Storting came out in <SE|Sweden> in {1911|1911}.", "SE");
        check_places("The storting of eels was over in {1911|1911} in <SE|Sweden>.", "SE");
    }

    #[test]
    fn an_army_says_where_only_by_what_it_does() {
        let check = |told: &str, places: &str| {
            check_places(&format!("{told} in <SE|Sweden> in {{1990|1990}}."), places);
        };
        check("The Khmer Rouge burned a mill", "SE KH");
        check("Khmer Rouge fighters burned a mill", "SE KH");
        check("Members of the Khmer Rouge burned a mill", "SE KH");
        check("A mill was burned by the Khmer Rouge", "SE KH");
        check("A book about the Khmer Rouge was published", "SE");
        check("A Luftwaffe jacket was sold", "SE");
        check("Keller, a former Mossad agent, opened a bakery", "SE");
        check("Keller, a Mossad agent, opened a bakery", "SE");
        check("A Mossad agent shot Keller", "SE IL");
        check("The play about the Stasi opened", "SE");
    }

    #[test]
    fn an_army_does_not_take_the_place_of_where_it_was() {
        let about = "<HT|Haiti> shook. Towns in <HT|Haiti> fell.";
        check_places(&format!("{about}\nThe Khmer Rouge took the town in {{1990|1990}}."), "HT KH");
        check_places("The Khmer Rouge took the town in {1990|1990}.", "KH");
    }

    #[test]
    fn a_league_is_told_of_its_land_where_no_other_is() {
        check_places("The NBA voted on the rule in {1990|1990}.", "US");
        check_places("The NBA opened a hall in <SE|Sweden> in {1990|1990}.", "SE");
        let about = "The NBA met. The NBA voted. It was what the NBA does.";
        check_places(&format!("{about}\nKeller lost his place in {{1990|1990}}."), "US");
    }

    #[test]
    fn a_body_of_another_land_is_none() {
        let check = |told: &str, places: &str| {
            check_places(&format!("{told} burned a mill in <SE|Sweden> in {{1990|1990}}."), places);
        };
        check("The <~TR|Turkish> Hizbullah", "SE TR");
        check("The Kata'ib Hizbullah", "SE");
        check("The Revolutionary Guard of <LY|Libya>", "SE LY");
        check("Eva Stasi", "SE");
        check("Hassan Fatah", "SE");
        check("In {1990|1990} Fatah", "SE PS");
        check("Stasi", "SE");
        check("The Stasi", "SE DE");
    }

    #[test]
    fn a_body_whose_name_somebody_bears_is_none() {
        let told = "Fatah burned a mill in <SE|Sweden> in {1990|1990}.";
        check_places(told, "SE PS");
        check_places(&format!("Omar Fatah came.\n{told}"), "SE");
        for before in ["On Monday", "Mainstream", "In", "Rivals"] {
            check_places(&format!("{before} Fatah was weak.\n{told}"), "SE PS");
        }
    }

    #[test]
    fn what_it_does_is_told_of_what_the_text_is_about_as_well() {
        let about = "<HT|Haiti> shook. Towns in <HT|Haiti> fell.";
        check_places(&format!("{about}\nThe Storting promised help in {{2010|2010}}."), "NO HT");
    }
}
