//! The window in the hands of somebody in a hurry: nothing is lost, replaced or moved by one click.

use crate::window::{chronology, opened, place, run, state};
use annals::model::{Chronology, Document, PlaceCode, PlaceTable, Sentence, Span};
use annals::session::{Command, Dialog, Page, Reach, State, Switch};
use annals::ui::App;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

type Window = Harness<'static, Option<App>>;

fn window() -> Window {
    opened(State::new(chronology()), Harness::builder().with_size([1440.0, 900.0]))
}

/// Waits for a job of another thread.
fn wait(window: &mut Window, is_so: impl Fn(&Window) -> bool) {
    let patience = Instant::now() + Duration::from_mins(1);
    while !is_so(window) {
        assert!(Instant::now() < patience);
        std::thread::yield_now();
        window.run();
    }
}

/// Saves where a year of work lies, which is replaced only after a question.
fn save_over(window: &mut Window, path: &Path) {
    window.get_by_label("Save").click();
    window.run();
    window.get_by_label("A file of this name is there already");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "a year of work");
    window.get_by_label("Replace").click();
    window.run();
}

#[test]
fn a_click_on_a_document_reads_it_and_its_button_filters() {
    let mut window = window();
    run(&mut window, Command::Show(Page::Documents));
    window.get_by_label("The harbour book, 6 events").click();
    window.run();
    assert_eq!(state(&window).page, Page::Documents);
    assert!(state(&window).choices.filter.hidden_documents.is_empty());
    assert_eq!(state(&window).selection.map(|it| (it.event, it.source)), Some((0, 0)));
    assert_ne!(window.query_all_by_label("event 1 of 6").count(), 0);
    window.get_by_label("Show only events of The harbour book").click();
    window.run();
    assert_eq!(state(&window).page, Page::Timeline);
}

#[test]
fn an_export_asks_before_it_replaces_a_file_and_stays_open_until_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.csv");
    std::fs::write(&path, "a year of work").unwrap();
    let mut window = window();
    let type_path = |window: &mut Window, text: &str| {
        let field = window.get_by_label("Path of the new file");
        field.focus();
        window.run();
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        window.run();
        window.get_by_label("Path of the new file").type_text(text);
        window.run();
    };
    run(&mut window, Command::ExportTable);
    type_path(&mut window, &folder.path().join("no/such.csv").display().to_string());
    window.get_by_label("Save").click();
    window.run();
    window.get_by_label("There is no such folder");
    assert_eq!(state(&window).dialog, Some(Dialog::Table));
    type_path(&mut window, &path.display().to_string());
    save_over(&mut window, &path);
    wait(&mut window, |window| state(window).dialog.is_none());
    assert!(std::fs::read_to_string(&path).unwrap().contains("Ferry sinks off Korvala"));
    run(&mut window, Command::ExportTable);
    assert_eq!(
        window.get_by_label("Path of the new file").value(),
        Some(path.display().to_string()),
        "the path is kept from one export to the next"
    );
}

/// The events with one of them once more, in other words of another sentence.
fn twins() -> Chronology {
    let mut corpus = chronology();
    let ferry = corpus.events.iter().position(|it| it.title == "Ferry sinks off Korvala").unwrap();
    let mut twin = corpus.events[ferry].clone();
    let other = corpus.events.iter().rev().find(|it| it.sources != twin.sources).unwrap();
    (twin.sources[0].sentence, twin.sources[0].clause) =
        (other.sources[0].sentence, other.sources[0].clause);
    (twin.id, twin.title) = (annals::model::EventId(4_711), "Ferry sinks near Korvala".to_owned());
    corpus.events.insert(ferry + 1, twin);
    corpus
}

fn knows_pairs(window: &Window) -> bool {
    state(window).pairs.as_ref().is_some_and(|pairs| !pairs.is_empty())
}

/// The events with one twice.
fn window_of_twins() -> Window {
    opened(State::new(twins()), Harness::builder().with_size([1440.0, 900.0]))
}

