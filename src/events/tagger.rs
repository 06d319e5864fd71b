//! Part-of-speech tags of English, by an averaged perceptron.
//!
//! Each word gets the tag whose features weigh most; the two tags before it are among them. The weights
//! are those of `assets/lang/en/tags.tsv`, a feature a line: a letter for its kind, then its value.

use super::hash::{ByHash, Hash};
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

/// Tags at most, and the two states that a sentence begins in.
const STATES: usize = 48;
const BEGUN: usize = STATES - 2;

/// The weight that a feature gives to each tag, in tenths.
type Row = [i16; STATES];

/// Number of a row; 0 is the row without weights, of features that the file does not name.
type At = u32;

/// What the file says, by words and endings: each is looked up once, not once for each feature that it
/// is part of.
#[derive(Debug, Default)]
struct Model {
    /// Tags, by number.
    tags: Vec<Tag>,
    rows: Vec<Row>,
    words: HashMap<u64, Known, ByHash>,
    endings: HashMap<u64, Ending, ByHash>,
    firsts: HashMap<u64, At, ByHash>,
    /// Rows of words with the tag before them, for words that have any.
    after: Vec<States>,
    /// Rows by the last tag, by the one before, and by both.
    last: States,
    before: States,
    both: Vec<States>,
    always: At,
}

/// A row for each tag.
#[derive(Clone, Copy, Debug)]
struct States([At; STATES]);

/// Rows of a word, by where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Number of its tag, where it has one only.
    only: Option<u8>,
    here: At,
    left: At,
    left2: At,
    right: At,
    right2: At,
    /// Where its rows stand among those after a tag; `None` where it has none.
    after: Option<u32>,
}

/// Rows of the last three letters of a word, by where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Ending {
    here: At,
    left: At,
    right: At,
}

