//! Surface forms → classes with values.
//!
//! ```text
//!  the ─┬─ Cold ── War ● named 2       a trie over word numbers: a word that begins no form
//!       ├─ Gulf ── War ● named 12      costs one look-up, however many forms there are
//!       ● det
//! ```

use super::token::{Token, TokenKind, each};
use crate::model::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Number of a class within one lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ClassId(pub u16);

/// Some classes, by a bit for each. Classes share bits, so that it is sure only of what it does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ClassSet(u128);

impl ClassSet {
    /// The set of some classes.
    pub const fn of(classes: &[ClassId]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < classes.len() {
            set = set.with(classes[at]);
            at += 1;
        }
        set
    }

    /// The set with one more class.
    pub const fn with(self, class: ClassId) -> Self {
        Self(self.0 | 1 << (class.0 % 128))
    }

    /// The classes of both.
    pub const fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it may hold a class.
    pub const fn may_hold(self, class: ClassId) -> bool {
        self.0 & 1 << (class.0 % 128) != 0
    }

    /// Whether the two may have a class in common.
    pub const fn may_share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Number of a word within one lexicon; 0 for words that it does not know.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct WordId(pub u32);

/// A word that the lexicon does not know.
pub const UNKNOWN: WordId = WordId(0);

/// One reading of some tokens: a step in the lattice that the grammar walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arc {
    /// What the tokens are.
    pub class: ClassId,
    /// How many tokens, at least 1.
    pub tokens: u8,
    /// The value, where it is a number; else 0.
    pub number: i32,
    /// The value as text: an index for [`Lexicon::value`]; `None` for computed numbers.
    pub value: Option<u16>,
}

/// The tokens of a sentence with the numbers of their words.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The text that the tokens stand in.
    pub text: &'a str,
    /// The tokens in order.
    pub tokens: &'a [Token],
    /// The number of each token's word.
    pub ids: &'a [WordId],
}

/// Words and phrases with their classes. What only serves to add more of them is not packed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    #[serde(skip)]
    classes: Vec<String>,
    #[serde(skip)]
    class_ids: HashMap<String, ClassId>,
    values: Vec<String>,
    #[serde(skip)]
    value_ids: HashMap<String, u16>,
    vocabulary: Vocabulary,
    /// The node of each word that begins a form, by its number; 0 where it begins none.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    branches: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    /// By number of entry.
    #[serde(skip)]
    forms: Vec<Form>,
    /// By number of class, whether it has any form.
    #[serde(skip)]
    is_filled: Vec<bool>,
}

/// A point of the trie.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Node {
    /// The forms that end here, by ascending number.
    arcs: Vec<Arc>,
    /// Their classes.
    classes: ClassSet,
    /// Their numbers.
    numbers: Vec<u32>,
    /// How they are written; empty where case matters in none of them.
    writing: Vec<Writing>,
    /// A bit for each word that goes on from here, which many words share: most words that follow go
    /// nowhere, and are not looked up.
    branches: u64,
}

/// How a form is written.
#[derive(Debug, Serialize, Deserialize)]
struct Writing {
    /// Its tokens as written, with a space between them, where case must agree; else empty.
    exact: String,
    /// What the first of them is made of.
    kind: TokenKind,
}

/// What a form is made of.
#[derive(Debug)]
struct Form {
    class: ClassId,
    words: Vec<WordId>,
    /// The word that few texts have: the last of its longest, of those with a capital where case matters.
    telling: WordId,
    /// The word that fewest texts have beside it; `None` where there is no other.
    beside: Option<WordId>,
    /// Whether a text needs that word in upper case.
    is_capital: bool,
}

/// Whether case matters for a surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Any case.
    Any,
    /// As written; "the" at the head may also begin a sentence.
    Exact,
}

impl Lexicon {
    /// The class of a name, made where it is new.
    pub fn class(&mut self, name: &str) -> ClassId {
        if let Some(class) = self.find_class(name) {
            return class;
        }
        let class = ClassId(self.classes.len() as u16);
        self.classes.push(name.to_owned());
        self.class_ids.insert(name.to_owned(), class);
        self.is_filled.push(false);
        class
    }