#[test]
fn what_may_be_the_same_is_offered_with_the_selected_event() {
    for (answer, left) in [("Not the same", 7), ("Merge", 6)] {
        let mut window = window_of_twins();
        run(&mut window, Command::Select(1));
        wait(&mut window, |window| window.query_by_label("Not the same").is_some());
        run(&mut window, Command::Select(0));
        assert!(window.query_by_label("Not the same").is_none(), "nothing is like the lighthouse");
        run(&mut window, Command::Select(1));
        wait(&mut window, |window| window.query_by_label("Not the same").is_some());
        window.get_by_label("Ferry sinks near Korvala");
        window.get_by_label(answer).click();
        window.run();
        assert_eq!(state(&window).chronology.events.len(), left, "{answer}");
        assert!(window.query_by_label(answer).is_none(), "it is not asked again");
        let selected = state(&window).selection.unwrap().event;
        assert_eq!(state(&window).chronology.events[selected].title, "Ferry sinks off Korvala");
        run(&mut window, Command::Undo);
        assert_eq!(state(&window).chronology.events.len(), 7);
    }
}

#[test]
fn a_candidate_is_shown_on_the_timeline_wherever_one_comes_from() {
    let mut window = window_of_twins();
    run(&mut window, Command::Show(Page::Documents));
    run(&mut window, Command::FindPairs);
    wait(&mut window, knows_pairs);
    window.run();
    window.query_all_by_label("show on the timeline").next().unwrap().click();
    window.run();
    assert_eq!((state(&window).page, state(&window).dialog), (Page::Timeline, None));
    assert!(state(&window).selection.is_some());
}

#[test]
fn events_of_what_is_in_view_are_exported_alone() {
    let mut window = window();
    run(&mut window, Command::ExportTable);
    window.get_by_label("In view").click();
    window.run();
    assert_eq!(state(&window).reach_of_events(), Reach::View);
    window.get_by_label_contains("5 events that may lie in this time");
}

#[test]
fn pairs_that_may_be_one_are_shown_whole() {
    let mut window = opened(State::new(twins()), Harness::builder().with_size([1024.0, 700.0]));
    run(&mut window, Command::FindPairs);
    wait(&mut window, knows_pairs);
    window.run();
    let actions = window.get_by_label("Merge  M").rect().top();
    for link in window.query_all_by_label("show on the timeline") {
        assert!(link.rect().bottom() <= actions, "{:?} below {actions}", link.rect());
    }
}

#[test]
fn a_project_saved_under_a_name_asks_before_it_replaces_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.annals");
    std::fs::write(&path, "a year of work").unwrap();
    let mut window = window();
    run(&mut window, Command::AskProjectPath);
    let field = window.get_by_label("Path of the project file");
    field.focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    // The ending is not typed by most.
    let typed = folder.path().join("kept").display().to_string();
    window.get_by_label("Path of the project file").type_text(&typed);
    window.run();
    save_over(&mut window, &path);
    wait(&mut window, |window| state(window).project.is_some());
    assert!(annals::project::Project::open(&path).is_ok());
    run(&mut window, Command::AskProjectPath);
    window.get_by_label("Save").click();
    window.run();
    assert_eq!(state(&window).dialog, None, "its own file is written over without a question");
}

#[test]
fn the_legend_is_one_click_away() {
    let mut window = window();
    window.get_by_label("legend").click();
    window.run();
    for words in ["What the marks say", "some time within this span", "sources disagree", "denied"]
    {
        window.get_by_label(words);
    }
    window.key_press(egui::Key::Escape);
    window.run();
    assert_eq!(state(&window).dialog, None);
}

