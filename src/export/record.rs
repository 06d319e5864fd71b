//! The forms in which documents, mentions and events leave the program.
//!
//! Field names and meanings are a contract with other programs (`docs/command-line.md`): fields may
//! be added, never renamed. Offsets are given in Unicode code points and in bytes.

use crate::geo;
use crate::model::span::CharOffsets;
use crate::model::{
    ActorTable, Alternative, Annotated, Bounds, Chronology, Coverage, DateTime, Dct, DocumentId,
    Event, Modifier, Part, Place, PlaceCode, PlaceKind, PlaceMention, PlaceTable, Review, Source,
    Span, TimeMention,
};
use crate::view::Band;
use crate::view::filter::told_for;
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One document: what was read, its date and how that was found.
#[derive(Debug, Serialize)]
pub struct DocumentRecord<'a> {
    doc: &'a str,
    path: Option<String>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    date: Option<String>,
    date_method: Option<&'static str>,
    date_candidates: Vec<DctRecord<'a>>,
    format: &'static str,
    chars: u32,
    sentences: usize,
    chrome: Vec<(u32, u32)>,
    duplicate_of: Option<&'a str>,
    warnings: Vec<&'a str>,
    coverage: CoverageRecord<'a>,
}

/// What became of the sentences and dates of a document.
#[derive(Debug, Serialize)]
pub struct CoverageRecord<'a> {
    sentences: usize,
    chrome_sentences: usize,
    times: usize,
    placed: usize,
    undated: usize,
    undated_reasons: &'a BTreeMap<String, usize>,
}

/// A candidate for a document's date.
#[derive(Debug, Serialize)]
pub struct DctRecord<'a> {
    date: String,
    method: &'static str,
    evidence: &'a str,
    score: f64,
}

/// A time expression.
#[derive(Debug, Serialize)]
pub struct TimeRecord<'a> {
    doc: &'a str,
    kind: &'static str,
    start: u32,
    end: u32,
    start_byte: u32,
    end_byte: u32,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
    r#mod: Option<&'static str>,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    granularity: Option<&'static str>,
    resolution: &'static str,
    anchor: Option<AnchorRecord<'a>>,
    rule: &'a str,
    /// The calendar of the value.
    calendar: &'static str,
    confidence: f64,
    chrome: bool,
    trail: Vec<Cow<'a, str>>,
    alternatives: Vec<AlternativeRecord<'a>>,
}

/// What a time expression counts from.
#[derive(Debug, Serialize)]
pub struct AnchorRecord<'a> {
    edtf: &'a str,
    label: &'a str,
    start: Option<u32>,
    end: Option<u32>,
}

/// A reading that was not chosen.
#[derive(Debug, Serialize)]
pub struct AlternativeRecord<'a> {
    value: Cow<'a, str>,
    reason: Cow<'a, str>,
    confidence: f64,
}

/// A place name.
#[derive(Debug, Serialize)]
pub struct PlaceRecord<'a> {
    doc: &'a str,
    kind: &'static str,
    start: u32,
    end: u32,
    start_byte: u32,
    end_byte: u32,
    text: &'a str,
    place: &'a str,
    name: &'a str,
    place_kind: Option<&'static str>,
    country: Option<&'a str>,
    region: Option<&'a str>,
    geonames: Option<u32>,
    lat: Option<f64>,
    lon: Option<f64>,
    via: &'static str,
    confidence: f64,
    chrome: bool,
    trail: Vec<String>,
    alternatives: Vec<AlternativeRecord<'static>>,
}

/// A merged event.
#[derive(Debug, Serialize)]
pub struct EventRecord<'a> {
    /// The event's name.
    pub id: String,
    title: &'a str,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    granularity: Option<&'static str>,
    /// The part of the date that is meant; left out for all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    /// How the bounds are to be read.
    shape: Option<&'static str>,
    date_status: &'static str,
    factuality: &'static str,
    confidence: f64,
    salience: f64,
    regions: Vec<&'a str>,
    places: Vec<&'a str>,
    place_names: Vec<&'a str>,
    place_codes: Vec<&'a str>,
    /// Who takes part, by name; those whom its first source names first.
    actors: Vec<&'a str>,
    undated_reason: Option<&'a str>,
    sources: Vec<SourceRecord<'a>>,
    review: Option<ReviewRecord<'a>>,
    /// Annotations in whose time it may lie; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<AnnotationRecord<'a>>,
}

