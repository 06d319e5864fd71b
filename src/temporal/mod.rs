//! Sentences → [`TimeMention`]s: recognise, normalise, resolve.
//!
//! `recognize` finds expressions by the rules of a `language`, `meaning` says what each is before it has a place
//! on the axis, `resolve` closes what it leaves open (the year, the day, the anchor), `normalize` writes values,
//! `link` joins the two ends of a range. `entry` knows headings and entries that date what stands below them;
//! `infer` works out a missing document date.

mod entry;
mod infer;
mod language;
mod link;
mod meaning;
mod normalize;
mod recognize;
mod resolve;
pub mod stages;

use crate::model::{Dct, Document, Sentence, TimeMention};
use meaning::expression::{Expression, Reference};
use recognize::{Found, recognize};
use resolve::clock::{Floor, Now};
use resolve::{Resolver, Time};

/// What the tagger found in one document.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// Time expressions in order of their spans, disjoint.
    pub mentions: Vec<TimeMention>,
    /// A document date worked out from the text, where the document had none ("the 459th day of
    /// the war"). The mentions are already resolved against it.
    pub inferred_dct: Option<Dct>,
}

/// Finds the time expressions of a document and gives each its value.
pub fn tag(document: &Document, sentences: &[Sentence]) -> Tagged {
    let Some(language) = language::english() else { return Tagged::default() };
    let mut found = recognize(language, document, sentences);
    let inferred_dct = match &document.dct {
        Some(_) => None,
        None => infer::infer(language, document, sentences, &found),
    };
    let dct = document.dct.as_ref().or(inferred_dct.as_ref());
    let time = Time { now: dct.and_then(Now::new), floor: dct.and_then(Floor::new) };
    // In news "former" is a title, and "at the same time" means "besides"; in a history both point back.
    let is_news = !resolve::story::tells_of_the_past(document, &found, &time);
    if is_news {
        found.retain(|found| !is_idle_in_news(found));
    }
    let placed = Resolver::new(language, document, sentences, &found, time).run();
    let mut mentions = link::mentions(language, document, &found, placed);
    if is_news {
        link::leave_unknown_events(&found, &mut mentions);
    }
    Tagged { mentions, inferred_dct }
}

/// Whether an expression says nothing of time where a text tells of its own days.
fn is_idle_in_news(found: &Found) -> bool {
    match found.expression {
        Expression::Reference(Reference::Former) => true,
        Expression::SameTime { is_then } => is_then,
        _ => false,
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
