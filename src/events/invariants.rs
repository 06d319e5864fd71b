//! What holds of the events of any text.

use super::detect;
use super::fixture;
use super::merge;
use crate::model::{Annotated, Event, PlaceTable};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Texts made of pieces that meet in news and history, well formed or not.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The army",
        "the Peace League of <DE|Germany>",
        "<FR|France>",
        "Anna Keller",
        "she",
        "They",
        "there was",
        "was",
        "signed",
        "has left",
        "had won",
        "said",
        "will meet",
        "a treaty with the northern towns",
        "the first of many long bridges over the river",
        "in {1848|1848}",
        "on {2022-10-28|Friday}",
        "in {?|June}",
        "since {1990|1990}",
        "in <CH|Geneva>",
        ",",
        "and",
        "that",
        "when",
        "because",
        "“",
        "”",
        "(",
        ")",
        "–",
        "the (so-called) “new” order",
        ". In the end",
        ". He",
        "Ünïcode’s",
        "£5m",
    ]);
    let sentence = prop::collection::vec(piece, 1..16).prop_map(|pieces| pieces.join(" ") + ".");
    prop::collection::vec(sentence, 1..4).prop_map(|lines| lines.join("\n"))
}

fn read(texts: &[String]) -> (Vec<Arc<Annotated>>, Vec<Event>) {
    let documents: Vec<_> = texts.iter().map(|text| Arc::new(fixture::dated(text))).collect();
    let events = documents.iter().enumerate().flat_map(|(i, annotated)| detect(i, annotated));
    let events = events.collect();
    (documents, events)
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

proptest! {
    #[test]
    fn an_event_is_what_its_sentence_says(text in texts()) {
        let (documents, events) = read(&[text]);
        for event in &events {
            let text = &documents[0].document.text;
            prop_assert_eq!(event.sources.len(), 1);
            let source = &event.sources[0];
            prop_assert!(source.sentence.contains(source.clause));
            prop_assert!(event.title.chars().count() <= 80, "{}", event.title);
            prop_assert!(!event.title.is_empty());
            // A name in brackets stands for a pronoun; all else is the sentence's own.
            let own = event.title.split_once(']').map_or(event.title.as_str(), |(_, rest)| rest);
            let said = words(source.sentence.of(text));
            prop_assert!(words(own).is_subset(&said), "{} / {}", event.title, source.sentence.of(text));
        }
    }

    #[test]
    fn merging_keeps_every_source_in_any_order_and_once_is_enough(
        (texts, order) in prop::collection::vec(texts(), 1..4).prop_flat_map(|texts| {
            let count = read(&texts).1.len();
            (Just(texts), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
        })
    ) {
        let (documents, events) = read(&texts);
        let shuffled = order.iter().map(|&i| events[i].clone()).collect();
        let table = PlaceTable::default();
        let told = events.len();
        let merged = merge(&documents, events.clone(), &table);
        prop_assert_eq!(&merged, &merge(&documents, shuffled, &table));
        prop_assert_eq!(merged.iter().map(|event| event.sources.len()).sum::<usize>(), told);
        prop_assert!(merged.iter().all(|event| !event.sources.is_empty()));
        let ids: BTreeSet<_> = merged.iter().map(|event| event.id).collect();
        prop_assert_eq!(ids.len(), merged.len());
        prop_assert!(merged.is_sorted_by_key(Event::sort_key));
        prop_assert_eq!(&merge(&documents, merged.clone(), &table), &merged);
        // What comes later joins what is there.
        let (first, later) = events.split_at(told / 2);
        let mut grown = merge(&documents, first.to_vec(), &table);
        grown.extend_from_slice(later);
        let grown = merge(&documents, grown, &table);
        prop_assert_eq!(grown.iter().map(|event| event.sources.len()).sum::<usize>(), told);
    }
}

#[test]
fn events_of_one_clause_are_merged_in_the_order_of_their_dates() {
    let text = "in {?|June} “ has left They ” ( <FR|France> said in {?|June}.".to_owned();
    let (documents, events) = read(&[text]);
    assert!(events.len() > 1);
    let reversed = events.iter().rev().cloned().collect();
    let table = PlaceTable::default();
    assert_eq!(merge(&documents, events, &table), merge(&documents, reversed, &table));
}
