//! Runs the stages over a folder: parallel, cancellable, the same for any number of threads.

mod run;

pub use run::{DocumentDates, Options, Outcome, Progress, Watch, redate, run};
