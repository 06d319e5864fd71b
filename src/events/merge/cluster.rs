//! Which events are one.
//!
//! Naive form: compare every two events; link those of the same time, region and words. Here an
//! inverted index from (day or month or year, term) to events gives each event the few that it can
//! be the same as, and clusters grow greedily by average link:
//!
//! ```text
//!  events in order ─→ candidates of the same time that share a rare term ─→ best cluster, if its
//!                     average likeness is high enough ─→ join, else a new cluster
//! ```
//! Dated events of stretches of time that lie apart never meet, so every stretch is clustered by itself,
//! on any core. What has no date may be of any time and comes last.

use super::MAX_DAYS_APART;
use super::likeness::{Facts, Likeness, sampled};
use super::recalled::{Recalled, recalled};
use super::similarity::{self, Measure, Telling};
use crate::events::words::hash::Quick;
use crate::model::{Annotated, Date, Event, Granularity, calendar::DAY_SECS};
use rayon::prelude::*;
use smallvec::SmallVec;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A list longer than this belongs to a word that tells events apart no more.
const MAX_POSTINGS: usize = 400;

/// Groups of indices of events in reading order, which the groups keep.
pub(super) fn clusters(
    documents: &[Arc<Annotated>],
    events: &[Event],
    tellings: &[Telling],
) -> Vec<Vec<usize>> {
    let all = All {
        events,
        tellings,
        likeness: Likeness::of(events, tellings),
        words: Words::of(events, tellings),
    };
    let recalled = recalled(documents, events, tellings, &all.likeness);
    // The table of a measure is as long as the vocabulary: one serves many stretches.
    let of_stretches =
        stretches(events, &recalled).into_par_iter().map_init(Measure::default, |it, stretch| {
            let mut clusters = Clusters::new(&all, it);
            for i in stretch {
                clusters.place(i, &[]);
            }
            clusters.unite();
            clusters.unite_turns();
            clusters.members.retain(|members| !members.is_empty());
            clusters.members
        });
    let of_stretches: Vec<Vec<Vec<usize>>> = of_stretches.collect();
    let mut dated: Vec<Vec<usize>> = of_stretches.into_iter().flatten().collect();
    dated.par_sort_unstable_by_key(|members| members.first().copied());
    add_recalled(&mut dated, &recalled);
    let mut measure = Measure::default();
    let mut clusters = Clusters::beside(&all, &mut measure, dated);
    let undated: Vec<usize> =
        (0..).zip(events).filter(|(_, it)| it.when.is_none()).map(|(i, _)| i).collect();
    let likely =
        undated.par_iter().map_init(Candidates::default, |it, &i| clusters.dated_like(i, it));
    let likely: Vec<Vec<u32>> = likely.collect();
    for (i, likely) in undated.into_iter().zip(likely) {
        clusters.place(i, &likely);
    }
    clusters.members
}

/// Puts each event that recalls another one into the largest group that tells that one, behind the others.
fn add_recalled(groups: &mut [Vec<usize>], recalled: &[Recalled]) {
    let sought: HashSet<usize> = recalled.iter().flat_map(|it| it.known.iter().copied()).collect();
    let mut home: HashMap<usize, (usize, usize)> = HashMap::new();
    for (at, group) in groups.iter().enumerate().filter(|_| !sought.is_empty()) {
        let told = group.iter().filter(|member| sought.contains(member));
        home.extend(told.map(|&member| (member, (group.len(), at))));
    }
    for Recalled { event, known } in recalled {
        let homes = known.iter().filter_map(|known| home.get(known));
        let largest = homes.max_by_key(|&&(size, at)| (size, std::cmp::Reverse(at)));
        if let Some(group) = largest.and_then(|&(_, at)| groups.get_mut(at)) {
            group.push(*event);
        }
    }
}

/// Dated events in groups, of which no two can hold events that are one; those left out that recall another. Each is
/// in order.
fn stretches(events: &[Event], recalled: &[Recalled]) -> Vec<Vec<usize>> {
    let is_recalling = |i: usize| recalled.binary_search_by_key(&i, |it| it.event).is_ok();
    let dated = |&(i, event): &(usize, &Event)| event.when.is_some() && !is_recalling(i);
    let homes = events.par_iter().enumerate().filter(dated);
    let mut reaches: Vec<(Reach, usize)> = homes.map(|(i, event)| (Reach::of(event), i)).collect();
    reaches.par_sort_unstable();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut end = None;
    for (Reach { axis, from, to }, i) in reaches {
        match groups.last_mut().filter(|_| Some((axis, from)) <= end) {
            Some(group) => group.push(i),
            None => groups.push(vec![i]),
        }
        end = end.max(Some((axis, to)));
    }
    groups.par_iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// What an event and those that it can be the same as lie within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reach {
    axis: Axis,
    from: i64,
    to: i64,
}

