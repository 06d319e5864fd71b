//! What a later document recalls without a date: "the quake had flattened the market", "Ann Keller died".
//!
//! Only the day of the document places it, "on that day or before". Where others date what happens once to a
//! person or a region, it is that, however long ago.

use super::is_settled;
use super::likeness::{Likeness, is_fine};
use super::similarity::{Telling, Turn};
use crate::model::{Event, calendar::DAY_SECS};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many times as many documents must date it to the likeliest day as to any other one.
const CLEAR_LEAD: usize = 2;

/// An event that recalls another one.
pub(super) struct Recalled {
    /// Its index.
    pub event: usize,
    /// Those that date what it recalls, all to one day.
    pub known: Vec<usize>,
}

/// Events that recall another one, in reading order.
pub(super) fn recalled(
    events: &[Event],
    tellings: &[Telling],
    likeness: &Likeness<'_>,
) -> Vec<Recalled> {
    let turn_of = |i: usize| tellings.get(i).and_then(|telling| telling.fate.turn);
    let mut dated: HashMap<Turn, Vec<usize>> = HashMap::new();
    for (i, _) in events.iter().enumerate().filter(|(_, event)| states_a_day(event)) {
        if let Some(turn) = turn_of(i) {
            dated.entry(turn).or_default().push(i);
        }
    }
    let is_known = |i: usize| tellings.get(i).is_some_and(|telling| telling.fate.is_known);
    let recalling = (0..).zip(events).filter(|(i, it)| is_known(*i) && is_only_reported(it));
    let found = recalling.filter_map(|(event, it)| {
        let all = dated.get(&turn_of(event)?)?.iter().copied();
        let fitting = all.filter(|&known| likeness.recalls(event, known));
        let known = of_likeliest_day(it, events, fitting)?;
        Some(Recalled { event, known })
    });
    found.collect()
}

/// Of tellings that an event may recall, those of the day that its own document gives, or else most documents;
/// `None` where days are told about as often.
fn of_likeliest_day(
    event: &Event,
    events: &[Event],
    fitting: impl Iterator<Item = usize>,
) -> Option<Vec<usize>> {
    let document = event.sources.first()?.document;
    let mut days: BTreeMap<i64, (BTreeSet<usize>, Vec<usize>)> = BTreeMap::new();
    for known in fitting {
        let told = events.get(known)?;
        let day = told.when.as_ref()?.bounds.earliest?.div_euclid(DAY_SECS);
        let (documents, of_day) = days.entry(day).or_default();
        documents.extend(told.sources.iter().map(|source| source.document));
        of_day.push(known);
    }
    let is_own = |(documents, _): &(BTreeSet<usize>, _)| documents.contains(&document);
    let own = days.values().filter(|day| is_own(day)).count();
    let mut ranked: Vec<(BTreeSet<usize>, Vec<usize>)> =
        days.into_values().filter(|day| own != 1 || is_own(day)).collect();
    ranked.sort_by_key(|(documents, _)| std::cmp::Reverse(documents.len()));
    let mut ranked = ranked.into_iter();
    let (documents, of_day) = ranked.next()?;
    let is_clear = ranked.next().is_none_or(|(next, _)| CLEAR_LEAD * next.len() <= documents.len());
    is_clear.then_some(of_day)
}

/// Whether a text dates it to a day or finer.
fn states_a_day(event: &Event) -> bool {
    let is_stated = event.sources.iter().any(|source| source.stated().is_some());
    is_stated && event.when.as_ref().is_some_and(is_fine)
}

/// Whether only the day of its document places it.
fn is_only_reported(event: &Event) -> bool {
    let is_new = !is_settled(event) && event.when.is_some();
    is_new && event.sources.iter().all(|source| source.stated().is_none())
}
