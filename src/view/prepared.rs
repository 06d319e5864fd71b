//! What is kept between frames, so that a frame touches only what is visible.
//!
//! Columns are made once a chronology, lanes once a choice of lanes and colours, the shown events
//! once a filter, rows once a level of zoom: of a lane with few events at once, of others as they
//! come into view. A pan only looks up what is inside the view.

use super::bands;
use super::bits::Bits;
use super::filter::Sieve;
use super::form::Form;
use super::known::Known;
use super::lanes::Arrangement;
use super::lanes::events::LaneEvents;
use super::lanes::in_view::LaneView;
use super::lanes::key::LaneKey;
use super::lanes::sharing::Layout;
use super::rows::Pitch;
use super::rows::columns::Columns;
use super::rows::foot::foot_class;
use super::rows::kept::Kept;
use super::rows::lod::Level;
use super::scene::{Counts, Lane};
use super::ticks;
use super::{
    AXIS_HEIGHT_PX, Filter, Labels, Measure, Members, Placing, Rect, Request, Scene, Sorting,
    Viewport, plot_rect,
};
use crate::model::Chronology;
use rayon::prelude::*;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::sync::Arc;

/// Starred events up to which they stand for themselves; more are no choice any more.
const MOST_STARRED: usize = 2_000;
/// Shown events up to which every lane is laid out whole, and up to which a lane is in any case.
const WHOLE: (usize, usize) = (1_000, 150);
/// Levels from one view to the next up to which marks keep their rows: a zoom of four times. Farther away hardly
/// any of them is still in view.
const NEAR_STEPS: u32 = 4;

/// A chronology made ready to be drawn again and again.
///
/// Belongs to one chronology: make a new one when that changes.
#[derive(Debug, Default)]
pub struct Prepared {
    pub(super) columns: Columns,
    arranged: Option<Sorting>,
    pub(super) arrangement: Arrangement,
    /// All dated events of each lane.
    all: Vec<Arc<LaneEvents>>,
    placed_by: Option<Placing>,
    /// Lanes from top to bottom, by index.
    pub(super) order: Vec<usize>,
    shown_by: Option<(Filter, Option<u64>)>,
    pub(super) shown: Shown,
    /// The level, the rows of the window, and the narrowest class that is longer than the view.
    laid_out: Option<(Level, usize, usize)>,
    /// Where the starred events stand in their lanes, by index of the lane.
    pub(super) starred: BTreeMap<usize, Vec<usize>>,
    rows: Vec<Layout>,
    /// The level of these rows, where their lanes are still the same.
    level: Option<Level>,
    /// The rows that marks had before others were shown, by index of the lane, until rows are dealt out again.
    carried: Option<Vec<Kept>>,
    /// The rows that marks had at the level before, or with the filter before, by index of the lane.
    kept: Vec<Kept>,
    pub(super) known: RefCell<Known>,
    /// Whether rows are shared among what is in view alone, for a picture that nobody pans.
    pub(super) is_still: bool,
    /// Part of the usual rows that a picture has room for, 0–1.
    pub(super) share: f32,
    /// How close rows stand.
    pub(super) pitch: Pitch,
    /// Last second of the events of a picture.
    until_secs: Option<f64>,
    /// Shown events up to which every lane is laid out whole, and up to which a lane is in any case.
    pub(super) whole: (usize, usize),
    /// Which marks of a picture have their titles beside them.
    pub(super) labels: Labels,
    /// Whether every mark carries the number of its event in the order of [`Self::lanes`], from 1.
    pub(super) is_numbered: bool,
}

/// The events that pass the filter.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Dated ones of each lane.
    pub(super) lanes: Vec<Arc<LaneEvents>>,
    undated: usize,
    filtered_out: usize,
    /// Left or right of a picture.
    outside: usize,
}

impl Prepared {
    /// Reads the dates of a chronology.
    pub fn new(chronology: &Chronology) -> Self {
        Self { columns: Columns::of(chronology), share: 1.0, whole: WHOLE, ..Self::default() }
    }

    /// The same with every lane laid out tile by tile, however few events it has.
    #[cfg(test)]
    pub(super) fn tiled(chronology: &Chronology) -> Self {
        Self { whole: (0, 0), ..Self::new(chronology) }
    }

