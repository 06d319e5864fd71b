//! What a later document recalls without a date: "the quake had flattened the market", "Ann Keller died".
//!
//! Only the day of the document places it, "on that day or before". Where others date what happens once to a person,
//! it is that, however long ago; what shook a region, only if that was of late.

use super::likeness::{Likeness, is_fine};
use super::similarity::{Telling, Turn};
use super::{MAX_DAYS_APART, is_settled};
use crate::model::{Annotated, Event};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How many times as many documents must date it to the likeliest day as to any other one.
const CLEAR_LEAD: usize = 4;
/// How many days a report may look back to the latest that happened of a kind.
const FRESH_DAYS: i64 = 60;

/// An event that recalls another one.
pub(super) struct Recalled {
    /// Its index.
    pub event: usize,
    /// Those that date what it recalls, all to one day.
    pub known: Vec<usize>,
}

/// What is told of a day.
#[derive(Default)]
struct OfDay {
    /// The documents that tell it.
    documents: BTreeSet<usize>,
    /// The tellings.
    known: Vec<usize>,
}

/// Events that recall another one, in reading order.
pub(super) fn recalled(
    documents: &[Arc<Annotated>],
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
    let recalling = recalling.filter(|(_, it)| !opens_its_document(documents, it));
    let found = recalling.filter_map(|(event, it)| {
        let turn = turn_of(event)?;
        let all = dated.get(&turn)?.iter().copied();
        let fitting = all.filter_map(|known| Some((likeness.days_since(event, known)?, known)));
        // Nobody dies twice, but the earth shakes again.
        let reach = if matches!(turn, Turn::Upheaval(_)) { FRESH_DAYS } else { i64::MAX };
        let fitting = fitting.filter(|&(days, _)| days <= reach);
        let known = of_likeliest_day(it, events, fitting.collect())?;
        let is_all_of_it = known.iter().any(|&known| likeness.is_of_all(event, known));
        is_all_of_it.then_some(Recalled { event, known })
    });
    found.collect()
}

/// Of tellings that an event may recall, with how many days ago, those of the day that its own document gives, or
/// else most documents by far; `None` where it may be news, or where no day stands out.
fn of_likeliest_day(
    event: &Event,
    events: &[Event],
    mut fitting: Vec<(i64, usize)>,
) -> Option<Vec<usize>> {
    if fitting.iter().any(|&(days, _)| days <= FRESH_DAYS) {
        fitting.retain(|&(days, _)| days <= FRESH_DAYS);
    }
    let document = event.sources.first()?.document;
    let mut days: BTreeMap<i64, OfDay> = BTreeMap::new();
    for (ago, known) in fitting {
        let of_day = days.entry(ago).or_default();
        let sources = &events.get(known)?.sources;
        of_day.documents.extend(sources.iter().map(|source| source.document));
        of_day.known.push(known);
    }
    let is_own = |day: &OfDay| day.documents.contains(&document);
    let own = days.values().filter(|day| is_own(day)).count();
    days.retain(|_, day| own != 1 || is_own(day));
    let mut ranked: Vec<(i64, OfDay)> = days.into_iter().collect();
    ranked.sort_by_key(|(_, day)| std::cmp::Reverse(day.documents.len()));
    let mut ranked = ranked.into_iter();
    let (ago, first) = ranked.next()?;
    let is_clear = |next: OfDay| CLEAR_LEAD * next.documents.len() <= first.documents.len();
    // What others tell of the last days it may tell as news.
    let is_past = MAX_DAYS_APART < ago;
    (is_past && ranked.next().is_none_or(|(_, next)| is_clear(next))).then_some(first.known)
}

/// Whether it stands in the title or the first sentence of its document, which tell news.
fn opens_its_document(documents: &[Arc<Annotated>], event: &Event) -> bool {
    let opens = || {
        let source = event.sources.first()?;
        let sentences = &documents.get(source.document)?.sentences;
        let mut told = sentences.iter().filter(|it| !it.in_chrome && !it.is_heading);
        Some(source.sentence.start <= told.next()?.span.start)
    };
    opens() != Some(false)
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
