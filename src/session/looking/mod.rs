//! Where somebody looks, and at what: the time in view, the event in the inspector, the events that pass the filter
//! and how they are drawn. Nothing of this changes an event.

mod banding;
mod choosing;
pub(crate) mod moving;
pub(crate) mod range;
mod selecting;
