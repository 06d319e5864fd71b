//! Part-of-speech tags of English, by an averaged perceptron.
//!
//! Each word gets the tag whose features weigh most; the two tags before it are among them. The weights
//! are those of `assets/lang/en/tags.tsv`, a feature a line: a letter for its kind, then its value.

use super::hash::ByHash;
use crate::phrase::fold::hash_of;
use std::cell::RefCell;
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

/// Memory in which one sentence after another is tagged.
#[derive(Debug, Default)]
pub(super) struct Room {
    pieces: Vec<Piece>,
    tags: Vec<Tag>,
    /// A word in lower case.
    lower: String,
}

impl Room {
    /// The tags of the words of a sentence, marks among them; possessive endings are words of their own.
    pub(super) fn tags(&mut self, words: &[&str]) -> &[Tag] {
        MODEL.tag(words, self);
        &self.tags
    }
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::load(include_str!("../../assets/lang/en/tags.tsv")));

thread_local! {
    /// The words that a thread looked up last, by the upper bits of their hashes: a text says most of its
    /// words over and over, and each takes up to four looks into large tables.
    static LATELY: RefCell<Vec<(u64, Piece)>> = const { RefCell::new(Vec::new()) };
}

/// How many bits of a hash number its place there.
const LATELY_BITS: u32 = 11;

/// Stands before the first word and after the last one.
const START: [&str; 2] = ["-START-", "-START2-"];
const END: [&str; 2] = ["-END-", "-END2-"];

/// Tags at most, and the two states that a sentence begins in.
const STATES: usize = 48;
const BEGUN: usize = STATES - 2;

/// What each tag weighs, in tenths.
type Scores = [i16; STATES];

/// What the file says, by words and endings: each is looked up once, not once for each feature that it
/// is part of.
#[derive(Debug, Default)]
struct Model {
    /// Tags, by number.
    tags: Vec<Tag>,
    features: Features,
    words: HashMap<u64, Known, ByHash>,
    endings: HashMap<u64, Ending, ByHash>,
    /// By first letter, where that is of ASCII.
    firsts: Vec<At>,
    /// What words weigh after a tag: its number, then the feature.
    after: Vec<(u8, At)>,
    /// What the tags before a word weigh by themselves, by the last one, then the one before it.
    steps: Vec<Scores>,
    start: [Piece; 2],
    end: [Piece; 2],
}

/// What all features weigh: their memory decides how fast words are tagged, so that weights have a byte
/// each where they fit in.
#[derive(Debug)]
struct Features {
    narrow: Vec<[i8; STATES]>,
    wide: Vec<Scores>,
}

/// Number of a feature; those from [`WIDE`] on are wide. The first one weighs nothing: it stands for all
/// that the file does not name.
type At = u32;
const WIDE: At = 1 << 31;

/// Features of a word, by where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Number of its tag, where it has one only.
    only: Option<u8>,
    here: At,
    left: At,
    left2: At,
    right: At,
    right2: At,
    /// Where its features after a tag begin among those of all words, and how many it has.
    after: (u32, u8),
}

/// Features of the last three letters of a word, by where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Ending {
    here: At,
    left: At,
    right: At,
}

/// What is needed only while the file is read.
struct Loading {
    /// The letters by which the file knows the tags, by number.
    letters: Vec<u8>,
    /// What the last tag weighs, the one before it, and both together.
    last: Vec<Scores>,
    before: Vec<Scores>,
    both: Vec<Scores>,
    always: Scores,
    /// Word, tag before it, feature.
    after: Vec<(u64, u8, At)>,
}

