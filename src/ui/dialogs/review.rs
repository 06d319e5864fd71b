//! Dialogs in which something is decided: dates, titles, tags, places of projects, names of views.

use super::saving;
use super::{field_ui, fit_width, title_ui};
use crate::model::{Dct, Event, Resolution};
use crate::project;
use crate::session::{Command, date};
use crate::ui::context::Cx;
use crate::ui::look::{self, bold};
use crate::ui::widgets::link_ui;
use crate::ui::{paths, words};
use egui::{Label, RichText, Ui};
use std::path::{Path, PathBuf};

fn selected<'a>(cx: &Cx<'a>) -> Option<&'a Event> {
    let state = cx.state;
    state.chronology.events.get(state.selection?.event)
}

/// What a date that is being typed will be.
pub(super) fn preview_ui(cx: &Cx<'_>, ui: &mut Ui, typed: &str, empty: &str) -> bool {
    let found = date::when(typed);
    let text = match &found {
        Some(when) => {
            format!("{}   EDTF {}", crate::view::words::with_precision(when), when.edtf)
        }
        None if typed.is_empty() => empty.to_owned(),
        None => words::NO_DATE.to_owned(),
    };
    ui.label(RichText::new(text).color(cx.look.muted));
    found.is_some() || typed.is_empty()
}

/// The date of the selected event.
pub(super) fn date_ui(cx: &mut Cx<'_>, ui: &mut Ui, is_new: bool) {
    fit_width(ui, 440.0);
    title_ui(cx, ui, "Edit date");
    let Some(event) = selected(cx) else { return };
    if is_new {
        cx.memory.typed = event.when.as_ref().map(words::when).unwrap_or_default();
    }
    let hint = "1992, c. 1850, before 1917, since May 1991, 1914–1918";
    let is_done = field_ui(cx, ui, hint, 420.0);
    let typed = cx.memory.typed.trim().to_owned();
    ui.add_space(4.0);
    let is_good = preview_ui(cx, ui, &typed, "Empty takes back the date that was found");
    let found = event.review.as_ref().and_then(|review| review.found_date.as_ref());
    if let Some(found) = found {
        let date = found.when.as_ref().map_or_else(|| "no date".to_owned(), words::when);
        ui.add_space(4.0);
        if link_ui(ui, cx.look, &format!("Take back the date that was found, {date}")).clicked() {
            cx.push(Command::SetDate(String::new()));
        }
    }
    ui.add_space(8.0);
    let is_clicked = ui.add_enabled(is_good, egui::Button::new("Set date")).clicked();
    if is_good && (is_done || is_clicked) {
        cx.push(Command::SetDate(typed));
    }
}

/// The title of the selected event.
pub(super) fn event_title_ui(cx: &mut Cx<'_>, ui: &mut Ui, is_new: bool) {
    fit_width(ui, 560.0);
    title_ui(cx, ui, "Edit title");
    let Some(event) = selected(cx) else { return };
    if is_new {
        cx.memory.typed.clone_from(&event.title);
    }
    let is_done = field_ui(cx, ui, "Title of the event", 540.0);
    ui.add_space(4.0);
    let text = "Empty takes back the title that was found";
    ui.label(RichText::new(text).color(cx.look.muted));
    ui.add_space(8.0);
    if ui.button("Set title").clicked() || is_done {
        cx.push(Command::SetTitle(cx.memory.typed.trim().to_owned()));
    }
}

/// A tag for the selected events: typed, or one of those that are there.
pub(super) fn tag_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 380.0);
    title_ui(cx, ui, "Add tag");
    let is_done = field_ui(cx, ui, "Tag", 360.0);
    let typed = cx.memory.typed.trim().to_owned();
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        let sought = typed.to_lowercase();
        let known = cx.state.facets.tags.keys();
        for tag in known.filter(|tag| tag.to_lowercase().contains(&sought)).take(12) {
            if ui.button(tag).clicked() {
                cx.commands.push(Command::AddTag(tag.clone()));
            }
        }
    });
    ui.add_space(6.0);
    let is_clicked = ui.add_enabled(!typed.is_empty(), egui::Button::new("Add tag")).clicked();
    if !typed.is_empty() && (is_done || is_clicked) {
        cx.push(Command::AddTag(typed));
    }
}

/// The date of a document: one of its candidates, or another.
pub(super) fn document_date_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize) {
    fit_width(ui, 520.0);
    title_ui(cx, ui, "Date of the document");
    let state = cx.state;
    let Some(annotated) = state.chronology.documents.get(index) else { return };
    let document = &annotated.document;
    let name = RichText::new(document.label()).font(bold(look::BODY_PX));
    ui.add(Label::new(name).wrap());
    let counting = annotated.times.iter().filter(|time| time.resolution == Resolution::Dct).count();
    let move_with_it = match counting {
        0 => "all dates that do will move with it".to_owned(),
        1 => "one date here does, and moves with it".to_owned(),
        many => format!("{} dates here do, and move with it", words::grouped(many)),
    };
    let text = format!("“Yesterday” and “in June” count from this day; {move_with_it}");
    ui.add(Label::new(RichText::new(text).color(cx.look.muted)).wrap());
    ui.add_space(8.0);
    for candidate in &document.dct_candidates {
        if candidate_ui(cx, ui, candidate, document.dct.as_ref() == Some(candidate)) {
            cx.push(Command::SetDocumentDate(index, candidate.when.edtf.to_string()));
        }
    }
    ui.add_space(6.0);
    let is_done = field_ui(cx, ui, "Another date: 2022-10-30, May 2022, 2022", 500.0);
    let typed = cx.memory.typed.trim().to_owned();
    ui.add_space(4.0);
    let is_good = preview_ui(cx, ui, &typed, "Empty takes back the date that was found");
    ui.add_space(8.0);
    let is_clicked = ui.add_enabled(is_good, egui::Button::new("Set date")).clicked();
    if is_good && (is_done || is_clicked) {
        cx.push(Command::SetDocumentDate(index, typed));
    }
}

