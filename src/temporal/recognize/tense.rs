//! Where the verbs around an expression look: back, ahead, or neither.

use super::around::Reader;
use super::{Found, Tense};
use crate::phrase::lexicon::{ClassId, ClassSet};
use crate::phrase::token::TokenKind;
use crate::temporal::language::class;
use crate::temporal::meaning::Piece;
use crate::temporal::meaning::expression::Expression;

impl Reader<'_> {
    /// The tense of the verb nearest to the piece; what looks ahead wins at equal distance. "He said"
    /// is of the time only where it stands beside it.
    pub(super) fn tense(&self, piece: &Piece) -> Tense {
        const REACH: usize = 16;
        const BESIDE: usize = 3;
        if self.follows_since(piece.first) {
            return Tense::Past;
        }
        let begins = Self::is_weekday_of(piece) && self.is_begun_with(piece.first);
        let is_deadline = self.has(piece.end, class::ATLATEST);
        let is_set = begins || is_deadline || self.is_set_for(piece) || self.is_held_until(piece);
        let is_weekday = Self::is_weekday_of(piece);
        if is_set
            || self.is_timetabled(piece)
            || is_weekday && (self.is_awaited(piece) || self.is_being_planned(piece))
            || self.is_waited_for(piece.first)
        {
            return Tense::Future;
        }
        let is_past = self.stands_behind_past(piece.first)
            || self.heads_what_was_said(piece)
            || self.is_of_subject_that_was(piece);
        if is_past || is_weekday && self.is_followed(piece.first) {
            return Tense::Past;
        }
        // "Said in his speech on 5 May that they would": what was said is another clause.
        let says = self.has(piece.end, class::RELATIVE)
            && self.has_before(piece.first, REACH, class::SAID);
        let ends_clause = says || self.opens_other_verb(piece);
        // "The judge told him on Monday: you may not".
        let is_head = piece.first <= 1;
        let is_mark = |at: usize| self.around.kind(at) == Some(TokenKind::Mark);
        let speech = (piece.end..piece.end + REACH)
            .find(|&at| is_mark(at) && (self.word(at) == "“" || self.word(at) == ":" && !is_head));
        let clause_end = self.other_clause(piece).into_iter().chain(speech).min();
        // "“Nobody will ask,” he wrote in May": what was said is another clause.
        let quote_end = (piece.first.saturating_sub(REACH)..piece.first)
            .rev()
            .find(|&at| is_mark(at) && self.around.ends_speech(at));
        if self.was_as_said(piece, clause_end) {
            return Tense::Past;
        }
        for distance in 0..REACH {
            let after = (!ends_clause).then_some(piece.end + distance);
            let after = after.filter(|&at| clause_end.is_none_or(|end| at < end));
            let after = after.filter(|&at| self.may_tell_tense(at));
            let before = piece.first.checked_sub(distance + 1);
            let before = before.filter(|&at| quote_end.is_none_or(|end| end < at));
            let before = before.filter(|&at| self.may_tell_tense(at));
            let any_here =
                |is: &dyn Fn(usize) -> bool| before.is_some_and(is) || after.is_some_and(is);
            if any_here(&|at| self.looks_ahead(at) || self.is_planned(at)) {
                return Tense::Future;
            }
            // "On Saturday, officials said, it will open".
            let is_aside = |at: usize| piece.first < at && self.word(at + 1) == ",";
            let is_said = |at: usize| distance < BESIDE && !is_aside(at);
            let is_past = |at: usize| {
                self.around.is_past_verb(at) && (!self.has(at, class::SAID) || is_said(at))
            };
            if any_here(&is_past) {
                return Tense::Past;
            }
        }
        let mut after = piece.end..piece.end + REACH;
        let is_to_be = is_head && after.any(|at| self.is_under_way(at));
        let is_ahead =
            is_to_be || self.is_begun_with(piece.first) || self.is_headed_to(piece.first);
        if is_ahead { Tense::Future } else { Tense::Unknown }
    }

    /// "The House will recall that on 21 November the government left": whether the clause behind "that", which a time
    /// opens, tells of the past.
    fn was_as_said(&self, piece: &Piece, clause_end: Option<usize>) -> bool {
        const LEAD: usize = 2;
        const REACH: usize = 16;
        let mut lead = (1..=LEAD).filter_map(|back| piece.first.checked_sub(back));
        let is_led = lead.any(|at| self.has(at, class::THATWORD));
        let end = clause_end.map_or(piece.end + REACH, |end| end.min(piece.end + REACH));
        // "That on Saturday the police who arrested him must go".
        let mut clause = (piece.end..end).take_while(|&at| !self.has(at, class::RELATIVE));
        is_led
            && clause.clone().any(|at| self.around.is_past_verb(at))
            && !clause.any(|at| self.looks_ahead(at) || self.is_planned(at))
    }

    /// Whether a token may be a verb that looks back or ahead: few are.
    fn may_tell_tense(&self, at: usize) -> bool {
        const VERBS: ClassSet =
            ClassSet::of(&[class::WILL, class::COULD, class::PLANVERB, class::HASPAST]);
        self.around.lattice.classes(at).may_share(VERBS) || self.around.is_participle(at)
    }

    /// "Will", but not "may have left in May"; and "officials warned that it could".
    fn looks_ahead(&self, at: usize) -> bool {
        self.has(at, class::WILL) && !self.has(at, class::SURMISED) || self.is_warned_of(at)
    }

    /// "On Wednesday, the group said it would free him": when it was said, and what was said is another clause;
    /// but "on Saturday, officials said, it will open".
    fn heads_what_was_said(&self, piece: &Piece) -> bool {
        const HEAD: usize = 8;
        const REACH: usize = 10;
        let is_verb = |at: usize| self.has(at, class::WILL) || self.around.is_past_verb(at);
        let is_limit = |class| self.around.has_before(piece.first, class);
        if !self.may_hold(class::SAID)
            || HEAD < piece.first
            || (0..piece.first).any(is_verb)
            || is_limit(class::BY)
            || is_limit(class::UNTILWORD)
        {
            return false;
        }
        let verb = (piece.end..piece.end + REACH).find(|&at| is_verb(at));
        verb.is_some_and(|verb| self.has(verb, class::SAID) && self.word(verb + 1) != ",")
    }

    /// "Flew in on Thursday for talks that were to last": where the clause of what is told begins to tell
    /// of a thing, once a verb of the past has said what was done.
    fn other_clause(&self, piece: &Piece) -> Option<usize> {
        const REACH: usize = 6;
        if !self.may_hold(class::RELATIVE) {
            return None;
        }
        let which = (piece.end..piece.end + REACH).find(|&at| self.has(at, class::RELATIVE))?;
        let is_of_thing = which > piece.end && self.around.is_thing(which - 1);
        let mut before = piece.first.saturating_sub(REACH)..piece.first;
        let is_told = |at: usize| self.around.is_past_verb(at) && !self.has(at, class::SAID);
        (is_of_thing && before.any(is_told)).then_some(which)
    }

    /// "Voters can cast ballots beginning Tuesday", "declared three days of mourning beginning Tuesday".
    fn is_begun_with(&self, first: usize) -> bool {
        self.around.has_before(first, class::FROMTHEN)
    }

    /// "An inquiry that opened on 10 November is to report": the verb right before a day tells of it,
    /// whatever comes after.
    fn stands_behind_past(&self, first: usize) -> bool {
        const STATE: usize = 3;
        let before = first.checked_sub(1);
        let verb = match before.filter(|&at| self.has(at, class::CLOCKDAY)) {
            Some(on) => on.checked_sub(1),
            None => before,
        };
        verb.is_some_and(|verb| {
            // "Will remain closed Thursday".
            self.around.is_past_verb(verb)
                && !self.has(verb, class::SAID)
                && !self.has_before(verb, STATE, class::WILL)
                && self.ends_before(verb + 1, class::WILL).is_none()
        })
    }

    /// "The answer in March was to shut the border": when that was given, not when it was to be shut; but not "the next
    /// talk on Tuesday was to".
    fn is_of_subject_that_was(&self, piece: &Piece) -> bool {
        const REACH: usize = 5;
        let is_of_thing = piece.first.checked_sub(2).is_some_and(|at| self.around.is_thing(at));
        let is_in = self.around.has_before(piece.first, class::INWORD)
            || self.around.has_before(piece.first, class::CLOCKDAY);
        is_of_thing
            && is_in
            && !self.has_before(piece.first, REACH, class::NEXTREL)
            && self.has(piece.end, class::BEPAST)
            && self.word(piece.end + 1) == "to"
    }

    /// "The minister leaves Saturday", "kick-off on Friday night is at 7.45", in the present.
    fn is_timetabled(&self, piece: &Piece) -> bool {
        let before = piece.first.checked_sub(1);
        let verb = match before.filter(|&at| self.has(at, class::CLOCKDAY)) {
            Some(on) => on.checked_sub(1),
            None => before,
        };
        let plans = verb.filter(|&verb| self.has(verb, class::ONEPLANS));
        let plans = plans.or_else(|| self.presents_on(piece));
        // "The leaves", "its ends".
        let is_verb = plans
            .and_then(|verb| verb.checked_sub(1))
            .is_some_and(|doer| self.around.is_thing(doer) || self.has(doer, class::PRONOUN));
        let is_at = self.has(piece.end, class::BEPRESENT)
            && self.has(piece.end + 1, class::CLOCKLEAD)
            && self.around.kind(piece.end + 2) == Some(TokenKind::Number);
        // "Monday is a holiday".
        let is_subject = piece.first == 0 && self.has(piece.end, class::BEPRESENT);
        is_verb || is_at || Self::is_weekday_of(piece) && (is_subject || self.heads_plan(piece))
    }

    /// "On Sunday the club hosts Larne", but not "on Monday postal votes were counted", "the man who hosts it left",
    /// "on Monday the house votes 52–48".
    fn heads_plan(&self, piece: &Piece) -> bool {
        const HEAD: usize = 1;
        const REACH: usize = 6;
        const REACH_BEHIND: usize = 24;
        let is_past = |at: usize| self.around.is_past_verb(at) || self.has(at, class::HASPAST);
        let goes_on =
            |at: usize| self.around.is_word(at) && !is_past(at) && !self.has(at, class::RELATIVE);
        let first = piece.end + usize::from(self.word(piece.end) == ",");
        let mut clause = (first..first + REACH).take_while(|&at| goes_on(at));
        let verb = clause.find(|&at| first < at && self.has(at, class::HEADPLANS));
        let verb = verb.filter(|&verb| piece.first <= HEAD && self.around.is_thing(verb - 1));
        let is_report = |at: usize| is_past(at) || self.around.kind(at) == Some(TokenKind::Number);
        verb.is_some_and(|verb| !(verb + 1..verb + REACH_BEHIND).any(is_report))
    }

    /// "The minister is visiting Oslo on Saturday", "they are leaving Monday": what is under way on a day to come, with
    /// no more than its thing and place between, but not "is leaving after the attack on Saturday".
    fn is_being_planned(&self, piece: &Piece) -> bool {
        const REACH: usize = 7;
        let before = piece.first.checked_sub(1);
        let end = before.filter(|&at| self.has(at, class::CLOCKDAY)).unwrap_or(piece.first);
        // "In the hall" right behind the verb, "in Oslo" anywhere.
        let is_place = |at: usize| {
            let is_behind_verb =
                at.checked_sub(1).is_some_and(|verb| self.has(verb, class::ONEPLANNING));
            self.around.is_title(at + 1) || is_behind_verb && self.has(at + 1, class::DET)
        };
        let goes_on = |at: usize| {
            self.around.is_word(at)
                && !self.has(at, class::OFOTHER)
                && (!self.has(at, class::OFPLACE) || is_place(at))
                && !self.around.is_past_verb(at)
                && !self.around.is_participle(at)
        };
        let mut words = (end.saturating_sub(REACH)..end).rev().take_while(|&at| goes_on(at));
        let verb = words.find(|&at| self.has(at, class::ONEPLANNING));
        verb.is_some_and(|verb| self.ends_before(verb, class::BEPRESENT).is_some())
    }

    /// "The board presents the plan on 8 May": a verb of the present with what it is done to, and the day to come.
    /// Not "its releases on 8 May", "presents the strike on 8 May as a crime".
    fn presents_on(&self, piece: &Piece) -> Option<usize> {
        const REACH: usize = 7;
        let on = piece.first.checked_sub(1).filter(|&at| self.has(at, class::CLOCKDAY))?;
        let closes = !self.around.is_word(piece.end) || self.has(piece.end, class::INWORD);
        let goes_on = |at: usize| {
            self.around.is_word(at)
                && !self.has(at, class::CLOCKDAY)
                && !self.has(at, class::RELATIVE)
                && !self.around.is_past_verb(at)
        };
        let mut before = (on.saturating_sub(REACH)..on).rev().take_while(|&at| goes_on(at));
        let verb = before.find(|&at| self.has(at, class::ONEPRESENTS));
        verb.filter(|verb| closes && verb + 1 < on)
    }

    /// "On Friday the charity is sending tents": what is under way on a day is to be.
    fn is_under_way(&self, at: usize) -> bool {
        self.has(at, class::BEPRESENT)
            && self.word(at + 1).len() > 5
            && self.word(at + 1).ends_with("ing")
    }

    /// Whether it names a day of the week and no date.
    pub(super) fn is_weekday_of(piece: &Piece) -> bool {
        matches!(
            &piece.expression,
            Expression::Calendar(it) if it.weekday.is_some() && it.month.is_none()
        )
    }

    /// "The road is closed until Thursday", "has until Thursday": what is held until a day of the week has not
    /// reached it.
    fn is_held_until(&self, piece: &Piece) -> bool {
        const REACH: usize = 4;
        // "Until Thursday, when".
        let goes_on = self.word(piece.end) == "," && self.has(piece.end + 1, class::CLAUSELEAD);
        Self::is_weekday_of(piece)
            && !goes_on
            && self.around.has_before(piece.first, class::UNTILWORD)
            && (self.has_before(piece.first, REACH, class::HELD)
                || self.around.has_before(piece.first - 1, class::PRESENTVERB))
    }

    /// "A speech planned for Wednesday was cancelled", "a vote that they have called for May 22", "Graduation is May
    /// 22", "the vote is on Friday", "is in three weeks".
    fn is_set_for(&self, piece: &Piece) -> bool {
        let Some(before) = piece.first.checked_sub(1) else { return false };
        let is_to_be = |at: usize| self.has(at, class::BEPRESENT);
        let Some(verb) = before.checked_sub(1).filter(|_| !is_to_be(before)) else {
            return is_to_be(before);
        };
        let is_plan = self.has(verb, class::WILL) || self.has(verb, class::SCHEDULED);
        let is_for = self.has(before, class::FORWORD)
            && (is_plan
                || self.ends_before(before, class::CONVENED).is_some()
                || self.ends_before(before, class::WILL).is_some());
        let is_length = matches!(&piece.expression, Expression::Duration { ahead: Some(_), .. });
        is_for || (self.has(before, class::CLOCKDAY) || is_length) && is_to_be(verb)
    }

    /// Whether it is the day on which something was said: "police said Monday".
    pub(super) fn is_of_saying(&self, first: usize) -> bool {
        const REACH: usize = 4;
        let mut before = (first.saturating_sub(REACH)..first).rev();
        let is_verb = |at: &usize| self.has(*at, class::SAID) || self.around.is_past_verb(*at);
        self.may_hold(class::SAID)
            && before.find(is_verb).is_some_and(|at| self.has(at, class::SAID))
    }

    /// "Funerals begin Friday", "they meet again on Friday", "City play on Friday": a verb of plans after
    /// those who do it.
    fn is_planned(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|_| self.has(at, class::PLANVERB));
        before.is_some_and(|before| {
            // "Resolved to meet again on the 18th".
            if self.ends_before(at, class::RESOLVEDTO).is_some() {
                return true;
            }
            let doer = self.word(before);
            let are_many = doer.len() > 2 && doer.ends_with('s') && self.around.is_thing(before);
            let are_they = self.has(before, class::MANYDOERS);
            // Not "did they meet".
            let is_asked = self.around.has_before(before, class::HASPAST);
            let opens = before.checked_sub(1).is_none_or(|mark| self.word(mark) == ",");
            let is_team = opens && self.around.is_title(before) && self.around.is_thing(before);
            // "Saw the women leave".
            let is_seen = (at.saturating_sub(3)..before).any(|seen| self.has(seen, class::WATCHED));
            let are_they = are_they && !is_asked && !is_seen;
            are_many && !is_seen || are_they || is_team || self.goes_on_to(before)
        })
    }

    /// "Met on Tuesday and planned": the verb after "and" is of another time.
    fn opens_other_verb(&self, piece: &Piece) -> bool {
        const REACH: usize = 6;
        let is_and = |at: usize| self.has(at, class::ANDWORD) || self.has(at, class::BUTWORD);
        let has_comma = self.word(piece.end) == ",";
        let joint = if has_comma { piece.end + 1 } else { piece.end };
        let verb = if is_and(joint) { joint + 1 } else { joint };
        let is_told = |at: usize| {
            self.has(at, class::WILL) || self.around.is_past_verb(at) && !self.has(at, class::SAID)
        };
        let mut before = piece.first.saturating_sub(REACH)..piece.first;
        verb > piece.end && (is_told(verb) || self.is_planned(verb)) && before.any(is_told)
    }

    pub(super) fn is_told_as_past(&self, piece: &Piece) -> bool {
        const REACH: usize = 3;
        let first = piece.first;
        let is_told = (first.saturating_sub(REACH)..first).any(|at| self.around.is_past_verb(at));
        // "Will stay closed until": a participle of what is to come.
        let is_to_come = self.has_before(first, REACH + 3, class::WILL);
        self.follows_since(first)
            || is_told && !is_to_come
            || self.is_reached(piece)
            || self.has_lasted_until(first)
            || self.was_done_there(first)
            || self.is_of_blame(first)
            || self.is_told_of(piece)
            || self.has_happened(first)
    }

    /// "Arms were handed in at Varna in January": what was done somewhere was done by then.
    fn was_done_there(&self, first: usize) -> bool {
        const REACH: usize = 10;
        let Some(there) = first.checked_sub(2).filter(|&at| self.around.is_capitalised(at)) else {
            return false;
        };
        let is_joint = self.has(there + 1, class::INWORD) || self.has(there + 1, class::CLOCKDAY);
        let leads_on = |at: usize| {
            self.has(at, class::WILL)
                || self.has(at, class::SAID)
                || matches!(self.word(at), "to" | "for" | "," | ";")
        };
        let mut before =
            (first.saturating_sub(REACH)..=there).rev().take_while(|&at| !leads_on(at));
        is_joint
            && before.any(|at| {
                let is_done = self.around.is_participle(at + 1) || self.has(at + 1, class::HASPAST);
                self.has(at, class::BEPAST) && is_done
            })
    }

    /// "The mist lay over the pass until Saturday": what lasted until a day has come to it.
    fn has_lasted_until(&self, first: usize) -> bool {
        const REACH: usize = 9;
        self.around.has_before(first, class::UNTILWORD)
            && self.has_before(first, REACH, class::LASTED)
            && !self.has_before(first, REACH, class::WILL)
    }

    /// "By Tuesday the town was empty", "In January two men died": a sentence of the past opens with it.
    /// "And by Sunday they had left".
    fn is_reached(&self, piece: &Piece) -> bool {
        const REACH: usize = 9;
        let first = piece.first;
        let is_by = first.checked_sub(1).is_some_and(|before| self.has(before, class::BY));
        if is_by && (piece.end..piece.end + REACH).any(|at| self.has(at, class::PLUPERFECT)) {
            return true;
        }
        let is_limit = self.has(0, class::BY) || self.has(0, class::UNTILWORD);
        let leads = [class::INWORD, class::CLOCKDAY, class::BETWEEN, class::RANGEFROM];
        let opens = is_limit || leads.into_iter().any(|lead| self.has(0, lead));
        // "They followed on Thursday and by that night were".
        let is_joined = is_by && first >= 2 && self.has(first - 2, class::ANDWORD);
        let is_head = first == 1 && opens || is_joined;
        let mut after = (piece.end..piece.end + REACH).take_while(|&at| !self.has(at, class::WILL));
        is_head && after.any(|at| self.around.is_past_verb(at))
    }

    /// "Will be held on Monday", while "would" looks ahead from within a story.
    pub(super) fn is_foreseen(&self, piece: &Piece) -> bool {
        const REACH: usize = 12;
        const HEAD: usize = 2;
        // "In the next decade prices will fall", "In August he will retire".
        let heads_plan = match &piece.expression {
            Expression::Period { .. } => true,
            Expression::Calendar(calendar) => calendar.year.is_none() && !self.heads_range(piece),
            _ => false,
        };
        // "In October the airline that will be sold lost $3m".
        let goes_on = |at: usize| {
            self.word(at) != ","
                && !self.has(at, class::RELATIVE)
                && !self.has(at, class::SUBORDINATE)
                && !self.around.is_past_verb(at)
        };
        // "An election has been set for May, wrote the envoy": of the day of his letter.
        let is_any_set = self.may_hold(class::HASSET);
        let is_set = |at: usize| {
            let mut near = at.saturating_sub(REACH)..piece.end + REACH;
            is_any_set && self.has(at, class::HASSET) && !near.any(|at| self.has(at, class::WROTE))
        };
        let foresees = |at: usize| self.has(at, class::FORESEEN) || is_set(at);
        let mut clause = (piece.end..piece.end + REACH).take_while(|&at| goes_on(at));
        self.has_before(piece.first, REACH, class::FORESEEN)
            || (piece.first.saturating_sub(REACH)..piece.first).any(is_set)
            || piece.first <= HEAD && heads_plan && clause.any(foresees)
    }

    /// "Next month she marks sixty years", but not "next year tanks at the Somme".
    pub(super) fn is_in_present(&self, piece: &Piece) -> bool {
        const REACH: usize = 12;
        self.may_hold(class::PRESENTVERB)
            && (piece.end..piece.end + REACH).any(|at| self.has(at, class::PRESENTVERB))
    }

    /// "Between | October and December", "in | October and November", "from | October until March".
    fn heads_range(&self, piece: &Piece) -> bool {
        const JOINTS: [ClassId; 4] =
            [class::RANGETO, class::ANDWORD, class::ORWORD, class::UNTILWORD];
        let is_led = [class::BETWEEN, class::RANGEFROM]
            .iter()
            .any(|&lead| self.around.has_before(piece.first, lead));
        is_led || self.has_any(piece.end, &JOINTS)
    }

    /// "Was to open in March", "had been due in May", but not "the fair, planned for March, was called off", "was set
    /// for May", "was planned in March".
    pub(super) fn was_planned(&self, piece: &Piece) -> bool {
        const REACH: usize = 8;
        let first = piece.first;
        let plan = (first.saturating_sub(REACH)..first).rev().find(|&at| self.has(at, class::WILL));
        let Some(plan) = plan else { return false };
        let was_to_be = self.has(plan, class::BEPAST) && self.word(plan + 1) == "to";
        let had_been = self.ends_before(plan, class::HADBEEN).is_some();
        was_to_be || had_been && !self.has(plan, class::SETFOR)
    }

    /// "Since January": whatever else the sentence says, it lies back.
    fn follows_since(&self, first: usize) -> bool {
        self.around.has_before(first, class::SINCEWORD)
    }

    /// "As soon as", "as early as", "no sooner than".
    pub(super) fn is_expected(&self, first: usize) -> bool {
        self.ends_before(first, class::EXPECTED).is_some()
    }

    /// "Ahead of Saturday's match", "Saturday's match, which will", "will play in Saturday's match": still to
    /// come.
    pub(super) fn is_announced(&self, piece: &Piece, tense: Tense) -> bool {
        const LONGEST: usize = 5;
        if self.ends_before(piece.first, class::AHEADOF).is_some() {
            return true;
        }
        let mut words = piece.end + 2..piece.end + 2 + LONGEST;
        let is_scheduled = |at: usize| self.has(at, class::SCHEDULED);
        let lies_ahead = tense == Tense::Future || self.comes_before(piece.first);
        if lies_ahead && words.clone().any(is_scheduled) {
            return true;
        }
        let which = words.find(|&at| self.has(at, class::RELATIVE));
        which.is_some_and(|at| self.has(at + 1, class::WILL))
    }
}

