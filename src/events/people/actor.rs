//! Who takes part in what a clause tells: the people and organisations that it names as acting, as those whom it
//! befell, and who says so.
//!
//! ```text
//! UN officials said | President Ola Dahl was arrested by the Northern Rescue League in Bergen.
//! ^^                            ^^^^^^^^                     ^^^^^^^^^^^^^^^^^^^^^^
//! ```
//! Countries and peoples are places, and an office without a name is nobody. A name behind "in" or "of" only says
//! where or whose something is.

use super::claim::{self, People};
use super::full_name::FullNames;
use super::name_run::{is_headline, runs};
use super::own_name;
use super::whom::Sex;
use crate::events::clause::head::Head;
use crate::events::clause::{Clauses, extent};
use crate::events::title::line::with_single_spaces;
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use crate::model::{Annotated, Via};
use std::ops::Range;

/// Actors of one source, at most.
const MOST: usize = 6;
/// Words of a name, at most.
const LONGEST: usize = 8;
/// Words between a preposition and a name that may describe it: "by the late singer Ola Dahl".
const DESCRIBED: usize = 4;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Somebody.
    Person,
    /// An organisation.
    Body,
    /// Nobody knows: it counts only as the subject of what is told.
    Unknown,
}

/// A sentence, and what is known of those it names.
pub(crate) struct Names<'a> {
    annotated: &'a Annotated,
    clauses: &'a Clauses<'a>,
    people: &'a mut People,
    /// Whether the sentence is written as headlines are, so that a capital makes no name.
    is_headline: bool,
}

impl<'a> Names<'a> {
    pub(crate) fn new(
        annotated: &'a Annotated,
        clauses: &'a Clauses<'a>,
        people: &'a mut People,
    ) -> Self {
        Self { annotated, clauses, people, is_headline: is_headline(clauses) }
    }

    /// Who takes part in what a head tells in a clause, with who claims it, in order of the text.
    pub(crate) fn actors(
        &mut self,
        head: Head,
        (clause, title): (Range<usize>, &str),
        claimed_by: Option<&str>,
    ) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(meant) = self.meant(title) {
            add(&mut found, meant);
        }
        let subject = head.predicate(self.clauses).map(|it| extent::subject(self.clauses, it));
        // What of the subject the clause does not hold.
        let subject = subject.filter(|it| it.start < clause.start || clause.end <= it.start);
        let subject = subject.map(|it| {
            if it.start < clause.start { it.start..it.end.min(clause.start) } else { it }
        });
        for range in subject.into_iter().chain([clause]) {
            for name in self.named(range, Role::Part) {
                add(&mut found, name);
            }
        }
        for name in claimed_by.map(|by| self.claimant(by)).unwrap_or_default() {
            add(&mut found, name);
        }
        found.truncate(MOST);
        found
    }

    /// Whom the brackets of a title name in place of a pronoun: `[Dahl] fell`, `[Dahl’s] car fell`.
    fn meant(&self, title: &str) -> Option<String> {
        let (name, is_owner) = bracketed(title)?;
        let name = own_name::own(name);
        let is_name = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
        let is_known = self.people.known.contains_key(claim::surname(name));
        let is_body = ENGLISH.called(name).is_some() || is_acronym(name);
        (is_name && !is_owner && (is_known || is_body)).then(|| name.to_owned())
    }

    /// Who says so: a person or a body, or the body for which somebody without a name speaks.
    fn claimant(&mut self, by: &str) -> Vec<String> {
        let clauses = self.clauses;
        let sentence = clauses.sentence.of(clauses.text);
        let Some(at) = sentence.find(by) else {
            // Whom a pronoun means was named in a sentence before.
            let by = own_name::own(by);
            let is_known = self.people.known.contains_key(claim::surname(by));
            return is_known.then(|| by.to_owned()).into_iter().collect();
        };
        let start = clauses.sentence.start as usize + at;
        let is_within = |word: &Word| {
            start <= word.span.start as usize && word.span.end as usize <= start + by.len()
        };
        let first = clauses.words.iter().position(is_within).unwrap_or(0);
        let count = clauses.words.iter().skip(first).take_while(|word| is_within(word)).count();
        self.named(first..first + count, Role::Speaker)
    }

    /// The names among some words that take part.
    fn named(&mut self, range: Range<usize>, role: Role) -> Vec<String> {
        let mut found = Vec::new();
        if self.is_headline {
            return found;
        }
        for run in runs(self.clauses, range) {
            let Some(name) = self.name(run.clone()) else { continue };
            if name.kind != Kind::Body {
                self.people.full_names.note(&name.text);
            }
            self.note_initials(&run, &name);
            if self.takes_part(&run, &name, role) {
                found.push(name.text);
            }
        }
        found
    }

    /// "Northern Rescue League (NRL)".
    fn note_initials(&mut self, run: &Range<usize>, name: &Name) {
        let is_mark =
            |at: usize, mark| self.clauses.words.get(at).is_some_and(|it| it.mark == Some(mark));
        let short = self.clauses.word_text(run.end + 1);
        if is_mark(run.end, '(') && is_mark(run.end + 2, ')') && is_acronym(short) {
            self.people.full_names.note_initials(short, &name.text);
        }
    }
}

