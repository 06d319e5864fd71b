//! What a line under a date tells, and when that was.

use super::headed::Rank;
use super::news;
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::events::dating;
use crate::events::predicate::{Predicate, Tense};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;
use crate::events::words::tagger::Tag;
use crate::model::{Granularity, When};

/// Words of a line without a verb, at least.
const MIN_WORDS: usize = 3;

/// How a line follows what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follows {
    /// The date alone: "4 July. House searches."
    Date,
    /// What has told something of the date.
    Event,
    /// Anything else.
    Other,
}

/// What a line under a date tells: its main clauses, or all of it where it has no verb.
pub(crate) fn told(clauses: &Clauses<'_>, rank: Rank, follows: Follows) -> Vec<Head> {
    // "Has ruled since his father died".
    let says_since = (0..clauses.words.len()).any(|at| clauses.word_text(at) == "since");
    // "Nobody is hurt".
    let is_of_none = |it: &Predicate| {
        let mut subject = clauses.content_start(it.segment)..it.first;
        subject.any(|at| clauses.words.get(at).is_some_and(|word| word.has(Class::Negation)))
    };
    let is_deed = |it: &Predicate| {
        news::is_main(clauses, it)
            && !clauses.depends(it.segment)
            && !is_of_none(it)
            && (!it.is_reporting() || is_bidden(clauses, it))
            && (it.tense != Tense::Perfect || !says_since)
            && clauses.words.get(it.at).is_some_and(|word| !word.is_quoted)
            && matches!(it.tense, Tense::Past | Tense::Perfect | Tense::Present)
            && !it.is_negated
            && !it.is_stative()
            && !it.is_pluperfect(&clauses.words)
    };
    let has_subject = |it: &Predicate| clauses.content_start(it.segment) < it.first;
    let deeds = clauses.predicates.iter().enumerate().filter(|(_, it)| is_deed(it));
    let mut told: Vec<Head> = Vec::new();
    for (i, it) in deeds {
        if told.is_empty() || has_subject(it) {
            told.push(Head::Predicate(i));
        }
    }
    // "Halt of the talks, as the towns asked", but not "A review of the book" over a post.
    let is_named = match rank {
        Rank::First => names_event(clauses) || follows == Follows::Date && names_deed(clauses),
        Rank::Second | Rank::Later => follows == Follows::Event && names_event(clauses),
        Rank::Title => clauses.words.iter().any(|word| word.has(Class::EventNoun)),
        Rank::Again | Rank::Body => false,
    };
    if is_named && clauses.predicates.iter().all(|it| clauses.depends(it.segment)) {
        told = vec![Head::Line];
    }
    told
}

/// "Children are told to pack": what somebody says has to be done.
fn is_bidden(clauses: &Clauses<'_>, told: &Predicate) -> bool {
    let is_verb = clauses.words.get(told.at + 2).is_some_and(|word| word.tag == Tag::Base);
    told.is_passive(&clauses.words) && clauses.word_text(told.at + 1) == "to" && is_verb
}

/// "House searches", "Quiet night of strikes", but not "Sunny day", "Dear Ann" or "Photo: Dahl": a noun for what happens, and
/// nothing but names, weather or greetings otherwise.
fn names_deed(clauses: &Clauses<'_>) -> bool {
    let is_deed = |at: usize| {
        clauses.words.get(at).is_some_and(|it| {
            it.is_plain()
                && it.tag.is_noun()
                && it.tag != Tag::Name
                && (it.has(Class::EventNoun) || clauses.is_in_any_case("entry_deed", at))
        })
    };
    let is_label = clauses.words.iter().any(|word| word.mark == Some(':'));
    let words = clauses.words.iter().filter(|word| word.mark.is_none());
    2 <= words.count() && (0..clauses.words.len()).any(is_deed) && !is_label
}

/// "Talks between the two towns", "Opening of the new bridge".
fn names_event(clauses: &Clauses<'_>) -> bool {
    let words = clauses.words.iter().filter(|word| word.mark.is_none());
    let named = (1..clauses.words.len()).find(|&at| clauses.word_text(at) == "of");
    let is_noun = |word: &Word| word.is_plain() && word.tag == Tag::Noun;
    let is_of =
        named.is_some_and(|of| of <= MIN_WORDS && clauses.words.get(of - 1).is_some_and(is_noun));
    MIN_WORDS <= words.clone().count()
        && (is_of || words.clone().any(|word| word.has(Class::EventNoun)))
}

/// The place on the axis of what a sentence under a date tells with a verb or none; `own` is the date that the
/// line named last before it.
pub(crate) fn dated_under(
    clauses: &Clauses<'_>,
    (rank, when): (Rank, &When),
    told: Option<&Predicate>,
    own: Option<&When>,
) -> Option<When> {
    let is_past = told.is_some_and(|it| matches!(it.tense, Tense::Past | Tense::Perfect));
    let about = dating::about_month(when);
    let goes_on = matches!(rank, Rank::Second | Rank::Later);
    if goes_on && own.is_some_and(|own| !about.bounds.contains(own.bounds)) {
        return None;
    }
    match rank {
        // "She was born in Vik", "He studied law": of a life, not of the day.
        Rank::Second | Rank::Later | Rank::Again | Rank::Body
            if is_past && told.is_some_and(|it| clauses.phrase_len("of_a_life", it.at) > 0) =>
        {
            (when.granularity >= Granularity::Year).then(|| when.clone())
        }
        Rank::Later | Rank::Again if is_past => Some(about),
        _ if goes_on && own.is_some() => Some(about),
        Rank::Body => Some(about),
        Rank::First | Rank::Second | Rank::Later | Rank::Again | Rank::Title => Some(when.clone()),
    }
}
