//! Who says so, and who "he" is.

use super::cited::cited;
use super::full_name::FullNames;
use super::others;
use super::whom::{Known, Sex, Told, first_of_each};
use crate::events::clause::{Clauses, Opener, apart, extent, gap, noun};
use crate::events::predicate::{Predicate, Tense};
use crate::events::title::line::with_single_spaces;
use crate::events::title::told_time;
use crate::events::words::Word;
use crate::events::words::hash::ByText;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use std::collections::HashMap;
use std::ops::Range;

/// The people named last, while a document is read from start to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    /// Surnames of people named in full anywhere before, and whom they name.
    pub known: HashMap<String, Known, ByText>,
    /// All that are named in full.
    pub full_names: FullNames,
    /// Whom "he" and "she" may mean.
    pub told: Told,
    /// Who was last said to say something.
    speaker: Option<String>,
    /// What the last sentence was about.
    subject: Option<Subject>,
    /// The last people that a sentence was about, and how many sentences ago.
    group: Option<Subject>,
    since_group: usize,
}

/// Names in a sentence, with the words of each.
pub(crate) type Named<'a> = Vec<(Range<usize>, &'a str)>;

/// What a clause is about: its subject, where it is no pronoun.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub text: String,
    pub(crate) is_plural: bool,
    pub is_person: bool,
    /// Whether it is a person with a name.
    pub is_named: bool,
    /// Whether it is a country or a body of people.
    is_body: bool,
    /// Whether it can do something: people, a body of people, a name.
    acts: bool,
}

impl People {
    /// Takes note of the people that a sentence names.
    pub(crate) fn read(&mut self, clauses: &Clauses<'_>) {
        let mut mains = clauses.predicates.iter().filter(|p| !clauses.depends(p.segment));
        let subject = mains.find_map(|predicate| self.subject(clauses, predicate));
        self.follow(clauses);
        // Who is quoted has spoken, whether or not an event was told.
        if let Some(quoted) = clauses.words.iter().position(|word| word.is_quoted) {
            self.claimant(clauses, None, quoted);
        }
        self.since_group += 1;
        if let Some(group) = subject.as_ref().filter(|it| it.is_plural && it.acts) {
            (self.group, self.since_group) = (Some(group.clone()), 0);
        }
        self.subject = subject.or_else(|| self.subject.take());
    }

    /// Whom or what a pronoun that is the subject of a predicate means: a person for "he" and "she", else
    /// the subject of the clause before it that agrees in number.
    pub(crate) fn meant_by(&self, clauses: &Clauses<'_>, at: usize) -> Option<String> {
        let pronoun = clauses.word_text(at).to_lowercase();
        let earlier = clauses.predicates.iter().rev().filter(|predicate| predicate.at < at);
        let subjects = earlier.filter_map(|predicate| self.subject(clauses, predicate));
        let mut subjects = subjects.peekable();
        let here = subjects.peek().is_some();
        let subjects: Vec<Subject> = subjects.chain(self.subject.clone()).collect();
        let before = || subjects.first().cloned();
        match pronoun.as_str() {
            "he" | "she" | "his" | "her" => {
                // "Her son said he found it".
                let somebody =
                    || before().filter(|_| here && self.named_in(clauses, at).is_empty());
                let fits = |it: &Subject| {
                    let sex = Sex::of_pronoun(&pronoun);
                    it.is_person
                        && !it.is_named
                        && sex.is_some_and(|sex| self.may_be(&it.text, sex))
                };
                self.whom(clauses, at).or_else(|| somebody().filter(fits).map(|it| it.text))
            }
            "i" => self.reported(clauses, None, at).filter(|name| is_name(name)),
            "they" | "their" if self.has_other_people(clauses, at) => None,
            "they" | "their" => (subjects.iter().find(|s| s.is_plural && s.acts).cloned())
                .or_else(|| self.group.clone().filter(|_| self.is_near(clauses, at)))
                // "The army came, and they shelled the fort".
                .or_else(|| before().filter(|s| s.is_body && !follows_person(clauses, at)))
                .map(|subject| subject.text),
            "it" | "its" => before()
                .filter(|s| !s.is_plural && !s.is_person && (s.acts || hangs_on_main(clauses, at)))
                .filter(|_| !self.has_other_subject(clauses, at) && !follows_person(clauses, at))
                .filter(|_| {
                    !at.checked_sub(1).is_some_and(|before| reports_beside(clauses, before))
                        && !others::stands_for_nothing(clauses, at)
                })
                .map(|subject| subject.text),
            _ => None,
        }
    }

