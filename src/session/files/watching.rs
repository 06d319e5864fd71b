//! Documents that change while their chronology is looked at: read again beside the user's work, and
//! shown without moving anything that is in view.

use crate::model::{Annotated, Chronology, DocumentId, EventId, ReviewState, Source, Span};
use crate::pipeline::DocumentDates;
use crate::project;
use crate::session::command::job::Job;
use crate::session::command::notice::Notice;
use crate::session::state::{Selection, State};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

impl State {
    /// Reads what changed, where the user wants that and nothing else is being read.
    pub(crate) fn read_changes(&mut self) -> Option<Job> {
        let is_busy = self.progress.is_some() || self.opened.is_empty();
        if is_busy || !self.settings.watches {
            return None;
        }
        self.reads_changes = true;
        Some(Job::ReadChanges(self.opened.clone()))
    }

    /// Reads what is open again because the user says so: what did not change stays as it was decided.
    pub(crate) fn read_again(&mut self) -> Option<Job> {
        (!self.opened.is_empty()).then(|| Job::ReadAgain(self.opened.clone()))
    }

    /// Takes what was read again: filter, view, decisions and selection stay, and the events of
    /// documents that were not there before are marked as new.
    pub(crate) fn adopt_changes(
        &mut self,
        roots: &[PathBuf],
        chronology: Chronology,
        unread: usize,
    ) -> Option<Job> {
        let is_asked = self.progress.take().is_some();
        self.reads_changes = false;
        // One that was stopped has less to show than there is.
        if 0 < unread || roots != self.opened {
            return None;
        }
        let goes_on = 0 < std::mem::take(&mut self.unread);
        let (before, now) = (texts(&self.ledger.found), texts(&chronology));
        if before == now && self.ledger.found.warnings == chronology.warnings {
            if is_asked {
                self.notice = Some(Notice::done("Read again: nothing has changed"));
            }
            return None;
        }
        // What is left of a reading that was stopped is no news.
        if !goes_on {
            let hashes = before.into_iter().map(|(_, hash)| hash).collect();
            self.ledger.known.get_or_insert(hashes);
        }
        self.elsewhere.end();
        let kept = Kept::of(self);
        self.ledger.found = Arc::new(chronology.clone_without_events());
        self.ledger.take_read(chronology, DocumentDates::default());
        let job = self.replay();
        self.change_number += 1;
        if self.is_long() {
            self.kept.get_or_insert(kept);
        } else {
            kept.give_back(self);
        }
        job
    }

    /// Events that only documents tell which were not there before, and that nobody decided about.
    pub fn new_count(&self) -> usize {
        let states = ReviewState::ALL.into_iter().zip(self.facets.reviews);
        states.filter(|(state, _)| *state == ReviewState::New).map(|(_, count)| count.total).sum()
    }

    /// Takes all documents for known.
    pub(crate) fn see_new(&mut self) -> Option<Job> {
        self.ledger.known = None;
        self.change_number += 1;
        self.replay()
    }

    /// Selects the next new event after the selected one; after the last the first.
    pub(crate) fn step_to_new(&mut self) {
        let is_new = |i: &usize| {
            let event = self.chronology.events.get(*i);
            event.is_some_and(|event| event.review_state() == ReviewState::New)
        };
        let shown = || self.facets.shown_events().filter(is_new);
        let after = self.selection.map(|selection| selection.event);
        let next =
            shown().find(|i| after.is_none_or(|after| after < *i)).or_else(|| shown().next());
        match next {
            Some(event) => {
                self.selection = Some(Selection { event, source: 0 });
                self.also.clear();
                self.reveal();
            }
            None => self.notice = Some(Notice::hint("No event is new")),
        }
    }
}

/// Id and hash of every document.
fn texts(chronology: &Chronology) -> BTreeSet<(DocumentId, String)> {
    let text = |it: &Arc<Annotated>| (it.document.id.clone(), project::text_hash(&it.document));
    chronology.documents.iter().map(text).collect()
}

