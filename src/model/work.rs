//! Counts steps of work in tests: time would tell another story on every machine.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Some steps were done.
pub(crate) fn done(steps: usize) {
    STEPS.with(|counted| counted.set(counted.get() + steps as u64));
}

/// Asserts that the work on a text grows as the text does: on each unit repeated `count` times, and
/// eight times as often.
#[track_caller]
pub(crate) fn assert_linear(units: &[&str], count: usize, read: impl Fn(&str)) {
    for unit in units {
        let steps = |count: usize| {
            let before = STEPS.with(Cell::get);
            read(&unit.repeat(count));
            STEPS.with(Cell::get) - before
        };
        let (small, large) = (steps(count), steps(8 * count));
        let is_linear = large <= 10 * small + 100_000;
        assert!(is_linear, "{unit:?}: {small} steps became {large} with eight times the text");
    }
}
