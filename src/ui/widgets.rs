//! Small parts that several panels share.

use super::look::{self, Look, bold, regular};
use crate::session::Tick;
use egui::{
    Align2, Color32, CornerRadius, Label, Response, RichText, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo,
};

/// A heading over a part of a panel: small, bold, in capitals; `right` is drawn by the caller.
pub(super) fn section_ui(ui: &mut Ui, text: &str, right: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        ui.label(RichText::new(text.to_uppercase()).font(bold(look::SMALL_PX)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), right);
    });
}

/// The keys that were held as a button was let go: where a frame took long they may be let go by now, too.
pub(super) fn held_at_click(ctx: &egui::Context) -> egui::Modifiers {
    let released = |event: &egui::Event| match event {
        egui::Event::PointerButton { pressed: false, modifiers, .. } => Some(*modifiers),
        _ => None,
    };
    ctx.input(|input| input.events.iter().rev().find_map(released).unwrap_or(input.modifiers))
}

/// Bytes of a link that stands in one line as a whole.
const SHORT_LINK: usize = 14;

/// Words that act when clicked.
pub(super) fn link_ui(ui: &mut Ui, look: &Look, text: &str) -> Response {
    let is_short = text.len() <= SHORT_LINK;
    let text = RichText::new(text).color(look.accent).size(look::SMALL_PX);
    let label = Label::new(text).sense(Sense::click()).selectable(false);
    let response = ui.add(if is_short { label.extend() } else { label });
    if response.hovered() {
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, look.accent));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A number at the right end of a row.
pub(super) fn count_ui(ui: &mut Ui, look: &Look, text: &str) {
    ui.label(RichText::new(text).color(look.muted).size(look::SMALL_PX));
}

/// A box that is ticked, empty, or half: paints it in the middle of `rect`.
pub(super) fn paint_tick(ui: &Ui, look: &Look, rect: egui::Rect, tick: Tick, is_hovered: bool) {
    let square = egui::Rect::from_center_size(rect.center(), Vec2::splat(14.0));
    let painter = ui.painter();
    let corners = CornerRadius::same(3);
    let edge = if is_hovered { look.accent } else { look.muted };
    match tick {
        Tick::On => {
            painter.rect_filled(square, corners, look.accent);
            let at = |x: f32, y: f32| square.left_top() + Vec2::new(x, y);
            let points = vec![at(3.2, 7.2), at(6.0, 10.0), at(11.0, 4.4)];
            painter.add(Shape::line(points, Stroke::new(1.8, look.on_accent)));
        }
        Tick::Mixed => {
            painter.rect(
                square,
                corners,
                look.panel,
                Stroke::new(1.2, look.accent),
                StrokeKind::Inside,
            );
            let bar = square.center().x - 3.5..=square.center().x + 3.5;
            painter.hline(bar, square.center().y, Stroke::new(2.0, look.accent));
        }
        Tick::Off => {
            painter.rect(square, corners, look.panel, Stroke::new(1.2, edge), StrokeKind::Inside);
        }
    }
}

/// What a row of the filter panel shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// How its box is ticked.
    pub(super) tick: Tick,
    /// Its words.
    pub(super) text: &'a str,
    /// Its number.
    pub(super) count: &'a str,
    /// The whole line for screen readers.
    pub(super) label: &'a str,
    /// Pixels free before the box.
    pub(super) indent_px: f32,
    /// Colour of the dot between box and words; `None` for no dot.
    pub(super) dot: Option<Color32>,
    /// Whether the words are drawn in muted ink.
    pub(super) is_muted: bool,
}

