//! Names that are people's: "Chad Thompson", "Mr. Lincoln", "her sons Chad and Dale".

use super::Hit;
use super::context::{COUNTRY, Context, LARGE_REGION, LARGE_TOWN};
use super::words::{Glue, Word};
use crate::geo::gazetteer::format::{class, how};
use crate::model::PlaceKind;
use crate::phrase::token::TokenKind;

impl Context<'_> {
    /// Notes the person whose last name may stand at a word that is written as last names are.
    pub(super) fn read_person(&mut self, at: usize) {
        let words = self.words;
        let Some((before, word)) = words.before(at).zip(words.get(at)) else {
            return;
        };
        if !before.is_capitalised || is_noun(word) {
            return;
        }
        let of_before = before.classes();
        match word.glue {
            Glue::Space if of_before & class::GIVEN != 0 && !self.is_in_house(at) => {
                self.people.extend([word.letters_hash(), before.letters_hash()]);
            }
            Glue::Dot if before.is_initial() && self.follows_name(at - 1) => {
                self.people.push(word.letters_hash());
            }
            Glue::Space | Glue::Dot if of_before & class::TITLE != 0 => {
                let next_is_name = self.word(Some(at + 1)).is_some_and(|next| {
                    next.glue == Glue::Space && next.kind == TokenKind::Title && !is_noun(next)
                });
                if !next_is_name {
                    self.people.push(word.letters_hash());
                }
            }
            _ => {}
        }
    }

    /// Whether a house is called after what a word ends: "Lincoln Crown Court".
    fn is_in_house(&self, at: usize) -> bool {
        self.word(Some(at + 1)).is_some_and(|next| {
            next.glue == Glue::Space
                && next.is_capitalised
                && next.is_of(class::FACILITY | class::SCHOOL)
        })
    }

    /// Whether a word, an initial, follows a capitalised word.
    fn follows_name(&self, at: usize) -> bool {
        let before = self.word(at.checked_sub(1));
        let glue = self.word(Some(at)).map(|word| word.glue);
        glue == Some(Glue::Space) && before.is_some_and(|b| b.kind == TokenKind::Title)
    }

    /// "The eve of Saint John", "Saint Paul's conversion": a saint, and no town.
    pub(super) fn is_saint(&self, hit: &Hit) -> bool {
        let words = self.words;
        let is_saint = words.get(hit.first).is_some_and(|word| word.is_of(class::SAINT));
        if !is_saint || hit.is_single() {
            return false;
        }
        let is_holy = |word: Word<'_>| word.is_of(class::HOLY);
        let is_of_holy = self
            .before(hit)
            .is_some_and(|before| before.is_small(class::OF) || before.text() == "to")
            && self.word(hit.first.checked_sub(2)).is_some_and(is_holy);
        let is_owner = words.get(hit.last).is_some_and(Word::has_ending);
        // "their house, St Mary's, was": a church, where no such town is spoken of.
        let is_church = || {
            hit.weight < COUNTRY
                && !self.is_located(hit)
                && !self.is_after_preposition(hit)
                && self.after(hit).is_none_or(|next| next.glue != Glue::Space)
        };
        // "St Mary's in Vik", "the bells of St Mary's rang", but "St Mary's harbour".
        let is_small_church = || {
            hit.weight < LARGE_TOWN
                && self.after(hit).is_none_or(|next| {
                    next.glue != Glue::Space || next.is_of(class::FUNCTION | class::VERB)
                })
        };
        is_of_holy
            || is_owner
                && (self.after(hit).is_some_and(is_holy) || is_church() || is_small_church())
    }

    /// "HMS Belfast": a ship.
    pub(super) fn is_vessel(&self, hit: &Hit) -> bool {
        let is_joined = self.words.get(hit.first).is_some_and(|word| word.glue == Glue::Space);
        is_joined && self.capital_before(hit).is_some_and(|before| before.is_of(class::VESSEL))
    }

    pub(super) fn is_person(&self, hit: &Hit) -> bool {
        let Some(word) = self.words.get(hit.first).filter(|_| hit.is_single()) else {
            return self.is_longer_person(hit);
        };
        if hit.is_demonym && hit.weight > 7.5 {
            return false;
        }
        let is_near = || self.is_after_preposition(hit);
        if hit.weight < COUNTRY && self.is_after_noble(hit) || self.is_relative(hit) {
            return true;
        }
        if let Some(before) = self.before(hit).filter(|before| before.is_capitalised) {
            let of_before = before.classes();
            let is_first = before.glue == Glue::Start;
            if word.glue == Glue::Space && of_before & class::GIVEN != 0 && !is_near() {
                return true;
            }
            if matches!(word.glue, Glue::Space | Glue::Dot)
                && of_before & class::TITLE != 0
                && !(is_first && hit.weight > 7.5)
            {
                return true;
            }
            if word.glue == Glue::Dot && before.is_initial() {
                return true;
            }
        }
        let of_word = word.classes();
        if self.notes(hit).is_introduced {
            return false;
        }
        if of_word & class::GIVEN != 0
            && self.capital_after(hit).is_some_and(|next| {
                next.kind == TokenKind::Title && next.len() > 1 && !is_noun(next)
                    || next.is_initial()
            })
        {
            return true;
        }
        let is_known = self.people.binary_search(&word.letters_hash()).is_ok();
        let is_owner = word.has_ending();
        // "James Holland": what a country is also called.
        let is_rare = hit.readings.iter().all(|reading| reading.how == how::ALIAS);
        is_known
            && !(hit.weight >= COUNTRY && self.is_of_land(hit))
            && !(hit.weight > 8.0 && of_word & class::GIVEN == 0 && !is_rare)
            && (is_owner || !self.is_after_place_word(hit))
            && !self.is_after_motion(hit)
            && !(self.is_located(hit) && is_near())
    }

    /// "The king of Jordan", "peace with Jordan", "between Israel and Jordan": the country, whoever bears its name.
    fn is_of_land(&self, hit: &Hit) -> bool {
        let is = |steps: usize, text: &str| {
            let word = self.word(hit.first.checked_sub(steps));
            word.is_some_and(|word| word.text() == text)
        };
        is(1, "of") || is(1, "with") || is(1, "in") || is(1, "and") && is(3, "between")
    }

    /// "Flew to Kenya", "her trip to Montana".
    fn is_after_motion(&self, hit: &Hit) -> bool {
        self.before(hit).is_some_and(|to| to.text() == "to")
            && self.word(hit.first.checked_sub(2)).is_some_and(|verb| verb.is_small(class::MOTION))
    }

    /// "The Duke of Wellington" is no town.
    fn is_after_noble(&self, hit: &Hit) -> bool {
        let before = |steps: usize| self.word(hit.first.checked_sub(steps));
        before(1).is_some_and(|of| of.is_small(class::OF))
            && before(2).is_some_and(|rank| rank.is_capitalised && rank.is_of(class::NOBLE))
            && before(3).is_none_or(|crown| crown.text() != "Crown")
    }

    /// "Her sons Chad and Dale", "the late Paris Long".
    fn is_relative(&self, hit: &Hit) -> bool {
        let before = self.before(hit).filter(|before| before.kind == TokenKind::Lower);
        let is_first_name = self.words.get(hit.first).is_some_and(|word| word.is_of(class::GIVEN));
        is_first_name && before.is_some_and(|before| before.is_of(class::KIN))
    }

    /// A name of several words after a first name: "Robert St. John".
    fn is_longer_person(&self, hit: &Hit) -> bool {
        let Some(before) = self.capital_before(hit) else { return false };
        hit.weight < 6.0 && before.is_of(class::GIVEN | class::TITLE)
    }

    /// Whether a town bears a name that people bear.
    pub(super) fn may_be_person(&self, hit: &Hit) -> bool {
        let Some(word) = self.words.get(hit.first) else { return false };
        let is_large = hit.readings.iter().filter(|r| r.how == how::NAME).any(|reading| {
            let is_region = reading.place.kind() == PlaceKind::Admin1;
            reading.place.weight() >= if is_region { LARGE_REGION } else { LARGE_TOWN }
        });
        !is_large && word.is_of(class::GIVEN | class::SURNAME)
    }
}

/// Whether a word is written as last names are.
pub(super) fn is_surname_like(word: Word<'_>) -> bool {
    word.kind == TokenKind::Title && word.len() > 1
}

/// Whether a capitalised word is no part of a person's name.
pub(super) fn is_noun(word: Word<'_>) -> bool {
    const NO_SURNAME: u64 = class::NOUN
        | class::FUNCTION
        | class::PRESS
        | class::COMPANY
        | class::FACILITY
        | class::STREET
        | class::REGION
        | class::TITLE;
    word.is_of(NO_SURNAME)
}
