//! Work off the window's thread: reading, dialogs, saving. Answers come back as reports.

pub(super) mod autosave;
pub(super) mod watching;

use crate::ingest::{self, Glance};
use crate::model::{Chronology, Severity, Stage, Warning};
use crate::pipeline::{self, Options, Progress, Watch};
use crate::project::{self, Project, Store};
use crate::session::{Job, Ready, Report, Search};
use crate::view::Sorting;
use anyhow::Context as _;
use autosave::Errand;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Whether somebody still wants what is being read.
#[derive(Debug, Default)]
struct Wish(AtomicU8);

impl Wish {
    /// The user has enough: what was read by then is shown.
    const STOPPED: u8 = 1;
    /// Something else was opened: what was read by then is nobody's.
    const REPLACED: u8 = 2;

    fn end(&self, how: u8) {
        self.0.fetch_max(how, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// What came of the reading, where it is wanted.
    fn report(&self, done: anyhow::Result<Report>) -> Option<Report> {
        let is_wanted = self.0.load(Ordering::Relaxed) != Self::REPLACED;
        is_wanted.then(|| done.unwrap_or_else(|error| Report::Failed(format!("{error:#}"))))
    }
}

/// Runs jobs and collects what comes of them.
#[derive(Debug)]
pub(super) struct Jobs {
    /// The window to wake when something is reported.
    pub(super) ctx: egui::Context,
    sender: SyncSender<Report>,
    receiver: Receiver<Report>,
    /// Whether what is being read is still wanted.
    wish: Arc<Wish>,
    /// What was sought last, and whether anybody still wants to know.
    searching: Option<(Search, Arc<AtomicBool>)>,
    /// Where the sample was unpacked; gone when the window is.
    sample: Option<tempfile::TempDir>,
    /// Where recent projects and unsaved decisions are kept; `None` keeps neither.
    pub(super) store: Option<Store>,
    /// How documents are read.
    pub(super) options: Options,
    /// What the documents looked like when they were last read.
    pub(super) glance: Arc<Mutex<Option<Glance>>>,
}

/// Reports that may wait; a worker with more waits for the window.
const WAITING: usize = 256;

impl Jobs {
    /// Nothing to do yet.
    pub(super) fn new(ctx: egui::Context, store: Option<Store>) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let (wish, options, glance) = Default::default();
        let (searching, sample) = (None, None);
        Self { ctx, sender, receiver, wish, searching, sample, store, options, glance }
    }

    /// What came since it was last asked.
    pub(super) fn reports(&self) -> Vec<Report> {
        self.receiver.try_iter().collect()
    }

    /// Begins a job; those that need the state are the window's own. What is read is sorted so, and `first`
    /// is written before it is.
    pub(super) fn begin(&mut self, job: Job, sorting: Sorting, first: Option<Errand>) {
        let write_first = move || first.map_or(Ok(()), |errand| errand.run());
        match job {
            Job::Read(paths) => {
                let (store, options) = (self.store.clone(), self.options.clone());
                let (glance, report) = (Arc::clone(&self.glance), self.reporter());
                self.read(move |watch| {
                    write_first()?;
                    look(&glance, &paths);
                    let store = store.as_ref();
                    let read = read(&paths, paths.clone(), &options, store, (&sorting, watch))?;
                    let store = store.filter(|_| holds_something(&read));
                    remembered(store, &paths).into_iter().for_each(report);
                    Ok(read)
                });
            }
            Job::ReadChanges(roots) => {
                let options = self.options.clone();
                self.read_beside(move |watch| read_again(roots, &options, watch));
            }
            Job::ReadAgain(roots) => {
                let options = self.options.clone();
                let glance = Arc::clone(&self.glance);
                self.read(move |watch| {
                    look(&glance, &roots);
                    read_again(roots, &options, watch)
                });
            }
            Job::OpenProject(path, root) => {
                let (store, opened) = (self.store.clone(), vec![path.clone()]);
                self.spawn(move || remembered(store.as_ref(), &opened));
                let options = self.options.clone();
                let glance = Arc::clone(&self.glance);
                self.read(move |watch| {
                    write_first()?;
                    open_project(&path, root, &options, (&glance, &sorting, watch))
                });
            }
            Job::ReadSample => match self.unpack_sample() {
                // The sample lies in another folder every time, so that nothing of it is kept.
                Ok(folder) => {
                    let options = Options::default();
                    self.read(move |watch| {
                        read(&[folder], Vec::new(), &options, None, (&sorting, watch))
                    });
                }
                Err(why) => {
                    let text = format!("Could not unpack the sample\n{why:#}");
                    self.reporter()(Report::Failed(text));
                }
            },
            Job::Cancel => self.wish.end(Wish::STOPPED),
            Job::PickFolder => self.spawn(pick_folder),
            Job::OpenFile(path) => self.spawn(move || {
                let opened = open::that(&path).err();
                opened.map(|why| {
                    Report::Failed(format!("Could not open the file\n{why}\n{}", path.display()))
                })
            }),
            Job::Copy(_)
            | Job::Replay
            | Job::CopyPicture
            | Job::Screenshot
            | Job::Save(..)
            | Job::SaveProject(_)
            | Job::Redate(_)
            | Job::FindPairs
            | Job::FindAlike { .. }
            | Job::Quit => {}
        }
    }

    /// The folder of the sample, so that its files can be opened like any others.
    fn unpack_sample(&mut self) -> anyhow::Result<PathBuf> {
        if self.sample.is_none() {
            let folder = tempfile::tempdir()?;
            ingest::sample::unpack(folder.path())?;
            self.sample = Some(folder);
        }
        let folder = self.sample.as_ref().map(|folder| folder.path().to_path_buf());
        folder.context("nothing was unpacked")
    }

    /// A way to report from elsewhere.
    pub(super) fn reporter(&self) -> impl Fn(Report) + Send + 'static {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        move |report| {
            // A window that is gone has nobody to report to.
            drop(sender.send(report));
            ctx.request_repaint();
        }
    }

    /// Reads while the user goes on: how far it is is nobody's business.
    fn read_beside(
        &mut self,
        work: impl FnOnce(&Aside) -> anyhow::Result<Report> + Send + 'static,
    ) {
        let wish = self.wish_anew();
        let aside = Aside(Arc::clone(&wish));
        self.spawn(move || wish.report(work(&aside)));
    }

    /// Something else is wanted now than what was being read.
    fn wish_anew(&mut self) -> Arc<Wish> {
        self.wish.end(Wish::REPLACED);
        self.wish = Arc::default();
        Arc::clone(&self.wish)
    }

    fn read(&mut self, work: impl FnOnce(&Eye) -> anyhow::Result<Report> + Send + 'static) {
        let wish = self.wish_anew();
        let eye = Eye {
            ctx: self.ctx.clone(),
            sender: self.sender.clone(),
            wish: Arc::clone(&wish),
            last: AtomicU64::new(0),
        };
        let first = Progress::begun(Stage::Find);
        self.reporter()(Report::Progress(first));
        self.spawn(move || wish.report(work(&eye)));
    }

    /// Searches on a thread of its own, unless that is what is done already: the newest search wins.
    pub(super) fn search(&mut self, search: Search) {
        if self.searching.as_ref().is_some_and(|(now, _)| now.is_same(&search)) {
            return;
        }
        let is_wanted = Arc::new(AtomicBool::new(true));
        let before = self.searching.replace((search.remembered(), Arc::clone(&is_wanted)));
        if let Some((_, is_wanted)) = before {
            is_wanted.store(false, Ordering::Relaxed);
        }
        self.spawn(move || search.run(|| is_wanted.load(Ordering::Relaxed)).map(Report::Found));
    }

    /// Does something on a thread of its own.
    pub(super) fn spawn(&self, work: impl FnOnce() -> Option<Report> + Send + 'static) {
        let report = self.reporter();
        let thread = std::thread::Builder::new().name("annals-job".to_owned());
        let spawned = thread.spawn(move || {
            // What goes wrong in the work must not leave the window waiting for ever.
            let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                let text =
                    "The work ended by itself\nThis is a fault of Annals; what was shown stays";
                Some(Report::Failed(text.to_owned()))
            });
            if let Some(done) = done {
                report(done);
            }
        });
        if let Err(why) = spawned {
            self.reporter()(Report::Failed(format!("Could not start the work: {why}")));
        }
    }
}

