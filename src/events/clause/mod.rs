//! A sentence as segments: pieces between commas, dashes and joining words.
//!
//! ```text
//! In 2014, | when the Kremlin organised it | and Ukraine lost ground, | Kazakhstan tightened the law
//! Start      Simultaneous                    Coordinate                 Comma
//! ```
//! A segment without a finite verb that only a word opened ("after the war", "and Kursk") belongs to
//! the segment before it.

pub(super) mod apart;
pub(super) mod beyond;
pub(super) mod extent;
pub(super) mod gap;
pub(super) mod head;
pub(super) mod listed;
pub(super) mod noun;
pub(super) mod partner;

use super::dating::dateline;
use super::people::claim::find_subject;
use super::predicate::{self, Predicate};
use super::words::lexicon::{Class, ENGLISH};
use super::words::tagger::Tag;
use super::words::{self, Room, Word};
use crate::model::{Annotated, Span};
use std::ops::Range;

/// What opens a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// The sentence begins.
    Start,
    /// A comma, or the end of a bracket.
    Comma,
    /// A semicolon, colon or dash.
    Stop,
    /// An opening bracket.
    Bracket,
    /// "because", "although", "after": the clause hangs on another one.
    Subordinate,
    /// "when", "as", "while": the clause shares the time of the other one.
    Simultaneous,
    /// "if", "unless", "whether".
    Conditional,
    /// "who", "which", or "that" after a noun.
    Relative,
    /// "that" after a verb: what is said or thought.
    Complement,
    /// "and", "but", "or".
    Coordinate,
    /// The clause before goes on after one inside it: "the wall that fell | was rebuilt".
    Return,
}

impl Opener {
    /// Whether a word opens it, not a mark.
    fn is_word(self) -> bool {
        match self {
            Self::Start | Self::Comma | Self::Stop | Self::Bracket | Self::Return => false,
            Self::Subordinate
            | Self::Simultaneous
            | Self::Conditional
            | Self::Relative
            | Self::Complement
            | Self::Coordinate => true,
        }
    }

    /// Whether the clause is part of another clause.
    pub(super) fn is_dependent(self) -> bool {
        match self {
            Self::Start
            | Self::Comma
            | Self::Stop
            | Self::Coordinate
            | Self::Complement
            | Self::Return => false,
            Self::Bracket
            | Self::Subordinate
            | Self::Simultaneous
            | Self::Conditional
            | Self::Relative => true,
        }
    }
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// What opens it.
    pub opener: Opener,
    /// Its words, marks among them.
    pub words: Range<usize>,
}

/// A sentence, taken apart.
#[derive(Debug)]
pub(super) struct Clauses<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: Span,
    /// Its words.
    pub words: Vec<Word>,
    /// Its segments in order, without gaps.
    pub segments: Vec<Segment>,
    /// Its finite predicates in order.
    pub predicates: Vec<Predicate>,
    /// The subject of each of them, which nearly every question about a sentence asks for.
    pub subjects: Vec<Range<usize>>,
}

impl<'a> Clauses<'a> {
    /// Takes a sentence apart; `room` is memory to work in.
    pub(super) fn of(annotated: &'a Annotated, sentence: Span, room: &mut Room<'a>) -> Self {
        let text: &str = &annotated.document.text;
        let mut words = words::words(annotated, dateline::behind(annotated, sentence), room);
        let segments = closed(text, reunited(text, segments(text, &words), &words), &words);
        number(&segments, &mut words);
        let mut predicates = predicate::find(annotated, &words, &segments);
        let segments = joined(text, segments, &words, &predicates);
        number(&segments, &mut words);
        for predicate in &mut predicates {
            predicate.segment = words.get(predicate.at).map_or(0, |word| word.segment);
            if is_between_quotations(&segments, &words, predicate.segment)
                || is_hearing(text, &segments, &words, predicate)
            {
                predicate.classes.add(Class::Reporting);
            } else if is_deed(text, &segments, &words, predicate) {
                predicate.classes.remove(&[Class::Reporting]);
            }
        }
        let mut found = Self { text, sentence, words, segments, predicates, subjects: Vec::new() };
        found.subjects = found.predicates.iter().map(|it| find_subject(&found, it)).collect();
        found
    }

