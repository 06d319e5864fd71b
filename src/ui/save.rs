//! Figure and events as files, made of what the window shows.

use crate::export::{csv, file, html, ics, json, markdown, picture, timelinejs};
use crate::model::Chronology;
use crate::session::{Report, SaveFormat, State};
use crate::view::fonts::ShippedMeasure;
use crate::view::{self, Request, Theme, ThemeName};
use std::path::Path;

/// What a figure is made of, beside the chronology.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    state: State,
    size_px: (f32, f32),
}

impl Shown {
    /// What a window of this size shows.
    pub(super) fn new(state: &State, size_px: (f32, f32)) -> Self {
        Self { state: state.clone(), size_px: (size_px.0.max(640.0), size_px.1.max(360.0)) }
    }
}

/// Writes the file and says so.
pub(super) fn save(shown: &Shown, format: SaveFormat, path: &Path) -> Report {
    let name = path.display();
    let saved = contents(shown, format)
        .and_then(|bytes| file::write(path, &bytes).map_err(|why| why.to_string()));
    match saved {
        Ok(()) => Report::Done(format!("Saved {name}")),
        Err(why) => Report::Failed(format!("Could not save\n{why}\n{name}")),
    }
}

fn contents(shown: &Shown, format: SaveFormat) -> Result<Vec<u8>, String> {
    let events = shown_events(&shown.state);
    let text = match format {
        SaveFormat::Png => {
            return picture::png::png(&figure(shown), 2.0).map_err(|why| why.to_string());
        }
        SaveFormat::Svg => figure(shown),
        SaveFormat::Csv => csv::events(&events),
        SaveFormat::Json => json::events(&events),
        SaveFormat::Jsonl => json::event_lines(&events),
        SaveFormat::TimelineJs => timelinejs::events(&events),
        SaveFormat::Ics => ics::events(&events),
        SaveFormat::Markdown => markdown::events(&events),
        SaveFormat::Html => html::events(&events),
    };
    Ok(text.into_bytes())
}

/// The chronology without what the filter hides.
fn shown_events(state: &State) -> Chronology {
    let all = &state.chronology;
    let events = state.facets.shown.iter().filter_map(|i| all.events.get(*i)).cloned().collect();
    Chronology { events, ..(**all).clone() }
}

/// The figure as SVG: light whatever the window is, for it goes to paper.
fn figure(shown: &Shown) -> String {
    let state = &shown.state;
    let measure = ShippedMeasure::default();
    let request = Request {
        filter: &state.choices.filter,
        viewport: state.viewport,
        size_px: shown.size_px,
        scroll_px: state.scroll_px,
        lanes: state.choices.lanes,
        colour: state.choices.colour,
        selected: None,
    };
    let scene = view::scene(&state.chronology, &request, &measure);
    let draws = view::paint(&scene, &Theme::named(ThemeName::Light), &measure);
    picture::svg::svg(&draws, scene.size_px, "Annals")
}