/// As what a name is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Acting, or befallen.
    Part,
    /// Saying something.
    Speaker,
}

/// A name, and whom it names.
struct Name {
    text: String,
    kind: Kind,
}

impl Names<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.clauses.words.get(at)
    }

    /// Whether a word is the name of a place or of its people, and not of a body such as the UN.
    fn is_place(&self, at: usize) -> bool {
        let place = self.word(at).and_then(|word| word.place);
        let mention = place.and_then(|place| self.annotated.places.get(place));
        mention.is_some_and(|it| it.via != Via::Organisation)
    }

    /// Who or what a run of capitalised words names; `None` for places, offices and whatever else is nobody.
    fn name(&self, run: Range<usize>) -> Option<Name> {
        let text = |words: Range<usize>| {
            with_single_spaces(self.clauses.span_of(words).of(self.clauses.text))
        };
        let is_led = self.clauses.word_text(run.start).eq_ignore_ascii_case("the");
        let run = run.start + usize::from(is_led)..run.end;
        let all = text(run.clone());
        let last = run.end.checked_sub(1)?;
        if run.is_empty() || LONGEST < run.len() || is_of("no_actor", &all) {
            return None;
        }
        // "Seventeen UN officials": the first word of a sentence is capitalised whatever it is.
        let opens = run.start == 0 && run.len() > 1;
        let behind = || ENGLISH.called(&text(run.start + 1..run.end)).filter(|_| opens);
        if let Some(name) = ENGLISH.called(&all).or_else(behind) {
            return Some(Name { text: name.to_owned(), kind: Kind::Body });
        }
        if run.clone().all(|at| self.is_place(at)) {
            return None;
        }
        let words: Vec<&str> = run.clone().map(|at| self.clauses.word_text(at)).collect();
        let front = own_name::front_len(&words, |at| self.is_place(run.start + at));
        let own = run.start + front..run.end;
        let is_given = Sex::of_given(self.clauses.word_text(own.start)).is_some();
        let is_led_by = |list: &str| {
            ENGLISH.phrase_len(list, words.iter().copied()) > 0 && !(is_given && 1 < own.len())
        };
        // "Ann King" ends with an office as well.
        let surname = self.clauses.word_text(last);
        // "Judge Pastor", of whom the text has told as Michael Pastor.
        let is_known = 0 < front && own.len() == 1 && self.people.known.contains_key(surname);
        if is_title(surname) && !is_known && !(is_given && 1 < own.len()) {
            return self.body_of_office(&run);
        }
        let is_body = run.len() > 1 && self.is_body(&run);
        // "Justice Department", "British Red Cross".
        let is_titled = words.iter().take(front).any(|word| is_title(word));
        let is_bodys = is_body && (!is_titled || own.len() == 1 && is_common(&text(own.clone())));
        if 0 < front && !is_bodys {
            return Some(self.behind_front(&run, own));
        }
        let is_thing = self.is_thing(&own, is_given) || is_led_by("no_actor_start");
        if is_body && !is_thing {
            return Some(Name { text: all.into_owned(), kind: Kind::Body });
        }
        if is_thing && run.len() > 1 {
            return None;
        }
        let own = run.clone().find(|&at| !self.is_place(at) || is_given)?..run.end;
        let name = text(own.clone());
        let is_nobody = self.clauses.is_of("no_actor", own.start);
        if is_nobody && !(1 < own.len() && (is_given || own.clone().any(|at| self.is_twofold(at))))
        {
            return None;
        }
        if let Some(called) = ENGLISH.called(&name) {
            return Some(Name { text: called.to_owned(), kind: Kind::Body });
        }
        let kind = self.kind(&own, &name)?;
        Some(Name { text: name.into_owned(), kind })
    }

    /// Whether a run ends as the names of buildings and things do. With a given name before it, "Hill" is a name.
    fn is_thing(&self, run: &Range<usize>, is_given: bool) -> bool {
        let last = [self.clauses.word_text(run.end.saturating_sub(1))];
        let is_surname = run.len() == 2
            && is_given
            && !self.is_place(run.start)
            && ENGLISH.phrase_len("surname_end", last) > 0;
        !is_surname && ENGLISH.phrase_len_in_any_case("no_actor_end", last) > 0
    }

    /// "Jae-in", "Ki-moon": a given name of two syllables.
    fn is_twofold(&self, at: usize) -> bool {
        let parts = self.clauses.word_text(at).split_once('-');
        parts.is_some_and(|(first, second)| {
            first.starts_with(char::is_uppercase) && second.starts_with(char::is_lowercase)
        })
    }

    fn kind(&self, own: &Range<usize>, name: &str) -> Option<Kind> {
        let first = self.clauses.word_text(own.start);
        if own.len() == 1 {
            if is_common(name) {
                return None;
            }
            let is_known = self.people.known.contains_key(name);
            let is_name = self.word(own.start).is_some_and(|word| word.tag == Tag::Name);
            // "Jackson 5" is no Jackson.
            let is_numbered = self.word(own.end).is_some_and(|word| word.is_number);
            let is_verb = own.start == 0 && ENGLISH.classes(&name.to_lowercase()).has(Class::Past);
            let is_name = is_name && !is_verb;
            return if is_numbered {
                None
            } else if is_acronym(name) {
                (2 < name.len()).then_some(Kind::Body)
            } else if is_known {
                Some(Kind::Person)
            } else {
                is_name.then_some(Kind::Unknown)
            };
        }
        let is_person = Sex::of_given(first).is_some() || own.clone().any(|at| self.is_twofold(at));
        let is_mark = |word: &Word| word.mark == Some('&');
        let words = self.clauses.words.get(own.clone()).unwrap_or_default();
        Some(match () {
            () if words.iter().any(is_mark) => Kind::Body,
            () if is_person && own.len() <= 5 => Kind::Person,
            () => Kind::Unknown,
        })
    }

    /// The body whose office a run names that names nobody: "UN Secretary General".
    fn body_of_office(&self, run: &Range<usize>) -> Option<Name> {
        let text = |words: Range<usize>| self.clauses.span_of(words).of(self.clauses.text);
        let mut before = (run.start..run.end - 1).rev();
        before.find_map(|end| {
            let name = text(run.start..end + 1);
            let is_short = end == run.start && is_acronym(name) && !self.is_place(end);
            let called = ENGLISH.called(name).or_else(|| is_short.then_some(name))?;
            Some(Name { text: called.to_owned(), kind: Kind::Body })
        })
    }

    /// "UN Secretary General | Ola Dahl"; "Mr Dahl" as it is.
    fn behind_front(&self, run: &Range<usize>, own: Range<usize>) -> Name {
        let before = own.start.checked_sub(1).filter(|at| run.start <= *at);
        let is_mister =
            |at: &usize| own.len() == 1 && Sex::of_role(self.clauses.word_text(*at)).is_some();
        let from = before.filter(is_mister).unwrap_or(own.start);
        let name = self.clauses.span_of(from..run.end).of(self.clauses.text);
        Name { text: with_single_spaces(name).into_owned(), kind: Kind::Person }
    }

    fn is_body(&self, run: &Range<usize>) -> bool {
        let is_of = |list: &str, at: usize| {
            ENGLISH.phrase_len(list, [self.clauses.word_text(at).trim_end_matches('.')]) > 0
        };
        let last = run.end - 1;
        let is_head = is_of("body_head", last) || is_of("institution", last);
        let is_acronym = |at: usize| is_acronym(self.clauses.word_text(at)) && !self.is_place(at);
        is_head
            || is_acronym(run.start) && run.len() < 3
            || run.clone().any(|at| is_of("body_of", at) && self.clauses.word_text(at + 1) == "of")
            || run.clone().any(|at| is_of("body_of", at) && self.clauses.word_text(at + 1) == "for")
    }

    /// Whether what a run names takes part in what its clause tells.
    fn takes_part(&self, run: &Range<usize>, name: &Name, role: Role) -> bool {
        if let Some(is_part) = self.before_noun(run, name) {
            return is_part;
        }
        // "saw no sign of Dahl being questioned".
        let is_doing = |word: &Word| word.is_plain() && word.tag == Tag::Gerund;
        match self.joint_before(run.start) {
            Some(_) if name.kind != Kind::Unknown && self.word(run.end).is_some_and(is_doing) => {
                true
            }
            Some(joint) => self.is_joined(joint, name, role),
            None if name.kind == Kind::Unknown => role == Role::Speaker || self.is_subject(run),
            None => true,
        }
    }

    /// Whether a name takes part that only describes or owns the noun behind it: "UN officials", "Dahl’s death", but not
    /// "the Dahl family". `None` where no such noun follows.
    fn before_noun(&self, run: &Range<usize>, name: &Name) -> Option<bool> {
        let is_owner = self.word(run.end.checked_sub(1)?)?.is_possessive;
        let describes =
            |at: &usize| self.word(*at).is_some_and(|it| it.is_plain() && it.tag == Tag::Adjective);
        let at = (run.end..run.end + 3).find(|at| !describes(at))?;
        let noun = self.word(at).filter(|word| {
            word.is_plain()
                && !word.is_capitalised
                && word.tag.is_noun()
                && (is_owner || at == run.end)
        });
        let Some(noun) = noun else { return is_owner.then_some(false) };
        // "gave Dahl money".
        let before = run.start.checked_sub(1).and_then(|at| self.word(at));
        if name.kind == Kind::Person && !is_owner && before.is_some_and(|it| it.tag.is_verb()) {
            return None;
        }
        let is_member = self.clauses.is_of("member", at);
        // "UN spokesman Ola Dahl".
        let is_named = self.word(at + 1).is_some_and(|it| it.is_plain() && it.is_capitalised);
        Some(match name.kind {
            Kind::Body if is_member => !is_named,
            _ => noun.has(Class::EventNoun),
        })
    }

    /// The preposition that a name stands behind, with what may describe the name between.
    fn joint_before(&self, start: usize) -> Option<usize> {
        let describes = |at: usize| {
            self.word(at).is_some_and(|word| {
                let form = self.clauses.word_text(at);
                let is_one = word.tag == Tag::Noun && claim::is_somebody(form);
                word.place.is_some()
                    || word.is_plain()
                        && (is_one
                            || matches!(word.tag, Tag::Determiner | Tag::Owner | Tag::Adjective))
            })
        };
        let before = (start.saturating_sub(DESCRIBED)..start).rev();
        let at = before.into_iter().find(|&at| !describes(at))?;
        let word = self.word(at)?;
        let is_joint = word.is_preposition() || word.is_plain() && word.tag == Tag::To;
        is_joint.then_some(at)
    }

    /// Whether a name behind a preposition takes part: "killed by", "the death of", "charges against", "told to".
    fn is_joined(&self, joint: usize, name: &Name, role: Role) -> bool {
        if name.kind == Kind::Unknown {
            return false;
        }
        let before = joint.checked_sub(1).and_then(|at| self.word(at));
        let form = joint.checked_sub(1).map_or("", |at| self.clauses.word_text(at));
        let is_for_body = name.kind == Kind::Body && ENGLISH.phrase_len("member", [form]) > 0;
        if role == Role::Speaker {
            return is_for_body;
        }
        if self.clauses.is_of("actor_joint", joint) {
            return true;
        }
        let is_locative = self.word(joint).is_some_and(|it| it.has(Class::Locative));
        let is_told = before.is_some_and(|word| {
            word.is_plain() && (word.has(Class::EventNoun) || word.tag.is_verb() && !is_locative)
        });
        is_for_body || is_told
    }

    /// Whether a run stands right before a verb, or in its subject without a preposition before it.
    fn is_subject(&self, run: &Range<usize>) -> bool {
        self.clauses.predicates.iter().any(|predicate| {
            let own = claim::subject_of(self.clauses, predicate);
            let own = if own.is_empty() { extent::subject(self.clauses, predicate) } else { own };
            let joints = self.clauses.words.get(own.start..run.start).unwrap_or_default();
            predicate.first == run.end
                || own.start <= run.start
                    && run.end <= own.end
                    && !joints.iter().any(|word| word.is_preposition() || word.mark.is_some())
        })
    }
}

