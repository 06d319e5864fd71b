//! One passage → its sentences.
//!
//! Every `.`, `!`, `?` and `…` is a possible end; the words on both sides decide. Rules in the spirit
//! of Mikheev, "Periods, Capitalized Words, etc.", Computational Linguistics 28(3), 2002.

use super::abbreviation::{Abbreviations, Class, english};
use super::glued;
use super::marks::Marks;
use super::rows;
use crate::model::Span;
use crate::phrase::note;

/// What may end a sentence.
static TERMINATORS: Marks = Marks::new(&['.', '!', '?', '…', '‽', '。', '！', '？']);

/// Calls `found` with every sentence of the passage, in order, trimmed.
pub(super) fn split(text: &str, passage: Span, mut found: impl FnMut(Span)) {
    let lists = english();
    let inner = passage.of(text);
    let base = passage.start as usize;
    let (mut start, mut end) = (0, 0);
    let mut terminators = TERMINATORS.of(inner);
    while let Some((at, _)) = terminators.next(end) {
        if is_plain_end(inner, at, lists) {
            emit(text, Span::new(base + start, base + at + 1), &mut found);
            // Behind the space.
            (start, end) = (at + 2, at + 2);
            continue;
        }
        let marks = Span::new(at, skip(inner, at, |c| TERMINATORS.has(c)));
        let closed = skip(inner, marks.end as usize, is_closer);
        end = note::skip(inner, closed);
        let mut place = Place { text: inner, start, marks, closed, end };
        if end == closed && place.has_figure(lists) {
            end = skip(inner, closed, |c| c.is_ascii_digit());
            place.end = end;
        }
        let ends_passage = || inner.get(end..).is_some_and(|rest| rest.trim_start().is_empty());
        if closed < end && ends_passage() || place.ends_sentence(lists) {
            emit(text, Span::new(base + start, base + closed), &mut found);
            start = end;
        }
    }
    emit(text, Span::new(base + start, passage.end as usize), &mut found);
}

/// Whether a full stop stands behind a longer word in lower case that is no abbreviation, and before a space and a
/// capital: most ends are such, and need no other question.
fn is_plain_end(text: &str, stop: usize, lists: &Abbreviations) -> bool {
    const LETTERS: std::ops::RangeInclusive<usize> = 4..=24;
    let bytes = text.as_bytes();
    let around = bytes.get(stop..stop + 3);
    if !around.is_some_and(|it| matches!(it, [b'.', b' ', b'A'..=b'Z'])) {
        return false;
    }
    let before = bytes.get(stop.saturating_sub(*LETTERS.end() + 1)..stop).unwrap_or_default();
    let letters = before.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
    let word = text.get(stop - letters..stop).unwrap_or_default();
    LETTERS.contains(&letters)
        && before.iter().rev().nth(letters) == Some(&b' ')
        && lists.class(word).is_none()
        && !lists.is_half_of_day(word)
}

/// Where the characters of a kind that stand at `from` end.
fn skip(text: &str, from: usize, is_it: fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or("");
    text.len() - rest.trim_start_matches(is_it).len()
}

/// How many sentences a passage holds.
pub(super) fn count(text: &str, passage: Span) -> usize {
    let mut count = 0;
    split(text, passage, |_| count += 1);
    count
}

/// Longest sentence in bytes. What runs on for longer is a table or a text without stops; it is cut,
/// because the stages after this one weigh the words of a sentence against each other.
const MAX_SENTENCE_BYTES: usize = 2_000;

fn emit(text: &str, span: Span, found: &mut impl FnMut(Span)) {
    let span = span.trimmed(text);
    let (mut start, end) = (span.start as usize, span.end as usize);
    let lists = english();
    while start < end {
        let part = if end - start > MAX_SENTENCE_BYTES {
            let reach = text.floor_char_boundary(start + MAX_SENTENCE_BYTES);
            Span::new(start, start + cut(Span::new(start, reach).of(text)))
        } else {
            Span::new(start, end)
        };
        let words = part.trimmed(text);
        start = part.end as usize;
        let mut starts = rows::starts(words.of(text), lists);
        starts.extend(glued::starts(words.of(text), lists));
        if starts.is_empty() {
            if !words.is_empty() {
                found(words);
            }
            continue;
        }
        starts.sort_unstable();
        let ends = starts.into_iter().map(|at| words.start + at as u32).chain([words.end]);
        let mut start_of_row = words.start;
        for end in ends {
            let row = Span { start: start_of_row, end }.trimmed(text);
            if !row.is_empty() {
                found(row);
            }
            start_of_row = end;
        }
    }
}