/// A row with a box that can be ticked.
pub(super) fn row_ui(ui: &mut Ui, look: &Look, row: Row<'_>) -> Response {
    let size = Vec2::new(ui.available_width(), 20.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let selected = row.tick == Tick::On;
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, selected, row.label));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), 4.0, look.button_hover);
    }
    let square = egui::Rect::from_min_size(
        rect.left_top() + Vec2::new(row.indent_px, 0.0),
        Vec2::new(16.0, rect.height()),
    );
    paint_tick(ui, look, square, row.tick, response.hovered());
    let mut x = square.right() + 5.0;
    if let Some(dot) = row.dot {
        ui.painter().circle_filled(egui::pos2(x + 5.0, rect.center().y), 5.0, dot);
        x += 15.0;
    }
    let width = |text: &str, font: egui::FontId| {
        ui.painter().layout_no_wrap(text.to_owned(), font, look.ink).size().x
    };
    let room = rect.right() - x - 6.0 - width(row.text, regular(look::BODY_PX));
    let count = ui.painter().text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        count_within(row.count, room, |text| width(text, regular(look::SMALL_PX))),
        regular(look::SMALL_PX),
        look.muted,
    );
    let ink = if row.is_muted { look.muted } else { look.ink };
    let space = egui::Rect::from_min_max(
        egui::pos2(x, rect.top()),
        egui::pos2(count.left() - 6.0, rect.bottom()),
    );
    paint_cut_text(ui, space, row.text, regular(look::BODY_PX), ink);
    response
}

/// A count beside a name: `75 / 807` closer together, or with the total left out, where it would cut the name; the
/// tooltip has both.
fn count_within(count: &str, room_px: f32, width_px: impl Fn(&str) -> f32) -> String {
    let Some((matching, total)) = count.split_once(" / ") else { return count.to_owned() };
    let whole = [count.to_owned(), format!("{matching}/{total}")];
    let fits = |text: &String| width_px(text) <= room_px;
    // What is left out shows: 75 alone would be all there are.
    whole.into_iter().find(fits).unwrap_or_else(|| format!("{matching}/…"))
}

/// One line of text at the left of a box, cut with `…` where it does not fit. Says whether it was.
pub(super) fn paint_cut_text(
    ui: &Ui,
    rect: egui::Rect,
    text: &str,
    font: egui::FontId,
    ink: Color32,
) -> bool {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = ui.painter().layout_job(job);
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, ink);
    is_cut
}

/// Scrolls what the keyboard has come to into view, from within what scrolls.
pub(super) fn follow_focus_ui(ui: &Ui) {
    let id = ui.scope_id().with("followed");
    let focused = ui.memory(egui::Memory::focused);
    let followed = ui.data(|data| data.get_temp::<Option<egui::Id>>(id)).flatten();
    if focused == followed {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, focused));
    let Some(response) = focused.and_then(|focused| ui.ctx().read_response(focused)) else {
        return;
    };
    let is_inside = ui.min_rect().contains(response.rect.center());
    if is_inside && !ui.clip_rect().contains_rect(response.rect) {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// Words on a rounded ground.
pub(super) fn chip_ui(
    ui: &mut Ui,
    text: &str,
    ink: Color32,
    ground: Color32,
    edge: Color32,
) -> Response {
    // Its size is asked for whole, so that a narrow panel sets it on a line of its own.
    let galley = ui.painter().layout_no_wrap(text.to_owned(), bold(11.0), ink);
    let (rect, response) =
        ui.allocate_exact_size(galley.size() + Vec2::new(18.0, 4.0), Sense::hover());
    let stroke = Stroke::new(1.0, edge);
    ui.painter().rect(rect.shrink(0.5), 9.0, ground, stroke, StrokeKind::Middle);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, text));
    response
}

/// A small triangle that points right when closed and down when open.
pub(super) fn paint_turn(painter: &egui::Painter, rect: egui::Rect, is_open: bool, ink: Color32) {
    let centre = rect.center();
    let corners = if is_open {
        [(-4.0, -2.0), (4.0, -2.0), (0.0, 3.0)]
    } else {
        [(-2.0, -4.0), (3.0, 0.0), (-2.0, 4.0)]
    };
    let points = corners.iter().map(|(x, y)| centre + Vec2::new(*x, *y)).collect();
    painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
}

