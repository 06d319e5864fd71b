//! The scene of the window, made again where anything that it depends on has changed.

use super::heights::Heights;
use super::paint::{Letters, WindowMeasure};
use crate::session::{GoneTo, State};
use crate::ui::look;
use crate::view::{self, Draw, Overview, Prepared, Request, Scene, Sorting, Theme, ThemeName};
use egui::Rect;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Scrolls until a row is known: of a lane out of view only its place is, and not its rows.
const TRIES: u8 = 2;

/// The scene with what it was made from.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    key: Option<Key>,
    /// The selected events that it was made with.
    selected: BTreeSet<usize>,
    pub(crate) prepared: Option<(u64, Prepared)>,
    pub(crate) scene: Scene,
    pub(crate) draws: Vec<Draw>,
    /// `None` where no event has a date.
    pub(crate) overview: Option<Overview>,
    /// The structure, the lanes, the events and the sorting that were arranged last.
    arranged_for: Option<(u64, u64, u64, Sorting)>,
    /// The revision of the tags that lanes and colours go by.
    tags_revision: u64,
    /// Counts up where a tag moved or coloured an event.
    lanes_number: u64,
    heights: Heights,
    /// The selected event that the lanes were scrolled for last.
    scrolled_for: Option<usize>,
    /// An event to be brought into view, and how often to try.
    sought: Option<(usize, u8)>,
    /// Height of the lanes in the frame before.
    height_px: f32,
    pub(crate) theme: Option<(ThemeName, Theme)>,
    letters: RefCell<Letters>,
}

/// All that a scene depends on but the selection.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    structure: u64,
    lanes_number: u64,
    shown_number: u64,
    sorting: Sorting,
    placing: view::Placing,
    bands: Vec<view::Band>,
    viewport: view::Viewport,
    size_px: (f32, f32),
    rows_px: (f32, f32),
    scroll_px: f32,
    heights_number: u64,
    theme: ThemeName,
}

impl Key {
    /// Whether the events stand in the same lanes.
    fn has_lanes_of(&self, other: &Self) -> bool {
        let of = |key: &Self| (key.structure, key.lanes_number, key.shown_number);
        of(self) == of(other) && self.sorting == other.sorting && self.placing == other.placing
    }
}

/// Whether these events are those that are selected; copies nothing, for that is asked in every frame.
fn shows_selection(shown: &BTreeSet<usize>, state: &State) -> bool {
    if state.also.is_empty() {
        shown.iter().copied().eq(state.selection.map(|selection| selection.event))
    } else {
        *shown == state.also
    }
}

impl Drawing {
    /// Sorts events into lanes and counts them where other events are shown than before.
    pub(crate) fn arrange(&mut self, state: &mut State) {
        let (choices, facets) = (&state.choices, &state.facets);
        if self.prepared.as_ref().is_none_or(|(made_for, _)| *made_for != state.structure) {
            self.prepared = Some((state.structure, Prepared::new(&state.chronology)));
        }
        let Some((_, prepared)) = &mut self.prepared else { return };
        let shown = Some((facets.shown.as_slice(), facets.shown_number));
        let sorting = state.sorting();
        if sorting.is_by_tag() && self.tags_revision != state.revision {
            self.tags_revision = state.revision;
            self.lanes_number += u64::from(prepared.renew_lanes(&state.chronology, &sorting));
        }
        prepared.arrange(&state.chronology, &sorting, &choices.filter, shown);
        let key = Some((state.structure, self.lanes_number, facets.shown_number, sorting));
        if self.arranged_for != key {
            self.overview = prepared.overview();
            self.arranged_for = key;
            state.set_most(self.overview.as_ref().and_then(|overview| overview.most));
        }
    }

    /// Makes the scene again where anything that it depends on has changed.
    pub(crate) fn lay_out(
        &mut self,
        state: &mut State,
        ctx: &egui::Context,
        rect: Rect,
        rows_px: (f32, f32),
    ) {
        let size_px = (rect.width(), rect.height());
        let window_px = ctx.content_rect().width();
        state.set_plot(rect.left(), view::plot_width_px(size_px), window_px);
        self.heights.step(ctx, &self.scene, state.viewport);
        let gone_to = state.gone_to.take();
        let key = Key {
            revision: state.revision,
            structure: state.structure,
            lanes_number: self.lanes_number,
            shown_number: state.facets.shown_number,
            sorting: state.sorting(),
            placing: state.choices.placing.clone(),
            bands: state.choices.bands.clone(),
            viewport: state.viewport,
            size_px,
            rows_px,
            scroll_px: state.scroll_px,
            heights_number: self.heights.number(),
            theme: look::look(ctx, &state.settings).theme,
        };
        let is_selected_so = shows_selection(&self.selected, state);
        if is_selected_so && self.key.as_ref() == Some(&key) && gone_to.is_none() {
            return;
        }
        if !is_selected_so {
            self.selected = state.chosen().into_iter().collect();
        }
        let is_same_choice = self.key.as_ref().is_some_and(|old| key.has_lanes_of(old));
        self.lay_lanes(state, ctx, &key, is_same_choice);
        let Some((_, prepared)) = &self.prepared else { return };
        if !is_same_choice {
            state.set_lanes(prepared.lanes());
        }
        let sought = gone_to.and_then(|gone_to| match gone_to {
            GoneTo::Time(from, to) => prepared.first_between((from, to)),
            GoneTo::Selected => state.selection.map(|selection| selection.event),
        });
        if let Some(event) = sought {
            self.sought = Some((event, TRIES));
        }
        let heights_number = self.heights.number();
        self.key = Some(Key { heights_number, ..key });
        self.scroll_to_sought(state, ctx);
    }

