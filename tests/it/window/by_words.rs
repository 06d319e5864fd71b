//! The window by its words: what a user sees and does, without a display.
//!
//! Every step finds its target as a screen reader would, by role and label.

use super::{EVENTS, chronology, event, opened, place, press, run, state};
use annals::model::{
    Annotated, Chronology, Document, DocumentId, Event, PlaceTable, Sentence, Span, When,
};
use annals::session::{Command, SaveFormat, State};
use annals::ui::App;
use annals::view::{LaneBy, LaneKey};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

fn window() -> Harness<'static, Option<App>> {
    let state = State::new(chronology());
    open(state)
}

fn open(state: State) -> Harness<'static, Option<App>> {
    opened(state, Harness::builder().with_size([1440.0, 900.0]))
}

#[test]
fn the_empty_window_says_what_to_do() {
    let window = open(State::default());
    window.get_by_label("Open a folder of documents");
    window.get_by_label("Open the sample");
    window.get_by_label("Everything is read on this computer. Nothing is sent.");
}

#[test]
fn a_mark_leads_to_its_sentence() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    assert_eq!(state(&window).selection.unwrap().event, 1);
    for text in
        ["On 4 March 1911 the ferry sank.", "Korvala › Northland › Eastern Shore", "1911-03-04"]
    {
        assert_ne!(window.query_all_by_label(text).count(), 0, "{text}");
    }
}

#[test]
fn a_region_hides_all_others_and_undo_shows_them_again() {
    let mut window = window();
    window.get_by_label("Teland, 2 events").click();
    window.run();
    assert_eq!(state(&window).facets.shown, [0, 1, 2, 5]);
    assert!(window.query_by_label_contains("Cannery opens in Teshet").is_none());
    window.get_by_label("4 of 6 events");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run();
    assert_eq!(state(&window).facets.shown.len(), EVENTS.len());
    window.get_by_label_contains("Cannery opens in Teshet");
}

#[test]
fn countries_are_in_view_and_no_region_stands_last() {
    let mut window = window();
    let top = |label: &str, window: &Harness<'static, Option<App>>| {
        window.get_by_label(label).rect().top()
    };
    let last = top("No region found, 1 event", &window);
    for label in ["Eastern Shore, 5 events", "Northland, 3 events", "Teland, 2 events"] {
        assert!(top(label, &window) < last, "{label}");
    }
    assert!(window.query_by_label("Korvala, 2 events").is_none());
    window.get_by_label("Open Northland").click();
    window.run();
    window.get_by_label("Korvala, 2 events");
    window.get_by_label("Close Eastern Shore").click();
    window.run();
    assert!(window.query_by_label("Northland, 3 events").is_none());
}

#[test]
fn a_corpus_whose_events_all_have_a_region_still_says_so() {
    let mut corpus = chronology();
    corpus.events.retain(|event| !event.places.is_empty());
    open(State::new(corpus)).get_by_label("No region found, 0 events");
}

#[test]
fn the_reader_takes_a_line_until_there_is_something_to_read() {
    let mut window = window();
    let height = |window: &Harness<'static, Option<App>>| {
        window.get_by_label_contains("Timeline, 6 events").rect().height()
    };
    window.get_by_label("Select an event to read its sentence in its document");
    let idle = height(&window);
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    assert!(height(&window) + 60.0 < idle);
    window.key_press(egui::Key::Escape);
    window.run();
    assert!((height(&window) - idle).abs() < 1.0);
}

#[test]
fn opening_the_reader_moves_no_mark() {
    let state = State::new(crate::reading::sample::SAMPLE.clone());
    let mut window = opened(state, Harness::builder().with_size([1440.0, 900.0]));
    let rows = |window: &Harness<'static, Option<App>>| {
        let scene = window.state().as_ref().unwrap().scene();
        let first = scene.lanes.first().unwrap().rect.top;
        let marks = scene.marks.iter().take_while(|mark| mark.rect.top < first + 150.0);
        marks.map(|mark| (mark.row, (mark.rect.left * 8.0) as i32)).collect::<Vec<_>>()
    };
    let before = rows(&window);
    window.get_by_label("Select an event to read its sentence in its document");
    let marks = &window.state().as_ref().unwrap().scene().marks;
    let single = |mark: &annals::view::Mark| match mark.target {
        annals::view::Target::Event(event) => Some(event),
        annals::view::Target::Cluster(_) => None,
    };
    let first = marks.iter().find_map(single).unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().as_mut().unwrap().run(&ctx, Command::Select(first));
    window.run();
    assert!(
        window.query_by_label("Select an event to read its sentence in its document").is_none()
    );
    assert_eq!(rows(&window), before);
}

