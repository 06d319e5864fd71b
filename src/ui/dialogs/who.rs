//! The dialog in which somebody says who takes part in events.

use super::{fit_width, pick_ui, title_ui};
use crate::model::{Actor, Event};
use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::filters::who::is_called;
use crate::ui::widgets::link_ui;
use crate::ui::{look, words};
use egui::{RichText, Ui};
use std::collections::BTreeSet;

/// Most people and organisations that are offered.
const MOST_OFFERED: usize = 8;

/// Most of those who take part in several events that are listed.
const MOST_OWN: usize = 12;

/// Characters of a name from which on it is not said twice in a line.
const LONG_NAME: usize = 40;

/// Those who take part in the selected events, and those of the name that is typed.
pub(super) fn who_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 560.0);
    let count = cx.state.chosen().len();
    let title =
        if 1 < count { format!("Who takes part in {count} events") } else { "Edit who".to_owned() };
    title_ui(cx, ui, &title);
    own_ui(cx, ui, count);
    let hint = "Name of a person or an organisation";
    let pick = pick_ui(
        cx,
        ui,
        hint,
        |cx, typed| offered(cx, typed),
        |(name, about)| (name.as_str(), about.as_str()),
    );
    let Some((name, _)) = pick.chosen else { return };
    cx.push(if pick.with_ctrl {
        Command::SetActors(Some(vec![name]))
    } else {
        Command::AddActor(name)
    });
    // Several people take part in most events: the field is free for the next one.
    cx.memory.typed.clear();
    cx.memory.line = 0;
    cx.memory.wants_field = true;
}

/// Those who take part in the selected events, each with a way to take them away.
fn own_ui(cx: &mut Cx<'_>, ui: &mut Ui, count: usize) {
    let state = cx.state;
    let look = cx.look;
    let table = &state.chronology.actors;
    let chosen = state.chosen();
    let events: Vec<&Event> =
        chosen.into_iter().filter_map(|index| state.chronology.events.get(index)).collect();
    let mut seen = BTreeSet::new();
    let all = events.iter().flat_map(|event| table.of(event));
    let all: Vec<&str> = all.filter(|it| seen.insert(*it)).map(|it| table.name(it)).collect();
    for name in all.iter().take(MOST_OWN) {
        ui.horizontal_wrapped(|ui| {
            ui.label(*name);
            let is_long = LONG_NAME < name.chars().count();
            let not = if is_long { "remove".to_owned() } else { format!("not {name}") };
            if link_ui(ui, look, &not).clicked() {
                cx.commands.push(Command::RemoveActor((*name).to_owned()));
            }
        });
    }
    let more = all.len().saturating_sub(MOST_OWN);
    if 0 < more {
        ui.label(RichText::new(format!("and {} more", words::grouped(more))).color(look.muted));
    }
    if all.is_empty() {
        ui.label(RichText::new(crate::view::NOBODY).color(look.muted));
    }
    let is_stated = events.iter().any(|event| event.stated_actors().is_some());
    if is_stated && link_ui(ui, look, "Use the names that the text gives").clicked() {
        cx.commands.push(Command::SetActors(None));
    }
    ui.add_space(4.0);
    let about = match count {
        0 | 1 => "Click a name, or press Enter, to add it; hold Ctrl to keep only this one",
        _ => "Click a name, or press Enter, to add it to each; hold Ctrl to keep only this one",
    };
    ui.label(RichText::new(about).size(look::SMALL_PX).color(look.muted));
    ui.add_space(6.0);
}

/// Who is called so, each with the number of their events: first who has this very name, then those one of whose words
/// begins so, of these those with most events; last what is typed, where nobody has this very name.
fn offered(cx: &Cx<'_>, typed: &str) -> Vec<(String, String)> {
    if typed.is_empty() {
        return Vec::new();
    }
    let sought = typed.to_lowercase();
    let facets = &cx.state.facets;
    let actors = cx.state.chronology.actors.all();
    let all = facets.actors_by_count.iter();
    let all = all.filter_map(|number| Some((*number, actors.get(*number as usize)?)));
    let mut known: Vec<(u32, &Actor)> =
        all.filter(|(_, actor)| is_called(actor, &sought)).collect();
    known.sort_by_cached_key(|(_, actor)| (!is_named(actor, &sought), !begins_so(actor, &sought)));
    let is_known = known.first().is_some_and(|(_, actor)| is_named(actor, &sought));
    let count = |number: u32| facets.actors.get(number as usize).map_or(0, |count| count.total);
    let known = known.into_iter().take(MOST_OFFERED).map(|(number, actor)| {
        (actor.name.clone(), words::counted(count(number), "event", "events"))
    });
    let new = (typed.to_owned(), "a new name".to_owned());
    known.chain((!is_known).then_some(new)).collect()
}

/// Whether a word of a name or another spelling begins with what is sought, in small letters.
fn begins_so(actor: &Actor, sought: &str) -> bool {
    let names = [&actor.name].into_iter().chain(&actor.spellings).map(|name| name.to_lowercase());
    names.into_iter().any(|name| {
        name.starts_with(sought) || name.split(' ').any(|word| word.starts_with(sought))
    })
}

/// Whether a name or another spelling is what is sought, in small letters.
fn is_named(actor: &Actor, sought: &str) -> bool {
    let mut names = [&actor.name].into_iter().chain(&actor.spellings);
    names.any(|name| name.to_lowercase() == sought)
}
