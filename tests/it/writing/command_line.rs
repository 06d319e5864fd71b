//! What the program writes, in every form that it offers.

use crate::repository::{annals, path};
use serde_json::Value;
use std::fs;
use std::path::Path;

const ARTICLE: &str = "Lisbon, 3 May 1998. The bridge over the Tagus was opened in Lisbon on 29 March \
1998. In 1755 an earthquake destroyed the city. Work on a tunnel will begin in 2004.\n";

/// A folder with one article.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bridge.txt"), ARTICLE).unwrap();
    folder
}

#[track_caller]
fn run(command: &str, folder: &Path, more: &[&str]) -> String {
    let said = annals([&[command, folder.to_str().unwrap()], more].concat());
    assert_eq!(said.status, Some(0), "{}", said.messages);
    said.data
}

#[test]
fn offsets_hold_in_the_file() {
    let folder = corpus();
    let characters: Vec<char> = ARTICLE.chars().collect();
    for line in run("annotate", folder.path(), &[]).lines() {
        let mention: Value = serde_json::from_str(line).unwrap();
        let at = |key: &str| mention[key].as_u64().unwrap() as usize;
        let text: String = characters[at("start")..at("end")].iter().collect();
        assert_eq!(mention["text"], text);
        assert_eq!(ARTICLE.get(at("start_byte")..at("end_byte")), Some(text.as_str()));
    }
}

#[test]
fn every_form_of_events_names_the_earthquake() {
    let folder = corpus();
    for format in ["jsonl", "csv", "json", "timelinejs", "ics", "markdown", "html"] {
        let data = run("extract", folder.path(), &["--format", format]);
        // Calendars fold long lines.
        let data = data.replace("\r\n ", "");
        assert!(data.contains("arthquake"), "{format}: {data}");
        assert!(data.contains("1755"), "{format}: {data}");
    }
}

#[test]
fn a_table_has_a_row_an_event() {
    let folder = corpus();
    let events = run("extract", folder.path(), &[]).lines().count();
    let table = run("extract", folder.path(), &["--format", "csv"]);
    assert_eq!(table.lines().count(), events + 1, "{table}");
}

#[test]
fn marked_text_is_the_text_with_marks() {
    let folder = corpus();
    let data = run("annotate", folder.path(), &["--format", "timeml"]);
    assert!(data.contains("value=\"1998-03-29\">29 March 1998</TIMEX3>"), "{data}");
}

#[test]
fn a_text_that_only_tells_of_the_past_is_dated_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let text = "In 1453 the city fell. The news reached the harbours a month later.";
    fs::write(folder.path().join("essay.txt"), text).unwrap();
    let record: Value = serde_json::from_str(&run("documents", folder.path(), &[])).unwrap();
    assert_eq!(record["date"], "1453/..");
    assert_eq!(record["date_method"], "inferred");
    let data = run("annotate", folder.path(), &["--format", "timeml"]);
    assert!(data.contains("value=\"1453\" mod=\"ON_OR_AFTER\">1453/..</TIMEX3>"), "{data}");
}

#[test]
fn texts_are_written_on_request() {
    let folder = corpus();
    let texts = tempfile::tempdir().unwrap();
    run("documents", folder.path(), &["--text", texts.path().to_str().unwrap()]);
    assert_eq!(fs::read_to_string(texts.path().join("bridge.txt")).unwrap(), ARTICLE);
}

#[test]
fn pictures_are_drawn_twice_the_same() {
    let folder = corpus();
    for (name, head) in [("a.png", &b"\x89PNG"[..]), ("a.svg", b"<svg"), ("a.pdf", b"%PDF")] {
        let draw = || {
            let file = folder.path().join("..").join(format!("{}-{name}", std::process::id()));
            run("render", folder.path(), &["--output", file.to_str().unwrap()]);
            let bytes = fs::read(&file).unwrap();
            fs::remove_file(file).unwrap();
            bytes
        };
        let bytes = draw();
        assert!(bytes.starts_with(head), "{name}");
        assert!(bytes == draw(), "{name} differs from run to run");
    }
}

#[test]
fn a_region_of_the_records_is_a_region_of_the_figure() {
    let folder = corpus();
    fs::write(folder.path().join("union.txt"), "The Soviet Union was founded in 1922.\n").unwrap();
    assert!(run("extract", folder.path(), &[]).contains("\"SUHH\""));
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("union.svg");
    run("render", folder.path(), &["--output", file.to_str().unwrap(), "--region", "SUHH"]);
    let picture = fs::read_to_string(file).unwrap();
    assert!(picture.contains("1922") && !picture.contains("1755"), "{picture}");
}

#[test]
fn a_figure_may_begin_before_christ() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Caesar was murdered in 44 BC. The city fell in 1453.\n";
    fs::write(folder.path().join("rome.txt"), text).unwrap();
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("rome.svg");
    let span = ["--from", "-0099", "--to", "-0009"];
    let args = ["--output", file.to_str().unwrap()].into_iter().chain(span).collect::<Vec<_>>();
    run("render", folder.path(), &args);
    let picture = fs::read_to_string(file).unwrap();
    assert!(picture.contains("Caesar") && !picture.contains("The city fell"), "{picture}");
}

#[test]
fn a_picture_needs_a_known_ending() {
    let said = annals(["render", "assets/sample", "--output", "figure.bmp"]);
    assert_eq!(said.status, Some(1));
    assert!(said.messages.contains(".png, .svg or .pdf"), "{}", said.messages);
}

#[test]
fn a_script_filters_draws_and_lists() {
    let folder = corpus();
    let out = tempfile::tempdir().unwrap();
    let script = out.path().join("figure.toml");
    let steps =
        "steps = [\"search earthquake\", \"fit\", \"events shown.csv\", \"picture shown.svg\"]";
    fs::write(&script, format!("open = [{:?}]\n{steps}\n", folder.path())).unwrap();
    let said = annals(["run", script.to_str().unwrap()]);
    assert_eq!(said.status, Some(0), "{}", said.messages);
    let table = fs::read_to_string(out.path().join("shown.csv")).unwrap();
    assert!(table.contains("1755") && !table.contains("1998-03-29"), "{table}");
    assert!(fs::read_to_string(out.path().join("shown.svg")).unwrap().contains("1755"));
}

#[test]
fn a_wrong_step_is_named() {
    let out = tempfile::tempdir().unwrap();
    let script = out.path().join("wrong.toml");
    fs::write(&script, format!("open = [{:?}]\nsteps = [\"fly\"]\n", path("assets/sample")))
        .unwrap();
    let said = annals(["run", script.to_str().unwrap()]);
    assert_eq!(said.status, Some(1));
    assert!(said.messages.contains("Step 1 could not be done: fly"), "{}", said.messages);
}
