//! Moving from event to event and from source to source.

use crate::model::Event;
use crate::session::command::Command;
use crate::session::command::notice::Notice;
use crate::session::state::{Selection, State};
use crate::view::Members;

/// Which way through a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Next,
    Previous,
}

impl State {
    pub(crate) fn select(&mut self, command: &Command) {
        use Command as C;
        match command {
            C::Select(event) => self.select_event(*event),
            C::SelectTitled(words) => self.select_titled(words),
            C::AlsoSelect(event) => self.also_select(*event),
            C::AlsoSelectAll(events) => self.also_select_all(events),
            C::SelectSource(source) => self.select_source(*source),
            C::NextEvent => self.step_in_time(Way::Next),
            C::PreviousEvent => self.step_in_time(Way::Previous),
            C::NextInLane => self.step_in_lane(Way::Next),
            C::PreviousInLane => self.step_in_lane(Way::Previous),
            C::LaneBelow => self.step_lane(Way::Next),
            C::LaneAbove => self.step_lane(Way::Previous),
            C::NextSource => self.step_source(Way::Next),
            C::PreviousSource => self.step_source(Way::Previous),
            C::NextInDocument => self.step_in_document(Way::Next),
            C::PreviousInDocument => self.step_in_document(Way::Previous),
            C::NextNew => self.step_to_new(),
            C::Read => self.shows_reader = true,
            C::ReadDocument(document) => self.read_document(*document),
            C::Escape => self.escape(),
            _ => {}
        }
        if self.selection.is_some() {
            self.read_alone = None;
        }
    }

    /// The document in the reader by index, and what of it is selected; `None` where nothing is read.
    pub fn reading(&self) -> Option<(usize, Option<Selection>)> {
        if let Some(selection) = self.selection {
            let event = self.chronology.events.get(selection.event)?;
            return Some((event.sources.get(selection.source)?.document, Some(selection)));
        }
        let (index, id) = self.read_alone.as_ref()?;
        let document = self.chronology.documents.get(*index)?;
        (document.document.id == *id).then_some((*index, None))
    }

    fn select_event(&mut self, event: usize) {
        if event < self.chronology.events.len() {
            self.selection = Some(Selection { event, source: 0 });
            self.also.clear();
        }
    }

    fn select_titled(&mut self, words: &str) {
        let words = words.to_lowercase();
        let is_it = |event: &Event| event.title.to_lowercase().contains(&words);
        match self.chronology.events.iter().position(is_it) {
            Some(event) => self.select_event(event),
            None => self.notice = Some(Notice::failed(format!("No event is called so: {words}"))),
        }
    }

    /// Adds an event to the selection, or takes it out where it is in.
    fn also_select(&mut self, event: usize) {
        let Some(selected) = self.selection else { return self.select_event(event) };
        if self.chronology.events.len() <= event {
            return;
        }
        self.also.insert(selected.event);
        if !self.also.remove(&event) {
            self.also.insert(event);
        } else if event == selected.event {
            let next = self.also.first().copied();
            self.selection = next.map(|event| Selection { event, source: 0 });
        }
        if self.also.len() < 2 {
            self.also.clear();
        }
    }

    fn also_select_all(&mut self, events: &[usize]) {
        let known = self.chronology.events.len();
        let mut events = events.iter().copied().filter(|event| *event < known).peekable();
        let Some(first) = events.peek().copied() else { return };
        let selected = self.selection.get_or_insert(Selection { event: first, source: 0 });
        self.also.insert(selected.event);
        self.also.extend(events);
        if self.also.len() < 2 {
            self.also.clear();
        }
    }

    fn select_source(&mut self, source: usize) {
        let Some(selection) = &mut self.selection else { return };
        let event = self.chronology.events.get(selection.event);
        if event.is_some_and(|event| source < event.sources.len()) {
            selection.source = source;
        }
    }

    /// Shows a document in the reader, with what it tells first selected, where it tells anything.
    fn read_document(&mut self, document: usize) {
        let Some(read) = self.chronology.documents.get(document) else { return };
        self.read_alone = Some((document, read.document.id.clone()));
        self.selection = self.stops_of(document).first().copied();
        self.also.clear();
        self.shows_reader = true;
    }

    /// Closes what is open; where nothing is, selects nothing.
    fn escape(&mut self) {
        let closes = self.dialog.take().is_some()
            || self.range.take().is_some()
            || self.notice.take().is_some();
        if !closes {
            self.selection = None;
            self.read_alone = None;
            self.also.clear();
        }
    }

