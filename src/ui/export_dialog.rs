//! Where lists of events are asked for: form and place.

use super::context::Cx;
use super::dialogs::{field_ui, fit_width, title_ui};
use super::saving;
use super::widgets::segments_ui;
use super::words;
use crate::session::{Command, SaveFormat};
use egui::{RichText, Ui};

/// Form and place of a table.
pub(super) fn table_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let formats = SaveFormat::TABLES;
    fit_width(ui, 800.0);
    title_ui(cx, ui, "Export events");
    let shown = cx.state.facets.shown.len();
    let shown = words::counted(shown, "event", "events");
    let what = format!("{shown} that pass the filters; a bundle holds the whole project");
    ui.label(RichText::new(what).color(cx.look.muted));
    ui.add_space(6.0);
    let chosen = cx.memory.export_format.min(formats.len().saturating_sub(1));
    let names: Vec<&str> = formats.iter().map(|format| format.text()).collect();
    let clicked = segments_ui(ui, cx.look, &names, chosen);
    if let Some((number, format)) = clicked.and_then(|it| Some((it, formats.get(it)?))) {
        saving::choose_format(cx, number, *format);
    }
    let Some(format) = formats.get(cx.memory.export_format.min(formats.len() - 1)).copied() else {
        return;
    };
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Path of the new file", 780.0);
    ui.add_space(8.0);
    let is_clicked = ui.button("Save").clicked();
    if is_done || is_clicked {
        saving::ask(cx, |path| Command::Save(format, path), |path| vec![path.to_owned()]);
    }
    saving::answer_ui(cx, ui, |path| Command::Save(format, path));
}
