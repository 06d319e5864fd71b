//! The flat drawing list → egui's painter.

use crate::ui::look::{colour, font_id};
use crate::view::draw::{Align, Font, Stroke};
use crate::view::{Draw, Measure, Point, Rect};
use egui::{Align2, Color32, CornerRadius, Pos2, Shape, StrokeKind};
use std::cell::RefCell;

/// Text widths as the window will draw them, or a little more where letters move together.
///
/// A new zoom asks for the widths of hundreds of titles. So they are summed from those of the letters, each
/// of which egui is asked for once, and only what is drawn is laid out.
#[derive(Debug)]
pub(super) struct WindowMeasure<'a> {
    pub(super) ctx: &'a egui::Context,
    pub(super) letters: &'a RefCell<Letters>,
}

/// Widths of letters, as far as they were asked for.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// Pixels of the screen for one of the window, which they belong to.
    scale: f32,
    /// Of code points below [`LOW`] in each font; negative where not known.
    low: Vec<(Font, Vec<f32>)>,
}

/// Code points below this are kept: Latin, Greek, Cyrillic, Armenian.
const LOW: usize = 0x590;
const UNKNOWN: f32 = -1.0;

impl Letters {
    /// Those of a font.
    fn of(&mut self, font: Font, scale: f32) -> &mut [f32] {
        if (self.scale - scale).abs() > f32::EPSILON {
            *self = Self { scale, low: Vec::new() };
        }
        let at = self.low.iter().position(|(known, _)| *known == font);
        let at = at.unwrap_or_else(|| {
            self.low.push((font, vec![UNKNOWN; LOW]));
            self.low.len() - 1
        });
        self.low.get_mut(at).map_or(&mut [], |(_, widths)| widths)
    }
}

impl Measure for WindowMeasure<'_> {
    fn width_px(&self, text: &str, font: Font) -> f32 {
        let mut letters = self.letters.borrow_mut();
        let low = letters.of(font, self.ctx.pixels_per_point());
        let asked = |letter| self.ctx.fonts_mut(|fonts| fonts.glyph_width(&font_id(font), letter));
        let width = |letter: char| match low.get_mut(letter as usize) {
            Some(known) if *known < 0.0 => {
                *known = asked(letter);
                *known
            }
            Some(known) => *known,
            None => asked(letter),
        };
        text.chars().map(width).sum()
    }
}

/// Paints the list with its top left corner at `origin`.
pub(super) fn paint(painter: &egui::Painter, origin: Pos2, draws: &[Draw]) {
    let whole = painter.clip_rect();
    let mut painter = painter.clone();
    for draw in draws {
        match draw {
            Draw::Clip(rect) => painter.set_clip_rect(rect_at(origin, *rect).intersect(whole)),
            Draw::Rect { rect, corner_px, fill, stroke } => {
                let rect = rect_at(origin, *rect);
                paint_rect(&painter, rect, *corner_px, fill.map(colour), *stroke);
            }
            Draw::Gradient { rect, from, to } => {
                let ends = [colour(*from), colour(*to)];
                painter.add(Shape::gradient_rect(
                    rect_at(origin, *rect),
                    egui::Direction::LeftToRight,
                    ends,
                ));
            }
            Draw::Circle { centre, radius_px, fill, stroke } => {
                let at = pos_at(origin, *centre);
                let fill = fill.map_or(Color32::TRANSPARENT, colour);
                let edge = stroke.filter(|stroke| stroke.dash.is_none());
                painter.circle(at, *radius_px, fill, edge.map_or(egui::Stroke::NONE, solid));
                if let Some(stroke) = stroke.filter(|stroke| stroke.dash.is_some()) {
                    let ring = |i: u32| {
                        let angle = i as f32 * std::f32::consts::TAU / 32.0;
                        at + *radius_px * egui::Vec2::angled(angle)
                    };
                    paint_line(&painter, (0..=32).map(ring).collect(), stroke);
                }
            }
            Draw::Line { points, stroke } => {
                let points = points.iter().map(|point| pos_at(origin, *point)).collect();
                paint_line(&painter, points, *stroke);
            }
            Draw::Polygon { points, fill, stroke } => {
                let mut points: Vec<Pos2> =
                    points.iter().map(|point| pos_at(origin, *point)).collect();
                if let Some(fill) = fill {
                    let fill = colour(*fill);
                    painter.add(Shape::convex_polygon(points.clone(), fill, egui::Stroke::NONE));
                }
                if let Some(stroke) = stroke {
                    points.extend(points.first().copied());
                    paint_line(&painter, points, *stroke);
                }
            }
            Draw::Text { at, align, text, font, colour: ink } => {
                let anchor = match align {
                    Align::Left => Align2::LEFT_CENTER,
                    Align::Middle => Align2::CENTER_CENTER,
                    Align::Right => Align2::RIGHT_CENTER,
                };
                painter.text(pos_at(origin, *at), anchor, text, font_id(*font), colour(*ink));
            }
        }
    }
}

fn paint_rect(
    painter: &egui::Painter,
    rect: egui::Rect,
    corner_px: f32,
    fill: Option<Color32>,
    stroke: Option<Stroke>,
) {
    let corners = CornerRadius::same(corner_px.round() as u8);
    if let Some(fill) = fill {
        painter.rect_filled(rect, corners, fill);
    }
    match stroke {
        Some(stroke) if stroke.dash.is_some() => {
            let around = [
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
                rect.left_top(),
            ];
            paint_line(painter, around.to_vec(), stroke);
        }
        Some(stroke) => {
            painter.rect_stroke(rect, corners, solid(stroke), StrokeKind::Middle);
        }
        None => {}
    }
}

fn paint_line(painter: &egui::Painter, points: Vec<Pos2>, stroke: Stroke) {
    match stroke.dash {
        Some((dash, gap)) if 0.0 < dash + gap => {
            painter.extend(Shape::dashed_line(&points, solid(stroke), dash.max(0.5), gap.max(0.5)));
        }
        _ => {
            painter.line(points, solid(stroke));
        }
    }
}

fn solid(stroke: Stroke) -> egui::Stroke {
    egui::Stroke::new(stroke.width_px, colour(stroke.colour))
}

fn pos_at(origin: Pos2, point: Point) -> Pos2 {
    origin + egui::vec2(point.x, point.y)
}

/// A box of the scene on screen.
pub(super) fn rect_at(origin: Pos2, rect: Rect) -> egui::Rect {
    egui::Rect::from_min_max(
        origin + egui::vec2(rect.left, rect.top),
        origin + egui::vec2(rect.right, rect.bottom),
    )
}
