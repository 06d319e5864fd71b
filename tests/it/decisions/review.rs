//! Decisions and project files from end to end: what a reviewer does, saves, moves and opens again.

use crate::repository::annals_ok;
use annals::model::{Chronology, DateStatus, Event, ReviewState};
use annals::pipeline;
use annals::project::{self, Decision, Project};
use annals::session::{Command, Job, NewEvent, Report, State};
use annals::view;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Four articles on one flood; one differs by a day, one says only the month. And another flood.
const ARTICLES: [(&str, &str); 5] = [
    ("a.txt", "On 4 March 1911 the Sella dam at Bergen in Norway burst and flooded the town.\n"),
    ("b.txt", "The Sella dam at Bergen in Norway burst on 4 March 1911 and flooded the harbour.\n"),
    ("c.txt", "On 5 March 1911 the Sella dam at Bergen in Norway burst and flooded the town.\n"),
    (
        "d.txt",
        "The council met in Oslo on 7 May 1913. The Sella dam at Bergen in Norway burst on 4 March 1911 and flooded the town.\n",
    ),
    ("e.txt", "On 9 August 1954 a bridge was opened at Tromsø in Norway.\n"),
];

fn write(folder: &Path, articles: &[(&str, &str)]) {
    fs::create_dir_all(folder).unwrap();
    for (name, text) in articles {
        fs::write(folder.join(name), text).unwrap();
    }
}

fn read(folder: &Path) -> Chronology {
    let paths = [folder.to_path_buf()];
    pipeline::run(&paths, &pipeline::Options::default(), &()).unwrap().chronology
}

/// A window on a folder or a project file, without the window.
fn open(path: &Path) -> State {
    let mut state = State::default();
    apply(&mut state, Command::Open(vec![path.to_path_buf()]));
    state
}

/// A folder of articles, and beside it the file of the project on it.
struct Desk {
    place: tempfile::TempDir,
    folder: PathBuf,
    project: PathBuf,
}

impl Desk {
    fn with(articles: &[(&str, &str)]) -> Self {
        let place = tempfile::tempdir().unwrap();
        let [folder, project] = ["articles", "norway.annals"].map(|name| place.path().join(name));
        write(&folder, articles);
        Self { place, folder, project }
    }

    /// The articles as they are opened for the first time, after these steps.
    fn reviewed(&self, steps: &[&str]) -> State {
        let mut state = open(&self.folder);
        run(&mut state, steps);
        state
    }

    /// Does these steps and keeps them in the project.
    fn save(&self, steps: &[&str]) -> State {
        let mut state = self.reviewed(steps);
        apply(&mut state, Command::SaveProjectAs(self.project.clone()));
        state
    }
}

/// Does what a command says, and the jobs that follow from it.
fn apply(state: &mut State, command: Command) {
    let mut next = state.apply(command);
    while let Some(job) = next {
        let report = match job {
            Job::Read(paths) => {
                let chronology = read(&paths[0]).into();
                Report::Read { roots: paths, chronology, unread: 0, unsaved: None }
            }
            Job::OpenProject(path, root) => open_project(path, root),
            Job::SaveProject(path) => {
                state.project_file(&path, project::size_of).save(&path).unwrap();
                Report::ProjectSaved(path)
            }
            Job::Redate(dates) => {
                let chronology = pipeline::redate(state.found(), &dates);
                Report::Redated { chronology, dates }
            }
            other => panic!("{other:?}"),
        };
        next = state.take(report);
    }
}

fn open_project(path: PathBuf, root: Option<PathBuf>) -> Report {
    let project = Box::new(Project::open(&path).unwrap());
    let roots = root.map_or_else(|| project.roots_from(&path), |root| vec![root]);
    if roots.iter().any(|root| !root.exists()) {
        return Report::FolderMissing { path, project };
    }
    let chronology = read(&roots[0]).into();
    Report::Project { path, project, roots, chronology, unread: 0 }
}

fn run(state: &mut State, steps: &[&str]) {
    for step in steps {
        let (name, argument) = step.split_once(' ').unwrap_or((step, ""));
        apply(state, Command::parse(name, argument).unwrap());
    }
}

