//! The chronology as it stands on the page: everything that passes the filter, as large as fits.

use super::PictureOptions;
use crate::model::Chronology;
use crate::view::filter::Sieve;
use crate::view::{
    AXIS_HEIGHT_PX, Filter, Measure, Prepared, Request, Scene, Viewport, plot_width_px,
};
use std::collections::BTreeSet;

/// The figure is never set smaller than this part of its natural size.
const SMALLEST: f32 = 0.6;
const STEP: f32 = 0.9;
/// Parts of the usual rows that are tried where even the smallest size does not fit.
const ROW_SHARES: [f32; 6] = [0.85, 0.7, 0.55, 0.4, 0.3, 0.2];

/// A scene and the scale at which it fits its box.
pub(super) struct Figure {
    pub(super) scene: Scene,
    pub(super) scale: f32,
}

impl Figure {
    /// Fits the figure into a box: a higher one is laid out larger and drawn smaller.
    pub(super) fn fitted(
        chronology: &Chronology,
        options: &PictureOptions,
        box_px: (f32, f32),
        measure: &dyn Measure,
    ) -> Self {
        let mut prepared = Prepared::still(chronology);
        let mut scale = 1.0;
        let mut shares = ROW_SHARES.into_iter();
        loop {
            let size_px = (box_px.0 / scale, box_px.1 / scale);
            let request = Request {
                filter: &options.filter,
                found: None,
                viewport: viewport(chronology, options, plot_width_px(size_px)),
                size_px,
                scroll_px: 0.0,
                lanes: options.lanes,
                placing: &options.placing,
                colour: options.colour,
                selected: &BTreeSet::new(),
            };
            let scene = prepared.scene(chronology, &request, measure);
            let needed = scene.content_height_px + AXIS_HEIGHT_PX + 1.0;
            if needed <= size_px.1 {
                // A shorter figure would share out fewer rows, so cut the canvas instead.
                let mut scene = scene;
                scene.size_px.1 = needed;
                scene.plot.bottom = needed;
                return Self { scene, scale };
            }
            if scale <= SMALLEST {
                match shares.next() {
                    Some(share) => prepared.share_rows(share),
                    None => return Self { scene: without_cut_lanes(scene), scale },
                }
            }
            scale = (scale * STEP).max(SMALLEST);
        }
    }

    /// Height on the page in pixels.
    pub(super) fn height_px(&self) -> f32 {
        self.scene.size_px.1 * self.scale
    }
}

/// Leaves out the lanes that do not fit as a whole; their events count as outside the picture.
fn without_cut_lanes(mut scene: Scene) -> Scene {
    let fitting = scene.lanes.iter().filter(|lane| lane.rect.bottom <= scene.plot.bottom).count();
    let kept = fitting.max(1);
    let (marks, cut): (Vec<_>, Vec<_>) = scene.marks.into_iter().partition(|mark| mark.lane < kept);
    for mark in &cut {
        let count = mark.target.count();
        scene.counts.off_screen += count;
        if count == 1 {
            scene.counts.single -= 1;
        } else {
            scene.counts.clustered -= count;
        }
    }
    scene.lanes.truncate(kept);
    scene.marks = marks;
    let bottom = scene.lanes.last().map_or(scene.plot.bottom, |lane| lane.rect.bottom);
    scene.plot.bottom = scene.plot.bottom.min(bottom + 1.0);
    scene.size_px.1 = scene.plot.bottom;
    scene
}

/// From the first to the last shown event, unless the options say otherwise.
fn viewport(chronology: &Chronology, options: &PictureOptions, width_px: f32) -> Viewport {
    let shown = shown_extent(chronology, &options.filter);
    let (first, last) = shown.unwrap_or_else(|| {
        let empty = Viewport::default();
        (empty.start_secs as i64, empty.end_secs(width_px) as i64)
    });
    match (options.from_secs, options.to_secs) {
        (None, None) => Viewport::fit(first, last, width_px),
        (from, to) => {
            let from = from.unwrap_or(first as f64);
            Viewport::exactly(from, to.unwrap_or(last as f64).max(from + 60.0), width_px)
        }
    }
}

/// Earliest and latest known bound of the events that pass.
fn shown_extent(chronology: &Chronology, filter: &Filter) -> Option<(i64, i64)> {
    let sieve = Sieve::new(chronology, filter);
    let passing = || chronology.events.iter().filter(|event| sieve.passes(event));
    let seconds =
        || passing().flat_map(|event| [event.bounds().earliest, event.bounds().latest]).flatten();
    Some((seconds().min()?, seconds().max()?))
}
