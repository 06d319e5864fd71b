//! Deciding about events and documents. Decisions go to the log; what is shown is what was read
//! with all decisions in force.

use super::course::Elsewhere;
use crate::model::edtf::End;
use crate::model::{Chronology, DctMethod, Edtf, Event, EventId, ReviewState};
use crate::project::{self, Decision, Documents, EventName, StatedDate, Unmarked};
use crate::session::command::job::Job;
use crate::session::command::notice::Notice;
use crate::session::command::{Command, Dialog};
use crate::session::date;
use crate::session::state::{GoneTo, State, Step};
use crate::view::words;
use std::collections::BTreeSet;
use std::sync::Arc;

impl State {
    pub(crate) fn review(&mut self, command: Command) -> Option<Job> {
        use Command as C;
        // Starred ones stand above others, and a merged one where its first source does.
        let moves_rows = matches!(command, C::Star | C::Merge | C::Split | C::SplitOff(_));
        let of_document = match &command {
            C::SetDocumentDate(document, _) => Some(*document),
            _ => None,
        };
        let decisions = match command {
            C::Accept => self.toggled(ReviewState::Accepted, Decision::Accept),
            C::Dismiss => self.toggled(ReviewState::Dismissed, Decision::Dismiss),
            C::Star => self.starred(),
            C::SetDate(typed) => self.dated(&typed)?,
            C::SetPlaces(codes) => self.placed(codes.as_deref())?,
            C::SetActors(_) | C::AddActor(_) | C::RemoveActor(_) => self.cast(&command),
            C::ChooseDate(source) => self.dated_as(source),
            C::SetTitle(title) => self.titled(title.trim())?,
            C::AddTag(tag) => self.tagged(&tag, |event, tag| Decision::Tag { event, tag }),
            C::RemoveTag(tag) => self.tagged(&tag, |event, tag| Decision::Untag { event, tag }),
            C::SetNote(id, note) => self.noted(id, note.trim()),
            C::Merge => self.merged()?,
            C::Split => self.split()?,
            C::SplitOff(source) => self.split_off(source)?,
            C::AddEvent(new) => self.new_event(&new)?,
            C::SeeNew => return self.see_new(),
            C::FindPairs => return self.find_pairs(),
            C::MergePair(..) | C::KeepApart(..) => self.judged(&command),
            C::SetDocumentDate(document, typed) => self.document_dated(document, &typed)?,
            _ => Vec::new(),
        };
        let moves = |decision: &Decision| match decision {
            Decision::Date { .. } => true,
            Decision::DocumentDate { .. } => self.is_selected_from(of_document),
            _ => false,
        };
        let follows = !self.is_read_only() && decisions.iter().any(moves);
        if moves_rows && !decisions.is_empty() && !self.is_read_only() {
            self.gone_to.get_or_insert(GoneTo::Selected);
        }
        let job = self.decide(decisions);
        self.follows_selected |= follows;
        self.follow_selected();
        job
    }

    /// Whether a document tells the selected event.
    fn is_selected_from(&self, document: Option<usize>) -> bool {
        let event = self.selected_event();
        event.is_some_and(|event| event.sources.iter().any(|it| Some(it.document) == document))
    }

    /// Selects the event that was added, and brings the selected one into view where it was given another
    /// date: who does so wants to see it there. As long as decisions are being applied it still stands where it was.
    pub(crate) fn follow_selected(&mut self) {
        if self.is_replaying() || self.is_behind() {
            return;
        }
        self.select_added();
        if std::mem::take(&mut self.follows_selected) {
            self.reveal();
        }
    }

    /// The selected events by index, the one in the inspector first.
    pub fn chosen(&self) -> Vec<usize> {
        let first = self.selection.map(|selection| selection.event);
        let others = self.also.iter().copied().filter(|other| Some(*other) != first);
        first.into_iter().chain(others).collect()
    }

    /// Whether an event is among them.
    pub fn is_chosen(&self, event: usize) -> bool {
        self.selection.is_some_and(|selection| selection.event == event)
            || self.also.contains(&event)
    }

    fn selected_event(&self) -> Option<&Event> {
        self.chronology.events.get(self.selection?.event)
    }

