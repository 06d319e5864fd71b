//! The legend: a sample of each kind of mark that is drawn, and no other; then the scale.

use super::figure::Figure;
use super::options::Parts;
use crate::view::draw::{Align, Face, Font, Stroke};
use crate::view::geometry::{Point, Rect};
use crate::view::paint::{glyph_sample, sign_sample};
use crate::view::scene::{Claim, Glyph, Signs, Style};
use crate::view::{Draw, Measure, Scene, Theme};
use smallvec::smallvec;
use std::collections::BTreeSet;

const FONT: Font = Font { face: Face::Regular, size_px: 10.5 };
const SAMPLE_PX: f32 = 40.0;
const LINE_PX: f32 = 19.0;
const GAP_PX: f32 = 18.0;

/// One entry.
struct Entry {
    words: String,
    sample: Sample,
}

enum Sample {
    Mark(Glyph, Style),
    Hue(Option<usize>),
    Signs(Signs),
    Badge,
    /// A piece of time, by its width in pixels.
    Scale(f32),
}

/// Draws the legend below `top`, at most `width_px` wide; gives back its height.
pub(super) fn legend(
    figure: &Figure,
    parts: Parts,
    theme: &Theme,
    measure: &dyn Measure,
    (left, top, width_px): (f32, f32, f32),
    draws: &mut Vec<Draw>,
) -> f32 {
    let (mut x, mut y) = (left, top);
    let mut entries = if parts.legend { entries(&figure.scene) } else { Vec::new() };
    entries.extend(parts.scale_bar.then(|| scale_entry(figure)).flatten());
    for entry in entries {
        let width = SAMPLE_PX + 7.0 + measure.width_px(&entry.words, FONT) + GAP_PX;
        if x + width - GAP_PX > left + width_px && x > left {
            x = left;
            y += LINE_PX;
        }
        let middle = y + LINE_PX / 2.0;
        draws.extend(entry.sample.draw(x, middle, theme));
        draws.push(Draw::Text {
            at: Point { x: x + SAMPLE_PX + 7.0, y: middle },
            align: Align::Left,
            text: entry.words.into(),
            font: FONT,
            colour: theme.ink,
        });
        x += width;
    }
    if x > left { y + LINE_PX - top } else { 0.0 }
}

/// Width and height of a sample of [`legend_of_all`].
pub const LEGEND_SAMPLE_PX: (f32, f32) = (SAMPLE_PX, LINE_PX);

/// Every kind of mark, sign and badge with what it says, in the order of the figure's legend.
///
/// Then come the colours of a scene, where its lanes do not say them. Each is drawn in a box of
/// [`LEGEND_SAMPLE_PX`] with its corner at 0.
pub fn legend_of_all(scene: &Scene, theme: &Theme) -> Vec<(String, Vec<Draw>)> {
    let lines = every_entry().into_iter().chain(hue_entries(scene));
    lines.map(|entry| (entry.words, entry.sample.draw(0.0, LINE_PX / 2.0, theme))).collect()
}

fn every_entry() -> Vec<Entry> {
    let glyphs = [
        Glyph::Dot,
        Glyph::Bracket,
        Glyph::Bar,
        Glyph::FuzzyBar { core: (0.0, 0.0) },
        Glyph::Circa,
        Glyph::Since { solid_to: 0.0 },
        Glyph::Until { solid_from: 0.0 },
        Glyph::Before,
        Glyph::After,
        Glyph::Conflict { claims: Vec::new() },
        Glyph::Cluster { count: 12, text: "12".into(), mix: [(None, 12)].into() },
        Glyph::Density { share: 1.0 },
    ];
    let plain = Style::default();
    let styles = [
        Style { is_unreal: true, ..plain },
        Style { is_denied: true, is_doubtful: true, is_dismissed: true, ..plain },
    ];
    let marks = glyphs.into_iter().map(|glyph| {
        let (rank, words) = meaning(&glyph);
        (rank, words, glyph, plain)
    });
    let mut all: Vec<_> = marks.chain(styles.into_iter().flat_map(style_entries)).collect();
    all.sort_by_key(|(rank, ..)| *rank);
    let entry = |(_, words, glyph, style): (u8, &str, Glyph, Style)| Entry {
        words: words.to_owned(),
        sample: Sample::Mark(glyph, style),
    };
    let mut entries: Vec<Entry> = all.into_iter().map(entry).collect();
    entries.push(badge_entry());
    let signs = SIGNS.into_iter();
    entries.extend(
        signs.map(|(words, sign)| Entry { words: words.to_owned(), sample: Sample::Signs(sign) }),
    );
    entries
}

