//! The documents: what was read, with dates, languages, events and problems.

use crate::model::{Annotated, Document};
use crate::session::{Command, Page};
use crate::ui::context::Cx;
use crate::ui::look::{self, regular};
use crate::ui::table::{self, Column};
use crate::ui::widgets::{paint_cut_text, panel_focus_ui, panel_id};
use crate::ui::words;
use egui::{Key, Sense, Ui, vec2};
use std::sync::Arc;

const ROW_PX: f32 = 26.0;

/// What says least goes first where the window is narrow; the names of documents always have room.
const COLUMNS: [Column; 9] = [
    Column::rest("Document", 1.0),
    Column::new("Date", 150.0),
    Column::new("How it was found", 180.0).from(800.0),
    Column::new("Type", 96.0).from(1060.0),
    Column::new("Length", 120.0).from(1180.0),
    Column::new("Events", 72.0),
    Column::new("Undated", 72.0).from(880.0),
    Column::new("Problems", 140.0).from(640.0),
    Column::new("", 92.0),
];
/// The column with the button that filters.
const FILTER: usize = 8;

/// One row a document; a click shows it in the reader.
pub(crate) fn documents_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    panel_focus_ui(ui, cx.look, "Documents");
    super::rows::keyboard(cx, ui, panel_id("Documents"));
    let table = ui.max_rect();
    let by = cx.memory.document_order;
    if let Some(clicked) = table::heads_ui(cx, ui, &COLUMNS, by) {
        let turns = by.is_some_and(|(column, is_reversed)| column == clicked && !is_reversed);
        cx.memory.document_order = Some((clicked, turns));
        cx.memory.document_stand.forget();
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let state = cx.state;
    let documents = &state.chronology.documents;
    let order = ordered(cx);
    let read = state.reading().map(|(document, _)| document);
    let row = || order.iter().position(|document| Some(*document) == read);
    let offset = cx.memory.document_stand.follow(read, row, ROW_PX);
    let mut area =
        egui::ScrollArea::vertical().id_salt("document-rows").auto_shrink([false, false]);
    if let Some(offset) = offset {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_rows(ui, ROW_PX, documents.len(), |ui, rows| {
        for index in order.get(rows).unwrap_or_default() {
            if let Some(document) = documents.get(*index) {
                document_ui(cx, ui, table, (*index, document));
            }
        }
    });
    cx.memory.document_stand.keep(ui, &output);
}

/// Reads the document of the row that a key leads to; whether the key was for the table.
pub(crate) fn step(cx: &mut Cx<'_>, key: Key) -> bool {
    let order = ordered(cx);
    let read = cx.state.reading().map(|(document, _)| document);
    let at = order.iter().position(|document| Some(*document) == read);
    let page = cx.memory.document_stand.page(ROW_PX);
    let row = super::rows::row_of(key, at, order.len(), page);
    let document = row.and_then(|row| order.get(row));
    if let Some(document) = document {
        cx.push(Command::ReadDocument(*document));
    }
    document.is_some()
}

/// The documents in the order that was asked for, and what it was made for.
#[derive(Clone, Debug)]
pub(crate) struct Sorted {
    key: (u64, u64, Option<(usize, bool)>),
    list: Arc<[usize]>,
}

fn ordered(cx: &mut Cx<'_>) -> Arc<[usize]> {
    let state = cx.state;
    let key = (state.revision, state.facets.count_number, cx.memory.document_order);
    if let Some(sorted) = cx.memory.documents.as_ref().filter(|sorted| sorted.key == key) {
        return Arc::clone(&sorted.list);
    }
    let mut list: Vec<usize> = (0..state.chronology.documents.len()).collect();
    if let Some((column, is_reversed)) = cx.memory.document_order {
        list.sort_by_cached_key(|index| sort_key(cx, *index, column));
        if is_reversed {
            // Those of which nothing is known are last either way.
            let is_known = |index: &usize| !sort_key(cx, *index, column).0;
            let end = list.iter().rposition(is_known).map_or(0, |last| last + 1);
            list.get_mut(..end).unwrap_or_default().reverse();
        }
    }
    let list: Arc<[usize]> = list.into();
    cx.memory.documents = Some(Sorted { key, list: Arc::clone(&list) });
    list
}

/// What a document is sorted by: whether the cell is empty, its second on the axis, its number, its words.
fn sort_key(cx: &Cx<'_>, index: usize, column: usize) -> (bool, i64, usize, String) {
    let Some(annotated) = cx.state.chronology.documents.get(index) else {
        return Default::default();
    };
    let document = &annotated.document;
    let dct = document.dct.as_ref();
    let number = |number: usize| (false, 0, number, String::new());
    let word = |word: &str| (word.is_empty(), 0, 0, word.to_owned());
    match column {
        1 => {
            let bounds = dct.map(|dct| dct.when.bounds);
            let day = bounds.and_then(|bounds| bounds.earliest.or(bounds.latest));
            (day.is_none(), day.unwrap_or_default(), 0, String::new())
        }
        2 => word(dct.map_or("", words::how_dated)),
        3 => word(document.format.word()),
        4 => number(annotated.sentences.len()),
        5 => number(cx.state.facets.documents.get(index).map_or(0, |count| count.total)),
        6 => {
            let coverage = cx.state.facets.coverage(&cx.state.chronology);
            number(coverage.get(index).map_or(0, |coverage| coverage.undated))
        }
        7 => {
            let problems = document.warnings.len() + usize::from(document.duplicate_of.is_some());
            (problems == 0, 0, problems, String::new())
        }
        _ => word(words::short_label(document)),
    }
}

fn document_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    table: egui::Rect,
    (index, annotated): (usize, &Annotated),
) {
    let document = &annotated.document;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    let count = cx.state.facets.documents.get(index).copied().unwrap_or_default();
    let events = words::counted(count.total, "event", "events");
    let is_read = cx.state.reading().map(|(document, _)| document) == Some(index);
    response.widget_info(|| {
        let label = format!("{}, {events}", document.label());
        egui::WidgetInfo::selected(egui::Role::Row, true, is_read, label)
    });
    if is_read {
        ui.painter().rect_filled(rect, 0.0, cx.look.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, cx.look.button_hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, cx.look.line));
    let coverage = cx.state.facets.coverage(&cx.state.chronology).get(index);
    let coverage = coverage.cloned().unwrap_or_default();
    let problems = match (&document.duplicate_of, document.warnings.len()) {
        (Some(other), _) => format!("repeats {other}"),
        (None, 0) => String::new(),
        (None, some) => words::counted(some, "warning", "warnings"),
    };
    let dct = document.dct.as_ref();
    let texts = [
        words::short_label(document).to_owned(),
        dct.map_or_else(|| "none".to_owned(), |dct| words::when(&dct.when)),
        dct.map_or("", words::how_dated).to_owned(),
        document.format.word().to_owned(),
        words::counted(annotated.sentences.len(), "sentence", "sentences"),
        words::grouped(count.total),
        words::grouped(coverage.undated),
        problems,
    ];
    for (i, cell) in table::cells(&COLUMNS, table::below_heads(rect, table)) {
        if i == FILTER && 0 < count.total {
            only_ui(cx, ui, cell, document);
        }
        let Some(text) = texts.get(i) else { continue };
        let ink = match i {
            0 => cx.look.ink,
            7 => cx.look.warning,
            _ => cx.look.muted,
        };
        paint_cut_text(ui, cell, text, regular(look::BODY_PX), ink);
    }
    if response.clicked() {
        cx.push(Command::ReadDocument(index));
    }
    response.context_menu(|ui| {
        let choices = [
            ("Show only its events", Command::OnlyDocument(document.id.clone())),
            ("Date of the document…", Command::AskDocumentDate(index)),
            ("Show or hide its events", Command::ToggleDocument(document.id.clone())),
            ("Open file", Command::OpenFile(index)),
        ];
        for (text, command) in choices {
            if ui.button(text).clicked() {
                cx.push(command);
                ui.close();
            }
        }
    });
    let figures = words::coverage(&coverage);
    let hint = format!("{}\n{figures}\nClick to read it", document.id);
    response.on_hover_text(hint);
}

/// A button that shows the events of a document and no others.
fn only_ui(cx: &mut Cx<'_>, ui: &mut Ui, cell: egui::Rect, document: &Document) {
    let mut beside = ui.new_child(egui::UiBuilder::new().max_rect(cell));
    let text = egui::RichText::new("Show only").size(look::SMALL_PX);
    let button = egui::Button::new(text).min_size(vec2(cell.width(), 20.0));
    let response = beside.put(cell.shrink2(vec2(0.0, 2.0)), button);
    let label = format!("Show only events of {}", document.label());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.on_hover_text("Show its events on the timeline and no others").clicked() {
        cx.push(Command::OnlyDocument(document.id.clone()));
        cx.push(Command::Show(Page::Timeline));
        cx.push(Command::Fit);
    }
}
