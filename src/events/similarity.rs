//! How alike two tellings are: TF-IDF vectors of word stems.

use super::vocabulary::{Stems, Vocabulary};
use crate::model::{Annotated, Event};
use rayon::prelude::*;
use std::sync::Arc;

/// What an event's words say, reduced to what can be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Telling {
    /// (term, weight), in order of terms, of length 1.
    pub weights: Vec<(u32, f32)>,
    /// Terms of the title, sorted: the head of the event is among them.
    pub title: Vec<u32>,
    /// Names and numbers, sorted.
    pub names: Vec<u32>,
    /// The term of what happened; `None` where somebody only says or is something.
    pub deed: Option<u32>,
    /// Whether somebody did or said something about what happened: "denounced the invasion".
    pub is_reaction: bool,
    /// Names in the title, sorted.
    pub named: Vec<u32>,
    /// Those of them before what happened, sorted: who did it, or whom it befell.
    pub subject: Vec<u32>,
    /// Numbers in the title, sorted.
    pub numbers: Vec<u32>,
    /// Terms of the title for what befalls anybody once, sorted: "died".
    pub once: Vec<u32>,
    /// Terms of the names before what befell them, in their order: "Ann Keller died".
    pub befallen: Vec<u32>,
    /// What happens once to a region or a person, where the title tells that.
    pub turn: Option<Turn>,
    /// Whether it takes the side against something, or for it.
    pub side: Side,
    /// Whether it says no: "no country recognises".
    pub is_negative: bool,
    /// Whether a list tells it: two rows of lists are two events.
    pub is_listed: bool,
}

/// What happens once, however it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        for terms in [
            &mut self.title,
            &mut self.names,
            &mut self.named,
            &mut self.subject,
            &mut self.numbers,
            &mut self.once,
        ] {
            terms.iter_mut().for_each(renumber);
            terms.sort_unstable();
        }
        self.befallen.iter_mut().for_each(renumber);
        self.deed.iter_mut().for_each(renumber);
        match &mut self.turn {
            Some(Turn::Upheaval(term)) => renumber(term),
            Some(Turn::Fate(term, name)) => [term, name].into_iter().for_each(renumber),
            None => {}
        }
    }

    /// Whether both tell one deed; where one of them tells none, whether it names that of the other.
    pub(super) fn shares_deed(&self, other: &Self) -> bool {
        match (self.deed, other.deed) {
            (Some(deed), Some(its)) => deed == its,
            (Some(_), None) => !other.is_reaction && other.names_deed_of(self),
            (None, Some(_)) => !self.is_reaction && self.names_deed_of(other),
            (None, None) => false,
        }
    }

    /// "Crowds protested against the outlawing of the party", where that was outlawed: whether one of them tells what
    /// is done or said about the deed of the other.
    pub(super) fn reacts_to(&self, other: &Self) -> bool {
        self.is_reaction && self.names_deed_of(other)
            || other.is_reaction && other.names_deed_of(self)
    }

    fn names_deed_of(&self, other: &Self) -> bool {
        other.deed.is_some_and(|deed| self.title.binary_search(&deed).is_ok())
    }

    /// Whether the titles have a number in common.
    pub(super) fn shares_number(&self, other: &Self) -> bool {
        meet(&self.numbers, &other.numbers)
    }

    /// Whether the titles of two deeds have other numbers; how many a deed befell is told in many ways.
    pub(super) fn counts_another(&self, other: &Self) -> bool {
        let has_both = !self.numbers.is_empty() && !other.numbers.is_empty();
        let is_same = self.deed.is_some() && self.deed == other.deed;
        has_both && !is_same && !self.shares_number(other)
    }

    /// Whether the titles name others, or others before what happened and nobody in common behind it.
    pub(super) fn names_another(&self, other: &Self) -> bool {
        let has_both = |one: &[u32], its: &[u32]| !one.is_empty() && !its.is_empty();
        let is_unnamed = has_both(&self.named, &other.named)
            && !meet(&self.named, &other.names)
            && !meet(&self.names, &other.named);
        let is_behind = |one: &Self, term: &u32| one.subject.binary_search(term).is_err();
        let mut behind = self.named.iter().filter(|term| is_behind(self, term));
        let is_shared =
            |term: &u32| is_behind(other, term) && other.named.binary_search(term).is_ok();
        let is_other_subject = has_both(&self.subject, &other.subject)
            && !meet(&self.subject, &other.subject)
            && !behind.any(is_shared);
        is_unnamed || is_other_subject
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
    }
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
        for &term in &telling.title {
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

    /// How many terms the titles share.
    pub(super) fn shared_title(&self, other: &Telling) -> usize {
        other.title.iter().filter(|&&term| self.said(term).in_title).count()
    }

    /// How many names and numbers both have.
    pub(super) fn shared_names(&self, other: &Telling) -> usize {
        other.names.iter().filter(|&&term| self.said(term).is_name).count()
    }

    /// Whether the titles share a name and what befalls anybody once.
    pub(super) fn shares_once(&self, other: &Telling) -> bool {
        let is_shared = |term: &&u32| self.said(**term).in_title;
        let named = other.title.iter().filter(is_shared).filter(|&&term| self.said(term).is_name);
        other.once.iter().any(|term| is_shared(&term)) && named.count() > 0
    }

    /// Whether the titles share a term that is no name in both.
    pub(super) fn shares_a_word(&self, other: &Telling) -> bool {
        let is_name = |term: &u32| other.names.binary_search(term).is_ok();
        other.title.iter().any(|term| {
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