impl Found {
    /// "The talks, planned for 12 July, were put off", said on 30 July: a plan for a time that has passed, where it
    /// would else lie so many days ahead. Who looks so far ahead says the year.
    pub(crate) fn is_past_plan(&self, days_ahead: i64) -> bool {
        const FAR_DAYS: i64 = 330;
        const FAR_DAYS_OF_PAST: i64 = 225;
        /// A day of the two weeks before is rather that day than a year ahead.
        const JUST_BEEN_DAYS: i64 = 351;
        let far = if self.was_planned { FAR_DAYS_OF_PAST } else { FAR_DAYS };
        let is_day = self.calendar().is_some_and(|it| it.day.is_some());
        far < days_ahead && !self.is_foreseen || is_day && JUST_BEEN_DAYS < days_ahead
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_prose};

    #[test]
    fn what_an_office_does_on_a_set_day_lies_ahead() {
        check("The court hears the case on 12 December.", "12 December = 2022-12-12");
        check("The firm publishes its results on Monday.", "Monday = 2022-11-07");
        check("The court heard the case on 12 October.", "12 October = 2022-10-12");
        check("The film presents the raid on 3 March as a crime.", "3 March = 2022-03-03");
        check("The paper shows evidence of raids on Varna on 3 March.", "3 March = 2022-03-03");
        check("It must be paid on Monday at the latest.", "Monday = 2022-11-07");
    }

