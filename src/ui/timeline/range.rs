//! The piece of time that was chosen on the axis, with a bubble of what can be done with it.

use super::paint::rect_at;
use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::look::{self, bold};
use crate::ui::widgets::close_ui;
use crate::ui::words;
use egui::{
    Align2, Area, Button, Frame, Id, Order, Pos2, Rect, RichText, Role, Stroke, Ui, WidgetInfo,
    vec2,
};

/// What the bubble offers.
const OFFERS: [(&str, Command); 5] = [
    ("Zoom", Command::ZoomToRange),
    ("Filter to", Command::FilterToRange),
    ("Export…", Command::ExportRange),
    ("Tag…", Command::TagRange),
    ("Annotate…", Command::AskBand(None)),
];

/// The chosen time as a band over the lanes, and the bubble below the axis.
pub(super) fn range_ui(cx: &mut Cx<'_>, ui: &Ui, origin: Pos2) {
    let is_new = !std::mem::replace(&mut cx.memory.had_range, cx.state.range.is_some());
    let Some((from, to)) = cx.state.range_secs() else { return };
    let plot = rect_at(origin, cx.scene.plot);
    let x = |secs: f64| plot.left() + cx.state.viewport.x_from_time(secs) as f32;
    let whole = Rect::from_min_max(Pos2::new(plot.left(), origin.y), plot.max);
    let band = Rect::from_x_y_ranges(x(from)..=x(to), whole.y_range()).intersect(whole);
    if band.width() <= 0.0 {
        return;
    }
    let painter = ui.painter().with_clip_rect(whole);
    painter.rect_filled(band, 0.0, cx.look.accent.gamma_multiply(0.12));
    for edge in [band.left(), band.right()] {
        painter.vline(edge, band.y_range(), Stroke::new(1.0, cx.look.accent));
    }
    // What lies over the window is not to be covered.
    if cx.state.dialog.is_none() {
        bubble_ui(cx, ui, (plot, band), is_new);
    }
}

fn bubble_ui(cx: &mut Cx<'_>, ui: &Ui, (plot, band): (Rect, Rect), is_new: bool) {
    let takes_keyboard = is_new && cx.memory.axis_drag.is_none();
    let at = Pos2::new(band.center().x, plot.top() + 6.0);
    let area = Area::new(Id::unique("range")).order(Order::Foreground);
    // Large letters take more than a narrow plot has.
    let window = ui.ctx().content_rect();
    let area = area.fixed_pos(at).pivot(Align2::CENTER_TOP).constrain_to(window);
    area.show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(6);
        frame.show(ui, |ui| ui.horizontal(|ui| offers_ui(cx, ui, takes_keyboard)));
    });
}

fn offers_ui(cx: &mut Cx<'_>, ui: &mut Ui, takes_keyboard: bool) {
    let words = cx.state.range.as_ref().map(words::when).unwrap_or_default();
    ui.add_space(4.0);
    ui.label(RichText::new(words).font(bold(look::BODY_PX)));
    // The time of an annotation is not to be named once more.
    let annotation = super::bands::chosen(cx);
    for (i, (text, command)) in OFFERS.into_iter().enumerate() {
        let entry = command.entry();
        let (mut name, mut about) = entry.map_or((text, ""), |it| (it.text, it.tooltip));
        let (mut text, mut command) = (text, command);
        if annotation.is_some() && command == Command::AskBand(None) {
            command = Command::AskBand(annotation);
            (text, name, about) =
                ("Change…", "Change annotation…", "Give the annotation another name or time");
        }
        let button = Button::new(text).min_size(vec2(0.0, 24.0));
        let response = ui.add(button).on_hover_text(about);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if i == 0 && takes_keyboard {
            response.request_focus();
        }
        if response.clicked() {
            cx.push(command);
        }
    }
    if close_ui(ui, cx.look, "Close chosen time").clicked() {
        cx.push(Command::Escape);
    }
}
