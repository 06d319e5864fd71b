//! What others do with the events meanwhile: how far a replay on another thread is, and the way to take it back.

use crate::pipeline::DocumentDates;
use crate::session::command::job::Job;
use crate::session::state::State;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What others do with the events.
#[derive(Clone, Debug, Default)]
pub(crate) enum Elsewhere {
    /// Nothing that anybody waits for.
    #[default]
    Nothing,
    /// They look at them, and the last decisions wait for the end of that.
    Looking,
    /// They apply the decisions.
    Replaying(Course),
    /// They take documents under these dates.
    Redating(DocumentDates),
}

impl Elsewhere {
    /// Something went wrong: nobody knows whether others still work. What they bring is taken.
    pub(crate) fn forget_work(&mut self) {
        if matches!(self, Self::Replaying(_) | Self::Redating(_)) {
            *self = Self::Nothing;
        }
    }

    /// Nobody waits any more for what others do.
    pub(crate) fn end(&mut self) {
        if let Self::Replaying(course) = std::mem::take(self) {
            course.end();
        }
    }
}

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
    pub(crate) fn goes_on(&self) -> bool {
        self.steps_done.fetch_add(1, Ordering::Relaxed);
        !self.is_ended()
    }

    /// Whether what it was for was taken back.
    pub(crate) fn is_ended(&self) -> bool {
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
        match &self.elsewhere {
            Elsewhere::Replaying(course) => Some(course),
            Elsewhere::Nothing | Elsewhere::Looking | Elsewhere::Redating(_) => None,
        }
    }

    /// Whether decisions are being applied elsewhere.
    pub fn is_replaying(&self) -> bool {
        matches!(self.elsewhere, Elsewhere::Replaying(_) | Elsewhere::Redating(_))
    }

    /// Whether the last decisions wait for what others do with the events.
    pub fn is_behind(&self) -> bool {
        matches!(self.elsewhere, Elsewhere::Looking)
    }

    /// Goes on where decisions had to wait.
    pub fn go_on(&mut self) -> Option<Job> {
        if !self.is_behind() {
            return None;
        }
        self.elsewhere = Elsewhere::Nothing;
        let job = self.catch_up();
        self.follow_selected();
        job
    }

    /// Has documents taken under the dates that they are given, unless they are, or somebody does so already.
    pub(crate) fn redate(&mut self, dates: DocumentDates) -> Option<Job> {
        if dates == self.ledger.dates || self.is_redating(&dates) {
            return None;
        }
        self.elsewhere.end();
        self.elsewhere = Elsewhere::Redating(dates.clone());
        Some(Job::Redate(dates))
    }

    /// Whether documents are being taken under these dates.
    pub(crate) fn is_redating(&self, dates: &DocumentDates) -> bool {
        matches!(&self.elsewhere, Elsewhere::Redating(under) if under == dates)
    }

    /// Whether what is shown can stay as it is and the decisions that are being applied be taken back.
    pub fn can_stay(&self) -> bool {
        let held = self.ledger.held.as_ref();
        self.course().is_some() && held.is_some_and(|held| self.ledger.log.ever().starts_with(held))
    }

    /// Takes back the decisions and the claims that are being applied; undo brings the decisions back.
    pub(crate) fn stay(&mut self) {
        if !self.can_stay() {
            return;
        }
        self.elsewhere.end();
        self.follows_selected = false;
        let count = self.marked_count();
        self.settings.claims.clone_from(&self.facets.claims);
        if count != self.ledger.log.count() {
            self.undo.leave(self.step());
            self.ledger.log.set_count(count);
            self.change_number += 1;
        }
    }
}