    /// "In Wales the old dam was never rebuilt after it burst": the clause before a pronoun has a subject, which
    /// cannot be told from what stands around it.
    fn has_other_subject(&self, clauses: &Clauses<'_>, at: usize) -> bool {
        let last = clauses.predicates.iter().rev().find(|it| it.at < at && !it.is_reporting());
        last.is_some_and(|last| {
            let own = subject_of(clauses, last);
            let is_pronoun = clauses.words.get(own.start).is_some_and(|it| it.tag == Tag::Pronoun);
            !own.is_empty() && !is_pronoun && self.subject(clauses, last).is_none()
        })
    }

    /// Whether "they" may be the last people told of: what somebody is quoted to say may mean others.
    fn is_near(&self, clauses: &Clauses<'_>, at: usize) -> bool {
        self.since_group < GROUP_REACH && clauses.words.get(at).is_some_and(|it| !it.is_quoted)
    }

    /// The subject of a predicate as far as its first joint; `None` for pronouns and long ones.
    pub(crate) fn subject(&self, clauses: &Clauses<'_>, predicate: &Predicate) -> Option<Subject> {
        let own = subject_of(clauses, predicate);
        // "Many separatists, | Petrov among them, | see a chance".
        let is_apart = matches!(clauses.opener(predicate.segment), Opener::Comma | Opener::Return);
        let range =
            if own.is_empty() && is_apart { extent::subject(clauses, predicate) } else { own };
        let range = counted(clauses, range.clone()).unwrap_or(range.start)..range.end;
        let words = clauses.words.get(range.clone())?;
        let first = words.first()?;
        let skip = usize::from(first.tag == Tag::Determiner);
        let count = words.iter().position(Word::is_preposition).unwrap_or(words.len());
        let head = words.get(count.checked_sub(1)?)?;
        let is_noun = head.place.is_some() || head.is_plain() && head.tag.is_noun();
        let is_count = head.is_of("uncounted", clauses.text);
        if !is_noun || is_count || count <= skip || MAX_SUBJECT < count {
            return None;
        }
        let span = clauses.span_of(range.start + skip..range.start + count);
        let text = with_single_spaces(span.of(clauses.text));
        let is_joined = words.iter().take(count).any(|word| word.tag == Tag::Coordinator);
        // "Dr Petrov", but not "Dr Petrov’s defence".
        let form = text.rsplit(' ').next().unwrap_or_default();
        // Names are not looked for where no capital stands.
        let is_person = form.contains(char::is_uppercase)
            && self.named_in(clauses, range.end).iter().any(|name| text.ends_with(name));
        let is_name = head.place.is_some() || head.tag == Tag::Name;
        // "Petrov said": whoever speaks under one name is a person.
        let is_speaker = predicate.is_reporting() && is_name && head.place.is_none() && count == 1;
        let is_named = is_person || is_speaker && !is_institution(&text);
        // "her son".
        let form = form.to_lowercase();
        let is_led = matches!(first.tag, Tag::Determiner | Tag::Owner) && count <= SHORT_SUBJECT;
        let is_person = is_named || is_led && head.tag == Tag::Noun && is_somebody(&form);
        let text = if is_named { surname(&text).to_owned() } else { text.into_owned() };
        let is_people = || ENGLISH.ends_like("people_ending", &form);
        let is_plural =
            is_joined || head.tag == Tag::Nouns && head.is_plain() || is_name && is_people();
        let is_body = head.place.is_some() || ENGLISH.classes(&form).has(Class::People);
        let acts =
            is_name || is_body || is_people() || !is_plural && others::is_alone(clauses, &range);
        Some(Subject { text, is_plural, is_person, is_named, is_body, acts })
    }

