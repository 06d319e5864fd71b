//! The window as a picture on disk.

use crate::session::Report;

/// Saves the picture.
pub(super) fn save(image: &egui::ColorImage) -> Report {
    let _ = image;
    Report::Failed("Screenshots cannot be saved yet".to_owned())
}