fn event<'a>(state: &'a State, words: &str) -> &'a Event {
    let holds = |event: &&Event| event.title.to_lowercase().contains(&words.to_lowercase());
    let found = state.chronology.events.iter().find(holds);
    found.unwrap_or_else(|| panic!("no event is called {words}: {:?}", titles(state)))
}

fn titles(state: &State) -> Vec<&str> {
    state.chronology.events.iter().map(|event| event.title.as_str()).collect()
}

fn edtf(event: &Event) -> String {
    event.when.as_ref().map_or_else(|| "–".to_owned(), |when| when.edtf.to_string())
}

/// How often each source tells an event: what no decision may change.
fn sources(chronology: &Chronology) -> BTreeMap<(usize, u32, u32, u32), usize> {
    let mut counts = BTreeMap::new();
    for source in chronology.events.iter().flat_map(|event| &event.sources) {
        let clause =
            (source.document, source.sentence.start, source.clause.start, source.clause.end);
        *counts.entry(clause).or_insert(0) += 1;
    }
    counts
}

/// The same of what was found and what was added.
fn sources_of_all(state: &State) -> BTreeMap<(usize, u32, u32, u32), usize> {
    let mut counts = sources(&CORPUS.chronology);
    for decision in state.decisions() {
        let Decision::Add { event, .. } = decision else { continue };
        let document = ARTICLES.iter().position(|(name, _)| *name == event.document.doc).unwrap();
        let (start, end) = event.clause;
        *counts.entry((document, event.sentence, start, end)).or_insert(0) += 1;
    }
    counts
}

struct Corpus {
    _folder: tempfile::TempDir,
    chronology: Chronology,
}

static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &ARTICLES);
    let chronology = read(folder.path());
    Corpus { _folder: folder, chronology }
});

fn corpus() -> State {
    State::new(CORPUS.chronology.clone())
}

#[test]
fn several_sources_are_split_and_merged_again() {
    let mut state = corpus();
    let flood = event(&state, "dam").clone();
    assert_eq!((flood.sources.len(), flood.date_status), (4, DateStatus::Conflict));
    run(&mut state, &["select-title dam", "split"]);
    let floods: Vec<_> =
        state.chronology.events.iter().filter(|it| it.title.contains("dam")).collect();
    let days: Vec<_> = floods.iter().map(|event| edtf(event)).collect();
    assert_eq!(days, ["1911-03-04", "1911-03-04", "1911-03-04", "1911-03-05"]);
    assert!(floods.iter().all(|event| event.date_status == DateStatus::Exact));
    let all: Vec<usize> = (0..state.chronology.events.len())
        .filter(|i| state.chronology.events[*i].title.contains("dam"))
        .collect();
    apply(&mut state, Command::Select(all[0]));
    apply(&mut state, Command::AlsoSelectAll(all));
    run(&mut state, &["merge"]);
    let again = event(&state, "dam");
    assert_eq!((again.sources.len(), again.date_status), (4, DateStatus::Conflict));
    run(&mut state, &["undo", "undo"]);
    assert_eq!(state.chronology.events, CORPUS.chronology.events);
}

#[test]
fn one_source_is_split_off_and_its_date_can_be_chosen() {
    let mut state = corpus();
    let odd = event(&state, "dam").sources.iter().position(|source| {
        source.when.as_ref().is_some_and(|when| when.edtf.to_string() == "1911-03-05")
    });
    run(&mut state, &["select-title dam", &format!("choose-date {}", odd.unwrap())]);
    assert_eq!(edtf(event(&state, "dam")), "1911-03-05");
    assert_eq!(event(&state, "dam").sources.len(), 4);
    run(&mut state, &["undo", &format!("split-off {}", odd.unwrap())]);
    let days: Vec<_> =
        state.chronology.events.iter().filter(|it| it.title.contains("dam")).map(edtf).collect();
    assert_eq!(days, ["1911-03-04", "1911-03-05"]);
}

