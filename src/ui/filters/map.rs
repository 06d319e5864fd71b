//! The small map under the region tree: circles for what is visible in the current piece of time.

use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::widgets::{paint_turn, section_ui};
use crate::ui::{look, words};
use crate::view::map::{Bubble, Projection, Spots};
use egui::{Align2, Color32, Pos2, Rect, Sense, Stroke, Ui, Vec2};
use std::collections::BTreeSet;

/// Height of the map, as a part of its width.
const HEIGHT: f32 = 0.52;
/// Places that a circle names under the pointer.
const MOST_NAMED: usize = 6;
/// Least radius of a circle that says its number.
const LEAST_RADIUS_PX: f32 = 8.0;

/// The map as it was last made.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    /// The structure that the places were looked up for.
    structure: u64,
    spots: Spots,
    /// The width that the land was drawn for.
    width: u32,
    projection: Projection,
    land: Vec<crate::view::Rect>,
    /// The count, and the seconds of the axis, that the circles were made for.
    counted: Option<(u64, (f64, f64))>,
    /// The seconds that were visible in the frame before.
    seen: (f64, f64),
    bubbles: Vec<Bubble>,
}

impl Map {
    /// The map of these places in a size.
    fn new(spots: Spots, structure: u64, size: Vec2) -> Self {
        let positions = spots.all.iter().map(|spot| spot.position);
        let projection = Projection::fit(positions, size.x, size.y);
        let (land, width, seen) = (projection.land(), size.x as u32, (0.0, 0.0));
        let bubbles = Vec::new();
        Self { structure, spots, width, projection, land, counted: None, seen, bubbles }
    }

    /// Counts anew where the filter or the visible time changed; not while the time is moving, so
    /// that a pan costs what is visible.
    fn count(&mut self, cx: &Cx<'_>, ui: &Ui) {
        let state = cx.state;
        let window = (state.viewport.start_secs, state.viewport.end_secs(state.plot_width_px));
        let wanted = Some((state.facets.count_number, window));
        if self.counted == wanted {
            return;
        }
        let is_at_rest = self.seen == window;
        self.seen = window;
        if !is_at_rest && self.counted.is_some() {
            ui.ctx().request_repaint();
            return;
        }
        let events = state.facets.anywhere();
        self.bubbles = self.spots.bubbles(&state.chronology, events, window, &self.projection);
        self.counted = wanted;
    }
}

/// The map with its heading; nothing where no event lies anywhere.
pub(crate) fn map_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    if cx.state.facets.regions.is_empty() {
        return;
    }
    ui.add_space(8.0);
    heading_ui(cx, ui);
    if cx.memory.hides_map {
        return;
    }
    let width = ui.available_width().floor();
    let size = Vec2::new(width, (width * HEIGHT).floor());
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let structure = cx.state.structure;
    let known = cx.memory.map.take().filter(|map| map.structure == structure);
    // While the panel is dragged wider, the land is stretched; its outline is made anew at the end.
    let is_dragged = ui.input(|input| input.pointer.any_down());
    let mut map = match known {
        Some(map) if is_dragged || map.width == width as u32 => map,
        Some(map) => Map::new(map.spots, structure, size),
        None => Map::new(Spots::new(&cx.state.chronology), structure, size),
    };
    map.count(cx, ui);
    let scale = width / map.width.max(1) as f32;
    paint_land(cx, ui, (rect, scale), &map);
    // Small circles lie over large ones, and are clicked first; no circle hides a number.
    for (number, bubble) in map.bubbles.iter().enumerate() {
        bubble_ui(cx, ui, (rect, scale), (number, bubble));
    }
    let mut taken = Vec::new();
    for bubble in &map.bubbles {
        paint_number(cx, ui, (rect, scale), bubble, &mut taken);
    }
    cx.memory.map = Some(map);
}

fn heading_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let is_open = !cx.memory.hides_map;
    let shown = section_ui_with_turn(cx, ui, is_open);
    if shown.clicked() {
        cx.memory.hides_map = is_open;
    }
}

fn section_ui_with_turn(cx: &Cx<'_>, ui: &mut Ui, is_open: bool) -> egui::Response {
    let muted = cx.look.muted;
    let mut turn = None;
    section_ui(ui, "Map", |ui| {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::click());
        paint_turn(ui.painter(), rect, is_open, muted);
        response.widget_info(|| {
            let label = if is_open { "Close the map" } else { "Open the map" };
            egui::WidgetInfo::labeled(egui::Role::DisclosureTriangle, true, label)
        });
        turn = Some(response);
    });
    turn.unwrap_or_else(|| ui.label(""))
}

fn paint_land(cx: &Cx<'_>, ui: &Ui, (rect, scale): (Rect, f32), map: &Map) {
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 3.0, cx.look.canvas);
    for strip in &map.land {
        let corner = rect.min + Vec2::new(strip.left, strip.top) * scale;
        let strip = Rect::from_min_size(corner, Vec2::new(strip.width(), strip.height()) * scale);
        painter.rect_filled(strip, 0.0, cx.look.bar);
    }
    painter.rect_stroke(rect, 3.0, Stroke::new(1.0, cx.look.line), egui::StrokeKind::Inside);
}

