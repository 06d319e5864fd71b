//! Where lists of events are asked for: form and place.

use super::saving;
use super::{field_ui, fit_width, title_ui};
use crate::model::Bounds;
use crate::session::{Command, Reach, SaveFormat};
use crate::ui::context::Cx;
use crate::ui::widgets::segments_ui;
use crate::ui::words;
use egui::{RichText, Ui};

/// Form and place of a table.
pub(crate) fn table_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let formats = SaveFormat::TABLES;
    fit_width(ui, 800.0);
    title_ui(cx, ui, "Export events");
    reach_ui(cx, ui);
    ui.add_space(10.0);
    let chosen = cx.memory.export_format.min(formats.len().saturating_sub(1));
    let names: Vec<&str> = formats.iter().map(|format| format.text()).collect();
    let clicked = segments_ui(ui, cx.look, &names, chosen);
    if let Some((number, format)) = clicked.and_then(|it| Some((it, formats.get(it)?))) {
        saving::choose_format(cx, number, *format);
    }
    let Some(format) = formats.get(cx.memory.export_format.min(formats.len() - 1)).copied() else {
        return;
    };
    ui.add_space(8.0);
    let is_done = field_ui(cx, ui, "Path of the new file", 780.0);
    saving::follow_ending(cx, &formats);
    let format = formats.get(cx.memory.export_format).copied().unwrap_or(format);
    ui.add_space(8.0);
    let is_bundle = matches!(format, SaveFormat::Bundle(_));
    if is_bundle {
        ui.label(RichText::new("A bundle holds the whole project").color(cx.look.muted));
        ui.add_space(4.0);
    }
    let is_clicked = ui.button("Save").clicked();
    if is_done || is_clicked {
        saving::ask(cx, |path| Command::Save(format, path), |path| vec![path.to_owned()]);
    }
    saving::answer_ui(cx, ui, |path| Command::Save(format, path));
}

/// How many events the file holds, as far as they were counted, with what they were counted in.
pub(crate) type Counted = ((u64, u64, Option<Bounds>), usize);

/// Of which time the file holds events, and how many these are.
fn reach_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let range = state.range.as_ref().map(words::when);
    let mut reaches = vec![
        (Reach::All, "All that pass the filters".to_owned()),
        (Reach::View, "In view".to_owned()),
    ];
    reaches.extend(range.map(|range| (Reach::Range, range)));
    let reach = state.reach_of_events();
    let chosen = reaches.iter().position(|(other, _)| *other == reach).unwrap_or_default();
    let names: Vec<&str> = reaches.iter().map(|(_, name)| name.as_str()).collect();
    let clicked = segments_ui(ui, cx.look, &names, chosen);
    if let Some((reach, _)) = clicked.and_then(|number| reaches.get(number)) {
        cx.push(Command::ReachEvents(*reach));
    }
    ui.add_space(4.0);
    let time = state.time_of_events();
    let count = words::counted(count(cx, time), "event", "events");
    let said = match (time, &state.range) {
        (None, _) if 0 < cx.scene.counts.undated => format!("{count}, those without a date too"),
        (None, None) => format!("{count}; a drag on the axis chooses a part of the time"),
        (None, Some(_)) => count,
        (Some(_), _) => {
            format!("{count} that may lie in this time; those without a date are left out")
        }
    };
    ui.label(RichText::new(said).color(cx.look.muted));
}

fn count(cx: &mut Cx<'_>, time: Option<Bounds>) -> usize {
    let key = (cx.state.structure, cx.state.facets.shown_number, time);
    if let Some((_, count)) = cx.memory.exported.filter(|(counted_in, _)| *counted_in == key) {
        return count;
    }
    let count = cx.state.events_in(time).count();
    cx.memory.exported = Some((key, count));
    count
}
