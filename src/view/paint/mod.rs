//! [`Scene`] + [`Theme`] → [`Draw`]: what the window and every picture format follow.

mod frame;
mod glyph;
mod pattern;
mod signs;

pub use glyph::sample as glyph_sample;
pub use signs::signs as sign_sample;

use super::caption::{BADGE_FONT, label_font_of};
use super::draw::{Align, Face, Font, Stroke};
use super::fonts::elided;
use super::scene::{Glyph, Label, Side};
use super::theme::Theme;
use super::{Draw, Mark, Measure, Point, Rect, Scene};
use smallvec::smallvec;
use std::sync::Arc;

/// Everything visible, in the order of painting.
pub fn paint(scene: &Scene, theme: &Theme, measure: &dyn Measure) -> Vec<Draw> {
    let mut draws = Vec::new();
    paint_over(&mut draws, scene, theme, measure);
    draws
}

/// The same in place of what was painted before, so that frame after frame asks for no memory.
pub fn paint_over(draws: &mut Vec<Draw>, scene: &Scene, theme: &Theme, measure: &dyn Measure) {
    let (width, height) = scene.size_px;
    let canvas = Rect::from_size(0.0, 0.0, width, height);
    draws.clear();
    draws.extend([Draw::Clip(canvas), filled(canvas, theme.background)]);
    frame::grid(scene, theme, draws);
    draws.push(Draw::Clip(scene.plot));
    frame::columns(scene, theme, draws);
    for mark in &scene.marks {
        glyph::glyph(mark, theme, draws);
    }
    for mark in &scene.marks {
        if let Some(found) = &mark.label {
            label(mark, found, (scene.plot, theme), measure, draws);
        }
    }
    draws.push(Draw::Clip(Rect { top: scene.plot.top, ..canvas }));
    frame::heads(scene, theme, measure, draws);
    draws.push(Draw::Clip(canvas));
    frame::ribbon(scene, theme, draws);
    draws.push(Draw::Clip(canvas));
    frame::axis(scene, theme, draws);
}

/// A ring around a mark, for what the pointer is on.
pub fn hover_ring(mark: &Mark, theme: &Theme) -> Vec<Draw> {
    vec![ring(mark, Stroke::solid(1.0, theme.ink))]
}

pub(super) fn ring(mark: &Mark, stroke: Stroke) -> Draw {
    let rect = mark.rect.grown(4.0, 4.0);
    Draw::Rect { rect, corner_px: 5.0, fill: None, stroke: Some(stroke) }
}

pub(super) fn filled(rect: Rect, colour: super::draw::Rgba) -> Draw {
    Draw::Rect { rect, corner_px: 0.0, fill: Some(colour), stroke: None }
}

pub(super) fn line(a: (f32, f32), b: (f32, f32), stroke: Stroke) -> Draw {
    Draw::Line { points: smallvec![Point { x: a.0, y: a.1 }, Point { x: b.0, y: b.1 }], stroke }
}

/// What is seen of a mark below the plate that words stand on.
const FOOT_PX: f32 = 2.0;

