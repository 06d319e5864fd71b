//! Part-of-speech tags of English, by an averaged perceptron.
//!
//! Each word gets the tag whose features weigh most; the two tags before it are among them. The weights
//! are those of `assets/lang/en/tags.tsv`, packed by the build script.

use super::hash::ByHash;
use super::tag_format::{AFTER_LEN, BEGUN, ENDING_LEN, NO_TAG, STATES, WORD_LEN, step};
use crate::phrase::fold::hash_of;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is in its sentence, after the tag set of the Penn Treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tag {
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
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Plural | Self::Third | Self::Modal)
    }

    /// Whether the word is a verb in any form.
    pub(crate) fn is_verb(self) -> bool {
        use Tag::{Base, Gerund, Participle, Past, Plural, Third};
        matches!(self, Base | Past | Gerund | Participle | Plural | Third)
    }

    /// Whether the word is a noun or a name.
    pub(crate) fn is_noun(self) -> bool {
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
pub(crate) struct Room {
    pieces: Vec<Piece>,
    tags: Vec<Tag>,
    /// A word in lower case.
    lower: String,
}

impl Room {
    /// The tags of the words of a sentence, marks among them; possessive endings are words of their own.
    pub(crate) fn tags(&mut self, words: &[&str]) -> &[Tag] {
        MODEL.tag(words, self);
        &self.tags
    }
}

static MODEL: LazyLock<Model> = LazyLock::new(Model::load);

thread_local! {
    /// The words that a thread looked up last, by the upper bits of their hashes: a text says most of its
    /// words over and over, and each takes up to four looks into large tables.
    static LATELY: RefCell<Vec<(u64, Piece)>> = const { RefCell::new(Vec::new()) };
}

/// How many bits of a hash number its place there.
const LATELY_BITS: u32 = 12;

/// Stands before the first word and after the last one.
const START: [&str; 2] = ["-START-", "-START2-"];
const END: [&str; 2] = ["-END-", "-END2-"];

macro_rules! table {
    ($file:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file)).as_slice()
    };
}

static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/tag_names.txt"));
/// What features weigh, a byte for each tag: their memory decides how fast words are tagged.
static NARROW: &[[u8; STATES]] = table!("tag_narrow.bin").as_chunks().0;
/// The same of features that do not fit into bytes.
static WIDE: &[[u8; 2 * STATES]] = table!("tag_wide.bin").as_chunks().0;
/// What the tags before a word weigh by themselves, by [`step`].
static STEPS: &[[u8; 2 * STATES]] = table!("tag_steps.bin").as_chunks().0;
static WORDS: &[[u8; WORD_LEN]] = table!("tag_words.bin").as_chunks().0;
static ENDINGS: &[[u8; ENDING_LEN]] = table!("tag_endings.bin").as_chunks().0;
/// What words weigh after a tag.
static AFTER: &[[u8; AFTER_LEN]] = table!("tag_after.bin").as_chunks().0;
/// By first letter, where that is of ASCII.
static FIRSTS: &[[u8; 2]] = table!("tag_firsts.bin").as_chunks().0;

/// What each tag weighs, in tenths.
type Scores = [i16; STATES];

/// Number of a feature.
type At = u16;

/// What is looked up by words and endings: once for all features that each is part of.
#[derive(Debug, Default)]
struct Model {
    /// Tags, by number.
    tags: Vec<Tag>,
    words: HashMap<u64, Known, ByHash>,
    endings: HashMap<u64, Ending, ByHash>,
    start: [Piece; 2],
    end: [Piece; 2],
}

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
    after: (u16, u8),
}

/// Features of the last three letters of a word, by where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Ending {
    here: At,
    left: At,
    right: At,
}

/// The number at a place of a record.
fn u16_at(record: &[u8], at: usize) -> u16 {
    record.get(at..).and_then(<[u8]>::first_chunk).copied().map_or(0, u16::from_le_bytes)
}

/// The hash that a record begins with.
fn hash_in(record: &[u8]) -> u64 {
    record.first_chunk().copied().map_or(0, u64::from_le_bytes)
}

impl Known {
    fn of(record: &[u8; WORD_LEN]) -> Self {
        let [here, left, left2, right, right2, first] =
            [8, 10, 12, 14, 16, 18].map(|at| u16_at(record, at));
        let [.., count, only] = *record;
        let only = (only != NO_TAG).then_some(only);
        Self { only, here, left, left2, right, right2, after: (first, count) }
    }
}

impl Ending {
    fn of(record: &[u8; ENDING_LEN]) -> Self {
        let [here, left, right] = [8, 10, 12].map(|at| u16_at(record, at));
        Self { here, left, right }
    }
}

impl Model {
    fn load() -> Self {
        let mut model = Self {
            tags: NAMES.split(' ').map(Tag::of_treebank).collect(),
            words: WORDS.iter().map(|it| (hash_in(it), Known::of(it))).collect(),
            endings: ENDINGS.iter().map(|it| (hash_in(it), Ending::of(it))).collect(),
            ..Self::default()
        };
        model.start = START.map(|word| model.piece(word, word));
        model.end = END.map(|word| model.piece(word, word));
        model
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
                    best(&window, last, before)
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
        let first = word.bytes().next().and_then(|byte| FIRSTS.get(usize::from(byte)));
        let (raw, end) = (known(word), ending(word));
        let (known, beside) =
            if normal == word { (raw, end) } else { (known(normal), ending(normal)) };
        Piece {
            only: raw.only,
            first: first.copied().map_or(0, At::from_le_bytes),
            known,
            ending: Ending { here: end.here, ..beside },
        }
    }
}

/// The feature of a word after a tag.
fn after(known: &Known, last: usize) -> At {
    let (first, count) = known.after;
    let first = usize::from(first);
    let after = AFTER.get(first..first + usize::from(count)).unwrap_or_default();
    let found = after.iter().find(|&&[tag, ..]| usize::from(tag) == last);
    found.map_or(0, |record| u16_at(record, 1))
}

/// The tag of most weight, after the tag `last` and the one `before` it.
fn best(window: &Window<'_>, last: usize, before: usize) -> usize {
    let Window { here, left, left2, right, right2 } = window;
    let features = [
        here.ending.here,
        here.first,
        here.known.here,
        after(&here.known, last),
        left.known.left,
        left.ending.left,
        left2.known.left2,
        right.known.right,
        right.ending.right,
        right2.known.right2,
    ];
    let mut scores = STEPS.get(step(last, before)).map_or([0; STATES], wide_scores);
    for at in features {
        weigh(at, &mut scores);
    }
    let most = scores.iter().copied().fold(i16::MIN, i16::max);
    // The last one of equals.
    scores.iter().rposition(|&score| score == most).unwrap_or(0)
}

/// Adds what a feature weighs.
#[inline]
fn weigh(at: At, scores: &mut Scores) {
    if at == 0 {
        return;
    }
    let at = usize::from(at);
    if let Some(narrow) = NARROW.get(at) {
        for (score, &weight) in scores.iter_mut().zip(narrow) {
            *score = score.saturating_add(i16::from(weight.cast_signed()));
        }
    } else if let Some(wide) = WIDE.get(at - NARROW.len()) {
        for (score, weight) in scores.iter_mut().zip(wide_scores(wide)) {
            *score = score.saturating_add(weight);
        }
    }
}

/// The weights of a record that has two bytes for each.
#[inline]
fn wide_scores(record: &[u8; 2 * STATES]) -> Scores {
    let (pairs, _) = record.as_chunks();
    std::array::from_fn(|state| pairs.get(state).copied().map_or(0, i16::from_le_bytes))
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
