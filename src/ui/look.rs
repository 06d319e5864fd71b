//! Colours, fonts and spacing of the window, in light and dark.

use crate::session::{Brightness, Settings};
use crate::view::ThemeName;
use crate::view::draw::{Face, Font, Rgba};
use crate::view::fonts as shipped;
use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle, Vec2};

/// Colours of the window by what they are for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Whether the ground is dark.
    pub(super) is_dark: bool,
    /// Colours of the drawing.
    pub(super) theme: ThemeName,
    /// Ground of panels.
    pub(super) panel: Color32,
    /// Ground of menu, toolbar and status line.
    pub(super) chrome: Color32,
    /// Ground of the timeline and of fields.
    pub(super) canvas: Color32,
    /// Lines between panels.
    pub(super) line: Color32,
    /// Text.
    pub(super) ink: Color32,
    /// Text of less weight.
    pub(super) muted: Color32,
    /// Links, ticked boxes, the chosen page.
    pub(super) accent: Color32,
    /// Ground of what is chosen.
    pub(super) accent_ground: Color32,
    /// Text on the accent colour.
    pub(super) on_accent: Color32,
    /// Ground of buttons.
    pub(super) button: Color32,
    /// Ground of buttons under the pointer.
    pub(super) button_hover: Color32,
    /// Ground of the sentence in the reader.
    pub(super) highlight: Color32,
    /// Outline of date spans and date chips.
    pub(super) amber: Color32,
    /// Ground of date chips.
    pub(super) amber_ground: Color32,
    /// Text on the ground of date chips.
    pub(super) amber_ink: Color32,
    /// Something is wrong.
    pub(super) error: Color32,
    /// Something may be wrong.
    pub(super) warning: Color32,
    /// Bars of the overview for all events.
    pub(super) bar: Color32,
}

#[expect(clippy::disallowed_methods, reason = "the one place where the window's colours are named")]
const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Dark ink on light ground.
pub(super) const LIGHT: Look = Look {
    is_dark: false,
    theme: ThemeName::Light,
    panel: rgb(0xFFFFFF),
    chrome: rgb(0xF1F3F6),
    canvas: rgb(0xFAFAF7),
    line: rgb(0xDADEE4),
    ink: rgb(0x1B1D22),
    muted: rgb(0x5B616B),
    accent: rgb(0x0069A6),
    accent_ground: rgb(0xDCEBF7),
    on_accent: rgb(0xFFFFFF),
    button: rgb(0xF4F6F8),
    button_hover: rgb(0xE8ECF1),
    highlight: rgb(0xFFF0CC),
    amber: rgb(0xB07C10),
    amber_ground: rgb(0xFFF1D0),
    amber_ink: rgb(0x7A5200),
    error: rgb(0xB42318),
    warning: rgb(0xB54700),
    bar: rgb(0xC4CAD3),
};

/// Light ink on dark ground.
pub(super) const DARK: Look = Look {
    is_dark: true,
    theme: ThemeName::Dark,
    panel: rgb(0x1B1E24),
    chrome: rgb(0x22262D),
    canvas: rgb(0x16181D),
    line: rgb(0x343A43),
    ink: rgb(0xE6E8EB),
    muted: rgb(0x9AA3AE),
    accent: rgb(0x5CB3E8),
    accent_ground: rgb(0x1F3A4D),
    on_accent: rgb(0x10141A),
    button: rgb(0x2A2F37),
    button_hover: rgb(0x323840),
    highlight: rgb(0x4A3B12),
    amber: rgb(0xD9A441),
    amber_ground: rgb(0x3D3115),
    amber_ink: rgb(0xF3CF85),
    error: rgb(0xFF8A80),
    warning: rgb(0xFFA657),
    bar: rgb(0x4A515C),
};

/// Black on white: text reaches 7:1 on every ground it stands on.
pub(super) const CONTRAST_LIGHT: Look = Look {
    is_dark: false,
    theme: ThemeName::ContrastLight,
    panel: rgb(0xFFFFFF),
    chrome: rgb(0xFFFFFF),
    canvas: rgb(0xFFFFFF),
    line: rgb(0x6B6B6B),
    ink: rgb(0x000000),
    muted: rgb(0x3D3D3D),
    accent: rgb(0x004A80),
    accent_ground: rgb(0xE6EEF5),
    on_accent: rgb(0xFFFFFF),
    button: rgb(0xFFFFFF),
    button_hover: rgb(0xEDEDED),
    highlight: rgb(0xFFF3B0),
    amber: rgb(0x6B4700),
    amber_ground: rgb(0xFFF6DC),
    amber_ink: rgb(0x523600),
    error: rgb(0x8A1500),
    warning: rgb(0x7A3A00),
    bar: rgb(0x9A9A9A),
};

