//! `annals run`: commands of the window, one after another, without a window.
//!
//! ```toml
//! open = ["articles"]              # relative to the script
//! size = "1440x900"                # of what "picture" draws; or a whole page:
//! # page = { paper = "a4", title = "Two republics", theme = "greyscale" }
//! steps = ["only-region RU-TA", "zoom 1990 2000", "picture tatarstan.png", "events tatarstan.csv"]
//! ```

use super::{corpus, output, progress, render};
use crate::export::EventFormat;
use crate::export::picture::{PageOptions, Paper, Parts};
use crate::pipeline;
use crate::project::{self, Contents};
use crate::session::{Command, Job, Reach, Report, Sheet, State};
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// A script as its file holds it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    /// What is read first.
    open: Vec<PathBuf>,
    /// Commands by name, each with its argument behind a space.
    #[serde(default)]
    steps: Vec<String>,
    /// Size of pictures in pixels.
    size: Option<String>,
    /// Page of pictures, in the words of a project's presets.
    page: Option<PageOptions>,
}

/// Runs the script of a file.
///
/// # Errors
/// Where the script or what it opens cannot be read, or a step cannot be done; names the step.
pub(super) fn run(path: &Path) -> Result<()> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("Could not read the script {}", path.display()))?;
    let script: Script = toml::from_str(&text)
        .with_context(|| format!("Not a script of commands: {}", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let size = match &script.size {
        Some(size) => super::args::size(size).map_err(anyhow::Error::msg)?,
        None => (1_440, 900),
    };
    let page = script.page.unwrap_or_else(|| plain_page(size));
    let mut state = State::default();
    state.apply(Command::SetSheet(Box::new(Sheet { page, reach: Reach::View })));
    let mut run = Run { state, folder, unpacked: Vec::new() };
    let paths = script.open.iter().map(|path| folder.join(path)).collect();
    run.apply(Command::Open(paths)).context("Could not open what the script names")?;
    for (number, step) in script.steps.iter().enumerate() {
        run.step(step).with_context(|| format!("Step {} could not be done: {step}", number + 1))?;
    }
    Ok(())
}

fn options() -> pipeline::Options {
    pipeline::Options { cache: super::usual_cache(), ..pipeline::Options::default() }
}

/// A page of this size in pixels with a footer alone.
fn plain_page(free_px: (u32, u32)) -> PageOptions {
    let parts = Parts { footer: true, filter: true, ..Parts::default() };
    PageOptions { paper: Paper::Free, free_px, scale: 1.0, parts, ..PageOptions::default() }
}

struct Run<'a> {
    state: State,
    folder: &'a Path,
    /// Folders of bundles, gone when the run is.
    unpacked: Vec<tempfile::TempDir>,
}

impl Run<'_> {
    fn step(&mut self, step: &str) -> Result<()> {
        let (name, argument) = step.split_once(' ').unwrap_or((step, ""));
        let target = || {
            let is_named = !argument.is_empty();
            is_named.then(|| self.folder.join(argument)).context("A file name is missing")
        };
        match name {
            "picture" => self.picture(&target()?),
            "events" => self.events(&target()?),
            "page" => self.page(&target()?),
            "bundle" => self.bundle(&target()?, Contents::Texts),
            "quote-bundle" => self.bundle(&target()?, Contents::Quotes),
            _ => {
                let command = Command::parse(name, argument)?;
                self.check_actor(&command)?;
                self.apply(command)
            }
        }
    }

    /// Fails where a command asks for somebody whom no event names.
    fn check_actor(&self, command: &Command) -> Result<()> {
        let (Command::ToggleActor(name) | Command::OnlyActor(name)) = command else {
            return Ok(());
        };
        if !name.is_empty() && self.state.chronology.actors.number(name).is_none() {
            bail!("No event of this corpus names {name}");
        }
        Ok(())
    }

    fn apply(&mut self, command: Command) -> Result<()> {
        self.state.notice = None;
        let mut next = self.state.apply(command);
        while let Some(job) = next {
            next = match job {
                Job::Read(paths) if paths.iter().any(|path| project::is_bundle(path)) => {
                    let (paths, folder) = corpus::unpacked(&paths)?;
                    self.unpacked.extend(folder);
                    self.state.apply(Command::Open(paths))
                }
                Job::Read(paths) => {
                    let report = corpus::read_documents(paths, &options(), &())?;
                    self.take_read(report)
                }
                Job::OpenProject(path, None) => {
                    let report = corpus::read_project(&path, &options(), &())?;
                    self.take_read(report)
                }
                Job::SaveProject(path) => {
                    let path = self.folder.join(path);
                    self.state.project_file(&path, project::size_of).save(&path)?;
                    self.state.take(Report::ProjectSaved(path))
                }
                Job::Redate(dates) => {
                    let chronology = pipeline::redate(self.state.found(), &dates);
                    self.state.take(Report::Redated { chronology, dates })
                }
                Job::OpenProject(_, Some(_))
                | Job::ReadChanges(_)
                | Job::ReadAgain(_)
                | Job::Replay
                | Job::FindPairs
                | Job::FindAlike { .. }
                | Job::ReadSample
                | Job::Save(..)
                | Job::Cancel
                | Job::PickFolder
                | Job::Copy(_)
                | Job::CopyPicture
                | Job::Screenshot
                | Job::OpenFile(_) => bail!("This needs a window"),
                Job::Quit => None,
            };
        }
        match &self.state.notice {
            Some(notice) if !notice.is_done() => bail!("{}", notice.text),
            _ => Ok(()),
        }
    }

    /// Takes what was read, and tells its warnings.
    fn take_read(&mut self, report: Report) -> Option<Job> {
        let next = self.state.take(report);
        progress::tell_warnings(&self.state.found().warnings);
        next
    }

    /// What is in view, with the choices made so far, on the page of the script or of a preset.
    fn picture(&self, path: &Path) -> Result<()> {
        let options = self.state.picture(render::format_of(path)?);
        render::save(&self.state.chronology, &options, path, false)
    }

    /// Takes the page of the next pictures from a file.
    fn page(&mut self, path: &Path) -> Result<()> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("Could not read the page {}", path.display()))?;
        let page = toml::from_str(&text)
            .with_context(|| format!("Not a page for pictures: {}", path.display()))?;
        self.apply(Command::SetSheet(Box::new(Sheet { page, reach: Reach::View })))
    }

    fn bundle(&self, path: &Path, contents: Contents) -> Result<()> {
        output::write(Some(path), &self.state.bundle(contents)?)
    }

    /// The events that pass the filter, in the form that the file's ending names.
    fn events(&self, path: &Path) -> Result<()> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let is_of = |format: &EventFormat| {
            [format.word(), format.extension()].iter().any(|it| it.eq_ignore_ascii_case(ending))
        };
        let format = EventFormat::ALL.into_iter().find(is_of);
        let format = format.with_context(|| format!("No list of events ends in {ending:?}"))?;
        let shown = self.state.chronology.only(self.state.facets.shown_events());
        output::write(Some(path), format.written(&shown, &self.state.choices.bands).as_bytes())
    }
}
