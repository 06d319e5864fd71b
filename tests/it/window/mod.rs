//! The window, without a display: the harbour of six events, opened and pressed as the tests here do it.
//!
//! `by_words` tries the whole window, `handling` in a hurry, `journeys` for whole pieces of work. `annotations` names
//! pieces of time and `times` filters to them, `lanes` sorts by tags, `actors` by who takes part, `columns` chooses those
//! of the list, `source_types` and `document_dates` tick and mark documents. `spoken` hears what a screen reader is told,
//! `pixels` looks at pictures, and `smoke` opens the real one.

pub(crate) mod actors;
mod annotations;
mod by_words;
mod columns;
mod document_dates;
mod handling;
mod journeys;
mod lanes;
mod pixels;
mod smoke;
mod source_types;
mod spoken;
mod times;

use annals::model::{
    Annotated, Chronology, DateStatus, Document, Edtf, Event, EventId, Factuality, Metadata, Place,
    PlaceCode, PlaceKind, PlaceRef, PlaceScope, PlaceTable, Resolution, Sentence, Source, Span,
    When,
};
use annals::project::Store;
use annals::session::{Command, State};
use annals::ui::App;
use egui_kittest::{Harness, HarnessBuilder};
use std::sync::Arc;

/// Date, title, place and sentence of every event; an empty date is none, an empty place none.
const EVENTS: [(&str, &str, &str, &str); 6] = [
    ("1902", "Lighthouse built at Korvala", "NL-K", "A lighthouse was built at Korvala in 1902."),
    ("1911-03-04", "Ferry sinks off Korvala", "NL-K", "On 4 March 1911 the ferry sank."),
    ("1914/1918", "Harbour closed", "NL", "From 1914 to 1918 the harbour was closed."),
    ("1921~", "Cannery opens in Teshet", "TE-S", "About 1921 a cannery opened in Teshet."),
    ("1954-06", "Bridge over the Teshet", "TE-S", "The bridge was finished in June 1954."),
    ("", "Old chapel moved", "", "The old chapel was moved once more."),
];

fn place(code: &str, name: &str, parent: Option<&str>) -> Place {
    Place {
        code: PlaceCode::new(code),
        name: name.to_owned(),
        kind: match parent {
            None => PlaceKind::Macro,
            Some("EA") => PlaceKind::Country,
            Some(_) => PlaceKind::Admin1,
        },
        parents: parent.map(PlaceCode::new).into_iter().collect(),
        claims: Vec::new(),
        country: None,
        region: None,
        geonames: None,
        position: None,
        years: (None, None),
    }
}

pub(crate) fn chronology() -> Chronology {
    let places = PlaceTable::new([
        place("EA", "Eastern Shore", None),
        place("NL", "Northland", Some("EA")),
        place("NL-K", "Korvala", Some("NL")),
        place("TE", "Teland", Some("EA")),
        place("TE-S", "Teshet", Some("TE")),
    ]);
    let mut text = String::new();
    let mut sentences = Vec::new();
    for (paragraph, (_, _, _, sentence)) in EVENTS.iter().enumerate() {
        let start = text.len();
        text.push_str(sentence);
        let span = Span::new(start, text.len());
        let paragraph = paragraph as u32;
        sentences.push(Sentence { span, paragraph, is_heading: false, in_chrome: false });
        text.push('\n');
    }
    let spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span).collect();
    let event = |(i, (date, title, place, _)): (usize, &(&str, &str, &str, &str))| {
        event(i, date, title, place, spans[i], &places)
    };
    let events = EVENTS.iter().enumerate().map(event).collect();
    let documents = vec![Arc::new(Annotated {
        document: document(&text),
        sentences,
        times: Vec::new(),
        places: Vec::new(),
    })];
    Chronology { documents, events, places, file_count: 1, ..Chronology::default() }
}

fn document(text: &str) -> Document {
    Document {
        metadata: Metadata { title: Some("The harbour book".to_owned()), ..Metadata::default() },
        ..Document::of_text("harbour.txt", text)
    }
}

pub(crate) fn event(
    i: usize,
    date: &str,
    title: &str,
    place: &str,
    sentence: Span,
    places: &PlaceTable,
) -> Event {
    let when = date.parse::<Edtf>().ok().map(When::from_edtf);
    let code = (!place.is_empty()).then(|| PlaceCode::new(place));
    let mut regions = code.as_ref().map(|code| places.with_ancestors(code)).unwrap_or_default();
    regions.sort();
    let placed = |code: &PlaceCode| PlaceRef {
        place: code.clone(),
        mention: None,
        scope: PlaceScope::Clause,
    };
    Event {
        id: EventId(i as u64),
        title: title.to_owned(),
        undated_reason: when.is_none().then(|| "no date is given".to_owned()),
        date_status: DateStatus::of(when.as_ref()),
        factuality: Factuality::Happened,
        confidence: 0.9,
        salience: 0.8,
        places: code.iter().cloned().collect(),
        regions,
        sources: vec![Source {
            document: 0,
            sentence,
            clause: sentence,
            head: None,
            time: None,
            when: when.clone(),
            resolution: Resolution::Explicit,
            places: code.iter().map(placed).collect(),
            claimed_by: None,
            actors: Vec::new(),
            factuality: Factuality::Happened,
        }],
        when,
        review: None,
    }
}

/// A window without a display.
pub(crate) type Window = Harness<'static, Option<App>>;

/// A window of the usual size.
pub(crate) fn usual(state: State) -> Window {
    opened(state, Harness::builder().with_size([1440.0, 900.0]))
}

/// A window of the size, and with the painter, of a builder.
pub(crate) fn opened(state: State, builder: HarnessBuilder<Option<App>>) -> Window {
    opened_with(state, builder, None)
}

/// The same with a store for what belongs to no project.
pub(crate) fn opened_with(
    state: State,
    builder: HarnessBuilder<Option<App>>,
    store: Option<Store>,
) -> Window {
    let mut state = Some(state);
    let frame = move |ui: &mut egui::Ui, app: &mut Option<App>| {
        let app = app.get_or_insert_with(|| {
            App::new(ui.ctx(), state.take().unwrap_or_default(), store.clone())
        });
        app.logic(ui.ctx());
        app.ui(ui);
    };
    let mut harness = builder.with_max_steps(40).build_ui_state(frame, None);
    harness.run();
    harness
}

/// Runs a command, and draws until nothing moves.
pub(crate) fn run(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().as_mut().unwrap().run(&ctx, command);
    window.run();
}

pub(crate) fn state(window: &Window) -> &State {
    window.state().as_ref().unwrap().state()
}

pub(crate) fn press(window: &mut Window, key: egui::Key) {
    press_with(window, egui::Modifiers::NONE, key);
}

pub(crate) fn press_with(window: &mut Window, modifiers: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}