    /// What opens a segment.
    pub(super) fn opener(&self, segment: usize) -> Opener {
        self.segments.get(segment).map_or(Opener::Start, |segment| segment.opener)
    }

    /// Whether a segment is part of another clause: "when the bank closed and prices rose", where
    /// "and" goes on with what "when" opened.
    pub(super) fn depends(&self, segment: usize) -> bool {
        self.opener(self.begun(segment)).is_dependent()
    }

    /// The segment that "and" goes on with, itself where it does not: "which broke the dam | and left".
    pub(super) fn begun(&self, segment: usize) -> usize {
        let goes_on = self.segments.get(segment).is_some_and(|found| {
            let has_mark = self.words.get(found.words.start).is_some_and(|w| w.mark.is_some());
            found.opener == Opener::Coordinate && !has_mark
        });
        segment.checked_sub(1).filter(|_| goes_on).map_or(segment, |before| self.begun(before))
    }

    /// The words of a segment.
    pub(super) fn segment_words(&self, segment: usize) -> &[Word] {
        let range = self.segments.get(segment).map_or(0..0, |segment| segment.words.clone());
        self.words.get(range).unwrap_or(&[])
    }

    /// Whether a word is a time mention.
    pub(super) fn is_time(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.time.is_some())
    }

    /// The text of a word.
    pub(super) fn word_text(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.span.of(self.text))
    }

    /// Whether a segment has a finite predicate.
    pub(super) fn is_finite(&self, segment: usize) -> bool {
        self.predicates.iter().any(|predicate| predicate.segment == segment)
    }

    /// The word that a time mention is; `None` where it stands elsewhere.
    pub(super) fn word_of_time(&self, time: usize) -> Option<usize> {
        self.words.iter().position(|word| word.time == Some(time))
    }

    /// How many words from `at` on the longest phrase of a list takes; 0 where none fits.
    #[expect(
        clippy::inline_always,
        reason = "the bit of a list known where this stands is a constant"
    )]
    #[inline(always)]
    pub(super) fn phrase_len(&self, list: &str, at: usize) -> usize {
        if self.may_begin(list, at) { self.begun_len(list, at) } else { 0 }
    }

    /// The same of phrases written as in the list.
    #[expect(
        clippy::inline_always,
        reason = "the bit of a list known where this stands is a constant"
    )]
    #[inline(always)]
    pub(super) fn written_len(&self, list: &str, at: usize) -> usize {
        if self.may_begin(list, at) { self.begun_as_written(list, at) } else { 0 }
    }

    /// The same, where a phrase may begin.
    fn begun_as_written(&self, list: &str, at: usize) -> usize {
        let words = self.words.get(at..).unwrap_or(&[]).iter();
        ENGLISH.phrase_len(list, words.map(|word| word.span.of(self.text)))
    }

    /// The same, where a phrase may begin.
    fn begun_len(&self, list: &str, at: usize) -> usize {
        let words = self.words.get(at..).unwrap_or(&[]).iter();
        ENGLISH.phrase_len_in_any_case(list, words.map(|word| word.span.of(self.text)))
    }

    /// Whether a word is one of a list, written as there.
    #[expect(
        clippy::inline_always,
        reason = "the bit of a list known where this stands is a constant"
    )]
    #[inline(always)]
    pub(super) fn is_of(&self, list: &str, at: usize) -> bool {
        self.may_begin(list, at) && self.is_written(list, at)
    }

    /// The same, where a phrase may begin.
    fn is_written(&self, list: &str, at: usize) -> bool {
        ENGLISH.phrase_len(list, [self.word_text(at)]) > 0
    }

    /// The same of a word in any case.
    #[expect(
        clippy::inline_always,
        reason = "the bit of a list known where this stands is a constant"
    )]
    #[inline(always)]
    pub(super) fn is_in_any_case(&self, list: &str, at: usize) -> bool {
        self.may_begin(list, at) && self.is_written_in_any_case(list, at)
    }

    /// The same, where a phrase may begin.
    fn is_written_in_any_case(&self, list: &str, at: usize) -> bool {
        ENGLISH.phrase_len_in_any_case(list, [self.word_text(at)]) > 0
    }

    /// Whether a phrase of a list may begin at a word: by a bit of the list's name, which is known where this
    /// is asked.
    #[expect(
        clippy::inline_always,
        reason = "the bit of a list known where this stands is a constant"
    )]
    #[inline(always)]
    fn may_begin(&self, list: &str, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.lists.may_have(list))
    }

    /// The span of some words.
    pub(super) fn span_of(&self, words: Range<usize>) -> Span {
        let found = self.words.get(words).unwrap_or(&[]);
        match (found.first(), found.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => self.sentence,
        }
    }

    /// The first word of a segment that is neither a mark nor the word that opens it, nor an
    /// adverb.
    pub(super) fn content_start(&self, segment: usize) -> usize {
        let range = self.segments.get(segment).map_or(0..0, |segment| segment.words.clone());
        let is_opening = |word: &Word| {
            word.is_mark_alone()
                || word.is_plain()
                    && word.classes.has_any(&[
                        Class::Subordinator,
                        Class::Coordinator,
                        Class::Complement,
                        Class::Adverb,
                        Class::Connective,
                    ])
                    && !word.has(Class::BePresent)
                    && !word.is_existential()
        };
        let mut words = range.clone().zip(self.words.get(range.clone()).unwrap_or(&[]));
        words.find(|(_, word)| !is_opening(word)).map_or(range.end, |(at, _)| at)
    }
}

