//! Speed of documents, from files to events, beside floors measured in the same run.
//!
//! The files are made of the sample's own sentences. What is measured is a whole run: find, read, date,
//! place, link, merge. Run with `cargo bench --bench documents`.

use annals::model::Document;
use annals::pipeline::{self, CacheOptions, Options};
use divan::counter::{BytesCount, ItemsCount};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

/// Files of plain text, and of web pages.
const FILES: usize = 1_000;

/// Files of the folder that is opened again.
const MANY_FILES: usize = 10_000;

/// The sentences of the sample.
fn sentences() -> Vec<String> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample"));
    let outcome = match pipeline::run(&[folder], &Options::default(), &()) {
        Ok(outcome) => outcome,
        Err(error) => unreachable!("the sample is part of the package: {error}"),
    };
    let documents = outcome.chronology.documents;
    let running = documents.iter().flat_map(|it| {
        let of =
            |document: &Document, span: annals::model::Span| span.of(&document.text).to_owned();
        it.sentences
            .iter()
            .filter(|it| !it.is_heading)
            .map(move |sentence| of(&it.document, sentence.span))
    });
    running.filter(|sentence| 40 < sentence.len()).collect()
}

/// One article: a date and some forty sentences, others for every number.
fn article(sentences: &[String], number: usize) -> Vec<String> {
    let mut state = number as u64 + 1;
    let mut next = |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    let mut paragraphs =
        vec![format!("Report {number}"), format!("{} May {}", 1 + next(28), 1_900 + next(120))];
    for _ in 0..10 {
        let some: Vec<&str> = (0..4)
            .filter_map(|_| sentences.get(next(sentences.len())))
            .map(String::as_str)
            .collect();
        paragraphs.push(some.join(" "));
    }
    paragraphs
}

/// A folder of files in folders, and the bytes of them all.
fn folder(
    count: usize,
    ending: &str,
    write: impl Fn(&[String]) -> String,
) -> (tempfile::TempDir, usize) {
    let sentences = sentences();
    let Ok(folder) = tempfile::tempdir() else { unreachable!("there is room for files") };
    let mut bytes = 0;
    for number in 0..count {
        let text = write(&article(&sentences, number));
        bytes += text.len();
        let below = folder.path().join(format!("{:02}", number % 100));
        let written = fs::create_dir_all(&below)
            .and_then(|()| fs::write(below.join(format!("{number}.{ending}")), text));
        assert!(written.is_ok(), "there is room for files");
    }
    (folder, bytes)
}

fn texts(count: usize) -> (tempfile::TempDir, usize) {
    folder(count, "txt", |paragraphs| paragraphs.join("\n\n"))
}

/// Pages with as much around the article as pages have.
fn pages() -> (tempfile::TempDir, usize) {
    folder(FILES, "html", |paragraphs| {
        let links = |count: usize| {
            (0..count)
                .map(|it| {
                    format!(
                        "<li class=\"menu-item\"><a href=\"/section/{it}\">Section {it}</a></li>"
                    )
                })
                .collect::<Vec<_>>()
                .concat()
        };
        let body = paragraphs.iter().map(|it| format!("<p>{it}</p>")).collect::<Vec<_>>().concat();
        let script = "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}</script>".repeat(40);
        format!(
            "<!doctype html><html lang=\"en\"><head><title>Report</title><meta property=\"article:published_time\" content=\"2012-05-03\">{script}</head>\
             <body><nav><ul>{}</ul></nav><main><article><h1>Report</h1>{body}</article></main><aside><ul>{}</ul></aside><footer>© 2024</footer></body></html>",
            links(60),
            links(120),
        )
    })
}

fn run(folder: &Path, options: &Options) -> usize {
    let outcome = pipeline::run(&[folder.to_owned()], options, &());
    outcome.map_or(0, |outcome| outcome.chronology.events.len())
}

