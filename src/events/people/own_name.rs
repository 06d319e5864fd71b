//! What of a name is somebody's own, and which names may be of one person.
//!
//! ```text
//! UN Secretary General | Ola Dahl        Haitian President | Ola Dahl      Actor | Ola Dahl
//! US Secretary of State | Ann Berg       BBC’s | Ola Dahl                  Martin Luther King Jr.
//! ```

use super::actor::{is_acronym, is_title};
use super::claim;
use super::whom::Sex;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::{Room, Tag};
use crate::phrase::letters::folded;

/// How many words of a name stand before what is somebody's own: titles, peoples, bodies, roles and owners.
/// `is_place` says whether the word of a number is the name of a place or its people.
pub(super) fn front_len(words: &[&str], is_place: impl Fn(usize) -> bool) -> usize {
    let end = words.iter().rposition(|word| !is_suffix(word)).unwrap_or_default();
    let mut own = 0;
    // "Martin Luther King": behind a given name an office may be a surname.
    let mut is_begun = false;
    for (at, word) in words.iter().enumerate().take(end) {
        let is_front = |at: usize| words.get(at).is_some_and(|it| is_listed("name_front", it));
        let is_given = |at: usize| {
            !is_front(at) && words.get(at).is_some_and(|it| Sex::of_given(it).is_some())
        };
        let is_role = |at: usize| words.get(at).is_some_and(|it| is_role(it)) || is_place(at);
        let is_of = |at: usize| words.get(at).is_some_and(|word| matches!(*word, "of" | "for"));
        if is_owner(word) || is_title(word) && !(is_begun && is_listed("title_or_surname", word)) {
            own = at + 1;
            is_begun = false;
        } else if at == own + 1 && is_of(own) && is_listed("office_of", word) {
            // "Secretary of State", where the office has been taken already.
            own = at + 1;
        } else if is_given(at) && !(is_place(at) && is_titled(words, at)) {
            is_begun = true;
        } else if own == at && !is_begun {
            // "Tory MP | Ola Dahl".
            let given = (at + 1..end).find(|&it| is_given(it));
            own = given.filter(|&given| (at..given).all(is_role)).unwrap_or(own);
        }
    }
    own
}

/// Whether a title stands right behind a word or the one behind that: "Jordan’s King", "Chad Prime Minister".
fn is_titled(words: &[&str], at: usize) -> bool {
    words.iter().skip(at + 1).take(2).any(|word| is_title(word))
}

/// A name without what stands before somebody's own, and without whence: "Ola Dahl | from the Geological Survey".
pub(super) fn own(name: &str) -> &str {
    let name = name.split_once(" from ").map_or(name, |(name, _)| name);
    let words: Vec<&str> = name.split(' ').collect();
    let count = front_len(&words, |_| false);
    name.splitn(count + 1, ' ').last().unwrap_or(name)
}

/// "Actor", "MP", "Former": what somebody is, before the name.
fn is_role(word: &str) -> bool {
    is_listed("name_front", word)
        || is_listed("office_of", word)
        || is_acronym(word)
        || Sex::of_given(word).is_none() && claim::is_somebody(&word.to_lowercase())
}

fn is_owner(word: &str) -> bool {
    ["’s", "'s", "s’", "s'"].iter().any(|ending| word.ends_with(ending))
}

/// "Jr", "Sr.", "II".
pub(super) fn is_suffix(word: &str) -> bool {
    is_listed("name_suffix", word) || is_numeral(word)
}

/// Whether a word is a number that rulers of one name are told apart by: "I", "XIV".
pub(super) fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.len() < 6 && word.chars().all(|it| matches!(it, 'I' | 'V' | 'X'))
}

fn is_listed(list: &str, word: &str) -> bool {
    ENGLISH.phrase_len(list, [word.trim_end_matches('.')]) > 0
}

/// A name as words whose spelling does not matter, made once for many comparisons.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// As it is written.
    name: String,
    /// Each of its words in folded letters, without what is not the name's own.
    own: Vec<String>,
    /// "Jr", "II".
    suffixes: Vec<String>,
}

impl Words {
    pub(super) fn of(name: &str) -> Self {
        let mut all: Vec<&str> = name.split(' ').collect();
        let count = all.iter().rposition(|word| !is_suffix(word)).map_or(all.len(), |at| at + 1);
        let suffixes = all.split_off(count).into_iter().map(folded).collect();
        Self { name: name.to_owned(), own: all.into_iter().map(folded).collect(), suffixes }
    }

    /// The first and the last of several words.
    pub(super) fn ends(&self) -> Option<(&str, &str)> {
        let [first, .., last] = self.own.as_slice() else { return None };
        Some((first, last))
    }

