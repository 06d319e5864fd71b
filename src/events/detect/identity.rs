//! The name of an event, by which decisions find it again.

use crate::events::bind;
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::model::{Annotated, EventId, When};
use smol_str::{SmolStr, ToSmolStr as _};

/// Content alone: the same text gives the same name, wherever and whenever it is read.
pub(super) fn event_id(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    head: Head,
    when: Option<&When>,
    title: &str,
) -> EventId {
    let date = when.map_or_else(SmolStr::default, |when| when.edtf.to_smolstr());
    // Two events of one sentence may share date and title, never the word that tells them.
    let head = bind::order(clauses, head) as u64;
    let content: [&[u8]; 6] = [
        &annotated.document.hash,
        &clauses.sentence.start.to_le_bytes(),
        &head.to_le_bytes(),
        date.as_bytes(),
        &[0],
        title.as_bytes(),
    ];
    let hash = blake3::hash(&content.concat());
    let bytes = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
    EventId(u64::from_le_bytes(bytes))
}
