//! What leaves the program, and what comes back.
//!
//! `command_line` checks what the program says, `pictures` its pages, `handed_out` its data with the parsers of others,
//! and `lists` reads chronologies in again.

mod command_line;
mod handed_out;
mod lists;
mod pictures;
