//! What went half wrong, in words that the reader of a chronology understands.

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something may be wrong or incomplete.
    Warning,
    /// A document could not be read.
    Skipped,
}

/// Where in the pipeline it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// Finding files.
    Find,
    /// Reading text.
    Read,
    /// Dates.
    Dates,
    /// Places.
    Places,
    /// Events.
    Events,
}

/// One thing that went half wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// The document or file, as the user knows it; empty where it concerns the whole.
    pub document: String,
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub stage: Stage,
    /// What is wrong and why: one plain sentence without a full stop.
    pub message: String,
    /// What the user can do; empty where nothing can be done.
    pub suggestion: String,
}
