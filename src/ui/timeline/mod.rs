//! The timeline: paints the scene, and turns gestures on it into commands.

pub(super) mod bands;
pub(super) mod clusters;
mod document_days;
pub(super) mod drawing;
pub(super) mod gaps;
mod heads;
mod heights;
pub(super) mod legend;
pub(super) mod overview;
mod paint;
mod range;

use super::context::Cx;
use super::look::{self, bold};
use super::widgets::held_at_click;
use super::words;
use crate::session::Command;
use crate::view::paint as view;
use crate::view::scene::Mark;
use crate::view::{Point, Target};
use clusters::{Glance, List, cluster_ui, split_cluster};
use egui::{
    EventFilter, Id, Painter, Pos2, Rect, Response, RichText, Sense, Stroke, StrokeKind, Tooltip,
    Ui,
};
use paint::{paint, rect_at};

/// Width of the ring around what has the keyboard.
const RING_PX: f32 = 1.5;
/// Zoom of one notch of the wheel.
const NOTCH: f64 = 1.2;
/// Points of wheel movement that egui reports for one notch.
const NOTCH_POINTS: f32 = 40.0;
/// Seconds after which fingers that rested begin anew.
const REST_SECS: f64 = 0.2;

/// Width of what is said about a mark, and its distance from the pointer.
const TOOLTIP_PX: f32 = 340.0;
const TOOLTIP_GAP_PX: f32 = 12.0;
/// How far below the pointer the list of a cluster opens.
const LIST_OFFSET_PX: f32 = 14.0;

/// The axis with its lanes and marks.
pub(super) fn timeline_ui(cx: &mut Cx<'_>, ui: &mut Ui, rect: Rect) {
    let origin = rect.min;
    let id = Id::unique("timeline");
    forget_other_numbers(cx);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| {
        let events = cx.state.facets.shown.len();
        let label = format!("Timeline, {}", words::counted(events, "event", "events"));
        egui::WidgetInfo::labeled(egui::Role::Canvas, true, label)
    });
    keyboard(cx, ui, &response);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, cx.look.canvas);
    paint(&painter, origin, cx.draws);
    days(cx, &painter, &response, origin);
    hover(cx, ui, &response, origin);
    wheel(cx, ui, &response, origin);
    drag(cx, ui, &response, origin);
    range::range_ui(cx, ui, origin);
    clicks(cx, &response, origin);
    context_menu(cx, &response, origin);
    bands::bands_ui(cx, ui, origin);
    heads::heads_ui(cx, ui, origin);
    cluster_ui(cx, ui);
    nodes(cx, ui, id, origin);
    if response.has_focus() && ui.input(|input| !input.pointer.any_down()) {
        focus_ring(cx, ui, rect);
    }
}

/// Shows that the timeline has the keyboard. The ring stands left of the stripes of the lanes, whose colours
/// tell regions apart.
fn focus_ring(cx: &Cx<'_>, ui: &Ui, rect: Rect) {
    let ring = Stroke::new(RING_PX, cx.look.accent);
    let inner = rect.shrink(1.0);
    let around = Rect { min: egui::pos2(rect.left() - RING_PX, inner.top()), ..inner };
    let painter = ui.painter().with_clip_rect(around.expand(1.0));
    painter.rect_stroke(around, 0.0, ring, StrokeKind::Inside);
}

/// The dates of the documents at the lower edge of the axis.
fn days(cx: &Cx<'_>, painter: &Painter, response: &Response, origin: Pos2) {
    let axis = rect_at(origin, cx.scene.axis);
    let x = |secs: f64| axis.left() + cx.state.viewport.x_from_time(secs) as f32;
    document_days::ticks(cx, painter, axis, &x);
    document_days::hover_ui(cx, response, axis, &x);
}

/// Forgets what was pointed at where events have other numbers since.
fn forget_other_numbers(cx: &mut Cx<'_>) {
    if std::mem::replace(&mut cx.memory.pointed_in, cx.state.structure) != cx.state.structure {
        (cx.memory.hovered, cx.memory.cluster, cx.memory.menu_target) = (None, None, None);
    }
}

