//! What is kept between frames, so that a frame touches only what is visible.
//!
//! Forms are made once a chronology, lanes once a choice of lanes and colours, the shown events
//! once a filter, rows once a level of zoom. A pan only looks up what is inside the view.

use super::filter::Sieve;
use super::form::Form;
use super::labels::place_labels;
use super::lanes::{Arrangement, LaneHead};
use super::lod::Level;
use super::rows::{self, Item, ROW_PX, Rows};
use super::scene::{Counts, Glyph, Lane, Mark, Style, Target};
use super::{
    ColourBy, Filter, LaneBy, Measure, Placing, Rect, Request, Scene, axis_rect, marks, plot_rect,
    ticks,
};
use crate::model::Chronology;

/// Space above the first and below the last row of a lane.
const LANE_PAD_PX: f32 = 6.0;
/// Lanes share the rows of the window by their number of events, within these bounds.
const LEAST_ROWS: usize = 4;
const MOST_ROWS: usize = 14;
/// Height of a collapsed lane.
const COLLAPSED_PX: f32 = 26.0;
/// Width of a bar of a collapsed lane at the coarsest zoom of a level.
const STRIP_BAR_PX: f64 = 8.0;
/// Least height of a lane: room for its name and count.
const LEAST_LANE_PX: f32 = 44.0;

/// A chronology made ready to be drawn again and again.
///
/// Belongs to one chronology: make a new one when that changes.
#[derive(Debug, Default)]
pub struct Prepared {
    forms: Vec<Option<Form>>,
    arranged: Option<(LaneBy, ColourBy)>,
    arrangement: Arrangement,
    placed_by: Option<Placing>,
    /// Lanes from top to bottom, by index.
    order: Vec<usize>,
    shown_by: Option<Filter>,
    shown: Shown,
    laid_out: Option<(Level, usize)>,
    rows: Vec<Rows>,
    /// Whether rows are shared among what is in view alone, for a picture that nobody pans.
    is_still: bool,
    /// Part of the usual rows that a picture has room for, 0–1.
    share: f32,
    /// Last second of the events of a picture.
    until_secs: Option<f64>,
    /// Whether every mark carries the number of its event in the order of [`Self::lanes`], from 1.
    is_numbered: bool,
}

/// The events that pass the filter.
#[derive(Debug, Default)]
struct Shown {
    /// Dated ones of each lane, by anchor.
    lanes: Vec<Vec<usize>>,
    undated: usize,
    filtered_out: usize,
    /// Left or right of a picture.
    outside: usize,
}

