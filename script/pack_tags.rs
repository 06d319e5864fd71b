//! Packs `assets/lang/en/tags.tsv`, the weights of the tagger, a feature a line: a letter for its kind, then
//! its value, then the letter of each tag with its weight.

use super::Failure;
use super::phrase::fold::hash_of;
use super::tag_format::{BEGUN, ENDING_KINDS, NO_TAG, STATES, WORD_KINDS, step};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What each tag weighs, in tenths.
type Scores = [i16; STATES];

/// What the file says.
struct Tags {
    names: Vec<String>,
    /// The letters by which the file knows the tags, by number.
    letters: Vec<u8>,
    /// What weighs always, what the last tag weighs, the one before it, and both together.
    always: Scores,
    last: Vec<Scores>,
    before: Vec<Scores>,
    both: Vec<Scores>,
    /// What features weigh; the first one nothing.
    features: Vec<Scores>,
    words: BTreeMap<u64, Word>,
    endings: BTreeMap<u64, [usize; ENDING_KINDS.len()]>,
    firsts: [usize; 128],
}

/// A word's features, by numbers.
#[derive(Default)]
struct Word {
    only: Option<u8>,
    features: [usize; WORD_KINDS.len()],
    /// Tag before it, feature.
    after: Vec<(u8, usize)>,
}

/// Writes the tables of a file.
pub(crate) fn write(file: &str, out: &Path) -> Result<(), Failure> {
    let mut tags = Tags::default();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('\t') {
            Some(("tags", names)) => tags.name(names),
            Some((feature, weights)) => {
                tags.add(feature, weights).ok_or_else(|| format!("tags.tsv: {line}"))?;
            }
            None => {}
        }
    }
    fs::write(out.join("tag_names.txt"), tags.names.join(" "))?;
    tags.write_steps(out)?;
    let numbers = tags.write_features(out)?;
    tags.write_words(&numbers, out)
}

impl Default for Tags {
    fn default() -> Self {
        let none = [0; STATES];
        Self {
            names: Vec::new(),
            letters: Vec::new(),
            always: none,
            last: vec![none; STATES],
            before: vec![none; STATES],
            both: vec![none; STATES * STATES],
            features: vec![none],
            words: BTreeMap::new(),
            endings: BTreeMap::new(),
            firsts: [0; 128],
        }
    }
}

impl Tags {
    fn name(&mut self, names: &str) {
        for name in names.split(' ').take(BEGUN) {
            let (letter, name) = name.split_at(1);
            self.letters.extend(letter.bytes().next());
            self.names.push(name.to_owned());
        }
        self.letters.resize(BEGUN, 0);
        self.letters.extend(*b"01");
    }

    /// Takes up the weights of a feature; `None` where the line cannot be read.
    fn add(&mut self, feature: &str, weights: &str) -> Option<()> {
        let (kind, value) = feature.split_at_checked(1)?;
        let (letter, rest) = value.split_at_checked(1).unwrap_or_default();
        if kind == "=" {
            self.word(value).only = Some(u8::try_from(self.tag(weights)?).ok()?);
            return Some(());
        }
        let scores = self.scores(weights)?;
        match kind {
            "z" => self.always = scores,
            "a" | "b" => {
                let tag = self.tag(letter)?;
                let of = if kind == "a" { &mut self.last } else { &mut self.before };
                *of.get_mut(tag)? = scores;
            }
            "c" => {
                let step = step(self.tag(letter)?, self.tag(rest)?);
                *self.both.get_mut(step)? = scores;
            }
            _ => {
                let number = self.features.len();
                self.features.push(scores);
                if let Some(at) = WORD_KINDS.find(kind) {
                    *self.word(value).features.get_mut(at)? = number;
                } else if let Some(at) = ENDING_KINDS.find(kind) {
                    *self.endings.entry(hash_of(value)).or_default().get_mut(at)? = number;
                } else if kind == "p" {
                    *self.firsts.get_mut(usize::from(value.bytes().next()?))? = number;
                } else {
                    let last = u8::try_from(self.tag(letter)?).ok()?;
                    self.word(rest).after.push((last, number));
                }
            }
        }
        Some(())
    }

