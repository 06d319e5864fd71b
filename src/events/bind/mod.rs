//! Which predicate does a date belong to?
//!
//! The nearest one of its clause: every word between costs 1, every boundary of a segment 3. What somebody says does not
//! take the date of the saying while there is something said, and a date in a relative clause stays there.

pub(super) mod amount;
pub(super) mod aside;
pub(super) mod bindable;
mod cleft;
pub(super) mod led;
mod nearer;
mod once_more;
pub(super) mod opened;
pub(super) mod shared;

use super::clause::head::Head;
use super::clause::noun::{describes, opens_clause};
use super::clause::{Clauses, Opener, extent};
use super::factuality;
use super::predicate::{Predicate, Tense, gapped, gerund, participle};
use super::words::lexicon::Class;
use super::words::tagger::Tag;
use crate::model::{Annotated, Granularity, Shape, TimeMention, TimexType};
use bindable::is_bindable;
use cleft::{cleft, is_passing, picked_out};
use nearer::add;
use once_more::repeats;
use opened::opened_by;
use shared::{Bound, counted_from, has_date, shared, told_with};

/// An event of a sentence with its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    /// What tells it.
    pub head: Head,
    /// Index of the time mention among the document's.
    pub time: usize,
    /// Words and boundaries between the two.
    pub cost: usize,
    /// How what is told lies to the time.
    pub bound: Bound,
}

impl Binding {
    /// Whether the two stand near each other.
    pub(super) fn is_near(self) -> bool {
        self.cost % YIELDING_COST <= 16
    }
}

const BOUNDARY_COST: usize = 3;
const FOREIGN_CLAUSE_COST: usize = 12;
/// "after the war" says less than "in 1917".
const OUTER_COST: usize = 18;
/// "will now open in May", "spoke for two hours on Monday", "grew every year in the 1950s": these times have a
/// head only where no date has it, "now" before a length or a habit.
const YIELDING_COST: usize = 1000;
/// The rule of times that a clause tells: "when the Soviet Union fell apart".
const TOLD_BY_CLAUSE: &str = "named-clause";

/// One event for each date and predicate that belong together, in order of their heads.
pub(super) fn bindings(annotated: &Annotated, clauses: &Clauses<'_>) -> Vec<Binding> {
    let mut found: Vec<Binding> = Vec::new();
    for (at, word) in clauses.words.iter().enumerate() {
        let Some(time) = word.time else { continue };
        if !is_bindable(annotated, clauses, at, time) {
            continue;
        }
        let counted = annotated.times.get(time).and_then(|it| counted_from(clauses, at, it));
        if let Some(told) = counted {
            let head = Head::Predicate(told);
            let binding = Binding { head, time, cost: 1, bound: Bound::Counted };
            add(annotated, clauses, &mut found, binding);
            continue;
        }
        if let Some(noun) = led::begun(annotated, clauses, at, time) {
            let binding = Binding { head: Head::Noun(noun), time, cost: 1, bound: Bound::At };
            add(annotated, clauses, &mut found, binding);
        }
        if let Some(last) = gapped::of_date(annotated, clauses, at) {
            let binding = Binding { head: Head::Gap(last), time, cost: 1, bound: Bound::At };
            add(annotated, clauses, &mut found, binding);
            continue;
        }
        let Some((head, cost)) = head_of(annotated, clauses, at) else { continue };
        let cost = cost
            + if is_outer(annotated, time) { OUTER_COST } else { 0 }
            + YIELDING_COST * yielding(annotated, clauses, at, head);
        let bound = Bound::At;
        if let Some((told, cost)) = told_at(annotated, clauses, at, head) {
            add(annotated, clauses, &mut found, Binding { head: told, time, cost, bound });
        }
        if repeats(annotated, clauses, at, head, &found) {
            found.push(Binding { head, time, cost, bound });
            continue;
        }
        add(annotated, clauses, &mut found, Binding { head, time, cost, bound });
        if let Some(told) = told_with(clauses, at) {
            let head = Head::Predicate(told);
            add(annotated, clauses, &mut found, Binding { head, time, cost: 2, bound });
        }
        let before = head.participle().and_then(|at| gerund::done_before(annotated, clauses, at));
        if let Some(main) = before {
            let bound = head.participle().and_then(|at| gerund::joint(clauses, at));
            let (head, bound) = (Head::Predicate(main), bound.unwrap_or(Bound::Before));
            add(annotated, clauses, &mut found, Binding { head, time, cost: 2, bound });
        }
        if let Head::Predicate(main) = head {
            for (other, bound) in shared(clauses, at, main) {
                let head = Head::Predicate(other);
                add(annotated, clauses, &mut found, Binding { head, time, cost: cost + 2, bound });
            }
        }
    }
    let told = found.clone();
    found.retain(|it| !opened::is_beside_said(clauses, it, &told));
    found.sort_by_key(|binding| order(clauses, binding.head));
    found
}

