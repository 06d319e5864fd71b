//! The sample documents from end to end, as text that a person can read.
//!
//! The snapshots are the whole chronology: whoever changes a rule sees in them what it does.

use crate::repository;
use annals::model::{Chronology, Event, Factuality, When};
use annals::pipeline;
use annals::view::{self, Filter, Measure, Request, Viewport};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

pub(crate) static SAMPLE: LazyLock<Chronology> = LazyLock::new(|| read(1));

fn read(threads: usize) -> Chronology {
    let options = pipeline::Options { threads, ..pipeline::Options::default() };
    let paths = [repository::path("assets/sample")];
    let outcome = pipeline::run(&paths, &options, &()).expect("the sample is there");
    assert_eq!(outcome.unread, 0);
    outcome.chronology
}

/// The text of a snapshot stands in a file of its own name.
macro_rules! assert_reads {
    ($name:literal, $text:expr) => {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!($name, $text));
    };
}

fn edtf(when: Option<&When>) -> String {
    when.map_or_else(|| "–".to_owned(), |when| when.edtf.to_string())
}

/// One line: date, kind of date, factuality, title, regions, and the documents that tell it.
fn line_of(event: &Event) -> String {
    let regions: Vec<_> = event.regions.iter().map(annals::model::PlaceCode::as_str).collect();
    let sources: Vec<_> = event
        .sources
        .iter()
        .map(|source| {
            let document = SAMPLE.document_of(source).expect("a source has a document");
            let name = document.document.id.as_str();
            let differs = source.when != event.when && source.when.is_some();
            if differs {
                format!("{name} ({})", edtf(source.when.as_ref()))
            } else {
                name.to_owned()
            }
        })
        .collect();
    format!(
        "{} {} {} | {} | {} | {}",
        edtf(event.when.as_ref()),
        event.date_status.word(),
        event.factuality.word(),
        event.title,
        regions.join(" "),
        sources.join(", "),
    )
}

#[test]
fn reads_every_document_and_finds_its_date() {
    let mut text = String::new();
    for annotated in &SAMPLE.documents {
        let document = &annotated.document;
        let date = document.dct.as_ref().map_or_else(
            || "no date".to_owned(),
            |dct| format!("{} ({}: {})", dct.when.edtf, dct.method.word(), dct.evidence),
        );
        let title = document.metadata.title.as_deref().unwrap_or("no title");
        writeln!(text, "{} | {title} | {date}", document.id).unwrap();
    }
    // One is a message that another one answers.
    assert_eq!(SAMPLE.documents.len(), SAMPLE.file_count + 1);
    assert_reads!("documents", text);
}

#[test]
fn finds_these_events() {
    let lines: Vec<_> = SAMPLE.events.iter().map(line_of).collect();
    assert_reads!("events", lines.join("\n"));
}

#[test]
fn warns_of_nothing_in_good_documents() {
    let skipped = SAMPLE.warnings.iter().filter(|w| w.severity > annals::model::Severity::Warning);
    assert_eq!(skipped.count(), 0, "{:?}", SAMPLE.warnings);
}

/// What one document says of an event: its words, its date, and a region that holds it.
type Claim = (&'static str, &'static str, &'static str, &'static str);

