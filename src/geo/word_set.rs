//! Some words of a text by their hashes: most others are told apart by one look.

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
    pub(super) fn insert(&mut self, hash: u64) {
        let at = self.place(hash);
        if let Some(slot) = self.hashes.get_mut(at) {
            *slot = hash;
        }
    }

    /// The place of a word in the set; `None` where it is not there.
    #[inline]
    pub(super) fn find(&self, hash: u64) -> Option<usize> {
        let at = self.place(hash);
        self.hashes.get(at).is_some_and(|found| *found == hash).then_some(at)
    }

    /// How many places it has.
    pub(super) fn places(&self) -> usize {
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