/// Puts what is opened on the list of recent ones, where it is there and one thing.
fn remembered(store: Option<&Store>, paths: &[PathBuf]) -> Option<Report> {
    let [path] = paths else { return None };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let store = store.filter(|_| path.exists())?;
    store.remember(&path).ok().map(Report::Recent)
}

/// Whether anybody would open again what was read: not a folder without documents.
fn holds_something(read: &Report) -> bool {
    match read {
        Report::Read { chronology, unread, .. } => 0 < *unread || !chronology.is_empty(),
        _ => true,
    }
}

/// Reads some paths; `roots` is what they are called in the state, nothing for the sample.
fn read(
    paths: &[PathBuf],
    roots: Vec<PathBuf>,
    options: &Options,
    store: Option<&Store>,
    (sorting, watch): (&Sorting, &Eye),
) -> anyhow::Result<Report> {
    if let [path] = paths
        && project::is_bundle(path)
    {
        let project = project::unpack(path, &project::folder_of(path))?;
        return open_project(&project, None, options, (&Mutex::default(), sorting, watch));
    }
    // Its errors say themselves what could not be done.
    let outcome = pipeline::run(paths, options, watch)?;
    let mut chronology = outcome.chronology;
    let unsaved = match store.map(|store| store.unsaved(paths)) {
        Some(Ok(unsaved)) => unsaved.map(Box::new),
        Some(Err(why)) => {
            chronology.warnings.push(Warning {
                document: String::new(),
                severity: Severity::Warning,
                stage: Stage::Read,
                message: format!("Decisions that were kept cannot be read: {why}"),
                suggestion: "The file is set aside beside the others".to_owned(),
            });
            None
        }
        None => None,
    };
    let chronology = drawn(chronology, sorting);
    Ok(Report::Read { roots, chronology, unread: outcome.unread, unsaved })
}

