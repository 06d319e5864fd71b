//! Chronologies without texts, for benches of pictures and of the window.

use annals::model::{
    Annotated, Chronology, DateStatus, Document, Edtf, Event, EventId, Factuality, Place,
    PlaceCode, PlaceKind, PlaceTable, Resolution, Source, Span, When,
};
use std::sync::Arc;

const SENTENCE: &str = "Something of note happened here.";

/// The codes of so many regions.
pub(crate) fn codes(count: usize) -> Vec<PlaceCode> {
    (0..count).map(|i| PlaceCode::new(&format!("R{i:02}"))).collect()
}

/// An event that one sentence tells of one place at most.
pub(crate) fn event(
    number: usize,
    title: &str,
    date: &str,
    salience: f32,
    place: Option<PlaceCode>,
) -> Event {
    let when = date.parse::<Edtf>().ok().map(When::from_edtf);
    let span = Span::new(0, SENTENCE.len());
    let source = Source {
        document: 0,
        sentence: span,
        clause: span,
        head: None,
        time: None,
        when: when.clone(),
        resolution: Resolution::Explicit,
        places: Vec::new(),
        claimed_by: None,
        actors: Vec::new(),
        factuality: Factuality::Happened,
    };
    Event {
        id: EventId(number as u64),
        title: format!("{title} {number}"),
        date_status: DateStatus::of(when.as_ref()),
        when,
        undated_reason: None,
        factuality: Factuality::Happened,
        confidence: 0.9,
        salience,
        regions: place.iter().cloned().collect(),
        places: place.into_iter().collect(),
        sources: vec![source],
        review: None,
    }
}

/// Events that one document tells.
const EVENTS_A_DOCUMENT: usize = 50;

/// The chronology of these events, of documents with some each, in countries of their own.
pub(crate) fn chronology(mut events: Vec<Event>, codes: &[PlaceCode]) -> Chronology {
    events.sort_by_key(Event::sort_key);
    let places = codes.iter().zip(0_u8..).map(|(code, number)| Place {
        code: code.clone(),
        name: format!("Region {code}"),
        kind: PlaceKind::Country,
        parents: Vec::new(),
        claims: Vec::new(),
        country: Some(code.clone()),
        region: None,
        geonames: None,
        position: Some((f32::from(number % 60), f32::from(number) * 5.0 - 150.0)),
        years: (None, None),
    });
    for (i, event) in events.iter_mut().enumerate() {
        event.sources.iter_mut().for_each(|source| source.document = i / EVENTS_A_DOCUMENT);
    }
    let document = |i: usize| {
        let document = Document::of_text(&format!("notes-{i:07}.txt"), &format!("{SENTENCE} {i}"));
        Arc::new(Annotated {
            document,
            sentences: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
        })
    };
    let documents = (0..events.len().div_ceil(EVENTS_A_DOCUMENT)).map(document).collect();
    Chronology {
        documents,
        events,
        places: PlaceTable::new(places),
        warnings: Vec::new(),
        file_count: 1,
        ..Chronology::default()
    }
}
