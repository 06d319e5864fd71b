//! The window: the only place that knows egui.

use std::path::PathBuf;

/// Opens the window on `paths`; an empty window where there is none.
///
/// # Errors
/// Where no window can be opened, with a hint what is missing.
pub fn run(_paths: Vec<PathBuf>) -> anyhow::Result<()> {
    anyhow::bail!("The window is not connected yet")
}
