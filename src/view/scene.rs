//! What is visible: axis, lanes and marks with their boxes, before any colour.

use super::geometry::Rect;
use crate::model::Chronology;

/// Everything visible, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Size of the whole canvas.
    pub size_px: (f32, f32),
    /// Box of the axis rows.
    pub axis: Rect,
    /// Box of the time area: right of the lane heads, below the axis.
    pub plot: Rect,
    /// Calendar steps of the coarser row.
    pub major: Vec<Tick>,
    /// Calendar steps of the finer row.
    pub minor: Vec<Tick>,
    /// Row groups from top to bottom.
    pub lanes: Vec<Lane>,
    /// What stands on the axis, in order of lane, row and time.
    pub marks: Vec<Mark>,
    /// Where every event of the chronology went.
    pub counts: Counts,
    /// Height of all lanes, for scrolling.
    pub content_height_px: f32,
}

/// A labelled calendar step.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where it stands, in pixels from the left of the canvas.
    pub x_px: f32,
    /// Its label; empty for a line without one.
    pub label: String,
    /// 0–1: how far it has faded in.
    pub strength: f32,
}

/// A row group.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// What it stands for: a place code, a document id, a status.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Index into the palette; `None` is grey.
    pub hue: Option<usize>,
    /// Events that pass the filter, on the axis or off screen.
    pub count: usize,
    /// Events left of what is visible.
    pub before: usize,
    /// Events right of what is visible.
    pub after: usize,
    /// Its box over the full width, scrolled.
    pub rect: Rect,
}

/// One thing drawn in a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub target: Target,
    /// Index of its lane.
    pub lane: usize,
    /// Row within the lane, from the top.
    pub row: usize,
    /// Its box without label.
    pub rect: Rect,
    /// How it is drawn.
    pub glyph: Glyph,
    /// Index into the palette; `None` is grey.
    pub hue: Option<usize>,
    /// How certain it is, and so how it is filled.
    pub style: Style,
    /// Its label; `None` where it found no room.
    pub label: Option<Label>,
    /// Title, date in words and number of sources, for tooltips and screen readers.
    pub description: String,
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// One event, by index in the chronology.
    Event(usize),
    /// Several events too close to tell apart, by index, in order.
    Cluster(Vec<usize>),
}

/// The shape of a mark; shape, not colour, carries the kind of date.
#[derive(Clone, Debug, PartialEq)]
pub enum Glyph {
    /// An exact day or finer.
    Dot,
    /// A day when it is wide enough to see.
    Day,
    /// A month, year or decade within which it happened.
    Bracket,
    /// An interval with exact ends.
    Bar,
    /// An interval with fuzzy ends; the solid core in pixels from the left of the canvas.
    FuzzyBar {
        /// Left and right edge of what is certain.
        core: (f32, f32),
    },
    /// About; a diamond on a dashed whisker.
    Circa,
    /// From a known start on.
    Since,
    /// Up to a known end.
    Until,
    /// At some time before.
    Before,
    /// At some time after.
    After,
    /// One mark for each claimed date, the chosen one filled: pixels from the left, chosen or not.
    Conflict {
        /// The claims in order of time.
        claims: Vec<(f32, bool)>,
    },
    /// A count, with the share of each hue.
    Cluster {
        /// Events in it.
        count: usize,
        /// (hue, events) in order of hue.
        mix: Vec<(Option<usize>, usize)>,
    },
}

/// How a mark is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Hatched, dashed, with an italic label: planned, predicted, hypothetical, denied, opinion.
    pub is_unreal: bool,
    /// Struck through: denied.
    pub is_denied: bool,
    /// Faint, dotted, with a question mark: low confidence.
    pub is_doubtful: bool,
    /// Ringed: selected.
    pub is_selected: bool,
}

/// A mark's label.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its box.
    pub rect: Rect,
    /// The words.
    pub text: String,
    /// Whether it stands left of its mark.
    pub is_flipped: bool,
}

/// Where every event of the chronology went: the parts add up to `total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Marks of their own.
    pub single: usize,
    /// Within clusters.
    pub clustered: usize,
    /// Left or right of the view, or scrolled away.
    pub off_screen: usize,
    /// Without a date.
    pub undated: usize,
    /// Hidden by the filter.
    pub filtered_out: usize,
    /// All.
    pub total: usize,
}

impl Scene {
    /// The scene as text, one line a lane, tick row and mark, for tests that people read.
    pub fn to_text(&self, _chronology: &Chronology) -> String {
        String::new()
    }
}
