//! Where exports are asked for: form and place.

use super::context::Cx;
use super::dialogs::{field_ui, title_ui};
use super::widgets::segments_ui;
use super::words;
use crate::session::{Command, SaveFormat};
use egui::{RichText, Ui};
use std::path::{Path, PathBuf};

/// Form and place of a figure.
pub(super) fn picture_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    form_ui(cx, ui, ("Export picture", "timeline"), &SaveFormat::PICTURES);
}

/// Form and place of a table.
pub(super) fn table_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    form_ui(cx, ui, ("Export events", "events"), &SaveFormat::TABLES);
}

fn form_ui(cx: &mut Cx<'_>, ui: &mut Ui, (title, stem): (&str, &str), formats: &[SaveFormat]) {
    ui.set_width(600.0);
    title_ui(cx, ui, title);
    let shown = cx.state.facets.shown.len();
    let what = if stem == "events" {
        format!("{} that pass the filters", words::counted(shown, "event", "events"))
    } else {
        "What the timeline shows, with legend and sources, on a landscape A4 page".to_owned()
    };
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
        let path = folder.join(format!("{stem}.{}", format.extension()));
        cx.memory.typed = path.display().to_string();
    }
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Path of the new file", 580.0);
    ui.add_space(8.0);
    let is_clicked = ui.button("Save").clicked();
    if is_done || is_clicked {
        let path = PathBuf::from(cx.memory.typed.trim());
        cx.push(Command::Save(format, path));
    }
}