/// Every claim is told with its date, region and factuality; what is not is listed.
#[track_caller]
fn check(factuality: Factuality, claims: &[Claim]) {
    let mut wrong = String::new();
    for &(document, words, date, region) in claims {
        let mut found = Vec::new();
        let mut is_right = false;
        for event in &SAMPLE.events {
            for source in &event.sources {
                let annotated = &SAMPLE.document_of(source).unwrap().document;
                let is_told_here = annotated.id.as_str() == document
                    && source.sentence.of(&annotated.text).contains(words);
                is_right |= is_told_here
                    && edtf(source.when.as_ref()) == date
                    && source.factuality == factuality
                    && event.regions.iter().any(|code| code.as_str() == region);
                if is_told_here {
                    found.push(line_of(event));
                }
            }
        }
        if !is_right {
            writeln!(wrong, "{words}: not {date} in {region}, but {}", found.join("; ")).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{factuality:?}\n{wrong}");
}

#[test]
fn dates_what_happened() {
    check(
        Factuality::Happened,
        &[
            ("straits/ever-given.txt", "Nasser told a crowd", "1956-07-26", "EG"),
            ("straits/dardanelles.txt", "sacked Constantinople", "1204-04-13", "TR"),
            ("straits/dardanelles.txt", "beaten at Salamis", "-0479-09", "GR"),
            ("straits/magellan.txt", "twenty-six men were killed", "1521-05-01", "PH"),
            ("straits/siege-of-constantinople.md", "fortress", "1452-04", "TR"),
            ("straits/petrograd.txt", "took the telegraph", "1917-11-07", "RU"),
            ("straits/panama.txt", "passed to Panama", "1999-12-31", "PA"),
            ("straits/treaties.md", "was signed in Istanbul", "2022-07-22", "TR"),
            ("straits/fram.txt", "They reached Vardø", "1896-08-13", "NO"),
            ("ballots/asking-the-people.md", "recognised Norway", "1905-10-26", "NO"),
            ("ballots/santiago-crawl.txt", "took power", "1973-09-11", "CL"),
            ("sarybel-dam/wire.txt", "killed three workers", "1994-21", "KG"),
        ],
    );
}

#[test]
fn tells_what_happened_from_what_did_not() {
    let report = "sarybel-dam/inquiry-report.md";
    check(Factuality::Planned, &[(report, "second report", "2024-33", "KG")]);
    check(
        Factuality::Predicted,
        &[("straits/ever-given.txt", "An inquiry will begin", "2021-03-31", "EG")],
    );
    check(Factuality::Hypothetical, &[("straits/panama.txt", "could be ready by 2031", "–", "PA")]);
    check(Factuality::Denied, &[(report, "did not take place", "2022-10", "KG")]);
}

/// Three sources give three days for one failure.
#[test]
fn keeps_every_claim_where_sources_disagree() {
    let text = |event: &Event| event.sources.iter().map(|s| edtf(s.when.as_ref())).collect();
    let days = |event: &Event| -> Vec<String> { text(event) };
    let claims = SAMPLE.events.iter().find(|event| {
        let says = |day: &str| days(event).iter().any(|claim| claim.starts_with(day));
        event.date_status == annals::model::DateStatus::Conflict
            && ["2023-05-16", "2023-05-17", "2023-05-18"].into_iter().all(says)
    });
    assert!(claims.is_some(), "no event with claims for 16, 17 and 18 May 2023");
}

#[test]
fn puts_nothing_from_page_chrome_on_the_axis() {
    for event in &SAMPLE.events {
        for source in &event.sources {
            let annotated = SAMPLE.document_of(source).unwrap();
            assert!(!annotated.document.is_chrome(source.clause), "{}", line_of(event));
        }
        // 2025 stands in clocks, copyright lines and "last changed" only.
        assert!(!edtf(event.when.as_ref()).starts_with("2025"), "{}", line_of(event));
    }
    let chrome = |id: &str| {
        let found = SAMPLE.documents.iter().find(|d| d.document.id.as_str() == id).unwrap();
        found.times.iter().filter(|time| time.in_chrome).count()
    };
    for crawl in ["sarybel-dam/anniversary-crawl.txt", "ballots/santiago-crawl.txt"] {
        assert!(chrome(crawl) > 0, "dates in the chrome of {crawl} are no longer listed");
    }
}

#[test]
fn leaves_a_document_without_a_date_undated() {
    let notes =
        SAMPLE.documents.iter().find(|d| d.document.id.as_str() == "ballots/field-notes.txt");
    assert_eq!(notes.unwrap().document.dct, None);
    for event in &SAMPLE.events {
        let is_of_notes = event.sources.iter().all(|source| {
            SAMPLE.document_of(source).unwrap().document.id.as_str() == "ballots/field-notes.txt"
        });
        if is_of_notes {
            assert_eq!(edtf(event.when.as_ref()), "–", "{}", line_of(event));
            assert!(event.undated_reason.is_some(), "{}", line_of(event));
        }
    }
}

#[test]
fn gives_the_same_on_any_number_of_threads() {
    let four = read(4);
    assert_eq!(SAMPLE.documents, four.documents);
    assert_eq!(SAMPLE.events, four.events);
    assert_eq!(SAMPLE.warnings, four.warnings);
}

/// Every character is seven pixels wide.
struct Seven;

impl Measure for Seven {
    fn width_px(&self, text: &str, _font: view::draw::Font) -> f32 {
        text.chars().count() as f32 * 7.0
    }
}

fn scene_between(from: &str, to: &str) -> view::Scene {
    let second = |text: &str| {
        let date: annals::model::Edtf = text.parse().unwrap();
        date.bounds().earliest.unwrap() as f64
    };
    let (start, end) = (second(from), second(to));
    let filter = Filter::default();
    let request = Request {
        filter: &filter,
        shown: None,
        viewport: Viewport { start_secs: start, secs_per_px: (end - start) / 1_000.0 },
        size_px: (1_160.0, 4_000.0),
        rows_px: (1_160.0, 4_000.0),
        scroll_px: 0.0,
        sorting: &view::Sorting::default(),
        placing: &view::Placing::default(),
        selected: &BTreeSet::new(),
        bands: &[],
        heights_px: &BTreeMap::new(),
    };
    view::scene(&SAMPLE, &request, &Seven)
}

#[test]
fn draws_twenty_six_centuries() {
    assert_reads!("scene-of-all", scene_between("-0600", "2100").to_text());
}

#[test]
fn draws_one_night() {
    let scene = scene_between("2023-05-17T18:00:00", "2023-05-18T06:00:00");
    assert_reads!("scene-of-one-night", scene.to_text());
}

#[test]
fn accounts_for_every_event_at_every_zoom() {
    for (from, to) in [("-0600", "2100"), ("1900", "2000"), ("2023-05-01", "2023-06-01")] {
        let counts = scene_between(from, to).counts;
        let sum = counts.single
            + counts.clustered
            + counts.off_screen
            + counts.undated
            + counts.filtered_out;
        assert_eq!((sum, counts.total), (SAMPLE.events.len(), SAMPLE.events.len()), "{from}–{to}");
    }
}
