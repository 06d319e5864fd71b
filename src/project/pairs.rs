//! Events that may be one, for a person to judge; what was judged already is left out.

use super::decision::{Decision, EventName};
use super::name::{document_name, source_name};
use crate::events;
use crate::model::{Chronology, Event, EventId};
use std::collections::BTreeSet;

/// Two events that may be one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The earlier one.
    pub first: EventId,
    /// The later one.
    pub second: EventId,
    /// How alike they are: near 1 where they are all but merged.
    pub likeness: f32,
}

/// Less alike than this, what happened at the same time is not offered unasked, nor what is by so much less alike
/// than the likeliest: once that is judged, the next one may be.
const LEAST_OFFERED: f32 = 0.3;
const OF_LIKELIEST: f32 = 0.6;

/// Pairs of a chronology that nobody kept apart, most alike first.
pub fn pairs(chronology: &Chronology, decisions: &[Decision]) -> Vec<Pair> {
    let near = events::near(&chronology.documents, &chronology.events);
    let apart = Apart::of(decisions);
    let pair = |near: events::Near| {
        let (first, second) =
            (chronology.events.get(near.first)?, chronology.events.get(near.second)?);
        let is_open = !apart.holds(chronology, first, second);
        is_open.then_some(Pair { first: first.id, second: second.id, likeness: near.likeness })
    };
    near.into_iter().filter_map(pair).collect()
}

/// What may be one with an event, to be looked for elsewhere: it holds the events of that time, and no others.
#[derive(Debug)]
pub struct Suspects {
    around: Chronology,
    /// The event among them.
    index: usize,
    decisions: Vec<Decision>,
}

impl Suspects {
    /// Those of an event by its index; `None` where there is no such event.
    pub fn of(chronology: &Chronology, event: usize, decisions: &[Decision]) -> Option<Self> {
        let around = events::around(&chronology.events, event);
        let index = around.binary_search(&event).ok()?;
        let events = around.into_iter().filter_map(|it| chronology.events.get(it).cloned());
        let documents = chronology.documents.clone();
        let around = Chronology { documents, events: events.collect(), ..Chronology::default() };
        Some(Self { around, index, decisions: decisions.to_vec() })
    }

    /// Those that are quite like it and that nobody kept apart from it, most alike first, `most` of them at most.
    pub fn alike(&self, most: usize) -> Vec<EventId> {
        let events = &self.around.events;
        let apart = Apart::of(&self.decisions);
        let near = events::near_to(&self.around.documents, events, self.index);
        let other = |near: events::Near| {
            let other = if near.first == self.index { near.second } else { near.first };
            let (own, other) = (events.get(self.index)?, events.get(other)?);
            (!apart.holds(&self.around, own, other)).then_some(other.id)
        };
        let likeliest = near.iter().map(|near| near.likeness).fold(0.0, f32::max);
        let least = LEAST_OFFERED.max(likeliest * OF_LIKELIEST);
        let near = near.into_iter().filter(|near| least <= near.likeness);
        near.filter_map(other).take(most).collect()
    }
}

/// A source by the text of its document and its place in it.
type Place = (String, u32, (u32, u32));

/// Sources whose events were kept apart, both ways round.
struct Apart(BTreeSet<(Place, Place)>);

impl Apart {
    fn of(decisions: &[Decision]) -> Self {
        let place = |name: &EventName| (name.document.hash.clone(), name.sentence, name.clause);
        let mut apart = BTreeSet::new();
        for decision in decisions {
            let Decision::Apart(names) = decision else { continue };
            for (i, one) in names.iter().enumerate() {
                for other in names.iter().skip(i + 1) {
                    apart.insert((place(one), place(other)));
                    apart.insert((place(other), place(one)));
                }
            }
        }
        Self(apart)
    }

    fn holds(&self, chronology: &Chronology, a: &Event, b: &Event) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let places = |event: &Event| -> Vec<Place> {
            let sources = event.sources.iter();
            let named = sources.filter_map(|source| {
                let document = &chronology.document_of(source)?.document;
                let clause = (source.clause.start, source.clause.end);
                Some((document_name(document).hash, source.sentence.start, clause))
            });
            named.collect()
        };
        let (mine, its) = (places(a), places(b));
        mine.iter()
            .any(|one| its.iter().any(|other| self.0.contains(&(one.clone(), other.clone()))))
    }
}

/// The decision that two events are not one.
pub fn keep_apart(chronology: &Chronology, pair: [&Event; 2]) -> Option<Decision> {
    named(chronology, pair).map(Decision::Apart)
}

/// The decision that two events are one.
pub fn join(chronology: &Chronology, pair: [&Event; 2]) -> Option<Decision> {
    named(chronology, pair).map(Decision::Merge)
}

fn named(chronology: &Chronology, pair: [&Event; 2]) -> Option<Vec<EventName>> {
    let name = |event: &Event| source_name(chronology, event, event.sources.first()?);
    pair.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, When};
    use crate::view::sample::Sample;

    #[test]
    fn what_was_kept_apart_is_offered_no_more() {
        let at = |start: usize| {
            move |event: &mut Event| {
                event.sources[0].sentence = Span::new(start, start + 1);
                event.sources[0].clause = Span::new(start, start + 1);
            }
        };
        let chronology = Sample::default()
            .event("Ferry Halvard sinks off Bergen", "1911-03-05", "")
            .with(at(0))
            .event("Ferry Halvard sinks near Bergen", "1911-03-05", "")
            .with(at(1))
            .build();
        let found = pairs(&chronology, &[]);
        assert_eq!(found.len(), 1);
        let [one, other] = chronology.events.as_slice() else { panic!("two events") };
        assert_eq!(one.when, Some(When::from_edtf("1911-03-05".parse().unwrap())));
        let apart = keep_apart(&chronology, [other, one]).unwrap();
        let alike =
            |decisions: &[Decision]| Suspects::of(&chronology, 1, decisions).unwrap().alike(3);
        assert_eq!(alike(&[]), [one.id]);
        assert_eq!(pairs(&chronology, std::slice::from_ref(&apart)), []);
        assert_eq!(alike(&[apart]), []);
    }

    #[test]
    fn each_of_many_events_finds_its_own_though_no_list_could_name_all() {
        let mut sample = Sample::default();
        for number in 0..800 {
            let day = crate::model::Date::from_days(number / 2 * 10);
            let date = format!("{}-{:02}-{:02}", day.year, day.month, day.day);
            let title = ["Ferry Halvard sinks off Bergen", "Ferry Halvard sinks near Bergen"];
            let at = Span::new(number as usize, number as usize + 1);
            let place = move |event: &mut Event| {
                (event.sources[0].sentence, event.sources[0].clause) = (at, at);
            };
            sample = sample.event(title[number as usize % 2], &date, "").with(place);
        }
        let chronology = sample.build();
        let listed = pairs(&chronology, &[]);
        let is_twin = |one: usize| if one.is_multiple_of(2) { one + 1 } else { one - 1 };
        let named =
            |event: &Event| listed.iter().any(|it| [it.first, it.second].contains(&event.id));
        assert!(!chronology.events.iter().all(named));
        for number in [0, 1, 350, 799] {
            let alike = Suspects::of(&chronology, number, &[]).unwrap().alike(3);
            assert_eq!(alike, [chronology.events[is_twin(number)].id], "{number}");
        }
    }
}
