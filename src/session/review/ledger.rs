//! What was read, the log of what was decided about it, and how far what is shown follows the log.

use crate::model::Chronology;
use crate::pipeline::DocumentDates;
use crate::project::{Decision, Documents, Log, Tellings, Unmarked};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// What is shown is `read` with the decisions that are `held`; where the log has others in force, a replay is due.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    /// The corpus as it was read, without its events, with the dates of documents that were found.
    pub(crate) found: Arc<Chronology>,
    /// The corpus with the dates that the user gave to documents, before any decision; `None` where that
    /// is what is shown but for the marks of `trail`.
    pub(crate) read: Option<Arc<Chronology>>,
    /// Counts up with everything that is read.
    pub(crate) base: u64,
    /// Documents by name, once they are asked for.
    pub(crate) names: OnceLock<Documents>,
    /// Hashes of the documents that the project knew when it was saved.
    pub(crate) known: Option<BTreeSet<String>>,
    /// All decisions, in force or taken back.
    pub(crate) log: Log,
    /// The dates of documents under which they were read, where the user gave them.
    pub(crate) dates: DocumentDates,
    /// The decisions in what is shown, those of the trail last; `None` before any were applied to it.
    pub(crate) held: Option<Vec<Decision>>,
    /// How events were before the last decisions of `held` marked them, one for each.
    pub(crate) trail: Vec<Unmarked>,
    /// Events as each document alone tells them, as far as a replay asked.
    pub(crate) tellings: Tellings,
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            found: Arc::default(),
            read: None,
            base: 0,
            names: OnceLock::new(),
            known: None,
            log: Log::default(),
            dates: DocumentDates::default(),
            held: Some(Vec::new()),
            trail: Vec::new(),
            tellings: Tellings::default(),
        }
    }
}

impl Ledger {
    /// Begins anew with a corpus that is shown as it was read.
    pub(crate) fn begin(&mut self, shown: &Chronology) {
        let found = Arc::new(shown.clone_without_events());
        *self = Self { found, base: self.base + 1, ..Self::default() };
    }

    /// Takes the documents as they were read under these dates; no decision is in what is shown of them yet.
    pub(crate) fn take_read(&mut self, read: Chronology, dates: DocumentDates) {
        self.read = Some(Arc::new(read));
        self.base += 1;
        self.names = OnceLock::new();
        self.dates = dates;
        self.held = None;
        self.trail.clear();
        self.tellings = Tellings::default();
    }
}
