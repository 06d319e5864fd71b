//! What is told below a date that stands in a line of its own, or in a programme.

use super::{Reader, since_then};
use crate::events::bind::shared::Bound;
use crate::events::bind::{self, Binding, led};
use crate::events::clause::Clauses;
use crate::events::clause::head::Head;
use crate::events::dating::entry::{self, Follows};
use crate::events::dating::{self, Dated, headed};
use crate::events::predicate::{Tense, gerund};
use crate::model::{Event, Factuality, TimeMention, TimexType, When};

impl Reader<'_> {
    /// What a sentence under a date tells without one of its own; a chronicle tells in the present what is over.
    pub(super) fn under(
        &mut self,
        number: usize,
        clauses: &Clauses<'_>,
        under: headed::Under,
        bound: &[Binding],
    ) {
        let Some(mention) = self.annotated.times.get(under.time) else { return };
        let before = self.events.len();
        // "are told to pack for two weeks": a length dates nothing.
        let is_dated = |it: &&Binding| !matches!(self.dated(clauses, **it), Dated::Nothing);
        let bound: Vec<Head> = bound.iter().filter(is_dated).map(|it| it.head).collect();
        let day = dating::dated(self.annotated, mention);
        let Some(day) = day.when() else { return };
        let own =
            self.thread.as_ref().and_then(|it| it.named_behind((under.time, day), number, self));
        let is_of_head = |it: &Event| {
            it.sources.iter().any(|it| it.time.is_some_and(|it| it.mention == under.time))
        };
        let follows = if self.follows_date(number, mention) {
            Follows::Date
        } else if self.events.last().is_some_and(is_of_head) {
            Follows::Event
        } else {
            Follows::Other
        };
        let told = entry::told(clauses, under.rank, follows);
        self.past_entries += told.iter().map(|it| lean(clauses, *it)).sum::<i32>();
        for head in told.into_iter().filter(|head| !bound.contains(head)) {
            let predicate = head.predicate(clauses);
            let is_past = predicate.is_some_and(|it| it.tense != Tense::Present);
            // "Ann Dahl, who will speak, led the navy": what a programme tells as past was at some time.
            let when = entry::dated_under(clauses, (under.rank, day), predicate, own.as_ref());
            let Some(when) = when.filter(|_| !(self.is_programme && is_past)) else { continue };
            let dated = match head {
                Head::Predicate(main) => since_then(clauses, main, Dated::At(when)),
                _ => Dated::At(when),
            };
            self.inheriting(number, clauses, (under.time, dated), head);
        }
        for event in self.events.get_mut(before..).unwrap_or_default() {
            let is_present = event.factuality == Factuality::Ongoing;
            let factuality = if is_present { Factuality::Happened } else { event.factuality };
            event.factuality = factuality;
            event.sources.iter_mut().for_each(|source| source.factuality = factuality);
        }
    }

    /// What a sentence tells with dates of its own, as far as a date that heads it leaves them.
    pub(super) fn bindings(
        &self,
        number: usize,
        clauses: &Clauses<'_>,
        under: Option<headed::Under>,
    ) -> Vec<Binding> {
        let date = under.filter(|it| it.rank != headed::Rank::Body).map(|under| under.time);
        let mut bindings = bind::bindings(self.annotated, clauses);
        // "signed the treaty of 1991", under a date of another time.
        let is_inside = |time: usize| {
            let bounds =
                |time: usize| self.annotated.times.get(time)?.when.as_ref().map(|it| it.bounds);
            date.and_then(bounds).zip(bounds(time)).is_some_and(|(day, own)| day.contains(own))
        };
        bindings.retain(|it| {
            date.is_none() || !led::follows_of(clauses, it.time) || is_inside(it.time)
        });
        // Under a date of its own the clause before an -ing form needs no bound.
        let is_guess = |it: &Binding| {
            let date = clauses.word_of_time(it.time).filter(|_| it.bound == Bound::Before);
            date.is_some_and(|date| gerund::of_date(self.annotated, clauses, date).is_some())
        };
        bindings.retain(|it| under.is_none() || !is_guess(it));
        bindings
            .retain(|it| !under.is_some_and(|under| self.is_hour_of(number, clauses, under, *it)));
        // "14 May. They demand the dismissal of the judge, appointed half a year ago": the day of the entry is nearer.
        let day = under.and_then(|it| self.annotated.times.get(it.time));
        let follows = day.is_some_and(|day| self.follows_date(number, day));
        bindings
            .retain(|it| !follows || it.is_near() || it.bound != Bound::At || is_inside(it.time));
        bindings
    }

    /// "14 May. … In the afternoon the guests left": whether a binding has but an hour, of the day of the entry.
    fn is_hour_of(
        &self,
        number: usize,
        clauses: &Clauses<'_>,
        under: headed::Under,
        binding: Binding,
    ) -> bool {
        let mention = self.annotated.times.get(binding.time);
        let is_hour =
            mention.is_some_and(|it| it.when.is_none() && it.timex.kind == TimexType::Time);
        let day = self.annotated.times.get(under.time).and_then(|it| it.when.as_ref());
        let Some(day) = day.filter(|_| is_hour && under.rank != headed::Rank::Body) else {
            return false;
        };
        let thread = self.thread.as_ref();
        let own = thread.and_then(|it| it.named_behind((under.time, day), number, self));
        let is_apart = own.is_some_and(|own| !dating::about_month(day).bounds.contains(own.bounds));
        let told = entry::told(clauses, under.rank, Follows::Other);
        // "The judge freed Dahl. Trams run in the morning": every day.
        let is_of_habit = 0 < self.past_entries && lean(clauses, binding.head) < 0;
        !is_apart && !is_of_habit && told.contains(&binding.head)
    }

    /// "4 July. | House searches.": whether a sentence goes on in the line of the date right before it.
    pub(super) fn follows_date(&self, number: usize, date: &TimeMention) -> bool {
        let before = number.checked_sub(1).and_then(|it| self.annotated.sentences.get(it));
        let own = self.annotated.sentences.get(number);
        before.zip(own).is_some_and(|(before, own)| {
            before.span.contains(date.span) && before.paragraph == own.paragraph
        })
    }

    /// Whether a programme tells so what is not known to be over.
    pub(super) fn is_to_be(&self, clauses: &Clauses<'_>, head: Head, when: Option<&When>) -> bool {
        let is_present = head.predicate(clauses).is_none_or(|it| it.tense == Tense::Present);
        let written = self.written.and_then(|it| it.bounds.earliest);
        let is_over = when.and_then(|it| it.bounds.latest).zip(written);
        self.is_programme
            && is_present
            && when.is_some()
            && is_over.is_none_or(|(end, written)| written <= end)
    }
}

/// Whether a deed is told in the past, `1`, or in the present, `-1`.
fn lean(clauses: &Clauses<'_>, head: Head) -> i32 {
    match head.predicate(clauses).map(|it| it.tense) {
        Some(Tense::Past) => 1,
        Some(Tense::Present) => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::events::fixture::told;

    #[test]
    fn an_hour_of_an_entry_is_of_its_day_but_no_habit() {
        let dates = |marked: &str| -> Vec<String> {
            told(marked).into_iter().map(|(date, _)| date).collect()
        };
        let entry = "{2020-05-14|14 May 2020}\nThe council met. ";
        let next = "\n{2020-05-15|15 May 2020}\nThe judge freed Dahl.";
        let hour = format!("{entry}{{TEV|In the evening}} the mayor resigned.{next}");
        assert_eq!(dates(&hour), ["2020-05-14", "2020-05-14", "2020-05-15"]);
        let habit = format!("{entry}Trams run {{TMO|in the morning}}.{next}");
        assert_eq!(dates(&habit), ["2020-05-14", "", "2020-05-15"]);
    }
}
