//! The list: shown events as a table, and the strip of undated events.

use crate::model::{Chronology, Event, ReviewState};
use crate::session::{Command, ListColumn, Settings};
use crate::ui::context::Cx;
use crate::ui::keys::tip;
use crate::ui::look::{self, regular};
use crate::ui::table::{self, Column, Width};
use crate::ui::widgets::{close_ui, held_at_click, paint_cut_text, panel_focus_ui, panel_id};
use crate::ui::words;
use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align2, Key, Modifiers, Rect, RichText, Sense, Ui, vec2};
use rayon::prelude::*;
use std::sync::Arc;

/// Height of a row in pixels.
const ROW_PX: f32 = 24.0;

/// What says least goes first where the list is narrow; the date never does. Those that can be left out are
/// named.
const COLUMNS: [(Option<ListColumn>, Column); 11] = [
    (None, Column::new("Date", 176.0)),
    (None, Column::rest("Event", 3.0)),
    (Some(ListColumn::Place), Column::rest("Place", 0.9).from(420.0)),
    (Some(ListColumn::Actors), Column::rest("Who", 1.2).from(600.0)),
    (Some(ListColumn::Document), Column::rest("Document", 1.2).from(560.0)),
    (Some(ListColumn::Documents), Column::new("Docs", 62.0).from(500.0)),
    (Some(ListColumn::DateStatus), Column::new("Date status", 100.0).from(1_000.0)),
    (Some(ListColumn::Factuality), Column::new("Factuality", 100.0).from(800.0)),
    (Some(ListColumn::Confidence), Column::new("Confidence", 90.0).from(1_200.0)),
    (Some(ListColumn::Review), Column::new("Review", 120.0).from(900.0)),
    (Some(ListColumn::Note), Column::rest("Note", 1.2).from(700.0)),
];
/// Width of a narrow table, and of its dates.
const NARROW_PX: f32 = 600.0;
const NARROW_DATE_PX: f32 = 130.0;
/// The number of the column for notes.
const NOTE: usize = 10;
/// The number of columns from the left whose cells may have more words than room.
const WORDY: usize = 5;
/// Width of the button that chooses among them.
const CHOICE_PX: f32 = 30.0;

/// The columns that are shown, with their numbers; the room of those that are not is free for others.
#[derive(Clone, Debug)]
struct Shown {
    numbers: Vec<usize>,
    columns: Vec<Column>,
}

impl Shown {
    /// The columns of a table of this width. Where it is narrow the date leaves room to the title.
    fn by(settings: &Settings, table_px: f32) -> Self {
        let is_shown = |of: &Option<ListColumn>| of.is_none_or(|of| settings.shows(of));
        let usual = Settings::default();
        // Widths at which columns come are those of the usual ones.
        let hidden = COLUMNS.iter().filter(|(of, _)| of.is_some_and(|of| usual.shows(of)));
        let hidden = hidden.filter(|(of, _)| !is_shown(of)).map(|(_, column)| column.least_px());
        let spare_px: f32 = hidden.sum();
        let shown = COLUMNS.iter().enumerate().filter(|(_, (of, _))| is_shown(of));
        let shown = shown
            .map(|(i, (_, column))| (i, column.from((column.least_table_px - spare_px).max(0.0))));
        let (numbers, mut columns): (_, Vec<Column>) = shown.unzip();
        if let Some(date) = columns.first_mut().filter(|_| table_px < NARROW_PX) {
            date.width = Width::Fixed(NARROW_DATE_PX);
        }
        Self { numbers, columns }
    }
}