#[test]
fn the_key_that_opened_the_legend_or_the_keys_closes_it() {
    let mut window = window();
    for (key, dialog) in [(egui::Key::L, Dialog::Legend), (egui::Key::F1, Dialog::Help)] {
        window.key_press(key);
        window.run();
        assert_eq!(state(&window).dialog, Some(dialog));
        window.key_press(key);
        window.run();
        assert_eq!(state(&window).dialog, None, "{key:?}");
    }
}

#[test]
fn what_is_said_about_a_button_does_not_cover_the_dialog_that_a_key_opens() {
    let mut window = window();
    let about = "What each kind of mark says (L)";
    window.get_by_label("legend").hover();
    window.run();
    assert!(window.query_by_label(about).is_some());
    window.key_press(egui::Key::L);
    window.run();
    assert_eq!(state(&window).dialog, Some(Dialog::Legend));
    assert!(window.query_by_label(about).is_none());
    window.key_press(egui::Key::L);
    window.run();
    window.get_by_label("legend").hover();
    window.run();
    assert!(window.query_by_label(about).is_some(), "it is said again afterwards");
}

#[test]
fn the_palette_finds_a_command_by_the_word_that_others_use_for_it() {
    let mut window = window();
    for (word, command) in [("cancel", "Stop reading"), ("resume", "Read again")] {
        run(&mut window, Command::Dialog(Dialog::Palette));
        window.get_by_label("Type a command or a date").type_text(word);
        window.run();
        assert!(window.query_by_label(command).is_some(), "{word}");
        run(&mut window, Command::Dialog(Dialog::Palette));
    }
}

#[test]
fn a_region_that_is_looked_for_stands_alone() {
    let mut corpus = chronology();
    let names = [
        "Arland", "Borland", "Corland", "Dorland", "Erland", "Forland", "Garland", "Horland",
        "Irland",
    ];
    let places = PlaceTable::new(names.map(|name| place(name, name, None)));
    for (i, event) in corpus.events.iter_mut().take(4).enumerate() {
        event.places = names[2 * i..2 * i + 2].iter().map(|name| PlaceCode::new(name)).collect();
        event.regions.clone_from(&event.places);
    }
    corpus.events[4].places = vec![PlaceCode::new("Irland")];
    corpus.events[4].regions = vec![PlaceCode::new("Irland")];
    corpus.places = places;
    let mut window = opened(State::new(corpus), Harness::builder().with_size([1440.0, 900.0]));
    let shows =
        |window: &Window, words: &str| window.query_all_by_label_contains(words).next().is_some();
    assert!(shows(&window, "Borland, ") && shows(&window, "No region found"));
    window.get_by_label("Find a region").focus();
    window.run();
    window.get_by_label("Find a region").type_text("gar");
    window.run();
    assert!(shows(&window, "Garland, ") && !shows(&window, "Borland, "));
    assert!(!shows(&window, "No region found"));
}

#[test]
fn a_panel_that_makes_way_for_the_event_moves_no_mark() {
    let mut window = opened(State::new(chronology()), Harness::builder().with_size([800.0, 700.0]));
    // A view that somebody moved: one that is fitted is fitted anew.
    run(&mut window, Command::PanBy(2.0));
    let label = "Ferry sinks off Korvala, 4 March 1911";
    let at = |window: &Window| window.get_by_label_contains(label).rect().left();
    let before = at(&window);
    window.get_by_label_contains(label).click();
    window.run();
    assert!(state(&window).selection.is_some());
    let mark = |window: &Window| {
        let mut all = window.query_all_by_label_contains(label);
        let marks = all.find(|node| (node.rect().left() - before).abs() < 2.0);
        marks.is_some()
    };
    assert!(mark(&window), "the mark stays under the pointer");
}

#[test]
fn a_panel_that_makes_way_for_the_event_does_not_hide_it() {
    let mut window = opened(State::new(chronology()), Harness::builder().with_size([800.0, 700.0]));
    window.get_by_label_contains("Bridge over the Teshet, June 1954").click();
    window.run();
    assert!(state(&window).selection.is_some());
    let marks = &window.state().as_ref().unwrap().scene().marks;
    assert!(marks.iter().any(|mark| mark.style.is_selected), "the mark is still in view");
}

