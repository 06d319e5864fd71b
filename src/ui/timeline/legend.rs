//! The legend of the window: every kind of mark with what it says, from the table of the figure's legend.

use super::paint::paint;
use crate::export::picture::{LEGEND_SAMPLE_PX, legend_of_all};
use crate::ui::context::Cx;
use crate::ui::dialogs::{fit_width, title_ui};
use crate::ui::look;
use crate::view::Theme;
use egui::{RichText, ScrollArea, Sense, Ui, vec2};

/// Every kind of mark.
pub(crate) fn legend_ui(cx: &mut Cx<'_>, ui: &mut Ui) {
    fit_width(ui, 420.0);
    title_ui(cx, ui, "What the marks say");
    let theme = cx.theme.cloned().unwrap_or_else(|| Theme::named(cx.look.theme));
    let height = (ui.ctx().content_rect().height() - 150.0).min(620.0);
    let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (words, draws) in legend_of_all(cx.scene, &theme) {
            ui.horizontal(|ui| {
                let (width, height) = LEGEND_SAMPLE_PX;
                let size = vec2(width + 4.0, height + 4.0);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                paint(ui.painter(), rect.min + vec2(0.0, 2.0), &draws);
                ui.add_space(6.0);
                ui.label(words);
            });
        }
        ui.add_space(6.0);
        let more = "The wider a mark, the less exactly its date is known. Colours are those of the lanes, \
                    or of what “Colour” in the toolbar says.";
        let more = RichText::new(more).size(look::SMALL_PX).color(cx.look.muted);
        ui.add(egui::Label::new(more).wrap());
    });
}