/// "admitted guilt", "announced plans for a dam", "confirmed 200 deaths", "the plan was announced": something
/// is done by saying it, and nothing is reported.
fn is_deed(text: &str, segments: &[Segment], words: &[Word], predicate: &Predicate) -> bool {
    let is_followed = |by: &[Tag]| {
        words.get(predicate.at + 1).is_some_and(|next| {
            next.is_plain() && !next.is_capitalised && !next.is_quoted && by.contains(&next.tag)
        })
    };
    let next = segments.get(predicate.segment + 1).map(|it| it.opener);
    // "announced the withdrawal".
    let is_of_thing = words.get(predicate.at).is_some_and(|it| it.is_of("announcing", text))
        && is_followed(&[Tag::Determiner, Tag::Owner]);
    // "was quoted by the agency as saying".
    let says = |word: &Word| word.tag == Tag::Gerund && word.has(Class::Reporting);
    let mut behind = words.iter().skip(predicate.at + 1).take_while(|word| word.mark.is_none());
    let is_announced = predicate.is_passive(words)
        && !behind.any(says)
        && !is_followed(&[Tag::To])
        && predicate.first.checked_sub(1).and_then(|before| words.get(before)).is_some_and(
            |subject| {
                let is_thing = subject.tag.is_noun() || subject.tag == Tag::Pronoun;
                subject.is_plain() && is_thing && !subject.is_capitalised
            },
        );
    // "continued to pull people out".
    let goes_on = predicate.classes.has(Class::Phase) && is_followed(&[Tag::To]);
    predicate.is_reporting()
        && (is_announced
            || goes_on
            || is_of_thing
            || is_followed(&[Tag::Noun, Tag::Nouns, Tag::Adjective, Tag::Number]))
        && next != Some(Opener::Complement)
        && !words.iter().any(|word| word.is_quoted)
}

/// "The court heard that he had paid": what is heard is what somebody says.
fn is_hearing(text: &str, segments: &[Segment], words: &[Word], predicate: &Predicate) -> bool {
    let next = segments.get(predicate.segment + 1).map(|it| it.opener);
    next == Some(Opener::Complement)
        && words.get(predicate.at).is_some_and(|word| word.is_of("hearing", text))
}

