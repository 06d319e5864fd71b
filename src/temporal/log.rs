//! Logs kept by the clock: "2349 The minister spoke", entry after entry.
//!
//! Four digits that open a line are a year in a chronicle and a time of day in a log. One line does
//! not tell; all of them together do.

/// So many entries that no year of a chronicle would end in 60 to 99 are a log by themselves: of
/// twelve random years all end below 60 once in five hundred times.
const SURE: usize = 12;
/// With an entry that can be no year of a chronicle fewer are enough.
const LEAST: usize = 5;
/// A number from here on is later than any year that a chronicle tells of.
const BEYOND_YEARS: u32 = 2_030;

/// Whether a text is a log whose entries open with the time of day in four digits.
pub(super) fn is_clock_log(text: &str) -> bool {
    let (mut entries, mut is_beyond_years, mut start) = (0_usize, false, 0);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or_default();
        start = end + 1;
        let Some(digits) = opening_number(line.trim_start()) else { continue };
        let Ok(number) = digits.parse::<u32>() else { continue };
        if number % 100 >= 60 || number >= 2_400 {
            return false;
        }
        entries += 1;
        is_beyond_years |= digits.starts_with('0') || number >= BEYOND_YEARS;
    }
    entries >= SURE || entries >= LEAST && is_beyond_years
}

/// The four digits that a line opens with, before a space.
fn opening_number(line: &str) -> Option<&str> {
    let (digits, rest) = line.split_at_checked(4)?;
    let is_alone = rest.starts_with(' ');
    (is_alone && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::is_clock_log;

    #[track_caller]
    fn check(openings: &[&str], expected: bool) {
        let lines: Vec<_> =
            openings.iter().map(|time| format!("{time} The mayor spoke.")).collect();
        let text = lines.join("\n");
        assert_eq!(is_clock_log(&text), expected, "{openings:?}");
    }

    #[test]
    fn tells_a_log_from_a_chronicle() {
        check(&["2349", "2218", "1959", "1742", "1633"], true);
        check(&["0755", "1415", "1421", "1502", "1640"], true);
        check(&["1415", "1421", "1502", "1640", "1642"], false);
        check(&["1492", "1517", "1521", "1555", "2031"], false);
        check(&["2349", "2218"], false);
    }
}
