//! Places that only lend a room to talks or a court: "the truce was signed in Oslo" is told of those who signed it.

use crate::events::words::lexicon::ENGLISH;
use crate::model::{Annotated, PlaceMention, Span, Via};

/// Words between talks and where they are held, at most.
const NEAR: usize = 8;
/// The same behind the place: "in Oslo for talks".
const NEAR_BEHIND: usize = 3;

/// Whether a place is where talks are held or a treaty is signed: "the talks in Oslo", "in the city of Oslo for talks".
pub(super) fn is_host(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let text: &str = &annotated.document.text;
    if mention.country.as_ref() == Some(&mention.place) {
        return false;
    }
    let start = mention.span.start as usize;
    let sentence = annotated.sentence_at(start).and_then(|at| annotated.sentences.get(at));
    let Some(sentence) = sentence.map(|it| it.span) else { return false };
    // "The court in The Hague", but not "a tram burned in The Hague".
    if ENGLISH.phrase_len("host_city", mention.span.of(text).split(' ')) > 0 {
        let mut words = sentence.of(text).split(|it: char| !it.is_alphanumeric() && it != '.');
        return words.any(|word| {
            let word = word.trim_end_matches('.');
            let in_case = |list| ENGLISH.phrase_len_in_any_case(list, [word]) > 0;
            ENGLISH.phrase_len("hosted", [word]) > 0 || in_case("talks")
        });
    }
    if mention.via != Via::Name {
        return false;
    }
    if names_deal(annotated, mention) {
        return true;
    }
    let before = Span { end: mention.span.start, ..sentence }.of(text);
    let mut joint = before
        .split_whitespace()
        .rev()
        .skip_while(|word| ENGLISH.phrase_len("host_joint", [*word]) > 0);
    if joint.next().is_none_or(|word| ENGLISH.phrase_len_in_any_case("host_in", [word]) == 0) {
        return false;
    }
    let is_word = |list: &str, word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        ENGLISH.phrase_len_in_any_case(list, [word]) > 0
    };
    // "the talks in Oslo", "was signed on 3 May in Oslo", but not "talks with rebels in Oslo".
    let led = joint.next().unwrap_or_default();
    let is_link = is_word("host_link", led)
        || led.trim_end_matches(',').ends_with(|c: char| c.is_ascii_digit());
    if is_word("talks", led) || is_link && joint.take(NEAR).any(|it| is_word("talks", it)) {
        return true;
    }
    // "met in Oslo for talks".
    let behind = Span { start: mention.span.end, ..sentence }.of(text);
    let mut behind = behind.split_whitespace();
    behind.next().is_some_and(|it| is_word("host_for", it))
        && behind.take(NEAR_BEHIND).any(|it| is_word("talks", it))
}

/// Whether a place is part of the name of what was agreed there: "the Oslo Accords".
pub(super) fn names_deal(annotated: &Annotated, mention: &PlaceMention) -> bool {
    let text: &str = &annotated.document.text;
    let behind = text.get(mention.span.end as usize..).unwrap_or_default();
    // "Helsinki-86", "Minsk-2".
    let numbered = behind.strip_prefix('-').and_then(|it| it.chars().next());
    if numbered.is_some_and(|it| it.is_ascii_digit()) {
        return true;
    }
    if !behind.starts_with(' ') {
        return false;
    }
    // No word is so long.
    let behind = behind.get(..behind.floor_char_boundary(40)).unwrap_or_default();
    let mut words =
        behind.split_whitespace().map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_deal = |word: &str| ENGLISH.phrase_len("deal_name", [word]) > 0;
    words.next().is_some_and(|it| {
        is_deal(it)
            || ENGLISH.phrase_len("deal_kind", [it]) > 0 && words.next().is_some_and(is_deal)
    })
}

#[cfg(test)]
mod tests {
    use super::is_host;
    use crate::events::fixture;

    #[track_caller]
    fn check(marked: &str, expected: bool) {
        let annotated = fixture::dated(marked);
        assert_eq!(is_host(&annotated, &annotated.places[0]), expected, "{marked}");
    }

    #[test]
    fn talks_are_held_in_a_place() {
        check("The truce was signed in <G1@NO|Oslo>.", true);
        check("The negotiations opened in the capital city of <G1@NO|Oslo>.", true);
        check("They met in <G1@NO|Oslo> for peace talks.", true);
        check("The <G1@NO|Oslo> Accords did not hold.", true);
        check("The <G1@NO|Oslo> Peace Agreement did not hold.", true);
        check("The <G1@NO|Oslo> Final Act was forgotten.", true);
        check("The <G1@NO|Oslo>-86 group laid flowers.", true);
        check("Talks opened with rebels in <G1@NO|Oslo>.", false);
        check("The accord was signed on 3 May 1994 in <G1@NO|Oslo>.", true);
        check("The mill burned in <G1@NO|Oslo>.", false);
        check("The treaty bound <NO|Norway>.", false);
        check("The truce was signed in <NO|Norway>.", false);
        check("The court in <G2@NL|The Hague> heard him.", true);
        check("A tram burned in <G2@NL|The Hague>.", false);
    }
}
