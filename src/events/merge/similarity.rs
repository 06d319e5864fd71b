//! How alike two tellings are: TF-IDF vectors of word stems.

use super::vocabulary::{Stems, Vocabulary};
use crate::events::words::word_lists::Kinds;
use crate::model::{Annotated, Event};
use rayon::prelude::*;
use smallvec::SmallVec;
use std::sync::Arc;

/// Terms of a telling. Most lists are short and need no memory of their own.
pub(super) type TermList = SmallVec<[u32; 8]>;

/// What an event's words say, reduced to what can be compared. Lists of terms are sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    /// (term, weight), in order of terms, of length 1.
    pub weights: Vec<(u32, f32)>,
    /// Names and numbers.
    pub names: TermList,
    /// What its title says.
    pub title: Title,
    /// What happened.
    pub deed: Deed,
    /// What befell anybody once, where its title tells that.
    pub fate: Fate,
    /// Whether it takes the side against something, or for it.
    pub side: Side,
    /// Whether it says no: "no country recognises".
    pub is_negative: bool,
    /// Whether a list tells it: two rows of lists are two events.
    pub is_listed: bool,
}

/// What the title of an event says.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    /// Its terms: the head of the event is among them.
    pub terms: TermList,
    /// The length of their weights.
    pub weight: f32,
    /// The kinds of all its words.
    pub kinds: Kinds,
    /// Numbers.
    pub numbers: TermList,
    /// Names that are no places.
    pub named: TermList,
    /// Those of them before what happened: who did it, or whom it befell.
    pub subject: TermList,
    /// Terms that are neither its places nor what happened.
    pub things: TermList,
    /// Those of them behind what happened: what it was done to.
    pub objects: TermList,
}

/// What happened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Deed {
    /// Its term; `None` where somebody only says or is something.
    pub term: Option<u32>,
    /// Its kinds.
    pub kinds: Kinds,
    /// Whether somebody did or said something about what happened: "denounced the invasion".
    pub is_reaction: bool,
    /// Whether it befalls a person: "was arrested".
    pub befalls_a_person: bool,
}

/// What befalls anybody or anything once: "Ann Keller died".
#[derive(Clone, Debug, Default)]
pub(super) struct Fate {
    /// Terms for it: "died".
    pub once: TermList,
    /// Terms of the names before it, in their order: "Ann", "Keller".
    pub bearer: TermList,
    /// What happens once to a region or a person.
    pub turn: Option<Turn>,
    /// Whether it may be told as what readers know: "the quake struck", "Ann Keller died", but not "a quake struck".
    pub is_known: bool,
}

/// What happens once, however it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Turn {
    /// The term of what shakes a whole region: "the quake struck".
    Upheaval(u32),
    /// The terms of what befell a person, and of the last name: "Ann Keller died".
    Fate(u32, u32),
}

/// The side that a telling takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// It names none, or both.
    #[default]
    None,
    /// "against".
    Against,
    /// "for", "alongside".
    Alongside,
}

impl Side {
    /// Whether one telling is against what the other is for.
    pub(super) fn is_opposite(self, other: Self) -> bool {
        matches!((self, other), (Self::Against, Self::Alongside) | (Self::Alongside, Self::Against))
    }
}

/// The tellings of all events, in their order.
///
/// Every thread reads a share of the events with a vocabulary of its own. Put together in the order of the
/// events, these number the terms as one reader of all would, however many threads there are.
pub(super) fn tellings(documents: &[Arc<Annotated>], events: &[Event]) -> Vec<Telling> {
    let share = events.len().div_ceil(rayon::current_num_threads()).max(LEAST_SHARE);
    let read = |events: &[Event]| {
        let mut vocabulary = Vocabulary::default();
        let count = |event| vocabulary.count(documents, event);
        let tellings: Vec<Telling> = events.iter().map(count).collect();
        (vocabulary.stems, tellings)
    };
    let mut shares: Vec<(Stems, Vec<Telling>)> = events.par_chunks(share).map(read).collect();
    let mut all = Stems::default();
    for (stems, tellings) in &mut shares {
        let numbers: Vec<u32> = stems.in_order.iter().map(|&stem| all.number(stem)).collect();
        tellings.par_iter_mut().for_each(|telling| telling.renumber(&numbers));
    }
    let mut tellings: Vec<Telling> = shares.into_iter().flat_map(|(_, it)| it).collect();
    let total = events.len() as f32;
    // A word that all have still says something: of three documents on one event it is in each.
    let rarity = |&count: &u32| (1.0 + (1.0 + total) / count.max(1) as f32).ln();
    let rarity: Vec<f32> = spread(&tellings).iter().map(rarity).collect();
    tellings.par_iter_mut().for_each(|telling| telling.weigh(&rarity));
    tellings
}

