//! Decisions applied to a chronology as it was read: pure, in the order of the log.

use super::added;
use super::decision::{Decision, DocumentName, EventName, StatedDate, StatedPlace};
use super::log::Log;
use super::name::{quote, text_hash};
use super::regroup::{joined, parted, set_regions};
use crate::model::{
    ActorTable, Chronology, DateStatus, DocumentId, Edtf, Event, EventId, FoundDate, PlaceCode,
    PlaceTable, Review, Source, Verdict,
};
use crate::{events, geo};
use std::collections::{BTreeMap, BTreeSet};

/// A chronology with its decisions, and those that found nothing to apply to.
#[derive(Clone, Debug, Default)]
pub struct Replayed {
    /// The chronology with every decision that applies.
    pub chronology: Chronology,
    /// The others, in order.
    pub lost: Vec<Lost>,
}

/// A decision that does not apply any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What was decided, in words.
    pub words: String,
    /// The event's title; for a document its id.
    pub title: String,
    /// The document that is gone or changed.
    pub doc: String,
    /// How the sentence began; empty for a document.
    pub quote: String,
}

/// Events as each document alone tells them: what an event is split into.
#[derive(Clone, Debug, Default)]
pub struct Tellings {
    /// Those found, by document, kept from one replay to the next.
    found: BTreeMap<usize, Vec<Event>>,
    /// Those that were added.
    added: Vec<Event>,
}

/// Applies decisions to a chronology as it was read. `known` are the hashes of the documents that
/// the project knew when it was saved; the events of others alone are marked as new.
pub fn replay(
    read: &Chronology,
    decisions: &[Decision],
    known: Option<&BTreeSet<String>>,
    tellings: &mut Tellings,
) -> Replayed {
    tellings.added.clear();
    let more = places_given(read, decisions).map(|more| read.places.and(more));
    let places = more.as_ref().unwrap_or(&read.places);
    let cast = read.actors.with(actors_given(decisions));
    let actors = cast.as_ref().unwrap_or(&read.actors);
    let mut replay = Replay::new(read, (places, actors), decisions, tellings);
    let mut lost = Vec::new();
    for decision in decisions {
        if !replay.apply(decision) {
            lost.push(Lost::new(decision));
        }
    }
    let mut events: Vec<Event> = replay.slots.into_iter().flatten().collect();
    if let Some(known) = known {
        mark_new(read, &mut events, known);
    }
    events.sort_by_key(Event::sort_key);
    distinguish(&mut events);
    let mut chronology = Chronology { events, ..read.clone_without_events() };
    if let Some(more) = more {
        chronology.places = more;
    }
    if let Some(cast) = cast {
        chronology.actors = cast;
    }
    Replayed { chronology, lost }
}

/// The places that decisions give to events and no document names, with what contains them; `None` where
/// there are none.
fn places_given(read: &Chronology, decisions: &[Decision]) -> Option<PlaceTable> {
    let places = decisions.iter().filter_map(|decision| match decision {
        Decision::Place { places, .. } => places.as_ref(),
        _ => None,
    });
    let codes = places.flatten().map(StatedPlace::code);
    let unknown: BTreeSet<PlaceCode> =
        codes.filter(|code| read.places.get(code).is_none()).collect();
    (!unknown.is_empty()).then(|| geo::table(unknown))
}

/// Those who take part in events as decisions say, by name.
fn actors_given(decisions: &[Decision]) -> impl Iterator<Item = &str> {
    let actors = decisions.iter().filter_map(|decision| match decision {
        Decision::Actors { actors, .. } => actors.as_ref(),
        _ => None,
    });
    actors.flatten().map(String::as_str)
}

/// The dates that a log gives to the documents of a chronology.
pub fn document_dates(read: &Chronology, log: &Log) -> BTreeMap<DocumentId, Edtf> {
    let stated = log.document_dates();
    if stated.is_empty() {
        return BTreeMap::new();
    }
    let documents = Documents::new(read);
    let found = stated.iter().filter_map(|(name, date)| {
        let (document, _) = documents.find(name)?;
        let id = read.documents.get(document)?.document.id.clone();
        Some((id, date.parse::<Edtf>().ok()?))
    });
    found.collect()
}

