//! Whatever is read, nothing crashes or hangs, and the rest is read all the same.
//!
//! `odd_folders` holds files that are not what they claim, `hostile` what attackers send, `fuzz` any bytes, and
//! `recombined` sentences in any order.

mod fuzz;
mod hostile;
mod odd_folders;
mod recombined;
