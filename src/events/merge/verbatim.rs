//! A sentence that another document has word for word tells the same event: background that a newsroom keeps, a
//! quotation, a caption. Whole documents that repeat another one are matter of [`super::copies`].

use super::is_settled;
use crate::events::words::hash::Quick;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::model::{Annotated, Event, calendar::DAY_SECS};
use rayon::prelude::*;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, BuildHasherDefault};
use std::sync::Arc;

/// A shorter sentence that names nobody may be said of anything: "Police are investigating."
const MIN_WORDS: usize = 12;
/// A shorter sentence that does may be said of many: "Police in Leeds arrested a man."
const MIN_WORDS_NAMED: usize = 9;
/// "He was released" beside it says nothing of it.
const MIN_WORDS_BESIDE: usize = 4;
/// How long a report is repeated: where only the documents' own days date a sentence, it tells the same so long
/// after, if the sentence before or behind it is repeated too.
const MAX_SECS_REPEATED: u64 = 31 * DAY_SECS as u64;
/// The same of a sentence that is repeated alone.
const MAX_SECS_ALONE: u64 = 3 * DAY_SECS as u64;

/// Events told before with which one is compared.
const MOST_COMPARED: usize = 16;

/// The words of an event: sentence, clause, title.
type Telling<'a> = (&'a str, &'a str, &'a str);

/// Gives the sources of what is repeated in the same words to the event that tells it first. Nothing else is
/// changed.
pub(super) fn joined(documents: &[Arc<Annotated>], events: Vec<Event>) -> Vec<Event> {
    if documents.len() < 2 {
        return events;
    }
    let hasher = BuildHasherDefault::<crate::events::words::hash::Text>::default();
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
        let mut kept: Vec<Told> = Vec::new();
        for (i, event) in alike {
            // In order of time the last ones are those that may be meant.
            let mut near = kept.iter_mut().rev().take(MOST_COMPARED);
            match near.find(|told| told.is_repeated_by(documents, &event)) {
                Some(told) => told.add(event),
                None => kept.push(Told::new(i, event)),
            }
        }
        for told in kept {
            if let Some(slot) = slots.get_mut(told.slot) {
                *slot = Some(told.first);
            }
        }
    }
    slots.into_iter().flatten().collect()
}

/// An event, with those that repeat it.
struct Told {
    /// Where it stands among all events.
    slot: usize,
    first: Event,
    /// Where it is told.
    documents: HashSet<usize, Quick>,
    /// Whether only the days of documents date it.
    is_reported: bool,
}

impl Told {
    fn new(slot: usize, first: Event) -> Self {
        let documents = first.sources.iter().map(|source| source.document).collect();
        let is_reported = is_reported(&first);
        Self { slot, first, documents, is_reported }
    }

    fn add(&mut self, event: Event) {
        self.is_reported &= is_reported(&event);
        self.documents.extend(event.sources.iter().map(|source| source.document));
        self.first.sources.extend(event.sources);
    }

    /// Whether another document only repeats it: dates and places that both give do not contradict each other.
    fn is_repeated_by(&self, documents: &[Arc<Annotated>], event: &Event) -> bool {
        let first = &self.first;
        let mut others = event.sources.iter().map(|source| source.document);
        others.all(|document| !self.documents.contains(&document))
            && !is_settled(event)
            && first.factuality == event.factuality
            && telling(documents, first) == telling(documents, event)
            && may_be_there(first, event)
            && if have_neighbour(documents, first, event) {
                self.may_be_then(event, MAX_SECS_REPEATED)
            } else {
                says_enough(documents, event) && self.may_be_then(event, MAX_SECS_ALONE)
            }
    }

    /// Whether the dates may be those of one event. What a text gives only the day of its document may have been
    /// earlier.
    fn may_be_then(&self, event: &Event, longest_secs: u64) -> bool {
        let (Some(when), Some(its)) = (&self.first.when, &event.when) else { return true };
        if when.edtf == its.edtf {
            return true;
        }
        let starts = when.bounds.earliest.zip(its.bounds.earliest);
        let is_soon = starts.is_some_and(|(one, other)| one.abs_diff(other) <= longest_secs);
        self.is_reported && is_reported(event) && is_soon
    }
}

