//! Reads what stands around an expression: the word of time that leads to it, the tense of the verbs
//! nearby, how it joins the next, and which of its words TIMEX3 counts to it.

use super::class;
use super::expression::{Calendar, Expression};
use super::guard::Around;
use super::meaning::Piece;
use super::recognize::{Found, Join, Lead, Side, Tense};
use crate::model::Modifier;
use crate::phrase::lexicon::{ClassId, ClassSet};
use crate::phrase::token::Token;

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
        let tense = self.tense(&piece);
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
            is_foreseen: tense == Tense::Future && self.is_foreseen(piece.first),
            is_told_as_past: self.is_told_as_past(piece.first),
            is_expected: self.is_expected(piece.first),
            is_of_saying: self.is_of_saying(piece.first),
            is_announced: is_owner && self.is_announced(&piece, tense),
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
        let is_none = self.names_doer(before, piece.end) || self.is_shortly(piece, start);
        let lead = if is_none { Lead::None } else { lead };
        let word = self.word(start.saturating_sub(1));
        // "Through the summer" is all of it, "through 2010" and "through the end of May" is until then.
        let is_whole = self.word(start) == "the" && self.word(start + 1) != "end";
        let is_during = self.around.has_before(start, class::DURING)
            || is_whole && word.eq_ignore_ascii_case("through");
        (modifier, if is_during { Lead::During } else { lead }, start)
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
        let soon = lead.and_then(|lead| lead.checked_sub(1)).map(|at| self.word(at));
        let is_soon = |soon: &str| {
            ["shortly", "just", "soon", "right", "immediately"]
                .iter()
                .any(|word| soon.eq_ignore_ascii_case(word))
        };
        soon.is_some_and(is_soon)
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
        if self.follows_since(piece.first) {
            return Tense::Past;
        }
        if self.is_set_for(piece.first) {
            return Tense::Future;
        }
        // "Said in his speech on 5 May that they would": what was said is another clause.
        let says = self.has(piece.end, class::RELATIVE)
            && self.has_before(piece.first, REACH, class::SAID);
        let ends_clause = says || self.opens_other_verb(piece);
        // "The judge told him on Monday: you may not".
        let is_head = piece.first <= 1;
        let speech = (piece.end..piece.end + REACH)
            .find(|&at| self.word(at) == "“" || self.word(at) == ":" && !is_head);
        for distance in 0..REACH {
            let after = (!ends_clause).then_some(piece.end + distance);
            let after = after.filter(|&at| speech.is_none_or(|speech| at < speech));
            let here = [piece.first.checked_sub(distance + 1), after];
            let mut here = here.into_iter().flatten();
            if here.clone().any(|at| self.has(at, class::WILL) || self.is_planned(at)) {
                return Tense::Future;
            }
            let is_past = |at: usize| {
                self.around.is_past_verb(at) && (distance < BESIDE || !self.has(at, class::SAID))
            };
            if here.any(is_past) {
                return Tense::Past;
            }
        }
        let mut after = piece.end..piece.end + REACH;
        let is_to_be = is_head && after.any(|at| self.is_under_way(at));
        if is_to_be || self.is_begun_with(piece.first) { Tense::Future } else { Tense::Unknown }
    }

    /// "Voters can cast ballots beginning Tuesday".
    fn is_begun_with(&self, first: usize) -> bool {
        let before = first.checked_sub(1).map(|at| self.word(at));
        matches!(before, Some("beginning" | "starting" | "effective"))
    }

    /// "On Friday the charity is sending tents": what is under way on a day is to be.
    fn is_under_way(&self, at: usize) -> bool {
        matches!(self.word(at), "is" | "are")
            && self.word(at + 1).len() > 5
            && self.word(at + 1).ends_with("ing")
    }

    /// "A speech planned for Wednesday was cancelled", "Graduation is May 22", "the vote is on Friday".
    fn is_set_for(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        let is_to_be = |at: usize| matches!(self.word(at), "is" | "are");
        is_to_be(before)
            || before.checked_sub(1).is_some_and(|verb| match self.word(before) {
                "for" => {
                    self.has(verb, class::WILL) || self.ends_before(before, class::WILL).is_some()
                }
                "on" => is_to_be(verb),
                _ => false,
            })
    }

    /// Whether it is the day on which something was said: "police said Monday".
    fn is_of_saying(&self, first: usize) -> bool {
        const REACH: usize = 4;
        let mut before = (first.saturating_sub(REACH)..first).rev();
        let verb = before.find(|&at| self.has(at, class::SAID) || self.around.is_past_verb(at));
        verb.is_some_and(|verb| self.has(verb, class::SAID))
    }

    /// "Funerals begin Friday": a verb of plans after those who do it.
    fn is_planned(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| self.has(at, class::PLANVERB));
        before.is_some_and(|before| {
            self.word(before).len() > 2
                && self.word(before).ends_with('s')
                && self.around.is_thing(before)
        })
    }

    /// "Met on Tuesday and planned": the verb after "and" is of another time.
    fn opens_other_verb(&self, piece: &Piece) -> bool {
        const REACH: usize = 6;
        let is_and = |at: usize| self.has(at, class::ANDWORD) || self.word(at) == "but";
        let has_comma = self.word(piece.end) == ",";
        let joint = if has_comma { piece.end + 1 } else { piece.end };
        let verb = if is_and(joint) { joint + 1 } else { joint };
        let is_told = |at: usize| {
            self.has(at, class::WILL) || self.around.is_past_verb(at) && !self.has(at, class::SAID)
        };
        let mut before = piece.first.saturating_sub(REACH)..piece.first;
        verb > piece.end && is_told(verb) && before.any(is_told)
    }

    /// Whether a reading of `class` begins at one of the `reach` tokens before one.
    fn has_before(&self, first: usize, reach: usize, class: ClassId) -> bool {
        (first.saturating_sub(reach)..first).any(|at| self.has(at, class))
    }

    fn is_told_as_past(&self, first: usize) -> bool {
        const REACH: usize = 3;
        let is_told = (first.saturating_sub(REACH)..first).any(|at| self.around.is_past_verb(at));
        // "Will stay closed until": a participle of what is to come.
        let is_to_come = self.has_before(first, REACH + 3, class::WILL);
        self.follows_since(first) || is_told && !is_to_come || self.is_reached(first)
    }

    /// "By Tuesday the town was empty", "In January two men died": a sentence of the past opens with it.
    /// "And by Sunday they had left".
    fn is_reached(&self, first: usize) -> bool {
        const REACH: usize = 9;
        let is_by = first.checked_sub(1).is_some_and(|before| self.has(before, class::BY));
        if is_by && (first + 1..first + REACH).any(|at| self.word(at) == "had") {
            return true;
        }
        let is_limit = self.has(0, class::BY) || self.has(0, class::UNTILWORD);
        let is_head = first == 1 && (is_limit || matches!(self.word(0), "In" | "On"));
        let mut after = (first + 1..first + REACH).take_while(|&at| !self.has(at, class::WILL));
        is_head && after.any(|at| self.around.is_past_verb(at))
    }

    /// "Will be held on Monday", while "would" looks ahead from within a story.
    fn is_foreseen(&self, first: usize) -> bool {
        const REACH: usize = 12;
        self.has_before(first, REACH, class::FORESEEN)
    }

    /// "Since January": whatever else the sentence says, it lies back.
    fn follows_since(&self, first: usize) -> bool {
        let before = first.checked_sub(1);
        before.is_some_and(|at| self.word(at).eq_ignore_ascii_case("since"))
    }

    /// "As soon as", "as early as", "no sooner than".
    fn is_expected(&self, first: usize) -> bool {
        first.checked_sub(2).is_some_and(|at| {
            matches!(self.word(at), "soon" | "early" | "late" | "sooner" | "later")
                && matches!(self.word(at + 1), "as" | "than")
        })
    }

    /// "Ahead of Saturday's match", "Saturday's match, which will", "will play in Saturday's match": still to
    /// come.
    fn is_announced(&self, piece: &Piece, tense: Tense) -> bool {
        const LONGEST: usize = 5;
        if self.ends_before(piece.first, class::AHEADOF).is_some() {
            return true;
        }
        let mut words = piece.end + 2..piece.end + 2 + LONGEST;
        let is_scheduled = |at: usize| self.has(at, class::SCHEDULED);
        if tense == Tense::Future && words.clone().any(is_scheduled) {
            return true;
        }
        let which = words.find(|&at| self.has(at, class::RELATIVE));
        which.is_some_and(|at| self.has(at + 1, class::WILL))
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
        self.has_before(first, REACH, class::FLASHBACK)
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check;

    #[test]
    fn by_says_what_did_it_or_until_when() {
        check("The harbour was damaged by Tuesday's storm.", "Tuesday = 2022-11-01");
        check("Roads were weakened by last week's rain.", "last week = 2022-10-24/2022-10-30");
        check("The bridge was to be open by Friday.", "Friday = ../2022-11-04");
    }

    #[test]
    fn what_is_announced_is_still_to_come() {
        check("Tickets were sold out ahead of Friday's match.", "Friday = 2022-11-04");
        check("Friday's vote, which will be broadcast, was agreed.", "Friday = 2022-11-04");
        check("Friday's vote was fair.", "Friday = 2022-10-28");
        check("The choir will sing as part of Friday's concert.", "Friday = 2022-11-04");
        check("The board will discuss Friday's blast.", "Friday = 2022-10-28");
        check("The hearing has been set for 5 April.", "5 April = 2023-04-05");
    }

    #[test]
    fn what_lies_ahead_does_so_in_a_story_of_older_times_too() {
        let story = "It began in May 1921 and ended in June 1922.";
        let told = "May 1921 = 1921-05; June 1922 = 1922-06";
        let check_after = |text: &str, expected: &str| {
            check(&format!("{story}\n{text}"), &format!("{told}; {expected}"));
        };
        check_after("They will be heard in court on 23 November.", "23 November = 2022-11-23");
        check_after("They would be heard in court on 23 November.", "23 November = 1922-11-23");
        check("The list will be officially published Monday.", "Monday = 2022-11-07");
        check("They were to mark the day by a dance on Thursday.", "Thursday = 2022-11-03");
    }

    #[test]
    fn what_somebody_said_is_no_time_of_when_they_said_it() {
        let said = "He said in a long speech on 27 September that his party would resist.";
        check(said, "27 September = 2022-09-27");
        check("It will open on 27 November.", "27 November = 2022-11-27");
    }

    #[test]
    fn a_verb_after_a_joint_is_of_another_time() {
        check(
            "The board met on Monday and planned a vote for Friday.",
            "Monday = 2022-10-31; Friday = 2022-11-04",
        );
        check("Miners, who struck on Monday, meet the board.", "Monday = 2022-10-31");
        check("The mill, idle since January, will reopen.", "January = 2022-01/..");
        check("Courts may reopen Monday.", "Monday = 2022-11-07");
        check("The school will stay closed until Friday.", "Friday = ../2022-11-04");
        check("The talks could last three weeks.", "three weeks = P3W");
        check("The case is heard on Friday.", "Friday = 2022-10-28");
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
    fn what_somebody_is_told_to_do_is_of_another_time() {
        check("The judge told him on Monday: you may not leave.", "Monday = 2022-10-31");
        check("The vote in Larne was close on Friday.", "Friday = 2022-10-28");
        check("Until Thursday, they had not named him.", "Thursday = ../2022-10-27");
        check("It burned and by Sunday the crew had left.", "Sunday = ../2022-10-30");
        check("Voters can cast ballots beginning Tuesday.", "Tuesday = 2022-11-08/..");
    }

    #[test]
    fn what_is_under_way_on_a_day_is_to_be() {
        check("On Friday, the charity is sending tents.", "Friday = 2022-11-04");
        check("On Friday, the charity was sending tents.", "Friday = 2022-10-28");
        check(
            "They can bring food by Thursday or Friday.",
            "Thursday = ../2022-11-03; Friday = 2022-11-04",
        );
    }

    #[test]
    fn shortly_after_a_time_of_day_is_about_then() {
        let siren = "The siren went shortly after 8 p.m. on 3 March 1921.";
        check(siren, "8 p.m. on 3 March 1921 = 1921-03-03T20:00");
    }

    #[test]
    fn what_is_done_by_plan_lies_ahead() {
        check("Funerals begin Friday.", "Friday = 2022-11-04");
        check("The minister flies Tuesday.", "Tuesday = 2022-11-08");
        check("It opens a week from Friday.", "a week from Friday = 2022-11-11");
        check("By Tuesday the town was empty.", "Tuesday = ../2022-11-01");
    }
}
