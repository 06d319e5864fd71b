//! How far a replay on another thread is, and the way to take it back.

use super::state::State;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What one thread does and another looks at.
#[derive(Clone, Debug, Default)]
pub struct Course {
    steps_done: Arc<AtomicUsize>,
    is_ended: Arc<AtomicBool>,
}

/// Steps of a replay: decisions, counts, lanes.
pub const STEPS: usize = 3;

impl Course {
    /// Which step is under way, from 1 to [`STEPS`].
    pub fn step(&self) -> usize {
        (self.steps_done.load(Ordering::Relaxed) + 1).min(STEPS)
    }

    /// One step more is done; whether anybody still waits for the rest.
    pub(super) fn goes_on(&self) -> bool {
        self.steps_done.fetch_add(1, Ordering::Relaxed);
        !self.is_ended()
    }

    /// Whether what it was for was taken back.
    pub(super) fn is_ended(&self) -> bool {
        self.is_ended.load(Ordering::Relaxed)
    }

    /// Nobody waits for it any more.
    fn end(&self) {
        self.is_ended.store(true, Ordering::Relaxed);
    }
}

impl State {
    /// How far the decisions are that others apply; `None` where nobody does.
    pub fn course(&self) -> Option<&Course> {
        self.course.as_ref()
    }

    /// Whether what is shown can stay as it is and the decisions that are being applied be taken back.
    pub fn can_stay(&self) -> bool {
        let held = self.held.as_ref();
        self.course.is_some() && held.is_some_and(|held| self.log.ever().starts_with(held))
    }

    /// Takes back the decisions and the claims that are being applied; undo brings the decisions back.
    pub(super) fn stay(&mut self) {
        if !self.can_stay() {
            return;
        }
        if let Some(course) = self.course.take() {
            course.end();
        }
        let count = self.marked_count();
        self.settings.claims.clone_from(&self.facets.claims);
        if count != self.log.count() {
            self.undo.leave(self.step());
            self.log.set_count(count);
            self.change_number += 1;
        }
    }
}
