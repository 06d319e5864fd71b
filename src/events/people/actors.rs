//! One actor, many spellings: which of the names that the documents of a corpus have for people and organisations
//! are of one.
//!
//! ```text
//! René Berg, Rene Berg                 one, by their letters
//! Conrad R Berg, Conrad Berg           one, by first and last name, where nobody else has them
//! NRL, Northern Rescue League          one, by initials, where no other body has them
//! Berg                                 the only Berg of the corpus, else an actor of its own who is not clear
//! ```

use super::actor::is_acronym;
use super::full_name::initials;
use super::own_name::Words;
use super::whom::Sex;
use crate::events::words::lexicon::ENGLISH;
use crate::model::{Actor, ActorTable, Event, UNCLEAR_MARK};
use crate::phrase::letters::folded;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How much more often than all others with its initials a body is told of that a short form means.
const MAIN: usize = 3;

/// Spellings that differ in nothing but marks and accents.
struct Group<'a> {
    /// With how often each is used.
    spellings: Vec<(&'a str, usize)>,
    /// The number of the group that it belongs to: its own, or that of a fuller name.
    of: usize,
    /// Whether several fuller names end so.
    is_unclear: bool,
}

impl<'a> Group<'a> {
    /// The spelling that is used most, of equals the one with accents, then the first.
    fn best(&self) -> &'a str {
        let mut best = ("", 0);
        for &(name, count) in &self.spellings {
            let key = (count, !name.is_ascii(), Reverse(name));
            if (best.1, !best.0.is_ascii(), Reverse(best.0)) < key {
                best = (name, count);
            }
        }
        best.0
    }

    fn count(&self) -> usize {
        self.spellings.iter().map(|(_, count)| count).sum()
    }
}

/// Everybody who takes part in merged events.
pub(crate) fn table(events: &[Event]) -> ActorTable {
    let mut groups = groups(&counts(events));
    join_initials(&mut groups);
    join_people(&mut groups);
    let mut joined: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        joined.entry(group.of).or_default().push(number);
    }
    let actor = |(number, own): (usize, Vec<usize>)| {
        let spellings = own.iter().filter_map(|at| groups.get(*at)).flat_map(|it| &it.spellings);
        let mut spellings: Vec<String> = spellings.map(|(name, _)| (*name).to_owned()).collect();
        spellings.sort_unstable();
        Actor { spellings, ..called(&groups, (number, &own)) }
    };
    ActorTable::new(joined.into_iter().map(actor).collect())
}

/// An actor by the name of two or more words that is used most, not yet with its spellings.
fn called(groups: &[Group<'_>], (number, own): (usize, &[usize])) -> Actor {
    let group = groups.get(number);
    let is_unclear = group.is_some_and(|it| it.is_unclear);
    let all = own.iter().rev().filter_map(|at| groups.get(*at));
    let full = all.filter(|it| it.best().contains(' ')).max_by_key(|it| it.count());
    let name = full.or(group).map_or("", Group::best);
    let name = if is_unclear { format!("{name}{UNCLEAR_MARK}") } else { name.to_owned() };
    Actor { name, spellings: Vec::new(), is_unclear }
}

/// How many sources have each name.
fn counts(events: &[Event]) -> BTreeMap<&str, usize> {
    fn count<'a>(mut counts: HashMap<&'a str, usize>, event: &'a Event) -> HashMap<&'a str, usize> {
        for name in event.sources.iter().flat_map(|source| &source.actors) {
            *counts.entry(name.as_str()).or_default() += 1;
        }
        counts
    }
    let counted: Vec<HashMap<&str, usize>> = events.par_iter().fold(HashMap::new, count).collect();
    let mut all = BTreeMap::new();
    for (name, count) in counted.into_iter().flatten() {
        *all.entry(name).or_default() += count;
    }
    all
}

/// Names by their folded letters, in order.
fn groups<'a>(counts: &BTreeMap<&'a str, usize>) -> Vec<Group<'a>> {
    let mut by_letters: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for (name, count) in counts {
        by_letters.entry(letters(name)).or_default().push((name, *count));
    }
    let numbered = by_letters.into_values().enumerate();
    numbered.map(|(of, spellings)| Group { spellings, of, is_unclear: false }).collect()
}