/// "At the 1963 election, he was chosen", "after the 2015 vote she left": what is told beside the noun of a date.
fn told_at(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
    head: Head,
) -> Option<(Head, usize)> {
    let noun = noun_of_date(clauses, at).filter(|&noun| head == Head::Noun(noun))?;
    let joint = at.checked_sub(2)?;
    // "In the 1990 election he was chosen", but not "in the 1988 bombing, they charged him".
    let follows = opens_clause(clauses, noun, noun + 1);
    let is_in = clauses.phrase_len("within_event", joint) > 0;
    let leads = is_in || clauses.phrase_len("beside_event", joint) > 0;
    if follows && describes(clauses, noun + 1) {
        return None;
    }
    let is_last = clauses.words.get(noun + 1).is_none_or(|it| !it.is_plain() || !it.tag.is_noun());
    let (cost, told) = nearest_predicate(annotated, clauses, at).filter(|_| leads && is_last)?;
    let predicate = clauses.predicates.get(told)?;
    // "died | in the 1958 explosion", but not "was tried in the 1958 murder".
    let is_within = clauses.is_of("within_dated", predicate.at) && predicate.at + 1 == joint;
    if is_in && !follows && !is_within {
        return None;
    }
    // "After the 2019 vote, the party has begun": it began long after.
    let is_told = match predicate.tense {
        Tense::Possible | Tense::Conditional | Tense::Present => false,
        Tense::Perfect => clauses.phrase_len("bound_after", joint) == 0,
        _ => true,
    };
    // "After the 1980 vote he left": no clause that "after" opens.
    let is_here = clauses.words.get(at).is_some_and(|word| word.segment == predicate.segment);
    let opens = clauses.content_start(predicate.segment);
    let is_own = is_here && follows && (joint..at).contains(&opens);
    let is_told = is_told && (is_own || !clauses.depends(predicate.segment));
    is_told.then_some((Head::Predicate(told), cost))
}

/// The word that tells an event.
pub(super) fn order(clauses: &Clauses<'_>, head: Head) -> usize {
    match head {
        Head::Predicate(i) => clauses.predicates.get(i).map_or(0, |predicate| predicate.at),
        Head::Noun(at) | Head::Participle(at) | Head::Aside(at) | Head::Gap(at) => at,
        Head::Line => 0,
    }
}

/// Whether a date only says before or after when something happened, or is that of another event: "when the
/// war ended".
fn is_outer(annotated: &Annotated, time: usize) -> bool {
    let Some(mention) = annotated.times.get(time) else { return false };
    let shape = mention.when.as_ref().map(|when| when.shape);
    matches!(shape, Some(Shape::Before | Shape::After)) || mention.rule == TOLD_BY_CLAUSE
}

/// How readily the time at a word leaves its head to another: not at all where it is a date.
fn yielding(annotated: &Annotated, clauses: &Clauses<'_>, at: usize, head: Head) -> usize {
    let is_of_named = head.predicate(clauses).is_some_and(|it| led::is_of_named(clauses, at, it));
    if is_of_named && led::has_better(annotated, clauses, at, head) {
        return 1;
    }
    // "On 3 May the meeting was permitted until six": then.
    let is_until = clauses.phrase_len("bound_until", at.wrapping_sub(1)) > 0;
    // "began in 1876 and ruled until 1910": that date is of another deed.
    let own = head.predicate(clauses).map(|it| it.at);
    let is_free = |date: usize| {
        let segment = clauses.words.get(date).map(|it| it.segment);
        let mut told = clauses.predicates.iter().filter(|it| it.at < date && Some(it.at) != own);
        !told.any(|it| Some(it.segment) == segment)
    };
    let follows_date = || (0..at).any(|at| clauses.is_time(at) && is_free(at));
    if is_until && follows_date() && led::has_better(annotated, clauses, at, head) {
        return 1;
    }
    let mention = mention_at(annotated, clauses, at).filter(|it| it.when.is_none());
    let Some(mention) = mention else { return 0 };
    match mention.timex.kind {
        TimexType::Duration => 2,
        // "every year in the 1950s", but not "on Sundays at noon".
        TimexType::Set => {
            let mut next = (at + 1..at + 3).filter_map(|at| mention_at(annotated, clauses, at));
            let when = next.find_map(|it| it.when.as_ref());
            2 * usize::from(when.is_some_and(|when| Granularity::Day < when.granularity))
        }
        // "has now put it off to May" was done now, "will now open in May" and "is now expected in May" lie ahead.
        TimexType::Date | TimexType::Time => {
            let lies_ahead = head.predicate(clauses).is_some_and(|it| {
                matches!(it.tense, Tense::Future | Tense::Arranged)
                    || it.tense == Tense::Present && it.classes.has(Class::Planning)
            });
            // "two years afterwards", of which nothing is known, beside a year.
            let is_unknown = mention.timex.value.starts_with('X');
            usize::from(mention.timex.value == "PRESENT_REF" && lies_ahead || is_unknown)
        }
    }
}

