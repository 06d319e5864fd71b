//! Who takes part: boxes of the filter panel, and links of the inspector.

use super::{dot, dotted_row_ui, find_ui, only_clicks};
use crate::model::{Actor, Event};
use crate::session::{Command, Count, Dialog, FilterPart};
use crate::ui::context::Cx;
use crate::ui::inspector::review;
use crate::ui::keys::tip;
use crate::ui::widgets::{chip_ui, count_ui, link_ui, section_ui};
use crate::ui::words;
use crate::view::{LaneKey, NOBODY};
use egui::{Response, RichText, Ui};
use std::collections::BTreeSet;

/// Actors that are listed before anybody asks for more, and beyond which there is a field to find one.
const FEW: usize = 8;
/// Actors that are listed at most.
const MOST: usize = 200;
/// Other spellings that a hint names.
const MOST_SPELLINGS: usize = 6;

/// People and organisations, those with most events first; ticked ones come before all others.
pub(crate) fn actors_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let actors = state.chronology.actors.all();
    if actors.is_empty() {
        return;
    }
    let look = cx.look;
    let chosen = &state.choices.filter.actors;
    let mut clears = false;
    section_ui(ui, "Who", |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        count_ui(ui, look, &words::grouped(actors.len()));
        if !chosen.is_empty() {
            clears = link_ui(ui, look, "clear").on_hover_text("Show events of anybody").clicked();
        }
    });
    if clears {
        cx.push(Command::Drop(FilterPart::Actors));
    }
    if FEW < actors.len() {
        find_ui(ui, &mut cx.memory.actor_query, "Find a person or organisation");
    }
    let sought = cx.memory.actor_query.trim().to_lowercase();
    let most = if cx.memory.lists_actors || !sought.is_empty() { MOST } else { FEW };
    let all = || state.facets.actors_by_count.iter().copied();
    let ticked = ticked(cx);
    // A row stays where it is as long as the pointer may be about to click on it.
    if !ui.rect_contains_pointer(ui.clip_rect()) {
        cx.memory.first_actors.clone_from(&ticked);
    }
    let first = &cx.memory.first_actors;
    let is_found = |number: &u32| {
        let is_called = |actor| is_called(actor, &sought);
        sought.is_empty() || actors.get(*number as usize).is_some_and(is_called)
    };
    let listed = all().filter(|it| is_found(it) && !first.contains(it)).take(most);
    let mut shown: Vec<u32> = all().filter(|it| first.contains(it)).chain(listed).collect();
    let late: Vec<u32> = ticked.iter().filter(|it| !shown.contains(it)).copied().collect();
    shown.extend(late);
    for number in &shown {
        actor_row_ui(cx, ui, *number, ticked.contains(number));
    }
    if shown.is_empty() {
        ui.label(RichText::new("Nobody of this name").color(look.muted));
    }
    if sought.is_empty() {
        nobody_row_ui(cx, ui);
    }
    if sought.is_empty() && FEW < actors.len() {
        let left = words::grouped(actors.len().saturating_sub(shown.len()));
        let text = if cx.memory.lists_actors { "fewer".to_owned() } else { format!("{left} more") };
        let about = "Those with fewer events; the field above finds the others";
        ui.horizontal(|ui| {
            ui.add_space(22.0);
            if link_ui(ui, look, &text).on_hover_text(about).clicked() {
                cx.memory.lists_actors = !cx.memory.lists_actors;
            }
        });
    }
    ui.add_space(14.0);
}

/// The numbers of those whom the filter asks for, by any of their spellings.
fn ticked(cx: &Cx<'_>) -> BTreeSet<u32> {
    let chosen = cx.state.choices.filter.actors.iter();
    chosen.filter_map(|name| cx.state.chronology.actors.number(name)).collect()
}

/// Whether a name or another spelling holds what is sought, in small letters.
pub(crate) fn is_called(actor: &Actor, sought: &str) -> bool {
    let names = [&actor.name].into_iter().chain(&actor.spellings);
    names.into_iter().any(|name| name.to_lowercase().contains(sought))
}

