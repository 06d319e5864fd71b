//! Finite predicates, found by word lists and endings.
//!
//! "was threatened", "has been fighting", "will collapse" start at an auxiliary; "went" can only be
//! a past tense; of "adopted" the tag decides, and what stands after it ("adopted by").

pub(super) mod gapped;
pub(super) mod gerund;
pub(super) mod inverted;
mod main_verb;
mod paired;
pub(super) mod participle;
mod verb_group;
pub(super) mod verb_row;

use super::clause::{Opener, Segment};
use super::words::Word;
use super::words::lexicon::{Class, Classes, ENGLISH};
use super::words::tagger::Tag;
use crate::model::Annotated;
use main_verb::{
    before_report, behind_opening, main_of, of_blocks, of_conjuncts, of_explanations, resumed,
};
use paired::{is_paired, is_paired_adjective, is_paired_noun};
use smallvec::SmallVec;
use verb_group::group;
use verb_row::{Rows, describes, has_date, is_listed};

/// Tense and mood of a predicate, as far as factuality needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "rolled", "was told", "had rolled".
    Past,
    /// "rolls", "is rolling".
    Present,
    /// "has rolled".
    Perfect,
    /// "will roll".
    Future,
    /// "would roll".
    Conditional,
    /// "may roll", "could roll".
    Possible,
    /// "is to roll".
    Arranged,
}

/// A finite predicate of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Predicate {
    /// Index of its main word.
    pub at: usize,
    /// Index of its first word, the first auxiliary where there is one.
    pub first: usize,
    /// Tense and mood.
    pub tense: Tense,
    /// Whether it is in the -ing form after be.
    pub is_progressive: bool,
    /// Whether a negation stands in it.
    pub is_negated: bool,
    /// Classes of the main word; of a copula those of be.
    pub classes: Classes,
    /// Whether it is be or have alone.
    pub is_copula: bool,
    /// Number of its segment.
    pub segment: usize,
}

impl Predicate {
    /// Whether it tells that somebody says something.
    pub(super) fn is_reporting(&self) -> bool {
        self.classes.has(Class::Reporting)
    }

    /// Whether it tells what came before something else in the past: "had rolled".
    pub(super) fn is_pluperfect(&self, words: &[Word]) -> bool {
        self.tense == Tense::Past
            && !self.is_copula
            && words.get(self.first).is_some_and(|word| word.has(Class::HavePast))
    }

    /// Whether it tells what was done to its subject: "was freed", "has been announced".
    pub(super) fn is_passive(&self, words: &[Word]) -> bool {
        const BE: [Class; 3] = [Class::BePresent, Class::BePast, Class::BeOther];
        let mut auxiliaries = words.get(self.first..self.at).unwrap_or(&[]).iter();
        !self.is_progressive && auxiliaries.any(|word| word.classes.has_any(&BE))
    }

    /// Whether it tells what was done before it was told.
    pub(super) fn is_done(&self) -> bool {
        matches!(self.tense, Tense::Past | Tense::Perfect)
    }

    /// Whether it describes a state.
    pub(super) fn is_stative(&self) -> bool {
        self.is_copula || self.classes.has(Class::Stative)
    }
}

/// How sure a word is to be a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A bare form or a participle: a verb only where the sentence has no better one.
    Doubtful,
    /// A form that may be past tense or participle, without an object.
    Bare,
    /// Everything else that is finite.
    Certain,
}

/// The finite predicates of a sentence in order.
pub(super) fn find(annotated: &Annotated, words: &[Word], segments: &[Segment]) -> Vec<Predicate> {
    let text: &str = &annotated.document.text;
    let mut search = Search::default();
    let mut rows = Rows::of(&annotated.times, words, segments);
    for (number, segment) in segments.iter().enumerate() {
        if let Some((predicate, is_main)) = rows.verb(text, words, segments, number, &search.found)
        {
            search.found.push(predicate);
            search.has_main |= is_main;
        } else {
            search.read(text, words, segments, (number, segment));
        }
    }
    search.finish(text, words, segments)
}

