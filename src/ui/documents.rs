//! The documents: what was read, with dates, languages, events and problems.

use super::context::Cx;
use super::look::{self, bold, regular};
use super::widgets::paint_cut_text;
use super::words;
use crate::model::Annotated;
use crate::session::{Command, Page};
use egui::{Rect, Sense, Ui, vec2};

const ROW_PX: f32 = 26.0;

/// Columns: name and share of the width.
const COLUMNS: [(&str, f32); 7] = [
    ("Document", 0.30),
    ("Date", 0.12),
    ("How it was found", 0.18),
    ("Type", 0.07),
    ("Length", 0.09),
    ("Events", 0.08),
    ("Problems", 0.16),
];

/// One row a document; a click shows only its events.
pub(super) fn documents_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, cx.look.chrome);
    let rect = rect.with_max_x(rect.right() - look::BAR_PX);
    for (cell, (name, _)) in columns(rect).zip(COLUMNS) {
        paint_cut_text(ui, cell, name, bold(look::SMALL_PX), cx.look.ink);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let state = cx.state;
    let documents = &state.chronology.documents;
    egui::ScrollArea::vertical().id_salt("document-rows").auto_shrink([false, false]).show_rows(
        ui,
        ROW_PX,
        documents.len(),
        |ui, rows| {
            for index in rows {
                if let Some(document) = documents.get(index) {
                    document_ui(cx, ui, index, document);
                }
            }
        },
    );
}

fn columns(rect: Rect) -> impl Iterator<Item = Rect> {
    let width = rect.width() - 12.0;
    let mut left = rect.left() + 12.0;
    COLUMNS.iter().map(move |(_, share)| {
        let right = left + share * width;
        let cell = Rect::from_x_y_ranges(left..=right - 10.0, rect.y_range());
        left = right;
        cell
    })
}

fn document_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize, annotated: &Annotated) {
    let document = &annotated.document;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    let count = cx.state.facets.documents.get(index).copied().unwrap_or_default();
    let events = words::counted(count.total, "event", "events");
    response.widget_info(|| {
        let label = format!("{}, {events}", document.label());
        egui::WidgetInfo::labeled(egui::Role::Row, true, label)
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, cx.look.button_hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, cx.look.line));
    let problems = match (&document.duplicate_of, document.warnings.len()) {
        (Some(other), _) => format!("repeats {other}"),
        (None, 0) => String::new(),
        (None, some) => words::counted(some, "warning", "warnings"),
    };
    let dct = document.dct.as_ref();
    let texts = [
        words::short_label(document).to_owned(),
        dct.map_or_else(|| "none".to_owned(), |dct| words::when(&dct.when)),
        dct.map_or("", |dct| words::method(dct.method)).to_owned(),
        document.format.word().to_owned(),
        words::counted(annotated.sentences.len(), "sentence", "sentences"),
        words::grouped(count.total),
        problems,
    ];
    for (i, (cell, text)) in columns(rect).zip(texts).enumerate() {
        let ink = match i {
            0 => cx.look.ink,
            6 => cx.look.warning,
            _ => cx.look.muted,
        };
        paint_cut_text(ui, cell, &text, regular(look::BODY_PX), ink);
    }
    if response.clicked() {
        cx.push(Command::OnlyDocument(document.id.clone()));
        cx.push(Command::Show(Page::Timeline));
        cx.push(Command::Fit);
    }
    let hint = format!("{}\nClick to show only its events", document.id);
    response.on_hover_text(hint);
}