fn bubble_ui(
    cx: &mut Cx<'_>,
    ui: &Ui,
    (map, scale): (Rect, f32),
    (number, bubble): (usize, &Bubble),
) {
    let centre = map.min + Vec2::new(bubble.centre.x, bubble.centre.y) * scale;
    let rect = Rect::from_center_size(centre, Vec2::splat(bubble.radius_px * 2.0));
    let text = described(cx, bubble);
    let response = ui.interact(rect, ui.scope_id().with(("bubble", number)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    paint_bubble(cx, ui, (map, centre), bubble, response.hovered() || response.has_focus());
    if response.clicked() {
        click(cx, bubble);
    }
    let difference = "Counts what may lie in the visible time. A click shows all of these places and \
                      their parts, at any time and undated";
    response.on_hover_text(format!("{text}\n{difference}"));
}

fn paint_bubble(
    cx: &Cx<'_>,
    ui: &Ui,
    (map, centre): (Rect, Pos2),
    bubble: &Bubble,
    is_hovered: bool,
) {
    let painter = ui.painter().with_clip_rect(map);
    let look = cx.look;
    let edge = if is_ticked(cx, bubble) { look.canvas } else { look.muted };
    let ring = if is_hovered { look.ink } else { edge };
    painter.circle(centre, bubble.radius_px, ground(cx, bubble), Stroke::new(1.0, ring));
}

/// What fills a circle. What is not ticked is a ring on the ground of the window, where numbers can be read.
fn ground(cx: &Cx<'_>, bubble: &Bubble) -> Color32 {
    if is_ticked(cx, bubble) {
        cx.look.canvas.lerp_to_gamma(cx.look.accent, 0.85)
    } else {
        cx.look.panel
    }
}

/// Writes the number of a circle where no other stands yet: those with most events come first.
fn paint_number(
    cx: &Cx<'_>,
    ui: &Ui,
    (map, scale): (Rect, f32),
    bubble: &Bubble,
    taken: &mut Vec<Rect>,
) {
    if bubble.radius_px < LEAST_RADIUS_PX {
        return;
    }
    let painter = ui.painter().with_clip_rect(map);
    let centre = map.min + Vec2::new(bubble.centre.x, bubble.centre.y) * scale;
    let font = look::bold(look::SMALL_PX - 1.0);
    let ink = if is_ticked(cx, bubble) { cx.look.on_accent } else { cx.look.ink };
    let number = painter.layout_no_wrap(words::grouped(bubble.count), font, ink);
    let rect = Align2::CENTER_CENTER.anchor_size(centre, number.size());
    if take(taken, rect) {
        // The rings of smaller circles end before the digits.
        painter.rect_filled(rect.shrink2(Vec2::new(0.0, 2.0)), 3.0, ground(cx, bubble));
        painter.galley(rect.min, number, ink);
    }
}

/// Takes the room of a number where it is free; whether it was.
fn take(taken: &mut Vec<Rect>, rect: Rect) -> bool {
    let is_free = taken.iter().all(|other| !other.intersects(rect));
    if is_free {
        taken.push(rect);
    }
    is_free
}

/// Whether one of its places is ticked in the tree.
fn is_ticked(cx: &Cx<'_>, bubble: &Bubble) -> bool {
    let choice = cx.state.choices.filter.regions.as_ref();
    choice.is_none_or(|choice| bubble.places.iter().any(|(code, _)| choice.ticked.contains(code)))
}

/// Shows only the places of a circle; all regions again where they are all that is shown.
fn click(cx: &mut Cx<'_>, bubble: &Bubble) {
    let facets = &cx.state.facets;
    let codes = || bubble.places.iter().map(|(code, _)| code);
    let own: BTreeSet<_> = codes().flat_map(|code| facets.subtree(code)).collect();
    let choice = cx.state.choices.filter.regions.as_ref();
    let is_only = choice.is_some_and(|choice| choice.ticked == own && !choice.no_region);
    let only = || Command::OnlyRegions(codes().cloned().collect());
    cx.push(if is_only { Command::AllRegions } else { only() });
}

/// "Chechnya 12, Dagestan 3": what a circle stands for.
fn described(cx: &Cx<'_>, bubble: &Bubble) -> String {
    let table = &cx.state.chronology.places;
    let named = bubble.places.iter().take(MOST_NAMED);
    let mut text: Vec<String> = named
        .map(|(code, count)| format!("{} {}", table.name(code), words::grouped(*count)))
        .collect();
    let rest = bubble.places.len().saturating_sub(MOST_NAMED);
    if 0 < rest {
        text.push(format!("and {rest} more"));
    }
    format!("{}: {}", words::counted(bubble.count, "event", "events"), text.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_stands_on_another() {
        let at = |x: f32| Rect::from_min_size(egui::pos2(x, 10.0), Vec2::new(32.0, 12.0));
        let mut taken = Vec::new();
        let shown = [100.0, 80.0, 140.0, 90.0, 60.0].map(|x| take(&mut taken, at(x)));
        assert_eq!(shown, [true, false, true, false, true]);
    }
}
