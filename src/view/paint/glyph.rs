//! The shape of each kind of date. Shape carries what is known; colour only where.

use super::super::{Draw, Mark, Point, Rect};
use super::{line, pattern, ring};
use crate::view::caption::{BADGE_FONT, digits_px};
use crate::view::draw::{Align, Points, Rgba, Stroke};
use crate::view::scene::{Claim, Cut, Glyph, Side, Style, Target};
use crate::view::theme::{Hue, Theme};
use std::sync::Arc;

/// Width of outlines.
const LINE_PX: f32 = 1.5;
/// Length of the feet of a bracket.
const FOOT_PX: f32 = 3.5;
/// Radius of a dot.
const DOT_PX: f32 = 5.5;
/// Opacity of what is doubtful.
const DOUBT_ALPHA: f32 = 0.45;
/// What the edge of a claim may differ from that of its mark by rounding alone.
const ROUNDING_PX: f32 = 0.5;

/// Colours and lines of one mark.
struct Pen<'a> {
    theme: &'a Theme,
    hue: Hue,
    index: Option<usize>,
    style: Style,
}

/// Paints a mark without its label.
pub(super) fn glyph(mark: &Mark, theme: &Theme, draws: &mut Vec<Draw>) {
    // What was dismissed is as faint as what is doubtful.
    let is_doubtful = mark.style.is_doubtful || mark.style.is_dismissed;
    let style = Style { is_doubtful, ..mark.style };
    let pen = Pen { theme, hue: theme.hue(mark.hue), index: mark.hue, style };
    let rect = mark.rect;
    match &mark.glyph {
        Glyph::Dot => pen.dot(middle(rect), draws),
        Glyph::Day | Glyph::Bar => pen.bar(inset(rect, 0.0), draws),
        Glyph::Bracket => pen.bracket(rect, mark.cut, draws),
        Glyph::FuzzyBar { core } => pen.fuzzy(rect, *core, mark.cut, draws),
        Glyph::Circa => pen.circa(rect, mark.cut, draws),
        Glyph::Since { solid_to } => pen.since(rect, *solid_to, mark.cut, draws),
        Glyph::Until { solid_from } => pen.until(rect, *solid_from, mark.cut, draws),
        Glyph::Before => pen.whisker(rect.right, rect.left, middle(rect).y, draws),
        Glyph::After => pen.whisker(rect.left, rect.right, middle(rect).y, draws),
        Glyph::Conflict { claims } => pen.conflict(rect, claims, draws),
        Glyph::Density { share } => pen.density(rect, *share, draws),
        Glyph::Cluster { text, mix, .. } => pen.cluster(rect, text, mix, draws),
    }
    if mark.style.is_denied {
        let (a, b) = ((rect.left - 2.0, rect.bottom + 2.0), (rect.right + 2.0, rect.top - 2.0));
        let (a, b) = if rect.width() > 24.0 {
            let x = slash_middle(mark);
            ((x - SLASH_PX / 2.0, a.1), (x + SLASH_PX / 2.0, b.1))
        } else {
            (a, b)
        };
        draws.push(line(a, b, Stroke::solid(2.0, theme.ink)));
    }
    if mark.style.is_selected {
        draws.push(ring(mark, Stroke::solid(2.0, theme.ink)));
    }
}

/// Width of the slash of a wide mark.
const SLASH_PX: f32 = 20.0;

/// Where the slash of a wide mark stands: beside a label that stands on it, and nowhere where half of it would be
/// cut off with the mark, and look like a tick.
fn slash_middle(mark: &Mark) -> f32 {
    let label = mark.label.as_ref().filter(|label| label.side == Side::Inside);
    let Some(label) = label else { return middle(mark.rect).x };
    let after = label.rect.right + 6.0;
    if after + 24.0 <= mark.rect.right {
        f32::midpoint(after, mark.rect.right)
    } else if !mark.cut.left {
        mark.rect.left
    } else if !mark.cut.right {
        mark.rect.right.max(label.rect.right + SLASH_PX / 2.0)
    } else {
        mark.rect.right - SLASH_PX / 2.0
    }
}