/// Shown events, sortable by any column.
pub(crate) fn list_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    panel_focus_ui(ui, cx.look, "List");
    super::rows::keyboard(cx, ui, panel_id("List"));
    let order = ordered(cx);
    let table = ui.max_rect();
    let (by, is_reversed) = cx.memory.list_order;
    let shown = Shown::by(&cx.state.settings, table.width());
    let at = shown.numbers.iter().position(|number| *number == by);
    let top = ui.cursor().min;
    let clicked =
        table::heads_ui(cx, ui, &shown.columns, Some((at.unwrap_or(usize::MAX), is_reversed)));
    if let Some(number) = clicked.and_then(|clicked| shown.numbers.get(clicked)) {
        cx.memory.list_order = (*number, *number == by && !is_reversed);
        cx.memory.list_stand.forget();
    }
    let head = Rect::from_min_size(top, vec2(table.width(), table::HEAD_PX));
    columns_ui(cx, ui, head, &shown);
    if order.is_empty() {
        crate::ui::empty::nothing_shown_ui(cx, ui);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let chosen = cx.state.selection.map(|selection| selection.event);
    let offset = cx.memory.list_stand.follow(chosen, || row_of(&order, chosen), ROW_PX);
    let mut area = egui::ScrollArea::vertical().id_salt("list").auto_shrink([false, false]);
    if let Some(offset) = offset {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_rows(ui, ROW_PX, order.len(), |ui, rows| {
        for index in order.get(rows).unwrap_or_default().iter().map(|index| *index as usize) {
            event_ui(cx, ui, (table, &shown), (index, cx.state.is_chosen(index)));
        }
    });
    cx.memory.list_stand.keep(ui, &output);
}

/// The row in which an event stands; `None` where it is not listed.
fn row_of(order: &[u32], event: Option<usize>) -> Option<usize> {
    let event = event? as u32;
    order.iter().position(|index| *index == event)
}

/// Chooses the row that a key leads to; whether the key was for the list.
pub(crate) fn step(cx: &mut Cx<'_>, key: Key) -> bool {
    let order = ordered(cx);
    let at = row_of(&order, cx.state.selection.map(|selection| selection.event));
    let page = cx.memory.list_stand.page(ROW_PX);
    let row = super::rows::row_of(key, at, order.len(), page);
    let event = row.and_then(|row| order.get(row));
    if let Some(event) = event {
        cx.push(Command::Select(*event as usize));
    }
    event.is_some()
}

/// What a click on the row of an event does: with Ctrl it is selected as well, with Shift all rows up to it.
fn click(cx: &mut Cx<'_>, modifiers: Modifiers, event: usize) {
    let order = ordered(cx);
    let ends = modifiers.shift.then(|| {
        let from = row_of(&order, cx.state.selection.map(|selection| selection.event))?;
        let to = row_of(&order, Some(event))?;
        order.get(from.min(to)..=from.max(to))
    });
    cx.push(match ends.flatten() {
        Some(rows) => Command::AlsoSelectAll(rows.iter().map(|event| *event as usize).collect()),
        None if modifiers.command => Command::AlsoSelect(event),
        None => Command::Select(event),
    });
}

fn ordered(cx: &mut Cx<'_>) -> Arc<Vec<u32>> {
    let shown = &cx.state.facets.shown;
    let key = (cx.state.revision, cx.state.facets.count_number, cx.memory.list_order);
    if let Some((made_for, list)) = &cx.memory.list
        && *made_for == key
    {
        return Arc::clone(list);
    }
    let (column, is_reversed) = cx.memory.list_order;
    let mut list = in_order(&cx.state.chronology, shown, column);
    if is_reversed {
        // Those without a date are last either way.
        let is_dated = |i: &u32| column != 0 || cx.event(*i as usize).is_some_and(is_dated);
        let end = list.iter().rposition(is_dated).map_or(0, |last| last + 1);
        list.get_mut(..end).unwrap_or_default().reverse();
    }
    let list = Arc::new(list);
    cx.memory.list = Some((key, Arc::clone(&list)));
    list
}

fn is_dated(event: &Event) -> bool {
    event.when.is_some()
}

/// Events in the order of a column, as its cells read; those alike in order of the chronology.
fn in_order(of: &Chronology, shown: &[u32], column: usize) -> Vec<u32> {
    let mut list = shown.to_vec();
    let event = |i: &u32| of.events.get(*i as usize);
    match column {
        1 => list.par_sort_by_key(|i| event(i).map(|it| it.title.as_str())),
        2 => list.par_sort_by_cached_key(|i| last_without(event(i).and_then(|it| place(of, it)))),
        3 => list.par_sort_by_cached_key(|i| last_without(event(i).and_then(|it| who(of, it)))),
        4 => list.par_sort_by_cached_key(|i| last_without(event(i).and_then(|it| file(of, it)))),
        5 => list.par_sort_by_cached_key(|i| event(i).map(Event::document_count)),
        6 => list.par_sort_by_key(|i| event(i).map(|it| it.date_status)),
        7 => list.par_sort_by_key(|i| event(i).map(|it| it.factuality)),
        // Of numbers from 0 up the bits are in order.
        8 => list.par_sort_by_key(|i| event(i).map(|it| it.confidence.to_bits())),
        9 => list.par_sort_by_key(|i| event(i).map(review_key)),
        NOTE => list.par_sort_by_key(|i| event(i).map(Event::note)),
        _ => list.par_sort_by_key(|i| event(i).map(Event::time_key)),
    }
    list
}

/// What an empty cell is sorted by: it stands below all others.
fn last_without<T: Ord>(cell: Option<T>) -> (bool, Option<T>) {
    (cell.is_none(), cell)
}

/// The place of an event as the list names it.
fn place<'a>(of: &'a Chronology, event: &'a Event) -> Option<&'a str> {
    event.places.first().map(|place| of.places.name(place))
}

/// Those who take part in an event as the list names them; `None` where nobody does.
fn who(of: &Chronology, event: &Event) -> Option<String> {
    Some(of.actors.names_of(event).join(", ")).filter(|names| !names.is_empty())
}

/// The document that tells an event first as the list names it.
fn file<'a>(of: &'a Chronology, event: &'a Event) -> Option<&'a str> {
    let document = event.sources.first().and_then(|source| of.document_of(source));
    document.map(|annotated| words::short_label(&annotated.document))
}

/// The button above the scroll bar that shows columns, or leaves them out.
fn columns_ui(cx: &mut Cx<'_>, ui: &mut Ui, heads: Rect, shown: &Shown) {
    let rect = heads.with_min_x(heads.right() - CHOICE_PX);
    let cells = table::cells(&shown.columns, table::below_heads(heads, heads));
    let seen: Vec<usize> =
        cells.iter().filter_map(|(i, _)| shown.numbers.get(*i)).copied().collect();
    let mut head = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    // It stays open, so that several can be chosen.
    let stays = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let (button, _) = MenuButton::new("▾").config(stays).ui(&mut head, |ui| {
        ui.set_min_width(160.0);
        for (number, (of, column)) in COLUMNS.iter().enumerate() {
            let (Some(of), name) = (*of, column.name) else { continue };
            let mut is_shown = cx.state.settings.shows(of);
            // What is ticked and not there waits for room.
            let is_waiting = is_shown && !seen.contains(&number);
            let name = if is_waiting { format!("{name} (no room)") } else { name.to_owned() };
            if ui.checkbox(&mut is_shown, name).clicked() {
                cx.push(Command::TurnColumn(of));
            }
        }
    });
    button
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Columns of the list"));
    button.on_hover_text("Columns of the list");
}

fn event_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    (table, shown): (Rect, &Shown),
    (index, is_selected): (usize, bool),
) {
    let state = cx.state;
    let Some(event) = state.chronology.events.get(index) else { return };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    response.widget_info(|| {
        let label = words::description(event);
        egui::WidgetInfo::selected(egui::Role::Row, true, is_selected, label)
    });
    let look = cx.look;
    if is_selected {
        ui.painter().rect_filled(rect, 0.0, look.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, look.button_hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, look.line));
    let texts = [
        words::date(event),
        event.title.clone(),
        place(&state.chronology, event).unwrap_or_default().to_owned(),
        who(&state.chronology, event).unwrap_or_default(),
        file(&state.chronology, event).unwrap_or_default().to_owned(),
        event.document_count().to_string(),
        event.date_status.word().to_owned(),
        words::factuality(event.factuality).to_lowercase(),
        format!("{:.2}", event.confidence),
        review_words(event),
        words::one_line(event.note()),
    ];
    let is_dismissed = event.review_state() == ReviewState::Dismissed;
    let mut is_cut = false;
    for (i, cell) in table::cells(&shown.columns, table::below_heads(rect, table)) {
        let Some(i) = shown.numbers.get(i).copied() else { continue };
        let Some(text) = texts.get(i) else { continue };
        let ink = if i < 2 && !is_dismissed { look.ink } else { look.muted };
        let cut = paint_cut_text(ui, cell, text, regular(look::BODY_PX), ink);
        is_cut |= cut && (i < WORDY || i == NOTE);
    }
    if response.clicked() {
        click(cx, held_at_click(ui.ctx()), index);
    }
    if response.double_clicked() {
        cx.push(Command::Show(crate::session::Page::Timeline));
        cx.push(Command::Centre);
    }
    crate::ui::timeline::event_menu(cx, &response, index);
    if is_cut {
        response.on_hover_ui(|ui| {
            let lines =
                texts.iter().take(WORDY).chain(texts.get(NOTE)).filter(|text| !text.is_empty());
            ui.label(lines.map(String::as_str).collect::<Vec<_>>().join("\n"));
        });
    }
}

