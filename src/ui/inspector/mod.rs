//! The panel on the right: one event, its date and place, and why.

pub(super) mod alike;
pub(super) mod review;

use super::context::Cx;
use super::filters::who;
use super::keys::tip;
use super::look::{self, bold, regular};
use super::widgets::{chip_ui, count_ui, follow_focus_ui, link_ui, panel_focus_ui, section_ui};
use super::words;
use crate::geo;
use crate::model::{Dct, Event, PlaceCode, PlaceRef, PlaceScope, Source, TimeMention};
use crate::session::{Command, Dialog, Selection};
use egui::{Label, Response, RichText, Sense, Stroke, Ui};

/// Sources up to which all are listed, and how many are of more.
const MOST_SOURCES: usize = 8;
const FEW_SOURCES: usize = 5;

/// The selected event; a hint where none is.
pub(super) fn inspector_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    panel_focus_ui(ui, cx.look, "Inspector");
    let Some(selection) = cx.state.selection else {
        nothing_ui(cx, ui);
        return;
    };
    let state = cx.state;
    let Some(event) = state.chronology.events.get(selection.event) else { return };
    let frame = egui::Frame::new().inner_margin(egui::Margin { top: 8, ..egui::Margin::ZERO });
    egui::Panel::bottom("actions")
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| review::actions_ui(cx, ui));
    // Another event is read from its title on.
    let area = egui::ScrollArea::vertical().id_salt(("inspector", selection.event));
    area.auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        review::several_ui(cx, ui);
        head_ui(cx, ui, event);
        ui.add_space(6.0);
        ui.separator();
        sources_ui(cx, ui, event, selection);
        alike::alike_ui(cx, ui, event);
        ui.add_space(8.0);
        review::tags_ui(cx, ui, event);
        ui.add_space(6.0);
        review::note_ui(cx, ui, event);
        if let Some(source) = event.sources.get(selection.source) {
            ui.add_space(8.0);
            why_date_ui(cx, ui, event, source);
            ui.add_space(8.0);
            why_place_ui(cx, ui, event, source);
        }
        ui.add_space(16.0);
        follow_focus_ui(ui);
    });
}

const NOTHING: &str = "No event selected";
const HINTS: [&str; 3] = [
    "Click a mark to see its date, its place, its sources, and why.",
    "Wheel zooms at the pointer, drag moves, double-click brings an event to the middle.",
    "Press ? for all keys.",
];

/// A strip that says what is shown there once an event is selected.
pub(super) fn folded_ui(cx: &Cx<'_>, ui: &mut Ui) {
    panel_focus_ui(ui, cx.look, "Inspector");
    let rect = ui.max_rect();
    let words = ui.painter().layout_no_wrap(NOTHING.to_owned(), regular(12.0), cx.look.muted);
    let at = egui::pos2(rect.center().x + words.size().y / 2.0, rect.top() + 14.0);
    let words = egui::epaint::TextShape::new(at, words, cx.look.muted);
    ui.painter().add(words.with_angle(std::f32::consts::FRAC_PI_2));
    ui.allocate_rect(rect, Sense::hover()).on_hover_text_at_pointer(HINTS.join("\n"));
}

fn nothing_ui(cx: &Cx<'_>, ui: &mut Ui) {
    ui.add_space(8.0);
    ui.label(RichText::new(NOTHING).font(bold(15.0)));
    ui.add_space(4.0);
    for line in HINTS {
        ui.label(RichText::new(line).color(cx.look.muted));
        ui.add_space(2.0);
    }
}

