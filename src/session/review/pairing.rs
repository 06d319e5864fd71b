//! Events that may be one: found on request, judged pair by pair.

use crate::model::EventId;
use crate::project::{self, Decision, Pair};
use crate::session::command::job::Job;
use crate::session::command::{Command, Dialog};
use crate::session::state::State;

/// What may be the same as an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The event, and the structure in which others were looked for.
    pub sought: (EventId, u64),
    /// The others, the most alike first.
    pub others: Vec<EventId>,
}

impl State {
    /// Opens the dialog for pairs, and looks for them unless they are known or somebody does.
    pub(crate) fn find_pairs(&mut self) -> Option<Job> {
        self.dialog = Some(Dialog::Pairs);
        if self.pairs_of == Some(self.structure) {
            return None;
        }
        self.pairs = None;
        self.pairs_of = Some(self.structure);
        Some(Job::FindPairs)
    }

    /// Looks for what may be the same as the selected event; `None` where that is known, or somebody looks for that of
    /// an event already: the next one waits for them.
    pub fn find_alike(&mut self) -> Option<Job> {
        let index = self.selection?.event;
        let sought = (self.chronology.events.get(index)?.id, self.structure);
        let is_known = self.alike.as_ref().is_some_and(|alike| alike.sought == sought);
        if is_known || self.seeks_alike || self.progress.is_some() {
            return None;
        }
        self.seeks_alike = true;
        Some(Job::FindAlike { index, sought })
    }

    /// The events that may be the same as one, the most alike first, as far as they were looked for; events changed
    /// meanwhile do not count.
    pub fn alike(&self, event: EventId) -> &[EventId] {
        let alike = self.alike.as_ref().filter(|alike| alike.sought.0 == event);
        alike.map_or(&[], |alike| &alike.others)
    }

    /// Takes what may be the same as an event, and looks for that of the one that was selected meanwhile.
    pub(crate) fn take_alike(&mut self, alike: Alike) -> Option<Job> {
        self.seeks_alike = false;
        // What was decided since is not asked again.
        let is_new = alike.sought.1 == self.structure;
        if is_new || self.alike.as_ref().is_none_or(|old| old.sought.0 != alike.sought.0) {
            self.alike = Some(alike);
        }
        self.find_alike()
    }

    /// Takes the pairs of a chronology. A list that somebody goes through is not changed under their eyes, and
    /// what was decided since is not asked again.
    pub(crate) fn take_pairs(&mut self, structure: u64, pairs: Vec<Pair>) {
        let is_read = self.dialog == Some(Dialog::Pairs) && self.pairs.is_some();
        let is_old = structure != self.structure && self.pairs.is_some();
        if is_read || is_old {
            self.pairs_of = self.pairs_of.filter(|of| *of != structure);
        } else {
            self.pairs = Some(pairs);
        }
    }

    /// The decisions in force, in order.
    pub fn decisions(&self) -> &[Decision] {
        self.ledger.log.in_force()
    }

    /// Forgets pairs of another corpus.
    pub(crate) fn forget_pairs(&mut self) {
        self.pairs = None;
        self.pairs_of = None;
        self.alike = None;
        self.dialog.take_if(|dialog| *dialog == Dialog::Pairs);
    }

