//! A file that appears whole or not at all.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `contents` beside `path` first and moves them there then, so that nobody sees half of it.
///
/// Who may read what stood there before may read it again. A link is followed, and a device or pipe is written to as it is: it must stay what it is.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn write(path: &Path, contents: &[u8]) -> io::Result<()> {
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
    let target = if is_link { path.canonicalize() } else { Ok(path.to_owned()) };
    let path = &target.unwrap_or_else(|_| path.to_owned());
    if path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        return OpenOptions::new().write(true).open(path)?.write_all(contents);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = beside(folder.unwrap_or(Path::new(".")))?;
    file.write_all(contents)?;
    if let Ok(before) = path.metadata() {
        file.as_file().set_permissions(before.permissions())?;
    }
    // A full disk may show only now.
    file.as_file().sync_all()?;
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
