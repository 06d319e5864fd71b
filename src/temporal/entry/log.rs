//! Logs kept by the clock ("2349 The minister spoke", entry after entry) and chronicles kept by years ("1136 A
//! tower is built").
//!
//! Four digits that open a line are a year in a chronicle and a time of day in a log. One line does
//! not tell; all of them together do.

use crate::model::Span;
use crate::temporal::language::tables::{DateOrder, Language};
use crate::temporal::language::{Reading, class};
use crate::temporal::recognize::guard::Around;

/// What numbers that open the lines of a text are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entries {
    /// Nothing in common.
    None,
    /// Times of day.
    Log,
    /// Years, one after the other.
    Chronicle,
    /// The same, the first of them before the year 1000.
    OldChronicle,
    /// Days of a month ("4th. Made sail"), below one with its month.
    Diary,
}

impl Entries {
    pub(crate) fn are_years(self) -> bool {
        match self {
            Self::None | Self::Log | Self::Diary => false,
            Self::Chronicle | Self::OldChronicle => true,
        }
    }
}

/// So many entries that no year of a chronicle would end in 60 to 99 are a log by themselves: of
/// twelve random years all end below 60 once in five hundred times.
const SURE: usize = 12;
/// With an entry that can be no year of a chronicle fewer are enough.
const LEAST: usize = 5;
/// A number from here on is later than any year that a chronicle tells of.
pub(crate) const BEYOND_YEARS: i32 = 2_030;
/// So many years, of which [`PLAIN`] have four digits, are a chronicle.
const LEAST_YEARS: usize = 4;
/// So many days of a month without their month are a diary.
const LEAST_DAYS: usize = 2;
const PLAIN: usize = 2;

/// What has been seen of the numbers that open lines.
#[derive(Debug, Default)]
struct Openings {
    clocks: usize,
    /// Whether one of them shows that they are no years, or no times of day.
    is_beyond_years: bool,
    is_beyond_clock: bool,
    years: usize,
    plain: usize,
    /// How many of the years something is told of.
    telling: usize,
    last: i32,
    days: Days,
    /// How often a year is earlier than the one before it.
    falls: usize,
    is_old: bool,
}

/// What has been seen of the days that open lines.
#[derive(Debug, Default)]
struct Days {
    /// How many stand without their month.
    alone: usize,
    /// The last of them, and of those with their month.
    last: u32,
    /// Whether one has its month.
    has_month: bool,
    /// Whether another month has begun since one was named.
    has_turned: bool,
    /// Whether they do not follow each other as days do: places in a race, the parts of an order.
    are_mixed: bool,
}

/// What the numbers are that open the lines of a text.
pub(crate) fn entries(language: &Language, text: &str) -> Entries {
    let (mut seen, mut start) = (Openings::default(), 0);
    let mut reading = None;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or_default();
        let line_start = std::mem::replace(&mut start, end + 1);
        if let Some((digits, is_led)) = opening_number(line.trim_start())
            && seen.add(digits, is_led, line)
        {
            let span = Span::new(line_start, end);
            let reading = reading.get_or_insert_with(Reading::default);
            seen.telling += usize::from(tells(language, text, span, digits, reading));
        }
        match opening_day(line.trim_start()) {
            Some(day) => seen.days.add(day),
            None if !seen.days.are_mixed && opens_with_number(line.trim_start()) => {
                let reading = reading.get_or_insert_with(Reading::default);
                let span = Span::new(line_start, end);
                if let Some(day) = day_with_month(language, text, span, reading) {
                    seen.days.name_month(day);
                }
            }
            None => {}
        }
    }
    seen.entries()
}

impl Openings {
    /// Counts an opening; whether it may be a year.
    fn add(&mut self, digits: &str, is_led: bool, line: &str) -> bool {
        let Ok(number) = digits.parse::<i32>() else { return false };
        let rest = line.trim_start().get(digits.len()..).unwrap_or_default();
        if digits.len() == 4 && !is_led && rest.starts_with(' ') {
            self.clocks += 1;
            self.is_beyond_years |= digits.starts_with('0') || number >= BEYOND_YEARS;
            self.is_beyond_clock |= number % 100 >= 60 || number >= 2_400;
        }
        if digits.starts_with('0') || number >= BEYOND_YEARS {
            self.falls += 1;
            return false;
        }
        self.years += 1;
        self.plain += usize::from(digits.len() == 4);
        self.falls += usize::from(number < self.last);
        self.is_old |= number < 1_000;
        self.last = number;
        true
    }