#[test]
fn what_was_found_beside_a_given_date_is_what_the_parted_source_tells() {
    let mut state = corpus();
    run(&mut state, &["select-title dam", "set-date 1911", "set-title Disaster", "split"]);
    let kept = event(&state, "Disaster");
    let review = kept.review.as_ref().unwrap();
    let when = review.found_date.as_ref().unwrap().when.as_ref().unwrap();
    assert_eq!((edtf(kept).as_str(), kept.sources.len()), ("1911", 1));
    assert_eq!(Some(when), kept.sources[0].when.as_ref());
    assert_eq!(review.found_date.as_ref().unwrap().status, DateStatus::Exact, "no conflict");
    let (date, title) = (when.edtf.to_string(), review.found_title.clone().unwrap());
    assert!(title.contains("dam"), "{title}");
    run(&mut state, &["select-title Disaster", "set-date", "set-title"]);
    assert_eq!(edtf(event(&state, &title)), date);
}

#[test]
fn what_is_decided_is_shown_beside_what_was_found() {
    let mut state = corpus();
    let found = event(&state, "bridge").title.clone();
    run(&mut state, &["select-title bridge", "set-date before 1955", "set-title A bridge at last"]);
    let bridge = event(&state, "A bridge at last");
    let review = bridge.review.as_ref().unwrap();
    assert_eq!(edtf(bridge), "../1955");
    assert_eq!(review.found_title.as_deref(), Some(found.as_str()));
    let date = review.found_date.as_ref().unwrap().when.as_ref().unwrap();
    assert_eq!(date.edtf.to_string(), "1954-08-09");
    run(&mut state, &["set-date", "set-title"]);
    assert_eq!(event(&state, &found).review, None);
    assert_eq!(state.chronology.events, CORPUS.chronology.events);
}

#[test]
fn what_was_dismissed_is_gone_until_somebody_asks_for_it() {
    let mut state = corpus();
    let all = state.facets.shown.len();
    run(&mut state, &["select-title bridge", "dismiss"]);
    assert_eq!(state.facets.shown.len(), all - 1);
    run(&mut state, &["only-review dismissed"]);
    assert_eq!(state.facets.shown.len(), 1);
    run(&mut state, &["clear-filters", "dismiss"]);
    assert_eq!(state.facets.shown.len(), all);
    assert_eq!(event(&state, "bridge").review_state(), ReviewState::Open);
}

#[test]
fn stars_tags_and_sources_are_filters() {
    let mut state = corpus();
    let shown = |state: &State| -> Vec<String> {
        let all = &state.chronology.events;
        state.facets.shown_events().map(|i| edtf(&all[i])).collect()
    };
    run(
        &mut state,
        &["select-title bridge", "star", "add-tag works", "select-title dam", "add-tag water"],
    );
    run(&mut state, &["only-starred"]);
    assert_eq!(shown(&state), ["1954-08-09"]);
    run(&mut state, &["clear-filters", "toggle-tag water"]);
    assert_eq!(shown(&state), ["1911-03-04"]);
    run(&mut state, &["clear-filters", "least-documents 2"]);
    assert_eq!(shown(&state), ["1911-03-04"]);
}

#[test]
fn a_document_gets_another_date_and_what_counts_from_it_moves() {
    let folder = tempfile::tempdir().unwrap();
    let report = "Bergen, 3 May 1911\n\nYesterday a ferry sank off Bergen in Norway. The harbour at Bergen was built in 1875.\n";
    write(folder.path(), &[("report.txt", report)]);
    let mut state = open(folder.path());
    let before = state.chronology.events.clone();
    let ferry = |state: &State| edtf(event(state, "erry"));
    assert_eq!(ferry(&state), "1911-05-02");
    run(&mut state, &["date-document 0 10 June 1912"]);
    assert_eq!(ferry(&state), "1912-06-09");
    assert_eq!(edtf(event(&state, "arbour")), "1875");
    run(&mut state, &["undo"]);
    assert_eq!(state.chronology.events, before);
    run(&mut state, &["redo"]);
    assert_eq!(ferry(&state), "1912-06-09");
    // What was written in 1912 or later says no more of when "yesterday" was.
    run(&mut state, &["date-document 0 1912 or later"]);
    assert!(state.notice.is_none(), "{:?}", state.notice);
    let date = state.chronology.documents[0].document.dct.as_ref().unwrap();
    assert_eq!(view::words::when(&date.when), "1912 or later");
    assert!(
        state.chronology.events.iter().all(|it| !it.title.contains("erry") || it.when.is_none())
    );
}

