//! The menu line and the toolbar below it.

use super::context::Cx;
use super::keys::{Keys, tip};
use super::look::{self, regular};
use super::widgets::segments_ui;
use super::words;
use crate::session::{Command, Dialog, ENTRIES, Entry, Menu, Page, Panel};
use crate::view::{ColourBy, LaneBy};
use egui::{Align, Button, Layout, RichText, Ui, Vec2};

/// Kept free below a menu that is as high as the window, in pixels.
const MENU_MARGIN_PX: f32 = 16.0;
/// The least that is seen of a menu.
const LEAST_MENU_PX: f32 = 120.0;

/// The menus, and the corpus in the middle of the line.
pub(super) fn menu_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.text(), |ui| {
                // In a low window a long menu is scrolled.
                let room = ui.ctx().content_rect().bottom() - ui.max_rect().top() - MENU_MARGIN_PX;
                ui.set_max_height(room.max(LEAST_MENU_PX));
                egui::ScrollArea::vertical().show(ui, |ui| entries_ui(cx, ui, menu));
            });
        }
        title_ui(cx, ui);
    });
}

/// What the window holds, in the middle of the line, or as far as there is room behind the menus.
fn title_ui(cx: &Cx<'_>, ui: &Ui) {
    let mut job =
        egui::text::LayoutJob::simple_singleline(title(cx), regular(look::SMALL_PX), cx.look.muted);
    let room = ui.available_rect_before_wrap();
    job.wrap = egui::text::TextWrapping::truncate_at_width((room.width() - 12.0).max(0.0));
    let galley = ui.painter().layout_job(job);
    let middle = ui.ctx().content_rect().center().x - galley.size().x / 2.0;
    let at = egui::pos2(middle.max(room.left() + 12.0), room.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, cx.look.muted);
}

/// What the window holds, in one line.
pub(super) fn title(cx: &Cx<'_>) -> String {
    let chronology = &cx.state.chronology;
    if chronology.documents.is_empty() {
        return "Annals".to_owned();
    }
    let file = cx.state.project.as_ref().and_then(|project| project.path.file_name());
    let name = match cx.state.opened.as_slice() {
        _ if file.is_some() => file.unwrap_or_default().to_string_lossy().into_owned(),
        [] => "Sample".to_owned(),
        [one] => one.file_name().unwrap_or(one.as_os_str()).to_string_lossy().into_owned(),
        many => words::counted(many.len(), "folder", "folders"),
    };
    let is_read_only = cx.state.project.as_ref().is_some_and(|project| project.is_read_only);
    let name = if is_read_only { format!("{name} (read only)") } else { name };
    let documents = words::counted(chronology.documents.len(), "document", "documents");
    let events = words::counted(chronology.events.len(), "event", "events");
    format!("{name} — {documents}, {events} — Annals")
}

fn entries_ui(cx: &mut Cx<'_>, ui: &mut Ui, menu: Menu) {
    ui.set_min_width(230.0);
    let entries: Vec<&Entry> = ENTRIES.iter().filter(|entry| entry.menu == menu).collect();
    let mut was_folded = false;
    for group in entries.chunk_by(|one, other| one.group == other.group) {
        let folded = group.first().and_then(|entry| menu.folded(entry.group));
        let is_first = group.first().map(|entry| entry.name) == entries.first().map(|it| it.name);
        if !(is_first || was_folded && folded.is_some()) {
            ui.separator();
        }
        was_folded = folded.is_some();
        match folded {
            Some(name) => _ = ui.menu_button(name, |ui| group_ui(cx, ui, group)),
            None => group_ui(cx, ui, group),
        }
    }
    match menu {
        Menu::View if !cx.state.views.is_empty() => views_ui(cx, ui),
        Menu::File if !cx.state.recent.is_empty() => {
            ui.separator();
            ui.menu_button("Open recent", |ui| recent_ui(cx, ui));
        }
        _ => {}
    }
}

fn group_ui(cx: &mut Cx<'_>, ui: &mut Ui, group: &[&Entry]) {
    for entry in group {
        entry_ui(cx, ui, entry);
    }
}

/// The views that were kept, each with its key.
fn views_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    ui.separator();
    for (number, view) in cx.state.views.iter().enumerate() {
        let mut button = Button::new(&view.name).frame_when_inactive(false);
        if number < 9 {
            button = button.shortcut_text(format!("Ctrl+{}", number + 1));
        }
        let response = ui.add(button).on_hover_text("Show this view; right-click to forget it");
        if response.clicked() {
            cx.commands.push(Command::ShowView(number));
            ui.close();
        }
        response.context_menu(|ui| {
            if ui.button("Forget this view").clicked() {
                cx.commands.push(Command::ForgetView(number));
                ui.close();
            }
        });
    }
}

fn recent_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    for path in &cx.state.recent {
        if ui.button(path.display().to_string()).clicked() {
            cx.commands.push(Command::Open(vec![path.clone()]));
            ui.close();
        }
    }
}