/// Reads what is open again; what did not change comes from the cache.
fn read_again(roots: Vec<PathBuf>, options: &Options, watch: &dyn Watch) -> anyhow::Result<Report> {
    let outcome = pipeline::run(&roots, options, watch)?;
    Ok(Report::ReadChanges { roots, chronology: outcome.chronology, unread: outcome.unread })
}

/// Remembers what documents look like before they are read, so that no change is missed.
fn look(glance: &Mutex<Option<Glance>>, roots: &[PathBuf]) {
    *glance.lock().unwrap_or_else(PoisonError::into_inner) = ingest::glance(roots);
}

/// Reads a project and its documents. Another folder is taken where it holds one of them at least.
fn open_project(
    path: &Path,
    root: Option<PathBuf>,
    options: &Options,
    (glance, sorting, watch): (&Mutex<Option<Glance>>, &Sorting, &Eye),
) -> anyhow::Result<Report> {
    let path = std::path::absolute(path)?;
    let project = Box::new(Project::open(&path)?);
    let is_moved = root.is_some();
    let roots = root.map_or_else(|| project.roots_from(&path), |root| vec![root]);
    if roots.is_empty() || roots.iter().any(|root| !root.exists()) {
        return Ok(Report::FolderMissing { path, project });
    }
    look(glance, &roots);
    let outcome = pipeline::run(&roots, options, watch)?;
    let chronology = outcome.chronology;
    let known = |annotated: &Arc<crate::model::Annotated>| {
        let hash = project::text_hash(&annotated.document);
        project.files.iter().any(|file| file.hash == hash)
    };
    if is_moved && !chronology.documents.iter().any(known) {
        return Ok(Report::FolderMissing { path, project });
    }
    let chronology = drawn(chronology, sorting);
    Ok(Report::Project { path, project, roots, chronology, unread: outcome.unread })
}

/// A chronology with its counts and its index, so that the window need not make them.
fn drawn(chronology: Chronology, sorting: &Sorting) -> Box<Ready> {
    Ready::under(chronology, &sorting.claims).drawn(sorting)
}

/// Lets a run be ended, and tells nobody how far it is.
struct Aside(Arc<Wish>);

impl Watch for Aside {
    fn progress(&self, _progress: Progress) {}

    fn is_cancelled(&self) -> bool {
        self.0.is_over()
    }
}

/// Watches a run for the window.
struct Eye {
    ctx: egui::Context,
    sender: SyncSender<Report>,
    wish: Arc<Wish>,
    /// Stage and hundredths reported last, so that a fast run does not flood the window.
    last: AtomicU64,
}

impl Watch for Eye {
    fn progress(&self, progress: Progress) {
        let hundredth = (progress.share() * 100.0) as u64;
        let now = progress.stage as u64 * 1000 + hundredth;
        if self.last.swap(now, Ordering::Relaxed) != now
            && self.sender.try_send(Report::Progress(progress)).is_ok()
        {
            self.ctx.request_repaint();
        }
    }

    fn is_cancelled(&self) -> bool {
        self.wish.is_over()
    }
}

/// Asks for a folder. A dialog that ends at once was never seen: the path is asked for instead.
fn pick_folder() -> Option<Report> {
    let begun = std::time::Instant::now();
    match rfd::FileDialog::new().set_title("Open a folder of documents").pick_folder() {
        Some(path) => Some(Report::Picked(path)),
        None if begun.elapsed().as_millis() < 400 => Some(Report::NoDialog),
        None => None,
    }
}