struct Replay<'a> {
    read: &'a Chronology,
    /// The places of the documents and those that somebody gave.
    places: &'a PlaceTable,
    /// Those whom the documents name and those whom somebody did.
    actors: &'a ActorTable,
    tellings: &'a mut Tellings,
    /// Events; what was merged into another leaves an empty slot.
    slots: Vec<Option<Event>>,
    /// Slots by document and first byte of the sentence, of the documents that decisions name.
    at: BTreeMap<(usize, u32), Vec<usize>>,
    /// First bytes of sentences by document and how they begin, of the documents that were edited.
    begun: BTreeMap<(usize, String), BTreeSet<u32>>,
    documents: Documents,
}

/// Documents by the hash of their text, and by id.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    by_hash: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<String, usize>,
}

impl Documents {
    /// Those of a chronology.
    pub fn new(read: &Chronology) -> Self {
        let mut documents = Self::default();
        for (i, annotated) in read.documents.iter().enumerate() {
            let document = &annotated.document;
            documents.by_hash.entry(text_hash(document)).or_default().push(i);
            documents.by_id.insert(document.id.as_str().to_owned(), i);
        }
        documents
    }

    /// The document of a name, and whether its text is what it was.
    pub fn find(&self, name: &DocumentName) -> Option<(usize, bool)> {
        let same_id = self.by_id.get(&name.doc).copied();
        let same_text = self.by_hash.get(&name.hash).map(Vec::as_slice).unwrap_or_default();
        match same_id.filter(|id| same_text.contains(id)).or(same_text.first().copied()) {
            Some(document) => Some((document, true)),
            None => same_id.map(|document| (document, false)),
        }
    }
}

impl<'a> Replay<'a> {
    fn new(
        read: &'a Chronology,
        (places, actors): (&'a PlaceTable, &'a ActorTable),
        decisions: &[Decision],
        tellings: &'a mut Tellings,
    ) -> Self {
        let documents = Documents::new(read);
        let named = decisions.iter().flat_map(Decision::events);
        let named: BTreeSet<(usize, bool)> =
            named.filter_map(|name| documents.find(&name.document)).collect();
        let is_named = |document: usize| {
            named.contains(&(document, true)) || named.contains(&(document, false))
        };
        let mut replay = Self {
            read,
            places,
            actors,
            tellings,
            slots: read.events.iter().cloned().map(Some).collect(),
            at: BTreeMap::new(),
            begun: BTreeMap::new(),
            documents,
        };
        for (slot, event) in read.events.iter().enumerate() {
            for source in event.sources.iter().filter(|it| is_named(it.document)) {
                let (document, start) = (source.document, source.sentence.start);
                replay.at.entry((document, start)).or_default().push(slot);
                if named.contains(&(document, false)) {
                    let text = read.document_of(source).map_or("", |it| &it.document.text);
                    let begins = quote(source.sentence.of(text));
                    replay.begun.entry((document, begins)).or_default().insert(start);
                }
            }
        }
        replay
    }

    /// Whether a decision found what it speaks of.
    fn apply(&mut self, decision: &Decision) -> bool {
        match decision {
            Decision::Merge(events) => self.merge(events),
            Decision::Apart(events) => events.iter().all(|event| self.find(event).is_some()),
            Decision::Split(event) => self.split(event),
            Decision::SplitOff(event) => self.split_off(event),
            Decision::DocumentDate { document, .. } => self.documents.find(document).is_some(),
            Decision::Date { event, date } => self.date(event, date.as_ref()),
            Decision::Place { event, places } => self.place(event, places.as_deref()),
            Decision::Actors { event, actors } => self.cast(event, actors.as_deref()),
            Decision::Add { event, date } => self.add(event, date.as_ref()).is_some(),
            Decision::Accept(event)
            | Decision::Dismiss(event)
            | Decision::Reopen(event)
            | Decision::Star(event)
            | Decision::Unstar(event)
            | Decision::Title { event, .. }
            | Decision::Tag { event, .. }
            | Decision::Untag { event, .. }
            | Decision::Note { event, .. } => {
                let Some(event) = self.event(event) else { return false };
                mark_event(event, decision);
                true
            }
        }
    }

