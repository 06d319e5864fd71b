//! Sentences → [`PlaceMention`]s: recognise and resolve against the gazetteer.

mod context;
mod explain;
mod fold;
#[expect(dead_code, reason = "the build script writes what is not read here")]
mod format;
mod gazetteer;
mod recognize;
mod resolve;
mod words;

use crate::model::{Document, Place, PlaceCode, PlaceMention, PlaceTable, Sentence, Span};
use context::Context;
use recognize::Hit;
use resolve::Resolved;
use words::Word;

/// Finds the place names of a document and resolves each to a place.
pub fn tag(document: &Document, sentences: &[Sentence]) -> Vec<PlaceMention> {
    let words = words::words(document, sentences);
    let hits = recognize::hits(&words);
    let context = Context::new(&words, &hits);
    let is_chrome = |hit: &Hit| {
        let sentence = words.get(hit.first).and_then(|word| sentences.get(word.sentence));
        sentence.is_some_and(|s| s.in_chrome) || document.is_chrome(span_of(&words, hit))
    };
    let resolved = resolve::resolve(&words, &hits, &context, &is_chrome);
    let text = &*document.text;
    resolved.iter().filter_map(|resolved| mention(text, &words, &hits, resolved)).collect()
}

/// The places of `codes` with all that contains them.
pub fn table(codes: impl IntoIterator<Item = PlaceCode>) -> PlaceTable {
    gazetteer::table(codes)
}

/// Places one of whose names, old or new, starts with `prefix`, best known first.
pub fn search(prefix: &str, limit: usize) -> Vec<Place> {
    gazetteer::search(prefix, limit)
}

fn mention(
    text: &str,
    words: &[Word<'_>],
    hits: &[Hit],
    resolved: &Resolved,
) -> Option<PlaceMention> {
    let hit = hits.get(resolved.hit)?;
    let best = resolved.ranked.first()?;
    let span = span_of(words, hit);
    let after = resolved.qualifier.and_then(|at| hits.get(at));
    let after = after.map(|hit| span_of(words, hit).of(text));
    Some(PlaceMention {
        span,
        place: best.reading.place.code(),
        via: explain::via(best),
        confidence: explain::confidence(resolved, best),
        in_chrome: !resolved.is_evidence,
        trail: explain::trail(span.of(text), resolved, best, after),
        alternatives: explain::alternatives(resolved, best),
    })
}

/// Where a hit stands; an abbreviation with its dot.
fn span_of(words: &[Word<'_>], hit: &Hit) -> Span {
    let span = |at: usize| words.get(at).map_or_else(Span::default, |word| word.span);
    let mut whole = span(hit.first).join(span(hit.last));
    let takes_dot = hit.readings.iter().all(|reading| reading.how == format::how::DOT);
    if takes_dot && !hit.readings.is_empty() {
        whole.end += 1;
    }
    whole
}
