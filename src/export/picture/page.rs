//! The pages around the figure: heading, legend, caption, sources and footer, without an overlap.
//!
//! ```text
//!  Title, wrapped
//!  Subtitle
//!  ┌ figure ────────────────┐
//!  └────────────────────────┘
//!  ● exact day   [ ] some time within …   ├──┤ 10 years
//!  Shown: Russia or Ukraine; exact dates
//!  Caption
//!  1 · 1992: …        4 · since 1991: …
//!  corpus · 41 of 61 events · 7 undated · Annals 0.1.0 · page 1 of 3
//! ```
//! Sources that find no room go on to further pages.

use super::block::Block;
use super::figure::{Cut, Figure};
use super::legend::legend;
use super::moved::moved;
use super::options::PictureOptions;
use super::sources::{Entry, entries};
use super::split::{Piece, pieces};
use crate::model::{Chronology, Severity};
use crate::view::draw::{Face, Font, Rgba, Stroke};
use crate::view::geometry::Rect;
use crate::view::scene::Counts;
use crate::view::{Draw, Measure, Point, Theme, fonts, paint, words};

const GAP_PX: f32 = 10.0;
/// The least part of the page's height that the figure gets where all sources stand below it.
const FIGURE_SHARE: f32 = 0.6;
/// Width of a column of sources, and of the space between two.
const COLUMN_PX: f32 = 330.0;
const COLUMN_GAP_PX: f32 = 20.0;
/// Space between two sources.
const SOURCE_GAP_PX: f32 = 5.0;
/// How often the room for the legend is looked for: it depends on what is drawn.
const TRIES: usize = 4;

const TITLE: Font = Font { face: Face::Bold, size_px: 22.0 };
const SUBTITLE: Font = Font { face: Face::Regular, size_px: 13.5 };
const CAPTION: Font = Font { face: Face::Italic, size_px: 11.5 };
const NOTE: Font = Font { face: Face::Regular, size_px: 10.5 };
const FOOTER: Font = Font { face: Face::Regular, size_px: 9.5 };

/// One page: its parts in the order in which they are read.
pub(super) type Page = Vec<Part>;

/// One part of a page.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) draws: Vec<Draw>,
}

/// What a part of a page is to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Ground and footer: not read aloud.
    Frame,
    /// Title and subtitle.
    Heading,
    /// The figure, with what it shows in words.
    Figure(String),
    /// Legend, filter and caption.
    Notes,
    /// Numbered sources.
    Sources,
}

/// All pages; every piece of time begins a new one.
pub(super) fn pages(chronology: &Chronology, options: &PictureOptions) -> Vec<Page> {
    let theme = Theme::named(options.page.theme);
    let scale = options.page.text_scale();
    let (width, height) = options.page.size_px();
    let setter = Setter {
        chronology,
        options,
        theme: &theme,
        measure: fonts::widths(),
        size_px: (width / scale, height / scale),
        margin_px: options.page.margin_px(),
    };
    let pieces = pieces(chronology, options);
    let sets: Vec<Set> = pieces.iter().map(|piece| setter.set(piece)).collect();
    let count = sets.iter().map(|set| set.pages.len()).sum();
    let mut pages = Vec::with_capacity(count);
    for set in sets {
        for mut page in set.pages {
            let footer = setter.footer_block((set.counts, set.cut), (pages.len() + 1, count));
            page.push(Part { role: Role::Frame, draws: setter.footer(&footer) });
            for part in &mut page {
                part.draws = moved(std::mem::take(&mut part.draws), scale, 0.0, 0.0);
            }
            pages.push(page);
        }
    }
    pages
}

/// The pages of one piece of time, without their footer.
struct Set {
    pages: Vec<Page>,
    counts: Counts,
    cut: Cut,
}

struct Setter<'a> {
    chronology: &'a Chronology,
    options: &'a PictureOptions,
    theme: &'a Theme,
    measure: &'a dyn Measure,
    size_px: (f32, f32),
    margin_px: f32,
}