fn review_key(event: &Event) -> (ReviewState, bool) {
    (event.review_state(), !event.is_starred())
}

/// What was decided, in a few words: `accepted, starred`.
fn review_words(event: &Event) -> String {
    let state = match event.review_state() {
        ReviewState::Open => "",
        state => state.word(),
    };
    let star = if event.is_starred() { "starred" } else { "" };
    let note = if event.note().is_empty() { "" } else { "note" };
    let words = [state, star, note].into_iter().chain(event.tags());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The undated events as one line, or as a list where it is open.
pub(crate) fn undated_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let undated = undated(cx);
    let is_open = cx.state.shows_undated;
    ui.horizontal(|ui| {
        let turn = if is_open { "▾" } else { "▸" };
        let text = format!("Undated  {}  {turn}", words::grouped(undated.len()));
        let button =
            egui::Button::new(RichText::new(text).size(look::SMALL_PX)).fill(cx.look.panel);
        let response = ui.add(button.min_size(vec2(0.0, 22.0)));
        response.widget_info(|| {
            let count = words::counted(undated.len(), "undated event", "undated events");
            let label = format!("{} {count}", if is_open { "Hide" } else { "Show" });
            egui::WidgetInfo::labeled(egui::Role::Button, true, label)
        });
        let toggle = Command::Toggle(crate::session::Panel::Undated);
        let about = tip("Events without a date are never put on the axis", &toggle);
        if response.on_hover_text(about).clicked() {
            cx.push(toggle);
        }
        if is_open {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if close_ui(ui, cx.look, "Close undated events").clicked() {
                    cx.push(Command::Toggle(crate::session::Panel::Undated));
                }
            });
        } else {
            let titles = undated.iter().take(6).filter_map(|i| cx.event(*i as usize));
            let line = titles.map(|e| words::quoted(&e.title)).collect::<Vec<_>>().join(" · ");
            let rect = ui.available_rect_before_wrap();
            paint_cut_text(ui, rect, &line, regular(look::SMALL_PX), cx.look.muted);
        }
    });
    if is_open {
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical().id_salt("undated").auto_shrink([false, false]).show_rows(
            ui,
            22.0,
            undated.len(),
            |ui, rows| {
                for index in undated.get(rows).unwrap_or_default() {
                    undated_row_ui(cx, ui, *index as usize);
                }
            },
        );
    }
}

