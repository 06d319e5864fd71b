//! How much an event deserves a label.
//!
//! Distinct documents ÷ √(1 + mean of the neighbourhood), which found the days of published
//! timelines better (F1 .566) than counts of sentences or publications.

use crate::events::words::hash::ByText;
use crate::events::words::lexicon::{Class, Classes, ENGLISH};
use crate::model::{
    Annotated, Event, Factuality, Granularity, Resolution, Source, When, calendar::DAY_SECS,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Days before and after that make the neighbourhood of a day.
const REACH_DAYS: i64 = 3;

/// Gives every event its salience, 0–1, the highest being 1.
///
/// A day lends its weight to what is told of it, in full to the first event and less to each that follows,
/// so that one great day does not take all labels.
pub(super) fn fill_salience(documents: &[Arc<Annotated>], events: &mut [Event]) {
    let days = documents_by_day(documents, events);
    let weigh = |event| Weight::of(documents, event, &days);
    let weights: Vec<Weight> = events.par_iter().map(weigh).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let weight = |i: usize| weights.get(i).copied().unwrap_or_default();
    order.sort_by(|&a, &b| {
        let (one, other) = (weight(a), weight(b));
        one.day.cmp(&other.day).then(other.full().total_cmp(&one.full())).then(a.cmp(&b))
    });
    let mut raw = vec![0.0_f32; weights.len()];
    for of_day in order.chunk_by(|&a, &b| weight(a).day == weight(b).day) {
        for (place, &i) in of_day.iter().enumerate() {
            if let Some(slot) = raw.get_mut(i) {
                *slot = weight(i).at(place);
            }
        }
    }
    let most = raw.iter().copied().fold(0.0_f32, f32::max);
    for (event, weight) in events.iter_mut().zip(raw) {
        event.salience = if most > 0.0 { (weight / most).clamp(0.0, 1.0) } else { 0.0 };
    }
}

/// What an event deserves by itself, and what its day lends it.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    /// The day; `None` where the date is coarser.
    day: Option<i64>,
    /// Of the event alone.
    own: f32,
    /// Of its day.
    lent: f32,
}

impl Weight {
    fn of(documents: &[Arc<Annotated>], event: &Event, days: &BTreeMap<i64, f32>) -> Self {
        let count = tellers(documents, event) as f32;
        let worth = precision(documents, event) * reality(event.factuality);
        let Some(day) = day_of(event) else {
            return Self { day: None, own: count * worth, lent: 0.0 };
        };
        let near = days.range(day - REACH_DAYS..=day + REACH_DAYS).map(|(_, count)| count);
        let mean = near.sum::<f32>() / (2 * REACH_DAYS + 1) as f32;
        let here = days.get(&day).copied().unwrap_or(1.0);
        let burst = worth / (1.0 + mean).sqrt();
        // The day decides, the event's own documents order the events of a day.
        Self { day: Some(day), own: 2.0 * count * burst, lent: here * burst }
    }

    fn full(self) -> f32 {
        self.own + self.lent
    }

    /// The weight of the event that so many of its day go before.
    fn at(self, place: usize) -> f32 {
        self.own + self.lent / (1 + place) as f32
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
            let share: f32 = if is_stated(documents, source) { 1.0 } else { 0.25 };
            let of_day = by_day.entry(start.div_euclid(DAY_SECS)).or_default();
            let known = of_day.entry(source.document).or_insert(0.0);
            *known = share.max(*known);
        }
    }
    by_day.into_iter().map(|(day, shares)| (day, shares.into_values().sum())).collect()
}

/// Bytes by which two sentences are known to be the same.
const OPENING: usize = 64;

/// How sentences met so far begin, each with its document: the same words in another one, such as a box
/// that a site prints on every page, count once.
#[derive(Default)]
struct Copies<'a> {
    seen: HashMap<&'a str, usize, ByText>,
}

impl<'a> Copies<'a> {
    /// Whether a source repeats what another document says in the same words.
    fn has(&mut self, documents: &'a [Arc<Annotated>], source: &Source) -> bool {
        let Some(annotated) = documents.get(source.document) else { return false };
        let sentence = source.sentence.of(&annotated.document.text);
        // What follows the box may differ.
        let opening = sentence.get(..sentence.floor_char_boundary(OPENING)).unwrap_or(sentence);
        let first = *self.seen.entry(opening).or_insert(source.document);
        annotated.document.duplicate_of.is_some() || first != source.document
    }
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

/// Whether a sentence has a date of its own: "now" is only the document's.
fn is_stated(documents: &[Arc<Annotated>], source: &Source) -> bool {
    source.time.filter(|time| !time.is_inherited).is_some_and(|time| {
        let annotated = documents.get(source.document);
        let mention = annotated.and_then(|it| it.times.get(time.mention));
        mention.is_some_and(|mention| mention.timex.value != "PRESENT_REF")
    })
}

/// A date that the text states counts for more than a date by the document alone.
fn precision(documents: &[Arc<Annotated>], event: &Event) -> f32 {
    let is_stated = event.sources.iter().any(|source| is_stated(documents, source));
    let is_explicit = event.sources.iter().any(|s| s.resolution == Resolution::Explicit);
    let unit = match event.when.as_ref().map(unit) {
        None => 0.2,
        Some(unit) if unit <= Granularity::Day => 1.0,
        Some(unit) if unit <= Granularity::Month => 0.8,
        Some(unit) if unit <= Granularity::Year => 0.7,
        Some(_) => 0.5,
    };
    let stated = if is_stated { 1.0 } else { 0.5 };
    // "They have joined": nobody can tell who.
    let first = event.title.split(' ').next().unwrap_or("");
    let is_whose = ENGLISH.phrase_len_in_any_case("whose", [first]) > 0;
    let mut words = event.title.split_ascii_whitespace();
    let is_mine = words.any(|word| matches!(word, "I" | "my" | "me" | "we" | "our"));
    let leans = is_whose || is_mine || ENGLISH.classes_in_any_case(first).has(Class::Pronoun);
    let named = if leans || says_little(&event.title) { 0.5 } else { 1.0 };
    unit * stated * named * if is_explicit { 1.0 } else { 0.9 }
}

/// The unit to which a date is known: what lasted is as coarse as it is long.
fn unit(when: &When) -> Granularity {
    let length = when.bounds.earliest.zip(when.bounds.latest).map(|(start, end)| end - start);
    let length = match length.map(|seconds| seconds / DAY_SECS) {
        Some(0..=2) => Granularity::Day,
        Some(3..=62) => Granularity::Month,
        Some(_) | None => Granularity::Year,
    };
    when.granularity.max(length)
}

/// "The director told a newspaper", "Arden, northern province": who speaks but not what is said, or a name
/// of which nothing is told.
fn says_little(title: &str) -> bool {
    let words = || title.split([' ', '’', '\'', '“', '”', ',']).filter(|word| !word.is_empty());
    let is_lower = |word: &str| word.starts_with(char::is_lowercase);
    let tells = |classes: Classes| {
        classes.is_verb() || classes.is_auxiliary() || classes.has(Class::EventNoun)
    };
    let report = words().position(|word| ENGLISH.phrase_len("says_nothing", [word]) > 0);
    match report {
        Some(report) => {
            let mut behind = words().skip(report + 1).filter(|word| is_lower(word));
            !behind.any(|word| tells(ENGLISH.classes(word)))
        }
        None => !words().any(|word| {
            is_lower(word) && 3 < word.len() || tells(ENGLISH.classes_in_any_case(word))
        }),
    }
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
