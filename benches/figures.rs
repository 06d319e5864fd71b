//! What a page of ten thousand marks costs in each format, on one core.
//!
//! The floor beside each is the least that any program would do for such a file: copy the text of an
//! SVG, parse it for a PDF, pack an empty picture of the size for a PNG. Run with
//! `cargo bench --bench figures`.

mod drawn;

use annals::export::picture::{self, PageOptions, Paper, Parts, PictureFormat, PictureOptions};
use annals::model::Chronology;
use divan::Bencher;
use std::sync::LazyLock;

const EVENTS: usize = 10_000;
const REGIONS: usize = 12;
/// So large that every event has a mark of its own.
const SIZE_PX: (u32, u32) = (3_000, 2_700);

static CHRONOLOGY: LazyLock<Chronology> = LazyLock::new(chronology);
static SVG: LazyLock<String> =
    LazyLock::new(|| String::from_utf8_lossy(&file(PictureFormat::Svg)).into_owned());

#[expect(clippy::print_stdout, reason = "the figures are what a bench is for")]
fn main() {
    println!("{} marks on the page", SVG.matches("<circle").count());
    divan::main();
}

fn file(format: PictureFormat) -> Vec<u8> {
    let page = PageOptions {
        paper: Paper::Free,
        free_px: SIZE_PX,
        scale: 2.0,
        parts: Parts { sources: false, ..Parts::ALL },
        ..PageOptions::default()
    };
    let options = PictureOptions { format, page, ..PictureOptions::default() };
    let files = picture::render(&CHRONOLOGY, &options).unwrap_or_default();
    files.into_iter().next().unwrap_or_default()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn svg(bencher: Bencher<'_, '_>) {
    LazyLock::force(&CHRONOLOGY);
    bencher.bench(|| file(PictureFormat::Svg));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn svg_floor(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SVG);
    bencher.bench(|| SVG.as_bytes().to_vec());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn png_at_two(bencher: Bencher<'_, '_>) {
    LazyLock::force(&CHRONOLOGY);
    bencher.bench(|| file(PictureFormat::Png));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn png_floor(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let pixels = resvg::tiny_skia::Pixmap::new(2 * SIZE_PX.0, 2 * SIZE_PX.1);
        pixels.map(|pixels| pixels.encode_png())
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn pdf(bencher: Bencher<'_, '_>) {
    LazyLock::force(&CHRONOLOGY);
    bencher.bench(|| file(PictureFormat::Pdf));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn pdf_floor(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SVG);
    bencher.bench(|| usvg::Tree::from_str(&SVG, &usvg::Options::default()).is_ok());
}

/// Days at even distances over a century, in turn in each of the regions.
fn chronology() -> Chronology {
    let codes = drawn::codes(REGIONS);
    let event = |i: usize| {
        let months = i * 1_200 / EVENTS;
        let date = format!("{}-{:02}-{:02}", 1900 + months / 12, 1 + months % 12, 1 + i % 28);
        drawn::event(i, "Event", &date, 0.5, codes.get(i % REGIONS).cloned())
    };
    drawn::chronology((0..EVENTS).map(event).collect(), &codes)
}
