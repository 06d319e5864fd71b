//! Part-of-speech tags of English, by an averaged perceptron.
//!
//! Each word gets the tag whose features weigh most; the two tags before it are among them. The weights
//! are those of `assets/lang/en/tags.tsv`, a feature a line: a letter for its kind, then its value.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is in its sentence, after the tag set of the Penn Treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tag {
    /// A mark, a symbol, a foreign word, an interjection.
    #[default]
    Other,
    /// "and", "but".
    Coordinator,
    /// "three".
    Number,
    /// "the", "all".
    Determiner,
    /// "there" in "there was".
    Existential,
    /// "in", "because", "that" before a clause.
    Preposition,
    /// "to".
    To,
    /// "old", "older".
    Adjective,
    /// "will", "may".
    Modal,
    /// "dam".
    Noun,
    /// "dams".
    Nouns,
    /// "Danube".
    Name,
    /// The `’s` of "the king’s".
    Possessive,
    /// "he", "him".
    Pronoun,
    /// "his".
    Owner,
    /// "soon".
    Adverb,
    /// "over" in "took over".
    Particle,
    /// "take".
    Base,
    /// "took".
    Past,
    /// "taking".
    Gerund,
    /// "taken".
    Participle,
    /// "they take".
    Plural,
    /// "he takes".
    Third,
    /// "which", "who", "that" after a noun.
    Relative,
    /// "when", "where", "how".
    Question,
}

impl Tag {
    /// Whether the word is a finite verb or modal.
    pub(super) fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Plural | Self::Third | Self::Modal)
    }

    /// Whether the word is a verb in any form.
    pub(super) fn is_verb(self) -> bool {
        use Tag::{Base, Gerund, Participle, Past, Plural, Third};
        matches!(self, Base | Past | Gerund | Participle | Plural | Third)
    }

    /// Whether the word is a noun or a name.
    pub(super) fn is_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Nouns | Self::Name)
    }

    fn of_treebank(name: &str) -> Self {
        match name {
            "CC" => Self::Coordinator,
            "CD" => Self::Number,
            "DT" | "PDT" => Self::Determiner,
            "EX" => Self::Existential,
            "IN" => Self::Preposition,
            "TO" => Self::To,
            "JJ" | "JJR" | "JJS" => Self::Adjective,
            "MD" => Self::Modal,
            "NN" => Self::Noun,
            "NNS" => Self::Nouns,
            "NNP" | "NNPS" => Self::Name,
            "POS" => Self::Possessive,
            "PRP" => Self::Pronoun,
            "PRP$" => Self::Owner,
            "RB" | "RBR" | "RBS" => Self::Adverb,
            "RP" => Self::Particle,
            "VB" => Self::Base,
            "VBD" => Self::Past,
            "VBG" => Self::Gerund,
            "VBN" => Self::Participle,
            "VBP" => Self::Plural,
            "VBZ" => Self::Third,
            "WDT" | "WP" | "WP$" => Self::Relative,
            "WRB" => Self::Question,
            _ => Self::Other,
        }
    }
}

/// The tags of the words of a sentence, marks among them; possessive endings are words of their own.
pub(super) fn tags(words: &[&str]) -> Vec<Tag> {
    let model = &*MODEL;
    let numbers = model.numbers(words);
    numbers.iter().map(|&n| model.tags.get(n).copied().unwrap_or_default()).collect()
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::load(include_str!("../../assets/lang/en/tags.tsv")));

/// Stands before the first word and after the last one.
const START: [&str; 2] = ["-START-", "-START2-"];
const END: [&str; 2] = ["-END-", "-END2-"];

#[derive(Debug, Default)]
struct Model {
    /// Tags and their letters, by number.
    tags: Vec<Tag>,
    letters: Vec<u8>,
    /// Words that have one tag only.
    only: HashMap<&'static str, usize>,
    /// Hash of a feature → where its weights stand.
    features: HashMap<u64, (u32, u32)>,
    /// Number of a tag and its weight, in tenths.
    weights: Vec<(u8, i16)>,
}

