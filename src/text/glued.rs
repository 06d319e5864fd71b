//! Sentences that a crawl has put behind a caption or a headline, which end with no stop.
//!
//! ```text
//! The crews waited at the old pier The ferry came at noon, hours late.
//!                                  └─ a small word with a capital, between words in lower case
//! ```

use super::abbreviation::Abbreviations;

/// Words that a piece has at least.
const LEAST_WORDS: usize = 4;

/// Where further sentences of a line begin, in order.
pub(super) fn starts(line: &str, lists: &Abbreviations) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let bytes = line.as_bytes();
    let mut spaces = memchr::memchr_iter(b' ', bytes).peekable();
    while let Some(space) = spaces.next() {
        let at = space + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_uppercase) {
            continue;
        }
        let end = spaces.peek().copied().unwrap_or(line.len());
        if !line.get(at..end).is_some_and(|word| lists.may_open(word.trim_end_matches(','))) {
            continue;
        }
        let from = starts.last().copied().unwrap_or_default();
        let (Some(before), Some(after)) = (line.get(from..at), line.get(at..)) else { continue };
        if begins(before, after, lists) {
            starts.push(at);
        }
    }
    starts
}

/// Whether a sentence begins between two texts.
fn begins(before: &str, after: &str, lists: &Abbreviations) -> bool {
    let mut words = after.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let goes_on =
        first.ends_with(',') || second.starts_with(char::is_lowercase) && !second.contains(is_mark);
    let first = first.trim_end_matches(',');
    let last = before.split_whitespace().next_back().unwrap_or("");
    let lower = last.to_lowercase();
    // After a name only what no name goes on with: "the tour Over the Moon".
    let is_start = lists.is_restart(first)
        || first != "I" && lists.is_starter(first) && last.starts_with(char::is_lowercase);
    is_start
        && goes_on
        && last.ends_with(char::is_alphabetic)
        && !lists.is_linking(&lower)
        && !lists.is_starter(last)
        && !(first == "A" && lists.is_lettered(&lower))
        && LEAST_WORDS <= before.split_whitespace().count()
        && LEAST_WORDS <= after.split_whitespace().count()
}

fn is_mark(c: char) -> bool {
    !(c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | ','))
}

#[cfg(test)]
mod tests {
    /// The sentences, each behind a bar but the first.
    #[track_caller]
    fn check(marked: &str) {
        crate::text::split::check_starts(super::starts, marked);
    }

    #[test]
    fn a_capital_inside_a_line_begins_a_sentence() {
        check("The crews waited at the old pier |The ferry came at noon, hours late.");
        check("Keller lost his house in Bergen |But he was not insured against floods.");
        check("Ann Jones lost her home |In a letter to the mayor she asked for help.");
        check("The mayor has named the new pier |However, Bergen has no money for it.");
        check("Divers look for the wreck |A boy saw it first |There is no trace of it");
    }

    #[test]
    fn names_and_titles_go_on() {
        check("He played in the film The Long Road for two years.");
        check("The paper was printed in The Lancet of last week.");
        check("Many of the children have a vitamin A deficiency that blinds them.");
        check("All of them came, and then I saw the boat.");
        check("The band sang a song of This Is It tour fame.");
        check("They saw the storm The");
    }
}
