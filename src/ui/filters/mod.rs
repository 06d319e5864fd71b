//! The filter panel: regions, kinds of date, factuality, confidence, documents.

pub(super) mod map;
pub(super) mod who;

use super::context::Cx;
use super::look::{self, colour};
use super::widgets::{
    Row, count_ui, follow_focus_ui, held_at_click, link_ui, paint_turn, panel_focus_ui, row_ui,
    section_ui,
};
use super::words;
use crate::geo;
use crate::model::{Claims, DateStatus, Factuality, ReviewState, SourceType, Via};
use crate::session::{Command, Count, RegionNode, Tick};
use crate::view::{ColourBy, LaneKey};
use egui::{Color32, Response, RichText, Sense, Ui, Vec2};

/// Pixels that a level of the tree is moved to the right.
const INDENT_PX: f32 = 16.0;
/// Most places that one of their other names finds.
const MOST_NAMED: usize = 2_000;

/// Everything that can be ticked, from regions to documents.
pub(super) fn filters_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    panel_focus_ui(ui, cx.look, "Filters");
    egui::ScrollArea::vertical().id_salt("filters").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        time_ui(cx, ui);
        ui.add_space(10.0);
        who::actors_ui(cx, ui);
        regions_ui(cx, ui);
        ui.add_space(14.0);
        statuses_ui(cx, ui);
        ui.add_space(14.0);
        factualities_ui(cx, ui);
        ui.add_space(14.0);
        reviews_ui(cx, ui);
        ui.add_space(14.0);
        confidence_ui(cx, ui);
        ui.add_space(14.0);
        source_types_ui(cx, ui);
        documents_ui(cx, ui);
        ui.add_space(12.0);
        follow_focus_ui(ui);
    });
}

/// The time within which events may lie, as somebody types it.
fn time_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let time = cx.state.choices.filter.time.as_ref();
    let look = cx.look;
    let mut clears = false;
    section_ui(ui, "Time", |ui| {
        if time.is_some() {
            clears = link_ui(ui, look, "clear").on_hover_text("Show events of any time").clicked();
        }
    });
    if clears {
        cx.push(Command::SetTime(None));
    }
    let id = egui::Id::unique("filter-time");
    let applied = time.map(words::when).unwrap_or_default();
    if !ui.memory(|memory| memory.has_focus(id)) {
        cx.memory.typed_time.clone_from(&applied);
    }
    ui.add_space(2.0);
    let field = egui::TextEdit::singleline(&mut cx.memory.typed_time)
        .id(id)
        .hint_text("1990–1995, since May 1991")
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(7, 3));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Time"));
    let typed = cx.memory.typed_time.trim().to_owned();
    let is_left = response.lost_focus() && !ui.input(|input| input.key_pressed(egui::Key::Escape));
    if is_left && typed != applied {
        cx.push(Command::FilterTime(typed));
    }
    response.on_hover_text(
        "Show only events that may lie within this time; a drag on the axis chooses it too",
    );
}

fn regions_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let is_filtered = cx.state.choices.filter.regions.is_some();
    let look = cx.look;
    let mut clears = false;
    section_ui(ui, "Region", |ui| {
        if is_filtered {
            clears = link_ui(ui, look, "clear").on_hover_text("Tick all regions").clicked();
        }
    });
    if clears {
        cx.push(Command::AllRegions);
    }
    if 8 < cx.state.facets.regions.len() {
        find_ui(ui, &mut cx.memory.region_query, "Find a region");
    }
    let sought = cx.memory.region_query.trim().to_lowercase();
    if sought.is_empty() {
        for root in &cx.state.facets.roots {
            branch_ui(cx, ui, *root, 0, "");
        }
    } else {
        found_ui(cx, ui, &sought);
    }
    if NO_REGION.to_lowercase().contains(&sought) {
        no_region_ui(cx, ui);
    }
    vias_ui(cx, ui);
    claims_ui(cx, ui);
    map::map_ui(cx, ui);
}