/// Whether two lists, both in order, have a term in common.
fn meet(one: &[u32], other: &[u32]) -> bool {
    one.iter().any(|term| other.binary_search(term).is_ok())
}

/// Events that are worth a thread and a vocabulary of its own.
const LEAST_SHARE: usize = 256;

impl Telling {
    /// Gives its terms other numbers.
    fn renumber(&mut self, numbers: &[u32]) {
        let renumber =
            |term: &mut u32| *term = numbers.get(*term as usize).copied().unwrap_or(*term);
        self.weights.iter_mut().for_each(|(term, _)| renumber(term));
        self.weights.sort_unstable_by_key(|&(term, _)| term);
        self.title.lists().into_iter().chain([&mut self.names, &mut self.fate.once]).for_each(
            |terms| {
                terms.iter_mut().for_each(renumber);
                terms.sort_unstable();
            },
        );
        self.fate.bearer.iter_mut().for_each(renumber);
        self.deed.term.iter_mut().for_each(renumber);
        match &mut self.fate.turn {
            Some(Turn::Upheaval(term)) => renumber(term),
            Some(Turn::Fate(term, name)) => [term, name].into_iter().for_each(renumber),
            None => {}
        }
    }

    /// "Crowds protested against the outlawing of the party", where that was outlawed: whether one of them tells what
    /// is done or said about the deed of the other.
    fn reacts_to(&self, other: &Self) -> bool {
        self.deed.is_reaction && self.names_deed_of(other)
            || other.deed.is_reaction && other.names_deed_of(self)
    }

    fn names_deed_of(&self, other: &Self) -> bool {
        other.deed.term.is_some_and(|deed| self.title.has(deed))
    }

    /// Whether the titles have a number in common.
    pub(super) fn shares_number(&self, other: &Self) -> bool {
        meet(&self.title.numbers, &other.title.numbers)
    }

    /// Whether what befell somebody befell two: "Ann Keller was arrested", "Ola Dahl was arrested".
    pub(super) fn befell_another(&self, other: &Self) -> bool {
        let is_told = |one: &Self| one.deed.befalls_a_person && !one.title.named.is_empty();
        is_told(self) && is_told(other) && self.names_none_of(other)
            || self.fate.is_of_another(&other.fate)
    }

    /// Whether neither names anybody whom the title of the other names.
    fn names_none_of(&self, other: &Self) -> bool {
        !meet(&self.title.named, &other.names) && !meet(&other.title.named, &self.names)
    }

    /// Whether both name somebody before what happened.
    pub(super) fn shares_subject(&self, other: &Self) -> bool {
        meet(&self.title.subject, &other.title.subject)
    }

    /// Whether the titles of two deeds have other numbers; how many a deed befell is told in many ways.
    pub(super) fn counts_another(&self, other: &Self) -> bool {
        let has_both = !self.title.numbers.is_empty() && !other.title.numbers.is_empty();
        has_both && !self.is_same_deed(other) && !self.shares_number(other)
    }

    /// Whether the titles name others, or others before what happened and nobody in common behind it.
    pub(super) fn names_another(&self, other: &Self) -> bool {
        let (own, its) = (&self.title, &other.title);
        let has_both = |one: &[u32], its: &[u32]| !one.is_empty() && !its.is_empty();
        let is_unnamed = has_both(&own.named, &its.named) && self.names_none_of(other);
        let is_behind = |title: &Title, term: &u32| title.subject.binary_search(term).is_err();
        let mut behind = own.named.iter().filter(|term| is_behind(own, term));
        let is_shared = |term: &u32| is_behind(its, term) && its.named.binary_search(term).is_ok();
        let is_other_subject = has_both(&own.subject, &its.subject)
            && !self.shares_subject(other)
            && !behind.any(is_shared);
        is_unnamed || is_other_subject
    }

