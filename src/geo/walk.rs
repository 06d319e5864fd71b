//! Walks through the folded names of the gazetteer, letter by letter.

use super::fold::fold;
use super::gazetteer;
use fst::raw::Output;
use std::cell::Cell;

/// How far some words lead into the folded names, which are shorter than 4 GB.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    node: u32,
    output: u32,
}

/// A first word by its hash, and the walk over it.
type FirstWord = (u64, Option<Walk>);

/// First words that are remembered.
const REMEMBERED: usize = 2048;

thread_local! {
    /// The walks over first words that were looked up last: texts name the same places over and over, and
    /// every letter of a walk is a look into another part of a megabyte.
    static FIRST_WORDS: [Cell<Option<FirstWord>>; REMEMBERED] =
        const { [const { Cell::new(None) }; REMEMBERED] };
}

impl Walk {
    /// The walk over a first word; `hash` is that of the word, folded.
    pub(super) fn first(word: &str, hash: u64) -> Option<Self> {
        FIRST_WORDS.with(|known| {
            let slot = known.get((hash >> 32) as usize % REMEMBERED)?;
            if let Some((_, walk)) = slot.get().filter(|&(known, _)| known == hash) {
                return walk;
            }
            let walk = Self::start().and_then(|walk| walk.word(word));
            slot.set(Some((hash, walk)));
            walk
        })
    }

    /// At the start of all names.
    fn start() -> Option<Self> {
        Self::at(gazetteer::names()?.root().addr(), Output::zero())
    }

    /// At a node.
    fn at(node: usize, output: Output) -> Option<Self> {
        Some(Self { node: node.try_into().ok()?, output: output.value().try_into().ok()? })
    }

    /// One byte of a folded letter on; `None` where no name goes on so.
    fn byte(self, byte: u8) -> Option<Self> {
        #[cfg(test)]
        crate::model::work::done(1);
        let node = gazetteer::names()?.node(self.node as usize);
        let transition = node.transition(node.find_input(byte)?);
        Self::at(transition.addr, self.output().cat(transition.out))
    }

    fn output(self) -> Output {
        Output::new(u64::from(self.output))
    }

    /// One folded letter on.
    fn letter(self, c: char) -> Option<Self> {
        c.encode_utf8(&mut [0; 4]).bytes().try_fold(self, Self::byte)
    }

    /// A space on.
    pub(super) fn space(self) -> Option<Self> {
        self.byte(b' ')
    }

    /// A word on, folded.
    pub(super) fn word(self, word: &str) -> Option<Self> {
        if word.is_ascii() {
            let mut letters = word.bytes().filter(u8::is_ascii_alphanumeric);
            return letters.try_fold(self, |walk, byte| walk.byte(byte.to_ascii_lowercase()));
        }
        let mut walk = Some(self);
        for c in word.chars() {
            fold(c, |folded| walk = walk.and_then(|walk| walk.letter(folded)));
            walk?;
        }
        walk
    }

    /// Where the postings of the name that ends here stand; `None` where none ends here.
    pub(super) fn found(self) -> Option<u64> {
        let node = gazetteer::names()?.node(self.node as usize);
        node.is_final().then(|| self.output().cat(node.final_output()).value())
    }
}
