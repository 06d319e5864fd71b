//! `annals render`: the figure without a window.

use super::args::{Input, Page, View};
use anyhow::Result;

pub(super) fn render(_input: &Input, _view: &View, _page: &Page) -> Result<()> {
    anyhow::bail!("Pictures are not connected yet")
}