    /// Runs of two or more capitalised words that are no place, and single ones that are known
    /// surnames. Each once.
    fn named_in<'a>(&self, clauses: &Clauses<'a>, end: usize) -> Vec<&'a str> {
        self.named(clauses, end).into_iter().map(|(_, name)| name).collect()
    }

    /// The same, with the words of each name.
    pub(crate) fn named<'a>(&self, clauses: &Clauses<'a>, end: usize) -> Named<'a> {
        first_of_each(self.all_named(clauses, end))
    }

    /// The same with all who share a surname.
    pub(crate) fn all_named<'a>(&self, clauses: &Clauses<'a>, end: usize) -> Named<'a> {
        let mut found = Named::new();
        for run in capitalised_runs(clauses, end) {
            let run = behind_office(clauses, run);
            let name = clauses.span_of(run.clone()).of(clauses.text).trim_end_matches(['’', '\'']);
            let is_person = if run.len() > 1 {
                run.len() <= MAX_NAME && !is_institution(name) && !is_office(name)
            } else {
                self.known.contains_key(name)
            };
            if is_person {
                found.push((run, name));
            }
        }
        found
    }

    /// Who was last said to say something.
    pub(crate) fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref()
    }

    /// Who claims what a clause tells; `None` where the document itself does.
    pub(crate) fn claimant(
        &mut self,
        clauses: &Clauses<'_>,
        predicate: Option<&Predicate>,
        at: usize,
    ) -> Option<String> {
        let source = self.attributed(clauses).or_else(|| self.reported(clauses, predicate, at));
        if let Some(source) = &source {
            self.speaker = Some(source.clone());
        }
        source
    }

    /// "according to X": up to the next mark or verb.
    fn attributed(&self, clauses: &Clauses<'_>) -> Option<String> {
        for at in 0..clauses.words.len() {
            let len = clauses.phrase_len("attribution", at);
            if len == 0 {
                continue;
            }
            let start = at + len;
            let rest = clauses.words.iter().enumerate().skip(start);
            let end = rest
                .take_while(|(_, word)| word.mark.is_none() && word.time.is_none())
                .take_while(|(i, word)| !word.classes.is_auxiliary() || *i == start)
                .map(|(i, _)| i + 1)
                .last()?;
            let end = next_phrase(clauses, start..end).unwrap_or(end);
            return self.person(clauses, start..end);
        }
        None
    }

    /// The subject of the reporting verb that governs a clause.
    fn reported(
        &self,
        clauses: &Clauses<'_>,
        predicate: Option<&Predicate>,
        at: usize,
    ) -> Option<String> {
        let is_quoted = clauses.words.get(at).is_some_and(|word| word.is_quoted);
        let own = predicate.map(|predicate| predicate.at);
        let reporting = clauses.predicates.iter().find(|other| {
            let governs = clauses.words.get(other.at).is_some_and(|word| !word.is_quoted)
                && (is_quoted
                    || other.at < at && follows(clauses, other, at)
                    || is_tail(clauses, other));
            other.is_reporting() && Some(other.at) != own && governs
        })?;
        let inverted = reporting.at + 1..subject_end(clauses, reporting.at + 1);
        let subject = subject_of(clauses, reporting);
        let tells = |word: &Word| word.tag.is_finite();
        let is_to_somebody = clauses.is_of("addressing", reporting.at);
        if is_quoted
            && clauses.is_of("saying_on", reporting.at)
            && self.speaks_on(clauses, &subject)
        {
            self.speaker.clone()
        } else if !subject.is_empty() {
            self.person(clauses, subject)
        } else if is_to_somebody || clauses.words.get(inverted.clone())?.iter().any(tells) {
            // "Keller, a nurse, said the harbour was closed".
            self.person(clauses, extent::subject(clauses, reporting))
        } else {
            self.person(clauses, inverted)
        }
    }

    /// “The dam will hold,” the engineer said. “It was built well,” he added.
    fn speaks_on(&self, clauses: &Clauses<'_>, subject: &Range<usize>) -> bool {
        let pronoun =
            Sex::of_pronoun(clauses.word_text(subject.start)).filter(|_| subject.len() == 1);
        let speaker = self.speaker.as_ref();
        pronoun.zip(speaker).is_some_and(|(sex, speaker)| self.may_be(speaker, sex))
    }

    /// The words of a subject; a pronoun becomes who it means.
    fn person(&self, clauses: &Clauses<'_>, words: Range<usize>) -> Option<String> {
        let leads = |at: usize| clauses.words.get(at).is_some_and(Word::is_preposition);
        // "By mid-January | journalists", "in Moscow | they".
        let start =
            if leads(words.start) { next_phrase(clauses, words.clone())? } else { words.start };
        let end = words.clone().rev().find(|&at| !leads(at)).map_or(words.end, |last| last + 1);
        let words = cited(clauses, start..end)?;
        let first = clauses.words.get(words.start).filter(|_| !words.is_empty())?;
        if first.is_plain() && first.has(Class::Relative) && !first.has(Class::Complement) {
            return None;
        }
        let text = clauses.span_of(words.clone()).of(clauses.text);
        let is_pronoun = words.len() == 1 && first.is_plain() && first.has(Class::Pronoun);
        if is_pronoun {
            let sex = Sex::of_pronoun(text)?;
            let speaker = self.speaker.as_ref().filter(|it| self.may_be(it, sex));
            return self.whom(clauses, words.start).or_else(|| speaker.cloned());
        }
        let text = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
        (text.chars().count() <= 80).then(|| text.to_owned())
    }
}

