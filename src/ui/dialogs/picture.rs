//! The page of a picture: what is drawn, on what, and where it goes, with the page beside it.

use super::preview::preview_ui;
use super::saving;
use super::{field_ui, title_ui};
use crate::export::picture::{PageOptions, Paper, PictureFormat, Split, file_names};
use crate::session::{Command, Reach, SaveFormat, Sheet};
use crate::ui::context::Cx;
use crate::ui::widgets::segments_ui;
use crate::ui::words;
use crate::view::{Labels, ThemeName};
use egui::{Align, Layout, Response, RichText, ScrollArea, Ui, vec2};

/// Width of the settings.
const SETTINGS_PX: f32 = 330.0;
/// Width of the words before a field, so that fields stand below one another.
const LABEL_PX: f32 = 92.0;
/// Height of the line with form and path.
const PLACE_PX: f32 = 34.0;

/// Page, form and place of a figure.
pub(super) fn picture_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let window = ui.ctx().content_rect().size();
    let size = vec2((window.x - 64.0).min(1_180.0), (window.y - 80.0).min(760.0));
    let has_preview = size.x > 600.0;
    ui.set_width(size.x);
    title_ui(cx, ui, "Export picture");
    let mut sheet = cx.state.sheet.clone();
    let below = if has_preview { 120.0 } else { 190.0 };
    let room = vec2(size.x - SETTINGS_PX - 20.0, size.y - below);
    ui.horizontal_top(|ui| {
        if has_preview {
            ui.vertical(|ui| {
                preview_ui(cx, ui, room);
                pages_ui(cx, ui);
            });
            ui.add_space(8.0);
        }
        ui.vertical(|ui| {
            ui.set_width(SETTINGS_PX);
            let settings = ScrollArea::vertical().max_height(room.y + 26.0);
            settings.auto_shrink([false, true]).show(ui, |ui| {
                ui.set_width(SETTINGS_PX - 20.0);
                settings_ui(cx, ui, &mut sheet);
            });
        });
    });
    place_ui(cx, ui);
    if sheet != cx.state.sheet {
        cx.push(Command::SetSheet(Box::new(sheet)));
    }
}

/// Which page is shown, where there are several, and what is wrong.
fn pages_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let is_one_file = PictureFormat::ALL.get(cx.memory.export_format) == Some(&PictureFormat::Pdf);
    let preview = &mut cx.memory.preview;
    ui.horizontal(|ui| {
        if let Some(why) = &preview.failure {
            ui.label(RichText::new(why).color(cx.look.error));
        } else if preview.count > 1 {
            if ui.add_enabled(preview.page > 0, egui::Button::new("Previous page")).clicked() {
                preview.page -= 1;
            }
            let has_next = preview.page + 1 < preview.count;
            if ui.add_enabled(has_next, egui::Button::new("Next page")).clicked() {
                preview.page += 1;
            }
            // Who wants one picture is not to find a folder full of them.
            let files = if is_one_file {
                String::new()
            } else {
                format!(", saved as {} files", words::grouped(preview.count))
            };
            ui.label(format!("Page {} of {}{files}", preview.page + 1, preview.count));
        } else {
            let is_drawing = preview.is_drawing() && preview.count == 0;
            let text = if is_drawing { "Drawing…" } else { "One page" };
            ui.label(RichText::new(text).color(cx.look.muted));
        }
    });
}

fn settings_ui(cx: &mut Cx<'_>, ui: &mut Ui, sheet: &mut Sheet) {
    presets_ui(cx, ui);
    heading_ui(ui, "What");
    let chosen = cx.state.range.as_ref().map(words::when);
    let mut reaches =
        vec![(Reach::View, "What is in view"), (Reach::All, "All that pass the filter")];
    if let Some(chosen) = &chosen {
        reaches.push((Reach::Range, chosen));
    } else if sheet.reach == Reach::Range {
        sheet.reach = Reach::View;
    }
    choice_ui(ui, "Time", &mut sheet.reach, &reaches);
    let page = &mut sheet.page;
    choice_ui(ui, "Pages", &mut page.split, &Split::ALL.map(|split| (split, split.text())));
    heading_ui(ui, "Size");
    size_ui(ui, page);
    heading_ui(ui, "Words");
    line_ui(ui, ("Title", "What the figure shows"), &mut page.title);
    line_ui(ui, ("Subtitle", "Where and when"), &mut page.subtitle);
    line_ui(ui, ("Caption", "Where it comes from"), &mut page.caption);
    heading_ui(ui, "Frame");
    let parts = &mut page.parts;
    ui.checkbox(&mut parts.legend, "Legend");
    ui.checkbox(&mut parts.scale_bar, "Scale bar");
    ui.checkbox(&mut parts.filter, "Filter in words");
    ui.checkbox(&mut parts.sources, "Numbered sources")
        .on_hover_text("A number at every mark, and a list of the sentences behind them");
    ui.checkbox(&mut parts.footer, "Footer with counts")
        .on_hover_text("How many events are shown of how many, and how many have no date");
    ui.checkbox(&mut page.hides_paths, "Leave out names of files").on_hover_text(
        "Sources are numbered documents then: for readers who must not know the files",
    );
    heading_ui(ui, "Style");
    let themes = ThemeName::OF_PICTURES.map(|theme| (theme, theme.text()));
    choice_ui(ui, "Colours", &mut page.theme, &themes);
    let labels = Labels::ALL.map(|labels| (labels, labels.text()));
    choice_ui(ui, "Labels", &mut page.labels, &labels);
    number_ui(ui, "Text size", &mut page.text_size, (0.5, 3.0), 0.05)
        .on_hover_text("1 is the size on screen, 2 twice as large");
    number_ui(ui, "PNG pixels", &mut page.scale, (0.5, 4.0), 0.5).on_hover_text(
        "Pixels of a PNG for each point of the page: 1 for a small file, 2 for screens, 4 for print",
    );
    ui.checkbox(&mut page.has_outlined_text, "Letters of an SVG as outlines").on_hover_text(
        "Looks the same where the fonts are missing, but its text cannot be selected or edited",
    );
}

