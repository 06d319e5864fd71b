//! Projects and kept views: what outlasts the window.

use crate::model::{Annotated, Chronology};
use crate::project::{self, Arranged, Entry, NamedView, Preset, Project, SavedBand, SavedFile};
use crate::session::command::job::Job;
use crate::session::command::notice::Notice;
use crate::session::command::{Command, Dialog};
use crate::session::review::aside::Ready;
use crate::session::review::history::History;
use crate::session::state::{Choices, OpenProject, State, Step};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a project file is made of, taken from a state in no time, so that the file itself can be made on
/// another thread.
#[derive(Clone, Debug)]
pub struct Draft {
    opened: Vec<PathBuf>,
    arranged: Arranged,
    span: project::Span,
    bands: Vec<SavedBand>,
    views: Vec<NamedView>,
    presets: Vec<Preset>,
    documents: Vec<Arc<Annotated>>,
    log: Arc<Vec<Entry>>,
}

impl State {
    pub(crate) fn keep(&mut self, command: Command) -> Option<Job> {
        match command {
            Command::SaveProject if self.is_read_only() => {
                let text =
                    "The project was made by a later version of Annals; save it under another name";
                self.notice = Some(Notice::failed(text));
                None
            }
            Command::SaveProject => match &self.project {
                Some(project) => Some(Job::SaveProject(project.path.clone())),
                None => self.ask_project_path(),
            },
            Command::SaveProjectAs(path) => {
                let path = project::file_path(&path);
                if self.project.as_ref().is_some_and(|it| it.is_read_only && it.path == path) {
                    return self.keep(Command::SaveProject);
                }
                self.dialog = None;
                Some(Job::SaveProject(path))
            }
            Command::Relocate(folder) => {
                let (path, _) = self.homeless.take()?;
                self.dialog = None;
                Some(Job::OpenProject(path, Some(folder)))
            }
            Command::SaveView(name) => {
                self.save_view(name.trim());
                None
            }
            Command::ShowView(number) => {
                self.show_view(number);
                None
            }
            Command::SavePreset(name) => {
                self.save_preset(name.trim());
                None
            }
            Command::UsePreset(name) => {
                self.use_preset(&name);
                None
            }
            Command::ForgetPreset(name) => {
                self.presets.retain(|preset| preset.name != name);
                self.change_number += 1;
                None
            }
            Command::ForgetView(number) => {
                if number < self.views.len() {
                    self.views.remove(number);
                    self.change_number += 1;
                }
                None
            }
            Command::AskProjectPath => self.ask_project_path(),
            _ => None,
        }
    }

    fn ask_project_path(&mut self) -> Option<Job> {
        self.dialog = Some(Dialog::Project);
        None
    }

    /// Whether decisions and saving are off, because a later version made the project.
    pub fn is_read_only(&self) -> bool {
        self.project.as_ref().is_some_and(|project| project.is_read_only)
    }

    /// What a project file would hold now.
    pub fn draft(&self) -> Draft {
        let Choices { filter, lanes, colour, placing, bands } = &self.choices;
        Draft {
            opened: self.opened.clone(),
            arranged: Arranged::new(filter, *lanes, *colour, placing),
            span: project::Span::new(self.viewport.start_secs, self.end_secs()),
            bands: bands.iter().map(SavedBand::new).collect(),
            views: self.views.clone(),
            presets: self.presets.clone(),
            documents: self.chronology.documents.clone(),
            log: Arc::clone(self.ledger.log.entries()),
        }
    }

    /// What a project file at `path` would hold now. `size_of` asks for the size of a file.
    pub fn project_file(&self, path: &Path, size_of: impl Fn(&Path) -> Option<u64>) -> Project {
        self.draft().project_file(path, size_of)
    }

    /// The project as one file to hand over.
    ///
    /// # Errors
    /// Where the file grows too large for its form.
    pub fn bundle(&self, contents: project::Contents) -> std::io::Result<Vec<u8>> {
        let project = self.project_file(Path::new(""), |_| None);
        let both = (&*self.ledger.found, &*self.chronology);
        project::bundle(&project, both, &self.corpus_name(), contents)
    }