/// The entries of a context menu, by name.
pub(super) fn named_ui(cx: &mut Cx<'_>, ui: &mut Ui, names: &[&str]) {
    for name in names {
        if let Some(entry) = ENTRIES.iter().find(|entry| entry.name == *name) {
            entry_ui(cx, ui, entry);
        }
    }
}

/// One entry of a menu with its keys.
fn entry_ui(cx: &mut Cx<'_>, ui: &mut Ui, entry: &Entry) {
    let is_enabled = is_enabled(cx, &entry.command);
    let mut button = Button::new(entry.text).frame_when_inactive(false);
    if !entry.shortcut.is_empty() {
        button = button.shortcut_text(Keys::words(entry.shortcut));
    }
    if is_chosen(cx, &entry.command) {
        button = button.selected(true);
    }
    let response = ui.add_enabled(is_enabled, button).on_hover_text(entry.tooltip);
    if response.clicked() {
        cx.push(entry.command.clone());
        ui.close();
    }
}

fn is_enabled(cx: &Cx<'_>, command: &Command) -> bool {
    let state = cx.state;
    match command {
        Command::Undo => state.can_undo(),
        Command::Redo => state.can_redo(),
        Command::Cancel => state.progress.is_some(),
        Command::ReadAgain => state.progress.is_none() && !state.opened.is_empty(),
        Command::ExportPicture | Command::ExportTable => !state.chronology.events.is_empty(),
        Command::SaveProject | Command::AskProjectPath | Command::Dialog(Dialog::View) => {
            !state.chronology.documents.is_empty()
        }
        Command::NextNew | Command::SeeNew => 0 < state.new_count(),
        Command::ZoomToRange => state.range.is_some(),
        Command::SetTime(None) => state.choices.filter.time.is_some(),
        Command::AskEvent(None) => state.reading().is_some(),
        Command::FindPairs => 1 < state.chronology.events.len(),
        Command::Merge => 1 < state.also.len(),
        Command::Split => state
            .selection
            .and_then(|selection| state.chronology.events.get(selection.event))
            .is_some_and(|event| 1 < event.sources.len()),
        command if command.needs_event() => state.selection.is_some(),
        _ => true,
    }
}

fn is_chosen(cx: &Cx<'_>, command: &Command) -> bool {
    let state = cx.state;
    match command {
        Command::Show(page) => state.page == *page,
        Command::Lanes(lanes) => state.choices.lanes == *lanes,
        Command::Colour(colour) => state.choices.colour == *colour,
        Command::Theme(theme) => state.settings.theme == *theme,
        Command::Turn(switch) => state.settings.is_on(*switch),
        Command::Toggle(Panel::Filters) => state.shows_filters,
        Command::Toggle(Panel::Inspector) => state.shows_inspector,
        Command::Toggle(Panel::Reader) => state.shows_reader,
        Command::Toggle(Panel::Undated) => state.shows_undated,
        Command::Toggle(Panel::Gaps) => state.shows_gaps,
        _ => false,
    }
}

/// The buttons below the menus.
pub(super) fn toolbar_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let width = ui.available_width();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().interact_size.y = 26.0;
        let buttons = [Command::OpenFolder, Command::ExportPicture];
        // In a narrow window the menu File has the second one.
        for command in buttons.into_iter().take(if width < 640.0 { 1 } else { 2 }) {
            let text = match command {
                Command::OpenFolder => "Open folder…",
                _ => "Export…",
            };
            let tooltip = command.entry().map_or("", |entry| entry.tooltip);
            let button = Button::new(text).min_size(Vec2::new(0.0, 26.0));
            let is_enabled = is_enabled(cx, &command);
            if ui.add_enabled(is_enabled, button).on_hover_text(tooltip).clicked() {
                cx.push(command);
            }
        }
        ui.add_space(8.0);
        let least = if width < 640.0 { 96.0 } else { 150.0 };
        search_ui(cx, ui, (width - 1110.0).clamp(least, 430.0));
        ui.add_space(8.0);
        let pages = [Page::Timeline, Page::List, Page::Documents];
        let names = ["Timeline", "List", "Documents"];
        let chosen = pages.iter().position(|page| *page == cx.state.page).unwrap_or(0);
        let clicked = segments_ui(ui, cx.look, &names, chosen);
        if let Some(page) = clicked.and_then(|i| pages.get(i)) {
            cx.push(Command::Show(*page));
        }
        ui.add_space(8.0);
        if cx.state.page == Page::Timeline && 740.0 < width {
            choices_ui(cx, ui, width);
        }
    });
}

/// What the choice of lanes with its name takes, and the buttons beside it, but for the words of the visible time.
const NAMED_LANES_PX: f32 = 230.0;

