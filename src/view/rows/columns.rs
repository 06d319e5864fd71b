//! What placing asks of each event: a few bytes, read once from its date.
//!
//! ```text
//!  events  ──once──→ columns: anchor, length, sources, weight, place            (21 bytes an event)
//!  columns ──once a choice of lanes──→ lanes: the same in order of time, sums   (23 bytes)
//!  lanes   ──once a filter──→ places of those that are shown                    (13 bytes at most)
//! ```
//! So no filter and no zoom looks at the events themselves, and a count of any span of time is the
//! difference of two places in a sorted list.

use crate::model::{Chronology, Event, PlaceCode};
use crate::view::form::Form;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Kinds of length: half-octaves of seconds.
pub(crate) const HALVES: usize = 91;
/// Events that are read together, and those of them that the nearest memory holds at a time.
const CHUNK: usize = 1 << 14;
const NEAR: usize = 1 << 8;

/// A column an event, in the order of the chronology.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The second that it is counted at; NaN without a date.
    pub(crate) anchors: Vec<f64>,
    /// How long it lasts, in half-octaves of seconds.
    pub(crate) halves: Vec<u8>,
    /// How many sources tell it.
    pub(crate) sources: Vec<u16>,
    /// How much it deserves a mark and a label of its own: by salience, then by sources.
    pub(crate) weights: Vec<u16>,
    /// Its first place, as a place in `places`; one beyond the last for none.
    pub(crate) first_places: Vec<u32>,
    /// Every place that an event is first told of.
    pub(crate) places: Vec<PlaceCode>,
    /// The dated events by anchor.
    pub(crate) order: Vec<u32>,
    /// The starred events.
    pub(crate) starred: BTreeSet<usize>,
    /// Earliest and latest known second of all; `None` where none has a date.
    pub(crate) extent: Option<(i64, i64)>,
}

impl Columns {
    /// Reads every event once, on all cores.
    pub(crate) fn of(chronology: &Chronology) -> Self {
        let count = chronology.events.len();
        let mut anchors = vec![f64::NAN; count];
        let mut halves = vec![0; count];
        let mut sources = vec![0; count];
        let mut weights = vec![0; count];
        let mut first_places = vec![u32::MAX; count];
        let pieces = (
            anchors.par_chunks_mut(CHUNK),
            halves.par_chunks_mut(CHUNK),
            sources.par_chunks_mut(CHUNK).zip(weights.par_chunks_mut(CHUNK)),
            first_places.par_chunks_mut(CHUNK),
            chronology.events.par_chunks(CHUNK),
        );
        let pieces = pieces.into_par_iter().enumerate();
        let pieces = pieces.map(|(chunk, (anchors, halves, told, firsts, events))| {
            let (mut places, mut starred) = (FirstPlaces::default(), Vec::new());
            let told = told.0.iter_mut().zip(told.1);
            let mut columns = anchors.iter_mut().zip(halves).zip(told);
            let near = events.chunks(NEAR).zip(firsts.chunks_mut(NEAR)).enumerate();
            for (number, (events, firsts)) in near {
                let first = chunk * CHUNK + number * NEAR;
                starred.extend((first..).zip(events).filter(|it| it.1.is_starred()).map(|it| it.0));
                for (event, ((anchor, half), (told, weight))) in events.iter().zip(&mut columns) {
                    *told = u16::try_from(event.sources.len()).unwrap_or(u16::MAX);
                    *weight = weight_of(event);
                    let dated = Form::of(chronology, event);
                    (*anchor, *half) = dated
                        .map_or((f64::NAN, 0), |form| (form.anchor(), half_of(form.length_secs())));
                }
                places.number(events, firsts);
            }
            (places.distinct, starred)
        });
        let (pieces, starred): (Vec<Vec<&str>>, Vec<Vec<usize>>) = pieces.unzip();
        let starred = starred.into_iter().flatten().collect();
        let places = join_places(&mut first_places, &pieces);
        let dated = anchors.iter().enumerate().filter(|(_, anchor)| !anchor.is_nan());
        let mut order: Vec<u32> = dated.map(|(i, _)| i as u32).collect();
        let anchor = |i: &u32| anchors.get(*i as usize).copied().unwrap_or(0.0);
        order.par_sort_by(|a, b| anchor(a).total_cmp(&anchor(b)).then(a.cmp(b)));
        let extent = chronology.extent();
        Self { anchors, halves, sources, weights, first_places, places, order, starred, extent }
    }

    pub(crate) fn anchor(&self, event: usize) -> f64 {
        self.anchors.get(event).copied().filter(|anchor| !anchor.is_nan()).unwrap_or(0.0)
    }
}

/// The first places of some events.
#[derive(Default)]
struct FirstPlaces<'e> {
    known: HashMap<&'e str, u32>,
    /// In order of their numbers.
    distinct: Vec<&'e str>,
}

impl<'e> FirstPlaces<'e> {
    /// Numbers those of more events.
    fn number(&mut self, events: &'e [Event], numbers: &mut [u32]) {
        // The codes stand all over memory: asked for one after another with nothing between, many of
        // them are on their way at a time.
        let codes: Vec<Option<&str>> =
            events.iter().map(|event| event.places.first().map(PlaceCode::as_str)).collect();
        for (number, code) in numbers.iter_mut().zip(codes) {
            let Some(code) = code else { continue };
            *number = *self.known.entry(code).or_insert_with(|| {
                self.distinct.push(code);
                self.distinct.len() as u32 - 1
            });
        }
    }
}

/// Makes the numbers of each chunk those of all places together, and gives these.
fn join_places(numbers: &mut [u32], chunks: &[Vec<&str>]) -> Vec<PlaceCode> {
    let (mut known, mut places) = (HashMap::new(), Vec::new());
    let mut number = |code: &str| {
        *known.entry(code.to_owned()).or_insert_with(|| {
            places.push(PlaceCode::new(code));
            places.len() as u32 - 1
        })
    };
    let joined: Vec<Vec<u32>> =
        chunks.iter().map(|own| own.iter().map(|code| number(code)).collect()).collect();
    let none = places.len() as u32;
    numbers.par_chunks_mut(CHUNK).zip(&joined).for_each(|(numbers, joined)| {
        for number in numbers {
            *number = joined.get(*number as usize).copied().unwrap_or(none);
        }
    });
    places
}

/// Salience in thousandths, then the number of sources, in one number.
fn weight_of(event: &Event) -> u16 {
    let salience = (event.salience.clamp(0.0, 1.0) * 1_000.0) as u16;
    (salience << 5) | event.sources.len().min(31) as u16
}

/// The half-octave of a length.
pub(crate) fn half_of(secs: f64) -> u8 {
    ((secs.max(1.0).log2() * 2.0) as u8).min(HALVES as u8 - 1)
}
