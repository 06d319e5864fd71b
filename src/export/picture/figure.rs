//! The chronology as it stands on the page: everything that passes the filter, as large as fits.

use super::options::PictureOptions;
use super::split::Piece;
use crate::model::Chronology;
use crate::view::filter::Sieve;
use crate::view::{Band, Filter, Measure, Prepared, Request, Scene, Viewport, plot_width_px};
use std::collections::{BTreeMap, BTreeSet};

/// Sizes that are tried one after the other, each with the part of the usual rows that lanes get; but for the
/// first, rows stand close. On paper the usual 12 pixels are 9 points: below 7 a reader has less of a word than
/// of a number on a cluster, so rows go first, and the last lanes only where neither is enough.
const TRIES: [(f32, f32); 15] = [
    (1.0, 1.0),
    (1.0, 1.0),
    (0.9, 1.0),
    (0.8, 1.0),
    (0.8, 0.85),
    (0.8, 0.7),
    (0.8, 0.55),
    (0.8, 0.4),
    (0.76, 0.4),
    (0.72, 0.4),
    (0.68, 0.4),
    (0.64, 0.4),
    (0.6, 0.4),
    (0.6, 0.3),
    (0.6, 0.2),
];
/// Sizes that are tried where the figure leaves much of its box empty.
const LARGER: [f32; 3] = [1.45, 1.3, 1.15];
/// Room for the numbers of a cluster right of the last mark.
const NUMBER_PX: f32 = 56.0;

/// A scene and the scale at which it fits its box.
pub(super) struct Figure {
    pub(super) scene: Scene,
    pub(super) scale: f32,
    /// Events by index, of every lane with its name, in the order of their numbers.
    pub(super) listed: Vec<(String, Vec<usize>)>,
    /// What found no room.
    pub(super) cut: Cut,
}

/// Lanes that a figure leaves out because they do not fit as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) lanes: usize,
    /// Their events within the figure's time; the counts of its scene have them off-screen.
    pub(super) events: usize,
}

impl Figure {
    /// Fits the figure into a box: a higher one is laid out larger and drawn smaller.
    pub(super) fn fitted(
        chronology: &Chronology,
        options: &PictureOptions,
        piece: &Piece,
        box_px: (f32, f32),
        measure: &dyn Measure,
    ) -> Self {
        let mut prepared = Prepared::still(chronology);
        let mut placing = options.placing.clone();
        if options.page.parts.sources {
            // A strip has no marks to number.
            placing.collapsed.clear();
            prepared.number_marks();
        }
        prepared.label_marks(options.page.labels);
        if let Some(until) = piece.to_secs {
            prepared.end_at(until);
        }
        let scene_at = |prepared: &mut Prepared, scale: f32| {
            let size_px = (box_px.0 / scale, box_px.1 / scale);
            let width_px = plot_width_px(size_px);
            let viewport = viewport(chronology, options, piece, width_px);
            // Nobody pans to those of another time.
            let bands = options.bands.iter().filter(|band| band.is_in(viewport, width_px));
            let bands: Vec<Band> = bands.cloned().collect();
            let request = Request {
                filter: &options.filter,
                shown: None,
                viewport,
                size_px,
                rows_px: size_px,
                scroll_px: 0.0,
                sorting: &options.sorting,
                placing: &placing,
                selected: &BTreeSet::new(),
                bands: &bands,
                heights_px: &BTreeMap::new(),
            };
            prepared.scene(chronology, &request, measure)
        };
        let first = scene_at(&mut prepared, 1.0);
        let larger = LARGER.into_iter().find_map(|scale| {
            let is_low = needed_px(&first) * scale <= box_px.1;
            let scene = is_low.then(|| scene_at(&mut prepared, scale))?;
            let is_as_clear = fits(&scene) && said(&scene) == said(&first);
            is_as_clear.then_some((scene, scale))
        });
        if let Some((scene, scale)) = larger {
            return Self::of(shortened(scene), scale, &prepared);
        }
        // What a larger try left prepared is not of the first scene any more.
        let mut first = (box_px.1 < needed_px(&first) * 1.15).then_some(first);
        let mut shared = 1.0;
        let mut tried = (Scene::default(), 1.0);
        for (number, (scale, share)) in TRIES.into_iter().enumerate() {
            if number == 1 {
                prepared.pack_rows();
            }
            // The same rows are about as high at another size.
            let is_same = 1 < number && share.total_cmp(&shared).is_eq();
            if is_same && box_px.1 * 1.1 < needed_px(&tried.0) * scale {
                continue;
            }
            if share < shared {
                prepared.share_rows(share);
                shared = share;
            }
            let scene = first.take().unwrap_or_else(|| scene_at(&mut prepared, scale));
            if fits(&scene) {
                return Self::of(shortened(scene), scale, &prepared);
            }
            tried = (scene, scale);
        }
        Self::of(tried.0, tried.1, &prepared)
    }

