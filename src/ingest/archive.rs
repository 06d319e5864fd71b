//! Zip archives: their entries are documents, within limits that no honest archive meets.
//!
//! They are opened in this process, unlike office documents: nothing in here calls itself, so that no
//! stack overflows; the directory is opened only where it states few files, an entry is unpacked up to
//! the size that it states and to its limit, so that entries which share their bytes cost no more than
//! others, and a panic is caught like that of any other reader. What is in an entry is
//! read as if it lay in a folder, so a PDF in an archive goes to a worker as any other does.

use super::encoding;
use super::notice::passed_over;
use super::{Origin, Source, Stated};
use crate::model::Warning;
use memchr::memmem;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use zip::ZipArchive;

/// Entries that are read at most.
const MAX_ENTRIES: usize = 50_000;

/// Files that an archive may state; its directory is held in memory, at some hundred bytes each.
const MAX_STATED: u64 = 200_000;

/// Bytes at the end of an archive in which its directory must be announced: the announcement with the
/// longest comment behind it, and what large archives put before it.
const TAIL_BYTES: u64 = 22 + 65_535 + 20 + 56;

/// Bytes of one entry that are unpacked at most: 64 MiB.
const MAX_ENTRY_BYTES: u64 = 64 << 20;

/// Bytes of all entries, as the archive states them, at most: 4 GiB.
const MAX_TOTAL_BYTES: u64 = 4 << 30;

/// How much larger than its packed form an entry may be; text packs to a tenth at best.
const MAX_EXPANSION: u64 = 200;

/// Whether a file is a plain zip archive, no office document.
pub(super) fn is_archive(path: &Path) -> bool {
    let mut magic = [0_u8; 4];
    let begins = File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok();
    begins && (magic == *b"PK\x03\x04" || magic == *b"PK\x05\x06") && !is_office(path)
}

/// Word, `OpenDocument` and EPUB files are archives too.
fn is_office(path: &Path) -> bool {
    let Ok(archive) = on_disk(path) else {
        return false;
    };
    ["[Content_Types].xml", "mimetype", "META-INF/container.xml"]
        .iter()
        .any(|name| archive.index_for_name(name).is_some())
}

/// The documents in an archive on disk, with `prefix` before their names.
pub(super) fn entries(
    path: &Path,
    name: &str,
    prefix: &str,
    origins: &mut Vec<Origin>,
    warnings: &mut Vec<Warning>,
) {
    let archive = match on_disk(path) {
        Ok(archive) => OnDisk { path: Arc::from(path), archive },
        Err(error) => {
            warnings.push(passed_over(
                name,
                &format!("The archive could not be opened: {error}"),
                "Check that it was downloaded whole, or unpack it and open the folder",
            ));
            return;
        }
    };
    let told = warnings.len();
    let mut told_of_entries = Vec::new();
    let listed = guarded(|| Ok(list(&archive.archive, name, prefix, &mut told_of_entries)));
    warnings.append(&mut told_of_entries);
    let list = listed.unwrap_or_default();
    if list.is_empty() && warnings.len() == told {
        warnings.push(passed_over(name, "There are no documents in this archive", ""));
    }
    origins.extend(list.into_iter().map(|(label, index, size)| Origin {
        label,
        source: Source::Entry { archive: archive.clone(), index, size },
        stated: Stated::default(),
    }));
}

/// Name, number and size of the entries to read, with `prefix` before the names.
pub(super) fn list<R: Read + Seek + Clone>(
    archive: &ZipArchive<R>,
    name: &str,
    prefix: &str,
    warnings: &mut Vec<Warning>,
) -> Vec<(String, usize, u64)> {
    let mut archive = archive.clone();
    let mut found = Vec::new();
    let mut total = 0;
    for index in 0..archive.len() {
        if found.len() >= MAX_ENTRIES {
            warnings.push(passed_over(
                name,
                &format!("Only the first {MAX_ENTRIES} files of the archive are read"),
                "Unpack it and open the folder",
            ));
            break;
        }
        match entry(&mut archive, index, &mut total) {
            Ok(Some((inner, size))) => found.push((format!("{prefix}{inner}"), index, size)),
            Ok(None) => {}
            Err((inner, why)) => warnings.push(passed_over(
                &format!("{prefix}{inner}"),
                why,
                "Unpack the archive and open the folder if you trust it",
            )),
        }
    }
    found
}

