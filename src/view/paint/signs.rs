//! Small signs behind a label: spark, tick, star, folded corner.

use super::super::{Draw, Point};
use crate::view::caption::SIGN_PX;
use crate::view::draw::Stroke;
use crate::view::scene::Signs;
use crate::view::theme::Theme;
use smallvec::smallvec;

/// Paints signs from left to right, from the end of the words on.
pub fn signs(signs: Signs, from: Point, theme: &Theme, draws: &mut Vec<Draw>) {
    let mut centre = Point { x: from.x + 4.0 + (SIGN_PX - 4.0) / 2.0, y: from.y };
    if signs.is_new {
        spark(centre, theme, draws);
        centre.x += SIGN_PX;
    }
    if signs.is_accepted {
        tick(centre, theme, draws);
        centre.x += SIGN_PX;
    }
    if signs.is_starred {
        star(centre, theme, draws);
        centre.x += SIGN_PX;
    }
    if signs.has_note {
        corner(centre, theme, draws);
    }
}

/// Four rays around a dot.
fn spark(centre: Point, theme: &Theme, draws: &mut Vec<Draw>) {
    let at = |x: f32, y: f32| Point { x: centre.x + x, y: centre.y + y };
    let (long, waist) = (6.0, 1.8);
    for points in [
        smallvec![at(-long, 0.0), at(0.0, -waist), at(long, 0.0), at(0.0, waist)],
        smallvec![at(0.0, -long), at(waist, 0.0), at(0.0, long), at(-waist, 0.0)],
    ] {
        draws.push(Draw::Polygon { points, fill: Some(theme.accent), stroke: None });
    }
}

fn tick(centre: Point, theme: &Theme, draws: &mut Vec<Draw>) {
    let at = |x: f32, y: f32| Point { x: centre.x + x, y: centre.y + y };
    let points = smallvec![at(-4.5, 0.5), at(-1.5, 3.5), at(4.5, -3.5)];
    draws.push(Draw::Line { points, stroke: Stroke::solid(1.8, theme.ink) });
}

/// Five points around a pentagon, for a painter that fills only convex shapes.
fn star(centre: Point, theme: &Theme, draws: &mut Vec<Draw>) {
    let (outer, inner) = (5.5, 2.3);
    let at = |i: usize| {
        let radius = if i.is_multiple_of(2) { outer } else { inner };
        let angle = std::f32::consts::PI * (i as f32 / 5.0 - 0.5);
        Point { x: centre.x + radius * angle.cos(), y: centre.y + radius * angle.sin() }
    };
    let fill = Some(theme.ink);
    let mut fill_shape = |points| draws.push(Draw::Polygon { points, fill, stroke: None });
    fill_shape((0..5).map(|i| at(2 * i + 1)).collect());
    for tip in (0..10).step_by(2) {
        fill_shape(smallvec![at(tip + 9), at(tip), at(tip + 1)]);
    }
}

/// A sheet with its corner folded.
fn corner(centre: Point, theme: &Theme, draws: &mut Vec<Draw>) {
    let at = |x: f32, y: f32| Point { x: centre.x + x, y: centre.y + y };
    let sheet = smallvec![
        at(-4.0, -4.5),
        at(1.0, -4.5),
        at(4.0, -1.5),
        at(4.0, 4.5),
        at(-4.0, 4.5),
        at(-4.0, -4.5),
    ];
    draws.push(Draw::Line { points: sheet, stroke: Stroke::solid(1.2, theme.ink) });
    let fold = smallvec![at(1.0, -4.5), at(4.0, -1.5), at(1.0, -1.5)];
    draws.push(Draw::Polygon { points: fold, fill: Some(theme.ink), stroke: None });
}
