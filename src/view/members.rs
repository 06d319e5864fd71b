//! The events of a cluster: a piece of its lane's list, so that a pill over a million events costs no
//! more than one over ten.

use std::ops::Range;
use std::sync::Arc;

/// Events of a cluster.
#[derive(Clone, Debug)]
pub struct Members {
    list: Arc<Vec<u32>>,
    range: Range<usize>,
}

impl Members {
    /// A piece of a list.
    pub(super) fn of(list: &Arc<Vec<u32>>, range: Range<usize>) -> Self {
        let end = range.end.min(list.len());
        Self { list: Arc::clone(list), range: range.start.min(end)..end }
    }

    /// Some events, in order of the chronology.
    pub(super) fn some(mut events: Vec<u32>) -> Self {
        events.sort_unstable();
        let range = 0..events.len();
        Self { list: Arc::new(events), range }
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// Their indices in the chronology.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.part(0..self.len())
    }

    /// The indices of some of them.
    pub fn part(&self, part: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let own = self.list.get(self.range.clone()).unwrap_or_default();
        own.get(part).unwrap_or_default().iter().map(|event| *event as usize)
    }
}

impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Members {}
