//! Who takes part: lanes, boxes of the filter panel, words of the filter, and the project file.

use crate::window::{Window, chronology, run, state, usual};
use annals::model::{Actor, ActorTable, Chronology};
use annals::project::Arranged;
use annals::session::{Command, State, chips};
use annals::view::{ColourBy, LaneBy, LaneKey};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Five events: two of Ola Dahl, once by his full name, one of these of a league as well, and one of the league.
pub(crate) fn peopled() -> Chronology {
    let mut chronology = chronology();
    let cast: [&[&str]; 3] = [&["Ola Dahl"], &["Dahl", "Northern League"], &["Northern League"]];
    for (event, names) in chronology.events.iter_mut().zip(cast) {
        event.sources[0].actors = names.iter().map(|name| (*name).to_owned()).collect();
    }
    let actor = |name: &str, spellings: &[&str]| Actor {
        name: name.to_owned(),
        spellings: spellings.iter().map(|it| (*it).to_owned()).collect(),
        is_unclear: false,
    };
    chronology.actors = ActorTable::new(vec![
        actor("Ola Dahl", &["Dahl", "Ola Dahl"]),
        actor("Northern League", &["Northern League"]),
    ]);
    chronology
}

#[test]
fn lanes_by_actor_hold_all_spellings_and_end_with_what_names_nobody() {
    let mut window = usual(State::new(peopled()));
    run(&mut window, Command::Lanes(LaneBy::Actor));
    window.get_by_label("Collapse lane Ola Dahl, 2 events");
    window.get_by_label("Collapse lane Northern League, 1 event");
    assert_eq!(state(&window).lane_keys.last(), Some(&LaneKey::NoActor));
    // A click in the inspector shows only this one's events.
    run(&mut window, Command::Select(1));
    run(&mut window, Command::OnlyActor("Ola Dahl".to_owned()));
    assert_eq!(state(&window).facets.shown, [0, 1]);
    window.get_by_label("Northern League, 2 events");
}

#[test]
fn boxes_of_actors_are_or_inside_and_and_across() {
    let mut state = State::new(peopled());
    let all = state.chronology.events.len();
    let mut shown = |command: Command| {
        state.apply(command);
        let chips = chips(&state.chronology, &state.facets, &state.choices.filter);
        let texts: Vec<String> = chips.into_iter().map(|chip| chip.text).collect();
        (state.facets.shown.clone(), texts.join(" · "))
    };
    let toggle = |name: &str| Command::ToggleActor(name.to_owned());
    assert_eq!(shown(toggle("Northern League")), (vec![1, 2], "Northern League".to_owned()));
    let both = shown(toggle("Ola Dahl"));
    assert_eq!(both, (vec![0, 1, 2], "Northern League or Ola Dahl".to_owned()));
    let (rest, words) = shown(Command::OnlyActor(String::new()));
    assert_eq!((rest.len(), words.as_str()), (all - 3, "nobody named"));
    // A name that a larger corpus has in full is found by the short one.
    assert_eq!(shown(Command::OnlyActor("Dahl".to_owned())).0, [0, 1]);
    let (none, _) = shown(Command::Search("nothing of the kind".to_owned()));
    assert_eq!(none, [0_u32; 0]);
}

#[test]
fn projects_and_kept_views_remember_who_was_chosen() {
    let mut state = State::new(peopled());
    state.apply(Command::OnlyActor("Ola Dahl".to_owned()));
    state.apply(Command::Lanes(LaneBy::Actor));
    state.apply(Command::Colour(ColourBy::Actor));
    let choices = &state.choices;
    let saved = Arranged::new(&choices.filter, choices.lanes, choices.colour, &choices.placing);
    let text = serde_json::to_string(&saved).unwrap();
    let back: Arranged = serde_json::from_str(&text).unwrap();
    assert_eq!(back.filter(), choices.filter);
    assert_eq!((back.lanes(), back.colour()), (LaneBy::Actor, ColourBy::Actor));
}

#[test]
fn a_ticked_spelling_ticks_its_actor() {
    let mut state = State::new(peopled());
    state.apply(Command::ToggleActor("Dahl".to_owned()));
    let window = usual(state);
    let row = window.get_by_label("Ola Dahl, 2 events");
    assert_eq!(row.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    window.get_by_label_contains("Nobody named, ");
}

/// Twelve people with one event each but the first, who has two; in the window.
fn crowd() -> Window {
    let mut chronology = chronology();
    let names: Vec<String> = ('A'..='L').map(|letter| format!("Dr {letter} Berg")).collect();
    chronology.events[0].sources[0].actors.clone_from(&names);
    chronology.events[1].sources[0].actors = vec![names[0].clone()];
    let actor = |name: &String| Actor {
        name: name.clone(),
        spellings: vec![name.clone()],
        is_unclear: false,
    };
    chronology.actors = ActorTable::new(names.iter().map(actor).collect());
    usual(State::new(chronology))
}

/// The names of the rows, from top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(egui::accesskit::Role::CheckBox);
    let named = rows.filter_map(|row| Some((row.rect().top(), row.accesskit_node().label()?)));
    let mut named: Vec<(f32, String)> =
        named.filter(|(_, name)| name.contains(" Berg, ")).collect();
    named.sort_by(|one, other| one.0.total_cmp(&other.0));
    let short = |name: String| name.split(',').next().unwrap_or_default().to_owned();
    named.into_iter().map(|(_, name)| short(name)).collect()
}

#[test]
fn rows_stay_under_the_pointer_and_ticked_ones_come_first_when_it_has_left() {
    let mut window = crowd();
    let before = rows(&window);
    assert_eq!(before, ["A", "B", "C", "D", "E", "F", "G", "H"].map(|it| format!("Dr {it} Berg")));
    let row = window.get_by_label_contains("Dr F Berg, ").rect().center();
    window.hover_at(row);
    window.run();
    window.get_by_label_contains("Dr F Berg, ").click();
    window.run();
    assert_eq!(state(&window).choices.filter.actors.len(), 1);
    assert_eq!(rows(&window), before, "who is ticked does not run away");
    window.hover_at(egui::pos2(700.0, 300.0));
    window.run();
    assert_eq!(rows(&window)[..2], ["Dr F Berg", "Dr A Berg"]);
}

#[test]
fn as_many_are_left_out_as_the_link_says() {
    let mut window = crowd();
    window.get_by_label("4 more").click();
    window.run();
    assert_eq!(rows(&window).len(), 12);
    window.get_by_label("fewer").click();
    window.run();
    assert_eq!(rows(&window).len(), 8);
}
