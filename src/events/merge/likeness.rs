//! Whether an event is one that a cluster tells, and how surely.
//!
//! Nearly all that are compared are different, so what tells most of them apart stands side by side in
//! one [`Facts`] for each event.

use super::similarity::{Kinship, Measure, Side, Telling, Turn};
use crate::events::dating::news;
use crate::events::merge::{self, MAX_DAYS_APART};
use crate::model::{
    Event, Factuality, Granularity, PlaceCode, PlaceScope, When, calendar::DAY_SECS,
};
use crate::phrase::fold::hash_of;
use rayon::prelude::*;
use smallvec::SmallVec;

/// The least likeness of two tellings of one event. What adds to it and takes from it was weighed, by logistic
/// regression, on pairs of tellings out of news and chronicles that people judged; the cosine of the clauses counts
/// as it is.
const MIN_LIKENESS: f32 = 0.95;
/// What the cosine of the titles counts.
const TITLES: f32 = 0.57;
/// What it adds that both state the same date.
const SAME_DATE: f32 = 0.50;
/// What it takes that not both state their date: on the day of a report much is told that has little to do with each
/// other.
const REPORTED: f32 = 0.20;
/// What it adds that both tell a deed of one kind.
const DEEDS: f32 = 0.47;
/// What it takes from that, where each tells what it was done to, and other things.
const OTHER_OBJECTS: f32 = 0.40;
/// What it adds that one names the deed of the other, or one of its kind.
const DEED_NAMED: f32 = 0.33;
/// What words of one kind in both titles add.
const WORDS: f32 = 0.24;
/// What it takes that nothing tells one deed.
const OTHER_DEED: f32 = 0.15;
/// What the same number in both titles adds, and what other numbers take.
const NUMBERS: f32 = 0.28;
/// What the same name before what happened adds.
const SAME_SUBJECT: f32 = 0.16;
/// What it takes that one tells what is done about the deed of the other.
const REACTION: f32 = 0.60;
/// What other names of people and bodies take.
const OTHER_NAMES: f32 = 0.40;
/// What other days take, and that one has no date.
const OTHER_DATE: f32 = 0.15;
/// What other places of one country take, which may be told of one event from two sides.
const OTHER_PLACE: f32 = 0.25;
/// What a coarser date takes.
const NESTED: f32 = 0.09;
/// What one document takes: it seldom tells an event twice.
const SAME_DOCUMENT: f32 = 0.27;
/// The longest time that several days are of which one telling gives one and another all.
const DAYS_OF_ONE: i64 = 3 * DAY_SECS;
/// The least cosine of a day with the month or year of another telling.
const MIN_NESTED_COSINE: f32 = 0.30;
/// Members of a cluster that an event is compared with; of a larger one these stand for all.
const MOST_COMPARED: usize = 24;

/// All events, ready to be compared.
pub(super) struct Likeness<'a> {
    events: &'a [Event],
    tellings: &'a [Telling],
    facts: Vec<Facts>,
    regions: Vec<Region>,
}

/// What of an event can be compared at a glance; as much as a processor reads at once.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub(super) struct Facts {
    title: Terms,
    names: Terms,
    /// The day on which a date of a day or finer begins.
    day: Option<i32>,
    /// Where it was told first.
    document: u32,
    /// Where its sentence begins there.
    sentence: u32,
    /// What happened and what goes on may be told of one event, and stands as `None`; a plan and its
    /// fulfilment may not.
    reality: Option<Factuality>,
    side: Side,
    is_negative: bool,
    is_listed: bool,
    is_state: bool,
    is_dated: bool,
    /// Whether its sentence has a date of its own.
    is_stated: bool,
    is_open: bool,
    is_settled: bool,
    /// Whether a place is told with it: what only the document is about may be the desk of the writer.
    has_place: bool,
}

/// No more than a processor reads at once, since most of what is compared comes from far away.
const _: () = assert!(size_of::<Facts>() == 64);