/// What has been found of the predicates of a sentence.
#[derive(Default)]
struct Search {
    found: Vec<Predicate>,
    /// Bare forms, with how many predicates stand before those that their piece may need.
    doubtful: Vec<(Option<usize>, Predicate)>,
    /// Forms behind a comma, which describe something where the main clause has a verb.
    insertions: Vec<Predicate>,
    late: Vec<Predicate>,
    /// Past forms that open a piece behind a comma, with its number.
    opening: Vec<(usize, Predicate)>,
    has_main: bool,
}

impl Search {
    /// Reads a piece of the sentence.
    fn read(
        &mut self,
        text: &str,
        words: &[Word],
        segments: &[Segment],
        (number, segment): (usize, &Segment),
    ) {
        let Self { found, doubtful, insertions, late, opening, has_main } = self;
        let mut candidates = candidates(text, words, segment);
        candidates.retain(|(_, it)| !is_paired(text, words, it.at));
        let is_led = |i: usize| candidates.get(i + 1).is_some_and(|(s, _)| *s > Strength::Doubtful);
        let before = found.len();
        for (i, &(strength, predicate)) in candidates.iter().enumerate() {
            let opens = segment.opener == Opener::Comma
                && (opens_clause(words, predicate.at, segment)
                    || opens_at_first(text, words, predicate.at, segment));
            let is_past = predicate.tense == Tense::Past && strength < Strength::Certain;
            opening.extend(Some((number, predicate)).filter(|_| opens && is_past));
            match strength {
                // "was bombed in 1945 and reopened in 1958".
                Strength::Doubtful
                    if goes_on(words, segment, found, predicate)
                        && !describes(words, segments, number) =>
                {
                    found.push(predicate);
                }
                // "The treaty signed in Paris put an end to it": the verb is still to come.
                Strength::Bare if is_led(i) => {}
                Strength::Bare | Strength::Certain
                    if is_of_asked(text, words, segment, predicate) => {}
                Strength::Bare
                    if opens
                        && !(before > 0 && is_listed(words, segments, number))
                        && !has_open_subject(words, segments, number, found) =>
                {
                    insertions.push(predicate);
                }
                Strength::Bare | Strength::Certain => found.push(predicate),
                Strength::Doubtful
                    if needs_verb(text, words, segment, predicate.at) && !is_led(i) =>
                {
                    doubtful.push((Some(before), predicate));
                }
                Strength::Doubtful => {
                    doubtful.push((None, predicate));
                    late.extend(Some(predicate).filter(|it| opens && it.tense == Tense::Past));
                }
            }
        }
        // "and the lake filled": a clause with a subject has a verb, even one that looks like a participle.
        if found.len() == before
            && let Some(&(_, predicate)) = doubtful.iter().find(|(place, _)| *place == Some(before))
        {
            found.push(predicate);
        }
        *has_main |= before < found.len() && !segment.opener.is_dependent();
    }

    /// What the whole sentence makes of doubtful forms.
    fn finish(self, text: &str, words: &[Word], segments: &[Segment]) -> Vec<Predicate> {
        let Self { mut found, doubtful, mut insertions, mut late, opening, has_main } = self;
        found.extend(of_conjuncts(text, words, segments, &found, (&doubtful, &insertions)));
        // ", signed on that day,": a verb only where no main clause has another, as in "Keller, who had been
        // ill, returned".
        if !has_main {
            let is_told = !found.is_empty();
            late.retain(|_| is_told);
            insertions.append(&mut late);
            if insertions.is_empty() && is_told {
                insertions.extend(main_of(text, words, segments, &doubtful));
            }
            if let Some(main) = resumed(text, words, segments, &opening) {
                insertions = vec![main];
            }
            found.append(&mut insertions);
        }
        found.sort_by_key(|predicate| predicate.at);
        found.extend(before_report(text, words, segments, &found, &opening));
        found.extend(of_blocks(words, &found, &doubtful));
        found.extend(of_explanations(text, words, segments, &found, &doubtful));
        // Nothing better in the whole sentence: the first participle or plural verb is what it tells.
        if found.is_empty() {
            let first = doubtful.first().map(|&(_, predicate)| predicate);
            found.extend(behind_opening(text, words, segments, &doubtful).or(first));
        }
        found.sort_by_key(|predicate| predicate.at);
        found
    }
}

