//! The full names of people that a document gives, so that the short ones lead to them.
//!
//! ```text
//! Ann Dahl, Ola Dahl and Ban Ki-moon met.   "Mr Ban", "Ban": Ban Ki-moon     "Ola": Ola Dahl
//! Ann Dahl spoke. Ann Dahl left.            "Mrs Dahl": Ann Dahl             "Dahl": Ann Dahl, named more often
//! ```

use super::actor::{is_acronym, is_title};
use super::hash::ByText;
use super::whom::Sex;
use crate::phrase::letters::folded;
use std::collections::HashMap;

/// How much more often than all others of a surname somebody is named in full whom it means by itself.
const MAIN: u32 = 2;

/// Full names by their first and last words.
#[derive(Clone, Debug, Default)]
pub(super) struct FullNames {
    /// In order of the text, each with how often it stands there.
    names: Vec<(String, u32)>,
    numbers: HashMap<String, usize, ByText>,
    by_last: HashMap<String, Vec<usize>, ByText>,
    by_first: HashMap<String, Vec<usize>, ByText>,
    /// Names of bodies by the short forms that stand in brackets behind them.
    by_initials: HashMap<String, String, ByText>,
}

impl FullNames {
    /// Takes note of a name of two words or more, beside titles.
    pub(super) fn note(&mut self, name: &str) {
        let name = behind_titles(name);
        let Some(((first, rest), (_, last))) = name.split_once(' ').zip(name.rsplit_once(' '))
        else {
            return;
        };
        if let Some((_, count)) = self.numbers.get(name).and_then(|&at| self.names.get_mut(at)) {
            *count += 1;
            return;
        }
        let number = self.names.len();
        self.numbers.insert(name.to_owned(), number);
        self.by_last.entry(folded(last)).or_default().push(number);
        self.by_first.entry(folded(first)).or_default().push(number);
        // "Ana Maria Ruiz" is Maria Ruiz as well, and "Gabriel García Márquez" García.
        for inner in rest.split(' ').rev().skip(1) {
            self.by_first.entry(folded(inner)).or_default().push(number);
        }
        self.names.push((name.to_owned(), 1));
    }

    /// Takes note that a body is called by a short form, as "Northern Rescue League (NRL)" says.
    pub(super) fn note_initials(&mut self, short: &str, name: &str) {
        if is_short_for(short, name) {
            self.by_initials.entry(short.to_owned()).or_insert_with(|| name.to_owned());
        }
    }

    /// The fullest name of whom a name means, without "Mr"; as it is where the document has none, or several.
    pub(super) fn full(&self, name: &str) -> String {
        if let Some(name) = self.by_initials.get(name) {
            return name.clone();
        }
        let title = name.split_once(' ').and_then(|(title, own)| Some((Sex::of_role(title)?, own)));
        let (sex, own) = title.map_or((None, name), |(sex, own)| (Some(sex), own));
        let full = match own.split_once(' ') {
            Some(_) => self.longer(own),
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
            all.filter(|(name, _)| may_be(name, sex)).collect::<Vec<_>>()
        };
        let last = of(&self.by_last);
        main_of(if last.is_empty() { of(&self.by_first) } else { last })
    }

    /// "Tayyip Erdogan", where the text has "Recep Tayyip Erdogan" as well.
    fn longer(&self, own: &str) -> Option<&str> {
        let (_, last) = own.rsplit_once(' ')?;
        let words: Vec<String> = own.split(' ').map(folded).collect();
        let numbers = self.by_last.get(&folded(last))?.iter();
        let all = numbers.filter_map(|&at| self.names.get(at)).map(|(name, _)| name.as_str());
        let holds = |name: &&str| is_part(&words, &name.split(' ').map(folded).collect::<Vec<_>>());
        let mut longer = all.filter(holds);
        let found = longer.next()?;
        longer.all(|other| other.len() <= found.len()).then_some(found)
    }
}

/// Whether the given name allows a title: "Mr" is not Ann Dahl.
fn may_be(name: &str, sex: Option<Sex>) -> bool {
    let given = name.split(' ').next().and_then(Sex::of_given);
    sex.is_none() || given.is_none() || sex == given
}

/// A name without the titles, offices and bodies before it: "UN President Ola Dahl".
fn behind_titles(name: &str) -> &str {
    let mut own = name;
    let mut rest = name;
    while let Some((first, behind)) = rest.split_once(' ') {
        let is_body = rest.len() == own.len() && behind.contains(' ') && is_acronym(first);
        if is_title(first) || is_body {
            own = behind;
        }
        rest = behind;
    }
    own
}

/// The one of several people who is meant by what they share; the first of those whose names only differ in
/// length.
fn main_of(mut people: Vec<&(String, u32)>) -> Option<&str> {
    people.dedup_by(|one, other| is_same_person(&one.0, &other.0));
    people.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let (first, others) = people.split_first()?;
    let rest: u32 = others.iter().map(|(_, count)| count).sum();
    (MAIN * rest <= first.1).then_some(first.0.as_str())
}

/// "Conrad Dahl" and "Conrad R Dahl", "René Berg" and "Rene Berg".
pub(super) fn is_same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| name.split(' ').map(folded).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    is_part(&one, &other) || is_part(&other, &one)
}

/// Whether the words of a name all stand in a longer one, in order, and both end alike.
fn is_part(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    let ends = short.last() == long.last() && short.len() <= long.len();
    ends && 1 < short.len() && short.iter().all(|word| rest.any(|other| other == word))
}

/// Whether letters are the initials of a name, small words left out or not: "NRL" of "Northern Rescue League".
pub(super) fn is_short_for(short: &str, name: &str) -> bool {
    let all: String = name.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    let large: String = all.chars().filter(|letter| letter.is_uppercase()).collect();
    let is_it = |initials: &str| initials.to_uppercase() == short.to_uppercase();
    2 <= short.len() && name.contains(' ') && (is_it(&all) || is_it(&large))
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
