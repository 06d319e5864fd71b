//! Who says so, and who "he" is.

use super::clause::{Clauses, Opener};
use super::lexicon::{Class, ENGLISH};
use super::predicate::Predicate;
use super::words::Word;
use std::ops::Range;

/// The people named last, while a document is read from start to end.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// People of the sentence before, in order.
    recent: Vec<String>,
    /// People named in full anywhere before.
    known: Vec<String>,
    /// Who was last said to say something.
    speaker: Option<String>,
}

impl People {
    /// Takes note of the people that a sentence names.
    pub(super) fn read(&mut self, clauses: &Clauses<'_>) {
        let named = self.named_in(clauses, clauses.words.len());
        if named.is_empty() {
            return;
        }
        for name in &named {
            if name.contains(' ') && !self.known.contains(name) {
                self.known.push(name.clone());
            }
        }
        self.recent = named;
    }

    /// The person that "he" or "she" at word `at` must mean: the only one named before it in the
    /// sentence, else the only one in the last sentence that names anyone.
    pub(super) fn meant_at(&self, clauses: &Clauses<'_>, at: usize) -> Option<String> {
        let here = self.named_in(clauses, at);
        match (here.as_slice(), self.recent.as_slice()) {
            ([one], _) | ([], [one]) => Some(surname(one).to_owned()),
            _ => None,
        }
    }

    /// Runs of two or more capitalised words that are no place, and single ones that are known
    /// surnames. Each once.
    fn named_in(&self, clauses: &Clauses<'_>, end: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for run in capitalised_runs(clauses, end) {
            let name = clauses.span_of(run.clone()).of(clauses.text).trim_end_matches(['’', '\'']);
            let is_person = if run.len() > 1 {
                run.len() < 4 && !is_institution(name)
            } else {
                self.known.iter().any(|full| surname(full) == name)
            };
            if is_person && !found.iter().any(|known| surname(known) == surname(name)) {
                found.push(name.to_owned());
            }
        }
        found
    }

    /// Who claims what a clause tells; `None` where the document itself does.
    pub(super) fn claimant(
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
            let lower = clauses.lower_from(at);
            let len = ENGLISH.phrase_len("attribution", lower.iter().map(String::as_str));
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
        if subject.is_empty() {
            self.person(clauses, inverted)
        } else {
            self.person(clauses, subject)
        }
    }

    /// The words of a subject; a pronoun becomes who it means.
    fn person(&self, clauses: &Clauses<'_>, words: Range<usize>) -> Option<String> {
        let first = clauses.words.get(words.start).filter(|_| !words.is_empty())?;
        let text = clauses.span_of(words.clone()).of(clauses.text);
        let is_pronoun = words.len() == 1 && first.is_plain() && first.has(Class::Pronoun);
        if is_pronoun {
            return match text.to_lowercase().as_str() {
                "he" | "him" | "she" | "her" => {
                    self.meant_at(clauses, words.start).or_else(|| self.speaker.clone())
                }
                _ => None,
            };
        }
        let text = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
        (text.chars().count() <= 80).then(|| text.to_owned())
    }
}

/// Whether the words at `at` are what the reporting predicate reports.
fn follows(clauses: &Clauses<'_>, reporting: &Predicate, at: usize) -> bool {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    (reporting.segment + 1..=segment).any(|i| clauses.opener(i) == Opener::Complement)
        || reporting.segment == segment
        || reporting.segment + 1 == segment && clauses.opener(segment) == Opener::Comma
}

/// ", he said." at the end of a sentence.
fn is_tail(clauses: &Clauses<'_>, reporting: &Predicate) -> bool {
    let is_last = clauses.predicates.last().is_some_and(|last| last.at == reporting.at);
    let opener = clauses.opener(reporting.segment);
    is_last && reporting.segment > 0 && matches!(opener, Opener::Comma | Opener::Stop)
}

/// The noun phrase before a predicate, without what opens its segment. Reaches back over a bracketed
/// apposition.
pub(super) fn subject_of(clauses: &Clauses<'_>, predicate: &Predicate) -> Range<usize> {
    let start = clauses.content_start(predicate.segment).min(predicate.first);
    let mut words = start..predicate.first;
    let is_time = |word: &Word| word.time.is_some() || word.mark.is_some();
    while clauses.words.get(words.start).is_some_and(is_time) && !words.is_empty() {
        words.start += 1;
    }
    // "the survey of 1997": the date goes with the words that join it.
    let mut is_joint = false;
    while let Some(word) = words.end.checked_sub(1).and_then(|last| clauses.words.get(last)) {
        let goes = word.mark.is_some()
            || word.time.is_some()
            || word.is_plain() && word.has(Class::Adverb) && !word.is_existential()
            || is_joint && word.is_plain() && word.has(Class::Temporal);
        if words.is_empty() || !goes {
            break;
        }
        is_joint |= word.time.is_some();
        words.end -= 1;
    }
    words
}

/// Where another noun phrase begins without a joint: at a determiner after a noun, as in "according to
/// our log the dam failed".
pub(super) fn next_phrase(clauses: &Clauses<'_>, words: Range<usize>) -> Option<usize> {
    const JOINTS: [Class; 4] =
        [Class::Preposition, Class::Determiner, Class::Coordinator, Class::Gerund];
    let is_noun =
        |word: &Word| word.mark.is_none() && !word.is_possessive && !word.classes.has_any(&JOINTS);
    (words.start + 2..words.end).find(|&at| {
        clauses.words.get(at).is_some_and(|word| word.is_plain() && word.has(Class::Determiner))
            && clauses.words.get(at - 1).is_some_and(is_noun)
    })
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

fn is_institution(name: &str) -> bool {
    const ENDINGS: [&str; 40] = [
        "Ministry",
        "Party",
        "Union",
        "Council",
        "Army",
        "Forum",
        "Republic",
        "Federation",
        "War",
        "Court",
        "Forces",
        "Foundation",
        "University",
        "Institute",
        "Office",
        "Agency",
        "Committee",
        "Congress",
        "Policy",
        "House",
        "Times",
        "Post",
        "News",
        "Yard",
        "Legion",
        "Corps",
        "Movement",
        "Group",
        "League",
        "Organization",
        "Organisation",
        "Airlines",
        "Airways",
        "Bank",
        "Company",
        "Corporation",
        "Fund",
        "Department",
        "Association",
        "Cross",
    ];
    name.split(' ').any(|word| ENDINGS.contains(&word) || word.chars().all(char::is_uppercase))
}

/// The last word of a name.
fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
