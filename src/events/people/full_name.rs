//! The full names of people that a document gives, so that the short ones lead to them.
//!
//! ```text
//! Ann Dahl, Ola Dahl and Ban Ki-moon met.   "Mr Ban", "Ban": Ban Ki-moon     "Ola": Ola Dahl
//! Ann Dahl spoke. Ann Dahl left.            "Mrs Dahl": Ann Dahl             "Dahl": Ann Dahl, named more often
//! ```

use super::actor::is_acronym;
use super::own_name::{self, Words, is_numeral};
use super::whom::Sex;
use crate::events::words::hash::ByText;
use crate::phrase::letters::folded;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How much more often than all others of a surname somebody is named in full whom it means by itself.
const MAIN: u32 = 2;

/// A name of two words or more.
#[derive(Clone, Debug)]
struct Full {
    name: String,
    words: Words,
    /// How often it stands in the text.
    count: u32,
}

/// Full names by their first and last words.
#[derive(Clone, Debug, Default)]
pub(crate) struct FullNames {
    /// In order of the text.
    names: Vec<Full>,
    /// The number of what each spelling names that was met: a text has the same ones over and over.
    met: HashMap<String, Option<usize>, ByText>,
    numbers: HashMap<String, usize, ByText>,
    by_last: HashMap<String, Vec<usize>, ByText>,
    by_first: HashMap<String, Vec<usize>, ByText>,
    /// Names of bodies by the short forms that stand in brackets behind them.
    by_initials: HashMap<String, String, ByText>,
}

impl FullNames {
    /// Takes note of a name of two words or more, beside titles.
    pub(super) fn note(&mut self, name: &str) {
        let met = self.met.get(name).copied();
        let number = met.unwrap_or_else(|| {
            let number = self.number(name);
            self.met.insert(name.to_owned(), number);
            number
        });
        if let Some(full) = number.and_then(|at| self.names.get_mut(at)) {
            full.count += 1;
        }
    }

    /// The number of what a spelling names, not yet counted; `None` where it is a single word.
    fn number(&mut self, name: &str) -> Option<usize> {
        let name = own_name::own(name);
        // "NRL Ola Dahl".
        let behind =
            name.split_once(' ').filter(|(first, own)| is_acronym(first) && own.contains(' '));
        let name = behind.map_or(name, |(_, own)| own);
        let (first, rest) = name.split_once(' ')?;
        if let Some(&number) = self.numbers.get(name) {
            return Some(number);
        }
        let number = self.names.len();
        self.numbers.insert(name.to_owned(), number);
        let words = Words::of(name);
        // "Peter II" is Peter.
        if words.ends().is_some() {
            self.by_last.entry(words.last().to_owned()).or_default().push(number);
        }
        self.by_first.entry(folded(first)).or_default().push(number);
        // "Ana Maria Ruiz" is Maria Ruiz as well, and "Gabriel García Márquez" García.
        for inner in rest.split(' ').rev().skip(1) {
            self.by_first.entry(folded(inner)).or_default().push(number);
        }
        self.names.push(Full { name: name.to_owned(), words, count: 0 });
        Some(number)
    }

    /// Takes note that a body is called by a short form, as "Northern Rescue League (NRL)" says.
    pub(super) fn note_initials(&mut self, short: &str, name: &str) {
        if is_short_for(short, name) {
            self.by_initials.entry(short.to_owned()).or_insert_with(|| name.to_owned());
        }
    }

    /// What the document calls most whom a name means, without titles; as it is where the document has nobody, or
    /// several.
    pub(super) fn full(&self, name: &str) -> String {
        if let Some(name) = self.by_initials.get(name) {
            return name.clone();
        }
        let title = name.split_once(' ').and_then(|(title, own)| Some((Sex::of_role(title)?, own)));
        let (sex, own) = title.map_or((None, name), |(sex, own)| (Some(sex), own));
        let own = own_name::own(own);
        let full = match own.split_once(' ') {
            Some((_, rest)) if !is_numeral(rest) => self.of_several(own),
            Some(_) => None,
            None => self.of_single(own, sex),
        };
        full.unwrap_or(own).to_owned()
    }

    /// "Mr Dahl", "Ola".
    fn of_single(&self, own: &str, sex: Option<Sex>) -> Option<&str> {
        let key = folded(own);
        let of = |names: &HashMap<String, Vec<usize>, ByText>| {
            let numbers = names.get(&key).into_iter().flatten();
            let all = numbers.filter_map(|&at| self.names.get(at));
            all.filter(|it| may_be(&it.name, sex)).collect::<Vec<_>>()
        };
        let last = of(&self.by_last);
        main_of(if last.is_empty() { of(&self.by_first) } else { last })
    }