    #[test]
    fn what_will_be_is_of_no_story_of_older_times() {
        check_prose(
            "The house was built in 1780 and sold in 1850. In July it will be sold again.",
            true,
            "1780 = 1780; 1850 = 1850; July = 2023-07",
        );
        check_prose(
            "The house was built in 1780 and sold in 1850. In July it was sold again.",
            true,
            "1780 = 1780; 1850 = 1850; July = 1850-07",
        );
    }

    #[test]
    fn what_was_planned_for_a_month_long_past_is_of_this_year() {
        check("The line was to open in August.", "August = 2022-08");
        check("The verdict had been expected on 2 September.", "2 September = 2022-09-02");
        check("The fair, planned for July, was called off.", "July = 2023-07");
        check("The trial was set for July.", "July = 2023-07");
        check("A hearing was scheduled for 12 August.", "12 August = 2023-08-12");
        check("The line was to open in January.", "January = 2023-01");
        check("The verdict is expected in August.", "August = 2023-08");
        check("The line will open in August.", "August = 2023-08");
    }

    #[test]
    fn a_range_of_which_a_number_is_told_is_over() {
        check(
            "Between January and June the office counted nine.",
            "January = 2022-01 [2022-01/2022-06]; June = 2022-06",
        );
        check(
            "Between January and June the office will count nine.",
            "January = 2023-01 [2023-01/2023-06]; June = 2023-06",
        );
    }

