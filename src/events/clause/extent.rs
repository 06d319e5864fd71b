//! Which words of a sentence tell an event: the subject of its predicate, wherever it stands, and the
//! predicate with what belongs to it.

use super::apart;
use super::gap::{opens_with_date, sets_scene};
use super::listed::{is_item, repeats};
use super::noun::{name_before, phrase_before, phrase_up_to};
use super::partner::{place_of, split_pair, with_partners};
use super::{Clauses, Opener, Segment};
use crate::events::people::{cited, claim};
use crate::events::predicate::Predicate;
use crate::events::title::prune::{is_mark, is_one_of};
use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;
use std::ops::Range;

/// A title of fewer telling words takes in what follows.
const ENOUGH: usize = 4;

/// The subject of a predicate, wherever it stands.
pub(crate) fn subject(clauses: &Clauses<'_>, predicate: &Predicate) -> Range<usize> {
    let own = claim::subject_of(clauses, predicate);
    let date = own.start.checked_sub(1).filter(|&at| {
        let opens = clauses.content_start(predicate.segment);
        // "after | the quake | struck".
        let is_led = opens + 1 == at
            && clauses.words.get(opens).is_some_and(|it| it.has(Class::Subordinator));
        (opens == at || is_led) && clauses.is_time(at)
    });
    // "25 years have passed": nothing else is the subject, as "who" would be.
    let is_who = |word: &Word| word.has(Class::Relative) && !word.has(Class::Complement);
    let has_who = clauses.segment_words(predicate.segment).iter().any(is_who);
    // "bought the mill, and four years later sold it": the date is that of the selling.
    let shares = clauses.opener(predicate.segment) == Opener::Coordinate
        && clauses.predicates.iter().any(|it| it.at < predicate.at)
        && !clauses.is_of("passing", predicate.at);
    let is_alone = own.is_empty() && !has_who && !shares;
    if let Some(date) = date.filter(|_| is_alone || is_insertion(clauses, own.start)) {
        return date..own.end;
    }
    let cited = own.start + clauses.phrase_len("attribution", own.start);
    let own = if is_insertion(clauses, own.start) || is_attribution(clauses, own.start) {
        let after = after_insertion(clauses, after_dates(clauses, own.clone()));
        // ", according to a letter made public on Monday": the letter.
        let is_cited = after.is_empty() && own.start < cited && cited < own.end;
        if is_cited { cited..own.end } else { after }
    } else {
        own
    };
    // "Airbus, whose largest plane first flew": the plane; "Keller, whom she married": she.
    let skipped = usize::from(1 < own.len() && is_one_of(clauses, own.start, &["whose", "whom"]));
    let own = own.start + skipped..own.end;
    let is_relative = clauses.opener(predicate.segment) == Opener::Relative;
    let only_relative = own.len() == 1
        && clauses.words.get(own.start).is_some_and(|word| word.has(Class::Relative));
    if is_relative && (own.is_empty() || only_relative) {
        let phrase = phrase_before(clauses, predicate.segment);
        return name_before(clauses, phrase.start).unwrap_or(phrase);
    }
    if let Some(of) = share(clauses, own.clone()).filter(|_| is_relative) {
        let is_whole = is_one_of(clauses, own.start, &["both", "all", "each"]);
        return if is_whole { phrase_before(clauses, predicate.segment) } else { own.start..of };
    }
    if let Some(opens) = split_pair(clauses, predicate).or_else(|| place_of(clauses, &own)) {
        return opens..own.end;
    }
    if !own.is_empty() && !is_insertion(clauses, own.start) {
        return with_partners(clauses, predicate.segment, own);
    }
    let shares_subject = matches!(
        clauses.opener(predicate.segment),
        Opener::Coordinate | Opener::Comma | Opener::Stop | Opener::Complement | Opener::Return
    );
    if !shares_subject {
        return own;
    }
    // "the storm, which broke the dam | and left many homeless": the storm did.
    let begun = clauses.begun(predicate.segment);
    let first = clauses.predicates.iter().find(|it| it.segment == begun && it.at < predicate.at);
    if let Some(first) = first.filter(|_| clauses.opener(begun) == Opener::Relative) {
        return subject(clauses, first);
    }
    if let Some(found) = shared_subject(clauses, predicate) {
        return found;
    }
    if is_insertion(clauses, own.start) { own.start..own.start } else { own }
}

