//! Where something happened, as somebody says it: typed, found, filtered by, kept and taken back.

use crate::window::{Window, chronology, press_with as press, state, usual};
use annals::model::PlaceCode;
use annals::project::{Decision, StatedPlace};
use annals::session::{Command, NewEvent, State};
use egui_kittest::kittest::Queryable as _;

fn window() -> Window {
    usual(State::new(chronology()))
}

fn names(state: &State, event: usize) -> Vec<&str> {
    let places = &state.chronology.places;
    state.chronology.events[event].places.iter().map(|code| places.name(code)).collect()
}

#[test]
fn an_event_is_put_where_it_happened_and_back_again() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Modifiers::SHIFT, egui::Key::D);
    window.get_by_label("Name of a country, region, town, river").type_text("tatarst");
    window.run();
    press(&mut window, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(names(state(&window), 1), ["Tatarstan"]);
    for text in ["Tatarstan › ", "set by you", "Korvala"] {
        assert_ne!(window.query_all_by_label_contains(text).count(), 0, "{text}");
    }
    window.get_by_label("Russia, 1 event").click();
    window.run();
    assert_eq!(state(&window).facets.shown, [0, 2, 3, 4, 5], "the tree and the filter know it");
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Z);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(names(state(&window), 1), ["Korvala"]);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Y);
    press(&mut window, egui::Modifiers::SHIFT, egui::Key::D);
    window.get_by_label("not Tatarstan").click();
    window.run();
    assert!(names(state(&window), 1).is_empty(), "nobody knows where");
    press(&mut window, egui::Modifiers::SHIFT, egui::Key::D);
    window.get_by_label("Use what was found in the text").click();
    window.run();
    assert_eq!(names(state(&window), 1), ["Korvala"]);
}

#[test]
fn with_ctrl_it_is_one_place_more_but_several_events_share_none() {
    let put = |also: Option<usize>| {
        let mut state = State::new(chronology());
        state.apply(Command::Select(1));
        if let Some(event) = also {
            state.apply(Command::AlsoSelect(event));
        }
        let mut window = usual(state);
        press(&mut window, egui::Modifiers::SHIFT, egui::Key::D);
        let can_go = window.query_all_by_label_contains("not Korvala").count() > 0;
        window.get_by_label("Name of a country, region, town, river").type_text("tatarst");
        window.run();
        press(&mut window, egui::Modifiers::COMMAND, egui::Key::Enter);
        let of = |event| names(crate::window::state(&window), event).join(", ");
        (can_go, of(1), of(3))
    };
    let told = |can_go: bool, one: &str, other: &str| (can_go, one.to_owned(), other.to_owned());
    assert_eq!(put(None), told(true, "Korvala, Tatarstan", "Teshet"));
    assert_eq!(put(Some(3)), told(false, "Tatarstan", "Tatarstan"));
}

#[test]
fn places_of_the_corpus_are_offered_first_and_those_of_one_name_told_apart() {
    let mut state = State::new(chronology());
    state.apply(Command::Select(0));
    state.apply(Command::SetPlaces(Some(vec![PlaceCode::new("RU-CE")])));
    state.apply(Command::Select(1));
    let mut window = usual(state);
    press(&mut window, egui::Modifiers::SHIFT, egui::Key::D);
    window.get_by_label("Name of a country, region, town, river").type_text("grodno");
    window.run();
    for kind in ["town", "region"] {
        window.get_by_label(&format!("Hrodna › Belarus › Eastern Europe › Europe · {kind}"));
    }
    press(&mut window, egui::Modifiers::NONE, egui::Key::Escape);
    press(&mut window, egui::Modifiers::SHIFT, egui::Key::D);
    // Chennai and Chengdu are better known.
    window.get_by_label("Name of a country, region, town, river").type_text("che");
    window.run();
    press(&mut window, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(names(crate::window::state(&window), 1), ["Chechnya"]);
}

#[test]
fn several_events_are_placed_at_once_and_stay_there_when_they_are_merged() {
    let mut state = State::new(chronology());
    state.apply(Command::Select(0));
    state.apply(Command::AlsoSelect(3));
    state.apply(Command::SetPlaces(Some(vec![PlaceCode::new("RU-TA")])));
    assert_eq!((names(&state, 0), names(&state, 3)), (vec!["Tatarstan"], vec!["Tatarstan"]));
    assert!(state.chronology.events[3].regions.contains(&PlaceCode::new("RU")));
    state.apply(Command::Undo);
    assert_eq!(names(&state, 3), ["Teshet"], "one step for all");
    state.apply(Command::Redo);
    state.apply(Command::Select(0));
    state.apply(Command::AlsoSelect(4));
    state.apply(Command::Merge);
    assert_eq!(names(&state, 0), ["Tatarstan"], "what somebody said counts");
    let found = &state.chronology.events[0].review.as_ref().unwrap().found_places;
    let found = found.clone().unwrap();
    state.apply(Command::SetPlaces(None));
    assert_eq!(state.chronology.events[0].places, found, "what was found for both comes back");
    assert!(names(&state, 0).contains(&"Korvala") && names(&state, 0).len() > 1);
    state.apply(Command::Undo);
    let twice = ["RU-TA", "UA", "RU-TA"].map(PlaceCode::new);
    state.apply(Command::SetPlaces(Some(twice.into())));
    assert_eq!(names(&state, 0), ["Tatarstan", "Ukraine"], "a place counts once");
    state.apply(Command::SetPlaces(Some(Vec::new())));
    assert!(names(&state, 0).is_empty());
    (0..2).for_each(|_| _ = state.apply(Command::Undo));
    state.apply(Command::SetPlaces(Some(vec![PlaceCode::new("Nowhere")])));
    assert_eq!(names(&state, 0), ["Tatarstan"]);
    assert!(state.notice.as_ref().is_some_and(|notice| notice.text.contains("Nowhere")));
}

#[test]
fn what_is_added_stands_where_somebody_says() {
    let mut state = State::new(chronology());
    state.apply(Command::AddEvent(Box::new(NewEvent {
        document: 0,
        sentence: 1,
        title: "Court opens".to_owned(),
        date: "1911".to_owned(),
        place: Some(PlaceCode::new("AT-9")),
    })));
    let added = state.selection.unwrap().event;
    assert_eq!(state.chronology.events[added].title, "Court opens");
    assert_eq!(names(&state, added), ["Vienna"]);
    state.apply(Command::Undo);
    assert_eq!(state.chronology.events.len(), chronology().events.len());
}

#[test]
fn a_place_is_kept_by_code_with_its_name_for_readers() {
    let corpus = chronology();
    let place = StatedPlace::new(&PlaceCode::new("RU-TA"), &corpus.places).unwrap();
    let event = annals::project::event_name(&corpus, &corpus.events[1]).unwrap();
    let decision = Decision::Place { event, places: Some(vec![place]) };
    let text = serde_json::to_string(&decision).unwrap();
    assert!(text.contains(r#""places":[{"code":"RU-TA","name":"Tatarstan"}]"#), "{text}");
    assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), decision);
    assert_eq!(decision.words(), "Placed at Tatarstan");
}