/// An archive whose bytes are in memory.
pub(super) fn in_memory(bytes: &[u8]) -> io::Result<ZipArchive<Cursor<&[u8]>>> {
    opened(Cursor::new(bytes))
}

fn on_disk(path: &Path) -> io::Result<ZipArchive<Reopened>> {
    guarded(|| Reopened::open(path).and_then(opened))
}

/// What a reader of archives gives; where it breaks down, an error.
fn guarded<T>(read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    std::panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(io::Error::other("its reader broke down")))
}

/// An archive whose directory is small enough to be read.
fn opened<R: Read + Seek>(mut reader: R) -> io::Result<ZipArchive<R>> {
    let size = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(size.saturating_sub(TAIL_BYTES)))?;
    let mut tail = Vec::new();
    reader.by_ref().take(TAIL_BYTES).read_to_end(&mut tail)?;
    let number = |at: usize, length: usize| {
        let bytes = tail.get(at..at + length).unwrap_or_default();
        bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
    };
    let small = memmem::find_iter(&tail, b"PK\x05\x06").map(|at| number(at + 10, 2));
    let large = memmem::find_iter(&tail, b"PK\x06\x06").map(|at| number(at + 32, 8));
    match small.chain(large).max() {
        None => Err(io::Error::other("its list of files is not there")),
        Some(stated) if stated > MAX_STATED => {
            Err(io::Error::other(format!("it lists more than {MAX_STATED} files")))
        }
        Some(_) => Ok(ZipArchive::new(reader)?),
    }
}

/// The bytes of an entry, and whether they were cut at the limit.
pub(super) fn bytes<R: Read + Seek + Clone>(
    archive: &ZipArchive<R>,
    index: usize,
) -> io::Result<(Vec<u8>, bool)> {
    // A clone shares the directory, so that no entry has to read it again.
    let mut archive = archive.clone();
    let entry = archive.by_index(index)?;
    let mut bytes = Vec::new();
    // What is larger than it states is an error here.
    entry.take(MAX_ENTRY_BYTES + 1).read_to_end(&mut bytes)?;
    let is_cut = bytes.len() as u64 > MAX_ENTRY_BYTES;
    bytes.truncate(MAX_ENTRY_BYTES as usize);
    Ok((bytes, is_cut))
}

/// An archive on disk.
#[derive(Clone, Debug)]
pub(super) struct OnDisk {
    path: Arc<Path>,
    archive: ZipArchive<Reopened>,
}

impl OnDisk {
    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of an entry, and whether they were cut at the limit.
    pub(super) fn bytes(&self, index: usize) -> io::Result<(Vec<u8>, bool)> {
        guarded(|| bytes(&self.archive, index))
    }
}

/// A file that every clone opens for itself, so that threads do not move each other's place in it.
#[derive(Debug)]
struct Reopened {
    path: Arc<Path>,
    file: io::Result<File>,
}

impl Reopened {
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { path: Arc::from(path), file: Ok(File::open(path)?) })
    }

    fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().map_err(|error| error.kind().into())
    }
}

impl Clone for Reopened {
    fn clone(&self) -> Self {
        Self { path: self.path.clone(), file: File::open(&self.path) }
    }
}

impl Read for Reopened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file()?.read(buffer)
    }
}

impl Seek for Reopened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file()?.seek(to)
    }
}

/// A name that does not say how it is encoded: `inner` is what it is in the encoding of the first archives, unless that
/// makes boxes and signs of its letters.
fn named(raw: &[u8], inner: String) -> String {
    let is_letter = |c: char| c.is_ascii() || c.is_alphanumeric() && c < '\u{370}';
    if raw.is_ascii() || str::from_utf8(raw).is_ok() || inner.chars().all(is_letter) {
        return inner;
    }
    let decoded = encoding::decode(raw);
    let text = decoded.text.replace('\\', "/");
    let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    // What shows no letters or leads out of the archive keeps its boxes.
    let is_readable =
        !decoded.is_damaged && !parts.contains(&"..") && text.chars().all(|c| !c.is_control());
    if is_readable { parts.join("/") } else { inner }
}

