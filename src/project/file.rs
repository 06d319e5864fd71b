//! The project file: JSON that people can read and compare line by line.

use super::log::{self, Entry, Log};
use super::saved::{Arranged, NamedView, Preset, SavedBand, SavedFile, Span};
use crate::view::Band;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The version of the form of the file; a higher one is opened for reading only.
pub const SCHEMA: u64 = 1;

/// What a project file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Version of its form.
    pub schema: u64,
    /// Folders and files that are read, relative to the project file where they can be.
    pub roots: Vec<PathBuf>,
    /// Which events are shown, and how.
    pub arranged: Arranged,
    /// Visible time.
    pub span: Option<Span>,
    /// Annotations, in order of time.
    pub bands: Vec<SavedBand>,
    /// Views under names.
    pub views: Vec<NamedView>,
    /// Pages for pictures under names.
    pub presets: Vec<Preset>,
    /// The documents as they were read last.
    pub files: Vec<SavedFile>,
    /// What was decided.
    pub log: Vec<Entry>,
    /// Lines of the log that this version does not know.
    pub unknown_count: usize,
}

/// Why a project could not be opened or saved.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The file cannot be read.
    #[error("Could not open the project: {why}\n{}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
    /// It is no project, or a damaged one.
    #[error("This is no project of Annals, or it is damaged: {why}\n{}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The file cannot be written.
    #[error("Could not save the project: {why}\n{}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: io::Error,
    },
}

impl Project {
    /// Reads a project file.
    ///
    /// # Errors
    /// Where it cannot be read, or is no project.
    pub fn open(path: &Path) -> Result<Self, ProjectError> {
        let text = fs::read_to_string(path)
            .map_err(|why| ProjectError::Read { path: path.to_owned(), why })?;
        Self::from_text(&text).map_err(|why| ProjectError::Form { path: path.to_owned(), why })
    }

    /// Writes the project whole or not at all.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn save(&self, path: &Path) -> Result<(), ProjectError> {
        crate::export::file::write(path, self.to_text().as_bytes())
            .map_err(|why| ProjectError::Write { path: path.to_owned(), why })
    }

    /// Whether a later version wrote it: then it is not written over.
    pub fn is_newer(&self) -> bool {
        SCHEMA < self.schema
    }

    /// The text of the file: one line a document, view and decision.
    pub fn to_text(&self) -> String {
        let mut out = format!("{{\n  \"annals\": {SCHEMA},\n");
        let roots: Vec<String> = self.roots.iter().map(|root| with_slashes(root)).collect();
        out.push_str(&format!("  \"roots\": {},\n", line(&roots)));
        out.push_str(&format!("  \"shown\": {},\n", line(&self.arranged)));
        if let Some(span) = &self.span {
            out.push_str(&format!("  \"span\": {},\n", line(span)));
        }
        if !self.bands.is_empty() {
            list(&mut out, "annotations", &self.bands);
            out.push_str(",\n");
        }
        list(&mut out, "views", &self.views);
        out.push_str(",\n");
        if !self.presets.is_empty() {
            list(&mut out, "presets", &self.presets);
            out.push_str(",\n");
        }
        list(&mut out, "files", &self.files);
        out.push_str(",\n");
        list(&mut out, "log", &self.log);
        out.push_str("\n}\n");
        out
    }

    /// Reads the text of a file. Of a later version, what is not understood is left out.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|why| why.to_string())?;
        let schema = value.get("annals").and_then(Value::as_u64);
        let schema = schema.ok_or_else(|| "it names no version".to_owned())?;
        let parts = Parts { value: &value, is_newer: SCHEMA < schema };
        let (log, unknown_count) = parts.log()?;
        Ok(Self {
            schema,
            roots: parts.get("roots")?,
            arranged: parts.get("shown")?,
            span: parts.get("span")?,
            bands: parts.get("annotations")?,
            views: parts.get("views")?,
            presets: parts.get("presets")?,
            files: parts.get("files")?,
            log,
            unknown_count,
        })
    }

    /// The roots of a project that stands at `path`, as they are on this computer.
    pub fn roots_from(&self, path: &Path) -> Vec<PathBuf> {
        let folder = path.parent().unwrap_or(Path::new(""));
        self.roots.iter().map(|root| tidied(&folder.join(root))).collect()
    }

    /// The annotations that it keeps.
    pub fn bands(&self) -> Vec<Band> {
        let mut bands: Vec<Band> = self.bands.iter().filter_map(SavedBand::band).collect();
        bands.sort_by(|a, b| a.order().cmp(&b.order()));
        bands
    }

    /// What was decided.
    pub fn log(&self) -> Log {
        Log::new(self.log.iter().cloned())
    }
}