    /// The same for a picture: what is out of view takes no row and no lane.
    pub fn still(chronology: &Chronology) -> Self {
        Self { is_still: true, ..Self::new(chronology) }
    }

    /// Leaves out the events after a second, though there is room for it at the right edge.
    pub fn end_at(&mut self, until_secs: f64) {
        self.until_secs = Some(until_secs);
        self.laid_out = None;
    }

    /// Gives every mark a number from now on: that of its event in the order of [`Self::lanes`].
    pub fn number_marks(&mut self) {
        self.is_numbered = true;
        self.laid_out = None;
    }

    /// Lets only these marks have their titles beside them from now on.
    pub fn label_marks(&mut self, labels: Labels) {
        self.labels = labels;
        self.laid_out = None;
    }

    /// Lays out this part of the usual rows from now on, 0–1: fewer rows, more shared marks.
    pub fn share_rows(&mut self, share: f32) {
        self.share = share;
        self.laid_out = None;
    }

    /// Sets rows as close as a page allows from now on.
    pub fn pack_rows(&mut self) {
        self.pitch = Pitch::DENSE;
        self.laid_out = None;
    }

    /// Lays rows out again: titles or signs of events changed, and nothing else. These are starred now.
    pub fn renew_rows(&mut self, starred: BTreeSet<usize>) {
        self.columns.starred = starred;
        self.laid_out = None;
        self.known = RefCell::default();
    }

    /// Sorts events into these lanes anew where their tags may have changed, and nothing else; whether that
    /// moves or colours any otherwise.
    pub fn renew_lanes(&mut self, chronology: &Chronology, by: &Sorting) -> bool {
        if self.arranged.as_ref() != Some(by) {
            return false;
        }
        let arrangement = Arrangement::new(chronology, &self.columns, by);
        let is_new = arrangement != self.arrangement;
        if is_new {
            self.take_lanes(arrangement);
            self.shown_by = None;
        }
        is_new
    }

    fn take_lanes(&mut self, arrangement: Arrangement) {
        self.all = lanes_of(&self.columns, &arrangement);
        self.arrangement = arrangement;
        self.placed_by = None;
        (self.level, self.carried) = (None, None);
    }

    /// Lays out everything that is visible.
    pub fn scene(
        &mut self,
        chronology: &Chronology,
        request: &Request<'_>,
        measure: &dyn Measure,
    ) -> Scene {
        let mut scene = Scene::default();
        self.lay_over(&mut scene, chronology, request, measure);
        scene
    }

    /// The same in place of the last scene, so that frame after frame asks for no memory.
    pub fn lay_over(
        &mut self,
        scene: &mut Scene,
        chronology: &Chronology,
        request: &Request<'_>,
        measure: &dyn Measure,
    ) {
        self.refresh(chronology, request, measure);
        let plot = plot_rect(request.size_px, request.bands);
        let axis = Rect { top: 0.0, bottom: AXIS_HEIGHT_PX, ..plot };
        let ribbon = Rect { top: axis.bottom, bottom: plot.top, ..plot };
        let (major, minor) = ticks::ticks(request.viewport, plot);
        let counts = Counts {
            undated: self.shown.undated,
            filtered_out: self.shown.filtered_out,
            off_screen: self.shown.outside,
            total: chronology.events.len(),
            ..Counts::default()
        };
        let (mut lanes, mut marks) = (take(&mut scene.lanes), take(&mut scene.marks));
        lanes.clear();
        marks.clear();
        *scene = Scene {
            size_px: request.size_px,
            viewport: request.viewport,
            axis,
            ribbon,
            plot,
            bands: bands::band_marks(request.bands, request.viewport, ribbon, measure),
            bands_aside: bands::bands_aside(request.bands, request.viewport, plot.width()),
            major,
            minor,
            lanes,
            marks,
            counts,
            hue_heads: Arc::clone(&self.arrangement.hue_heads),
            ..Scene::default()
        };
        self.fill(chronology, request, measure, scene);
    }