/// White on black: text reaches 7:1 on every ground it stands on.
pub(super) const CONTRAST_DARK: Look = Look {
    is_dark: true,
    theme: ThemeName::ContrastDark,
    panel: rgb(0x000000),
    chrome: rgb(0x000000),
    canvas: rgb(0x000000),
    line: rgb(0x9A9A9A),
    ink: rgb(0xFFFFFF),
    muted: rgb(0xD0D0D0),
    accent: rgb(0x8CCBFF),
    accent_ground: rgb(0x0E2638),
    on_accent: rgb(0x000000),
    button: rgb(0x000000),
    button_hover: rgb(0x262626),
    highlight: rgb(0x3A2E00),
    amber: rgb(0xF3CF85),
    amber_ground: rgb(0x2A2000),
    amber_ink: rgb(0xFFE2A8),
    error: rgb(0xFFB3AB),
    warning: rgb(0xFFC07A),
    bar: rgb(0x6B6B6B),
};

/// Size of running text in pixels.
pub(super) const BODY_PX: f32 = 13.0;
/// Size of side remarks in pixels.
pub(super) const SMALL_PX: f32 = 12.0;
/// Width of a letter of side remarks, about.
pub(super) const SMALL_LETTER_PX: f32 = 7.0;

/// Width that a scroll bar takes from a table's rows in pixels.
pub(super) const BAR_PX: f32 = 6.0;

/// The family of bold text.
pub(super) fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The family of slanted text.
fn italic_family() -> FontFamily {
    FontFamily::Name("italic".into())
}

/// Bold text of a size in pixels.
pub(super) fn bold(size_px: f32) -> FontId {
    FontId::new(size_px, bold_family())
}

/// Running text of a size in pixels.
pub(super) fn regular(size_px: f32) -> FontId {
    FontId::proportional(size_px)
}

/// The window's font for a font of the drawing.
pub(super) fn font_id(font: Font) -> FontId {
    match font.face {
        Face::Regular => regular(font.size_px),
        Face::Bold => bold(font.size_px),
        Face::Italic => FontId::new(font.size_px, italic_family()),
    }
}

/// The window's colour for a colour of the drawing.
pub(super) fn colour(Rgba([r, g, b, a]): Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// Whether a font of this computer has a letter.
pub(super) fn has(ctx: &egui::Context, letter: char) -> bool {
    ctx.fonts_mut(|fonts| fonts.has_glyph(&regular(BODY_PX), letter))
}

/// The look of the theme that is in use.
pub(super) fn look(ctx: &egui::Context, settings: &Settings) -> &'static Look {
    of(ctx.theme(), settings)
}

fn of(theme: egui::Theme, settings: &Settings) -> &'static Look {
    match (theme, settings.has_high_contrast) {
        (egui::Theme::Light, false) => &LIGHT,
        (egui::Theme::Dark, false) => &DARK,
        (egui::Theme::Light, true) => &CONTRAST_LIGHT,
        (egui::Theme::Dark, true) => &CONTRAST_DARK,
    }
}

/// Sets the fonts; called once.
pub(super) fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.options_mut(|options| {
        options.fallback_theme = egui::Theme::Light;
        // The size of text is a setting, so its keys are commands.
        options.zoom_with_keyboard = false;
    });
}

/// Dresses the window as the user likes it; called when that changes.
pub(super) fn dress(ctx: &egui::Context, settings: &Settings) {
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        let mut style = (*ctx.style_of(theme)).clone();
        set_text(&mut style);
        set_spacing(&mut style);
        set_colours(&mut style, of(theme, settings));
        set_motion(&mut style, settings);
        ctx.set_style_of(theme, style);
    }
    ctx.set_theme(match settings.theme {
        Brightness::System => egui::ThemePreference::System,
        Brightness::Light => egui::ThemePreference::Light,
        Brightness::Dark => egui::ThemePreference::Dark,
    });
    ctx.set_zoom_factor(f32::from(settings.text_percent) / 100.0);
}

/// Fades and scrolling that glides, or none of either, and a cursor that does not blink.
fn set_motion(style: &mut egui::Style, settings: &Settings) {
    let is_still = settings.has_less_motion;
    style.animation_time = if is_still { 0.0 } else { 0.1 };
    style.scroll_animation = if is_still {
        egui::style::ScrollAnimation::none()
    } else {
        egui::style::ScrollAnimation::default()
    };
    style.visuals.text_cursor.blink = !is_still;
}

/// The shipped faces first, then egui's own for what they lack.
fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let faces = [
        ("noto", shipped::REGULAR),
        ("noto-bold", shipped::BOLD),
        ("noto-italic", shipped::ITALIC),
        ("noto-georgian", shipped::GEORGIAN),
        ("noto-armenian", shipped::ARMENIAN),
    ];
    for (name, bytes) in faces {
        fonts.font_data.insert(name.to_owned(), egui::FontData::from_static(bytes).into());
    }
    let plain = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let fallbacks = ["noto-georgian", "noto-armenian"].map(str::to_owned).into_iter().chain(plain);
    let fallbacks: Vec<String> = fallbacks.chain(["Hack".to_owned()]).collect();
    for (first, family) in [
        ("noto", FontFamily::Proportional),
        ("noto-bold", bold_family()),
        ("noto-italic", italic_family()),
    ] {
        let list = std::iter::once(first.to_owned()).chain(fallbacks.iter().cloned()).collect();
        fonts.families.insert(family, list);
    }
    if let Some(mono) = fonts.families.get_mut(&FontFamily::Monospace) {
        mono.push("noto".to_owned());
    }
    fonts
}