impl Model {
    fn load(file: &'static str) -> Self {
        let mut model = Self::default();
        let none = vec![[0; STATES]; STATES];
        let mut loading = Loading {
            letters: Vec::new(),
            last: none.clone(),
            before: none,
            both: vec![[0; STATES]; STATES * STATES],
            always: [0; STATES],
            after: Vec::new(),
        };
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((feature, value)) = line.split_once('\t') else { continue };
            if feature == "tags" {
                for name in value.split(' ').take(BEGUN) {
                    let (letter, name) = name.split_at_checked(1).unwrap_or_default();
                    loading.letters.extend(letter.bytes().next());
                    model.tags.push(Tag::of_treebank(name));
                }
                loading.letters.resize(BEGUN, 0);
                loading.letters.extend(*b"01");
            } else {
                model.add(&mut loading, feature, value);
            }
        }
        model.finish(loading);
        model
    }

    /// Takes up the weights of a feature: its kind, then its value, in which a letter stands for a tag.
    fn add(&mut self, loading: &mut Loading, feature: &str, weights: &str) {
        let (kind, value) = feature.split_at_checked(1).unwrap_or_default();
        let (letter, rest) = value.split_at_checked(1).unwrap_or_default();
        match kind {
            "=" => {
                let only = loading.tag(weights);
                self.word(value).only = only.and_then(|number| u8::try_from(number).ok());
            }
            "z" => loading.always = loading.scores(weights),
            "a" => loading.set(letter, weights, |it| &mut it.last),
            "b" => loading.set(letter, weights, |it| &mut it.before),
            "c" => {
                let pair = loading.tag(letter).zip(loading.tag(rest));
                let scores = loading.scores(weights);
                let both = pair.and_then(|(last, before)| loading.both.get_mut(step(last, before)));
                if let Some(both) = both {
                    *both = scores;
                }
            }
            _ => {
                let feature = self.features.add(&loading.scores(weights));
                match kind {
                    "w" => self.word(value).here = feature,
                    "l" => self.word(value).left = feature,
                    "k" => self.word(value).left2 = feature,
                    "r" => self.word(value).right = feature,
                    "q" => self.word(value).right2 = feature,
                    "s" => self.ending(value).here = feature,
                    "m" => self.ending(value).left = feature,
                    "t" => self.ending(value).right = feature,
                    "p" => self.set_first(value, feature),
                    _ => {
                        let last = loading.tag(letter).and_then(|last| u8::try_from(last).ok());
                        loading.after.extend(last.map(|last| (hash_of(rest), last, feature)));
                    }
                }
            }
        }
    }

    fn word(&mut self, word: &str) -> &mut Known {
        self.words.entry(hash_of(word)).or_default()
    }

    fn set_first(&mut self, letter: &str, feature: At) {
        self.firsts.resize(128, 0);
        let place = letter.bytes().next().and_then(|byte| self.firsts.get_mut(usize::from(byte)));
        if let Some(place) = place {
            *place = feature;
        }
    }

    fn ending(&mut self, ending: &str) -> &mut Ending {
        self.endings.entry(hash_of(ending)).or_default()
    }

    /// Puts together what is looked up together.
    fn finish(&mut self, mut loading: Loading) {
        loading.after.sort_by_key(|&(word, _, _)| word);
        for of_word in loading.after.chunk_by(|one, other| one.0 == other.0) {
            let after = (self.after.len() as u32, of_word.len() as u8);
            self.after.extend(of_word.iter().map(|&(_, last, feature)| (last, feature)));
            if let Some((word, _, _)) = of_word.first() {
                self.words.entry(*word).or_default().after = after;
            }
        }
        for (last, of_last) in loading.last.iter().enumerate() {
            for (before, of_before) in loading.before.iter().enumerate() {
                let mut scores = loading.always;
                let both = loading.both.get(step(last, before));
                for more in [of_last, of_before].into_iter().chain(both) {
                    scores.iter_mut().zip(more).for_each(|(score, weight)| *score += weight);
                }
                // States that are no tags are never the best.
                scores.iter_mut().skip(self.tags.len()).for_each(|score| *score = i16::MIN);
                self.steps.push(scores);
            }
        }
        self.start = START.map(|word| self.piece(word, word));
        self.end = END.map(|word| self.piece(word, word));
    }

    fn tag(&self, words: &[&str], room: &mut Room) {
        let Room { pieces, tags, lower } = room;
        pieces.clear();
        LATELY.with_borrow_mut(|lately| {
            if lately.is_empty() {
                lately.resize(1 << LATELY_BITS, (hash_of(""), self.piece("", "")));
            }
            pieces.extend(words.iter().map(|word| self.piece_lately(word, lower, lately)));
        });
        tags.clear();
        let [start, start2] = &self.start;
        let [end, end2] = &self.end;
        let (mut last, mut before) = (BEGUN, BEGUN + 1);
        for (i, here) in pieces.iter().enumerate() {
            let number = here.only.map_or_else(
                || {
                    let at = |i: Option<usize>| i.and_then(|i| pieces.get(i));
                    let far = if i == 0 { start } else { start2 };
                    let beyond = if i + 1 < pieces.len() { end } else { end2 };
                    let window = Window {
                        here,
                        left: at(i.checked_sub(1)).unwrap_or(start2),
                        left2: at(i.checked_sub(2)).unwrap_or(far),
                        right: at(Some(i + 1)).unwrap_or(end),
                        right2: at(Some(i + 2)).unwrap_or(beyond),
                    };
                    self.best(&window, last, before)
                },
                usize::from,
            );
            tags.push(self.tags.get(number).copied().unwrap_or_default());
            (before, last) = (last, number);
        }
    }

    /// What is known of a word, which this thread may have looked up before; `lower` is memory to write it in.
    fn piece_lately(&self, word: &str, lower: &mut String, lately: &mut [(u64, Piece)]) -> Piece {
        let hash = hash_of(word);
        let Some(place) = lately.get_mut((hash >> (64 - LATELY_BITS)) as usize) else {
            return self.piece(word, normal(word, lower));
        };
        if place.0 != hash {
            *place = (hash, self.piece(word, normal(word, lower)));
        }
        place.1
    }

    /// What is known of a word, which its neighbours see as `normal`.
    fn piece(&self, word: &str, normal: &str) -> Piece {
        let known = |word: &str| self.words.get(&hash_of(word)).copied().unwrap_or_default();
        let ending = |word| self.endings.get(&hash_of(ending(word))).copied().unwrap_or_default();
        let first = word.bytes().next().and_then(|byte| self.firsts.get(usize::from(byte)));
        let (raw, end) = (known(word), ending(word));
        let (known, beside) =
            if normal == word { (raw, end) } else { (known(normal), ending(normal)) };
        Piece {
            only: raw.only,
            first: first.copied().unwrap_or_default(),
            known,
            ending: Ending { here: end.here, ..beside },
        }
    }

    /// The feature of a word after a tag.
    fn after(&self, known: &Known, last: usize) -> At {
        let (first, count) = known.after;
        let first = first as usize;
        let after = self.after.get(first..first + usize::from(count)).unwrap_or_default();
        let found = after.iter().find(|&&(tag, _)| usize::from(tag) == last);
        found.map(|&(_, feature)| feature).unwrap_or_default()
    }

    /// The tag of most weight, after the tag `last` and the one `before` it.
    fn best(&self, window: &Window<'_>, last: usize, before: usize) -> usize {
        let Window { here, left, left2, right, right2 } = window;
        let features = [
            here.ending.here,
            here.first,
            here.known.here,
            self.after(&here.known, last),
            left.known.left,
            left.ending.left,
            left2.known.left2,
            right.known.right,
            right.ending.right,
            right2.known.right2,
        ];
        let mut scores = self.steps.get(step(last, before)).copied().unwrap_or([0; STATES]);
        for at in features {
            self.features.weigh(at, &mut scores);
        }
        let most = scores.iter().copied().fold(i16::MIN, i16::max);
        // The last one of equals.
        scores.iter().rposition(|&score| score == most).unwrap_or(0)
    }
}

