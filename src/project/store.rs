//! Where the program keeps what belongs to no project: recent ones, and decisions not saved yet.

use super::file::{Project, ProjectError};
use super::settings::Settings;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Projects and folders that are remembered.
const MOST_RECENT: usize = 8;

/// A folder of the program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// A store in a folder, which is made when it is first needed.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The usual folder of this system; `None` where the system names none. `variable` asks for a
    /// variable of the environment.
    pub fn usual(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let set = |name: &str| variable(name).filter(|text| !text.is_empty()).map(PathBuf::from);
        let folder = if cfg!(windows) {
            set("APPDATA")?
        } else if cfg!(target_os = "macos") {
            set("HOME")?.join("Library/Application Support")
        } else {
            set("XDG_DATA_HOME").or_else(|| Some(set("HOME")?.join(".local/share")))?
        };
        Some(Self::new(folder.join("annals")))
    }

    /// How the window was set when it was last closed.
    pub fn settings(&self) -> Settings {
        Settings::from_text(&fs::read_to_string(self.settings_path()).unwrap_or_default())
    }

    /// Keeps how the window is set.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn keep_settings(&self, settings: &Settings) -> Result<(), ProjectError> {
        let text = serde_json::to_string_pretty(settings).unwrap_or_default();
        self.write(&self.settings_path(), text.as_bytes())
    }

    fn settings_path(&self) -> PathBuf {
        self.folder.join("settings.json")
    }

    /// What was opened last, newest first, as far as it is still there.
    pub fn recent(&self) -> Vec<PathBuf> {
        let text = fs::read_to_string(self.folder.join("recent.json")).unwrap_or_default();
        let paths: Vec<PathBuf> = serde_json::from_str(&text).unwrap_or_default();
        paths.into_iter().filter(|path| path.exists()).collect()
    }

    /// Remembers what was opened; gives what is remembered.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn remember(&self, path: &Path) -> Result<Vec<PathBuf>, ProjectError> {
        let mut paths = self.recent();
        paths.retain(|other| other != path);
        paths.insert(0, path.to_owned());
        paths.truncate(MOST_RECENT);
        let names: Vec<Value> = paths.iter().map(|it| it.to_string_lossy().into()).collect();
        let text = Value::Array(names).to_string();
        self.write(&self.folder.join("recent.json"), text.as_bytes())?;
        Ok(paths)
    }

    /// Where decisions about these folders are kept until they are saved as a project.
    pub fn unsaved_path(&self, roots: &[PathBuf]) -> PathBuf {
        let mut hasher = blake3::Hasher::new();
        for root in roots {
            hasher.update(root.to_string_lossy().as_bytes());
            hasher.update(&[0]);
        }
        let digits: String = hasher.finalize().to_hex().chars().take(16).collect();
        self.folder.join("unsaved").join(format!("{digits}.annals"))
    }

    /// Decisions about these folders that were never saved as a project; `None` where there are none.
    ///
    /// # Errors
    /// Where they cannot be read. The file is set aside then, so that nothing is written over it.
    pub fn unsaved(&self, roots: &[PathBuf]) -> Result<Option<Project>, ProjectError> {
        let path = self.unsaved_path(roots);
        if !path.exists() {
            return Ok(None);
        }
        match Project::open(&path) {
            Ok(project) if project.is_newer() => {
                // What this version does not know of it would be written over; where it cannot be set aside,
                // nothing is taken from it.
                let kept = fs::copy(&path, path.with_extension("later"));
                kept.map_err(|why| ProjectError::Write { path, why })?;
                Ok(Some(project))
            }
            Ok(project) => Ok(Some(project)
                .filter(|project| !project.log.is_empty() || !project.bands.is_empty())),
            Err(why) => {
                // Where it cannot be moved either, the error says enough.
                _ = fs::rename(&path, path.with_extension("damaged"));
                Err(why)
            }
        }
    }

    /// Keeps decisions until they are saved as a project.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn keep_unsaved(&self, roots: &[PathBuf], project: &Project) -> Result<(), ProjectError> {
        self.write(&self.unsaved_path(roots), project.to_text().as_bytes())
    }

    /// Forgets decisions that are saved as a project by now.
    pub fn forget_unsaved(&self, roots: &[PathBuf]) {
        // There may be none.
        _ = fs::remove_file(self.unsaved_path(roots));
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)
            .and_then(|()| crate::export::file::write(path, bytes))
            .map_err(|why| ProjectError::Write { path: path.to_owned(), why })
    }
}

/// Bytes of a file; `None` where it is gone.
pub fn size_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|metadata| metadata.len())
}
