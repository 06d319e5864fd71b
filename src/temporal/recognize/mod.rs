//! Finds time expressions in sentences and says what stands around them.

mod around;
mod awaited;
mod clock_digits;
mod day_list;
pub(super) mod guard;
mod guard_day;
mod guard_year;
pub(super) mod number;
mod tense;
mod times_of_day;

use super::entry::log::{self, Entries};
use super::language::tables::{DateOrder, Guard, Language};
use super::language::{Reading, class};
use super::meaning::expression::{Base, Calendar, Expression, Period, TimeUnit};
use super::meaning::{self, Piece, Pieces};
use super::resolve::ancient;
use crate::model::{Document, Modifier, Sentence, Span};
use crate::phrase::grammar::Matches;
use around::Reader;
use guard::Around;
use std::cmp::Ordering;

/// An expression found, not yet placed on the axis.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub span: Span,
    /// The words that go with it: see [`TimeMention::phrase`](crate::model::TimeMention).
    pub phrase: Span,
    /// Where the words begin that name the event it counts from; elsewhere its end.
    pub event_start: u32,
    /// Where the length ends that it counts from that event: before "before"; elsewhere its end.
    pub length_end: u32,
    /// Number of its rule.
    pub rule: usize,
    pub expression: Expression,
    pub modifier: Option<Modifier>,
    /// Number of its sentence.
    pub sentence: usize,
    /// The word of time before it.
    pub lead: Lead,
    /// How it joins the expression after it.
    pub join: Join,
    /// Tense of the verb nearest to it.
    pub tense: Tense,
    /// Whether a verb in the past stands right before it ("struck on 24 February").
    pub is_told_as_past: bool,
    /// Whether it lies ahead of the day of writing ("will be questioned on 23 September").
    pub is_foreseen: bool,
    /// Whether it had been planned ("was to open in March").
    pub was_planned: bool,
    /// Whether what follows it is told in the present ("next month she marks sixty years").
    pub is_in_present: bool,
    /// Whether it says when something was, rather than which thing is meant ("in 2011–12", "the 2011–12 season").
    pub follows_in: bool,
    /// Whether the day that follows is that of an event: "at nine on the day of his death".
    pub is_on_day_of_event: bool,
    /// Whether "on" stands before it.
    pub follows_on: bool,
    /// Whether it is the day of a birth ("born on 9 October").
    pub is_of_birth: bool,
    /// Whether it is expected ("as soon as Tuesday").
    pub is_expected: bool,
    /// Whether it says when something was said ("police said Monday").
    pub is_of_saying: bool,
    /// It names something still to come: "ahead of Saturday's match".
    pub is_announced: bool,
    /// Whether something is named after it ("Wednesday's ruling").
    pub is_owner: bool,
    /// Whether the words before it look back ("had", "earlier").
    pub is_flashback: bool,
    /// Whether what is told of it was over by then ("the dredger had come in on Sunday").
    pub is_before_story: bool,
    /// Whether it stands in a clause beneath another ("those who were held on 3 May").
    pub is_subordinate: bool,
    /// What it is to the story, other than where that stands.
    pub side: Side,
    /// Tokens between it and the next expression of its sentence.
    pub gap: usize,
}

/// The word of time before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    None,
    Since,
    Until,
    Before,
    By,
    After,
    /// "No earlier than".
    NotBefore,
    Perhaps,
    During,
}

/// What an expression is to the story beside a time at which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    None,
    /// It describes something: "the May 2007 high".
    Description,
    /// It says which paper is meant: "a letter of 1 March was read".
    Paper,
    /// It limits what is told: "until the fall of the city in May".
    Limit,
    /// It stands in brackets behind a name and says when that lived or lasted: "James Quarrie (1870–1924)".
    Life,
}

/// How an expression joins the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    None,
    /// "from … to", "between … and", a dash.
    Range,
    /// "or".
    Or,
    /// "and", a comma.
    List,
}

/// Tense of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// What holds for a whole document.
#[derive(Clone, Copy, Debug)]
struct Setting {
    /// The order of day and month in `4/5/2022`.
    order: DateOrder,
    /// What its entries open with.
    entries: Entries,
    /// Whether it tells of the times of years with few figures.
    is_ancient: bool,
}

