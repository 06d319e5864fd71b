//! Chronology → data and pictures.
//!
//! The data formats live one a file and return text; nothing here chooses where it goes.

pub mod csv;
mod events;
pub mod file;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
mod outline;
pub mod picture;
pub mod record;
mod redact;
pub mod timelinejs;
pub mod timeml;
mod xml;

pub use events::EventFormat;
