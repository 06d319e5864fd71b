//! The foot of a lane: rows of marks that are longer than the view.
//!
//! ```text
//!  row 0   (310)        (8)                          what begins or ends in view
//!  row 1     ▪ Referendum held     ▪ Tanks enter the city
//!          (12 longer periods)                       what has no row of its own at the foot
//!          ▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬▬ Republic ▬▬▬▬▬▬▬▬▬▬▬▬▬
//! ```
//! Whoever zooms in to a day looks for what happened on it, and bars of years would push that out of sight.
//! Rows of the foot are counted from the lane's lower edge: they depend on level and window alone, as all rows
//! do, and a lane that grows with what comes into view moves its foot as it moves the lanes below.

use super::space::{CLEAR_PX, Space as _, Taken};
use super::tile_marks::class_beyond;
use super::{Item, Lane, Pitch};
use crate::view::Measure;
use crate::view::geometry::Rect;
use std::ops::Range;

/// One row of a lane in so many may be of its foot, and at least so many rows.
const ROWS_A_FOOT_ROW: usize = 4;
const LEAST_ROWS: usize = 2;
/// A mark is longer than the view where it is so many times as long at least.
const VIEWS: f64 = 1.25;

/// What stands at the foot of a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Foot {
    /// Rows in which marks stand for themselves.
    pub(crate) rows: usize,
    /// The narrowest class of marks that stand there.
    pub(crate) class: usize,
}

/// The rows of a lane, from its upper edge and from its lower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stack {
    /// Rows from the upper edge.
    pub(crate) head: usize,
    /// Rows from the lower edge, with the one of what is folded.
    foot: usize,
    /// Marks of the foot from this row on, counted from below, are folded into one that stands in it.
    fold: usize,
}

/// What stays free between two marks, one of which begins where the other ends.
pub(crate) const GAP_PX: f32 = 1.0;

/// The narrowest class of marks that are longer than a view of this width.
pub(crate) fn foot_class(view_px: f32) -> usize {
    class_beyond(f64::from(view_px) * VIEWS)
}

impl Lane<'_> {
    /// Gives a mark the first of these rows at the foot in which it is free; whether there is one. A year may
    /// follow a year. No room is kept for words: they stand on the mark, or where the view has room for them.
    pub(crate) fn seat_at_foot(
        &self,
        item: &mut Item,
        taken: &mut Taken,
        rows: Range<usize>,
        measure: &dyn Measure,
    ) -> bool {
        let (left, right) = item.claim_at_foot();
        let Some(row) = taken.free(left, right, rows) else { return false };
        taken.take(row, left, right);
        item.row = row;
        item.label = self.words(item, measure);
        true
    }
}

impl Item {
    /// The pixels that it takes of a row of the foot, less the space that is kept clear after any mark.
    pub(crate) fn claim_at_foot(&self) -> (f64, f64) {
        (self.left, self.right - CLEAR_PX - f64::from(GAP_PX))
    }
}

impl Foot {
    /// The foot of a lane of so many rows.
    pub(crate) fn of(rows: usize, class: usize) -> Self {
        Self { rows: (rows / ROWS_A_FOOT_ROW).max(LEAST_ROWS), class }
    }

    /// That of a lane in which nothing is folded, because nobody could unfold it.
    pub(crate) fn unfolded(class: usize) -> Self {
        Self { rows: usize::MAX, class }
    }

    /// Whether marks of a class stand here.
    pub(crate) fn holds(self, class: usize) -> bool {
        self.class <= class
    }
}

impl Stack {
    /// So many rows from the upper edge, and of the foot as many as these that `needed` would fill.
    pub(crate) fn new(head: usize, needed: usize, foot: Foot) -> Self {
        Self { head, foot: needed.min(foot.rows.saturating_add(1)), fold: foot.rows }
    }

    /// All rows.
    pub(crate) fn count(self) -> usize {
        self.head + self.foot
    }

    /// Whether a mark is folded with others.
    pub(crate) fn folds(self, item: &Item) -> bool {
        item.is_long && self.fold <= item.row
    }

    /// Rows from its edge that a mark takes with those before it.
    pub(crate) fn depth(self, item: &Item) -> usize {
        1 + if item.is_long { item.row.min(self.fold) } else { item.row }
    }

    /// The row of a mark from the upper edge, in a lane as high as all its rows.
    pub(crate) fn row(self, item: &Item) -> usize {
        let depth = self.depth(item);
        if item.is_long { self.count().saturating_sub(depth) } else { depth - 1 }
    }