/// "two | of whom", "the text | of which": where a subject leaves off to say of whom it is.
fn share(clauses: &Clauses<'_>, subject: Range<usize>) -> Option<usize> {
    let last = subject.end.checked_sub(1)?;
    let of = last.checked_sub(1).filter(|&of| subject.start < of)?;
    let is_whom = clauses.words.get(last).is_some_and(|word| word.has(Class::Relative));
    (is_whom && clauses.word_text(of) == "of").then_some(of)
}

/// A subject that stands before an insertion, or that of the verb before.
fn shared_subject(clauses: &Clauses<'_>, predicate: &Predicate) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for segment in (0..predicate.segment).rev() {
        if clauses.opener(segment).is_dependent() {
            continue;
        }
        let earlier = clauses.predicates.iter().rev().find(|p| p.segment == segment);
        let is_other = |it: &Predicate| {
            is_between(clauses, it, predicate) || claim::is_said_of_now(clauses, it, predicate)
        };
        if earlier.is_some_and(is_other) {
            continue;
        }
        if let Some(earlier) = earlier {
            let told = cited::told_of(clauses, earlier, predicate);
            let shared = told.unwrap_or_else(|| {
                with_partners(clauses, earlier.segment, claim::subject_of(clauses, earlier))
            });
            // "beat the champion, Ivan Petrov, and left": who beat him.
            let goes_on = clauses.opener(predicate.segment) == Opener::Coordinate;
            match found {
                Some(_) if goes_on && !shared.is_empty() => return Some(shared),
                Some(found) => return Some(found),
                None if shared.is_empty() => continue,
                None => return Some(shared),
            }
        }
        let words = clauses.content_start(segment)..segment_end(clauses, segment);
        let words = after_insertion(clauses, after_dates(clauses, words));
        // "Ola Dahl, | 41, | of Cork, | left".
        let is_age = apart::is_age(&clauses.words, words_of(clauses, segment).start);
        let says_nothing = words.is_empty() || !has_name(clauses, words.clone());
        if says_nothing || is_age || is_whole(clauses, segment) {
            continue;
        }
        // "the president of the club, Ivan Petrov, 59, refused": the name, else what stands first.
        // "the trial of the doctor, Ivan Petrov, began": the trial.
        let keeps_name = found.as_ref().is_some_and(|found| is_full_name(clauses, found.clone()))
            && !is_full_name(clauses, words.clone())
            && !heads_thing(clauses, words.clone());
        if !keeps_name {
            found = Some(words);
        }
    }
    found
}

