//! The lines around the middle: the filter in words above, progress and counts below.

use super::context::Cx;
use super::keys::tip;
use super::look;
use super::widgets::{close_ui, link_ui};
use super::words;
use crate::model::{Coverage, ReviewState, Severity};
use crate::session::{Command, Course, Dialog, STEPS, chips};
use crate::view::scripts;
use egui::{Align, Button, Color32, Layout, ProgressBar, RichText, Stroke, Ui};
use std::borrow::Cow;

/// The filter in words, each part with a cross.
pub(super) fn chips_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let look = cx.look;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
        let shown = words::grouped(state.facets.shown.len());
        let total = words::counted(state.chronology.events.len(), "event", "events");
        let text = format!("{shown} of {total}");
        ui.label(RichText::new(text).size(look::SMALL_PX).color(look.muted));
        for chip in chips(&state.chronology, &state.facets, &state.choices.filter) {
            let frame = egui::Frame::new()
                .fill(look.accent_ground)
                .corner_radius(10)
                .inner_margin(egui::Margin { left: 10, right: 3, top: 0, bottom: 0 });
            frame.show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let text = words::shortened(&chip.text, 70);
                ui.label(RichText::new(text).size(look::SMALL_PX).color(look.ink));
                if close_ui(ui, look, &format!("Drop {}", chip.text)).clicked() {
                    cx.commands.push(Command::Drop(chip.part));
                }
            });
        }
        let about = tip("Show all events", &Command::ClearFilters);
        if link_ui(ui, look, "clear").on_hover_text(about).clicked() {
            cx.commands.push(Command::ClearFilters);
        }
    });
}

/// How far the reading is, with a way to stop it.
pub(super) fn progress_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let Some(progress) = cx.state.progress else { return };
    let now = ui.input(|input| input.time);
    let begun = cx.memory.read_since.filter(|(stage, _)| *stage == progress.stage);
    let (_, since) = begun.unwrap_or((progress.stage, now));
    cx.memory.read_since = Some((progress.stage, since));
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.label(RichText::new(words::progress(&progress)).size(look::SMALL_PX));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // What is in hand is ended first, which takes a moment.
            let is_stopping = cx.memory.is_stopping;
            let text = if is_stopping { "Stopping…" } else { "Cancel" };
            if ui.add_enabled(!is_stopping, Button::new(text)).clicked() {
                cx.memory.is_stopping = true;
                cx.push(Command::Cancel);
            }
            let pace = words::pace(&progress, now - since);
            ui.label(RichText::new(pace).size(look::SMALL_PX).color(cx.look.muted));
            let share = progress.share() as f32;
            let bar = ProgressBar::new(share)
                .desired_width(ui.available_width())
                .desired_height(6.0)
                .fill(cx.look.accent);
            ui.add(bar).widget_info(|| {
                let mut info = egui::WidgetInfo::new(egui::Role::ProgressIndicator);
                info.label = Some("Reading".to_owned());
                info.value = Some(f64::from(share));
                info
            });
        });
    });
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
}

/// Trouble that the user should hear of, until it is closed, in a line of its own.
pub(super) fn trouble_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| notice_ui(cx, ui, cx.look.error));
}

/// What the user should hear of, from the right edge on: a cross, what can be done about it, and the words in the
/// room that is left.
fn notice_ui(cx: &mut Cx<'_>, ui: &mut Ui, ink: Color32) {
    let Some(notice) = &cx.state.notice else { return };
    if close_ui(ui, cx.look, "Close message").clicked() {
        cx.push(Command::Escape);
    }
    if let Some(offer) = &notice.offer
        && link_ui(ui, cx.look, offer.text()).clicked()
    {
        cx.push(offer.command());
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let line = notice.text.replace('\n', ": ");
        ui.add(egui::Label::new(RichText::new(line).color(ink)).truncate().selectable(true));
    });
}

/// Where every event is; the parts add up to the total.
pub(super) fn status_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let look = cx.look;
    let small = |text: &str| RichText::new(text).size(look::SMALL_PX);
    let is_wide = 700.0 < ui.available_width();
    // What asks for something stands first; the parts get the room that is left.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let about = tip("What each kind of mark says", &Command::Dialog(Dialog::Legend));
        if link_ui(ui, look, "legend").on_hover_text(about).clicked() {
            cx.push(Command::Dialog(Dialog::Legend));
        }
        if is_wide {
            ui.label(small("offline · Gregorian · times as stated").color(look.muted));
        }
        warnings_ui(cx, ui);
        changes_ui(cx, ui);
        boxes_ui(cx, ui);
        // What was just done is told here, so that nothing above moves under the pointer.
        if cx.state.notice.as_ref().is_some_and(|notice| !notice.is_bad()) {
            ui.add(egui::Separator::default().vertical().spacing(16.0));
            notice_ui(cx, ui, look.ink);
        } else {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| counts_ui(cx, ui));
        }
    });
}

