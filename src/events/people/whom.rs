//! Whom "he" and "she" mean. A wrong person in a title is worse than none: a name stands for a pronoun only
//! where nobody else of its sex was named since.
//!
//! ```text
//! Ann Dahl was born in Bergen.   she: Dahl
//! She married Ola Berg.          she: Dahl        he: Berg
//! Eva Lind met Ida Moe.          she: Lind | Moe  he: Berg
//! ```

use super::claim::{self, Named, People, surname};
use crate::events::clause::Clauses;
use crate::events::words::lexicon::ENGLISH;
use crate::events::words::tagger::Tag;
use crate::phrase::fold::hash_of;
use std::ops::Range;

/// The pronoun that goes with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sex {
    He,
    She,
}

macro_rules! given {
    ($file:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file)).as_slice().as_chunks().0
    };
}

/// The hashes of given names that are those of men alone, in order.
static OF_MEN: &[[u8; 8]] = given!("given_he.bin");
/// The same of women.
static OF_WOMEN: &[[u8; 8]] = given!("given_she.bin");

impl Sex {
    /// That of a pronoun; `None` for other words.
    pub(crate) fn of_pronoun(word: &str) -> Option<Self> {
        const LONGEST: usize = 4;
        let is_one = |of: [&str; 3]| of.into_iter().any(|it| word.eq_ignore_ascii_case(it));
        if LONGEST < word.len() {
            return None;
        }
        if is_one(["he", "him", "his"]) {
            Some(Self::He)
        } else {
            is_one(["she", "her", "hers"]).then_some(Self::She)
        }
    }

    fn other(self) -> Self {
        match self {
            Self::He => Self::She,
            Self::She => Self::He,
        }
    }

    /// One that is known, else both.
    fn that_fit(known: Option<Self>) -> impl Iterator<Item = Self> {
        [Self::He, Self::She].into_iter().filter(move |it| known.is_none_or(|known| known == *it))
    }

    /// That of "brother" and "queen".
    pub(crate) fn of_role(word: &str) -> Option<Self> {
        let begun = ENGLISH.begun(word);
        let is_of =
            |list: &str| begun.may_have(list) && ENGLISH.phrase_len_in_any_case(list, [word]) > 0;
        if is_of("mister") || is_of("man") {
            Some(Self::He)
        } else {
            (is_of("missis") || is_of("woman")).then_some(Self::She)
        }
    }

    /// Whose a given name is.
    pub(crate) fn of_given(name: &str) -> Option<Self> {
        let hash = hash_of(name);
        let is_of = |names: &[[u8; 8]]| {
            names.binary_search_by_key(&hash, |name| u64::from_le_bytes(*name)).is_ok()
        };
        if is_of(OF_MEN) { Some(Self::He) } else { is_of(OF_WOMEN).then_some(Self::She) }
    }

    /// What the title before a name says, else the given name.
    fn of_name(name: &str) -> Option<Self> {
        let own = bare(name);
        let title = name.get(..name.len() - own.len()).unwrap_or_default();
        let mut titles = title.split_whitespace().rev();
        let given = own.split_once(' ').map(|(given, _)| given);
        titles.find_map(Self::of_role).or_else(|| Self::of_given(given?))
    }
}

/// Whom a surname names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    sex: Option<Sex>,
    given: Option<String>,
    /// Whether people of other given names bear it as well.
    is_shared: bool,
}

/// Of whom the text told last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    he: Thread,
    she: Thread,
    /// Sentences read.
    sentence: usize,
    /// Who said something last.
    spoke: Option<String>,
}

/// Who may be "he", or "she".
#[derive(Clone, Debug, Default)]
struct Thread {
    /// Who was told of last.
    last: Option<String>,
    /// Whether it is known to be one.
    is_sure: bool,
    /// Whether something was told of them, and not of others with them.
    is_subject: bool,
    /// Whether the text has gone on about "her" since the name.
    goes_on: bool,
    /// In which sentence, by name or pronoun.
    sentence: usize,
    /// Who else was named since.
    others: Vec<String>,
}

