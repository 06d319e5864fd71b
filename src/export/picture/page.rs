//! The page around the figure: heading, legend, caption, sources and footer, without an overlap.
//!
//! ```text
//!  Title, wrapped
//!  Subtitle
//!  ┌ figure ────────────────┐
//!  └────────────────────────┘
//!  ● exact day   [ ] some time within …
//!  Caption
//!  1 · 1992: …        4 · since 1991: …
//!  corpus · 41 of 61 events · 7 undated · Annals 0.1.0
//! ```
//! Sources that find no room go on to further pages of a PDF; elsewhere a line counts them.

use super::block::Block;
use super::figure::Figure;
use super::legend::legend;
use super::moved::moved;
use super::sources::{blocks, numbered, with_numbers};
use super::{PictureFormat, PictureOptions};
use crate::model::{Chronology, Severity};
use crate::view::draw::{Face, Font, Stroke};
use crate::view::fonts::ShippedMeasure;
use crate::view::geometry::Rect;
use crate::view::scene::Counts;
use crate::view::{Draw, Measure, Point, Theme, paint};

const MARGIN_PX: f32 = 28.0;
const GAP_PX: f32 = 10.0;
/// The least part of the page's height that the figure gets.
const FIGURE_SHARE: f32 = 0.7;
/// Width of a column of sources.
const COLUMN_PX: f32 = 330.0;
const COLUMN_GAP_PX: f32 = 20.0;

const TITLE: Font = Font { face: Face::Bold, size_px: 22.0 };
const SUBTITLE: Font = Font { face: Face::Regular, size_px: 13.5 };
const CAPTION: Font = Font { face: Face::Italic, size_px: 11.5 };
const FOOTER: Font = Font { face: Face::Regular, size_px: 9.5 };

/// The drawings of every page, the figure on the first.
pub(super) fn pages(chronology: &Chronology, options: &PictureOptions) -> Vec<Vec<Draw>> {
    let measure = ShippedMeasure::default();
    let theme = Theme::named(options.theme);
    Setter { chronology, options, theme: &theme, measure: &measure }.pages()
}

struct Setter<'a> {
    chronology: &'a Chronology,
    options: &'a PictureOptions,
    theme: &'a Theme,
    measure: &'a dyn Measure,
}

