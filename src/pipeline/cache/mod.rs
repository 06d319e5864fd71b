//! What was worked out once, kept on disk by name: a folder of segments for everything that is opened
//! together.
//!
//! ```text
//!  annals/read/                        the whole cache; the least used folders go when it is too large
//!     5f2c…-91aa…/                     what is opened together, as one version of the program reads it
//!        0c77….segment                 records, and a table of their names at the end
//! ```
//! A segment appears whole and never changes, so several windows can share the folder, and any file of
//! it may vanish: what is not found is worked out anew. So is a record whose checksum is wrong.

mod segment;

use crate::ingest::Stamp;
use segment::{Record, Segment, Writer};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// The name of a record: a hash of all that its value depends on.
pub(super) type Key = [u8; 32];

/// Bytes of all that is kept, unless told otherwise: 2 GiB.
const MAX_BYTES: u64 = 2 << 30;

/// Bytes after which a segment is closed, so that a run that is killed loses little: 64 MiB.
const SEGMENT_BYTES: u64 = 64 << 20;

/// Segments beyond which they are made one.
const MAX_SEGMENTS: usize = 64;

/// How long a file must have been left alone for its time to tell whether it changed: the clocks of
/// some disks count no finer.
const SETTLED: Duration = Duration::from_secs(2);

/// A file that somebody began to write so long ago belongs to nobody any more.
const ABANDONED: Duration = Duration::from_hours(24);

/// Where the cache is, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheOptions {
    /// Its folder, which is made when it is first needed.
    pub folder: PathBuf,
    /// What the system said of the file of the program that reads when it began. It goes into every name,
    /// so that one built anew reads everything anew, and one whose file is replaced while it runs keeps
    /// nothing for the next; to read its bytes would take longer than to open a small folder. `None`
    /// where it cannot be asked: then nothing is kept.
    program: Option<Stamp>,
    /// Bytes that it may hold in all.
    pub max_bytes: u64,
}

impl CacheOptions {
    /// The cache in the usual folder of this system; `None` where the system names none. `variable` asks
    /// for a variable of the environment, and `program` is the file of the program that asks.
    pub fn usual(variable: impl Fn(&str) -> Option<String>, program: &Path) -> Option<Self> {
        let set = |name: &str| variable(name).filter(|text| !text.is_empty()).map(PathBuf::from);
        let folder = if cfg!(windows) {
            set("LOCALAPPDATA")?
        } else if cfg!(target_os = "macos") {
            set("HOME")?.join("Library/Caches")
        } else {
            set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))?
        };
        Some(Self::new(folder.join("annals"), program))
    }

    /// A cache in `folder` of the usual size for the program in a file.
    pub fn new(folder: PathBuf, program: &Path) -> Self {
        Self { folder, program: Stamp::of(program), max_bytes: MAX_BYTES }
    }
}

/// A record of one of the segments.
#[derive(Debug)]
struct Held {
    /// The number of its segment.
    segment: usize,
    record: Record,
    /// Whether it was asked for.
    is_used: AtomicBool,
}

/// The records of what is opened together.
#[derive(Debug)]
pub(super) struct Cache {
    /// The folder of the whole cache.
    all: PathBuf,
    folder: PathBuf,
    max_bytes: u64,
    /// Bytes that may still be added: half of the whole is for what is opened together.
    room: AtomicU64,
    segments: Vec<Segment>,
    records: HashMap<Key, Held>,
    /// `None` where the folder cannot be written to.
    writer: Mutex<Option<Writer>>,
    is_written: AtomicBool,
    /// What the disk's clock showed when the cache was opened; `None` where it cannot be asked.
    begun: Option<SystemTime>,
}

