//! Where lists of events are asked for: form and place.

use super::context::Cx;
use super::dialogs::{field_ui, fit_width, title_ui};
use super::widgets::segments_ui;
use super::words;
use crate::session::{Command, SaveFormat};
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

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
    if let Some(clicked) = segments_ui(ui, cx.look, &names, chosen) {
        cx.memory.export_format = clicked;
        if let Some(format) = formats.get(clicked) {
            let path = Path::new(&cx.memory.typed).with_extension(format.extension());
            cx.memory.typed = path.display().to_string();
        }
    }
    let Some(format) = formats.get(cx.memory.export_format.min(formats.len() - 1)).copied() else {
        return;
    };
    if cx.memory.typed.is_empty() {
        let folder = std::env::current_dir().unwrap_or_default();
        let path = folder.join(format!("events.{}", format.extension()));
        cx.memory.typed = path.display().to_string();
    }
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Path of the new file", 780.0);
    ui.add_space(8.0);
    let is_clicked = ui.button("Save").clicked();
    if is_done || is_clicked {
        let path = PathBuf::from(cx.memory.typed.trim());
        cx.push(Command::Save(format, path));
    }
}