impl Setter<'_> {
    fn set(&self, piece: &Piece) -> Set {
        let heading = self.heading_block(piece);
        let space = if heading.height_px() > 0.0 { 4.0 } else { 0.0 };
        let top = self.margin_px + heading.height_px() + space;
        let notes = self.notes_block();
        // Counts change from page to page; the longest line there may be says how high a footer is.
        let longest = Counts {
            undated: 1,
            filtered_out: 1,
            off_screen: 1,
            total: self.chronology.events.len(),
            single: self.chronology.events.len(),
            ..Counts::default()
        };
        let cut = Cut { lanes: 100, events: 0 };
        let foot = self.footer_block((longest, cut), (100, 100)).height_px();
        let bottom = self.size_px.1 - self.margin_px - foot - GAP_PX;
        let figure = self.fitted(piece, (top, bottom), notes.height_px());
        let mut draws = Vec::new();
        let mut y = self.figure(&figure, top, &mut draws);
        let mut under = Vec::new();
        let drawn_px = self.legend(&figure, y, &mut under);
        y += drawn_px;
        if notes.height_px() > 0.0 {
            notes.draw(self.margin_px, y + GAP_PX / 2.0, &mut under);
            y += notes.height_px() + GAP_PX;
        }
        let mut page = vec![Part { role: Role::Frame, draws: self.empty_page() }];
        let mut head = Vec::new();
        heading.draw(self.margin_px, self.margin_px - 4.0, &mut head);
        page.push(Part { role: Role::Heading, draws: head });
        page.push(Part { role: Role::Figure(in_words(&figure)), draws });
        page.push(Part { role: Role::Notes, draws: under });
        let sources =
            if self.options.page.parts.sources { self.entries(&figure) } else { Vec::new() };
        let pages = self.sources(page, sources, y + GAP_PX / 2.0, bottom);
        Set { pages, counts: figure.scene.counts, cut: figure.cut }
    }

    /// The figure with room left for what stands below it.
    fn fitted(&self, piece: &Piece, (top, bottom): (f32, f32), notes_px: f32) -> Figure {
        let fit = |room: f32| {
            let box_px = (self.width_px(), room.max(60.0));
            Figure::fitted(self.chronology, self.options, piece, box_px, self.measure)
        };
        let all = bottom - top - notes_px - GAP_PX - if notes_px > 0.0 { GAP_PX } else { 0.0 };
        let mut legend_px = 0.0;
        let mut figure = fit(all);
        for _ in 0..TRIES {
            let needed = self.legend(&figure, 0.0, &mut Vec::new());
            let mut room = all - needed;
            if self.options.page.parts.sources {
                let left = room - self.wanted_px(&self.entries(&figure));
                let natural_px = figure.height_px() / figure.scale.max(1.0);
                let least_px = natural_px.min((bottom - top) * FIGURE_SHARE);
                // Sources that need further pages anyway leave the figure all the room it takes.
                room = if least_px <= left { left } else { room };
            }
            let is_settled = needed <= legend_px && figure.height_px() <= room + 0.5;
            legend_px = needed.max(legend_px);
            if is_settled {
                break;
            }
            figure = fit(room.min(all - legend_px));
        }
        figure
    }

    fn entries(&self, figure: &Figure) -> Vec<Entry> {
        entries(self.chronology, figure, self.column_px(), self.theme, self.measure)
    }

    /// About the height that sources take in columns side by side.
    fn wanted_px(&self, entries: &[Entry]) -> f32 {
        let all: f32 = entries.iter().map(|it| it.block.height_px() + SOURCE_GAP_PX).sum();
        all / self.columns() as f32 * 1.1 + 30.0
    }

    fn width_px(&self) -> f32 {
        (self.size_px.0 - 2.0 * self.margin_px).max(100.0)
    }

    fn columns(&self) -> usize {
        let columns = (self.width_px() + COLUMN_GAP_PX) / (COLUMN_PX * 0.94 + COLUMN_GAP_PX);
        columns.floor().max(1.0) as usize
    }

    fn column_px(&self) -> f32 {
        let columns = self.columns() as f32;
        (self.width_px() - (columns - 1.0) * COLUMN_GAP_PX) / columns
    }

    fn block(&self, text: &str, font: Font, colour: Rgba) -> Block {
        Block::wrapped(text, self.width_px(), font, colour, self.measure)
    }

    fn empty_page(&self) -> Vec<Draw> {
        let rect = Rect::from_size(0.0, 0.0, self.size_px.0, self.size_px.1);
        let fill = Some(self.theme.background);
        vec![Draw::Rect { rect, corner_px: 0.0, fill, stroke: None }]
    }

    /// Title, subtitle and what a piece of time is called.
    fn heading_block(&self, piece: &Piece) -> Block {
        let page = &self.options.page;
        let mut block = self.block(&page.title, TITLE, self.theme.ink);
        let below = [page.subtitle.as_str(), piece.name.as_str()];
        let below: Vec<&str> = below.into_iter().filter(|text| !text.is_empty()).collect();
        block.extend(self.block(&below.join(" · "), SUBTITLE, self.theme.muted));
        block
    }

    /// The filter in words and the caption.
    fn notes_block(&self) -> Block {
        let mut block = Block::default();
        let page = &self.options.page;
        if page.parts.filter && !self.options.filter_words.is_empty() {
            let words = format!("Shown: {}", self.options.filter_words);
            block.extend(self.block(&words, NOTE, self.theme.muted));
        }
        block.extend(self.block(&page.caption, CAPTION, self.theme.ink));
        block
    }

    /// The framed figure; gives back where the page goes on.
    fn figure(&self, figure: &Figure, top: f32, draws: &mut Vec<Draw>) -> f32 {
        let painted = paint(&figure.scene, self.theme, self.measure);
        draws.extend(moved(painted, figure.scale, self.margin_px, top));
        let (width, height) = self.size_px;
        draws.push(Draw::Clip(Rect::from_size(0.0, 0.0, width, height)));
        let rect = Rect::from_size(self.margin_px, top, self.width_px(), figure.height_px());
        let stroke = Some(Stroke::solid(1.0, self.theme.grid_strong));
        draws.push(Draw::Rect { rect, corner_px: 0.0, fill: None, stroke });
        rect.bottom + GAP_PX
    }

    fn legend(&self, figure: &Figure, top: f32, draws: &mut Vec<Draw>) -> f32 {
        let place = (self.margin_px, top, self.width_px());
        legend(figure, self.options.page.parts, self.theme, self.measure, place, draws)
    }

    fn footer_block(&self, counts: (Counts, Cut), page: (usize, usize)) -> Block {
        if !self.options.page.parts.footer {
            return Block::default();
        }
        self.block(&self.footer_text(counts, page), FOOTER, self.theme.muted)
    }

    fn footer_text(&self, (counts, cut): (Counts, Cut), (page, count): (usize, usize)) -> String {
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
        more(counts.off_screen - cut.events, "outside its time");
        if cut.lanes > 0 {
            let lanes = plural(cut.lanes, "lane");
            parts.push(format!("no room for {} in {lanes}", plural(cut.events, "event")));
        }
        parts.push(plural(self.chronology.documents.len(), "document"));
        let warnings = self.chronology.warnings.iter();
        let skipped = warnings.filter(|warning| warning.severity == Severity::Skipped).count();
        if skipped > 0 {
            parts.push(format!("{} could not be read", plural(skipped, "file")));
        }
        parts.push(self.options.page.drawn_on.clone());
        parts.push(format!("Annals {}", env!("CARGO_PKG_VERSION")));
        if count > 1 {
            parts.push(format!("page {page} of {count}"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("  ·  ")
    }

    fn footer(&self, footer: &Block) -> Vec<Draw> {
        let mut draws = Vec::new();
        if footer.height_px() > 0.0 {
            let (width, height) = self.size_px;
            let top = height - self.margin_px + 4.0 - footer.height_px();
            let ends = [self.margin_px, width - self.margin_px].map(|x| Point { x, y: top - 4.0 });
            let stroke = Stroke::solid(1.0, self.theme.grid_strong);
            draws.push(Draw::Line { points: ends.into_iter().collect(), stroke });
            footer.draw(self.margin_px, top, &mut draws);
        }
        draws
    }

    /// Sets the sources in columns, on further pages where they need them.
    fn sources(&self, page: Page, entries: Vec<Entry>, top: f32, bottom: f32) -> Vec<Page> {
        let mut pages = vec![page];
        let mut rest = entries;
        let mut top = top;
        while !rest.is_empty() {
            let mut draws = Vec::new();
            let is_fresh = pages.len() > 1;
            rest = self.columns_of(rest, top, bottom, is_fresh, &mut draws);
            if let Some(page) = pages.last_mut()
                && !draws.is_empty()
            {
                page.push(Part { role: Role::Sources, draws });
            }
            if let Some(first) = rest.first_mut() {
                first.name_lane();
                pages.push(vec![Part { role: Role::Frame, draws: self.empty_page() }]);
                top = self.margin_px;
            }
        }
        pages
    }

    /// Fills columns from left to right, of even height where all find room; gives back what found
    /// none. An entry that is higher than a `is_fresh` page is broken.
    fn columns_of(
        &self,
        entries: Vec<Entry>,
        top: f32,
        bottom: f32,
        is_fresh: bool,
        draws: &mut Vec<Draw>,
    ) -> Vec<Entry> {
        let total: f32 = entries.iter().map(|it| it.block.height_px() + SOURCE_GAP_PX).sum();
        let tallest = entries.iter().map(|it| it.block.height_px()).fold(0.0, f32::max);
        let even = top + total / self.columns() as f32 + tallest;
        let bottom = bottom.min(even);
        let (mut column, mut y) = (0, top);
        let mut entries = entries.into_iter();
        while let Some(entry) = entries.next() {
            let height_px = entry.block.height_px();
            if y + height_px > bottom && y > top {
                column += 1;
                y = top;
            }
            let is_full = column >= self.columns();
            let is_too_high = y + height_px > bottom;
            if is_full || is_too_high && !is_fresh {
                return std::iter::once(entry).chain(entries).collect();
            }
            let (now, later) = if is_too_high {
                let (now, later) = entry.split_at(bottom - y);
                (now, Some(later))
            } else {
                (entry.block, None)
            };
            let left = self.margin_px + column as f32 * (self.column_px() + COLUMN_GAP_PX);
            now.draw(left, y, draws);
            y += now.height_px() + SOURCE_GAP_PX;
            if let Some(later) = later {
                return std::iter::once(later).chain(entries).collect();
            }
        }
        Vec::new()
    }
}

/// What a figure shows, for those who cannot see it.
fn in_words(figure: &Figure) -> String {
    let scene = &figure.scene;
    let from = scene.viewport.start_secs as i64;
    let to = scene.viewport.end_secs(scene.plot.width()) as i64;
    let count = scene.counts.single + scene.counts.clustered;
    let lanes: Vec<&str> = scene.lanes.iter().map(|lane| lane.name.as_str()).collect();
    let events = plural(count, "event");
    format!(
        "Timeline of {events}, {}, in lanes: {}",
        words::years_between(from, to),
        lanes.join(", ")
    )
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
