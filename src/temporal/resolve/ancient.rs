//! Years of old that are said without their era: "In 218 BC he crossed the Alps … in 216 he won", "in the 10th
//! century … he died in 965".
//!
//! A short number is a year only in a document that names a time before Christ or tells of the early Middle Ages,
//! behind a word that leads to a year. Its era is that of the latest year before it.

use crate::phrase::grammar::Match;
use crate::phrase::token::TokenKind;
use crate::temporal::language::class;
use crate::temporal::language::tables::{Language, Meaning};
use crate::temporal::meaning::expression::{Calendar, Expression};
use crate::temporal::recognize::Found;
use crate::temporal::recognize::guard::Around;

/// Whether a document names a time before Christ, or before the year 1000 where most of its times are old.
pub(crate) fn is_ancient(found: &[Found]) -> bool {
    /// Up to here a year makes a document one of old times.
    const OLD_UNTIL: i32 = 1_500;
    /// Below are decades without their century.
    const SHORT_UNTIL: i32 = 100;
    let first_year = |it: Calendar| {
        let decade = it.decade.filter(|decade| !(0..SHORT_UNTIL).contains(decade));
        it.year.or(it.century).or(decade)
    };
    let (mut early, mut old, mut all) = (false, 0, 0);
    for calendar in found.iter().filter_map(Found::names) {
        let Some(first) = first_year(calendar) else {
            // "A castle of the 9th century burned on Monday": that is told by the press.
            all += usize::from(calendar.weekday.is_some());
            continue;
        };
        if calendar.year.is_some_and(|year| year <= 0) || era(&calendar).is_some() {
            return true;
        }
        early |= first < 1_000;
        old += usize::from(first < OLD_UNTIL);
        all += 1;
    }
    early && old * 2 > all
}

/// The first year of a decade or century before Christ.
fn era(calendar: &Calendar) -> Option<i32> {
    calendar.decade.or(calendar.century).filter(|&first| first < 0)
}

/// Whether a number of one to three digits stands in a sentence.
pub(crate) fn may_name_short_year(sentence: &str) -> bool {
    let numbers = sentence.as_bytes().split(|byte| !byte.is_ascii_digit());
    numbers.map(<[u8]>::len).any(|digits| (1..=3).contains(&digits))
}

/// Gives the years without an era that of the latest year before them; years of four digits, and those after a
/// decade or century, only within [`NEAR`] of it, for a text of old times is written in ours.
pub(crate) fn give_eras(language: &Language, found: &mut [Found]) {
    /// Centuries, and months of years, that are plainly after Christ.
    const MIDDLE_AGES: std::ops::Range<i32> = 300..1_600;
    let is_late = |found: &Found| {
        found.names().is_some_and(|it| {
            let year = it.year.filter(|_| it.month.is_some());
            it.century.or(year).is_some_and(|year| MIDDLE_AGES.contains(&year))
        })
    };
    let late = found.iter().rposition(is_late).unwrap_or_default();
    let (mut last, mut is_era) = (None, false);
    // The latest century after Christ.
    let mut century: Option<i32> = None;
    for (at, found) in found.iter_mut().enumerate() {
        let has_rule = |means| language.rules.get(found.rule).is_some_and(|it| it.means == means);
        let is_short = has_rule(Meaning::AncientYear);
        let Expression::Calendar(calendar) = &mut found.expression else { continue };
        let Some(year) = calendar.year else {
            century = calendar.century.or(century).filter(|&first| first >= 0);
            if let Some(first) = era(calendar) {
                (last, is_era) = (Some(first), true);
            }
            continue;
        };
        if year <= 0 {
            century = None;
        }
        let is_bare = is_short || *calendar == Calendar::of_year(year);
        let is_before = last.is_some_and(|last: i32| {
            let is_near = (-last - year).abs() < NEAR;
            // "The second century AD … in 115 … in 538": a story goes on rather than back.
            let is_of_century = century.is_some_and(|first| (first..first + 100).contains(&year));
            let is_told_late = at < late && !found.is_flashback && !found.is_before_story;
            let goes_back = is_told_late && 1 - year < last - NEAR;
            last <= 0
                && !is_of_century
                && !(is_short && goes_back)
                && (is_short && (!is_era || is_near) || 1_000 <= year && year < -last && is_near)
        });
        if is_bare && year > 0 && is_before {
            calendar.year = Some(1 - year);
        }
        (last, is_era) = (calendar.year, false);
    }
}