/// Where to cut a text that holds no stop: after a mark, else between words, else at its end.
fn cut(text: &str) -> usize {
    let last = |is_end: fn(char) -> bool| {
        let at = text.char_indices().rev().find(|&(_, c)| is_end(c));
        at.map(|(at, c)| at + c.len_utf8()).filter(|&at| text.len() / 2 <= at)
    };
    let mark = last(|c| matches!(c, ';' | ',' | '\n' | '|'));
    mark.or_else(|| last(char::is_whitespace)).unwrap_or(text.len())
}

/// How far to look for the speaker of a quotation.
const CLAUSE_BYTES: usize = 120;

/// How far to look back for the word before a stop: longer ones are none.
const WORD_BYTES: usize = 120;

/// Digits of the figure of a note at most.
const FIGURE_DIGITS: usize = 2;

/// A possible end of a sentence.
struct Place<'a> {
    text: &'a str,
    /// Where the sentence begins.
    start: usize,
    /// The stops.
    marks: Span,
    /// Behind the stops and the closing quotes and brackets after them.
    closed: usize,
    /// Behind the marks of notes after these.
    end: usize,
}

impl Place<'_> {
    fn ends_sentence(&self, lists: &Abbreviations) -> bool {
        let after = self.text.get(self.end..).unwrap_or("");
        let next = after.trim_start();
        let Some(first) = next.chars().next() else { return false };
        if next.len() == after.len() {
            return self.is_glued(after);
        }
        if is_address(next) {
            return true;
        }
        let opening = next.trim_start_matches(is_opener);
        let first_letter = opening.chars().next().unwrap_or(first);
        if first_letter.is_lowercase() || matches!(first, ',' | ';' | ':' | '.' | ')' | ']' | '”')
        {
            return false;
        }
        // A dash after a stop: the speaker follows in lower case ("… !” – he said").
        let dashed = opening.trim_start_matches(['–', '—', ' ', '-']);
        if dashed.len() < opening.len() && dashed.starts_with(char::is_lowercase) {
            return false;
        }
        let marks = self.marks.of(self.text);
        if marks != "." {
            return marks.starts_with('.') || !self.is_followed_by_speaker(opening, lists);
        }
        self.stop_ends(opening, first_letter, lists)
    }

    /// Whether the figure of a note stands behind a stop as if it were a decimal: "He left.2 In May", but not
    /// "version 2.1 In May".
    fn has_figure(&self, lists: &Abbreviations) -> bool {
        let after = self.text.get(self.closed..).unwrap_or_default();
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_figure = (1..=FIGURE_DIGITS).contains(&(after.len() - rest.len()));
        if !is_figure || after.starts_with('0') || !rest.starts_with(char::is_whitespace) {
            return false;
        }
        let word = self.before().rsplit(char::is_whitespace).next().unwrap_or_default();
        let lower = word.chars().rev().take_while(|c| c.is_lowercase()).count();
        let is_year = || word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let opening = rest.trim_start().trim_start_matches(is_opener);
        let is_sentence = || opening.starts_with(char::is_uppercase);
        let is_behind_quote = self.closed > self.marks.end as usize;
        let starts = || lists.is_starter(first_word(opening));
        (is_behind_quote || lower >= 3) && is_sentence() || is_year() && starts()
    }

    /// The end of the sentence before the stops, as far as a word may reach.
    fn before(&self) -> &str {
        let from =
            self.text.floor_char_boundary((self.marks.start as usize).saturating_sub(WORD_BYTES));
        Span::new(from.max(self.start), self.marks.start as usize).of(self.text)
    }

    /// A single full stop, with a capital, a digit or a symbol behind it.
    fn stop_ends(&self, opening: &str, first_letter: char, lists: &Abbreviations) -> bool {
        let before = self.before();
        let word =
            before.rsplit(|c: char| c.is_whitespace() || is_opener(c) || c == '-' || c == '/');
        let word = word.into_iter().next().unwrap_or("");
        let starts = || lists.is_starter(first_word(opening));
        if word.is_empty() {
            return true;
        }
        if is_number_mark(word) && before.trim().len() == word.len() {
            return false;
        }
        // "1241. The town burned", "1620–1622. The town was held": the entry of a chronicle.
        if self.start == 0 && first_letter.is_uppercase() && is_entry_year(before.trim()) {
            return false;
        }
        if word.chars().all(|c| c.is_ascii_digit()) {
            return !(first_letter.is_ascii_digit()
                && word.len() <= 2
                && Self::follows_month(before, word));
        }
        if self.closed > self.marks.end as usize && lists.class(word).is_none() && !is_acronym(word)
        {
            return true;
        }
        match lists.class(word) {
            Some(Class::Name) => false,
            Some(Class::Number) => !first_letter.is_ascii_digit(),
            Some(Class::Open) => starts(),
            // "… than I. Nobody …", but "Francisco I. Madero".
            None if word == "I" => starts() || !Self::follows_capital(before),
            // "8:15 a.m. A caller rang": the entry of a log.
            None if lists.is_half_of_day(word) && is_time_alone(before, word, lists) => false,
            None if is_acronym(word) => {
                starts() || lists.is_half_of_day(word) && self.ends_at_time(opening, lists)
            }
            None => true,
        }
    }

    /// "The march began at 2 p.m. Flags flew", but "At 2 p.m. Persian troops left", "at 2 p.m. Omsk time".
    fn ends_at_time(&self, opening: &str, lists: &Abbreviations) -> bool {
        const LEAST_WORDS: usize = 5;
        let told = self.text.get(self.start..self.marks.start as usize).unwrap_or("").trim_start();
        let is_told = told.split_whitespace().nth(LEAST_WORDS - 1).is_some();
        let is_led = lists.is_time_lead(first_word(told));
        let mut words = opening.split_whitespace().map(first_word);
        let (Some(next), Some(second)) = (words.next(), words.next()) else { return false };
        let goes_on = lists.is_behind_time(next) || lists.is_behind_time(second);
        is_told && !is_led && !goes_on && second.starts_with(char::is_lowercase)
    }

    /// Stop and capital without a space between: crawlers lose spaces between paragraphs.
    fn is_glued(&self, after: &str) -> bool {
        let mut letters = after.chars();
        let begins = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
        if !begins {
            return false;
        }
        let before = self.before();
        let word = before.split_whitespace().next_back().unwrap_or("");
        let lower = word.chars().rev().take_while(|c| c.is_lowercase()).count();
        let is_address = word.contains(['/', '@', '.']) || first_word(after).contains('.');
        lower >= 3 && !is_address && self.marks.len() == 1
    }

    /// `April 24. 2024`: the day of a month in front of its year.
    fn follows_month(before: &str, word: &str) -> bool {
        let head = before.strip_suffix(word).unwrap_or("").trim_end();
        let month = head.rsplit(char::is_whitespace).next().unwrap_or("");
        month.len() >= 3 && month.starts_with(char::is_uppercase)
    }

    /// Whether the word before the last one begins with a capital.
    fn follows_capital(before: &str) -> bool {
        let mut words = before.split_whitespace().rev().skip(1);
        words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    /// `“Why?” Smith asked`: the quotation is part of a longer sentence.
    fn is_followed_by_speaker(&self, opening: &str, lists: &Abbreviations) -> bool {
        if self.marks.end as usize == self.closed {
            return false;
        }
        let clause = opening.get(..opening.floor_char_boundary(CLAUSE_BYTES)).unwrap_or(opening);
        let clause = clause.split([',', '.', ';', ':', '“', '"']).next().unwrap_or("");
        clause.split_whitespace().take(4).any(|word| lists.is_reporting(word))
    }
}