/// "The mill closed, and its owner, | Ann Keller, | emigrated": whether "and" has opened a clause that still has no verb.
fn has_open_subject(
    words: &[Word],
    segments: &[Segment],
    number: usize,
    found: &[Predicate],
) -> bool {
    let is_told = |it: &&Segment| found.iter().any(|told| it.words.contains(&told.at));
    let before = segments.get(..number).unwrap_or(&[]).iter().rev();
    let mut before = before.skip_while(|it| it.opener == Opener::Comma && !is_told(it));
    let opens = before.next().filter(|it| it.opener == Opener::Coordinate && !is_told(it));
    let is_apart = opens.is_some_and(|it| {
        it.words.len() > 2 && words.get(it.words.start).is_some_and(|word| word.mark == Some(','))
    });
    is_apart && !found.is_empty()
}

/// "asked the troops | stationed there to leave": whom somebody asks to do something.
fn is_of_asked(text: &str, words: &[Word], segment: &Segment, predicate: Predicate) -> bool {
    let is_plain = |at: usize| words.get(at).is_some_and(Word::is_plain);
    let is_past = predicate.first == predicate.at
        && words.get(predicate.at).is_some_and(|it| it.has(Class::Participle))
        && predicate
            .at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .is_some_and(|it| it.tag.is_noun());
    // "The order posted in Vik told men to leave": a noun asks nobody.
    let is_noun = |at: usize| words.get(at).is_some_and(|it| it.tag.is_noun());
    let asks = |&at: &usize| {
        is_plain(at) && !is_noun(at) && words.get(at).is_some_and(|it| it.is_of("asking", text))
    };
    let is_to = |&at: &usize| words.get(at).is_some_and(|it| it.tag == Tag::To);
    let ends = |at: &usize| words.get(*at).is_some_and(|it| it.mark.is_none());
    is_past
        && (segment.words.start..predicate.at).rev().take_while(ends).any(|at| asks(&at))
        && (predicate.at + 1..segment.words.end).take_while(ends).any(|at| is_to(&at))
}

/// Whether a form with a date of its own opens a piece that "and" joins to what was done at another date.
fn goes_on(words: &[Word], segment: &Segment, found: &[Predicate], predicate: Predicate) -> bool {
    let is_told = |before: &Predicate| {
        let between = words.get(before.at..segment.words.start).unwrap_or(&[]);
        before.tense == Tense::Past
            && has_date(words, before.at..segment.words.start)
            && !between.iter().any(Word::is_stop)
    };
    segment.opener == Opener::Coordinate
        && opens_clause_joined(words, predicate.at, segment)
        && words.get(predicate.at).is_some_and(|word| word.has(Class::Participle))
        && has_date(words, predicate.at + 1..segment.words.end)
        && found.last().is_some_and(is_told)
}

/// Whether nothing but the joining word and adverbs stands before `at` in its segment.
fn opens_clause_joined(words: &[Word], at: usize, segment: &Segment) -> bool {
    follows_only(words, at, segment, |word| {
        word.is_plain() && word.has(Class::Coordinator) || is_adverb(word)
    })
}

/// Whether a piece must have a finite verb and a subject stands before the participle at `at`: "when the
/// lake filled", not "the wall built in 1905" or "when filled".
fn needs_verb(text: &str, words: &[Word], segment: &Segment, at: usize) -> bool {
    let is_clause = match segment.opener {
        Opener::Coordinate
        | Opener::Subordinate
        | Opener::Simultaneous
        | Opener::Conditional
        | Opener::Complement
        | Opener::Relative => true,
        Opener::Start | Opener::Comma | Opener::Stop | Opener::Bracket | Opener::Return => false,
    };
    is_clause && follows_subject(text, words, segment, at)
}

