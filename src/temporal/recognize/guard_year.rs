//! Checks on the words around four digits: a year, a count, a number of something.

use super::guard::Around;
use crate::phrase::grammar::Match;
use crate::phrase::lexicon::ClassId;
use crate::phrase::token::TokenKind;
use crate::temporal::language::class;

impl Around<'_> {
    /// Whether a number counts what follows rather than years: "a community for 1000 orphaned
    /// children", "1000 of his bottles". Round numbers before 1500 only, for later ones are more often
    /// years.
    fn is_round_amount(&self, start: usize, end: usize) -> bool {
        let is_round = self.four_digits(start).is_some_and(|n| n % 100 == 0 && n < 1_500);
        let is_counted = self.is_lower(end) && !self.is_function_word(end);
        let is_part = self.word(end) == Some("of");
        is_round && (is_counted || is_part)
    }

    pub(super) fn is_year(&self, start: usize, end: usize, found: &Match<'_>) -> bool {
        let has_era = Self::slot(found, class::BC) || Self::slot(found, class::AD);
        // "Flight 320AD".
        if Self::slot(found, class::ERAYEAR) && self.has_before(start, class::LABEL) {
            return false;
        }
        if has_era || Self::slot(found, class::ERAYEAR) || found.slots.len() > 1 {
            return true;
        }
        let is_number = |at: usize| self.kind(at) == Some(TokenKind::Number);
        let is_mark =
            |at: usize, marks: &str| self.word(at).is_some_and(|word| marks.contains(word));
        let is_before_mark =
            |at: usize, marks: &str| at.checked_sub(1).is_some_and(|before| is_mark(before, marks));
        if is_mark(end, "-–/:") && is_number(end + 1) && self.is_glued(start) && self.is_glued(end)
        {
            return self.has(end + 1, class::YEAR);
        }
        if start >= 2
            && is_mark(start - 1, "-–/")
            && self.is_glued(start - 1)
            && self.is_glued(start - 2)
        {
            return self.has(start - 2, class::YEAR)
                || self.is_lower(start - 2)
                || self.has(start - 2, class::PARTADJ);
        }
        // "Quote number: 1449", "docket no. 1449".
        let is_labelled = self.has_before(start, class::LABEL)
            || is_before_mark(start, ":.") && start >= 2 && self.has(start - 2, class::LABEL);
        // "The quake of 1923 killed many".
        let is_verb = self.has_before(start, class::YEARLEAD) && self.is_participle(end);
        let is_counted = self.has(end, class::COUNTED)
            && !is_verb
            && !self.is_year_of_crowd(start, end)
            && !self.ends_years(start);
        let is_amount = is_counted || self.is_round_amount(start, end);
        if is_labelled || is_amount || self.has_day_behind(start, end) {
            return false;
        }
        if start >= 2 && is_mark(start - 1, "\"“'‘`") && self.closes_quote(end) {
            return false;
        }
        if is_number(end) && !is_mark(end, ",") || start > 0 && is_number(start - 1) {
            return false;
        }
        // "His 1987 Chevrolet", but "in 1994 Ford closed the works".
        if self.has(end, class::MAKE) && !self.has_before(start, class::WITHINPREP) {
            return false;
        }
        if is_mark(end, "%°€$") {
            return false;
        }
        let before = start.checked_sub(1);
        let Some(before) = before else { return true };
        if self.word(before) == Some("©") {
            return false;
        }
        let is_owned = self.has(before, class::POSSESSIVE) || self.word(before) == Some("s");
        let is_led = is_owned
            || self.has(before, class::TIMEPREP)
            || self.has(before, class::RECALLING)
            || self.has(before, class::DET)
            || !self.is_word(before);
        if is_led {
            return true;
        }
        // "the 1994 treaty" is a year, "lost 2022 vehicles" a number.
        !self.is_lower(end) || self.is_function_word(end) || self.is_described_year(start)
    }

    /// "In c. 640 it fell", "built c. 640", "the mill (c. 640)", but not "c. 640 men", "costs c. 640".
    pub(super) fn is_circa_year(&self, start: usize, end: usize) -> bool {
        let is_led = start.checked_sub(1).is_none_or(|before| {
            self.has(before, class::CIRCALEAD) || matches!(self.word(before), Some("(" | ","))
        });
        let goes_on =
            self.has(end, class::PRONOUN) || self.is_past_verb(end) || self.opens_entry(start);
        is_led && !self.has(end, class::COUNTED) && (self.is_end_of_phrase(end) || goes_on)
    }

    /// "In 1914 workers went on strike": nothing stands "in" so odd a number of people.
    fn is_year_of_crowd(&self, start: usize, end: usize) -> bool {
        let is_led = self.has_before(start, class::INWORD);
        is_led
            && self.has(end, class::CROWD)
            && self.four_digits(start).is_some_and(|number| number % 100 != 0)
    }

    /// "Between 2009 and | 2022 more than 3,000 were held".
    fn ends_years(&self, start: usize) -> bool {
        3 <= start
            && self.has(start - 1, class::ANDWORD)
            && self.has(start - 2, class::YEAR)
            && self.has(start - 3, class::BETWEEN)
    }

    /// "A 1996 law", "a secret 1902 pact": an article leads to a number too odd for a count.
    fn is_described_year(&self, start: usize) -> bool {
        let is_odd = self.four_digits(start).is_some_and(|n| n > 1_600 && n % 100 != 0);
        let is_article = |at: usize| self.has(at, class::ARTICLE) || self.has(at, class::DET);
        let is_after = |back: usize| start.checked_sub(back).is_some_and(is_article);
        is_odd && (is_after(1) || is_after(2) && start > 0 && self.is_lower(start - 1))
    }

    /// "In '71.", "in '71 she left", "in '71 I left", but not "the '30s", "said '12 men'", "the class of '23 I teach".
    pub(super) fn is_short_year(&self, start: usize, end: usize) -> bool {
        if self.is_capitalised(end) {
            return self.has(end, class::PRONOUN) && self.has_before(start, class::INWORD);
        }
        !self.word(end).is_some_and(|word| word.starts_with(char::is_alphabetic))
            || self.is_lower(end) && !self.has(end, class::COUNTED) && self.word(end) != Some("s")
    }

    /// "DATE: 12 SEP 74", as offices and armies write in capitals, but not "DATE: 12 NOV 20.30", "ON 12 MAY 74 FLED".
    pub(super) fn is_short_date(&self, start: usize, end: usize) -> bool {
        /// Words from what heads such a line: "REF: OUR CABLE OF 3 MAY 68".
        const REACH: usize = 5;
        let month = end.checked_sub(2).and_then(|at| self.word(at)).unwrap_or_default();
        let is_shouted = month.bytes().all(|byte| byte.is_ascii_uppercase());
        let mut lead = start.saturating_sub(REACH)..start;
        let is_headed = lead.any(|at| self.has(at, class::DATEHEAD));
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        let behind = last.and_then(|last| self.text.get(last.span.end as usize..));
        let behind = behind.unwrap_or_default().trim_start_matches(' ');
        let ends = |it: &str| it.is_empty() || it.starts_with(['\n', '\r']);
        let is_end = ends(behind)
            || behind.strip_prefix('.').is_some_and(|it| ends(it) || it.starts_with(' '));
        is_shouted && is_headed && !self.has_before(start, class::CLOCKDAY) && is_end
    }

    /// The second year of a range comes after the first: "1941–45", not "1991-78".
    pub(super) fn is_year_range(&self, start: usize, found: &Match<'_>) -> bool {
        const YEARS: [ClassId; 5] =
            [class::YEAR, class::YEAR2, class::YEAR1, class::SMALLYEAR, class::OLDYEAR];
        let is_counted = Self::slot(found, class::AD) && self.has(found.end, class::COUNTED);
        if self.has_before(start, class::LABEL) || is_counted {
            return false;
        }
        let mut years =
            found.slots.iter().map(|slot| slot.arc).filter(|arc| YEARS.contains(&arc.class));
        match (years.next(), years.next(), years.next()) {
            (Some(first), Some(_), None) if first.class == class::YEAR2 => false,
            // "A tower of 1793-5", but "they won 1941-3".
            (Some(first), Some(second), None) if second.class == class::YEAR1 => {
                first.number % 10 < second.number && self.has_before(start, class::TIMEPREP)
            }
            // "In 1845 and 46, he", but not "five in 2011 and 12 in 2012".
            (Some(first), Some(second), None)
                if second.class == class::YEAR2 && self.has(found.end - 2, class::ANDWORD) =>
            {
                first.number % 100 + 1 == second.number
                    && self.has_before(start, class::TIMEPREP)
                    && (!self.is_word(found.end) || self.has(found.end, class::ANDWORD))
            }
            (Some(first), Some(second), None) if second.class == class::YEAR2 => {
                first.number % 100 < second.number
            }
            (Some(first), Some(second), None) => {
                first.number < second.number || Self::slot(found, class::BC)
            }
            _ => false,
        }
    }
}