impl Cache {
    /// Opens what is kept for `roots`; `None` where the folder cannot be made, or the program was not
    /// there.
    pub(super) fn open(options: &CacheOptions, roots: &[PathBuf]) -> Option<Self> {
        let program = options.program.as_ref()?;
        let all = options.folder.join("read");
        fs::create_dir_all(&all).ok()?;
        let version = blake3::hash(format!("{program:?}").as_bytes());
        let folder = all.join(folder_name(roots, version));
        let mut segments: Vec<Segment> = Vec::new();
        let mut records = HashMap::new();
        for path in segment::paths_in(&folder) {
            let Some((segment, found)) = Segment::open(&path) else { continue };
            let number = segments.len();
            records.extend(found.into_iter().map(|(key, record)| {
                (key, Held { segment: number, record, is_used: AtomicBool::new(false) })
            }));
            segments.push(segment);
        }
        // The file that is written to asks the disk's clock, which is the one that stamps files.
        let writer = fs::create_dir_all(&folder).and_then(|()| Writer::new(&folder)).ok();
        let kept: u64 = records.values().map(|held: &Held| held.record.length()).sum();
        let begun = writer.as_ref().and_then(Writer::begun);
        if let Some(begun) = begun {
            segment::remove_abandoned(&folder, begun - ABANDONED);
        }
        Some(Self {
            all,
            folder,
            max_bytes: options.max_bytes,
            room: AtomicU64::new((options.max_bytes / 2).saturating_sub(kept)),
            segments,
            records,
            writer: Mutex::new(writer),
            is_written: AtomicBool::new(false),
            begun,
        })
    }

    /// Whether a file that was last changed at `modified` will show any later change in its time.
    pub(super) fn is_settled(&self, modified: SystemTime) -> bool {
        let settled = modified.checked_add(SETTLED);
        settled.zip(self.begun).is_some_and(|(settled, begun)| settled <= begun)
    }

    /// The value of a name; `None` where it is not kept, or damaged.
    pub(super) fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let held = self.records.get(key)?;
        let value = self.segments.get(held.segment)?.read(key, &held.record)?;
        held.is_used.store(true, Ordering::Relaxed);
        Some(value)
    }

    /// Keeps a value under a name; what cannot be written is not kept.
    pub(super) fn put(&self, key: &Key, value: &[u8]) {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = writer.as_mut() else { return };
        let room = self.room.load(Ordering::Relaxed).checked_sub(value.len() as u64);
        let Some(room) = room.filter(|_| open.add(key, value).is_ok()) else { return };
        self.room.store(room, Ordering::Relaxed);
        self.is_written.store(true, Ordering::Relaxed);
        if SEGMENT_BYTES < open.size() {
            let next = Writer::new(&self.folder).ok();
            close(std::mem::replace(&mut *writer, next), &self.folder);
        }
    }

    /// Closes what was written. After a run to the end, what it had no use for is garbage: where that is
    /// most of what is kept, or there are many segments, the rest is written anew as one.
    pub(super) fn finish(self, is_whole: bool) {
        let writer = self.writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.is_written.load(Ordering::Relaxed) {
            close(writer, &self.folder);
        } else {
            drop(writer);
        }
        let is_used = |held: &Held| held.is_used.load(Ordering::Relaxed);
        let kept: u64 = self.records.values().map(|held| held.record.length()).sum();
        let used = self.records.values().filter(|held| is_used(held));
        let used_bytes: u64 = used.map(|held| held.record.length()).sum();
        if is_whole && (used_bytes * 2 < kept || MAX_SEGMENTS < self.segments.len()) {
            let used = self.records.iter().filter(|(_, held)| is_used(held));
            let used: BTreeMap<&Key, (usize, &Record)> =
                used.map(|(key, held)| (key, (held.segment, &held.record))).collect();
            // Others may still need the old segments; they have them open, or read anew.
            _ = segment::rewrite(&self.folder, &self.segments, &used);
        }
        drop(self.segments);
        segment::trim(&self.all, &self.folder, self.max_bytes);
    }
}

/// Gives a segment its place; one that cannot be written is no loss.
fn close(writer: Option<Writer>, folder: &Path) {
    _ = writer.map(|writer| writer.close(folder));
}

