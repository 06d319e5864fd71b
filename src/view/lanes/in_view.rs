//! One lane as the view cuts it: from rows to marks and counts.

use super::events::{LaneEvents, first_where};
use crate::model::Chronology;
use crate::view::form::Form;
use crate::view::labels::place_labels;
use crate::view::places::Places;
use crate::view::prepared::Prepared;
use crate::view::rows::foot::{GAP_PX, Stack};
use crate::view::rows::kept::Kept;
use crate::view::rows::lod::Level;
use crate::view::rows::tiles::Tiles;
use crate::view::rows::{self, Item, Rows};
use crate::view::scene::{Cut, Glyph, Lane, Mark, Style, Target};
use crate::view::{Labels, Measure, Members, Rect, Request, Scene, caption, marks, words};
use std::sync::Arc;

/// Members of a cluster up to which they are listed in order of the chronology.
const SORTED: usize = 512;

/// What stays free left of the mark of what is folded, and around its words.
const FOLD_GAP_PX: f32 = 4.0;

/// One lane as the view cuts it.
pub(crate) struct LaneView<'a> {
    chronology: &'a Chronology,
    request: &'a Request<'a>,
    prepared: &'a Prepared,
    events: &'a LaneEvents,
    /// Where its starred events stand in the lane, rising.
    starred: &'a [usize],
    /// The rows that its marks had at the level before.
    kept: &'a Kept,
    /// Where the selected events stand in the lane, rising.
    selected: Vec<usize>,
}

