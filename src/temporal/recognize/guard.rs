//! Checks on the words around a phrase: what keeps "1941 men" and "April Jones" out.

use crate::phrase::grammar::Match;
use crate::phrase::lattice::Lattice;
use crate::phrase::lexicon::ClassId;
use crate::phrase::token::{Token, TokenKind};
use crate::temporal::entry::log::Entries;
use crate::temporal::language::class;
use crate::temporal::language::tables::{Guard, Language};

/// A sentence under the eyes of the guards.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub language: &'a Language,
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lattice: &'a Lattice,
    /// What the entries of the document open with.
    pub entries: Entries,
    /// Whether the document names years before Christ, and others may lack their era.
    pub is_ancient: bool,
}

impl Around<'_> {
    /// Whether a phrase passes the guard of its rule.
    pub(crate) fn allows(&self, guard: Guard, start: usize, found: &Match<'_>) -> bool {
        let end = found.end;
        let is_of_clock = matches!(guard, Guard::Clock | Guard::ClockDigits);
        if !is_of_clock && self.is_clock_reading(start, end) {
            return false;
        }
        match guard {
            Guard::Clock => !self.is_clock_with_zone(end),
            Guard::ClockDigits => self.follows_time_lead(start),
            Guard::ClockDot => self.is_clock_with_dot(start, end),
            Guard::Year => self.is_year(start, end, found),
            Guard::AncientYear => self.is_ancient_year(start, found),
            Guard::AncientRange => self.is_ancient_range(start, found),
            Guard::Hour => {
                self.is_led(start)
                    && self.is_end_of_phrase(end)
                    && !self.follows_minutes(start)
                    && !self.is_from_length(start, end)
            }
            Guard::AtHour => self.follows_at(start) && self.is_end_of_phrase(end),
            Guard::TimeOfDay => self.is_time_of_day(start, end, found),
            // "On Friday last, they met", but not "on Friday last of all".
            Guard::Closed => {
                let goes_on = [class::PRONOUN, class::HASPAST, class::WILL, class::BEPRESENT];
                !self.is_word(end) || goes_on.into_iter().any(|class| self.has(end, class))
            }
            Guard::MonthDay => !self.is_month_and_count(start, end),
            Guard::ShortDate => self.is_short_date(start, end),
            Guard::ShortYear => self.is_short_year(start, end),
            Guard::BareWord => self.is_bare_month(start, end),
            Guard::Season => self.is_bare_season(start, end),
            Guard::Weekday => self.is_weekday(start, end),
            Guard::DayPart => self.is_daypart(start, end) && !self.is_before_period(end),
            Guard::CircaYear => self.is_circa_year(start, end),
            Guard::Duration => self.is_duration(start, end),
            Guard::Offset => self.is_offset(start, end),
            Guard::Set => self.is_set(start, end),
            Guard::ClauseEnd => self.is_end_of_clause(end),
            Guard::SameTime => self.is_same_time(start, end),
            Guard::SameDay => self.is_same_day(start, end),
            Guard::DayAlone => self.is_day_alone(start, end),
            Guard::EntryDate => self.is_entry_date(start, end),
            Guard::EntryDay => self.is_entry_day(start, end),
            Guard::CenturyAlone => self.is_century_alone(start, end),
            // "Fell to 2 million year-on-year".
            Guard::DeepTime => !self.has(end - 1, class::COMPAREDYEAR),
            Guard::Deictic => !self.is_name_of_today(start),
            Guard::Event => self.is_event_offset(start, end),
            Guard::PartOfDay => !self.is_after_all(start, end),
            Guard::Reference => self.is_reference(start, end),
            Guard::Named => self.is_named_time(start),
            Guard::NamedClause => self.is_clause_of_time(start, end),
            Guard::Holiday => self.is_holiday(start, end),
            Guard::YearRange => self.is_year_range(start, found),
            Guard::Quarter => self.is_bare_quarter(start, end),
            Guard::Decade => self.is_decade(start, found),
            Guard::ForLength => self.is_for_length(start),
            Guard::HourOfPart => self.is_hour_led(start) && self.is_end_of_phrase(end),
            Guard::BareHour => self.is_bare_hour(start, end, found),
            Guard::LastOf => !self.is_last_of(start, end) && !self.is_before_period(end),
        }
    }

    pub(crate) fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).map(|token| token.span.of(self.text))
    }

    pub(crate) fn word_before(&self, at: usize) -> Option<&str> {
        self.word(at.checked_sub(1)?)
    }

    pub(crate) fn has(&self, at: usize, class: ClassId) -> bool {
        self.lattice.has(at, class)
    }

    pub(crate) fn has_before(&self, at: usize, class: ClassId) -> bool {
        at.checked_sub(1).is_some_and(|before| self.has(before, class))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(crate) fn is_lower(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Lower)
    }

    pub(crate) fn is_title(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Title)
    }

    fn is_title_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| before > 0 && self.is_title(before))
    }

    /// Whether two neighbouring tokens touch.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        let end = self.tokens.get(at).map(|token| token.span.end);
        end.is_some() && end == self.tokens.get(at + 1).map(|token| token.span.start)
    }

    /// The value of a number of four digits.
    pub(crate) fn four_digits(&self, at: usize) -> Option<u32> {
        let is_number = self.kind(at) == Some(TokenKind::Number);
        let word = self.word(at).filter(|word| is_number && word.len() == 4)?;
        word.parse().ok()
    }

    pub(crate) fn is_capitalised(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capitalised(self.text))
    }

    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| "\"“‘'".contains(word))
    }

    pub(crate) fn closes_quote(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| "\"”'’".contains(word))
    }

    /// The quotation mark behind what was said: "“Nobody will ask,” he wrote".
    pub(crate) fn ends_speech(&self, at: usize) -> bool {
        let is_straight = self.word(at) == Some("\"")
            && matches!(self.word_before(at), Some("," | "." | "!" | "?"));
        is_straight || matches!(self.word(at), Some("”" | "''"))
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    pub(crate) fn is_function_word(&self, at: usize) -> bool {
        const SMALL: [ClassId; 5] =
            [class::TIMEPREP, class::HASPAST, class::WILL, class::DET, class::ARTICLE];
        self.lattice.has_any(at, &SMALL) || self.is_lower(at) && self.has(at, class::FUNCTIONWORD)
    }

    /// Whether a thing is named at a token: "the May 2007 high".
    pub(crate) fn is_described(&self, at: usize) -> bool {
        self.is_lower(at) && !self.is_function_word(at) && !self.is_past_verb(at)
    }

    /// Whether a word stands at a token that is neither small nor a verb of the past.
    pub(crate) fn is_thing(&self, at: usize) -> bool {
        self.is_word(at) && !self.is_function_word(at) && !self.is_past_verb(at)
    }

    /// Whether a verb in the past stands at a token.
    pub(crate) fn is_past_verb(&self, at: usize) -> bool {
        let is_irregular = self.lattice.has(at, class::HASPAST) && !self.follows_be(at);
        is_irregular || self.is_participle(at) && !self.is_state(at)
    }

    /// "Is booked", "are fully booked": so it is, whenever it came about.
    fn is_state(&self, at: usize) -> bool {
        let has_adverb = self.word_before(at).is_some_and(|word| word.ends_with("ly"));
        let verb = if has_adverb { at - 1 } else { at };
        self.word_before(verb).is_some_and(|word| matches!(word, "is" | "are"))
    }

    /// Whether a word ends as verbs of the past do.
    pub(crate) fn is_participle(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.kind == TokenKind::Lower) else {
            return false;
        };
        // "Will be held" is no past: a participle after "be" says nothing of time.
        let word = self.text.as_bytes().get(token.span.range()).unwrap_or_default();
        word.len() > 3 && word.ends_with(b"ed") && !self.follows_unfinished(at)
    }

    /// Whether a participle at a token would be of the present or of what is to come.
    pub(crate) fn follows_be(&self, at: usize) -> bool {
        self.follows_unfinished(at)
            || self.word_before(at).is_some_and(|word| matches!(word, "is" | "are"))
    }

    /// "Be | held", "be officially | released".
    fn follows_unfinished(&self, at: usize) -> bool {
        let has_adverb = self.word_before(at).is_some_and(|word| word.ends_with("ly"));
        self.has_before(if has_adverb { at - 1 } else { at }, class::UNFINISHED)
    }

    pub(crate) fn slot(found: &Match<'_>, class: ClassId) -> bool {
        found.slots.iter().any(|slot| slot.arc.class == class)
    }

    /// "On Tuesday", but not "Black Tuesday", "detective Joe Friday Smith", "Sunday school"; and "on Sunday school
    /// buses were late".
    fn is_weekday(&self, start: usize, end: usize) -> bool {
        let is_name = self.is_title(end) && self.is_title_before(start);
        // "Police in Sheffield Wednesday arrested two men".
        let is_in = start.checked_sub(1).is_some_and(|name| {
            [class::OFPLACE, class::WITHINPREP].iter().any(|&lead| self.has_before(name, lead))
        });
        let is_called = self.has_before(start, class::DAYNAME)
            && self.is_capitalised(start - 1)
            && !is_in
            && !self.has(end, class::DAYPART);
        let is_of_thing =
            self.has(start, class::WEEKDAYTHING) && !self.has_before(start, class::CLOCKDAY);
        !(is_name
            || is_called
            || is_of_thing
            || self.is_paper(start)
            || self.is_day_in_apposition(start))
    }

    /// "Two days after", but not "ten hours a day since May", which says how much, nor "the years since", a length
    /// of time.
    fn is_event_offset(&self, start: usize, end: usize) -> bool {
        let is_rate = self.has_before(start, class::UNITS)
            && end.checked_sub(1).is_some_and(|last| self.has(last, class::SINCEWORD));
        let are_many = self.has(start, class::DET) && self.has(start + 1, class::UNITS);
        !is_rate
            && !are_many
            && !self.has_before(start, class::FORWORD)
            && !self.has(end, class::SCHEDULE)
    }

    /// "On 14 August 1992, a Friday": it says of that date what day of the week it was.
    fn is_day_in_apposition(&self, start: usize) -> bool {
        let date = start.checked_sub(3).filter(|_| self.word_before(start) == Some("a"));
        date.is_some_and(|date| {
            let is_dated = [class::YEAR, class::DAYORD, class::MONTH];
            matches!(self.word(date + 1), Some("," | "-" | "–" | "—" | "("))
                && is_dated.iter().any(|&class| self.has(date, class))
        })
    }

    /// "And the Sun.": a newspaper, or what shines.
    fn is_paper(&self, start: usize) -> bool {
        self.word(start) == Some("Sun") && self.has_before(start, class::DET)
    }

    /// "The late 80s", but not "a man in his late 30s", "aged in the 30s", "highs in the low 50s": without
    /// their century tens may be years of a life, or degrees.
    fn is_decade(&self, start: usize, found: &Match<'_>) -> bool {
        const REACH: usize = 8;
        let is_part = |at: &usize| {
            self.has(*at, class::PARTADJ)
                || self.has(*at, class::ANDWORD)
                || self.word(*at) == Some("-")
        };
        let before = (0..start).rev().find(|at| !is_part(at));
        if before.is_some_and(|at| self.has(at, class::POSSESSIVE)) {
            return false;
        }
        if Self::slot(found, class::DECADE) || Self::slot(found, class::DECADE3) {
            return true;
        }
        let is_led = Self::slot(found, class::DET);
        let is_cut = (start.saturating_sub(1)..found.end)
            .any(|at| matches!(self.word(at), Some("'" | "’" | "‘")));
        let is_in = before.is_some_and(|at| self.has(at, class::WITHINPREP));
        let is_measured =
            || (start.saturating_sub(REACH)..start).any(|at| self.has(at, class::MEASURED));
        // "Paid the ringers 10s.", "killed 10s of people".
        let is_bare = found.end == start + 1 && !is_cut && before == start.checked_sub(1);
        let is_amount = is_bare && found.slots.iter().any(|slot| slot.arc.number <= 20);
        (is_led || is_cut || !is_in && !is_amount) && (is_cut || !is_measured())
    }

    /// A month name that stands alone. May, March, April, June and August are names and verbs too.
    fn is_bare_month(&self, start: usize, end: usize) -> bool {
        // "The DEC. appeal": in capitals of its own it is short for something else.
        let is_short = self.word(start).is_some_and(|word| word.len() <= 4 && word != "MAY");
        let is_lower = |token: &Token| token.kind == TokenKind::Lower;
        if is_short
            && self.kind(start) == Some(TokenKind::Upper)
            && self.tokens.iter().any(is_lower)
        {
            return false;
        }
        if is_short && self.is_joined_to_name(end) {
            return false;
        }
        // "www.dec.example".
        if self.word_before(start) == Some(".") && self.is_glued(start - 1) {
            return false;
        }
        // "August–September 1950" says in full what it is.
        if self.kind(end.saturating_sub(1)) == Some(TokenKind::Number) {
            return true;
        }
        if self.is_title(end) && !self.has(end, class::WEEKDAY) {
            let is_led =
                self.has_before(start, class::TIMEPREP) && self.word_before(start) != Some("the");
            let is_name = self.has(start, class::NAMEOFMONTH);
            // "In April Nixon appointed", but "of April Jones".
            return is_led && !is_name || self.has_before(start, class::WITHINPREP);
        }
        if self.has_before(start, class::TIMEPREP)
            || self.has_before(start, class::PERHAPS)
            || self.has_before(start, class::RANGETO)
            || self.has_before(start, class::MONTH)
        {
            let has_the = self.word_before(start).is_some_and(|w| w.eq_ignore_ascii_case("the"));
            // "The March operation", but "the March to Versailles".
            return !has_the || self.is_described(end);
        }
        let before = start.checked_sub(1);
        let is_name = self.has(start, class::NAMEOFMONTH);
        match before {
            // "A March operation", "the costly August battles".
            Some(before) if self.is_described(end) && self.opens_with_article(before) => true,
            _ if self.has(end, class::DAYPART) => true,
            // "April. The network was cut on the 6th": what opens an entry stands alone.
            None => !is_name || self.tokens.len() == end + 1 && self.word(end) == Some("."),
            Some(before) => !is_name && !self.is_title(before) || self.word(before) == Some(","),
        }
    }

    /// Whether an article stands at a token, or before it where that is no name.
    fn opens_with_article(&self, at: usize) -> bool {
        let is_article = |at: usize| self.has(at, class::ARTICLE) || self.has(at, class::DET);
        is_article(at) || self.is_lower(at) && at.checked_sub(1).is_some_and(is_article)
    }

    /// Whether a holiday is no part of a name: "Operation Ramadan", "White Christmas", "Easter Island"; and
    /// nothing is only called after it: "Easter eggs".
    fn is_holiday(&self, start: usize, end: usize) -> bool {
        let is_named = self.is_title_before(start) && !self.has_before(start, class::RITE)
            || self.is_inside_name(start, end);
        // "On Boxing Day Conor Reid scored".
        let is_on = || self.has_before(start, class::CLOCKDAY);
        let tells =
            |name: usize| (end..=name).all(|at| self.is_title(at)) && self.is_past_verb(name + 1);
        let goes_on = self.is_title(end) && !self.has(end, class::WEEKDAY);
        !is_named
            && !self.is_day_of_thing(end)
            && !self.has(end, class::SEASONTHING)
            && (!goes_on || is_on() && (tells(end) || tells(end + 1)))
    }

    /// "The Inauguration Day of the new bridge", but not "Christmas of the same year".
    fn is_day_of_thing(&self, end: usize) -> bool {
        const REACH: usize = 4;
        let is_thing = self.is_word(end + 1) && !self.has(end + 1, class::YEAR);
        self.word(end) == Some("of")
            && is_thing
            && !(end + 1..end + REACH).any(|at| self.has(at, class::UNIT))
    }

    /// Whether a named time goes on behind a phrase: "the Good Friday Agreement".
    fn is_inside_name(&self, start: usize, end: usize) -> bool {
        let firsts = [Some(start), start.checked_sub(1)];
        firsts.into_iter().flatten().any(|first| {
            let name = self.lattice.find(first, class::NAMED);
            name.is_some_and(|name| first + name.tokens as usize > end)
        })
    }

    /// A season that stands alone. "Spring" is also a verb, a well and a name.
    fn is_bare_season(&self, start: usize, end: usize) -> bool {
        let is_campaign = self.has(end, class::CAMPAIGN);
        if self.is_title(end) && !is_campaign
            || end - start == 1 && self.word(end) == Some(",") && self.is_title(end + 1)
        {
            return false;
        }
        // "The winter of discontent", "the autumn of her life".
        let is_figure = self.word(end) == Some("of")
            && (self.is_described(end + 1) || self.has(end + 1, class::POSSESSIVE));
        if self.has(end, class::SEASONTHING) || is_figure {
            return false;
        }
        let is_led = self.has_before(start, class::TIMEPREP) || start == 0 || is_campaign;
        let last = self.word(end.saturating_sub(1)).unwrap_or("");
        match last {
            "summer" | "winter" | "autumn" => true,
            "fall" | "Fall" if is_campaign => true,
            "fall" | "Fall" => {
                self.has_before(start, class::WITHINPREP)
                    && self.is_end_of_phrase(end)
                    && self.word(end) != Some("of")
            }
            _ => is_led || end - start > 1 && self.is_end_of_phrase(end),
        }
    }

    /// Whether a phrase describes what is named after it: "a five-day war", "the Spring Offensive".
    /// Its article then belongs to that.
    pub(crate) fn describes(&self, first: usize, end: usize) -> bool {
        let has_article = self.has(first, class::ARTICLE) || self.has(first, class::DET);
        let is_compound = end >= first + 4
            && self.word(end - 2) == Some("-")
            && (self.has(end - 1, class::UNIT) || self.has(end - 1, class::DAYWORD))
            && !self.has(first + 1, class::UNIT)
            && self.is_word(end);
        // "A months-long siege".
        let is_long = end >= first + 4
            && self.word(end - 1) == Some("long")
            && self.word(end - 2) == Some("-")
            && self.has(end - 3, class::UNIT)
            && self.is_word(end);
        let is_campaign = self.has(end - 1, class::SEASON) && self.has(end, class::CAMPAIGN);
        let is_name = self.is_title(end - 1)
            && self.is_title(end)
            && (self.has(end - 1, class::SEASON) || self.has(end - 1, class::UNITS));
        let is_compound = (is_compound || is_long) && !self.is_function_word(end);
        has_article && (is_compound || is_campaign || is_name)
    }

    /// The end of the event named from a token on: "the fall of Girona", "Dien Bien Phu". `None` where
    /// it is no name but a clause: "the fleet had sailed".
    pub(crate) fn event_name_end(&self, first: usize) -> Option<usize> {
        const LONGEST: usize = 8;
        let is_article = |at: usize| {
            self.has(at, class::DET)
                || self.has(at, class::ARTICLE)
                || self.has(at, class::POSSESSIVE)
        };
        let is_noun = |at: usize| {
            let word = self.word(at).unwrap_or("");
            let joins = word == "'" || word == "’" || word == "s" || word == "-";
            joins || self.is_word(at) && !self.is_function_word(at) && !word.ends_with("ing")
        };
        let mut end = first;
        loop {
            let start = if is_article(end) { end + 1 } else { end };
            let nouns =
                (start..first + LONGEST).take_while(|&at| is_noun(at) && !self.is_past_verb(at));
            let count = nouns.count();
            if count == 0 {
                break;
            }
            end = start + count;
            let next = end + 1;
            if self.word(end) != Some("of") || !is_article(next) && !is_noun(next) {
                break;
            }
            end = next;
        }
        let is_clause = self.is_past_verb(end)
            || self.has(end, class::WILL)
            || self.has(end, class::PRESENTVERB);
        let is_name = end > first && self.word(end - 1) != Some("of") && !is_clause;
        is_name.then_some(end)
    }

    /// Whether the words before `end` end a phrase: a mark or a function word follows.
    pub(crate) fn is_end_of_phrase(&self, end: usize) -> bool {
        !self.is_word(end) || self.is_function_word(end)
    }

    /// "In the January after.", but not "the January after the war", "the summer before and after it".
    fn is_end_of_clause(&self, end: usize) -> bool {
        !self.is_word(end) && self.kind(end) != Some(TokenKind::Number)
    }

    fn is_duration(&self, start: usize, end: usize) -> bool {
        let is_old = |at: usize| matches!(self.word(at), Some("old" | "olds"));
        // "The last eleven years later": the last one.
        let is_counted = self
            .has(start + usize::from(self.has(start, class::DET)), class::LASTWORD)
            && [class::LATER, class::EARLIER, class::AGO].iter().any(|&word| self.has(end, word));
        if is_counted {
            return false;
        }
        let follows_old = is_old(end) || self.word(end) == Some("-") && is_old(end + 1);
        if follows_old {
            return false;
        }
        // "Is expected to last three weeks": a verb.
        let is_verb = self.word(start) == Some("last")
            && (self.has_before(start, class::UNFINISHED)
                || self.has_before(start, class::MODAL)
                || self.has_before(start, class::WILL));
        if is_verb {
            return false;
        }
        let last = end.saturating_sub(1);
        let before_last = last.saturating_sub(1);
        // "On ‘60 Minutes’": a title.
        let closes = self.closes_quote(end)
            || matches!(self.word(end), Some("." | ",")) && self.closes_quote(end + 1);
        if self.is_title(last) && end - start == 2 && closes {
            return false;
        }
        match self.word(last) {
            Some("old") => return self.word(before_last) != Some("-"),
            Some("second" | "Second") => return self.has(before_last, class::COUNT),
            // "In the years since, it grew", but not "the years since the war".
            Some("since") => return !self.is_word(end),
            // "The next two quarters", but not "two quarters of the town".
            Some("quarter" | "quarters") => {
                return [class::LASTREL, class::NEXTREL, class::PASTWORD, class::AFTERREL]
                    .into_iter()
                    .any(|class| self.has(start, class) || self.has(start + 1, class));
            }
            _ => {}
        }
        let is_bare = end - start == 1;
        let is_within =
            || self.word_before(start).is_some_and(|w| w.eq_ignore_ascii_case("within"));
        !is_bare
            || is_within()
            || self.has(end, class::LENGTHTAIL)
            || self.has_before(start, class::LENGTHLEAD) && self.is_end_of_phrase(end)
    }

    /// Whether what ends here owns what follows: "Tuesday's vote".
    pub(crate) fn is_owner(&self, end: usize) -> bool {
        matches!(self.word(end), Some("'" | "’")) && self.word(end + 1) == Some("s")
    }

    /// "At the end of the day, it is about money": no time of day.
    fn is_after_all(&self, start: usize, end: usize) -> bool {
        let is_day = end.checked_sub(1).is_some_and(|last| self.has(last, class::DAYWORD));
        let is_led = (start.saturating_sub(2)..start).any(|at| self.has(at, class::CLOCKLEAD));
        is_day && is_led && (self.word(end) == Some(",") || self.has(end, class::PRONOUN))
    }

    /// "That period" as a time spoken of; "this time" only where a word of time leads it, "the time" only
    /// behind "at" that begins a clause.
    fn is_same_time(&self, start: usize, end: usize) -> bool {
        let is_this = self.word(start).is_some_and(|word| word.eq_ignore_ascii_case("this"));
        let is_time = self.word(end.saturating_sub(1)) == Some("time");
        if self.has(start, class::DET) && is_time && end - start == 2 {
            // "Her doctor at the time" says whom, and of no time.
            let opens = start.checked_sub(2).is_none_or(|before| !self.is_word(before));
            return opens && self.has_before(start, class::CLOCKLEAD);
        }
        !(is_this && is_time) || self.has_before(start, class::SPOKENLEAD)
    }

    /// "Daily" as a word, not the name of a paper or what stands before one: "the daily Granat".
    fn is_set(&self, start: usize, end: usize) -> bool {
        let is_paper = || self.has(start, class::PERIODICAL) && self.is_title(end);
        let is_lower = start == 0 || self.is_lower(start) && !is_paper();
        end - start > 1 || is_lower || self.has(start, class::WEEKDAYS)
    }

    fn is_reference(&self, start: usize, end: usize) -> bool {
        let phrase = self.word(end.saturating_sub(1)).unwrap_or("").to_lowercase();
        let has_the = self.word(start).is_some_and(|word| word.eq_ignore_ascii_case("the"));
        // "His Future of Music": a title.
        let follows_word = start.checked_sub(1).is_some_and(|before| self.is_word(before));
        if follows_word && self.is_title(start) && end - start == 1 {
            return false;
        }
        match phrase.as_str() {
            "past" | "present" | "future" if has_the && end - start == 2 => {
                self.is_end_of_phrase(end)
            }
            "ago" => self.word_before(start).is_none_or(|word| !word.eq_ignore_ascii_case("how")),
            "moment" => self.has_before(start, class::CLOCKLEAD) && !self.has(end, class::DET),
            "former" if self.word_before(start).is_some_and(|w| w.eq_ignore_ascii_case("the")) => {
                self.is_lower(end) && !self.is_function_word(end) || self.is_title(end)
            }
            "former" | "current" | "recent" => self.is_word(end),
            // "As recently as late 2009", "most recently last October": what follows says when.
            "recently" => {
                self.word(end) != Some("as")
                    && self.word_before(start).is_none_or(|word| word != "most")
            }
            _ => true,
        }
    }

    /// "When the empire fell, …", but not "when the empire fell in 476", which has a date of its own.
    fn is_clause_of_time(&self, start: usize, end: usize) -> bool {
        self.has_before(start, class::CLAUSELEAD) && !self.has(end, class::TIMEPREP)
    }

    /// "In the quarter ended May 31", but not "in the quarter of the weavers".
    fn is_bare_quarter(&self, start: usize, end: usize) -> bool {
        let is_led = self.word_before(start).is_some_and(|word| {
            ["in", "for", "during"].iter().any(|lead| word.eq_ignore_ascii_case(lead))
        });
        let is_ended = self.word(end).is_some_and(|word| matches!(word, "ended" | "ending"));
        let is_part = self.word(end) == Some("of") || self.word(end) == Some("-");
        is_led && !is_part && (is_ended || self.is_end_of_phrase(end))
    }
}
