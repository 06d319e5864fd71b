//! Clusters: what is told of one under the pointer, its list, and the way into it.

use super::member_ui;
use crate::model::{Bounds, Event};
use crate::session::Command;
use crate::ui::context::Cx;
use crate::ui::look::{self, bold};
use crate::ui::words;
use crate::view::{Members, weight};
use egui::{Id, RichText, Ui};
use std::cmp::Reverse;

/// What the pointer shows of a cluster.
#[derive(Clone, Debug)]
pub(crate) struct Glance {
    /// Which cluster it is of: the revision of the state, its first event, and how many there are.
    key: (u64, Option<usize>, usize),
    /// What weighs most, in order of time.
    pub(crate) events: Vec<usize>,
}

/// Events that are named of a cluster under the pointer.
const NAMED: usize = 6;

impl Glance {
    /// Looks through the members of a cluster once, as it comes under the pointer.
    pub(crate) fn keep(cx: &mut Cx<'_>, members: &Members) {
        let key = (cx.state.revision, members.iter().next(), members.len());
        if cx.memory.glance.as_ref().is_some_and(|glance| glance.key == key) {
            return;
        }
        let event = |index: usize| cx.state.chronology.events.get(index);
        let mut events = members.first_by(NAMED, |index| Reverse(event(index).map(weight)));
        events.sort_by_key(|index| event(*index).map(Event::time_key));
        cx.memory.glance = Some(Self { key, events });
    }
}

/// The list of a cluster's members.
#[derive(Clone, Debug)]
pub(crate) struct List {
    members: Members,
    /// Where it opens.
    at: egui::Pos2,
    /// From when to when the cluster is split, in seconds; `None` where it cannot be.
    split: Option<(f64, f64)>,
}

impl List {
    /// That of a cluster, in order of time.
    pub(crate) fn of(cx: &Cx<'_>, members: &Members, at: egui::Pos2) -> Self {
        let time = |index: usize| cx.event(index).map(Event::time_key);
        let split = split_of(cx, members);
        Self { members: members.sorted_by(time), at, split }
    }
}

/// Shows the time in which a cluster is split.
pub(crate) fn split_cluster(cx: &mut Cx<'_>, members: &Members) {
    if let Some((start, end)) = split_of(cx, members) {
        cx.push(Command::ShowSpan(start, end));
    }
}

/// No more than the time of a cluster's members; where most are longer than the view, as much as the shortest of those
/// takes.
fn split_of(cx: &Cx<'_>, members: &Members) -> Option<(f64, f64)> {
    if let Some((start, end)) = shortest_of_longer(cx, members) {
        let margin = (end - start) * 0.05;
        return Some((start - margin, end + margin));
    }
    let known = |i: usize| {
        let bounds = cx.event(i)?.bounds();
        bounds.earliest.or(bounds.latest)
    };
    // Long members would keep the view wide: what splits a cluster is where its members begin.
    let mut starts: Vec<i64> = members.iter().filter_map(known).collect();
    let now_secs = cx.state.viewport.secs_per_px * f64::from(cx.state.plot_width_px);
    split_span(&mut starts, now_secs)
}

/// From when to when the shortest of the members that are longer than the view may have been, in seconds, where most
/// are.
fn shortest_of_longer(cx: &Cx<'_>, members: &Members) -> Option<(f64, f64)> {
    let now_secs = cx.state.viewport.secs_per_px * f64::from(cx.state.plot_width_px);
    let bounds = || members.iter().filter_map(|index| cx.event(index)).map(Event::bounds);
    let ends = |bounds: Bounds| Some((bounds.earliest? as f64, bounds.latest? as f64));
    let is_longer = |(from, to): &(f64, f64)| now_secs < to - from;
    let open = bounds().filter(|bounds| ends(*bounds).is_none()).count();
    let longer: Vec<(f64, f64)> = bounds().filter_map(ends).filter(is_longer).collect();
    let most = members.len() < 2 * (open + longer.len());
    let shortest = longer.into_iter().min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    shortest.filter(|_| most)
}

/// The part of members at either end that may be left outside where a cluster is split: the few that begin long
/// before or after the others must not keep those out of view.
const OUTSIDE: usize = 10;

/// What to show of a cluster whose members begin so, in a view of so many seconds.
fn split_span(starts: &mut [i64], now_secs: f64) -> Option<(f64, f64)> {
    starts.sort_unstable();
    let last = starts.len().checked_sub(1)?;
    let start = *starts.get(last / OUTSIDE)? as f64;
    let end = *starts.get(last - last / OUTSIDE)? as f64;
    let span = (end - start).max(now_secs / 12.0).min(now_secs / 2.5);
    // Where that is too short for most of them, it is shown where they are thickest.
    let middle =
        if span < end - start { *starts.get(last / 2)? as f64 } else { f64::midpoint(start, end) };
    Some((middle - span * 0.65, middle + span * 0.65))
}

/// The members of a cluster, each to be selected.
pub(crate) fn cluster_ui(cx: &mut Cx<'_>, ui: &Ui) {
    let Some(List { members, at, split }) = cx.memory.cluster.clone() else { return };
    let now_secs = cx.state.viewport.secs_per_px * f64::from(cx.state.plot_width_px);
    let mut is_open = true;
    egui::Popup::new(Id::unique("cluster"), ui.ctx().clone(), at, ui.layer_id())
        .open_bool(&mut is_open)
        .width(340.0)
        .accessible_name("Events of the cluster")
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            let count = words::counted(members.len(), "event", "events");
            ui.horizontal(|ui| {
                ui.label(RichText::new(count).font(bold(look::BODY_PX)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let Some((start, end)) = split else { return };
                    // What is longer than the view is seen whole from farther away.
                    let way = if now_secs < end - start { "zoom out" } else { "zoom in" };
                    if crate::ui::widgets::link_ui(ui, cx.look, way).clicked() {
                        cx.push(Command::ShowSpan(start, end));
                        ui.close();
                    }
                });
            });
            ui.separator();
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = (members.len() as f32 * 22.0).min(308.0);
            egui::ScrollArea::vertical().max_height(height).show_rows(
                ui,
                22.0,
                members.len(),
                |ui, rows| {
                    for index in members.part(rows) {
                        if member_ui(cx, ui, index).clicked() {
                            cx.push(Command::Select(index));
                            ui.close();
                        }
                    }
                },
            );
        });
    if !is_open {
        cx.memory.cluster = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    fn check(mut starts: Vec<i64>, days: i64, from_to: (f64, f64)) {
        let (start, end) = split_span(&mut starts, (days * DAY) as f64).unwrap();
        let in_days = |secs: f64| (secs / DAY as f64 * 10.0).round() / 10.0;
        assert_eq!((in_days(start), in_days(end)), from_to);
    }

    #[test]
    fn a_cluster_is_split_where_its_members_are_thickest() {
        check(vec![0, 3 * DAY], 60, (-1.8, 4.8));
        // Two that begin ten days before the others do not keep them out of view.
        let late = (0..40).map(|i| 11 * DAY + i % 2 * DAY);
        check([0, DAY].into_iter().chain(late).collect(), 20, (10.4, 12.6));
        // As many before as after, and too far apart for one view.
        check((0..11).map(|i| i * 10 * DAY).collect(), 100, (24.0, 76.0));
        assert_eq!(split_span(&mut [], 1.0), None);
    }
}
