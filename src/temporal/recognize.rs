//! Finds time expressions in sentences and says what stands around them.

use super::class;
use super::expression::{Calendar, Expression};
use super::guard::Around;
use super::language::{Language, Reading};
use super::log;
use super::meaning::{self, Piece, Pieces};
use super::number::DateOrder;
use crate::model::{Document, Modifier, Sentence, Span};
use crate::phrase::grammar::Matches;
use crate::phrase::lexicon::ClassId;
use crate::phrase::token::Token;

/// An expression found, not yet placed on the axis.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub span: Span,
    /// The words that go with it: see [`TimeMention::phrase`](crate::model::TimeMention).
    pub phrase: Span,
    /// Where the words begin that name the event it counts from; elsewhere its end.
    pub event_start: u32,
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
    /// Whether it is expected ("as soon as Tuesday").
    pub is_expected: bool,
    /// Whether something is named after it ("Wednesday's ruling").
    pub is_owner: bool,
    /// Whether the words before it look back ("had", "earlier").
    pub is_flashback: bool,
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
    /// It limits what is told: "until the fall of the city in May".
    Limit,
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
    /// Whether its entries open with the time of day.
    is_log: bool,
}

/// All expressions of a document, in order, disjoint.
pub(super) fn recognize(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
) -> Vec<Found> {
    let text = &*document.text;
    let setting = Setting {
        order: date_order(language, document, sentences),
        is_log: log::is_clock_log(text),
    };
    let mut recognizer = Recognizer {
        language,
        text,
        setting,
        reading: Reading::default(),
        matches: Matches::default(),
        pieces: Vec::new(),
        clues: Vec::new(),
    };
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        recognizer.recognize(number, sentence.span, &mut found);
    }
    found
}

/// The order of day and month in `4/5/2022`: as the document shows, else as the language has it.
fn date_order(language: &Language, document: &Document, sentences: &[Sentence]) -> DateOrder {
    let bytes = document.text.as_bytes();
    if sentences.is_empty() || !bytes.contains(&b'/') {
        return language.date_order;
    }
    let number = |from: usize, to: usize| -> Option<u32> {
        document.text.get(from..to).and_then(|digits| digits.parse().ok())
    };
    for (at, _) in document.text.match_indices('/') {
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
            _ => {}
        }
    }
    language.date_order
}

/// Reads sentence after sentence in the same memory.
struct Recognizer<'a> {
    language: &'a Language,
    text: &'a str,
    setting: Setting,
    reading: Reading,
    matches: Matches,
    pieces: Vec<(usize, Piece)>,
    clues: Vec<Clue>,
}

/// What a token says of the time of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clue {
    looks_ahead: bool,
    is_past_verb: bool,
    says: bool,
    looks_back: bool,
    /// "O.S.", "the old calendar".
    is_old_style: bool,
}

impl Clue {
    fn at(around: Around<'_>, at: usize) -> Self {
        let arcs = around.lattice.at(at);
        let has = |class| arcs.iter().any(|arc| arc.class == class);
        Self {
            looks_ahead: has(class::WILL),
            is_past_verb: has(class::HASPAST) || around.is_participle(at),
            says: has(class::SAID),
            looks_back: has(class::FLASHBACK),
            is_old_style: has(class::OLDSTYLE),
        }
    }
}

