//! What somebody says is not so: "Moscow denied that its troops had crossed the border".

use super::clause::{Clauses, Opener};
use super::predicate::Predicate;
use super::tagger::Tag;

/// Whether a clause tells what is denied, or a predicate denies what the form behind it tells: "denied sending troops in
/// August". What nobody denied is told as it stands.
pub(super) fn is_refuted(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    is_denied_clause(clauses, predicate) || denies_deed(clauses, predicate)
}

/// "denied | that its troops had crossed", "rejected reports | that the army had shelled the town".
fn is_denied_clause(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let opens = clauses.segments.get(predicate.segment).map_or(0, |it| it.words.start);
    let before = clauses.predicates.iter().rev().find(|it| it.at < opens);
    before.is_some_and(|before| {
        let is_of = |list: &str, at: usize| clauses.phrase_len(list, at) > 0;
        // "denied reports yesterday that".
        let says_of_claim = (before.at + 1..opens).any(|at| is_of("claimed_thing", at));
        let refutes =
            is_of("refuting", before.at) || is_of("dismissing", before.at) && says_of_claim;
        refutes
            && !before.is_negated
            && clauses.opener(predicate.segment) == Opener::Complement
            && clauses.word_text(opens).eq_ignore_ascii_case("that")
            && before.segment + 1 == predicate.segment
    })
}

/// "denied | sending troops in August": the date is that of the deed.
fn denies_deed(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let is_deed = |at: usize| clauses.words.get(at).is_some_and(|word| word.tag == Tag::Gerund);
    let mut dates = (0..clauses.words.len())
        .filter(|&at| clauses.words.get(at).is_some_and(|word| word.time.is_some()));
    clauses.phrase_len("refuting", predicate.at) > 0
        && is_deed(predicate.at + 1)
        && !predicate.is_negated
        && dates.next().is_some_and(|first| predicate.at < first)
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};
    use crate::model::Factuality;

    #[track_caller]
    fn check(sentence: &str, expected: Factuality) {
        let annotated = fixture::document(sentence, None);
        let told: Vec<_> = detect(0, &annotated).iter().map(|it| it.factuality).collect();
        assert_eq!(told, [expected], "{sentence}");
    }

    #[test]
    fn what_somebody_denies_is_not_told_as_a_fact() {
        check(
            "The company denied that its trucks had crossed the dam in {1911-08|August 1911}.",
            Factuality::Denied,
        );
        check(
            "The mayor rejected reports that he had fled on {1911-05-03|3 May 1911}.",
            Factuality::Denied,
        );
        check("Keller denied selling the mill in {1911-08|August 1911}.", Factuality::Denied);
    }

    #[test]
    fn a_denial_that_has_a_date_was_made() {
        check("In {1911-08|August 1911} Keller denied selling the mill.", Factuality::Happened);
        check(
            "Keller did not deny that she had sold the mill in {1911-08|August 1911}.",
            Factuality::Happened,
        );
        check(
            "The court rejected the plan that the town had made in {1911-08|August 1911}.",
            Factuality::Happened,
        );
    }
}
