//! What holds for every chronology, filter and view.

use super::Measure as _;
use super::draw::{Align, Draw, Face, Font};
use super::lanes::key::LaneKey;
use super::sample::Sample;
use super::scene::{Glyph, Mark, Side, Target};
use super::{
    AXIS_HEIGHT_PX, ColourBy, Filter, HEAD_WIDTH_PX, LaneBy, Placing, Prepared, Rect, Request,
    Scene, Sorting, Theme, ThemeName, Viewport, plot_width_px,
};
use crate::model::{Chronology, Claims, DateStatus, Factuality, PlaceCode};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every letter as wide as the next.
pub(super) struct EvenMeasure;

impl super::Measure for EvenMeasure {
    fn width_px(&self, text: &str, font: Font) -> f32 {
        text.chars().count() as f32 * font.size_px * 0.6
    }
}

pub(super) const SIZE_PX: (f32, f32) = (1_000.0, 700.0);
/// High enough that no lane has to be scrolled to.
const TALL_PX: (f32, f32) = (1_000.0, 50_000.0);

fn dates() -> impl Strategy<Value = String> {
    let day = (1_990..2_010_i32, 1..=12_u8, 1..=28_u8)
        .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
        .boxed();
    let year = 1_900..2_030_i32;
    prop_oneof![
        4 => day.clone(),
        2 => (1..=28_u8).prop_map(|d| format!("1999-03-{d:02}")),
        1 => Just("1999-03-07".to_owned()),
        1 => year.clone().prop_map(|y| y.to_string()),
        1 => (190..203_i32).prop_map(|d| format!("{d}X")),
        1 => (year.clone(), 0..40_i32).prop_map(|(y, long)| format!("{y}/{}", y + long)),
        1 => (day.clone(), 1..3_i32).prop_map(|(d, n)| format!("{d}/{}", 2_010 + n)),
        1 => year.clone().prop_map(|y| format!("{y}~")),
        1 => year.clone().prop_map(|y| format!("{y}/..")),
        1 => day.prop_map(|d| format!("../{d}")),
        1 => Just(String::new()),
    ]
}

fn chronologies() -> impl Strategy<Value = Chronology> {
    let places = prop::sample::select(vec!["", "RU", "RU-TA", "RU-CE", "UA", "KZ", "H:SUHH"]);
    let event = (dates(), places, "[a-zé ]{0,40}", 0..100_u8, any::<bool>(), any::<bool>());
    prop::collection::vec(event, 0..120).prop_map(|events| {
        let add =
            |sample: Sample, (date, place, title, weight, is_sure, is_real): (_, _, _, _, _, _)| {
                let (date, title): (String, String) = (date, title);
                let sample = sample.event(&title, &date, place).with(|event| {
                    event.salience = f32::from(weight) / 100.0;
                    event.confidence = if is_sure { 0.9 } else { 0.2 };
                    event.factuality =
                        if is_real { Factuality::Happened } else { Factuality::Predicted };
                });
                if weight == 7 && !date.is_empty() { sample.claim("2001-02-03") } else { sample }
            };
        events.into_iter().fold(Sample::default(), add).build()
    })
}

fn filters() -> impl Strategy<Value = Filter> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(hide_partial, sure, real)| Filter {
        hidden_statuses: hide_partial.then_some(DateStatus::Partial).into_iter().collect(),
        hidden_factualities: real.then_some(Factuality::Predicted).into_iter().collect(),
        min_confidence: if sure { 0.5 } else { 0.0 },
        ..Filter::default()
    })
}

fn viewports() -> impl Strategy<Value = Viewport> {
    let year = super::viewport::YEAR_SECS;
    (-80.0..70.0_f64, 9.0..25.0_f64).prop_map(move |(from_year, octave)| Viewport {
        start_secs: from_year * year,
        secs_per_px: octave.exp2(),
    })
}

pub(super) fn drawn(
    prepared: &mut Prepared,
    chronology: &Chronology,
    filter: &Filter,
    viewport: Viewport,
) -> Scene {
    drawn_in(SIZE_PX, prepared, chronology, filter, viewport)
}

