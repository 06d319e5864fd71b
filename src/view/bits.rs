//! One bit an event: a million of them fit where a processor looks first.

use rayon::prelude::*;

/// Bits of one word.
const WORD: usize = u64::BITS as usize;
/// Words that are made together.
const CHUNK: usize = 1 << 10;

/// Which of some events it is true of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Those of `count` events that are listed, which rise.
    pub(super) fn of(count: usize, listed: &[u32]) -> Self {
        let listed = listed.get(..listed.partition_point(|event| (*event as usize) < count));
        let listed = listed.unwrap_or_default();
        let mut words = vec![0_u64; count.div_ceil(WORD)];
        words.par_chunks_mut(CHUNK).enumerate().for_each(|(chunk, words)| {
            let first = chunk * CHUNK * WORD;
            let from = listed.partition_point(|event| (*event as usize) < first);
            let own = listed.get(from..).unwrap_or_default().iter();
            for at in own.map(|event| *event as usize - first) {
                let Some(word) = words.get_mut(at / WORD) else { break };
                *word |= 1 << (at % WORD);
            }
        });
        Self(words)
    }

    /// Those of `count` events that something holds for.
    pub(super) fn where_so(count: usize, holds: impl Fn(usize) -> bool + Sync) -> Self {
        let word = |first: usize| {
            let events = first..(first + WORD).min(count);
            events.fold(0, |word, event| word | u64::from(holds(event)) << (event % WORD))
        };
        let words = (0..count.div_ceil(WORD)).into_par_iter().map(|at| word(at * WORD));
        Self(words.collect())
    }

    /// Whether it is true of an event.
    pub(super) fn has(&self, event: usize) -> bool {
        self.0.get(event / WORD).is_some_and(|word| word >> (event % WORD) & 1 == 1)
    }

    /// Makes it untrue of an event.
    pub(super) fn clear(&mut self, event: usize) {
        if let Some(word) = self.0.get_mut(event / WORD) {
            *word &= !(1 << (event % WORD));
        }
    }

    /// How many events it is true of.
    pub(super) fn count(&self) -> usize {
        self.0.par_iter().map(|word| word.count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bits_are_those_that_were_listed(
            listed in prop::collection::btree_set(0..200_000_u32, 0..300), count in 0..200_000_usize,
        ) {
            let all: Vec<u32> = listed.iter().copied().collect();
            let mut bits = Bits::of(count, &all);
            let events: Vec<u32> =
                all.into_iter().filter(|event| (*event as usize) < count).collect();
            prop_assert_eq!(&bits, &Bits::where_so(count, |at| listed.contains(&(at as u32))));
            prop_assert_eq!(bits.count(), events.len());
            for event in &events {
                prop_assert!(bits.has(*event as usize));
                bits.clear(*event as usize);
            }
            prop_assert_eq!(bits.count(), 0);
        }
    }
}