/// A field for the words that boxes below it are found by; Escape empties it.
pub(super) fn find_ui(ui: &mut Ui, query: &mut String, hint: &str) {
    ui.add_space(2.0);
    let field = egui::TextEdit::singleline(query)
        .hint_text(hint)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(7, 3));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, hint));
    let is_left = response.has_focus() || response.lost_focus();
    if is_left && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        query.clear();
    }
    ui.add_space(4.0);
}

/// Whether peoples and seats of government count as places: about the tree above, and no part of it.
fn vias_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let counted = Via::LOOSE.into_iter().zip(cx.state.facets.vias);
    let counted: Vec<_> = counted.filter(|(_, count)| 0 < count.total).collect();
    if !counted.is_empty() {
        ui.add_space(6.0);
        let head = RichText::new("Count as places").size(look::SMALL_PX).color(cx.look.muted);
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            ui.label(head);
        });
    }
    for (via, count) in counted {
        let is_ticked = !cx.state.choices.filter.hidden_vias.contains(&via);
        let (text, hint) = words::via(via);
        let response = plain_row_ui(cx, ui, text, is_ticked, (count, 14.0))
            .on_hover_text(format!("{text}\n{hint}"));
        if response.clicked() {
            cx.push(Command::ToggleVia(via));
        }
    }
}

/// Whose claims on disputed places the tree shows, where it holds any.
fn claims_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    if state.facets.claimants.is_empty() {
        return;
    }
    let shown = &state.settings.claims;
    let by = state.facets.claimants.iter().cloned().map(Claims::By);
    let text = |claims: &Claims| words::claims(claims, &state.chronology.places);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.label(RichText::new("Disputed").color(cx.look.muted));
        let list = egui::ComboBox::from_id_salt("claims").selected_text(text(shown)).truncate();
        let list = list.width(ui.available_width()).show_ui(ui, |ui| {
            for claims in [Claims::All, Claims::Held].into_iter().chain(by) {
                if ui.selectable_label(*shown == claims, text(&claims)).clicked() {
                    cx.push(Command::ShowClaims(claims));
                }
            }
        });
        list.response.on_hover_text("Under whom disputed places stand in this tree");
    });
}

/// Regions whose name holds what is sought, or one of whose other and former names starts with it,
/// without the tree.
fn found_ui(cx: &mut Cx<'_>, ui: &mut Ui, sought: &str) {
    let state = cx.state;
    if cx.memory.named.as_ref().is_none_or(|(words, _)| words != sought) {
        let places = geo::search(sought, MOST_NAMED).into_iter().map(|place| place.code);
        cx.memory.named = Some((sought.to_owned(), places.collect()));
    }
    let named = cx.memory.named.as_ref().map(|(_, codes)| codes);
    let is_found = |node: &&RegionNode| {
        let is_named = named.is_some_and(|codes| codes.contains(&node.code));
        is_named || node.name.to_lowercase().contains(sought)
    };
    let mut found: Vec<&RegionNode> = state.facets.regions.iter().filter(is_found).collect();
    found.sort_by_key(|node| std::cmp::Reverse(node.count.total));
    for node in found.iter().take(40) {
        let response = region_row_ui(cx, ui, node, 0.0);
        region_clicks(cx, &response, node);
    }
    if found.is_empty() {
        ui.label(RichText::new("No region of this name").color(cx.look.muted));
    }
}

/// A region and, where it is open, all below it. `path` tells apart a place under two parents.
fn branch_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize, depth: usize, path: &str) {
    let state = cx.state;
    let Some(node) = state.facets.regions.get(index) else { return };
    if node.count.total == 0 || 8 < depth {
        return;
    }
    let path = format!("{path}/{}", node.code);
    let is_open = node.is_open != cx.memory.turned.contains(&path);
    let indent_px = depth as f32 * INDENT_PX + 14.0;
    let response = region_row_ui(cx, ui, node, indent_px);
    if !node.children.is_empty() {
        turn_ui(cx, ui, (&response, indent_px), node, (&path, is_open));
    }
    region_clicks(cx, &response, node);
    if is_open {
        for child in &node.children {
            branch_ui(cx, ui, *child, depth + 1, &path);
        }
    }
}