/// Some members of a cluster that stand evenly in it: at most so many.
pub(super) fn sampled(
    members: &[usize],
    most: usize,
) -> impl ExactSizeIterator<Item = usize> + Clone + '_ {
    let step = members.len().div_ceil(most).max(1);
    members.iter().step_by(step).copied()
}

impl Facts {
    fn of(event: &Event, telling: &Telling) -> Self {
        let source = event.sources.first();
        let mut places = event.sources.iter().flat_map(|source| &source.places);
        let day = |when: &When| {
            let start = when.bounds.earliest.filter(|_| is_fine(when))?;
            i32::try_from(start.div_euclid(DAY_SECS)).ok()
        };
        Self {
            title: Terms::of(&telling.title.terms),
            names: Terms::of(&telling.names),
            day: event.when.as_ref().and_then(day),
            document: source.map_or(u32::MAX, |source| source.document as u32),
            sentence: source.map_or(0, |source| source.sentence.start),
            reality: Some(event.factuality).filter(|factuality| !factuality.is_real()),
            side: telling.side,
            is_negative: telling.is_negative,
            is_listed: telling.is_listed,
            is_settled: merge::is_settled(event),
            is_state: news::is_state(event),
            is_dated: event.when.is_some(),
            is_stated: event.sources.iter().any(|source| source.time.is_some()),
            is_open: event.when.as_ref().is_some_and(When::is_open),
            has_place: places.any(|place| place.scope != PlaceScope::Document),
        }
    }

    /// Whether nothing seen at a glance tells two events apart.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        self.has_enough(other) && self.may_go_with(other)
    }

    /// Whether nothing seen at a glance but their words tells two events apart.
    fn may_go_with(&self, other: &Self) -> bool {
        // One sentence tells its events apart itself.
        let is_beside = self.document == other.document && self.sentence == other.sentence;
        !is_beside && self.may_be_told_with(other)
    }

    /// The same for what one sentence may tell twice.
    fn may_be_told_with(&self, other: &Self) -> bool {
        let is_apart = self.is_state
            || other.is_state
            || self.is_listed && other.is_listed
            || self.is_settled && other.is_settled
            || self.side.is_opposite(other.side);
        !is_apart && self.is_as_real_as(other) && self.may_be_then(other)
    }

    /// Whether it happened in the one telling as in the other.
    fn is_as_real_as(&self, other: &Self) -> bool {
        self.is_negative == other.is_negative && self.reality == other.reality
    }

    /// Whether the two may have enough words in common, as [`Likeness::is_alike`] counts them.
    fn has_enough(&self, other: &Self) -> bool {
        // Deeds of one kind on one day need not share more than a word.
        let is_said = self.is_stated && other.is_stated && self.is_dated && other.is_dated;
        let enough = if is_said { 1 } else { least_heads(self, other) };
        self.title.may_share(other.title, enough)
            || self.title.may_share(other.title, 1) && self.names.may_share(other.names, 2)
    }

    fn may_be_then(&self, other: &Self) -> bool {
        if !self.is_dated || !other.is_dated {
            // What one document dates another may tell without a date; a document dates its own. "A few years
            // ago" is not the day of a report.
            let is_apart = self.is_of_another_time(other) || other.is_of_another_time(self);
            let is_same_kind = self.is_dated == other.is_dated;
            return is_same_kind || !is_apart && self.document != other.document;
        }
        self.is_open == other.is_open
            && self.days_from(other).is_none_or(|days| days <= MAX_DAYS_APART)
    }

    /// Whether it has a time of its own that is no date, and the other one only the day of its document.
    fn is_of_another_time(&self, other: &Self) -> bool {
        !self.is_dated && self.is_stated && other.is_dated && !other.is_stated
    }

    /// Days between the starts of two dates of a day or finer; `None` for others.
    fn days_from(&self, other: &Self) -> Option<i64> {
        self.day.zip(other.day).map(|(one, other)| i64::from(one.abs_diff(other)))
    }
}