/// The least that any reading of files costs: to open, read, hash and check each.
fn floor(folder: &Path) -> usize {
    let folders = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = folders.flat_map(|it| fs::read_dir(it.path()).into_iter().flatten().flatten());
    let bytes = files.filter_map(|file| fs::read(file.path()).ok());
    bytes
        .map(|it| {
            usize::from(std::str::from_utf8(&it).is_ok())
                + black_box(blake3::hash(&it)).as_bytes().len()
        })
        .sum()
}

/// Read, hash and check: the floor of the next.
#[divan::bench(sample_count = 5)]
fn floor_text(bencher: divan::Bencher<'_, '_>) {
    let (folder, bytes) = texts(FILES);
    bencher.counter(BytesCount::new(bytes)).bench(|| floor(folder.path()));
}

/// Plain text, files to events, on all cores.
#[divan::bench(sample_count = 5)]
fn text(bencher: divan::Bencher<'_, '_>) {
    let (folder, bytes) = texts(FILES);
    bencher.counter(BytesCount::new(bytes)).bench(|| run(folder.path(), &Options::default()));
}

/// Plain text, files to documents, on one core: what reading alone costs.
#[divan::bench(sample_count = 5)]
fn ingest_text(bencher: divan::Bencher<'_, '_>) {
    let (folder, bytes) = texts(FILES);
    bencher.counter(BytesCount::new(bytes)).bench(|| ingest(folder.path()));
}

/// Web pages, files to documents, on one core.
#[divan::bench(sample_count = 5)]
fn ingest_pages(bencher: divan::Bencher<'_, '_>) {
    let (folder, _) = pages();
    bencher.counter(ItemsCount::new(FILES)).bench(|| ingest(folder.path()));
}

/// Web pages, files to events, on all cores.
#[divan::bench(sample_count = 5)]
fn pages_to_events(bencher: divan::Bencher<'_, '_>) {
    let (folder, _) = pages();
    bencher.counter(ItemsCount::new(FILES)).bench(|| run(folder.path(), &Options::default()));
}

fn ingest(folder: &Path) -> usize {
    let found = annals::ingest::find(&[folder.to_owned()]);
    let origins = found.map(|(origins, _)| origins).unwrap_or_default();
    let options = annals::ingest::Options::default();
    let readings = origins.iter().map(|origin| annals::ingest::read(origin, &options));
    annals::ingest::settle(readings).0.len()
}

/// The floor of the next: to ask for the time and size of every file.
#[divan::bench(sample_count = 5)]
fn floor_again(bencher: divan::Bencher<'_, '_>) {
    let (folder, _) = texts(MANY_FILES);
    bencher.counter(ItemsCount::new(MANY_FILES)).bench(|| {
        let found = annals::ingest::find(&[folder.path().to_owned()]);
        let origins = found.map(|(origins, _)| origins).unwrap_or_default();
        origins.iter().filter_map(annals::ingest::Origin::stamp).count()
    });
}

/// An unchanged folder opened again.
#[divan::bench(sample_count = 5)]
fn again(bencher: divan::Bencher<'_, '_>) {
    let (folder, _) = texts(MANY_FILES);
    let (Ok(cache), Ok(program)) = (tempfile::tempdir(), std::env::current_exe()) else {
        unreachable!("there is room for files")
    };
    // Files changed a moment ago would be opened, to be sure.
    let folders = fs::read_dir(folder.path()).into_iter().flatten().flatten();
    for file in folders.flat_map(|it| fs::read_dir(it.path()).into_iter().flatten().flatten()) {
        let old = |file: fs::File| {
            file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_hours(24))
        };
        let done = fs::File::options().write(true).open(file.path()).and_then(old);
        assert!(done.is_ok(), "the file is ours");
    }
    let cache = Some(CacheOptions::new(cache.path().to_owned(), &program));
    let options = Options { cache, ..Options::default() };
    run(folder.path(), &options);
    bencher.counter(ItemsCount::new(MANY_FILES)).bench(|| run(folder.path(), &options));
}
