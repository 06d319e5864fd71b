//! Events that may be one: found on request, judged pair by pair.

use super::command::{Command, Dialog};
use super::job::Job;
use super::state::State;
use crate::model::EventId;
use crate::project::{self, Decision, Pair};

impl State {
    /// Opens the dialog for pairs, and looks for them unless they are known or somebody does.
    pub(super) fn find_pairs(&mut self) -> Option<Job> {
        self.dialog = Some(Dialog::Pairs);
        if self.pairs_of == Some(self.structure) {
            return None;
        }
        self.pairs = None;
        self.pairs_of = Some(self.structure);
        Some(Job::FindPairs)
    }

    /// Looks for pairs ahead, so that an event is shown with what may be the same as it is selected; `None` where
    /// they are known, or where there are so many events that somebody must ask for it.
    pub fn find_pairs_ahead(&mut self) -> Option<Job> {
        let is_idle = self.progress.is_none() && self.dialog != Some(Dialog::Pairs);
        let is_known = self.pairs_of == Some(self.structure);
        if is_known || !is_idle || self.is_long() || self.chronology.events.len() < 2 {
            return None;
        }
        self.pairs_of = Some(self.structure);
        Some(Job::FindPairs)
    }

    /// Takes the pairs of a chronology. A list that somebody goes through is not changed under their eyes, and
    /// what was decided since is not asked again.
    pub(super) fn take_pairs(&mut self, structure: u64, pairs: Vec<Pair>) {
        let is_read = self.dialog == Some(Dialog::Pairs) && self.pairs.is_some();
        let is_old = structure != self.structure && self.pairs.is_some();
        if is_read || is_old {
            self.pairs_of = self.pairs_of.filter(|of| *of != structure);
        } else {
            self.pairs = Some(pairs);
        }
    }

    /// The events that may be the same as one, the most alike first, as far as pairs were looked for.
    pub fn alike(&self, event: EventId) -> impl Iterator<Item = EventId> + '_ {
        let other = move |pair: &Pair| match (pair.first, pair.second) {
            (one, other) if one == event => Some(other),
            (one, other) if other == event => Some(one),
            _ => None,
        };
        self.pairs.iter().flatten().filter_map(other)
    }

    /// The decisions in force, in order.
    pub fn decisions(&self) -> &[Decision] {
        self.log.in_force()
    }

    /// Forgets pairs of another corpus.
    pub(super) fn forget_pairs(&mut self) {
        self.pairs = None;
        self.pairs_of = None;
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
            let is_judged = |pair: &Pair| {
                let pair = (pair.first, pair.second);
                pair == (*first, *second) || pair == (*second, *first)
            };
            pairs.retain(|pair| !is_judged(pair));
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
    fn what_may_be_the_same_is_looked_for_once_and_told_of_either_event() {
        let mut state = opened();
        let pair = state.pairs.as_ref().unwrap()[0];
        assert_eq!(state.alike(pair.first).collect::<Vec<_>>(), [pair.second]);
        assert_eq!(state.alike(pair.second).collect::<Vec<_>>(), [pair.first]);
        assert_eq!(state.find_pairs_ahead(), None, "they are known");
        state.apply(Command::Escape);
        state.apply(Command::KeepApart(pair.second, pair.first));
        assert_eq!(state.alike(pair.first).count(), 0, "whichever is named first");
        assert_eq!(state.find_pairs_ahead(), Some(Job::FindPairs), "events changed");
        assert_eq!(state.find_pairs_ahead(), None, "somebody looks for them");
        let structure = state.structure - 1;
        state.take(Report::Pairs { structure, pairs: vec![pair] });
        assert_eq!(state.alike(pair.first).count(), 0, "what was decided since is not asked again");
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
