//! Surface forms → classes with values.

use super::token::{Token, TokenKind};
use std::collections::HashMap;

/// Number of a class within one lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u16);

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

/// Words and phrases with their classes.
#[derive(Debug, Default)]
pub struct Lexicon {
    classes: Vec<String>,
    values: Vec<String>,
    by_first_word: HashMap<String, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    /// The words after the first, folded.
    rest: Vec<String>,
    /// All words as written, where case must agree.
    exact: Option<Vec<String>>,
    class: ClassId,
    number: i32,
    value: u16,
}

/// Whether case matters for a surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Any case.
    Any,
    /// As written.
    Exact,
}

impl Lexicon {
    /// The class of a name, made where it is new.
    pub fn class(&mut self, name: &str) -> ClassId {
        if let Some(class) = self.find_class(name) {
            return class;
        }
        self.classes.push(name.to_owned());
        ClassId((self.classes.len() - 1) as u16)
    }

    /// The class of a name.
    pub fn find_class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|class| class == name).map(|at| ClassId(at as u16))
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
        let value_id = if let Some(at) = self.values.iter().position(|known| known == value) {
            at
        } else {
            self.values.push(value.to_owned());
            self.values.len() - 1
        };
        let span = crate::model::Span::new(0, surface.len());
        let words: Vec<&str> = super::token::tokens(surface, span)
            .iter()
            .map(|token| token.span.of(surface))
            .collect();
        let mut folded = words.iter().map(|word| fold(word).into_owned());
        let Some(first) = folded.next() else { return };
        let entry = Entry {
            rest: folded.collect(),
            exact: (case == Case::Exact)
                .then(|| words.iter().map(|&word| word.to_owned()).collect()),
            class,
            number: value.parse().unwrap_or(0),
            value: value_id as u16,
        };
        self.by_first_word.entry(first).or_default().push(entry);
    }

    /// Whether a word of a class begins at a token.
    pub fn has(&self, class: ClassId, text: &str, tokens: &[Token], at: usize) -> bool {
        let mut arcs = Vec::new();
        self.arcs(text, tokens, at, &mut arcs);
        arcs.iter().any(|arc| arc.class == class)
    }

    /// Every reading that begins at token `at`, appended to `arcs`.
    pub fn arcs(&self, text: &str, tokens: &[Token], at: usize, arcs: &mut Vec<Arc>) {
        let Some(token) = tokens.get(at) else { return };
        if token.kind == TokenKind::Number {
            return;
        }
        let word = token.span.of(text);
        let Some(entries) = self.by_first_word.get(fold(word).as_ref()) else { return };
        for entry in entries {
            if entry.agrees(text, tokens, at) {
                arcs.push(Arc {
                    class: entry.class,
                    tokens: entry.rest.len() as u8 + 1,
                    number: entry.number,
                    value: Some(entry.value),
                });
            }
        }
    }

    /// First words of every form of the given classes, folded, in order: what a scanner looks for.
    pub fn first_words(&self, classes: &[ClassId]) -> Vec<&str> {
        let of_class = |entries: &[Entry]| entries.iter().any(|e| classes.contains(&e.class));
        let mut words: Vec<&str> = self
            .by_first_word
            .iter()
            .filter(|(_, entries)| of_class(entries))
            .map(|(word, _)| word.as_str())
            .collect();
        words.sort_unstable();
        words
    }
}

impl Entry {
    fn agrees(&self, text: &str, tokens: &[Token], at: usize) -> bool {
        let matches_rest = self.rest.iter().enumerate().all(|(i, word)| {
            tokens.get(at + 1 + i).is_some_and(|token| fold(token.span.of(text)) == word.as_str())
        });
        let matches_case = self.exact.as_ref().is_none_or(|words| {
            words.iter().enumerate().all(|(i, word)| {
                tokens.get(at + i).is_some_and(|token| {
                    let written = token.span.of(text);
                    written == word || fold(written) == fold(word) && token.kind == TokenKind::Mark
                })
            })
        });
        matches_rest && matches_case
    }
}

/// Lower case, with one apostrophe and one hyphen for their many signs.
pub fn fold(word: &str) -> std::borrow::Cow<'_, str> {
    match word {
        "’" | "‘" | "`" | "ʼ" => "'".into(),
        "–" | "—" | "‑" | "−" => "-".into(),
        _ if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) => word.into(),
        _ => word.to_lowercase().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::phrase::token::tokens;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut lexicon = Lexicon::default();
        let month = lexicon.class("month");
        let war = lexicon.class("war");
        lexicon.add(month, "5", "May", Case::Exact);
        lexicon.add(month, "9", "Sept.", Case::Any);
        lexicon.add(war, "ww2", "New Year's war", Case::Any);
        let all = tokens(text, Span::new(0, text.len()));
        let mut arcs = Vec::new();
        for at in 0..all.len() {
            lexicon.arcs(text, &all, at, &mut arcs);
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
        check("the new year’s War", &["war ww2"]);
    }
}
