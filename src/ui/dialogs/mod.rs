//! What lies over the window until it is closed: palette, keys, date, path, warnings, about.

mod event;
pub(super) mod export;
mod picture;
mod place;
pub(super) mod preview;
mod review;
pub(super) mod saving;
mod who;

use super::context::Cx;
use super::keys::Keys;
use super::look::{self, bold, regular};
use super::paths;
use super::widgets::{close_ui, paint_cut_text};
use super::words;
use crate::session::{Command, Dialog, ENTRIES, Entry, Menu, date};
use egui::{Align2, Id, Key, Label, Modal, RichText, Sense, Ui, vec2};

/// The open dialog, where one is.
pub(super) fn dialogs_ui(cx: &mut Cx<'_>, ctx: &egui::Context) {
    let Some(dialog) = cx.state.dialog else {
        cx.memory.filled = None;
        return;
    };
    hold_tooltips(ctx);
    let is_new = cx.memory.filled != Some(dialog);
    if is_new {
        cx.memory.filled = Some(dialog);
        cx.memory.typed.clear();
        cx.memory.export_format = 0;
        cx.memory.line = 0;
        cx.memory.wants_field = true;
        saving::fill(cx, dialog);
    }
    let area = Modal::default_area(Id::unique(("dialog", dialog)));
    let area = match dialog {
        Dialog::Palette
        | Dialog::GoTo
        | Dialog::Date
        | Dialog::Place
        | Dialog::Actors
        | Dialog::Title
        | Dialog::Tag
        | Dialog::Band(_)
        | Dialog::View => {
            // Below the toolbar, where there is room for that.
            let top = (ctx.content_rect().height() * 0.13).min(110.0);
            area.anchor(Align2::CENTER_TOP, vec2(0.0, top))
        }
        _ => area,
    };
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(16);
    let backdrop = egui::Color32::from_black_alpha(60);
    let modal = Modal::new(Id::unique(dialog)).area(area).frame(frame).backdrop_color(backdrop);
    let shown = modal.show(ctx, |ui| match dialog {
        Dialog::Palette => palette_ui(cx, ui),
        Dialog::Help => help_ui(cx, ui),
        Dialog::GoTo => go_to_ui(cx, ui),
        Dialog::Path => path_ui(cx, ui),
        Dialog::Picture => picture::picture_ui(cx, ui),
        Dialog::Table => export::table_ui(cx, ui),
        Dialog::Warnings => super::warnings::warnings_ui(cx, ui),
        Dialog::Legend => super::timeline::legend::legend_ui(cx, ui),
        Dialog::About => about_ui(cx, ui),
        Dialog::Date => review::date_ui(cx, ui, is_new),
        Dialog::Place => place::place_ui(cx, ui),
        Dialog::Actors => who::who_ui(cx, ui),
        Dialog::Title => review::event_title_ui(cx, ui, is_new),
        Dialog::Tag => review::tag_ui(cx, ui),
        Dialog::DocumentDate(index) => review::document_date_ui(cx, ui, index),
        Dialog::Band(number) => super::timeline::bands::band_ui(cx, ui, number, is_new),
        Dialog::Event(document, sentence) => {
            event::event_ui(cx, ui, (document, sentence), is_new);
        }
        Dialog::Project => review::project_ui(cx, ui, is_new),
        Dialog::Relocate => review::relocate_ui(cx, ui),
        Dialog::View => review::view_ui(cx, ui, is_new),
        Dialog::Pairs => super::pairs::pairs_ui(cx, ui),
    });
    // Escape is a command of the table; here only a click beside the dialog closes it.
    if !is_new && shown.backdrop_response.clicked() {
        cx.push(Command::Dialog(dialog));
    }
}

/// What is said about a part of the window would stand over the dialog that a key opened above it. egui says nothing
/// about what is below a popup, and one without a place is not drawn.
fn hold_tooltips(ctx: &egui::Context) {
    let (nowhere, window) = (egui::PopupAnchor::PointerFixed, egui::LayerId::background());
    let cover = egui::Popup::new(Id::unique("cover"), ctx.clone(), nowhere, window);
    cover.open(true).show(|_| {});
}

/// Gives a dialog its width, or what the window has.
pub(super) fn fit_width(ui: &mut Ui, width: f32) {
    let room = ui.ctx().content_rect().width() - 64.0;
    ui.set_width(width.min(room));
}

