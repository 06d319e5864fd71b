//! One line of at most 80 characters for an event, made by deletion alone.
//!
//! Attribution, joining words, the date with its preposition, appositions, relative clauses and
//! trailing phrases go, in this order; subject, verb and object stay. A pronoun gives way to the
//! person it means, in brackets.

use super::bind::Head;
use super::claim::People;
use super::clause::Clauses;
use super::extent::{self, content, is_content};
use super::lexicon::ENGLISH;
use super::predicate::{Predicate, Tense};
use super::prune;
use super::shorten::{fits, line, shorten};
use super::tagger::Tag;
use std::ops::Range;

/// A title, and the words of the sentence that tell the event.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The line.
    pub text: String,
    /// The clause it was made of.
    pub clause: Range<usize>,
}

impl Title {
    /// Whether it speaks of "me" or "us" without saying who that is.
    pub(super) fn is_first_person(&self) -> bool {
        let first = self.text.split([' ', '’', '\'']).next().unwrap_or_default();
        ENGLISH.phrase_len("first_person", [first.to_lowercase().as_str()]) > 0
    }
}

/// The title of an event; `None` where too little is left to say anything.
pub(super) fn title(clauses: &Clauses<'_>, head: Head, people: &People) -> Option<Title> {
    let (subject, body) = match head {
        Head::Predicate(i) => {
            let predicate = clauses.predicates.get(i)?;
            let subject = extent::subject(clauses, predicate);
            let body = extent::body(clauses, predicate, content(clauses, subject.clone()));
            (subject, body)
        }
        Head::Noun(at) => (0..0, extent::noun_phrase(clauses, at)),
        Head::Line => (0..0, extent::line(clauses)),
    };
    let clause =
        if subject.is_empty() { body.clone() } else { subject.start.min(body.start)..body.end };
    let verb = match head {
        Head::Predicate(i) => clauses.predicates.get(i).map_or(0, |predicate| predicate.at),
        Head::Noun(at) => at,
        Head::Line => 0,
    };
    let whole = match head {
        Head::Predicate(i) => {
            clauses.predicates.get(i).map(|p| extent::compound(clauses, p, &body))
        }
        Head::Noun(_) | Head::Line => None,
    };
    // "Tanks rolled in and shelled the fort": both, where there is room.
    let whole = whole.flatten().filter(|end| {
        let kept = prune::pruned(clauses, subject.clone().chain(body.start..*end), verb);
        fits(&line(clauses, &kept, None))
    });
    let body = body.start..whole.unwrap_or(body.end);
    let mut kept = prune::pruned(clauses, subject.chain(body), verb);
    if let Head::Predicate(i) = head {
        let predicate = clauses.predicates.get(i)?;
        let is_bare = |kept: &[usize]| {
            kept.first().is_none_or(|at| (predicate.first..=predicate.at).contains(at))
        };
        if is_bare(&kept) {
            // No subject was found: the sentence as it stands says more than a bare verb.
            kept = prune::pruned(clauses, 0..clauses.words.len(), verb);
        }
        if is_bare(&kept) {
            return None;
        }
        prune::drop_existential(clauses, &mut kept, predicate);
        prune::drop_passive(clauses, &mut kept, predicate);
        prune::drop_idle(clauses, &mut kept, predicate);
        let has_name = antecedent(clauses, &kept, people, predicate).is_some();
        if has_name || prune::opens_with_noun(clauses, &kept) {
            prune::drop_auxiliaries(clauses, &mut kept, predicate);
        }
    }
    let antecedent = match head {
        Head::Predicate(i) => {
            clauses.predicates.get(i).and_then(|p| antecedent(clauses, &kept, people, p))
        }
        Head::Noun(_) | Head::Line => None,
    };
    let text = shorten(clauses, &mut kept, verb, antecedent.as_deref());
    let told = kept.iter().filter(|&&at| is_content(clauses, at)).count();
    let says_something = told + usize::from(antecedent.is_some()) >= 2;
    says_something.then_some(Title { text, clause })
}

/// What a leading pronoun means, in brackets. "It was clear that" means nothing, and what
/// "was held" is no body of people.
fn antecedent(
    clauses: &Clauses<'_>,
    kept: &[usize],
    people: &People,
    predicate: &Predicate,
) -> Option<String> {
    let &first = kept.first()?;
    clauses.words.get(first).filter(|word| word.is_plain() && word.tag == Tag::Pronoun)?;
    let is_active = predicate.first == predicate.at || predicate.is_progressive;
    let acts = !predicate.is_copula && is_active;
    let is_empty = !acts && clauses.word_text(first).eq_ignore_ascii_case("it");
    // "I am" and "I have" do not go with a name.
    let is_own = clauses.word_text(first) == "I"
        && matches!(predicate.tense, Tense::Present | Tense::Perfect);
    if is_empty || is_own {
        return None;
    }
    let name = people.meant_by(clauses, first)?;
    Some(format!("[{name}]"))
}

/// A headline as it stands, cut where it is too long.
pub(super) fn headline(clauses: &Clauses<'_>) -> String {
    let mut kept: Vec<usize> = (0..clauses.words.len()).collect();
    let verb = clauses.predicates.first().map_or(0, |predicate| predicate.at);
    shorten(clauses, &mut kept, verb, None)
}
