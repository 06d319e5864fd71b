//! Running heads and feet: lines at the edge of a page that its neighbours repeat.

use super::lines::Line;
use crate::ingest::dct::date_line;
use crate::ingest::dct::printed_date::Order;
use std::collections::{BTreeMap, BTreeSet};

/// Lines at the top and at the bottom of a page that may be a head or foot.
const EDGE_LINES: usize = 2;

/// Pages that must repeat a line before it is a head or foot.
const MIN_PAGES: usize = 3;

/// How far apart two heads may stand, in points.
const SLACK: f64 = 6.0;

/// Longest head or foot in bytes.
const MAX_BYTES: usize = 200;

/// Marks running heads, feet and page numbers as chrome.
pub(super) fn mark(lines: &mut [Line]) {
    let edges = edges(lines);
    let mut pages: BTreeMap<(String, i64), BTreeSet<u32>> = BTreeMap::new();
    for &index in &edges {
        if let Some(line) = lines.get(index) {
            for place in places(line) {
                pages.entry((key(&line.text), place)).or_default().insert(line.page);
            }
        }
    }
    let all = lines.iter().map(|line| line.page).collect::<BTreeSet<_>>().len();
    // Two pages may share a heading by chance, and left and right pages have heads of their own.
    let needed = MIN_PAGES.min(all).max(2).max(all / 5);
    for index in edges {
        if let Some(line) = lines.get_mut(index) {
            let key = key(&line.text);
            let is_repeated = places(line).into_iter().any(|place| {
                pages.get(&(key.clone(), place)).is_some_and(|pages| pages.len() >= needed)
            });
            line.is_chrome = is_repeated || (all >= 2 && is_page_number(&line.text, line.page));
        }
    }
}

/// Marks what a browser prints above and below a page, and returns the page's address: time and title, address
/// and `1/3`. `None` where no browser printed it.
pub(super) fn mark_print(lines: &mut [Line]) -> Option<String> {
    let pages: BTreeSet<u32> = lines.iter().map(|line| line.page).collect();
    let mut ends: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.turns == 0) {
        let end = ends.entry(line.page).or_insert((line.baseline, line.baseline));
        *end = (end.0.min(line.baseline), end.1.max(line.baseline));
    }
    let is_at = |line: &Line, end: f64| (line.baseline - end).abs() < SLACK && line.turns == 0;
    let mut address = None;
    let mut counted = BTreeSet::new();
    let mut printed: BTreeSet<(u32, bool)> = BTreeSet::new();
    for line in lines.iter() {
        let Some(&(top, bottom)) = ends.get(&line.page) else { continue };
        let is_top = is_at(line, top);
        if !is_top && !is_at(line, bottom) {
            continue;
        }
        let word = line.text.split_whitespace().find(|word| word.contains("://"));
        address = address.or(word.map(str::to_owned));
        let is_count = is_count_of(&line.text, line.page, pages.len());
        if is_count {
            counted.insert(line.page);
        }
        if is_count || word.is_some() || is_day_and_time(&line.text) {
            printed.insert((line.page, is_top));
        }
    }
    let address = address.filter(|_| counted == pages)?;
    for line in lines {
        let ends = ends.get(&line.page).copied().unwrap_or_default();
        let is_printed = |end, is_top| is_at(line, end) && printed.contains(&(line.page, is_top));
        line.is_chrome |= is_printed(ends.0, true) || is_printed(ends.1, false);
    }
    Some(address)
}

/// Whether a line is a day and a time, however its numbers are ordered.
fn is_day_and_time(text: &str) -> bool {
    text.contains(':') && date_line::date_line_in(text, Some(Order::DayFirst)).is_some()
}

/// Whether a line ends with `2/3`, `2 of 3` or `Page 2 of 3`: the number of its page and of all.
fn is_count_of(text: &str, page: u32, pages: usize) -> bool {
    let (all, rest) = trailing_number(text);
    let rest = rest.trim_end();
    let Some(rest) = rest.strip_suffix('/').or_else(|| rest.strip_suffix("of")) else {
        return false;
    };
    all == Some(pages as u32) && trailing_number(rest.trim_end()).0 == Some(page)
}

