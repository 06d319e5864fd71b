//! Where the labels of visible marks stand.
//!
//! Rows were laid out with labels right of their marks. Near the right edge that side is cut off:
//! there a label moves to the left, or over a mark that is wide enough, or is shortened; where
//! nothing is free it is dropped. Marks never are. Then marks whose rows had no room for their words get
//! them at the left where nothing stands there, and what was cut short takes the room that is left beside it.

use super::caption::{Words, label_font_of};
use super::fonts::elided;
use super::rows::space::CLEAR_PX;
use super::rows::{Item, LABEL_GAP_PX};
use super::scene::{Glyph, Label, Mark, Side};
use super::{Measure, Rect};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Least width of a shortened label.
const LEAST_PX: f32 = 60.0;
/// Width beyond which a line is not read at a glance, whatever room there is.
const MOST_PX: f32 = 640.0;
/// What stays free left of words that stand left of their mark for want of room: one must see whose they are.
const SPARE_GAP_PX: f32 = 24.0;
/// What a diamond takes on either side of its middle.
const DIAMOND_PX: f32 = 8.0;
/// Width of the end of a bracket.
const BRACKET_PX: f32 = 4.0;
/// Height of a label's box.
const LABEL_HEIGHT_PX: f32 = 16.0;

/// Gives the marks of one lane their labels; `items` are the rows they came from.
pub(super) fn place_labels(marks: &mut [Mark], items: &[&Item], plot: Rect, measure: &dyn Measure) {
    let mut late: Vec<usize> = Vec::new();
    let starts = Starts::of(marks);
    for (i, (mark, item)) in marks.iter_mut().zip(items).enumerate() {
        let Some(words) = &item.label else { continue };
        let left = mark.rect.right + LABEL_GAP_PX;
        let is_right = !item.is_inside && !item.is_spare && !item.is_left && !mark.cut.right;
        let limit = starts.after(mark).map_or(plot.right - 4.0, |next| next.min(plot.right - 4.0));
        if is_right && left + words.width_px <= limit {
            mark.label = Some(label(
                mark,
                words,
                Arc::clone(&words.text),
                left,
                words.width_px,
                Side::Right,
            ));
        } else {
            late.push(i);
        }
    }
    let order = |i: usize| items.get(i).map(|item| (item.is_spare, Reverse(item.weight), i));
    let mut late: BTreeSet<_> = late.into_iter().filter_map(order).collect();
    while let Some((_, _, i)) = late.pop_first() {
        let Some(item) = items.get(i) else { continue };
        let mut placed = squeezed(marks, i, item, plot, measure);
        if placed.is_none() && !item.is_spare {
            let lighter = hide_lighter(marks, items, i);
            placed = squeezed(marks, i, item, plot, measure);
            late.extend(give_way(marks, lighter, placed.as_ref()).into_iter().filter_map(order));
        }
        if let Some(mark) = marks.get_mut(i) {
            mark.label = placed;
        }
    }
    for (i, item) in items.iter().enumerate() {
        let wider = widened(marks, i, item, plot, measure);
        if let Some(mark) = marks.get_mut(i).filter(|_| wider.is_some()) {
            mark.label = wider;
        }
    }
}

/// Takes the words from the lighter marks in the row of one that found no room for its own; gives them.
fn hide_lighter(marks: &mut [Mark], items: &[&Item], index: usize) -> Vec<(usize, Label)> {
    let own = marks.get(index).zip(items.get(index)).map(|(mark, item)| (mark.row, item.weight));
    let Some((row, weight)) = own else { return Vec::new() };
    let all = marks.iter_mut().zip(items).enumerate();
    let lighter = all.filter(|(_, (mark, item))| mark.row == row && item.weight < weight);
    lighter.filter_map(|(i, (mark, _))| Some((i, mark.label.take()?))).collect()
}

