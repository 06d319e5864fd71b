//! How time and memory grow from 1,000 to 100,000 documents: reading, then merging alone, then a search, each
//! beside a floor measured in the same run.
//!
//! The documents are made of the sample's own sentences, eight drawn for each, with dates over sixty years: many
//! tell the same, so that merging has more to do than on any real folder. Run with `cargo bench --bench growth`;
//! other sizes may be given as arguments.

use annals::model::{Chronology, Event};
use annals::view::search::Haystack;
use annals::{events, pipeline};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const SENTENCES_EACH: usize = 8;

fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { SIZES.to_vec() } else { given };
    let sentences = sentences();
    let mut report = String::from(
        "documents    floor     read  per doc    merge  per doc   index   search  events  memory\n",
    );
    for size in sizes {
        let folder = match tempfile::tempdir() {
            Ok(folder) => folder,
            Err(error) => unreachable!("a folder for the documents: {error}"),
        };
        let path = folder.path().join("documents.jsonl");
        let ((), floor) = timed(|| write_documents(&path, &sentences, size));
        let (chronology, read) = timed(|| read(&path));
        let (merged, merge) = timed(|| merge(&chronology));
        let (haystack, index) = timed(|| Haystack::of(&chronology));
        let (_, search) = timed(|| haystack.found("strait ship"));
        let each = |time: Duration| time.as_secs_f64() * 1e6 / size as f64;
        _ = writeln!(
            report,
            "{size:9} {:7.2}s {:7.2}s {:6.0}µs {:7.2}s {:6.0}µs {:6.2}s {:6.1}ms {:7} {:4} MB",
            floor.as_secs_f64(),
            read.as_secs_f64(),
            each(read),
            merge.as_secs_f64(),
            each(merge),
            index.as_secs_f64(),
            search.as_secs_f64() * 1e3,
            merged.len(),
            peak_megabytes(),
        );
    }
    print(&report);
}

#[expect(clippy::print_stdout, reason = "a bench reports on the terminal")]
fn print(report: &str) {
    println!("{report}");
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn read(path: &Path) -> Chronology {
    match pipeline::run(&[path.to_path_buf()], &pipeline::Options::default(), &()) {
        Ok(outcome) => outcome.chronology,
        Err(error) => unreachable!("the documents were just written: {error}"),
    }
}

/// Events of every document anew, and one list of them.
fn merge(chronology: &Chronology) -> Vec<Event> {
    let each = chronology.documents.iter().enumerate();
    let found = each.flat_map(|(index, document)| events::detect(index, document)).collect();
    events::merge(&chronology.documents, found, &chronology.places)
}

/// The sentences of the sample that stand in plain text.
fn sentences() -> Vec<String> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample"));
    let chronology = read(&folder);
    let texts = chronology.documents.iter().flat_map(|annotated| {
        let text: &str = &annotated.document.text;
        let told = annotated.sentences.iter().filter(|it| !it.in_chrome && !it.is_heading);
        told.map(|sentence| sentence.span.of(text).replace('\n', " ")).collect::<Vec<_>>()
    });
    texts.collect()
}

/// A manifest of `size` documents. A plain multiplicative sequence draws their sentences, the same ones in every
/// run.
fn write_documents(path: &Path, sentences: &[String], size: usize) {
    let mut lines = String::new();
    let mut state: u64 = 88_172_645_463_325_252;
    let mut draw = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for number in 0..size {
        let (year, month, day) = (1960 + draw(60), 1 + draw(12), 1 + draw(28));
        let drawn = (0..SENTENCES_EACH).filter_map(|_| sentences.get(draw(sentences.len())));
        let text = drawn.map(String::as_str).collect::<Vec<_>>().join(" ");
        let row = serde_json::json!({
            "id": format!("d{number:06}"),
            "date": format!("{year}-{month:02}-{day:02}"),
            "text": text,
        });
        _ = writeln!(lines, "{row}");
    }
    if let Err(error) = std::fs::write(path, lines) {
        unreachable!("the folder was just made: {error}");
    }
}

/// The most memory that this process has held, in megabytes; 0 where the system does not say.
fn peak_megabytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|it| it.trim().split(' ').next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) / 1_024
}
