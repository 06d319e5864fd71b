//! What a frame of the timeline costs, from a thousand events on.
//!
//! Layout and the list of shapes, without the painter: still, panning and zooming, with all, a tenth
//! and a thousandth of the time in view, where events stand densest and where they are few; then what a
//! decision and a filter cost. Run with `cargo bench --bench frames`; numbers of events may follow
//! (`-- 1000 100000`). Ten million events take some 8 GB.

mod drawn;

use annals::model::{Chronology, DateStatus, Event, PlaceCode};
use annals::session::{Command, State};
use annals::ui::App;
use annals::view::map::{Projection, Spots};
use annals::view::{
    self, Draw, Filter, Measure, Placing, Prepared, Request, Scene, Sorting, Theme, Viewport,
};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SIZE_PX: (f32, f32) = (1_600.0, 900.0);
/// The whole window around a canvas of about that size.
const WINDOW_PX: (f32, f32) = (2_090.0, 1_120.0);
/// Which part of the time is in view, and at what place between its start (0) and its end (1).
const VIEWS: [(&str, f64, f64); 6] = [
    ("all", 1.0, 0.5),
    ("a tenth", 0.1, 0.93),
    ("a hundredth", 0.01, 0.93),
    ("a thousandth", 0.001, 0.93),
    ("… of the sparse part", 0.001, 0.5),
    ("a day", 0.000_01, 0.93),
];
const FRAMES: usize = 120;
const RUNS: usize = 5;
/// Times that a filter is put on and taken off.
const FILTERS: usize = 20;
const REGIONS: usize = 60;

#[expect(clippy::print_stdout, reason = "the figures are what a bench is for")]
fn main() {
    let numbers = std::env::args().filter_map(|word| word.parse().ok());
    let numbers: Vec<usize> = numbers.collect();
    let numbers =
        if numbers.is_empty() { vec![1_000, 100_000, 1_000_000, 10_000_000] } else { numbers };
    for number in numbers {
        let chronology = chronology(number);
        println!("{number} events");
        let (before, cpu_before) = (resident_bytes(), cpu_ms());
        let begun = Instant::now();
        let mut frames = Frames::new(&chronology);
        let spent = cpu_ms().zip(cpu_before).map_or(0, |(after, before)| after - before);
        println!("  index and first frame {:>9.1} ms, {spent} of CPU", millis(begun.elapsed()));
        if let (Some(before), Some(after)) = (before, resident_bytes()) {
            let each = after.saturating_sub(before) as f64 / number as f64;
            println!("  index, an event       {each:>9.1} bytes");
        }
        let begun = Instant::now();
        black_box(frames.refiltered());
        println!("  another filter, drawn {:>9.1} ms", millis(begun.elapsed()));
        let views = VIEWS.map(|(name, part, place)| (name, frames.part(part, place)));
        for (name, at) in views {
            let still = frames.run(|_| at);
            let pan = frames.run(|i| at.panned(7.0 * i as f64, SIZE_PX.0));
            let zoom = frames.run(|i| at.zoomed(1.02_f64.powf(i as f64), 700.0, SIZE_PX.0));
            println!("  {name:<21} still {still}   pan {pan}   zoom {zoom}");
        }
        whole_window(decisions(chronology), &views);
    }
}

/// A star, its undo, and a filter, each with all that follows from it but the frame.
#[expect(clippy::print_stdout, reason = "the figures are what a bench is for")]
fn decisions(chronology: Chronology) -> State {
    let mut state = State::new(chronology);
    filter_with_frame(&mut state);
    state.apply(Command::Select(7));
    for (name, command) in [
        ("star", Command::Star),
        ("undo", Command::Undo),
        ("star again", Command::Star),
        ("one region", Command::OnlyRegion(PlaceCode::new("R03"))),
        ("all regions", Command::AllRegions),
        ("filter", Command::ToggleStatus(DateStatus::Partial)),
        ("first search", Command::Search("event 77".to_owned())),
        ("search", Command::Search("event 778".to_owned())),
    ] {
        let begun = Instant::now();
        black_box(state.apply(command));
        println!("  {name:<21} {:>9.1} ms", millis(begun.elapsed()));
    }
    state
}