/// What is selected, by what outlasts another reading.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    selected: Option<(EventId, Option<Place>)>,
    also: BTreeSet<EventId>,
}

/// Where a source stands: its document, sentence and clause.
type Place = (DocumentId, Span, Span);

impl Kept {
    fn of(state: &State) -> Self {
        let event = |index: usize| state.chronology.events.get(index);
        let selected = state.selection.and_then(|selection| {
            let event = event(selection.event)?;
            let source = event.sources.get(selection.source);
            Some((event.id, source.and_then(|source| place(&state.chronology, source))))
        });
        let also = state.also.iter().filter_map(|index| Some(event(*index)?.id)).collect();
        Self { selected, also }
    }

    pub(crate) fn give_back(self, state: &mut State) {
        let wanted = self.selected.iter().map(|(id, _)| *id).chain(self.also.iter().copied());
        let wanted: BTreeSet<EventId> = wanted.collect();
        let events = state.chronology.events.iter().enumerate();
        let of_wanted = events.filter(|(_, event)| wanted.contains(&event.id));
        let indices: BTreeMap<EventId, usize> = of_wanted.map(|(i, event)| (event.id, i)).collect();
        let index_of = |id: EventId| indices.get(&id).copied();
        let selection = self.selected.and_then(|(id, at)| {
            let event = index_of(id)?;
            let sources = &state.chronology.events.get(event)?.sources;
            let is_same = |source: &Source| at.is_some() && place(&state.chronology, source) == at;
            Some(Selection { event, source: sources.iter().position(is_same).unwrap_or(0) })
        });
        let also = self.also.into_iter().filter_map(index_of).collect();
        state.selection = selection;
        state.also = also;
    }
}