/// Dates of unlike coarseness do not meet, but months and days do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Axis {
    Days,
    Years,
    Coarse,
}

impl Reach {
    fn of(event: &Event) -> Self {
        let home = home(event);
        let (axis, from, to) = match home {
            Bucket::Day(day) => (Axis::Days, day, day + MAX_DAYS_APART),
            Bucket::Month(_) => {
                let first = first_of_month(event);
                let days = neighbours(event, home).filter_map(|bucket| match bucket {
                    Bucket::Day(day) => Some(day),
                    _ => None,
                });
                let hull = |(from, to): (i64, i64), day: i64| (from.min(day), to.max(day));
                let (from, to) = days.fold((first, first), hull);
                (Axis::Days, from, to)
            }
            Bucket::Year(year) => (Axis::Years, year, year),
            Bucket::Coarse | Bucket::Undated | Bucket::Any => (Axis::Coarse, 0, 0),
        };
        Self { axis, from, to }
    }
}

/// All events, ready to be compared.
struct All<'a> {
    events: &'a [Event],
    tellings: &'a [Telling],
    likeness: Likeness<'a>,
    words: Words,
}

/// What is known of the words of all events, by number of term.
struct Words {
    /// How many events have it.
    spread: Vec<u32>,
    /// Whether an event without a date has it.
    is_undated: Vec<bool>,
}

impl Words {
    fn of(events: &[Event], tellings: &[Telling]) -> Self {
        let spread = similarity::spread(tellings);
        let mut is_undated = vec![false; spread.len()];
        let undated = events.iter().zip(tellings).filter(|(event, _)| event.when.is_none());
        for &(term, _) in undated.flat_map(|(_, telling)| &telling.weights) {
            if let Some(is_undated) = is_undated.get_mut(term as usize) {
                *is_undated = true;
            }
        }
        Self { spread, is_undated }
    }

    /// Whether more than one event has a term.
    fn is_shared(&self, term: u32) -> bool {
        self.spread.get(term as usize).is_some_and(|&count| 1 < count)
    }

    /// Whether an event without a date has a term.
    fn is_undated(&self, term: u32) -> bool {
        self.is_undated.get(term as usize) == Some(&true)
    }
}

/// Clusters, while they grow.
struct Clusters<'a, 'm> {
    all: &'a All<'a>,
    members: Vec<Vec<usize>>,
    /// The first member of each: most comparisons fail with it, so they stand side by side.
    firsts: Vec<Facts>,
    index: Index<'a>,
    /// Memory to work in.
    candidates: Candidates,
    measure: &'m mut Measure,
}

impl<'a, 'm> Clusters<'a, 'm> {
    fn new(all: &'a All<'a>, measure: &'m mut Measure) -> Self {
        Self {
            all,
            members: Vec::new(),
            firsts: Vec::new(),
            index: Index { buckets: HashMap::default(), words: &all.words },
            candidates: Candidates::default(),
            measure,
        }
    }

    /// Those of all dated events, for what has no date.
    fn beside(all: &'a All<'a>, measure: &'m mut Measure, members: Vec<Vec<usize>>) -> Self {
        let mut clusters = Self::new(all, measure);
        let mut homes: Vec<(usize, u32)> = members
            .iter()
            .zip(0..)
            .flat_map(|(members, cluster)| members.iter().map(move |&i| (i, cluster)))
            .collect();
        homes.par_sort_unstable();
        for (i, cluster) in homes {
            let first = members.get(cluster as usize).and_then(|members| members.first());
            if let Some(telling) = all.tellings.get(i) {
                let title = if first == Some(&i) { &telling.title.terms[..] } else { &[] };
                clusters.index.add_to(Bucket::Any, telling, cluster, title);
            }
        }
        let first = |members: &Vec<usize>| members.first().map(|&i| all.likeness.facts(i));
        clusters.firsts = members.iter().filter_map(first).collect();
        Self { members, ..clusters }
    }

    /// The clusters of dated events that an event without a date may join. These never change, so that all such
    /// events can be asked at once, on any core.
    fn dated_like(&self, i: usize, candidates: &mut Candidates) -> Vec<u32> {
        let Self { all, firsts, index, .. } = self;
        let (Some(event), Some(telling)) = (all.events.get(i), all.tellings.get(i)) else {
            return Vec::new();
        };
        index.find(event, Bucket::Any, telling, candidates);
        let facts = all.likeness.facts(i);
        let may_be =
            |&cluster: &u32| firsts.get(cluster as usize).is_some_and(|first| facts.may_be(first));
        candidates.found.iter().copied().filter(may_be).collect()
    }