impl Sample {
    fn draw(self, x: f32, middle: f32, theme: &Theme) -> Vec<Draw> {
        let height = 12.0;
        let at =
            |left: f32, width: f32| Rect::from_size(left, middle - height / 2.0, width, height);
        match self {
            Self::Signs(signs) => {
                let mut draws = Vec::new();
                let from = Point { x: x + SAMPLE_PX - 18.0, y: middle };
                sign_sample(signs, from, theme, &mut draws);
                draws
            }
            Self::Hue(hue) => {
                let rect = at(x + SAMPLE_PX - 24.0, 24.0);
                glyph_sample(Glyph::Bar, hue, Style::default(), rect, theme)
            }
            Self::Badge => badge(at(x + SAMPLE_PX - 36.0, 36.0), theme),
            Self::Scale(width) => scale_bar(x + SAMPLE_PX - width, middle, width, theme),
            Self::Mark(glyph, style) => {
                let width = match glyph {
                    Glyph::Dot => 12.0,
                    Glyph::Cluster { .. } => 24.0,
                    Glyph::Density { .. } => 8.0,
                    Glyph::Day
                    | Glyph::Bracket
                    | Glyph::Bar
                    | Glyph::FuzzyBar { .. }
                    | Glyph::Circa
                    | Glyph::Since { .. }
                    | Glyph::Until { .. }
                    | Glyph::Before
                    | Glyph::After
                    | Glyph::Conflict { .. } => 34.0,
                };
                let rect = at(x + SAMPLE_PX - width, width);
                glyph_sample(placed(glyph, rect), None, style, rect, theme)
            }
        }
    }
}

/// The glyph with its inner positions inside `rect`.
fn placed(glyph: Glyph, rect: Rect) -> Glyph {
    let (left, right) = (rect.left, rect.right);
    match glyph {
        Glyph::FuzzyBar { .. } => Glyph::FuzzyBar { core: (left + 10.0, right - 10.0) },
        Glyph::Since { .. } => Glyph::Since { solid_to: left + 16.0 },
        Glyph::Until { .. } => Glyph::Until { solid_from: right - 16.0 },
        Glyph::Conflict { .. } => {
            let claim = |left: f32, is_chosen| Claim {
                left,
                right: left + 12.0,
                is_point: true,
                is_chosen,
            };
            Glyph::Conflict { claims: vec![claim(left, false), claim(right - 12.0, true)] }
        }
        other => other,
    }
}

/// What a glyph says, and its place in the legend.
fn meaning(glyph: &Glyph) -> (u8, &'static str) {
    match glyph {
        Glyph::Dot | Glyph::Day => (0, "exact day or time"),
        Glyph::Bracket => (1, "some time within this span"),
        Glyph::Bar => (2, "from day to day"),
        Glyph::FuzzyBar { .. } => (3, "lasting, ends not exact"),
        Glyph::Circa => (4, "about this time"),
        Glyph::Since { .. } => (5, "since then"),
        Glyph::Until { .. } => (6, "until then"),
        Glyph::Before => (7, "no later than this"),
        Glyph::After => (8, "no earlier than this"),
        Glyph::Conflict { .. } => (9, "sources disagree"),
        Glyph::Cluster { .. } => (13, "several events, and how many"),
        Glyph::Density { .. } => (14, "events of a collapsed lane"),
    }
}

