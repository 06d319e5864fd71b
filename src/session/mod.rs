//! What the user works with: the state of one window, and the commands that change it.
//!
//! ```text
//!            ┌─ looking: time, selection, filter ─┐
//!  Command ──┼─ review: decisions, undo ──────────┼─→ State ──→ facets: what is counted and found
//!            └─ files: documents, projects ───────┘     │ ↑
//!                                                   Job ↓ │ Report
//!                                                 whoever does what takes time
//! ```
//! No window library is known here, so a script can do whatever a hand can.

pub mod command;
pub mod date;
pub mod facets;
mod files;
mod looking;
mod review;
pub mod state;

pub use crate::project::{Brightness, ListColumn, Settings, Switch, TextStep};
pub use command::entry::{ENTRIES, Entry, Menu};
pub use command::format::SaveFormat;
pub use command::job::{Job, Report};
pub use command::notice::{Notice, NoticeKind, Offer};
pub use command::{Command, Dialog, Page, Panel};
pub use facets::document_days::DocumentDay;
pub use facets::seeking::{Found, Search};
pub use facets::summary::{Chip, FilterPart, chips};
pub use facets::{Count, Facets, RegionNode, Tick};
pub use files::projects::Draft;
pub use files::sheet::{Reach, Sheet};
pub use review::adding::NewEvent;
pub use review::aside::{Ready, Replay, Replayed, Stamp};
pub use review::course::{Course, STEPS};
pub use review::pairing::Alike;
pub use state::{Choices, GoneTo, OpenProject, Selection, State, Turn};
