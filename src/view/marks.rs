//! From events and their place on the canvas to marks.

use super::caption::DOUBT;
use super::form::Form;
use super::known::Known;
use super::lanes::events::{HUES, Sum};
use super::scene::{Claim, Cut, Glyph, Mark, Signs, Style, Target};
use super::{Members, Rect, Scene};
use crate::model::{Chronology, Event, Factuality, ReviewState};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of a single mark.
const MARK_PX: f32 = 12.0;

/// Height of the mark of so many events: a pill grows with the logarithm of its count.
pub(super) fn height_px(count: usize) -> f32 {
    if count == 1 { MARK_PX } else { (15.0 + (count as f32).log10() * 1.5).min(20.0) }
}

/// Where a mark stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) lane: usize,
    pub(super) row: usize,
    /// Its box, not yet cut to the time area.
    pub(super) rect: Rect,
    /// Which of its ends are cut already.
    pub(super) cut: Cut,
}

/// What the events of a cluster have in common.
#[derive(Clone, Debug)]
pub(super) struct Group {
    members: Members,
    /// Events of each hue.
    mix: Arc<[(Option<usize>, usize)]>,
    text: Arc<str>,
    source_count: usize,
    description: Arc<str>,
}

impl Group {
    /// Members with their number by colour, that of their sources, the words on their mark, and what is said
    /// about them.
    pub(super) fn new(
        members: Members,
        (hues, sources): Sum,
        text: Arc<str>,
        description: Arc<str>,
    ) -> Self {
        let hue = |(hue, count): (usize, u32)| {
            let hue = (hue + 1 < HUES).then_some(hue);
            (0 < count).then_some((hue, count as usize))
        };
        let mix = hues.into_iter().enumerate().filter_map(hue).collect();
        Self { members, mix, text, source_count: sources as usize, description }
    }
}

/// What marks are made from.
pub(super) struct Maker<'a> {
    pub(super) chronology: &'a Chronology,
    pub(super) hues: &'a [u8],
    pub(super) selected: &'a BTreeSet<usize>,
    pub(super) known: &'a RefCell<Known>,
}

impl Maker<'_> {
    /// The mark of one event.
    pub(super) fn single(
        &self,
        index: usize,
        form: Option<&Form>,
        place: Place,
        scene: &Scene,
    ) -> Mark {
        let is_selected = self.selected.contains(&index);
        let mark = empty(place, is_selected, scene);
        let Some(event) = self.chronology.events.get(index) else { return mark };
        let Some(form) = form else { return mark };
        Mark {
            target: Target::Event(index),
            hue: self.hues.get(index).map(|hue| usize::from(*hue)).filter(|hue| *hue < HUES),
            glyph: glyph(form, scene),
            style: style(event, mark.style),
            source_count: event.sources.len(),
            description: self.known.borrow_mut().description(index, event),
            ..mark
        }
    }
}

/// The mark of several events.
pub(super) fn cluster(group: &Group, is_selected: bool, place: Place, scene: &Scene) -> Mark {
    let mark = empty(place, is_selected, scene);
    let hue = if let [(hue, _)] = *group.mix { hue } else { None };
    Mark {
        target: Target::Cluster(group.members.clone()),
        hue,
        glyph: Glyph::Cluster {
            count: group.members.len(),
            text: Arc::clone(&group.text),
            mix: Arc::clone(&group.mix),
        },
        source_count: group.source_count,
        description: Arc::clone(&group.description),
        ..mark
    }
}

/// A mark at its place, with nothing said about it.
fn empty(place: Place, is_selected: bool, scene: &Scene) -> Mark {
    let plot = scene.plot;
    let rect = Rect {
        left: place.rect.left.max(plot.left),
        right: place.rect.right.min(plot.right),
        ..place.rect
    };
    let cut = Cut {
        left: place.cut.left || rect.left > place.rect.left,
        right: place.cut.right || rect.right < place.rect.right,
    };
    Mark {
        target: Target::Event(0),
        lane: place.lane,
        row: place.row,
        rect,
        cut,
        glyph: Glyph::Dot,
        hue: None,
        style: Style { is_selected, ..Style::default() },
        label: None,
        source_count: 0,
        description: Arc::default(),
    }
}

fn style(event: &Event, style: Style) -> Style {
    Style {
        is_unreal: !event.factuality.is_real(),
        is_denied: event.factuality == Factuality::Denied,
        is_doubtful: event.confidence < DOUBT,
        is_dismissed: event.review_state() == ReviewState::Dismissed,
        signs: Signs::of(event),
        ..style
    }
}

fn glyph(form: &Form, scene: &Scene) -> Glyph {
    let x = |seconds: f64| scene.x_from_time(seconds).clamp(-1e5, 1e5);
    match form {
        Form::Point { from, to } => {
            let width = (to - from) / scene.viewport.secs_per_px;
            if width > super::form::DOT_PX { Glyph::Day } else { Glyph::Dot }
        }
        Form::Bracket { .. } => Glyph::Bracket,
        Form::Bar { .. } => Glyph::Bar,
        Form::Fuzzy { core, .. } => Glyph::FuzzyBar { core: (x(core.0), x(core.1)) },
        Form::Circa { .. } => Glyph::Circa,
        Form::Since { from, evidence } => Glyph::Since { solid_to: x(from.max(*evidence)) },
        Form::Until { to } => Glyph::Until { solid_from: x(*to) - super::form::OPEN_PX as f32 },
        Form::Before { .. } => Glyph::Before,
        Form::After { .. } => Glyph::After,
        Form::Conflict { claims } => {
            let origin = scene.viewport.start_secs / scene.viewport.secs_per_px;
            let x = |px: f64| (f64::from(scene.plot.left) + px - origin).clamp(-1e5, 1e5) as f32;
            let claim = |dated: &super::form::Dated| {
                let (left, right) = dated.extent_px(scene.viewport.secs_per_px);
                Claim {
                    left: x(left),
                    right: x(right),
                    is_point: dated.is_point,
                    is_chosen: dated.is_chosen,
                }
            };
            Glyph::Conflict { claims: claims.iter().map(claim).collect() }
        }
    }
}