fn actor_row_ui(cx: &mut Cx<'_>, ui: &mut Ui, number: u32, is_ticked: bool) {
    let state = cx.state;
    let Some(actor) = state.chronology.actors.all().get(number as usize) else { return };
    let count = state.facets.actors.get(number as usize).copied().unwrap_or_default();
    let dot = dot(cx, |key| matches!(key, LaneKey::Actor(name) if *name == actor.name));
    let chosen = &state.choices.filter.actors;
    // What takes away the tick is the spelling that stands in the filter.
    let is_its = |name: &&String| state.chronology.actors.number(name) == Some(number);
    let name = chosen.iter().find(is_its).unwrap_or(&actor.name);
    row_ui(cx, ui, (name, &actor.name, is_ticked), (count, dot), || about(actor));
}

fn nobody_row_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let count = cx.state.facets.no_actor;
    let hint = "No sentence of these events names a person or an organisation";
    let is_ticked = cx.state.choices.filter.actors.contains("");
    row_ui(cx, ui, ("", NOBODY, is_ticked), (count, None), || hint.to_owned());
}

fn row_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    (name, text, is_ticked): (&str, &str, bool),
    counted: (Count, Option<egui::Color32>),
    hint: impl Fn() -> String,
) {
    let response = dotted_row_ui(cx, ui, text, is_ticked, counted);
    let response = response.on_hover_ui(|ui| {
        ui.label(format!("{}\nA right-click offers to show only this", hint()));
    });
    let toggle = Command::ToggleActor(name.to_owned());
    only_clicks(cx, &response, &toggle, &Command::OnlyActor(name.to_owned()));
}

/// What somebody is called as well, in words.
fn about(actor: &Actor) -> String {
    let others: Vec<&str> =
        actor.spellings.iter().map(String::as_str).filter(|it| *it != actor.name).collect();
    let named = others.iter().take(MOST_SPELLINGS).copied().collect::<Vec<_>>().join(", ");
    match others.len() {
        _ if actor.is_unclear => {
            format!(
                "{}\nSeveral here have this name, and no document says which is meant",
                actor.name
            )
        }
        0 => actor.name.clone(),
        count if count <= MOST_SPELLINGS => format!("{}\nAlso {named}", actor.name),
        count => format!("{}\nAlso {named} and {} more", actor.name, count - MOST_SPELLINGS),
    }
}

/// Who takes part in an event, with a way to say otherwise; a click shows only their events.
pub(crate) fn event_actors_ui(cx: &mut Cx<'_>, ui: &mut Ui, event: &Event) {
    let state = cx.state;
    let table = &state.chronology.actors;
    let look = cx.look;
    let numbers = table.of(event);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let head = if numbers.is_empty() { NOBODY } else { "Who" };
        ui.label(RichText::new(head).color(look.muted));
        for (place, number) in numbers.iter().enumerate() {
            let Some(actor) = table.all().get(*number as usize) else { continue };
            if 0 < place {
                ui.label(RichText::new("·").color(cx.look.muted));
            }
            let response = name_ui(cx, ui, actor);
            if response.clicked() {
                cx.commands.push(Command::OnlyActor(actor.name.clone()));
            }
        }
        if event.stated_actors().is_some() {
            for number in table.found(event).iter().filter(|it| !numbers.contains(it)) {
                ui.label(review::struck(cx, table.name(*number)))
                    .on_hover_text("Named by the sources");
            }
            let chip = chip_ui(ui, "set by you", look.amber_ink, look.amber_ground, look.amber);
            chip.on_hover_text("The sources stay as they are; undo brings back whom they name");
        }
        let edit = Command::Dialog(Dialog::Actors);
        if link_ui(ui, look, "edit who").on_hover_text(tip("Edit who takes part", &edit)).clicked()
        {
            cx.commands.push(edit);
        }
    });
}

fn name_ui(cx: &Cx<'_>, ui: &mut Ui, actor: &Actor) -> Response {
    link_ui(ui, cx.look, &actor.name).on_hover_ui(|ui| {
        ui.label(format!("{}\nClick to show only events with them", about(actor)));
    })
}