fn folder_name(roots: &[PathBuf], version: blake3::Hash) -> String {
    let mut hasher = blake3::Hasher::new();
    for root in roots {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.clone());
        hasher.update(root.as_os_str().as_encoded_bytes());
        hasher.update(&[0]);
    }
    let digits = |hash: blake3::Hash| hash.to_hex().chars().take(16).collect::<String>();
    format!("{}-{}", digits(hasher.finalize()), digits(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(folder: &Path) -> CacheOptions {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/build.rs");
        CacheOptions::new(folder.to_owned(), Path::new(program))
    }

    fn opened(options: &CacheOptions) -> Cache {
        Cache::open(options, &[PathBuf::from("/texts")]).unwrap()
    }

    fn key(number: u64) -> Key {
        *blake3::hash(&number.to_le_bytes()).as_bytes()
    }

    fn keep(options: &CacheOptions, values: impl IntoIterator<Item = (u64, Vec<u8>)>) {
        let cache = opened(options);
        for (number, value) in values {
            cache.put(&key(number), &value);
        }
        cache.finish(false);
    }

    fn segments(options: &CacheOptions) -> Vec<PathBuf> {
        let folders = fs::read_dir(options.folder.join("read")).unwrap();
        folders.flat_map(|folder| segment::paths_in(&folder.unwrap().path())).collect()
    }

    #[test]
    fn what_was_kept_is_found_by_its_name_alone() {
        let folder = tempfile::tempdir().unwrap();
        let options = options(folder.path());
        keep(&options, [(1, b"one".to_vec()), (2, Vec::new())]);
        keep(&options, [(3, b"three".to_vec())]);
        let cache = opened(&options);
        let found = [1, 2, 3, 4].map(|number| cache.get(&key(number)));
        let expected = [Some(b"one".to_vec()), Some(Vec::new()), Some(b"three".to_vec()), None];
        assert_eq!(found, expected);
        let program = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
        assert_eq!(opened(&CacheOptions::new(options.folder.clone(), program)).get(&key(1)), None);
        let others = Cache::open(&options, &[PathBuf::from("/others")]);
        assert_eq!(others.unwrap().get(&key(1)), None);
    }

    #[test]
    fn a_program_that_was_replaced_while_it_runs_keeps_nothing_for_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("annals");
        let begun = || CacheOptions::new(folder.path().join("cache"), &program);
        fs::write(&program, "old").unwrap();
        let old = begun();
        fs::write(&program, "newer").unwrap();
        keep(&old, [(1, b"one".to_vec())]);
        assert_eq!(opened(&begun()).get(&key(1)), None);
        assert_eq!(opened(&old).get(&key(1)), Some(b"one".to_vec()));
        fs::remove_file(&program).unwrap();
        assert!(Cache::open(&begun(), &[]).is_none());
    }

    #[test]
    fn a_damaged_file_never_gives_another_value() {
        let folder = tempfile::tempdir().unwrap();
        let options = options(folder.path());
        keep(&options, (1..=4).map(|number| (number, vec![number as u8; 40])));
        let path = segments(&options).remove(0);
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x55;
            fs::write(&path, &bytes).unwrap();
            let cache = opened(&options);
            for number in 1..=4_u8 {
                let found = cache.get(&key(u64::from(number)));
                assert!(found.is_none_or(|value| value == vec![number; 40]), "byte {at}");
            }
        }
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(opened(&options).get(&key(1)), None);
        }
        fs::remove_file(&path).unwrap();
        assert_eq!(opened(&options).get(&key(1)), None);
    }

    #[test]
    fn what_has_no_use_any_more_goes() {
        let folder = tempfile::tempdir().unwrap();
        let options = options(folder.path());
        keep(&options, (1..=9).map(|number| (number, vec![7; 1_000])));
        let cache = opened(&options);
        let other_window = opened(&options);
        assert!(cache.get(&key(1)).is_some());
        cache.finish(true);
        let size: u64 = segments(&options).iter().map(|it| it.metadata().unwrap().len()).sum();
        assert!(size < 2_000, "{size}");
        assert!(opened(&options).get(&key(1)).is_some());
        assert!(opened(&options).get(&key(2)).is_none());
        // On other systems than these an open file cannot be removed.
        assert!(!cfg!(unix) || other_window.get(&key(2)).is_some());
    }

    #[test]
    fn the_whole_never_grows_beyond_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let options = CacheOptions { max_bytes: 5_000, ..options(folder.path()) };
        for root in 0..9 {
            let open = || Cache::open(&options, &[PathBuf::from(format!("/{root}"))]).unwrap();
            let cache = open();
            cache.put(&key(root), &[7; 1_500]);
            cache.put(&key(100 + root), &[7; 9_000]);
            cache.finish(true);
            let size: u64 = segments(&options).iter().map(|it| it.metadata().unwrap().len()).sum();
            assert!((1..=5_000).contains(&size), "{size}");
            assert!(open().get(&key(root)).is_some());
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_keeps_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(Cache::open(&options(&file), &[]).is_none());
    }
}