/// "He bought the mill; it burned down": the clause before is about somebody, who is not meant, and what else
/// it names may be.
fn follows_person(clauses: &Clauses<'_>, at: usize) -> bool {
    let last = clauses.predicates.iter().rev().find(|it| it.at < at && !it.is_reporting());
    last.is_some_and(|last| {
        let own = subject_of(clauses, last);
        let is_one = own.len() == 1 && !clauses.words.get(own.start).is_some_and(|it| it.is_quoted);
        is_one
            && ["he", "she", "i"]
                .iter()
                .any(|it| clauses.word_text(own.start).eq_ignore_ascii_case(it))
    })
}

/// "The boat was lost | when it struck a rock": whether a pronoun opens a clause right behind one that tells
/// of a thing.
fn hangs_on_main(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(segment) = clauses.words.get(at).map(|word| word.segment) else { return false };
    matches!(clauses.opener(segment), Opener::Simultaneous | Opener::Subordinate)
        && segment.checked_sub(1).is_some_and(|before| clauses.is_finite(before))
        && clauses.content_start(segment) == at
}

/// "doctor", "son": one person without a name.
pub(crate) fn is_somebody(form: &str) -> bool {
    ENGLISH.ends_like("person_ending", form) || ENGLISH.phrase_len("somebody", [form]) > 0
}

/// "many of | the separatists": where those begin of whom some are told.
fn counted(clauses: &Clauses<'_>, subject: Range<usize>) -> Option<usize> {
    let of = subject.clone().find(|&at| clauses.word_text(at) == "of")?;
    let count = clauses.words.get(subject.start..of)?;
    let counts = |word: &Word| {
        word.is_plain() && (word.is_number || matches!(word.tag, Tag::Number | Tag::Determiner))
            || word.has(Class::Determiner)
    };
    (!count.is_empty() && count.iter().all(counts)).then_some(of + 1)
}

/// Sentences over which "they" may point back.
const GROUP_REACH: usize = 3;

/// Words of what a pronoun stands for, at most.
const MAX_SUBJECT: usize = 6;

/// Words of a name with its title, at most.
const MAX_NAME: usize = 3;

/// Words of somebody without a name, at most.
const SHORT_SUBJECT: usize = 3;

