//! What a person decided about a corpus, and the file that keeps it.
//!
//! A [`Decision`] names its event by what the sources say, not by a number, so that it holds when the
//! documents are read again. [`replay()`] applies decisions to a chronology as it was read;
//! [`Project`] is the file.

mod added;
mod bundle;
mod decision;
pub mod file;
mod log;
mod marking;
mod name;
mod pairs;
mod regroup;
mod replay;
mod saved;
mod settings;
mod store;

pub use bundle::{Contents, bundle, folder_of, is_bundle, unpack};
pub use decision::{Decision, DocumentName, EventName, StatedDate, StatedPlace};
pub use file::{Project, ProjectError, SCHEMA, relative};
pub use log::{Entry, Log};
pub use marking::{Unmarked, marked_events};
pub use name::{document_name, event_name, sentence_name, source_name, text_hash};
pub use pairs::{Pair, Suspects, join, keep_apart, pairs};
pub use replay::{Documents, Lost, Replayed, Tellings, document_dates, mark_event, replay};
pub use saved::{Arranged, NamedView, Preset, SavedBand, SavedFile, Span};
pub use settings::{Brightness, ListColumn, Settings, Switch, TEXT_PERCENTS, TextStep};
pub use store::{Store, size_of};

use std::path::{Path, PathBuf};

/// What a corpus is called: the last parts of its paths.
pub fn corpus_name(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| {
        path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
    };
    paths.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The ending of project files, without the dot.
pub const ENDING: &str = "annals";

/// The path of a project file that is called so: with the ending, where that was left out.
pub fn file_path(path: &Path) -> PathBuf {
    if is_project(path) {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ENDING);
    PathBuf::from(name)
}

/// Whether a path is that of a project file, by its name.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}