/// What a relative clause with a subject of its own is about: "the dam | that the army built".
pub(crate) fn relative_object(
    clauses: &Clauses<'_>,
    predicate: &Predicate,
) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let segment = predicate.segment;
    let start = words_of(clauses, segment).start;
    let opens = (start..predicate.first)
        .find(|&at| clauses.words.get(at).is_some_and(|word| word.mark.is_none()))?;
    let has_object = clauses.words.get(predicate.at + 1).is_some_and(|next| {
        next.time.is_none()
            && (next.place.is_some()
                || next.tag.is_noun()
                || matches!(next.tag, Tag::Determiner | Tag::Owner | Tag::Number | Tag::To))
    });
    // "built the bridge that the army blew up", but not "told the court that".
    let told = clauses.predicates.iter().rev().find(|it| it.at < start);
    let says = told.is_some_and(|it| it.classes.has_any(&[Class::Reporting, Class::Belief]));
    let is_relative = match clauses.opener(segment) {
        Opener::Relative => true,
        Opener::Complement => !says,
        _ => false,
    };
    // "which now holds 300 people": an adverb is no subject.
    let is_somebody = |at: usize| {
        clauses.words.get(at).is_some_and(|word| {
            word.place.is_some()
                || word.is_plain() && (word.tag.is_noun() || word.tag == Tag::Pronoun)
        })
    };
    let is_object = is_one_of(clauses, opens, &["whom", "which", "that"])
        && (opens + 1..predicate.first).any(is_somebody)
        && (predicate.first == predicate.at || predicate.is_progressive)
        && is_relative
        && !has_object;
    let is_noun = |at: &usize| {
        let word = clauses.words.get(*at);
        word.is_some_and(|it| it.place.is_some() || it.is_plain() && it.tag.is_noun())
    };
    let last = |end: usize| end.checked_sub(1).filter(is_noun);
    let before = start - usize::from(is_comma(clauses, start.checked_sub(1)?));
    let phrase = phrase_up_to(clauses, last(before)? + 1);
    // "Ann Jones, a writer, whom they met": she has a name.
    let comma = phrase.start.checked_sub(1).filter(|&at| is_comma(clauses, at));
    let named = comma.and_then(last).map(|name| phrase_up_to(clauses, name + 1));
    let is_name = |it: &Range<usize>| is_full_name(clauses, it.clone());
    let phrase = named.filter(is_name).unwrap_or(phrase);
    (is_object && phrase.len() <= LONGEST).then_some(phrase)
}

/// "Keller is a nurse who saved a child": whom the sentence calls so.
pub(crate) fn called_so<'a>(
    clauses: &'a Clauses<'_>,
    predicate: &Predicate,
    subject: &Range<usize>,
) -> Option<&'a Predicate> {
    let is_copula = |it: &&Predicate| {
        // "had a tower | which fell": the tower.
        let has = [Class::HavePresent, Class::HavePast];
        let is_had = clauses.words.get(it.at).is_some_and(|word| word.classes.has_any(&has));
        let is_so = is_one_of(clauses, it.at + 1, &["a", "an"]) && !is_had;
        it.is_copula && is_so && it.at < subject.start && it.segment < predicate.segment
    };
    let copula = clauses.predicates.iter().rev().find(is_copula)?;
    let is_between = (copula.at + 1..subject.start).all(|at| {
        clauses.words.get(at).is_some_and(|word| word.mark.is_none() && !word.tag.is_finite())
    });
    let opens_relative = clauses.opener(predicate.segment) == Opener::Relative
        && subject.end <= words_of(clauses, predicate.segment).start;
    (opens_relative && is_between && !copula.is_negated).then_some(copula)
}

/// "It’s": the subject stands in the verb.
pub(crate) fn is_contracted(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    clauses.words.get(predicate.first).is_some_and(|word| {
        word.is_plain() && word.has(Class::SubjectPronoun) && word.has(Class::BePresent)
    })
}

/// "the trial of the doctor", "the house of the doctor": whether words tell of an event, or of a thing that has
/// to do with somebody.
fn heads_thing(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let inside = clauses.words.get(words).unwrap_or(&[]);
    let end = inside.iter().position(Word::is_preposition);
    let head = inside.get(..end.unwrap_or(inside.len())).unwrap_or(inside);
    let is_somebody = |word: &Word| {
        let form = word.span.of(clauses.text).to_lowercase();
        // "one of them, Ivan Petrov, left".
        let is_one = word.is_number || word.tag == Tag::Number;
        let is_figure = ENGLISH.phrase_len("figure", [form.as_str()]) > 0;
        is_one || is_figure || word.has(Class::People) || claim::is_somebody(&form)
    };
    head.iter().any(|word| word.has(Class::EventNoun))
        // "the youngest of the sisters, Anna Keller".
        || end.is_some()
            && head.last().is_some_and(|word| word.tag != Tag::Adjective)
            && !head.iter().any(is_somebody)
}

