//! The name of an event, by which decisions find it again.

use crate::events::bind;
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::model::{Annotated, EventId, When};

/// Content alone: the same text gives the same name, wherever and whenever it is read.
pub(super) fn event_id(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    head: Head,
    when: Option<&When>,
    title: &str,
) -> EventId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&annotated.document.hash);
    hasher.update(&clauses.sentence.start.to_le_bytes());
    // Two events of one sentence may share date and title, never the word that tells them.
    hasher.update(&(bind::order(clauses, head) as u64).to_le_bytes());
    hasher.update(when.map_or_else(String::new, |when| when.edtf.to_string()).as_bytes());
    hasher.update(&[0]);
    hasher.update(title.as_bytes());
    let hash = hasher.finalize();
    let bytes = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
    EventId(u64::from_le_bytes(bytes))
}