    /// Whether both tell one deed by name.
    fn is_same_deed(&self, other: &Self) -> bool {
        self.deed.term.is_some() && self.deed.term == other.deed.term
    }

    /// Weighs its terms by how rare they are, to a length of 1.
    fn weigh(&mut self, rarity: &[f32]) {
        for (term, weight) in &mut self.weights {
            *weight *= rarity.get(*term as usize).copied().unwrap_or_default();
        }
        let length = self.weights.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut self.weights {
                *weight /= length;
            }
        }
        let squares = self.title_weights().map(|(_, weight)| weight * weight);
        self.title.weight = squares.sum::<f32>().sqrt();
    }

    /// The terms of the title with their weights.
    fn title_weights(&self) -> impl Iterator<Item = (u32, f32)> {
        self.weights.iter().copied().filter(|(term, _)| self.title.has(*term))
    }

    /// How far what both tell is one deed. Other words for it count only where both state one date, and then only where
    /// the titles share more than a place.
    pub(super) fn kinship(&self, other: &Self, is_same_date: bool) -> Kinship {
        let may_differ = is_same_date && self.shares_thing(other);
        let meets = |one: Kinds, its: Kinds| may_differ && one.meet(its);
        let names_it = |one: &Self, its: &Self| {
            meets(one.deed.kinds, its.title.kinds)
                || its.deed.term.is_none() && its.names_deed_of(one)
        };
        if self.reacts_to(other) {
            Kinship::Reaction
        } else if self.is_same_deed(other) || meets(self.deed.kinds, other.deed.kinds) {
            Kinship::Deeds
        } else if names_it(self, other) || names_it(other, self) {
            Kinship::Named
        } else if meets(self.title.kinds, other.title.kinds) {
            Kinship::Words
        } else {
            Kinship::None
        }
    }

    /// Whether the titles share more than what happened and one place.
    pub(super) fn shares_thing(&self, other: &Self) -> bool {
        let (own, its) = (&self.title, &other.title);
        let is_deed = |term: &u32| [self.deed.term, other.deed.term].contains(&Some(*term));
        let shared = own.terms.iter().filter(|term| !is_deed(term));
        let shared = shared.filter(|term| its.has(**term));
        meet(&own.things, &its.things) || 2 <= shared.count()
    }

    /// "Passed a law on pensions", "passed the budget": whether both tell what it was done to, and other things.
    pub(super) fn is_done_to_another(&self, other: &Self) -> bool {
        let (own, its) = (&self.title, &other.title);
        !own.objects.is_empty()
            && !its.objects.is_empty()
            && !meet(&own.objects, &its.things)
            && !meet(&its.objects, &own.things)
    }
}

impl Title {
    /// Whether a term is one of its own.
    fn has(&self, term: u32) -> bool {
        self.terms.binary_search(&term).is_ok()
    }

    /// All its lists of terms.
    fn lists(&mut self) -> [&mut TermList; 6] {
        let Self { terms, numbers, named, subject, things, objects, .. } = self;
        [terms, numbers, named, subject, things, objects]
    }
}

impl Fate {
    /// "Ann Keller died", "Ola Keller died": whether it is the same, of two of different names.
    fn is_of_another(&self, other: &Self) -> bool {
        let is_same = self.once.iter().any(|term| other.once.contains(term));
        let (Some((last, given)), Some((its_last, its_given))) =
            (self.bearer.split_last(), other.bearer.split_last())
        else {
            return false;
        };
        let is_unnamed = !other.bearer.contains(last) && !self.bearer.contains(its_last);
        let differs = |(one, other): (&u32, &u32)| one != other;
        let is_relative =
            last == its_last && given.last().zip(its_given.last()).is_some_and(differs);
        is_same && (is_unnamed || is_relative)
    }
}