/// A cross of two strokes in the middle of a box.
pub(super) fn paint_cross(ui: &Ui, rect: egui::Rect, ink: Color32) {
    let (centre, arm) = (rect.center(), 3.5);
    for (x, y) in [(1.0, 1.0), (1.0, -1.0)] {
        let way = Vec2::new(x, y) * arm;
        ui.painter().line_segment([centre - way, centre + way], Stroke::new(1.4, ink));
    }
}

/// A button that closes what it stands in.
pub(super) fn close_ui(ui: &mut Ui, look: &Look, label: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, look.button_hover);
    }
    paint_cross(ui, rect, look.muted);
    response
}

/// Several pages, one of them shown: joined buttons. Gives the number of the one clicked.
pub(super) fn segments_ui(
    ui: &mut Ui,
    look: &Look,
    names: &[&str],
    chosen: usize,
) -> Option<usize> {
    let mut clicked = None;
    // Where not all fit, buttons are as narrow as their words, and stand in several lines.
    let is_tight = ui.available_width() < 78.0 * names.len() as f32;
    let mut row = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = Vec2::new(0.0, 2.0);
        for (i, name) in names.iter().enumerate() {
            let is_chosen = i == chosen;
            let (ink, ground) =
                if is_chosen { (look.accent, look.accent_ground) } else { (look.ink, look.button) };
            let font = if is_chosen { bold(look::BODY_PX) } else { regular(look::BODY_PX) };
            let corner = |is_end: bool| if is_end { 4 } else { 0 };
            let (left, right) = (corner(i == 0), corner(i + 1 == names.len()));
            let button = egui::Button::new(RichText::new(*name).font(font).color(ink))
                .fill(ground)
                .stroke(Stroke::new(1.0, look.line))
                .corner_radius(CornerRadius { nw: left, sw: left, ne: right, se: right })
                .min_size(Vec2::new(if is_tight { 0.0 } else { 76.0 }, 26.0));
            let response = ui.add(button);
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, *name)
            });
            if response.clicked() {
                clicked = Some(i);
            }
        }
    };
    if is_tight {
        ui.horizontal_wrapped(&mut row);
    } else {
        ui.horizontal(&mut row);
    }
    clicked
}

/// A ring around the part that has the keyboard; fields, panels and the timeline have their own.
pub(super) fn paint_focus(ctx: &egui::Context, look: &Look) {
    let focused = ctx.memory(egui::Memory::focused).filter(|_| !ctx.text_edit_focused());
    let is_timeline = |id: &egui::Id| *id == egui::Id::unique("timeline");
    let response = focused.filter(|id| !is_timeline(id)).and_then(|id| ctx.read_response(id));
    let Some(response) = response.filter(|response| response.sense.senses_click()) else { return };
    let rect = response.interact_rect;
    let painter = ctx.layer_painter(response.layer_id).with_clip_rect(rect.expand(3.0));
    painter.rect_stroke(rect, 3.0, Stroke::new(2.0, look.accent), StrokeKind::Outside);
}

/// A panel that can be given the keyboard; what stands in it comes next with Tab.
pub(super) fn panel_focus_ui(ui: &Ui, look: &Look, name: &str) {
    let rect = ui.max_rect();
    let response = ui.interact(rect, panel_id(name), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Pane, true, name));
    if response.has_focus() {
        let ring = Stroke::new(1.5, look.accent);
        ui.painter().rect_stroke(rect.expand(4.0), 3.0, ring, StrokeKind::Inside);
    }
}

/// What has the keyboard while a panel has it.
pub(super) fn panel_id(name: &str) -> egui::Id {
    egui::Id::unique(("panel", name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_leaves_its_room_to_the_name_beside_it() {
        let shown = |count: &'static str, room_px: f32| {
            count_within(count, room_px, |text| text.chars().count() as f32 * 7.0)
        };
        assert_eq!(shown("75 / 807", 60.0), "75 / 807");
        assert_eq!(shown("75 / 807", 42.0), "75/807");
        assert_eq!(shown("75 / 807", 40.0), "75/…");
        assert_eq!(shown("1,807", 10.0), "1,807");
    }
}
