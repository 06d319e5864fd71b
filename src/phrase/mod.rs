//! Words and phrases as data: shared by `temporal`, `geo` and `events`.
//!
//! A [`Lexicon`](lexicon::Lexicon) turns words into classes, a [`Grammar`](grammar::Grammar) finds
//! phrases over classes, a [`Scanner`](scan::Scanner) says which stretches of a text are worth it.

pub mod grammar;
pub mod lexicon;
pub mod load;
pub mod scan;
pub mod token;
