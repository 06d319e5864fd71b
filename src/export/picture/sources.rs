//! The numbered list of sources: each number stands at one mark and in the list.

use super::block::Block;
use crate::model::{Chronology, Event};
use crate::view::draw::{Face, Font};
use crate::view::fonts::elided;
use crate::view::{Measure, Scene, Target, Theme, words};

const SIZE_PX: f32 = 9.5;
/// Sources quoted for one event; the others are counted.
const MOST_QUOTED: usize = 4;
/// Longest quote in characters.
const QUOTE_CHARS: usize = 200;

/// Visible events in the order of their marks: number 1 is the first.
pub(super) fn numbered(scene: &Scene) -> Vec<usize> {
    let event = |target: &Target| match target {
        Target::Event(event) => Some(*event),
        Target::Cluster(_) => None,
    };
    scene.marks.iter().filter_map(|mark| event(&mark.target)).collect()
}

/// The chronology with the number of each event before its title.
pub(super) fn with_numbers(chronology: &Chronology, events: &[usize]) -> Chronology {
    let mut chronology = chronology.clone();
    for (i, event) in events.iter().enumerate() {
        if let Some(event) = chronology.events.get_mut(*event) {
            event.title = format!("{} · {}", i + 1, event.title);
        }
    }
    chronology
}

/// One block an event: number, date and title, then its documents with a quote.
pub(super) fn blocks(
    chronology: &Chronology,
    events: &[usize],
    width_px: f32,
    theme: &Theme,
    measure: &dyn Measure,
) -> Vec<Block> {
    let bold = Font { face: Face::Bold, size_px: SIZE_PX };
    let plain = Font { face: Face::Regular, size_px: SIZE_PX };
    let block = |(i, event): (usize, &usize)| {
        let event = chronology.events.get(*event)?;
        let head = format!("{} · {}: {}", i + 1, words::event_date(event), event.title);
        let mut block = Block::wrapped(&head, width_px, bold, theme.ink, measure);
        for line in told_by(chronology, event, width_px, plain, measure) {
            block.extend(Block::wrapped(&line, width_px, plain, theme.muted, measure));
        }
        Some(block)
    };
    events.iter().enumerate().filter_map(block).collect()
}

fn told_by(
    chronology: &Chronology,
    event: &Event,
    width_px: f32,
    font: Font,
    measure: &dyn Measure,
) -> Vec<String> {
    let line = |source| {
        let document = chronology.document_of(source)?;
        let label = elided(document.document.label(), width_px * 0.9, font, measure);
        let quote = source.sentence.of(&document.document.text);
        let claim = (event.sources.len() > 1)
            .then(|| source.when.as_ref().map(|date| format!(", {}", words::when(date))))
            .flatten()
            .unwrap_or_default();
        Some(format!("{label}{claim}: “{}”", shortened(quote)))
    };
    let mut lines: Vec<String> = event.sources.iter().take(MOST_QUOTED).filter_map(line).collect();
    if event.sources.len() > MOST_QUOTED {
        lines.push(format!("and {} more sources", event.sources.len() - MOST_QUOTED));
    }
    lines
}

/// At most [`QUOTE_CHARS`] characters on one line, cut at a word.
fn shortened(quote: &str) -> String {
    let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= QUOTE_CHARS {
        return flat;
    }
    let kept: String = flat.chars().take(QUOTE_CHARS - 1).collect();
    let kept = kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept);
    format!("{kept}…")
}
