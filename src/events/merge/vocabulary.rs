//! The words of events, numbered: what each [`Telling`] is made of.

use super::similarity::{Deed, Fate, Side, Telling, TermList, Title, Turn};
use crate::events::words::hash::ByHash;
use crate::events::words::lexicon::{Class, Classes, ENGLISH};
use crate::events::words::word_lists::Kinds;
use crate::model::{Annotated, Event, Source, Span};
use crate::phrase::fold::{fold, hash_of, in_lower_case};
use crate::phrase::stem::stem_hash;
use crate::phrase::token::{self, Token, TokenKind};
use std::collections::HashMap;
use std::sync::Arc;

/// Stems of words by number, in the order in which they are met.
#[derive(Default)]
pub(super) struct Stems {
    /// By the hash of the stem.
    numbers: HashMap<u64, u32, ByHash>,
    /// The hashes.
    pub in_order: Vec<u64>,
}

impl Stems {
    /// The number of a stem with this hash.
    pub(super) fn number(&mut self, stem: u64) -> u32 {
        *self.numbers.entry(stem).or_insert_with(|| {
            self.in_order.push(stem);
            self.in_order.len() as u32 - 1
        })
    }
}

/// The words of some tellings, each looked up once.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// By the hash of the folded word.
    words: HashMap<u64, Known, ByHash>,
    pub stems: Stems,
    /// Memory to work in.
    tokens: Vec<(Token, u64)>,
    terms: Vec<u32>,
}

/// What a word says.
#[derive(Clone, Copy)]
struct Known {
    /// The number of its stem; `None` for words that say nothing.
    term: Option<u32>,
    is_against: bool,
    is_alongside: bool,
    is_by: bool,
    is_light: bool,
    is_reaction: bool,
    is_befalling: bool,
    is_death: bool,
    is_definite: bool,
    is_genitive: bool,
    is_negative: bool,
    is_once: bool,
    is_upheaval: bool,
    classes: Classes,
    kinds: Kinds,
}

impl Known {
    /// "the mayor | of", "the mayor | left": whether a noun phrase cannot go on with it.
    fn ends_a_noun_phrase(&self) -> bool {
        self.classes.is_auxiliary()
            || self.classes.has_any(&[Class::Preposition, Class::Coordinator, Class::Determiner])
    }
}

/// What the words of a clause say.
#[derive(Default)]
struct Clause {
    terms: Vec<u32>,
    /// Names and numbers.
    names: Vec<u32>,
    /// Those that are places, or of a people: "Oslo", "Norwegian".
    places: Vec<u32>,
    /// Its first word, where it opens the sentence.
    first: Option<u32>,
    /// What happened.
    deed: Deed,
    against: bool,
    alongside: bool,
    is_negative: bool,
    /// Whether it takes the upheaval that it names as known: "the quake".
    is_of_known_upheaval: bool,
}

impl Clause {
    /// How often each term stands in it and its title, in order of terms; not yet weighed.
    fn weights(&mut self, title: &[u32]) -> Vec<(u32, f32)> {
        self.terms.extend(title);
        self.terms.sort_unstable();
        let weigh = |same: &[u32]| Some((*same.first()?, 1.0 + (same.len() as f32).ln()));
        let mut weights = Vec::with_capacity(self.terms.len());
        weights.extend(self.terms.chunk_by(|one, other| one == other).filter_map(weigh));
        weights
    }

    fn side(&self) -> Side {
        match (self.against, self.alongside) {
            (true, false) => Side::Against,
            (false, true) => Side::Alongside,
            _ => Side::None,
        }
    }
}

impl Vocabulary {
    /// What an event tells, its words not yet weighed.
    pub(super) fn count(&mut self, documents: &[Arc<Annotated>], event: &Event) -> Telling {
        let mut tokens = std::mem::take(&mut self.tokens);
        let mut clause = Clause { terms: std::mem::take(&mut self.terms), ..Clause::default() };
        let source = event.sources.first();
        let document = source.and_then(|source| documents.get(source.document));
        if let (Some(source), Some(annotated)) = (source, document) {
            self.read(annotated, source, &mut tokens, &mut clause);
        }
        let mut telling = self.title(&event.title, &mut tokens, &mut clause);
        telling.is_listed = document.is_some_and(|it| !it.document.told.is_empty());
        clause.terms.clear();
        (self.terms, self.tokens) = (clause.terms, tokens);
        telling
    }

