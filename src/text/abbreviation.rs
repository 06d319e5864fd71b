//! Words that a full stop may follow without ending the sentence, read from `abbreviations.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a full stop behind a word, or the word itself, means for the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A name follows; never an end.
    Name,
    /// An end unless a digit follows.
    Number,
    /// An end only before a word that begins sentences.
    Open,
}

/// The lists of the file.
#[derive(Debug)]
pub(super) struct Abbreviations {
    classes: BTreeMap<&'static str, Class>,
    shapes: Shapes,
    /// The words that may begin a sentence within a line.
    openings: Words,
    starters: Words,
    reporting: Words,
    linking: Words,
    months: Words,
    /// Each with the word that must follow; empty where any may.
    restarts: Vec<(&'static str, &'static str)>,
    lettered: Words,
    halves_of_day: Vec<&'static str>,
    time_leads: Vec<&'static str>,
    behind_time: Vec<&'static str>,
    days: Vec<&'static str>,
}

const ENGLISH_FILE: &str = include_str!("../../assets/lang/en/abbreviations.txt");

static ENGLISH: LazyLock<Abbreviations> = LazyLock::new(|| load(ENGLISH_FILE));

/// The English lists.
pub(super) fn english() -> &'static Abbreviations {
    &ENGLISH
}

impl Abbreviations {
    /// The class of a word without its stop; `None` for words that a stop ends.
    pub(super) fn class(&self, word: &str) -> Option<Class> {
        if !self.shapes.may_have(word) {
            return None;
        }
        let title_case = || {
            // `MO.` in a dateline is `Mo.`
            let mut letters = word.chars();
            let first = letters.next()?;
            let is_upper = word.len() <= 5 && word.chars().all(char::is_uppercase);
            let lower = letters.flat_map(char::to_lowercase);
            is_upper.then(|| [first].into_iter().chain(lower).collect::<String>())
        };
        let known = self.classes.get(word).copied();
        known.or_else(|| self.classes.get(title_case()?.as_str()).copied())
    }

    /// Whether sentences often begin with the word.
    pub(super) fn is_starter(&self, word: &str) -> bool {
        self.starters.has(word)
    }

    /// Whether the word tells who speaks.
    pub(super) fn is_reporting(&self, word: &str) -> bool {
        self.reporting.has(word)
    }

    /// Whether the word cannot be the last of a sentence.
    pub(super) fn is_linking(&self, word: &str) -> bool {
        self.linking.has(word)
    }

    /// Whether the word names a month.
    pub(super) fn is_month(&self, word: &str) -> bool {
        self.months.has(word)
    }

    /// Whether the word is a starter, or a restart whatever must follow.
    pub(super) fn may_open(&self, word: &str) -> bool {
        self.openings.has(word)
    }

    /// Whether the word, with a capital inside a line and the next behind it, begins a sentence.
    pub(super) fn is_restart(&self, word: &str, next: &str) -> bool {
        ["", next].iter().any(|&next| self.restarts.binary_search(&(word, next)).is_ok())
    }

    /// Whether the word, without its last stop, says which half of the day.
    pub(super) fn is_half_of_day(&self, word: &str) -> bool {
        self.halves_of_day.contains(&word)
    }

    /// Whether the word leads to a time at the head of a sentence.
    pub(super) fn is_time_lead(&self, word: &str) -> bool {
        self.time_leads.contains(&word)
    }

    /// Whether the word goes on with a time of day.
    pub(super) fn is_behind_time(&self, word: &str) -> bool {
        self.behind_time.contains(&word) || self.is_month(word)
    }

    /// Whether the word names a day or a month.
    pub(super) fn names_day(&self, word: &str) -> bool {
        self.days.contains(&word) || self.is_month(word)
    }

    /// Whether a letter goes on with the word: "vitamin A".
    pub(super) fn is_lettered(&self, word: &str) -> bool {
        self.lettered.has(word)
    }
}

/// Words that are looked up often, and of which most other words have neither beginning nor length.
#[derive(Debug, Default)]
struct Words {
    shapes: Shapes,
    /// In order once all are read.
    words: Vec<&'static str>,
}

