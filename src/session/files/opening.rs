//! What is opened: folders, files, projects and the sample; and how the state begins anew with it.

use crate::export::csv;
use crate::project::{self, Project};
use crate::session::command::job::Job;
use crate::session::command::notice::{Notice, Offer};
use crate::session::command::{Command, Dialog, Page};
use crate::session::review::aside::Ready;
use crate::session::review::history::History;
use crate::session::state::State;
use crate::view::{Filter, words};
use std::path::{Path, PathBuf};

impl State {
    /// What the corpus is called: the last part of what was opened, `Sample` for the sample.
    pub fn corpus_name(&self) -> String {
        match self.opened.as_slice() {
            [] => "Sample".to_owned(),
            paths => project::corpus_name(paths),
        }
    }

    pub(crate) fn job_of(&mut self, command: Command) -> Option<Job> {
        match command {
            Command::OpenFolder => Some(Job::PickFolder),
            Command::OpenSample => {
                self.dialog = None;
                Some(Job::ReadSample)
            }
            Command::Open(paths) => {
                if let (Some(Dialog::Relocate), [folder]) = (self.dialog, paths.as_slice())
                    && !project::is_project(folder)
                {
                    return self.keep(Command::Relocate(folder.clone()));
                }
                self.dialog = None;
                if let Some(path) = paths.iter().find(|path| project::is_project(path)) {
                    return Some(Job::OpenProject(path.clone(), None));
                }
                Some(Job::Read(paths))
            }
            Command::ReadAgain => self.read_again(),
            Command::Cancel => Some(Job::Cancel),
            Command::CopyEvents => {
                let chosen = self.chosen();
                let copied =
                    if chosen.len() < 2 { self.facets.shown_events().collect() } else { chosen };
                let table = self.chronology.only(copied.into_iter());
                let said = match table.events.len() {
                    1 => "1 event".to_owned(),
                    count => format!("{} events", words::grouped(count)),
                };
                self.notice = Some(Notice::done(format!("Copied {said} as a table")));
                Some(Job::Copy(csv::tab_separated_events(&table, &self.choices.bands)))
            }
            Command::Copied(what) => {
                self.notice = Some(Notice::done(format!("Copied {what}")));
                None
            }
            Command::CopyPicture => Some(Job::CopyPicture),
            Command::Screenshot => Some(Job::Screenshot),
            Command::Save(format, path) => {
                self.notice = None;
                Some(Job::Save(format, path))
            }
            Command::OpenFile(index) => {
                let document = self.chronology.documents.get(index)?;
                let path = document.document.path.clone();
                if path.is_none() {
                    let text = "This document is a part of another file and has none of its own";
                    self.notice = Some(Notice::hint(text));
                }
                path.map(Job::OpenFile)
            }
            Command::ShowFile(path) => Some(Job::OpenFile(path)),
            Command::Quit => Some(Job::Quit),
            _ => None,
        }
    }

    /// Shows what was read of some paths; none are those of the sample.
    pub(crate) fn adopt_read(
        &mut self,
        roots: Vec<PathBuf>,
        ready: Ready,
        unsaved: Option<&Project>,
    ) -> Option<Job> {
        // Who opens again what is open has decided no less than what was kept before it was read.
        let is_same = self.opened == roots && !roots.is_empty() && self.project.is_none();
        let has_decided =
            is_same && (!self.ledger.log.entries().is_empty() || !self.choices.bands.is_empty());
        let own = has_decided.then(|| self.project_file(Path::new(""), |_| None));
        self.opened = roots;
        let Some(unsaved) = own.as_ref().or(unsaved) else {
            self.adopt(ready);
            self.tell_of_nothing();
            return None;
        };
        let job = self.adopt_project(None, unsaved, ready);
        let text = "Decisions that were not saved as a project are here again";
        self.notice.get_or_insert_with(|| Notice::done(text));
        job
    }

    /// Says so where there was nothing to read: the window looks as if nothing had been opened.
    fn tell_of_nothing(&mut self) {
        if self.chronology.documents.is_empty() && 0 < self.unread {
            let text = "Stopped before any document was read; “read on” goes on with them";
            self.notice = Some(Notice::hint(text));
        } else if self.chronology.documents.is_empty() {
            let name = self.corpus_name();
            let text = match self.chronology.warnings.as_slice() {
                [only] => format!("{}\n{name}", only.message),
                _ => format!("No document can be read; the warnings say why\n{name}"),
            };
            self.notice = Some(Notice::warning(text).offering(Offer::Warnings));
        }
    }

    pub(crate) fn adopt(&mut self, ready: Ready) {
        let is_first = self.chronology.events.is_empty();
        self.take_ready(ready);
        self.elsewhere.end();
        self.kept = None;
        self.ledger.begin(&self.chronology);
        self.lost.clear();
        self.project = None;
        self.is_moved = false;
        self.reads_changes = false;
        self.forget_pairs();
        self.views.clear();
        self.presets.clear();
        self.selection = None;
        self.also.clear();
        self.range = None;
        self.undo = History::default();
        self.spans = History::default();
        self.choices.filter = Filter::default();
        self.choices.bands.clear();
        self.scroll_px = 0.0;
        if is_first {
            self.page = Page::Timeline;
        }
        self.most = None;
        self.fit();
        self.is_first_look = true;
    }
}
