//! Saves by itself what changed, so that the end of the program loses seconds at most.
//!
//! A project is written to its own file; decisions about a folder that is no project yet are kept in
//! the program's store, and are there again when the folder is opened. Files are written on other threads, one
//! after the other; only a window that closes waits for them.

use super::Jobs;
use crate::project::{self, ProjectError, Store};
use crate::session::{Draft, Report, State};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Seconds between a change and its saving.
const DELAY_SECS: f64 = 2.0;

/// What was saved, and what waits.
#[derive(Debug, Default)]
pub(crate) struct Autosave {
    /// What is open, and the number of the change that it began with.
    opened: Option<(Opened, u64)>,
    /// Number of the change that was given to be written last.
    given: Option<u64>,
    /// When the first change was seen that waits.
    waiting: Option<f64>,
    /// Whether a file that the user named is being written.
    is_naming: bool,
    pen: Arc<Pen>,
}

/// What is open: the file of the project, and what its documents are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Opened {
    project: Option<PathBuf>,
    roots: Vec<PathBuf>,
}

/// Where a state is saved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    File(PathBuf),
    /// In the program's store, under what is open.
    Store(Vec<PathBuf>),
}

/// Writes one file after the other, whichever thread asks first.
#[derive(Debug, Default)]
struct Pen {
    turn: Mutex<()>,
    /// Number of the last change that each place holds.
    written: Mutex<BTreeMap<Place, u64>>,
}

/// Something to be written.
#[derive(Debug)]
pub(crate) struct Errand {
    place: Place,
    draft: Draft,
    /// Number of its last change.
    change: u64,
    store: Option<Store>,
    pen: Arc<Pen>,
}

impl Autosave {
    /// Saves in the background where a change waited long enough; at once where the window closes.
    pub(crate) fn due(&mut self, ctx: &egui::Context, state: &State, jobs: &Jobs) {
        self.follow(state);
        if ctx.input(|input| input.viewport().close_requested()) {
            self.finish(state, jobs);
            return;
        }
        if self.is_given(state) {
            self.waiting = None;
            return;
        }
        if self.is_naming || place(state, jobs).is_none() {
            return;
        }
        let now = ctx.input(|input| input.time);
        let since = *self.waiting.get_or_insert(now);
        if now - since < DELAY_SECS {
            let left = std::time::Duration::from_secs_f64(DELAY_SECS - (now - since));
            ctx.request_repaint_after(left);
            return;
        }
        self.hand_over(state, jobs);
    }

    /// Gives to others what waits, before something else is shown in the window.
    pub(crate) fn hand_over(&mut self, state: &State, jobs: &Jobs) {
        if let Some(errand) = self.errand(state, jobs) {
            jobs.spawn(move || errand.run().err().map(|why| Report::Failed(why.to_string())));
        }
    }

    /// What waits, to be written before anything else is done.
    pub(crate) fn errand(&mut self, state: &State, jobs: &Jobs) -> Option<Errand> {
        let is_known = self.opened.as_ref().is_some_and(|(it, _)| *it == Opened::by(state));
        let place = place(state, jobs).filter(|_| is_known && !self.is_given(state))?;
        self.waiting = None;
        self.given = Some(state.change_number);
        Some(Errand::new(place, state, jobs, &self.pen))
    }

    /// Writes what waits, and what could not be written before; the window closes.
    fn finish(&mut self, state: &State, jobs: &Jobs) {
        let Some(place) = place(state, jobs) else { return };
        let is_as_opened = self.opened.as_ref().is_some_and(|(_, at)| *at == state.change_number);
        // Asked first in any case: what is being written is written before the program ends.
        let is_written = self.pen.holds(&place, state.change_number);
        if !is_as_opened && !is_written {
            self.given = Some(state.change_number);
            // Nobody is there to hear the answer; what failed was said by the save before.
            _ = Errand::new(place, state, jobs, &self.pen).run();
        }
    }

    /// Saves as a file that the user named, and says so.
    pub(crate) fn save_as(&mut self, path: &Path, state: &State, jobs: &Jobs) {
        self.is_naming = true;
        let errand = Errand::new(Place::File(path.to_owned()), state, jobs, &self.pen);
        let (path, roots) = (path.to_owned(), state.opened.clone());
        jobs.spawn(move || {
            if let Err(why) = errand.run() {
                return Some(Report::Failed(why.to_string()));
            }
            if let Some(store) = &errand.store {
                store.forget_unsaved(&roots);
                // The list of recent ones is no reason to say that saving failed.
                _ = store.remember(&path);
            }
            Some(Report::ProjectSaved(path))
        });
    }

    /// Hears what came of a file that the user named.
    pub(crate) fn hear(&mut self, report: &Report) {
        self.is_naming &= !matches!(report, Report::ProjectSaved(_) | Report::Failed(_));
    }

