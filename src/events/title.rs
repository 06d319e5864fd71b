//! One line of at most 80 characters for an event, made by deletion alone.
//!
//! Attribution, joining words, the date with its preposition, appositions, relative clauses and
//! trailing phrases go, in this order; subject, verb and object stay. A pronoun gives way to the
//! person it means, in brackets.

use super::bind::Head;
use super::claim::{self, People};
use super::clause::{Clauses, Opener};
use super::lexicon::{Class, ENGLISH};
use super::predicate::Predicate;
use super::words::Word;
use std::ops::Range;

/// A title of fewer telling words takes in what follows.
const ENOUGH: usize = 4;

/// Longest title in characters.
pub(super) const MAX_CHARS: usize = 80;

/// A title, and the words of the sentence that tell the event.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The line.
    pub text: String,
    /// The clause it was made of.
    pub clause: Range<usize>,
}

/// The title of an event; `None` where too little is left to say anything.
pub(super) fn title(clauses: &Clauses<'_>, head: Head, people: &People) -> Option<Title> {
    let (subject, body) = match head {
        Head::Predicate(i) => {
            let predicate = clauses.predicates.get(i)?;
            let subject = subject(clauses, predicate);
            let body = body(clauses, predicate, content(clauses, subject.clone()));
            (subject, body)
        }
        Head::Noun(at) => (0..0, noun_phrase(clauses, at)),
        Head::Line => (0..0, line(clauses)),
    };
    let clause =
        if subject.is_empty() { body.clone() } else { subject.start.min(body.start)..body.end };
    let verb = match head {
        Head::Predicate(i) => clauses.predicates.get(i).map_or(0, |predicate| predicate.at),
        Head::Noun(at) => at,
        Head::Line => 0,
    };
    let mut kept = pruned(clauses, subject.chain(body), verb);
    if let Head::Predicate(i) = head {
        let predicate = clauses.predicates.get(i)?;
        let is_bare = |kept: &[usize]| {
            kept.first().is_none_or(|at| (predicate.first..=predicate.at).contains(at))
        };
        if is_bare(&kept) {
            // No subject was found: the sentence as it stands says more than a bare verb.
            kept = pruned(clauses, 0..clauses.words.len(), verb);
        }
        if is_bare(&kept) {
            return None;
        }
        drop_existential(clauses, &mut kept, predicate);
    }
    let antecedent = antecedent(clauses, &kept, people);
    shorten(clauses, &mut kept, verb, antecedent.as_deref());
    drop_trailing(clauses, &mut kept);
    let says_something = kept.iter().filter(|&&at| is_content(clauses, at)).count() >= 2;
    let text = finished(&written(clauses, &kept, antecedent.as_deref()));
    says_something.then_some(Title { text, clause })
}

/// The words without dates, brackets and joining words.
fn pruned(clauses: &Clauses<'_>, words: impl Iterator<Item = usize>, verb: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = words.collect();
    drop_dates(clauses, &mut kept);
    drop_joints(clauses, &mut kept);
    drop_brackets(clauses, &mut kept);
    drop_leading(clauses, &mut kept, verb);
    kept
}

/// "There was a revolt in Vienna": what there was says enough.
fn drop_existential(clauses: &Clauses<'_>, kept: &mut Vec<usize>, predicate: &Predicate) {
    let is_there =
        kept.first().and_then(|&at| clauses.words.get(at)).is_some_and(Word::is_existential);
    let rest = kept.iter().position(|&at| at > predicate.at);
    let Some(rest) = rest.filter(|_| is_there && predicate.is_copula && !predicate.is_negated)
    else {
        return;
    };
    if kept.iter().skip(rest).filter(|&&at| is_content(clauses, at)).count() >= 2 {
        kept.drain(..rest);
        drop_leading(clauses, kept, usize::MAX);
    }
}

/// How many words say something.
fn content(clauses: &Clauses<'_>, words: Range<usize>) -> usize {
    let is_date = |at: usize| clauses.words.get(at).is_some_and(|word| word.time.is_some());
    words.filter(|&at| is_content(clauses, at) && !is_date(at)).count()
}

fn is_content(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.mark.is_none() && !word.has(Class::Trailing))
}

