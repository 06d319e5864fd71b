//! Some words of a text by their hashes: most others are told apart by one look.

use super::Hit;
use super::words::Words;
use crate::geo::gazetteer::format::class;
use crate::phrase::token::TokenKind;

/// A hash table with open addressing, at most half full.
#[derive(Debug)]
pub(super) struct WordSet {
    /// 0 where no word stands.
    hashes: Vec<u64>,
}

impl WordSet {
    /// An empty set that may get so many words.
    pub(super) fn with_room_for(words: usize) -> Self {
        Self { hashes: vec![0; (2 * words).next_power_of_two().max(2)] }
    }

    /// Adds a word.
    pub(crate) fn insert(&mut self, hash: u64) {
        let at = self.place(hash);
        if let Some(slot) = self.hashes.get_mut(at) {
            *slot = hash;
        }
    }

    /// The place of a word in the set; `None` where it is not there.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<usize> {
        let at = self.place(hash);
        self.hashes.get(at).is_some_and(|found| *found == hash).then_some(at)
    }

    /// How many places it has.
    pub(crate) fn places(&self) -> usize {
        self.hashes.len()
    }

    /// Where a word stands, or would stand.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let mask = self.hashes.len().wrapping_sub(1);
        let mut at = (hash >> 32) as usize & mask;
        while self.hashes.get(at).is_some_and(|found| *found != 0 && *found != hash) {
            at = (at + 1) & mask;
        }
        at
    }
}

/// The capitalised words of names and the words before them, in lower case.
pub(super) fn words_of_names(words: &Words<'_>, hits: &[Hit]) -> WordSet {
    let mut set = WordSet::with_room_for(2 * hits.len());
    for hit in hits {
        let own = words.get(hit.first).filter(|_| hit.is_single());
        // "The" is in every sentence, and no part of a name.
        let before = words
            .before(hit.first)
            .filter(|word| word.is_capitalised && !word.is_of(class::FUNCTION));
        for word in own.into_iter().chain(before).filter(|word| word.is_capitalised) {
            set.insert(word.lower_hash());
        }
    }
    set
}

/// Which words of a set stand in lower case somewhere, by their places in it.
pub(super) fn lower_words(words: &Words<'_>, set: &WordSet) -> Vec<bool> {
    let mut found = vec![false; set.places()];
    for word in words.within(..) {
        // Few words are in the set, while small ones and others take turns.
        let found = set.find(word.lower_hash()).and_then(|at| found.get_mut(at));
        if let Some(found) = found {
            *found |= word.kind == TokenKind::Lower && !word.has_ending();
        }
    }
    found
}
