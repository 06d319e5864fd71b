//! Counts steps of work in tests: time would tell another story on every machine.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Some steps were done.
pub(crate) fn done(steps: usize) {
    STEPS.with(|counted| counted.set(counted.get() + steps as u64));
}

/// Steps done by this thread.
pub(crate) fn so_far() -> u64 {
    STEPS.with(Cell::get)
}