/// The subject of a predicate, wherever it stands.
fn subject(clauses: &Clauses<'_>, predicate: &Predicate) -> Range<usize> {
    let own = claim::subject_of(clauses, predicate);
    let date = own.start.checked_sub(1).filter(|&at| {
        let opens = clauses.content_start(predicate.segment) == at;
        opens && clauses.words.get(at).is_some_and(|word| word.time.is_some())
    });
    if let Some(date) = date.filter(|_| is_insertion(clauses, own.start)) {
        return date..own.end;
    }
    let own = if is_insertion(clauses, own.start) || is_attribution(clauses, own.start) {
        after_insertion(clauses, after_dates(clauses, own))
    } else {
        own
    };
    let is_relative = clauses.opener(predicate.segment) == Opener::Relative;
    let only_relative = own.len() == 1
        && clauses.words.get(own.start).is_some_and(|word| word.has(Class::Relative));
    if is_relative && (own.is_empty() || only_relative) {
        return phrase_before(clauses, predicate.segment);
    }
    if !own.is_empty() && !is_insertion(clauses, own.start) {
        return with_partners(clauses, predicate.segment, own);
    }
    let shares_subject = matches!(
        clauses.opener(predicate.segment),
        Opener::Coordinate | Opener::Comma | Opener::Stop | Opener::Complement
    );
    if !shares_subject {
        return own;
    }
    // The subject stands before an insertion, or is that of the verb before.
    for segment in (0..predicate.segment).rev() {
        if clauses.opener(segment).is_dependent() {
            continue;
        }
        let earlier = clauses.predicates.iter().rev().find(|p| p.segment == segment);
        if let Some(earlier) = earlier {
            let shared = claim::subject_of(clauses, earlier);
            return if shared.is_empty() { continue } else { shared };
        }
        let words = clauses.content_start(segment)..segment_end(clauses, segment);
        let is_aside = is_attribution(clauses, words.start) || is_insertion(clauses, words.start);
        if is_aside || !has_name(clauses, words.clone()) {
            continue;
        }
        return after_dates(clauses, words);
    }
    if is_insertion(clauses, own.start) { own.start..own.start } else { own }
}

/// "The ministry and the army agreed": what "and" joins to a subject belongs to it.
fn with_partners(clauses: &Clauses<'_>, segment: usize, own: Range<usize>) -> Range<usize> {
    let Some(before) = segment.checked_sub(1) else { return own };
    let joins = clauses.opener(segment) == Opener::Coordinate
        && !clauses.is_finite(before)
        && !clauses.opener(before).is_dependent()
        && clauses.segment_words(segment).first().is_some_and(|word| word.mark.is_none());
    let words = clauses.content_start(before)..segment_end(clauses, before);
    if !joins || words.is_empty() || is_insertion(clauses, words.start) {
        return own;
    }
    let words = after_dates(clauses, words);
    if words.is_empty() || is_insertion(clauses, words.start) {
        return own;
    }
    words.start..own.end
}

/// Whether a preposition or an -ing form stands at `at`: no subject starts so.
fn is_insertion(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| {
        word.is_plain()
            && word.classes.has_any(&[Class::Preposition, Class::Gerund])
            && !word.classes.has_any(&[Class::EventNoun, Class::Determiner])
            && !is_one_of(clauses, at, &["over", "under", "about", "around", "up"])
    })
}

/// The noun phrase that a relative clause hangs on.
fn phrase_before(clauses: &Clauses<'_>, segment: usize) -> Range<usize> {
    let end = clauses.segments.get(segment).map_or(0, |segment| segment.words.start);
    let mut start = end;
    while let Some(word) = start.checked_sub(1).and_then(|at| clauses.words.get(at)) {
        let stops = word.mark.is_some_and(|mark| mark != '-')
            || word.is_plain() && (word.has(Class::Preposition) || word.classes.is_auxiliary())
            || word.is_plain() && word.classes.is_verb() && !word.is_capitalised;
        if stops && start < end {
            break;
        }
        start -= 1;
    }
    start..end
}

fn segment_end(clauses: &Clauses<'_>, segment: usize) -> usize {
    clauses.segments.get(segment).map_or(0, |segment| segment.words.end)
}

fn has_name(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let words = clauses.words.get(words).unwrap_or(&[]);
    let last = words.iter().rposition(|word| word.time.is_some()).map_or(0, |at| at + 1);
    words.iter().skip(last).any(|word| word.place.is_some() || word.is_plain())
}

fn after_dates(clauses: &Clauses<'_>, words: Range<usize>) -> Range<usize> {
    let inside = clauses.words.get(words.clone()).unwrap_or(&[]);
    let skip = inside.iter().rposition(|word| word.time.is_some()).map_or(0, |at| at + 1);
    words.start + skip..words.end
}

/// "According to our log the dam failed": without a comma the next determiner after a noun opens the
/// subject.
fn after_insertion(clauses: &Clauses<'_>, words: Range<usize>) -> Range<usize> {
    if !is_insertion(clauses, words.start) && !is_attribution(clauses, words.start) {
        return words;
    }
    claim::next_phrase(clauses, words.clone()).unwrap_or(words.start)..words.end
}