/// Keeps the arrow keys for the timeline while it has the keyboard.
fn keyboard(cx: &mut Cx<'_>, ui: &Ui, response: &Response) {
    cx.memory.has_canvas_focus = response.has_focus();
    if response.has_focus() {
        let filter = EventFilter {
            tab: false,
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

fn point(origin: Pos2, at: Pos2) -> Point {
    Point { x: at.x - origin.x, y: at.y - origin.y }
}

/// The second of the axis at a place on screen.
fn time_at(cx: &Cx<'_>, origin: Pos2, at: Pos2) -> f64 {
    let x = f64::from(at.x - origin.x - cx.scene.plot.left);
    cx.state.viewport.time_from_x(x)
}

/// Number of the mark under a place on screen: its box, or its label's; the topmost wins.
fn mark_at(cx: &Cx<'_>, at: Point) -> Option<usize> {
    if !cx.scene.plot.contains(at) {
        return None;
    }
    let near = |mark: &Mark| {
        let rect = mark.rect;
        let spare_px = ((20.0 - rect.width()) / 2.0).max(2.0);
        rect.left - spare_px <= at.x
            && at.x <= rect.right + spare_px
            && rect.top - 2.0 <= at.y
            && at.y <= rect.bottom + 2.0
    };
    let on_label = |mark: &Mark| mark.label.as_ref().is_some_and(|label| label.rect.contains(at));
    let exact = cx.scene.marks.iter().rposition(|mark| mark.rect.contains(at));
    exact
        .or_else(|| cx.scene.marks.iter().rposition(on_label))
        .or_else(|| cx.scene.marks.iter().rposition(near))
}

fn hover(cx: &mut Cx<'_>, ui: &Ui, response: &Response, origin: Pos2) {
    let at = response.hover_pos();
    let hovered = at.and_then(|at| mark_at(cx, point(origin, at)));
    if cx.memory.hovered != hovered {
        cx.memory.hovered = hovered;
        ui.ctx().request_repaint();
    }
    // What lies over the window is not to be covered.
    let is_covered = cx.state.dialog.is_some();
    let mark = hovered.and_then(|i| cx.scene.marks.get(i)).filter(|_| !is_covered);
    let Some(mark) = mark else { return };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    if let Some(theme) = cx.theme {
        let clip = rect_at(origin, cx.scene.plot);
        paint(&ui.painter().with_clip_rect(clip), origin, &view::hover_ring(mark, theme));
    }
    if let Target::Cluster(members) = &mark.target {
        Glance::keep(cx, members);
    }
    let cx = &*cx;
    let mut tooltip = Tooltip::for_enabled(response).gap(TOOLTIP_GAP_PX);
    let room = response.rect;
    let width = tooltip
        .popup
        .get_expected_size()
        .map_or(0.0, |size| size.x)
        .max(TOOLTIP_PX + 2.0 * TOOLTIP_GAP_PX);
    // Beside the timeline stands what one compares a mark with.
    let right = (room.right() - width).max(room.left());
    if let Some(at) = at {
        tooltip.popup = tooltip.popup.at_position(Pos2 { x: at.x.min(right), ..at });
    }
    tooltip.show(|ui| tooltip_ui(cx, ui, mark));
}

fn tooltip_ui(cx: &Cx<'_>, ui: &mut Ui, mark: &Mark) {
    ui.set_max_width(TOOLTIP_PX);
    let muted = |text: String| RichText::new(text).size(look::SMALL_PX).color(cx.look.muted);
    match &mark.target {
        Target::Event(index) => {
            let Some(event) = cx.event(*index) else { return };
            ui.label(RichText::new(&event.title).font(bold(look::BODY_PX)));
            let sources = words::counted(event.sources.len(), "source", "sources");
            ui.label(muted(format!("{} · {sources}", words::date(event))));
            if let Some(source) = event.sources.first()
                && let Some(document) = cx.state.chronology.document_of(source)
            {
                let quote = words::one_line(source.sentence.of(&document.document.text));
                ui.label(words::quoted(&words::shortened(&quote, 220)));
            }
        }
        Target::Cluster(members) => {
            let Some(glance) = &cx.memory.glance else { return };
            ui.label(RichText::new(&*mark.description).font(bold(look::BODY_PX)));
            ui.set_width(TOOLTIP_PX);
            ui.spacing_mut().item_spacing.y = 0.0;
            for event in &glance.events {
                member_ui(cx, ui, *event);
            }
            ui.add_space(4.0);
            let others = members.len().saturating_sub(glance.events.len());
            if 0 < others {
                ui.label(muted(format!("and {} more", words::grouped(others))));
            }
            ui.label(muted("Click for the list, double-click to see them apart".to_owned()));
        }
    }
}

fn wheel(cx: &mut Cx<'_>, ui: &Ui, response: &Response, origin: Pos2) {
    // The heads of the lanes lie over the timeline and leave the wheel to it.
    let over = response.contains_pointer() && !ui.input(|input| input.pointer.any_down());
    let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|_| over) else { return };
    let (scroll, pinch, modifiers) =
        ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.modifiers));
    let local = point(origin, at);
    let over_heads = local.x < cx.scene.plot.left;
    if (pinch - 1.0).abs() > 1e-4 {
        let at_secs = time_at(cx, origin, at);
        cx.push(Command::ZoomAt { at_secs, factor: f64::from(pinch) });
    } else if scroll != egui::Vec2::ZERO && is_sideways(cx, ui, scroll) {
        cx.push(Command::PanBy(f64::from(-scroll.x)));
    } else if scroll.y != 0.0 && (over_heads || modifiers.alt || cx.state.settings.wheel_scrolls) {
        scroll_lanes(cx, -scroll.y);
    } else if scroll.y != 0.0 {
        let factor = NOTCH.powf(f64::from(scroll.y / NOTCH_POINTS));
        cx.push(Command::ZoomAt { at_secs: time_at(cx, origin, at), factor });
    }
}