    /// The class of a name.
    pub fn find_class(&self, name: &str) -> Option<ClassId> {
        self.class_ids.get(name).copied()
    }

    /// Whether a class has any form.
    pub fn is_filled(&self, class: ClassId) -> bool {
        self.is_filled.get(class.0 as usize).copied().unwrap_or(false)
    }

    /// Whether the next class or value would have no number of its own.
    pub fn is_full(&self) -> bool {
        usize::from(u16::MAX) < self.classes.len().max(self.values.len())
    }

    /// The name of a class; empty for a class of another lexicon.
    pub fn class_name(&self, class: ClassId) -> &str {
        self.classes.get(class.0 as usize).map_or("", String::as_str)
    }

    /// The text of a value; empty where there is none.
    pub fn value(&self, value: Option<u16>) -> &str {
        value.and_then(|at| self.values.get(at as usize)).map_or("", String::as_str)
    }

    /// Adds a surface form of one or more words.
    pub fn add(&mut self, class: ClassId, value: &str, surface: &str, case: Case) {
        let (mut ids, mut exact, mut kind) = (Vec::new(), Vec::new(), None);
        // How telling each word is: a name and a long word are rarer than others.
        let mut parts: Vec<((bool, usize), WordId, TokenKind)> = Vec::new();
        each(surface, Span::new(0, surface.len()), |token, hash| {
            let word = self.vocabulary.insert(hash);
            ids.push(word);
            kind.get_or_insert(token.kind);
            if case == Case::Exact {
                exact.push(token.span.of(surface));
            }
            let is_name = token.is_word() && token.kind != TokenKind::Lower;
            if token.kind != TokenKind::Mark {
                let tells = (case == Case::Exact && is_name, token.span.len());
                parts.push((tells, word, token.kind));
            }
        });
        let (Some(&first), Some(kind)) = (ids.first(), kind) else { return };
        // A form of marks alone counts under the first of them.
        let most = parts.iter().max_by_key(|part| part.0);
        let (telling, is_lower) =
            most.map_or((first, false), |&(_, word, kind)| (word, kind == TokenKind::Lower));
        let others = parts.iter().filter(|part| part.1 != telling);
        let beside = others.max_by_key(|part| part.0).map(|part| part.1);
        let node = self.node_of(&ids);
        if let Some(is_filled) = self.is_filled.get_mut(class.0 as usize) {
            *is_filled = true;
        }
        let arc = Arc {
            class,
            tokens: ids.len() as u8,
            number: value.parse().unwrap_or(0),
            value: Some(self.value_id(value)),
        };
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.add(self.forms.len() as u32, arc, Writing { exact: exact.join(" "), kind });
        }
        let is_capital = case == Case::Exact && !is_lower;
        self.forms.push(Form { class, words: ids, telling, beside, is_capital });
    }

    fn value_id(&mut self, value: &str) -> u16 {
        if let Some(&id) = self.value_ids.get(value) {
            return id;
        }
        let id = self.values.len() as u16;
        self.values.push(value.to_owned());
        self.value_ids.insert(value.to_owned(), id);
        id
    }

    /// The node at the end of some words, grown where it is new.
    fn node_of(&mut self, words: &[WordId]) -> u32 {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for &word in words {
            let new = self.nodes.len() as u32;
            let next =
                if node == 0 { self.root_of(word, new) } else { self.branch(node, word, new) };
            if next == new {
                self.nodes.push(Node::default());
            }
            node = next;
        }
        node
    }

    fn root_of(&mut self, word: WordId, new: u32) -> u32 {
        let at = word.0 as usize;
        self.roots.resize(self.roots.len().max(at + 1), 0);
        let Some(root) = self.roots.get_mut(at) else { return new };
        if *root == 0 {
            *root = new;
        }
        *root
    }

    fn branch(&mut self, node: u32, word: WordId, new: u32) -> u32 {
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.branches |= branch_bit(word);
        }
        *self.branches.entry(branch_key(node, word)).or_insert(new)
    }

    /// The number of a word, from the hash of its folded text.
    #[inline]
    pub fn word(&self, hash: u64) -> WordId {
        self.vocabulary.find(hash)
    }

    /// Whether a form begins with a word.
    pub fn begins(&self, word: WordId) -> bool {
        self.roots.get(word.0 as usize).is_some_and(|&root| root != 0)
    }

    /// The readings of a word and their classes, where they are the same however it is written and no form goes on with
    /// the word after it; else `None`.
    #[inline]
    pub fn alone(&self, word: WordId, next: Option<&WordId>) -> Option<(&[Arc], ClassSet)> {
        let root = self.roots.get(word.0 as usize).filter(|root| **root != 0)?;
        let node = self.nodes.get(*root as usize)?;
        let goes_on = next.is_some_and(|next| node.branches & branch_bit(*next) != 0);
        (node.writing.is_empty() && !goes_on).then_some((&node.arcs, node.classes))
    }

    /// Every reading that begins at token `at`, appended to `arcs`, in the order in which the forms
    /// were added. `ends` is memory to work in.
    pub fn arcs(
        &self,
        words: Words<'_>,
        at: usize,
        ends: &mut Vec<(u32, Arc)>,
        arcs: &mut Vec<Arc>,
    ) {
        let (Some(&word), Some(token)) = (words.ids.get(at), words.tokens.get(at)) else { return };
        let root = self.roots.get(word.0 as usize).copied().unwrap_or(0);
        if root == 0 || token.kind == TokenKind::Number {
            return;
        }
        let Some(mut node) = self.nodes.get(root as usize) else { return };
        let (mut number, mut after) = (root, at + 1);
        ends.clear();
        while let Some(next) = self.next(node, number, words.ids.get(after)) {
            node.each_agreeing(words, at, |number, arc| ends.push((number, arc)));
            let Some(next_node) = self.nodes.get(next as usize) else { break };
            (node, number, after) = (next_node, next, after + 1);
        }
        if ends.is_empty() {
            node.each_agreeing(words, at, |_, arc| arcs.push(arc));
            return;
        }
        node.each_agreeing(words, at, |number, arc| ends.push((number, arc)));
        ends.sort_unstable_by_key(|&(number, _)| number);
        arcs.extend(ends.iter().map(|&(_, arc)| arc));
    }

    /// Where the trie goes on from a node with a word.
    #[inline]
    fn next(&self, node: &Node, number: u32, word: Option<&WordId>) -> Option<u32> {
        let word = word.filter(|word| node.branches & branch_bit(**word) != 0)?;
        self.branches.get(&branch_key(number, *word)).copied()
    }

    /// By number of word, whether a form of one of the classes begins with it.
    pub fn beginnings(&self, classes: &[ClassId]) -> Vec<bool> {
        let mut begins = vec![false; self.roots.len()];
        for form in self.forms.iter().filter(|form| classes.contains(&form.class)) {
            let first = form.words.first().and_then(|first| begins.get_mut(first.0 as usize));
            if let Some(begins) = first {
                *begins = true;
            }
        }
        begins
    }

    /// By number of word, whether a text needs it for a form of one of the classes: none of them
    /// stands in a text without any of these words. "The Lisbon earthquake" counts under Lisbon, beside the word
    /// "earthquake", but "for the time being" under "time", which is needed by itself.
    pub fn needed_words(&self, classes: &[ClassId]) -> Vec<Needed> {
        let mut needed = vec![Needed::default(); self.vocabulary.hashes.len() + 1];
        let forms = self.forms.iter().filter(|form| classes.contains(&form.class));
        let (single, longer): (Vec<_>, Vec<_>) = forms.partition(|form| form.words.len() == 1);
        for form in single.into_iter().chain(longer) {
            let is_held = form.words.iter().any(|word| {
                let known = needed.get(word.0 as usize);
                known.is_some_and(|known| known.need == Need::AnyCase && known.is_alone)
            });
            if is_held {
                continue;
            }
            let need = if form.is_capital { Need::Capital } else { Need::AnyCase };
            if let Some(known) = needed.get_mut(form.telling.0 as usize) {
                known.need = need.max(known.need);
                match form.beside {
                    Some(word) if !known.beside.contains(&word) => known.beside.push(word),
                    Some(_) => {}
                    None => known.is_alone = true,
                }
            }
        }
        needed
    }
}

