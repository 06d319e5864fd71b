//! How much memory a piece of work takes, where the system tells.

use std::fs;

/// Megabytes at the peak of `work` beyond what the program has before it.
pub(crate) fn of(work: impl FnOnce()) -> Option<f64> {
    let before = megabytes("VmRSS:")?;
    // The peak so far is that of making the text.
    fs::write("/proc/self/clear_refs", "5").ok()?;
    work();
    Some(megabytes("VmHWM:")? - before)
}

/// A line of `/proc/self/status`.
fn megabytes(key: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}
