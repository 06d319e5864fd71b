//! Places in the list of a lane: which of its events a mark stands for.

use std::ops::Range;

/// Where the events of a mark stand in their lane's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// One after another.
    Run(Range<usize>),
    /// One after another but for some, which rise and lie between its ends.
    Less(Range<usize>, Vec<u32>),
    /// Here and there, rising.
    Some(Vec<u32>),
}

impl Places {
    /// A run without some places, which rise and are all within it.
    pub(super) fn less(range: Range<usize>, some: &[usize]) -> Self {
        let (mut range, mut some) = (range, some);
        while let Some((first, others)) = some.split_first().filter(|it| *it.0 == range.start) {
            (range.start, some) = (first + 1, others);
        }
        while let Some((last, others)) = some.split_last().filter(|it| it.0 + 1 == range.end) {
            (range.end, some) = (*last, others);
        }
        if some.is_empty() {
            return Self::Run(range);
        }
        Self::Less(range, some.iter().map(|at| *at as u32).collect())
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Run(range) => range.len(),
            Self::Less(range, less) => range.len() - less.len(),
            Self::Some(places) => places.len(),
        }
    }

    /// Places that follow one another, together.
    pub(super) fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        match self {
            Self::Run(range) => runs.push(range.clone()),
            Self::Less(range, less) => {
                let mut from = range.start;
                for without in less.iter().map(|at| *at as usize).chain([range.end]) {
                    if from < without {
                        runs.push(from..without);
                    }
                    from = without + 1;
                }
            }
            Self::Some(places) => {
                let chunks = places.chunk_by(|one, next| one + 1 == *next);
                runs.extend(chunks.filter_map(|chunk| {
                    Some(*chunk.first()? as usize..*chunk.last()? as usize + 1)
                }));
            }
        }
        runs
    }

    pub(super) fn first(&self) -> usize {
        match self {
            Self::Run(range) | Self::Less(range, _) => range.start,
            Self::Some(places) => places.first().map_or(usize::MAX, |at| *at as usize),
        }
    }

    pub(super) fn last(&self) -> usize {
        match self {
            Self::Run(range) | Self::Less(range, _) => range.end.saturating_sub(1),
            Self::Some(places) => places.last().map_or(usize::MAX, |at| *at as usize),
        }
    }

    pub(super) fn holds(&self, at: usize) -> bool {
        match self {
            Self::Run(range) => range.contains(&at),
            Self::Less(range, less) => {
                range.contains(&at) && less.binary_search(&(at as u32)).is_err()
            }
            Self::Some(places) => places.binary_search(&(at as u32)).is_ok(),
        }
    }

    /// Whether any of some places, which rise, is among these.
    pub(super) fn hold_any(&self, some: &[usize]) -> bool {
        let from = some.partition_point(|at| *at < self.first());
        let near = some.get(from..).unwrap_or_default().iter();
        near.take_while(|at| **at <= self.last()).any(|at| self.holds(*at))
    }
}

/// Those of some places, which rise, that lie in a range.
pub(super) fn within<'p>(places: &'p [usize], range: &Range<usize>) -> &'p [usize] {
    let begin = |end: usize| places.partition_point(|at| *at < end);
    places.get(begin(range.start)..begin(range.end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_some_of_it_holds_the_others_and_is_a_run_where_it_can_be() {
        let places = Places::less(3..9, &[3, 5, 8]);
        assert_eq!(places, Places::Less(4..8, vec![5]));
        assert_eq!((places.len(), places.first(), places.last()), (3, 4, 7));
        let held: Vec<usize> = (0..12).filter(|at| places.holds(*at)).collect();
        assert_eq!(held, [4, 6, 7]);
        assert_eq!(places.runs(), [4..5, 6..8]);
        assert_eq!(Places::less(0..9, &[2, 3]).runs(), [0..2, 4..9]);
        assert_eq!(Places::Some(vec![1, 2, 5]).runs(), [1..3, 5..6]);
        assert_eq!(Places::less(3..9, &[3, 4, 8]), Places::Run(5..8));
        assert_eq!(Places::less(3..5, &[3, 4]).len(), 0);
    }
}