/// For what a text needs a word.
#[derive(Clone, Debug, Default)]
pub struct Needed {
    /// Whether it needs it.
    pub need: Need,
    /// Whether by itself.
    pub is_alone: bool,
    /// Else one of these must stand in the text as well.
    pub beside: Vec<WordId>,
}

/// Whether a text needs a word for any form of some classes to stand in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Need {
    /// It has no part in it.
    #[default]
    None,
    /// Only where it has a capital: "May".
    Capital,
    /// In upper or lower case.
    AnyCase,
}

impl Node {
    /// Ends one more form here.
    fn add(&mut self, number: u32, arc: Arc, writing: Writing) {
        if !self.writing.is_empty() || !writing.exact.is_empty() {
            let any = || Writing { exact: String::new(), kind: TokenKind::Lower };
            self.writing.resize_with(self.arcs.len(), any);
            self.writing.push(writing);
        }
        self.arcs.push(arc);
        self.classes = self.classes.with(arc.class);
        self.numbers.push(number);
    }

    /// Gives `found` the number of each form that ends here and agrees with the writing, and its reading.
    #[inline]
    fn each_agreeing(&self, words: Words<'_>, at: usize, mut found: impl FnMut(u32, Arc)) {
        for (place, (&number, &arc)) in self.numbers.iter().zip(&self.arcs).enumerate() {
            if self.writing.get(place).is_none_or(|writing| writing.agrees(words, at)) {
                found(number, arc);
            }
        }
    }
}