/// Whether a form that may be past tense stands right after a subject.
pub(super) fn follows_subject(text: &str, words: &[Word], segment: &Segment, at: usize) -> bool {
    // "which the court overturned", not "which collapsed".
    let is_opening = |word: &&Word| {
        word.mark.is_some() || segment.opener == Opener::Relative && word.has(Class::Relative)
    };
    let before = words.get(segment.words.start..at).unwrap_or(&[]);
    let before = before.get(before.iter().take_while(is_opening).count()..).unwrap_or(&[]);
    let is_subject = |word: &Word| {
        word.place.is_some() || word.is_plain() && (word.tag.is_noun() || word.tag == Tag::Pronoun)
    };
    let opens = before.iter().any(|word| {
        word.place.is_some()
            || word.is_capitalised
            || matches!(word.tag, Tag::Determiner | Tag::Owner | Tag::Pronoun | Tag::Number)
    });
    // "two of whom".
    let is_share = segment.opener == Opener::Relative
        && before.len() > 2
        && before.last().is_some_and(|word| word.has(Class::Relative));
    let is_past = words.get(at).is_some_and(|word| word.has(Class::Past));
    // "searches at the clinic and a house rented by a doctor".
    let is_by = words.get(at + 1).is_some_and(|next| next.span.of(text) == "by");
    is_past && !is_by && opens && (is_share || before.last().is_some_and(is_subject))
}

/// What may be predicates of a piece: few, for each of many pieces.
type Candidates = SmallVec<[(Strength, Predicate); 4]>;

fn candidates(text: &str, words: &[Word], segment: &Segment) -> Candidates {
    let mut found = Candidates::new();
    let mut at = segment.words.start;
    while at < segment.words.end {
        let Some(word) = words.get(at) else { break };
        let before = before(words, at, segment);
        if let Some(main) = inverted::main_behind(text, words, at, segment) {
            found.push((Strength::Certain, past_of(words, main)));
            at = main + 1;
        } else if !word.is_plain() {
            at += 1;
        } else if word.classes.is_auxiliary()
            && !is_noun_position(before)
            && !is_named_thing(words, at)
        {
            let (predicate, end) = group(text, words, at, segment.words.end);
            if let Some(predicate) = predicate {
                found.push((Strength::Certain, predicate));
            }
            at = end.max(at + 1);
        } else {
            if let Some(predicate) = simple(text, words, at, before, segment) {
                found.push(predicate);
            }
            at += 1;
        }
    }
    if found.is_empty() && segment.opener == Opener::Complement {
        found.extend(subjunctive(words, segment));
    }
    found
}

/// What was done, told by the word at `at` alone.
fn past_of(words: &[Word], at: usize) -> Predicate {
    Predicate {
        at,
        first: at,
        tense: Tense::Past,
        is_progressive: false,
        is_negated: false,
        classes: words.get(at).map(|word| word.classes).unwrap_or_default(),
        is_copula: false,
        segment: 0,
    }
}

/// "asked that the vote be held": what is to be done.
fn subjunctive(words: &[Word], segment: &Segment) -> Option<(Strength, Predicate)> {
    let be = segment.words.clone().find(|&at| {
        let word = words.get(at);
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        word.is_some_and(|it| it.is_plain() && it.has(Class::BeOther) && it.tag == Tag::Base)
            && before.is_some_and(|it| it.tag.is_noun() || it.tag == Tag::Pronoun)
    })?;
    let done = words.get(be + 1).filter(|it| it.is_plain() && it.has(Class::Participle))?;
    let predicate = Predicate {
        at: be + 1,
        first: be,
        tense: Tense::Arranged,
        is_progressive: false,
        is_negated: false,
        classes: done.classes,
        is_copula: false,
        segment: 0,
    };
    Some((Strength::Certain, predicate))
}

/// The nearest word before `at` in its segment that is not an adverb.
fn before<'a>(words: &'a [Word], at: usize, segment: &Segment) -> Option<&'a Word> {
    let earlier = words.get(segment.words.start..at)?;
    earlier.iter().rev().find(|word| !(word.is_plain() && is_adverb(word)))
}

pub(super) fn is_adverb(word: &Word) -> bool {
    word.has(Class::Adverb) && !word.classes.is_verb()
}