    /// Upper edge of a mark's row on the canvas.
    pub(crate) fn top_px(self, item: &Item, lane: Rect, pitch: Pitch) -> f32 {
        let depth = self.depth(item);
        if item.is_long {
            lane.bottom - pitch.top_px(depth)
        } else {
            lane.top + pitch.top_px(depth - 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Chronology;
    use crate::view::properties::{SIZE_PX, both, drawn};
    use crate::view::sample::{Sample, when};
    use crate::view::scene::{Glyph, Mark, Target};
    use crate::view::{Filter, Scene, Viewport, plot_width_px};

    /// Days of a month, and years and decades around it.
    fn busy_month() -> Chronology {
        let years = (0..12).fold(Sample::default(), |sample, i| {
            let date = format!("{}/{}", 1_970 + i, 2_005 + i % 3 * 4);
            sample.event(&format!("Long rule {i}"), &date, "RU").with(|it| it.salience = 0.8)
        });
        let days = (1..=20).fold(years, |sample, day| {
            let date = format!("1999-03-{day:02}");
            sample.event(&format!("Talks on day {day}"), &date, "RU")
        });
        days.build()
    }

    fn title<'a>(chronology: &'a Chronology, mark: &Mark) -> Option<&'a str> {
        let Target::Event(event) = mark.target else { return None };
        Some(&chronology.events[event].title)
    }

    fn at(days: f64) -> Viewport {
        let secs_per_px = days * 86_400.0 / f64::from(plot_width_px(SIZE_PX));
        let start = when("1999-03-09").bounds.earliest.unwrap() as f64;
        Viewport { start_secs: start, secs_per_px }
    }

    fn pills(scene: &Scene) -> Vec<(&str, usize)> {
        let marks = scene.marks.iter();
        let pills = marks.filter_map(|mark| match &mark.glyph {
            Glyph::Cluster { text, count, .. } => Some((&**text, *count)),
            _ => None,
        });
        pills.collect()
    }

    #[test]
    fn years_stand_below_the_days_that_one_zooms_in_to() {
        let chronology = busy_month();
        for mut prepared in both(&chronology) {
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), at(6.0));
            let bottom = |begin: &str| {
                let own = scene.marks.iter().filter(|it| {
                    title(&chronology, it).is_some_and(|title| title.starts_with(begin))
                });
                own.map(|it| (it.rect.top, it.rect.bottom)).collect::<Vec<_>>()
            };
            let (days, years) = (bottom("Talks"), bottom("Long"));
            assert!(4 <= days.len() && 2 <= years.len(), "{days:?} {years:?}");
            assert!(days.iter().all(|day| years.iter().all(|year| day.1 <= year.0)));
            let [(text, count)] = pills(&scene)[..] else { panic!("{:?}", pills(&scene)) };
            assert_eq!(text, format!("{count} longer periods"));
            assert_eq!(count + years.len(), 12, "none is lost");
            assert!(scene.lanes[0].wanted_px < 300.0, "{}", scene.lanes[0].wanted_px);
        }
    }

    #[test]
    fn what_is_in_view_from_end_to_end_is_never_folded() {
        let chronology = busy_month();
        for mut prepared in both(&chronology) {
            let years = Viewport { start_secs: 0.0, ..at(45.0 * 365.0) };
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), years);
            assert!(pills(&scene).iter().all(|(text, _)| !text.contains("longer")));
        }
    }

    #[test]
    fn the_foot_moves_with_the_lower_edge_of_its_lane() {
        let chronology = busy_month();
        for mut prepared in both(&chronology) {
            let whole = drawn(&mut prepared, &chronology, &Filter::default(), at(6.0));
            let px = whole.lanes[0].rect.height() + 66.0;
            let heights = [(whole.lanes[0].key.clone(), px)].into();
            let filter = Filter::default();
            let request = crate::view::properties::request(&filter, at(6.0), SIZE_PX);
            let request = crate::view::Request { heights_px: &heights, ..request };
            let higher =
                prepared.scene(&chronology, &request, &crate::view::properties::EvenMeasure);
            let same = |low: &&Mark| higher.marks.iter().find(|high| high.target == low.target);
            let both = whole.marks.iter().filter_map(|low| Some((low, same(&low)?)));
            for (low, high) in both {
                let is_long = title(&chronology, low).is_none_or(|it| it.starts_with("Long"));
                let moved = if is_long { 66.0 } else { 0.0 };
                assert!((high.rect.top - low.rect.top - moved).abs() < 0.01, "{low:?} {high:?}");
                assert_eq!(low.row, high.row);
            }
        }
    }

    #[test]
    fn what_some_tell_of_the_day_and_others_of_another_year_stands_among_the_events_of_the_day() {
        let mut sample = Sample::default().event("The dam breaks", "1999-03-10", "RU");
        sample = sample.claim("2004-05-03").claim("1996");
        let years = (0..9).fold(sample, |sample, i| {
            sample.event(&format!("Long rule {i}"), "1980/2009", "RU").with(|it| it.salience = 0.9)
        });
        let chronology = years.build();
        for mut prepared in both(&chronology) {
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), at(6.0));
            let find = |begin: &str| {
                let is_it =
                    |it: &&Mark| title(&chronology, it).is_some_and(|it| it.starts_with(begin));
                scene.marks.iter().find(is_it).map(|mark| mark.rect)
            };
            let (dam, rule) = (find("The dam").unwrap(), find("Long").unwrap());
            assert!(dam.bottom <= rule.top, "{dam:?} {rule:?}");
            // Its day alone in view, it has its name.
            let scene = drawn(
                &mut prepared,
                &chronology,
                &Filter::default(),
                Viewport { start_secs: at(1.0).start_secs + 100_000.0, ..at(0.7) },
            );
            let is_dam =
                |it: &&Mark| title(&chronology, it).is_some_and(|it| it == "The dam breaks");
            let label = scene.marks.iter().find(is_dam).and_then(|mark| mark.label.as_ref());
            assert!(label.is_some_and(|label| label.text.starts_with("The dam")), "{label:?}");
        }
    }

    #[test]
    fn a_year_may_follow_a_year_in_one_row() {
        let chronology = (1_990..2_000)
            .fold(Sample::default(), |sample, year| {
                sample.event("A year of talks", &year.to_string(), "RU")
            })
            .build();
        for mut prepared in both(&chronology) {
            for day in 0..40 {
                let view = Viewport {
                    start_secs: at(1.0).start_secs - f64::from(day) * 40.0 * 86_400.0,
                    ..at(20.0)
                };
                let scene = drawn(&mut prepared, &chronology, &Filter::default(), view);
                assert!((1..=2).contains(&scene.marks.len()));
                assert!(scene.lanes[0].wanted_px < 60.0, "{}", scene.lanes[0].wanted_px);
            }
        }
    }
}
