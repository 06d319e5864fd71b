//! One file of records, and what becomes of such files.
//!
//! ```text
//!  value value … │ name, place, length, checksum of each value │ checksum of the table, its place, mark
//! ```

use super::Key;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// The last bytes of every segment.
const MARK: &[u8; 8] = b"annals 1";

/// Bytes of a line of the table: name, place, length, checksum.
const LINE: usize = 32 + 8 + 4 + 16;

/// Bytes behind the table.
const TAIL: usize = 16 + 8 + 8;

/// The beginning of the names of files that are being written.
const UNFINISHED: &str = "unfinished-";

/// A segment that is read.
#[derive(Debug)]
pub(super) struct Segment {
    path: PathBuf,
    file: File,
}

/// Where in its segment a value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    start: u64,
    length: u32,
    check: [u8; 16],
}

impl Record {
    /// Bytes of the value.
    pub(super) fn length(&self) -> u64 {
        u64::from(self.length)
    }
}

impl Segment {
    /// Opens a segment and reads its table; `None` where it is damaged or gone.
    pub(super) fn open(path: &Path) -> Option<(Self, Vec<(Key, Record)>)> {
        let file = File::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        let mut tail = [0; TAIL];
        read_at(&file, &mut tail, size.checked_sub(TAIL as u64)?).ok()?;
        let (check, rest) = tail.split_first_chunk::<16>()?;
        let (start, mark) = rest.split_first_chunk::<8>()?;
        let start = u64::from_le_bytes(*start);
        let length = (size - TAIL as u64).checked_sub(start)?;
        if mark != MARK.as_slice() || length % LINE as u64 != 0 {
            return None;
        }
        let mut table = vec![0; usize::try_from(length).ok()?];
        read_at(&file, &mut table, start).ok()?;
        if checksum(&[&table]) != *check {
            return None;
        }
        let records = table.chunks_exact(LINE).filter_map(record).collect();
        Some((Self { path: path.to_owned(), file }, records))
    }

    /// The value of a record; `None` where it is damaged.
    pub(super) fn read(&self, key: &Key, record: &Record) -> Option<Vec<u8>> {
        let mut value = vec![0; record.length as usize];
        read_at(&self.file, &mut value, record.start).ok()?;
        (checksum(&[key, &value]) == record.check).then_some(value)
    }
}

/// A line of the table.
fn record(line: &[u8]) -> Option<(Key, Record)> {
    let (key, rest) = line.split_first_chunk::<32>()?;
    let (start, rest) = rest.split_first_chunk::<8>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (check, _) = rest.split_first_chunk::<16>()?;
    let (start, length) = (u64::from_le_bytes(*start), u32::from_le_bytes(*length));
    Some((*key, Record { start, length, check: *check }))
}

fn checksum(parts: &[&[u8]]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let mut check = [0; 16];
    hasher.finalize_xof().fill(&mut check);
    check
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, start)
}

#[cfg(not(unix))]
fn read_at(file: &File, buffer: &mut [u8], start: u64) -> io::Result<()> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    // A place of its own in the file for every reader: threads must not move each other's.
    static READING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _alone = READING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut file = file;
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(buffer)
}

/// A segment that is written. It shows under its name when it is closed; until then it goes with the
/// process that writes it.
#[derive(Debug)]
pub(super) struct Writer {
    file: BufWriter<NamedTempFile>,
    size: u64,
    table: Vec<u8>,
}

impl Writer {
    /// A new segment in `folder`.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 18, file), size: 0, table: Vec::new() })
    }

    /// When it was begun, by the clock of the disk.
    pub(super) fn begun(&self) -> Option<SystemTime> {
        self.file.get_ref().as_file().metadata().ok()?.modified().ok()
    }

    /// Bytes written.
    pub(super) fn size(&self) -> u64 {
        self.size + self.table.len() as u64
    }

    /// Adds a record.
    pub(super) fn add(&mut self, key: &Key, value: &[u8]) -> io::Result<()> {
        let length = u32::try_from(value.len()).map_err(io::Error::other)?;
        self.file.write_all(value)?;
        self.table.extend_from_slice(key);
        self.table.extend_from_slice(&self.size.to_le_bytes());
        self.table.extend_from_slice(&length.to_le_bytes());
        self.table.extend_from_slice(&checksum(&[key, value]));
        self.size += value.len() as u64;
        Ok(())
    }

    /// Writes the table and gives the file its name.
    pub(super) fn close(mut self, folder: &Path) -> io::Result<PathBuf> {
        let check = checksum(&[&self.table]);
        self.file.write_all(&self.table)?;
        self.file.write_all(&check)?;
        self.file.write_all(&self.size.to_le_bytes())?;
        self.file.write_all(MARK)?;
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let name = format!("{:032x}.segment", u128::from_be_bytes(check));
        let path = folder.join(name);
        file.persist(&path)?;
        Ok(path)
    }
}

/// The segments in a folder, in order of name.
pub(super) fn paths_in(folder: &Path) -> Vec<PathBuf> {
    let mut paths = entries(folder);
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "segment"));
    paths
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Writes the records as one segment and removes the segments that they came from.
pub(super) fn rewrite(
    folder: &Path,
    segments: &[Segment],
    records: &BTreeMap<&Key, (usize, &Record)>,
) -> io::Result<()> {
    let mut writer = Writer::new(folder)?;
    for (key, (segment, record)) in records {
        let value = segments.get(*segment).and_then(|segment| segment.read(key, record));
        if let Some(value) = value {
            writer.add(key, &value)?;
        }
    }
    let path = writer.close(folder)?;
    for segment in segments.iter().filter(|segment| segment.path != path) {
        fs::remove_file(&segment.path)?;
    }
    Ok(())
}

/// Removes what processes that were killed left behind.
pub(super) fn remove_abandoned(folder: &Path, before: SystemTime) {
    for path in entries(folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(UNFINISHED) && modified(&path).is_some_and(|time| time < before) {
            // Somebody else may have been quicker.
            _ = fs::remove_file(&path);
        }
    }
}

/// Removes folders of the cache, the one that was used longest ago first, until it is within its
/// bound; the one in use last of all.
pub(super) fn trim(all: &Path, in_use: &Path, max_bytes: u64) {
    let size = |folder: &PathBuf| -> u64 {
        let files = entries(folder);
        files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
    };
    let mut folders = entries(all);
    folders.sort_by_cached_key(|folder| (folder == in_use, modified(folder)));
    let mut total: u64 = folders.iter().map(size).sum();
    for folder in folders {
        if total <= max_bytes {
            break;
        }
        total -= size(&folder).min(total);
        _ = fs::remove_dir_all(&folder);
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}
