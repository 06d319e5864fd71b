//! Whole journeys through the window, from the first folder to a project that is opened again.

use crate::window::{Window, chronology, event, opened_with, press, state, usual};
use annals::model::{Annotated, Chronology, Date, Document, DocumentId};
use annals::pipeline;
use annals::project::Store;
use annals::session::{Command, State};
use annals::view::scene::{Glyph, Scene};
use annals::view::{Target, words};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

fn scene(window: &Window) -> &Scene {
    window.state().as_ref().unwrap().scene()
}

/// Runs a command and draws a single frame: what works on other threads goes on.
fn run(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().as_mut().unwrap().run(&ctx, command);
    window.step();
}

/// Draws frames until something is so; what works on other threads takes its time.
fn wait(window: &mut Window, is_so: impl Fn(&Window) -> bool) {
    for _ in 0..2_000 {
        window.step();
        if is_so(window) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it never was so");
}

fn open(window: &mut Window, path: &Path) {
    run(window, Command::Open(vec![path.to_path_buf()]));
    wait(window, |window| is_read(window) && !state(window).chronology.documents.is_empty());
    window.run();
}

fn is_read(window: &Window) -> bool {
    state(window).progress.is_none() && !state(window).is_replaying()
}

/// Marks, pills, off screen, undated and filtered events are all there are.
fn adds_up(window: &Window) {
    let counts = scene(window).counts;
    let seen = counts.single + counts.clustered + counts.off_screen;
    let events = state(window).chronology.events.len();
    assert_eq!(seen + counts.undated + counts.filtered_out, events, "{counts:?}");
    assert_eq!(counts.total, events);
}

fn no_labels_overlap(window: &Window) {
    let labels: Vec<_> = scene(window).marks.iter().filter_map(|it| it.label.as_ref()).collect();
    for (i, label) in labels.iter().enumerate() {
        let clash = labels.iter().skip(i + 1).find(|other| other.rect.overlaps(label.rect));
        assert!(clash.is_none(), "{} | {clash:?}", label.text);
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a folder has none".to_owned())
    }
}

#[test]
fn j1_a_folder_is_dropped_and_accounted_for() {
    let mut window = usual(State::default());
    window.get_by_label("Everything is read on this computer. Nothing is sent.");
    let folder = Arc::new(Dropped(crate::repository::path("assets/sample")));
    window.input_mut().dropped_files.push(folder);
    wait(&mut window, |window| is_read(window) && !state(window).chronology.documents.is_empty());
    window.run();
    adds_up(&window);
    no_labels_overlap(&window);
    let events = &state(&window).chronology.events;
    for mark in &scene(&window).marks {
        let Target::Event(index) = mark.target else { continue };
        let is_partial = events[index].date_status == annals::model::DateStatus::Partial;
        assert!(!is_partial || mark.glyph != Glyph::Dot, "a point at {}", mark.description);
    }
}

#[test]
fn what_holds_nothing_is_no_recent_folder_and_what_is_missing_is_said_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = place.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        folder
    };
    let (kept, empty, full) = (folder("kept"), folder("empty"), folder("full"));
    std::fs::write(full.join("a.txt"), "The ferry sank on 4 March 1911.\n").unwrap();
    let builder = Harness::builder().with_size([1440.0, 900.0]);
    let mut window = opened_with(State::default(), builder, Some(Store::new(kept)));
    run(&mut window, Command::Open(vec![empty]));
    wait(&mut window, |window| is_read(window) && state(window).notice.is_some());
    assert_eq!(state(&window).recent, Vec::<PathBuf>::new());
    let missing = place.path().join("missing");
    run(&mut window, Command::Open(vec![missing.clone()]));
    let told = |window: &Window| state(window).notice.as_ref().map(|it| it.text.clone());
    let said = format!("Could not find the folder or file\n{}", missing.display());
    wait(&mut window, |window| told(window).as_ref() == Some(&said));
    open(&mut window, &full);
    wait(&mut window, |window| !state(window).recent.is_empty());
    assert_eq!(state(&window).recent, [full]);
}

