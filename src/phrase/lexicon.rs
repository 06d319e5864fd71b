//! Surface forms → classes with values.
//!
//! ```text
//!  the ─┬─ Cold ── War ● named 2       a trie over word numbers: a word that begins no form
//!       ├─ Gulf ── War ● named 12      costs one look-up, however many forms there are
//!       ● det
//! ```

use super::fold::folds_to;
use super::token::{Token, TokenKind, each};
use crate::model::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Number of a class within one lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u16);

/// Number of a word within one lexicon; 0 for words that it does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

/// One reading of some tokens: a step in the lattice that the grammar walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Words and phrases with their classes.
#[derive(Debug, Default)]
pub struct Lexicon {
    classes: Vec<String>,
    class_ids: HashMap<String, ClassId>,
    values: Vec<String>,
    value_ids: HashMap<String, u16>,
    vocabulary: Vocabulary,
    /// The node of each word that begins a form, by its number; 0 where it begins none.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    branches: HashMap<u64, u32, BuildHasherDefault<Mix>>,
    entries: Vec<Entry>,
    /// By number of class, whether it has any form.
    is_filled: Vec<bool>,
}

/// A point of the trie.
#[derive(Debug, Default)]
struct Node {
    /// Numbers of the entries that end here, ascending.
    entries: Vec<u32>,
    has_branches: bool,
}

#[derive(Debug)]
struct Entry {
    arc: Arc,
    first: WordId,
    /// The last of its longest words: few texts have it.
    longest: WordId,
    /// Whether that is a lower-case word as written.
    is_lower: bool,
    /// The form as written, where case must agree.
    exact: Option<String>,
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
        let mut ids = Vec::new();
        let (mut longest, mut length, mut is_lower) = (WordId(0), 0, false);
        each(surface, Span::new(0, surface.len()), |token, hash| {
            let word = self.vocabulary.insert(hash, token.span.of(surface));
            ids.push(word);
            if token.span.len() >= length {
                (longest, length) = (word, token.span.len());
                is_lower = token.kind == TokenKind::Lower;
            }
        });
        let Some(&first) = ids.first() else { return };
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
        let exact = (case == Case::Exact).then(|| surface.to_owned());
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.entries.push(self.entries.len() as u32);
        }
        self.entries.push(Entry { arc, first, longest, is_lower, exact });
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
            node.has_branches = true;
        }
        *self.branches.entry(branch_key(node, word)).or_insert(new)
    }

    /// The number of a word, from the hash of its folded text; `written` is asked for only where a
    /// word has that hash.
    pub fn word<'t>(&self, hash: u32, written: impl Fn() -> &'t str) -> WordId {
        self.vocabulary.find(hash, written)
    }

    /// Whether a form begins with a word.
    pub fn begins(&self, word: WordId) -> bool {
        self.roots.get(word.0 as usize).is_some_and(|&root| root != 0)
    }

    /// Every reading that begins at token `at`, appended to `arcs`, in the order in which the forms
    /// were added. `ends` is memory to work in.
    pub fn arcs(&self, words: Words<'_>, at: usize, ends: &mut Vec<u32>, arcs: &mut Vec<Arc>) {
        let (Some(&word), Some(token)) = (words.ids.get(at), words.tokens.get(at)) else { return };
        let root = self.roots.get(word.0 as usize).copied().unwrap_or(0);
        if root == 0 || token.kind == TokenKind::Number {
            return;
        }
        let Some(node) = self.nodes.get(root as usize) else { return };
        if !node.has_branches {
            for &entry in &node.entries {
                let entry = self.entries.get(entry as usize);
                if let Some(entry) = entry.filter(|entry| entry.agrees(words, at)) {
                    arcs.push(entry.arc);
                }
            }
            return;
        }
        ends.clear();
        let mut next = Some(root);
        let mut after = at + 1;
        while let Some(node) = next.and_then(|node| self.nodes.get(node as usize).zip(next)) {
            let (node, number) = node;
            ends.extend_from_slice(&node.entries);
            let word = words.ids.get(after).filter(|word| node.has_branches && word.0 != 0);
            next = word.and_then(|&word| self.branches.get(&branch_key(number, word)).copied());
            after += 1;
        }
        ends.sort_unstable();
        for entry in ends.iter().filter_map(|&entry| self.entries.get(entry as usize)) {
            if entry.agrees(words, at) {
                arcs.push(entry.arc);
            }
        }
    }

    /// By number of word, whether a form of one of the classes begins with it.
    pub fn beginnings(&self, classes: &[ClassId]) -> Vec<bool> {
        let mut begins = vec![false; self.roots.len()];
        for entry in self.entries.iter().filter(|entry| classes.contains(&entry.arc.class)) {
            if let Some(begins) = begins.get_mut(entry.first.0 as usize) {
                *begins = true;
            }
        }
        begins
    }

    /// By number of word, whether a text needs it for a form of one of the classes: none of them
    /// stands in a text without any of these words. "The Cold War" counts under its longest word.
    pub fn needed_words(&self, classes: &[ClassId]) -> Vec<Need> {
        let mut needed = vec![Need::None; self.vocabulary.texts.len() + 1];
        for entry in self.entries.iter().filter(|entry| classes.contains(&entry.arc.class)) {
            let is_capital = entry.exact.is_some() && !entry.is_lower;
            let need = if is_capital { Need::Capital } else { Need::AnyCase };
            if let Some(known) = needed.get_mut(entry.longest.0 as usize) {
                *known = need.max(*known);
            }
        }
        needed
    }
}