    fn entries(&self) -> Entries {
        let is_log = self.clocks >= SURE || self.clocks >= LEAST && self.is_beyond_years;
        if is_log && !self.is_beyond_clock {
            return Entries::Log;
        }
        if self.days.are_of_diary() {
            return Entries::Diary;
        }
        let are_years = self.years >= LEAST_YEARS && self.plain >= PLAIN && self.is_beyond_clock;
        let is_chronicle = self.falls * 5 <= self.years && self.years < self.telling * 2;
        match (are_years && is_chronicle, self.is_old) {
            (false, _) => Entries::None,
            (true, false) => Entries::Chronicle,
            (true, true) => Entries::OldChronicle,
        }
    }
}

impl Days {
    /// Counts a day without a month; those above the first month are none.
    fn add(&mut self, day: u32) {
        /// So many days lie at least between one and a lower one of the month after it.
        const TURN: u32 = 10;
        if !self.has_month {
            return;
        }
        let turns = day + TURN <= self.last;
        let is_first = self.alone == 0;
        self.are_mixed |= day <= self.last && (!turns || is_first || self.has_turned);
        self.has_turned |= turns;
        self.alone += 1;
        self.last = day;
    }

    /// Counts a day with its month.
    fn name_month(&mut self, day: u32) {
        (self.has_month, self.has_turned, self.last) = (true, false, day);
    }

    fn are_of_diary(&self) -> bool {
        LEAST_DAYS <= self.alone && !self.are_mixed
    }
}

/// Whether a line tells something, as chronicles do, and does not only name it: "205 Contracts", "1050 Ixelles".
fn tells(language: &Language, text: &str, span: Span, digits: &str, reading: &mut Reading) -> bool {
    /// A year of four digits may head so many words without a verb: "1066 Battle of Hastings".
    const WORDS: usize = 3;
    language.read(text, span, reading);
    language.look_up(text, reading, DateOrder::MonthFirst);
    let Reading { tokens, lattice, .. } = &*reading;
    let around =
        Around { language, text, tokens, lattice, entries: Entries::None, is_ancient: false };
    let is_third_person = |at: usize| {
        let ends = |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        around.is_lower(at) && around.word(at).is_some_and(ends)
    };
    let is_verb = |at: usize| {
        around.is_past_verb(at) || around.has(at, class::PRESENTVERB) || is_third_person(at)
    };
    let words = (0..tokens.len()).filter(|&at| around.is_word(at)).count();
    digits.len() == 4 && words >= WORDS || (0..tokens.len()).any(is_verb)
}

/// The three or four digits that a line opens with, and whether a short word leads to them: "c. 770".
fn opening_number(line: &str) -> Option<(&str, bool)> {
    const LONGEST: usize = 6;
    let first = line.bytes().next()?;
    let (line, is_led) = if first.is_ascii_digit() {
        (line, false)
    } else {
        let word = line.bytes().take(LONGEST).position(|byte| byte == b' ')?;
        (line.get(word + 1..)?, true)
    };
    let count = line.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = line.split_at_checked(count)?;
    let is_closed = rest.is_empty() || rest.starts_with([' ', '-', '–', ':']);
    ((3..=4).contains(&count) && is_closed).then_some((digits, is_led))
}

/// The day that a line opens with, with a mark behind it: "4th. Made sail".
fn opening_day(line: &str) -> Option<u32> {
    const SUFFIXES: [&str; 4] = ["st", "nd", "rd", "th"];
    let count = line.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = line.split_at_checked(count)?;
    let behind = SUFFIXES.iter().find_map(|suffix| rest.strip_prefix(suffix))?;
    let is_closed = behind.trim_start_matches(' ').starts_with(['.', ':', '-', '–', '—', ',']);
    digits.parse().ok().filter(|day| is_closed && (1..=31).contains(day))
}

/// Whether one of the first two words of a line is a number of at most two digits.
fn opens_with_number(line: &str) -> bool {
    let is_short = |word: &str| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && word.len() <= digits + 3
    };
    line.split_ascii_whitespace().take(2).any(is_short)
}

