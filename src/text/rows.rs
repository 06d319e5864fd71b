//! The rows of a chronicle that a crawl put on one line.
//!
//! ```text
//! 1994 - A storm kills hundreds 1998 - Another one destroys the crops 4 May 2004: The river rises
//! └─ row                        └─ row                                └─ row
//! ```

use super::abbreviation::Abbreviations;
use crate::model::Span;

/// Where the rows of a line begin, in order; empty where it has one alone that opens with no day.
pub(super) fn starts(line: &str, lists: &Abbreviations) -> Vec<usize> {
    let years = memchr::memchr2_iter(b'1', b'2', line.as_bytes());
    let starts: Vec<usize> = years.filter_map(|year| start(line, year, lists)).collect();
    match starts.as_slice() {
        [only] if !opens_with_day(line, *only) => Vec::new(),
        _ => starts,
    }
}

/// Whether a row begins with a day and its month, not with a year.
fn opens_with_day(line: &str, row: usize) -> bool {
    let mut words = line.get(row..).unwrap_or("").split_whitespace();
    let is_year = |word: &str| word.bytes().take_while(u8::is_ascii_digit).count() > 2;
    words.next().is_some_and(|first| !is_year(first)) && words.nth(1).is_some_and(is_year)
}

/// Where the row begins whose year may stand at a byte.
fn start(line: &str, year: usize, lists: &Abbreviations) -> Option<usize> {
    const DIGITS: usize = 4;
    let bytes = line.as_bytes();
    let is_parted = year.checked_sub(1).and_then(|at| bytes.get(at)).is_none_or(|&it| it == b' ');
    let is_year =
        || bytes.get(year..year + DIGITS).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    if !is_parted || !is_year() || !opens_row(line.get(year + DIGITS..)?) {
        return None;
    }
    let before = line.get(..year)?;
    let start = date_start(before, lists);
    let last = before.get(..start)?.split_whitespace().next_back().unwrap_or("");
    // "Nothing was done in 2004: The plan failed."
    let goes_on = lists.is_linking(&last.to_lowercase()) || last.ends_with([',', ':', '(']);
    (!goes_on).then_some(start)
}

/// Whether a mark and the first words of a row follow its year: "–95: The", " – A".
fn opens_row(after: &str) -> bool {
    let end = after.strip_prefix(['-', '–', '/']).unwrap_or("");
    let digits = end.bytes().take_while(u8::is_ascii_digit).count();
    let after = if matches!(digits, 2 | 4) { end.get(digits..).unwrap_or("") } else { after };
    let marks = [": ", " - ", " – ", " — ", " -- "];
    let row = marks.iter().find_map(|mark| after.strip_prefix(mark));
    let first = row.and_then(|row| row.trim_start().chars().next());
    first.is_some_and(|first| first.is_uppercase() || matches!(first, '“' | '"' | '‘'))
}

/// Where the day and the month stand that end a text: "… 4 May", "… May 4,"; its end where none do.
fn date_start(before: &str, lists: &Abbreviations) -> usize {
    let mut start = before.len();
    let mut words = before.split_whitespace().rev();
    let (last, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is_month = |word: &str| lists.is_month(word.trim_end_matches([',', '.']));
    let is_day = |word: &str| {
        let digits = word.trim_end_matches([',', '.']);
        digits.len() <= 2 && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
    };
    let count = match (is_month(last), is_day(last)) {
        (true, _) => 1 + usize::from(is_day(second)),
        (_, true) if is_month(second) => 2,
        _ => 0,
    };
    for word in [last, second].iter().take(count) {
        start = Span::new(0, start).of(before).trim_end().len() - word.len();
    }
    start
}

#[cfg(test)]
mod tests {
    /// The rows, each behind a bar.
    #[track_caller]
    fn check(marked: &str) {
        crate::text::split::check_starts(super::starts, marked);
    }

    #[test]
    fn a_line_of_years_is_its_rows() {
        check("|1994 - A storm kills hundreds |1998 - Another one destroys the crops");
        check("Key dates |1991–95: The war |2004: Floods kill 2,600 |2007 — Landslides");
        check("|4 Aug 1946: Samana is hit |11 Oct, 1918: The coast |May 1902 - A volcano");
        check("|May 4, 1990 – The declaration |August 21, 1991 – The restoration");
        check("The wave killed 1,600 |11 Oct, 1918: The northern coast");
    }

    #[test]
    fn other_years_open_no_row() {
        check("In 1994: The storm. In 1998: The crops.");
        check("He was mayor 1994 - 1998 and died.");
        check("The budget of 1994 - a record - was cut.");
        check("1994 - A storm kills hundreds");
        check("Seats in 1998: 12; in 2004: 14.");
    }
}