    /// Opens a project on what was read of its documents.
    pub(crate) fn adopt_project(
        &mut self,
        path: Option<PathBuf>,
        project: &Project,
        ready: Ready,
    ) -> Option<Job> {
        self.adopt(ready);
        self.ledger.log = project.log();
        self.ledger.held = None;
        self.views.clone_from(&project.views);
        self.presets.clone_from(&project.presets);
        self.choices = Choices {
            filter: project.arranged.filter(),
            lanes: project.arranged.lanes(),
            colour: project.arranged.colour(),
            placing: project.arranged.placing(),
            bands: project.bands(),
        };
        self.ledger.known = Some(project.files.iter().map(|file| file.hash.clone()).collect());
        let is_new =
            |hash: &String| self.ledger.known.as_ref().is_some_and(|known| !known.contains(hash));
        let hashes: BTreeSet<String> =
            self.chronology.documents.iter().map(|it| project::text_hash(&it.document)).collect();
        if !hashes.iter().any(is_new) {
            self.ledger.known = None;
        }
        let count = self.ledger.log.count();
        let step = |decided| Step { choices: self.choices.clone(), decided };
        let redo = count + 1..=count + self.ledger.log.undone_count();
        self.undo = History::of((0..count).map(step).collect(), redo.map(step).collect());
        if project.is_newer() {
            let text = "A later version of Annals made this project; it is open for reading only";
            self.notice = Some(Notice::warning(text));
        }
        self.project = path.map(|path| OpenProject { path, is_read_only: project.is_newer() });
        let job = self.replay();
        match project.span.as_ref().and_then(project::Span::secs) {
            Some((from, to)) if from < to => {
                self.is_first_look = false;
                self.set_span(from, to);
            }
            _ => self.fit(),
        }
        if !self.lost.is_empty() && !project.is_newer() {
            let count = self.lost.len();
            let text = format!("{count} decisions do not apply any more; see the warnings");
            self.notice = Some(Notice::warning(text));
        }
        job
    }

    /// Takes the documents under the dates that the user gave them.
    pub(crate) fn adopt_dates(
        &mut self,
        chronology: Chronology,
        dates: crate::pipeline::DocumentDates,
    ) -> Option<Job> {
        if self.is_redating(&dates) {
            self.elsewhere.end();
        }
        if dates != project::document_dates(&self.ledger.found, &self.ledger.log) {
            return None;
        }
        self.ledger.take_read(chronology, dates);
        let job = self.replay();
        self.follow_selected();
        job
    }

    fn save_view(&mut self, name: &str) {
        if self.dialog == Some(Dialog::View) {
            self.dialog = None;
        }
        if name.is_empty() {
            return;
        }
        let Choices { filter, lanes, colour, placing, .. } = &self.choices;
        let view = NamedView {
            name: name.to_owned(),
            span: project::Span::new(self.viewport.start_secs, self.end_secs()),
            arranged: Arranged::new(filter, *lanes, *colour, placing),
        };
        match self.views.iter_mut().find(|other| other.name == name) {
            Some(other) => *other = view,
            None => self.views.push(view),
        }
        self.change_number += 1;
    }

    fn show_view(&mut self, number: usize) {
        let Some(view) = self.views.get(number).cloned() else {
            let text = format!("No view {} was kept yet; Ctrl+B keeps one", number + 1);
            self.notice = Some(Notice::hint(text));
            return;
        };
        self.show_arranged(&view.arranged, Some(&view.span));
    }

    /// Shows what a kept view or page says.
    pub(crate) fn show_arranged(&mut self, arranged: &Arranged, span: Option<&project::Span>) {
        let choices = Choices {
            filter: arranged.filter(),
            lanes: arranged.lanes(),
            colour: arranged.colour(),
            placing: arranged.placing(),
            bands: self.choices.bands.clone(),
        };
        if choices != self.choices {
            self.undo.leave(self.step());
            self.set_choices(choices);
        }
        if let Some((from, to)) = span.and_then(project::Span::secs) {
            self.is_first_look = false;
            self.spans.leave((self.viewport.start_secs, self.end_secs()));
            self.set_span(from, to);
        }
    }
}

impl Draft {
    /// The project file at `path`. `size_of` asks for the size of a file.
    pub fn project_file(&self, path: &Path, size_of: impl Fn(&Path) -> Option<u64>) -> Project {
        let folder = path.parent().unwrap_or(Path::new(""));
        Project {
            schema: project::SCHEMA,
            roots: self.opened.iter().map(|root| project::relative(root, folder)).collect(),
            arranged: self.arranged.clone(),
            span: Some(self.span.clone()),
            bands: self.bands.clone(),
            views: self.views.clone(),
            presets: self.presets.clone(),
            files: SavedFile::all(&self.documents, size_of),
            log: self.log.to_vec(),
            unknown_count: 0,
        }
    }
}
