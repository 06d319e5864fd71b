//! What a reader of a page can count on: nothing overlaps, nothing is cut off, nothing is lost.

use super::page::{Part, Role};
use super::*;
use crate::model::{Event, EventId};
use crate::view::draw::{Align, Draw};
use crate::view::fonts::ShippedMeasure;
use crate::view::geometry::Rect;
use crate::view::sample::{self, Sample};
use crate::view::{
    Filter, Labels, LaneBy, Measure, Placing, Prepared, Request, Sorting, ThemeName, Viewport,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TITLE: &str = "Centre and regions: how the sources date the events of three decades, and what \
                     they leave open to a reader of long titles";

fn options(format: PictureFormat) -> PictureOptions {
    let page = PageOptions { title: TITLE.to_owned(), scale: 1.0, ..PageOptions::default() };
    PictureOptions { format, page, corpus: "Notes".to_owned(), ..PictureOptions::default() }
}

fn on(paper: Paper, is_portrait: bool) -> PictureOptions {
    let options = options(PictureFormat::Svg);
    PictureOptions { page: PageOptions { paper, is_portrait, ..options.page }, ..options }
}

fn text_of(pages: &[Page]) -> String {
    let texts = pages.iter().flatten().flat_map(|part| &part.draws).filter_map(|draw| match draw {
        Draw::Text { text, .. } => Some(&**text),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// The box of a text, a little narrower and lower than its letters may reach.
fn box_of(draw: &Draw, measure: &dyn Measure) -> Option<(Rect, String)> {
    let Draw::Text { at, text, font, align, .. } = draw else { return None };
    let width = measure.width_px(text, *font);
    let left = match align {
        Align::Left => at.x,
        Align::Middle => at.x - width / 2.0,
        Align::Right => at.x - width,
    };
    let height = font.size_px * 0.9;
    Some((Rect::from_size(left, at.y - height / 2.0, width, height), text.to_string()))
}

/// Many events at a few places, in a few decades.
fn many(count: u64) -> Chronology {
    let mut sample = Sample::default();
    for number in 0..count {
        let hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let (year, month, day) = (1900 + hash % 120, 1 + hash / 7 % 12, 1 + hash / 91 % 28);
        let date = match hash / 5 % 24 {
            0 => format!("{year}/.."),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}/{}", year + hash % 9),
            3..=6 => format!("{year}"),
            7 => format!("{year}~"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let place = ["RU", "UA", "KZ", "RU-TA", "RU-KL", ""][(hash / 11 % 6) as usize];
        sample = sample.event(&format!("Event {number} of the long report was told"), &date, place);
    }
    sample.build()
}

#[test]
fn two_runs_give_the_same_bytes() {
    let chronology = sample::encodings();
    for format in [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf] {
        let options = options(format);
        let first = render(&chronology, &options).unwrap();
        assert_eq!(first, render(&chronology, &options).unwrap(), "{format:?}");
    }
}

#[test]
fn a_png_has_the_size_that_was_asked_for() {
    let mut options = options(PictureFormat::Png);
    options.page.scale = 2.0;
    let bytes = render(&sample::encodings(), &options).unwrap().remove(0);
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (2_246, 1_588));
}

#[test]
fn the_page_says_what_it_shows() {
    let mut options = options(PictureFormat::Svg);
    options.filter_words = "Russia or Ukraine".to_owned();
    options.page.caption = "Drawn for a report.".to_owned();
    options.page.subtitle = "A sample".to_owned();
    options.page.drawn_on = "26 November 2026".to_owned();
    let text = text_of(&pages(&sample::encodings(), &options)).replace('\n', " ");
    for words in [
        "reader of long titles",
        "A sample",
        "20 of 21 events shown",
        "1 undated",
        "sources disagree",
        "Shown: Russia or Ukraine",
        "Drawn for a report.",
        "26 November 2026",
        "2 · until 25 December 1993: Old constitution in force",
        "A short history, of 28 May 2023: “The elders met",
        "years",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("several events"), "no cluster is drawn");
}

#[test]
fn no_text_overlaps_another_or_leaves_the_page() {
    let measure = ShippedMeasure::default();
    let papers = Paper::ALL.into_iter().filter(|paper| *paper != Paper::Free);
    let sheets = papers.flat_map(|paper| [(paper, false), (paper, true)]);
    for chronology in [sample::encodings(), many(300)] {
        for (paper, is_portrait) in sheets.clone() {
            let options = on(paper, is_portrait);
            let (width, height) = options.page.size_px();
            for page in pages(&chronology, &options) {
                let draws = page.iter().flat_map(|part| &part.draws);
                let boxes: Vec<_> = draws.filter_map(|draw| box_of(draw, &measure)).collect();
                let is_cut = |(rect, _): &&(Rect, String)| {
                    rect.left < 0.0 || width < rect.right || rect.top < 0.0 || height < rect.bottom
                };
                let cut: Vec<_> = boxes.iter().filter(is_cut).collect();
                assert!(cut.is_empty(), "{cut:?} on {paper:?} {is_portrait}");
                let pairs = boxes
                    .iter()
                    .enumerate()
                    .flat_map(|(i, one)| boxes.iter().skip(i + 1).map(move |other| (one, other)));
                let over: Vec<_> = pairs.filter(|(one, other)| one.0.overlaps(other.0)).collect();
                assert!(over.is_empty(), "{over:?} on {paper:?} {is_portrait}");
            }
        }
    }
}

#[test]
fn the_parts_of_a_page_stand_one_below_the_other() {
    let measure = ShippedMeasure::default();
    for (paper, is_portrait) in [(Paper::A4, false), (Paper::A5, true), (Paper::Slide, false)] {
        for page in pages(&many(120), &on(paper, is_portrait)) {
            let mut reached = 0.0_f32;
            for part in page.iter().filter(|part| part.role != Role::Frame) {
                let boxes = part.draws.iter().filter_map(|draw| box_of(draw, &measure));
                let (top, bottom) = boxes.fold((f32::MAX, 0.0_f32), |(top, bottom), (rect, _)| {
                    (top.min(rect.top), bottom.max(rect.bottom))
                });
                assert!(reached <= top, "{:?} on {paper:?} begins too high", part.role);
                reached = bottom.max(reached);
            }
        }
    }
}

/// Numbers that stand at marks: of an event, or the first and last of a cluster.
fn numbers_at_marks(part: &Part) -> Vec<(usize, usize)> {
    let texts = part.draws.iter().filter_map(|draw| match draw {
        Draw::Text { text, .. } => Some(text.split(" · ").next().unwrap_or(text)),
        _ => None,
    });
    let number = |text: &str| {
        let (first, last) = text.split_once('–').unwrap_or((text, text));
        Some((first.parse().ok()?, last.parse().ok()?))
    };
    texts.filter_map(number).collect()
}

#[test]
fn every_event_of_a_figure_is_numbered_once_and_listed_once() {
    for (count, paper) in [(40, Paper::A4), (300, Paper::A5), (800, Paper::A3)] {
        let chronology = many(count);
        let options = on(paper, false);
        let pages = pages(&chronology, &options);
        let parts = || pages.iter().flatten();
        let figure = parts().find(|part| matches!(part.role, Role::Figure(_))).unwrap();
        // The axis and the heads of lanes have numbers too, so a number may be found more often.
        let marked = numbers_at_marks(figure);
        let listed: Vec<usize> = parts()
            .filter(|part| part.role == Role::Sources)
            .flat_map(numbers_at_marks)
            .map(|(number, _)| number)
            .collect();
        let shown = chronology.events.iter().filter(|event| event.when.is_some()).count();
        assert_eq!(listed, (1..=shown).collect::<Vec<_>>(), "{paper:?}");
        let is_marked = |number: &usize| marked.iter().any(|(a, b)| (*a..=*b).contains(number));
        let lost: Vec<_> = listed.iter().filter(|number| !is_marked(number)).collect();
        assert!(lost.is_empty(), "no mark for {lost:?} on {paper:?}");
    }
}

#[test]
fn a_label_that_finds_no_room_is_in_the_list() {
    let chronology = many(300);
    let text = text_of(&pages(&chronology, &on(Paper::A5, false))).replace('\n', " ");
    for event in chronology.events.iter().filter(|event| event.when.is_some()) {
        assert!(text.contains(&format!(": {}", event.title)), "{}", event.title);
    }
}

#[test]
fn labels_of_starred_events_stand_alone_where_that_is_asked_for() {
    let mut chronology = many(80);
    let dated = |chronology: &Chronology| {
        let events = chronology.events.iter().filter(|event| event.when.is_some());
        events.map(|event| event.title.clone()).collect::<Vec<_>>()
    };
    let titles = dated(&chronology);
    for event in chronology.events.iter_mut().filter(|event| event.title.contains("Event 1")) {
        event.review.get_or_insert_default().is_starred = true;
    }
    let labelled = |labels: Labels, sources: bool| {
        let mut options = on(Paper::A3, false);
        options.page.labels = labels;
        options.page.parts.sources = sources;
        let pages = pages(&chronology, &options);
        let figure = pages.iter().flatten().find(|part| matches!(part.role, Role::Figure(_)));
        let draws = figure.unwrap().draws.iter().filter_map(|draw| match draw {
            Draw::Text { text, .. } => Some(text.to_string()),
            _ => None,
        });
        let said: Vec<String> = draws.collect();
        // The numbers at marks stay, whatever titles do.
        let numbers = numbers_at_marks(figure.unwrap());
        let is_marked = |number: usize| numbers.iter().any(|(a, b)| (*a..=*b).contains(&number));
        assert!(!sources || (1..=titles.len()).all(is_marked), "{labels:?}");
        let begun = |title: &String| title.chars().take(8).collect::<String>();
        let is_said = |title: &&String| said.iter().any(|text| text.contains(&begun(title)));
        titles.iter().filter(is_said).cloned().collect::<Vec<_>>()
    };
    for sources in [false, true] {
        let starred = labelled(Labels::Starred, sources);
        assert!(!starred.is_empty() && starred.len() < labelled(Labels::All, sources).len());
        assert!(starred.iter().all(|title| title.contains("Event 1")), "{starred:?}");
        assert!(labelled(Labels::None, sources).is_empty());
    }
}

#[test]
fn pages_by_decade_hold_the_events_of_their_decade() {
    let mut options = options(PictureFormat::Svg);
    options.page.split = Split::Decade;
    options.page.parts.sources = false;
    let chronology = many(60);
    let pages = pages(&chronology, &options);
    let decades: Vec<_> = pages.iter().map(|page| text_of(std::slice::from_ref(page))).collect();
    let first_year = |event: &Event| {
        let bounds = event.bounds();
        let first = bounds.earliest.or(bounds.latest)?;
        Some(crate::model::DateTime::from_seconds(first).date.year / 10)
    };
    let begun: BTreeSet<i32> = chronology.events.iter().filter_map(first_year).collect();
    assert_eq!(decades.len(), begun.len());
    for (text, decade) in decades.iter().zip(&begun) {
        assert!(text.contains(&format!("The {decade}0s")), "{text}");
    }
    let files = render(&chronology, &options).unwrap();
    assert_eq!(files.len(), begun.len(), "a file a page");
    let pdf = PictureOptions { format: PictureFormat::Pdf, ..options };
    assert_eq!(render(&chronology, &pdf).unwrap().len(), 1, "one file for all pages");
    let names = file_names(Path::new("a/b.c.svg"), 3);
    assert_eq!(names, ["a/b.c.svg", "a/b.c-2.svg", "a/b.c-3.svg"].map(PathBuf::from));
}

#[test]
fn names_of_files_are_left_out_on_request() {
    let mut chronology = sample::encodings();
    let mut annotated = crate::model::Annotated::clone(&chronology.documents[0]);
    annotated.document.metadata.title = None;
    chronology.documents = vec![std::sync::Arc::new(annotated)];
    let mut options = options(PictureFormat::Svg);
    options.sorting.lanes = LaneBy::Document;
    assert!(text_of(&pages(&chronology, &options)).contains("notes/history.txt"));
    options.page.hides_paths = true;
    let text = text_of(&pages(&chronology, &options));
    assert!(!text.contains("history") && !text.contains("Notes"), "{text}");
    assert!(text.contains("Document 1, of 28 May 2023"), "{text}");
}

#[test]
fn lanes_by_document_keep_their_order_without_names_of_files() {
    use crate::view::{LaneBy, LaneKey};
    let mut chronology = sample::encodings();
    let second = crate::model::Annotated {
        document: crate::model::Document::of_text("notes/second.txt", "More was told."),
        ..crate::model::Annotated::clone(&chronology.documents[0])
    };
    chronology.documents.push(std::sync::Arc::new(second));
    for event in chronology.events.iter_mut().take(4) {
        event.sources[0].document = 1;
    }
    let mut options = options(PictureFormat::Svg);
    options.page.parts.sources = false;
    options.page.hides_paths = true;
    options.sorting.lanes = LaneBy::Document;
    let heads = |options: &PictureOptions| {
        let text = text_of(&pages(&chronology, options));
        ["A short history", "Document 2"].map(|name| text.find(name).unwrap())
    };
    let [large, small] = heads(&options);
    assert!(large < small);
    let second = crate::model::DocumentId::new("notes/second.txt");
    options.placing.order = vec![LaneKey::Document(second)];
    let [large, small] = heads(&options);
    assert!(small < large, "the lane that was put first stands first");
}

#[test]
fn the_legend_of_the_window_says_what_the_one_of_the_figure_does() {
    let theme = crate::view::Theme::named(ThemeName::Light);
    let all = legend_of_all(&crate::view::Scene::default(), &theme);
    let words: Vec<&str> = all.iter().map(|(words, _)| words.as_str()).collect();
    for event in &sample::encodings().events {
        let expected = expected_words(event);
        assert!(expected.is_empty() || words.contains(&expected), "{expected}");
    }
    for words_of_style in
        ["denied", "planned, expected or supposed", "several events, and how many"]
    {
        assert!(words.contains(&words_of_style), "{words_of_style}");
    }
    let mut once = words.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), words.len(), "nothing is explained twice");
    assert!(all.iter().all(|(_, draws)| !draws.is_empty()));
}

#[test]
fn the_legend_of_the_window_names_colours_that_no_lane_does() {
    let named = |lanes: LaneBy| {
        let chronology = sample::encodings();
        let request = Request {
            filter: &Filter::default(),
            shown: None,
            viewport: Viewport::fit(0, 1_800_000_000, 800.0),
            size_px: (1_000.0, 700.0),
            rows_px: (1_000.0, 700.0),
            scroll_px: 0.0,
            sorting: &Sorting { lanes, ..Sorting::default() },
            placing: &Placing::default(),
            selected: &BTreeSet::new(),
            bands: &[],
            heights_px: &BTreeMap::new(),
        };
        let measure = ShippedMeasure::default();
        let scene = Prepared::new(&chronology).scene(&chronology, &request, &measure);
        let theme = crate::view::Theme::named(ThemeName::Light);
        legend_of_all(&scene, &theme).into_iter().any(|(words, _)| words == "Kazakhstan")
    };
    assert!(!named(LaneBy::Region), "the lanes name them");
    assert!(named(LaneBy::None));
}

#[test]
fn letters_are_outlines_on_request() {
    let mut options = options(PictureFormat::Svg);
    options.page.has_outlined_text = true;
    let file = render(&sample::encodings(), &options).unwrap().remove(0);
    assert!(!String::from_utf8(file).unwrap().contains("<text"));
}

#[test]
fn larger_text_keeps_the_size_of_the_page() {
    let mut options = options(PictureFormat::Png);
    options.page.text_size = 1.5;
    let bytes = render(&sample::encodings(), &options).unwrap().remove(0);
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (1_123, 794));
}

#[test]
fn every_theme_and_an_empty_chronology_give_a_page() {
    for theme in ThemeName::ALL {
        let mut options = options(PictureFormat::Png);
        options.page.theme = theme;
        assert!(render(&Chronology::default(), &options).is_ok());
    }
}

/// The words of a legend for a kind of mark, as a reader would look them up.
fn expected_words(event: &Event) -> &'static str {
    use crate::model::{DateStatus, Shape};
    let Some(when) = &event.when else { return "" };
    match (event.date_status, when.shape) {
        (DateStatus::Conflict, _) => "sources disagree",
        (_, Shape::Within) if when.granularity <= crate::model::Granularity::Day => {
            "exact day or time"
        }
        (_, Shape::Within) => "some time within this span",
        (_, Shape::Interval) if when.granularity <= crate::model::Granularity::Day => {
            "from day to day"
        }
        (_, Shape::Interval | Shape::FuzzyInterval) => "lasting, ends not exact",
        (_, Shape::Circa) => "about this time",
        (_, Shape::Since) => "since then",
        (_, Shape::Until) => "until then",
        (_, Shape::Before) => "no later than this",
        (_, Shape::After) => "no earlier than this",
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_legend_explains_what_is_drawn_and_nothing_else(kept in 0..u32::MAX) {
        let mut chronology = sample::encodings();
        let mut index = 0;
        chronology.events.retain(|_| {
            index += 1;
            kept >> (index % 32) & 1 == 1
        });
        for (event, number) in chronology.events.iter_mut().zip(0..) {
            event.id = EventId(number);
        }
        let mut options = on(Paper::A3, false);
        options.page.parts.sources = false;
        let pages = pages(&chronology, &options);
        let notes: Vec<Page> = vec![
            pages[0].iter().filter(|part| part.role == Role::Notes).cloned().collect()
        ];
        let legend = text_of(&notes);
        let explained: Vec<&str> = legend.lines().collect();
        // No cluster is drawn on so large a page, so every event has its own mark.
        prop_assert!(!legend.contains("several events"));
        let all = sample::encodings();
        for words in all.events.iter().map(expected_words).filter(|words| !words.is_empty()) {
            let is_drawn = chronology.events.iter().any(|event| expected_words(event) == words);
            prop_assert_eq!(explained.contains(&words), is_drawn, "{} in {}", words, legend);
        }
    }
}