/// Title at the left, cross at the right.
pub(super) fn title_ui(cx: &mut Cx<'_>, ui: &mut Ui, title: &str) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(bold(16.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if close_ui(ui, cx.look, &format!("Close {title}")).clicked() {
                cx.push(Command::Escape);
            }
        });
    });
    ui.add_space(6.0);
}

/// A field for one line that takes the keyboard at first and where nothing else has it; says whether it was finished with Enter.
pub(super) fn field_ui(cx: &mut Cx<'_>, ui: &mut Ui, hint: &str, width: f32) -> bool {
    // Asked before the field is there: with Tab it gives the keyboard away as it is added.
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let (response, is_done) = typed_ui(ui, &mut cx.memory.typed, (hint, hint), width);
    let is_new = std::mem::take(&mut cx.memory.wants_field);
    if is_new || is_free {
        response.request_focus();
    }
    if is_new {
        select_all(ui, response.id, &cx.memory.typed);
    }
    is_done
}

/// Lets what is typed next take the place of what is in a field.
fn select_all(ui: &Ui, field: Id, text: &str) {
    if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), field) {
        let all = egui::text::CCursorRange::select_all_str(text);
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), field);
    }
}

/// A field for one line, with a hint and a name for those who have the window read out; says whether it was
/// finished with Enter. Tab chooses all that is in it.
pub(super) fn typed_ui(
    ui: &mut Ui,
    text: &mut String,
    (hint, name): (&str, &str),
    width_px: f32,
) -> (egui::Response, bool) {
    let field = egui::TextEdit::singleline(text)
        .hint_text(hint.to_owned())
        .desired_width(width_px.min(ui.available_width() - 20.0))
        .margin(egui::Margin::symmetric(9, 7))
        .font(regular(14.0));
    let response = ui.add(field);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if response.gained_focus() && ui.input(|input| input.key_pressed(Key::Tab)) {
        select_all(ui, response.id, text);
    }
    let is_done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    (response, is_done)
}

fn palette_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 520.0);
    let (up, down) = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        (input.consume_key(none, Key::ArrowUp), input.consume_key(none, Key::ArrowDown))
    });
    let is_done = field_ui(cx, ui, "Type a command or a date", 500.0);
    let sought = cx.memory.typed.trim().to_lowercase();
    let found = matching_entries(&sought);
    let is_date = !sought.is_empty() && date::parse(&sought).is_some();
    let lines = found.len() + usize::from(is_date);
    let last = lines.saturating_sub(1);
    let line =
        if up { cx.memory.line.saturating_sub(1) } else { cx.memory.line + usize::from(down) };
    cx.memory.line = line.min(last);
    ui.add_space(6.0);
    let mut chosen = None;
    let height = (ui.ctx().content_rect().height() * 0.87 - 110.0).clamp(60.0, 360.0);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if is_date {
            let text = format!("Go to {}", cx.memory.typed.trim());
            if line_ui(cx, ui, (&text, "", "Show this date"), cx.memory.line == 0) {
                chosen = Some(Command::GoTo(cx.memory.typed.trim().to_owned()));
            }
        }
        for (i, entry) in found.iter().enumerate() {
            let is_chosen = i + usize::from(is_date) == cx.memory.line;
            let keys = Keys::words(entry.shortcut);
            if line_ui(cx, ui, (entry.text, &keys, entry.tooltip), is_chosen) {
                chosen = Some(entry.command.clone());
            }
        }
        if lines == 0 {
            ui.label(RichText::new("No command of this name").color(cx.look.muted));
        }
    });
    if is_done && lines != 0 {
        let entry = cx.memory.line.checked_sub(usize::from(is_date)).and_then(|i| found.get(i));
        chosen = Some(match entry {
            Some(entry) => entry.command.clone(),
            None => Command::GoTo(cx.memory.typed.trim().to_owned()),
        });
    }
    if let Some(command) = chosen {
        cx.push(Command::Dialog(Dialog::Palette));
        cx.push(command);
    }
}

