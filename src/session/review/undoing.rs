//! Taking back and doing again, and saying what it was: what changed may be nowhere in view.

use crate::project::Decision;
use crate::session::command::Command;
use crate::session::command::job::Job;
use crate::session::command::notice::Notice;
use crate::session::state::{Choices, State, Step};

impl State {
    pub(crate) fn step_undo(&mut self, command: &Command) -> Option<Job> {
        let present = self.step();
        let other = match command {
            Command::Stay => {
                self.stay();
                return None;
            }
            Command::Undo => self.undo.back(present),
            _ => self.undo.forward(present),
        };
        let other = other?;
        self.tell_step(command, &other);
        let Step { choices, decided } = other;
        self.change_number += 1;
        self.set_choices(choices);
        if decided == self.ledger.log.count() {
            return None;
        }
        self.ledger.log.set_count(decided);
        self.catch_up()
    }

    /// Says what a step takes back or does again, unless there is trouble to be told.
    fn tell_step(&mut self, command: &Command, other: &Step) {
        let (now, then) = (self.ledger.log.count(), other.decided);
        let between = self.ledger.log.ever().get(now.min(then)..now.max(then));
        let what = match between.unwrap_or_default() {
            [] => chosen(&self.choices, &other.choices).to_owned(),
            [one] => decided(one),
            [first, others @ ..] => several(first, others),
        };
        let done = if *command == Command::Undo { "Undone" } else { "Done again" };
        if self.notice.as_ref().is_none_or(|notice| !notice.is_bad()) {
            self.notice = Some(Notice::done(format!("{done}: {what}")));
        }
    }
}

/// A decision and what it is about.
fn decided(decision: &Decision) -> String {
    let about = match (decision, decision.events()) {
        (Decision::DocumentDate { document, .. }, _) => document.doc.as_str(),
        (_, [first, ..]) => first.title.as_str(),
        (_, []) => return decision.words(),
    };
    format!("{} · {about}", decision.words())
}

/// Several decisions of one step.
fn several(first: &Decision, others: &[Decision]) -> String {
    let words = first.words();
    if others.iter().all(|it| it.words() == words) {
        return format!("{words}, {} times", others.len() + 1);
    }
    let count = others.len();
    format!("{words} and {count} other {}", if count == 1 { "change" } else { "changes" })
}

/// What differs between two choices of what is shown, in words.
fn chosen(one: &Choices, other: &Choices) -> &'static str {
    if one.bands != other.bands {
        "Annotations"
    } else if one.filter != other.filter {
        "Filter"
    } else if one.lanes != other.lanes {
        "What lanes stand for"
    } else if one.colour != other.colour {
        "What colours stand for"
    } else {
        "Order of lanes"
    }
}

#[cfg(test)]
mod tests {
    use crate::project::Decision;
    use crate::session::{Command, State};
    use crate::view::LaneBy;
    use crate::view::sample::encodings;

    /// A window with its first event selected.
    fn selected() -> State {
        let mut state = State::new(encodings());
        state.apply(Command::Select(0));
        state
    }

    #[track_caller]
    fn check(state: &mut State, command: Command, expected: &str) {
        state.apply(command);
        let told = state.notice.as_ref().map(|notice| notice.text.as_str());
        assert_eq!(told, Some(expected));
    }

    #[test]
    fn what_is_undone_is_said() {
        let mut state = selected();
        let title = state.chronology.events[0].title.clone();
        state.apply(Command::Star);
        state.apply(Command::AddTag("dam".to_owned()));
        check(&mut state, Command::Undo, &format!("Undone: Tagged “dam” · {title}"));
        check(&mut state, Command::Undo, &format!("Undone: Starred · {title}"));
        check(&mut state, Command::Redo, &format!("Done again: Starred · {title}"));
    }

    #[test]
    fn one_step_about_several_events_is_counted() {
        let mut state = selected();
        state.apply(Command::AlsoSelect(1));
        state.apply(Command::AlsoSelect(2));
        state.apply(Command::Accept);
        check(&mut state, Command::Undo, "Undone: Accepted, 3 times");
    }

    #[test]
    fn different_decisions_of_one_step_are_not_told_as_one() {
        let mut state = selected();
        state.apply(Command::Star);
        let event = state.ledger.log.ever()[0].events()[0].clone();
        let called =
            |title: &str| Decision::Title { event: event.clone(), title: Some(title.to_owned()) };
        let told = |others: &[Decision]| super::several(&called("Flood"), others);
        assert_eq!(told(&[called("Flood")]), "Called “Flood”, 2 times");
        assert_eq!(told(&[called("Fire")]), "Called “Flood” and 1 other change");
        assert_eq!(told(&[called("Fire"), called("War")]), "Called “Flood” and 2 other changes");
    }

    #[test]
    fn other_choices_are_named_and_nothing_is_said_of_nothing() {
        let mut state = selected();
        state.apply(Command::Lanes(LaneBy::Document));
        state.apply(Command::Search("bridge".to_owned()));
        state.apply(Command::SetBand(None, "War".to_owned(), "1994".to_owned()));
        check(&mut state, Command::Undo, "Undone: Annotations");
        check(&mut state, Command::Undo, "Undone: Filter");
        check(&mut state, Command::Undo, "Undone: What lanes stand for");
        state.apply(Command::Star);
        state.apply(Command::Undo);
        state.notice = None;
        state.apply(Command::Undo);
        assert_eq!(state.notice, None);
    }
}
