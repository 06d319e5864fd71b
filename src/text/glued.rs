//! Sentences that a crawl has put behind a caption or a headline, which end with no stop.
//!
//! ```text
//! The crews waited at the old pier The ferry came at noon, hours late.
//!                                  └─ a small word with a capital, between words in lower case
//! ```

use super::abbreviation::Abbreviations;
use crate::phrase;

/// Words that a piece has at least.
const LEAST_WORDS: usize = 4;

/// Bytes of a word that are looked at: none that begins a sentence here is longer.
const LONGEST_WORD: usize = 24;

/// Where further sentences of a line begin, in order.
pub(super) fn starts(line: &str, lists: &Abbreviations) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    phrase::each_capital(line.as_bytes(), |at| {
        let from = starts.last().copied().unwrap_or_default();
        if stands_after_space(line, at)
            && may_begin(line, at, lists)
            && let (Some(before), Some(after)) = (line.get(from..at), line.get(at..))
            && begins(before, after, lists)
        {
            starts.push(at);
        }
    });
    starts
}

fn stands_after_space(line: &str, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| line.as_bytes().get(before)) == Some(&b' ')
}

/// Whether a sentence may begin at a capital behind a space, by the bytes around it: most names and starts
/// are turned away by them.
fn may_begin(line: &str, at: usize, lists: &Abbreviations) -> bool {
    let bytes = line.as_bytes();
    let last = at.checked_sub(2).and_then(|last| bytes.get(last));
    // A letter or a year goes before it; behind further space, or beyond ASCII, one may.
    if last.is_none_or(u8::is_ascii_punctuation) {
        return false;
    }
    let word = bytes.get(at..).unwrap_or_default().iter().take_while(|&&byte| byte != b' ');
    let end = at + word.take(LONGEST_WORD).count();
    line.get(at..end).is_some_and(|word| lists.may_open(word.trim_end_matches(',')))
}

/// Whether a sentence begins between two texts.
fn begins(before: &str, after: &str, lists: &Abbreviations) -> bool {
    let mut words = after.split(' ');
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let goes_on =
        first.ends_with(',') || second.starts_with(char::is_lowercase) && !second.contains(is_mark);
    if !goes_on {
        return false;
    }
    let first = first.trim_end_matches(',');
    let last = before.split_whitespace().next_back().unwrap_or("");
    let lower = || last.to_lowercase();
    // After a name only what no name goes on with: "the tour Over the Moon".
    let is_start = lists.is_restart(first, second)
        || first != "I" && last.starts_with(char::is_lowercase) && lists.is_starter(first);
    let has_words = |text: &str| text.split_whitespace().nth(LEAST_WORDS - 1).is_some();
    let is_year = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    is_start
        && (is_year || last.ends_with(char::is_alphabetic))
        && !lists.is_linking(&lower())
        && !lists.is_starter(last)
        && !(first == "A" && lists.is_lettered(&lower()))
        && has_words(before)
        && has_words(after)
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
        check("Guards turn back looters in Bergen |More than 200 soldiers are on their way.");
        check("Ann Jones left the choir in 2009 |The hall has stood empty ever since.");
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
        check("She wrote a letter to Thomas More of all people.");
        check("They had 1500 The others were never seen.");
    }
}
