//! Words sought in events and documents, as they are typed.
//!
//! ```text
//!  "siege vien" ─→ needles ─→ one run over the folded text of all events ─→ which hold every needle
//! ```
//! The text of an event is its title, its sentences, its places, who claims it, and the titles of its
//! documents. A run over plain text finds parts of words as well, keeps nothing that could be out of step,
//! and is over in a few milliseconds for a hundred thousand documents.

use crate::model::{Chronology, Event, Span};
use memchr::memmem::Finder;
use rayon::prelude::*;

/// Events whose text is folded together.
const PIECE: usize = 1 << 14;

/// The folded text of every event, in pieces that are searched at the same time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Haystack(Vec<Piece>);

/// The text of some events, one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Piece {
    text: String,
    /// Where each event's text ends.
    ends: Vec<usize>,
}

impl Haystack {
    /// The text of all events of a chronology, in its order.
    pub fn of(chronology: &Chronology) -> Self {
        let piece = |events: &[Event]| {
            let mut piece = Piece::default();
            for event in events {
                write_event(chronology, event, &mut piece.text);
                piece.ends.push(piece.text.len());
            }
            piece
        };
        Self(chronology.events.par_chunks(PIECE).map(piece).collect())
    }

    /// Which events hold all that a query asks for, in their order.
    pub fn found(&self, query: &str) -> Vec<bool> {
        let needles = needles(query);
        let found: Vec<Vec<bool>> = self.0.par_iter().map(|piece| piece.found(&needles)).collect();
        found.concat()
    }
}

impl Piece {
    fn found(&self, needles: &[String]) -> Vec<bool> {
        let mut found = vec![true; self.ends.len()];
        for needle in needles {
            let holds = self.holds(needle);
            found.iter_mut().zip(holds).for_each(|(found, holds)| *found &= holds);
        }
        found
    }

    fn holds(&self, needle: &str) -> Vec<bool> {
        let mut holds = vec![false; self.ends.len()];
        let finder = Finder::new(needle);
        let bytes = self.text.as_bytes();
        let (mut from, mut event) = (0, 0);
        while let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest)) {
            let at = from + at;
            event += self.ends.get(event..).unwrap_or_default().partition_point(|end| *end <= at);
            let Some(hit) = holds.get_mut(event) else { break };
            *hit = true;
            from = self.ends.get(event).copied().unwrap_or(bytes.len());
            event += 1;
        }
        holds
    }
}

/// What a query asks for: its words, and what stands in quotation marks as a whole; folded.
pub fn needles(query: &str) -> Vec<String> {
    let query = query.to_lowercase().replace(['“', '”'], "\"");
    let parts = query.split('"').enumerate();
    let is_phrase = |i: usize| i % 2 == 1;
    let words = parts.flat_map(|(i, part)| {
        let whole = is_phrase(i).then(|| part.trim().to_owned());
        let single = part.split_whitespace().filter(|_| !is_phrase(i)).map(str::to_owned);
        whole.into_iter().chain(single.collect::<Vec<_>>())
    });
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether one event holds all needles.
pub fn holds(chronology: &Chronology, event: &Event, needles: &[String]) -> bool {
    if needles.is_empty() {
        return true;
    }
    let mut text = String::new();
    write_event(chronology, event, &mut text);
    needles.iter().all(|needle| text.contains(needle.as_str()))
}

/// Where needles stand in a text, in order. What changes its length when folded is not found.
pub fn spans(text: &str, needles: &[String]) -> Vec<Span> {
    let folded = text.to_lowercase();
    if folded.len() != text.len() {
        return Vec::new();
    }
    let places = needles.iter().flat_map(|needle| {
        folded.match_indices(needle.as_str()).map(|(at, hit)| Span::new(at, at + hit.len()))
    });
    let mut found: Vec<Span> = places.collect();
    found.sort_unstable_by_key(|span| (span.start, span.end));
    found
}

fn write_event(chronology: &Chronology, event: &Event, out: &mut String) {
    let mut write = |text: &str| {
        if text.is_ascii() {
            // Most text is: to fold it letter by letter would take several times as long.
            out.push_str(&text.to_ascii_lowercase());
        } else {
            out.extend(text.chars().flat_map(char::to_lowercase));
        }
        out.push('\n');
    };
    write(&event.title);
    for source in &event.sources {
        if let Some(by) = &source.claimed_by {
            write(by);
        }
        if let Some(annotated) = chronology.document_of(source) {
            write(source.sentence.of(&annotated.document.text));
            write(annotated.document.label());
        }
    }
    for place in &event.places {
        write(chronology.places.name(place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;
    use proptest::prelude::*;

    #[test]
    fn a_phrase_in_quotation_marks_is_sought_as_a_whole() {
        assert_eq!(needles("Siege “of Vienna” 1683"), ["siege", "of vienna", "1683"]);
        assert_eq!(needles("  \"\" "), Vec::<String>::new());
    }

    #[test]
    fn hits_stand_where_the_words_do() {
        let spans = spans("The Siege of sieges", &needles("siege"));
        assert_eq!(spans, [Span::new(4, 9), Span::new(13, 18)]);
    }

    proptest! {
        #[test]
        fn one_run_finds_what_looking_at_each_event_finds(query in "[a-z0-9 ]{0,6}") {
            let chronology = sample::encodings();
            let needles = needles(&query);
            let each = chronology.events.iter().map(|event| holds(&chronology, event, &needles));
            prop_assert_eq!(Haystack::of(&chronology).found(&query), each.collect::<Vec<_>>());
        }
    }
}
