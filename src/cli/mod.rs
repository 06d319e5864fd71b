//! The command line: a contract with scripts (`docs/command-line.md`).
//!
//! Messages go to standard error, data to standard output or `--output`. Exit status: 0 done,
//! 1 could not do it, 2 wrong usage.

mod args;
mod corpus;
mod output;
mod progress;
mod render;
mod run;

use crate::export::{csv, json, timeml};
use crate::ingest;
use crate::model::Chronology;
use crate::pipeline::CacheOptions;
use anyhow::{Context as _, Result};
use args::{AnnotateFormat, Args, Command, DocumentFormat};
use clap::{CommandFactory as _, Parser as _};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

/// Reads the arguments, does the work, and says what went wrong. `clock` tells how long work takes.
pub fn main(clock: fn() -> Instant) -> ExitCode {
    progress::set_clock(clock);
    if std::env::args_os().nth(1).is_some_and(|first| first == ingest::WORKER_COMMAND) {
        ingest::serve();
        return ExitCode::SUCCESS;
    }
    if let Ok(program) = std::env::current_exe() {
        ingest::isolate(program);
    }
    let args = Args::parse();
    match dispatch(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be closed; there is nobody left to tell.
            _ = writeln!(std::io::stderr(), "annals: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: Args) -> Result<()> {
    match args.command {
        None => open_window(&args.paths),
        Some(Command::Documents { input, format, text }) => {
            let chronology = corpus::read(&input)?;
            if let Some(folder) = text {
                write_texts(&chronology, &folder)?;
            }
            let data = match format {
                DocumentFormat::Jsonl => json::document_lines(&chronology),
                DocumentFormat::Csv => csv::documents(&chronology),
            };
            output::write(input.output.as_deref(), data.as_bytes())
        }
        Some(Command::Annotate { input, format }) => {
            let chronology = corpus::read(&input)?;
            let data = match format {
                AnnotateFormat::Jsonl => json::mention_lines(&chronology),
                AnnotateFormat::Timeml => timeml::documents(&chronology),
            };
            output::write(input.output.as_deref(), data.as_bytes())
        }
        Some(Command::Extract { input, format }) => {
            let chronology = corpus::read(&input)?;
            let bands = corpus::bands(&input)?;
            output::write(input.output.as_deref(), format.written(&chronology, &bands).as_bytes())
        }
        Some(Command::Render { input, view, page }) => render::render(&input, &view, &page),
        Some(Command::Bundle { input, quotes }) => corpus::bundle(&input, quotes),
        Some(Command::Run { script }) => run::run(&script),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "annals", &mut script);
            output::write(None, &script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            output::write(None, &page)
        }
    }
}

/// The cache in the usual folder; `None` where the system names none.
fn usual_cache() -> Option<CacheOptions> {
    let program = std::env::current_exe().ok()?;
    CacheOptions::usual(|name| std::env::var(name).ok(), &program)
}

/// Writes each document's text to `folder` under its id; the offsets of all records hold in it.
fn write_texts(chronology: &Chronology, folder: &Path) -> Result<()> {
    for annotated in &chronology.documents {
        let document = &annotated.document;
        let path = folder.join(file_name(document.id.as_str()));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| cannot_write(parent))?;
        }
        fs::write(&path, document.text.as_bytes()).with_context(|| cannot_write(&path))?;
    }
    Ok(())
}

fn cannot_write(path: &Path) -> String {
    format!("Could not write {}", path.display())
}

/// An id as a relative path that stays inside its folder, always ending in `.txt`.
fn file_name(id: &str) -> String {
    let parts =
        id.split(['/', '\\']).filter(|part| !part.is_empty() && *part != "." && *part != "..");
    let path = parts.collect::<Vec<_>>().join("/");
    let is_text = Path::new(&path).extension().is_some_and(|extension| extension == "txt");
    if is_text { path } else { format!("{path}.txt") }
}

#[cfg(feature = "gui")]
fn open_window(paths: &[std::path::PathBuf]) -> Result<()> {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let displays = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    if cfg!(target_os = "linux") && !displays.into_iter().any(is_set) {
        anyhow::bail!("There is no display here; `annals render` draws without one")
    }
    let paths = paths.iter().map(std::path::absolute).collect::<std::io::Result<_>>()?;
    crate::ui::run(paths, usual_cache())
}

#[cfg(not(feature = "gui"))]
fn open_window(_paths: &[std::path::PathBuf]) -> Result<()> {
    anyhow::bail!(
        "This build has no window; use `annals render` for a picture, or see `annals --help`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_inside_their_folder() {
        assert_eq!(file_name("../../etc/passwd"), "etc/passwd.txt");
        assert_eq!(file_name("a/b.txt"), "a/b.txt");
        assert_eq!(file_name("page.html"), "page.html.txt");
    }

    #[test]
    fn the_definition_holds_together() {
        Args::command().debug_assert();
    }
}
