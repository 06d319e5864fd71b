//! How far the work has come, on standard error.

use super::args::{Input, ProgressMode};
use crate::model::{Severity, Stage, Warning};
use crate::pipeline::{Progress, Watch};
use std::io::{IsTerminal as _, Write as _};

/// A bar is redrawn at most this many times a stage, whatever the number of documents.
const REDRAWS: usize = 100;

/// Writes progress as the user asked for it.
pub(super) struct Reporter {
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Silent,
    Bar,
    Json,
}

impl Reporter {
    pub(super) fn new(input: &Input) -> Self {
        let form = match input.progress {
            ProgressMode::Always => Form::Json,
            ProgressMode::Auto if !input.quiet && std::io::stderr().is_terminal() => Form::Bar,
            ProgressMode::Auto | ProgressMode::Never => Form::Silent,
        };
        Self { form }
    }

    /// Clears the bar.
    pub(super) fn finish(&self) {
        if self.form == Form::Bar {
            tell(format_args!("\r\x1b[2K"));
        }
    }
}

impl Watch for Reporter {
    fn progress(&self, progress: Progress) {
        let Progress { stage, done, total } = progress;
        let is_due = done == total || done.is_multiple_of((total / REDRAWS).max(1));
        let words = words(stage);
        match self.form {
            Form::Bar if is_due => tell(format_args!("\r\x1b[2K{words} {done}/{total}")),
            Form::Json => {
                tell(format_args!("{{\"stage\":\"{words}\",\"done\":{done},\"total\":{total}}}\n"));
            }
            Form::Silent | Form::Bar => {}
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Find => "find files",
        Stage::Read => "read text",
        Stage::Dates => "find dates",
        Stage::Places => "find places",
        Stage::Events => "find events",
    }
}

/// Every warning as one line: what is wrong, in which document, and what can be done.
pub(super) fn tell_warnings(warnings: &[Warning]) {
    for warning in warnings {
        let Warning { document, severity, message, suggestion, .. } = warning;
        let label = match severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Skipped => "skipped",
        };
        let document = if document.is_empty() { String::new() } else { format!("{document}: ") };
        let suggestion =
            if suggestion.is_empty() { String::new() } else { format!(" ({suggestion})") };
        tell(format_args!("annals: {label}: {document}{message}{suggestion}\n"));
    }
}

/// Standard error may be closed; then there is nobody to tell.
fn tell(text: std::fmt::Arguments<'_>) {
    _ = std::io::stderr().write_fmt(text);
}