impl Told {
    fn of(&self, sex: Sex) -> &Thread {
        match sex {
            Sex::He => &self.he,
            Sex::She => &self.she,
        }
    }

    fn of_mut(&mut self, sex: Sex) -> &mut Thread {
        match sex {
            Sex::He => &mut self.he,
            Sex::She => &mut self.she,
        }
    }
}

impl Thread {
    /// Whom a pronoun means.
    fn meant(&self, sentence: usize) -> Option<&String> {
        let reach = match (self.is_sure, self.is_subject) {
            (true, _) => REACH,
            (false, true) => 1,
            (false, false) => return None,
        };
        let is_clear = self.others.is_empty() && sentence <= self.sentence + reach;
        self.last.as_ref().filter(|name| is_clear && !name.is_empty())
    }

    /// Whom the subject of a sentence means, where the last one was about "her" as well: "She married Ola
    /// Berg. She died in Bergen."
    fn meant_on(&self, sentence: usize) -> Option<&String> {
        let goes_on = self.goes_on && self.is_sure && self.others.len() < 2;
        let is_clear = goes_on && sentence <= self.sentence + 1;
        self.last.as_ref().filter(|name| is_clear && !name.is_empty())
    }

    /// Takes note of a name; the subject of a clause is what the text goes on about.
    fn name(&mut self, name: &str, is_subject: bool, sex: Option<Sex>, sentence: usize) {
        let is_sure = sex.is_some();
        let is_last = self.last.as_deref().is_some_and(|last| is_same(last, name));
        let is_old = self.sentence < sentence;
        if is_last {
            self.is_sure |= is_sure;
            self.sentence = sentence;
            self.is_subject |= is_subject;
            if is_subject && is_old {
                self.others.clear();
            }
        } else if self.last.is_none() || is_subject && is_old && (is_sure || !self.is_sure) {
            let (last, others) = (Some(name.to_owned()), Vec::new());
            *self = Self { last, is_sure, is_subject, goes_on: false, sentence, others };
        } else if !self.others.iter().any(|it| is_same(it, name)) {
            self.others.push(name.to_owned());
            self.goes_on &= self.sentence == sentence;
        }
    }

    /// Takes note of a pronoun, and says whom it means.
    fn pronoun(&mut self, sentence: usize) -> Option<String> {
        let name = self.meant(sentence).or_else(|| self.meant_on(sentence)).cloned();
        if name.is_some() {
            (self.goes_on, self.is_sure, self.sentence) = (true, true, sentence);
        } else if self.last.is_none() {
            self.last = Some(String::new());
        }
        name
    }

    /// Takes note of somebody who has no name.
    fn somebody(&mut self) {
        if self.last.is_some() {
            self.others.push(String::new());
            self.goes_on = false;
        }
    }

    /// Somebody is not who a pronoun may mean after all.
    fn forget(&mut self, name: &str) {
        if self.last.as_deref() == Some(name) {
            *self = Self::default();
        }
        self.others.retain(|other| other != name);
    }
}

/// What is told of somebody, in the order of the text.
enum Telling {
    Name {
        name: String,
        sex: Option<Sex>,
        is_subject: bool,
    },
    Pronoun(Sex),
    /// Somebody without a name.
    Somebody {
        sex: Option<Sex>,
        is_subject: bool,
    },
}

impl People {
    /// Takes note of the full names in a heading.
    pub(crate) fn note_names(&mut self, clauses: &Clauses<'_>) {
        for (_, name) in self.all_named(clauses, clauses.words.len()) {
            self.full_names.note(name);
        }
    }