/// The steps of a reviewer that a project has to keep.
const STEPS: [&str; 7] = [
    "select-title bridge",
    "set-date 1953",
    "add-tag works",
    "set-note See the plan of 1950",
    "select-title council",
    "dismiss",
    "only-region NO",
];

#[test]
fn a_project_moved_with_another_document_keeps_every_decision() {
    let desk = Desk::with(&ARTICLES);
    desk.save(&STEPS);
    let moved = desk.place.path().join("elsewhere");
    fs::rename(&desk.folder, &moved).unwrap();
    fs::write(moved.join("f.txt"), "On 2 June 1960 a school was opened at Bodø in Norway.\n")
        .unwrap();
    let mut state = open(&desk.project);
    assert!(state.homeless.is_some(), "one question: where is the folder?");
    apply(&mut state, Command::Relocate(moved));
    let bridge = event(&state, "bridge");
    assert_eq!((edtf(bridge).as_str(), bridge.note()), ("1953", "See the plan of 1950"));
    assert_eq!(bridge.tags().collect::<Vec<_>>(), ["works"]);
    assert_eq!(event(&state, "council").review_state(), ReviewState::Dismissed);
    assert_eq!(event(&state, "school").review_state(), ReviewState::New);
    assert_eq!(event(&state, "dam").review_state(), ReviewState::Open);
    assert!(state.choices.filter.regions.is_some());
    assert_eq!(state.lost, []);
    assert!(state.is_moved, "it is saved, so that nobody is asked again");
    let text = state.project_file(&desk.project, |_| None).to_text();
    assert!(text.contains("\"roots\": [\"elsewhere\"]"));

    for _ in 0..4 {
        run(&mut state, &["undo"]);
    }
    assert_eq!(edtf(event(&state, "bridge")), "1954-08-09");
    assert_eq!(event(&state, "bridge").review, None);
    for _ in 0..4 {
        run(&mut state, &["redo"]);
    }
    assert_eq!(event(&state, "bridge").note(), "See the plan of 1950");
}

#[test]
fn a_decision_about_a_document_that_is_gone_is_listed_with_its_quote() {
    let desk = Desk::with(&ARTICLES);
    desk.save(&["select-title bridge", "star"]);
    fs::remove_file(desk.folder.join("e.txt")).unwrap();
    let state = open(&desk.project);
    let [lost] = state.lost.as_slice() else { panic!("{:?}", state.lost) };
    assert_eq!((lost.words.as_str(), lost.doc.as_str()), ("Starred", "e.txt"));
    assert!(lost.quote.starts_with("On 9 August 1954 a bridge"));
}

#[test]
fn decisions_hold_where_a_document_was_edited_elsewhere() {
    let desk = Desk::with(&ARTICLES);
    desk.save(&["select-title bridge", "star"]);
    let text = format!("A new heading\n\nThe town is old. {}", ARTICLES[4].1);
    fs::write(desk.folder.join("e.txt"), text).unwrap();
    let state = open(&desk.project);
    assert!(event(&state, "bridge").is_starred());
    assert_eq!(state.lost, []);
}

/// A chronicle with an event in each of so many sentences.
fn chronicle(count: usize) -> String {
    let day = |number: usize| (number % 28 + 1, number / 28 + 1000);
    let told = (0..count).map(day).map(|(day, year)| {
        format!("On {day} May {year} a ship of number {day}{year} sank near Bergen in Norway.\n\n")
    });
    told.collect()
}

/// Far more than it takes, and far less than where every decision looks at every event.
const SOON: Duration = Duration::from_secs(4);

