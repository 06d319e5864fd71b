//! Data for other programs, read by parsers that are not our own.

use crate::repository::path;
use annals::export::{csv, html, ics, json, timelinejs};
use annals::model::{Chronology, DateTime, Edtf, When};
use annals::pipeline;
use annals::view::Band;
use html5gum::{StartTag, Token, Tokenizer};
use ical::parser::ical::component::IcalEvent;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;

/// The sample, and a document with every sign that one of the formats gives a meaning to.
fn chronology() -> &'static Chronology {
    static CHRONOLOGY: OnceLock<Chronology> = OnceLock::new();
    CHRONOLOGY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let text = "On 4 March 1911 the ferry “A & B <Star>; Sons, Ltd\\Co” sank off Bergen in Norway.\n";
        let rows = "title,edtf,place,sentence,url\n\
                    \"Ferry, a; b\\c & <i>sank</i>\",1911-03-04,NO,\"It \"\"sank\"\" & <b>burned</b>.\",\
                    \"https://example.org/a?b=1&c=\"\"2\"\"\"\n";
        fs::write(folder.path().join("ferry.txt"), text).unwrap();
        let list = folder.path().join("list.csv");
        fs::write(&list, rows).unwrap();
        let paths = [path("assets/sample"), folder.path().join("ferry.txt"), list];
        pipeline::run(&paths, &pipeline::Options::default(), &()).unwrap().chronology
    })
}

/// The values of a property of a calendar entry with its parameters.
fn values<'e>(entry: &'e IcalEvent, name: &str) -> Vec<(&'e str, Vec<String>)> {
    let named = entry.properties.iter().filter(|property| property.name == name);
    let value = |property: &'e ical::property::Property| {
        let parameters = property.params.iter().flatten();
        let parameters = parameters.map(|(name, values)| format!("{name}={}", values.join(",")));
        (property.value.as_deref().unwrap_or_default(), parameters.collect())
    };
    named.map(value).collect()
}

/// A text of a calendar, its escapes undone.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        let c = if c == '\\' { letters.next().unwrap_or_default() } else { c };
        out.push(c);
    }
    out
}

#[test]
fn a_calendar_program_reads_every_event() {
    let chronology = chronology();
    let text = ics::events(chronology);
    assert!(text.lines().all(|line| line.len() <= 75), "lines are folded");
    let calendars: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.into_iter().next().unwrap().unwrap();
    let titles: BTreeMap<String, &str> =
        chronology.events.iter().map(|it| (format!("{}@annals", it.id), &*it.title)).collect();
    let mut seen = BTreeSet::new();
    for entry in &calendar.events {
        let one = |name: &str| match values(entry, name).as_slice() {
            [one] => one.clone(),
            other => panic!("{name}: {other:?}"),
        };
        let (id, _) = one("UID");
        assert!(seen.insert(id.to_owned()), "{id} twice");
        assert_eq!(unescaped(one("SUMMARY").0), titles[id]);
        assert_eq!(one("DTSTAMP").0, "19700101T000000Z");
        let [(start, kind), (end, _)] = [one("DTSTART"), one("DTEND")];
        assert_eq!(kind, ["VALUE=DATE"], "{id}");
        assert!(start.len() == 8 && end.len() == 8 && start < end, "{start}–{end}");
    }
    let is_ours = |year: i32| (1..=9_998).contains(&year);
    let in_calendar = chronology.events.iter().filter(|event| {
        let bounds = event.bounds();
        let ends = [bounds.earliest.or(bounds.latest), bounds.latest.or(bounds.earliest)];
        ends.iter().all(|end| end.is_some_and(|at| is_ours(DateTime::from_seconds(at).date.year)))
    });
    assert_eq!(seen.len(), in_calendar.count());
    assert!(300 < seen.len(), "{}", seen.len());
}

/// Elements that have no end.
const EMPTY_ELEMENTS: [&[u8]; 2] = [b"meta", b"br"];

