//! One corpus, from paths to chronology.

use super::cache::CacheOptions;
use super::kept::{self, Kept, Merged, Named};
use crate::events;
use crate::geo;
use crate::ingest::{self, IngestError, Origin, Reading};
use crate::model::edtf::End;
use crate::model::{
    Annotated, Chronology, Dct, DctMethod, Document, DocumentId, Edtf, Event, PlaceCode, Stage,
    Warning, When,
};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// How to run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the reader of documents is told.
    pub ingest: ingest::Options,
    /// Threads; 0 takes as many as there are cores.
    pub threads: usize,
    /// Where what was read before is kept; `None` reads everything anew.
    pub cache: Option<CacheOptions>,
}

/// Dates that the user gave to documents; they beat all that was found.
pub type DocumentDates = BTreeMap<DocumentId, Edtf>;

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Files or documents done.
    pub done: usize,
    /// Files or documents in all.
    pub total: usize,
    /// Bytes of those that are done.
    pub bytes: u64,
    /// Bytes of all of them.
    pub total_bytes: u64,
}

impl Progress {
    /// A stage of which nothing is done yet, or of which nobody knows how long it is.
    pub fn begun(stage: Stage) -> Self {
        Self { stage, done: 0, total: 0, bytes: 0, total_bytes: 0 }
    }

    /// How much of the stage is done, 0–1: by bytes, since files differ.
    pub fn share(&self) -> f64 {
        let share = |done: f64, total: f64| if 0.0 < total { (done / total).min(1.0) } else { 0.0 };
        match self.total_bytes {
            0 => share(self.done as f64, self.total as f64),
            total => share(self.bytes as f64, total as f64),
        }
    }

    /// Bytes a second since the stage began, and seconds that it will still take at this rate; `None`
    /// while too little is done to tell.
    pub fn pace(&self, elapsed_secs: f64) -> Option<(f64, f64)> {
        let share = self.share();
        let is_telling = 0.01 < share && 0.5 < elapsed_secs;
        is_telling.then(|| (self.bytes as f64 / elapsed_secs, elapsed_secs * (1.0 - share) / share))
    }
}

/// Somebody who watches a run and may end it.
pub trait Watch: Sync {
    /// Called after every step, from any thread.
    fn progress(&self, progress: Progress);
    /// Asked before every step; what is done by then is kept.
    fn is_cancelled(&self) -> bool;
}