impl Default for Features {
    fn default() -> Self {
        Self { narrow: vec![[0; STATES]], wide: Vec::new() }
    }
}

impl Features {
    /// Takes up what a feature weighs.
    fn add(&mut self, scores: &Scores) -> At {
        let mut narrow = [0; STATES];
        let fits = narrow
            .iter_mut()
            .zip(scores)
            .all(|(narrow, &score)| i8::try_from(score).map(|score| *narrow = score).is_ok());
        if fits {
            self.narrow.push(narrow);
            self.narrow.len() as At - 1
        } else {
            self.wide.push(*scores);
            WIDE + self.wide.len() as At - 1
        }
    }

    /// Adds what a feature weighs.
    #[inline]
    fn weigh(&self, at: At, scores: &mut Scores) {
        if at == 0 {
            return;
        }
        if let Some(narrow) = self.narrow.get(at as usize) {
            for (score, &weight) in scores.iter_mut().zip(narrow) {
                *score = score.saturating_add(i16::from(weight));
            }
        } else if let Some(wide) = at.checked_sub(WIDE).and_then(|at| self.wide.get(at as usize)) {
            for (score, &weight) in scores.iter_mut().zip(wide) {
                *score = score.saturating_add(weight);
            }
        }
    }
}

/// Where a pair of tags stands, the last one and the one before it.
fn step(last: usize, before: usize) -> usize {
    last * STATES + before
}

