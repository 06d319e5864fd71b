//! Lines across a box: hatching for what did not happen, patterns for greyscale.

use super::super::{Draw, Rect};
use super::line;
use crate::view::draw::Stroke;

/// Space between two lines in pixels.
const SPACING_PX: f32 = 5.0;

/// Lines rising to the right: planned, predicted, hypothetical.
pub(super) fn hatch(rect: Rect, stroke: Stroke, draws: &mut Vec<Draw>) {
    slanted(rect, SPACING_PX, 1.0, stroke, draws);
}

/// The pattern of a hue in greyscale; plain for some.
pub(super) fn of_hue(hue: Option<usize>, rect: Rect, stroke: Stroke, draws: &mut Vec<Draw>) {
    let rect = Rect { left: rect.left + 1.0, right: rect.right - 1.0, ..rect };
    match hue {
        Some(1) => level(rect, stroke, draws),
        Some(2) => upright(rect, stroke, draws),
        Some(3) => slanted(rect, SPACING_PX, -1.0, stroke, draws),
        Some(4) => {
            level(rect, stroke, draws);
            upright(rect, stroke, draws);
        }
        Some(_) | None => {}
    }
}

fn level(rect: Rect, stroke: Stroke, draws: &mut Vec<Draw>) {
    let mut y = rect.top + 3.0;
    while y < rect.bottom - 1.0 {
        draws.push(line((rect.left, y), (rect.right, y), stroke));
        y += 3.0;
    }
}

fn upright(rect: Rect, stroke: Stroke, draws: &mut Vec<Draw>) {
    let mut x = rect.left + 3.0;
    while x < rect.right - 1.0 {
        draws.push(line((x, rect.top), (x, rect.bottom), stroke));
        x += 4.0;
    }
}

/// Lines at 45°, cut to the box. `rise` is 1 where they rise to the right, −1 where they fall.
fn slanted(rect: Rect, spacing: f32, rise: f32, stroke: Stroke, draws: &mut Vec<Draw>) {
    let height = rect.height();
    let mut foot = rect.left - height + spacing / 2.0;
    while foot < rect.right {
        let from = foot.max(rect.left);
        let to = (foot + height).min(rect.right);
        if from < to {
            let y = |x: f32| {
                let up = x - foot;
                if rise > 0.0 { rect.bottom - up } else { rect.top + up }
            };
            draws.push(line((from, y(from)), (to, y(to)), stroke));
        }
        foot += spacing;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::draw::Rgba;

    #[test]
    fn hatching_stays_inside_its_box() {
        for width in [3.0, 9.0, 12.0, 200.0] {
            let rect = Rect::from_size(10.0, 10.0, width, 12.0);
            let mut draws = Vec::new();
            hatch(rect, Stroke::solid(1.0, Rgba([0, 0, 0, 255])), &mut draws);
            assert!(!draws.is_empty(), "{width}");
            for draw in draws {
                let Draw::Line { points, .. } = draw else { panic!("only lines") };
                assert!(points.iter().all(|p| rect.left <= p.x && p.x <= rect.right));
                assert!(points.iter().all(|p| rect.top <= p.y && p.y <= rect.bottom));
            }
        }
    }
}