fn first_word(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '.')))
        .unwrap_or(text.len());
    let word = text.get(..end).unwrap_or("");
    word.split(['\'', '’']).next().unwrap_or(word).trim_end_matches('.')
}

/// Whether the address of a page follows: it begins with a small letter and is a sentence of its own.
fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|scheme| text.starts_with(scheme))
}

/// `1`, `12`, `a`, `IV`: the number of an item or a chapter at the start of a passage.
fn is_number_mark(word: &str) -> bool {
    let is_short = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_alphanumeric());
    is_short || word.bytes().all(|b| b"IVXLC".contains(&b))
}

/// `1241`, `1620–1622`: what an entry of a chronicle opens with.
fn is_entry_year(text: &str) -> bool {
    let is_year = |it: &str| matches!(it.len(), 3 | 4) && it.bytes().all(|b| b.is_ascii_digit());
    let mut years = text.split(['-', '–']);
    years.next().is_some_and(is_year) && years.next().is_none_or(is_year) && years.next().is_none()
}

/// `8:15 a.m`, `Friday, 7 May 2021, 11 p.m`: nothing but a time of day, with its date or without.
fn is_time_alone(before: &str, half: &str, lists: &Abbreviations) -> bool {
    const MOST_WORDS: usize = 6;
    let Some(told) = before.trim().strip_suffix(half) else { return false };
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut words = told.split_whitespace();
    words.clone().count() <= MOST_WORDS
        && words.clone().next_back().is_some_and(is_number)
        && words.all(|word| is_number(word) || lists.names_day(word.trim_end_matches([',', '.'])))
}

