//! Speed of the stages, each beside a floor measured in the same run.
//!
//! The text is the sample corpus, so that the figures
//! are those of running prose. Run with `cargo bench`.

use annals::model::{Annotated, Document};
use annals::pipeline;
use divan::counter::BytesCount;
use std::path::PathBuf;

fn main() {
    divan::main();
}

/// The sample, read once.
fn sample() -> Vec<std::sync::Arc<Annotated>> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample"));
    let options = pipeline::Options::default();
    match pipeline::run(&[folder], &options, &()) {
        Ok(outcome) => outcome.chronology.documents,
        Err(error) => unreachable!("the sample is part of the package: {error}"),
    }
}

fn bytes(documents: &[std::sync::Arc<Annotated>]) -> BytesCount {
    BytesCount::new(documents.iter().map(|it| it.document.text.len()).sum::<usize>())
}

/// The least that any reading of text costs: one look at every byte.
#[divan::bench]
fn floor_utf8(bencher: divan::Bencher<'_, '_>) {
    let documents = sample();
    bencher.counter(bytes(&documents)).bench(|| {
        let texts = documents.iter().map(|it| it.document.text.as_bytes());
        texts.filter(|text| std::str::from_utf8(divan::black_box(text)).is_ok()).count()
    });
}

/// Sentences.
#[divan::bench]
fn sentences(bencher: divan::Bencher<'_, '_>) {
    let documents = sample();
    bencher.counter(bytes(&documents)).bench(|| {
        let each = |document: &Document| annals::text::sentences(document).len();
        documents.iter().map(|it| each(&it.document)).sum::<usize>()
    });
}

/// Time expressions, from sentences to values.
#[divan::bench]
fn dates(bencher: divan::Bencher<'_, '_>) {
    let documents = sample();
    bencher.counter(bytes(&documents)).bench(|| {
        let tag = |it: &Annotated| annals::temporal::tag(&it.document, &it.sentences);
        documents.iter().map(|it| tag(it).mentions.len()).sum::<usize>()
    });
}

/// Place names, from sentences to places.
#[divan::bench]
fn places(bencher: divan::Bencher<'_, '_>) {
    let documents = sample();
    bencher.counter(bytes(&documents)).bench(|| {
        let tag = |it: &Annotated| annals::geo::tag(&it.document, &it.sentences);
        documents.iter().map(|it| tag(it).len()).sum::<usize>()
    });
}

/// Events of single documents, before merging.
#[divan::bench]
fn events(bencher: divan::Bencher<'_, '_>) {
    let documents = sample();
    bencher.counter(bytes(&documents)).bench(|| {
        let detect = |(index, it): (usize, &std::sync::Arc<Annotated>)| {
            annals::events::detect(index, it).len()
        };
        documents.iter().enumerate().map(detect).sum::<usize>()
    });
}
