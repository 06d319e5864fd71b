//! Saves by itself what changed, so that the end of the program loses seconds at most.
//!
//! A project is written to its own file; decisions about a folder that is no project yet are kept in
//! the program's store, and are there again when the folder is opened.

use super::jobs::Jobs;
use crate::project::{self, Project, Store};
use crate::session::{Report, State};
use std::path::{Path, PathBuf};

/// Seconds between a change and its saving.
const DELAY_SECS: f64 = 2.0;

/// What was saved, and what waits.
#[derive(Debug, Default)]
pub(super) struct Autosave {
    /// Number of the change that is saved.
    saved: Option<u64>,
    /// Number of the change that waits, and when it was first seen.
    waiting: Option<(u64, f64)>,
    opened: Option<(Option<PathBuf>, Vec<PathBuf>)>,
}

/// Where a state is saved.
enum Place {
    File(PathBuf),
    Store,
}

impl Autosave {
    /// Saves in the background where a change waited long enough; at once where the window closes.
    pub(super) fn due(&mut self, ctx: &egui::Context, state: &State, jobs: &Jobs) {
        let opened = opened(state);
        if self.opened.as_ref() != Some(&opened) {
            self.opened = Some(opened);
            // A project that asked for its folder need not ask again.
            self.saved = (!state.is_moved).then_some(state.change_number);
            self.waiting = None;
        }
        if self.saved == Some(state.change_number) {
            self.waiting = None;
            return;
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            self.flush(state, jobs);
            return;
        }
        let Some(place) = place(state, jobs) else { return };
        let now = ctx.input(|input| input.time);
        let (number, since) = *self.waiting.get_or_insert((state.change_number, now));
        if now - since < DELAY_SECS {
            let left = std::time::Duration::from_secs_f64(DELAY_SECS - (now - since));
            ctx.request_repaint_after(left);
            return;
        }
        self.waiting = None;
        self.saved = Some(state.change_number.max(number));
        let project = project_of(&place, state);
        let (store, roots) = (jobs.store.clone(), state.opened.clone());
        jobs.spawn(move || {
            let kept = write(&place, &project, &roots, store.as_ref());
            kept.err().map(|why| Report::Failed(why.to_string()))
        });
    }

    /// Saves at once what waits: the window closes, or something else is shown in it.
    pub(super) fn flush(&mut self, state: &State, jobs: &Jobs) {
        let is_known = self.opened.as_ref() == Some(&opened(state));
        let waits = is_known && self.saved != Some(state.change_number);
        if let Some(place) = place(state, jobs).filter(|_| waits) {
            self.saved = Some(state.change_number);
            // Nobody is there to hear the answer; what failed was said by the save before.
            let project = project_of(&place, state);
            _ = write(&place, &project, &state.opened, jobs.store.as_ref());
        }
    }

    /// Saves as a file that the user named, and says so.
    pub(super) fn save_as(&mut self, path: &Path, state: &State, jobs: &Jobs) {
        let path = path.to_owned();
        let project = state.project_file(&path, project::size_of);
        let (store, roots) = (jobs.store.clone(), state.opened.clone());
        self.saved = Some(state.change_number);
        self.opened = Some((Some(path.clone()), state.opened.clone()));
        jobs.spawn(move || match project.save(&path) {
            Ok(()) => {
                if let Some(store) = store {
                    store.forget_unsaved(&roots);
                    // The list of recent ones is no reason to say that saving failed.
                    _ = store.remember(&path);
                }
                Some(Report::ProjectSaved(path))
            }
            Err(why) => Some(Report::Failed(why.to_string())),
        });
    }
}

/// What is open: the file of the project, and what its documents are read from.
fn opened(state: &State) -> (Option<PathBuf>, Vec<PathBuf>) {
    (state.project.as_ref().map(|it| it.path.clone()), state.opened.clone())
}

/// Where what is open is saved; `None` where there is nothing to save, or no leave to.
fn place(state: &State, jobs: &Jobs) -> Option<Place> {
    if state.chronology.documents.is_empty() || state.is_read_only() {
        return None;
    }
    match &state.project {
        Some(project) => Some(Place::File(project.path.clone())),
        None if state.opened.is_empty() || jobs.store.is_none() => None,
        None => Some(Place::Store),
    }
}

fn project_of(place: &Place, state: &State) -> Project {
    match place {
        Place::File(path) => state.project_file(path, project::size_of),
        Place::Store => state.project_file(Path::new(""), |_| None),
    }
}

fn write(
    place: &Place,
    project: &Project,
    roots: &[PathBuf],
    store: Option<&Store>,
) -> Result<(), project::ProjectError> {
    match place {
        Place::File(path) => project.save(path),
        Place::Store => store.map_or(Ok(()), |store| store.keep_unsaved(roots, project)),
    }
}