fn counts_ui(cx: &Cx<'_>, ui: &mut Ui) {
    let look = cx.look;
    let small = |text: String| RichText::new(text).size(look::SMALL_PX);
    let counts = cx.scene.counts;
    let total = words::counted(cx.state.chronology.events.len(), "event", "events");
    let hover = |ui: &mut Ui| {
        let all = Coverage::total(cx.state.facets.coverage(&cx.state.chronology));
        ui.label(words::coverage(&all));
    };
    ui.label(small(total)).on_hover_ui(hover);
    let parts = [
        (counts.single, "single"),
        (counts.clustered, "in clusters"),
        (counts.off_screen, "off screen"),
        (counts.undated, "undated"),
        (counts.filtered_out, "filtered out"),
    ];
    let sum = parts
        .iter()
        .map(|(count, name)| format!("{} {name}", words::grouped(*count)))
        .collect::<Vec<_>>()
        .join(" + ");
    // What was drawn last is told of no longer where nothing is drawn.
    let is_drawn = 0 < counts.total && !cx.state.chronology.documents.is_empty();
    if is_drawn && cx.state.page == crate::session::Page::Timeline {
        let sum = small(format!("= {sum}")).color(look.muted);
        ui.add(egui::Label::new(sum).truncate());
    }
}

/// Titles that are looked through for letters without a font.
const MOST_TITLES: usize = 20_000;

/// Says what boxes in titles stand for, where no font of this computer has their letters.
fn boxes_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    if cx.memory.lacking.as_ref().is_none_or(|(made_for, _)| *made_for != state.revision) {
        let titles = state.chronology.events.iter().take(MOST_TITLES);
        let titles = titles.map(|event| event.title.as_str());
        let lacking = scripts::lacking(titles, |letter| look::has(ui.ctx(), letter));
        cx.memory.lacking = Some((state.revision, lacking));
    }
    let Some((_, lacking)) = cx.memory.lacking.as_ref().filter(|(_, lacking)| !lacking.is_empty())
    else {
        return;
    };
    let text = RichText::new(format!("no font for {}", lacking.join(", ")));
    let tip = words::boxes(lacking, "the fonts of this computer");
    let tip = format!("{tip}. A font such as Noto Sans CJK shows them; what is found is the same");
    ui.label(text.size(look::SMALL_PX).color(cx.look.warning)).on_hover_text(tip);
}

/// Documents that are being read again, and how many events only new ones tell.
fn changes_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let look = cx.look;
    let new = cx.state.new_count();
    if 0 < new {
        ui.add(egui::Separator::default().vertical().spacing(16.0));
        let text = format!("{} new", words::grouped(new));
        let about = "Show only events that new or changed documents tell, or go to the next";
        if link_ui(ui, look, &text).on_hover_text(tip(about, &Command::NextNew)).clicked() {
            cx.push(Command::OnlyReview(ReviewState::New));
        }
    }
    if cx.state.can_stay() {
        let tip = "Take back what is being applied; undo brings it back";
        if link_ui(ui, look, "cancel").on_hover_text(tip).clicked() {
            cx.push(Command::Stay);
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
    }
    let applies = match cx.state.course().map(Course::step) {
        Some(step) => Some(format!("applying decisions, step {step} of {STEPS}").into()),
        None if cx.state.is_replaying() || cx.state.is_behind() => {
            Some(Cow::from("applying decisions…"))
        }
        None => None,
    };
    let doing = [
        cx.state.reads_changes.then_some("reading changes…".into()),
        applies,
        cx.state.is_searching().then_some("searching…".into()),
    ];
    for text in doing.into_iter().flatten() {
        ui.label(RichText::new(text).size(look::SMALL_PX).color(look.muted));
    }
}

fn warnings_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let look = cx.look;
    let warnings = &cx.state.chronology.warnings;
    let serious = warnings.iter().filter(|w| Severity::Warning <= w.severity).count();
    let serious = serious + cx.state.lost.len();
    let text = match (serious, warnings.len()) {
        (0, 0) => None,
        (0, notes) => Some((words::counted(notes, "note", "notes"), look.muted)),
        (serious, _) => Some((words::counted(serious, "warning", "warnings"), look.warning)),
    };
    if text.is_some() || 0 < cx.state.unread {
        ui.add(egui::Separator::default().vertical().spacing(16.0));
    }
    if let Some((text, ink)) = text {
        let label = egui::Label::new(RichText::new(text).size(look::SMALL_PX).color(ink))
            .sense(egui::Sense::click());
        let response = ui.add(label).on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.hovered() {
            let line = Stroke::new(1.0, ink);
            ui.painter().hline(response.rect.x_range(), response.rect.bottom(), line);
        }
        if response.on_hover_text("Show what went half wrong").clicked() {
            cx.push(Command::Dialog(Dialog::Warnings));
        }
    }
    if 0 < cx.state.unread {
        if link_ui(ui, look, "read on").on_hover_text("Read what is left").clicked() {
            cx.push(Command::ReadAgain);
        }
        let text = format!("partial, {} unread", words::counted(cx.state.unread, "file", "files"));
        ui.label(RichText::new(text).size(look::SMALL_PX).color(look.warning));
    }
}
