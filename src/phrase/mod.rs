//! Words and phrases as data, and text read eight bytes at a time: shared by all that reads sentences.
//!
//! A [`Lexicon`](lexicon::Lexicon) turns words into classes, a [`Lattice`](lattice::Lattice) holds the
//! readings of a sentence, a [`Grammar`](grammar::Grammar) finds phrases over classes.

mod block;
pub mod fold;
pub mod grammar;
pub mod lattice;
pub(crate) mod letters;
pub mod lexicon;
#[cfg(test)]
pub mod load;
pub mod note;
pub mod rule;
pub mod stem;
pub mod token;

pub use block::each_capital;
