//! Rows that marks keep from one level of zoom, or from one filter, to the next.
//!
//! Naive form: each level deals its rows out anew, and each letter of a search. Then two notches of the wheel throw
//! marks up and down, and who looks at one of them has lost it. So a mark stays in its row while that is free there, and the others find theirs
//! beside it. Rows that emptied are filled again by what finds room at least two rows higher up:
//!
//! ```text
//!  row 0  ▪ Treaty signed                       ▪ Treaty signed
//!  row 1                                                          ▪ Talks fail
//!  …                             zoom in →
//!  row 5             ▪ Talks fail               ↑ worth the way
//! ```
//! A row of a lane in which nothing stands any more, from its first event to its last, closes up.
//! What was laid out before is taken over when level or filter change, and not looked at again: within a level a row
//! depends on no pan.

use super::Item;
use super::space::Space;
use std::ops::Range;

/// How many rows higher up a mark goes at once; it stays where it is for fewer.
const WORTH_ROWS: usize = 2;

/// Rows by the place of the event in its lane, rising.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(Vec<(usize, usize)>);

impl Kept {
    /// No rows.
    pub(crate) const fn none() -> Self {
        Self(Vec::new())
    }

    /// Those of marks that stand for one event; those at the foot of a lane have rows of another kind.
    pub(crate) fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let single = items.filter(|item| item.count() == 1 && !item.is_long);
        let mut rows: Vec<_> = single.map(|item| (item.places.first(), item.row)).collect();
        rows.sort_unstable();
        Self(rows)
    }

    /// The same where events stand at other places of their lane; `None` is for those that are gone.
    pub(crate) fn at_places(&self, place_of: impl Fn(usize) -> Option<usize>) -> Self {
        let moved = self.0.iter().filter_map(|(place, row)| Some((place_of(*place)?, *row)));
        let mut rows: Vec<_> = moved.collect();
        rows.sort_unstable();
        Self(rows)
    }

    /// The row that a mark keeps, if that is one of these; the range is empty where it keeps none.
    pub(crate) fn row(&self, item: &Item, rows: &Range<usize>) -> Range<usize> {
        let place = item.places.first();
        let at = self.0.binary_search_by_key(&place, |(place, _)| *place);
        let row = at.ok().and_then(|at| self.0.get(at)).map(|(_, row)| *row);
        let row = row.filter(|row| item.count() == 1 && rows.contains(row));
        row.map_or(0..0, |row| row..row + 1)
    }
}