/// The name and size of an entry to read; `None` for folders and hidden files; else why it is refused.
fn entry<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    total: &mut u64,
) -> Result<Option<(String, u64)>, (String, &'static str)> {
    let Ok(entry) = archive.by_index_raw(index) else {
        return Err((format!("entry {index}"), "This entry of the archive is damaged"));
    };
    let raw_name = String::from_utf8_lossy(entry.name_raw()).into_owned();
    let Some(inner) = entry.enclosed_name() else {
        return Err((raw_name, "This entry of the archive points outside of it"));
    };
    let parts: Vec<_> =
        inner.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let is_hidden = parts.iter().any(|part| part.starts_with('.') || part == "__MACOSX");
    let inner = named(entry.name_raw(), parts.join("/"));
    if entry.is_dir() || is_hidden || inner.is_empty() {
        return Ok(None);
    }
    if entry.is_symlink() {
        return Err((inner, "This entry of the archive is a link, which is not followed"));
    }
    if entry.encrypted() {
        return Err((inner, "This entry of the archive is locked with a password"));
    }
    let size = entry.size();
    *total = total.saturating_add(size);
    if size > (1 << 20) && size / entry.compressed_size().max(1) > MAX_EXPANSION {
        return Err((inner, "This entry expands so much that it looks like an attack"));
    }
    if *total > MAX_TOTAL_BYTES {
        return Err((inner, "The archive holds more than 4 GB, so this entry is left out"));
    }
    Ok(Some((inner, size)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ids, read_all};
    use std::fs::File;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn names_of_old_archives_are_read() {
        let russian = b"\x8e\xe2\xe7\xf1\xe2 \xa7\xa0 \xac\xa0\xe0\xe2.txt";
        assert_eq!(
            super::named(russian, "\u{c4}\u{393}\u{3c4}.txt".to_owned()),
            "Отчёт за март.txt"
        );
        assert_eq!(super::named(b"K\x94ln.txt", "Köln.txt".to_owned()), "Köln.txt");
    }

    #[test]
    fn reads_what_is_text_and_refuses_tricks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("papers.zip");
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        let options = SimpleFileOptions::default();
        let bomb = vec![b' '; 4 << 20];
        let files: [(&str, &[u8]); 5] = [
            ("a/one.txt", b"First words."),
            ("../evil.txt", b"Outside."),
            ("inner.zip", b"PK\x03\x04"),
            (".hidden", b"x"),
            ("bomb.txt", &bomb),
        ];
        for (name, bytes) in files {
            zip.start_file(name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        let (documents, warnings) = read_all(&path);
        assert_eq!(ids(&documents), ["a/one.txt"]);
        insta::assert_snapshot!(warnings.join("\n"), @r"
        ../evil.txt: This entry of the archive points outside of it
        bomb.txt: This entry expands so much that it looks like an attack
        inner.zip: The archive could not be opened: its list of files is not there
        ");
        let (documents, _) = read_all(folder.path());
        assert_eq!(ids(&documents), ["papers.zip/a/one.txt"]);
    }

    #[test]
    fn an_entry_larger_than_its_archive_states_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("a.txt", SimpleFileOptions::default()).unwrap();
        zip.write_all("The council met in the hall. ".repeat(90).as_bytes()).unwrap();
        let mut bytes = zip.finish().unwrap().into_inner();
        let listed = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
        bytes[listed + 24..listed + 28].copy_from_slice(&9_u32.to_le_bytes());
        std::fs::write(folder.path().join("papers.zip"), bytes).unwrap();
        let (documents, warnings) = read_all(&folder.path().join("papers.zip"));
        assert!(documents.is_empty());
        assert!(warnings.concat().contains("larger than its declared"), "{warnings:?}");
    }

    #[test]
    fn an_archive_that_states_a_million_files_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.extend([b"PK\x06\x06".as_slice(), &[0; 28], &1_000_000_u64.to_le_bytes()].concat());
        bytes.extend([b"PK\x05\x06".as_slice(), &[0xff; 16], &[0; 2]].concat());
        std::fs::write(folder.path().join("many.zip"), bytes).unwrap();
        let (documents, warnings) = read_all(&folder.path().join("many.zip"));
        assert!(documents.is_empty());
        insta::assert_snapshot!(warnings.join("\n"), @"many.zip: The archive could not be opened: it lists more than 200000 files");
    }
}
