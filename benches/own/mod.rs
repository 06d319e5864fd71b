//! What benches share: the documents that they read, and the time that a thread itself has run, to which
//! other programs on the machine matter little.

use annals::model::Annotated;
use annals::pipeline;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs};

/// The documents of the folder that the command line names, else of the sample.
#[expect(clippy::panic, reason = "a bench tells whoever runs it why it cannot")]
pub(crate) fn documents() -> Vec<Arc<Annotated>> {
    let named = env::args().skip(1).find(|it| !it.starts_with('-')).map(PathBuf::from);
    let folder =
        named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample"));
    match pipeline::run(&[folder], &pipeline::Options::default(), &()) {
        Ok(outcome) => outcome.chronology.documents,
        Err(error) => panic!("{error}"),
    }
}

/// Seconds of this thread's own time where the system tells them, else of the clock; and the result.
pub(crate) fn timed(work: impl FnOnce() -> usize) -> (f64, usize) {
    let (clock, own) = (Instant::now(), own_secs());
    let result = black_box(work());
    let secs = match own.zip(own_secs()) {
        Some((from, to)) if to > from => to - from,
        _ => clock.elapsed().as_secs_f64(),
    };
    (secs, result)
}

/// Seconds that this thread has run.
fn own_secs() -> Option<f64> {
    let times = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(times.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}