    /// Slot and number of the source that a name means.
    fn find(&self, name: &EventName) -> Option<(usize, usize)> {
        let (document, is_same_text) = self.documents.find(&name.document)?;
        let starts = if is_same_text {
            vec![name.sentence]
        } else {
            let begun = self.begun.get(&(document, name.quote.clone()));
            begun.into_iter().flatten().copied().collect()
        };
        let slots = starts.into_iter().filter_map(|start| self.at.get(&(document, start)));
        let slots: BTreeSet<usize> = slots.flatten().copied().collect();
        let told =
            slots.into_iter().filter_map(|slot| Some((slot, self.slots.get(slot)?.as_ref()?)));
        let meant = meant(self.read, name, (document, is_same_text), told)?;
        Some((meant.event, meant.source))
    }

    fn event(&mut self, name: &EventName) -> Option<&mut Event> {
        let (slot, _) = self.find(name)?;
        self.slots.get_mut(slot)?.as_mut()
    }

    fn add(&mut self, name: &EventName, date: Option<&StatedDate>) -> Option<()> {
        let (document, is_same_text) = self.documents.find(&name.document)?;
        let annotated = self.read.documents.get(document)?;
        let sentence = added::sentence(annotated, name, is_same_text)?;
        let event = added::added(self.read, (document, sentence), name, date)?;
        self.tellings.added.push(event.clone());
        self.slots.push(Some(event));
        self.enter(self.slots.len() - 1, vec![(document, sentence.start)]);
        if !is_same_text {
            let begun = self.begun.entry((document, name.quote.clone())).or_default();
            begun.insert(sentence.start);
        }
        Some(())
    }

    fn date(&mut self, name: &EventName, date: Option<&StatedDate>) -> bool {
        let Some(event) = self.event(name) else { return false };
        let found = FoundDate {
            when: event.when.clone(),
            status: event.date_status,
            undated_reason: event.undated_reason.clone(),
        };
        let review = event.review.get_or_insert_default();
        match date {
            Some(date) => {
                review.found_date.get_or_insert(found);
                event.when = date.when();
                event.date_status = DateStatus::of(event.when.as_ref());
                let is_undated = event.when.is_none();
                event.undated_reason = is_undated.then(|| "its date was taken away".to_owned());
            }
            None => {
                if let Some(found) = review.found_date.take() {
                    event.when = found.when;
                    event.date_status = found.status;
                    event.undated_reason = found.undated_reason;
                }
            }
        }
        forget_empty(event);
        true
    }

    /// Puts an event where somebody said; nowhere but where it was where a place is not known any more.
    fn place(&mut self, name: &EventName, stated: Option<&[StatedPlace]>) -> bool {
        let places = self.places;
        let codes = stated.map(|stated| stated.iter().map(StatedPlace::code).collect::<Vec<_>>());
        let is_known = |codes: &Vec<PlaceCode>| codes.iter().all(|it| places.get(it).is_some());
        if !codes.as_ref().is_none_or(is_known) {
            return false;
        }
        let Some(event) = self.event(name) else { return false };
        let review = event.review.get_or_insert_default();
        match codes {
            Some(codes) => {
                review.found_places.get_or_insert_with(|| event.places.clone());
                event.places = codes;
            }
            None => {
                if let Some(found) = review.found_places.take() {
                    event.places = found;
                }
            }
        }
        set_regions(event, places);
        forget_empty(event);
        true
    }

    fn cast(&mut self, name: &EventName, actors: Option<&[String]>) -> bool {
        let Some(event) = self.event(name) else { return false };
        event.review.get_or_insert_default().actors = actors.map(<[_]>::to_vec);
        forget_empty(event);
        true
    }

    /// Joins the events that are found; with fewer than two there is nothing to join, which is right
    /// where the documents as read now say so themselves.
    fn merge(&mut self, names: &[EventName]) -> bool {
        let found: Vec<usize> = names.iter().filter_map(|name| Some(self.find(name)?.0)).collect();
        let mut slots = found.clone();
        let mut seen = BTreeSet::new();
        slots.retain(|slot| seen.insert(*slot));
        let [face, others @ ..] = slots.as_slice() else { return false };
        let others: Vec<Event> = others
            .iter()
            .filter_map(|slot| self.slots.get_mut(*slot).and_then(Option::take))
            .collect();
        let sources: Vec<(usize, u32)> = others.iter().flat_map(sentences).collect();
        if let Some(Some(event)) = self.slots.get_mut(*face) {
            joined(event, others, (self.places, self.actors));
            self.enter(*face, sources);
        }
        found.len() == names.len()
    }