#[test]
fn j2_a_mark_leads_to_its_sentence_by_mouse_and_by_keys() {
    let mut window = usual(State::new(chronology()));
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    let sentence = "On 4 March 1911 the ferry sank.";
    assert_ne!(window.query_all_by_label(sentence).count(), 0);
    press(&mut window, Key::Escape);
    press(&mut window, Key::F8);
    press(&mut window, Key::CloseBracket);
    assert!(window.query_all_by_label_contains("The harbour book").count() < 2);
    press(&mut window, Key::Enter);
    let selected = state(&window).selection.unwrap();
    let corpus = &state(&window).chronology;
    let source = &corpus.events[selected.event].sources[selected.source];
    let text = &corpus.document_of(source).unwrap().document.text;
    assert_ne!(window.query_all_by_label(source.sentence.of(text)).count(), 0);
}

#[test]
fn j3_the_date_of_a_document_moves_its_relative_dates_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = "The ferry company closed its office yesterday.\n";
    let dated = |day: &str| format!("{day}\n\n{text}");
    std::fs::write(folder.path().join("a.txt"), dated("Korvala, 12 May 2021")).unwrap();
    std::fs::write(folder.path().join("b.txt"), dated("Teshet, 3 July 2022")).unwrap();
    let mut window = usual(State::default());
    open(&mut window, folder.path());
    let dates = |window: &Window| {
        let events = state(window).chronology.events.iter();
        let mut dates: Vec<_> = events.map(words::event_date).collect();
        dates.sort();
        dates
    };
    let before = dates(&window);
    assert_eq!(before, ["11 May 2021", "2 July 2022"]);
    let first = state(&window)
        .chronology
        .events
        .iter()
        .position(|event| words::event_date(event) == "11 May 2021");
    run(&mut window, Command::Select(first.unwrap()));
    window.run();
    window.get_by_label_contains("Date of the document a").click();
    window.run();
    let field = "Another date: 2022-10-30, May 2022, 2022";
    window.get_by_label(field).type_text("6 June 2020");
    window.run();
    window.key_press(Key::Enter);
    wait(&mut window, |window| dates(window) != before);
    assert_eq!(dates(&window), ["2 July 2022", "5 June 2020"]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    wait(&mut window, |window| dates(window) == before);
}

/// The corpus of the window's tests with other events: date and title of each.
fn corpus(events: &[(&str, &str)]) -> Chronology {
    let read = chronology();
    let spans: Vec<_> = read.documents[0].sentences.iter().map(|it| it.span).collect();
    let told = |(i, (date, title)): (usize, &(&str, &str))| {
        event(i, date, title, "NL-K", spans[i % spans.len()], &read.places)
    };
    let mut events: Vec<_> = events.iter().enumerate().map(told).collect();
    events.sort_by_key(annals::model::Event::sort_key);
    Chronology { events, ..chronology() }
}

#[test]
fn j5_what_several_tell_is_one_event_and_several_again() {
    let title = "Ferry sinks off Korvala";
    let told =
        [("1911-03-04", title), ("1911-03-04", title), ("1911-03-05", title), ("1911-03", title)];
    let mut corpus = corpus(&told);
    let one = Annotated::clone(&corpus.documents[0]);
    let article = |number: usize| {
        let id = DocumentId::new(&format!("article {number}"));
        let document = Document { id, ..one.document.clone() };
        Arc::new(Annotated { document, ..one.clone() })
    };
    corpus.documents = (0..told.len()).map(article).collect();
    for (number, event) in corpus.events.iter_mut().enumerate() {
        event.sources[0].document = number;
    }
    let mut window = usual(State::new(corpus));
    let exact = state(&window).chronology.events.iter();
    let exact = exact.clone().position(|it| words::event_date(it) == "4 March 1911").unwrap();
    run(&mut window, Command::Select(exact));
    run(&mut window, Command::AlsoSelectAll(vec![0, 1, 2, 3]));
    window.get_by_label_contains("Timeline, ").focus();
    window.run();
    press(&mut window, Key::M);
    assert_eq!(state(&window).chronology.events.len(), 1);
    let [mark] = scene(&window).marks.as_slice() else { panic!("more than one mark") };
    let Glyph::Conflict { claims } = &mark.glyph else { panic!("{:?}", mark.glyph) };
    let kinds: Vec<_> = claims.iter().map(|it| (it.is_point, it.is_chosen)).collect();
    assert_eq!(kinds, [(false, false), (true, true), (true, false)]);
    assert_eq!(mark.label.as_ref().unwrap().badge.as_deref(), Some("4 docs"));
    window.key_press_modifiers(Modifiers::SHIFT, Key::M);
    window.run();
    assert_eq!(state(&window).chronology.events.len(), 4);
    for expected in [1, 4] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
        let events = &state(&window).chronology.events;
        assert_eq!(events.len(), expected);
        assert_eq!(events.iter().map(|event| event.sources.len()).sum::<usize>(), 4);
    }
}