/// "Ivan Petrov".
fn is_full_name(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let inside = clauses.words.get(words).unwrap_or(&[]);
    inside.len() > 1 && inside.iter().all(|word| word.is_plain() && word.is_capitalised)
}

/// Whether a preposition or an -ing form stands at `at`: no subject starts so.
pub(crate) fn is_insertion(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| {
        word.is_plain()
            && word.classes.has_any(&[Class::Preposition, Class::Gerund])
            && !word.classes.has_any(&[Class::EventNoun, Class::Determiner])
            && !is_one_of(clauses, at, &["over", "under", "about", "around", "up"])
            && clauses.phrase_len("at_least", at) == 0
            && !clauses.is_of("describing", at)
    })
}

pub(crate) fn is_comma(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.mark == Some(','))
}

pub(crate) fn words_of(clauses: &Clauses<'_>, segment: usize) -> Range<usize> {
    clauses.segments.get(segment).map_or(0..0, |segment| segment.words.clone())
}

pub(crate) fn segment_end(clauses: &Clauses<'_>, segment: usize) -> usize {
    words_of(clauses, segment).end
}

fn has_name(clauses: &Clauses<'_>, words: Range<usize>) -> bool {
    let words = clauses.words.get(words).unwrap_or(&[]);
    let last = words.iter().rposition(|word| word.time.is_some()).map_or(0, |at| at + 1);
    // "Elsewhere, crews from the coast set out."
    let names = |word: &Word| word.place.is_some() || word.is_plain() && word.tag != Tag::Adverb;
    words.iter().skip(last).any(names)
}

/// "Others, | he said, | have left": who speaks in between.
fn is_between(clauses: &Clauses<'_>, earlier: &Predicate, predicate: &Predicate) -> bool {
    let is_apart = |it: &Predicate| clauses.opener(it.segment) == Opener::Comma;
    earlier.is_reporting() && is_apart(earlier) && is_apart(predicate)
}

/// "a mill in Cork, | Ireland, | was burned": a piece that only says where the place before it lies.
fn is_whole(clauses: &Clauses<'_>, segment: usize) -> bool {
    let words = words_of(clauses, segment);
    let is_place = |at: usize| clauses.words.get(at).is_some_and(|word| word.place.is_some());
    words.len() == 2
        && is_place(words.start + 1)
        && words.start.checked_sub(1).is_some_and(is_place)
}

pub(crate) fn after_dates(clauses: &Clauses<'_>, words: Range<usize>) -> Range<usize> {
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
    claim::next_phrase(clauses, words.clone()).unwrap_or(words.end)..words.end
}

pub(crate) fn is_attribution(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.phrase_len("attribution", at) > 0
}

