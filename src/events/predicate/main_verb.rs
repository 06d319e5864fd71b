//! The verb of a sentence where every form in it may be a participle as well.

use super::{Predicate, Tense, follows_subject, opens_clause};
use crate::events::clause::{Opener, Segment};
use crate::events::words::Word;
use crate::events::words::lexicon::Class;

/// "A convoy set off for Osh; in the district of Gulcha villagers blocked the road": what stands between semicolons has a verb,
/// if only one that looks like a participle.
pub(super) fn of_blocks(
    words: &[Word],
    found: &[Predicate],
    doubtful: &[(Option<usize>, Predicate)],
) -> Vec<Predicate> {
    let is_end = |word: &Word| word.mark == Some(';');
    if !words.iter().any(is_end) {
        return Vec::new();
    }
    let mut start = 0;
    let blocks = words.split_inclusive(is_end).map(|block| {
        start += block.len();
        start - block.len()..start
    });
    let untold = blocks.filter(|block| !found.iter().any(|it| block.contains(&it.at)));
    let verb = |block: std::ops::Range<usize>| {
        let mut verbs = doubtful.iter().map(|&(_, predicate)| predicate);
        verbs.find(|it| block.contains(&it.at) && it.tense == Tense::Past)
    };
    untold.filter_map(verb).collect()
}

/// "It was a mild town: | on 18 August 1905 the council promised to free the men": what a date opens behind a colon has a
/// verb, too.
pub(super) fn of_explanations(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    found: &[Predicate],
    doubtful: &[(Option<usize>, Predicate)],
) -> Vec<Predicate> {
    let is_dated = |it: &Segment| {
        let mut inside = words.get(it.words.clone()).unwrap_or(&[]).iter();
        let is_led = |word: &&Word| word.is_plain() && word.has(Class::Temporal);
        inside.next().is_some_and(|word| word.mark == Some(':'))
            && inside.find(|it| !is_led(it)).is_some_and(|word| word.time.is_some())
            && !found.iter().any(|told| it.words.contains(&told.at))
    };
    let verb = |it: &Segment| {
        let mut verbs = doubtful.iter().map(|&(_, predicate)| predicate);
        verbs.find(|told| it.words.contains(&told.at) && follows_subject(text, words, it, told.at))
    };
    segments.iter().filter(|it| is_dated(it)).filter_map(verb).collect()
}

/// "The mill sued in 2006 | after the council failed to pay": where no main clause has a verb, the form after
/// the first subject is one.
pub(super) fn main_of(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    doubtful: &[(Option<usize>, Predicate)],
) -> Option<Predicate> {
    let start = segments.first().filter(|it| it.opener == Opener::Start)?;
    let is_main = |it: &&(Option<usize>, Predicate)| {
        start.words.contains(&it.1.at) && follows_subject(text, words, start, it.1.at)
    };
    doubtful.iter().find(is_main).map(|&(_, predicate)| predicate)
}

/// "The hospital, | built with money from Norway, | burned": of two forms that open pieces behind a bare subject the
/// first one describes it, and the second is the verb.
pub(super) fn resumed(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    opening: &[(usize, Predicate)],
) -> Option<Predicate> {
    let [(1, first), rest @ ..] = opening else { return None };
    let subject = segments.first().filter(|it| it.opener == Opener::Start)?;
    let subject = words.get(subject.words.clone()).unwrap_or(&[]);
    let is_bare =
        !subject.iter().any(|it| it.is_plain() && it.classes.is_verb() && it.tag.is_verb());
    let is_noun = |word: &Word| word.place.is_some() || word.tag.is_noun();
    let describes = words.get(first.at).is_some_and(|it| it.has(Class::Participle));
    let is_by = |at: usize| words.get(at + 1).is_some_and(|next| next.span.of(text) == "by");
    let main = rest.iter().find(|(number, it)| 1 < *number && !is_by(it.at));
    main.filter(|_| is_bare && describes && subject.iter().any(is_noun)).map(|(_, it)| *it)
}

/// "Sued by its tenants, | the council paid": where a participle opens the sentence, the form behind the subject.
pub(super) fn behind_opening(
    text: &str,
    words: &[Word],
    segments: &[Segment],
    doubtful: &[(Option<usize>, Predicate)],
) -> Option<Predicate> {
    let (_, first) = doubtful.first()?;
    let opening = segments.iter().find(|segment| segment.words.contains(&first.at));
    opening.filter(|opening| opens_clause(words, first.at, opening))?;
    let is_main = |it: &&(Option<usize>, Predicate)| {
        let own = segments.iter().find(|segment| segment.words.contains(&it.1.at));
        own.is_some_and(|own| {
            own.opener == Opener::Comma && follows_subject(text, words, own, it.1.at)
        })
    };
    doubtful.iter().find(is_main).map(|&(_, predicate)| predicate)
}