    /// Takes note of whom a sentence tells.
    pub(crate) fn follow(&mut self, clauses: &Clauses<'_>) {
        let named = self.all_named(clauses, clauses.words.len());
        for (_, name) in &named {
            self.full_names.note(name);
        }
        let named = first_of_each(named);
        let mut told = std::mem::take(&mut self.told);
        told.sentence += 1;
        // "She met a nurse": the nurse is not gone on about.
        self.advance(&mut told, clauses, clauses.words.len(), &named, |_, it| {
            !matches!(it, Telling::Somebody { is_subject: false, .. })
        });
        let report = clauses.predicates.iter().find(|it| it.is_reporting());
        let speaks = report.map(|it| claim::subject_of(clauses, it));
        let is_named = |own: &Range<usize>| {
            own.len() != 1 || Sex::of_pronoun(clauses.word_text(own.start)).is_none()
        };
        if let Some(own) = speaks.filter(is_named) {
            let spoke = named.iter().find(|(run, _)| is_head(clauses, &own, run));
            told.spoke = spoke.map(|(_, name)| self.called(name));
        }
        self.told = told;
        for (run, name) in named {
            if !name.contains(' ') {
                continue;
            }
            let sex = self.sex_of(clauses, &run, name);
            let given = bare(name).split_once(' ').map(|(given, _)| given.to_owned());
            let known = self.known.entry(surname(name).to_owned()).or_default();
            let is_other = known.given.is_some() && given.is_some() && known.given != given;
            known.is_shared |= is_other;
            known.given = known.given.take().or(given);
            known.sex = sex.or(known.sex).filter(|_| !known.is_shared);
        }
        for (at, sex) in related(clauses) {
            let known = self.known.entry(clauses.word_text(at).to_owned()).or_default();
            known.sex = known.sex.or(Some(sex));
        }
        for sex in [Sex::He, Sex::She] {
            let thread = self.told.of(sex);
            let Some(last) = thread.last.as_ref().filter(|_| thread.goes_on) else { continue };
            if let Some(known) = self.known.get_mut(last.as_str()) {
                known.sex = known.sex.or(Some(sex));
            }
        }
    }

    /// The person that "he", "she", "his" or "her" at word `at` must mean.
    pub(crate) fn whom(&self, clauses: &Clauses<'_>, at: usize) -> Option<String> {
        let sex = Sex::of_pronoun(clauses.word_text(at))?;
        let is_quoted = |at: usize| clauses.words.get(at).is_some_and(|word| word.is_quoted);
        let mut told = self.told.clone();
        told.sentence += 1;
        // Whom a speaker calls "she", not who speaks.
        let named = self.named(clauses, at);
        self.advance(&mut told, clauses, at, &named, |it, _| !is_quoted(at) || is_quoted(it));
        let thread = told.of(sex);
        let goes_on = || thread.meant_on(told.sentence);
        let reports = || thread.last.as_ref().filter(|last| self.goes_on_to_say(clauses, at, last));
        let name = thread.meant(told.sentence).or_else(goes_on).or_else(reports)?;
        let mut here = self.named(clauses, clauses.words.len()).into_iter();
        // "She told Dahl": whoever is named behind is somebody else.
        let is_other = here.any(|(run, other)| {
            let is_apart = at < run.start || is_quoted(at) && !is_quoted(run.start);
            is_apart && surname(other) == surname(name)
        });
        let speaks = is_quoted(at) && self.speaker().is_some_and(|it| surname(it) == surname(name));
        (!is_other && !speaks && self.may_be(name, sex)).then(|| name.clone())
    }

    /// "Berg said the dam held. He added that Lind had built it": whether somebody who spoke last speaks.
    fn goes_on_to_say(&self, clauses: &Clauses<'_>, at: usize, name: &str) -> bool {
        let is_speaker = self.told.spoke.as_deref().is_some_and(|it| is_same(it, name));
        is_speaker
            && clauses
                .predicates
                .iter()
                .any(|it| it.is_reporting() && claim::subject_of(clauses, it) == (at..at + 1))
    }

    /// Whether a name or a role allows a pronoun: "she" is not Mr Keller.
    pub(crate) fn may_be(&self, name: &str, sex: Sex) -> bool {
        let known = self.known.get(surname(name)).filter(|it| !it.is_shared);
        let own = Sex::of_name(name).or_else(|| known?.sex).or_else(|| {
            Some(surname(name))
                .filter(|it| it.starts_with(char::is_lowercase))
                .and_then(Sex::of_role)
        });
        own.is_none_or(|own| own == sex)
    }

