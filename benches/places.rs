//! Speed of finding and resolving place names, beside a floor measured in the same run.
//!
//! The text is the sample corpus, so that the figures are those of running prose, as it stands and
//! as one long document. Run with `cargo bench --bench places`.

use annals::model::{Annotated, Document, Sentence};
use annals::pipeline;
use divan::counter::BytesCount;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

fn main() {
    divan::main();
}

/// The sample, read once.
static SAMPLE: LazyLock<Vec<Arc<Annotated>>> = LazyLock::new(|| {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample"));
    match pipeline::run(&[folder], &pipeline::Options::default(), &()) {
        Ok(outcome) => outcome.chronology.documents,
        Err(error) => unreachable!("the sample is part of the package: {error}"),
    }
});

/// The documents of the sample joined into one, and its sentences.
static LONG: LazyLock<(Document, Vec<Sentence>)> = LazyLock::new(|| {
    let texts: Vec<&str> = SAMPLE.iter().map(|it| &*it.document.text).collect();
    let Some(first) = SAMPLE.first() else { unreachable!("the sample has documents") };
    let mut document = first.document.clone();
    document.text = texts.join("\n\n").into();
    document.chrome.clear();
    let sentences = annals::text::sentences(&document);
    (document, sentences)
});

fn sample_bytes() -> BytesCount {
    BytesCount::new(SAMPLE.iter().map(|it| it.document.text.len()).sum::<usize>())
}

/// The least that any reading of names costs: every word's first letter.
#[divan::bench]
fn floor_words(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(sample_bytes()).bench(|| {
        let words = SAMPLE.iter().flat_map(|it| it.document.text.split_ascii_whitespace());
        words.filter(|word| divan::black_box(word).starts_with(char::is_uppercase)).count()
    });
}

/// Place names of the documents one by one.
#[divan::bench]
fn places(bencher: divan::Bencher<'_, '_>) {
    bencher.counter(sample_bytes()).bench(|| {
        let tag = |it: &Annotated| annals::geo::tag(&it.document, &it.sentences).len();
        SAMPLE.iter().map(|it| tag(it)).sum::<usize>()
    });
}

/// Place names of all documents in one.
#[divan::bench]
fn places_of_a_long_document(bencher: divan::Bencher<'_, '_>) {
    let (document, sentences) = &*LONG;
    bencher
        .counter(BytesCount::new(document.text.len()))
        .bench(|| annals::geo::tag(document, sentences).len());
}