/// Frames of the whole window, with all panels and with the triangles that a graphics card is given.
#[expect(clippy::print_stdout, reason = "the figures are what a bench is for")]
fn whole_window(state: State, views: &[(&str, Viewport)]) {
    let ctx = egui::Context::default();
    let mut app = App::new(&ctx, state, None);
    let size = egui::vec2(WINDOW_PX.0, WINDOW_PX.1);
    let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size));
    let mut frame = |command: Option<Command>| {
        let begun = Instant::now();
        if let Some(command) = command {
            app.run(&ctx, command);
        }
        let input = egui::RawInput { screen_rect, ..egui::RawInput::default() };
        let output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        begun.elapsed()
    };
    frame(Some(Command::ClearFilters));
    for _ in 0..8 {
        frame(None);
    }
    for (name, view) in views {
        let end_secs = view.end_secs(view::plot_width_px(SIZE_PX));
        frame(Some(Command::ShowSpan(view.start_secs, end_secs)));
        let mut run = |command: &dyn Fn() -> Option<Command>| {
            let mut times: Vec<Duration> = (0..FRAMES).map(|_| frame(command())).collect();
            times.sort_unstable();
            percentiles(&times)
        };
        let still = run(&|| None);
        let pan = run(&|| Some(Command::PanBy(7.0)));
        let at_secs = f64::midpoint(view.start_secs, end_secs);
        let zoom = run(&|| Some(Command::ZoomAt { at_secs, factor: 1.02 }));
        println!("  window: {name:<21} still {still}   pan {pan}   zoom {zoom}");
    }
    let mut times: Vec<Duration> = (0..FILTERS)
        .map(|_| {
            let hiding = frame(Some(Command::ToggleStatus(DateStatus::Exact)));
            frame(Some(Command::ToggleStatus(DateStatus::Exact)));
            hiding
        })
        .collect();
    times.sort_unstable();
    println!("  filter in the window  {}", percentiles(&times));
}

/// Median and slowest hundredth of times in order.
fn percentiles(times: &[Duration]) -> String {
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    format!("{:>6.2} ms, p99 {:>6.2}", millis(at(50)), millis(at(99)))
}

/// A filter, from the command to the shapes of the frame that shows it, with the overview and the map.
#[expect(clippy::print_stdout, reason = "the figures are what a bench is for")]
fn filter_with_frame(state: &mut State) {
    let chronology = Arc::clone(&state.chronology);
    let mut frames = Frames::new(&chronology);
    let spots = Spots::new(&chronology);
    let map = Projection::fit(spots.all.iter().map(|spot| spot.position), 280.0, 150.0);
    let (mut counted, mut drawn) = (Vec::new(), Vec::new());
    for turn in 0..=2 * FILTERS {
        let begun = Instant::now();
        state.apply(Command::ToggleStatus(DateStatus::Exact));
        let applied = begun.elapsed();
        let shown = (state.facets.shown.as_slice(), state.facets.shown_number);
        black_box(frames.draw_filtered(frames.whole, &state.choices.filter, Some(shown)));
        // Every other turn shows them again.
        if turn % 2 == 0 {
            counted.push(applied);
            drawn.push(begun.elapsed());
        }
    }
    counted.sort_unstable();
    drawn.sort_unstable();
    println!("  filter, its counts    {}", percentiles(&counted));
    println!("  filter and its frame  {}", percentiles(&drawn));
    let begun = Instant::now();
    black_box(frames.prepared.overview());
    println!("  … its overview        {:>9.1} ms", millis(begun.elapsed()));
    let begun = Instant::now();
    let window = (frames.whole.start_secs, frames.whole.end_secs(SIZE_PX.0));
    black_box(spots.bubbles(&chronology, state.facets.anywhere(), window, &map));
    println!("  … its map             {:>9.1} ms", millis(begun.elapsed()));
    state.apply(Command::ToggleStatus(DateStatus::Exact));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

struct Frames<'a> {
    chronology: &'a Chronology,
    prepared: Prepared,
    whole: Viewport,
    theme: Theme,
    /// What the last frame left, as in the window.
    scene: Scene,
    draws: Vec<Draw>,
}

