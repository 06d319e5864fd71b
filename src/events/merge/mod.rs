//! The same event told by several sources becomes one event that keeps them all.
//!
//! [`cluster`] says which events are one; here each cluster becomes an event, with the title and date of
//! its best sources.

mod cluster;
mod copies;
mod likeness;
pub(super) mod near;
mod rank;
mod recalled;
mod similarity;
mod verbatim;
mod vocabulary;

use super::title;
use super::words::hash::{ByHash, ByText};
use super::words::lexicon::{Class, ENGLISH};
use crate::model::{
    Annotated, DateStatus, Event, EventId, Granularity, PlaceCode, PlaceTable, Review, Source, When,
};
use crate::phrase::fold::hash_of;
use crate::phrase::stem::stem_hash;
use cluster::clusters;
use rayon::prelude::*;
use smallvec::SmallVec;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// How many days the fine dates of one event may lie apart.
pub(super) const MAX_DAYS_APART: i64 = 2;

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
    let mut events = verbatim::joined(documents, events);
    events.par_sort_by_cached_key(reading_order);
    let tellings = similarity::tellings(documents, &events);
    let clusters = clusters(documents, &events, &tellings);
    let mut slots: Vec<Option<Event>> = events.into_iter().map(Some).collect();
    let mut take = |i: usize| slots.get_mut(i).and_then(Option::take);
    let members = |cluster: Vec<usize>| cluster.into_iter().filter_map(&mut take).collect();
    let groups: Vec<Members> = clusters.into_iter().map(members).collect();
    let united = groups.into_par_iter().filter_map(|members| united(members, &regions));
    let mut merged: Vec<Event> = united.collect();
    distinguish(&mut merged);
    rank::fill_salience(documents, &mut merged);
    merged.par_sort_by_cached_key(Event::sort_key);
    merged
}

/// Whether an event comes out of an earlier merge, which gives each its salience. Such events are told
/// apart already: others may join them, but they are not compared among themselves again, so that merging
/// what is merged changes nothing.
pub(super) fn is_settled(event: &Event) -> bool {
    event.salience > 0.0
}

/// What contains places, each looked up once, with the place itself, in order of code.
struct Regions {
    above: HashMap<PlaceCode, Vec<PlaceCode>, ByText>,
}

impl Regions {
    /// What contains the places of some events.
    fn of(events: &[Event], places: &PlaceTable) -> Self {
        let mut above = HashMap::default();
        for code in events.iter().flat_map(|event| &event.places) {
            if !above.contains_key(code) {
                let mut all = places.with_ancestors(code);
                all.sort_unstable();
                all.dedup();
                above.insert(code.clone(), all);
            }
        }
        Self { above }
    }

