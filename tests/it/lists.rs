//! Chronologies that come in: made by hand, or exported before.

use crate::repository::{annals_ok, path};
use annals::export::{csv, json, timelinejs};
use annals::model::Chronology;
use annals::pipeline;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn read(paths: &[PathBuf]) -> Chronology {
    pipeline::run(paths, &pipeline::Options::default(), &()).unwrap().chronology
}

/// What an event is, by these fields of its record, in order of the events.
fn events(chronology: &Chronology, fields: &[&str]) -> Vec<String> {
    let lines = json::event_lines(chronology);
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

const ALL: [&str; 10] = [
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
];

#[test]
fn what_was_exported_as_json_comes_back_the_same() {
    let chronology = read(&[path("assets/sample")]);
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("events.json", json::events(&chronology)),
        ("events.jsonl", json::event_lines(&chronology)),
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
    fs::write(&file, csv::events(&chronology)).unwrap();
    let titles = |chronology: &Chronology, fields: &[&str]| {
        let lines = json::event_lines(chronology);
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
    fs::write(&file, timelinejs::events(&chronology)).unwrap();
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