    pub(crate) fn name_of(&self, event: &Event) -> Option<EventName> {
        project::event_name(&self.chronology, event)
    }

    fn of_selected(&self, decision: impl FnOnce(EventName) -> Decision) -> Vec<Decision> {
        self.selected_event()
            .and_then(|event| self.name_of(event))
            .map(decision)
            .into_iter()
            .collect()
    }

    pub(crate) fn chosen_events(&self) -> Vec<&Event> {
        let chosen = self.chosen();
        chosen.into_iter().filter_map(|index| self.chronology.events.get(index)).collect()
    }

    pub(crate) fn chosen_names(&self) -> Vec<EventName> {
        self.chosen_events().into_iter().filter_map(|event| self.name_of(event)).collect()
    }

    /// The same verdict for all chosen events; where all have it, none.
    fn toggled(
        &self,
        state: ReviewState,
        decision: impl Fn(EventName) -> Decision,
    ) -> Vec<Decision> {
        let events = self.chosen_events();
        let all_are = events.iter().all(|event| event.review_state() == state);
        let names = events.into_iter().filter_map(|event| self.name_of(event));
        names.map(|name| if all_are { Decision::Reopen(name) } else { decision(name) }).collect()
    }

    fn starred(&self) -> Vec<Decision> {
        let events = self.chosen_events();
        let all_are = events.iter().all(|event| event.is_starred());
        let names = events.into_iter().filter_map(|event| self.name_of(event));
        names
            .map(|name| if all_are { Decision::Unstar(name) } else { Decision::Star(name) })
            .collect()
    }

    fn tagged(&self, tag: &str, decision: impl Fn(EventName, String) -> Decision) -> Vec<Decision> {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if tag.is_empty() {
            return Vec::new();
        }
        let names = self.chosen_names().into_iter();
        names.map(|name| decision(name, tag.clone())).collect()
    }

    fn dated(&mut self, typed: &str) -> Option<Vec<Decision>> {
        // The words of a date say less than the date: who leaves them as they are changes nothing.
        let when = self.selected_event().map(|event| event.when.as_ref());
        if when.is_some_and(|when| when.map_or_else(String::new, words::when) == typed.trim()) {
            self.dialog.take_if(|dialog| *dialog == Dialog::Date);
            return None;
        }
        let date = stated_date(typed).map_err(|notice| self.notice = Some(notice)).ok()?;
        Some(self.of_selected(|event| Decision::Date { event, date }))
    }

    fn titled(&mut self, typed: &str) -> Option<Vec<Decision>> {
        if self.selected_event().is_some_and(|event| event.title == typed) {
            self.dialog.take_if(|dialog| *dialog == Dialog::Title);
            return None;
        }
        let title = Some(typed.to_owned()).filter(|title| !title.is_empty());
        Some(self.of_selected(|event| Decision::Title { event, title }))
    }

    fn dated_as(&self, source: usize) -> Vec<Decision> {
        let source = self.selected_event().and_then(|event| event.sources.get(source));
        let date = source.and_then(|source| source.when.as_ref()).map(StatedDate::new);
        date.map(|date| self.of_selected(|event| Decision::Date { event, date: Some(date) }))
            .unwrap_or_default()
    }

    fn noted(&self, id: Option<EventId>, note: &str) -> Vec<Decision> {
        let event = match id {
            Some(id) => self.chronology.events.iter().find(|event| event.id == id),
            None => self.selected_event(),
        };
        let event = event.filter(|event| event.note() != note);
        let name = event.and_then(|event| self.name_of(event));
        let note = note.to_owned();
        name.map(|event| Decision::Note { event, note }).into_iter().collect()
    }

    fn merged(&mut self) -> Option<Vec<Decision>> {
        let events = self.chosen_events();
        if events.len() < 2 {
            let text = "Select two or more events with Ctrl+click, then merge them";
            self.notice = Some(Notice::hint(text));
            return None;
        }
        let names = events.into_iter().filter_map(|event| self.name_of(event)).collect();
        Some(vec![Decision::Merge(names)])
    }

    fn split(&mut self) -> Option<Vec<Decision>> {
        if self.selected_event()?.sources.len() < 2 {
            let text = "This event has one source; there is nothing to split";
            self.notice = Some(Notice::hint(text));
            return None;
        }
        Some(self.of_selected(Decision::Split))
    }

