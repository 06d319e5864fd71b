//! The log of decisions: only ever added to, also by undo and redo.

use super::decision::{Decision, DocumentName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// The last decision in force was taken back.
    Undo,
    /// What was taken back last was decided again.
    Redo,
    /// Something was decided.
    #[serde(untagged)]
    Decided(Decision),
}

/// The lines of a log in which some, given as `None`, decide what this version does not know.
///
/// Those are left out, and so is every line that takes one of them back or does it again: otherwise it would
/// do so to the decision before it.
pub(super) fn understood(lines: impl IntoIterator<Item = Option<Entry>>) -> Vec<Entry> {
    // Whether each decision is known that is in force or can be done again.
    let (mut is_known, mut in_force) = (Vec::new(), 0_usize);
    let mut entries = Vec::new();
    for line in lines {
        let at = match line {
            Some(Entry::Undo) => in_force.checked_sub(1),
            Some(Entry::Redo) => Some(in_force),
            Some(Entry::Decided(_)) | None => {
                is_known.truncate(in_force);
                is_known.push(line.is_some());
                Some(in_force)
            }
        };
        let Some((at, is_known)) = at.and_then(|at| Some((at, *is_known.get(at)?))) else {
            continue;
        };
        in_force = if line == Some(Entry::Undo) { at } else { at + 1 };
        entries.extend(line.filter(|_| is_known));
    }
    entries
}

/// All that was ever decided, and what of it is in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Shared with whoever writes them down, until more is decided.
    entries: Arc<Vec<Entry>>,
    /// Decisions in force, then those that can be done again, the next one first.
    decisions: Vec<Decision>,
    /// How many of them are in force.
    in_force: usize,
}

impl Log {
    /// The log of a file's lines.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut log = Self::default();
        for entry in entries {
            match entry {
                Entry::Undo => log.set_count(log.in_force.saturating_sub(1)),
                Entry::Redo => log.set_count(log.in_force + 1),
                Entry::Decided(decision) => log.decide(decision),
            }
        }
        log
    }

    /// Adds a decision; what was taken back cannot be done again any more.
    pub fn decide(&mut self, decision: Decision) {
        self.decisions.truncate(self.in_force);
        self.decisions.push(decision.clone());
        self.in_force += 1;
        Arc::make_mut(&mut self.entries).push(Entry::Decided(decision));
    }

    /// Takes back or does again until so many decisions are in force, or as many as there are.
    pub fn set_count(&mut self, count: usize) {
        let count = count.min(self.decisions.len());
        while count < self.in_force {
            self.in_force -= 1;
            Arc::make_mut(&mut self.entries).push(Entry::Undo);
        }
        while self.in_force < count {
            self.in_force += 1;
            Arc::make_mut(&mut self.entries).push(Entry::Redo);
        }
    }

    /// How many decisions are in force.
    pub fn count(&self) -> usize {
        self.in_force
    }

    /// The decisions in force, in order.
    pub fn in_force(&self) -> &[Decision] {
        self.decisions.get(..self.in_force).unwrap_or_default()
    }

    /// The decisions in force, then those that can be done again.
    pub fn ever(&self) -> &[Decision] {
        &self.decisions
    }

    /// How many decisions could be done again.
    pub fn undone_count(&self) -> usize {
        self.decisions.len() - self.in_force
    }

    /// Every line.
    pub fn entries(&self) -> &Arc<Vec<Entry>> {
        &self.entries
    }

    /// The dates in EDTF that were given to documents.
    pub fn document_dates(&self) -> BTreeMap<DocumentName, String> {
        let mut dates = BTreeMap::new();
        for decision in self.in_force() {
            let Decision::DocumentDate { document, date } = decision else { continue };
            match date {
                Some(date) => dates.insert(document.clone(), date.clone()),
                None => dates.remove(document),
            };
        }
        dates
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decision(number: u32) -> Decision {
        Decision::DocumentDate {
            document: DocumentName { doc: number.to_string(), hash: String::new() },
            date: Some("1911".to_owned()),
        }
    }

    proptest! {
        #[test]
        fn a_log_read_again_has_the_same_in_force_and_to_redo(
            steps in prop::collection::vec((0..4_u8, 0..9_usize), 0..60),
        ) {
            let mut log = Log::default();
            for (i, (step, count)) in steps.into_iter().enumerate() {
                let before = log.entries().to_vec();
                if step == 0 { log.set_count(count) } else { log.decide(decision(i as u32)) }
                prop_assert!(log.entries().starts_with(&before), "a line was lost");
            }
            prop_assert_eq!(Log::new(log.entries().to_vec()), log);
        }
    }

    proptest! {
        #[test]
        fn what_is_not_known_takes_nothing_else_with_it(
            steps in prop::collection::vec(0..5_u8, 0..40),
        ) {
            let is_known = |number: usize| !number.is_multiple_of(3);
            let mut all = Log::default();
            let mut lines = Vec::new();
            for (number, step) in steps.into_iter().enumerate() {
                let before = all.entries().len();
                match step {
                    0 => all.set_count(all.count().saturating_sub(1)),
                    1 => all.set_count(all.count() + 1),
                    _ => all.decide(decision(number as u32)),
                }
                let new = all.entries().get(before..).unwrap_or_default().iter().cloned();
                lines.extend(new.map(|line| Some(line).filter(|_| step < 2 || is_known(number))));
            }
            let known = |it: &&Decision| {
                (0..40).any(|number| is_known(number) && **it == decision(number as u32))
            };
            let expected: Vec<Decision> = all.in_force().iter().filter(known).cloned().collect();
            let log = Log::new(understood(lines));
            prop_assert_eq!(log.in_force(), expected);
        }
    }

    #[test]
    fn what_was_taken_back_comes_again_until_something_else_is_decided() {
        let mut log = Log::default();
        log.decide(decision(1));
        log.decide(decision(2));
        log.set_count(1);
        assert_eq!((log.in_force(), log.undone_count()), (&[decision(1)][..], 1));
        log.set_count(2);
        assert_eq!(log.in_force(), [decision(1), decision(2)]);
        log.set_count(0);
        log.decide(decision(3));
        assert_eq!((log.in_force(), log.undone_count()), (&[decision(3)][..], 0));
        assert_eq!(log.entries().len(), 7);
    }
}