impl<'a> Frames<'a> {
    fn new(chronology: &'a Chronology) -> Self {
        let (first, last) = chronology.extent().unwrap_or_default();
        let whole = Viewport::fit(first, last, view::plot_width_px(SIZE_PX));
        let mut frames = Self {
            chronology,
            prepared: Prepared::new(chronology),
            whole,
            theme: Theme::named(view::ThemeName::Light),
            scene: Scene::default(),
            draws: Vec::new(),
        };
        frames.draw(whole);
        frames
    }

    /// As much of the time as `part` says, at a place between its start (0) and its end (1).
    fn part(&self, part: f64, place: f64) -> Viewport {
        let width_px = view::plot_width_px(SIZE_PX);
        self.whole.zoomed(1.0 / part, f64::from(width_px) * place, width_px)
    }

    fn draw(&mut self, viewport: Viewport) -> usize {
        self.draw_filtered(viewport, &Filter::default(), None)
    }

    /// The whole time without the partial dates, and back.
    fn refiltered(&mut self) -> usize {
        let hidden_statuses = BTreeSet::from([DateStatus::Partial]);
        let filter = Filter { hidden_statuses, ..Filter::default() };
        self.draw_filtered(self.whole, &filter, None)
    }

    /// Draws with a filter; `shown` are the events that pass, where somebody knows them already.
    fn draw_filtered(
        &mut self,
        viewport: Viewport,
        filter: &Filter,
        shown: Option<(&[u32], u64)>,
    ) -> usize {
        let (placing, selected) = (Placing::default(), BTreeSet::new());
        let request = Request {
            filter,
            shown,
            viewport,
            size_px: SIZE_PX,
            rows_px: SIZE_PX,
            scroll_px: 0.0,
            sorting: &Sorting::default(),
            placing: &placing,
            selected: &selected,
            bands: &[],
            heights_px: &BTreeMap::new(),
        };
        self.prepared.lay_over(&mut self.scene, self.chronology, &request, &Seven);
        view::paint_over(&mut self.draws, &self.scene, &self.theme, &Seven);
        self.draws.len()
    }

    /// Median and slowest hundredth of many frames. Each counts with the least of several runs from
    /// nothing laid out: what other programs do meanwhile is no part of a frame.
    fn run(&mut self, viewport: impl Fn(usize) -> Viewport) -> String {
        let mut least = vec![Duration::MAX; FRAMES];
        for _ in 0..RUNS {
            self.prepared.renew_rows(BTreeSet::new());
            for (i, least) in least.iter_mut().enumerate() {
                let begun = Instant::now();
                black_box(self.draw(viewport(i)));
                *least = begun.elapsed().min(*least);
            }
        }
        least.sort_unstable();
        percentiles(&least)
    }
}

/// Memory that the process holds, where the system tells.
fn resident_bytes() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    pages.split_whitespace().nth(1)?.parse::<usize>().ok().map(|pages| pages * 4_096)
}

/// CPU time of the process so far, where the system tells.
fn cpu_ms() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<u64> =
        stat.split_whitespace().skip(13).take(2).filter_map(|it| it.parse().ok()).collect();
    Some(fields.iter().sum::<u64>() * 10)
}

/// Every character is seven pixels wide.
struct Seven;

impl Measure for Seven {
    fn width_px(&self, text: &str, _font: view::draw::Font) -> f32 {
        text.chars().count() as f32 * 7.0
    }
}

/// Numbers that look drawn by lot and are the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// Events of two centuries, most of them in the last thirty years, in sixty regions.
fn chronology(number: usize) -> Chronology {
    let mut lot = Lot(7);
    let codes = drawn::codes(REGIONS);
    let events = (0..number).map(|i| event(i, &mut lot, &codes)).collect();
    drawn::chronology(events, &codes)
}

fn event(i: usize, lot: &mut Lot, codes: &[PlaceCode]) -> Event {
    let year = if lot.below(4) == 0 { 1800 + lot.below(190) } else { 1990 + lot.below(30) };
    let (month, day) = (1 + lot.below(12), 1 + lot.below(28));
    let date = match lot.below(8) {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        2 => format!("{year}-{month:02}-{day:02}/{}", year + 1),
        3 => format!("{year}~"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let place = codes.get(lot.below(REGIONS) * lot.below(REGIONS) / REGIONS).cloned();
    let salience = lot.below(1_000) as f32 / 1_000.0;
    drawn::event(i, "Something of note, event", &date, salience, place)
}