/// Gives lighter marks their words back, but for those where a heavier one has its own now; whose these were.
fn give_way(
    marks: &mut [Mark],
    lighter: Vec<(usize, Label)>,
    heavier: Option<&Label>,
) -> Vec<usize> {
    let mut late = Vec::new();
    for (i, label) in lighter {
        let gap = CLEAR_PX as f32;
        let is_in_way = heavier.is_some_and(|words| {
            let around =
                Rect { left: words.rect.left - gap, right: words.rect.right + gap, ..words.rect };
            around.overlaps(label.rect)
        });
        if is_in_way {
            late.push(i);
        } else if let Some(mark) = marks.get_mut(i) {
            mark.label = Some(label);
        }
    }
    late
}

/// Where the marks of each row begin. Rows keep what follows a mark clear of its words, but a mark that keeps to
/// the part of the axis it was laid out in may end further to the right than its form.
struct Starts(Vec<(usize, f32)>);

impl Starts {
    fn of(marks: &[Mark]) -> Self {
        let mut starts: Vec<_> = marks.iter().map(|mark| (mark.row, mark.rect.left)).collect();
        starts.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Self(starts)
    }

    /// The left edge of the mark after one in its row; `None` for the last.
    fn after(&self, mark: &Mark) -> Option<f32> {
        let is_before = |&(row, left): &(usize, f32)| (row, left) <= (mark.row, mark.rect.left);
        let next = self.0.get(self.0.partition_point(is_before));
        next.filter(|(row, _)| *row == mark.row).map(|(_, left)| *left)
    }
}

/// A label that was cut short, with as much of its text as there is room for; `None` where that is no
/// more than it shows.
fn widened(
    marks: &[Mark],
    index: usize,
    item: &Item,
    plot: Rect,
    measure: &dyn Measure,
) -> Option<Label> {
    let (mark, words) = (marks.get(index)?, item.label.as_ref()?);
    let (whole, shown) = (words.whole.as_ref()?, mark.label.as_ref()?);
    let beside = marks.iter().enumerate().filter(|(i, it)| *i != index && it.row == mark.row);
    let edges = beside.map(|(_, it)| {
        let label = it.label.as_ref().map_or(it.rect, |label| label.rect);
        (it.rect.left.min(label.left), it.rect.right.max(label.right))
    });
    let (from, to) = match shown.side {
        Side::Right => {
            let after = edges.map(|(left, _)| left).filter(|left| shown.rect.left <= *left);
            let to = after.map(|left| left - CLEAR_PX as f32).fold(plot.right - 4.0, f32::min);
            (shown.rect.left, to)
        }
        Side::Left => {
            let before = edges.map(|(_, right)| right).filter(|right| *right <= shown.rect.right);
            let clear = if item.is_spare { SPARE_GAP_PX } else { CLEAR_PX as f32 };
            let from = before.map(|right| right + clear).fold(plot.left + 4.0, f32::max);
            (from, shown.rect.right)
        }
        Side::Inside => (shown.rect.left, stretch(mark).1 - LABEL_GAP_PX),
    };
    let room = (to - from).min(MOST_PX);
    let font = label_font_of(mark.style);
    let around = words.badge_px + words.signs_px;
    if room < shown.rect.width() + font.size_px {
        return None;
    }
    let text = elided(whole, room - around, font, measure);
    let width = measure.width_px(&text, font) + around;
    if width <= shown.rect.width() {
        return None;
    }
    let left = if shown.side == Side::Left { to - width } else { shown.rect.left };
    Some(label(mark, words, text.into(), left, width, shown.side))
}