impl Prepared {
    /// Reads the dates of a chronology.
    pub fn new(chronology: &Chronology) -> Self {
        let forms = chronology.events.iter().map(|event| Form::of(chronology, event)).collect();
        Self { forms, share: 1.0, ..Self::default() }
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

    /// Lays out this part of the usual rows from now on, 0–1: fewer rows, more shared marks.
    pub fn share_rows(&mut self, share: f32) {
        self.share = share;
        self.laid_out = None;
    }

    /// Lays out everything that is visible.
    pub fn scene(
        &mut self,
        chronology: &Chronology,
        request: &Request<'_>,
        measure: &dyn Measure,
    ) -> Scene {
        self.refresh(chronology, request, measure);
        let axis = axis_rect(request.size_px);
        let plot = plot_rect(request.size_px);
        let (major, minor) = ticks::ticks(request.viewport, plot);
        let counts = Counts {
            undated: self.shown.undated,
            filtered_out: self.shown.filtered_out,
            off_screen: self.shown.outside,
            total: chronology.events.len(),
            ..Counts::default()
        };
        let mut scene = Scene {
            size_px: request.size_px,
            viewport: request.viewport,
            axis,
            plot,
            major,
            minor,
            counts,
            hue_names: self.arrangement.hue_names.clone(),
            ..Scene::default()
        };
        self.fill(chronology, request, measure, &mut scene);
        scene
    }

    /// Key and events, shown and dated and in order of time, of every lane that has any, from top
    /// to bottom.
    pub fn lanes(&self) -> impl Iterator<Item = (&str, &[usize])> {
        let lane = |index: &usize| {
            let head = self.arrangement.lanes.get(*index)?;
            Some((head.key.as_str(), self.shown.lanes.get(*index)?.as_slice()))
        };
        self.order.iter().filter_map(lane).filter(|(_, events)| !events.is_empty())
    }

    /// Brings lanes, shown events and rows up to the request.
    fn refresh(&mut self, chronology: &Chronology, request: &Request<'_>, measure: &dyn Measure) {
        let arranged = (request.lanes, request.colour);
        let is_new_order = self.arranged != Some(arranged);
        if is_new_order {
            self.arrangement = Arrangement::new(chronology, request.lanes, request.colour);
            self.arranged = Some(arranged);
        }
        let is_new_choice =
            is_new_order || self.is_still || self.shown_by.as_ref() != Some(request.filter);
        if is_new_choice {
            self.show(chronology, request);
            self.shown_by = Some(request.filter.clone());
        }
        let is_new_placing = is_new_order || self.placed_by.as_ref() != Some(request.placing);
        if is_new_placing {
            self.order = placed(&self.arrangement, request.placing);
            self.placed_by = Some(request.placing.clone());
        }
        let level = Level::of(request.viewport.secs_per_px);
        let rows = (plot_rect(request.size_px).height() / ROW_PX) as usize;
        if is_new_choice || is_new_placing || self.laid_out != Some((level, rows)) {
            let (forms, share) = (&self.forms, self.share);
            let lanes = || self.arrangement.lanes.iter().zip(&self.shown.lanes);
            let is_open = |head: &LaneHead| !request.placing.collapsed.contains(&head.key);
            let open = lanes().filter(|(head, _)| is_open(head));
            let all = open.map(|(_, events)| events.len()).sum::<usize>().max(1);
            let first_numbers = self.first_numbers();
            self.rows = lanes()
                .zip(first_numbers)
                .map(|((head, events), first_number)| {
                    if !is_open(head) {
                        return Rows::default();
                    }
                    let rows = (rows * events.len() / all).clamp(LEAST_ROWS, MOST_ROWS);
                    let rows = ((rows as f32 * share).round() as usize).max(1);
                    rows::Lane { chronology, forms, events, level, rows, first_number }
                        .layout(measure)
                })
                .collect();
            self.laid_out = Some((level, rows));
        }
    }

    /// The number of the first event of each lane, by index; `None` where marks have none.
    fn first_numbers(&self) -> Vec<Option<usize>> {
        let mut numbers = vec![None; self.shown.lanes.len()];
        let mut next = 1;
        for index in self.order.iter().filter(|_| self.is_numbered) {
            let count = self.shown.lanes.get(*index).map_or(0, Vec::len);
            if let Some(number) = numbers.get_mut(*index) {
                *number = Some(next);
            }
            next += count;
        }
        numbers
    }

    fn show(&mut self, chronology: &Chronology, request: &Request<'_>) {
        let sieve = Sieve::new(chronology, request.filter).knowing(request.found);
        let width_px = f64::from(plot_rect(request.size_px).width());
        let viewport = request.viewport;
        let is_outside = |form: &Form| {
            let (left, right) = form.extent_px(viewport.secs_per_px);
            let origin = viewport.start_secs / viewport.secs_per_px;
            let is_late = self.until_secs.is_some_and(|until| until < form.anchor());
            self.is_still && (right <= origin || origin + width_px <= left || is_late)
        };
        let mut shown =
            Shown { lanes: vec![Vec::new(); self.arrangement.lanes.len()], ..Shown::default() };
        let places = self.forms.iter().zip(&self.arrangement.lane_of);
        for (i, (event, (form, lane))) in chronology.events.iter().zip(places).enumerate() {
            if !sieve.passes_at(i, event) {
                shown.filtered_out += 1;
            } else if form.is_none() {
                shown.undated += 1;
            } else if form.as_ref().is_some_and(is_outside) {
                shown.outside += 1;
            } else if let Some(lane) = shown.lanes.get_mut(*lane) {
                lane.push(i);
            }
        }
        for lane in &mut shown.lanes {
            lane.sort_by(|a, b| self.anchor(*a).total_cmp(&self.anchor(*b)).then(a.cmp(b)));
        }
        self.shown = shown;
    }

    fn anchor(&self, event: usize) -> f64 {
        self.forms.get(event).and_then(Option::as_ref).map_or(0.0, Form::anchor)
    }

    fn fill(
        &self,
        chronology: &Chronology,
        request: &Request<'_>,
        measure: &dyn Measure,
        scene: &mut Scene,
    ) {
        let mut top = scene.plot.top - request.scroll_px;
        let lane = |index: &usize| {
            let head = self.arrangement.lanes.get(*index)?;
            Some((head, self.shown.lanes.get(*index)?, self.rows.get(*index)?))
        };
        let lanes = self.order.iter().filter_map(lane);
        for (head, events, rows) in lanes.filter(|(_, events, _)| !events.is_empty()) {
            let is_collapsed = request.placing.collapsed.contains(&head.key);
            let height = if is_collapsed {
                COLLAPSED_PX
            } else {
                (rows.count as f32 * ROW_PX + 2.0 * LANE_PAD_PX).max(LEAST_LANE_PX)
            };
            let mut lane = Lane {
                key: head.key.clone(),
                name: head.name.clone(),
                hue: head.hue,
                is_collapsed,
                count: events.len(),
                before: 0,
                after: 0,
                rect: Rect::from_size(0.0, top, scene.size_px.0, height),
            };
            let view = LaneView { chronology, request, prepared: self, events, rows };
            if is_collapsed {
                view.strip(&mut lane, scene);
            } else {
                view.marks(&mut lane, measure, scene);
            }
            scene.lanes.push(lane);
            top += height;
        }
        scene.content_height_px = top + request.scroll_px - scene.plot.top;
    }
}

/// Lanes by index: first those that were placed by hand, then the others as usual.
fn placed(arrangement: &Arrangement, placing: &Placing) -> Vec<usize> {
    let rank = |key: &str| placing.order.iter().position(|other| other == key);
    let mut order: Vec<usize> = (0..arrangement.lanes.len()).collect();
    order.sort_by_key(|index| {
        let head = arrangement.lanes.get(*index);
        head.and_then(|head| rank(&head.key)).unwrap_or(usize::MAX)
    });
    order
}

/// One lane as the view cuts it.
struct LaneView<'a> {
    chronology: &'a Chronology,
    request: &'a Request<'a>,
    prepared: &'a Prepared,
    events: &'a [usize],
    rows: &'a Rows,
}