/// Whether a time mention is a length of time without a date.
fn is_length(annotated: &Annotated, time: usize) -> bool {
    annotated
        .times
        .get(time)
        .is_some_and(|it| it.timex.kind == TimexType::Duration && it.when.is_none())
}

/// The time mention that a word is.
pub(super) fn mention_at<'a>(
    annotated: &'a Annotated,
    clauses: &Clauses<'_>,
    at: usize,
) -> Option<&'a TimeMention> {
    annotated.times.get(clauses.words.get(at)?.time?)
}

/// "has agreed to lend it money for five years": the length is that of what is to be done.
pub(super) fn is_of_purpose(clauses: &Clauses<'_>, predicate: &Predicate, time: usize) -> bool {
    let at = clauses.word_of_time(time).unwrap_or_default();
    let is_verb = |i: usize| clauses.words.get(i).is_some_and(|word| word.tag == Tag::Base);
    (predicate.at + 1..at)
        .any(|i| clauses.word_text(i).eq_ignore_ascii_case("to") && is_verb(i + 1))
}

/// "met near the court | where he was tried in May": whether what a date belongs to is part of another clause.
pub(super) fn is_in_another(clauses: &Clauses<'_>, binding: Binding) -> bool {
    binding.head.predicate(clauses).is_some_and(|it| {
        let begun = clauses.begun(it.segment);
        let opens = clauses.segments.get(begun).map_or(0, |segment| segment.words.start);
        // "has had five orders since it was opened in May".
        let is_since = clauses.word_text(opens).eq_ignore_ascii_case("since");
        clauses.opener(begun) == Opener::Relative || clauses.depends(begun) && is_since
    })
}

/// Whether an event is told beside another one: the text does not go on about its time.
pub(super) fn is_in_passing(clauses: &Clauses<'_>, binding: Binding) -> bool {
    match binding.head {
        Head::Participle(_) | Head::Aside(_) => true,
        // "the largest since 1992, | when crowds filled the square".
        Head::Predicate(i) => clauses.predicates.get(i).is_some_and(|it| {
            let opens = clauses.segments.get(it.segment).map_or(0, |segment| segment.words.start);
            let mut before = clauses.words.iter().take(opens);
            clauses.opener(it.segment) == Opener::Simultaneous
                && before.any(|word| word.time == Some(binding.time))
        }),
        Head::Noun(_) | Head::Gap(_) | Head::Line => false,
    }
}

/// Whether an event stands at the beginning of a time without an end: it is what the time began with.
pub(super) fn opens_time(clauses: &Clauses<'_>, binding: Binding) -> bool {
    let is_itself =
        |at: usize| clauses.words.get(at).is_some_and(|word| word.time == Some(binding.time));
    match binding.head {
        Head::Noun(at) => {
            let dates = |date: usize| is_itself(date) && noun_of_date(clauses, date) == Some(at);
            is_itself(at) || (at.saturating_sub(2)..at).any(dates)
        }
        Head::Predicate(i) => clauses.predicates.get(i).is_some_and(|it| {
            // "after | the quake | struck".
            let is_subject = it.first.checked_sub(1).is_some_and(is_itself);
            it.tense == Tense::Past
                && match clauses.opener(it.segment) {
                    Opener::Simultaneous => true,
                    Opener::Subordinate => is_subject,
                    _ => false,
                }
        }),
        Head::Participle(_) | Head::Aside(_) | Head::Gap(_) | Head::Line => false,
    }
}

/// What it costs to reach the nearest predicate from the date at a word, and its number.
fn nearest_predicate(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    at: usize,
) -> Option<(usize, usize)> {
    let reach = Reach::of(annotated, clauses, at);
    let costs = clauses
        .predicates
        .iter()
        .enumerate()
        .map(|(i, predicate)| (cost(clauses, at, predicate) + reach.penalty(clauses, i), i));
    costs.min()
}