/// The triangle before a region that has parts.
fn turn_ui(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    (row, indent_px): (&Response, f32),
    node: &RegionNode,
    (path, is_open): (&String, bool),
) {
    let corner = row.rect.left_top() + Vec2::new(indent_px - 15.0, 0.0);
    let rect = egui::Rect::from_min_size(corner, Vec2::new(15.0, row.rect.height()));
    let turn = ui.interact(rect, ui.make_persistent_id(path), Sense::click());
    let action = if is_open { "Close" } else { "Open" };
    turn.widget_info(|| {
        let label = format!("{action} {}", node.name);
        egui::WidgetInfo::labeled(egui::Role::DisclosureTriangle, true, label)
    });
    paint_turn(ui.painter(), rect, is_open, cx.look.muted);
    if turn.clicked() && !cx.memory.turned.remove(path) {
        cx.memory.turned.insert(path.clone());
    }
}

fn region_row_ui(cx: &Cx<'_>, ui: &mut Ui, node: &RegionNode, indent_px: f32) -> Response {
    let tick = cx.state.facets.tick(node, &cx.state.choices.filter);
    let count = count_text(node.count);
    let label = format!("{}, {}", node.name, count_words(node.count));
    let row = Row {
        tick,
        text: &node.name,
        count: &count,
        label: &label,
        indent_px,
        dot: region_dot(cx, node),
        is_muted: tick == Tick::Off || node.count.matching == 0,
    };
    row_ui(ui, cx.look, row)
}

/// The colour that a region has on the axis: its own, or that of the lane that stands for it.
fn region_dot(cx: &Cx<'_>, node: &RegionNode) -> Option<Color32> {
    if cx.state.choices.colour != ColourBy::Region {
        return None;
    }
    let is_its = |key: &LaneKey| matches!(key, LaneKey::Place(code) if *code == node.code);
    let lane = cx.scene.lanes.iter().find(|lane| is_its(&lane.key));
    dot(cx, is_its).or_else(|| Some(colour(cx.theme?.hue(lane?.hue).fill)))
}

/// The colour of events of such a kind, where they have one of their own.
pub(super) fn dot(cx: &Cx<'_>, is_its: impl Fn(&LaneKey) -> bool) -> Option<Color32> {
    let hue = cx.scene.hue_heads.iter().position(|head| is_its(&head.key));
    hue.and_then(|hue| Some(colour(cx.theme?.hue(Some(hue)).fill)))
}

fn region_clicks(cx: &mut Cx<'_>, response: &Response, node: &RegionNode) {
    if response.clicked() {
        let is_alt = held_at_click(&response.ctx).alt;
        let code = node.code.clone();
        cx.push(if is_alt { Command::OnlyRegion(code) } else { Command::TickRegion(code) });
    }
    let kind = if node.is_historic { "A state or region of the past\n" } else { "" };
    let hint = format!(
        "{}\n{kind}{}{}\nAlt-click shows only this",
        cx.state.chronology.places.path(&node.code),
        count_words(node.count),
        lane_words(cx, node),
    );
    response.clone().on_hover_text(hint);
    response.context_menu(|ui| {
        let choices = [
            ("Show only this", Command::OnlyRegion(node.code.clone())),
            ("Show only this level", Command::OnlyThisLevel(node.code.clone())),
            ("Tick or untick", Command::TickRegion(node.code.clone())),
            ("Tick all regions", Command::AllRegions),
        ];
        for (text, command) in choices {
            if ui.button(text).clicked() {
                cx.push(command);
                ui.close();
            }
        }
    });
}

