//! Chronologies that come in: made by hand, or exported before.

use crate::repository::{annals_ok, path};
use annals::export::{csv, json, timelinejs};
use annals::model::{Chronology, When};
use annals::pipeline;
use annals::view::Band;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn read(paths: &[PathBuf]) -> Chronology {
    pipeline::run(paths, &pipeline::Options::default(), &()).unwrap().chronology
}

/// What an event is, by these fields of its record, in order of the events.
fn events(chronology: &Chronology, fields: &[&str]) -> Vec<String> {
    let lines = json::event_lines(chronology, &[]);
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        let mut parts: Vec<String> = fields.iter().map(|key| record[*key].to_string()).collect();
        let sources = record["sources"].as_array().unwrap();
        let sentences = sources.iter().map(|source| source["sentence"].to_string());
        let mut sentences: Vec<String> = sentences.collect();
        sentences.sort();
        parts.extend(sentences);
        parts.join(" | ")
    };
    let mut all: Vec<String> = lines.lines().map(record).collect();
    all.sort();
    all
}

const ALL: [&str; 11] = [
    "id",
    "title",
    "edtf",
    "earliest",
    "latest",
    "shape",
    "date_status",
    "factuality",
    "place_codes",
    "regions",
    "actors",
];

#[test]
fn what_was_exported_as_json_comes_back_the_same() {
    let chronology = read(&[path("assets/sample")]);
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("events.json", json::events(&chronology, &[])),
        ("events.jsonl", json::event_lines(&chronology, &[])),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        let back = read(&[file]);
        assert_eq!(events(&back, &ALL), events(&chronology, &ALL), "{name}");
    }
}

#[test]
fn tables_and_slides_come_back_with_what_they_hold() {
    let chronology = read(&[path("assets/sample")]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.csv");
    fs::write(&file, csv::events(&chronology, &[])).unwrap();
    let titles = |chronology: &Chronology, fields: &[&str]| {
        let lines = json::event_lines(chronology, &[]);
        let record = |line: &str| {
            let record: Value = serde_json::from_str(line).unwrap();
            fields.iter().map(|key| record[*key].to_string()).collect::<Vec<_>>().join(" | ")
        };
        let mut all: Vec<String> = lines.lines().map(record).collect();
        all.sort();
        all
    };
    assert_eq!(titles(&read(&[file]), &ALL), titles(&chronology, &ALL), "a table");
    let file = folder.path().join("slides.json");
    let era = Band::new("The siege", When::from_edtf("1990/1992".parse().unwrap())).unwrap();
    fs::write(&file, timelinejs::events(&chronology, &[era])).unwrap();
    let mut dated = chronology.clone();
    dated.events.retain(|event| event.when.is_some());
    let kept = ["id", "title", "edtf"];
    assert_eq!(titles(&read(&[file]), &kept), titles(&dated, &kept), "slides");
}

#[test]
fn a_list_made_by_hand_joins_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).unwrap();
    let text = "On 4 March 1911 the ferry Aurora sank off Bergen in Norway.\n";
    fs::write(notes.join("ferry.txt"), text).unwrap();
    let list = folder.path().join("history.csv");
    let rows = "title,edtf,place,description\n\
                The ferry Aurora sank off Bergen,1911-03-04,NO,The ferry Aurora sank off Bergen.\n\
                Lighthouse built at Bergen,1902,Norway,\n";
    fs::write(&list, rows).unwrap();
    let both = read(&[notes, list.clone()]);
    let told: Vec<_> =
        both.events.iter().map(|event| (event.sources.len(), &event.title)).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[1].0, 2, "{told:?}");
    assert!(both.events.iter().all(|event| event.places[0].as_str().starts_with("NO")));
    let out = folder.path().join("history.svg");
    annals_ok(&["render", list.to_str().unwrap(), "--output", out.to_str().unwrap()]);
    assert!(fs::read_to_string(out).unwrap().contains("Lighthouse built at Bergen"));
}

