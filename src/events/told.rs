//! Events that documents list as such: hand-made chronologies, and exports that come back.

use crate::model::{
    Annotated, DateStatus, Event, EventId, PlaceCode, PlaceRef, PlaceScope, Resolution, Source,
    Told,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One event a name, in order of name, with a source for each document that lists it.
pub(super) fn told(
    documents: &[Arc<Annotated>],
    place: &dyn Fn(&str) -> Option<PlaceCode>,
) -> Vec<Event> {
    let mut events: BTreeMap<EventId, Event> = BTreeMap::new();
    for (index, annotated) in documents.iter().enumerate() {
        for told in &annotated.document.told {
            let places: Vec<PlaceCode> = told.places.iter().filter_map(|it| place(it)).collect();
            let source = source(index, told, &places);
            let event = events.entry(told.id).or_insert_with(|| event(told, &places));
            event.sources.push(source);
        }
    }
    events.into_values().collect()
}

fn event(told: &Told, places: &[PlaceCode]) -> Event {
    let undated = told.when.is_none().then(|| "no date in the list".to_owned());
    Event {
        id: told.id,
        title: told.title.clone(),
        when: told.when.clone(),
        undated_reason: undated,
        date_status: told.date_status.unwrap_or_else(|| DateStatus::of(told.when.as_ref())),
        factuality: told.factuality,
        confidence: told.confidence,
        salience: 0.0,
        places: places.to_vec(),
        regions: Vec::new(),
        sources: Vec::new(),
        review: told.review.clone(),
    }
}

fn source(document: usize, told: &Told, places: &[PlaceCode]) -> Source {
    let place = |place: &PlaceCode| PlaceRef {
        place: place.clone(),
        mention: None,
        scope: PlaceScope::Sentence,
    };
    Source {
        document,
        sentence: told.sentence,
        clause: told.sentence,
        head: None,
        time: None,
        when: told.said.clone(),
        resolution: if told.said.is_some() { Resolution::Explicit } else { Resolution::None },
        places: places.iter().map(place).collect(),
        claimed_by: told.claimed_by.clone(),
        actors: told.actors.clone(),
        factuality: told.factuality,
    }
}