fn head_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event) {
    let look = cx.look;
    let title =
        Label::new(RichText::new(&event.title).font(bold(15.5))).wrap().sense(Sense::click());
    let edit = Command::Dialog(Dialog::Title);
    let response = ui.add(title).on_hover_text(tip("Double-click to edit the title", &edit));
    if response.double_clicked() {
        cx.commands.push(edit);
    }
    let review = event.review.as_deref();
    if let Some(found) = review.and_then(|review| review.found_title.as_ref()) {
        ui.add(Label::new(review::struck(cx, found)).wrap())
            .on_hover_text("The title that was found");
    }
    review::state_ui(cx, ui, event);
    let selected = cx.state.selection.map_or(0, |selection| selection.event as u32);
    if cx.state.facets.shown.binary_search(&selected).is_err() {
        ui.label(RichText::new("The filters hide this event").color(look.muted));
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words::date(event)).size(14.0));
        let found = review.and_then(|review| review.found_date.as_ref());
        if let Some(found) = found {
            let date = found.when.as_ref().map_or_else(|| "no date".to_owned(), words::when);
            ui.label(review::struck(cx, &date)).on_hover_text("The date that was found");
        }
        let (chip, about) = if found.is_some() {
            ("set by you".to_owned(), "The sources stay as they are; undo brings their date back")
        } else {
            (words::chip(event), words::about_status(event.date_status))
        };
        chip_ui(ui, &chip, look.amber_ink, look.amber_ground, look.amber).on_hover_text(about);
        let edit = Command::Dialog(Dialog::Date);
        if link_ui(ui, look, "edit").on_hover_text(tip("Edit the date", &edit)).clicked() {
            cx.commands.push(edit);
        }
    });
    if let Some(when) = &event.when {
        ui.horizontal(|ui| {
            let label = ui.label(RichText::new("EDTF").size(11.0).color(look.muted));
            label.on_hover_text(words::ABOUT_EDTF);
            let edtf = RichText::new(when.edtf.to_string()).monospace().color(look.muted);
            let code = ui.add(Label::new(edtf).selectable(true).truncate());
            code.on_hover_text(words::ABOUT_EDTF);
        });
    } else if let Some(reason) = &event.undated_reason {
        ui.label(RichText::new(reason).color(look.muted));
    }
    places_ui(cx, ui, event);
    who::event_actors_ui(cx, ui, event);
    let kind = words::factuality(event.factuality).to_lowercase();
    ui.horizontal_wrapped(|ui| {
        let muted = |text: &str| RichText::new(text).color(look.muted);
        let confidence = format!("Confidence {:.2}", event.confidence);
        ui.label(muted(&confidence)).on_hover_text(words::ABOUT_CONFIDENCE);
        ui.label(muted("·"));
        ui.label(muted(&kind)).on_hover_text(words::about_factuality(event.factuality));
    });
}

/// Where it happened, with a way to say otherwise.
fn places_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event) {
    let look = cx.look;
    let places = &cx.state.chronology.places;
    for place in &event.places {
        let path = places.path(place);
        let text = Label::new(RichText::new(path).color(look.ink)).sense(Sense::click()).wrap();
        let response = ui.add(text).on_hover_text("Click to show only this region");
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            cx.commands.push(Command::OnlyRegion(place.clone()));
        }
    }
    let found = event.review.as_ref().and_then(|review| review.found_places.as_ref());
    ui.horizontal_wrapped(|ui| {
        if event.places.is_empty() {
            ui.label(RichText::new("No region found").color(look.muted));
        }
        let is_gone = |place: &&PlaceCode| !event.places.contains(place);
        for place in found.into_iter().flatten().filter(is_gone) {
            ui.label(review::struck(cx, places.name(place)))
                .on_hover_text("A place that was found");
        }
        if found.is_some() {
            let chip = chip_ui(ui, "set by you", look.amber_ink, look.amber_ground, look.amber);
            chip.on_hover_text("The sources stay as they are; undo brings their places back");
        }
        let edit = Command::Dialog(Dialog::Place);
        if link_ui(ui, look, "edit place").on_hover_text(tip("Edit the place", &edit)).clicked() {
            cx.commands.push(edit);
        }
    });
}

fn sources_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event, selection: Selection) {
    let look = cx.look;
    let count = words::grouped(event.sources.len());
    let has_many = 1 < event.sources.len();
    section_ui(ui, "Sources", |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        count_ui(ui, look, &count);
        let mut link = |text: &str, about: &str, command: Command| {
            if link_ui(ui, look, text).on_hover_text(tip(about, &command)).clicked() {
                cx.commands.push(command);
            }
        };
        if has_many {
            link("split", "Make an event of every source", Command::Split);
        }
        if 1 < cx.state.also.len() {
            link("merge", "Make one event of those that are selected", Command::Merge);
        }
    });
    if event.date_status == crate::model::DateStatus::Conflict {
        let text = "The sources do not agree on the date; all of them are kept";
        ui.label(RichText::new(text).color(look.warning));
    }
    // Of very many only the first stand above what else is told of the event, with the one that is read.
    let lists_all =
        event.sources.len() <= MOST_SOURCES || cx.memory.lists_sources == Some(event.id);
    for i in 0..event.sources.len() {
        if lists_all || i < FEW_SOURCES || i == selection.source {
            listed_source_ui(cx, ui, event, (i, i == selection.source));
        }
    }
    if MOST_SOURCES < event.sources.len() {
        let left = words::grouped(event.sources.len() - FEW_SOURCES);
        let text =
            if lists_all { "fewer sources".to_owned() } else { format!("{left} more sources") };
        if link_ui(ui, look, &text).clicked() {
            cx.memory.lists_sources = (!lists_all).then_some(event.id);
        }
    }
}

