//! Armies, parties and movements that stand for the land that they belong to: what the Storting votes on is told of
//! Norway.

use super::clause::Clauses;
use super::lexicon::ENGLISH;
use super::site::MAX_PLACES;
use crate::model::{Annotated, PlaceCode, PlaceRef, PlaceScope, Span};
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
}

/// The lands of the bodies that a document names, outside page chrome, in order.
pub(super) fn lands(annotated: &Annotated) -> Vec<Land> {
    let mut found = Vec::new();
    for sentence in annotated.sentences.iter().filter(|it| !it.in_chrome) {
        in_span(annotated, sentence.span, &mut found);
    }
    found
}

/// Adds the lands of the bodies that some words of a sentence name, where no place known already lies there.
pub(super) fn add_lands(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    words: Range<usize>,
    found: &mut Vec<PlaceRef>,
) {
    for at in words {
        let used = clauses.written_len("body", at);
        if used == 0 || found.len() == MAX_PLACES {
            continue;
        }
        let name: Vec<&str> = (at..at + used).map(|at| clauses.word_text(at)).collect();
        let Some((place, country)) = ENGLISH.body(&name.join(" ")) else { continue };
        let is_there = |it: &PlaceRef| {
            let mention = it.mention.and_then(|mention| annotated.places.get(mention));
            let lies_in = mention.and_then(|mention| mention.country.as_ref());
            lies_in.unwrap_or(&it.place).as_str() == country
        };
        if !found.iter().any(is_there) {
            let place = PlaceCode::new(place);
            found.push(PlaceRef { place, mention: None, scope: PlaceScope::Body });
        }
    }
}

fn in_span(annotated: &Annotated, span: Span, found: &mut Vec<Land>) {
    let text = span.of(&annotated.document.text);
    let mut words = text.split_ascii_whitespace().map(trimmed);
    loop {
        let rest = words.clone();
        let Some(word) = words.next() else { return };
        // Most words are written small, and begin none.
        if !word.contains(|it: char| it.is_ascii_uppercase())
            || !ENGLISH.begun(word).may_have("body")
        {
            continue;
        }
        let used = ENGLISH.phrase_len("body", rest.clone());
        let name = rest.take(used).collect::<Vec<_>>().join(" ");
        if let Some((place, country)) = ENGLISH.body(&name) {
            let at = annotated.places.partition_point(|it| it.span.end <= span.start);
            found.push(Land { place: PlaceCode::new(place), country: PlaceCode::new(country), at });
            for _ in 1..used {
                words.next();
            }
        }
    }
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
        check_places("The storting of eels was over in {1911|1911} in <SE|Sweden>.", "SE");
    }

    #[test]
    fn what_it_does_is_told_of_what_the_text_is_about_as_well() {
        let about = "<HT|Haiti> shook. Towns in <HT|Haiti> fell.";
        check_places(&format!("{about}\nThe Storting promised help in {{2010|2010}}."), "NO HT");
    }
}
