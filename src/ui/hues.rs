//! The palette of marks, for dots outside the drawing.

use super::look::Look;
use egui::Color32;

/// The fill of a hue; grey for none.
pub(super) fn fill(look: &Look, hue: Option<usize>) -> Color32 {
    let _ = hue;
    look.muted
}
