//! Checks on the words around days, months, parts of a day and what is counted on from a time told.

use super::guard::Around;
use crate::model::calendar::DAY_SECS;
use crate::phrase::grammar::Match;
use crate::phrase::lexicon::ClassId;
use crate::phrase::token::TokenKind;
use crate::temporal::entry::log::Entries;
use crate::temporal::language::class;

impl Around<'_> {
    /// "At 8.10", in a sentence that tells of another time of day and of no price.
    pub(super) fn is_clock_with_dot(&self, start: usize, end: usize) -> bool {
        const SIGNS: [ClassId; 4] = [class::AMPM, class::OCLOCK, class::NOON, class::DAYPART];
        let any = |classes: &[ClassId]| {
            let mut tokens = 0..self.tokens.len();
            tokens.any(|at| classes.iter().any(|&class| self.has(at, class)))
        };
        // "06.00" is no price.
        let hour = self.word(start).unwrap_or("");
        let has_zero = hour.len() == 2 && hour.starts_with('0');
        let is_said = self.has(end - 1, class::DEICTIC) || any(&SIGNS);
        let is_clock =
            self.has_before(start, class::CLOCKLEAD) && is_said || has_zero && self.is_led(start);
        is_clock && self.is_end_of_phrase(end) && !any(&[class::PRICED])
    }

    /// "At five past two", but not "at five past two dozen men came", nor "she ran it in 2:07".
    pub(super) fn is_time_of_day(&self, start: usize, end: usize, found: &Match<'_>) -> bool {
        let says = |class| Self::slot(found, class);
        if says(class::CLOCKTURN) {
            return !self.has(end, class::SCALE);
        }
        let is_bare = says(class::CLOCK) && found.slots.len() == 1;
        !(is_bare && (self.has_before(start, class::INWORD) || self.is_frequency(start)))
    }

    /// "Radio | 600AM", "WXYZ | 1010AM", "on | 1050AM".
    fn is_frequency(&self, start: usize) -> bool {
        let is_name =
            start.checked_sub(1).is_some_and(|at| self.kind(at) == Some(TokenKind::Upper));
        self.kind(start) == Some(TokenKind::Mixed)
            && (is_name
                || self.has_before(start, class::STATION)
                || self.has_before(start, class::CLOCKDAY))
    }

    /// Whether a word of time or measure leads to a token: "at about 11".
    pub(super) fn is_led(&self, start: usize) -> bool {
        self.has_before(start, class::CLOCKLEAD) || self.has_before(start, class::NUMBERLEAD)
    }

    /// "At | eleven", "by | nine", "until about | six".
    pub(super) fn is_hour_led(&self, start: usize) -> bool {
        const LEADS: [ClassId; 3] = [class::CLOCKLEAD, class::BY, class::UNTILWORD];
        let is_about = self.has_before(start, class::APPROX);
        let start = if is_about { start - 1 } else { start };
        LEADS.iter().any(|&lead| self.has_before(start, lead))
    }

    /// "By two in the morning the roof had gone, by four the hall": in a sentence that tells of another time
    /// of day.
    pub(super) fn is_bare_hour(&self, start: usize, end: usize, found: &Match<'_>) -> bool {
        const SIGNS: [ClassId; 6] = [
            class::AMPM,
            class::OCLOCK,
            class::NOON,
            class::DAYPART,
            class::CLOCK,
            class::HOUR_AMPM,
        ];
        let is_hour = found.slots.iter().all(|slot| (1..=12).contains(&slot.arc.number));
        is_hour
            && self.is_hour_led(start)
            && self.is_end_of_phrase(end)
            && !matches!(self.word(end), Some("of" | "-" | "%" | "to"))
            && (0..self.tokens.len()).any(|at| SIGNS.iter().any(|&sign| self.has(at, sign)))
    }

    /// "The Today programme", "USA Today", "USA TODAY": a name, but not "WAR BEGINS TODAY", "POLICE TODAY arrested".
    pub(super) fn is_name_of_today(&self, start: usize) -> bool {
        let is_upper = |at: usize| self.kind(at) == Some(TokenKind::Upper);
        let Some(before) = start.checked_sub(1).filter(|&before| self.is_word(before)) else {
            return false;
        };
        let is_lone = self.has(before, class::NAMEOFTODAY)
            && is_upper(before)
            && !before.checked_sub(1).is_some_and(is_upper);
        let has_lower = || self.tokens.iter().any(|token| token.kind == TokenKind::Lower);
        self.is_title(start) || is_upper(start) && is_lone && has_lower()
    }

    /// "Twenty to nine in the evening": not nine.
    pub(super) fn follows_minutes(&self, start: usize) -> bool {
        let before = start.checked_sub(2).filter(|_| self.word_before(start) == Some("to"));
        before.is_some_and(|before| self.has(before, class::COUNT))
    }

    /// "Cut the wait from ten minutes to five": two lengths.
    pub(super) fn is_from_length(&self, start: usize, end: usize) -> bool {
        let ends_with_number = end.checked_sub(1).is_some_and(|last| self.has(last, class::COUNT));
        self.has(start, class::CLOCKUNTIL)
            && ends_with_number
            && self.word_before(start) == Some("from")
    }

    /// "The week before last Christmas", "the week before last-minute talks": the one before that.
    pub(super) fn is_before_period(&self, end: usize) -> bool {
        const PERIODS: [ClassId; 8] = [
            class::UNIT,
            class::WEEKDAY,
            class::MONTH,
            class::SEASON,
            class::FALLSEASON,
            class::HOLIDAY,
            class::DAYPART,
            class::WEEKEND,
        ];
        let after = if self.word(end) == Some("-") { end + 1 } else { end };
        end.checked_sub(2).is_some_and(|beyond| self.has(beyond, class::BEYOND))
            && PERIODS.iter().any(|&period| self.has(after, period))
    }

    /// "Mar-a-Lago", "Jun-ho": a name, but not "the Mar-Apr issue", "Nov-early Dec", "Sept-end".
    pub(super) fn is_joined_to_name(&self, end: usize) -> bool {
        self.word(end) == Some("-")
            && self.is_glued(end - 1)
            && self.is_glued(end)
            && self.is_word(end + 1)
            && ![class::MONTH, class::PARTADJ, class::PARTNOUN]
                .iter()
                .any(|&other| self.has(end + 1, other))
    }

    pub(super) fn is_daypart(&self, start: usize, end: usize) -> bool {
        if self.has(start, class::DAYMARK) {
            return self.is_led(start);
        }
        let first = self.word(start).unwrap_or("").to_lowercase();
        let is_bare = end - start == 1 || end - start == 2 && first == "the";
        if !is_bare || first == "overnight" {
            return true;
        }
        let is_led = self.has_before(start, class::PARTLEAD);
        // "They attacked at dawn"; "by means of night attacks".
        is_led && self.is_end_of_phrase(end) || end - start == 1 && self.has(end, class::CAMPAIGN)
    }

    /// "Since the Cold War", "on D-Day", but not "a book on the Cold War".
    pub(super) fn is_named_time(&self, start: usize) -> bool {
        let names_day = || {
            let named = self.lattice.find(start, class::NAMED)?;
            let named = self.language.named.get(usize::try_from(named.number).ok()?)?;
            Some(named.edtf.bounds().span_secs()? <= DAY_SECS && !self.has(start, class::DET))
        };
        self.has_before(start, class::NAMEDLEAD)
            || self.has_before(start, class::CLOCKDAY) && names_day() == Some(true)
    }

    /// "The 1790s and | 1800s", but not "the 1700s and | 1800s".
    pub(crate) fn follows_decade(&self, start: usize) -> bool {
        const JOINTS: [ClassId; 3] = [class::ANDWORD, class::RANGETO, class::ORWORD];
        let joined = start.checked_sub(1).filter(|&at| JOINTS.iter().any(|it| self.has(at, *it)));
        let before = joined.and_then(|at| self.lattice.find(at.checked_sub(1)?, class::DECADE));
        before.is_some_and(|decade| decade.number % 100 != 0)
    }

    /// "In January 17 people died": days of the month have "on".
    pub(super) fn is_month_and_count(&self, start: usize, end: usize) -> bool {
        let is_in = self.has_before(start, class::INWORD);
        let is_count = self.has(start, class::MONTH) && self.has(end - 1, class::COUNT);
        // "Friday 14th", but not "Friday 3rd Battalion": "the" tells a day.
        let is_bare = self.has(start, class::WEEKDAY)
            && self.has(end - 1, class::DAYORD)
            && !(start..end).any(|at| self.has(at, class::DET) || self.has(at, class::MONTH));
        is_in && is_count && self.is_lower(end) && !self.is_function_word(end)
            || is_bare && !self.is_end_of_phrase(end)
    }

    /// "On that Tuesday", but not "they said that Tuesday was quiet"; nor "following Tuesday's quake",
    /// which is after it, nor "in the next day or two".
    pub(super) fn is_same_day(&self, start: usize, end: usize) -> bool {
        if self.is_owner(end) && self.has(start, class::AFTER) || self.has(end, class::ORWORD) {
            return false;
        }
        // "That second-quarter profit".
        if self.word(end.saturating_sub(1)) == Some("second") {
            return false;
        }
        let says_that = self.word(start).is_some_and(|word| word == "that");
        // "They said that March was cold".
        if says_that && self.has(start + 1, class::MONTH) {
            return !self.is_past_verb(end) && !self.has(end, class::WILL);
        }
        let joins = says_that
            && self.has(start + 1, class::WEEKDAY)
            && start.checked_sub(1).is_some_and(|before| self.is_word(before));
        !joins || self.has_before(start, class::TIMEPREP)
    }

    /// "The 20th" of the month spoken of: after a word of time, with nothing counted behind it.
    pub(super) fn is_day_alone(&self, start: usize, end: usize) -> bool {
        const REACH: usize = 9;
        if self.is_day_of_range(start) {
            return true;
        }
        let is_led = end > start + 2 || self.has_before(start, class::DAYLEAD);
        // "On the 17th patrols met no one", at the head of a sentence or clause.
        let is_head = start.checked_sub(1).is_some_and(|on| {
            let opens = matches!(self.word_before(on), Some("," | ";" | ")" | "and" | "but"));
            self.has(on, class::CLOCKDAY) && (self.is_title(on) || opens)
        });
        // "On the 30th Dahl left", but not "the 30th Division".
        // "On the 7th Pope and the gunboats took it".
        let joins = |at: usize| self.has(at, class::ANDWORD) || self.word(at) == Some(",");
        let is_name = |at: usize| {
            self.word(at) == Some("the") || self.is_word(at) && !self.has(at, class::TIMEPREP)
        };
        let verb = (end + 1..end + REACH).find(|&at| self.is_past_verb(at));
        // "On the 10th Hussars and Lancers charged".
        let is_unit = self.word(end).is_some_and(|word| word.ends_with('s'));
        let are_two = is_head
            && !is_unit
            && verb.is_some_and(|verb| {
                (end + 1..verb).any(joins) && (end + 1..verb).all(|at| joins(at) || is_name(at))
            });
        let is_name = self.is_title(end) && !self.is_past_verb(end + 1) && !are_two;
        let is_part = is_name || self.word(end) == Some("of");
        let are_many = self.is_lower(end) && self.word(end).is_some_and(|word| word.ends_with('s'));
        let tells = are_many || self.is_title(end);
        is_led && !is_part && (self.is_end_of_phrase(end) || is_head && tells)
    }

    /// Either day of "between the 24th and the 29th", "from the 24th to the 29th", but not of "between the 24th and the
    /// 29th floor".
    fn is_day_of_range(&self, start: usize) -> bool {
        /// Tokens from the first article to the second.
        const STEP: usize = 3;
        let opens = |first: usize| {
            let is_day = |at: usize| self.has(at, class::DET) && self.has(at + 1, class::DAYORD);
            let links = |lead: ClassId, link: ClassId| {
                self.has_before(first, lead) && self.has(first + STEP - 1, link)
            };
            (links(class::BETWEEN, class::ANDWORD) || links(class::RANGEFROM, class::RANGETO))
                && is_day(first)
                && is_day(first + STEP)
                && self.is_end_of_phrase(first + STEP + 2)
                && self.word(first + STEP + 2) != Some("of")
        };
        opens(start) || start.checked_sub(STEP).is_some_and(opens)
    }

    /// "2003 March – A firm signs", "1974, May" above what it heads: a line opens so, and goes on behind a mark.
    pub(super) fn is_entry_date(&self, start: usize, end: usize) -> bool {
        let is_number = |at: usize| self.kind(at) == Some(TokenKind::Number);
        let is_glued = self.is_glued(end - 1) && self.is_glued(end);
        let mark = self.word(end).unwrap_or_default();
        let is_dash = matches!(mark, "-" | "–" | "—");
        // "1914 Aug. 5-16", "1998 Dec. – Feb. 1999", "1999 May/June", "2012 Apr. 4, 2013", "2019 Mar-a-Lago".
        let is_range =
            is_dash && (is_number(end + 1) || self.has(end + 1, class::MONTH) || is_glued);
        let goes_on = is_range || mark == "/" || mark == "," && is_number(end + 1);
        // "2012 May, Theresa", "2019 Jan. Smit", "2010 May (film)".
        let is_last = self.word(end + 1).is_none();
        let heads =
            is_dash || matches!(mark, "" | ":" | ")" | "]" | "”" | "\"") || mark == "." && is_last;
        let is_name = self.has(end - 1, class::MONTH) && !heads;
        let opens_line = (0..start).all(|at| !self.is_word(at));
        opens_line && !self.is_word(end) && !is_number(end) && !goes_on && !is_name
    }

    /// "4th. Made sail at six": a day of a diary.
    pub(super) fn is_entry_day(&self, start: usize, end: usize) -> bool {
        self.entries == Entries::Diary && start == 0 && self.is_entry_date(start, end)
    }

    /// "Thirty years on," but not "five hours on the ground", "two minutes on 5 May".
    pub(super) fn is_offset(&self, start: usize, end: usize) -> bool {
        let is_date = self.kind(end) == Some(TokenKind::Number);
        // "In a years' time" is no year from now, "two days later than planned" compares.
        let is_loose = self.has(start, class::ARTICLE) && self.has(start + 1, class::UNITS);
        // "The year after that war", "a decade after that of the first".
        let is_that = self.word(end.saturating_sub(1)) == Some("that")
            && !self.opens_clause(end)
            && (!self.is_end_of_phrase(end) || self.word(end) == Some("of"));
        if is_loose || is_that || self.word(end) == Some("than") {
            return false;
        }
        self.word(end.saturating_sub(1)) != Some("on")
            || !self.is_word(end) && !is_date
            || self.word(end) == Some("from")
    }

    /// "After that thousands marched", "after that Norway left", but not "after that war", "after that crisis".
    fn opens_clause(&self, at: usize) -> bool {
        const SINGULAR: [&str; 5] = ["ss", "us", "is", "news", "series"];
        let word = self.word(at).unwrap_or_default();
        let are_many = self.is_lower(at)
            && word.ends_with('s')
            && !SINGULAR.iter().any(|ending| word.ends_with(ending));
        let has_verb = self.is_title(at) && self.is_past_verb(at + 1);
        self.has(at, class::PRONOUN) || are_many && !self.is_function_word(at) || has_verb
    }

    /// "For the next decade", but "for next year", "for the following year".
    pub(super) fn is_for_length(&self, start: usize) -> bool {
        self.word(start + 1) == Some("the") && self.word(start + 2) != Some("following")
    }

    /// "In the 18th", where the sentence has named a century shortly before it.
    pub(super) fn is_century_alone(&self, start: usize, end: usize) -> bool {
        /// "In the first" is rather the first of the things told of.
        const NUMBERS: std::ops::RangeInclusive<i32> = 4..=21;
        /// Centuries from the one before.
        const STEPS: std::ops::RangeInclusive<i32> = 1..=5;
        let ordinal = |at: usize| self.lattice.find(at, class::ORDINAL).map(|arc| arc.number);
        let number = ordinal(start + 1);
        let named = (0..start).rev().find(|&at| self.has(at, class::CENTURYWORD));
        let named =
            named.and_then(|at| (1..=2).filter_map(|back| at.checked_sub(back)).find_map(ordinal));
        number.is_some_and(|number| NUMBERS.contains(&number))
            && number.zip(named).is_some_and(|(number, named)| STEPS.contains(&(number - named)))
            && self.has_before(start, class::WITHINPREP)
            && self.is_end_of_phrase(end)
            && self.word(end) != Some("of")
            && !(0..start).any(|at| self.has(at, class::MONTH))
    }

    /// "The last day of the congress", "on our last day": one of its days, not the one before today.
    pub(super) fn is_last_of(&self, start: usize, end: usize) -> bool {
        let is_day = end == start + 2 && self.has(start + 1, class::DAYWORD);
        if is_day && self.has(start, class::LASTREL) && self.has_before(start, class::POSSESSIVE) {
            return true;
        }
        let has_the = self.has(start, class::DET) || self.has_before(start, class::DET);
        let is_unit = end.checked_sub(1).is_some_and(|last| self.has(last, class::UNIT));
        has_the && is_unit && self.word(end) == Some("of")
    }
}
