//! The same event told by several sources becomes one event that keeps them all.
//!
//! Naive form: compare every two events; link those of the same time, region and words. Here an
//! inverted index from (day or month or year, term) to events gives each event the few that it can
//! be the same as, and clusters grow greedily by average link:
//!
//! ```text
//!  events in order ─→ candidates of the same time that share a rare term ─→ best cluster, if its
//!                     average cosine is high enough ─→ join, else a new cluster
//! ```

use super::hash::{ByText, Quick};
use super::lexicon::{Class, ENGLISH};
use super::likeness::{Facts, Likeness};
use super::similarity::{self, Telling};
use super::{copies, rank};
use crate::model::{
    Annotated, DateStatus, Event, EventId, Granularity, PlaceCode, PlaceTable, Review, Source,
    When, calendar::DAY_SECS,
};
use rayon::prelude::*;
use smallvec::SmallVec;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How many days the fine dates of one event may lie apart.
pub(super) const MAX_DAYS_APART: i64 = 2;
/// A list longer than this belongs to a word that tells events apart no more.
const MAX_POSTINGS: usize = 400;

/// One list out of all documents' events.
pub(super) fn merge(
    documents: &[Arc<Annotated>],
    events: Vec<Event>,
    places: &PlaceTable,
) -> Vec<Event> {
    let mut new = events;
    let settled: Vec<Event> = new.extract_if(.., |event| is_settled(event)).collect();
    let mut events = copies::joined(documents, new);
    events.extend(settled);
    let regions = Regions::of(&events, places);
    events.par_iter_mut().for_each(|event| event.regions = regions.around(&event.places));
    events.par_sort_by_cached_key(reading_order);
    let tellings = similarity::tellings(documents, &events);
    let clusters = clusters(&events, &tellings);
    let mut slots: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    let mut take = |i: usize| slots.get_mut(i).and_then(Option::take);
    let members = |cluster: Vec<usize>| cluster.into_iter().filter_map(&mut take).collect();
    let groups: Vec<Vec<Event>> = clusters.into_iter().map(members).collect();
    let united = groups.into_par_iter().filter_map(|members| united(members, &regions));
    let mut merged: Vec<Event> = united.collect();
    distinguish(&mut merged);
    rank::fill_salience(documents, &mut merged);
    merged.sort_by_cached_key(Event::sort_key);
    merged
}

/// Whether an event comes out of an earlier merge, which gives each its salience. Such events are told
/// apart already: others may join them, but they are not compared among themselves again, so that merging
/// what is merged changes nothing.
pub(super) fn is_settled(event: &Event) -> bool {
    event.salience > 0.0
}

/// What contains places, each looked up once.
struct Regions {
    above: HashMap<PlaceCode, Vec<PlaceCode>, ByText>,
}

impl Regions {
    /// What contains the places of some events.
    fn of(events: &[Event], places: &PlaceTable) -> Self {
        let mut above = HashMap::default();
        for code in events.iter().flat_map(|event| &event.places) {
            if !above.contains_key(code) {
                above.insert(code.clone(), places.with_ancestors(code));
            }
        }
        Self { above }
    }

