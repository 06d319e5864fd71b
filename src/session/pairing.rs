//! Events that may be one: found on request, judged pair by pair.

use super::command::{Command, Dialog};
use super::job::Job;
use super::state::State;
use crate::model::EventId;
use crate::project::{self, Decision};

impl State {
    /// Looks for pairs, and opens the dialog for them.
    pub(super) fn find_pairs(&mut self) -> Job {
        self.dialog = Some(Dialog::Pairs);
        self.pairs = None;
        Job::FindPairs
    }

    /// The decisions in force, in order.
    pub fn decisions(&self) -> &[Decision] {
        self.log.in_force()
    }

    /// Forgets pairs of another corpus.
    pub(super) fn forget_pairs(&mut self) {
        self.pairs = None;
        self.dialog.take_if(|dialog| *dialog == Dialog::Pairs);
    }

    /// What a command says of two events; the pair is judged then.
    pub(super) fn judged(&mut self, command: &Command) -> Vec<Decision> {
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
            pairs.retain(|pair| (pair.first, pair.second) != (*first, *second));
        }
        decision.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Pair;
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
        state.take(Report::Pairs(pairs));
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