/// “We forget,” she went on, “that …”: a few words between two quotations tell who speaks.
fn is_between_quotations(segments: &[Segment], words: &[Word], segment: usize) -> bool {
    const LONGEST: usize = 6;
    let Some(found) = segments.get(segment).filter(|found| !found.opener.is_dependent()) else {
        return false;
    };
    let range = found.words.clone();
    let said = |word: &&Word| word.mark.is_none();
    let inside = words.get(range.clone()).unwrap_or(&[]).iter().filter(said);
    let is_quoted = |word: Option<&Word>| word.is_some_and(|word| word.is_quoted);
    let before = words.iter().take(range.start).rev().find(said);
    let after = words.iter().skip(range.end).find(said);
    let is_short = inside.clone().count() <= LONGEST && !inside.clone().any(|word| word.is_quoted);
    is_short && is_quoted(before) && is_quoted(after)
}

fn number(segments: &[Segment], words: &mut [Word]) {
    for (i, segment) in segments.iter().enumerate() {
        for word in words.get_mut(segment.words.clone()).unwrap_or(&mut []) {
            word.segment = i;
        }
    }
}

/// Cuts at marks and joining words, and where a joining word was left out.
fn segments(text: &str, words: &[Word]) -> Vec<Segment> {
    let mut found = Vec::with_capacity(8);
    let mut last = Segment { opener: Opener::Start, words: 0..0 };
    for i in 0..words.len() {
        let Some(opener) = opener_at(text, words, i, &last) else { continue };
        let before = i.checked_sub(1).and_then(|before| words.get(before));
        let follows_mark = before.is_some_and(|word| word.mark.is_some());
        // "and when", ", which": the joining word says more than what stands before it.
        let says_more = opener.is_word() && is_bare(&last, i, words) && follows_mark;
        if i == 0 || says_more || opener == Opener::Relative && is_share(text, words, &last, i) {
            last.opener = opener;
        } else {
            last.words.end = i;
            found.push(std::mem::replace(&mut last, Segment { opener, words: i..i }));
        }
    }
    last.words.end = words.len();
    found.push(last);
    found
}

/// What word `i` opens behind the words of a segment; `None` where the segment goes on.
fn opener_at(text: &str, words: &[Word], i: usize, last: &Segment) -> Option<Opener> {
    let word = words.get(i)?;
    let before = i.checked_sub(1).and_then(|before| words.get(before));
    let start = last.words.start;
    match word.mark {
        Some('-') if is_inside_word(word, before, words.get(i + 1)) => None,
        Some('–') if is_inside_range(word, before, words.get(i + 1)) => None,
        Some(';' | ':' | '—' | '–' | '-') => Some(Opener::Stop),
        Some('(' | ')') if apart::is_note(words, i) => None,
        Some(',') if apart::is_of_age(words, i) || apart::is_of_form(text, words, i) => None,
        Some(',') if apart::is_in_note(words, i) => None,
        // What is never closed is no aside.
        Some(mark @ ('(' | '[')) if is_closed(words, i, mark) => Some(Opener::Bracket),
        Some(',' | ')' | ']' | '(' | '[') => Some(Opener::Comma),
        // "1241. The town burned": the year of a chronicle's entry.
        Some('.') if is_entry(words, i) => Some(Opener::Comma),
        Some(_) => None,
        None if gap::is_glued(text, words, i, start) => Some(Opener::Stop),
        None if apart::joins_range(text, words, i) => None,
        None => gap::word_opener(text, words, i, start)
            .or_else(|| gap::implied(text, words, i, start, last.opener)),
    }
}

/// Whether only a date, or two with a dash between, stands before the stop at `stop`.
fn is_entry(words: &[Word], stop: usize) -> bool {
    const LONGEST: usize = 3;
    let before = words.get(..stop).unwrap_or(&[]);
    let is_part = |word: &Word| word.time.is_some() || matches!(word.mark, Some('-' | '–'));
    !before.is_empty() && before.len() <= LONGEST && before.iter().all(is_part)
}

/// Whether the bracket at `open` has its closing one.
fn is_closed(words: &[Word], open: usize, mark: char) -> bool {
    let closing = if mark == '(' { ')' } else { ']' };
    words.iter().skip(open).any(|word| word.mark == Some(closing))
}

