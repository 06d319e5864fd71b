//! Where data goes: standard output, or a file that appears whole or not at all.

use crate::export::file;
use anyhow::{Context as _, Result};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Writes `data` to `path`, or to standard output for `None` and `-`.
///
/// A reader of standard output that stops early is not an error.
pub(super) fn write(path: Option<&Path>, data: &[u8]) -> Result<()> {
    let Some(path) = path.filter(|path| *path != Path::new("-")) else {
        let mut stdout = std::io::stdout().lock();
        let written = stdout.write_all(data).and_then(|()| stdout.flush());
        return match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other.context("Could not write to standard output"),
        };
    };
    file::write(path, data).with_context(|| format!("Could not write {}", path.display()))
}