fn head_of(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Option<(Head, usize)> {
    if let Some(noun) = noun_of_date(clauses, at).or_else(|| noun_of_apposition(clauses, at)) {
        let head = may_be(annotated, clauses, at, noun).map_or(Head::Noun(noun), Head::Predicate);
        return Some((head, 1));
    }
    let told_beside =
        participle::of_date(clauses, at).or_else(|| gerund::of_date(annotated, clauses, at));
    if let Some(at) = told_beside {
        return Some((Head::Participle(at), 1));
    }
    if let Some(passing) = is_passing(clauses, at) {
        let is_event = |i: &usize| clauses.words.get(*i).is_some_and(|it| it.has(Class::EventNoun));
        if let Some(noun) = (passing.at + 1..clauses.words.len()).find(is_event) {
            return Some((Head::Noun(noun), 1));
        }
    }
    if let Some((cost, i)) = nearest_predicate(annotated, clauses, at) {
        if let Some(noun) = cleft(clauses, i) {
            return Some((Head::Noun(noun), cost));
        }
        if let Some(told) = picked_out(clauses, i) {
            return Some((Head::Predicate(told), cost));
        }
        let predicate = clauses.predicates.get(i);
        if let Some(noun) = predicate.and_then(|it| aside::of_date(annotated, clauses, at, it)) {
            return Some((Head::Aside(noun), cost));
        }
        return Some((Head::Predicate(governor(clauses, i)), cost));
    }
    if let Some(line) = line_head(clauses, at) {
        return Some((line, 1));
    }
    let nouns = clauses.words.iter().enumerate().filter(|(_, word)| word.has(Class::EventNoun));
    let nearest = nouns.map(|(i, _)| (i.abs_diff(at), i)).min()?;
    Some((Head::Noun(nearest.1), nearest.0))
}

/// "The May vote may be put off": what may come of an event that is not over.
fn may_be(annotated: &Annotated, clauses: &Clauses<'_>, at: usize, noun: usize) -> Option<usize> {
    let when = mention_at(annotated, clauses, at)?.when.as_ref()?;
    let day = annotated.document.dct.as_ref()?.when.bounds.earliest;
    let is_over = when.bounds.latest.zip(day).is_none_or(|(end, day)| end < day);
    let may = |it: &Predicate| it.tense == Tense::Possible && it.first == noun + 1;
    clauses.predicates.iter().position(|it| may(it) && !is_over)
}

/// "They have felt what it was like": what is felt is told by the feeling.
fn governor(clauses: &Clauses<'_>, i: usize) -> usize {
    let Some(predicate) = clauses.predicates.get(i) else { return i };
    let opens = clauses.segments.get(predicate.segment).map_or(0, |segment| segment.words.start);
    let is_asked = clauses.opener(predicate.segment) == Opener::Complement
        && matches!(clauses.word_text(opens), "what" | "how" | "why" | "where" | "who");
    match i.checked_sub(1).filter(|_| is_asked) {
        Some(before) => governor(clauses, before),
        None => i,
    }
}

/// What keeps a date from a predicate besides the way between them.
struct Reach {
    /// Where the date stands.
    at: usize,
    is_since: bool,
    is_length: bool,
    has_perfect: bool,
    /// Whether it was over when the document was written, and is not only the end of something.
    is_over: bool,
    /// Whether it lies ahead of the document and something that is to come is told.
    is_foretold: bool,
}

impl Reach {
    fn of(annotated: &Annotated, clauses: &Clauses<'_>, at: usize) -> Self {
        let time = clauses.words.get(at).and_then(|word| word.time);
        let written = annotated.document.dct.as_ref().map(|dct| &dct.when);
        let when = time.and_then(|time| annotated.times.get(time)).and_then(|it| it.when.as_ref());
        let is_to_come = |p: &Predicate| matches!(p.tense, Tense::Future | Tense::Arranged);
        Self {
            at,
            is_foretold: factuality::is_after(when, written)
                && clauses.predicates.iter().any(is_to_come),
            is_over: when
                .filter(|it| it.shape != Shape::Before)
                .and_then(|it| it.bounds.latest)
                .zip(written.and_then(|it| it.bounds.latest))
                .is_some_and(|(end, now)| end <= now),
            is_since: time.is_some_and(|time| led::is_since(clauses, time)),
            is_length: time.is_some_and(|time| is_length(annotated, time)),
            has_perfect: clauses.predicates.iter().any(|p| p.tense == Tense::Perfect),
        }
    }

    fn penalty(&self, clauses: &Clauses<'_>, i: usize) -> usize {
        let Some(predicate) = clauses.predicates.get(i) else { return 0 };
        let at = self.at;
        let only_reports = predicate.is_reporting() && !self.dates_report(clauses, i);
        // "shortly after the invasion began": the date is what begins.
        let is_subject = predicate.first == at + 1
            && at
                .checked_sub(1)
                .and_then(|before| clauses.words.get(before))
                .is_some_and(|word| word.is_plain() && word.has(Class::Subordinator))
            && clauses.predicates.len() > 1;
        // "has fought since 1994, when the war began", "for thirty years, across two wars waged there,
        // he has tried": what lasts is what has been done.
        let is_beside = clauses.words.get(at).is_some_and(|word| word.segment == predicate.segment)
            && predicate.at < at;
        let ends = self.is_since && predicate.tense == Tense::Past
            || self.is_length && predicate.tense != Tense::Perfect && !is_beside;
        // "Vik, which will buy it, in 2030, has closed": not what has been done.
        let is_done = self.is_foretold && predicate.tense == Tense::Perfect;
        let is_quoted = |at: usize| clauses.words.get(at).is_some_and(|word| word.is_quoted);
        // "In 1991, he says, the town “adopted a law”": of that clause only a part is a quotation.
        let opens_quoted = || is_quoted(clauses.content_start(predicate.segment));
        let crosses_quote =
            is_quoted(at) != is_quoted(predicate.at) && (is_quoted(at) || opens_quoted());
        let ends = ends && self.has_perfect;
        let reasons = [only_reports, is_subject, ends, ends, ends, crosses_quote, is_done, is_done];
        FOREIGN_CLAUSE_COST * reasons.iter().filter(|&&reason| reason).count()
    }

    /// Whether a date is that of the saying: no other predicate is there, the date stands between the
    /// saying and what is said, somebody warned or promised, or made a statement, on that day, or what is
    /// said has a date of its own.
    fn dates_report(&self, clauses: &Clauses<'_>, i: usize) -> bool {
        let Some(report) = clauses.predicates.get(i) else { return false };
        let others = clauses.predicates.iter().enumerate().filter(|&(other, _)| other != i);
        let is_alone = others.clone().all(|(_, other)| other.is_reporting());
        let is_within = report.at < self.at
            && clauses.words.get(self.at).is_some_and(|word| word.segment == report.segment);
        // "The talks failed, and on Tuesday he said": what is told before the clause is another matter.
        let is_own = opened_by(clauses, self.at) == Some(report.segment);
        let is_leading = self.at < report.first
            && others.clone().all(|(_, it)| self.at < it.first || is_own && it.at < self.at);
        let is_saying = || {
            let earlier = self.at.saturating_sub(3)..self.at;
            earlier.into_iter().any(|i| clauses.is_of("saying", i))
        };
        // "In 2009 the mill reported that sales had fallen since 2005".
        let is_said_when = || {
            let mut said = clauses.words.iter().filter(|it| report.segment < it.segment);
            said.any(|it| it.time.is_some() && clauses.opener(it.segment) == Opener::Complement)
        };
        // "On Tuesday he said that he would go".
        let is_would = || {
            let led = self.at.checked_sub(1).map_or("", |led| clauses.word_text(led));
            let is_end = ["by", "until", "till"].iter().any(|it| led.eq_ignore_ascii_case(it));
            self.is_over
                && !is_end
                && !report.is_negated
                && clauses.predicates.get(i + 1).is_some_and(|it| {
                    it.tense == Tense::Conditional
                        && clauses.opener(it.segment) == Opener::Complement
                        && clauses.word_text(it.first).eq_ignore_ascii_case("would")
                })
        };
        let is_speech =
            || report.classes.has(Class::SpeechAct) || is_saying() || is_said_when() || is_would();
        is_alone || is_within || is_leading && is_speech()
    }
}

/// What lies between a date and a predicate.
fn cost(clauses: &Clauses<'_>, at: usize, predicate: &Predicate) -> usize {
    let from = clauses.words.get(at).map_or(0, |word| word.segment);
    let to = predicate.segment;
    let (low, high) = (from.min(to), from.max(to));
    let mut cost = at.abs_diff(predicate.at) + BOUNDARY_COST * (high - low);
    // A clause that depends on another one is left only where it has no predicate of its own.
    let leaves = (low..=high).any(|segment| {
        let encloses_date = segment == from && clauses.is_finite(from);
        let encloses_predicate = segment == to;
        clauses.depends(segment) && from != to && (encloses_date || encloses_predicate)
    });
    // "was declared void in 2023 and repealed": a date that ends a clause is that of the clause.
    let goes_on =
        clauses.opener(to) == Opener::Coordinate && clauses.content_start(to) == predicate.first;
    let is_before = |p: &Predicate| p.at < at && (p.segment == from || goes_on);
    let ends = from < to && clauses.predicates.iter().any(is_before);
    // "It will be recalled that in April they left": not the recalling.
    let is_said = (to + 1..=from).any(|segment| clauses.opener(segment) == Opener::Complement);
    // "in 1956; it burned down in 1971".
    let is_parted = (low + 1..=high).any(|segment| {
        let first = clauses.segment_words(segment).first();
        first.is_some_and(|word| word.mark == Some(';'))
    });
    // "ten were killed, | and on 5 May with the help of friends a truce was reached": the date that opens a clause is its.
    let own = opened_by(clauses, at);
    if own == Some(to) && at < predicate.first {
        return cost.min(BOUNDARY_COST);
    }
    if leaves || ends || is_parted || is_said || own.is_some() && to < from {
        cost += FOREIGN_CLAUSE_COST;
    }
    // "the mill closed, | and in May its owner, | Ann Keller, | left".
    if let Some(verb) = extent::goes_on_as_subject(clauses, from) {
        return BOUNDARY_COST + if verb == to { 0 } else { cost + FOREIGN_CLAUSE_COST };
    }
    // A leading date belongs to the main clause, however long the way, unless that has one of its own.
    let is_of_main = || !(aside::tells_of_subject(clauses, at) && has_date(clauses, to));
    if from < to && !clauses.is_finite(from) && is_leading(clauses, at) && !leaves && is_of_main() {
        cost = cost.min(BOUNDARY_COST + to - from);
    }
    cost
}

/// Whether no predicate stands before the date.
fn is_leading(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.predicates.first().is_none_or(|predicate| at < predicate.first)
}

/// "the president's 1991 address", "the 2014 referendum", "with an unofficial 2014 vote": the noun that a date stands
/// before.
pub(super) fn noun_of_date(clauses: &Clauses<'_>, at: usize) -> Option<usize> {
    let is_adjective = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && it.tag == Tag::Adjective)
    };
    let adjective = at.checked_sub(1).filter(is_adjective);
    let before = clauses.words.get(adjective.unwrap_or(at).checked_sub(1)?)?;
    let is_inside = before.is_possessive || before.is_plain() && before.has(Class::Determiner);
    let next = clauses.words.get(at + 1)?;
    let after_next = clauses.words.get(at + 2);
    if !is_inside || next.mark.is_some() {
        return None;
    }
    if next.has(Class::EventNoun) {
        return Some(at + 1);
    }
    after_next.filter(|word| word.has(Class::EventNoun) && next.is_plain()).map(|_| at + 2)
}

