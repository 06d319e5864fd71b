//! How much an event deserves a label.
//!
//! Distinct documents ÷ √(1 + mean of the neighbourhood), which found the days of published
//! timelines better (F1 .566) than counts of sentences or publications.

use super::lexicon::{Class, ENGLISH};
use crate::model::{
    Annotated, Event, Factuality, Granularity, Resolution, Source, calendar::DAY_SECS,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Days before and after that make the neighbourhood of a day.
const REACH_DAYS: i64 = 3;

/// Gives every event its salience, 0–1, the highest being 1.
pub(super) fn fill_salience(documents: &[Arc<Annotated>], events: &mut [Event]) {
    let days = documents_by_day(documents, events);
    let raw: Vec<f32> = events.iter().map(|event| weight(documents, event, &days)).collect();
    let most = raw.iter().copied().fold(0.0_f32, f32::max);
    for (event, weight) in events.iter_mut().zip(raw) {
        event.salience = if most > 0.0 { (weight / most).clamp(0.0, 1.0) } else { 0.0 };
    }
}

fn day_of(event: &Event) -> Option<i64> {
    let when = event.when.as_ref()?;
    let start = when.bounds.earliest.or(when.bounds.latest)?;
    (when.granularity <= Granularity::Day).then(|| start.div_euclid(DAY_SECS))
}

/// How many documents speak of each day: those whose text names it, and those of whose own day
/// something is told.
fn documents_by_day(documents: &[Arc<Annotated>], events: &[Event]) -> BTreeMap<i64, f32> {
    let mut by_day: BTreeMap<i64, BTreeMap<usize, f32>> = BTreeMap::new();
    let mut copies = Copies::default();
    for event in events {
        for source in &event.sources {
            let Some(when) = &source.when else { continue };
            let Some(start) = when.bounds.earliest else { continue };
            if when.granularity > Granularity::Day || copies.has(documents, source) {
                continue;
            }
            let share: f32 = if source.time.is_some() { 1.0 } else { 0.25 };
            let of_day = by_day.entry(start.div_euclid(DAY_SECS)).or_default();
            let known = of_day.entry(source.document).or_insert(0.0);
            *known = share.max(*known);
        }
    }
    by_day.into_iter().map(|(day, shares)| (day, shares.into_values().sum())).collect()
}

/// Sentences met so far, each with its document: the same words in another one, such as a box that a
/// site prints on every page, count once.
#[derive(Default)]
struct Copies<'a> {
    seen: HashMap<&'a str, usize>,
}

impl<'a> Copies<'a> {
    /// Whether a source repeats what another document says in the same words.
    fn has(&mut self, documents: &'a [Arc<Annotated>], source: &Source) -> bool {
        let Some(annotated) = documents.get(source.document) else { return false };
        let sentence = source.sentence.of(&annotated.document.text);
        let first = *self.seen.entry(sentence).or_insert(source.document);
        annotated.document.duplicate_of.is_some() || first != source.document
    }
}

fn weight(documents: &[Arc<Annotated>], event: &Event, days: &BTreeMap<i64, f32>) -> f32 {
    let count = tellers(documents, event) as f32;
    let burst = day_of(event).map_or(count, |day| {
        let near = days.range(day - REACH_DAYS..=day + REACH_DAYS).map(|(_, count)| count);
        let mean = near.sum::<f32>() / (2 * REACH_DAYS + 1) as f32;
        let here = days.get(&day).copied().unwrap_or(1.0);
        // The day decides, the event's own documents order the events of a day.
        (here + 2.0 * count) / (1.0 + mean).sqrt()
    });
    burst * precision(event) * reality(event.factuality)
}

/// Documents that tell an event in words of their own, at least one.
fn tellers(documents: &[Arc<Annotated>], event: &Event) -> usize {
    if event.sources.len() < 2 {
        return 1;
    }
    let mut copies = Copies::default();
    let told = event.sources.iter().filter(|source| !copies.has(documents, source));
    told.map(|source| source.document).collect::<BTreeSet<usize>>().len().max(1)
}

/// A date that the text states counts for more than a date by the document alone.
fn precision(event: &Event) -> f32 {
    let is_stated = event.sources.iter().any(|source| source.time.is_some());
    let is_explicit = event.sources.iter().any(|s| s.resolution == Resolution::Explicit);
    let unit = match event.when.as_ref().map(|when| when.granularity) {
        None => 0.2,
        Some(unit) if unit <= Granularity::Day => 1.0,
        Some(unit) if unit <= Granularity::Month => 0.8,
        Some(unit) if unit <= Granularity::Year => 0.7,
        Some(_) => 0.5,
    };
    let stated = if is_stated { 1.0 } else { 0.5 };
    // "They have joined": nobody can tell who.
    let first = event.title.split(' ').next().unwrap_or("").to_lowercase();
    let named = if ENGLISH.classes(&first).has(Class::Pronoun) { 0.5 } else { 1.0 };
    unit * stated * named * if is_explicit { 1.0 } else { 0.9 }
}

fn reality(factuality: Factuality) -> f32 {
    match factuality {
        Factuality::Happened => 1.0,
        Factuality::Ongoing => 0.7,
        Factuality::Planned => 0.6,
        Factuality::Denied => 0.5,
        Factuality::Predicted | Factuality::Opinion => 0.3,
        Factuality::Hypothetical => 0.2,
    }
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture, merge};
    use crate::model::PlaceTable;
    use std::sync::Arc;

    #[test]
    fn a_box_that_stands_on_every_page_counts_once() {
        let page = |story: &str| {
            let text =
                format!("{story}\nThe singer was born in Gary on {{1958-08-29|29 August 1958}}.");
            Arc::new(fixture::dated(&text))
        };
        let story = "On {2009-06-25|25 June 2009} the singer died in a house";
        let documents: Vec<_> = (0..4).map(|i| page(&format!("{story} of {i} rooms."))).collect();
        let events = documents.iter().enumerate().flat_map(|(i, it)| detect(i, it)).collect();
        let merged = merge(&documents, events, &PlaceTable::default());
        let [born, died] = merged.as_slice() else { panic!("{merged:?}") };
        assert!(born.salience < died.salience / 2.0, "{} {}", born.salience, died.salience);
    }
}