/// Entries whose words begin with, or hold, what is typed, or whose name in the table of commands does: who looks
/// for “cancel” finds *Stop reading*.
fn matching_entries(sought: &str) -> Vec<&'static Entry> {
    let palette = Command::Dialog(Dialog::Palette);
    let score = |entry: &Entry| {
        let text = entry.text.to_lowercase();
        let begins = text.split(' ').any(|word| word.starts_with(sought));
        let is_all = sought.split(' ').all(|word| text.contains(word));
        let is_named = entry.name.replace('-', " ").contains(sought);
        let in_tip = entry.tooltip.to_lowercase().contains(sought);
        [text.starts_with(sought), begins, is_all, is_named, in_tip].iter().position(|fits| *fits)
    };
    let mut found: Vec<(usize, &Entry)> = ENTRIES
        .iter()
        .filter(|entry| entry.command != palette)
        .filter_map(|entry| Some((score(entry)?, entry)))
        .collect();
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// A line of the palette, or of places; says whether it was clicked.
pub(super) fn line_ui(cx: &Cx<'_>, ui: &mut Ui, text: (&str, &str, &str), is_chosen: bool) -> bool {
    let (text, keys, tooltip) = text;
    let size = vec2(ui.available_width(), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, text)
    });
    let look = cx.look;
    if is_chosen {
        ui.painter().rect_filled(rect, 4.0, look.accent_ground);
        if ui.input(|input| {
            input.keys_down.contains(&Key::ArrowDown) || input.keys_down.contains(&Key::ArrowUp)
        }) {
            ui.scroll_to_rect(rect, None);
        }
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, look.button_hover);
    }
    let painter = ui.painter();
    let at = rect.left_center() + vec2(10.0, 0.0);
    let width = painter.layout_no_wrap(text.to_owned(), regular(look::BODY_PX), look.ink).size().x;
    // A name that is longer than its line leaves room for what is said of it.
    const LEAST_TOOLTIP_PX: f32 = 120.0;
    let most = if tooltip.is_empty() { 10.0 } else { LEAST_TOOLTIP_PX };
    let right = (at.x + width).min(rect.right() - most);
    let name =
        egui::Rect::from_min_max(rect.min + vec2(10.0, 0.0), egui::pos2(right, rect.bottom()));
    paint_cut_text(ui, name, text, regular(look::BODY_PX), look.ink);
    let at = rect.right_center() - vec2(10.0, 0.0);
    let font = regular(look::SMALL_PX);
    let keys = painter.text(at, Align2::RIGHT_CENTER, keys, font.clone(), look.muted);
    let room = egui::Rect::from_min_max(
        egui::pos2(name.right() + 14.0, rect.top()),
        egui::pos2(keys.left() - 14.0, rect.bottom()),
    );
    paint_cut_text(ui, room, tooltip, font, look.muted);
    response.clicked()
}

/// What a field with lines below it has come to.
pub(super) struct Pick<T> {
    /// What is typed, without spaces around it.
    pub(super) typed: String,
    /// Whether nothing is offered.
    pub(super) is_empty: bool,
    /// What was taken; `None` while somebody types.
    pub(super) chosen: Option<T>,
    /// Whether it was taken with Ctrl.
    pub(super) with_ctrl: bool,
}

/// A field, and below it what is offered for what is typed: arrow keys go through it, Enter and a click take a line,
/// also with Ctrl. `line` gives the words of a line and what is said of it.
pub(super) fn pick_ui<T: Clone>(
    cx: &mut Cx<'_>,
    ui: &mut Ui,
    hint: &str,
    offer: impl Fn(&mut Cx<'_>, &str) -> Vec<T>,
    line: impl Fn(&T) -> (&str, &str),
) -> Pick<T> {
    let (up, down) = ui.input_mut(|input| {
        let none = egui::Modifiers::NONE;
        (input.consume_key(none, Key::ArrowUp), input.consume_key(none, Key::ArrowDown))
    });
    // A field takes no Enter with Ctrl for its own.
    let with_enter = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::Enter));
    let is_done = field_ui(cx, ui, hint, 540.0) || with_enter;
    let typed = cx.memory.typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let offered = offer(cx, &typed);
    let at = if up { cx.memory.line.saturating_sub(1) } else { cx.memory.line + usize::from(down) };
    cx.memory.line = at.min(offered.len().saturating_sub(1));
    ui.add_space(6.0);
    let mut chosen = is_done.then(|| offered.get(cx.memory.line)).flatten();
    ui.spacing_mut().item_spacing.y = 0.0;
    for (number, offered) in offered.iter().enumerate() {
        let (text, about) = line(offered);
        if line_ui(cx, ui, (text, "", about), number == cx.memory.line) {
            chosen = Some(offered);
        }
    }
    let chosen = chosen.cloned();
    let with_ctrl = with_enter || ui.input(|input| input.modifiers.command);
    Pick { typed, is_empty: offered.is_empty(), chosen, with_ctrl }
}

