//! Words that "and" or "or" joins as two of one kind: what looks like a verb there is none.

use crate::events::words::Word;
use crate::events::words::lexicon::{Class, ENGLISH};
use crate::events::words::tagger::Tag;

/// "Neither left nor right won", "both left and right lost": whether what looks like a verb is one of two who do
/// what the verb behind them says.
pub(super) fn is_paired(text: &str, words: &[Word], at: usize) -> bool {
    let is_plain = |at: usize, fits: fn(&Word) -> bool| {
        words.get(at).is_some_and(|it| it.is_plain() && fits(it))
    };
    let opens = at.checked_sub(1).and_then(|before| words.get(before));
    is_plain(at + 1, |it| it.has(Class::Coordinator))
        && is_plain(at + 3, |it| it.tag.is_finite())
        && opens.is_some_and(|it| ENGLISH.phrase_len_in_any_case("pairing", [it.span.of(text)]) > 0)
}

/// "used hammers | and chisels": of two nouns in a row the second is no verb of the present, where the
/// verb before it is not.
pub(super) fn is_paired_noun(words: &[Word], at: usize) -> bool {
    let joint = at.checked_sub(1).and_then(|joint| words.get(joint));
    let before = at.checked_sub(2).and_then(|before| words.get(before));
    let is_joined = joint.is_some_and(|word| word.is_plain() && word.has(Class::Coordinator))
        && before.is_some_and(|word| word.is_plain() && word.tag == Tag::Nouns);
    let is_present = |word: &Word| {
        word.tag == Tag::Third || word.classes.has_any(&[Class::BePresent, Class::HavePresent])
    };
    let mut earlier = words.get(..at).unwrap_or(&[]).iter();
    words.get(at).is_some_and(|word| word.tag == Tag::Third)
        && (is_joined && !earlier.any(|word| word.is_plain() && is_present(word))
            || is_in_paired_noun(words, at))
}

/// "tents and water | supplies": of two things together the verb would have no -s.
fn is_in_paired_noun(words: &[Word], at: usize) -> bool {
    let behind = |steps: usize| at.checked_sub(steps).and_then(|at| words.get(at));
    let is_tagged = |word: Option<&Word>, tag: Tag| {
        word.is_some_and(|word| word.is_plain() && !word.is_capitalised && word.tag == tag)
    };
    is_tagged(behind(1), Tag::Noun)
        && behind(2).is_some_and(|word| word.is_plain() && word.has(Class::Coordinator))
        && is_tagged(behind(3), Tag::Nouns)
}

/// "brought hunger and armed resistance": a form between "and" and a bare noun, where the verb before
/// has a bare noun as well.
pub(super) fn is_paired_adjective(words: &[Word], at: usize) -> bool {
    let is_bare = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| word.is_plain() && word.tag == Tag::Noun && !word.is_capitalised)
    };
    let is = |back: usize, fits: fn(&Word) -> bool| {
        at.checked_sub(back).and_then(|at| words.get(at)).is_some_and(fits)
    };
    is(1, |word| word.is_plain() && word.has(Class::Coordinator))
        && is_bare(at.checked_sub(2))
        && is(3, |word| word.is_plain() && word.tag.is_verb())
        && is_bare(at.checked_add(1))
}
