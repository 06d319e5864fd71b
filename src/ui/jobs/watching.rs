//! Watches the documents that are open, on a thread of its own that sleeps nearly all the time.

use super::Jobs;
use crate::ingest::{self, Glance};
use crate::session::{Report, State};
use std::path::PathBuf;
use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Least time between two glances.
const LEAST_WAIT: Duration = Duration::from_secs(2);
/// A glance takes at most one part in so many of all time, however slow the drive is.
const SHARE: u32 = 30;

/// What is watched.
#[derive(Debug, Default)]
pub(crate) struct Watching(Option<Watched>);

#[derive(Debug)]
struct Watched {
    roots: Vec<PathBuf>,
    /// The thread ends when this is dropped.
    _stop: SyncSender<()>,
}

impl Watching {
    /// Watches what is open now, and nothing while it is being read.
    pub(crate) fn follow(&mut self, state: &State, jobs: &Jobs) {
        let is_read = state.progress.is_none() && state.unread == 0;
        let has_documents = !state.chronology.documents.is_empty();
        let is_wanted = state.settings.watches && is_read && has_documents;
        let roots = if is_wanted { state.opened.as_slice() } else { &[] };
        if self.0.as_ref().map_or(&[][..], |watched| &watched.roots) == roots {
            return;
        }
        self.0 = (!roots.is_empty()).then(|| {
            let (stop, stopped) = sync_channel(1);
            let known = *jobs.glance.lock().unwrap_or_else(PoisonError::into_inner);
            let eye = Eye { known, last: None };
            let (paths, report) = (roots.to_vec(), jobs.reporter());
            let thread = std::thread::Builder::new().name("annals-watch".to_owned());
            // Where no thread can be had, F5 still reads what changed.
            drop(thread.spawn(move || watch(&paths, eye, &stopped, report)));
            Watched { roots: roots.to_vec(), _stop: stop }
        });
    }
}

fn watch(paths: &[PathBuf], mut eye: Eye, stopped: &Receiver<()>, report: impl Fn(Report)) {
    let mut wait = LEAST_WAIT;
    while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(wait) {
        let begun = Instant::now();
        let glance = ingest::glance(paths);
        wait = LEAST_WAIT.max(begun.elapsed() * SHARE);
        if eye.sees_change(glance) {
            report(Report::Changed);
        }
    }
}

/// What was seen before.
#[derive(Debug)]
struct Eye {
    /// What was read.
    known: Option<Glance>,
    /// What was seen last.
    last: Option<Glance>,
}

impl Eye {
    /// Whether there is something to read: what changed, once it rests, so that no half-written file
    /// is read. Of a folder that is gone nothing can be said.
    fn sees_change(&mut self, glance: Option<Glance>) -> bool {
        let Some(now) = glance else { return false };
        let known = *self.known.get_or_insert(now);
        let rests = self.last == Some(now);
        self.last = Some(now);
        if known == now || !rests {
            return false;
        }
        self.known = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_once_and_only_when_it_rests() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_path_buf()];
        let glance = |text: &str| {
            std::fs::write(folder.path().join("a.txt"), text).unwrap();
            ingest::glance(&paths)
        };
        let (a, b, c) = (glance("a"), glance("bb"), glance("ccc"));
        let mut eye = Eye { known: a, last: None };
        let seen = [a, a, b, c, c, c, None, c, a, a];
        let told = seen.map(|glance| eye.sees_change(glance));
        let expected = [false, false, false, false, true, false, false, false, false, true];
        assert_eq!(told, expected);
    }
}