#[test]
fn thousands_of_decisions_are_made_taken_back_and_opened_again_at_once() {
    let text = chronicle(1_200);
    let desk = Desk::with(&[("a.txt", &text)]);
    let mut state = open(&desk.folder);
    let count = state.chronology.events.len();
    assert!(1_000 < count, "{count}");
    state.apply(Command::Select(0));
    (1..count).for_each(|other| _ = state.apply(Command::AlsoSelect(other)));
    let begun = Instant::now();
    run(&mut state, &["dismiss", "undo", "redo"]);
    assert!(begun.elapsed() < SOON, "decided in {:?}", begun.elapsed());
    let dismissed = |state: &State| {
        let states = ReviewState::ALL.iter().zip(state.facets.reviews);
        states.filter(|(it, _)| **it == ReviewState::Dismissed).map(|(_, it)| it.total).sum()
    };
    assert_eq!(dismissed(&state), count);
    apply(&mut state, Command::SaveProjectAs(desk.project.clone()));
    write(&desk.folder, &[("a.txt", &format!("A new heading\n\n{text}"))]);
    let mut state = State::default();
    let report = open_project(desk.project, None);
    let begun = Instant::now();
    state.take(report);
    assert!(begun.elapsed() < SOON, "applied in {:?}", begun.elapsed());
    assert_eq!((dismissed(&state), state.lost.len()), (count, 0));
}

#[test]
fn a_folder_that_is_opened_again_keeps_what_was_decided_while_it_was_read() {
    let desk = Desk::with(&ARTICLES);
    let mut state = desk.reviewed(&["select-title bridge", "star"]);
    let folder = desk.folder;
    let kept = Box::new(state.project_file(Path::new(""), |_| None));
    assert_eq!(
        state.apply(Command::Open(vec![folder.clone()])),
        Some(Job::Read(vec![folder.clone()]))
    );
    run(&mut state, &["select-title council", "dismiss"]);
    let chronology = read(&folder).into();
    let unsaved = Some(kept);
    state.take(Report::Read { roots: vec![folder], chronology, unread: 0, unsaved });
    assert!(event(&state, "bridge").is_starred());
    assert_eq!(event(&state, "council").review_state(), ReviewState::Dismissed);
}

#[test]
fn decisions_that_a_later_version_kept_are_set_aside_before_they_are_written_over() {
    let place = tempfile::tempdir().unwrap();
    let store = project::Store::new(place.path().to_path_buf());
    let roots = [PathBuf::from("articles")];
    let path = store.unsaved_path(&roots);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text = "{\"annals\": 9, \"log\": [{\"fly\": 1}]}";
    fs::write(&path, text).unwrap();
    assert!(store.unsaved(&roots).unwrap().is_some());
    store.keep_unsaved(&roots, &Project::default()).unwrap();
    assert_eq!(fs::read_to_string(path.with_extension("later")).unwrap(), text);
}

#[test]
fn a_project_file_is_read_line_by_line() {
    let desk = Desk::with(&ARTICLES);
    let mut state = desk.reviewed(&STEPS);
    let before = state.project_file(&desk.project, |_| Some(80)).to_text();
    run(&mut state, &["select-title dam", "star"]);
    let after = state.project_file(&desk.project, |_| Some(80)).to_text();
    let new: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    assert!(new.len() <= 2 && new.iter().any(|line| line.contains("\"star\"")), "{new:?}");
    assert!(after.contains("\"roots\": [\"articles\"]"), "{after}");
    let project = Project::from_text(&after).unwrap();
    assert_eq!(project.to_text(), after);
}

#[test]
fn a_project_of_a_later_version_is_read_and_never_written() {
    let desk = Desk::with(&ARTICLES);
    let text = "{\"annals\": 7, \"roots\": [\"articles\"], \"log\": [{\"hover\": 1}]}";
    fs::write(&desk.project, text).unwrap();
    let mut state = open(&desk.project);
    assert!(state.notice.as_ref().is_some_and(|notice| notice.text.contains("later version")));
    run(&mut state, &["select-title bridge", "star"]);
    assert!(!event(&state, "bridge").is_starred());
    assert_eq!(state.apply(Command::SaveProject), None);
}

