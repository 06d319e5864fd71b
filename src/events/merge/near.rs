//! Events that were nearly made one: pairs for a person to judge.
//!
//! Naive form: compare every two events of the same time. Here events are looked up by (day or
//! month, word or country), and words that many of that time use are passed over, so that the work stays near-linear.

use super::MAX_DAYS_APART;
use super::likeness::{Likeness, is_fine};
use super::similarity::{self, Measure, Telling};
use crate::model::{Annotated, Date, Event, Factuality, When, calendar::DAY_SECS};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Two events that may be one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Index of the earlier one.
    pub first: usize,
    /// Index of the later one.
    pub second: usize,
    /// How alike they are: near 1 where they are all but merged.
    pub likeness: f32,
}

/// Less alike than this, two events are only of the same time.
const LEAST_LIKENESS: f32 = 0.15;
/// What it adds that each document tells nothing else of a day: what of it is remembered is mostly the same, but not
/// surely.
const ALONE: f32 = 0.25;
/// A longer list belongs to a word that tells events apart no more.
const MAX_POSTINGS: usize = 100;
/// Months by which one event is looked up.
const MOST_MONTHS: i64 = 12;
/// Pairs that anybody will look through.
const MOST: usize = 300;

/// The pairs among merged events, most alike first.
pub(crate) fn near(documents: &[Arc<Annotated>], events: &[Event]) -> Vec<Near> {
    let tellings = similarity::tellings(documents, events);
    let likeness = Likeness::of(events, &tellings);
    let alone = alone(events);
    let mut postings: Vec<(Stretch, Key, usize)> = Vec::new();
    for (i, (event, telling)) in events.iter().zip(&tellings).enumerate() {
        for stretch in event.when.iter().flat_map(stretches) {
            let words = telling.weights.iter().map(|&(term, _)| Key::Word(term));
            // What two tell of one day in a country may be one in quite other words.
            let is_day = matches!(stretch, Stretch::Day(_));
            let countries = likeness.countries(i).filter(|_| is_day).map(Key::Country);
            postings.extend(words.chain(countries).map(|key| (stretch, key, i)));
        }
    }
    postings.sort_unstable();
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut measure = Measure::default();
    let lists = postings.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    for list in lists.filter(|list| list.len() <= MAX_POSTINGS) {
        for (at, &(_, _, first)) in list.iter().enumerate() {
            if let Some(telling) = tellings.get(first) {
                measure.lay(telling);
            }
            for &(_, _, second) in list.get(at + 1..).unwrap_or_default() {
                if seen.insert((first, second)) {
                    found.extend(pair(
                        events,
                        (&tellings, &likeness, &alone),
                        &measure,
                        (first, second),
                    ));
                }
            }
        }
    }
    sort(&mut found);
    found.truncate(MOST);
    found
}

/// An event and the others of its time, in order, by index: all that it can be one with.
pub(crate) fn around(events: &[Event], index: usize) -> Vec<usize> {
    let Some(event) = events.get(index) else { return Vec::new() };
    let own: BTreeSet<Stretch> = event.when.iter().flat_map(stretches).collect();
    let is_near = |other: &Event| {
        let mut its = other.when.iter().flat_map(stretches);
        same_time(event, other) && its.any(|stretch| own.contains(&stretch))
    };
    let numbered = events.iter().enumerate();
    numbered.filter(|(i, other)| *i == index || is_near(other)).map(|(i, _)| i).collect()
}

/// The pairs of one event with others of its time, most alike first: those that are alike by themselves, and not for the
/// sake of what else is told of their day.
pub(crate) fn near_to(documents: &[Arc<Annotated>], events: &[Event], index: usize) -> Vec<Near> {
    let tellings = similarity::tellings(documents, events);
    let Some(telling) = tellings.get(index) else { return Vec::new() };
    let likeness = Likeness::of(events, &tellings);
    let mut measure = Measure::default();
    measure.lay(telling);
    let others = (0..events.len()).filter(|other| *other != index);
    let pair = |other| pair(events, (&tellings, &likeness, &[]), &measure, (index, other));
    let mut found: Vec<Near> = others
        .filter_map(pair)
        .map(|it| Near { first: it.first.min(it.second), second: it.first.max(it.second), ..it })
        .collect();
    sort(&mut found);
    found
}

