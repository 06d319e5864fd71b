//! Whether a hit is a place at all: people, firms, newspapers and everyday words are not.

use super::person::{is_noun, is_surname_like};
use super::word_set::{WordSet, lower_words, words_of_names};
use super::words::{Glue, Word, Words};
use super::{Hit, Reading};
use crate::geo::gazetteer::format::{class, how};
use crate::model::PlaceKind;
use crate::phrase::token::TokenKind;
use std::cell::OnceCell;

/// Weight from which a town's bare name means the town rather than a person of that name:
/// about a million people.
pub(super) const LARGE_TOWN: f32 = 6.0;
/// The same for a region, whose weight grows more slowly with its people.
pub(crate) const LARGE_REGION: f32 = 6.4;

/// Weight of a town of some eighty thousand people.
pub(crate) const SOME_TOWN: f32 = 4.9;
/// Weight of the least of countries.
pub(crate) const COUNTRY: f32 = 8.0;
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
pub(crate) struct Context<'a> {
    pub(crate) words: &'a Words<'a>,
    /// Names of people that places may bear, as the hashes of their letters, in order: last names ("Given
    /// Surname", "Title Surname", "G. Surname"), and first names that stand with a last one.
    pub(crate) people: Vec<u64>,
    /// What the document says about each name.
    names: Vec<NameNotes>,
    /// The capitalised words of names and the words before them.
    of_names: WordSet,
    /// Which of these stand in lower case too; once somebody has asked.
    lower: OnceCell<Vec<bool>>,
}

/// What a document says about a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameNotes {
    /// It follows "in" or "near" somewhere.
    is_located: bool,
    /// The document says what and where it is: "Lima is a city in Ohio".
    pub is_introduced: bool,
    /// It names a ship, hotel or paper: "the Victoria was".
    is_thing: bool,
    /// It names a school, which later goes by it alone: "Franklin Elementary".
    is_school: bool,
}

/// How much of a place a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// A place of its own.
    Own,
    /// Part of a longer name: it says where, with less force.
    Embedded,
    /// A place only if others beside it say so: a town that bears a name of people.
    Doubtful,
    /// Not a place.
    Not,
}

impl<'a> Context<'a> {
    /// Reads the document's words once.
    pub(crate) fn new(words: &'a Words<'a>, hits: &[Hit]) -> Self {
        let names = hits.iter().map(|hit| hit.name + 1).max().unwrap_or(0);
        let mut context = Self {
            words,
            people: Vec::new(),
            names: vec![NameNotes::default(); names],
            of_names: words_of_names(words, hits),
            lower: OnceCell::new(),
        };
        for hit in hits {
            let is_located = context.is_after_place_word(hit)
                && context.capital_after(hit).is_none()
                || context.is_place_of_dateline(hit);
            let is_school = context.names_school(hit);
            let is_thing =
                context.names_thing(hit) || hit.weight < SOME_TOWN && context.is_vessel(hit);
            if let Some(notes) = context.names.get_mut(hit.name) {
                notes.is_located |= is_located;
                notes.is_school |= is_school;
                notes.is_thing |= is_thing;
            }
        }
        let mut long = hits.iter().filter(|hit| !hit.is_single()).peekable();
        for &at in &words.capitals {
            if !context.may_matter(at) {
                continue;
            }
            while long.next_if(|hit| hit.last < at).is_some() {}
            if long.peek().is_none_or(|hit| at < hit.first) {
                context.read_person(at);
            }
        }
        context.people.sort_unstable();
        context.people.dedup();
        context
    }

    /// Whether a word may be the last name of a person after whom a place of the text may be called: of all
    /// people, these matter.
    fn may_matter(&self, at: usize) -> bool {
        let is_of_name = |word: Word<'_>| self.of_names.find(word.lower_hash()).is_some();
        let words = self.words;
        let word = words.get(at).filter(|word| is_surname_like(*word));
        word.is_some_and(|word| is_of_name(word) || words.before(at).is_some_and(is_of_name))
    }

    pub(super) fn notes(&self, hit: &Hit) -> NameNotes {
        self.names.get(hit.name).copied().unwrap_or_default()
    }

