//! Silences: brackets in the lanes, and a list of the longest ones below them.

use super::paint::rect_at;
use crate::session::{Command, Panel};
use crate::ui::context::Cx;
use crate::ui::look::{self, regular};
use crate::ui::widgets::{close_ui, paint_cut_text, panel_focus_ui};
use crate::ui::words;
use crate::view::gaps::{Gap, gaps, length};
use crate::view::{LaneKey, Members};
use egui::{Pos2, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

const ROW_PX: f32 = 22.0;
/// Room that a bracket needs to say how long it is.
const LEAST_PX: f32 = 60.0;
/// How far beside the time area a bracket is still drawn.
const EDGE_PX: f32 = 10.0;

/// The silences of every lane, with what they were looked for in.
#[derive(Clone, Debug)]
pub(crate) struct Gaps {
    key: (u64, u64, Vec<LaneKey>),
    /// Number of the lane and silence, longest first.
    all: Arc<[(usize, Gap)]>,
}

/// The silences of the lanes as they are now.
fn found(cx: &mut Cx<'_>) -> Arc<[(usize, Gap)]> {
    let state = cx.state;
    let key = (state.revision, state.facets.count_number, state.lane_keys.clone());
    if let Some(known) = cx.memory.gaps.as_ref().filter(|known| known.key == key) {
        return Arc::clone(&known.all);
    }
    let of_lane = |(number, events): (usize, &Members)| {
        let own = gaps(&state.chronology, events.iter());
        own.into_iter().map(move |gap| (number, gap))
    };
    let mut all: Vec<(usize, Gap)> = state.lanes.iter().enumerate().flat_map(of_lane).collect();
    all.sort_by_key(|(lane, gap)| (std::cmp::Reverse(gap.secs()), *lane, gap.from_secs));
    let all: Arc<[(usize, Gap)]> = all.into();
    cx.memory.gaps = Some(Gaps { key, all: Arc::clone(&all) });
    all
}

/// A bracket for each silence that is in view, at the foot of its lane.
pub(crate) fn brackets_ui(cx: &mut Cx<'_>, ui: &Ui, origin: Pos2) {
    let all = found(cx);
    let plot = rect_at(origin, cx.scene.plot);
    let painter = ui.painter().with_clip_rect(plot);
    let ink = cx.look.muted;
    for (number, gap) in all.iter() {
        let key = cx.state.lane_keys.get(*number);
        let lane = cx.scene.lanes.iter().find(|lane| Some(&lane.key) == key);
        let Some(lane) = lane.filter(|lane| !lane.is_collapsed) else { continue };
        let x = |secs: i64| plot.left() + cx.state.viewport.x_from_time(secs as f64) as f32;
        let (left, right) = (x(gap.from_secs) + 3.0, x(gap.to_secs) - 3.0);
        let y = rect_at(origin, lane.rect).bottom() - 5.0;
        if right < plot.left() || plot.right() < left || right - left < LEAST_PX {
            continue;
        }
        let stroke = Stroke::new(1.0, ink);
        // No dash is made that is not seen: a silence is as wide as the zoom makes it.
        let seen = plot.x_range().expand(EDGE_PX);
        let line = [pos2(seen.clamp(left), y), pos2(seen.clamp(right), y)];
        painter.extend(egui::Shape::dashed_line(&line, stroke, 3.0, 3.0));
        for end in [left, right].into_iter().filter(|end| seen.contains(*end)) {
            painter.vline(end, y - 4.0..=y + 4.0, stroke);
        }
        let middle = left.max(plot.left()).midpoint(right.min(plot.right()));
        let text = length(gap.secs());
        let galley = painter.layout_no_wrap(text, regular(look::SMALL_PX - 1.0), ink);
        let ground = Rect::from_center_size(pos2(middle, y), galley.size() + vec2(8.0, 0.0));
        painter.rect_filled(ground, 0.0, cx.look.canvas);
        painter.galley(ground.min + vec2(4.0, 0.0), galley, ink);
    }
}

/// The silences of all lanes, longest first; a click shows one between its neighbours.
pub(crate) fn list_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let all = found(cx);
    panel_focus_ui(ui, cx.look, "Gaps");
    ui.horizontal(|ui| {
        let text = format!("Gaps  {}", words::grouped(all.len()));
        ui.label(RichText::new(text).size(look::SMALL_PX));
        let note = "times of which a lane tells nothing, of a twentieth of its length or more";
        ui.add(
            egui::Label::new(RichText::new(note).size(look::SMALL_PX).color(cx.look.muted))
                .truncate(),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if close_ui(ui, cx.look, "Close gaps").clicked() {
                cx.push(Command::Toggle(Panel::Gaps));
            }
        });
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt("gaps").auto_shrink([false, false]);
    area.show_rows(ui, ROW_PX, all.len(), |ui, rows| {
        for (lane, gap) in all.get(rows).unwrap_or_default() {
            row_ui(cx, ui, *lane, *gap);
        }
    });
}

fn row_ui(cx: &mut Cx<'_>, ui: &mut Ui, number: usize, gap: Gap) {
    let state = cx.state;
    let key = state.lane_keys.get(number);
    let lane = cx.scene.lanes.iter().find(|lane| Some(&lane.key) == key);
    let lane = lane.map_or("All events", |lane| lane.name.as_str());
    let title = |index: usize| cx.event(index).map_or("", |event| event.title.as_str());
    let (long, years) = (length(gap.secs()), words::span(gap.from_secs, gap.to_secs));
    let between = format!("between “{}” and “{}”", title(gap.before), title(gap.after));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    response.widget_info(|| {
        let label = format!("{lane}, {long} without an event, {years}, {between}");
        egui::WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 3.0, cx.look.button_hover);
    }
    let font = regular(look::SMALL_PX);
    let mut left = rect.left() + 8.0;
    // Days take twice the room of years.
    let years_px = if years.chars().count() <= 14 { 100.0 } else { 170.0 };
    for (text, width, ink) in [
        (lane, 120.0, cx.look.ink),
        (long.as_str(), 72.0, cx.look.ink),
        (years.as_str(), years_px, cx.look.muted),
        (between.as_str(), f32::INFINITY, cx.look.muted),
    ] {
        let right = (left + width).min(rect.right() - 8.0);
        let cell = Rect::from_x_y_ranges(left..=(right - 8.0).max(left), rect.y_range());
        paint_cut_text(ui, cell, text, font.clone(), ink);
        left = right;
    }
    if response.clicked() {
        let margin = gap.secs() as f64 * 0.15;
        cx.push(Command::ShowSpan(gap.from_secs as f64 - margin, gap.to_secs as f64 + margin));
    }
}
