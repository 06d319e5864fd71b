//! Runs the stages over a folder: parallel, cancellable, the same for any number of threads.

mod cache;
mod kept;
mod run;

pub use cache::CacheOptions;
pub use run::{DocumentDates, Options, Outcome, Progress, Watch, redate, run};