impl Words {
    fn push(&mut self, word: &'static str) {
        self.shapes.add(word);
        self.words.push(word);
    }

    fn has(&self, word: &str) -> bool {
        self.shapes.may_have(word) && self.words.binary_search(&word).is_ok()
    }
}

/// A bit for the first two letters, the last one and the length of each of some words, in any case: most other words
/// are turned away by it.
#[derive(Debug)]
struct Shapes([u64; 64]);

impl Default for Shapes {
    /// Of no words.
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Shapes {
    fn may_have(&self, word: &str) -> bool {
        let (place, bit) = Self::bit_of(word);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }

    fn add(&mut self, word: &str) {
        let (place, bit) = Self::bit_of(word);
        if let Some(bits) = self.0.get_mut(place) {
            *bits |= bit;
        }
    }

    /// Where the bit of a word stands.
    fn bit_of(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let letter = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(byte | 0x20));
        let ends = letter(bytes.first()) | letter(bytes.get(1)) << 8 | letter(bytes.last()) << 16;
        // Knuth's multiplier mixes all of it into the upper bits.
        let mixed = (ends | (bytes.len() as u32) << 24).wrapping_mul(2_654_435_769) >> 20;
        ((mixed >> 6) as usize, 1 << (mixed & 63))
    }
}

fn load(file: &'static str) -> Abbreviations {
    let mut lists = Abbreviations {
        classes: BTreeMap::new(),
        shapes: Shapes::default(),
        openings: Words::default(),
        starters: Words::default(),
        reporting: Words::default(),
        linking: Words::default(),
        months: Words::default(),
        restarts: Vec::new(),
        lettered: Words::default(),
        halves_of_day: Vec::new(),
        time_leads: Vec::new(),
        behind_time: Vec::new(),
        days: Vec::new(),
    };
    let mut block = "";
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            block = name;
            continue;
        }
        for word in line.split_whitespace() {
            match block {
                "name" => drop(lists.classes.insert(word, Class::Name)),
                "number" => drop(lists.classes.insert(word, Class::Number)),
                "open" => drop(lists.classes.insert(word, Class::Open)),
                "starter" => lists.starters.push(word),
                "linking" => lists.linking.push(word),
                "month" => lists.months.push(word),
                "restart" => lists.restarts.push(word.split_once('_').unwrap_or((word, ""))),
                "lettered" => lists.lettered.push(word),
                "halfday" => lists.halves_of_day.push(word),
                "timelead" => lists.time_leads.push(word),
                "behindtime" => lists.behind_time.push(word),
                "day" => lists.days.push(word),
                "reporting" => lists.reporting.push(word),
                // The file is part of the program; a test reads the names of its blocks.
                _ => {}
            }
        }
    }
    lists.classes.keys().for_each(|word| lists.shapes.add(word));
    let restarts = lists.restarts.iter().map(|(word, _)| word);
    lists.starters.words.iter().chain(restarts).for_each(|word| lists.openings.push(word));
    lists.starters.words.sort_unstable();
    lists.openings.words.sort_unstable();
    lists.reporting.words.sort_unstable();
    lists.linking.words.sort_unstable();
    lists.months.words.sort_unstable();
    lists.restarts.sort_unstable();
    lists.lettered.words.sort_unstable();
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_loaded() {
        let blocks = ENGLISH_FILE.lines().filter(|line| line.starts_with('['));
        let known = [
            "name",
            "number",
            "open",
            "starter",
            "reporting",
            "linking",
            "month",
            "restart",
            "lettered",
            "halfday",
            "timelead",
            "behindtime",
            "day",
        ];
        for block in blocks {
            assert!(known.contains(&block.trim_matches(['[', ']'])), "{block}");
        }
        assert_eq!(english().class("Gen"), Some(Class::Name));
        assert_eq!(english().class("No"), Some(Class::Number));
        assert_eq!(english().class("Jan"), Some(Class::Open));
        assert_eq!(english().class("war"), None);
        assert!(english().is_starter("However") && !english().is_starter("President"));
        assert!(english().is_reporting("said"));
        assert!(english().is_linking("of") && english().is_month("Aug"));
        assert!(english().is_restart("However", "it") && english().is_lettered("vitamin"));
    }
}
