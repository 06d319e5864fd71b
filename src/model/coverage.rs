//! What became of every sentence and date: the figures by which a reader can judge a chronology.

use super::{Chronology, Event};
use std::collections::BTreeMap;

/// What was found in one document, or in several together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Documents counted.
    pub documents: usize,
    /// Documents that repeat another one.
    pub duplicates: usize,
    /// Sentences, those of page chrome among them.
    pub sentences: usize,
    /// Sentences of page chrome.
    pub chrome: usize,
    /// Time expressions outside page chrome.
    pub times: usize,
    /// Tellings of an event that has a date. An event of two documents counts in each.
    pub placed: usize,
    /// Tellings of an event that has none.
    pub undated: usize,
    /// Why they have none, with how many of each.
    pub reasons: BTreeMap<String, usize>,
}

impl Coverage {
    /// One for each document of a chronology, in its order.
    pub fn of(chronology: &Chronology) -> Vec<Self> {
        let mut found: Vec<Self> = chronology
            .documents
            .iter()
            .map(|annotated| Self {
                documents: 1,
                duplicates: usize::from(annotated.document.duplicate_of.is_some()),
                sentences: annotated.sentences.len(),
                chrome: annotated.sentences.iter().filter(|it| it.in_chrome).count(),
                times: annotated.times.iter().filter(|it| !it.in_chrome).count(),
                ..Self::default()
            })
            .collect();
        for event in &chronology.events {
            for source in &event.sources {
                if let Some(coverage) = found.get_mut(source.document) {
                    coverage.count(event);
                }
            }
        }
        found
    }

    /// All of them together.
    pub fn total(all: &[Self]) -> Self {
        all.iter().fold(Self::default(), Self::with)
    }

    fn count(&mut self, event: &Event) {
        let Some(reason) = event.undated_reason.as_deref().filter(|_| event.when.is_none()) else {
            self.placed += usize::from(event.when.is_some());
            self.undated += usize::from(event.when.is_none());
            return;
        };
        self.undated += 1;
        *self.reasons.entry(kind(reason)).or_default() += 1;
    }

    fn with(mut self, other: &Self) -> Self {
        self.documents += other.documents;
        self.duplicates += other.duplicates;
        self.sentences += other.sentences;
        self.chrome += other.chrome;
        self.times += other.times;
        self.placed += other.placed;
        self.undated += other.undated;
        for (reason, count) in &other.reasons {
            *self.reasons.entry(reason.clone()).or_default() += count;
        }
        self
    }
}

/// A reason without the words of its source: "June, year unknown" is a year unknown.
fn kind(reason: &str) -> String {
    if let Some((_, unknown)) = reason.rsplit_once(", ").filter(|(_, it)| it.ends_with("unknown")) {
        return unknown.to_owned();
    }
    match reason.split_once('“').and_then(|(before, rest)| Some((before, rest.split_once('”')?)))
    {
        Some((before, (_, after))) => format!("{before}“…”{after}"),
        None => reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_of_one_kind_count_together() {
        assert_eq!(kind("June, year unknown"), "year unknown");
        assert_eq!(kind("“once” names no date"), "“…” names no date");
        assert_eq!(
            kind("not done yet, and no date is named"),
            "not done yet, and no date is named"
        );
    }
}