impl Recognizer<'_> {
    fn recognize(&mut self, sentence: usize, span: Span, found: &mut Vec<Found>) {
        let Self { language, text, setting, reading, matches, pieces, clues } = self;
        if !language.read(text, span, reading) {
            return;
        }
        language.look_up(text, reading, setting.order);
        let Reading { tokens, lattice, .. } = reading;
        let around = Around { language, text, tokens, lattice, is_log: setting.is_log };
        pieces.clear();
        let mut at = 0;
        while at < tokens.len() {
            let Some((rule, (piece, other), end)) = phrase_at(around, matches, at) else {
                at += 1;
                continue;
            };
            pieces.push((rule, piece));
            pieces.extend(other.map(|other| (rule, other)));
            at = end.max(at + 1);
        }
        extend_event_offsets(around, pieces);
        if pieces.is_empty() {
            return;
        }
        clues.clear();
        clues.extend((0..tokens.len()).map(|at| Clue::at(around, at)));
        if clues.iter().any(|clue| clue.is_old_style) {
            mark_old_style(around, pieces);
        }
        let reader = Reader { around, clues };
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

/// The longest phrase at a token that passes its guard and has a meaning.
fn phrase_at(
    around: Around<'_>,
    matches: &mut Matches,
    at: usize,
) -> Option<(usize, Pieces, usize)> {
    around.language.grammar.match_at(around.lattice, at, matches);
    matches.iter().find_map(|found| {
        let rule = around.language.rules.get(found.rule)?;
        let guard = rule.guard.as_ref();
        if guard.is_some_and(|guard| !around.allows(guard.get_ref(), at, &found)) {
            return None;
        }
        let pieces = meaning::build(around, rule.means.get_ref(), at, &found)?;
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
    let Expression::FromEvent { amount, unit, step } = &offset.expression else { return None };
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
    let expression = Expression::Nth { number: 0, unit: *unit, of: *calendar };
    let shifted = super::relative::shift(calendar, *amount, *unit, *step).map(Expression::Calendar);
    Some(Piece {
        first: offset.first,
        end: date.end,
        expression: shifted.unwrap_or(expression),
        modifier: offset.modifier,
    })
}

/// Words of time that lead to an expression, the more telling first.
const LEADS: [(ClassId, Lead); 7] = [
    (class::BY, Lead::By),
    (class::NOTBEFORE, Lead::NotBefore),
    (class::SINCE, Lead::Since),
    (class::UNTILWORD, Lead::Until),
    (class::BEFORE, Lead::Before),
    (class::AFTER, Lead::After),
    (class::PERHAPS, Lead::Perhaps),
];

/// The longest leading phrase in tokens.
const REACH: usize = 4;

/// Reads what stands around a piece.
struct Reader<'a> {
    around: Around<'a>,
    clues: &'a [Clue],
}

impl Reader<'_> {
    /// A piece with what stands around it; `next` is the first token of the piece after it.
    fn found(
        &self,
        rule: usize,
        piece: Piece,
        next: Option<usize>,
        sentence: usize,
        ends_range: bool,
    ) -> Option<Found> {
        let tokens = self.around.tokens;
        let (modifier, lead, about) = self.lead(&piece);
        let (start, end) = self.extent(&piece, next);
        let start = if about < piece.first { about } else { start };
        let (first, last) = (tokens.get(start)?, tokens.get(end.saturating_sub(1))?);
        let span = first.span.join(last.span);
        let is_owner = self.is_owner(piece.end);
        let last = if is_owner { piece.end + 1 } else { piece.end.saturating_sub(1) };
        let event = tokens.get(piece.end).filter(|_| end > piece.end);
        Some(Found {
            span,
            event_start: event.map_or(span.end, |token| token.span.start),
            phrase: tokens.get(last).map_or(span, |token| span.join(token.span)),
            rule,
            modifier,
            sentence,
            lead: if ends_range { Lead::None } else { lead },
            join: next.map_or(Join::None, |next| self.join(&piece, next)),
            tense: self.tense(&piece),
            is_told_as_past: self.is_told_as_past(piece.first),
            is_expected: self.is_expected(piece.first),
            is_owner,
            is_flashback: self.is_flashback(piece.first),
            side: self.side(&piece),
            gap: next.map_or(usize::MAX, |next| next.saturating_sub(piece.end)),
            expression: piece.expression,
        })
    }

    fn word(&self, at: usize) -> &str {
        self.around.tokens.get(at).map_or("", |token: &Token| token.span.of(self.around.text))
    }

    fn has(&self, at: usize, class: ClassId) -> bool {
        self.around.lattice.has(at, class)
    }

    /// Whether a reading of `class` ends right before token `end`: its first token.
    fn ends_before(&self, end: usize, class: ClassId) -> Option<usize> {
        (1..=REACH).filter_map(|back| end.checked_sub(back)).find(|&at| {
            let arc = self.around.lattice.find(at, class);
            arc.is_some_and(|arc| at + arc.tokens as usize == end)
        })
    }

    /// The tokens of a piece that count to its expression: not the article of what it describes;
    /// of an event that it counts from the name ("a week before the vote"), but of a clause nothing,
    /// the preposition included ("a week before they voted").
    fn extent(&self, piece: &Piece, next: Option<usize>) -> (usize, usize) {
        let Piece { first, end, .. } = *piece;
        let start = if self.around.describes(first, end) { first + 1 } else { first };
        let is_from_event = matches!(piece.expression, Expression::FromEvent { .. });
        let has_event = self.around.tokens.get(end).is_some_and(Token::is_word);
        let last = end.saturating_sub(1);
        let is_led = self.has(last, class::BEFOREWORD) || self.has(last, class::AFTERWORD);
        if !is_from_event || !has_event || !is_led || last == start {
            return (start, end);
        }
        let name = self.around.event_name_end(end);
        (start, name.filter(|&name| next.is_none_or(|next| name <= next)).unwrap_or(last))
    }

    /// The modifier, the word of time before the piece, and where the piece begins with its
    /// approximation ("around 1580").
    fn lead(&self, piece: &Piece) -> (Option<Modifier>, Lead, usize) {
        let is_calendar =
            matches!(piece.expression, Expression::Calendar(_) | Expression::Named(_));
        let (mut modifier, mut start) = (piece.modifier, piece.first);
        if is_calendar
            && modifier.is_none()
            // "Get around Wednesday's ruling".
            && !self.is_owner(piece.end)
            && let Some(at) =
                self.ends_before(start, class::APPROX).filter(|&at| self.word(at) != "some")
        {
            modifier = Some(Modifier::Approx);
            start = at;
        }
        let mut before = start;
        while before > 0
            && matches!(self.word(before - 1), "in" | "on" | "the" | "at" | "as" | "early" | "late")
        {
            before -= 1;
        }
        let lead = self.lead_before(start).into_iter().chain(self.lead_before(before)).min();
        let lead = lead.map_or(Lead::None, |at| LEADS.get(at).map_or(Lead::None, |lead| lead.1));
        let word = self.word(start.saturating_sub(1));
        let is_during =
            ["during", "throughout"].iter().any(|during| word.eq_ignore_ascii_case(during));
        (modifier, if is_during { Lead::During } else { lead }, start)
    }

    /// Number among [`LEADS`] of the word of time that ends right before a token.
    fn lead_before(&self, end: usize) -> Option<usize> {
        let starts = (1..=REACH).filter_map(|back| end.checked_sub(back));
        let arcs = starts.flat_map(|at| {
            let arcs = self.around.lattice.at(at).iter();
            arcs.filter(move |arc| at + arc.tokens as usize == end)
        });
        arcs.filter_map(|arc| LEADS.iter().position(|lead| lead.0 == arc.class)).min()
    }

    fn join(&self, piece: &Piece, next: usize) -> Join {
        let first = piece.end;
        if next <= first {
            return Join::None;
        }
        let is_small = (first + 1..next).all(|at| {
            matches!(
                self.word(at),
                "the" | "in" | "on" | "around" | "about" | "early" | "late" | "at" | "of"
            )
        });
        if !is_small {
            return Join::None;
        }
        let mut before = piece.first;
        while before > 0 && matches!(self.word(before - 1), "the" | "in" | "on") {
            before -= 1;
        }
        let is_between = self.ends_before(before, class::BETWEEN).is_some();
        if self.has(first, class::RANGETO) || is_between && self.has(first, class::ANDWORD) {
            Join::Range
        } else if self.has(first, class::ORWORD) {
            Join::Or
        } else if self.has(first, class::ANDWORD) || self.word(first) == "," {
            Join::List
        } else {
            Join::None
        }
    }

    /// The tense of the verb nearest to the piece; what looks ahead wins at equal distance. "He said"
    /// is of the time only where it stands beside it.
    fn tense(&self, piece: &Piece) -> Tense {
        const REACH: usize = 16;
        const BESIDE: usize = 3;
        for distance in 0..REACH {
            let after = piece.end + distance;
            let before = piece.first.checked_sub(distance + 1);
            let clue = |at: Option<usize>| at.and_then(|at| self.clues.get(at));
            let here = [clue(before), clue(Some(after))];
            let any = |is: fn(&Clue) -> bool| here.into_iter().flatten().any(is);
            if any(|clue| clue.looks_ahead) {
                return Tense::Future;
            }
            let is_past: fn(&Clue) -> bool = if distance < BESIDE {
                |clue| clue.is_past_verb
            } else {
                |clue| clue.is_past_verb && !clue.says
            };
            if any(is_past) {
                return Tense::Past;
            }
        }
        Tense::Unknown
    }

    /// The clues of the `reach` tokens before one.
    fn before(&self, first: usize, reach: usize) -> impl Iterator<Item = &Clue> {
        self.clues.get(first.saturating_sub(reach)..first).unwrap_or(&[]).iter()
    }

    fn is_told_as_past(&self, first: usize) -> bool {
        const REACH: usize = 3;
        self.before(first, REACH).any(|clue| clue.is_past_verb)
    }

    /// "As soon as", "as early as", "no sooner than".
    fn is_expected(&self, first: usize) -> bool {
        first.checked_sub(2).is_some_and(|at| {
            matches!(self.word(at), "soon" | "early" | "late" | "sooner" | "later")
                && matches!(self.word(at + 1), "as" | "than")
        })
    }

    fn is_owner(&self, end: usize) -> bool {
        matches!(self.word(end), "'" | "’") && self.word(end + 1) == "s"
    }

    fn side(&self, piece: &Piece) -> Side {
        let has_article = piece.first.checked_sub(1).is_some_and(|at| self.has(at, class::DET));
        if self.limits(piece.first) {
            Side::Limit
        } else if has_article && self.around.is_described(piece.end) {
            Side::Description
        } else {
            Side::None
        }
    }

    /// "Lasted until the fall of the city in May": a word that limits opens the words before it.
    fn limits(&self, first: usize) -> bool {
        const REACH: usize = 9;
        const LIMITS: [ClassId; 3] = [class::UNTILWORD, class::SINCE, class::BEFORE];
        let is_inside = |at: usize| {
            self.around
                .tokens
                .get(at)
                .is_some_and(|token| token.is_word() || token.span.of(self.around.text) == "-")
                && !self.around.is_past_verb(at)
        };
        if !first.checked_sub(1).is_some_and(|at| matches!(self.word(at), "in" | "on" | "of")) {
            return false;
        }
        (first.saturating_sub(REACH)..first - 1)
            .rev()
            .take_while(|&at| is_inside(at))
            .any(|at| LIMITS.iter().any(|&limit| self.has(at, limit)))
    }

    fn is_flashback(&self, first: usize) -> bool {
        const REACH: usize = 12;
        self.before(first, REACH).any(|clue| clue.looks_back)
    }
}

impl Found {
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
