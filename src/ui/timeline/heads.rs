//! The heads of the lanes: click to collapse or open, drag to another place, right-click for more.

use super::paint::rect_at;
use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::widgets::paint_turn;
use crate::ui::words;
use crate::view::LaneKey;
use crate::view::scene::Lane;
use egui::{CursorIcon, Id, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo};

/// What can be done with each lane that is in view.
pub(super) fn heads_ui(cx: &mut Cx<'_>, ui: &Ui, origin: Pos2) {
    let scene = cx.scene;
    let column = crate::view::Rect { left: 0.0, right: scene.plot.left, ..scene.plot };
    let column = rect_at(origin, column);
    for (number, lane) in scene.lanes.iter().enumerate() {
        let rect = rect_at(origin, scene.head_of(lane)).intersect(column);
        if rect.is_positive() {
            let painter = ui.painter().with_clip_rect(column);
            head_ui(cx, ui, &painter, lane, (number, rect));
        }
    }
    drag_ui(cx, ui, origin, column);
}

fn head_ui(
    cx: &mut Cx<'_>,
    ui: &Ui,
    painter: &egui::Painter,
    lane: &Lane,
    (number, rect): (usize, Rect),
) {
    let id = Id::unique(("lane head", &lane.key));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| {
        let action = if lane.is_collapsed { "Open" } else { "Collapse" };
        let count = words::counted(lane.count, "event", "events");
        WidgetInfo::labeled(Role::Button, true, format!("{action} lane {}, {count}", lane.name))
    });
    let is_active = response.hovered() || response.has_focus();
    if is_active || lane.is_collapsed {
        let corner = rect.right_top() + egui::vec2(-18.0, 5.0);
        let turn = Rect::from_min_size(corner, egui::vec2(14.0, 16.0));
        let ink = if is_active { cx.look.accent } else { cx.look.muted };
        paint_turn(painter, turn, !lane.is_collapsed, ink);
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, cx.look.accent);
        painter.rect_stroke(rect.shrink(1.0), 2.0, ring, egui::StrokeKind::Inside);
    }
    if response.clicked() {
        cx.push(Command::ToggleLane(lane.key.clone()));
    }
    if response.drag_started() {
        cx.memory.dragged_lane = Some(lane.key.clone());
    }
    menu_ui(cx, &response, lane, number);
    let tip = if lane.is_collapsed { "Click to open" } else { "Click to collapse" };
    let cx = &*cx;
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.label(format!("{}\n{}\n{tip}, drag to move", lane.name, count_words(cx, lane)));
    });
}

/// How many events stand in a lane, and why the region tree counts others.
fn count_words(cx: &Cx<'_>, lane: &Lane) -> String {
    let dated = words::counted(lane.count, "event with a date", "events with a date");
    let regions = &cx.state.facets.regions;
    let LaneKey::Place(code) = &lane.key else { return dated };
    let node = regions.iter().find(|node| node.code == *code);
    match node.filter(|node| node.count.matching != lane.count) {
        Some(node) => format!(
            "{dated}\nThe region tree counts {}: also those without a date, and those that stand in \
             another lane because they name another place first",
            words::grouped(node.count.matching)
        ),
        None => dated,
    }
}

/// The lane that is being dragged, as a line where it would stand.
fn drag_ui(cx: &mut Cx<'_>, ui: &Ui, origin: Pos2, column: Rect) {
    let Some(key) = &cx.memory.dragged_lane else { return };
    let scene = cx.scene;
    let Some(dragged) = scene.lanes.iter().position(|lane| lane.key == *key) else {
        cx.memory.dragged_lane = None;
        return;
    };
    let middle = |lane: &Lane| rect_at(origin, scene.head_of(lane)).center().y;
    let at = ui.input(|input| input.pointer.interact_pos());
    let Some(at) = at else { return };
    let place = scene.lanes.iter().filter(|lane| middle(lane) < at.y).count();
    let edge = match scene.lanes.get(place) {
        Some(lane) => rect_at(origin, scene.head_of(lane)).top(),
        None => scene
            .lanes
            .last()
            .map_or(column.top(), |lane| rect_at(origin, scene.head_of(lane)).bottom()),
    };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let line = Stroke::new(3.0, cx.look.accent);
    ui.painter().hline(column.x_range(), edge.clamp(column.top(), column.bottom()), line);
    if !ui.input(|input| input.pointer.any_down()) {
        cx.memory.dragged_lane = None;
        if place != dragged && place != dragged + 1 {
            cx.push(Command::OrderLanes(moved(&keys(cx), dragged, place)));
        }
    }
}

fn keys(cx: &Cx<'_>) -> Vec<LaneKey> {
    cx.scene.lanes.iter().map(|lane| lane.key.clone()).collect()
}

/// The keys with the one at `from` put before the one at `to`.
fn moved<K: Clone + PartialEq>(keys: &[K], from: usize, to: usize) -> Vec<K> {
    let Some(key) = keys.get(from) else { return keys.to_vec() };
    let before = keys.iter().take(to).filter(|other| *other != key);
    let after = keys.iter().skip(to).filter(|other| *other != key);
    before.chain([key]).chain(after).cloned().collect()
}

fn menu_ui(cx: &mut Cx<'_>, response: &Response, lane: &Lane, number: usize) {
    response.context_menu(|ui| {
        ui.set_min_width(200.0);
        let last = cx.scene.lanes.len().saturating_sub(1);
        let action = if lane.is_collapsed { "Open lane" } else { "Collapse lane" };
        let toggle = Command::ToggleLane(lane.key.clone());
        let up = Command::OrderLanes(moved(&keys(cx), number, number.saturating_sub(1)));
        let down = Command::OrderLanes(moved(&keys(cx), number, number + 2));
        let only = match &lane.key {
            LaneKey::Place(code) => Some(Command::OnlyRegion(code.clone())),
            LaneKey::NoPlace => Some(Command::OnlyNoRegion),
            LaneKey::Document(id) => Some(Command::OnlyDocument(id.clone())),
            LaneKey::Status(status) => Some(Command::OnlyStatus(*status)),
            LaneKey::Tag(tag) if cx.state.choices.filter.tags.is_empty() => {
                Some(Command::ToggleTag(tag.clone()))
            }
            LaneKey::Actor(name) => Some(Command::OnlyActor(name.clone())),
            LaneKey::NoActor => Some(Command::OnlyActor(String::new())),
            LaneKey::NoDocument
            | LaneKey::Tag(_)
            | LaneKey::NoTag
            | LaneKey::All
            | LaneKey::Rest => None,
        };
        let choices = [
            (true, action, Some(toggle)),
            (0 < number, "Move up", Some(up)),
            (number < last, "Move down", Some(down)),
            (only.is_some(), "Show only this lane", only),
            (
                !cx.state.choices.placing.order.is_empty(),
                "Usual order",
                Some(Command::OrderLanes(Vec::new())),
            ),
        ];
        for (is_possible, text, command) in choices {
            if ui.add_enabled(is_possible, egui::Button::new(text)).clicked() {
                cx.commands.extend(command);
                ui.close();
            }
        }
        crate::ui::menu::named_ui(cx, ui, &["collapse-lanes", "open-lanes"]);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dragged_lane_stands_where_it_was_dropped() {
        let check = |from, to, expected: &str| {
            let keys = ["a", "b", "c", "d"].map(str::to_owned);
            assert_eq!(moved(&keys, from, to).concat(), expected, "{from} to {to}");
        };
        check(0, 4, "bcda");
        check(3, 0, "dabc");
        check(1, 3, "acbd");
        check(2, 2, "abcd");
    }
}