    /// A figure whose scene fits, or else one without the lanes that do not; they are listed all the
    /// same.
    fn of(scene: Scene, scale: f32, prepared: &Prepared) -> Self {
        let is_cut = scene.size_px.1 < scene.content_height_px + scene.plot.top;
        let kept = if is_cut { kept_lanes(&scene) } else { scene.lanes.len() };
        let lanes = scene.lanes.iter().zip(prepared.lanes()).enumerate();
        let name = |i: usize, name: &str| {
            if i < kept { name.to_owned() } else { format!("{name} (not in the figure: no room)") }
        };
        let listed =
            lanes.map(|(i, (lane, (_, events)))| (name(i, &lane.name), events.iter().collect()));
        let listed = listed.collect();
        let (scene, cut) = if is_cut { without_cut_lanes(scene) } else { (scene, Cut::default()) };
        Self { scene, scale, listed, cut }
    }

    /// Height on the page in pixels.
    pub(super) fn height_px(&self) -> f32 {
        self.scene.size_px.1 * self.scale
    }
}

/// Height that all lanes take with the axis and the annotations.
fn needed_px(scene: &Scene) -> f32 {
    scene.content_height_px + scene.plot.top + 1.0
}

fn fits(scene: &Scene) -> bool {
    needed_px(scene) <= scene.size_px.1
}

/// How many marks and labels a scene has: what a larger one must not lose.
fn said(scene: &Scene) -> (usize, usize) {
    let labelled = scene.marks.iter().filter(|mark| mark.label.is_some());
    (scene.marks.len(), labelled.count())
}

/// The scene cut below its lanes; a shorter one would share out fewer rows.
fn shortened(mut scene: Scene) -> Scene {
    let needed = needed_px(&scene);
    scene.size_px.1 = needed;
    scene.plot.bottom = needed;
    scene
}

/// How many lanes fit as a whole; one stays in any case.
fn kept_lanes(scene: &Scene) -> usize {
    let fitting = scene.lanes.iter().filter(|lane| lane.rect.bottom <= scene.plot.bottom).count();
    fitting.max(1)
}

/// Leaves out the lanes that do not fit as a whole.
fn without_cut_lanes(mut scene: Scene) -> (Scene, Cut) {
    let kept = kept_lanes(&scene);
    let off_screen = scene.counts.off_screen;
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
    let lanes = scene.lanes.len() - kept;
    let cut = Cut { lanes, events: scene.counts.off_screen - off_screen };
    scene.lanes.truncate(kept);
    scene.marks = marks;
    let bottom = scene.lanes.last().map_or(scene.plot.bottom, |lane| lane.rect.bottom);
    scene.plot.bottom = scene.plot.bottom.min(bottom + 1.0);
    scene.size_px.1 = scene.plot.bottom;
    (scene, cut)
}

/// From the first to the last shown event, unless the options say otherwise.
fn viewport(
    chronology: &Chronology,
    options: &PictureOptions,
    piece: &Piece,
    width_px: f32,
) -> Viewport {
    let shown = shown_extent(chronology, &options.filter);
    let (first, last) = shown.unwrap_or_else(|| {
        let empty = Viewport::default();
        (empty.start_secs as i64, empty.end_secs(width_px) as i64)
    });
    // Numbers stand right of their marks, also of the last ones.
    let room_px = if options.page.parts.sources { NUMBER_PX.min(width_px / 8.0) } else { 0.0 };
    let width_px = width_px - room_px;
    match (piece.from_secs, piece.to_secs) {
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