/// A label that has no room at its usual place.
fn squeezed(
    marks: &[Mark],
    index: usize,
    item: &Item,
    plot: Rect,
    measure: &dyn Measure,
) -> Option<Label> {
    let mark = marks.get(index)?;
    let words = item.label.as_ref()?;
    let others =
        || marks.iter().enumerate().filter(|(i, other)| *i != index && other.row == mark.row);
    let is_free = |rect: Rect| {
        others().all(|(_, other)| {
            let labelled = other.label.as_ref().is_some_and(|label| label.rect.overlaps(rect));
            !labelled && !other.rect.overlaps(rect)
        })
    };
    let whole =
        |left: f32, side| label(mark, words, Arc::clone(&words.text), left, words.width_px, side);
    let before = mark.rect.left - LABEL_GAP_PX - words.width_px;
    // What stands before it keeps its distance, too.
    let left_of_mark = |gap_px: f32| {
        let candidate = whole(before, Side::Left);
        let around = Rect { left: before - gap_px, ..candidate.rect };
        let is_open = !mark.cut.left && plot.left + 4.0 <= before && is_free(around);
        is_open.then_some(candidate)
    };
    if item.is_spare {
        return left_of_mark(SPARE_GAP_PX);
    }
    let (from, to) = stretch(mark);
    let over = from + LABEL_GAP_PX;
    let fits_inside = to - over - LABEL_GAP_PX >= words.width_px && holds_text(&mark.glyph);
    let is_whisker = matches!(mark.glyph, Glyph::Circa);
    let is_dense = is_whisker
        || matches!(mark.glyph, Glyph::Bar | Glyph::FuzzyBar { .. } | Glyph::Conflict { .. });
    if fits_inside && !is_dense {
        return Some(whole(over, Side::Inside));
    }
    let stands_beside =
        !item.is_inside || is_whisker || matches!(mark.glyph, Glyph::Conflict { .. });
    if let Some(beside) = left_of_mark(LABEL_GAP_PX).filter(|_| stands_beside) {
        return Some(beside);
    }
    if fits_inside {
        return Some(whole(over, Side::Inside));
    }
    let least = LEAST_PX + words.badge_px + words.signs_px;
    let room = to - over - LABEL_GAP_PX;
    let inside = (least <= room && holds_text(&mark.glyph))
        .then(|| shortened(mark, words, (over, room), Side::Inside, measure));
    if inside.is_some() && !is_whisker {
        return inside;
    }
    let (after, room) = room_after(marks, mark, plot);
    if !item.is_inside && !mark.cut.right && least <= room {
        return Some(shortened(mark, words, (after, room), Side::Right, measure));
    }
    let before = || {
        let is_open = !item.is_inside && !mark.cut.left;
        let (from, to) = room_before(marks, index, plot).filter(|_| is_open)?;
        let room = Some(to - from).filter(|room| least <= *room)?;
        let label = shortened(mark, words, (from, room), Side::Left, measure);
        // What was cut short stands at the mark, not where its room begins.
        let rect = Rect { left: to - label.rect.width(), right: to, ..label.rect };
        Some(Label { rect, ..label }).filter(|label| is_free(label.rect))
    };
    // On a whisker, words stand where they say more than beside it.
    let wider = |a: Label, b: Label| if a.rect.width() < b.rect.width() { b } else { a };
    let widest = || [before(), inside.clone()].into_iter().flatten().reduce(wider);
    left_of_mark(SPARE_GAP_PX).or_else(widest).or_else(|| numbered(mark, words, plot, &is_free))
}

/// A label with as much of its words as there is room for, from a left edge on.
fn shortened(
    mark: &Mark,
    words: &Words,
    (left, room): (f32, f32),
    side: Side,
    measure: &dyn Measure,
) -> Label {
    let font = label_font_of(mark.style);
    let around = words.badge_px + words.signs_px;
    let text = elided(&words.text, room - around, font, measure);
    let width = measure.width_px(&text, font) + around;
    label(mark, words, text.into(), left, width, side)
}

/// From where to where words may stand left of a mark.
fn room_before(marks: &[Mark], index: usize, plot: Rect) -> Option<(f32, f32)> {
    let mark = marks.get(index)?;
    let ends = marks.iter().filter(|other| other.row == mark.row).map(|other| {
        let label = other.label.as_ref().map_or(other.rect, |label| label.rect);
        label.right.max(other.rect.right)
    });
    let ends = ends.filter(|right| *right <= mark.rect.left);
    let from = ends.map(|right| right + SPARE_GAP_PX).fold(plot.left + 4.0, f32::max);
    Some((from, mark.rect.left - LABEL_GAP_PX))
}

