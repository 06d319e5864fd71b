//! What a person decides about what was read, and taking it back.
//!
//! ```text
//!  deciding, adding, casting, pairing ─→ ledger ─→ aside ─→ what is shown
//!                                          ↑ undoing
//! ```
//! The log itself, and what its decisions mean for a chronology, are of `project`. Here are the commands that add
//! to it, and the replay that follows: at once with few events, on another thread with many.

pub(crate) mod adding;
pub(crate) mod aside;
pub(crate) mod casting;
pub(crate) mod course;
pub(crate) mod deciding;
pub(crate) mod history;
pub(crate) mod ledger;
pub(crate) mod pairing;
mod undoing;
