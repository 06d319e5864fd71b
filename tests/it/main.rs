//! What holds for the program as a whole, in one binary.
//!
//! - The repository: `tidy` holds the source to ARCHITECTURE.md and `pages` the pages to the program; `gazetteer` tries
//!   the tables of places; `repository` finds files for the others.
//! - Reading: `sample` reads the sample documents end to end and `kinds` their dates; `formats` what people keep (made
//!   by `fixture`), `web_pages` tells articles from what stands around them, `copies` tells events of copied articles
//!   once, `cache` reads again what was read before.
//! - Bad input: `bad_input` is not what it claims, `hostile` is what attackers send, `fuzz` any bytes and `recombined`
//!   sentences in any order.
//! - Writing: `command_line` checks what the program writes, `pictures` its pages, `handed_out` its data with the
//!   parsers of others, `lists` what comes back.
//! - Deciding: `review` decides, saves and opens again; `cast` corrects who takes part and `placed` where it was.
//! - The window: `window` tries it without a display, `handling` in a hurry, `journeys` for whole pieces of work;
//!   `annotations` names pieces of time and `times` filters to them, `lanes` sorts by tags, `actors` by who takes part,
//!   `columns` chooses those of the list, `source_types` and `document_dates` tick and mark documents; `spoken` hears
//!   what a screen reader is told, `pixels` looks at it, and `smoke` opens the real one.

#[cfg(test)]
mod actors;
#[cfg(test)]
mod annotations;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod cache;
#[cfg(test)]
mod cast;
#[cfg(test)]
mod columns;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod document_dates;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod gazetteer;
#[cfg(test)]
mod handed_out;
#[cfg(test)]
mod handling;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod lanes;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod pixels;
#[cfg(test)]
mod placed;
#[cfg(test)]
mod recombined;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod review;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod smoke;
#[cfg(test)]
mod source_types;
#[cfg(test)]
mod spoken;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod times;
#[cfg(test)]
mod web_pages;
#[cfg(test)]
mod window;
