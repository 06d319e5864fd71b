//! The numbered list of sources: every event of the figure stands in it once, under the number that
//! its mark carries, or that lies within the numbers of its cluster.

use super::block::Block;
use super::figure::Figure;
use crate::model::{Chronology, DctMethod, Event, Source};
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

/// What the list holds of one event: number, date and title, then its documents with a quote.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) block: Block,
    /// Name of the lane, to be set above where the list begins anew with the event.
    lane: Block,
    /// Whether the name stands in the block already.
    is_named: bool,
}

impl Entry {
    /// Sets the name of the lane above, as at the top of a further page.
    pub(super) fn name_lane(&mut self) {
        if !self.is_named {
            let block = std::mem::replace(&mut self.block, self.lane.clone());
            self.block.extend(block);
            self.is_named = true;
        }
    }

    /// What fits a height, and what is left for a further page.
    pub(super) fn split_at(self, height_px: f32) -> (Block, Self) {
        let (now, later) = self.block.split_at(height_px);
        (now, Self { block: later, lane: self.lane, is_named: false })
    }
}

/// An entry an event. The first of a lane begins with the lane's name.
pub(super) fn entries(
    chronology: &Chronology,
    figure: &Figure,
    width_px: f32,
    theme: &Theme,
    measure: &dyn Measure,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut number = 0;
    let wrap = |text: &str, font, colour| Block::wrapped(text, width_px, font, colour, measure);
    for (lane, events) in &figure.listed {
        let again = wrap(&format!("{lane}, continued"), LANE, theme.ink);
        for (i, event) in events.iter().enumerate() {
            number += 1;
            let Some(event) = chronology.events.get(*event) else { continue };
            let is_named = i == 0;
            let mut block = if is_named { wrap(lane, LANE, theme.ink) } else { Block::default() };
            let head = format!("{number} · {}: {}", words::event_date(event), event.title);
            block.extend(wrap(&head, HEAD, theme.ink));
            for line in told_by(chronology, event, width_px, measure) {
                block.extend(wrap(&line, TEXT, theme.muted));
            }
            entries.push(Entry { block, lane: again.clone(), is_named });
        }
    }
    entries
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
        let more = event.sources.len() - MOST_QUOTED;
        lines.push(format!("and {more} more source{}", if more == 1 { "" } else { "s" }));
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
    // What only follows from the text is often no more than the last year that it tells of.
    let dct = document.dct.as_ref().filter(|dct| dct.method != DctMethod::Inferred);
    parts.extend(dct.map(|dct| format!("of {}", words::when(&dct.when))));
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
