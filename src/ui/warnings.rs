//! What went half wrong, with ways to look into it and to try again.

use super::context::Cx;
use super::dialogs::{fit_width, title_ui};
use super::look::{self, bold};
use super::paths;
use super::widgets::link_ui;
use super::words;
use crate::model::{Severity, Stage, Warning};
use crate::session::{Command, Dialog, State};
use egui::{Align, Label, Layout, RichText, Ui, vec2};
use std::borrow::Cow;

/// Height of a warning: what it says, and where.
const WARNING_PX: f32 = 40.0;
/// Width of the words before it.
const KIND_PX: f32 = 70.0;
/// Width of the links behind it.
const LINKS_PX: f32 = 84.0;

pub(super) fn warnings_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let size = ui.ctx().content_rect().size();
    fit_width(ui, 820.0);
    title_ui(cx, ui, "Warnings");
    let state = cx.state;
    let count = state.chronology.warnings.len() + state.lost.len();
    let height = (size.y - 160.0).min(480.0);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        WARNING_PX,
        count,
        |ui, rows| {
            for warning in rows.filter_map(|number| warning(state, number)) {
                warning_ui(cx, ui, &warning);
            }
        },
    );
    if count == 0 {
        ui.label(RichText::new("Everything was read without a problem").color(cx.look.muted));
        return;
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let can_read = state.progress.is_none() && !state.opened.is_empty();
        let again = egui::Button::new("Read again");
        let about = "Try once more what could not be read, and read what changed since";
        if ui.add_enabled(can_read, again).on_hover_text(about).clicked() {
            cx.push(Command::Dialog(Dialog::Warnings));
            cx.push(Command::ReadAgain);
        }
        if ui.button("Copy all").clicked() {
            let line = |w: Cow<'_, Warning>| {
                let kind = words::severity(w.severity);
                format!("{kind}\t{}\t{}\t{}", w.document, w.message, w.suggestion)
            };
            let all: Vec<String> =
                (0..count).filter_map(|number| warning(state, number)).map(line).collect();
            ui.ctx().copy_text(all.join("\n"));
            cx.push(Command::Copied("all warnings"));
        }
    });
}

fn warning_ui(cx: &mut Cx<'_>, ui: &mut Ui, warning: &Warning) {
    let ink = match warning.severity {
        Severity::Note => cx.look.muted,
        Severity::Warning => cx.look.warning,
        Severity::Skipped => cx.look.error,
    };
    let size = vec2(ui.available_width(), WARNING_PX);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(KIND_PX, 16.0), |ui| {
                ui.set_min_width(KIND_PX);
                let kind = words::severity(warning.severity);
                ui.label(RichText::new(kind).font(bold(look::SMALL_PX)).color(ink));
            });
            let room = (ui.available_width() - LINKS_PX).max(80.0);
            ui.vertical(|ui| {
                ui.set_max_width(room);
                // What is cut is shown whole under the pointer.
                ui.add(Label::new(&warning.message).truncate().selectable(true));
                let place = match (warning.document.as_str(), warning.suggestion.as_str()) {
                    (document, "") => document.to_owned(),
                    ("", suggestion) => suggestion.to_owned(),
                    (document, suggestion) => format!("{document} · {suggestion}"),
                };
                let place = RichText::new(place).size(look::SMALL_PX).color(cx.look.muted);
                ui.add(Label::new(place).truncate().selectable(true));
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| links_ui(cx, ui, warning));
        });
    });
}

/// Ways to the file of a warning, and to its text where it was read.
fn links_ui(cx: &mut Cx<'_>, ui: &mut Ui, warning: &Warning) {
    if warning.document.is_empty() {
        return;
    }
    let link = |ui: &mut Ui, text: &str, about: &str| {
        let link = link_ui(ui, cx.look, text).on_hover_text(about);
        let name = format!("{text} {}", warning.document);
        link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        link.clicked()
    };
    // A record of a file that is not there has none to show.
    let file = paths::of_document(cx.state, &warning.document);
    let file = file.filter(|_| link(ui, "open", "Show the file in its own program"));
    let mut documents = cx.state.chronology.documents.iter();
    let read = documents.position(|it| it.document.id.as_str() == warning.document);
    let reads = read.filter(|_| link(ui, "read", "Show what was read of it"));
    if let Some(file) = file {
        cx.push(Command::ShowFile(file));
    }
    if let Some(document) = reads {
        cx.push(Command::Dialog(Dialog::Warnings));
        cx.push(Command::ReadDocument(document));
    }
}

/// What went half wrong in reading, then decisions that do not apply any more, by number.
fn warning(state: &State, number: usize) -> Option<Cow<'_, Warning>> {
    let read = &state.chronology.warnings;
    if let Some(warning) = read.get(number) {
        return Some(Cow::Borrowed(warning));
    }
    let lost = state.lost.get(number - read.len())?;
    Some(Cow::Owned(Warning {
        document: lost.doc.clone(),
        severity: Severity::Warning,
        stage: Stage::Events,
        message: format!("A decision does not apply any more: {} “{}”", lost.words, lost.title),
        suggestion: match lost.quote.as_str() {
            "" => "The document is gone or was changed".to_owned(),
            quote => format!("Source missing: “{quote}”"),
        },
    }))
}
