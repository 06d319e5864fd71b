//! SVG pages → PDF, with text that can be selected. Holds no date, so that its bytes repeat.

use super::ExportError;
use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt as _, SvgSettings};

/// Points to a pixel: pixels are a ninety-sixth of an inch.
const POINTS_PER_PX: f32 = 0.75;

/// One PDF page for each SVG.
pub fn pdf(pages: &[String], title: &str) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).creator("Annals".to_owned()));
    for svg in pages {
        let tree = super::png::tree(svg)?;
        let (width, height) =
            (tree.size().width() * POINTS_PER_PX, tree.size().height() * POINTS_PER_PX);
        let empty = || ExportError::Size { width: f64::from(width), height: f64::from(height) };
        let settings = PageSettings::from_wh(width, height).ok_or_else(empty)?;
        let size = Size::from_wh(width, height).ok_or_else(empty)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let drawn = surface.draw_svg(&tree, size, SvgSettings::default());
        surface.finish();
        page.finish();
        drawn.ok_or_else(|| ExportError::Draw("a page came out empty".to_owned()))?;
    }
    document.finish().map_err(|error| ExportError::Draw(format!("{error:?}")))
}
