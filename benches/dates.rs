//! Speed and memory of dates on 24 MB of text, beside a `memchr` pass over the same bytes.
//!
//! The text is made of the sample's sentences, drawn by a fixed sequence, in documents of some three
//! kilobytes, each with a date; in the first text every sentence may come, so that there is a date
//! every 60 bytes, in the second those without a date are drawn more often, as in news. Speeds are
//! megabytes per second of this thread's own time, so that other programs matter little.
//!
//! `cargo bench --bench dates`, or `cargo bench --bench dates -- FOLDER` for the sentences of a folder.

use annals::model::{Date, Dct, DctMethod, Document, Sentence, When};
use annals::{temporal, text};
use std::hint::black_box;

mod memory;
mod own;
use own::timed;

/// Bytes of each text.
const TEXT_BYTES: usize = 24_000_000;

/// Times that the language data is loaded.
const LOADS: usize = 100;

/// The speeds, times and sizes that must hold.
const LEAST_MB_PER_SEC: f64 = 80.0;
const MOST_LOAD_SECS: f64 = 0.005;
const MOST_MEMORY_MB: f64 = 60.0;

/// A drawn document with its sentences.
type Read = (Document, Vec<Sentence>);

#[expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
fn main() {
    // Many at once: the clock of a process counts in steps of some milliseconds.
    let load_all = || (0..LOADS).map(|_| temporal::stages::load().map_or(0, |rules| rules)).sum();
    let load_secs = timed(load_all).0 / LOADS as f64;
    println!(
        "language data: loaded in {:.2} ms (at most {:.0})",
        load_secs * 1e3,
        MOST_LOAD_SECS * 1e3
    );
    let sentences = sample_sentences();
    for (name, plain_in_ten) in [("sample", 0), ("prose", 8)] {
        measure(name, &texts(&sentences, plain_in_ten));
    }
}

/// One line for each stage.
#[expect(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
fn measure(name: &str, documents: &[Read]) {
    let bytes: usize = documents.iter().map(|(document, _)| document.text.len()).sum();
    let megabytes = bytes as f64 / 1e6;
    println!("\n{name}: {megabytes:.1} MB in {} documents", documents.len());
    let line = |stage: &str, work: &dyn Fn(&Read) -> usize| {
        let pass = || documents.iter().map(|read| black_box(work(read))).sum::<usize>();
        let (secs, count) = (0..3)
            .map(|_| timed(pass))
            .fold((f64::MAX, 0), |best, this| if this.0 < best.0 { this } else { best });
        println!("  {stage:34} {:8.1} MB per CPU second {count:9}", megabytes / secs);
    };
    line("memchr", &|(document, _)| {
        (0..20).map(|_| memchr::memchr_iter(b'\n', document.text.as_bytes()).count()).sum()
    });
    println!("  {:34} (one of its twenty passes is twenty times as fast)", "");
    line("sentences", &|(document, _)| text::sentences(document).len());
    line("scan", &|(document, sentences)| temporal::stages::scan(document, sentences));
    line("recognition", &|(document, sentences)| temporal::stages::recognize(document, sentences));
    let memory = memory::of(|| {
        line("resolution, sentences given", &|(document, sentences)| {
            temporal::tag(document, sentences).mentions.len()
        });
        line("resolution, with sentences", &|(document, _)| {
            temporal::tag(document, &text::sentences(document)).mentions.len()
        });
    });
    if let Some(memory) = memory {
        println!("  memory beyond the text: {memory:.1} MB (at most {MOST_MEMORY_MB})");
    }
    println!("  wanted: resolution at {LEAST_MB_PER_SEC} MB per CPU second");
}

/// The sample's sentences, each with whether it holds a date.
fn sample_sentences() -> Vec<(String, bool)> {
    let mut sentences = Vec::new();
    for read in &own::documents() {
        for sentence in read.sentences.iter().filter(|it| !it.in_chrome && !it.is_heading) {
            let has_date = read.times.iter().any(|time| sentence.span.contains(time.span));
            sentences.push((sentence.span.of(&read.document.text).to_owned(), has_date));
        }
    }
    sentences
}

/// Documents of forty-eight sentences; so many in ten are drawn from those without a date.
fn texts(sentences: &[(String, bool)], plain_in_ten: usize) -> Vec<Read> {
    let plain: Vec<_> = sentences.iter().filter(|(_, has_date)| !has_date).collect();
    let all: Vec<_> = sentences.iter().collect();
    let mut draw = Draw(1);
    let mut documents = Vec::new();
    let mut bytes = 0;
    while bytes < TEXT_BYTES {
        let mut text = String::new();
        for number in 1..=48 {
            let from = if draw.below(10) < plain_in_ten { &plain } else { &all };
            let sentence = from.get(draw.below(from.len())).map_or("", |(sentence, _)| sentence);
            text.push_str(sentence);
            text.push_str(if number % 6 == 0 { "\n\n" } else { " " });
        }
        bytes += text.len();
        let date = Date::from_days(7_000 + i64::from(draw.below(12_000) as u32));
        let document = document(&text, date);
        let sentences = text::sentences(&document);
        documents.push((document, sentences));
    }
    documents
}

/// A fixed sequence of numbers (Knuth's multiplier for 64 bits).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

fn document(text: &str, date: Date) -> Document {
    Document {
        dct: Some(Dct {
            when: When::day(date),
            method: DctMethod::Manifest,
            evidence: String::new(),
            span: None,
            score: 1.0,
        }),
        ..Document::of_text("drawn", text)
    }
}
