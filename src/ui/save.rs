//! Figure and events as files, made of what the window shows.

use crate::export::picture::{self, Parts, PictureFormat, PictureOptions};
use crate::export::{csv, file, html, ics, json, markdown, timelinejs};
use crate::model::Chronology;
use crate::session::{Report, SaveFormat, State};
use crate::view::ThemeName;
use std::path::Path;

/// Writes the file and says so.
pub(super) fn save(state: &State, format: SaveFormat, path: &Path) -> Report {
    let name = path.display();
    let saved = contents(state, format)
        .and_then(|bytes| file::write(path, &bytes).map_err(|why| why.to_string()));
    match saved {
        Ok(()) => Report::Done(format!("Saved {name}")),
        Err(why) => Report::Failed(format!("Could not save\n{why}\n{name}")),
    }
}

fn contents(state: &State, format: SaveFormat) -> Result<Vec<u8>, String> {
    let events = shown_events(state);
    let text = match format {
        SaveFormat::Png => return figure(state, PictureFormat::Png),
        SaveFormat::Svg => return figure(state, PictureFormat::Svg),
        SaveFormat::Pdf => return figure(state, PictureFormat::Pdf),
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

/// The figure as `annals render` draws it: light whatever the window is, for it goes to paper.
fn figure(state: &State, format: PictureFormat) -> Result<Vec<u8>, String> {
    let options = PictureOptions {
        format,
        size_px: picture::A4_PX,
        scale: 2.0,
        theme: ThemeName::Light,
        filter: state.choices.filter.clone(),
        from_secs: Some(state.viewport.start_secs),
        to_secs: Some(state.end_secs()),
        lanes: state.choices.lanes,
        placing: state.choices.placing.clone(),
        colour: state.choices.colour,
        parts: Parts { legend: true, sources: true, footer: true },
        corpus: state.corpus_name(),
        ..PictureOptions::default()
    };
    picture::render(&state.chronology, &options).map_err(|why| why.to_string())
}
