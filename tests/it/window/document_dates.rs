//! Ticks where documents are dated.

use crate::window::{Window, chronology, run, state, usual};
use annals::model::{Annotated, Dct, DctMethod, Document, DocumentId, Edtf, Format, When};
use annals::session::{Command, State};
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;

/// The events of the harbour, told on a day of 1912, and one in a letter without a date.
fn window() -> Window {
    let mut chronology = chronology();
    let annotated = Annotated::clone(&chronology.documents[0]);
    let dct = Dct {
        when: When::from_edtf("1912-05-18".parse::<Edtf>().unwrap()),
        method: DctMethod::Metadata,
        evidence: String::new(),
        span: None,
        score: 1.0,
    };
    let document = Document { dct: Some(dct), ..annotated.document.clone() };
    let id = DocumentId::new("letter.eml");
    let undated = Document { id, format: Format::Email, ..annotated.document.clone() };
    chronology.documents = [document, undated]
        .map(|document| Arc::new(Annotated { document, ..annotated.clone() }))
        .into();
    chronology.events[1].sources[0].document = 1;
    usual(State::new(chronology))
}

/// What the pointer tells at a day, low on the axis.
fn told_at(window: &mut Window, date: &str) -> bool {
    let rect = window.get_by_label_contains("Timeline, ").rect();
    let state = state(window);
    let second = annals::session::date::parse(date).map_or(0.0, |it| it.0);
    let x = state.viewport.x_from_time(second) as f32;
    let at = egui::pos2(rect.right() - state.plot_width_px + x, rect.top() + 30.0);
    window.hover_at(at);
    for _ in 0..4 {
        window.run();
    }
    window.query_by_label("1 document dated here").is_some()
        && window.query_by_label("18 May 1912 · The harbour book").is_some()
}

#[test]
fn ticks_name_their_documents_once_somebody_asks_for_them() {
    let mut window = window();
    assert!(!told_at(&mut window, "1912-05-18"), "nobody asked");
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::T);
    window.run();
    assert!(told_at(&mut window, "1912-05-18"));
    assert!(!told_at(&mut window, "1915-05-18"), "no document is of that day");
    let document = state(&window).chronology.documents[0].clone();
    let toggles = [
        Command::ToggleDocument(document.document.id.clone()),
        Command::ToggleSourceType(document.source_type()),
    ];
    for toggle in toggles {
        run(&mut window, toggle.clone());
        assert!(!told_at(&mut window, "1912-05-18"), "a hidden document has no tick: {toggle:?}");
        run(&mut window, toggle);
        assert!(told_at(&mut window, "1912-05-18"));
    }
}