impl Loading {
    /// The number of the tag that a letter stands for.
    fn tag(&self, letter: &str) -> Option<usize> {
        let letter = letter.bytes().next()?;
        self.letters.iter().position(|&known| known == letter)
    }

    /// What a line of the file gives to each tag.
    fn scores(&self, weights: &str) -> Scores {
        let mut scores = [0; STATES];
        let mut rest = weights;
        while !rest.is_empty() {
            let (letter, after) = rest.split_at_checked(1).unwrap_or_default();
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (weight, next) = after.split_at_checked(end).unwrap_or_default();
            let place = self.tag(letter).and_then(|number| scores.get_mut(number));
            if let (Some(place), Ok(weight)) = (place, weight.parse()) {
                *place = weight;
            }
            rest = next;
        }
        scores
    }

    /// Notes what a tag weighs for the word after it.
    fn set(&mut self, letter: &str, weights: &str, of: fn(&mut Self) -> &mut Vec<Scores>) {
        let scores = self.scores(weights);
        let tag = self.tag(letter);
        if let Some(known) = tag.and_then(|tag| of(self).get_mut(tag)) {
            *known = scores;
        }
    }
}

/// A word of a sentence, looked up.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    /// Number of its tag, where it has one only.
    only: Option<u8>,
    /// Feature of its first letter.
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
    match word.as_bytes().last_chunk::<3>() {
        Some(last) if last.is_ascii() => word.get(word.len() - 3..).unwrap_or_default(),
        _ => {
            let start = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
            word.get(start..).unwrap_or_default()
        }
    }
}

/// A word as a neighbour sees it: case, compounds and numbers tell nothing there. `room` is memory to
/// write it in.
fn normal<'a>(word: &'a str, room: &'a mut String) -> &'a str {
    let first = word.bytes().next().unwrap_or_default();
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    if first != b'-' && word.contains('-') {
        return "!HYPHEN";
    }
    if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        return "!YEAR";
    }
    if first.is_ascii_digit() {
        return "!DIGITS";
    }
    room.clear();
    if word.is_ascii() {
        room.push_str(word);
        room.make_ascii_lowercase();
    } else {
        room.push_str(&word.to_lowercase());
    }
    room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: &[Tag]) {
        let words: Vec<&str> = sentence.split(' ').collect();
        assert_eq!(Room::default().tags(&words), expected, "{sentence}");
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
