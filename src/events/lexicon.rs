//! What English words say about events: the word lists of `assets/lang/en/events.toml`, looked up.

use super::hash::{ByHash, ByText};
use crate::phrase::fold::{hash_in_any_case, hash_of, mixed};
use crate::phrase::stem::stem;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The word lists, loaded once.
pub(super) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::load(include_str!("../../assets/lang/en/events.toml")).unwrap_or_default()
});

/// A class that a word form may belong to; a form may belong to several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
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
    Person,
    SubjectPronoun,
    Adverb,
    Connective,
    Trailing,
    EventNoun,
    Against,
    Alongside,
    OpinionCue,
    TimeAdjective,
    People,
    Transitive,
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

impl Classes {
    /// Whether the class is in the set.
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether one of the classes is in the set.
    pub(super) fn has_any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    /// Puts a class in.
    pub(super) fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    /// Takes classes out.
    pub(super) fn remove(&mut self, classes: &[Class]) {
        for &class in classes {
            self.0 &= !(1 << class as u64);
        }
    }

    /// Whether the form belongs to some verb other than be, have and do.
    pub(super) fn is_verb(self) -> bool {
        use Class::{Base, Gerund, Participle, Past, Third};
        self.has_any(&[Base, Third, Past, Participle, Gerund])
    }

    /// Whether the form is one of be, have, do or a modal.
    pub(super) fn is_auxiliary(self) -> bool {
        use Class::{
            BeOther, BePast, BePresent, DoPast, DoPresent, HaveOther, HavePast, HavePresent,
        };
        self.is_modal()
            || self.has_any(&[BePresent, BePast, BeOther, HavePresent, HavePast, HaveOther])
            || self.has_any(&[DoPresent, DoPast])
    }

    /// Whether the form is a modal verb.
    pub(super) fn is_modal(self) -> bool {
        self.has_any(&[Class::Will, Class::Would, Class::May])
    }
}

/// Lists of phrases, by a bit for each; lists may share a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists(u64);

impl Lists {
    /// By a few bytes of its name, since this is asked more often than anything else.
    #[inline]
    fn of(list: &str) -> Self {
        let name = list.as_bytes();
        let byte = |at: usize| name.get(at).copied().unwrap_or_default();
        let (middle, last) = (byte(name.len() / 2), byte(name.len().wrapping_sub(1)));
        let mixed = byte(0)
            .wrapping_mul(7)
            .wrapping_add(middle.wrapping_mul(5))
            .wrapping_add(last.wrapping_mul(11))
            .wrapping_add(name.len() as u8);
        Self(1 << (mixed & 63))
    }

    /// Whether the list may be one of them.
    #[inline]
    pub(super) fn may_have(self, list: &str) -> bool {
        self.0 != 0 && self.0 & Self::of(list).0 != 0
    }
}

/// All word lists, by form.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By the hash of the form.
    forms: HashMap<u64, Classes, ByHash>,
    /// The lists with a phrase that begins with a word, by its hash in any case.
    begun: HashMap<u64, Lists, ByHash>,
    /// By the hash of their list and their first word.
    phrases: HashMap<u64, Vec<Vec<String>>, ByHash>,
    endings: HashMap<String, Vec<String>, ByText>,
    seats: HashMap<String, String, ByText>,
    /// By the hash of a stem, that of the stem that stands for it.
    alike: HashMap<u64, u64, ByHash>,
}

#[derive(Deserialize)]
struct File {
    verbs: BTreeMap<String, Vec<String>>,
    irregular: BTreeMap<String, [String; 2]>,
    words: BTreeMap<String, Vec<String>>,
    phrases: BTreeMap<String, Vec<String>>,
    endings: HashMap<String, Vec<String>, ByText>,
    seats: HashMap<String, String, ByText>,
    alike: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Reads the lists; `None` where the file does not parse or names an unknown class.
    fn load(file: &str) -> Option<Self> {
        let file: File = toml::from_str(file).ok()?;
        let mut lexicon = Self { seats: file.seats, endings: file.endings, ..Self::default() };
        for (name, verbs) in &file.verbs {
            let extra = match name.as_str() {
                "known" => None,
                name => Some(verb_class(name)?),
            };
            for base in verbs {
                lexicon.add_verb(base, file.irregular.get(base), extra);
            }
        }
        for (word, others) in &file.alike {
            let alike = others.iter().map(|other| (hash_of(&stem(other)), hash_of(&stem(word))));
            lexicon.alike.extend(alike);
        }
        for (base, irregular) in &file.irregular {
            lexicon.add_verb(base, Some(irregular), None);
        }
        for (name, words) in &file.words {
            let classes = word_classes(name)?;
            for word in words {
                let entry = lexicon.form(word);
                for &class in classes {
                    entry.add(class);
                }
            }
        }
        for (name, phrases) in file.phrases {
            for phrase in phrases {
                let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                let first = words.first()?;
                let opening = opening(&name, first);
                let begun = lexicon.begun.entry(hash_in_any_case(first)).or_default();
                begun.0 |= Lists::of(&name).0;
                lexicon.phrases.entry(opening).or_default().push(words);
            }
        }
        Some(lexicon)
    }

