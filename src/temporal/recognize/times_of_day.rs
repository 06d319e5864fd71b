//! Numbers that look like years and are times of day, told by the whole document.
//!
//! "Between 1040 and 1050" is a time of day in a report and a decade in a history, and no sentence
//! says which. The document does: a report has a date of our own days, other times of day that can
//! be nothing else ("1103 GMT", "at 0930", "1132: Mara Holt says"), and nothing of the Middle Ages;
//! a history has years that no clock shows (1066), "in 1215", centuries, kings and crusades.

use super::Found;
use super::clock_digits::{YEARS_FROM, is_clock};
use super::guard::Around;
use crate::model::{Dct, Document, Sentence};
use crate::phrase::token::TokenKind;
use crate::temporal::entry::log::Entries;
use crate::temporal::language::tables::{DateOrder, Language};
use crate::temporal::language::{Reading, class};
use crate::temporal::meaning::expression::Calendar;

/// From here on years are of our days.
const MODERN_FROM: i32 = 1_900;
/// Up to here a year makes the document one of the past.
const OLD_UNTIL: u32 = 1_800;

/// Drops the numbers that were read as years where the document shows them to be times of day.
pub(super) fn drop_times_of_day(
    language: &Language,
    document: &Document,
    sentences: &[Sentence],
    found: &mut Vec<Found>,
) {
    let text = &*document.text;
    if !found.iter().any(|found| may_be_time(found, text)) {
        return;
    }
    let mut evidence = Evidence::default();
    evidence.weigh_dates(document, found);
    evidence.weigh_words(language, text, sentences);
    if evidence.shows_times() {
        found.retain(|found| !may_be_time(found, text));
    }
}

/// Whether an expression is four digits alone that a clock may show, and early or the head of an
/// entry ("1642: Mara Holt says").
fn may_be_time(found: &Found, text: &str) -> bool {
    bare_number(found, text)
        .is_some_and(|number| is_clock(number) && (number < YEARS_FROM || opens_entry(found, text)))
}

/// Whether a colon and a capital follow.
fn opens_entry(found: &Found, text: &str) -> bool {
    let rest = text.get(found.span.end as usize..).unwrap_or("");
    let rest = rest.strip_prefix(':').unwrap_or("");
    rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase)
}

/// The four digits of an expression that says a year and nothing else.
fn bare_number(found: &Found, text: &str) -> Option<u32> {
    let year = found.calendar()?.year?;
    let is_alone = found.calendar() == Some(&Calendar::of_year(year));
    let words = found.span.of(text);
    let digits = words.get(words.len().checked_sub(4)?..)?;
    let is_written = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_alone && is_written)
}

/// What speaks for times of day and what for years.
#[derive(Debug, Default)]
struct Evidence {
    times: usize,
    years: usize,
    /// Whether some number can be nothing but a time of day.
    is_proven: bool,
    /// Whether the document is of our days.
    is_modern: bool,
    /// The numbers that open entries.
    entries: Vec<u32>,
}

impl Evidence {
    /// The dates that the document names, and its own.
    fn weigh_dates(&mut self, document: &Document, found: &[Found]) {
        let own = document.dct.as_ref().and_then(Dct::first_day);
        self.is_modern = own.is_some_and(|day| day.year >= MODERN_FROM);
        for found in found {
            let Some(calendar) = found.names() else { continue };
            let Some(year) = calendar.year.or(calendar.decade).or(calendar.century) else {
                continue;
            };
            match bare_number(found, &document.text) {
                Some(number) if is_clock(number) => {
                    let is_entry = opens_entry(found, &document.text);
                    self.times += usize::from(number < YEARS_FROM && !is_entry);
                }
                _ if year >= MODERN_FROM => self.is_modern = true,
                _ if year < OLD_UNTIL.cast_signed() => self.years += 4,
                _ => {}
            }
        }
    }

    /// The numbers of four digits, and the words of old times.
    fn weigh_words(&mut self, language: &Language, text: &str, sentences: &[Sentence]) {
        let mut reading = Reading::default();
        for sentence in sentences {
            language.read(text, sentence.span, &mut reading);
            language.look_up(text, &mut reading, DateOrder::MonthFirst);
            let Reading { tokens, lattice, .. } = &reading;
            let around = Around {
                language,
                text,
                tokens,
                lattice,
                entries: Entries::None,
                is_ancient: false,
            };
            for (at, token) in tokens.iter().enumerate() {
                if token.kind == TokenKind::Number {
                    self.weigh_number(around, at);
                } else {
                    self.years += usize::from(around.has(at, class::OLDWORLD));
                }
            }
        }
        self.weigh_entries();
    }

