//! Speed and memory of finding and resolving place names, beside a floor measured in the same run.
//!
//! The text is the sample corpus over and over, so that the figures are those of running prose: its
//! documents as they stand, and all of them as one long document. Speeds are megabytes per second of
//! this thread's own time, so that other programs matter little.
//!
//! `cargo bench --bench places`, or `cargo bench --bench places -- FOLDER` for the documents of a folder.

use annals::model::{Annotated, Document, Sentence};
use annals::{geo, text};
use std::hint::black_box;
use std::sync::Arc;

mod memory;
mod own;
use own::timed;

/// Bytes that are read in one pass, at least: the documents over and over.
const PASS_BYTES: usize = 24_000_000;

/// The speed and size that must hold.
const LEAST_MB_PER_SEC: f64 = 80.0;
const MOST_MEMORY_MB: f64 = 40.0;

/// A document with its sentences.
type Read = (Document, Vec<Sentence>);

#[expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
fn main() {
    let (secs, _) = timed(|| {
        let document = Document::of_text("first", "A ferry left Bergen for Scotland.");
        let sentences = text::sentences(&document);
        black_box(geo::tag(&document, &sentences).len())
    });
    println!("start-up: the first names are found after {:.1} ms", secs * 1e3);
    let sample = own::documents();
    let whole = whole(&sample);
    let documents: Vec<Read> =
        sample.iter().map(|it| (it.document.clone(), it.sentences.clone())).collect();
    measure("words by their first letters", &documents, &|(document, _)| {
        let words = document.text.split_ascii_whitespace();
        words.filter(|word| black_box(word).starts_with(char::is_uppercase)).count()
    });
    let places = |(document, sentences): &Read| geo::tag(document, sentences).len();
    let memory = memory::of(|| {
        measure("places of each document", &documents, &places);
        measure("places of one long document", &[whole], &places);
    });
    settle(&sample);
    if let Some(memory) = memory {
        println!(
            "memory beyond the text and the packed gazetteer: {memory:.1} MB (at most {MOST_MEMORY_MB})"
        );
    }
    println!("wanted: places at {LEAST_MB_PER_SEC} MB per CPU second");
}

/// The best of five passes.
#[expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
fn measure(name: &str, documents: &[Read], work: &dyn Fn(&Read) -> usize) {
    let bytes: usize = documents.iter().map(|(document, _)| document.text.len()).sum();
    let times = PASS_BYTES.div_ceil(bytes.max(1));
    let megabytes = (times * bytes) as f64 / 1e6;
    let each = || documents.iter().map(|read| black_box(work(read))).sum::<usize>();
    let passes = (0..5).map(|_| timed(|| (0..times).map(|_| each()).sum()));
    let (secs, count) =
        passes.fold((f64::MAX, 0), |best, this| if this.0 < best.0 { this } else { best });
    println!("{name:30} {:8.1} MB per CPU second {:8}", megabytes / secs, count / times);
}

/// The best of five passes in which all documents speak on what each leaves open.
#[expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
fn settle(sample: &[Arc<Annotated>]) {
    let bytes: usize = sample.iter().map(|it| it.document.text.len()).sum();
    let alone = |it: &Arc<Annotated>| {
        let places = geo::tag(&it.document, &it.sentences);
        Arc::new(Annotated { places, ..Annotated::clone(it) })
    };
    let alone: Vec<Arc<Annotated>> = sample.iter().map(alone).collect();
    let passes = (0..5).map(|_| {
        let mut places: Vec<_> = alone.iter().map(|it| it.places.clone()).collect();
        let (secs, _) = timed(|| {
            let corpus = geo::Corpus::new(&alone);
            let each = places.iter_mut().enumerate();
            each.map(|(number, places)| corpus.settle(number, places)).sum()
        });
        secs
    });
    let secs = passes.fold(f64::MAX, f64::min);
    println!(
        "{:30} {:8.1} MB per CPU second",
        "names left open, by the corpus",
        bytes as f64 / 1e6 / secs
    );
}

/// The documents of the sample joined into one, and its sentences.
fn whole(sample: &[Arc<Annotated>]) -> Read {
    let texts: Vec<&str> = sample.iter().map(|it| &*it.document.text).collect();
    let document = Document::of_text("whole", &texts.join("\n\n"));
    let sentences = text::sentences(&document);
    (document, sentences)
}
