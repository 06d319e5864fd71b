//! What a stage made of the same input before: each stage is a pure function, so its result is kept
//! under a name made of all that goes into it.
//!
//! ```text
//!  stamp of a file ─→ its bytes, its label ─→ Reading ─→ settled Document ─→ mentions ─→ events
//!                               those of all documents ─→ places left open ─↗        all ─→ merged list
//! ```

use super::cache::{Cache, Key};
use super::run::Options;
use crate::events;
use crate::ingest::{self, Origin, Reading, Stamp};
use crate::model::{
    ActorTable, Annotated, Dct, Document, Event, PlaceCode, PlaceMention, Sentence, TimeMention,
};
use crate::{geo, temporal, text};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The stages, with what they gave before where there is a cache.
#[derive(Debug)]
pub(super) struct Kept {
    cache: Option<Cache>,
    ingest: ingest::Options,
}

/// A document with what was found in it, and the name of that; without a cache it has none.
pub(super) type Named = (Arc<Annotated>, Option<Key>);

/// What is found in one document.
#[derive(Serialize, Deserialize)]
struct Found {
    inferred_dct: Option<Dct>,
    sentences: Vec<Sentence>,
    times: Vec<TimeMention>,
    places: Vec<PlaceMention>,
}

/// Events of the merged list that are kept as one record, so that several threads can take it up.
const PART: usize = 4_096;

/// The merged list, the places that it or a document names, and who takes part.
pub(super) struct Merged {
    pub(super) events: Vec<Event>,
    pub(super) places: BTreeSet<PlaceCode>,
    pub(super) actors: ActorTable,
}

impl Kept {
    /// The stages for what is opened under `roots`.
    pub(super) fn open(options: &Options, roots: &[PathBuf]) -> Self {
        let cache = options.cache.as_ref().and_then(|cache| Cache::open(cache, roots));
        Self { cache, ingest: options.ingest.clone() }
    }

    /// The stages without a cache.
    pub(super) fn nothing() -> Self {
        Self { cache: None, ingest: ingest::Options::default() }
    }

    /// Keeps what is new; `is_whole` where the run came to its end, so that all else is old.
    pub(super) fn finish(self, is_whole: bool) {
        if let Some(cache) = self.cache {
            cache.finish(is_whole);
        }
    }

    /// What an origin holds. The stamp of its file is asked first, so that most files need not be
    /// opened; what decides is the hash of its bytes.
    pub(super) fn read(&self, origin: &Origin) -> Reading {
        let Some(cache) = &self.cache else { return ingest::read(origin, &self.ingest) };
        let stamp = origin.stamp().filter(|stamp| cache.is_settled(stamp.modified));
        let place = name("place", &[&origin.place_key(&self.ingest)]);
        let placed: Option<(Stamp, Key)> = stamp.as_ref().and(cache.value(&place));
        let unchanged = placed.filter(|(kept, _)| Some(kept) == stamp.as_ref());
        if let Some(mut reading) = unchanged.and_then(|(_, key)| cache.value::<Reading>(&key)) {
            reading.place_at(origin);
            return reading;
        }
        let bytes = origin.bytes();
        let Ok(key) = bytes.as_ref().map(|bytes| origin.content_key(bytes, &self.ingest)) else {
            return ingest::read_bytes(origin, bytes, &self.ingest);
        };
        let key = name("reading", &[&key]);
        let reading = match cache.value::<Reading>(&key) {
            Some(mut reading) => {
                reading.place_at(origin);
                reading
            }
            None => ingest::read_bytes(origin, bytes, &self.ingest),
        };
        if reading.is_lasting() {
            cache.keep(&key, &reading);
            if let Some(stamp) = stamp {
                cache.keep(&place, &(stamp, key));
            }
        }
        reading
    }

    /// A document with its sentences, dates and places.
    pub(super) fn annotate(&self, document: Document) -> Named {
        let Some(cache) = &self.cache else { return (Arc::new(annotate(document)), None) };
        let Some(key) = document_key(&document) else {
            return (Arc::new(annotate(document)), None);
        };
        let found = cache.value::<Found>(&key).unwrap_or_else(|| {
            let found = find(&document);
            cache.keep(&key, &found);
            found
        });
        (Arc::new(joined(document, found)), Some(key))
    }

    /// The events that one document tells; `index` is its number.
    pub(super) fn detect(&self, index: usize, (annotated, key): &Named) -> Vec<Event> {
        let (Some(cache), Some(key)) = (&self.cache, key) else {
            return events::detect(index, annotated);
        };
        let key = name("events", &[key]);
        let Some(mut found) = cache.value::<Vec<Event>>(&key) else {
            let found = events::detect(index, annotated);
            cache.keep(&key, &found);
            return found;
        };
        for source in found.iter_mut().flat_map(|event| &mut event.sources) {
            source.document = index;
        }
        found
    }