/// A set of terms at a glance: a bit for each.
#[derive(Clone, Copy, Debug, Default)]
struct Terms {
    /// The bits as bytes, which need no room between them.
    bits: [u8; 16],
    /// Terms whose bit another one has set before.
    hidden: u8,
}

impl Terms {
    fn of(terms: &[u32]) -> Self {
        let bits = terms.iter().fold(0_u128, |bits, term| bits | 1 << (term % 128));
        let hidden = terms.len() - bits.count_ones() as usize;
        Self { bits: bits.to_le_bytes(), hidden: u8::try_from(hidden).unwrap_or(u8::MAX) }
    }

    /// Whether two sets may share one, two or three terms. The bits are not counted, since nearly all pairs have
    /// too few: the lowest of them is taken away.
    #[inline]
    fn may_share(self, other: Self, enough: u8) -> bool {
        let without_lowest = |bits: u128| bits & bits.wrapping_sub(1);
        let common = u128::from_le_bytes(self.bits) & u128::from_le_bytes(other.bits);
        let but_one = without_lowest(common);
        match enough.saturating_sub(self.hidden.min(other.hidden)) {
            0 | 1 => common != 0,
            2 => but_one != 0,
            _ => without_lowest(but_one) != 0,
        }
    }
}

/// Words of the titles that two events must have in common: without a date two are not enough.
fn least_heads(a: &Facts, b: &Facts) -> u8 {
    if a.is_dated && b.is_dated { 2 } else { 3 }
}

impl<'a> Likeness<'a> {
    pub(super) fn of(events: &'a [Event], tellings: &'a [Telling]) -> Self {
        let both = events.par_iter().zip(tellings);
        let facts = both.map(|(event, telling)| Facts::of(event, telling)).collect();
        let regions = events.par_iter().map(Region::of).collect();
        Self { events, tellings, facts, regions }
    }

    /// The facts of an event.
    pub(super) fn facts(&self, i: usize) -> Facts {
        self.facts.get(i).copied().unwrap_or_default()
    }

    /// Average likeness of event `i`, which `measure` has laid out, to the members of a cluster; `None`
    /// where it cannot be one of them. Sources may disagree by a day, and a chain of such claims holds
    /// together while its ends are close.
    pub(super) fn with(&self, i: usize, measure: &Measure, members: &[usize]) -> Option<f32> {
        let facts = self.facts.get(i)?;
        let sample = sampled(members, MOST_COMPARED);
        let compared = sample.len().max(1);
        let mut is_near = false;
        for j in sample.clone() {
            let its = self.facts.get(j)?;
            if !facts.may_go_with(its) {
                return None;
            }
            is_near |= facts.days_from(its).is_none_or(|days| days <= 1);
        }
        if !is_near {
            return None;
        }
        let mut told: SmallVec<[(usize, Kinship, Apart); MOST_COMPARED]> = SmallVec::new();
        let mut unlike = 0;
        for j in sample {
            let apart = self.apart(i, j)?;
            if apart == Apart::Wholly || !self.may_be_same(i, measure, j)? {
                return None;
            }
            let kinship = self.kinship(i, j)?;
            unlike += usize::from(!self.is_alike(i, measure, j, kinship)?);
            // Tellings of one event need not share their words in every pair.
            if compared < 2 * unlike {
                return None;
            }
            told.push((j, kinship, apart));
        }
        let mut sum = 0.0;
        for (j, kinship, apart) in told {
            sum += self.likeness(i, measure, j, (kinship, apart))?;
        }
        let average = sum / compared as f32;
        (average >= MIN_LIKENESS).then_some(average)
    }