fn entries(scene: &Scene) -> Vec<Entry> {
    let mut found: Vec<(u8, Entry)> = Vec::new();
    let mut add = |rank: u8, words: &'static str, glyph: Glyph, style: Style| {
        if found.iter().all(|(other, _)| *other != rank) {
            found.push((
                rank,
                Entry { words: words.to_owned(), sample: Sample::Mark(glyph, style) },
            ));
        }
    };
    for mark in &scene.marks {
        let (rank, words) = meaning(&mark.glyph);
        let glyph = match mark.glyph.clone() {
            Glyph::Day => Glyph::Dot,
            Glyph::Cluster { .. } => {
                Glyph::Cluster { count: 12, text: "12".into(), mix: [(None, 12)].into() }
            }
            Glyph::Density { .. } => Glyph::Density { share: 1.0 },
            other => other,
        };
        add(rank, words, glyph, Style::default());
        for (rank, words, glyph, style) in style_entries(mark.style) {
            add(rank, words, glyph, style);
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    let mut entries: Vec<Entry> = found.into_iter().map(|(_, entry)| entry).collect();
    let labels = || scene.marks.iter().filter_map(|mark| mark.label.as_ref());
    if labels().any(|label| label.badge.is_some()) {
        entries.push(badge_entry());
    }
    entries.extend(sign_entries(scene));
    entries.extend(hue_entries(scene));
    entries
}

/// What the style of a mark says beside its shape.
fn style_entries(style: Style) -> Vec<(u8, &'static str, Glyph, Style)> {
    let mut entries = Vec::new();
    let plain = Style::default();
    if style.is_unreal && !style.is_denied {
        let style = Style { is_unreal: true, ..plain };
        entries.push((10, "planned, expected or supposed", Glyph::Bracket, style));
    }
    if style.is_denied {
        let style = Style { is_denied: true, is_unreal: true, ..plain };
        entries.push((11, "denied", Glyph::Dot, style));
    }
    if style.is_doubtful {
        let style = Style { is_doubtful: true, ..plain };
        entries.push((12, "doubtful reading", Glyph::Dot, style));
    }
    if style.is_dismissed {
        let style = Style { is_dismissed: true, ..plain };
        entries.push((15, "dismissed, title struck through", Glyph::Dot, style));
    }
    entries
}

fn badge_entry() -> Entry {
    Entry { words: "how many documents tell it".to_owned(), sample: Sample::Badge }
}

const NO_SIGNS: Signs =
    Signs { is_new: false, is_accepted: false, is_starred: false, has_note: false };

/// What each sign behind a label says.
const SIGNS: [(&str, Signs); 4] = [
    ("new", Signs { is_new: true, ..NO_SIGNS }),
    ("accepted", Signs { is_accepted: true, ..NO_SIGNS }),
    ("starred", Signs { is_starred: true, ..NO_SIGNS }),
    ("has a note", Signs { has_note: true, ..NO_SIGNS }),
];

/// The signs behind labels that are drawn.
fn sign_entries(scene: &Scene) -> Vec<Entry> {
    let labelled = scene
        .marks
        .iter()
        .filter(|mark| mark.label.as_ref().is_some_and(|label| label.signs_px > 0.0));
    let drawn: Vec<Signs> = labelled.map(|mark| mark.style.signs).collect();
    let has = |sign: Signs| {
        drawn.iter().any(|signs| {
            (sign.is_new && signs.is_new)
                || (sign.is_accepted && signs.is_accepted)
                || (sign.is_starred && signs.is_starred)
                || (sign.has_note && signs.has_note)
        })
    };
    let drawn = SIGNS.into_iter().filter(|(_, sign)| has(*sign));
    drawn
        .map(|(words, signs)| Entry { words: words.to_owned(), sample: Sample::Signs(signs) })
        .collect()
}

/// What colours stand for, where the head of the lane does not say it.
fn hue_entries(scene: &Scene) -> Vec<Entry> {
    let mut drawn: BTreeSet<(bool, Option<usize>)> = BTreeSet::new();
    let mut is_said_by_lanes = true;
    for mark in &scene.marks {
        let lane = scene.lanes.get(mark.lane).and_then(|lane| lane.hue);
        let mix = match &mark.glyph {
            Glyph::Cluster { mix, .. } => mix.iter().map(|(hue, _)| *hue).collect(),
            _ => vec![mark.hue],
        };
        for hue in mix {
            is_said_by_lanes &= hue == lane;
            drawn.insert((hue.is_none(), hue));
        }
    }
    if is_said_by_lanes {
        return Vec::new();
    }
    let name = |hue: Option<usize>| match hue.and_then(|hue| scene.hue_heads.get(hue)) {
        Some(head) => head.name.clone(),
        None => "other".to_owned(),
    };
    drawn.into_iter().map(|(_, hue)| Entry { words: name(hue), sample: Sample::Hue(hue) }).collect()
}

fn badge(rect: Rect, theme: &Theme) -> Vec<Draw> {
    let stroke = Some(Stroke::solid(1.0, theme.muted));
    let at =
        Point { x: f32::midpoint(rect.left, rect.right), y: f32::midpoint(rect.top, rect.bottom) };
    let font = Font { face: Face::Bold, size_px: 9.5 };
    let text = "3 docs".into();
    vec![
        Draw::Rect { rect, corner_px: 6.0, fill: Some(theme.surface), stroke },
        Draw::Text { at, align: Align::Middle, text, font, colour: theme.ink },
    ]
}

/// Pieces of time that a scale bar may stand for.
const SCALES: [(f64, &str); 17] = [
    (60.0, "1 minute"),
    (900.0, "15 minutes"),
    (3_600.0, "1 hour"),
    (21_600.0, "6 hours"),
    (86_400.0, "1 day"),
    (604_800.0, "1 week"),
    (2_629_746.0, "1 month"),
    (7_889_238.0, "3 months"),
    (31_556_952.0, "1 year"),
    (63_113_904.0, "2 years"),
    (157_784_760.0, "5 years"),
    (315_569_520.0, "10 years"),
    (631_139_040.0, "20 years"),
    (1_577_847_600.0, "50 years"),
    (3_155_695_200.0, "100 years"),
    (15_778_476_000.0, "500 years"),
    (31_556_952_000.0, "1,000 years"),
];

/// The longest piece of time whose bar is no wider than a sample.
fn scale_entry(figure: &Figure) -> Option<Entry> {
    let secs_per_px = figure.scene.viewport.secs_per_px / f64::from(figure.scale);
    let mut bars = SCALES.into_iter().map(|(secs, words)| ((secs / secs_per_px) as f32, words));
    let (width, words) = bars.rfind(|(width, _)| *width <= SAMPLE_PX)?;
    (width >= 3.0).then(|| Entry { words: words.to_owned(), sample: Sample::Scale(width) })
}

fn scale_bar(left: f32, middle: f32, width: f32, theme: &Theme) -> Vec<Draw> {
    let stroke = Stroke::solid(1.5, theme.ink);
    let line = |from: (f32, f32), to: (f32, f32)| Draw::Line {
        points: smallvec![Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 }],
        stroke,
    };
    let right = left + width;
    let foot = |x: f32| line((x, middle - 4.0), (x, middle + 4.0));
    vec![line((left, middle), (right, middle)), foot(left), foot(right)]
}