pub(super) fn drawn_in(
    size_px: (f32, f32),
    prepared: &mut Prepared,
    chronology: &Chronology,
    filter: &Filter,
    viewport: Viewport,
) -> Scene {
    let request = request(filter, viewport, size_px);
    prepared.scene(chronology, &request, &EvenMeasure)
}

static BY_REGION: Sorting =
    Sorting { lanes: LaneBy::Region, colour: ColourBy::Region, claims: Claims::All };
static NO_PLACING: Placing = Placing { order: Vec::new(), collapsed: BTreeSet::new() };
static NONE_SELECTED: BTreeSet<usize> = BTreeSet::new();
static NO_HEIGHTS: BTreeMap<LaneKey, f32> = BTreeMap::new();

pub(super) fn request(filter: &Filter, viewport: Viewport, size_px: (f32, f32)) -> Request<'_> {
    Request {
        filter,
        shown: None,
        viewport,
        size_px,
        rows_px: size_px,
        scroll_px: 0.0,
        sorting: &BY_REGION,
        placing: &NO_PLACING,
        selected: &NONE_SELECTED,
        bands: &[],
        heights_px: &NO_HEIGHTS,
    }
}

/// Both ways of laying out: lanes whole, and tile by tile.
pub(super) fn both(chronology: &Chronology) -> [Prepared; 2] {
    [Prepared::new(chronology), Prepared::tiled(chronology)]
}

#[test]
fn a_disputed_place_stands_in_the_lane_of_whose_claims_are_shown() {
    let chronology = Sample::default().event("A bridge opens", "1999", "UA-43").build();
    let check = |claims: Claims, expected: &str| {
        let (filter, by) = (Filter::default(), Sorting { claims, ..Sorting::default() });
        let viewport = Viewport::fit(0, 1_000_000_000, SIZE_PX.0);
        let request = Request { sorting: &by, ..request(&filter, viewport, SIZE_PX) };
        let scene = super::scene(&chronology, &request, &EvenMeasure);
        let keys: Vec<LaneKey> = scene.lanes.into_iter().map(|lane| lane.key).collect();
        assert_eq!(keys, [region(expected)], "{by:?}");
    };
    check(Claims::Held, "RU");
    check(Claims::By(PlaceCode::new("UA")), "UA");
    check(Claims::By(PlaceCode::new("RU")), "RU");
}

/// Four hundred events of one month, and one of them that weighs more than all others.
pub(super) fn crowd() -> Chronology {
    let event = |sample: Sample, i: usize| {
        let day = format!("1999-03-{:02}", i * 7 % 28 + 1);
        let title = format!("Meeting {i}");
        sample.event(&title, &day, "RU").with(|event| event.salience = 0.1)
    };
    let crowd = (0..400).fold(Sample::default(), event);
    let great = crowd.event("The dam breaks", "1999-03-14", "RU");
    great.with(|event| event.salience = 0.9).build()
}

#[test]
fn what_weighs_most_is_labelled_and_pills_hold_the_others() {
    let chronology = crowd();
    let is_great = |event: &usize| chronology.events[*event].title == "The dam breaks";
    let middle = 920_000_000.0;
    for secs_per_px in [40_000.0, 200_000.0, 1_000_000.0, 8_000_000.0] {
        let start_secs = middle - 400.0 * secs_per_px;
        let viewport = Viewport { start_secs, secs_per_px };
        for mut prepared in both(&chronology) {
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
            let mut holding = scene.marks.iter();
            let mark = holding.find(|mark| events_of(&mark.target).iter().any(is_great)).unwrap();
            assert_eq!(mark.target.count(), 1, "at {secs_per_px}");
            let label = mark.label.as_ref().map(|label| &*label.text);
            assert_eq!(label, Some("The dam breaks"), "at {secs_per_px}");
            assert!(scene.marks.iter().any(|mark| mark.target.count() > 9), "at {secs_per_px}");
            let counts = scene.counts;
            assert_eq!(counts.single + counts.clustered + counts.off_screen, 401);
        }
    }
}