#[test]
fn what_is_selected_by_keys_is_scrolled_into_view() {
    let state = State::new(crate::reading::sample::SAMPLE.clone());
    let mut window = opened(state, Harness::builder().with_size([1024.0, 700.0]));
    window.get_by_label_contains("Timeline, ").focus();
    window.run();
    for _ in 0..12 {
        press(&mut window, egui::Key::ArrowDown);
        let app = window.state().as_ref().unwrap();
        let selected = app.state().selection.unwrap().event;
        let bottom = app.scene().plot.bottom + 0.5;
        let mut marks = app.scene().marks.iter().filter(|mark| mark.target.holds(selected));
        assert!(marks.any(|mark| mark.rect.bottom <= bottom), "{selected} is out of view");
    }
}

#[test]
fn a_figure_is_saved_and_the_window_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window();
    for (format, head) in SaveFormat::PICTURES.into_iter().zip([&b"\x89PNG"[..], b"<svg", b"%PDF"])
    {
        let path = folder.path().join(format!("figure.{}", format.extension()));
        let ctx = window.ctx.clone();
        let app = window.state_mut().as_mut().unwrap();
        app.run(&ctx, Command::Save(format, path.clone()));
        let message = format!("Saved {}", path.display());
        for _ in 0..400 {
            window.run();
            if window.query_by_label(&message).is_some() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        window.get_by_label(&message);
        assert!(std::fs::read(&path).unwrap().starts_with(head), "{format:?}");
    }
}

#[test]
fn the_page_of_a_picture_stands_beside_its_settings() {
    let mut window = window();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    window.run();
    let screen = window.ctx.content_rect();
    let rect =
        |window: &Harness<'static, Option<App>>, label: &str| window.get_by_label(label).rect();
    let preview = rect(&window, "Preview of the page");
    let settings = ["Legend", "Scale bar", "Filter in words", "Numbered sources"];
    let boxes = settings.map(|label| rect(&window, label));
    for (upper, lower) in boxes.iter().zip(boxes.iter().skip(1)) {
        assert!(upper.bottom() <= lower.top() && (upper.left() - lower.left()).abs() < 1.0);
        assert!(preview.right() < upper.left() && lower.right() <= screen.right());
    }
    assert!(screen.left() <= preview.left() && screen.contains_rect(rect(&window, "Save")));
    window.get_by_label("Numbered sources").click();
    window.run();
    assert!(!state(&window).sheet.page.parts.sources);
}

#[test]
fn each_page_of_a_picture_is_told_to_be_a_file_unless_it_is_a_pdf() {
    let state = State::new(crate::reading::sample::SAMPLE.clone());
    let mut window = opened(state, Harness::builder().with_size([1440.0, 900.0]));
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    let is_told = |window: &mut Harness<'static, Option<App>>, label: &str| {
        (0..2_000).any(|_| {
            window.step();
            std::thread::sleep(std::time::Duration::from_millis(5));
            window.query_by_label_contains(label).is_some()
        })
    };
    assert!(is_told(&mut window, "Page 1 of "));
    window.get_by_label_contains(", saved as ");
    window.get_by_label("PDF").click();
    window.run();
    window.get_by_label_contains("Page 1 of ");
    assert!(window.query_by_label_contains(", saved as ").is_none());
}

#[test]
fn keys_zoom_move_and_fit() {
    let mut window = window();
    let whole = state(&window).viewport;
    window.key_press(egui::Key::Plus);
    window.run();
    assert!(state(&window).viewport.secs_per_px < whole.secs_per_px);
    window.key_press(egui::Key::Num0);
    window.run();
    assert_eq!(state(&window).viewport, whole);
    window.key_press_modifiers(egui::Modifiers::ALT, egui::Key::ArrowLeft);
    window.run();
    assert!(state(&window).viewport.secs_per_px < whole.secs_per_px);
}