    fn split(&mut self, name: &EventName) -> bool {
        let Some((slot, _)) = self.find(name) else { return false };
        let Some(event) = self.slots.get_mut(slot).and_then(Option::take) else { return false };
        let off: Vec<usize> = (1..event.sources.len()).collect();
        self.part(slot, event, &off);
        true
    }

    fn split_off(&mut self, name: &EventName) -> bool {
        let Some((slot, source)) = self.find(name) else { return false };
        let Some(event) = self.slots.get_mut(slot).and_then(Option::take) else { return false };
        let off = if event.sources.len() < 2 { Vec::new() } else { vec![source] };
        self.part(slot, event, &off);
        true
    }

    /// Puts an event back without some of its sources, and each of those as an event of its own.
    fn part(&mut self, slot: usize, mut event: Event, off: &[usize]) {
        let sources: Vec<&Source> = off.iter().filter_map(|i| event.sources.get(*i)).collect();
        let tellings: Vec<Event> =
            sources.into_iter().map(|source| self.tellings.of(self.read, &event, source)).collect();
        let mut number = 0;
        event.sources.retain(|_| {
            number += 1;
            !off.contains(&(number - 1))
        });
        let first = event.sources.first().map(|source| self.tellings.of(self.read, &event, source));
        parted(&mut event, first, self.places);
        if let Some(place) = self.slots.get_mut(slot) {
            *place = Some(event);
        }
        for mut telling in tellings {
            parted(&mut telling, None, self.places);
            let sources = sentences(&telling).collect();
            self.slots.push(Some(telling));
            self.enter(self.slots.len() - 1, sources);
        }
    }

    fn enter(&mut self, slot: usize, sources: Vec<(usize, u32)>) {
        for key in sources {
            self.at.entry(key).or_default().push(slot);
        }
    }
}

/// Where the sources of an event stand: document and first byte of the sentence.
fn sentences(event: &Event) -> impl Iterator<Item = (usize, u32)> + '_ {
    event.sources.iter().map(|source| (source.document, source.sentence.start))
}

impl Tellings {
    /// The event as one of its sources alone tells it.
    fn of(&mut self, read: &Chronology, event: &Event, source: &Source) -> Event {
        let document = source.document;
        let found = self.found.entry(document).or_insert_with(|| {
            let annotated = read.documents.get(document);
            annotated.map(|annotated| events::detect(document, annotated)).unwrap_or_default()
        });
        let mut told = found.iter().chain(&self.added);
        let own = told.find(|told| told.sources.first() == Some(source));
        own.map_or_else(
            || bare(read, event, source),
            |own| Event { salience: event.salience, ..own.clone() },
        )
    }
}