/// Lets marks go up that find room at least so far above them, the topmost first.
pub(crate) fn rise<'a>(
    items: impl Iterator<Item = &'a mut Item>,
    space: &mut impl Space,
    first_row: usize,
) {
    let is_low = |item: &&mut Item| item.count() == 1 && first_row + WORTH_ROWS <= item.row;
    let mut low: Vec<&mut Item> = items.filter(is_low).collect();
    low.sort_by_key(|item| (item.row, item.rank));
    for item in low {
        let above = first_row..item.row + 1 - WORTH_ROWS;
        if let Some(row) = space.free(item.start, item.end, above) {
            space.leave(item.row, item.start, item.end);
            space.take(row, item.start, item.end);
            item.row = row;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Chronology;
    use crate::view::properties::{SIZE_PX, drawn, rows};
    use crate::view::sample::Sample;
    use crate::view::{Filter, LaneKey, Prepared, Scene, Viewport, plot_width_px};
    use std::collections::{BTreeMap, BTreeSet};

    /// Two hundred events of sixty years, of all weights and with titles of all lengths.
    fn long_years() -> Chronology {
        let event = |sample: Sample, i: usize| {
            let date = format!("{}-{:02}-{:02}", 1_950 + i * i % 61, i % 12 + 1, i % 28 + 1);
            let title = format!("Talks {i}{}", " of the delegates".repeat(i % 4));
            sample
                .event(&title, &date, "RU")
                .with(|event| event.salience = (i * 7 % 90) as f32 / 100.0)
        };
        (0..200).fold(Sample::default(), event).build()
    }

    #[test]
    fn marks_keep_their_rows_while_one_zooms_a_little() {
        let chronology = long_years();
        let filter = Filter::default();
        let second = |date: &str| crate::view::sample::when(date).bounds.earliest.unwrap();
        let middle = second("1983-01-01") as f64;
        let views = || {
            let width = plot_width_px(SIZE_PX);
            let whole = Viewport::fit(second("1950-01-01"), second("2011-01-01"), width);
            std::iter::successors(Some(whole), move |at| {
                Some(at.zoomed(1.2, at.x_from_time(middle), width))
            })
        };
        let single = |scene: &Scene| -> BTreeMap<Vec<usize>, (Option<LaneKey>, usize)> {
            rows(scene).into_iter().filter(|(events, _)| events.len() == 1).collect()
        };
        let moved = |prepared: &mut dyn FnMut() -> Prepared, keeps: bool| {
            let (mut kept, mut moved, mut before) = (prepared(), 0, BTreeMap::new());
            let mut wanted_px = 0.0;
            for at in views().take(16) {
                if !keeps {
                    kept = prepared();
                }
                let scene = drawn(&mut kept, &chronology, &filter, at);
                wanted_px = scene.lanes[0].wanted_px;
                let now = single(&scene);
                let stays = |(events, row): &(&Vec<usize>, &_)| before.get(*events) == Some(*row);
                let both = now.iter().filter(|(events, _)| before.contains_key(*events));
                moved += both.filter(|it| !stays(it)).count();
                before = now;
            }
            (moved, wanted_px)
        };
        for make in [Prepared::new, Prepared::tiled] {
            let mut prepared = || make(&chronology);
            let (thrown, fresh_px) = moved(&mut prepared, false);
            let (few, kept_px) = moved(&mut prepared, true);
            assert!(2 * few < thrown, "{few} of {thrown}");
            // Rows that emptied on the way are filled again.
            assert!(kept_px <= fresh_px + 4.0 * 22.0, "{kept_px} {fresh_px}");
        }
    }

    #[test]
    fn marks_keep_their_rows_while_one_types_a_search() {
        let chronology = long_years();
        let second = |date: &str| crate::view::sample::when(date).bounds.earliest.unwrap();
        let width = plot_width_px(SIZE_PX);
        let whole = Viewport::fit(second("1950-01-01"), second("2011-01-01"), width);
        let moved = |make: fn(&Chronology) -> Prepared, keeps: bool| {
            let (mut prepared, mut before) = (make(&chronology), BTreeMap::new());
            let (mut moved, mut stayed) = (0, 0);
            for query in ["", "t", "talks 1", "talks 1 deleg", "talks 1", "talks", ""] {
                if !keeps {
                    prepared = make(&chronology);
                }
                let filter = Filter { query: query.to_owned(), ..Filter::default() };
                let scene = drawn(&mut prepared, &chronology, &filter, whole);
                let single = rows(&scene).into_iter().filter(|(events, _)| events.len() == 1);
                let now: BTreeMap<Vec<usize>, (Option<LaneKey>, usize)> = single.collect();
                let was = |events: &Vec<usize>| before.get(events);
                let known = now.iter().filter_map(|(events, row)| Some((row, was(events)?)));
                let (same, other): (Vec<_>, Vec<_>) = known.partition(|(row, was)| row == was);
                (stayed, moved) = (stayed + same.len(), moved + other.len());
                before = now;
            }
            (moved, stayed)
        };
        for make in [Prepared::new, Prepared::tiled] {
            let (thrown, _) = moved(make, false);
            let (few, stayed) = moved(make, true);
            assert!(4 * few < thrown && 7 * few < stayed, "{few} of {thrown}, {stayed} stayed");
        }
    }

    #[test]
    fn what_weighs_most_stays_where_it_is_from_the_first_letter_of_a_search() {
        let second = |date: &str| crate::view::sample::when(date).bounds.earliest.unwrap();
        let width = plot_width_px(SIZE_PX);
        let whole = Viewport::fit(second("1950-01-01"), second("2011-01-01"), width);
        for year in (1955..2000).step_by(3) {
            let event = |sample: Sample, i: usize| {
                let date = format!("{}-{:02}-{:02}", 1_950 + i * i % 61, i % 12 + 1, i % 28 + 1);
                let title = if i.is_multiple_of(3) { "Quake felt" } else { "Talks held" };
                let title = format!("{title} {i}{}", " by delegates".repeat(i % 4));
                sample
                    .event(&title, &date, "RU")
                    .with(|event| event.salience = (i * 7 % 90) as f32 / 100.0)
            };
            let sample = (0..1_600).fold(Sample::default(), event);
            let sample = sample.event("Great quake", &format!("{year}/{}", year + 4), "RU");
            let chronology = sample.with(|event| event.salience = 1.0).build();
            let quake = chronology.events.iter().position(|it| it.title == "Great quake").unwrap();
            let mut prepared = Prepared::new(&chronology);
            let mut row = |query: &str| {
                let filter = Filter { query: query.to_owned(), ..Filter::default() };
                let scene = drawn(&mut prepared, &chronology, &filter, whole);
                rows(&scene).get(&vec![quake]).map(|(_, row)| *row)
            };
            let before = row("");
            assert!(before.is_some(), "{year}: it stands for itself");
            for query in ["q", "qu", "quake", "quak", "q"] {
                assert_eq!(row(query), before, "{query:?}, {year}");
            }
        }
    }

    #[test]
    fn no_row_stays_empty_from_end_to_end() {
        let chronology = long_years();
        let filter = Filter::default();
        let second = |date: &str| crate::view::sample::when(date).bounds.earliest.unwrap();
        let width = plot_width_px(SIZE_PX);
        let whole = Viewport::fit(second("1950-01-01"), second("2011-01-01"), width);
        let out = |at: &Viewport| Some(at.zoomed(1.0 / 1.2, f64::from(width) / 2.0, width));
        let mut prepared = Prepared::new(&chronology);
        for at in std::iter::successors(Some(whole), out).take(24) {
            let scene = drawn(&mut prepared, &chronology, &filter, at);
            let used: BTreeSet<usize> = rows(&scene).into_values().map(|(_, row)| row).collect();
            assert!(used.iter().copied().eq(0..used.len()), "{used:?} at {at:?}");
        }
    }
}