/// A state on events of these dates, whose other words are all the same.
fn dated(dates: &[String]) -> State {
    let mut chronology = chronology();
    let sentence = chronology.events[0].sources[0].sentence;
    let all = dates.iter().enumerate();
    let events =
        all.map(|(i, date)| event(i, date, "Boat leaves", "NL-K", sentence, &chronology.places));
    chronology.events = events.collect();
    State::new(chronology)
}

#[test]
fn what_was_opened_is_seen_where_most_events_are_and_those_outside_are_told() {
    let far = ["1502", "1610", "1702"].map(str::to_owned);
    let heap = (0..60).map(|i| format!("2010-01-{:02}", 1 + i % 28));
    let mut window = open(dated(&far.into_iter().chain(heap).collect::<Vec<_>>()));
    let viewport = |window: &Harness<'static, Option<App>>| state(window).viewport;
    let january = When::from_edtf("2010-01".parse().unwrap()).bounds;
    let near = january.earliest.unwrap() as f64 - 30.0 * 86_400.0;
    assert!(near < viewport(&window).start_secs, "the view begins before December 2009");
    window.set_size(egui::vec2(1024.0, 700.0));
    window.run();
    assert!(near < viewport(&window).start_secs, "a narrower window shows the same");
    window.get_by_label("3 outside").click();
    window.run();
    assert!(viewport(&window).start_secs < near, "a click shows all");
    window.get_by_label("Fit 95 %").click();
    window.run();
    assert!(near < viewport(&window).start_secs);
}

#[test]
fn a_path_that_is_not_there_stays_in_its_field() {
    let mut window = window();
    let ctx = window.ctx.clone();
    let dialog = Command::Dialog(annals::session::Dialog::Path);
    window.state_mut().as_mut().unwrap().run(&ctx, dialog);
    window.run();
    let hint = "Type or paste the path of a folder or file";
    window.get_by_label(hint).type_text("no such harbour");
    window.run();
    window.key_press(egui::Key::Enter);
    window.run();
    window.get_by_label("There is no “no such harbour” here");
    window.get_by_label(hint).type_text(" at all");
    window.run();
    assert!(window.query_by_label_contains("There is no").is_none(), "it is being mended");
    assert_eq!(window.get_by_label(hint).value().as_deref(), Some("no such harbour at all"));
}

#[test]
fn a_date_is_typed_and_shown() {
    let mut window = window();
    window.key_press(egui::Key::G);
    window.run();
    window.get_by_label("1992, c. 1850, 44 BC, 2022-02-24 05:00").type_text("June 1954");
    window.run();
    window.key_press(egui::Key::Enter);
    window.run();
    let (start, end) = (state(&window).viewport.start_secs, state(&window).end_secs());
    let june = When::from_edtf("1954-06".parse().unwrap()).bounds;
    assert!(start < june.earliest.unwrap() as f64 && (june.latest.unwrap() as f64) < end);
    assert!(end - start < 100.0 * 86_400.0);
}

#[test]
fn the_palette_runs_what_is_typed() {
    let mut window = window();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::K);
    window.run();
    window.get_by_label("Type a command or a date").type_text("documents");
    window.run();
    window.key_press(egui::Key::Enter);
    window.run();
    window.get_by_label("The harbour book, 6 events");
}

#[test]
fn undated_events_are_listed_and_never_on_the_axis() {
    let mut window = window();
    assert!(window.query_by_label_contains("Old chapel moved").is_none());
    window.get_by_label("Show 1 undated event").click();
    window.run();
    window.get_by_label("Old chapel moved, no date, 1 source").click();
    window.run();
    window.get_by_label("no date is given");
}

#[test]
fn what_no_event_passes_is_counted_as_filtered_out() {
    let mut state = State::new(chronology());
    state.apply(Command::Search("nobody wrote this".to_owned()));
    let window = open(state);
    window.get_by_label("No event passes the filters");
    window.get_by_label_contains("= 0 single + 0 in clusters + 0 off screen + 0 undated + ");
}

#[test]
fn the_list_shows_the_same_events() {
    let mut window = window();
    window.get_by_label("List").click();
    window.run();
    window.get_by_label_contains("Bridge over the Teshet, June 1954").click();
    window.run();
    assert_eq!(state(&window).selection.unwrap().event, 4);
    window.get_by_label("The bridge was finished in June 1954.");
}

