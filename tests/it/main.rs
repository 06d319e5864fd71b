//! What holds for the program as a whole, in one binary.
//!
//! `tidy` holds the source to ARCHITECTURE.md, `pages` the pages to the program, `sample` reads the
//! sample documents end to end, `bad_input` feeds the program what it cannot read, `smoke` opens the real window.

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod smoke;
#[cfg(test)]
mod tidy;