/// A source with what can be done with it.
fn listed_source_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event, (i, is_read): (usize, bool)) {
    let Some(source) = event.sources.get(i) else { return };
    let has_many = 1 < event.sources.len();
    let response = source_ui(cx, ui, source, is_read);
    if response.clicked() {
        cx.push(Command::SelectSource(i));
        cx.push(Command::Read);
    }
    response.context_menu(|ui| {
        let choices = [
            (source.when.is_some(), "Give the event this date", Command::ChooseDate(i)),
            (has_many, "Make an event of this source", Command::SplitOff(i)),
            (true, "Open file", Command::OpenFile(source.document)),
        ];
        for (is_possible, text, command) in choices {
            if ui.add_enabled(is_possible, egui::Button::new(text)).clicked() {
                cx.push(command);
                ui.close();
            }
        }
        let document = cx.state.chronology.document_of(source);
        if let Some(document) = document.filter(|_| ui.button("Copy with its source").clicked()) {
            ui.ctx().copy_text(words::citation(document, source.sentence));
            cx.push(Command::Copied("the sentence with its source"));
            ui.close();
        }
    });
    let differs = source.when.is_some() && source.when != event.when;
    if differs || (is_read && has_many) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let tip = "The event stands at this date; the other dates stay with their sources";
            if differs && link_ui(ui, cx.look, "use this date").on_hover_text(tip).clicked() {
                cx.push(Command::ChooseDate(i));
            }
            let tip = "Make an event of this source";
            if has_many && link_ui(ui, cx.look, "split off").on_hover_text(tip).clicked() {
                cx.push(Command::SplitOff(i));
            }
        });
    }
    ui.add_space(2.0);
}

/// One source as a card.
fn source_ui(cx: &Cx<'_>, ui: &mut Ui, source: &Source, is_read: bool) -> Response {
    let look = cx.look;
    let chronology = &cx.state.chronology;
    let letters = (ui.available_width() - 20.0) / look::SMALL_LETTER_PX;
    let place = words::place_of(chronology, source, letters as usize);
    let date = source.when.as_ref().map_or_else(|| "no date".to_owned(), words::when);
    let quote = chronology
        .document_of(source)
        .map(|doc| words::one_line(source.sentence.of(&doc.document.text)))
        .unwrap_or_default();
    // A date gets a line of its own where file and sentence would not stay readable beside it.
    let date_px = 20.0 + date.chars().count() as f32 * look::SMALL_LETTER_PX;
    let is_short = place.chars().count() as f32 * look::SMALL_LETTER_PX + date_px
        <= ui.available_width() - 20.0;
    let edge = if is_read { look.accent } else { look.line };
    let card = egui::Frame::new()
        .fill(look.canvas)
        .stroke(Stroke::new(if is_read { 1.5 } else { 1.0 }, edge))
        .corner_radius(4)
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.horizontal(|ui| {
                let beside = if is_short { date_px } else { 0.0 };
                let room = (ui.available_width() - beside).max(80.0);
                let name = RichText::new(&place).size(look::SMALL_PX).color(look.accent);
                ui.allocate_ui(egui::vec2(room, 16.0), |ui| ui.add(Label::new(name).truncate()));
                if is_short {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        ui.label(RichText::new(&date).font(bold(look::SMALL_PX)));
                    });
                }
            });
            if !is_short {
                ui.add(Label::new(RichText::new(&date).font(bold(look::SMALL_PX))).wrap());
            }
            let quote = words::quoted(&words::shortened(&quote, 320));
            ui.add(Label::new(RichText::new(quote).size(12.5)).wrap());
            if let Some(who) = &source.claimed_by {
                let text = RichText::new(format!("as said by {who}"));
                ui.label(text.size(look::SMALL_PX).color(look.muted));
            }
        });
    let response = card.response.interact(Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Source {place}, {date}"))
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A line of reasons.
fn step_ui(cx: &Cx<'_>, ui: &mut Ui, text: &str, is_main: bool) {
    let text = words::without_codes(text);
    let ink = if is_main { cx.look.ink } else { cx.look.muted };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new("·").font(bold(look::BODY_PX)).color(cx.look.muted));
        ui.add(
            Label::new(RichText::new(text).font(regular(12.5)).color(ink)).wrap().selectable(true),
        );
    });
}

