//! Walks through the folded names of the gazetteer, letter by letter.

use crate::geo::gazetteer;
use crate::phrase::fold::mixed;
use crate::phrase::letters::fold;
use fst::raw::Output;
use std::cell::Cell;

/// How far some words lead into the folded names.
#[derive(Clone, Copy)]
pub(crate) struct Walk {
    at: Node,
    /// Where the postings of the name that ends here stand; [`NOWHERE`] where none ends here.
    found: u32,
}

/// A node of the names, which are shorter than 4 GB, with the sum of the way to it.
#[derive(Clone, Copy)]
struct Node {
    address: u32,
    output: u32,
}

const NOWHERE: u32 = u32::MAX;

/// A step over a word by a hash of it and of where it begins, and where it leads.
type Step = (u64, Option<Walk>);

/// Pairs of steps that are remembered: the two that were taken last of those that share a place.
const REMEMBERED: usize = 2048;

thread_local! {
    /// The steps that were taken last: texts name the same places over and over, and every letter of a
    /// walk is a look into another part of a megabyte.
    static STEPS: [[Cell<Option<Step>>; 2]; REMEMBERED] =
        const { [const { [const { Cell::new(None) }; 2] }; REMEMBERED] };
}

/// The walk over a word from a node on: remembered by `hash`, or else taken.
fn step(hash: u64, from: impl FnOnce() -> Option<Node>, word: &str) -> Option<Walk> {
    STEPS.with(|known| {
        let [newer, older] = known.get((hash >> 32) as usize % REMEMBERED)?;
        for slot in [newer, older] {
            if let Some((_, walk)) = slot.get().filter(|&(known, _)| known == hash) {
                return walk;
            }
        }
        let walk = from().and_then(|from| from.word(word)).and_then(Node::end);
        older.set(newer.replace(Some((hash, walk))));
        walk
    })
}

impl Walk {
    /// The walk over a first word; `hash` is that of the word, folded.
    pub(crate) fn first(word: &str, hash: u64) -> Option<Self> {
        step(hash, Node::first, word)
    }

    /// A space and a further word on.
    pub(crate) fn next(self, word: &str, hash: u64) -> Option<Self> {
        let here = u64::from(self.at.address) << 32 | u64::from(self.at.output);
        step(mixed(hash, here), || self.at.byte(b' '), word)
    }

    /// Where the postings of the name that ends here stand; `None` where none ends here.
    pub(crate) fn found(self) -> Option<u64> {
        (self.found != NOWHERE).then_some(u64::from(self.found))
    }
}

impl Node {
    /// At the start of all names.
    fn first() -> Option<Self> {
        Self::new(gazetteer::names()?.root().addr(), Output::zero())
    }

    fn new(address: usize, output: Output) -> Option<Self> {
        Some(Self { address: address.try_into().ok()?, output: output.value().try_into().ok()? })
    }

    fn output(self) -> Output {
        Output::new(u64::from(self.output))
    }

    /// One byte of a folded letter on; `None` where no name goes on so.
    fn byte(self, byte: u8) -> Option<Self> {
        #[cfg(test)]
        crate::model::work::done(1);
        let node = gazetteer::names()?.node(self.address as usize);
        let transition = node.transition(node.find_input(byte)?);
        Self::new(transition.addr, self.output().cat(transition.out))
    }

    /// One folded letter on.
    fn letter(self, c: char) -> Option<Self> {
        c.encode_utf8(&mut [0; 4]).bytes().try_fold(self, Self::byte)
    }

    /// A word on, folded.
    fn word(self, word: &str) -> Option<Self> {
        if word.is_ascii() {
            let mut letters = word.bytes().filter(u8::is_ascii_alphanumeric);
            return letters.try_fold(self, |node, byte| node.byte(byte.to_ascii_lowercase()));
        }
        let mut node = Some(self);
        for c in word.chars() {
            fold(c, |folded| node = node.and_then(|node| node.letter(folded)));
            node?;
        }
        node
    }

    /// The walk that ends here.
    fn end(self) -> Option<Walk> {
        let node = gazetteer::names()?.node(self.address as usize);
        let found = self.output().cat(node.final_output()).value();
        let found = if node.is_final() { found.try_into().ok()? } else { NOWHERE };
        Some(Walk { at: self, found })
    }
}
