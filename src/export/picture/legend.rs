//! The legend: a sample of each kind of mark that is drawn, and no other.

use crate::model::DateStatus;
use crate::view::draw::{Align, Face, Font};
use crate::view::geometry::{Point, Rect};
use crate::view::paint::{glyph_sample, sign_sample};
use crate::view::scene::{Claim, Glyph, Signs, Style};
use crate::view::{ColourBy, Draw, Measure, Scene, Theme};

const FONT: Font = Font { face: Face::Regular, size_px: 10.5 };
const SAMPLE_PX: f32 = 40.0;
const LINE_PX: f32 = 19.0;
const GAP_PX: f32 = 18.0;

/// One entry.
struct Entry {
    words: &'static str,
    sample: Sample,
}

enum Sample {
    Mark(Glyph, Style),
    Hue(usize),
    Signs(Signs),
}

/// Draws the legend below `top`, at most `width_px` wide; gives back its height.
pub(super) fn legend(
    scene: &Scene,
    colour: ColourBy,
    theme: &Theme,
    measure: &dyn Measure,
    (left, top, width_px): (f32, f32, f32),
    draws: &mut Vec<Draw>,
) -> f32 {
    let (mut x, mut y) = (left, top);
    for entry in entries(scene, colour) {
        let width = SAMPLE_PX + 7.0 + measure.width_px(entry.words, FONT) + GAP_PX;
        if x + width > left + width_px && x > left {
            x = left;
            y += LINE_PX;
        }
        let middle = y + LINE_PX / 2.0;
        draws.extend(entry.sample.draw(x, middle, theme));
        draws.push(Draw::Text {
            at: Point { x: x + SAMPLE_PX + 7.0, y: middle },
            align: Align::Left,
            text: entry.words.to_owned(),
            font: FONT,
            colour: theme.ink,
        });
        x += width;
    }
    if x > left { y + LINE_PX - top } else { 0.0 }
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
                let rect = at(x + 20.0, 16.0);
                let fill = Some(theme.hue(Some(hue)).fill);
                vec![Draw::Rect { rect, corner_px: 3.0, fill, stroke: None }]
            }
            Self::Mark(glyph, style) => {
                let width = match glyph {
                    Glyph::Dot => 12.0,
                    Glyph::Cluster { .. } | Glyph::Density { .. } => 24.0,
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
                glyph_sample(placed(glyph, rect), style, rect, theme)
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
        Glyph::Before => (7, "not later than"),
        Glyph::After => (8, "not earlier than"),
        Glyph::Conflict { .. } => (9, "sources disagree"),
        Glyph::Cluster { .. } | Glyph::Density { .. } => (13, "several events"),
    }
}

fn entries(scene: &Scene, colour: ColourBy) -> Vec<Entry> {
    let mut found: Vec<(u8, Entry)> = Vec::new();
    let mut add = |rank: u8, words: &'static str, glyph: Glyph, style: Style| {
        if found.iter().all(|(other, _)| *other != rank) {
            found.push((rank, Entry { words, sample: Sample::Mark(glyph, style) }));
        }
    };
    for mark in &scene.marks {
        let (rank, words) = meaning(&mark.glyph);
        let glyph = match mark.glyph.clone() {
            Glyph::Day => Glyph::Dot,
            Glyph::Cluster { .. } | Glyph::Density { .. } => {
                Glyph::Cluster { count: 12, mix: vec![(None, 12)] }
            }
            other => other,
        };
        add(rank, words, glyph, Style::default());
        let style = Style { is_selected: false, ..mark.style };
        if style.is_unreal && !style.is_denied {
            let style = Style { is_unreal: true, ..Style::default() };
            add(10, "planned, expected or supposed", Glyph::Bracket, style);
        }
        if style.is_denied {
            let style = Style { is_denied: true, is_unreal: true, ..Style::default() };
            add(11, "denied", Glyph::Dot, style);
        }
        if style.is_doubtful {
            let style = Style { is_doubtful: true, ..Style::default() };
            add(12, "doubtful reading", Glyph::Dot, style);
        }
    }
    let mut entries = sorted(found);
    entries.extend(sign_entries(scene));
    if colour == ColourBy::Status {
        let is_drawn = |hue: usize| scene.marks.iter().any(|mark| mark.hue == Some(hue));
        let hues = DateStatus::ALL.iter().enumerate().filter(|(hue, _)| is_drawn(*hue));
        entries.extend(
            hues.map(|(hue, status)| Entry { words: status.word(), sample: Sample::Hue(hue) }),
        );
    }
    entries
}

fn sorted(mut found: Vec<(u8, Entry)>) -> Vec<Entry> {
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The signs behind labels that are drawn.
fn sign_entries(scene: &Scene) -> Vec<Entry> {
    let labelled = scene.marks.iter().filter(|mark| mark.label.is_some());
    let drawn: Vec<Signs> = labelled.map(|mark| mark.style.signs).collect();
    let none = Signs::default();
    let accepted = Signs { is_accepted: true, ..none };
    let starred = Signs { is_starred: true, ..none };
    let noted = Signs { has_note: true, ..none };
    let mut entries = Vec::new();
    for (is_drawn, words, signs) in [
        (drawn.iter().any(|signs| signs.is_accepted), "accepted", accepted),
        (drawn.iter().any(|signs| signs.is_starred), "starred", starred),
        (drawn.iter().any(|signs| signs.has_note), "has a note", noted),
    ] {
        if is_drawn {
            entries.push(Entry { words, sample: Sample::Signs(signs) });
        }
    }
    entries
}
