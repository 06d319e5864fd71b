//! Where things stand in the repository, and the built program: for all tests here.
//!
//! `tidy` holds the source to ARCHITECTURE.md and `pages` the pages to the program; `gazetteer` tries the tables of places.

mod gazetteer;
mod pages;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A path from the root of the repository.
pub(crate) fn path(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// A text file of the repository.
pub(crate) fn text(below: &str) -> String {
    std::fs::read_to_string(path(below)).unwrap_or_else(|why| panic!("{below}: {why}"))
}

/// The program, ready to be given arguments.
pub(crate) fn program() -> Command {
    isolated(Command::new(env!("CARGO_BIN_EXE_annals")))
}

/// A command that keeps nothing in the folders of whoever runs the tests.
pub(crate) fn isolated(mut command: Command) -> Command {
    command.env("XDG_CACHE_HOME", "/dev/null");
    command
}

/// Runs the program to its end.
pub(crate) fn annals<I: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = I>) -> Said {
    Said::of(&program().args(arguments).output().expect("the program starts"))
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Said {
    /// Exit status; `None` where a signal ended it.
    pub(crate) status: Option<i32>,
    /// Standard output.
    pub(crate) data: String,
    /// Standard error.
    pub(crate) messages: String,
}

impl Said {
    /// Status and texts of a process.
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            status: output.status.code(),
            data: String::from_utf8_lossy(&output.stdout).into_owned(),
            messages: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// What the program writes; it must succeed.
#[track_caller]
pub(crate) fn annals_ok(arguments: &[&str]) -> String {
    let said = annals(arguments);
    assert_eq!(said.status, Some(0), "{}", said.messages);
    said.data
}
