//! Drawings scaled and moved to their place on a page.

use crate::view::Draw;
use crate::view::draw::{Font, Points, Stroke};
use crate::view::geometry::{Point, Rect};

/// `draws` scaled by `scale` from the top left corner, then moved by (`dx`, `dy`) pixels.
pub(super) fn moved(draws: Vec<Draw>, scale: f32, dx: f32, dy: f32) -> Vec<Draw> {
    let to = Place { scale, dx, dy };
    draws.into_iter().map(|draw| to.draw(draw)).collect()
}

struct Place {
    scale: f32,
    dx: f32,
    dy: f32,
}

impl Place {
    fn draw(&self, draw: Draw) -> Draw {
        match draw {
            Draw::Rect { rect, corner_px, fill, stroke } => Draw::Rect {
                rect: self.rect(rect),
                corner_px: corner_px * self.scale,
                fill,
                stroke: stroke.map(|stroke| self.stroke(stroke)),
            },
            Draw::Gradient { rect, from, to } => Draw::Gradient { rect: self.rect(rect), from, to },
            Draw::Circle { centre, radius_px, fill, stroke } => Draw::Circle {
                centre: self.point(centre),
                radius_px: radius_px * self.scale,
                fill,
                stroke: stroke.map(|stroke| self.stroke(stroke)),
            },
            Draw::Line { points, stroke } => {
                Draw::Line { points: self.points(points), stroke: self.stroke(stroke) }
            }
            Draw::Polygon { points, fill, stroke } => Draw::Polygon {
                points: self.points(points),
                fill,
                stroke: stroke.map(|stroke| self.stroke(stroke)),
            },
            Draw::Text { at, align, text, font, colour } => {
                let font = Font { size_px: font.size_px * self.scale, ..font };
                Draw::Text { at: self.point(at), align, text, font, colour }
            }
            Draw::Clip(rect) => Draw::Clip(self.rect(rect)),
        }
    }

    fn point(&self, point: Point) -> Point {
        Point { x: point.x * self.scale + self.dx, y: point.y * self.scale + self.dy }
    }

    fn points(&self, points: Points) -> Points {
        points.into_iter().map(|point| self.point(point)).collect()
    }

    fn rect(&self, rect: Rect) -> Rect {
        let from = self.point(Point { x: rect.left, y: rect.top });
        let to = self.point(Point { x: rect.right, y: rect.bottom });
        Rect { left: from.x, top: from.y, right: to.x, bottom: to.y }
    }

    fn stroke(&self, stroke: Stroke) -> Stroke {
        Stroke {
            width_px: stroke.width_px * self.scale,
            dash: stroke.dash.map(|(dash, gap)| (dash * self.scale, gap * self.scale)),
            ..stroke
        }
    }
}
