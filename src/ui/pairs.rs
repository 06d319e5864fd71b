//! Events that may be one, a pair at a time: one key joins them, another keeps them apart.

use super::context::Cx;
use super::dialogs::{fit_width, title_ui};
use super::look::{self, bold};
use super::widgets::link_ui;
use super::words;
use crate::model::{Event, EventId};
use crate::session::{Command, Page};
use egui::{Button, Key, Label, RichText, ScrollArea, Stroke, Ui, vec2};
use rayon::prelude::*;
use std::sync::Arc;

/// The pair that is judged, with the others a key away.
pub(super) fn pairs_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 760.0);
    title_ui(cx, ui, "Merge candidates");
    let muted = |text: &str| RichText::new(text).color(cx.look.muted);
    let Some(pairs) = &cx.state.pairs else {
        ui.label(muted("Looking for events that may be one…"));
        return;
    };
    let numbers = numbers(cx);
    let find = |id: EventId| {
        let at = numbers.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        numbers.get(at).map(|(_, index)| *index as usize)
    };
    let open: Vec<(usize, usize)> =
        pairs.iter().filter_map(|pair| find(pair.first).zip(find(pair.second))).collect();
    let last = open.len().saturating_sub(1);
    cx.memory.line = cx.memory.line.min(last);
    let Some((first, second)) = open.get(cx.memory.line).copied() else {
        ui.label(muted("No two events of the same time and place are nearly the same"));
        return;
    };
    let text = format!("{} of {}", cx.memory.line + 1, words::grouped(open.len()));
    ui.label(muted(&text).size(look::SMALL_PX));
    ui.add_space(4.0);
    cards_ui(cx, ui, [first, second]);
    ui.add_space(8.0);
    actions_ui(cx, ui, [first, second], last);
}

/// Where each event stands, by name, with the structure that they were looked up for.
pub(super) type Numbers = (u64, Arc<[(EventId, u32)]>);

pub(super) fn numbers(cx: &mut Cx<'_>) -> Arc<[(EventId, u32)]> {
    let structure = cx.state.structure;
    if let Some((made_for, numbers)) = &cx.memory.numbers
        && *made_for == structure
    {
        return Arc::clone(numbers);
    }
    let events = cx.state.chronology.events.iter();
    let mut numbers: Vec<_> = events.zip(0..).map(|(event, index)| (event.id, index)).collect();
    numbers.par_sort_unstable();
    let numbers: Arc<[_]> = numbers.into();
    cx.memory.numbers = Some((structure, Arc::clone(&numbers)));
    numbers
}

fn cards_ui(cx: &mut Cx<'_>, ui: &mut Ui, pair: [usize; 2]) {
    let room = (ui.ctx().content_rect().height() - 220.0).max(80.0);
    // While pairs are looked for the dialog is low; nothing but the window keeps the cards as low.
    let area = ScrollArea::vertical().max_height(room).min_scrolled_height(room);
    area.auto_shrink([false, true]).show(ui, |ui| {
        if ui.available_width() < 480.0 {
            for index in pair {
                card_ui(cx, ui, index);
                ui.add_space(6.0);
            }
            return;
        }
        ui.columns(2, |columns| {
            for (column, index) in columns.iter_mut().zip(pair) {
                // Columns stretch their lines; a card begins each at the left.
                let left = egui::Layout::top_down(egui::Align::LEFT);
                column.with_layout(left, |ui| card_ui(cx, ui, index));
            }
        });
    });
}

fn card_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize) {
    let look = cx.look;
    let Some(event) = cx.event(index) else { return };
    egui::Frame::new()
        .fill(look.canvas)
        .stroke(Stroke::new(1.0, look.line))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(&event.title).font(bold(14.0))).wrap());
            let place = event.places.first().map(|it| cx.state.chronology.places.name(it));
            let line = [Some(words::date(event)), place.map(str::to_owned)];
            let line: Vec<String> = line.into_iter().flatten().collect();
            ui.label(RichText::new(line.join(" · ")).size(look::SMALL_PX).color(look.muted));
            ui.add_space(4.0);
            quotes_ui(cx, ui, event);
            if link_ui(ui, look, "show on the timeline").clicked() {
                cx.commands.push(Command::Escape);
                cx.commands.push(Command::Show(Page::Timeline));
                cx.commands.push(Command::Select(index));
                cx.commands.push(Command::Centre);
            }
        });
}

/// What the first sources say.
fn quotes_ui(cx: &Cx<'_>, ui: &mut Ui, event: &Event) {
    let chronology = &cx.state.chronology;
    for source in event.sources.iter().take(3) {
        let Some(document) = chronology.document_of(source) else { continue };
        let quote = words::one_line(source.sentence.of(&document.document.text));
        let quote = words::quoted(&words::shortened(&quote, 280));
        ui.add(Label::new(RichText::new(quote).size(12.5)).wrap());
        let letters = ui.available_width() / look::SMALL_LETTER_PX;
        let place = words::place_of(chronology, source, letters as usize);
        let place = RichText::new(place).size(look::SMALL_PX).color(cx.look.accent);
        ui.add(Label::new(place).truncate());
        ui.add_space(3.0);
    }
    let more = event.sources.len().saturating_sub(3);
    if 0 < more {
        let text = format!("and {}", words::counted(more, "more source", "more sources"));
        ui.label(RichText::new(text).size(look::SMALL_PX).color(cx.look.muted));
    }
}

fn actions_ui(cx: &mut Cx<'_>, ui: &mut Ui, [first, second]: [usize; 2], last: usize) {
    let Some((one, other)) = cx.event(first).zip(cx.event(second)).map(|(a, b)| (a.id, b.id))
    else {
        return;
    };
    let pressed = |keys: &[Key]| ui.input(|input| keys.iter().any(|key| input.key_pressed(*key)));
    let (joins, parts) = (pressed(&[Key::M]), pressed(&[Key::N]));
    let (next, back) = (pressed(&[Key::ArrowDown, Key::J]), pressed(&[Key::ArrowUp, Key::K]));
    ui.horizontal_wrapped(|ui| {
        let mut button = |text: &str, tip: &str, is_possible: bool| {
            let button = Button::new(text).min_size(vec2(0.0, 26.0));
            ui.add_enabled(is_possible, button).on_hover_text(tip).clicked()
        };
        let line = cx.memory.line;
        if button("Merge  M", "They are one event; all sources stay", true) || joins {
            cx.commands.push(Command::MergePair(one, other));
        } else if button("Not the same  N", "Keep them apart, and do not ask again", true) || parts
        {
            cx.commands.push(Command::KeepApart(one, other));
        }
        if button("Previous  ↑", "Decide later", 0 < line) || back && 0 < line {
            cx.memory.line -= 1;
        }
        if button("Next  ↓", "Decide later", line < last) || next && line < last {
            cx.memory.line += 1;
        }
    });
}