#[test]
fn the_command_line_applies_the_decisions_of_a_project() {
    let desk = Desk::with(&ARTICLES);
    let script = desk.place.path().join("review.toml");
    let steps = "steps = [\"select-title bridge\", \"set-date 1953\", \"accept\", \"select-title council\", \"dismiss\", \"save-project-as norway.annals\"]";
    fs::write(&script, format!("open = [\"articles\"]\n{steps}\n")).unwrap();
    annals_ok(&["run", script.to_str().unwrap()]);
    let project = desk.project.to_str().unwrap();
    let events = annals_ok(&["extract", project]);
    let lines: Vec<serde_json::Value> =
        events.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!events.contains("ouncil met"), "{events}");
    let bridge = lines.iter().find(|it| it["edtf"] == "1953").expect("the date is the user's");
    assert_eq!(bridge["review"]["state"], "accepted");
    assert_eq!(bridge["review"]["found_edtf"], "1954-08-09");
    let figure = desk.place.path().join("figure.svg");
    annals_ok(&["render", project, "--output", figure.to_str().unwrap()]);
    let figure = fs::read_to_string(figure).unwrap();
    assert!(figure.contains("ridge was opened") && !figure.contains("ouncil met"), "{figure}");
}

/// An article with a sentence in which no event is found.
const DIARY: &str = "On 2 May 1911 the council met at Bergen in Norway.\n\n\
                     The mayor, a quiet man from Tromsø, with his diary of many years.\n";

/// Adds what the second sentence of the diary tells.
const ADD_DIARY: &str = "add-event 0 1 summer 1910 | Diary of the mayor begun";

#[test]
fn an_event_is_added_to_its_sentence_and_taken_back() {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), &[("diary.txt", DIARY)]);
    let mut state = open(place.path());
    let found = state.chronology.events.clone();
    run(&mut state, &[ADD_DIARY]);
    let selected = &state.chronology.events[state.selection.unwrap().event];
    assert_eq!(selected.title, "Diary of the mayor begun", "it is selected");
    assert_eq!((edtf(selected).as_str(), selected.is_added()), ("1910-22", true));
    assert_eq!(selected.review_state(), ReviewState::Accepted);
    let places = &state.chronology.places;
    let told = selected.places.iter().map(|code| places.name(code)).collect::<Vec<_>>();
    assert_eq!(told, ["Tromsø"], "it lies where its sentence says");
    assert!(selected.sources[0].sentence.of(DIARY).starts_with("The mayor"));
    run(&mut state, &["undo"]);
    assert_eq!(state.chronology.events, found);
    run(&mut state, &["redo", "select-title diary", "star", "set-date 1909"]);
    assert!(event(&state, "diary").is_starred());
    assert_eq!(edtf(event(&state, "diary")), "1909");
    assert_eq!(state.chronology.events.len(), found.len() + 1);
}

/// Whom an added event is told of: also by a surname, where nobody else has it.
#[test]
fn an_added_event_is_one_of_those_whom_its_sentence_names() {
    let place = tempfile::tempdir().unwrap();
    let text = "Ola Dahl opened the school in Bergen on 4 March 1911. A last word with Dahl\u{2019}s friends.\n";
    write(place.path(), &[("school.txt", text)]);
    let mut state = open(place.path());
    run(&mut state, &["add-event 0 1 1912 | Dahl says farewell", "only-actor Ola Dahl"]);
    let shown: Vec<&str> =
        state.facets.shown_events().map(|at| state.chronology.events[at].title.as_str()).collect();
    assert_eq!(shown, ["Ola Dahl opened the school in Bergen", "Dahl says farewell"]);
}

#[test]
fn an_added_event_outlasts_an_edit_of_its_document_but_not_its_sentence() {
    let desk = Desk::with(&[("diary.txt", DIARY)]);
    desk.save(&[ADD_DIARY, "add-tag papers"]);
    write(&desk.folder, &[("diary.txt", &format!("The town is old.\n\n{DIARY}"))]);
    let state = open(&desk.project);
    assert_eq!(event(&state, "diary").tags().collect::<Vec<_>>(), ["papers"]);
    assert_eq!(state.lost, []);
    write(&desk.folder, &[("diary.txt", "On 2 May 1911 the council met at Bergen in Norway.\n")]);
    let state = open(&desk.project);
    let words: Vec<&str> = state.lost.iter().map(|lost| lost.words.as_str()).collect();
    assert_eq!(words, ["Added", "Tagged “papers”"]);
    assert!(state.lost[0].quote.starts_with("The mayor, a quiet man"));
}

