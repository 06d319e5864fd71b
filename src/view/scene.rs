//! What is visible: axis, lanes and marks with their boxes, before any colour.

use super::bands::BandMark;
use super::geometry::Rect;
use super::lanes::key::LaneKey;
use super::members::Members;
use super::viewport::Viewport;
use crate::model::{Event, ReviewState};
use std::sync::Arc;

/// Everything visible, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Size of the whole canvas.
    pub size_px: (f32, f32),
    /// Visible time; its left edge is that of `plot`.
    pub viewport: Viewport,
    /// Box of the axis rows.
    pub axis: Rect,
    /// Box of the bars and captions of annotations, below the axis; without any it has no height.
    pub ribbon: Rect,
    /// Box of the time area: right of the lane heads, below axis and ribbon.
    pub plot: Rect,
    /// Annotations in view, row by row.
    pub bands: Vec<BandMark>,
    /// How many annotations are before and after what is in view.
    pub bands_aside: (usize, usize),
    /// Calendar steps of the coarser row.
    pub major: Vec<Tick>,
    /// Calendar steps of the finer row.
    pub minor: Vec<Tick>,
    /// Row groups from top to bottom.
    pub lanes: Vec<Lane>,
    /// What stands on the axis, in order of lane, row and time.
    pub marks: Vec<Mark>,
    /// What each colour of the palette stands for, by index; the grey of the others has no name.
    pub hue_heads: Arc<[HueHead]>,
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
    /// What it stands for.
    pub key: LaneKey,
    /// Its name.
    pub name: String,
    /// Index into the palette; `None` is grey.
    pub hue: Option<usize>,
    /// Whether it is collapsed to a strip.
    pub is_collapsed: bool,
    /// Events that pass the filter, on the axis or off screen.
    pub count: usize,
    /// Events left of what is visible.
    pub before: usize,
    /// Events right of what is visible.
    pub after: usize,
    /// Its box over the full width, scrolled.
    pub rect: Rect,
    /// Height that the rows in view need, which may be less or more than it has.
    pub wanted_px: f32,
}

/// What a colour of the palette stands for, in the words of the lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HueHead {
    /// Which events have it.
    pub key: LaneKey,
    /// Its name.
    pub name: String,
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
    /// Its box without label, cut to the time area.
    pub rect: Rect,
    /// Which of its ends lie outside the time area.
    pub cut: Cut,
    /// How it is drawn.
    pub glyph: Glyph,
    /// Index into the palette; `None` is grey.
    pub hue: Option<usize>,
    /// How certain it is, and so how it is filled.
    pub style: Style,
    /// Its label; `None` where it found no room.
    pub label: Option<Label>,
    /// How many sources tell it; the sum of them for a cluster.
    pub source_count: usize,
    /// Title, date in words and number of sources, for tooltips and screen readers.
    pub description: Arc<str>,
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One event, by index in the chronology.
    Event(usize),
    /// Several events too close to tell apart.
    Cluster(Members),
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
    /// From a known start on; solid as far as its sources reach, then fading.
    Since {
        /// Where the fading begins, in pixels from the left of the canvas.
        solid_to: f32,
    },
    /// Up to a known end, fading in from an unknown start.
    Until {
        /// Where it becomes solid, in pixels from the left of the canvas.
        solid_from: f32,
    },
    /// At some time before.
    Before,
    /// At some time after.
    After,
    /// One mark for each claimed date, the chosen one filled.
    Conflict {
        /// The claims in order of time.
        claims: Vec<Claim>,
    },
    /// One bar of a collapsed lane.
    Density {
        /// How high, as a part of the strip.
        share: f32,
    },
    /// A count, with the share of each hue.
    Cluster {
        /// Events in it.
        count: usize,
        /// The same in short: `12.4k`.
        text: Arc<str>,
        /// (hue, events) in order of hue.
        mix: Arc<[(Option<usize>, usize)]>,
    },
}

/// One of several dates that the sources of an event claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// Left end in pixels from the left of the canvas.
    pub left: f32,
    /// Right end; the same as `left` for a day that is too narrow to see.
    pub right: f32,
    /// Whether it is a day or finer, and so drawn as a dot rather than a bracket.
    pub is_point: bool,
    /// Whether it is the date that the event is given.
    pub is_chosen: bool,
}

/// Which ends of a mark lie outside the time area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cut {
    /// It goes on to the left.
    pub left: bool,
    /// It goes on to the right.
    pub right: bool,
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
    /// Faint, its label struck through: dismissed.
    pub is_dismissed: bool,
    /// What was decided about it.
    pub signs: Signs,
}

/// Small signs behind a label: what was decided about its event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Signs {
    /// A spark: only new documents tell it.
    pub is_new: bool,
    /// A tick: accepted.
    pub is_accepted: bool,
    /// A star.
    pub is_starred: bool,
    /// A folded corner: it has a note.
    pub has_note: bool,
}

