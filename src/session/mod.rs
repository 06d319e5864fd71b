//! What the user works with: the state of one window, and the commands that change it.
//!
//! No window library is known here, so a script can do whatever a hand can.

mod adding;
mod aside;
mod banding;
mod casting;
mod choosing;
pub mod command;
mod course;
pub mod date;
pub mod document_days;
pub mod entry;
pub mod facets;
pub mod format;
pub mod history;
mod job;
mod keeping;
mod notice;
mod opening;
mod pairing;
mod part;
mod range;
mod reviewing;
mod seeking;
mod selecting;
mod sheet;
pub mod state;
mod summary;
mod tally;
mod traits;
mod undoing;
mod view_moves;
mod watching;

pub use crate::project::{ListColumn, Settings, Switch, TextStep, Theme};
pub use adding::NewEvent;
pub use aside::{Ready, Replay, Replayed, Stamp};
pub use command::{Command, Dialog, Page, Panel};
pub use course::{Course, STEPS};
pub use document_days::DocumentDay;
pub use entry::{ENTRIES, Entry, Menu};
pub use facets::{Count, Facets, RegionNode, Tick};
pub use format::SaveFormat;
pub use job::{Job, Report};
pub use keeping::Draft;
pub use notice::{Notice, NoticeKind, Offer};
pub use pairing::Alike;
pub use seeking::{Found, Search};
pub use sheet::{Reach, Sheet};
pub use state::{Choices, GoneTo, OpenProject, Selection, State, Turn};
pub use summary::{Chip, FilterPart, chips};
