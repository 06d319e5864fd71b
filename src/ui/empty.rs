//! What stands in the middle where there is nothing to draw.

use super::context::Cx;
use super::look::{self, bold};
use super::widgets::link_ui;
use super::words;
use crate::session::{Chip, Command, chips};
use egui::{Button, RichText, Stroke, Ui, Vec2};

/// Before anything was opened: what to do, what can be read, and that nothing is sent.
pub(super) fn empty_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let look = cx.look;
    let whole = ui.available_rect_before_wrap();
    let size = Vec2::new(520.0_f32.min(whole.width() - 40.0), 320.0);
    let rect = egui::Rect::from_center_size(whole.center() - Vec2::new(0.0, 20.0), size);
    let is_over = ui.input(|input| !input.raw.hovered_files.is_empty());
    let edge = if is_over { look.accent } else { look.line };
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    let ground = if is_over { look.accent_ground } else { look.panel };
    ui.painter().rect_filled(rect, 10.0, ground);
    let stroke = Stroke::new(if is_over { 2.0 } else { 1.4 }, edge);
    ui.painter().extend(egui::Shape::dashed_line(&corners, stroke, 7.0, 5.0));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(24.0)));
    if cx.state.progress.is_some() {
        inner.vertical_centered(|ui| reading_ui(cx, ui));
        return;
    }
    inner.vertical_centered(|ui| {
        ui.add_space(16.0);
        ui.label(RichText::new("Open a folder of documents").font(bold(20.0)));
        ui.add_space(6.0);
        let text = "Annals finds the dated events in them and puts them on a time axis, \
                    each linked to its sentence";
        ui.label(RichText::new(text).color(look.muted));
        ui.add_space(18.0);
        let open =
            Button::new(RichText::new("Open folder…").font(bold(14.0)).color(look.on_accent))
                .fill(look.accent)
                .min_size(Vec2::new(180.0, 34.0));
        if ui.add(open).clicked() {
            cx.commands.push(Command::OpenFolder);
        }
        ui.add_space(8.0);
        let sample = Button::new("Open the sample").min_size(Vec2::new(180.0, 28.0));
        if ui.add(sample).on_hover_text("Articles that come with Annals").clicked() {
            cx.commands.push(Command::OpenSample);
        }
        ui.add_space(12.0);
        ui.label(RichText::new("or drop a folder here").color(look.muted));
        ui.add_space(14.0);
        let formats = "Reads text, PDF, Word, web pages, e-mail, e-books, tables and archives";
        ui.label(RichText::new(formats).size(look::SMALL_PX).color(look.muted));
        let private = "Everything is read on this computer. Nothing is sent.";
        ui.label(RichText::new(private).size(look::SMALL_PX).color(look.muted));
    });
    recent_ui(cx, ui, rect);
}

/// While the first documents are read: how far that is, and what it comes to.
fn reading_ui(cx: &Cx<'_>, ui: &mut Ui) {
    let Some(progress) = cx.state.progress else { return };
    let muted = |text: String| RichText::new(text).color(cx.look.muted);
    ui.add_space(84.0);
    ui.label(RichText::new("Reading…").font(bold(20.0)));
    ui.add_space(6.0);
    ui.label(muted(words::progress(&progress)));
    ui.add_space(18.0);
    ui.label(muted("The timeline comes when the events of all documents are linked".to_owned()));
    ui.label(muted(
        "Cancel shows what was read until then, and the rest can be read later".to_owned(),
    ));
}

/// What was opened lately, below the box.
fn recent_ui(cx: &mut Cx<'_>, ui: &mut Ui, below: egui::Rect) {
    let whole = ui.max_rect();
    let room = egui::Rect::from_min_max(
        below.left_bottom() + Vec2::new(0.0, 14.0),
        egui::pos2(below.right(), whole.bottom()),
    );
    let rows = ((room.height() - 26.0) / 24.0).max(0.0) as usize;
    if cx.state.recent.is_empty() || rows == 0 {
        return;
    }
    let mut list = ui.new_child(egui::UiBuilder::new().max_rect(room));
    super::widgets::section_ui(&mut list, "Recent", |_ui| {});
    for path in cx.state.recent.iter().take(rows) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let folder = path.parent().map(|it| it.display().to_string()).unwrap_or_default();
        list.horizontal(|ui| {
            if link_ui(ui, cx.look, &name).clicked() {
                cx.commands.push(Command::Open(vec![path.clone()]));
            }
            let folder = RichText::new(folder).size(look::SMALL_PX).color(cx.look.muted);
            ui.add(egui::Label::new(folder).truncate());
        });
    }
}

/// The parts of a filter, each with how many events pass without it, that which hides most first.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    parts: Vec<(Chip, usize)>,
    /// The revision and the count that they are of.
    of: Option<(u64, u64)>,
}

fn hiding(cx: &mut Cx<'_>) -> Vec<(Chip, usize)> {
    let state = cx.state;
    let of = Some((state.revision, state.facets.count_number));
    if cx.memory.hiding.of != of {
        let chips = chips(&state.chronology, &state.facets, &state.choices.filter).into_iter();
        let counted = |chip: Chip| (state.shown_without(chip.part), chip);
        let mut parts: Vec<(usize, Chip)> = chips.map(counted).collect();
        parts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let parts = parts.into_iter().map(|(count, chip)| (chip, count)).collect();
        cx.memory.hiding = Hiding { parts, of };
    }
    cx.memory.hiding.parts.clone()
}

/// Where the filter lets nothing through: what it asks for, and how to be rid of it.
pub(super) fn nothing_shown_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let total = state.chronology.events.len();
    ui.vertical_centered(|ui| {
        ui.add_space(60.0);
        if total == 0 {
            ui.label(RichText::new("No event was found").font(bold(16.0)));
            let read = words::counted(state.chronology.documents.len(), "document", "documents");
            let text = format!("{read} read; warnings say what could not be");
            ui.label(RichText::new(text).color(cx.look.muted));
            return;
        }
        ui.label(RichText::new("No event passes the filters").font(bold(16.0)));
        ui.add_space(4.0);
        for (chip, count) in hiding(cx) {
            let events = words::counted(count, "event", "events");
            let text = format!("Drop {} · {events}", words::shortened(&chip.text, 70));
            if link_ui(ui, cx.look, &text).clicked() {
                cx.commands.push(Command::Drop(chip.part));
            }
        }
        ui.add_space(8.0);
        if ui.button("Clear filters").clicked() {
            cx.commands.push(Command::ClearFilters);
        }
    });
}