    fn step_in_time(&mut self, way: Way) {
        let events = &self.chronology.events;
        let is_dated = |i: &usize| events.get(*i).is_some_and(|event| event.when.is_some());
        let next = self.neighbour(self.facets.shown_events().filter(is_dated), way);
        self.step_to(next);
    }

    fn step_in_lane(&mut self, way: Way) {
        let Some(lane) = self.lane_of_selected() else { return self.step_in_time(way) };
        let events = self.lanes.get(lane).into_iter().flat_map(Members::iter);
        let next = self.neighbour(events, way);
        self.step_to(next);
    }

    /// Selects the event of another lane that stands nearest in time.
    fn step_lane(&mut self, way: Way) {
        let Some(selected) = self.selection else { return self.step_in_time(way) };
        let Some(lane) = self.lane_of_selected() else { return };
        let other = match way {
            Way::Next => lane.checked_add(1),
            Way::Previous => lane.checked_sub(1),
        };
        let Some(events) = other.and_then(|other| self.lanes.get(other)) else { return };
        let start = |i: usize| self.chronology.events.get(i).map_or(0, |e| e.time_key().1);
        let at = start(selected.event);
        let nearest = events.iter().min_by_key(|i| (start(*i).abs_diff(at), *i));
        if let Some(nearest) = nearest {
            self.select_event(nearest);
            self.reveal();
        }
    }

    pub(crate) fn lane_of_selected(&self) -> Option<usize> {
        let selected = self.selection?.event;
        self.lanes.iter().position(|lane| lane.iter().any(|event| event == selected))
    }

    /// The neighbour in time of the selected event among others; where none is selected, the first that is in
    /// view or later, and the first of all where there is none.
    fn neighbour(&self, others: impl Iterator<Item = usize>, way: Way) -> Option<usize> {
        let event = |i: usize| self.chronology.events.get(i);
        let key = |i: &usize| (event(*i).map(Event::time_key), *i);
        let Some(now) = self.selection.map(|selection| key(&selection.event)) else {
            let start = self.viewport.start_secs;
            let latest = |i: usize| event(i).and_then(|event| event.bounds().latest);
            let is_before = |i: &usize| latest(*i).is_some_and(|latest| (latest as f64) < start);
            return others.min_by_key(|i| (is_before(i), key(i)));
        };
        match way {
            Way::Next => others.filter(|i| now < key(i)).min_by_key(key),
            Way::Previous => others.filter(|i| key(i) < now).max_by_key(key),
        }
    }

    fn step_to(&mut self, next: Option<usize>) {
        if let Some(next) = next {
            self.select_event(next);
            self.reveal();
        }
    }

    fn step_source(&mut self, way: Way) {
        let Some(selection) = self.selection else { return };
        let source = match way {
            Way::Next => selection.source.checked_add(1),
            Way::Previous => selection.source.checked_sub(1),
        };
        if let Some(source) = source {
            self.select_source(source);
        }
    }

    /// The next event, in order of text, of the document in the reader.
    fn step_in_document(&mut self, way: Way) {
        let Some(now) = self.selection else { return };
        let source = self.chronology.events.get(now.event).and_then(|e| e.sources.get(now.source));
        let Some(document) = source.map(|source| source.document) else { return };
        let stops = self.stops_of(document);
        let at = stops.iter().position(|stop| *stop == now);
        let other = match (at, way) {
            (Some(at), Way::Next) => at.checked_add(1),
            (Some(at), Way::Previous) => at.checked_sub(1),
            (None, _) => Some(0),
        };
        if let Some(stop) = other.and_then(|other| stops.get(other)) {
            self.selection = Some(*stop);
            self.also.clear();
            self.reveal();
        }
    }

    /// Every source that stands in a document, in order of its text.
    pub fn stops_of(&self, document: usize) -> Vec<Selection> {
        let mut stops: Vec<(u32, u32, Selection)> = Vec::new();
        for (event, told) in self.chronology.events.iter().enumerate() {
            for (source, place) in told.sources.iter().enumerate() {
                if place.document == document {
                    let clause = place.clause;
                    stops.push((clause.start, clause.end, Selection { event, source }));
                }
            }
        }
        stops.sort_by_key(|(start, end, stop)| (*start, *end, stop.event, stop.source));
        stops.into_iter().map(|(_, _, stop)| stop).collect()
    }
}