/// All expressions of a document, in order, disjoint.
pub(super) fn recognize(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
) -> Vec<Found> {
    /// Room for the expressions of most sentences.
    const PIECES: usize = 16;
    let text = &*document.text;
    let entries = log::entries(language, text);
    let setting = Setting {
        order: date_order(language, document, sentences),
        entries,
        is_ancient: entries == Entries::OldChronicle,
    };
    let mut recognizer = Recognizer {
        language,
        text,
        setting,
        reading: Reading::default(),
        matches: Matches::default(),
        pieces: Vec::with_capacity(PIECES),
        waiting: Vec::new(),
    };
    let mut found = Vec::with_capacity(sentences.len() / 2);
    for (number, sentence) in sentences.iter().enumerate() {
        recognizer.recognize(number, sentence.span, &mut found);
    }
    if ancient::is_ancient(&found) {
        recognizer.setting.is_ancient = true;
        found = recognizer.read_again(sentences, found);
        ancient::give_eras(language, &mut found);
    }
    times_of_day::drop_times_of_day(language, document, sentences, &mut found);
    found
}

/// The order of day and month in `4/5/2022`: as the document shows, else as the language has it.
fn date_order(language: &Language, document: &Document, sentences: &[Sentence]) -> DateOrder {
    let bytes = document.text.as_bytes();
    if sentences.is_empty() {
        return language.date_order;
    }
    let mut is_open = false;
    let number = |from: usize, to: usize| -> Option<u32> {
        document.text.get(from..to).and_then(|digits| digits.parse().ok())
    };
    for at in memchr::memchr_iter(b'/', bytes) {
        let digits_before = bytes.get(at.saturating_sub(2)..at).unwrap_or(&[]);
        let first_len = digits_before.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let rest = bytes.get(at + 1..).unwrap_or(&[]);
        let second_len = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let has_year = rest.get(second_len) == Some(&b'/')
            && rest.get(second_len + 1).is_some_and(u8::is_ascii_digit);
        if !has_year || first_len == 0 || second_len == 0 || second_len > 2 {
            continue;
        }
        match (number(at - first_len, at), number(at + 1, at + 1 + second_len)) {
            (Some(13..=31), Some(1..=12)) => return DateOrder::DayFirst,
            (Some(1..=12), Some(13..=31)) => return DateOrder::MonthFirst,
            _ => is_open = true,
        }
    }
    let written = if is_open { written_order(language, &document.text, sentences) } else { None };
    written.unwrap_or(language.date_order)
}

/// The order of day and month in the dates of a text that name the month: "4 May" or "May 4". `None` where
/// neither is more frequent.
fn written_order(language: &Language, text: &str, sentences: &[Sentence]) -> Option<DateOrder> {
    let mut reading = Reading::default();
    let (mut day_first, mut month_first) = (0, 0);
    for sentence in sentences {
        if !language.read(text, sentence.span, &mut reading) {
            continue;
        }
        language.look_up(text, &mut reading, language.date_order);
        let Reading { tokens, lattice, .. } = &reading;
        let is_day = |at: usize| lattice.has(at, class::DAY) || lattice.has(at, class::DAYORD);
        for at in (0..tokens.len()).filter(|&at| lattice.has(at, class::MONTH)) {
            let before = at.checked_sub(1).is_some_and(is_day);
            day_first += usize::from(before);
            month_first += usize::from(!before && is_day(at + 1));
        }
    }
    match day_first.cmp(&month_first) {
        Ordering::Greater => Some(DateOrder::DayFirst),
        Ordering::Less => Some(DateOrder::MonthFirst),
        Ordering::Equal => None,
    }
}

/// Reads sentence after sentence in the same memory.
struct Recognizer<'a> {
    language: &'a Language,
    text: &'a str,
    setting: Setting,
    reading: Reading,
    matches: Matches,
    pieces: Vec<(usize, Piece)>,
    /// The sentences that may name a year before Christ without its era, by number.
    waiting: Vec<usize>,
}