fn set_text(style: &mut egui::Style) {
    style.text_styles = [
        (TextStyle::Small, regular(11.0)),
        (TextStyle::Body, regular(BODY_PX)),
        (TextStyle::Button, regular(BODY_PX)),
        (TextStyle::Heading, bold(16.0)),
        (TextStyle::Monospace, FontId::monospace(SMALL_PX)),
    ]
    .into();
    style.interaction.tooltip_delay = 0.3;
    style.interaction.selectable_labels = false;
}

fn set_spacing(style: &mut egui::Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 4.0);
    spacing.button_padding = Vec2::new(10.0, 4.0);
    spacing.interact_size = Vec2::new(24.0, 22.0);
    spacing.icon_width = 15.0;
    spacing.icon_width_inner = 9.0;
    spacing.icon_spacing = 6.0;
    spacing.menu_margin = egui::Margin::same(6);
    spacing.window_margin = egui::Margin::same(16);
    spacing.tooltip_width = 360.0;
    // Under the pointer the bar grows to the room that is kept for it, and covers nothing.
    let thin = egui::style::ScrollStyle::thin();
    spacing.scroll =
        egui::style::ScrollStyle { bar_width: BAR_PX, floating_allocated_width: BAR_PX, ..thin };
}

fn set_colours(style: &mut egui::Style, look: &Look) {
    let visuals = &mut style.visuals;
    visuals.dark_mode = look.is_dark;
    visuals.panel_fill = look.panel;
    visuals.window_fill = look.panel;
    visuals.window_stroke = Stroke::new(1.0, look.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = look.panel;
    visuals.text_edit_bg_color = Some(if look.is_dark { look.canvas } else { look.panel });
    visuals.faint_bg_color = look.canvas;
    visuals.hyperlink_color = look.accent;
    visuals.weak_text_color = Some(look.muted);
    visuals.warn_fg_color = look.warning;
    visuals.error_fg_color = look.error;
    visuals.selection.bg_fill = look.accent_ground;
    visuals.selection.stroke = Stroke::new(1.0, look.accent);
    visuals.indent_has_left_vline = false;
    visuals.interact_cursor = None;
    let widgets = &mut visuals.widgets;
    let set = |w: &mut egui::style::WidgetVisuals, fill: Color32, edge: Color32, ink: Color32| {
        w.bg_fill = fill;
        w.weak_bg_fill = fill;
        w.bg_stroke = Stroke::new(1.0, edge);
        w.fg_stroke = Stroke::new(1.0, ink);
        w.corner_radius = CornerRadius::same(4);
        w.expansion = 0.0;
    };
    set(&mut widgets.noninteractive, look.panel, look.line, look.ink);
    set(&mut widgets.inactive, look.button, look.line, look.ink);
    set(&mut widgets.hovered, look.button_hover, look.muted, look.ink);
    set(&mut widgets.active, look.accent_ground, look.accent, look.ink);
    set(&mut widgets.open, look.button_hover, look.muted, look.ink);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::contrast::contrast;

    #[test]
    fn text_is_readable_on_every_ground_and_more_so_in_high_contrast() {
        let looks = [(LIGHT, 4.5), (DARK, 4.5), (CONTRAST_LIGHT, 7.0), (CONTRAST_DARK, 7.0)];
        for (look, least) in looks {
            let grounds = [look.panel, look.chrome, look.canvas, look.button];
            let texts = [look.ink, look.muted, look.accent, look.error, look.warning];
            let plain = grounds.iter().flat_map(|ground| texts.map(|text| (text, *ground)));
            let own = [
                (look.ink, look.button_hover),
                (look.muted, look.button_hover),
                (look.ink, look.highlight),
                (look.ink, look.accent_ground),
                (look.accent, look.accent_ground),
                (look.on_accent, look.accent),
                (look.amber_ink, look.amber_ground),
            ];
            for (text, ground) in plain.chain(own) {
                let rgba = |colour: Color32| Rgba(colour.to_array());
                let found = contrast(rgba(text), rgba(ground));
                assert!(least <= found, "{text:?} on {ground:?} has {found:.2}");
            }
        }
    }

    #[test]
    fn a_scroll_bar_under_the_pointer_covers_no_words() {
        let mut style = egui::Style::default();
        set_spacing(&mut style);
        let scroll = style.spacing.scroll;
        assert!(scroll.bar_width + scroll.bar_outer_margin <= scroll.allocated_width());
    }
}