fn label(
    mark: &Mark,
    label: &Label,
    (plot, theme): (Rect, &Theme),
    measure: &dyn Measure,
    draws: &mut Vec<Draw>,
) {
    let mut font = label_font_of(mark.style);
    if mark.style.is_selected {
        font.face = Face::Bold;
    }
    let (words, spare_px) = words(mark, label, plot, font, measure);
    let middle = f32::midpoint(label.rect.top, label.rect.bottom);
    if label.side == Side::Inside && covers(mark, theme) {
        // The foot of the mark is seen to go on below the words.
        let (left, right) = (label.rect.left - 4.0, label.rect.right + spare_px + 4.0);
        let bottom = label.rect.bottom.min(mark.rect.bottom - FOOT_PX);
        let plate = Rect { left, right, bottom, ..label.rect };
        let fill = Some(theme.background.faded(0.86));
        draws.push(Draw::Rect { rect: plate, corner_px: 3.0, fill, stroke: None });
    }
    let mut left = label.rect.left - if label.side == Side::Left { spare_px } else { 0.0 };
    if let Some(badge) = &label.badge {
        let pill = Rect { left, right: left + label.badge_px - 6.0, ..label.rect };
        draws.push(Draw::Rect {
            rect: pill,
            corner_px: 8.0,
            fill: Some(theme.surface),
            stroke: Some(Stroke::solid(1.0, theme.muted)),
        });
        draws.push(Draw::Text {
            at: Point { x: f32::midpoint(pill.left, pill.right), y: middle },
            align: Align::Middle,
            text: Arc::clone(badge),
            font: BADGE_FONT,
            colour: theme.ink,
        });
        left += label.badge_px;
    }
    let is_faint = mark.style.is_doubtful || mark.style.is_dismissed;
    let colour = if is_faint { theme.muted } else { theme.ink };
    let end = label.rect.right - label.signs_px;
    let (x, align) = match label.side {
        Side::Left if label.badge.is_none() => (end, Align::Right),
        _ => (left, Align::Left),
    };
    let at = Point { x, y: middle };
    draws.push(Draw::Text { at, align, text: Arc::clone(&words), font, colour });
    if mark.style.is_dismissed || mark.style.signs.count() > 0 {
        let width = measure.width_px(&words, font);
        let from = if align == Align::Right { x - width } else { x };
        let to = from + width;
        if mark.style.is_dismissed {
            let stroke = Stroke::solid(1.0, theme.muted);
            draws.push(line((from, middle), (to, middle), stroke));
        }
        signs::signs(mark.style.signs, Point { x: to, y: middle }, theme, draws);
    }
}

/// The words of a label, and how far they reach beyond the box that was made for them. Bold ones are
/// wider: they grow away from the mark as far as the time area goes, or the mark that they stand on.
fn words(
    mark: &Mark,
    label: &Label,
    plot: Rect,
    font: Font,
    measure: &dyn Measure,
) -> (Arc<str>, f32) {
    let own_px = label.rect.width() - label.badge_px - label.signs_px;
    if font.face != Face::Bold {
        return (Arc::clone(&label.text), 0.0);
    }
    let spare_px = match label.side {
        Side::Inside => mark.rect.right.min(plot.right) - 4.0 - label.rect.right,
        Side::Right => plot.right - 4.0 - label.rect.right,
        Side::Left => label.rect.left - plot.left - 4.0,
    };
    let room = own_px + spare_px.max(0.0);
    let words = elided(&label.text, room, font, measure);
    let spare_px = (measure.width_px(&words, font) - own_px).max(0.0);
    (words.into(), spare_px)
}

/// Whether a mark is so dark or hatched that text on it needs a plate.
fn covers(mark: &Mark, theme: &Theme) -> bool {
    theme.is_patterned || mark.style.is_unreal || !matches!(mark.glyph, Glyph::Bracket)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::ThemeName;
    use crate::view::properties::EvenMeasure;
    use crate::view::scene::{Cut, Style, Target};

    /// An event told by two documents, its words left of it.
    fn marked(is_selected: bool) -> Mark {
        let rect = Rect::from_size(600.0, 20.0, 12.0, 12.0);
        Mark {
            target: Target::Event(0),
            lane: 0,
            row: 0,
            rect,
            cut: Cut { left: false, right: false },
            glyph: Glyph::Dot,
            hue: None,
            style: Style { is_selected, ..Style::default() },
            label: Some(Label {
                rect: Rect { left: 400.0, right: 594.0, ..rect },
                text: "A bridge over the river opened".into(),
                badge: Some("2 docs".into()),
                badge_px: 52.0,
                signs_px: 0.0,
                side: Side::Left,
            }),
            source_count: 2,
            description: "".into(),
        }
    }

    #[test]
    fn the_badge_of_a_selected_event_is_as_wide_as_before() {
        let plot = Rect::from_size(0.0, 0.0, 1000.0, 100.0);
        let theme = Theme::named(ThemeName::Light);
        let badge_px = |is_selected: bool| {
            let (mark, mut draws) = (marked(is_selected), Vec::new());
            let words = mark.label.as_ref().unwrap();
            label(&mark, words, (plot, &theme), &EvenMeasure, &mut draws);
            let pill = draws.iter().find_map(|draw| match draw {
                Draw::Rect { rect, .. } => Some(rect.width()),
                _ => None,
            });
            pill.unwrap()
        };
        assert!(badge_px(true).total_cmp(&badge_px(false)).is_eq());
    }
}