    /// "Tayyip Erdogan", where the text has "Recep Tayyip Erdogan" as often.
    fn of_several(&self, own: &str) -> Option<&str> {
        let words = Words::of(own);
        let numbers = self.by_last.get(words.last())?.iter();
        let all = numbers.filter_map(|&at| self.names.get(at));
        let same: Vec<&Full> = all.filter(|it| it.words.is_same_person(&words)).collect();
        // "Ann Dahl" is neither "Ann Eva Dahl" nor "Ann Ida Dahl" where there are both.
        let are_one =
            same.iter().all(|one| same.iter().all(|other| one.words.is_same_person(&other.words)));
        let found = same.iter().max_by_key(|it| (it.count, it.words.len()))?;
        are_one.then_some(found.name.as_str())
    }
}

/// Whether the given name allows a title: "Mr" is not Ann Dahl.
fn may_be(name: &str, sex: Option<Sex>) -> bool {
    let given = name.split(' ').next().and_then(Sex::of_given);
    sex.is_none() || given.is_none() || sex == given
}

/// The one of several people who is meant by what they share; of the names of one person that which is used most.
fn main_of(mut names: Vec<&Full>) -> Option<&str> {
    names.sort_by_key(|it| (Reverse(it.count), Reverse(it.words.len())));
    let mut people: Vec<(&Full, u32)> = Vec::new();
    for name in names {
        let known = people.iter_mut().find(|(it, _)| it.words.is_same_person(&name.words));
        match known {
            Some((_, count)) => *count += name.count,
            None => people.push((name, name.count)),
        }
    }
    people.sort_by_key(|(_, count)| Reverse(*count));
    let (first, others) = people.split_first()?;
    let rest: u32 = others.iter().map(|(_, count)| count).sum();
    (MAIN * rest <= first.1).then_some(first.0.name.as_str())
}

/// Whether letters are the initials of a name: "NRL" of "Northern Rescue League".
fn is_short_for(short: &str, name: &str) -> bool {
    initials(name).contains(&short.to_uppercase())
}

/// The first letters of the words of a name of two words or more: of all, and of the large ones alone.
pub(super) fn initials(name: &str) -> Vec<String> {
    let all: String = name.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    let large: String = all.chars().filter(|letter| letter.is_uppercase()).collect();
    let mut found = vec![all.to_uppercase(), large];
    found.dedup();
    found.retain(|short| name.contains(' ') && 2 <= short.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], short: &str, expected: &str) {
        let mut known = FullNames::default();
        for name in names {
            known.note(name);
        }
        assert_eq!(known.full(short), expected, "{short} among {names:?}");
    }

    #[test]
    fn a_short_name_is_the_one_person_of_the_document_who_bears_it() {
        check(&["Ann Dahl", "Ola Berg"], "Dahl", "Ann Dahl");
        check(&["Ann Dahl"], "Mrs Dahl", "Ann Dahl");
        check(&["Ann Dahl"], "Mr Dahl", "Dahl");
        check(&["Ban Ki-moon"], "Mr Ban", "Ban Ki-moon");
        check(&["Ann Dahl", "Ola Dahl"], "Ola", "Ola Dahl");
        check(&["René Berg"], "Rene Berg", "René Berg");
        check(&["Recep Tayyip Berg"], "Tayyip Berg", "Recep Tayyip Berg");
        check(&["Ann Dahl"], "Ola Dahl", "Ola Dahl");
        check(&["Mr Dahl", "Norwegian President Ola Dahl"], "Mr Dahl", "Ola Dahl");
        check(&["NRL Ola Dahl"], "Dahl", "Ola Dahl");
        check(&["Actor Peter Berg"], "Actor Peter Berg", "Peter Berg");
    }

    #[test]
    fn somebody_is_called_as_the_document_does_most() {
        check(&["Peter Berg", "Killed Peter Berg", "Peter Berg"], "Berg", "Peter Berg");
        check(&["Peter Berg", "Peter Berg", "Peter Olaf Berg"], "Peter Olaf Berg", "Peter Berg");
        check(&["Killed Peter Berg", "Peter Berg"], "Peter Berg", "Peter Berg");
        check(&["George H. W. Berg", "George W. Berg"], "George W. Berg", "George W. Berg");
        check(&["Charles II"], "Charles I", "Charles I");
    }

    #[test]
    fn of_two_who_bear_it_it_is_nobody_but_whom_the_text_is_about() {
        check(&["Ann Dahl", "Ola Dahl"], "Dahl", "Dahl");
        check(&["Ann Dahl", "Ola Dahl"], "Mr Dahl", "Ola Dahl");
        check(&["Ann Dahl", "Ola Dahl", "Ann Dahl"], "Dahl", "Ann Dahl");
    }

    #[test]
    fn short_forms_in_brackets_are_initials() {
        assert!(is_short_for("NRL", "Northern Rescue League"));
        assert!(is_short_for("LRR", "League for Rescue and Relief"));
        assert!(!is_short_for("NRL", "Northern Sea League"));
        assert!(!is_short_for("N", "Northern"));
    }
}