#[test]
fn j6_from_centuries_to_minutes_by_keys_alone() {
    let told =
        [("-0752", "City founded"), ("0044", "Bridge built"), ("2022-02-24T05:07", "Ferry sinks")];
    let mut window = usual(State::new(corpus(&told)));
    press(&mut window, Key::F6);
    press(&mut window, Key::F6);
    let label = "Timeline, 3 events";
    assert!(window.get_by_label(label).is_focused());
    let eras: Vec<_> = scene(&window).major.iter().map(|tick| tick.label.as_str()).collect();
    assert!(eras.contains(&"BC") && eras.contains(&"AD"), "{eras:?}");
    for title in ["City founded, 753 BC", "Bridge built, 44", "Ferry sinks, 24 February 2022"] {
        window.get_by_label_contains(title);
    }
    press(&mut window, Key::G);
    window.get_by_label("1992, c. 1850, 44 BC, 2022-02-24 05:00").type_text("2022-02-24 05:00");
    window.run();
    press(&mut window, Key::Enter);
    let minutes = |window: &Window| scene(window).minor.iter().any(|tick| tick.label == "05:07");
    for _ in 0..12 {
        if minutes(&window) {
            break;
        }
        press(&mut window, Key::Minus);
    }
    assert!(minutes(&window), "{:?}", scene(&window).minor);
    window.get_by_label_contains("Ferry sinks, 24 February 2022");
    let deep = state(&window).viewport;
    window.get_by_label(label).focus();
    window.run();
    press(&mut window, Key::Num0);
    assert!(deep.secs_per_px < state(&window).viewport.secs_per_px);
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    window.run();
    let again = state(&window).viewport;
    assert!((again.secs_per_px / deep.secs_per_px - 1.0).abs() < 1e-9);
    assert!((again.start_secs - deep.start_secs).abs() < 0.01);
    for key in [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown] {
        press(&mut window, key);
        assert!(window.get_by_label(label).is_focused(), "{key:?} leaves the timeline");
    }
}

#[test]
fn the_list_of_a_cluster_closes_where_its_events_have_other_numbers() {
    let told = vec![("1911-03-04", "Ferry sails"); 90];
    let mut window = usual(State::new(corpus(&told)));
    let pill = scene(&window).marks.iter().find(|mark| mark.target.count() > 1).unwrap();
    let name = pill.description.to_string();
    window.query_all_by_label(&name).next().unwrap().click();
    window.run();
    window.get_by_label("zoom in");
    run(&mut window, Command::Select(0));
    run(&mut window, Command::AlsoSelect(1));
    window.get_by_label("zoom in");
    run(&mut window, Command::Merge);
    window.run();
    assert_eq!(state(&window).chronology.events.len(), 89);
    assert!(window.query_by_label("zoom in").is_none());
}

#[test]
fn the_list_of_folded_periods_leads_to_where_one_is_seen_whole_and_escape_closes_it_alone() {
    let told: Vec<(&str, &str)> = vec![("1900/1980", "Ferry sails"); 40];
    let mut window = usual(State::new(corpus(&told)));
    run(&mut window, Command::Select(0));
    run(&mut window, Command::GoTo("4 March 1911".to_owned()));
    let fold = window.query_all_by_label_contains(" longer periods").next();
    fold.expect("what is longer than the view is folded").click();
    window.run();
    window.get_by_label("zoom out");
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("zoom out").is_none());
    assert!(state(&window).selection.is_some(), "the event stays selected");
    window.query_all_by_label_contains(" longer periods").next().unwrap().click();
    window.run();
    let before = state(&window).viewport.secs_per_px;
    window.get_by_label("zoom out").click();
    window.run();
    assert!(before < state(&window).viewport.secs_per_px);
}

