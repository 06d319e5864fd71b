//! Annotations in the window: bars that can be clicked, and the dialog in which they are named.

use super::paint::rect_at;
use crate::session::{Command, date};
use crate::ui::context::Cx;
use crate::ui::dialogs::{field_ui, fit_width, title_ui, typed_ui};
use crate::ui::words;
use crate::view::Band;
use crate::view::bands::BandMark;
use egui::{
    CursorIcon, Id, Pos2, Rect, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

/// Width of a field.
const FIELD_PX: f32 = 460.0;
/// A bar of few pixels is met by a hand that comes so near.
const LEAST_HIT_PX: f32 = 20.0;

/// What can be done with each annotation in view: a click chooses its time, another changes it.
pub(crate) fn bands_ui(cx: &mut Cx<'_>, ui: &Ui, origin: Pos2) {
    let ribbon = rect_at(origin, cx.scene.ribbon);
    let scene = cx.scene;
    for mark in &scene.bands {
        let response = ui.interact(hit(mark, origin, ribbon), id(mark.number), Sense::click());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Annotation {}", mark.description))
        });
        if response.hovered() || response.has_focus() {
            let bar = rect_at(origin, mark.bar).expand(1.0);
            let ring = Stroke::new(1.5, cx.look.accent);
            let painter = ui.painter().with_clip_rect(ribbon);
            painter.rect_stroke(bar, 3.0, ring, egui::StrokeKind::Outside);
        }
        if response.double_clicked() {
            cx.push(Command::AskBand(Some(mark.number)));
        } else if response.clicked() {
            cx.push(Command::ChooseBand(mark.number));
        }
        menu_ui(cx, &response, mark.number);
        let about =
            format!("{}\nClick to choose its time, double-click to change it", mark.description);
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(about);
    }
}

fn id(number: usize) -> Id {
    Id::unique(("annotation", number))
}

/// Where a click meets an annotation: its bar with its caption.
fn hit(mark: &BandMark, origin: Pos2, ribbon: Rect) -> Rect {
    let bar = rect_at(origin, mark.bar);
    let whole = mark.caption.as_ref().map_or(bar, |(rect, _)| bar.union(rect_at(origin, *rect)));
    let spare = ((LEAST_HIT_PX - whole.width()) / 2.0).max(0.0);
    whole.expand2(vec2(spare, 1.0)).intersect(ribbon)
}

fn menu_ui(cx: &mut Cx<'_>, response: &Response, number: usize) {
    response.context_menu(|ui| {
        ui.set_min_width(180.0);
        let choose = |then: Command| vec![Command::ChooseBand(number), then];
        let choices = [
            ("Change annotation…", vec![Command::AskBand(Some(number))]),
            ("Zoom to its time", choose(Command::ZoomToRange)),
            ("Filter to its time", choose(Command::FilterToRange)),
            ("Remove annotation", vec![Command::ForgetBand(number)]),
        ];
        for (text, commands) in choices {
            if ui.button(text).clicked() {
                cx.commands.extend(commands);
                ui.close();
            }
        }
    });
}

/// The annotation whose time is chosen, by its number.
pub(crate) fn chosen(cx: &Cx<'_>) -> Option<usize> {
    let time = cx.state.range.as_ref()?;
    cx.state.choices.bands.iter().position(|band| band.time().bounds == time.bounds)
}

/// Name and time of an annotation: a new one, or one by its number.
pub(crate) fn band_ui(cx: &mut Cx<'_>, ui: &mut Ui, number: Option<usize>, is_new: bool) {
    fit_width(ui, 480.0);
    title_ui(cx, ui, if number.is_some() { "Change annotation" } else { "Annotate" });
    if is_new {
        (cx.memory.typed, cx.memory.typed_date) = cx.state.band_asked(number);
    }
    let is_named = field_ui(cx, ui, "Name, shown over all lanes", FIELD_PX);
    ui.add_space(6.0);
    let hint = ("Time: 1992, 1914–1918, 4 March 1911", "Time of the annotation");
    let (_, is_timed) = typed_ui(ui, &mut cx.memory.typed_date, hint, FIELD_PX);
    let (name, typed) = (cx.memory.typed.trim().to_owned(), cx.memory.typed_date.trim().to_owned());
    let time = date::when(&typed);
    let marked = time.clone().and_then(|time| Band::new("named", time));
    let text = match (&time, &marked) {
        (Some(time), Some(_)) => crate::view::words::with_precision(time),
        (Some(_), None) => "A time with a beginning and an end".to_owned(),
        (None, _) if typed.is_empty() => "From when to when, or one day, month or year".to_owned(),
        (None, _) => words::NO_DATE.to_owned(),
    };
    ui.add_space(4.0);
    ui.label(RichText::new(text).color(cx.look.muted));
    ui.add_space(8.0);
    let is_good = marked.is_some() && !name.is_empty();
    let button = if number.is_some() { "Change" } else { "Add annotation" };
    ui.horizontal(|ui| {
        let is_clicked = ui.add_enabled(is_good, egui::Button::new(button)).clicked();
        if is_good && (is_named || is_timed || is_clicked) {
            cx.push(Command::SetBand(number, name, typed));
        }
        if let Some(number) = number
            && ui.button("Remove annotation").clicked()
        {
            cx.push(Command::ForgetBand(number));
        }
    });
}