    pub(super) fn last(&self) -> &str {
        self.own.last().map_or("", String::as_str)
    }

    /// How many words are its own.
    pub(super) fn len(&self) -> usize {
        self.own.len()
    }

    /// Whether this and another may be names of one person: "Conrad Dahl" and "Conrad R Dahl", but neither "C D Dahl"
    /// and "C E D Dahl" nor "Charles I" and "Charles II". What only one of them has are names as well.
    pub(super) fn is_same_person(&self, other: &Self) -> bool {
        self.is_part_of(other) || other.is_part_of(self)
    }

    /// Whether its words all stand in a longer one, in order, and both end alike.
    fn is_part_of(&self, long: &Self) -> bool {
        if self.len() < 2 || long.len() < self.len() || self.last() != long.last() {
            return false;
        }
        // Many may share a surname: most pairs of them are told apart here, before anything is kept.
        let mut rest = long.own.iter();
        if !self.own.iter().all(|word| rest.any(|it| it == word)) {
            return false;
        }
        let (mut at, mut added, mut has_initials) = (0, Vec::new(), false);
        for (word, written) in long.own.iter().zip(long.name.split(' ')) {
            if self.own.get(at) == Some(word) {
                has_initials |= is_initial(word);
                at += 1;
            } else {
                added.push((word.as_str(), written));
            }
        }
        let is_added = |(word, written): &(&str, &str)| {
            may_be_name(written) && !(has_initials && is_initial(word))
        };
        let is_either = self.suffixes.is_empty() || long.suffixes.is_empty();
        let has_numeral =
            self.suffixes.iter().chain(&long.suffixes).any(|it| {
                !it.is_empty() && it.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'))
            });
        added.iter().all(is_added) && (self.suffixes == long.suffixes || is_either && !has_numeral)
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether a word may be part of somebody's name: no number, no verb, and small only as "van" is.
fn may_be_name(word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return ENGLISH.phrase_len("name_joint", [word]) > 0 || word.contains('-');
    }
    let small = word.to_lowercase();
    let is_verb = ENGLISH.classes(&small).has_any(&[Class::Past, Class::Participle]);
    let is_given = Sex::of_given(word).is_some();
    !word.contains(|it: char| it.is_ascii_digit()) && !is_number(&small) && (is_given || !is_verb)
}

/// Whether a word in lower case is a number.
pub(super) fn is_number(small: &str) -> bool {
    Room::default().tags(&[small]) == [Tag::Number]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_roles_and_owners_are_not_somebodys_own() {
        for (name, expected) in [
            ("UN Secretary General Ola Dahl", "Ola Dahl"),
            ("US Secretary of State Ann Berg", "Ann Berg"),
            ("Actor Peter Berg", "Peter Berg"),
            ("Tory MP Peter Berg", "Peter Berg"),
            ("BBC’s Peter Berg", "Peter Berg"),
            ("Prime Peter Berg", "Peter Berg"),
            ("Judge Michael Pastor", "Michael Pastor"),
            ("Martin Luther King Jr", "Martin Luther King Jr"),
            ("Peter Berg from the Survey", "Peter Berg"),
            ("UN Security Council", "UN Security Council"),
            ("Peter King", "Peter King"),
            ("Jackson Dr Berg", "Berg"),
            ("Taylor Berg", "Taylor Berg"),
        ] {
            assert_eq!(own(name), expected, "{name}");
        }
    }

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        let (one, other) = (Words::of(one), Words::of(other));
        assert_eq!(one.is_same_person(&other), expected, "{one:?} {other:?}");
        assert_eq!(other.is_same_person(&one), expected, "{other:?} {one:?}");
    }

    #[test]
    fn a_fuller_name_adds_names() {
        check("Conrad Dahl", "Conrad R Dahl", true);
        check("Tayyip Berg", "Recep Tayyip Berg", true);
        check("René Berg", "Rene Berg", true);
        check("Ludwig Dahl", "Ludwig van Dahl", true);
        check("Peter Dahl", "Peter Dahl Jr", true);
        check("Peter Dahl", "Killed Peter Dahl", false);
        check("Peter Dahl", "Two Peter Dahl", false);
        check("Peter Dahl", "able to take the single Minister Peter Dahl", false);
    }

    #[test]
    fn initials_and_numbers_tell_people_apart() {
        check("George W. Dahl", "George H. W. Dahl", false);
        check("Peter Dahl I", "Peter Dahl II", false);
        check("Peter Dahl", "Peter Dahl II", false);
    }
}
