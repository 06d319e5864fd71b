//! Where exports are asked for: form and place.

use super::context::Cx;
use super::dialogs::title_ui;
use egui::{RichText, Ui};

/// Form and place of a figure.
pub(super) fn picture_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.set_width(420.0);
    title_ui(cx, ui, "Export picture");
    ui.label(RichText::new("annals render saves the figure").color(cx.look.muted));
}

/// Form and place of a table.
pub(super) fn table_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.set_width(420.0);
    title_ui(cx, ui, "Export events");
    ui.label(RichText::new("annals extract saves the events").color(cx.look.muted));
}