/// "At 10:49 on 2 May 2010, Sam wrote:": the head of a reader's comment, or of other pages, whose time is
/// no event's; or what a page asks of its readers.
pub(crate) fn opens_comment(clauses: &Clauses<'_>) -> bool {
    // "Added: Sunday, 2 May 2010, 10:49 GMT".
    let has_label = (clauses.is_of("stamp", 0) || clauses.is_of("page_clock", 0))
        && clauses.words.get(1).is_some_and(|word| word.mark == Some(':'))
        && clauses.words.get(2).is_some_and(|word| word.time.is_some());
    // "Please read our house rules".
    let bids = clauses.phrase_len("bidding", 0) > 0;
    if has_label || bids || is_feed(clauses.sentence.of(clauses.text)) {
        return true;
    }
    let Some(first) = clauses.predicates.first() else { return false };
    let before = clauses.words.get(..first.first).unwrap_or(&[]);
    let has = |fits: fn(&str) -> bool| {
        before.iter().any(|word| word.time.is_some() && fits(word.span.of(clauses.text)))
    };
    let has_year = || has(|text| text.split([' ', '/', '.', '-', ',']).any(gap::is_year));
    let is_name = |word: &Word| word.tag == Tag::Name || word.is_capitalised;
    let is_head = |word: &Word| word.is_plain() && !word.has(Class::Preposition) && !is_name(word);
    has(|text| text.contains(':'))
        && has_year()
        && !before.iter().any(is_head)
        && clauses.is_of("signs", first.at)
        && clauses.words.get(first.at + 1).is_some_and(|word| word.mark == Some(':'))
}

/// "Storm nears - 3 hrs ago Herald Mayor leaves - 8 hrs ago": headlines of other pages, with their age.
fn is_feed(sentence: &str) -> bool {
    // Few sentences have one at all.
    sentence.contains(" ago")
        && 2 <= sentence.matches(" ago").count()
        && 2 <= sentence.matches(" - ").count()
}

/// Whether the words at `at` are what the reporting predicate reports.
fn follows(clauses: &Clauses<'_>, reporting: &Predicate, at: usize) -> bool {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    (reporting.segment + 1..=segment).any(|i| clauses.opener(i) == Opener::Complement)
        || reporting.segment == segment
        || reporting.segment + 1 == segment
            && clauses.opener(segment) == Opener::Comma
            && clauses.opener(reporting.segment) != Opener::Relative
}

/// ", he said." at the end of a sentence.
fn is_tail(clauses: &Clauses<'_>, reporting: &Predicate) -> bool {
    let is_last = clauses.predicates.last().is_some_and(|last| last.at == reporting.at);
    let opener = clauses.opener(reporting.segment);
    is_last && reporting.segment > 0 && matches!(opener, Opener::Comma | Opener::Stop)
}

/// The noun phrase before a predicate, without what opens its segment; reaches back over an apposition in brackets.
pub(crate) fn subject_of(clauses: &Clauses<'_>, predicate: &Predicate) -> Range<usize> {
    let is_it = |it: &Predicate| (it.first, it.at) == (predicate.first, predicate.at);
    let number = clauses.predicates.iter().position(is_it);
    number.and_then(|number| clauses.subjects.get(number)).cloned().unwrap_or(0..0)
}