    /// What a command says of two events; the pair is judged then.
    pub(crate) fn judged(&mut self, command: &Command) -> Vec<Decision> {
        use Command as C;
        let (C::MergePair(first, second) | C::KeepApart(first, second)) = command else {
            return Vec::new();
        };
        let event = |id: EventId| self.chronology.events.iter().find(|event| event.id == id);
        let Some((one, other)) = event(*first).zip(event(*second)) else { return Vec::new() };
        let decision = match command {
            C::MergePair(..) => project::join(&self.chronology, [one, other]),
            _ => project::keep_apart(&self.chronology, [one, other]),
        };
        if let Some(pairs) = self.pairs.as_mut().filter(|_| decision.is_some()) {
            let is_judged = |pair: &Pair| {
                let pair = (pair.first, pair.second);
                pair == (*first, *second) || pair == (*second, *first)
            };
            pairs.retain(|pair| !is_judged(pair));
        }
        if let Some(alike) = self.alike.as_mut().filter(|_| decision.is_some()) {
            alike.others.retain(|other| other != first && other != second);
        }
        decision.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Report;
    use crate::view::sample::Sample;

    /// Two events, each told by a sentence of its own.
    fn opened() -> State {
        let sample = Sample::default()
            .event("A ferry sinks off Bergen", "1911-03-05", "")
            .event("The ferry off Bergen is lost", "1911-03-05", "")
            .with(|event| event.sources[0].sentence = crate::model::Span::new(1, 2));
        let mut state = State::new(sample.build());
        let pairs = state.chronology.events.windows(2);
        let pairs = pairs.map(|it| Pair { first: it[0].id, second: it[1].id, likeness: 0.4 });
        let pairs = pairs.collect();
        assert_eq!(state.apply(Command::FindPairs), Some(Job::FindPairs));
        let structure = state.structure;
        state.take(Report::Pairs { structure, pairs });
        state
    }

    fn judge(state: &mut State, command: fn(EventId, EventId) -> Command) {
        let pair = state.pairs.as_ref().and_then(|pairs| pairs.first()).copied().unwrap();
        state.apply(command(pair.first, pair.second));
    }

    #[test]
    fn a_pair_that_is_one_becomes_one_and_undo_parts_it_again() {
        let mut state = opened();
        judge(&mut state, Command::MergePair);
        assert_eq!(state.chronology.events.len(), 1);
        assert_eq!(state.chronology.events[0].sources.len(), 2);
        assert_eq!(state.pairs.as_deref(), Some(&[][..]));
        state.apply(Command::Undo);
        assert_eq!(state.chronology.events.len(), 2);
    }

    #[test]
    fn what_may_be_the_same_is_looked_for_once_for_the_event_that_is_selected() {
        let mut state = opened();
        let ids: Vec<EventId> = state.chronology.events.iter().map(|event| event.id).collect();
        let find = |index: usize, state: &State| {
            Some(Job::FindAlike { index, sought: (ids[index], state.structure) })
        };
        state.apply(Command::Escape);
        assert_eq!(state.find_alike(), None, "nothing is selected");
        state.apply(Command::Select(0));
        assert_eq!(state.find_alike(), find(0, &state));
        state.apply(Command::Select(1));
        assert_eq!(state.find_alike(), None, "somebody looks for those of another event");
        let found = |of: usize, structure: u64| {
            let others = vec![ids[1 - of]];
            Report::Alike(Alike { sought: (ids[of], structure), others })
        };
        let structure = state.structure;
        assert_eq!(state.take(found(0, structure)), find(1, &state), "it comes next");
        assert_eq!((state.alike(ids[0]), state.alike(ids[1])), (&[ids[1]][..], &[][..]));
        assert_eq!(state.take(found(1, structure)), None);
        assert_eq!(state.find_alike(), None, "they are known");
        state.apply(Command::KeepApart(ids[0], ids[1]));
        assert!(state.alike(ids[1]).is_empty(), "whichever is named first");
        assert_eq!(state.find_alike(), find(1, &state), "events changed");
        state.take(found(1, structure));
        assert!(state.alike(ids[1]).is_empty(), "what was decided since is not asked again");
    }

    #[test]
    fn a_pair_that_is_not_one_stays_two_and_the_project_remembers_it() {
        let mut state = opened();
        judge(&mut state, Command::KeepApart);
        assert_eq!((state.chronology.events.len(), state.lost.len()), (2, 0));
        assert_eq!(state.pairs.as_deref(), Some(&[][..]));
        let kept = state.project_file(std::path::Path::new("a.annals"), |_| None);
        let again: Vec<_> = kept.log().in_force().to_vec();
        assert!(matches!(again.as_slice(), [Decision::Apart(names)] if names.len() == 2));
    }
}
