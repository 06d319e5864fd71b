//! Objects of several: the pieces of a list behind a verb, and pairs that a cut would part.

use super::extent::words_of;
use super::{Clauses, Opener};
use crate::events::title::prune::is_one_of;
use crate::events::title::shorten::is_coordinator;
use crate::events::words::tagger::Tag;

/// "seized Lodz, | Radom | and Kielce": one of several objects, the last of which "and" joins. An apposition
/// has an article or stands alone.
pub(crate) fn is_item(clauses: &Clauses<'_>, segment: usize) -> bool {
    const LONGEST: usize = 6;
    let is_joined = |segment: usize, within: usize| {
        let mut words = clauses.segment_words(segment).iter().take(within);
        words.any(|word| word.is_plain() && word.tag == Tag::Coordinator)
    };
    let is_listed = |segment: &usize| {
        let words = clauses.segment_words(*segment);
        let first = words.iter().find(|word| word.mark.is_none());
        let opens = first.is_some_and(|word| {
            word.place.is_some()
                || word.is_plain()
                    && (word.tag.is_noun() || matches!(word.tag, Tag::Adjective | Tag::Number))
        });
        let opener = clauses.opener(*segment);
        let is_piece = opener == Opener::Comma || opener == Opener::Coordinate;
        let is_dated = words.iter().any(|word| word.time.is_some());
        is_piece
            && !is_dated
            && !clauses.is_finite(*segment)
            && (words.len() <= LONGEST || is_joined(*segment, LONGEST))
            && (opens || opener == Opener::Coordinate)
    };
    let mut rest = (segment..clauses.segments.len()).take_while(is_listed);
    rest.any(|segment| is_joined(segment, usize::MAX))
}

/// "saw a lot of grief, | a lot of blood": a piece that opens with the words that the object opens with.
pub(crate) fn repeats(clauses: &Clauses<'_>, object: usize, segment: usize) -> bool {
    let words = words_of(clauses, segment);
    let opens = (words.start + 1, words.start + 2);
    let is_same = |a: usize, b: usize| clauses.word_text(a) == clauses.word_text(b);
    clauses.opener(segment) == Opener::Comma
        && opens.1 < words.end
        && is_same(opens.0, object)
        && is_same(opens.1, object + 1)
}

/// "both in word | and in deed": of a pair that a cut would leave one of, nothing stays.
pub(crate) fn drop_cut_pair(clauses: &Clauses<'_>, kept: &mut Vec<usize>, verb: usize) {
    // "between the army | and", "between US | troops and".
    const NEAR: usize = 3;
    let is_word = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.mark.is_none());
    let goes_on = kept.last().is_some_and(|&last| {
        (last + 1..=last + NEAR).take_while(is_word).any(|at| is_coordinator(clauses, at))
    });
    let opens = |at: &usize| verb < *at && is_one_of(clauses, *at, &["both", "either", "between"]);
    let Some(pair) = kept.iter().rposition(opens).filter(|_| goes_on) else { return };
    if !kept.iter().skip(pair).any(|&at| is_coordinator(clauses, at)) {
        kept.truncate(pair);
    }
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_list_of_objects_is_kept_where_it_fits() {
        check(
            "In {1905|1905} the guards used smoke bombs, clubs and rubber boots against the crowd.",
            &[("1905", "Guards used smoke bombs, clubs and rubber boots against the crowd")],
        );
    }
}