/// What the rows of the list say, from top to bottom.
fn rows(window: &Harness<'static, Option<App>>) -> Vec<String> {
    let rows = window.query_all_by_role(egui::Role::Row);
    let mut rows: Vec<(f32, String)> =
        rows.map(|row| (row.rect().top(), row.accesskit_node().label().unwrap())).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label).collect()
}

#[test]
fn the_list_is_in_order_of_time_and_what_ended_by_a_date_stands_there() {
    let dates = ["../1931", "1902", "1911-03-04", "", "../1905"].map(str::to_owned);
    let mut chronology = Chronology::clone(&dated(&dates).chronology);
    chronology.events.sort_by_key(Event::sort_key);
    let mut window = open(State::new(chronology));
    window.get_by_label("List").click();
    window.run();
    let dates = |window: &_| {
        let date = |row: String| row.split(", ").nth(1).unwrap().to_owned();
        rows(window).into_iter().map(date).collect::<Vec<_>>()
    };
    assert_eq!(dates(&window), ["1902", "until 1905", "4 March 1911", "until 1931", "no date"]);
    window.get_by_label("Sort by Date").click();
    window.run();
    assert_eq!(dates(&window), ["until 1931", "4 March 1911", "until 1905", "1902", "no date"]);
    // Keys go the same way.
    window.get_by_label("Timeline").click();
    window.run();
    let mut seen = Vec::new();
    for _ in 0..4 {
        window.key_press(egui::Key::CloseBracket);
        window.run();
        let event = &state(&window).chronology.events[state(&window).selection.unwrap().event];
        seen.push(annals::view::words::event_date(event));
    }
    assert_eq!(seen, ["1902", "until 1905", "4 March 1911", "until 1931"]);
}

#[test]
fn the_list_sorts_places_by_the_names_that_it_shows() {
    let mut chronology = chronology();
    // The codes stand in another order than the names.
    let renamed = [place("NL-K", "Zierikoog", Some("NL")), place("TE-S", "Aldwater", Some("TE"))];
    let kept = ["EA", "NL", "TE"].map(|code| place(code, code, None));
    chronology.places = PlaceTable::new(kept.into_iter().chain(renamed));
    let mut window = open(State::new(chronology));
    window.get_by_label("List").click();
    window.run();
    window.get_by_label("Sort by Place").click();
    window.run();
    let titles = rows(&window);
    let first = ["Cannery opens in Teshet", "Bridge over the Teshet"];
    for (row, title) in titles.iter().zip(first) {
        assert!(row.starts_with(title), "{titles:?}");
    }
    assert!(titles.last().unwrap().starts_with("Old chapel moved"), "no place is last: {titles:?}");
}

#[test]
fn documents_are_sorted_by_what_is_told_of_them() {
    let mut chronology = chronology();
    let mut letter = Annotated::clone(&chronology.documents[0]);
    letter.document.id = DocumentId::new("letter.txt");
    letter.document.metadata.title = Some("A letter".to_owned());
    chronology.documents.push(letter.into());
    let mut window = open(State::new(chronology));
    window.get_by_label("Documents").click();
    window.run();
    let mut check = |click: &str, expected: [&str; 2]| {
        if !click.is_empty() {
            window.get_by_label(click).click();
            window.run();
        }
        assert_eq!(rows(&window), expected, "{click}");
    };
    let (book, letter) = ("The harbour book, 6 events", "A letter, 0 events");
    check("", [book, letter]);
    check("Sort by Document", [letter, book]);
    check("Sort by Document", [book, letter]);
    check("Sort by Events", [letter, book]);
    check("Sort by Events", [book, letter]);
}

#[test]
fn the_reader_counts_events_and_not_the_sentences_that_tell_them() {
    let mut chronology = chronology();
    let again = chronology.events[2].sources[0].clone();
    chronology.events[1].sources.push(again);
    let mut window = open(State::new(chronology));
    window.get_by_label_contains("Bridge over the Teshet, June 1954").click();
    window.run();
    window.get_by_label("event 5 of 6");
}