    /// Reads the clause of a source, but for its dates.
    fn read(
        &mut self,
        annotated: &Annotated,
        source: &Source,
        tokens: &mut Vec<(Token, u64)>,
        clause: &mut Clause,
    ) {
        let text: &str = &annotated.document.text;
        let times = &annotated.times;
        let mut next = times.partition_point(|time| time.span.end <= source.clause.start);
        let places = &annotated.places;
        let first = places.partition_point(|place| place.span.end <= source.clause.start);
        let mut places = places.get(first..).unwrap_or_default().iter().peekable();
        words(text, source.clause, tokens);
        let mut is_in_definite = false;
        for &(token, hash) in &*tokens {
            while times.get(next).is_some_and(|time| time.span.end <= token.span.start) {
                next += 1;
            }
            if times.get(next).is_some_and(|time| time.span.overlaps(token.span)) {
                continue;
            }
            let known = self.known(hash, token.span.of(text));
            clause.against |= known.is_against;
            clause.alongside |= known.is_alongside;
            clause.is_negative |= known.is_negative;
            is_in_definite = known.is_definite || is_in_definite && !known.ends_a_noun_phrase();
            clause.is_of_known_upheaval |= known.is_upheaval && is_in_definite;
            let is_head = source.head.is_some_and(|head| head.overlaps(token.span));
            clause.deed.is_reaction |= is_head && known.is_reaction;
            clause.deed.befalls_a_person |= is_head && known.is_befalling;
            let Some(term) = known.term else { continue };
            if is_head && !known.is_light {
                (clause.deed.term, clause.deed.kinds) = (Some(term), known.kinds);
            }
            if token.span.start == source.sentence.start {
                clause.first = Some(term);
            }
            clause.terms.push(term);
            while places.next_if(|place| place.span.end <= token.span.start).is_some() {}
            if places.peek().is_some_and(|place| place.span.overlaps(token.span)) {
                clause.places.push(term);
            }
            if token.is_capitalised(text) || token.kind == TokenKind::Number {
                clause.names.push(term);
            }
        }
    }

    /// What a title tells, and its clause, whose words are taken.
    fn title(
        &mut self,
        title: &str,
        tokens: &mut Vec<(Token, u64)>,
        clause: &mut Clause,
    ) -> Telling {
        words(title, Span::new(0, title.len()), tokens);
        let said = tokens.iter().map(|&(token, hash)| (hash, token.span.of(title)));
        let said: Vec<Known> = said.map(|(hash, word)| self.known(hash, word)).collect();
        let both = || tokens.iter().map(|(token, _)| token).zip(&said);
        let mut names = std::mem::take(&mut clause.names);
        // "[Keller] died", where the clause says "he".
        let end = title.starts_with('[').then(|| title.find(']')).flatten().unwrap_or(0);
        let added = both()
            .filter(|(token, _)| (token.span.start as usize) < end && token.is_capitalised(title));
        names.extend(added.filter_map(|(_, known)| known.term));
        let terms = sorted(said.iter().filter_map(|known| known.term));
        let numbers = both().filter(|(token, _)| token.opens_with_digit(title));
        let numbers = sorted(numbers.filter_map(|(_, known)| known.term));
        // The first word of a sentence is capitalised whatever it is.
        let is_name = |term: &u32| {
            names.contains(term)
                && !numbers.contains(term)
                && !clause.places.contains(term)
                && clause.first != Some(*term)
        };
        let deed = clause.deed.term;
        let acts = |known: &&Known| known.term.is_some() && known.term == deed;
        let before = said.iter().take_while(|known| !acts(known)).filter_map(|known| known.term);
        let behind = said.iter().skip_while(|known| !acts(known)).filter_map(|known| known.term);
        let is_thing = |term: &u32| {
            deed != Some(*term) && !clause.places.contains(term) && !numbers.contains(term)
        };
        let kinds = said.iter().fold(Kinds::default(), |all, known| all.with(known.kinds));
        let title = Title {
            weight: 0.0,
            kinds,
            named: terms.iter().copied().filter(is_name).collect(),
            subject: sorted(before.filter(is_name)),
            things: terms.iter().copied().filter(is_thing).collect(),
            objects: sorted(behind.filter(is_thing)),
            terms,
            numbers,
        };
        Telling {
            weights: clause.weights(&title.terms),
            title,
            fate: fate(&said, &names, deed, clause.is_of_known_upheaval),
            names: sorted(names.into_iter()),
            // "Elections take place": the title says what.
            deed: Deed {
                kinds: if deed.is_some() { clause.deed.kinds } else { kinds },
                ..clause.deed
            },
            side: clause.side(),
            is_negative: clause.is_negative,
            is_listed: false,
        }
    }