impl Writing {
    /// Whether case agrees, where it must.
    fn agrees(&self, words: Words<'_>, at: usize) -> bool {
        if self.exact.is_empty() {
            return true;
        }
        let tokens = words.tokens.get(at..).unwrap_or_default();
        // "The" may stand for "the"; else other kinds of letters are other letters.
        let may_agree = |first: &Token| first.kind == self.kind || first.kind == TokenKind::Title;
        if !tokens.first().is_some_and(may_agree) {
            return false;
        }
        self.exact.split(' ').zip(tokens).enumerate().all(|(number, (known, token))| {
            let written = token.span.of(words.text);
            let opens_sentence = || number == 0 && known == "the" && written == "The";
            token.kind == TokenKind::Mark || written == known || opens_sentence()
        })
    }
}

/// The bit of a word; unknown words go nowhere.
fn branch_bit(word: WordId) -> u64 {
    if word.0 == 0 { 0 } else { 1 << (word.0 % 64) }
}

fn branch_key(node: u32, word: WordId) -> u64 {
    (u64::from(node) << 32) | u64::from(word.0)
}

/// All words of all forms by their hashes, in a table with open addressing. Unlike words share place and
/// check so seldom that the words themselves need not be kept; a small table stays near the processor.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<u64>", into = "Vec<u64>")]
struct Vocabulary {
    /// A bit for the upper bits of each hash: most words that it does not know are turned away by it.
    bits: Vec<u64>,
    /// A power of two of them, never more than half full.
    slots: Vec<Slot>,
    /// The hashes of its words, by their numbers less 1.
    hashes: Vec<u64>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The lower bits of the hash; the upper ones say where the slot is.
    check: u32,
    /// Number of the word; 0 where the slot is free.
    word: u32,
}

