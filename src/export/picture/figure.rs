//! The chronology as it stands on the page: everything that passes the filter, as large as fits.

use super::PictureOptions;
use crate::model::Chronology;
use crate::view::filter::Sieve;
use crate::view::{
    AXIS_HEIGHT_PX, Filter, Measure, Prepared, Request, Scene, Viewport, plot_width_px,
};

/// The figure is never set smaller than this part of its natural size.
const SMALLEST: f32 = 0.45;
const STEP: f32 = 0.9;

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
        let mut prepared = Prepared::new(chronology);
        let mut scale = 1.0;
        loop {
            let size_px = (box_px.0 / scale, box_px.1 / scale);
            let mut draw = |size_px| {
                let request = Request {
                    filter: &options.filter,
                    viewport: viewport(chronology, options, plot_width_px(size_px)),
                    size_px,
                    scroll_px: 0.0,
                    lanes: options.lanes,
                    colour: options.colour,
                    selected: None,
                };
                prepared.scene(chronology, &request, measure)
            };
            let scene = draw(size_px);
            let needed = scene.content_height_px + AXIS_HEIGHT_PX + 1.0;
            if needed <= size_px.1 {
                // A shorter figure would share out fewer rows, so cut the canvas instead.
                let mut scene = scene;
                scene.size_px.1 = needed;
                scene.plot.bottom = needed;
                return Self { scene, scale };
            }
            if scale <= SMALLEST {
                return Self { scene, scale };
            }
            scale = (scale * STEP).max(SMALLEST);
        }
    }

    /// Height on the page in pixels.
    pub(super) fn height_px(&self) -> f32 {
        self.scene.size_px.1 * self.scale
    }
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
