//! Sentences → [`TimeMention`]s: recognise, normalise, resolve.
//!
//! [`recognize`] finds expressions by the rules of a [`language`] and gives each its [`expression`],
//! [`resolve`] closes what they leave open ([`year`], [`course`], [`relative`], [`event`], [`recall`]), [`normalize`] writes values.
//! [`link`] joins the two ends of a range, [`infer`] works out a missing document date.

mod around;
mod class;
mod clock;
mod clock_digits;
mod course;
mod event;
mod expression;
mod feast;
mod guard;
mod infer;
mod language;
mod length;
mod link;
mod log;
mod meaning;
mod named;
mod normalize;
mod number;
mod range;
mod recall;
mod recognize;
mod relative;
mod resolve;
pub mod stages;
mod subject;
mod year;

use crate::model::{Dct, Document, Sentence, TimeMention};
use clock::Now;
use expression::{Expression, Reference};
use recognize::recognize;
use resolve::Resolver;

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
    let now = document.dct.as_ref().or(inferred_dct.as_ref()).and_then(Now::new);
    // In news "former" is a title, in a history it points back.
    if !resolve::tells_of_the_past(document, &found, now.as_ref()) {
        found.retain(|found| found.expression != Expression::Reference(Reference::Former));
    }
    let placed = Resolver::new(language, document, sentences, &found, now).run();
    let mentions = link::mentions(language, document, &found, placed);
    Tagged { mentions, inferred_dct }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