#[test]
fn panels_of_a_wide_window_leave_room_when_it_gets_narrow() {
    let plot = |window: &Harness<'static, Option<App>>| {
        window.state().as_ref().unwrap().scene().plot.width()
    };
    let size = egui::vec2(1024.0, 700.0);
    let narrow = opened(State::new(chronology()), Harness::builder().with_size(size));
    let mut resized =
        opened(State::new(chronology()), Harness::builder().with_size([1440.0, 900.0]));
    resized.set_size(size);
    resized.run();
    assert!((plot(&resized) - plot(&narrow)).abs() < 1.0, "{} {}", plot(&resized), plot(&narrow));
}

#[test]
fn an_inspector_that_unfolds_moves_marks_only_to_keep_the_selected_one_in_view() {
    let size = egui::vec2(1024.0, 700.0);
    let mut window = opened(
        State::new(crate::reading::sample::SAMPLE.clone()),
        Harness::builder().with_size(size),
    );
    // A view that somebody moved: one that is fitted is fitted anew.
    run(&mut window, Command::PanBy(2.0));
    let scene =
        |window: &Harness<'static, Option<App>>| window.state().as_ref().unwrap().scene().clone();
    let folded = scene(&window);
    // What both show stands in the same place; lanes further down may have come into view.
    let stays = |scene: &annals::view::Scene, least: usize| {
        let pairs = folded.marks.iter().filter_map(|before| {
            Some((before, scene.marks.iter().find(|now| now.target == before.target)?))
        });
        let place = |mark: &annals::view::Mark| (mark.rect.left, mark.lane, mark.row);
        pairs.inspect(|(before, now)| assert_eq!(place(before), place(now))).count() >= least
    };
    window.get_by_label("Inspector");
    assert!(window.query_by_label("SOURCES").is_none());
    let event = |mark: &annals::view::Mark| match mark.target {
        annals::view::Target::Event(event) => Some(event),
        annals::view::Target::Cluster(_) => None,
    };
    let singles = || folded.marks.iter().filter(|mark| event(mark).is_some());
    let first = singles().min_by(|a, b| a.rect.left.total_cmp(&b.rect.left)).unwrap();
    let last = singles().max_by(|a, b| a.rect.left.total_cmp(&b.rect.left)).unwrap();

    run(&mut window, Command::Select(event(first).unwrap()));
    let unfolded = scene(&window);
    assert!(unfolded.plot.width() + 200.0 < folded.plot.width());
    assert!(stays(&unfolded, 3));
    run(&mut window, Command::Escape);
    assert!((scene(&window).plot.width() - folded.plot.width()).abs() < 0.5);

    run(&mut window, Command::Select(event(last).unwrap()));
    let moved = scene(&window);
    let selected = moved.marks.iter().find(|mark| mark.target == last.target).unwrap();
    assert!(moved.plot.left < selected.rect.left && selected.rect.left < moved.plot.right);
    assert_eq!((selected.lane, selected.row), (last.lane, last.row));

    run(&mut window, Command::Escape);
    assert!(stays(&scene(&window), folded.marks.len()));
}

#[test]
fn a_fitted_view_is_fitted_anew_where_the_inspector_unfolds() {
    let size = egui::vec2(1024.0, 700.0);
    let mut window = opened(
        State::new(crate::reading::sample::SAMPLE.clone()),
        Harness::builder().with_size(size),
    );
    let view = |window: &Harness<'static, Option<App>>| {
        let state = state(window);
        (state.viewport.start_secs, state.end_secs(), state.plot_width_px)
    };
    let extent = crate::reading::sample::SAMPLE.extent().unwrap();
    let is_fitted =
        |(from, to, _): (f64, f64, f32)| from < extent.0 as f64 && (extent.1 as f64) < to;
    let folded = view(&window);
    assert!(is_fitted(folded));
    press(&mut window, egui::Key::CloseBracket);
    assert!(state(&window).selection.is_some());
    let unfolded = view(&window);
    assert!(unfolded.2 + 200.0 < folded.2 && is_fitted(unfolded), "{unfolded:?} {folded:?}");
    run(&mut window, Command::Escape);
    assert_eq!(view(&window), folded);
    run(&mut window, Command::ZoomIn);
    let zoomed = view(&window);
    press(&mut window, egui::Key::F9);
    let moved = view(&window);
    let is_same = |a: f64, b: f64| (a - b).abs() < 1.0;
    assert!(is_same(moved.0, zoomed.0) && is_same(moved.1, zoomed.1), "{moved:?} {zoomed:?}");
}