/// Whether what follows `before` must be a noun or adjective.
fn is_noun_position(before: Option<&Word>) -> bool {
    before.is_some_and(|word| {
        word.is_possessive
            || word.is_plain()
                && word.has(Class::Determiner)
                && !word.classes.has_any(&[Class::Complement, Class::Pronoun])
    })
}

/// "the huge can, | which held": what looks like a modal verb is a thing.
fn is_named_thing(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let is_described = before.is_some_and(|word| word.is_plain() && word.tag == Tag::Adjective);
    let ends = words.get(at + 1).is_some_and(|next| next.mark.is_some());
    let is_led = at
        .checked_sub(2)
        .and_then(|led| words.get(led))
        .is_some_and(|word| word.is_plain() && word.has(Class::Determiner));
    words.get(at).is_some_and(|word| word.classes.is_modal()) && is_described && ends && is_led
}

/// A verb without an auxiliary.
fn simple(
    text: &str,
    words: &[Word],
    at: usize,
    before: Option<&Word>,
    segment: &Segment,
) -> Option<(Strength, Predicate)> {
    let word = words.get(at)?;
    let is_compound = before.is_some_and(|word| word.mark == Some('-'));
    if !word.classes.is_verb() || is_noun_position(before) || word.is_possessive || is_compound {
        return None;
    }
    let follows_preposition = before.is_some_and(Word::is_preposition);
    let is_name = word.is_capitalised && at > 0 && before.is_some() && !word.tag.is_finite();
    if follows_preposition && !word.tag.is_finite() || is_name || is_paired_noun(words, at) {
        return None;
    }
    let next = words.get(at + 1);
    // "fifty-two armed men".
    let is_count = |it: &Word| it.is_plain() && (it.is_number || it.tag == Tag::Number);
    let is_counted = next.is_some_and(|it| it.is_plain() && it.tag == Tag::Nouns);
    if word.has(Class::Participle) && is_counted && before.is_some_and(is_count) {
        return None;
    }
    // "died in May aged 50": how old somebody was.
    let is_number = next.is_some_and(|next| next.is_number || next.tag == Tag::Number);
    if is_number && word.is_of("of_age", text) {
        return None;
    }
    let (strength, tense) = match word.tag {
        Tag::Third | Tag::Plural => (Strength::Certain, Tense::Present),
        _ if word.has(Class::Past) => (past(text, words, at, segment), Tense::Past),
        // "was hoisted in 1991 and taken down in 1995".
        Tag::Participle
            if segment.opener == Opener::Coordinate && opens_clause_joined(words, at, segment) =>
        {
            (Strength::Doubtful, Tense::Past)
        }
        Tag::Base if opens_clause(words, at, segment) => return None,
        Tag::Base if next.is_some_and(|next| starts_phrase(next) || is_adjectival(next)) => {
            (Strength::Doubtful, Tense::Present)
        }
        _ => return None,
    };
    let predicate = Predicate {
        at,
        first: at,
        tense,
        is_progressive: false,
        is_negated: is_never(words, at),
        classes: word.classes,
        is_copula: false,
        segment: 0,
    };
    Some((strength, predicate))
}

/// "has not only grown but also moved": that it has grown.
pub(super) fn is_not_only(text: &str, words: &[Word], at: usize) -> bool {
    let pair = words.get(at..).unwrap_or(&[]).iter().map(|word| word.span.of(text));
    ENGLISH.phrase_len("not_only", pair) > 0
}

/// "never took place".
fn is_never(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(|word| word.has(Class::Negation) && word.tag == Tag::Adverb)
}

