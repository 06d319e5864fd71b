//! Events that somebody added: a sentence tells what was not found in it.

use super::decision::{EventName, StatedDate};
use super::name::quote;
use super::regroup::MOST_PLACES;
use crate::model::{
    ActorTable, Annotated, Chronology, DateStatus, Event, EventId, Factuality, PlaceCode,
    PlaceMention, PlaceRef, PlaceScope, Resolution, Review, Source, Span, TimeMention, TimeRef,
    Verdict, When,
};
use std::collections::BTreeSet;

/// The sentence that a name means: by where it begins, or, in a document that was edited, by its words; `None`
/// where it is gone.
pub(super) fn sentence(
    annotated: &Annotated,
    name: &EventName,
    is_same_text: bool,
) -> Option<Span> {
    let text = &annotated.document.text;
    let is_it = |span: &Span| {
        if is_same_text { span.start == name.sentence } else { quote(span.of(text)) == name.quote }
    };
    annotated.sentences.iter().map(|sentence| sentence.span).find(is_it)
}

/// What such a sentence tells: where it says, when somebody said. Who adds an event accepts it, and wants to
/// see its label. `None` where there is no such document.
pub(super) fn added(
    read: &Chronology,
    (document, sentence): (usize, Span),
    name: &EventName,
    date: Option<&StatedDate>,
) -> Option<Event> {
    let annotated = read.documents.get(document)?;
    let when = date.and_then(StatedDate::when);
    let places = places(annotated, sentence);
    let codes: Vec<PlaceCode> = places.iter().map(|place| place.place.clone()).collect();
    let regions: BTreeSet<PlaceCode> =
        codes.iter().flat_map(|code| read.places.with_ancestors(code)).collect();
    Some(Event {
        id: id(name),
        title: name.title.clone(),
        date_status: DateStatus::of(when.as_ref()),
        undated_reason: when.is_none().then(|| "added without a date".to_owned()),
        factuality: Factuality::Happened,
        confidence: 1.0,
        salience: 1.0,
        places: codes,
        regions: regions.into_iter().collect(),
        sources: vec![Source {
            actors: actors(&read.actors, annotated, sentence),
            ..source(annotated, (document, sentence), when.as_ref(), places)
        }],
        when,
        review: Some(Box::new(Review {
            verdict: Some(Verdict::Accepted),
            is_added: true,
            ..Review::default()
        })),
    })
}

/// A name made of the document's text, the sentence and the title, so that the same log gives it again.
fn id(name: &EventName) -> EventId {
    let said = format!("{}\n{}\n{}", name.document.hash, name.sentence, name.title);
    let [a, b, c, d, e, f, g, h, ..] = *blake3::hash(said.as_bytes()).as_bytes();
    EventId(u64::from_le_bytes([a, b, c, d, e, f, g, h]))
}

fn source(
    annotated: &Annotated,
    (document, sentence): (usize, Span),
    when: Option<&When>,
    places: Vec<PlaceRef>,
) -> Source {
    // Where the sentence says that date itself, it leads there.
    let says_so = |time: &TimeMention| {
        let said = time.when.as_ref().map(|said| said.bounds);
        sentence.contains(time.span) && said.is_some() && said == when.map(|when| when.bounds)
    };
    let mention = annotated.times.iter().position(says_so);
    let time = mention.and_then(|mention| annotated.times.get(mention));
    Source {
        document,
        sentence,
        clause: sentence,
        head: None,
        resolution: time.map_or(Resolution::None, |time| time.resolution),
        time: mention.map(|mention| TimeRef { mention, is_inherited: false }),
        when: when.cloned(),
        places,
        claimed_by: None,
        actors: Vec::new(),
        factuality: Factuality::Happened,
    }
}

/// Those of the corpus whom a sentence names; a month or a place that is called like somebody is nobody.
fn actors(known: &ActorTable, annotated: &Annotated, sentence: Span) -> Vec<String> {
    let text = sentence.of(&annotated.document.text);
    let is_other = |span: &Span| {
        let span = Span { start: sentence.start + span.start, end: sentence.start + span.end };
        annotated.times.iter().any(|time| time.span.contains(span))
            || annotated.places.iter().any(|place| place.span.contains(span))
    };
    let named = known.named_in(text).into_iter().filter(|(span, _)| !is_other(span));
    let mut names: Vec<String> = Vec::new();
    for name in named.filter_map(|(_, number)| known.spelling(number)) {
        if !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The places that a sentence names, each once.
fn places(annotated: &Annotated, sentence: Span) -> Vec<PlaceRef> {
    let mut seen = BTreeSet::new();
    let named = annotated.places.iter().enumerate();
    let named = named.filter(|(_, mention)| sentence.contains(mention.span));
    let named = named.filter(|(_, mention)| seen.insert(&mention.place));
    let place = |(number, mention): (usize, &PlaceMention)| PlaceRef {
        place: mention.place.clone(),
        mention: Some(number),
        scope: PlaceScope::Clause,
    };
    named.map(place).take(MOST_PLACES).collect()
}