#[test]
fn a_click_on_the_map_is_one_step_to_undo() {
    let mut window = usual(State::new(crate::reading::sample::SAMPLE.clone()));
    let all = state(&window).facets.shown.len();
    // "12 events: Chechnya 8, Dagestan 4" stands for two places.
    window
        .query_all_by_label_contains(" events: ")
        .find(|it| it.accesskit_node().label().unwrap().contains(", "))
        .unwrap()
        .click_accesskit();
    window.run();
    assert!(state(&window).facets.shown.len() < all);
    run(&mut window, Command::Undo);
    assert_eq!(state(&window).facets.shown.len(), all);
}

/// More events than the window works on by itself.
fn many() -> Chronology {
    let days = |i: usize| Date::from_days(i64::try_from(i * 37 % 36_525).unwrap()).to_string();
    let told: Vec<_> = (0..21_000).map(|i| (days(i), format!("Ferry {i} sails"))).collect();
    let told: Vec<_> = told.iter().map(|(date, title)| (date.as_str(), title.as_str())).collect();
    corpus(&told)
}

#[test]
fn j7_a_large_corpus_is_panned_split_searched_and_merged() {
    let mut window = usual(State::new(many()));
    adds_up(&window);
    let pill = scene(&window).marks.iter().position(|mark| mark.target.count() > 1).unwrap();
    let wide = state(&window).viewport.secs_per_px;
    let name = scene(&window).marks[pill].description.to_string();
    window.query_all_by_label(&name).next().unwrap().click_accesskit();
    window.run();
    assert!(state(&window).viewport.secs_per_px < wide, "a pill is split");
    adds_up(&window);
    let rows = |window: &Window| {
        let marks = scene(window).marks.iter();
        let inner = marks.filter(|mark| !mark.cut.left && !mark.cut.right);
        inner.map(|mark| (mark.description.to_string(), mark.row)).collect::<Vec<_>>()
    };
    let before = rows(&window);
    for _ in 0..20 {
        run(&mut window, Command::PanBy(3.0));
        adds_up(&window);
        no_labels_overlap(&window);
        let moved = rows(&window);
        let is_kept = |mark: &(String, usize)| {
            before.iter().all(|other| other.0 != mark.0 || before.contains(mark))
        };
        assert!(moved.iter().all(is_kept));
    }
    run(&mut window, Command::Search("\"ferry 777 sails\"".to_owned()));
    wait(&mut window, |window| !state(window).is_searching());
    assert_eq!(state(&window).facets.shown.len(), 1);
    run(&mut window, Command::ClearFilters);
    run(&mut window, Command::Select(4));
    run(&mut window, Command::AlsoSelect(5));
    run(&mut window, Command::Merge);
    assert!(state(&window).is_replaying() || state(&window).is_behind());
    assert_eq!(state(&window).chronology.events.len(), 21_000, "what was shown stays");
    wait(&mut window, |window| state(window).chronology.events.len() == 20_999);
    adds_up(&window);
    run(&mut window, Command::Undo);
    wait(&mut window, |window| state(window).chronology.events.len() == 21_000);
}

