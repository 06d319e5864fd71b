//! A language's words, rules and named times, loaded once.

pub(super) mod class;
pub(super) mod feast;
#[cfg(test)]
pub(super) mod load;
#[cfg(test)]
mod named;
pub(super) mod tables;

use super::recognize::number;
use crate::model::Span;
use crate::phrase::lattice::{Behind, Lattice};
use crate::phrase::lexicon::{Arc, Need, UNKNOWN, WordId, Words};
use crate::phrase::token::{self, Token, TokenKind};
use std::sync::OnceLock;
use tables::{DateOrder, Edge, Language, WordNote};

/// A sentence with the readings of its words; its memory serves again for the next.
#[derive(Debug)]
pub(super) struct Reading {
    pub tokens: Vec<Token>,
    pub ids: Vec<WordId>,
    pub lattice: Lattice,
    /// Whether any token is a number.
    pub has_number: bool,
    /// The tokens at which a phrase may begin, the last one first.
    pub starts: Vec<usize>,
    ends: Vec<(u32, Arc)>,
}

impl Default for Reading {
    /// With room for most sentences, so that its memory need not grow in steps.
    fn default() -> Self {
        const TOKENS: usize = 64;
        Self {
            tokens: Vec::with_capacity(TOKENS),
            ids: Vec::with_capacity(TOKENS),
            lattice: Lattice::with_capacity(TOKENS),
            has_number: false,
            starts: Vec::with_capacity(TOKENS),
            ends: Vec::with_capacity(TOKENS),
        }
    }
}

/// English.
///
/// Should it not be what the build script wrote, nothing is found rather than anything wrong.
pub(super) fn english() -> Option<&'static Language> {
    static ENGLISH: OnceLock<Option<Language>> = OnceLock::new();
    ENGLISH.get_or_init(|| unpack().ok()).as_ref()
}

/// Reads the packed tables of English.
pub(super) fn unpack() -> postcard::Result<Language> {
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/english.bin")))
}

impl Language {
    fn note(&self, word: WordId) -> &WordNote {
        static NOTHING: WordNote = WordNote {
            need: Need::None,
            is_alone: false,
            tells_numbers: false,
            is_number: false,
            is_war: false,
            edge: None,
            begins: false,
            opens: false,
        };
        self.words.get(word.0 as usize).unwrap_or(&NOTHING)
    }

    /// The edge that the word of a hash tells of: "start" and "began" tell of the same.
    pub(super) fn edge(&self, hash: u64) -> Option<Edge> {
        self.note(self.lexicon.word(hash)).edge
    }

    /// Reads a sentence: its tokens without line breaks, and whether any of its words or figures
    /// may begin a time expression.
    pub(super) fn read(&self, text: &str, span: Span, sentence: &mut Reading) -> bool {
        sentence.tokens.clear();
        sentence.ids.clear();
        let mut is_worth_it = false;
        let (mut has_number, mut tells_numbers, mut needs_another) = (false, false, false);
        token::each(text, span, |token, hash| {
            if token.kind == TokenKind::Break {
                return;
            }
            let id = self.lexicon.word(hash);
            if id != UNKNOWN {
                let is_lower = token.kind == TokenKind::Lower;
                let enough = if is_lower { Need::AnyCase } else { Need::Capital };
                let note = self.note(id);
                let is_needed = enough <= note.need;
                is_worth_it |= is_needed && note.is_alone;
                needs_another |= is_needed;
                tells_numbers |= note.tells_numbers;
            }
            match token.kind {
                TokenKind::Number => {
                    has_number = true;
                    is_worth_it |= !number::is_mere_amount(text, token.span);
                }
                TokenKind::Mixed => {
                    is_worth_it |= token.span.of(text).bytes().any(|byte| byte.is_ascii_digit());
                }
                _ => {}
            }
            sentence.tokens.push(token);
            sentence.ids.push(id);
        });
        sentence.has_number = has_number;
        is_worth_it
            || has_number && tells_numbers
            || needs_another && self.has_words_of_one(&sentence.ids)
    }

    /// Whether a word that is needed, but not by itself, has one beside it that makes both parts of a name: "the
    /// Lisbon earthquake".
    fn has_words_of_one(&self, ids: &[WordId]) -> bool {
        let is_with = |id: &WordId| {
            let beside = self.beside.get(id.0 as usize).map_or(&[][..], Vec::as_slice);
            beside.iter().any(|other| ids.contains(other))
        };
        ids.iter().any(is_with)
    }

