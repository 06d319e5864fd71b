//! Word lists as they are packed, and looked up.

use super::hash::{ByHash, ByText};
use crate::phrase::fold::{hash_in_any_case, hash_of, mixed};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A class that a word form may belong to; a form may belong to several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Base,
    Third,
    Past,
    Participle,
    Gerund,
    Reporting,
    SpeechAct,
    Belief,
    Planning,
    Phase,
    Stative,
    BePresent,
    BePast,
    BeOther,
    HavePresent,
    HavePast,
    HaveOther,
    DoPresent,
    DoPast,
    Will,
    Would,
    May,
    Negation,
    Determiner,
    Preposition,
    Locative,
    Temporal,
    Subordinator,
    Simultaneous,
    Conditional,
    Relative,
    Complement,
    Coordinator,
    Pronoun,
    SubjectPronoun,
    Adverb,
    Connective,
    Trailing,
    EventNoun,
    Against,
    OpinionCue,
    TimeAdjective,
    People,
    Transitive,
    Intransitive,
    Clausal,
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Classes(u64);

impl Classes {
    /// Whether the class is in the set.
    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether one of the classes is in the set.
    pub(crate) fn has_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// Puts a class in.
    pub(crate) fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    /// Takes classes out.
    pub(crate) fn remove(&mut self, classes: &[Class]) {
        for &class in classes {
            self.0 &= !(1 << class as u64);
        }
    }

    /// Whether the form belongs to some verb other than be, have and do.
    pub(crate) fn is_verb(self) -> bool {
        use Class::{Base, Gerund, Participle, Past, Third};
        self.has_any(&[Base, Third, Past, Participle, Gerund])
    }

    /// Whether the form is one of be, have, do or a modal.
    pub(crate) fn is_auxiliary(self) -> bool {
        use Class::{
            BeOther, BePast, BePresent, DoPast, DoPresent, HaveOther, HavePast, HavePresent,
        };
        self.is_modal()
            || self.has_any(&[BePresent, BePast, BeOther, HavePresent, HavePast, HaveOther])
            || self.has_any(&[DoPresent, DoPast])
    }

    /// Whether the form is a modal verb.
    pub(crate) fn is_modal(self) -> bool {
        self.has_any(&[Class::Will, Class::Would, Class::May])
    }
}

/// Lists of phrases, by a bit for each; few lists share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Lists(pub [u64; 4]);

impl Lists {
    /// None of them.
    const NONE: Self = Self([0; 4]);

    /// In which part the bit of a list stands, and the bit: by a few bytes of its name, since this is asked more often than anything else.
    #[inline]
    pub(crate) fn bit(list: &str) -> (usize, u64) {
        let name = list.as_bytes();
        let byte = |at: usize| name.get(at).copied().unwrap_or_default();
        let (middle, last) = (byte(name.len() / 2), byte(name.len().wrapping_sub(1)));
        let mixed = byte(0)
            .wrapping_mul(113)
            .wrapping_add(byte(3).wrapping_mul(57))
            .wrapping_add(middle.wrapping_mul(91))
            .wrapping_add(last.wrapping_mul(225))
            .wrapping_add((name.len() as u8).wrapping_mul(251));
        (usize::from(mixed >> 6), 1 << (mixed & 63))
    }

    /// Whether the list may be one of them.
    #[inline]
    pub(crate) fn may_have(&self, list: &str) -> bool {
        let (part, bit) = Self::bit(list);
        self.0.get(part).is_some_and(|part| part & bit != 0)
    }
}

/// All word lists, by form. The build script writes it, the program reads it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Lexicon {
    /// By the hash of the form.
    pub forms: HashMap<u64, Classes, ByHash>,
    /// The lists with a phrase that begins with a word, by its hash in any case.
    pub begun: HashMap<u64, Lists, ByHash>,
    /// By the hash of their list and their first word.
    pub phrases: HashMap<u64, Vec<Vec<String>>, ByHash>,
    pub endings: HashMap<String, Vec<String>, ByText>,
    pub seats: HashMap<String, String, ByText>,
    pub bodies: HashMap<String, String, ByText>,
    /// The usual names of organisations, by each of their other names.
    pub called: HashMap<String, String, ByText>,
    /// By the hash of a stem, that of the stem that stands for it.
    pub alike: HashMap<u64, u64, ByHash>,
    /// The kinds of deeds that a word may tell, by the hash of the stem that stands for it.
    pub kinds: HashMap<u64, Kinds, ByHash>,
}

/// Kinds of deeds, a bit for each: what is told in other words may be one deed where they meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kinds(pub u64);