/// Most alike first.
fn sort(found: &mut [Near]) {
    found.sort_by(|a, b| {
        b.likeness.total_cmp(&a.likeness).then((a.first, a.second).cmp(&(b.first, b.second)))
    });
}

/// What events of one time are looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A term that they have in common.
    Word(u32),
    /// The hash of a country where both are placed.
    Country(u64),
}

/// A piece of time by which events are looked up, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stretch {
    /// For days among themselves.
    Day(i64),
    /// For coarser dates, and for the days in them.
    Month(i64),
}

/// The stretches that a date covers, as far as it covers few. Days so far apart as one event may be
/// told share one.
fn stretches(when: &When) -> Vec<Stretch> {
    let day = |seconds: i64| seconds.div_euclid(DAY_SECS);
    let month = |seconds: i64| {
        let date = Date::from_days(day(seconds));
        i64::from(date.year) * 12 + i64::from(date.month)
    };
    let start = when.bounds.earliest.or(when.bounds.latest).unwrap_or(0);
    if is_fine(when) && !when.is_open() {
        let days = (0..=MAX_DAYS_APART).map(|more| Stretch::Day(day(start) + more));
        return days.chain([Stretch::Month(month(start))]).collect();
    }
    let end = if when.is_open() { start } else { when.bounds.latest.unwrap_or(start) };
    let last = month(end).min(month(start) + MOST_MONTHS - 1);
    (month(start)..=last).map(Stretch::Month).collect()
}

