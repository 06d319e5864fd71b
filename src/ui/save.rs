//! Figure and events as files, made of what the window shows.

use super::words;
use crate::export::picture::{self, PictureFormat};
use crate::export::{EventFormat, file};
use crate::project::Contents;
use crate::session::{Report, SaveFormat, State};
use crate::view::{fonts, scripts};
use std::path::Path;

/// Writes the file, or a file a page, and says so.
pub(super) fn save(state: &State, format: SaveFormat, path: &Path) -> Report {
    let saved = match format {
        SaveFormat::Picture(format) => figure(state, format, path),
        SaveFormat::Events(format) => events(state, format, path),
        SaveFormat::Bundle(contents) => bundle(state, contents, path),
    };
    let name = path.display();
    match saved {
        Ok(1) => {
            let said = format!("Saved {name}{}", boxes(state, format));
            Report::Exported(said, path.to_owned())
        }
        Ok(count) => {
            let others = words::counted(count - 1, "further page", "further pages");
            Report::Exported(format!("Saved {name} and {others} beside it"), path.to_owned())
        }
        Err(why) => Report::Failed(format!("Could not save\n{why}\n{name}")),
    }
}

/// What to say of titles whose letters the fonts of pictures lack.
fn boxes(state: &State, format: SaveFormat) -> String {
    if !matches!(format, SaveFormat::Picture(_)) {
        return String::new();
    }
    let events = &state.chronology.events;
    let shown = state.facets.shown_events().filter_map(|i| events.get(i));
    match scripts::lacking(shown.map(|event| event.title.as_str()), fonts::has).as_slice() {
        [] => String::new(),
        lacking => format!("\n{}", words::boxes(lacking, "the fonts of pictures")),
    }
}

/// Writes the figure as `annals render` draws it; gives how many files it took.
fn figure(state: &State, format: PictureFormat, path: &Path) -> Result<usize, String> {
    let files = picture::render(&state.chronology, &state.picture(format));
    let files = files.map_err(|why| why.to_string())?;
    let names = picture::write(path, &files).map_err(|why| why.to_string())?;
    Ok(names.len())
}

/// Writes the events that the filter shows, in the time that is asked for.
fn events(state: &State, format: EventFormat, path: &Path) -> Result<usize, String> {
    let shown = state.chronology.only(state.events_in(state.time_of_events()));
    let text = format.written(&shown, &state.choices.bands);
    file::write(path, text.as_bytes()).map_err(|why| why.to_string())?;
    Ok(1)
}

fn bundle(state: &State, contents: Contents, path: &Path) -> Result<usize, String> {
    let bytes = state.bundle(contents).map_err(|why| why.to_string())?;
    file::write(path, &bytes).map_err(|why| why.to_string())?;
    Ok(1)
}