/// The day that a line opens with, where its month stands beside it: "3 May", "May 3rd".
fn day_with_month(
    language: &Language,
    text: &str,
    span: Span,
    reading: &mut Reading,
) -> Option<u32> {
    /// Bytes of a line in which its first two words and what belongs to them stand.
    const HEAD: u32 = 96;
    let line = span.trimmed(text);
    let reach = text.floor_char_boundary(line.end.min(line.start + HEAD) as usize);
    let head = Span { start: line.start, end: reach as u32 };
    language.read(text, head, reading);
    language.look_up(text, reading, DateOrder::MonthFirst);
    let lattice = &reading.lattice;
    let is_month = |at: usize| lattice.has(at, class::MONTH);
    let day = |at: usize| {
        let arc = [class::DAY, class::DAYORD].iter().find_map(|&class| lattice.find(at, class))?;
        u32::try_from(arc.number).ok()
    };
    if is_month(0) { day(1) } else { day(0).filter(|_| is_month(1)) }
}

#[cfg(test)]
mod tests {
    use super::{Entries, entries};
    use crate::temporal::language::load;
    use crate::temporal::tests::check_undated;

    #[track_caller]
    fn check(openings: &[&str], expected: Entries) {
        let lines: Vec<_> =
            openings.iter().map(|time| format!("{time} The mayor spoke.")).collect();
        let text = lines.join("\n");
        let language = load::load_english().unwrap();
        assert_eq!(entries(&language, &text), expected, "{openings:?}");
    }

    #[test]
    fn days_of_a_diary_follow_each_other() {
        check_undated(
            "1 January 1768. Wind fresh.\n\n4th. Land was seen.\n\n11th. Made the coast.\n\n15 January. Anchored.\n\n\
             21st. The captain spoke of the 3rd of May 1760.\n\n3d: At sea.\n\n9th.",
            "1 January 1768 = 1768-01-01; 4th = 1768-01-04; 11th = 1768-01-11; \
             15 January = 1768-01-15; 21st = 1768-01-21; the 3rd of May 1760 = 1760-05-03; 3d = 1768-02-03; 9th = 1768-02-09",
        );
        check_undated(
            "3 May 1902\n1st. The fence.\n2nd. The gate.\n3rd. The wall.",
            "3 May 1902 = 1902-05-03",
        );
        check_undated("1st. The fence.\n4th. The gate.\n9th. The wall.", "");
        check_undated(
            "14 August 2016\n1st. Dahl won.\n3rd. Lie was late.\n4th. Moe fell.",
            "14 August 2016 = 2016-08-14",
        );
        check_undated(
            "4 May 1902\n7th. The fence.\n2nd. The gate.\n21st. The wall.",
            "4 May 1902 = 1902-05-04",
        );
    }

    #[test]
    fn lists_of_codes_are_no_chronicle() {
        let language = load::load_english().unwrap();
        let towns = "1000 Ahlen\n1050 Brakel\n1060 Calden\n1070 Detmold\n1080 Erder";
        assert_eq!(entries(&language, towns), Entries::None);
        let courses = "101 Introduction to law\n205 Contracts\n310 Torts\n1066 Equity\n1177 Trusts";
        assert_eq!(entries(&language, courses), Entries::None);
        let battles = "1066 Battle of Hastings\n1215 Peace of Runnymede\n1277 War in Wales\n1314 Battle of Bannockburn";
        assert_eq!(entries(&language, battles), Entries::Chronicle);
    }

    #[test]
    fn tells_a_log_from_a_chronicle() {
        check(&["2349", "2218", "1959", "1742", "1633"], Entries::Log);
        check(&["0755", "1415", "1421", "1502", "1640"], Entries::Log);
        check(&["1415", "1421", "1502", "1640", "1642"], Entries::None);
        check(&["1415", "1461", "1502", "1640", "1642"], Entries::Chronicle);
        check(&["c. 640", "871", "1067-1099", "1136", "1177"], Entries::OldChronicle);
        check(&["1492", "1517", "1521", "1555", "2031"], Entries::None);
        check(&["640", "120", "300", "210", "1067", "1177"], Entries::None);
        check(&["2349", "2218"], Entries::None);
    }

    #[test]
    fn entries_of_a_chronicle_open_with_years_however_short() {
        check_undated(
            "Early 655 The lands are seized.\n\nc. 770 Offa is born here.\n\n871 men of the north burn it.\n\n\
             874 Danes burn it again.\n\n1067-1099 A mound is thrown up.\n\n1136 Roger builds a tower.\n\n\
             1177 The king has it pulled down.",
            "Early 655 = 0655~ START; c. 770 = 0770~ APPROX; 874 = 0874; 1067 = 1067 [1067/1099]; 1099 = 1099; \
             1136 = 1136; 1177 = 1177",
        );
    }
}
