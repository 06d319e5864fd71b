//! What stands around the marks: grid, axis, lane heads.

use super::super::{Draw, Measure, Point, Rect, Scene, compact};
use super::pattern::of_hue;
use super::{filled, line};
use crate::view::bands::{BandMark, CAPTION_FONT};
use crate::view::draw::{Align, Face, Font, Stroke};
use crate::view::fonts::{elided, wrapped};
use crate::view::scene::Lane;
use crate::view::theme::Theme;
use crate::view::words::grouped;
use std::sync::Arc;

const NAME_FONT: Font = Font { face: Face::Bold, size_px: 12.5 };
const COUNT_FONT: Font = Font { face: Face::Regular, size_px: 11.0 };
const TICK_FONT: Font = Font { face: Face::Regular, size_px: 12.0 };
/// Width of the coloured stripe of a lane.
const STRIPE_PX: f32 = 4.0;
const LINE_PX: f32 = 16.0;
/// How dark the column of an annotation is, and of how many that overlap at most.
const SHADE: f32 = 0.07;
const MOST_SHADES: usize = 2;

/// Lines of the axis steps and between lanes.
pub(super) fn grid(scene: &Scene, theme: &Theme, draws: &mut Vec<Draw>) {
    draws.push(Draw::Clip(scene.plot));
    let upright = |x: f32, stroke| line((x, scene.plot.top), (x, scene.plot.bottom), stroke);
    for tick in &scene.minor {
        let colour = theme.grid.faded(tick.strength);
        draws.push(upright(tick.x_px, Stroke::solid(1.0, colour)));
    }
    for tick in &scene.major {
        draws.push(upright(tick.x_px, Stroke::solid(1.0, theme.grid_strong)));
    }
    let bottom = scene.lanes.last().map_or(scene.plot.top, |lane| lane.rect.bottom);
    for lane in &scene.lanes {
        let y = lane.rect.bottom;
        let stroke = Stroke::solid(1.0, theme.grid_strong);
        draws.push(line((scene.plot.left, y), (scene.plot.right, y), stroke));
    }
    if bottom < scene.plot.bottom {
        draws.push(filled(Rect { top: bottom + 0.5, ..scene.plot }, theme.background));
    }
}

/// A pale column over all lanes for each annotation, with a line at either end. Where several overlap it is
/// somewhat darker, but marks and labels still stand out.
pub(super) fn columns(scene: &Scene, theme: &Theme, draws: &mut Vec<Draw>) {
    let lowest = scene.lanes.last().map_or(scene.plot.top, |lane| lane.rect.bottom);
    let (top, bottom) = (scene.plot.top, lowest.min(scene.plot.bottom));
    if bottom <= top {
        return;
    }
    let mut edges: Vec<f32> =
        scene.bands.iter().flat_map(|band| [band.bar.left, band.bar.right]).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    for (left, right) in edges.iter().copied().zip(edges.iter().copied().skip(1)) {
        let covers = |band: &&BandMark| band.bar.left <= left && right <= band.bar.right;
        let shades = scene.bands.iter().filter(covers).count().min(MOST_SHADES);
        if 0 < shades {
            let fill = theme.muted.faded(SHADE * shades as f32);
            draws.push(filled(Rect { left, top, right, bottom }, fill));
        }
    }
    for band in &scene.bands {
        let stroke = Stroke::dashed(1.0, theme.muted.faded(0.55), 3.0, 3.0);
        for x in [band.ends.0, band.ends.1] {
            if scene.plot.left <= x && x <= scene.plot.right {
                draws.push(line((x, top), (x, bottom), stroke));
            }
        }
    }
}