/// Packs the sample, opens the bundle, and gives the events before and after.
fn packed(more: &[&str]) -> (Chronology, Vec<Value>) {
    let chronology = read(&[path("assets/sample")]);
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("sample.zip");
    let sample = path("assets/sample");
    let pack = ["bundle", sample.to_str().unwrap(), "--output", zip.to_str().unwrap()];
    annals_ok(&[&pack[..], more].concat());
    let said = annals_ok(&["extract", zip.to_str().unwrap(), "--quiet"]);
    (chronology, said.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Every title with its date, sorted.
fn told(records: &[Value]) -> Vec<String> {
    let line = |record: &Value| format!("{} {}", record["edtf"], record["title"]);
    let mut all: Vec<String> = records.iter().map(line).collect();
    all.sort();
    all
}

#[test]
fn a_bundle_opens_elsewhere_with_the_same_events() {
    for more in [&[][..], &["--quotes"]] {
        let (chronology, back) = packed(more);
        let records = json::event_lines(&chronology, &[]);
        let records: Vec<Value> =
            records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(told(&back), told(&records), "{more:?}");
    }
}

#[test]
fn a_bundle_of_quotes_holds_no_other_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    let text = "Ships and boats of all kinds. On 4 March 1911 a ferry sank off Bergen in Norway.\n";
    fs::write(&file, text).unwrap();
    for (more, is_whole) in [(&[][..], true), (&["--quotes"], false)] {
        let zip = folder.path().join("a.zip");
        let pack = ["bundle", file.to_str().unwrap(), "--output", zip.to_str().unwrap()];
        annals_ok(&[&pack[..], more].concat());
        let mut archive = zip::ZipArchive::new(fs::File::open(&zip).unwrap()).unwrap();
        let mut all = String::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            std::io::Read::read_to_string(&mut entry, &mut all).unwrap();
        }
        assert!(all.contains("a ferry sank"), "{all}");
        assert_eq!(all.contains("Ships and boats"), is_whole, "{all}");
    }
}

#[test]
fn a_bundle_keeps_decisions_and_pages() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("notes")).unwrap();
    let text = "On 4 March 1911 a ferry sank off Bergen. In 1755 an earthquake destroyed Lisbon.\n";
    fs::write(folder.path().join("notes/a.txt"), text).unwrap();
    let script = "open = [\"notes\"]\nsteps = [\"select-title ferry\", \"set-title The Aurora is \
                  lost\", \"star\", \"add-tag sea\", \"set-note Ask the harbour.\", \
                  \"save-preset brief\", \"bundle notes.zip\", \"quote-bundle quotes.zip\"]\n";
    fs::write(folder.path().join("pack.toml"), script).unwrap();
    annals_ok(&["run", folder.path().join("pack.toml").to_str().unwrap()]);
    let zip = folder.path().join("notes.zip");
    fs::remove_dir_all(folder.path().join("notes")).unwrap();
    let said = annals_ok(&["extract", zip.to_str().unwrap()]);
    assert!(said.contains("The Aurora is lost"), "{said}");
    let said = annals_ok(&["extract", folder.path().join("quotes.zip").to_str().unwrap()]);
    for kept in ["The Aurora is lost", "\"starred\":true", "\"sea\"", "Ask the harbour."] {
        assert!(said.contains(kept), "{kept} in {said}");
    }
    let out = folder.path().join("figure.svg");
    let draw = ["render", zip.to_str().unwrap(), "--preset", "brief", "--output"];
    annals_ok(&[&draw[..], &[out.to_str().unwrap()]].concat());
    assert!(fs::read_to_string(out).unwrap().contains("The Aurora is lost"));
    let unpacked = folder.path().join("unpacked");
    let project = annals::project::unpack(&zip, &unpacked).unwrap();
    assert_eq!(annals::project::Project::open(&project).unwrap().presets.len(), 1);
}
