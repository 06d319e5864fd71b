//! The source types that a folder holds: ticked in the panel, kept in projects, named in scripts.

use crate::window::{Window, chronology, opened, state};
use annals::model::{Annotated, Chronology, Document, DocumentId, Format, Source, SourceType};
use annals::project::Arranged;
use annals::session::{Command, State};
use annals::view::{ColourBy, LaneBy, Placing};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

/// Six events: a mail tells the first, a mail and an article the second, an article all others.
fn of_two_types() -> Chronology {
    let mut chronology = chronology();
    let article = Annotated::clone(&chronology.documents[0]);
    let id = DocumentId::new("harbour.eml");
    let document = Document { id, format: Format::Email, ..article.document.clone() };
    chronology.documents.push(Arc::new(Annotated { document, ..article }));
    chronology.events[0].sources[0].document = 1;
    let again = Source { document: 1, ..chronology.events[1].sources[0].clone() };
    chronology.events[1].sources.push(again);
    chronology
}

fn window() -> Window {
    opened(State::new(of_two_types()), Harness::builder().with_size([1440.0, 1400.0]))
}

#[test]
fn a_source_type_is_ticked_named_in_the_filter_and_taken_back() {
    let mut window = window();
    window.get_by_label("E-mail, 2 events").click();
    window.run();
    assert_eq!(state(&window).facets.shown, [1, 2, 3, 4, 5], "an article tells the second too");
    window.get_by_label("Drop article");
    window.get_by_label("5 of 6 events");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run();
    assert_eq!(state(&window).facets.shown.len(), 6);
    window.get_by_label("E-mail, 2 events").click_secondary();
    window.run();
    window.get_by_label("Show only this").click();
    window.run();
    assert_eq!(state(&window).facets.shown, [0, 1]);
    window.get_by_label("Drop mail").click();
    window.run();
    assert_eq!(state(&window).facets.shown.len(), 6);
}

#[test]
fn a_folder_of_one_type_has_nothing_to_tick() {
    let window = opened(State::new(chronology()), Harness::builder().with_size([1440.0, 1400.0]));
    assert!(window.query_by_label_contains("Article or web page").is_none());
}

#[test]
fn a_project_keeps_which_types_are_shown() {
    let mut state = State::new(of_two_types());
    state.apply(Command::parse("only-source", "mail").unwrap());
    let filter = &state.choices.filter;
    assert!(filter.hidden_source_types.contains(&SourceType::Article));
    let kept = Arranged::new(filter, LaneBy::Region, ColourBy::Region, &Placing::default());
    let text = serde_json::to_string(&kept).unwrap();
    assert_eq!(&serde_json::from_str::<Arranged>(&text).unwrap().filter(), filter, "{text}");
}
