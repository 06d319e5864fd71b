//! Walks folders: sorted, without following loops, opening nothing but files.

use super::archive;
use super::dct::stated;
use super::notice::passed_over;
use super::{Origin, Source, Stated};
use crate::model::Warning;
use rayon::prelude::*;
use std::fs::FileType;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Folders below folders that are still walked.
const MAX_DEPTH: usize = 64;

/// Everything under a folder but hidden files and manifests; what these say about the others is known of them.
pub(super) fn walk(root: &Path, origins: &mut Vec<Origin>, warnings: &mut Vec<Warning>) {
    let before = origins.len();
    let entries: Vec<_> = entries(root).collect();
    // Every file is opened to see whether it is an archive, which waits for the disk.
    let is_archive = |entry: &walkdir::Result<DirEntry>| {
        let file = entry.as_ref().ok().filter(|entry| entry.file_type().is_file());
        file.is_some_and(|file| archive::is_archive(file.path()))
    };
    let archives: Vec<bool> = entries.par_iter().map(is_archive).collect();
    let mut manifests = Vec::new();
    for (entry, is_archive) in entries.into_iter().zip(archives) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let id = relative_id(root, entry.path());
                if is_archive {
                    archive::entries(entry.path(), &id, &format!("{id}/"), origins, warnings);
                } else if is_manifest(&id) && entry.file_type().is_file() {
                    manifests.push((entry.into_path(), id));
                } else if !is_project(entry.path()) {
                    add(entry.path(), &id, entry.file_type(), origins, warnings);
                }
            }
            Err(error) => warnings.push(unreadable(root, &error)),
        }
    }
    stated::state(root, &manifests, origins.get_mut(before..).unwrap_or_default(), warnings);
    if origins.len() == before {
        warnings.push(passed_over(
            &root.display().to_string(),
            "There are no documents in this folder",
            "Choose a folder that holds documents, such as text, PDF, Word, web pages or e-mail",
        ));
    }
}

/// Everything under a folder but hidden files, in order of names.
pub(super) fn entries(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    WalkDir::new(root)
        .follow_links(true)
        .follow_root_links(true)
        .max_depth(MAX_DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
}

/// A file that the user named.
pub(super) fn single(path: &Path, origins: &mut Vec<Origin>, warnings: &mut Vec<Warning>) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match path.metadata() {
        Ok(metadata) if metadata.is_file() && archive::is_archive(path) => {
            archive::entries(path, &name, "", origins, warnings);
        }
        Ok(metadata) => add(path, &name, metadata.file_type(), origins, warnings),
        Err(error) => warnings.push(passed_over(
            &name,
            &format!("The file could not be opened: {error}"),
            "Check that the link leads somewhere and that you may read it",
        )),
    }
}

fn add(
    path: &Path,
    id: &str,
    file_type: FileType,
    origins: &mut Vec<Origin>,
    warnings: &mut Vec<Warning>,
) {
    if file_type.is_file() {
        origins.push(Origin {
            label: id.to_owned(),
            source: Source::File(path.to_owned()),
            stated: Stated::default(),
        });
    } else {
        warnings.push(passed_over(
            id,
            "This is a device, a pipe or a socket, not a file",
            "Copy its content to a file if it holds a document",
        ));
    }
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Warning {
    let id = error.path().map_or_else(String::new, |path| relative_id(root, path));
    if error.loop_ancestor().is_some() {
        return passed_over(
            &id,
            "This link leads back to a folder that holds it, so it was not followed",
            "",
        );
    }
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    passed_over(
        &id,
        &format!("The file or folder could not be opened: {why}"),
        "Check that it is still there and that you may read it",
    )
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// A manifest speaks of documents and is none itself.
fn is_manifest(id: &str) -> bool {
    let name = id.rsplit('/').next().unwrap_or(id);
    ["manifest.jsonl", "manifest.csv"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// What the program writes by itself beside the documents.
pub(super) fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "annals")
}

/// The path below `root` with `/` between its parts, whatever the system uses.
fn relative_id(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
