//! What may be the same as the selected event: two buttons join them or keep them apart.

use crate::model::{Event, EventId};
use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::keys::tip;
use crate::ui::pairs::numbers;
use crate::ui::widgets::{link_ui, section_ui};
use crate::ui::{look, words};
use egui::{RichText, Stroke, Ui};

/// Candidates that are shown of an event.
pub(crate) const MOST: usize = 3;

/// Letters of their first source.
const QUOTE: usize = 160;

/// The candidates that are shown, by name and by the index that they have in a structure.
#[derive(Debug)]
pub(crate) struct Shown {
    structure: u64,
    names: Vec<EventId>,
    others: Vec<usize>,
}

/// The events that may be the same, each with what tells it from this one.
pub(crate) fn alike_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event) {
    let (structure, names) = (cx.state.structure, cx.state.alike(event.id));
    let is_known = |it: &Shown| it.structure == structure && it.names == names;
    if !cx.memory.alike.as_ref().is_some_and(is_known) {
        let others = others(cx, names);
        cx.memory.alike = Some(Shown { structure, names: names.to_vec(), others });
    }
    let Some(alike) = cx.memory.alike.take() else { return };
    if !alike.others.is_empty() {
        ui.add_space(8.0);
        section_ui(ui, "Perhaps the same", |ui| {
            let all = Command::FindPairs;
            let link = link_ui(ui, cx.look, "all candidates");
            if link.on_hover_text(tip("Look through all pairs that may be one", &all)).clicked() {
                cx.push(all);
            }
        });
        for other in &alike.others {
            candidate_ui(cx, ui, event, *other);
        }
    }
    cx.memory.alike = Some(alike);
}

fn others(cx: &mut Cx<'_>, names: &[EventId]) -> Vec<usize> {
    if names.is_empty() {
        return Vec::new();
    }
    let numbers = numbers(cx);
    let find = |id: EventId| {
        let at = numbers.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        numbers.get(at).map(|(_, index)| *index as usize)
    };
    names.iter().copied().filter_map(find).collect()
}

fn candidate_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event, index: usize) {
    let look = cx.look;
    let Some(other) = cx.event(index) else { return };
    egui::Frame::new()
        .stroke(Stroke::new(1.0, look.line))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            let show = link_ui(ui, look, &other.title).on_hover_text("Select this event");
            if show.clicked() {
                cx.push(Command::Select(index));
            }
            let place = other.places.first().map(|it| cx.state.chronology.places.name(it));
            let sources = words::counted(other.sources.len(), "source", "sources");
            let sources = sources.replace(' ', "\u{a0}");
            let line = [Some(words::date(other)), place.map(str::to_owned), Some(sources)];
            let line: Vec<String> = line.into_iter().flatten().collect();
            let line = RichText::new(line.join(" · ")).size(look::SMALL_PX).color(look.muted);
            ui.add(egui::Label::new(line).wrap());
            let source = other.sources.first();
            let document = source.and_then(|source| cx.state.chronology.document_of(source));
            if let Some((source, document)) = source.zip(document) {
                let quote = words::one_line(source.sentence.of(&document.document.text));
                let quote = words::quoted(&words::shortened(&quote, QUOTE));
                ui.add(egui::Label::new(RichText::new(quote).size(12.5)).wrap());
            }
            ui.horizontal_wrapped(|ui| {
                let mut button = |text: &str, tip: &str, command: Command| {
                    if ui.button(text).on_hover_text(tip).clicked() {
                        cx.push(command);
                    }
                };
                let about = "They are one event; all sources stay, title and date are those above";
                button("Merge", about, Command::MergePair(event.id, other.id));
                let about = "Keep them apart, and do not ask again";
                button("Not the same", about, Command::KeepApart(event.id, other.id));
            });
        });
}