/// A piece of time that a person marked and named.
#[derive(Debug, Serialize)]
pub struct AnnotationRecord<'a> {
    name: &'a str,
    edtf: String,
    earliest: Option<String>,
    latest: Option<String>,
}

/// What a person decided about an event.
#[derive(Debug, Serialize)]
pub struct ReviewRecord<'a> {
    state: &'static str,
    starred: bool,
    tags: Vec<&'a str>,
    note: &'a str,
    found_title: Option<&'a str>,
    found_edtf: Option<String>,
    /// Whom the sources name, where the user says who takes part; left out where nobody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    found_actors: Option<Vec<&'a str>>,
    /// Whether the program found no such event.
    added: bool,
}

/// A sentence that tells an event.
#[derive(Debug, Serialize)]
pub struct SourceRecord<'a> {
    doc: &'a str,
    start: u32,
    end: u32,
    start_byte: u32,
    end_byte: u32,
    sentence: &'a str,
    timex: Option<SpanRecord<'a>>,
    edtf: Option<String>,
    resolution: &'static str,
    factuality: &'static str,
    claimed_by: Option<&'a str>,
    url: Option<&'a str>,
    locator: Option<String>,
}

/// A piece of a document's text.
#[derive(Debug, Serialize)]
pub struct SpanRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

/// The record of one document.
pub fn document<'a>(annotated: &'a Annotated, coverage: &'a Coverage) -> DocumentRecord<'a> {
    let document = &annotated.document;
    let metadata = &document.metadata;
    let offsets = CharOffsets::new(&document.text);
    let chars = |span: Span| (offsets.char_of(span.start), offsets.char_of(span.end));
    DocumentRecord {
        doc: document.id.as_str(),
        path: document.path.as_ref().map(|path| path.display().to_string()),
        title: metadata.title.as_deref(),
        author: metadata.author.as_deref(),
        url: metadata.url.as_deref(),
        language: metadata.language.as_deref(),
        date: document.dct.as_ref().map(|dct| dct.when.edtf.to_string()),
        date_method: document.dct.as_ref().map(|dct| dct.method.word()),
        date_candidates: document.dct_candidates.iter().map(candidate).collect(),
        format: document.format.word(),
        chars: offsets.char_of(document.text.len() as u32),
        sentences: annotated.sentences.len(),
        chrome: document.chrome.iter().copied().map(chars).collect(),
        duplicate_of: document.duplicate_of.as_ref().map(DocumentId::as_str),
        warnings: document.warnings.iter().map(|warning| warning.message.as_str()).collect(),
        coverage: CoverageRecord {
            sentences: coverage.sentences,
            chrome_sentences: coverage.chrome,
            times: coverage.times,
            placed: coverage.placed,
            undated: coverage.undated,
            undated_reasons: &coverage.reasons,
        },
    }
}

fn candidate(dct: &Dct) -> DctRecord<'_> {
    DctRecord {
        date: dct.when.edtf.to_string(),
        method: dct.method.word(),
        evidence: &dct.evidence,
        score: rounded(dct.score),
    }
}

/// A mention of either kind, as `annotate` lists them.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum MentionRecord<'a> {
    /// A time expression.
    Time(Box<TimeRecord<'a>>),
    /// A place name.
    Place(Box<PlaceRecord<'a>>),
}

/// All mentions of one document, in order of offset, times before places.
pub fn mentions<'a>(annotated: &'a Annotated, places: &'a PlaceTable) -> Vec<MentionRecord<'a>> {
    let offsets = CharOffsets::new(&annotated.document.text);
    let times = annotated.times.iter().map(|mention| {
        let record = time(annotated, mention, &offsets);
        (mention.span.start, 0, MentionRecord::Time(Box::new(record)))
    });
    let names = annotated.places.iter().map(|mention| {
        let record = place(annotated, mention, places, &offsets);
        (mention.span.start, 1, MentionRecord::Place(Box::new(record)))
    });
    let mut all: Vec<_> = times.chain(names).collect();
    all.sort_by_key(|&(start, kind, _)| (start, kind));
    all.into_iter().map(|(_, _, record)| record).collect()
}

fn time<'a>(
    annotated: &'a Annotated,
    mention: &'a TimeMention,
    offsets: &CharOffsets,
) -> TimeRecord<'a> {
    let (earliest, latest) = timestamps(mention.when.as_ref().map(|when| when.bounds));
    let anchor = mention.anchor.as_ref().map(|anchor| AnchorRecord {
        edtf: &anchor.edtf,
        label: &anchor.label,
        start: anchor.span.map(|span| offsets.char_of(span.start)),
        end: anchor.span.map(|span| offsets.char_of(span.end)),
    });
    TimeRecord {
        doc: annotated.document.id.as_str(),
        kind: "time",
        start: offsets.char_of(mention.span.start),
        end: offsets.char_of(mention.span.end),
        start_byte: mention.span.start,
        end_byte: mention.span.end,
        text: mention.span.of(&annotated.document.text),
        r#type: mention.timex.kind.word(),
        value: &mention.timex.value,
        r#mod: mention.timex.modifier.map(Modifier::word),
        edtf: mention.when.as_ref().map(|when| when.edtf.to_string()),
        earliest,
        latest,
        granularity: mention.when.as_ref().map(|when| when.granularity.word()),
        resolution: mention.resolution.word(),
        anchor,
        rule: mention.rule,
        calendar: if mention.is_julian { "julian" } else { "gregorian" },
        confidence: rounded(mention.confidence),
        chrome: mention.in_chrome,
        trail: mention.trail(&annotated.document.text),
        alternatives: alternatives(&mention.alternatives),
    }
}