impl Setter<'_> {
    fn pages(&self) -> Vec<Vec<Draw>> {
        let width = self.width_px();
        let mut draws = self.empty_page();
        let top = self.heading(&mut draws);
        let caption = self.block(&self.options.caption, CAPTION, self.theme.ink);
        let below = caption.height_px() + GAP_PX;
        // The legend depends on what is drawn, so its room is found by drawing once.
        let foot = self.footer_block(Counts { total: 1, ..Counts::default() }).height_px();
        let bottom = self.options.size_px.1 - MARGIN_PX - foot - GAP_PX;
        let first =
            Figure::fitted(self.chronology, self.options, (width, bottom - top), self.measure);
        let legend_px = self.legend(&first, (MARGIN_PX, 0.0), &mut Vec::new());
        let mut room = bottom - top - legend_px - below - 2.0 * GAP_PX;
        let events = if self.options.parts.sources { numbered(&first.scene) } else { Vec::new() };
        let sources = blocks(self.chronology, &events, self.column_px(), self.theme, self.measure);
        if !sources.is_empty() {
            let wanted = sources.iter().map(|block| block.height_px() + 5.0).sum::<f32>();
            let wanted = wanted / self.columns() as f32 * 1.1 + 40.0;
            room = (room - wanted).max((bottom - top) * FIGURE_SHARE);
        }
        let labelled = with_numbers(self.chronology, &events);
        let figure = Figure::fitted(&labelled, self.options, (width, room), self.measure);
        let mut y = self.figure(&figure, top, &mut draws);
        y += self.legend(&figure, (MARGIN_PX, y), &mut draws);
        if caption.height_px() > 0.0 {
            caption.draw(MARGIN_PX, y + GAP_PX / 2.0, &mut draws);
            y += caption.height_px() + GAP_PX;
        }
        let footer = self.footer_block(figure.scene.counts);
        self.footer(&footer, &mut draws);
        self.sources(draws, sources, y + GAP_PX, bottom, &footer)
    }

    fn width_px(&self) -> f32 {
        (self.options.size_px.0 - 2.0 * MARGIN_PX).max(100.0)
    }

    fn columns(&self) -> usize {
        ((self.width_px() + COLUMN_GAP_PX) / (COLUMN_PX + COLUMN_GAP_PX)).floor().max(1.0) as usize
    }

    fn column_px(&self) -> f32 {
        let columns = self.columns() as f32;
        (self.width_px() - (columns - 1.0) * COLUMN_GAP_PX) / columns
    }

    fn block(&self, text: &str, font: Font, colour: crate::view::draw::Rgba) -> Block {
        Block::wrapped(text, self.width_px(), font, colour, self.measure)
    }

    fn empty_page(&self) -> Vec<Draw> {
        let rect = Rect::from_size(0.0, 0.0, self.options.size_px.0, self.options.size_px.1);
        let fill = Some(self.theme.background);
        vec![Draw::Rect { rect, corner_px: 0.0, fill, stroke: None }]
    }

    /// Title and subtitle; gives back where the figure may start.
    fn heading(&self, draws: &mut Vec<Draw>) -> f32 {
        let mut block = self.block(&self.options.title, TITLE, self.theme.ink);
        block.extend(self.block(&self.options.subtitle, SUBTITLE, self.theme.muted));
        block.draw(MARGIN_PX, MARGIN_PX - 6.0, draws);
        let height = block.height_px();
        MARGIN_PX + if height > 0.0 { height + 4.0 } else { 0.0 }
    }

    /// The framed figure; gives back where it ends.
    fn figure(&self, figure: &Figure, top: f32, draws: &mut Vec<Draw>) -> f32 {
        let painted = paint(&figure.scene, self.theme, self.measure);
        draws.extend(moved(painted, figure.scale, MARGIN_PX, top));
        let (width, height) = self.options.size_px;
        draws.push(Draw::Clip(Rect::from_size(0.0, 0.0, width, height)));
        let rect = Rect::from_size(MARGIN_PX, top, self.width_px(), figure.height_px());
        let stroke = Some(Stroke::solid(1.0, self.theme.grid_strong));
        draws.push(Draw::Rect { rect, corner_px: 0.0, fill: None, stroke });
        rect.bottom + GAP_PX
    }

    fn legend(&self, figure: &Figure, (left, top): (f32, f32), draws: &mut Vec<Draw>) -> f32 {
        if !self.options.parts.legend {
            return 0.0;
        }
        let place = (left, top, self.width_px());
        legend(&figure.scene, self.options.colour, self.theme, self.measure, place, draws)
    }

    fn footer_block(&self, counts: Counts) -> Block {
        if !self.options.parts.footer {
            return Block::default();
        }
        self.block(&self.footer_text(counts), FOOTER, self.theme.muted)
    }

    fn footer_text(&self, counts: Counts) -> String {
        let shown = counts.single + counts.clustered;
        let mut parts = vec![self.options.corpus.clone()];
        parts.push(format!("{shown} of {} shown", plural(counts.total, "event")));
        let mut more = |count: usize, words: &str| {
            if count > 0 {
                parts.push(format!("{count} {words}"));
            }
        };
        more(counts.undated, "undated");
        more(counts.filtered_out, "hidden by the filter");
        more(counts.off_screen, "outside the picture");
        let documents = self.chronology.documents.len();
        parts.push(plural(documents, "document"));
        let warnings = self.chronology.warnings.iter();
        let skipped = warnings.filter(|warning| warning.severity == Severity::Skipped).count();
        if skipped > 0 {
            parts.push(format!("{} could not be read", plural(skipped, "file")));
        }
        parts.push(format!("Annals {}", env!("CARGO_PKG_VERSION")));
        parts.retain(|part| !part.is_empty());
        parts.join("  ·  ")
    }

    fn footer(&self, footer: &Block, draws: &mut Vec<Draw>) {
        if footer.height_px() == 0.0 {
            return;
        }
        let (width, height) = self.options.size_px;
        let top = height - MARGIN_PX + 4.0 - footer.height_px();
        let ends = [MARGIN_PX, width - MARGIN_PX].map(|x| Point { x, y: top - 4.0 });
        let stroke = Stroke::solid(1.0, self.theme.grid_strong);
        draws.push(Draw::Line { points: ends.to_vec(), stroke });
        footer.draw(MARGIN_PX, top, draws);
    }

    /// Sets the sources in columns, on further pages where the format has them.
    fn sources(
        &self,
        page: Vec<Draw>,
        blocks: Vec<Block>,
        top: f32,
        bottom: f32,
        footer: &Block,
    ) -> Vec<Vec<Draw>> {
        let mut pages = vec![page];
        let mut rest = blocks;
        let mut top = top;
        while !rest.is_empty() {
            let has_more_pages = self.options.format == PictureFormat::Pdf;
            let bottom = if has_more_pages { bottom } else { bottom - 14.0 };
            let Some(page) = pages.last_mut() else { break };
            let set = self.columns_of(&rest, top, bottom, page);
            rest.drain(..set);
            if rest.is_empty() {
                break;
            }
            if !has_more_pages || set == 0 && pages.len() > 1 {
                let words = format!("Sources of {} more marks found no room here", rest.len());
                let line = self.block(&words, FOOTER, self.theme.muted);
                if let Some(page) = pages.last_mut() {
                    line.draw(MARGIN_PX, bottom, page);
                }
                break;
            }
            let mut next = self.empty_page();
            self.footer(footer, &mut next);
            pages.push(next);
            top = MARGIN_PX;
        }
        pages
    }

    /// Fills columns from left to right; gives back how many blocks found room.
    fn columns_of(&self, blocks: &[Block], top: f32, bottom: f32, draws: &mut Vec<Draw>) -> usize {
        let total: f32 = blocks.iter().map(|block| block.height_px() + 5.0).sum();
        let tallest = blocks.iter().map(Block::height_px).fold(0.0, f32::max);
        let even = top + total / self.columns() as f32 + tallest;
        let bottom = bottom.min(even);
        let (mut column, mut y) = (0, top);
        for (i, block) in blocks.iter().enumerate() {
            if y + block.height_px() > bottom {
                column += 1;
                y = top;
            }
            if column >= self.columns() || y + block.height_px() > bottom {
                return i;
            }
            let left = MARGIN_PX + column as f32 * (self.column_px() + COLUMN_GAP_PX);
            block.draw(left, y, draws);
            y += block.height_px() + 5.0;
        }
        blocks.len()
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
