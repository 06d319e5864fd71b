//! The columns of the list: chosen by hand, kept for every project.

use crate::window::{chronology, opened, press, state};
use annals::project::Settings;
use annals::session::{Command, ListColumn, Page, State};
use annals::ui::App;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

type Window = Harness<'static, Option<App>>;

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