    /// Puts an event into the cluster that it fits best, or opens one for it; `likely` are those to try besides
    /// what stands near it.
    fn place(&mut self, i: usize, likely: &[u32]) {
        let Self { all, members, firsts, index, candidates, measure } = self;
        let (Some(event), Some(telling)) = (all.events.get(i), all.tellings.get(i)) else { return };
        let home = home(event);
        index.find(event, home, telling, candidates);
        candidates.extend(likely);
        if !candidates.found.is_empty() {
            measure.lay(telling);
        }
        let facts = all.likeness.facts(i);
        let fits = candidates.found.iter().filter_map(|&cluster| {
            firsts.get(cluster as usize).filter(|first| facts.may_be(first))?;
            let score = all.likeness.with(i, measure, members.get(cluster as usize)?)?;
            Some((score, cluster as usize))
        });
        let best = fits.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let cluster = best.map_or(members.len(), |(_, cluster)| cluster);
        if let Some(members) = members.get_mut(cluster) {
            members.push(i);
            index.add_to(home, telling, cluster as u32, &[]);
        } else {
            members.push(vec![i]);
            firsts.push(facts);
            index.add_to(home, telling, cluster as u32, &telling.title.terms);
        }
    }
}

impl Clusters<'_, '_> {
    /// Puts clusters together that grew apart: what stood between them may have come later. A cluster that
    /// goes into another one is left empty.
    fn unite(&mut self) {
        for cluster in 0..self.members.len() {
            let Some(into) = self.same_as(cluster) else { continue };
            self.move_into(cluster, into);
        }
    }

    fn move_into(&mut self, cluster: usize, into: usize) {
        let moved = self.members.get_mut(cluster).map(std::mem::take).unwrap_or_default();
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
            members.sort_unstable();
        }
    }

    /// Puts together what happened once to a region or a person, in whatever words: "the quake struck",
    /// "homes flattened by the quake".
    fn unite_turns(&mut self) {
        let mut known: Vec<(usize, usize)> = Vec::new();
        for cluster in 0..self.members.len() {
            let Some(own) = self.members.get(cluster) else { continue };
            let Some(telling) = self.turn_of(own) else { continue };
            let likeness = &self.all.likeness;
            let fits = |&&(into, its): &&(usize, usize)| {
                let others = self.members.get(into).map_or(&[][..], Vec::as_slice);
                likeness.share_turn(telling, its) == Some(true)
                    && sampled(own, MOST_ASKED).all(|i| likeness.goes_with_turn(i, others))
            };
            match known.iter().find(fits).copied() {
                Some((into, _)) => self.move_into(cluster, into),
                None => known.push((cluster, telling)),
            }
        }
    }

    /// The first member that tells of the turn that most members tell of.
    fn turn_of(&self, members: &[usize]) -> Option<usize> {
        let of = |i: usize| self.all.tellings.get(i).and_then(|telling| telling.fate.turn);
        let first = members.iter().copied().find(|&i| of(i).is_some())?;
        let same = members.iter().filter(|&&i| of(i) == of(first)).count();
        (members.len() < 2 * same).then_some(first)
    }

    /// The earlier cluster that most members of one fit into, where no member contradicts it.
    fn same_as(&mut self, cluster: usize) -> Option<usize> {
        let Self { all, members, index, candidates, measure, .. } = self;
        let own = members.get(cluster).filter(|own| 1 < own.len())?;
        let &first = own.first()?;
        let (event, telling) = (all.events.get(first)?, all.tellings.get(first)?);
        index.find(event, home(event), telling, candidates);
        let asked = || sampled(own, MOST_ASKED);
        let mut best: Option<(f32, usize)> = None;
        for &other in &candidates.found {
            let other = other as usize;
            let its = members.get(other).filter(|its| other < cluster && 1 < its.len());
            let Some(its) = its.filter(|its| asked().all(|i| all.likeness.goes_with(i, its)))
            else {
                continue;
            };
            let (mut sum, mut fitting) = (0.0, 0);
            for i in asked() {
                let Some(telling) = all.tellings.get(i) else { continue };
                measure.lay(telling);
                if let Some(score) = all.likeness.with(i, measure, its) {
                    (sum, fitting) = (sum + score, fitting + 1);
                }
            }
            let is_better = best.is_none_or(|(most, _)| most < sum);
            if asked().count() < 2 * fitting && is_better {
                best = Some((sum, other));
            }
        }
        best.map(|(_, other)| other)
    }
}

