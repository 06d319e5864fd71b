//! Words sought among millions of events, on another thread than the window's.
//!
//! The window says what is wanted; who looks for it says what was found. Until then those events are shown
//! that were found last, and what is typed meanwhile is wanted next.

use super::Facets;
use crate::model::Chronology;
use crate::session::state::State;
use crate::view::Filter;
use crate::view::search::Haystack;
use std::sync::{Arc, OnceLock};

/// Words to be looked for.
#[derive(Clone, Debug)]
pub struct Search {
    query: String,
    text: Arc<OnceLock<Haystack>>,
    /// What the text is made of, where it is not made yet.
    chronology: Option<Arc<Chronology>>,
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    query: String,
    text: Arc<OnceLock<Haystack>>,
    holds: Vec<bool>,
}

impl Search {
    /// Whether another search looks for the same in the same text.
    pub fn is_same(&self, other: &Self) -> bool {
        self.query == other.query && Arc::ptr_eq(&self.text, &other.text)
    }

    /// The same to be remembered by: who remembers it does not hold the events.
    #[must_use]
    pub fn remembered(&self) -> Self {
        Self { chronology: None, ..self.clone() }
    }

    /// Makes the text where that was not done yet, and looks for the words; `None` where there are none,
    /// or where nobody wants to know any more.
    pub fn run(self, is_wanted: impl Fn() -> bool) -> Option<Found> {
        let Self { query, text, chronology } = self;
        if let Some(chronology) = chronology {
            text.get_or_init(|| Haystack::of(&chronology));
        }
        let haystack = text.get().filter(|_| !query.trim().is_empty() && is_wanted())?;
        let holds = haystack.found(&query);
        Some(Found { query, text, holds })
    }
}

impl State {
    /// What somebody else should look for: words, or only the text in which they will be sought.
    pub fn wanted_search(&self) -> Option<Search> {
        let facets = &self.facets;
        let is_wanted = facets.found_for != facets.filter.query || facets.text.get().is_none();
        if !facets.is_search_aside || !is_wanted {
            return None;
        }
        let is_made = facets.text.get().is_some();
        Some(Search {
            query: facets.filter.query.clone(),
            text: Arc::clone(&facets.text),
            chronology: (!is_made).then(|| Arc::clone(&self.chronology)),
        })
    }

    /// Whether what is shown is not yet what is sought.
    pub fn is_searching(&self) -> bool {
        self.facets.found_for != self.facets.filter.query
    }
}

impl Facets {
    /// The filter that was counted last.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Which events hold the searched words, in order of the chronology; `None` where nothing is sought.
    pub fn found(&self) -> Option<&[bool]> {
        self.found.as_deref()
    }

    /// Leaves searching to somebody else, or not.
    pub(crate) fn search_aside(&mut self, is_aside: bool) {
        self.is_search_aside = is_aside;
    }

    /// Finds what the filter seeks, unless somebody else does.
    pub(crate) fn seek(&mut self, chronology: &Chronology) {
        let query = &self.filter.query;
        if query.trim().is_empty() || chronology.events.is_empty() {
            self.found = None;
            self.found_for.clone_from(query);
        } else if self.found_for != *query && !self.is_search_aside {
            let text = self.text.get_or_init(|| Haystack::of(chronology));
            self.found = Some(text.found(query));
            self.found_for.clone_from(query);
        }
    }

    /// Takes what somebody else found, if it is still sought and of the same text.
    pub(crate) fn take_found(&mut self, chronology: &Chronology, found: Found) {
        if found.query == self.filter.query && Arc::ptr_eq(&found.text, &self.text) {
            self.found = Some(found.holds);
            self.found_for = found.query;
            let filter = self.filter.clone();
            self.count(chronology, &filter);
        }
    }

    /// Forgets the text of events, after a title changed.
    pub(crate) fn forget_text(&mut self) {
        self.text = Arc::default();
        self.found_for.clear();
    }
}