    /// Goes through what a sentence tells of people before a word, as far as it counts.
    fn advance(
        &self,
        told: &mut Told,
        clauses: &Clauses<'_>,
        end: usize,
        named: &[(Range<usize>, &str)],
        counts: impl Fn(usize, &Telling) -> bool,
    ) {
        let mut tellings = self.tellings(clauses, end, named);
        tellings.retain(|(at, telling)| counts(*at, telling));
        tellings.sort_by_key(|(at, _)| *at);
        let sentence = told.sentence;
        for (_, telling) in tellings {
            match telling {
                Telling::Pronoun(sex) => {
                    if let Some(name) = told.of_mut(sex).pronoun(sentence) {
                        told.of_mut(sex.other()).forget(&name);
                    }
                }
                Telling::Somebody { sex, .. } => {
                    for sex in Sex::that_fit(sex) {
                        told.of_mut(sex).somebody();
                    }
                }
                Telling::Name { name, sex, is_subject } => {
                    for fit in Sex::that_fit(sex) {
                        told.of_mut(fit).name(&name, is_subject, sex, sentence);
                    }
                }
            }
        }
    }

    /// What a sentence tells of people before a word.
    fn tellings(
        &self,
        clauses: &Clauses<'_>,
        end: usize,
        named: &[(Range<usize>, &str)],
    ) -> Vec<(usize, Telling)> {
        let subjects = clauses.subjects.iter().filter(|own| !own.is_empty() && own.end <= end);
        let subjects: Vec<Range<usize>> = subjects.cloned().collect();
        let mut found = Vec::new();
        for own in &subjects {
            if let (1, Some(sex)) = (own.len(), Sex::of_pronoun(clauses.word_text(own.start))) {
                found.push((own.start, Telling::Pronoun(sex)));
            }
        }
        for (run, name) in named {
            let sex = self.sex_of(clauses, run, name);
            let is_led = run
                .start
                .checked_sub(1)
                .and_then(|at| clauses.words.get(at))
                .is_some_and(|before| before.is_plain() && before.tag == Tag::Determiner);
            // "the Grand Hotel".
            if sex.is_none() && is_led {
                continue;
            }
            let opens = 0..run.end;
            let is_subject = run.start < OPENING && is_head(clauses, &opens, run)
                || subjects.iter().any(|own| is_head(clauses, own, run));
            found.push((run.start, Telling::Name { name: self.called(name), sex, is_subject }));
        }
        found.extend(somebody(clauses, &subjects, end));
        found
    }

    /// What the text says of whose sex somebody named is.
    fn sex_of(&self, clauses: &Clauses<'_>, run: &Range<usize>, name: &str) -> Option<Sex> {
        let role = |at: Option<usize>| Sex::of_role(clauses.word_text(at?));
        // "her brother Kofi Mensah"; "Kofi Mensah, her brother,".
        let before = role(run.start.checked_sub(1));
        let is_apart = clauses.words.get(run.end).is_some_and(|it| it.mark == Some(','));
        let after = || {
            let led = clauses.words.get(run.end + 1).filter(|it| {
                is_apart && it.is_plain() && matches!(it.tag, Tag::Determiner | Tag::Owner)
            });
            led.and_then(|_| role(Some(run.end + 2)))
        };
        let known = self.known.get(surname(name));
        let is_shared = known.is_some_and(|it| it.is_shared);
        before
            .or_else(|| Sex::of_name(name))
            .or_else(after)
            .or_else(|| known.filter(|_| !is_shared)?.sex)
    }

    /// What to call somebody: by the surname, with the given name where others bear it.
    fn called(&self, name: &str) -> String {
        let is_shared = self.known.get(surname(name)).is_some_and(|it| it.is_shared);
        (if is_shared { bare(name) } else { surname(name) }).to_owned()
    }
}

/// Sentences over which a pronoun may point back.
const REACH: usize = 6;

/// Words before the name that a sentence opens with, and one.
const OPENING: usize = 4;

/// Whether two names are those of one person.
fn is_same(a: &str, b: &str) -> bool {
    let is_short = || !a.contains(' ') || !b.contains(' ');
    a == b || surname(a) == surname(b) && is_short()
}