    /// Begins anew where something else is open now.
    fn follow(&mut self, state: &State) {
        let now = Opened::by(state);
        let before = self.opened.as_ref().map(|(opened, _)| opened);
        if before == Some(&now) {
            return;
        }
        // What was saved under a name goes on from there: more may have been decided meanwhile.
        let is_same = before.is_some_and(|before| before.roots == now.roots);
        let file = now.project.clone().filter(|_| is_same).map(Place::File);
        let saved = file.and_then(|place| self.pen.written(&place));
        // A project that asked for its folder need not ask again.
        let moved = state.is_moved.then(|| state.change_number.wrapping_sub(1));
        self.opened = Some((now, saved.or(moved).unwrap_or(state.change_number)));
        (self.given, self.waiting) = (None, None);
    }

    /// Whether the last change was given to be written, or nothing changed.
    fn is_given(&self, state: &State) -> bool {
        let begun = self.opened.as_ref().map(|(_, begun)| *begun);
        [begun, self.given].contains(&Some(state.change_number))
    }
}

impl Opened {
    fn by(state: &State) -> Self {
        let project = state.project.as_ref().map(|it| it.path.clone());
        Self { project, roots: state.opened.clone() }
    }
}

impl Pen {
    fn written(&self, place: &Place) -> Option<u64> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).get(place).copied()
    }

    /// Whether a change is in its place, once what is being written is.
    fn holds(&self, place: &Place, change: u64) -> bool {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.written(place) == Some(change)
    }
}

impl Errand {
    fn new(place: Place, state: &State, jobs: &Jobs, pen: &Arc<Pen>) -> Self {
        let (draft, change) = (state.draft(), state.change_number);
        Self { place, draft, change, store: jobs.store.clone(), pen: Arc::clone(pen) }
    }

    /// Writes it, unless something newer was written there meanwhile.
    pub(crate) fn run(&self) -> Result<(), ProjectError> {
        let _turn = self.pen.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.pen.written(&self.place).is_some_and(|newest| self.change < newest) {
            return Ok(());
        }
        match (&self.place, &self.store) {
            (Place::File(path), _) => self.draft.project_file(path, project::size_of).save(path)?,
            (Place::Store(roots), Some(store)) => {
                store.keep_unsaved(roots, &self.draft.project_file(Path::new(""), |_| None))?;
            }
            (Place::Store(_), None) => {}
        }
        let mut written = self.pen.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.insert(self.place.clone(), self.change);
        Ok(())
    }
}

/// Where what is open is saved; `None` where there is nothing to save, or no leave to.
fn place(state: &State, jobs: &Jobs) -> Option<Place> {
    if state.chronology.documents.is_empty() || state.is_read_only() {
        return None;
    }
    match &state.project {
        Some(project) => Some(Place::File(project.path.clone())),
        None if state.opened.is_empty() || jobs.store.is_none() => None,
        None => Some(Place::Store(state.opened.clone())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::session::{Command, OpenProject};
    use crate::view::sample::encodings;

    /// A project of this path with an event selected, and somebody who saves it.
    fn open(path: &Path) -> (State, Autosave, Jobs) {
        let mut state = State::new(encodings());
        state.project = Some(OpenProject { path: path.to_owned(), is_read_only: false });
        state.apply(Command::Select(0));
        let mut autosave = Autosave::default();
        autosave.follow(&state);
        (state, autosave, Jobs::new(egui::Context::default(), None))
    }

    fn decisions(path: &Path) -> usize {
        Project::open(path).unwrap().log.len()
    }

    #[test]
    fn what_is_written_later_is_not_replaced_by_what_was_decided_earlier() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dam.annals");
        let (mut state, mut autosave, jobs) = open(&path);
        let mut errand = |command: Command| {
            state.apply(command);
            autosave.errand(&state, &jobs).unwrap()
        };
        let (early, late) = (errand(Command::Star), errand(Command::Accept));
        late.run().unwrap();
        early.run().unwrap();
        assert_eq!(decisions(&path), 2, "the thread of the first save came last");
    }

    #[test]
    fn what_could_not_be_saved_is_tried_again_when_the_window_closes() {
        let folder = tempfile::tempdir().unwrap();
        let drive = folder.path().join("drive");
        let path = drive.join("dam.annals");
        let (mut state, mut autosave, jobs) = open(&path);
        autosave.finish(&state, &jobs);
        state.apply(Command::Star);
        let errand = autosave.errand(&state, &jobs).unwrap();
        assert!(errand.run().is_err(), "the drive is not there");
        assert!(autosave.errand(&state, &jobs).is_none(), "it was given to be written");
        std::fs::create_dir(&drive).unwrap();
        autosave.finish(&state, &jobs);
        assert_eq!(decisions(&path), 1);
    }
}