/// Whether a turn of the wheel, or two fingers, move in time. As long as they do not rest they go on as they began:
/// nobody's fingers move straight, and a zoom amid a move would throw the view about.
fn is_sideways(cx: &mut Cx<'_>, ui: &Ui, scroll: egui::Vec2) -> bool {
    let now = ui.input(|input| input.time);
    let begun = cx.memory.swipe.filter(|(_, last)| now - last < REST_SECS);
    let is_so = |sideways: bool| 0.0 < if sideways { scroll.x.abs() } else { scroll.y.abs() };
    let begun = begun.map(|(sideways, _)| sideways).filter(|sideways| is_so(*sideways));
    let sideways = begun.unwrap_or(scroll.x.abs() > scroll.y.abs());
    cx.memory.swipe = Some((sideways, now));
    sideways
}

fn scroll_lanes(cx: &mut Cx<'_>, by_px: f32) {
    let hidden_px = cx.scene.content_height_px - cx.scene.plot.height();
    let to = (cx.state.scroll_px + by_px).clamp(0.0, hidden_px.max(0.0));
    cx.push(Command::ScrollTo(to));
}

/// A drag on the axis chooses a range; anywhere else it moves the view.
fn drag(cx: &mut Cx<'_>, ui: &Ui, response: &Response, origin: Pos2) {
    let Some(at) = response.interact_pointer_pos() else {
        cx.memory.axis_drag = None;
        cx.memory.box_from = None;
        return;
    };
    if response.drag_started() {
        let begun = ui.input(|input| input.pointer.press_origin()).unwrap_or(at);
        let on_axis = point(origin, begun).y < cx.scene.plot.top;
        let is_box = !on_axis && ui.input(|input| input.modifiers.shift);
        cx.memory.box_from = is_box.then_some(begun);
        let second = time_at(cx, origin, begun);
        cx.memory.axis_drag = on_axis.then_some((second, second));
        response.request_focus();
        // A menu closes at a click beside it, and this is none.
        egui::Popup::close_all(ui.ctx());
    }
    if let Some((from, before)) = cx.memory.axis_drag {
        let to = time_at(cx, origin, at);
        // What is chosen is told while the hand still moves.
        if to.total_cmp(&before).is_ne() {
            cx.push(Command::ChooseRange(from, to));
            cx.memory.axis_drag = Some((from, to));
        }
        if response.drag_stopped() {
            cx.memory.axis_drag = None;
        }
        return;
    }
    if let Some(from) = cx.memory.box_from {
        box_ui(cx, ui, origin, Rect::from_two_pos(from, at));
        if response.drag_stopped() {
            cx.memory.box_from = None;
            cx.push(Command::AlsoSelectAll(events_in(cx, origin, Rect::from_two_pos(from, at))));
        }
        return;
    }
    let moved = response.drag_delta();
    if moved != egui::Vec2::ZERO {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        cx.push(Command::PanBy(f64::from(-moved.x)));
        if moved.y != 0.0 {
            scroll_lanes(cx, -moved.y);
        }
    }
}

