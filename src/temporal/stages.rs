//! The stages one by one, so that benches can tell which of them takes the time.

use super::language::{self, Reading};
use super::recognize as recognition;
use crate::model::{Document, Sentence};

/// Loads the language data anew, which a program does once; the number of its rules.
///
/// # Errors
/// Where it is not what the build script wrote.
pub fn load() -> postcard::Result<usize> {
    language::unpack().map(|language| language.rules.len())
}

/// Reads the words of every sentence; the number of sentences that may hold a time expression.
pub fn scan(document: &Document, sentences: &[Sentence]) -> usize {
    let Some(language) = language::english() else { return 0 };
    let mut reading = Reading::default();
    let may_hold =
        |sentence: &&Sentence| language.read(&document.text, sentence.span, &mut reading);
    sentences.iter().filter(may_hold).count()
}

/// Finds time expressions without placing them; their number.
pub fn recognize(document: &Document, sentences: &[Sentence]) -> usize {
    let Some(language) = language::english() else { return 0 };
    recognition::recognize(language, document, sentences).len()
}
