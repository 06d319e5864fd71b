//! Whether a hit is a place at all: people, firms, newspapers and everyday words are not.

use super::format::{class, how};
use super::gazetteer::{classes, is_of};
use super::recognize::Hit;
use super::words::{Glue, Word};
use crate::model::PlaceKind;
use crate::phrase::token::TokenKind;
use std::collections::BTreeSet;

/// Weight from which a town's bare name means the town rather than a person of that name:
/// about a million people.
const LARGE_TOWN: f32 = 6.0;
/// The same for a region, whose weight grows more slowly with its people.
const LARGE_REGION: f32 = 6.4;

/// Weight of a town of some eighty thousand people.
const SOME_TOWN: f32 = 4.9;
/// Words that say what kind of thing a name is, and are no name themselves.
const NAMES_A_KIND: u64 = class::NOUN
    | class::DIRECTION
    | class::FACILITY
    | class::STREET
    | class::REGION
    | class::COUNTY
    | class::TOWN;

/// What a whole document says about its words.
#[derive(Debug)]
pub(super) struct Context<'a, 't> {
    words: &'a [Word<'t>],
    /// Last names of people: "Given Surname", "Title Surname", "G. Surname".
    surnames: BTreeSet<&'t str>,
    /// First names of people that are named with a last name.
    given: BTreeSet<&'t str>,
    /// Names that follow "in" or "near" somewhere.
    located: BTreeSet<u64>,
    /// Names of ships, hotels and papers: "the Victoria was".
    things: BTreeSet<u64>,
    /// Words that occur in lower case.
    lower: BTreeSet<&'t str>,
    /// Last words of hits.
    ends: BTreeSet<usize>,
}

/// How much of a place a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// A place of its own.
    Own,
    /// Part of a longer name: it says where, with less force.
    Embedded,
    /// Not a place.
    Not,
}