impl LaneView<'_> {
    /// Adds the visible marks of the lane and counts the others.
    fn marks(&self, lane: &mut Lane, measure: &dyn Measure, scene: &mut Scene) {
        let (from, end) = self.near(scene.plot.width());
        let items: Vec<&Item> = self.rows.reaching(from, end).collect();
        let begun = self.count_before(end);
        lane.before = begun - items.iter().map(|item| item.events.len()).sum::<usize>();
        lane.after = lane.count - begun;
        let mut off_screen = lane.before + lane.after;
        let first = scene.marks.len();
        let mut drawn: Vec<&Item> = Vec::new();
        for item in items {
            let rect = self.rect(item, lane.rect.top, scene.plot);
            let events = item.events.len();
            let is_left = rect.right <= scene.plot.left;
            let is_right = rect.left >= scene.plot.right;
            lane.before += if is_left { events } else { 0 };
            lane.after += if is_right { events } else { 0 };
            if is_left || is_right || !rect.overlaps(scene.plot) {
                off_screen += events;
                continue;
            }
            let mark = self.mark(item, rect, scene);
            match mark.target {
                Target::Event(_) => scene.counts.single += 1,
                Target::Cluster(_) => scene.counts.clustered += events,
            }
            scene.marks.push(mark);
            drawn.push(item);
        }
        scene.counts.off_screen += off_screen;
        if let Some(marks) = scene.marks.get_mut(first..) {
            place_labels(marks, &drawn, scene.plot, measure);
        }
    }

    /// Adds the bars of a collapsed lane. They stand at fixed times, so that they do not change as the
    /// view moves; each counts the events that are counted there.
    fn strip(&self, lane: &mut Lane, scene: &mut Scene) {
        let secs_per_px = self.request.viewport.secs_per_px;
        let bar_secs = Level::of(secs_per_px).coarsest() * STRIP_BAR_PX;
        let anchor = |event: &usize| self.prepared.anchor(*event);
        let bar_of = |secs: f64| (secs / bar_secs).floor() as i64;
        let (left, viewport) = (scene.plot.left, self.request.viewport);
        let x = |bar: i64| left + viewport.x_from_time(bar as f64 * bar_secs) as f32;
        let first = self.events.partition_point(|it| x(bar_of(anchor(it)) + 1) <= scene.plot.left);
        let last = self.events.partition_point(|it| x(bar_of(anchor(it))) < scene.plot.right);
        (lane.before, lane.after) = (first, self.events.len() - last);
        scene.counts.off_screen += lane.before + lane.after;
        let inside = self.events.get(first..last).unwrap_or_default();
        let bars = || inside.chunk_by(|a, b| bar_of(anchor(a)) == bar_of(anchor(b)));
        let most = bars().map(<[usize]>::len).max().unwrap_or(1) as f32;
        let rect = Rect { top: lane.rect.top + 4.0, bottom: lane.rect.bottom - 2.0, ..lane.rect };
        if !rect.overlaps(scene.plot) {
            scene.counts.off_screen += inside.len();
            return;
        }
        for members in bars() {
            let bar = members.first().map_or(0, |event| bar_of(anchor(event)));
            let rect = Rect { left: x(bar), right: x(bar + 1), ..rect };
            let place = marks::Place { lane: scene.lanes.len(), row: 0, rect };
            let share = (members.len() as f32).ln_1p() / most.ln_1p();
            let mark = match members {
                [event] => self.maker().single(*event, place, scene),
                _ => self.maker().cluster(&self.maker().group(members), place, scene),
            };
            match members.len() {
                1 => scene.counts.single += 1,
                more => scene.counts.clustered += more,
            }
            // A bar says how many, not what of each.
            let style = Style { is_selected: mark.style.is_selected, ..Style::default() };
            scene.marks.push(Mark { glyph: Glyph::Density { share }, style, ..mark });
        }
    }

    /// Where the view starts, in pixels from second 0 at the level's coarsest zoom, and how many
    /// items begin before it ends.
    fn near(&self, width_px: f32) -> (f64, usize) {
        let coarsest = Level::of(self.request.viewport.secs_per_px).coarsest();
        // Rounding and fixed widths, which shrink against time as the view zooms in.
        let slack = 200.0;
        let from = self.request.viewport.start_secs / coarsest - slack;
        let to = self.request.viewport.end_secs(width_px) / coarsest + slack;
        (from, self.rows.items.partition_point(|item| item.left <= to))
    }

    fn count_before(&self, item: usize) -> usize {
        self.rows.before.get(item).copied().unwrap_or(self.events.len())
    }

    /// Box of a mark on the canvas, not yet cut to the time area.
    fn rect(&self, item: &Item, lane_top: f32, plot: Rect) -> Rect {
        let secs_per_px = self.request.viewport.secs_per_px;
        let members = self.events.get(item.events.clone()).unwrap_or_default();
        let (left, right) = rows::extent_px(&self.prepared.forms, members, secs_per_px);
        let origin = self.request.viewport.start_secs / secs_per_px;
        let x = |px: f64| plot.left + (px - origin).clamp(-1e6, 1e6) as f32;
        let top = lane_top + LANE_PAD_PX + item.row as f32 * ROW_PX;
        let half = marks::height_px(members.len()) / 2.0;
        let middle = top + ROW_PX / 2.0;
        Rect { left: x(left), top: middle - half, right: x(right), bottom: middle + half }
    }

    fn mark(&self, item: &Item, rect: Rect, scene: &Scene) -> Mark {
        let place = marks::Place { lane: scene.lanes.len(), row: item.row, rect };
        if item.events.len() > 1 {
            let members = self.events.get(item.events.clone()).unwrap_or_default();
            let group = item.group.get_or_init(|| self.maker().group(members));
            return self.maker().cluster(group, place, scene);
        }
        let event = self.events.get(item.events.start).copied().unwrap_or(usize::MAX);
        self.maker().single(event, place, scene)
    }

    fn maker(&self) -> marks::Maker<'_> {
        marks::Maker {
            chronology: self.chronology,
            forms: &self.prepared.forms,
            hues: &self.prepared.arrangement.hue_of,
            selected: self.request.selected,
        }
    }
}
