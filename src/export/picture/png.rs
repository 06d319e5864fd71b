//! SVG → PNG, drawn with the shipped fonts only, so that it comes out the same everywhere.

use super::ExportError;
use crate::view::fonts;
use resvg::tiny_skia::{Pixmap, Transform};
use std::sync::Arc;

/// Largest picture: 200 million pixels.
const MOST_PIXELS: f64 = 2e8;

/// The picture of `svg` with `scale` pixels to one of its units.
pub(super) fn png(svg: &str, scale: f32) -> Result<Vec<u8>, ExportError> {
    packed(pixels(svg, scale)?).map_err(|error| ExportError::Draw(error.to_string()))
}

/// Packed for flat areas of colour: each line as its difference to the one above, at the level that
/// takes half the time of the usual one for a file no larger. A page without a see-through pixel,
/// which is every whole page, has no channel for them.
fn packed(pixels: Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = (pixels.width(), pixels.height());
    let rgba = pixels.take_demultiplied();
    let (colours, _) = rgba.as_chunks::<4>();
    let is_opaque = colours.iter().all(|[.., alpha]| *alpha == u8::MAX);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_filter(png::Filter::Up);
    encoder.set_deflate_compression(png::DeflateCompression::Level(3));
    encoder.set_color(if is_opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    let mut writer = encoder.write_header()?;
    if is_opaque {
        let rgb: Vec<u8> = colours.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
        writer.write_image_data(&rgb)?;
    } else {
        writer.write_image_data(&rgba)?;
    }
    writer.finish()?;
    Ok(bytes)
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
