//! The page of a picture as it will be, small enough for the window; drawn off its thread.

use crate::export::picture::{self, ExportError, PictureFormat, PictureOptions};
use crate::model::Chronology;
use crate::session::State;
use crate::ui::context::Cx;
use crate::ui::look::{self, regular};
use egui::{Align2, ColorImage, Context, TextureHandle, TextureOptions};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

/// Pixels of the longer edge.
const EDGE_PX: f32 = 1_400.0;

/// A page and how many there are, or why it could not be drawn.
type Drawn = Result<(ColorImage, usize), String>;

/// A page that is drawn, or being drawn.
#[derive(Default)]
pub(crate) struct Preview {
    /// What is on screen was made from this.
    wanted: Option<(u64, usize, PictureOptions)>,
    drawn: Arc<Mutex<Option<Drawn>>>,
    is_busy: bool,
    texture: Option<TextureHandle>,
    /// Why the last page could not be drawn.
    pub(crate) failure: Option<String>,
    /// The page that is shown, from 0.
    pub(crate) page: usize,
    /// How many there are.
    pub(crate) count: usize,
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}

impl Preview {
    /// Takes what was drawn, and begins anew where the page has changed since.
    pub(crate) fn refresh(&mut self, state: &State, ctx: &Context) {
        let drawn = self.drawn.lock().map_or(None, |mut drawn| drawn.take());
        if let Some(drawn) = drawn {
            self.is_busy = false;
            match drawn {
                Ok((image, count)) => {
                    self.count = count;
                    self.page = self.page.min(count.saturating_sub(1));
                    self.failure = None;
                    let options = TextureOptions::LINEAR;
                    self.texture = Some(ctx.load_texture("preview", image, options));
                }
                Err(why) => self.failure = Some(why),
            }
        }
        let options = state.picture(PictureFormat::Png);
        let wanted = (state.revision, self.page, options);
        if self.is_busy || self.wanted.as_ref() == Some(&wanted) {
            return;
        }
        let (chronology, answer, ctx) =
            (Arc::clone(&state.chronology), Arc::clone(&self.drawn), ctx.clone());
        let (page, options) = (self.page, wanted.2.clone());
        self.wanted = Some(wanted);
        let (width, height) = options.page.size_px();
        let scale = EDGE_PX / width.max(height);
        let draw = move || {
            let draw = || image(&chronology, &options, page, scale);
            // What goes wrong in the drawing must not leave the dialog waiting for ever.
            let drawn = match catch_unwind(AssertUnwindSafe(draw)) {
                Ok(drawn) => drawn.map_err(|why| why.to_string()),
                Err(_) => Err("The drawing ended by itself, which is a fault of Annals".to_owned()),
            };
            if let Ok(mut answer) = answer.lock() {
                *answer = Some(drawn);
            }
            ctx.request_repaint();
        };
        let thread = std::thread::Builder::new().name("annals-preview".to_owned());
        self.is_busy = thread.spawn(draw).is_ok();
    }

    /// Whether a page is being drawn that is not seen yet.
    pub(crate) fn is_drawing(&self) -> bool {
        self.is_busy
    }

    /// The page, where one is drawn.
    pub(crate) fn texture(&self) -> Option<&TextureHandle> {
        self.texture.as_ref()
    }
}

/// One page of a picture, and how many there are.
pub(crate) fn image(
    chronology: &Chronology,
    options: &PictureOptions,
    page: usize,
    scale: f32,
) -> Result<(ColorImage, usize), ExportError> {
    let (pixels, count) = picture::preview(chronology, options, page, scale)?;
    let size = [pixels.width() as usize, pixels.height() as usize];
    // A page has a ground, so that no pixel is seen through.
    Ok((ColorImage::from_rgba_premultiplied(size, pixels.data()), count))
}

/// The page of the next picture, as large as fits.
pub(crate) fn preview_ui(cx: &mut Cx<'_>, ui: &mut egui::Ui, room: egui::Vec2) {
    let preview = &mut cx.memory.preview;
    preview.refresh(cx.state, ui.ctx());
    let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "Preview of the page"));
    let painter = ui.painter();
    painter.rect_filled(rect, 4.0, cx.look.button);
    if let Some(texture) = preview.texture() {
        let size = texture.size_vec2();
        let fit = ((room.x - 16.0) / size.x).min((room.y - 16.0) / size.y);
        let page = egui::Rect::from_center_size(rect.center(), size * fit);
        let uv = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        painter.image(texture.id(), page, uv, egui::Color32::WHITE);
        let line = egui::Stroke::new(1.0, cx.look.line);
        painter.rect_stroke(page, 0.0, line, egui::StrokeKind::Outside);
    } else if preview.is_drawing() {
        let font = regular(look::BODY_PX);
        painter.text(rect.center(), Align2::CENTER_CENTER, "Drawing…", font, cx.look.muted);
    }
}