/// Why the lane of a region holds fewer events than the tree counts there; empty where it does not.
fn lane_words(cx: &Cx<'_>, node: &RegionNode) -> String {
    let is_its = |key: &LaneKey| matches!(key, LaneKey::Place(code) if *code == node.code);
    let lane = cx.scene.lanes.iter().find(|lane| is_its(&lane.key));
    match lane.filter(|lane| lane.count != node.count.matching) {
        Some(lane) => format!(
            "\n{} stand in its lane; the others have no date, or stand in the lane of the place that \
             they name first",
            words::grouped(lane.count)
        ),
        None => String::new(),
    }
}

/// The box of the events without a region.
const NO_REGION: &str = "No region found";

fn no_region_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let count = cx.state.facets.no_region;
    let choice = cx.state.choices.filter.regions.as_ref();
    let is_ticked = choice.is_none_or(|choice| choice.no_region);
    let response = plain_row_ui(cx, ui, NO_REGION, is_ticked, (count, 14.0))
        .on_hover_text("No sentence near them names a place that is known");
    only_clicks(cx, &response, &Command::TickNoRegion, &Command::OnlyNoRegion);
}

fn statuses_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    section_ui(ui, "Date status", |_ui| {});
    for (status, count) in DateStatus::ALL.into_iter().zip(cx.state.facets.statuses) {
        if count.total == 0 {
            continue;
        }
        let is_ticked = !cx.state.choices.filter.hidden_statuses.contains(&status);
        let dot = dot(cx, |key| *key == LaneKey::Status(status));
        let response = dotted_row_ui(cx, ui, words::status(status), is_ticked, (count, dot))
            .on_hover_text(words::about_status(status));
        let (toggle, only) = (Command::ToggleStatus(status), Command::OnlyStatus(status));
        only_clicks(cx, &response, &toggle, &only);
    }
}

fn factualities_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    section_ui(ui, "Factuality", |_ui| {});
    for (kind, count) in Factuality::ALL.into_iter().zip(cx.state.facets.factualities) {
        if count.total == 0 {
            continue;
        }
        let is_ticked = !cx.state.choices.filter.hidden_factualities.contains(&kind);
        let response = plain_row_ui(cx, ui, words::factuality(kind), is_ticked, (count, 0.0))
            .on_hover_text(words::about_factuality(kind));
        let (toggle, only) = (Command::ToggleFactuality(kind), Command::OnlyFactuality(kind));
        only_clicks(cx, &response, &toggle, &only);
    }
}

/// How far events were looked at, stars, tags, and number of sources.
fn reviews_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    section_ui(ui, "Review", |_ui| {});
    let filter = &cx.state.choices.filter;
    for (state, count) in ReviewState::ALL.into_iter().zip(cx.state.facets.reviews) {
        if count.total == 0 && state != ReviewState::Accepted && state != ReviewState::Dismissed {
            continue;
        }
        let is_ticked = !filter.hidden_reviews.contains(&state);
        let response = plain_row_ui(cx, ui, words::review(state), is_ticked, (count, 0.0))
            .on_hover_text(words::about_review(state));
        let (toggle, only) = (Command::ToggleReview(state), Command::OnlyReview(state));
        only_clicks(cx, &response, &toggle, &only);
    }
    let facets = &cx.state.facets;
    let (starred, many) = (facets.starred, facets.several_documents);
    if 0 < starred.total || filter.starred_only {
        let response = plain_row_ui(cx, ui, "Only starred", filter.starred_only, (starred, 0.0))
            .on_hover_text("Only the events that you starred");
        only_clicks(cx, &response, &Command::ToggleStarred, &Command::ToggleStarred);
    }
    let is_many = 1 < filter.min_documents;
    let response = plain_row_ui(cx, ui, "In two or more documents", is_many, (many, 0.0))
        .on_hover_text("Only what at least two documents tell");
    let toggle = Command::SetLeastDocuments(if is_many { 0 } else { 2 });
    only_clicks(cx, &response, &toggle, &toggle);
    if facets.tags.is_empty() {
        return;
    }
    ui.add_space(14.0);
    section_ui(ui, "Tags", |_ui| {});
    for (tag, count) in &facets.tags {
        let is_ticked = filter.tags.contains(tag);
        let dot = dot(cx, |key| matches!(key, LaneKey::Tag(of) if of == tag));
        let response = dotted_row_ui(cx, ui, tag, is_ticked, (*count, dot)).on_hover_text(tag);
        let toggle = Command::ToggleTag(tag.clone());
        only_clicks(cx, &response, &toggle, &toggle);
    }
}