/// Whether a hyphen touches words on both sides, as in "post-Soviet".
fn is_inside_word(hyphen: &Word, before: Option<&Word>, next: Option<&Word>) -> bool {
    before.is_some_and(|word| word.span.end == hyphen.span.start && word.mark.is_none())
        && next.is_some_and(|word| word.span.start == hyphen.span.end && word.mark.is_none())
}

/// Whether a dash joins two dates: "15–17 March".
fn is_inside_range(dash: &Word, before: Option<&Word>, next: Option<&Word>) -> bool {
    let is_date = |word: Option<&Word>| word.is_some_and(|word| word.time.is_some());
    is_date(before) && is_date(next) && is_inside_word(dash, before, next)
}

/// Whether a segment holds marks only, up to word `end`.
fn is_bare(segment: &Segment, end: usize, words: &[Word]) -> bool {
    let inside = words.get(segment.words.start..end).unwrap_or(&[]);
    !inside.is_empty() && inside.iter().all(|word| word.mark.is_some())
}

/// ", both of whom", ", the text of which": whether the clause that "whom" at `i` belongs to has begun before it.
fn is_share(text: &str, words: &[Word], segment: &Segment, i: usize) -> bool {
    const LONGEST: usize = 3;
    let share = words.get(segment.words.start + 1..i).unwrap_or(&[]);
    let is_apart = words.get(segment.words.start).is_some_and(|word| word.mark == Some(','));
    let is_of = share.last().is_some_and(|word| word.span.of(text) == "of");
    is_apart && is_of && 1 < share.len() && share.len() <= LONGEST
}

/// "after Keller, | the mayor, | fled", "as police using nets, | ropes, | and dogs searched it": what stands between
/// the subject and the verb of a clause that a word opens belongs to it.
fn reunited(text: &str, segments: Vec<Segment>, words: &[Word]) -> Vec<Segment> {
    let opens = |it: &Segment| {
        matches!(it.opener, Opener::Subordinate | Opener::Simultaneous) && 1 < it.words.len()
    };
    if !segments.iter().any(opens) {
        return segments;
    }
    let inside = |it: &Segment| words.get(it.words.clone()).unwrap_or(&[]);
    let tells = |it: &Segment| inside(it).iter().any(|word| word.tag.is_finite());
    let is_piece = |it: &&Segment| it.opener == Opener::Comma && !tells(it);
    // ", fled".
    let has_verb = |it: &Segment| {
        it.opener == Opener::Comma && inside(it).get(1).is_some_and(|verb| verb.tag.is_finite())
    };
    let uses = |it: &Segment| {
        let doer = inside(it).iter().position(|word| word.is_plain() && word.tag == Tag::Gerund);
        doer.and_then(|at| inside(it).get(at.checked_sub(1)?)).is_some_and(|it| it.tag.is_noun())
    };
    // "when police in Oslo | and Bergen were fired on".
    let is_pair = |text: &str, opens: &Segment, verb: &Segment| {
        let first = inside(opens).iter().find(|word| word.mark.is_none());
        let is_name = |word: &Word| word.is_plain() && word.tag == Tag::Name;
        // "before Donald | and Eva parted", but not "after the war | and Norway fell".
        let names =
            inside(opens).get(1..).is_some_and(|it| !it.is_empty() && it.iter().all(is_name))
                && inside(verb).get(1).is_some_and(is_name);
        let is_when =
            first.is_some_and(|word| matches!(word.span.of(text), "when" | "while")) || names;
        let named = inside(opens)
            .last()
            .is_some_and(|word| word.place.is_some() || word.is_plain() && word.tag.is_noun());
        let follows = inside(verb).get(1).is_some_and(|word| !word.tag.is_verb());
        let is_bare = inside(verb).first().is_some_and(|word| word.mark.is_none());
        is_when && named && follows && is_bare
    };
    let last_of = |at: usize| {
        let opens = segments.get(at).filter(|it| opens(it))?;
        let pieces = segments.get(at + 1..)?.iter().take_while(is_piece).count();
        let last = at + 1 + pieces;
        let verb = segments.get(last)?;
        let goes_on = verb.opener == Opener::Coordinate && tells(verb);
        let is_list = uses(opens) && goes_on;
        let is_joined = match pieces {
            0 => goes_on && is_pair(text, opens, verb),
            pieces => pieces == 1 && has_verb(verb) || is_list,
        };
        (!tells(opens) && is_joined).then_some(last)
    };
    let mut found = Vec::with_capacity(segments.len());
    let mut at = 0;
    while let Some(segment) = segments.get(at) {
        let last = last_of(at).unwrap_or(at);
        let end = segments.get(last).map_or(segment.words.end, |it| it.words.end);
        found.push(Segment { opener: segment.opener, words: segment.words.start..end });
        at = last + 1;
    }
    found
}

