//! The figure: SVG, PNG and PDF from one drawing.

mod block;
mod figure;
mod legend;
mod moved;
mod options;
mod page;
mod paper;
mod pdf;
mod png;
mod reach;
mod sources;
mod split;
mod svg;
#[cfg(test)]
mod tests;

pub use legend::{LEGEND_SAMPLE_PX, legend_of_all};
pub use options::{PageOptions, Parts, PictureFormat, PictureOptions, Split};
pub use paper::Paper;

use super::{file, redact};
use crate::model::Chronology;
use page::Page;
use resvg::tiny_skia::Pixmap;
use std::io;
use std::path::{Path, PathBuf};

/// Pages that PNG and SVG may have, a file each.
const MOST_FILES: usize = 40;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Too large or empty.
    #[error("The picture would be {width:.0} × {height:.0} pixels; choose another size or scale")]
    Size {
        /// Width in pixels.
        width: f64,
        /// Height in pixels.
        height: f64,
    },
    /// More files than anybody wants beside each other.
    #[error(
        "The picture would take {0} files, a file a page; choose PDF, which holds all pages in one, or \
         leave out the sources"
    )]
    Pages(usize),
    /// The drawing library refused it.
    #[error("The picture could not be drawn: {0}")]
    Draw(String),
}

/// The figure as the bytes of files: one for a PDF, one a page otherwise. The same options give the
/// same bytes.
///
/// # Errors
/// Where a page is too large or empty, or there are too many for files of their own.
pub fn render(
    chronology: &Chronology,
    options: &PictureOptions,
) -> Result<Vec<Vec<u8>>, ExportError> {
    let pages = pages(chronology, options);
    let size_px = options.page.size_px();
    let name = name(options);
    let svg = |page: &Page| svg::svg(page, size_px, name);
    if options.format != PictureFormat::Pdf && MOST_FILES < pages.len() {
        return Err(ExportError::Pages(pages.len()));
    }
    match options.format {
        PictureFormat::Svg if options.page.has_outlined_text => {
            pages.iter().map(|page| Ok(png::outlined(&svg(page))?.into_bytes())).collect()
        }
        PictureFormat::Svg => Ok(pages.iter().map(|page| svg(page).into_bytes()).collect()),
        PictureFormat::Png => {
            let scale = options.page.scale.max(0.1);
            pages.iter().map(|page| png::png(&svg(page), scale)).collect()
        }
        PictureFormat::Pdf => Ok(vec![pdf::pdf(&pages, size_px, name)?]),
    }
}

/// Writes the files of a picture: the first under the name given, further pages beside it. Gives
/// their names.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn write(path: &Path, files: &[Vec<u8>]) -> io::Result<Vec<PathBuf>> {
    let names = file_names(path, files.len());
    for (name, bytes) in names.iter().zip(files) {
        file::write(name, bytes)?;
    }
    Ok(names)
}

/// One page in pixels, `scale` to a pixel of the page, and how many pages there are.
///
/// # Errors
/// Where the page is too large or empty.
pub fn preview(
    chronology: &Chronology,
    options: &PictureOptions,
    number: usize,
    scale: f32,
) -> Result<(Pixmap, usize), ExportError> {
    let pages = pages(chronology, options);
    let count = pages.len();
    let page = pages.get(number.min(count.saturating_sub(1)));
    let svg = svg::svg(page.map_or(&[][..], Vec::as_slice), options.page.size_px(), name(options));
    Ok((png::pixels(&svg, scale)?, count))
}

fn name(options: &PictureOptions) -> &str {
    if options.page.title.is_empty() { "Chronology" } else { &options.page.title }
}

fn pages(chronology: &Chronology, options: &PictureOptions) -> Vec<Page> {
    if !options.page.hides_paths {
        return page::pages(chronology, options);
    }
    let filter = redact::redacted_filter(&options.filter, chronology);
    let options = PictureOptions {
        filter,
        placing: redact::redacted_placing(&options.placing, chronology),
        corpus: String::new(),
        filter_words: if options.filter.hidden_documents.is_empty() {
            options.filter_words.clone()
        } else {
            "some of the documents".to_owned()
        },
        ..options.clone()
    };
    page::pages(&redact::redacted(chronology), &options)
}

/// The names of the files of a picture that has so many: `a.png`, `a-2.png`, `a-3.png`.
pub fn file_names(path: &Path, count: usize) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let further =
        (2..=count).map(|number| path.with_file_name(format!("{stem}-{number}.{ending}")));
    std::iter::once(path.to_owned()).chain(further).take(count.max(1)).collect()
}

/// The kind of picture that a file name asks for; `None` for any other ending.
pub fn format_of(file_name: &str) -> Option<PictureFormat> {
    let (_, ending) = file_name.rsplit_once('.')?;
    PictureFormat::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.extension()))
}