fn help_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let size = ui.ctx().content_rect().size();
    fit_width(ui, 860.0);
    title_ui(cx, ui, "Keys and commands");
    let height = (size.y - 130.0).min(560.0);
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        let sides = [&[Menu::File, Menu::Edit, Menu::Review, Menu::Help][..], &[Menu::Events]];
        if size.x < 640.0 {
            for menu in sides.concat().into_iter().chain([Menu::View]) {
                help_menu_ui(cx, ui, menu);
            }
            mouse_ui(cx, ui);
            return;
        }
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                for menu in sides.concat() {
                    help_menu_ui(cx, left, menu);
                }
                help_menu_ui(cx, right, Menu::View);
                mouse_ui(cx, right);
            }
        });
    });
}

fn help_row_ui(cx: &Cx<'_>, ui: &mut Ui, keys: &str, text: &str) {
    ui.horizontal_top(|ui| {
        let keys = RichText::new(keys).size(look::SMALL_PX).color(cx.look.accent);
        ui.allocate_ui(vec2(118.0, 16.0), |ui| {
            ui.set_min_width(118.0);
            ui.add(Label::new(keys).wrap());
        });
        ui.add(Label::new(RichText::new(text).size(12.5)).wrap());
    });
}

fn help_menu_ui(cx: &Cx<'_>, ui: &mut Ui, menu: Menu) {
    super::widgets::section_ui(ui, menu.text(), |_ui| {});
    for entry in ENTRIES.iter().filter(|entry| entry.menu == menu && !entry.shortcut.is_empty()) {
        let all: Vec<String> = entry.shortcut.split(' ').map(Keys::words).collect();
        help_row_ui(cx, ui, &all.join(" or "), entry.text.trim_end_matches('…'));
    }
    ui.add_space(10.0);
}

fn mouse_ui(cx: &Cx<'_>, ui: &mut Ui) {
    super::widgets::section_ui(ui, "Mouse", |_ui| {});
    let rows = [
        ("Wheel", "Zoom at the pointer"),
        ("Shift+wheel, drag", "Move over time"),
        ("Alt+wheel", "Scroll the lanes; also over their heads"),
        ("Drag on the axis", "Choose a time: zoom, filter, export, tag, annotate"),
        ("Click", "Select; a cluster lists its events"),
        ("Ctrl+click", "Select more than one"),
        ("Shift+drag", "Select all in a box"),
        ("Double-click", "Centre, then fit; a cluster splits"),
        ("Right click", "Commands for what is under the pointer"),
        ("Alt-click a box", "Show only this"),
    ];
    for (keys, text) in rows {
        help_row_ui(cx, ui, keys, text);
    }
    ui.add_space(10.0);
    super::widgets::section_ui(ui, "List and documents", |_ui| {});
    for (keys, text) in [
        ("Up, Down", "The row above or below"),
        ("Home, End", "The first or last row"),
        ("Shift+click", "Select all rows of the list up to this one"),
    ] {
        help_row_ui(cx, ui, keys, text);
    }
}

fn go_to_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 420.0);
    title_ui(cx, ui, "Go to date");
    let is_done = field_ui(cx, ui, "1992, c. 1850, 44 BC, 2022-02-24 05:00", 400.0);
    let typed = cx.memory.typed.trim().to_owned();
    let found = date::parse(&typed);
    ui.add_space(4.0);
    let text = match found {
        Some((start, end)) => words::span(start as i64, end as i64),
        None if typed.is_empty() => "A year, a month, a day or a time".to_owned(),
        None => words::NO_DATE.to_owned(),
    };
    ui.label(RichText::new(text).color(cx.look.muted));
    if is_done && found.is_some() {
        cx.push(Command::GoTo(typed));
    }
}

fn path_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 560.0);
    title_ui(cx, ui, "Open path");
    let is_done = field_ui(cx, ui, "Type or paste the path of a folder or file", 540.0);
    let typed = cx.memory.typed.trim().to_owned();
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let is_clicked = ui.add_enabled(!typed.is_empty(), egui::Button::new("Open")).clicked();
        if (is_done || is_clicked) && !typed.is_empty() {
            paths::open(cx, &typed, |path| Command::Open(vec![path]));
        }
        ui.label(RichText::new("or drop a folder onto the window").color(cx.look.muted));
    });
    paths::missing_ui(cx, ui);
}

fn about_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 420.0);
    title_ui(cx, ui, "Annals");
    let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
    let lines = [
        version.as_str(),
        "Turns a folder of documents into a chronology with sources",
        "Everything is read on this computer. Nothing is sent.",
        "MIT or Apache-2.0; Noto Sans under the SIL Open Font Licence",
    ];
    for line in lines {
        ui.add(Label::new(RichText::new(line).color(cx.look.muted)).wrap());
    }
}