fn place(chronology: &Chronology, source: &Source) -> Option<Place> {
    let document = &chronology.document_of(source)?.document;
    Some((document.id.clone(), source.sentence, source.clause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Stage};
    use crate::session::{Command, Report};
    use crate::view::sample::Sample;

    /// A chronology of documents by name and text, one event each; the event of number `n` has the
    /// id `n`.
    fn chronology(documents: &[(&str, &str, u64)]) -> Chronology {
        let mut sample = Sample::default();
        for (index, (_, text, id)) in documents.iter().enumerate() {
            sample = sample.event(text, "1992", "").with(|event| {
                event.id = EventId(*id);
                event.sources[0].document = index;
            });
        }
        let mut chronology = sample.build();
        let annotated = chronology.documents.first().cloned().unwrap();
        let document = |(name, text, _): &(&str, &str, u64)| {
            let hash = *blake3::hash(text.as_bytes()).as_bytes();
            let document = Document { hash, ..Document::of_text(name, text) };
            Arc::new(Annotated { document, ..Annotated::clone(&annotated) })
        };
        chronology.documents = documents.iter().map(document).collect();
        chronology
    }

    fn changed(state: &mut State, documents: &[(&str, &str, u64)]) {
        let chronology = chronology(documents);
        let roots = state.opened.clone();
        state.take(Report::ReadChanges { roots, chronology, unread: 0 });
    }

    fn opened() -> State {
        let mut state = State::new(chronology(&[("b", "A dam is built", 1)]));
        state.opened = vec![PathBuf::from("notes")];
        state
    }

    fn new_titles(state: &State) -> Vec<&str> {
        let events = state.chronology.events.iter();
        let new = events.filter(|event| event.review_state() == ReviewState::New);
        new.map(|event| event.title.as_str()).collect()
    }

    #[test]
    fn what_a_stopped_reading_left_is_no_news_and_a_look_that_finds_nothing_says_so() {
        let mut state = opened();
        state.unread = 1;
        changed(&mut state, &[("a", "A bridge opens", 2), ("b", "A dam is built", 1)]);
        assert_eq!((state.chronology.events.len(), state.new_count(), state.unread), (2, 0, 0));
        let again = state.chronology.clone_without_events();
        let read = |state: &mut State| {
            let (roots, chronology) = (state.opened.clone(), again.clone());
            state.take(Report::ReadChanges { roots, chronology, unread: 0 });
            state.notice.clone().map(|notice| notice.text)
        };
        assert_eq!(read(&mut state), None, "nobody asked");
        state.take(Report::Progress(crate::pipeline::Progress::begun(Stage::Find)));
        assert_eq!(read(&mut state).as_deref(), Some("Read again: nothing has changed"));
    }

    #[test]
    fn events_of_a_new_document_are_marked_and_nothing_that_is_looked_at_moves() {
        let mut state = opened();
        state.apply(Command::ZoomIn);
        state.apply(Command::Select(0));
        state.apply(Command::Star);
        let viewport = state.viewport;
        changed(&mut state, &[("a", "A bridge opens", 2), ("b", "A dam is built", 1)]);
        assert_eq!((new_titles(&state), state.new_count()), (vec!["A bridge opens"], 1));
        assert_eq!(state.viewport, viewport);
        let selected = state.selection.unwrap().event;
        let event = &state.chronology.events[selected];
        assert_eq!((event.title.as_str(), event.is_starred()), ("A dam is built", true));
        state.apply(Command::NextNew);
        let selected = state.selection.unwrap().event;
        assert_eq!(state.chronology.events[selected].title, "A bridge opens");
        state.apply(Command::SeeNew);
        assert_eq!(state.new_count(), 0);
    }

    #[test]
    fn what_is_new_stays_new_while_more_comes_until_it_is_seen() {
        let mut state = opened();
        let (a, b, c) = (("a", "A", 2), ("b", "A dam is built", 1), ("c", "C", 3));
        changed(&mut state, &[a, b]);
        changed(&mut state, &[a, b, c]);
        assert_eq!(new_titles(&state), ["A", "C"]);
        state.apply(Command::SeeNew);
        changed(&mut state, &[b, ("c", "C changed", 4)]);
        assert_eq!(new_titles(&state), ["C changed"]);
    }

    #[test]
    fn a_reading_that_changes_nothing_or_was_cut_short_shows_nothing_else() {
        let mut state = opened();
        let revision = state.revision;
        changed(&mut state, &[("b", "A dam is built", 1)]);
        assert_eq!(state.revision, revision);
        let report = Report::ReadChanges {
            roots: state.opened.clone(),
            chronology: Chronology::default(),
            unread: 1,
        };
        state.take(report);
        assert_eq!(state.chronology.events.len(), 1);
    }

    #[test]
    fn what_was_decided_stays_when_documents_are_read_again() {
        let mut state = opened();
        state.apply(Command::Select(0));
        state.apply(Command::Star);
        let job = Some(Job::ReadAgain(state.opened.clone()));
        assert_eq!(state.apply(Command::ReadAgain), job);
        changed(&mut state, &[("a", "A bridge opens", 2), ("b", "A dam is built", 1)]);
        let starred = state.chronology.events.iter().filter(|event| event.is_starred());
        assert_eq!(starred.count(), 1);
    }

    #[test]
    fn what_is_being_opened_is_not_yet_what_is_shown() {
        let mut state = opened();
        state.apply(Command::Open(vec![PathBuf::from("elsewhere")]));
        assert_eq!((state.corpus_name().as_str(), state.opened.len()), ("notes", 1));
        state.take(Report::Failed("There is no such folder".to_owned()));
        assert_eq!(state.corpus_name(), "notes");
    }

    #[test]
    fn nothing_is_read_by_itself_where_the_user_does_not_want_it() {
        let mut state = opened();
        let job = Some(Job::ReadChanges(state.opened.clone()));
        assert_eq!(state.take(Report::Changed), job);
        state.apply(Command::Turn(crate::session::Switch::Watching));
        assert_eq!(state.take(Report::Changed), None);
    }
}