/// A mark for a legend, in a box of its own.
pub fn sample(
    sample: Glyph,
    hue: Option<usize>,
    style: Style,
    rect: Rect,
    theme: &Theme,
) -> Vec<Draw> {
    let mark = Mark {
        target: Target::Event(0),
        lane: 0,
        row: 0,
        rect,
        cut: Cut::default(),
        glyph: sample,
        hue,
        style,
        label: None,
        source_count: 1,
        description: Arc::default(),
    };
    let mut draws = Vec::new();
    glyph(&mark, theme, &mut draws);
    draws
}

fn middle(rect: Rect) -> Point {
    Point { x: f32::midpoint(rect.left, rect.right), y: f32::midpoint(rect.top, rect.bottom) }
}

fn inset(rect: Rect, by: f32) -> Rect {
    Rect { top: rect.top + by, bottom: rect.bottom - by, ..rect }
}

fn outline(rect: Rect) -> Points {
    [
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.right, rect.bottom),
        (rect.left, rect.bottom),
        (rect.left, rect.top),
    ]
    .map(|(x, y)| Point { x, y })
    .into()
}

impl Pen<'_> {
    fn stroke(&self, width_px: f32) -> Stroke {
        let dash = match (self.style.is_unreal, self.style.is_doubtful) {
            (true, _) => Some((4.0, 2.5)),
            (false, true) => Some((1.5, 2.0)),
            (false, false) => None,
        };
        Stroke { width_px, colour: self.hue.stroke, dash }
    }

    /// The inside of what is certain; `None` for what did not happen.
    fn fill(&self) -> Option<Rgba> {
        let alpha = if self.style.is_doubtful { DOUBT_ALPHA } else { 1.0 };
        (!self.style.is_unreal).then(|| self.hue.fill.faded(alpha))
    }

    /// The inside of what is only possible.
    fn pale(&self) -> Rgba {
        let alpha = if self.style.is_doubtful { 0.6 } else { 1.0 };
        self.hue.fill.faded(self.theme.fill_alpha * alpha)
    }

    fn density(&self, rect: Rect, share: f32, draws: &mut Vec<Draw>) {
        let top = rect.bottom - rect.height() * share.clamp(0.15, 1.0);
        let bar = Rect { top, right: rect.right - 1.0, ..rect };
        draws.push(super::filled(bar, self.hue.stroke));
    }

    fn dot(&self, centre: Point, draws: &mut Vec<Draw>) {
        self.dot_of(centre, self.fill(), draws);
    }

    fn dot_of(&self, centre: Point, fill: Option<Rgba>, draws: &mut Vec<Draw>) {
        let fill = Some(fill.unwrap_or(self.theme.background));
        let is_plain = self.stroke(LINE_PX).dash.is_none();
        let stroke = is_plain.then(|| self.stroke(LINE_PX));
        draws.push(Draw::Circle { centre, radius_px: DOT_PX, fill, stroke });
        if !is_plain {
            let points = (0..=24).map(|i| {
                let angle = std::f32::consts::TAU * i as f32 / 24.0;
                Point { x: centre.x + DOT_PX * angle.cos(), y: centre.y + DOT_PX * angle.sin() }
            });
            draws.push(Draw::Line { points: points.collect(), stroke: self.stroke(LINE_PX) });
        }
        if self.style.is_unreal {
            let thin = Stroke::solid(1.2, self.hue.stroke);
            for shift in [-3.0, 0.0, 3.0] {
                let half = (DOT_PX * DOT_PX - shift * shift).sqrt() * 0.7;
                let (x, y) = (centre.x + shift * 0.7, centre.y + shift * 0.7);
                draws.push(line((x - half, y + half), (x + half, y - half), thin));
            }
        }
    }

    fn bar(&self, rect: Rect, draws: &mut Vec<Draw>) {
        if self.style.is_unreal {
            draws.push(Draw::Rect {
                rect,
                corner_px: 0.0,
                fill: Some(self.hue.fill.faded(0.12)),
                stroke: None,
            });
            pattern::hatch(rect, Stroke::solid(1.5, self.hue.stroke), draws);
        } else {
            draws.push(Draw::Rect { rect, corner_px: 2.0, fill: self.fill(), stroke: None });
            self.pattern(rect, draws);
        }
        draws.push(Draw::Line { points: outline(rect), stroke: self.stroke(LINE_PX) });
    }

    fn pattern(&self, rect: Rect, draws: &mut Vec<Draw>) {
        if self.theme.is_patterned {
            let stroke = Stroke::solid(0.8, self.theme.background);
            pattern::of_hue(self.index, rect, stroke, draws);
        }
    }

    /// `[ ]` around what is possible, never closed above or below.
    fn bracket(&self, rect: Rect, cut: Cut, draws: &mut Vec<Draw>) {
        let inner = Rect { top: rect.top + 1.0, bottom: rect.bottom - 1.0, ..rect };
        draws.push(Draw::Rect {
            rect: inner,
            corner_px: 0.0,
            fill: Some(self.pale()),
            stroke: None,
        });
        if self.style.is_unreal {
            pattern::hatch(inner, Stroke::solid(1.5, self.hue.stroke), draws);
            let edges =
                [(inner.top, inner.left, inner.right), (inner.bottom, inner.left, inner.right)];
            for (y, from, to) in edges {
                draws.push(line((from, y), (to, y), self.stroke(1.0)));
            }
        } else if self.theme.is_patterned {
            pattern::of_hue(self.index, inner, Stroke::solid(0.8, self.hue.stroke), draws);
        }
        let foot = FOOT_PX.min(rect.width() / 3.0);
        let (top, bottom) = (rect.top - 1.0, rect.bottom + 1.0);
        let ends = [(cut.left, rect.left, foot), (cut.right, rect.right, -foot)];
        for (_, x, foot) in ends.into_iter().filter(|(is_cut, _, _)| !is_cut) {
            let corners = [(x + foot, top), (x, top), (x, bottom), (x + foot, bottom)];
            let points = corners.map(|(x, y)| Point { x, y }).into_iter().collect();
            let stroke = if self.style.is_doubtful {
                self.stroke(LINE_PX)
            } else {
                Stroke::solid(2.0, self.hue.stroke)
            };
            draws.push(Draw::Line { points, stroke });
        }
    }

    fn fuzzy(&self, rect: Rect, core: (f32, f32), cut: Cut, draws: &mut Vec<Draw>) {
        let limbs = inset(rect, 1.5);
        let left = core.0.clamp(rect.left, rect.right);
        let right = core.1.clamp(left, rect.right);
        let alpha = if self.style.is_doubtful { DOUBT_ALPHA } else { 0.85 };
        let solid = self.hue.fill.faded(alpha);
        let clear = self.hue.fill.faded(0.12);
        if rect.left < left {
            draws.push(Draw::Gradient {
                rect: Rect { right: left, ..limbs },
                from: clear,
                to: solid,
            });
        }
        if right < rect.right {
            draws.push(Draw::Gradient {
                rect: Rect { left: right, ..limbs },
                from: solid,
                to: clear,
            });
        }
        if right - left > 1.0 {
            self.bar(Rect { left, right, ..rect }, draws);
        }
        let dotted = Stroke::dashed(1.5, self.hue.stroke, 1.5, 2.0);
        let ends = [(cut.left, rect.left), (cut.right, rect.right)];
        for (_, x) in ends.into_iter().filter(|(is_cut, _)| !is_cut) {
            draws.push(line((x, rect.top - 1.0), (x, rect.bottom + 1.0), dotted));
        }
    }

    fn circa(&self, rect: Rect, cut: Cut, draws: &mut Vec<Draw>) {
        let Point { x, y } = middle(rect);
        let dashed = Stroke::dashed(1.8, self.hue.stroke, 5.0, 3.0);
        draws.push(line((rect.left, y), (rect.right, y), dashed));
        if cut.left && cut.right {
            return;
        }
        let points = [(x - 6.5, y), (x, y - 6.5), (x + 6.5, y), (x, y + 6.5)];
        let points = points.map(|(x, y)| Point { x, y }).into_iter().collect();
        let fill = Some(self.fill().unwrap_or(self.theme.background));
        draws.push(Draw::Polygon {
            points,
            fill,
            stroke: Some(Stroke::solid(LINE_PX, self.hue.stroke)),
        });
    }

    fn since(&self, rect: Rect, solid_to: f32, cut: Cut, draws: &mut Vec<Draw>) {
        let band = inset(rect, 0.5);
        let turn = solid_to.clamp(rect.left, rect.right);
        let (solid, clear) = (self.hue.fill.faded(0.5), self.hue.fill.faded(0.08));
        self.band(Rect { right: turn, ..band }, solid, draws);
        if turn < rect.right {
            draws.push(Draw::Gradient {
                rect: Rect { left: turn, ..band },
                from: solid,
                to: clear,
            });
        }
        if !cut.left {
            let ends = ((rect.left, rect.top - 1.0), (rect.left, rect.bottom + 1.0));
            draws.push(line(ends.0, ends.1, Stroke::solid(2.0, self.hue.stroke)));
        }
        if !cut.right {
            self.arrow(Point { x: rect.right, y: middle(rect).y }, 1.0, draws);
        }
    }

    fn until(&self, rect: Rect, solid_from: f32, cut: Cut, draws: &mut Vec<Draw>) {
        let band = inset(rect, 0.5);
        let turn = solid_from.clamp(rect.left, rect.right);
        let (solid, clear) = (self.hue.fill.faded(0.5), self.hue.fill.faded(0.08));
        if rect.left < turn {
            draws.push(Draw::Gradient {
                rect: Rect { right: turn, ..band },
                from: clear,
                to: solid,
            });
        }
        self.band(Rect { left: turn, ..band }, solid, draws);
        if !cut.right {
            let ends = ((rect.right, rect.top - 1.0), (rect.right, rect.bottom + 1.0));
            draws.push(line(ends.0, ends.1, Stroke::solid(2.0, self.hue.stroke)));
        }
        if !cut.left {
            self.arrow(Point { x: rect.left, y: middle(rect).y }, -1.0, draws);
        }
    }

    fn band(&self, rect: Rect, fill: Rgba, draws: &mut Vec<Draw>) {
        if rect.width() <= 0.0 {
            return;
        }
        draws.push(Draw::Rect { rect, corner_px: 0.0, fill: Some(fill), stroke: None });
        if self.style.is_unreal {
            pattern::hatch(rect, Stroke::solid(1.2, self.hue.stroke), draws);
        }
        self.pattern(rect, draws);
    }

    /// A line from a known end to an arrow.
    fn whisker(&self, known: f32, open: f32, y: f32, draws: &mut Vec<Draw>) {
        let direction = if open < known { -1.0 } else { 1.0 };
        let end = Stroke::solid(2.0, self.hue.stroke);
        draws.push(line((known, y), (open, y), self.stroke(2.0)));
        draws.push(line((known, y - 6.5), (known, y + 6.5), end));
        self.arrow(Point { x: open, y }, direction, draws);
    }

    fn arrow(&self, tip: Point, direction: f32, draws: &mut Vec<Draw>) {
        let back = tip.x - 6.0 * direction;
        let points = [(back, tip.y - 4.5), (tip.x, tip.y), (back, tip.y + 4.5)];
        let points = points.map(|(x, y)| Point { x, y }).into_iter().collect();
        draws.push(Draw::Line { points, stroke: Stroke::solid(2.0, self.hue.stroke) });
    }

    fn conflict(&self, rect: Rect, claims: &[Claim], draws: &mut Vec<Draw>) {
        let y = middle(rect).y;
        for pair in claims.windows(2) {
            if let [a, b] = pair {
                self.zig_zag((a.right + 1.0, b.left - 1.0), y, rect, draws);
            }
        }
        let hollow_first = claims.iter().filter(|claim| !claim.is_chosen);
        for claim in hollow_first.chain(claims.iter().filter(|claim| claim.is_chosen)) {
            let span = Rect { left: claim.left, right: claim.right, ..rect };
            if span.right < rect.left || rect.right < span.left {
                continue;
            }
            if claim.right - claim.left > 12.5 && claim.is_point {
                let fill = if claim.is_chosen { self.fill() } else { None };
                draws.push(Draw::Rect {
                    rect: span,
                    corner_px: 2.0,
                    fill,
                    stroke: Some(self.stroke(LINE_PX)),
                });
            } else if claim.is_point {
                let fill = if claim.is_chosen { self.fill() } else { None };
                self.dot_of(middle(span), fill, draws);
            } else {
                let (left, right) = (span.left.max(rect.left), span.right.min(rect.right));
                let is_cut = |end: f32, at: f32| (end - at).abs() > ROUNDING_PX;
                let cut = Cut { left: is_cut(span.left, left), right: is_cut(span.right, right) };
                self.bracket(Rect { left, right, ..rect }, cut, draws);
            }
        }
    }

    /// The part within `rect` of the line between two claims.
    fn zig_zag(&self, (from, to): (f32, f32), y: f32, rect: Rect, draws: &mut Vec<Draw>) {
        let length = to - from;
        if length < 6.0 || to < rect.left || rect.right < from {
            return;
        }
        let steps = ((length / 7.0).round() as usize).max(2);
        let step = |x: f32| (x - from) / length * steps as f32;
        let first = step(rect.left).floor().max(0.0) as usize;
        let last = steps.min(step(rect.right).ceil() as usize);
        let points = (first..=last).map(|i| {
            let height = match i {
                0 => 0.0,
                i if i == steps => 0.0,
                i if i % 2 == 1 => -4.0,
                _ => 4.0,
            };
            Point { x: from + length * i as f32 / steps as f32, y: y + height }
        });
        draws.push(Draw::Line {
            points: points.collect(),
            stroke: Stroke::solid(1.2, self.hue.stroke),
        });
    }

    fn cluster(
        &self,
        rect: Rect,
        count: &Arc<str>,
        mix: &[(Option<usize>, usize)],
        draws: &mut Vec<Draw>,
    ) {
        let theme = self.theme;
        let border = Stroke::solid(1.2, theme.muted);
        draws.push(Draw::Rect {
            rect,
            corner_px: 3.0,
            fill: Some(theme.surface),
            stroke: Some(border),
        });
        let stripe = Rect {
            left: rect.left + 1.0,
            top: rect.bottom - 3.0,
            right: rect.right - 1.0,
            bottom: rect.bottom,
        };
        let total = mix.iter().map(|(_, count)| count).sum::<usize>().max(1) as f32;
        let mut left = stripe.left;
        for (hue, share) in mix {
            let right = left + stripe.width() * *share as f32 / total;
            let part = Rect { left, right, ..stripe };
            draws.push(super::filled(part, theme.hue(*hue).stroke));
            left = right;
        }
        // One that the edge of the view cuts off has no room for its number.
        if digits_px(count) <= f64::from(rect.width()) {
            draws.push(Draw::Text {
                at: Point { x: middle(rect).x, y: middle(rect).y - 1.5 },
                align: Align::Middle,
                text: Arc::clone(count),
                font: BADGE_FONT,
                colour: theme.ink,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::scene::Label;

    #[test]
    fn the_slash_of_what_is_denied_is_seen_whole() {
        let rect = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 12.0 };
        let middle = |label_right: f32, left: bool, right: bool| {
            let label = Label {
                rect: Rect { left: 6.0, right: label_right, ..rect },
                text: "Nobody ever saw him again".into(),
                badge: None,
                badge_px: 0.0,
                signs_px: 0.0,
                side: Side::Inside,
            };
            slash_middle(&Mark {
                target: Target::Event(0),
                lane: 0,
                row: 0,
                rect,
                cut: Cut { left, right },
                glyph: Glyph::Bar,
                hue: None,
                style: Style::default(),
                label: Some(label),
                source_count: 1,
                description: "".into(),
            })
        };
        for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
            let is_beside = 100.0 < middle(100.0, left, right);
            assert!(is_beside, "where there is room it stands behind the label");
            let x = middle(392.0, left, right);
            assert!(!left || SLASH_PX / 2.0 <= x, "{x}");
            assert!(!right || x <= 400.0 - SLASH_PX / 2.0, "{x}");
        }
    }
}