fn box_ui(cx: &Cx<'_>, ui: &Ui, origin: Pos2, area: Rect) {
    let area = area.intersect(rect_at(origin, cx.scene.plot));
    let fill = cx.look.accent.gamma_multiply(0.12);
    let edge = Stroke::new(1.0, cx.look.accent);
    ui.painter().rect(area, 0.0, fill, edge, StrokeKind::Inside);
}

/// Events whose marks touch a box on screen; of a cluster all.
fn events_in(cx: &Cx<'_>, origin: Pos2, area: Rect) -> Vec<usize> {
    let touched = cx.scene.marks.iter().filter(|mark| rect_at(origin, mark.rect).intersects(area));
    touched
        .flat_map(|mark| match &mark.target {
            Target::Event(event) => vec![*event],
            Target::Cluster(members) => members.iter().collect(),
        })
        .collect()
}

fn clicks(cx: &mut Cx<'_>, response: &Response, origin: Pos2) {
    let Some(at) = response.interact_pointer_pos() else { return };
    if !(response.clicked() || response.double_clicked()) {
        return;
    }
    response.request_focus();
    let mark = mark_at(cx, point(origin, at)).and_then(|i| cx.scene.marks.get(i));
    let target = mark.map(|mark| mark.target.clone());
    let held = held_at_click(&response.ctx);
    let adds = held.command || held.shift;
    match target {
        Some(Target::Event(event)) if adds => cx.push(Command::AlsoSelect(event)),
        Some(Target::Cluster(members)) if adds => {
            cx.push(Command::AlsoSelectAll(members.iter().collect()));
        }
        Some(Target::Event(event)) => {
            cx.push(Command::Select(event));
            if response.double_clicked() {
                cx.push(Command::Centre);
            }
        }
        Some(Target::Cluster(members)) if response.double_clicked() => {
            cx.memory.cluster = None;
            split_cluster(cx, &members);
        }
        Some(Target::Cluster(members)) => {
            // Clear of the pointer, so that the second click of two still meets the cluster.
            let below = at + egui::vec2(0.0, LIST_OFFSET_PX);
            cx.memory.cluster = Some(List::of(cx, &members, below));
        }
        // A click that adds to what is selected and misses a mark leaves it as it is.
        None if adds => {}
        None => {
            cx.memory.cluster = None;
            if cx.state.dialog.is_none() {
                cx.push(Command::Escape);
            }
        }
    }
}

/// A line for an event: title at the left, date at the right.
pub(super) fn member_ui(cx: &Cx<'_>, ui: &mut Ui, index: usize) -> Response {
    let size = egui::vec2(ui.available_width(), 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let Some(event) = cx.event(index) else { return response };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, words::description(event))
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, cx.look.button_hover);
    }
    let date = ui.painter().text(
        rect.right_center() - egui::vec2(4.0, 0.0),
        egui::Align2::RIGHT_CENTER,
        words::date(event),
        look::regular(look::SMALL_PX),
        cx.look.muted,
    );
    let space = Rect::from_min_max(
        rect.min + egui::vec2(4.0, 0.0),
        egui::pos2(date.left() - 8.0, rect.bottom()),
    );
    super::widgets::paint_cut_text(ui, space, &event.title, look::regular(13.0), cx.look.ink);
    response
}