/// What spellings of one name share. What is written in capitals alone is a name of its own: "WHO", "Who".
fn letters(name: &str) -> String {
    if is_acronym(name) {
        return name.chars().filter(|letter| letter.is_alphanumeric()).collect();
    }
    let usual = ENGLISH.called(name).unwrap_or(name);
    folded(usual.strip_prefix("the ").unwrap_or(usual))
}

/// Short forms join the one body of the corpus whose initials they are.
fn join_initials(groups: &mut [Group<'_>]) {
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, group) in groups.iter().enumerate() {
        // "UK Northern Rescue League" is the NRL as well.
        let name = group.best();
        let behind = name.split_once(' ').map(|(_, behind)| behind);
        for name in [name].into_iter().chain(behind) {
            for initials in initials(name) {
                by_initials.entry(initials).or_default().push(number);
            }
        }
    }
    let names: Vec<(&str, usize)> = groups.iter().map(|it| (it.best(), it.count())).collect();
    for group in &mut *groups {
        let short = group.best();
        if !is_acronym(short) || short.len() < 3 || ENGLISH.called(short).is_some() {
            continue;
        }
        let of = |number: &usize| names.get(*number).copied().unwrap_or_default();
        let fuller = by_initials.get(short).map_or(&[][..], Vec::as_slice);
        let Some(most) = fuller.iter().rev().max_by_key(|it| of(it).1) else { continue };
        let (name, count) = of(most);
        let is_other = |it: &&usize| !name.ends_with(of(it).0) && !of(it).0.ends_with(name);
        let others: usize = fuller.iter().filter(is_other).map(|it| of(it).1).sum();
        if others * MAIN <= count {
            group.of = *most;
        }
    }
}

/// People join whoever has their name with more words, where that is one.
fn join_people(groups: &mut [Group<'_>]) {
    let names: Vec<Words> = groups.iter().map(|group| Words::of(group.best())).collect();
    let is_person = |number: usize| groups.get(number).is_some_and(|it| !is_acronym(it.best()));
    let mut by_last: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, name) in names.iter().enumerate().filter(|(number, _)| is_person(*number)) {
        if let Some((_, last)) = name.ends() {
            by_last.entry(last).or_default().push(number);
        }
    }
    for (number, name) in names.iter().enumerate() {
        let Some(group) = groups.get(number).filter(|group| group.of == number) else { continue };
        let short = group.best();
        let is_single = !short.contains(' ');
        if name.len() < 2 && !is_single {
            continue;
        }
        let others = by_last.get(name.last()).into_iter().flatten().copied();
        let is_fuller = |other: &usize| {
            let long = names.get(*other);
            long.is_some_and(|it| name.len() < it.len() && (is_single || name.is_same_person(it)))
        };
        let fuller: Vec<usize> = others.filter(is_fuller).collect();
        let is_unclear = is_single && 1 < fuller.len() && !is_acronym(short);
        // A given name says nothing of who bears it in another document.
        let is_given = is_single && Sex::of_given(short).is_some();
        let one = one_of(&names, &fuller, groups).filter(|_| !is_given);
        let Some(group) = groups.get_mut(number) else { continue };
        match one {
            Some(full) => group.of = full,
            None => group.is_unclear = is_unclear,
        }
    }
    follow(groups);
}