#[test]
fn what_is_starred_stands_for_itself_wherever_it_is() {
    let plain = crowd();
    for secs_per_px in [200_000.0, 8_000_000.0] {
        let viewport = Viewport { start_secs: 920_000_000.0 - 400.0 * secs_per_px, secs_per_px };
        let alone = |prepared: &mut Prepared, chronology: &Chronology| {
            let scene = drawn(prepared, chronology, &Filter::default(), viewport);
            let single = scene.marks.iter().filter(|mark| mark.target.count() == 1);
            single.flat_map(|mark| events_of(&mark.target)).collect::<BTreeSet<usize>>()
        };
        for (number, mut prepared) in both(&plain).into_iter().enumerate() {
            let before = alone(&mut prepared, &plain);
            let hidden = (0..plain.events.len()).filter(|event| !before.contains(event));
            let starred: BTreeSet<usize> = hidden.skip(20).step_by(90).take(3).collect();
            let mut chronology = plain.clone();
            for event in &starred {
                chronology.events[*event].review.get_or_insert_default().is_starred = true;
            }
            prepared.renew_rows(starred.clone());
            assert!(starred.is_subset(&alone(&mut prepared, &chronology)), "at {secs_per_px}");
            let mut opened = both(&chronology).into_iter().nth(number).unwrap();
            assert!(starred.is_subset(&alone(&mut opened, &chronology)), "at {secs_per_px}");
        }
    }
}

#[test]
fn words_of_a_long_whisker_stand_on_it_where_they_have_no_room_beside_it() {
    let title = "A quiet year for the harbour and all who live by it";
    let chronology = Sample::default().event(title, "1990~", "RU").build();
    let year = chronology.events[0].bounds().earliest.unwrap() as f64;
    let month = 30.0 * 86_400.0;
    for mut prepared in both(&chronology) {
        let mut shown = |start_secs: f64, secs_per_px: f64| {
            let viewport = Viewport { start_secs, secs_per_px };
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
            let mark = scene.marks.first().unwrap().clone();
            let label = mark.label.clone().unwrap();
            (label.side, label.text.to_string(), label.rect.right, mark.rect)
        };
        // The whole view lies within the year, then the year begins in view.
        let (side, text, ..) = shown(year + month, month / 400.0);
        assert_eq!((side, text.as_str()), (Side::Inside, title));
        let (side, text, right, mark) = shown(year - month / 4.0, month / 200.0);
        assert_eq!((side, text.as_str()), (Side::Inside, title));
        assert!(right < f32::midpoint(mark.left, mark.right), "the diamond is seen");
        // A year in a view of decades has its words beside it.
        assert_ne!(shown(year - 60.0 * month, month / 4.0).0, Side::Inside);
    }
}

/// Bold letters are wider.
struct BoldMeasure;

impl super::Measure for BoldMeasure {
    fn width_px(&self, text: &str, font: Font) -> f32 {
        let wide = if font.face == Face::Bold { 1.25 } else { 1.0 };
        EvenMeasure.width_px(text, font) * wide
    }
}

#[test]
fn the_title_of_a_selected_event_is_not_cut_at_an_edge() {
    let chronology = Sample::default()
        .event("A long meeting of all the delegates of the land", "1999-03-14", "RU")
        .with(|event| {
            let mut other = event.sources[0].clone();
            other.document = 1;
            event.sources.push(other);
        })
        .event("A long meeting of all the delegates of the sea", "1999-03-15", "UA")
        .build();
    let (filter, selected) = (Filter::default(), BTreeSet::from([0, 1]));
    let middle = super::sample::when("1999-03-14").bounds.earliest.unwrap() as f64;
    for x in 0..480 {
        let viewport =
            Viewport { start_secs: middle - f64::from(x) * 40_000.0, secs_per_px: 40_000.0 };
        let size_px = (HEAD_WIDTH_PX + 500.0, 400.0);
        let request = Request { selected: &selected, ..request(&filter, viewport, size_px) };
        let mut prepared = Prepared::new(&chronology);
        let scene = prepared.scene(&chronology, &request, &BoldMeasure);
        let theme = Theme::named(ThemeName::Light);
        for draw in super::paint(&scene, &theme, &BoldMeasure) {
            let Draw::Text { at, align, text, font, .. } = draw else { continue };
            if font.face != Face::Bold || !text.starts_with("A long") {
                continue;
            }
            let width = BoldMeasure.width_px(&text, font);
            let left = if align == Align::Right { at.x - width } else { at.x };
            assert!(scene.plot.left <= left, "{text} at {x}: {left}");
            assert!(left + width <= scene.plot.right, "{text} at {x}: {}", left + width);
        }
    }
}

