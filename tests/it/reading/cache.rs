//! What was read before is read again from the cache, and nobody can tell by the result.

use crate::repository;
use annals::export::json;
use annals::ingest::sample;
use annals::pipeline::{self, CacheOptions, Options, Progress, Watch};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use walkdir::WalkDir;

/// The sample on disk, long unchanged, and an empty cache.
struct Corpus {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
}

impl Corpus {
    fn new() -> Self {
        let corpus =
            Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        sample::unpack(corpus.folder.path()).unwrap();
        fs::write(corpus.path("copy.txt"), fs::read(corpus.path("straits/fram.txt")).unwrap())
            .unwrap();
        fs::write(corpus.path("odd.bin"), b"\0\x01\x02").unwrap();
        fs::write(corpus.path("list.jsonl"), "{\"text\": \"A dam broke on 3 May 1911.\"}\n")
            .unwrap();
        for file in corpus.files() {
            make_old(&file);
        }
        corpus
    }

    fn path(&self, below: &str) -> std::path::PathBuf {
        self.folder.path().join(below)
    }

    fn files(&self) -> Vec<std::path::PathBuf> {
        files(self.folder.path())
    }

    /// All that can be seen of a run.
    fn read(&self, with_cache: bool, watch: &dyn Watch) -> String {
        let program = repository::path("Cargo.toml");
        let cache = CacheOptions::new(self.cache.path().to_owned(), &program);
        let options = Options { cache: Some(cache).filter(|_| with_cache), ..Options::default() };
        let roots = [self.folder.path().to_owned()];
        let read = pipeline::run(&roots, &options, watch).unwrap().chronology;
        let parts = [
            json::event_lines(&read, &[]),
            json::document_lines(&read),
            json::mention_lines(&read),
        ];
        format!("{}{:?}{}", parts.concat(), read.warnings, read.file_count)
    }

    /// The cache gives what reading anew gives, twice.
    #[track_caller]
    fn check(&self) {
        let anew = self.read(false, &());
        assert!(anew == self.read(true, &()), "other than without the cache");
        assert!(anew == self.read(true, &()), "other when it was read before");
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|it| it.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// Files changed a moment ago are always opened, for their time may not show the next change.
fn make_old(path: &Path) {
    let file = fs::File::options().write(true).open(path).unwrap();
    let changed = file.metadata().unwrap().modified().unwrap();
    file.set_modified(changed - std::time::Duration::from_hours(1)).unwrap();
}

#[test]
fn nobody_can_tell_by_the_result() {
    let corpus = Corpus::new();
    corpus.check();
    let story = corpus.path("straits/fram.txt");
    let text = fs::read_to_string(&story).unwrap();
    fs::write(&story, text.replace("ice", "fog")).unwrap();
    corpus.check();
    fs::rename(&story, corpus.path("straits/renamed.txt")).unwrap();
    corpus.check();
    fs::remove_file(corpus.path("copy.txt")).unwrap();
    fs::write(corpus.path("new.txt"), "A ferry sank off Bergen on 4 June 1903.").unwrap();
    corpus.check();
}

#[test]
fn a_change_that_keeps_size_and_time_is_seen() {
    let corpus = Corpus::new();
    corpus.check();
    let story = corpus.path("straits/fram.txt");
    let text = fs::read_to_string(&story).unwrap();
    let time = fs::metadata(&story).unwrap().modified().unwrap();
    fs::write(&story, text.replace("ice", "fog")).unwrap();
    fs::File::options().write(true).open(&story).unwrap().set_modified(time).unwrap();
    // Elsewhere than on these systems size and time are all there is.
    if cfg!(unix) {
        corpus.check();
    }
}

#[test]
fn a_damaged_or_lost_cache_is_made_anew() {
    let corpus = Corpus::new();
    corpus.check();
    for segment in files(corpus.cache.path()) {
        let mut bytes = fs::read(&segment).unwrap();
        for at in (0..bytes.len()).step_by(5_000) {
            bytes[at] ^= 0x10;
        }
        fs::write(&segment, bytes).unwrap();
    }
    corpus.check();
    for segment in files(corpus.cache.path()) {
        fs::write(&segment, "").unwrap();
    }
    corpus.check();
    fs::remove_dir_all(corpus.cache.path().join("read")).unwrap();
    corpus.check();
}

/// Ends the run when so many files are read, and writes down which stages were gone through.
#[derive(Default)]
struct Reader {
    patience: Option<usize>,
    steps: AtomicUsize,
    stages: Mutex<Vec<String>>,
}

impl Watch for Reader {
    fn progress(&self, progress: Progress) {
        self.steps.fetch_add(1, Ordering::Relaxed);
        self.stages.lock().unwrap().push(format!("{:?}", progress.stage));
    }

    fn is_cancelled(&self) -> bool {
        self.patience.is_some_and(|patience| patience <= self.steps.load(Ordering::Relaxed))
    }
}

#[test]
fn what_was_read_before_it_was_ended_is_kept() {
    let corpus = Corpus::new();
    let partial = corpus.read(true, &Reader { patience: Some(5), ..Reader::default() });
    let kept = files(corpus.cache.path());
    assert_eq!(kept.len(), 1);
    let whole = corpus.read(true, &());
    assert!(whole == corpus.read(false, &()) && partial != whole);
}

#[test]
fn what_has_not_changed_is_not_merged_again() {
    let corpus = Corpus::new();
    let stages = || {
        let reader = Reader::default();
        corpus.read(true, &reader);
        let mut stages = reader.stages.into_inner().unwrap();
        stages.dedup();
        stages
    };
    assert_eq!(stages(), ["Read", "Dates", "Events"]);
    assert_eq!(stages(), ["Read", "Dates"]);
}

#[test]
fn progress_counts_the_bytes_that_are_read() {
    let corpus = Corpus::new();
    let folder = corpus.folder.path().display().to_string();
    let said = repository::annals(["documents", &folder, "--no-cache", "--progress", "always"]);
    let lines = said.messages.lines().filter_map(|line| serde_json::from_str(line).ok());
    let steps: Vec<serde_json::Value> = lines.collect();
    let read: Vec<_> = steps.iter().filter(|step| step["stage"] == "read text").collect();
    let sizes = corpus.files().into_iter().filter(|it| !it.ends_with("list.jsonl"));
    let sizes: u64 = sizes.map(|file| file.metadata().unwrap().len()).sum();
    let last = read.iter().max_by_key(|step| step["done"].as_u64()).unwrap();
    assert!(last["bytes"] == last["total_bytes"] && last["done"] == last["total"], "{last}");
    let list = fs::metadata(corpus.path("list.jsonl")).unwrap().len();
    let total = last["total_bytes"].as_u64().unwrap();
    assert!(total == sizes || total == sizes + list, "{total}, not {sizes}");
}

#[test]
fn the_command_line_says_where_it_lies_or_that_there_is_none() {
    let corpus = Corpus::new();
    let (folder, cache) = (corpus.folder.path().display().to_string(), corpus.cache.path());
    let extract = |more: &[&str]| repository::annals_ok(&[&["extract", &folder], more].concat());
    let without = extract(&["--no-cache"]);
    assert!(files(cache).is_empty());
    let into = ["--cache", cache.to_str().unwrap()];
    assert!(extract(&into) == without && !files(cache).is_empty() && extract(&into) == without);
}
