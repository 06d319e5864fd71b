//! The warnings of reading, worded once.

use crate::model::{Severity, Stage, Warning};

/// A file that could not be read.
pub(super) fn skipped(document: &str, message: &str, suggestion: &str) -> Warning {
    notice(document, Severity::Skipped, Stage::Read, message, suggestion)
}

/// A document that may be wrong or incomplete.
pub(super) fn doubtful(document: &str, message: &str, suggestion: &str) -> Warning {
    notice(document, Severity::Warning, Stage::Read, message, suggestion)
}

/// Something worth knowing about a document.
pub(super) fn note(document: &str, message: &str, suggestion: &str) -> Warning {
    notice(document, Severity::Note, Stage::Read, message, suggestion)
}

/// Something that was passed over while looking for files.
pub(super) fn passed_over(document: &str, message: &str, suggestion: &str) -> Warning {
    notice(document, Severity::Warning, Stage::Find, message, suggestion)
}

fn notice(
    document: &str,
    severity: Severity,
    stage: Stage,
    message: &str,
    suggestion: &str,
) -> Warning {
    Warning {
        document: document.to_owned(),
        severity,
        stage,
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}
