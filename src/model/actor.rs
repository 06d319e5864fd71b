//! Who takes part in events: people and organisations, each by one name.

use super::{Event, Source, Span};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// What stands behind a name that may mean several.
pub const UNCLEAR_MARK: &str = " (?)";

/// Words of the longest name that is looked for in a text.
const MOST_WORDS: usize = 8;

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// What it is called: the most used of its full names, or that of a short one which may mean several.
    pub name: String,
    /// The names that sources call it by, in order.
    pub spellings: Vec<String>,
    /// Whether its name may mean several others of the corpus, and no document says which.
    pub is_unclear: bool,
}

/// Everybody who takes part in the events of a chronology, in order of name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Actor>", into = "Vec<Actor>")]
pub struct ActorTable {
    actors: Vec<Actor>,
    /// The number of the actor that a source calls so.
    by_spelling: HashMap<String, u32>,
}

impl ActorTable {
    /// A table of `actors`; no two of them share a name or a spelling.
    pub fn new(mut actors: Vec<Actor>) -> Self {
        actors.sort_by(|one, other| one.name.cmp(&other.name));
        let numbered = (0..).zip(&actors);
        let by_spelling = numbered
            .flat_map(|(number, actor)| actor.spellings.iter().map(move |it| (it.clone(), number)))
            .collect();
        Self { actors, by_spelling }
    }

    /// The same with those of `names` whom it does not know, each by that name alone; `None` where it knows all.
    pub fn with<'a>(&self, names: impl Iterator<Item = &'a str>) -> Option<Self> {
        let unknown: BTreeSet<&str> = names.filter(|name| self.number(name).is_none()).collect();
        if unknown.is_empty() {
            return None;
        }
        let stated = unknown.into_iter().map(|name| Actor {
            name: name.to_owned(),
            spellings: vec![name.to_owned()],
            is_unclear: false,
        });
        Some(Self::new(self.actors.iter().cloned().chain(stated).collect()))
    }

    /// All of them, by number.
    pub fn all(&self) -> &[Actor] {
        &self.actors
    }

    /// The name of an actor; empty where there is none of this number.
    pub fn name(&self, number: u32) -> &str {
        self.actors.get(number as usize).map_or("", |actor| &actor.name)
    }

    /// The number of the actor that is called so, by its name or, since a larger corpus may know a fuller one, by
    /// another spelling; a name that meant several may mean one by now.
    pub fn number(&self, name: &str) -> Option<u32> {
        let own = self.actors.binary_search_by(|actor| actor.name.as_str().cmp(name));
        let own = own.ok().map(|at| at as u32).or_else(|| self.by_spelling.get(name).copied());
        own.or_else(|| self.by_spelling.get(name.strip_suffix(UNCLEAR_MARK)?).copied())
    }

    /// Where a text names actors, in order, and by which numbers: by their longest spelling of whole words, or by
    /// the surname of the only one who has it.
    pub fn named_in(&self, text: &str) -> Vec<(Span, u32)> {
        let words: Vec<(usize, &str)> = words(text).collect();
        let mut named = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let spelled = |count: usize| {
                let (start, first) = rest.first()?;
                let (last, word) = rest.get(count - 1)?;
                let span = Span::new(*start, last + word.len());
                let known = self.by_spelling.get(span.of(text)).copied();
                let number = known.or_else(|| self.of_surname(first).filter(|_| count == 1))?;
                Some((count, (span, number)))
            };
            let found = (1..=MOST_WORDS.min(rest.len())).rev().find_map(spelled);
            at += found.map_or(1, |(count, _)| count);
            named.extend(found.map(|(_, found)| found));
        }
        named
    }

    /// The only one whose name of several words, all with capitals, ends so; `None` where several do.
    fn of_surname(&self, word: &str) -> Option<u32> {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let is_so = |actor: &Actor| {
            let front = actor.name.strip_suffix(word).and_then(|front| front.strip_suffix(' '));
            front.is_some_and(|front| front.split(' ').all(|it| it.starts_with(char::is_uppercase)))
        };
        let mut all = (0..).zip(&self.actors).filter(|(_, actor)| is_so(actor));
        let (number, _) = all.next()?;
        all.next().is_none().then_some(number)
    }

    /// A spelling by which sources call an actor; `None` where there is none of this number.
    pub fn spelling(&self, number: u32) -> Option<&str> {
        let actor = self.actors.get(number as usize)?;
        let own = actor.spellings.iter().find(|it| **it == actor.name);
        own.or(actor.spellings.first()).map(String::as_str)
    }

    /// Who takes part in an event, by number, each once: those whom the user names, else those whom its sources do.
    pub fn of(&self, event: &Event) -> Vec<u32> {
        match event.stated_actors() {
            Some(names) => each_once(names.iter().filter_map(|name| self.number(name))),
            None => self.found(event),
        }
    }

    /// Whom the sources of an event name, by number, each once: those of its first source first.
    pub fn found(&self, event: &Event) -> Vec<u32> {
        each_once(event.sources.iter().flat_map(|source| self.of_source(source)))
    }

    /// Who takes part in what a source tells, by number.
    fn of_source<'a>(&'a self, source: &'a Source) -> impl Iterator<Item = u32> + 'a {
        source.actors.iter().filter_map(|name| self.by_spelling.get(name).copied())
    }

    /// The one who is named first, by number; `None` where nobody is.
    pub fn first_of(&self, event: &Event) -> Option<u32> {
        match event.stated_actors() {
            Some(names) => names.iter().find_map(|name| self.number(name)),
            None => event.sources.iter().find_map(|source| self.of_source(source).next()),
        }
    }

    /// The names of those who take part in an event.
    pub fn names_of(&self, event: &Event) -> Vec<&str> {
        self.of(event).into_iter().map(|number| self.name(number)).collect()
    }
}

fn each_once(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    for number in numbers {
        if !all.contains(&number) {
            all.push(number);
        }
    }
    all
}

/// The words of a text, without marks at their ends, and where each begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_mark = |letter: char| !letter.is_alphanumeric();
    let mut start = 0;
    text.split(char::is_whitespace).filter_map(move |piece| {
        let begun = start;
        start = begun
            + piece.len()
            + text.get(begun + piece.len()..)?.chars().next().map_or(0, char::len_utf8);
        let word = piece.trim_start_matches(is_mark);
        let first = begun + piece.len() - word.len();
        let word = word.trim_end_matches(is_mark);
        let own = ["’s", "'s"].into_iter().find_map(|ending| word.strip_suffix(ending));
        Some((first, own.unwrap_or(word))).filter(|(_, word)| !word.is_empty())
    })
}

impl From<Vec<Actor>> for ActorTable {
    fn from(actors: Vec<Actor>) -> Self {
        Self::new(actors)
    }
}

impl From<ActorTable> for Vec<Actor> {
    fn from(table: ActorTable) -> Self {
        table.actors
    }
}
