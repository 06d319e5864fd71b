//! The events of a cluster: a piece of its lane's list, so that a pill over a million events costs no
//! more than one over ten.

use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Events of a cluster.
#[derive(Clone, Debug)]
pub struct Members {
    list: Arc<Vec<u32>>,
    range: Range<usize>,
    /// Places within `range`, rising, of what does not belong to them.
    less: Arc<[u32]>,
}

impl Members {
    /// A piece of a list.
    pub(super) fn of(list: &Arc<Vec<u32>>, range: Range<usize>) -> Self {
        let end = range.end.min(list.len());
        Self { list: Arc::clone(list), range: range.start.min(end)..end, less: Arc::default() }
    }

    /// The same but for those at some places of the list, which rise and are all of the piece.
    pub(super) fn less(self, places: &[u32]) -> Self {
        Self { less: places.into(), ..self }
    }

    /// Some events, in order of the chronology.
    pub(super) fn some(mut events: Vec<u32>) -> Self {
        events.sort_unstable();
        let range = 0..events.len();
        Self { list: Arc::new(events), range, less: Arc::default() }
    }

    /// The same in an order that they are read in.
    #[must_use]
    pub fn sorted_by<K: Ord + Send>(&self, key: impl Fn(usize) -> K + Sync) -> Self {
        let mut events: Vec<u32> = self.iter().map(|event| event as u32).collect();
        events.par_sort_by_key(|event| key(*event as usize));
        let range = 0..events.len();
        Self { list: Arc::new(events), range, less: Arc::default() }
    }

    /// The few with the least keys, those first.
    pub fn first_by<K: Ord>(&self, few: usize, key: impl Fn(usize) -> K) -> Vec<usize> {
        let mut best: Vec<(K, usize)> = Vec::with_capacity(few + 1);
        for event in self.iter() {
            let of_event = (key(event), event);
            let place = best.partition_point(|other| *other <= of_event);
            if place < few {
                best.insert(place, of_event);
                best.truncate(few);
            }
        }
        best.into_iter().map(|(_, event)| event).collect()
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.range.len().saturating_sub(self.less.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Their indices in the chronology.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.part(0..self.len())
    }

    /// The indices of some of them.
    pub fn part(&self, part: Range<usize>) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        let places = self.place_of(part.start)..self.place_of(part.end);
        let first = places.start;
        let own = self.list.get(places).unwrap_or_default().iter().enumerate();
        let is_own = move |at: usize| self.less.binary_search(&((first + at) as u32)).is_err();
        own.filter_map(move |(at, event)| is_own(at).then_some(*event as usize))
    }

    /// Where one of them stands in the list; the end of the piece for the number of all.
    fn place_of(&self, number: usize) -> usize {
        if self.len() <= number {
            return self.range.end;
        }
        let mut place = self.range.start + number;
        for less in self.less.iter() {
            if place < *less as usize {
                break;
            }
            place += 1;
        }
        place
    }
}

impl PartialEq for Members {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Members {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_that_come_first_by_a_key_are_found_in_its_order() {
        let members = Members::some((0..50).collect());
        let key = |event: usize| (event * 7) % 50;
        let mut all: Vec<usize> = members.iter().collect();
        all.sort_by_key(|event| key(*event));
        for few in [0, 1, 6, 60] {
            assert_eq!(members.first_by(few, key), all[..few.min(50)], "{few}");
        }
    }

    #[test]
    fn a_piece_without_some_of_it_is_counted_and_cut_as_if_they_were_not_there() {
        let list = Arc::new((100..120_u32).collect());
        let members = Members::of(&list, 4..12).less(&[4, 7, 8]);
        let plain = [105, 106, 109, 110, 111];
        assert_eq!(members.len(), plain.len());
        assert_eq!(members.iter().collect::<Vec<_>>(), plain);
        for from in 0..=plain.len() {
            for to in from..=plain.len() {
                let part: Vec<usize> = members.part(from..to).collect();
                assert_eq!(part, plain[from..to], "{from}..{to}");
            }
        }
    }
}