    /// Key and events, shown and dated and in order of time, of every lane that has any, from top
    /// to bottom.
    pub fn lanes(&self) -> impl Iterator<Item = (&LaneKey, Members)> {
        let lane = |index: &usize| {
            let head = self.arrangement.lanes.get(*index)?;
            let events = self.shown.lanes.get(*index)?;
            Some((&head.key, Members::of(&events.order, 0..events.len())))
        };
        self.order.iter().filter_map(lane).filter(|(_, events)| !events.is_empty())
    }

    /// Does ahead what a scene would have to wait for: events in lanes, as far as they pass. `shown` is as
    /// in a [`Request`].
    pub fn arrange(
        &mut self,
        chronology: &Chronology,
        by: &Sorting,
        filter: &Filter,
        shown: Option<(&[u32], u64)>,
    ) {
        if self.sort_into_lanes(chronology, by) || !self.shows(filter, shown) {
            self.show(chronology, filter, shown, None);
        }
    }

    /// Sorts events into lanes, where they are not sorted so yet; whether they were not.
    fn sort_into_lanes(&mut self, chronology: &Chronology, by: &Sorting) -> bool {
        let is_new = self.arranged.as_ref() != Some(by);
        if is_new {
            self.take_lanes(Arrangement::new(chronology, &self.columns, by));
            self.arranged = Some(by.clone());
        }
        is_new
    }

    /// Whether this is what was shown last.
    fn shows(&self, filter: &Filter, shown: Option<(&[u32], u64)>) -> bool {
        let number = shown.map(|(_, number)| number);
        self.shown_by.as_ref().is_some_and(|(by, known)| by == filter && *known == number)
    }

    /// All dated events of each lane, and those that are shown.
    pub(super) fn lane_events(&self) -> (&[Arc<LaneEvents>], &[Arc<LaneEvents>]) {
        (&self.all, &self.shown.lanes)
    }

    /// Top and bottom of the row of a shown event on the canvas of the last scene, in view or not; those
    /// of its lane where the row is not known, and whether it is.
    pub fn row_of(&self, event: usize, scene: &Scene) -> Option<(f32, f32, bool)> {
        let index = usize::from(*self.arrangement.lane_of.get(event)?);
        let place = self.shown.lanes.get(index)?.place_of(event, &self.columns)?;
        let key = &self.arrangement.lanes.get(index)?.key;
        let lane = scene.lanes.iter().find(|lane| lane.key == *key)?;
        let top = self.rows.get(index)?.top_of(place, lane.rect, self.pitch);
        let Some(top) = top else {
            return Some((lane.rect.top, lane.rect.bottom, lane.is_collapsed));
        };
        Some((top, top + self.pitch.row_px, true))
    }

    /// The first shown event that is counted from one second to another, of the topmost lane with one.
    pub fn first_between(&self, (from, to): (f64, f64)) -> Option<usize> {
        let mut lanes = self.order.iter().filter_map(|index| self.shown.lanes.get(*index));
        lanes.find_map(|events| {
            let first = events.before(from, 1.0);
            (first < events.before(to, 1.0)).then(|| events.event(first))
        })
    }

    /// Brings lanes, shown events and rows up to the request.
    fn refresh(&mut self, chronology: &Chronology, request: &Request<'_>, measure: &dyn Measure) {
        if self.is_still {
            self.sort_into_lanes(chronology, request.sorting);
            let picture = Picture {
                chronology,
                viewport: request.viewport,
                width_px: f64::from(plot_rect(request.size_px, &[]).width()),
                until_secs: self.until_secs,
            };
            self.show(chronology, request.filter, request.shown, Some(&picture));
        } else {
            self.arrange(chronology, request.sorting, request.filter, request.shown);
        }
        if self.placed_by.as_ref() != Some(request.placing) {
            self.order = placed(&self.arrangement, request.placing);
            self.placed_by = Some(request.placing.clone());
            self.laid_out = None;
        }
        let level = Level::of(request.viewport.secs_per_px);
        let plot = plot_rect(request.rows_px, request.bands);
        let rows = (plot.height() / self.pitch.row_px) as usize;
        let class = foot_class(plot.width());
        if self.laid_out != Some((level, rows, class)) {
            let is_few = self.columns.starred.len() <= MOST_STARRED;
            let starred = is_few.then(|| self.places_of(&self.columns.starred));
            self.starred = starred.unwrap_or_default();
            let is_near = self.level.is_some_and(|before| level.steps_from(before) <= NEAR_STEPS);
            let carried = self.carried.take();
            let kept = is_near.then(|| carried.unwrap_or_else(|| self.dealt()));
            self.kept = kept.unwrap_or_default();
            self.level = Some(level);
            self.rows = self.layouts(chronology, request, (level, rows, class), measure);
            self.laid_out = Some((level, rows, class));
        }
    }

