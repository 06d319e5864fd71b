//! The layout of the packed weights of the tagger: written by the build script, read by `tagger`.
//!
//! All numbers are little-endian. Records have a fixed width, so that reading one is one look.
//!
//! | table | record |
//! |---|---|
//! | names | the tags of the Penn Treebank in order of their numbers, a space between them |
//! | narrow | i8 for each state: what a feature weighs |
//! | wide | i16 for each state, of features that do not fit into bytes; they are numbered behind the others |
//! | steps | i16 for each state: what two tags before a word weigh, by [`step`] |
//! | words | hash u64 · five features u16, as [`WORD_KINDS`] · first u16 and count u8 of its features after tags · its only tag u8 |
//! | endings | hash u64 · three features u16, as [`ENDING_KINDS`] |
//! | firsts | feature u16 of each letter of ASCII that a word may begin with |
//! | after | tag u8 · feature u16 |
//!
//! Feature 0 weighs nothing: it stands for all that the file does not name.

/// Tags at most, and the two states that a sentence begins in.
pub(crate) const STATES: usize = 48;
/// The first of the two states that a sentence begins in.
pub(crate) const BEGUN: usize = STATES - 2;
/// Bytes of the record of a word.
pub(crate) const WORD_LEN: usize = 22;
/// Bytes of the record of an ending.
pub(crate) const ENDING_LEN: usize = 14;
/// Bytes of the record of a feature after a tag.
pub(crate) const AFTER_LEN: usize = 3;
/// The number of no tag.
pub(crate) const NO_TAG: u8 = u8::MAX;
/// Kinds of features of a word: where it stands itself, left of the word that is tagged, left of that, right
/// of it and right of that.
pub(crate) const WORD_KINDS: &str = "wlkrq";
/// Kinds of features of the last three letters: of the word itself, of that left of it, of that right of it.
pub(crate) const ENDING_KINDS: &str = "smt";

/// Where a pair of tags stands, the last one and the one before it.
pub(crate) fn step(last: usize, before: usize) -> usize {
    last * STATES + before
}