    /// The cosine of two events, and what else speaks for and against one event; of two with a date of their
    /// own, one of which says in its title what the other one does in more words, at least that of a sure pair.
    fn likeness(
        &self,
        i: usize,
        measure: &Measure,
        j: usize,
        (kinship, apart): (Kinship, Apart),
    ) -> Option<f32> {
        let (its, own) = (self.tellings.get(j)?, self.tellings.get(i)?);
        let (facts, other) = (self.facts.get(i)?, self.facts.get(j)?);
        let is_stated = facts.is_stated && other.is_stated;
        let is_once = self.is_nested(i, j) && measure.shares_once(its);
        let is_same_date = is_once || self.has_same_date(i, j);
        let is_apart = facts.is_dated != other.is_dated
            || !is_same_date && facts.days_from(other).is_some_and(|days| 0 < days);
        let part = |is_so: bool, weight: f32| if is_so { weight } else { 0.0 };
        let kinship = match kinship {
            Kinship::Deeds if own.is_done_to_another(its) => DEEDS - OTHER_OBJECTS,
            Kinship::Deeds => DEEDS,
            Kinship::Named => DEED_NAMED,
            Kinship::Words => WORDS,
            Kinship::Reaction => -REACTION,
            Kinship::None => -OTHER_DEED,
        };
        let likeness = measure.cosine(its)
            + TITLES * measure.title_cosine(own, its)
            + kinship
            + part(is_stated && is_same_date, SAME_DATE)
            - part(!is_stated, REPORTED)
            + part(own.shares_number(its), NUMBERS)
            + part(own.shares_subject(its), SAME_SUBJECT)
            - part(own.counts_another(its), NUMBERS)
            - part(own.names_another(its), OTHER_NAMES)
            - part(apart == Apart::Somewhat, OTHER_PLACE)
            - part(is_apart, OTHER_DATE)
            - part(self.is_nested(i, j), NESTED)
            - part(facts.document == other.document, SAME_DOCUMENT);
        let shared = measure.shared_title(its);
        let is_part = 2 <= shared && shared == its.title.terms.len().min(own.title.terms.len());
        Some(if is_stated && is_part { likeness.max(MIN_LIKENESS) } else { likeness })
    }

