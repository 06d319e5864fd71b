//! The numbered list of sources: every event of the figure stands in it once, under the number that
//! its mark carries, or that lies within the numbers of its cluster.

use super::block::Block;
use super::figure::Figure;
use crate::model::{Chronology, Event, Source};
use crate::view::draw::{Face, Font};
use crate::view::fonts::elided;
use crate::view::{Measure, Theme, words};

const SIZE_PX: f32 = 9.5;
const LANE: Font = Font { face: Face::Bold, size_px: 11.5 };
const HEAD: Font = Font { face: Face::Bold, size_px: SIZE_PX };
const TEXT: Font = Font { face: Face::Regular, size_px: SIZE_PX };
/// Sources quoted for one event; the others are counted.
const MOST_QUOTED: usize = 4;
/// Longest quote in characters.
const QUOTE_CHARS: usize = 200;

/// One block an event: number, date and title, then its documents with a quote. The first of a lane
/// begins with the lane's name.
pub(super) fn blocks(
    chronology: &Chronology,
    figure: &Figure,
    width_px: f32,
    theme: &Theme,
    measure: &dyn Measure,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut number = 0;
    for (lane, events) in &figure.listed {
        for (i, event) in events.iter().enumerate() {
            number += 1;
            let Some(event) = chronology.events.get(*event) else { continue };
            let wrap =
                |text: &str, font, colour| Block::wrapped(text, width_px, font, colour, measure);
            let mut block = match i {
                0 => wrap(lane, LANE, theme.ink),
                _ => Block::default(),
            };
            let head = format!("{number} · {}: {}", words::event_date(event), event.title);
            block.extend(wrap(&head, HEAD, theme.ink));
            for line in told_by(chronology, event, width_px, measure) {
                block.extend(wrap(&line, TEXT, theme.muted));
            }
            blocks.push(block);
        }
    }
    blocks
}

fn told_by(
    chronology: &Chronology,
    event: &Event,
    width_px: f32,
    measure: &dyn Measure,
) -> Vec<String> {
    let several = event.sources.len() > 1;
    let line = |source| told(chronology, source, several, width_px, measure);
    let mut lines: Vec<String> = event.sources.iter().take(MOST_QUOTED).filter_map(line).collect();
    if event.sources.len() > MOST_QUOTED {
        lines.push(format!("and {} more sources", event.sources.len() - MOST_QUOTED));
    }
    lines
}

/// Document, place in it, its date, what the source says of the event's, the quote and the address.
fn told(
    chronology: &Chronology,
    source: &Source,
    is_one_of_several: bool,
    width_px: f32,
    measure: &dyn Measure,
) -> Option<String> {
    let annotated = chronology.document_of(source)?;
    let document = &annotated.document;
    let mut parts = vec![elided(document.label(), width_px * 0.9, TEXT, measure)];
    parts.extend(annotated.locator(source.sentence).map(|locator| locator.to_string()));
    parts.extend(document.dct.as_ref().map(|dct| format!("of {}", words::when(&dct.when))));
    let claim = source.when.as_ref().filter(|_| is_one_of_several);
    parts.extend(claim.map(|date| format!("says {}", words::when(date))));
    let quote = shortened(source.sentence.of(&document.text));
    let is_quoted = quote.starts_with(['“', '"', '«', '„']);
    let quote = if is_quoted { quote } else { format!("“{quote}”") };
    let address = document.metadata.url.as_ref().map_or_else(String::new, |url| format!(" {url}"));
    Some(format!("{}: {quote}{address}", parts.join(", ")))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_cut_at_a_word() {
        let long = "The council met again. ".repeat(20);
        let cut = shortened(&long);
        assert!(cut.chars().count() <= QUOTE_CHARS && cut.ends_with("met…") || cut.ends_with('…'));
        assert_eq!(shortened("two\n lines"), "two lines");
    }
}
