//! Paths as people type and paste them.

use super::context::Cx;
use crate::session::{Command, State};
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

/// The path that was typed: `~` is the user's own folder, and quotation marks around it, as file managers
/// and shells copy them, are no part of it.
pub(super) fn typed(text: &str) -> PathBuf {
    from_home(text, std::env::home_dir().as_deref())
}

/// Opens what stands at a typed path; where nothing does, what was typed stays, to be mended.
pub(super) fn open(cx: &mut Cx<'_>, text: &str, opening: impl FnOnce(PathBuf) -> Command) {
    let path = typed(text);
    if path.exists() {
        cx.push(opening(path));
    } else {
        cx.memory.missing = Some(path);
    }
}

/// Where the file of a document stands that is known by its id, read or not: an entry of an archive stands in the
/// archive; `None` for a record that has no file of its own.
pub(super) fn of_document(state: &State, id: &str) -> Option<PathBuf> {
    let documents = || state.chronology.documents.iter().map(|it| &it.document);
    let own = documents().find(|document| document.id.as_str() == id);
    let path = own.and_then(|document| document.path.clone());
    path.or_else(|| state.opened.iter().find_map(|root| below(root, Path::new(id))))
}

/// The file of a folder that has such a name, or the first part of the name that is there; a file that was opened
/// by itself is known by its own.
fn below(root: &Path, id: &Path) -> Option<PathBuf> {
    if root.is_file() {
        let name = Path::new(root.file_name()?);
        return id.starts_with(name).then(|| root.to_owned());
    }
    let parts = id.ancestors().filter(|part| !part.as_os_str().is_empty());
    parts.map(|part| root.join(part)).find(|path| path.exists())
}

/// Says what is not there of the path in the field, once it was to be opened.
pub(super) fn missing_ui(cx: &Cx<'_>, ui: &mut Ui) {
    let path = typed(&cx.memory.typed);
    if cx.memory.missing.as_ref() == Some(&path) {
        ui.add_space(6.0);
        let text = RichText::new(missing(&path)).color(cx.look.error);
        ui.add(egui::Label::new(text).wrap());
    }
}

/// The first part of a path that is not there, and the folder that it is not in.
fn missing(path: &Path) -> String {
    let is_known = |folder: &&Path| !folder.as_os_str().is_empty() && folder.exists();
    let Some(folder) = path.ancestors().find(is_known) else {
        return format!("There is no “{}” here", path.display());
    };
    let part = path.strip_prefix(folder).ok().and_then(|rest| rest.components().next());
    let part = part.map_or_else(String::new, |part| part.as_os_str().display().to_string());
    let kind = if folder.is_dir() { "folder" } else { "file" };
    format!("There is no “{part}” in the {kind} {}", folder.display())
}

fn from_home(text: &str, home: Option<&Path>) -> PathBuf {
    let text = text.trim();
    let inner = ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark));
    let text = inner.unwrap_or(text);
    let below = text.strip_prefix('~').filter(|rest| {
        rest.is_empty() || rest.starts_with('/') || rest.starts_with(std::path::MAIN_SEPARATOR)
    });
    match below.zip(home) {
        Some((rest, home)) => home.join(rest.trim_start_matches(['/', std::path::MAIN_SEPARATOR])),
        None => PathBuf::from(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_of_a_path_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().display().to_string();
        let check = |path: &Path, expected: &str| assert_eq!(missing(path), expected);
        check(&folder.path().join("dam/1980"), &format!("There is no “dam” in the folder {root}"));
        let file = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
        let expected = format!("There is no “dam” in the file {}", file.path().display());
        check(&file.path().join("dam"), &expected);
        check(Path::new("no such thing"), "There is no “no such thing” here");
    }

    #[test]
    fn the_file_of_a_warning_is_found_below_what_was_opened() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let archive = root.join("crawl.zip");
        std::fs::write(&archive, "").unwrap();
        let check = |root: &Path, id: &str, expected: Option<&Path>| {
            assert_eq!(below(root, Path::new(id)).as_deref(), expected, "{id}");
        };
        check(root, "crawl.zip", Some(&archive));
        check(root, "crawl.zip/pages/dam.html", Some(&archive));
        check(&archive, "crawl.zip", Some(&archive));
        check(&archive, "crawl.zip/pages/dam.html", Some(&archive));
        check(&archive, "dam.txt", None);
        check(root, "no such file.txt", None);
    }

    #[test]
    fn a_tilde_is_the_own_folder_and_quotation_marks_are_no_part_of_a_path() {
        let check = |text: &str, expected: &str| {
            let path = from_home(text, Some(Path::new("/people/ada")));
            assert_eq!(path, Path::new(expected), "{text}");
        };
        check("~", "/people/ada");
        check("~/notes on the dam", "/people/ada/notes on the dam");
        check(" '/srv/notes on the dam' ", "/srv/notes on the dam");
        check("\"~/notes\"", "/people/ada/notes");
        check("/srv/~/notes", "/srv/~/notes");
        check("~ada/notes", "~ada/notes");
        check("notes", "notes");
        assert_eq!(from_home("~/notes", None), Path::new("~/notes"));
    }
}