/// Source types, where there is more than one.
fn source_types_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let counted = SourceType::ALL.into_iter().zip(cx.state.facets.source_types);
    let counted: Vec<_> = counted.filter(|(_, count)| 0 < count.total).collect();
    let hidden = &cx.state.choices.filter.hidden_source_types;
    if counted.len() < 2 && hidden.is_empty() {
        return;
    }
    section_ui(ui, "Source type", |_ui| {});
    for (source_type, count) in counted {
        let is_ticked = !hidden.contains(&source_type);
        let response =
            plain_row_ui(cx, ui, words::source_type(source_type), is_ticked, (count, 0.0))
                .on_hover_text(words::about_source_type(source_type));
        let (toggle, only) =
            (Command::ToggleSourceType(source_type), Command::OnlySourceType(source_type));
        only_clicks(cx, &response, &toggle, &only);
    }
    ui.add_space(14.0);
}

fn documents_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let state = cx.state;
    let look = cx.look;
    let number = words::grouped(state.chronology.documents.len());
    section_ui(ui, "Documents", |ui| count_ui(ui, look, &number));
    let documents = &state.chronology.documents;
    let height = (documents.len() as f32 * 20.0).min(400.0);
    egui::ScrollArea::vertical()
        .id_salt("documents")
        .max_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, 20.0, documents.len(), |ui, rows| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in rows {
                document_row_ui(cx, ui, index);
            }
        });
}

fn document_row_ui(cx: &mut Cx<'_>, ui: &mut Ui, index: usize) {
    let state = cx.state;
    let Some(document) = state.chronology.documents.get(index) else { return };
    let document = &document.document;
    let count = state.facets.documents.get(index).copied().unwrap_or_default();
    let is_ticked = !state.choices.filter.hidden_documents.contains(&document.id);
    let name = words::short_label(document);
    let dot = dot(cx, |key| matches!(key, LaneKey::Document(id) if *id == document.id));
    let response = dotted_row_ui(cx, ui, name, is_ticked, (count, dot));
    let date = match &document.dct {
        Some(dct) => format!("{}, {}", words::when(&dct.when), words::how_dated(dct)),
        None => "no date found".to_owned(),
    };
    let hint = format!("{}\n{}\n{date}", document.label(), document.id);
    let response = response.on_hover_text(hint);
    let id = document.id.clone();
    only_clicks(cx, &response, &Command::ToggleDocument(id.clone()), &Command::OnlyDocument(id));
}

/// A row without dot or parts.
fn plain_row_ui(
    cx: &Cx<'_>,
    ui: &mut Ui,
    text: &str,
    is_ticked: bool,
    (count, indent_px): (Count, f32),
) -> Response {
    leaf_row_ui(cx, ui, (text, is_ticked), count, (indent_px, None))
}

/// A row of what may have a colour of its own on the axis.
pub(super) fn dotted_row_ui(
    cx: &Cx<'_>,
    ui: &mut Ui,
    text: &str,
    is_ticked: bool,
    (count, dot): (Count, Option<Color32>),
) -> Response {
    leaf_row_ui(cx, ui, (text, is_ticked), count, (0.0, dot))
}

fn leaf_row_ui(
    cx: &Cx<'_>,
    ui: &mut Ui,
    (text, is_ticked): (&str, bool),
    count: Count,
    (indent_px, dot): (f32, Option<Color32>),
) -> Response {
    let label = format!("{text}, {}", count_words(count));
    let numbers = count_text(count);
    let row = Row {
        tick: if is_ticked { Tick::On } else { Tick::Off },
        text,
        count: &numbers,
        label: &label,
        indent_px,
        dot,
        is_muted: !is_ticked || count.matching == 0,
    };
    row_ui(ui, cx.look, row)
}