/// From where on words may stand right of a mark, and how much room there is.
fn room_after(marks: &[Mark], mark: &Mark, plot: Rect) -> (f32, f32) {
    let after = mark.rect.right + LABEL_GAP_PX;
    // What follows may have its words before it.
    let begins = |other: &Mark| {
        let words = other.label.as_ref().map(|label| label.rect.left);
        words.map_or(other.rect.left, |words| words.min(other.rect.left))
    };
    let nexts = marks.iter().filter(|other| other.row == mark.row).map(begins);
    let nexts = nexts.filter(|left| mark.rect.right <= *left);
    let limit = nexts.map(|left| left - CLEAR_PX as f32).fold(plot.right - 4.0, f32::min);
    (after, limit - after)
}

/// The number alone: right of the mark, left of it, or over it. It is never dropped.
fn numbered(
    mark: &Mark,
    words: &Words,
    plot: Rect,
    is_free: &dyn Fn(Rect) -> bool,
) -> Option<Label> {
    let bare = Words::bare(words.number.clone()?);
    let at =
        |left: f32, side| label(mark, &bare, Arc::clone(&bare.text), left, bare.width_px, side);
    let right = at(mark.rect.right + LABEL_GAP_PX, Side::Right);
    let left = at(mark.rect.left - LABEL_GAP_PX - bare.width_px, Side::Left);
    let fits = |label: &Label| {
        plot.left + 2.0 <= label.rect.left
            && label.rect.right <= plot.right - 2.0
            && is_free(label.rect)
    };
    let over = (mark.rect.left + 2.0).min(plot.right - bare.width_px - 4.0).max(plot.left + 2.0);
    [right, left].into_iter().find(fits).or_else(|| Some(at(over, Side::Inside)))
}

/// The piece of a mark that text may stand on: of several dates the widest without a dot or the end of a bracket, of
/// a whisker what is left of its diamond.
fn stretch(mark: &Mark) -> (f32, f32) {
    let (left, right) = (mark.rect.left, mark.rect.right);
    if matches!(mark.glyph, Glyph::Circa) && !(mark.cut.left && mark.cut.right) {
        return (left, f32::midpoint(left, right) - DIAMOND_PX);
    }
    let Glyph::Conflict { claims } = &mark.glyph else { return (left, right) };
    let is_within = |x: f32| left + BRACKET_PX < x && x < right - BRACKET_PX;
    let ends = claims.iter().filter(|claim| !claim.is_point).flat_map(|claim| {
        let ends = [(claim.left, claim.left + BRACKET_PX), (claim.right - BRACKET_PX, claim.right)];
        ends.into_iter().filter(|(from, to)| is_within(*from) && is_within(*to))
    });
    let points = claims.iter().filter(|claim| claim.is_point);
    let points = points.map(|claim| (claim.left, claim.right));
    let points = points.filter(|(from, to)| left < *to && *from < right);
    // A day that fills much of the view carries words as any bar does.
    let days = points.clone().map(|(from, to)| (left.max(from), right.min(to)));
    let mut pieces: Vec<_> = days.filter(|(from, to)| 2.0 * LEAST_PX <= to - from).collect();
    let mut stops: Vec<_> = ends.chain(points).collect();
    stops.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut from = left;
    for stop in stops {
        pieces.push((from, stop.0));
        from = from.max(stop.1);
    }
    pieces.push((from, right));
    let wider = |a: (f32, f32), b: (f32, f32)| if a.1 - a.0 < b.1 - b.0 { b } else { a };
    pieces.into_iter().reduce(wider).unwrap_or((left, right))
}

/// Whether text can stand over a mark.
fn holds_text(glyph: &Glyph) -> bool {
    match glyph {
        Glyph::Day
        | Glyph::Bracket
        | Glyph::Bar
        | Glyph::FuzzyBar { .. }
        | Glyph::Since { .. }
        | Glyph::Until { .. }
        | Glyph::Circa
        | Glyph::Conflict { .. } => true,
        Glyph::Dot
        | Glyph::Before
        | Glyph::After
        | Glyph::Density { .. }
        | Glyph::Cluster { .. } => false,
    }
}

