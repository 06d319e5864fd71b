//! Reads what stands around an expression: the word of time that leads to it, how it joins the next,
//! and which of its words TIMEX3 counts to it. [`tense`](super::tense) reads the verbs.

use super::guard::Around;
use super::{Found, Join, Lead, Side, Tense};
use crate::model::Modifier;
use crate::phrase::lexicon::{ClassId, ClassSet};
use crate::phrase::token::{Token, TokenKind};
use crate::temporal::language::class;
use crate::temporal::meaning::Piece;
use crate::temporal::meaning::expression::{Calendar, Expression};

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
/// Tokens of a clause looked through for the word that opens it.
const CLAUSE: usize = 12;

/// Their classes.
const LEAD_CLASSES: ClassSet = {
    let mut classes = ClassSet::of(&[]);
    let mut at = 0;
    while at < LEADS.len() {
        classes = classes.with(LEADS[at].0);
        at += 1;
    }
    classes
};

/// Reads what stands around a piece.
pub(super) struct Reader<'a> {
    pub around: Around<'a>,
}

impl Reader<'_> {
    /// A piece with what stands around it; `next` is the first token of the piece after it.
    pub(super) fn found(
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
        let is_owner = self.around.is_owner(piece.end);
        let is_appointed = self.is_appointed(&piece);
        let tense = if is_appointed { Tense::Unknown } else { self.tense(&piece) };
        let last = if is_owner { piece.end + 1 } else { piece.end.saturating_sub(1) };
        let event = tokens.get(piece.end).filter(|_| end > piece.end);
        Some(Found {
            span,
            event_start: event.map_or(span.end, |token| token.span.start),
            length_end: self.length_end(&piece).map_or(span.end, |end| end.min(span.end)),
            phrase: tokens.get(last).map_or(span, |token| span.join(token.span)),
            rule,
            modifier,
            sentence,
            lead: if ends_range { Lead::None } else { lead },
            join: next.map_or(Join::None, |next| self.join(&piece, next)),
            tense,
            is_foreseen: tense == Tense::Future && self.is_foreseen(&piece),
            was_planned: tense == Tense::Future && self.was_planned(&piece),
            is_in_present: self.is_in_present(&piece),
            is_on_day_of_event: self.is_on_day_of_event(piece.end),
            follows_on: self.around.has_before(piece.first, class::CLOCKDAY),
            follows_in: self.around.has_before(piece.first, class::INWORD),
            is_of_birth: self.has_before(piece.first, CLAUSE, class::BORN),
            is_told_as_past: !is_appointed && self.is_told_as_past(&piece),
            is_expected: is_appointed || self.is_expected(piece.first),
            is_of_saying: self.is_of_saying(piece.first),
            is_announced: is_owner && self.is_announced(&piece, tense),
            is_owner,
            is_flashback: self.is_flashback(piece.first) || self.had_been(&piece),
            is_before_story: self.is_before_story(piece.first),
            is_subordinate: self.has_before(piece.first, CLAUSE, class::SUBORDINATE),
            side: self.side(&piece),
            gap: next.map_or(usize::MAX, |next| next.saturating_sub(piece.end)),
            expression: piece.expression,
        })
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.around.tokens.get(at).map_or("", |token: &Token| token.span.of(self.around.text))
    }

    pub(super) fn has(&self, at: usize, class: ClassId) -> bool {
        self.around.lattice.has(at, class)
    }

    /// Whether a reading of one of some classes begins at a token.
    pub(super) fn has_any(&self, at: usize, classes: &[ClassId]) -> bool {
        self.around.lattice.has_any(at, classes)
    }

    /// Whether a reading of `class` ends right before token `end`: its first token.
    pub(super) fn ends_before(&self, end: usize, class: ClassId) -> Option<usize> {
        if !self.may_hold(class) {
            return None;
        }
        (1..=REACH).filter_map(|back| end.checked_sub(back)).find(|&at| {
            let arc = self.around.lattice.find(at, class);
            arc.is_some_and(|arc| at + arc.tokens as usize == end)
        })
    }

    /// "On a Saturday evening, without alarm".
    fn is_some_weekday(&self, piece: &Piece) -> bool {
        let is_bare = |calendar: &Calendar| calendar.weekday.is_some() && calendar.month.is_none();
        matches!(&piece.expression, Expression::Calendar(calendar) if is_bare(calendar))
            && self.around.has_before(piece.first, class::ARTICLE)
            && self.around.is_end_of_phrase(piece.end)
    }

    /// "A thousand years later", "a dozen years": the article is part of the number.
    fn is_some_hundred(&self, piece: &Piece) -> bool {
        self.has(piece.first, class::SCALE) && self.around.has_before(piece.first, class::ARTICLE)
    }

    /// The tokens of a piece that count to its expression: not the article of what it describes;
    /// of an event that it counts from the name ("a week before the vote"), but of a clause nothing,
    /// the preposition included ("a week before they voted").
    fn extent(&self, piece: &Piece, next: Option<usize>) -> (usize, usize) {
        let Piece { first, end, .. } = *piece;
        let start = if self.around.describes(first, end) {
            first + 1
        } else {
            first - usize::from(self.is_some_weekday(piece) || self.is_some_hundred(piece))
        };
        let is_from_event = matches!(piece.expression, Expression::FromEvent { .. });
        let has_event = self.around.tokens.get(end).is_some_and(Token::is_word);
        let last = end.saturating_sub(1);
        let is_led = self.has(last, class::BEFOREWORD) || self.has(last, class::AFTERWORD);
        // "The year before it had been nine".
        let is_of_story = self.has(last, class::BEFOREWORD)
            && self.has(end, class::PRONOUN)
            && self.has(end + 1, class::PLUPERFECT);
        if !is_from_event || !has_event || !is_led || last == start || is_of_story {
            return (start, end);
        }
        let name = self.around.event_name_end(end);
        (start, name.filter(|&name| next.is_none_or(|next| name <= next)).unwrap_or(last))
    }

    /// Where "a week" ends in "a week before the vote", as a byte.
    fn length_end(&self, piece: &Piece) -> Option<u32> {
        let Expression::FromEvent { .. } = piece.expression else { return None };
        let leads = [class::BEFOREWORD, class::AFTERWORD];
        let lead = leads.into_iter().find_map(|lead| self.ends_before(piece.end, lead))?;
        let last = lead.checked_sub(1).filter(|&last| last >= piece.first)?;
        self.around.tokens.get(last).map(|token| token.span.end)
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
            && !self.around.is_owner(piece.end)
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
        let beyond = if before < start { self.lead_before(before) } else { None };
        let lead = self.lead_before(start).into_iter().chain(beyond).min();
        let lead = lead.map_or(Lead::None, |at| LEADS.get(at).map_or(Lead::None, |lead| lead.1));
        let is_none = self.is_source(piece, before)
            || self.names_doer(before, piece.end)
            || self.is_shortly(piece, start);
        let lead = if is_none { Lead::None } else { lead };
        let word = self.word(start.saturating_sub(1));
        // "Through the summer" is all of it, "through 2010" and "through the end of May" is until then.
        let is_whole = self.word(start) == "the" && self.word(start + 1) != "end";
        let is_during = self.around.has_before(start, class::DURING)
            || is_whole && word.eq_ignore_ascii_case("through");
        (modifier, if is_during { Lead::During } else { lead }, start)
    }

    /// "Lessons from the Great War": what came of it, but not "from the Great War on, they voted", "from the Great War
    /// to the present".
    fn is_source(&self, piece: &Piece, first: usize) -> bool {
        let is_on = matches!(self.word(piece.end), "on" | "onward" | "onwards");
        let goes_on = is_on && !self.around.is_word(piece.end + 1);
        let source = self.ends_before(first, class::RANGEFROM).and_then(|from| from.checked_sub(1));
        matches!(piece.expression, Expression::Named(_))
            && source.is_some_and(|source| self.around.is_thing(source))
            && !goes_on
            && !self.has(piece.end, class::RANGETO)
    }

    /// "At 10.40 a.m. on the day of his death", "at nine on the night she left": on a day of which only the event is told.
    fn is_on_day_of_event(&self, end: usize) -> bool {
        let is_day = self.has(end + 2, class::DAYWORD) || self.has(end + 2, class::DAYPART);
        // But not "on the night bus", "on the day centre's roof".
        let openers = [class::PRONOUN, class::DET, class::POSSESSIVE];
        let goes_on =
            self.word(end + 3) == "of" || openers.into_iter().any(|class| self.has(end + 3, class));
        self.has(end, class::CLOCKDAY) && self.has(end + 1, class::DET) && is_day && goes_on
    }

    /// "Damaged by Tuesday's quake": "by" says what did it, and not until when.
    fn names_doer(&self, first: usize, end: usize) -> bool {
        let by = self.ends_before(first, class::BY).filter(|_| self.around.is_owner(end));
        by.and_then(|by| by.checked_sub(1)).is_some_and(|verb| self.around.is_past_verb(verb))
    }

    /// "Shortly after midnight", "just before 8 p.m.": about then, and not all that comes after.
    fn is_shortly(&self, piece: &Piece, first: usize) -> bool {
        let is_time = |calendar: &Calendar| calendar.clock.is_some() || calendar.part.is_some();
        if !matches!(&piece.expression, Expression::Calendar(calendar) if is_time(calendar)) {
            return false;
        }
        let led = [class::BEFORE, class::AFTER].into_iter();
        let lead = led.filter_map(|class| self.ends_before(first, class)).min();
        let soon = lead.and_then(|lead| lead.checked_sub(1));
        soon.is_some_and(|soon| self.has(soon, class::SHORTLY))
    }

    /// Number among [`LEADS`] of the word of time that ends right before a token.
    fn lead_before(&self, end: usize) -> Option<usize> {
        let starts = (1..=REACH).filter_map(|back| end.checked_sub(back));
        let may_lead = |at: &usize| self.around.lattice.classes(*at).may_share(LEAD_CLASSES);
        let arcs = starts.filter(may_lead).flat_map(|at| {
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
        if !is_small && !self.names_end(piece, next) {
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

    /// "From 1989 until his death in 2016": what ended then.
    fn names_end(&self, piece: &Piece, next: usize) -> bool {
        /// "To their victory over it in".
        const LONGEST: usize = 6;
        let of = piece.end + 1;
        let is_from = piece.first.checked_sub(1).is_some_and(|at| self.has(at, class::SINCE));
        is_from
            && (of + 3..=of + LONGEST).contains(&next)
            && self.has(of, class::POSSESSIVE)
            && (self.has(next - 1, class::INWORD) || self.has(next - 1, class::CLOCKDAY))
            && (of..next).all(|at| self.around.tokens.get(at).is_some_and(Token::is_word))
    }

    /// Whether a reading of `class` begins at one of the `reach` tokens before one.
    pub(super) fn has_before(&self, first: usize, reach: usize, class: ClassId) -> bool {
        self.may_hold(class) && (first.saturating_sub(reach)..first).any(|at| self.has(at, class))
    }

    /// Whether a reading of `class` may begin at any token of the sentence. In most it does not, and nothing needs to
    /// be looked for.
    pub(super) fn may_hold(&self, class: ClassId) -> bool {
        self.around.lattice.all_classes().may_hold(class)
    }

    fn side(&self, piece: &Piece) -> Side {
        let opens = self.range_start(piece.first);
        let leads = |at: usize| self.has(at, class::DET) || self.has(at, class::POSSESSIVE);
        let has_article = opens.checked_sub(1).is_some_and(leads);
        if self.is_of_life(piece) {
            Side::Life
        } else if self.limits(piece.first) {
            Side::Limit
        } else if has_article && self.describes_thing(piece) {
            Side::Description
        } else if self.is_of_paper(piece) {
            Side::Paper
        } else {
            Side::None
        }
    }

    /// "James Quarrie (1870–1924)", "the geologist Alan Frew (died 1981)", but not "at Naxos (376)".
    fn is_of_life(&self, piece: &Piece) -> bool {
        /// "(c. 12 March 1870 – c. 3 April 1924)".
        const LONGEST: usize = 12;
        if !self.may_hold(class::OPEN) {
            return false;
        }
        let is = |at: usize, class: ClassId| self.has(at, class);
        let Some(open) = (piece.first.saturating_sub(LONGEST)..piece.first)
            .rev()
            .find(|&at| is(at, class::OPEN))
        else {
            return false;
        };
        let close = (piece.end..piece.end + LONGEST).find(|&at| is(at, class::CLOSE));
        let Some(close) = close.filter(|_| open > 0 && self.around.is_capitalised(open - 1)) else {
            return false;
        };
        let says_which = is(open + 1, class::LIFEWORD);
        let dash = (open + 1..close).find(|&at| matches!(self.word(at), "-" | "–" | "—"));
        let is_plain = |at: usize| {
            let has_figure = self.around.kind(at) == Some(TokenKind::Number);
            let classes = [class::MONTH, class::BC, class::APPROX, class::LIFEWORD, class::AD];
            has_figure || classes.into_iter().any(|class| is(at, class)) || Some(at) == dash
        };
        let inside = open + 1..close;
        let years = inside.clone().filter(|&at| self.names_year(at)).count();
        let has_month = inside.clone().any(|at| is(at, class::MONTH));
        let is_span = dash.is_some() && (years > 1 || years == 1 && !has_month);
        (says_which && years > 0 || is_span)
            && inside.into_iter().all(|at| is_plain(at) || self.word(at) == ".")
    }

    fn names_year(&self, at: usize) -> bool {
        const LEAST: usize = 3;
        let is_old = self.has(at, class::SMALLYEAR) && self.word(at).len() == LEAST;
        is_old || self.has(at, class::YEAR)
    }

    /// "A letter of 1 March was read", but not "in a letter of 1 March he wrote", nor one that says its year.
    fn is_of_paper(&self, piece: &Piece) -> bool {
        let paper = piece.first.checked_sub(2).filter(|&paper| self.has(paper, class::PAPER));
        let is_of = paper.is_some_and(|paper| self.word(paper + 1) == "of");
        let has_year = matches!(&piece.expression, Expression::Calendar(it) if it.year.is_some());
        is_of && !has_year && !self.has_before(piece.first - 2, 2, class::INWORD)
    }

    /// "The May 2007 high", "the May 5, 2007, blast", "his 1982-83 rule".
    fn describes_thing(&self, piece: &Piece) -> bool {
        let is_full = piece.end >= piece.first + 4 && self.word(piece.end) == ",";
        let is_range = self.is_dash(piece.end) && self.is_number(piece.end + 1);
        let behind = usize::from(is_full) + 2 * usize::from(is_range);
        self.around.is_described(piece.end + behind)
    }

    /// Where two numbers with a dash between begin, of which one begins at a token.
    fn range_start(&self, first: usize) -> usize {
        let before = first.checked_sub(2).filter(|&at| self.is_number(at) && self.is_dash(at + 1));
        before.unwrap_or(first)
    }

    fn is_number(&self, at: usize) -> bool {
        self.around.kind(at) == Some(TokenKind::Number)
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "–")
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
        if !LIMITS.into_iter().any(|limit| self.may_hold(limit))
            || !first.checked_sub(1).is_some_and(|at| matches!(self.word(at), "in" | "on" | "of"))
        {
            return false;
        }
        (first.saturating_sub(REACH)..first - 1)
            .rev()
            .take_while(|&at| is_inside(at))
            .any(|at| self.has_any(at, &LIMITS) && !self.is_heard(at))
    }

    /// "Was tried before | the supreme court in Madrid": who hears it, and no limit of time.
    fn is_heard(&self, before: usize) -> bool {
        const NEAR: usize = 4;
        let is_hearer = |at: usize| {
            self.has(at, class::HEARER) && matches!(self.word(at + 1), "in" | "at" | "on" | "of")
        };
        self.has(before, class::BEFORE) && (before + 1..=before + NEAR).any(is_hearer)
    }

    fn is_before_story(&self, first: usize) -> bool {
        const REACH: usize = 6;
        if !self.may_hold(class::PLUPERFECT) {
            return false;
        }
        let verb =
            (first.saturating_sub(REACH)..first).rev().find(|&at| self.has(at, class::HASPAST));
        // "Europe had a cool summer".
        let owns = |at: usize| self.has(at, class::ARTICLE) || self.has(at, class::DET);
        // "A speech that he had made on 28 April".
        // And "which had been put together in March".
        let is_passive = |verb: usize| {
            let had = verb.checked_sub(2).filter(|_| self.word(verb - 1) == "been");
            had.is_some_and(|had| self.has(had, class::PLUPERFECT))
        };
        let had = verb.map(|verb| match verb {
            _ if is_passive(verb) => verb - 2,
            _ => verb - usize::from(self.has_before(verb, 1, class::PLUPERFECT)),
        });
        had.is_some_and(|had| self.has(had, class::PLUPERFECT) && !owns(had + 1))
    }

    /// "In March 1981 the country had been in crisis", but not "by March 1981 it had".
    fn had_been(&self, piece: &Piece) -> bool {
        const REACH: usize = 6;
        let is_over = |at: usize| {
            self.has(at, class::ANDWORD) || self.has(at, class::BUTWORD) || self.word(at) == ";"
        };
        let mut clause = (piece.end..piece.end + REACH).take_while(|&at| !is_over(at));
        self.may_hold(class::PLUPERFECT)
            && !self.around.has_before(piece.first, class::BY)
            && clause.any(|at| self.has(at, class::PLUPERFECT))
    }

    fn is_flashback(&self, first: usize) -> bool {
        const REACH: usize = 12;
        self.has_before(first, REACH, class::FLASHBACK)
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_undated};

    #[test]
    fn what_had_been_put_together_was_so_before_the_story() {
        check_undated(
            "They met on 14 May 1972. That October she typed a paper, which had been put together in March.",
            "14 May 1972 = 1972-05-14; That October = 1972-10; March = 1972-03",
        );
        check_undated(
            "They met on 14 May 1972. That October she typed a paper, which was put together in March.",
            "14 May 1972 = 1972-05-14; That October = 1972-10; March = 1973-03",
        );
    }

    #[test]
    fn the_years_of_a_life_in_brackets_are_none_of_the_story() {
        check_undated(
            "She was born in 1911, the daughter of James Holt (1870–1924), and came to Leeds in 1919. \
             Five years later, in September, she left.",
            "1911 = 1911; 1870 = 1870 [1870/1924]; 1924 = 1924; 1919 = 1919; Five years later = 1924; \
             September = 1924-09",
        );
        check_undated(
            "In 1946 she married Alan Frew (died 1981), and the next year they left.",
            "1946 = 1946; 1981 = 1981; the next year = 1947",
        );
        check_undated(
            "The Hill War (1895–1898) was long. It began in March.",
            "1895 = 1895 [1895/1898]; 1898 = 1898; March = 1895-03",
        );
        check_undated(
            "In 1809 they lost at Wagram (5–6 July), and a week later all was over.",
            "1809 = 1809; 5 = 1809-07-05 [1809-07-05/1809-07-06]; 6 July = 1809-07-06; \
             a week later = 1809-07-13",
        );
    }

    #[test]
    fn by_says_what_did_it_or_until_when() {
        check("The harbour was damaged by Tuesday's storm.", "Tuesday = 2022-11-01");
        check("Roads were weakened by last week's rain.", "last week = 2022-10-24/2022-10-30");
        check("The bridge was to be open by Friday.", "Friday = ../2022-11-04");
    }

    #[test]
    fn the_article_of_a_hundred_is_part_of_the_number() {
        check(
            "It fell in 1900. A hundred years later it rose.",
            "1900 = 1900; A hundred years later = 2000",
        );
        check("It took a dozen years.", "a dozen years = P12Y");
        check("It took half a dozen years.", "half a dozen years = P6Y");
    }

    #[test]
    fn some_weekday_takes_its_article_along() {
        check("The wave came on a Sunday, without alarm.", "a Sunday = 2022-10-30");
        check("They held a Sunday service.", "Sunday = 2022-10-30");
    }

    #[test]
    fn what_follows_an_event_is_no_next_day() {
        check("Help came following Tuesday's flood.", "Tuesday = 2022-11-01/..");
        check(
            "It began on 3 March 1921. They left the following Tuesday.",
            "3 March 1921 = 1921-03-03; the following Tuesday = 1921-03-08",
        );
        check("A year on from the flood, the village is empty.", "A year on = 2022");
    }

    #[test]
    fn shortly_after_a_time_of_day_is_about_then() {
        let siren = "The siren went shortly after 8 p.m. on 3 March 1921.";
        check(siren, "8 p.m. on 3 March 1921 = 1921-03-03T20:00");
    }

    #[test]
    fn who_hears_a_case_is_no_limit_of_time() {
        check(
            "They were tried before the court in Madrid in February 2019, and nine were jailed on 14 October.",
            "February 2019 = 2019-02; 14 October = 2019-10-14",
        );
    }
}