/// ", a precursor to the offensive of last week": the noun of a piece that tells nothing else.
fn noun_of_apposition(clauses: &Clauses<'_>, at: usize) -> Option<usize> {
    let segment = clauses.words.get(at)?.segment;
    // "has seen bloodshed, a lot of violence since 1994": what has been done since then.
    let has_perfect = clauses.predicates.iter().any(|p| p.tense == Tense::Perfect && p.at < at);
    if has_perfect && clauses.words.get(at)?.time.is_some_and(|time| led::is_since(clauses, time)) {
        return None;
    }
    let is_apart = matches!(clauses.opener(segment), Opener::Comma | Opener::Bracket);
    let range = clauses.segments.get(segment)?.words.clone();
    let is_told_before = clauses.predicates.iter().any(|p| p.segment < segment);
    if !is_apart || !is_told_before || clauses.is_finite(segment) {
        return None;
    }
    let opens = clauses.words.get(clauses.content_start(segment))?;
    let is_phrase = opens.is_plain() && opens.has(Class::Determiner);
    let mut words = (range.start..at).rev();
    words
        .find(|&i| is_phrase && clauses.words.get(i).is_some_and(|word| word.has(Class::EventNoun)))
}

/// A line of a chronicle: the date first, then a mark, then words.
fn line_head(clauses: &Clauses<'_>, at: usize) -> Option<Head> {
    let next = clauses.words.get(at + 1)?;
    let is_cut = matches!(next.mark, Some('–' | '—' | '-' | ':' | ')' | '|' | '.'));
    let follows = clauses.words.iter().skip(at + 2).filter(|word| word.mark.is_none()).count();
    let leads = clauses.words.iter().take(at).all(|word| word.mark.is_some());
    (is_cut && leads && follows >= 2).then_some(Head::Line)
}