fn candidate_ui(cx: &Cx<'_>, ui: &mut Ui, candidate: &Dct, is_used: bool) -> bool {
    let when = words::when(&candidate.when);
    let text = format!("{when}, {}", words::how_dated(candidate));
    let response = ui.radio(is_used, text);
    if !candidate.evidence.is_empty() {
        let evidence = words::shortened(&words::one_line(&candidate.evidence), 90);
        let evidence = RichText::new(format!("“{evidence}”"));
        ui.indent("evidence", |ui| {
            ui.add(Label::new(evidence.size(look::SMALL_PX).color(cx.look.muted)).wrap());
        });
    }
    response.clicked() && !is_used
}

/// The place of the project file.
pub(super) fn project_ui(cx: &mut Cx<'_>, ui: &mut Ui, is_new: bool) {
    fit_width(ui, 600.0);
    title_ui(cx, ui, "Save project");
    let text = "Decisions, document dates, filters and views in one file that can be read and \
                compared; the documents stay where they are";
    ui.add(Label::new(RichText::new(text).color(cx.look.muted)).wrap());
    if is_new {
        cx.memory.typed = project_path(cx).display().to_string();
    }
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Path of the project file", 580.0);
    ui.add_space(8.0);
    let is_named = !cx.memory.typed.trim().is_empty();
    let is_clicked = ui.add_enabled(is_named, egui::Button::new("Save")).clicked();
    if is_named && (is_done || is_clicked) {
        let own = cx.state.project.as_ref().map(|project| project.path.clone());
        let others = |path: &Path| {
            let path = project::file_path(path);
            if own.as_ref() == Some(&path) { Vec::new() } else { vec![path] }
        };
        saving::ask(cx, Command::SaveProjectAs, others);
    }
    saving::answer_ui(cx, ui, Command::SaveProjectAs);
}

/// Beside the folder of documents, under its name.
fn project_path(cx: &Cx<'_>) -> PathBuf {
    if let Some(project) = &cx.state.project {
        return project.path.clone();
    }
    let first = cx.state.opened.first().cloned().unwrap_or_default();
    let first = std::path::absolute(&first).unwrap_or(first);
    let name = first
        .file_stem()
        .map_or_else(|| "chronology".to_owned(), |name| name.to_string_lossy().into_owned());
    let folder = first.parent().map(PathBuf::from).unwrap_or_default();
    folder.join(format!("{name}.{}", project::ENDING))
}

/// The folder of a project whose documents are not where it says.
pub(super) fn relocate_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 600.0);
    title_ui(cx, ui, "Where is the folder?");
    let Some((path, project)) = &cx.state.homeless else { return };
    let roots = project.roots_from(path);
    let count = words::counted(project.files.len(), "document", "documents");
    let root = roots.first().map(|root| root.display().to_string()).unwrap_or_default();
    let text = format!("The {count} of this project are not at");
    ui.label(RichText::new(text).color(cx.look.muted));
    ui.add(Label::new(RichText::new(root).monospace()).wrap().selectable(true));
    let text = "They are known by their text wherever they are now; what was decided stays";
    ui.label(RichText::new(text).color(cx.look.muted));
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Path of the folder", 580.0);
    let typed = cx.memory.typed.trim().to_owned();
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let is_clicked = ui.add_enabled(!typed.is_empty(), egui::Button::new("Open")).clicked();
        if !typed.is_empty() && (is_done || is_clicked) {
            paths::open(cx, &typed, Command::Relocate);
        }
        if ui.button("Choose folder…").clicked() {
            cx.push(Command::OpenFolder);
        }
        ui.label(RichText::new("or drop it onto the window").color(cx.look.muted));
    });
    paths::missing_ui(cx, ui);
}

/// The name of a view.
pub(super) fn view_ui(cx: &mut Cx<'_>, ui: &mut Ui, is_new: bool) {
    fit_width(ui, 420.0);
    title_ui(cx, ui, "Keep view");
    let text = "Visible time, filter and lanes under a name; Ctrl and its number show it again";
    ui.add(Label::new(RichText::new(text).color(cx.look.muted)).wrap());
    if is_new {
        let (start, end) = (cx.state.viewport.start_secs as i64, cx.state.end_secs() as i64);
        cx.memory.typed = words::span(start, end);
    }
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Name of the view", 400.0);
    ui.add_space(8.0);
    if ui.button("Keep").clicked() || is_done {
        cx.push(Command::SaveView(cx.memory.typed.trim().to_owned()));
    }
}