/// A name without the titles and offices before it.
fn bare(name: &str) -> &str {
    let mut own = name;
    while let Some((first, rest)) = own.split_once(' ') {
        let is_title = Sex::of_role(first).is_some() || claim::is_office(first);
        let is_before_office = rest.split(' ').rev().skip(1).any(claim::is_office);
        if !is_title && !is_before_office {
            break;
        }
        own = rest;
    }
    own
}

/// Of names with one surname the first.
pub(crate) fn first_of_each(names: Named<'_>) -> Named<'_> {
    let mut found = Named::new();
    for (run, name) in names {
        if !found.iter().any(|(_, it)| surname(it) == surname(name)) {
            found.push((run, name));
        }
    }
    found
}

/// Whether a name is the head of a subject: "the judge Ann Dahl", not "Ann Dahl and Ola Berg", nor "the trial
/// of Ann Dahl".
fn is_head(clauses: &Clauses<'_>, own: &Range<usize>, run: &Range<usize>) -> bool {
    let words = clauses.words.get(own.clone()).unwrap_or_default();
    let joins = |tag: Tag| matches!(tag, Tag::Coordinator | Tag::Preposition);
    let before = run.start.checked_sub(own.start);
    let leads = before.is_some_and(|before| {
        words.iter().take(before + run.len()).all(|word| !word.is_plain() || !joins(word.tag))
    });
    let next = clauses.words.get(run.end);
    let is_alone = next.is_none_or(|next| !next.is_plain() || next.tag != Tag::Coordinator);
    let last = clauses.words.get(run.end.saturating_sub(1));
    leads && is_alone && run.end <= own.end && !last.is_some_and(|last| last.is_possessive)
}

/// "her brother Kofi": the word of a given name behind what somebody is to others.
fn related<'a>(clauses: &'a Clauses<'_>) -> impl Iterator<Item = (usize, Sex)> + 'a {
    (1..clauses.words.len()).filter_map(|at| {
        clauses.words.get(at).filter(|it| it.is_plain() && it.is_capitalised)?;
        let role = clauses.words.get(at - 1)?;
        let is_alone = clauses.words.get(at + 1).is_none_or(|it| !it.is_capitalised);
        let owner = clauses.words.get(at.checked_sub(2)?)?;
        let is_owned = owner.is_possessive || owner.is_plain() && owner.tag == Tag::Owner;
        if !is_alone || !is_owned || !role.is_plain() || role.is_capitalised {
            return None;
        }
        Some((at, Sex::of_role(clauses.word_text(at - 1))?))
    })
}

/// "Keller was with the singer when she fell": people without a name, neither a title before a name nor an
/// apposition, whom a pronoun may mean.
fn somebody(clauses: &Clauses<'_>, subjects: &[Range<usize>], end: usize) -> Vec<(usize, Telling)> {
    let word = |at: usize| clauses.words.get(at);
    let is_led = |i: usize| {
        word(i - 1)
            .is_some_and(|it| it.is_plain() && matches!(it.tag, Tag::Determiner | Tag::Owner))
            && i.checked_sub(2).and_then(word).is_none_or(|it| it.mark.is_none())
    };
    let is_title =
        |i: usize| word(i + 1).is_some_and(|it| it.is_capitalised || it.mark == Some(','));
    let is_one = |&i: &usize| {
        word(i).is_some_and(|it| it.is_plain() && it.tag == Tag::Noun && !it.is_capitalised)
            && is_led(i)
            && !is_title(i)
            && claim::is_somebody(clauses.word_text(i))
    };
    let telling = |at: usize| {
        let sex = Sex::of_role(clauses.word_text(at));
        let is_subject = subjects.iter().any(|own| is_head(clauses, own, &(at..at + 1)));
        (at, Telling::Somebody { sex, is_subject })
    };
    (1..end).filter(is_one).map(telling).collect()
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn she_stays_whom_the_text_goes_on_about() {
        check(
            "Ann Dahl was born in {1934|1934}. She joined the firm of Ola Berg in {1961|1961}. \
             Her first bridge was opened in {1981|1981}.",
            &[
                ("1934", "Ann Dahl born"),
                ("1961", "[Dahl] joined the firm of Ola Berg"),
                ("1981", "[Dahl’s] first bridge was opened"),
            ],
        );
        check(
            "Ann Dahl was born in {1934|1934}. Ola Berg hired her in {1961|1961}. \
             His first bridge was opened in {1981|1981}.",
            &[
                ("1934", "Ann Dahl born"),
                ("1961", "Ola Berg hired her"),
                ("1981", "[Berg’s] first bridge was opened"),
            ],
        );
    }

    #[test]
    fn nobody_is_named_by_the_pronoun_of_the_other_sex() {
        // By his given name, by what he is to her, by his title.
        for man in ["Daniel Osei", "her husband Efua Osei", "Mr Osei", "Amadu Osei, her brother"] {
            check(
                &format!(
                    "Ruth Tanko was born in {{1934|1934}}. In {{1950|1950}} she met {man}. \
                     She opened a shop in {{1961|1961}}."
                ),
                &[
                    ("1934", "Ruth Tanko born"),
                    ("1950", &format!("[Tanko] met {man}")),
                    ("1961", "[Tanko] opened a shop"),
                ],
            );
        }
        check(
            "Yusra Tanko was born in {1934|1934}. She wed in {1950|1950}. The court heard that Joseph Addo \
             had stolen a ship. In {1961|1961} she sentenced him.",
            &[
                ("1934", "Yusra Tanko born"),
                ("1950", "[Tanko] wed"),
                ("", "Joseph Addo had stolen a ship"),
                ("1961", "[Tanko] sentenced him"),
            ],
        );
    }

    #[test]
    fn nobody_is_named_where_two_may_be_meant() {
        check(
            "Ivan Petrov left the army in {1901|1901}. The trial of Pavel Orlov lasted a week. \
             He was shot at the gate in {1905|1905}.",
            &[
                ("1901", "Ivan Petrov left the army"),
                ("1901", "Trial of Pavel Orlov lasted a week"),
                ("1905", "He was shot at the gate"),
            ],
        );
        check(
            "Ivan Petrov met Pavel Orlov in {1901|1901}. He was shot at the gate in {1905|1905}.",
            &[("1901", "Ivan Petrov met Pavel Orlov"), ("1905", "He was shot at the gate")],
        );
        check(
            "Ann Dahl left the town in {1901|1901}. A nurse followed. She was shot at the gate in {1905|1905}.",
            &[("1901", "Ann Dahl left the town"), ("1905", "She was shot at the gate")],
        );
        // A name that tells nothing of who bears it, after one that does.
        check(
            "Ann Dahl was born in {1901|1901}. Xqualu Tebe sailed in {1902|1902}. She sang a song in {1905|1905}.",
            &[
                ("1901", "Ann Dahl born"),
                ("1902", "Xqualu Tebe sailed"),
                ("1905", "She sang a song"),
            ],
        );
    }

    #[test]
    fn whoever_spoke_goes_on_to_say() {
        check(
            "Karl Lind said on {1905-06-05|Monday} that Ivan Petrov had left. He added on \
             {1905-06-06|Tuesday} that the hall was shut.",
            &[
                ("1905-06-05", "Karl Lind said that Ivan Petrov had left"),
                ("1905-06-06", "[Lind] added that the hall was shut"),
            ],
        );
    }

    #[test]
    fn people_of_one_surname_are_told_apart() {
        check(
            "Karl Lind built a boat in {1901|1901}. Eva Lind sold it in {1902|1902}. \
             He was shot at the gate in {1905|1905}.",
            &[
                ("1901", "Karl Lind built a boat"),
                ("1902", "Eva Lind sold it"),
                ("1905", "[Lind] was shot at the gate"),
            ],
        );
    }

    #[test]
    fn a_speaker_is_not_whom_he_tells_of() {
        check(
            "Karl Lind spoke. “He left the town in {1905|1905},” Karl Lind said.",
            &[("2022-10-30", "Karl Lind spoke"), ("1905", "He left the town")],
        );
    }
}
