//! The window as a picture on disk.

use crate::export::file;
use crate::session::Report;
use resvg::tiny_skia::{IntSize, Pixmap};
use std::path::{Path, PathBuf};

/// Saves the picture in the folder where the program was started, under a name that is free.
pub(super) fn save(image: &egui::ColorImage) -> Report {
    let path = free_name();
    let saved = png(image)
        .ok_or_else(|| "the picture is empty".to_owned())
        .and_then(|bytes| file::write(&path, &bytes).map_err(|why| why.to_string()));
    let name = path.display();
    match saved {
        Ok(()) => Report::Done(format!("Saved the screenshot as {name}")),
        Err(why) => Report::Failed(format!("Could not save the screenshot\n{why}\n{name}")),
    }
}

fn png(image: &egui::ColorImage) -> Option<Vec<u8>> {
    let [width, height] = image.size;
    let size = IntSize::from_wh(u32::try_from(width).ok()?, u32::try_from(height).ok()?)?;
    let bytes = image.pixels.iter().flat_map(egui::Color32::to_array).collect();
    Pixmap::from_vec(bytes, size)?.encode_png().ok()
}

fn free_name() -> PathBuf {
    let folder = std::env::current_dir().unwrap_or_default();
    let name = |i: u32| folder.join(format!("annals-screenshot-{i}.png"));
    (1..10_000).map(name).find(|path| !Path::exists(path)).unwrap_or_else(|| name(0))
}