impl Recognizer<'_> {
    /// Reads the sentences that may name a short year again, in the setting as it is by now.
    fn read_again(&mut self, sentences: &[Sentence], before: Vec<Found>) -> Vec<Found> {
        let mut found = Vec::with_capacity(before.len());
        let mut before = before.into_iter().peekable();
        let waiting = std::mem::take(&mut self.waiting);
        let mut waiting = waiting.into_iter().peekable();
        for (number, sentence) in sentences.iter().enumerate() {
            let waits = waiting.next_if_eq(&number).is_some();
            let is_read = waits && ancient::may_name_short_year(sentence.span.of(self.text));
            while let Some(first) = before.next_if(|found| found.sentence == number) {
                if !is_read {
                    found.push(first);
                }
            }
            if is_read {
                self.recognize(number, sentence.span, &mut found);
            }
        }
        found
    }

    fn recognize(&mut self, sentence: usize, span: Span, found: &mut Vec<Found>) {
        let Self { language, text, setting, reading, matches, pieces, waiting } = self;
        let Setting { order, entries, is_ancient } = *setting;
        let is_worth_it = language.read(text, span, reading);
        let is_read = is_worth_it || reading.has_number && is_ancient;
        if !is_read {
            waiting.extend(reading.has_number.then_some(sentence));
            return;
        }
        language.look_up(text, reading, order);
        let Reading { tokens, lattice, starts, .. } = reading;
        let around = Around { language, text, tokens, lattice, entries, is_ancient };
        pieces.clear();
        let (mut free, mut waits) = (0, false);
        while let Some(at) = starts.pop() {
            let phrase = if free <= at { phrase_at(around, matches, at, &mut waits) } else { None };
            if let Some((rule, (piece, other), end)) = phrase {
                pieces.push((rule, piece));
                pieces.extend(other.map(|other| (rule, other)));
                free = end.max(at + 1);
            }
        }
        waiting.extend(waits.then_some(sentence));
        extend_event_offsets(around, pieces);
        day_list::extend(around, pieces);
        if pieces.is_empty() {
            return;
        }
        if lattice.all_classes().may_hold(class::OLDSTYLE) {
            mark_old_style(around, pieces);
        }
        let reader = Reader { around };
        let mut rest = pieces.drain(..).peekable();
        let mut is_first = true;
        while let Some((rule, piece)) = rest.next() {
            let next = rest.peek().map(|(_, next)| next.first);
            // "From 1990 until 1996": the second end closes the range and opens nothing.
            let before = found.last().filter(|_| !is_first);
            let ends_range = before.is_some_and(|before| before.join == Join::Range);
            if let Some(new) = reader.found(rule, piece, next, sentence, ends_range) {
                found.push(new);
                is_first = false;
            }
        }
    }
}

/// The longest phrase at a token that passes its guard and has a meaning. `waits` tells of one that would
/// pass in a document with years before Christ.
fn phrase_at(
    around: Around<'_>,
    matches: &mut Matches,
    at: usize,
    waits: &mut bool,
) -> Option<(usize, Pieces, usize)> {
    around.language.grammar.match_at(around.lattice, at, matches);
    matches.iter().find_map(|found| {
        let rule = around.language.rules.get(found.rule)?;
        if rule.guard.is_some_and(|guard| !around.allows(guard, at, &found)) {
            let ancient = Around { is_ancient: true, ..around };
            let ancients = [Guard::AncientYear, Guard::AncientRange];
            let guard = rule.guard.filter(|guard| ancients.contains(guard));
            *waits |= guard.is_some_and(|guard| ancient.allows(guard, at, &found));
            return None;
        }
        let pieces = meaning::build(around, rule.means, at, &found)?;
        Some((found.rule, pieces, found.end))
    })
}

/// Marks the days that the words around them put into the Julian calendar: "9 January 1905 (O.S.)",
/// "[O.S. 25 October]", "according to the old calendar it was 25 October".
fn mark_old_style(around: Around<'_>, pieces: &mut [(usize, Piece)]) {
    const BEHIND: usize = 6;
    const AHEAD: usize = 8;
    let mut at = 0;
    while at < around.tokens.len() {
        let Some(arc) = around.lattice.find(at, class::OLDSTYLE) else {
            at += 1;
            continue;
        };
        let end = at + arc.tokens as usize;
        let next = pieces.partition_point(|(_, piece)| piece.first < end);
        let gap_to = |number: usize| pieces.get(number).map(|(_, piece)| piece.first - end);
        let before = next.checked_sub(1).filter(|&before| {
            let piece = pieces.get(before).map(|(_, piece)| piece);
            piece.is_some_and(|piece| {
                piece.end <= at && at - piece.end <= BEHIND && has_day(&piece.expression)
            })
        });
        let meant = match (gap_to(next), before) {
            (Some(0), _) => Some(next),
            (_, Some(before)) => Some(before),
            (Some(gap), None) if gap <= AHEAD => Some(next),
            (_, None) => None,
        };
        if let Some((_, piece)) = meant.and_then(|number| pieces.get_mut(number))
            && let Expression::Calendar(calendar) = &mut piece.expression
            && calendar.has_day()
        {
            calendar.is_julian = true;
        }
        at = end;
    }
}

fn has_day(expression: &Expression) -> bool {
    matches!(expression, Expression::Calendar(calendar) if calendar.has_day())
}