    /// Makes the scene and what is painted of it.
    fn lay_lanes(&mut self, state: &State, ctx: &egui::Context, key: &Key, is_same_choice: bool) {
        let old = self.key.as_ref();
        // A panel that comes or goes may push the view aside; lanes keep their heights unless the scale is another.
        let is_elsewhere = old.is_some_and(|old| {
            let (was, is) = (old.viewport, key.viewport);
            let is_as_wide = old.size_px.0.to_bits() == key.size_px.0.to_bits();
            was != is && (is_as_wide || was.secs_per_px.to_bits() != is.secs_per_px.to_bits())
        });
        // The tries that lanes have to find their heights: one that comes into view by that may ask for
        // more again, or for less.
        let mut tries =
            if !is_same_choice || (is_elsewhere && !state.is_gliding()) { TRIES } else { 0 };
        let measure = WindowMeasure { ctx, letters: &self.letters };
        let Some((_, prepared)) = &mut self.prepared else { return };
        if old.is_some_and(|old| old.revision != key.revision) {
            prepared.renew_rows(state.facets.starred_events().clone());
        }
        loop {
            let request = Request {
                filter: &state.choices.filter,
                shown: Some((&state.facets.shown, key.shown_number)),
                viewport: key.viewport,
                size_px: key.size_px,
                rows_px: key.rows_px,
                scroll_px: key.scroll_px,
                sorting: &key.sorting,
                placing: &key.placing,
                selected: &self.selected,
                bands: &key.bands,
                heights_px: self.heights.px(),
            };
            prepared.lay_over(&mut self.scene, &state.chronology, &request, &measure);
            if tries == 0 || !self.heights.settle(&self.scene) {
                break;
            }
            tries -= 1;
        }
        let name = key.theme;
        if self.theme.as_ref().is_none_or(|(made_for, _)| *made_for != name) {
            self.theme = Some((name, Theme::named(name)));
        }
        if let Some((_, theme)) = &self.theme {
            view::paint_over(&mut self.draws, &self.scene, theme, &measure);
        }
    }

    /// Scrolls the lanes so far that the event that was just selected or gone to is in view, and no
    /// farther than they reach.
    fn scroll_to_sought(&mut self, state: &mut State, ctx: &egui::Context) {
        let mut to = state.scroll_px;
        let selected = state.selection.map(|selection| selection.event);
        if self.scrolled_for != selected {
            self.scrolled_for = selected;
            self.sought = selected.map(|event| (event, TRIES));
        }
        let plot = self.scene.plot;
        let before_px = std::mem::replace(&mut self.height_px, plot.height());
        let row_of = |event| {
            let (_, prepared) = self.prepared.as_ref()?;
            prepared.row_of(event, &self.scene)
        };
        // The reader opens below the lanes, and covers what was just clicked.
        let covered = selected.filter(|event| {
            // Rows are looked for only when something opened.
            plot.height() < before_px
                && row_of(*event)
                    .is_some_and(|(top, bottom, _)| is_covered((top, bottom), plot, before_px))
        });
        let sought = self.sought.or(covered.map(|event| (event, 1)));
        self.sought = None;
        if let Some(((event, tries), place)) = sought.and_then(|it| Some((it, row_of(it.0)?))) {
            let (top, bottom, is_known) = place;
            let (above, below) = (plot.top - top, bottom - plot.bottom);
            to += if 0.0 < above { -above } else { below.max(0.0).min(-above) };
            // Lanes that come into view by that may be higher than they were taken for.
            let is_settled = is_known && (to - state.scroll_px).abs() < 0.5;
            self.sought = (!is_settled && 1 < tries).then_some((event, tries - 1));
        }
        to = to.min(self.scene.content_height_px - self.scene.plot.height()).max(0.0);
        if (to - state.scroll_px).abs() > 0.5 {
            state.scroll_px = to;
            ctx.request_repaint();
        }
    }
}

/// Whether a row was seen in the frame before, when the lanes were so high, and is not any more.
fn is_covered((top, bottom): (f32, f32), plot: view::Rect, before_px: f32) -> bool {
    plot.top <= top && plot.bottom < bottom && bottom <= plot.top + before_px
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_panel_covers_was_seen_before_it_came() {
        let plot = view::Rect { left: 0.0, top: 40.0, right: 500.0, bottom: 340.0 };
        assert!(is_covered((330.0, 352.0), plot, 500.0));
        assert!(!is_covered((330.0, 352.0), plot, 300.0), "the lanes are as high as before");
        assert!(!is_covered((300.0, 322.0), plot, 500.0), "it is still seen");
        assert!(!is_covered((600.0, 622.0), plot, 500.0), "it was out of view: nobody looks at it");
    }
}