/// The ribbon: a bar and a caption for each annotation.
pub(super) fn ribbon(scene: &Scene, theme: &Theme, draws: &mut Vec<Draw>) {
    let ribbon = scene.ribbon;
    if ribbon.height() <= 0.0 {
        return;
    }
    draws.push(Draw::Clip(Rect { left: 0.0, bottom: ribbon.bottom + 1.0, ..ribbon }));
    draws.push(filled(Rect { left: 0.0, ..ribbon }, theme.panel));
    let x = STRIPE_PX + 7.0;
    let y = ribbon.top + 13.0;
    draws.push(text(x, y, Align::Left, "Annotations", COUNT_FONT, theme.muted));
    let aside = outside(scene.bands_aside, grouped);
    if !aside.is_empty() {
        draws.push(text(ribbon.left - 8.0, y, Align::Right, aside, COUNT_FONT, theme.muted));
    }
    let border = Stroke::solid(1.0, theme.grid_strong);
    draws.push(line((0.0, ribbon.bottom), (ribbon.right, ribbon.bottom), border));
    draws.push(line((ribbon.left, ribbon.top), (ribbon.left, ribbon.bottom), border));
    draws.push(Draw::Clip(ribbon));
    for band in &scene.bands {
        draws.push(Draw::Rect {
            rect: band.bar,
            corner_px: 2.0,
            fill: Some(theme.muted.faded(0.25)),
            stroke: Some(Stroke::solid(1.0, theme.muted)),
        });
    }
    for (rect, words) in scene.bands.iter().filter_map(|band| band.caption.as_ref()) {
        let y = f32::midpoint(rect.top, rect.bottom);
        draws.push(text(rect.left, y, Align::Left, Arc::clone(words), CAPTION_FONT, theme.ink));
    }
}

/// Stripe, name and counts of each lane.
pub(super) fn heads(scene: &Scene, theme: &Theme, measure: &dyn Measure, draws: &mut Vec<Draw>) {
    let all = Rect { left: 0.0, right: scene.plot.left, ..scene.plot };
    draws.push(filled(all, theme.panel));
    for lane in &scene.lanes {
        head(scene.head_of(lane), lane, (scene.plot.top, theme), measure, draws);
    }
    let x = scene.plot.left;
    let border = Stroke::solid(1.0, theme.grid_strong);
    draws.push(line((x, scene.plot.top), (x, scene.plot.bottom), border));
}

fn head(
    rect: Rect,
    lane: &Lane,
    (top, theme): (f32, &Theme),
    measure: &dyn Measure,
    draws: &mut Vec<Draw>,
) {
    let stripe = Rect { right: rect.left + STRIPE_PX, ..rect };
    if theme.is_patterned {
        // A pattern needs some width to be told from another.
        let (stripe, hue) =
            (Rect { right: rect.left + 2.0 * STRIPE_PX, ..rect }, theme.hue(lane.hue));
        draws.push(filled(stripe, hue.fill));
        let pattern = Rect { left: stripe.left - 1.0, bottom: stripe.bottom - 1.0, ..stripe };
        of_hue(lane.hue, pattern, Stroke::solid(1.0, hue.stroke), draws);
    } else {
        draws.push(filled(stripe, theme.hue(lane.hue).stroke));
    }
    let left = rect.left + STRIPE_PX + 7.0;
    let room = rect.right - left - 6.0;
    if lane.is_collapsed {
        let count = grouped(lane.count);
        let room = room - 22.0 - measure.width_px(&count, COUNT_FONT);
        let name = elided(&lane.name, room, NAME_FONT, measure);
        let y = f32::midpoint(rect.top, rect.bottom);
        let after = left + measure.width_px(&name, NAME_FONT) + 6.0;
        draws.push(text(left, y, Align::Left, name, NAME_FONT, theme.ink));
        draws.push(text(after, y, Align::Left, count, COUNT_FONT, theme.muted));
        border(rect, theme, draws);
        return;
    }
    let count = grouped(lane.count);
    let count_px = measure.width_px(&count, COUNT_FONT);
    let beside_count = room - 8.0 - count_px;
    let outside = [grouped, compact].map(|written| outside((lane.before, lane.after), written));
    let fits = |text: &&String| measure.width_px(text, COUNT_FONT) <= beside_count;
    let outside = outside.iter().find(fits).or(outside.last()).filter(|text| !text.is_empty());
    let outside_px = outside.map_or(0.0, |text| measure.width_px(text, COUNT_FONT) + 8.0);
    let most = (((rect.height() - LINE_PX - 10.0) / LINE_PX).max(1.0) as usize).min(3);
    let mut names = name_lines(&lane.name, room, most, measure);
    // A name that lacks one line has that of the numbers, where both fit beside each other.
    let longer = name_lines(&lane.name, room, most + 1, measure);
    let beside = longer.last().map(|last| measure.width_px(last, NAME_FONT) + 6.0);
    let is_beside = names != longer
        && longer.len() as f32 * LINE_PX + 8.0 <= rect.height()
        && beside.is_some_and(|beside| beside + count_px + outside_px <= room);
    let lines = if is_beside { longer.len() } else { names.len() + 1 };
    if is_beside {
        names = longer;
    }
    // The name of a lane whose upper part is scrolled away stays in view as long as it has room.
    let lowest = rect.bottom - lines as f32 * LINE_PX - 8.0;
    let mut y = top.min(lowest).max(rect.top) + 6.0 + LINE_PX / 2.0;
    for name in names {
        draws.push(text(left, y, Align::Left, name, NAME_FONT, theme.ink));
        y += LINE_PX;
    }
    let (count_left, y) = match beside.filter(|_| is_beside) {
        Some(beside) => (left + beside, y - LINE_PX),
        None => (left, y),
    };
    draws.push(text(count_left, y, Align::Left, count, COUNT_FONT, theme.muted));
    if let Some(outside) = outside {
        let right = rect.right - 8.0;
        draws.push(text(right, y, Align::Right, outside.as_str(), COUNT_FONT, theme.muted));
    }
    border(rect, theme, draws);
}