/// The pair of two events, of which the first one is laid out, where they may be one.
fn pair(
    events: &[Event],
    (tellings, likeness, alone): (&[Telling], &Likeness<'_>, &[bool]),
    measure: &Measure,
    (first, second): (usize, usize),
) -> Option<Near> {
    let (a, b) = (events.get(first)?, events.get(second)?);
    let (mine, its) = (tellings.get(first)?, tellings.get(second)?);
    if !may_be_one(a, mine, b, its) {
        return None;
    }
    let is_alone = |i: usize| alone.get(i) == Some(&true);
    let are_alone = is_alone(first) && is_alone(second) && likeness.has_same_date(first, second);
    let likeness = likeness.of_pair(first, measure, second)? + if are_alone { ALONE } else { 0.0 };
    (LEAST_LIKENESS <= likeness).then_some(Near { first, second, likeness })
}

/// By event, whether its document tells in no other sentence of the day that it states there.
fn alone(events: &[Event]) -> Vec<bool> {
    let told = |event: &Event| {
        let start = event.when.as_ref().filter(|when| is_fine(when))?.bounds.earliest?;
        let is_stated = event.sources.iter().any(|source| source.time.is_some());
        let first = event.sources.first().filter(|_| is_stated)?;
        Some((first.document, start.div_euclid(DAY_SECS), first.sentence.start))
    };
    let told: Vec<_> = events.iter().map(told).collect();
    let mut days: Vec<_> = told.iter().flatten().collect();
    days.sort_unstable();
    days.dedup();
    let of_day = days.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    let alone: Vec<_> = of_day.filter(|sentences| sentences.len() == 1).flatten().collect();
    told.iter().map(|it| it.as_ref().is_some_and(|it| alone.binary_search(&&it).is_ok())).collect()
}

/// Whether nothing but the words and the places tells two events apart.
fn may_be_one(a: &Event, mine: &Telling, b: &Event, its: &Telling) -> bool {
    let is_listed = mine.is_listed && its.is_listed;
    !mine.side.is_opposite(its.side)
        && !is_listed
        && mine.is_negative == its.is_negative
        && same_reality(a.factuality, b.factuality)
        && same_time(a, b)
        && !share_a_sentence(a, b)
}

fn same_reality(a: Factuality, b: Factuality) -> bool {
    a == b || a.is_real() && b.is_real()
}

/// Days close together, or coarser dates that share some time.
fn same_time(a: &Event, b: &Event) -> bool {
    let (Some(x), Some(y)) = (&a.when, &b.when) else { return false };
    if x.is_open() != y.is_open() {
        return false;
    }
    match x.bounds.earliest.zip(y.bounds.earliest) {
        Some((x_start, y_start)) if is_fine(x) && is_fine(y) => {
            let day = |seconds: i64| seconds.div_euclid(DAY_SECS);
            (day(x_start) - day(y_start)).abs() <= MAX_DAYS_APART
        }
        _ => x.bounds.overlaps(y.bounds),
    }
}

/// A sentence tells its events apart itself.
fn share_a_sentence(a: &Event, b: &Event) -> bool {
    let stands = |event: &Event| -> BTreeSet<(usize, u32)> {
        event.sources.iter().map(|it| (it.document, it.sentence.start)).collect()
    };
    !stands(a).is_disjoint(&stands(b))
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture, merge};
    use crate::model::{Event, PlaceTable};
    use std::sync::Arc;

    /// Titles of the pairs among the merged events of some documents.
    fn pairs(texts: &[&str]) -> Vec<(String, String)> {
        let documents: Vec<_> = texts.iter().map(|text| Arc::new(fixture::dated(text))).collect();
        let told = documents.iter().enumerate().flat_map(|(i, it)| detect(i, it)).collect();
        let events: Vec<Event> = merge(&documents, told, &PlaceTable::default());
        let title = |index: usize| events[index].title.clone();
        let near = super::near(&documents, &events);
        near.into_iter().map(|near| (title(near.first), title(near.second))).collect()
    }

    #[test]
    fn tellings_of_one_day_with_one_word_in_common_are_offered() {
        let found = pairs(&[
            "On {1911-03-05|5 March 1911} the ferry Halvard sank.",
            "On {1911-03-05|5 March 1911} the ferry went down.",
            "On {1911-03-05|5 March 1911} parliament voted on schools.",
            "On {1911-03-06|6 March 1911} a mine was closed.",
            "On {1911-03-07|7 March 1911} the opera burned.",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn tellings_of_one_day_in_one_country_are_offered_without_a_word_in_common() {
        let found = pairs(&[
            "On {1911-03-05|5 March 1911} the ferry Halvard sank off <NO|Bergen>.",
            "On {1911-03-05|5 March 1911} a ship went down near <NO|Bergen>.",
            "On {1912-06-05|5 June 1912} parliament voted on schools in <NO|Oslo>.",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn an_event_finds_its_own_among_those_of_its_time() {
        let texts = [
            "On {1911-03-05|5 March 1911} the ferry Halvard sank off <NO|Bergen>.",
            "On {1911-03-06|6 March 1911} a mine was closed in <SE|Kiruna>.",
            "In {1911-03|March 1911} the ferry Halvard was lost.",
            "On {1912-03-05|5 March 1912} the ferry went down off <NO|Bergen>.",
        ];
        let documents: Vec<_> = texts.iter().map(|text| Arc::new(fixture::dated(text))).collect();
        let told = documents.iter().enumerate().flat_map(|(i, it)| detect(i, it)).collect();
        let events: Vec<Event> = merge(&documents, told, &PlaceTable::default());
        let at = |word: &str| events.iter().position(|it| it.title.contains(word)).unwrap();
        let sank = at("sank");
        let around = super::around(&events, sank);
        assert!(around.contains(&sank) && !around.contains(&at("went down")), "{around:?}");
        let few: Vec<Event> = around.iter().map(|index| events[*index].clone()).collect();
        let own = around.iter().position(|index| *index == sank).unwrap();
        let near = super::near_to(&documents, &few, own);
        let others = near.iter().map(|it| &few[it.first + it.second - own].title);
        assert_eq!(others.collect::<Vec<_>>(), [&events[at("lost")].title]);
    }

    #[test]
    fn other_times_and_other_places_are_not() {
        let found = pairs(&[
            "On {1911-03-05|5 March 1911} the ferry Halvard sank off <NO|Bergen>.",
            "On {1912-03-05|5 March 1912} the ferry went down off <NO|Bergen>.",
            "On {1911-03-05|5 March 1911} the ferry went down off <PT|Lisbon>.",
            "On {1911-03-06|6 March 1911} a mine was closed.",
            "On {1911-03-07|7 March 1911} the opera burned.",
        ]);
        assert_eq!(found, []);
    }
}
