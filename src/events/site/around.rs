//! What a sentence says of where an event was outside of its clause: the scene before it, and what its other pieces
//! add.

use super::place_list::with_list;
use super::{ON_THE_SPOT, PARTY, Ranked, ranked, word_of};
use crate::events::clause::{Clauses, Opener, Segment};
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::tagger::Tag;
use crate::model::Annotated;
use std::ops::Range;

/// The places of the sentence around a clause, without asides and what was at another time; `inside` are those that the
/// clause names. Where somebody else does something counts only for a clause that does not say where, or where the title
/// tells of it as well.
pub(super) fn elsewhere(
    annotated: &Annotated,
    clauses: &Clauses<'_>,
    clause: &Range<usize>,
    inside: &[Ranked],
    title: &str,
) -> Vec<Ranked> {
    let segment_of = |at: usize| clauses.words.get(at).map_or(0, |word| word.segment);
    let own = segment_of(clause.start)..=segment_of(clause.end.saturating_sub(1));
    let pieces = clauses.segments.iter().filter(|segment| {
        let is_said = segment.opener == Opener::Complement;
        let goes_on = !segment.opener.is_dependent() && !is_said && !is_contrast(clauses, segment);
        goes_on && !is_other_time(clauses, segment)
    });
    let mut found: Vec<Ranked> =
        pieces.flat_map(|piece| ranked(annotated, clauses, piece.words.clone())).collect();
    if found.is_empty() {
        return found;
    }
    // "Norway, | Sweden | and Denmark sent ships": all of them.
    let others = clauses.segments.iter().enumerate();
    let others: Vec<Range<usize>> = others
        .filter(|&(number, _)| !own.contains(&number) && tells_of_other(clauses, number, title))
        .map(|(_, piece)| with_list(clauses, piece.words.clone()))
        .collect();
    let is_of_other = |it: &Ranked| {
        word_of(clauses, it).is_some_and(|at| others.iter().any(|it| it.contains(&at)))
    };
    let is_placed = inside.iter().any(|it| it.rank <= ON_THE_SPOT);
    found.retain(|it| it.rank == 0 && !is_placed || !is_of_other(it));
    found.retain(|it| it.rank < PARTY);
    found.sort_unstable();
    found
}

/// "Norway voted | and Sweden bought ships": whether a piece of a sentence has a subject of its own that does
/// something. Only who reports what another piece tells takes part in that, as does what a pronoun means; whoever
/// dies does so of it; and what the title tells is the event's own.
fn tells_of_other(clauses: &Clauses<'_>, segment: usize, title: &str) -> bool {
    let mut told = clauses.predicates.iter().zip(&clauses.subjects);
    told.any(|(it, subject)| {
        let own = subject.clone().next().and_then(|at| clauses.words.get(at));
        let is_same = subject.len() == 1 && own.is_some_and(Word::is_subject_pronoun);
        let deed = clauses.span_of(subject.start..it.at + 1).of(clauses.text);
        it.segment == segment
            && !it.is_reporting()
            && !subject.is_empty()
            && !is_same
            && !counts_victims(clauses, it, subject)
            && !title.contains(deed)
    })
}

/// "and 41 people died", "and a third was missing": whether a predicate tells how many more something befell.
fn counts_victims(clauses: &Clauses<'_>, predicate: &Predicate, subject: &Range<usize>) -> bool {
    let is_count = |at: usize| {
        let is_number = clauses.words.get(at).is_some_and(|it| it.tag == Tag::Number);
        is_number || clauses.is_of("so_many", at)
    };
    subject.clone().take(2).any(is_count)
        && (predicate.first..predicate.at + 2).any(|at| clauses.is_of("victim", at))
}

/// ", but he travels to Wales": what goes on otherwise is another deed.
fn is_contrast(clauses: &Clauses<'_>, segment: &Segment) -> bool {
    let mut words = segment
        .words
        .clone()
        .filter(|&at| clauses.words.get(at).is_some_and(|it| it.mark.is_none()));
    let opens = words.next();
    let is_told = clauses.predicates.iter().any(|it| segment.words.contains(&it.at));
    segment.opener == Opener::Coordinate
        && is_told
        && opens.is_some_and(|at| clauses.word_text(at) == "but")
}

/// "In June, at a forum in Russia, …": what stands before the first predicate sets the scene for
/// every clause after it.
pub(super) fn scene(annotated: &Annotated, clauses: &Clauses<'_>, until: usize) -> Vec<Ranked> {
    let first = clauses.predicates.first().map_or(0, |predicate| predicate.segment);
    let end = clauses.segments.get(first).map_or(0, |segment| segment.words.start).min(until);
    let mut found = Vec::new();
    for segment in clauses.segments.iter().filter(|segment| segment.words.end <= end) {
        if !is_other_time(clauses, segment) {
            found.extend(ranked(annotated, clauses, segment.words.clone()));
        }
    }
    found.retain(|it| it.rank == 0);
    found
}

/// "after the invasion of France": that was elsewhere.
fn is_other_time(clauses: &Clauses<'_>, segment: &Segment) -> bool {
    segment.words.clone().any(|at| clauses.is_in_any_case("other_time", at))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check_places as check;

    #[test]
    fn what_somebody_else_does_in_a_sentence_is_elsewhere() {
        let told = "in {1931|1931} <NO|Norway> sent its ships to <FI|Finland>";
        let neither = "Neither <SE|Sweden> nor <DK|Denmark> accepted this";
        check(&format!("{neither}, and {told}."), "FI NO");
        let list = "Neither <SE|Sweden>, <IS|Iceland> nor <DK|Denmark> accepted this";
        check(&format!("{list}, and {told}."), "FI NO");
        let rice = "in {1967|1967} <NO|Norway> sent rice";
        check(&format!("There was hunger in <SE|Sweden>, and {rice}."), "NO SE");
        check(&format!("There was hunger in <SE|Sweden>, and {rice} to <FI|Finland>."), "FI NO");
    }

    #[test]
    fn what_the_same_event_does_elsewhere_is_its_own() {
        let storm = "A storm hit <NO|Norway> in {1931|1931}";
        check(&format!("{storm}, and it killed three people in <SE|Sweden>."), "NO SE");
        check(&format!("{storm}, and three people died in <SE|Sweden>."), "NO SE");
        check(&format!("{storm}, and a third was missing in <SE|Sweden>."), "NO SE");
        check(&format!("{storm}, and the firm moved to <SE|Sweden>."), "NO");
        let fights = "Fighting began in <NO|Norway> in {1931|1931}";
        let told_as_well = "neighbours evacuated their citizens from <SE|Sweden>";
        check(&format!("{fights}, and {told_as_well}."), "NO SE");
    }

    #[test]
    fn what_goes_on_with_the_same_deed_was_there_too() {
        let told = "In {1931|1931} <NO|Norway> sent its ships to <FI|Finland>";
        check(&format!("{told}, sailing past <SE|Sweden>."), "FI NO SE");
        check("<NO|Norway> said its neighbour moved guns to <FI|Finland> in {1931|1931}.", "NO FI");
    }
}