/// "Two days after the armistice of 11 November 1918" takes in the date it counts from, where that
/// date is full and near.
fn extend_event_offsets(around: Around<'_>, pieces: &mut Vec<(usize, Piece)>) {
    pieces.dedup_by(|(_, date), (_, offset)| match merge_offset(around, offset, date) {
        Some(merged) => {
            *offset = merged;
            true
        }
        None => false,
    });
}

fn merge_offset(around: Around<'_>, offset: &Piece, date: &Piece) -> Option<Piece> {
    let Expression::FromEvent { amount, unit, step, part } = &offset.expression else {
        return None;
    };
    let Expression::Calendar(calendar) = &date.expression else { return None };
    let is_near = date.first.checked_sub(offset.end).is_some_and(|gap| gap <= 8);
    let has_clause_end = (offset.end..date.first).any(|at| {
        around
            .tokens
            .get(at)
            .is_some_and(|t| matches!(t.span.of(around.text), "," | ";" | ":" | "("))
    });
    if !is_near || has_clause_end || calendar.date().is_none() {
        return None;
    }
    let whole = TimeUnit::Month;
    let expression = Expression::Nth { number: 0, unit: *unit, of: *calendar, whole };
    let shifted = super::resolve::shift::shift(calendar, *amount, *unit, *step);
    let shifted = shifted.map(|day| Expression::Calendar(Calendar { part: *part, ..day }));
    Some(Piece {
        first: offset.first,
        end: date.end,
        expression: shifted.unwrap_or(expression),
        modifier: offset.modifier,
    })
}

impl Found {
    /// "This year", "the end of this week": it counts from where the text stands, by its own words.
    pub(super) fn says_this(&self, text: &str) -> bool {
        self.span.of(text).split_whitespace().any(|word| word.eq_ignore_ascii_case("this"))
    }

    /// "Thursdays", "every Monday": one day of each week.
    pub(super) fn names_weekdays(&self) -> bool {
        matches!(&self.expression, Expression::Set { value } if value.starts_with("XXXX-WXX-"))
    }

    /// "Daily", "nightly", "every Monday".
    pub(crate) fn recurs_within_week(&self) -> bool {
        let is_daily = |value: &str| value == "P1D" || value.starts_with("XXXX-XX-XX");
        self.names_weekdays()
            || matches!(&self.expression, Expression::Set { value } if is_daily(value))
    }

    /// Whether it counts from the day of writing: "yesterday", "last month", "on Friday".
    pub(super) fn points_at_now(&self) -> bool {
        match &self.expression {
            Expression::Calendar(calendar) => {
                calendar.weekday.is_some() && calendar.month.is_none()
            }
            Expression::Deictic { .. } | Expression::Ago { .. } => true,
            Expression::Period { base, .. } | Expression::Offset { base, .. } => {
                *base == Base::Speech
            }
            _ => false,
        }
    }

    /// Whether it says that what is told is of about the day of writing, which "tonight" in a speech and "the end
    /// of the month" do not: "today", "last week", "next month".
    pub(super) fn is_of_these_days(&self) -> bool {
        use TimeUnit::{Fortnight, Month, Week, Weekend};
        match &self.expression {
            Expression::Deictic { days: 0, part: None } => true,
            Expression::Period { period: Period::Unit(unit), base: Base::Speech, step, .. } => {
                *step != 0 && matches!(unit, Weekend | Week | Fortnight | Month)
            }
            _ => false,
        }
    }

    /// "Last year", "in June last year".
    pub(super) fn is_of_last_year(&self) -> bool {
        matches!(
            self.expression,
            Expression::Period {
                period: Period::Unit(TimeUnit::Year),
                step: -1,
                base: Base::Speech,
                ..
            }
        )
    }

    /// The calendar meaning, its own or that of the month or year in which it names a week, a day or
    /// some months.
    pub(super) fn names(&self) -> Option<Calendar> {
        match &self.expression {
            Expression::Calendar(calendar)
            | Expression::WeekOf(calendar)
            | Expression::Nth { of: calendar, .. } => Some(*calendar),
            Expression::Duration { within: Some(months), .. } => {
                Some(Calendar::of_year(months.year))
            }
            _ => None,
        }
    }

    /// The calendar meaning, where it has one.
    pub(super) fn calendar(&self) -> Option<&Calendar> {
        #[cfg(test)]
        crate::model::work::done(1);
        match &self.expression {
            Expression::Calendar(calendar) => Some(calendar),
            _ => None,
        }
    }
}
