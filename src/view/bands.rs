//! Annotations: pieces of time that somebody marked and named, over all lanes.
//!
//! ```text
//!   axis     1990      1995      2000
//!   ribbon     ▐ Siege ▌  ▐▌ Truce         a bar and a caption for each, in rows where they overlap
//!   lanes      ┆       ┆  ┆┆               a pale column below each bar
//! ```
//! Which row a bar stands in depends on all annotations and on the height of the timeline, but on nothing in view,
//! so that neither a bar nor a lane moves up or down while somebody pans or zooms.

use super::draw::{Face, Font};
use super::fonts::elided;
use super::words;
use super::{Measure, Rect, Viewport};
use crate::model::When;
use std::sync::Arc;

/// A piece of time with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    name: String,
    time: When,
    /// First second, and the first after it.
    secs: (i64, i64),
}

/// An annotation as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct BandMark {
    /// Its number among all annotations, from 0.
    pub number: usize,
    /// Its bar, cut to the time area.
    pub bar: Rect,
    /// Where it begins and ends on the canvas, in view or not.
    pub ends: (f32, f32),
    /// Box and words of its caption; `None` where it finds no room.
    pub caption: Option<(Rect, Arc<str>)>,
    /// Name and time, for tooltips and screen readers.
    pub description: Arc<str>,
}

/// Font of captions.
pub const CAPTION_FONT: Font = Font { face: Face::Regular, size_px: 12.0 };
/// Height of a row of the ribbon.
const ROW_PX: f32 = 22.0;
const BAR_PX: f32 = 18.0;
/// Space above the first row and below the last.
const EDGE_PX: f32 = 2.0;
/// Rows at most: more annotations that overlap share the last ones.
const MOST_ROWS: usize = 5;
/// The part of the height below the axis that they may take at most: events come first.
const MOST_PART: f32 = 0.3;
/// Rows that are taken so that captions have room, and the part of the time of all annotations that a caption
/// takes.
const ROOMY_ROWS: usize = 3;
const CAPTION_PART: i64 = 8;
/// A bar of a shorter time is as wide as this.
const LEAST_BAR_PX: f32 = 3.0;
/// Space between a caption and what stands beside it.
const GAP_PX: f32 = 6.0;
/// A caption with less room than this is left out.
const LEAST_CAPTION_PX: f32 = 28.0;

impl Band {
    /// An annotation; `None` where it has no name, or its time has no beginning or no end.
    pub fn new(name: &str, time: When) -> Option<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let secs = (time.bounds.earliest?, time.bounds.latest?.saturating_add(1));
        (!name.is_empty() && secs.0 < secs.1).then_some(Self { name, time, secs })
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The time that it marks.
    pub fn time(&self) -> &When {
        &self.time
    }

    /// First second of its time, and the first after it.
    pub fn secs(&self) -> (f64, f64) {
        (self.secs.0 as f64, self.secs.1 as f64)
    }

    /// Name and time: `Siege, 1990–1992`.
    pub fn description(&self) -> String {
        format!("{}, {}", self.name, words::when(&self.time))
    }

    /// What annotations are ordered by.
    pub fn order(&self) -> ((i64, i64), &str) {
        (self.secs, &self.name)
    }

    /// Whether some of its time is in view.
    pub fn is_in(&self, viewport: Viewport, width_px: f32) -> bool {
        let (from, to) = self.secs();
        viewport.start_secs < to && from < viewport.end_secs(width_px)
    }
}

/// Height of the ribbon that these annotations, in order, take between axis and lanes, which have so much together;
/// none takes none.
pub(super) fn ribbon_px(bands: &[Band], height_px: f32) -> f32 {
    let most = ((height_px * MOST_PART - 2.0 * EDGE_PX) / ROW_PX) as usize;
    match rows(bands, most.clamp(1, MOST_ROWS)).into_iter().max() {
        Some(last) => (last + 1) as f32 * ROW_PX + 2.0 * EDGE_PX,
        None => 0.0,
    }
}

/// The row of each annotation: the first in which it overlaps no other, and no caption where all are seen
/// together, as long as few rows are enough for that.
fn rows(bands: &[Band], most: usize) -> Vec<usize> {
    let last = bands.iter().map(|band| band.secs.1).max().unwrap_or_default();
    let first = bands.first().map_or(last, |band| band.secs.0);
    let caption_secs = last.saturating_sub(first) / CAPTION_PART;
    // Where each row is free again, and where it is free of a caption too.
    let mut ends: Vec<(i64, i64)> = Vec::new();
    let row = |band: &Band| {
        let (from, to) = band.secs;
        let roomy = ends.iter().position(|(_, roomy)| *roomy <= from);
        let free = || ends.iter().position(|(end, _)| *end <= from);
        let known = roomy.or_else(|| if ends.len() < ROOMY_ROWS.min(most) { None } else { free() });
        let row = known.unwrap_or_else(|| {
            if ends.len() < most {
                ends.push((i64::MIN, i64::MIN));
            }
            ends.len() - 1
        });
        if let Some((end, roomy)) = ends.get_mut(row) {
            *end = to.max(*end);
            *roomy = from.saturating_add(caption_secs).max(*end);
        }
        row
    };
    bands.iter().map(row).collect()
}