#[test]
fn a_panel_that_a_narrow_window_has_no_room_for_says_that_it_is_hidden() {
    let narrow = Harness::builder().with_size([800.0, 600.0]);
    let mut window = opened(State::new(chronology()), narrow);
    for said in ["Inspector hidden (F10)", "Inspector shown (F10)"] {
        press(&mut window, egui::Key::F10);
        window.get_by_label(said);
    }
}

#[test]
fn enter_in_the_search_field_steps_through_what_was_found() {
    let mut window = window();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    window.run();
    window.get_by_label("Search").type_text("Korvala");
    window.run();
    let found: Vec<usize> = state(&window).facets.shown_events().collect();
    assert!(1 < found.len() && found.len() < state(&window).chronology.events.len());
    let selected = |window: &Harness<'static, Option<App>>| state(window).selection.unwrap().event;
    for event in &found {
        press(&mut window, egui::Key::Enter);
        assert_eq!(selected(&window), *event);
    }
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::Enter);
    window.run();
    assert_eq!(selected(&window), found[found.len() - 2]);
    window.get_by_label("Search").type_text(" ferry");
    window.run();
    assert_eq!(state(&window).choices.filter.query, "Korvala ferry", "one goes on typing");
}

#[test]
fn the_next_event_is_the_first_where_all_are_earlier_than_the_view() {
    let mut state = State::new(chronology());
    state.apply(Command::GoTo("2015".to_owned()));
    state.apply(Command::NextEvent);
    assert_eq!(state.selection.map(|selection| selection.event), Some(0));
}

#[test]
fn a_script_does_what_a_hand_does() {
    let mut state = State::new(chronology());
    for (name, argument) in [("only-region", "NL"), ("next-event", ""), ("next-event", "")] {
        assert_eq!(state.apply(Command::parse(name, argument).unwrap()), None);
    }
    assert_eq!(state.facets.shown, [0, 1, 2]);
    assert_eq!(state.selection.unwrap().event, 1);
    state.apply(Command::ClearFilters);
    state.apply(Command::Search("chapel".to_owned()));
    assert_eq!(state.facets.shown, [5]);
}

#[test]
fn escape_closes_one_dialog_and_keys_open_the_next() {
    let mut window = window();
    window.key_press(egui::Key::F1);
    window.run();
    window.get_by_label("Close Keys and commands");
    window.key_press(egui::Key::Escape);
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::E);
    window.run();
    window.get_by_label("Close Export picture");
    window.get_by_label("Path of the new file");
}

#[test]
fn letters_decide_about_the_selected_event() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Key::A);
    window.get_by_label("Accepted, 1 event");
    press(&mut window, egui::Key::S);
    window.get_by_label("Only starred, 1 event");
    press(&mut window, egui::Key::D);
    // What is typed takes the place of the date that stood there.
    window.get_by_label_contains("before 1917").type_text("May 1912");
    window.run();
    press(&mut window, egui::Key::Enter);
    assert_ne!(window.query_all_by_label("May 1912").count(), 0);
    assert_eq!(
        window.query_all_by_label("4 March 1911").count(),
        2,
        "what was found and its source"
    );
    window.get_by_label("set by you");
    for _ in 0..3 {
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.run();
    }
    assert!(window.query_by_label("set by you").is_none());
    assert_eq!(state(&window).chronology.events[1].review, None);
}

#[test]
fn what_is_dismissed_leaves_the_timeline_and_x_brings_it_back() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Key::X);
    assert!(window.query_by_label_contains("Ferry sinks off Korvala, 4 March 1911").is_none());
    assert_eq!(state(&window).facets.shown.len(), EVENTS.len() - 1);
    window.get_by_label("The filters hide this event");
    press(&mut window, egui::Key::X);
    assert!(window.query_by_label("The filters hide this event").is_none());
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911");
}

