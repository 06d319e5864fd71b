//! The clause that a date opens: "ten were killed, and on 5 May a truce was reached".

use super::Binding;
use crate::events::clause::head::Head;
use crate::events::clause::{Clauses, Opener, extent};
use crate::events::predicate::{Predicate, Tense};
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
    // "and on 22 June, | the king declared".
    let next = segment + 1;
    let is_alone = clauses.segments.get(segment).is_some_and(|it| it.words.end == at + 1);
    let told = clauses.predicates.iter().find(|it| it.segment == next);
    let has_subject = told.is_some_and(|it| clauses.content_start(next) < it.first);
    if is_alone && has_subject && clauses.opener(next) == Opener::Comma {
        return Some(next);
    }
    // "and in March villages | and towns voted".
    let pair = Some(segment + 1).filter(|_| extent::opens_pair_of_subject(clauses, segment));
    pair.or_else(|| extent::goes_on_as_subject(clauses, segment))
}

/// "On Monday he said | he would resign, | days before the vote on Friday": whether a date that tells what is counted from behind what somebody
/// said would be is taken for that of what he said, though the saying has its own.
pub(super) fn is_beside_said(clauses: &Clauses<'_>, it: &Binding, found: &[Binding]) -> bool {
    let Head::Predicate(i) = it.head else { return false };
    let Some(said) = clauses.predicates.get(i) else { return false };
    let report = i.checked_sub(1).and_then(|i| Some((i, clauses.predicates.get(i)?)));
    let is_reported = report.is_some_and(|(i, report)| {
        report.is_reporting() && found.iter().any(|other| other.head == Head::Predicate(i))
    });
    let is_would =
        said.tense == Tense::Conditional && clauses.opener(said.segment) == Opener::Complement;
    let Some(date) = clauses.words.iter().position(|word| word.time == Some(it.time)) else {
        return false;
    };
    let is_apart = clauses.words.get(date).is_some_and(|word| said.segment < word.segment);
    // "before the vote | on".
    let is_plain = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && !clauses.is_of("counts_from", *at))
    };
    let noun = date.saturating_sub(1);
    let led = (0..noun).rev().take_while(is_plain).last().and_then(|at| at.checked_sub(1));
    let is_counted = led.is_some_and(|led| led + 1 < noun && clauses.is_of("counts_from", led));
    is_reported && is_would && is_apart && is_counted
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
        check(
            "On {2022-10-24|Monday} Dahl said he would go to court, days before the vote on {2022-10-28|Friday}.",
            &[("2022-10-24", "Dahl said he would go to court")],
        );
        check(
            "On {1990-06-21|21 June} Dahl said the army would march, and on {1990-06-22|22 June}, Berg left.",
            &[("1990-06-21", "Dahl said the army would march"), ("1990-06-22", "Berg left")],
        );
        check(
            "By {../2020|2020} experts said the lake would be dry.",
            &[("../2020", "Lake would be dry")],
        );
    }
}