/// Whether no source of an event states its date.
fn is_reported(event: &Event) -> bool {
    event.sources.iter().all(|source| source.stated().is_none())
}

/// What an event is told in.
fn telling<'a>(documents: &'a [Arc<Annotated>], event: &'a Event) -> Option<Telling<'a>> {
    let source = event.sources.first()?;
    let text = &documents.get(source.document)?.document.text;
    Some((source.sentence.of(text), source.clause.of(text), event.title.as_str()))
}

/// Whether the sentence of an event says so much, of somebody or something that it names, that no other event may be
/// told so.
fn says_enough(documents: &[Arc<Annotated>], event: &Event) -> bool {
    let Some((source, (sentence, clause, _))) =
        event.sources.first().zip(telling(documents, event))
    else {
        return false;
    };
    let names_somebody = !source.actors.is_empty() || !source.places.is_empty();
    let least = if names_somebody { MIN_WORDS_NAMED } else { MIN_WORDS };
    least <= sentence.split_ascii_whitespace().count() && !is_of_anyone(clause)
}

/// "He has left", "The firm has closed": of whom a clause tells stands elsewhere; but not "The firm of Ole Dahl" or "The
/// Dahl works".
fn is_of_anyone(clause: &str) -> bool {
    const REACH: usize = 8;
    let mut words = clause.split_ascii_whitespace();
    let opens = words.next().unwrap_or("").to_lowercase();
    let classes = ENGLISH.classes(&opens);
    if opens != "the" {
        return classes.has(Class::SubjectPronoun);
    }
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = words.take(REACH).collect();
    let is_joint = |word: &&str| ENGLISH.classes(word).has(Class::Preposition);
    let has_more = words.iter().take(3).any(is_joint);
    let reach = if has_more { REACH } else { 2 };
    !words.iter().take(reach).any(|word| is_name(word))
}

/// Whether two events have the same sentence before theirs, or the same behind it.
fn have_neighbour(documents: &[Arc<Annotated>], first: &Event, event: &Event) -> bool {
    let beside = |event: &Event, is_behind: bool| {
        let source = event.sources.first()?;
        let document = documents.get(source.document)?;
        let sentences = &document.sentences;
        let own = sentences.partition_point(|it| it.span.start < source.sentence.start);
        let next = if is_behind { own.checked_add(1) } else { own.checked_sub(1) };
        let told = sentences.get(next?)?.span.of(&document.document.text);
        (MIN_WORDS_BESIDE <= told.split_ascii_whitespace().count()).then_some(told)
    };
    let are_same = |is_behind| {
        beside(first, is_behind)
            .zip(beside(event, is_behind))
            .is_some_and(|(one, other)| one == other)
    };
    are_same(false) || are_same(true)
}

/// Where it is told first: document and offset.
fn place_in_text(event: &Event) -> Option<(usize, u32)> {
    event.sources.first().map(|source| (source.document, source.clause.start))
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
        let text = "The strike at the shipyard of <NO|Bergen> has cost the town four million crowns.\n\
                    Nobody knows its end.";
        let days = ["1911-03-09", "1911-03-05", "1911-03-20", "1912-03-20"];
        let told = told(&days.map(|day| (day, text)));
        assert_eq!(told, [("1911-03-05".to_owned(), 3), ("1912-03-20".to_owned(), 1)]);
    }

    #[test]
    fn a_sentence_that_is_repeated_alone_tells_the_same_only_for_days() {
        let text =
            "The strike at the shipyard of <NO|Bergen> has cost the town four million crowns.";
        let of = |days: [&str; 2]| told(&days.map(|day| (day, text))).len();
        assert_eq!(of(["1911-03-05", "1911-03-07"]), 1);
        assert_eq!(of(["1911-03-05", "1911-03-20"]), 2);
    }

    #[test]
    fn what_is_often_said_is_one_event_only_where_more_is_repeated() {
        let short = "Police in <NO|Bergen> arrested a man.";
        let more = format!("{short}\nNobody knows its end.");
        let of = |text| told(&["1911-03-05", "1911-03-20"].map(|day| (day, text))).len();
        assert_eq!(of(short), 2);
        assert_eq!(of(&more), 1);
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