impl Model {
    fn load(file: &'static str) -> Self {
        let mut model = Self::default();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((feature, value)) = line.split_once('\t') else { continue };
            if feature == "tags" {
                for name in value.split(' ') {
                    let (letter, name) = name.split_at_checked(1).unwrap_or_default();
                    model.letters.extend(letter.bytes().next());
                    model.tags.push(Tag::of_treebank(name));
                }
            } else if let Some(word) = feature.strip_prefix('=') {
                let number = value.bytes().next().and_then(|letter| model.number(letter));
                model.only.extend(number.map(|number| (word, number)));
            } else {
                model.add(feature, value);
            }
        }
        model
    }

    fn number(&self, letter: u8) -> Option<usize> {
        self.letters.iter().position(|&known| known == letter)
    }

    fn add(&mut self, feature: &str, weights: &str) {
        let from = self.weights.len() as u32;
        let mut rest = weights;
        while let Some(letter) = rest.bytes().next() {
            let after = rest.get(1..).unwrap_or_default();
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (weight, next) = after.split_at_checked(end).unwrap_or_default();
            let number = self.number(letter).and_then(|number| u8::try_from(number).ok());
            self.weights.extend(number.zip(weight.parse().ok()));
            rest = next;
        }
        self.features.insert(Hash::START.text(feature).0, (from, self.weights.len() as u32));
    }

    fn numbers(&self, words: &[&str]) -> Vec<usize> {
        let context: Vec<String> = words.iter().map(|word| normal(word)).collect();
        let (mut last, mut before) = (b'0', b'1');
        let mut found = Vec::with_capacity(words.len());
        let mut scores = vec![0_i32; self.tags.len()];
        for (i, word) in words.iter().enumerate() {
            let number = match self.only.get(word) {
                Some(&number) => number,
                None => self.best(&Window::of(&context, i), word, (last, before), &mut scores),
            };
            found.push(number);
            before = last;
            last = self.letters.get(number).copied().unwrap_or_default();
        }
        found
    }

    /// The tag of most weight; `scores` is only room to count in.
    fn best(
        &self,
        window: &Window<'_>,
        word: &str,
        (last, before): (u8, u8),
        scores: &mut [i32],
    ) -> usize {
        scores.fill(0);
        let first = word.chars().next().map_or(0, char::len_utf8);
        let features = [
            Hash::of(b'z'),
            Hash::of(b's').text(ending(word)),
            Hash::of(b'p').text(word.get(..first).unwrap_or_default()),
            Hash::of(b'a').byte(last),
            Hash::of(b'b').byte(before),
            Hash::of(b'c').byte(last).byte(before),
            Hash::of(b'w').text(window.word),
            Hash::of(b'x').byte(last).text(window.word),
            Hash::of(b'l').text(window.left),
            Hash::of(b'm').text(ending(window.left)),
            Hash::of(b'k').text(window.left2),
            Hash::of(b'r').text(window.right),
            Hash::of(b't').text(ending(window.right)),
            Hash::of(b'q').text(window.right2),
        ];
        for feature in features {
            let Some(&(from, to)) = self.features.get(&feature.0) else { continue };
            for &(number, weight) in self.weights.get(from as usize..to as usize).unwrap_or(&[]) {
                if let Some(score) = scores.get_mut(usize::from(number)) {
                    *score += i32::from(weight);
                }
            }
        }
        let best = scores.iter().enumerate().max_by_key(|&(_, score)| score);
        best.map_or(0, |(number, _)| number)
    }
}

/// A word and its neighbours, made alike.
struct Window<'a> {
    word: &'a str,
    left: &'a str,
    left2: &'a str,
    right: &'a str,
    right2: &'a str,
}

impl<'a> Window<'a> {
    fn of(context: &'a [String], i: usize) -> Self {
        let [start, start2] = START;
        let [end, end2] = END;
        let at = |i: Option<usize>| i.and_then(|i| context.get(i)).map(String::as_str);
        Self {
            word: at(Some(i)).unwrap_or_default(),
            left: at(i.checked_sub(1)).unwrap_or(start2),
            left2: at(i.checked_sub(2)).unwrap_or(if i == 0 { start } else { start2 }),
            right: at(Some(i + 1)).unwrap_or(end),
            right2: at(Some(i + 2)).unwrap_or(if i + 1 < context.len() { end } else { end2 }),
        }
    }
}

/// FNV-1a of a feature.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    fn of(kind: u8) -> Self {
        Self::START.byte(kind)
    }

    fn byte(self, byte: u8) -> Self {
        Self((self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    }

    fn text(self, text: &str) -> Self {
        text.bytes().fold(self, Self::byte)
    }
}

/// The last three letters.
fn ending(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    word.get(start..).unwrap_or_default()
}

/// Case, compounds and numbers tell nothing here.
fn normal(word: &str) -> String {
    let first = word.chars().next().unwrap_or_default();
    if word.contains('-') && first != '-' {
        "!HYPHEN".to_owned()
    } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        "!YEAR".to_owned()
    } else if first.is_ascii_digit() {
        "!DIGITS".to_owned()
    } else {
        word.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: &[Tag]) {
        assert_eq!(tags(&sentence.split(' ').collect::<Vec<_>>()), expected, "{sentence}");
    }

    #[test]
    fn tells_a_past_tense_from_a_participle() {
        use Tag::{Determiner, Noun, Nouns, Other, Participle, Past, Preposition};
        check("The dam failed .", &[Determiner, Noun, Past, Other]);
        check(
            "The dam built by prisoners failed .",
            &[Determiner, Noun, Participle, Preposition, Nouns, Past, Other],
        );
    }

    #[test]
    fn tells_a_verb_from_a_noun() {
        use Tag::{Adjective, Determiner, Nouns, Number, Other, Plural};
        check(
            "The officers name three ships .",
            &[Determiner, Nouns, Plural, Number, Nouns, Other],
        );
        check("The final reports .", &[Determiner, Adjective, Nouns, Other]);
    }
}
