//! The glyphs of a PDF in the order of its content, each with its place on the page.

use super::coded::{self, Coded};
use super::text_string;
use crate::ingest::extract::MAX_TEXT_BYTES;
use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

/// Units of a glyph's own space to the size of its font.
const UNITS_PER_EM: f64 = 1_000.0;

/// A letter on its page: the page's top is 0, lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// What it stands for: a letter, or several.
    pub(super) text: Box<str>,
    /// Number of the page, from 1.
    pub(super) page: u32,
    /// Where it begins along its line.
    pub(super) start: f64,
    /// Where it ends along its line.
    pub(super) end: f64,
    /// Its baseline across the lines, growing downwards.
    pub(super) baseline: f64,
    /// Size of its font.
    pub(super) size: f64,
    /// Quarter turns of its line against the page.
    pub(super) turns: u8,
}

/// How much of a document was looked at.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// Pages that were looked at.
    pub(super) pages: usize,
    /// Whether the end was left out.
    pub(super) is_cut: bool,
}

/// Passes the glyphs of the first pages to `see`: those of a page as soon as it was looked at, so that a long
/// document needs no more memory than a page. What coded glyphs stand for is known at the end alone: from the
/// first of them on, all glyphs wait for it.
pub(super) fn read(pdf: &Pdf, max_pages: usize, mut see: impl FnMut(&[Glyph])) -> Looked {
    let cache = InterpreterCache::new();
    let mut looked = Looked::default();
    let mut waiting = Vec::new();
    let mut coded = Vec::new();
    let mut bytes = 0;
    for (index, page) in pdf.pages().iter().enumerate() {
        if index >= max_pages || bytes > MAX_TEXT_BYTES {
            looked.is_cut = true;
            break;
        }
        let mut looker = Looker { page: index as u32 + 1, ..Looker::default() };
        look(page, pdf, &cache, &mut looker);
        bytes += looker.glyphs.iter().map(|glyph| glyph.text.len()).sum::<usize>();
        looked.pages += 1;
        let before = waiting.len();
        coded.extend(looker.coded.into_iter().map(|it| Coded { at: before + it.at, ..it }));
        if coded.is_empty() {
            see(&looker.glyphs);
        } else {
            waiting.append(&mut looker.glyphs);
        }
    }
    coded::name(&mut waiting, &coded);
    see(&waiting);
    looked
}

fn look<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, looker: &mut Looker) {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, looker);
}

/// Notes where glyphs are drawn.
#[derive(Debug, Default)]
struct Looker {
    page: u32,
    glyphs: Vec<Glyph>,
    /// Those of them of which only a code is known.
    coded: Vec<Coded>,
    /// For each open marked content, the text that it stands for and was not yet given out.
    marked: Vec<Marked>,
}

#[derive(Debug)]
enum Marked {
    /// The glyphs speak for themselves.
    Plain,
    /// The text that the glyphs stand for.
    Actual(String),
    /// That text was given to an earlier glyph.
    Told,
}

/// What a glyph stands for.
#[derive(Debug)]
enum Said {
    Text(Box<str>),
    /// The letter with this code in a font that names none.
    Code(u8),
    /// Nothing, or its text was told already.
    Nothing,
}

impl Looker {
    fn said(&mut self, glyph: &Drawn<'_>) -> Said {
        for marked in &mut self.marked {
            match std::mem::replace(marked, Marked::Told) {
                Marked::Plain => *marked = Marked::Plain,
                Marked::Actual(text) => return Said::Text(text.into_boxed_str()),
                Marked::Told => return Said::Nothing,
            }
        }
        match (glyph.as_unicode(), glyph) {
            (Some(BfString::Char(c)), _) => Said::Text(c.to_string().into_boxed_str()),
            (Some(BfString::String(text)), _) => Said::Text(text.into_boxed_str()),
            (None, Drawn::Type3(drawing)) => {
                u8::try_from(drawing.char_code()).map_or(Said::Nothing, Said::Code)
            }
            (None, Drawn::Outline(_)) => Said::Nothing,
        }
    }
}

impl<'a> Device<'a> for Looker {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawing) => drawing.advance_width(),
            };
            let said = self.said(glyph);
            let is_told = matches!(said, Said::Nothing);
            let code = if let Said::Code(code) = said { Some(code) } else { None };
            let text = if let Said::Text(text) = said { text } else { Box::default() };
            let advance = f64::from(advance.unwrap_or(500.0));
            let placed = placed(text, self.page, transform, advance);
            if let (Some(code), Some(_)) = (code, &placed) {
                self.coded.push(Coded { at: self.glyphs.len(), code });
            }
            match (placed, self.glyphs.last_mut()) {
                // The text that stands for several glyphs reaches to the last of them.
                (Some(glyph), Some(last)) if is_told => last.end = last.end.max(glyph.end),
                (Some(_), None) if is_told => {}
                (glyph, _) => self.glyphs.extend(glyph),
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText"));
        self.marked.push(match actual {
            Some(text) => Marked::Actual(text_string(text.as_bytes())),
            None => Marked::Plain,
        });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// A glyph at its place; `None` where it has none.
fn placed(text: Box<str>, page: u32, transform: Affine, advance: f64) -> Option<Glyph> {
    let origin = transform * Point::ZERO;
    let tip = transform * Point::new(advance, 0.0);
    let up = transform * Point::new(0.0, UNITS_PER_EM);
    let size = (up - origin).hypot();
    let along = transform * Point::new(UNITS_PER_EM, 0.0) - origin;
    if !(origin.is_finite() && tip.is_finite() && size > 0.1) {
        return None;
    }
    // Coordinates turn with the line, so that it always runs to the right and the next one is below.
    let turns = match (along.x, along.y) {
        (x, y) if x.abs() >= y.abs() && x >= 0.0 => 0,
        (x, y) if x.abs() >= y.abs() => 2,
        (_, y) if y > 0.0 => 1,
        _ => 3,
    };
    let turned = |p: Point| match turns {
        0 => (p.x, p.y),
        1 => (p.y, -p.x),
        2 => (-p.x, -p.y),
        _ => (-p.y, p.x),
    };
    let (start, baseline) = turned(origin);
    let (end, _) = turned(tip);
    Some(Glyph { text, page, start, end: end.max(start), baseline, size, turns })
}