    fn split_off(&self, source: usize) -> Option<Vec<Decision>> {
        let event = self.selected_event().filter(|event| 1 < event.sources.len())?;
        let name = project::source_name(&self.chronology, event, event.sources.get(source)?)?;
        Some(vec![Decision::SplitOff(name)])
    }

    fn document_dated(&mut self, document: usize, typed: &str) -> Option<Vec<Decision>> {
        let document = &self.chronology.documents.get(document)?.document;
        let is_stated = document.dct.as_ref().is_some_and(|dct| dct.method == DctMethod::User);
        if typed.trim().is_empty() && !is_stated && !self.is_replaying() {
            // There is nothing to take back.
            self.dialog.take_if(|dialog| matches!(dialog, Dialog::DocumentDate(_)));
            return None;
        }
        let date = match date::when(typed).map(|when| when.edtf) {
            Some(
                edtf @ (Edtf::Point(_) | Edtf::Interval { start: End::At(_), end: End::Open }),
            ) => Some(edtf.to_string()),
            _ if typed.trim().is_empty() => None,
            _ => {
                self.notice = Some(Notice::failed(format!("Not the date of a document: {typed}")));
                return None;
            }
        };
        let document = project::document_name(document);
        if matches!(self.dialog, Some(Dialog::DocumentDate(_))) {
            self.dialog = None;
        }
        Some(vec![Decision::DocumentDate { document, date }])
    }

    /// Adds decisions to the log as one step, and shows what comes of them.
    fn decide(&mut self, decisions: Vec<Decision>) -> Option<Job> {
        if decisions.is_empty() {
            return None;
        }
        if self.is_read_only() {
            let text =
                "The project was made by a later version of Annals; it is open for reading only";
            self.notice = Some(Notice::failed(text));
            return None;
        }
        let is_of_event = |dialog: &Dialog| {
            matches!(
                dialog,
                Dialog::Date | Dialog::Place | Dialog::Title | Dialog::Tag | Dialog::Event(..)
            )
        };
        if self.dialog.as_ref().is_some_and(is_of_event) {
            self.dialog = None;
        }
        self.undo.leave(self.step());
        let regroups = decisions.iter().any(Decision::is_structural);
        for decision in decisions {
            self.ledger.log.decide(decision);
        }
        if regroups {
            self.also.clear();
        }
        self.change_number += 1;
        self.catch_up()
    }

    /// What undo comes back to.
    pub(crate) fn step(&self) -> Step {
        Step { choices: self.choices.clone(), decided: self.ledger.log.count() }
    }

    /// Brings what is shown up to the decisions in force: event by event where they leave all others
    /// alone, else by a replay.
    pub(crate) fn catch_up(&mut self) -> Option<Job> {
        if self.course().is_some() || self.waits_for_dates() {
            return None;
        }
        if self.is_long() && 1 < Arc::strong_count(&self.chronology) {
            // To change what others look at, all of it would have to be copied.
            self.elsewhere = Elsewhere::Looking;
            return None;
        }
        let to = self.ledger.log.count();
        let (from, titles) = (self.marked_count(), self.titles_changed(to));
        let is_done = if to < from { self.unmark(to) } else { self.mark(from, to) };
        if !is_done {
            return self.replay();
        }
        self.revision += 1;
        if titles {
            self.facets.forget_text();
            if !self.choices.filter.query.trim().is_empty() {
                self.facets.count(&self.chronology, &self.choices.filter);
            }
        }
        None
    }

    /// Whether all decisions will be shown once documents are taken under other dates.
    fn waits_for_dates(&self) -> bool {
        let dates = || project::document_dates(&self.ledger.found, &self.ledger.log);
        self.is_long() && self.is_replaying() && self.is_redating(&dates())
    }

    /// How many decisions what is shown holds.
    pub(crate) fn marked_count(&self) -> usize {
        self.ledger.held.as_ref().map_or(0, Vec::len)
    }

    /// Whether a step to so many decisions may change a title.
    fn titles_changed(&self, to: usize) -> bool {
        let from = self.marked_count().min(to);
        let decisions = self.ledger.log.ever().get(from..).unwrap_or_default();
        decisions.iter().any(|decision| matches!(decision, Decision::Title { .. }))
    }