#[test]
fn j9_a_messy_folder_is_stopped_and_read_on() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..120 {
        let text = format!("On {} May 1931 ship {i} left Korvala.\n", i % 28 + 1);
        std::fs::write(folder.path().join(format!("{i:03}.txt")), text).unwrap();
    }
    std::fs::write(folder.path().join("cut.pdf"), b"%PDF-1.4\n1 0 obj").unwrap();
    std::fs::write(folder.path().join("empty.txt"), b"").unwrap();
    let paths = [folder.path().to_path_buf()];
    let clean = pipeline::run(&paths, &pipeline::Options::default(), &()).unwrap().chronology;
    let mut window = usual(State::default());
    run(&mut window, Command::Open(paths.to_vec()));
    wait(&mut window, |window| state(window).progress.is_some());
    window.get_by_label("Cancel").click();
    wait(&mut window, is_read);
    if 0 < state(&window).unread {
        window.run();
        window.get_by_label("read on").click();
        window.step();
        wait(&mut window, |window| is_read(window) && state(window).unread == 0);
    }
    window.run();
    assert_eq!(state(&window).chronology.events.len(), clean.events.len());
    adds_up(&window);
    run(&mut window, Command::Dialog(annals::session::Dialog::Warnings));
    window.run();
    assert_ne!(window.query_all_by_label_contains("cut.pdf").count(), 0);
}

#[test]
fn what_is_decided_while_the_project_is_saved_is_saved_too() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("harbour.txt"), "On 4 March 1911 the ferry sank.\n").unwrap();
    let project = home.path().join("papers.annals");
    let mut window = usual(State::default());
    open(&mut window, &folder);
    run(&mut window, Command::Select(0));
    let ctx = window.ctx.clone();
    let app = window.state_mut().as_mut().unwrap();
    app.run(&ctx, Command::SaveProjectAs(project.clone()));
    app.run(&ctx, Command::Star);
    wait(&mut window, |window| state(window).project.is_some());
    wait(&mut window, |_| std::fs::read_to_string(&project).unwrap().contains("\"star\""));
}

#[test]
fn a_folder_without_documents_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = usual(State::new(chronology()));
    assert_ne!(window.query_all_by_label_contains("off screen").count(), 0);
    run(&mut window, Command::Open(vec![folder.path().to_path_buf()]));
    wait(&mut window, |window| is_read(window) && state(window).notice.is_some());
    window.run();
    window.get_by_label_contains("There are no documents in this folder");
    assert_eq!(window.query_all_by_label_contains("off screen").count(), 0, "nothing is counted");
    std::fs::write(folder.path().join("a.txt"), "").unwrap();
    std::fs::write(folder.path().join("b.txt"), "").unwrap();
    run(&mut window, Command::Open(vec![folder.path().to_path_buf()]));
    wait(&mut window, |window| {
        let notice = state(window).notice.as_ref();
        notice.is_some_and(|it| it.text.starts_with("No document can be read"))
    });
}

#[test]
fn j10_work_lasts_when_the_folder_moves() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("papers");
    std::fs::create_dir(&folder).unwrap();
    let text = "On 4 March 1911 the ferry sank.\n\nOn 9 June 1954 the bridge was opened.\n";
    std::fs::write(folder.join("harbour.txt"), text).unwrap();
    let project = home.path().join("papers.annals");
    let mut window = usual(State::default());
    open(&mut window, &folder);
    run(&mut window, Command::Select(0));
    run(&mut window, Command::Star);
    run(&mut window, Command::SetDate("5 March 1911".to_owned()));
    run(&mut window, Command::Select(1));
    run(&mut window, Command::AddTag("works".to_owned()));
    run(&mut window, Command::SetNote(None, "See the plan".to_owned()));
    let decided = state(&window).chronology.events.clone();
    run(&mut window, Command::SaveProjectAs(project.clone()));
    wait(&mut window, |window| state(window).project.is_some());
    drop(window);

    let moved = home.path().join("archive");
    std::fs::rename(&folder, &moved).unwrap();
    let mut window = usual(State::default());
    run(&mut window, Command::Open(vec![project]));
    wait(&mut window, |window| state(window).homeless.is_some());
    window.run();
    window.get_by_label("Path of the folder").type_text(moved.to_str().unwrap());
    window.run();
    window.key_press(Key::Enter);
    wait(&mut window, |window| is_read(window) && !state(window).chronology.events.is_empty());
    window.run();
    assert_eq!(state(&window).chronology.events, decided);
    assert!(state(&window).lost.is_empty());
    for _ in 0..4 {
        run(&mut window, Command::Undo);
    }
    assert!(state(&window).chronology.events.iter().all(|event| event.review.is_none()));
}
