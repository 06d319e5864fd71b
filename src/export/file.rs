//! A file that appears whole or not at all.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `contents` beside `path` first and moves them there then, so that nobody sees half of it.
///
/// Who may read what stood there before may read it again. A link is followed, and a device or pipe is
/// written to as it is: it must stay what it is.
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

/// What is found where a file is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing, or what is written to as it is: a device or a pipe.
    Free,
    /// A file, which would be replaced.
    Taken,
    /// A folder.
    Folder,
    /// Nothing, and no folder that it could stand in.
    NoFolder,
}

/// What is found where a file is to be written.
pub fn ground(path: &Path) -> Ground {
    match path.metadata() {
        Ok(it) if it.is_dir() => Ground::Folder,
        Ok(it) if it.is_file() => Ground::Taken,
        Ok(_) => Ground::Free,
        Err(_) => {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let has_folder = folder.unwrap_or(Path::new(".")).is_dir();
            let is_named = path.file_name().is_some();
            if has_folder && is_named { Ground::Free } else { Ground::NoFolder }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way_of_a_file_is_known_before_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        assert_eq!(ground(&path), Ground::Free);
        write(&path, b"1").unwrap();
        assert_eq!(ground(&path), Ground::Taken);
        assert_eq!(ground(folder.path()), Ground::Folder);
        assert_eq!(ground(&folder.path().join("no/events.csv")), Ground::NoFolder);
        assert_eq!(ground(Path::new("")), Ground::NoFolder);
    }
}