/// Nobody watches, and nobody ends it.
impl Watch for () {
    fn progress(&self, _progress: Progress) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// What a run gave.
#[derive(Debug)]
pub struct Outcome {
    /// The chronology of all documents that were read.
    pub chronology: Chronology,
    /// Files and documents left unread because the run was ended.
    pub unread: usize,
}

/// Reads everything under `paths`.
///
/// # Errors
/// Only where a path cannot be opened at all; what is wrong with a single document is a warning.
pub fn run(
    paths: &[PathBuf],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Outcome, IngestError> {
    let (origins, warnings) = ingest::find(paths)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build();
    let kept = Kept::open(options, paths);
    let outcome = match pool {
        Ok(pool) => pool.install(|| read_all(&origins, warnings, &kept, watch)),
        Err(_) => read_all(&origins, warnings, &kept, watch),
    };
    kept.finish(outcome.unread == 0);
    Ok(outcome)
}

fn read_all(
    origins: &[Origin],
    mut warnings: Vec<Warning>,
    kept: &Kept,
    watch: &dyn Watch,
) -> Outcome {
    let sizes: Vec<u64> = origins.par_iter().map(Origin::size).collect();
    let read = Steps::new(Stage::Read, &sizes, watch);
    let readings: Vec<Option<Reading>> =
        largest_first(origins.iter(), &sizes, |_, origin, size| {
            read.step(size, || kept.read(origin))
        });
    let unread = readings.iter().filter(|reading| reading.is_none()).count();
    let (documents, more) = ingest::settle(readings.into_iter().flatten());
    warnings.extend(more);
    let found = documents.len();
    let mut chronology = annotate_all(documents, kept, watch);
    let unread = unread + found.saturating_sub(chronology.documents.len());
    warnings.extend(chronology.warnings);
    warnings.sort();
    warnings.dedup();
    chronology.warnings = warnings;
    chronology.file_count = origins.len();
    Outcome { chronology, unread }
}

/// The chronology of the same documents under the user's dates: only documents whose date differs
/// are looked at again, then all events are linked anew. `read` has the dates that were found.
pub fn redate(read: &Chronology, dates: &DocumentDates) -> Chronology {
    let corpus = geo::Corpus::new(&read.documents);
    let redated = |(number, annotated): (usize, &Arc<Annotated>)| {
        let Some(date) = dates.get(&annotated.document.id) else {
            return (Arc::clone(annotated), None);
        };
        let document = kept::dated(annotated.document.clone(), &of_user(date));
        let mut annotated = kept::annotate(document);
        corpus.settle(number, &mut annotated.places);
        (Arc::new(annotated), None)
    };
    let documents = read.documents.par_iter().enumerate().map(redated).collect();
    let linked = link_all(documents, &Kept::nothing(), &());
    Chronology { warnings: read.warnings.clone(), file_count: read.file_count, ..linked }
}

/// A date that the user gave.
fn of_user(date: &Edtf) -> Dct {
    let when = match date {
        // "1453 or later" is a bound of the one day of writing, no time that it lasted.
        Edtf::Interval { start: End::At(start), end: End::Open } => When::after(*start),
        _ => When::from_edtf(date.clone()),
    };
    Dct { when, method: DctMethod::User, evidence: String::new(), span: None, score: 1.0 }
}

/// Everything after reading: documents in order of id → chronology.
fn annotate_all(documents: Vec<Document>, kept: &Kept, watch: &dyn Watch) -> Chronology {
    let total = documents.len();
    let sizes: Vec<u64> = documents.iter().map(|document| document.text.len() as u64).collect();
    let mark = Steps::new(Stage::Dates, &sizes, watch);
    let documents = largest_first(documents, &sizes, |_, document, size| {
        mark.step(size, || kept.annotate(document))
    });
    let documents = kept::settled(documents.into_iter().flatten().collect());
    Chronology { file_count: total, ..link_all(documents, kept, watch) }
}

/// Documents with their dates and places → chronology.
fn link_all(named: Vec<Named>, kept: &Kept, watch: &dyn Watch) -> Chronology {
    let merged = kept.merged(&named, || merge_all(&named, kept, watch));
    let documents: Vec<Arc<Annotated>> = named.into_iter().map(|(document, _)| document).collect();
    let warnings = documents.iter().flat_map(|doc| doc.document.warnings.iter().cloned()).collect();
    let file_count = documents.len();
    let Merged { events, places, actors } = merged;
    Chronology { documents, events, places: geo::table(places), actors, warnings, file_count }
}

/// The events of all documents, each once.
fn merge_all(named: &[Named], kept: &Kept, watch: &dyn Watch) -> Merged {
    let size = |(annotated, _): &Named| annotated.document.text.len() as u64;
    let sizes: Vec<u64> = named.iter().map(size).collect();
    let detect = Steps::new(Stage::Events, &sizes, watch);
    let of_each: Vec<Vec<Event>> = largest_first(named, &sizes, |index, document, size| {
        detect.finish(size, || kept.detect(index, document))
    });
    let documents: Vec<Arc<Annotated>> = named.iter().map(|(it, _)| Arc::clone(it)).collect();
    let told = events::told(&documents, &geo::code_of);
    let count = of_each.iter().map(Vec::len).sum::<usize>() + told.len();
    let mut found = Vec::with_capacity(count);
    found.extend(of_each.into_iter().flatten().chain(told));
    let of_events = found.iter().flat_map(|event| &event.places);
    let mentioned = documents.iter().flat_map(|doc| doc.places.iter().map(|it| &it.place));
    // Few places are named often: each is taken up once before they are put in order.
    let named: HashSet<&PlaceCode> = of_events.chain(mentioned).collect();
    let places: BTreeSet<PlaceCode> = named.into_iter().cloned().collect();
    let events = events::merge(&documents, found, &geo::table(places.iter().cloned()));
    let actors = events::actors(&events);
    Merged { events, places, actors }
}

/// What becomes of items, in their order; each comes with its number and size. The largest are begun
/// first, so that no core is left with one of them when the others are done.
fn largest_first<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    sizes: &[u64],
    work: impl Fn(usize, T, u64) -> R + Sync,
) -> Vec<R> {
    let mut items: Vec<(usize, T, u64)> = items
        .into_iter()
        .zip(sizes)
        .enumerate()
        .map(|(i, (item, &size))| (i, item, size))
        .collect();
    items.sort_by_key(|&(_, _, size)| Reverse(size));
    let works = items.into_par_iter().with_max_len(1);
    let mut done: Vec<(usize, R)> = works.map(|(i, item, size)| (i, work(i, item, size))).collect();
    done.sort_unstable_by_key(|&(i, _)| i);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Counts the steps of a stage and passes them on.
struct Steps<'a> {
    stage: Stage,
    total: usize,
    total_bytes: u64,
    /// Files or documents done, and their bytes.
    done: Mutex<(usize, u64)>,
    watch: &'a dyn Watch,
}

impl<'a> Steps<'a> {
    fn new(stage: Stage, sizes: &[u64], watch: &'a dyn Watch) -> Self {
        let (total, total_bytes) = (sizes.len(), sizes.iter().sum());
        Self { stage, total, total_bytes, done: Mutex::default(), watch }
    }

    /// The step's result; `None` once the run is ended.
    fn step<T>(&self, size: u64, work: impl FnOnce() -> T) -> Option<T> {
        if self.watch.is_cancelled() {
            return None;
        }
        Some(self.finish(size, work))
    }