/// The predicate with what belongs to it: the rest of its segment, what it says or thinks, and
/// further pieces only while it has no object yet or says too little with its subject, which has
/// `before` telling words.
pub(crate) fn body(clauses: &Clauses<'_>, predicate: &Predicate, before: usize) -> Range<usize> {
    let mut end = segment_end(clauses, predicate.segment);
    for segment in predicate.segment + 1..clauses.segments.len() {
        let has_object = (predicate.at + 1..end).any(|at| is_content(clauses, at));
        let is_said = match clauses.opener(segment) {
            Opener::Complement => true,
            // "asked whether it was safe".
            Opener::Conditional => {
                clauses.words.get(end - 1).is_some_and(|word| word.tag.is_verb())
            }
            // "told the crowd: “We stay”".
            Opener::Stop => {
                let words = clauses.segment_words(segment);
                let quoted = words.iter().find(|word| word.mark.is_none());
                predicate.is_reporting()
                    && segment == predicate.segment + 1
                    && words.first().is_some_and(|word| word.mark == Some(':'))
                    && quoted.is_some_and(|word| word.is_quoted)
            }
            _ => false,
        };
        let is_parted = is_mark(clauses, words_of(clauses, segment).start, &[';'])
            && !clauses.is_finite(segment);
        let opens_other = goes_on_as_subject(clauses, segment).is_some()
            || opens_pair_of_subject(clauses, segment);
        if is_parted || opens_other {
            break;
        }
        let is_list = clauses.opener(segment) == Opener::Coordinate
            && !clauses.is_finite(segment)
            && !opens_time(clauses, segment)
            || is_item(clauses, segment)
            || repeats(clauses, predicate.at + 1, segment);
        // "Austria attacked, | Prussia two days later": a deed of its own.
        let is_dated = clauses.segment_words(segment).iter().any(|word| word.time.is_some());
        let is_other = clauses.opener(segment) == Opener::Comma && is_dated;
        let is_own = 1 < before + content(clauses, predicate.at..end) && tells(clauses, segment);
        let completes =
            !has_object && !clauses.opener(segment).is_dependent() && !is_other && !is_own
                || is_list;
        let is_thin = before + content(clauses, predicate.at..end) < ENOUGH
            && clauses.opener(segment) != Opener::Stop
            && !(is_other && 0 < content(clauses, words_of(clauses, segment)))
            && !follows_date(clauses, segment)
            && !(is_dated && is_dependent_clause(clauses.opener(segment)))
            && (clauses.opener(segment).is_dependent() || !clauses.is_finite(segment));
        let is_open = is_said_on(clauses, segment);
        if !(is_said || completes || is_thin || is_open)
            || is_contrast(clauses, segment)
            || is_attribution(clauses, clauses.content_start(segment))
        {
            break;
        }
        let names_speaker =
            clauses.predicates.iter().any(|p| p.segment == segment && p.is_reporting());
        if names_speaker && !is_said || ends_at(clauses, predicate, segment) {
            break;
        }
        end = segment_end(clauses, segment);
    }
    let start = predicate.first;
    let quote = quotation_tail(clauses, start..end);
    start..quote.unwrap_or(end)
}

/// "When it was announced, | women blocked a road", "“There is no danger,” | Keller, the mayor, said": what
/// stands behind a clause that is told is the main clause, or tells who says so.
fn ends_at(clauses: &Clauses<'_>, predicate: &Predicate, segment: usize) -> bool {
    let is_quoted = |at: usize| clauses.words.get(at).is_some_and(|word| word.is_quoted);
    let is_main = clauses.depends(predicate.segment)
        && clauses.opener(segment) == Opener::Comma
        && (clauses.content_start(segment) < first_told(clauses, segment)
            || is_awaited(clauses, predicate.segment, segment));
    is_main || is_quoted(predicate.at) && !is_quoted(clauses.content_start(segment))
}

/// ", and in the years | after the war": what opens a clause of another time.
fn opens_time(clauses: &Clauses<'_>, segment: usize) -> bool {
    let mut inside = clauses
        .segment_words(segment)
        .iter()
        .skip_while(|word| word.mark.is_some() || word.is_plain() && word.has(Class::Coordinator));
    let is_led = inside.next().is_some_and(|word| word.is_plain() && word.has(Class::Temporal));
    let rest: Vec<&Word> = inside.collect();
    let says_when = |word: &&Word| word.time.is_some() || word.is_of("part_of_time", clauses.text);
    let is_time = |word: &&Word| says_when(word) || word.is_plain() && word.has(Class::Determiner);
    let goes_on = matches!(clauses.opener(segment + 1), Opener::Subordinate | Opener::Simultaneous)
        && clauses.is_finite(segment + 1);
    is_led && goes_on && rest.iter().any(says_when) && rest.iter().all(is_time)
}

