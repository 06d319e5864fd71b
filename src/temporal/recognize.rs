//! Finds time expressions in sentences and says what stands around them.

use super::expression::{Calendar, Expression};
use super::guard::Around;
use super::language::Language;
use super::log;
use super::meaning::{self, Piece};
use super::number::DateOrder;
use crate::model::{Document, Modifier, Sentence, Span};
use crate::phrase::token::{Token, TokenKind, tokens};

/// An expression found, not yet placed on the axis.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub span: Span,
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
    let mut hits = language.scanner.hits(text).peekable();
    let mut found = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        while hits.next_if(|hit| hit.start < sentence.span.start).is_some() {}
        let mut is_worth_it = false;
        while hits.next_if(|hit| hit.start < sentence.span.end).is_some() {
            is_worth_it = true;
        }
        if is_worth_it {
            recognize_in(language, text, sentence.span, number, setting, &mut found);
        }
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

fn recognize_in(
    language: &Language,
    text: &str,
    span: Span,
    sentence: usize,
    setting: Setting,
    found: &mut Vec<Found>,
) {
    let mut tokens = tokens(text, span);
    tokens.retain(|token| token.kind != TokenKind::Break);
    let lattice = language.lattice(text, &tokens, setting.order);
    let is_log = setting.is_log;
    let around = Around { language, text, tokens: &tokens, lattice: &lattice, is_log };
    let mut pieces: Vec<(usize, Piece)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((rule, built, end)) = phrase_at(around, at) else {
            at += 1;
            continue;
        };
        pieces.extend(built.into_iter().map(|piece| (rule, piece)));
        at = end.max(at + 1);
    }
    extend_event_offsets(around, &mut pieces);
    let reader = Reader { around };
    for (i, (rule, piece)) in pieces.iter().enumerate() {
        let next = pieces.get(i + 1).map(|(_, next)| next.first);
        let (Some(first), Some(last)) =
            (tokens.get(piece.first), tokens.get(piece.end.saturating_sub(1)))
        else {
            continue;
        };
        let (modifier, lead, start) = reader.lead(piece);
        // "From 1990 until 1996": the second end closes the range and opens nothing.
        let ends_range = i > 0 && found.last().is_some_and(|before| before.join == Join::Range);
        let lead = if ends_range { Lead::None } else { lead };
        let span = first.span.join(last.span);
        let span = tokens.get(start).map_or(span, |token| token.span.join(span));
        found.push(Found {
            span,
            rule: *rule,
            expression: piece.expression.clone(),
            modifier,
            sentence,
            lead,
            join: next.map_or(Join::None, |next| reader.join(piece, next)),
            tense: reader.tense(piece),
            is_told_as_past: reader.is_told_as_past(piece.first),
            is_expected: reader.is_expected(piece.first),
            is_owner: reader.is_owner(piece.end),
            is_flashback: reader.is_flashback(piece.first),
            gap: next.map_or(usize::MAX, |next| next.saturating_sub(piece.end)),
        });
    }
}

/// The longest phrase at a token that passes its guard and has a meaning.
fn phrase_at(around: Around<'_>, at: usize) -> Option<(usize, Vec<Piece>, usize)> {
    if around.lattice.get(at).is_none_or(Vec::is_empty) {
        return None;
    }
    for found in around.language.grammar.matches(around.lattice, at) {
        let Some(rule) = around.language.rules.get(found.rule) else { continue };
        let is_allowed =
            rule.guard.as_ref().is_none_or(|guard| around.allows(guard.get_ref(), at, &found));
        if !is_allowed {
            continue;
        }
        let pieces = meaning::build(around, rule.means.get_ref(), at, &found);
        if !pieces.is_empty() {
            return Some((found.rule, pieces, found.end));
        }
    }
    None
}