    /// The rows that marks have, by index of the lane.
    fn dealt(&self) -> Vec<Kept> {
        self.rows.iter().map(Layout::kept).collect()
    }

    /// The rows that marks have, where these events are shown of each lane instead.
    fn carry_to(&self, lanes: &[Arc<LaneEvents>]) -> Vec<Kept> {
        let kept = self.carried.clone().unwrap_or_else(|| self.dealt());
        let both = self.shown.lanes.iter().zip(lanes);
        let carried = kept.iter().zip(both).map(|(kept, (before, now))| {
            kept.at_places(|place| now.place_of(before.event(place), &self.columns))
        });
        carried.collect()
    }

    /// The rows that the marks of a lane had at the level before.
    pub(super) fn kept_of(&self, lane: usize) -> &Kept {
        static NONE: Kept = Kept::none();
        self.kept.get(lane).unwrap_or(&NONE)
    }

    /// Where the starred events of a lane stand in it, rising.
    pub(super) fn starred_of(&self, lane: usize) -> &[usize] {
        self.starred.get(&lane).map_or(&[], Vec::as_slice)
    }

    /// Chooses what is shown; `shown` are the events that pass, where somebody knows them already.
    fn show(
        &mut self,
        chronology: &Chronology,
        filter: &Filter,
        shown: Option<(&[u32], u64)>,
        picture: Option<&Picture<'_>>,
    ) {
        let count = chronology.events.len();
        let mut passes = if let Some((shown, _)) = shown {
            Bits::of(count, shown)
        } else {
            let sieve = Sieve::new(chronology, filter);
            let passes = |at: usize| chronology.events.get(at).is_some_and(|it| sieve.passes(it));
            Bits::where_so(count, passes)
        };
        let passed = passes.count();
        let outside = picture.map_or(0, |picture| picture.leave_out(&self.columns, &mut passes));
        let lanes = if passed - outside == count {
            self.all.clone()
        } else {
            // The longest first: begun last, it would keep all but one core waiting.
            let mut longest: Vec<(usize, &Arc<LaneEvents>)> = self.all.iter().enumerate().collect();
            longest.sort_by_key(|(_, all)| Reverse(all.len()));
            let passing = longest.into_par_iter().with_max_len(1);
            let passing = passing.map(|(i, all)| (i, Arc::new(all.passing(&passes))));
            let mut lanes: Vec<(usize, Arc<LaneEvents>)> = passing.collect();
            lanes.sort_unstable_by_key(|(i, _)| *i);
            lanes.into_iter().map(|(_, lane)| lane).collect()
        };
        let dated = lanes.iter().map(|lane| lane.len()).sum::<usize>() + outside;
        let (undated, filtered_out) = (passed - dated, count - passed);
        // A picture deals its rows out anew, so that its bytes are the same whatever was shown before.
        self.level = self.level.filter(|_| picture.is_none());
        self.carried = self.level.map(|_| self.carry_to(&lanes));
        self.shown = Shown { lanes, undated, filtered_out, outside };
        self.shown_by = Some((filter.clone(), shown.map(|(_, number)| number)));
        self.laid_out = None;
    }

    /// Where some events stand in their lanes, rising, by index of the lane.
    fn places_of(&self, events: &BTreeSet<usize>) -> BTreeMap<usize, Vec<usize>> {
        let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for event in events {
            let lane = self.arrangement.lane_of.get(*event).copied().map(usize::from);
            let shown = lane.and_then(|lane| Some((lane, self.shown.lanes.get(lane)?)));
            if let Some((lane, shown)) = shown
                && let Some(place) = shown.place_of(*event, &self.columns)
            {
                places.entry(lane).or_default().push(place);
            }
        }
        for places in places.values_mut() {
            places.sort_unstable();
        }
        places
    }