    /// The merged list of these documents, which `merge` makes where it is not kept.
    pub(super) fn merged(&self, documents: &[Named], merge: impl FnOnce() -> Merged) -> Merged {
        let keys: Option<Vec<&[u8]>> =
            documents.iter().map(|(_, key)| key.as_ref().map(<[u8; 32]>::as_slice)).collect();
        let (Some(cache), Some(keys)) = (&self.cache, keys) else { return merge() };
        let key = name("merged", &keys);
        cache.merged(&key).unwrap_or_else(|| {
            let merged = merge();
            cache.keep_merged(&key, &merged);
            merged
        })
    }
}

impl Cache {
    fn value<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        postcard::from_bytes(&self.get(key)?).ok()
    }

    /// The merged list under a name, which holds the places, who takes part, and the number of its parts.
    fn merged(&self, key: &Key) -> Option<Merged> {
        let (places, actors, parts): (BTreeSet<PlaceCode>, ActorTable, usize) = self.value(key)?;
        let part = |number: usize| self.value::<Vec<Event>>(&part_name(key, number));
        let parts: Option<Vec<Vec<Event>>> = (0..parts).into_par_iter().map(part).collect();
        Some(Merged { events: parts?.into_iter().flatten().collect(), places, actors })
    }

    fn keep_merged(&self, key: &Key, merged: &Merged) {
        let parts = merged.events.chunks(PART);
        self.keep(key, &(&merged.places, &merged.actors, parts.len()));
        for (number, part) in parts.enumerate() {
            self.keep(&part_name(key, number), &part);
        }
    }

    fn keep(&self, key: &Key, value: &impl Serialize) {
        if let Ok(value) = postcard::to_allocvec(value) {
            self.put(key, &value);
        }
    }
}

/// The documents with what all of them together say on the place names that one leaves open. One that
/// learns something has another name from then on.
pub(super) fn settled(documents: Vec<Named>) -> Vec<Named> {
    let read: Vec<Arc<Annotated>> = documents.iter().map(|(it, _)| Arc::clone(it)).collect();
    let corpus = geo::Corpus::new(&read);
    drop(read);
    let settle = |(number, (mut annotated, key)): (usize, Named)| {
        if !corpus.is_asked(&annotated.places) {
            return (annotated, key);
        }
        let places = &mut Arc::make_mut(&mut annotated).places;
        let is_new = corpus.settle(number, places) > 0;
        let settled = |key| Some(name("settled", &[key, &postcard::to_allocvec(places).ok()?]));
        let key = if is_new { key.as_ref().and_then(|key| settled(key)) } else { key };
        (annotated, key)
    };
    documents.into_par_iter().enumerate().map(settle).collect()
}

/// A name for what a stage makes of inputs with these names.
fn name(stage: &str, inputs: &[&[u8]]) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(stage.as_bytes());
    for input in inputs {
        hasher.update(input);
    }
    *hasher.finalize().as_bytes()
}

/// The name of a part of a merged list.
fn part_name(key: &Key, number: usize) -> Key {
    name("part", &[key, &(number as u64).to_le_bytes()])
}

/// The name of what is found in a document: made of all of it but where it lies. Its text goes in as its
/// hash.
fn document_key(document: &Document) -> Option<Key> {
    let Document {
        id,
        path: _,
        format,
        text: _,
        metadata,
        dct,
        dct_candidates,
        chrome,
        locators,
        hash,
        duplicate_of,
        warnings,
        told,
    } = document;
    let parts = (
        id,
        format,
        metadata,
        dct,
        dct_candidates,
        chrome,
        locators,
        hash,
        duplicate_of,
        warnings,
        told,
    );
    postcard::to_allocvec(&parts).ok().map(|parts| name("found", &[&parts]))
}

/// A document with its sentences, dates and places, found anew.
pub(super) fn annotate(document: Document) -> Annotated {
    let found = find(&document);
    joined(document, found)
}

fn find(document: &Document) -> Found {
    let sentences = text::sentences(document);
    let tagged = temporal::tag(document, &sentences);
    let inferred_dct = tagged.inferred_dct;
    // Places are looked for under the date that the text itself gave.
    let dated = inferred_dct.as_ref().map(|dct| dated(document.clone(), dct));
    let places = geo::tag(dated.as_ref().unwrap_or(document), &sentences);
    Found { inferred_dct, sentences, times: tagged.mentions, places }
}

fn joined(document: Document, found: Found) -> Annotated {
    let Found { inferred_dct, sentences, times, places } = found;
    let document = match &inferred_dct {
        Some(dct) => dated(document, dct),
        None => document,
    };
    Annotated { document, sentences, times, places }
}

/// The document with another date in use.
pub(super) fn dated(mut document: Document, dct: &Dct) -> Document {
    document.dct_candidates.insert(0, dct.clone());
    document.dct = Some(dct.clone());
    document
}