/// Leads those whom a fuller name has joined to where that has been led in turn.
fn follow(groups: &mut [Group<'_>]) {
    for number in 0..groups.len() {
        let mut of = groups.get(number).map_or(number, |group| group.of);
        while let Some(next) = groups.get(of).map(|group| group.of).filter(|next| *next != of) {
            of = next;
        }
        if let Some(group) = groups.get_mut(number) {
            group.of = of;
        }
    }
}

/// The one whom several names are of; of names of one person the one that is used most.
fn one_of(names: &[Words], numbers: &[usize], groups: &[Group<'_>]) -> Option<usize> {
    let count = |&&number: &&usize| groups.get(number).map_or(0, Group::count);
    let most = *numbers.iter().rev().max_by_key(count)?;
    let name = names.get(most)?;
    let is_it = |number: &usize| {
        *number == most || names.get(*number).is_some_and(|other| name.is_same_person(other))
    };
    numbers.iter().all(is_it).then_some(most)
}

#[cfg(test)]
mod tests {
    use crate::events::{actors, detect, fixture};

    /// Who takes part in the last event of a document.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let events = detect(0, &fixture::dated(marked));
        let table = actors(&events);
        let found = events.last().map(|event| table.names_of(event));
        assert_eq!(found.unwrap_or_default(), expected, "{marked}");
    }

    #[test]
    fn who_acts_and_whom_it_befell_take_part() {
        check("Ola Dahl was arrested by Ann Berg in {1905|1905}.", &["Ola Dahl", "Ann Berg"]);
        check(
            "The Northern Rescue League said that the dam had burst in {1905|1905}.",
            &["Northern Rescue League"],
        );
        check("The death of Ann Berg in {1905|1905} shook the town.", &["Ann Berg"]);
        check("UN officials visited the dam in {1905|1905}.", &["United Nations"]);
        check("A spokesman for the UN visited the dam in {1905|1905}.", &["United Nations"]);
    }

    #[test]
    fn places_peoples_months_and_offices_are_nobody() {
        check("<NO|Norway> signed the treaty in {1905-05|May 1905}.", &[]);
        check("The Mayor opened the dam in {1905|1905}.", &[]);
        check("The crowd gathered at Grand Central Station in {1905|1905}.", &[]);
        check("The bodyguard of Ola Dahl fled in {1905|1905}.", &[]);
        check("The Dahl family left the town in {1905|1905}.", &[]);
    }

    #[test]
    fn a_title_is_no_part_of_a_name_and_a_short_name_leads_to_the_full_one() {
        check("President Ola Dahl opened the dam. Mr Dahl left in {1905|1905}.", &["Ola Dahl"]);
        check("Dr Ann Berg built the dam. Berg left in {1905|1905}.", &["Ann Berg"]);
        check("Ann Berg met Eva Berg. Berg left in {1905|1905}.", &["Berg (?)"]);
    }

    #[test]
    fn a_body_is_one_by_all_its_names() {
        check("Doctors Without Borders left in {1905|1905}.", &["Médecins Sans Frontières"]);
        check(
            "The Northern Rescue League (NRL) built the dam in {1904|1904}. The NRL left in {1905|1905}.",
            &["Northern Rescue League"],
        );
    }

    #[test]
    fn marks_within_names_part_nobody() {
        check("Jane O'Dahl built the dam in {1905|1905}.", &["Jane O'Dahl"]);
        check("Sean O’Dahl built the dam in {1905|1905}.", &["Sean O’Dahl"]);
        check("Dahl & Berg built the dam in {1905|1905}.", &["Dahl & Berg"]);
        check("The Inter-Nordic Bank built the dam in {1905|1905}.", &["Inter-Nordic Bank"]);
        check("Saif al-Berg Dahl left. Peter Dahl left in {1905|1905}.", &["Peter Dahl"]);
    }

    #[test]
    fn many_names_in_a_sentence_make_no_headline() {
        check(
            "Prime Minister Ann Dahl met President Peter Berg in Bergen in {1905|1905}.",
            &["Ann Dahl", "Peter Berg"],
        );
        check("Bishop Peter Berg won the Nobel Peace Prize in {1905|1905}.", &["Peter Berg"]);
    }

    #[test]
    fn titles_and_offices_of_several_words_are_no_part_of_a_name() {
        check("US Secretary of State Ann Dahl left in {1905|1905}.", &["Ann Dahl"]);
        check("Actor Peter Berg left in {1905|1905}.", &["Peter Berg"]);
        check("Martin Luther King Jr. was shot in {1905|1905}.", &["Martin Luther King Jr"]);
        check("Mrs May left in {1905|1905}.", &["May"]);
        check("Charles I died. Charles II left in {1905|1905}.", &["Charles II"]);
    }

    #[test]
    fn ships_and_storms_are_nobody() {
        check("HMS Sheffield was hit in {1905|1905}.", &[]);
        check("Hurricane Dahl hit the town in {1905|1905}.", &[]);
    }
}
