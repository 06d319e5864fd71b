//! Blocks of text on a page: lines that are already broken, with their height.

use crate::view::draw::{Align, Font, Rgba};
use crate::view::fonts::wrapped;
use crate::view::geometry::Point;
use crate::view::{Draw, Measure};

/// Height of a line in parts of the font size.
const LEADING: f32 = 1.42;

/// Lines of one font and colour.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    lines: Vec<(String, Font, Rgba)>,
}

impl Block {
    /// `text` broken to a width; no line for empty text.
    pub(super) fn wrapped(
        text: &str,
        width_px: f32,
        font: Font,
        colour: Rgba,
        measure: &dyn Measure,
    ) -> Self {
        let lines = wrapped(text, width_px, font, measure);
        Self { lines: lines.into_iter().map(|line| (line, font, colour)).collect() }
    }

    /// Adds the lines of another block below.
    pub(super) fn extend(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// Height of all lines in pixels.
    pub(super) fn height_px(&self) -> f32 {
        self.lines.iter().map(|(_, font, _)| font.size_px * LEADING).sum()
    }

    /// The lines that fit a height, one at least, and those that do not.
    pub(super) fn split_at(mut self, height_px: f32) -> (Self, Self) {
        let mut used = 0.0;
        let fitting = self.lines.iter().take_while(|(_, font, _)| {
            used += font.size_px * LEADING;
            used <= height_px
        });
        let count = fitting.count().max(1).min(self.lines.len());
        let rest = self.lines.split_off(count);
        (self, Self { lines: rest })
    }

    /// The lines from a corner downwards.
    pub(super) fn draw(&self, left: f32, top: f32, draws: &mut Vec<Draw>) {
        let mut y = top;
        for (text, font, colour) in &self.lines {
            let height = font.size_px * LEADING;
            draws.push(Draw::Text {
                at: Point { x: left, y: y + height / 2.0 },
                align: Align::Left,
                text: text.as_str().into(),
                font: *font,
                colour: *colour,
            });
            y += height;
        }
    }
}