/// The same, looked for among the words.
pub(crate) fn find_subject(clauses: &Clauses<'_>, predicate: &Predicate) -> Range<usize> {
    let start = clauses.content_start(predicate.segment).min(predicate.first);
    let mut words = start..predicate.first;
    let is_time = |word: &Word| word.time.is_some() || word.is_mark_alone();
    while clauses.words.get(words.start).is_some_and(is_time) && !words.is_empty() {
        words.start += 1;
    }
    // "suing the mill, saying | it failed": what is said.
    if let Some(says) = words.clone().rev().find(|&at| reports_beside(clauses, at)) {
        words.start = says + 1;
    }
    // "After two years of talks | a treaty was signed".
    if clauses.words.get(words.start).is_some_and(Word::is_preposition)
        && !noun::is_at_least(clauses, words.start)
        && let Some(next) =
            next_phrase(clauses, words.clone()).or_else(|| after_name(clauses, words.clone()))
    {
        words.start = next;
    }
    // "the survey of 1997": the date goes with the words that join it.
    let mut is_joint = false;
    while let Some(word) = words.end.checked_sub(1).and_then(|last| clauses.words.get(last)) {
        // "the Free Corps (FC) rose".
        let bracket = apart::opening_of(&clauses.words, words.end - 1);
        if let Some(open) = bracket.filter(|&open| words.start < open) {
            words.end = open;
            continue;
        }
        let goes = word.mark.is_some()
            || word.time.is_some()
            // "Peter the First came".
            || word.is_plain()
                && word.has(Class::Adverb)
                && !word.is_existential()
                && !word.is_capitalised
            // "he not only built it but also paid".
            || clauses.phrase_len("not_only", words.end - 1) > 0
            || is_joint && word.is_plain() && word.has(Class::Temporal);
        if words.is_empty() || !goes {
            break;
        }
        is_joint |= word.time.is_some();
        words.end -= 1;
    }
    // "After the 1980 vote | he became minister": "he" is all of it.
    let last = words.end.saturating_sub(1);
    let is_pronoun = clauses.words.get(last).is_some_and(Word::is_subject_pronoun);
    let mut before = clauses.words.get(start..last).unwrap_or_default().iter();
    if words.start < last
        && is_pronoun
        && before.any(|it| it.time.is_some())
        && !noun::describes(clauses, last)
    {
        words.start = last;
    }
    words.start = noun::after_event(clauses, start..words.end).unwrap_or(words.start);
    words
}

/// "suing the mill, saying it failed": whether a word tells, beside something else, that something is said.
fn reports_beside(clauses: &Clauses<'_>, at: usize) -> bool {
    let is_said =
        |word: &Word| word.is_plain() && word.tag == Tag::Gerund && word.has(Class::Reporting);
    clauses.words.get(at).is_some_and(is_said) && clauses.predicates.iter().all(|it| it.at != at)
}

/// Whether a clause is what somebody says beside doing something else.
pub(crate) fn is_said_beside(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let own = subject_of(clauses, predicate);
    own.start.checked_sub(1).is_some_and(|before| reports_beside(clauses, before))
}

/// "has said | the flood is a disaster | and pledged aid": what is told as so is said, and whoever said so
/// pledged.
pub(crate) fn is_said_of_now(
    clauses: &Clauses<'_>,
    earlier: &Predicate,
    predicate: &Predicate,
) -> bool {
    let is_said = clauses.opener(earlier.segment) == Opener::Complement
        && earlier.tense == Tense::Present
        && clauses.opener(predicate.segment) == Opener::Coordinate
        && predicate.tense == Tense::Past;
    let mut before = clauses.predicates.iter().take_while(|it| it.at < earlier.first);
    is_said && before.any(|it| it.is_reporting() && it.is_done())
}

/// Where another noun phrase begins without a joint: "according to our log the dam failed", "in 1905
/// sailors mutinied".
pub(crate) fn next_phrase(clauses: &Clauses<'_>, words: Range<usize>) -> Option<usize> {
    (words.start + 1..words.end).find(|&at| {
        // "after an eight-month | siege".
        let after_date = clauses.words.get(at - 1).is_some_and(|word| word.time.is_some())
            && !told_time::is_measure(clauses, at - 1)
            && clauses
                .words
                .get(at)
                .is_some_and(|word| word.mark.is_none() && !word.is_preposition());
        words.start + 1 < at && gap::is_joint(&clauses.words, at) || after_date
    })
}

/// "in the district of Rushan | villagers": the noun right behind a name.
fn after_name(clauses: &Clauses<'_>, words: Range<usize>) -> Option<usize> {
    let is_name = |at: usize| {
        clauses.words.get(at).is_some_and(|word| word.place.is_some() || word.is_capitalised)
    };
    let is_noun = |at: usize| {
        clauses
            .words
            .get(at)
            .is_some_and(|word| word.is_plain() && !word.is_capitalised && word.tag == Tag::Nouns)
    };
    (words.start + 2..words.end).find(|&at| is_name(at - 1) && is_noun(at))
}

fn subject_end(clauses: &Clauses<'_>, start: usize) -> usize {
    let rest = clauses.words.iter().enumerate().skip(start);
    let phrase = rest.take_while(|(_, word)| {
        word.mark.is_none() && word.time.is_none() && !word.has(Class::Complement)
    });
    phrase.map(|(i, _)| i + 1).last().unwrap_or(start)
}