    /// The places with all that contains them, each once, in order of code.
    fn around(&self, codes: &[PlaceCode]) -> Vec<PlaceCode> {
        if let [code] = codes {
            return self.above.get(code).cloned().unwrap_or_default();
        }
        let above = codes.iter().filter_map(|code| self.above.get(code));
        let mut all: Vec<PlaceCode> = above.flatten().cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Fine dates first, so that coarse ones find them, and what has none last; then as they stand in the
/// documents, and of two events of one clause the one with the earlier time expression.
fn reading_order(event: &Event) -> (bool, Granularity, usize, u32, EventId, Option<usize>) {
    let granularity = event.when.as_ref().map_or(Granularity::Millennium, |when| when.granularity);
    let source = event.sources.first();
    let (document, start) = source.map_or((0, 0), |it| (it.document, it.clause.start));
    let time = source.and_then(|source| source.time).map(|time| time.mention);
    (event.when.is_none(), granularity.max(Granularity::Day), document, start, event.id, time)
}

/// Those that tell one event; most events are told once.
type Members = SmallVec<[Event; 1]>;

/// One event out of those that tell it, best source first for title and date.
fn united(mut members: Members, regions: &Regions) -> Option<Event> {
    if members.len() == 1 {
        return members.pop();
    }
    let when = supported_date(&members);
    let best = {
        let said: Vec<Vec<u64>> =
            members.iter().map(|member| meanings(&member.title).collect()).collect();
        let (spread, openings) = (spread(&said), openings(&said));
        let judged = members.iter().zip(&said).map(|(member, said)| {
            quality(member, when.as_ref())
                + MOST_TYPICAL * typical(said, members.len(), &spread)
                + MOST_NAMED * share(openings.get(opening(said)), members.len())
        });
        judged.enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b))?.0
    };
    let places = united_places(members.get(best)?, &members);
    let review = united_review(&members);
    let sources = united_sources(&mut members);
    let documents = sources.chunk_by(|one, next| one.document == next.document).count();
    let event = members.swap_remove(best);
    let doubt = (1.0 - event.confidence).powf(documents.min(3) as f32);
    let mut event = Event {
        regions: regions.around(&places),
        places,
        review,
        confidence: (1.0 - doubt).min(0.99),
        sources,
        ..event
    };
    event.set_when(when);
    event.date_status = DateStatus::of_event(&event);
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
    let mut dates = members.iter().filter_map(|member| member.when.as_ref());
    let first = dates.next()?;
    if dates.all(|date| date.edtf == first.edtf) {
        return Some(first.clone());
    }
    // Where only documents' own days place it, it was the first of them, or before.
    let mut sources = members.iter().flat_map(|member| &member.sources);
    if sources.all(|source| source.stated().is_none()) {
        let dates = members.iter().filter_map(|member| member.when.as_ref());
        return dates.min_by_key(|when| when.bounds.sort_key()).cloned();
    }
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

/// What it is worth to a telling as the face of an event that the others have all its words too.
const MOST_TYPICAL: f32 = 0.3;
/// What it is worth that they all open as it does.
const MOST_NAMED: f32 = 0.2;

/// What the words of a title mean, as hashes: "quake" and "earthquake" the same.
fn meanings(title: &str) -> impl Iterator<Item = u64> {
    title.split(' ').map(|word| {
        let hash = hash_of(word);
        let stem = stem_hash(word, hash);
        let meant = ENGLISH.alike(stem);
        if meant == stem { hash } else { meant }
    })
}

/// The share of the others, of so many in all, among those of which there are `count`; 0–1.
fn share(count: Option<&usize>, titles: usize) -> f32 {
    count.map_or(0.0, |count| (count - 1) as f32 / (titles - 1).max(1) as f32)
}

/// How many titles say each thing.
fn spread(said: &[Vec<u64>]) -> HashMap<u64, usize, ByHash> {
    let mut spread: HashMap<u64, usize, ByHash> = HashMap::default();
    for &word in said.iter().flatten() {
        *spread.entry(word).or_default() += 1;
    }
    spread
}

/// The share of the other titles, of so many in all, that have a word of this one, on average, 0–1.
fn typical(said: &[u64], titles: usize, spread: &HashMap<u64, usize, ByHash>) -> f32 {
    let told = said.iter().filter_map(|word| spread.get(word));
    let others: usize = told.map(|found| found - 1).sum();
    others as f32 / (said.len() * (titles - 1).max(1)) as f32
}

/// The first two words of a title: who did it, as most tellings name them, and what.
fn opening(said: &[u64]) -> &[u64] {
    said.get(..2).unwrap_or(said)
}

/// How many titles open so.
fn openings(said: &[Vec<u64>]) -> HashMap<&[u64], usize> {
    let mut openings = HashMap::new();
    for said in said {
        *openings.entry(opening(said)).or_default() += 1;
    }
    openings
}

/// How good a telling is as the face of the event.
fn quality(event: &Event, when: Option<&When>) -> f32 {
    let chars = event.title.chars().count() as f32;
    let length = if (25.0..=75.0).contains(&chars) { 0.2 } else { 0.0 };
    // "in June" says less than the day, but does not err.
    let agrees = match (event.when.as_ref(), when) {
        (own, when) if own == when => 0.3,
        (Some(own), Some(when)) if own.bounds.overlaps(when.bounds) => 0.2,
        _ => 0.0,
    };
    let cut =
        if event.title.starts_with('[') || event.title.starts_with('“') { 0.15 } else { 0.0 };
    // "This is", "Who knows the toll?", "0910: rescuers say": cut out of something longer.
    let opening = title::opening(&event.title);
    let leans = title::opens_with_pronoun(&event.title)
        || opening.len() == 4 && opening.bytes().all(|b| b.is_ascii_digit())
        || event.title.contains(['?', ':'])
        || tells_half(&event.title);
    let cut = cut + if leans { 0.2 } else { 0.0 };
    event.confidence + length + agrees - cut
}

/// "A quake struck" and "The coroner disclosed" do not say what, and "Keller was in Oslo when a quake struck"
/// tells of something else.
fn tells_half(title: &str) -> bool {
    let mut words = title.split(' ');
    let is = |list: &str, word: &str| ENGLISH.phrase_len(list, [word]) > 0;
    let is_open =
        |last: &str| is("takes_place", last) || ENGLISH.classes(last).has(Class::Reporting);
    words.next_back().is_some_and(is_open) || words.any(|it| is("amid", it))
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

/// The sources of all members, which are left without.
fn united_sources(members: &mut [Event]) -> Vec<Source> {
    let count = members.iter().map(|member| member.sources.len()).sum();
    let mut sources: Vec<Source> = Vec::with_capacity(count);
    for member in members {
        sources.append(&mut member.sources);
    }
    sources.sort_by_key(|source| (source.document, source.sentence.start, source.clause.start));
    sources
}

/// Documents with the same text tell the same events under the same name: they are merged, and what
/// is left gets a name of its own.
fn distinguish(events: &mut [Event]) {
    events.par_sort_by_cached_key(Event::sort_key);
    let mut seen: HashSet<u64, ByHash> = HashSet::default();
    for event in events {
        while !seen.insert(event.id.0) {
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
    fn what_gets_its_date_from_others_does_not_say_why_it_has_none() {
        let surer = "The ferry Halvard had sunk off the port of <NO|Bergen>.";
        let documents = [SINKING, surer].map(|text| Arc::new(fixture::dated(text)));
        let events = documents.iter().enumerate().flat_map(|(i, it)| detect(i, it));
        let judged = |event: Event| {
            let confidence = if event.when.is_some() { 0.1 } else { 0.9 };
            Event { confidence, ..event }
        };
        let events = events.map(judged).collect();
        let told = super::merge(&documents, events, &PlaceTable::default());
        let [event] = told.as_slice() else { panic!("{told:#?}") };
        assert!(event.title.contains("had sunk") && event.when.is_some(), "{event:#?}");
        assert_eq!(event.undated_reason, None);
    }

    #[test]
    fn a_time_that_is_no_date_is_not_the_day_of_a_report() {
        let report = "The charity Halvard has urged all banks to cancel the debts of <NO|Norway>.";
        let told = |time: &str| {
            merged(&[
                report,
                &format!(
                    "The charity Halvard urged all banks to cancel the debts of <NO|Norway>{time}."
                ),
            ])
        };
        let before = told(" {PAST_REF|a few years ago}");
        assert_eq!(before.len(), 2, "{before:?}");
        let same = told("");
        assert_eq!(same.len(), 1, "{same:?}");
    }

    #[test]
    fn a_death_told_of_its_month_is_that_of_the_day() {
        let told = merged(&[
            "The singer Ann Halvard died of a fever on {1911-03-05|5 March 1911}.",
            "Ann Halvard died in {1911-03|March 1911}, and the choir was left without a leader.",
            "Ann Halvard sang in {1911-03|March 1911}, and the choir was left without a leader.",
        ]);
        let dates: Vec<_> = told.iter().filter_map(|(_, date, _)| date.as_deref()).collect();
        assert_eq!(dates, ["1911-03", "1911-03-05"], "{told:?}");
    }

    #[test]
    fn tellings_that_no_word_joins_are_one_by_those_between_them() {
        let told = merged(&[
            "On {1911-03-05|5 March 1911} the ferry Halvard sank off the port of <NO|Bergen>.",
            "The ferry Halvard sank in a storm on {1911-03-05|5 March 1911}.",
            "The Halvard, a ferry, sank on {1911-03-05|5 March 1911} off <NO|Bergen>.",
        ]);
        assert_eq!(told.len(), 1, "{told:?}");
    }

    #[test]
    fn an_upheaval_is_one_in_whatever_words() {
        let told = merged(&[
            "A quake struck <NO|Norway> on {1911-03-05|5 March 1911}.",
            "In <NO|Norway> hundreds of homes were flattened by the quake of {1911-03-05|5 March 1911}.",
            "A quake struck <IT|Italy> on {1911-03-05|5 March 1911}.",
        ]);
        let sources: Vec<_> =
            told.iter().map(|(title, _, count)| (title.as_str(), *count)).collect();
        assert_eq!(told.len(), 2, "{sources:?}");
    }

    #[test]
    fn what_a_later_document_recalls_is_what_others_date() {
        // How many sentences tell what the first text tells.
        let told = |first: &str, later: &str| merged(&[first, later]).first().map(|it| it.2);
        let quake = "A quake struck <NO|Norway> on {2022-10-01|1 October 2022}.";
        let later = |text: &str| told(quake, &format!("Snow fell in the night. {text}"));
        assert_eq!(later("The devastating quake struck <NO|Norway> before dawn."), Some(2));
        assert_eq!(later("A quake struck <NO|Norway> before dawn."), Some(1));
        assert_eq!(later("The quake struck <IT|Italy> before dawn."), Some(1));
        let fresh = "A quake struck <NO|Norway> on {2022-10-29|29 October}.";
        assert_eq!(later(&format!("{fresh} The quake struck <NO|Norway> before dawn.")), Some(1));
        assert_eq!(told(quake, "The quake struck <NO|Norway>. Snow fell in the night."), Some(1));
        let old = "A quake struck <NO|Norway> on {1911-03-05|5 March 1911}.";
        assert_eq!(told(old, "Snow fell in the night. The quake struck <NO|Norway>."), Some(1));

        let death = "Ann Halvard died of a fever on {1911-03-05|5 March 1911}.";
        let later = |text: &str| told(death, &format!("Snow fell in the night. {text}"));
        assert_eq!(later("Ann Halvard died without a will."), Some(2));
        assert_eq!(later("Ola Halvard died without a will."), Some(1));
        assert_eq!(later("Halvard died without a will."), Some(1));
    }

    #[test]
    fn a_death_of_a_month_is_that_of_a_day_in_it() {
        check(
            [
                "Ann Halvard died in {1911-03|March 1911}, and her choir was left without a leader.",
                "The singer Ann Halvard died of a fever at home on {1911-03-05|5 March 1911}.",
            ],
            1,
        );
    }

    #[test]
    fn two_deaths_of_one_day_are_two_events() {
        let told = merged(&[
            "The painter Ann Halvard died of a fever in <NO|Oslo> on {1911-03-05|5 March 1911}.",
            "The painter Ola Halvard died of a fever in <NO|Oslo> on {1911-03-05|5 March 1911}.",
            "Halvard died of a fever in <NO|Oslo> on {1911-03-05|5 March 1911}.",
        ]);
        assert_eq!(told.len(), 2, "{told:?}");
    }

    /// How many events two texts tell together.
    #[track_caller]
    fn check(texts: [&str; 2], events: usize) {
        let told = merged(&texts);
        assert_eq!(told.len(), events, "{told:?}");
    }

    #[test]
    fn one_who_does_two_things_on_a_day_does_two_things() {
        check(
            [
                "Governor Ann Halvard sent two engineers to the dam on {1911-03-05|5 March 1911}.",
                "Governor Ann Halvard named nine judges of the high court on {1911-03-05|5 March 1911}.",
            ],
            2,
        );
    }

    #[test]
    fn other_names_and_numbers_are_other_events() {
        let arrest = "Ann Halvard was arrested on suspicion of fraud on {1911-03-05|5 March 1911}.";
        let other = arrest.replace("Ann Halvard", "Ola Dahl");
        check([arrest, &other], 2);
        check([arrest, &arrest.replace("Ann ", "")], 1);
        let count = "Soldiers have collected 25,000 bodies in the port.";
        check([count, "A truck has collected 1,400 bodies on the hill."], 2);
        check([count, "A truck has collected 25,000 bodies on the hill."], 1);
    }

    #[test]
    fn one_deed_told_in_other_words_is_one_event() {
        check(
            [
                "A jet of Halvard Air carrying 150 people crashed in the <NO|Vik> valley on {1991-03-05|5 March 1991}.",
                "An airliner with 148 on board crashed in the <NO|Vik> valley on {1991-03-05|5 March 1991}.",
            ],
            1,
        );
        check(
            [
                "King Olav and Ann Halvard signed the <NO|Vik> treaty on {1911-03-05|5 March 1911}.",
                "Sweden and Wales signed the <NO|Vik> treaty on {1911-03-05|5 March 1911}.",
            ],
            1,
        );
    }

    #[test]
    fn deeds_of_one_kind_on_a_day_are_one_event() {
        check(
            [
                "Soldiers without badges occupied the parliament of <NO|Norway> on {1911-03-05|5 March 1911}.",
                "Armed men seized the parliament and the bank in <NO|Bergen> on {1911-03-05|5 March 1911}.",
            ],
            1,
        );
        check(
            [
                "Rebels and the crown agreed on a ceasefire at talks in <SE|Malmö> on {1911-03-05|5 March 1911}.",
                "Rebels in <SE|Sweden> and the crown signed a truce on {1911-03-05|5 March 1911}.",
            ],
            1,
        );
        check(
            [
                "Soldiers occupied the parliament of <NO|Norway> on {1911-03-05|5 March 1911}.",
                "The parliament of <NO|Norway> elected a speaker on {1911-03-05|5 March 1911}.",
            ],
            2,
        );
        check(
            [
                "The court sentenced Per Hansen to ten years in prison on {1911-03-05|5 March 1911}.",
                "The court sentenced Lars Dahl to four years in prison on {1911-03-05|5 March 1911}.",
            ],
            2,
        );
        check(
            [
                "A bomb exploded in a market in <FR-69M|Lyon> on {1911-03-05|5 March 1911}.",
                "A bomb exploded at a school in <ES|Spain> on {1911-03-05|5 March 1911}.",
            ],
            2,
        );
        check(
            [
                "Parliament passed a law on pensions on {1911-03-05|5 March 1911}.",
                "Parliament approved the budget on {1911-03-05|5 March 1911}.",
            ],
            2,
        );
    }

    #[test]
    fn what_is_done_about_a_deed_is_another_event() {
        check(
            [
                "The court outlawed the Halvard party on {1911-03-05|5 March 1911}.",
                "Thousands protested against the outlawing of the Halvard party on {1911-03-05|5 March 1911}.",
            ],
            2,
        );
    }

    #[test]
    fn a_verb_in_any_form_and_its_noun_are_one_deed() {
        let gave = "The king gave Halvard island a market on {1911-03-05|5 March 1911}.";
        let given = "Halvard island was given a market on {1911-03-05|5 March 1911}.";
        check([gave, given], 1);
        check(
            [
                "The painter Ann Halvard died of a fever on {1911-03-05|5 March 1911}.",
                "Halvard's death came on {1911-03-05|5 March 1911}.",
            ],
            1,
        );
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
