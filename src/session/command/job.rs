//! What the session cannot do itself: it asks with a [`Job`] and is answered by a [`Report`].

use super::format::SaveFormat;
use crate::model::{Chronology, EventId};
use crate::pipeline::{DocumentDates, Progress};
use crate::project::{Pair, Project};
use crate::session::facets::seeking::Found;
use crate::session::review::aside::{Ready, Replayed};
use crate::session::review::pairing::Alike;
use std::path::PathBuf;

/// Work that takes time or reaches outside; done elsewhere and answered by a [`Report`].
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Read everything under these paths.
    Read(Vec<PathBuf>),
    /// Read the sample.
    ReadSample,
    /// Read everything under these paths again, while the user goes on.
    ReadChanges(Vec<PathBuf>),
    /// The same because the user says so, who is told how far it is.
    ReadAgain(Vec<PathBuf>),
    /// End the reading.
    Cancel,
    /// Let the user choose a folder.
    PickFolder,
    /// Put text on the clipboard, and say so.
    Copy(String),
    /// Put the figure on the clipboard as a picture.
    CopyPicture,
    /// Save the window as a picture.
    Screenshot,
    /// Save what is shown as a file.
    Save(SaveFormat, PathBuf),
    /// Read a project and its documents, in another folder where one is given.
    OpenProject(PathBuf, Option<PathBuf>),
    /// Save the project as this file.
    SaveProject(PathBuf),
    /// Give documents these dates, and find out what follows.
    Redate(DocumentDates),
    /// Apply the decisions in force to what was read.
    Replay,
    /// Look for events that may be one, and that nobody kept apart.
    FindPairs,
    /// Look for what may be the same as an event.
    FindAlike {
        /// Its index.
        index: usize,
        /// Its name, and the structure in which it has this index.
        sought: (EventId, u64),
    },
    /// Show a file in the program that the system has for it.
    OpenFile(PathBuf),
    /// End the program.
    Quit,
}

/// What came of a [`Job`].
#[derive(Debug)]
pub enum Report {
    /// How far the reading is.
    Progress(Progress),
    /// What was read; `unread` files were left because the reading was ended.
    Read {
        /// Its folders and files; none for the sample.
        roots: Vec<PathBuf>,
        /// The chronology.
        chronology: Box<Ready>,
        /// Files left unread.
        unread: usize,
        /// Decisions about these documents that were never saved as a project.
        unsaved: Option<Box<Project>>,
    },
    /// Documents were added, changed or taken away.
    Changed,
    /// What was read again while the user went on.
    ReadChanges {
        /// What was read.
        roots: Vec<PathBuf>,
        /// The chronology.
        chronology: Chronology,
        /// Files left unread because another reading took its place.
        unread: usize,
    },
    /// A project with what was read of its documents.
    Project {
        /// Its file.
        path: PathBuf,
        /// What it holds.
        project: Box<Project>,
        /// Its folders and files as they are on this computer.
        roots: Vec<PathBuf>,
        /// The chronology.
        chronology: Box<Ready>,
        /// Files left unread.
        unread: usize,
    },
    /// The documents of a project are not where it says.
    FolderMissing {
        /// Its file.
        path: PathBuf,
        /// What it holds.
        project: Box<Project>,
    },
    /// The project was saved as this file.
    ProjectSaved(PathBuf),
    /// The chronology under dates that the user gave to documents.
    Redated {
        /// The chronology.
        chronology: Chronology,
        /// The dates.
        dates: DocumentDates,
    },
    /// What was read with the decisions applied.
    Replayed(Box<Replayed>),
    /// Which events hold the searched words.
    Found(Found),
    /// Events that may be one.
    Pairs {
        /// Number of the chronology in which they were looked for.
        structure: u64,
        /// The most alike first.
        pairs: Vec<Pair>,
    },
    /// What may be the same as an event.
    Alike(Alike),
    /// What was opened lately, newest first.
    Recent(Vec<PathBuf>),
    /// Something could not be done: what, why, and the path on the last line.
    Failed(String),
    /// The user chose a folder.
    Picked(PathBuf),
    /// No folder dialog could be opened.
    NoDialog,
    /// Something was done that the user should hear of.
    Done(String),
    /// A file was saved, of which this is to be said; until then the dialog stays that asked for it.
    Exported(String, PathBuf),
}
