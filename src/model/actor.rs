//! Who takes part in events: people and organisations, each by one name.

use super::{Event, Source};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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

    /// All of them, by number.
    pub fn all(&self) -> &[Actor] {
        &self.actors
    }

    /// The name of an actor; empty where there is none of this number.
    pub fn name(&self, number: u32) -> &str {
        self.actors.get(number as usize).map_or("", |actor| &actor.name)
    }

    /// The number of the actor that is called so, by its name or, since a larger corpus may know a fuller one, by
    /// another spelling.
    pub fn number(&self, name: &str) -> Option<u32> {
        let own = self.actors.binary_search_by(|actor| actor.name.as_str().cmp(name));
        own.ok().map(|at| at as u32).or_else(|| self.by_spelling.get(name).copied())
    }

    /// Who takes part in an event, by number, each once: those whom its first source names first.
    pub fn of(&self, event: &Event) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::new();
        for number in event.sources.iter().flat_map(|source| self.of_source(source)) {
            if !all.contains(&number) {
                all.push(number);
            }
        }
        all
    }

    /// Who takes part in what a source tells, by number.
    fn of_source<'a>(&'a self, source: &'a Source) -> impl Iterator<Item = u32> + 'a {
        source.actors.iter().filter_map(|name| self.by_spelling.get(name).copied())
    }

    /// The one who is named first, by number; `None` where nobody is.
    pub fn first_of(&self, event: &Event) -> Option<u32> {
        event.sources.iter().find_map(|source| self.of_source(source).next())
    }

    /// The names of those who take part in an event.
    pub fn names_of(&self, event: &Event) -> Vec<&str> {
        self.of(event).into_iter().map(|number| self.name(number)).collect()
    }
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
