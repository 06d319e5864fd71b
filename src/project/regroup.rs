//! Sources joined into one event, and taken apart again.

use crate::model::{ActorTable, DateStatus, Event, FoundDate, PlaceCode, PlaceTable};
use std::collections::BTreeSet;

/// Places that an event has at most.
pub(super) const MOST_PLACES: usize = 6;

/// Joins others to an event, which keeps its title and date.
pub(super) fn joined(
    face: &mut Event,
    others: Vec<Event>,
    (places, actors): (&PlaceTable, &ActorTable),
) {
    for mut other in others {
        let is_cast = face.stated_actors().is_some() || other.stated_actors().is_some();
        let cast = is_cast.then(|| [&*face, &other].map(|event| actors.names_of(event)).concat());
        face.confidence = 1.0 - (1.0 - face.confidence) * (1.0 - other.confidence);
        face.confidence = face.confidence.min(0.99);
        face.salience = face.salience.max(other.salience);
        let by_hand = face.is_placed_by_hand();
        let more = if by_hand { found_places(&mut other) } else { &mut other.places };
        let own = found_places(face);
        for place in more.drain(..) {
            if own.len() < MOST_PLACES && !own.contains(&place) {
                own.push(place);
            }
        }
        if face.when.is_none() && !is_dated_by_hand(face) {
            face.set_when(other.when);
        }
        face.sources.extend(other.sources);
        if let Some(review) = other.review {
            face.review.get_or_insert_default().join(*review);
        }
        // Whom somebody named for either stays, beside those whom the sources of the other name.
        if let Some(cast) = cast {
            let mut seen = BTreeSet::new();
            let names = cast.into_iter().filter(|name| seen.insert(*name)).map(str::to_owned);
            face.review.get_or_insert_default().actors = Some(names.collect());
        }
    }
    face.sources.sort_by_key(|it| (it.document, it.sentence.start, it.clause.start));
    settle(face, places);
}

/// Brings an event up to the sources that are left to it; `own` is what the first of them alone
/// tells, where the event is to be that.
pub(super) fn parted(event: &mut Event, own: Option<Event>, places: &PlaceTable) {
    if let Some(own) = own.filter(|_| event.sources.len() == 1) {
        let found_date = FoundDate {
            when: own.when.clone(),
            status: own.date_status,
            undated_reason: own.undated_reason.clone(),
        };
        // What somebody gave stays; what stands beside it is what this source alone tells.
        let (mut is_titled, mut is_dated) = (false, false);
        if let Some(review) = &mut event.review {
            review.is_added = own.is_added();
            is_titled = review.found_title.as_mut().map(|it| it.clone_from(&own.title)).is_some();
            is_dated = review.found_date.as_mut().map(|it| *it = found_date).is_some();
        }
        if !is_titled {
            event.title = own.title;
        }
        if !is_dated {
            event.when = own.when;
            event.undated_reason = own.undated_reason;
        }
        event.factuality = own.factuality;
        *found_places(event) = own.places;
        event.confidence = own.confidence;
    }
    settle(event, places);
}

/// The places that were found: those that an event has, unless somebody gave it others.
fn found_places(event: &mut Event) -> &mut Vec<PlaceCode> {
    let found = event.review.as_mut().and_then(|review| review.found_places.as_mut());
    found.unwrap_or(&mut event.places)
}

fn is_dated_by_hand(event: &Event) -> bool {
    event.review.as_ref().is_some_and(|review| review.found_date.is_some())
}

/// Gives an event the regions of its places.
pub(super) fn set_regions(event: &mut Event, places: &PlaceTable) {
    let regions: BTreeSet<PlaceCode> =
        event.places.iter().flat_map(|code| places.with_ancestors(code)).collect();
    event.regions = regions.into_iter().collect();
}

/// Regions and kind of date, as places and sources have them.
fn settle(event: &mut Event, places: &PlaceTable) {
    set_regions(event, places);
    if is_dated_by_hand(event) {
        return;
    }
    event.date_status = DateStatus::of_event(event);
}