/// Years that a story of old times may leap: "in 1279 BC … in 1213".
const NEAR: i32 = 150;

impl Around<'_> {
    /// "In 216 he won", "from 218 to 201", "on 21 June 217", but not "in 216 days", "about 300".
    pub(crate) fn is_ancient_year(&self, start: usize, found: &Match<'_>) -> bool {
        if !self.is_ancient {
            return false;
        }
        if self.opens_entry(start) && !self.has(found.end, class::COUNTED) {
            return true;
        }
        let has_month = Self::slot(found, class::MONTH) || Self::slot(found, class::SEASON);
        let is_short = self.word(found.end - 1).is_some_and(|word| word.len() < 3);
        let is_led = has_month || self.leads_to_ancient(start);
        let is_in = self.has_before(start, class::INWORD);
        // "In the summer of 430 plague broke out", but not "in the summer of 48 cities he took 20".
        let are_many = self.is_lower(found.end)
            && self.word(found.end).is_some_and(|word| word.ends_with('s'));
        let is_of = has_month && self.word_before(found.end - 1) == Some("of") && !are_many;
        let is_alone = self.is_end_of_phrase(found.end)
            || is_of
            || is_in && (self.is_title(found.end) || self.is_past_verb(found.end));
        let is_counted = self.has(found.end, class::COUNTED);
        is_led
            && (!is_short || is_in)
            && is_alone
            && !is_counted
            && !self.has_day_behind_it(found.end)
    }

    /// "His reign (527–565)", "in 674–678", but not "(12–14)", "(247–183)".
    pub(crate) fn is_ancient_range(&self, start: usize, found: &Match<'_>) -> bool {
        const LEAST: i32 = 100;
        let mut years =
            found.slots.iter().map(|slot| slot.arc).filter(|arc| arc.class == class::SMALLYEAR);
        let is_rising = years
            .next()
            .zip(years.next())
            .is_some_and(|(first, last)| LEAST <= first.number && first.number < last.number);
        let is_in_brackets = self.word_before(start) == Some("(")
            && matches!(self.word(found.end), Some(")" | ";" | ","));
        let is_led = self.leads_to_ancient(start) && self.is_end_of_phrase(found.end);
        self.is_ancient
            && is_rising
            && (is_in_brackets || is_led || self.opens_entry(start))
            && !self.has(found.end, class::COUNTED)
    }

    /// "770 Offa is born", "Early 655 the lands are seized", in a chronicle, at the head of a line.
    pub(crate) fn opens_entry(&self, start: usize) -> bool {
        let opens_line = || {
            let first = self.tokens.first().map_or(0, |token| token.span.start as usize);
            let before = self.text.get(..first).unwrap_or_default();
            before.trim_end_matches([' ', '\t']).ends_with('\n') || before.trim().is_empty()
        };
        start == 0 && self.entries.are_years() && opens_line()
    }

    /// "In 11, 12 and 13 May": a day.
    fn has_day_behind_it(&self, end: usize) -> bool {
        self.has(end, class::MONTH) || self.kind(end) == Some(TokenKind::Number)
    }

    /// "In", "until"; and "and", "to" and a comma behind a year or a range of years that is led so.
    fn leads_to_ancient(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else { return false };
        if self.has(before, class::ANCIENTLEAD) {
            // "Prices fell from 450 to 300".
            let is_amount =
                self.word(before) == Some("from") && self.has_before(before, class::GREW);
            return !is_amount;
        }
        let joins = self.has(before, class::ANDWORD)
            || self.has(before, class::RANGETO)
            || self.word(before) == Some(",");
        let last = before.checked_sub(1).filter(|&last| joins && self.has(last, class::SMALLYEAR));
        let from = last.and_then(|last| last.checked_sub(2)).filter(|&from| {
            self.has(from, class::SMALLYEAR) && matches!(self.word(from + 1), Some("-" | "–"))
        });
        from.or(last).is_some_and(|first| self.leads_to_ancient(first))
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tests::{check, check_undated};

    #[test]
    fn a_year_without_its_era_has_that_of_the_year_before_it() {
        check_undated(
            "He crossed the Alps in 218 BC.\nIn 216 he won, and he stayed until 203.\nHe died on 3 June 183.",
            "218 BC = -0217; 216 = -0215; 203 = ../-0202; 3 June 183 = -0182-06-03",
        );
        check_undated(
            "The war of 264 BC was long.\nA second lasted from 218 to 201, a third began in 149.",
            "264 BC = -0263; 218 = -0217 [-0217/-0200]; 201 = -0200; 149 = -0148",
        );
        check_undated(
            "She took the throne in 1279 BC.\nIn 1213 her son followed.\nHer tomb was found in 1922.",
            "1279 BC = -1278; 1213 = -1212; 1922 = 1922",
        );
        check_undated(
            "An earthquake of 45 BC was worse than that of AD 17.",
            "45 BC = -0044; AD 17 = 0017",
        );
        check_undated(
            "The temple of 12 BC burned in AD 70.\nIn 312 a church was built.",
            "12 BC = -0011; AD 70 = 0070; 312 = 0312",
        );
    }

    #[test]
    fn a_story_goes_on_into_the_years_after_christ() {
        check_undated(
            "Caesar took it in 49 BC.\nIn the 2nd century AD a port was built, and in 115 an arch.\nIn 538 it was besieged.",
            "49 BC = -0048; the 2nd century AD = 01XX; 115 = 0115; 538 = 0538",
        );
        check_undated(
            "Caesar took it in 49 BC.\nIn 538 it was besieged, and in 839 burned.\nIt was free by the 11th century.",
            "49 BC = -0048; 538 = 0538; 839 = 0839; the 11th century = ../10XX",
        );
        check_undated(
            "The kings fell in 218 BC.\nRome was founded in 753.",
            "218 BC = -0217; 753 = -0752",
        );
    }

    #[test]
    fn a_year_after_a_decade_or_century_before_christ_is_of_its_era_where_it_is_near() {
        check_undated(
            "In the 430s BC the city was rich.\nWar broke out in 431.",
            "the 430s BC = -043X; 431 = -0430",
        );
        check_undated(
            "The 4th century BC saw a new power.\nIn 338 it won.",
            "The 4th century BC = -03XX; 338 = -0337",
        );
        check_undated(
            "It was founded in the 5th century BC.\nIn 216 it burned.",
            "the 5th century BC = -04XX; 216 = 0216",
        );
    }

    #[test]
    fn a_short_number_is_a_year_where_the_text_tells_of_early_times() {
        check_undated(
            "The march was a state of the 10th century.\nGero died in 965, and Hodo held it until 993.",
            "the 10th century = 09XX; 965 = 0965; 993 = ../0993",
        );
        check_undated(
            "The church is of the 10th century.\nIt stands in 216 acres, with room for 300.",
            "the 10th century = 09XX",
        );
        check_undated(
            "The church is of the 10th century.\nIt was mended in 2004 and in 2008.\nThe cost fell from 450 to 300.",
            "the 10th century = 09XX; 2004 = 2004; 2008 = 2008",
        );
        check(
            "A castle of the 9th century burned on Monday.\nNobody had lived there since 300 guards left it.\nIn 250 it had been shut.",
            "the 9th century = 08XX; Monday = 2022-10-31",
        );
    }

    #[test]
    fn what_an_amount_grew_or_fell_from_is_no_year() {
        check_undated(
            "The abbey is of the 9th century.\nThe rent fell from 900 to 450.\nIts walls grew from 120 to 300.",
            "the 9th century = 08XX",
        );
        check_undated(
            "In 218 BC he set out.\nHis army shrank from 900 to 450, and he ruled from 216 to 201.",
            "218 BC = -0217; 216 = -0215 [-0215/-0200]; 201 = -0200",
        );
    }

    #[test]
    fn a_short_number_is_no_year_where_no_year_before_christ_is_named() {
        check("In 216 he won.", "");
        check_undated(
            "In 218 BC he had 300 horsemen.\nIn 216 days he lost 300 of 900, and in 3 places more than 200.",
            "218 BC = -0217; 216 days = P216D",
        );
    }
}
