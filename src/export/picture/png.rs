//! SVG → PNG, drawn with the shipped fonts only, so that it comes out the same everywhere.

use super::ExportError;
use crate::view::fonts;
use resvg::tiny_skia::{Pixmap, Transform};
use std::sync::Arc;

/// Largest picture: 200 million pixels.
const MOST_PIXELS: f64 = 2e8;

/// The picture of `svg` with `scale` pixels to one of its units.
pub(super) fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    pixels(svg, scale)?.encode_png().map_err(|error| ExportError::Draw(error.to_string()))
}

/// The same before it is packed.
pub(super) fn pixels(svg: &str, scale: f32) -> Result<Pixmap, ExportError> {
    let tree = Faces::shipped().tree(svg)?;
    let size = tree.size();
    let (width, height) = (f64::from(size.width() * scale), f64::from(size.height() * scale));
    if !(1.0..=MOST_PIXELS).contains(&(width * height)) {
        return Err(ExportError::Size { width, height });
    }
    let (width, height) = (width.ceil() as u32, height.ceil() as u32);
    let mut pixels = Pixmap::new(width.max(1), height.max(1))
        .ok_or(ExportError::Size { width: f64::from(width), height: f64::from(height) })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels)
}

/// The same picture with the outlines of letters in place of text.
pub(super) fn outlined(svg: &str) -> Result<String, ExportError> {
    Ok(Faces::shipped().tree(svg)?.to_string(&usvg::WriteOptions::default()))
}

/// The shipped fonts, ready to set text.
pub(super) struct Faces {
    options: usvg::Options<'static>,
}

impl Faces {
    pub(super) fn shipped() -> Self {
        let mut options =
            usvg::Options { font_family: fonts::FAMILY.to_owned(), ..Default::default() };
        let faces = Arc::make_mut(&mut options.fontdb);
        for face in fonts::ALL {
            faces.load_font_data(face.to_vec());
        }
        faces.set_sans_serif_family(fonts::FAMILY);
        Self { options }
    }

    /// A parsed SVG whose text is set in these fonts.
    pub(super) fn tree(&self, svg: &str) -> Result<usvg::Tree, ExportError> {
        let tree = usvg::Tree::from_str(svg, &self.options);
        tree.map_err(|error| ExportError::Draw(error.to_string()))
    }
}
