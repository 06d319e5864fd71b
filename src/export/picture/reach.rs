//! How far a drawing reaches: only what crosses the edge of its clip has to be cut there.
//!
//! A cut costs a painter a layer of its own, so a page with ten thousand marks asks for few.

use crate::view::draw::{Align, Stroke};
use crate::view::fonts;
use crate::view::geometry::{Point, Rect};
use crate::view::{Draw, Measure as _};

/// Letters stay within this part of their size above and below the middle of their line.
const LETTER_HEIGHT: f32 = 0.75;
/// A leaning or kerned letter may pass the end of its line by this part of its size.
const LETTER_OVERHANG: f32 = 0.3;
/// A sharp corner reaches past its point by this many widths of the line: half the usual limit of
/// mitres, which is four.
const CORNER: f32 = 2.0;
/// Numbers are written with two decimals.
const ROUNDING_PX: f32 = 0.01;

/// Where a drawing stands to the box it may be seen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Inside,
    Across,
    Outside,
}

/// Where `draw` stands to `clip`; in doubt across its edge.
pub(super) fn standing(draw: &Draw, clip: Rect) -> Standing {
    let Some(reach) = reach(draw) else { return Standing::Outside };
    let is_inside = clip.left <= reach.left + ROUNDING_PX
        && reach.right <= clip.right + ROUNDING_PX
        && clip.top <= reach.top + ROUNDING_PX
        && reach.bottom <= clip.bottom + ROUNDING_PX;
    match (is_inside, reach.overlaps(clip)) {
        (true, _) => Standing::Inside,
        (false, true) => Standing::Across,
        (false, false) => Standing::Outside,
    }
}

/// A box that nothing of `draw` leaves; `None` where nothing is drawn.
fn reach(draw: &Draw) -> Option<Rect> {
    Some(match draw {
        Draw::Rect { rect, stroke, .. } => rect.grown(half(stroke.as_ref()), half(stroke.as_ref())),
        Draw::Gradient { rect, .. } => *rect,
        Draw::Circle { centre, radius_px, stroke, .. } => {
            let reach = radius_px + half(stroke.as_ref());
            Rect::from_size(centre.x, centre.y, 0.0, 0.0).grown(reach, reach)
        }
        Draw::Line { points, stroke } => {
            let rect = around(points)?;
            let half_px = half(Some(stroke));
            match points.as_slice() {
                // A straight line ends where its points stand.
                [from, to] if from.x.total_cmp(&to.x).is_eq() => rect.grown(half_px, 0.0),
                [from, to] if from.y.total_cmp(&to.y).is_eq() => rect.grown(0.0, half_px),
                _ => rect.grown(CORNER * stroke.width_px, CORNER * stroke.width_px),
            }
        }
        Draw::Polygon { points, stroke, .. } => {
            let corner = stroke.map_or(0.0, |stroke| CORNER * stroke.width_px);
            around(points)?.grown(corner, corner)
        }
        Draw::Text { at, align, text, font, .. } => {
            let width = fonts::widths().width_px(text, *font);
            let left = match align {
                Align::Left => at.x,
                Align::Middle => at.x - width / 2.0,
                Align::Right => at.x - width,
            };
            let line = Rect::from_size(left, at.y, width, 0.0);
            line.grown(LETTER_OVERHANG * font.size_px, LETTER_HEIGHT * font.size_px)
        }
        Draw::Clip(_) => return None,
    })
}

fn half(stroke: Option<&Stroke>) -> f32 {
    stroke.map_or(0.0, |stroke| stroke.width_px / 2.0)
}

fn around(points: &[Point]) -> Option<Rect> {
    let boxes = points.iter().map(|point| Rect::from_size(point.x, point.y, 0.0, 0.0));
    boxes.reduce(|one, other| Rect {
        left: one.left.min(other.left),
        top: one.top.min(other.top),
        right: one.right.max(other.right),
        bottom: one.bottom.max(other.bottom),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::draw::{Face, Font, Rgba};

    const INK: Rgba = Rgba([0, 0, 0, 255]);
    const CLIP: Rect = Rect { left: 10.0, top: 10.0, right: 110.0, bottom: 60.0 };

    fn line(ends: [(f32, f32); 2]) -> Draw {
        let points = ends.map(|(x, y)| Point { x, y }).into_iter().collect();
        Draw::Line { points, stroke: Stroke::solid(2.0, INK) }
    }

    fn text(x: f32) -> Draw {
        let font = Font { face: Face::Regular, size_px: 10.0 };
        let at = Point { x, y: 30.0 };
        Draw::Text { at, align: Align::Left, text: "Congress".into(), font, colour: INK }
    }

    #[test]
    fn only_what_crosses_an_edge_is_cut() {
        let from_edge_to_edge = line([(50.0, 10.0), (50.0, 60.0)]);
        assert_eq!(standing(&from_edge_to_edge, CLIP), Standing::Inside);
        assert_eq!(standing(&line([(10.0, 10.0), (10.0, 60.0)]), CLIP), Standing::Across);
        assert_eq!(standing(&text(40.0), CLIP), Standing::Inside);
        assert_eq!(standing(&text(90.0), CLIP), Standing::Across);
        assert_eq!(standing(&text(130.0), CLIP), Standing::Outside);
        let circle = |x| Draw::Circle {
            centre: Point { x, y: 30.0 },
            radius_px: 3.0,
            fill: Some(INK),
            stroke: Some(Stroke::solid(1.0, INK)),
        };
        assert_eq!(standing(&circle(20.0), CLIP), Standing::Inside);
        assert_eq!(standing(&circle(13.2), CLIP), Standing::Across);
        assert_eq!(standing(&circle(6.0), CLIP), Standing::Outside);
    }
}
