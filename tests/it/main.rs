//! What holds for the program as a whole, in one binary; each folder says at its head what its files try.
//!
//! What several of them need is `repository` (paths, and the built program), `reading::sample` (the sample documents,
//! read), `reading::fixture` (small files of every format) and `window` (a window on six events).

#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod window;
#[cfg(test)]
mod writing;