/// How many stand left and right of the view; empty where none does.
fn outside(aside: (usize, usize), written: fn(usize) -> String) -> String {
    match aside {
        (0, 0) => String::new(),
        (before, 0) => format!("‹ {}", written(before)),
        (0, after) => format!("{} ›", written(after)),
        (before, after) => format!("‹ {}   {} ›", written(before), written(after)),
    }
}

fn border(rect: Rect, theme: &Theme, draws: &mut Vec<Draw>) {
    let stroke = Stroke::solid(1.0, theme.grid_strong);
    draws.push(line((rect.left, rect.bottom), (rect.right, rect.bottom), stroke));
}

/// A lane's name in at most so many lines; the last is cut where it does not fit.
fn name_lines(name: &str, room_px: f32, most: usize, measure: &dyn Measure) -> Vec<String> {
    let mut lines = wrapped(name, room_px, NAME_FONT, measure);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(elided(&rest, room_px, NAME_FONT, measure));
    }
    lines
}

/// The two rows of the axis.
pub(super) fn axis(scene: &Scene, theme: &Theme, draws: &mut Vec<Draw>) {
    let axis = scene.axis;
    draws.push(filled(Rect { left: 0.0, ..axis }, theme.panel));
    draws.push(Draw::Clip(axis));
    let half = f32::midpoint(axis.top, axis.bottom);
    for tick in &scene.major {
        let stroke = Stroke::solid(1.0, theme.grid_strong);
        draws.push(line((tick.x_px, axis.top + 4.0), (tick.x_px, axis.bottom), stroke));
        let font = Font { face: Face::Bold, ..TICK_FONT };
        let y = f32::midpoint(axis.top, half) + 1.0;
        draws.push(text(tick.x_px + 5.0, y, Align::Left, tick.label.as_str(), font, theme.ink));
    }
    for tick in scene.minor.iter().filter(|tick| !tick.label.is_empty()) {
        let stroke = Stroke::solid(1.0, theme.grid_strong);
        draws.push(line((tick.x_px, axis.bottom - 5.0), (tick.x_px, axis.bottom), stroke));
        let colour = theme.muted.faded(tick.strength);
        let y = f32::midpoint(half, axis.bottom) - 1.0;
        draws.push(text(tick.x_px + 4.0, y, Align::Left, tick.label.as_str(), TICK_FONT, colour));
    }
    draws.push(Draw::Clip(Rect { left: 0.0, bottom: axis.bottom + 1.0, ..axis }));
    let border = Stroke::solid(1.0, theme.grid_strong);
    draws.push(line((0.0, axis.bottom), (axis.right, axis.bottom), border));
}