impl<'a> LaneView<'a> {
    pub(crate) fn new(
        chronology: &'a Chronology,
        request: &'a Request<'a>,
        prepared: &'a Prepared,
        (index, events): (usize, &'a LaneEvents),
        selected: Vec<usize>,
    ) -> Self {
        let (starred, kept) = (prepared.starred_of(index), prepared.kept_of(index));
        Self { chronology, request, prepared, events, starred, kept, selected }
    }

    /// Adds the visible marks of a lane that is laid out whole, and counts the others.
    pub(crate) fn whole(
        &self,
        rows: &Rows,
        lane: &mut Lane,
        measure: &dyn Measure,
        scene: &mut Scene,
    ) {
        let ((from, to), count) = (self.near(scene.plot.width()), self.events.len());
        let end = rows.items.partition_point(|item| item.left <= to);
        let items: Vec<&Item> = rows.reaching(from, end).collect();
        let begun = rows.before.get(end).copied().unwrap_or(count);
        lane.before = begun - items.iter().map(|item| item.count()).sum::<usize>();
        lane.after = lane.count - begun;
        self.marks(&items, rows.stack, lane, measure, scene);
    }

    /// The same for one that is laid out as it comes into view.
    pub(crate) fn tiled(
        &self,
        tiles: &mut Tiles,
        lane: &mut Lane,
        measure: &dyn Measure,
        scene: &mut Scene,
    ) {
        let span = self.near(scene.plot.width());
        let secs_per_px = Level::of(self.request.viewport.secs_per_px).coarsest();
        let middle = self.events.before(f64::midpoint(span.0, span.1), secs_per_px);
        let is_in_view = lane.rect.top < scene.plot.bottom && scene.plot.top < lane.rect.bottom;
        if !is_in_view {
            let viewport = self.request.viewport;
            let ends = [viewport.start_secs, viewport.end_secs(scene.plot.width())];
            let [from, to] = ends.map(|secs| self.events.before(secs, 1.0));
            (lane.before, lane.after) = (from, lane.count - to);
            scene.counts.off_screen += lane.count;
            let near =
                self.events.before(span.0, secs_per_px)..self.events.before(span.1, secs_per_px);
            if near.is_empty() {
                lane.wanted_px = self.prepared.pitch.lane_px(1);
            }
            return;
        }
        let parts = rows::Lane {
            chronology: self.chronology,
            events: self.events,
            level: Level::of(self.request.viewport.secs_per_px),
            rows: tiles.budget(),
            foot: tiles.foot(),
            starred: self.starred,
            first_number: None,
            labels: Labels::All,
            known: &self.prepared.known,
            kept: self.kept,
            frame: None,
        };
        tiles.look_at(&parts, span, measure);
        let items = tiles.reaching(span);
        let early = |places: &Places| match places {
            Places::Run(range) => middle.clamp(range.start, range.end) - range.start,
            Places::Less(range, less) => {
                let before = middle.clamp(range.start, range.end) - range.start;
                before - less.partition_point(|at| (*at as usize) < middle)
            }
            Places::Some(places) => places.partition_point(|at| (*at as usize) < middle),
        };
        let near: usize = items.iter().map(|item| item.count()).sum();
        let near_early: usize = items.iter().map(|item| early(&item.places)).sum();
        lane.before = middle - near_early;
        lane.after = lane.count - near - lane.before;
        self.marks(&items, tiles.stack(), lane, measure, scene);
    }

    /// Adds the marks that are in view, of those that are near it, and counts the others.
    fn marks(
        &self,
        near: &[&Item],
        stack: Stack,
        lane: &mut Lane,
        measure: &dyn Measure,
        scene: &mut Scene,
    ) {
        let mut off_screen = lane.before + lane.after;
        let first = scene.marks.len();
        let (mut head, mut foot) = (0, 0);
        let (mut drawn, mut folded): (Vec<&Item>, Vec<&Item>) = (Vec::new(), Vec::new());
        for item in near {
            let rect = self.rect(item, stack, lane.rect, scene.plot);
            let events = item.count();
            let is_left = rect.right <= scene.plot.left;
            let is_right = rect.left >= scene.plot.right;
            lane.before += if is_left { events } else { 0 };
            lane.after += if is_right { events } else { 0 };
            if !is_left && !is_right {
                let rows = if item.is_long { &mut foot } else { &mut head };
                *rows = stack.depth(item).max(*rows);
            }
            if is_left || is_right || !rect.overlaps(scene.plot) {
                off_screen += events;
                continue;
            }
            if stack.folds(item) {
                folded.push(item);
                continue;
            }
            let mark = self.mark(item, stack.row(item), rect, scene);
            match mark.target {
                Target::Event(_) => scene.counts.single += 1,
                Target::Cluster(_) => scene.counts.clustered += events,
            }
            scene.marks.push(mark);
            drawn.push(item);
        }
        lane.wanted_px = self.prepared.pitch.lane_px((head + foot).max(1));
        scene.counts.off_screen += off_screen;
        if let [item] = *folded {
            let rect = self.rect(item, stack, lane.rect, scene.plot);
            scene.marks.push(self.mark(item, stack.row(item), rect, scene));
            scene.counts.single += 1;
            drawn.push(item);
        }
        if let Some(marks) = scene.marks.get_mut(first..) {
            place_labels(marks, &drawn, scene.plot, measure);
        }
        if let [item, _, ..] = *folded {
            let row = (stack.row(item), stack.top_px(item, lane.rect, self.prepared.pitch));
            scene.marks.push(self.fold(&folded, row, scene));
            scene.counts.clustered += folded.len();
        }
    }

    /// The mark of all that share a row at the lane's foot, at the left edge of the view: it says in words
    /// how many they are.
    fn fold(&self, folded: &[&Item], (row, top): (usize, f32), scene: &Scene) -> Mark {
        let mut places: Vec<u32> = folded.iter().map(|item| item.places.first() as u32).collect();
        places.sort_unstable();
        let places = Places::Some(places);
        let text = format!("{} longer periods", caption::compact(places.len()));
        let height_px = marks::height_px(places.len());
        let rect = Rect::from_size(
            scene.plot.left + FOLD_GAP_PX,
            top + (self.prepared.pitch.row_px - height_px) / 2.0,
            caption::digits_px(&text) as f32 + 2.0 * FOLD_GAP_PX,
            height_px,
        );
        let place = marks::Place { lane: scene.lanes.len(), row, rect, cut: Cut::default() };
        let group = self.group_called(&places, &text, &text);
        marks::cluster(&group, self.is_selected(&places), place, scene)
    }

    /// Adds the bars of a collapsed lane. They stand at fixed times and are high in proportion to `most`,
    /// the events of the fullest, in view or not, so that they do not change as the view moves.
    pub(crate) fn strip(&self, most: usize, lane: &mut Lane, scene: &mut Scene) {
        let bar_secs = Level::of(self.request.viewport.secs_per_px).bar_secs();
        let bar_of = |at: usize| self.events.bar_of(at, bar_secs);
        let (left, viewport) = (scene.plot.left, self.request.viewport);
        let x = |bar: i64| left + viewport.x_from_time(bar as f64 * bar_secs) as f32;
        let all = 0..self.events.len();
        let first = first_where(all.clone(), |at| scene.plot.left < x(bar_of(at) + 1));
        let last = first_where(all, |at| scene.plot.right <= x(bar_of(at)));
        (lane.before, lane.after) = (first, self.events.len() - last);
        scene.counts.off_screen += lane.before + lane.after;
        let rect = Rect { top: lane.rect.top + 4.0, bottom: lane.rect.bottom - 2.0, ..lane.rect };
        if !rect.overlaps(scene.plot) {
            scene.counts.off_screen += last.saturating_sub(first);
            return;
        }
        for members in self.events.bars(first..last, bar_secs) {
            let bar = bar_of(members.start);
            let rect = Rect { left: x(bar), right: x(bar + 1), ..rect };
            let place = marks::Place { lane: scene.lanes.len(), row: 0, rect, cut: Cut::default() };
            let share = (members.len() as f32).ln_1p() / (most as f32).ln_1p();
            let count = members.len();
            let mark = if count == 1 {
                let event = self.events.event(members.start);
                self.maker().single(event, self.form(event).as_ref(), place, scene)
            } else {
                let places = Places::Run(members);
                let is_selected = self.is_selected(&places);
                marks::cluster(&self.group(&places), is_selected, place, scene)
            };
            match count {
                1 => scene.counts.single += 1,
                more => scene.counts.clustered += more,
            }
            // A bar says how many, not what of each.
            let style = Style { is_selected: mark.style.is_selected, ..Style::default() };
            scene.marks.push(Mark { glyph: Glyph::Density { share }, style, ..mark });
        }
    }

    fn form(&self, event: usize) -> Option<Form> {
        Form::of(self.chronology, self.chronology.events.get(event)?)
    }

    /// Where the view starts and ends, in pixels from second 0 at the level's coarsest zoom.
    fn near(&self, width_px: f32) -> (f64, f64) {
        let coarsest = Level::of(self.request.viewport.secs_per_px).coarsest();
        // Rounding and fixed widths, which shrink against time as the view zooms in.
        let slack = 200.0;
        let from = self.request.viewport.start_secs / coarsest - slack;
        let to = self.request.viewport.end_secs(width_px) / coarsest + slack;
        (from, to)
    }

    /// Box of a mark on the canvas, not yet cut to the time area.
    fn rect(&self, item: &Item, stack: Stack, lane: Rect, plot: Rect) -> Rect {
        let secs_per_px = self.request.viewport.secs_per_px;
        let (left, right) = item.extent_px(secs_per_px);
        let origin = self.request.viewport.start_secs / secs_per_px;
        let x = |px: f64| plot.left + (px - origin).clamp(-1e6, 1e6) as f32;
        let pitch = self.prepared.pitch;
        let top = stack.top_px(item, lane, pitch);
        let half = marks::height_px(item.count()) / 2.0;
        let middle = top + pitch.row_px / 2.0;
        let right = x(right) - if item.is_long { GAP_PX } else { 0.0 };
        Rect { left: x(left), top: middle - half, right, bottom: middle + half }
    }

    fn mark(&self, item: &Item, row: usize, rect: Rect, scene: &Scene) -> Mark {
        let cut = item.cut(self.request.viewport.secs_per_px);
        let place = marks::Place { lane: scene.lanes.len(), row, rect, cut };
        if item.form.is_none() {
            let group = item.group.get_or_init(|| self.group(&item.places));
            return marks::cluster(group, self.is_selected(&item.places), place, scene);
        }
        let event = self.events.event(item.places.first());
        self.maker().single(event, item.form.as_ref(), place, scene)
    }

    fn is_selected(&self, places: &Places) -> bool {
        places.hold_any(&self.selected)
    }

    /// What the events at some places have in common.
    fn group(&self, places: &Places) -> marks::Group {
        let count = places.len();
        let what = format!("{} events", words::grouped(count));
        self.group_called(places, &caption::compact(count), &what)
    }

    /// The same, with the words on their mark and what they are in words.
    fn group_called(&self, places: &Places, text: &str, what: &str) -> marks::Group {
        let events = self.events;
        let some = |places: &mut dyn Iterator<Item = usize>| {
            Members::some(places.filter_map(|at| events.order.get(at).copied()).collect())
        };
        let (members, sum) = match places {
            Places::Run(range) if range.len() > SORTED => {
                let members = Members::of(&events.order, range.clone());
                (members, events.sum(range.clone()))
            }
            Places::Run(range) => (some(&mut range.clone()), events.sum(range.clone())),
            Places::Less(range, less) => {
                let members = Members::of(&events.order, range.clone()).less(less);
                let (mut sum, own) = (events.sum(range.clone()), events.sum_of(less));
                sum.0.iter_mut().zip(own.0).for_each(|(all, less)| *all -= less);
                sum.1 -= own.1;
                let members = if members.len() <= SORTED {
                    Members::some(members.iter().map(|event| event as u32).collect())
                } else {
                    members
                };
                (members, sum)
            }
            Places::Some(places) => {
                let sum = events.sum_of(places);
                (some(&mut places.iter().map(|at| *at as usize)), sum)
            }
        };
        let (first_secs, last_secs) = self.span(&members, places);
        let description = format!("{what}, {}", words::time_between(first_secs, last_secs));
        marks::Group::new(members, sum, Arc::from(text), Arc::from(description))
    }

    /// From when to when the events of a cluster may have been, in seconds; of very many, the first and the last.
    fn span(&self, members: &Members, places: &Places) -> (i64, i64) {
        let events: Vec<usize> = if members.len() <= SORTED {
            members.iter().collect()
        } else {
            [places.first(), places.last()].map(|at| self.events.event(at)).into()
        };
        let ends = events.into_iter().filter_map(|event| {
            let bounds = self.chronology.events.get(event)?.bounds();
            let first = bounds.earliest.or(bounds.latest)?;
            Some((first, bounds.latest.unwrap_or(first)))
        });
        let span = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        span.unwrap_or_default()
    }

    fn maker(&self) -> marks::Maker<'_> {
        marks::Maker {
            chronology: self.chronology,
            hues: &self.prepared.arrangement.hue_of,
            selected: self.request.selected,
            known: &self.prepared.known,
        }
    }
}
