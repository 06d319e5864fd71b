//! The columns of the list: chosen by hand, kept for every project.

use crate::window::{Window, chronology, opened, press, state, usual};
use annals::project::Settings;
use annals::session::{Command, ListColumn, Page, State};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn list(width: f32) -> Window {
    let mut state = State::new(chronology());
    state.apply(Command::Show(Page::List));
    opened(state, Harness::builder().with_size([width, 900.0]))
}

fn has(window: &Window, column: &str) -> bool {
    window.query_by_label(&format!("Sort by {column}")).is_some()
}

fn choose(window: &mut Window, column: &str) {
    window.get_by_role_and_label(egui::accesskit::Role::CheckBox, column).click();
    window.run();
}

#[test]
fn columns_are_shown_and_left_out_one_after_another() {
    let mut window = list(1440.0);
    assert!(has(&window, "Document") && !has(&window, "Note") && !has(&window, "Factuality"));
    window.get_by_label("Columns of the list").click();
    window.run();
    choose(&mut window, "Document");
    choose(&mut window, "Factuality");
    assert!(
        !has(&window, "Document") && has(&window, "Factuality"),
        "the menu stays open for more"
    );
    window.get_by_label("Sort by Factuality").click();
    window.run();
    let kept = serde_json::to_string(&state(&window).settings).unwrap();
    let back = Settings::from_text(&kept);
    assert!(!back.shows(ListColumn::Document) && back.shows(ListColumn::Factuality));
}

#[test]
fn keys_choose_columns() {
    let mut window = list(1440.0);
    window.get_by_label("Columns of the list").focus();
    window.run();
    press(&mut window, egui::Key::Enter);
    window.get_by_role_and_label(egui::accesskit::Role::CheckBox, "Place").focus();
    window.run();
    press(&mut window, egui::Key::Space);
    assert!(!has(&window, "Place") && has(&window, "Document"));
}

#[test]
fn what_is_left_out_makes_room_for_others() {
    let mut window = list(1440.0);
    assert!(!has(&window, "Confidence"));
    let ctx = window.ctx.clone();
    for column in
        [ListColumn::Place, ListColumn::Document, ListColumn::Review, ListColumn::DateStatus]
    {
        window.state_mut().as_mut().unwrap().run(&ctx, Command::TurnColumn(column));
    }
    window.run();
    assert!(has(&window, "Confidence") && has(&window, "Docs"));
}

/// The title of the selected event.
fn selected(window: &Window) -> String {
    let state = state(window);
    state.selection.map(|it| state.chronology.events[it.event].title.clone()).unwrap_or_default()
}

#[test]
fn arrows_lead_from_row_to_row_in_the_order_of_the_list() {
    let mut window = list(1440.0);
    window.get_by_label_contains("Harbour closed, ").click();
    window.run();
    press(&mut window, egui::Key::ArrowDown);
    assert_eq!(selected(&window), "Cannery opens in Teshet");
    // Backwards, the row below is the one before in time.
    window.get_by_label("Sort by Date").click();
    window.run();
    press(&mut window, egui::Key::ArrowDown);
    assert_eq!(selected(&window), "Harbour closed");
    press(&mut window, egui::Key::End);
    assert_eq!(selected(&window), "Old chapel moved");
    press(&mut window, egui::Key::Home);
    assert_eq!(selected(&window), "Bridge over the Teshet");
}

#[test]
fn the_keyboard_alone_leads_to_the_rows_of_either_table() {
    for (page, expected) in [(Page::List, "Ferry sinks off Korvala"), (Page::Documents, "")] {
        let mut window = list(1440.0);
        let ctx = window.ctx.clone();
        window.state_mut().as_mut().unwrap().run(&ctx, Command::Show(page));
        window.run();
        for _ in 0..8 {
            let is_there = window.query_by(|node| node.is_focused() && is_table(node.label()));
            if is_there.is_some() {
                break;
            }
            press(&mut window, egui::Key::F6);
        }
        (0..2).for_each(|_| press(&mut window, egui::Key::ArrowDown));
        match page {
            Page::Documents => assert!(state(&window).reading().is_some()),
            _ => assert_eq!(selected(&window), expected),
        }
    }
}

fn is_table(label: Option<String>) -> bool {
    label.is_some_and(|label| label == "List" || label == "Documents")
}

#[test]
fn shift_selects_all_rows_up_to_the_one_that_is_clicked() {
    let mut window = list(1440.0);
    window.get_by_label_contains("Ferry sinks off Korvala, ").click();
    window.run();
    let last = window.get_by_label_contains("Bridge over the Teshet, ").rect().center();
    window.event_modifiers(egui::Event::PointerMoved(last), egui::Modifiers::SHIFT);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        let modifiers = egui::Modifiers::SHIFT;
        let press = egui::Event::PointerButton { pos: last, button, pressed, modifiers };
        window.event_modifiers(press, modifiers);
    }
    window.run();
    let state = state(&window);
    let chosen = (0..state.chronology.events.len()).filter(|event| state.is_chosen(*event));
    assert_eq!(chosen.collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn the_list_shows_the_event_that_was_selected_elsewhere() {
    let mut chronology = chronology();
    let event = chronology.events[4].clone();
    for number in 0..200 {
        let title = format!("Bridge {number} opened");
        let id = annals::model::EventId(1_000 + number);
        chronology.events.insert(5, annals::model::Event { title, id, ..event.clone() });
    }
    let mut session = State::new(chronology);
    session.apply(Command::Select(150));
    session.apply(Command::Show(Page::List));
    let title = session.chronology.events[150].title.clone();
    let window = usual(session);
    let rows = window.query_all_by_role(egui::accesskit::Role::Row);
    let is_it = |row: &egui_kittest::Node<'_>| {
        row.accesskit_node().label().is_some_and(|label| label.starts_with(&title))
    };
    let places: Vec<f32> = rows.filter(is_it).map(|row| row.rect().top()).collect();
    assert!(matches!(places[..], [top] if (100.0..600.0).contains(&top)), "{places:?}");
}

#[test]
fn a_column_says_who_takes_part() {
    let mut window = list(1440.0);
    assert!(!has(&window, "Who"));
    window.get_by_label("Columns of the list").click();
    window.run();
    choose(&mut window, "Who");
    assert!(has(&window, "Who"));
}