impl Model {
    fn load(file: &'static str) -> Self {
        let both = vec![States::default(); STATES];
        let mut model = Self { rows: vec![[0; STATES]], both, ..Self::default() };
        let mut letters: Vec<u8> = Vec::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((feature, value)) = line.split_once('\t') else { continue };
            if feature == "tags" {
                for name in value.split(' ').take(BEGUN) {
                    let (letter, name) = name.split_at_checked(1).unwrap_or_default();
                    letters.extend(letter.bytes().next());
                    model.tags.push(Tag::of_treebank(name));
                }
                letters.resize(BEGUN, 0);
                letters.extend(*b"01");
            } else {
                model.add(&letters, feature, value);
            }
        }
        model
    }

    /// Takes up the weights of a feature: its kind, then its value, in which a letter stands for a tag.
    fn add(&mut self, letters: &[u8], feature: &str, weights: &str) {
        let number = |letter: u8| letters.iter().position(|&known| known == letter);
        let tag = |of: &str| of.bytes().next().and_then(number);
        let (kind, value) = feature.split_at_checked(1).unwrap_or_default();
        let at = self.rows.len() as At;
        match kind {
            "=" => {
                self.word(value).only = tag(weights).and_then(|number| u8::try_from(number).ok());
                return;
            }
            "w" => self.word(value).here = at,
            "l" => self.word(value).left = at,
            "k" => self.word(value).left2 = at,
            "r" => self.word(value).right = at,
            "q" => self.word(value).right2 = at,
            "s" => self.ending(value).here = at,
            "m" => self.ending(value).left = at,
            "t" => self.ending(value).right = at,
            "p" => _ = self.firsts.insert(Hash::of(value).0, at),
            "z" => self.always = at,
            _ => {
                let (letter, rest) = value.split_at_checked(1).unwrap_or_default();
                let Some(last) = tag(letter) else { return };
                match kind {
                    "a" => self.last.set(last, at),
                    "b" => self.before.set(last, at),
                    "c" => {
                        if let (Some(both), Some(before)) = (self.both.get_mut(last), tag(rest)) {
                            both.set(before, at);
                        }
                    }
                    _ => self.add_after(rest, last, at),
                }
            }
        }
        let mut row = [0; STATES];
        let mut rest = weights;
        while let Some(letter) = rest.bytes().next() {
            let after = rest.get(1..).unwrap_or_default();
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (weight, next) = after.split_at_checked(end).unwrap_or_default();
            let place = number(letter).and_then(|number| row.get_mut(number));
            if let (Some(place), Ok(weight)) = (place, weight.parse()) {
                *place = weight;
            }
            rest = next;
        }
        self.rows.push(row);
    }

    fn word(&mut self, word: &str) -> &mut Known {
        self.words.entry(Hash::of(word).0).or_default()
    }

    fn ending(&mut self, ending: &str) -> &mut Ending {
        self.endings.entry(Hash::of(ending).0).or_default()
    }

    /// Notes the row of a word after a tag.
    fn add_after(&mut self, word: &str, last: usize, at: At) {
        let next = self.after.len();
        let place = *self.word(word).after.get_or_insert(next as u32) as usize;
        if place == next {
            self.after.push(States::default());
        }
        if let Some(states) = self.after.get_mut(place) {
            states.set(last, at);
        }
    }

    fn numbers(&self, words: &[&str]) -> Vec<usize> {
        let mut normal = String::new();
        let piece = |word: &&str| {
            normalise(word, &mut normal);
            self.piece(word, &normal)
        };
        let pieces: Vec<Piece> = words.iter().map(piece).collect();
        let [start, start2] = START.map(|word| self.piece(word, word));
        let [end, end2] = END.map(|word| self.piece(word, word));
        let (mut last, mut before) = (BEGUN, BEGUN + 1);
        let mut found = Vec::with_capacity(words.len());
        for (i, here) in pieces.iter().enumerate() {
            let number = here.only.map_or_else(
                || {
                    let at = |i: Option<usize>| i.and_then(|i| pieces.get(i));
                    let far = if i == 0 { &start } else { &start2 };
                    let beyond = if i + 1 < pieces.len() { &end } else { &end2 };
                    let window = Window {
                        here,
                        left: at(i.checked_sub(1)).unwrap_or(&start2),
                        left2: at(i.checked_sub(2)).unwrap_or(far),
                        right: at(Some(i + 1)).unwrap_or(&end),
                        right2: at(Some(i + 2)).unwrap_or(beyond),
                    };
                    self.best(&window, last, before)
                },
                usize::from,
            );
            found.push(number);
            (before, last) = (last, number);
        }
        found
    }

    /// What is known of a word, which its neighbours see as `normal`.
    fn piece(&self, word: &str, normal: &str) -> Piece {
        let known = |word: &str| self.words.get(&Hash::of(word).0).copied().unwrap_or_default();
        let ending =
            |word| self.endings.get(&Hash::of(ending(word)).0).copied().unwrap_or_default();
        let first = word.chars().next().map_or(0, char::len_utf8);
        let first = Hash::of(word.get(..first).unwrap_or_default());
        let (raw, end) = (known(word), ending(word));
        let (known, beside) =
            if normal == word { (raw, end) } else { (known(normal), ending(normal)) };
        Piece {
            only: raw.only,
            first: self.firsts.get(&first.0).copied().unwrap_or_default(),
            known,
            ending: Ending { here: end.here, ..beside },
        }
    }

    /// The tag of most weight, after the tag `last` and the one `before` it.
    fn best(&self, window: &Window<'_>, last: usize, before: usize) -> usize {
        let Window { here, left, left2, right, right2 } = window;
        let after = here.known.after.and_then(|after| self.after.get(after as usize));
        let both = self.both.get(last);
        let features = [
            self.always,
            here.ending.here,
            here.first,
            self.last.at(last),
            self.before.at(before),
            both.map_or(0, |states| states.at(before)),
            here.known.here,
            after.map_or(0, |states| states.at(last)),
            left.known.left,
            left.ending.left,
            left2.known.left2,
            right.known.right,
            right.ending.right,
            right2.known.right2,
        ];
        let mut scores: Row = [0; STATES];
        for row in features.iter().filter_map(|&at| self.rows.get(at as usize)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score = score.saturating_add(*weight);
            }
        }
        let scores = scores.get(..self.tags.len()).unwrap_or_default();
        let most = scores.iter().copied().max();
        scores.iter().rposition(|&score| Some(score) == most).unwrap_or(0)
    }
}

impl Default for States {
    fn default() -> Self {
        Self([0; STATES])
    }
}

impl States {
    fn at(&self, state: usize) -> At {
        self.0.get(state).copied().unwrap_or(0)
    }

    fn set(&mut self, state: usize, at: At) {
        if let Some(place) = self.0.get_mut(state) {
            *place = at;
        }
    }
}

/// A word of a sentence, looked up.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Number of its tag, where it has one only.
    only: Option<u8>,
    /// Row of its first letter.
    first: At,
    known: Known,
    ending: Ending,
}

/// A word and its neighbours.
struct Window<'a> {
    here: &'a Piece,
    left: &'a Piece,
    left2: &'a Piece,
    right: &'a Piece,
    right2: &'a Piece,
}

/// The last three letters.
fn ending(word: &str) -> &str {
    let start = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    word.get(start..).unwrap_or_default()
}

/// Writes a word as a neighbour sees it: case, compounds and numbers tell nothing there.
fn normalise(word: &str, normal: &mut String) {
    normal.clear();
    let first = word.bytes().next().unwrap_or_default();
    if first != b'-' && word.contains('-') {
        normal.push_str("!HYPHEN");
    } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        normal.push_str("!YEAR");
    } else if first.is_ascii_digit() {
        normal.push_str("!DIGITS");
    } else if word.is_ascii() {
        normal.push_str(word);
        normal.make_ascii_lowercase();
    } else {
        normal.push_str(&word.to_lowercase());
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