/// "My mother, | who was young when the army came, | used to say": whether a piece has the verb of a subject that stands
/// before a clause.
fn is_awaited(clauses: &Clauses<'_>, clause: usize, segment: usize) -> bool {
    let begun = clauses.begun(clause);
    let is_subject = |it: usize| {
        let words = clauses.content_start(it)..segment_end(clauses, it);
        clauses.opener(it) != Opener::Bracket
            && !clauses.is_finite(it)
            && has_name(clauses, words.clone())
            && !is_insertion(clauses, words.start)
    };
    let has_verb = |it: usize| {
        let opens = clauses.content_start(it);
        opens < segment_end(clauses, it) && opens == first_told(clauses, it)
    };
    // "after the envoy said that the port, | taken in May, | would stay shut": the verb of the nearer subject.
    let is_open = |it: &usize| clauses.opener(*it) == Opener::Complement && !clauses.is_finite(*it);
    let said = (clause + 1..segment).rev().find(is_open);
    let is_nearer = said.is_some_and(|said| !(said + 1..segment).any(has_verb));
    has_verb(segment) && !is_nearer && (0..begun).any(is_subject)
}

/// "The abbey was dissolved, | and the Crown sold it", "Votes were counted; | the towns left": another clause with a
/// subject of its own.
fn tells(clauses: &Clauses<'_>, segment: usize) -> bool {
    let opens = words_of(clauses, segment);
    let is_joined = opens.clone().take(2).any(|at| is_one_of(clauses, at, &["and", "but"]))
        || is_mark(clauses, opens.start, &[';']);
    is_joined
        && segment.checked_sub(1).is_some_and(|before| clauses.is_finite(before))
        && clauses.is_finite(segment)
        && clauses.content_start(segment) < first_told(clauses, segment)
}

/// ", and survivors | and politicians have left": what opens a subject of two of a clause of its own.
pub(crate) fn opens_pair_of_subject(clauses: &Clauses<'_>, segment: usize) -> bool {
    let next = segment + 1;
    let is_joined = |it: usize| clauses.opener(it) == Opener::Coordinate;
    let follows_comma = |it: usize| is_comma(clauses, words_of(clauses, it).start);
    is_joined(segment)
        && follows_comma(segment)
        && !clauses.is_finite(segment)
        && is_joined(next)
        && !follows_comma(next)
        && clauses.content_start(next) < first_told(clauses, next)
}

/// ", and the leader, | Amos Pryke, | emigrated": where the verb stands whose subject a piece opens.
pub(crate) fn goes_on_as_subject(clauses: &Clauses<'_>, segment: usize) -> Option<usize> {
    let is_new = |it: &Segment| opens_with_date(it, &clauses.words);
    // "and on 18 June, | the port, | a town of sailors, | fell".
    let is_scene = |it: usize| {
        clauses.segments.get(it).is_some_and(|it| sets_scene(it, &clauses.words))
            && clauses.segments.get(it + 1).is_some_and(|it| it.opener == Opener::Comma)
    };
    if is_scene(segment) {
        return goes_on_as_subject(clauses, segment + 1);
    }
    let follows_comma = is_comma(clauses, words_of(clauses, segment).start);
    let is_joined = segment.checked_sub(1).is_some_and(is_scene)
        || clauses.opener(segment) == Opener::Coordinate && follows_comma
        || clauses.segments.get(segment).is_some_and(is_new);
    let is_aside = |it: &usize| match clauses.opener(*it) {
        Opener::Comma => !clauses.is_finite(*it),
        opener => matches!(opener, Opener::Relative | Opener::Bracket),
    };
    let verb = (segment + 1..clauses.segments.len()).find(|it| !is_aside(it))?;
    let is_verb = matches!(clauses.opener(verb), Opener::Comma | Opener::Return)
        && clauses.content_start(verb) == first_told(clauses, verb);
    let is_open = is_joined && !clauses.is_finite(segment) && segment + 1 < verb;
    (is_open && is_verb).then_some(verb)
}