    /// The hashes of the countries of an event.
    pub(super) fn countries(&self, i: usize) -> impl Iterator<Item = u64> + '_ {
        self.regions.get(i).into_iter().flat_map(|region| region.countries.iter().copied())
    }

    /// How alike two events are, of which `measure` has laid out the first; `None` where their places tell them apart.
    pub(super) fn of_pair(&self, i: usize, measure: &Measure, j: usize) -> Option<f32> {
        let apart = self.apart(i, j).filter(|apart| *apart != Apart::Wholly)?;
        self.likeness(i, measure, j, (self.kinship(i, j)?, apart))
    }

    /// The dates of two events, where both have one.
    fn dates(&self, i: usize, j: usize) -> Option<(&When, &When)> {
        self.events.get(i)?.when.as_ref().zip(self.events.get(j)?.when.as_ref())
    }

    /// Whether two dates are one, or the same few days: "on 21 and 22 February", "on 22 February at noon".
    pub(super) fn has_same_date(&self, i: usize, j: usize) -> bool {
        let is_short = |when: &When| {
            let ends = when.bounds.earliest.zip(when.bounds.latest);
            is_fine(when) && ends.is_some_and(|(from, to)| to - from <= DAYS_OF_ONE)
        };
        self.dates(i, j).is_some_and(|(own, its)| {
            own.bounds == its.bounds
                || is_short(own) && is_short(its) && own.bounds.overlaps(its.bounds)
        })
    }

    /// How far what two events tell is one deed.
    fn kinship(&self, i: usize, j: usize) -> Option<Kinship> {
        let is_stated = self.facts.get(i)?.is_stated && self.facts.get(j)?.is_stated;
        let is_same_date = is_stated && self.has_same_date(i, j);
        Some(self.tellings.get(i)?.kinship(self.tellings.get(j)?, is_same_date))
    }

    /// How far what is told of their places tells two events apart.
    fn apart(&self, i: usize, j: usize) -> Option<Apart> {
        let (facts, other) = (self.facts.get(i)?, self.facts.get(j)?);
        let (here, there) = (self.regions.get(i)?, self.regions.get(j)?);
        // Without a date, what the documents are about must agree as well.
        let has_places = if facts.is_dated && other.is_dated {
            facts.has_place && other.has_place
        } else {
            !here.places.is_empty() && !there.places.is_empty()
        };
        let is_together = !has_places || here.meets(there);
        Some(if is_together {
            Apart::NotAtAll
        } else if facts.is_stated && other.is_stated && here.may_be_told_as(there) {
            Apart::Somewhat
        } else {
            Apart::Wholly
        })
    }

    /// Whether one date is a day or finer and the other one coarser.
    fn is_nested(&self, i: usize, j: usize) -> bool {
        self.dates(i, j).is_some_and(|(own, its)| is_fine(own) != is_fine(its))
    }

    /// Whether nothing seen at a glance but its words tells an event apart from any member of a cluster.
    pub(super) fn goes_with(&self, i: usize, members: &[usize]) -> bool {
        let facts = self.facts(i);
        sampled(members, MOST_COMPARED).all(|j| facts.may_go_with(&self.facts(j)))
    }

    /// Whether two events that look alike have enough in common.
    fn is_alike(&self, i: usize, measure: &Measure, j: usize, kinship: Kinship) -> Option<bool> {
        let its = self.tellings.get(j)?;
        let (facts, other) = (self.facts.get(i)?, self.facts.get(j)?);
        let heads = measure.shared_title(its);
        let enough = least_heads(facts, other);
        let are_kin = kinship == Kinship::Deeds && self.tellings.get(i)?.shares_thing(its);
        let has_enough = usize::from(enough) <= heads
            || 1 <= heads && (2 <= measure.shared_names(its) || are_kin);
        // Much happens in one town or to one person on one day: names alone are not enough.
        Some(has_enough && (are_kin || measure.shares_a_word(its)))
    }

    /// Whether neither whom it befell nor dates tell two events apart.
    fn may_be_same(&self, i: usize, measure: &Measure, j: usize) -> Option<bool> {
        let befell_another = self.tellings.get(i)?.befell_another(self.tellings.get(j)?);
        Some(!befell_another && self.same_time(i, measure, j)?)
    }

    /// Whether both tell of what happens once to a person, or to a region that they share, within a day or a month that
    /// has that day.
    pub(super) fn share_turn(&self, i: usize, j: usize) -> Option<bool> {
        let is_same = self.share_turn_of_any_time(i, j)?;
        // "In June", "on 25 June": the month has the day.
        let is_within = self.is_nested(i, j)
            && self.dates(i, j).is_some_and(|(own, its)| own.bounds.overlaps(its.bounds));
        let days = self.facts(i).days_from(&self.facts(j));
        Some(is_same && (is_within || days.is_some_and(|days| days <= 1)))
    }

    /// Whether both tell of what happens once to a person, or to a region that they share, whenever that was.
    fn share_turn_of_any_time(&self, i: usize, j: usize) -> Option<bool> {
        let (own, its) = (self.tellings.get(i)?, self.tellings.get(j)?);
        let turn = own.fate.turn.filter(|turn| its.fate.turn == Some(*turn))?;
        Some(match turn {
            Turn::Upheaval(_) => self.regions.get(i)?.meets(self.regions.get(j)?),
            Turn::Fate(..) => !own.befell_another(its),
        })
    }

    /// How many days before the day of event `i`, on which its document only reports it, `j` puts what may be the same
    /// turn; `None` where it is another one, or later.
    pub(super) fn days_since(&self, i: usize, j: usize) -> Option<i64> {
        let (facts, its) = (self.facts(i), self.facts(j));
        let days = i64::from(facts.day?) - i64::from(its.day?);
        let may_be = 0 <= days && facts.is_as_real_as(&its) && self.share_turn_of_any_time(i, j)?;
        may_be.then_some(days)
    }

    /// "The quake in Norway", "the quake in Bergen": whether event `i` is told of no part alone of where `j` was, where
    /// both shook a region.
    pub(super) fn is_of_all(&self, i: usize, j: usize) -> bool {
        let is_told = || {
            let (here, there) = (self.regions.get(i)?, self.regions.get(j)?);
            let is_upheaval = matches!(self.tellings.get(i)?.fate.turn, Some(Turn::Upheaval(_)));
            Some(!is_upheaval || there.is_within(here))
        };
        is_told() == Some(true)
    }

    /// Whether nothing tells an event apart from any member of a cluster that tells of the same turn: neither
    /// what else one sentence tells of it, nor the words.
    pub(super) fn goes_with_turn(&self, i: usize, members: &[usize]) -> bool {
        let facts = self.facts(i);
        sampled(members, MOST_COMPARED).all(|j| facts.may_be_told_with(&self.facts(j)))
    }

    /// Whether two dates allow each other, where a glance at their days did not tell.
    fn same_time(&self, i: usize, measure: &Measure, j: usize) -> Option<bool> {
        let Some((x, y)) = self.dates(i, j) else { return Some(true) };
        let has_day = |when: &When| is_fine(when) && when.bounds.earliest.is_some();
        if has_day(x) && has_day(y) {
            return Some(true);
        }
        // A day is not swallowed by a month or year of different words.
        let its = self.tellings.get(j)?;
        let is_alike = || {
            !self.is_nested(i, j)
                || measure.cosine(its) >= MIN_NESTED_COSINE
                || measure.shares_once(its) && 2 <= measure.shared_title(its)
        };
        Some(x.bounds.overlaps(y.bounds) && is_alike())
    }
}