fn is_attribution(clauses: &Clauses<'_>, at: usize) -> bool {
    let lower = clauses.lower_from(at);
    ENGLISH.phrase_len("attribution", lower.iter().map(String::as_str)) > 0
}

/// The predicate with what belongs to it: the rest of its segment, what it says or thinks, and
/// further pieces only while it has no object yet or says too little with its subject, which has
/// `before` telling words.
fn body(clauses: &Clauses<'_>, predicate: &Predicate, before: usize) -> Range<usize> {
    let mut end = segment_end(clauses, predicate.segment);
    for segment in predicate.segment + 1..clauses.segments.len() {
        let has_object = (predicate.at + 1..end).any(|at| is_content(clauses, at));
        let is_said = clauses.opener(segment) == Opener::Complement;
        let is_list = clauses.opener(segment) == Opener::Coordinate && !clauses.is_finite(segment);
        let completes = !has_object && !clauses.opener(segment).is_dependent() || is_list;
        let is_thin = before + content(clauses, predicate.at..end) < ENOUGH
            && (clauses.opener(segment).is_dependent() || !clauses.is_finite(segment));
        if !(is_said || completes || is_thin)
            || is_attribution(clauses, clauses.content_start(segment))
        {
            break;
        }
        let names_speaker =
            clauses.predicates.iter().any(|p| p.segment == segment && p.is_reporting());
        if names_speaker && !is_said {
            break;
        }
        end = segment_end(clauses, segment);
    }
    let start = predicate.first;
    let quote = quotation_tail(clauses, start..end);
    start..quote.unwrap_or(end)
}

/// Where the speaker's name follows a closing quotation mark without a comma.
fn quotation_tail(clauses: &Clauses<'_>, words: Range<usize>) -> Option<usize> {
    let quoted = clauses.words.get(words.start)?.is_quoted;
    let leaves = |&at: &usize| clauses.words.get(at).is_some_and(|word| word.mark == Some('”'));
    let end = words.clone().find(leaves).filter(|_| quoted)?;
    Some(end)
}

/// The noun with what stands before it in its phrase and what follows in its segment.
fn noun_phrase(clauses: &Clauses<'_>, at: usize) -> Range<usize> {
    let segment = clauses.words.get(at).map_or(0, |word| word.segment);
    let floor = clauses.segments.get(segment).map_or(0, |segment| segment.words.start);
    let mut start = at;
    while floor < start {
        let Some(word) = clauses.words.get(start - 1) else { break };
        let stops = word.mark.is_some()
            || word.is_plain() && (word.has(Class::Preposition) || word.classes.is_auxiliary())
            || word.is_plain() && word.classes.has_any(&[Class::Conditional, Class::Subordinator]);
        if stops {
            break;
        }
        start -= 1;
    }
    start..segment_end(clauses, segment)
}

fn line(clauses: &Clauses<'_>) -> Range<usize> {
    let date = clauses.words.iter().position(|word| word.time.is_some()).unwrap_or(0);
    date + 2..clauses.words.len()
}

/// Dates go with the preposition before them, and with the mark that is left alone.
fn drop_dates(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    // "The 459th day of the war against the republic has ended": such a date is the subject itself.
    let subject = kept.first().copied().filter(|at| {
        kept.get(1).is_some_and(|&next| {
            let hangs_on = clauses.words.get(next).is_some_and(|w| w.has(Class::Preposition));
            next == at + 1 && hangs_on
        })
    });
    let is_kept_date = |at: usize| {
        clauses.words.get(at).is_some_and(|word| word.time.is_some())
            && !is_adjective(clauses, at)
            && subject != Some(at)
    };
    let mut dropped = vec![false; clauses.words.len()];
    for &at in kept.iter().filter(|&&at| is_kept_date(at)) {
        mark(&mut dropped, at);
        let mut before = at;
        while let Some(previous) = before.checked_sub(1) {
            let Some(word) = clauses.words.get(previous) else { break };
            let goes = word.is_plain()
                && (word.has(Class::Temporal)
                    || is_one_of(clauses, previous, &["early", "late", "mid"]));
            let is_joint = word.mark == Some(',') && is_kept_date(previous.wrapping_sub(1));
            if !goes && !is_joint {
                break;
            }
            mark(&mut dropped, previous);
            before = previous;
        }
    }
    kept.retain(|&at| !dropped.get(at).copied().unwrap_or(false));
}