/// A click ticks; with Alt, or from the menu, only this is shown.
pub(super) fn only_clicks(cx: &mut Cx<'_>, response: &Response, toggle: &Command, only: &Command) {
    if response.clicked() {
        let is_alt = held_at_click(&response.ctx).alt;
        cx.push(if is_alt { only.clone() } else { toggle.clone() });
    }
    response.context_menu(|ui| {
        if ui.button("Show only this").clicked() {
            cx.push(only.clone());
            ui.close();
        }
        if ui.button("Clear filters").clicked() {
            cx.push(Command::ClearFilters);
            ui.close();
        }
    });
}

fn count_text(count: Count) -> String {
    if count.matching == count.total {
        words::grouped(count.total)
    } else {
        format!("{} / {}", words::grouped(count.matching), words::grouped(count.total))
    }
}

fn count_words(count: Count) -> String {
    if count.matching == count.total {
        words::counted(count.total, "event", "events")
    } else {
        let total = words::counted(count.total, "event", "events");
        format!("{} of {total} pass the other filters", words::grouped(count.matching))
    }
}

/// Least confidence: a slider under a small histogram.
fn confidence_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let look = cx.look;
    let least = cx.state.choices.filter.min_confidence;
    section_ui(ui, "Confidence", |ui| count_ui(ui, look, &format!("≥ {least:.2}")));
    let size = Vec2::new(ui.available_width(), 40.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::slider(true, f64::from(least), "Least confidence"));
    let response = response.on_hover_text(words::ABOUT_CONFIDENCE);
    let track = egui::Rect::from_min_max(
        egui::pos2(rect.left() + 7.0, rect.bottom() - 12.0),
        egui::pos2(rect.right() - 7.0, rect.bottom() - 8.0),
    );
    let most = cx.state.facets.confidence.iter().copied().max().unwrap_or(0).max(1);
    let step = track.width() / 10.0;
    for (i, count) in cx.state.facets.confidence.iter().enumerate() {
        let height =
            if *count == 0 { 0.0 } else { 2.0 + 20.0 * (*count as f32 / most as f32).sqrt() };
        let left = track.left() + i as f32 * step;
        let bar = egui::Rect::from_min_max(
            egui::pos2(left + 1.0, track.top() - 3.0 - height),
            egui::pos2(left + step - 1.0, track.top() - 3.0),
        );
        let is_shown = least <= (i + 1) as f32 / 10.0;
        ui.painter().rect_filled(bar, 1.0, if is_shown { look.muted } else { look.bar });
    }
    let x = track.left() + track.width() * least;
    ui.painter().rect_filled(track, 2.0, look.line);
    let on = egui::Rect::from_min_max(egui::pos2(x, track.top()), track.max);
    ui.painter().rect_filled(on, 2.0, look.accent);
    let knob = egui::Stroke::new(2.0, look.accent);
    ui.painter().circle(egui::pos2(x, track.center().y), 6.5, look.panel, knob);
    if response.has_focus() {
        let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let ring = egui::Stroke::new(1.5, look.ink);
        ui.painter().circle_stroke(egui::pos2(x, track.center().y), 9.0, ring);
        let by = ui.input(|input| {
            f32::from(u8::from(input.key_pressed(egui::Key::ArrowRight)))
                - f32::from(u8::from(input.key_pressed(egui::Key::ArrowLeft)))
        });
        if by != 0.0 {
            cx.push(Command::SetConfidence(least + by * 0.05));
        }
    }
    if let Some(at) = response.interact_pointer_pos() {
        let share = ((at.x - track.left()) / track.width()).clamp(0.0, 1.0);
        let value = (share * 20.0).round() / 20.0;
        if (value - least).abs() > 0.001 {
            cx.push(Command::SetConfidence(value));
        }
    }
}