    /// What is known of a word, by the hash of its folded text.
    fn known(&mut self, hash: u64, word: &str) -> Known {
        if let Some(known) = self.words.get(&hash) {
            return *known;
        }
        let lower = in_lower_case(word);
        let classes = ENGLISH.classes_of_word(&lower, hash);
        let is_empty = classes.is_auxiliary()
            || classes.has_any(&[
                Class::Trailing,
                Class::Determiner,
                Class::Preposition,
                Class::Pronoun,
                Class::Connective,
                Class::Reporting,
            ])
            || lower.len() < 2;
        let begun = ENGLISH.begun(&lower);
        let is_of = |list: &str| begun.may_have(list) && ENGLISH.phrase_len(list, [&*lower]) > 0;
        let meant = (!is_empty).then(|| ENGLISH.alike(stem_hash(word, hash)));
        let known = Known {
            term: meant.map(|meant| self.stems.number(meant)),
            kinds: meant.map(|meant| ENGLISH.kinds(meant)).unwrap_or_default(),
            is_against: classes.has(Class::Against),
            is_alongside: is_of("alongside"),
            is_by: is_of("done_by"),
            is_light: is_of("light_verb"),
            is_death: is_of("dying"),
            is_definite: is_of("definite"),
            is_genitive: lower == "s",
            is_reaction: is_of("reacting"),
            is_befalling: is_of("befalling"),
            is_negative: classes.has(Class::Negation) || is_of("saying_no"),
            is_once: is_of("once"),
            is_upheaval: is_of("upheaval"),
            classes,
        };
        self.words.insert(hash, known);
        known
    }
}