/// The number at the end of a text, and what stands before it.
fn trailing_number(text: &str) -> (Option<u32>, &str) {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (text.get(rest.len()..).and_then(|number| number.parse().ok()), rest)
}

/// The first and last lines of every page by their place.
fn edges(lines: &[Line]) -> Vec<usize> {
    let mut by_page: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if line.turns == 0 && line.text.len() <= MAX_BYTES {
            by_page.entry(line.page).or_default().push((index, line.baseline));
        }
    }
    let mut found = BTreeSet::new();
    for page in by_page.values_mut() {
        page.sort_by(|a, b| a.1.total_cmp(&b.1));
        // Parts of one line may be drawn apart: left and right of a head.
        let at = |end: Option<&(usize, f64)>| end.map_or(0.0, |(_, baseline)| *baseline);
        let (top, bottom) = (at(page.first()), at(page.last()));
        let near = page.iter().enumerate().filter(|(rank, (_, baseline))| {
            let from_end = page.len() - 1 - rank;
            *rank < EDGE_LINES
                || from_end < EDGE_LINES
                || (baseline - top).abs() < SLACK
                || (baseline - bottom).abs() < SLACK
        });
        found.extend(near.map(|(_, (index, _))| *index));
    }
    found.into_iter().collect()
}

/// A line's words with every number as `#`: heads count pages.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// The places at which a line is looked for, so that a little more or less makes no difference.
fn places(line: &Line) -> [i64; 2] {
    let place = (line.baseline / SLACK).floor() as i64;
    [place, place + 1]
}

/// `12`, `- 12 -`, `Page 12 of 40`, where the number is near that of the page.
fn is_page_number(text: &str, page: u32) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [number] => number.parse::<u32>().is_ok_and(|number| number == page),
        ["Page" | "page" | "p", number] => number.parse::<u32>().is_ok(),
        ["Page" | "page", number, "of", total] | [number, "of", total] => {
            number.parse::<u32>().is_ok() && total.parse::<u32>().is_ok()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: u32, baseline: f64, text: &str) -> Line {
        let text = text.to_owned();
        Line { text, page, start: 0.0, end: 9.0, baseline, size: 10.0, turns: 0, is_chrome: false }
    }

    #[test]
    fn heads_and_page_numbers_are_chrome() {
        let mut lines = Vec::new();
        for page in 1..=4 {
            lines.push(line(page, 30.0, "Report of the commission"));
            lines.push(line(page, 100.0, &format!("Words of page {}", "x".repeat(page as usize))));
            lines.push(line(page, 120.0, &format!("More words {}", "y".repeat(page as usize))));
            lines.push(line(page, 130.0, &format!("Last words {}", "z".repeat(page as usize))));
            lines.push(line(page, 800.0, &format!("– {page} –")));
        }
        mark(&mut lines);
        let chrome: Vec<_> =
            lines.iter().take(5).filter(|line| line.is_chrome).map(|line| &line.text).collect();
        assert_eq!(chrome, ["Report of the commission", "– 1 –"]);
    }

    #[test]
    fn what_a_browser_prints_around_a_page_is_chrome() {
        let print = |foot: &str| {
            let mut lines = vec![
                line(1, 20.0, "5/7/24, 10:11 AM"),
                line(1, 21.0, "Ferry late | The Post"),
                line(1, 60.0, "Ferry late"),
                line(1, 700.0, "It came at noon."),
                line(1, 820.0, foot),
                line(1, 820.0, "1/1"),
            ];
            let address = mark_print(&mut lines);
            (address, lines.iter().map(|line| line.is_chrome).collect::<Vec<_>>())
        };
        let address = Some("https://post.example/ferry".to_owned());
        let chrome = vec![true, true, false, false, true, true];
        assert_eq!(print("https://post.example/ferry"), (address, chrome));
        assert_eq!(print("The Post"), (None, vec![false; 6]));
    }

    #[test]
    fn a_single_page_has_no_heads() {
        let mut lines = vec![line(1, 30.0, "A title"), line(1, 60.0, "1")];
        mark(&mut lines);
        assert!(lines.iter().all(|line| !line.is_chrome));
    }
}
