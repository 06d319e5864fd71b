//! Days and months whose direction other words say than the nearest verb: what is ordered, awaited or warned of lies
//! ahead, what somebody is blamed for or what a verb of the past tells of has been.

use super::around::Reader;
use crate::phrase::lexicon::ClassId;
use crate::phrase::token::TokenKind;
use crate::temporal::language::class;
use crate::temporal::meaning::Piece;

impl Reader<'_> {
    /// Whether a day of the week is one on which something is to be.
    pub(super) fn is_awaited(&self, piece: &Piece) -> bool {
        self.is_ordered(piece.first)
            || self.is_meant_for(piece)
            || self.is_day_of_awaited(piece.first)
            || self.is_condition(piece.first)
    }

    /// "Declared 15 June a day of mourning", "25 May is set as the date of the vote": a day that is appointed for
    /// something, near ahead as a rule, whatever the tense of what appoints it.
    pub(super) fn is_appointed(&self, piece: &Piece) -> bool {
        let is_so = |verb: usize, end: usize| {
            self.has(verb, class::APPOINTED) && self.has(end, class::APPOINTEDAS)
        };
        let before = piece.first.checked_sub(1);
        let been = self.around.lattice.find(piece.end, class::BEENAPPOINTED);
        let verb = been.map(|arc| piece.end + arc.tokens as usize);
        // "Had set Friday as the deadline": a day of the week comes round too soon to tell.
        !Self::is_weekday_of(piece)
            && (before.is_some_and(|verb| is_so(verb, piece.end))
                || verb.is_some_and(|verb| is_so(verb, verb + 1)))
            && !self.is_appointed_of_old(piece)
    }

    /// "Last winter the king declared 9 January a day of mourning", "had named 6 December a holiday", "set 3 December as
    /// the date of the hearing and acquitted him that day": told of a day that has been.
    fn is_appointed_of_old(&self, piece: &Piece) -> bool {
        const REACH: usize = 3;
        const CLAUSE: usize = 24;
        let is_back = |at: usize| {
            let next = at + 1;
            let is_year =
                self.around.kind(next) == Some(TokenKind::Number) && self.word(next).len() == 4;
            self.has(at, class::AGO)
                || is_year && self.has(at, class::INWORD)
                || self.has(at, class::LASTWORD) && self.around.is_word(next)
        };
        // What opens the clause behind it in which the day has come.
        let is_same_day = |at: usize| self.word(at) == "that" && self.word(at + 1) == "day";
        let opens = |at: usize| {
            let is_and = self.has(at, class::ANDWORD)
                && (self.word(at.saturating_sub(1)) == "," || (at..at + CLAUSE).any(is_same_day));
            let is_clause = is_and || matches!(self.word(at), "which" | "when");
            is_clause && !self.has_before(at, CLAUSE, class::AFTER)
        };
        let end = piece.end + CLAUSE;
        let is_over = (piece.end..end)
            .filter(|&at| opens(at))
            .any(|at| (at + 1..=at + REACH).any(|verb| self.around.is_past_verb(verb)));
        self.has_before(piece.first, REACH, class::PLUPERFECT)
            || (0..piece.first).any(is_back)
            || is_over
    }

    /// "Ordered him to appear on Thursday", but not "ordered him to say what he did on Thursday", "ordered them to
    /// open fire on Thursday", "ordered to appear over a theft on Thursday".
    fn is_ordered(&self, first: usize) -> bool {
        const REACH: usize = 12;
        const OBJECT: usize = 5;
        let mut before = (first.saturating_sub(REACH)..first).rev();
        let Some(to) = before.find(|&at| self.is_to_do(at)) else { return false };
        let mut done = to + 1..first;
        // "Was told that they wanted to".
        let mut verbs = (to.saturating_sub(OBJECT)..to)
            .rev()
            .filter(|&at| self.has(at, class::ORDERED) || self.around.is_past_verb(at));
        let is_led = self.around.has_before(first, class::CLOCKDAY)
            || self.ends_before(first, class::BY).is_some();
        is_led
            && self.has(to + 1, class::ORDEREDTO)
            && verbs.next().is_some_and(|verb| self.has(verb, class::ORDERED))
            && !done.any(|at| {
                self.around.is_past_verb(at)
                    || self.has(at, class::RELATIVE)
                    || self.has(at, class::OVERCAUSE)
            })
    }

    /// "To appear", but not "to the court", "to London".
    fn is_to_do(&self, at: usize) -> bool {
        const NOUNS: [ClassId; 4] =
            [class::TIMEPREP, class::DET, class::ARTICLE, class::POSSESSIVE];
        self.word(at).eq_ignore_ascii_case("to")
            && self.around.is_lower(at + 1)
            && !self.has_any(at + 1, &NOUNS)
    }

    /// "Cancelled its flights for Friday", but not "closed at a record for Friday", "had been set for Friday", "a talk
    /// for Friday was dropped", "paid for Friday's flights".
    fn is_meant_for(&self, piece: &Piece) -> bool {
        const REACH: usize = 6;
        let first = piece.first;
        self.around.has_before(first, class::FORWORD)
            && self.has_before(first, REACH, class::MEANTFOR)
            && !self.around.is_owner(piece.end)
            && !self.around.is_past_verb(piece.end)
            && !self.has_before(first, REACH, class::PLUPERFECT)
    }

    /// "Was held until a hearing on Friday".
    fn is_day_of_awaited(&self, first: usize) -> bool {
        const REACH: usize = 7;
        let Some(on) = first.checked_sub(1).filter(|&at| self.has(at, class::CLOCKDAY)) else {
            return false;
        };
        let goes_on = |at: &usize| self.around.is_word(*at) && !self.around.is_past_verb(*at);
        let mut before = (on.saturating_sub(REACH)..on).rev().take_while(goes_on);
        let is_lead = |at: usize| self.has(at, class::UNTILWORD) || self.has(at, class::AHEADOF);
        let lead = before.find(|&at| is_lead(at));
        lead.is_some_and(|lead| (lead..on).any(|at| self.has(at, class::SCHEDULED)))
    }

    /// "Will strike unless a deal is reached by Thursday".
    fn is_condition(&self, first: usize) -> bool {
        const REACH: usize = 9;
        let goes_on = |at: &usize| self.around.is_word(*at);
        let mut before = (first.saturating_sub(REACH)..first).rev().take_while(goes_on);
        let is_limit = self.ends_before(first, class::BY).is_some()
            || self.around.has_before(first, class::BEFORE);
        // "Asked if they had decided by Sunday".
        let had = self.has_before(first, REACH, class::PLUPERFECT);
        is_limit && !had && before.any(|at| self.has(at, class::CONDITION))
    }

    /// "Is held until the case goes to court in May".
    pub(super) fn is_waited_for(&self, first: usize) -> bool {
        const REACH: usize = 8;
        if !self.has_before(first, REACH, class::UNTILWORD) {
            return false;
        }
        let goes_on = |at: &usize| self.around.is_word(*at) && !self.around.is_past_verb(*at);
        let mut before = (first.saturating_sub(REACH)..first).rev().take_while(goes_on);
        let is_verb = |at: usize| self.has(at, class::ONEPLANS) || self.has(at, class::PLANVERB);
        before.any(is_verb) && before.any(|at| self.has(at, class::UNTILWORD))
    }

    /// "Officials warned that the river could crest", but not "said it could not be reached".
    pub(super) fn is_warned_of(&self, at: usize) -> bool {
        const REACH: usize = 12;
        self.has(at, class::COULD)
            && !self.has(at + 1, class::COULDNOT)
            && self.has_before(at, REACH, class::WARNED)
    }

    /// "Bank to cut rates on Thursday": a headline without any verb but what is to be done; but not "man to stand
    /// trial over a raid on Thursday".
    pub(super) fn is_headed_to(&self, first: usize) -> bool {
        const LONGEST: usize = 6;
        let is_of_name = |at: usize| {
            self.around.is_thing(at) || matches!(self.word(at), "of" | "and" | "'" | "’" | "the")
        };
        let to = (1..=LONGEST).take_while(|&at| is_of_name(at - 1)).find(|&at| self.is_to_do(at));
        let is_cause = |at: usize| self.has(at, class::OVERCAUSE) || self.has(at, class::INWORD);
        to.is_some_and(|to| {
            to + 1 < first && !self.word(to + 1).ends_with('s') && !(to + 1..first).any(is_cause)
        })
    }

    /// "Beat Leeds on Saturday and meet Spurs on Tuesday", but not "went to see him and meet".
    pub(super) fn goes_on_to(&self, and: usize) -> bool {
        let mut before = 0..and;
        self.has(and, class::ANDWORD)
            && self.around.is_word(and + 2)
            && self.around.is_capitalised(and + 2)
            && !before.any(|at| self.word(at) == "to")
    }

    /// "The talks follow a raid on Saturday", "After beating Leeds on Saturday, they".
    pub(super) fn is_followed(&self, first: usize) -> bool {
        const REACH: usize = 6;
        let is_led = |class| self.has_before(first, REACH, class);
        let is_after = self.has(0, class::AFTER)
            && self.word(1).ends_with("ing")
            && (0..first).all(|at| self.around.is_word(at));
        self.around.has_before(first, class::CLOCKDAY)
            && (is_after || is_led(class::FOLLOWS) && !is_led(class::WILL))
    }

    /// "Appears in court", "men face trial", but not "a visit to court".
    fn is_present_plan(&self, at: usize) -> bool {
        let is_noun = || {
            let nouns = [class::DET, class::ARTICLE, class::POSSESSIVE];
            at.checked_sub(1).is_some_and(|before| self.has_any(before, &nouns))
        };
        self.has_any(at, &[class::WILL, class::ONEPLANS])
            || self.has(at, class::PLANVERB) && !is_noun()
    }

    /// "Is accused of killing two men in December", "is believed to have sunk in December", but not "men accused of
    /// spying face trial in December", "decided to have a rest in December".
    pub(super) fn is_of_blame(&self, first: usize) -> bool {
        const REACH: usize = 10;
        const NEAR: usize = 3;
        let to_have = (first.saturating_sub(NEAR)..first).any(|at| self.is_perfect(at));
        let is_blame = || {
            let mut before = (first.saturating_sub(REACH)..first).rev();
            let is_verb = |at: usize| self.has(at, class::BLAMED) || self.is_present_plan(at);
            let last = before.find(|&at| is_verb(at));
            last.is_some_and(|at| self.has(at, class::BLAMED))
        };
        self.has_before(first, REACH, class::BLAMED) && is_blame()
            || to_have && self.ends_before(first, class::BY).is_none()
    }

    /// "To have played", "is believed to have sunk", but not "decided to have a rest".
    fn is_perfect(&self, at: usize) -> bool {
        let is_be = |at: usize| self.has(at, class::BEPRESENT) || self.has(at, class::BEPAST);
        self.word(at) == "have"
            && self.around.word_before(at) == Some("to")
            && (self.around.is_past_verb(at + 1) || at.checked_sub(3).is_some_and(is_be))
    }

    /// "Was arrested at his home in a small town in December", but not "announced a vote in December", "bought seats
    /// for a show in December": the verb of the past tells of it, and not of a plan.
    pub(super) fn has_happened(&self, first: usize) -> bool {
        const REACH: usize = 12;
        const PLANS: [ClassId; 5] =
            [class::ANNOUNCING, class::SCHEDULED, class::FORWORD, class::SAID, class::HELD];
        let goes_on = |at: &usize| {
            self.around.is_word(*at)
                && self.word(*at) != "to"
                && !self.is_present_plan(*at)
                && !self.has_any(*at, &PLANS)
        };
        let mut clause = (first.saturating_sub(REACH)..first).rev().take_while(goes_on);
        let is_led = self.around.has_before(first, class::INWORD)
            || self.around.has_before(first, class::CLOCKDAY);
        is_led && clause.any(|at| self.around.is_past_verb(at))
    }

    /// "The talks in December collapsed", but not "the vote in December was called off", "the vote in December
    /// proposed by him", "seats for December sold out".
    pub(super) fn is_told_of(&self, piece: &Piece) -> bool {
        let lead = piece
            .first
            .checked_sub(1)
            .filter(|&at| self.has(at, class::INWORD) || self.has(at, class::CLOCKDAY));
        let is_thing = |at: usize| self.around.is_thing(at);
        let verb = piece.end;
        lead.and_then(|lead| lead.checked_sub(1)).is_some_and(is_thing)
            && self.around.is_past_verb(verb)
            && !self.has_any(verb, &[class::WILL, class::SAID, class::ANNOUNCING])
            && !self.has(verb + 1, class::BY)
            && (verb..verb + 3).all(|at| !self.has(at, class::HELD))
    }

    /// "The rally comes two days before Friday's vote".
    pub(super) fn comes_before(&self, first: usize) -> bool {
        const REACH: usize = 6;
        let mut before = first.saturating_sub(REACH)..first;
        self.around.has_before(first, class::BEFOREWORD)
            && !before.any(|at| self.around.is_past_verb(at))
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::check;

    #[test]
    fn what_somebody_is_told_to_do_lies_ahead() {
        check("The court ordered him to appear on Friday.", "Friday = 2022-11-04");
        check("They asked the mill to open by Friday.", "Friday = ../2022-11-04");
        check("The court ordered him to say what he did on Friday.", "Friday = 2022-10-28");
        check("The guards were ordered to open fire on Friday.", "Friday = 2022-10-28");
        check("The mayor was forced to resign on Friday.", "Friday = 2022-10-28");
        check("The coach told them to rest after the defeat on Friday.", "Friday = 2022-10-28");
        check("She was told to appear over a brawl on Friday.", "Friday = 2022-10-28");
        check("He was ordered held until a hearing on Friday.", "Friday = 2022-11-04");
    }

    #[test]
    fn what_is_meant_for_a_day_lies_ahead() {
        check("The line cancelled its ferries for Friday.", "Friday = 2022-11-04");
        check("The line paid for Friday's ferries.", "Friday = 2022-10-28");
        check("The index closed at a record for Friday.", "Friday = 2022-10-28");
        check("The captain apologised for Friday.", "Friday = 2022-10-28");
        check("Guests were asked if they had paid by Friday.", "Friday = ../2022-10-28");
        check("Crews will walk out unless a deal was reached by Friday.", "Friday = ../2022-11-04");
        check("The mills will remain shut Friday.", "Friday = 2022-11-04");
        check("He has until Friday to pay.", "Friday = ../2022-11-04");
    }

    #[test]
    fn a_day_that_is_appointed_lies_ahead_unless_it_is_told_of_as_over() {
        check(
            "The council declared 3 December a day of mourning.",
            "3 December = 2022-12-03; a day = P1D",
        );
        check(
            "The council declared 3 December a day of mourning and ordered flags to half-mast.",
            "3 December = 2022-12-03; a day = P1D",
        );
        check(
            "The court set 3 December as the date of the hearing and acquitted him that day.",
            "3 December = 2021-12-03; that day = 2021-12-03",
        );
        check("The old council had named 6 December a holiday.", "6 December = 2021-12-06");
        check(
            "27 January was set as the date of the vote, which the farmers won.",
            "27 January = 2022-01-27",
        );
    }

    #[test]
    fn what_might_be_lies_ahead_where_somebody_warns_of_it() {
        check("They warned that the river could crest on Friday.", "Friday = 2022-11-04");
        check("They said he could not be reached on Friday.", "Friday = 2022-10-28");
        check("Neighbours said they could smell gas on Friday.", "Friday = 2022-10-28");
    }

    #[test]
    fn a_headline_says_what_is_to_be_done() {
        check("Bank to cut rates on Friday", "Friday = 2022-11-04");
        check("Answers to questions on Friday", "Friday = 2022-10-28");
        check("Farmer to stand trial over brawl on Friday", "Friday = 2022-10-28");
        check("Driver to be named in crash on Friday", "Friday = 2022-10-28");
        check("Town reports two deaths on Friday", "Friday = 2022-10-28");
        check("Rovers celebrate cup win on Friday", "Friday = 2022-10-28");
    }

    #[test]
    fn a_month_to_come_is_of_what_is_to_be() {
        check("Two men accused of spying face trial in December.", "December = 2022-12");
        check("He was convicted of fraud and faces prison in December.", "December = 2022-12");
        check("Seats for the show in December sold out.", "December = 2022-12");
        check("The vote in December loomed over the talks.", "December = 2022-12");
        check("The village scrapped its fair in December.", "December = 2022-12");
        check("He decided to have surgery in December.", "December = 2022-12");
        check("It is believed to have sunk in December.", "December = 2021-12");
        check("He is accused of robbing two men in December.", "December = 2021-12");
    }

    #[test]
    fn teams_play_by_plan() {
        check("The side face Leeds on Friday.", "Friday = 2022-11-04");
        check(
            "The side beat Leeds on Sunday and meet Wigan on Friday.",
            "Sunday = 2022-10-30; Friday = 2022-11-04",
        );
        check(
            "After beating Leeds on Sunday, Rovers travel to Wigan on Friday.",
            "Sunday = 2022-10-30; Friday = 2022-11-04",
        );
    }

    #[test]
    fn what_something_follows_or_comes_before_says_where_it_lies() {
        check("The talks follow a raid on Friday.", "Friday = 2022-10-28");
        check(
            "The march comes a day before Friday's vote.",
            "a day = 2022-11-03; Friday = ../2022-11-04",
        );
    }
}
