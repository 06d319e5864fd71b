//! `annals run`: commands of the window, headless.

use anyhow::Result;
use std::path::Path;

pub(super) fn run(_script: &Path) -> Result<()> {
    anyhow::bail!("Scripts are not connected yet")
}