#[cfg(test)]
mod tests {
    use crate::events::detect;
    use crate::events::fixture::{self, check};
    use crate::model::TimexType;

    #[test]
    fn a_length_of_time_leaves_the_verb_to_its_date() {
        let marked = "The envoys spoke for {PT2H|two hours} on {2022-10-24|Monday}.";
        check(marked, &[("2022-10-24", "Envoys spoke")]);
    }

    #[test]
    fn how_long_something_holds_is_not_when_it_was_done() {
        check(
            "On {2022-03-26|26 March} the council closed the bridge until {2022-09|September}.",
            &[("2022-03-26", "Council closed the bridge")],
        );
        check(
            "The protests began in <NO|Oslo>, in the old harbour, on {2022-01-02|2 January 2022}, after prices had been doubled on {2022-01-01|1 January}.",
            &[
                ("2022-01-02", "Protests began in Oslo, in the old harbour"),
                ("2022-01-01", "Prices had been doubled"),
            ],
        );
    }

    #[test]
    fn what_another_did_next_does_not_date_how_long_something_held() {
        check(
            "Dahl began his reign in {1876|1876}, and ruled until {1910|1910} when Moe followed him, taking office in {1911|1911}.",
            &[
                ("1876", "Dahl began his reign"),
                ("1910", "Dahl ruled"),
                ("1910", "Moe followed him"),
            ],
        );
    }

