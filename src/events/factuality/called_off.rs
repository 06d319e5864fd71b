//! What was to be and was not: "scrapped a meeting that was to open on Monday", "a fair called for May was
//! cancelled".

use crate::events::clause::head::Head;
use crate::events::clause::{Clauses, Opener};
use crate::events::predicate::Predicate;
use crate::events::words::lexicon::Class;
use crate::model::Factuality;

/// Whether its own sentence says of something planned that it was called off. The calling off itself happened:
/// "The fair was called off in May". `time` is the time mention that dates it.
pub(crate) fn is_called_off(
    clauses: &Clauses<'_>,
    head: Head,
    time: Option<usize>,
    told: Factuality,
) -> bool {
    let is_off = |it: &&Predicate| {
        let ends = it.at + clauses.phrase_len("calling_off", it.at);
        it.at < ends && !it.is_negated
    };
    let is_ahead = matches!(told, Factuality::Planned | Factuality::Predicted);
    match head {
        // "scrapped a meeting | that was to open".
        Head::Predicate(_) if is_ahead => {
            let Some(predicate) = head.predicate(clauses) else { return false };
            let opens = clauses.begun(predicate.segment);
            let is_relative = clauses.opener(opens) == Opener::Relative;
            let before = clauses.predicates.iter().rev().find(|it| it.segment < opens);
            is_relative && before.as_ref().is_some_and(is_off)
        }
        // "a fair called for May was cancelled".
        Head::Participle(at) if matches!(clauses.word_text(at + 1), "for" | "on" | "in") => {
            let after = clauses.predicates.iter().find(|it| at < it.first);
            let segment = clauses.words.get(at).map(|word| word.segment);
            clauses.is_of("calling", at)
                && after.as_ref().is_some_and(|it| {
                    Some(it.segment) == segment && it.is_passive(&clauses.words) && is_off(it)
                })
        }
        // "The fair, planned for May, was cancelled".
        Head::Predicate(_) if told.is_real() => head.predicate(clauses).is_some_and(|it| {
            let is_near = (it.first..it.at).any(|at| clauses.is_of("nearly", at));
            is_off(&it)
                && !is_near
                && !clauses.is_of("given_up", it.at)
                && time.is_some_and(|time| is_of_plan(clauses, time, it))
        }),
        Head::Predicate(_)
        | Head::Participle(_)
        | Head::Noun(_)
        | Head::Aside(_)
        | Head::Gap(_)
        | Head::Line => false,
    }
}

/// "The fair, planned for May, | was cancelled", "the race due on 4 May | was called off": whether a date says when
/// something was to be, between a subject and its verb.
fn is_of_plan(clauses: &Clauses<'_>, time: usize, predicate: &Predicate) -> bool {
    let is_joint = |at: &usize| {
        clauses.words.get(*at).is_some_and(|it| it.is_plain() && it.has(Class::Temporal))
    };
    let Some(date) = clauses.word_of_time(time).filter(|&date| date < predicate.first) else {
        return false;
    };
    let form = (0..date).rev().find(|at| !is_joint(at));
    let is_told = |it: &Predicate| (date..predicate.first).contains(&it.at);
    form.is_some_and(|form| clauses.phrase_len("to_be_on", form) > 0)
        && !clauses.predicates.iter().any(is_told)
}

#[cfg(test)]
mod tests {
    use crate::events::{detect, fixture};
    use crate::model::Factuality;

    /// How real every event is that a text tells.
    fn told(marked: &str) -> Vec<Factuality> {
        let events = detect(0, &fixture::dated(marked));
        events.iter().map(|event| event.factuality).collect()
    }

    #[test]
    fn what_was_called_off_was_not() {
        let denied = |marked: &str| told(marked).contains(&Factuality::Denied);
        assert!(denied("The town has scrapped a fair that was to open on {2022-11-07|Monday}."));
        assert!(denied("The march, planned for {2022-05-20|May 20}, was cancelled."));
        assert!(denied("The march due on {2022-05-20|May 20} was called off."));
        assert!(!denied(
            "The march, planned for {2022-05-20|May 20}, was cancelled on {2022-05-03|May 3}."
        ));
        assert!(!denied("The limit set in {1990|1990} was abandoned."));
        assert!(!denied("The match scheduled for {2022-05-20|May 20} was abandoned at half-time."));
        assert!(!denied("The march planned for {2022-05-20|May 20} may be cancelled."));
        assert!(!denied("The march planned for {2022-05-20|May 20} was nearly cancelled."));
        assert!(denied("A march called for {2022-05-20|May 20} was cancelled by its leaders."));
        assert!(!denied("The town has praised a fair that was to open on {2022-11-07|Monday}."));
        assert!(!denied("A march called for {2022-05-20|May 20} was led by the mayor."));
        assert!(!denied("The fair was called off in {2013|2013}."));
    }
}
