//! A chronology as sections of entries: what the readable exports share.

use crate::model::{Chronology, DateTime, Event, Factuality, Source, year_in_words};
use crate::view::words;

/// Events under one heading.
pub(super) struct Section<'a> {
    /// The year, decade or century, or "Undated".
    pub(super) title: String,
    /// Its events in order.
    pub(super) entries: Vec<Entry<'a>>,
}

/// One event, ready to be written.
pub(super) struct Entry<'a> {
    /// The event.
    pub(super) event: &'a Event,
    /// Its date.
    pub(super) date: String,
    /// Where it happened, from the place outwards; empty where unknown.
    pub(super) place: String,
    /// Who takes part; empty where nobody is named.
    pub(super) who: String,
    /// Its sentences.
    pub(super) sources: Vec<Quote<'a>>,
}

/// A sentence and where it stands.
pub(super) struct Quote<'a> {
    /// The sentence.
    pub(super) sentence: &'a str,
    /// What its document is called.
    pub(super) label: &'a str,
    /// The document's web address; only an address of the web becomes a link.
    pub(super) url: Option<&'a str>,
}

impl Entry<'_> {
    /// Place, who takes part, factuality, tags and note in a few words; empty where there is nothing to say.
    pub(super) fn notes(&self) -> String {
        let factuality = match self.event.factuality {
            Factuality::Happened => "",
            other => other.word(),
        };
        let star = if self.event.is_starred() { "starred" } else { "" };
        let tags = self.event.tags().collect::<Vec<_>>().join(", ");
        let parts = [
            self.place.as_str(),
            self.who.as_str(),
            factuality,
            star,
            tags.as_str(),
            self.event.note(),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("; ")
    }
}

/// The events by year of their earliest bound, in order; what begins in a decade or century stands under that. No
/// heading stands twice.
pub(super) fn sections(chronology: &Chronology) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for event in &chronology.events {
        let title = heading(event);
        let entry = entry(event, chronology);
        // A decade that begins with a year stands among the days of that.
        match sections.iter_mut().rev().find(|section| section.title == title) {
            Some(section) => section.entries.push(entry),
            None => sections.push(Section { title, entries: vec![entry] }),
        }
    }
    sections
}

fn heading(event: &Event) -> String {
    let bounds = event.bounds();
    if let Some(period) = event.when.as_ref().and_then(|when| words::period(&when.edtf)) {
        return period;
    }
    match (bounds.earliest, bounds.latest) {
        (Some(seconds), _) => year(seconds),
        (None, Some(seconds)) => format!("Up to {}", year(seconds)),
        (None, None) => "Undated".to_owned(),
    }
}

fn year(seconds: i64) -> String {
    year_in_words(DateTime::from_seconds(seconds).date.year)
}

fn entry<'a>(event: &'a Event, chronology: &'a Chronology) -> Entry<'a> {
    let quote = |source: &Source| {
        let document = &chronology.document_of(source)?.document;
        let url = document.metadata.url.as_deref();
        Some(Quote {
            sentence: source.sentence.of(&document.text),
            label: document.label(),
            url: url.filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        })
    };
    let date = match &event.undated_reason {
        Some(reason) if event.when.is_none() => reason.clone(),
        _ => words::event_date(event),
    };
    Entry {
        event,
        date,
        place: event.places.first().map_or_else(String::new, |code| chronology.places.path(code)),
        who: who(event, chronology),
        sources: event.sources.iter().filter_map(quote).collect(),
    }
}

/// Who takes part in an event, the first few by name; empty where nobody is named.
pub(super) fn who(event: &Event, chronology: &Chronology) -> String {
    const MOST_NAMED: usize = 6;
    let mut names = chronology.actors.names_of(event);
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let names = names.join(", ");
    if 0 < more { format!("{names} and {more} more") } else { names }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::Sample;

    #[test]
    fn what_is_known_to_a_decade_stands_under_no_year() {
        let events =
            [("1988", "1988"), ("199X/..", "1990s"), ("199X", "1990s"), ("18XX", "19th century")];
        for (edtf, expected) in events {
            let sample = Sample::default().event("Something happened", edtf, "RU");
            assert_eq!(sections(&sample.build())[0].title, expected, "{edtf}");
        }
    }

    #[test]
    fn no_heading_stands_twice() {
        let dates = ["1990", "199X", "1990-01-03", "1991"];
        let sample = dates
            .iter()
            .fold(Sample::default(), |sample, edtf| sample.event("Something happened", edtf, "RU"));
        let chronology = sample.build();
        let titles: Vec<_> = sections(&chronology).into_iter().map(|it| it.title).collect();
        assert_eq!(titles, ["1990", "1990s", "1991"]);
    }
}