/// How surely a form in -ed or -en is a past tense: by its form, by its tag, by the object after it.
fn past(text: &str, words: &[Word], at: usize, segment: &Segment) -> Strength {
    let Some(word) = words.get(at) else { return Strength::Doubtful };
    if !word.has(Class::Participle) && !word.has(Class::Base) {
        return Strength::Certain;
    }
    let next = words.get(at + 1);
    let has_object = next.is_some_and(|next| {
        starts_phrase(next) && next.time.is_none()
            || next.tag == Tag::Pronoun
            || next.is_plain() && next.tag == Tag::Nouns
            || next.tag == Tag::Owner
            || next.mark.is_some_and(|mark| matches!(mark, '$' | '€' | '£'))
    });
    let is_by = next.is_some_and(|next| next.span.of(text) == "by");
    if is_paired_adjective(words, at) {
        return Strength::Doubtful;
    }
    let opens = opens_clause(words, at, segment)
        || opens_at_first(text, words, at, segment)
        || segment.opener == Opener::Bracket;
    match word.tag {
        // "Often called the king of the valley, Keller left."
        Tag::Past if opens && segment.opener == Opener::Start && word.has(Class::Participle) => {
            Strength::Doubtful
        }
        // "The deal, first announced in 2014, was held up."
        Tag::Past if opens && is_named_by(text, words, at, segment) => Strength::Bare,
        Tag::Past if has_object || word.has(Class::Reporting) && !is_by => Strength::Certain,
        Tag::Past if is_by => Strength::Doubtful,
        Tag::Past => Strength::Bare,
        Tag::Participle if has_object && !opens => Strength::Bare,
        _ => Strength::Doubtful,
    }
}

/// Whether a participle of saying with a preposition stands between commas: nobody says so there.
fn is_named_by(text: &str, words: &[Word], at: usize, segment: &Segment) -> bool {
    let is = |at: usize, mark: char| words.get(at).is_some_and(|word| word.mark == Some(mark));
    let is_led = words.get(at + 1).is_some_and(|next| next.time.is_some() || next.is_preposition());
    let follows_quote =
        words.get(..segment.words.start).unwrap_or(&[]).iter().any(|it| it.is_quoted);
    words.get(at).is_some_and(|word| word.has(Class::Participle))
        && words.get(at).is_some_and(|word| word.span.of(text) != "said")
        && segment.opener == Opener::Comma
        && is(segment.words.start, ',')
        && is(segment.words.end, ',')
        && is_led
        && !follows_quote
}

/// Whether only marks and adverbs stand before `at` in its segment.
pub(super) fn opens_clause(words: &[Word], at: usize, segment: &Segment) -> bool {
    follows_only(words, at, segment, is_adverb)
}

/// Whether only marks and words that may stand there go before `at` in its segment.
fn follows_only(
    words: &[Word],
    at: usize,
    segment: &Segment,
    may_stand: impl Fn(&Word) -> bool,
) -> bool {
    let earlier = words.get(segment.words.start..at).unwrap_or(&[]);
    earlier.iter().all(|word| word.mark.is_some() || may_stand(word))
}

/// ", first opened in 1990".
fn opens_at_first(text: &str, words: &[Word], at: usize, segment: &Segment) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let is_first = words.get(before).is_some_and(|word| word.is_of("at_first", text));
    segment.opener == Opener::Comma && is_first && opens_clause(words, before, segment)
}

/// Whether an object may start with a word.
pub(super) fn starts_phrase(word: &Word) -> bool {
    word.place.is_some()
        || word.time.is_some()
        || word.is_capitalised
        || word.is_number
        || word.is_plain() && word.classes.has_any(&[Class::Determiner, Class::Complement])
}

/// Whether a word may stand before a noun: nothing that joins or tells.
fn is_adjectival(word: &Word) -> bool {
    const JOINTS: [Class; 4] =
        [Class::Preposition, Class::Coordinator, Class::Subordinator, Class::Adverb];
    word.is_plain() && !word.classes.has_any(&JOINTS) && !word.classes.is_auxiliary()
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn of_verbs_in_a_row_each_has_its_date() {
        check(
            "The town was Danish from {1925|1925}, passed to Norway in {1930|1930} and became a port in {1932|1932}.",
            &[
                ("1925", "Town was Danish"),
                ("1930", "Town passed to Norway"),
                ("1932", "Town became a port"),
            ],
        );
    }

    #[test]
    fn what_stands_between_semicolons_has_a_verb() {
        check(
            "On {2022-10-17|17 October} a convoy set off for Osh; in Gulcha villagers blocked the road on {2022-10-18|18 October}.",
            &[
                ("2022-10-17", "Convoy set off for Osh"),
                ("2022-10-18", "Villagers blocked the road"),
            ],
        );
    }
}