/// Why a time expression means this time, and what it counts from where no reason says so.
fn reasons(time: &TimeMention) -> Vec<String> {
    let mut reasons: Vec<String> = time.reasons.iter().map(ToString::to_string).collect();
    let anchor = time.anchor.as_ref().map(|anchor| &anchor.label);
    let anchor = anchor.filter(|label| !reasons.iter().any(|it| it.contains(&***label)));
    reasons.extend(anchor.map(|label| format!("counted from {label}")));
    reasons
}

fn why_date_ui(cx: &Cx<'_>, ui: &mut Ui, event: &Event, source: &Source) {
    section_ui(ui, "Why this date", |_ui| {});
    let chronology = &cx.state.chronology;
    let Some(document) = chronology.document_of(source) else { return };
    if event.is_added() && source.when.is_some() {
        step_ui(cx, ui, "You gave it this date when you added the event", true);
    }
    match chronology.time_of(source) {
        Some(time) => {
            let said = time.span.of(&document.document.text);
            let found = words::bounds(source.when.as_ref().or(event.when.as_ref()));
            step_ui(cx, ui, &format!("“{}” → {found}", words::one_line(said)), true);
            let inherited = source.time.is_some_and(|time| time.is_inherited);
            if inherited {
                step_ui(cx, ui, "The date stands in another sentence", false);
            }
            for reason in reasons(time) {
                step_ui(cx, ui, &reason, false);
            }
            if time.reasons.is_empty() {
                step_ui(cx, ui, words::resolution(source.resolution), false);
            }
            for other in &time.alternatives {
                let value = words::timex(&other.value);
                step_ui(cx, ui, &format!("not {value}: {}", other.reason), false);
            }
        }
        None => step_ui(cx, ui, "No time expression in the sentence", true),
    }
    let is_told = |dct: &Dct| {
        let said = format!("document date {}", dct.when.edtf);
        let time = chronology.time_of(source);
        time.is_some_and(|time| reasons(time).iter().any(|reason| reason.contains(&said)))
    };
    match &document.document.dct {
        Some(dct) if is_told(dct) => {}
        Some(dct) => {
            let how = words::how_dated(dct);
            step_ui(cx, ui, &format!("document date {}, {how}", words::when(&dct.when)), false);
        }
        None => step_ui(cx, ui, "the document has no date of its own", false),
    }
}

fn why_place_ui(cx: &Cx<'_>, ui: &mut Ui, event: &Event, source: &Source) {
    section_ui(ui, "Why this place", |_ui| {});
    if event.is_placed_by_hand() {
        step_ui(cx, ui, "You said where it happened; the sources name", true);
    }
    for place in &source.places {
        place_ui(cx, ui, source, place);
    }
    if source.places.is_empty() {
        let text = if event.places.is_empty() {
            "No place is named near the sentence"
        } else {
            "Another source names the place"
        };
        step_ui(cx, ui, text, false);
    }
}

fn place_ui(cx: &Cx<'_>, ui: &mut Ui, source: &Source, place: &PlaceRef) {
    let chronology = &cx.state.chronology;
    let path = chronology.places.path(&place.place);
    let scope = match place.scope {
        PlaceScope::Clause => "",
        PlaceScope::Sentence => ", elsewhere in the sentence",
        PlaceScope::Paragraph => ", elsewhere in the paragraph",
        PlaceScope::Document => ", what the document is about",
        PlaceScope::Body => ", whose army, party or movement is named",
    };
    let document = chronology.document_of(source);
    let mention = document.zip(place.mention).and_then(|(doc, i)| doc.places.get(i));
    let Some((document, mention)) = document.zip(mention) else {
        step_ui(cx, ui, &format!("{path}{scope}"), true);
        return;
    };
    let said = mention.span.of(&document.document.text);
    step_ui(cx, ui, &format!("“{said}” → {path}{scope}"), true);
    for step in geo::trail(&document.document.text, mention) {
        step_ui(cx, ui, &step, false);
    }
    for other in geo::alternatives(mention) {
        let name = chronology.places.name(&PlaceCode::new(&other.value)).to_owned();
        step_ui(cx, ui, &format!("not {name}: {}", other.reason), false);
    }
}
