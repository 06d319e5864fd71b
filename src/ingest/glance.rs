//! Whether documents changed, told without opening any of them.
//!
//! Names, sizes and times of all files are asked for and hashed. Systems can also report changes by
//! themselves, but not those on network drives, and only for so many folders; asking works everywhere
//! and costs nothing between two glances.

use super::folder;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What files look like from outside: two are equal as long as nobody adds, changes or removes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glance(blake3::Hash);

/// Looks at everything under `paths`; `None` where one of them is not there, as a drive that is not
/// connected: nobody can say then what changed.
pub fn glance(paths: &[PathBuf]) -> Option<Glance> {
    let mut hasher = blake3::Hasher::new();
    for path in paths {
        let metadata = path.metadata().ok()?;
        if metadata.is_file() {
            enter(&mut hasher, path, Some(&metadata));
            continue;
        }
        for entry in folder::entries(path) {
            match entry {
                // The folder itself can vanish between two steps.
                Err(error) if error.depth() == 0 => return None,
                Err(error) => enter(&mut hasher, error.path().unwrap_or(path), None),
                Ok(entry) if entry.file_type().is_file() && !folder::is_project(entry.path()) => {
                    enter(&mut hasher, entry.path(), entry.metadata().ok().as_ref());
                }
                Ok(_) => {}
            }
        }
    }
    Some(Glance(hasher.finalize()))
}

fn enter(hasher: &mut blake3::Hasher, path: &Path, metadata: Option<&Metadata>) {
    let size = metadata.map_or(u64::MAX, Metadata::len);
    let modified = metadata.and_then(|it| it.modified().ok());
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    hasher.update(path.as_os_str().as_encoded_bytes());
    hasher.update(&[0]);
    hasher.update(&size.to_le_bytes());
    hasher.update(&since.map_or(0, |since| since.as_nanos()).to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::time::{Duration, SystemTime};

    #[test]
    fn added_changed_and_removed_files_show_and_projects_and_hidden_files_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_path_buf()];
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let mut before = glance(&paths).unwrap();
        let mut shows = |what: &str, is_shown: bool| {
            let now = glance(&paths).unwrap();
            assert_eq!(now != before, is_shown, "{what}");
            before = now;
        };
        shows("nothing", false);
        write("a.txt", "In 1992 a dam was built.");
        shows("a new file", true);
        write("a.txt", "In 1992 a dam was built. In 1994 it broke.");
        shows("a longer text", true);
        let file = fs::File::options().write(true).open(folder.path().join("a.txt")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(9)).unwrap();
        shows("another time", true);
        write("b.annals", "{}");
        write(".draft", "half a sentence");
        shows("a project and a hidden file", false);
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        shows("a removed file", true);
    }

    #[test]
    fn a_folder_that_is_gone_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(glance(&[folder.path().join("drive")]), None);
    }
}
