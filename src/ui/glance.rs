//! What is told of a cluster under the pointer.

use super::context::Cx;
use crate::model::Event;
use crate::view::{Members, weight};
use std::cmp::Reverse;

/// What the pointer shows of a cluster.
#[derive(Clone, Debug)]
pub(super) struct Glance {
    /// Which cluster it is of: the revision of the state, its first event, and how many there are.
    key: (u64, Option<usize>, usize),
    /// What weighs most, in order of time.
    pub(super) events: Vec<usize>,
}

/// Events that are named of a cluster under the pointer.
const NAMED: usize = 6;

impl Glance {
    /// Looks through the members of a cluster once, as it comes under the pointer.
    pub(super) fn keep(cx: &mut Cx<'_>, members: &Members) {
        let key = (cx.state.revision, members.iter().next(), members.len());
        if cx.memory.glance.as_ref().is_some_and(|glance| glance.key == key) {
            return;
        }
        let event = |index: usize| cx.state.chronology.events.get(index);
        let mut events = members.first_by(NAMED, |index| Reverse(event(index).map(weight)));
        events.sort_by_key(|index| event(*index).map(Event::time_key));
        cx.memory.glance = Some(Self { key, events });
    }
}