fn context_menu(cx: &mut Cx<'_>, response: &Response, origin: Pos2) {
    if response.secondary_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let mark = mark_at(cx, point(origin, at)).and_then(|i| cx.scene.marks.get(i));
        let target = mark.map(|mark| mark.target.clone());
        // A click on one of several selected events is about all of them.
        if let Some(Target::Event(event)) = target
            && !cx.state.also.contains(&event)
        {
            cx.push(Command::Select(event));
        }
        cx.memory.menu_target = target;
    }
    response.context_menu(|ui| {
        ui.set_min_width(210.0);
        let names: &[&str] = match &cx.memory.menu_target {
            Some(Target::Event(_)) => event_entries(cx),
            _ => &[
                "fit",
                "zoom-in",
                "zoom-out",
                "go-to",
                "choose-view",
                "annotate",
                "clear-filters",
                "export-picture",
            ],
        };
        if let Some(Target::Cluster(members)) = cx.memory.menu_target.clone()
            && ui.button("Zoom to the cluster").clicked()
        {
            split_cluster(cx, &members);
            ui.close();
        }
        if let Some(Target::Event(event)) = cx.memory.menu_target {
            event_filters_ui(cx, ui, event);
        }
        super::menu::named_ui(cx, ui, names);
    });
}

/// The commands of an event's context menu, by name.
fn event_entries(cx: &Cx<'_>) -> &'static [&'static str] {
    if 1 < cx.state.also.len() {
        &["merge", "accept", "dismiss", "star", "edit-place", "edit-who", "tag", "copy-events"]
    } else {
        &[
            "accept",
            "dismiss",
            "star",
            "edit-date",
            "edit-place",
            "edit-who",
            "edit-title",
            "tag",
            "annotate",
            "split",
            "read",
            "centre",
        ]
    }
}

/// The context menu of an event's row in a list; the event is selected first.
pub(super) fn event_menu(cx: &mut Cx<'_>, response: &Response, index: usize) {
    if response.secondary_clicked() && !cx.state.also.contains(&index) {
        cx.push(Command::Select(index));
    }
    response.context_menu(|ui| {
        ui.set_min_width(210.0);
        event_filters_ui(cx, ui, index);
        super::menu::named_ui(cx, ui, event_entries(cx));
    });
}

fn event_filters_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize) {
    let state = cx.state;
    let Some(event) = state.chronology.events.get(index) else { return };
    if let Some(place) = event.places.first() {
        let text = format!("Show only {}", state.chronology.places.name(place));
        if ui.button(text).clicked() {
            cx.push(Command::OnlyRegion(place.clone()));
            ui.close();
        }
    }
    let document = event.sources.first().and_then(|source| state.chronology.document_of(source));
    if let Some(document) = document
        && ui.button("Show only this document").clicked()
    {
        cx.push(Command::OnlyDocument(document.document.id.clone()));
        ui.close();
    }
    ui.separator();
}

/// One node a visible mark, so that screen readers and tests find it by its words.
fn nodes(cx: &mut Cx<'_>, ui: &Ui, parent: Id, origin: Pos2) {
    let whole = rect_at(origin, cx.scene.plot);
    let mut pressed = None;
    for mark in &cx.scene.marks {
        let rect = rect_at(origin, mark.rect).intersect(whole);
        if !rect.is_positive() {
            continue;
        }
        // No event is drawn twice. What is drawn before it does not count: a screen reader that stands on
        // a mark keeps it as the view moves.
        let key = match &mark.target {
            Target::Event(event) => (0, *event),
            Target::Cluster(members) => (1, members.iter().next().unwrap_or(0)),
        };
        let id = parent.with(key);
        // A node under the pointer must not take the timeline's gestures: it senses nothing.
        let response = ui.interact(rect, id, Sense::empty());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, &*mark.description)
        });
        let is_pressed = ui
            .input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Click));
        if is_pressed {
            pressed = Some(mark.target.clone());
        }
    }
    match pressed {
        Some(Target::Event(event)) => cx.push(Command::Select(event)),
        Some(Target::Cluster(members)) => split_cluster(cx, &members),
        None => {}
    }
}