    /// The step's result, also of a run that was ended: what was begun gives its events.
    fn finish<T>(&self, size: u64, work: impl FnOnce() -> T) -> T {
        let result = work();
        let (done, bytes) = {
            let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
            *done = (done.0 + 1, done.1 + size);
            *done
        };
        let Self { stage, total, total_bytes, .. } = *self;
        self.watch.progress(Progress { stage, done, total, bytes, total_bytes });
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Ends the run after the first document was annotated.
    #[derive(Default)]
    struct Impatient(AtomicBool);

    impl Watch for Impatient {
        fn progress(&self, progress: Progress) {
            self.0.fetch_or(progress.stage == Stage::Dates, Ordering::Relaxed);
        }

        fn is_cancelled(&self) -> bool {
            self.0.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn an_ended_run_keeps_the_events_of_what_it_read() {
        let folder = tempfile::tempdir().unwrap();
        for number in 1..=20 {
            let text = format!("On {number} March 1911 a ferry sank off Bergen in Norway.");
            std::fs::write(folder.path().join(format!("{number}.txt")), text).unwrap();
        }
        let paths = [folder.path().to_path_buf()];
        let outcome = run(&paths, &Options::default(), &Impatient::default()).unwrap();
        let read = outcome.chronology.documents.len();
        assert!((1..20).contains(&read), "{read} read");
        assert_eq!(outcome.unread, 20 - read);
        assert_ne!(outcome.chronology.events.len(), 0);
    }

    #[test]
    fn progress_goes_by_bytes_and_says_how_long_it_will_take() {
        let progress = Progress {
            done: 9,
            total: 10,
            bytes: 250,
            total_bytes: 1_000,
            ..Progress::begun(Stage::Read)
        };
        assert_eq!(progress.pace(2.0), Some((125.0, 6.0)));
        assert_eq!(progress.pace(0.1), None);
        assert_eq!(Progress::begun(Stage::Find).pace(9.0), None);
    }

    /// Two reports of different days, in a list of documents.
    fn reports() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let row = |id: &str, date: &str| {
            format!(
                "{{\"id\":\"{id}\",\"date\":\"{date}\",\"text\":\"Yesterday a ferry sank off Bergen.\"}}\n"
            )
        };
        let rows = row("a", "2022-05-03") + &row("b", "2022-06-09");
        std::fs::write(folder.path().join("reports.jsonl"), rows).unwrap();
        folder
    }

    /// Document and place on the axis of every "yesterday".
    fn yesterdays(chronology: &Chronology) -> Vec<String> {
        let of = |read: &Arc<Annotated>| {
            let text = &read.document.text;
            let said = read.times.iter().find(|time| time.span.of(text) == "Yesterday");
            let day = said.and_then(|time| time.when.as_ref()).map(|when| when.edtf.to_string());
            format!("{} {}", read.document.id, day.unwrap_or_default())
        };
        chronology.documents.iter().map(of).collect()
    }

    #[test]
    fn what_a_document_leaves_open_is_where_the_others_are_whatever_its_date() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("fire.txt", "A fire in Pasadena killed two in 1994.");
        for number in 1..=6 {
            write(
                &format!("{number}.txt"),
                &format!(
                    "The mayor of Fresno went to Sacramento, California, on {number} May 1994."
                ),
            );
        }
        let paths = [folder.path().to_path_buf()];
        let places = |chronology: &Chronology| {
            let is_it = |read: &&Arc<Annotated>| read.document.text.contains("Pasadena");
            chronology.documents.iter().find(is_it).map(|read| read.places.clone())
        };
        let one = Options { threads: 1, ..Options::default() };
        let read = run(&paths, &one, &()).unwrap().chronology;
        let found = places(&read).unwrap();
        assert_eq!(found[0].place, PlaceCode::new("G5381396"));
        let many = Options { threads: 4, ..Options::default() };
        assert_eq!(run(&paths, &many, &()).unwrap().chronology.events, read.events);
        let id = read.documents.iter().find(|read| read.document.text.contains("Pasadena"));
        let id = id.map(|read| read.document.id.clone()).unwrap();
        let dates = DocumentDates::from([(id, "1994-06-01".parse().unwrap())]);
        assert_eq!(places(&redate(&read, &dates)).unwrap(), found);
    }

    #[test]
    fn a_new_date_resolves_its_own_document_anew_and_no_other() {
        let folder = reports();
        let paths = [folder.path().join("reports.jsonl")];
        let read = run(&paths, &Options::default(), &()).unwrap().chronology;
        assert_eq!(yesterdays(&read), ["a 2022-05-02", "b 2022-06-08"]);
        let id = read.documents.first().map(|read| read.document.id.clone()).unwrap();
        let dates = DocumentDates::from([(id, "2020-06-01".parse().unwrap())]);
        let anew = redate(&read, &dates);
        assert_eq!(yesterdays(&anew), ["a 2020-05-31", "b 2022-06-08"]);
        let is_same = |(one, other): (&Arc<Annotated>, &Arc<Annotated>)| Arc::ptr_eq(one, other);
        let pairs = read.documents.iter().zip(&anew.documents);
        assert_eq!(pairs.map(is_same).collect::<Vec<_>>(), [false, true]);
    }
}