/// What joined the dates that went: the "and" of "between 1974 and 1981", the "and" of "and, on that
/// day,", the first of two commas.
fn drop_joints(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let is_time = |at: Option<usize>| {
        at.and_then(|at| clauses.words.get(at)).is_some_and(|word| word.time.is_some())
    };
    let is_comma = |at: usize| is_mark(clauses, at, &[',', ';']);
    let mut i = 0;
    while let Some(&at) = kept.get(i) {
        let before = i.checked_sub(1).and_then(|i| kept.get(i)).copied();
        let next = kept.get(i + 1).copied();
        let has_gap = next.is_none_or(|next| next > at + 1);
        let joins = clauses.words.get(at).is_some_and(|word| {
            word.is_plain() && word.has(Class::Coordinator) && !word.has(Class::BePresent)
        });
        let between_dates = is_time(at.checked_sub(1)) && before != at.checked_sub(1);
        let is_left = joins && has_gap && (between_dates || next.is_none_or(is_comma));
        let is_doubled = is_comma(at) && next.is_some_and(is_comma);
        if is_left || is_doubled {
            kept.remove(i);
            i = i.saturating_sub(1);
        } else {
            i += 1;
        }
    }
}

/// Whether a time only describes a noun: "its current form".
fn is_adjective(clauses: &Clauses<'_>, at: usize) -> bool {
    let lower = clauses.word_text(at).to_lowercase();
    ENGLISH.classes(&lower).has(Class::TimeAdjective)
}

fn mark(dropped: &mut [bool], at: usize) {
    if let Some(flag) = dropped.get_mut(at) {
        *flag = true;
    }
}

fn is_one_of(clauses: &Clauses<'_>, at: usize, words: &[&str]) -> bool {
    let lower = clauses.word_text(at).to_lowercase();
    words.contains(&lower.as_str())
}

/// What stands in brackets goes.
fn drop_brackets(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    let mut depth = 0_usize;
    let closes = kept.iter().any(|&at| is_mark(clauses, at, &[')', ']']));
    kept.retain(|&at| {
        let opens = is_mark(clauses, at, &['(']);
        let ends = is_mark(clauses, at, &[')']);
        depth += usize::from(opens && closes);
        let keep = depth == 0 && !opens && !ends;
        depth = depth.saturating_sub(usize::from(ends));
        keep
    });
}

fn is_mark(clauses: &Clauses<'_>, at: usize, marks: &[char]) -> bool {
    clauses.words.get(at).and_then(|word| word.mark).is_some_and(|mark| marks.contains(&mark))
}

/// Joining words, marks and adverbs at the front go, but never the verb.
fn drop_leading(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    loop {
        let Some(&first) = kept.first() else { return };
        let lower = clauses.lower_from(first);
        let phrase = ENGLISH.phrase_len("connective", lower.iter().map(String::as_str));
        let Some(word) = clauses.words.get(first) else { return };
        let is_quote = is_mark(clauses, first, &['“', '"', '‘', '«']);
        let is_article = word.is_plain() && is_one_of(clauses, first, &["the", "a", "an"]);
        let goes = word.mark.is_some() && !is_quote
            || word.is_plain()
                && word.classes.has_any(&[Class::Connective, Class::Coordinator])
                && !word.has(Class::BePresent)
            || is_article;
        let count = if phrase > 0 { phrase } else { usize::from(goes) };
        if count == 0 || first >= verb || kept.len() <= count {
            return;
        }
        kept.drain(..count);
    }
}

/// The person that a leading "he" or "she" means, in brackets.
fn antecedent(clauses: &Clauses<'_>, kept: &[usize], people: &People) -> Option<String> {
    let &first = kept.first()?;
    let is_person = clauses.words.get(first).is_some_and(|w| w.is_plain() && w.has(Class::Person));
    let name = people.meant_at(clauses, first).filter(|_| is_person)?;
    Some(format!("[{name}]"))
}

/// Cuts from the end, phrase by phrase, until the line fits.
fn shorten(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize, antecedent: Option<&str>) {
    let chars = |kept: &[usize]| finished(&written(clauses, kept, antecedent)).chars().count();
    drop_trailing(clauses, kept);
    while chars(kept) > MAX_CHARS {
        let after_verb = kept.iter().position(|&at| at > verb).unwrap_or(0);
        let cut = (after_verb + 2..kept.len()).rev().find(|&i| {
            kept.get(i).is_some_and(|&at| is_cut_point(clauses, at))
                && kept.get(after_verb..i).unwrap_or(&[]).iter().any(|&at| is_content(clauses, at))
        });
        match cut {
            Some(cut) => kept.truncate(cut),
            // Nothing to cut after the verb: what stands before it loses its insertions, then words
            // go one by one.
            None => {
                if !drop_insertion(clauses, kept, verb) {
                    kept.pop();
                }
            }
        }
        drop_trailing(clauses, kept);
        if kept.len() < 3 {
            return;
        }
    }
}

