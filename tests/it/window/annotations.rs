//! Annotations: a piece of time that somebody names, in the window, in pictures and in the project file.

use crate::repository::annals_ok;
use crate::window::{Window, chronology, press, run, state, usual};
use annals::export::picture::{self, PictureFormat};
use annals::project::Project;
use annals::session::{Command, Dialog, Reach, Report, Sheet, State};
use annals::view::Band;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};

fn window() -> Window {
    usual(State::new(chronology()))
}

fn said(state: &State) -> Vec<String> {
    state.choices.bands.iter().map(Band::description).collect()
}

fn set(name: &str, time: &str) -> Command {
    Command::SetBand(None, name.to_owned(), time.to_owned())
}

fn range(from: &str, to: &str) -> Command {
    let second = |year: &str| annals::session::date::parse(year).unwrap().0;
    Command::ChooseRange(second(from), second(to))
}

#[test]
fn a_chosen_time_is_named_changed_taken_away_and_undone() {
    let mut window = window();
    run(&mut window, range("1914", "1919"));
    window.get_by_label("Annotate…").click();
    window.run();
    assert_eq!(state(&window).dialog, Some(Dialog::Band(None)));
    window.get_by_label("Name, shown over all lanes").type_text("The blockade");
    press(&mut window, egui::Key::Enter);
    assert_eq!(said(state(&window)), ["The blockade, 1914–1918"]);
    assert_eq!((state(&window).dialog, state(&window).range.is_some()), (None, false));
    window.get_by_label("Annotation The blockade, 1914–1918").click();
    window.run();
    window.get_by_label("1914–1918");
    window.get_by_label("Change annotation…").click();
    window.run();
    assert_eq!(state(&window).dialog, Some(Dialog::Band(Some(0))));
    window.get_by_label("Remove annotation").click();
    window.run();
    assert!(said(state(&window)).is_empty());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run();
    window.get_by_label("Annotation The blockade, 1914–1918");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run();
    assert!(window.query_by_label_contains("Annotation The blockade").is_none());
}

#[test]
fn keys_name_the_time_of_the_selected_event() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Key::B);
    // Its title is there to be taken or written over.
    press(&mut window, egui::Key::Enter);
    assert_eq!(said(state(&window)), ["Ferry sinks off Korvala, 4 March 1911"]);
    window.get_by_label("Annotation Ferry sinks off Korvala, 4 March 1911").focus();
    window.run();
    press(&mut window, egui::Key::Space);
    assert!(window.get_by_label("Zoom to chosen time").is_focused());
}

#[test]
fn tab_leads_to_the_time_and_what_is_typed_takes_its_place() {
    let mut window = window();
    window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").click();
    window.run();
    press(&mut window, egui::Key::B);
    for typed in ["The inquiry", "May 1912"] {
        window.input_mut().events.push(egui::Event::Text(typed.to_owned()));
        window.run();
        press(&mut window, if typed == "The inquiry" { egui::Key::Tab } else { egui::Key::Enter });
    }
    assert_eq!(said(state(&window)), ["The inquiry, May 1912"]);
}

#[test]
fn marks_keep_their_lanes_and_columns_below_an_annotation() {
    let mut window = window();
    let place = |window: &Window| {
        window.get_by_label_contains("Ferry sinks off Korvala, 4 March 1911").rect()
    };
    let before = place(&window);
    run(&mut window, set("The blockade", "1914–1918"));
    let with_one = place(&window);
    assert!((before.left() - with_one.left()).abs() < 0.01 && before.top() < with_one.top());
    run(&mut window, set("The flood", "1930"));
    assert_eq!(place(&window), with_one, "one row is enough for two that do not overlap");
    run(&mut window, Command::ShowSpan(-3e9, -2e9));
    run(&mut window, Command::Back);
    assert_eq!(place(&window), with_one, "what is out of view takes its row all the same");
}

#[test]
fn pictures_show_the_annotations_of_their_time() {
    let mut state = State::new(chronology());
    state.apply(set("The blockade", "1914–1918"));
    let picture = |state: &State| {
        let options = state.picture(PictureFormat::Svg);
        let files = picture::render(&state.chronology, &options).unwrap();
        assert_eq!(files, picture::render(&state.chronology, &options).unwrap());
        String::from_utf8(files.concat()).unwrap()
    };
    state.apply(Command::SetSheet(Box::new(Sheet { reach: Reach::All, ..Sheet::default() })));
    let with = picture(&state);
    assert!(with.contains("The blockade") && with.contains("Annotations"));
    state.apply(range("1950", "1960"));
    state.apply(Command::SetSheet(Box::new(Sheet { reach: Reach::Range, ..Sheet::default() })));
    let elsewhere = picture(&state);
    assert!(!elsewhere.contains("The blockade") && !elsewhere.contains("Annotations"));
}

#[test]
fn a_project_keeps_annotations_and_a_folder_without_one_too() {
    let mut before = State::new(chronology());
    before.apply(set("The blockade", "1914–1918"));
    before.apply(set("The \"long\" night", "2022-02-24 05:00"));
    let text = before.project_file(Path::new("a.annals"), |_| None).to_text();
    assert!(text.contains("\n    {\"name\":\"The blockade\",\"time\":{\"edtf\":\"1914/1918\"}}"));
    let project = Project::from_text(&text).unwrap();
    let mut after = State::default();
    after.take(Report::Project {
        path: PathBuf::from("a.annals"),
        roots: Vec::new(),
        project: Box::new(project.clone()),
        chronology: chronology().into(),
        unread: 0,
    });
    assert_eq!(said(&after), said(&before));
    assert_eq!(after.project_file(Path::new("a.annals"), |_| None).to_text(), text);
    let mut unsaved = State::default();
    unsaved.take(Report::Read {
        roots: Vec::new(),
        chronology: chronology().into(),
        unread: 0,
        unsaved: Some(Box::new(project)),
    });
    assert_eq!(said(&unsaved), said(&before));
    // Another folder has none of them.
    let chronology = chronology().into();
    unsaved.take(Report::Read { roots: Vec::new(), chronology, unread: 0, unsaved: None });
    assert!(said(&unsaved).is_empty());
}

#[test]
fn scripts_make_annotations_that_the_command_line_draws() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("a.txt"), "A lighthouse was built at Bergen in 1990. It burned in 1995.\n")
        .unwrap();
    let steps = r#"["set-band 1991–1993 | The dark years", "set-band 1999 | Gone", "forget-band 2", "save-project-as p.annals"]"#;
    std::fs::write(at("s.toml"), format!("open = [\"a.txt\"]\nsteps = {steps}\n")).unwrap();
    annals_ok(&["run", &at("s.toml")]);
    annals_ok(&["render", &at("p.annals"), "--output", &at("p.svg")]);
    let svg = std::fs::read_to_string(at("p.svg")).unwrap();
    assert!(svg.contains("The dark years") && !svg.contains("Gone"));
    annals_ok(&["render", &at("a.txt"), "--output", &at("a.svg")]);
    assert!(!std::fs::read_to_string(at("a.svg")).unwrap().contains("Annotations"));
}