#[test]
fn several_marks_are_selected_and_merged() {
    let mut window = window();
    window.get_by_label_contains("Lighthouse built at Korvala").click();
    window.run();
    window.event(egui::Event::ModifiersChanged(egui::Modifiers::COMMAND));
    window.get_by_label_contains("Harbour closed").click_modifiers(egui::Modifiers::COMMAND);
    window.run();
    window.get_by_label("2 events selected");
    press(&mut window, egui::Key::M);
    let merged = &state(&window).chronology.events;
    assert_eq!(merged.len(), EVENTS.len() - 1);
    assert!(
        merged.iter().any(|event| event.sources.len() == 2 && event.title.contains("Lighthouse"))
    );
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::M);
    window.run();
    assert_eq!(state(&window).chronology.events.len(), EVENTS.len());
}

#[test]
fn a_tag_and_a_note_are_added_by_hand() {
    let mut window = window();
    window.get_by_label_contains("Bridge over the Teshet, June 1954").click();
    window.run();
    press(&mut window, egui::Key::T);
    window.get_by_label("Tag").type_text("works");
    window.run();
    press(&mut window, egui::Key::Enter);
    window.get_by_label("Remove tag works");
    window.get_by_label("Note").focus();
    window.run();
    window.get_by_label("Note").type_text("See the plan");
    window.run();
    press(&mut window, egui::Key::Escape);
    assert_eq!(state(&window).chronology.events[4].note(), "See the plan");
}

#[test]
fn a_drag_of_the_timeline_closes_the_menu_of_a_mark() {
    let mut window = window();
    let mark = window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911");
    let from = mark.rect().center() - egui::vec2(30.0, 0.0);
    mark.click_secondary();
    window.run();
    window.get_by_label_contains("Centre on event");
    window.drag_at(from);
    window.run();
    for step in 1..4 {
        window.hover_at(from - egui::vec2(10.0 * step as f32, 0.0));
        window.run();
    }
    window.drop_at(from - egui::vec2(30.0, 0.0));
    window.run();
    assert!(window.query_by_label_contains("Centre on event").is_none());
}

#[test]
fn keys_that_need_an_event_say_so_where_none_is_selected() {
    for key in [egui::Key::X, egui::Key::T, egui::Key::F2] {
        let mut window = window();
        press(&mut window, key);
        window.get_by_label_contains("Select an event first");
        assert_eq!(state(&window).dialog, None);
    }
}

#[test]
fn an_event_is_added_to_the_sentence_that_is_read_or_one_beside_it() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Key::E);
    window.get_by_label("sentence 2 of 6");
    window.get_by_label("sentence after").click();
    window.run();
    window.get_by_label("sentence 3 of 6");
    window.get_by_label("Title of the event").type_text("Pier mended");
    window.run();
    window.get_by_label("Date of the event").focus();
    window.run();
    window.get_by_label("Date of the event").type_text("May 1912");
    window.run();
    press(&mut window, egui::Key::Enter);
    window.get_by_label_contains("Pier mended, May 1912");
    window.get_by_label("Added by you");
    let state = state(&window);
    let event = &state.chronology.events[state.selection.unwrap().event];
    assert_eq!(event.sources[0].sentence, state.chronology.documents[0].sentences[2].span);
}

#[test]
fn a_document_without_an_event_is_read_and_told_of() {
    let mut chronology = chronology();
    let text = "The harbour is old. Nobody knows its founder.";
    let spans = [Span::new(0, 19), Span::new(20, text.len())];
    let sentence = |span| Sentence { span, paragraph: 0, is_heading: false, in_chrome: false };
    chronology.documents.push(Arc::new(Annotated {
        document: Document::of_text("old.txt", text),
        sentences: spans.map(sentence).into(),
        times: Vec::new(),
        places: Vec::new(),
    }));
    let mut session = State::new(chronology);
    session.apply(Command::ReadDocument(1));
    let mut window = open(session);
    window.get_by_label(text);
    window.get_by_label("no event found");
    press(&mut window, egui::Key::E);
    window.get_by_label("sentence 1 of 2");
    window.get_by_label("Title of the event").type_text("Harbour founded");
    window.run();
    press(&mut window, egui::Key::Enter);
    assert!(window.query_by_label("no event found").is_none());
    window.get_by_label("event 1 of 1");
    press(&mut window, egui::Key::Escape);
    assert_eq!(state(&window).reading(), None, "nothing is read any more");
}

#[test]
fn a_click_on_a_sentence_selects_what_it_tells() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    let said = "The bridge was finished in June 1954.";
    let rect = window.get_by_label(said).rect();
    let at = rect.left_center() + egui::vec2(20.0, 0.0);
    window.drag_at(at);
    window.drop_at(at);
    window.run();
    assert_eq!(state(&window).selection.unwrap().event, 4);
}