/// A phrase between two marks before the verb goes: "Tokayev, the president, refused".
fn drop_insertion(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) -> bool {
    let before: Vec<usize> = (0..kept.len())
        .filter(|&i| {
            kept.get(i).is_some_and(|&at| at < verb && is_mark(clauses, at, &[',', '—', '–']))
        })
        .collect();
    let (Some(&open), Some(&close)) = (before.first(), before.last()) else { return false };
    if open == close {
        kept.drain(..=open);
    } else {
        kept.drain(open..=close);
    }
    true
}

fn is_cut_point(clauses: &Clauses<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else { return false };
    word.mark.is_some_and(|mark| matches!(mark, ',' | '—' | '–' | ';' | ':' | '('))
        || word.is_plain()
            && (word.classes.has_any(&[
                Class::Preposition,
                Class::Coordinator,
                Class::Subordinator,
                Class::Relative,
                Class::Gerund,
            ]) && !is_one_of(clauses, at, &["of"]))
}

/// Marks and words that no line ends with go.
fn drop_trailing(clauses: &Clauses<'_>, kept: &mut Vec<usize>) {
    while let Some(word) = kept.last().and_then(|&at| clauses.words.get(at)) {
        let goes = word.mark.is_some_and(|mark| !matches!(mark, '”' | '%' | '’' | '"'))
            || (word.is_possessive || word.is_plain() && word.has(Class::Trailing))
                && kept.len() > 2;
        if !goes {
            break;
        }
        kept.pop();
    }
}

/// The kept words with their own spacing.
fn written(clauses: &Clauses<'_>, kept: &[usize], antecedent: Option<&str>) -> String {
    let mut line = String::new();
    let mut last: Option<usize> = None;
    for (i, &at) in kept.iter().enumerate() {
        let Some(word) = clauses.words.get(at) else { continue };
        if let Some(last) = last {
            let gap = gap(clauses, last, at);
            line.push_str(&gap);
        }
        match antecedent.filter(|_| i == 0) {
            Some(name) => line.push_str(name),
            None => line.push_str(word.span.of(clauses.text)),
        }
        last = Some(at);
    }
    if last.and_then(|at| clauses.words.get(at)).is_some_and(|word| word.is_possessive) {
        line.push_str("’s");
    }
    line
}

/// What stands between two words that follow each other in the line.
fn gap(clauses: &Clauses<'_>, left: usize, right: usize) -> String {
    let (Some(a), Some(b)) = (clauses.words.get(left), clauses.words.get(right)) else {
        return " ".to_owned();
    };
    if left + 1 == right {
        let between = crate::model::Span { start: a.span.end, end: b.span.start.max(a.span.end) };
        let text = between.of(clauses.text);
        let has_space = text.chars().any(char::is_whitespace);
        return format!("{}{}", text.trim(), if has_space { " " } else { "" });
    }
    let ending = if a.is_possessive { "’s" } else { "" };
    let touches = b.mark.is_some_and(closes) || a.mark.is_some_and(opens);
    format!("{ending}{}", if touches { "" } else { " " })
}

fn closes(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '.' | '!' | '?' | '”' | '’' | ')' | ']' | '%')
}

fn opens(mark: char) -> bool {
    matches!(mark, '“' | '‘' | '(' | '[' | '«' | '$' | '€' | '£')
}

/// White space set right, quotation marks in pairs, the first letter upper case.
fn finished(line: &str) -> String {
    let mut text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    for (open, close) in [("“", "”"), ("‘", "’"), ("[", "]"), ("(", ")")] {
        let closes = text.matches(close).count();
        let opens = text.matches(open).count();
        if opens > closes || close == "”" && closes > opens {
            text = text.replace(open, "");
            if close == "”" {
                text = text.replace(close, "");
            }
        }
    }
    if text.matches('"').count() % 2 == 1 {
        text = text.replace('"', "");
    }
    let text = text.trim_matches([' ', ',', ';', ':', '–', '—', '.']).replace(" ,", ",");
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// A headline as it stands, cut where it is too long.
pub(super) fn headline(clauses: &Clauses<'_>) -> String {
    let mut kept: Vec<usize> = (0..clauses.words.len()).collect();
    let verb = clauses.predicates.first().map_or(0, |predicate| predicate.at);
    shorten(clauses, &mut kept, verb, None);
    drop_trailing(clauses, &mut kept);
    finished(&written(clauses, &kept, None))
}
