//! A file that appears whole or not at all.

use std::io::{self, Write as _};
use std::path::Path;

/// Writes `contents` beside `path` first and moves them there then, so that nobody sees half of it.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn write(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = beside(folder.unwrap_or(Path::new(".")))?;
    file.write_all(contents)?;
    file.persist(path)?;
    Ok(())
}

/// A new file that others may read as any other that the user makes.
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let mode = {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::Permissions::from_mode(0o666)
    };
    #[cfg(unix)]
    builder.permissions(mode);
    builder.tempfile_in(folder)
}
