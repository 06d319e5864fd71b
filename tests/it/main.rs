//! What holds for the program as a whole, in one binary.
//!
//! `tidy` holds the source to ARCHITECTURE.md and `pages` the pages to the program; `sample` reads
//! the sample documents end to end and `kinds` their dates; `bad_input` feeds the program what it
//! cannot read, `cache` what it read before, `hostile` what attackers send, `fuzz` any bytes and `recombined` sentences
//! in any order, `formats` what people keep (made by
//! `fixture`); `copies` tells events of copied articles once; `web_pages` tells articles from what stands around them, `command_line`
//! checks what the program writes, `pictures` its pages, `handed_out` its data with the parsers of others, `lists` what comes back, `gazetteer` its tables of places; `review` decides, saves and opens again; `smoke` opens
//! the real window, `window` tries it without a display, `journeys` does whole pieces of work in it, `annotations` names
//! pieces of time, `lanes` sorts by tags, `actors` by who takes part, which `cast` corrects, `columns` chooses those of the list, `spoken` hears what a screen reader is told and `pixels` looks at it.

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