/// Whether a text needs a word for any form of some classes to stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// It has no part in it.
    None,
    /// Only where it has a capital: "May".
    Capital,
    /// In upper or lower case.
    AnyCase,
}

impl Entry {
    /// Whether case agrees where it must.
    fn agrees(&self, words: Words<'_>, at: usize) -> bool {
        let Some(exact) = &self.exact else { return true };
        let (mut number, mut does_agree) = (0, true);
        each(exact, Span::new(0, exact.len()), |known, _| {
            let token = words.tokens.get(at + number);
            let (word, written) =
                (known.span.of(exact), token.map_or("", |token| token.span.of(words.text)));
            let is_mark = token.is_some_and(|token| token.kind == TokenKind::Mark);
            let opens_sentence = number == 0 && word == "the" && written == "The";
            does_agree &= is_mark || written == word || opens_sentence;
            number += 1;
        });
        does_agree
    }
}

fn branch_key(node: u32, word: WordId) -> u64 {
    (u64::from(node) << 32) | u64::from(word.0)
}

/// All words of all forms, in a table with open addressing.
#[derive(Debug, Default)]
struct Vocabulary {
    /// Hash and number, 0 where the slot is free; a power of two of them.
    slots: Vec<(u32, u32)>,
    /// Folded, by number less 1.
    texts: Vec<String>,
}

impl Vocabulary {
    fn find<'t>(&self, hash: u32, written: impl Fn() -> &'t str) -> WordId {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.slot_of(hash);
        while let Some(&(known, id)) = self.slots.get(at) {
            if id == 0 {
                break;
            }
            let is_it = known == hash
                && self.texts.get(id as usize - 1).is_some_and(|text| folds_to(written(), text));
            if is_it {
                return WordId(id);
            }
            at = (at + 1) & mask;
        }
        WordId(0)
    }

    fn insert(&mut self, hash: u32, written: &str) -> WordId {
        let known = self.find(hash, || written);
        if known.0 != 0 {
            return known;
        }
        self.texts.push(super::fold::fold(written).into_owned());
        let id = self.texts.len() as u32;
        if self.slots.len() < 4 * self.texts.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, 0); (8 * self.texts.len()).next_power_of_two()];
            for (hash, id) in old.into_iter().filter(|&(_, id)| id != 0) {
                self.put(hash, id);
            }
        }
        self.put(hash, id);
        WordId(id)
    }

    /// Where the search for a hash begins: its high bits are mixed best.
    fn slot_of(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    fn put(&mut self, hash: u32, id: u32) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.slot_of(hash);
        while self.slots.get(at).is_some_and(|&(_, id)| id != 0) {
            at = (at + 1) & mask;
        }
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (hash, id);
        }
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
            ids.push(lexicon.word(hash, || token.span.of(text)));
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