/// Whether the mark of the selected event is seen whole.
fn is_seen(window: &Window) -> bool {
    let scene = window.state().as_ref().unwrap().scene();
    let (top, bottom) = (scene.plot.top, scene.plot.bottom);
    let mut marks = scene.marks.iter().filter(|mark| mark.style.is_selected);
    marks.any(|mark| top <= mark.rect.top && mark.rect.bottom <= bottom)
}

#[test]
fn an_event_that_is_starred_is_in_view_where_it_stands_then() {
    let mut window =
        opened(State::new(chronology()), Harness::builder().with_size([1024.0, 390.0]));
    run(&mut window, Command::Select(0));
    run(&mut window, Command::ScrollTo(10_000.0));
    assert!(!is_seen(&window), "the lanes are higher than the window");
    run(&mut window, Command::Star);
    assert!(is_seen(&window));
}

#[test]
fn an_event_that_is_centred_is_in_view_whatever_lanes_were_looked_at() {
    let mut window =
        opened(State::new(chronology()), Harness::builder().with_size([1024.0, 390.0]));
    run(&mut window, Command::Select(0));
    assert!(is_seen(&window));
    let mut was_hidden = false;
    for scroll_px in [10_000.0, 0.0] {
        run(&mut window, Command::ScrollTo(scroll_px));
        was_hidden |= !is_seen(&window);
        for _ in 0..2 {
            run(&mut window, Command::Centre);
            assert!(is_seen(&window), "{scroll_px}");
        }
    }
    assert!(was_hidden, "the lanes are higher than the window");
}

#[test]
fn the_wheel_zooms_or_scrolls_the_lanes_as_somebody_likes() {
    let mut window = window();
    let at = window.get_by_label_contains("Timeline, 6 events").rect().center();
    let turn = |window: &mut Window, modifiers: egui::Modifiers| {
        let before = state(window).viewport.secs_per_px;
        window.hover_at(at);
        window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, 1.0),
            phase: egui::TouchPhase::Move,
            modifiers,
            source: egui::MouseWheelSource::Wheel,
        });
        window.run();
        state(window).viewport.secs_per_px < before
    };
    assert!(turn(&mut window, egui::Modifiers::NONE));
    run(&mut window, Command::Turn(Switch::Wheel));
    assert!(!turn(&mut window, egui::Modifiers::NONE));
    assert!(turn(&mut window, egui::Modifiers::COMMAND | egui::Modifiers::CTRL));
}

#[test]
fn what_is_told_of_an_event_with_many_sources_is_not_below_all_of_them() {
    let mut corpus = chronology();
    let source = corpus.events[1].sources[0].clone();
    corpus.events[1].sources = vec![source; 40];
    let mut window = opened(State::new(corpus), Harness::builder().with_size([1440.0, 900.0]));
    run(&mut window, Command::Select(1));
    let cards = |window: &Window| window.query_all_by_label_contains("Source harbour.txt").count();
    assert_eq!(cards(&window), 5);
    run(&mut window, Command::SelectSource(20));
    assert_eq!(cards(&window), 6, "the one that is read is there too");
    let click = |window: &mut Window, label: &str| {
        window.get_by_label(label).scroll_to_me();
        window.run();
        window.get_by_label(label).click();
        window.run();
    };
    click(&mut window, "35 more sources");
    assert_eq!(cards(&window), 40);
    click(&mut window, "fewer sources");
    assert_eq!(cards(&window), 6);
}

