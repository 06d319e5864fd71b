//! Colours, fonts and spacing of the window, in light and dark.

use crate::view::draw::{Face, Font, Rgba};
use crate::view::fonts as shipped;
use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle, Vec2};

/// Colours of the window by what they are for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Whether the ground is dark.
    pub(super) is_dark: bool,
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
    button_hover: rgb(0x353B45),
    highlight: rgb(0x4A3B12),
    amber: rgb(0xD9A441),
    amber_ground: rgb(0x3D3115),
    amber_ink: rgb(0xF3CF85),
    error: rgb(0xFF8A80),
    warning: rgb(0xFFA657),
    bar: rgb(0x4A515C),
};

/// Size of running text in pixels.
pub(super) const BODY_PX: f32 = 13.0;
/// Size of side remarks in pixels.
pub(super) const SMALL_PX: f32 = 12.0;

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

/// The look of the theme that is in use.
pub(super) fn look(ctx: &egui::Context) -> &'static Look {
    if ctx.theme() == egui::Theme::Dark { &DARK } else { &LIGHT }
}

/// Sets fonts and styles; called once.
pub(super) fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    for (theme, look) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        let mut style = (*ctx.style_of(theme)).clone();
        set_text(&mut style);
        set_spacing(&mut style);
        set_colours(&mut style, look);
        ctx.set_style_of(theme, style);
    }
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
    style.animation_time = 0.1;
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
    spacing.scroll = egui::style::ScrollStyle::thin();
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
