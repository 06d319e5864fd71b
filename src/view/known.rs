//! What was found out about events, kept between frames.

use super::rows::LABELS_PX;
use super::words;
use crate::model::Event;
use std::collections::HashMap;
use std::sync::Arc;

/// What was found out about events, which holds at every zoom.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Width of the words beside an event, in full and short.
    widths: HashMap<usize, [f32; LABELS_PX.len()]>,
    descriptions: HashMap<usize, Arc<str>>,
}

/// Events of which something is remembered.
const MOST_KNOWN: usize = 200_000;

impl Known {
    /// What is said about an event for tooltips and screen readers.
    pub(super) fn description(&mut self, index: usize, event: &Event) -> Arc<str> {
        if self.descriptions.len() > MOST_KNOWN {
            self.descriptions.clear();
        }
        let say = || Arc::from(words::description(event));
        Arc::clone(self.descriptions.entry(index).or_insert_with(say))
    }

    /// Width of the words beside an event, measured where that is not known yet.
    pub(super) fn widths(
        &mut self,
        index: usize,
        measured: impl FnOnce() -> [f32; LABELS_PX.len()],
    ) -> [f32; LABELS_PX.len()] {
        if self.widths.len() > MOST_KNOWN {
            self.widths.clear();
        }
        *self.widths.entry(index).or_insert_with(measured)
    }
}