/// "said that the bill | – a compromise – | had passed", "said that the bill, | drawn up in May, | had passed",
/// "said that bread | and milk were scarce": what is said has no verb yet.
fn is_said_on(clauses: &Clauses<'_>, segment: usize) -> bool {
    let is_open = |it: usize| clauses.opener(it) == Opener::Complement && !clauses.is_finite(it);
    let follows = segment.checked_sub(1).is_some_and(is_open);
    match clauses.opener(segment) {
        Opener::Stop => follows,
        Opener::Coordinate => {
            follows && clauses.content_start(segment) < first_told(clauses, segment)
        }
        Opener::Comma => {
            let is_apart = |it: usize| clauses.opener(it) == Opener::Comma;
            let opens = (0..segment).rev().find(|&it| !is_apart(it) || clauses.is_finite(it));
            let mut goes_on = (segment..clauses.segments.len()).take_while(|&it| is_apart(it));
            opens.is_some_and(is_open)
                && goes_on.any(|it| clauses.content_start(it) == first_told(clauses, it))
        }
        _ => false,
    }
}

/// Where the first predicate of a segment begins; 0 where it has none.
fn first_told(clauses: &Clauses<'_>, segment: usize) -> usize {
    clauses.predicates.iter().find(|it| it.segment == segment).map_or(0, |it| it.first)
}

/// What has a date of its own is told for itself.
fn is_dependent_clause(opener: Opener) -> bool {
    matches!(opener, Opener::Relative | Opener::Simultaneous | Opener::Subordinate)
}

/// "in 1994, | when the dam broke": what a date is known by is told for itself.
fn follows_date(clauses: &Clauses<'_>, segment: usize) -> bool {
    const JOINTS: [&str; 4] = ["in", "on", "since", "until"];
    let start = words_of(clauses, segment).start;
    let mut before = (0..start).rev().filter(|&at| !is_mark(clauses, at, &[',']));
    let date = before.next().filter(|&at| clauses.is_time(at));
    // "since May" may be a date as a whole.
    let opens = date.and_then(|at| clauses.word_text(at).split(' ').next());
    clauses.opener(segment) == Opener::Simultaneous
        && date.is_some()
        && (opens.is_some_and(|it| JOINTS.contains(&it))
            || before.next().is_some_and(|at| is_one_of(clauses, at, &JOINTS)))
}

/// ", but the men of the jury": what goes on otherwise.
fn is_contrast(clauses: &Clauses<'_>, segment: usize) -> bool {
    let words = words_of(clauses, segment);
    let is_mark = |at: usize| clauses.words.get(at).is_some_and(|word| word.mark.is_some());
    is_mark(words.start) && is_one_of(clauses, words.start + 1, &["but"])
}

/// Where the speaker's name follows a closing quotation mark without a comma.
fn quotation_tail(clauses: &Clauses<'_>, words: Range<usize>) -> Option<usize> {
    let quoted = clauses.words.get(words.start)?.is_quoted;
    let leaves = |&at: &usize| clauses.words.get(at).is_some_and(|word| word.mark == Some('”'));
    let end = words.clone().find(leaves).filter(|_| quoted)?;
    Some(end)
}

pub(crate) fn line(clauses: &Clauses<'_>) -> Range<usize> {
    let opens = clauses.words.iter().position(|word| word.mark.is_none()).unwrap_or_default();
    let is_date = clauses.words.get(opens).is_some_and(|word| word.time.is_some());
    (if is_date { opens + 2 } else { opens })..clauses.words.len()
}

/// How many words say something.
pub(crate) fn content(clauses: &Clauses<'_>, words: Range<usize>) -> usize {
    words.filter(|&at| is_content(clauses, at) && !clauses.is_time(at)).count()
}

pub(crate) fn is_content(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|word| word.mark.is_none() && !word.has(Class::Trailing))
}
