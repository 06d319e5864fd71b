//! Who takes part, as somebody says it: typed, found, filtered by, kept, merged and taken back.

use crate::window::actors::peopled;
use crate::window::{Window, press_with as press, run, state, usual};
use annals::model::Event;
use annals::project::{Decision, Tellings, event_name, replay};
use annals::session::{Command, State};
use egui_kittest::kittest::Queryable as _;

const FIELD: &str = "Name of a person or an organisation";

fn window() -> Window {
    usual(State::new(peopled()))
}

/// Opens the dialog where it is not open, types a name, and takes the first that is offered.
fn give(window: &mut Window, typed: &str, modifiers: egui::Modifiers) {
    if state(window).dialog.is_none() {
        press(window, egui::Modifiers::SHIFT, egui::Key::W);
    }
    window.get_by_label(FIELD).type_text(typed);
    window.run();
    press(window, modifiers, egui::Key::Enter);
}

fn names(state: &State, event: usize) -> Vec<&str> {
    state.chronology.actors.names_of(&state.chronology.events[event])
}

fn words(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn somebody_is_added_taken_away_and_given_back() {
    let mut window = window();
    run(&mut window, Command::Select(2));
    assert_eq!(names(state(&window), 2), ["Northern League"]);
    // A known name by one of its words, then one that no document has.
    give(&mut window, "dah", egui::Modifiers::NONE);
    assert_eq!(names(state(&window), 2), ["Northern League", "Ola Dahl"]);
    give(&mut window, "Eva  Berg", egui::Modifiers::NONE);
    assert_eq!(names(state(&window), 2), ["Northern League", "Ola Dahl", "Eva Berg"]);
    window.get_by_label("set by you");
    window.get_by_label("Eva Berg, 1 event");
    window.get_by_label("Ola Dahl, 3 events");
    window.get_by_label("not Northern League").click();
    window.run();
    assert_eq!(names(state(&window), 2), ["Ola Dahl", "Eva Berg"]);
    assert_ne!(window.query_all_by_label("Northern League").count(), 0, "struck through");
    press(&mut window, egui::Modifiers::NONE, egui::Key::Escape);
    assert_eq!(state(&window).dialog, None);
    run(&mut window, Command::OnlyActor("Eva Berg".to_owned()));
    assert_eq!(state(&window).facets.shown, [2]);
    run(&mut window, Command::ClearFilters);
    press(&mut window, egui::Modifiers::SHIFT, egui::Key::W);
    window.get_by_label("Use the names that the text gives").click();
    window.run();
    assert_eq!(names(state(&window), 2), ["Northern League"]);
    assert_eq!(state(&window).chronology.events[2].review, None);
    press(&mut window, egui::Modifiers::NONE, egui::Key::Escape);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(names(state(&window), 2), ["Ola Dahl", "Eva Berg"]);
}

#[test]
fn with_ctrl_somebody_takes_part_alone_and_several_events_keep_their_own() {
    let mut window = window();
    run(&mut window, Command::Select(1));
    give(&mut window, "Eva Berg", egui::Modifiers::COMMAND);
    assert_eq!(names(state(&window), 1), ["Eva Berg"]);
    run(&mut window, Command::AlsoSelect(0));
    run(&mut window, Command::AlsoSelect(3));
    give(&mut window, "northern", egui::Modifiers::NONE);
    assert_eq!(names(state(&window), 0), ["Ola Dahl", "Northern League"]);
    assert_eq!(names(state(&window), 1), ["Eva Berg", "Northern League"]);
    assert_eq!(names(state(&window), 3), ["Northern League"]);
    press(&mut window, egui::Modifiers::NONE, egui::Key::Escape);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(names(state(&window), 3), Vec::<&str>::new(), "one step for all");
}

#[test]
fn whoever_says_what_is_so_already_changes_nothing() {
    let mut window = window();
    run(&mut window, Command::Select(2));
    give(&mut window, "northern", egui::Modifiers::NONE);
    assert_eq!(state(&window).decisions().len(), 0);
}

#[test]
fn the_very_name_that_is_typed_comes_before_one_that_begins_so() {
    let mut state = State::new(peopled());
    for (event, name) in [(0, "Ola Dahlberg"), (1, "Ola Dahlberg"), (3, "Ola Dahl")] {
        state.apply(Command::Select(event));
        state.apply(Command::SetActors(Some(words(&[name]))));
    }
    state.apply(Command::Select(4));
    let mut window = usual(state);
    give(&mut window, "ola dahl", egui::Modifiers::NONE);
    assert_eq!(names(crate::window::state(&window), 4), ["Ola Dahl"]);
}

#[test]
fn whom_somebody_named_stays_when_events_are_merged_and_parted() {
    let mut state = State::new(peopled());
    state.apply(Command::Select(2));
    state.apply(Command::SetActors(Some(words(&["Eva Berg", " ", "Eva Berg"]))));
    assert_eq!(names(&state, 2), ["Eva Berg"], "each once");
    state.apply(Command::Select(0));
    state.apply(Command::AlsoSelect(2));
    state.apply(Command::Merge);
    assert_eq!(names(&state, 0), ["Ola Dahl", "Eva Berg"]);
    state.apply(Command::Undo);
    state.apply(Command::Select(0));
    state.apply(Command::SetActors(Some(words(&["Ann Holm"]))));
    state.apply(Command::AlsoSelect(2));
    state.apply(Command::Merge);
    assert_eq!(names(&state, 0), ["Ann Holm", "Eva Berg"], "those named for either");
    state.apply(Command::SetActors(None));
    assert_eq!(names(&state, 0), ["Ola Dahl", "Northern League"], "all that its sources name");
    state.apply(Command::SetActors(Some(Vec::new())));
    assert!(names(&state, 0).is_empty(), "nobody");
    assert_eq!(state.chronology.actors.first_of(&state.chronology.events[0]), None);
    let count = state.decisions().len();
    state.apply(Command::RemoveActor("Ola Dahl".to_owned()));
    assert_eq!(state.decisions().len(), count, "nothing changes");
}

#[test]
fn it_is_kept_by_name_and_holds_after_a_larger_corpus_knows_a_fuller_one() {
    let mut corpus = peopled();
    let event = event_name(&corpus, &corpus.events[3]).unwrap();
    let decision = Decision::Actors { event, actors: Some(words(&["Dahl (?)", "Eva Berg"])) };
    let text = serde_json::to_string(&decision).unwrap();
    assert!(text.contains(r#""actors":["Dahl (?)","Eva Berg"]"#), "{text}");
    assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), decision);
    assert_eq!(decision.words(), "Dahl (?), Eva Berg take part");
    let replayed = |corpus: &annals::model::Chronology| {
        replay(corpus, std::slice::from_ref(&decision), None, &mut Tellings::default())
    };
    let of = |replayed: &annals::project::Replayed| {
        let found = |event: &&Event| event.stated_actors().is_some();
        let event = replayed.chronology.events.iter().find(found).unwrap();
        let names = replayed.chronology.actors.names_of(event).into_iter();
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of(&replayed(&corpus)), ["Ola Dahl", "Eva Berg"]);
    assert_eq!(corpus.actors.all().len(), 2, "what was read stays as it is");
    let again = replayed(&corpus);
    assert!(again.lost.is_empty() && again.chronology.actors.all().len() == 3);
    let list = annals::export::record::events(&again.chronology, &[]);
    let list = serde_json::to_value(&list[3]).unwrap();
    assert_eq!(list["actors"], serde_json::json!(["Ola Dahl", "Eva Berg"]));
    assert_eq!(list["review"]["found_actors"], serde_json::json!([]));
    corpus.events.truncate(2);
    assert_eq!(replayed(&corpus).lost.len(), 1, "told where its event is gone");
}

#[test]
fn search_finds_whom_somebody_named() {
    let mut state = State::new(peopled());
    state.apply(Command::Select(3));
    state.apply(Command::AddActor("Eva Berg".to_owned()));
    state.apply(Command::Search("berg".to_owned()));
    assert_eq!(state.facets.shown, [3]);
}