fn capitalised_runs(clauses: &Clauses<'_>, end: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (i, word) in clauses.words.iter().enumerate().take(end) {
        let is_name = word.is_plain()
            && word.is_capitalised
            && !word.classes.has_any(&[Class::Pronoun, Class::Preposition, Class::Determiner])
            && !word.classes.has_any(&[Class::Subordinator, Class::Coordinator, Class::Connective])
            && !word.classes.is_auxiliary();
        if !is_name {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == i && !is_possessive(clauses, i - 1) => last.end = i + 1,
            _ => found.push(i..i + 1),
        }
    }
    found
}

fn is_possessive(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.is_possessive)
}

pub(crate) fn is_institution(name: &str) -> bool {
    let is_one = |word: &str| {
        ENGLISH.phrase_len("institution", [word]) > 0 || word.chars().all(char::is_uppercase)
    };
    name.split(' ').any(is_one)
}

/// "Federal President": an office without its holder.
pub(crate) fn is_office(name: &str) -> bool {
    ENGLISH.phrase_len("office", [surname(name)]) > 0
}

/// "Foreign Minister | Ann Dahl": a long run without the office that it opens with.
fn behind_office(clauses: &Clauses<'_>, run: Range<usize>) -> Range<usize> {
    let office = run.clone().rev().skip(2).find(|&at| is_office(clauses.word_text(at)));
    let start = office.filter(|_| MAX_NAME < run.len()).map_or(run.start, |at| at + 1);
    start..run.end
}

/// Whether all words of a speaker are capitalised, and few.
fn is_name(speaker: &str) -> bool {
    let mut words = speaker.split(' ');
    let is_capitalised = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    words.clone().count() <= 3 && words.all(is_capitalised)
}

/// The last word of a name.
pub(crate) fn surname(name: &str) -> &str {
    // Names are short, and made of few words: to search them takes less than to begin a search.
    let start = name.bytes().rposition(|byte| byte == b' ').map_or(0, |at| at + 1);
    name.get(start..).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use crate::events::detect;
    use crate::events::fixture::{self, dated};
    use crate::model::Event;

    #[track_caller]
    fn check(marked: &str, expected: &[Option<&str>]) {
        let events = detect(0, &dated(marked));
        let claimed = |event: &Event| event.sources.iter().find_map(|it| it.claimed_by.clone());
        let found: Vec<_> = events.iter().map(claimed).collect();
        assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected, "{marked}");
    }

    #[test]
    fn who_tells_is_neither_who_is_told_nor_when_nor_where() {
        check(
            "“There is no danger of flooding,” Ole Dahl, the deputy mayor for roads, told reporters on {2022-10-26|Wednesday}.",
            &[Some("Ole Dahl")],
        );
        check(
            "“In Bergen they asked me in {2022-09|September} to sign,” says a mason.",
            &[Some("a mason")],
        );
        check(
            "On {2022-10-25|Tuesday} Ole Dahl, a captain whom the whole town knew as Red Ole, was shot in the street.",
            &[None],
        );
    }

    #[test]
    fn who_adds_something_has_spoken_before() {
        check(
            "“We all know the dam,” the engineer said.\nOle Dahl bought the mill in {1997|1997}.\n\
             “The dam was rebuilt in {1998|1998},” he added.",
            &[None, Some("engineer")],
        );
    }

    #[test]
    fn how_many_there_were_at_least_is_told() {
        fixture::check(
            "On {2014-05-26|26} and {2014-05-27|27 May 2014} at least forty of Holm's men were killed.",
            &[("2014-05-27", "At least forty of Holm's men were killed")],
        );
        fixture::check("At least in {2010|2010} the town was rich.", &[("2010", "Town was rich")]);
    }

    #[test]
    fn who_has_an_age_behind_one_name_is_told_by_it() {
        fixture::check(
            "Holm, 38, who was elected mayor in {2012-05|May 2012}, left.",
            &[("2012-05", "Holm elected mayor")],
        );
    }
}