impl Vocabulary {
    #[inline]
    fn find(&self, hash: u64) -> WordId {
        let (number, bit) = Self::bit_of(hash);
        if self.bits.get(number).is_none_or(|bits| bits & bit == 0) {
            return WordId(0);
        }
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = slot_of(&self.slots, hash);
        while let Some(slot) = self.slots.get(at) {
            if slot.check == hash as u32 || slot.word == 0 {
                return WordId(slot.word);
            }
            at = (at + 1) & mask;
        }
        WordId(0)
    }

    fn insert(&mut self, hash: u64) -> WordId {
        let known = self.find(hash);
        if known.0 != 0 {
            return known;
        }
        self.hashes.push(hash);
        let word = self.hashes.len() as u32;
        let wanted = 2 * self.hashes.len();
        if self.slots.len() < wanted {
            self.slots.clear();
            self.slots.resize((2 * wanted).next_power_of_two(), Slot::default());
            (1..).zip(&self.hashes).for_each(|(word, &hash)| put(&mut self.slots, hash, word));
        } else {
            put(&mut self.slots, hash, word);
        }
        let (number, bit) = Self::bit_of(hash);
        self.bits.resize(1 << (Self::HASH_BITS - 6), 0);
        if let Some(bits) = self.bits.get_mut(number) {
            *bits |= bit;
        }
        WordId(word)
    }

    /// How many bits of a hash number its bit.
    const HASH_BITS: u32 = 16;

    /// Where the bit of a hash stands.
    #[inline]
    fn bit_of(hash: u64) -> (usize, u64) {
        let number = hash >> (64 - Self::HASH_BITS);
        ((number >> 6) as usize, 1 << (number & 63))
    }
}

/// The table is made of its hashes.
impl From<Vec<u64>> for Vocabulary {
    fn from(hashes: Vec<u64>) -> Self {
        let mut vocabulary = Self::default();
        for hash in hashes {
            vocabulary.insert(hash);
        }
        vocabulary
    }
}

impl From<Vocabulary> for Vec<u64> {
    fn from(vocabulary: Vocabulary) -> Self {
        vocabulary.hashes
    }
}

/// Where the search for a hash begins: its high bits are mixed best.
#[inline]
fn slot_of(slots: &[Slot], hash: u64) -> usize {
    (((hash >> 32) * slots.len() as u64) >> 32) as usize
}

fn put(slots: &mut [Slot], hash: u64, word: u32) {
    let mask = slots.len().wrapping_sub(1);
    let mut at = slot_of(slots, hash);
    while slots.get(at).is_some_and(|slot| slot.word != 0) {
        at = (at + 1) & mask;
    }
    if let Some(slot) = slots.get_mut(at) {
        *slot = Slot { check: hash as u32, word };
    }
}

/// Mixes one number; the keys of the trie need no better hash.
#[derive(Debug, Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut lexicon = Lexicon::default();
        let month = lexicon.class("month");
        let war = lexicon.class("war");
        lexicon.add(month, "5", "May", Case::Exact);
        lexicon.add(month, "9", "Sept.", Case::Any);
        lexicon.add(war, "ww2", "New Year's war", Case::Any);
        lexicon.add(war, "new", "new", Case::Any);
        let (mut tokens, mut ids) = (Vec::new(), Vec::new());
        each(text, Span::new(0, text.len()), |token, hash| {
            tokens.push(token);
            ids.push(lexicon.word(hash));
        });
        let words = Words { text, tokens: &tokens, ids: &ids };
        let mut arcs = Vec::new();
        for at in 0..tokens.len() {
            lexicon.arcs(words, at, &mut Vec::new(), &mut arcs);
        }
        let found: Vec<_> = arcs
            .iter()
            .map(|arc| format!("{} {}", lexicon.class_name(arc.class), lexicon.value(arc.value)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn minds_case_only_where_told() {
        check("you may come in May", &["month 5"]);
        check("SEPT. and sept", &["month 9"]);
    }

    #[test]
    fn finds_several_words_with_any_apostrophe() {
        check("the new year’s War", &["war ww2", "war new"]);
        check("a new yearly war", &["war new"]);
    }
}