/// How many annotations are before and after what is in view, in pixels `width_px` wide.
pub(super) fn bands_aside(bands: &[Band], viewport: Viewport, width_px: f32) -> (usize, usize) {
    let end = viewport.end_secs(width_px);
    let before = bands.iter().filter(|band| band.secs().1 <= viewport.start_secs).count();
    (before, bands.iter().filter(|band| end <= band.secs().0).count())
}

/// The annotations in view, row by row, each from left to right. `ribbon` is their box, right of the lane heads.
pub(super) fn band_marks(
    bands: &[Band],
    viewport: Viewport,
    ribbon: Rect,
    measure: &dyn Measure,
) -> Vec<BandMark> {
    let rows = rows(bands, ((ribbon.height() - 2.0 * EDGE_PX) / ROW_PX).round() as usize);
    let x = |secs: f64| {
        let x = f64::from(ribbon.left) + viewport.x_from_time(secs);
        // Far outside of the view no pixel is exact, and none has to be.
        x.clamp(-1e6, 1e6) as f32
    };
    let mut marks: Vec<BandMark> = Vec::new();
    for row in 0..MOST_ROWS {
        let of_row = bands.iter().enumerate().zip(&rows).filter(|(_, of)| **of == row);
        let bars = of_row.filter_map(|((number, band), _)| {
            let (from, to) = band.secs();
            let ends = (x(from), x(to));
            let right = ends.1.max(ends.0 + LEAST_BAR_PX).min(ribbon.right);
            let left = ends.0.min(ribbon.right - LEAST_BAR_PX).max(ribbon.left);
            let top = ribbon.top + EDGE_PX + row as f32 * ROW_PX + (ROW_PX - BAR_PX) / 2.0;
            let bar = Rect { left, top, right, bottom: top + BAR_PX };
            let is_seen = ribbon.left < ends.1 && ends.0 < ribbon.right && left < right;
            is_seen.then_some((number, band, ends, bar))
        });
        let bars: Vec<_> = bars.collect();
        let mut free_from = ribbon.left;
        for (i, (number, band, ends, bar)) in bars.iter().enumerate() {
            let next = bars.get(i + 1).map_or(ribbon.right, |(_, _, _, bar)| bar.left);
            let caption = caption(&band.name, *bar, (free_from, next), measure);
            let end = caption.as_ref().map_or(bar.right, |(rect, _)| rect.right.max(bar.right));
            free_from = end.max(free_from);
            let description = band.description().into();
            marks.push(BandMark { number: *number, bar: *bar, ends: *ends, caption, description });
        }
    }
    marks
}

