//! The figure: SVG, PNG and PDF from one drawing.

pub mod png;
pub mod svg;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Too large or empty.
    #[error("The picture would be {width:.0} × {height:.0} pixels; choose a smaller size or scale")]
    Size {
        /// Width in pixels.
        width: f64,
        /// Height in pixels.
        height: f64,
    },
    /// The drawing library refused it.
    #[error("The picture could not be drawn: {0}")]
    Draw(String),
}