    /// Marks events as the next decisions say; whether each of them found its event and moves none.
    fn mark(&mut self, from: usize, to: usize) -> bool {
        let Some(decisions) = self.ledger.log.in_force().get(from..to).map(<[_]>::to_vec) else {
            return false;
        };
        let documents = self.ledger.names.get_or_init(|| Documents::new(&self.chronology));
        let told_by = |documents: &BTreeSet<usize>| self.facets.told_by(documents);
        let events = project::marked_events(&self.chronology, documents, &decisions, told_by);
        let Some(events) = events else { return false };
        let mut trail = Vec::with_capacity(events.len());
        self.change_events(&events, |chronology| {
            for (event, decision) in events.iter().zip(&decisions) {
                trail.extend(Unmarked::of(chronology, *event));
                if let Some(event) = chronology.events.get_mut(*event) {
                    project::mark_event(event, decision);
                }
            }
        });
        self.ledger.trail.extend(trail);
        self.ledger.held.get_or_insert_default().extend(decisions);
        true
    }

    /// Takes marks back until so many decisions hold; whether it is known how the events were.
    fn unmark(&mut self, to: usize) -> bool {
        let Some(kept) = to.checked_sub(self.marked_count() - self.ledger.trail.len()) else {
            return false;
        };
        if let Some(held) = &mut self.ledger.held {
            held.truncate(to);
        }
        let before = self.ledger.trail.split_off(kept);
        let events: Vec<usize> = before.iter().map(|before| before.event).collect();
        self.change_events(&events, |chronology| {
            before.into_iter().rev().for_each(|before| before.restore(chronology));
        });
        true
    }

    /// Changes reviews or titles of some events, and the counts with them: of a few one by one, of many all
    /// together.
    fn change_events(&mut self, events: &[usize], change: impl FnOnce(&mut Chronology)) {
        if events.is_empty() {
            return;
        }
        let events: BTreeSet<usize> = events.iter().copied().collect();
        let (filter, is_few) = (&self.choices.filter, events.len() <= MOST_ONE_BY_ONE);
        let few = || events.iter().filter(|_| is_few);
        few().for_each(|index| self.facets.leave(&self.chronology, filter, *index));
        change(Arc::make_mut(&mut self.chronology));
        few().for_each(|index| self.facets.enter(&self.chronology, filter, *index));
        if !is_few {
            self.facets.count_again(&self.chronology, filter, &events);
        }
    }
}

/// Events that are counted one by one after they changed; to count more would take longer than to count all.
const MOST_ONE_BY_ONE: usize = 8;