#[test]
fn two_fingers_that_move_in_time_do_not_zoom_on_their_way() {
    let size = Harness::builder().with_size([1440.0, 900.0]).with_step_dt(1.0 / 60.0);
    let mut window = opened(State::new(chronology()), size);
    let at = window.get_by_label_contains("Timeline, 6 events").rect().center();
    window.hover_at(at);
    window.step();
    let view = |window: &Window| state(window).viewport;
    let swipe = |window: &mut Window, x: f32, y: f32| {
        window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(x, y),
            phase: egui::TouchPhase::Move,
            modifiers: egui::Modifiers::NONE,
            source: egui::MouseWheelSource::Wheel,
        });
        window.step();
    };
    let before = view(&window);
    for (x, y) in [(30.0, 4.0), (24.0, 9.0), (3.0, 12.0), (2.0, 30.0), (20.0, 5.0)] {
        swipe(&mut window, x, y);
    }
    let after = view(&window);
    assert!(after.start_secs < before.start_secs, "{before:?} {after:?}");
    assert!((after.secs_per_px / before.secs_per_px - 1.0).abs() < 1e-9, "nothing is zoomed");
    // Whoever rested begins anew.
    (0..40).for_each(|_| window.step());
    swipe(&mut window, 2.0, 30.0);
    window.run();
    assert!(view(&window).secs_per_px < before.secs_per_px);
}

/// What was put on the clipboard while `act` was drawn once.
fn copied(window: &mut Window, act: impl FnOnce(&mut Window)) -> Vec<String> {
    act(window);
    window.step();
    let commands = window.output().platform_output.commands.iter();
    let texts = commands.filter_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// A drag over a sentence of the reader, and where that stands.
fn drag_over(window: &mut Window, said: &str) -> egui::Rect {
    let rect = window.get_by_label(said).rect();
    let end = egui::pos2(rect.left() + 320.0, rect.center().y);
    window.drag_at(rect.left_center() + egui::vec2(1.0, 0.0));
    window.run();
    window.hover_at(end);
    window.run();
    window.drop_at(end);
    window.run();
    rect
}

#[test]
fn words_of_the_reader_are_selected_and_copied_instead_of_events() {
    let mut window = window();
    run(&mut window, Command::Select(1));
    let said = "The bridge was finished in June 1954.";
    drag_over(&mut window, said);
    assert_eq!(state(&window).selection.unwrap().event, 1, "a drag selects no event");
    let texts = copied(&mut window, |window| window.event(egui::Event::Copy));
    assert_eq!(texts, [said]);
    // Escape lets the words go first, the event after them.
    window.key_press(egui::Key::Escape);
    window.run();
    assert!(state(&window).selection.is_some());
    window.key_press(egui::Key::Escape);
    window.run();
    assert!(state(&window).selection.is_none());
    // A click selects an event and no words.
    run(&mut window, Command::Select(1));
    let at = window.get_by_label(said).rect().left_center() + egui::vec2(20.0, 0.0);
    window.drag_at(at);
    window.drop_at(at);
    window.run();
    assert_eq!(state(&window).selection.unwrap().event, 4);
    let texts = copied(&mut window, |window| window.event(egui::Event::Copy));
    assert!(texts.concat().contains("Bridge over the Teshet"), "{texts:?}");
}

#[test]
fn a_sentence_is_copied_with_all_that_a_footnote_needs() {
    let mut window = window();
    run(&mut window, Command::Select(1));
    let said = window.get_by_label("The bridge was finished in June 1954.");
    let at = said.rect().left_center() + egui::vec2(20.0, 0.0);
    ask_at(&mut window, at);
    let texts = copied(&mut window, |window| window.get_by_label("Copy with its source").click());
    let source = "“The harbour book”, para. 5, harbour.txt";
    assert_eq!(texts, [format!("“The bridge was finished in June 1954.” — {source}")]);
}

/// A press and a release of the other button.
fn ask_at(window: &mut Window, at: egui::Pos2) {
    window.hover_at(at);
    window.run();
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Secondary, egui::Modifiers::NONE);
        window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        window.step();
    }
    window.run();
}

