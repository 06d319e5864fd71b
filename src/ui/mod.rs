//! The window: the only place that knows egui.
//!
//! Panels read the state and ask for commands; the session alone changes anything.

mod app;
mod context;
mod dialogs;
mod empty;
mod filters;
mod inspector;
mod jobs;
mod keys;
mod look;
mod menu;
mod pairs;
mod paths;
mod reader;
mod save;
mod screenshot;
mod status;
mod table;
mod timeline;
mod warnings;
mod widgets;
mod words;

pub use app::App;

use crate::pipeline::CacheOptions;
use crate::project::Store;
use crate::session::{Command, State};
use std::path::PathBuf;

/// Opens the window on `paths`, or empty where there are none; returns when it is closed. What is read
/// is kept in `cache`.
///
/// # Errors
/// Where no window can be opened: no display, or no driver for drawing.
pub fn run(paths: Vec<PathBuf>, cache: Option<CacheOptions>) -> anyhow::Result<()> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Annals")
        .with_app_id("annals")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        centered: true,
        ..Default::default()
    };
    eframe::run_native(
        "annals",
        options,
        Box::new(move |creation| {
            let store = Store::usual(|name| std::env::var(name).ok());
            let mut app = App::new(&creation.egui_ctx, State::default(), store).with_cache(cache);
            if !paths.is_empty() {
                app.run(&creation.egui_ctx, Command::Open(paths));
            }
            Ok(Box::new(app))
        }),
    )
    .map_err(|error| anyhow::anyhow!("Could not open the window\n{error}"))
}
