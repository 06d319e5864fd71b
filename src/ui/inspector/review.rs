//! What was decided about an event, and the buttons to decide: part of the inspector.

use crate::model::{Event, EventId, ReviewState};
use crate::session::{Command, Dialog, ENTRIES};
use crate::ui::context::Cx;
use crate::ui::keys::tip;
use crate::ui::look::{self, bold};
use crate::ui::widgets::{chip_ui, close_ui, link_ui, section_ui};
use crate::ui::words;
use egui::{Button, RichText, Ui, vec2};

/// Words struck through: what the program found where the user decided otherwise.
pub(crate) fn struck(cx: &Cx<'_>, text: &str) -> RichText {
    RichText::new(text).strikethrough().color(cx.look.muted)
}

/// Added, accepted, dismissed, new, starred: as chips, where there is something to say.
pub(crate) fn state_ui(cx: &Cx<'_>, ui: &mut Ui, event: &Event) {
    let look = cx.look;
    let state = match event.review_state() {
        ReviewState::Open => None,
        state => Some(words::review(state)),
    };
    let starred = event.is_starred().then_some("Starred");
    let added = event.is_added().then_some("Added by you");
    let chips = added.into_iter().chain(state).chain(starred);
    if chips.clone().next().is_none() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for text in chips {
            chip_ui(ui, text, look.ink, look.accent_ground, look.accent);
        }
    });
}

/// Tags as chips with a cross each, and a way to add one.
pub(crate) fn tags_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event) {
    let look = cx.look;
    section_ui(ui, "Tags", |_ui| {});
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for tag in event.tags() {
            let frame = egui::Frame::new()
                .fill(look.button)
                .stroke(egui::Stroke::new(1.0, look.line))
                .corner_radius(10)
                .inner_margin(egui::Margin { left: 9, right: 3, top: 0, bottom: 0 });
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.label(RichText::new(tag).size(look::SMALL_PX));
                if close_ui(ui, look, &format!("Remove tag {tag}")).clicked() {
                    cx.commands.push(Command::RemoveTag(tag.to_owned()));
                }
            });
        }
        let add = Command::Dialog(Dialog::Tag);
        if link_ui(ui, look, "+ add").on_hover_text(tip("Add a tag", &add)).clicked() {
            cx.commands.push(add);
        }
    });
}

/// A note that is being written.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    event: EventId,
    text: String,
    /// When it was last changed; `None` where it is as it was kept.
    changed: Option<f64>,
}

/// Seconds after the last key at which a note is kept though its field was not left.
const NOTE_DELAY_SECS: f64 = 1.5;

/// The note: kept when the field is left, and when the writer pauses.
pub(crate) fn note_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event) {
    section_ui(ui, "Note", |_ui| {});
    let id = egui::Id::unique("note");
    let now = ui.input(|input| input.time);
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    keep_draft(cx, ui, event, has_focus);
    let kept = || Draft { event: event.id, text: event.note().to_owned(), changed: None };
    let draft = cx.memory.note.get_or_insert_with(kept);
    let field = egui::TextEdit::multiline(&mut draft.text)
        .id(id)
        .hint_text("Add a note…")
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(8, 6));
    let response = ui.add(field);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Note"));
    if response.changed() {
        draft.changed = Some(now);
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        response.surrender_focus();
    }
}

/// Keeps a draft that was left, or rests; what is not being written is as it was kept.
fn keep_draft(cx: &mut Cx<'_>, ui: &Ui, event: &Event, has_focus: bool) {
    let Some(draft) = &mut cx.memory.note else { return };
    let now = ui.input(|input| input.time);
    let is_left = draft.event != event.id || !has_focus;
    if let Some(changed) = draft.changed {
        if is_left || NOTE_DELAY_SECS <= now - changed {
            draft.changed = None;
            cx.commands.push(Command::SetNote(Some(draft.event), draft.text.clone()));
        } else {
            let left = std::time::Duration::from_secs_f64(NOTE_DELAY_SECS - (now - changed));
            ui.ctx().request_repaint_after(left);
        }
    } else if is_left && (draft.event != event.id || draft.text != event.note()) {
        cx.memory.note = None;
    }
}

/// Width of a panel in which four actions stand in a line.
const ROOM_FOR_FOUR_PX: f32 = 400.0;

/// The buttons that decide, with their keys.
pub(crate) fn actions_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let chosen = state.chosen();
    let events = || chosen.iter().filter_map(|index| state.chronology.events.get(*index));
    let all = |wanted: ReviewState| events().all(|event| event.review_state() == wanted);
    let is_pressed = |name: &str| match name {
        "accept" => all(ReviewState::Accepted),
        "dismiss" => all(ReviewState::Dismissed),
        "star" => events().all(Event::is_starred),
        _ => false,
    };
    let names: &[&str] = if chosen.len() < 2 {
        &["accept", "dismiss", "star", "edit-date"]
    } else {
        &["accept", "dismiss", "star", "merge"]
    };
    // Four in a line, or two where words and keys would be cut.
    let is_tight = ui.available_width() < ROOM_FOR_FOUR_PX;
    let columns = if is_tight { 2.0 } else { 4.0 };
    let mut buttons = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.spacing_mut().button_padding.x = 6.0;
        // As wide as the text above, which has a bar to scroll beside it.
        let room = ui.available_width() - ui.spacing().scroll.allocated_width();
        let width = ((room - 6.0 * (columns - 1.0)) / columns).floor();
        for name in names {
            let Some(entry) = ENTRIES.iter().find(|entry| entry.name == *name) else { continue };
            let text = entry.text.trim_end_matches('…');
            let words = format!("{text}  {}", entry.shortcut);
            let button = Button::new(RichText::new(words).size(look::SMALL_PX))
                .selected(is_pressed(name))
                .min_size(vec2(width, 26.0));
            let response = ui.add(button);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
            if response.on_hover_text(tip(entry.tooltip, &entry.command)).clicked() {
                cx.commands.push(entry.command.clone());
            }
        }
    };
    if is_tight {
        ui.horizontal_wrapped(&mut buttons);
    } else {
        ui.horizontal(&mut buttons);
    }
}

/// The selected events where there are several; a click on one leaves the others.
pub(crate) fn several_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let chosen = cx.state.chosen();
    if chosen.len() < 2 {
        return;
    }
    let look = cx.look;
    let count = words::counted(chosen.len(), "event selected", "events selected");
    ui.label(RichText::new(count).font(bold(15.0)));
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = (chosen.len() as f32 * 22.0).min(132.0);
    egui::ScrollArea::vertical().id_salt("several").max_height(height).show_rows(
        ui,
        22.0,
        chosen.len(),
        |ui, rows| {
            for index in chosen.get(rows).unwrap_or_default() {
                if crate::ui::timeline::member_ui(cx, ui, *index).clicked() {
                    cx.push(Command::Select(*index));
                }
            }
        },
    );
    ui.spacing_mut().item_spacing.y = 5.0;
    let text = "Merge makes one event of them, with title and date of the first";
    ui.label(RichText::new(text).size(look::SMALL_PX).color(look.muted));
    ui.separator();
}