/// Whether a name stands for several words by their first letters: "UN", "U.N.".
pub(crate) fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic());
    let (count, large) = letters.fold((0, 0), |(count, large), letter| {
        (count + 1, large + usize::from(letter.is_uppercase()))
    });
    let is_written = name.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | '&'));
    (2..=8).contains(&count) && count == large && is_written
}

/// "Mr", "President", "Dr"; "Secretary of State".
pub(crate) fn is_title(words: &str) -> bool {
    words.split(' ').any(|word| {
        let word = word.trim_end_matches(['’', '\'']);
        Sex::of_role(word).is_some() || ENGLISH.is_of_any(&["office", "rank"], word)
    })
}

/// Whether a word by itself says what a body is, or is no name at all: "Office", "Children".
fn is_common(word: &str) -> bool {
    let classes = ENGLISH.classes(&word.to_lowercase());
    let is_noun = classes.has_any(&[Class::People, Class::EventNoun, Class::Adverb]);
    is_noun || ENGLISH.is_of_any(&["institution", "body_head", "body_of", "no_actor_end"], word)
}

fn is_of(list: &str, name: &str) -> bool {
    let length = ENGLISH.phrase_len(list, name.split(' '));
    0 < length && length == name.split(' ').count()
}

/// What stands in brackets at the head of a title, and whether as an owner.
fn bracketed(title: &str) -> Option<(&str, bool)> {
    let (name, _) = title.strip_prefix('[')?.split_once(']')?;
    let owner = name.strip_suffix("’s").or_else(|| name.strip_suffix('’'));
    Some(owner.map_or((name, false), |name| (name, true)))
}

fn add(found: &mut Vec<String>, name: String) {
    if !found.contains(&name) {
        found.push(name);
    }
}

/// Calls everybody who takes part in the events of a document by the fullest name that it has for them.
pub(crate) fn settle(actors: &mut Vec<String>, names: &FullNames) {
    let mut full = Vec::with_capacity(actors.len());
    for name in actors.drain(..) {
        add(&mut full, names.full(&name));
    }
    *actors = full;
}