    #[test]
    fn of_a_year_and_a_day_in_it_the_day_is_the_date() {
        check(
            "In {2004|2004} Keller and Holm signed the pact on {2004-12-30|30 December}.",
            &[("2004-12-30", "Keller and Holm signed the pact")],
        );
        check(
            "In {2004|2004} Keller signed the pact of {1994-12-30|30 December 1994}.",
            &[("2004", "Keller signed the pact")],
        );
    }

    #[test]
    fn what_and_joins_with_an_apposition_tells_for_itself() {
        check(
            "The workers struck in {1873|1873}, and the leader, Amos Pryke, left for Canada in {1874|1874}.",
            &[("1873", "Workers struck"), ("1874", "Amos Pryke left for Canada")],
        );
        check(
            "In {1990-04|April} mothers blocked the road, and in {1990-05|May} the head of the town, Ivan Petrov, was jeered.",
            &[("1990-04", "Mothers blocked the road"), ("1990-05", "Ivan Petrov was jeered")],
        );
        check(
            "The council fell in {1990|1990}, and the office, which had been set up in {1985|1985}, was closed in {1991|1991}.",
            &[
                ("1990", "Council fell"),
                ("1985", "Office had been set up"),
                ("1991", "Office was closed"),
            ],
        );
        check(
            "The army took Vik, Oslo, and Bergen, a port, in {1990|1990}.",
            &[("1990", "Army took Vik, Oslo, and Bergen")],
        );
    }

    #[test]
    fn since_then_lasts_from_the_date_before() {
        check(
            "The dam was built in {1990|1990}. Since then the town has grown fast.",
            &[("1990", "Dam built"), ("1990/..", "Town has grown fast")],
        );
    }

    #[test]
    fn a_clause_beside_a_dated_one_is_told_too() {
        check(
            "Crowds met outside the court in <NO|Vik>, where {2022-10-30|today} Ivan Petrov was sentenced.",
            &[
                ("2022-10-30", "Ivan Petrov sentenced"),
                ("2022-10-30", "Crowds met outside the court in Vik"),
            ],
        );
        check(
            "The mill in <NO|Vik> has received five orders since its plan was announced in {2000-02|February 2000}.",
            &[("2000-02", "Plan announced"), ("2022-10-30", "Mill in Vik received five orders")],
        );
        check(
            "Vik Air, which will be the first to fly it, in {2024-07|July 2024}, has opened an office.",
            &[
                ("2024-07", "Vik Air will be the first to fly"),
                ("2022-10-30", "Vik Air opened an office"),
            ],
        );
    }

    #[test]
    fn what_is_asked_for_has_the_date() {
        check(
            "The union has asked that the vote be held before {2022-12|December}.",
            &[("2022-12", "Vote be held")],
        );
    }

    #[test]
    fn each_of_two_passives_has_its_date() {
        check(
            "The flag was hoisted in {1991|1991} and taken down {1995|four years later}.",
            &[("1991", "Flag was hoisted"), ("1995", "Flag taken down")],
        );
    }

    #[test]
    fn a_date_stays_on_its_side_of_a_semicolon() {
        check(
            "Keller married a nurse, Ann, in {1956|1956}; the family left in {1971|1971}.",
            &[("1956", "Keller married a nurse, Ann"), ("1971", "Family left")],
        );
    }

    #[test]
    fn each_verb_of_one_subject_has_its_own_date() {
        check(
            "The hall was bombed in {1945|April 1945} and reopened in {1958|1958}.",
            &[("1945", "Hall was bombed"), ("1958", "Hall reopened")],
        );
        check(
            "Dahl beat the champion, Eva Berg, on {2022-10-21|Friday} and needed {PT3H|three hours} \
             to win again on {2022-10-22|Saturday}.",
            &[
                ("2022-10-21", "Dahl beat the champion, Eva Berg"),
                ("2022-10-22", "Dahl needed to win again"),
            ],
        );
        check(
            "Dahl published her memoirs in {2003|2003}, and {2007|four years later} won a prize.",
            &[("2003", "Dahl published her memoirs"), ("2007", "Dahl won a prize")],
        );
    }

    #[test]
    fn a_verb_with_its_own_date_takes_none_of_its_subject() {
        check(
            "The treaty of {1921|1921}, renewed in {1931|1931}, was cancelled in {1936|1936}.",
            &[("1931", "Treaty renewed"), ("1936", "Treaty was cancelled")],
        );
        check(
            "His father having died in {1899|1899}, Holm took over the firm in {1901|1901}.",
            &[("1901", "Holm took over the firm")],
        );
    }