fn choices_ui(cx: &mut Cx<'_>, ui: &mut Ui, width: f32) {
    let is_wide = 1260.0 < width;
    let range = range_text(cx);
    let range_px = ui.fonts_mut(|fonts| {
        fonts.layout_no_wrap(range.clone(), regular(look::BODY_PX), cx.look.ink).size().x
    });
    if is_wide || NAMED_LANES_PX + range_px <= ui.available_width() {
        ui.label(RichText::new("Lanes").color(cx.look.muted));
    }
    let lanes = cx.state.choices.lanes;
    egui::ComboBox::from_id_salt("lanes")
        .width(92.0)
        .selected_text(lane_text(lanes))
        .show_ui(ui, |ui| {
            for by in LaneBy::ALL {
                if ui.selectable_label(lanes == by, lane_text(by)).clicked() {
                    cx.push(Command::Lanes(by));
                }
            }
        })
        .response
        .on_hover_text("What lanes stand for");
    if is_wide {
        ui.label(RichText::new("Colour").color(cx.look.muted));
        let colour = cx.state.choices.colour;
        egui::ComboBox::from_id_salt("colour")
            .width(92.0)
            .selected_text(colour_text(colour))
            .show_ui(ui, |ui| {
                for by in ColourBy::ALL {
                    if ui.selectable_label(colour == by, colour_text(by)).clicked() {
                        cx.push(Command::Colour(by));
                    }
                }
            })
            .response
            .on_hover_text("What colours stand for");
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let fit = Button::new("Fit").min_size(Vec2::new(44.0, 26.0));
        let about = tip("Show all events that pass the filter", &Command::Fit);
        if ui.add(fit).on_hover_text(about).clicked() {
            cx.push(Command::Fit);
        }
        if width < 860.0 {
            return;
        }
        let button = Button::new(range).min_size(Vec2::new(0.0, 26.0));
        let about = tip("Visible time: click to go to a date", &Command::AskDate);
        if ui.add(button).on_hover_text(about).clicked() {
            cx.push(Command::AskDate);
        }
    });
}

fn range_text(cx: &Cx<'_>) -> String {
    let (start, end) = (cx.state.viewport.start_secs as i64, cx.state.end_secs() as i64);
    words::span(start, end)
}

fn lane_text(by: LaneBy) -> &'static str {
    match by {
        LaneBy::Region => "Region",
        LaneBy::Document => "Document",
        LaneBy::Tag => "Tag",
        LaneBy::Actor => "Who",
        LaneBy::Status => "Date status",
        LaneBy::None => "None",
    }
}

fn colour_text(by: ColourBy) -> &'static str {
    match by {
        ColourBy::Region => "Region",
        ColourBy::Document => "Document",
        ColourBy::Tag => "Tag",
        ColourBy::Actor => "Who",
        ColourBy::Status => "Date status",
    }
}

fn search_ui(cx: &mut Cx<'_>, ui: &mut Ui, width: f32) {
    let applied = cx.state.choices.filter.query.clone();
    let id = egui::Id::unique("search");
    if !ui.memory(|memory| memory.has_focus(id)) {
        cx.memory.query.clone_from(&applied);
    }
    let field = egui::TextEdit::singleline(&mut cx.memory.query)
        .id(id)
        .hint_text(search_hint(ui, width - 36.0))
        .desired_width(width - 18.0)
        .margin(egui::Margin::symmetric(9, 5));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SearchInput, true, "Search"));
    let response = response.on_hover_text(SEARCH_TIP);
    if response.changed() {
        cx.commands.push(Command::Search(cx.memory.query.trim().to_owned()));
    }
    if cx.state.wants_search {
        response.request_focus();
    }
    let (enters, is_back) =
        ui.input(|input| (input.key_pressed(egui::Key::Enter), input.modifiers.shift));
    if response.lost_focus() && enters {
        // Who steps through what was found goes on typing, or on stepping.
        response.request_focus();
        if !applied.is_empty() && !cx.state.is_searching() {
            cx.commands.push(if is_back { Command::PreviousEvent } else { Command::NextEvent });
        }
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        response.surrender_focus();
    }
}

/// What the search field says while it is empty, as much of it as there is room for.
fn search_hint(ui: &Ui, room_px: f32) -> &'static str {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let fits = |text: &&&str| {
        let text = (**text).to_owned();
        let ink = ui.visuals().text_color();
        ui.painter().layout_no_wrap(text, font.clone(), ink).size().x <= room_px
    };
    SEARCH_HINTS.iter().find(fits).or(SEARCH_HINTS.last()).copied().unwrap_or_default()
}

/// How to come from one of the events found to the next.
const SEARCH_TIP: &str = "Enter goes to the next event found, Shift+Enter to the one before";
/// What the search field says, the longest first.
const SEARCH_HINTS: [&str; 3] =
    ["Search events and sources   (Ctrl+F)", "Search events and sources", "Search   (Ctrl+F)"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_search_field_says_what_it_has_room_for() {
        egui::__run_test_ui(|ui| {
            assert_eq!(search_hint(ui, 412.0), SEARCH_HINTS[0]);
            assert_eq!(search_hint(ui, 132.0), SEARCH_HINTS[2]);
            assert_eq!(search_hint(ui, 10.0), SEARCH_HINTS[2], "no shorter words");
        });
    }
}