impl<'a, 't> Context<'a, 't> {
    /// Reads the document's words once.
    pub(super) fn new(words: &'a [Word<'t>], hits: &[Hit]) -> Self {
        let mut context = Self {
            words,
            surnames: BTreeSet::new(),
            given: BTreeSet::new(),
            located: BTreeSet::new(),
            things: BTreeSet::new(),
            lower: BTreeSet::new(),
            ends: hits.iter().map(|hit| hit.last).collect(),
        };
        for word in words.iter().filter(|word| word.kind == TokenKind::Lower) {
            context.lower.insert(word.text);
        }
        for hit in hits {
            let before = context.before(hit).filter(|b| matches!(b.text, "in" | "In" | "near"));
            let first = words.get(hit.first).filter(|word| word.glue == Glue::Space);
            if before.is_some() && first.is_some() && context.capital_after(hit).is_none() {
                context.located.insert(hit.name);
            }
            if context.names_thing(hit) {
                context.things.insert(hit.name);
            }
        }
        let long: BTreeSet<usize> =
            hits.iter().filter(|h| !h.is_single()).flat_map(|h| h.first..=h.last).collect();
        for at in 1..words.len() {
            if !long.contains(&at) {
                context.read_person(at);
            }
        }
        context
    }

    fn word(&self, at: Option<usize>) -> Option<&Word<'t>> {
        at.and_then(|at| self.words.get(at))
    }

    /// Notes the person whose last name may stand at a word.
    fn read_person(&mut self, at: usize) {
        let Some((before, word)) =
            self.word(at.checked_sub(1)).copied().zip(self.word(Some(at)).copied())
        else {
            return;
        };
        let is_name = word.kind == TokenKind::Title && word.stem.len() > 1;
        if !is_name || !before.is_capitalised() || is_noun(&word) {
            return;
        }
        let of_before = classes(before.stem);
        match word.glue {
            Glue::Space if of_before & class::GIVEN != 0 => {
                self.surnames.insert(word.stem);
                self.given.insert(before.stem);
            }
            Glue::Dot if before.is_initial() && self.follows_name(at - 1) => {
                self.surnames.insert(word.stem);
            }
            Glue::Space | Glue::Dot if of_before & class::TITLE != 0 => {
                let next_is_name = self.word(Some(at + 1)).is_some_and(|next| {
                    next.glue == Glue::Space && next.kind == TokenKind::Title && !is_noun(next)
                });
                if !next_is_name {
                    self.surnames.insert(word.stem);
                }
            }
            _ => {}
        }
    }

    /// Whether a word, an initial, follows a capitalised word.
    fn follows_name(&self, at: usize) -> bool {
        let before = self.word(at.checked_sub(1));
        let glue = self.word(Some(at)).map(|word| word.glue);
        glue == Some(Glue::Space) && before.is_some_and(|b| b.kind == TokenKind::Title)
    }

    /// The word before a hit in its sentence.
    pub(super) fn before(&self, hit: &Hit) -> Option<&Word<'t>> {
        let first = self.words.get(hit.first)?;
        (first.glue != Glue::Start).then(|| self.word(hit.first.checked_sub(1))).flatten()
    }

    /// The word after a hit in its sentence.
    pub(super) fn after(&self, hit: &Hit) -> Option<&Word<'t>> {
        self.word(Some(hit.last + 1)).filter(|next| next.glue != Glue::Start)
    }

    /// The capitalised word that runs on from a hit: "Times" after "Moscow".
    fn capital_after(&self, hit: &Hit) -> Option<&Word<'t>> {
        self.after(hit).filter(|next| next.glue == Glue::Space && next.is_capitalised())
    }

    /// The capitalised word that runs into a hit, unless it merely starts the sentence.
    fn capital_before(&self, hit: &Hit) -> Option<&Word<'t>> {
        let joined = self.words.get(hit.first)?.glue == Glue::Space;
        self.before(hit).filter(|before| {
            let starts = before.glue == Glue::Start;
            joined
                && before.is_capitalised()
                && !is_of(before.stem, class::FUNCTION)
                && !(starts && is_of(before.stem, class::IN))
        })
    }

    /// Whether a preposition stands before a hit that hardly stands before anything but places.
    pub(super) fn is_after_preposition(&self, hit: &Hit) -> bool {
        let joined = self.words.get(hit.first).is_some_and(|w| w.glue == Glue::Space);
        let skip = |word: &Word<'_>| is_of(word.stem, class::DIRECTION) || word.stem == "the";
        let mut at = hit.first.checked_sub(1);
        if self.word(at).is_some_and(skip) {
            at = at.and_then(|at| at.checked_sub(1));
        }
        joined
            && self.before(hit).is_some()
            && (self.word(at).is_some_and(|word| is_of(word.stem, class::NEAR))
                || self.is_after_of(at))
    }

    /// "The city of X", and "a man, 55, of X".
    fn is_after_of(&self, at: Option<usize>) -> bool {
        let before = at.and_then(|at| at.checked_sub(1));
        self.word(at).is_some_and(|word| {
            word.text == "of"
                && (word.glue == Glue::Comma
                    || self.word(before).is_some_and(|noun| is_of(noun.stem, class::HOLDER)))
        })
    }

    /// "BANTAM — A mason was arraigned": the place that a report comes from.
    fn is_dateline(&self, hit: &Hit) -> bool {
        let first = self.words.get(hit.first);
        let next = self.words.get(hit.last + 1);
        first.is_some_and(|word| word.glue == Glue::Start && word.kind == TokenKind::Upper)
            && next.is_some_and(|next| matches!(next.glue, Glue::Mark | Glue::Bracket))
    }

    /// Whether a name says a direction and no more: "Far North", "Central".
    pub(super) fn is_direction(&self, hit: &Hit) -> bool {
        let inner = self.words.get(hit.first..=hit.last).unwrap_or_default();
        let is_loose = |word: &Word<'_>| is_of(word.stem, class::DIRECTION) || word.stem == "Far";
        !hit.is_demonym() && inner.iter().all(is_loose)
    }

    /// What a hit is; `is_qualified` where its region or country stands beside it.
    pub(super) fn standing(&self, hit: &Hit, is_qualified: bool) -> Standing {
        if hit.is_abbreviation() || is_qualified || self.is_dateline(hit) {
            return Standing::Own;
        }
        if self.is_person(hit) || self.is_everyday(hit) {
            return Standing::Not;
        }
        self.standing_in_name(hit)
    }

    fn is_person(&self, hit: &Hit) -> bool {
        let Some(word) = self.words.get(hit.first).filter(|_| hit.is_single()) else {
            return self.is_longer_person(hit);
        };
        if hit.is_demonym() && hit.weight() > 7.5 {
            return false;
        }
        let near = self.is_after_preposition(hit);
        if let Some(before) = self.before(hit).filter(|before| before.is_capitalised()) {
            let of_before = classes(before.stem);
            let is_first = before.glue == Glue::Start;
            if word.glue == Glue::Space && of_before & class::GIVEN != 0 && !near {
                return true;
            }
            if matches!(word.glue, Glue::Space | Glue::Dot)
                && of_before & class::TITLE != 0
                && !(is_first && hit.weight() > 7.5)
            {
                return true;
            }
            if word.glue == Glue::Dot && before.is_initial() {
                return true;
            }
        }
        let of_word = classes(word.stem);
        if of_word & class::GIVEN != 0
            && self.capital_after(hit).is_some_and(|next| {
                next.kind == TokenKind::Title && next.stem.len() > 1 && !is_noun(next)
                    || next.is_initial()
            })
        {
            return true;
        }
        if near {
            return false;
        }
        let is_known = self.surnames.contains(word.stem) || self.given.contains(word.stem);
        is_known && !(hit.weight() > 8.0 && of_word & class::GIVEN == 0)
    }

    /// A name of several words after a first name: "Robert St. John".
    fn is_longer_person(&self, hit: &Hit) -> bool {
        let Some(before) = self.capital_before(hit) else { return false };
        hit.weight() < 6.0 && is_of(before.stem, class::GIVEN | class::TITLE)
    }

    /// "The Victoria was", "the San Antonio turned": towns have no article, ships do.
    ///
    /// Only where the name ends its phrase: "the Chicago police" are in Chicago.
    fn names_thing(&self, hit: &Hit) -> bool {
        const ARTICLE_MEANS_NOTHING: f32 = 7.0;
        let is_town_like = hit.readings.iter().all(|reading| {
            matches!(reading.place.kind(), PlaceKind::City | PlaceKind::Admin1)
                && reading.how <= how::ALIAS
        });
        let has_article =
            self.before(hit).is_some_and(|before| matches!(before.text, "the" | "The"))
                && self.words.get(hit.first).is_some_and(|word| word.glue == Glue::Space);
        let next = self.after(hit);
        let ends = next.is_none_or(|next| {
            next.kind == TokenKind::Lower
                && next.glue == Glue::Space
                && is_of(next.stem, class::VERB)
        });
        has_article
            && ends
            && is_town_like
            && hit.weight() < ARTICLE_MEANS_NOTHING
            && !self.words.get(hit.first).is_some_and(|word| is_of(word.stem, class::ARTICLE))
    }

    fn is_everyday(&self, hit: &Hit) -> bool {
        if self.things.contains(&hit.name) && !self.is_after_preposition(hit) {
            return true;
        }
        if hit.readings.iter().any(|r| matches!(r.how, how::METONYM | how::DEMONYM))
            && !hit.is_single()
        {
            return false;
        }
        let Some(word) = self.words.get(hit.first).filter(|_| hit.is_single()) else {
            return self.is_everyday_phrase(hit);
        };
        // "Eastern" and "Centre" are provinces somewhere, and everyday words everywhere.
        let of_word = classes(word.stem);
        if of_word & class::DIRECTION != 0 && self.is_the_west(hit) {
            return false;
        }
        if word.kind == TokenKind::Lower
            || of_word & class::DIRECTION != 0
            || of_word & NAMES_A_KIND != 0 && hit.weight() < 8.0
        {
            return true;
        }
        let is_known = hit.readings.iter().any(|reading| {
            let place = reading.place;
            let is_region = place.kind() == PlaceKind::Admin1 && place.weight() > 6.3;
            let is_large = place.kind() == PlaceKind::City && place.weight() < 6.2;
            !is_large && (is_region || place.is_capital() || place.weight() > 7.5)
        });
        if is_known || hit.readings.iter().any(|r| matches!(r.how, how::METONYM | how::DEMONYM)) {
            return false;
        }
        if of_word & class::NEVER != 0 {
            return true;
        }
        let is_word = of_word & (class::COMMON | class::FUNCTION | class::TITLE) != 0
            || word.stem.chars().count() <= 3
            || self.lower.contains(word.stem.to_lowercase().as_str());
        let is_small = hit.weight() < 4.9 && hit.readings.iter().all(|r| r.how == how::ALIAS);
        let is_located = self.located.contains(&hit.name);
        (is_word && !(is_located && hit.weight() >= SOME_TOWN)
            || !is_located && (self.may_be_person(hit) || is_small))
            && !(self.is_after_preposition(hit) && word.kind != TokenKind::Upper)
    }

    /// Whether a small town's name is made of everyday words: "Red Cross", "Central Park".
    fn is_everyday_phrase(&self, hit: &Hit) -> bool {
        let inner = self.words.get(hit.first..=hit.last).unwrap_or_default();
        hit.weight() < SOME_TOWN
            && hit.readings.iter().all(|r| r.place.kind() == PlaceKind::City)
            && !self.located.contains(&hit.name)
            && !self.is_after_preposition(hit)
            && inner
                .iter()
                .all(|word| is_of(word.stem, class::COMMON | class::FUNCTION | NAMES_A_KIND))
    }

    /// "The West has long known", "Western capitals": a part of the world, and no direction.
    fn is_the_west(&self, hit: &Hit) -> bool {
        let mut readings = hit.readings.iter();
        let Some(reading) = readings.find(|r| r.place.kind() == PlaceKind::Macro) else {
            return false;
        };
        let is_within = self.before(hit).is_some();
        let next = self.after(hit).filter(|next| matches!(next.glue, Glue::Space | Glue::Hyphen));
        if reading.how == how::DEMONYM {
            return is_within && next.is_some_and(|next| next.kind == TokenKind::Lower);
        }
        let has_article =
            self.before(hit).is_some_and(|before| matches!(before.text, "the" | "The"));
        has_article
            && next.is_none_or(|next| next.kind == TokenKind::Lower && next.glue == Glue::Space)
    }

    /// Whether a one-word name runs on into a longer one: "Fatih Demir", "Aston Villa".
    fn runs_on(&self, hit: &Hit) -> bool {
        let is_town = hit.readings.iter().all(|r| r.place.kind() == PlaceKind::City);
        is_town
            && hit.is_single()
            && self.capital_after(hit).is_some_and(|next| {
                next.kind == TokenKind::Title && !is_noun(next) && !self.is_after_preposition(hit)
            })
    }

    /// Whether a town bears a name that people bear.
    fn may_be_person(&self, hit: &Hit) -> bool {
        let Some(word) = self.words.get(hit.first) else { return false };
        let is_large = hit.readings.iter().filter(|r| r.how == how::NAME).any(|reading| {
            let is_region = reading.place.kind() == PlaceKind::Admin1;
            reading.place.weight() >= if is_region { LARGE_REGION } else { LARGE_TOWN }
        });
        !is_large && is_of(word.stem, class::GIVEN | class::SURNAME)
    }

    /// What a hit is as part of a longer capitalised name.
    fn standing_in_name(&self, hit: &Hit) -> Standing {
        let is_big = hit.weight() > 6.0;
        if let Some(next) = self.capital_after(hit) {
            let of_next = classes(next.stem);
            if of_next & class::PRESS != 0 && next.kind == TokenKind::Title {
                return if hit.is_demonym() { Standing::Own } else { Standing::Not };
            }
            if of_next & (class::COMPANY | class::STREET) != 0 && !hit.is_demonym() {
                return if hit.weight() > 8.0 { Standing::Embedded } else { Standing::Not };
            }
            if of_next & class::FACILITY != 0 && !hit.is_demonym() {
                return if is_big { Standing::Embedded } else { Standing::Not };
            }
        }
        let is_loose =
            |word: &Word<'_>| is_of(word.stem, class::DIRECTION | class::NOUN | class::TITLE);
        let follows_hit = hit.first.checked_sub(1).is_some_and(|at| self.ends.contains(&at));
        if !is_big && self.runs_on(hit) {
            return Standing::Not;
        }
        if !is_big
            && !hit.is_demonym()
            && !follows_hit
            && self.capital_before(hit).is_some_and(|before| !is_loose(before))
        {
            return Standing::Not;
        }
        Standing::Own
    }
}

/// Whether a capitalised word is no part of a person's name.
fn is_noun(word: &Word<'_>) -> bool {
    const NO_SURNAME: u64 = class::NOUN
        | class::FUNCTION
        | class::PRESS
        | class::COMPANY
        | class::FACILITY
        | class::STREET
        | class::REGION
        | class::TITLE;
    is_of(word.stem, NO_SURNAME)
}
