//! The dialog in which somebody says where events happened.

use super::{fit_width, pick_ui, title_ui};
use crate::geo;
use crate::model::{Place, PlaceCode};
use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::widgets::link_ui;
use crate::ui::{look, words};
use egui::{RichText, Ui};
use std::cmp::Reverse;

/// Most places of a name that are offered.
const MOST_OFFERED: usize = 8;
/// Places of a name among which those of the corpus are looked for.
const MOST_SOUGHT: usize = 200;

/// The places of the selected events, and those of the name that is typed.
pub(super) fn place_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 560.0);
    let count = cx.state.chosen().len();
    let title =
        if 1 < count { format!("Place of {count} events") } else { "Edit place".to_owned() };
    title_ui(cx, ui, &title);
    let own = own_ui(cx, ui, count);
    let hint = "Name of a country, region, town, river";
    let pick = pick_ui(cx, ui, hint, offered, |(_, name)| (name.as_str(), ""));
    if pick.is_empty && !pick.typed.is_empty() {
        ui.label(RichText::new("No place of this name is known").color(cx.look.muted));
    }
    let Some((code, _)) = pick.chosen else { return };
    // With Ctrl it is one place more.
    let kept = own.into_iter().filter(|own| pick.with_ctrl && *own != code);
    let places = kept.chain([code.clone()]).collect();
    cx.push(Command::SetPlaces(Some(places)));
}

/// The places of the selected event, each with a way to take it away; gives them. Of several events each has
/// its own, and none is shown for all.
fn own_ui(cx: &mut Cx<'_>, ui: &mut Ui, count: usize) -> Vec<PlaceCode> {
    let state = cx.state;
    let event = state.selection.and_then(|it| state.chronology.events.get(it.event));
    let Some(event) = event else { return Vec::new() };
    let look = cx.look;
    let (places, about) = match count {
        0 | 1 => (
            &*event.places,
            "Click a place, or press Enter, to put the event there only; hold Ctrl to add it",
        ),
        _ => (&[][..], "Click a place, or press Enter, to put all of them there only"),
    };
    for place in places {
        ui.horizontal_wrapped(|ui| {
            ui.label(state.chronology.places.path(place));
            let name = state.chronology.places.name(place);
            if link_ui(ui, look, &format!("not {name}")).clicked() {
                let left = places.iter().filter(|other| *other != place).cloned().collect();
                cx.commands.push(Command::SetPlaces(Some(left)));
            }
        });
    }
    if count < 2 && places.is_empty() {
        ui.label(RichText::new("No region found").color(look.muted));
    }
    if event.is_placed_by_hand() && link_ui(ui, look, "Use what was found in the text").clicked() {
        cx.commands.push(Command::SetPlaces(None));
    }
    ui.add_space(4.0);
    ui.label(RichText::new(about).size(look::SMALL_PX).color(look.muted));
    ui.add_space(6.0);
    places.to_vec()
}

/// Places whose name begins with what is typed, each with its path: first those of most events here, then the best
/// known.
pub(super) fn offered(cx: &mut Cx<'_>, typed: &str) -> Vec<(PlaceCode, String)> {
    if cx.memory.sought_places.0 != typed {
        let mut found = if typed.is_empty() { Vec::new() } else { geo::search(typed, MOST_SOUGHT) };
        let nodes = &cx.state.facets.regions;
        let node = |place: &Place| nodes.iter().find(|node| node.code == place.code);
        found.sort_by_cached_key(|place| Reverse(node(place).map_or(0, |node| node.count.total)));
        found.truncate(MOST_OFFERED);
        let mut paths: Vec<String> = found.iter().map(path).collect();
        let twice: Vec<bool> =
            paths.iter().map(|it| 1 < paths.iter().filter(|other| *other == it).count()).collect();
        for ((path, place), is_twice) in paths.iter_mut().zip(&found).zip(twice) {
            if is_twice {
                path.push_str(&format!(" · {}", words::place_kind(place.kind)));
            }
        }
        let named = found.into_iter().map(|place| place.code).zip(paths);
        cx.memory.sought_places = (typed.to_owned(), named.collect());
    }
    cx.memory.sought_places.1.clone()
}

/// A place with all that contains it, and the years of its being.
fn path(place: &Place) -> String {
    let path = geo::table([place.code.clone()]).path(&place.code);
    let years = crate::model::years_in_words(place.years);
    years.map_or(path.clone(), |years| format!("{path} ({years})"))
}
