//! How lanes share the rows of the window.

use super::LaneHead;
use crate::model::Chronology;
use crate::view::geometry::Rect;
use crate::view::prepared::Prepared;
use crate::view::rows::foot::{Foot, Stack};
use crate::view::rows::frame::Frame;
use crate::view::rows::kept::Kept;
use crate::view::rows::lod::Level;
use crate::view::rows::tiles::Tiles;
use crate::view::rows::{self, Item, Pitch, Rows};
use crate::view::{Measure, Request, plot_rect};

/// Lanes share the rows of the window by their number of events, within these bounds.
const LEAST_ROWS: usize = 4;
const MOST_ROWS: usize = 14;
/// Most rows of a lane that is given what others leave free.
const MOST_DEALT: usize = 48;
/// Height of a collapsed lane.
const COLLAPSED_PX: f32 = 26.0;

/// The rows of a lane.
#[derive(Debug)]
pub(crate) enum Layout {
    /// Laid out at once.
    Whole(Rows),
    /// Laid out as it comes into view.
    Tiled(Tiles),
    /// Collapsed, with bars of so many events at most.
    Strip { most: usize },
}

impl Prepared {
    /// Lays out the lanes with few events, and makes the others ready for it.
    ///
    /// Lanes share the rows of the window by their number of events. What they leave free goes to those that
    /// could show more: it depends on the level alone, so that nothing jumps while the view moves.
    pub(crate) fn layouts(
        &self,
        chronology: &Chronology,
        request: &Request<'_>,
        (level, rows, class): (Level, usize, usize),
        measure: &dyn Measure,
    ) -> Vec<Layout> {
        let is_open = |head: &LaneHead| !request.placing.collapsed.contains(&head.key);
        let lanes = self.arrangement.lanes.iter().zip(&self.shown.lanes);
        let open = lanes.map(|(head, events)| if is_open(head) { events.len() } else { 0 });
        let open: Vec<usize> = open.collect();
        let all = open.iter().sum::<usize>().max(1);
        let first_numbers = self.first_numbers();
        let width_px = plot_rect(request.size_px, request.bands).width();
        let frame = self.is_still.then(|| Frame::of(request.viewport, width_px));
        let layout = |index: usize, rows: usize| {
            let events = self.shown.lanes.get(index)?;
            if !self.arrangement.lanes.get(index).is_some_and(is_open) {
                return Some(Layout::Strip { most: events.most_a_bar(level) });
            }
            let first_number = first_numbers.get(index).copied().flatten();
            let (known, starred) = (&self.known, self.starred_of(index));
            let labels = self.labels;
            let lane = rows::Lane {
                chronology,
                events,
                level,
                rows,
                foot: if self.is_still { Foot::unfolded(class) } else { Foot::of(rows, class) },
                starred,
                first_number,
                labels,
                known,
                kept: self.kept_of(index),
                frame,
            };
            let (in_all, own) = self.whole;
            let is_whole = self.is_still || all <= in_all || events.len() <= own;
            Some(if is_whole || first_number.is_some() {
                Layout::Whole(lane.layout(measure))
            } else {
                Layout::Tiled(Tiles::new(&lane, measure))
            })
        };
        let usual = |events: usize| {
            let rows = (rows * events / all).clamp(LEAST_ROWS, MOST_ROWS);
            ((rows as f32 * self.share).round() as usize).max(1)
        };
        let each = open.iter().enumerate();
        let mut layouts: Vec<Layout> =
            each.filter_map(|(index, events)| layout(index, usual(*events))).collect();
        for (index, more) in self.left_free(&layouts, &open, rows) {
            let events = open.get(index).copied().unwrap_or_default();
            let (usual, place) = (usual(events), layouts.get_mut(index));
            let higher = (usual + more).min(events).min(MOST_DEALT);
            if let Some((place, higher)) =
                place.filter(|_| usual < higher).zip(layout(index, higher))
            {
                *place = higher;
            }
        }
        layouts
    }

    /// The lanes that could show more of their events in more rows, each with its part of the rows of the
    /// window that all lanes together leave free. A picture is no higher than what it shows.
    fn left_free(&self, layouts: &[Layout], open: &[usize], rows: usize) -> Vec<(usize, usize)> {
        if self.is_still {
            return Vec::new();
        }
        let filled = layouts.iter().zip(&self.shown.lanes).filter(|(_, lane)| !lane.is_empty());
        let taken_px: f32 = filled.map(|(layout, _)| layout.height_px(self.pitch)).sum();
        let free = (rows as f32 - taken_px / self.pitch.row_px).max(0.0) as usize;
        let lanes = layouts.iter().zip(open).enumerate();
        let short = lanes.filter(|(_, (layout, _))| layout.is_short_of_rows());
        let short: Vec<(usize, usize)> =
            short.map(|(index, (_, events))| (index, *events)).collect();
        let all = short.iter().map(|(_, events)| events).sum::<usize>().max(1);
        short.into_iter().map(|(index, events)| (index, free * events / all)).collect()
    }

    /// The number of the first event of each lane, by index; `None` where marks have none.
    fn first_numbers(&self) -> Vec<Option<usize>> {
        let mut numbers = vec![None; self.shown.lanes.len()];
        let mut next = 1;
        for index in self.order.iter().filter(|_| self.is_numbered) {
            let count = self.shown.lanes.get(*index).map_or(0, |lane| lane.len());
            if let Some(number) = numbers.get_mut(*index) {
                *number = Some(next);
            }
            next += count;
        }
        numbers
    }
}

impl Layout {
    pub(crate) fn height_px(&self, pitch: Pitch) -> f32 {
        self.stack().map_or(COLLAPSED_PX, |stack| pitch.lane_px(stack.count()))
    }

    /// The rows that its marks have.
    pub(crate) fn kept(&self) -> Kept {
        match self {
            Self::Whole(rows) => Kept::of(rows.items.iter()),
            Self::Tiled(tiles) => Kept::of(tiles.seated_items()),
            Self::Strip { .. } => Kept::default(),
        }
    }

    /// Its rows; `None` where it is collapsed.
    fn stack(&self) -> Option<Stack> {
        match self {
            Self::Whole(rows) => Some(rows.stack),
            Self::Tiled(tiles) => Some(tiles.stack()),
            Self::Strip { .. } => None,
        }
    }

    /// Upper edge of the row of the event at a place of a lane with this box; `None` where it is not known.
    pub(crate) fn top_of(&self, place: usize, lane: Rect, pitch: Pitch) -> Option<f32> {
        let item = match self {
            Self::Whole(rows) => rows.item_of(place),
            Self::Tiled(tiles) => tiles.item_of(place),
            Self::Strip { .. } => None,
        };
        Some(self.stack()?.top_px(item?, lane, pitch))
    }

    /// Whether more rows would show more of its events apart, or by their names.
    fn is_short_of_rows(&self) -> bool {
        match self {
            Self::Whole(rows) => {
                let is_unnamed = |item: &Item| item.label.is_none() || item.is_spare;
                rows.items.iter().any(|item| item.count() > 1 || is_unnamed(item))
            }
            Self::Tiled(_) => true,
            Self::Strip { .. } => false,
        }
    }
}