    fn add_verb(&mut self, base: &str, irregular: Option<&[String; 2]>, extra: Option<Class>) {
        let past = regular_past(base);
        let (past, participle) = match irregular {
            Some([past, participle]) => (past.clone(), participle.clone()),
            None => (past.clone(), past),
        };
        let forms = [
            (base.to_owned(), Class::Base),
            (third_person(base), Class::Third),
            (past, Class::Past),
            (participle, Class::Participle),
            (gerund(base), Class::Gerund),
        ];
        for (form, class) in forms {
            let entry = self.form(&form);
            entry.add(class);
            if let Some(extra) = extra {
                entry.add(extra);
            }
        }
    }

    fn form(&mut self, form: &str) -> &mut Classes {
        self.forms.entry(hash_of(form)).or_default()
    }

    /// The classes of a form in lower case, by list, else by its ending.
    pub(super) fn classes(&self, form: &str) -> Classes {
        self.classes_of_word(form, hash_of(form))
    }

    /// The same of a form in any case.
    pub(super) fn classes_in_any_case(&self, form: &str) -> Classes {
        // What else stands in a form may share its lower case with another mark.
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'\'');
        if form.bytes().all(is_plain) {
            return self.classes_of_word(form, hash_in_any_case(form));
        }
        self.classes(&form.to_lowercase())
    }

    /// The same of a form in any case, by the hash of its folded text.
    pub(super) fn classes_of_word(&self, form: &str, hash: u64) -> Classes {
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
    pub(super) fn begun(&self, word: &str) -> Lists {
        self.begun.get(&hash_in_any_case(word)).copied().unwrap_or_default()
    }

    /// The country (ISO 3166-1) that a capital, in lower case, governs, and the region that it is where
    /// others share its name; `None` for other names.
    pub(super) fn seat(&self, name: &str) -> Option<(&str, Option<&str>)> {
        let code = self.seats.get(name)?.as_str();
        Some(match code.split_once('-') {
            Some((country, _)) => (country, Some(code)),
            None => (code, None),
        })
    }

    /// The hash of the stem that stands for the stem of a hash and all that mean the same.
    pub(super) fn alike(&self, stem: u64) -> u64 {
        self.alike.get(&stem).copied().unwrap_or(stem)
    }

    /// Whether a form ends like a word of a list.
    pub(super) fn ends_like(&self, list: &str, form: &str) -> bool {
        let mut endings = self.endings.get(list).into_iter().flatten();
        endings.any(|ending| form.ends_with(ending.as_str()))
    }

    /// How many of `words` the longest phrase of a list takes from the front; 0 where none fits.
    pub(super) fn phrase_len<'a>(
        &self,
        list: &str,
        words: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> usize {
        self.longest(list, &words.into_iter(), str::eq)
    }

    /// The same without regard to case.
    pub(super) fn phrase_len_in_any_case<'a>(
        &self,
        list: &str,
        words: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> usize {
        self.longest(list, &words.into_iter(), str::eq_ignore_ascii_case)
    }

    fn longest<'a>(
        &self,
        list: &str,
        words: &(impl Iterator<Item = &'a str> + Clone),
        is_same: impl Fn(&str, &str) -> bool,
    ) -> usize {
        let Some(first) = words.clone().next() else { return 0 };
        let Some(phrases) = self.phrases.get(&opening(list, first)) else { return 0 };
        let fits = |phrase: &&Vec<String>| {
            let mut words = words.clone();
            phrase.iter().all(|part| words.next().is_some_and(|word| is_same(word, part)))
        };
        phrases.iter().filter(fits).map(Vec::len).max().unwrap_or(0)
    }
}

/// Under which the phrases of a list stand that begin with a word, in any case.
fn opening(list: &str, first: &str) -> u64 {
    mixed(hash_of(list), hash_in_any_case(first))
}