    #[test]
    fn what_somebody_does_on_a_day_that_opens_the_sentence_lies_ahead() {
        check("On Monday the council votes.", "Monday = 2022-11-07");
        check("On Monday, the man who runs the fair left.", "Monday = 2022-10-31");
        check("On Monday postal votes were counted.", "Monday = 2022-10-31");
        check("On Monday the miller's moves upset the market.", "Monday = 2022-10-31");
        check("On Monday the house votes 52 to 48.", "Monday = 2022-10-31");
        check("On Sunday a man appears at a church and kills two.", "Sunday = 2022-10-30");
        check("On Tuesday, oil closes at $80.", "Tuesday = 2022-11-01");
    }

    #[test]
    fn what_will_be_of_something_says_nothing_of_when_something_else_was() {
        check("In October the mill that will be sold lost money.", "October = 2022-10");
        check("In October prices will fall.", "October = 2023-10");
        check("On 25 October the firm, which will close, paid its men.", "25 October = 2022-10-25");
        check(
            "Between October and December sales will rise.",
            "October = 2022-10 [2022-10/2022-12]; December = 2022-12",
        );
    }

    #[test]
    fn a_length_says_how_far_off_what_will_be_is() {
        check("They will vote in three weeks.", "three weeks = 2022-11-21/2022-11-27");
        check("The lease runs out in six months.", "six months = 2023-05");
        check("The vote is in ten days.", "ten days = 2022-11-12");
        check("The third vote is in three weeks.", "three weeks = 2022-11-21/2022-11-27");
        check(
            "The first round will be held in three weeks.",
            "three weeks = 2022-11-21/2022-11-27",
        );
        check("It will be the third vote in six months.", "six months = P6M");
        check("It will be the worst flood in ten years.", "ten years = P10Y");
        check("The largest march in ten years will cost more.", "ten years = P10Y");
        check(
            "The bank will pay it back in less than two years.",
            "less than two years = P2Y LESS_THAN",
        );
        check(
            "On 3 June he said he would go in three weeks.",
            "3 June = 2022-06-03; three weeks = P3W",
        );
        check("They will lose more in six months of war.", "six months = P6M");
        check("He built it in six months.", "six months = P6M");
        check("Rome was not built in a day.", "a day = P1D");
        check("Rome will not be built in a day.", "a day = P1D");
        check(
            "He was jailed in 1991.\nHe was told that he would be free in two years.",
            "1991 = 1991; two years = P2Y",
        );
    }