/// What a source that no document tells alone says of an event.
fn bare(read: &Chronology, event: &Event, source: &Source) -> Event {
    let text = read.document_of(source).map_or("", |it| source.clause.of(&it.document.text));
    let places = if source.places.is_empty() {
        event.places.clone()
    } else {
        source.places.iter().map(|place| place.place.clone()).collect()
    };
    let is_undated = source.when.is_none();
    let number = u64::from(source.clause.start) << 20 | source.document as u64;
    Event {
        id: EventId(event.id.0 ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
        title: quote(text).chars().take(80).collect(),
        when: source.when.clone(),
        undated_reason: is_undated.then(|| "this source gives no date".to_owned()),
        date_status: DateStatus::of(source.when.as_ref()),
        factuality: source.factuality,
        confidence: event.confidence,
        salience: event.salience,
        places,
        regions: Vec::new(),
        sources: vec![source.clone()],
        review: None,
    }
}

/// The event that a name means, and which of its sources.
pub(super) struct Meant {
    pub(super) event: usize,
    pub(super) source: usize,
    /// Whether another event answers to the name just as well.
    pub(super) is_tied: bool,
}

/// What a name means among numbered events that its document tells; of several alike the first.
pub(super) fn meant<'e>(
    read: &Chronology,
    name: &EventName,
    (document, is_same_text): (usize, bool),
    told: impl Iterator<Item = (usize, &'e Event)>,
) -> Option<Meant> {
    let text = &read.documents.get(document)?.document.text;
    let stands = |source: &Source| {
        let is_there = source.document == document;
        let is_sentence = if is_same_text {
            source.sentence.start == name.sentence
        } else {
            quote(source.sentence.of(text)) == name.quote
        };
        is_there && is_sentence
    };
    let found: Vec<(u8, usize, usize)> = told
        .flat_map(|(number, event)| {
            let sources = event.sources.iter().enumerate().filter(|(_, it)| stands(it));
            sources.map(move |(i, source)| (likeness(name, event, source), number, i))
        })
        .collect();
    let is_alone = found.iter().all(|(_, number, _)| Some(*number) == found.first().map(|f| f.1));
    let best = found.iter().rev().max_by_key(|(likeness, _, _)| *likeness)?;
    let is_tied = found.iter().any(|other| other.0 == best.0 && other.1 != best.1);
    let is_meant = 0 < best.0 || is_alone;
    is_meant.then_some(Meant { event: best.1, source: best.2, is_tied })
}

/// Does to an event what a decision says that leaves dates and sources alone.
pub fn mark_event(event: &mut Event, decision: &Decision) {
    if let Decision::Title { title, .. } = decision {
        call(event, title.as_ref());
        return;
    }
    let review = event.review.get_or_insert_default();
    match decision {
        Decision::Accept(_) => review.verdict = Some(Verdict::Accepted),
        Decision::Dismiss(_) => review.verdict = Some(Verdict::Dismissed),
        Decision::Reopen(_) => review.verdict = None,
        Decision::Star(_) => review.is_starred = true,
        Decision::Unstar(_) => review.is_starred = false,
        Decision::Tag { tag, .. } => _ = review.tags.insert(tag.clone()),
        Decision::Untag { tag, .. } => _ = review.tags.remove(tag),
        Decision::Note { note, .. } => review.note.clone_from(note),
        Decision::Title { .. }
        | Decision::Place { .. }
        | Decision::Actors { .. }
        | Decision::Add { .. }
        | Decision::Date { .. }
        | Decision::Merge(_)
        | Decision::Apart(_)
        | Decision::Split(_)
        | Decision::SplitOff(_)
        | Decision::DocumentDate { .. } => {}
    }
    forget_empty(event);
}

fn call(event: &mut Event, title: Option<&String>) {
    let review = event.review.get_or_insert_default();
    match title {
        Some(title) => {
            review.found_title.get_or_insert_with(|| event.title.clone());
            event.title.clone_from(title);
        }
        None => {
            if let Some(found) = review.found_title.take() {
                event.title = found;
            }
        }
    }
    forget_empty(event);
}

/// How surely a source is the one of a name: its clause, the event's title, an overlap of clauses.
fn likeness(name: &EventName, event: &Event, source: &Source) -> u8 {
    let found = event.review.as_ref().and_then(|review| review.found_title.as_ref());
    let is_title = found.unwrap_or(&event.title) == &name.title;
    let (start, end) = name.clause;
    let is_clause = (source.clause.start, source.clause.end) == (start, end);
    let overlaps = source.clause.start < end && start < source.clause.end;
    u8::from(is_clause) * 4 + u8::from(is_title) * 2 + u8::from(overlaps)
}

/// A review in which nothing stands is none.
fn forget_empty(event: &mut Event) {
    if event.review.as_deref() == Some(&Review::default()) {
        event.review = None;
    }
}

fn mark_new(read: &Chronology, events: &mut [Event], known: &BTreeSet<String>) {
    let is_new: Vec<bool> =
        read.documents.iter().map(|it| !known.contains(&text_hash(&it.document))).collect();
    let is_new = |source: &Source| is_new.get(source.document).copied().unwrap_or(false);
    for event in events.iter_mut().filter(|event| event.sources.iter().all(is_new)) {
        event.review.get_or_insert_default().is_new = true;
    }
}

/// Gives every event a name of its own.
fn distinguish(events: &mut [Event]) {
    let mut seen = BTreeSet::new();
    for event in events {
        while !seen.insert(event.id) {
            event.id = EventId(event.id.0.wrapping_add(1));
        }
    }
}

impl Lost {
    fn new(decision: &Decision) -> Self {
        let words = decision.words();
        match (decision, decision.events().first()) {
            (Decision::DocumentDate { document, .. }, _) => Self {
                words,
                title: document.doc.clone(),
                doc: document.doc.clone(),
                quote: String::new(),
            },
            (_, Some(event)) => Self {
                words,
                title: event.title.clone(),
                doc: event.document.doc.clone(),
                quote: event.quote.clone(),
            },
            (_, None) => {
                Self { words, title: String::new(), doc: String::new(), quote: String::new() }
            }
        }
    }
}
