//! Which event "the war" is, asked for any number of times and counted once.

use crate::model::{Document, Sentence};
use crate::temporal::language::tables::Language;
use std::cell::{Cell, OnceCell};

/// What a document speaks of, sentence by sentence and as a whole.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    language: &'a Language,
    document: &'a Document,
    whole: OnceCell<Option<usize>>,
    /// The sentence asked for last, by its first byte.
    sentence: Cell<Option<(u32, Option<usize>)>>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(language: &'a Language, document: &'a Document) -> Self {
        Self { language, document, whole: OnceCell::new(), sentence: Cell::new(None) }
    }

    /// The event that a sentence speaks of, else the one that the whole text does.
    pub(crate) fn event(&self, sentence: &Sentence) -> Option<usize> {
        let text = &*self.document.text;
        let start = sentence.span.start;
        let known = self.sentence.get().filter(|known| known.0 == start);
        let (_, event) =
            known.unwrap_or_else(|| (start, self.language.event_spoken_of(sentence.span.of(text))));
        self.sentence.set(Some((start, event)));
        event.or_else(|| *self.whole.get_or_init(|| self.language.event_spoken_of(text)))
    }
}
