//! Words sought in events and documents, as they are typed.
//!
//! ```text
//!  "siege vien" ─→ needles ─→ one run over the folded text of all events ─→ which hold every needle
//! ```
//! The text of an event is its title, its sentences, its places, who claims it, who takes part as the user says,
//! and the titles of its documents. A run over plain text finds parts of words as well, keeps nothing that could be out of step,
//! and is over in a few milliseconds for a hundred thousand documents.

use crate::model::{Chronology, Event, Span};
use memchr::memmem::{self, Finder};
use rayon::prelude::*;
use std::ops::Range;

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
    let mut folded = String::new();
    fold_into(query, &mut folded);
    let query = folded.replace(['“', '”'], "\"");
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

/// Where needles stand in a text, in order.
pub fn spans(text: &str, needles: &[String]) -> Vec<Span> {
    if needles.is_empty() {
        return Vec::new();
    }
    // Where the letter of each folded byte begins.
    let (mut folded, mut starts) = (String::new(), Vec::new());
    fold(text, |at, letter| {
        folded.push(letter);
        starts.resize(folded.len(), at);
    });
    let written = |folded: Range<usize>| {
        let (first, last) = (starts.get(folded.start)?, starts.get(folded.end.checked_sub(1)?)?);
        let after = starts.get(folded.end..)?.iter().find(|start| last < start);
        Some(Span::new(*first, after.copied().unwrap_or(text.len())))
    };
    let places = needles.iter().flat_map(|needle| {
        folded.match_indices(needle.as_str()).filter_map(|(at, hit)| written(at..at + hit.len()))
    });
    let mut found: Vec<Span> = places.collect();
    found.sort_unstable_by_key(|span| (span.start, span.end));
    found
}

/// Adds a text as it is compared.
fn fold_into(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let is_one_line = bytes.iter().min().is_none_or(|least| b' ' <= *least);
    if is_one_line && text.is_ascii() && memmem::find(bytes, b"  ").is_none() {
        // Most text is so: to fold it letter by letter would take several times as long.
        out.push_str(&text.to_ascii_lowercase());
    } else {
        fold(text, |_, letter| out.push(letter));
    }
}

/// Gives each letter of a text as it is compared, and where it stands: small, with one space wherever there
/// is any white space, and letter by letter, so that a word is the same in any text.
fn fold(text: &str, mut write: impl FnMut(usize, char)) {
    let mut is_spaced = false;
    for (at, letter) in text.char_indices() {
        let is_space = letter.is_whitespace();
        match letter {
            _ if is_space && is_spaced => {}
            _ if is_space => write(at, ' '),
            // A sigma at the end of a word is written so in small letters alone.
            'ς' => write(at, 'σ'),
            _ => letter.to_lowercase().for_each(|letter| write(at, letter)),
        }
        is_spaced = is_space;
    }
}

fn write_event(chronology: &Chronology, event: &Event, out: &mut String) {
    let mut write = |text: &str| {
        fold_into(text, out);
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
    for name in event.stated_actors().into_iter().flatten() {
        write(name);
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

    #[test]
    fn hits_are_whole_letters_where_folding_makes_them_longer() {
        let found = |query: &str| {
            let text = "İzmir and\nİznik";
            let spans = spans(text, &needles(query));
            spans.iter().map(|span| span.of(text)).collect::<Vec<_>>()
        };
        assert_eq!(found("i"), ["İ", "i", "İ", "i"]);
        assert_eq!(found("\"and İznik\""), ["and\nİznik"]);
    }

    proptest! {
        #[test]
        fn every_phrase_of_a_text_is_found_in_it(
            words in prop::collection::vec("[A-Ca-cİßΣσςÖö]{1,5}", 1..8),
            gap in "[ \n\t\u{a0}]{1,3}", from in 0..8_usize,
        ) {
            // A last word of its own, for hits do not overlap: "ß ß" is in "ß ß ß" once, at its head.
            let words = [words, vec!["Ü".to_owned()]].concat();
            let text = words.join(&gap);
            let phrase = words[from % words.len()..].join(" ");
            let needles = needles(&format!("“{phrase}”"));
            let mut folded = String::new();
            fold_into(&text, &mut folded);
            prop_assert!(needles.iter().all(|needle| folded.contains(needle.as_str())));
            let hits = spans(&text, &needles);
            prop_assert!(hits.iter().any(|hit| hit.end as usize == text.len()), "{:?}", hits);
        }

        #[test]
        fn one_run_finds_what_looking_at_each_event_finds(query in "[a-z0-9 ]{0,6}") {
            let chronology = sample::encodings();
            let needles = needles(&query);
            let each = chronology.events.iter().map(|event| holds(&chronology, event, &needles));
            prop_assert_eq!(Haystack::of(&chronology).found(&query), each.collect::<Vec<_>>());
        }
    }
}