/// "Ola Dahl, | who was exiled after the war | died in 1911": a relative clause that no comma closes ends before the
/// verb that the sentence would else be without.
fn closed(text: &str, mut segments: Vec<Segment>, words: &[Word]) -> Vec<Segment> {
    let inside = |it: &Segment| words.get(it.words.clone()).unwrap_or(&[]);
    let told = |it: &Segment| inside(it).iter().position(|word| word.tag.is_finite());
    let [first, relative, after, rest @ ..] = segments.as_slice() else { return segments };
    // "after the 1905 war | died", but not "after the war | ended", "after a ship | struck it".
    let joint = inside(after).first().filter(|joint| joint.is_plain());
    let leads_time = told(after).is_some_and(|verb| {
        let before = inside(after).get(1..verb).unwrap_or(&[]);
        let names_time = before.iter().any(|it| it.time.is_some() || it.has(Class::EventNoun));
        let verb = inside(after).get(verb);
        let may_be_its = |it: &Word| it.has(Class::Phase) || it.is_of("done_by_event", text);
        names_time && verb.is_some_and(|it| !may_be_its(it))
    });
    let may_lead_noun = leads_time && joint.is_some_and(|joint| joint.has(Class::Preposition));
    let is_open = first.opener == Opener::Start
        && told(first).is_none()
        && inside(first).iter().any(|word| word.place.is_some() || word.tag.is_noun())
        && relative.opener == Opener::Relative
        && inside(relative).first().is_some_and(|word| word.mark == Some(','))
        && told(relative).is_some()
        && after.opener == Opener::Subordinate
        && may_lead_noun
        && !rest.iter().any(|it| told(it).is_some());
    let Some(verb) = told(after).filter(|&verb| is_open && 1 < verb) else { return segments };
    let (start, end) = (after.words.start + verb, after.words.end);
    if let Some(relative) = segments.get_mut(1) {
        relative.words.end = start;
    }
    if let Some(after) = segments.get_mut(2) {
        *after = Segment { opener: Opener::Return, words: start..end };
    }
    segments
}

/// "Riots in Cork as Rebels March", but not "His term as President ended": whether a word in a headline begins a clause.
fn opens_headline_clause(text: &str, words: &[Word], at: usize) -> bool {
    let said = words.iter().filter(|word| word.is_plain());
    let (capitals, all) = said.fold((0, 0), |(capitals, all), word| {
        (capitals + usize::from(word.is_capitalised), all + 1)
    });
    let is_office = |word: &Word| word.is_of("office", text);
    let opens = words.get(at).is_some_and(|word| word.is_capitalised && !is_office(word));
    opens && all < 2 * capitals
}