#[test]
fn a_lane_is_collapsed_and_opened_by_its_head() {
    let mut window = window();
    window.get_by_label("Collapse lane Northland, 3 events").click();
    window.run();
    let lane = |window: &Harness<'static, Option<App>>, label: &str| {
        window.get_by_label(label).rect().height()
    };
    assert!(lane(&window, "Open lane Northland, 3 events") < 30.0);
    window.get_by_label("Open lane Northland, 3 events").click();
    window.run();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911");
}

#[test]
fn f6_turns_through_the_panels_and_back() {
    let mut window = window();
    let focused = |window: &Harness<'static, Option<App>>, label: &str| {
        window.get_by_label_contains(label).is_focused()
    };
    press(&mut window, egui::Key::F6);
    assert!(focused(&window, "Filters"));
    press(&mut window, egui::Key::F6);
    assert!(focused(&window, "Timeline, 6 events"));
    press(&mut window, egui::Key::F6);
    assert!(focused(&window, "Inspector"));
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::F6);
    window.run();
    assert!(focused(&window, "Timeline, 6 events"));
}

#[test]
fn selected_events_are_copied_for_a_spreadsheet() {
    let mut window = window();
    window.event(egui::Event::Copy);
    window.run();
    window.get_by_label("Copied 6 events as a table");
}

#[test]
fn a_view_is_kept_and_shown_again() {
    let mut window = window();
    window.get_by_label("Teland, 2 events").click();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::B);
    window.run();
    press(&mut window, egui::Key::Enter);
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::Escape);
    window.run();
    assert_eq!(state(&window).facets.shown.len(), EVENTS.len());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Num1);
    window.run();
    assert_eq!(state(&window).facets.shown, [0, 1, 2, 5]);
}

#[test]
fn escape_leaves_a_field_before_it_leaves_the_event() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    window.get_by_label("Note").focus();
    window.run();
    press(&mut window, egui::Key::Escape);
    assert_eq!(state(&window).selection.unwrap().event, 1);
    press(&mut window, egui::Key::Escape);
    assert_eq!(state(&window).selection, None);
}

#[test]
fn tab_leads_from_the_field_of_a_dialog_to_its_button() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Key::D);
    assert!(window.get_by_label_contains("before 1917").is_focused());
    window.get_by_label_contains("before 1917").type_text("1912");
    window.run();
    press(&mut window, egui::Key::Tab);
    assert!(window.get_by_label("Set date").is_focused());
    press(&mut window, egui::Key::Enter);
    window.get_by_label("set by you");
}

#[test]
fn arrow_keys_move_the_slider_of_confidence_and_stay_on_it() {
    let mut window = window();
    window.get_by_label("Least confidence").focus();
    window.run();
    for _ in 0..3 {
        press(&mut window, egui::Key::ArrowRight);
    }
    assert!((state(&window).choices.filter.min_confidence - 0.15).abs() < 1e-4);
    assert!(window.get_by_label("Least confidence").is_focused());
}

#[test]
fn a_silence_is_drawn_no_farther_than_it_is_seen() {
    let mut state = State::new(chronology());
    state.apply(Command::Toggle(annals::session::Panel::Gaps));
    let mut window = open(state);
    let whole = window.output().shapes.len();
    let june = When::from_edtf("1954-06".parse().unwrap()).bounds.earliest.unwrap() as f64;
    let week = 7.0 * 86_400.0;
    let ctx = window.ctx.clone();
    window.state_mut().as_mut().unwrap().run(&ctx, Command::ShowSpan(june - week, june + week));
    window.run();
    window.get_by_label_contains("between “Ferry sinks off Korvala”");
    assert!(window.output().shapes.len() < 2 * whole);
}

#[test]
fn a_collapsed_lane_of_one_kind_collapses_none_of_another() {
    let mut window = window();
    for command in [Command::ToggleLane(LaneKey::NoPlace), Command::Lanes(LaneBy::None)] {
        let ctx = window.ctx.clone();
        window.state_mut().as_mut().unwrap().run(&ctx, command);
        window.run();
    }
    window.get_by_label("Collapse lane All events, 5 events");
}