#[test]
fn a_long_title_takes_the_room_beside_it_and_no_more() {
    let title = "A title of nine and sixty letters that nobody would want to see in half";
    let check = |other: &str, expected: &dyn Fn(&str) -> bool| {
        let chronology = Sample::default().event(title, "1950", "RU").event("B", other, "RU");
        let chronology = chronology.build();
        let viewport = Viewport::fit(-700_000_000, 1_600_000_000, SIZE_PX.0);
        for mut prepared in both(&chronology) {
            let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
            let label = scene.marks.iter().find_map(|mark| mark.label.as_ref()).unwrap();
            assert!(expected(&label.text), "{} beside {other}", label.text);
        }
    };
    check("2019", &|text| text == title);
    check("1969", &|text| text.ends_with('…') || text == title);
}

#[test]
fn a_lane_wants_the_rows_that_are_in_view() {
    let many = (0..30).fold(Sample::default(), |sample, _| {
        sample.event("A long meeting of all delegates", "1980-05-02/1980-05-09", "RU")
    });
    let chronology = many.event("A quiet day", "2001-02-03", "RU").build();
    let at = |edtf: &str, scene: &dyn Fn(Viewport) -> Scene| {
        let start = super::sample::when(edtf).bounds.earliest.unwrap() as f64;
        scene(Viewport { start_secs: start - 400_000.0, secs_per_px: 2_000.0 })
    };
    for prepared in both(&chronology) {
        let prepared = std::cell::RefCell::new(prepared);
        let scene =
            |viewport| drawn(&mut prepared.borrow_mut(), &chronology, &Filter::default(), viewport);
        let (busy, quiet) = (at("1980-05-02", &scene), at("2001-02-03", &scene));
        assert!(busy.lanes[0].wanted_px > 100.0, "{}", busy.lanes[0].wanted_px);
        assert!(quiet.lanes[0].wanted_px < 80.0, "{}", quiet.lanes[0].wanted_px);
        let heights = BTreeMap::from([(region("RU"), 50.0)]);
        let filter = Filter::default();
        let request = Request { heights_px: &heights, ..request(&filter, quiet.viewport, SIZE_PX) };
        let low = prepared.borrow_mut().scene(&chronology, &request, &EvenMeasure);
        assert!((low.lanes[0].rect.height() - 50.0).abs() < 0.1);
        let first = prepared.borrow().first_between((900_000_000.0, 1_000_000_000.0));
        assert_eq!(first.map(|event| &*chronology.events[event].title), Some("A quiet day"));
        assert_eq!(prepared.borrow().first_between((0.0, 1_000.0)), None);
    }
}

#[test]
fn rows_that_small_lanes_leave_free_go_to_those_with_more_to_show() {
    let busy = (0..60).fold(Sample::default(), |sample, i| {
        let day = format!("19{:02}-05-{:02}", 10 + i, i % 28 + 1);
        sample.event(&format!("Meeting number {i} of all the delegates"), &day, "RU")
    });
    let chronology = busy.event("A quiet day", "1950-02-03", "UA").build();
    let high = |prepared: &mut Prepared, height_px: f32, start_year: f64| {
        let (filter, year) = (Filter::default(), super::viewport::YEAR_SECS);
        let viewport = Viewport {
            start_secs: start_year * year,
            secs_per_px: 80.0 * year / f64::from(SIZE_PX.0),
        };
        let request = request(&filter, viewport, (SIZE_PX.0, height_px));
        let scene = prepared.scene(&chronology, &request, &EvenMeasure);
        let rows = rows(&scene);
        let px = scene.lanes.iter().map(|lane| lane.rect.height()).collect::<Vec<_>>();
        let labels = scene.marks.iter().filter(|mark| mark.label.is_some()).count();
        (px, labels, rows)
    };
    for number in 0..2 {
        let [low, tall] = [400.0, 1_000.0].map(|height_px| {
            let mut prepared = both(&chronology).into_iter().nth(number).unwrap();
            high(&mut prepared, height_px, -70.0)
        });
        assert!(low.1 + 8 < tall.1, "{} labels, then {}", low.1, tall.1);
        assert!(low.0[0] + 100.0 < tall.0[0], "{:?}, then {:?}", low.0, tall.0);
        assert!((low.0[1] - tall.0[1]).abs() < 0.1, "one event needs one row");
        let all_px = tall.0.iter().sum::<f32>();
        assert!(all_px <= 1_000.0 - AXIS_HEIGHT_PX, "{all_px}: nothing is to be scrolled to");
        let mut prepared = both(&chronology).into_iter().nth(number).unwrap();
        let before = high(&mut prepared, 1_000.0, -70.0).2;
        for year in -69..-40 {
            for (mark, row) in high(&mut prepared, 1_000.0, f64::from(year)).2 {
                assert!(before.get(&mark).is_none_or(|it| *it == row), "{mark:?} jumps");
            }
        }
    }
}

