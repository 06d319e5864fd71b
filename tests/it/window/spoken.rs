//! What a screen reader is told: every visible mark, by title and date.

use crate::reading::sample::SAMPLE;
use crate::window::{Window, usual};
use annals::model::Date;
use annals::session::{Command, State};
use annals::view::scene::{Glyph, Mark};
use annals::view::{Target, words};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// Has each mark a node of its own where it stands, which says what it is?
fn are_all_spoken(window: &Window) {
    let app = window.state().as_ref().unwrap();
    let canvas = window.get_by_label_contains("Timeline, ").rect();
    let scene = app.scene();
    for mark in &scene.marks {
        let middle = canvas.min
            + egui::vec2(
                f32::midpoint(mark.rect.left, mark.rect.right),
                f32::midpoint(
                    mark.rect.top.max(scene.plot.top),
                    mark.rect.bottom.min(scene.plot.bottom),
                ),
            );
        let nodes = window.query_all_by_label(&mark.description);
        let stands = nodes.filter(|node| node.rect().center().distance(middle) < 1.0);
        let roles: Vec<_> = stands.map(|node| node.accesskit_node().role()).collect();
        assert_eq!(roles, [egui::Role::Button], "{}", mark.description);
        says_what_it_is(mark);
    }
}

fn says_what_it_is(mark: &Mark) {
    match &mark.target {
        Target::Event(index) => {
            let event = &SAMPLE.events[*index];
            let date = words::event_date(event);
            assert!(mark.description.starts_with(&format!("{}, {date}", event.title)));
        }
        Target::Cluster(members) => {
            let count = format!("{} events, ", members.len());
            let span = mark.description.strip_prefix(&count);
            // "1911–1915", and within a year "19 February – 31 December 1915".
            let ends = span.unwrap().split('–').map(|end| end.split_whitespace().last());
            let years: Vec<i32> = ends.filter_map(|year| year?.parse().ok()).collect();
            let year_of = |secs: i64| Date::from_days(secs.div_euclid(86_400)).year;
            let bounds = || members.iter().map(|event| SAMPLE.events[event].bounds());
            let first = bounds().filter_map(|it| it.earliest.or(it.latest)).min().map(year_of);
            let last = bounds().filter_map(|it| it.latest.or(it.earliest)).max().map(year_of);
            let told = (years.first().copied(), years.last().copied());
            assert!(first <= told.0 && told.1 <= last && told.0 <= told.1, "{}", mark.description);
        }
    }
}

#[test]
fn every_visible_mark_is_told_at_every_zoom() {
    let state = State::new(SAMPLE.clone());
    let mut window = usual(state);
    let dated: Vec<_> = SAMPLE.events.iter().filter_map(|event| event.bounds().earliest).collect();
    let middle = dated[dated.len() / 2] as f64;
    let (first, last) = SAMPLE.extent().unwrap();
    let mut kinds = [false; 4];
    for part in [1, 20, 1_000] {
        let half = (last - first) as f64 / f64::from(2 * part);
        let near = Command::ShowSpan(middle - half, middle + half);
        let command = if part == 1 { Command::Fit } else { near };
        let ctx = window.ctx.clone();
        window.state_mut().as_mut().unwrap().run(&ctx, command);
        window.run();
        are_all_spoken(&window);
        for mark in &window.state().as_ref().unwrap().scene().marks {
            let kind = match mark.glyph {
                Glyph::Cluster { .. } => 0,
                Glyph::Bar | Glyph::FuzzyBar { .. } => 1,
                Glyph::Since { .. } | Glyph::Until { .. } | Glyph::Before | Glyph::After => 2,
                _ => 3,
            };
            kinds[kind] = true;
        }
    }
    assert_eq!(kinds, [true; 4], "clusters, intervals, open ends, others");
}

#[test]
fn no_tooltip_stands_over_a_dialog() {
    let state = State::new(crate::window::chronology());
    let mut window = usual(state);
    let mark = window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").rect();
    window.hover_at(mark.center());
    for _ in 0..4 {
        window.run();
    }
    let quote = "“On 4 March 1911 the ferry sank.”";
    window.get_by_label(quote);
    window.key_press(egui::Key::F1);
    window.run();
    window.get_by_label("Close Keys and commands");
    assert!(window.query_by_label(quote).is_none());
}

#[test]
fn a_mark_keeps_its_node_as_the_view_moves() {
    let state = State::new(crate::window::chronology());
    let mut window = usual(state);
    let bridge = "Bridge over the Teshet, June 1954";
    let before = window.get_by_label_contains(bridge).accesskit_node().id();
    let start = |year| Date { year, month: 1, day: 1 }.start() as f64;
    let ctx = window.ctx.clone();
    let later = Command::ShowSpan(start(1905), start(1960));
    window.state_mut().as_mut().unwrap().run(&ctx, later);
    window.run();
    assert!(window.query_by_label_contains("Lighthouse built at Korvala, 1902").is_none());
    assert_eq!(window.get_by_label_contains(bridge).accesskit_node().id(), before);
}