    /// Finds all readings of every token of a sentence that was read.
    pub(super) fn look_up(&self, text: &str, sentence: &mut Reading, order: DateOrder) {
        let Reading { tokens, ids, lattice, starts, ends, .. } = sentence;
        let words = Words { text, tokens, ids };
        // "March 1992.3": behind the sentence stands the mark of a note.
        let end = tokens.last().map_or(0, |last| last.span.end);
        let told = text.get(..end as usize).unwrap_or(text);
        lattice.clear(tokens.len());
        starts.clear();
        // The nearest word for war behind the token.
        let mut war = None;
        for (at, (token, &id)) in tokens.iter().zip(ids.iter()).enumerate().rev() {
            let may_be_figures = matches!(token.kind, TokenKind::Number | TokenKind::Mixed);
            let may_be_war = war.is_some_and(|war| war < at + LONGEST_WAR)
                && at > 0
                && ids.get(at - 1) == Some(&self.of);
            let note = self.note(id);
            if note.is_war {
                war = Some(at);
            }
            let means_more = may_be_figures || may_be_war || note.is_number;
            if !means_more && !note.begins {
                continue;
            }
            let read = |arcs: &mut Vec<Arc>, behind: Behind<'_>| {
                let start = arcs.len();
                self.lexicon.arcs(words, at, ends, arcs);
                if may_be_figures {
                    number::figures(told, tokens, at, (order, &self.endings), arcs);
                }
                if may_be_figures || note.is_number {
                    let next = || tokens.get(at + 1).map(|token| token.span.of(text));
                    number::words(arcs, start, behind, || matches!(next(), Some("-" | "‑")));
                }
                if may_be_war {
                    wars(words, at, behind, arcs);
                }
            };
            match self.lexicon.alone(id, ids.get(at + 1)).filter(|_| !means_more) {
                Some((readings, classes)) => lattice.put(at, readings, classes),
                None => lattice.read(at, read),
            }
            if note.opens || means_more {
                starts.push(at);
            }
        }
    }

    /// The event that "the war" means in a piece of text: of those that days are counted from, the
    /// one whose words it has most of; `None` where it has none.
    pub(super) fn event_spoken_of(&self, text: &str) -> Option<usize> {
        let counts = self.named.iter().enumerate().filter(|(_, named)| named.is_day_one);
        let counts = counts.map(|(event, named)| {
            // Datelines stand in capitals.
            let count = |word: &String| {
                text.matches(word.as_str()).count() + text.matches(&*word.to_uppercase()).count()
            };
            (named.about.iter().map(count).sum::<usize>(), event)
        });
        // Of equals the first in the file.
        let most = counts.filter(|(count, _)| *count > 0).rev().max_by_key(|(count, _)| *count);
        most.map(|(_, event)| event)
    }
}

/// Most tokens of a war that is described rather than named.
const LONGEST_WAR: usize = 9;

/// Reads "Russia's unprovoked armed aggression" after "of" as some war: words up to one for war.
fn wars(words: Words<'_>, at: usize, behind: Behind<'_>, arcs: &mut Vec<Arc>) {
    let Words { text, tokens, .. } = words;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    if at.checked_sub(1).is_none_or(|of| word(of) != "of") {
        return;
    }
    for end in at..at + LONGEST_WAR {
        if end >= at + 2 && behind.find(arcs, end - at, class::WARWORD).is_some() {
            let tokens = (end - at + 1) as u8;
            arcs.push(Arc { class: class::ANYWAR, tokens, number: 0, value: None });
        }
        let is_inside = tokens.get(end).is_some_and(|token| {
            token.is_word() || matches!(token.span.of(text), "-" | "‑" | "'" | "’")
        });
        if !is_inside || word(end) == "of" {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_read: bool) {
        let language = english().unwrap();
        let span = Span::new(0, text.len());
        assert_eq!(language.read(text, span, &mut Reading::default()), is_read, "{text}");
    }

    #[test]
    fn a_short_number_that_stands_apart_is_read_beside_a_word_that_makes_it_a_date() {
        check("Some 400 people came.", false);
        check("Some 50,000 people, 7% of the town, paid $3,200,000.", false);
        check("They left on May 12,2010.", true);
        check("They met on 12,2010.", true);
        check("They came at 5 pm.", true);
        check("The walls fell in 480 BC.", true);
        check("They voted 12/10/2020.", true);
        check("They met in 1848.", true);
    }

    #[test]
    fn a_phrase_is_read_for_the_word_that_is_telling_by_itself() {
        check("For the time being it stays.", true);
        check("A human being is no number.", false);
        check("Ann Dahl fled after the Lisbon earthquake.", true);
        check("An earthquake collapsed the building, and the mill was left.", false);
        check("Lisbon was rebuilt by the king.", false);
    }
}
