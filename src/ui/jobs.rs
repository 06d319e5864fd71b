//! Work off the window's thread: reading, dialogs, saving. Answers come back as reports.

use crate::ingest;
use crate::pipeline::{self, Options, Progress, Watch};
use crate::project::{self, Project, Store};
use crate::session::{Job, Report};
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Runs jobs and collects what comes of them.
#[derive(Debug)]
pub(super) struct Jobs {
    /// The window to wake when something is reported.
    pub(super) ctx: egui::Context,
    sender: SyncSender<Report>,
    receiver: Receiver<Report>,
    cancel: Arc<AtomicBool>,
    /// Where the sample was unpacked; gone when the window is.
    sample: Option<tempfile::TempDir>,
    /// Where recent projects and unsaved decisions are kept; `None` keeps neither.
    pub(super) store: Option<Store>,
    /// How documents are read.
    pub(super) options: Options,
}

/// Reports that may wait; a worker with more waits for the window.
const WAITING: usize = 256;

impl Jobs {
    /// Nothing to do yet.
    pub(super) fn new(ctx: egui::Context, store: Option<Store>) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let (cancel, options) = Default::default();
        Self { ctx, sender, receiver, cancel, sample: None, store, options }
    }

    /// What came since it was last asked.
    pub(super) fn reports(&self) -> Vec<Report> {
        self.receiver.try_iter().collect()
    }

    /// Begins a job; those that need the state are the window's own.
    pub(super) fn begin(&mut self, job: Job) {
        match job {
            Job::Read(paths) => {
                self.remember(&paths);
                let (store, options) = (self.store.clone(), self.options.clone());
                self.read(move |watch| read(&paths, &options, store.as_ref(), watch));
            }
            Job::OpenProject(path, root) => {
                self.remember(std::slice::from_ref(&path));
                let options = self.options.clone();
                self.read(move |watch| open_project(&path, root, &options, watch));
            }
            Job::ReadSample => match self.unpack_sample() {
                // The sample lies in another folder every time, so that nothing of it is kept.
                Ok(folder) => {
                    self.read(move |watch| read(&[folder], &Options::default(), None, watch));
                }
                Err(why) => {
                    let text = format!("Could not unpack the sample\n{why:#}");
                    self.reporter()(Report::Failed(text));
                }
            },
            Job::Cancel => self.cancel.store(true, Ordering::Relaxed),
            Job::PickFolder => self.spawn(pick_folder),
            Job::OpenFile(path) => self.spawn(move || {
                let opened = open::that(&path).err();
                opened.map(|why| {
                    Report::Failed(format!("Could not open the file\n{why}\n{}", path.display()))
                })
            }),
            Job::Copy(_)
            | Job::CopyPicture
            | Job::Screenshot
            | Job::Save(..)
            | Job::SaveProject(_)
            | Job::Redate(_)
            | Job::Quit => {}
        }
    }

    /// Puts what is opened on the list of recent ones.
    fn remember(&self, paths: &[PathBuf]) {
        let (Some(store), [path]) = (self.store.clone(), paths) else { return };
        let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        self.spawn(move || store.remember(&path).ok().map(Report::Recent));
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

    fn read(&mut self, work: impl FnOnce(&Eye) -> anyhow::Result<Report> + Send + 'static) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        let eye = Eye {
            ctx: self.ctx.clone(),
            sender: self.sender.clone(),
            cancel: Arc::clone(&self.cancel),
            last: AtomicU64::new(0),
        };
        let first = Progress::begun(crate::model::Stage::Find);
        self.reporter()(Report::Progress(first));
        self.spawn(move || {
            let report = work(&eye);
            Some(report.unwrap_or_else(|error| Report::Failed(format!("{error:#}"))))
        });
    }

    /// Does something on a thread of its own.
    pub(super) fn spawn(&self, work: impl FnOnce() -> Option<Report> + Send + 'static) {
        let report = self.reporter();
        let thread = std::thread::Builder::new().name("annals-job".to_owned());
        let spawned = thread.spawn(move || {
            if let Some(done) = work() {
                report(done);
            }
        });
        if let Err(why) = spawned {
            self.reporter()(Report::Failed(format!("Could not start the work: {why}")));
        }
    }
}

fn read(
    paths: &[PathBuf],
    options: &Options,
    store: Option<&Store>,
    watch: &Eye,
) -> anyhow::Result<Report> {
    if let [path] = paths
        && project::is_bundle(path)
    {
        let project = project::unpack(path, &project::folder_of(path))?;
        return open_project(&project, None, options, watch);
    }
    let outcome =
        pipeline::run(paths, options, watch).with_context(|| "Could not read the documents")?;
    let unsaved = store.and_then(|store| store.unsaved(paths)).map(Box::new);
    Ok(Report::Read { chronology: outcome.chronology, unread: outcome.unread, unsaved })
}

/// Reads a project and its documents. Another folder is taken where it holds one of them at least.
fn open_project(
    path: &Path,
    root: Option<PathBuf>,
    options: &Options,
    watch: &Eye,
) -> anyhow::Result<Report> {
    let path = std::path::absolute(path)?;
    let project = Box::new(Project::open(&path)?);
    let is_moved = root.is_some();
    let roots = root.map_or_else(|| project.roots_from(&path), |root| vec![root]);
    if roots.is_empty() || roots.iter().any(|root| !root.exists()) {
        return Ok(Report::FolderMissing { path, project });
    }
    let outcome = pipeline::run(&roots, options, watch)
        .with_context(|| "Could not read the documents of the project")?;
    let chronology = outcome.chronology;
    let known = |annotated: &Arc<crate::model::Annotated>| {
        let hash = project::text_hash(&annotated.document);
        project.files.iter().any(|file| file.hash == hash)
    };
    if is_moved && !chronology.documents.iter().any(known) {
        return Ok(Report::FolderMissing { path, project });
    }
    Ok(Report::Project { path, project, roots, chronology, unread: outcome.unread })
}

/// Watches a run for the window.
struct Eye {
    ctx: egui::Context,
    sender: SyncSender<Report>,
    cancel: Arc<AtomicBool>,
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
        self.cancel.load(Ordering::Relaxed)
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