    /// Whether the document also writes a capitalised word in lower case.
    fn is_lower_too(&self, word: Word<'_>) -> bool {
        let Some(at) = self.of_names.find(word.lower_hash()) else { return false };
        let lower = self.lower.get_or_init(|| lower_words(self.words, &self.of_names));
        lower.get(at).is_some_and(|is_lower| *is_lower)
    }

    pub(crate) fn word(&self, at: Option<usize>) -> Option<Word<'a>> {
        at.and_then(|at| self.words.get(at))
    }

    /// The word before a hit in its sentence.
    pub(crate) fn before(&self, hit: &Hit) -> Option<Word<'a>> {
        let first = self.words.get(hit.first)?;
        (first.glue != Glue::Start).then(|| self.word(hit.first.checked_sub(1))).flatten()
    }

    /// The word after a hit in its sentence.
    pub(crate) fn after(&self, hit: &Hit) -> Option<Word<'a>> {
        self.word(Some(hit.last + 1)).filter(|next| next.glue != Glue::Start)
    }

    /// The capitalised word that runs on from a hit: "Times" after "Moscow".
    pub(super) fn capital_after(&self, hit: &Hit) -> Option<Word<'a>> {
        self.after(hit).filter(|next| next.glue == Glue::Space && next.is_capitalised)
    }

    /// The capitalised word that runs into a hit, unless it merely starts the sentence.
    pub(super) fn capital_before(&self, hit: &Hit) -> Option<Word<'a>> {
        let joined = self.words.get(hit.first)?.glue == Glue::Space;
        self.before(hit).filter(|before| {
            let starts = before.glue == Glue::Start;
            joined
                && before.is_capitalised
                && !before.is_of(class::FUNCTION)
                && !(starts && before.is_of(class::IN))
        })
    }

    /// Whether "in", "near" or "outside" stands right before a hit, which hardly stand before people.
    pub(super) fn is_after_place_word(&self, hit: &Hit) -> bool {
        let joined = self.words.get(hit.first).is_some_and(|word| word.glue == Glue::Space);
        joined && self.before(hit).is_some_and(|before| before.is_of(class::INSIDE))
    }

    /// "Franklin Elementary", "Lincoln High School".
    fn names_school(&self, hit: &Hit) -> bool {
        self.capital_after(hit).is_some_and(|next| next.is_of(class::SCHOOL))
            && !self.is_municipal(hit, hit.last + 1)
            && self
                .words
                .get(hit.first)
                .is_some_and(|word| hit.is_single() && word.is_of(class::GIVEN | class::SURNAME))
    }

    /// Notes that a name stood with the region or country that it lies in: a place, then.
    pub(crate) fn note_located(&mut self, hit: &Hit) {
        if let Some(notes) = self.names.get_mut(hit.name) {
            notes.is_located = true;
        }
    }

    /// Notes that the document says what and where a place of a name is.
    pub(crate) fn note_introduced(&mut self, hit: &Hit) {
        if let Some(notes) = self.names.get_mut(hit.name) {
            notes.is_located = true;
            notes.is_introduced = true;
        }
    }

    /// Whether the document somewhere says that a name is a place.
    pub(crate) fn is_located(&self, hit: &Hit) -> bool {
        self.notes(hit).is_located
    }

    /// Whether a preposition stands before a hit that hardly stands before anything but places.
    pub(crate) fn is_after_preposition(&self, hit: &Hit) -> bool {
        let joined = self.words.get(hit.first).is_some_and(|w| w.glue == Glue::Space);
        let skip = |word: Word<'_>| word.is_of(class::DIRECTION) || word.stem() == "the";
        let mut at = hit.first.checked_sub(1);
        if self.word(at).is_some_and(skip) {
            at = at.and_then(|at| at.checked_sub(1));
        }
        joined
            && self.before(hit).is_some()
            && (self.word(at).is_some_and(|word| word.is_of(class::NEAR)) || self.is_after_of(at))
    }

    /// "the channel “Baza” wrote": whether a name stands between quotation marks alone.
    pub(crate) fn is_in_quotes(&self, hit: &Hit) -> bool {
        let ends = self.words.get(hit.first).zip(self.words.get(hit.last));
        ends.is_some_and(|(first, last)| {
            first.glue == Glue::Mark && matches!(last.next(), b'"' | 0xC2 | 0xE2)
        })
    }

    /// "A Boston native", "Dallas police", "Leeds City Council": what follows belongs to a place.
    pub(crate) fn is_before_local(&self, hit: &Hit) -> bool {
        let next = self.after(hit).filter(|next| next.glue == Glue::Space);
        let is_owner = self.words.get(hit.last).is_some_and(Word::has_ending);
        let is_local = |next: Word<'_>| next.kind == TokenKind::Lower && next.is_of(class::LOCAL);
        !is_owner
            && next.is_some_and(|next| {
                is_local(next) || next.is_capitalised && self.is_municipal(hit, hit.last + 1)
            })
    }

    /// "A Modesto man": somebody of a town.
    fn is_of_town(&self, hit: &Hit) -> bool {
        self.is_before_local(hit)
            && self
                .before(hit)
                .is_some_and(|before| matches!(before.text(), "a" | "A" | "an" | "An"))
    }

    /// "The city of X", and "a man, 55, of X".
    fn is_after_of(&self, at: Option<usize>) -> bool {
        let before = at.and_then(|at| at.checked_sub(1));
        self.word(at).is_some_and(|word| {
            word.is_small(class::OF)
                && (word.glue == Glue::Comma
                    || self.word(before).is_some_and(|noun| noun.is_of(class::HOLDER)))
        })
    }

    /// "BANTAM — A mason was arraigned": the place that a report comes from.
    fn is_place_of_dateline(&self, hit: &Hit) -> bool {
        let first = self.words.get(hit.first);
        let next = self.words.get(hit.last + 1);
        let last = self.words.get(hit.last);
        first.is_some_and(|word| word.glue == Glue::Start && word.kind == TokenKind::Upper)
            && last.is_some_and(|word| word.next() != b':')
            && next.is_some_and(|next| matches!(next.glue, Glue::Mark | Glue::Bracket))
    }

    /// Whether a name is a person's or an everyday word too.
    pub(crate) fn is_doubtful(&self, hit: &Hit) -> bool {
        let is_word = |it: Word<'_>| it.is_of(class::GIVEN | class::SURNAME | class::COMMON);
        hit.is_single() && !hit.is_demonym && self.words.get(hit.first).is_some_and(is_word)
    }

    /// Whether people bear a name.
    fn may_bear(&self, hit: &Hit) -> bool {
        let is_name = |it: Word<'_>| it.is_of(class::GIVEN | class::SURNAME);
        hit.is_single() && self.words.get(hit.first).is_some_and(is_name)
    }

    /// Whether a name is made of words of these classes: of directions as "Far North", or also of words for a region, as
    /// "Southern District".
    pub(crate) fn is_made_of(&self, hit: &Hit, classes: u64) -> bool {
        let is_so = |word: Word<'_>| word.is_of(classes) || word.stem() == "Far";
        !hit.is_demonym && self.words.within(hit.first..=hit.last).all(is_so)
    }

    /// What a hit is; `is_qualified` where its region or country stands beside it.
    pub(crate) fn standing(&self, hit: &Hit, is_qualified: bool) -> Standing {
        let is_sure = self.is_place_of_dateline(hit) || self.is_before_party(hit);
        if hit.is_abbreviation() || is_qualified || is_sure {
            return Standing::Own;
        }
        if self.is_person(hit) || self.is_saint(hit) || self.is_vessel(hit) {
            return Standing::Not;
        }
        if self.is_everyday(hit) {
            return if self.may_be_town(hit) { Standing::Doubtful } else { Standing::Not };
        }
        self.standing_in_name(hit)
    }

    /// Whether a name that people bear, and no everyday word, stands alone: "Bedford and Derry".
    fn may_be_town(&self, hit: &Hit) -> bool {
        let Some(word) = self.words.get(hit.first).filter(|_| hit.is_single()) else {
            return false;
        };
        const OTHERWISE: u64 = class::NEVER | class::FUNCTION | class::TITLE | NAMES_A_KIND;
        let notes = self.notes(hit);
        let starts = word.glue == Glue::Start;
        // "Buffalo had 18 inches of snow": an everyday word would have an article.
        let is_subject = || {
            self.after(hit).is_some_and(|next| {
                next.glue == Glue::Space && next.kind == TokenKind::Lower && next.is_of(class::VERB)
            })
        };
        let is_plain = word.kind == TokenKind::Title && word.len() > 3;
        is_plain
            && !word.is_of(OTHERWISE)
            && !(word.is_of(class::COMMON) && (starts && !is_subject() || self.is_lower_too(word)))
            && !notes.is_thing
            && !notes.is_school
            && !word.has_ending()
            && self.capital_after(hit).is_none()
            && self.standing_in_name(hit) == Standing::Own
    }

    /// "Spring 2002".
    fn is_season(&self, hit: &Hit) -> bool {
        let is_word = self.words.get(hit.first).is_some_and(|w| w.is_of(class::COMMON));
        let next = self.after(hit).filter(|next| next.glue == Glue::Space);
        is_word && hit.is_single() && next.is_some_and(|next| next.kind == TokenKind::Number)
    }

    /// "The Victoria was", "the San Antonio turned", "a Bedford with": towns have no article, ships and cars do.
    ///
    /// Only where the name ends its phrase: "the Chicago police" are in Chicago.
    fn names_thing(&self, hit: &Hit) -> bool {
        const ARTICLE_MEANS_NOTHING: f32 = 7.0;
        let is_town_like = |reading: &Reading| {
            let kind = reading.place.kind();
            matches!(kind, PlaceKind::City | PlaceKind::Admin1 | PlaceKind::Admin2)
                && reading.how <= how::ALIAS
        };
        let before = self.before(hit).map_or("", Word::text);
        let is_one = matches!(before, "a" | "an" | "A" | "An");
        let has_article = (is_one || matches!(before, "the" | "The"))
            && self.words.get(hit.first).is_some_and(|word| word.glue == Glue::Space);
        // "At the foot of the Acropolis in June": no hamlet.
        let is_town = hit.readings.iter().all(|it| it.place.kind() == PlaceKind::City);
        let is_small = is_town && hit.weight < SOME_TOWN;
        let behind = match is_one {
            true => class::FUNCTION,
            false if is_small => class::VERB | class::FUNCTION,
            false => class::VERB,
        };
        let ends = |next: Word<'_>| match next.glue {
            Glue::Space => next.kind == TokenKind::Lower && next.is_of(behind),
            // "a galleon, the San Juan, sank", "shown at the Salon, and".
            Glue::Comma => !hit.is_single() || is_small,
            _ => false,
        };
        has_article
            && (!is_one || hit.is_single() && !self.is_before_local(hit))
            && self.after(hit).is_none_or(ends)
            && hit.readings.iter().all(is_town_like)
            && hit.weight < ARTICLE_MEANS_NOTHING
            && !self.words.get(hit.first).is_some_and(|word| word.is_of(class::ARTICLE))
    }

    /// "Eden of the Lakes": the head of a longer name that is not known.
    fn is_led_on(&self, hit: &Hit) -> bool {
        let word = |behind: usize| self.word(Some(hit.last + behind));
        let joined = |behind: usize| word(behind).filter(|it| it.glue == Glue::Space);
        let is_town = hit.readings.iter().all(|r| r.place.kind() != PlaceKind::Country);
        is_town
            && hit.weight < SOME_TOWN
            && joined(1).is_some_and(|of| of.is_small(class::OF))
            && joined(2).is_some_and(|the| the.text() == "the")
            && joined(3).is_some_and(|it| it.is_capitalised)
    }

    fn is_everyday(&self, hit: &Hit) -> bool {
        if self.notes(hit).is_thing && !self.is_after_preposition(hit)
            || hit.is_single() && hit.weight < SOME_TOWN && self.names_thing(hit)
            || self.is_led_on(hit)
            || self.notes(hit).is_school && !self.is_located(hit)
            || self.is_season(hit)
        {
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
        let of_word = word.classes();
        if of_word & class::DIRECTION != 0 && self.is_the_west(hit) {
            return false;
        }
        let is_titled = of_word & class::TITLE != 0 && self.capital_after(hit).is_some();
        if word.kind == TokenKind::Lower
            || is_titled && hit.weight < COUNTRY
            || of_word & class::DIRECTION != 0
            || of_word & NAMES_A_KIND != 0 && hit.weight < 8.0
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
        // "Mets fans": a team, which few call a town by.
        let is_rare = || hit.readings.iter().all(|it| it.how == how::ALIAS);
        if of_word & class::COMPANY != 0 && is_rare() {
            return true;
        }
        let is_word = of_word & (class::COMMON | class::FUNCTION | class::TITLE) != 0
            || word.stem().chars().count() <= 3
            || self.is_lower_too(word);
        let is_small = hit.weight < 4.9 && hit.readings.iter().all(|r| r.how == how::ALIAS);
        let is_located = self.is_located(hit);
        (is_word && !(is_located && hit.weight >= SOME_TOWN)
            || !is_located && (self.may_be_person(hit) || is_small))
            && !(self.is_after_preposition(hit) && word.kind != TokenKind::Upper)
            && !(self.is_before_local(hit) && hit.weight >= SOME_TOWN)
            && (is_word || !self.is_of_town(hit))
    }

    /// Whether a small town's name is made of everyday words: "Red Cross", "Central Park".
    fn is_everyday_phrase(&self, hit: &Hit) -> bool {
        let mut inner = self.words.within(hit.first..=hit.last);
        // Chester-le-Street is no street.
        let last = self.words.get(hit.last);
        if last.is_some_and(|w| w.is_of(class::STREET) && w.glue != Glue::Hyphen) {
            return hit.weight < SOME_TOWN;
        }
        hit.weight < SOME_TOWN
            && hit.readings.iter().all(|r| r.place.kind() == PlaceKind::City)
            && !self.is_located(hit)
            && !self.is_after_preposition(hit)
            && !self.is_of_town(hit)
            && inner.all(|word| word.is_of(class::COMMON | class::FUNCTION | NAMES_A_KIND))
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
            self.before(hit).is_some_and(|before| matches!(before.text(), "the" | "The"));
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

    /// "A Medford Republican": somebody who sits for a town.
    fn is_before_party(&self, hit: &Hit) -> bool {
        let has_article = self
            .before(hit)
            .is_some_and(|before| matches!(before.text(), "a" | "A" | "the" | "The"));
        has_article && self.capital_after(hit).is_some_and(|next| next.is_of(class::PARTISAN))
    }

    /// "Edwards Comprehensive Cancer Center": the name of a house, that a town's name starts.
    fn is_in_facility(&self, hit: &Hit) -> bool {
        const LONGEST: usize = 5;
        let rest = self.words.within(hit.last + 1..).take(LONGEST);
        let mut rest = rest
            .take_while(|word| word.glue == Glue::Space && word.is_capitalised)
            .zip(hit.last + 1..);
        rest.any(|(word, at)| {
            word.is_of(class::FACILITY | class::COMPANY | class::PRESS)
                && !self.is_municipal(hit, at)
        })
    }

    /// "Leeds City Council", "Boise School District", but not "Leicester City" and "Paris School District": a word for a
    /// town before what governs it or belongs to it, or the schools of a town in America.
    fn is_municipal(&self, hit: &Hit, at: usize) -> bool {
        let next =
            self.word(Some(at + 1)).filter(|next| next.glue == Glue::Space && next.is_capitalised);
        self.word(Some(at)).zip(next).is_some_and(|(word, next)| {
            word.is_of(class::TOWN) && next.is_of(class::MUNICIPAL)
                || word.is_of(class::SCHOOL) && next.is_of(class::REGION) && is_american(hit)
        })
    }

    /// "University of Iowa", "Bank of Valletta": named after a place, and it may lie elsewhere.
    fn is_namesake(&self, hit: &Hit) -> bool {
        let before = |steps: usize| self.word(hit.first.checked_sub(steps));
        let follows_of = before(1).is_some_and(|word| word.is_small(class::OF));
        let is_body = before(2).is_some_and(|word| {
            word.is_capitalised
                && word.is_of(class::COMPANY | class::NAMESAKE)
                && !word.is_of(class::TOWN)
        });
        let is_at = [3, 4].iter().any(|steps| {
            before(*steps).is_some_and(|word| matches!(word.text(), "at" | "in" | "near" | "from"))
        });
        // "University of Ulster", but "Bank of China".
        let is_landscape = hit.readings.iter().all(|r| r.place.kind() == PlaceKind::Macro);
        follows_of && is_body && !is_at && (hit.weight < COUNTRY || is_landscape)
    }

    /// "Port aux Basques": the end of a name that is not known as a whole.
    fn is_after_particle(&self, hit: &Hit) -> bool {
        let before = self.word(hit.first.checked_sub(2));
        hit.weight < COUNTRY
            && self.before(hit).is_some_and(|before| {
                before.kind == TokenKind::Lower && before.is_of(class::PARTICLE)
            })
            && before.is_some_and(|before| before.is_capitalised && !before.is_of(class::FUNCTION))
    }

    /// What a hit is as part of a longer capitalised name.
    fn standing_in_name(&self, hit: &Hit) -> Standing {
        let is_big = hit.weight > 6.0;
        let is_demonym = hit.is_demonym;
        if self.is_after_particle(hit) || !is_demonym && self.is_namesake(hit) {
            return Standing::Not;
        }
        let is_within = self.is_in_facility(hit);
        if is_within && !is_big && !is_demonym && !self.is_located(hit) {
            return Standing::Not;
        }
        if let Some(next) = self.capital_after(hit) {
            let of_next = next.classes();
            if of_next & class::PRESS != 0 && next.kind == TokenKind::Title {
                return if hit.is_demonym { Standing::Own } else { Standing::Not };
            }
            let is_municipal = next.is_of(class::TOWN)
                && self.word(Some(hit.last + 2)).is_some_and(|w| w.is_capitalised && is_noun(w));
            if of_next & (class::COMPANY | class::STREET) != 0 && !is_demonym && !is_municipal {
                return if hit.weight > 8.0 { Standing::Embedded } else { Standing::Not };
            }
            // "The Connecticut River" flows past other states too.
            if of_next & class::RIVER != 0 && !is_demonym && hit.weight < COUNTRY {
                return Standing::Not;
            }
            let is_house = of_next & class::FACILITY != 0 && !self.is_municipal(hit, hit.last + 1);
            if is_house && !hit.is_demonym {
                return if is_big { Standing::Embedded } else { Standing::Not };
            }
        }
        let is_loose = |word: Word<'_>| word.is_of(class::DIRECTION | class::NOUN | class::TITLE);
        // "Aman Sagidullayev": Amman is seldom written so.
        let is_rare = hit.readings.iter().all(|reading| reading.how == how::ALIAS);
        if (!is_big || is_rare && self.may_bear(hit)) && self.runs_on(hit) {
            return Standing::Not;
        }
        // "Ford Crown Victoria" is no place, though Victoria is large.
        let is_middling = hit.weight < 7.0;
        if (!is_big || is_middling)
            && !is_demonym
            && !hit.follows_other
            && self.capital_before(hit).is_some_and(|before| {
                let is_new = before.glue != Glue::Start
                    && before.kind == TokenKind::Title
                    && !self.is_lower_too(before);
                !is_loose(before) && (!is_big || is_new)
            })
        {
            return Standing::Not;
        }
        Standing::Own
    }
}

/// Whether the greatest place of a name is a town in America, where the schools of a town have a district.
fn is_american(hit: &Hit) -> bool {
    let greatest = hit.readings.iter().max_by(|a, b| a.place.weight().total_cmp(&b.place.weight()));
    let greatest = greatest.filter(|it| it.place.kind() == PlaceKind::City);
    greatest.is_some_and(|it| it.place.country().is_some_and(|it| it.code().as_str() == "US"))
}
