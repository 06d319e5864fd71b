//! Saying who takes part in events.

use crate::model::{ActorTable, Event};
use crate::project::Decision;
use crate::session::command::{Command, Dialog};
use crate::session::state::State;

impl State {
    /// The decisions about who takes part in the selected events; none for an event in which nothing changes. Where
    /// somebody takes part alone there is nobody else to be named.
    pub(crate) fn cast(&mut self, command: &Command) -> Vec<Decision> {
        let decisions = self.casting(command);
        if matches!(command, Command::SetActors(Some(_))) {
            self.dialog.take_if(|dialog| *dialog == Dialog::Actors);
        }
        decisions
    }

    fn casting(&self, command: &Command) -> Vec<Decision> {
        let actors = &self.chronology.actors;
        let decision = |event: &Event| {
            let stated = stated(actors, event, command);
            let is_same = stated.as_deref() == event.stated_actors();
            let is_said = stated.as_ref().is_some_and(|it| *it == actors.names_of(event));
            if is_same || is_said && !matches!(command, Command::SetActors(_)) {
                return None;
            }
            Some(Decision::Actors { event: self.name_of(event)?, actors: stated })
        };
        self.chosen_events().into_iter().filter_map(decision).collect()
    }
}

/// Who takes part in an event after a command; `None` for those whom its sources name.
fn stated(actors: &ActorTable, event: &Event, command: &Command) -> Option<Vec<String>> {
    let own = || actors.names_of(event).into_iter().map(str::to_owned);
    match command {
        Command::SetActors(names) => {
            Some(each_once(names.as_ref()?.iter().map(|name| called(actors, name))))
        }
        Command::AddActor(name) => Some(each_once(own().chain([called(actors, name)]))),
        Command::RemoveActor(name) => {
            let name = called(actors, name);
            Some(own().filter(|own| *own != name).collect())
        }
        _ => None,
    }
}

/// The names that say something, each once.
fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names.filter(|name| name.contains(char::is_alphanumeric)) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

/// The name of the actor that is called so; what was typed, with single blanks, where there is none.
fn called(actors: &ActorTable, typed: &str) -> String {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match actors.number(&typed) {
        Some(number) => actors.name(number).to_owned(),
        None => typed,
    }
}
