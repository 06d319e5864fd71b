//! What was done, beside a semicolon and what is to come: "Two men were held; a third will appear in court in May".

use super::wording::is_of_the_day;
use super::{Clauses, Date, Head, News, Reader, Telling, news};
use crate::events::predicate::Tense;
use crate::model::{Event, Factuality};
use std::ops::Range;

impl Reader<'_> {
    /// Tells what a sentence tells of the document's day in a piece between semicolons without a date, where those with one
    /// only say what is to come. `before` is the number of events before the sentence.
    pub(super) fn beside_plan(&mut self, number: usize, clauses: &Clauses<'_>, before: usize) {
        let is_to_come =
            |it: &Event| matches!(it.factuality, Factuality::Planned | Factuality::Predicted);
        let is_cut = clauses.words.iter().any(|word| word.mark == Some(';'));
        let goes_on = number < self.past_until && !is_of_the_day(clauses);
        let told = self.events.get(before..).unwrap_or_default();
        if !is_cut || goes_on || !told.iter().all(is_to_come) {
            return;
        }
        for (told, telling) in news::told(clauses) {
            let Some(news) = self.news.as_ref().filter(|it| News::is_current(it)) else { return };
            let is_done = matches!(telling, Telling::Done | Telling::Current);
            let Some(predicate) = clauses.predicates.get(told).filter(|_| is_done) else {
                continue;
            };
            let mut words = piece(clauses, predicate.at);
            // "Leeds won five cups", "Dahl was born in Vik": who knows when.
            let is_news = predicate.tense == Tense::Perfect || predicate.is_passive(&clauses.words);
            let is_known = !is_news || clauses.is_of("birth", predicate.at);
            let is_quoted = clauses.words.get(predicate.at).is_some_and(|word| word.is_quoted);
            if is_quoted
                || is_known
                || clauses.depends(predicate.segment)
                || words.any(|at| clauses.is_time(at))
            {
                continue;
            }
            let date = Date::of_document(news.date(telling, false), 0.4);
            self.push(number, clauses, Head::Predicate(told), date);
        }
    }
}

/// The words between semicolons around a word.
fn piece(clauses: &Clauses<'_>, at: usize) -> Range<usize> {
    let is_cut = |at: &usize| clauses.words.get(*at).is_some_and(|word| word.mark == Some(';'));
    let start = (0..at).rev().find(is_cut).map_or(0, |cut| cut + 1);
    let end = (at..clauses.words.len()).find(is_cut).unwrap_or(clauses.words.len());
    start..end
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::check;

    #[test]
    fn what_was_done_is_told_beside_a_plan() {
        check(
            "Two men have been held by the police; a third will appear in court on {2022-11-02|2 November}.",
            &[
                ("2022-11-02", "Third will appear in court"),
                ("2022-10-30", "Two men held by the police"),
            ],
        );
        check(
            "Dahl was born in <NO|Vik>; he will appear in court on {2022-11-02|2 November}.",
            &[("2022-11-02", "He will appear in court")],
        );
        check(
            "Two men were held by the police in {1990|1990}; a third fled.",
            &[("1990", "Two men held by the police")],
        );
    }
}