    fn fill(
        &mut self,
        chronology: &Chronology,
        request: &Request<'_>,
        measure: &dyn Measure,
        scene: &mut Scene,
    ) {
        let mut top = scene.plot.top - request.scroll_px;
        let mut layouts = take(&mut self.rows);
        let mut selected = self.places_of(request.selected);
        for index in &self.order {
            let (Some(head), Some(events), Some(layout)) = (
                self.arrangement.lanes.get(*index),
                self.shown.lanes.get(*index),
                layouts.get_mut(*index),
            ) else {
                continue;
            };
            if events.is_empty() {
                continue;
            }
            let whole_px = layout.height_px(self.pitch);
            let height = request.heights_px.get(&head.key).copied().unwrap_or(whole_px);
            let mut lane = Lane {
                key: head.key.clone(),
                name: head.name.clone(),
                hue: head.hue,
                is_collapsed: matches!(layout, Layout::Strip { .. }),
                count: events.len(),
                before: 0,
                after: 0,
                rect: Rect::from_size(0.0, top, scene.size_px.0, height),
                wanted_px: whole_px,
            };
            let selected = selected.remove(index).unwrap_or_default();
            let view = LaneView::new(chronology, request, self, (*index, events), selected);
            match layout {
                Layout::Whole(rows) => view.whole(rows, &mut lane, measure, scene),
                Layout::Tiled(tiles) => view.tiled(tiles, &mut lane, measure, scene),
                Layout::Strip { most } => view.strip(*most, &mut lane, scene),
            }
            scene.lanes.push(lane);
            top += height;
        }
        self.rows = layouts;
        scene.content_height_px = top + request.scroll_px - scene.plot.top;
    }
}

/// What a picture holds, which nobody pans.
struct Picture<'a> {
    chronology: &'a Chronology,
    viewport: Viewport,
    width_px: f64,
    until_secs: Option<f64>,
}

impl Picture<'_> {
    /// Takes the dated events that stand outside from those that pass; how many they are.
    fn leave_out(&self, columns: &Columns, passes: &mut Bits) -> usize {
        let dated = columns.order.par_iter().map(|event| *event as usize);
        let outside = dated.filter(|event| passes.has(*event) && self.is_outside(*event));
        let outside: Vec<usize> = outside.collect();
        for event in &outside {
            passes.clear(*event);
        }
        outside.len()
    }

    /// Whether an event stands outside of it.
    fn is_outside(&self, event: usize) -> bool {
        let Some(event) = self.chronology.events.get(event) else { return false };
        let Some(form) = Form::of(self.chronology, event) else { return false };
        let secs_per_px = self.viewport.secs_per_px;
        let (left, right) = form.extent_px(secs_per_px);
        let origin = self.viewport.start_secs / secs_per_px;
        let is_late = self.until_secs.is_some_and(|until| until < form.anchor());
        right <= origin || origin + self.width_px <= left || is_late
    }
}

/// All dated events, by lane.
fn lanes_of(columns: &Columns, arrangement: &Arrangement) -> Vec<Arc<LaneEvents>> {
    let lane_of = |event: &u32| arrangement.lane_of.get(*event as usize).copied().map(usize::from);
    let mut counts = vec![0; arrangement.lanes.len()];
    for lane in &arrangement.lane_of {
        if let Some(count) = counts.get_mut(usize::from(*lane)) {
            *count += 1;
        }
    }
    let mut lanes: Vec<Vec<u32>> = counts.into_iter().map(Vec::with_capacity).collect();
    for event in &columns.order {
        if let Some(lane) = lane_of(event).and_then(|lane| lanes.get_mut(lane)) {
            lane.push(*event);
        }
    }
    let all = |order: Vec<u32>| Arc::new(LaneEvents::all(order, columns, &arrangement.hue_of));
    lanes.into_par_iter().map(all).collect()
}

/// Lanes by index: first those that were placed by hand, then the others as usual.
fn placed(arrangement: &Arrangement, placing: &Placing) -> Vec<usize> {
    let rank = |key: &LaneKey| placing.order.iter().position(|other| other == key);
    let mut order: Vec<usize> = (0..arrangement.lanes.len()).collect();
    order.sort_by_key(|index| {
        let head = arrangement.lanes.get(*index);
        head.and_then(|head| rank(&head.key)).unwrap_or(usize::MAX)
    });
    order
}