struct Parts<'a> {
    value: &'a Value,
    is_newer: bool,
}

impl Parts<'_> {
    /// A part of the file; its default where it is not there.
    fn get<T: DeserializeOwned + Default>(&self, key: &str) -> Result<T, String> {
        let Some(value) = self.value.get(key) else { return Ok(T::default()) };
        match T::deserialize(value) {
            Err(_) if self.is_newer => Ok(T::default()),
            other => other.map_err(|why| format!("{key}: {why}")),
        }
    }

    fn log(&self) -> Result<(Vec<Entry>, usize), String> {
        let lines: Vec<Value> = self.get("log")?;
        let mut unknown = 0;
        let mut entries = Vec::with_capacity(lines.len());
        for line in lines {
            let decides = line.is_object();
            match serde_json::from_value(line) {
                Ok(entry) => entries.push(Some(entry)),
                Err(_) if self.is_newer => {
                    unknown += 1;
                    entries.extend(decides.then_some(None));
                }
                Err(why) => return Err(format!("log: {why}")),
            }
        }
        Ok((log::understood(entries), unknown))
    }
}

fn line(value: &impl Serialize) -> String {
    // Strings, numbers and lists always serialise.
    serde_json::to_string(value).unwrap_or_default()
}

fn list<T: Serialize>(out: &mut String, key: &str, items: &[T]) {
    out.push_str(&format!("  \"{key}\": ["));
    for (i, item) in items.iter().enumerate() {
        out.push_str(if i == 0 { "\n    " } else { ",\n    " });
        out.push_str(&line(item));
    }
    out.push_str(if items.is_empty() { "]" } else { "\n  ]" });
}

fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy().into_owned();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// `path` as it is called from `folder`; as it is where they have nothing in common.
pub fn relative(path: &Path, folder: &Path) -> PathBuf {
    let (path, folder) = (tidied(path), tidied(folder));
    let (ours, theirs): (Vec<_>, Vec<_>) =
        (folder.components().collect(), path.components().collect());
    let common = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return path;
    }
    let up = ours.iter().skip(common).map(|_| Component::ParentDir);
    let down = theirs.iter().skip(common).copied();
    let found: PathBuf = up.chain(down).collect();
    if found.as_os_str().is_empty() { PathBuf::from(".") } else { found }
}

/// A path without `.` and, where a name stands before it, `..`.
fn tidied(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let is_named = matches!(tidy.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_named => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_called_from_the_project_file() {
        let check = |path: &str, folder: &str, expected: &str| {
            assert_eq!(relative(Path::new(path), Path::new(folder)), Path::new(expected));
        };
        check("/a/b/articles", "/a/b", "articles");
        check("/a/articles", "/a/projects", "../articles");
        check("/a/b", "/a/b", ".");
        check("/a/b/../articles", "/a", "articles");
        let project = Project { roots: vec![PathBuf::from("../articles")], ..Project::default() };
        assert_eq!(
            project.roots_from(Path::new("/a/projects/x.annals")),
            [PathBuf::from("/a/articles")]
        );
    }

    #[test]
    fn a_damaged_file_says_what_is_wrong() {
        let check = |text: &str, expected: &str| {
            let said = Project::from_text(text).unwrap_err();
            assert!(said.contains(expected), "{text}: {said}");
        };
        check("{", "EOF");
        check("{}", "names no version");
        check("{\"annals\": 1, \"log\": [{\"fly\": 1}]}", "log:");
        check("{\"annals\": 1, \"roots\": 7}", "roots:");
    }

    #[test]
    fn a_later_version_gives_what_is_understood() {
        let name = "{\"title\": \"\", \"doc\": \"\", \"hash\": \"\", \"sentence\": 0, \"clause\": [0, 0], \
                    \"quote\": \"\"}";
        let log = format!("[{{\"accept\": {name}}}, {{\"fly\": 1}}, \"undo\", \"land\"]");
        let text = format!("{{\"annals\": 9, \"roots\": [\"a\"], \"views\": 7, \"log\": {log}}}");
        let project = Project::from_text(&text).unwrap();
        assert!(project.is_newer());
        assert_eq!(project.unknown_count, 2);
        assert_eq!(project.log().count(), 1, "what takes back the unknown leaves the known alone");
        assert_eq!(project.roots, [PathBuf::from("a")]);
    }
}
