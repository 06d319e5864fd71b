//! The heading of a plain text: what its document is called where nothing else says so.

use super::boilerplate::Line;
use super::dct::byline::is_byline;
use super::dct::date_line::is_dates;
use crate::model::Span;

/// Words of a heading.
const MIN_WORDS: usize = 3;

/// Words of a heading that stands apart from the line below it.
const MAX_WORDS: usize = 40;

/// Words of a heading with the next line right below it.
const MAX_WORDS_IN_BLOCK: usize = 20;

/// Stands between the cells of a row, and between a title and the names behind it.
const BAR: &str = " | ";

/// Words of a title before the names of its section and its site, these, and the words of each.
const MIN_TITLE_WORDS: usize = 4;
const MAX_NAMES: usize = 3;
const MAX_NAME_WORDS: usize = 3;

/// Lines that are no chrome of which one is the heading: a text that has none in them has none.
const LINES: usize = 4;

/// Finds the heading in the lines of a text whose chrome is marked: of the lines above the running text that are
/// no name, date, byline or sentence the one with a byline right below it, else the first. `None` where the text
/// begins without one.
pub(super) fn heading(lines: &[Line<'_>]) -> Option<Span> {
    let shown = lines.iter().enumerate().filter(|(_, line)| !line.is_chrome).take(LINES);
    let above = shown.take_while(|(_, line)| !line.is_prose || !line.text.ends_with('.'));
    let headings = above.filter_map(|(at, line)| {
        let is_apart = lines.get(at + 1).is_none_or(|next| next.blanks > 0 || next.is_prose);
        // A row of a table is no title.
        let has_bar = |at: Option<usize>| {
            let line = at.and_then(|at| lines.get(at));
            line.is_some_and(|line| !line.is_chrome && line.text.contains(BAR))
        };
        let is_row = has_bar(at.checked_sub(1)) || has_bar(Some(at + 1));
        let title = if is_row { line.text } else { title_before_names(line.text) };
        let span = Span { start: line.span.start, end: line.span.start + title.len() as u32 };
        let most = if is_apart { MAX_WORDS } else { MAX_WORDS_IN_BLOCK };
        is_heading(title, most).then_some((at, span, title.len() == line.text.len()))
    });
    // The names of a site and the day stand above a title, too: "The Herald of the North | 4 March 2021".
    let (mut first, mut before_names) = (None, None);
    for (at, span, is_whole) in headings {
        if lines.get(at + 1).is_some_and(|next| next.blanks == 0 && is_byline(next.text, None)) {
            return Some(span);
        }
        let found = if is_whole { &mut first } else { &mut before_names };
        *found = found.or(Some(span));
    }
    first.or(before_names)
}

/// The title of `A vote in the north | Europe | The Herald | 26.08.2008`: what stands behind it are the names of the
/// section and the site, and the day. The whole line where it is no such.
fn title_before_names(line: &str) -> &str {
    let mut parts = line.split(BAR);
    let title = parts.next().unwrap_or(line).trim_end();
    let words = |text: &str| text.split_whitespace().count();
    let names: Vec<usize> = parts.map(words).collect();
    let are_names = (1..=MAX_NAMES).contains(&names.len())
        && names.iter().all(|&count| count <= MAX_NAME_WORDS);
    if are_names && MIN_TITLE_WORDS <= words(title) { title } else { line }
}

/// A title has neither bars nor an address in it, no full stop at its end, and opens no list.
fn is_heading(line: &str, max_words: usize) -> bool {
    let words = line.split_whitespace().count();
    (MIN_WORDS..=max_words).contains(&words)
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ',', ';', ':', '…'])
        && !line.contains(" | ")
        && !line.contains("://")
        && !line.starts_with(['-', '*', '•', '·'])
        && !is_byline(line, None)
        && !is_dates(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::boilerplate::lines;

    const PROSE: &str = "The deputies of the northern district met in the town hall on Monday and \
                         agreed, after six hours of debate, to hold the vote in spring.";

    #[track_caller]
    fn check(head: &str, expected: Option<&str>) {
        let text = format!("{head}\n\n{PROSE}\n\n{PROSE}\n");
        assert_eq!(heading(&lines(&text)).map(|span| span.of(&text)), expected, "{head}");
    }

    #[test]
    fn the_first_line_above_the_text_that_is_a_title() {
        check("Deputies agree on a vote\n\nBy Jane Doe", Some("Deputies agree on a vote"));
        check(
            "4 March 2021\nWill the north vote in spring?",
            Some("Will the north vote in spring?"),
        );
        check("By Jane Doe, 4 March 2021\n\nTHE NORTH VOTES", Some("THE NORTH VOTES"));
        check("From May 1991 to the ban of 1993", Some("From May 1991 to the ban of 1993"));
        check(
            "Northern Post Weekly, issue 7\n\nThe north votes\nBy Jane Doe",
            Some("The north votes"),
        );
    }

    #[test]
    fn the_names_of_a_section_and_a_site_are_no_title() {
        check(
            "The north votes in spring | Europe | NH | 26.08.2008",
            Some("The north votes in spring"),
        );
        check("The north votes in spring | The Herald", Some("The north votes in spring"));
        check("News | Sport | Weather", None);
        check("Name of the town | People\nA town in the north | 5000", None);
        let title = Some("The north votes in spring");
        check("All the news of the day | Weather\n\nThe north votes in spring", title);
        check("The Herald of the North | 4 March 2021\n\nThe north votes in spring", title);
        check("The Northern Herald", Some("The Northern Herald"));
        check("The Northern Herald Online | News | Sport | Arts | Weather", None);
    }

    #[test]
    fn a_text_that_begins_with_a_sentence_has_none() {
        check("The north votes in spring.", None);
        check("Northern Post", None);
        check("May 1991 – August 1993", None);
        check("- one of a list of things", None);
        check("The mill has burned down, see https://post.example/1", None);
    }
}
