//! A sentence that another document has word for word tells the same event: background that a newsroom keeps, a
//! quotation, a caption. Whole documents that repeat another one are matter of [`super::copies`].

use super::merge::is_settled;
use crate::model::{Annotated, Event, calendar::DAY_SECS};
use rayon::prelude::*;
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::Arc;

/// A shorter sentence that names nobody may be said of anything: "Police are investigating."
const MIN_WORDS: usize = 12;
/// How long a report is repeated: where only the documents' own days date a sentence, it tells the same so long
/// after.
const MAX_SECS_REPEATED: u64 = 31 * DAY_SECS as u64;

/// The words of an event: sentence, clause, title.
type Telling<'a> = (&'a str, &'a str, &'a str);

/// Gives the sources of what is repeated in the same words to the event that tells it first. Nothing else is
/// changed.
pub(super) fn joined(documents: &[Arc<Annotated>], events: Vec<Event>) -> Vec<Event> {
    if documents.len() < 2 {
        return events;
    }
    let hasher = BuildHasherDefault::<super::hash::Text>::default();
    let key = |(i, event): (usize, &Event)| Some((hasher.hash_one(telling(documents, event)?), i));
    let mut keys: Vec<(u64, usize)> = events.par_iter().enumerate().filter_map(key).collect();
    keys.par_sort_unstable();
    let mut slots: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    for alike in keys.chunk_by(|one, next| one.0 == next.0).filter(|alike| 1 < alike.len()) {
        let mut alike: Vec<(usize, Event)> =
            alike.iter().filter_map(|&(_, i)| Some((i, slots.get_mut(i)?.take()?))).collect();
        alike.sort_by_cached_key(|(_, event)| {
            (!is_settled(event), event.sort_key(), place_in_text(event))
        });
        let mut kept: Vec<(usize, Event)> = Vec::new();
        for (i, event) in alike {
            match kept.iter_mut().find(|(_, first)| is_same(documents, first, &event)) {
                Some((_, first)) => first.sources.extend(event.sources),
                None => kept.push((i, event)),
            }
        }
        for (i, event) in kept {
            if let Some(slot) = slots.get_mut(i) {
                *slot = Some(event);
            }
        }
    }
    slots.into_iter().flatten().collect()
}

/// What an event is told in; `None` where so little is said that other events may be told so.
fn telling<'a>(documents: &'a [Arc<Annotated>], event: &'a Event) -> Option<Telling<'a>> {
    let source = event.sources.first()?;
    let text = &documents.get(source.document)?.document.text;
    let sentence = source.sentence.of(text);
    let names_somebody = !source.actors.is_empty() || !source.places.is_empty();
    let is_enough = names_somebody || MIN_WORDS <= sentence.split_ascii_whitespace().count();
    is_enough.then(|| (sentence, source.clause.of(text), event.title.as_str()))
}

/// Where it is told first: document and offset.
fn place_in_text(event: &Event) -> Option<(usize, u32)> {
    event.sources.first().map(|source| (source.document, source.clause.start))
}

/// Whether a later document only repeats the first telling: dates and places that both give do not contradict each
/// other.
fn is_same(documents: &[Arc<Annotated>], first: &Event, event: &Event) -> bool {
    let mut others = event.sources.iter().map(|source| source.document);
    let is_elsewhere =
        others.all(|document| first.sources.iter().all(|source| source.document != document));
    is_elsewhere
        && !is_settled(event)
        && first.factuality == event.factuality
        && telling(documents, first) == telling(documents, event)
        && may_be_then(first, event)
        && may_be_there(first, event)
}

/// Whether the dates may be those of one event. What a text gives only the day of its document may have been earlier.
fn may_be_then(first: &Event, event: &Event) -> bool {
    let (Some(when), Some(its)) = (&first.when, &event.when) else { return true };
    if when.edtf == its.edtf {
        return true;
    }
    let mut sources = first.sources.iter().chain(&event.sources);
    let is_reported = sources.all(|source| source.stated().is_none());
    let starts = when.bounds.earliest.zip(its.bounds.earliest);
    let is_soon = starts.is_some_and(|(one, other)| one.abs_diff(other) <= MAX_SECS_REPEATED);
    is_reported && is_soon
}

/// Whether the places may be those of one event: one has none, or they lie in one country.
fn may_be_there(first: &Event, event: &Event) -> bool {
    let mut countries = first.regions.iter().filter(|code| !code.is_macro());
    first.places.is_empty()
        || event.places.is_empty()
        || countries.any(|code| event.regions.contains(code))
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture, merge};
    use crate::model::{Annotated, PlaceTable};
    use std::sync::Arc;

    /// Dates of the events that documents of these days tell, with how many sources each has.
    fn told(documents: &[(&str, &str)]) -> Vec<(String, usize)> {
        let documents: Vec<Arc<Annotated>> = documents
            .iter()
            .map(|(day, text)| {
                Arc::new(fixture::document(text, Some(day).filter(|it| !it.is_empty()).copied()))
            })
            .collect();
        let events = documents.iter().enumerate().flat_map(|(i, it)| detect(i, it)).collect();
        let events = merge(&documents, events, &PlaceTable::default());
        let date = |when: Option<_>| {
            when.map_or(String::new(), |it: crate::model::When| it.edtf.to_string())
        };
        events.into_iter().map(|event| (date(event.when), event.sources.len())).collect()
    }

    #[test]
    fn background_that_is_repeated_is_of_its_first_day() {
        let text =
            "The strike at the shipyard of <NO|Bergen> has cost the town four million crowns.";
        let days = ["1911-03-09", "1911-03-05", "1911-03-20", "1912-03-20"];
        let told = told(&days.map(|day| (day, text)));
        assert_eq!(told, [("1911-03-05".to_owned(), 3), ("1912-03-20".to_owned(), 1)]);
    }

    #[test]
    fn what_is_said_of_anything_is_not_one_event() {
        let told =
            told(&["1911-03-05", "1911-03-09"].map(|day| (day, "Two men have been arrested.")));
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn a_sentence_of_two_countries_tells_two_events() {
        let of = |country| {
            format!("<{country}|The capital> has lost half of its bakers since the strike began.")
        };
        let told = told(&[("1911-03-05", &of("NO")), ("1911-03-09", &of("SE"))]);
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn the_same_words_about_another_day_tell_another_event() {
        let of = |day| {
            format!(
                "The bakers of <NO|Bergen> met the mayor on {{{day}|Monday}} about their wages."
            )
        };
        let told = told(&[("1911-03-07", &of("1911-03-06")), ("1911-03-14", &of("1911-03-13"))]);
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn what_has_no_date_is_told_once_too() {
        let text = "The bakers of <NO|Bergen> are owed four million crowns.";
        assert_eq!(told(&[("", text), ("", text)]), [(String::new(), 2)]);
        assert_eq!(told(&[("", &format!("{text} {text}"))]).len(), 2);
    }
}
