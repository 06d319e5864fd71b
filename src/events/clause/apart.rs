//! What marks set apart inside a phrase and that tells nothing: "the Free Corps (FC) rose", "Ola Dahl, 41,
//! and Eva Berg left".

use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;

/// Words in a bracket at most that opens no piece of its own.
const LONGEST: usize = 8;

/// Where the bracket opens that closes at a word.
pub(crate) fn opening_of(words: &[Word], close: usize) -> Option<usize> {
    let is = |at: usize, mark: char| words.get(at).is_some_and(|word| word.mark == Some(mark));
    let open = (0..close).rev().take(LONGEST + 1).find(|&at| is(at, '(') || is(at, ')'));
    open.filter(|&at| is(close, ')') && is(at, '('))
}

/// Whether the bracket at a word opens or closes nothing but a name for short or a measure, behind a noun.
pub(crate) fn is_note(words: &[Word], at: usize) -> bool {
    let close = match words.get(at).and_then(|word| word.mark) {
        Some('(') => {
            words.iter().skip(at).position(|word| word.mark == Some(')')).map(|it| at + it)
        }
        Some(')') => Some(at),
        _ => None,
    };
    let bracket = close.and_then(|close| Some((opening_of(words, close)?, close)));
    let Some((open, close)) = bracket else { return false };
    let tells_nothing = |word: &Word| {
        let is_mark = word.mark.is_some_and(|mark| !matches!(mark, ';' | ':' | '[' | ']' | '@'));
        let is_word = word.is_plain() && !word.tag.is_verb() && !word.has(Class::Relative);
        word.time.is_none() && word.place.is_none() && (is_mark || is_word)
    };
    let follows_noun = open.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|it| {
        it.place.is_some() || it.is_plain() && (it.tag.is_noun() || it.is_capitalised)
    });
    // "OSLO (FP) Fishermen have": the agency of a dateline.
    let is_loud = |word: &Word| word.is_plain() && word.is_capitalised || word.place.is_some();
    let is_dateline = words.get(..open).unwrap_or(&[]).iter().all(is_loud)
        && words.get(close + 1).is_some_and(is_loud);
    let inside = words.get(open + 1..close).unwrap_or(&[]);
    // "The winners (Leeds, Derby and York) shared it", but "(12 m, 39 ft tall)".
    let is_list = inside.iter().any(|it| it.mark == Some(','))
        && !inside.iter().any(|it| it.is_number || it.tag == Tag::Number);
    follows_noun
        && !is_dateline
        && !is_list
        && !inside.is_empty()
        && inside.iter().all(tells_nothing)
}

/// "(12 m, 39 ft tall)": whether a comma stands inside such a bracket.
pub(crate) fn is_in_note(words: &[Word], at: usize) -> bool {
    let is = |at: usize, mark: char| words.get(at).is_some_and(|word| word.mark == Some(mark));
    let open = (0..at).rev().take(LONGEST).find(|&at| is(at, '(') || is(at, ')'));
    open.is_some_and(|open| is(open, '(') && is_note(words, open))
}

/// Whether a comma stands before an age, or behind one that another name follows.
pub(crate) fn is_of_age(words: &[Word], at: usize) -> bool {
    let joins =
        |at: usize| words.get(at).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator));
    let opens = |at: usize| is_age(words, at) && joins(at + 3);
    opens(at) || at.checked_sub(2).is_some_and(opens)
}

/// "Dahl Holdings, Inc. and its owners sued", "Ola Dahl, Jr. left": whether a comma stands before what a name ends with.
pub(crate) fn is_of_form(text: &str, words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let is_name = before.is_some_and(|it| it.place.is_some() || it.is_plain() && it.is_capitalised);
    let is_comma = words.get(at).is_some_and(|word| word.mark == Some(','));
    let form = words.get(at + 1).filter(|it| is_comma && is_name && it.is_plain());
    let Some(form) = form.map(|it| it.span.of(text)) else { return false };
    // "Letterkenny, Co. Donegal", "Dahl, AG for the state".
    let behind = words.get(at + 2).filter(|it| it.mark != Some('.')).or_else(|| words.get(at + 3));
    let is_loud = behind.is_some_and(|it| it.place.is_some() || it.is_plain() && it.is_capitalised);
    let leads_on = behind.is_some_and(|it| it.is_plain() && it.has(Class::Preposition));
    let is_other = ENGLISH.phrase_len("short_form", [form]) > 0 && (is_loud || leads_on);
    !is_other && ENGLISH.phrase_len("ends_name", [form]) > 0
}

/// Whether an age between two commas behind a name opens at a comma.
pub(crate) fn is_age(words: &[Word], at: usize) -> bool {
    let is_comma = |at: usize| words.get(at).is_some_and(|word| word.mark == Some(','));
    let follows_name = at.checked_sub(1).and_then(|before| words.get(before));
    let age = words.get(at + 1);
    is_comma(at)
        && is_comma(at + 2)
        && follows_name.is_some_and(|it| it.is_plain() && it.is_capitalised && !it.is_number)
        && age.is_some_and(|it| it.is_number && it.time.is_none() && it.span.len() <= 3)
}

/// "between 1905 | and | 1911".
pub(crate) fn joins_range(text: &str, words: &[Word], i: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at));
    let is_date = |at: Option<usize>| word(at).is_some_and(|it| it.time.is_some());
    word(Some(i)).is_some_and(|it| it.is_plain() && it.has(Class::Coordinator))
        && is_date(i.checked_sub(1))
        && is_date(Some(i + 1))
        && word(i.checked_sub(2)).is_some_and(|it| it.is_of("range_lead", text))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_bracket_leaves_the_subject_whole() {
        check(
            "The judge closed the mine where 900 members of the Free Miners (FM) have been on strike since {2022-04|April}.",
            &[
                ("2022-04", "900 members of the Free Miners have been on strike"),
                ("", "Judge closed the mine"),
            ],
        );
        check(
            "The hall had a high roof (12 m, 39 ft tall) which was damaged by lightning in {1730|1730}.",
            &[("1730", "High roof damaged by lightning")],
        );
        check("The hall (12 m, 39 ft tall) burned in {1730|1730}.", &[("1730", "Hall burned")]);
        check(
            "The winners (Ola, Eva and Jon) shared the prize in {1936|1936}.",
            &[("1936", "Winners shared the prize")],
        );
        check(
            "The chapel (a ruin since {1850|1850}) burned in {1901|1901}.",
            &[("1901", "Chapel burned")],
        );
    }

    #[test]
    fn the_form_of_a_firm_is_part_of_its_name() {
        check(
            "Dahl Holdings, Inc. and two owners sued the bank on {2022-10-24|Monday}.",
            &[("2022-10-24", "Dahl Holdings and two owners sued the bank")],
        );
        check(
            "Dahl Mining, Ltd., bought the pit in {1950|1950}.",
            &[("1950", "Dahl Mining bought the pit")],
        );
        check(
            "Ola Dahl, AG for the state, sued the bank in {1950|1950}.",
            &[("1950", "Ola Dahl sued the bank")],
        );
    }

    #[test]
    fn who_is_named_with_an_age_is_the_subject() {
        check(
            "The robbers Ola Dahl, 19, and Eva Berg, 21, were jailed on {2022-10-24|Monday}.",
            &[("2022-10-24", "Robbers Ola Dahl and Eva Berg jailed")],
        );
        check(
            "Police say Ola Dahl, 26, of Cork, was arrested on {2022-10-24|Monday}.",
            &[("2022-10-24", "Ola Dahl arrested")],
        );
    }
}
