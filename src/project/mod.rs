//! What a person decided about a corpus, and the file that keeps it.
//!
//! A [`Decision`] names its event by what the sources say, not by a number, so that it holds when the
//! documents are read again. [`replay()`] applies decisions to a chronology as it was read;
//! [`Project`] is the file.

mod decision;
pub mod file;
mod log;
mod name;

mod regroup;
mod replay;
mod saved;
mod store;

pub use decision::{Decision, DocumentName, EventName, StatedDate};
pub use file::{Project, ProjectError, SCHEMA, relative};
pub use log::{Entry, Log};
pub use name::{document_name, event_name, source_name, text_hash};
pub use replay::{Lost, Replayed, Tellings, document_dates, replay};
pub use saved::{Arranged, NamedView, SavedFile, Span};
pub use store::{Store, size_of};

use std::path::Path;

/// The ending of project files, without the dot.
pub const ENDING: &str = "annals";

/// Whether a path is that of a project file, by its name.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}
