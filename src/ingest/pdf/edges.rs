//! Running heads and feet: lines at the edge of a page that its neighbours repeat.

use super::lines::Line;
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
    fn a_single_page_has_no_heads() {
        let mut lines = vec![line(1, 30.0, "A title"), line(1, 60.0, "1")];
        mark(&mut lines);
        assert!(lines.iter().all(|line| !line.is_chrome));
    }
}