/// How far what two tellings tell is of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// Not at all.
    None,
    /// One tells what is done or said about the deed of the other.
    Reaction,
    /// Their titles have words of one kind.
    Words,
    /// One of them names the deed of the other, or one of its kind.
    Named,
    /// What happened is the same, or of one kind.
    Deeds,
}

/// A telling laid out by the numbers of its terms, for others to be compared with.
#[derive(Debug, Default)]
pub(super) struct Measure {
    by_term: Vec<Said>,
    /// The terms that are laid out.
    terms: Vec<u32>,
}

/// What the telling says of a term.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    weight: f32,
    in_title: bool,
    is_name: bool,
}

impl Measure {
    /// Lays out another telling.
    pub(super) fn lay(&mut self, telling: &Telling) {
        for term in std::mem::take(&mut self.terms) {
            self.change(term, |said| *said = Said::default());
        }
        for &(term, weight) in &telling.weights {
            self.change(term, |said| said.weight = weight);
        }
        for &term in &telling.title.terms {
            self.change(term, |said| said.in_title = true);
        }
        for &term in &telling.names {
            self.change(term, |said| said.is_name = true);
        }
        // Titles and names are among the weights.
        self.terms.extend(telling.weights.iter().map(|&(term, _)| term));
    }

    fn change(&mut self, term: u32, change: impl FnOnce(&mut Said)) {
        let at = term as usize;
        if self.by_term.len() <= at {
            self.by_term.resize(at + 1, Said::default());
        }
        if let Some(said) = self.by_term.get_mut(at) {
            change(said);
        }
    }

    fn said(&self, term: u32) -> Said {
        self.by_term.get(term as usize).copied().unwrap_or_default()
    }

    /// Cosine with another telling, 0–1.
    pub(super) fn cosine(&self, other: &Telling) -> f32 {
        // Terms that only one has add nothing.
        other.weights.iter().fold(0.0, |sum, &(term, weight)| sum + self.said(term).weight * weight)
    }

    /// Cosine of the titles, 0–1.
    pub(super) fn title_cosine(&self, own: &Telling, other: &Telling) -> f32 {
        let said = other.weights.iter().map(|&(term, weight)| (term, self.said(term), weight));
        // Few terms stand in both titles: the own one, laid out, is asked first.
        let shared = said.filter(|(term, said, _)| said.in_title && other.title.has(*term));
        let product: f32 = shared.map(|(_, said, weight)| said.weight * weight).sum();
        let lengths = own.title.weight * other.title.weight;
        if lengths > 0.0 { product / lengths } else { 0.0 }
    }

    /// How many terms the titles share.
    pub(super) fn shared_title(&self, other: &Telling) -> usize {
        other.title.terms.iter().filter(|&&term| self.said(term).in_title).count()
    }

    /// How many names and numbers both have.
    pub(super) fn shared_names(&self, other: &Telling) -> usize {
        other.names.iter().filter(|&&term| self.said(term).is_name).count()
    }

    /// Whether the titles share a name and what befalls anybody once.
    pub(super) fn shares_once(&self, other: &Telling) -> bool {
        let is_shared = |term: &&u32| self.said(**term).in_title;
        let mut shared = other.title.terms.iter().filter(is_shared);
        let is_named = shared.any(|&term| self.said(term).is_name);
        is_named && other.fate.once.iter().any(|term| is_shared(&term))
    }

    /// Whether the titles share a term that is no name in both.
    pub(super) fn shares_a_word(&self, other: &Telling) -> bool {
        let is_name = |term: &u32| other.names.binary_search(term).is_ok();
        other.title.terms.iter().any(|term| {
            let said = self.said(*term);
            said.in_title && !(said.is_name && is_name(term))
        })
    }
}

/// How many tellings have each term, by its number.
pub(super) fn spread(tellings: &[Telling]) -> Vec<u32> {
    let terms = || tellings.iter().flat_map(|telling| &telling.weights).map(|&(term, _)| term);
    let mut spread = vec![0_u32; terms().max().map_or(0, |last| last as usize + 1)];
    for term in terms() {
        if let Some(count) = spread.get_mut(term as usize) {
            *count += 1;
        }
    }
    spread
}