impl Signs {
    /// What was decided about an event.
    pub fn of(event: &Event) -> Self {
        Self {
            is_new: event.review_state() == ReviewState::New,
            is_accepted: event.review_state() == ReviewState::Accepted,
            is_starred: event.is_starred(),
            has_note: !event.note().is_empty(),
        }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        let all = [self.is_new, self.is_accepted, self.is_starred, self.has_note];
        all.into_iter().filter(|is| *is).count()
    }
}

/// A mark's label.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its box.
    pub rect: Rect,
    /// The words.
    pub text: Arc<str>,
    /// How many documents tell it, where there are several: `3 docs`, in a pill before the words.
    pub badge: Option<Arc<str>>,
    /// Width of the pill with the gap after it; 0 without.
    pub badge_px: f32,
    /// Width of the signs behind the words with the gap before them; 0 without.
    pub signs_px: f32,
    /// Where it stands to its mark.
    pub side: Side,
}

/// Where a label stands to its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Right of it, the usual place.
    Right,
    /// Left of it, near the right edge of the time area.
    Left,
    /// Over it, where it is wide enough.
    Inside,
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
    /// The box of a lane's head: the coloured stripe with name and count.
    pub fn head_of(&self, lane: &Lane) -> Rect {
        Rect { right: self.plot.left, ..lane.rect }
    }

    /// The second on the axis under a pixel, counted from the left of the canvas.
    pub fn time_from_x(&self, x_px: f32) -> f64 {
        self.viewport.time_from_x(f64::from(x_px - self.plot.left))
    }

    /// The pixel, counted from the left of the canvas, at which a second stands.
    pub fn x_from_time(&self, seconds: f64) -> f32 {
        self.plot.left + self.viewport.x_from_time(seconds) as f32
    }

    /// The scene as text, one line a tick row, lane and mark, for tests that people read.
    pub fn to_text(&self) -> String {
        let mut lines = vec![
            format!("major {}", tick_text(&self.major)),
            format!("minor {}", tick_text(&self.minor)),
        ];
        for (i, lane) in self.lanes.iter().enumerate() {
            lines.push(lane_text(lane));
            lines.extend(self.marks.iter().filter(|mark| mark.lane == i).map(mark_text));
        }
        let counts = self.counts;
        lines.push(format!(
            "{} single + {} clustered + {} off screen + {} undated + {} filtered out = {}",
            counts.single,
            counts.clustered,
            counts.off_screen,
            counts.undated,
            counts.filtered_out,
            counts.total
        ));
        lines.join("\n")
    }
}

fn tick_text(ticks: &[Tick]) -> String {
    let labels = ticks.iter().filter(|tick| !tick.label.is_empty());
    let words: Vec<_> = labels.map(|tick| format!("{}@{:.0}", tick.label, tick.x_px)).collect();
    words.join(" ")
}

fn lane_text(lane: &Lane) -> String {
    let hue = lane.hue.map_or_else(|| "grey".to_owned(), |hue| format!("hue {hue}"));
    format!("{} ({}) {hue} ‹{} {}›", lane.name, lane.count, lane.before, lane.after)
}

fn mark_text(mark: &Mark) -> String {
    let glyph = match &mark.glyph {
        Glyph::Dot => "dot",
        Glyph::Day => "day",
        Glyph::Bracket => "bracket",
        Glyph::Bar => "bar",
        Glyph::FuzzyBar { .. } => "fuzzy bar",
        Glyph::Circa => "circa",
        Glyph::Since { .. } => "since",
        Glyph::Until { .. } => "until",
        Glyph::Before => "before",
        Glyph::After => "after",
        Glyph::Conflict { .. } => "conflict",
        Glyph::Density { .. } => "density",
        Glyph::Cluster { .. } => "cluster",
    };
    let style = mark.style;
    let flags = [
        (style.is_unreal, " unreal"),
        (style.is_denied, " denied"),
        (style.is_doubtful, " doubtful"),
        (style.is_selected, " selected"),
        (style.is_dismissed, " dismissed"),
        (style.signs.is_accepted, " accepted"),
        (style.signs.is_starred, " starred"),
        (style.signs.has_note, " noted"),
    ];
    let words: String = flags.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
    let label = mark.label.as_ref().map_or_else(String::new, |label| {
        let side = match label.side {
            Side::Right => "",
            Side::Left => " (left)",
            Side::Inside => " (inside)",
        };
        format!(" “{}”{side}", label.text)
    });
    let (left, right) = (mark.rect.left, mark.rect.right);
    format!("  {} {glyph}{words} {left:.0}–{right:.0}{label}", mark.row)
}

impl Target {
    /// How many events it stands for.
    pub fn count(&self) -> usize {
        match self {
            Self::Event(_) => 1,
            Self::Cluster(events) => events.len(),
        }
    }

    /// Whether it stands for this event, alone or among others.
    pub fn holds(&self, event: usize) -> bool {
        match self {
            Self::Event(one) => *one == event,
            Self::Cluster(events) => events.iter().any(|other| other == event),
        }
    }
}
