//! A piece of time: chosen on the axis or typed, filtered to, drawn, tagged, and taken away again.

use crate::window::{Window, chronology, press, state, usual};
use annals::project::Arranged;
use annals::session::{Command, Dialog, Reach, State};
use annals::view::{ColourBy, LaneBy, Placing, words};
use egui_kittest::kittest::Queryable as _;

fn window() -> Window {
    usual(State::new(chronology()))
}

/// Drags along the axis from a second to another.
fn drag_axis(window: &mut Window, years: [&str; 2]) {
    let rect = window.get_by_label_contains("Timeline, 6 events").rect();
    let place = |year: &str| {
        let state = state(window);
        let second = annals::session::date::parse(year).map_or(0.0, |it| it.0);
        let x = state.viewport.x_from_time(second) as f32;
        egui::pos2(rect.right() - state.plot_width_px + x, rect.top() + 12.0)
    };
    let [from, to] = years.map(place);
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    for part in [0.3, 0.7, 1.0] {
        window.hover_at(from + (to - from) * part);
        window.run();
    }
    window.drop_at(to);
    window.run();
}

fn chosen(window: &Window) -> Option<String> {
    state(window).range.as_ref().map(words::when)
}

#[test]
fn a_drag_on_the_axis_chooses_a_time_and_offers_what_to_do_with_it() {
    let mut window = window();
    let span = (state(&window).viewport.start_secs, state(&window).end_secs());
    drag_axis(&mut window, ["1911", "1922"]);
    assert_eq!(chosen(&window).as_deref(), Some("1911–1921"));
    window.get_by_label("1911–1921");
    assert_eq!((state(&window).viewport.start_secs, state(&window).end_secs()), span);
    window.get_by_label("Filter to chosen time").click();
    window.run();
    assert_eq!(state(&window).facets.shown, [1, 2, 3], "what has no date is not in it");
    window.get_by_label("3 of 6 events");
    assert_eq!(chosen(&window), None);
    window.get_by_label("Drop 1911–1921").click();
    window.run();
    assert_eq!(state(&window).facets.shown.len(), 6);
}

#[test]
fn a_chosen_time_is_zoomed_to_exported_and_tagged_and_escape_forgets_it() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    drag_axis(&mut window, ["1911", "1922"]);
    press(&mut window, egui::Key::Escape);
    assert_eq!(chosen(&window), None);
    assert_eq!(state(&window).selection.unwrap().event, 1, "one thing after the other");
    drag_axis(&mut window, ["1911", "1922"]);
    window.get_by_label("Export chosen time…").click();
    window.run();
    assert_eq!(
        (state(&window).dialog, state(&window).sheet.reach),
        (Some(Dialog::Picture), Reach::Range)
    );
    press(&mut window, egui::Key::Escape);
    window.get_by_label("Tag events of chosen time…").click();
    window.run();
    assert_eq!(
        (state(&window).dialog, state(&window).chosen()),
        (Some(Dialog::Tag), vec![1, 2, 3])
    );
    press(&mut window, egui::Key::Escape);
    drag_axis(&mut window, ["1911", "1922"]);
    window.get_by_label("Zoom to chosen time").click();
    window.run();
    let years = [state(&window).viewport.start_secs, state(&window).end_secs()]
        .map(|secs| annals::model::DateTime::from_seconds(secs.round() as i64).date.year);
    assert_eq!(years, [1911, 1922]);
}

#[test]
fn keys_choose_what_is_in_view_and_lead_to_the_offers() {
    let mut window = window();
    press(&mut window, egui::Key::R);
    assert!(chosen(&window).is_some());
    assert!(window.get_by_label("Zoom to chosen time").is_focused());
    window.key_press_modifiers(egui::Modifiers::NONE, egui::Key::Tab);
    window.run();
    assert!(window.get_by_label("Filter to chosen time").is_focused());
    press(&mut window, egui::Key::Space);
    assert_eq!(state(&window).facets.shown, [0, 1, 2, 3, 4]);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run();
    assert_eq!(state(&window).facets.shown.len(), 6);
}

#[test]
fn a_time_is_typed_into_the_filters_and_told_there() {
    let mut window = window();
    let field = window.get_by_label("Time");
    field.focus();
    window.run();
    window.get_by_label("Time").type_text("since 1920");
    press(&mut window, egui::Key::Enter);
    assert_eq!(state(&window).facets.shown, [3, 4]);
    window.get_by_label("Drop since 1920");
    window.get_by_label("Time").focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    window.get_by_label("Time").type_text("some day");
    press(&mut window, egui::Key::Enter);
    assert_eq!(state(&window).facets.shown, [3, 4], "what is no time changes nothing");
    window.get_by_label("Not a time: some day");
}

#[test]
fn a_project_keeps_the_time_of_its_filter() {
    let check = |typed: &str| {
        let mut state = State::new(chronology());
        state.apply(Command::FilterTime(typed.to_owned()));
        let filter = &state.choices.filter;
        let kept = Arranged::new(filter, LaneBy::Region, ColourBy::Region, &Placing::default());
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(&serde_json::from_str::<Arranged>(&text).unwrap().filter(), filter, "{text}");
    };
    for typed in ["1911–1921", "before 1917", "since May 1991", "44 BC", "2022-02-24 05:00", ""] {
        check(typed);
    }
}

#[test]
fn what_hides_most_is_offered_first_where_nothing_is_shown() {
    let mut window = window();
    let ctx = window.ctx.clone();
    for command in [
        Command::FilterTime("1902".to_owned()),
        Command::OnlyRegion(annals::model::PlaceCode::new("TE")),
    ] {
        if let Some(app) = window.state_mut().as_mut() {
            app.run(&ctx, command);
        }
        window.run();
    }
    window.get_by_label("No event passes the filters");
    let top = |text: &str| window.get_by_label(text).rect().top();
    assert!(top("Drop 1902 · 2 events") < top("Drop Teland · 1 event"));
    window.get_by_label("Drop 1902 · 2 events").click();
    window.run();
    assert_eq!(state(&window).facets.shown, [3, 4]);
}