/// The lane of a region; of none where it has no name.
fn region(code: &str) -> LaneKey {
    LaneKey::of(code, LaneBy::Region)
}

fn events_of(target: &Target) -> Vec<usize> {
    match target {
        Target::Event(event) => vec![*event],
        Target::Cluster(events) => events.iter().collect(),
    }
}

/// Row of every event that stands alone.
pub(super) fn rows(scene: &Scene) -> BTreeMap<Vec<usize>, (Option<LaneKey>, usize)> {
    let row = |mark: &Mark| {
        let lane = scene.lanes.get(mark.lane).map(|lane| lane.key.clone());
        (events_of(&mark.target), (lane, mark.row))
    };
    scene.marks.iter().map(row).collect()
}

fn is_inside(inner: Rect, outer: Rect) -> bool {
    outer.left - 0.01 <= inner.left && inner.right <= outer.right + 0.01
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_event_is_counted_once(
        chronology in chronologies(), filter in filters(), viewport in viewports(),
    ) {
        for mut prepared in both(&chronology) {
        let scene = drawn(&mut prepared, &chronology, &filter, viewport);
        let counts = scene.counts;
        let sum = counts.single + counts.clustered + counts.off_screen
            + counts.undated + counts.filtered_out;
        prop_assert_eq!(sum, chronology.events.len());
        let drawn: Vec<usize> = scene.marks.iter().flat_map(|m| events_of(&m.target)).collect();
        let distinct: BTreeSet<usize> = drawn.iter().copied().collect();
        prop_assert_eq!(drawn.len(), distinct.len(), "an event is drawn twice");
        prop_assert_eq!(drawn.len(), counts.single + counts.clustered);
        for lane in &scene.lanes {
            prop_assert!(lane.before + lane.after <= lane.count);
        }
        let in_lanes: usize = scene.lanes.iter().map(|lane| lane.count).sum();
        prop_assert_eq!(in_lanes + counts.undated + counts.filtered_out, chronology.events.len());
        }
    }

    #[test]
    fn collapsed_lanes_count_every_event_too(
        chronology in chronologies(), filter in filters(), viewport in viewports(),
        collapsed in prop::sample::subsequence(vec!["", "RU", "UA", "KZ"], 0..4),
        order in Just(vec!["KZ", "", "RU", "UA"]).prop_shuffle(),
    ) {
        let placing = Placing {
            order: order.iter().copied().map(region).collect(),
            collapsed: collapsed.into_iter().map(region).collect(),
        };
        let request = Request { placing: &placing, ..request(&filter, viewport, SIZE_PX) };
        let mut prepared = Prepared::new(&chronology);
        let scene = prepared.scene(&chronology, &request, &EvenMeasure);
        let counts = scene.counts;
        let sum = counts.single + counts.clustered + counts.off_screen
            + counts.undated + counts.filtered_out;
        prop_assert_eq!(sum, chronology.events.len());
        let rank = |key: &LaneKey| placing.order.iter().position(|other| other == key);
        let placed: Vec<_> = scene.lanes.iter().filter_map(|lane| rank(&lane.key)).collect();
        prop_assert!(placed.is_sorted(), "{:?}", placed);
        for mark in &scene.marks {
            let lane = &scene.lanes[mark.lane];
            prop_assert_eq!(lane.is_collapsed, matches!(mark.glyph, Glyph::Density { .. }));
            prop_assert_eq!(lane.is_collapsed, placing.collapsed.contains(&lane.key));
        }
    }

    #[test]
    fn no_mark_is_without_words_where_there_is_room_for_them_beside_it(
        chronology in chronologies(), viewport in viewports(),
    ) {
        let mut prepared = Prepared::new(&chronology);
        let scene = drawn(&mut prepared, &chronology, &Filter::default(), viewport);
        let single = |mark: &&Mark| matches!(mark.target, Target::Event(_)) && !mark.cut.left;
        for mark in scene.marks.iter().filter(single).filter(|mark| mark.label.is_none()) {
            let beside = Rect { left: mark.rect.left - 330.0, right: mark.rect.left, ..mark.rect };
            let is_taken = scene.marks.iter().any(|other| {
                let label = other.label.as_ref().map(|label| label.rect);
                let is_other = other.target != mark.target;
                is_other && (other.rect.overlaps(beside) || label.is_some_and(|it| it.overlaps(beside)))
            });
            prop_assert!(is_taken || beside.left < scene.plot.left + 4.0, "{:?}", mark);
        }
    }

    #[test]
    fn panning_moves_no_mark_to_another_row(
        chronology in chronologies(), viewport in viewports(),
        steps in prop::collection::vec(-400.0..400.0_f64, 1..12),
    ) {
        let filter = Filter::default();
        for (mut prepared, mut fresh) in both(&chronology).into_iter().zip(both(&chronology)) {
        let mut at = viewport;
        let mut seen = rows(&drawn(&mut prepared, &chronology, &filter, at));
        for step in &steps {
            at = at.panned(*step, plot_width_px(SIZE_PX));
            for (events, row) in rows(&drawn(&mut prepared, &chronology, &filter, at)) {
                let before = seen.entry(events.clone()).or_insert_with(|| row.clone());
                prop_assert_eq!(&*before, &row, "{:?}", events);
            }
        }
        // A view reached by panning is the view that is reached at once.
        let whole = drawn(&mut fresh, &chronology, &filter, at);
        prop_assert_eq!(whole, drawn(&mut prepared, &chronology, &filter, at));
        }
    }

    #[test]
    fn marks_that_hold_a_selected_event_show_it(
        chronology in chronologies(), viewport in viewports(),
        selected in prop::collection::btree_set(0..120_usize, 0..9),
        collapsed in prop::sample::subsequence(vec!["", "RU", "UA", "KZ"], 0..4),
    ) {
        let collapsed = collapsed.into_iter().map(region).collect();
        let (filter, placing) = (Filter::default(), Placing { collapsed, ..Placing::default() });
        let request = Request {
            placing: &placing, selected: &selected, ..request(&filter, viewport, SIZE_PX)
        };
        for mut prepared in both(&chronology) {
            for mark in prepared.scene(&chronology, &request, &EvenMeasure).marks {
                let is_selected = events_of(&mark.target).iter().any(|it| selected.contains(it));
                prop_assert_eq!(mark.style.is_selected, is_selected, "{:?}", mark);
            }
        }
    }

    #[test]
    fn panning_changes_no_bar_of_a_collapsed_lane(
        chronology in chronologies(), viewport in viewports(), step in -400.0..400.0_f64,
    ) {
        let collapsed = ["", "RU", "UA", "KZ", "H:SUHH"].map(region).into();
        let placing = Placing { collapsed, ..Placing::default() };
        let mut prepared = Prepared::new(&chronology);
        let mut bars = |viewport| {
            let filter = Filter::default();
            let request = Request { placing: &placing, ..request(&filter, viewport, SIZE_PX) };
            let marks = prepared.scene(&chronology, &request, &EvenMeasure).marks.into_iter();
            let share = |mark: Mark| match mark.glyph {
                Glyph::Density { share } => Some((events_of(&mark.target), share)),
                _ => None,
            };
            marks.filter_map(share).collect::<BTreeMap<_, _>>()
        };
        let before = bars(viewport);
        for (events, share) in bars(viewport.panned(step, plot_width_px(SIZE_PX))) {
            let known = before.get(&events).map(|share| share.to_bits());
            prop_assert_eq!(known.unwrap_or(share.to_bits()), share.to_bits(), "{:?}", events);
        }
    }

    #[test]
    fn labels_overlap_neither_labels_nor_marks(
        chronology in chronologies(), filter in filters(), viewport in viewports(),
    ) {
        for mut prepared in both(&chronology) {
        let scene = drawn(&mut prepared, &chronology, &filter, viewport);
        let labels: Vec<_> = scene
            .marks
            .iter()
            .enumerate()
            .filter_map(|(i, mark)| Some((i, mark.label.as_ref()?)))
            .collect();
        for (at, (i, label)) in labels.iter().enumerate() {
            prop_assert!(is_inside(label.rect, scene.plot), "{} leaves the plot", label.text);
            for (_, other) in labels.iter().skip(at + 1) {
                prop_assert!(!label.rect.overlaps(other.rect), "{} | {}", label.text, other.text);
            }
            for (j, mark) in scene.marks.iter().enumerate() {
                if *i != j {
                    prop_assert!(!label.rect.overlaps(mark.rect), "{} on a mark", label.text);
                } else if label.side != Side::Inside {
                    prop_assert!(!label.rect.overlaps(mark.rect), "{} on its mark", label.text);
                }
            }
        }
        }
    }

    #[test]
    fn marks_stand_in_their_lane_and_in_view(
        chronology in chronologies(), filter in filters(), viewport in viewports(),
    ) {
        for mut prepared in both(&chronology) {
        let scene = drawn(&mut prepared, &chronology, &filter, viewport);
        prop_assert!((scene.plot.left - HEAD_WIDTH_PX).abs() < 0.01);
        prop_assert!((scene.plot.top - AXIS_HEIGHT_PX).abs() < 0.01);
        for (i, mark) in scene.marks.iter().enumerate() {
            let lane = &scene.lanes[mark.lane];
            prop_assert!(is_inside(mark.rect, scene.plot));
            prop_assert!(lane.rect.top <= mark.rect.top && mark.rect.bottom <= lane.rect.bottom);
            for other in scene.marks.iter().skip(i + 1) {
                prop_assert!(!mark.rect.overlaps(other.rect), "{:?} {:?}", mark, other);
            }
        }
        }
    }

    #[test]
    fn zooming_in_parts_a_pill_or_folds_it(chronology in chronologies(), viewport in viewports()) {
        let filter = Filter::default();
        let mut prepared = Prepared::new(&chronology);
        let scene = drawn(&mut prepared, &chronology, &filter, viewport);
        let is_fold = |mark: &Mark| {
            matches!(&mark.glyph, Glyph::Cluster { text, .. } if text.ends_with("longer periods"))
        };
        let mut pills = scene.marks.iter().filter(|mark| mark.target.count() > 1);
        let Some(mark) = pills.find(|mark| !is_fold(mark)) else { return Ok(()) };
        let members = events_of(&mark.target);
        let (first, last) = members.iter().fold((f64::MAX, f64::MIN), |(first, last), event| {
            let bounds = chronology.events[*event].bounds();
            let ends = [bounds.earliest, bounds.latest].into_iter().flatten();
            ends.fold((first, last), |(a, b), end| (a.min(end as f64), b.max(end as f64)))
        });
        let width = plot_width_px(SIZE_PX);
        let mut at = Viewport::fit(first as i64, last as i64, width);
        for _ in 0..40 {
            let scene = drawn_in(TALL_PX, &mut prepared, &chronology, &filter, at);
            let holds = scene.marks.iter().find(|mark| mark.target.holds(members[0]));
            if holds.is_some_and(|mark| mark.target.count() == 1 || is_fold(mark)) {
                return Ok(());
            }
            let next = holds.map_or(f64::from(width) / 2.0, |mark| {
                f64::from(f32::midpoint(mark.rect.left, mark.rect.right) - scene.plot.left)
            });
            at = at.zoomed(2.0, next, width);
        }
        prop_assert!(false, "{} events never part", members.len());
    }
}