/// Members of a cluster that are asked whether another one is the same.
const MOST_ASKED: usize = 6;

/// Clusters by their members' time and terms.
struct Index<'a> {
    buckets: HashMap<Bucket, HashMap<u32, Postings, Quick>, Quick>,
    words: &'a Words,
}

/// Clusters of events that have a term.
#[derive(Default)]
struct Postings {
    /// One for each event.
    all: SmallVec<[u32; 4]>,
    /// Those whose first event has the term in its title.
    by_title: SmallVec<[u32; 4]>,
}

impl Index<'_> {
    /// The clusters that an event may join: those that share a term with it.
    fn find(&self, event: &Event, home: Bucket, telling: &Telling, candidates: &mut Candidates) {
        candidates.clear();
        let by_title = matches!(home, Bucket::Day(_) | Bucket::Any);
        if by_title && self.find_by_title(event, home, telling, candidates) {
            return;
        }
        candidates.clear();
        let terms = telling.weights.iter().map(|&(term, _)| term);
        let terms = terms.filter(|&term| self.words.is_shared(term));
        for bucket in neighbours(event, home).filter_map(|bucket| self.buckets.get(&bucket)) {
            for postings in terms.clone().filter_map(|term| bucket.get(&term)) {
                if postings.all.len() <= MAX_POSTINGS {
                    candidates.extend(&postings.all);
                }
            }
        }
    }

    /// The same for an event of a day, or among all dated ones. Those that it can join have a first event there,
    /// with which its title shares a term, so that no others need be looked at; unless a term of the title
    /// tells nothing any more: then `false`.
    fn find_by_title(
        &self,
        event: &Event,
        home: Bucket,
        telling: &Telling,
        candidates: &mut Candidates,
    ) -> bool {
        let terms = telling.title.terms.iter().filter(|&&term| self.words.is_shared(term));
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
    fn add_to(&mut self, home: Bucket, telling: &Telling, cluster: u32, title: &[u32]) {
        let words = self.words;
        let is_sought = |term: u32| home != Bucket::Any || words.is_undated(term);
        let terms = telling.weights.iter().map(|&(term, _)| term);
        let bucket = self.buckets.entry(home).or_default();
        for term in terms.filter(|&term| words.is_shared(term) && is_sought(term)) {
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
    let (days, own) = match home {
        Bucket::Day(day) => (Some(day - MAX_DAYS_APART..=day + MAX_DAYS_APART), None),
        // Days come first in reading order, so a month finds its days and a year its months.
        Bucket::Month(_) => {
            let bounds = event.bounds();
            let day = |second: Option<i64>| second.unwrap_or(0).div_euclid(DAY_SECS);
            (Some(day(bounds.earliest)..=day(bounds.latest)), Some(home))
        }
        Bucket::Year(_) | Bucket::Coarse | Bucket::Undated | Bucket::Any => (None, Some(home)),
    };
    days.into_iter().flatten().take(31).map(Bucket::Day).chain(own)
}

fn year_of(day: i64) -> i64 {
    i64::from(Date::from_days(day).year)
}

/// The first day of the month in which an event begins.
fn first_of_month(event: &Event) -> i64 {
    let bounds = event.bounds();
    let start = bounds.earliest.or(bounds.latest).unwrap_or(0);
    Date { day: 1, ..Date::from_days(start.div_euclid(DAY_SECS)) }.days()
}

fn month_of(day: i64) -> i64 {
    let date = Date::from_days(day);
    i64::from(date.year) * 12 + i64::from(date.month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{detect, fixture};

    /// The stretches of events of these dates, by their places in the list.
    #[track_caller]
    fn check(dates: &[&str], expected: &[&[usize]]) {
        let told = |date: &&str| {
            let text = format!("On {{{date}|that date}} the ferry Halvard sank.");
            detect(0, &fixture::dated(&text)).remove(0)
        };
        let events: Vec<Event> = dates.iter().map(told).collect();
        assert_eq!(stretches(&events, &[]), expected, "{dates:?}");
    }

    #[test]
    fn dates_that_may_be_one_stand_in_one_stretch() {
        check(&["1911-03-05", "1911-03-10", "1911-03-07"], &[&[0, 2], &[1]]);
        check(&["1911-03-05", "1911-03-25", "1911-03"], &[&[0, 1, 2]]);
        check(&["1911-03-31", "1911-04", "1911-03"], &[&[0, 1, 2]]);
        check(&["1911-03-05", "1911", "1912", "1911"], &[&[0], &[1, 3], &[2]]);
    }
}