/// `U.S`, `a.m`, `J`, `Yu`: single letters, each with its stop.
fn is_acronym(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let may_be = word.chars().all(char::is_uppercase) || word.contains('.');
    may_be
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '›' | '*' | '_')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '‹' | '„' | '`' | '¿' | '¡' | '*' | '_'
    )
}

/// Checks where pieces of a line begin, which bars mark.
#[cfg(test)]
#[track_caller]
pub(super) fn check_starts(starts: fn(&str, &Abbreviations) -> Vec<usize>, marked: &str) {
    let mut shown = marked.replace('|', "");
    for at in starts(&shown, english()).into_iter().rev() {
        shown.insert(at, '|');
    }
    assert_eq!(shown, marked);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace(" | ", " ").replace('|', "");
        let expected: Vec<_> = marked.split('|').map(str::trim).collect();
        let mut found = Vec::new();
        split(&text, Span::new(0, text.len()), |span| found.push(span.of(&text).to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn ends_at_stops() {
        check("The vote was held. | It failed! | Why? | Nobody knows… | They went home.");
        check("He left in 1992. | 25 people stayed.");
        check("1258. The king gave it a market. | In 1310. | The fields froze.");
        check("1620–1622. The town was held.");
        check("They came (all of them.) | She spoke.");
        check("The mill burned. | https://post.example/1");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("On Jan. 27 Gen. Ivanov met Mr. Smith of St. Petersburg at 5 a.m. Moscow time.");
        check("The U.S. Army left. | He lives in the U.S. | The war went on.");
        check("J. R. Smith and A. N. Petrov signed decree No. 5 of the council.");
        check("Acme Inc. sold it in Sept. | The price was low.");
        check("They were older than I. | Nobody knew.");
        check("Francisco I. Madero was elected in PARIS, MO. (Agency) -- a small town.");
    }

    #[test]
    fn marks_of_notes_stand_between_sentences() {
        let check = |text: &str, expected: &[&str]| {
            let mut found = Vec::new();
            split(text, Span::new(0, text.len()), |span| found.push(span.of(text)));
            assert_eq!(found, expected);
        };
        let two = &["The mill burned in 1992.", "In May he left."];
        check("The mill burned in 1992.[3][note 4] In May he left.[5]", two);
        check("The mill burned in 1992.³ In May he left.¹²", two);
        check("The mill burned in 1992.3 In May he left.", two);
        check("He called it “a loss.”7 In May he left.", &["He called it “a loss.”", two[1]]);
        check("They use version 2.1 In May he left.", &["They use version 2.1 In May he left."]);
        check("[The mill] burned.[a] He left.", &["[The mill] burned.", "He left."]);
    }

    #[test]
    fn half_of_a_day_ends_a_sentence_before_another() {
        check("The march began at 2 p.m. | Flags flew from every roof.");
        check("They left at 2 p.m. Omsk time on Friday.");
        check("8:15 a.m. A caller on Elm Street rang. | 11 p.m. The light went out.");
        check("Friday, 7 May 2021, 2:20 a.m. A resident of Vik heard shots.");
        check("Show Saturday 8 p.m. | The band was formed in Vik.");
        check("They left the town at 2 p.m. CET on Friday.");
        check("They left the town at 2 p.m. Tuesday in two lorries.");
        check("At 2 p.m. Persian troops left.");
        check("On Friday morning at 9 a.m. Persian troops left.");
        check("They met the men at 9 a.m. Persian Gulf states sent help.");
    }

    #[test]
    fn quotations_keep_their_speaker() {
        check("“Why did they go?” he asked.");
        check("“Why did they go?” Smith asked reporters.");
        check("“We left.” | The crowd cheered.");
        check("“We left. | We never came back,” she said.");
        check("\"Stop!\" | Then it was quiet.");
    }

    #[test]
    fn numbers_and_lists() {
        check("1. Interesting development.");
        check("April 24. 2024. | Next line.");
        check("It rose 3.5 percent. | It fell 2.");
        check("IV. The siege");
    }

    #[test]
    fn ellipses_and_lost_spaces() {
        check("All was falling apart... there was no place to hide.");
        check("The council met on Monday.|The vote was held.");
        check("See www.example.Com for more.");
    }

    #[test]
    fn what_has_no_stops_is_cut_after_a_mark() {
        let text = "a stone of the old wall, ".repeat(300);
        let mut found = Vec::new();
        split(&text, Span::new(0, text.len()), |span| found.push(span.of(&text)));
        assert!(found.iter().all(|part| part.len() <= MAX_SENTENCE_BYTES && part.ends_with(',')));
        assert_eq!(found.join(" "), text.trim());
    }
}
