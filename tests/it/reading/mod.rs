//! From files to events: what people keep is read in order, and told once.
//!
//! `sample` reads the sample documents end to end and `kinds` their dates; `formats` reads what people keep, in small
//! files that `fixture` makes; `web_pages` and `saved_pages` tell articles from what stands around them, `copies` tells the
//! events of copied articles once, `cache` reads again what was read before, and `articles` compares with what careful
//! readers found.

mod articles;
mod cache;
mod copies;
pub(crate) mod fixture;
mod formats;
mod kinds;
pub(crate) mod sample;
mod saved_pages;
mod web_pages;