#[test]
fn selected_words_stay_selected_for_the_other_button_and_are_copied() {
    let mut window = window();
    run(&mut window, Command::Select(1));
    let said = "The bridge was finished in June 1954.";
    let rect = drag_over(&mut window, said);
    ask_at(&mut window, rect.left_center() + egui::vec2(40.0, 0.0));
    window.get_by_label("Copy selected words").click();
    let steps = (0..4).flat_map(|_| copied(&mut window, |_| ()));
    let texts: Vec<String> = steps.collect();
    assert_eq!(texts, [said]);
    window.get_by_label("Copied the selected words");
}

#[test]
fn a_click_with_ctrl_that_misses_a_mark_leaves_what_is_selected() {
    let mut window = window();
    window.get_by_label_contains("Lighthouse built at Korvala").click();
    window.run();
    let before = state(&window).selection;
    assert!(before.is_some());
    let beside = window.get_by_label_contains("Harbour closed").rect();
    let at = beside.center_bottom() + egui::vec2(0.0, 14.0);
    let click = |window: &mut Window, modifiers: egui::Modifiers| {
        window.event(egui::Event::ModifiersChanged(modifiers));
        window.hover_at(at);
        window.run();
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        window.run();
    };
    click(&mut window, egui::Modifiers::COMMAND);
    assert_eq!(state(&window).selection, before);
    click(&mut window, egui::Modifiers::NONE);
    assert_eq!(state(&window).selection, None, "there is nothing at that place");
}

#[test]
fn what_is_left_as_it_was_in_a_dialog_is_no_decision() {
    let dialogs = [
        Command::Dialog(Dialog::Date),
        Command::Dialog(Dialog::Title),
        Command::AskDocumentDate(0),
    ];
    for dialog in dialogs {
        let mut window = window();
        run(&mut window, Command::Select(4));
        run(&mut window, dialog);
        assert!(state(&window).dialog.is_some());
        window.key_press(egui::Key::Enter);
        window.run();
        assert_eq!(state(&window).dialog, None);
        assert_eq!(state(&window).decisions().len(), 0);
    }
}

/// The harbour book with many pages behind it, the last sentence of which tells of the ferry.
fn long_book() -> Chronology {
    let mut chronology = chronology();
    let mut book = chronology.documents[0].as_ref().clone();
    let mut text = book.document.text.to_string();
    for day in 0..90 {
        let start = text.len();
        let tide = "the keeper wrote down how high the water stood at the pier and who went out";
        text.push_str(&format!("On day {day} {tide}, and how many of them came back with fish."));
        let span = Span::new(start, text.len());
        let paragraph = 100 + day;
        book.sentences.push(Sentence { span, paragraph, is_heading: false, in_chrome: false });
        text.push('\n');
    }
    let last = book.sentences.last().unwrap().span;
    let source = &mut chronology.events[1].sources[0];
    (source.sentence, source.clause) = (last, last);
    book.document = Document {
        metadata: book.document.metadata.clone(),
        ..Document::of_text("harbour.txt", &text)
    };
    chronology.documents = vec![Arc::new(book)];
    chronology
}

#[test]
fn the_reader_opens_at_the_sentence_however_far_below_it_stands() {
    for size in [[1440.0, 900.0], [1024.0, 700.0]] {
        let mut window = opened(State::new(long_book()), Harness::builder().with_size(size));
        // Far below, and back to the top.
        for event in [1, 4] {
            run(&mut window, Command::Select(event));
            let state = state(&window);
            let source = &state.chronology.events[event].sources[0];
            let said = source.sentence.of(&state.chronology.documents[0].document.text);
            let head = window.get_by_label("prev").rect();
            let in_reader = |said: egui::Rect| {
                let is_below_head = head.bottom() <= said.top() && said.left() < head.left();
                is_below_head && said.bottom() <= size[1] - 26.0
            };
            let mut found = window.query_all_by_label(said);
            assert!(found.any(|it| in_reader(it.rect())), "{said} {size:?}");
        }
    }
}