/// Segments that a word opened and that tell nothing of their own go to the one before.
fn joined(
    text: &str,
    segments: Vec<Segment>,
    words: &[Word],
    predicates: &[Predicate],
) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        let is_finite = predicates.iter().any(|p| segment.words.contains(&p.at));
        let is_list = segment.opener == Opener::Coordinate
            && words.get(segment.words.start).is_some_and(|word| word.mark == Some(','));
        let is_said = segment.opener == Opener::Complement;
        let is_told = |it: &Segment| predicates.iter().any(|p| it.words.contains(&p.at));
        // "the army came | and on 18 June the port, | a town of sailors, | fell".
        let is_new = found.last().is_some_and(is_told) && gap::opens_with_date(&segment, words);
        let is_apart = is_list || is_said || is_new || gap::sets_scene(&segment, words);
        let is_role = segment.opener == Opener::Simultaneous
            && words.get(segment.words.start).is_some_and(|word| word.span.of(text) == "as")
            && !opens_headline_clause(text, words, segment.words.start + 1)
            && predicates.first().is_some_and(|first| segment.words.contains(&first.at))
            && found.last().is_some_and(|last| last.opener == Opener::Start && !is_told(last));
        match found.last_mut() {
            // "The teaching of Tatar as a subject ended".
            Some(last) if is_role => last.words.end = segment.words.end,
            Some(last) if segment.opener.is_word() && !is_finite && !is_apart => {
                last.words.end = segment.words.end;
            }
            _ => found.push(segment),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_dash_between_two_days_is_inside_their_range() {
        check(
            "The vote of {2022-12-15|15}–{2022-12-17|17 December} will bring him the town.",
            &[("2022-12-17", "Vote will bring him the town")],
        );
    }

    #[test]
    fn a_relative_clause_without_its_comma_ends_before_the_verb() {
        check(
            "Ola Dahl, who was banished after the {1905|1905} war died on {1911-04-25|25 April 1911} in Oslo.",
            &[("1911-04-25", "Ola Dahl died in Oslo")],
        );
    }

    #[test]
    fn when_opens_a_clause_whose_subject_is_two() {
        check(
            "It has been brewing since {1905-05-10/..|10 May}, when guards in <NO|Bergen> and <NO|Oslo> were shot at.",
            &[("1905-05-10", "Guards in Bergen and Oslo were shot at")],
        );
    }

    #[test]
    fn a_clause_reaches_from_its_subject_to_its_verb() {
        check(
            "The strike began after Ann Dahl, head of the union, fled to Sweden on {2022-10-24|Monday}.",
            &[
                ("2022-10-24/..", "Strike began"),
                ("2022-10-24", "Ann Dahl, head of the union fled to Sweden"),
            ],
        );
        check(
            "Three men were hurt on {2022-10-24|Monday} as guards using nets, ropes, and dogs cleared the hall.",
            &[("2022-10-24", "Three men were hurt")],
        );
    }

    #[test]
    fn a_role_is_part_of_the_subject() {
        check(
            "The teaching of Danish as a compulsory subject ended in {2017|2017}.",
            &[("2017", "Teaching of Danish as a compulsory subject ended")],
        );
    }

    #[test]
    fn who_announces_something_does_it() {
        check(
            "In {2021-09|September 2021}, when the vote was announced, women blocked a road.",
            &[("2021-09", "Vote announced"), ("2021-09", "Women blocked a road")],
        );
        check(
            "By {2022-01|January} doctors had confirmed 1,260 deaths.",
            &[("2022-01", "Doctors confirmed 1,260 deaths")],
        );
    }

    #[test]
    fn a_date_behind_and_opens_a_clause_that_an_insertion_parts() {
        for rest in
            [", the port, a town of sailors, was taken", " the port, including its mill, was taken"]
        {
            check(
                &format!(
                    "In {{1994-05|May}} the army came and on {{1994-06-18|18 June}}{rest} by rebels."
                ),
                &[("1994-05", "Army came"), ("1994-06-18", "Port taken by rebels")],
            );
        }
    }

    #[test]
    fn a_verb_belongs_to_the_nearest_subject_without_one() {
        check(
            "The row ended after Dahl announced on {2022-10-26|Wednesday} that the father, Ola Berg, had left.",
            &[
                ("2022-10-26", "Dahl announced that the father, Ola Berg, had left"),
                ("2022-10-26/..", "Ola Berg left"),
            ],
        );
    }

    #[test]
    fn a_clause_behind_a_semicolon_tells_for_itself() {
        check(
            "On {2014-05-11|11 May 2014} the votes were counted; {2014-05-12|the next day} both towns left the union.",
            &[("2014-05-11", "Votes were counted"), ("2014-05-12", "Both towns left the union")],
        );
    }
}