    /// The places with all that contains them, each once, in order of code.
    fn around(&self, codes: &[PlaceCode]) -> Vec<PlaceCode> {
        let above = codes.iter().filter_map(|code| self.above.get(code));
        let mut all: Vec<PlaceCode> = above.flatten().cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Fine dates first, so that coarse ones find them; then as they stand in the documents.
fn reading_order(event: &Event) -> (Granularity, usize, u32, EventId) {
    let granularity = event.when.as_ref().map_or(Granularity::Millennium, |when| when.granularity);
    let (document, start) =
        event.sources.first().map_or((0, 0), |source| (source.document, source.clause.start));
    (granularity.max(Granularity::Day), document, start, event.id)
}

/// Groups of indices, each in reading order.
fn clusters(events: &[Event], tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut likeness = Likeness::of(events, tellings);
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    let mut firsts: Vec<Facts> = Vec::new();
    let mut index = Index::of(events, tellings);
    let mut candidates = Candidates::default();
    for (i, (event, telling)) in events.iter().zip(tellings).enumerate() {
        let home = home(event);
        index.find(event, home, telling, &mut candidates);
        if !candidates.found.is_empty() {
            likeness.lay(i);
        }
        let facts = likeness.facts(i);
        let fits = candidates.found.iter().filter_map(|&cluster| {
            // Most fail here, so the first members stand side by side.
            firsts.get(cluster as usize).filter(|first| facts.may_be(first))?;
            let members = clusters.get(cluster as usize)?;
            let score = likeness.with(i, members)?;
            Some((score, cluster as usize))
        });
        let best = fits.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let cluster = best.map_or(clusters.len(), |(_, cluster)| cluster);
        if let Some(members) = clusters.get_mut(cluster) {
            members.push(i);
            index.add(home, telling, cluster as u32, &[]);
        } else {
            clusters.push(vec![i]);
            firsts.push(facts);
            index.add(home, telling, cluster as u32, &telling.title);
        }
    }
    clusters
}

/// Clusters by their members' time and terms.
struct Index {
    buckets: HashMap<Bucket, HashMap<u32, Postings, Quick>, Quick>,
    /// By number of term, how many events have it.
    spread: Vec<u32>,
    /// By number of term, whether an event without a date has it.
    is_undated: Vec<bool>,
}

/// Clusters of events that have a term.
#[derive(Default)]
struct Postings {
    /// One for each event.
    all: SmallVec<[u32; 4]>,
    /// Those whose first event has the term in its title.
    by_title: SmallVec<[u32; 4]>,
}

impl Index {
    /// An empty index for some events.
    fn of(events: &[Event], tellings: &[Telling]) -> Self {
        let spread = similarity::spread(tellings);
        let mut is_undated = vec![false; spread.len()];
        let undated = events.iter().zip(tellings).filter(|(event, _)| event.when.is_none());
        for &(term, _) in undated.flat_map(|(_, telling)| &telling.weights) {
            if let Some(is_undated) = is_undated.get_mut(term as usize) {
                *is_undated = true;
            }
        }
        Self { buckets: HashMap::default(), spread, is_undated }
    }

    /// Whether more than one event has a term.
    fn is_shared(&self, term: u32) -> bool {
        self.spread.get(term as usize).is_some_and(|&count| 1 < count)
    }

    /// The clusters that an event may join: those that share a term with it.
    fn find(&self, event: &Event, home: Bucket, telling: &Telling, candidates: &mut Candidates) {
        candidates.clear();
        if matches!(home, Bucket::Day(_)) && self.find_by_title(event, home, telling, candidates) {
            return;
        }
        candidates.clear();
        let terms = telling.weights.iter().map(|&(term, _)| term);
        let terms = terms.filter(|&term| self.is_shared(term));
        for bucket in neighbours(event, home).filter_map(|bucket| self.buckets.get(&bucket)) {
            for postings in terms.clone().filter_map(|term| bucket.get(&term)) {
                if postings.all.len() <= MAX_POSTINGS {
                    candidates.extend(&postings.all);
                }
            }
        }
    }

    /// The same for an event of a day. Those that it can join have a first event of a day near it, with
    /// which its title shares a term, so that no others need be looked at; unless a term of the title
    /// tells nothing any more: then `false`.
    fn find_by_title(
        &self,
        event: &Event,
        home: Bucket,
        telling: &Telling,
        candidates: &mut Candidates,
    ) -> bool {
        let terms = telling.title.iter().filter(|&&term| self.is_shared(term));
        for bucket in neighbours(event, home).filter_map(|bucket| self.buckets.get(&bucket)) {
            for postings in terms.clone().filter_map(|term| bucket.get(term)) {
                if MAX_POSTINGS < postings.all.len() {
                    return false;
                }
                candidates.extend(&postings.by_title);
            }
        }
        true
    }

    /// Puts in a cluster to which an event has come; of its first event with the terms of the title.
    fn add(&mut self, home: Bucket, telling: &Telling, cluster: u32, title: &[u32]) {
        let terms = telling.weights.iter().map(|&(term, _)| term);
        let terms: SmallVec<[u32; 32]> = terms.filter(|&term| self.is_shared(term)).collect();
        let is_sought = |term: &&u32| self.is_undated.get(**term as usize) == Some(&true);
        if home != Bucket::Undated {
            let postings = self.buckets.entry(Bucket::Any).or_default();
            for &term in terms.iter().filter(is_sought) {
                postings.entry(term).or_default().add(cluster);
            }
        }
        let bucket = self.buckets.entry(home).or_default();
        for term in terms {
            let postings = bucket.entry(term).or_default();
            if postings.add(cluster) && title.binary_search(&term).is_ok() {
                postings.by_title.push(cluster);
            }
        }
    }
}

impl Postings {
    /// Puts in a cluster, but not into a list that is looked at no more; whether it did.
    fn add(&mut self, cluster: u32) -> bool {
        let is_short = self.all.len() <= MAX_POSTINGS;
        if is_short {
            self.all.push(cluster);
        }
        is_short
    }
}

/// Clusters that an event may join, each once.
#[derive(Default)]
struct Candidates {
    found: Vec<u32>,
    /// The round in which a cluster was found last.
    seen: Vec<u32>,
    round: u32,
}

impl Candidates {
    fn clear(&mut self) {
        self.found.clear();
        self.round += 1;
    }

    fn extend(&mut self, clusters: &[u32]) {
        for &cluster in clusters {
            let at = cluster as usize;
            if self.seen.len() <= at {
                self.seen.resize(at + 1, 0);
            }
            if let Some(seen) = self.seen.get_mut(at).filter(|seen| **seen != self.round) {
                *seen = self.round;
                self.found.push(cluster);
            }
        }
    }
}

/// A stretch of the axis by which events are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Bucket {
    Day(i64),
    Month(i64),
    Year(i64),
    Coarse,
    Undated,
    /// Every date, for what has none.
    Any,
}

fn home(event: &Event) -> Bucket {
    let Some(when) = &event.when else { return Bucket::Undated };
    let Some(start) = when.bounds.earliest.or(when.bounds.latest) else { return Bucket::Coarse };
    let day = start.div_euclid(DAY_SECS);
    if when.is_open() {
        return Bucket::Year(year_of(day));
    }
    if when.granularity <= Granularity::Day {
        Bucket::Day(day)
    } else if when.granularity <= Granularity::Month {
        Bucket::Month(month_of(day))
    } else if when.granularity <= Granularity::Year {
        Bucket::Year(year_of(day))
    } else {
        Bucket::Coarse
    }
}

/// Where the events may stand that an event can be the same as.
fn neighbours(event: &Event, home: Bucket) -> impl Iterator<Item = Bucket> {
    let (days, others) = match home {
        Bucket::Day(day) => (Some(day - MAX_DAYS_APART..=day + MAX_DAYS_APART), [None, None]),
        // Days come first in reading order, so a month finds its days and a year its months.
        Bucket::Month(_) => {
            let bounds = event.bounds();
            let day = |second: Option<i64>| second.unwrap_or(0).div_euclid(DAY_SECS);
            (Some(day(bounds.earliest)..=day(bounds.latest)), [Some(home), None])
        }
        Bucket::Year(_) | Bucket::Coarse => (None, [Some(home), None]),
        Bucket::Undated | Bucket::Any => (None, [Some(Bucket::Undated), Some(Bucket::Any)]),
    };
    days.into_iter().flatten().take(31).map(Bucket::Day).chain(others.into_iter().flatten())
}

fn year_of(day: i64) -> i64 {
    i64::from(crate::model::Date::from_days(day).year)
}

fn month_of(day: i64) -> i64 {
    let date = crate::model::Date::from_days(day);
    i64::from(date.year) * 12 + i64::from(date.month)
}

/// One event out of those that tell it, best source first for title and date.
fn united(mut members: Vec<Event>, regions: &Regions) -> Option<Event> {
    if members.len() == 1 {
        return members.pop();
    }
    let when = supported_date(&members);
    let spread = spread(&members);
    let judged = members.iter().map(|member| {
        (quality(member, when.as_ref()) + MOST_TYPICAL * typical(member, &members, &spread), member)
    });
    let (_, best) = judged.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let mut event = best.clone();
    let disagrees = members.iter().any(|member| contradicts(member.when.as_ref(), when.as_ref()));
    event.when = when;
    event.date_status =
        if disagrees { DateStatus::Conflict } else { DateStatus::of(event.when.as_ref()) };
    event.places = united_places(&event, &members);
    event.regions = regions.around(&event.places);
    event.review = united_review(&members);
    let documents: BTreeSet<usize> =
        members.iter().flat_map(|m| &m.sources).map(|s| s.document).collect();
    let doubt = (1.0 - event.confidence).powf(documents.len().min(3) as f32);
    event.confidence = (1.0 - doubt).min(0.99);
    event.sources = united_sources(members);
    Some(event)
}

/// What was decided about any of them, where a list told it.
fn united_review(members: &[Event]) -> Option<Box<Review>> {
    let reviews = members.iter().filter_map(|member| member.review.clone());
    reviews.reduce(|mut one, other| {
        one.join(*other);
        one
    })
}

/// The date that most documents give, the finer one of equals, then the surer one.
fn supported_date(members: &[Event]) -> Option<When> {
    let mut support: BTreeMap<String, (BTreeSet<usize>, Granularity, f32, &When)> = BTreeMap::new();
    for member in members {
        let Some(when) = &member.when else { continue };
        let entry = support
            .entry(when.edtf.to_string())
            .or_insert_with(|| (BTreeSet::new(), when.granularity, 0.0, when));
        entry.0.extend(member.sources.iter().map(|source| source.document));
        entry.2 = entry.2.max(member.confidence);
    }
    let stated = support.values().any(|(_, _, confidence, _)| *confidence >= 0.6);
    let worth =
        |(documents, granularity, confidence, _): &&(BTreeSet<usize>, Granularity, f32, &When)| {
            let is_fine = *granularity <= Granularity::Day;
            let is_stated = !stated || *confidence >= 0.6;
            (is_stated, is_fine, documents.len(), (*confidence * 1000.0) as u32)
        };
    support.values().max_by_key(worth).map(|&(_, _, _, when)| when.clone())
}

/// Whether a source's day differs from the day of the event. A coarser date that holds the day
/// agrees with it.
fn contradicts(claimed: Option<&When>, chosen: Option<&When>) -> bool {
    let (Some(claimed), Some(chosen)) = (claimed, chosen) else { return false };
    !claimed.bounds.overlaps(chosen.bounds)
}

/// What it is worth to a telling as the face of an event that the others have all its words too.
const MOST_TYPICAL: f32 = 0.3;

/// How many titles have each word.
fn spread(members: &[Event]) -> BTreeMap<&str, usize> {
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for word in members.iter().flat_map(|member| member.title.split(' ')) {
        *spread.entry(word).or_default() += 1;
    }
    spread
}

/// The share of the other titles that have a word of this one, on average, 0–1.
fn typical(member: &Event, members: &[Event], spread: &BTreeMap<&str, usize>) -> f32 {
    let words = member.title.split(' ');
    let count = words.clone().count().max(1);
    let others: usize = words.filter_map(|word| spread.get(word)).map(|found| found - 1).sum();
    others as f32 / (count * (members.len() - 1).max(1)) as f32
}

/// How good a telling is as the face of the event.
fn quality(event: &Event, when: Option<&When>) -> f32 {
    let chars = event.title.chars().count() as f32;
    let length = if (25.0..=75.0).contains(&chars) { 0.2 } else { 0.0 };
    let agrees = if event.when.as_ref() == when { 0.3 } else { 0.0 };
    let cut =
        if event.title.starts_with('[') || event.title.starts_with('“') { 0.15 } else { 0.0 };
    // "This is", "Who knows the toll?", "0910: rescuers say": cut out of something longer.
    let opening = event.title.split([' ', '’', '\'']).next().unwrap_or_default().to_lowercase();
    let leans = ENGLISH.classes(&opening).has(Class::Pronoun)
        || opening.len() == 4 && opening.bytes().all(|b| b.is_ascii_digit())
        || event.title.contains(['?', ':']);
    let cut = cut + if leans { 0.2 } else { 0.0 };
    event.confidence + length + agrees - cut
}

/// The best source's places first, then the others' by how many name them.
fn united_places(best: &Event, members: &[Event]) -> Vec<PlaceCode> {
    let mut counts: BTreeMap<&PlaceCode, usize> = BTreeMap::new();
    for place in members.iter().flat_map(|member| &member.places) {
        *counts.entry(place).or_default() += 1;
    }
    let mut others: Vec<_> =
        counts.into_iter().filter(|(place, n)| *n >= 2 && !best.places.contains(place)).collect();
    others.sort_by_key(|&(place, n)| (std::cmp::Reverse(n), place));
    best.places.iter().chain(others.into_iter().map(|(place, _)| place)).take(6).cloned().collect()
}

fn united_sources(members: Vec<Event>) -> Vec<Source> {
    let mut sources: Vec<Source> = members.into_iter().flat_map(|member| member.sources).collect();
    sources.sort_by_key(|source| (source.document, source.sentence.start, source.clause.start));
    sources
}

/// Documents with the same text tell the same events under the same name: they are merged, and what
/// is left gets a name of its own.
fn distinguish(events: &mut [Event]) {
    events.sort_by_cached_key(Event::sort_key);
    let mut seen: BTreeSet<EventId> = BTreeSet::new();
    for event in events {
        while !seen.insert(event.id) {
            event.id = EventId(event.id.0.wrapping_add(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};
    use crate::model::{Event, PlaceTable};
    use std::sync::Arc;

    /// Title, date and number of sources of every event that the documents tell together.
    fn merged(texts: &[&str]) -> Vec<(String, Option<String>, usize)> {
        let documents: Vec<_> = texts.iter().map(|text| Arc::new(fixture::dated(text))).collect();
        let events = documents.iter().enumerate().flat_map(|(i, it)| detect(i, it)).collect();
        let line = |event: Event| {
            let when = event.when.as_ref().map(|when| when.edtf.to_string());
            (event.title, when, event.sources.len())
        };
        super::merge(&documents, events, &PlaceTable::default()).into_iter().map(line).collect()
    }

    const SINKING: &str =
        "On {1911-03-05|5 March 1911} the ferry Halvard sank off the port of <NO|Bergen>.";

    #[test]
    fn what_one_document_dates_another_may_tell_without_a_date() {
        let told = merged(&[SINKING, "The ferry Halvard had sunk off the port of <NO|Bergen>."]);
        assert_eq!(told.len(), 1, "{told:?}");
        let same = "The ferry Halvard had sunk off the port of <NO|Bergen>.";
        assert_eq!(merged(&[&format!("{SINKING} {same}")]).len(), 2);
    }

    #[test]
    fn a_denial_is_not_what_it_denies() {
        let told = merged(&[
            "In {1994|1994} <GE|Georgia> recognised the mountain republic of Arsan.",
            "In {1994|1994} no country near <GE|Georgia> recognised the mountain republic of Arsan.",
        ]);
        assert_eq!(told.len(), 2, "{told:?}");
    }
}
