//! The heading of a plain text: what its document is called where nothing else says so.

use super::boilerplate::Line;
use super::byline::is_byline;
use super::date_line::is_dates;
use crate::model::Span;

/// Words of a heading.
const MIN_WORDS: usize = 3;

/// Words of a heading that stands apart from the line below it.
const MAX_WORDS: usize = 40;

/// Words of a heading with the next line right below it.
const MAX_WORDS_IN_BLOCK: usize = 20;

/// Lines that are no chrome of which one is the heading: a text that has none in them has none.
const LINES: usize = 4;

/// Finds the heading in the lines of a text whose chrome is marked: of the lines above the running text that are
/// no name, date, byline or sentence the one with a byline right below it, else the first. `None` where the text
/// begins without one.
pub(super) fn heading(lines: &[Line<'_>]) -> Option<Span> {
    let shown = lines.iter().enumerate().filter(|(_, line)| !line.is_chrome).take(LINES);
    let above = shown.take_while(|(_, line)| !line.is_prose || !line.text.ends_with('.'));
    let headings = above.filter(|(at, line)| {
        let is_apart = lines.get(at + 1).is_none_or(|next| next.blanks > 0 || next.is_prose);
        is_heading(line.text, if is_apart { MAX_WORDS } else { MAX_WORDS_IN_BLOCK })
    });
    let mut first = None;
    for (at, line) in headings {
        if lines.get(at + 1).is_some_and(|next| next.blanks == 0 && is_byline(next.text, None)) {
            return Some(line.span);
        }
        first = first.or(Some(line.span));
    }
    first
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
    use super::super::boilerplate::lines;
    use super::*;

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
    fn a_text_that_begins_with_a_sentence_has_none() {
        check("The north votes in spring.", None);
        check("Northern Post", None);
        check("May 1991 – August 1993", None);
        check("- one of a list of things", None);
        check("The mill has burned down, see https://post.example/1", None);
    }
}
