//! Lanes that stand for tags: they follow what is decided, in the window, in pictures and in the project file.

use crate::window::{Window, chronology, run, state, usual};
use annals::export::picture::{self, PictureFormat};
use annals::project::Arranged;
use annals::session::{Choices, Command, Reach, Sheet, State};
use annals::view::{ColourBy, LaneBy, LaneKey, Prepared};
use egui_kittest::kittest::Queryable as _;

fn tag(window: &mut Window, event: usize, tag: &str) {
    run(window, Command::Select(event));
    run(window, Command::AddTag(tag.to_owned()));
}

#[test]
fn lanes_by_tag_follow_each_tag_that_is_given_and_taken_back() {
    let mut window = usual(State::new(chronology()));
    run(&mut window, Command::Lanes(LaneBy::Tag));
    window.get_by_label("Collapse lane No tag, 5 events");
    tag(&mut window, 1, "shipping");
    window.get_by_label("Collapse lane shipping, 1 event");
    window.get_by_label("Collapse lane No tag, 4 events");
    tag(&mut window, 2, "shipping");
    window.get_by_label("Collapse lane shipping, 2 events");
    // An event stands once: in the lane of its first tag.
    tag(&mut window, 2, "harbour");
    window.get_by_label("Collapse lane harbour, 1 event");
    window.get_by_label("Collapse lane shipping, 1 event");
    assert_eq!(
        state(&window).lane_keys,
        [LaneKey::Tag("harbour".to_owned()), LaneKey::Tag("shipping".to_owned()), LaneKey::NoTag]
    );
    let lanes = state(&window).lane_keys.clone();
    tag(&mut window, 3, "shipping");
    window.get_by_label("Collapse lane shipping, 2 events");
    assert_eq!(state(&window).lane_keys, lanes, "no lane moves when one tag is used more");
    run(&mut window, Command::Undo);
    run(&mut window, Command::Undo);
    window.get_by_label("Collapse lane shipping, 2 events");
    assert!(window.query_by_label_contains("lane harbour").is_none());
}

#[test]
fn only_a_tag_arranges_lanes_of_tags_anew() {
    let mut state = State::new(chronology());
    state.apply(Command::Lanes(LaneBy::Tag));
    let mut prepared = Prepared::new(&state.chronology);
    prepared.arrange(&state.chronology, &state.sorting(), &state.choices.filter, None);
    let mut is_new_after = |command: Command| {
        state.apply(command);
        prepared.renew_lanes(&state.chronology, &state.sorting())
    };
    assert!(!is_new_after(Command::Select(1)));
    assert!(!is_new_after(Command::Star));
    assert!(!is_new_after(Command::Accept));
    assert!(is_new_after(Command::AddTag("shipping".to_owned())));
    assert!(!is_new_after(Command::Accept));
    assert!(is_new_after(Command::Undo) || is_new_after(Command::Undo));
}

#[test]
fn pictures_and_projects_have_the_lanes_and_colours_of_tags() {
    let mut state = State::new(chronology());
    for (event, tag) in [(0, "building"), (1, "shipping"), (4, "building")] {
        state.apply(Command::Select(event));
        state.apply(Command::AddTag(tag.to_owned()));
    }
    state.apply(Command::Lanes(LaneBy::Tag));
    state.apply(Command::Colour(ColourBy::Tag));
    state.apply(Command::SetSheet(Box::new(Sheet { reach: Reach::All, ..Sheet::default() })));
    let options = state.picture(PictureFormat::Svg);
    let svg = String::from_utf8(picture::render(&state.chronology, &options).unwrap().concat());
    let svg = svg.unwrap();
    for name in ["building", "shipping", "No tag"] {
        assert!(svg.contains(&format!(">{name}<")), "{name}");
    }
    let Choices { filter, lanes, colour, placing, .. } = &state.choices;
    let kept = serde_json::to_string(&Arranged::new(filter, *lanes, *colour, placing)).unwrap();
    let back: Arranged = serde_json::from_str(&kept).unwrap();
    assert_eq!((back.lanes(), back.colour()), (LaneBy::Tag, ColourBy::Tag));
}
