//! What the commands read: documents, or a project with its decisions.

use super::args::Input;
use super::progress;
use crate::model::{Chronology, ReviewState, Severity, Stage, Warning};
use crate::pipeline::{self, Outcome, Watch};
use crate::project::{self, Contents, Lost, Project, Tellings};
use crate::session::{Job, Report, State};
use crate::view::Band;
use anyhow::{Context as _, Result, bail};
use rayon::ThreadPoolBuilder;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Runs the pipeline and tells every warning. Of a project, what was dismissed is left out.
pub(super) fn read(input: &Input) -> Result<Chronology> {
    let watch = progress::Reporter::new(input);
    // What is written afterwards keeps to the threads that were asked for.
    _ = ThreadPoolBuilder::new().num_threads(input.threads).build_global();
    let (paths, _unpacked) = unpacked(&input.paths)?;
    let chronology = match paths.as_slice() {
        [path] if project::is_project(path) => {
            let (project, roots) = open(path)?;
            let read = pipeline::run(&roots, &input.options(), &watch)?.chronology;
            decided(read, &project)
        }
        paths => {
            let Outcome { chronology, .. } = pipeline::run(paths, &input.options(), &watch)?;
            chronology
        }
    };
    watch.finish();
    if !input.quiet {
        progress::tell_warnings(&chronology.warnings);
    }
    Ok(chronology)
}

/// The annotations of a project; there are none without one.
pub(super) fn bands(input: &Input) -> Result<Vec<Band>> {
    let (paths, _unpacked) = unpacked(&input.paths)?;
    match paths.as_slice() {
        [path] if project::is_project(path) => Ok(Project::open(path)?.bands()),
        _ => Ok(Vec::new()),
    }
}

/// The project of a bundle in a folder that is gone with what is given back; other paths as they are.
pub(super) fn unpacked(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Option<TempDir>)> {
    match paths {
        [path] if project::is_bundle(path) => {
            let folder = tempfile::tempdir().context("Could not unpack the bundle")?;
            let project = project::unpack(path, folder.path())?;
            Ok((vec![project], Some(folder)))
        }
        paths => Ok((paths.to_vec(), None)),
    }
}

/// A project with its folders and files as they are on this computer.
pub(super) fn open(path: &Path) -> Result<(Project, Vec<PathBuf>)> {
    let project = Project::open(path)?;
    let roots = project.roots_from(path);
    if let Some(missing) = roots.iter().find(|root| !root.exists()) {
        bail!(
            "The documents of the project are not there; open it in the window to say where they are\n{}",
            missing.display()
        );
    }
    Ok((project, roots))
}

/// Reads the documents of a project, for a state that takes them.
pub(super) fn read_project(
    path: &Path,
    options: &pipeline::Options,
    watch: &dyn Watch,
) -> Result<Report> {
    let (project, roots) = open(path)?;
    let outcome = pipeline::run(&roots, options, watch).context("Could not read the project")?;
    let Outcome { chronology, unread } = outcome;
    let (path, project) = (path.to_owned(), Box::new(project));
    Ok(Report::Project { path, project, roots, chronology: chronology.into(), unread })
}

/// Reads documents, for a state that takes them.
pub(super) fn read_documents(
    roots: Vec<PathBuf>,
    options: &pipeline::Options,
    watch: &dyn Watch,
) -> Result<Report> {
    let Outcome { chronology, unread } = pipeline::run(&roots, options, watch)?;
    Ok(Report::Read { roots, chronology: chronology.into(), unread, unsaved: None })
}

/// Gives a report to a state, and does what follows from it: documents under other dates.
pub(super) fn finish(state: &mut State, report: Report) -> Result<()> {
    let mut next = state.take(report);
    while let Some(job) = next {
        let Job::Redate(dates) = job else { bail!("This needs a window") };
        let chronology = pipeline::redate(state.found(), &dates);
        next = state.take(Report::Redated { chronology, dates });
    }
    Ok(())
}

/// Packs a project, or what is read as a new one, into `--output`.
pub(super) fn bundle(input: &Input, is_of_quotes: bool) -> Result<()> {
    let path = input.output.as_deref().context("Where to? Say --output FILE.zip")?;
    let watch = progress::Reporter::new(input);
    let mut state = State::default();
    let (paths, _unpacked) = unpacked(&input.paths)?;
    let report = match paths.as_slice() {
        [path] if project::is_project(path) => read_project(path, &input.options(), &watch)?,
        paths => read_documents(paths.to_vec(), &input.options(), &watch)?,
    };
    finish(&mut state, report)?;
    watch.finish();
    let contents = if is_of_quotes { Contents::Quotes } else { Contents::Texts };
    super::output::write(Some(path), &state.bundle(contents)?)
}

/// The chronology with all decisions, without what was dismissed.
fn decided(read: Chronology, project: &Project) -> Chronology {
    let log = project.log();
    let dates = project::document_dates(&read, &log);
    let read = if dates.is_empty() { read } else { pipeline::redate(&read, &dates) };
    let replayed = project::replay(&read, log.in_force(), None, &mut Tellings::default());
    let mut chronology = replayed.chronology;
    chronology.events.retain(|event| event.review_state() != ReviewState::Dismissed);
    chronology.warnings.extend(replayed.lost.iter().map(warning));
    chronology
}

fn warning(lost: &Lost) -> Warning {
    Warning {
        document: lost.doc.clone(),
        severity: Severity::Warning,
        stage: Stage::Events,
        message: format!("A decision does not apply any more: {} “{}”", lost.words, lost.title),
        suggestion: "Open the project in the window and decide again".to_owned(),
    }
}
