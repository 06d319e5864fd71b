//! What somebody says is not so: "Moscow denied that its troops had crossed the border".

use crate::events::clause::{Clauses, Opener};
use crate::events::factuality;
use crate::events::predicate::Predicate;
use crate::events::words::Word;

/// "denied | that its troops had crossed", "rejected reports | that the army had shelled the town": whether a clause
/// tells what somebody denies. "Denied selling the mill in May" tells of the denial, and says so.
pub(super) fn is_refuted(clauses: &Clauses<'_>, predicate: &Predicate) -> bool {
    let opens = clauses.segments.get(predicate.segment).map_or(0, |it| it.words.start);
    let before = clauses.predicates.iter().rev().find(|it| it.at < opens);
    before.is_some_and(|before| {
        let is_of = |list: &str, at: usize| clauses.phrase_len(list, at) > 0;
        // "denied reports yesterday that", but not "dismissed the clerk over reports that".
        let is_preposition = |at: &usize| clauses.words.get(*at).is_some_and(Word::is_preposition);
        let mut object = (before.at + 1..opens).take_while(|at| !is_preposition(at));
        let says_of_claim = object.any(|at| is_of("claimed_thing", at));
        // "denied | that", but not "denied him the right that".
        let says_so = before.at + 1 == opens;
        let refutes = is_of("refuting", before.at) && (says_so || says_of_claim)
            || is_of("dismissing", before.at) && says_of_claim;
        refutes
            && !before.is_negated
            && !factuality::is_of_nobody(clauses, before)
            && clauses.opener(predicate.segment) == Opener::Complement
            && clauses.word_text(opens).eq_ignore_ascii_case("that")
            && before.segment + 1 == predicate.segment
    })
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};
    use crate::model::Factuality;

    #[track_caller]
    fn check(sentence: &str, expected: Factuality) {
        let annotated = fixture::document(sentence, None);
        let told: Vec<_> = detect(0, &annotated).iter().map(|it| it.factuality).collect();
        let is_so = told.iter().all(|it| *it == expected);
        assert!(!told.is_empty() && is_so, "{sentence}: {told:?}");
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
    }

    #[test]
    fn a_denial_that_has_a_date_was_made() {
        check("In {1911-08|August 1911} Keller denied selling the mill.", Factuality::Happened);
        check(
            "The mill dismissed the clerk over reports that he had stolen cash in {1911-08|August 1911}.",
            Factuality::Happened,
        );
        check(
            "Nobody denies that the mill burned down in {1911-08|August 1911}.",
            Factuality::Happened,
        );
        check(
            "The king denied her the throne that her father had won in {1911-08|August 1911}.",
            Factuality::Happened,
        );
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