/// What a tokenizer after the standard finds in a page.
#[derive(Default)]
struct Elements {
    wrong: Vec<String>,
    open: Vec<String>,
    counts: BTreeMap<String, usize>,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Elements {
    fn of(page: &str) -> Self {
        let mut found = Self::default();
        for Ok(token) in Tokenizer::new(page) {
            match token {
                Token::StartTag(tag) => found.start(&tag),
                Token::EndTag(tag) => {
                    let (name, open) = (String::from_utf8_lossy(&tag.name), found.open.pop());
                    if open.as_deref() != Some(&*name) {
                        found.wrong.push(format!("</{name}> closes {open:?}"));
                    }
                }
                Token::String(text) => found.text.push_str(&String::from_utf8_lossy(&text)),
                Token::Error(error) => found.wrong.push(error.to_string()),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        found
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        *self.counts.entry(name.clone()).or_default() += 1;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        self.attributes.extend(tag.attributes.iter().map(|(key, value)| (text(key), text(value))));
        if !EMPTY_ELEMENTS.contains(&tag.name.as_slice()) {
            self.open.push(name);
        }
    }
}

#[test]
fn a_browser_reads_the_page_without_scripts_or_network() {
    let chronology = chronology();
    let found = Elements::of(&html::events(chronology));
    assert_eq!(found.wrong, [""; 0]);
    assert_eq!(found.open, [""; 0], "left open");
    let count = |name: &str| found.counts.get(name).copied().unwrap_or(0);
    let sources: usize = chronology.events.iter().map(|event| event.sources.len()).sum();
    assert_eq!((count("article"), count("blockquote")), (chronology.events.len(), sources));
    assert_eq!([count("script"), count("img"), count("link"), count("iframe")], [0; 4]);
    for event in &chronology.events {
        assert!(found.text.contains(&event.title), "{}", event.title);
    }
    let values = |wanted: &str| {
        let named = found.attributes.iter().filter(move |(name, _)| name == wanted);
        named.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let links = values("href");
    assert!(links.contains(&"https://example.org/a?b=1&c=\"2\"".to_owned()), "{links:?}");
    let ids = values("id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "no id stands twice");
}

/// The kind of value under a key of the format's documentation,
/// <https://timeline.knightlab.com/docs/json-format.html>.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Object(&'static [(&'static str, Self)]),
}

const DATE: &[(&str, Kind)] = &[
    ("year", Kind::Number),
    ("month", Kind::Number),
    ("day", Kind::Number),
    ("hour", Kind::Number),
    ("minute", Kind::Number),
    ("second", Kind::Number),
    ("display_date", Kind::Text),
];
const SLIDE: &[(&str, Kind)] = &[
    ("start_date", Kind::Object(DATE)),
    ("end_date", Kind::Object(DATE)),
    ("text", Kind::Object(&[("headline", Kind::Text), ("text", Kind::Text)])),
    ("group", Kind::Text),
    ("display_date", Kind::Text),
    ("unique_id", Kind::Text),
    // Not in the documentation, and passed over by its program: for Annals to read again.
    ("edtf", Kind::Text),
];

/// What of `value` the documentation does not know or knows otherwise.
fn check(value: &Value, kind: Kind, at: &str, wrong: &mut Vec<String>) {
    match (kind, value) {
        (Kind::Text, Value::String(_)) | (Kind::Number, Value::Number(_)) => {}
        (Kind::Object(keys), Value::Object(fields)) => {
            for (name, value) in fields {
                let at = format!("{at}.{name}");
                match keys.iter().find(|(key, _)| key == name) {
                    Some((_, kind)) => check(value, *kind, &at, wrong),
                    None => wrong.push(format!("{at} is unknown")),
                }
            }
        }
        _ => wrong.push(format!("{at} is {value}")),
    }
}

#[test]
fn slides_are_as_timelinejs_documents_them() {
    let chronology = chronology();
    let slides: Value = serde_json::from_str(&timelinejs::events(chronology, &[])).unwrap();
    assert_eq!(slides.as_object().unwrap().len(), 1, "a title is left to the user");
    let slides = slides["events"].as_array().unwrap();
    let dated = chronology.events.iter().filter(|event| event.when.is_some()).count();
    assert_eq!(slides.len(), dated);
    let mut wrong = Vec::new();
    let mut ids = BTreeSet::new();
    for slide in slides {
        check(slide, Kind::Object(SLIDE), "slide", &mut wrong);
        assert!(slide["start_date"]["year"].is_i64(), "{slide}");
        assert!(ids.insert(slide["unique_id"].to_string()), "{slide} stands twice");
        for date in [&slide["start_date"], &slide["end_date"]] {
            let within = |key: &str, from, to| {
                date.get(key).is_none_or(|it| it.as_i64().is_some_and(|n| from <= n && n <= to))
            };
            let is_date = within("month", 1, 12) && within("day", 1, 31) && within("hour", 0, 23);
            assert!(is_date && within("minute", 0, 59), "{slide}");
            let needs = [("month", "year"), ("day", "month"), ("hour", "day"), ("minute", "hour")];
            let is_whole = |(finer, coarser): (&str, &str)| {
                date.get(finer).is_none() || date.get(coarser).is_some()
            };
            assert!(needs.into_iter().all(is_whole), "{slide}");
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn annotations_are_the_eras_of_slides() {
    let band = |name: &str, time: &str| {
        Band::new(name, When::from_edtf(time.parse::<Edtf>().unwrap())).unwrap()
    };
    let bands =
        [band("Siege & truce", "1990-04/1992"), band("First days", "1991-06-02/1991-06-05")];
    let text = timelinejs::events(chronology(), &bands);
    let timeline: Value = serde_json::from_str(&text).unwrap();
    let eras = timeline["eras"].as_array().unwrap();
    assert_eq!(eras.len(), 2);
    assert_eq!(eras[0]["text"]["headline"], "Siege &amp; truce");
    assert_eq!(eras[0]["start_date"]["year"], 1990);
    assert_eq!(eras[0]["end_date"]["year"], 1992);
    assert_eq!(eras[1]["end_date"], serde_json::json!({ "year": 1991, "month": 6, "day": 5 }));
}

#[test]
fn each_event_of_a_table_or_json_says_in_which_annotations_it_lies() {
    let band = |name: &str, time: &str| {
        Band::new(name, When::from_edtf(time.parse::<Edtf>().unwrap())).unwrap()
    };
    let bands = [band("Siege & truce", "1990-04/1992"), band("First days", "1850/2025")];
    let record = |line: &str| -> Value { serde_json::from_str(line).unwrap() };
    let lines = json::event_lines(chronology(), &bands);
    let mut inside = 0;
    for event in lines.lines().map(record) {
        let year = |key: &str| event[key].as_str().and_then(|time| time.get(..4)?.parse().ok());
        let (Some(from), Some(to)) = (year("earliest"), year("latest")) else { continue };
        let (from, to): (i32, i32) = (from, to);
        let names = event["annotations"].as_array().cloned().unwrap_or_default();
        let is_in = names.iter().any(|it| it["name"] == "First days");
        assert_eq!(is_in, from <= 2025 && 1850 <= to, "{}", event["title"]);
        if is_in {
            inside += 1;
            assert_eq!(names.last().unwrap()["edtf"], "1850/2025");
        }
    }
    assert!(0 < inside, "no event was looked at");
    let table = csv::events(chronology(), &bands);
    let mut rows = ::csv::Reader::from_reader(table.as_bytes());
    let column = rows.headers().unwrap().iter().position(|head| head == "annotations").unwrap();
    let cells: Vec<String> = rows.records().map(|row| row.unwrap()[column].to_owned()).collect();
    for expected in ["First days", ""] {
        assert!(cells.iter().any(|cell| cell == expected), "{expected:?}");
    }
    let plain = json::event_lines(chronology(), &[]);
    assert!(!plain.contains("annotations"), "records without any stay as they were");
}