    #[test]
    fn what_was_done_somewhere_lies_back() {
        check("Arms were handed in at Varna in January.", "January = 2022-01");
        check("The men were held in Oslo in December.", "December = 2021-12");
        check("Voters were called to the polls in Oslo in January.", "January = 2023-01");
    }

    #[test]
    fn what_is_held_until_a_day_or_called_for_it_lies_ahead() {
        check("The road is closed until Friday.", "Friday = ../2022-11-04");
        check("The road was closed until Friday, when it was mended.", "Friday = ../2022-10-28");
        check("The fire burned until Friday.", "Friday = ../2022-10-28");
        check("The mist lay over the lower pass until Friday.", "Friday = ../2022-10-28");
        check("They agreed to stay in the lower camp until Friday.", "Friday = ../2022-11-04");
        check("Miners called a strike for Friday.", "Friday = 2022-11-04");
        check("They paid for Friday's strike.", "Friday = 2022-10-28");
        check("They want the poll that the council has called for 5 May.", "5 May = 2023-05-05");
        check("A poll called for 5 May was scrapped.", "5 May = 2022-05-05");
        check("A poll had been called for 5 May.", "5 May = 2022-05-05");
        check("They declared a fast beginning Friday.", "Friday = 2022-11-04/..");
    }

    #[test]
    fn what_was_said_is_another_clause() {
        check("“Nobody will ask,” he told a paper in May.", "May = 2022-05");
        check("\"Nobody will ask,\" he told a paper in May.", "May = 2022-05");
    }

