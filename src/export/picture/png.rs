//! SVG → PNG, drawn with the shipped fonts only, so that it comes out the same everywhere.

use super::ExportError;
use crate::view::fonts;
use resvg::tiny_skia::{Pixmap, Transform};
use std::sync::Arc;

/// Largest picture: 200 million pixels.
const MOST_PIXELS: f64 = 2e8;

/// The picture of `svg` with `scale` pixels to one of its units.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    let tree = tree(svg)?;
    let size = tree.size();
    let (width, height) = (f64::from(size.width() * scale), f64::from(size.height() * scale));
    if !(1.0..=MOST_PIXELS).contains(&(width * height)) {
        return Err(ExportError::Size { width, height });
    }
    let (width, height) = (width.ceil() as u32, height.ceil() as u32);
    let mut pixels = Pixmap::new(width.max(1), height.max(1))
        .ok_or(ExportError::Size { width: f64::from(width), height: f64::from(height) })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| ExportError::Draw(error.to_string()))
}

/// A parsed SVG whose text is set in the shipped fonts.
pub(super) fn tree(svg: &str) -> Result<usvg::Tree, ExportError> {
    let mut options = usvg::Options { font_family: fonts::FAMILY.to_owned(), ..Default::default() };
    let faces = Arc::make_mut(&mut options.fontdb);
    for face in fonts::ALL {
        faces.load_font_data(face.to_vec());
    }
    faces.set_sans_serif_family(fonts::FAMILY);
    usvg::Tree::from_str(svg, &options).map_err(|error| ExportError::Draw(error.to_string()))
}