/// Shown events without a date: they stand last.
fn undated<'a>(cx: &Cx<'a>) -> &'a [u32] {
    let state = cx.state;
    let first = state.chronology.dated_count();
    let shown = &state.facets.shown;
    shown.get(shown.partition_point(|i| (*i as usize) < first)..).unwrap_or_default()
}

fn undated_row_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
    let Some(event) = cx.event(index) else { return };
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, words::description(event))
    });
    if cx.state.selection.is_some_and(|selection| selection.event == index) {
        ui.painter().rect_filled(rect, 3.0, cx.look.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 3.0, cx.look.button_hover);
    }
    let reason = event.undated_reason.clone().unwrap_or_default();
    let reason = ui.painter().text(
        rect.right_center() - vec2(8.0, 0.0),
        Align2::RIGHT_CENTER,
        words::shortened(&reason, 60),
        regular(11.5),
        cx.look.muted,
    );
    let space = Rect::from_min_max(
        rect.min + vec2(8.0, 0.0),
        egui::pos2(reason.left() - 10.0, rect.bottom()),
    );
    paint_cut_text(ui, space, &event.title, regular(look::BODY_PX), cx.look.ink);
    if response.clicked() {
        let adds = held_at_click(ui.ctx()).command;
        cx.push(if adds { Command::AlsoSelect(index) } else { Command::Select(index) });
    }
    crate::ui::timeline::event_menu(cx, &response, index);
}