fn verb_class(name: &str) -> Option<Class> {
    Some(match name {
        "reporting" => Class::Reporting,
        "speech_act" => Class::SpeechAct,
        "belief" => Class::Belief,
        "planning" => Class::Planning,
        "phase" => Class::Phase,
        "stative" => Class::Stative,
        "transitive" => Class::Transitive,
        _ => return None,
    })
}

fn word_classes(name: &str) -> Option<&'static [Class]> {
    use Class as C;
    Some(match name {
        "noun" => &[],
        "be_present" => &[C::BePresent],
        "be_past" => &[C::BePast],
        "be_other" => &[C::BeOther],
        "be_negated" => &[C::BePresent, C::Negation],
        "have_present" => &[C::HavePresent],
        "have_past" => &[C::HavePast],
        "have_other" => &[C::HaveOther],
        "have_negated" => &[C::HavePresent, C::Negation],
        "do_present" => &[C::DoPresent],
        "do_past" => &[C::DoPast],
        "will" => &[C::Will],
        "would" => &[C::Would],
        "may" => &[C::May],
        "negation" => &[C::Negation],
        "determiner" => &[C::Determiner],
        "preposition" => &[C::Preposition],
        "locative" => &[C::Locative],
        "temporal" => &[C::Temporal],
        "subordinator" => &[C::Subordinator],
        "simultaneous" => &[C::Simultaneous],
        "conditional" => &[C::Conditional, C::Subordinator],
        "relative" => &[C::Relative],
        "complement" => &[C::Complement],
        "coordinator" => &[C::Coordinator],
        "pronoun" => &[C::Pronoun],
        "person" => &[C::Person],
        "subject_pronoun" => &[C::SubjectPronoun],
        "adverb" => &[C::Adverb],
        "connective" => &[C::Connective],
        "trailing" => &[C::Trailing],
        "event_noun" => &[C::EventNoun],
        "against" => &[C::Against],
        "alongside" => &[C::Alongside],
        "time_adjective" => &[C::TimeAdjective],
        "opinion_cue" => &[C::OpinionCue],
        "people" => &[C::People],
        _ => return None,
    })
}

fn third_person(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z', 'o']) => format!("{base}es"),
        None if base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        None => format!("{base}s"),
    }
}

fn regular_past(base: &str) -> String {
    match consonant_y(base) {
        Some(stem) => format!("{stem}ied"),
        None if base.ends_with('e') => format!("{base}d"),
        None => format!("{}ed", doubled(base)),
    }
}

fn gerund(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && stem.len() > 1 => format!("{stem}ing"),
        _ => format!("{}ing", doubled(base)),
    }
}

fn consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'o', 'u'])).then_some(stem)
}

/// Short verbs that end in consonant, vowel, consonant double the last letter, as do the longer
/// ones that are stressed on their last syllable.
fn doubled(base: &str) -> String {
    const STRESSED_LAST: [&str; 8] =
        ["admit", "annex", "commit", "defer", "occur", "permit", "refer", "transfer"];
    let mut last = base.bytes().rev();
    let is_vowel = |b: u8| b"aeiou".contains(&b);
    let (Some(c), Some(b), Some(a)) = (last.next(), last.next(), last.next()) else {
        return base.to_owned();
    };
    let pattern = !is_vowel(c) && !b"wxy".contains(&c) && is_vowel(b) && !is_vowel(a);
    let one_syllable = base.bytes().filter(|&b| is_vowel(b)).count() == 1;
    if pattern && (one_syllable || STRESSED_LAST.contains(&base)) {
        format!("{base}{}", char::from(c))
    } else {
        base.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, expected: Class) {
        assert!(ENGLISH.classes(form).has(expected), "{form} is not {expected:?}");
    }

    #[test]
    fn knows_regular_and_irregular_forms() {
        check("said", Class::Past);
        check("said", Class::Reporting);
        check("rolled", Class::Past);
        check("banned", Class::Participle);
        check("occurred", Class::Past);
        check("occupied", Class::Participle);
        check("dying", Class::Gerund);
        check("launches", Class::Third);
        check("written", Class::Participle);
        check("decamped", Class::Past);
    }

    #[test]
    fn guesses_unknown_words_by_their_ending() {
        check("bamboozled", Class::Past);
        check("quietly", Class::Adverb);
        assert!(!ENGLISH.classes("breed").is_verb());
        assert!(!ENGLISH.classes("family").has(Class::Adverb));
    }

    #[test]
    fn finds_the_longest_phrase() {
        let words = ["at", "the", "same", "time", "the", "king"];
        assert_eq!(ENGLISH.phrase_len("back_reference", words.into_iter()), 4);
        assert_eq!(ENGLISH.phrase_len("back_reference", ["never"].into_iter()), 0);
    }
}
