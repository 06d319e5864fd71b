//! How far the work has come, on standard error.

use super::args::{Input, ProgressMode};
use crate::model::{Severity, Stage, Warning};
use crate::pipeline::{Progress, Watch};
use std::io::{IsTerminal as _, Write as _};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;

/// A bar is redrawn at most this many times a stage, whatever the number of documents.
const REDRAWS: usize = 100;

/// Writes progress as the user asked for it.
pub(super) struct Reporter {
    form: Form,
    /// The stage that is at work, and when it began.
    begun: Mutex<Option<(Stage, Instant)>>,
}

/// The clock of the program; unset where nobody gave one, and then nothing is said of time.
static CLOCK: OnceLock<fn() -> Instant> = OnceLock::new();

/// From now on progress says how long it will take.
pub(super) fn set_clock(clock: fn() -> Instant) {
    // A second call changes nothing: there is one clock.
    _ = CLOCK.set(clock);
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
        Self { form, begun: Mutex::default() }
    }

    /// Seconds since a stage was first heard of.
    fn elapsed_secs(&self, stage: Stage) -> f64 {
        let Some(clock) = CLOCK.get() else { return 0.0 };
        let now = clock();
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let since = begun.filter(|(at_work, _)| *at_work == stage).map_or(now, |(_, since)| since);
        *begun = Some((stage, since));
        now.duration_since(since).as_secs_f64()
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
        let Progress { stage, done, total, bytes, total_bytes } = progress;
        let is_due = done == total || done.is_multiple_of((total / REDRAWS).max(1));
        let words = words(stage);
        match self.form {
            Form::Bar if is_due => {
                let pace = progress
                    .pace(self.elapsed_secs(stage))
                    .map(|(rate, left)| format!(", {:.1} MB/s, {left:.0} s left", rate / 1e6));
                let (bytes, total_bytes) = (bytes as f64 / 1e6, total_bytes as f64 / 1e6);
                let pace = pace.unwrap_or_default();
                tell(format_args!(
                    "\r\x1b[2K{words} {done}/{total}, {bytes:.1} of {total_bytes:.1} MB{pace}"
                ));
            }
            Form::Json => tell(format_args!(
                "{{\"stage\":\"{words}\",\"done\":{done},\"total\":{total},\"bytes\":{bytes},\"total_bytes\":{total_bytes}}}\n"
            )),
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