    fn word(&mut self, word: &str) -> &mut Word {
        self.words.entry(hash_of(word)).or_default()
    }

    /// The number of the tag that a letter stands for.
    fn tag(&self, letter: &str) -> Option<usize> {
        let letter = letter.bytes().next()?;
        self.letters.iter().position(|&known| known == letter)
    }

    /// What a line of the file gives to each tag.
    fn scores(&self, weights: &str) -> Option<Scores> {
        let mut scores = [0; STATES];
        let mut rest = weights;
        while !rest.is_empty() {
            let (letter, after) = rest.split_at_checked(1)?;
            let end = after.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(after.len());
            let (weight, next) = after.split_at_checked(end)?;
            *scores.get_mut(self.tag(letter)?)? = weight.parse().ok()?;
            rest = next;
        }
        Some(scores)
    }

    fn write_steps(&self, out: &Path) -> Result<(), Failure> {
        let mut steps = Vec::<u8>::new();
        let pairs = self.last.iter().flat_map(|last| self.before.iter().map(move |it| (last, it)));
        for ((last, before), both) in pairs.zip(&self.both) {
            for state in 0..STATES {
                let score = self.always[state] + last[state] + before[state] + both[state];
                // States that are no tags are never the best.
                let score = if state < self.names.len() { score } else { i16::MIN };
                steps.extend(score.to_le_bytes());
            }
        }
        Ok(fs::write(out.join("tag_steps.bin"), steps)?)
    }

    /// Writes what features weigh; their numbers in these tables.
    fn write_features(&self, out: &Path) -> Result<Vec<u16>, Failure> {
        let is_narrow = |scores: &Scores| scores.iter().all(|&score| i8::try_from(score).is_ok());
        let mut places = vec![0; self.features.len()];
        let (mut narrow, mut wide) = (Vec::<u8>::new(), Vec::<u8>::new());
        let all = || self.features.iter().enumerate();
        let ordered = all().filter(|it| is_narrow(it.1)).chain(all().filter(|it| !is_narrow(it.1)));
        for (number, (at, scores)) in ordered.enumerate() {
            places[at] = u16::try_from(number)?;
            for score in scores {
                match i8::try_from(*score) {
                    Ok(score) if is_narrow(scores) => narrow.extend(score.to_le_bytes()),
                    _ => wide.extend(score.to_le_bytes()),
                }
            }
        }
        fs::write(out.join("tag_narrow.bin"), narrow)?;
        fs::write(out.join("tag_wide.bin"), wide)?;
        Ok(places)
    }

    fn write_words(&self, numbers: &[u16], out: &Path) -> Result<(), Failure> {
        let bytes = |features: &[usize]| -> Vec<u8> {
            features.iter().flat_map(|&feature| numbers[feature].to_le_bytes()).collect()
        };
        let (mut words, mut after, mut count) = (Vec::<u8>::new(), Vec::<u8>::new(), 0_usize);
        for (hash, word) in &self.words {
            words.extend(hash.to_le_bytes());
            words.extend(bytes(&word.features));
            words.extend(u16::try_from(count)?.to_le_bytes());
            words.push(u8::try_from(word.after.len())?);
            words.push(word.only.unwrap_or(NO_TAG));
            count += word.after.len();
            for &(tag, feature) in &word.after {
                after.push(tag);
                after.extend(bytes(&[feature]));
            }
        }
        let mut endings = Vec::<u8>::new();
        for (hash, features) in &self.endings {
            endings.extend(hash.to_le_bytes());
            endings.extend(bytes(features));
        }
        fs::write(out.join("tag_words.bin"), words)?;
        fs::write(out.join("tag_after.bin"), after)?;
        fs::write(out.join("tag_endings.bin"), endings)?;
        Ok(fs::write(out.join("tag_firsts.bin"), bytes(&self.firsts))?)
    }
}