    #[test]
    fn who_says_something_on_a_day_says_it_then() {
        check("On Tuesday, the group said it would free him.", "Tuesday = 2022-11-01");
        check(
            "In a statement late Tuesday, the group said it would free him on Friday.",
            "late Tuesday = 2022-11-01 END; Friday = 2022-11-04",
        );
        check("On Friday, officials said, it will open.", "Friday = 2022-11-04");
        check("The group said it would free him by Friday.", "Friday = ../2022-11-04");
        check("Speaking on Friday, the mayor will say little.", "Friday = 2022-11-04");
    }

    #[test]
    fn what_should_be_lies_ahead_and_what_should_have_been_does_not() {
        check(
            "The deal, agreed in March, should close in April.",
            "March = 2022-03; April = 2023-04",
        );
        check("They may have left in September.", "September = 2022-09");
        check("They should have left on Tuesday.", "Tuesday = 2022-11-01");
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
    fn what_a_thing_is_to_be_says_nothing_of_when_it_was_told() {
        check("She flew in on Friday for talks that were to last.", "Friday = 2022-10-28");
        check("She will fly in on Friday for talks that were long.", "Friday = 2022-11-04");
    }

    #[test]
    fn what_is_done_by_plan_lies_ahead() {
        check("Funerals begin Friday.", "Friday = 2022-11-04");
        check("They agreed to meet again on Friday.", "Friday = 2022-11-04");
        check("They were seen to leave on Friday.", "Friday = 2022-10-28");
        check("The minister flies Tuesday.", "Tuesday = 2022-11-08");
        check("It opens a week from Friday.", "a week from Friday = 2022-11-11");
        check("By Tuesday the town was empty.", "Tuesday = ../2022-11-01");
        check("They fled and by Tuesday the town was empty.", "Tuesday = ../2022-11-01");
        check(
            "They woke, and by 00:20 on Tuesday the first of them had fled.",
            "00:20 on Tuesday = ../2022-11-01T00:20",
        );
        check("They agreed and by Tuesday will be gone.", "Tuesday = ../2022-11-08");
    }

    #[test]
    fn the_verb_right_before_a_day_tells_of_it() {
        check("An inquiry that opened on 10 November is to report.", "10 November = 2021-11-10");
        check("A march planned Friday will go ahead.", "Friday = 2022-11-04");
    }

    #[test]
    fn what_was_to_be_is_later_than_the_answer_that_said_so() {
        check("The answer in March was to shut the border.", "March = 2022-03");
        check("The ferry was to sail in March.", "March = 2023-03");
    }

    #[test]
    fn a_timetable_is_told_in_the_present() {
        check("The minister leaves Saturday.", "Saturday = 2022-11-05");
        check("The leaves fell Saturday.", "Saturday = 2022-10-29");
        check("Friday is a holiday.", "Friday = 2022-11-04");
        check("Friday was a holiday.", "Friday = 2022-10-28");
        check("They meet again on Sunday.", "Sunday = 2022-11-06");
        check("Did they meet on Sunday?", "Sunday = 2022-10-30");
        check("The mayor, who faces an election in May, resigned.", "May = 2023-05");
        check("City visit Larne on Sunday.", "Sunday = 2022-11-06");
        check("Kick-off on Friday is at 19:45.", "Friday = 2022-11-04; 19:45 = 2022-11-04T19:45");
    }

    #[test]
    fn what_is_under_way_on_a_day_of_the_week_is_to_come() {
        check("The minister is visiting Oslo on Saturday.", "Saturday = 2022-11-05");
        check("I'm meeting them on Monday.", "Monday = 2022-11-07");
        check("Police are holding a man arrested on Monday.", "Monday = 2022-10-31");
        check("She is leaving after the vote on Monday.", "Monday = 2022-10-31");
        check("The board is meeting in Oslo on Monday.", "Monday = 2022-11-07");
        check("They are meeting in Oslo to discuss the blast on Monday.", "Monday = 2022-10-31");
        check("The firm is launching a study into the leak on Monday.", "Monday = 2022-10-31");
        check("Rebels are holding the bridge taken Monday.", "Monday = 2022-10-31");
    }
}
