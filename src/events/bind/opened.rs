//! The clause that a date opens: "ten were killed, and on 5 May a truce was reached".

use crate::events::clause::{Clauses, Opener, extent};
use crate::events::predicate::Predicate;
use crate::events::words::Word;
use crate::events::words::lexicon::Class;

/// ", and on 5 May | a truce was reached": the segment with the verb of a clause that follows another and that a date
/// opens.
pub(crate) fn opened_by(clauses: &Clauses<'_>, at: usize) -> Option<usize> {
    let segment = clauses.words.get(at)?.segment;
    let opens = clauses.segments.get(segment)?.words.start;
    let leads = |word: &Word| {
        word.mark.is_some()
            || word.is_plain() && word.classes.has_any(&[Class::Coordinator, Class::Temporal])
    };
    let follows = matches!(clauses.opener(segment), Opener::Coordinate | Opener::Stop)
        && clauses.words.get(opens..at).is_some_and(|it| it.iter().all(leads));
    // "and now I do not know" dates nothing.
    if !follows || clauses.is_of("later_on", at) {
        return None;
    }
    let tells = |it: &Predicate| it.segment == segment && at < it.first;
    if clauses.predicates.iter().any(tells) {
        return Some(segment);
    }
    // "and in March villages | and towns voted".
    let pair = Some(segment + 1).filter(|_| extent::opens_pair_of_subject(clauses, segment));
    pair.or_else(|| extent::goes_on_as_subject(clauses, segment))
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn a_date_that_opens_a_clause_is_its_own() {
        check(
            "Two hundred men and ten boys were killed, and on {2010-05-20|20 May 2010} with the help of friends a truce on the coast was reached.",
            &[("2010-05-20", "Truce on the coast was reached")],
        );
        check(
            "The talks failed, and on {2010-05-04|4 May 2010} the mayor said the town had fallen.",
            &[("2010-05-04", "Town had fallen")],
        );
        check(
            "Under the law of {1994|1994} the town was granted a seat, and in {1995-03|March 1995} thirty villages and towns voted to join it.",
            &[
                ("1994", "Town granted a seat"),
                ("1995-03", "Thirty villages and towns voted to join"),
            ],
        );
        check(
            "Vik was a mild town: on {2010-08-18|18 August 2010} the council promised to free the men.",
            &[("2010-08-18", "Council promised to free the men")],
        );
    }

    #[test]
    fn who_said_what_would_be_said_it_on_the_day_before_it() {
        check(
            "She denied it, and on {2022-10-25|Tuesday} her lawyer said he would go to court.",
            &[("2022-10-25", "Lawyer said he would go to court")],
        );
    }
}