    fn weigh_number(&mut self, around: Around<'_>, at: usize) {
        let Some(number) = around.four_digits(at) else { return };
        if around.word(at + 1) == Some(":") && around.is_capitalised(at + 2) {
            self.entries.push(number);
            return;
        }
        if !is_clock(number) {
            return;
        }
        let is_led = around.has_before(at, class::NUMBERLEAD);
        let is_at = around.has_before(at, class::CLOCKLEAD);
        let has_nought = number < 1_000 && (is_led || is_at);
        if around.has(at + 1, class::ZONE) || has_nought {
            self.is_proven = true;
            self.times += 2;
        } else if number < YEARS_FROM && is_at {
            self.is_proven = true;
            self.times += 1;
        } else if number < OLD_UNTIL && around.has_before(at, class::YEARLEAD) {
            self.years += 4;
        }
    }

    /// Entry after entry through several hours is a log; with one that no clock shows, a chronicle.
    fn weigh_entries(&mut self) {
        const ENOUGH: usize = 6;
        const HOURS: usize = 3;
        if self.entries.iter().any(|&entry| !is_clock(entry)) {
            self.years += 4;
            return;
        }
        let mut hours: Vec<u32> = self.entries.iter().map(|entry| entry / 100).collect();
        hours.sort_unstable();
        hours.dedup();
        let has_nought = self.entries.len() >= 2 && self.entries.iter().any(|entry| *entry < 1_000);
        self.is_proven |= has_nought || self.entries.len() >= ENOUGH && hours.len() >= HOURS;
        self.times += self.entries.len() * if has_nought { 2 } else { 1 };
    }

    /// Whether the document's early numbers are times of day.
    fn shows_times(&self) -> bool {
        /// Without a proof so many, with nothing against them.
        const MANY: usize = 6;
        const FEW: usize = 3;
        let is_enough = if self.is_proven {
            self.times >= FEW && self.times > 2 * self.years
        } else {
            self.times >= MANY && self.years == 0
        };
        self.is_modern && is_enough
    }
}

#[cfg(test)]
mod tests {
    use crate::temporal::tag;
    use crate::temporal::tests::document;

    /// The words that a document of 11 January 2011 is left with as dates.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (document, sentences) = document(text, Some((2011, 1, 11)));
        let found = tag(&document, &sentences).mentions;
        let words: Vec<&str> = found.iter().map(|mention| mention.span.of(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn a_report_tells_times_of_day() {
        check("The pump stopped between 1040 and 1050.\nThe nurse left at 1115.", &[]);
        check("The gate opened by 0930.\nThe pump stopped between 1040 and 1050.", &["0930"]);
        check(
            "It stopped between 1040 and 1050 (1640 GMT).\nThe nurse left before 1115.",
            &["1640 GMT"],
        );
        check(
            "It stopped between 1040 and 1050.\nShe rang between 1100 and 1200, shortly after 1110.\n\
             The doctor came before 1221.",
            &[],
        );
    }

    #[test]
    fn a_history_tells_years() {
        check("The walls rose between 1040 and 1050.", &["1040", "1050"]);
        check(
            "The abbey was built between 1140 and 1250.\nIt burnt about 1310 and stood again by 1350.\n\
             The monks left before 1410, and it fell after 1440.",
            &["1140", "1250", "about 1310", "1350", "1410", "1440"],
        );
        check(
            "In 1215 the barons met.\nThe mill stood from 1220 until 1240.\nAt 1130 the bell rang.",
            &["1215", "1220", "1240"],
        );
        check(
            "The mill stood until 1066.\nIt rose between 1110 and 1120.",
            &["1066", "1110", "1120"],
        );
    }

    #[test]
    fn entries_through_the_day_are_a_log_and_through_the_ages_a_chronicle() {
        let told = |entries: &[&str]| {
            entries
                .iter()
                .map(|it| format!("{it}: Mara Holt says so"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        check(&told(&["1020", "1132", "1146", "1308", "1633", "1642", "1649"]), &[]);
        check(&told(&["0955", "1020"]), &[]);
        check(&told(&["1066", "1215", "1348", "1415"]), &["1066", "1215", "1348", "1415"]);
        check(&told(&["1215", "1348", "1415"]), &["1215", "1348", "1415"]);
    }
}