fn place<'a>(
    annotated: &'a Annotated,
    mention: &'a PlaceMention,
    places: &'a PlaceTable,
    offsets: &CharOffsets,
) -> PlaceRecord<'a> {
    let place = places.get(&mention.place);
    let position = place.and_then(|place| place.position);
    PlaceRecord {
        doc: annotated.document.id.as_str(),
        kind: "place",
        start: offsets.char_of(mention.span.start),
        end: offsets.char_of(mention.span.end),
        start_byte: mention.span.start,
        end_byte: mention.span.end,
        text: mention.span.of(&annotated.document.text),
        place: mention.place.as_str(),
        name: places.name(&mention.place),
        place_kind: place.map(|place| place.kind.word()),
        country: place.and_then(|place| place.country.as_ref()).map(PlaceCode::as_str),
        region: place.and_then(|place| place.region.as_ref()).map(PlaceCode::as_str),
        geonames: place.and_then(|place| place.geonames),
        lat: position.map(|(lat, _)| rounded(lat)),
        lon: position.map(|(_, lon)| rounded(lon)),
        via: mention.via.word(),
        confidence: rounded(mention.confidence),
        chrome: mention.in_chrome,
        trail: geo::trail(&annotated.document.text, mention),
        alternatives: geo::alternatives(mention).into_iter().map(AlternativeRecord::from).collect(),
    }
}

fn alternatives(all: &[Alternative]) -> Vec<AlternativeRecord<'_>> {
    all.iter().map(AlternativeRecord::from).collect()
}

impl<'a> From<&'a Alternative> for AlternativeRecord<'a> {
    fn from(other: &'a Alternative) -> Self {
        let confidence = rounded(other.confidence);
        Self { value: (&*other.value).into(), reason: (&*other.reason).into(), confidence }
    }
}

impl From<Alternative> for AlternativeRecord<'static> {
    fn from(other: Alternative) -> Self {
        let confidence = rounded(other.confidence);
        Self { value: other.value.to_string().into(), reason: other.reason, confidence }
    }
}

/// The record of one event, among the annotations of its chronology.
pub fn event<'a>(
    event: &'a Event,
    offsets: &[CharOffsets],
    (of, bands): (&'a Chronology, &'a [Band]),
) -> EventRecord<'a> {
    let when = event.when.as_ref();
    let (earliest, latest) = timestamps(when.map(|when| when.bounds));
    EventRecord {
        id: event.id.to_string(),
        title: &event.title,
        edtf: when.map(|when| when.edtf.to_string()),
        earliest,
        latest,
        granularity: when.map(|when| when.granularity.word()),
        part: when.and_then(|when| when.part).map(Part::word),
        shape: when.map(|when| when.shape.word()),
        date_status: event.date_status.word(),
        factuality: event.factuality.word(),
        confidence: rounded(event.confidence),
        salience: rounded(event.salience),
        regions: event.regions.iter().map(PlaceCode::exported).collect(),
        places: filterable(&event.places, &of.places),
        place_names: event.places.iter().map(|code| of.places.name(code)).collect(),
        place_codes: event.places.iter().map(PlaceCode::exported).collect(),
        actors: of.actors.names_of(event),
        undated_reason: event.undated_reason.as_deref(),
        sources: event.sources.iter().filter_map(|it| source(it, offsets, of)).collect(),
        review: event.review.as_ref().map(|it| review(event, it, &of.actors)),
        annotations: bands.iter().filter(|band| holds(band, event)).map(annotation).collect(),
    }
}