fn text(
    x: f32,
    y: f32,
    align: Align,
    text: impl Into<Arc<str>>,
    font: Font,
    colour: crate::view::draw::Rgba,
) -> Draw {
    Draw::Text { at: Point { x, y }, align, text: text.into(), font, colour }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::properties::{EvenMeasure, SIZE_PX, request};
    use crate::view::sample::Sample;
    use crate::view::{Band, Filter, Prepared, Request, ThemeName, Viewport};

    #[test]
    fn numbers_of_lanes_and_pills_are_written_in_groups() {
        let event = |sample: Sample, _| sample.event("Meeting", "1999-03-14", "RU");
        let chronology = (0..1_234).fold(Sample::default(), event).build();
        let (filter, year) = (Filter::default(), crate::view::viewport::YEAR_SECS);
        let texts = |start_year: f64| {
            let viewport = Viewport { start_secs: start_year * year, secs_per_px: year / 30.0 };
            let request = request(&filter, viewport, SIZE_PX);
            let scene = Prepared::new(&chronology).scene(&chronology, &request, &EvenMeasure);
            let draws = crate::view::paint(&scene, &Theme::named(ThemeName::Light), &EvenMeasure);
            let text = |draw: Draw| match draw {
                Draw::Text { text, .. } => Some(text.to_string()),
                _ => None,
            };
            draws.into_iter().filter_map(text).collect::<Vec<_>>()
        };
        let (near, later) = (texts(20.0), texts(40.0));
        assert!(near.contains(&"1,234".to_owned()), "{near:?}");
        assert!(later.contains(&"‹ 1,234".to_owned()), "{later:?}");
        let plain = near.iter().chain(&later).find(|text| text.contains("1234"));
        assert_eq!(plain, None);
    }

    fn drawn(bands: &[Band], viewport: Viewport, height_px: f32) -> (Scene, Vec<Draw>) {
        let chronology = Sample::default().event("Meeting", "1999-03-14", "RU").build();
        let filter = Filter::default();
        let request = Request { bands, ..request(&filter, viewport, (SIZE_PX.0, height_px)) };
        let scene = Prepared::new(&chronology).scene(&chronology, &request, &EvenMeasure);
        let draws = crate::view::paint(&scene, &Theme::named(ThemeName::Light), &EvenMeasure);
        (scene, draws)
    }

    fn band(edtf: &str) -> Band {
        Band::new("War", crate::model::When::from_edtf(edtf.parse().unwrap())).unwrap()
    }

    const YEAR_SECS: f64 = crate::view::viewport::YEAR_SECS;
    const NINETIES: Viewport =
        Viewport { start_secs: 20.0 * YEAR_SECS, secs_per_px: YEAR_SECS / 80.0 };

    #[test]
    fn many_annotations_over_each_other_leave_the_lanes_readable() {
        let darkness = |bands: &[Band]| {
            let (scene, draws) = drawn(bands, NINETIES, SIZE_PX.1);
            let (pale, x) = (Theme::named(ThemeName::Light).muted.faded(0.0), 500.0);
            let shade = |draw: &Draw| match draw {
                Draw::Rect { rect, fill: Some(fill), .. } if fill.faded(0.0) == pale => {
                    let is_at_top = rect.top.total_cmp(&scene.plot.top).is_eq();
                    let is_column = is_at_top && rect.left <= x && x < rect.right;
                    is_column.then_some(u32::from(fill.0[3]))
                }
                _ => None,
            };
            draws.iter().filter_map(shade).sum::<u32>()
        };
        let one = darkness(&[band("1990/2009")]);
        let two = darkness(&[band("1990/2009"), band("1991/2008")]);
        let many: Vec<Band> = (0..9).map(|i| band(&format!("199{i}/20{}", 30 - i))).collect();
        assert!(0 < one && one < two, "{one} {two}");
        assert_eq!(darkness(&many), two);
        assert_eq!(darkness(&[band("1990"), band("2000/2009")]), 0, "none between two");
    }

    #[test]
    fn the_head_of_annotations_counts_those_out_of_view() {
        let bands = ["-0043", "1960", "1995", "2020"].map(band);
        let says = |words: &str, viewport| {
            let (_, draws) = drawn(&bands, viewport, SIZE_PX.1);
            draws.iter().any(|draw| matches!(draw, Draw::Text { text, .. } if **text == *words))
        };
        assert!(says("‹ 2   1 ›", NINETIES));
        assert!(!says("‹ 2   1 ›", Viewport { secs_per_px: 5.0 * YEAR_SECS, ..NINETIES }));
    }

    #[test]
    fn a_low_window_has_room_for_events_below_annotations() {
        let bands: Vec<Band> = (0..5).map(|_| band("1990/2009")).collect();
        let (low, _) = drawn(&bands, NINETIES, 140.0);
        let (high, _) = drawn(&bands, NINETIES, 700.0);
        assert!(low.ribbon.height() < low.plot.height(), "{:?} {:?}", low.ribbon, low.plot);
        assert!(low.bands.iter().all(|mark| mark.bar.bottom <= low.plot.top), "{:?}", low.bands);
        assert!(low.ribbon.height() < high.ribbon.height());
    }
}