fn size_ui(ui: &mut Ui, page: &mut PageOptions) {
    choice_ui(ui, "Paper", &mut page.paper, &Paper::ALL.map(|paper| (paper, paper.text())));
    if page.paper == Paper::Free {
        let sides = [("Width", &mut page.free_px.0, 320), ("Height", &mut page.free_px.1, 200)];
        for (name, side, least) in sides {
            ui.horizontal(|ui| {
                let label = label_ui(ui, name);
                let field = egui::DragValue::new(side).range(least..=20_000);
                ui.add(field).labelled_by(label.id);
            });
        }
    } else {
        ui.checkbox(&mut page.is_portrait, "Portrait");
    }
    number_ui(ui, "Margins in mm", &mut page.margin_mm, (0.0, 50.0), 0.5);
}

/// Pages that the project keeps: use one, keep this one, forget one.
fn presets_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    heading_ui(ui, "Kept pages");
    let names: Vec<String> = cx.state.presets.iter().map(|preset| preset.name.clone()).collect();
    for name in names {
        ui.horizontal(|ui| {
            if ui.button(format!("Use {name}")).clicked() {
                cx.memory.preset_name.clone_from(&name);
                cx.push(Command::UsePreset(name.clone()));
            }
            if ui.small_button(format!("Forget {name}")).clicked() {
                cx.push(Command::ForgetPreset(name.clone()));
            }
        });
    }
    ui.horizontal(|ui| {
        let label = label_ui(ui, "Name");
        let field = egui::TextEdit::singleline(&mut cx.memory.preset_name).desired_width(100.0);
        ui.add(field).labelled_by(label.id);
        let name = cx.memory.preset_name.trim().to_owned();
        if ui.add_enabled(!name.is_empty(), egui::Button::new("Keep page")).clicked() {
            cx.push(Command::SavePreset(name));
        }
    });
}

/// Form and path of the file.
fn place_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    let formats = SaveFormat::PICTURES;
    let chosen = cx.memory.export_format.min(formats.len() - 1);
    let names = formats.map(SaveFormat::text);
    let mut format =
        formats.get(chosen).copied().unwrap_or(SaveFormat::Picture(PictureFormat::Png));
    ui.add_space(6.0);
    let is_narrow = ui.available_width() < 600.0;
    let mut row = |ui: &mut Ui| {
        if let Some(clicked) = segments_ui(ui, cx.look, &names, chosen) {
            format = formats.get(clicked).copied().unwrap_or(format);
            saving::choose_format(cx, clicked, format);
        }
        let beside = if is_narrow { 24.0 } else { 190.0 };
        let room = (ui.available_width() - beside).max(120.0);
        let is_done = field_ui(cx, ui, "Path of the new file", room);
        saving::follow_ending(cx, &formats);
        format = formats.get(cx.memory.export_format).copied().unwrap_or(format);
        if ui.button("Save").clicked() || is_done {
            let pages = if format == SaveFormat::Picture(PictureFormat::Pdf) {
                1
            } else {
                cx.memory.preview.count
            };
            saving::ask(cx, |path| Command::Save(format, path), |path| file_names(path, pages));
        }
        if ui.button("Copy picture").clicked() {
            cx.push(Command::CopyPicture);
        }
    };
    if is_narrow {
        ui.horizontal_wrapped(&mut row);
    } else {
        let size = vec2(ui.available_width(), PLACE_PX);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), &mut row);
    }
    saving::answer_ui(cx, ui, |path| Command::Save(format, path));
}

fn heading_ui(ui: &mut Ui, text: &str) {
    crate::ui::widgets::section_ui(ui, text, |_ui| {});
}

/// Words before a field.
fn label_ui(ui: &mut Ui, name: &str) -> Response {
    let size = vec2(LABEL_PX, ui.spacing().interact_size.y);
    let label = |ui: &mut Ui| {
        ui.set_min_width(LABEL_PX);
        ui.label(name)
    };
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), label).inner
}

fn line_ui(ui: &mut Ui, (name, hint): (&str, &str), text: &mut String) {
    ui.horizontal(|ui| {
        let label = label_ui(ui, name);
        let field = egui::TextEdit::singleline(text).hint_text(hint.to_owned());
        ui.add(field.desired_width(ui.available_width() - 8.0)).labelled_by(label.id);
    });
}

fn number_ui(
    ui: &mut Ui,
    name: &str,
    number: &mut f32,
    (least, most): (f32, f32),
    step: f32,
) -> Response {
    let row = ui.horizontal(|ui| {
        let label = label_ui(ui, name);
        let field = egui::DragValue::new(number).range(least..=most).speed(step);
        label.union(ui.add(field).labelled_by(label.id))
    });
    row.inner
}

fn choice_ui<T: Copy + PartialEq>(ui: &mut Ui, name: &str, chosen: &mut T, all: &[(T, &str)]) {
    ui.horizontal(|ui| {
        let label = label_ui(ui, name);
        let text = all.iter().find(|(it, _)| it == chosen).map_or("", |(_, text)| *text);
        let list = egui::ComboBox::from_id_salt(name).selected_text(text).width(180.0);
        let list = list.show_ui(ui, |ui| {
            for (it, text) in all {
                ui.selectable_value(chosen, *it, *text);
            }
        });
        list.response.labelled_by(label.id);
    });
}