/// Whether an event may lie in the time of an annotation.
fn holds(band: &Band, event: &Event) -> bool {
    event.when.as_ref().is_some_and(|when| told_for(when).overlaps(band.time().bounds))
}

fn annotation(band: &Band) -> AnnotationRecord<'_> {
    let (earliest, latest) = timestamps(Some(band.time().bounds));
    AnnotationRecord { name: band.name(), edtf: band.time().edtf.to_string(), earliest, latest }
}

fn review<'a>(event: &'a Event, review: &'a Review, actors: &'a ActorTable) -> ReviewRecord<'a> {
    let found = review.found_date.as_ref();
    let date =
        found.map(|it| it.when.as_ref().map_or_else(String::new, |when| when.edtf.to_string()));
    ReviewRecord {
        state: event.review_state().word(),
        starred: review.is_starred,
        tags: event.tags().collect(),
        note: &review.note,
        found_title: review.found_title.as_deref(),
        found_edtf: date,
        found_actors: review.actors.as_ref().map(|_| {
            let found = actors.found(event).into_iter();
            found.map(|number| actors.name(number)).collect()
        }),
        added: review.is_added,
    }
}

/// The codes by which readers sort, each once: of a town or a district its first-level region, else its country;
/// of a region of the past or without a code the region or country of today in which it lies.
fn filterable<'a>(codes: &'a [PlaceCode], places: &'a PlaceTable) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for code in codes {
        let is_replaced = |place: &&Place| match place.kind {
            PlaceKind::City | PlaceKind::Admin2 => true,
            PlaceKind::Historic | PlaceKind::Macro => {
                let above = places.with_ancestors(code);
                place.country.as_ref().is_some_and(|country| above.contains(country))
            }
            PlaceKind::Country
            | PlaceKind::Admin1
            | PlaceKind::Organisation
            | PlaceKind::Physical => false,
        };
        let place = places.get(code).filter(is_replaced);
        let within = place.and_then(|place| place.region.as_ref().or(place.country.as_ref()));
        let code = within.unwrap_or(code).exported();
        if !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

fn source<'a>(
    source: &'a Source,
    offsets: &[CharOffsets],
    chronology: &'a Chronology,
) -> Option<SourceRecord<'a>> {
    let annotated = chronology.document_of(source)?;
    let document = &annotated.document;
    let offsets = offsets.get(source.document)?;
    let timex = chronology.time_of(source).map(|mention| SpanRecord {
        start: offsets.char_of(mention.span.start),
        end: offsets.char_of(mention.span.end),
        text: mention.span.of(&document.text),
    });
    Some(SourceRecord {
        doc: document.id.as_str(),
        start: offsets.char_of(source.sentence.start),
        end: offsets.char_of(source.sentence.end),
        start_byte: source.sentence.start,
        end_byte: source.sentence.end,
        sentence: source.sentence.of(&document.text),
        timex,
        edtf: source.when.as_ref().map(|when| when.edtf.to_string()),
        resolution: source.resolution.word(),
        factuality: source.factuality.word(),
        claimed_by: source.claimed_by.as_deref(),
        url: document.metadata.url.as_deref(),
        locator: annotated.locator(source.sentence).map(|locator| locator.to_string()),
    })
}

/// Where the characters of each document stand.
pub fn offsets(chronology: &Chronology) -> Vec<CharOffsets> {
    let texts = chronology.documents.par_iter().map(|annotated| &annotated.document.text);
    texts.map(|text| CharOffsets::new(text)).collect()
}

/// All events of a chronology, in its order.
pub fn events<'a>(chronology: &'a Chronology, bands: &'a [Band]) -> Vec<EventRecord<'a>> {
    let offsets = offsets(chronology);
    chronology.events.iter().map(|it| event(it, &offsets, (chronology, bands))).collect()
}

fn timestamps(bounds: Option<Bounds>) -> (Option<String>, Option<String>) {
    let bounds = bounds.unwrap_or_default();
    let text = |seconds: i64| DateTime::from_seconds(seconds).to_string();
    (bounds.earliest.map(text), bounds.latest.map(text))
}

/// Four decimals, so that records stay short and equal on every machine.
fn rounded(value: f32) -> f64 {
    (f64::from(value) * 10_000.0).round() / 10_000.0
}