/// The date of an event as it was typed; `None` where nothing was. Says so where it is not understood.
pub(crate) fn stated_date(typed: &str) -> Result<Option<StatedDate>, Notice> {
    match date::when(typed) {
        Some(when) => Ok(Some(StatedDate::new(&when))),
        None if typed.trim().is_empty() => Ok(None),
        None => Err(Notice::failed(format!("Not a date: {typed}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claims, DateStatus, PlaceCode};
    use crate::session::{Replay, Report};
    use crate::view::sample::encodings;
    use proptest::prelude::*;

    /// The sheet of encodings with one event in a disputed place.
    fn corpus() -> Chronology {
        let mut chronology = encodings();
        let crimea = PlaceCode::new("UA-43");
        let event = chronology.events.first_mut().unwrap();
        event.regions = chronology.places.with_ancestors(&crimea);
        event.regions.sort();
        event.places = vec![crimea];
        chronology
    }

    /// What somebody does; one event, two, or all are chosen before a decision.
    fn deeds() -> impl Strategy<Value = Vec<(usize, usize, u8)>> {
        prop::collection::vec((0..12_usize, 0..12_usize, 0..30_u8), 1..24)
    }

    fn command(number: u8) -> Command {
        match number {
            0 | 1 => Command::Star,
            2 => Command::Accept,
            3 | 4 => Command::Dismiss,
            5 => Command::AddTag("dam".to_owned()),
            6 => Command::RemoveTag("dam".to_owned()),
            7 => Command::SetNote(None, "See the archive".to_owned()),
            8 => Command::SetTitle("A bridge falls".to_owned()),
            9 => Command::SetTitle(String::new()),
            10 => Command::SetDate("1994-05".to_owned()),
            11 => Command::Merge,
            12 => Command::Split,
            13 => Command::ToggleStarred,
            14 => Command::ToggleStatus(DateStatus::Partial),
            15 => Command::Redo,
            16 => Command::Search("bridge".to_owned()),
            17 => Command::Search(String::new()),
            18 => Command::ShowClaims(Claims::Held),
            19 => Command::ShowClaims(Claims::All),
            20 | 21 => Command::Stay,
            22 => Command::SetPlaces(Some(vec![PlaceCode::new("AT-9"), PlaceCode::new("RU-TA")])),
            23 => Command::SetPlaces(None),
            24 => Command::AddActor("Ola Dahl".to_owned()),
            25 => Command::RemoveActor("Ola Dahl".to_owned()),
            26 => Command::SetActors(None),
            _ => Command::Undo,
        }
    }

    /// Does what a hand would: selects, and decides.
    fn act(state: &mut State, (event, other, number): (usize, usize, u8)) -> Option<Job> {
        let count = state.chronology.events.len();
        state.apply(Command::Select(event % count));
        if number == 11 || other < 4 {
            state.apply(Command::AlsoSelect(other % count));
        }
        if other == 11 {
            (0..count).filter(|other| *other != event % count).for_each(|other| {
                state.apply(Command::AlsoSelect(other));
            });
        }
        state.apply(command(number))
    }

    /// Another window on the same corpus with the same decisions and filter.
    fn anew(state: &State) -> State {
        let mut anew = State::new(corpus());
        anew.ledger.log = state.ledger.log.clone();
        anew.choices = state.choices.clone();
        anew.settings = state.settings.clone();
        anew.replay();
        anew
    }

    /// Work for others, until there is none.
    fn finish(state: &mut State, mut replay: Option<Replay>) {
        loop {
            let job = match replay.take() {
                Some(replay) => {
                    let done = replay.run().map(Box::new);
                    done.and_then(|done| state.take(Report::Replayed(done)))
                }
                None if state.is_behind() => state.go_on(),
                None => break,
            };
            replay = job.map(|_| state.begin_replay());
            drop(state.take_waste());
        }
        if let Some(found) = state.wanted_search().and_then(|search| search.run(|| true)) {
            state.take(Report::Found(found));
        }
    }

    /// All that is shown, as text.
    fn shown(state: &State) -> String {
        let facets = &state.facets;
        let counts = (facets.statuses, facets.reviews, facets.starred, facets.several_documents);
        let lists = (&facets.shown, facets.anywhere(), &facets.tags, &facets.regions);
        let events = state.chronology.events.iter().enumerate();
        let starred = events.filter(|(_, event)| event.is_starred()).map(|(index, _)| index);
        assert_eq!(*facets.starred_events(), starred.collect(), "known without a look at all");
        format!("{:#?}", (&state.chronology.events, counts, lists, &state.lost))
    }

    #[test]
    fn what_is_being_applied_can_be_taken_back_and_comes_again_with_undo() {
        let mut state = State::new(corpus());
        state.hand_over_from(0);
        let before = shown(&state);
        state.apply(Command::Select(0));
        state.apply(Command::AlsoSelect(1));
        assert_eq!(state.apply(Command::Merge), Some(Job::Replay));
        let replay = state.begin_replay();
        assert!(state.can_stay());
        state.apply(Command::Stay);
        assert_eq!((shown(&state), state.decisions().len()), (before, 0));
        assert!(!state.is_replaying() && replay.run().is_none(), "nobody waits for it");
        assert_eq!(state.apply(Command::Undo), Some(Job::Replay));
        let again = state.begin_replay();
        finish(&mut state, Some(again));
        assert_eq!(state.chronology.events.len(), corpus().events.len() - 1);
    }

    #[test]
    fn documents_are_taken_under_another_date_once_however_much_is_decided_meanwhile() {
        let mut state = State::new(corpus());
        state.hand_over_from(0);
        let dated = state.apply(Command::SetDocumentDate(0, "5 May 1955".to_owned()));
        let Some(Job::Redate(dates)) = dated else { panic!("{dated:?}") };
        state.apply(Command::Select(0));
        assert_eq!(state.apply(Command::Star), None, "somebody does that already");
        assert_eq!(state.apply(Command::Undo), None);
        assert_eq!(state.apply(Command::Undo), None);
        let redated = Report::Redated { chronology: corpus(), dates: dates.clone() };
        assert_eq!(state.take(redated), None);
        assert!(!state.is_replaying(), "nobody waits for what was taken back");
        state.apply(Command::Redo);
        state.apply(Command::Redo);
        let redated = Report::Redated { chronology: corpus(), dates };
        assert_eq!(state.take(redated), Some(Job::Replay));
        let replay = state.begin_replay();
        finish(&mut state, Some(replay));
        assert!(state.chronology.events[0].is_starred());
    }

    #[test]
    fn an_event_that_gets_another_date_is_not_lost_from_view() {
        let mut state = State::new(corpus());
        let number = state.chronology.events.iter().position(|it| it.when.is_some()).unwrap();
        state.apply(Command::Select(number));
        state.apply(Command::ShowSpan(0.0, 86_400.0));
        state.apply(Command::SetDate("4 March 1911".to_owned()));
        let bounds = state.selected_event().unwrap().bounds();
        let (from, to) = (bounds.earliest.unwrap() as f64, bounds.latest.unwrap() as f64);
        assert!(state.viewport.start_secs < from && to < state.end_secs());
        state.apply(Command::Back);
        assert!((state.viewport.start_secs - 0.0).abs() < 1.0, "one step back is where it was");
    }

    /// Whether the selected event is in view.
    fn sees_selected(state: &State) -> bool {
        let bounds = state.selected_event().unwrap().bounds();
        let at = bounds.earliest.or(bounds.latest).unwrap() as f64;
        state.viewport.start_secs <= at && at <= state.end_secs()
    }

    #[test]
    fn what_others_date_is_brought_into_view_once_they_are_done() {
        let looking_away = || {
            let mut state = State::new(corpus());
            state.hand_over_from(0);
            let number = state.chronology.events.iter().position(|it| it.when.is_some()).unwrap();
            state.apply(Command::Select(number));
            state.apply(Command::ShowSpan(-9e10, -8e10));
            state
        };
        let mut state = looking_away();
        assert_eq!(state.apply(Command::SetDate("1911".to_owned())), Some(Job::Replay));
        let replay = state.begin_replay();
        assert!(!sees_selected(&state), "it stands where it was");
        finish(&mut state, Some(replay));
        assert!(sees_selected(&state));

        let mut state = looking_away();
        let dated = state.apply(Command::SetDocumentDate(0, "5 May 1955".to_owned()));
        let Some(Job::Redate(dates)) = dated else { panic!("{dated:?}") };
        state.take(Report::Redated { chronology: corpus(), dates });
        let replay = state.begin_replay();
        assert!(!sees_selected(&state));
        finish(&mut state, Some(replay));
        assert!(sees_selected(&state));

        let mut state = looking_away();
        state.apply(Command::Star);
        assert!(!sees_selected(&state), "nobody moved it");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn what_decisions_and_undo_lead_to_is_what_the_log_says(deeds in deeds()) {
            let mut state = State::new(corpus());
            for deed in deeds {
                act(&mut state, deed);
                prop_assert_eq!(shown(&state), shown(&anew(&state)));
            }
        }

        #[test]
        fn what_others_do_meanwhile_leads_to_the_same(
            deeds in deeds(), is_done in prop::collection::vec(any::<bool>(), 24),
        ) {
            let mut state = State::new(corpus());
            state.hand_over_from(0);
            let mut replay = None;
            for (deed, is_done) in deeds.into_iter().zip(is_done) {
                let was_replaying = state.is_replaying();
                if let Some(job) = act(&mut state, deed) {
                    prop_assert_eq!((job, was_replaying), (Job::Replay, false));
                    replay = Some(state.begin_replay());
                }
                if is_done {
                    finish(&mut state, replay.take());
                    prop_assert_eq!(shown(&state), shown(&anew(&state)));
                }
            }
            finish(&mut state, replay);
            prop_assert_eq!(shown(&state), shown(&anew(&state)));
        }
    }
}
