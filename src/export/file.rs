//! A file that appears whole or not at all.

use std::io::{self, Write as _};
use std::path::Path;

/// Writes `contents` beside `path` first and moves them there then, so that nobody sees half of it.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn write(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(contents)?;
    file.persist(path)?;
    Ok(())
}