fn label(mark: &Mark, words: &Words, text: Arc<str>, left: f32, width: f32, side: Side) -> Label {
    let middle = f32::midpoint(mark.rect.top, mark.rect.bottom);
    let rect = Rect::from_size(left, middle - LABEL_HEIGHT_PX / 2.0, width, LABEL_HEIGHT_PX);
    Label {
        rect,
        text,
        badge: words.badge.clone(),
        badge_px: words.badge_px,
        signs_px: words.signs_px,
        side,
    }
}

#[cfg(test)]
mod tests {
    use crate::view::properties::{SIZE_PX, drawn};
    use crate::view::sample::Sample;
    use crate::view::scene::{Glyph, Side};
    use crate::view::{Filter, Prepared, Target, Viewport, plot_width_px};

    /// A heavy event at the end of long years, and lighter ones with long titles before it.
    fn late_quake(tail: usize) -> crate::model::Chronology {
        let light = |sample: Sample, i: usize| {
            let title = format!("Old tale {i} of the hills and of those who lived there");
            let date = (1_700 + i * 300 / (tail + 1)).to_string();
            sample.event(&title, &date, "RU").with(|event| event.salience = 0.3)
        };
        let aftershock = |sample: Sample, i: usize| {
            let sample = sample.event(
                "An aftershock was felt",
                &format!("2010-01-{:02}", 13 + i % 17),
                "RU",
            );
            sample.with(|event| event.salience = 0.2)
        };
        let sample = (0..tail).fold(Sample::default(), light);
        let sample = (0..200).fold(sample, aftershock);
        let sample = sample.event("A quake struck the hills", "2010-01-12", "RU");
        sample.with(|event| event.salience = 1.0).build()
    }

    #[test]
    fn the_weightiest_mark_has_its_words_at_the_edge_of_a_figure_and_of_the_window() {
        let second = |date: &str| crate::view::sample::when(date).bounds.latest.unwrap();
        for tail in [0, 5, 9, 20, 40] {
            let chronology = late_quake(tail);
            let quake = chronology.events.iter().position(|it| it.title.starts_with("A quake"));
            for (last, make) in ["2011", "2013", "2017"].into_iter().flat_map(|last| {
                let all: [fn(&_) -> Prepared; 3] =
                    [Prepared::still, Prepared::new, Prepared::tiled];
                all.map(|make| (last, make))
            }) {
                let width = plot_width_px(SIZE_PX);
                let at = Viewport::fit(second("1690"), second(last), width);
                let mut prepared = make(&chronology);
                let scene = drawn(&mut prepared, &chronology, &Filter::default(), at);
                let is_quake =
                    |target: &Target| matches!(target, Target::Event(it) if Some(*it) == quake);
                let mark = scene.marks.iter().find(|mark| is_quake(&mark.target)).unwrap();
                assert!(mark.label.is_some(), "{tail}, {last}: {mark:?}");
            }
        }
    }

    #[test]
    fn words_on_a_mark_of_several_dates_hide_no_end_of_a_bracket() {
        let sample = Sample::default().event("The dam breaks", "1940/2009", "RU").claim("1990");
        let chronology = sample.build();
        let mut prepared = Prepared::new(&chronology);
        let start = crate::view::sample::when("1950").bounds.earliest.unwrap();
        let end = crate::view::sample::when("2000").bounds.latest.unwrap();
        let at = Viewport::fit(start, end, plot_width_px(SIZE_PX));
        let mut inside = 0;
        for x in -60..60 {
            let at = at.panned(f64::from(x) * 10.0, plot_width_px(SIZE_PX));
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), at);
            let Some(Glyph::Conflict { claims }) = scene.marks.first().map(|mark| &mark.glyph)
            else {
                panic!("{:?}", scene.marks)
            };
            let Some(label) = scene.marks[0].label.as_ref() else { continue };
            inside += usize::from(label.side == Side::Inside);
            let ends = claims.iter().flat_map(|claim| [claim.left, claim.right]);
            for end in ends.filter(|end| scene.plot.left < *end && *end < scene.plot.right) {
                let is_clear = end <= label.rect.left || label.rect.right <= end;
                assert!(is_clear, "{x}: {end} in {:?}", label.rect);
            }
        }
        assert!(0 < inside);
    }
}