    #[test]
    fn now_and_a_habit_leave_the_verb_to_its_date() {
        check(
            "The tunnel will {PRESENT_REF|now} open in {2022-12|December}.",
            &[("2022-12", "Tunnel will open")],
        );
        check("The tunnel is {PRESENT_REF|now} closed.", &[("2022-10-30", "Tunnel is closed")]);
        check(
            "The council has {PRESENT_REF|now} put off the opening to {2022-12|December}.",
            &[("2022-10-30", "Council put off the opening")],
        );
        let of_habit = |rest: &str| {
            let mut annotated =
                fixture::dated(&format!("The lake grew {{P1Y|every year}} {rest}."));
            annotated.times[0].timex.kind = TimexType::Set;
            let events = detect(0, &annotated);
            events.iter().filter(|it| it.when.is_some()).count()
        };
        assert_eq!(of_habit("in {195X|the 1950s}"), 1);
    }

    #[test]
    fn a_time_behind_a_joining_word_is_that_of_what_follows() {
        check(
            "The fleet lost its flagship at Vik but {1916-05-04|two days later}, the crews took the port.",
            &[("1916-05-04", "Crews took the port")],
        );
        check(
            "The hall was used in {1998|1998} and in {2007|2007}, and then fell down.",
            &[("1998", "Hall used"), ("2007", "Hall used")],
        );
    }

    #[test]
    fn the_date_of_a_thing_is_not_that_of_what_may_be_done_with_it() {
        check("The town could return to the demands of {1994|1994}.", &[]);
        check("The town signed the treaty of {1994|1994}.", &[("1994", "Town signed the treaty")]);
    }

    #[test]
    fn what_was_done_twice_has_two_dates() {
        check(
            "The dockers struck in {1998|1998} and again in {2007|2007}.",
            &[("1998", "Dockers struck"), ("2007", "Dockers struck")],
        );
    }

    #[test]
    fn a_date_that_describes_something_leaves_the_verb_to_the_other() {
        check(
            "The mill will publish its {2022-Q3|third-quarter} results on {2022-11-27|27 November}.",
            &[("2022-11-27", "Mill will publish its results")],
        );
    }

    #[test]
    fn the_noun_of_a_date_leaves_it_to_the_verb_too() {
        check(
            "After the {2015/..|2015} general election, Dahl was promoted.",
            &[("2015", "General election"), ("2015/..", "Dahl was promoted")],
        );
        check(
            "At the {1963|1963} election, Dahl was chosen by Oslo.",
            &[("1963", "Dahl chosen by Oslo")],
        );
        check(
            "After the {1980/..|1980} elections he became a minister.",
            &[("1980/..", "He became a minister")],
        );
    }

    #[test]
    fn what_somebody_did_about_an_event_was_not_then() {
        for marked in [
            "On the {1994|1994} genocide, the minister of Vik apologised.",
            "For the {1972|1972} massacre, the minister of Vik apologised.",
            "The film of Vik opens with a scene from the {1971|1971} war.",
            "By the {2015|2015} agreement, Dahl is bound to open the mill.",
            "After the {2019/..|2019} election, the party of Vik has begun a review.",
        ] {
            let events = detect(0, &fixture::dated(marked));
            let is_then = |date: &str| {
                ["1994", "1972", "1971", "2015", "2019"].iter().any(|it| date.contains(it))
            };
            let told = events.iter().filter(|it| it.title.split(' ').count() > 2);
            let dates = told.filter_map(|it| it.when.as_ref()).map(|it| it.edtf.to_string());
            assert!(!dates.into_iter().any(|it| is_then(&it)), "{marked} {events:?}");
        }
    }

    #[test]
    fn what_only_says_which_event_is_no_event() {
        check(
            "During the {1980|1980} strike they led, nine miners died.",
            &[("1980", "Strike they led")],
        );
        check(
            "The {1948|1948} war he described in his book was lost.",
            &[("1948", "War he described in his book was lost")],
        );
        check("In the {1990|1990} election he was chosen.", &[("1990", "He was chosen")]);
        check(
            "After the {1990/..|1990} election the council got elected in Vik.",
            &[("1990/..", "Council got elected in Vik")],
        );
        let deal = "The {1994|1994} deal they signed collapsed in {1996-05|May 1996}.";
        let told = detect(0, &fixture::dated(deal));
        assert!(told.iter().all(|it| it.title.starts_with("Deal")), "{told:?}");
    }

    #[test]
    fn what_lasts_until_something_ends_with_its_date() {
        check(
            "Dahl led the bank until the fall of the council in {2004-05|May 2004}.",
            &[("../2004-05", "Dahl led the bank until the fall of the council")],
        );
        check(
            "The king reigned until the revolution of {1917|1917} swept him away.",
            &[("../1917", "King reigned"), ("1917", "Revolution swept him away")],
        );
    }

    #[test]
    fn what_is_so_as_of_a_day_is_so_on_it() {
        check(
            "As of {2022-01-28/..|28 January}, three deaths were recorded in Vik.",
            &[("2022-01-28", "Three deaths were recorded in Vik")],
        );
        check(
            "The law is in force as of {1993-01-01/..|1 January 1993}.",
            &[("1993-01-01/..", "Law is in force")],
        );
    }
}