/// Terms in order, each once.
fn sorted(terms: impl Iterator<Item = u32>) -> TermList {
    let mut terms: TermList = terms.collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// What shakes a whole region, where it is the subject of a title, or that by which something was done:
/// "the quake struck", "homes flattened by the quake", but not "the rescue of quake victims".
fn upheaval(title: &[Known]) -> Option<Turn> {
    let at = title.iter().position(|known| known.is_upheaval)?;
    let joins = |known: &Known| {
        let of_verb = known.classes.is_auxiliary() || known.classes.has(Class::Past);
        of_verb || known.classes.has_any(&[Class::Preposition, Class::Coordinator])
    };
    let is_head = title.get(at + 1).is_none_or(joins);
    let lead = title.get(..at)?.iter().rev().find(|known| joins(known));
    let acts = lead.is_none_or(|known| known.is_by);
    title.get(at)?.term.filter(|_| is_head && acts).map(Turn::Upheaval)
}

/// What the title tells to have befallen anybody once, and of which of the `names`; where it is an upheaval, whether
/// that is taken as known.
fn fate(title: &[Known], names: &[u32], deed: Option<u32>, is_known_upheaval: bool) -> Fate {
    let befell = title.iter().position(|known| known.is_once).unwrap_or(0);
    let before = title.iter().take(befell).filter_map(|known| known.term);
    let bearer: TermList = before.filter(|term| names.contains(term)).collect();
    let turn = upheaval(title).or_else(|| end_of(title, befell, deed, *bearer.last()?));
    let once = title.iter().filter(|known| known.is_once).filter_map(|known| known.term);
    let is_known = match turn {
        // "Fifty killed by the quake" tells more than the quake.
        Some(Turn::Upheaval(_)) => is_known_upheaval && !title.iter().any(|known| known.is_by),
        // One name alone has many bearers.
        Some(Turn::Fate(..)) => {
            1 < bearer.len() && title.get(befell).is_some_and(|known| known.is_death)
        }
        None => false,
    };
    Fate { once: sorted(once), bearer, turn, is_known }
}

/// "Ann Keller | died", "Ann Keller’s | death": what the title tells to have befallen whom it names right
/// before.
fn end_of(title: &[Known], befell: usize, deed: Option<u32>, name: u32) -> Option<Turn> {
    let told = title.get(befell).and_then(|known| known.term).filter(|&told| deed == Some(told))?;
    let named = title.get(..befell)?.iter().rev().find(|known| !known.is_genitive)?;
    (named.term == Some(name)).then_some(Turn::Fate(told, name))
}

/// Words and numbers of a text, with the hashes of their folded text. A compound of three or more, such
/// as "Port-au-Prince" and "ten-year-old", and one that opens with a syllable, as "co-ordinate", is one of
/// them: its parts alone say nothing.
fn words(text: &str, span: Span, found: &mut Vec<(Token, u64)>) {
    found.clear();
    // Parts of the compound that the last words may be, and where the text goes on behind its hyphen.
    let (mut parts, mut joint) = (0, None);
    // Where the digits go on behind a mark: "50,000", "7.0".
    let mut digits = None;
    token::each(text, span, |token, hash| {
        let is_digits = token.kind == TokenKind::Number;
        if is_digits && digits == Some(token.span.start) {
            digits = None;
            if let Some((last, hash)) = found.last_mut() {
                last.span = last.span.join(token.span);
                *hash = hash_of(last.span.of(text));
            }
            return;
        }
        if token.is_word() || token.kind == TokenKind::Number {
            if joint != Some(token.span.start) {
                join(text, found, parts);
                parts = 0;
            }
            found.push((token, hash));
            (parts, joint) = (parts + 1, None);
            return;
        }
        let follows = found.last().is_some_and(|(last, _)| last.span.end == token.span.start);
        let is_point = matches!(token.span.of(text), "," | ".");
        let is_number = found.last().is_some_and(|(last, _)| last.kind == TokenKind::Number);
        digits = (follows && is_number && is_point).then_some(token.span.end);
        joint = (follows && token.span.of(text) == "-").then_some(token.span.end);
        if joint.is_none() {
            join(text, found, parts);
            parts = 0;
        }
    });
    join(text, found, parts);
}

/// Makes one word of the last ones, where there are enough of them.
fn join(text: &str, found: &mut Vec<(Token, u64)>, parts: usize) {
    if parts < 2 {
        return;
    }
    let first = found.len().saturating_sub(parts);
    let ends = found.get(first).zip(found.last());
    let is_one = |first: &Token| 2 < parts || parts == 2 && first.span.len() <= 2;
    let Some(((first_part, _), (last, _))) = ends.filter(|((first, _), _)| is_one(first)) else {
        return;
    };
    let whole = Token { span: first_part.span.join(last.span), ..*first_part };
    found.truncate(first);
    found.push((whole, hash_of(&fold(whole.span.of(text)))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        let said: Vec<&str> = found.iter().map(|(token, _)| token.span.of(text)).collect();
        assert_eq!(said, expected);
        for (token, hash) in found {
            assert_eq!(hash, hash_of(&fold(token.span.of(text))));
        }
    }

    #[test]
    fn a_compound_whose_parts_say_nothing_is_one_word() {
        check("In Port-au-Prince, 2010", &["In", "Port-au-Prince", "2010"]);
        check("a well-known ten-year-old - left", &["a", "well", "known", "ten-year-old", "left"]);
        check("state-of-the-art", &["state-of-the-art"]);
        check("to co-ordinate", &["to", "co-ordinate"]);
    }

    #[test]
    fn a_number_is_one_word_with_its_marks() {
        check("2,400,000 at 7.0, 12, and 13", &["2,400,000", "at", "7.0", "12", "and", "13"]);
        check("$270m, 45,000-50,000", &["270m", "45,000", "50,000"]);
    }
}