/// How far places tell two events apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    NotAtAll,
    /// They may be told of one event from two sides: "the parliament of Crimea", "in Simferopol".
    Somewhat,
    Wholly,
}

/// The places of an event and all that contains them, by the hashes of their codes.
#[derive(Debug)]
pub(super) struct Region {
    places: SmallVec<[u64; 2]>,
    regions: SmallVec<[u64; 6]>,
    /// Those regions that are countries.
    countries: SmallVec<[u64; 2]>,
    /// Those that lie within one country.
    parts: SmallVec<[u64; 4]>,
    /// Whether the clause that tells the event names a place.
    is_named: bool,
}

impl Region {
    /// The region of an event.
    pub(super) fn of(event: &Event) -> Self {
        let hash = |code: &PlaceCode| hash_of(code.as_str());
        let mut places = event.sources.iter().flat_map(|source| &source.places);
        Self {
            places: event.places.iter().map(hash).collect(),
            regions: event.regions.iter().map(hash).collect(),
            countries: event.regions.iter().filter(|code| code.is_country()).map(hash).collect(),
            parts: event.regions.iter().filter(|code| code.is_within_country()).map(hash).collect(),
            is_named: places.any(|place| place.scope == PlaceScope::Clause),
        }
    }

    /// Whether they may be told of one event from two sides: both lie in one country, and in one part of it or one is
    /// not named where the event is told.
    fn may_be_told_as(&self, other: &Self) -> bool {
        let meet = |one: &[u64], its: &[u64]| one.iter().any(|code| its.contains(code));
        meet(&self.countries, &other.countries)
            && (!self.is_named || !other.is_named || meet(&self.parts, &other.parts))
    }

    /// Whether two are equal places, or one inside the other.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.is_within(other) || other.is_within(self)
    }

    /// Whether one of its places is, or lies in, one of the other.
    fn is_within(&self, other: &Self) -> bool {
        self.regions.iter().any(|region| other.places.contains(region))
    }
}

/// Whether a date is a day or finer.
pub(super) fn is_fine(when: &When) -> bool {
    when.granularity <= Granularity::Day
}