#[test]
fn an_added_event_that_was_merged_comes_back_under_its_title() {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), &[("diary.txt", DIARY)]);
    let mut state = open(place.path());
    run(&mut state, &[ADD_DIARY]);
    let before = state.chronology.events.clone();
    let council = before.iter().position(|event| event.title.contains("ouncil")).unwrap();
    apply(&mut state, Command::Select(council));
    let diary = before.iter().position(Event::is_added).unwrap();
    apply(&mut state, Command::AlsoSelect(diary));
    run(&mut state, &["merge"]);
    assert!(!event(&state, "ouncil").is_added(), "it was found, and keeps its title");
    run(&mut state, &["split"]);
    let titles = |events: &[Event]| -> Vec<(String, bool)> {
        events.iter().map(|event| (event.title.clone(), event.is_added())).collect()
    };
    assert_eq!(titles(&state.chronology.events), titles(&before));
}

/// One thing that a reviewer does: kind, and which event or source.
fn steps() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    prop::collection::vec((0..10_u8, 0..20_usize, 0..20_usize), 1..16)
}

fn reviewed(steps: &[(u8, usize, usize)]) -> State {
    let mut state = corpus();
    for (kind, a, b) in steps.iter().copied() {
        let count = state.chronology.events.len();
        apply(&mut state, Command::Select(a % count));
        let command = match kind {
            0 | 1 => {
                apply(&mut state, Command::AlsoSelect(b % count));
                Command::Merge
            }
            2 | 3 => Command::Split,
            4 => Command::SplitOff(b % 4),
            5 => Command::Dismiss,
            6 => Command::SetDate("1920".to_owned()),
            7 => Command::AddTag(format!("tag {b}")),
            8 => Command::AddEvent(Box::new(NewEvent {
                document: a % ARTICLES.len(),
                sentence: 0,
                title: format!("Added {b}"),
                date: "12 May 1912".to_owned(),
                place: None,
            })),
            _ => Command::SetTitle(format!("Title {b}")),
        };
        apply(&mut state, command);
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_merging_and_splitting_loses_a_source(steps in steps()) {
        let state = reviewed(&steps);
        prop_assert_eq!(sources(&state.chronology), sources_of_all(&state));
        prop_assert_eq!(&state.lost, &[]);
        let mut keys: Vec<_> = state.chronology.events.iter().map(Event::sort_key).collect();
        keys.dedup();
        prop_assert!(keys.is_sorted() && keys.len() == state.chronology.events.len());
        let total: usize = state.facets.reviews.iter().map(|count| count.total).sum();
        prop_assert_eq!(total, state.chronology.events.len());
    }

    #[test]
    fn undo_restores_exactly_and_redo_comes_back(steps in steps()) {
        let mut state = reviewed(&steps);
        let after = state.chronology.events.clone();
        let mut count = 0;
        while state.can_undo() {
            apply(&mut state, Command::Undo);
            count += 1;
        }
        prop_assert_eq!(&state.chronology.events, &CORPUS.chronology.events);
        for _ in 0..count {
            apply(&mut state, Command::Redo);
        }
        prop_assert_eq!(&state.chronology.events, &after);
    }

    #[test]
    fn what_is_saved_is_what_is_opened(steps in steps()) {
        let state = reviewed(&steps);
        let path = Path::new("chronology.annals");
        let saved = state.project_file(path, |_| None);
        let project = Project::from_text(&saved.to_text()).unwrap();
        prop_assert_eq!(&project, &saved);
        let mut again = State::default();
        again.take(Report::Project {
            path: path.to_path_buf(),
            project: Box::new(project),
            roots: Vec::new(),
            chronology: CORPUS.chronology.clone().into(),
            unread: 0,
        });
        prop_assert_eq!(&again.chronology.events, &state.chronology.events);
        prop_assert_eq!(&again.choices, &state.choices);
        prop_assert_eq!(again.can_undo(), state.can_undo());
    }
}