/// "Two days after the armistice of 11 November 1918" takes in the date it counts from, where that
/// date is full and near.
fn extend_event_offsets(around: Around<'_>, pieces: &mut Vec<(usize, Piece)>) {
    let mut i = 0;
    while i + 1 < pieces.len() {
        let merged = match (pieces.get(i), pieces.get(i + 1)) {
            (Some((_, offset)), Some((_, date))) => merge_offset(around, offset, date),
            _ => None,
        };
        if let (Some(piece), Some(slot)) = (merged, pieces.get_mut(i)) {
            slot.1 = piece;
            pieces.remove(i + 1);
        }
        i += 1;
    }
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

/// Reads what stands around a piece.
struct Reader<'a> {
    around: Around<'a>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.around.tokens.get(at).map_or("", |token: &Token| token.span.of(self.around.text))
    }

    fn has(&self, at: usize, class: &str) -> bool {
        self.around.language.has(self.around.lattice, at, class)
    }

    /// Whether a reading of `class` ends right before token `end`: its first token.
    fn ends_before(&self, end: usize, class: &str) -> Option<usize> {
        (1..=4).filter_map(|back| end.checked_sub(back)).find(|&at| {
            self.around
                .language
                .arc(self.around.lattice, at, class)
                .is_some_and(|arc| at + arc.tokens as usize == end)
        })
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
                self.ends_before(start, "approx").filter(|&at| self.word(at) != "some")
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
        let leads = [
            ("by", Lead::By),
            ("notbefore", Lead::NotBefore),
            ("since", Lead::Since),
            ("untilword", Lead::Until),
            ("before", Lead::Before),
            ("after", Lead::After),
            ("perhaps", Lead::Perhaps),
        ];
        let lead = leads.into_iter().find(|(class, _)| {
            self.ends_before(start, class).is_some() || self.ends_before(before, class).is_some()
        });
        let lead = lead.map_or(Lead::None, |(_, lead)| lead);
        let is_during = matches!(
            self.word(start.saturating_sub(1)).to_lowercase().as_str(),
            "during" | "throughout"
        );
        (modifier, if is_during { Lead::During } else { lead }, start)
    }

    fn join(&self, piece: &Piece, next: usize) -> Join {
        let between: Vec<usize> = (piece.end..next).collect();
        let gap = between.as_slice();
        let [first, rest @ ..] = gap else { return Join::None };
        let is_small = rest.iter().all(|&at| {
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
        let is_between = self.ends_before(before, "between").is_some();
        if self.has(*first, "rangeto") || is_between && self.has(*first, "andword") {
            Join::Range
        } else if self.has(*first, "orword") {
            Join::Or
        } else if self.has(*first, "andword") || self.word(*first) == "," {
            Join::List
        } else {
            Join::None
        }
    }

    /// The tense of the verb nearest to the piece; what looks ahead wins at equal distance.
    fn tense(&self, piece: &Piece) -> Tense {
        const REACH: usize = 16;
        for distance in 0..REACH {
            let after = piece.end + distance;
            let before = piece.first.checked_sub(distance + 1);
            let here = [before, Some(after)];
            for at in here.into_iter().flatten() {
                if self.has(at, "will") {
                    return Tense::Future;
                }
            }
            for at in here.into_iter().flatten() {
                if self.around.is_past_verb(at) {
                    return Tense::Past;
                }
            }
        }
        Tense::Unknown
    }

    fn is_told_as_past(&self, first: usize) -> bool {
        const REACH: usize = 3;
        (first.saturating_sub(REACH)..first).any(|at| self.around.is_past_verb(at))
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

    fn is_flashback(&self, first: usize) -> bool {
        let from = first.saturating_sub(12);
        (from..first).any(|at| self.has(at, "flashback"))
    }
}

impl Found {
    /// The calendar meaning, where it has one.
    pub(super) fn calendar(&self) -> Option<&Calendar> {
        match &self.expression {
            Expression::Calendar(calendar) => Some(calendar),
            _ => None,
        }
    }
}