/// The caption of a bar with free space from one pixel to another: on the bar where it fits, else right of it,
/// else left, else cut where there is most room.
fn caption(
    name: &str,
    bar: Rect,
    (from, to): (f32, f32),
    measure: &dyn Measure,
) -> Option<(Rect, Arc<str>)> {
    let wanted = measure.width_px(name, CAPTION_FONT);
    // Only more annotations than there are rows for stand over each other.
    let inside = (bar.left.max(from) + GAP_PX, bar.right.min(to) - GAP_PX);
    let after = (bar.right + GAP_PX, to - GAP_PX);
    let before = (from + GAP_PX, bar.left - GAP_PX);
    let places = [inside, after, before];
    let room = |(left, right): (f32, f32)| right - left;
    let fitting = places.into_iter().find(|place| wanted <= room(*place));
    let place = fitting.or_else(|| {
        let best = places.into_iter().max_by(|a, b| room(*a).total_cmp(&room(*b)))?;
        (LEAST_CAPTION_PX <= room(best)).then_some(best)
    })?;
    let text = elided(name, room(place), CAPTION_FONT, measure);
    let width = measure.width_px(&text, CAPTION_FONT);
    // Left of its bar it ends where the bar begins.
    let left = if place == before { place.1 - width } else { place.0 };
    Some((Rect { left, right: left + width, ..bar }, text.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::properties::EvenMeasure;
    use crate::view::viewport::YEAR_SECS;
    use proptest::prelude::*;

    fn band(name: &str, edtf: &str) -> Band {
        Band::new(name, When::from_edtf(edtf.parse().unwrap())).unwrap()
    }

    #[test]
    fn what_has_no_name_or_no_end_is_no_annotation() {
        let check = |name: &str, edtf: &str, expected: Option<&str>| {
            let band = Band::new(name, When::from_edtf(edtf.parse().unwrap()));
            let said = band.map(|band| band.description());
            assert_eq!(said.as_deref(), expected, "{name} {edtf}");
        };
        check(" The  siege ", "1990/1992", Some("The siege, 1990–1992"));
        check("A day", "1911-03-04", Some("A day, 4 March 1911"));
        check("  ", "1990", None);
        check("Since then", "1990/..", None);
        check("Until then", "../1990", None);
    }

    #[test]
    fn only_what_has_no_room_takes_another_row() {
        let check = |spans: &[&str], expected: &[usize]| {
            let bands: Vec<Band> = spans.iter().map(|span| band("x", span)).collect();
            assert_eq!(rows(&bands, MOST_ROWS), expected, "{spans:?}");
        };
        check(&["1990", "1991", "1992/1995"], &[0, 0, 0]);
        check(&["1990/1995", "1991", "1993", "1995/1999"], &[0, 1, 1, 1]);
        check(&["1990/1999"; 7], &[0, 1, 2, 3, 4, 4, 4]);
        // A day beside another has room for its name in a row of its own.
        check(&["1990/1999", "1991-05-01", "1991-05-04", "1995"], &[0, 1, 2, 1]);
    }

    #[test]
    fn a_caption_stands_where_it_has_room() {
        let viewport = Viewport { start_secs: 0.0, secs_per_px: YEAR_SECS / 10.0 };
        let ribbon = Rect { left: 100.0, top: 0.0, right: 500.0, bottom: 26.0 };
        let said = |spans: &[(&str, &str)]| {
            let bands: Vec<Band> = spans.iter().map(|(name, span)| band(name, span)).collect();
            let marks = band_marks(&bands, viewport, ribbon, &EvenMeasure);
            let place = |mark: &BandMark| {
                let Some((rect, text)) = &mark.caption else { return "none".to_owned() };
                let place = match () {
                    () if rect.right <= mark.bar.left => "left",
                    () if mark.bar.right <= rect.left => "right",
                    () => "inside",
                };
                format!("{place} {text}")
            };
            marks.iter().map(place).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(said(&[("War", "1975/1990")]), "inside War");
        assert_eq!(said(&[("Long war", "1980")]), "right Long war");
        assert_eq!(said(&[("Long war", "2009")]), "left Long war");
        assert_eq!(said(&[("Before", "1950/1960"), ("After", "2020")]), "", "out of view");
        // Neighbours take what is left.
        assert_eq!(said(&[("One", "1985"), ("Two", "1986")]), "left One, right Two");
    }

    proptest! {
        #[test]
        fn nothing_in_the_ribbon_covers_anything_else(
            spans in prop::collection::vec((1900..2020_i32, 0..40_i32, "[a-z]{1,30}"), 0..12),
            start in 1880..2010_i32, years in 1..200_i32,
        ) {
            let mut bands: Vec<Band> = spans
                .iter()
                .map(|(from, length, name)| band(name, &format!("{from}/{}", from + length)))
                .collect();
            bands.sort_by(|a, b| a.order().cmp(&b.order()));
            let ribbon = Rect { left: 100.0, top: 40.0, right: 900.0, bottom: 40.0 + ribbon_px(&bands, 600.0) };
            let viewport = Viewport {
                start_secs: f64::from(start - 1970) * YEAR_SECS,
                secs_per_px: f64::from(years) * YEAR_SECS / 800.0,
            };
            let marks = band_marks(&bands, viewport, ribbon, &EvenMeasure);
            for mark in &marks {
                let all = [Some(mark.bar), mark.caption.as_ref().map(|it| it.0)];
                for rect in all.into_iter().flatten() {
                    prop_assert!(ribbon.left <= rect.left && rect.right <= ribbon.right, "{rect:?}");
                    prop_assert!(ribbon.top <= rect.top && rect.bottom <= ribbon.bottom, "{rect:?}");
                }
            }
            let captions = |skip: usize| marks.iter().skip(skip).filter_map(|it| it.caption.as_ref());
            for (i, one) in marks.iter().enumerate() {
                let Some((rect, _)) = &one.caption else { continue };
                prop_assert!(captions(i + 1).all(|(other, _)| !rect.overlaps(*other)));
                let rows_are_enough = rows(&bands, MOST_ROWS).iter().all(|row| row + 1 < MOST_ROWS);
                let mut others = marks.iter().filter(|other| other.number != one.number);
                // Bars of a pixel or two are drawn wider than they last.
                let covers = others.any(|other| rect.grown(-LEAST_BAR_PX, 0.0).overlaps(other.bar));
                prop_assert!(!(rows_are_enough && covers));
            }
        }
    }
}
