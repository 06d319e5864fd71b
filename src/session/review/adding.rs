//! Adding an event to a sentence in which none was found.

use super::deciding::stated_date;
use crate::model::{Event, PlaceCode, Source};
use crate::project::{self, Decision, EventName, StatedPlace};
use crate::session::command::Dialog;
use crate::session::command::notice::Notice;
use crate::session::date;
use crate::session::state::{Selection, State};
use std::collections::BTreeSet;

/// An event that somebody adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Index of its document.
    pub document: usize,
    /// Number of the sentence that tells it, from 0.
    pub sentence: usize,
    /// What it is called.
    pub title: String,
    /// Its date as it was typed; empty for none.
    pub date: String,
    /// Where it happened; `None` for the places that the sentence names.
    pub place: Option<PlaceCode>,
}

impl NewEvent {
    /// Reads how a script writes one: `DOCUMENT SENTENCE DATE | TITLE`, without a date where that is not
    /// known.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let (place, title) = written.split_once('|')?;
        let mut words = place.trim().splitn(3, ' ');
        let document = words.next()?.parse().ok()?;
        let sentence = words.next()?.parse().ok()?;
        let date = words.next().unwrap_or_default().trim().to_owned();
        let is_date = date.is_empty() || date::when(&date).is_some();
        let title = title.trim().to_owned();
        let place = None;
        (is_date && !title.is_empty()).then_some(Self { document, sentence, title, date, place })
    }
}

impl State {
    /// The decision that the selected events happened at these places; `None` for those that were found.
    pub(crate) fn placed(&mut self, codes: Option<&[PlaceCode]>) -> Option<Vec<Decision>> {
        let named = &self.chronology.places;
        let stated = |code| StatedPlace::new(code, named).ok_or(code);
        let places = match codes.map(|codes| codes.iter().map(stated).collect()).transpose() {
            Ok(places) => places,
            Err(code) => {
                self.notice = Some(Notice::failed(format!("No place has this code: {code}")));
                return None;
            }
        };
        let places = places.map(|places: Vec<StatedPlace>| {
            let mut once: Vec<StatedPlace> = Vec::with_capacity(places.len());
            for place in places {
                if !once.contains(&place) {
                    once.push(place);
                }
            }
            once
        });
        let names = self.chosen_names();
        let placed = |event| Decision::Place { event, places: Clone::clone(&places) };
        Some(names.into_iter().map(placed).collect())
    }

    /// Asks for an event of a sentence, of the one that is being read where none is given.
    pub(crate) fn ask_event(&mut self, place: Option<(usize, usize)>) {
        let place = place.or_else(|| self.sentence_read());
        let Some((document, sentence)) = place.filter(|place| self.has_sentence(*place)) else {
            let text = "Select an event or a document first: an event is added to the sentence that is read";
            self.notice = Some(Notice::hint(text));
            return;
        };
        self.dialog = Some(Dialog::Event(document, sentence));
    }

    /// Document and number of the sentence of the selected source, or the first of the document that is read
    /// without one.
    fn sentence_read(&self) -> Option<(usize, usize)> {
        let (document, selection) = self.reading()?;
        let Some(selection) = selection else { return Some((document, 0)) };
        let source = self.chronology.events.get(selection.event)?.sources.get(selection.source)?;
        let sentences = &self.chronology.documents.get(document)?.sentences;
        let number = sentences.iter().position(|it| it.span.contains(source.sentence))?;
        Some((document, number))
    }

    fn has_sentence(&self, (document, sentence): (usize, usize)) -> bool {
        let document = self.chronology.documents.get(document);
        document.is_some_and(|document| sentence < document.sentences.len())
    }

    /// The decision to add an event; it is selected once it is there.
    pub(crate) fn new_event(&mut self, new: &NewEvent) -> Option<Vec<Decision>> {
        let document = self.chronology.documents.get(new.document)?;
        let sentence = document.sentences.get(new.sentence)?.span;
        let title = new.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return None;
        }
        let date = stated_date(&new.date).map_err(|notice| self.notice = Some(notice)).ok()?;
        let event = project::sentence_name(&document.document, sentence, title);
        if !self.is_read_only() {
            self.added = Some((new.document, event.clone()));
        }
        let named = &self.chronology.places;
        let place = new.place.as_ref().and_then(|place| StatedPlace::new(place, named));
        let places = place.map(|place| vec![place]);
        let placed = places.map(|it| Decision::Place { event: event.clone(), places: Some(it) });
        Some([Decision::Add { event, date }].into_iter().chain(placed).collect())
    }

    /// Selects the event that was just added.
    pub(crate) fn select_added(&mut self) {
        let Some((document, name)) = self.added.take() else { return };
        let tells = |it: &Source| it.document == document && it.sentence.start == name.sentence;
        let is_it = |event: &Event| {
            event.is_added() && event.title == name.title && event.sources.iter().any(tells)
        };
        let told = self.facets.told_by(&BTreeSet::from([document]));
        let found =
            told.into_iter().find(|index| self.chronology.events.get(*index).is_some_and(is_it));
        if let Some(event) = found {
            self.selection = Some(Selection { event, source: 0 });
            self.read_alone = None;
            self.also.clear();
            self.reveal();
        }
    }
}

/// The event that is being added, with the index of its document.
pub(crate) type Added = (usize, EventName);