impl Kinds {
    /// The kinds of both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether both have a kind in common.
    pub(crate) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Lexicon {
    /// The classes of a form in lower case, by list, else by its ending.
    pub(crate) fn classes(&self, form: &str) -> Classes {
        self.classes_of_word(form, hash_of(form))
    }

    /// The same of a form in any case.
    pub(crate) fn classes_in_any_case(&self, form: &str) -> Classes {
        // What else stands in a form may share its lower case with another mark.
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'\'');
        if form.bytes().all(is_plain) {
            return self.classes_of_word(form, hash_in_any_case(form));
        }
        self.classes(&form.to_lowercase())
    }

    /// The same of a form in any case, by the hash of its folded text.
    pub(crate) fn classes_of_word(&self, form: &str, hash: u64) -> Classes {
        if let Some(&classes) = self.forms.get(&hash) {
            return classes;
        }
        let ends = |ending: &str| {
            let start = form.len().saturating_sub(ending.len());
            form.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
        };
        let mut classes = Classes::default();
        if form.len() > 4 && ends("ed") && !ends("eed") {
            classes.add(Class::Past);
            classes.add(Class::Participle);
        } else if form.len() > 5 && ends("ing") {
            classes.add(Class::Gerund);
        } else if form.len() > 4 && ends("ly") {
            classes.add(Class::Adverb);
        }
        classes
    }

    /// The lists with a phrase that begins with a word, in any case. Most words begin none, so that it is
    /// asked once for each word of a sentence.
    pub(crate) fn begun(&self, word: &str) -> &Lists {
        self.begun_with(hash_in_any_case(word))
    }

    /// The same, by the hash of the word in any case.
    #[inline]
    pub(crate) fn begun_with(&self, hash: u64) -> &Lists {
        self.begun.get(&hash).unwrap_or(&Lists::NONE)
    }

    /// The country (ISO 3166-1) that a capital, in lower case, governs, and the region that it is where
    /// others share its name; `None` for other names.
    pub(crate) fn seat(&self, name: &str) -> Option<(&str, Option<&str>)> {
        let code = self.seats.get(name)?.as_str();
        Some(match code.split_once('-') {
            Some((country, _)) => (country, Some(code)),
            None => (code, None),
        })
    }

    /// The country or region that an army, a party or a movement belongs to, and its country.
    pub(crate) fn body(&self, name: &str) -> Option<(&str, &str)> {
        let place = self.bodies.get(name)?.as_str();
        Some((place, place.split_once('-').map_or(place, |(country, _)| country)))
    }

    /// The usual name of an organisation, by one of its names.
    pub(crate) fn called(&self, name: &str) -> Option<&str> {
        self.called.get(name).map(String::as_str)
    }

    /// The hash of the stem that stands for the stem of a hash and all that mean the same.
    pub(crate) fn alike(&self, stem: u64) -> u64 {
        self.alike.get(&stem).copied().unwrap_or(stem)
    }

    /// The kinds of deeds that a word may tell, by the hash of the stem that stands for it.
    pub(crate) fn kinds(&self, meant: u64) -> Kinds {
        self.kinds.get(&meant).copied().unwrap_or_default()
    }

    /// Whether a form ends like a word of a list.
    pub(crate) fn ends_like(&self, list: &str, form: &str) -> bool {
        let mut endings = self.endings.get(list).into_iter().flatten();
        endings.any(|ending| form.ends_with(ending.as_str()))
    }

    /// How many of `words` the longest phrase of a list takes from the front; 0 where none fits.
    pub(crate) fn phrase_len<'a>(
        &self,
        list: &str,
        words: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> usize {
        self.longest(list, &words.into_iter(), str::eq)
    }

    /// The same without regard to case.
    pub(crate) fn phrase_len_in_any_case<'a>(
        &self,
        list: &str,
        words: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> usize {
        self.longest(list, &words.into_iter(), str::eq_ignore_ascii_case)
    }

    /// Whether a word is one of any of some lists, written as there.
    #[inline]
    pub(crate) fn is_of_any(&self, lists: &[&str], word: &str) -> bool {
        let begun = self.begun(word);
        lists.iter().any(|list| begun.may_have(list) && self.phrase_len(list, [word]) > 0)
    }

    fn longest<'a>(
        &self,
        list: &str,
        words: &(impl Iterator<Item = &'a str> + Clone),
        is_same: impl Fn(&str, &str) -> bool,
    ) -> usize {
        let Some(first) = words.clone().next().map(hash_in_any_case) else { return 0 };
        // Most words begin no phrase of the list.
        if !self.begun_with(first).may_have(list) {
            return 0;
        }
        let Some(phrases) = self.phrases.get(&opening(list, first)) else { return 0 };
        let fits = |phrase: &&Vec<String>| {
            let mut words = words.clone();
            phrase.iter().all(|part| words.next().is_some_and(|word| is_same(word, part)))
        };
        phrases.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
    }
}

/// Under which the phrases of a list stand that begin with a word, by its hash in any case.
pub(crate) fn opening(list: &str, first: u64) -> u64 {
    mixed(hash_of(list), first)
}
